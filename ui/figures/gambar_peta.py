"""A map as one SVG text, made without a browser: for pictures, print and slides. Same colours and patterns as on screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import join_ringkas
from p4gn.indicators.states import ADA, NOL
from ui.figures.bidang import Kotak, Titik, find_tempat, halve, is_inside, parse_path
from ui.figures.gambar_legenda import draw_legenda
from ui.figures.gambar_teks import panjang_of, teks_svg, wrap
from ui.figures.palet import LENCANA, LENCANA_TEPI, LENCANA_TINTA, UTAMA, WARNA, Tema, ink_on
from ui.figures.peta import jari_lingkaran
from ui.figures.pola import fill_of, ink_of, pola_defs
from ui.figures.tanda_titik import TANDA

if TYPE_CHECKING:
    from ui.figures.peta import Klasifikasi, MapCell, MapPoint

    Bersel = tuple[Mapping[str, Any], MapCell]

Tinta = tuple[str, str]  # ink and the halo around it
Bulat = tuple[float, float, float]  # centre and radius of a circle, px of the picture
Label = tuple[Sequence[str], float, float, float]  # lines, the centre they stand on, size of the letters

_LEBAR, _TINGGI = 1280, 900  # every size below is px in a picture of this size; larger pictures have larger type
_TEPI, _LEGENDA, _SELA = 28, 292, 20
_JUDUL, _ANAK_JUDUL, _KAKI, _LABEL, _KECIL, _TERKECIL = 26, 18, 13, 13, 11, 7.5
_SEDIKIT = 20  # regions of which each has its name on the map, outside where it must be
_BANYAK = 600  # more regions than this have their number in the shape or in the table only
_HURUF = "font-family=\"'Plus Jakarta Sans', 'DejaVu Sans', Arial, sans-serif\""
_PANGKAL = "M-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1 -2.5 0Z"  # a dot where a line begins
_BATAS_SKEMATIK = "Batas skematik, bukan batas resmi."


def svg_map(
    geometri: Mapping[str, Any],
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    *,
    judul: str,
    periode: str,
    sumber: str,
    wilayah: str = "",
    edisi: str = "",
    data_per: str = "",
    batas: str = "",
    tanda: str = "",
    titik: Sequence[MapPoint] = (),
    lebar: int = _LEBAR,
    tinggi: int = _TINGGI,
    tema: Tema = "terang",
) -> str:
    """Title, region and period above, map on the left, legend on the right, origin of numbers and shapes below; sizes in px.

    geometri: a drawing as p4gn.geography publishes it. edisi: id; data_per: a written date; batas: source of official boundaries
    (a schematic drawing says so itself); tanda: DATA CONTOH or nothing.
    """
    besar = min(lebar / _LEBAR, tinggi / _TINGGI)
    lebar_dasar, tinggi_dasar = lebar / besar, tinggi / besar
    warna = WARNA[tema]
    lencana, lebar_lencana = _lencana(tanda, lebar_dasar - _TEPI, _TEPI)
    kepala, atas = _kepala(judul, [wilayah, periode], lebar_dasar - 2 * _TEPI - lebar_lencana, tema)
    kaki, bawah = _kaki(_asal(geometri, sumber, edisi, data_per, batas), lebar_dasar - 2 * _TEPI, tinggi_dasar - _TEPI, tema)
    peta = draw_peta(geometri, sel, klasifikasi, lebar_dasar - 2 * _TEPI, bawah - atas, titik=titik, tema=tema)
    bagian = [
        f'<rect width="{lebar_dasar:.1f}" height="{tinggi_dasar:.1f}" fill="{warna.kertas}"/>',
        kepala,
        f'<g transform="translate({_TEPI} {atas:.1f})">{peta}</g>',
        kaki,
        lencana,
    ]
    ringkas = ", ".join(filter(None, (judul, wilayah, periode)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{lebar}" height="{tinggi}" viewBox="0 0 {lebar_dasar:.2f} {tinggi_dasar:.2f}"'
        f' {_HURUF} role="img"><title>{escape(ringkas)}</title>{"".join(bagian)}</svg>'
    )


def draw_peta(
    geometri: Mapping[str, Any],
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    lebar: float,
    tinggi: float,
    *,
    titik: Sequence[MapPoint] = (),
    tema: Tema = "terang",
) -> str:
    """The map alone with its legend to the right, from (0, 0) in a box of this size in px; what is written on it stays within the box."""
    ruang = lebar - _LEGENDA - _SELA
    skala = min(ruang / geometri["lebar"], tinggi / geometri["tinggi"])
    kiri = (ruang - geometri["lebar"] * skala) / 2
    puncak = (tinggi - geometri["tinggi"] * skala) / 2
    legenda = draw_legenda(sel, klasifikasi, titik, _catatan(geometri, sel), tema, _LEGENDA, tinggi)
    peta = _peta(geometri, sel, klasifikasi, titik, skala, (-kiri, ruang - kiri), tema)
    return (
        f"<defs>{_pola(tema, skala)}{_tepi(geometri)}</defs>"
        f'<g class="peta" transform="translate({kiri:.1f} {puncak:.1f})">{peta}</g>'
        f'<g class="legenda" transform="translate({lebar - _LEGENDA:.1f} 0)">{legenda}</g>'
    )


# Around the map


def _kepala(judul: str, anak: Iterable[str], lebar: float, tema: Tema) -> tuple[str, float]:
    """The title on as many lines as it needs, region and period below it; and where the map may begin."""
    y, bagian = float(_TEPI), []
    for baris in wrap(judul, lebar, _JUDUL, tebal=True):
        y += _JUDUL * 1.2
        bagian.append(teks_svg(_TEPI, y - 6, baris, _JUDUL, WARNA[tema].tinta, berat=700))
    for baris in wrap(" · ".join(filter(None, anak)), lebar, _ANAK_JUDUL):
        y += _ANAK_JUDUL * 1.4
        bagian.append(teks_svg(_TEPI, y - 4, baris, _ANAK_JUDUL, WARNA[tema].tinta_lemah))
    return "".join(bagian), y + _SELA


def _kaki(alinea: Iterable[str], lebar: float, dasar: float, tema: Tema) -> tuple[str, float]:
    """Paragraphs that end at `dasar`; and where the map must end."""
    baris = [each for teks in alinea for each in wrap(teks, lebar, _KAKI)]
    atas = dasar - len(baris) * _KAKI * 1.35
    letak = (atas + (i + 0.8) * _KAKI * 1.35 for i in range(len(baris)))
    tertulis = [teks_svg(_TEPI, y, teks, _KAKI, WARNA[tema].tinta_lemah) for y, teks in zip(letak, baris, strict=True)]
    return "".join(tertulis), atas - _SELA * 0.8


def _asal(geometri: Mapping[str, Any], sumber: str, edisi: str, data_per: str, batas: str) -> list[str]:
    """Where the numbers and the shapes come from, one sentence each."""
    bentuk = _BATAS_SKEMATIK if geometri.get("skematik") else f"Batas wilayah: {batas}." if batas else ""
    terbit = " ".join(kata for kata in (f"Edisi {edisi}." if edisi else "", f"Data sampai {data_per}." if data_per else "", bentuk) if kata)
    return [kata for kata in (f"Sumber: {sumber}.", terbit) if kata]


def _lencana(tanda: str, kanan: float, atas: float) -> tuple[str, float]:
    """A mark in a filled pill that ends at `kanan`, the same in both themes, and the room it takes; nothing without a mark."""
    if not tanda:
        return "", 0
    panjang = panjang_of(tanda, 16, tebal=True) + 28
    pil = f'<rect x="{kanan - panjang:.0f}" y="{atas}" width="{panjang:.0f}" height="30" rx="15" fill="{LENCANA}" stroke="{LENCANA_TEPI}"/>'
    tulisan = teks_svg(kanan - panjang / 2, atas + 21, tanda, 16, LENCANA_TINTA, berat=700, rata="middle")
    return f'<g class="lencana">{pil}{tulisan}</g>', panjang + _SELA


def _catatan(geometri: Mapping[str, Any], sel: Sequence[MapCell]) -> str:
    """Regions that are counted in the legend and cannot be seen on the map."""
    terlihat = {b["kode"] for b in geometri["bentuk"] if b["d"]}
    hilang = [s.nama for s in sel if s.kode not in terlihat]
    return f"Tidak tampak pada gambar: {join_ringkas(hilang)}." if hilang else ""


def _tepi(geometri: Mapping[str, Any]) -> str:
    """Far islets of a shape may lie outside the drawing; they must not run into the legend."""
    return f'<clipPath id="tepi"><rect width="{geometri["lebar"]}" height="{geometri["tinggi"]}"/></clipPath>'


def _pola(tema: Tema, skala: float) -> str:
    warna = WARNA[tema]

    def dasar(sifat: str) -> str:
        return f"{sifat}:{warna.arsir_dasar}"

    def garis(sifat: str) -> str:
        return f"{sifat}:{warna.arsir_garis}"

    return pola_defs(dasar, garis, "pola", 1 / skala) + pola_defs(dasar, garis, "legenda")


# The map


def _peta(
    geometri: Mapping[str, Any],
    sel: Sequence[MapCell],
    klasifikasi: Klasifikasi,
    titik: Sequence[MapPoint],
    skala: float,
    batas: tuple[float, float],
    tema: Tema,
) -> str:
    """Shapes in the pixels of the drawing, scaled; everything that is written or marked in those of the picture."""
    warna = WARNA[tema]
    sel_by_kode = {s.kode: s for s in sel}
    tampak = [b for b in geometri["bentuk"] if b["d"]]  # a shape out of view has no path
    pusat = {b["kode"]: (b["cx"], b["cy"]) for b in tampak}
    tergambar = [(t, t.tempat or pusat[t.kode]) for t in titik if t.tempat or t.kode in pusat]
    bentuk = "".join(_bentuk(b, sel_by_kode.get(b["kode"]), klasifikasi, tema) for b in tampak)
    induk = geometri.get("tetangga")
    tepi = f'<path d="{induk}" fill="none" stroke="{warna.garis_induk}" stroke-width="{1.6 / skala:.3f}"/>' if induk else ""
    garis = f'stroke="{warna.garis}" stroke-width="{0.8 / skala:.3f}" stroke-linejoin="round"'
    lukisan = f'<g clip-path="url(#tepi)" transform="scale({skala:.5f})"><g {garis}>{bentuk}</g>{tepi}</g>'
    tanda = "".join(_titik(t, tempat, skala, tema) for t, tempat in tergambar)
    dengan_sel = [(b, sel_by_kode[b["kode"]]) for b in tampak if b["kode"] in sel_by_kode]
    lingkaran, tulisan = _tulis(dengan_sel, klasifikasi, len(sel), [tempat for _, tempat in tergambar], skala, batas, tema)
    return f'{lukisan}<g class="lingkaran">{lingkaran}</g>{tanda}{tulisan}'


def _bentuk(bentuk: Mapping[str, Any], sel: MapCell | None, klasifikasi: Klasifikasi, tema: Tema) -> str:
    """One region; an amount leaves its shape plain, a state without a number has its own fill either way."""
    if sel is None:
        isian, keterangan = "none", bentuk["nama"]
    else:
        isian = WARNA[tema].dasar if _is_polos(sel, klasifikasi) else fill_of(sel.keadaan, sel.kelas, klasifikasi.jumlah, tema)
        keterangan = sel.tooltip
    return f'<path d="{bentuk["d"]}" data-kode="{bentuk["kode"]}" fill="{isian}"><title>{escape(keterangan)}</title></path>'


def _is_polos(sel: MapCell, klasifikasi: Klasifikasi) -> bool:
    return klasifikasi.lingkaran and sel.keadaan in (ADA, NOL)


def _tulis(
    dengan_sel: Sequence[Bersel],
    klasifikasi: Klasifikasi,
    jumlah_wilayah: int,
    hindari: Sequence[Titik],
    skala: float,
    batas: tuple[float, float],
    tema: Tema,
) -> tuple[str, str]:
    """Circles of amounts, the largest first so that none hides a smaller one; and what is written on the map.

    A name and its number stand wholly inside the shape, the number of an amount in its circle where it fits. What has no room stands
    beside its circle, or on a map of few regions outside between `batas` (x), with a line; on one of many it is left to the table.
    """
    jari = _jari_by_kode(dengan_sel, klasifikasi, jumlah_wilayah)
    bulat = {b["kode"]: (b["cx"] * skala, b["cy"] * skala, jari[b["kode"]]) for b, _ in dengan_sel if b["kode"] in jari}
    penghalang = [*hindari, *((x / skala, y / skala) for each in bulat.values() for x, y in _rim(*each))]
    terisi = [(x - r, y - r, x + r, y + r) for x, y, r in bulat.values()]
    terisi += [(x * skala - 7, y * skala - 7, x * skala + 7, y * skala + 7) for x, y in hindari]
    lingkaran, tulisan, tersisa = [], [], []
    for b, s in sorted(dengan_sel, key=lambda each: -jari.get(each[1].kode, 0)):
        tinta = (
            (WARNA[tema].tinta, WARNA[tema].dasar) if _is_polos(s, klasifikasi) else ink_of(s.keadaan, s.kelas, klasifikasi.jumlah, tema)
        )
        di_dalam = ""
        if s.kode in bulat:
            x, y, r = bulat[s.kode]
            di_dalam = _angka_di_lingkaran(s.teks, x, y, r, tema)
            tertutup = any(math.dist((px * skala, py * skala), (x, y)) < r + 6 for px, py in hindari)  # by a mark: the number goes above it
            lingkaran.append(_lingkaran(x, y, r, tema) + ("" if tertutup else di_dalam))
            tulisan.append(di_dalam if tertutup else "")
        angka = [] if di_dalam or not s.teks else [s.teks]
        pilihan = [[b["nama"], *angka], [*halve(b["nama"]), *angka]]
        sedikit = jumlah_wilayah <= _SEDIKIT
        dekat = _dekat(b, [b["nama"], *angka], bulat[s.kode], skala, terisi) if s.kode in bulat else None
        label = dekat or _label(b, pilihan if sedikit or s.kode in bulat else [*pilihan, angka], skala, penghalang)
        if label:
            baris, x, y, ukuran = label
            tulisan.append(_baris_svg(baris, x, y, ukuran, tinta))
            terisi.append(_kotak_of(baris, x, y, ukuran))
        elif sedikit or (angka and jumlah_wilayah <= _BANYAK):
            tersisa.append((b["cx"] * skala, b["cy"] * skala, jari.get(s.kode, 0), [b["nama"], *angka] if sedikit else angka, tinta))
    luar = []
    for x, y, r, baris, tinta in tersisa:
        di_samping = _di_samping(baris, (x, y, r), terisi, tinta) if r else ""
        tulisan.append(di_samping)
        if not di_samping and jumlah_wilayah <= _SEDIKIT:
            luar.append((x, y, r, ": ".join(baris)))
    tepi = [(x * skala, y * skala) for b, _ in dengan_sel for ring in parse_path(b["d"]) for x, y in _densify(ring)] if luar else []
    return "".join(lingkaran), "".join(tulisan) + _di_luar(luar, tepi, batas, tema)


def _jari_by_kode(dengan_sel: Sequence[Bersel], klasifikasi: Klasifikasi, jumlah_wilayah: int) -> dict[str, float]:
    """Radius in px of every region that has an amount."""
    if not klasifikasi.lingkaran:
        return {}
    return {
        s.kode: jari_lingkaran(s.kelas, klasifikasi.jumlah, jumlah_wilayah)
        for _, s in dengan_sel
        if s.keadaan == ADA and s.kelas is not None
    }


def _rim(x: float, y: float, jari: float) -> list[Titik]:
    """Points of a circle that a label must leave free: its centre and eight on its edge."""
    serong = jari * 0.71
    lurus = [(x + jari, y), (x - jari, y), (x, y + jari), (x, y - jari)]
    return [(x, y), *lurus, *((x + i * serong, y + j * serong) for i in (-1, 1) for j in (-1, 1))]


def _lingkaran(x: float, y: float, jari: float, tema: Tema) -> str:
    gaya = f'fill="{UTAMA[tema]}" fill-opacity="0.92" stroke="{WARNA[tema].kertas}" stroke-width="1.2"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{jari}" {gaya}/>'


def _angka_di_lingkaran(teks: str, x: float, y: float, jari: float, tema: Tema) -> str:
    """The number of an amount in its circle; nothing where it would have to be too small to read."""
    ukuran = min(_LABEL, 1.5 * jari, 1.85 * jari / panjang_of(teks, 1, tebal=True)) if teks else 0
    return _baris_svg([teks], x, y, ukuran, (ink_on(UTAMA[tema]), UTAMA[tema]), halo=1) if ukuran >= _TERKECIL else ""


def _dekat(bentuk: Mapping[str, Any], baris: Sequence[str], bulat: Bulat, skala: float, terisi: Sequence[Kotak]) -> Label | None:
    """Lines next to their circle and wholly inside their own shape, where nobody can take them for a neighbour's."""
    rings = parse_path(bentuk["d"])
    for x, y, (kiri, atas, kanan, bawah) in _letak_samping(baris, bulat, _LABEL):
        sudut = [(px / skala, py / skala) for px in (kiri, x, kanan) for py in (atas, bawah)]
        if all(is_inside(rings, *each) for each in sudut) and _is_free((kiri, atas, kanan, bawah), terisi):
            return baris, x, y, _LABEL
    return None


