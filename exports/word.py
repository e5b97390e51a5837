"""The blocks of exports/dokumen.py as a Word document: real styles, lists and table headings, A4, Indonesian, page numbers.

Names and numbers of paragraphs are left to Word, so that whoever goes on writing in the file keeps its order.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from exports.berkas import head_data
from exports.dokumen import Blok, Isi
from exports.kemas import pack_tetap

_HURUF = "Arial"  # on every machine that opens Word files, and a letter of official documents
_AKSEN, _LEMAH, _TINTA, _GARIS = "0B5D6B", "4F6066", "15262B", "C3CDCE"
_TEPI = Mm(20)
_SISI = {"kiri": WD_ALIGN_PARAGRAPH.LEFT, "kanan": WD_ALIGN_PARAGRAPH.RIGHT, "tengah": WD_ALIGN_PARAGRAPH.CENTER}
#: style → size in points, bold, colour, space before and after in points
_GAYA: Mapping[str, tuple[float, bool, str, float, float]] = {
    "Normal": (10.5, False, _TINTA, 0, 5),
    "Title": (17, True, _TINTA, 0, 3),
    "Subtitle": (11, False, _LEMAH, 0, 8),
    "Heading 1": (12.5, True, _AKSEN, 12, 4),
    "List Bullet": (10.5, False, _TINTA, 0, 3),
    "List Number": (10.5, False, _TINTA, 0, 3),
    "Header": (9, False, _LEMAH, 0, 0),
    "Footer": (8, False, _LEMAH, 0, 0),
}
_TTD_KIRI = Mm(85)


def write_word(judul: str, blok: Sequence[Blok], keterangan: Mapping[str, str], pada: date, *, mendatar: bool = False) -> bytes:
    """The same arguments as compile_dokumen, the same words in the same order; `pada` is the date in the file, so its bytes are the same each time."""
    head = head_data(keterangan, judul)
    document = Document()
    _set_page(document, mendatar)
    _set_styles(document)
    _set_properties(document, head, pada)
    _write_head(document, head)
    document.add_paragraph(_plain(head["judul"]), style="Title")
    document.add_paragraph(_plain(" · ".join(part for part in (head["wilayah"], head["masa"]) if part)), style="Subtitle")
    if head["kalimat"]:
        document.add_paragraph(_plain(head["kalimat"]))
    for each in blok:
        _TULIS[each["jenis"]](document, each, head)
    written = io.BytesIO()
    document.save(written)
    return pack_tetap(written.getvalue(), pada)


# ---- page ------------------------------------------------------------------------------------------------------------


def _set_page(document: Any, mendatar: bool) -> None:
    section = document.sections[0]
    width, height = (Mm(297), Mm(210)) if mendatar else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if mendatar else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _TEPI
    section.header_distance = section.footer_distance = Mm(9)


def _width(document: Any) -> int:
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _set_styles(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "id-ID")
    language.set(qn("w:eastAsia"), "id-ID")
    for name, (size, bold, colour, before, after) in _GAYA.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _HURUF, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{part}"), None)
        fonts.set(qn("w:cs"), _HURUF)
        for apart in style.element.rPr.findall(qn("w:spacing")):  # the library's template draws letters of titles apart
            style.element.rPr.remove(apart)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.1
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        document.styles["Title"].element.pPr.remove(borders)
    document.styles["Subtitle"].font.italic = False
    document.styles["Heading 1"].paragraph_format.keep_with_next = True


def _set_properties(document: Any, head: Mapping[str, Any], pada: date) -> None:
    about = document.core_properties
    moment = datetime(pada.year, pada.month, pada.day)
    about.title = f"{head['tanda']}: {head['judul']}" if head["tanda"] else head["judul"]
    about.author = about.last_modified_by = "Dasbor P4GN"
    about.language, about.comments, about.revision = "id-ID", "; ".join(f"{key}: {value}" for key, value in head["fakta"])[:250], 1
    about.created = about.modified = moment
    package = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype.endswith("/thumbnail")]:
        del package.rels[key]  # a picture of the library's own template


def _write_head(document: Any, head: Mapping[str, Any]) -> None:
    """The mark of invented data on top of every page; source and page number at the foot."""
    section = document.sections[0]
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    top.add_run("Dasbor P4GN")
    if head["tanda"]:
        top.add_run("   ")
        mark = top.add_run(f" {head['tanda']} ")
        mark.bold = True
        mark.font.color.rgb = RGBColor.from_string("241A00")
        mark._r.get_or_add_rPr().append(_element("w:shd", val="clear", color="auto", fill="F2B705"))
    foot = section.footer.paragraphs[0]
    if head["kaki"]:
        foot.add_run(_plain(head["kaki"]))
        foot = section.footer.add_paragraph(style="Footer")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Halaman ")
    _add_field(foot, "PAGE")
    foot.add_run(" dari ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    """A number that Word counts."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "text":
            run.text = "1"
        elif kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
            run._r.append(code)


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


