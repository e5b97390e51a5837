"""Tables of the screens and of slides as workbooks: typed cells, colours with their symbol, filters, and what every number and sign means."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from exports import xlsx
from exports.berkas import JUDUL, KALIMAT
from p4gn.bahasa import count_desimal
from p4gn.paparan.isi import Sel
from p4gn.tabel import PERSEN, RUPIAH, TANGGAL, Kolom, Tabel, find_rupa, isi_of, list_legenda

TERSEMPIT, TERLEBAR = 8, 52  # characters of a column
_DESIMAL = 2  # at most, where a column does not say


def make_buku(tabel: Sequence[Tabel], keterangan: Mapping[str, str]) -> bytes:
    """One sheet per table (one at least) and the sheet 'Keterangan'. keterangan: the facts of the file, see exports/berkas.py."""
    names = xlsx.name_sheets([each.nama for each in tabel])
    sheets = [lembar_of(each, name, keterangan.get(KALIMAT, "")) for each, name in zip(tabel, names, strict=True)]
    parts = [(f"Lembar {name}", {JUDUL: each.judul, **each.fakta}) for each, name in zip(tabel, names, strict=True) if each.fakta]
    return xlsx.write_buku(sheets, keterangan, bagian=parts, legenda=list_legenda())


def lembar_of(tabel: Tabel, nama: str, kalimat: str = "") -> xlsx.Lembar:
    """A sheet by this name; kalimat stands above the table."""
    columns = [_column(each, [row[i] for row in tabel.baris]) for i, each in enumerate(tabel.kolom)]
    rows = [[_cell(sel) for sel in row] for row in tabel.baris]
    words = (kalimat,) if kalimat else ()
    return xlsx.Lembar(nama, tabel.judul, columns, rows, kalimat=words, kolom_beku=min(1, len(columns) - 1), kosong=tabel.kosong)


def _cell(sel: Sel) -> object:
    content = isi_of(sel)
    rupa = sel.rupa or (find_rupa(content) if isinstance(content, str) else "")
    plain = None if content == "" else content
    return xlsx.Sel(plain, rupa) if rupa else plain


def _column(kolom: Kolom, sel: Sequence[Sel]) -> xlsx.Kolom:
    longest = max((len(line) for each in sel for line in each.teks.splitlines()), default=0)
    words = max(map(len, kolom.judul.split()), default=0)
    heading = max(words, math.ceil(len(kolom.judul) / 2)) + 3  # in two lines, and the filter's arrow stands on it
    width = min(TERLEBAR, max(TERSEMPIT, longest + 2, heading))
    has_sign = any(isinstance(isi_of(each), str) and find_rupa(each.teks) for each in sel)
    return xlsx.Kolom(kolom.judul, width, _number_format(kolom, sel), tanda=has_sign)


def _number_format(kolom: Kolom, sel: Sequence[Sel]) -> str | None:
    """Excel's words for the format of a column; numbers without a decimal of their own show none."""
    if kolom.format in ("", TANGGAL):
        return None
    numbers = [each.nilai for each in sel if each.nilai is not None and not isinstance(each.nilai, date)]
    needed = max((min(_DESIMAL, count_desimal(each)) for each in numbers), default=0)
    decimals = needed if kolom.desimal is None else kolom.desimal
    number = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return {PERSEN: f'{number}"%"', RUPIAH: f'"Rp"{number}'}.get(kolom.format, number)
