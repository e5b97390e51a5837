"""Periods of scorecards: a year or a semester, the day they are judged on, and when their reports are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from p4gn import periode as p

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka

B06, B12 = "B06", "B12"


def periode_skor(periode: str, kini: date) -> str:
    """The period to score: 'semua' is the year the data reach, anything else is itself."""
    return str(kini.year) if periode == p.SEMUA else periode


def posisi_of(periode: str, kini: date) -> date:
    """The day judged: the last day of the period, but never after the data end."""
    akhir = p.bounds(periode)[1]
    return kini if akhir is None else min(akhir, kini)


def tahun_of(periode: str) -> int:
    """'2025-S1' → 2025; 'semua' raises PeriodeTidakDikenal, because a scorecard has a year."""
    tahun = p.parse_periode(periode).tahun
    if tahun is None:
        raise p.PeriodeTidakDikenal("Rapor kewajiban berlaku per tahun atau semester; pilih satu periode.")
    return tahun


def semester_of(periode: str) -> int | None:
    """1, 2, or None for a whole year."""
    return p.parse_periode(periode).semester


def periode_sebelum(periode: str) -> str:
    """The period before of the same kind: '2025' → '2024', '2025-S2' → '2025-S1', '2025-S1' → '2024-S2'."""
    tahun, semester = tahun_of(periode), semester_of(periode)
    if semester is None:
        return str(tahun - 1)
    return f"{tahun}-S1" if semester == 2 else f"{tahun - 1}-S2"


def mulai_bergulir(pada: date, bulan: int) -> date:
    """So many calendar months before a day, or the last day of that month: 31 March less one month → 28 February."""
    total = pada.year * 12 + pada.month - 1 - bulan
    year, month = divmod(total, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(pada.day, last))


def list_laporan_wajib(periode: str) -> tuple[str, ...]:
    """The reports a period owes: a first semester B06, a second B12, a year both."""
    return {1: (B06,), 2: (B12,), None: (B06, B12)}[semester_of(periode)]


def semester_laporan(laporan: str) -> int:
    """B06 → 1, B12 → 2."""
    return {B06: 1, B12: 2}[laporan]


def jatuh_tempo(kerangka: Kerangka, laporan: str, tahun: int) -> date:
    """The last day on which a report about `tahun` is on time by the calendar, without grace."""
    due = kerangka.laporan[laporan]
    return date(tahun + due["tahun_tambah"], due["bulan"], due["hari"])


def batas_kirim(kerangka: Kerangka, laporan: str, tahun: int) -> date:
    """The due date with the days of grace: sent on this day still counts as on time."""
    return jatuh_tempo(kerangka, laporan, tahun) + timedelta(days=int(kerangka.laporan["tenggang_hari"]))


def is_jatuh_tempo(kerangka: Kerangka, laporan: str, tahun: int, kini: date) -> bool:
    """Whether the report may be asked for: the day the data reach lies after the due date and its grace."""
    return kini > batas_kirim(kerangka, laporan, tahun)
