"""What is read off a scorecard beside its colours: who has not reported and for how long, who is furthest behind with tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from p4gn.bahasa import format_persen, join_daftar
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH
from p4gn.scoring.kartu import find_kartu_berisi, find_kartu_skor
from p4gn.scoring.periode import is_jatuh_tempo, list_laporan_wajib, semester_laporan, tahun_of

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor, Langkah, Rapor

LAPORAN = {"opd": "laporan", "kabkota": "laporan_wilayah"}
TES = {"opd": "tes_asn", "kabkota": "tes_asn_wilayah"}


def find_kartu(scope: Scope) -> KartuSkor | None:
    """The scorecard of the agencies of this province or kab/kota; None where the edition holds no reports of it."""
    return find_kartu_berisi(scope.edisi, "opd", scope.kode_wilayah, scope.periode)


# ---- reports ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeadaanLaporan:
    """One report (B06 2026): who sent it in time or late, and who has not, the longest overdue first. is_ditagih: it is due."""

    laporan: str
    tahun: int
    is_ditagih: bool
    tepat: int
    terlambat: tuple[tuple[Rapor, int], ...]
    belum: tuple[tuple[Rapor, int], ...]

    @property
    def nama(self) -> str:
        return f"{self.laporan} {self.tahun}"


def list_laporan(kartu: KartuSkor) -> list[KeadaanLaporan]:
    """The reports of the period, each judged on the card of its own semester."""
    year = tahun_of(kartu.periode)
    now = f"{kartu.kini.year}-S{1 if kartu.kini.month < 7 else 2}"
    due = {each: f"{year}-S{semester_laporan(each)}" for each in list_laporan_wajib(kartu.periode)}
    cards = {
        each: find_kartu_skor(kartu.edisi, kartu.subjek, kartu.kode_wilayah, semester) for each, semester in due.items() if semester <= now
    }
    return [_keadaan(card, each, year) for each, card in cards.items() if card is not None]


def _keadaan(kartu: KartuSkor, laporan: str, tahun: int) -> KeadaanLaporan:
    cells = [(row, row.sel[LAPORAN[kartu.subjek]]) for row in kartu.baris]
    late = [(row, sel.hari_terlambat or 0) for row, sel in cells if sel.status == KUNING]
    missing = [(row, sel.hari_terlambat or 0) for row, sel in cells if sel.status in (MERAH, BELUM_LAPOR)]
    punctual = sum(sel.status == HIJAU for _, sel in cells)
    due = is_jatuh_tempo(kartu.kerangka, laporan, tahun, kartu.kini)
    return KeadaanLaporan(laporan, tahun, due, punctual, _longest_first(late), _longest_first(missing))


def _longest_first(rows: Iterable[tuple[Rapor, int]]) -> tuple[tuple[Rapor, int], ...]:
    return tuple(sorted(rows, key=lambda pair: (-pair[1], pair[0].nama)))


# ---- coverage --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cakupan:
    """Staff tested of all rows whose staff is known, the rows with the lowest share, and those that reported no test."""

    dites: float
    asn: float
    target: float | None
    tertinggal: tuple[tuple[Rapor, float], ...]
    belum_lapor: tuple[Rapor, ...]

    @property
    def nilai(self) -> float | None:
        return 100 * self.dites / self.asn if self.asn else None


def find_cakupan(kartu: KartuSkor, banyak: int = 3) -> Cakupan:
    """Added first, divided last; who reported no test counts with its staff and none tested."""
    duty = kartu.kerangka.find(TES[kartu.subjek], kartu.subjek)
    cells = [(row, row.sel[TES[kartu.subjek]]) for row in kartu.baris]
    known = [(row, sel.nilai) for row, sel in cells if sel.nilai is not None]
    lowest = sorted(known, key=lambda pair: (pair[1], pair[0].nama))[:banyak]
    silent = tuple(row for row, sel in cells if sel.status == BELUM_LAPOR)
    return Cakupan(
        sum(sel.pembilang or 0 for _, sel in cells),
        sum(sel.penyebut or 0 for _, sel in cells),
        duty.target_pada(kartu.periode) if duty else None,
        tuple(lowest),
        silent,
    )


def lagging_text(found: Cakupan) -> str:
    """'Dinas Contoh (0,0%), Badan Contoh (3,1%), dan Biro Contoh (4,5%)'"""
    return join_daftar(f"{row.nama} ({format_persen(value)})" for row, value in found.tertinggal)


# ---- steps -----------------------------------------------------------------------------------------------------------


def step_text(step: Langkah) -> str:
    """The words of a step, with its duty where they leave it open: '74 peserta ASN lagi' is about sosialisasi."""
    if step.kewajiban == "sosialisasi" and "sosialisasi" not in step.teks:
        return f"{step.teks} pada sosialisasi"
    return step.teks


def steps_text(steps: Sequence[Langkah]) -> str:
    """'12 pegawai lagi dites; laporan B06 2026, terlambat 107 hari'"""
    return "; ".join(map(step_text, steps))
