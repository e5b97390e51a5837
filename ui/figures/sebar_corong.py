"""Funnel plot: how many were tested against the reactive rate, with the limits within which chance alone moves it. No ranking, no red or green."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from p4gn.bahasa import format_angka, format_persen
from p4gn.indicators.reaktif import Z_95, Z_998, find_batas_terlihat
from ui.figures.palet import PEMBANDING, UTAMA, WARNA, Tema

LEBAR, TINGGI = 640, 300
_KIRI, _KANAN, _ATAS, _BAWAH = 46, 12, 14, 36
Titik = tuple[str, float, float]  # name, people tested, rate in percent


def sebar_corong_svg(titik: Sequence[Titik], tingkat: float, judul: str, tema: Tema = "terang") -> str:
    """Points (people tested on a logarithmic axis, rate in percent) around the common rate; '' without points."""
    if not titik:
        return ""
    low, high = _ends([tested for _, tested, _ in titik])
    steps = [low * (high / low) ** (i / 60) for i in range(61)]
    outer = [find_batas_terlihat(tingkat, n, Z_998) for n in steps]
    inner = [find_batas_terlihat(tingkat, n, Z_95) for n in steps]
    top = math.ceil(max([rate for *_, rate in titik] + [outer[0][1], 1.0]) * 1.05)

    def x(n: float) -> float:
        return _KIRI + (LEBAR - _KIRI - _KANAN) * math.log(n / low) / math.log(high / low)

    def y(rate: float) -> float:
        return TINGGI - _BAWAH - (TINGGI - _ATAS - _BAWAH) * min(rate, top) / top

    ink = WARNA[tema]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEBAR} {TINGGI}" width="{LEBAR}" height="{TINGGI}" role="img" '
        f'font-family="Plus Jakarta Sans, sans-serif" font-size="12" fill="{ink.tinta}"><title>{escape(judul)}</title>'
    ]
    for each in range(0, top + 1, max(1, round(top / 5))):
        parts.append(f'<path d="M{_KIRI} {y(each):.1f}H{LEBAR - _KANAN}" stroke="{ink.kisi}"/>')
        parts.append(f'<text x="{_KIRI - 6}" y="{y(each) + 4:.1f}" text-anchor="end">{format_persen(each, 0)}</text>')
    for n in (10, 20, 30, 50, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10000, 20000):
        if low <= n <= high:
            parts.append(f'<text x="{x(n):.1f}" y="{TINGGI - _BAWAH + 16}" text-anchor="middle">{format_angka(n)}</text>')
    parts.append(
        f'<text x="{LEBAR - _KANAN}" y="{TINGGI - 4}" text-anchor="end" fill="{ink.tinta_lemah}">orang yang dites dan hasilnya sah</text>'
    )
    for limits, dash in ((outer, "2 4"), (inner, "6 4")):
        for side in (0, 1):
            path = "M" + "L".join(f"{x(n):.1f} {y(limit[side]):.1f}" for n, limit in zip(steps, limits, strict=True))
            parts.append(f'<path d="{path}" fill="none" stroke="{PEMBANDING[tema]}" stroke-width="1.4" stroke-dasharray="{dash}"/>')
    parts.append(f'<path d="M{_KIRI} {y(tingkat):.1f}H{LEBAR - _KANAN}" stroke="{PEMBANDING[tema]}" stroke-width="1.6"/>')
    for nama, n, rate in titik:
        told = f"{nama}: {format_persen(rate, 1)} dari {format_angka(n)} orang"
        parts.append(
            f'<circle cx="{x(n):.1f}" cy="{y(rate):.1f}" r="5" fill="{UTAMA[tema]}" fill-opacity=".85"><title>{escape(told)}</title></circle>'
        )
    return "".join([*parts, "</svg>"])


def _ends(tested: Sequence[float]) -> tuple[float, float]:
    """A little below the smallest and beyond the largest, and at least five times as far."""
    low = min(tested) * 0.7
    return low, max(low * 5, *tested) * 1.3
