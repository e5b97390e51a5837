"""Personal data never gets past the door: what is recognised, what is not, and that no byte of the data folder holds what was planted."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import xlsxwriter

from etl.pribadi import (
    BAGIAN_LAIN,
    CATATAN_SEL,
    DIHAPUS,
    PROPERTI,
    Pribadi,
    hide_nama_berkas,
    hide_pribadi,
    luar_sel,
    saring_lembar,
    say_pribadi,
)
from etl.pribadi.kata import load_kata_pribadi
from etl.pribadi.luar_sel import find_luar_sel
from etl.pribadi.nama_orang import is_nama
from etl.pribadi.pola import CURIGA_NOMOR, classify_angka, find_nomor
from etl.reading.kolom import from_arrow, from_cells
from etl.reading.lembar import Lembar
from etl.sources import normalise_heading
from tests.etl.kiriman import TES_TAJUK, make_ods, make_xlsx, run_etl, tes_row, write_csv

# Invented; none of these digits belongs to a person.
NIK = "63030115" + "07850002"
NIK_PEREMPUAN = "63710455" + "12900001"
NIP = "19700101" + "1990031001"
PPPK = "19880412" + "2024212007"

NOMOR_PRIBADI = [
    (NIK, "nik"), ("6303.0115.0785.0002", "nik"), ("630301 150785 0002", "nik"), ("63.03.01.150785.0002", "nik"),
    ("6303-0115-0785-0002", "nik"),
    ("NIK: 6303 01150785 0002", "nik"), ("nik" + NIK, "nik"), ("No. KTP 63030115078500", "nik"), (NIK_PEREMPUAN, "nik"),
    (NIP, "nip"), ("19700101 199003 1 001", "nip"), ("19700101.199003.1.001", "nip"), ("19700101 1990031001", "nip"),
    ("1970 0101 1990 03 1 001", "nip"),
    ("19700101-199003-1-001", "nip"), (PPPK, "nip"), ("NIP. 19700101 199003 1 001", "nip"), ("NIP 380012345", "nip"),
    ("NIP. 380 012 345", "nip"), ("NRP 85061234", "nip"),
    ("081234567890", "telepon"), ("0812-3456-7890", "telepon"), ("0812 3456 7890", "telepon"), ("0812.3456.7890", "telepon"),
    ("(0812) 3456-7890", "telepon"),
    ("081 234 567 890", "telepon"), ("0812 34 56 78 90", "telepon"), ("+62 812 3456 7890", "telepon"), ("+62-812-3456-7890", "telepon"),
    ("6281234567890", "telepon"),
    ("(+62) 812 3456 7890", "telepon"), ("62 812-3456-7890", "telepon"), ("+62 (812) 3456-7890", "telepon"), ("0857–1234–5678", "telepon"),
    ("https://wa.me/6281234567890", "telepon"), ("WA 0812-3456-7890", "telepon"), ("hp081234567890", "telepon"),
    ("0812_3456_7890", "telepon"), ("0812—3456‑7890", "telepon"), ("０８１２３４５６７８９０", "telepon"), ("0812\u200b3456\u200b7890", "telepon"),
    ("0812  3456  7890", "telepon"), ("08.12.34.56.78.90", "telepon"), ("O81234567890", "telepon"), ("0062 812 3456 7890", "telepon"),
    ("https://wa.me/+62-812-3456-7890", "telepon"), ("https://contoh.id/form?hp=081234567890", "telepon"),
    ("63-0301-150785-0002", "nik"), ("6303-011507-850002", "nik"), ("6303_0115_0785_0002", "nik"), (NIK + "A", "nik"),
    ("19700101/199003/1/001", "nip"), ("BPJS 0001234567890", "lain"), ("lahir di Rantau, 15-07-1985", "lain"),
    ("Telp (0511) 3301234", "telepon"), ("telepon: 0511-3301234", "telepon"), ("01.234.567.8-901.000", "lain"),
]  # fmt: skip
BUKAN_NOMOR_PRIBADI = [
    "Inpres 2/2020", "Inpres Nomor 2 Tahun 2020", "900.1.1/5282/SJ", "188.44/0123/KUM/2023", "SK 188.45/168/kum/2021",
    "B/1290/X/KA/PM.00.04/2025",
    "63.06.01.2001", "6306012001", "63.06.01.2001 63.06.01.2002", "20230703", "2021-08-27", "2023-07-03 08:30:00",
    "13-02-2023 05-02-2023", "08-07-2023 09-07-2023",
    "08.30-10.00 WITA", "08.00 - 12.00 03 Juli 2023", "0830-1000 2023", "2021 2022 2023 2024", "2021-2022-2023-2024", "telp 2023-07-03",
    "1250000000", "12.500.000.000.000", "12.500.000.000.000.000", "3600000000000000", "Rp 628.123.456.789", "8.123.456.789",
    "0,08123456789", "0.08123456789",
    "5.1.02.01.01.0004", "5.1.02.01.01.0004.00001", "1.343", "25-an", "(0511) 3301234", "TU-2025-0000123456",
    "https://facebook.com/posts/1234567890123456", f"https://contoh.id/a/{NIK}",
]  # fmt: skip


@pytest.mark.parametrize(("text", "jenis"), NOMOR_PRIBADI)
def test_a_personal_number_is_found_whole_and_by_its_kind(text: str, jenis: str) -> None:
    (found,) = find_nomor(f"x; {text}; y")
    assert found.jenis == jenis
    assert not any(character.isdigit() for character in hide_pribadi(f"x; {text}; y"))


@pytest.mark.parametrize(("text", "jenis"), NOMOR_PRIBADI)
def test_the_cheap_question_overlooks_no_personal_number(text: str, jenis: str) -> None:
    assert pa.compute.match_substring_regex(pa.array([f"x; {text}; y"]), CURIGA_NOMOR, ignore_case=True)[0].as_py()


@pytest.mark.parametrize("text", BUKAN_NOMOR_PRIBADI)
def test_citations_codes_dates_money_and_addresses_are_not_personal(text: str) -> None:
    assert find_nomor(text) == []
    assert hide_pribadi(text) == text


@pytest.mark.parametrize(
    ("number", "jenis"),
    [
        (int(NIK), "nik"),
        (float(NIK), "nik"),
        (int(NIP), "nip"),
        (float(NIP), "nip"),
        (3.6e15, None),
        (1250000000.0, None),
        (20230703.0, None),
    ],
)
def test_a_number_cell_is_known_as_nik_or_nip(number: float, jenis: str | None) -> None:
    assert classify_angka(number) == jenis


NAMA = [
    ("Budi Santoso, S.Sos", "Budi Santoso, S.Sos"), ("BUDI SANTOSO, S.SOS., M.SI", "BUDI SANTOSO, S.SOS., M.SI"),
    ("Drs. H. Syamsul Bahri, M.AP", "Drs. H. Syamsul Bahri, M.AP"),
    ("Hj. Siti Aminah, S.Pd.I, M.Pd", "Hj. Siti Aminah, S.Pd.I, M.Pd"), ("dr. Rina Wati, Sp.KJ", "dr. Rina Wati, Sp.KJ"),
    ("rapat dipimpin H. Ahmad Fauzi", "H. Ahmad Fauzi"),
    ("oleh Kepala Dinas Budi Santoso, S.Sos hadir", "Budi Santoso, S.Sos"),
    ("tersangka a.n. MUHAMMAD RIFKI bin ABDUL", "a.n. MUHAMMAD RIFKI bin ABDUL"),
    ("positif an. budi santoso", "an. budi santoso"), ("Sdr. Rahmat Hidayat tidak hadir", "Sdr. Rahmat Hidayat"),
    ("Sdri Siti", "Sdri Siti"), ("Bapak Ahmad Fauzi", "Bapak Ahmad Fauzi"),
    ("berinisial AB (34)", "berinisial AB"), ("inisial: A.B.", "inisial: A.B."), ("peserta (Sdr. AB)", "Sdr. AB"),
    ("Nama: Budi Santoso; umur 30", "Budi Santoso"),
    ("Drs Budi Santoso", "Drs Budi Santoso"), ("oleh AKBP Budi Santoso, S.I.K.", "AKBP Budi Santoso, S.I.K."), ("Kombes Pol Wagiman", "Kombes Pol Wagiman"),
    ("Letkol Inf Wagiman Kerto hadir", "Letkol Inf Wagiman Kerto"), ("A.N. BUDI SANTOSO", "A.N. BUDI SANTOSO"), ("positif an Budi Santoso", "Budi Santoso"),
    ("dihubungi bapak budi santoso", "budi santoso"), ("pelapor bernama Budi Santoso", "Budi Santoso"), ("tersangka Budi Santoso", "Budi Santoso"),
    ("nama peserta: budi", "budi"), ("Wagimin bin Karto", "Wagimin bin Karto"), ("Budi, umur 30, positif", "Budi"), ("Budi Santoso SH", "Budi Santoso SH"),
    ("inisial ab", "inisial ab"), ("berinisial RH, SA, dan YN", "berinisial RH, SA, dan YN"), ("inisial AB, THC: 1", "inisial AB"),
    ("positif 1 orang (AB)", "AB"),
    ("budi @ gmail.com", "budi @ gmail.com"), ("budi[at]contoh[dot]id", "budi[at]contoh[dot]id"),
    ("Jl. Melati No. 5 RT 03", "Jl. Melati No. 5 RT 03"), ("beralamat di Jl. Melati No. 5", "Jl. Melati No. 5"),
    ("PIC : Andi Wijaya", "Andi Wijaya"), ("K.H. Wagiman", "K.H. Wagiman"), ("Wagiman Santoso, SE", "Wagiman Santoso, SE"),
]  # fmt: skip
BUKAN_NAMA = [
    "Dinas Kesehatan", "a.n. Kepala Dinas Kesehatan", "a.n. Gubernur", "Bapak/Ibu Guru", "Bapak Camat Banjarmasin Utara", "Ibu Hamil",
    "Ibu Kota", "Pak Lurah", "900-an. Kegiatan besar",
    "RSUD dr. H. Moch. Ansari Saleh", "Jl. H. Hasan Basri No 5", "Rakor di Aula KH. Ahmad Dahlan", "THC: 2 orang, MET: 1 orang",
    "Perbup, SE Sekda", "Surat Edaran, SE", "PIC: Dinas Kesehatan",
    "G. Tujuan H. Melaksanakan Kegiatan", "Satu; Dua", "Kab. Banjar", "atas nama pemerintah", "S. Parman", "Posko, MA Al Falah",
    "positif 2 orang (PNS)", "30 peserta (ASN)", "2 paket@50.000", "Jl. Brigjen H. Hasan Basri", "Kegiatan di Jl. A. Yani Km 5",
    "an Kepala Dinas", "Pelapor masyarakat", "Narasumber BNNP", "Alamat kantor Jl. Veteran", "SK 0812/3456/KESBANGPOL/2024",
    "Hotel Ratu, ST 12", "MA Darussalam, MT", "Dinas PUPR, S.T",
]  # fmt: skip


@pytest.mark.parametrize(("text", "nama"), NAMA)
def test_a_named_person_is_cut_out_and_the_rest_stays(text: str, nama: str) -> None:
    assert hide_pribadi(text) == text.replace(nama, DIHAPUS)


@pytest.mark.parametrize("text", BUKAN_NAMA)
def test_offices_agencies_and_places_are_not_persons(text: str) -> None:
    assert hide_pribadi(text) == text


TAJUK_PRIBADI = {
    "Nama Peserta": "nama", "NAMA PEGAWAI": "nama", "Nama yang dites": "nama", "Nama Kepala Desa": "nama",
    "Peserta Nama Lengkap": "nama", "NIK": "nik", "No. KTP": "nik", "NIP/NRP": "nip",
    "NIP Kepala Dinas": "nip", "No. HP": "telepon", "No HP PJ": "telepon", "No. HP Penanggung Jawab": "telepon",
    "Nomor Telepon": "telepon", "WhatsApp": "telepon", "E-mail": "surel",
    "Inisial": "inisial", "Alamat Rumah": "alamat", "Tempat, Tanggal Lahir": "lain", "TTL": "lain", "TTD": "lain", "NPWP": "lain",
    "No Rekening": "lain",
    "Nama": "nama", "PIC": "nama", "Penanggung Jawab": "nama", "Tim / Katim": "nama", "Ketua Tim": "nama", "Pelapor": "nama",
}  # fmt: skip
TAJUK_LAIN = [
    "Nama OPD", "Nama Instansi", "Nama Instansi Pelaksana", "Nama Desa", "Nama Kegiatan", "Nama Lokasi (Desa – Kel – Kab/Kota)",
    "Nama Inovasi", "Nama Wilayah", "Nama Kecamatan", "Alamat Laman",
    "Jumlah Peserta", "Jumlah Pegawai JML", "Kode Rekening", "Sasaran Kegiatan", "Tanggal Pelaksanaan", "Satuan Kerja",
    "Keterangan Positif", "Link Dokumentasi", "Jabatan", "Hasil Negatif",
]  # fmt: skip


@pytest.mark.parametrize(("tajuk", "jenis"), TAJUK_PRIBADI.items())
def test_headings_of_persons_are_known(tajuk: str, jenis: str) -> None:
    found = load_kata_pribadi().find_tajuk(normalise_heading(tajuk))
    assert found is not None and found.jenis == jenis


@pytest.mark.parametrize("tajuk", TAJUK_LAIN)
def test_headings_of_other_things_are_not(tajuk: str) -> None:
    assert load_kata_pribadi().find_tajuk(normalise_heading(tajuk)) is None


def test_no_heading_or_alias_of_a_declared_column_is_surely_personal() -> None:
    from etl.sources import load_sources

    kata = load_kata_pribadi()
    for source in load_sources().values():
        for column in source.kolom:
            for alias in (normalise_heading(column.nama), *column.alias):
                found = kata.find_tajuk(alias)
                assert found is None or found.ragu, f"{source.id}.{column.nama}: {alias}"


def make_lembar(rows: Sequence[Sequence[object]], nama: str | None = "Data", **lain: object) -> Lembar:
    width = max(len(row) for row in rows)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    return Lembar(nama, tuple(from_cells([row[index] for row in cells]) for index in range(width)), len(rows), **lain)  # type: ignore[arg-type]


def saring(
    rows: Sequence[Sequence[object]], letak: Mapping[str, int], tajuk: tuple[int, int] | None, jenis: Mapping[str, str], **lain: object
) -> tuple[list[tuple[object, ...]], dict[tuple[str, str], int]]:
    clean, found = saring_lembar("a.xlsx", make_lembar(rows, **lain), letak, tajuk, jenis)
    assert clean.jumlah_baris == len(rows)
    return [clean.row(index) for index in range(clean.jumlah_baris)], {(item.kolom, item.jenis): item.jumlah for item in found}


def test_a_column_of_names_is_emptied_below_its_heading_and_counted() -> None:
    rows = [
        ["OPD", "Nama Peserta", "NIK", "Jumlah"],
        ["1", "2", "3", "4"],
        ["Dinas Kesehatan", "Budi", int(NIK), 3],
        ["Dinas Sosial", "Siti", NIK, 4],
    ]
    clean, found = saring(rows, {"opd": 0, "jumlah": 3}, (0, 0), {"opd": "opd", "jumlah": "cacah"})
    assert clean == [
        ("OPD", "Nama Peserta", "NIK", "Jumlah"),
        ("1", "2", "3", "4"),
        ("Dinas Kesehatan", None, None, 3),
        ("Dinas Sosial", None, None, 4),
    ]
    assert found == {("Nama Peserta", "nama"): 2, ("NIK", "nik"): 2}


def test_a_merged_heading_speaks_for_all_its_columns_and_a_repeated_one_stays() -> None:
    heading = [["OPD", "Peserta", None], [None, "Nama", "No HP"]]
    rows = [*heading, ["Dinas Sosial", "Budi", "0812-3456-7890"], ["OPD", "Nama", "No HP"], ["Dinas Sosial", "Siti", 81234567891]]
    clean, found = saring(rows, {"opd": 0}, (0, 1), {"opd": "opd"}, gabungan=((0, 1, 0, 2),))
    assert clean[2:] == [("Dinas Sosial", None, None), ("OPD", "Nama", "No HP"), ("Dinas Sosial", None, None)]
    assert found == {("Peserta Nama", "nama"): 2, ("Peserta No HP", "telepon"): 2}


def test_a_pic_column_with_agencies_is_kept_and_with_persons_emptied() -> None:
    agencies = [["Aksi", "PIC"], ["Satu", "Dinas Kesehatan"], ["Dua", "Kepala Bidang P2"], ["Tiga", "Budi Santoso, S.Sos"]]
    clean, found = saring(agencies, {"aksi": 0}, (0, 0), {"aksi": "teks"})
    assert [row[1] for row in clean] == ["PIC", "Dinas Kesehatan", "Kepala Bidang P2", None] and found == {("PIC", "nama"): 1}
    persons = [["Aksi", "PIC"], ["Satu", "Budi"], ["Dua", "Siti A"], ["Tiga", "Dinas Sosial"]]
    clean, found = saring(persons, {"aksi": 0}, (0, 0), {"aksi": "teks"})
    assert [row[1] for row in clean] == ["PIC", None, None, None] and found == {("PIC", "nama"): 3}


def test_a_declared_column_is_judged_cell_by_cell() -> None:
    persons = [["Dua", "Rudi Hartono"], ["Tiga", "Budi Santoso, S.Sos"], ["Empat", "Dinas Sosial (Sdr. AB)"]]
    rows = [["Tindak lanjut", "Penanggung Jawab"], ["Satu", "Dinas Kesehatan"], *persons]
    clean, _ = saring(rows, {"isi": 0, "pj": 1}, (0, 0), {"isi": "teks", "pj": "opd"})
    assert [row[1] for row in clean[1:]] == ["Dinas Kesehatan", None, None, f"Dinas Sosial ({DIHAPUS})"]


@pytest.mark.parametrize("tajuk", ["Keterangan", None])
def test_a_column_without_a_telling_heading_is_known_by_its_cells(tajuk: str | None) -> None:
    cells = ["Budi Santoso, S.Sos", "Hj. Rina Wati, M.Si", "drg. Andi", "Suparjo", "Wagiman", "Suprihatin"]
    rows = [["OPD", tajuk, "Jumlah"], *[["Dinas Sosial", cell, 3] for cell in cells]]
    clean, found = saring(rows, {"opd": 0, "jumlah": 2}, (0, 0), {"opd": "opd", "jumlah": "cacah"})
    assert [row[1] for row in clean[1:]] == [None] * 6 and found == {(tajuk or "B", "nama"): 6}


def test_only_the_personal_part_of_a_cell_is_cut_out() -> None:
    rows = [
        ["Kegiatan", "Catatan"],
        ["Tes urine, hubungi 0812-3456-7890 sebelum hari H", "x"],
        [f"NIP. {NIP}", "budi@contoh.id"],
        ["Tes 2025", "y"],
    ]
    clean, found = saring(rows, {"kegiatan": 0, "catatan": 1}, (0, 0), {"kegiatan": "teks", "catatan": "teks"})
    assert [row[0] for row in clean[1:]] == [f"Tes urine, hubungi {DIHAPUS} sebelum hari H", None, "Tes 2025"]
    assert found == {("Kegiatan", "telepon"): 1, ("Kegiatan", "nip"): 1, ("Catatan", "surel"): 1}


def test_numbers_dates_and_links_lose_only_what_is_surely_personal() -> None:
    rows = [
        ["Pagu", "Peserta", "Tanggal", "Tautan"],
        [6281234567890, 81234567, datetime(2025, 7, 3), f"https://contoh.id/{NIK}"],
        [float(NIK), "0812345678", "13-14 Agustus 2025", "mailto:budi@contoh.id"],
    ]
    jenis = {"pagu": "rupiah", "peserta": "cacah", "tanggal": "tanggal", "tautan": "tautan"}
    clean, found = saring(rows, {"pagu": 0, "peserta": 1, "tanggal": 2, "tautan": 3}, (0, 0), jenis)
    assert clean[1] == tuple(rows[1])
    assert clean[2] == (None, DIHAPUS, "13-14 Agustus 2025", f"mailto:{DIHAPUS}")
    assert found == {("Pagu", "nik"): 1, ("Peserta", "telepon"): 1, ("Tautan", "surel"): 1}


def test_a_bare_name_is_known_in_every_kind_of_column_and_never_turns_into_an_empty_figure() -> None:
    rows = [
        ["Jumlah", "Tanggal", "Tempat", "Kategori", "Desa"],
        *[["Rahmat Hidayat", "Rahmat Hidayat", "Rahmat Hidayat", "Rahmat Hidayat", "Budi Mulya"]] * 2,
    ]
    jenis = {"a": "cacah", "b": "tanggal", "c": "teks", "d": "kategori", "e": "desa"}
    clean, found = saring(rows, dict(zip("abcde", range(5), strict=True)), (0, 0), jenis)
    assert clean[1:] == [(DIHAPUS, DIHAPUS, None, None, "Budi Mulya")] * 2
    assert sum(found.values()) == 8


def test_words_of_numbers_places_and_innovations_are_no_persons() -> None:
    rows = [["Jumlah", "Kecamatan", "Inovasi"], ["Dua Puluh", "Budi Mulya", "Putri Bersinar"], ["0", "Tri Mulya", "Dewi Anggrek"]]
    clean, found = saring(rows, {"a": 0, "b": 1, "c": 2}, (0, 0), {"a": "cacah", "b": "teks", "c": "teks"})
    assert clean == [tuple(row) for row in rows] and found == {}


def test_the_way_of_reporting_is_no_label_of_a_telephone_number() -> None:
    rows = [["Kanal", "Diterima", "Selesai", "Catatan"], ["Telepon", 5, 4, None], ["HP", 7, None, None]]
    clean, found = saring(rows, {"a": 0, "b": 1, "c": 2}, (0, 0), {"a": "kategori", "b": "cacah", "c": "cacah"})
    assert clean == [tuple(row) for row in rows] and found == {}


def test_villages_that_sound_like_persons_stay() -> None:
    desa = ["Sungai Tuan Ulu", "Pak Bulu", "DR. SOETOMO", "Sri Katon", "Muhammad Yusuf", "a.n. Wagiman"]
    clean, _ = saring([["Desa"], *[[cell] for cell in desa]], {"desa": 0}, (0, 0), {"desa": "desa"})
    assert [row[0] for row in clean[1:]] == [*desa[:-1], None]


def test_no_village_district_or_agency_of_the_reference_is_a_person() -> None:
    import csv
    import gzip

    from p4gn.geography.wilayah import REFERENCE_DIR

    with gzip.open(REFERENCE_DIR / "wilayah.csv.gz", "rt", encoding="utf-8") as file:
        names = {row["nama"] for row in csv.DictReader(file) if row["kode"].startswith("63")}
    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8") as file:
        names |= {cell for row in csv.DictReader(file) for cell in row.values() if cell}
    assert len(names) > 1500
    assert [name for name in names if hide_pribadi(f"Sosialisasi di {name}") != f"Sosialisasi di {name}"] == []


def test_titles_and_signature_blocks_lose_names_and_keep_offices() -> None:
    rows = [
        ["REKAP TES URINE TAHUN 2025"],
        ["OPD", ":", "Dinas Kesehatan"],
        ["Penanggung jawab", ":", "Rudi Hartono"],
        ["OPD", "Tanggal", "Jumlah", "Hasil"],
        ["Dinas Kesehatan", "3 Juli 2025", 30, "negatif"],
        ["Dinas Sosial", "4 Juli 2025", 31, "negatif"],
        [],
        [None, None, "Banjarmasin, 5 Juli 2025"],
        ["Mengetahui,", None, "Kepala Dinas Kesehatan"],
        [],
        ["RUDI HARTONO", None, "Suryadi"],
        ["NIP. 19700101 199003 1 001", None, "Pembina Tk. I"],
    ]
    letak, jenis = (
        {"opd": 0, "tanggal": 1, "jumlah": 2, "hasil": 3},
        {"opd": "opd", "tanggal": "tanggal", "jumlah": "cacah", "hasil": "teks"},
    )
    clean, found = saring(rows, letak, (3, 3), jenis)
    kept = [tuple(row) + (None,) * (4 - len(row)) for row in rows]
    kept[2] = ("Penanggung jawab", ":", None, None)
    kept[10] = (None, None, None, None)
    kept[11] = (None, None, "Pembina Tk. I", None)
    assert clean == kept
    assert found == {("Jumlah", "nama"): 2, ("OPD", "nama"): 1, ("OPD", "nip"): 1}


def test_a_sheet_that_is_no_table_of_ours_loses_its_personal_columns_too() -> None:
    present = [[1, "Budi", "Dinas Sosial", 81234567890, "v"], [2, "Siti", "Dinas Kesehatan", None, None]]
    rows = [["DAFTAR HADIR"], [], ["NO", "NAMA", "INSTANSI", "NO HP", "TTD"], *present]
    clean, found = saring(rows, {}, None, {})
    assert clean[2:] == [
        ("NO", "NAMA", "INSTANSI", "NO HP", "TTD"),
        (1, None, "Dinas Sosial", None, None),
        (2, None, "Dinas Kesehatan", None, None),
    ]
    assert found[("B", "nama")] == 2 and found[("D", "telepon")] == 1


def test_a_second_table_below_ours_loses_its_personal_columns() -> None:
    second = [["No", "Nama", "Jabatan", "NIP"], [1, "Budi", "Staf", "123"], [2, "Siti", "Staf", "456"]]
    rows = [["OPD", "Jumlah", "Hasil", "Zat"], ["Dinas Sosial", 3, "negatif", "-"], [], *second]
    clean, _ = saring(
        rows,
        {"opd": 0, "jumlah": 1, "hasil": 2, "zat": 3},
        (0, 0),
        {"opd": "opd", "jumlah": "cacah", "hasil": "teks", "zat": "daftar_kata"},
    )
    assert clean[4:] == [(1, None, "Staf", None), (2, None, "Staf", None)]
    assert clean[1] == ("Dinas Sosial", 3, "negatif", "-")


def test_a_clean_sheet_comes_back_as_it_was() -> None:
    sheet = make_lembar([["OPD", "Jumlah"], ["Dinas Kesehatan", 3], ["RSUD dr. H. Moch. Ansari Saleh", 4]])
    clean, found = saring_lembar("a.xlsx", sheet, {"opd": 0, "jumlah": 1}, (0, 0), {"opd": "opd", "jumlah": "cacah"})
    assert clean is sheet and found == ()


def test_what_was_dropped_stands_nowhere_in_the_sheet_any_more() -> None:
    text = from_arrow(pa.array(["Catatan", f"NIK {NIK}", "a.n. Budi Santoso positif", "biasa", None]))
    clean, _ = saring_lembar("a.csv", Lembar(None, (text,), 5), {"catatan": 0}, (0, 0), {"catatan": "teks"})
    assert clean.kolom[0].isi.to_pylist() == ["Catatan", "biasa", f"{DIHAPUS} positif"]
    assert [clean.row(index)[0] for index in range(5)] == ["Catatan", None, f"{DIHAPUS} positif", "biasa", None]


def test_a_heading_that_is_itself_personal_is_named_by_its_letter() -> None:
    rows = [["OPD", f"Budi Santoso, S.Sos {NIP}"], ["Dinas Sosial", "x"]]
    clean, found = saring(rows, {"opd": 0}, (0, 0), {"opd": "opd"})
    assert clean[0] == ("OPD", None) and {kolom for kolom, _ in found} == {"B"}


@pytest.mark.parametrize(
    ("nama", "bersih"),
    [
        (f"rekap_{NIK}.xlsx", f"rekap_{DIHAPUS}.xlsx"), ("laporan a.n. Budi Santoso.xlsx", f"laporan {DIHAPUS}.xlsx"),
        ("Laporan_a.n._Budi_Santoso.csv", f"Laporan_{DIHAPUS}.csv"),
        ("Budi Santoso, S.Sos.xlsx", f"{DIHAPUS}.xlsx"),
        ("Tes urine Dinas Kesehatan S1 2025.xlsx", "Tes urine Dinas Kesehatan S1 2025.xlsx"),
        ("IMG-20230703-WA0012.csv", "IMG-20230703-WA0012.csv"),
    ],
)  # fmt: skip
def test_names_of_files_and_sheets_name_no_person(nama: str, bersih: str) -> None:
    assert hide_nama_berkas(nama) == bersih


def test_the_sender_is_told_what_was_dropped() -> None:
    told = say_pribadi(Pribadi("a.xlsx", None, "Nama Peserta", "nama", 38))
    assert (
        told
        == "Kolom “Nama Peserta” berisi nama orang (38 sel): dibuang sebelum disimpan. Jangan kirim nama orang pada kiriman berikutnya."
    )


def test_only_words_that_are_no_office_make_a_name() -> None:
    assert is_nama("Rudi Hartono") and is_nama("SITI AMINAH") and is_nama("Suryadi", satu_kata=True)
    assert not is_nama("Kepala Dinas") and not is_nama("Tes 2025") and not is_nama("rudi hartono") and not is_nama("Banjar Baru")


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        (make_xlsx({"Data": [["a", "b"]]}), ()),
        (make_ods([["a", "b"]]), ()),
        (b"a;b\r\n", ()),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, (PROPERTI,)),
    ],
)
def test_what_a_workbook_carries_beside_its_cells_is_looked_at(isi: bytes, tempat: tuple[str, ...]) -> None:
    assert tuple(item.kolom for item in find_luar_sel("a", isi)) == tempat


def test_author_and_comments_are_seen_beside_the_cells() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.set_properties({"author": "Seseorang"})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "a")
    sheet.write_comment(0, 0, "tanya saya")
    book.close()
    assert {item.kolom for item in find_luar_sel("a", buffer.getvalue())} >= {PROPERTI, CATATAN_SEL}


def test_two_hundred_thousand_rows_are_looked_through_in_a_moment() -> None:
    rows = 200_000
    columns = [
        ["id", *(f"TU-2025-{number:07d}" for number in range(rows))],
        ["judul", *(f"Kegiatan sosialisasi nomor {number} pada 3 Juli 2025" for number in range(rows))],
        *([["jumlah", *(float(number % 500) for number in range(rows))]] * 8),
    ]
    sheet = Lembar("Data", tuple(from_cells(cells) for cells in columns), rows + 1)
    letak = {"id": 0, "judul": 1, **{f"n{index}": index for index in range(2, 10)}}
    jenis = {"id": "teks", "judul": "teks", **{f"n{index}": "cacah" for index in range(2, 10)}}
    start = time.process_time()
    assert saring_lembar("a.xlsx", sheet, letak, (0, 0), jenis)[1] == ()
    assert time.process_time() - start < 1.5  # five times what it takes


# From the command line to the disk: nothing planted is found in any byte of the data folder.

TANAM = {
    "nik": "6303011203880004", "nik berspasi": "637104 550690 0003", "nik angka": "6371011511770006", "nip": "197503122000031007",
    "nip berspasi": "19820405 200801 2 013",
    "nip lama": "380045678", "hp": "081345678901", "hp bertanda": "0852-4765-1234", "hp luar": "+62 811 5012 345",
    "telp": "(0511) 4778899", "nama peserta": "Wagiyono Prasetyawan",
    "nama bergelar": "Sumarlinah Kertawijaya", "nama bebas": "Partinah Wongsodirjo", "nama judul": "Darsono Mangunkarso",
    "nama tanda tangan": "SUPRAPTO NOTOSUSASTRO",
    "nama tersembunyi": "Karjiman Poncowolo", "nama berkas": "Tukinah Sastrowardoyo", "nama lembar": "Legiman Hardjowiyoto",
    "nama penulis": "Ngatiyem Dwijosewoyo", "nama komentar": "Paiman Kromodiwiryo",
    "isi komentar": "0813 4999 1234", "surel": "sumarlinah.k@surat.contoh.id", "inisial": "QXZ",
    "nama kepala halaman": "Sukarmin Brotoseno", "nama rentang": "Jumini Projosumarto",
}  # fmt: skip


def make_buku_tertanam() -> bytes:
    """A urine-test workbook with personal data in every corner."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.set_properties({"author": TANAM["nama penulis"], "manager": TANAM["nama penulis"], "comments": TANAM["hp"]})
    book.set_custom_property("Penyusun", TANAM["nama penulis"])
    sheet = book.add_worksheet("Data")
    heading = [*TES_TAJUK, "Nama Peserta", "NIK", "No HP", "Inisial", "catatan tambahan", "lain"]
    bergelar, bebas = f"{TANAM['nama bergelar']}, S.Sos, M.Si", f"ASN, hubungi Sdri. {TANAM['nama bebas']} {TANAM['hp luar']}"
    first = [
        TANAM["nama peserta"],
        float(TANAM["nik angka"]),
        TANAM["hp bertanda"],
        TANAM["inisial"],
        f"NIK {TANAM['nik berspasi']}",
        bergelar,
    ]
    second = ["x", TANAM["nik"], "", "", f"NIP lama: NIP {TANAM['nip lama']}", "biasa"]
    third = ["", "", f"telp {TANAM['telp']}", "", TANAM["surel"], f"berinisial {TANAM['inisial']} (34)"]
    data = [
        [*tes_row("U1"), *first],
        [*tes_row("U2", kelompok_sasaran=bebas), *second],
        [*tes_row("U3", tanggal_tertulis=f"31/02/2024 NIP {TANAM['nip']}"), *third],
    ]
    title = [["REKAP TES URINE"], ["Penanggung jawab", ":", TANAM["nama judul"]]]
    kaki = [[], ["Mengetahui,"], ["Kepala Dinas Kesehatan"], [], [TANAM["nama tanda tangan"]], [f"NIP. {TANAM['nip berspasi']}"]]
    for index, row in enumerate([*title, heading, *data, *kaki]):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                sheet.write(index, column, cell)
    sheet.write_comment(3, 0, f"tanya {TANAM['nama komentar']} {TANAM['isi komentar']}", {"author": TANAM["nama komentar"]})
    sheet.set_header(f"&C{TANAM['nama kepala halaman']}")
    hidden = book.add_worksheet("Daftar hadir")
    for index, row in enumerate([["NO", "NAMA", "NIP"], [1, TANAM["nama tersembunyi"], TANAM["nip"]]]):
        for column, cell in enumerate(row):
            hidden.write(index, column, cell)
    hidden.hide()
    book.add_worksheet(f"a.n. {TANAM['nama lembar']}"[:31]).write(0, 0, "catatan")
    book.define_name("Penyusun", f'="{TANAM["nama rentang"]}"')
    book.close()
    return buffer.getvalue()


