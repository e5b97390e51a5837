"""The marts behind the scorecards, from small files through the real build: every figure here can be checked by hand."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from etl.build import Permintaan, build_edisi
from etl.gudang import build_marts, list_marts
from etl.pipeline import process
from etl.progress import Progress
from etl.receive import Kiriman
from etl.staging import load_staging, load_wilayah
from etl.words import load_kata
from p4gn.warehouse.editions import SKEMA, read_manifest, warehouse_path
from tests.etl.kiriman import write_csv

HARI_INI = date(2026, 11, 1)
HSS = "63.06"
BKD, BNNK, KESBANGPOL, DINKES = "BKD@63", f"BNNK@{HSS}", "BAKESBANGPOL@63", f"DINKES@{HSS}"
AKSI = (
    "wilayah",
    "opd",
    "periode",
    "jenis_angka",
    "sosialisasi_kegiatan",
    "sosialisasi_peserta",
    "sosialisasi_peserta_asn",
    "laporan_b06",
    "laporan_b12",
)
TES = (
    "tanggal_tertulis",
    "wilayah",
    "instansi",
    "kelompok_sasaran",
    "jumlah_dites",
    "jumlah_cpns_dites",
    "jumlah_reaktif_positif",
    "pelaksana",
)
LEBAR = ("wilayah", "opd", "tanggal_keadaan", "jumlah_pns", "jumlah_pppk", "jumlah_pppk_pw", "jumlah_cpns", "jumlah_non_asn")
PANJANG = ("wilayah", "opd", "tanggal_keadaan", "kategori", "jumlah")


def kirim(heading: Sequence[str], rows: Sequence[Mapping[str, object]], pengirim: str | None, kapan: int = 1) -> Kiriman:
    """Rows as a csv that one sender sent on a day of January 2026; what a row leaves out is the region and nothing."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [heading, *([row.get(nama, "Hulu Sungai Selatan" if nama == "wilayah" else "") for nama in heading] for row in rows)]
    )
    isi = text.getvalue().encode()
    sidik = hashlib.sha256(isi + str(pengirim).encode()).hexdigest()
    return Kiriman(f"{pengirim} {kapan} {sidik[:4]}.csv", isi, sidik, datetime(2026, 1, kapan, 4, tzinfo=UTC), pengirim)


def bangun(*kiriman: Kiriman, kalau_kosong: date = HARI_INI) -> duckdb.DuckDBPyConnection:
    """All marts of these files; a mart that is one row for each accepted row has exactly those."""
    hasil = process(kiriman, HARI_INI, Progress(diam=True))
    assert not hasil.berkas_ditolak and not hasil.ditolak, (hasil.berkas_ditolak, hasil.ditolak)
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as staging")
    connection.execute("create schema mart")
    expected = load_staging(connection, hasil)
    load_wilayah(connection)
    build_marts(connection, kalau_kosong)
    for table, number in expected.items():
        assert connection.execute(f"select count(*) from mart.{table}").fetchone() == (number,), table
    return connection


def aksi(opd: str, periode: str, kegiatan: object, **more: object) -> dict[str, object]:
    return {"opd": opd, "periode": periode, "sosialisasi_kegiatan": kegiatan, **more}


def tes(tanggal: str, dites: object, kelompok: str = "ASN", opd: str = "Dinas Kesehatan", **more: object) -> dict[str, object]:
    return {
        "tanggal_tertulis": tanggal,
        "instansi": opd,
        "kelompok_sasaran": kelompok,
        "jumlah_dites": dites,
        "jumlah_reaktif_positif": 0,
        **more,
    }


# --- reports per half-year

