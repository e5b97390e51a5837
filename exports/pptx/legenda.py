"""Legends made of native shapes: a sample of each look, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN

from exports.pptx.kanvas import BARIS, TERBACA, Kanvas, Ruang, Ruas, fit_ukuran, lebar_teks, rgb, tanda_of, tinggi_teks
from ui.figures.palet import SALINDIA, WARNA, Tema

_CONTOH = 30.0  # width of a sample
_TINGGI_JALUR = 31.0
_SEBARIS, _TERKECIL = 19.0, 15.0  # letters that may be made smaller for words to stay on one line, and for all to fit
#: states without a number: the pattern of their fill
POLA = {
    "belum_lapor": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "disamarkan": MSO_PATTERN.LIGHT_DOWNWARD_DIAGONAL,
    "terlalu_sedikit": MSO_PATTERN.PERCENT_20,
}


class Butir(NamedTuple):
    """jenis: kotak | lingkaran | garis | putus | nomor | teks; isian of a box, tepi its edge or the colour of a line; pola: a state; tanda: shape on a line."""

    jenis: str
    teks: str
    isian: str = ""
    tepi: str = ""
    pola: str = ""
    ukuran: float = 20
    tanda: str = ""


def butir_rupa(tema: Tema, rupa: str, jumlah: int | None = None, kata: str = "") -> Butir:
    """A look with its symbol, its word (kata, or its own) and, where told, how many."""
    mark = tanda_of(rupa)
    words = " ".join(part for part in (mark.simbol if mark else "", kata or (mark.kata if mark else rupa)) if part)
    return Butir("kotak", words if jumlah is None else f"{words}: {jumlah}", *warna_rupa(tema, rupa))


def warna_rupa(tema: Tema, rupa: str) -> tuple[str, str]:
    """Fill and edge of a look; what the palette does not name is paper with a grey edge, and no look at all is our colour."""
    colours = SALINDIA[tema]
    if not rupa:
        return colours.utama, colours.utama
    return colours.isian.get(rupa, colours.kertas), colours.tepi.get(rupa, colours.garis)


def add_legenda(kanvas: Kanvas, ruang: Ruang, butir: Sequence[Butir], terbesar: float = TERBACA) -> None:
    """One under the other, as large as the room allows."""
    width, gap = ruang.lebar - _CONTOH - 10, 8
    size = terbesar
    while size > _SEBARIS and lebar_teks((each.teks for each in butir), size) > width:
        size -= 1
    size = fit_ukuran([(each.teks, False) for each in butir], width, ruang.tinggi - gap * len(butir), size, _TERKECIL)
    y = ruang.y
    for each in butir:
        if each.jenis == "teks":
            height = tinggi_teks(each.teks, ruang.lebar, size)
            kanvas.add_teks(Ruang(ruang.x, y, ruang.lebar, height), [[Ruas(each.teks, size)]], f"Legenda: {each.teks}")
        else:
            height = tinggi_teks(each.teks, width, size)
            _add_contoh(kanvas, Ruang(ruang.x, y, _CONTOH, size * BARIS), each, size)
            kanvas.add_teks(Ruang(ruang.x + _CONTOH + 10, y, width, height), [[Ruas(each.teks, size)]], f"Legenda: {each.teks}")
        y += height + gap


def tinggi_jalur(butir: Sequence[Butir], lebar: float) -> float:
    """Height of a legend that stands in a strip; 0 for none."""
    return len(_fill_jalur(butir, lebar)[1]) * _TINGGI_JALUR


def add_jalur(kanvas: Kanvas, ruang: Ruang, butir: Sequence[Butir]) -> None:
    """Samples and words beside each other, on as many lines as they need."""
    size, lines = _fill_jalur(butir, ruang.lebar)
    for number, line in enumerate(lines):
        x, y = ruang.x, ruang.y + number * _TINGGI_JALUR
        for each in line:
            sample = 0.0 if each.jenis == "teks" else _CONTOH
            if sample:
                _add_contoh(kanvas, Ruang(x, y, sample, _TINGGI_JALUR), each, size)
            box = Ruang(x + sample + (7 if sample else 0), y, lebar_teks([each.teks], size) + 2, _TINGGI_JALUR)
            words = kanvas.add_teks(box, [[Ruas(each.teks, size)]], f"Legenda: {each.teks}", jangkar="tengah")
            words.text_frame.word_wrap = False
            x = box.kanan + 16


def _fill_jalur(butir: Sequence[Butir], lebar: float) -> tuple[float, list[list[Butir]]]:
    """Letters as large as one line allows, else of a size that is still read, on more lines."""
    size = TERBACA
    while size > _SEBARIS and sum(lebar_teks([each.teks], size) + _CONTOH + 25 for each in butir) - 16 > lebar:
        size -= 1
    lines: list[list[Butir]] = []
    left = 0.0
    for each in butir:
        width = lebar_teks([each.teks], size) + _CONTOH + 25
        if not lines or width - 16 > left:
            lines.append([])
            left = lebar
        lines[-1].append(each)
        left -= width
    return size, lines


def _add_contoh(kanvas: Kanvas, ruang: Ruang, butir: Butir, ukuran: float) -> None:
    middle = ruang.y + ruang.tinggi / 2
    name = f"Contoh: {butir.teks}"
    if butir.jenis in ("garis", "putus"):
        kanvas.add_garis((ruang.x, middle), (ruang.kanan, middle), name, butir.tepi, 3, putus=butir.jenis == "putus")
        if butir.tanda:
            kanvas.add_kotak(Ruang(ruang.x + ruang.lebar / 2 - 6, middle - 6, 12, 12), name, butir.tepi, bentuk=butir.tanda)
    elif butir.jenis == "nomor":
        add_nomor(kanvas, ruang.x + ruang.lebar / 2, middle, butir.isian, name, min(ukuran, 20))
    elif butir.jenis == "lingkaran":
        side = min(butir.ukuran, ruang.tinggi)
        box = Ruang(ruang.x + (ruang.lebar - side) / 2, middle - side / 2, side, side)
        kanvas.add_kotak(box, name, butir.isian, butir.tepi, 1, bentuk="lingkaran")
    else:
        shape = kanvas.add_kotak(Ruang(ruang.x, middle - 10, ruang.lebar, 20), name, butir.isian or kanvas.warna.kertas, butir.tepi, 2)
        if butir.pola:
            fill_pola(kanvas, shape.fill, butir.pola)


def fill_pola(kanvas: Kanvas, fill: FillFormat, keadaan: str) -> None:
    """The pattern of a state without a number; grey where it has none."""
    paper = WARNA[kanvas.tema]
    if keadaan in POLA:
        fill.patterned()
        fill.pattern = POLA[keadaan]
        fill.fore_color.rgb, fill.back_color.rgb = rgb(paper.arsir_garis), rgb(paper.arsir_dasar)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(paper.kelabu)


def add_nomor(kanvas: Kanvas, x: float, y: float, huruf: str, nama: str, ukuran: float = 20) -> None:
    """A letter or number in a ring, its centre at (x, y)."""
    side = ukuran * 1.4
    ring = kanvas.add_kotak(
        Ruang(x - side / 2, y - side / 2, side, side), nama, kanvas.warna.kertas, kanvas.warna.tinta, 1.5, bentuk="lingkaran"
    )
    kanvas.fill_teks(ring.text_frame, [[Ruas(huruf, ukuran, True)]], rata="tengah", jangkar="tengah")
    ring.text_frame.word_wrap = False
