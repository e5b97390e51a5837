"""Recognition and guidance: candidates by the written rule, each with its reason, and never by what a test result says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, TANPA_NILAI, KartuSkor, Rapor, Sel
from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.pengakuan import PEMBINAAN, PENGHARGAAN, Calon, find_aturan, judge_rapor, say_gaps

KERANGKA = find_kerangka("2025", "63")
ATURAN = find_aturan(date(2025, 12, 31))
RAPOR = Rapor(
    "DINUJI@63", "Dinas Uji", "63", "DINUJI", "Dinas", (), MappingProxyType({}), 90.0, 90.0, 100.0, 7, 7, 100.0, HIJAU, perubahan=2.0
)
KARTU = KartuSkor("2026-06-30-uji-0badcafe", "opd", "63", "2025", date(2025, 12, 31), date(2026, 6, 30), KERANGKA, (RAPOR,), 90.0)


def judge(rapor: Rapor, *riwayat: tuple[str, float | None, str]) -> Calon | None:
    history = riwayat or (("2025", rapor.skor, rapor.warna), ("2024", 88.0, HIJAU), ("2023", 60.0, KUNING))
    return next(iter(judge_rapor(rapor, history, KARTU, ATURAN)), None)


def late_report(hari: int) -> Sel:
    return Sel("laporan", MERAH, 0.0, 0.0, 1.0, hari_terlambat=hari, hari_tunggakan=hari)


def test_high_and_steady_is_a_candidate_for_recognition_with_both_reasons() -> None:
    calon = judge(RAPOR)
    assert calon is not None and calon.jenis == PENGHARGAAN
    assert calon.alasan == ("Skor 90,0 dengan kelengkapan 100%.", "Hijau 2 periode berturut-turut.")


@pytest.mark.parametrize(
    "changed",
    [
        replace(RAPOR, skor=84.9),
        replace(RAPOR, kelengkapan=79.9),
        replace(RAPOR, warna=TANPA_NILAI),
    ],
)
def test_just_below_any_limit_is_no_candidate(changed: Rapor) -> None:
    assert judge(changed) is None


def test_green_for_one_period_only_is_not_steady() -> None:
    assert judge(RAPOR, ("2025", 90.0, HIJAU), ("2024", 70.0, KUNING)) is None


def test_improvement_counts_as_well_as_level() -> None:
    better = replace(RAPOR, skor=62.0, warna=KUNING, perubahan=20.0)
    calon = judge(better, ("2025", 62.0, KUNING), ("2024", 42.0, MERAH))
    assert calon is not None and calon.alasan == ("Naik 20,0 poin dari tahun 2024, menjadi 62,0.",)
    assert judge(replace(better, perubahan=19.9), ("2025", 62.0, KUNING), ("2024", 42.1, MERAH)) is None


def test_whoever_owes_a_report_is_not_honoured() -> None:
    owing = replace(RAPOR, sel=MappingProxyType({"laporan": late_report(10)}))
    assert judge(owing) is None


def test_a_report_that_came_late_is_no_longer_owed() -> None:
    late = Sel("laporan", KUNING, 0.5, 0.0, 1.0, hari_terlambat=10)
    assert judge(replace(RAPOR, sel=MappingProxyType({"laporan": late}))) is not None


def test_guidance_names_every_reason() -> None:
    poor = replace(RAPOR, skor=30.0, warna=MERAH, perubahan=-25.0, sel=MappingProxyType({"laporan": late_report(107)}))
    calon = judge(poor, ("2025", 30.0, MERAH), ("2024", 55.0, KUNING))
    assert calon is not None and calon.jenis == PEMBINAAN
    assert calon.alasan == (
        "Skor 30,0, di bawah ambang kuning 50.",
        "Turun 25,0 poin dari tahun 2024.",
        "Laporan wajib belum dikirim, terlambat 107 hari.",
    )


def test_two_periods_without_a_grade_need_guidance_and_one_does_not() -> None:
    silent = replace(RAPOR, skor=10.0, warna=TANPA_NILAI, kelengkapan=20.0, perubahan=None)
    twice = judge(silent, ("2025", 10.0, TANPA_NILAI), ("2024", None, TANPA_NILAI))
    assert twice is not None and twice.alasan == ("Belum dapat dinilai 2 periode berturut-turut karena laporannya kurang lengkap.",)
    assert judge(silent, ("2025", 10.0, TANPA_NILAI), ("2024", 60.0, KUNING)) is None


def test_reactive_results_change_nothing() -> None:
    reactive = replace(RAPOR, sel=MappingProxyType({"tindak_lanjut_reaktif": Sel("tindak_lanjut_reaktif", MERAH, 0.0)}))
    assert judge(reactive) == replace(judge(RAPOR), rapor=reactive)  # type: ignore[type-var]


def test_gaps_are_told_in_words_of_the_framework() -> None:
    gaps = say_gaps(replace(RAPOR, sel=MappingProxyType({"laporan": late_report(3), "regulasi": Sel("regulasi", HIJAU, 1.0)})), KERANGKA)
    assert gaps == (f"{KERANGKA.find('laporan').judul_pendek} belum terpenuhi",)


def test_no_rule_before_the_first() -> None:
    with pytest.raises(LookupError, match="Tidak ada aturan"):
        find_aturan(date(2010, 1, 1))
