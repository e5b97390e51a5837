"""Numbers, dates and lists in Indonesian."""

from datetime import date

import pandas as pd
import pytest

from p4gn import bahasa


@pytest.mark.parametrize(
    ("nilai", "desimal", "tertulis"),
    [
        (1234.5, 1, "1.234,5"), (0, 0, "0"), (-0.4, 0, "0"), (-1234567, 0, "-1.234.567"), (2.5, 0, "3"), (3.5, 0, "4"),
        (0.125, 2, "0,13"), (1.005, 2, "1,01"), (999.95, 1, "1.000,0"), (1e15, 0, "1.000.000.000.000.000"),
        (None, 0, "belum ada"), (float("nan"), 0, "belum ada"), (pd.NA, 0, "belum ada"),
    ],
)  # fmt: skip
def test_numbers_have_dots_for_thousands_and_round_half_up(nilai, desimal, tertulis):
    assert bahasa.format_angka(nilai, desimal) == tertulis


def test_percent_is_of_a_number_already_in_percent():
    assert bahasa.format_persen(12.345, 2) == "12,35%"
    assert bahasa.format_nilai(42.5, "persen", 1) == "42,5%"
    assert bahasa.format_nilai(55.0, "rapat") == "55 rapat"
    assert bahasa.format_nilai(None, "rapat") == "belum ada"


@pytest.mark.parametrize(
    ("nilai", "presisi", "tertulis"),
    [
        (date(2023, 7, 3), "hari", "3 Juli 2023"), ("2024-02-29", "hari", "29 Februari 2024"), (pd.Timestamp("2025-08-17 10:00"), None, "17 Agustus 2025"),
        ("2025-02-01", "bulan", "Februari 2025"), ("2025-01-01", "tahun", "2025"), (None, "hari", "belum ada"), (pd.NaT, "hari", "belum ada"),
    ],
)  # fmt: skip
def test_dates_are_written_out_as_far_as_they_are_known(nilai, presisi, tertulis):
    assert bahasa.format_tanggal(nilai, presisi) == tertulis


def test_weekday_and_short_date():
    assert bahasa.format_tanggal("2023-07-03", hari=True) == "Senin, 3 Juli 2023"
    assert bahasa.format_tanggal_pendek("2023-08-03") == "3 Agu 2023"


@pytest.mark.parametrize(
    ("awal", "akhir", "tertulis"),
    [
        ("2025-08-13", "2025-08-14", "13–14 Agustus 2025"), ("2025-06-30", "2025-07-02", "30 Juni–2 Juli 2025"),
        ("2024-12-31", "2025-01-01", "31 Desember 2024–1 Januari 2025"), ("2025-08-13", "2025-08-13", "13 Agustus 2025"),
        ("2025-08-13", None, "13 Agustus 2025"), (None, None, "belum ada"),
    ],
)  # fmt: skip
def test_ranges_repeat_nothing(awal, akhir, tertulis):
    assert bahasa.format_rentang_tanggal(awal, akhir) == tertulis


def test_lists_end_with_dan():
    assert [bahasa.join_daftar("abc"[:n]) for n in range(4)] == ["", "a", "a dan b", "a, b, dan c"]
    assert bahasa.join_ringkas("abcde") == "a, b, c, dan 2 lainnya"
    assert bahasa.join_ringkas("abcd") == "a, b, c, dan d"


@pytest.mark.parametrize(("nilai", "desimal"), [(30, 0), (30.0, 0), (2.5, 1), (0.25, 2), (0.1 + 0.2, 1), (0.00002, 5), (-1.5, 1)])
def test_decimals_are_those_a_reader_would_write(nilai: float, desimal: int) -> None:
    assert bahasa.count_desimal(nilai) == desimal


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("31/12/2026", date(2026, 12, 31)), ("31-12-26", date(2026, 12, 31)), ("31 Des 2026", date(2026, 12, 31)), ("1.3.2027", date(2027, 3, 1)),
        (" 5 agustus 2026 ", date(2026, 8, 5)), ("2026-12-31", date(2026, 12, 31)), ("31 des", date(2026, 12, 31)), ("1 mar", date(2027, 3, 1)),
        ("25/11", date(2026, 11, 25)), ("24/11", date(2027, 11, 24)), ("17 mei", date(2027, 5, 17)),
    ],
)  # fmt: skip
def test_a_typed_date_is_read_day_first(teks: str, hari: date) -> None:
    assert bahasa.parse_tanggal(teks, date(2026, 11, 25)) == hari


@pytest.mark.parametrize(
    ("teks", "kata"),
    [("besok", "bukan tanggal"), ("31/2/2027", "tidak ada di kalender"), ("12", "bukan tanggal"), ("5 xyz 2026", "bukan tanggal")],
)
def test_what_is_no_date_is_refused_in_words(teks: str, kata: str) -> None:
    with pytest.raises(ValueError, match=kata):
        bahasa.parse_tanggal(teks, date(2026, 11, 25))
