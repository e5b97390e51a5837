"""Small invented files of the kinds people send, for the tests of the pipeline."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
TES_TAJUK = [
    "id", "tanggal_tertulis", "wilayah", "kode_kabkota", "instansi", "kelompok_sasaran",
    "jumlah_sasaran", "jumlah_dites", "jumlah_reaktif_positif", "sumber_media",
]  # fmt: skip
RAPAT_TAJUK = ["id", "tanggal_tertulis", "jenis", "judul_ringkas", "wilayah", "kode_kabkota", "instansi_hadir", "kesimpulan"]
DESA_TAJUK = ["id", "desa_kelurahan", "kecamatan", "kabkota", "kode_kabkota", "tanggal_tertulis", "status", "program"]
ANGKA_TAJUK = ["wilayah", "kode", "tahun", "indikator", "nilai", "satuan"]

_BUKU = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/styles.xml": '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
}
_RUANG = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELASI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def tes_row(nomor: object = "U1", **changes: object) -> list[object]:
    """One valid urine-test row, with changes by heading."""
    row = dict(
        zip(
            TES_TAJUK,
            [nomor, "Kamis (14/3/2024)", "Kabupaten Balangan", "63.11", "Dinas Kesehatan", "ASN", 40, 30, 0, "contoh.id"],
            strict=True,
        )
    )
    return list((row | changes).values())


def rapat_row(nomor: object = "P1", **changes: object) -> list[object]:
    """One valid meeting row."""
    values = [nomor, "14 Maret 2024", "rakor", "Rakor contoh", "Kabupaten Balangan", "63.11", "Dinas Kesehatan; Dinas Sosial", "Satu; Dua"]
    return list((dict(zip(RAPAT_TAJUK, values, strict=True)) | changes).values())


def write_csv(path: Path, rows: Sequence[Sequence[object]], pemisah: str = ",", encoding: str = "utf-8") -> Path:
    """Rows as a text file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=pemisah, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A small workbook: text, numbers, dates and error cells ('#REF!') with the types Excel gives them."""
    path.write_bytes(make_xlsx(sheets))
    return path


def make_xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Bytes of such a workbook."""
    buffer = io.BytesIO()
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="s{i}"/>' for i, name in enumerate(sheets, start=1))
    links = "".join(
        f'<Relationship Id="s{i}" Type="{_RELASI}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _BUKU.items():
            package.writestr(name, content)
        package.writestr(
            "xl/workbook.xml", f'<?xml version="1.0"?><workbook {_RUANG} xmlns:r="{_RELASI}"><sheets>{names}</sheets></workbook>'
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'{links}<Relationship Id="st" Type="{_RELASI}/styles" Target="styles.xml"/></Relationships>',
        )
        for i, rows in enumerate(sheets.values(), start=1):
            cells = "".join(
                f'<row r="{r}">{"".join(_cell(r, c, v) for c, v in enumerate(row))}</row>' for r, row in enumerate(rows, start=1)
            )
            package.writestr(
                f"xl/worksheets/sheet{i}.xml", f'<?xml version="1.0"?><worksheet {_RUANG}><sheetData>{cells}</sheetData></worksheet>'
            )
    return buffer.getvalue()


def _cell(row: int, column: int, value: object) -> str:
    place = f"{chr(65 + column)}{row}"
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if str(value).startswith("#"):
        return f'<c r="{place}" t="e"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def make_ods(rows: Sequence[Sequence[object]]) -> bytes:
    """Bytes of an OpenDocument sheet with text cells."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(str(v))}</text:p></table:table-cell>' for v in row)
        + "</table:table-row>"
        for row in rows
    )
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Data">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return buffer.getvalue()


def run_etl(data: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """`python -m etl …` in a process of its own, with its own data folder."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)], cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False
    )


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "P4GN_DATA": str(data)}
