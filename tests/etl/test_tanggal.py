"""Dates as people really typed them, and as others of the same kind may be typed."""

from datetime import date, datetime, time

import pytest

from etl.clean.tanggal import near_dates, parse_tanggal
from tests.etl.penulisan import read_penulisan

SURE = [
    ("Selasa, 6 Agustus 2024 | 18:18 WIB", "2024-08-06"),
    ("Jum’at (27/8/2021) pukul 09.00 Wita", "2021-08-27"),
    ("Seasa (18/9/2012)", "2012-09-18"),
    ("Slasa, 2 Juli 2019", "2019-07-02"),
    ("Senen 13 Mei 2024", "2024-05-13"),
    ("Kamis 4 Nopember 2021", "2021-11-04"),
    ("4 Pebruari 2021", "2021-02-04"),
    ("4 Agsutus 2021", "2021-08-04"),
    ("4 Oktobr 2021", "2021-10-04"),
    ("10 Des 2020 20:46 WIB", "2020-12-10"),
    ("12-Agt-22", "2022-08-12"),
    ("5-Mei-2023", "2023-05-05"),
    ("5 Mei '23", "2023-05-05"),
    ("1Agustus 2022", "2022-08-01"),
    ("12-XI-2024", "2024-11-12"),
    ("05.06.2024", "2024-06-05"),
    ("13 . 05 . 2024", "2024-05-13"),
    ("3 / 11 / 2025", "2025-11-03"),
    ("13,05,2024", "2024-05-13"),
    ("SANGATTA (23/7-2019)", "2019-07-23"),
    ("Rabu 06-12-2023,10:00 WIB", "2023-12-06"),
    ("23 Maret 00:52 WIB 2017", "2017-03-23"),
    ("3 Juli 2023, 08.30-11.00 WITA", "2023-07-03"),
    ("3 Juli 2023 08.30", "2023-07-03"),
    ("hari Kamis, 27 Agustus 2020 pukul 13.20 s.d 15.40 WIB", "2020-08-27"),
    ("Dec 9, 2025 - 01:58", "2025-12-09"),
    ("Wednesday 14th November 2018", "2018-11-14"),
    ("Monday, January 5th, 2026", "2026-01-05"),
    ("Desember 1st, 2020", "2020-12-01"),
    ("Kamis, 24 March 2016 19:04", "2016-03-24"),
    ("Selasa, 11 November 2025, November 11, 2025 WIB", "2025-11-11"),
    ("2025-11-11T12:04:20Z", "2025-11-11"),
    ("2023-07-03T08:00:00+08:00", "2023-07-03"),
    ("2024/02/05", "2024-02-05"),
    ("Sabtu\u00a0(11/6/2022)", "2022-06-11"),
    ("<td>5&nbsp;Mei 2023</td>", "2023-05-05"),
    ("5\u200b Mei 2023", "2023-05-05"),
    ("tgl 3 bulan Mei tahun 2023", "2023-05-03"),
    ("Minggu, 12 Mei 2024", "2024-05-12"),
    ("Minggu lalu (12/5/2024)", "2024-05-12"),
    ("10 Mei 2023 mendatang", "2023-05-10"),
    ("29 Februari 2024", "2024-02-29"),
]

MARKED = [
    ("12-13 September 2019", "2019-09-12", {"sampai": "2019-09-13"}),
    ("mulai hari ini, 9 hingga 12 November 2021", "2021-11-09", {"sampai": "2021-11-12"}),
    ("25 November-6 Desember 2021", "2021-11-25", {"sampai": "2021-12-06"}),
    ("22 s.d. 23 Desember 2020", "2020-12-22", {"sampai": "2020-12-23"}),
    ("22 s/d 23 Des 2020", "2020-12-22", {"sampai": "2020-12-23"}),
    ("23 Nov. s.d 3 Des 2020", "2020-11-23", {"sampai": "2020-12-03"}),
    ("28 Desember-3 Januari 2023", "2022-12-28", {"sampai": "2023-01-03"}),
    ("9–20 April 2021", "2021-04-09", {"sampai": "2021-04-20"}),
    ("Senin dan Selasa (14-15/07/2025)", "2025-07-14", {"sampai": "2025-07-15"}),
    ("Rabu (15/07/2020) hingga Kamis (16/07/2020)", "2020-07-15", {"sampai": "2020-07-16"}),
    ("01-02-2024 s.d. 03-02-2024", "2024-02-01", {"sampai": "2024-02-03"}),
    ("tanggal 31 Mei, 7 Juni dan 8 Juni 2022", "2022-05-31", {"tanggal_lain": ["2022-06-07", "2022-06-08"]}),
    ("1, 2 dan 3 Mei 2024", "2024-05-01", {"tanggal_lain": ["2024-05-02", "2024-05-03"]}),
    ("Selasa (18/3/2019)", "2019-03-18", {"hari_tertulis": "Selasa"}),
    ("12 Mei 2024 (Senin)", "2024-05-12", {"hari_tertulis": "Senin"}),
    ("Kemarin hari terakhir (dari Kamis (19/9/2013))", "2013-09-18", {}),
    ("sehari setelah Kamis (19/9/2013)", "2013-09-20", {}),
    ("28/2-23", "2023-02-28", {}),
    ("20240205", "2024-02-05", {}),
    ("5 Mei 2023, 20 orang", "2023-05-05", {}),
    ("awal Desember 2025", "2025-12", {"presisi": "bulan"}),
    ("pekan kedua Oktober 2019", "2019-10", {"presisi": "bulan"}),
    ("Minggu kedua Mei 2024", "2024-05", {"presisi": "bulan"}),
    ("bulan Januari (2025)", "2025-01", {"presisi": "bulan"}),
    ("Rabu (11/2017)", "2017-11", {"presisi": "bulan"}),
    ("awal 2020", "2020", {"presisi": "tahun"}),
]

