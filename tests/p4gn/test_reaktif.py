"""Results of urine tests: what is told leaves every hidden count open, and rates are told with their uncertainty."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from p4gn.indicators import reaktif as r
from p4gn.indicators import states
from p4gn.indicators.compute import TingkatTidakTersedia
from p4gn.indicators.kubus import (
    ASESMEN,
    BAGIAN_DARI,
    INVALID,
    LANJUTAN,
    REAKTIF,
    RESEP,
    UKURAN,
    Kejadian,
    Susunan,
    Warna,
    is_dirinci,
    putuskan,
    susun_kubus,
)  # fmt: skip
from p4gn.indicators.saksi import Besaran, Penjaga
from tests.p4gn.edisi_kecil import write_edisi

KINI = date(2026, 10, 31)
YEARS = ("2025", "2026")
EDISI = "2026-06-30-contoh-00000ea0"


def event(nomor: int, kunci: str | None, hari: date, dites: int | None, *nilai: int | None, wilayah: str | None = None) -> Kejadian:
    """An event of one day; nilai in the order of UKURAN, what is left out was not reported."""
    whole = (*nilai, *(None,) * (len(UKURAN) - len(nilai)))
    return Kejadian(f"T{nomor:03}", kunci, wilayah, hari, hari, hari, None, None, dites, whole, 0, 0)


def invent(chance: random.Random, banyak: int, most: int) -> list[Kejadian]:
    """Events of four agencies in two regencies and the province, over two years."""
    agencies = ["DINKES@98.01", "SATPOLPP@98.01", "DINKES@98.02", "SETDA@98"]
    result = []
    for nomor in range(banyak):
        reaktif = chance.choice([0, 0, 1, 1, 2, 3, most])
        resep, asesmen = (chance.randint(0, reaktif) for _ in range(2))
        hari = date(chance.choice([2025, 2026]), 1, 1) + timedelta(days=chance.randrange(300))
        nilai = (reaktif, chance.choice([0, 0, 1, 2, None]), resep, chance.randint(0, reaktif), chance.choice([asesmen, None]))
        result.append(event(nomor, chance.choice(agencies), hari, reaktif + chance.randint(3, 60), *nilai))
    return result


def colours(events: list[Kejadian], nilai: dict[tuple[int, int], int]) -> dict[tuple[str, str], str]:
    """The rule of the scorecard, told once more: 30 days, green at 100 %, amber from 50 %."""
    found: dict[tuple[str, str], list[int]] = {}
    for i, each in enumerate(events):
        if each.nilai[REAKTIF] and each.kunci_opd:
            for when in (str(each.tanggal.year), f"{each.tanggal.year}-S1")[: 2 if each.tanggal.month <= 6 else 1]:
                found.setdefault((each.kunci_opd, when), []).append(i)
    result = {}
    for key, members in found.items():
        done = due = 0
        for i in members:
            value = {m: nilai.get((m, i), events[i].nilai[m] or 0) for m in (REAKTIF, RESEP, ASESMEN)}
            closed = min(value[REAKTIF], value[RESEP] + value[ASESMEN])
            done += closed
            due += value[REAKTIF] - closed if (KINI - events[i].tanggal).days > 30 else 0
        share = done / (done + due) if done + due else None
        result[key] = "nanti" if share is None else "hijau" if share == 1 else "kuning" if share >= 0.5 else "merah"
    return result


@pytest.mark.parametrize("seed", range(6))
def test_every_protected_count_has_a_witness_that_changes_nothing_published(seed: int) -> None:
    events = invent(random.Random(seed), 40, 9)
    susunan = Susunan(tuple(events), YEARS)
    _, penjaga = putuskan(susunan, Warna(susunan.kejadian, KINI))
    before = colours(events, {})
    assert len(penjaga.saksi_of) > 50
    for besaran, saksi in penjaga.saksi_of.items():
        assert besaran.change(saksi), besaran
        for m, leaves in penjaga.terbit:
            assert sum(beda for n, i, beda in saksi if n == m and i in leaves) == 0
        new = {(m, i): events[i].nilai[m] + beda for m, i, beda in saksi}
        for i in {i for _, i in new}:
            value = [new.get((m, i), events[i].nilai[m] or 0) for m in range(len(UKURAN))]
            assert min(value) >= 0 and value[REAKTIF] + value[INVALID] <= events[i].dites
            assert (value[REAKTIF] > 0) == bool(events[i].nilai[REAKTIF])
            assert all(value[m] <= value[whole] for m, whole in BAGIAN_DARI.items() if events[i].nilai[m] is not None and value[m])
        assert colours(events, new) == before


def possible(events: list[Kejadian], kubus: dict) -> list[dict[int, tuple[int, int]]]:
    """Brute force: every (reaktif, dengan_resep) of the events with a reactive result that agrees with all that is told."""
    open_ = [i for i, each in enumerate(events) if each.nilai[REAKTIF]]
    susunan = Susunan(tuple(events), YEARS)
    before = colours(events, {})
    choices = [
        [(x, y) for x in range(1, min(events[i].dites - (events[i].nilai[INVALID] or 0), 8) + 1) for y in range(x + 1)] for i in open_
    ]
    fitting = []
    for values in itertools.product(*choices):
        table = dict(zip(open_, values, strict=True))
        new = {(m, i): value for i, pair in table.items() for m, value in zip((REAKTIF, RESEP), pair, strict=True)}
        if _agrees(susunan, kubus, table) and colours(events, new) == before:
            fitting.append(table)
    return fitting


def _agrees(susunan: Susunan, kubus: dict, table: dict[int, tuple[int, int]]) -> bool:
    for key, leaves in susunan.sel.items():
        for place, m in enumerate((REAKTIF, RESEP)):
            total = sum(table[i][place] for i in leaves if i in table)
            told = kubus[key].nilai[m]
            if told is not None and told != total:
                return False
            if told is None and is_dirinci(m, *key) and kubus[key].keadaan[m] == states.DISAMARKAN and total == 0:
                return False
    return True


@pytest.mark.parametrize("seed", range(8))
def test_brute_force_finds_more_than_one_value_for_every_hidden_count(seed: int) -> None:
    chance = random.Random(100 + seed)
    events = []
    for nomor, kunci in enumerate(["DINKES@98.01", "SATPOLPP@98.01", "DINKES@98.02"]):
        reaktif = chance.choice([1, 2, 3, 5, 6])
        hari = date(chance.choice([2025, 2026]), chance.randint(1, 9), 3)
        events.append(event(nomor, kunci, hari, reaktif + 30, reaktif, 0, chance.randint(0, reaktif)))
    kubus = susun_kubus(events, YEARS, KINI)
    susunan = Susunan(tuple(events), YEARS)
    fitting = possible(events, kubus)
    for i in range(len(events)):
        assert len({table[i][0] for table in fitting}) > 1, "the number of an event"
    for key, leaves in susunan.sel.items():
        for place, m in enumerate((REAKTIF, RESEP)):
            if kubus[key].keadaan[m] == states.DISAMARKAN and susunan.jumlah(m, leaves):
                assert len({sum(table[i][place] for i in leaves) for table in fitting}) > 1, (key, m)


def test_one_event_alone_never_tells_its_number_at_any_level() -> None:
    kubus = susun_kubus([event(1, "DINKES@98.01", date(2026, 2, 3), 90, 17), event(2, "SETDA@98", date(2026, 2, 4), 40, 0)], YEARS, KINI)
    assert {sel.keadaan[REAKTIF] for (kode, _), sel in kubus.items() if kode != "SETDA@98"} == {states.DISAMARKAN}
    assert kubus["SETDA@98", "2026"].nilai[REAKTIF] == 0  # a reported zero is shown


def test_missing_is_not_zero_and_few_people_hide_even_a_zero() -> None:
    events = [
        event(1, "DINKES@98.01", date(2026, 2, 3), 30, None),
        event(2, "SETDA@98", date(2026, 2, 4), 3, 0, 0, 0),
        event(3, "DINKES@98.02", date(2026, 2, 4), 30, 0, 0, None),
    ]
    kubus = susun_kubus(events, YEARS, KINI)
    assert kubus["DINKES@98.01", "2026"].keadaan[REAKTIF] == states.BELUM_LAPOR
    assert set(kubus["SETDA@98", "2026"].keadaan) == {states.DISAMARKAN}
    assert kubus["98.02", "2026"].keadaan[REAKTIF] == states.NOL
    assert kubus["98.02", "2026"].keadaan[RESEP] == states.NOL  # nobody reactive, so nobody with a prescription


def test_agencies_of_the_province_belong_to_the_province_only() -> None:
    events = [event(1, "DINKES@98", date(2026, 2, 3), 30, 0, wilayah="98.01"), event(2, None, date(2026, 2, 3), 20, 0, wilayah="98.01.02")]
    kubus = susun_kubus(events, YEARS, KINI)
    assert (kubus["98", "2026"].dites, kubus["98.01", "2026"].dites) == (50, 20)


def test_the_province_is_told_before_its_parts_and_steps_of_an_agency_never() -> None:
    events = invent(random.Random(5), 120, 12)
    kubus = susun_kubus(events, YEARS, KINI)
    assert kubus["98", "semua"].keadaan[REAKTIF] == states.ADA
    agencies = [sel for (kode, _), sel in kubus.items() if "@" in kode and sel.keadaan[REAKTIF] != states.NOL]
    assert agencies and all(sel.nilai[m] is None for sel in agencies for m in LANJUTAN)


def test_a_planted_leak_is_refused() -> None:
    """Two leaves, one of them small, under one total that is told: the other one must stay untold."""
    penjaga = Penjaga([[3, 9]], (({0: 1},),), lambda saksi: True, lambda saksi: True)
    assert penjaga.protect(Besaran("kecil", ((0, 1),), frozenset({0})))
    assert penjaga.publish(0, frozenset({0, 1})) is None
    assert penjaga.publish(0, frozenset({1})) is not None
    assert penjaga.publish(0, frozenset({0})) is not None


# ---- rates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("z", "expected"), [(r.Z_95, (0.8, 5.0)), (r.Z_998, (0.5, 7.9))])
def test_limits_of_the_funnel_plot_around_two_percent(z: float, expected: tuple[float, float]) -> None:
    assert tuple(round(each, 1) for each in r.find_batas_corong(2, 200, z)) == expected


def test_no_reactive_result_is_beyond_chance_only_where_chance_hardly_gives_it() -> None:
    low, high = r.find_batas_terlihat(1, 60, r.Z_998)
    assert low == 0 and high == r.find_batas_corong(1, 60, r.Z_998)[1]
    # 0 of 200 happens in 1.8 % and 0 or 1 in 8.9 %: 2.5 % lies a tenth of a person above zero.
    assert 200 * r.find_batas_terlihat(2, 200, r.Z_95)[0] / 100 == pytest.approx((0.025 - 0.01759) / 0.07179, abs=0.002)
    assert 1.2 < r.find_batas_terlihat(2, 5000, r.Z_998)[0] <= r.find_batas_corong(2, 5000, r.Z_998)[0]


@pytest.mark.parametrize(
    ("reaktif", "dites", "bawah", "atas"), [(0, 20, 0, 16.1), (1, 20, 0.9, 23.6), (0, 100, 0, 3.7), (12, 1200, 0.6, 1.7)]
)
def test_wilson_intervals(reaktif: int, dites: int, bawah: float, atas: float) -> None:
    low, high = r.find_wilson(reaktif, dites)
    assert (round(100 * low, 1), round(100 * high, 1)) == (bawah, atas)


def sel_of(*events: Kejadian, kode: str = "98.01", periode: str = "2026"):
    return susun_kubus(events, YEARS, KINI)[kode, periode]


def test_under_twenty_people_there_is_no_rate() -> None:
    few = r.find_tingkat(sel_of(event(1, "DINKES@98.01", date(2026, 2, 3), 19, 0, 0)))
    assert (few.keadaan, few.nilai, few.atas) == (states.TERLALU_SEDIKIT, None, None)
    enough = r.find_tingkat(sel_of(event(1, "DINKES@98.01", date(2026, 2, 3), 20, 0, 0)))
    assert (enough.keadaan, enough.nilai, round(enough.atas, 1)) == (states.NOL, 0, 16.1)


def test_tests_whose_result_is_unknown_and_invalid_ones_are_not_divided_by() -> None:
    events = [
        event(1, "DINKES@98.01", date(2026, 2, 3), 100, 0, 10),
        event(2, "SETDA@98.01", date(2026, 2, 3), 80, 0, 8),
        event(3, "DPMD@98.01", date(2026, 2, 3), 500, None),
        event(4, "DINKES@98.02", date(2026, 2, 3), 300, 0, 7),
        event(5, "SETDA@98.02", date(2026, 2, 3), 300, 0, 9),
    ]
    cell = sel_of(*events)
    rate = r.find_tingkat(cell)
    assert cell.nilai[INVALID] == 18 and rate.penyebut == 162 and rate.invalid_dikurangkan


def test_a_hidden_number_of_invalid_tests_is_not_given_away_by_the_rate() -> None:
    rate = r.find_tingkat(sel_of(event(1, "DINKES@98.01", date(2026, 2, 3), 100, 0, 2), event(2, "A@98.02", date(2026, 2, 3), 90, 0, 6)))
    assert rate.penyebut == 100 and not rate.invalid_dikurangkan


def test_a_rate_needs_to_know_how_many_were_tested_where_somebody_was_reactive() -> None:
    events = [
        event(1, "A@98.01", date(2026, 2, 3), None, 6),
        event(2, "B@98.01", date(2026, 2, 3), 90, 7),
        event(3, "C@98.01", date(2026, 2, 5), 60, 8),
    ]
    cell = sel_of(*events)
    assert cell.tanpa_dites == 1 and r.find_tingkat(cell).keadaan == states.BELUM_LAPOR


def tingkat(reaktif: int, dites: int) -> r.Tingkat:
    low, high = r.find_wilson(reaktif, dites)
    return r.Tingkat(dites, 100 * reaktif / dites, 100 * low, 100 * high, states.ADA, True)


@pytest.mark.parametrize(
    ("sebelum", "sesudah", "arah"),
    [
        ((10, 500), (30, 1500), "setara"),
        ((10, 1000), (60, 1000), "naik"),
        ((60, 1000), (10, 1000), "turun"),
        ((5, 400), (12, 500), "setara"),
    ],
)
def test_more_tests_are_not_a_rise(sebelum: tuple[int, int], sesudah: tuple[int, int], arah: str) -> None:
    rates = (tingkat(*sebelum), tingkat(*sesudah))
    found = r.Perbandingan("98", ("2025", "2026"), (sebelum[1], sesudah[1]), (sebelum[0], sesudah[0]), rates, r.find_selisih(*rates))
    assert found.arah == arah


def test_what_is_hidden_cannot_be_compared() -> None:
    hidden = r.Tingkat(100, None, None, None, states.DISAMARKAN, False)
    assert r.find_selisih(hidden, tingkat(10, 500)) is None


# ---- an edition ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def edisi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reaktif")
    columns = "id_tes, tanggal, presisi_tanggal, tahun, mulai, selesai, kode_wilayah, nama_baku, jenis_instansi, kunci_opd, jumlah_dites, jumlah_reaktif"
    rows = ", ".join(
        f"('U{i}', '2025-03-0{i}', 'hari', 2025, '2025-03-0{i}', '2025-03-0{i}', '{kode}', '{nama}', 'opd', '{kunci}', {dites}, {reaktif})"
        for i, (kode, nama, kunci, dites, reaktif) in enumerate(
            [
                ("98.01", "Zamrud", "ZAMRUD@98.01", 60, 6),
                ("98.01", "Anggrek", "ANGGREK@98.01", 70, 7),
                ("98.02", "Zamrud", "ZAMRUD@98.02", 80, 0),
                ("98", "Sekretariat", "SETDA@98", 90, 9),
                ("98", "Kepegawaian", "BKD@98", 60, 8),
            ],
            start=1,
        )
    )
    write_edisi(folder, EDISI, f"delete from mart.tes_urine; insert into mart.tes_urine ({columns}) values {rows}")
    return folder


def test_rows_come_by_name_and_every_regency_is_there(edisi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(edisi))
    frame = r.compute_reaktif(EDISI, "98", "2025", "kabkota")
    assert frame["nama"].tolist() == ["Aruna", "Bintara", "Citra", "Delima"]
    assert frame["keadaan_reaktif"].tolist() == [states.ADA, states.NOL, states.BELUM_LAPOR, states.BELUM_LAPOR]
    assert frame["reaktif"].tolist()[:3] == [13, 0, None]
    per_opd = r.compute_reaktif(EDISI, "98", "2025", "opd")
    assert per_opd["nama"].tolist() == sorted(per_opd["nama"]) and len(per_opd) == 5
    assert per_opd.set_index("kode").loc["ZAMRUD@98.01", ["reaktif", "tingkat"]].tolist() == [None, None]  # an event alone
    assert r.compute_reaktif(EDISI, "98", "2025", opd="ZAMRUD@98.02").iloc[0]["keadaan_reaktif"] == states.NOL


def test_smaller_parts_are_refused_in_words(edisi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(edisi))
    with pytest.raises(TingkatTidakTersedia, match="sampai tingkat kabupaten/kota"):
        r.compute_reaktif(EDISI, "98.01.01", "2025")
    with pytest.raises(TingkatTidakTersedia, match="desa"):
        r.compute_reaktif(EDISI, "98", "2025", "desa")