# agency: first half, second half as written, what was said about it → the second half alone, January to December
ANGKA = {
    "Dinas Kesehatan": (2, 5, "kumulatif", 3, 5),
    "Dinas Sosial": (2, 5, "per periode", 5, 7),
    "Dinas Perhubungan": (2, 5, "", 3, 5),  # nobody said: the least that is certain
    "Inspektorat": (4, 1, "", 0, 4),
    "BPBD": (4, 1, "kumulatif", 0, 1),
    "Bappeda": (None, 4, "kumulatif", None, 4),  # no report in the first half
    "Sekretariat DPRD": (None, 4, "per periode", 4, 4),
    "Satpol PP": (None, 4, "", None, 4),
    "Dinas Kominfo": ("-", 3, "per periode", 3, 3),  # reported, without this figure
    "Dinas PMD": ("-", 3, "kumulatif", None, 3),
    "Disdukcapil": (2, "-", "kumulatif", None, None),
    "Dinas Perdagangan": (2, "-", "", None, None),
    "Dinas Pariwisata": ("nihil", "nihil", "per periode", 0, 0),
    "Dinas Perikanan": ("nihil", 2, "kumulatif", 2, 2),
}


def test_the_second_half_alone_and_the_whole_year_by_what_was_said_about_the_figure() -> None:
    rows = []
    for opd, (satu, dua, jenis, _, _) in ANGKA.items():
        rows += [] if satu is None else [aksi(opd, "Semester I 2025", satu, sosialisasi_peserta=90)]
        rows += [aksi(opd, "Semester II 2025", dua, jenis_angka=jenis, sosialisasi_peserta=90)]
    connection = bangun(kirim(AKSI, rows, HSS))
    written = dict(connection.execute("select distinct kunci_opd, instansi from mart.aksi_opd").fetchall())
    found = {
        written[kunci]: (semester, tahun)
        for kunci, semester, tahun in connection.execute(
            "select kunci_opd, kegiatan_semester, kegiatan_tahun from mart.laporan_opd where semester = 2"
        ).fetchall()
    }
    assert found == {opd: case[3:] for opd, case in ANGKA.items()}
    first = connection.execute("select kegiatan, kegiatan_semester, kegiatan_tahun from mart.laporan_opd where semester = 1").fetchall()
    assert first and all(one == two == three for one, two, three in first)


def test_people_reached_follow_the_same_rule_one_figure_at_a_time() -> None:
    rows = [
        aksi("Dinas Kesehatan", "B06 2025", 1, sosialisasi_peserta=50, sosialisasi_peserta_asn="-"),
        aksi("Dinas Kesehatan", "B12 2025", 3, jenis_angka="per periode", sosialisasi_peserta=70, sosialisasi_peserta_asn=40),
        aksi("Dinas Sosial", "B06 2025", 1, sosialisasi_peserta=50, sosialisasi_peserta_asn=30),
        aksi("Dinas Sosial", "B12 2025", 3, jenis_angka="kumulatif", sosialisasi_peserta=70, sosialisasi_peserta_asn=45),
    ]
    found = bangun(kirim(AKSI, rows, HSS)).execute(
        "select kode_opd, kegiatan_semester, kegiatan_tahun, peserta_semester, peserta_tahun, peserta_asn_semester, peserta_asn_tahun"
        " from mart.laporan_opd where periode = '2025-S2' order by 1"
    )
    assert found.fetchall() == [("DINKES", 3, 4, 70, 120, 40, 40), ("DINSOS", 2, 3, 20, 70, 15, 45)]


def test_of_several_senders_the_agency_is_believed_then_its_region_then_the_latest() -> None:
    def row(kegiatan: int, *opd: str) -> list[dict[str, object]]:
        return [aksi(nama, "Semester I 2025", kegiatan) for nama in opd]

    connection = bangun(
        kirim(AKSI, row(1, "Dinas Kesehatan"), DINKES, 1),
        kirim(AKSI, row(2, "Dinas Kesehatan", "Dinas Sosial"), HSS, 2),
        kirim(AKSI, row(3, "Dinas Kesehatan", "Dinas Sosial", "Inspektorat"), BNNK, 3),
        kirim(AKSI, row(4, "Dinas Kesehatan", "Dinas Sosial", "Inspektorat", "Bappeda"), KESBANGPOL, 5),
        kirim(AKSI, row(5, "Bappeda"), BKD, 4),
        kirim(AKSI, row(6, "Bappeda"), None, 9),
    )
    found = connection.execute(
        "select kode_opd, kegiatan, pengirim, jumlah_pengirim, diterima_pada::date, baris from mart.laporan_opd order by 1"
    ).fetchall()
    assert found == [
        ("BAPPEDA", 6, None, 3, date(2026, 1, 9), 2),
        ("DINKES", 1, DINKES, 4, date(2026, 1, 1), 2),
        ("DINSOS", 3, BNNK, 3, date(2026, 1, 3), 3),  # the region and its narcotics agency stand equal: the later one
        ("ITDA", 3, BNNK, 2, date(2026, 1, 3), 4),
    ]
    assert connection.execute("select count(*) from mart.aksi_opd").fetchone() == (12,), "nothing is thrown away"


