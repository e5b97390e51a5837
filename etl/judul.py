"""What stands above a table: who sent it, for which year and period. Used where the table itself does not say it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.clean.bacaan import tidy_text
from etl.harmonise.opd import find_opd, read_opd
from etl.words import load_kata
from p4gn.geography.wilayah import find_wilayah_by_kode

TAHUN_JUDUL = "_tahun_judul"  # column with the year of the sheet, for cells that lack one
_LABEL_PENGIRIM = re.compile(
    r"^\s*(?:pengirim|nama opd|opd|skpd|sopd|perangkat daerah|nama instansi|instansi|unit kerja|satuan kerja|satker|pelapor|dinas/badan)\s*[:=]\s*(.*)$",
    re.IGNORECASE,
)
_LABEL_WILAYAH = re.compile(r"^\s*(?:kabupaten/kota|kab\.?/kota|wilayah|daerah|provinsi)\s*[:=]\s*(.*)$", re.IGNORECASE)
_LABEL_ACARA = re.compile(r"^\s*(?:acara(?: rapat)?|agenda(?: rapat)?|nama (?:kegiatan|rapat)|dalam rangka)\s*[:=]\s*(.*)$", re.IGNORECASE)
_TAHUN = re.compile(r"\b(?:tahun(?:\s+anggaran)?|ta\.?|thn\.?|t\.a\.?)\s*[:=]?\s*((?:19|20)\d\d)\b", re.IGNORECASE)
_TAHUN_SAJA = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-])")
_SEMESTER = re.compile(r"\bsemester\s*[:=]?\s*(II|I|2|1|kedua|pertama|dua|satu)\b", re.IGNORECASE)
_B = re.compile(r"\bB\s*-?\s*(06|12)\b", re.IGNORECASE)
_TRIWULAN = re.compile(r"\b(?:triwulan|tw|kuartal|caturwulan)\b", re.IGNORECASE)
_TANGGAL = re.compile(
    r"\b(?:per|keadaan|posisi|tanggal|tgl\.?)[\s:=]+(?:[A-Za-z’']+,?\s+)?(\d{1,2}\s+[A-Za-z]{3,9}\s+(?:19|20)\d\d|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BULAN = re.compile(
    r"\b(?:bulan|per|keadaan|posisi)[\s:=]+((?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]*\s+(?:tahun\s+)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SEMESTER_KE = {"i": 1, "1": 1, "pertama": 1, "satu": 1, "ii": 2, "2": 2, "kedua": 2, "dua": 2}


@dataclass(frozen=True, slots=True)
class Judul:
    """What the title rows and the submission say; None where they do not."""

    opd: str | None = None
    wilayah: str | None = None
    tahun: int | None = None
    periode: str | None = None
    tanggal: str | None = None
    acara: str | None = None
    baris: tuple[str, ...] = ()

    def bawaan(self, nama: str, kata: str | None = None) -> object | None:
        """The value that a column with `bawaan` takes where it is empty; `kata`: the word list of a column that a title may name a word of."""
        if nama == "judul_kata":
            return load_kata(str(kata)).find_inside(self.baris)
        values: dict[str, object | None] = {
            "pengirim_opd": self.opd,
            "pengirim_wilayah": self.wilayah,
            "judul_tahun": self.tahun,
            "judul_periode": self.periode,
            "judul_tanggal": self.tanggal or self.tahun,
            "judul_acara": self.acara,
        }
        return values[nama]


def read_judul(rows: Iterable[Sequence[object]], nama_lembar: str | None, pengirim: str | None) -> Judul:
    """From the rows above a heading, the name of the sheet and the sender's key ('DINKES@63', '63.06' or a name)."""
    cells = [[tidy_text(str(cell)) for cell in row if cell is not None and str(cell).strip()] for row in rows]
    lines = [" ".join(row) for row in cells]
    opd, wilayah = split_pengirim(pengirim)
    labelled = _find_labelled(cells, _LABEL_PENGIRIM)
    if opd is None and labelled:
        opd, wilayah = _read_sender(labelled, wilayah)
    if opd is None:
        named = (_read_sender(line, wilayah, whole=True) for line in lines)
        opd, wilayah = next((found for found in named if found[0]), (None, wilayah))
    if wilayah is None:
        wilayah = _find_labelled(cells, _LABEL_WILAYAH)
    texts = [*lines, nama_lembar or ""]
    tahun = _first_int(texts, _TAHUN) or _first_int(texts, _TAHUN_SAJA)
    tanggal = next((match[1] for pattern in (_TANGGAL, _BULAN) for text in texts if (match := pattern.search(text))), None)
    return Judul(opd, wilayah, tahun, _find_periode(texts, tahun), tanggal, _find_labelled(cells, _LABEL_ACARA), tuple(texts))


def split_pengirim(pengirim: str | None) -> tuple[str | None, str | None]:
    """('Dinas Kesehatan', 'Provinsi Kalimantan Selatan') of 'DINKES@63'; a region code alone names the region only."""
    if not pengirim:
        return None, None
    head, _, kode = pengirim.rpartition("@")
    wilayah = find_wilayah_by_kode(kode)
    if wilayah is None:
        return (pengirim, None) if not head else (_names_by_kode().get(head, head), None)
    return (_names_by_kode().get(head, head) or None) if head else None, wilayah.nama_resmi


@functools.cache
def _names_by_kode() -> dict[str, str]:
    return {lembaga.kode_opd: lembaga.nama_baku for lembaga in reversed(list(read_opd().values())) if lembaga.kode_opd}


def _find_labelled(cells: Sequence[Sequence[str]], label: re.Pattern[str]) -> str | None:
    """'Pengirim: Dinas Kesehatan' in one cell, or the label in one and the name in the next (with or without a cell of ':')."""
    for row in cells:
        for index, cell in enumerate(row):
            rest = " ".join(part.strip(" :=") for part in row[index + 1 :] if part.strip(" :="))
            match = label.match(cell) or (label.match(f"{cell}:") if rest else None)
            if match:
                found = match[1].strip(" :=") or rest
                if found:
                    return found
    return None


@functools.lru_cache(maxsize=4096)
def _read_sender(text: str, wilayah: str | None, whole: bool = False) -> tuple[str | None, str | None]:
    """The agency and the region behind its name; with `whole` only where the line is a known agency and nothing else."""
    bacaan = find_opd(text)
    if bacaan.nilai is None or (whole and (bacaan.keadaan != "terbaca" or bacaan.rincian.get("jenis") != "opd")):
        return (None if whole else text), wilayah
    kode = str(bacaan.rincian.get("wilayah") or "")
    found = find_wilayah_by_kode(kode) if kode else None
    return str(bacaan.nilai), found.nama_resmi if found else wilayah


def _first_int(texts: Iterable[str], pattern: re.Pattern[str]) -> int | None:
    return next((int(match[1]) for text in texts if (match := pattern.search(text))), None)


def _find_periode(texts: Sequence[str], tahun: int | None) -> str | None:
    """'2025-S1' from 'Semester I Tahun 2025' or 'B06 2025'; the year alone where no half is told."""
    if tahun is None or any(_TRIWULAN.search(text) for text in texts):  # a quarter is no period here, and not the whole year either
        return None
    for text in texts:
        if match := _SEMESTER.search(text):
            return f"{tahun}-S{_SEMESTER_KE[match[1].casefold()]}"
        if len(halves := set(_B.findall(text))) == 1:  # "laporan B06/B12" names both, and so no half
            return f"{tahun}-S{1 if halves == {'06'} else 2}"
    return str(tahun)
