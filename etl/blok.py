"""Many rows of one sheet at once: what is read from a cell is read once per distinct cell, then spread to its rows."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl.problems import Masalah, Tanda, hide_data_pribadi, show_value
from etl.reading.kolom import KOSONG, Kolom, empty_column
from etl.sources import Source

Nomor = npt.NDArray[np.int32]
Letak = npt.NDArray[np.intp]
Pilihan = npt.NDArray[np.bool_]
_TANPA: Mapping[str, object] = MappingProxyType({})
_TABEL_KECIL = 1_000_000  # combined codes up to here are looked up in a table, above it they are sorted


@dataclass(frozen=True, slots=True)
class Baris:
    """One row: `sel` as sent, `nilai` as read, `anak` the rows of lists inside it."""

    berkas: str
    source: Source
    lembar: str | None
    nomor: int
    sel: Mapping[str, object]
    nilai: Mapping[str, object] = field(default_factory=lambda: _TANPA)
    anak: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=lambda: MappingProxyType({}))

    def problem(
        self, kolom: str, alasan: str, perbaikan: str = "", nilai: object = None, saran: Sequence[str] = (), tak_dikenal: bool = False
    ) -> Masalah:
        """A reason to refuse this row, about one column."""
        written = show_value(self.sel.get(kolom) if nilai is None else nilai)
        return Masalah(
            self.berkas,
            hide_data_pribadi(alasan),
            perbaikan,
            self.source.id,
            self.lembar,
            self.nomor,
            kolom,
            written,
            tuple(saran),
            tak_dikenal,
        )

    def flag(self, kolom: str, tanda: str, saran: Sequence[str] = (), tak_dikenal: bool = False) -> Tanda:
        """Something to look at in one column of this row."""
        written = show_value(self.sel.get(kolom))
        return Tanda(
            self.berkas, self.source.id, self.lembar, self.nomor, kolom, written, hide_data_pribadi(tanda), tuple(saran), tak_dikenal
        )


@dataclass(frozen=True, slots=True)
class Bagian:
    """What one reading adds to a row."""

    nilai: Mapping[str, object] = field(default_factory=lambda: _TANPA)
    anak: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    masalah: tuple[Masalah, ...] = ()
    tanda: tuple[Tanda, ...] = ()


@dataclass(frozen=True, slots=True)
class Temuan:
    """The same finding in many rows of a block: their indices, and what was found, as it stands in the first of them."""

    baris: Letak
    isi: Masalah | Tanda


@dataclass(frozen=True, slots=True)
class Blok:
    """The data rows of one sheet. All columns are as long as `nomor`, the row numbers of the file."""

    berkas: str
    source: Source
    lembar: str | None
    nomor: Nomor
    sel: Mapping[str, Kolom]
    nilai: Mapping[str, Kolom] = field(default_factory=dict)
    anak: Mapping[str, Kolom] = field(default_factory=dict)
    temuan: tuple[Temuan, ...] = ()
    pengirim: str | None = None
    sha256: str = ""
    urutan: int = 0

    def __len__(self) -> int:
        return len(self.nomor)

    @property
    def ditolak(self) -> Pilihan:
        """Which rows have a reason to be refused."""
        refused = np.zeros(len(self), dtype=bool)
        for item in self.temuan:
            if isinstance(item.isi, Masalah):
                refused[item.baris] = True
        return refused

    def take(self, rows: Letak) -> Blok:
        """The same block with some of its rows, in the order of the file."""
        if len(rows) == len(self):
            return self
        place = np.full(len(self), -1, dtype=np.intp)
        place[rows] = np.arange(len(rows))
        moved = (Temuan(place[item.baris][place[item.baris] >= 0], item.isi) for item in self.temuan)
        return replace(
            self,
            nomor=self.nomor[rows],
            sel={nama: kolom.take(rows) for nama, kolom in self.sel.items()},
            nilai={nama: kolom.take(rows) for nama, kolom in self.nilai.items()},
            anak={nama: kolom.take(rows) for nama, kolom in self.anak.items()},
            temuan=tuple(item for item in moved if len(item.baris)),
        )

    def row(self, index: int, sel: Iterable[str] | None = None, nilai: Iterable[str] | None = None) -> Baris:
        """One row, with all its columns or only those named."""
        cells = {nama: self.sel[nama].cell(index) for nama in (self.sel if sel is None else sel) if nama in self.sel}
        values = {nama: self.nilai[nama].cell(index) for nama in (self.nilai if nilai is None else nilai) if nama in self.nilai}
        children = {nama: kolom.cell(index) or () for nama, kolom in self.anak.items()} if nilai is None else {}
        return Baris(self.berkas, self.source, self.lembar, int(self.nomor[index]), cells, values, children)  # type: ignore[arg-type]

    def rows(self) -> Iterator[Baris]:
        """Every row with everything; for a few rows only."""
        return (self.row(index) for index in range(len(self)))

    def expand(self, jenis: type[Masalah] | type[Tanda]) -> Iterator[tuple[int, Masalah | Tanda]]:
        """(row index, finding with its own row number) in the order in which things were found."""
        for item in self.temuan:
            if isinstance(item.isi, jenis):
                for index in item.baris.tolist():
                    yield index, replace(item.isi, baris=int(self.nomor[index]))


def spread(blok: Blok, sel: Sequence[str], nilai: Sequence[str], read: Callable[[Baris], Bagian]) -> Blok:
    """The block with what `read` makes of each distinct combination of the columns named; `read` must look at nothing else."""
    cells = {nama: blok.sel[nama] for nama in sel if nama in blok.sel and not blok.sel[nama].kosong}
    values = {nama: blok.nilai[nama] for nama in nilai if nama in blok.nilai and not blok.nilai[nama].kosong}
    if len(cells) == 1 and not values:
        inverse, parts = _read_one(blok, *next(iter(cells.items())), read)
    else:
        inverse, first = group([*cells.values(), *values.values()], len(blok))
        parts = [read(blok.row(int(index), sel, nilai)) for index in first]
    result = dict(blok.nilai)
    for nama in dict.fromkeys(nama for part in parts for nama in part.nilai):
        result[nama] = _spread_value(inverse, [part.nilai.get(nama, _TANPA) for part in parts], result.get(nama))
    children = dict(blok.anak)
    for nama in dict.fromkeys(nama for part in parts for nama in part.anak):
        children[nama] = to_column(inverse, [part.anak.get(nama) or None for part in parts])
    found = _spread_findings(inverse, parts)
    return replace(blok, nilai=result, anak=children, temuan=(*blok.temuan, *found))


def _read_one(blok: Blok, nama: str, column: Kolom, read: Callable[[Baris], Bagian]) -> tuple[npt.NDArray[np.int32], list[Bagian]]:
    """The same for one column: its codes already tell which rows are alike."""
    empty = len(column.isi)
    some_empty = len(column.kode) > 0 and int(column.kode.min()) < 0
    inverse = np.where(column.kode < 0, empty, column.kode).astype(np.int32) if some_empty else column.kode
    used = np.bincount(inverse, minlength=empty + 1) > 0
    numbered = int(blok.nomor[0]) if len(blok) else 0
    unused = Bagian()
    parts = []
    for code, cell in enumerate((*column.distinct(), None)):
        row = Baris(blok.berkas, blok.source, blok.lembar, numbered, {} if cell is None else {nama: cell})
        parts.append(read(row) if used[code] else unused)
    return inverse, parts


def group(columns: Sequence[Kolom], rows: int) -> tuple[npt.NDArray[np.int32], Letak]:
    """For each row the number of its combination of cells, and for each combination the first row that has it."""
    filled = [column for column in columns if not column.kosong]
    if not filled:
        return _zeros(rows), np.zeros(min(rows, 1), dtype=np.intp)
    combined = np.zeros(rows, dtype=np.int64)
    size = 1
    for column in filled:
        width = len(column.isi) + 1
        if size * width > 2**62:
            combined, size = np.unique(combined, return_inverse=True)[1].astype(np.int64), rows
        combined = combined * width + np.where(column.kode < 0, width - 1, column.kode)
        size *= width
    if size <= max(_TABEL_KECIL, 4 * rows):
        first = np.full(size, -1, dtype=np.intp)
        first[combined[::-1]] = np.arange(rows - 1, -1, -1)
        used = first >= 0
        number = np.cumsum(used, dtype=np.int32) - 1
        return number[combined].astype(np.int32), first[used]
    _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    return inverse.astype(np.int32), first


@functools.lru_cache(maxsize=4)
def _zeros(rows: int) -> npt.NDArray[np.int32]:
    zeros = np.zeros(rows, dtype=np.int32)
    zeros.flags.writeable = False
    return zeros


def to_column(inverse: npt.NDArray[np.int32], values: Sequence[object]) -> Kolom:
    """A column in which combination i has values[i]; None is empty."""
    place = np.array([KOSONG if value is None else index for index, value in enumerate(values)], dtype=np.int32)
    if len(place) == 0 or not (place >= 0).any():
        return empty_column(len(inverse))
    if (place >= 0).all() and inverse.dtype == np.int32:
        return Kolom(inverse, values)
    return Kolom(place[inverse], values)


def put(column: Kolom | None, rows: Letak, value: object, length: int) -> Kolom:
    """The column with one value in some rows."""
    isi = [] if column is None else list(column.distinct())
    kode = np.full(length, KOSONG, dtype=np.int32) if column is None else column.kode.copy()
    kode[rows] = KOSONG if value is None else len(isi)
    return Kolom(kode, isi if value is None else [*isi, value])


def _spread_value(inverse: npt.NDArray[np.int32], values: list[object], before: Kolom | None) -> Kolom:
    """The new column; a combination that says nothing about it leaves what stood there."""
    silent = np.array([value is _TANPA for value in values], dtype=bool)
    new = to_column(inverse, [None if value is _TANPA else value for value in values])
    if not silent.any() or before is None:
        return new
    kept = silent[inverse]
    isi = [*before.distinct(), *new.isi]
    shifted = np.where(new.kode < 0, KOSONG, new.kode + len(before.isi))
    return Kolom(np.where(kept, before.kode, shifted).astype(np.int32), isi)


def _spread_findings(inverse: npt.NDArray[np.int32], parts: Sequence[Bagian]) -> list[Temuan]:
    with_findings = [index for index, part in enumerate(parts) if part.masalah or part.tanda]
    if not with_findings:
        return []
    wanted = np.zeros(len(parts), dtype=bool)
    wanted[with_findings] = True
    rows = np.flatnonzero(wanted[inverse])
    order = np.argsort(inverse[rows], kind="stable")
    rows = rows[order]
    bounds = np.searchsorted(inverse[rows], [*with_findings, len(parts)])
    found = []
    for position, index in enumerate(with_findings):
        members = rows[bounds[position] : bounds[position + 1]]
        found += [Temuan(members, isi) for isi in (*parts[index].masalah, *parts[index].tanda)]
    return found


def as_arrow(column: Kolom, jenis: pa.DataType) -> pa.Array:
    """The column as an arrow array of a type."""
    indices = _as_indices(column)
    isi = column.isi if isinstance(column.isi, pa.Array) else pa.array(_as_pecahan(column.isi, jenis), type=jenis, from_pandas=False)
    if len(isi) == 0:
        return pa.nulls(len(column.kode), jenis)
    return isi.cast(jenis).take(indices)


def _as_pecahan(cells: Sequence[object], jenis: pa.DataType) -> Sequence[object]:
    """A whole number of 17 digits and more is rounded, as in a spreadsheet, instead of stopping the build."""
    return [float(cell) if isinstance(cell, int) else cell for cell in cells] if pa.types.is_floating(jenis) else cells


def as_dictionary(column: Kolom) -> pa.Array:
    """A column of text with each distinct text once, as it is kept here: nothing is copied."""
    isi = column.isi if isinstance(column.isi, pa.Array) else pa.array(column.isi, pa.string())
    if len(isi) == 0:
        return pa.nulls(len(column.kode), pa.string())
    return pa.DictionaryArray.from_arrays(_as_indices(column), isi)


def _as_indices(column: Kolom) -> pa.Array:
    has_empty = len(column.kode) > 0 and int(column.kode.min()) < 0
    return pa.array(column.kode, mask=column.kode < 0) if has_empty else pa.array(column.kode)
