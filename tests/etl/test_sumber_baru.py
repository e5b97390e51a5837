"""The declared sources: each heading set is recognised as its own table and no other, values are read as declared, planted errors are named."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from etl.gudang import build_marts
from etl.pengganti import pick_part
from etl.pipeline import Hasil, process
from etl.problems import Masalah
from etl.progress import Progress
from etl.receive import Kiriman
from etl.sources import Tajuk, find_tajuk, load_sources, normalise_heading
from etl.staging import load_staging, load_wilayah
from etl.words import load_kata
from p4gn.indicators.suppress import BATAS_KECIL
from tests.etl.kiriman import make_xlsx

HARI_INI = date(2026, 2, 1)
PROVINSI = "BAKESBANGPOL@63"
HSS = "63.06"
QUERIES = Path(__file__).parents[2] / "p4gn" / "warehouse" / "queries"
MART_BARU = (
    "tindak_lanjut", "pendukung_tindak_lanjut", "kerawanan", "kegiatan_desa", "ibm", "aksi_opd", "pegawai", "anggaran", "dokumen_wilayah", "rad_aksi",
    "inovasi",
    "laporan_masyarakat", "indeks_resmi", "tes_urine_zat", "laporan_opd", "pegawai_opd", "cakupan_tes",
)  # fmt: skip

# Headings as senders really print them; where two or three rows stand one above the other, each is a row here.
TAJUK_NYATA: list[tuple[str, list[list[object]]]] = [
    ("tes_urine", [["Satuan Kerja", "Anggaran", "Nama Instansi Pelaksana", "Sasaran Kegiatan", "Tanggal Pelaksanaan", "Tempat", "Tim / Katim",
                    "Jumlah Peserta", "Jumlah Positif", "Keterangan Positif", "Link Dokumentasi", "Dibuat Pada"]]),
    ("tes_urine", [["NO", "OPD/INSTANSI", "HARI/TANGGAL", "JUMLAH PEGAWAI", None, None, "JUMLAH DITES", "HASIL", *[None] * 7, "KETERANGAN"],
                   [None, None, None, "L", "P", "JML", None, "NEGATIF", "POSITIF", None, None, None, None, None, None, None],
                   [None, None, None, None, None, None, None, None, "AMP", "MET", "THC", "MOP", "COC", "BZO", "SOMA", None]]),
    ("tes_urine", [["No", "Nama OPD", "Hari/Tanggal", "Jumlah Pegawai", "Jumlah Hadir", "Jumlah Diperiksa", "Reaktif", "Non Reaktif", "Invalid"]]),
    ("desa_bersinar", [["Satuan Kerja", "Anggaran Pembentukan", "Nama Lokasi (Desa – Kel – Kab/Kota)", "Tanggal Pencanangan", "Jumlah Penggiat P4GN",
                        "IBM Terbentuk", "Penanggung Jawab", "No HP Penanggung Jawab", "Link Dokumentasi", "Dibuat Pada"]]),
    ("desa_bersinar", [["Satuan Kerja", "Anggaran", "Kabupaten/Kota", "Desa", "Kelurahan", "Tanggal Pencanangan", "Penanggung Jawab", "No HP PJ",
                        "Jml Penggiat", "Keberadaan IBM", "Dibuat Pada"]]),
    ("desa_bersinar", [["No", "Satker", "Nama Desa", "Kab/Kota", "Jenis Wilayah", "Status Kerawanan", "Jumlah Kegiatan", "Daftar Kegiatan"]]),
    ("desa_bersinar", [["id", "nama_desa", "nama_kecamatan", "kabupaten", "tanggal_pencanangan", "jumlah_penggiat", "keberadaan_ibm"]]),
    ("desa_bersinar", [["No", "Desa/Kelurahan", "Kecamatan", "SK Penetapan", None, "Tanggal Pencanangan", "Status", "Alasan"],
                       [None, None, None, "Nomor", "Tanggal", None, None, None]]),
    ("tindak_lanjut", [["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"]]),
    ("tindak_lanjut", [["NO", "URAIAN TINDAK LANJUT", "PIC", "TENGGAT", "STATUS", "DATA DUKUNG"]]),
    ("rapat", [["No", "Hari/Tanggal", "Acara", "Tempat", "Pimpinan Rapat", "Peserta Rapat", "Kesimpulan"]]),
    ("rapat", [["satker pelaksana", "nama kegiatan", "tanggal_awal", "tanggal_akhir", "jumlah_peserta", "stakeholder",
               "kesimpulan", "tindak_lanjut", "dokumentasi"]]),
    ("rad_aksi", [["NO", "RENCANA AKSI", "UKURAN KEBERHASILAN", "TARGET", "REALISASI/CAPAIAN B06", "DATA DUKUNG (link)", "KENDALA", "TINDAK LANJUT", "PIC"]]),
    ("rad_aksi", [["No", "Aksi", "Target", "Satuan", "Realisasi", None, "OPD Pelaksana"], [None, None, None, None, "B06", "B12", None]]),
    ("kerawanan", [["No", "Kecamatan", "Desa/Kelurahan", "Kategori Kerawanan", "Tahun"]]),
    ("kerawanan", [["Kab/Kota", "Kecamatan", "Nama Desa", "Status Kawasan Rawan", "Tahun Penilaian", "Metode Pemetaan"]]),
    ("ibm", [["No", "Desa", "Unit IBM", "Fase", "Agen Pemulihan", "Klien Dilayani", "Dirujuk"]]),
    ("ibm", [["Kabupaten/Kota", "Semester", "Rehabilitasi", None, None], [None, None, "Rawat Jalan", "Rawat Inap", "Jumlah"]]),
    ("aksi_opd", [["NO", "OPD", "SOSIALISASI", None, None, "REGULASI", None, None, "SATGAS", None, "LAPORAN", None],
                  [None, None, "Jumlah Kegiatan", "Jumlah Peserta", "Peserta ASN", "Jenis", "Nomor", "Status", "SK Nomor", "Jumlah Penggiat", "B06", "B12"]]),
    ("aksi_opd", [["Perangkat Daerah", "Semester", "Jumlah Sosialisasi", "Peserta Sosialisasi", "Status Regulasi", "Nomor SK Satgas", "Jumlah Diklat"]]),
    ("pegawai", [["No", "Nama OPD", "Status Kepegawaian", "Jumlah", "Per Tanggal"]]),
    ("pegawai_lebar", [["No", "OPD", "PNS", "PPPK", "PPPK PW", "CPNS", "Non ASN", "Jumlah"]]),
    ("pegawai_lebar", [["No", "Perangkat Daerah", "Jumlah Pegawai", None, None, None, None],
                       [None, None, "PNS", "PPPK", "PPPK Paruh Waktu", "CPNS", "Jumlah"]]),
    ("anggaran", [["No", "OPD", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%", "Sumber Dana"]]),
    ("anggaran", [["No", "Perangkat Daerah", "Sub Kegiatan", "Anggaran", None], [None, None, None, "Pagu", "Realisasi"]]),
    ("dokumen_wilayah", [["No", "Kabupaten/Kota", "Jenis Dokumen", "Nomor", "Tanggal", "Status", "Masa Berlaku"]]),
    ("dokumen_wilayah", [["Kab/Kota", "Kecamatan", "Produk Hukum", "Nomor SK", "Tentang", "Tanggal Penetapan", "Keberadaan"]]),
    ("inovasi", [["No", "OPD", "Nama Inovasi", "Tahun", "Sumber Dana", "Status"]]),
    ("laporan_masyarakat", [["No", "Kabupaten/Kota", "Bulan", "Laporan Masuk", "Diteruskan", "Selesai"]]),
    ("laporan_masyarakat", [["Wilayah", "Kanal", "Jumlah Laporan", None, None], [None, None, "Diterima", "Diteruskan", "Selesai"]]),
    ("indeks_resmi", [["Kabupaten/Kota", "Nama Indeks", "Tahun", "Nilai", "Skala", "Kategori"]]),
    ("angka_resmi", [["wilayah", "kode", "tahun", "indikator", "nilai", "satuan", "sumber_url", "sumber_media"]]),
]  # fmt: skip

BARIS: dict[str, dict[str, object]] = {
    "tes_urine": {
        "tanggal_tertulis": "Senin, 17 Maret 2025", "wilayah": "Kabupaten Hulu Sungai Selatan", "instansi": "Dinas Kesehatan", "kelompok_sasaran": "ASN",
        "jumlah_sasaran": 125, "jumlah_sasaran_l": 60, "jumlah_sasaran_p": 65, "jumlah_hadir": 110, "jumlah_dites": 108, "jumlah_negatif": 106,
        "jumlah_invalid": "-", "jumlah_reaktif_positif": 2, "jumlah_amp": "-", "jumlah_bzo": 2, "keterangan_positif": "BZO: 2 orang", "dengan_resep": 2,
        "terkonfirmasi": "nihil", "asesmen": "-", "jumlah_cpns": "-", "tanggal_tindak_lanjut": "24 Maret 2025",
    },
    "tindak_lanjut": {
        "tanggal_rapat": "12 Maret 2025", "judul_rapat": "Rakor contoh", "uraian": "Menyusun surat edaran", "topik": "regulasi P4GN", "wilayah": "Kalsel",
        "penanggung_jawab": "Badan Kesbangpol", "pendukung": "1. Biro Hukum 2. Dinas Kominfo", "batas_waktu": "30 Juni 2025", "status": "100 %",
        "tanggal_selesai": "15 Mei 2025", "bukti": "https://contoh.go.id/bukti",
    },
    "kerawanan": {
        "desa_kelurahan": "Jumba", "kecamatan": "Amuntai Selatan", "kabkota": "Hulu Sungai Utara", "kategori": "Waspada", "metode": "IKRN", "tahun": 2024,
    },
    "desa_bersinar": {
        "desa_kelurahan": "Jumba", "kecamatan": "Amuntai Selatan", "kabkota": "Hulu Sungai Utara", "tanggal_tertulis": "14 Maret 2024", "status": "dicanangkan",
        "program": "BNN", "sk_nomor": "188/1/2024", "sk_tanggal": "5 Februari 2024", "jumlah_penggiat_p4gn": 10, "keberadaan_ibm": "Belum Ada",
        "daftar_kegiatan": "1. Sosialisasi 2. Remaja teman sebaya",
    },
    "ibm": {
        "desa_kelurahan": "Jumba", "kecamatan": "Amuntai Selatan", "kabkota": "Hulu Sungai Utara", "nama_unit": "IBM Jumba", "fase": "Fase II",
        "periode": "Semester I 2025", "jumlah_agen_pemulihan": 5, "klien_dilayani": 8, "klien_dirujuk": 2,
        "rehab_rawat_jalan": "nihil", "rehab_rawat_inap": "-",
    },
    "aksi_opd": {
        "wilayah": "Kalsel", "opd": "Dinas Kesehatan", "periode": "B12 2025", "jenis_angka": "kumulatif", "sosialisasi_kegiatan": 2,
        "sosialisasi_peserta": "1.343",
        "sosialisasi_peserta_asn": 90, "regulasi_jenis": "SE", "regulasi_nomor": "300/15/2025", "regulasi_tanggal": "3 Februari 2025", "regulasi_status": "Ada",
        "satgas_status": "draft", "satgas_penggiat": "nihil", "diklat_jumlah": "-", "laporan_b06": "4 Juli 2025", "laporan_b12": "6 Januari 2026",
    },
    "pegawai": {"wilayah": "Kalsel", "opd": "Dinas Kesehatan", "tanggal_keadaan": "30 Juni 2025", "kategori": "P3K Paruh Waktu", "jumlah": 85},
    "pegawai_lebar": {
        "wilayah": "Kalsel", "opd": "Dinas Kesehatan", "tanggal_keadaan": "30 Juni 2025", "jumlah_pns": 85, "jumlah_pppk": 20, "jumlah_pppk_pw": 12,
        "jumlah_cpns": "-", "jumlah_non_asn": 9, "jumlah_semua": 126,
    },
    "anggaran": {
        "wilayah": "Kalsel", "opd": "Dinas Kesehatan", "periode": "Semester I 2025", "program": "Pencegahan", "kegiatan": "Sosialisasi P4GN",
        "pagu": "Rp 125.000.000", "realisasi": "60.000.000,00", "sumber_dana": "APBD Prov",
    },
    "dokumen_wilayah": {
        "wilayah": "Hulu Sungai Utara", "kecamatan": "Amuntai Selatan", "jenis_dokumen": "SK Tim Terpadu", "status": "sudah ada", "nomor": "188.45/30/2025",
        "tanggal_dokumen": "20 Januari 2025", "berlaku_sampai": "31 Desember 2026",
    },
    "rad_aksi": {
        "wilayah": "Kalsel", "aksi": "Sosialisasi", "ukuran": "Jumlah ASN", "opd_pelaksana": "Dinas Kesehatan", "periode": "2025", "satuan": "orang",
        "target": 100,
        "realisasi_b06": "nihil", "realisasi_b12": "1.250", "bukti": "https://contoh.go.id/bukti",
    },
    "inovasi": {"wilayah": "Kalsel", "opd": "Dinas Kesehatan", "nama_inovasi": "Posko Pelajar", "tahun": 2025, "sumber_dana": "DID", "status": "berjalan"},
    "laporan_masyarakat": {"wilayah": "Hulu Sungai Utara", "periode": "Juli 2025", "kanal": "WhatsApp", "diterima": 6, "diteruskan": 4, "selesai": "nihil"},
    "indeks_resmi": {"wilayah": "Kota Banjarbaru", "indeks": "Indeks KOTAN", "tahun": 2024, "nilai": "3,07", "skala": "1-4", "kategori": "tanggap"},
    "rapat": {"tanggal_tertulis": "12 Maret 2025", "judul_ringkas": "Rakor contoh", "wilayah": "Kalsel", "jenis": "rakor", "kesimpulan": "1. Satu 2. Dua"},
}  # fmt: skip

NILAI: dict[str, dict[str, object]] = {
    "tes_urine": {
        "tanggal": date(2025, 3, 17), "kode_opd": "DINKES", "kode_wilayah": HSS, "jumlah_invalid": 0, "jumlah_amp": 0, "terkonfirmasi": 0,
        "terkonfirmasi_keadaan": "nol", "asesmen": None, "asesmen_keadaan": "tidak_berlaku", "jumlah_cpns_keadaan": "tidak_berlaku",
        "tanggal_tindak_lanjut": date(2025, 3, 24),
    },
    "tindak_lanjut": {
        "status": "selesai", "topik": "regulasi", "kode_opd": "BAKESBANGPOL", "batas_waktu": date(2025, 6, 30), "tanggal": date(2025, 3, 12),
        "jumlah_pendukung": 2,
    },
    "kerawanan": {"kategori": "waspada", "metode": "IKRN", "tahun": 2024, "kode_kabkota": "63.08"},
    "desa_bersinar": {"tahap": 2, "sk_tanggal": date(2024, 2, 5), "keberadaan_ibm": False, "jumlah_penggiat_p4gn": 10, "jumlah_daftar_kegiatan": 2},
    "ibm": {
        "fase": "fase 2", "periode": "2025-S1", "klien_dilayani": 8, "rehab_rawat_jalan": 0, "rehab_rawat_inap": None,
        "rehab_rawat_inap_keadaan": "belum_lapor",
    },
    "aksi_opd": {
        "periode": "2025-S2", "jenis_angka": "kumulatif", "sosialisasi_peserta": 1343, "regulasi_jenis": "surat edaran", "regulasi_status": "ada",
        "satgas_status": "draf", "satgas_penggiat": 0, "satgas_penggiat_keadaan": "nol", "diklat_jumlah_keadaan": "tidak_berlaku",
        "laporan_b12": date(2026, 1, 6),
    },
    "pegawai": {"kategori": "PPPK paruh waktu", "jumlah": 85, "tanggal": date(2025, 6, 30), "kode_opd": "DINKES"},
    "pegawai_lebar": {"jumlah_pns": 85, "jumlah_cpns": 0, "jumlah_cpns_keadaan": "nol"},
    "anggaran": {"pagu": 125_000_000, "realisasi": 60_000_000, "sumber_dana": "APBD provinsi"},
    "dokumen_wilayah": {"jenis_dokumen": "SK tim terpadu", "status": "ada", "kode_kabkota": "63.08", "berlaku_sampai": date(2026, 12, 31)},
    "rad_aksi": {"periode": "2025", "realisasi": None, "realisasi_b06": 0, "realisasi_b12": 1250, "target": 100},
    "inovasi": {"sumber_dana": "insentif daerah", "status": "penerapan", "tahun": 2025},
    "laporan_masyarakat": {"periode": "2025-07", "kanal": "pesan singkat", "selesai": 0, "kode_wilayah": "63.08"},
    "indeks_resmi": {"indeks": "IKOTAN", "skala": "1–4", "nilai": 3.07, "kategori": "tanggap"},
    "rapat": {"jenis": "rakor", "jumlah_kesimpulan": 2, "kode_wilayah": "63"},
}  # fmt: skip

# source, what is written wrong, the column it must be found at, a word of the reason
DITOLAK: list[tuple[str, dict[str, object], str, str]] = [
    ("tes_urine", {"jumlah_reaktif_positif": 109, "jumlah_negatif": "", "dengan_resep": "", "jumlah_bzo": 2}, "jumlah_reaktif_positif", "melebihi"),
    ("tes_urine", {"jumlah_hadir": 100}, "jumlah_dites", "hadir"),
    ("tes_urine", {"jumlah_negatif": 100}, "jumlah_dites", "tidak menjadi"),
    ("tes_urine", {"jumlah_bzo": 3}, "jumlah_bzo", "melebihi"),
    ("tes_urine", {"dengan_resep": 3}, "dengan_resep", "melebihi"),
    ("tes_urine", {"tanggal_tindak_lanjut": "10 Maret 2025"}, "tanggal_tindak_lanjut", "sebelum"),
    ("tes_urine", {"tanggal_tertulis": "Selasa, 17 Maret 2026", "tanggal_tindak_lanjut": ""}, "tanggal_tertulis", "belum terjadi"),
    ("tes_urine", {"jumlah_dites": "100-an"}, "jumlah_dites", "tidak tertulis"),
    ("tes_urine", {"jumlah_dites": "#REF!", "jumlah_bzo": "", "dengan_resep": ""}, "jumlah_dites", "galat"),
    ("tindak_lanjut", {"batas_waktu": "30 Juni 2024"}, "batas_waktu", "sebelum"),
    ("tindak_lanjut", {"status": "entahlah"}, "status", "bukan salah satu"),
    ("tindak_lanjut", {"tanggal_selesai": "15 Mei 2027"}, "tanggal_selesai", "belum tiba"),
    ("kerawanan", {"kategori": "Tinggi"}, "kategori", "bukan salah satu"),
    ("kerawanan", {"kategori": "zona merah"}, "kategori", "bukan salah satu"),
    ("kerawanan", {"kategori": "Sedang"}, "kategori", "bukan salah satu"),
    ("kerawanan", {"tahun": 2031}, "tahun", "belum tiba"),
    ("desa_bersinar", {"sk_tanggal": "5 Februari 2027"}, "sk_tanggal", "belum tiba"),
    ("desa_bersinar", {"program": "TNI"}, "program", "tidak dikenal"),
    ("ibm", {"klien_dirujuk": 9}, "klien_dirujuk", "melebihi"),
    ("ibm", {"fase": "fase 9"}, "fase", "bukan salah satu"),
    ("ibm", {"periode": "triwulan 1 2025"}, "periode", "bukan periode"),
    ("aksi_opd", {"sosialisasi_peserta_asn": 2000}, "sosialisasi_peserta_asn", "melebihi"),
    ("aksi_opd", {"opd": "Dinas Urusan Khayal"}, "opd", "dikenal"),
    ("aksi_opd", {"laporan_b12": "6 Januari 2027"}, "laporan_b12", "belum tiba"),
    ("aksi_opd", {"jenis_angka": "entah"}, "jenis_angka", "bukan salah satu"),
    ("pegawai", {"kategori": "pegawai"}, "kategori", "bukan salah satu"),
    ("pegawai", {"jumlah": ""}, "jumlah", "wajib"),
    ("pegawai_lebar", {"jumlah_semua": 150}, "jumlah_semua", "tidak sama"),
    ("anggaran", {"realisasi": "600 juta"}, "realisasi", "melebihi pagu"),
    ("dokumen_wilayah", {"kecamatan": "Kecamatan Khayal"}, "kecamatan", "tidak ada"),
    ("dokumen_wilayah", {"berlaku_sampai": "31 Desember 2024"}, "berlaku_sampai", "sebelum"),
    ("dokumen_wilayah", {"status": "mungkin"}, "status", "bukan salah satu"),
    ("rad_aksi", {"target": -5}, "target", "nol"),
    ("inovasi", {"tahun": 2031}, "tahun", "belum tiba"),
    ("laporan_masyarakat", {"selesai": 7}, "selesai", "melebihi"),
    ("indeks_resmi", {"skala": ""}, "skala", "wajib"),
    ("indeks_resmi", {"skala": "bintang"}, "skala", "bukan salah satu"),
    ("indeks_resmi", {"nilai": "belum"}, "nilai", "belum"),
    ("indeks_resmi", {"nilai": "78,42"}, "nilai", "skala"),
    ("rapat", {"tanggal_tertulis": "12 Maret 2027"}, "tanggal_tertulis", "belum terjadi"),
]  # fmt: skip

DITANDAI: list[tuple[str, dict[str, object], str, str]] = [
    ("tes_urine", {"jumlah_sasaran_l": 61}, "jumlah_sasaran", "laki-laki"),
    ("tindak_lanjut", {"batas_waktu": "", "status": "belum", "tanggal_selesai": ""}, "batas_waktu", "tidak punya batas waktu"),
    ("tindak_lanjut", {"tanggal_selesai": ""}, "tanggal_selesai", "kosong"),
    ("tindak_lanjut", {"topik": "lain-lain sekali"}, "topik", "lainnya"),
    ("aksi_opd", {"jenis_angka": ""}, "jenis_angka", "kumulatif"),
    ("aksi_opd", {"regulasi_nomor": ""}, "regulasi_nomor", "nomornya kosong"),
    ("rad_aksi", {"realisasi_b06": 2000}, "realisasi_b06", "melebihi B12"),
    ("dokumen_wilayah", {"nomor": ""}, "nomor", "nomornya kosong"),
    ("desa_bersinar", {"sk_tanggal": "5 Februari 2025"}, "tanggal_tertulis", "sebelum"),
    ("anggaran", {"sumber_dana": "entah"}, "sumber_dana", "lainnya"),
]  # fmt: skip


def send(rows: Sequence[Sequence[object]], pengirim: str | None = None, nama: str = "kiriman.csv", kapan: int = 1) -> Kiriman:
    """Rows as a csv that one sender sent."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    isi = text.getvalue().encode()
    return Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime(2026, 1, kapan, tzinfo=UTC), pengirim)


