"""What the kind of an edition changes in words: where its numbers come from, and the mark that invented data carries everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from p4gn.warehouse.editions import ARTI_CONTOH, TANDA_CONTOH
from ui import cache

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

_TIAP_CATATAN = "pengirim, berkas, dan barisnya ada pada tiap catatan"
#: The catalogue names the public record; editions of other kinds are made of what senders delivered.
SUMBER_EDISI = {
    "contoh": f"{TANDA_CONTOH}, kiriman rekaan OPD, BNN, dan kabupaten/kota; {_TIAP_CATATAN}",
    "provinsi": f"Kiriman OPD, BNN, dan kabupaten/kota serta catatan publik; {_TIAP_CATATAN}",
}


def is_publik(scope: Scope) -> bool:
    return cache.manifest(scope.edisi).jenis == "publik"


def is_contoh(scope: Scope) -> bool:
    return cache.manifest(scope.edisi).is_contoh


def sumber_text(indicator: Indicator, scope: Scope) -> str:
    """What an indicator is made of in this edition."""
    return SUMBER_EDISI.get(cache.manifest(scope.edisi).jenis, "; ".join(indicator.sumber))


def sumber_edisi(scope: Scope) -> str:
    """What a list is made of that names no indicator."""
    return SUMBER_EDISI.get(cache.manifest(scope.edisi).jenis, "Catatan publik; sumber, berkas, dan barisnya ada pada tiap catatan")


def head_lines(scope: Scope) -> dict[str, str]:
    """What stands above everything else in a file made from this edition."""
    return {TANDA_CONTOH: ARTI_CONTOH} if is_contoh(scope) else {}


def file_name(name: str, scope: Scope) -> str:
    return f"DATA-CONTOH-{name}" if is_contoh(scope) else name
