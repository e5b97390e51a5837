"""One slide to draw on: room in points of a slide 540 points high whatever its true size, text that fits its box, boxes and lines with names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from p4gn.indicators.states import KEADAAN, Keadaan
from p4gn.scoring.hasil import STATUS
from ui.figures.gambar_teks import panjang_of, wrap
from ui.figures.palet import SALINDIA, Tema, WarnaSalindia

TINGGI = 540.0  # points; every size below and in the modules beside this one is in these
BARIS = 1.2  # height of a line, of the size of its letters
TERBACA = 24.0  # letters of what is said; smaller ones are for what is looked up
_SISI = {"kiri": PP_ALIGN.LEFT, "kanan": PP_ALIGN.RIGHT, "tengah": PP_ALIGN.CENTER}
_BENTUK = {
    "persegi": MSO_SHAPE.RECTANGLE,
    "bulat": MSO_SHAPE.ROUNDED_RECTANGLE,
    "lingkaran": MSO_SHAPE.OVAL,
    "segitiga": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "wajik": MSO_SHAPE.DIAMOND,
}
_JANGKAR = {"atas": MSO_ANCHOR.TOP, "tengah": MSO_ANCHOR.MIDDLE, "bawah": MSO_ANCHOR.BOTTOM}


class Ruang(NamedTuple):
    """A box on the slide, in points."""

    x: float
    y: float
    lebar: float
    tinggi: float

    @property
    def kanan(self) -> float:
        return self.x + self.lebar

    @property
    def bawah(self) -> float:
        return self.y + self.tinggi

    def split_kanan(self, lebar: float, sela: float = 20) -> tuple[Ruang, Ruang]:
        """What is left of a column on the right, and that column."""
        kiri = self.lebar - lebar - sela
        return Ruang(self.x, self.y, kiri, self.tinggi), Ruang(self.kanan - lebar, self.y, lebar, self.tinggi)

    def split_atas(self, tinggi: float, sela: float = 10) -> tuple[Ruang, Ruang]:
        """A strip on top, and what is left below it."""
        return Ruang(self.x, self.y, self.lebar, tinggi), Ruang(self.x, self.y + tinggi + sela, self.lebar, self.tinggi - tinggi - sela)


class Ruas(NamedTuple):
    """Words of one look; warna '' is the ink of the slide."""

    teks: str
    ukuran: float = TERBACA
    tebal: bool = False
    warna: str = ""


@dataclass(frozen=True, slots=True)
class Kanvas:
    """A slide with its objects; skala: EMU of a point (see TINGGI); latar: what is behind them, '' for the paper of the palette."""

    salindia: Any
    skala: float
    tema: Tema = "terang"
    latar: str = ""

    @property
    def warna(self) -> WarnaSalindia:
        return SALINDIA[self.tema]

    def emu(self, poin: float) -> Emu:
        return Emu(round(poin * self.skala))

    def huruf(self, poin: float) -> Emu:
        """The size of letters, in whole tenths of a true point."""
        return Pt(round(poin * self.skala / Pt(1), 1))

    def kotak(self, ruang: Ruang) -> tuple[Emu, Emu, Emu, Emu]:
        return self.emu(ruang.x), self.emu(ruang.y), self.emu(ruang.lebar), self.emu(ruang.tinggi)

    def add_teks(self, ruang: Ruang, alinea: Iterable[Sequence[Ruas]], nama: str, *, rata: str = "kiri", jangkar: str = "atas") -> Any:
        """A text box without margins; a paragraph per item."""
        box = self.salindia.shapes.add_textbox(*self.kotak(ruang))
        box.name = nama
        self.fill_teks(box.text_frame, alinea, rata=rata, jangkar=jangkar)
        return box

    def fill_teks(
        self, frame: Any, alinea: Iterable[Sequence[Ruas]], *, rata: str = "kiri", jangkar: str = "atas", tepi: float = 0
    ) -> None:
        """tepi: margin on all sides."""
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, _JANGKAR[jangkar]
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = self.emu(tepi)
        for number, ruas in enumerate(alinea):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = _SISI[rata]
            for each in ruas:
                self.add_ruas(paragraph, each)

    def add_ruas(self, paragraph: Any, ruas: Ruas) -> None:
        run = paragraph.add_run()
        run.text = plain(ruas.teks)
        run.font.size, run.font.bold = self.huruf(ruas.ukuran), ruas.tebal
        run.font.color.rgb = rgb(ruas.warna or self.warna.tinta)
        run.font._element.set("lang", "id-ID")

    def add_kotak(
        self, ruang: Ruang, nama: str, isian: str, tepi: str = "", tebal: float = 0, *, putus: bool = False, bentuk: str = "persegi"
    ) -> Any:
        """A filled shape: persegi, bulat (rounded), lingkaran, segitiga or wajik; tebal: width of its edge."""
        shape = self.salindia.shapes.add_shape(_BENTUK[bentuk], *self.kotak(ruang))
        shape.name = nama
        drop_gaya(shape)
        if bentuk == "bulat":
            shape.adjustments[0] = 0.1
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(isian)
        if tepi:
            self.set_garis(shape.line, tepi, tebal, putus=putus)
        else:
            shape.line.fill.background()
        return shape

    def add_garis(self, awal: tuple[float, float], akhir: tuple[float, float], nama: str, warna: str, tebal: float, *, putus: bool) -> Any:
        points = [self.emu(value) for value in (*awal, *akhir)]
        line = self.salindia.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *points)
        line.name = nama
        drop_gaya(line)
        self.set_garis(line.line, warna, tebal, putus=putus)
        return line

    def set_garis(self, line: Any, warna: str, tebal: float, *, putus: bool = False) -> None:
        line.fill.solid()
        line.fill.fore_color.rgb = rgb(warna)
        line.width = self.emu(tebal)
        if putus:
            line.dash_style = MSO_LINE.DASH


def rgb(warna: str) -> RGBColor:
    """'#0b5563' as the library writes it."""
    return RGBColor.from_string(warna.lstrip("#").upper())


def plain(teks: str) -> str:
    """Without the signs that XML cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]+", " ", teks)