def _list_bytes(folder: Path) -> list[tuple[str, bytes]]:
    """Names and contents of all files, packages opened."""
    found: list[tuple[str, bytes]] = []
    for path in sorted(folder.rglob("*")):
        found.append((f"nama {path.name}", path.name.encode()))
        if path.is_file():
            content = path.read_bytes()
            found.append((path.name, content))
            if content.startswith(b"PK\x03\x04"):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    found.extend((f"{path.name}!{name}", package.read(name)) for name in package.namelist())
    return found


def _list_cells(gudang: Path) -> list[str]:
    with duckdb.connect(str(gudang), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns where data_type like 'VARCHAR%'"
        ).fetchall()
        return [
            str(value)
            for schema, table, column in tables
            for (value,) in connection.execute(
                f'select distinct "{column}" from "{schema}"."{table}" where "{column}" is not null'
            ).fetchall()
        ]


def check_bersih(data: Path, said: str) -> None:
    """Nothing that was planted stands in a file, in the warehouse or in what was said, in whatever case."""
    pieces = [*_list_bytes(data), ("yang dikatakan", said.encode())]
    for gudang in data.rglob("*.duckdb"):
        pieces.append((f"isi {gudang.name}", "\n".join(_list_cells(gudang)).encode()))
    folded = [(name, content.lower()) for name, content in pieces]
    for jenis, planted in TANAM.items():
        forms = {planted, planted.replace(" ", ""), planted.replace("-", ""), planted.replace(" ", "_")}
        words = planted.split()[1:] if jenis.startswith("nama") else []  # some first names are names of villages too
        for form in {*forms, *words}:
            plain, wide = form.lower().encode(), form.lower().encode("utf-16-le")
            where = [name for name, content in folded if plain in content or wide in content]
            if jenis == "inisial":  # three letters may stand in compressed bytes by chance
                where = [name for name in where if not name.endswith((".duckdb", ".xlsx")) or name.startswith("isi ")]
            assert not where, f"{jenis} “{form}” ada di {where[:3]}"


