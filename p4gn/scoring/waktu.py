"""One period as a scorecard sees it: its days, the day judged, the day the data reach, and the reports it owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from p4gn import periode as p
from p4gn.scoring.kerangka import Kerangka
from p4gn.scoring.periode import batas_kirim, is_jatuh_tempo, jatuh_tempo, list_laporan_wajib, posisi_of, semester_laporan, tahun_of


@dataclass(frozen=True, slots=True)
class LaporanWajib:
    """A report that the period owes: jenis 'B06' or 'B12', the semester it is about, its due date and the last day with grace."""

    jenis: str
    tahun: int
    semester: int
    jatuh_tempo: date
    batas_kirim: date
    is_jatuh_tempo: bool

    @property
    def periode(self) -> str:
        """The semester it is about: '2025-S1'."""
        return f"{self.tahun}-S{self.semester}"

    @property
    def nama(self) -> str:
        return f"{self.jenis} {self.tahun}"


@dataclass(frozen=True, slots=True)
class Waktu:
    """posisi: the day judged, the last day of the period but never after kini; kini: the day the data reach."""

    periode: str
    tahun: int
    semester: int | None
    awal: date
    akhir: date
    posisi: date
    kini: date
    laporan: tuple[LaporanWajib, ...]

    @property
    def is_tutup(self) -> bool:
        """The period lies behind: what happens now no longer counts for it."""
        return self.posisi < self.kini


def susun_waktu(periode: str, kini: date, kerangka: Kerangka) -> Waktu:
    """'2025' or '2025-S1' as judged from the day the data reach."""
    awal, akhir = p.bounds(periode)
    tahun = tahun_of(periode)
    assert awal is not None and akhir is not None
    laporan = tuple(
        LaporanWajib(
            jenis,
            tahun,
            semester_laporan(jenis),
            jatuh_tempo(kerangka, jenis, tahun),
            batas_kirim(kerangka, jenis, tahun),
            is_jatuh_tempo(kerangka, jenis, tahun, kini),
        )
        for jenis in list_laporan_wajib(periode)
    )
    return Waktu(periode, tahun, p.parse_periode(periode).semester, awal, akhir, posisi_of(periode, kini), kini, laporan)
