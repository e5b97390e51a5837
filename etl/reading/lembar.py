"""One sheet of a file as columns, the same for workbooks and text files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.reading.kolom import Kolom

Gabungan = tuple[int, int, int, int]
Luas = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lembar:
    """Row 1 of the file has index 0. A text file has one sheet without a name.

    kolom: the columns from column A on, all `jumlah_baris` long.
    baris_tersembunyi: 1-based numbers. gabungan: merged ranges (row1, col1, row2, col2), 0-based, both ends included.
    lebar: of a text file, how many cells each row has in the file: a row that lost or gained a separator has another number.
    """

    nama: str | None
    kolom: tuple[Kolom, ...]
    jumlah_baris: int
    tersembunyi: bool = False
    baris_tersembunyi: frozenset[int] = frozenset()
    gabungan: tuple[Gabungan, ...] = ()
    lebar: npt.NDArray[np.int32] | None = None

    def row(self, index: int) -> tuple[object, ...]:
        """The cells of one row (0-based), None where empty."""
        return tuple(kolom.cell(index) for kolom in self.kolom)


@dataclass(frozen=True, slots=True)
class Pelengkap:
    """What the reader of cells leaves unsaid about one sheet.

    tambalan: cells to be shown as this text (row, column; 0-based), errors for one, which would else look empty.
    luas: a rectangle that holds all filled cells (first row, first column, last row, last column), None when there are none.
    """

    tambalan: Mapping[tuple[int, int], str]
    baris_tersembunyi: frozenset[int]
    gabungan: tuple[Gabungan, ...]
    luas: Luas | None
    tersembunyi: bool = False
