"""Numbers as people really typed them, by kind of column."""

from decimal import Decimal

import pytest

from etl.clean.angka import parse_angka

READ = [
    ("cacah", "1.343", 1343, "terbaca"),
    ("cacah", "57.723", 57723, "terbaca"),
    ("cacah", "1.234.567", 1234567, "terbaca"),
    ("cacah", "1 343", 1343, "terbaca"),
    ("cacah", "1\u00a0343 jiwa", 1343, "terbaca"),
    ("cacah", "20 org", 20, "terbaca"),
    ("cacah", "463 orang", 463, "terbaca"),
    ("cacah", "463 (empat ratus enam puluh tiga) orang", 463, "terbaca"),
    ("cacah", "0", 0, "terbaca"),
    ("cacah", "nihil", 0, "terbaca"),
    ("cacah", "±900", 900, "ditandai"),
    ("cacah", "sekitar 200", 200, "ditandai"),
    ("cacah", "kurang lebih 30 orang", 30, "ditandai"),
    ("cacah", "dua puluh lima", 25, "ditandai"),
    ("cacah", "dua ribu tiga ratus lima belas", 2315, "ditandai"),
    ("cacah", "seratus tiga orang", 103, "ditandai"),
    ("cacah", "1343.0", 1343, "ditandai"),
    ("cacah", "12,0", 12, "ditandai"),
    ("cacah", "1,5 juta", 1_500_000, "ditandai"),
    ("cacah", "3 positif", 3, "ditandai"),
    ("indeks", "1,73", 1.73, "terbaca"),
    ("indeks", "81,875", 81.875, "terbaca"),
    ("indeks", "1.234,5", 1234.5, "terbaca"),
    ("indeks", "3", 3, "terbaca"),
    ("indeks", "-11,28", -11.28, "terbaca"),
    ("indeks", "1.73", 1.73, "ditandai"),
    ("indeks", "77.44", 77.44, "ditandai"),
    ("persen", "85 %", 85, "terbaca"),
    ("persen", "85%", 85, "terbaca"),
    ("persen", "1 koma 78 persen", 1.78, "terbaca"),
    ("persen", "1,73 persen", 1.73, "terbaca"),
    ("persen", "120%", 120, "ditandai"),
    ("rupiah", "Rp 200.000.000,00", 200_000_000, "terbaca"),
    ("rupiah", "Rp. 1.500.000,-", 1_500_000, "terbaca"),
    ("rupiah", "Rp 1.500,50", 1500.5, "terbaca"),
    ("rupiah", "Rp200 juta", 200_000_000, "ditandai"),
    ("rupiah", "2,5 miliar", 2_500_000_000, "ditandai"),
]

NOT_READ = [
    ("cacah", "1,343", "ambigu"),
    ("cacah", "1,234,567", "ambigu"),
    ("cacah", "463 (empat ratus enam puluh dua)", "ambigu"),
    ("indeks", "1.871", "ambigu"),
    ("indeks", "57.723", "ambigu"),
    ("indeks", "1,234.5", "ambigu"),
    ("persen", "12.500 %", "ambigu"),
    ("rupiah", "1,500,000", "ambigu"),
    ("cacah", "12,5", "ditolak"),
    ("cacah", "1.73", "ditolak"),
    ("cacah", "0.123", "ditolak"),
    ("cacah", "900-an", "ditolak"),
    ("cacah", "25-an", "ditolak"),
    ("cacah", "ratusan", "ditolak"),
    ("cacah", "belasan orang", "ditolak"),
    ("cacah", "lebih dari 100", "ditolak"),
    ("cacah", ">100", "ditolak"),
    ("cacah", "20-30", "ditolak"),
    ("cacah", "20 s.d. 30", "ditolak"),
    ("cacah", "20 dari 30", "ditolak"),
    ("cacah", "-5", "ditolak"),
    ("cacah", "85%", "ditolak"),
    ("cacah", "1e5", "ditolak"),
    ("cacah", "Infinity", "ditolak"),
    ("cacah", "nan", "ditolak"),
    ("cacah", "tidak ada", "ditolak"),
    ("cacah", "#REF!", "ditolak"),
    ("cacah", "#N/A", "ditolak"),
]


