"""A sheet as a sender lays it out: rows that know what they are, so that what was planted keeps its place when rows are inserted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

TOLAK = "tolak"  # the row must be refused, and the column named
TANDAI = "tandai"  # the row must be accepted, and the column flagged
TERIMA = "terima"  # the row must be accepted with the true value, however it is written
BUKAN_DATA = "bukan_data"  # the row must be in the ledger as non-data
PRIBADI = "pribadi"  # the cell must be dropped and counted
DIGANTIKAN = "digantikan"  # the row must give way to a later submission
SALINAN = "salinan"  # the file is byte for byte an earlier one


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula with the value Excel stored beside it."""

    teks: str
    nilai: object


@dataclass(frozen=True, slots=True)
class Galat:
    """A broken formula: the cell shows #REF!."""

    teks: str = "#REF!"


@dataclass(frozen=True, slots=True)
class Tanaman:
    """One planted thing: what it is, in which column, and what the intake must do with it."""

    jenis: str
    kolom: str | None
    harus: str
    nilai: str | None = None


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a sheet. `nilai` is what must come out of a data row; `jenis` is 'data' or the kind of non-data."""

    jenis: str
    sel: tuple[object, ...]
    nilai: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    tanaman: tuple[Tanaman, ...] = ()
    tersembunyi: bool = False

    @property
    def harap(self) -> str:
        """What must become of the row as it stands in this file."""
        if self.jenis != "data":
            return BUKAN_DATA
        kinds = {item.harus for item in self.tanaman}
        return TOLAK if TOLAK in kinds else TERIMA


@dataclass(frozen=True, slots=True)
class Kepala:
    """One column of a table: the declared name (None for a column the intake does not know) and its heading, one text per heading row."""

    nama: str | None
    judul: tuple[str, ...]
    pribadi: str | None = None


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet, ready to be written; merged ranges are 0-based and inclusive (row, column, row, column)."""

    nama: str
    baris: tuple[Baris, ...]
    gabungan: tuple[tuple[int, int, int, int], ...] = ()
    tersembunyi: bool = False
    kepala: tuple[Kepala, ...] = ()


@dataclass(frozen=True, slots=True)
class Buku:
    """One file, ready to be written: its sheets, its kind ('xlsx', 'csv', 'ods') and, for text, encoding and separator."""

    lembar: tuple[Lembar, ...]
    bentuk: str = "xlsx"
    encoding: str = "utf-8-sig"
    pemisah: str = ";"
