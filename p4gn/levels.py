"""Which parts a region is shown in, and how far up one must go until an indicator can tell them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from p4gn.geography import wilayah
from p4gn.scope import NASIONAL

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

#: Level → level of its parts. A desa has none.
ANAK = {NASIONAL: "provinsi", "provinsi": "kabkota", "kabkota": "kecamatan", "kecamatan": "desa"}


def list_jalur(kode: str) -> list[wilayah.Wilayah]:
    """The regions from the province down to this one; empty for the whole country."""
    if kode == NASIONAL:
        return []
    return [*list_jalur(wilayah.induk_of(kode) or NASIONAL), wilayah.get_wilayah(kode)]


def up(scope: Scope) -> Scope:
    """The region above; the whole country above a province."""
    return replace(scope, kode_wilayah=wilayah.induk_of(scope.kode_wilayah) or NASIONAL)


def find_parts(indicator: Indicator, scope: Scope) -> str | None:
    """Level of the parts in which this indicator can be shown here; None where it knows no smaller parts."""
    per = ANAK.get(scope.tingkat)
    return per if per and indicator.allows_tingkat(per) else None


def list_parts(indicator: Indicator, scope: Scope) -> list[str]:
    """Every level below this region at which the indicator is published, the coarsest first; of the whole country only provinces and kab/kota."""
    levels = list(ANAK.values())
    below = levels[:2] if scope.tingkat == NASIONAL else levels[levels.index(ANAK[scope.tingkat]) :]
    return [per for per in below if indicator.allows_tingkat(per)]


def nearest_published(indicator: Indicator, scope: Scope) -> Scope:
    """This region, or the nearest one above it at which the indicator is published."""
    while not indicator.allows_tingkat(scope.tingkat):
        scope = up(scope)
    return scope


def nearest_divided(indicator: Indicator, scope: Scope) -> Scope:
    """This region, or the nearest one above it whose parts the indicator can tell apart."""
    while scope.tingkat != NASIONAL and find_parts(indicator, scope) is None:
        scope = up(scope)
    return scope


def find_within(scope: Scope, shown: Scope, per: str) -> str | None:
    """Which part of the region shown holds the region chosen; None where they are the same."""
    if shown == scope:
        return None
    return next((step.kode for step in list_jalur(scope.kode_wilayah) if step.tingkat == per), None)
