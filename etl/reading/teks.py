"""Text files in any usual encoding and separator → one sheet of text columns; large regular files are read by columns at once."""

from __future__ import annotations

import csv
import io
import itertools
import re
import struct
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import (
    BARIS_TERBANYAK,
    KOLOM_TERBANYAK,
    KUTIP_TERBANYAK,
    LUAS_TEKS_TERBANYAK,
    SEL_TEKS_TERBANYAK,
    UKURAN_TAK_BERATURAN,
)
from etl.reading.kolom import KOSONG, Kolom, Penyusun, from_arrow, put_cells
from etl.reading.lembar import Lembar
from etl.receive import Kiriman
from etl.sources import Tajuk, find_tajuk

_BOM = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PEMISAH = (",", ";", "\t", "|")
_KENDALI = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
# What UTF-8 looks like when read as cp1252: a sign that the file mixes two encodings.
_CAMPURAN = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
# What the quotes and the dash of an old Mac look like when read as cp1252; no word of ours has these letters there.
_MAC = re.compile("[a-z]Õ[a-z]|Ò[^ÒÓ\r\n]{1,200}Ó")
_SIMPAN_UTF8 = "simpan ulang sebagai “CSV UTF-8” atau .xlsx"
_SEP = re.compile(r"\"?sep=(.)\"?[,;\t|]*\r?\n", re.IGNORECASE)
_KEPALA = 200_000  # bytes in which the separator and the width of a table show
_BESAR = 2_000_000  # bytes; below this the row-wise reader is as fast
_BLOK = 4 << 20
_SURVEI = 1 << 18  # bytes looked at together; small enough to stay in the processor's cache
_BARIS_GANJIL = 10_000  # ragged rows that are worth mending one by one
_BARIS_PANJANG = 20_000  # letters of one line that are looked at to find the separator
_POTONGAN = 1_000  # rows that are turned into columns together


def read_teks(kiriman: Kiriman) -> list[Lembar]:
    """The one sheet of a text file; BerkasDitolak with one clear reason when it cannot be read."""
    isi = _as_utf8(kiriman)
    head = isi[:_KEPALA].decode("utf-8", errors="ignore")
    if not head.strip() and not isi.strip():
        raise BerkasDitolak(Masalah(kiriman.nama, "berkas tidak berisi apa-apa", "kirim ulang berkas yang ada isinya"))
    pemisah = find_pemisah(head)
    width, (baris, quotes) = _find_lebar(head, pemisah), _survey(isi)
    _check_ukuran(kiriman, baris, baris * (width or 0))
    sheet = read_kolom(isi, pemisah, width, quotes) if width and quotes is not None and len(isi) > _BESAR else None
    if sheet is None:
        _check_ukuran(kiriman, baris, isi.count(pemisah.encode()))
        if len(isi) > UKURAN_TAK_BERATURAN:
            raise BerkasDitolak(_say_tak_beraturan(kiriman, isi, pemisah))
        _check_kendali(kiriman, _holds(isi, _KENDALI))
        return [read_baris(kiriman, isi.decode("utf-8"), pemisah)]
    _check_kendali(kiriman, any(_column_holds(column, _KENDALI) for column in sheet.kolom))
    return [sheet]


def decode_teks(kiriman: Kiriman) -> str:
    """Text of a file in UTF-8, UTF-8 with BOM, UTF-16 or Windows-1252; BerkasDitolak when it is none of these."""
    isi = _as_utf8(kiriman)
    _check_kendali(kiriman, _holds(isi, _KENDALI))
    return isi.decode("utf-8")


def _as_utf8(kiriman: Kiriman) -> bytes:
    """The file as UTF-8 without a mark at its start; control characters are not looked for yet."""
    for encoding in _list_encodings(kiriman.isi):
        text = _decode(kiriman.isi, encoding)
        if text is None:
            continue
        if encoding == "cp1252" and _CAMPURAN.search(text.decode()):
            alasan = "huruf dalam berkas memakai dua penyandian yang bercampur (UTF-8 dan Windows-1252)"
            raise BerkasDitolak(Masalah(kiriman.nama, alasan, _SIMPAN_UTF8))
        if encoding == "cp1252" and _MAC.search(text.decode()):
            alasan = "huruf dalam berkas memakai penyandian Mac lama (Mac OS Roman)"
            raise BerkasDitolak(Masalah(kiriman.nama, alasan, _SIMPAN_UTF8))
        return text
    raise BerkasDitolak(_say_tak_dikenal(kiriman))


