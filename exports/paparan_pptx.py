"""A briefing as PowerPoint: native charts, tables and shapes that one can edit and recolour, on the house's master or that of a province."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.util import Emu, Pt

from exports import pptx_bagan, pptx_peta
from p4gn.bahasa import format_tanggal
from p4gn.paparan import isi
from p4gn.paparan.isi import Deck, Kepala, Slide
from p4gn.scoring.hasil import STATUS
from p4gn.warehouse.editions import TANDA_CONTOH
from ui.figures.palet import LENCANA, SALINDIA

WARNA = SALINDIA["terang"]
_LEBAR, _TINGGI = 12192000, 6858000  # 16:9 in EMU
BARIS_TABEL, BARIS_BATANG, BARIS_UBIN = 8, 16, 42
_RAPAT = 60  # rows; longer lists are set smaller
BARIS_RAPAT = 16
_BESAR, _JUDUL, _KECIL, _KAKI = 24, 30, 14, 11  # points
_KARTU_PER_BARIS = 3
_DUA_BARIS = 75  # letters that fit on two lines of a cell


class TemplatDitolak(ValueError):
    """The province's template or logo cannot be used; the message says why and what to do."""


def make_pptx(deck: Deck, *, templat: bytes | None = None, logo: bytes | None = None) -> bytes:
    """The deck as .pptx. templat: a province's own .pptx, whose master, layouts and size are used and whose slides are left out; logo: PNG or JPEG."""
    book = _open(templat)
    maker = _Maker(book, deck.kepala, logo)
    for slide in deck.slide:
        maker.add(slide)
    core = book.core_properties
    core.title, core.author, core.language = f"Paparan P4GN {deck.kepala.wilayah}", "Dasbor P4GN", "id-ID"
    core.subject = f"{TANDA_CONTOH}: {deck.kepala.contoh}" if deck.kepala.contoh else deck.kepala.judul_edisi
    core.created = core.modified = datetime.combine(deck.kepala.data_per, time())
    core.last_modified_by = "Dasbor P4GN"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _open(templat: bytes | None) -> Any:
    if templat is None:
        book = Presentation()
        book.slide_width, book.slide_height = Emu(_LEBAR), Emu(_TINGGI)
        return book
    try:
        book = Presentation(io.BytesIO(templat))
    except (PackageNotFoundError, PythonPptxError, LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplatDitolak("Templat tidak dapat dibuka. Simpan ulang di PowerPoint sebagai .pptx tanpa makro, lalu coba lagi.") from error
    if not any(_has_title(each) for each in book.slide_layouts):
        raise TemplatDitolak(
            "Templat tidak punya tata letak berjudul. Tambahkan tata letak “Title Only” pada slide master, lalu simpan ulang."
        )
    _drop_slides(book)
    return book


def _drop_slides(book: Any) -> None:
    ids = book.slides._sldIdLst
    for each in list(ids):
        book.part.drop_rel(each.rId)
        ids.remove(each)


def _has_title(layout: Any) -> bool:
    return any(each.placeholder_format.idx == 0 for each in layout.placeholders)


class _Maker:
    """Puts slides into a presentation, each with title, content, foot, mark and notes."""

    def __init__(self, book: Any, kepala: Kepala, logo: bytes | None) -> None:
        self._book, self._kepala, self._logo = book, kepala, logo
        self._layout = min((each for each in book.slide_layouts if _has_title(each)), key=lambda each: len(list(each.placeholders)))
        self._w, self._h = int(book.slide_width), int(book.slide_height)
        self._m = self._w // 28

    def add(self, slide: Slide) -> None:
        """One slide, or as many as its rows need."""
        parts = list(_split(slide.isi))
        for number, part in enumerate(parts, start=1):
            told = f"{slide.judul} ({number} dari {len(parts)})" if len(parts) > 1 else slide.judul
            self._add_one(slide, part, told)

    def _add_one(self, slide: Slide, content: isi.Isi, judul: str) -> None:
        page = self._book.slides.add_slide(self._layout)
        for each in list(page.placeholders):
            if each.placeholder_format.idx != 0:
                each._element.getparent().remove(each._element)
        self._title(page, judul)
        top = self._m + self._h // 6
        box = (self._m, top, self._w - 2 * self._m, self._h - top - self._h // 9)
        self._draw(page, slide, content, box)
        self._foot(page, slide)
        self._notes(page, slide)

    def _title(self, page: Any, judul: str) -> None:
        title = page.shapes.title
        room = self._w // 6 if self._kepala.contoh or self._logo else 0
        title.left, title.top, title.width, title.height = self._m, self._m // 2, self._w - 2 * self._m - room, self._h // 6
        title.text_frame.word_wrap = True
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(title.text_frame, judul, _JUDUL, bold=True)
        if self._logo:
            self._place_logo(page)
        if self._kepala.contoh:
            left = self._w - self._m - self._w // 6
            mark = _box(
                page, (left, self._h - self._h // 10, self._w // 6, self._h // 18), TANDA_CONTOH, _KECIL, bold=True, align=PP_ALIGN.CENTER
            )
            mark.line.color.rgb, mark.line.width = _rgb(LENCANA), Pt(3)

    def _place_logo(self, page: Any) -> None:
        height = self._h // 9
        try:
            picture = page.shapes.add_picture(io.BytesIO(self._logo or b""), 0, self._m // 2, height=height)
        except (ValueError, OSError) as error:
            raise TemplatDitolak("Logo tidak dapat dibaca. Pakai gambar PNG atau JPEG.") from error
        picture.left = self._w - self._m - picture.width
        picture._element.nvPicPr.cNvPr.set("descr", "Logo")

    def _foot(self, page: Any, slide: Slide) -> None:
        head = self._kepala
        words = f"{slide.sumber}. {head.wilayah}, {head.nama_periode}. Edisi {head.edisi}, data per {format_tanggal(head.data_per)}. {len(self._book.slides)}"
        _box(page, (self._m, self._h - self._h // 14, self._w - 2 * self._m, self._h // 18), words, _KAKI)

    def _notes(self, page: Any, slide: Slide) -> None:
        mark = f"{TANDA_CONTOH}: {self._kepala.contoh}" if self._kepala.contoh else ""
        page.notes_slide.notes_text_frame.text = "\n\n".join(
            each for each in (slide.catatan, slide.keterangan, f"Sumber: {slide.sumber}", mark) if each
        )

    def _draw(self, page: Any, slide: Slide, content: isi.Isi, box: tuple[int, int, int, int]) -> None:
        match content:
            case isi.Sampul():
                _draw_cover(page, content, box)
            case isi.Angka():
                _draw_cards(page, content, box)
            case isi.Ubin():
                _draw_tiles(page, content, box)
            case isi.Daftar():
                _draw_list(page, content, box, small=_is_long(slide.isi))
            case isi.Peta():
                pptx_peta.draw(page, content, box, _box)
            case isi.Batang() | isi.Garis() | isi.Sebar():
                shape = pptx_bagan.draw(page, content, box)
                if shape is None:
                    _box(page, box, "Belum ada angka untuk digambar.", _BESAR)
                else:
                    shape._element.nvGraphicFramePr.cNvPr.set("descr", slide.judul)


def _is_long(content: isi.Isi) -> bool:
    return isinstance(content, isi.Daftar) and len(content.baris) > _RAPAT


def _split(content: isi.Isi) -> Iterator[isi.Isi]:
    """Parts that fit on a slide each; every row is in exactly one of them."""
    rows: Sequence[Any]
    match content:
        case isi.Daftar(baris=rows):
            size, rebuild = BARIS_RAPAT if _is_long(content) else _rows_of_list(content), _with("baris")
        case isi.Batang(baris=rows):
            size, rebuild = BARIS_BATANG, _with("baris")
        case isi.Ubin(petak=rows):
            size, rebuild = BARIS_UBIN, _with("petak")
        case _:
            rows, size, rebuild = (), 1, _with("")
    if len(rows) <= size:
        yield content
        return
    for part in _runs(rows, size):
        yield rebuild(content, part)


def _rows_of_list(content: isi.Daftar) -> int:
    """Fewer rows where some cell takes more than two lines."""
    longest = max((len(cell.teks) for row in content.baris for cell in row), default=0)
    return BARIS_TABEL if longest <= _DUA_BARIS else BARIS_TABEL - 3


def _with(name: str) -> Callable[[isi.Isi, tuple[Any, ...]], isi.Isi]:
    return lambda content, rows: replace(content, **{name: rows})


def _runs(rows: Sequence[Any], size: int) -> Iterator[tuple[Any, ...]]:
    """Runs of at most `size` rows."""
    for start in range(0, len(rows), size):
        yield tuple(rows[start : start + size])


# ---- text ------------------------------------------------------------------------------------------------------------


def _rgb(warna: str) -> RGBColor:
    return RGBColor.from_string(warna.lstrip("#").upper())


def _write(frame: Any, teks: str, besar: int, *, bold: bool = False, align: Any = PP_ALIGN.LEFT) -> None:
    frame.text = teks
    for paragraph in frame.paragraphs:
        paragraph.alignment = align
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(besar), bold, _rgb(WARNA.tinta)


def _box(page: Any, box: tuple[int, int, int, int], teks: str, besar: int, *, bold: bool = False, align: Any = PP_ALIGN.LEFT) -> Any:
    shape = page.shapes.add_textbox(*(Emu(each) for each in box))
    shape.text_frame.word_wrap = True
    _write(shape.text_frame, teks, besar, bold=bold, align=align)
    return shape


# ---- kinds -----------------------------------------------------------------------------------------------------------


def _draw_cover(page: Any, content: isi.Sampul, box: tuple[int, int, int, int]) -> None:
    facts = (
        ("", content.wilayah),
        ("", content.periode),
        ("Data per", content.data_per),
        ("Edisi", f"{content.edisi} ({content.status})"),
        *content.fakta,
    )
    _box(page, box, "\n".join(f"{name}: {value}" if name else value for name, value in facts), _BESAR)


def _draw_cards(page: Any, content: isi.Angka, box: tuple[int, int, int, int]) -> None:
    left, top, width, height = box
    gap = width // 60
    rows = -(-len(content.kartu) // _KARTU_PER_BARIS)
    w, h = (width - gap * (_KARTU_PER_BARIS - 1)) // _KARTU_PER_BARIS, (height - gap * (rows - 1)) // max(2, rows)
    for place, card in enumerate(content.kartu):
        x, y = left + (w + gap) * (place % _KARTU_PER_BARIS), top + (h + gap) * (place // _KARTU_PER_BARIS)
        shape = _tile(page, (x, y, w, h), WARNA.garis)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        _write(
            frame,
            f"{card.judul}\n{card.utama} {card.sisa}".rstrip() + "".join(f"\n{each}" for each in (card.target, card.lalu) if each),
            18,
        )
        figure = frame.paragraphs[1].runs[0].font
        figure.size, figure.bold = Pt(32), True


def _tile(page: Any, box: tuple[int, int, int, int], tepi: str) -> Any:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(each) for each in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(WARNA.kertas)
    shape.line.color.rgb, shape.line.width = _rgb(tepi), Pt(3)
    shape.shadow.inherit = False
    return shape


def _draw_tiles(page: Any, content: isi.Ubin, box: tuple[int, int, int, int]) -> None:
    left, top, width, height = box
    legend = "    ".join(f"{STATUS[rupa].simbol} {jumlah} {kata}" for rupa, kata, jumlah in content.ringkasan)
    _box(page, (left, top, width, height // 9), legend or "Belum ada yang dinilai.", 20, bold=True)
    top, height = top + height // 8, height - height // 8
    columns = 6
    rows = max(1, -(-len(content.petak) // columns))
    gap = width // 120
    w, h = (width - gap * (columns - 1)) // columns, min(height // 5, (height - gap * (rows - 1)) // rows)
    for place, each in enumerate(content.petak):
        shape = _tile(page, (left + (w + gap) * (place % columns), top + (h + gap) * (place // columns), w, h), WARNA.tepi[each.rupa])
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(gap)
        _write(frame, f"{STATUS[each.rupa].simbol} {each.pendek}", 16, bold=True, align=PP_ALIGN.CENTER)
        shape._element.nvSpPr.cNvPr.set("descr", f"{each.nama}: {STATUS[each.rupa].kata}")


def _draw_list(page: Any, content: isi.Daftar, box: tuple[int, int, int, int], *, small: bool) -> None:
    if not content.baris:
        _box(page, box, content.kosong, _BESAR)
        return
    left, top, width, height = box
    size = 12 if small else 16 if len(content.kolom) > 2 else 18
    frame = page.shapes.add_table(len(content.baris) + 1, len(content.kolom), Emu(left), Emu(top), Emu(width), Emu(min(height, width)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Tabel {content.benda}")
    table, total = frame.table, sum(each.lebar for each in content.kolom)
    for place, column in enumerate(content.kolom):
        table.columns[place].width = Emu(int(width * column.lebar / total))
        _fill_cell(table.cell(0, place), column.judul, size, column.kanan, WARNA.utama, "#ffffff")
    for number, row in enumerate(content.baris, start=1):
        table.rows[number].height = Emu(height // (len(content.baris) + 1))
        for place, cell in enumerate(row):
            mark = f"{STATUS[cell.rupa].simbol} " if cell.rupa in STATUS and cell.rupa != "belum_lapor" else ""
            _fill_cell(table.cell(number, place), f"{mark}{cell.teks}", size, content.kolom[place].kanan, WARNA.kertas, WARNA.tinta)


def _fill_cell(cell: Any, teks: str, besar: int, kanan: bool, isian: str, tinta: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(isian)
    _write(cell.text_frame, teks, besar, align=PP_ALIGN.RIGHT if kanan else PP_ALIGN.LEFT)
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = _rgb(tinta)
