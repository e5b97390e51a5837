"""The pace towards a target, against numbers reckoned by hand."""

import dataclasses
from datetime import date

import pytest

from p4gn.indicators import laju as lj
from p4gn.indicators.catalogue import CATALOGUE, Perubahan
from p4gn.indicators.laju import Titik, find_laju, laju_antartahun, laju_dalam_tahun
from p4gn.indicators.sentences_deret import explain_laju, read_laju

CAKUPAN = CATALOGUE["cakupan_tes_urine"]
RAPAT = CATALOGUE["rapat_tercatat"]
DESA = CATALOGUE["cakupan_desa_bersinar"]
AWAL = Titik(date(2024, 12, 31), 0)
KINI = date(2025, 10, 31)  # day 304 of the year, 61 days before its end


def rows(pembilang, penyebut=1000, tahun=2025):
    return [
        {"periode": f"{tahun}-S{i}", "pembilang": n, "penyebut": None if n is None else penyebut, "nilai": None if n is None else n / penyebut * 100}
        for i, n in enumerate(pembilang, 1)
    ]  # fmt: skip


def akhir_tahun(*nilai, mulai=2021):
    return [Titik(date(mulai + i, 12, 31), n) for i, n in enumerate(nilai)]


def test_within_a_year_the_pace_is_what_was_added_by_the_days_that_passed():
    # 181 days with 181 people, 123 days with 246: 427 of 304 days; 61 are missing. 61 / (427/304) = 43.4 days.
    found = laju_dalam_tahun([AWAL, Titik(date(2025, 6, 30), 181), Titik(KINI, 427)], 488)
    assert (found.status, found.kurang) == (lj.PERKIRAAN, 61)
    assert found.laju == pytest.approx(427 / 304) and found.rentang == pytest.approx((1.0, 2.0))
    assert found.tercapai == date(2025, 12, 14)  # 44 days on
    assert (found.tercepat, found.terlambat) == (date(2025, 12, 1), date(2025, 12, 31))  # 31 and 61 days on


def test_a_day_beyond_new_year_is_no_date_but_what_it_would_take():
    found = laju_dalam_tahun([AWAL, Titik(date(2025, 6, 30), 181), Titik(KINI, 304)], 426)
    assert (found.status, found.tercapai, found.tercepat, found.terlambat) == (lj.TIDAK_SEMPAT, None, None, None)
    assert (found.kurang, found.perlu) == (122, pytest.approx(2.0))
    assert read_laju(CAKUPAN, "Lembah Uji", found, 42.6) == (
        "Lembah Uji: dengan laju seperti ini target 42,6% tidak tercapai sampai akhir 2025. Masih kurang 122 ASN, atau 2,0 sehari. "
        "Sejauh ini 1,0 sehari."
    )


def test_over_the_years_the_pace_is_the_median_of_all_slopes():
    # Slopes of 10, 12, 20, 16 in successive years: 2, 8, −4; over two years 5, 2; over three 2: median 2 a year.
    found = laju_antartahun(akhir_tahun(10, 12, 20, 16), 20)
    assert found.laju == pytest.approx(2.0, abs=0.01) and found.rentang == pytest.approx((-4, 8), abs=0.03)
    assert found.status == lj.PERKIRAAN and abs((found.tercapai - date(2026, 12, 31)).days) <= 1  # 4 points at 2 a year
    assert abs((found.tercepat - date(2025, 7, 1)).days) <= 1 and found.terlambat is None
    assert read_laju(DESA, "X", found, 20).startswith("X: dengan laju seperti ini target 20% tercapai sekitar ")
    assert "dengan laju terlambat belum tercapai" in read_laju(DESA, "X", found, 20)


def test_where_less_is_better_the_signs_are_turned():
    found = laju_antartahun(akhir_tahun(40, 30, 20), 10, "turun")
    assert found.laju == pytest.approx(-10, abs=0.05) and found.kurang == 10
    assert abs((found.tercapai - date(2024, 12, 31)).days) <= 2
    assert laju_antartahun(akhir_tahun(20, 30, 40), 10, "turun").status == lj.TIDAK_AKAN
    assert laju_antartahun(akhir_tahun(30, 20, 9), 10, "turun").status == lj.TERCAPAI


