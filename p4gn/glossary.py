"""The bilingual vocabulary of the subject, shown on Metodologi."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Istilah:
    """One term: Indonesian word, English word, definition in Indonesian, and other ways people write it."""

    istilah: str
    inggris: str
    arti: str
    kelompok: str
    juga: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def list_istilah() -> tuple[Istilah, ...]:
    """All terms in alphabetical order; ValueError names an entry that lacks a part or comes twice."""
    raw = yaml.safe_load(Path(__file__).with_name("glossary.yml").read_text(encoding="utf-8"))
    result: dict[str, Istilah] = {}
    for entry in raw:
        missing = {"istilah", "inggris", "arti", "kelompok"} - set(entry)
        if missing:
            raise ValueError(f"glossary.yml: {entry.get('istilah', entry)} belum punya {', '.join(sorted(missing))}")
        if entry["istilah"] in result:
            raise ValueError(f"glossary.yml: {entry['istilah']} ditulis dua kali")
        arti = " ".join(entry["arti"].split())
        result[entry["istilah"]] = Istilah(entry["istilah"], entry["inggris"], arti, entry["kelompok"], tuple(entry.get("juga", ())))
    return tuple(sorted(result.values(), key=lambda term: term.istilah.lower()))