WITH_CONTEXT = [
    ("Jumat, 06 Januari 2026", "https://x.go.id/2026/02/06/berita", "2026-02-06"),
    ("Kamis (12/1/2024)", "https://x.com/2024/01/11/berita", "2024-01-11"),
    ("Selasa 17 Oktober 2018", "http://x.com/2018/10/16/berita", "2018-10-16"),
    ("Selasa (18/3/2019)", "http://x.com/2019/07/02/berita", "2019-03-18"),
    ("Sabtu (5 /1)", "https://x.com/2022/11/berita.html", "2022-11-05"),
    ("13/07/202", "https://x.id/2022/07/14/a", "2022-07-13"),
    ("26/9/2109", 2019, "2019-09-26"),
    ("Senin (6/6)", "https://x.co.id/berita-tabalong/2022/", "2022-06-06"),
    ("Jumat (10/3) pagi", "https://x.com/bali/10/03/2023/desa-patas/", "2023-03-10"),
    ("Jumat (22/12)", "https://x.id/pr-58812/46-penyalahguna-sepanjang-2023", "2023-12-22"),
    ("30 Desember", "2020-01-03", "2019-12-30"),
    ("Senin (30/12)", "2020/01", "2019-12-30"),
    ("Rabu (1/1)", date(2019, 12, 30), "2020-01-01"),
    ("1 atau 2 April nanti", "https://x.id/2020/03/27/a", "2020-04-01"),
    ("5 Mei", "berita 6 Mei 2021", "2021-05-05"),
    ("5 Mei", ["https://x.id/c", None, 2023], "2023-05-05"),
    ("kemarin", "2024-05-06", "2024-05-05"),
    ("hari ini (Rabu)", "2024-05-08", "2024-05-08"),
    ("lusa", datetime(2024, 5, 6, 9), "2024-05-08"),
    ("Desember lalu", "2024-05-06", "2023-12"),
    ("Kamis (28/12) s.d. Selasa (2/1)", "2024-01-03", "2023-12-28"),
]

NOT_READ = [
    ("Senin (3/11)", "ambigu", "2025-11-03"),
    ("Kamis (24/6p", "ambigu", "2021-06-24"),
    ("Jumat (2/5) dan Senin (5/5)", "ambigu", "2025-05-02"),
    ("31 Mei", "ambigu", None),
    ("Desember 21", "ambigu", None),
    ("akhir Juli", "ambigu", None),
    ("Rabu", "ambigu", None),
    ("kemarin", "ambigu", None),
    ("Minggu pertama bulan September hingga hari ini (Rabu)", "ambigu", None),
    ("5 s.d. 3 Mei 2024", "ambigu", "2024-05-03"),
    ("Rabu (13/07/202)", "ditolak", "2022-07-13"),
    ("Senin (26/9/2109)", "ditolak", "2019-09-26"),
    ("5/5/20222", "ditolak", "2022-05-05"),
    ("31/02/2024", "ditolak", "2024-02-29"),
    ("29 Februari 2023", "ditolak", "2023-02-28"),
    ("12/25/2023", "ditolak", "2023-12-25"),
    ("13/25/2023", "ditolak", None),
    ("0/5/2024", "ditolak", None),
    ("19/8/1945", "ditolak", None),
    ("45123", "ditolak", "2023-07-16"),
    ("belum lama ini", "ditolak", None),
    ("1 Sya'ban 1444 H", "ditolak", None),
]