def _say_tak_dikenal(kiriman: Kiriman) -> Masalah:
    return Masalah(kiriman.nama, "huruf dalam berkas tidak dapat dibaca (penyandian tidak dikenal)", _SIMPAN_UTF8)


def _check_kendali(kiriman: Kiriman, found: bool) -> None:
    """Control characters stand in no text: this is something else, in another encoding or not text at all."""
    if found:
        raise BerkasDitolak(_say_tak_dikenal(kiriman))


def _list_encodings(isi: bytes) -> list[str]:
    for mark, encoding in _BOM:
        if isi.startswith(mark):
            return [encoding]
    head = isi[:4000]
    if head.count(b"\0") > len(head) // 4:
        return ["utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _decode(isi: bytes, encoding: str) -> bytes | None:
    """The same text in UTF-8; None when the bytes are not in this encoding."""
    if encoding in ("utf-8", "utf-8-sig"):
        text = isi[3:] if encoding == "utf-8-sig" else isi
        return text if _is_utf8(text) else None
    try:
        return isi.decode(encoding).encode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_array(isi: bytes | pa.Buffer) -> pa.Array:
    """The bytes as one cell, without a copy."""
    text = pa.py_buffer(isi)
    offsets = pa.py_buffer(struct.pack("<qq", 0, text.size))
    return pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, text])


def _is_utf8(isi: bytes) -> bool:
    try:
        _as_array(isi).cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _holds(isi: bytes | pa.Buffer, pattern: str) -> bool:
    return bool(pc.match_substring_regex(_as_array(isi), pattern)[0].as_py())


def _column_holds(column: Kolom, pattern: str) -> bool:
    if isinstance(column.isi, pa.Array):
        text = column.isi.buffers()[2]
        return text is not None and _holds(text, pattern)
    return any(re.search(pattern, str(cell)) for cell in column.isi)


def find_pemisah(head: str) -> str:
    """The separator the first line declares (`sep=;`); else the one that makes a known heading row, or the most columns."""
    declared = _SEP.match(head)
    if declared and declared[1] in _PEMISAH:
        return declared[1]
    return max(_PEMISAH, key=lambda pemisah: _score_pemisah(_head_rows(head, pemisah, 40)))


def _score_pemisah(rows: list[list[str]]) -> tuple[int, int]:
    tajuk = find_tajuk(rows)
    known = 0 if tajuk is None else len(tajuk.letak) + 100 if isinstance(tajuk, Tajuk) else 1
    return known, max((len(row) for row in rows), default=0)


