"""What the reader of cells leaves unsaid about the sheets of an .xlsx: error cells, formulas without result, hidden rows, how far it reaches."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

import pyarrow as pa
import pyarrow.compute as pc

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import (
    GABUNGAN_TERBANYAK,
    SEL_TERBANYAK,
    TERLALU_BESAR,
    UKURAN_TAK_LAZIM,
    Paket,
    check_jumlah_lembar,
    check_tambalan,
    check_xml,
)
from etl.reading.lembar import Gabungan, Luas, Pelengkap
from etl.receive import Kiriman, show_nama

TANPA_HASIL = "#BELUM_DIHITUNG"
# Excel, LibreOffice, Google Sheets and the usual libraries write `<row r="…">` and `<c r="…">`; anything else is looked through slowly.
_TAK_LAZIM = (
    r'<!|<\w+:(?:c|row|sheetData|mergeCell)\b|<c(?:>|/| [^r]|\s?[\t\r\n]| r[^=]| r=[^"])|<row(?:>|/| [^r]|\s?[\t\r\n]| r[^=]| r=[^"])'
)
_PERLU_DILIHAT = r'<f[ />]| t="e"| hidden="[1t]'
_RUMUS_TANPA_HASIL = r"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>\s*)?</c>"
_SEL_GALAT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>\s*(?:<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*)?<v>([^<]*)</v>')
# A formula whose result no program has ever stored: reading it as empty would lose it.
_SEL_TANPA_HASIL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>\s*)?</c>')
_BARIS_TERSEMBUNYI = re.compile(rb'<row r="(\d+)"[^>]*\shidden="(?:1|true)"')
_GABUNGAN = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_SEL_BERISI = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>(?!\s*</c>)')
_NOMOR_BARIS = re.compile(rb'<row r="(\d+)"')
_DIMENSI = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]{1,3})\d+"')
_TEMPAT = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_AWAL = 100_000  # bytes in which the width of a table shows


def look_xlsx(kiriman: Kiriman, paket: Paket) -> Mapping[str, Pelengkap]:
    """By name of sheet."""
    found: dict[str, Pelengkap] = {}
    targets = dict(_list_relasi(_read_xml(kiriman, paket, "xl/_rels/workbook.xml.rels")))
    sheets = _list_sheet(_read_xml(kiriman, paket, "xl/workbook.xml"))
    check_jumlah_lembar(kiriman, len(sheets))
    for sheet, relation in sheets:
        path = _find_path(targets.get(relation, ""))
        if path in paket.daftar:
            xml = paket.read(path)
            found[sheet] = look_lembar(kiriman, sheet, xml)
    return found


def look_lembar(kiriman: Kiriman, sheet: str, xml: bytes) -> Pelengkap:
    """The XML of one sheet: one quick search when it is written as usual, cell by cell when it is not."""
    special = _holds(xml, f"{_TAK_LAZIM}|{_PERLU_DILIHAT}")
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:64] or (special and _holds(xml, _TAK_LAZIM)):
        check_xml(kiriman, xml)
        if len(xml) > UKURAN_TAK_LAZIM:
            raise BerkasDitolak(Masalah(kiriman.nama, *TERLALU_BESAR, lembar=show_nama(sheet)))
        return look_cermat(xml)
    cells: dict[tuple[int, int], str] = {}
    if special and b't="e"' in xml:
        check_tambalan(kiriman, sheet, xml.count(b't="e"'))
        cells |= {_place_of(column, row): value.decode() for column, row, value in _SEL_GALAT.findall(xml)}
    if special and b"<f" in xml and _holds(xml, _RUMUS_TANPA_HASIL):
        uncomputed = _SEL_TANPA_HASIL.findall(xml)
        check_tambalan(kiriman, sheet, len(uncomputed))
        cells |= {_place_of(column, row): TANPA_HASIL for column, row in uncomputed}
    hidden = frozenset(map(int, _BARIS_TERSEMBUNYI.findall(xml))) if special else frozenset()
    tail = xml[max(xml.rfind(b"</sheetData>"), 0) :]
    if tail.count(b"<mergeCell ") > GABUNGAN_TERBANYAK:
        raise BerkasDitolak(Masalah(kiriman.nama, *TERLALU_BESAR, lembar=show_nama(sheet)))
    return Pelengkap(cells, hidden, tuple(_range_of(*ends) for ends in _GABUNGAN.findall(tail)), _find_luas(xml))


def look_cermat(xml: bytes) -> Pelengkap:
    """The same by a real XML parser, for sheets that are written in an unusual way."""
    reader = _Pembaca()
    reader.parse(xml)
    return Pelengkap(reader.tambalan, frozenset(reader.hidden), tuple(reader.gabungan), reader.luas)


class _Pembaca:
    """Walks through one sheet with expat, which expands no external entity."""

    def __init__(self) -> None:
        self.tambalan: dict[tuple[int, int], str] = {}
        self.hidden: set[int] = set()
        self.gabungan: list[Gabungan] = []
        self.luas: Luas | None = None
        self._row, self._column = -1, -1
        self._jenis = ""
        self._has_formula = self._has_value = self._in_value = False
        self._text: list[str] = []

    def parse(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._row, self._column = _place_in(attributes.get("r", ""), self._row, self._column + 1)
            self._jenis, self._text = attributes.get("t", ""), []
            self._has_formula = self._has_value = False
        elif tag == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) - 1 if number.isdecimal() else self._row + 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self._row + 1)
        elif tag == "f":
            self._has_formula = True
        elif tag in ("v", "is"):
            self._in_value = True
        elif tag == "mergeCell":
            ends = [_place_in(end, -1, -1) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and min(*ends[0], *ends[1]) >= 0:
                self.gabungan.append((*ends[0], *ends[1]))

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            self._in_value, self._has_value = False, True
        elif tag == "c":
            place, text = (self._row, self._column), "".join(self._text)
            if self._has_value or self._has_formula:
                self.luas = _widen(self.luas, *place)
            if self._jenis == "e" and text:
                self.tambalan[place] = text
            elif self._has_formula and not text and self._jenis != "str":
                self.tambalan[place] = TANPA_HASIL

    def _take(self, text: str) -> None:
        if self._in_value:
            self._text.append(text)


def _widen(luas: Luas | None, row: int, column: int) -> Luas:
    if luas is None:
        return row, column, row, column
    return min(luas[0], row), min(luas[1], column), max(luas[2], row), max(luas[3], column)


def _holds(xml: bytes, pattern: str) -> bool:
    """Whether a pattern occurs, in one linear pass and without a copy."""
    offsets = pa.py_buffer(struct.pack("<qq", 0, len(xml)))
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(xml)])
    return bool(pc.match_substring_regex(text, pattern)[0].as_py())


def _find_luas(xml: bytes) -> Luas | None:
    """How far the filled cells reach: as far as the head and the last row say, if no cell stands farther; else cell by cell."""
    last = _NOMOR_BARIS.match(xml, max(xml.rfind(b'<row r="'), 0))
    if last is None:
        return None
    head = xml[:_AWAL]
    columns = {column for column, _ in _SEL_BERISI.findall(head)} | set(_DIMENSI.findall(head))
    column = max(columns, key=_column_index, default=b"A").decode()
    row = last[1].decode()
    luas = 0, 0, int(row) - 1, _column_index(column.encode())
    farther = f'<c r="(?:{_after(column, "A", "Z")}|[A-Z]+(?:{_after(row, "0", "9")}))'
    if int(row) * (luas[3] + 1) <= SEL_TERBANYAK and not _holds(xml, farther):
        return luas
    rows_seen: dict[bytes, None] = {}
    columns_seen: dict[bytes, None] = {}
    for match in _SEL_BERISI.finditer(xml):
        columns_seen[match[1]] = rows_seen[match[2]] = None
    if not columns_seen:
        return None
    places, numbers = [_column_index(name) for name in columns_seen], [int(name) - 1 for name in rows_seen]
    return min(numbers), min(places), max(numbers), max(places)


def _after(text: str, low: str, high: str) -> str:
    """Pattern of the letters or digits that come after the given ones: longer, or as long and later."""
    later = [
        f"{text[:index]}[{chr(ord(letter) + 1)}-{high}][{low}-{high}]{{{len(text) - index - 1}}}"
        for index, letter in enumerate(text)
        if letter != high
    ]
    return "|".join([f"[{low}-{high}]{{{len(text) + 1}}}", *later])


def _place_in(reference: str, row: int, column: int) -> tuple[int, int]:
    """'B3' → (2, 1); the given place when there is no reference."""
    match = _TEMPAT.fullmatch(reference)
    return _place_of(match[1].encode(), match[2].encode()) if match else (row, column)


def _place_of(column: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _column_index(column)


def _range_of(column1: bytes, row1: bytes, column2: bytes, row2: bytes) -> Gabungan:
    return (*_place_of(column1, row1), *_place_of(column2, row2))


def _column_index(name: bytes) -> int:
    index = 0
    for letter in name:
        index = index * 26 + letter - 64
    return index - 1


def _read_xml(kiriman: Kiriman, paket: Paket, bagian: str) -> bytes:
    xml = paket.read(bagian) if bagian in paket.daftar else b"<kosong/>"
    check_xml(kiriman, xml)
    return xml


def _find_path(target: str) -> str:
    path = str(PurePosixPath(target.lstrip("/")))
    return path if path.startswith("xl/") else f"xl/{path}"


def _list_relasi(xml: bytes) -> list[tuple[str, str]]:
    return [(item.get("Id", ""), item.get("Target", "")) for item in ElementTree.fromstring(xml)]


def _list_sheet(xml: bytes) -> list[tuple[str, str]]:
    """(name, relation id); the relation's namespace differs between the two standards of the format."""
    sheets = [item for item in ElementTree.fromstring(xml).iter() if item.tag.rpartition("}")[2] == "sheet"]
    return [(item.get("name", ""), next((value for key, value in item.items() if key.endswith("}id")), "")) for item in sheets]
