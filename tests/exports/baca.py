"""Reads back what was written: cells of a workbook, words of a PDF."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader


def buku(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def find_row(sheet: Worksheet, text: str, column: int = 1) -> int:
    """Number of the first row whose cell in a column (from 1) is this text."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def values(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def formulas(book: Workbook) -> list[str]:
    """Every cell that Excel would compute."""
    return [f"{sheet.title}!{cell.coordinate}" for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


def halaman(content: bytes) -> list[str]:
    """The words of each page, with every run of blanks as one."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def padat(text: str) -> str:
    """Without any blank: a name may be broken over two lines."""
    return re.sub(r"\s+", "", text)
