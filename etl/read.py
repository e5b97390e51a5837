"""Bytes of one file → sheets of rows, every cell with the type it has in the file (a number cell stays a number)."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from etl.problems import BerkasDitolak, Masalah
from etl.receive import JENIS_BERKAS, Kiriman
from etl.sources import Tajuk, find_tajuk

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_JENIS_LAIN = ((b"%PDF", "PDF"), (b"\x89PNG", "gambar"), (b"\xff\xd8\xff", "gambar"), (b"\x1f\x8b", "arsip gzip"), (b"Rar!", "arsip RAR"))
_BOM = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PEMISAH = (",", ";", "\t", "|")
_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What UTF-8 looks like when read as cp1252: a sign that the file mixes two encodings.
_CAMPURAN = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_SIMPAN_UTF8 = "simpan ulang sebagai “CSV UTF-8” atau .xlsx"
_SEL_GALAT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_SEL_BERISI = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>')
# A formula whose result no program has ever stored: reading it as empty would lose it.
_SEL_TANPA_HASIL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>\s*)?</c>')
_TANPA_HASIL = "#BELUM_DIHITUNG"
_SEL_TERBANYAK = 20_000_000  # a sheet is read whole, from its first to its last filled cell
_UKURAN_BONGKAR = 1024 * 1024 * 1024  # a workbook that unpacks to more than this is refused


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet; `baris[0]` is row 1 of the file. A text file has one sheet without a name."""

    nama: str | None
    baris: tuple[tuple[object, ...], ...]
    tersembunyi: bool = False


def read_lembar(kiriman: Kiriman) -> list[Lembar]:
    """All sheets of a file; BerkasDitolak with one clear reason when it cannot be read."""
    declared = JENIS_BERKAS[PurePath(kiriman.nama).suffix.lower()]
    actual = _find_jenis(kiriman)
    if declared != actual:
        raise BerkasDitolak(Masalah(kiriman.nama, *_say_mismatch(kiriman.nama, actual)))
    return _read_teks(kiriman) if actual == "teks" else _read_buku(kiriman, actual)


def decode_teks(kiriman: Kiriman) -> str:
    """Text of a file in UTF-8, UTF-8 with BOM, UTF-16 or Windows-1252; BerkasDitolak when it is none of these."""
    for encoding in _list_encodings(kiriman.isi):
        try:
            text = kiriman.isi.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _KENDALI.search(text):
            continue
        if encoding == "cp1252" and _CAMPURAN.search(text):
            alasan = "huruf dalam berkas memakai dua penyandian yang bercampur (UTF-8 dan Windows-1252)"
            raise BerkasDitolak(Masalah(kiriman.nama, alasan, _SIMPAN_UTF8))
        return text
    raise BerkasDitolak(Masalah(kiriman.nama, "huruf dalam berkas tidak dapat dibaca (penyandian tidak dikenal)", _SIMPAN_UTF8))


def _list_encodings(isi: bytes) -> list[str]:
    for mark, encoding in _BOM:
        if isi.startswith(mark):
            return [encoding]
    head = isi[:4000]
    if head.count(b"\0") > len(head) // 4:
        return ["utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _find_jenis(kiriman: Kiriman) -> str:
    isi = kiriman.isi
    if isi.startswith(_OLE2):
        return "terkunci" if "EncryptedPackage".encode("utf-16-le") in isi else "xls"
    if isi.startswith((_ZIP, b"PK\x05\x06")):
        return _find_jenis_zip(kiriman)
    for mark, jenis in _JENIS_LAIN:
        if isi.startswith(mark):
            return jenis
    if re.match(rb"\s*<(!doctype html|html|table)", isi[:200], re.IGNORECASE):
        return "laman HTML"
    return "teks"


def _find_jenis_zip(kiriman: Kiriman) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(kiriman.isi)) as package:
            names = set(package.namelist())
            if sum(item.file_size for item in package.infolist()) > _UKURAN_BONGKAR:
                raise BerkasDitolak(Masalah(kiriman.nama, "isi berkas terlalu besar saat dibuka", "bagi menjadi beberapa berkas"))
            if damaged := package.testzip():
                alasan = f"berkas rusak (bagian {damaged} tidak utuh)"
                raise BerkasDitolak(Masalah(kiriman.nama, alasan, "buka di Excel atau LibreOffice, simpan ulang, lalu kirim lagi"))
            mimetype = package.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        alasan = "berkas rusak atau terpotong; isinya tidak dapat dibuka"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "buka di Excel atau LibreOffice, simpan ulang, lalu kirim lagi")) from error
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    return "dokumen Word" if "word/document.xml" in names else "arsip ZIP"