def _di_samping(baris: Sequence[str], bulat: Bulat, terisi: list[Kotak], tinta: Tinta) -> str:
    """Words next to their circle, over a border where they must; nothing where all places are taken. `terisi` learns what was placed."""
    for x, y, kotak in _letak_samping(baris, bulat, _KECIL):
        if _is_free(kotak, terisi):
            terisi.append(kotak)
            return _baris_svg(baris, x, y, _KECIL, tinta)
    return ""


def _letak_samping(baris: Sequence[str], bulat: Bulat, ukuran: float) -> Iterator[tuple[float, float, Kotak]]:
    """Below a circle, above, right and left of it: the centre of the lines, and the room they take there."""
    x, y, jari = bulat
    kiri, atas, kanan, bawah = _kotak_of(baris, 0, 0, ukuran)
    jarak = jari + 2
    for px, py in ((x, y + jarak - atas), (x, y - jarak - bawah), (x + jarak - kiri, y), (x - jarak - kanan, y)):
        yield px, py, (px + kiri, py + atas, px + kanan, py + bawah)


def _is_free(kotak: Kotak, terisi: Iterable[Kotak]) -> bool:
    return not any(kotak[0] < t[2] and t[0] < kotak[2] and kotak[1] < t[3] and t[1] < kotak[3] for t in terisi)


