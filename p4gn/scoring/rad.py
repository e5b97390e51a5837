"""How an action of a regional action plan (RAD) stands: reached, running, below its target, or not reported though it is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from p4gn.bahasa import format_angka, is_kosong
from p4gn.scoring.periode import B06, B12, is_jatuh_tempo, jatuh_tempo

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka

TERCAPAI, BERJALAN, DI_BAWAH, BELUM_LAPOR, TANPA_TARGET = "tercapai", "berjalan", "di_bawah", "belum_lapor", "tanpa_target"


class KeadaanAksi(NamedTuple):
    """hari: days a report is late; teks: the same in words."""

    id: str
    teks: str
    hari: int | None = None


def state_of(row: Mapping[str, Any], kerangka: Kerangka, kini: date) -> KeadaanAksi:
    """Of one row of the list capaian_rad. A realisation counts as reported with the half-year it is written under."""
    year = None if is_kosong(row["tahun"]) else int(row["tahun"])
    reached = not is_kosong(row["persen"]) and row["persen"] >= 100
    if reached:
        return KeadaanAksi(TERCAPAI, "target tercapai")
    missing = None if year is None else _missing(row, kerangka, year, kini)
    if missing is not None:
        late = (kini - jatuh_tempo(kerangka, missing, year)).days  # type: ignore[arg-type]
        return KeadaanAksi(BELUM_LAPOR, f"{missing} belum dilaporkan, terlambat {format_angka(late)} hari", late)
    if is_kosong(row["target"]):
        return KeadaanAksi(TANPA_TARGET, "tanpa target")
    if is_kosong(row["capaian"]):
        return KeadaanAksi(BERJALAN, "belum jatuh tempo")
    if year is not None and kini > date(year, 12, 31):
        return KeadaanAksi(DI_BAWAH, "di bawah target")
    return KeadaanAksi(BERJALAN, "berjalan")


def _missing(row: Mapping[str, Any], kerangka: Kerangka, tahun: int, kini: date) -> str | None:
    """The last report that is due and that this action has no figure in; None when nothing is missing."""
    is_half = "-S" in str(row["periode"])
    if is_half or (is_kosong(row["realisasi_b06"]) and is_kosong(row["realisasi_b12"])):
        report = B06 if str(row["periode"]).endswith("S1") else B12
        return report if is_kosong(row["capaian"]) and is_jatuh_tempo(kerangka, report, tahun, kini) else None
    if is_jatuh_tempo(kerangka, B12, tahun, kini):
        return B12 if is_kosong(row["realisasi_b12"]) else None
    return (
        B06 if is_kosong(row["realisasi_b06"]) and is_kosong(row["realisasi_b12"]) and is_jatuh_tempo(kerangka, B06, tahun, kini) else None
    )