# ---- blocks ----------------------------------------------------------------------------------------------------------


def _subjudul(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    document.add_paragraph(_plain(blok["teks"]), style="Heading 1")


def _paragraf(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    document.add_paragraph(_plain(blok["teks"]))


def _catatan(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    for text in blok["butir"]:
        run = document.add_paragraph().add_run(_plain(text))
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_LEMAH)


def _daftar(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    number = _new_numbering(document) if blok["bernomor"] else None
    for text in blok["butir"]:
        paragraph = document.add_paragraph(_plain(text), style="List Bullet" if number is None else "List Number")
        if number is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _new_numbering(document: Any) -> int:
    """A list of its own: without it the second numbered list would go on where the first ended."""
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    made = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return made.numId


def _pasangan(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    table = document.add_table(rows=0, cols=2)
    widths = (Mm(42), _width(document) - Mm(42))
    _set_columns(table, widths)
    for name, value in blok["butir"]:
        row = table.add_row()
        _keep_whole(row)
        for cell, width, text, colour in zip(row.cells, widths, (name, value), (_LEMAH, _TINTA), strict=True):
            cell.width = Length(width)
            _fill(cell, text, colour=colour)


def _tabel(document: Any, blok: Blok, _head: Mapping[str, Any]) -> None:
    kolom = blok["kolom"]
    widths = _share(_width(document), kolom, blok["baris"])
    table = document.add_table(rows=0, cols=len(kolom), style="Table Grid")
    _set_columns(table, widths)
    head = table.add_row()
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    _keep_whole(head)
    for cell, each, width in zip(head.cells, kolom, widths, strict=True):
        cell.width = Length(width)
        _fill(cell, each["judul"], size=9, bold=True, colour="FFFFFF")
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_AKSEN))
    for cells in [*blok["baris"], *([blok["jumlah"]] if blok["jumlah"] else [])]:
        row = table.add_row()
        _keep_whole(row)
        for cell, each, width, isi in zip(row.cells, kolom, widths, cells, strict=True):
            cell.width = Length(width)
            _fill(cell, _words(isi), size=9, side=each["rata"], bold=cells is blok["jumlah"])
    gap = document.add_paragraph().paragraph_format  # Word wants a paragraph between two tables
    gap.space_after, gap.line_spacing = Pt(0), Pt(5)


def _share(whole: int, kolom: Sequence[Mapping[str, Any]], baris: Sequence[Sequence[Isi]]) -> list[int]:
    """Widths of the columns: those without a share are as wide as their longest word needs, the others divide the rest."""
    fixed = {}
    for index, each in enumerate(kolom):
        if not each["lebar"]:
            longest = max(len(text) for text in (each["judul"], *(_words(row[index]) for row in baris)))
            fixed[index] = int(Mm(min(6 + 1.8 * longest, 32)))
    rest, parts = whole - sum(fixed.values()), sum(each["lebar"] for each in kolom)
    return [fixed[index] if index in fixed else int(rest * each["lebar"] / parts) for index, each in enumerate(kolom)]


def _set_columns(table: Any, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    properties = table._tbl.tblPr
    if properties.find(qn("w:tblBorders")) is None and table.style is not None and table.style.name == "Table Grid":
        borders = _element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_GARIS))
        properties.find(qn("w:tblLayout")).addprevious(borders)  # Word insists on the order


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))


def _fill(cell: Any, text: str, *, size: float = 10.5, bold: bool = False, colour: str = _TINTA, side: str = "kiri") -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _SISI[side]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(_plain(text))
    run.font.size, run.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)


def _words(isi: Isi) -> str:
    return isi if isinstance(isi, str) else str(isi["teks"])


def _penutup(document: Any, blok: Blok, head: Mapping[str, Any]) -> None:
    """What the file says about itself, and where a person signs by office."""
    document.add_paragraph("Tentang berkas ini", style="Heading 1")
    _pasangan(document, {"butir": head["fakta"]}, head)
    lines = (f"{blok['tempat']}, ....................................", blok["jabatan"], "", "", "", "." * 60, blok["petunjuk"])
    for number, text in enumerate(lines):
        paragraph = document.add_paragraph(_plain(text))
        form = paragraph.paragraph_format
        form.left_indent, form.keep_with_next, form.space_before = _TTD_KIRI, number < len(lines) - 1, Pt(0 if number else 16)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


_TULIS: Mapping[str, Callable[[Any, Blok, Mapping[str, Any]], None]] = {
    "subjudul": _subjudul,
    "paragraf": _paragraf,
    "catatan": _catatan,
    "daftar": _daftar,
    "pasangan": _pasangan,
    "tabel": _tabel,
    "penutup": _penutup,
}


def _plain(text: str) -> str:
    """Without the signs that a Word file cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]+", " ", str(text))
