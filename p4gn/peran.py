"""Who is looking, and what only some may see: a village is named beside its danger to leaders and analysts alone.

One role holds for the whole dashboard, until a sign-in tells them apart: `P4GN_PERAN` in the environment, else data/reference/pengaturan.yml.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

PENGATURAN = Path(__file__).resolve().parents[1] / "data" / "reference" / "pengaturan.yml"
VARIABEL = "P4GN_PERAN"
PUBLIK, PIMPINAN, ANALIS, OPERATOR = "publik", "pimpinan", "analis", "operator"


class PeranTidakDikenal(ValueError):
    """The role that was set is none of the four; the message lists them."""


class PeranTidakBerwenang(PermissionError):
    """The role may not see what was asked for."""


@dataclass(frozen=True, slots=True)
class Peran:
    """lihat_desa_rawan: a village may be named beside its danger."""

    id: str
    kata: str
    lihat_desa_rawan: bool


PERAN: Mapping[str, Peran] = MappingProxyType(
    {
        each.id: each
        for each in (
            Peran(PUBLIK, "Publik", False),
            Peran(PIMPINAN, "Pimpinan", True),
            Peran(ANALIS, "Analis", True),
            Peran(OPERATOR, "Operator", False),
        )
    }
)

#: Lists that name villages beside their danger.
DAFTAR_BERNAMA = frozenset({"celah_desa"})


def current_peran() -> Peran:
    """The role in force; a setting that is none of the four raises PeranTidakDikenal, for a misspelt role must not open anything."""
    name = (os.environ.get(VARIABEL) or _written()).strip().lower()
    if name not in PERAN:
        raise PeranTidakDikenal(f"Peran “{name}” tidak dikenal. Pilih salah satu: {', '.join(PERAN)}.")
    return PERAN[name]


def check_daftar(nama: str) -> None:
    """Raises PeranTidakBerwenang where the role in force may not read a list."""
    if nama in DAFTAR_BERNAMA and not current_peran().lihat_desa_rawan:
        raise PeranTidakBerwenang(f"Daftar “{nama}” menyebut nama desa rawan dan hanya terbuka bagi pimpinan dan analis.")


@lru_cache(maxsize=1)
def _written() -> str:
    """The role in the file; without one nobody sees what not everybody may see."""
    return str((yaml.safe_load(PENGATURAN.read_text(encoding="utf-8")) or {}).get("peran") or PUBLIK)