def _head_rows(head: str, pemisah: str, count: int) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row, _ in zip(csv.reader(_lines(head), delimiter=pemisah), range(count), strict=False):
            rows.append(row)
    except csv.Error:
        return []
    return rows


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; of a line longer than any row only the beginning tells the separator."""
    for line in io.StringIO(text, newline=""):
        yield line[:_BARIS_PANJANG]


def read_kolom(isi: bytes, pemisah: str, width: int, quotes: npt.NDArray[np.intp]) -> Lembar | None:
    """A regular text read by columns at once; None when its quotes or rows need the reader that goes row by row."""
    quoted = len(quotes) > 0
    if quoted and not _is_well_quoted(isi, pemisah, quotes):
        return None
    ragged: list[tuple[int, str]] = []
    table = _read_arrow(isi, pemisah, width, quoted, None) or _read_arrow(isi, pemisah, width, quoted, ragged)
    if table is None:
        return None
    with ThreadPoolExecutor(2) as workers:
        columns = list(workers.map(from_arrow, table.columns))
    longest = max((pc.max(pc.binary_length(column.isi)).as_py() or 0 for column in columns), default=0)
    return None if longest > csv.field_size_limit() else _put_ragged(columns, table.num_rows, width, ragged, pemisah)


def _find_lebar(head: str, pemisah: str) -> int | None:
    """How many cells most rows have, of those in the beginning of the file."""
    counts = Counter(len(row) for row in _head_rows(head, pemisah, 2_000)[:-1] if any(row))
    width = counts.most_common(1)[0][0] if counts else None
    return width if width and width <= KOLOM_TERBANYAK else None


def _is_well_quoted(isi: bytes, pemisah: str, quotes: npt.NDArray[np.intp]) -> bool:
    """Every quote opens or closes a whole cell, is doubled in one, or stands inside a cell without quotes."""
    letters = np.frombuffer(isi, np.uint8)
    edge = np.zeros(256, dtype=bool)
    edge[[10, 13, 34, ord(pemisah)]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    if len(opening) == len(closing):
        before, after = letters[np.maximum(opening - 1, 0)], letters[np.minimum(closing + 1, len(letters) - 1)]
        if edge[before].all() and edge[after].all():
            return True
    mark = re.escape(pemisah)
    return _holds(isi, rf'\A(?:(?:"(?:[^"]|"")*"|[^"{mark}\n\r][^{mark}\n\r]*|)(?:{mark}|\r\n|\n|\r|\z))*\z')


def _read_arrow(isi: bytes, pemisah: str, width: int, quoted: bool, ragged: list[tuple[int, str]] | None) -> pa.Table | None:
    """All rows of this width; other rows are put into `ragged` with their number, or make the answer None if there is none given."""
    from pyarrow import csv as columnar

    def take_ragged(row: columnar.InvalidRow) -> str:
        if ragged is None or row.number is None or len(ragged) >= _BARIS_GANJIL:
            return "error"
        ragged.append((row.number - 1, row.text))
        return "skip"

    names = [str(index) for index in range(width)]
    read = columnar.ReadOptions(column_names=names, block_size=_BLOK, use_threads=ragged is None)
    parse = columnar.ParseOptions(
        delimiter=pemisah,
        newlines_in_values=quoted,
        ignore_empty_lines=False,
        invalid_row_handler=take_ragged,
        quote_char='"' if quoted else False,
    )
    text = pa.dictionary(pa.int32(), pa.string())
    convert = columnar.ConvertOptions(column_types=dict.fromkeys(names, text), strings_can_be_null=False)
    try:
        return columnar.read_csv(pa.py_buffer(isi), read_options=read, parse_options=parse, convert_options=convert)
    except pa.ArrowInvalid:
        return None


def _put_ragged(columns: list[Kolom], count: int, width: int, ragged: list[tuple[int, str]], pemisah: str) -> Lembar | None:
    """The sheet with the rows of another width put back where they stand; None when one of them cannot be split."""
    if not ragged:
        return Lembar(None, tuple(columns), count, lebar=np.full(count, width, dtype=np.int32))
    try:
        rows = {number: next(csv.reader(io.StringIO(text, newline=""), delimiter=pemisah, strict=True), []) for number, text in ragged}
    except csv.Error:
        return None
    total, widest = count + len(rows), max(width, *(len(row) for row in rows.values()))
    if widest > KOLOM_TERBANYAK or total * widest > LUAS_TEKS_TERBANYAK or max(rows) >= total:
        return None
    lebar = np.full(total, width, dtype=np.int32)
    lebar[list(rows)] = [len(row) for row in rows.values()]
    regular = np.ones(total, dtype=bool)
    regular[list(rows)] = False
    spread = []
    for index in range(widest):
        kode = np.full(total, KOSONG, dtype=np.int32)
        if index < width:
            kode[regular] = columns[index].kode
        cells = {number: row[index] for number, row in rows.items() if index < len(row) and row[index].strip()}
        spread.append(put_cells(Kolom(kode, columns[index].isi if index < width else ()), cells))
    return Lembar(None, tuple(spread), total, lebar=lebar)


def read_baris(kiriman: Kiriman, text: str, pemisah: str) -> Lembar:
    """Any text read row by row; BerkasDitolak names the row in which quotes or cells cannot be told apart."""
    columns: list[Penyusun] = []
    widths: list[int] = []
    for piece in _list_pieces(kiriman, text, pemisah):
        widest = max(len(columns), *map(len, piece))
        if (len(widths) + len(piece)) * widest > LUAS_TEKS_TERBANYAK:
            raise BerkasDitolak(
                _say_lebar(kiriman, max(map(len, piece)), len(widths) + 1 + max(range(len(piece)), key=lambda i: len(piece[i])))
            )
        for _ in range(widest - len(columns)):
            columns.append(Penyusun())
            columns[-1].skip(len(widths))
        cells = itertools.zip_longest(*piece)
        for column, part in itertools.zip_longest(columns, cells, fillvalue=()):
            column.add(part) if part else column.skip(len(piece))
        widths.extend(map(len, piece))
    return Lembar(None, tuple(column.finish() for column in columns), len(widths), lebar=np.array(widths, dtype=np.int32))


def _say_lebar(kiriman: Kiriman, lebar: int, baris: int) -> Masalah:
    alasan = f"baris ini mempunyai {lebar} kolom; terlalu lebar untuk tabel sepanjang ini"
    return Masalah(kiriman.nama, alasan, "periksa tanda pemisah dan akhir barisnya", baris=baris)


def _say_tak_beraturan(kiriman: Kiriman, isi: bytes, pemisah: str) -> Masalah:
    """Names the row in which the quotes break; else that the rows differ too much for so large a file."""
    try:
        for _ in _list_pieces(kiriman, isi.decode("utf-8"), pemisah):
            pass
    except BerkasDitolak as error:
        return error.masalah
    alasan = "baris-barisnya tidak beraturan (jumlah kolom atau tanda kutipnya berbeda-beda) dan berkasnya lebih besar dari 50 MB"
    return Masalah(kiriman.nama, alasan, "simpan ulang dari Excel atau LibreOffice sebagai CSV UTF-8, atau bagi menjadi beberapa berkas")


def _list_pieces(kiriman: Kiriman, text: str, pemisah: str) -> Iterator[list[list[str]]]:
    """Some rows at a time."""
    seen = 0
    piece: list[list[str]] = []
    long: list[str] = []
    reader = csv.reader(_short_lines(text, pemisah, long), delimiter=pemisah, strict=True)
    try:
        for row in reader:
            piece.append(row)
            if len(row) > KOLOM_TERBANYAK:
                long.append(pemisah)
                break
            if len(piece) == _POTONGAN:
                yield piece
                seen, piece = seen + len(piece), []
    except csv.Error as error:
        raise BerkasDitolak(_say_galat(kiriman.nama, error, seen + len(piece) + 1)) from error
    if long:
        alasan = f"baris ini mempunyai lebih dari {KOLOM_TERBANYAK:,} kolom".replace(",", ".")
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "periksa tanda pemisah dan akhir barisnya", baris=seen + len(piece)))
    if piece:
        yield piece


def _short_lines(text: str, pemisah: str, long: list[str]) -> Iterator[str]:
    """Lines with their ends up to one that would make more cells than a row may have, of which only the beginning is given."""
    for line in io.StringIO(text, newline=""):
        if len(line) > KOLOM_TERBANYAK and line.count(pemisah) >= KOLOM_TERBANYAK:
            long.append(pemisah)
            yield pemisah
            return
        yield line


def _say_galat(nama: str, error: csv.Error, baris: int) -> Masalah:
    if "field larger" in str(error):
        alasan = f"isi satu sel di baris ini lebih panjang dari {csv.field_size_limit():,} huruf".replace(",", ".")
        return Masalah(nama, alasan, "periksa tanda kutip dan pemisahnya, atau pendekkan isinya", baris=baris)
    alasan = "tanda kutip di baris ini tidak berpasangan, sehingga kolomnya tidak dapat dipisah"
    return Masalah(nama, alasan, "tutup tanda kutipnya, atau simpan ulang dari Excel atau LibreOffice", baris=baris)


def _survey(isi: bytes) -> tuple[int, npt.NDArray[np.intp] | None]:
    """How many lines there are, and where the quotes stand (None when there are too many), in one pass."""
    letters = np.frombuffer(isi, np.uint8)
    ends, returns, found, quotes = 0, 0, 0, [np.empty(0, dtype=np.intp)]
    old_mac = b"\r" in isi and b"\r\n" not in isi[:_KEPALA]
    for start in range(0, len(letters), _SURVEI):
        piece = letters[start : start + _SURVEI]
        ends += int(np.count_nonzero(piece == 10))
        returns += int(np.count_nonzero(piece == 13)) if old_mac else 0
        if found <= KUTIP_TERBANYAK:
            quotes.append(np.flatnonzero(piece == 34) + start)
            found += len(quotes[-1])
    return ends + returns + 1, np.concatenate(quotes) if found <= KUTIP_TERBANYAK else None


def _check_ukuran(kiriman: Kiriman, baris: int, sel: int) -> None:
    """A text of nothing but line ends or separators would fill the memory with empty cells."""
    if baris > BARIS_TERBANYAK or sel > SEL_TEKS_TERBANYAK:
        alasan = f"berkas berisi lebih dari {BARIS_TERBANYAK:,} baris atau {SEL_TEKS_TERBANYAK:,} sel".replace(",", ".")
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "hapus baris dan kolom yang kosong, atau bagi menjadi beberapa berkas"))
