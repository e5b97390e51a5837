"""The copy that is kept of a file that held personal data: its values, cell by cell where they stood, and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.reading.kolom import Kolom
from etl.reading.lembar import Lembar

_SEL_TERPANJANG = 32_767
_TAK_BOLEH = re.compile(r"[\[\]:*?/\\]")
_FORMAT = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss", timedelta: "[hh]:mm:ss"}
_TANGGAL_TERAWAL = date(1900, 3, 1)  # before it the day numbers of spreadsheets disagree
_PILIHAN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class SalinanGagal(ValueError):
    """The cells do not fit into a workbook; the message says why, in Indonesian."""


class _LembarTepat(Worksheet):
    """XlsxWriter rounds a number to 16 digits; a copy has all 17."""

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
        attr = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{attr}><v>{number!r}</v></c>")


def write_bersih(sheets: Sequence[Lembar], saat: datetime) -> tuple[bytes, str]:
    """Bytes and suffix of the copy: text stays text, a workbook becomes .xlsx. The same sheets give the same bytes.

    saat: what the copy says about when it was made, the moment of receiving.
    """
    if len(sheets) == 1 and sheets[0].nama is None:
        return _write_teks(sheets[0]), ".csv"
    return _write_buku(sheets, saat), ".xlsx"


def _write_teks(sheet: Lembar) -> bytes:
    """Every row with as many cells as it had, so that a row with too few or too many is still one."""
    if sheet.lebar is None or bool((sheet.lebar == len(sheet.kolom)).all()):
        table = pa.table([_as_arrow(column) for column in sheet.kolom], names=[str(index) for index in range(len(sheet.kolom))])
        sink = io.BytesIO()
        pa_csv.write_csv(table, sink, pa_csv.WriteOptions(include_header=False, quoting_style="needed"))
        return sink.getvalue()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for index, width in enumerate(sheet.lebar):
        writer.writerow(["" if cell is None else str(cell) for cell in sheet.row(index)[:width]])
    return text.getvalue().encode()


def _as_arrow(column: Kolom) -> pa.Array:
    cells = column.isi.cast(pa.string()) if isinstance(column.isi, pa.Array) else pa.array([str(cell) for cell in column.isi], pa.string())
    return cells.take(pa.array(column.kode, mask=column.kode < 0))


def _write_buku(sheets: Sequence[Lembar], saat: datetime) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PILIHAN)
    book.set_properties({"created": saat.replace(tzinfo=None)})
    formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMAT.items()}
    pages = [book.add_worksheet(nama, _LembarTepat) for nama in _name_sheets(sheets)]
    visible = next((page for page, sheet in zip(pages, sheets, strict=True) if not sheet.tersembunyi), None)
    if visible is not None:
        visible.activate()
        visible.set_first_sheet()
    for page, sheet in zip(pages, sheets, strict=True):
        _write_sheet(page, sheet, formats)
    book.close()
    return buffer.getvalue()


def _write_sheet(page: Any, sheet: Lembar, formats: dict[type, Any]) -> None:
    if sheet.tersembunyi:
        page.hide()
    for nomor in sheet.baris_tersembunyi:
        page.set_row(nomor - 1, None, None, {"hidden": True})
    for index, column in enumerate(sheet.kolom):
        for row, cell in _list_cells(column):
            _write_cell(page, row, index, cell, formats)
    for top, left, bottom, right in sheet.gabungan:
        page.merge.append([top, left, bottom, right])  # not merge_range: the cells stand already, with their types
    last_row, last_column = sheet.jumlah_baris - 1, len(sheet.kolom) - 1
    if last_row >= 0 <= last_column and sheet.kolom[last_column].cell(last_row) is None:
        page.write_string(last_row, last_column, " ")  # as many rows and columns as were read, though the last of them are empty now


def _list_cells(column: Kolom) -> Iterator[tuple[int, object]]:
    cells = list(column.distinct())
    return ((row, cells[code]) for row, code in enumerate(column.kode.tolist()) if code >= 0)


def _write_cell(page: Any, row: int, column: int, cell: object, formats: dict[type, Any]) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, datetime | date | time | timedelta) and not _before_excel(cell):
        page.write_datetime(row, column, cell, formats[next(kind for kind in _FORMAT if isinstance(cell, kind))])
    elif len(str(cell)) > _SEL_TERPANJANG:
        raise SalinanGagal(f"satu sel berisi lebih dari {_SEL_TERPANJANG:,} huruf".replace(",", "."))
    else:
        page.write_string(row, column, str(cell))


def _before_excel(cell: object) -> bool:
    if isinstance(cell, datetime):
        return cell.date() < _TANGGAL_TERAWAL
    return isinstance(cell, date) and cell < _TANGGAL_TERAWAL


def _name_sheets(sheets: Sequence[Lembar]) -> list[str]:
    """The names as they are; changed only where a workbook does not allow them, or where two are the same once personal data is cut out."""
    names: list[str] = []
    for sheet in sheets:
        base = (_TAK_BOLEH.sub(" ", sheet.nama or "Data").strip("'") or "Data")[:31]
        nama, number = base, 1
        while nama.casefold() in {name.casefold() for name in names}:
            number += 1
            nama = f"{base[: 27 - len(str(number))]} ({number})"
        names.append(nama)
    return names