def _say_mismatch(nama: str, actual: str) -> tuple[str, str]:
    if actual == "terkunci":
        return "berkas terkunci kata sandi", "buka di Excel, hapus kata sandinya (Info › Lindungi Buku Kerja), simpan, lalu kirim lagi"
    suffix = PurePath(nama).suffix
    kind = {"xls": "buku kerja Excel lama (.xls)", "xlsx": "buku kerja Excel (.xlsx)", "ods": "lembar OpenDocument (.ods)", "teks": "teks"}
    alasan = f"isi berkas adalah {kind.get(actual, actual)}, padahal namanya berakhiran {suffix}"
    return alasan, "buka berkasnya, pilih Simpan Sebagai .xlsx, lalu kirim hasilnya"


def _read_buku(kiriman: Kiriman, jenis: str) -> list[Lembar]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(kiriman.isi)) as book:
            errors = _find_sel_galat(kiriman) if jenis == "xlsx" and len(book.sheet_names) else {}
            return [
                Lembar(nama, _as_rows(book.get_sheet_by_name(nama).to_python(skip_empty_area=False), errors.get(nama, {})), tersembunyi)
                for nama, tersembunyi in _list_lembar(book, calamine)
            ]
    except calamine.PasswordError as error:
        raise BerkasDitolak(Masalah(kiriman.nama, *_say_mismatch(kiriman.nama, "terkunci"))) from error
    except (calamine.CalamineError, ElementTree.ParseError, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise BerkasDitolak(Masalah(kiriman.nama, *_say_mismatch(kiriman.nama, "terkunci"))) from error
        alasan = "buku kerja rusak; lembarnya tidak dapat dibaca"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "buka di Excel atau LibreOffice, simpan ulang, lalu kirim lagi")) from error


def _list_lembar(book: object, calamine: object) -> list[tuple[str, bool]]:
    """(name, hidden or not) of the sheets that hold cells."""
    worksheet, visible = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
    return [(meta.name, meta.visible != visible) for meta in book.sheets_metadata if meta.typ == worksheet]


def _as_rows(rows: list[list[object]], errors: dict[tuple[int, int], str]) -> tuple[tuple[object, ...], ...]:
    return tuple(
        tuple(errors.get((r, c), cell) if cell == "" and errors else cell for c, cell in enumerate(row)) for r, row in enumerate(rows)
    )