def test_the_day_a_report_was_sent_is_the_written_one_else_the_day_it_came() -> None:
    rows = [
        aksi("Dinas Kesehatan", "Semester I 2025", 1, laporan_b06="4 Juli 2025"),
        aksi("Dinas Kesehatan", "Semester II 2025", 1, laporan_b06="4 Juli 2025", laporan_b12=""),
        aksi("Dinas Sosial", "Semester II 2025", 1, laporan_b12="6 Januari 2026"),
    ]
    found = bangun(kirim(AKSI, rows, HSS, 20)).execute(
        "select kode_opd, semester, tanggal_kirim, tanggal_kirim_asal from mart.laporan_opd order by 1, 2"
    )
    assert found.fetchall() == [
        ("DINKES", 1, date(2025, 7, 4), "tertulis"),
        ("DINKES", 2, date(2026, 1, 20), "diterima"),
        ("DINSOS", 2, date(2026, 1, 6), "tertulis"),
    ]


def test_only_agencies_of_a_region_and_only_half_years_are_reports() -> None:
    rows = [
        aksi("Polres Hulu Sungai Selatan", "Semester I 2025", 1),
        aksi("Dinas Kesehatan", "Semester I 2025", 1),
        aksi("Dinas Sosial", "2025", 1),
    ]
    connection = bangun(kirim(AKSI, rows, HSS))
    assert connection.execute("select count(*) from mart.aksi_opd").fetchone() == (3,)
    columns = "kunci_opd, wilayah_opd, kode_wilayah, kode_provinsi, kode_kabkota, tahun, semester, mulai, selesai"
    found = connection.execute(f"select {columns} from mart.laporan_opd")
    assert found.fetchall() == [(DINKES, HSS, HSS, "63", HSS, 2025, 1, date(2025, 1, 1), date(2025, 6, 30))]


# --- headcount


def test_a_headcount_adds_up_what_is_known_and_keeps_unknown_apart_from_none() -> None:
    lebar = [
        {
            "opd": "Dinas Kesehatan",
            "tanggal_keadaan": "30 Juni 2025",
            "jumlah_pns": 80,
            "jumlah_pppk": 20,
            "jumlah_cpns": "-",
            "jumlah_non_asn": 9,
        },
        {"opd": "Dinas Sosial", "tanggal_keadaan": "30 Juni 2025", "jumlah_pns": "nihil", "jumlah_pppk": 4},
        {"opd": "Inspektorat", "tanggal_keadaan": "30 Juni 2025", "jumlah_pns": "", "jumlah_pppk": 20},  # no PNS: not a headcount
        {"opd": "Bappeda", "tanggal_keadaan": "Juni 2025", "jumlah_pns": 10, "jumlah_pppk": 1},  # no day
    ]
    panjang = [
        {"opd": "BPBD", "tanggal_keadaan": "31/12/2025", "kategori": kategori, "jumlah": jumlah}
        for kategori, jumlah in (("PNS", 30), ("P3K", 6), ("P3K Paruh Waktu", 25), ("honorer", 7))
    ]
    found = bangun(kirim(LEBAR, lebar, BKD, 1), kirim(PANJANG, panjang, HSS, 2)).execute(
        "select kode_opd, tanggal, pns, pppk, pppk_paruh_waktu, cpns, non_asn, asn, pengirim, baris from mart.pegawai_opd order by 1"
    )
    assert found.fetchall() == [
        ("BPBD", date(2025, 12, 31), 30, 6, 25, None, 7, 61, HSS, 2),
        ("DINKES", date(2025, 6, 30), 80, 20, None, 0, 9, 100, BKD, 2),
        ("DINSOS", date(2025, 6, 30), 0, 4, None, None, None, 4, BKD, 3),
    ]


