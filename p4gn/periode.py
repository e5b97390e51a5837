"""Periods of the dashboard: 'semua', a year ('2025') or a semester ('2025-S1'); their names and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

SEMUA = "semua"
_PATTERN = re.compile(r"(?P<tahun>(?:19|20)\d{2})(?:-S(?P<semester>[12]))?")


class PeriodeTidakDikenal(ValueError):
    """The text is not a period; the message says how one is written."""


@dataclass(frozen=True, slots=True)
class Periode:
    """tahun None means all years together."""

    tahun: int | None = None
    semester: int | None = None

    def __str__(self) -> str:
        if self.tahun is None:
            return SEMUA
        return str(self.tahun) if self.semester is None else f"{self.tahun}-S{self.semester}"


def parse_periode(teks: str) -> Periode:
    """'semua', '2025' or '2025-S1'; anything else raises PeriodeTidakDikenal."""
    if teks == SEMUA:
        return Periode()
    match = _PATTERN.fullmatch(teks)
    if match is None:
        raise PeriodeTidakDikenal(f"Periode “{teks}” tidak dikenal. Tulis semua, tahun seperti 2025, atau semester seperti 2025-S1.")
    return Periode(int(match["tahun"]), int(match["semester"]) if match["semester"] else None)


def label(periode: str) -> str:
    """'Semua tahun', 'Tahun 2025', 'Semester I 2025'."""
    parsed = parse_periode(periode)
    if parsed.tahun is None:
        return "Semua tahun"
    if parsed.semester is None:
        return f"Tahun {parsed.tahun}"
    return f"Semester {'I' * parsed.semester} {parsed.tahun}"


def label_pendek(periode: str) -> str:
    """'Semua', '2025', 'S-I 2025', for axes and table heads."""
    parsed = parse_periode(periode)
    if parsed.tahun is None:
        return "Semua"
    return str(parsed.tahun) if parsed.semester is None else f"S-{'I' * parsed.semester} {parsed.tahun}"


def bounds(periode: str) -> tuple[date | None, date | None]:
    """First and last day, both included; (None, None) for all years."""
    parsed = parse_periode(periode)
    if parsed.tahun is None:
        return None, None
    first = date(parsed.tahun, 7 if parsed.semester == 2 else 1, 1)
    last = date(parsed.tahun, 6, 30) if parsed.semester == 1 else date(parsed.tahun, 12, 31)
    return first, last


def list_semester(tahun: int | str) -> list[str]:
    """['2025-S1', '2025-S2']"""
    return [f"{tahun}-S1", f"{tahun}-S2"]


def is_berjalan(periode: str, data_per: date) -> bool:
    """Whether the period ends after the last day the data reach, so that its numbers may still grow; all years together never do."""
    akhir = bounds(periode)[1]
    return akhir is not None and akhir > data_per
