"""The words of follow-ups: status, topics and groups of age, as dated configuration (kata.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

SELESAI, BATAL, LAINNYA = "selesai", "batal", "lainnya"


@dataclass(frozen=True, slots=True)
class Status:
    """terbuka: still owed."""

    id: str
    kata: str
    terbuka: bool


@dataclass(frozen=True, slots=True)
class Topik:
    """di_berkas: the standard topics of the files that mean the same."""

    id: str
    kata: str
    di_berkas: tuple[str, ...] = ()
    pola: str | None = None


@lru_cache(maxsize=1)
def _load() -> dict:
    return yaml.safe_load(Path(__file__).with_name("kata.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def list_status() -> tuple[Status, ...]:
    """belum, berjalan, selesai, ditunda, batal."""
    return tuple(Status(**each) for each in _load()["status"])


@lru_cache(maxsize=1)
def list_topik() -> tuple[Topik, ...]:
    """In the order in which their patterns are tried; 'lainnya' last."""
    return tuple(Topik(each["id"], each["kata"], tuple(each["di_berkas"]), each.get("pola")) for each in _load()["topik"])


@lru_cache(maxsize=4096)
def guess_topik(teks: str) -> str:
    """The topic that the words of a decision suggest; 'lainnya' where none does."""
    matching = (each.id for each in list_topik() if each.pola and re.search(each.pola, teks, re.IGNORECASE))
    return next(matching, LAINNYA)


def topik_of_berkas(topik: str | None) -> str | None:
    """A topic of the files in the words of this list; None stays None."""
    if not topik:
        return None
    return next((each.id for each in list_topik() if topik in each.di_berkas or topik == each.id), LAINNYA)


def list_kelompok_umur() -> dict[str, str]:
    """Group of age → its words, the youngest first."""
    return {each["id"]: each["kata"] for each in _load()["kelompok_umur"]}


def kelompok_umur(umur: int) -> str:
    """'0–30', '31–90' or '>90' for an age in days."""
    return next(each["id"] for each in _load()["kelompok_umur"] if umur <= each.get("sampai", umur))


def is_terbuka(status: str | None) -> bool:
    """Whether it is still owed; a status that nobody wrote is."""
    return next((each.terbuka for each in list_status() if each.id == status), True)
