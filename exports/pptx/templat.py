"""The master and layouts a briefing is made on: our own, or a province's file, of which only the look is kept; and its logo."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import LxmlError
from PIL import Image, UnidentifiedImageError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from exports.pptx.kanvas import TINGGI, Ruang
from ui.figures.palet import KATEGORI, SALINDIA, WARNA, Tema, luminance

HURUF = "Plus Jakarta Sans"  # a viewer without it takes its own sans-serif; boxes leave room for a wider one
_JUDUL = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_TERBESAR, _TERURAI = 30 * 2**20, 300 * 2**20  # bytes of a template, and of its parts together
_LOGO_TERBESAR, _LOGO_PIKSEL = 5 * 2**20, 800
_GELAP, _TERANG = 0.06, 0.75  # luminance of backgrounds that white, and black, can be written on
_TERLALU_SEMPIT = 1.15  # width over height: below this a slide stands upright
_DIBAWA = frozenset({RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})  # of a file; its thumbnail and further properties stay behind
#: of a presentation: what slides look like. View settings stay behind too: they may lead to old slides.
_DIBAWA_PAPARAN = frozenset({RT.SLIDE_MASTER, RT.THEME, RT.PRES_PROPS, RT.TABLE_STYLES, RT.FONT})
#: What a damaged file raises: zipfile and zlib for a package that is damaged, locked or packed in an unknown way (RuntimeError), lxml for its parts,
#: and python-pptx, which takes parts, elements and attributes for granted.
_RUSAK = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    LxmlError,
    PythonPptxError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
)


class TemplatDitolak(ValueError):
    """A template or logo that cannot be used; its message is one Indonesian sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Templat:
    """An empty briefing. skala: EMU of a point of a slide TINGGI high; judul: where titles stand, on the cover judul_sampul
    with anak_judul (None: the layout has none) below it; kaki: where content ends; tema of the background.

    latar: the colour of the background when it is one, and light or dark enough to write on; '' where content needs a sheet of its own.
    """

    presentasi: Any
    sampul: Any
    isi: Any
    skala: float
    lebar: float
    judul: Ruang
    judul_sampul: Ruang
    anak_judul: Ruang | None
    kaki: float
    tema: Tema
    latar: str


def read_templat(isi: bytes | None) -> Templat:
    """Our own template, or that of a file (.pptx, .potx) without its slides. TemplatDitolak when it cannot be used."""
    if isi is None:
        return _describe(_make_sendiri())
    content = _check_jenis(isi)
    try:
        presentation = Presentation(io.BytesIO(content))
        _empty(presentation)
        return _describe(presentation)
    except TemplatDitolak:
        raise
    except _RUSAK as error:
        raise TemplatDitolak(
            "Berkas templat ini rusak sehingga tidak dapat dibaca; buka di PowerPoint, simpan ulang sebagai .pptx, lalu unggah lagi."
        ) from error


def clean_templat(isi: bytes) -> bytes:
    """The file with nothing but its look: no slides, no words about it or its authors. TemplatDitolak when it cannot be used."""
    presentation = read_templat(isi).presentasi
    about = presentation.core_properties
    about.author = about.last_modified_by = about.title = about.subject = about.comments = about.keywords = about.category = ""
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _describe(presentation: Any) -> Templat:
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts if _find_judul(layout) is not None]
    if not layouts:
        raise TemplatDitolak(
            "Templat ini tidak punya tata letak dengan tempat judul; "
            "tambahkan tata letak “Judul Saja” lewat Tampilan > Master Salindia, lalu simpan."
        )
    width, height = int(presentation.slide_width), int(presentation.slide_height)
    if width < _TERLALU_SEMPIT * height:
        raise TemplatDitolak("Salindia templat ini tegak; atur ukurannya menjadi layar lebar 16:9 lewat Desain > Ukuran Salindia.")
    cover = next((layout for layout in layouts if _kind(layout) == "title"), layouts[0])
    content = min(layouts, key=lambda layout: (_kind(layout) != "titleOnly", _kind(layout) == "title", len(list(layout.placeholders))))
    scale = height / TINGGI
    colour = "" if _has_gambar_besar(content, width * height) else _find_latar(content)
    light = luminance(colour) if colour else 1.0
    return Templat(
        presentation,
        cover,
        content,
        scale,
        width / scale,
        _place_judul(content, scale, width / scale),
        _ruang_of(_find_judul(cover), scale) or Ruang(64, 120, width / scale - 128, 150),
        _ruang_of(_find_tempat(cover, PP_PLACEHOLDER.SUBTITLE), scale),
        _find_kaki(content, scale),
        "gelap" if light < _GELAP else "terang",
        "" if _GELAP <= light <= _TERANG else colour,
    )


