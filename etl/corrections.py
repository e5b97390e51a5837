"""Known errors of what was sent, as data: match / column / was / set / why.

The public set is etl/corrections/<sumber>.yml; an installation adds its own with `python -m etl koreksi`. A correction changes
what is read, never what is shown as written. Once the sender repairs the file its `was` stops matching, and the build says so.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from etl.reading.kolom import Kolom
from etl.sources import Source, SourceError
from p4gn.catatan.buku import Buku, read_buku
from p4gn.catatan_data import KOREKSI, list_koreksi

CORRECTIONS_DIR = Path(__file__).with_name("corrections")
KUNCI_TEMPAT = ("sha256", "lembar", "baris")  # a match on these names one row of one file instead of what stands in cells
_TAK_RAPI = r"\s{2,}|[^\S ]|^\s|\s$"
_SEDIKIT = 1000  # so few rows are looked at one by one

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; `was` and `set` are None where the cell is empty; `id` is that of a stored one, '' in the public set."""

    match: Mapping[str, str | None]
    column: str
    was: str | None
    set: str | None
    why: str
    id: str = ""

    @property
    def is_tempat(self) -> bool:
        """True where it names one row of one file."""
        return "sha256" in self.match

    def kalimat_usang(self, id_source: str, berkas: str, baris: int) -> str:
        """What the build says where the row is still there and the cell has changed."""
        which = f"koreksi {self.id}".rstrip()
        return f"{which} untuk {id_source} {berkas} baris {baris} kolom {self.column} tidak dipakai lagi: isi selnya sudah berubah"


