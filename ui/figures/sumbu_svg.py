"""Scales of drawn charts: where their ticks are, what stands there in Indonesian, and words that keep out of each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from p4gn.bahasa import count_desimal, format_nilai
from ui.figures.bagan import nice_ticks
from ui.figures.bidang import Kotak
from ui.figures.gambar_teks import panjang_of
from ui.figures.rupa_svg import WARNA

HURUF, KECIL = 20, 17  # px; documents print them at 9.5 and 8 points


def list_angka(maks: float, satuan: str, banyak: int = 6) -> list[tuple[float, str]]:
    """Ticks from 0 to at most `maks` with their words; the unit stands with each number only where it is percent."""
    ticks = [each for each in nice_ticks(maks, banyak, bulat=False) if each <= maks * 1.0001]
    desimal = max(count_desimal(each) for each in ticks)
    return [(each, format_nilai(each, "persen" if satuan == "persen" else "", desimal)) for each in ticks]


def tulis(x: float, y: float, teks: str, ukuran: float, warna: str = WARNA.tinta, *, berat: int = 400, rata: str = "start") -> str:
    """One `<text>` with a clear edge of paper around its letters, so that it can be read on top of lines."""
    gaya = f'stroke="{WARNA.kertas}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"'
    letak = f'x="{x:.1f}" y="{y:.1f}" font-size="{ukuran:g}" font-weight="{berat}" text-anchor="{rata}"'
    return f'<text {letak} fill="{warna}" {gaya}>{escape(teks)}</text>' if teks else ""


def kotak_of(x: float, y: float, teks: str, ukuran: float, rata: str = "start") -> Kotak:
    """The room that a line takes whose baseline is y."""
    panjang = panjang_of(teks, ukuran)
    kiri = x - {"start": 0, "middle": panjang / 2, "end": panjang}[rata]
    return kiri, y - ukuran, kiri + panjang, y + ukuran * 0.25


def is_free(kotak: Kotak, terisi: Sequence[Kotak]) -> bool:
    return not any(kotak[0] < t[2] and t[0] < kotak[2] and kotak[1] < t[3] and t[1] < kotak[3] for t in terisi)


def spread(letak: Sequence[float], tinggi: Sequence[float], batas: tuple[float, float]) -> list[float]:
    """Centres moved as little as needed so that boxes of these heights neither overlap nor leave `batas`; the order stays."""
    urut = sorted(range(len(letak)), key=lambda i: letak[i])
    jadi, turun = list(letak), batas[0]
    for i in urut:
        jadi[i] = max(letak[i], turun + tinggi[i] / 2)
        turun = jadi[i] + tinggi[i] / 2
    naik = batas[1]
    for i in reversed(urut):
        jadi[i] = min(jadi[i], naik - tinggi[i] / 2)
        naik = jadi[i] - tinggi[i] / 2
    return jadi
