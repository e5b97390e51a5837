"""Senders on the screen: who can be chosen, and what a sender's key is called."""

from __future__ import annotations

from functools import lru_cache

from p4gn import pengirim

TANPA = "tanpa"
NAMA_TANPA = "Tanpa pengirim (catatan publik)"


@lru_cache(maxsize=1)
def pengirim_by_kunci() -> dict[str, str]:
    """Key → name, in the order in which senders are offered."""
    return {each.kunci: each.nama for each in pengirim.list_pengirim()}


@lru_cache(maxsize=1024)
def nama_pengirim(kunci: str | None) -> str:
    """Name of a sender; a free name is its own, nothing is said to be nothing."""
    return NAMA_TANPA if not kunci or kunci == TANPA else pengirim.nama_pengirim(kunci)