@pytest.mark.parametrize("rupa", ["xlsx", "csv"])
def test_bangun_leaves_no_personal_data_anywhere(tmp_path: Path, rupa: str) -> None:
    masukan, data = tmp_path / "masukan", tmp_path / "data"
    masukan.mkdir()
    path = masukan / f"rekap a.n. {TANAM['nama berkas']} {TANAM['nik']}.{rupa}"
    if rupa == "xlsx":
        path.write_bytes(make_buku_tertanam())
    else:
        extra = ["Nama Peserta", "NIK", "Keterangan lain"]
        first = [*tes_row("U1"), TANAM["nama peserta"], TANAM["nik"], f"berinisial {TANAM['inisial']}"]
        second = [*tes_row("U2", kelompok_sasaran=f"a.n. {TANAM['nama bebas']}"), "", TANAM["nik berspasi"], TANAM["hp"]]
        write_csv(path, [[*TES_TAJUK, *extra], first, second])
    done = run_etl(data, "bangun", "--masukan", masukan)
    assert done.returncode == 0, done.stderr
    check_bersih(data, done.stdout + done.stderr)
    assert "U1" in {cell for gudang in data.rglob("*.duckdb") for cell in _list_cells(gudang)}, "the rest of the rows is there"
    kept = list((data / "arsip").rglob(f"*.{rupa}"))
    assert len(kept) == 1, "what is kept is a copy"


