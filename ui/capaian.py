"""Ringkasan of an edition with reports: six numbers, each with its target, the period before and one sentence."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ui import cache, cards, filters

if TYPE_CHECKING:
    from p4gn.paparan.isi import KartuAngka
    from p4gn.scope import Scope


def draw_cards(scope: Scope) -> None:
    """The six numbers."""
    cards.draw_cards([card_of(each, scope) for each in cache.list_angka(scope)])


def card_of(angka: KartuAngka, scope: Scope, *, tautan: bool = True) -> cards.Kartu:
    """A number as a card whose title leads to the page that shows it."""
    link = f"{angka.halaman}?{urlencode(filters.link_params(scope, **angka.tautan))}" if tautan and angka.halaman else ""
    tail = f" <small>{escape(angka.sisa)}</small>" if angka.sisa else ""
    return cards.Kartu(angka.judul, f"{escape(angka.utama)}{tail}", angka.bacaan, angka.lalu, angka.target, link)
