"""Which counts of an indicator stay hidden: decided once for a whole edition, so that no two screens give one away."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache

from p4gn import periode as p
from p4gn.indicators.catalogue import Indicator, Ukuran
from p4gn.indicators.cells import PER_WILAYAH, count_wilayah, read_cells, read_data_per
from p4gn.indicators.suppress import hide
from p4gn.scope import NASIONAL, Scope, tingkat_of_kode
from p4gn.warehouse.read import list_tahun

CALON_PALING_SEDIKIT = 3  # villages that a published count of labels must leave open to guess among
SISA = "~"  # suffix of a remainder: what lies in a region (period) but in none of its parts

Key = tuple[str, str]  # kode, periode
Sums = list[tuple[Key, tuple[Key, ...]]]


@lru_cache(maxsize=64)
def hidden_cells(indicator: Indicator, edisi: str) -> frozenset[Key]:
    """(kode, periode) of every count that stays hidden, decided once for the whole edition.

    All regions, all years and semesters and all remainders are weighed together, so that two screens can never be
    subtracted from each other. A remainder carries the suffix '~' on its code or its period. A ratio shows its
    denominator, so what the numerator leaves of it is weighed too.
    """
    counts, wholes = count_all(indicator, edisi)
    return hide(counts, list_sums(indicator, counts), wholes)


def is_hidden(indicator: Indicator, edisi: str, kode: str, period: str) -> bool:
    """False at once for an indicator that protects neither small numbers nor labels."""
    if indicator.aturan_kecil.label is not None:
        return any(above == NASIONAL or kode.startswith(above + ".") for above in silent_regions(indicator, edisi, period))
    return indicator.aturan_kecil.berlaku and (kode, period) in hidden_cells(indicator, edisi)


def standing_on(edisi: str, period: str) -> date:
    """The day on which regions are counted: the end of the period, but never after the data end."""
    until = read_data_per(edisi)
    return min(p.bounds(period)[1] or until, until)


@lru_cache(maxsize=256)
def silent_regions(indicator: Indicator, edisi: str, period: str) -> tuple[str, ...]:
    """Regions whose parts stay untold, because the count of one part would tell which villages carry the label.

    That is so where all villages it can be about carry it, or where it can be about fewer than three. The sisters of such a part
    stay untold with it, for the region above is told and would give the difference.
    """
    rule = indicator.aturan_kecil.label
    assert rule is not None
    asked = replace(indicator, pembilang=Ukuran("", rule.jumlah), penyebut=Ukuran("", rule.bukan_calon), baris="true")
    labelled: Counter[str] = Counter()
    candidates: Counter[str] = Counter()
    for cell in read_cells(asked, Scope(edisi, NASIONAL), "kecamatan", [period]):
        if cell.kode is not None:
            for kode in _lines(cell.kode):
                candidates[kode] -= int(cell.penyebut or 0)
                if cell.pembilang is not None:
                    labelled[kode] += int(cell.pembilang)
    for kecamatan, number in count_wilayah(edisi, NASIONAL, "kecamatan", "desa", standing_on(edisi, period)).items():
        for kode in _lines(kecamatan):
            candidates[kode] += number
    telling = [
        kode
        for kode, number in labelled.items()
        if candidates[kode] > 0 and (candidates[kode] < CALON_PALING_SEDIKIT or number >= candidates[kode])
    ]
    return tuple(sorted({_induk(kode) for kode in telling}))


def _lines(kecamatan: str) -> tuple[str, str, str]:
    """A kecamatan, its kab/kota and its province."""
    return kecamatan, kecamatan[:5], kecamatan[:2]


def count_all(indicator: Indicator, edisi: str) -> tuple[dict[Key, float], dict[Key, float]]:
    """Every numerator by (kode, periode), with the remainders of regions and, for events, of periods; and the denominators."""
    scope = Scope(edisi, NASIONAL)
    years = [str(year) for year in list_tahun(edisi)]
    periods = [p.SEMUA, *years, *(part for year in years for part in p.list_semester(year))]
    tops: dict[Key, float] = defaultdict(float)
    bottoms: dict[Key, float] = defaultdict(float)
    for per in ("total", *(level for level in PER_WILAYAH if indicator.allows_tingkat(level))):
        for cell in read_cells(indicator, scope, per, periods):
            if cell.kode is not None and cell.pembilang is not None:
                tops[cell.kode, cell.periode] += float(cell.pembilang)
                if cell.penyebut is not None:
                    bottoms[cell.kode, cell.periode] += float(cell.penyebut)
    return _with_remainders(indicator, tops), _with_remainders(indicator, bottoms)


def list_sums(indicator: Indicator, counts: dict[Key, float]) -> Sums:
    """Every total with its parts: regions always, periods where the events of the parts make up the whole."""
    return _sums_of_wilayah(counts) + (_sums_of_periode(counts) if indicator.sifat == "peristiwa" else [])


def _with_remainders(indicator: Indicator, cells: dict[Key, float]) -> dict[Key, float]:
    counts = defaultdict(float, cells)
    for (kode, period), count in list(counts.items()):
        counts[kode + SISA, period] += count
        if kode != NASIONAL:
            counts[_induk(kode) + SISA, period] -= count
    if indicator.sifat == "peristiwa":
        for (kode, period), count in list(counts.items()):
            whole = _whole_of(period)
            counts[kode, period + SISA] += count
            if whole is not None:
                counts[kode, whole + SISA] -= count
    finest = indicator.tingkat_terhalus
    return {
        key: count
        for key, count in counts.items()
        if not (key[0].endswith(SISA) and _tingkat(key[0]) == finest) and not (SISA in key[1] and "-S" in key[1])
    }


def _tingkat(kode: str) -> str:
    return tingkat_of_kode(kode.removesuffix(SISA))


def _induk(kode: str) -> str:
    return kode.rpartition(".")[0] or NASIONAL


def _whole_of(period: str) -> str | None:
    """The period that contains this one: semester → year → 'semua'."""
    if period == p.SEMUA:
        return None
    return period.partition("-")[0] if "-S" in period else p.SEMUA


def _sums(parts_of: dict[Key, list[Key]]) -> Sums:
    return [(total, tuple(parts)) for total, parts in parts_of.items()]


def _sums_of_wilayah(counts: dict[Key, float]) -> Sums:
    parts_of: dict[Key, list[Key]] = defaultdict(list)
    for kode, period in counts:
        total = kode.removesuffix(SISA) if kode.endswith(SISA) else (None if kode == NASIONAL else _induk(kode))
        if total is not None:
            parts_of[total, period].append((kode, period))
    return _sums(parts_of)


def _sums_of_periode(counts: dict[Key, float]) -> Sums:
    parts_of: dict[Key, list[Key]] = defaultdict(list)
    for kode, period in counts:
        total = period.removesuffix(SISA) if period.endswith(SISA) else _whole_of(period)
        if total is not None:
            parts_of[kode, total].append((kode, period))
    return _sums(parts_of)