class TempatBaris(NamedTuple):
    """Where one row stands; `baris` is its number in the sheet, from 1."""

    sha256: str
    lembar: str | None
    baris: int


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where the rows of a sheet stand: `nomor` holds the number (from 1) of each row of the columns given."""

    sha256: str
    lembar: str | None
    nomor: npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Kena:
    """Rows (positions in the columns) that one correction means: where the cell is as it expects, and where it is no longer."""

    koreksi: Correction
    dipakai: Rows
    usang: Rows


def load_corrections(id_source: str, folder: Path = CORRECTIONS_DIR) -> tuple[Correction, ...]:
    """Corrections of one source, the public ones first, then those of this installation; SourceError names the entry that is wrong."""
    return _load_public(id_source, folder) + _load_stored(read_buku(KOREKSI)).get(id_source, ())


def corrections_for(source: Source) -> tuple[Correction, ...]:
    """The same for a declared source."""
    return load_corrections(source.id)


def find_corrections(
    source: Source, cells: Mapping[str, object], tempat: TempatBaris | None = None
) -> tuple[dict[str, Correction], list[Correction]]:
    """Corrections that apply to a row, by column; and those that mean this row but no longer find what they correct."""
    applied: dict[str, Correction] = {}
    outdated: list[Correction] = []
    for correction in corrections_for(source):
        if not _means_row(correction, cells, tempat):
            continue
        if as_text(cells.get(correction.column)) == correction.was:
            applied[correction.column] = correction
        else:
            outdated.append(correction)
    return applied, outdated


def find_kena(source: Source, kolom: Mapping[str, Kolom], tempat: Tempat | None = None) -> tuple[Kena, ...]:
    """Every correction with the rows it means, without walking the rows: the same answer as find_corrections for each row."""
    corrections = corrections_for(source)
    if not corrections or not kolom:
        return ()
    wanted: dict[str, set[str]] = {}
    for correction in corrections:
        for nama, value in correction.match.items():
            if value is not None and not correction.is_tempat:
                wanted.setdefault(nama, set()).add(value)
    find_codes = functools.cache(lambda nama: _find_codes(kolom[nama], wanted.get(nama, set())))
    found = []
    for correction in corrections:
        rows = _rows_at(correction, tempat) if correction.is_tempat else _rows_matching(correction, kolom, find_codes)
        if len(rows):
            as_expected = _is_as_expected(correction, kolom, rows)
            found.append(Kena(correction, rows[as_expected], rows[~as_expected]))
    return tuple(found)


def as_text(cell: object) -> str | None:
    """A cell as it is compared: trimmed text, None when empty."""
    text = "" if cell is None else " ".join(str(cell).split())
    return text or None


def _means_row(correction: Correction, cells: Mapping[str, object], tempat: TempatBaris | None) -> bool:
    if not correction.is_tempat:
        return all(as_text(cells.get(nama)) == value for nama, value in correction.match.items())
    return tempat is not None and _is_sheet(correction, tempat) and str(tempat.baris) == correction.match.get("baris")


def _is_sheet(correction: Correction, tempat: Tempat | TempatBaris) -> bool:
    return (tempat.sha256, as_text(tempat.lembar)) == (correction.match["sha256"], correction.match.get("lembar"))


def _rows_at(correction: Correction, tempat: Tempat | None) -> Rows:
    baris = correction.match.get("baris") or ""
    if tempat is None or not _is_sheet(correction, tempat) or not baris.isdecimal():
        return np.empty(0, dtype=np.intp)
    return np.flatnonzero(tempat.nomor == int(baris))


def _rows_matching(correction: Correction, kolom: Mapping[str, Kolom], find_codes: Callable[[str], Mapping[str, Sequence[int]]]) -> Rows:
    """The column with the fewest distinct cells is asked first; what it leaves is mostly too little for more than a glance."""
    length = len(next(iter(kolom.values())))
    present = sorted((nama for nama in correction.match if nama in kolom), key=lambda nama: len(kolom[nama].isi))
    if any(value is not None for nama, value in correction.match.items() if nama not in kolom):
        return np.empty(0, dtype=np.intp)
    rows = np.arange(length)
    for nama in present:
        value = correction.match[nama]
        if len(rows) <= _SEDIKIT:
            rows = np.array([row for row in rows if as_text(kolom[nama].cell(row)) == value], dtype=np.intp)
        elif value is None:
            rows = rows[~kolom[nama].terisi[rows]]
        else:
            codes = find_codes(nama).get(value, ())
            rows = rows[np.isin(kolom[nama].kode[rows], codes)] if codes else rows[:0]
        if not len(rows):
            break
    return rows


def _find_codes(kolom: Kolom, wanted: set[str]) -> dict[str, list[int]]:
    """Codes of the distinct cells that read as one of the texts wanted."""
    codes: dict[str, list[int]] = {}
    for code, cell in _candidates(kolom, wanted):
        text = as_text(cell)
        if text in wanted:
            codes.setdefault(str(text), []).append(code)
    return codes


def _candidates(kolom: Kolom, wanted: set[str]) -> Iterable[tuple[int, object]]:
    """Of a text column only the cells that are one of the texts, or could be once their spaces are tidied."""
    isi = kolom.isi
    if not isinstance(isi, pa.Array) or (not pa.types.is_string(isi.type) and not pa.types.is_large_string(isi.type)):
        return enumerate(kolom.distinct())
    likely = pc.or_(pc.is_in(isi, value_set=pa.array(sorted(wanted), type=isi.type)), pc.match_substring_regex(isi, _TAK_RAPI))
    return [(int(code), isi[int(code)].as_py()) for code in np.flatnonzero(likely.to_numpy(zero_copy_only=False))]


def _is_as_expected(correction: Correction, kolom: Mapping[str, Kolom], rows: Rows) -> npt.NDArray[np.bool_]:
    """Which of the rows still hold what the correction corrects; a column that is not in the sheet is empty."""
    column = kolom.get(correction.column)
    if column is None:
        return np.full(len(rows), correction.was is None)
    kode = column.kode[rows]
    held = {int(code): as_text(column.cell(int(row))) for code, row in zip(*_first_rows(kode, rows), strict=True)}
    return np.array([held[int(code)] == correction.was for code in kode], dtype=bool)


def _first_rows(kode: npt.NDArray[np.int32], rows: Rows) -> tuple[npt.NDArray[np.int32], Rows]:
    distinct, first = np.unique(kode, return_index=True)
    return distinct, rows[first]


@functools.cache
def _load_public(id_source: str, folder: Path) -> tuple[Correction, ...]:
    path = folder / f"{id_source}.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    return tuple(_load_entry(path, number, entry) for number, entry in enumerate(entries or [], start=1))


def _load_entry(path: Path, number: int, entry: Mapping[str, Any]) -> Correction:
    if set(entry) != {"match", "column", "was", "set", "why"} or not entry["match"] or not entry["why"]:
        raise SourceError(f"{path.name}, correction {number}: needs exactly match, column, was, set, why")
    match = {key: as_text(value) for key, value in entry["match"].items()}
    was, changed = as_text(entry["was"]), as_text(entry["set"])
    return Correction(MappingProxyType(match), entry["column"], was, changed, " ".join(entry["why"].split()))


@functools.lru_cache(maxsize=8)
def _load_stored(_buku: Buku) -> Mapping[str, tuple[Correction, ...]]:
    grouped: dict[str, list[Correction]] = {}
    for item in list_koreksi():
        grouped.setdefault(item.sumber, []).append(Correction(item.match, item.column, item.was, item.set, item.why, item.id))
    return MappingProxyType({id_source: tuple(items) for id_source, items in grouped.items()})
