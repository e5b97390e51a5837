"""Dated changes of regions (pemekaran, penggabungan, a code or a name that changed): what each row means for the codes in it.

The rows are data/reference/wilayah_perubahan.csv; only changes whose date and legal basis are certain are written there.

pecah       kode_tujuan began on that day with land of kode_asal; one row for each new region
gabung      kode_asal became part of kode_tujuan; a region that takes in others and stays has a row with itself as kode_asal
pindah      the region of kode_asal has been kode_tujuan since that day
ganti_nama  kode_asal = kode_tujuan, called nama_asal until the day before

A kode_asal that is no code of today ended the day before; its official name must then stand in nama_asal ('Desa Lama Jaya').
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

JENIS_PERUBAHAN = ("pecah", "gabung", "pindah", "ganti_nama")


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One row; `tanggal` is the first day of the new state, ISO text."""

    tanggal: str
    jenis: str
    kode_asal: str
    nama_asal: str | None
    kode_tujuan: str
    dasar: str

    @property
    def hari_terakhir(self) -> str:
        """The last day of the old state, ISO text."""
        return (date.fromisoformat(self.tanggal) - timedelta(days=1)).isoformat()


def read_perubahan(path: Path) -> tuple[Perubahan, ...]:
    """All rows by date; ValueError names the line of a row that cannot be understood."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(number, _as_perubahan(row)) for number, row in enumerate(csv.DictReader(lines), start=2)]
    for number, row in rows:
        problem = _find_masalah(row)
        if problem:
            raise ValueError(f"{path.name} baris {number}: {problem}.")
    return tuple(sorted((row for _, row in rows), key=lambda row: (row.tanggal, row.kode_tujuan, row.kode_asal)))


def _as_perubahan(row: dict[str, str]) -> Perubahan:
    return Perubahan(row["tanggal"], row["jenis"], row["kode_asal"], row["nama_asal"] or None, row["kode_tujuan"], row["dasar"])


def _find_masalah(row: Perubahan) -> str | None:
    try:
        date.fromisoformat(row.tanggal)
    except ValueError:
        return f"tanggal {row.tanggal!r} tidak dapat dibaca; tulis seperti 2022-07-25"
    if row.jenis not in JENIS_PERUBAHAN:
        return f"jenis {row.jenis!r} tidak dikenal; pilih {', '.join(JENIS_PERUBAHAN)}"
    if row.kode_asal.count(".") != row.kode_tujuan.count("."):
        return f"{row.kode_asal} dan {row.kode_tujuan} bukan wilayah setingkat"
    if row.jenis == "ganti_nama" and (row.kode_asal != row.kode_tujuan or not row.nama_asal):
        return "ganti_nama memerlukan kode yang sama dan nama_asal"
    if row.jenis in ("pecah", "pindah") and row.kode_asal == row.kode_tujuan:
        return f"{row.jenis} memerlukan dua kode yang berbeda"
    return None if row.dasar else "dasar hukumnya kosong"


def find_mulai(perubahan: Sequence[Perubahan], kode: str) -> str | None:
    """The day a code came into use, None when no row says so; a region that took in others did not begin that day."""
    into = [row for row in perubahan if row.kode_tujuan == kode and row.jenis != "ganti_nama"]
    stayed = {row.tanggal for row in into if row.kode_asal == kode}
    return max((row.tanggal for row in into if row.tanggal not in stayed), default=None)


def list_asal(perubahan: Sequence[Perubahan], kode: str) -> tuple[str, ...]:
    """The regions whose land a code has or had, the latest change first."""
    return tuple(row.kode_asal for row in reversed(perubahan) if row.kode_tujuan == kode != row.kode_asal)


def find_penerus(perubahan: Sequence[Perubahan], kode: str) -> str | None:
    """The one code that continues a code that ended; None when it was split, or when no row tells."""
    after = {row.kode_tujuan for row in perubahan if row.kode_asal == kode != row.kode_tujuan and row.jenis in ("gabung", "pindah")}
    return after.pop() if len(after) == 1 else None