def test_one_sender_tells_the_whole_headcount_of_a_day() -> None:
    def lebar(pns: object, pppk: object) -> list[dict[str, object]]:
        return [{"opd": "Dinas Kesehatan", "tanggal_keadaan": "31 Desember 2025", "jumlah_pns": pns, "jumlah_pppk": pppk, "jumlah_cpns": 3}]

    own = [{"opd": "Dinas Kesehatan", "tanggal_keadaan": "31 Desember 2025", "kategori": "PNS", "jumlah": 71}]
    connection = bangun(kirim(LEBAR, lebar(70, 12), BKD, 9), kirim(PANJANG, own, DINKES, 1), kirim(LEBAR, lebar("", 99), HSS, 8))
    # Its own figure, however early; the categories that only others know are not put beside it.
    found = connection.execute("select pns, pppk, cpns, asn, pengirim from mart.pegawai_opd").fetchall()
    assert found == [(71, None, None, 71, DINKES)]


# --- tests


@pytest.mark.parametrize(
    ("tertulis", "kelompok"),
    [
        ("ASN", "asn"), ("PNS dan PPPK", "asn"), ("P3K paruh waktu", "asn"), ("pejabat struktural", "asn"), ("Pegawai", "asn"), ("ASN; tenaga kontrak", "asn"),
        ("PNS dan non PNS", "asn"), ("48 ASN; 2 TKK", "asn"), ("CPNS dan PNS", "asn"), ("pegawai dan siswa", "asn"), ("instansi pemerintah", "asn"),
        ("CPNS", "cpns"), ("calon PNS", "cpns"), ("Calon Pegawai Negeri Sipil", "cpns"), ("peserta latsar CPNS", "cpns"), ("CPNS; honorer", "asn"),
        ("tenaga kontrak", "non_asn"), ("Honorer", "non_asn"), ("non ASN", "non_asn"), ("Non-ASN", "non_asn"), ("nonASN", "non_asn"), ("PTT", "non_asn"),
        ("pegawai kontrak", "non_asn"), ("pegawai non ASN", "non_asn"), ("pegawai tidak tetap", "non_asn"), ("tenaga honorer", "non_asn"),
        ("pelajar SMA", "lain"), ("siswa", "lain"), ("warga", "lain"), ("kades", "lain"), ("kepala desa dan perangkat desa", "lain"),
        ("pegawai swasta", "lain"),
        ("pekerja swasta", "lain"), ("lingkungan masyarakat", "lain"), ("anggota DPRD", "lain"), ("sopir bus", "lain"), ("pejabat desa", "lain"),
        ("", "asn"), ("anggota Satpol PP", "asn"), ("staf", "asn"),
    ],
)  # fmt: skip
def test_the_group_that_was_tested_is_read_from_words(tertulis: str, kelompok: str) -> None:
    found = load_kata("kelompok_tes").find(tertulis) if tertulis else None
    assert (found if found in {"asn", "cpns", "non_asn", "lain"} else "asn") == kelompok


def test_the_group_and_the_tester_in_the_mart() -> None:
    rows = [
        tes("1/3/2025", 1, "", pelaksana="BNNP Kalsel"),
        tes("2/3/2025", 2, "anggota regu", pelaksana="BNN Kota Banjarmasin"),
        tes("3/3/2025", 3, "anggota regu", opd="SMA Negeri 1 Kandangan", pelaksana="UPTD Labkesda"),
        tes("4/3/2025", 4, "", opd="Polres Hulu Sungai Selatan", pelaksana="Polres HSS"),
        tes("5/3/2025", 5, "CPNS", pelaksana="RSUD Brigjend H. Hasan Basry"),
        tes("6/3/2025", 6, "tenaga kontrak", pelaksana="Klinik Pratama"),
        tes("7/3/2025", 7, "warga"),
    ]
    hasil = bangun(kirim(TES, rows, HSS))
    found = hasil.execute("select jumlah_dites, kelompok, penguji from mart.tes_urine order by 1").fetchall()
    assert found == [
        (1, "asn", "BNNP"),
        (2, "asn", "BNNK"),
        (3, "lain", "Labkesda"),
        (4, "lain", "Polri"),
        (5, "cpns", "RSUD"),
        (6, "non_asn", "lainnya"),
        (7, "lain", None),
    ]
    assert hasil.execute("select count(*) from mart.baris_ditandai where kolom in ('kelompok_sasaran', 'pelaksana')").fetchone() == (0,)


