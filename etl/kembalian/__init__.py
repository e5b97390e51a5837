"""The way back: the sender's own workbook with every problem coloured, explained and listed. It is returned, never stored."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from etl.kembalian.bedah_xlsx import BedahGagal, Kulit, Paket, Tandaan, find_lembar_kami, list_kulit, mark_paket, open_paket
from etl.kembalian.gaya_xlsx import Gaya
from etl.kembalian.lembar_perbaikan import (
    DITANDAI,
    DITOLAK,
    JUDUL,
    KOLOM_MASALAH,
    KOLOM_PASANGAN,
    KOLOM_SEL,
    LEBAR,
    PRIBADI,
    TAJUK,
    Halaman,
    Ringkasan,
    Temuan,
    address,
    column_letters,
    is_lembar_kami,
    link_to,
    list_catatan,
    list_temuan,
    list_warna,
    make_halaman,
    plain,
    row_height,
    with_keterangan,
)
from etl.kembalian.salinan_nilai import TandaanBerkas, write_salinan
from etl.pribadi import hide_nama_berkas
from etl.problems import BerkasDitolak, Masalah, Tanda, holds_data_pribadi
from etl.read import read_lembar
from etl.reading.lembar import Lembar
from etl.receive import Kiriman
from etl.sources import normalise_heading

if TYPE_CHECKING:
    from etl.pribadi import Pribadi

AKHIRAN = "-perlu-diperbaiki"
_BARIS_TAJUK_TERAKHIR = 60
_TAUTAN_TERBANYAK = 60_000
_SEBUTAN = {
    "nama": "nama orang", "nik": "NIK", "nip": "NIP", "telepon": "nomor telepon", "inisial": "inisial orang", "alamat": "alamat rumah", "surel": "alamat surel",
}  # fmt: skip
_SALINAN = (
    "Ini salinan nilai dari berkas {akhiran} Anda: tampilan, rumus, dan gambar berkas asal tidak ikut. Perbaiki dan unggah yang .xlsx ini."
)
_SALINAN_TERBANYAK = 150_000  # rows; more of them take minutes to write, and nobody mends them in a copy
_TERLALU_BANYAK = "Berkas ini lebih dari 150.000 baris, jadi tidak disalin ke sini. Perbaiki langsung di berkas asalnya menurut daftar ini."
_TAK_TERBACA = "Isi berkas Anda tidak dapat dibaca, jadi hanya daftar ini yang kembali. Perbaiki berkas aslinya, lalu unggah lagi."
_TANPA_MAKRO = "Makro pada berkas asal tidak disertakan; bagian lain buku kerja tetap sama."
_BUKU_UTUH = {".xlsx", ".xlsm"}


def mark_workbook(
    kiriman: Kiriman,
    masalah: Sequence[Masalah],
    tanda: Sequence[Tanda],
    letak: Mapping[tuple[str, str | None], Mapping[str, int]],
    pribadi: Sequence[Pribadi],
    diterima: int | None = None,
    diperiksa_pada: datetime | None = None,
) -> tuple[str, bytes]:
    """(file name, bytes): the workbook as sent, marked; made anew from its values where it cannot be marked in place.

    Marks of an earlier round are taken off first; a workbook with nothing to mend comes back without any.
    """
    mine = kiriman.nama
    sheets = _read_or_nothing(kiriman) if pribadi else []
    asli = {hide_nama_berkas(sheet.nama): sheet.nama for sheet in sheets if sheet.nama}
    found = [replace(one, lembar=asli.get(one.lembar or "", one.lembar)) for one in (*masalah, *tanda, *pribadi) if one.berkas == mine]
    temuan = list_temuan([one for one in found if isinstance(one, Masalah)], [one for one in found if isinstance(one, Tanda)], letak)
    personal = [one for one in found if not isinstance(one, Masalah | Tanda)]
    temuan += _list_pribadi(personal, sheets)
    colours = list_warna(temuan)
    for key in _find_sel_pribadi(personal, sheets, letak):
        colours.setdefault(key, PRIBADI)
    about = Ringkasan(PurePath(mine).name, diperiksa_pada or datetime.now().astimezone(), diterima)
    nama = f"{PurePath(mine).stem.removesuffix(AKHIRAN)}{AKHIRAN}.xlsx"
    try:
        if PurePath(mine).suffix.lower() not in _BUKU_UTUH:
            raise BedahGagal("not a workbook that can be marked in place")
        return nama, _mark_in_place(open_paket(kiriman.isi), temuan, colours, about)
    except (BedahGagal, ElementTree.ParseError, LookupError, ValueError):  # a package built in a way we do not know
        if not temuan:
            return nama, kiriman.isi
        return nama, _mark_salinan(kiriman, sheets or _read_or_nothing(kiriman), temuan, colours, about)


def _read_or_nothing(kiriman: Kiriman) -> list[Lembar]:
    """The sheets; none where the file cannot be read, so that at least the list of problems goes back."""
    try:
        return read_lembar(kiriman)
    except BerkasDitolak:
        return []


# ---- in place ------------------------------------------------------------------------------------------------------


def _mark_in_place(paket: Paket, temuan: Sequence[Temuan], colours: Mapping[tuple[str | None, int, int], str], about: Ringkasan) -> bytes:
    ours = find_lembar_kami(paket)
    skins = {skin.nama: skin for skin in list_kulit(paket) if ours is None or skin.path != paket.sheets[ours][2]}
    placed = [_place(one, skins.get(one.lembar or "")) for one in temuan]
    if paket.makro:
        about = replace(about, keterangan=(*about.keterangan, _TANPA_MAKRO))
    work = {skin.path: Tandaan({}, {}) for skin in skins.values()}
    notes = list_catatan(placed)
    painted = list_warna(placed)
    for (lembar, row, column), jenis in colours.items():
        skin = skins.get(lembar or "")
        if skin is not None:
            place = skin.gabungan.get((row, column), (row, column))
            painted.setdefault((lembar, *place), jenis)
    for skin in skins.values():
        warna = {(row, column): jenis for (lembar, row, column), jenis in painted.items() if lembar == skin.nama}
        catatan = {(row, column): note for (lembar, row, column), note in notes.items() if lembar == skin.nama}
        work[skin.path] = Tandaan(warna, catatan)
    halaman = make_halaman(placed, [skin.nama for skin in skins.values()], about)
    names = {skin.nama for skin in skins.values()}
    return mark_paket(paket, work, lambda gaya, nama: _sheet_xml(halaman, gaya, nama, names) if placed else None)


def _place(one: Temuan, skin: Kulit | None) -> Temuan:
    """The finding at the first cell of a merged range, with a word on where it hides."""
    if skin is None or one.baris is None or one.kolom is None:
        return one
    row, column = skin.gabungan.get((one.baris, one.kolom), (one.baris, one.kolom))
    told = (
        "lembar tersembunyi" if skin.tersembunyi else "",
        "baris tersembunyi" if row in skin.baris_tersembunyi else "",
        "kolom tersembunyi" if column in skin.kolom_tersembunyi else "",
        "sel ini sudah bercatatan; penjelasannya hanya di sini" if (row, column) in skin.bercatatan else "",
    )
    return with_keterangan(replace(one, baris=row, kolom=column), told)


def _sheet_xml(halaman: Halaman, gaya: Gaya, nama: str, names: set[str]) -> tuple[str, str]:
    """(XML of our sheet, its print titles); '{main}' stands for the namespace of the workbook."""
    grey = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom"))
    title = gaya.add(font='<b/><sz val="14"/><name val="Calibri"/>')
    line = gaya.add(font='<sz val="11"/><name val="Calibri"/>')
    head = gaya.add(
        font='<b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/>', fill='<patternFill patternType="solid"><fgColor rgb="FF1F3A5F"/></patternFill>',
        border=grey, alignment='vertical="center" wrapText="1"',
    )  # fmt: skip
    text = gaya.add(font='<sz val="11"/><name val="Calibri"/>', border=grey, alignment='vertical="top" wrapText="1"')
    link = gaya.add(font='<u/><sz val="11"/><color rgb="FF1D4ED8"/><name val="Calibri"/>', border=grey, alignment='vertical="top"')
    kinds = {jenis: gaya.mark(text, jenis) for jenis in (DITOLAK, DITANDAI, PRIBADI)}
    pairs = [(new, old) for new, old in gaya.pasangan.items() if old != text]
    first = halaman.baris_tajuk + 1
    lines = {1: [(0, halaman.judul, title)], **{row: [(0, words, line)] for row, words in enumerate(halaman.atas, start=2)}}
    lines[first] = [(column, heading, head) for column, heading in enumerate(TAJUK)]
    links, heights = [], {1: 21.0}
    for number, one in enumerate(halaman.temuan, start=1):
        styles = {KOLOM_MASALAH: kinds[one.jenis], KOLOM_SEL: link if one.sel else text}
        lines[first + number] = [(column, cell, styles.get(column, text)) for column, cell in enumerate(one.cells(number))]
        heights[first + number] = row_height(one.cells(number))
        if one.sel and one.lembar in names and len(links) < _TAUTAN_TERBANYAK:
            place, goal = address(first + number, KOLOM_SEL), quoteattr(link_to(one.lembar, one.sel))
            links.append(f'<hyperlink ref="{place}" location={goal} display="{one.sel}"/>')
    rows = []
    for row in range(1, max(first + len(halaman.temuan), len(pairs)) + 1):
        cells = [_inline(row, *cell) for cell in lines.get(row, ())]
        if row <= len(pairs):
            cells += [f'<c r="{address(row, KOLOM_PASANGAN + side)}" s="{style}"/>' for side, style in enumerate(pairs[row - 1])]
        height = f' ht="{heights[row]}" customHeight="1"' if row in heights else ""
        rows.append(f'<row r="{row}"{height}>{"".join(cells)}</row>')
    last = address(max(first + len(halaman.temuan), first + 1), len(TAJUK) - 1)
    widths = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(LEBAR, start=1))
    hidden = f'<col min="{KOLOM_PASANGAN + 1}" max="{KOLOM_PASANGAN + 2}" width="2" hidden="1" customWidth="1"/>'
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}">'
        '<sheetPr><tabColor rgb="FFB91C1C"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{first}" topLeftCell="A{first + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{first + 1}" sqref="A{first + 1}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}{hidden}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{first}:{last}"/>{linked}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;LDasbor P4GN&amp;RHalaman &amp;P dari &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )
    return xml, f"{link_to(nama, '')}${first}:${first}"


def _inline(row: int, column: int, text: str, style: int) -> str:
    """A text cell that no program takes for a formula; the running number is a number."""
    place = address(row, column)
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    if column == 0 and text.isdigit():
        return f'<c r="{place}" s="{style}"><v>{text}</v></c>'
    shown = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", plain(text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(shown)}</t></is></c>'


# ---- from values ---------------------------------------------------------------------------------------------------


def _mark_salinan(
    kiriman: Kiriman,
    sheets: Sequence[Lembar],
    temuan: Sequence[Temuan],
    colours: Mapping[tuple[str | None, int, int], str],
    about: Ringkasan,
) -> bytes:
    kept = [sheet for sheet in sheets if not (sheet.nama and is_lembar_kami(sheet.nama) and _says_judul(sheet))]
    merged = {
        sheet.nama: {
            (row + 1, column): (top + 1, left)
            for top, left, bottom, right in sheet.gabungan
            for row in range(top, min(bottom, top + 1000) + 1)
            for column in range(left, right + 1)
        }
        for sheet in kept
    }
    skins = {
        sheet.nama: Kulit(sheet.nama or "", "", sheet.tersembunyi, sheet.baris_tersembunyi, frozenset(), merged[sheet.nama], frozenset())
        for sheet in kept
    }
    placed = [_place(one, skins.get(one.lembar)) for one in temuan]
    painted = list_warna(placed)
    for (lembar, row, column), jenis in colours.items():
        place = merged.get(lembar, {}).get((row, column), (row, column))
        painted.setdefault((lembar, *place), jenis)
    large = sum(sheet.jumlah_baris for sheet in kept) > _SALINAN_TERBANYAK
    remark = _TERLALU_BANYAK if large else _SALINAN.format(akhiran=PurePath(kiriman.nama).suffix.lower()) if kept else _TAK_TERBACA
    halaman = make_halaman(placed, [sheet.nama for sheet in kept], replace(about, keterangan=(*about.keterangan, remark)))
    return write_salinan([] if large else kept, TandaanBerkas(painted, list_catatan(placed)), halaman if placed else None)


def _says_judul(sheet: Lembar) -> bool:
    return sheet.jumlah_baris > 0 and any(str(cell).startswith(JUDUL) for cell in sheet.row(0)[:1])


# ---- personal data -------------------------------------------------------------------------------------------------


def _list_pribadi(pribadi: Iterable[Pribadi], sheets: Sequence[Lembar]) -> list[Temuan]:
    """One finding per column, at its heading."""
    by_name = {sheet.nama: sheet for sheet in sheets}
    found = []
    for one in pribadi:
        place = _find_tajuk_pribadi(one.kolom, by_name.get(one.lembar))
        alasan = f"kolom ini berisi {_SEBUTAN.get(one.jenis, one.jenis)} ({one.jumlah} sel); isinya dibuang sebelum disimpan"
        remedy = "hapus isinya dari berkas ini; dasbor hanya memerlukan jumlah orang, bukan siapa orangnya"
        row, column = place or (None, None)
        found.append(Temuan(PRIBADI, one.lembar, row, column, one.kolom, "", alasan, remedy))
    return found


def _find_tajuk_pribadi(kolom: str, sheet: Lembar | None) -> tuple[int, int] | None:
    """(row from 1, column) of the heading; where only a letter is told, the first filled cell of that column."""
    if sheet is None:
        return None
    wanted = normalise_heading(kolom)
    for index in range(min(sheet.jumlah_baris, _BARIS_TAJUK_TERAKHIR)):
        for column, cell in enumerate(sheet.row(index)):
            heading = normalise_heading(cell)
            if heading and heading == wanted:
                return index + 1, column
    letters = [column for column in range(len(sheet.kolom)) if column_letters(column) == kolom.removeprefix("kolom ").strip().upper()]
    filled = sheet.kolom[letters[0]].terisi.nonzero()[0] if letters else ()
    return (int(filled[0]) + 1, letters[0]) if len(filled) else None


def _find_sel_pribadi(
    pribadi: Iterable[Pribadi], sheets: Sequence[Lembar], letak: Mapping[tuple[str, str | None], Mapping[str, int]]
) -> list[tuple[str | None, int, int]]:
    """Cells to hatch: a whole column that is nothing but personal; of a column that also holds data only the cells that look so."""
    by_name = {sheet.nama: sheet for sheet in sheets}
    cells: list[tuple[str | None, int, int]] = []
    for one in pribadi:
        sheet = by_name.get(one.lembar)
        place = _find_tajuk_pribadi(one.kolom, sheet)
        if sheet is None or place is None:
            continue
        row, column = place
        carried = column in letak.get((one.berkas, one.lembar), {}).values()
        kolom = sheet.kolom[column]
        chosen = kolom.mask(lambda cell: holds_data_pribadi(str(cell))) if carried else kolom.terisi
        cells += [(one.lembar, int(index) + 1, column) for index in chosen.nonzero()[0] if index + 1 >= row]
    return cells
