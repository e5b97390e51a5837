"""One follow-up (a row of list_tindak_lanjut, unknown is None) in the words of every screen and file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek
from p4gn.catatan.kata import SELESAI, list_status

Baris = Mapping[str, Any]
TANPA_TENGGAT = "tanpa tenggat"
BELUM_DITUNJUK = "Belum ditunjuk"


def kata_status(status: str | None) -> str:
    """The word of a status; one that nobody wrote is said to be so."""
    return next((each.kata for each in list_status() if each.id == status), "Belum disebut")


def status_text(row: Baris, *, pendek: bool = False) -> str:
    """'Selesai, 3 Juli 2026', 'Belum mulai', or that nobody wrote one."""
    if row["status"] != SELESAI or not row["tanggal_selesai"]:
        return kata_status(row["status"])
    return f"{kata_status(SELESAI)}, {_day(row['tanggal_selesai'], pendek)}"


def owner_text(row: Baris) -> str:
    """Who is responsible, or that nobody was named."""
    return row["nama_penanggung"] or BELUM_DITUNJUK


def late_text(row: Baris) -> str:
    """'lewat 1.340 hari'; '' where it is not late."""
    return f"lewat {format_angka(row['hari_lewat'])} hari" if row["lewat_tenggat"] else ""


def tenggat_text(row: Baris, *, pendek: bool = False) -> str:
    """'31 Desember 2025 (lewat 12 hari)', '30 Nov 2026', 'tanpa tenggat'."""
    if row["tenggat"] is None:
        return TANPA_TENGGAT
    day = _day(row["tenggat"], pendek)
    return f"{day} ({late_text(row)})" if row["lewat_tenggat"] else day


def _day(hari: date, pendek: bool) -> str:
    return format_tanggal_pendek(hari) if pendek else format_tanggal(hari)
