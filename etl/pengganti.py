"""Cells that another column of the sheet says instead: 'Desa' and 'Kelurahan' side by side, or 'desa – kelurahan – kabupaten' in one cell."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np

from etl.clean.bacaan import TERBACA
from etl.harmonise.opd import find_opd
from etl.harmonise.wilayah import find_wilayah
from etl.reading.kolom import Kolom
from p4gn.geography.wilayah import find_wilayah_by_kode

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


def fill_wilayah(cells: Kolom, named: Sequence[Kolom], pengirim: str | None) -> Kolom:
    """The region of each row from the agencies it names, the first that lies inside the sender's own region; else as it was.

    'Dinas Kesehatan Kab. HSS' in a table of the province is a test in HSS; a table without a sender knows no other region.
    """
    home = (pengirim or "").rpartition("@")[2]
    inside = home if find_wilayah_by_kode(home) else ""
    isi: list[object] = list(cells.distinct())
    kode = cells.kode.copy()
    found = np.zeros(len(cells), dtype=bool)
    for column in named:
        regions = [_region_of(str(cell), inside) for cell in column.distinct()]
        place = np.array([len(isi) + index if region else -1 for index, region in enumerate(regions)] + [-1], dtype=np.int32)
        isi.extend(regions)
        told = (place[column.kode] >= 0) & ~found
        kode = np.where(told, place[column.kode], kode).astype(np.int32)
        found |= told
    return Kolom(kode, isi)


@functools.lru_cache(maxsize=10_000)
def _region_of(name: str, inside: str) -> str | None:
    """Official name of the regency (or, without a sender, the province) whose agency is named; None where the name tells none."""
    kode = str(find_opd(name).rincian.get("wilayah") or "")
    wilayah = find_wilayah_by_kode(".".join(kode.split(".")[:2]))
    if wilayah is None or (inside and not wilayah.kode.startswith(f"{inside}.")):
        return None
    return wilayah.nama_resmi


@functools.lru_cache(maxsize=10_000)
def is_known_opd(name: str) -> bool:
    """True for an agency of the list; several in one cell count as known, for the row names them on purpose."""
    return any(find_opd(part).keadaan == TERBACA for part in name.split(";"))


def names_others(cells: Kolom, value: object, jenis: str) -> bool:
    """True where a column of regions or agencies names others than the sender's own: then an empty cell is not his, it was left out.

    A name written once above its group of rows without merging the cells is never carried down by guess.
    """
    if jenis not in {"wilayah", "opd"}:
        return False
    distinct = cells.distinct()
    written = [str(distinct[code]) for code in np.unique(cells.kode[cells.kode >= 0]).tolist()]
    return any(_name_of(cell, jenis) not in {None, _name_of(str(value), jenis)} for cell in written)


@functools.lru_cache(maxsize=10_000)
def _name_of(text: str, jenis: str) -> str | None:
    found = find_wilayah(text).nilai if jenis == "wilayah" else find_opd(text).nilai
    return str(found) if found else None


def pick_part(cell: object, jenis: str) -> object | None:
    """('Sungai Karias – – Kab. HSU', 'desa') → 'Sungai Karias'; a single name is a village, never a region. Other kinds take the whole cell."""
    if jenis not in {"desa", "wilayah"}:
        return cell
    if not isinstance(cell, str):
        return None if jenis == "wilayah" else cell
    parts = [part.strip() for part in _PEMISAH.split(cell) if part.strip(" –—-")]
    if jenis == "wilayah":
        return parts[-1] if len(parts) > 1 else None
    return parts[0] if parts else None
