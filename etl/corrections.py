"""Known errors of what was sent, as data (etl/corrections/<sumber>.yml): match / column / was / set / why.

A correction changes what is read, never what is shown as written. Once the sender repairs the file its `was` stops
matching, and the build says so.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from etl.sources import Source, SourceError

CORRECTIONS_DIR = Path(__file__).with_name("corrections")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; `was` and `set` are None where the cell is empty."""

    match: Mapping[str, str]
    column: str
    was: str | None
    set: str | None
    why: str


@functools.cache
def load_corrections(id_source: str, folder: Path = CORRECTIONS_DIR) -> tuple[Correction, ...]:
    """Corrections of one source; SourceError names the entry that is wrong."""
    path = folder / f"{id_source}.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    return tuple(_load_entry(path, number, entry) for number, entry in enumerate(entries or [], start=1))


def find_corrections(source: Source, cells: Mapping[str, object]) -> tuple[dict[str, Correction], list[Correction]]:
    """Corrections that apply to a row, by column; and those that mean this row but no longer find what they correct."""
    applied: dict[str, Correction] = {}
    outdated: list[Correction] = []
    for correction in load_corrections(source.id):
        if any(as_text(cells.get(nama)) != value for nama, value in correction.match.items()):
            continue
        if as_text(cells.get(correction.column)) == correction.was:
            applied[correction.column] = correction
        else:
            outdated.append(correction)
    return applied, outdated


def as_text(cell: object) -> str | None:
    """A cell as it is compared: trimmed text, None when empty."""
    text = "" if cell is None else " ".join(str(cell).split())
    return text or None


def _load_entry(path: Path, number: int, entry: Mapping[str, Any]) -> Correction:
    if set(entry) != {"match", "column", "was", "set", "why"} or not entry["match"] or not entry["why"]:
        raise SourceError(f"{path.name}, correction {number}: needs exactly match, column, was, set, why")
    match = {key: " ".join(str(value).split()) for key, value in entry["match"].items()}
    was, changed = as_text(entry["was"]), as_text(entry["set"])
    return Correction(MappingProxyType(match), entry["column"], was, changed, " ".join(entry["why"].split()))
