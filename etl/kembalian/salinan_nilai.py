"""A workbook made anew from the values of a file that cannot be marked in place: text files, .xls, .ods."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from etl.kembalian.lembar_perbaikan import (
    DITANDAI,
    DITOLAK,
    KOLOM_LEMBAR,
    KOLOM_MASALAH,
    KOLOM_PASANGAN,
    KOLOM_SEL,
    LEBAR,
    PENGARANG,
    PRIBADI,
    TAJUK,
    Halaman,
    free_name,
    link_to,
    plain,
    row_height,
)
from etl.reading.lembar import Lembar

BARIS_TERBANYAK, KOLOM_TERBANYAK = 1_048_576, 16_384
_SEL_TERPANJANG = 32_767
_NAMA_LEMBAR = "Data"
_TAK_BOLEH = re.compile(r"[\[\]:*?/\\]")
_FORMAT: Mapping[type, str] = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", timedelta: "[h]:mm"}
_WARNA: Mapping[str, Mapping[str, Any]] = {
    DITOLAK: {"bg_color": "#FAD4D4", "border": 2, "border_color": "#8E1B1B"},
    DITANDAI: {"bg_color": "#FFE3A6", "border": 1, "border_color": "#7A4A00"},
    PRIBADI: {"pattern": 14, "fg_color": "#8C8C8C", "bg_color": "#EDEDED"},
}
_PILIHAN = {
    "in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TandaanBerkas:
    """Colours and comments by (sheet, row from 1, column from 0)."""

    warna: Mapping[tuple[str | None, int, int], str]
    catatan: Mapping[tuple[str | None, int, int], str]


def name_sheets(sheets: Sequence[Lembar]) -> dict[str | None, str]:
    """Name in the file → name a workbook allows; a text file's only sheet is 'Data'."""
    names: dict[str | None, str] = {}
    for sheet in sheets:
        base = (_TAK_BOLEH.sub(" ", plain(sheet.nama or _NAMA_LEMBAR)).strip().strip("'") or _NAMA_LEMBAR)[:31]
        used = {nama.casefold() for nama in names.values()}
        number = 1
        nama = base
        while nama.casefold() in used:
            number += 1
            nama = f"{base[: 31 - len(str(number)) - 3]} ({number})"
        names[sheet.nama] = nama
    return names


