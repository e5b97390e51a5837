"""The legend of a map picture: every class, state and mark that occurs, with how many there are, in a box of a given size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka
from p4gn.indicators.states import ADA, KEADAAN, NOL
from ui.figures.gambar_teks import teks_svg, wrap
from ui.figures.palet import UTAMA, WARNA, Tema, sequential
from ui.figures.peta import baris_kelas, jari_lingkaran
from ui.figures.pola import fill_of
from ui.figures.tanda_titik import TANDA

if TYPE_CHECKING:
    from ui.figures.peta import Klasifikasi, MapCell, MapPoint

_LEBAR_CONTOH, _TINGGI_CONTOH, _SELA = 30, 18, 9
_HURUF, _CATATAN = 15, 12
_BARIS = _HURUF * 1.25


def draw_legenda(
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    titik: Sequence[MapPoint],
    catatan: str,
    tema: Tema,
    lebar: float,
    tinggi: float,
) -> str:
    """SVG from (0, 0) that is never wider than `lebar` nor higher than `tinggi` px: made smaller where there are many rows."""
    kolom = _lebar_kolom(sel, klasifikasi)
    y, bagian = 0.0, []
    for contoh, tinggi_contoh, kata in _baris(sel, klasifikasi, titik, tema, kolom):
        baris = wrap(kata, lebar - kolom - 10, _HURUF)
        tinggi_baris = max(tinggi_contoh, len(baris) * _BARIS)
        tengah = y + tinggi_baris / 2
        bagian.append(f'<g transform="translate({kolom / 2:.1f} {tengah:.1f})">{contoh}</g>')
        for i, teks in enumerate(baris):
            dasar = tengah + (i - (len(baris) - 1) / 2) * _BARIS + _HURUF * 0.35
            bagian.append(teks_svg(kolom + 10, dasar, teks, _HURUF, WARNA[tema].tinta))
        y += tinggi_baris + _SELA
    y += 6
    for alinea in _kalimat(klasifikasi, catatan):
        for teks in wrap(alinea, lebar, _CATATAN):
            y += _CATATAN * 1.4
            bagian.append(teks_svg(0, y, teks, _CATATAN, WARNA[tema].tinta_lemah))
        y += 4
    kecil = min(1.0, tinggi / y)
    return "".join(bagian) if kecil == 1 else f'<g transform="scale({kecil:.3f})">{"".join(bagian)}</g>'


def _lebar_kolom(sel: Sequence[MapCell], klasifikasi: Klasifikasi) -> float:
    """Room of the samples: that of the largest circle where amounts are circles."""
    terbesar = jari_lingkaran(klasifikasi.jumlah - 1, klasifikasi.jumlah, len(sel)) if klasifikasi.lingkaran else 0
    return max(_LEBAR_CONTOH, 2 * terbesar)


def _baris(
    sel: Sequence[MapCell], klasifikasi: Klasifikasi, titik: Sequence[MapPoint], tema: Tema, kolom: float
) -> Iterator[tuple[str, float, str]]:
    """Sample around (0, 0), its height in px, and its words with the number of regions or marks."""
    jumlah_kelas = Counter(s.kelas for s in sel if s.keadaan == ADA)
    for i, label in baris_kelas(klasifikasi, sel):
        contoh, tinggi = _contoh_kelas(i, klasifikasi, len(sel), tema)
        yield contoh, tinggi, f"{label}\u00a0({format_angka(jumlah_kelas[i])})"
    jumlah_keadaan = Counter(s.keadaan for s in sel)
    for keadaan, k in KEADAAN.items():
        if keadaan != ADA and jumlah_keadaan[keadaan]:
            yield _contoh_keadaan(keadaan, klasifikasi, tema), _TINGGI_CONTOH, f"{k.kata}\u00a0({format_angka(jumlah_keadaan[keadaan])})"
    jumlah_tanda = Counter(t.tanda for t in titik)
    for tanda in TANDA.values():
        if jumlah_tanda[tanda.id]:
            contoh = f'<path d="{tanda.path(7)}" fill="{tanda.warna[tema]}"/>'
            yield contoh, _TINGGI_CONTOH, f"{tanda.kata} ({format_angka(jumlah_tanda[tanda.id])}\u00a0{tanda.benda})"


def _contoh_kelas(kelas: int, klasifikasi: Klasifikasi, jumlah_wilayah: int, tema: Tema) -> tuple[str, float]:
    if not klasifikasi.lingkaran:
        return _kotak(sequential(klasifikasi.jumlah, tema)[kelas], tema), _TINGGI_CONTOH
    jari = jari_lingkaran(kelas, klasifikasi.jumlah, jumlah_wilayah)
    return f'<circle r="{jari}" fill="{UTAMA[tema]}" fill-opacity="0.92"/>', 2 * jari


def _contoh_keadaan(keadaan: str, klasifikasi: Klasifikasi, tema: Tema) -> str:
    if keadaan != NOL:
        return _kotak(fill_of(keadaan, None, klasifikasi.jumlah, tema, "legenda"), tema)
    isian = WARNA[tema].dasar if klasifikasi.lingkaran else fill_of(NOL, 0, klasifikasi.jumlah, tema)
    tinta = WARNA[tema].tinta
    return _kotak(isian, tema) + teks_svg(0, 4.6, KEADAAN[NOL].simbol, 13, tinta, berat=700, rata="middle")


def _kotak(isian: str, tema: Tema) -> str:
    ukuran = f'x="{-_LEBAR_CONTOH / 2}" y="{-_TINGGI_CONTOH / 2}" width="{_LEBAR_CONTOH}" height="{_TINGGI_CONTOH}"'
    return f'<rect {ukuran} fill="{isian}" stroke="{WARNA[tema].garis}"/>'


def _kalimat(klasifikasi: Klasifikasi, catatan: str) -> list[str]:
    """What the reader must know to read the rows; whole counts have no edges to explain."""
    satuan = "" if klasifikasi.cacah or klasifikasi.satuan in ("", "persen") else f"Satuan: {klasifikasi.satuan}."
    aturan = "" if klasifikasi.cacah else klasifikasi.kata_aturan
    lingkaran = "Satu ukuran lingkaran untuk tiap kelas." if klasifikasi.lingkaran else ""
    return [kata for kata in (satuan, lingkaran, aturan, "Dalam kurung: jumlah wilayah.", catatan) if kata]
