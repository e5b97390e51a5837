"""What the framework files say, read with a few lines of their own; and periods as days."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from p4gn.geography.wilayah import PROJECT_DIR, REFERENCE_DIR

FRAMEWORKS = PROJECT_DIR / "p4gn" / "scoring" / "frameworks"


@dataclass(frozen=True)
class Masa:
    """A year (half None) or a half-year, judged with data that reach `kini`."""

    year: int
    half: int | None
    kini: date

    @property
    def kode(self) -> str:
        return str(self.year) if self.half is None else f"{self.year}-S{self.half}"

    @property
    def first(self) -> date:
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def posisi(self) -> date:
        return min(self.last, self.kini)

    @property
    def closed(self) -> bool:
        return self.posisi < self.kini

    @property
    def reports(self) -> list[str]:
        """Which reports are owed in it."""
        return {None: ["B06", "B12"], 1: ["B06"], 2: ["B12"]}[self.half]

    @property
    def before(self) -> Masa:
        """The one before, of the same kind."""
        if self.half is None:
            return Masa(self.year - 1, None, self.kini)
        return Masa(self.year, 1, self.kini) if self.half == 2 else Masa(self.year - 1, 2, self.kini)


def list_masa(kini: date) -> list[Masa]:
    """The years 2023 to 2026 and every half-year of them that has begun."""
    every = [Masa(year, half, kini) for year in (2023, 2024, 2025, 2026) for half in (None, 1, 2)]
    return [masa for masa in every if masa.first <= kini]


def read_kerangka(last: date) -> Mapping[str, Any]:
    """The framework in force on the last day of a period in province 63, with what it inherits and what the province changed."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FRAMEWORKS.glob("*.yml"))]
    whole = next(one for one in files if one["sejak"] <= last and (one["sampai"] is None or last <= one["sampai"]))
    while "mewarisi" in whole:
        parent = next(one for one in files if one["id"] == whole["mewarisi"])
        whole = lay_over(parent, {key: value for key, value in whole.items() if key != "mewarisi"})
    for change in (yaml.safe_load((REFERENCE_DIR / "kepatuhan.yml").read_text(encoding="utf-8")) or {}).get("63", []):
        if change["sejak"] <= last and (change["sampai"] is None or last <= change["sampai"]):
            whole = lay_over(whole, change["ubah"])
    return {**whole, "kewajiban": _complete(whole["kewajiban"])}


def lay_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key, everything else is replaced."""
    merged = dict(copy.deepcopy(under))
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = lay_over(merged[key], value) if both else value
    return merged


def _complete(duties: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Duties that are like another one get all it says; those that were withdrawn (null) are gone."""
    there = {key: duty for key, duty in duties.items() if duty is not None}
    return {key: lay_over(there.get(duty.get("seperti"), {}), duty) for key, duty in there.items()}


@functools.cache
def kerangka_of(masa: Masa) -> Mapping[str, Any]:
    """The framework of a period."""
    return read_kerangka(masa.last)


def list_kewajiban(masa: Masa, subjek: str) -> dict[str, dict[str, Any]]:
    """Duty → its settings, of one subject; a duty of the kecamatan is written 'kecamatan.ibm' and called 'ibm'."""
    duties = kerangka_of(masa)["kewajiban"]
    return {key.rpartition(".")[2]: duty for key, duty in duties.items() if duty["subjek"] == subjek}


def due_day(masa: Masa, report: str) -> date:
    """The last day on which a report of that year is in time, grace included."""
    laporan = kerangka_of(masa)["laporan"]
    due = date(masa.year + laporan[report]["tahun_tambah"], laporan[report]["bulan"], laporan[report]["hari"])
    return due + timedelta(days=laporan["tenggang_hari"])


@functools.cache
def list_wajib(wilayah: str, pada: date) -> list[str]:
    """Codes of the agencies that must report in a region on a day."""
    listed = yaml.safe_load((REFERENCE_DIR / "wajib_lapor.yml").read_text(encoding="utf-8"))
    spans = listed["wilayah"].get(wilayah) or listed["kabkota"].get(wilayah[:2], [])
    now = [span for span in spans if span["sejak"] <= pada and (span["sampai"] is None or pada <= span["sampai"])]
    return [kode for span in now for kode in span["kode_opd"]]