@pytest.mark.parametrize(("jenis", "typed", "nilai", "keadaan"), READ)
def test_a_number_typed_by_people_is_read_by_the_kind_of_its_column(jenis, typed, nilai, keadaan):
    reading = parse_angka(typed, jenis)
    assert (reading.nilai, reading.keadaan) == (nilai, keadaan)
    assert bool(reading.sebab) == (keadaan == "ditandai")


@pytest.mark.parametrize(("jenis", "typed", "keadaan"), NOT_READ)
def test_a_number_that_is_not_sure_gets_no_value_but_a_reason(jenis, typed, keadaan):
    reading = parse_angka(typed, jenis)
    assert (reading.nilai, reading.keadaan) == (None, keadaan)
    assert reading.sebab


@pytest.mark.parametrize(
    ("cell", "jenis", "nilai", "keadaan"),
    [
        (5, "cacah", 5, "terbaca"),
        (5.0, "cacah", 5, "terbaca"),
        (Decimal("5"), "cacah", 5, "terbaca"),
        (12.5, "cacah", None, "ditolak"),
        (-3, "cacah", None, "ditolak"),
        (1.871, "indeks", 1.871, "terbaca"),
        (True, "cacah", None, "ditolak"),
        (float("inf"), "indeks", None, "ditolak"),
        (float("nan"), "indeks", None, "kosong"),
        (None, "cacah", None, "kosong"),
    ],
)
def test_a_number_cell_is_itself(cell, jenis, nilai, keadaan):
    reading = parse_angka(cell, jenis)
    assert (reading.nilai, reading.keadaan) == (nilai, keadaan)


@pytest.mark.parametrize("typed", ["", "  ", "-", "–", "—", "belum", "blm", "n/a"])
def test_no_number_is_unknown_and_never_zero(typed):
    reading = parse_angka(typed)
    assert (reading.nilai, reading.keadaan) == (None, "kosong")


def test_the_column_says_what_a_word_means():
    assert parse_angka("-", arti={"-": "0"}).nilai == 0
    assert parse_angka("nihil", arti={"nihil": "kosong"}).keadaan == "kosong"
    assert parse_angka("belum", arti={"belum": "ditolak"}).keadaan == "ditolak"
    assert parse_angka("n/a").rincian["tidak_berlaku"] is True


def test_an_unknown_kind_is_a_programming_error():
    with pytest.raises(ValueError, match="Jenis angka"):
        parse_angka("1", "bilangan")


@pytest.mark.parametrize(
    "tertulis",
    ["125an", "125 an", "6371012345678901", "08123456789", "0812-3456-7890", "+62 812 3456 789", 6371012345678901, "99999999999"],
)
def test_about_and_personal_numbers_are_not_counts(tertulis: object) -> None:
    bacaan = parse_angka(tertulis)
    assert (bacaan.nilai, bacaan.keadaan) == (None, "ditolak")


@pytest.mark.parametrize(
    "tertulis", ["satu dua tiga", "dua puluh dua puluh", "dua tiga", "empat puluh dua belas", "dua ratus seribu", "seratus ratus"]
)
def test_number_words_out_of_order_are_refused(tertulis: str) -> None:
    assert parse_angka(tertulis).nilai is None


@pytest.mark.parametrize(
    ("tertulis", "nilai"),
    [
        ("duabelas", 12),
        ("duapuluh satu", 21),
        ("seribu dua ratus", 1200),
        ("sejuta tiga ratus ribu lima", 1300005),
        ("sembilan ratus sebelas", 911),
    ],
)
def test_number_words_also_joined(tertulis: str, nilai: int) -> None:
    assert parse_angka(tertulis).nilai == nilai


def test_a_footnote_mark_is_not_a_digit() -> None:
    assert parse_angka("125\u00b2").nilai == 125


def test_kosong_is_unknown_not_zero() -> None:
    assert (parse_angka("kosong").nilai, parse_angka("kosong").keadaan) == (None, "kosong")


@pytest.mark.parametrize(("tertulis", "nilai"), [("Rp 2 M", 2_000_000_000), ("Rp1,2 T", 1_200_000_000_000)])
def test_money_may_be_in_thousand_millions(tertulis: str, nilai: int) -> None:
    bacaan = parse_angka(tertulis, "rupiah")
    assert (bacaan.nilai, bacaan.keadaan) == (nilai, "ditandai")
