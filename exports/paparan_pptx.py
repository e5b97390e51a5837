"""A briefing as a PowerPoint file: native charts, tables and shapes that can be edited, on our master or a province's own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from exports.kemas import pack_tetap
from exports.pptx.bagan import add_batang, add_garis, add_sebar
from exports.pptx.daftar import add_daftar
from exports.pptx.halaman import Halaman, list_halaman, list_rincian
from exports.pptx.kanvas import BARIS, TERBACA, TINGGI, Kanvas, Ruang, Ruas, cut_teks, fit_ukuran, plain, set_alt
from exports.pptx.kartu import add_angka, add_fakta_sampul, add_ubin
from exports.pptx.peta import add_peta, keterangan_of
from exports.pptx.templat import Templat, TemplatDitolak, clone_tempat, read_logo, read_templat
from p4gn.bahasa import format_tanggal
from p4gn.paparan import isi
from p4gn.warehouse.editions import TANDA_CONTOH
from ui.figures.palet import LENCANA, LENCANA_TEPI, LENCANA_TINTA

__all__ = ["TemplatDitolak", "make_pptx"]

_TINGGI_KETERANGAN, _TINGGI_LOGO = 32.0, 56.0
_KAKI = 11.5  # letters of the footer
_LENCANA = 172.0  # width of the mark of invented data
_JUDUL_SAMPUL, _JUDUL_LAMPIRAN = 44.0, 22.0


@dataclass(frozen=True, slots=True)
class _Bahan:
    """What every slide is made with: template, head of the briefing, and the logo with its width over its height."""

    templat: Templat
    kepala: isi.Kepala
    logo: tuple[bytes, float] | None


def make_pptx(deck: isi.Deck, *, templat: bytes | None = None, logo: bytes | None = None) -> bytes:
    """The file; the same briefing gives the same bytes.

    templat: a .pptx or .potx whose master, layouts and size are used; logo: a PNG or JPEG at the top right. TemplatDitolak names what is wrong
    with either.
    """
    material = _Bahan(read_templat(templat), deck.kepala, read_logo(logo) if logo is not None else None)
    pages = list_halaman(deck, lambda page: _ruang_isi(material, page))
    for number, page in enumerate(pages, 1):
        _add_halaman(material, page, number)
    presentation = material.templat.presentasi
    _set_properties(presentation, deck)
    written = io.BytesIO()
    presentation.save(written)
    return pack_tetap(written.getvalue(), deck.kepala.data_per)


# ---- one slide -------------------------------------------------------------------------------------------------------


def _add_halaman(bahan: _Bahan, halaman: Halaman, nomor: int) -> None:
    is_cover = isinstance(halaman.isi, isi.Sampul)
    layout = bahan.templat.sampul if is_cover else bahan.templat.isi
    slide = bahan.templat.presentasi.slides.add_slide(layout)
    canvas = Kanvas(slide, bahan.templat.skala, bahan.templat.tema, bahan.templat.latar)
    if is_cover:
        _add_sampul(bahan, canvas, halaman)
    else:
        _drop_tempat_kosong(slide)
        _add_judul(bahan, canvas, halaman)
        room = _ruang_isi(bahan, halaman)
        if not bahan.templat.latar:
            sheet = Ruang(room.x - 12, room.y - 6, room.lebar + 24, TINGGI - room.y + 4)
            canvas.add_kotak(sheet, "Latar isi", canvas.warna.kertas)
        _add_isi(canvas, room, halaman)
        _add_keterangan(canvas, room, halaman)
    _add_kaki(bahan, canvas, halaman, nomor)
    _add_logo(bahan, canvas)
    slide.notes_slide.notes_text_frame.text = "\n".join(map(plain, _list_catatan(bahan.kepala, halaman)))


def _ruang_isi(bahan: _Bahan, halaman: Halaman) -> Ruang:
    """Between title and footer, less the line under the content."""
    title = bahan.templat.judul
    left = min(title.x, 0.1 * bahan.templat.lebar)
    below = _TINGGI_KETERANGAN + 4 if halaman.keterangan else 0
    return Ruang(left, title.bawah + 8, bahan.templat.lebar - 2 * left, bahan.templat.kaki - 6 - title.bawah - 8 - below)


def _add_isi(kanvas: Kanvas, ruang: Ruang, halaman: Halaman) -> None:
    title = halaman.slide.judul
    match halaman.isi:
        case isi.Angka() as content:
            add_angka(kanvas, ruang, content)
        case isi.Batang() as content if content.baris:
            add_batang(kanvas, ruang, content, title)
        case isi.Garis() as content if content.periode and content.seri:
            add_garis(kanvas, ruang, content, title)
        case isi.Ubin() as content if content.petak:
            add_ubin(kanvas, ruang, content)
        case isi.Daftar() as content:
            add_daftar(kanvas, ruang, content, title, halaman.ukuran)
        case isi.Peta() as content:
            add_peta(kanvas, ruang, content, title)
        case isi.Sebar() as content if content.titik:
            add_sebar(kanvas, ruang, content, title)
        case _:
            kanvas.add_teks(ruang._replace(tinggi=60), [[Ruas("Belum ada data untuk wilayah dan periode ini.", 28)]], "Tanpa data")


def _add_judul(bahan: _Bahan, kanvas: Kanvas, halaman: Halaman) -> None:
    """In the layout's place; narrower where a logo stands beside it."""
    shape, place = kanvas.salindia.shapes.title, bahan.templat.judul
    room = place._replace(lebar=min(place.lebar, bahan.templat.lebar - 40 - _lebar_logo(bahan) - place.x))
    if room != place or shape.top is None or abs(shape.top / kanvas.skala - place.y) > 1:
        shape.left, shape.top, shape.width, shape.height = kanvas.kotak(room)
    largest = _JUDUL_LAMPIRAN if halaman.is_lampiran else 34.0
    _fill_judul(kanvas, shape, halaman.judul, room, largest)


