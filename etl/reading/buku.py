"""Workbooks (.xlsx, .xlsm, .xls, .ods) → sheets of columns; what the reader of cells leaves unsaid is put back."""

from __future__ import annotations

import io
import itertools
import os
import pickle
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any
from xml.parsers import expat

from etl.problems import BerkasDitolak, Masalah
from etl.reading.aman import RUSAK, TERKUNCI, check_janji, check_jumlah_lembar, check_luas, check_xml, list_bagian_sel, open_paket
from etl.reading.kolom import Penyusun, put_cells
from etl.reading.lembar import Lembar, Pelengkap
from etl.receive import Kiriman

Ujung = tuple[tuple[int, int] | None, tuple[int, int] | None]  # first and last filled cell
_AKAR = Path(__file__).resolve().parents[2]
_DETIK_TERLAMA, _DETIK_PER_MB = 4.0, 1.0  # for an .xls: far more than a whole one needs
_POTONGAN = 1_000  # rows that are turned into columns together; small enough to stay in the processor's cache


def read_buku(kiriman: Kiriman, jenis: str) -> list[Lembar]:
    """All sheets that hold cells; BerkasDitolak with one clear reason when they cannot be read."""
    if jenis == "xls":
        return _read_xls(kiriman)
    import python_calamine as calamine

    with _Penjaga(kiriman, calamine.PasswordError, calamine.CalamineError):
        isi, look = _open_xlsx(kiriman) if jenis == "xlsx" else _open_ods(kiriman)
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(isi)) as book:
            worksheet, visible = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
            sheets = [meta for meta in book.sheets_metadata if meta.typ == worksheet]
            check_jumlah_lembar(kiriman, len(sheets))
            return [
                _read_sheet(book.get_sheet_by_name(meta.name), meta.name, look.get(meta.name), meta.visible != visible) for meta in sheets
            ]


def _read_sheet(sheet: Any, nama: str, look: Pelengkap | None, tersembunyi: bool) -> Lembar:
    look = look or Pelengkap({}, frozenset(), (), None)
    if not look.gabungan and sheet.merged_cell_ranges:
        look = replace(look, gabungan=tuple((*first, *last) for first, last in sheet.merged_cell_ranges))
    return _make_lembar(nama, tersembunyi, (sheet.start, sheet.end), sheet.iter_rows(), look)


def _make_lembar(nama: str, tersembunyi: bool, ends: Ujung, rows: Iterable[list[object]], look: Pelengkap) -> Lembar:
    """The reader gives the rows from row 1 on, yet their cells from the first filled column on."""
    (_, first), (last_row, last_column) = ends[0] or (0, 0), ends[1] or (-1, -1)
    baris = 1 + max([last_row, *(row for row, _ in look.tambalan)])
    lebar = 1 + max([last_column, *(column for _, column in look.tambalan)])
    columns = [Penyusun() for _ in range(lebar)]
    remaining = iter(rows)
    while piece := list(itertools.islice(remaining, _POTONGAN)):
        for column, cells in zip(columns[first:], zip(*piece, strict=True), strict=False):
            column.add(cells)
    patches: dict[int, dict[int, str]] = {}
    for (row, at), text in look.tambalan.items():
        patches.setdefault(at, {})[row] = text
    kolom = tuple(put_cells(column.finish(baris), patches.get(at, {})) for at, column in enumerate(columns))
    hidden = frozenset(number for number in look.baris_tersembunyi if number <= baris)
    return Lembar(nama, kolom, baris, tersembunyi, hidden, look.gabungan)


def _read_xls(kiriman: Kiriman) -> list[Lembar]:
    """Looked through first, then read in a process of its own: a damaged file can end it, or keep it busy for ever."""
    from etl.reading.xls import look_xls

    try:
        look = look_xls(kiriman)
    except (ValueError, struct.error) as error:
        raise BerkasDitolak(_say_rusak(kiriman)) from error
    seconds = _DETIK_TERLAMA + _DETIK_PER_MB * kiriman.ukuran / 1_000_000
    command = [sys.executable, "-m", "etl.reading.xls_terpisah"]
    try:
        done = subprocess.run(
            command,
            input=kiriman.isi,
            capture_output=True,
            timeout=seconds,
            cwd=_AKAR,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BerkasDitolak(_say_rusak(kiriman)) from error
    if done.returncode != 0:
        raise BerkasDitolak(_say_rusak(kiriman))
    sheets = pickle.loads(done.stdout)
    return [
        _make_lembar(
            nama,
            hidden,
            ends,
            rows,
            replace(look.get(nama, Pelengkap({}, frozenset(), (), None)), gabungan=tuple((*a, *b) for a, b in merged)),
        )
        for nama, hidden, ends, rows, merged in sheets
    ]


def _open_xlsx(kiriman: Kiriman) -> tuple[bytes, Mapping[str, Pelengkap]]:
    from etl.reading.xlsx import look_xlsx

    paket = open_paket(kiriman)
    _refuse_makro(kiriman, set(paket.daftar))
    look = look_xlsx(kiriman, paket)
    for sheet, found in look.items():
        check_luas(kiriman, sheet, found.luas)
    needed = list_bagian_sel(paket)
    for bagian in needed:
        if not bagian.lower().startswith("xl/worksheets/sheet"):
            xml = paket.read(bagian)
            check_xml(kiriman, xml)
            check_janji(kiriman, xml)
    return paket.pack(needed), look


def _refuse_makro(kiriman: Kiriman, names: set[str]) -> None:
    """Excel itself opens no .xlsx with macros inside: whoever made it wanted to hide them."""
    if PurePath(kiriman.nama).suffix.lower() == ".xlsx" and any(name.lower().endswith("vbaproject.bin") for name in names):
        alasan = "isi berkas adalah buku kerja bermakro (.xlsm), padahal namanya berakhiran .xlsx"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "buka berkasnya, pilih Simpan Sebagai .xlsx, lalu kirim hasilnya"))


def _open_ods(kiriman: Kiriman) -> tuple[bytes, Mapping[str, Pelengkap]]:
    from etl.reading.ods import look_ods

    paket = open_paket(kiriman)
    look = look_ods(kiriman, paket)
    needed = [nama for nama in paket.daftar if nama in ("mimetype", "content.xml", "META-INF/manifest.xml")]
    if "META-INF/manifest.xml" in needed and b"encryption-data" in paket.read("META-INF/manifest.xml"):
        raise BerkasDitolak(Masalah(kiriman.nama, *TERKUNCI))
    return paket.pack(needed), look


def _say_rusak(kiriman: Kiriman) -> Masalah:
    return Masalah(kiriman.nama, "buku kerja rusak; lembarnya tidak dapat dibaca", RUSAK[1])


class _Penjaga:
    """Turns every way in which a damaged workbook makes its reader stumble into one sentence."""

    def __init__(self, kiriman: Kiriman, locked: type[BaseException], damaged: type[BaseException]) -> None:
        self._kiriman, self._locked = kiriman, locked
        # LookupError: a declaration of an encoding that nobody knows.
        self._damaged = (damaged, ElementTree.ParseError, expat.ExpatError, OSError, ValueError, OverflowError, LookupError)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None or error is None:
            return
        # The reader's own panic has a class that cannot be imported.
        if issubclass(kind, self._locked) or (issubclass(kind, self._damaged) and "password" in str(error).lower()):
            raise BerkasDitolak(Masalah(self._kiriman.nama, *TERKUNCI)) from error
        if issubclass(kind, self._damaged) or kind.__name__ == "PanicException":
            raise BerkasDitolak(_say_rusak(self._kiriman)) from error
