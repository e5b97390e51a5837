"""Alerts: each rule on rows made by hand with its boundary days, the order of the list, and what a configuration may not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest
import yaml

from p4gn.catatan.gabung import Butir, day_of, is_in, is_lewat, list_butir
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.peringatan import AturanTidakSah, Peringatan, aturan, daftar, find_alasan, list_peringatan, pengirim, sentence, tempo, turun
from p4gn.peringatan.aturan import Aturan, list_aturan, list_berlaku, parse_aturan
from p4gn.scope import Scope
from p4gn.scoring import hasil as h
from p4gn.scoring.kalender import AKAN, LAPORAN, SK, TERLAMBAT, Tugas
from p4gn.scoring.kerangka import find_kerangka
from tests.p4gn.fakta_uji import make_butir
from ui.attention import HALAMAN
from ui.sumber import JUDUL

KINI = date(2026, 10, 31)
PROVINSI = Scope("uji", "98", "2026")


def rule(periksa: str, **parameter: Any) -> Aturan:
    return Aturan("uji", "Judul", "sebutan", "Penjelasan.", periksa, MappingProxyType(parameter), "tinggi", date(2018, 1, 1), None, 1)


def lewat(dari: int, sampai: int | None) -> dict[str, dict[str, int | None]]:
    return {"lewat": {"dari": dari, "sampai": sampai}}


def tugas(hari: int, apa: str = "Laporan B06 2026", jenis: str = LAPORAN, status: str = TERLAMBAT, kunci: str = "UJI@98") -> Tugas:
    due = date.fromordinal(KINI.toordinal() - hari if status == TERLAMBAT else KINI.toordinal() + hari)
    kewajiban = "laporan" if jenis == LAPORAN else "tim_terpadu"
    return Tugas(kunci, "Dinas Uji", kewajiban, jenis, apa, due, status, hari, "kerangka", f"{kunci}/B06/{apa[-4:]}")


# ---- reports and orders ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hari", "baru", "menunggak"), [(1, True, False), (30, True, False), (31, False, True), (400, False, True)])
def test_a_report_is_new_for_thirty_days_and_then_owed(hari: int, baru: bool, menunggak: bool) -> None:
    owed = [tugas(hari)]
    assert bool([*tempo.check_laporan(rule("laporan", **lewat(1, 30)), owed)]) is baru
    assert bool([*tempo.check_laporan(rule("laporan", **lewat(31, None)), owed)]) is menunggak


def test_a_report_that_is_not_due_or_of_unknown_lateness_is_no_alert() -> None:
    rows = [tugas(5, status=AKAN), replace(tugas(5), hari=None)]
    assert not [*tempo.check_laporan(rule("laporan", **lewat(1, None)), rows)]


def test_reports_of_one_agency_are_one_alert_that_names_them_all_and_leads_to_the_oldest() -> None:
    rows = [tugas(108), tugas(473, "Laporan B06 2025"), tugas(108, kunci="98.01")]
    first, second = tempo.check_laporan(rule("laporan", **lewat(31, None)), rows)
    assert first.teks == ("Dinas Uji belum mengirim 2 laporan (B06 2025 dan B06 2026), yang terlama terlambat 473 hari sejak 15 Juli 2025.")
    assert (first.kunci, first.kode_wilayah, first.hari, first.sejak) == ("UJI@98", "98", 473, date(2025, 7, 15))
    assert (first.halaman, first.tautan) == (
        "kepatuhan_opd",
        {"wilayah": "98", "opd": "UJI@98", "periode": "2025", "kewajiban": "laporan"},
    )
    assert (second.kunci, second.kode_wilayah, second.sasaran, second.halaman) == (None, "98.01", "98.01", "kepatuhan_wilayah")
    assert second.tautan["wilayah"] == "98" and second.tautan["rinci"] == "98.01"


def test_an_order_ends_after_its_last_day_and_soon_within_the_days_asked_for() -> None:
    ended = tugas(1, jenis=SK, kunci="98.01")
    today, near, far = (tugas(each, jenis=SK, status=AKAN, kunci="98.01") for each in (0, 90, 91))
    (late,) = tempo.check_sk_berakhir(rule("sk_berakhir"), [ended, today, near])
    assert (late.hari, late.teks) == (1, "SK tim terpadu Dinas Uji berakhir 30 Oktober 2026, 1 hari lalu, dan belum diperpanjang.")
    soon = [*tempo.check_sk_segera(rule("sk_segera", dalam_hari=90), [ended, today, near, far], 90)]
    assert [each.hari for each in soon] == [0, -90]
    assert soon[0].teks.endswith("berakhir 31 Oktober 2026, hari ini.") and soon[1].teks.endswith("90 hari lagi.")


# ---- decisions of meetings -------------------------------------------------------------------------------------------


def butir(id_butir: str, tenggat: date, owner: str, **isi: object) -> Butir:
    known = {"id": id_butir, "tenggat": tenggat, "penanggung_jawab": owner, "nama_penanggung": "Dinas Uji", "teks": "Susun SK"}
    return make_butir(**(known | isi))


def test_decisions_are_grouped_by_agency_and_below_the_province_by_kabupaten() -> None:
    late = [
        butir("a", date(2026, 9, 1), "UJI@98"),
        butir("b", date(2026, 9, 20), "UJI@98"),
        butir("c", date(2026, 9, 2), "UJI@98.01"),
        butir("d", date(2026, 9, 3), "LAIN@98.01"),
        butir("e", date(2026, 9, 30), "SATU@98"),
    ]
    own, below, single = tempo.check_janji(rule("janji", **lewat(31, None)), late, KINI, PROVINSI)
    assert own.teks == "Dinas Uji: 2 tindak lanjut rapat lewat tenggat, terlama 60 hari sejak 1 September 2026."
    assert own.tautan == {"periode": "semua", "bagian": "kalender", "opd": "UJI@98", "jenis": "rapat", "keadaan": "terlambat"}
    assert (below.kunci, below.sasaran, below.tautan) == (None, "98.01", {"wilayah": "98.01", "keadaan": "lewat"})
    assert (single.teks, single.tautan) == (
        "Dinas Uji: tindak lanjut rapat “Susun SK” lewat tenggat 31 hari sejak 30 September 2026.",
        {"butir": "e"},
    )


def test_in_a_kabupaten_each_agency_stands_for_itself() -> None:
    late = [butir("c", date(2026, 9, 2), "UJI@98.01"), butir("d", date(2026, 9, 3), "LAIN@98.01")]
    found = tempo.check_janji(rule("janji", **lewat(1, None)), late, KINI, Scope("uji", "98.01", "2026"))
    assert [each.kunci for each in found] == ["UJI@98.01", "LAIN@98.01"]


def test_the_thirtieth_day_is_new_and_the_next_is_not() -> None:
    late = [butir("a", date(2026, 10, 1), "UJI@98"), butir("b", date(2026, 9, 30), "DUA@98")]
    assert [each.kunci for each in tempo.check_janji(rule("janji", **lewat(1, 30)), late, KINI, PROVINSI)] == ["UJI@98"]
    assert [each.kunci for each in tempo.check_janji(rule("janji", **lewat(31, None)), late, KINI, PROVINSI)] == ["DUA@98"]


def test_words_that_may_name_a_person_are_not_repeated() -> None:
    late = [butir("a", date(2026, 10, 1), "UJI@98", teks="Hubungi Bapak Contoso di 0812 3456 7890")]
    (found,) = tempo.check_janji(rule("janji", **lewat(1, None)), late, KINI, PROVINSI)
    assert found.teks == "Dinas Uji: tindak lanjut rapat lewat tenggat 30 hari sejak 1 Oktober 2026."


# ---- what has fallen -------------------------------------------------------------------------------------------------


def kartu(
    periode: str, warna: str, sel: dict[str, tuple[str, float | None]], skor: float | None = 50.0, kunci: str = "UJI@98"
) -> h.KartuSkor:
    cells = {name: h.Sel(name, status, None, nilai=value) for name, (status, value) in sel.items()}
    row = h.Rapor(kunci, "Dinas Uji", "98", "UJI", "Dinas", (), MappingProxyType(cells), skor, 1.0, 2.0, 1, 2, 50.0, warna, periode=periode)
    last = min(date(int(periode[:4]), 12, 31), KINI)
    return h.KartuSkor("uji", "opd", "98", periode, last, KINI, find_kerangka(periode, "98"), (row,), skor)


JATUH = {"hijau": ["kuning", "merah"], "kuning": ["merah"]}


@pytest.mark.parametrize(
    ("dulu", "kini", "turun_warna"),
    [
        (h.HIJAU, h.KUNING, True),
        (h.HIJAU, h.MERAH, True),
        (h.KUNING, h.MERAH, True),
        (h.KUNING, h.HIJAU, False),
        (h.MERAH, h.MERAH, False),
        (h.HIJAU, h.TANPA_NILAI, False),
        (h.TANPA_NILAI, h.MERAH, False),
    ],
)
def test_a_colour_falls_only_between_grades(dulu: str, kini: str, turun_warna: bool) -> None:
    pair = (kartu("2026", kini, {}), kartu("2025", dulu, {}))
    assert bool([*turun.check_warna(rule("warna", jatuh=JATUH), [pair])]) is turun_warna


def test_a_fallen_colour_says_both_scores_and_since_when() -> None:
    pair = (kartu("2026", h.KUNING, {}, 70.55), kartu("2025", h.HIJAU, {}, 100.0))
    (found,) = turun.check_warna(rule("warna", jatuh=JATUH), [pair])
    assert found.teks == "Dinas Uji turun dari hijau (skor 100,0, tahun 2025) menjadi kuning (skor 70,6, tahun 2026)."
    assert (found.sejak, found.hari, found.tautan) == (date(2025, 12, 31), None, {"wilayah": "98", "opd": "UJI@98", "periode": "2026"})


@pytest.mark.parametrize(
    ("status", "jatuh"),
    [(h.KUNING, True), (h.MERAH, True), (h.BELUM_LAPOR, True), (h.HIJAU, False), (h.TIDAK_BERLAKU, False), (h.BELUM_JATUH_TEMPO, False)],
)
def test_a_duty_falls_only_to_what_counts_against_it(status: str, jatuh: bool) -> None:
    pair = (kartu("2026", h.KUNING, {"sosialisasi": (status, None)}), kartu("2025", h.KUNING, {"sosialisasi": (h.HIJAU, None)}))
    assert bool([*turun.check_kewajiban(rule("kewajiban", kecuali=[]), [pair])]) is jatuh


def test_a_duty_that_was_not_met_before_has_not_fallen_and_without_a_card_before_nothing_has() -> None:
    now = kartu("2026", h.MERAH, {"sosialisasi": (h.MERAH, 1.0), "satgas": (h.MERAH, None)})
    before = kartu("2025", h.MERAH, {"sosialisasi": (h.KUNING, 20.0)})
    assert not [*turun.check_kewajiban(rule("kewajiban", kecuali=[]), [(now, before)])]
    assert not [*turun.check_kewajiban(rule("kewajiban", kecuali=[]), [(now, None)])]
    assert not [*turun.check_warna(rule("warna", jatuh=JATUH), [(now, None)])]


def test_what_fell_is_told_with_its_numbers_in_one_alert() -> None:
    pair = (
        kartu("2026", h.KUNING, {"sosialisasi": (h.KUNING, 46.76), "satgas": (h.MERAH, None)}),
        kartu("2025", h.HIJAU, {"sosialisasi": (h.HIJAU, 85.1), "satgas": (h.HIJAU, None)}),
    )
    (found,) = turun.check_kewajiban(rule("kewajiban", kecuali=[]), [pair])
    assert found.teks.startswith("Dinas Uji tidak lagi memenuhi 2 kewajiban yang terpenuhi pada tahun 2025: ")
    assert "dari 85,1% (terpenuhi) menjadi 46,8% (sebagian)" in found.teks and "kewajiban" not in found.tautan
    (one,) = turun.check_kewajiban(rule("kewajiban", kecuali=["satgas"]), [pair])
    assert one.tautan["kewajiban"] == "sosialisasi" and "tidak lagi memenuhi kewajiban yang" in one.teks


def test_what_another_rule_tells_is_not_told_again() -> None:
    pair = (
        kartu("2026", h.KUNING, {"laporan": (h.MERAH, None), "satgas": (h.BELUM_LAPOR, None)}),
        kartu("2025", h.HIJAU, {"laporan": (h.HIJAU, None), "satgas": (h.HIJAU, None)}),
    )
    check = rule("kewajiban", kecuali=[])
    (found,) = turun.check_kewajiban(check, [pair], frozenset({("UJI@98", "laporan")}))
    assert found.tautan["kewajiban"] == "satgas"
    assert not [*turun.check_kewajiban(check, [pair], frozenset({("UJI@98", "laporan")}), frozenset({"UJI@98"}))]


def test_what_follows_from_a_reactive_result_never_makes_an_alert() -> None:
    pair = (
        kartu("2026", h.KUNING, {"tindak_lanjut_reaktif": (h.MERAH, 0.0)}),
        kartu("2025", h.HIJAU, {"tindak_lanjut_reaktif": (h.HIJAU, 100.0)}),
    )
    assert not [*turun.check_kewajiban(rule("kewajiban", kecuali=[]), [pair])]
    judged = [each for each in CATALOGUE.values() if each.target_pada("2026", "63") is not None and each.arah == "naik"]
    assert judged and not [each.id for each in judged if "reaktif" in each.id or "positif" in each.id]


def frame(nilai: float | None, keadaan: str = "ada") -> pd.DataFrame:
    return pd.DataFrame([{"kode": "63", "nama": "Kalimantan Selatan", "nilai": nilai, "keadaan": keadaan}])


@pytest.mark.parametrize(
    ("lalu", "kini", "jatuh"),
    [
        (frame(30.0), frame(29.9), True),
        (frame(30.0), frame(30.0), False),
        (frame(29.9), frame(10.0), False),
        (frame(40.0), frame(0.0, "nol"), True),
        (frame(40.0), frame(None, "belum_lapor"), False),
        (frame(40.0), frame(None, "disamarkan"), False),
        (frame(None, "disamarkan"), frame(1.0), False),
    ],
)
def test_an_indicator_falls_from_its_target_and_hidden_numbers_stay_hidden(
    lalu: pd.DataFrame, kini: pd.DataFrame, jatuh: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_period = {"2025": lalu, "2026": kini}
    monkeypatch.setattr(turun, "compute", lambda indicator, scope, per: by_period[scope.periode] if per == "total" else kini.head(0))
    assert CATALOGUE["cakupan_tes_urine"].target_pada("2026", "63") == 30
    found = [*turun.check_indikator(rule("indikator"), Scope("uji", "63", "2026"), "2026")]
    assert bool(found) is jatuh
    if jatuh:
        assert "di bawah target 30" in found[0].teks and found[0].tautan["indikator"] == "cakupan_tes_urine"


# ---- senders ---------------------------------------------------------------------------------------------------------

JENIS = [
    {"nama": "aksi", "sumber": ["aksi_opd"], "hari": 210, "laporan": True},
    {"nama": "pegawai", "sumber": ["pegawai", "pegawai_lebar"], "hari": 100, "laporan": False},
]


def kiriman(kunci: str | None, sumber: str, masa: str | None, diterima: datetime | None = datetime(2026, 10, 20)) -> dict[str, object]:
    return {"pengirim": kunci, "sumber": sumber, "masa_terakhir": masa, "diterima_terakhir": diterima}


def check_senders(rows: list[dict[str, object]], menunggak: frozenset[str] = frozenset(), *, tanpa: bool = True) -> list[Peringatan]:
    check = rule("pengirim", tanpa_kiriman=tanpa, jenis=JENIS)
    return [*pengirim.check_pengirim(check, {"UJI@98": "Dinas Uji"}, rows, menunggak, KINI)]


def test_who_is_judged_and_has_sent_nothing_is_late_and_files_of_nobody_are_nobodys() -> None:
    (found,) = check_senders([kiriman(None, "aksi_opd", "2020")])
    assert found.teks == "Dinas Uji belum mengirim satu berkas pun sampai 31 Oktober 2026."
    assert not check_senders([kiriman(None, "aksi_opd", "2020")], tanpa=False)


@pytest.mark.parametrize(
    ("masa", "late"),
    [("2026-S1", False), ("2026-04", False), ("2026-03", True), ("2025-S2", True), ("2026", False), (None, False), ("?", False)],
)
def test_data_are_old_when_their_last_day_lies_too_far_back(masa: str | None, late: bool) -> None:
    assert bool(check_senders([kiriman("UJI@98", "aksi_opd", masa)])) is late


def test_the_latest_file_of_a_kind_counts_whatever_its_form_and_a_span_does_not_reach_beyond_the_day_it_came() -> None:
    rows = [kiriman("UJI@98", "pegawai", "2025-12"), kiriman("UJI@98", "pegawai_lebar", "2026-08")]
    assert not check_senders(rows)
    (found,) = check_senders([kiriman("UJI@98", "pegawai", "2026", datetime(2026, 2, 1, 8))])
    assert (found.sejak, found.hari) == (date(2026, 2, 1), 272)
    assert pengirim.last_day("2026-02", None) == date(2026, 2, 28)


def test_who_owes_a_report_is_not_told_again_that_it_was_not_sent() -> None:
    rows = [kiriman("UJI@98", "aksi_opd", "2025-S2"), kiriman("UJI@98", "pegawai", "2025-12")]
    (both,) = check_senders(rows)
    (rest,) = check_senders(rows, frozenset({"UJI@98"}))
    assert both.teks == (
        "Data Dinas Uji sudah lama tidak bertambah, paling lama 304 hari; yang terakhir: aksi 31 Desember 2025 dan pegawai 31 Desember 2025."
    )
    assert "aksi" not in rest.teks and "pegawai 31 Desember 2025" in rest.teks


# ---- the list --------------------------------------------------------------------------------------------------------


def test_the_list_is_ordered_by_importance_then_by_days_and_ties_by_name() -> None:
    high, low = rule("laporan"), replace(rule("janji"), id="lain", kepentingan="rendah", urutan=2)
    made = [
        Peringatan(each.id, "", name, "98", key, "", None, days, each.kepentingan, "peta")
        for each, name, key, days in (
            (low, "A", "A@98", 900),
            (high, "B", "B@98", None),
            (high, "C", "C@98", -5),
            (high, "A", "A@98", 5),
            (high, "A", "A@98.01", 5),
            (high, "Z", "Z@98", 60),
        )
    ]
    ordered = daftar.sort_peringatan(made, [high, low])
    assert [(each.aturan, each.sasaran) for each in ordered] == [
        ("uji", "Z@98"), ("uji", "A@98"), ("uji", "A@98.01"), ("uji", "C@98"), ("uji", "B@98"), ("lain", "A@98"),
    ]  # fmt: skip


def test_the_whole_example_has_numbered_alerts_that_lead_to_pages_that_exist(edisi_penuh: str) -> None:
    found = list_peringatan(Scope(edisi_penuh, "63"))
    rules = {each.id for each in list_aturan()}
    assert [each.urutan for each in found] == list(range(1, len(found) + 1)) and {each.aturan for each in found} <= rules
    assert len({(each.aturan, each.sasaran) for each in found}) == len(found), "one rule says one thing about one agency or region"
    assert {each.halaman for each in found} <= set(HALAMAN)
    assert not [each for each in found if "reaktif" in each.teks.lower() or "positif" in each.teks.lower()]
    assert find_alasan(Scope(edisi_penuh, "63")) is None


@pytest.mark.parametrize("wilayah", ["63", "63.06"])
def test_alerts_of_meetings_count_what_the_list_of_follow_ups_calls_overdue(edisi_penuh: str, wilayah: str) -> None:
    scope = Scope(edisi_penuh, wilayah)
    late = [each for each in list_butir(edisi_penuh) if is_in(each, scope) and is_lewat(each, day_of(scope))]
    told = [each for each in list_peringatan(scope) if each.aturan.startswith("janji_")]
    number = sum(1 if "butir" in each.tautan else int(each.teks.partition(": ")[2].partition(" ")[0].replace(".", "")) for each in told)
    assert late and number == len(late)


@pytest.mark.parametrize(("wilayah", "kata"), [("nasional", "per provinsi"), ("63.06.05", "sampai tingkat kabupaten/kota")])
def test_above_and_below_what_is_judged_there_is_a_reason_instead(edisi_penuh: str, wilayah: str, kata: str) -> None:
    scope = Scope(edisi_penuh, wilayah)
    assert list_peringatan(scope) == () and kata in str(find_alasan(scope))


def test_before_the_first_framework_and_where_nobody_reports_the_reason_says_so(edisi_penuh: str) -> None:
    assert "Belum ada kerangka kewajiban" in str(find_alasan(Scope(edisi_penuh, "63", "2015")))
    other = Scope(edisi_penuh, "62")
    assert list_peringatan(other) == () and "tidak memuat laporan OPD Kalimantan Tengah" in str(find_alasan(other))


def test_without_a_rule_in_force_nothing_is_said_and_why(edisi_penuh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aturan, "list_aturan", lambda: ())
    scope = Scope(edisi_penuh, "63")
    assert list_peringatan(scope) == () and "Tidak ada aturan peringatan" in str(find_alasan(scope))


def test_the_sentence_counts_by_rule_in_the_order_of_the_rules() -> None:
    one, two = replace(rule("laporan"), sebutan="penunggak laporan"), replace(rule("warna"), id="dua", sebutan="turun warna")
    made = [Peringatan(each, "", "A", "98", None, "", None, None, "tinggi", "peta") for each in ("dua", "uji", "uji")]
    assert sentence(made, [one, two]) == "3 peringatan: 2 penunggak laporan, 1 turun warna."
    assert sentence([], [one, two]) == "Tidak ada peringatan."


# ---- the configuration -----------------------------------------------------------------------------------------------


def test_the_rules_of_the_product_are_sound_and_name_kinds_that_are_sent() -> None:
    rules = list_aturan()
    assert {each.periksa for each in rules} == {
        "laporan", "janji", "sk_berakhir", "sk_segera", "warna", "kewajiban", "indikator", "pengirim",
    }  # fmt: skip
    kinds = [source for each in rules if each.periksa == "pengirim" for kind in each.parameter["jenis"] for source in kind["sumber"]]
    assert kinds and set(kinds) <= set(JUDUL)
    assert not list_berlaku(date(2017, 12, 31)) and len(list_berlaku(date(2018, 1, 1))) == len(rules)


def raw(**isi: object) -> list[dict[str, Any]]:
    known = next(each for each in yaml.safe_load(aturan.FILE.read_text(encoding="utf-8")) if each["id"] == "laporan_baru")
    return [known | isi]


def without_title() -> list[dict[str, Any]]:
    return [{key: value for key, value in raw()[0].items() if key != "judul"}]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (list, "paling sedikit satu"),
        (lambda: ["laporan"], "aturan 1: harus berupa pasangan"),
        (without_title, "belum ada isian judul"),
        (lambda: raw(warna="merah"), "isian warna tidak dikenal"),
        (lambda: raw(sebutan=" "), "sebutan harus berupa teks"),
        (lambda: raw(periksa="reaktif"), "periksa “reaktif” tidak dikenal"),
        (lambda: raw(kepentingan="gawat"), "kepentingan “gawat” tidak dikenal"),
        (lambda: raw(sejak="kemarin"), "sejak harus berupa tanggal"),
        (lambda: raw(sampai=date(2017, 1, 1)), "sampai lebih awal daripada sejak"),
        (lambda: raw(parameter={"hari": 30}), "parameter harus berisi lewat"),
        (lambda: raw(parameter={"lewat": {"dari": 0, "sampai": 30}}), "lewat.dari harus bilangan bulat mulai 1"),
        (lambda: raw(parameter={"lewat": {"dari": 31, "sampai": 30}}), "tidak lebih kecil daripada dari"),
        (lambda: raw(periksa="sk_berakhir"), "tidak ada parameter"),
        (lambda: raw(periksa="sk_segera", parameter={"dalam_hari": -1}), "dalam_hari harus bilangan bulat"),
        (lambda: raw(periksa="warna", parameter={"jatuh": {"merah": ["hijau"]}}), "hanya dapat turun"),
        (lambda: raw(periksa="warna", parameter={"jatuh": {"ungu": ["merah"]}}), "warna “ungu”"),
        (lambda: raw(periksa="kewajiban", parameter={"kecuali": ["tidakada"]}), "kewajiban “tidakada”"),
        (lambda: raw(periksa="pengirim", parameter={"tanpa_kiriman": "ya", "jenis": []}), "tanpa_kiriman harus true atau false"),
        (lambda: raw(periksa="pengirim", parameter={"tanpa_kiriman": True, "jenis": [{"nama": "a"}]}), "tiap jenis harus berisi"),
        (lambda: raw() + raw(), "bertumpuk dengan aturan 1"),
    ],
)
def test_a_configuration_that_cannot_be_used_says_what_is_wrong(isi: Callable[[], list[Any]], pesan: str) -> None:
    with pytest.raises(AturanTidakSah, match=pesan):
        parse_aturan(isi())


def test_a_rule_may_have_versions_that_follow_each_other() -> None:
    old, new = raw(sampai=date(2026, 12, 31))[0], raw(sejak=date(2027, 1, 1))[0]
    first, second = parse_aturan([old, new])
    assert first.is_berlaku(date(2026, 12, 31)) and not first.is_berlaku(date(2027, 1, 1)) and second.is_berlaku(date(2027, 1, 1))
