"""Budgets of P4GN as the scorecard judges them: ceiling, spending and absorption, added first and divided last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor

ANGGARAN = "anggaran"
Baris = Mapping[str, Any]


def list_anggaran(kartu: KartuSkor) -> list[Baris]:
    """One row per agency that the duty applies to (kunci, nama, pagu and realisasi in rupiah, persen, bukti), the largest ceiling first, those
    without a report last; what is not known is None."""
    cells = [(rapor, rapor.sel[ANGGARAN]) for rapor in kartu.baris]
    rows = [
        {"kunci": rapor.kunci, "nama": rapor.nama, "pagu": sel.penyebut, "realisasi": sel.pembilang, "persen": sel.nilai, "bukti": sel.bukti}
        for rapor, sel in cells
    ]
    return sorted(rows, key=lambda row: (row["pagu"] is None, row["realisasi"] is None, -(row["pagu"] or 0), row["nama"]))


def add_up(rows: Iterable[Baris], nama: str = "Jumlah") -> dict[str, Any]:
    """The sums over agencies with a ceiling (opd: how many); the share is that of the sums."""
    known = [row for row in rows if row["pagu"] is not None]
    pagu = sum(row["pagu"] for row in known) if known else None
    spent = sum(row["realisasi"] or 0 for row in known) if any(row["realisasi"] is not None for row in known) else None
    share = 100 * spent / pagu if spent is not None and pagu else None
    return {"kunci": "", "nama": nama, "pagu": pagu, "realisasi": spent, "persen": share, "dana": "", "bukti": (), "opd": len(known)}
