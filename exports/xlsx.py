"""Workbooks with a title, a frozen heading, totals, a signature block and a sheet 'Keterangan' that says what the numbers and signs are."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter

from exports.berkas import JUDUL, KALIMAT, MASA, WILAYAH, tanda_of
from p4gn.bahasa import is_kosong
from p4gn.tabel import RUPA_SIMBOL, find_rupa
from p4gn.warehouse.editions import TANDA_CONTOH

if TYPE_CHECKING:
    from p4gn.indicators.states import Keadaan

BELUM_LAPOR = "belum lapor"
KETERANGAN = "Keterangan"
PANJANG_NAMA = 31  # of a sheet, Excel's own limit
FORMAT_TANGGAL = "[$-421]d mmm yyyy"  # with the names of months in Indonesian on every machine
_FONT = "Plus Jakarta Sans"
_BARIS, _TERTINGGI = 14, 400  # points: one line of text, and about the most that Excel takes for a row
_GARIS = "#C3CDCE"
#: look → fill, ink, fill pattern (Excel's numbers: 1 solid, 14 thin diagonal stripe, 17 dots) so that a grey print tells them apart.
_RUPA: Mapping[str, tuple[str, str, int]] = {
    "hijau": ("#DCEFE0", "#14502A", 1),
    "kuning": ("#FFF1BF", "#4A3500", 1),
    "merah": ("#F6D5D9", "#7A0F1D", 1),
    "belum_lapor": ("#D9D9D9", "#5E5E5E", 14),
    "tanpa_nilai": ("#E9E9E9", "#34393B", 1),
    "terlalu_sedikit": ("#E9E9E9", "#34393B", 1),
    "disamarkan": ("#BFC7C9", "#34393B", 17),
    "tidak_berlaku": ("#FFFFFF", "#54656B", 1),
    "belum_jatuh_tempo": ("#FFFFFF", "#3F4F54", 1),
    "informasi": ("#EAF1F4", "#1D4350", 1),
    "jumlah": ("#E3ECEC", "#15262B", 1),
}


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: heading, width in characters, number format, and the heading it shares with its neighbours.

    tanda: its cells begin with the symbol of a status, and take their colour from it also when they are typed over."""

    judul: str
    lebar: float
    format: str | None = None
    grup: str = ""
    tanda: bool = False


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell with a look of its own: a status of p4gn.scoring.hasil or a state of p4gn.indicators.states; others are plain."""

    isi: object
    rupa: str = ""


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet. A cell is a number, a text, a date, None (left empty) or a Sel; jumlah is one more row in bold; kosong stands for no rows."""

    nama: str
    judul: str
    kolom: Sequence[Kolom]
    baris: Sequence[Sequence[object]]
    jumlah: Sequence[object] | None = None
    kalimat: Sequence[str] = ()
    catatan: Sequence[str] = ()
    tanda_tangan: Sequence[str] = ()
    kolom_beku: int = 0
    kosong: str = ""


BELUM = Sel(BELUM_LAPOR, "belum_lapor")


def or_belum(value: object) -> object:
    """The value, or the mark for what was not reported."""
    return BELUM if is_kosong(value) else value


def name_sheets(nama: Sequence[str], terpakai: Sequence[str] = (KETERANGAN,)) -> list[str]:
    """Names that Excel takes, no two alike: at most 31 characters, none of []:*?/\\, no apostrophe at either end. terpakai: names of other sheets."""
    used = {each.casefold() for each in (*terpakai, "History")}
    found = []
    for each in nama:
        plain = " ".join(re.sub(r"[\[\]:*?\x00-\x1f]", " ", re.sub(r"[/\\]", "-", each)).split()).strip("'") or "Tabel"
        named, number = plain[:PANJANG_NAMA].strip("' "), 1
        while named.casefold() in used:
            number += 1
            tail = f" ({number})"
            named = plain[: PANJANG_NAMA - len(tail)].strip() + tail
        used.add(named.casefold())
        found.append(named)
    return found


