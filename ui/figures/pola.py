"""How the six cell states look: fills and SVG patterns, the same on screen and in print."""

from collections.abc import Callable
from dataclasses import asdict

from ui.figures.palet import KEPATUHAN, UTAMA, WARNA, Tema, WarnaKepatuhan, css, ink_on, sequential
from ui.figures.tanda_titik import tanda_stylesheet

Cat = Callable[[str], str]

# States that hold no class colour: pattern id, cell size in px, rotation in degrees, what is drawn in the cell.
_POLA: dict[str, tuple[int, int, str]] = {
    "belum_lapor": (8, 45, '<path d="M4 0V8" style="{stroke};stroke-width:2.4;fill:none"/>'),
    "disamarkan": (4, -45, '<path d="M2 0V4" style="{stroke};stroke-width:1;fill:none"/>'),
    "terlalu_sedikit": (8, 0, '<circle cx="2" cy="2" r="1.4" style="{fill}"/><circle cx="6" cy="6" r="1.4" style="{fill}"/>'),
}


def pola_defs(dasar: Cat, garis: Cat, awalan: str = "pola", skala: float = 1) -> str:
    """The `<pattern>` elements. A `Cat` writes the CSS declaration of one property: a fixed colour, or one that follows the theme."""
    return "".join(
        f'<pattern id="{awalan}-{keadaan}" width="{sisi}" height="{sisi}" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale({skala:g}) rotate({putar})" data-putar="rotate({putar})">'
        f'<rect width="{sisi}" height="{sisi}" style="{dasar("fill")}"/>{isi.format(stroke=garis("stroke"), fill=garis("fill"))}</pattern>'
        for keadaan, (sisi, putar, isi) in _POLA.items()
    )


def has_pola(keadaan: str) -> bool:
    return keadaan in _POLA


def fill_of(keadaan: str, kelas: int | None, jumlah_kelas: int, tema: Tema, awalan: str = "pola") -> str:
    """SVG fill of one cell. A reported zero has the colour of the lowest class; its «0» is what tells it apart."""
    if has_pola(keadaan):
        return f"url(#{awalan}-{keadaan})"
    if keadaan == "tidak_berlaku":
        return WARNA[tema].kelabu
    return sequential(jumlah_kelas, tema)[kelas or 0]


def ink_of(keadaan: str, kelas: int | None, jumlah_kelas: int, tema: Tema) -> tuple[str, str]:
    """Ink of a label on this cell, with the colour of the halo around it."""
    if has_pola(keadaan):
        return WARNA[tema].tinta, WARNA[tema].arsir_dasar
    isian = fill_of(keadaan, kelas, jumlah_kelas, tema)
    return ink_on(isian), isian


def stylesheet(jumlah_kelas_terbanyak: int) -> str:
    """CSS of the live map: custom properties that follow the theme, one rule per state, class and mark.

    A class is written `kelas-<i>-<n>`: class i (from 0) of n, because the ramp is spread over the number of classes.
    """
    terang, gelap = asdict(WARNA["terang"]), asdict(WARNA["gelap"])
    biasa = ";".join(f"--{nama.replace('_', '-')}:{warna}" for nama, warna in terang.items())
    ikut_tema = ";".join(f"--{nama.replace('_', '-')}:light-dark({warna},{gelap[nama]})" for nama, warna in terang.items())
    rules = [
        f".kerja{{{biasa}}}",
        f"@supports (color:light-dark(#000,#fff)){{.kerja{{{ikut_tema}}}}}",
        *(f".bentuk .{keadaan}{{fill:url(#pola-{keadaan})}}" for keadaan in _POLA),
        *(f".legenda .bentuk .{keadaan}{{fill:url(#legenda-{keadaan})}}" for keadaan in _POLA),
        ".bentuk .tidak_berlaku{fill:var(--kelabu)}",
        ".bentuk .dasar{fill:var(--dasar)}",
        f".lingkaran circle{{{css(UTAMA['terang'], UTAMA['gelap'], 'fill')}}}",
        ".label text{fill:var(--tinta);stroke:var(--arsir-dasar)}",
        ".label .tidak_berlaku{stroke:var(--kelabu)}",
        ".label .dasar{stroke:var(--dasar)}",
        f".label text.angka{{{css(ink_on(UTAMA['terang']), ink_on(UTAMA['gelap']), 'fill')};stroke:none}}",
        *(_rule_kelas(i, jumlah) for jumlah in range(1, jumlah_kelas_terbanyak + 1) for i in range(jumlah)),
        tanda_stylesheet(),
    ]
    return "\n".join(rules)


def _rule_kelas(kelas: int, jumlah: int) -> str:
    terang, gelap = (sequential(jumlah, tema)[kelas] for tema in ("terang", "gelap"))
    nama = f"kelas-{kelas}-{jumlah}"
    tinta = css(ink_on(terang), ink_on(gelap), "fill")
    return f".bentuk .{nama}{{{css(terang, gelap, 'fill')}}}\n.label .{nama}{{{tinta};{css(terang, gelap, 'stroke')}}}"


def kepatuhan_stylesheet() -> str:
    """CSS of the statuses of a duty, for the scorecard and the pages: `.k-<status>` is a cell, `.b-<status>` a bar of the solid colour.

    Each is written twice, light first: a browser that does not know light-dark() keeps the light one.
    """
    rules = []
    for status, terang in KEPATUHAN["terang"].items():
        gelap = KEPATUHAN["gelap"][status]
        rules.append(f".k-{status}{{{_cell_css(terang)};{_edge_style(status)}}}.b-{status}{{background:{terang.tegas}}}")
        rules.append(f"@supports (color:light-dark(#000,#fff)){{.k-{status}{{{_cell_css(terang, gelap)}}}")
        rules.append(f".b-{status}{{background:light-dark({terang.tegas},{gelap.tegas})}}}}")
    return "\n".join(rules)


def _edge_style(status: str) -> str:
    return f"--tepi-gaya:{'dashed' if status == 'belum_jatuh_tempo' else 'solid'}"


def _cell_css(terang: WarnaKepatuhan, gelap: WarnaKepatuhan | None = None) -> str:
    """Fill, ink, edge and pattern; amber has wide bands, what was not reported has narrow hatching."""

    def colour(sifat: str) -> str:
        satu = getattr(terang, sifat)
        return satu if gelap is None else f"light-dark({satu},{getattr(gelap, sifat)})"

    lebar, putar = (7, 135) if terang.isian == KEPATUHAN["terang"]["kuning"].isian else (4, 45)
    pola = (
        f"repeating-linear-gradient({putar}deg,{colour('arsir')} 0 1px,transparent 1px {lebar}px)" if terang.arsir is not None else "none"
    )
    return f"background-color:{colour('isian')};color:{colour('tinta')};--tepi:{colour('tepi')};background-image:{pola}"