@pytest.mark.parametrize(("typed", "iso"), SURE)
def test_a_date_typed_by_people_is_read_and_is_sure(typed, iso):
    reading = parse_tanggal(typed)
    assert (reading.nilai, reading.keadaan, reading.sebab) == (iso, "terbaca", None)
    assert reading.tertulis == typed


@pytest.mark.parametrize(("typed", "iso", "rincian"), MARKED)
def test_a_date_that_needs_a_look_is_read_and_marked_with_the_reason(typed, iso, rincian):
    reading = parse_tanggal(typed)
    assert (reading.nilai, reading.keadaan) == (iso, "ditandai")
    assert reading.sebab
    assert rincian.items() <= dict(reading.rincian).items()


@pytest.mark.parametrize(("typed", "konteks", "iso"), WITH_CONTEXT)
def test_context_completes_a_date_and_the_date_stays_marked(typed, konteks, iso):
    reading = parse_tanggal(typed, konteks)
    assert (reading.nilai, reading.keadaan) == (iso, "ditandai")
    assert reading.sebab


@pytest.mark.parametrize(("typed", "keadaan", "kandidat"), NOT_READ)
def test_what_cannot_be_sure_gets_no_value_but_a_reason_and_candidates(typed, keadaan, kandidat):
    reading = parse_tanggal(typed)
    assert (reading.nilai, reading.keadaan) == (None, keadaan)
    assert reading.sebab
    assert kandidat is None or kandidat in reading.kandidat


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "belum", "nihil", float("nan")])
def test_an_empty_cell_is_unknown(cell):
    assert parse_tanggal(cell).keadaan == "kosong"


@pytest.mark.parametrize(
    ("cell", "iso", "keadaan"),
    [
        (date(2024, 5, 6), "2024-05-06", "terbaca"),
        (datetime(2024, 5, 6, 7, 30), "2024-05-06", "terbaca"),
        (45123, "2023-07-16", "terbaca"),
        (45123.75, "2023-07-16", "terbaca"),
        (2024, "2024", "ditandai"),
        (True, None, "ditolak"),
        (9.7, None, "ditolak"),
        (20240131, None, "ditolak"),
        (-5, None, "ditolak"),
        (float("inf"), None, "ditolak"),
        (time(7, 30), None, "ditolak"),
        (date(1899, 12, 31), None, "ditolak"),
    ],
)
def test_the_type_of_the_cell_counts(cell, iso, keadaan):
    reading = parse_tanggal(cell)
    assert (reading.nilai, reading.keadaan) == (iso, keadaan)


def test_day_always_comes_before_month():
    assert parse_tanggal("05/02/2024").nilai == "2024-02-05"
    assert parse_tanggal("5-2-24").nilai == "2024-02-05"


def test_a_day_that_does_not_exist_is_explained():
    assert "hanya sampai tanggal 29" in parse_tanggal("31/02/2024").sebab


def test_a_link_without_a_year_is_no_context():
    assert parse_tanggal("31 Mei", "https://bakabar.com/post/263042-dites-urine-l7curvz7").nilai is None


def test_the_year_of_a_regulation_in_a_link_is_no_context():
    assert parse_tanggal("Kamis (2/1)", "https://x.id/bimtek-inpres-no-2-tahun-2020").nilai is None


def test_a_weekday_that_contradicts_offers_the_dates_one_slip_away():
    assert "2023-07-20" in parse_tanggal("Kamis 20 Juli 2024").kandidat
    assert date(2020, 11, 13) in near_dates(date(2020, 12, 13), 4, 2027)


@pytest.mark.parametrize("with_context", [False, True])
def test_printed_dates_of_the_public_records(with_context):
    rows = read_penulisan("tanggal")
    right = total = 0
    for row in rows:
        reading = parse_tanggal(row["tertulis"], row["sumber_url"] if with_context else None)
        if row["iso"] and reading.nilai != row["iso"]:
            assert reading.nilai is None or (reading.keadaan == "ditandai" and reading.sebab), row
        if row["presisi"] == "hari" and row["tahun_tercetak"] == "ya":
            total += 1
            right += reading.nilai == row["iso"]
    print(f"tanggal dengan tahun tercetak, konteks={with_context}: {right}/{total} = {right / total:.1%}")
    assert right / total >= 0.97


def test_dates_without_a_year_are_read_from_the_link_or_offered_never_guessed():
    for row in read_penulisan("tanggal"):
        if row["presisi"] == "hari" and row["tahun_tercetak"] == "tidak" and row["tertulis"] not in ("31 Mei", "7 Juni"):
            reading = parse_tanggal(row["tertulis"], row["sumber_url"])
            assert reading.nilai == row["iso"] or (reading.nilai is None and row["iso"] in reading.kandidat), row
