"""What the reader of cells leaves unsaid about the sheets of an .xls (BIFF8 in an OLE container): error cells, hidden rows, locks, macros."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import BENDA, MAKRO, PERINTAH, TERKUNCI, check_jumlah_lembar, check_tambalan, say_tautan
from etl.reading.lembar import Pelengkap
from etl.receive import Kiriman

_AKHIR, _FAT_KEPALA = 0xFFFFFFFA, 109
_BOF, _EOF, _FORMULA, _FILEPASS, _BOUNDSHEET, _SUPBOOK, _BOOLERR, _ROW = 0x0809, 0x000A, 0x0006, 0x002F, 0x0085, 0x01AE, 0x0205, 0x0208
_DIMENSIONS, _BIFF8 = 0x0200, 0x0600
_SEL = {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_GALAT = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(frozen=True, slots=True)
class Wadah:
    """An OLE container: names of all that is in it, and the stream of the workbook."""

    daftar: tuple[str, ...]
    buku: bytes


def open_wadah(isi: bytes) -> Wadah:
    """ValueError when the container is damaged; `buku` is empty when there is no workbook in it."""
    try:
        return _open_wadah(isi)
    except struct.error as error:
        raise ValueError("container is cut off") from error


def look_xls(kiriman: Kiriman) -> Mapping[str, Pelengkap]:
    """By name of sheet; ValueError when the file is damaged, BerkasDitolak when it is locked, too old or too large."""
    buku = open_wadah(kiriman.isi).buku
    if not buku or struct.unpack_from("<HHH", buku, 0)[::2] != (_BOF, _BIFF8):
        alasan = "isi berkas bukan buku kerja Excel 97–2003 (mungkin dari Excel 95 atau lebih lama, atau bukan lembar kerja)"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "buka berkasnya, pilih Simpan Sebagai .xlsx, lalu kirim hasilnya"))
    if any(kind == _FILEPASS for kind, _, _ in _records(buku, 0)):
        raise BerkasDitolak(Masalah(kiriman.nama, *TERKUNCI))
    sheets = _list_sheet(buku)
    check_jumlah_lembar(kiriman, len(sheets))
    found: dict[str, Pelengkap] = {}
    for nama, start in sheets:
        found[nama] = _look_lembar(buku, start)
        check_tambalan(kiriman, nama, len(found[nama].tambalan))
    return found


def find_catatan_xls(kiriman: Kiriman) -> list[str]:
    """Remarks about macros, links to other workbooks, calls of other programs and embedded objects."""
    try:
        wadah = open_wadah(kiriman.isi)
        links = [_link(wadah.buku[at : at + size]) for kind, at, size in _records(wadah.buku, 0) if kind == _SUPBOOK]
    except (ValueError, struct.error):
        return []
    found = [MAKRO] if {"_VBA_PROJECT_CUR", "VBA", "Macros"} & set(wadah.daftar) else []
    if files := [link for link in links if link and "\x03" not in link]:
        found.append(say_tautan(files))
    if any("\x03" in link for link in links):
        found.append(PERINTAH)
    return [*found, BENDA] if any(name.startswith("MBD") or name == "Ctls" for name in wadah.daftar) else found


def _open_wadah(isi: bytes) -> Wadah:
    shift, mini_shift = struct.unpack_from("<HH", isi, 30)
    if shift not in (9, 12) or mini_shift > shift:
        raise ValueError("sector size")
    size = 1 << shift
    first_directory, _, cutoff, first_mini, _, first_difat, _ = struct.unpack_from("<7I", isi, 48)
    fat_sectors = [sector for sector in struct.unpack_from(f"<{_FAT_KEPALA}I", isi, 76) if sector < _AKHIR]
    seen: set[int] = set()
    while first_difat < _AKHIR and first_difat not in seen:
        seen.add(first_difat)
        entries = struct.unpack_from(f"<{size // 4}I", isi, (first_difat + 1) * size)
        fat_sectors += [sector for sector in entries[:-1] if sector < _AKHIR]
        first_difat = entries[-1]
    fat_bytes = b"".join(isi[(sector + 1) * size : (sector + 2) * size] for sector in fat_sectors[: len(isi) // size + 1])
    fat = struct.unpack(f"<{len(fat_bytes) // 4}I", fat_bytes[: len(fat_bytes) // 4 * 4])
    directory = _chain(isi, fat, first_directory, size, size)
    entries = [_entry(directory[at : at + 128]) for at in range(0, len(directory) - 127, 128)]
    names = tuple(nama for nama, _, _ in entries if nama)
    book = next(((start, length) for nama, start, length in entries if nama in ("Workbook", "Book")), None)
    if book is None:
        return Wadah(names, b"")
    start, length = book
    if length >= cutoff:
        return Wadah(names, _chain(isi, fat, start, size, size)[:length])
    mini_bytes = _chain(isi, fat, first_mini, size, size)
    mini_fat = struct.unpack(f"<{len(mini_bytes) // 4}I", mini_bytes)
    mini_stream = _chain(isi, fat, entries[0][1], size, size)
    return Wadah(names, _chain(mini_stream, mini_fat, start, 1 << mini_shift, 0)[:length])


def _entry(raw: bytes) -> tuple[str, int, int]:
    length = struct.unpack_from("<H", raw, 64)[0]
    return raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace"), *struct.unpack_from("<II", raw, 116)


def _chain(isi: bytes, fat: tuple[int, ...], sector: int, size: int, base: int) -> bytes:
    """The bytes of a chain of sectors; a chain that bites its own tail ends there."""
    pieces, seen = [], set()
    while sector < len(fat) and sector not in seen:
        seen.add(sector)
        pieces.append(isi[base + sector * size : base + (sector + 1) * size])
        sector = fat[sector]
    return b"".join(pieces)


def _records(buku: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, offset of the content, size) up to the end of the substream."""
    while at + 4 <= len(buku):
        kind, size = struct.unpack_from("<HH", buku, at)
        if kind == _EOF:
            return
        yield kind, at + 4, size
        at += 4 + size


