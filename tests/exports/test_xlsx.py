"""Workbooks: what is typed stays text, unknown stays empty, headings are repeated in print."""

from __future__ import annotations

from datetime import date

from exports.xlsx import BELUM, Kolom, Lembar, or_belum, signature_lines, write_buku
from tests.exports.baca import buku, find_row, formulas, values

KOLOM = (Kolom("Nama", 20), Kolom("Kegiatan", 8, "#,##0", "Sosialisasi"), Kolom("Peserta", 8, "#,##0", "Sosialisasi"), Kolom("Tanggal", 12))


def test_unknown_is_empty_zero_is_zero_and_not_reported_is_said() -> None:
    book = buku(
        write_buku([Lembar("Uji", "Judul uji", KOLOM, [("A", 0, None, date(2026, 7, 3)), ("B", or_belum(None), or_belum(4), None)])], {})
    )
    sheet = book["Uji"]
    row = find_row(sheet, "A")
    assert values(sheet, row)[:3] == ["A", 0, None] and values(sheet, row)[3].date() == date(2026, 7, 3)
    assert values(sheet, row + 1) == ["B", "belum lapor", 4, None]
    assert sheet.cell(row + 1, 2).fill.fill_type is not None and sheet.cell(row + 1, 3).fill.fill_type is None
    assert BELUM.isi == "belum lapor"


def test_nothing_that_was_sent_becomes_a_formula_or_a_link() -> None:
    rows = [("=HYPERLINK(1)", 1, 2, None), ("http://contoh.invalid", 1, 2, None), ("+62", 1, 2, None)]
    book = buku(write_buku([Lembar("Uji", "=1+1", KOLOM, rows)], {"Wilayah": "=1+1"}))
    assert not formulas(book)
    assert not [cell.hyperlink for line in book["Uji"].iter_rows() for cell in line if cell.hyperlink]
    assert book["Uji"].cell(find_row(book["Uji"], "=HYPERLINK(1)"), 1).data_type == "s"


def test_shared_headings_stand_over_their_columns_and_repeat_in_print() -> None:
    sheet = buku(write_buku([Lembar("Uji", "Judul", KOLOM, [("A", 1, 2, None)])], {"Wilayah": "Tapin"}))["Uji"]
    row = find_row(sheet, "Nama")
    assert [sheet.cell(row, column).value for column in (2, 3)] == ["Sosialisasi", None]
    assert [sheet.cell(row + 1, column).value for column in (2, 3)] == ["Kegiatan", "Peserta"]
    assert sheet.print_title_rows == f"${row}:${row + 1}"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.freeze_panes == f"A{row + 2}"


def test_the_signature_names_an_office_and_no_person() -> None:
    lines = signature_lines("Kepala Badan Kesbangpol Provinsi Uji")
    assert lines[1] == "Kepala Badan Kesbangpol Provinsi Uji" and lines[-1] == "Nama dan NIP diisi tangan"
