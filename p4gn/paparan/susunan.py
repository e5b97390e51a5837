"""Which slides a briefing has, in which order, with which notes: what is saved under a name. The slides themselves are made anew from an edition."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
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


class SusunanSalah(ValueError):
    """The text is no list of slides; the message says what is wrong."""


def write_susunan(susunan: Susunan) -> str:
    """As JSON: {"nama", "butir": [{"kunci", "resep", "param", "catatan", "tampil"}]}."""
    butir = [asdict(replace(each, param=dict(each.param))) for each in susunan.butir]
    return json.dumps({"nama": susunan.nama, "butir": butir}, ensure_ascii=False)


def read_susunan(teks: str) -> Susunan:
    """What write_susunan wrote; SusunanSalah for anything else."""
    try:
        found = json.loads(teks)
        return Susunan(
            str(found["nama"]),
            tuple(
                ButirSusunan(str(each["kunci"]), str(each["resep"]), dict(each["param"]), str(each["catatan"]), bool(each["tampil"]))
                for each in found["butir"]
            ),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SusunanSalah("Susunan paparan tidak dapat dibaca. Simpan ulang dari halaman Paparan.") from error
