"""Tiles of a scorecard drawn as SVG: a coloured edge with its symbol, the short name and the score in plain ink on paper."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka
from ui.figures.gambar_teks import panjang_of, teks_svg
from ui.figures.rupa_svg import LEMAH, WARNA, isian_of, kata_rupa, legenda_svg, simbol_svg, tepi_of
from ui.figures.sumbu_svg import HURUF, KECIL

if TYPE_CHECKING:
    from p4gn.paparan.isi import Petak, Ubin

_SELA, _PITA = 10, 40  # px between tiles; width of the coloured edge
_TERSEMPIT, _TERLEBAR, _TERENDAH, _TERTINGGI = 132, 260, 54, 92


def draw_ubin(isi: Ubin, lebar: float, tinggi: float) -> tuple[str, float]:
    """SVG from (0, 0) and the height it takes: the numbers of every look, then tiles in the order given; higher than `tinggi` where they must."""
    legenda, atas = legenda_svg([(rupa, f"{format_angka(banyak)} {kata}") for rupa, kata, banyak in isi.ringkasan], lebar, HURUF * 1.15)
    atas += 12 if legenda else 0
    per_baris = _per_baris(isi, lebar, tinggi - atas)
    baris = math.ceil(len(isi.petak) / per_baris)
    sisi = (lebar + _SELA) / per_baris - _SELA
    tegak = min(max((tinggi - atas + _SELA) / baris - _SELA, _TERENDAH), _TERTINGGI)
    petak = "".join(
        _petak(each, i % per_baris * (sisi + _SELA), atas + i // per_baris * (tegak + _SELA), sisi, tegak)
        for i, each in enumerate(isi.petak)
    )
    return legenda + petak, atas + baris * (tegak + _SELA)


def fits_ubin(isi: Ubin, lebar: float, tinggi: float) -> bool:
    """Whether all tiles are drawn within that height."""
    return draw_ubin(isi, lebar, tinggi)[1] - _SELA <= tinggi


def _per_baris(isi: Ubin, lebar: float, tinggi: float) -> int:
    """Tiles beside each other: as few and large as leave room for all, at most so many that the longest short name still fits."""
    perlu = max(max(panjang_of(each.pendek, HURUF, tebal=True), panjang_of(each.teks, KECIL)) for each in isi.petak) + _PITA + 18
    tersempit, terlebar = ((lebar + _SELA) / (sisi + _SELA) for sisi in (min(max(perlu, _TERSEMPIT), _TERLEBAR), _TERLEBAR))
    pilihan = range(max(1, math.ceil(terlebar)), max(1, int(tersempit)) + 1)
    muat = (each for each in pilihan if math.ceil(len(isi.petak) / each) * (_TERTINGGI + _SELA) <= tinggi)
    return next(muat, max(1, int(tersempit)))


def _petak(petak: Petak, x: float, y: float, lebar: float, tinggi: float) -> str:
    ruang = lebar - _PITA - 14
    besar = min(HURUF, HURUF * ruang / max(panjang_of(petak.pendek, HURUF, tebal=True), 1))
    kecil = min(KECIL, KECIL * ruang / max(panjang_of(petak.teks, KECIL), 1))
    tepi, tengah = tepi_of(petak.rupa), tinggi / 2
    keterangan = ", ".join(filter(None, (petak.nama, kata_rupa(petak.rupa), petak.teks)))
    nama_y = tengah - 3 if petak.teks else tengah + besar * 0.35
    return (
        f'<g class="petak" transform="translate({x:.1f} {y:.1f})"><title>{escape(keterangan)}</title>'
        f'<rect width="{_PITA}" height="{tinggi:.1f}" fill="{isian_of(petak.rupa)}"/>'
        f'<rect width="{lebar:.1f}" height="{tinggi:.1f}" fill="none" stroke="{tepi}" stroke-width="2"/>'
        f'<circle cx="{_PITA / 2}" cy="{tengah:.1f}" r="16" fill="{WARNA.kertas}"/>{simbol_svg(petak.rupa, _PITA / 2, tengah, 22)}'
        f"{teks_svg(_PITA + 9, nama_y, petak.pendek, round(besar, 1), WARNA.tinta, berat=700)}"
        f"{teks_svg(_PITA + 9, tengah + KECIL + 1, petak.teks, round(kecil, 1), LEMAH)}</g>"
    )