def write_buku(
    lembar: Sequence[Lembar],
    keterangan: Mapping[str, str],
    *,
    bagian: Sequence[tuple[str, Mapping[str, str]]] = (),
    legenda: Sequence[Keadaan] = (),
) -> bytes:
    """All sheets and, last, the facts: those of the whole, those of each part under its heading, and what the signs mean.

    No cell is ever a formula or a link."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        formats = _Formats(book)
        title = (
            f"{TANDA_CONTOH}: {keterangan.get(JUDUL, lembar[0].judul)}" if tanda_of(keterangan) else keterangan.get(JUDUL, lembar[0].judul)
        )
        book.set_properties(
            {"title": title, "author": "Dasbor P4GN", "comments": "; ".join(f"{k}: {v}" for k, v in keterangan.items())[:250]}
        )
        for each in lembar:
            _write_lembar(book.add_worksheet(each.nama), each, keterangan, formats)
        _write_keterangan(book.add_worksheet(KETERANGAN), keterangan, bagian, legenda, formats)
    return out.getvalue()


class _Formats:
    """Cell formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": _FONT, "font_size": 10, "valign": "vcenter", **properties})
        return self._made[key]

    def rule(self, rupa: str) -> Any:
        """The look that a rule lays over a cell: of fonts Excel takes only the colour from it."""
        key = (("aturan", rupa),)
        if key not in self._made:
            self._made[key] = self._book.add_format(_look(rupa))
        return self._made[key]

    def cell(self, kolom: Kolom, rupa: str, value: object) -> Any:
        properties: dict[str, Any] = {"border": 1, "border_color": _GARIS, "text_wrap": True, **_look(rupa)}
        if rupa == "belum_lapor":
            properties |= {"italic": True}
        if rupa == "jumlah":
            properties |= {"bold": True, "top": 2}
        if isinstance(value, date):
            properties |= {"num_format": FORMAT_TANGGAL, "align": "left"}
        elif kolom.format and isinstance(value, int | float):
            properties |= {"num_format": kolom.format}
        elif isinstance(value, str):
            properties |= {"align": "left"}
        return self.get(**properties)


def _look(rupa: str) -> dict[str, Any]:
    """Fill and ink of a look; nothing for one that has none."""
    if rupa not in _RUPA:
        return {}
    fill, ink, pattern = _RUPA[rupa]
    return {"pattern": pattern, "font_color": ink} | ({"fg_color": fill, "bg_color": "#FFFFFF"} if pattern != 1 else {"bg_color": fill})


def _write_lembar(sheet: Any, lembar: Lembar, keterangan: Mapping[str, str], formats: _Formats) -> None:
    row = _write_head(sheet, lembar, keterangan, formats)
    heads = _write_headings(sheet, row, lembar.kolom, formats)
    first = row + heads
    for number, cells in enumerate(lembar.baris):
        _write_row(sheet, first + number, cells, lembar.kolom, formats)
    last = first + len(lembar.baris)
    if lembar.baris and heads == 1:
        sheet.autofilter(row, 0, last - 1, len(lembar.kolom) - 1)
    if lembar.baris:
        _set_rules(sheet, (first, last - 1), lembar.kolom, formats)
    elif lembar.kosong:
        sheet.write_string(last, 0, lembar.kosong, formats.get(italic=True))
        last += 1
    if lembar.jumlah is not None:
        _write_row(sheet, last, lembar.jumlah, lembar.kolom, formats, "jumlah")
        last += 1
    for index, column in enumerate(lembar.kolom):
        sheet.set_column(index, index, column.lebar)
    sheet.freeze_panes(first, lembar.kolom_beku)
    _write_tail(sheet, last + 1, lembar, formats)
    _set_print(sheet, (row, first - 1), keterangan)


def _set_rules(sheet: Any, rows: tuple[int, int], kolom: Sequence[Kolom], formats: _Formats) -> None:
    """In a column of status words the symbol gives the colour, so that typing another one recolours the cell."""
    for index, column in enumerate(kolom):
        for simbol, rupa in RUPA_SIMBOL.items() if column.tanda else ():
            rule = {"type": "text", "criteria": "begins with", "value": f"{simbol} ", "format": formats.rule(rupa)}
            sheet.conditional_format(rows[0], index, rows[1], index, rule)


def _write_head(sheet: Any, lembar: Lembar, keterangan: Mapping[str, str], formats: _Formats) -> int:
    """Title lines; gives the row of the headings."""
    place = ", ".join(keterangan[key] for key in (WILAYAH, MASA) if keterangan.get(key))
    lines: list[tuple[str, Any]] = []
    if tanda_of(keterangan):
        lines.append((f"{TANDA_CONTOH}: {keterangan[TANDA_CONTOH]}", formats.get(bold=True, bg_color="#F2B705", font_color="#241A00")))
    lines.append((lembar.judul, formats.get(bold=True, font_size=14)))
    if place:
        lines.append((place, formats.get(font_color="#4F6066")))
    lines += [(text, formats.get()) for text in lembar.kalimat]
    for number, (text, look) in enumerate(lines):
        sheet.write_string(number, 0, text, look)
    return len(lines) + 1


def _write_headings(sheet: Any, row: int, kolom: Sequence[Kolom], formats: _Formats) -> int:
    """One row of headings, or two where columns share one; gives how many."""
    look = formats.get(bold=True, bg_color="#0B5D6B", font_color="#FFFFFF", text_wrap=True, align="center", border=1, border_color=_GARIS)
    if not any(each.grup for each in kolom):
        for index, each in enumerate(kolom):
            sheet.write_string(row, index, each.judul, look)
        sheet.set_row(row, 32)
        return 1
    index = 0
    while index < len(kolom):
        end = index
        while kolom[index].grup and end + 1 < len(kolom) and kolom[end + 1].grup == kolom[index].grup:
            end += 1
        if not kolom[index].grup:
            sheet.merge_range(row, index, row + 1, index, kolom[index].judul, look)
        elif end == index:
            sheet.write_string(row, index, kolom[index].grup, look)
        else:
            sheet.merge_range(row, index, row, end, kolom[index].grup, look)
        for each in range(index, end + 1):
            if kolom[each].grup:
                sheet.write_string(row + 1, each, kolom[each].judul, look)
        index = end + 1
    sheet.set_row(row + 1, 32)
    return 2


