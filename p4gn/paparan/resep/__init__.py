"""Recipes: from an edition, a region and a period to one slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from p4gn.paparan.isi import Slide
    from p4gn.scope import Scope


@dataclass(frozen=True, slots=True)
class Resep:
    """How one kind of slide is made. nama: as it stands in a saved briefing; judul: what an editor calls it. make gives a slide for every scope, also an
    empty one that says why; its kunci is the name of the recipe."""

    nama: str
    judul: str
    make: Callable[[Scope, Mapping[str, str]], Slide]