def read_logo(isi: bytes) -> tuple[bytes, float]:
    """A PNG no larger than slides need, without what the camera or editor noted in it; and its width over its height.

    TemplatDitolak for what is no PNG or JPEG.
    """
    if len(isi) > _LOGO_TERBESAR:
        raise TemplatDitolak("Logo ini lebih dari 5 MB; perkecil gambarnya, lalu unggah lagi.")
    if b"<svg" in isi[:2000].lower():
        raise TemplatDitolak("Logo ini berkas SVG; simpan sebagai PNG, lalu unggah lagi.")
    try:
        with Image.open(io.BytesIO(isi), formats=("PNG", "JPEG")) as image:
            image.thumbnail((_LOGO_PIKSEL, _LOGO_PIKSEL))
            clean = image.convert("RGBA")
    except UnidentifiedImageError as error:
        raise TemplatDitolak("Logo ini bukan gambar PNG atau JPEG; simpan sebagai PNG, lalu unggah lagi.") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise TemplatDitolak("Gambar logo ini rusak atau terlalu besar; simpan ulang sebagai PNG, lalu unggah lagi.") from error
    written = io.BytesIO()
    clean.save(written, "PNG")
    return written.getvalue(), clean.width / clean.height


# ---- a province's file -----------------------------------------------------------------------------------------------