@pytest.mark.parametrize(
    ("found", "status", "kata"),
    [
        (laju_dalam_tahun([AWAL, Titik(KINI, 300)], 300), lj.TERCAPAI, "X: target 30% sudah tercapai."),
        (laju_antartahun(akhir_tahun(31), 30), lj.TERCAPAI, "X: target 30% sudah tercapai."),
        (laju_dalam_tahun([AWAL, Titik(KINI, 200)], 300), lj.BELUM_CUKUP, "belum cukup data"),
        (laju_antartahun(akhir_tahun(10, 20), 30), lj.BELUM_CUKUP, "paling sedikit 3 titik"),
        (laju_antartahun([], 30), lj.BELUM_CUKUP, "belum cukup data"),
        (laju_antartahun(akhir_tahun(29, 28, 27), 30), lj.TIDAK_AKAN, "tidak akan tercapai dengan laju ini"),
        (laju_antartahun(akhir_tahun(20, 20, 20), 30), lj.TIDAK_AKAN, "tidak akan tercapai dengan laju ini"),
        (laju_dalam_tahun([AWAL, Titik(date(2025, 6, 30), 0), Titik(KINI, 0)], 300), lj.TIDAK_AKAN, "tidak akan tercapai"),
        (laju_antartahun(akhir_tahun(10, 11, 12), 30), lj.TERLALU_JAUH, "lebih dari 10 tahun lagi"),
    ],
)
def test_every_other_outcome_is_said_plainly(found, status, kata):
    assert found.status == status
    assert kata in read_laju(CAKUPAN, "X", found, 30)
    assert found.tercapai is None


def test_coverage_is_followed_in_people_so_that_a_grown_headcount_is_no_slower_pace():
    found = find_laju(CAKUPAN, [], rows([181, 427]), 48.75, KINI)
    assert found.titik == (AWAL, Titik(date(2025, 6, 30), 181), Titik(KINI, 427))
    assert found.target == 488  # 487.5 people, rounded up
    assert "Target sama dengan 488 ASN; masih kurang 61." in explain_laju(CAKUPAN, found)
    assert any(line.startswith("Laju: 427 dibagi 304 hari, yaitu 1,4 sehari") for line in explain_laju(CAKUPAN, found))


def test_events_of_the_two_halves_add_up_and_a_half_without_record_ends_the_sum():
    assert find_laju(RAPAT, [], rows([4, 6]), 12, KINI).titik[-1] == Titik(KINI, 10)
    assert find_laju(RAPAT, [], rows([None, 6]), 12, KINI).status == lj.BELUM_CUKUP
    assert find_laju(CAKUPAN, [], rows([None, 200]), 30, KINI).status == lj.BELUM_CUKUP


def test_nothing_is_said_without_target_without_comparability_or_after_the_year():
    ratio = dataclasses.replace(CAKUPAN, dapat_dibandingkan=False)
    assert find_laju(CAKUPAN, [], rows([181, 427]), None, KINI) is None
    assert find_laju(ratio, [], rows([181, 427]), 48.75, KINI) is None
    assert find_laju(CAKUPAN, [], rows([181, 427]), 48.75, date(2025, 12, 31)) is None


def test_years_counted_by_another_method_are_no_points_of_the_pace():
    years = [{"periode": str(tahun), "nilai": nilai} for tahun, nilai in zip(range(2020, 2026), (90, 80, 5, 6, 7, 8), strict=True)]
    indicator = dataclasses.replace(DESA, perubahan=(*DESA.perubahan, Perubahan(date(2022, 1, 1), "Metode diganti.", putus=True)))
    found = find_laju(indicator, years, [], 10, KINI)
    assert [each.nilai for each in found.titik] == [5, 6, 7, 8] and found.titik[-1].hari == KINI
    assert (
        find_laju(
            dataclasses.replace(DESA, perubahan=(*DESA.perubahan, Perubahan(date(2024, 1, 1), "Metode diganti.", putus=True))),
            years,
            [],
            10,
            KINI,
        ).status
        == lj.BELUM_CUKUP
    )


def test_a_share_of_events_of_the_running_year_is_no_point():
    ratio = dataclasses.replace(CATALOGUE["rapat_dengan_kesimpulan"], dapat_dibandingkan=True)
    years = [{"periode": str(tahun), "nilai": nilai} for tahun, nilai in ((2022, 50), (2023, 60), (2024, 70), (2025, 10))]
    assert [each.nilai for each in find_laju(ratio, years, [], 90, KINI).titik] == [50, 60, 70]