def _list_sheet(buku: bytes) -> list[tuple[str, int]]:
    sheets = []
    for kind, at, _ in _records(buku, 0):
        if kind == _BOUNDSHEET:
            start, _, length, wide = struct.unpack_from("<IHBB", buku, at)
            raw = buku[at + 8 : at + 8 + length * (2 if wide & 1 else 1)]
            sheets.append((raw.decode("utf-16-le" if wide & 1 else "latin-1", errors="replace"), start))
    return sheets


def _look_lembar(buku: bytes, start: int) -> Pelengkap:
    cells: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    depth = 0  # a chart inside the sheet is a substream of its own
    for kind, at, size in _records_with_charts(buku, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth > 1:
            continue
        if kind == _DIMENSIONS and size >= 12:
            first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", buku, at)
            if not (first_row <= last_row <= 65_536 and first_column <= last_column <= 256):
                raise ValueError("dimensions")
        elif kind in _SEL and size >= 4:
            row, column = struct.unpack_from("<HH", buku, at)
            if column >= 256:
                raise ValueError("column")
        if kind == _BOOLERR and size >= 8:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", buku, at)
            if is_error:
                cells[row, column] = _GALAT.get(code, "#N/A")
        elif kind == _FORMULA and size >= 14:
            row, column, _, jenis, _, code, mark = struct.unpack_from("<HHHBBB3xH", buku, at)
            if mark == 0xFFFF and jenis == 2:
                cells[row, column] = _GALAT.get(code, "#N/A")
        elif kind == _ROW and size >= 14 and struct.unpack_from("<H", buku, at + 12)[0] & 0x20:
            hidden.add(struct.unpack_from("<H", buku, at)[0] + 1)
    return Pelengkap(cells, frozenset(hidden), (), None)


def _records_with_charts(buku: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    depth = 0
    while at + 4 <= len(buku):
        kind, size = struct.unpack_from("<HH", buku, at)
        depth += (kind == _BOF) - (kind == _EOF)
        yield kind, at + 4, size
        if depth <= 0:
            return
        at += 4 + size


def _link(raw: bytes) -> str:
    """The file a SUPBOOK names, '' for this workbook itself or an add-in; service and topic of a call are parted by \\x03."""
    if len(raw) < 5 or raw[2:4] in (b"\x01\x04", b"\x01\x3a"):
        return ""
    length, wide = struct.unpack_from("<HB", raw, 2)
    text = raw[5 : 5 + length * (2 if wide & 1 else 1)].decode("utf-16-le" if wide & 1 else "latin-1", errors="replace")
    return text if "\x03" in text[1:] and text[:1] != "\x01" else text.replace("\x03", "/").replace("\x01", "").replace("\x02", "/")