def test_the_same_event_of_two_senders_counts_once() -> None:
    own = [
        tes("17/3/2025", 30),
        tes("17/3/2025", 30, opd="Dinas Sosial"),
        tes("18/3/2025", 30, "CPNS"),
        tes("19/3/2025", 12),
        tes("20/3/2025", ""),
        tes("Maret 2025", 50),
    ]
    bnnk = [
        tes("17/3/2025", 30),  # told again
        tes("17/3/2025", 31, opd="Dinas Sosial"),  # another number: two events
        tes("18/3/2025", 30, "tenaga kontrak"),  # another group
        tes("20/3/2025", ""),  # nobody knows how many: not known to be the same
        tes("Maret 2025", 50),  # no day
    ]
    connection = bangun(kirim(TES, own, HSS, 1), kirim(TES, bnnk, BNNK, 9), kirim(TES, [tes("19/3/2025", 12)], DINKES, 2))
    twins = "select kode_opd, tanggal, jumlah_dites, pengirim from mart.tes_urine where adalah_kembaran order by tanggal"
    assert connection.execute(twins).fetchall() == [
        ("DINKES", date(2025, 3, 17), 30, HSS),  # both of the region: the later one stays
        ("DINKES", date(2025, 3, 19), 12, HSS),  # the agency itself stays
    ]
    assert connection.execute("select count(*) from mart.tes_urine where adalah_kembaran is null").fetchone() == (0,)


def test_two_tests_of_one_sender_on_a_day_are_two_tests() -> None:
    heading = (*TES, "id")
    twice = [tes("17/3/2025", 30, id="pagi"), tes("17/3/2025", 30, id="siang")]
    connection = bangun(kirim(heading, twice, HSS, 9), kirim(TES, [tes("17/3/2025", 30)], BNNK, 1))
    assert connection.execute("select pengirim, adalah_kembaran, count(*) from mart.tes_urine group by all order by 1").fetchall() == [
        (HSS, False, 2),
        (BNNK, True, 1),
    ]


# --- coverage


@pytest.fixture(scope="module")
def cakupan() -> duckdb.DuckDBPyConnection:
    """One agency over two years, another without headcount, one with headcount only; the data reach 17 October 2026."""
    pegawai = [
        {
            "opd": "Dinas Kesehatan",
            "tanggal_keadaan": hari,
            "jumlah_pns": 60,
            "jumlah_pppk": 20,
            "jumlah_pppk_pw": pw,
            "jumlah_cpns": cpns,
            "jumlah_non_asn": 5,
        }
        for hari, pw, cpns in (("31 Desember 2024", 0, "-"), ("30 Juni 2025", 0, 8), ("31 Desember 2025", 40, ""))
    ] + [{"opd": "Inspektorat", "tanggal_keadaan": "31 Desember 2025", "jumlah_pns": 25, "jumlah_pppk": 5}]
    events = [
        tes("10/2/2025", 20),
        tes("11/2/2025", 6, "CPNS"),
        tes("12/2/2025", 15, "tenaga kontrak"),
        tes("13/2/2025", ""),  # held, nobody said how many
        tes("30/6/2025", 10, jumlah_cpns_dites=4),
        tes("1/7/2025", 70),
        tes("2/7/2025", 9, "siswa"),
        tes("8/9/2025", 5, opd="Dinas Sosial"),
        tes("10/10/2025", 7, opd="Polres Hulu Sungai Selatan"),
        tes("5/2/2026", 40, "honorer"),
        tes("17/10/2026", 90),
    ]
    return bangun(kirim(LEBAR, pegawai, HSS, 1), kirim(TES, events, HSS, 2), kirim(TES, [tes("10/2/2025", 20)], BNNK, 3))


