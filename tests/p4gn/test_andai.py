"""What if: ticking steps changes the agency and the whole by exactly what the steps promised."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from p4gn.scoring.andai import CATATAN_ANDAI, andai_langkah, what_if
from p4gn.scoring.fakta import FaktaOpd
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, TANPA_NILAI, KartuSkor
from p4gn.scoring.kartu import beri_pita, susun_rapor_opd
from p4gn.scoring.skor import hitung_warna, skor_bersama
from tests.p4gn.fakta_uji import KERANGKA, KINI, cakupan, laporan, opd, pegawai, waktu


def dinas(kunci: str, dites: int | None, **isi: object) -> FaktaOpd:
    report = laporan("2026-S1", kegiatan_tahun=1, peserta_asn_tahun=60, **{"regulasi_status": "belum", "satgas_status": "belum", **isi})
    return opd(report, pegawai("2025-12-31", 100), cakupan(2026, 100, dites), kunci=kunci)


@pytest.fixture
def kartu() -> KartuSkor:
    duties = {each.id: each for each in KERANGKA.kewajiban_opd}
    facts = (
        dinas("SATU@98", 5),
        dinas("DUA@98", 20, regulasi_status="ada"),
        dinas("TIGA@98", 30, regulasi_status="ada", satgas_status="ada", satgas_sk_nomor="1"),
        opd(pegawai("2025-12-31", 100), kunci="EMPAT@98"),
    )
    rows = beri_pita(tuple(susun_rapor_opd(fakta, duties, KERANGKA, waktu("2026")) for fakta in facts), KERANGKA)
    return KartuSkor("uji", "opd", "98", "2026", KINI, KINI, KERANGKA, rows, skor_bersama(rows), MappingProxyType(hitung_warna(rows)))


def row_of(kartu: KartuSkor, kunci: str):
    return next(row for row in kartu.baris if row.kunci == kunci)


def test_nothing_ticked_changes_nothing(kartu: KartuSkor) -> None:
    assert what_if(kartu, {}) == kartu
    assert what_if(kartu, {"SATU@98": {}}) == kartu


def test_one_step_changes_the_agency_by_its_points_and_the_whole_by_its_weight(kartu: KartuSkor) -> None:
    before = row_of(kartu, "SATU@98")
    for step in before.langkah:
        after = what_if(kartu, {"SATU@98": {step.kewajiban: step.ke}})
        assert row_of(after, "SATU@98").skor == pytest.approx(before.skor + step.poin)
        total = sum(row.skor_penyebut for row in kartu.baris)
        assert after.skor == pytest.approx(kartu.skor + step.poin * before.skor_penyebut / total)
        assert [row for row in after.baris if row.kunci != "SATU@98"] != [], "others stay"
        assert all(row_of(after, row.kunci).skor == row.skor for row in kartu.baris if row.kunci != "SATU@98")


def test_the_way_to_the_next_colour_turns_the_row(kartu: KartuSkor) -> None:
    for kunci in ("SATU@98", "DUA@98", "EMPAT@98"):
        row = row_of(kartu, kunci)
        after = what_if(kartu, {kunci: andai_langkah(row, row.langkah_warna)})
        assert row_of(after, kunci).warna == row.warna_berikut
        assert sum(after.jumlah_warna.values()) == len(kartu.baris)
        assert after.jumlah_warna[row.warna] == kartu.jumlah_warna[row.warna] - 1


def test_a_raised_cell_says_that_it_is_supposed(kartu: KartuSkor) -> None:
    after = row_of(what_if(kartu, {"SATU@98": {"tes_asn": KUNING}}), "SATU@98")
    sel = after.sel["tes_asn"]
    assert (sel.status, sel.skor, sel.catatan[0]) == (KUNING, 0.5, CATATAN_ANDAI)
    assert [step.ke for step in sel.langkah] == [HIJAU]
    assert sel.langkah[0].poin == pytest.approx(100 * 25 * 0.5 / after.skor_penyebut)
    assert row_of(what_if(kartu, {"SATU@98": {"tes_asn": HIJAU}}), "SATU@98").sel["tes_asn"].langkah == ()


def test_ranks_follow(kartu: KartuSkor) -> None:
    assert row_of(kartu, "TIGA@98").pita == "1"
    row = row_of(kartu, "SATU@98")
    after = what_if(kartu, {"SATU@98": andai_langkah(row, row.langkah)})
    assert (row_of(after, "SATU@98").pita, row_of(after, "TIGA@98").pita) == ("1–2", "1–2")
    assert row_of(kartu, "EMPAT@98").pita is None


def test_choices_that_raise_nothing_are_passed_over(kartu: KartuSkor) -> None:
    stale = {
        "TIGA@98": {"tes_asn": KUNING, "regulasi": HIJAU, "tindak_lanjut_rapat": HIJAU, "tes_cpns": HIJAU, "tidak_ada": HIJAU},
        "SATU@98": {"tes_asn": MERAH},
        "HILANG@98": {"tes_asn": HIJAU},
    }
    assert what_if(kartu, stale) == kartu


def test_of_two_steps_of_one_duty_the_further_one_is_chosen(kartu: KartuSkor) -> None:
    row = row_of(kartu, "SATU@98")
    assert {step.ke for step in row.langkah if step.kewajiban == "tes_asn"} == {HIJAU, KUNING}
    assert andai_langkah(row, row.langkah)["tes_asn"] == HIJAU


def test_what_changed_grows_with_the_score_but_not_for_who_had_no_grade(kartu: KartuSkor) -> None:
    with_change = replace(kartu, baris=tuple(replace(row, perubahan=None if row.warna == TANPA_NILAI else 5.0) for row in kartu.baris))
    row = row_of(with_change, "SATU@98")
    after = row_of(what_if(with_change, {"SATU@98": {"regulasi": HIJAU}}), "SATU@98")
    assert after.perubahan == pytest.approx(5.0 + after.skor - row.skor)
    empty = row_of(with_change, "EMPAT@98")
    graded = row_of(what_if(with_change, {"EMPAT@98": andai_langkah(empty, empty.langkah_warna)}), "EMPAT@98")
    assert graded.warna != TANPA_NILAI and graded.perubahan is None