def _fill_judul(kanvas: Kanvas, shape: Any, teks: str, ruang: Ruang, terbesar: float) -> None:
    size = fit_ukuran([(teks, True)], ruang.lebar - 16, ruang.tinggi - 4, terbesar, 16)
    frame = shape.text_frame
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size = plain(teks), kanvas.huruf(size)
    run.font._element.set("lang", "id-ID")


def _drop_tempat_kosong(salindia: Any) -> None:
    """Places of the layout that this slide does not fill would show their prompts while it is edited."""
    title = salindia.shapes.title
    for each in list(salindia.placeholders):
        if each.shape_id != title.shape_id:
            each._element.getparent().remove(each._element)


def _add_sampul(bahan: _Bahan, kanvas: Kanvas, halaman: Halaman) -> None:
    """Title and subtitle in the layout's places, the facts below them."""
    slide, cover, room = kanvas.salindia, halaman.isi, bahan.templat.judul_sampul
    subtitle = next((each for each in slide.placeholders if each.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None)
    keep = {slide.shapes.title.shape_id, subtitle.shape_id if subtitle is not None else -1}
    for each in [each for each in slide.placeholders if each.shape_id not in keep]:
        each._element.getparent().remove(each._element)
    _fill_judul(kanvas, slide.shapes.title, halaman.judul, room, _JUDUL_SAMPUL)
    words = f"{cover.wilayah} · {cover.periode}"
    below = bahan.templat.anak_judul or Ruang(room.x, room.bawah + 2, room.lebar, 40)
    if subtitle is not None:
        _fill_judul(kanvas, subtitle, words, below, 28)
    else:
        kanvas.add_teks(below, [[Ruas(words)]], "Wilayah dan periode")
    top = min(max(room.bawah, min(below.bawah, room.bawah + 90)) + 8, 380)
    facts = Ruang(room.x, top, room.lebar, bahan.templat.kaki - 8 - top)
    if not bahan.templat.latar:
        sheet = Ruang(facts.x - 12, facts.y - 6, bahan.templat.lebar - 2 * facts.x + 24, TINGGI - facts.y + 4)
        kanvas.add_kotak(sheet, "Latar fakta", kanvas.warna.kertas)
    add_fakta_sampul(kanvas, facts, cover)


# ---- around the content ----------------------------------------------------------------------------------------------


def _add_keterangan(kanvas: Kanvas, ruang: Ruang, halaman: Halaman) -> None:
    words = halaman.keterangan
    if not words:
        return
    box = Ruang(ruang.x, ruang.bawah + 4, ruang.lebar, _TINGGI_KETERANGAN)
    size = fit_ukuran([(words, False)], box.lebar, box.tinggi, TERBACA, 13)
    kanvas.add_teks(
        box, [[Ruas(cut_teks(words, box.lebar, size, baris=int(box.tinggi // (size * BARIS))), size)]], "Keterangan", jangkar="tengah"
    )


def _add_kaki(bahan: _Bahan, kanvas: Kanvas, halaman: Halaman, nomor: int) -> None:
    """Source, edition and day at the foot, the mark of invented data and the number of the slide beside them."""
    left = min(bahan.templat.judul.x, 0.1 * bahan.templat.lebar)
    top, right = bahan.templat.kaki, bahan.templat.lebar - left
    height = min(30.0, TINGGI - top - 4)
    _add_nomor(kanvas, Ruang(right - 52, top, 52, height), nomor)
    right -= 60
    if bahan.kepala.contoh:
        _add_lencana(kanvas, Ruang(right - _LENCANA, top, _LENCANA, height))
        right -= _LENCANA + 10
    room = Ruang(left, top, right - left, height)
    text = _kaki_of(bahan.kepala, halaman)
    size = fit_ukuran([(text, False)], room.lebar, room.tinggi, _KAKI, 7)
    shape = clone_tempat(kanvas.salindia, PP_PLACEHOLDER.FOOTER) if bahan.templat.latar else None
    if shape is None:
        kanvas.add_teks(room, [[Ruas(text, size)]], "Kaki salindia", jangkar="tengah")
        return
    shape.name = "Kaki salindia"
    shape.left, shape.top, shape.width, shape.height = kanvas.kotak(room)
    run = _prepare(shape).add_run()
    run.text, run.font.size = plain(text), kanvas.huruf(size)
    run.font._element.set("lang", "id-ID")


def _prepare(shape: Any) -> Any:
    """The paragraph of a place of the footer, without margins."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    return frame.paragraphs[0]


def _add_nomor(kanvas: Kanvas, ruang: Ruang, nomor: int) -> None:
    """The number is a field: it stays right when slides are moved."""
    shape = clone_tempat(kanvas.salindia, PP_PLACEHOLDER.SLIDE_NUMBER) if kanvas.latar else None
    if shape is None:
        shape = kanvas.add_teks(ruang, [], "Nomor salindia", jangkar="tengah")
    shape.name = "Nomor salindia"
    shape.left, shape.top, shape.width, shape.height = kanvas.kotak(ruang)
    paragraph = _prepare(shape)._p
    for each in list(paragraph):
        paragraph.remove(each)
    field = paragraph.makeelement(paragraph.tag.replace("}p", "}fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    properties = field.makeelement(field.tag.replace("}fld", "}rPr"), {"lang": "id-ID", "sz": str(round(kanvas.huruf(14) / 127))})
    number = field.makeelement(field.tag.replace("}fld", "}t"), {})
    number.text = str(nomor)
    field.extend([properties, number])
    alignment = paragraph.get_or_add_pPr()
    alignment.set("algn", "r")
    paragraph.append(field)


def _add_lencana(kanvas: Kanvas, ruang: Ruang) -> None:
    shape = kanvas.add_kotak(ruang, TANDA_CONTOH, LENCANA, LENCANA_TEPI, 1, bentuk="bulat")
    kanvas.fill_teks(shape.text_frame, [[Ruas(TANDA_CONTOH, 18, True, LENCANA_TINTA)]], rata="tengah", jangkar="tengah")


def _kaki_of(kepala: isi.Kepala, halaman: Halaman) -> str:
    own = keterangan_of(halaman.isi) if isinstance(halaman.isi, isi.Peta) else ""
    parts = (
        f"Sumber: {halaman.slide.sumber}" if halaman.slide.sumber else "",
        f"Edisi {kepala.edisi} ({kepala.status})",
        f"Data per {format_tanggal(kepala.data_per)}",
        f"{kepala.wilayah}, {kepala.nama_periode}",
        own.rstrip("."),
    )
    return " · ".join(part for part in parts if part)


def _lebar_logo(bahan: _Bahan) -> float:
    """Room beside the title that a logo takes."""
    return min(_TINGGI_LOGO * bahan.logo[1], 150.0) + 12 if bahan.logo else 0.0


def _add_logo(bahan: _Bahan, kanvas: Kanvas) -> None:
    if bahan.logo is None:
        return
    content, ratio = bahan.logo
    width = min(_TINGGI_LOGO * ratio, 150.0)
    box = Ruang(bahan.templat.lebar - 40 - width, 18, width, width / ratio)
    picture = kanvas.salindia.shapes.add_picture(io.BytesIO(content), *kanvas.kotak(box))
    picture.name = "Logo"
    set_alt(picture, f"Logo {bahan.kepala.wilayah}")


def _list_catatan(kepala: isi.Kepala, halaman: Halaman) -> list[str]:
    """Speaker notes: what to say on the first slide of a content, what it shows in words, and what it is made of."""
    slide = halaman.slide
    mark = f"{TANDA_CONTOH}: {kepala.contoh}" if kepala.contoh else ""
    if halaman.urutan > 1 or halaman.is_lampiran:
        lines = [f"Lanjutan dari: {slide.judul}", *list_rincian(halaman.isi), mark]
    else:
        source = f"Sumber: {slide.sumber}." if slide.sumber else ""
        lines = [slide.catatan, slide.keterangan, *list_rincian(halaman.isi), source, mark]
    return [line for line in lines if line]


def _set_properties(presentation: Any, deck: isi.Deck) -> None:
    head = deck.kepala
    about = presentation.core_properties
    moment = datetime(head.data_per.year, head.data_per.month, head.data_per.day)
    title = f"{deck.nama or 'Paparan P4GN'}: {head.wilayah}, {head.nama_periode}"
    about.title = f"{TANDA_CONTOH}: {title}" if head.contoh else title
    about.author = about.last_modified_by = "Dasbor P4GN"
    about.subject, about.language, about.revision = f"{head.judul_edisi} {head.edisi} ({head.status})", "id-ID", 1
    about.comments, about.keywords, about.category, about.content_status = head.contoh[:250], "", "", head.status
    about.created = about.modified = moment
    about.last_printed = moment
