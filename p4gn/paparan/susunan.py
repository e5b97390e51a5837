"""Which slides a briefing has, in which order, with which notes: what is saved under a name. The slides themselves are made anew from an edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

_BAWAAN = Path(__file__).with_name("bawaan.yml")


@dataclass(frozen=True, slots=True)
class ButirSusunan:
    """One slide to be made: kunci is unique in its briefing; resep names how it is made, param what of; catatan are the speaker's own notes.
    tampil: whether it is shown; one that is not keeps its place and its notes."""

    kunci: str
    resep: str
    param: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    catatan: str = ""
    tampil: bool = True


@dataclass(frozen=True, slots=True)
class Susunan:
    """A briefing by name; '' is the one that comes with the house."""

    nama: str
    butir: tuple[ButirSusunan, ...]

    def keep(self, resep: Collection[str]) -> Susunan:
        """What can be shown: without the slides that are hidden and those whose recipe is not among these."""
        return replace(self, butir=tuple(each for each in self.butir if each.tampil and each.resep in resep))


@lru_cache(maxsize=1)
def read_bawaan() -> Susunan:
    """The briefing that comes with the house (bawaan.yml)."""
    return Susunan(
        "", tuple(ButirSusunan(each["kunci"], each["resep"], each.get("param", {})) for each in yaml.safe_load(_BAWAAN.read_text("utf-8")))
    )
