"""Whether a published figure counts people, by the word list etl/kata/satuan_orang.yml; in doubt it does."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import yaml

from etl.sources import SourceError
from etl.words import KATA_DIR

_KATA = re.compile(r"[^\W\d_]+|%")


@dataclass(frozen=True, slots=True)
class KataOrang:
    """The four lists of words."""

    orang: frozenset[str]
    bukan_orang: frozenset[str]
    bertugas: frozenset[str]
    tetap_disamarkan: frozenset[str]


@functools.cache
def load_kata_orang() -> KataOrang:
    """SourceError when a list is missing."""
    path = KATA_DIR / "satuan_orang.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return KataOrang(*(frozenset(content[name]) for name in ("orang", "bukan_orang", "bertugas", "tetap_disamarkan")))
    except (OSError, KeyError, TypeError) as error:
        raise SourceError(f"word list {path.name} cannot be used: {error!r}") from error


def counts_people(satuan: str | None, indikator: str | None) -> bool:
    """('anak', …) → True; ('kasus', …) → False; ('orang', 'penggiat dilatih') → False: people in office; an unknown unit → True."""
    kata = load_kata_orang()
    unit, name = _words(satuan), _words(indikator)
    if not kata.tetap_disamarkan & set(name) and (set(unit[:1]) | (set(name[:1]) if kata.orang & set(unit) else set())) & kata.bertugas:
        return False
    return bool(kata.orang & set(unit)) or not kata.bukan_orang & set(unit)


def _words(text: str | None) -> list[str]:
    return _KATA.findall((text or "").casefold())
