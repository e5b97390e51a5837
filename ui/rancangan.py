"""Drafts of briefings: what was changed and not yet saved, kept for this browser session while one moves about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.paparan.susunan import ButirSusunan, Susunan, read_bawaan

if TYPE_CHECKING:
    from p4gn.catatan import Paparan

Butir = tuple[ButirSusunan, ...]
_SEMUA = "rancangan_paparan"


@dataclass(frozen=True, slots=True)
class Rancangan:
    """One draft. id: of the briefing, '' the one that comes with the house; versi, dasar: the saved one it was begun on; butir: as it is now.
    putaran: how often the list was put in anew as a whole, so that its fields are new ones then."""

    id: str
    versi: int
    dasar: Butir
    butir: Butir
    putaran: int = 0

    @property
    def berubah(self) -> bool:
        return self.butir != self.dasar

    def is_bentrok(self, paparan: Paparan | None) -> bool:
        """Whether somebody else saved the same briefing since, in another way than by adding to its end."""
        return paparan is not None and self.berubah and self.versi != paparan.versi


def read_rancangan(paparan: Paparan | None) -> Rancangan:
    """The draft of this briefing, by now on what was added to it since; a draft without changes is what is saved."""
    saved = _start(paparan)
    draft = _drafts().get(saved.id, saved)
    if not draft.berubah:
        draft = replace(saved, putaran=draft.putaran)
    elif saved.butir[: len(draft.dasar)] == draft.dasar:
        draft = replace(draft, versi=saved.versi, dasar=saved.butir, butir=(*draft.butir, *saved.butir[len(draft.dasar) :]))
    _drafts()[saved.id] = draft
    return draft


def current_susunan(paparan: Paparan | None) -> Susunan:
    """What is shown: the saved list, or the changes that were made to it in this session."""
    return Susunan(paparan.nama if paparan else "", read_rancangan(paparan).butir)


def drop(id_paparan: str) -> None:
    """Let the changes go; the fields of the list are drawn anew with what is saved."""
    draft = _drafts()[id_paparan]
    _drafts()[id_paparan] = replace(draft, butir=draft.dasar, putaran=draft.putaran + 1)


def rebase(paparan: Paparan) -> None:
    """Keep the changes and have them count as made to what is saved by now."""
    _drafts()[paparan.id] = replace(_drafts()[paparan.id], versi=paparan.versi, dasar=tuple(paparan.butir))


def move(id_paparan: str, kunci: str, langkah: int) -> None:
    """One slide up (-1) or down (1)."""

    def moved(butir: Butir) -> Butir:
        place = next(n for n, each in enumerate(butir) if each.kunci == kunci)
        rest = [each for each in butir if each.kunci != kunci]
        rest.insert(min(max(place + langkah, 0), len(rest)), butir[place])
        return tuple(rest)

    _change(id_paparan, moved)


def toggle(id_paparan: str, kunci: str) -> None:
    """Show a slide, or hide it."""
    _change(id_paparan, lambda butir: tuple(replace(each, tampil=not each.tampil) if each.kunci == kunci else each for each in butir))


def remove(id_paparan: str, kunci: str) -> None:
    """Take a slide out."""
    _change(id_paparan, lambda butir: tuple(each for each in butir if each.kunci != kunci))


def note(id_paparan: str, kunci: str, catatan: str) -> None:
    """The speaker's words for a slide."""
    _change(id_paparan, lambda butir: tuple(replace(each, catatan=catatan) if each.kunci == kunci else each for each in butir))


def add(id_paparan: str, baru: ButirSusunan) -> None:
    """One more slide at the end."""
    _change(id_paparan, lambda butir: (*butir, baru))


def _change(id_paparan: str, by: Callable[[Butir], Butir]) -> None:
    """For callbacks: they name what they change, so that several at once all count, whatever their order."""
    draft = _drafts()[id_paparan]
    _drafts()[id_paparan] = replace(draft, butir=by(draft.butir))


def _start(paparan: Paparan | None) -> Rancangan:
    butir = tuple(paparan.butir) if paparan else read_bawaan().butir
    return Rancangan(paparan.id if paparan else "", paparan.versi if paparan else 0, butir, butir)


def _drafts() -> dict[str, Rancangan]:
    return st.session_state.setdefault(_SEMUA, {})
