"""What every file says about itself: title, region, period, framework, edition, the day the data reach, and the mark of invented data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p4gn.warehouse.editions import TANDA_CONTOH

#: Facts that have a place of their own at the top; all others follow in the order given.
JUDUL, KALIMAT, WILAYAH, MASA, EDISI, DATA_PER, KERANGKA = "Judul", "Kalimat", "Wilayah", "Periode", "Edisi", "Data per", "Kerangka"


def tanda_of(keterangan: Mapping[str, str]) -> str | None:
    """'DATA CONTOH' when the facts carry it; None for real data."""
    return TANDA_CONTOH if TANDA_CONTOH in keterangan else None


def head_data(keterangan: Mapping[str, str], judul: str) -> dict[str, Any]:
    """What the page head and foot of a template need (exports/templat/gaya.typ)."""
    named = [f"{key} {keterangan[key]}" if key == DATA_PER else keterangan[key] for key in (DATA_PER, EDISI, KERANGKA) if key in keterangan]
    return {
        "judul": keterangan.get(JUDUL, judul),
        "wilayah": keterangan.get(WILAYAH, ""),
        "masa": keterangan.get(MASA, ""),
        "kalimat": keterangan.get(KALIMAT, ""),
        "tanda": tanda_of(keterangan),
        "kaki": " · ".join(named),
        "fakta": list_fakta(keterangan),
    }


def list_fakta(keterangan: Mapping[str, str]) -> list[tuple[str, str]]:
    """Everything but the title and the sentence, as pairs."""
    return [(key, str(value)) for key, value in keterangan.items() if key not in (JUDUL, KALIMAT)]
