"""Lists as native tables: rows as high as their words need, so that no table runs off its slide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from exports.pptx.kanvas import BARIS, TERBACA, Kanvas, Ruang, Ruas, lebar_teks, rgb, set_alt, tanda_of
from exports.pptx.legenda import warna_rupa
from p4gn.paparan import isi
from ui.figures.gambar_teks import wrap
from ui.figures.palet import WARNA

BARIS_TERBANYAK = 10  # of a table that is shown
LAMPIRAN_DARI, BARIS_LAMPIRAN, HURUF_LAMPIRAN = 60, 18, 12.0  # more rows than this go on in the appendix, so many to a slide
_TERKECIL = 20.0  # letters of a list that so fits on one slide
_PENDEK = 0.2  # of the width: a column no wider than this is not broken into lines
_POLOS = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the table style of Office without fills and lines


def set_lebar(daftar: isi.Daftar, lebar: float, ukuran: float) -> isi.Daftar:
    """The list with widths of columns in points: short ones as wide as their words, the others share the rest as they are told to."""
    cells = [[words_of(row[n]) for row in daftar.baris] for n in range(len(daftar.kolom))]
    whole = [_need(each, [column.judul], ukuran) for each, column in zip(cells, daftar.kolom, strict=True)]
    word = [_need({w for cell in each for w in cell.split()}, column.judul.split(), ukuran)
            for each, column in zip(cells, daftar.kolom, strict=True)]  # fmt: skip
    fixed = {n: width for n, width in enumerate(whole) if width <= _PENDEK * lebar}
    widths = _share(daftar.kolom, lebar, fixed)
    fixed |= {n: word[n] for n, width in enumerate(widths) if width < word[n]}
    widths = _share(daftar.kolom, lebar, fixed if sum(fixed.values()) < lebar else {})
    return replace(daftar, kolom=tuple(replace(column, lebar=width) for column, width in zip(daftar.kolom, widths, strict=True)))


def _need(sel: Iterable[str], judul: Iterable[str], ukuran: float) -> float:
    """Width of the longest of these words, with its margins."""
    return max(lebar_teks(sel, ukuran), lebar_teks(judul, ukuran, tebal=True)) + ukuran * 0.8


def _share(kolom: Sequence[isi.KolomDaftar], lebar: float, tetap: Mapping[int, float]) -> list[float]:
    """Some columns have their width, the others share the rest; where all have one, they grow to the whole."""
    free = sum(column.lebar for n, column in enumerate(kolom) if n not in tetap)
    if not free:
        return [tetap[n] * lebar / sum(tetap.values()) for n in range(len(kolom))]
    rest = lebar - sum(tetap.values())
    return [tetap[n] if n in tetap else rest * column.lebar / free for n, column in enumerate(kolom)]


def tinggi_baris(sel: Sequence[isi.Sel], kolom: Sequence[isi.KolomDaftar], ukuran: float) -> float:
    """Height of a row in points (lebar of columns too: see set_lebar): the longest of its cells, with room above and below."""
    lines = (len(wrap(words_of(cell), each.lebar - ukuran * 0.7, ukuran)) for cell, each in zip(sel, kolom, strict=True))
    return max(1, *lines, 1) * ukuran * BARIS + ukuran * 0.3


def tinggi_kepala(kolom: Sequence[isi.KolomDaftar], ukuran: float) -> float:
    lines = (len(wrap(each.judul, each.lebar - ukuran * 0.7, ukuran, tebal=True)) for each in kolom)
    return max(1, *lines, 1) * ukuran * BARIS + ukuran * 0.3


def split_daftar(daftar: isi.Daftar, ruang: Ruang) -> tuple[float, list[isi.Daftar]]:
    """The size of letters and the rows of each slide: letters smaller by a little where they bring all rows, or enough of them, onto one slide."""
    size, pages = _TERKECIL, []
    for size in (TERBACA, TERBACA - 2, _TERKECIL):
        pages = split_baris(daftar, ruang, size, BARIS_TERBANYAK)
        if len(pages[0].baris) >= min(len(daftar.baris), daftar.per_layar):
            break
    return size, pages


def split_baris(daftar: isi.Daftar, ruang: Ruang, ukuran: float, terbanyak: int) -> list[isi.Daftar]:
    """Rows in their order, on as few slides as hold them, about as many on each."""
    measured = set_lebar(daftar, ruang.lebar, ukuran)
    pages = _fill(measured, ruang, ukuran, terbanyak)
    even = _fill(measured, ruang, ukuran, -(-len(daftar.baris) // max(1, len(pages))))
    chosen = even if len(even) == len(pages) else pages
    return [replace(measured, baris=chunk) for chunk in chosen] or [measured]


def _fill(daftar: isi.Daftar, ruang: Ruang, ukuran: float, terbanyak: int) -> list[tuple[tuple[isi.Sel, ...], ...]]:
    pages: list[list[tuple[isi.Sel, ...]]] = []
    left = 0.0
    for row in daftar.baris:
        height = tinggi_baris(row, daftar.kolom, ukuran)
        if not pages or height > left or len(pages[-1]) >= terbanyak:
            pages.append([])
            left = ruang.tinggi - tinggi_kepala(daftar.kolom, ukuran)
        pages[-1].append(row)
        left -= height
    return [tuple(page) for page in pages]


def words_of(sel: isi.Sel) -> str:
    """What a cell shows: its symbol, so that no look rests on colour, and its words."""
    mark = tanda_of(sel.rupa)
    return f"{mark.simbol} {sel.teks}" if mark else sel.teks


def add_daftar(kanvas: Kanvas, ruang: Ruang, daftar: isi.Daftar, judul: str, ukuran: float) -> None:
    """The table, or the sentence in place of no rows."""
    if not daftar.baris:
        kanvas.add_teks(ruang._replace(tinggi=90), [[Ruas(daftar.kosong, 28)]], "Daftar kosong", jangkar="tengah")
        return
    frame = kanvas.salindia.shapes.add_table(len(daftar.baris) + 1, len(daftar.kolom), *kanvas.kotak(ruang._replace(tinggi=20)))
    frame.name = f"Daftar: {judul}"
    set_alt(frame, f"Tabel {len(daftar.baris)} baris: {', '.join(each.judul for each in daftar.kolom)}. {judul}.")
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _POLOS
    table.horz_banding = False
    for column, each in zip(table.columns, daftar.kolom, strict=True):
        column.width = kanvas.emu(each.lebar)
    rows = list(table.rows)
    rows[0].height = kanvas.emu(tinggi_kepala(daftar.kolom, ukuran))
    for cell, each in zip(rows[0].cells, daftar.kolom, strict=True):
        _fill_sel(kanvas, cell, Ruas(each.judul, ukuran, True), each.kanan)
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(WARNA[kanvas.tema].dasar)
        _set_tepi(cell, bawah=(2.0, kanvas.warna.utama), kanvas=kanvas)
    for row, sel in zip(rows[1:], daftar.baris, strict=True):
        row.height = kanvas.emu(tinggi_baris(sel, daftar.kolom, ukuran))
        for number, (cell, each, value) in enumerate(zip(row.cells, daftar.kolom, sel, strict=True)):
            _fill_sel(kanvas, cell, Ruas(words_of(value), ukuran), each.kanan)
            side = (ukuran * 0.25, warna_rupa(kanvas.tema, value.rupa)[1]) if value.rupa and number == 0 else None
            _set_tepi(cell, bawah=(0.75, WARNA[kanvas.tema].garis), kiri=side, kanvas=kanvas)


def _fill_sel(kanvas: Kanvas, cell: Any, ruas: Ruas, kanan: bool) -> None:
    frame = cell.text_frame
    frame.word_wrap, cell.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = kanvas.emu(ruas.ukuran * 0.33)
    cell.margin_top = cell.margin_bottom = kanvas.emu(ruas.ukuran * 0.12)
    paragraph = frame.paragraphs[0]
    if kanan:
        paragraph._p.get_or_add_pPr().set("algn", "r")
    kanvas.add_ruas(paragraph, ruas)


def _set_tepi(cell: Any, *, kanvas: Kanvas, bawah: tuple[float, str], kiri: tuple[float, str] | None = None) -> None:
    """Lines below and left of a cell (width in points, colour), which the library does not know."""
    properties = cell._tc.get_or_add_tcPr()
    for place, tag, line in ((0, "lnL", kiri), (1 if kiri else 0, "lnB", bawah)):
        if line is not None:
            xml = (
                f'<a:{tag} {nsdecls("a")} w="{kanvas.emu(line[0])}" cap="flat" cmpd="sng" algn="ctr">'
                f'<a:solidFill><a:srgbClr val="{line[1].lstrip("#").upper()}"/></a:solidFill><a:prstDash val="solid"/></a:{tag}>'
            )
            properties.insert(place, parse_xml(xml))
