"""A text with the places marked that a draft was read from: every mark carries the name of its field in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Tanda:
    """One place: from `awal` up to `akhir`; nama: the field as the form calls it; tanya: the field is still asked about."""

    awal: int
    akhir: int
    nama: str
    tanya: bool = False


def mark_naskah(teks: str, tanda: Iterable[Tanda]) -> str:
    """HTML of the whole text; where places overlap, each piece is marked once and every field is named where its place begins."""
    placed = [one for one in tanda if 0 <= one.awal < one.akhir <= len(teks)]
    stops = sorted({0, len(teks), *(one.awal for one in placed), *(one.akhir for one in placed)})
    pieces = []
    for start, end in pairwise(stops):
        over = [one for one in placed if one.awal <= start and end <= one.akhir]
        piece = escape(teks[start:end])
        pieces.append(_mark(piece, over, [one for one in over if one.awal == start]) if over else piece)
    return "".join(pieces)


def _mark(piece: str, over: Sequence[Tanda], begun: Sequence[Tanda]) -> str:
    names = list(dict.fromkeys((one.nama, one.tanya) for one in begun))
    labels = "".join(f'<b class="{"tanya" if tanya else "pasti"}">{"? " if tanya else ""}{escape(nama)}</b>' for nama, tanya in names)
    kind = "tanya" if any(one.tanya for one in over) else "pasti"
    return f'<mark class="{kind}">{labels}{piece}</mark>'
