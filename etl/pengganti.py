"""Cells that another column of the sheet says instead: 'Desa' and 'Kelurahan' side by side, or 'desa – kelurahan – kabupaten' in one cell."""

from __future__ import annotations

import re

import numpy as np

from etl.kolom import Kolom

_PEMISAH = re.compile(r"\s+[–—-]+(?=\s|$)|(?:^|(?<=\s))[–—-]+\s+|,")


def fill_empty(cells: Kolom, other: Kolom, jenis: str) -> Kolom:
    """The column with its empty cells filled from another one; of several names in one cell a village takes the first, a region the last."""
    isi: list[object] = list(cells.distinct())
    place = np.full(len(other.isi) + 1, -1, dtype=np.int32)
    for code, cell in enumerate(other.distinct()):
        part = pick_part(cell, jenis)
        if part is not None:
            place[code] = len(isi)
            isi.append(part)
    return Kolom(np.where(cells.kode < 0, place[other.kode], cells.kode).astype(np.int32), isi)


def pick_part(cell: object, jenis: str) -> object | None:
    """('Sungai Karias – – Kab. HSU', 'desa') → 'Sungai Karias'; a single name is a village, never a region."""
    if not isinstance(cell, str):
        return None if jenis == "wilayah" else cell
    parts = [part.strip() for part in _PEMISAH.split(cell) if part.strip(" –—-")]
    if jenis == "wilayah":
        return parts[-1] if len(parts) > 1 else None
    return parts[0] if parts else None