def _check_jenis(isi: bytes) -> bytes:
    """The file as a presentation: a .potx says of itself that it is a template. TemplatDitolak names what else it is."""
    if len(isi) > _TERBESAR:
        raise TemplatDitolak("Templat ini lebih dari 30 MB; perkecil gambar di dalamnya (Berkas > Kompresi Media), lalu unggah lagi.")
    if isi.startswith(b"\xd0\xcf\x11\xe0"):
        raise TemplatDitolak(
            "Templat ini berkas .ppt lama atau dikunci kata sandi; simpan sebagai .pptx tanpa kata sandi, lalu unggah lagi."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as source:
            if sum(each.file_size for each in source.infolist()) > _TERURAI:
                raise TemplatDitolak("Isi templat ini terlalu besar; buang gambar yang tidak perlu, lalu unggah lagi.")
            names = source.namelist()
            kinds = source.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if b"macroEnabled" in kinds or any(name.endswith("vbaProject.bin") for name in names):
                raise TemplatDitolak("Templat ini berisi makro; simpan sebagai .pptx (tanpa makro), lalu unggah lagi.")
            if b"presentationml" not in kinds:
                raise TemplatDitolak("Berkas ini bukan templat PowerPoint; pilih berkas .pptx atau .potx.")
            return _as_presentation(source, kinds) if b"template.main+xml" in kinds else isi
    except TemplatDitolak:
        raise
    except _RUSAK as error:
        raise TemplatDitolak("Berkas templat ini rusak atau bukan .pptx; simpan ulang dari PowerPoint sebagai .pptx.") from error


def _as_presentation(source: zipfile.ZipFile, kinds: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            told = kinds.replace(b"template.main+xml", b"presentation.main+xml")
            target.writestr(name, told if name == "[Content_Types].xml" else source.read(name))
    return written.getvalue()


def _empty(presentation: Any) -> None:
    """Takes away slides, sections, shows, and what names people; masters, layouts and themes stay."""
    part, root = presentation.part, presentation.part._element
    for each in list(presentation.slides._sldIdLst):
        presentation.slides._sldIdLst.remove(each)
    for tag in ("p:custShowLst", "p:custDataLst", "p:extLst", "p:handoutMasterIdLst", "p:notesMasterIdLst", "p:modifyVerifier"):
        for each in root.findall(qn(tag)):
            root.remove(each)
    _drop(part, lambda reltype: reltype not in _DIBAWA_PAPARAN)
    for holder in _list_induk(presentation):
        _drop(holder, lambda reltype: reltype.endswith(("/slide", "/tags", "/comments")))
    _keep_berkas(presentation)


def _list_induk(presentation: Any) -> Iterator[Any]:
    """The parts of masters and layouts."""
    for master in presentation.slide_masters:
        yield master.part
        yield from (layout.part for layout in master.slide_layouts)


def _drop(part: Any, is_dropped: Any) -> None:
    """Takes away the relations of these kinds, and what in the part points along them."""
    for key in [key for key, rel in part.rels.items() if is_dropped(rel.reltype)]:
        part.rels.pop(key)
        for pointing in part._element.xpath(f".//*[@r:id='{key}']"):
            holder = pointing.getparent()
            (holder if holder.tag == qn("p:custDataLst") else pointing).getparent().remove(
                holder if holder.tag == qn("p:custDataLst") else pointing
            )


def _keep_berkas(presentation: Any) -> None:
    package = presentation.part.package
    for key in [key for key, rel in package._rels.items() if rel.reltype not in _DIBAWA]:
        package._rels.pop(key)


def _kind(layout: Any) -> str:
    return layout._element.get("type", "")


def _find_judul(layout: Any) -> Any:
    return next((each for each in layout.placeholders if each.placeholder_format.type in _JUDUL), None)


def _find_tempat(layout: Any, jenis: Any) -> Any:
    return next((each for each in layout.placeholders if each.placeholder_format.type == jenis), None)


def _ruang_of(shape: Any, skala: float) -> Ruang | None:
    """Where a shape stands in points; None where there is none, or it does not say."""
    box = () if shape is None else (shape.left, shape.top, shape.width, shape.height)
    return Ruang(*(value / skala for value in box)) if box and None not in box else None


def _place_judul(layout: Any, skala: float, lebar: float) -> Ruang:
    """Where the layout has its title, when that leaves room below it; a strip on top otherwise."""
    own = Ruang(40, 20, lebar - 80, 80)
    told = _ruang_of(_find_judul(layout), skala) or own
    return told if told.bawah <= 0.3 * TINGGI and told.tinggi >= 40 and told.lebar >= 0.5 * lebar else own


def _find_kaki(layout: Any, skala: float) -> float:
    """The line at which content ends: above the layout's own footer, and never much above the foot of the slide."""
    told = _ruang_of(_find_tempat(layout, PP_PLACEHOLDER.FOOTER), skala)
    top = told.y if told else TINGGI - 38
    return min(top, TINGGI - 38) if top >= 0.85 * TINGGI else TINGGI - 38


def _find_latar(layout: Any) -> str:
    """'#rrggbb' of the background of a layout or its master; '' for a picture, a pattern, or what cannot be told."""
    master = layout.slide_master
    for sheet in (layout, master):
        found = sheet._element.xpath("./p:cSld/p:bg")
        if not found:
            continue
        if found[0].xpath(".//a:blipFill | .//a:gradFill | .//a:pattFill"):
            return ""
        fixed = found[0].xpath(".//a:srgbClr/@val")
        named = found[0].xpath(".//a:schemeClr/@val")
        return f"#{fixed[0].lower()}" if fixed else _find_warna_tema(master, named[0]) if named else ""
    return "#ffffff"


def _find_warna_tema(master: Any, nama: str) -> str:
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    mapped = master._element.find(qn("p:clrMap")).get(nama, nama)
    found = [colour for slot in theme.xpath(".//a:clrScheme/*") if slot.tag == qn(f"a:{mapped}") for colour in slot]
    value = (found[0].get("lastClr") or found[0].get("val", "")) if found else ""
    return f"#{value.lower()}" if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else ""


def _has_gambar_besar(layout: Any, luas: int) -> bool:
    """A picture or filled shape over most of the slide: the paper is not what the background says."""
    shapes = [*layout.shapes, *layout.slide_master.shapes]
    return any(
        not each.is_placeholder and each.width is not None and each.height is not None and each.width * each.height > 0.5 * luas
        for each in shapes
    )


# ---- our own ---------------------------------------------------------------------------------------------------------


def _make_sendiri() -> Any:
    """The library's file made ours: 16:9, our letters and colours, a layout for the cover and one for all else."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(12192000), Emu(6858000)
    presentation.part._element.sldSz.attrib.pop("type", None)
    master = presentation.slide_masters[0]
    for layout in [each for each in presentation.slide_layouts if _kind(each) not in ("title", "titleOnly")]:
        presentation.slide_layouts.remove(layout)
    cover, content = presentation.slide_layouts
    cover.name, content.name = "Sampul", "Judul dan isi"
    _drop(presentation.part, lambda reltype: reltype.endswith("/printerSettings"))
    _keep_berkas(presentation)
    _set_tema(master)
    _set_induk(master)
    for layout in (cover, content):
        _drop_tempat(layout, PP_PLACEHOLDER.DATE)
    _move(_find_judul(cover), Ruang(64, 120, 832, 150))
    subtitle = _find_tempat(cover, PP_PLACEHOLDER.SUBTITLE)
    _move(subtitle, Ruang(64, 286, 832, 76))
    _drop_tint(subtitle)
    for style in subtitle._element.xpath(".//a:lvl1pPr"):
        style.set("algn", "l")
    return presentation


def _drop_tint(shape: Any) -> None:
    """The library's template writes in grey."""
    for tint in shape._element.xpath(".//a:tint"):
        tint.getparent().remove(tint)


def _set_tema(master: Any) -> None:
    part = master.part.part_related_by(RT.THEME)
    root = parse_xml(part.blob)
    colours = (SALINDIA["terang"].tinta, "#ffffff", SALINDIA["terang"].utama, WARNA["terang"].dasar, SALINDIA["terang"].utama)
    names = ("dk1", "lt1", "dk2", "lt2", "accent1")
    values = dict(zip(names, colours, strict=True)) | {f"accent{n}": colour for n, colour in enumerate(KATEGORI["terang"][:5], 2)}
    scheme = root.xpath(".//a:clrScheme")[0]
    for name, colour in values.items():
        slot = scheme.find(qn(f"a:{name}"))
        for each in list(slot):
            slot.remove(each)
        slot.append(slot.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    for each in (root, scheme, *root.xpath(".//a:fontScheme")):
        each.set("name", "Dasbor P4GN")
    for latin in root.xpath(".//a:fontScheme/*/a:latin"):
        latin.set("typeface", HURUF)
    part.blob = serialize_part_xml(root)


def _set_induk(master: Any) -> None:
    """Places and letters of the master, and a band of our colour along its top."""
    places = {
        PP_PLACEHOLDER.TITLE: Ruang(40, 18, 880, 80),
        PP_PLACEHOLDER.BODY: Ruang(40, 104, 880, 380),
        PP_PLACEHOLDER.FOOTER: Ruang(40, 502, 640, 30),
        PP_PLACEHOLDER.SLIDE_NUMBER: Ruang(868, 502, 52, 30),
    }
    _drop_tempat(master, PP_PLACEHOLDER.DATE)
    for shape in master.placeholders:
        _move(shape, places[shape.placeholder_format.type])
        for each in shape._element.xpath(".//a:lvl1pPr"):
            each.set("algn", "r" if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER else "l")
        shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        _drop_tint(shape)
    title = master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    title.set("algn", "l")
    letters = title.find(qn("a:defRPr"))
    letters.set("sz", "3200")
    letters.set("b", "1")
    band = master.shapes._spTree
    band.insert(2, parse_xml(_PITA))
    for each in master._element.xpath(".//a:rPr[@lang] | .//a:endParaRPr[@lang]"):
        each.set("lang", "id-ID")


_PITA = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="90" name="Pita"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    f'<a:ext cx="12192000" cy="{Pt(8)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/>'
    '</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="id-ID"/></a:p></p:txBody></p:sp>'
)


def _move(shape: Any, ruang: Ruang) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in ruang)


def _drop_tempat(sheet: Any, jenis: Any) -> None:
    for each in [shape for shape in sheet.placeholders if shape.placeholder_format.type == jenis]:
        each._element.getparent().remove(each._element)


def clone_tempat(salindia: Any, jenis: Any) -> Any:
    """The layout's place for footer or slide number on a slide of it, empty; None where the layout has none."""
    source = _find_tempat(salindia.slide_layout, jenis)
    if source is None:
        return None
    element = copy.deepcopy(source._element)
    element.xpath("./p:nvSpPr/p:cNvPr")[0].set("id", str(max(int(n) for n in salindia.shapes._spTree.xpath("//@id") if n.isdigit()) + 1))
    for each in element.xpath("./p:txBody/a:lstStyle/* | ./p:txBody/a:p"):
        each.getparent().remove(each)
    element.find(qn("p:txBody")).append(element.makeelement(qn("a:p"), {}))
    salindia.shapes._spTree.append(element)
    return salindia.shapes[-1]