def _kotak_of(baris: Sequence[str], x: float, y: float, ukuran: float) -> Kotak:
    """The room that lines centred on (x, y) take."""
    setengah, tinggi = max(panjang_of(teks, ukuran, tebal=True) for teks in baris) / 2, len(baris) * ukuran * 0.6
    return x - setengah, y - tinggi, x + setengah, y + tinggi


def _label(bentuk: Mapping[str, Any], pilihan: Iterable[Sequence[str]], skala: float, hindari: Sequence[Titik]) -> Label | None:
    """The first choice of lines that lies wholly inside the shape and leaves `hindari` (in the drawing) free; None when there is none."""
    for baris, ukuran in ((each, ukuran) for ukuran in (_LABEL, _KECIL) for each in pilihan if each):
        lebar = (max(panjang_of(teks, ukuran, tebal=True) for teks in baris) + 6) / skala
        tempat = find_tempat(bentuk["d"], (bentuk["cx"], bentuk["cy"]), lebar, (len(baris) * ukuran * 1.2 + 3) / skala, hindari)
        if tempat is not None:
            return baris, tempat[0] * skala, tempat[1] * skala, ukuran
    return None


def _di_luar(luar: Sequence[tuple[float, float, float, str]], tepi: Sequence[Titik], batas: tuple[float, float], tema: Tema) -> str:
    """Names of small regions (x, y, radius of the circle, words) beside the land, on the nearer side, each with a line to its region;
    one that would run out of `batas` is left out."""
    if not luar:
        return ""
    tengah = (min(x for x, _ in tepi) + max(x for x, _ in tepi)) / 2
    bagian = []
    for kiri in (True, False):
        turun = -math.inf
        for x, y, jari, kata in sorted((each for each in luar if (each[0] <= tengah) is kiri), key=lambda each: each[1]):
            turun = max(y, turun + _LABEL * 1.5)
            dekat = [px for px, py in tepi if abs(py - turun) <= _LABEL] or [x]
            ujung = min(dekat) - 16 if kiri else max(dekat) + 16
            panjang = panjang_of(kata, _LABEL, tebal=True) + 4
            if ujung - panjang < batas[0] if kiri else ujung + panjang > batas[1]:
                continue
            mulai = x - jari if kiri else x + jari
            garis = f'fill="none" stroke="{WARNA[tema].tinta}" stroke-width="1"'
            bagian.append(f'<path d="M{mulai:.1f} {y:.1f}L{ujung:.1f} {turun:.1f}" {garis}/>')
            if not jari:
                pangkal = f'fill="{WARNA[tema].tinta}" stroke="{WARNA[tema].kertas}"'
                bagian.append(f'<path d="{_PANGKAL}" transform="translate({x:.1f} {y:.1f})" {pangkal}/>')
            letak = ujung - 4 if kiri else ujung + 4
            bagian.append(
                teks_svg(letak, turun + _LABEL * 0.35, kata, _LABEL, WARNA[tema].tinta, berat=600, rata="end" if kiri else "start")
            )
    return f'<g class="luar">{"".join(bagian)}</g>'


