"""What it takes: exact numbers per step, the cheapest first, and a smallest set that really reaches the next colour."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from p4gn.scoring.fakta import FaktaOpd
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, SKOR_WARNA, TANPA_NILAI, Langkah, Rapor
from p4gn.scoring.kartu import susun_rapor_opd
from p4gn.scoring.langkah import Jalan, cari_jalan, kurang_persen, urut_langkah
from p4gn.scoring.skor import hitung_nilai, status_of
from tests.p4gn.fakta_uji import KERANGKA, cakupan, laporan, opd, pegawai, tindak_lanjut, ukur, waktu

BOBOT = {each.id: each.bobot for each in KERANGKA.kewajiban_opd}


def rapor(fakta: FaktaOpd, periode: str = "2026") -> Rapor:
    return susun_rapor_opd(fakta, {each.id: each for each in KERANGKA.kewajiban_opd}, KERANGKA, waktu(periode))


def laporan_2026(**isi: object):
    basic = {"kegiatan_semester": 1, "peserta_asn_semester": 60, "kegiatan_tahun": 1, "peserta_asn_tahun": 60}
    return laporan("2026-S1", **{**basic, "regulasi_status": "ada", "satgas_status": "ada", "satgas_sk_nomor": "1", **isi})


def sesudah(row: Rapor, langkah: tuple[Langkah, ...] | list[Langkah]):
    return hitung_nilai({**status_of(row.sel), **{step.kewajiban: step.ke for step in langkah}}, BOBOT, KERANGKA)


@pytest.mark.parametrize(
    ("batas", "penyebut", "pembilang", "kurang"),
    [(30, 420, 114, 12), (30, 420, 126, 0), (15, 101, 0, 16), (33.3, 1000, 332, 1), (30, 10, 9, 0)],
)
def test_how_many_more_is_exact(batas: float, penyebut: int, pembilang: int, kurang: int) -> None:
    assert kurang_persen(batas, penyebut, pembilang) == kurang


def test_twelve_more_people_turn_the_coverage_green_and_eleven_do_not() -> None:
    step = ukur("tes_asn", opd(cakupan(2026, 420, 114)), "2026").langkah[0]
    assert (step.ke, step.jumlah, step.teks, step.usaha) == (HIJAU, 12, "12 pegawai lagi dites", 1.6)
    assert ukur("tes_asn", opd(cakupan(2026, 420, 114 + 12)), "2026").status == HIJAU
    assert ukur("tes_asn", opd(cakupan(2026, 420, 114 + 11)), "2026").status == KUNING


def test_red_has_a_cheaper_step_to_amber() -> None:
    steps = ukur("tes_asn", opd(cakupan(2026, 100, 5)), "2026").langkah
    assert [(step.ke, step.jumlah) for step in steps] == [(HIJAU, 25), (KUNING, 10)]
    same = ukur("tindak_lanjut_rapat", opd(tindak_lanjut("2026-05-05", "belum")), "2026").langkah
    assert [step.ke for step in same] == [HIJAU], "one follow-up is both"


def test_sosialisasi_says_activities_and_participants() -> None:
    staff = pegawai("2025-12-31", 108)
    none_yet = laporan("2026-S1", kegiatan_tahun=0, peserta_asn_tahun=0)
    steps = ukur("sosialisasi", opd(none_yet, staff), "2026").langkah
    assert [(step.ke, step.teks, step.usaha, step.jumlah, step.satuan) for step in steps] == [
        (HIJAU, "1 kegiatan sosialisasi dan 54 peserta ASN", 3.08, 54, "peserta ASN"),
        (KUNING, "1 kegiatan sosialisasi", 2.0, 1, "kegiatan"),
    ]
    some = laporan("2026-S1", kegiatan_tahun=1, peserta_asn_tahun=30)
    assert ukur("sosialisasi", opd(some, staff), "2026").langkah[0].teks == "24 peserta ASN lagi"


def test_what_is_not_reported_is_first_to_be_reported() -> None:
    staff = pegawai("2025-12-31", 108)
    report = ukur("sosialisasi", opd(staff), "2026").langkah
    assert [(step.ke, step.teks, step.usaha) for step in report] == [
        (HIJAU, "laporkan sosialisasi: paling sedikit 1 kegiatan dan 54 peserta ASN", 1.0)
    ]
    tests = ukur("tes_asn", opd(staff, cakupan(2026, 108, None)), "2026").langkah
    assert [(step.teks, step.jumlah) for step in tests] == [("laporkan tes urine, paling sedikit 33 dari 108 pegawai", 33)]


@pytest.mark.parametrize(
    ("kewajiban", "fakta"),
    [
        ("tes_asn", opd(cakupan(2025, 100, 5))),
        ("tes_asn", opd(cakupan(2025, 100, None))),
        ("tes_asn", opd()),
        ("sosialisasi", opd(laporan("2025-S2", kegiatan_tahun=0, peserta_asn_tahun=0), pegawai("2025-12-31", 100))),
    ],
)
def test_what_is_over_cannot_be_done_any_more(kewajiban: str, fakta: FaktaOpd) -> None:
    sel = ukur(kewajiban, fakta, "2025")
    assert sel.langkah == ()
    assert sel.catatan


def test_a_report_of_a_past_period_can_still_be_sent() -> None:
    late = ukur("sosialisasi", opd(), "2025")
    assert [step.usaha for step in late.langkah] == [1.0]
    unknown = ukur("sosialisasi", opd(laporan("2025-S2", kegiatan_tahun=2), pegawai("2025-12-31", 100)), "2025")
    assert [step.teks for step in unknown.langkah] == ["laporkan jumlah peserta ASN"]


def test_steps_come_cheapest_first_and_then_by_what_they_gain() -> None:
    row = rapor(opd(laporan_2026(regulasi_status="draf", satgas_sk_nomor=None), pegawai("2025-12-31", 100), cakupan(2026, 100, 5)))
    assert [(step.kewajiban, step.ke) for step in row.langkah] == [
        ("satgas", HIJAU), ("tes_asn", KUNING), ("regulasi", HIJAU), ("tes_asn", HIJAU),
    ]  # fmt: skip
    assert [step.usaha for step in row.langkah] == sorted(step.usaha for step in row.langkah)


def test_the_points_of_a_step_are_what_the_score_gains_by_it_alone() -> None:
    row = rapor(opd(laporan_2026(regulasi_status="belum", satgas_sk_nomor=None), pegawai("2025-12-31", 100), cakupan(2026, 100, 5)))
    assert row.skor is not None
    for step in row.langkah:
        assert sesudah(row, [step]).skor == pytest.approx(row.skor + step.poin)


WORLDS = [
    opd(*((laporan_2026(**report),) if report is not None else ()), pegawai("2025-12-31", 100), cakupan(2026, 100, dites), *follow)
    for report in (
        None,
        {},
        {"kegiatan_tahun": 0, "peserta_asn_tahun": 0},
        {"regulasi_status": "belum", "satgas_status": None},
        {"peserta_asn_tahun": 3},
    )
    for dites in (None, 0, 20, 30)
    for follow in ((), (tindak_lanjut("2026-05-05", "belum"), tindak_lanjut("2026-06-05", "selesai")))
]


@pytest.mark.parametrize("fakta", WORLDS)
@pytest.mark.parametrize("periode", ["2026", "2026-S1"])
def test_the_way_reaches_the_next_colour_and_no_step_of_it_can_be_left_out(fakta: FaktaOpd, periode: str) -> None:
    row = rapor(fakta, periode)
    if row.warna == HIJAU:
        assert (row.warna_berikut, row.langkah_warna) == (None, ())
        return
    goal = {MERAH: KUNING, KUNING: HIJAU, TANPA_NILAI: KUNING}[row.warna]
    threshold = KERANGKA.ambang_skor[goal]

    def reaches(steps: tuple[Langkah, ...]) -> bool:
        after = sesudah(row, steps)
        return after.warna != TANPA_NILAI and after.skor >= threshold

    if reaches(row.langkah_warna):
        for left_out in row.langkah_warna:
            assert not reaches(tuple(step for step in row.langkah_warna if step is not left_out))
    else:  # not even everything is enough
        furthest = {step.kewajiban: step for step in sorted(row.langkah, key=lambda step: SKOR_WARNA[step.ke])}
        assert not reaches(tuple(furthest.values()))
        assert {step.kewajiban for step in row.langkah_warna} == set(furthest)
    if row.warna != TANPA_NILAI:
        assert row.warna_berikut == goal


def test_who_has_no_grade_is_told_the_colour_that_completeness_brings() -> None:
    row = rapor(opd(pegawai("2025-12-31", 100), cakupan(2026, 100, 30)))
    assert row.warna == TANPA_NILAI
    after = sesudah(row, row.langkah_warna)
    assert after.kelengkapan >= 60
    assert row.warna_berikut == after.warna


def test_where_the_colour_is_out_of_reach_everything_is_shown() -> None:
    red = rapor(opd(laporan("2025-S1", kegiatan_tahun=0, regulasi_status="belum", satgas_status="belum"), cakupan(2025, 100, 0)), "2025")
    assert red.warna == MERAH
    assert red.warna_berikut == KUNING
    assert {step.kewajiban for step in red.langkah_warna} == {"regulasi", "satgas"}


def test_the_way_takes_the_cheapest_and_drops_what_a_later_step_made_needless() -> None:
    def step(kewajiban: str, usaha: float) -> Langkah:
        return Langkah(kewajiban, HIJAU, "", None, None, None, usaha, 0.0)

    def way(**status: str) -> Jalan:
        return cari_jalan(status, BOBOT, hitung_nilai(status, BOBOT, KERANGKA), [step("regulasi", 1), step("tes_asn", 2)], KERANGKA)

    enough = way(regulasi=MERAH, tes_asn=MERAH, laporan=KUNING, sosialisasi=HIJAU)  # 22.5 of 65, with regulasi 32.5
    assert [each.kewajiban for each in enough.langkah] == ["regulasi"]
    too_little = way(regulasi=MERAH, tes_asn=MERAH, laporan=MERAH, sosialisasi=KUNING)  # 7.5 of 65, with tes_asn alone 32.5
    assert [each.kewajiban for each in too_little.langkah] == ["tes_asn"]
    assert (too_little.warna, too_little.is_sampai) == (KUNING, True)


def test_no_cheaper_way_was_overlooked_where_steps_cost_the_same() -> None:
    row = rapor(
        opd(
            laporan_2026(regulasi_status="belum", satgas_status="belum", satgas_sk_nomor=None),
            pegawai("2025-12-31", 100),
            cakupan(2026, 100, 20),
        )
    )
    for size in range(len(row.langkah_warna)):
        for fewer in itertools.combinations(row.langkah_warna, size):
            assert sesudah(row, fewer).skor < KERANGKA.ambang_skor[row.warna_berikut]


def test_all_steps_of_a_row_are_sorted() -> None:
    row = rapor(opd(), "2026")
    assert urut_langkah(row.sel) == row.langkah


def test_the_running_year_still_asks_for_tests_on_its_last_day() -> None:
    facts = opd(cakupan(2026, 100, 20))
    assert ukur("tes_asn", facts, "2026", date(2026, 12, 31)).langkah
    assert not ukur("tes_asn", facts, "2026", date(2027, 1, 1)).langkah
