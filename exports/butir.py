"""One follow-up (a row of `catatan.list_tindak_lanjut`, unknown is None) in the words that every file uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from p4gn.bahasa import format_angka, format_tanggal
from p4gn.catatan.kata import list_status

Baris = Mapping[str, Any]
TANPA_TENGGAT = "tanpa tenggat"


def satu_baris(teks: str) -> str:
    """On one line, without signs that cannot be printed."""
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", teks).strip()


def kata_status(status: str | None) -> str:
    """The word of a status; one that nobody wrote is said to be so."""
    return next((each.kata for each in list_status() if each.id == status), "Belum disebut")


def tenggat_text(row: Baris) -> str:
    """'31 Desember 2025 (lewat 12 hari)', '30 November 2026', 'tanpa tenggat'."""
    if row["tenggat"] is None:
        return TANPA_TENGGAT
    late = f" (lewat {format_angka(row['hari_lewat'])} hari)" if row["lewat_tenggat"] else ""
    return f"{format_tanggal(row['tenggat'])}{late}"
