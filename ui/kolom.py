"""Columns of tables: what a cell shows on the screen, and what it holds in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from p4gn import tabel
from p4gn.bahasa import format_angka, is_kosong
from p4gn.paparan.isi import Sel

Row = Mapping[str, Any]
_JUDUL = "Judul"  # of the facts of a file


@dataclass(frozen=True)
class Kolom:
    """One column: heading, what stands in the cell (plain text, or HTML when `html`), whether it is aligned like a number, the field
    that holds the bare number or day for a file, and what a file says in place of HTML or of a sign alone.

    nilai gives the number or day where no field does. format of both in a workbook: angka | persen | rupiah | tanggal ('' is angka); desimal as
    in p4gn.tabel.Kolom.
    """

    judul: str
    isi: Callable[[Row], str]
    kanan: bool = False
    html: bool = False
    angka: str | None = None
    teks: Callable[[Row], str] | None = None
    nilai: Callable[[Row], float | date | None] | None = None
    format: str = ""
    desimal: int | None = None

    @property
    def is_berkas(self) -> bool:
        """Whether a file has this column: markup without words of its own is for the screen alone."""
        return not self.html or self.teks is not None


def text_of(field: str, kosong: str = "–") -> Callable[[Row], str]:
    """Cell that shows a field as it is."""
    return lambda row: kosong if is_kosong(row[field]) or row[field] == "" else str(row[field])


def count_of(field: str) -> Callable[[Row], str]:
    """Cell that shows a whole number the Indonesian way; unknown is a dash, never zero."""
    return lambda row: format_angka(row[field], kosong="–")


def day_of(field: str) -> Callable[[Row], date | None]:
    """The day in a field, for a file; None where only its month or year is known (presisi_tanggal)."""

    def day(row: Row) -> date | None:
        known = not is_kosong(row[field]) and row.get("presisi_tanggal") in (None, "hari")
        return row[field] if known and isinstance(row[field], date) else None

    return day


def to_tabel(nama: str, columns: Sequence[Kolom], rows: Iterable[Row], facts: Mapping[str, str] | None = None) -> tabel.Tabel:
    """The rows as files hold them; nama names the sheet, facts['Judul'] (else nama) is its title."""
    kept = [each for each in columns if each.is_berkas]
    heads = tuple(tabel.Kolom(each.judul, _format(each), each.desimal) for each in kept)
    cells = tuple(tuple(_sel(each, row) for each in kept) for row in rows)
    return tabel.Tabel(nama, (facts or {}).get(_JUDUL, nama), heads, cells)


def _format(column: Kolom) -> str:
    return column.format or (tabel.ANGKA if column.angka or column.nilai else "")


def _sel(column: Kolom, row: Row) -> Sel:
    """The number or day and, where there is none, the words of the screen."""
    text = (column.teks or column.isi)(row).replace("\N{NO-BREAK SPACE}", " ")
    found = column.nilai(row) if column.nilai else row.get(column.angka) if column.angka else None
    if is_kosong(found):
        return Sel(text)
    return Sel(text, found.date() if isinstance(found, datetime) else found)
