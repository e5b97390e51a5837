"""Writes the workbooks: xlsx, csv and ods, the same bytes every time for the same content."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from etl.contoh.lembar import Buku, Galat, Lembar, Rumus

_DIBUAT = datetime(2020, 1, 1)  # the clock of the machine has no place in the bytes
_LEBAR_TAJUK = 16
_ODS_RUANG = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
)
_ODS_MANIFES = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_buku(buku: Buku) -> bytes:
    """Bytes of the file in its own kind."""
    return {"xlsx": _write_xlsx, "csv": _write_csv, "ods": _write_ods}[buku.bentuk](buku)


def _write_xlsx(buku: Buku) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": _DIBUAT, "author": "DATA CONTOH", "comments": "DATA CONTOH: seluruh isi dikarang"})
    tanggal = workbook.add_format({"num_format": "dd/mm/yyyy"})
    tajuk = workbook.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
    for lembar in buku.lembar:
        sheet = workbook.add_worksheet(lembar.nama)
        sheet.set_column(0, max((len(row.sel) for row in lembar.baris), default=1), _LEBAR_TAJUK)
        for nomor, row in enumerate(lembar.baris):
            for kolom, cell in enumerate(row.sel):
                _write_cell(sheet, nomor, kolom, cell, tajuk if row.jenis == "tajuk" else None, tanggal)
            if row.tersembunyi:
                sheet.set_row(nomor, None, None, {"hidden": True})
        for first_row, first_col, last_row, last_col in lembar.gabungan:
            text = lembar.baris[first_row].sel[first_col]
            sheet.merge_range(first_row, first_col, last_row, last_col, text, tajuk)
        if lembar.tersembunyi:
            sheet.hide()
    workbook.close()
    return buffer.getvalue()


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, form: object, tanggal: object) -> None:
    if cell is None:
        return
    if isinstance(cell, Rumus):
        sheet.write_formula(row, column, cell.teks, form, cell.nilai)
    elif isinstance(cell, Galat):
        sheet.write_formula(row, column, "=Hapus!A1", form, cell.teks)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), tanggal)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, form)
    else:
        sheet.write_string(row, column, str(cell), form)


def _write_csv(buku: Buku) -> bytes:
    """The first sheet as Excel's 'save as csv' gives it in Indonesia: every row as wide as the table, decimal comma, day before month."""
    lembar = buku.lembar[0]
    width = max(len(row.sel) for row in lembar.baris)
    text = io.StringIO(newline="")
    rows = ([_as_text(cell) for cell in row.sel] + [""] * (width - len(row.sel)) for row in lembar.baris)
    csv.writer(text, delimiter=buku.pemisah, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(buku.encoding, errors="replace")


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Rumus):
        return _as_text(cell.nilai)
    if isinstance(cell, Galat):
        return cell.teks
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0").replace(".", ",")
    return str(cell)


def _write_ods(buku: Buku) -> bytes:
    tables = "".join(_ods_table(lembar) for lembar in buku.lembar)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_RUANG} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_bytes(
        [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED),
            ("META-INF/manifest.xml", _ODS_MANIFES, zipfile.ZIP_DEFLATED),
            ("content.xml", content, zipfile.ZIP_DEFLATED),
        ]
    )


def zip_bytes(entries: Sequence[tuple[str, str, int]]) -> bytes:
    """A zip whose entries carry no time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text, method in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            package.writestr(info, text)
    return buffer.getvalue()


def _ods_table(lembar: Lembar) -> str:
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in lembar.gabungan}
    covered = {(r, c) for r1, c1, r2, c2 in lembar.gabungan for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)} - set(spans)
    width = max((len(row.sel) for row in lembar.baris), default=1)
    rows = []
    for r, row in enumerate(lembar.baris):
        cells = "".join(_ods_cell(row.sel[c] if c < len(row.sel) else None, (r, c) in covered, spans.get((r, c))) for c in range(width))
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    return f'<table:table table:name={quoteattr(lembar.nama)}><table:table-column table:number-columns-repeated="{width}"/>{"".join(rows)}</table:table>'


def _ods_cell(cell: object, is_covered: bool, span: tuple[int, int] | None) -> str:
    tag = "table:covered-table-cell" if is_covered else "table:table-cell"
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    value = cell.nilai if isinstance(cell, Rumus) else cell.teks if isinstance(cell, Galat) else cell
    if value is None or is_covered:
        return f"<{tag}{spanned}/>"
    if isinstance(value, date):
        return f'<{tag}{spanned} office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{value:%d/%m/%Y}</text:p></{tag}>'
    if isinstance(value, int | float):
        return f'<{tag}{spanned} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></{tag}>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<{tag}{spanned} office:value-type="string">{lines}</{tag}>'