def test_terima_keeps_a_copy_without_personal_data_and_the_next_build_reads_it(tmp_path: Path) -> None:
    import subprocess

    from tests.etl.kiriman import ROOT, environment

    data = tmp_path / "data"
    nama = f"rekap a.n. {TANAM['nama berkas']} {TANAM['nik']}.xlsx"
    command = [sys.executable, "-m", "etl", "terima", "--jenis", "provinsi", "--nama", nama, "--pengirim", "DINKES@63"]
    done = subprocess.run(command, cwd=ROOT, env=environment(data), input=make_buku_tertanam(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    built = run_etl(data, "bangun", "--jenis", "provinsi", "--masukan", data / "masuk" / "provinsi")
    assert built.returncode == 0, built.stderr
    check_bersih(data, done.stdout.decode() + done.stderr.decode() + built.stdout + built.stderr)
    assert len(list((data / "masuk" / "provinsi" / "berkas").iterdir())) == 1
    assert (data / "masuk" / "provinsi" / "kiriman.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert date.today().isoformat()[:4] in (data / "masuk" / "provinsi" / "kiriman.jsonl").read_text(encoding="utf-8")


def test_what_is_personal_is_found_in_every_file_and_not_remembered() -> None:
    """Choices of a drop-down: those of the first file are known to be clean when the second comes; a person among them is found each time."""

    def make(*pilihan: str) -> bytes:
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "a")
        sheet.data_validation(1, 0, 9, 0, {"validate": "list", "source": list(pilihan)})
        book.close()
        return buffer.getvalue()

    clean, person = make("Dinas Kesehatan", "Dinas Sosial"), make("Dinas Kesehatan", "dr. Rudi Hartono, Sp.PD")
    for _ in range(2):
        assert BAGIAN_LAIN not in {item.kolom for item in find_luar_sel("a", clean)}
        assert BAGIAN_LAIN in {item.kolom for item in find_luar_sel("b", person)}
    assert any("Dinas Sosial" in text for text in luar_sel._BERSIH)
    assert not any("Hartono" in text for text in luar_sel._BERSIH)


def test_a_workbook_of_many_words_is_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(luar_sel, "_BERSIH", set())
    monkeypatch.setattr(luar_sel, "_BERSIH_TERBANYAK", 5)
    for _ in range(2):
        assert find_luar_sel("a", make_xlsx({"Data": [[f"kata {nomor}" for nomor in range(40)]]})) == ()
        assert len(luar_sel._BERSIH) == 5
