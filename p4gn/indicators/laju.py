"""Pace instead of forecast: when a target would be reached if things went on as they did, with its range and the numbers it rests on.

Two cases, both plain arithmetic:

- *Within a year* (what is counted anew from every 1 January): the pace is what was added since then divided by the days that have
  passed; the range is the slowest and the fastest pace among the parts of the same year. What is still missing divided by a pace
  gives the days it takes. Nothing is carried over New Year, so a day after 31 December means: not reached.
- *Over the years* (states and shares of whole years): the pace is the median of the slopes between all pairs of points
  (H. Theil, 1950; P. K. Sen, J. Am. Stat. Assoc. 63, 1968), which one odd year cannot move; the range is the smallest and the
  largest change between neighbouring points.

Fewer than three points say nothing about a pace. Where less is better the signs are turned, not the rules.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from p4gn import periode as p
from p4gn.bahasa import is_kosong
from p4gn.indicators.catalogue import Indicator
from p4gn.indicators.tanda import list_segmen

TERCAPAI = "tercapai"
BELUM_CUKUP = "belum_cukup"
TIDAK_AKAN = "tidak_akan"  # standing still or moving away from the target
TIDAK_SEMPAT = "tidak_sempat"  # moving towards it, but not before the year is over
TERLALU_JAUH = "terlalu_jauh"  # so far off that a year would be guessing
PERKIRAAN = "perkiraan"

TITIK_MINIMAL = 3
TAHUN_TERJAUH = 10
HARI_SETAHUN = 365.25


class Titik(NamedTuple):
    """What had been reached at the end of a day."""

    hari: date
    nilai: float


@dataclass(frozen=True, slots=True)
class Laju:
    """A pace and what follows from it.

    laju, rentang (slowest, fastest) and perlu (what it would take to reach the target by `tenggat`) are per day within a year and
    per year over the years. tercapai, tercepat, terlambat are days; None where that pace does not get there.
    """

    status: str
    titik: tuple[Titik, ...]
    target: float
    dalam_tahun: bool
    laju: float | None = None
    rentang: tuple[float, float] | None = None
    tercapai: date | None = None
    tercepat: date | None = None
    terlambat: date | None = None
    tenggat: date | None = None
    perlu: float | None = None

    @property
    def kurang(self) -> float:
        """What is still missing; never negative."""
        return max(0.0, abs(self.target - self.titik[-1].nilai)) if self.titik and self.status != TERCAPAI else 0.0


def laju_dalam_tahun(titik: Sequence[Titik], target: float) -> Laju:
    """Pace of what is counted from 1 January; titik starts with (31 December before, 0) and rises to today."""
    titik = tuple(titik)
    if titik and titik[-1].nilai >= target:
        return Laju(TERCAPAI, titik, target, True)
    if len(titik) < TITIK_MINIMAL:
        return Laju(BELUM_CUKUP, titik, target, True)
    awal, kini = titik[0], titik[-1]
    tenggat = date(kini.hari.year, 12, 31)
    bagian = [(b.nilai - a.nilai) / (b.hari - a.hari).days for a, b in itertools.pairwise(titik)]
    laju = (kini.nilai - awal.nilai) / (kini.hari - awal.hari).days
    sisa = (tenggat - kini.hari).days
    tercapai, tercepat, terlambat = (_find_hari(kini, target, each, 1, tenggat) for each in (laju, max(bagian), min(bagian)))
    status = TIDAK_AKAN if laju <= 0 else (PERKIRAAN if tercapai else TIDAK_SEMPAT)
    perlu = (target - kini.nilai) / sisa if sisa else None
    return Laju(status, titik, target, True, laju, (min(bagian), max(bagian)), tercapai, tercepat, terlambat, tenggat, perlu)


def laju_antartahun(titik: Sequence[Titik], target: float, arah: str = "naik") -> Laju:
    """Pace of a state over the years; titik are of one method, oldest first. arah 'turun': less is better."""
    titik = tuple(titik)
    tanda = -1 if arah == "turun" else 1
    if titik and tanda * (titik[-1].nilai - target) >= 0:
        return Laju(TERCAPAI, titik, target, False)
    if len(titik) < TITIK_MINIMAL:
        return Laju(BELUM_CUKUP, titik, target, False)
    kini = titik[-1]
    laju = statistics.median(tanda * _slope(a, b) for a, b in itertools.combinations(titik, 2))
    bagian = [tanda * _slope(a, b) for a, b in itertools.pairwise(titik)]
    batas = date(kini.hari.year + TAHUN_TERJAUH, 12, 31)
    jarak = tanda * (target - kini.nilai)
    tercapai, tercepat, terlambat = (
        _find_hari(Titik(kini.hari, 0), jarak, each, HARI_SETAHUN, batas) for each in (laju, max(bagian), min(bagian))
    )
    status = TIDAK_AKAN if laju <= 0 else (PERKIRAAN if tercapai else TERLALU_JAUH)
    rentang = tuple(sorted(tanda * each for each in (min(bagian), max(bagian))))
    return Laju(status, titik, target, False, tanda * laju, rentang, tercapai, tercepat, terlambat)


def _slope(a: Titik, b: Titik) -> float:
    return (b.nilai - a.nilai) / (b.hari - a.hari).days * HARI_SETAHUN


def _find_hari(kini: Titik, target: float, laju: float, satuan_hari: float, batas: date) -> date | None:
    """The day on which a pace per so many days gets there; None where it does not, or only after `batas`."""
    if laju <= 0:
        return None
    hari = math.ceil(round((target - kini.nilai) / laju * satuan_hari, 6))
    return kini.hari + timedelta(days=hari) if hari <= (batas - kini.hari).days else None


def find_laju(
    indicator: Indicator, tahunan: Sequence[Mapping[str, Any]], semester: Sequence[Mapping[str, Any]], target: float | None, kini: date
) -> Laju | None:
    """The pace of one region or agency from its rows per year and per semester (of `compute_table`, oldest first, with `periode`).

    What is counted from January is followed in people or events, so that a headcount that grows does not look like a slower pace.
    None where there is no target, where a comparison would mislead, or where the year is over and nothing can be hurried.
    """
    if target is None or not indicator.dapat_dibandingkan:
        return None
    if indicator.sifat == "tahunan" or (indicator.sifat == "peristiwa" and not indicator.is_rasio):
        if not p.is_berjalan(str(kini.year), kini):
            return None
        rows = [row for row in semester if row["periode"].startswith(f"{kini.year}-") and p.bounds(row["periode"])[0] <= kini]
        titik = _titik_dalam_tahun(indicator, rows, kini)
        return laju_dalam_tahun(titik, _in_counts(indicator, rows, target))
    whole = [row for row in tahunan if indicator.sifat == "keadaan" or not p.is_berjalan(row["periode"], kini)]
    segmen = list_segmen(indicator, [row["periode"] for row in whole])
    known = [row for row, each in zip(whole, segmen, strict=True) if each == segmen[-1] and not is_kosong(row["nilai"])]
    return laju_antartahun([Titik(min(p.bounds(row["periode"])[1], kini), row["nilai"]) for row in known], target, indicator.arah)


def _titik_dalam_tahun(indicator: Indicator, rows: Sequence[Mapping[str, Any]], kini: date) -> list[Titik]:
    """From nothing at New Year; a semester without a record is no point, and what is added over semesters then knows no sum."""
    titik, jumlah = [Titik(date(kini.year - 1, 12, 31), 0.0)], 0.0
    for row in rows:
        hari = min(p.bounds(row["periode"])[1], kini)
        if is_kosong(row["pembilang"]):
            if indicator.sifat == "peristiwa":
                break
            continue
        jumlah = row["pembilang"] + (jumlah if indicator.sifat == "peristiwa" else 0.0)
        titik.append(Titik(hari, jumlah))
    return titik


def _in_counts(indicator: Indicator, rows: Sequence[Mapping[str, Any]], target: float) -> float:
    """A target in percent as how many of the last known denominator that is, rounded up; a count stays itself."""
    penyebut = next((row["penyebut"] for row in reversed(rows) if not is_kosong(row["penyebut"])), None)
    return target if not indicator.is_rasio else (math.inf if penyebut is None else math.ceil(round(target * penyebut / 100, 6)))