def drop_gaya(shape: Any) -> None:
    """Without the shadow and colours that the theme gives to new shapes."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def set_alt(shape: Any, teks: str) -> None:
    """The words read aloud in place of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(teks))


def tanda_of(rupa: str) -> Keadaan | None:
    """Symbol and word of a look: a status of a scorecard or a state of a number; None for a plain one."""
    return STATUS.get(rupa) or KEADAAN.get(rupa)


def tinggi_teks(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> float:
    """Height of a text broken into lines of that width."""
    return len(wrap(teks, lebar, ukuran, tebal=tebal)) * ukuran * BARIS


def fit_ukuran(alinea: Iterable[tuple[str, bool]], lebar: float, tinggi: float, terbesar: float, terkecil: float) -> float:
    """The largest size at which all paragraphs (words, bold) fit, in steps of a point; the smallest where none does."""
    texts = list(alinea)
    size = terbesar
    while size > terkecil and sum(tinggi_teks(teks, lebar, size, tebal=tebal) for teks, tebal in texts) > tinggi:
        size -= 1
    return max(size, terkecil)


def cut_teks(teks: str, lebar: float, ukuran: float, *, baris: int = 1, tebal: bool = False) -> str:
    """The words that fit on so many lines, with an ellipsis where some do not."""
    if len(wrap(teks, lebar, ukuran, tebal=tebal)) <= baris:
        return teks
    end = len(teks)
    while end > 1 and len(wrap(f"{teks[:end].rstrip()}…", lebar, ukuran, tebal=tebal)) > baris:
        end -= 1
    return f"{teks[:end].rstrip()}…"


def lebar_teks(teks: Iterable[str], ukuran: float, *, tebal: bool = False) -> float:
    """Width of the longest of these lines, 0 for none."""
    return max((panjang_of(each, ukuran, tebal=tebal) for each in teks), default=0.0)
