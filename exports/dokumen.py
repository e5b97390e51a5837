"""Documents as a list of blocks (heading, sentence, figures, table, list, signature), filled into one template; exports/word.py reads the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from exports.berkas import head_data
from exports.pdf import compile_pdf
from exports.xlsx import BELUM_LAPOR

Blok = dict[str, Any]
Isi = str | Mapping[str, Any]  # a cell: a text, or {'teks', 'keadaan'}: 'belum' for what was not reported, or a status
BELUM: Mapping[str, Any] = {"teks": BELUM_LAPOR, "keadaan": "belum"}
PETUNJUK_TTD = "Nama dan NIP diisi tangan"
TEMPAT = "...................."  # nobody knows where it will be signed


class Kolom(NamedTuple):
    """rata: kiri | kanan | tengah; lebar: share of the page, 0 for as wide as its words; grup: heading shared with its neighbours."""

    judul: str
    rata: str = "kiri"
    lebar: float = 1
    grup: str = ""


def belum(rentang: int = 1) -> Mapping[str, Any]:
    """The mark for what was not reported, over so many columns at once."""
    return {**BELUM, "rentang": rentang}


def status_cell(teks: str, status: str) -> Mapping[str, Any]:
    """A cell with the shape and fill of a status."""
    return {"teks": teks, "keadaan": "belum" if status == "belum_lapor" else status}


def subjudul(teks: str) -> Blok:
    return {"jenis": "subjudul", "teks": teks}


def paragraf(teks: str) -> Blok:
    return {"jenis": "paragraf", "teks": teks}


def angka(*butir: tuple[str, str, str]) -> Blok:
    """Figures beside each other: (title, number, what it is of)."""
    return {"jenis": "angka", "butir": [{"judul": title, "angka": number, "keterangan": note} for title, number, note in butir]}


def tabel(kolom: Sequence[Kolom], baris: Sequence[Sequence[Isi]], jumlah: Sequence[Isi] | None = None, ukuran: float = 7.2) -> Blok:
    """ukuran: type size in points."""
    return {
        "jenis": "tabel",
        "kolom": [each._asdict() for each in kolom],
        "baris": [list(row) for row in baris],
        "jumlah": jumlah,
        "ukuran": ukuran,
    }


def daftar(butir: Sequence[str], *, bernomor: bool = False) -> Blok:
    return {"jenis": "daftar", "butir": list(butir), "bernomor": bernomor}


def pasangan(*butir: tuple[str, str]) -> Blok:
    """What something is called and what it is, line by line."""
    return {"jenis": "pasangan", "butir": [list(each) for each in butir]}


def catatan(*butir: str) -> Blok:
    return {"jenis": "catatan", "butir": list(butir)}


def halaman_baru() -> Blok:
    return {"jenis": "halaman_baru"}


def penutup(jabatan: str, tempat: str = TEMPAT) -> Blok:
    """What the file says about itself, and beside it where a person signs by office; place, day and name are written by hand."""
    return {"jenis": "penutup", "jabatan": jabatan, "tempat": tempat, "petunjuk": PETUNJUK_TTD}


def dokumen_data(judul: str, blok: Sequence[Blok], keterangan: Mapping[str, str], *, mendatar: bool = True) -> dict[str, Any]:
    """What templat/dokumen.typ is filled with."""
    return {**head_data(keterangan, judul), "mendatar": mendatar, "blok": list(blok)}


def compile_dokumen(judul: str, blok: Sequence[Blok], keterangan: Mapping[str, str], pada: date, *, mendatar: bool = True) -> bytes:
    """The PDF; keterangan are the facts of the file (exports/berkas.py), pada the day the data reach."""
    return compile_pdf("dokumen", dokumen_data(judul, blok, keterangan, mendatar=mendatar), pada)