def run(*kiriman: Kiriman) -> Hasil:
    return process(kiriman, HARI_INI, Progress(diam=True))


def run_rows(sumber: str, *rows: Mapping[str, object], pengirim: str | None = None) -> Hasil:
    """Rows of a source through all steps, changes upon its clean row."""
    merged = [{**BARIS[sumber], **row} for row in rows or ({},)]
    return run(send([list(merged[0]), *(list(row.values()) for row in merged)], pengirim))


def read_daftar(connection: duckdb.DuckDBPyConnection, nama: str, **values: object) -> list[dict[str, object]]:
    """A list as screens read it, filters left out do not filter."""
    sql = (QUERIES / f"{nama}.sql").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$([a-z_]+)", re.sub(r"--[^\n]*", "", sql)))
    found = connection.execute(sql, {name: (BATAS_KECIL | values).get(name) for name in wanted})
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def build(hasil: Hasil) -> duckdb.DuckDBPyConnection:
    """All marts from the accepted rows, and the counts the edition check expects of them."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as staging")
    connection.execute("create schema mart")
    expected = load_staging(connection, hasil)
    load_wilayah(connection)
    build_marts(connection, date(2026, 11, 1))
    for table, number in expected.items():
        assert connection.execute(f"select count(*) from mart.{table}").fetchone() == (number,), table
    return connection


@pytest.mark.parametrize(("sumber", "tajuk"), TAJUK_NYATA, ids=lambda value: value if isinstance(value, str) else "-")
def test_headings_as_senders_print_them_are_recognised_as_their_own_table(sumber: str, tajuk: list[list[object]]) -> None:
    found = find_tajuk([["PEMERINTAH PROVINSI CONTOH"], ["REKAPITULASI SEMESTER I TAHUN 2025"], [], *tajuk])
    assert isinstance(found, Tajuk), found
    assert (found.source.id, found.indeks_baris, found.tingkat) == (sumber, 2 + len(tajuk), len(tajuk))


@pytest.mark.parametrize("sumber", load_sources())
def test_the_names_of_a_declaration_are_recognised_as_that_declaration(sumber: str) -> None:
    columns = load_sources()[sumber].kolom
    for headings in (
        [column.nama for column in columns],
        [column.nama for column in columns if column.wajib or column.nama in BARIS.get(sumber, {})],
    ):
        found = find_tajuk([headings])
        assert isinstance(found, Tajuk), found
        assert found.source.id == sumber


def test_every_alias_of_a_required_column_leads_to_its_own_table() -> None:
    for source in load_sources().values():
        row = BARIS.get(source.id, {column.nama: "" for column in source.kolom})
        for column in source.kolom:
            for alias in column.alias if column.wajib and column.nama in row else ():
                found = find_tajuk([[alias if nama == column.nama else nama for nama in row]])
                assert isinstance(found, Tajuk), (source.id, column.nama, alias, found)
                assert (found.source.id, found.letak[column.nama]) == (source.id, list(row).index(column.nama)), (source.id, alias)


def test_no_two_columns_of_a_table_share_a_heading_unless_one_is_the_reviewers() -> None:
    for source in load_sources().values():
        seen: dict[str, str] = {}
        for column in source.kolom:
            for heading in (normalise_heading(column.nama), *column.alias):
                other = seen.setdefault(heading, column.nama)
                assert (
                    other == column.nama
                    or "tanggal_penelaah" in {other, column.nama}
                    or (source.id, heading) == ("tes_urine", "satuan kerja")
                ), f"{source.id}: “{heading}” belongs to {other} and {column.nama}"


def test_a_form_of_three_heading_rows_puts_every_column_in_its_place() -> None:
    found = find_tajuk(next(tajuk for sumber, tajuk in TAJUK_NYATA if sumber == "tes_urine" and len(tajuk) == 3))
    assert isinstance(found, Tajuk)
    assert {nama: place for nama, place in found.letak.items() if nama.startswith("jumlah_")} == {
        "jumlah_sasaran_l": 3, "jumlah_sasaran_p": 4, "jumlah_sasaran": 5, "jumlah_dites": 6, "jumlah_negatif": 7, "jumlah_amp": 8, "jumlah_met": 9,
        "jumlah_thc": 10, "jumlah_mop": 11, "jumlah_coc": 12, "jumlah_bzo": 13, "jumlah_soma": 14,
    }  # fmt: skip


@pytest.mark.parametrize("sumber", BARIS)
def test_a_clean_row_is_accepted_without_a_flag_and_read_as_declared(sumber: str) -> None:
    hasil = run_rows(sumber)
    assert (hasil.ditolak, hasil.berkas_ditolak) == ((), ())
    assert [(item.kolom, item.tanda) for item in hasil.ditandai] == []
    (row,) = hasil.diterima
    assert row.source.id == sumber
    assert {nama: row.nilai.get(nama) for nama in NILAI[sumber]} == NILAI[sumber]


@pytest.mark.parametrize(("sumber", "salah", "kolom", "kata"), DITOLAK)
def test_a_planted_error_is_refused_at_its_column(sumber: str, salah: dict[str, object], kolom: str, kata: str) -> None:
    hasil = run_rows(sumber, salah)
    assert hasil.diterima == ()
    (problem,) = hasil.ditolak
    assert (problem.kolom, problem.baris) == (kolom, 2)
    assert kata in problem.alasan
    assert problem.perbaikan


@pytest.mark.parametrize(("sumber", "salah", "kolom", "kata"), DITANDAI)
def test_what_may_be_right_is_accepted_and_flagged_at_its_column(sumber: str, salah: dict[str, object], kolom: str, kata: str) -> None:
    hasil = run_rows(sumber, salah)
    assert hasil.ditolak == ()
    assert len(hasil.diterima) == 1
    assert any(item.kolom == kolom and kata in item.tanda for item in hasil.ditandai), [(item.kolom, item.tanda) for item in hasil.ditandai]


def test_words_of_another_danger_scale_are_refused_with_the_words_that_are_known() -> None:
    problem: Masalah = run_rows("kerawanan", {"kategori": "Sedang"}).ditolak[0]
    assert problem.saran == ("aman", "siaga", "waspada", "bahaya")
    assert "ukuran lain" in problem.perbaikan


def test_the_order_of_the_danger_categories_is_that_of_bnn() -> None:
    words = ["aman", "siaga", "waspada", "bahaya"]
    desa = ["Jumba", "Telaga Sari", "Kayakah", "Cangkering"]
    hasil = run_rows("kerawanan", *({"desa_kelurahan": nama, "kategori": kata} for nama, kata in zip(desa, words, strict=True)))
    rows = build(hasil).execute("select kategori, tingkat_kerawanan from mart.kerawanan order by tingkat_kerawanan").fetchall()
    assert rows == [("aman", 0), ("siaga", 1), ("waspada", 2), ("bahaya", 3)]


def test_sender_and_title_fill_what_the_form_leaves_out() -> None:
    title = [["LAPORAN AKSI P4GN"], ["SEMESTER I TAHUN 2025"]]
    heading = ["OPD", "Jumlah Sosialisasi", "Peserta Sosialisasi", "Status Regulasi"]
    (row,) = run(send([*title, heading, ["Dinas Sosial", 1, 40, "belum"]], PROVINSI)).diterima
    assert (row.nilai["kode_wilayah"], row.nilai["periode"], row.nilai["kode_opd"]) == ("63", "2025-S1", "DINSOS")


@pytest.mark.parametrize(
    ("judul", "tanggal"),
    [
        ([["KEADAAN PEGAWAI PER 31 DESEMBER 2025"]], date(2025, 12, 31)),
        ([["REKAP PEGAWAI TAHUN 2025"], ["Keadaan per tanggal 30/6/2025"]], date(2025, 6, 30)),
        ([["Tanggal", ":", "Senin, 30 Juni 2025"]], date(2025, 6, 30)),
    ],
)
def test_the_day_of_a_headcount_may_stand_in_the_title(judul: list[list[object]], tanggal: date) -> None:
    (row,) = run(send([*judul, ["OPD", "PNS", "PPPK", "CPNS"], ["Dinas Sosial", 40, 12, "-"]], PROVINSI)).diterima
    assert (row.nilai["tanggal"], row.nilai["presisi_tanggal"], row.nilai["jumlah_cpns"]) == (tanggal, "hari", 0)


def test_a_headcount_without_any_day_is_refused_as_a_file_with_the_reason() -> None:
    hasil = run(send([["OPD", "PNS", "PPPK"], ["Dinas Sosial", 40, 12]], PROVINSI))
    (problem,) = hasil.berkas_ditolak
    assert "Tanggal keadaan" in problem.alasan
    assert problem.perbaikan


def test_follow_ups_under_the_head_of_the_minutes_take_its_day() -> None:
    head = [["NOTULEN RAPAT"], ["Hari/Tanggal", ":", "Rabu, 12 Maret 2025"], ["Tempat", ":", "Aula"], []]
    rows = [
        ["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"],
        [1, "Menyusun edaran", "Biro Hukum", "30 Juni 2025"],
        [2, "Tes urine", "Dinas Kesehatan", "segera"],
    ]
    hasil = run(send([*head, *rows], PROVINSI))
    assert [(row.nilai["tanggal"], row.nilai["batas_waktu"]) for row in hasil.diterima] == [
        (date(2025, 3, 12), date(2025, 6, 30)),
        (date(2025, 3, 12), None),
    ]
    assert [(item.baris, item.kolom) for item in hasil.ditandai] == [(7, "batas_waktu")]


@pytest.mark.parametrize(
    ("sumber", "heading", "cells", "periode"),
    [
        ("anggaran", ["OPD", "Tahun", "Semester", "Pagu", "Realisasi"], ["Dinas Sosial", 2025, "II", "10 juta", 0], "2025-S2"),
        ("anggaran", ["OPD", "Tahun", "Semester", "Pagu", "Realisasi"], ["Dinas Sosial", 2025, 1, 10_000_000, 0], "2025-S1"),
        ("anggaran", ["OPD", "Tahun Anggaran", "Pagu", "Realisasi"], ["Dinas Sosial", 2025, 10_000_000, 0], "2025"),
        ("laporan_masyarakat", ["Wilayah", "Tahun", "Bulan", "Laporan Masuk"], ["Hulu Sungai Utara", 2025, 7, 3], "2025-07"),
        ("laporan_masyarakat", ["Wilayah", "Tahun", "Bulan", "Laporan Masuk"], ["Hulu Sungai Utara", 2025, "Juli", 3], "2025-07"),
    ],
)
def test_a_period_may_stand_in_two_columns(sumber: str, heading: list[object], cells: list[object], periode: str) -> None:
    hasil = run(send([heading, cells], PROVINSI))
    assert (hasil.ditolak, hasil.berkas_ditolak) == ((), ())
    (row,) = hasil.diterima
    assert (row.source.id, row.nilai["periode"]) == (sumber, periode)


@pytest.mark.parametrize(
    "sumber", ["aksi_opd", "pegawai", "anggaran", "dokumen_wilayah", "inovasi", "laporan_masyarakat", "indeks_resmi", "ibm", "kerawanan"]
)
def test_a_row_two_senders_report_is_kept_twice_while_one_sender_may_send_it_once(sumber: str) -> None:
    rows = [list(BARIS[sumber]), list(BARIS[sumber].values())]
    own = run(send([*rows, list(BARIS[sumber].values())], PROVINSI))
    assert (len(own.diterima), len(own.ditolak)) == (1, 1)
    assert "sama pengenalnya" in own.ditolak[0].alasan
    both = run(send(rows, PROVINSI, "a.csv", 1), send([*rows, []], "DINKES@63", "b.csv", 2))
    assert len(both.diterima) == 2
    assert [item.berkas for item in both.ditandai if "gabungkan" in item.tanda] == ["b.csv"]


def test_village_and_kelurahan_side_by_side_are_one_column() -> None:
    heading = ["Satuan Kerja", "Kabupaten/Kota", "Desa", "Kelurahan", "Tanggal Pencanangan", "Jml Penggiat", "Keberadaan IBM"]
    rows = [
        ["BNNK HSU", "Hulu Sungai Utara", "Jumba", "", "14/3/2024", 10, "Ada"],
        ["BNNK HSU", "Hulu Sungai Utara", "", "Antasari", "15/3/2024", 12, "Belum Ada"],
    ]
    hasil = run(send([heading, *rows], "63.08"))
    assert [row.nilai["desa_kelurahan"] for row in hasil.diterima] == ["Jumba", "Antasari"]
    shown = (
        build(hasil)
        .execute("select nama_tertulis, program, tahap, ada_ibm, jumlah_penggiat from mart.desa_bersinar order by baris")
        .fetchall()
    )
    assert shown == [("Jumba", "BNN", 2, True, 10), ("Antasari", "BNN", 2, False, 12)]


def test_a_place_written_in_one_cell_gives_village_and_regency() -> None:
    heading = [
        "Satuan Kerja",
        "Anggaran Pembentukan",
        "Nama Lokasi (Desa – Kel – Kab/Kota)",
        "Tanggal Pencanangan",
        "Jumlah Penggiat P4GN",
        "IBM Terbentuk",
    ]
    hasil = run(send([heading, ["BNNK HSU", "DIPA", "Jumba – – Kab. Hulu Sungai Utara", "14/3/2024", 10, "Belum Ada"]]))
    (row,) = hasil.diterima
    assert (row.nilai["desa_kelurahan"], row.nilai["kode_kabkota"]) == ("Jumba", "63.08")
    assert str(row.nilai["kode_desa"]).startswith("63.08.")


@pytest.mark.parametrize(
    ("cell", "desa", "wilayah"),
    [
        ("Sungai Karias – – Kab. HSU", "Sungai Karias", "Kab. HSU"),
        ("- – Kertak Baru Ilir – Banjarmasin", "Kertak Baru Ilir", "Banjarmasin"),
        ("Antasan", "Antasan", None),
        ("Jumba, Amuntai Selatan, HSU", "Jumba", "HSU"),
        (" – ", None, None),
    ],
)
def test_parts_of_a_place(cell: str, desa: str | None, wilayah: str | None) -> None:
    assert (pick_part(cell, "desa"), pick_part(cell, "wilayah")) == (desa, wilayah)


def test_a_stage_that_goes_back_needs_a_reason() -> None:
    earlier = {"status": "aktif", "tanggal_tertulis": "14 Maret 2024"}
    later = {"status": "vakum", "tanggal_tertulis": "14 Maret 2025", "sk_tanggal": ""}
    silent = run_rows("desa_bersinar", {**earlier, "alasan": ""}, {**later, "alasan": ""})
    assert [(item.baris, item.kolom) for item in silent.ditandai if "mundur" in item.tanda] == [(3, "status")]
    told = run_rows("desa_bersinar", {**earlier, "alasan": ""}, {**later, "alasan": "penggiat pindah tugas"})
    assert not [item for item in told.ditandai if "mundur" in item.tanda]


def test_the_same_event_from_two_senders_is_kept_twice_and_offered_for_merging() -> None:
    row = BARIS["tes_urine"]
    other = row | {"jumlah_hadir": 109}
    first, second = (
        send([list(row), list(row.values())], "DINKES@63.06", "a.csv", 1),
        send([list(other), list(other.values())], "63.06", "b.csv", 2),
    )
    hasil = run(first, second)
    assert len(hasil.diterima) == 2
    (flag,) = (item for item in hasil.ditandai if "gabungkan" in item.tanda)
    assert (flag.berkas, flag.kolom) == ("b.csv", "tanggal_tertulis")
    assert "a.csv baris 2" in flag.tanda


def test_wide_and_long_staff_tables_become_one_long_mart() -> None:
    wide, long = BARIS["pegawai_lebar"], {**BARIS["pegawai"], "opd": "Dinas Sosial"}
    hasil = run(send([list(wide), list(wide.values())], nama="lebar.csv"), send([list(long), list(long.values())], nama="panjang.csv"))
    rows = build(hasil).execute("select kode_opd, kategori, jumlah, adalah_asn from mart.pegawai order by kode_opd, kategori").fetchall()
    assert rows == [
        ("DINKES", "CPNS", 0, True), ("DINKES", "PNS", 85, True), ("DINKES", "PPPK", 20, True), ("DINKES", "PPPK paruh waktu", 12, True),
        ("DINKES", "non-ASN", 9, False), ("DINSOS", "PPPK paruh waktu", 85, True),
    ]  # fmt: skip


def test_substances_become_rows_and_free_text_stays_behind() -> None:
    hasil = run_rows("tes_urine", {"keterangan_positif": "BZO: 2 orang inisial AB", "jumlah_met": 1, "keterangan": "atas nama contoh"})
    connection = build(hasil)
    assert connection.execute("select zat, jumlah, asal from mart.tes_urine_zat where jumlah > 0 order by zat").fetchall() == [
        ("benzodiazepin", 2, "kolom"), ("metamfetamin", 1, "kolom"),
    ]  # fmt: skip
    for table in ("tes_urine", "tes_urine_zat"):
        assert "inisial" not in repr(connection.execute(f"select * from mart.{table}").fetchall())


def test_a_form_that_prints_only_negatives_still_tells_how_many_were_reactive() -> None:
    heading = ["OPD", "Hari/Tanggal", "Jumlah Dites", "Negatif", "Invalid"]
    rows = [["Dinas Sosial", "17/3/2025", 40, 33, 1], ["Dinas Kesehatan", "18/3/2025", 40, 40, "-"], ["Dishub", "19/3/2025", 40, "-", "-"]]
    hasil = run(send([heading, *rows], PROVINSI))
    assert build(hasil).execute("select jumlah_reaktif, ada_hasil from mart.tes_urine order by baris").fetchall() == [
        (6, True),
        (0, True),
        (None, False),
    ]


def test_every_new_list_runs_on_the_marts_as_they_are_built() -> None:
    connection = build(run(*(send([list(row), list(row.values())], nama=f"{sumber}.csv") for sumber, row in BARIS.items())))
    for nama in MART_BARU:
        if (QUERIES / f"{nama}.sql").is_file():
            assert len(read_daftar(connection, nama, wilayah="63", awal=date(2024, 1, 1), akhir=date(2025, 12, 31))) >= 1, nama
            assert read_daftar(connection, nama, wilayah="61") == [], nama


@pytest.mark.parametrize(
    ("klien", "terlihat"),
    [
        ({"klien_dilayani": 8, "klien_dirujuk": 2, "klien_selesai": ""}, (None, None, None, True)),
        ({"klien_dilayani": 18, "klien_dirujuk": 6, "klien_selesai": 10}, (None, None, None, True)),  # two are left
        ({"klien_dilayani": 18, "klien_dirujuk": 6, "klien_selesai": 7}, (18, 6, 7, False)),
        ({"klien_dilayani": 0, "klien_dirujuk": 0, "klien_selesai": 0}, (0, 0, 0, False)),
    ],
)
def test_small_numbers_of_clients_stay_in_the_mart_and_never_leave_the_list(klien: dict[str, object], terlihat: tuple[object, ...]) -> None:
    connection = build(run_rows("ibm", klien))
    (shown,) = read_daftar(connection, "ibm")
    assert tuple(shown[nama] for nama in ("klien_dilayani", "klien_dirujuk", "klien_selesai", "disamarkan")) == terlihat
    assert connection.execute("select klien_dilayani from mart.ibm").fetchone() == (klien["klien_dilayani"],)


def test_the_list_of_danger_names_no_village() -> None:
    desa = ["Jumba", "Telaga Sari", "Kayakah"]
    hasil = run_rows(
        "kerawanan", *({"desa_kelurahan": nama, "kategori": kata} for nama, kata in zip(desa, ("bahaya", "bahaya", "aman"), strict=True))
    )
    (shown,) = read_daftar(build(hasil), "kerawanan")
    assert (shown["kode_kabkota"], shown["jumlah_bahaya"], shown["jumlah_aman"], shown["jumlah_dinilai"]) == ("63.08", 2, 1, 3)
    assert not any(nama in repr(shown) for nama in desa)


def test_the_tiny_edition_knows_the_new_marts_with_the_columns_they_have() -> None:
    connection = build(run_rows("inovasi"))
    tiny = duckdb.connect()
    tiny.execute("create schema mart")
    tiny.execute((Path(__file__).parents[1] / "p4gn" / "mart_baru.sql").read_text(encoding="utf-8"))
    columns = "select column_name, data_type from information_schema.columns where table_schema = 'mart' and table_name = ? order by ordinal_position"
    for nama in MART_BARU:
        assert tiny.execute(columns, [nama]).fetchall() == connection.execute(columns, [nama]).fetchall(), nama


def test_several_conclusions_and_supporting_agencies_become_rows() -> None:
    connection = build(run_rows("tindak_lanjut"))
    assert connection.execute("select kode_opd from mart.pendukung_tindak_lanjut order by urutan").fetchall() == [
        ("BIRO-HUKUM",),
        ("DISKOMINFO",),
    ]
    assert connection.execute("select tanpa_tenggat, ada_bukti from mart.tindak_lanjut").fetchall() == [(False, True)]


def test_a_row_without_a_number_of_its_own_keeps_one_name_in_every_build() -> None:
    names = [build(run_rows("laporan_masyarakat")).execute("select id_laporan from mart.laporan_masyarakat").fetchone() for _ in range(2)]
    assert names[0] == names[1]
    assert len(names[0][0]) == 12  # type: ignore[index]


def test_a_workbook_with_a_three_row_heading_totals_and_signatures_is_read() -> None:
    tajuk = next(tajuk for sumber, tajuk in TAJUK_NYATA if sumber == "tes_urine" and len(tajuk) == 3)
    rows = [
        ["REKAP TES URINE TAHUN 2025"], [], *tajuk, list(range(1, 17)),
        [1, "Dinas Sosial", "Senin, 17 Maret 2025", 20, 20, 40, 30, 29, "-", 1, "-", "-", "-", "-", "-", None],
        [2, "Dinas Kesehatan", "Selasa, 18 Maret 2025", 30, 20, 50, 40, 40, None, None, None, None, None, None, None, None],
        ["JUMLAH", None, None, 50, 40, 90, 70, 69, None, 1, None, None, None, None, None, None],
    ]  # fmt: skip
    isi = make_xlsx({"Rekap": rows})
    hasil = run(Kiriman("rekap.xlsx", isi, hashlib.sha256(isi).hexdigest(), datetime(2026, 1, 1, tzinfo=UTC), "63.06"))
    assert [(row.nilai["kode_opd"], row.nilai["jumlah_dites"], row.nilai["jumlah_met"]) for row in hasil.diterima] == [
        ("DINSOS", 30, 1),
        ("DINKES", 40, None),
    ]
    (ledger,) = hasil.buku
    assert (ledger.baris_diterima, ledger.baris_ditolak, ledger.seimbang) == (2, 0, True)


def test_every_number_about_health_is_secret() -> None:
    secret = {
        "tes_urine": {
            "jumlah_reaktif_positif", "jumlah_negatif", "jumlah_invalid", "jumlah_amp", "jumlah_met", "jumlah_thc", "jumlah_mop", "jumlah_coc", "jumlah_bzo",
            "jumlah_soma", "jumlah_mdma", "jumlah_k2", "jumlah_zat_lain", "keterangan_positif", "keterangan", "zat", "dengan_resep", "terkonfirmasi", "asesmen",
            "rehabilitasi", "tanggal_tindak_lanjut",
        },
        "ibm": {"klien_dilayani", "klien_dirujuk", "klien_selesai", "rehab_rawat_jalan", "rehab_rawat_inap", "rehab_jumlah"},
    }  # fmt: skip
    for sumber, names in secret.items():
        assert {column.nama for column in load_sources()[sumber].kolom if column.rahasia} == names


def test_every_column_of_numbers_says_what_a_dash_means() -> None:
    for source in load_sources().values():
        for column in source.columns_of("cacah", "rupiah", "persen", "indeks"):
            assert {"", "-", "nihil", "belum"} <= set(column.lain.get("arti", {})), f"{source.id}.{column.nama}"


def test_every_example_of_a_declaration_can_be_read_by_it() -> None:
    for sumber in BARIS:
        columns = [column for column in load_sources()[sumber].kolom if column.lain.get("contoh") not in (None, "")]
        example = {column.nama: column.lain["contoh"] for column in columns}
        hasil = run(send([list(example), list(example.values())]))
        assert [(item.kolom, item.alasan) for item in (*hasil.ditolak, *hasil.berkas_ditolak)] == [], sumber


@pytest.mark.parametrize(
    ("daftar", "tertulis", "nilai"),
    [
        ("status_tindak_lanjut", "sudah dilaksanakan", "selesai"),
        ("status_tindak_lanjut", "Proses, belum selesai", "berjalan"),
        ("status_tindak_lanjut", "tidak terlaksana", "belum"),
        ("status_tindak_lanjut", "akan dilaksanakan", "belum"),
        ("status_tindak_lanjut", "60%", "berjalan"),
        ("status_tindak_lanjut", "Ditunda", "ditunda"),
        ("kategori_pegawai", "PPPK PW", "PPPK paruh waktu"),
        ("jenis_dokumen", "Pergub", "perkada"),
        ("status_dokumen", "Propemperda", "draf"),
        ("skala_indeks", "0 s.d. 100", "0–100"),
        ("ya_tidak", "Belum Ada", False),
        ("ya_tidak", "√", True),
        ("ya_tidak", "-", None),
        ("tahap_desa_bersinar", "tidak aktif", 1),
    ],
)
def test_words_as_people_write_them(daftar: str, tertulis: str, nilai: object) -> None:
    assert load_kata(daftar).find(tertulis) == nilai