def _write_row(sheet: Any, row: int, cells: Sequence[object], kolom: Sequence[Kolom], formats: _Formats, rupa: str = "") -> None:
    lines = 1
    for index, (cell, column) in enumerate(zip(cells, kolom, strict=True)):
        value, look = (cell.isi, cell.rupa or rupa) if isinstance(cell, Sel) else (cell, rupa)
        value = None if is_kosong(value) else value
        if column.tanda and isinstance(value, str) and find_rupa(value):
            look = rupa  # the rule of the column colours it
        form = formats.cell(column, look, value)
        if value is None:
            sheet.write_blank(row, index, None, form)
        elif isinstance(value, bool | str):
            sheet.write_string(row, index, str(value), form)
            lines = max(lines, math.ceil(len(str(value)) / column.lebar))
        elif isinstance(value, date):
            sheet.write_datetime(row, index, value, form)
        else:
            sheet.write_number(row, index, float(value), form)  # type: ignore[arg-type]
    if lines > 1:
        sheet.set_row(row, min(_TERTINGGI, _BARIS * lines))


def _write_tail(sheet: Any, row: int, lembar: Lembar, formats: _Formats) -> None:
    """Notes at the left, the signature block at the right."""
    for number, text in enumerate(lembar.catatan):
        sheet.write_string(row + number, 0, text, formats.get(font_color="#4F6066", font_size=9))
    if not lembar.tanda_tangan:
        return
    start = row + len(lembar.catatan) + 1
    column = max(1, len(lembar.kolom) - 4)
    for number, text in enumerate(lembar.tanda_tangan):
        sheet.write_string(start + number, column, text, formats.get())


def _set_print(sheet: Any, heading: tuple[int, int], keterangan: Mapping[str, str]) -> None:
    """A4 landscape, one page wide, headings on every page, and who made it at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.45, right=0.45, top=0.7, bottom=0.7)
    sheet.repeat_rows(*heading)
    mark = f"&C&B{TANDA_CONTOH}" if tanda_of(keterangan) else ""
    foot = ", ".join(keterangan[key] for key in ("Data per", "Edisi") if keterangan.get(key)).replace("&", "&&")
    sheet.set_header(mark)
    sheet.set_footer(f"&L&8{foot[:200]}&R&8Halaman &P dari &N")


def _write_keterangan(
    sheet: Any,
    keterangan: Mapping[str, str],
    bagian: Sequence[tuple[str, Mapping[str, str]]],
    legenda: Sequence[Keadaan],
    formats: _Formats,
) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    row = _write_pairs(sheet, 0, keterangan, formats)
    for title, facts in bagian:
        row = _write_pairs(sheet, _write_title(sheet, row + 1, title, formats), facts, formats)
    if legenda:
        row = _write_title(sheet, row + 1, "Arti tanda dan warna", formats)
    for number, each in enumerate(legenda):
        sheet.write_string(row + number, 0, f"{each.simbol} {each.kata}", formats.get(**_look(each.id)))
        sheet.write_string(row + number, 1, each.penjelasan, formats.get(text_wrap=True))
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if tanda_of(keterangan):
        sheet.set_header(f"&C&B{TANDA_CONTOH}")


def _write_title(sheet: Any, row: int, title: str, formats: _Formats) -> int:
    """Gives the row below it."""
    sheet.write_string(row, 0, title, formats.get(bold=True, font_size=12))
    return row + 1


def _write_pairs(sheet: Any, row: int, facts: Mapping[str, str], formats: _Formats) -> int:
    """Gives the row below the last one."""
    for key, value in facts.items():
        marked = {"bg_color": "#F2B705", "font_color": "#241A00"} if key == TANDA_CONTOH else {}
        sheet.write_string(row, 0, key, formats.get(bold=True, valign="top", text_wrap=True, **marked))
        sheet.write_string(row, 1, str(value), formats.get(text_wrap=True, **marked))
        row += 1
    return row


def signature_lines(jabatan: str) -> tuple[str, ...]:
    """A signature block without a name: place and day, who signs by office, and a line to be filled in by hand."""
    return (
        ".........................., .............................",
        jabatan,
        "",
        "",
        "",
        "(.............................................................)",
        "Nama dan NIP diisi tangan",
    )


__all__ = ["BELUM", "BELUM_LAPOR", "KALIMAT", "Kolom", "Lembar", "Sel", "or_belum", "signature_lines", "write_buku"]