def read_cakupan(connection: duckdb.DuckDBPyConnection, kode_opd: str) -> dict[tuple[int, str], tuple[object, ...]]:
    rows = connection.execute(
        "select tahun, posisi, kegiatan, dites_asn, dites_cpns, asn, cpns, tanggal_pegawai, asn_dites, cpns_dites from mart.cakupan_tes where kode_opd = ?",
        [kode_opd],
    ).fetchall()
    return {(tahun, posisi): tuple(rest) for tahun, posisi, *rest in rows}


def test_coverage_of_an_agency_by_hand(cakupan: duckdb.DuckDBPyConnection) -> None:
    assert read_cakupan(cakupan, "DINKES") == {
        (2024, "tahun"): (0, None, None, 80, 0, date(2024, 12, 31), None, None),  # nothing tested, 2024-S1 has no headcount yet
        # 20 + 6 + 10; of them CPNS 6 + 4, more than the 8 there are. Contract staff are counted as an event, not as ASN.
        (2025, "S1"): (5, 36, 10, 88, 8, date(2025, 6, 30), 36, 8),
        # + 70: a person counts once, so never more than the headcount, which PPPK paruh waktu raised in December.
        (2025, "tahun"): (7, 106, 10, 120, None, date(2025, 12, 31), 106, None),
        (2026, "S1"): (1, None, None, 120, None, date(2025, 12, 31), None, None),  # only contract staff: null, not 0
        (2026, "tahun"): (2, 90, None, 120, None, date(2025, 12, 31), 90, None),
    }


def test_more_tests_than_people_are_the_people() -> None:
    before = bangun(
        kirim(LEBAR, [{"opd": "Dinas Kesehatan", "tanggal_keadaan": "30 Juni 2025", "jumlah_pns": 60, "jumlah_pppk": 20}], HSS, 1),
        kirim(TES, [tes("10/2/2025", 70), tes("1/7/2025", 70)], HSS, 2),
    )
    assert read_cakupan(before, "DINKES")[2025, "tahun"] == (2, 140, None, 80, None, date(2025, 6, 30), 80, None)


def test_an_agency_is_there_from_the_day_it_is_first_known(cakupan: duckdb.DuckDBPyConnection) -> None:
    assert read_cakupan(cakupan, "DINSOS") == {
        (2025, "tahun"): (1, 5, None, None, None, None, None, None),
        (2026, "S1"): (0, None, None, None, None, None, None, None),
        (2026, "tahun"): (0, None, None, None, None, None, None, None),
    }
    assert set(read_cakupan(cakupan, "ITDA")) == {(2025, "tahun"), (2026, "S1"), (2026, "tahun")}
    assert cakupan.execute("select distinct kode_wilayah, kode_provinsi, kode_kabkota from mart.cakupan_tes").fetchall() == [
        (HSS, "63", HSS)
    ]
    assert cakupan.execute("select count(*) from mart.cakupan_tes where kode_opd not in ('DINKES', 'DINSOS', 'ITDA')").fetchone() == (0,)


def test_a_window_is_the_whole_date_of_an_event() -> None:
    rows = [tes("Juni 2025", 10), tes("2025", 20), tes("Maret 2025", 30)]
    connection = bangun(kirim(TES, rows, HSS), kalau_kosong=date(2025, 12, 31))
    assert {posisi: row[1] for (_, posisi), row in read_cakupan(connection, "DINKES").items()} == {"S1": 40, "tahun": 60}


def test_a_headcount_tells_as_well_how_far_the_data_reach() -> None:
    pegawai = [
        {"opd": "Dinas Kesehatan", "tanggal_keadaan": hari, "jumlah_pns": pns, "jumlah_pppk": 0}
        for hari, pns in (("30/6/2025", 60), ("31/7/2025", 70))
    ]
    connection = bangun(kirim(LEBAR, pegawai, HSS, 1), kirim(TES, [tes("1/3/2025", 10)], HSS, 2))
    assert read_cakupan(connection, "DINKES")[2025, "tahun"][3:6] == (70, None, date(2025, 7, 31))


