"""Files that must be refused whole: another table, a damaged workbook, a page saved under a wrong name, nothing at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from numpy.random import Generator

from etl.contoh.dunia import PROVINSI, Dunia
from etl.contoh.ejaan import choose
from etl.contoh.lembar import Baris, Buku, Lembar
from etl.contoh.orang import make_pribadi, say_nama
from etl.contoh.surat import WITA, Surat
from etl.contoh.tulis import write_buku, zip_bytes

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def write_rusak(dunia: Dunia, rng: Generator, banyak: int) -> Iterator[Surat]:
    """So many files, of each kind in turn, from agencies of the province."""
    kinds = (_daftar_hadir, _terpotong, _halaman_web, _berkata_sandi, _kosong, _dua_tabel, _tanpa_kolom, _surat_biasa)
    for urutan in range(banyak):
        kode_opd = str(choose(rng, [kantor.kode_opd for kantor in dunia.kantor_di(PROVINSI)]))
        nama, isi, sebab = kinds[urutan % len(kinds)](rng)
        received = datetime.combine(dunia.sampai - timedelta(days=int(rng.integers(30, 900))), time(9, urutan), WITA)
        yield Surat(f"{urutan + 1:02d} {nama}", f"{kode_opd}@{PROVINSI}", None, received, isi=isi, keadaan=sebab)


def write_kosong(dunia: Dunia) -> Surat:
    """An export of a month in which nothing happened: title and heading, no rows. It is a table of ours, and empty."""
    headings = ("No", "Tanggal Pelaksanaan", "Kabupaten/Kota", "Nama Instansi", "Jumlah Peserta Tes", "Jumlah Positif")
    rows = (Baris("judul", ("REKAPITULASI TES URINE",)), Baris("tajuk", headings))
    received = datetime.combine(dunia.sampai - timedelta(days=40), time(10, 15), WITA)
    return Surat("tes urine nihil.xlsx", f"RSGM@{PROVINSI}", "tes_urine", received, Buku((Lembar("Data Kegiatan", rows),)))


def _book(*sheets: tuple[str, list[tuple[object, ...]]]) -> bytes:
    return write_buku(Buku(tuple(Lembar(nama, tuple(Baris("data", row) for row in rows)) for nama, rows in sheets)))


def _daftar_hadir(rng: Generator) -> tuple[str, bytes, str]:
    rows: list[tuple[object, ...]] = [("DAFTAR HADIR",), ("NO", "NAMA", "INSTANSI", "JABATAN", "NO HP", "TTD")]
    rows += [(i, say_nama(rng), "Dinas Sosial", "Staf", make_pribadi("telepon", rng), None) for i in range(1, 13)]
    return "daftar hadir rakor.xlsx", _book(("Hadir", rows)), "bukan tabel yang dikenal"


def _terpotong(rng: Generator) -> tuple[str, bytes, str]:
    whole = _book(("Data", [("OPD", "Jumlah"), *(("Dinas Sosial", i) for i in range(40))]))
    return "rekap tes urine terpotong.xlsx", whole[: len(whole) * 2 // 3], "berkas rusak"


def _halaman_web(rng: Generator) -> tuple[str, bytes, str]:
    page = "<html><body><table><tr><td>OPD</td><td>Jumlah</td></tr><tr><td>Dinas Sosial</td><td>5</td></tr></table></body></html>"
    return "ekspor aplikasi.xls", page.encode(), "halaman web bernama .xls"


def _berkata_sandi(rng: Generator) -> tuple[str, bytes, str]:
    return "laporan B12 (sandi).xlsx", _OLE + rng.bytes(4096), "berkata sandi"


def _kosong(rng: Generator) -> tuple[str, bytes, str]:
    return "laporan kosong.xlsx", _book(("Sheet1", [])), "tidak ada isinya"


def _dua_tabel(rng: Generator) -> tuple[str, bytes, str]:
    tes = [
        ("Tanggal Pelaksanaan", "Kabupaten/Kota", "OPD", "Jumlah Dites", "Jumlah Positif"),
        ("14 Maret 2024", "Kabupaten Tapin", "Dinas Sosial", 20, 0),
    ]
    rapat = [("Tanggal Rapat", "Acara", "Kabupaten/Kota", "Jumlah Peserta"), ("14 Maret 2024", "Rakor", "Kabupaten Tapin", 20)]
    return "gabungan.xlsx", _book(("Tes", tes), ("Rapat", rapat)), "dua jenis tabel"


def _tanpa_kolom(rng: Generator) -> tuple[str, bytes, str]:
    rows: list[tuple[object, ...]] = [("OPD", "Tanggal Tes", "Jumlah Positif"), ("Dinas Sosial", "14 Maret 2024", 0)]
    return "tes urine tanpa jumlah.xlsx", _book(("Data", rows)), "kolom wajib tidak ada"


def _surat_biasa(rng: Generator) -> tuple[str, bytes, str]:
    letter = zip_bytes([("word/document.xml", "<w:document>Surat pengantar</w:document>", zipfile.ZIP_DEFLATED)])
    return "surat pengantar.xlsx", letter, "dokumen Word bernama .xlsx"