def _densify(ring: Sequence[Titik]) -> Iterator[Titik]:
    """Corners of a ring with the points between them, so that a long straight coast is known along its length too."""
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        langkah = max(1, int(abs(y2 - y1) / _LABEL))
        yield from ((x1 + (x2 - x1) * i / langkah, y1 + (y2 - y1) * i / langkah) for i in range(langkah))


def _baris_svg(baris: Sequence[str], x: float, y: float, ukuran: float, tinta: Tinta, halo: float = 3) -> str:
    """Lines centred on (x, y) in px of the picture, in (ink, halo)."""
    tspan = "".join(
        f'<tspan x="{x:.1f}" y="{y + (i - (len(baris) - 1) / 2) * ukuran * 1.2 + ukuran * 0.35:.1f}">{escape(teks)}</tspan>'
        for i, teks in enumerate(baris)
    )
    gaya = f'font-size="{ukuran:.3g}" font-weight="600" text-anchor="middle" fill="{tinta[0]}" stroke="{tinta[1]}"'
    return f'<text {gaya} stroke-width="{halo}" stroke-linejoin="round" paint-order="stroke">{tspan}</text>'


def _titik(titik: MapPoint, tempat: Titik, skala: float, tema: Tema) -> str:
    tanda = TANDA[titik.tanda]
    gaya = f'fill="{tanda.warna[tema]}" stroke="{WARNA[tema].kertas}" stroke-width="1.2"'
    letak = f"translate({tempat[0] * skala:.1f} {tempat[1] * skala:.1f})"
    return f'<path d="{tanda.path(titik.jari)}" transform="{letak}" {gaya}><title>{escape(titik.tooltip)}</title></path>'