# --- further


def test_the_report_of_a_region_is_a_document_and_never_guessed_from_a_title() -> None:
    heading = ("wilayah", "jenis_dokumen", "status", "nomor", "tanggal_dokumen", "tahun")
    rows = [
        dict(zip(heading, ("Hulu Sungai Selatan", *row), strict=True))
        for row in (
            ("Laporan B06", "ada", "300/1", "10 Juli 2025", ""),
            ("B12", "ada", "300/2", "12 Januari 2026", ""),
            ("laporan b12", "ada", "300/3", "20 Februari 2025", 2024),
        )
    ]
    found = (
        bangun(kirim(heading, rows, HSS))
        .execute("select jenis_dokumen, status, tanggal, tahun from mart.dokumen_wilayah order by nomor")
        .fetchall()
    )
    assert found == [
        ("laporan B06", "ada", date(2025, 7, 10), 2025),
        ("laporan B12", "ada", date(2026, 1, 12), 2025),
        ("laporan B12", "ada", date(2025, 2, 20), 2024),
    ]
    assert load_kata("jenis_dokumen").find_inside(["LAPORAN B06: DAFTAR SK TIM TERPADU"]) == "SK tim terpadu"


def test_marts_come_after_those_they_read_and_the_last_knows_how_far_the_data_reach() -> None:
    order = [path.stem for path in list_marts()]
    assert order[:2] == ["_masa", "_pemilihan"]
    assert order[-2:] == ["cakupan_tes", "status_tim"]
    assert order.index("laporan_opd") > max(order.index("aksi_opd"), order.index("berkas"))
    assert order.index("pegawai_opd") > order.index("pegawai")


def test_nothing_to_judge_makes_empty_marts() -> None:
    connection = bangun(
        kirim(("wilayah", "opd", "nama_inovasi", "tahun"), [{"opd": "Dinas Kesehatan", "nama_inovasi": "Posko", "tahun": 2025}], HSS)
    )
    for table in ("laporan_opd", "pegawai_opd", "cakupan_tes", "status_desa", "status_tim"):
        assert connection.execute(f"select count(*) from mart.{table}").fetchone() == (0,), table


def test_an_edition_on_disk_carries_them_and_the_place_of_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    (tmp_path / "masuk").mkdir()
    write_csv(
        tmp_path / "masuk" / "aksi.csv",
        [AKSI, ["Hulu Sungai Selatan", "Dinas Kesehatan", "Semester I 2025", "", 2, 40, 30, "4 Juli 2025", ""]],
    )
    write_csv(tmp_path / "masuk" / "tes.csv", [TES, ["17/3/2025", "Hulu Sungai Selatan", "Dinas Kesehatan", "ASN", 30, "", 0, ""]])
    built = build_edisi(Permintaan((tmp_path / "masuk",)), HARI_INI, Progress(io.StringIO()))
    manifest = read_manifest(built.id_edisi)
    assert (manifest.lain["skema"], manifest.data_per) == (SKEMA, "2025-03-17")
    assert "laporan_opd" not in manifest.jumlah, "a mart that chooses rows promises no number of them"
    with duckdb.connect(str(warehouse_path(built.id_edisi)), read_only=True) as connection:
        assert connection.execute(
            "select kunci_opd, kegiatan, tanggal_kirim_asal, berkas, lembar, baris from mart.laporan_opd"
        ).fetchall() == [(DINKES, 2, "tertulis", "aksi.csv", None, 2)]
        assert connection.execute("select posisi, dites_asn, asn from mart.cakupan_tes order by 1").fetchall() == [
            ("S1", 30, None),
            ("tahun", 30, None),
        ]
        without = connection.execute(
            "select table_name from information_schema.columns where table_schema = 'mart' group by 1"
            " having count(*) filter (where column_name = 'baris') = 1 and count(*) filter (where column_name = 'lembar') = 0"
        ).fetchall()
        assert without == []
