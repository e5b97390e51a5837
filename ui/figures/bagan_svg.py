"""The chart of a slide as one SVG text, made without a browser: with its title and origin for pictures, bare for documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from typing import Any

from p4gn.bahasa import format_tanggal
from p4gn.paparan.isi import Batang, Garis, Isi, Kepala, Peta, Sebar, Slide, Ubin
from p4gn.warehouse.editions import TANDA_CONTOH
from ui.figures.bagan_batang import draw_batang, fits_batang
from ui.figures.bagan_garis import draw_garis
from ui.figures.bagan_peta import draw_peta
from ui.figures.bagan_sebar import draw_sebar
from ui.figures.bagan_ubin import draw_ubin, fits_ubin
from ui.figures.gambar_teks import panjang_of, teks_svg, wrap
from ui.figures.palet import LENCANA, LENCANA_TEPI, LENCANA_TINTA
from ui.figures.rupa_svg import LEMAH, WARNA, rupa_defs
from ui.figures.sumbu_svg import HURUF

_DRAW: dict[type, Callable[[Any, float, float], tuple[str, float]]] = {
    Batang: draw_batang,
    Garis: draw_garis,
    Ubin: draw_ubin,
    Peta: draw_peta,
    Sebar: draw_sebar,
}
_FITS: dict[type, Callable[[Any, float, float], bool]] = {Batang: fits_batang, Ubin: fits_ubin}
_BARIS = {Batang: "baris", Ubin: "petak"}
_KOSONG = "Belum ada data untuk digambar."
_TEPI, _JUDUL, _ANAK, _KAKI = 44, 34, 22, 18
_FONT = "font-family=\"'Plus Jakarta Sans', 'DejaVu Sans', Arial, sans-serif\""


def has_bagan(isi: Isi) -> bool:
    """Whether svg_bagan can draw this content: it is neither a cover, cards nor a list."""
    return type(isi) in _DRAW


def svg_bagan(slide: Slide, kepala: Kepala, *, lebar: int = 1600, tinggi: int = 900, judul: bool = True) -> str:
    """A picture `lebar` px wide and `tinggi` px high, higher where there are more rows than fit.

    judul: title, sentence, region and period above, origin below, and the mark of invented data; without it the chart alone, on no ground and
    no higher than it needs. Letters have 17 to 20 px whatever the size. ValueError for content that is no chart.
    """
    if not has_bagan(slide.isi):
        raise ValueError(f"Salindia {slide.kunci} bukan bagan: {type(slide.isi).__name__}")
    atas, kepala_svg = _kepala(slide, kepala, lebar) if judul else (0.0, "")
    kaki = _kaki(slide, kepala, lebar) if judul else []
    bawah = len(kaki) * _KAKI * 1.4 + _TEPI if judul else 0.0
    tepi = _TEPI if judul else 0
    bagan, tinggi_bagan = _draw(slide.isi, lebar - 2 * tepi, tinggi - atas - bawah)
    penuh = max(tinggi, round(atas + tinggi_bagan + bawah)) if judul else max(1, round(tinggi_bagan))
    kaki_svg = "".join(
        teks_svg(_TEPI, penuh - _TEPI + 12 - (len(kaki) - 1 - i) * _KAKI * 1.4, teks, _KAKI, LEMAH) for i, teks in enumerate(kaki)
    )
    kertas = f'<rect width="{lebar}" height="{penuh}" fill="{WARNA.kertas}"/>' if judul else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}" height="{penuh}" viewBox="0 0 {lebar} {penuh}" {_FONT} role="img">'
        f"<title>{escape(slide.judul)}</title><defs>{rupa_defs()}</defs>{kertas}{kepala_svg}"
        f'<g class="bagan" transform="translate({tepi} {atas:.1f})">{bagan}</g>{kaki_svg}</svg>'
    )


def split_bagan(isi: Isi, lebar: float, tinggi: float) -> Iterator[Isi]:
    """The same content in parts that each fit on a bare picture of that size, with at least one row each; what cannot be parted is one part."""
    nama = _BARIS.get(type(isi))
    if nama is None or not getattr(isi, nama):
        yield isi
        return
    baris, fits = getattr(isi, nama), _FITS[type(isi)]
    while baris:
        sisa = replace(isi, **{nama: baris})
        muat = bisect_left(range(1, len(baris) + 1), True, key=lambda n: not fits(replace(sisa, **{nama: baris[:n]}), lebar, tinggi))
        yield replace(sisa, **{nama: baris[: max(1, muat)]})
        baris = baris[max(1, muat) :]


def _draw(isi: Isi, lebar: float, tinggi: float) -> tuple[str, float]:
    if _is_kosong(isi):
        return teks_svg(0, HURUF * 1.4, _KOSONG, HURUF, LEMAH), HURUF * 2
    return _DRAW[type(isi)](isi, lebar, tinggi)


def _is_kosong(isi: Isi) -> bool:
    match isi:
        case Batang(baris=baris):
            return not baris
        case Garis(seri=seri, periode=periode):
            return not seri or not periode
        case Ubin(petak=petak):
            return not petak
        case Sebar(titik=titik):
            return not titik
    return False


def _kepala(slide: Slide, kepala: Kepala, lebar: float) -> tuple[float, str]:
    """Where the chart may begin, and what stands above it."""
    lencana, ruang = _lencana(lebar - _TEPI) if kepala.contoh else ("", 0.0)
    y, bagian = float(_TEPI), [lencana]
    for teks in wrap(slide.judul, lebar - 2 * _TEPI - ruang, _JUDUL, tebal=True):
        y += _JUDUL * 1.2
        bagian.append(teks_svg(_TEPI, y - 10, teks, _JUDUL, WARNA.tinta, berat=700))
    anak = " · ".join(filter(None, (slide.bagian, kepala.wilayah, kepala.nama_periode)))
    for alinea in filter(None, (anak, slide.keterangan)):
        for teks in wrap(alinea, lebar - 2 * _TEPI, _ANAK):
            y += _ANAK * 1.35
            bagian.append(teks_svg(_TEPI, y - 8, teks, _ANAK, LEMAH))
    return y + 22, "".join(bagian)


def _lencana(kanan: float) -> tuple[str, float]:
    """The mark of invented data in a pill that ends at `kanan`, and the room it takes."""
    panjang = panjang_of(TANDA_CONTOH, HURUF, tebal=True) + 32
    pil = (
        f'<rect x="{kanan - panjang:.0f}" y="{_TEPI}" width="{panjang:.0f}" height="38" rx="19" fill="{LENCANA}" stroke="{LENCANA_TEPI}"/>'
    )
    kata = teks_svg(kanan - panjang / 2, _TEPI + 26, TANDA_CONTOH, HURUF, LENCANA_TINTA, berat=700, rata="middle")
    return f'<g class="lencana">{pil}{kata}</g>', panjang + 24


def _kaki(slide: Slide, kepala: Kepala, lebar: float) -> list[str]:
    """Lines that say where the numbers come from."""
    asal = f"Sumber: {slide.sumber}. " if slide.sumber else ""
    edisi = f"{kepala.judul_edisi} ({kepala.edisi}). Data per {format_tanggal(kepala.data_per)}."
    contoh = f" {TANDA_CONTOH}: {kepala.contoh}" if kepala.contoh else ""
    return wrap(f"{asal}{edisi}{contoh}", lebar - 2 * _TEPI, _KAKI)
