"""One column of a sheet in which each distinct cell is kept once, so that what is read from a cell is read once."""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Kode = npt.NDArray[np.int32]
KOSONG = -1
_SEDIKIT = 2000
_ANGKA = {bool, int, float}
_TANDA = " \t\n\r\xa0()*.-_:•#'\""


@dataclass(frozen=True, slots=True, eq=False)
class Kolom:
    """`isi[kode[i]]` is the cell of row i with the type it has in the file; kode -1 is an empty cell."""

    kode: Kode
    isi: Sequence[object]

    def __len__(self) -> int:
        return len(self.kode)

    def cell(self, index: int) -> object:
        """The cell of a row (0-based), None when empty."""
        code = self.kode[index]
        return None if code < 0 else _plain(self.isi[code])

    @property
    def terisi(self) -> npt.NDArray[np.bool_]:
        """Which rows have something in this column."""
        return self.kode >= 0

    @property
    def kosong(self) -> bool:
        """True where nothing stands in any row, because the sheet has no such column."""
        return len(self.isi) == 0

    def take(self, rows: npt.NDArray[np.intp] | slice) -> Kolom:
        """The same column for some of its rows."""
        return Kolom(self.kode[rows], self.isi)

    def mask(self, test: Callable[[object], bool]) -> npt.NDArray[np.bool_]:
        """Rows whose cell passes a test that is made once per distinct cell; an empty cell never does."""
        passed = np.fromiter((test(cell) for cell in self.distinct()), dtype=bool, count=len(self.isi))
        return np.append(passed, False)[self.kode]

    def starts_with(self, words: Sequence[str], whole: str = "") -> npt.NDArray[np.bool_]:
        """Rows whose cell begins with one of the words (lower case), whatever marks stand before it, or is `whole` and nothing else."""
        texts = self.texts()
        if texts is not None:
            pattern = rf"(?i)^\W*(?:{'|'.join(re.escape(word) for word in words)}|{re.escape(whole)}\W*$)"
            found = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False).astype(bool)
            return np.append(found, False)[self.kode]
        beginnings = tuple(words)
        return self.mask(lambda cell: _begins(cell, beginnings, whole))

    def texts(self) -> pa.Array | None:
        """The distinct cells as an arrow array where all of them are text; None where some are not, or where they are so few
        that looking at each is faster.
        """
        if len(self.isi) < _SEDIKIT:
            return None
        if isinstance(self.isi, pa.Array):
            return self.isi
        try:
            return pa.array(self.isi, pa.string())
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            return None

    def distinct(self) -> Iterable[object]:
        """The distinct cells as plain Python values."""
        return self.isi.to_pylist() if isinstance(self.isi, pa.Array) else self.isi


def _begins(cell: object, beginnings: tuple[str, ...], whole: str) -> bool:
    if isinstance(cell, str):
        text = cell.lstrip(_TANDA).casefold()
        return text.startswith(beginnings) or text.rstrip(_TANDA) == whole
    return isinstance(cell, int | float) and str(cell).removesuffix(".0") == whole


class Penyusun:
    """Makes one column from pieces of it, so that a large sheet never stands in memory cell by cell."""

    def __init__(self) -> None:
        self._codes: defaultdict[object, int] = defaultdict(itertools.count().__next__)
        self._pieces: list[Kode] = []
        self._types: set[type] = set()
        self._apart = False

    def add(self, cells: Sequence[object]) -> None:
        """The next cells from top to bottom."""
        self._types.update(map(type, cells))
        if not self._apart and len(self._types & _ANGKA) > 1:
            self._keep_apart()
        keys: Iterable[object] = map(_apart, cells) if self._apart else cells
        self._pieces.append(np.fromiter(map(self._codes.__getitem__, keys), dtype=np.int32, count=len(cells)))

    def skip(self, rows: int) -> None:
        """As many empty cells."""
        self._pieces.append(np.full(rows, KOSONG, dtype=np.int32))

    def finish(self, rows: int | None = None) -> Kolom:
        """The column, made as long as asked; None and blank text are empty."""
        kode = np.concatenate(self._pieces) if self._pieces else np.empty(0, dtype=np.int32)
        isi = [key[1] if type(key) is tuple else key for key in self._codes]
        empty = [index for index, cell in enumerate(isi) if is_empty(cell)]
        if empty:
            moved = np.arange(len(isi) + 1, dtype=np.int32)
            moved[[*empty, KOSONG]] = KOSONG
            kode = moved[kode]
        if rows is not None and rows > len(kode):
            kode = np.append(kode, np.full(rows - len(kode), KOSONG, dtype=np.int32))
        return Kolom(kode, isi)

    def _keep_apart(self) -> None:
        """1, 1.0 and True are equal to Python, yet not the same cell; so far only one of the three has been seen."""
        known = {_apart(key): code for key, code in self._codes.items()}
        self._codes = defaultdict(itertools.count(len(known)).__next__, known)
        self._apart = True


def from_cells(cells: Sequence[object]) -> Kolom:
    """A column from cells as a workbook gives them; None and blank text are empty. 1, 1.0 and True stay apart."""
    column = Penyusun()
    column.add(cells)
    return column.finish()


def put_cells(kolom: Kolom, cells: Mapping[int, object]) -> Kolom:
    """The column with other cells in some of its rows (0-based)."""
    if not cells:
        return kolom
    isi, kode = list(kolom.distinct()), kolom.kode.copy()
    added = {cell: len(isi) + index for index, cell in enumerate(dict.fromkeys(cells.values()))}
    kode[list(cells)] = [added[cell] for cell in cells.values()]
    return Kolom(kode, [*isi, *added])


def from_arrow(cells: pa.ChunkedArray | pa.Array) -> Kolom:
    """A column from text as a text file gives it; null and blank text are empty."""
    encoded = cells.unify_dictionaries() if isinstance(cells, pa.ChunkedArray) and pa.types.is_dictionary(cells.type) else cells
    encoded = encoded.dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.array([], pa.string()).dictionary_encode()
    kode = encoded.indices.fill_null(KOSONG).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    isi = encoded.dictionary
    blank = pc.or_(pc.equal(pc.binary_length(isi), 0), pc.utf8_is_space(isi))
    if pc.any(blank).as_py():
        moved = np.where(blank.to_numpy(zero_copy_only=False), KOSONG, np.arange(len(isi))).astype(np.int32)
        kode = np.append(moved, np.int32(KOSONG))[kode].astype(np.int32)
    return Kolom(kode, isi)


def as_slice(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp] | slice:
    """Rows that follow one another as a slice, which copies nothing."""
    if len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


@functools.lru_cache(maxsize=4)
def empty_column(rows: int) -> Kolom:
    """A column in which nothing stands; there is one for each length."""
    kode = np.full(rows, KOSONG, dtype=np.int32)
    kode.flags.writeable = False
    return Kolom(kode, ())


def is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _apart(cell: object) -> object:
    return (type(cell), cell) if type(cell) in _ANGKA else cell


def _plain(cell: Any) -> object:
    return cell.as_py() if isinstance(cell, pa.Scalar) else cell
