"""One judged duty, and what it takes to mend it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

HIJAU, KUNING, MERAH = "hijau", "kuning", "merah"
BELUM_LAPOR, TIDAK_BERLAKU, BELUM_JATUH_TEMPO, INFORMASI = "belum_lapor", "tidak_berlaku", "belum_jatuh_tempo", "informasi"
TANPA_NILAI = "tanpa_nilai"
POIN = {HIJAU: 1.0, KUNING: 0.5, MERAH: 0.0, BELUM_LAPOR: 0.0}


@dataclass(frozen=True)
class Langkah:
    """A step to a colour; jumlah None where nothing is counted, hari: how many days too late."""

    ke: str
    usaha: float
    jumlah: int | None = None
    hari: int | None = None


@dataclass(frozen=True)
class Nilai:
    """What a cell must say. pada: the day of the headcount; terlambat: days; langkah: what can still be done about it."""

    status: str
    pembilang: float | None = None
    penyebut: float | None = None
    nilai: float | None = None
    is_nol: bool = False
    pada: date | None = None
    terlambat: int | None = None
    langkah: tuple[Langkah, ...] = ()


def percent(part: float | None, whole: float | None) -> float | None:
    """Part of a whole in percent; None where one is not known or there is no whole."""
    return None if part is None or not whole else 100 * part / whole


def grade(value: float, green: float, amber: float) -> str:
    """A value against two thresholds."""
    return HIJAU if value >= green else KUNING if value >= amber else MERAH


def still_needed(share: float, whole: float, have: float) -> int:
    """How many more bring `have` to a share (percent) of the whole."""
    return max(0, math.ceil(share * whole / 100 - have - 1e-9))


def effort(duty: Mapping[str, Any], number: int) -> float:
    """Points of effort of so many people, villages …"""
    return duty["usaha"]["tetap"] + duty["usaha"]["per_satuan"] * number


def report_first(kerangka: Mapping[str, Any]) -> tuple[Langkah, ...]:
    """What nobody has told is told first."""
    return (Langkah(HIJAU, kerangka["usaha_lapor"]),)


def both_colours(status: str, green: Langkah, amber: Langkah) -> tuple[Langkah, ...]:
    """The step to green, and from red the one to amber where it takes less."""
    return (green, amber) if status == MERAH and amber.usaha < green.usaha else (green,)


def judge_share(duty: Mapping[str, Any], part: int, whole: int, green: float, amber: float, may_step: bool = True) -> Nilai:
    """A share of a whole against two thresholds in percent; steps count what is lacking."""
    value = 100 * part / whole
    status = grade(value, green, amber)
    steps: tuple[Langkah, ...] = ()
    if status != HIJAU and may_step:
        to_green, to_amber = still_needed(green, whole, part), still_needed(amber, whole, part)
        steps = both_colours(status, Langkah(HIJAU, effort(duty, to_green), to_green), Langkah(KUNING, effort(duty, to_amber), to_amber))
    return Nilai(status, part, whole, value, part == 0, langkah=steps)


def judge_status(duty: Mapping[str, Any], statuses: set[str]) -> Nilai:
    """The best of what is told: there, a draft, not there."""
    if "ada" in statuses:
        return Nilai(HIJAU)
    return Nilai(KUNING if "draf" in statuses else MERAH, langkah=(Langkah(HIJAU, duty["usaha"]["tetap"]),))
