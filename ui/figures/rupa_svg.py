"""How a status looks in a drawn chart: fill, edge, pattern and symbol, so that none rests on colour alone; and the legend of those that occur."""

from __future__ import annotations

from collections.abc import Iterable

from p4gn.indicators.states import KEADAAN
from p4gn.scoring.hasil import STATUS
from ui.figures.gambar_teks import panjang_of, teks_svg
from ui.figures.palet import SALINDIA

WARNA = SALINDIA["terang"]
LEMAH = WARNA.garis  # ink of what is not the message
KISI = "#d5dcdc"
_BERNILAI = ("", "ada", "nol")
_SELA = 28

# Over the fill: amber has dark lines and red has white ones, what has no number is hatched grey.
_POLA = {
    "kuning": ("#f5b731", "#8a6400", 2, 12),
    "merah": ("#a8122a", "#ffffff", 1.3, 10),
    "belum_lapor": ("#ffffff", "#9a9a9a", 1.4, 7),
}
_PUTAR = {"kuning": 45, "merah": -45, "belum_lapor": 45}


def rupa_defs() -> str:
    """The `<pattern>` elements that isian_of() refers to."""
    return "".join(
        f'<pattern id="rupa-{rupa}" width="{sisi}" height="{sisi}" patternUnits="userSpaceOnUse" patternTransform="rotate({_PUTAR[rupa]})">'
        f'<rect width="{sisi}" height="{sisi}" fill="{dasar}"/><rect width="{tebal}" height="{sisi}" fill="{garis}"/></pattern>'
        for rupa, (dasar, garis, tebal, sisi) in _POLA.items()
    )


def isian_of(rupa: str) -> str:
    """SVG fill of a look; '' and the states that hold a number have the colour of the only series."""
    if rupa in _BERNILAI:
        return WARNA.utama
    return f"url(#rupa-{rupa if rupa in _POLA else 'belum_lapor'})" if rupa != "hijau" else WARNA.isian[rupa]


def tepi_of(rupa: str) -> str:
    return WARNA.utama if rupa in _BERNILAI else WARNA.tepi.get(rupa, LEMAH)


def kata_rupa(rupa: str) -> str:
    """'terpenuhi', 'belum lapor', … and '' for a look without a word."""
    found = STATUS.get(rupa) or KEADAAN.get(rupa)
    return found.kata if found and rupa not in _BERNILAI else ""


def simbol_svg(rupa: str, x: float, y: float, sisi: float) -> str:
    """A shape of its own around (x, y) for every status, drawn because no font has all of them; nothing where a look has no symbol."""
    if not kata_rupa(rupa):
        return ""
    tepi, isian, r = tepi_of(rupa), WARNA.isian.get(rupa, WARNA.kertas), sisi / 2
    garis = f'fill="none" stroke-width="{sisi * 0.13:.2f}" stroke-linecap="round" stroke-linejoin="round"'
    bulat = f'<circle r="{r:.1f}" fill="{{}}" stroke="{tepi}" stroke-width="{sisi * 0.08:.2f}"/>'
    kotak = (
        f'<rect x="{-r:.1f}" y="{-r:.1f}" width="{sisi:.1f}" height="{sisi:.1f}" rx="2" fill="{{}}" stroke="{tepi}" stroke-width="1.6"/>'
    )
    match rupa:
        case "hijau":
            isi = (
                bulat.format(isian)
                + f'<path d="M{-r * 0.48:.1f} {r * 0.05:.1f}L{-r * 0.12:.1f} {r * 0.4:.1f}L{r * 0.5:.1f} {-r * 0.36:.1f}" stroke="#ffffff" {garis}/>'
            )
        case "kuning":
            isi = (
                bulat.format(WARNA.kertas)
                + f'<path d="M0 {-r:.1f}A{r:.1f} {r:.1f} 0 0 0 0 {r:.1f}Z" fill="{isian}" stroke="{tepi}" stroke-width="1.4"/>'
            )
        case "merah":
            s = r * 0.45
            isi = (
                kotak.format(isian)
                + f'<path d="M{-s:.1f} {-s:.1f}L{s:.1f} {s:.1f}M{s:.1f} {-s:.1f}L{-s:.1f} {s:.1f}" stroke="#ffffff" {garis}/>'
            )
        case "belum_lapor":
            isi = kotak.format(WARNA.kertas) + f'<path d="M{-r * 0.5:.1f} 0H{r * 0.5:.1f}" stroke="{tepi}" {garis}/>'
        case "tanpa_nilai" | "terlalu_sedikit":
            isi = bulat.format(WARNA.kertas).replace("/>", ' stroke-dasharray="2 2"/>') + teks_svg(
                0, r * 0.5, "?", round(sisi * 0.7), tepi, berat=700, rata="middle"
            )
        case _:
            isi = bulat.format(WARNA.kertas)
    return f'<g class="simbol" transform="translate({x:.1f} {y:.1f})">{isi}</g>'


def legenda_svg(butir: Iterable[tuple[str, str]], lebar: float, ukuran: float = 20) -> tuple[str, float]:
    """Symbols with their words from (0, 0) on as many lines as they need, and the height they take."""
    x, y, bagian = 0.0, 0.0, []
    for rupa, kata in butir:
        panjang = ukuran + 10 + panjang_of(kata, ukuran)
        if x and x + panjang > lebar:
            x, y = 0.0, y + ukuran * 1.5
        bagian.append(simbol_svg(rupa, x + ukuran / 2, y + ukuran / 2, ukuran * 0.95))
        bagian.append(teks_svg(x + ukuran + 8, y + ukuran * 0.86, kata, ukuran, WARNA.tinta))
        x += panjang + _SELA
    return "".join(bagian), y + ukuran * 1.5 if bagian else 0.0


def list_rupa(rupa: Iterable[str]) -> list[tuple[str, str]]:
    """Every look that occurs and has a word, in the order of the scale."""
    ada = set(rupa)
    return [(each, kata_rupa(each)) for each in dict.fromkeys((*STATUS, *KEADAAN)) if each in ada and kata_rupa(each)]
