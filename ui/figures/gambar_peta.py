"""A map as one SVG text, made without a browser: for pictures, print and slides. Same colours and patterns as on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import format_angka
from p4gn.indicators.states import KEADAAN
from ui.figures.bidang import find_tempat, halve
from ui.figures.palet import LENCANA, LENCANA_TEPI, LENCANA_TINTA, WARNA, Tema, sequential
from ui.figures.pola import fill_of, ink_of, pola_defs
from ui.figures.tanda_titik import TANDA

if TYPE_CHECKING:
    from ui.figures.peta import Klasifikasi, MapCell, MapPoint

_TEPI = 28
_LEBAR_HURUF = 0.64  # mean width of a letter in em, on the safe side for the common sans-serif faces
_HURUF = "font-family=\"'Plus Jakarta Sans', 'DejaVu Sans', Arial, sans-serif\""


def svg_map(
    geometri: Mapping[str, Any],
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    *,
    judul: str,
    periode: str,
    sumber: str,
    tanda: str = "",
    titik: Sequence[MapPoint] = (),
    lebar: int = 1280,
    tinggi: int = 900,
    tema: Tema = "terang",
) -> str:
    """Title and period above, map on the left, legend on the right, source below; `tanda` (DATA CONTOH) in the corner; sizes in px."""
    lebar_legenda = 300
    ruang = (lebar - 2 * _TEPI - lebar_legenda, tinggi - 2 * _TEPI - 64 - 40)
    skala = min(ruang[0] / geometri["lebar"], ruang[1] / geometri["tinggi"])
    kiri = _TEPI + (ruang[0] - geometri["lebar"] * skala) / 2
    warna = WARNA[tema]
    bagian = [
        f'<rect width="{lebar}" height="{tinggi}" fill="{warna.kertas}"/>',
        f"<defs>{_pola(tema, skala)}{_tepi(geometri)}</defs>",
        _teks(_TEPI, _TEPI + 24, judul, 26, warna.tinta, tebal=True),
        _teks(_TEPI, _TEPI + 50, periode, 18, warna.tinta_lemah),
        f'<g transform="translate({kiri:.1f} {_TEPI + 64})">{_peta(geometri, sel, klasifikasi, titik, skala, tema)}</g>',
        _legenda(sel, klasifikasi, titik, lebar - _TEPI - lebar_legenda + 24, _TEPI + 96, tema),
        _teks(_TEPI, tinggi - _TEPI, _kaki(sumber, geometri), 14, warna.tinta_lemah),
        _lencana(tanda, lebar - _TEPI, _TEPI),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}" height="{tinggi}" viewBox="0 0 {lebar} {tinggi}" {_HURUF} role="img">'
        f"<title>{escape(judul)}, {escape(periode)}</title>{''.join(bagian)}</svg>"
    )


def _lencana(tanda: str, kanan: float, atas: float) -> str:
    """A mark in a filled pill that ends at `kanan`, the same in both themes; nothing without a mark."""
    if not tanda:
        return ""
    panjang = len(tanda) * 16 * 0.78 + 28  # bold capitals are wide
    pil = f'<rect x="{kanan - panjang:.0f}" y="{atas}" width="{panjang:.0f}" height="30" rx="15" fill="{LENCANA}" stroke="{LENCANA_TEPI}"/>'
    return pil + _teks(kanan - panjang + 14, atas + 21, tanda, 16, LENCANA_TINTA, tebal=True)


def _tepi(geometri: Mapping[str, Any]) -> str:
    """Far islets of a shape may lie outside the drawing; they must not run into the legend."""
    return f'<clipPath id="tepi"><rect width="{geometri["lebar"]}" height="{geometri["tinggi"]}"/></clipPath>'


def _kaki(sumber: str, geometri: Mapping[str, Any]) -> str:
    skematik = " Batas skematik, bukan batas resmi." if geometri.get("skematik") else ""
    return f"Sumber: {sumber}.{skematik}"


def _pola(tema: Tema, skala: float) -> str:
    warna = WARNA[tema]

    def dasar(sifat: str) -> str:
        return f"{sifat}:{warna.arsir_dasar}"

    def garis(sifat: str) -> str:
        return f"{sifat}:{warna.arsir_garis}"

    return pola_defs(dasar, garis, "pola", 1 / skala) + pola_defs(dasar, garis, "legenda")


def _peta(
    geometri: Mapping[str, Any], sel: Sequence[MapCell], klasifikasi: Klasifikasi, titik: Sequence[MapPoint], skala: float, tema: Tema
) -> str:
    warna = WARNA[tema]
    sel_by_kode = {s.kode: s for s in sel}
    pusat = {b["kode"]: (b["cx"], b["cy"]) for b in geometri["bentuk"]}
    tergambar = [(t, t.tempat or pusat[t.kode]) for t in titik if t.tempat or t.kode in pusat]
    letak_titik = [tempat for _, tempat in tergambar]
    bentuk, label = [], []
    for b in geometri["bentuk"]:
        s = sel_by_kode.get(b["kode"])
        isian = fill_of(s.keadaan, s.kelas, klasifikasi.jumlah, tema) if s else "none"
        bentuk.append(f'<path d="{b["d"]}" style="fill:{isian}"><title>{escape(s.tooltip if s else b["nama"])}</title></path>')
        if s:
            label.append(_label(b, s, klasifikasi.jumlah, skala, tema, letak_titik))
    induk = geometri.get("tetangga")
    tepi = f'<path d="{induk}" fill="none" stroke="{warna.garis_induk}" stroke-width="{1.6 / skala:.3f}"/>' if induk else ""
    titik_svg = "".join(_titik(t, tempat, skala, tema) for t, tempat in tergambar)
    garis = f'stroke="{warna.garis}" stroke-width="{0.8 / skala:.3f}" stroke-linejoin="round"'
    return f'<g clip-path="url(#tepi)" transform="scale({skala:.5f})"><g {garis}>{"".join(bentuk)}</g>{tepi}</g>{"".join(label)}{titik_svg}'


def _label(
    bentuk: Mapping[str, Any], sel: MapCell, jumlah_kelas: int, skala: float, tema: Tema, hindari: Sequence[tuple[float, float]]
) -> str:
    """The longest form that lies wholly inside the shape; nothing when even the number does not fit."""
    ukuran = 13
    angka = [sel.teks] if sel.teks else []
    for baris in ([bentuk["nama"], *angka], [*halve(bentuk["nama"]), *angka], angka):
        if not baris:
            continue
        lebar = (max(map(len, baris)) * ukuran * _LEBAR_HURUF + 6) / skala
        tempat = find_tempat(bentuk["d"], (bentuk["cx"], bentuk["cy"]), lebar, (len(baris) * ukuran * 1.2 + 3) / skala, hindari)
        if tempat is None:
            continue
        x, y = tempat[0] * skala, tempat[1] * skala
        tinta, halo = ink_of(sel.keadaan, sel.kelas, jumlah_kelas, tema)
        tspan = "".join(
            f'<tspan x="{x:.1f}" y="{y + (i - (len(baris) - 1) / 2) * ukuran * 1.2 + ukuran * 0.35:.1f}">{escape(teks)}</tspan>'
            for i, teks in enumerate(baris)
        )
        gaya = f'font-size="{ukuran}" font-weight="600" text-anchor="middle" fill="{tinta}"'
        return f'<text {gaya} stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{tspan}</text>'
    return ""


def _titik(titik: MapPoint, tempat: tuple[float, float], skala: float, tema: Tema) -> str:
    tanda = TANDA[titik.tanda]
    gaya = f'fill="{tanda.warna[tema]}" stroke="{WARNA[tema].kertas}" stroke-width="1.2"'
    letak = f"translate({tempat[0] * skala:.1f} {tempat[1] * skala:.1f})"
    return f'<path d="{tanda.path(titik.jari)}" transform="{letak}" {gaya}><title>{escape(titik.tooltip)}</title></path>'


def _legenda(
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    titik: Sequence[MapPoint],
    x: float,
    y: float,
    tema: Tema,
) -> str:
    warna = WARNA[tema]
    jumlah_kelas = Counter(s.kelas for s in sel if s.keadaan == "ada")
    jumlah_keadaan = Counter(s.keadaan for s in sel)
    ramp = sequential(klasifikasi.jumlah, tema)
    baris = [(ramp[i], "", f"{label} ({format_angka(jumlah_kelas[i])})") for i, label in klasifikasi.baris_legenda()]
    baris += [
        (
            fill_of(keadaan, None, klasifikasi.jumlah, tema, "legenda"),
            "0" if keadaan == "nol" else "",
            f"{k.kata} ({jumlah_keadaan[keadaan]})",
        )
        for keadaan, k in KEADAAN.items()
        if keadaan != "ada" and jumlah_keadaan[keadaan]
    ]
    bagian = []
    for i, (isian, tanda, teks) in enumerate(baris):
        atas = y + i * 28
        bagian.append(f'<rect x="{x}" y="{atas}" width="30" height="18" style="fill:{isian}" stroke="{warna.garis}"/>')
        bagian.append(_teks(x + 11, atas + 14, tanda, 13, warna.tinta, tebal=True) + _teks(x + 40, atas + 14, teks, 15, warna.tinta))
    atas = y + len(baris) * 28 + 16
    bagian.append(_teks(x, atas, klasifikasi.kata_aturan, 12, warna.tinta_lemah))
    bagian.append(_teks(x, atas + 18, "Dalam kurung: jumlah wilayah.", 12, warna.tinta_lemah))
    jumlah_tanda = Counter(t.tanda for t in titik)
    for i, tanda in enumerate(each for each in TANDA.values() if jumlah_tanda[each.id]):
        letak = atas + 52 + i * 26
        bagian.append(f'<path d="{tanda.path(7)}" transform="translate({x + 15} {letak})" fill="{tanda.warna[tema]}"/>')
        bagian.append(_teks(x + 40, letak + 5, f"{tanda.kata} ({format_angka(jumlah_tanda[tanda.id])})", 15, warna.tinta))
    return "".join(bagian)


def _teks(x: float, y: float, teks: str, ukuran: float, warna: str, *, tebal: bool = False) -> str:
    if not teks:
        return ""
    berat = ' font-weight="700"' if tebal else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{ukuran}" fill="{warna}"{berat}>{escape(teks)}</text>'
