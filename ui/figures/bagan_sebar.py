"""Points of a slide drawn as SVG with the lines that bound them; names stand where there is room. No ranking."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka
from ui.figures.gambar_teks import panjang_of, teks_svg
from ui.figures.rupa_svg import KISI, LEMAH, WARNA, isian_of, kata_rupa, tepi_of
from ui.figures.sumbu_svg import HURUF, KECIL, is_free, kotak_of, list_angka, tulis

if TYPE_CHECKING:
    from p4gn.paparan.isi import Sebar
    from ui.figures.bidang import Kotak

    Titik = tuple[float, float]

_LUAR = 1.6  # a bound is drawn to at most so many times the highest point


def draw_sebar(isi: Sebar, lebar: float, tinggi: float) -> tuple[str, float]:
    """SVG from (0, 0), `tinggi` px high; both scales begin at 0."""
    puncak_titik = max(each.y for each in isi.titik)
    batas_y = [y for _, garis in isi.garis for _, y in garis if y <= puncak_titik * _LUAR]
    maks_x = max([each.x for each in isi.titik] + [x for _, garis in isi.garis for x, _ in garis]) * 1.05 or 1.0
    maks_y = max([puncak_titik, *batas_y]) * 1.1 or 1.0
    angka_y = list_angka(maks_y, "")
    kiri, atas, bawah = max(panjang_of(teks, KECIL) for _, teks in angka_y) + 14, HURUF * 2, tinggi - KECIL * 3.4
    kanan = lebar - 16

    def letak(x: float, y: float) -> Titik:
        return kiri + x / maks_x * (kanan - kiri), bawah - y / maks_y * (bawah - atas)

    angka_x = [(n, format_angka(n)) if float(n).is_integer() else (n, teks) for n, teks in list_angka(maks_x, "", 7)]
    sumbu = [
        *(f'<path d="M{kiri:.1f} {letak(0, n)[1]:.1f}H{kanan:.1f}" stroke="{LEMAH if n == 0 else KISI}"/>' for n, _ in angka_y),
        *(teks_svg(kiri - 10, letak(0, n)[1] + KECIL * 0.35, teks, KECIL, LEMAH, rata="end") for n, teks in angka_y),
        *(teks_svg(letak(n, 0)[0], bawah + KECIL * 1.4, teks, KECIL, LEMAH, rata="middle") for n, teks in angka_x),
        teks_svg(0, HURUF, isi.sumbu_y, HURUF, WARNA.tinta, berat=600),
        teks_svg(kanan, bawah + KECIL * 2.9, isi.sumbu_x, HURUF, WARNA.tinta, berat=600, rata="end"),
    ]
    jepit = f'<clipPath id="bidang"><rect x="{kiri:.1f}" y="{atas:.1f}" width="{kanan - kiri:.1f}" height="{bawah - atas:.1f}"/></clipPath>'
    titik = [letak(each.x, each.y) for each in isi.titik]
    batas, terisi = _batas(isi, letak, atas)
    tanda = "".join(
        f'<circle class="titik" cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{isian_of(each.rupa)}" stroke="{tepi_of(each.rupa) if each.rupa else WARNA.kertas}"'
        f' stroke-width="1.6"><title>{escape(", ".join(filter(None, (f"{each.nama}: {each.teks}", kata_rupa(each.rupa)))))}</title></circle>'
        for each, (x, y) in zip(isi.titik, titik, strict=True)
    )
    return f"<defs>{jepit}</defs>{''.join(sumbu)}{batas}{tanda}{_nama(isi, titik, terisi, (kiri, kanan))}", tinggi


def _batas(isi: Sebar, letak: object, atas: float) -> tuple[str, list[Kotak]]:
    """Dashed bounds within the axes, each with its name at its right end; and the room of the names."""
    bagian, terisi = [], []
    for nama, garis in isi.garis:
        jalan = "L".join("{:.1f} {:.1f}".format(*letak(x, y)) for x, y in garis)
        bagian.append(
            f'<path class="batas" d="M{jalan}" clip-path="url(#bidang)" fill="none" stroke="{WARNA.pembanding}" stroke-width="2" stroke-dasharray="9 5"/>'
        )
        x, y = letak(*garis[-1])
        if y > atas and is_free(kotak_of(x, y - 8, nama, KECIL, "end"), terisi):
            terisi.append(kotak_of(x, y - 8, nama, KECIL, "end"))
            bagian.append(tulis(x, y - 8, nama, KECIL, LEMAH, rata="end"))
    return "".join(bagian), terisi


def _nama(isi: Sebar, titik: list[Titik], terisi: list[Kotak], sisi: tuple[float, float]) -> str:
    """Name and words of every point that has room beside it."""
    terisi = [*terisi, *((x - 9, y - 9, x + 9, y + 9) for x, y in titik)]
    bagian = []
    for each, (x, y) in zip(isi.titik, titik, strict=True):
        kata = f"{each.nama}: {each.teks}" if each.teks else each.nama
        for px, py, rata in ((x + 13, y + 6, "start"), (x - 13, y + 6, "end"), (x, y - 14, "middle"), (x, y + 28, "middle")):
            kotak = kotak_of(px, py, kata, KECIL, rata)
            if kotak[0] >= sisi[0] and kotak[2] <= sisi[1] and is_free(kotak, terisi):
                terisi.append(kotak)
                bagian.append(tulis(px, py, kata, KECIL, rata=rata))
                break
    return "".join(bagian)
