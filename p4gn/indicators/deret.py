"""Series over time: which periods they have, which points may be joined, and which regions stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from p4gn import periode as p
from p4gn.geography import wilayah
from p4gn.indicators.cells import read_data_per
from p4gn.indicators.tanda import list_segmen
from p4gn.scope import NASIONAL
from p4gn.warehouse.read import list_tahun

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator


@lru_cache(maxsize=64)
def list_periode(edisi: str, *, semester: bool) -> tuple[str, ...]:
    """Every year of the edition, or every semester that has begun by the day its data end, oldest first; an edition never changes, so they are kept."""
    years = list_tahun(edisi)
    if not years:
        return ()
    kini = read_data_per(edisi)
    tahun = tuple(str(each) for each in range(min(years), max(years) + 1))
    return tuple(each for year in tahun for each in p.list_semester(year) if p.bounds(each)[0] <= kini) if semester else tahun


def list_sambungan(indicator: Indicator, periode: Sequence[str]) -> list[tuple[object, ...]]:
    """For each period a key; points of one key may be joined. What starts anew every January is never joined over New Year."""
    segmen: list[tuple[object, ...]] = list(list_segmen(indicator, periode))
    if indicator.sifat == "tahunan" and periode and "-S" in periode[0]:
        return [(*each, kode[:4]) for each, kode in zip(segmen, periode, strict=True)]
    return segmen


def default_kode(indicator: Indicator, kode: str) -> tuple[str, ...]:
    """A share beside that of the whole; a count alone, because the whole always has more."""
    if not indicator.is_rasio:
        return (kode,)
    induk = None if kode == NASIONAL else wilayah.induk_of(kode)
    return (kode, induk) if induk else (kode,)


def find_pembanding(kode: Sequence[str]) -> str | None:
    """The region among them that all others lie in; None where there is none."""
    holds = [each for each in kode if all(other == each or each == NASIONAL or other.startswith(f"{each}.") for other in kode)]
    return holds[0] if holds and len(kode) > 1 else None
