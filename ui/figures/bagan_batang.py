"""Bars of a slide drawn as SVG: a name, its bar and its number on a line, in one column or two; a row without a number says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ui.figures.gambar_teks import panjang_of, teks_svg, wrap
from ui.figures.rupa_svg import KISI, LEMAH, WARNA, isian_of, kata_rupa, legenda_svg, list_rupa, simbol_svg, tepi_of
from ui.figures.sumbu_svg import HURUF, KECIL, list_angka, tulis

if TYPE_CHECKING:
    from p4gn.paparan.isi import Batang, Batangan

_BARIS, _TERTINGGI, _LINE = 28, 56, 24  # px of a row, at least and at most, and of one more line of a name
_ANTARA = 56  # px between two columns
_DUA_KOLOM = 1100  # px of width from which there may be two
_SIMBOL = 20


@dataclass(frozen=True, slots=True)
class _Kolom:
    """Measures of one column: where bars begin, how long the longest is, and the lines of every name."""

    lebar: float
    awal: float
    panjang: float
    nama: dict[str, list[str]]
    rincian: bool


def draw_batang(isi: Batang, lebar: float, tinggi: float) -> tuple[str, float]:
    """SVG from (0, 0) and the height it takes: rows as high as `tinggi` allows, higher than it where there are more rows than fit."""
    legenda, atas = legenda_svg(list_rupa(each.rupa for each in isi.baris), lebar)
    atas += _tinggi_kepala(isi) + (14 if legenda else 0)
    bagian, kolom = _bagi(isi, lebar, tinggi - atas)
    tertinggi = max(sum(_tinggi(each, kolom) for each in baris) for baris in bagian)
    longgar = min(max(1.0, (tinggi - atas - 6) / tertinggi), _TERTINGGI / _BARIS)
    badan = "".join(
        f'<g transform="translate({i * (kolom.lebar + _ANTARA):.1f} {atas:.1f})">{_kolom(isi, baris, kolom, longgar, tertinggi * longgar)}</g>'
        for i, baris in enumerate(bagian)
    )
    return legenda + badan, atas + tertinggi * longgar + 6


def fits_batang(isi: Batang, lebar: float, tinggi: float) -> bool:
    """Whether all rows are drawn within that height."""
    return draw_batang(isi, lebar, tinggi)[1] <= tinggi


def _tinggi_kepala(isi: Batang) -> float:
    return HURUF * 1.5 + (HURUF * 1.4 if isi.target is not None else 0)


def _bagi(isi: Batang, lebar: float, ruang: float) -> tuple[list[Sequence[Batangan]], _Kolom]:
    """One column where all rows fit, else two of equal length where the picture is wide enough."""
    satu = _ukur(isi, lebar)
    if lebar < _DUA_KOLOM or sum(_tinggi(each, satu) for each in isi.baris) + 6 <= ruang:
        return [isi.baris], satu
    tengah = (len(isi.baris) + 1) // 2
    return [isi.baris[:tengah], isi.baris[tengah:]], _ukur(isi, (lebar - _ANTARA) / 2)


def _ukur(isi: Batang, lebar: float) -> _Kolom:
    nama_terpanjang = max(panjang_of(each.nama, HURUF) for each in isi.baris)
    awal = min(nama_terpanjang, lebar * 0.4) + 12
    angka = max(_panjang_angka(each) for each in isi.baris)
    rinci = max(_panjang_angka(each) + panjang_of(each.rincian, KECIL) + 10 for each in isi.baris)
    rincian = rinci <= lebar * 0.3 and any(each.rincian for each in isi.baris)
    kosong = max((panjang_of(each.teks, HURUF) + _SIMBOL + 20 for each in isi.baris if each.nilai is None), default=0)
    panjang = max(lebar - awal - (rinci if rincian else angka), kosong - angka, lebar * 0.12)
    return _Kolom(lebar, awal, panjang, {each.kunci: wrap(each.nama, awal - 12, HURUF) for each in isi.baris}, rincian)


def _panjang_angka(baris: Batangan) -> float:
    """Room to the right of a bar; a row without a number writes where the bar would be."""
    return panjang_of(baris.teks, HURUF, tebal=True) + _SIMBOL + 26 if baris.nilai is not None else 0


def _tinggi(baris: Batangan, kolom: _Kolom) -> float:
    return _BARIS + (len(kolom.nama[baris.kunci]) - 1) * _LINE


def _kolom(isi: Batang, baris: Sequence[Batangan], kolom: _Kolom, longgar: float, bawah: float) -> str:
    """Scale and rows; y = 0 is where the first row begins."""
    skala = kolom.panjang / isi.maks if isi.maks > 0 else 0
    bagian, angka = [_sumbu(isi, kolom, skala, bawah)], []
    y = 0.0
    for each in baris:
        tinggi = _tinggi(each, kolom) * longgar
        ujung = kolom.awal + skala * min(max(each.nilai or 0, 0), isi.maks)
        bagian.append(_batang(each, kolom, ujung, y, tinggi))
        angka.append(_angka(each, kolom, ujung + 10, y + tinggi / 2))
        y += tinggi
    if isi.target is not None:
        bagian.append(_target(isi, kolom, skala, bawah))
    return "".join((*bagian, *angka))


def _sumbu(isi: Batang, kolom: _Kolom, skala: float, bawah: float) -> str:
    jarak = max(panjang_of(teks, KECIL) for _, teks in list_angka(isi.maks, isi.satuan)) + 16
    angka = list_angka(isi.maks, isi.satuan, max(2, min(6, int(kolom.panjang / jarak))))
    garis = "".join(f'<path d="M{kolom.awal + n * skala:.1f} 0V{bawah:.1f}" stroke="{LEMAH if n == 0 else KISI}"/>' for n, _ in angka)
    lewat = [
        n for n, _ in angka if isi.target is not None and abs(n - isi.target) * skala < jarak / 2
    ]  # where the line of the target passes
    kata = "".join(teks_svg(kolom.awal + n * skala, -8, teks, KECIL, LEMAH, rata="middle") for n, teks in angka if n not in lewat)
    satuan = "" if isi.satuan == "persen" else teks_svg(0, -8, isi.satuan, KECIL, LEMAH)
    return garis + kata + satuan


def _target(isi: Batang, kolom: _Kolom, skala: float, bawah: float) -> str:
    x, y = kolom.awal + min(isi.target or 0, isi.maks) * skala, -KECIL - 16
    panjang = panjang_of(isi.target_teks, HURUF, tebal=True) / 2
    tengah = min(max(x, panjang), kolom.lebar - panjang)
    garis = (
        f'<path class="target" d="M{x:.1f} {y + 4:.1f}V{bawah:.1f}" stroke="{WARNA.sasaran}" stroke-width="2.4" stroke-dasharray="9 5"/>'
    )
    return garis + tulis(tengah, y - 2, isi.target_teks, HURUF, WARNA.sasaran, berat=600, rata="middle")


def _batang(baris: Batangan, kolom: _Kolom, ujung: float, y: float, tinggi: float) -> str:
    """The name and, where there is a number, its bar."""
    tengah, nama = y + tinggi / 2, kolom.nama[baris.kunci]
    letak = (tengah + (i - (len(nama) - 1) / 2) * _LINE + HURUF * 0.35 for i in range(len(nama)))
    berat = 600 if baris.sorot else 400
    bagian = [teks_svg(kolom.awal - 12, y, teks, HURUF, WARNA.tinta, rata="end", berat=berat) for y, teks in zip(letak, nama, strict=True)]
    if baris.nilai is not None:
        tebal = min(tinggi * 0.66, 34)
        ukuran = f'x="{kolom.awal:.1f}" y="{tengah - tebal / 2:.1f}" width="{ujung - kolom.awal:.1f}" height="{tebal:.1f}"'
        bagian.append(f'<rect class="batang" {ukuran} fill="{isian_of(baris.rupa)}" stroke="{tepi_of(baris.rupa)}" stroke-width="1.6"/>')
    keterangan = ", ".join(filter(None, (f"{baris.nama}: {baris.teks}", kata_rupa(baris.rupa), baris.rincian)))
    return f'<g class="baris"><title>{escape(keterangan)}</title>{"".join(bagian)}</g>'


def _angka(baris: Batangan, kolom: _Kolom, x: float, tengah: float) -> str:
    """Symbol and words after the bar, or in its place."""
    bagian, dasar = [], tengah + HURUF * 0.35
    if kata_rupa(baris.rupa):
        bagian.append(simbol_svg(baris.rupa, x + _SIMBOL / 2, tengah, _SIMBOL))
        x += _SIMBOL + 6
    bagian.append(tulis(x, dasar, baris.teks, HURUF, LEMAH if baris.nilai is None else WARNA.tinta, berat=700 if baris.sorot else 400))
    if kolom.rincian and baris.rincian:
        bagian.append(tulis(x + panjang_of(baris.teks, HURUF, tebal=True) + 8, dasar, baris.rincian, KECIL, LEMAH))
    return "".join(bagian)
