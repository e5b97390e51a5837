"""Small multiples: one small panel for each region on one shared scale, as a grid that flows with the width of the screen.

Words and numbers stand in HTML, so that they stay readable however small a panel gets; only the lines are a picture.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from ui.figures.palet import PEMBANDING, UTAMA, WARNA, Tema

LEBAR, TINGGI, TEPI, ATAS = 160, 80, 6, 20  # the top of the scale is named above its line

#: Orders a reader may choose; the last is the only one where regions are not to be compared.
URUT = {"nilai": "Nilai terakhir", "perubahan": "Perubahan", "jarak": "Jarak ke target", "baku": "Urutan baku"}
BAKU = "baku"


@dataclass(frozen=True, slots=True)
class Panel:
    """One region: a value for each period (None where unknown), the method each was counted by, and what is written.

    angka: the last value, or its state in words; ubah: the change, in words; urut: what each order of URUT sorts by, None last.
    """

    kode: str
    nama: str
    nilai: tuple[float | None, ...]
    segmen: tuple[object, ...]
    angka: str
    ubah: str
    alt: str
    urut: dict[str, float | None]
    terpilih: bool = False
    berjalan: bool = False


@dataclass(frozen=True, slots=True)
class Latar:
    """What panels share: the scale from `dasar` to `puncak`, the target of each period, the line of the whole, the first and last period."""

    puncak: float
    puncak_teks: str
    sasaran: tuple[float | None, ...]
    induk: tuple[float | None, ...]
    awal: str
    akhir: str
    dasar: float = 0.0


def sort_panel(panel: Iterable[Panel], urut: str) -> list[Panel]:
    """Largest first, of the distance to the target the furthest behind first; without a number last; equal ones by code."""

    def key(each: Panel) -> tuple[bool, float, str]:
        value = each.urut.get(urut)
        return value is None, 0.0 if value is None else -value, each.kode

    return sorted(panel, key=(lambda each: each.kode) if urut == BAKU else key)


def kelipatan_html(panel: Sequence[Panel], latar: Latar, tema: Tema) -> str:
    """The grid on one scale; every picture has its numbers in words too."""
    return grid_html([(each, latar) for each in panel], tema)


def grid_html(panel: Iterable[tuple[Panel, Latar]], tema: Tema) -> str:
    """The same where every panel has a scale of its own."""
    return f'<div class="p4 p4-kelipatan">{"".join(_panel_html(each, latar, tema) for each, latar in panel)}</div>'


def _panel_html(panel: Panel, latar: Latar, tema: Tema) -> str:
    uri = f"data:image/svg+xml,{quote(panel_svg(panel, latar, tema))}"
    known = any(each is not None for each in panel.nilai)
    return (
        f'<figure class="{"pilih" if panel.terpilih else ""}"><figcaption><strong>{escape(panel.nama)}</strong>'
        f'<span class="{"angka" if known and panel.nilai[-1] is not None else "redup"}">{escape(panel.angka)}</span></figcaption>'
        f'<img src="{escape(uri, quote=True)}" alt="{escape(panel.alt, quote=True)}" width="{LEBAR}" height="{TINGGI}">'
        f'<div class="sumbu redup"><span>{escape(latar.awal)}</span><span>{escape(latar.akhir)}</span></div>'
        f'<p class="redup">{escape(panel.ubah) or "&nbsp;"}</p></figure>'
    )


def panel_svg(panel: Panel, latar: Latar, tema: Tema) -> str:
    """Line of the region over the faint line of the whole and the dashed target, on the scale of `latar`."""
    warna = WARNA[tema]
    atas = (
        f'<path class="puncak" d="M{TEPI} {_y(latar.puncak, latar):.1f}H{LEBAR - TEPI}" stroke="{warna.kisi}" fill="none"/>'
        f'<text x="{TEPI}" y="{ATAS - 5}" font-size="15" font-family="sans-serif" fill="{warna.tinta_lemah}">'
        f"{escape(latar.puncak_teks)}</text>"
    )
    dasar = f'<path d="M{TEPI} {TINGGI - TEPI}H{LEBAR - TEPI}" stroke="{warna.garis}" fill="none"/>'
    target = f'<path class="sasaran" d="{_steps(latar)}" stroke="{warna.sasaran}" stroke-width="1.2" stroke-dasharray="4 3" fill="none"/>'
    lemah = ' stroke-dasharray="1.5 2.5"'
    induk = "".join(_line(latar.induk, each, latar, PEMBANDING[tema], 1.2, "induk", lemah) for each in _runs(latar.induk, panel.segmen))
    garis = "".join(
        _line(panel.nilai, each, latar, UTAMA[tema], 2.2, "nilai", gaya)
        for run in _runs(panel.nilai, panel.segmen)
        for each, gaya in _finished(panel, run)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEBAR} {TINGGI}" width="{LEBAR}" height="{TINGGI}">'
        f"{atas}{dasar}{target}{induk}{garis}{_dot(panel, latar, tema)}</svg>"
    )


def _x(i: int, banyak: int) -> float:
    return LEBAR / 2 if banyak == 1 else TEPI + i * (LEBAR - 2 * TEPI) / (banyak - 1)


def _y(nilai: float, latar: Latar) -> float:
    return TINGGI - TEPI - (nilai - latar.dasar) / (latar.puncak - latar.dasar) * (TINGGI - ATAS - TEPI)


def _runs(nilai: Sequence[float | None], segmen: Sequence[object]) -> list[list[int]]:
    """Stretches of known values of one method: each is one line, nothing joins two of them."""
    groups = itertools.groupby(range(len(nilai)), key=lambda i: (nilai[i] is not None, segmen[i]))
    return [list(isi) for (known, _), isi in groups if known]


def _finished(panel: Panel, run: list[int]) -> list[tuple[list[int], str]]:
    """The stretch as it is drawn: the step into a period that is not over is dashed."""
    if not panel.berjalan or run[-1] != len(panel.nilai) - 1 or len(run) == 1:
        return [(run, "")]
    whole = [(run[:-1], "")] if len(run) > 2 else []
    return [*whole, (run[-2:], ' stroke-dasharray="3 3"')]


def _line(nilai: Sequence[float | None], bagian: Sequence[int], latar: Latar, warna: str, tebal: float, kelas: str, gaya: str = "") -> str:
    """A point alone is a short stroke: a line of no length with round ends."""
    titik = " L".join(f"{_x(i, len(nilai)):.1f} {_y(nilai[i], latar):.1f}" for i in bagian)
    d = f"M{titik}" + ("h0.1" if len(bagian) == 1 else "")
    ujung = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path class="{kelas}" d="{d}" stroke="{warna}" stroke-width="{tebal}" fill="none" {ujung}{gaya}/>'


def _steps(latar: Latar) -> str:
    """The target of each period around its point; '' where there is none."""
    banyak = len(latar.sasaran)
    setengah = (LEBAR - 2 * TEPI) / max(1, banyak - 1) / 2 if banyak > 1 else LEBAR / 2 - TEPI
    return "".join(
        f"M{max(TEPI, _x(i, banyak) - setengah):.1f} {_y(each, latar):.1f}H{min(LEBAR - TEPI, _x(i, banyak) + setengah):.1f}"
        for i, each in enumerate(latar.sasaran)
        if each is not None
    )


def _dot(panel: Panel, latar: Latar, tema: Tema) -> str:
    """On the last known value; hollow where its period is not over."""
    last = next((i for i in reversed(range(len(panel.nilai))) if panel.nilai[i] is not None), None)
    if last is None:
        return ""
    hollow = panel.berjalan and last == len(panel.nilai) - 1
    isian = WARNA[tema].kertas if hollow else UTAMA[tema]
    x, y = _x(last, len(panel.nilai)), _y(panel.nilai[last], latar)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{isian}" stroke="{UTAMA[tema]}" stroke-width="1.6"/>'
