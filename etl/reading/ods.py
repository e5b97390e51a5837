"""What the reader of cells leaves unsaid about the sheets of an .ods: error cells, hidden rows, merged cells, how far repeated cells reach."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import (
    GABUNGAN_TERBANYAK,
    SEL_ODS_TERBANYAK,
    SPASI_TERBANYAK,
    TERLALU_BESAR,
    UKURAN_ODS,
    Paket,
    check_jumlah_lembar,
    check_luas,
    check_tambalan,
    check_xml,
)
from etl.reading.lembar import Gabungan, Luas, Pelengkap
from etl.reading.xlsx import TANPA_HASIL
from etl.receive import Kiriman, show_nama

_TABEL, _KANTOR, _TEKS, _HITUNG = (
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
)
_SEL = (_TABEL + "table-cell", _TABEL + "covered-table-cell")


def look_ods(kiriman: Kiriman, paket: Paket) -> Mapping[str, Pelengkap]:
    """By name of sheet; BerkasDitolak when a repeated cell fills more than can be read."""
    xml = paket.read("content.xml")
    check_xml(kiriman, xml)
    if len(xml) > UKURAN_ODS:
        raise BerkasDitolak(Masalah(kiriman.nama, *TERLALU_BESAR))
    reader = _Pembaca()
    reader.parse(xml)
    check_jumlah_lembar(kiriman, len(reader.tables))
    found = {}
    for table in reader.tables:
        check_luas(kiriman, table.nama, table.luas, SEL_ODS_TERBANYAK)
        check_tambalan(kiriman, table.nama, sum(rows * columns for _, rows, _, columns, _ in table.tambalan))
        if table.spasi > SPASI_TERBANYAK or len(table.gabungan) > GABUNGAN_TERBANYAK:
            raise BerkasDitolak(Masalah(kiriman.nama, *TERLALU_BESAR, lembar=show_nama(table.nama)))
        cells = {
            (row + down, column + right): text
            for row, rows, column, columns, text in table.tambalan
            for down in range(rows)
            for right in range(columns)
        }
        last = table.luas[2] if table.luas else -1
        hidden = frozenset(number + 1 for first, count in table.hidden for number in range(first, min(first + count, last + 1)))
        found[table.nama] = Pelengkap(cells, hidden, tuple(table.gabungan), table.luas)
    return found


class _Tabel:
    """One table while it is being walked through."""

    def __init__(self, nama: str) -> None:
        self.nama = nama
        self.row = 0
        self.luas: Luas | None = None
        self.spasi = 0
        self.hidden: list[tuple[int, int]] = []
        self.gabungan: list[Gabungan] = []
        self.tambalan: list[tuple[int, int, int, int, str]] = []


class _Pembaca:
    """Walks through content.xml with expat, which expands no external entity."""

    def __init__(self) -> None:
        self.tables: list[_Tabel] = []
        self._column = self._rows = self._columns = self._note = 0
        self._first = self._last = -1
        self._errors: list[tuple[int, int, str]] = []
        self._is_error = self._has_formula = self._has_value = self._in_text = False
        self._text: list[str] = []

    def parse(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._note:
            self._note += 1
        elif name in _SEL and self.tables:
            self._start_cell(attributes)
        elif name == _TABEL + "table-row" and self.tables:
            table = self.tables[-1]
            self._rows = _count(attributes.get(_TABEL + "number-rows-repeated"))
            self._column, self._first, self._last, self._errors = 0, -1, -1, []
            if attributes.get(_TABEL + "visibility") in ("collapse", "filter"):
                table.hidden.append((table.row, self._rows))
        elif name == _TEKS + "p":
            self._in_text = True
        elif name == _TEKS + "s" and self.tables:
            table = self.tables[-1]
            table.spasi = max(table.spasi, _count(attributes.get(_TEKS + "c")))
        elif name == _TABEL + "table":
            self.tables.append(_Tabel(attributes.get(_TABEL + "name", "")))
        elif name == _KANTOR + "annotation":
            self._note = 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._columns = _count(attributes.get(_TABEL + "number-columns-repeated"))
        self._text = []
        self._has_value = _KANTOR + "value-type" in attributes
        self._has_formula = _TABEL + "formula" in attributes
        self._is_error = attributes.get(_HITUNG + "value-type") == "error"
        down, right = _count(attributes.get(_TABEL + "number-rows-spanned")), _count(attributes.get(_TABEL + "number-columns-spanned"))
        if down > 1 or right > 1:
            table = self.tables[-1]
            table.gabungan.append((table.row, self._column, table.row + down - 1, self._column + right - 1))

    def _end(self, name: str) -> None:
        if self._note:
            self._note -= 1
        elif name in _SEL and self.tables:
            self._end_cell()
        elif name == _TABEL + "table-row" and self.tables:
            table = self.tables[-1]
            if self._first >= 0:
                last = table.row + self._rows - 1
                row, left, _, right = table.luas or (table.row, self._first, last, self._last)
                table.luas = row, min(left, self._first), last, max(right, self._last)
            table.tambalan += [(table.row, self._rows, column, columns, text) for column, columns, text in self._errors]
            table.row += self._rows
        elif name == _TEKS + "p":
            self._in_text = False

    def _end_cell(self) -> None:
        text = "".join(self._text).strip()
        if text or self._has_value or self._has_formula:
            self._first = self._column if self._first < 0 else self._first
            self._last = self._column + self._columns - 1
        if self._is_error:
            self._errors.append((self._column, self._columns, text or "#N/A"))
        elif self._has_formula and not self._has_value and not text:
            self._errors.append((self._column, self._columns, TANPA_HASIL))
        self._column += self._columns

    def _take(self, text: str) -> None:
        if self._in_text and not self._note:
            self._text.append(text)


def _count(repeated: str | None) -> int:
    return max(int(repeated), 1) if repeated and repeated.isdecimal() and len(repeated) < 20 else 1