def write_salinan(sheets: Sequence[Lembar], tanda: TandaanBerkas, halaman: Halaman | None) -> bytes:
    """Our sheet, then each sheet with its values; no cell becomes a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PILIHAN)
    formats = _make_formats(book)
    names = name_sheets(sheets)
    if halaman is not None:
        _write_halaman(book, halaman, free_name(names.values()), names, formats)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(names[sheet.nama]), sheet, tanda, formats)
    book.close()
    return buffer.getvalue()


Formats = Callable[[type | None, str | None], Any]


def _make_formats(book: Any) -> Formats:
    """(kind of cell, kind of finding) → format, each made once."""
    made: dict[tuple[type | None, str | None], Any] = {}

    def get(kind: type | None, jenis: str | None) -> Any:
        if (kind, jenis) not in made:
            look = {"num_format": _FORMAT[kind]} if kind in _FORMAT else {}
            made[kind, jenis] = book.add_format({**look, **_WARNA.get(jenis or "", {})})
        return made[kind, jenis]

    return get


def _write_sheet(target: Any, sheet: Lembar, tanda: TandaanBerkas, formats: Formats) -> None:
    rows = min(sheet.jumlah_baris, BARIS_TERBANYAK)
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.gabungan}
    _set_widths(target, sheet)
    if sheet.tersembunyi:
        target.hide()
    by_row: dict[int, dict[int, str]] = {}
    for (lembar, row, column), jenis in tanda.warna.items():
        if lembar == sheet.nama:
            by_row.setdefault(row - 1, {})[column] = jenis
    for index in range(rows):
        if index + 1 in sheet.baris_tersembunyi:
            target.set_row(index, None, None, {"hidden": True})
        marks = by_row.get(index, {})
        cells = sheet.row(index)[:KOLOM_TERBANYAK]
        for column in range(max([len(cells), *(one + 1 for one in marks)])):
            cell = cells[column] if column < len(cells) else None
            if cell is not None or column in marks:
                _write_cell(target, index, column, cell, marks.get(column), formats)
    for (top, left), (bottom, right) in merged.items():
        if bottom < rows:
            target.merge.append([top, left, bottom, right])  # not merge_range: the cells stand already, with their types and colours
    for (lembar, row, column), note in tanda.catatan.items():
        if lembar == sheet.nama and row <= rows:
            target.write_comment(row - 1, column, plain(note), {"author": PENGARANG, "x_scale": 2.4, "y_scale": 1.0 + note.count("\n") / 3})


def _write_cell(target: Any, row: int, column: int, cell: object, jenis: str | None, formats: Formats) -> None:
    kind = next((known for known in _FORMAT if isinstance(cell, known)), None)
    look = formats(kind, jenis) if kind or jenis else None
    if cell is None:
        target.write_blank(row, column, None, look)
    elif isinstance(cell, bool):
        target.write_boolean(row, column, cell, look)
    elif isinstance(cell, int | float):
        target.write_number(row, column, cell, look)
    elif isinstance(cell, datetime | date | time | timedelta) and not _before_excel(cell):
        target.write_datetime(row, column, cell, look)
    else:
        target.write_string(row, column, plain(str(cell))[:_SEL_TERPANJANG], look)


def _before_excel(cell: object) -> bool:
    return isinstance(cell, date) and cell.year < 1900


def _set_widths(target: Any, sheet: Lembar) -> None:
    widths: dict[int, int] = {}
    for index in range(min(sheet.jumlah_baris, 60)):
        cells = sheet.row(index)
        if sum(1 for cell in cells if cell is not None) > 1:
            for column, cell in enumerate(cells[:KOLOM_TERBANYAK]):
                widths[column] = max(widths.get(column, 9), len(str(cell)) + 2 if cell is not None else 0)
    for column, width in widths.items():
        target.set_column(column, column, min(width, 48))


def _write_halaman(book: Any, halaman: Halaman, nama: str, names: Mapping[str | None, str], formats: Formats) -> None:
    target = book.add_worksheet(nama)
    target.activate()
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1}
    )
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"})
    link = book.add_format({"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_color": "#1D4ED8", "underline": 1})
    kinds = {jenis: book.add_format({"text_wrap": True, "valign": "top", **look}) for jenis, look in _WARNA.items()}
    pairs = [(formats(kind, jenis), formats(kind, None)) for jenis in _WARNA for kind in (None, *_FORMAT)]
    for column, width in enumerate(LEBAR):
        target.set_column(column, column, width)
    target.set_column(KOLOM_PASANGAN, KOLOM_PASANGAN + 1, 2, None, {"hidden": True})
    above = {0: (halaman.judul, title), **{row: (line, None) for row, line in enumerate(halaman.atas, start=1)}}
    first = halaman.baris_tajuk
    for row in range(max(len(pairs), first + 1 + len(halaman.temuan))):
        if row in above:
            target.write_string(row, 0, plain(above[row][0]), above[row][1])
        if row == first:
            for column, heading in enumerate(TAJUK):
                target.write_string(row, column, heading, head)
        if 0 <= row - first - 1 < len(halaman.temuan):
            one = halaman.temuan[row - first - 1]
            target.set_row(row, row_height(one.cells(row - first)))
            cells = list(one.cells(row - first))
            if one.sel and one.lembar is None:
                cells[KOLOM_LEMBAR] = names.get(None, "")
            for column, cell in enumerate(cells):
                look = kinds[one.jenis] if column == KOLOM_MASALAH else text
                if column == 0:
                    target.write_number(row, column, int(cell), look)
                elif column == KOLOM_SEL and one.sel and row - first <= 60_000 and one.lembar in names:
                    target.write_url(row, column, f"internal:{link_to(names[one.lembar], one.sel)}", link, plain(cell))
                else:
                    target.write_string(row, column, plain(cell), look)
        if row < len(pairs):
            target.write_blank(row, KOLOM_PASANGAN, None, pairs[row][0])
            target.write_blank(row, KOLOM_PASANGAN + 1, None, pairs[row][1])
    target.freeze_panes(first + 1, 0)
    target.autofilter(first, 0, max(first + len(halaman.temuan), first + 1), len(TAJUK) - 1)
    target.repeat_rows(first)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    target.set_footer("&LDasbor P4GN&RHalaman &P dari &N")