def _find_sel_galat(kiriman: Kiriman) -> dict[str, dict[tuple[int, int], str]]:
    """Cells that hold an Excel error (#REF!) or a formula without result, by sheet: the reader gives them as empty, which would hide them.

    BerkasDitolak when one filled cell far away makes a sheet too large to read.
    """
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(io.BytesIO(kiriman.isi)) as package:
        names = set(package.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return found
        targets = dict(_list_relasi(package.read("xl/_rels/workbook.xml.rels")))
        for sheet, relation in _list_sheet(package.read("xl/workbook.xml")):
            target = targets.get(relation, "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path not in names:
                continue
            xml = package.read(path)
            _check_luas(kiriman, sheet, xml)
            found[sheet] = {_place_of(name, row): value.decode() for name, row, value in _SEL_GALAT.findall(xml)} if b't="e"' in xml else {}
            if b"<f" in xml:
                found[sheet] |= {_place_of(name, row): _TANPA_HASIL for name, row in _SEL_TANPA_HASIL.findall(xml)}
    return found


def _check_luas(kiriman: Kiriman, sheet: str, xml: bytes) -> None:
    """Excel's largest sheet has 17 thousand million cells; a space in its last corner must not be read as all of them."""
    places = [_place_of(name, row) for name, row in _SEL_BERISI.findall(xml)]
    if not places:
        return
    rows, columns = [row for row, _ in places], [column for _, column in places]
    if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > _SEL_TERBANYAK:
        alasan = f"isi lembar ini tersebar sampai baris {max(rows) + 1} kolom ke-{max(columns) + 1}; terlalu luas untuk dibaca"
        perbaikan = "hapus isi sel yang jauh di luar tabel, atau salin tabelnya saja ke buku kerja baru"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, perbaikan, lembar=sheet))


def _place_of(name: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _column_index(name)


def _list_relasi(xml: bytes) -> list[tuple[str, str]]:
    return [(item.get("Id", ""), item.get("Target", "")) for item in ElementTree.fromstring(xml)]


def _list_sheet(xml: bytes) -> list[tuple[str, str]]:
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return [(item.get("name", ""), item.get(relation, "")) for item in ElementTree.fromstring(xml).iter() if item.tag.endswith("}sheet")]


def _column_index(name: bytes) -> int:
    index = 0
    for letter in name:
        index = index * 26 + letter - 64
    return index - 1


def _read_teks(kiriman: Kiriman) -> list[Lembar]:
    text = decode_teks(kiriman)
    if not text.strip():
        raise BerkasDitolak(Masalah(kiriman.nama, "berkas tidak berisi apa-apa", "kirim ulang berkas yang ada isinya"))
    return [Lembar(None, _split_rows(kiriman.nama, text, _find_pemisah(text)))]


def _find_pemisah(text: str) -> str:
    """The separator that makes a known heading row; failing that the one that makes most columns."""
    return max(_PEMISAH, key=lambda pemisah: _score_pemisah(_head_rows(text, pemisah)))


def _score_pemisah(rows: list[list[str]]) -> tuple[int, int]:
    tajuk = find_tajuk(rows)
    known = 0 if tajuk is None else len(tajuk.letak) + 100 if isinstance(tajuk, Tajuk) else 1
    return known, max((len(row) for row in rows), default=0)


def _head_rows(text: str, pemisah: str) -> list[list[str]]:
    head = text[:200_000]
    try:
        return [row for row, _ in zip(csv.reader(io.StringIO(head, newline=""), delimiter=pemisah), range(40), strict=False)]
    except csv.Error:
        return []


def _split_rows(nama: str, text: str, pemisah: str) -> tuple[tuple[object, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=pemisah, strict=True)
    rows: list[tuple[object, ...]] = []
    try:
        rows.extend(tuple(row) for row in reader)
    except csv.Error as error:
        if "field larger" in str(error):
            alasan = f"isi satu sel di baris ini lebih panjang dari {csv.field_size_limit():,} huruf".replace(",", ".")
            perbaikan = "periksa tanda kutip dan pemisahnya, atau pendekkan isinya"
            raise BerkasDitolak(Masalah(nama, alasan, perbaikan, baris=len(rows) + 1)) from error
        alasan = "tanda kutip di baris ini tidak berpasangan, sehingga kolomnya tidak dapat dipisah"
        perbaikan = "tutup tanda kutipnya, atau simpan ulang dari Excel atau LibreOffice"
        raise BerkasDitolak(Masalah(nama, alasan, perbaikan, baris=len(rows) + 1)) from error
    return tuple(rows)


def pad_row(row: Sequence[object], lebar: int) -> tuple[object, ...]:
    """The row made as wide as the heading row."""
    return tuple(row) + ("",) * (lebar - len(row))
