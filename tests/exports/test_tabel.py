"""Workbooks of tables and of briefings: typed cells, filters, formats, colours that follow the symbol, facts and legend; nothing lost."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.paparan_xlsx import make_xlsx
from exports.tabel import make_buku
from exports.xlsx import name_sheets
from p4gn.paparan.isi import Sel
from p4gn.tabel import Kolom, Tabel, list_legenda
from tests.exports.baca import buku, find_row, formulas, values
from tests.paparan_buatan import make_deck

KOLOM = (
    Kolom("Nama"), Kolom("Cakupan", "persen", 1), Kolom("Orang", "angka"), Kolom("Pagu", "rupiah"), Kolom("Sejak", "tanggal"), Kolom("Keadaan"),
)  # fmt: skip
ADA = (
    Sel("Tapin"),
    Sel("81,6%", 81.6),
    Sel("1.234", 1234),
    Sel("Rp2.000.000", 2e6),
    Sel("3 Jul 2026", date(2026, 7, 3)),
    Sel("✓ terpenuhi"),
)
TANPA = (Sel("=1+1"), Sel("▒ disamarkan"), Sel("▒ disamarkan"), Sel("belum lapor"), Sel("Jul 2026"), Sel("– belum lapor"))
FAKTA = {"DATA CONTOH": "Rekaan.", "Judul": "Uji tabel", "Wilayah": "Tapin", "Periode": "Tahun 2026", "Definisi": "Arti angka ini."}


def tabel(*rows: tuple[Sel, ...], nama: str = "Uji") -> Tabel:
    return Tabel(nama, "Uji tabel", KOLOM, rows)


def sheet_of(*rows: tuple[Sel, ...]) -> Worksheet:
    return buku(make_buku([tabel(*rows)], FAKTA))["Uji"]


def test_cells_are_numbers_days_or_words_and_say_how_they_are_written() -> None:
    sheet = sheet_of(ADA, TANPA)
    row = find_row(sheet, "Tapin")
    assert values(sheet, row) == ["Tapin", 81.6, 1234, 2_000_000, datetime(2026, 7, 3), "✓ terpenuhi"]
    assert values(sheet, row + 1) == ["=1+1", "▒ disamarkan", "▒ disamarkan", "belum lapor", "Jul 2026", "– belum lapor"]
    assert [sheet.cell(row, column).number_format for column in range(2, 6)] == ['#,##0.0"%"', "#,##0", '"Rp"#,##0', "[$-421]d mmm yyyy"]


def test_no_cell_is_a_formula_or_a_link() -> None:
    assert not formulas(buku(make_buku([tabel(ADA, TANPA)], FAKTA | {"Wilayah": "=1+1"})))


def test_the_heading_is_frozen_and_filters_hold_every_row() -> None:
    sheet = sheet_of(ADA, TANPA)
    row = find_row(sheet, "Nama")
    assert sheet.freeze_panes == f"B{row + 1}" and sheet.auto_filter.ref == f"A{row}:F{row + 2}"


def test_typing_another_symbol_recolours_a_status_and_only_there() -> None:
    sheet = sheet_of(ADA, TANPA)
    rules = {str(area.sqref)[0]: [rule.text for rule in found] for area, found in sheet.conditional_formatting._cf_rules.items()}
    assert {"✓ ", "◐ ", "✕ ", "▒ "} <= set(rules["F"]) and set(rules) == {"B", "C", "F"}


def test_the_last_sheet_tells_the_facts_the_mark_first_and_every_sign() -> None:
    book = buku(make_buku([tabel(ADA)], FAKTA))
    sheet = book["Keterangan"]
    assert book.sheetnames == ["Uji", "Keterangan"] and values(sheet, 1) == ["DATA CONTOH", "Rekaan."]
    told = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert told["Definisi"] == "Arti angka ini." and all(told[f"{each.simbol} {each.kata}"] == each.penjelasan for each in list_legenda())
    assert str(book["Uji"]["A1"].value).startswith("DATA CONTOH: ")


def test_data_that_are_not_invented_carry_no_mark() -> None:
    book = buku(make_buku([tabel(ADA)], {"Judul": "Uji tabel"}))
    assert not [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if "DATA CONTOH" in str(cell.value)]


@pytest.mark.parametrize("banyak", [0, 1, 400])
def test_no_row_is_lost_and_no_rows_are_said(banyak: int) -> None:
    sheet = sheet_of(*[ADA] * banyak)
    first = find_row(sheet, "Nama") + 1
    shown = [sheet.cell(row, 1).value for row in range(first, sheet.max_row + 1)]
    assert shown == (["Tapin"] * banyak or ["Tidak ada baris."])


def test_every_table_has_a_sheet_and_its_own_facts_below_those_of_the_page() -> None:
    own = Tabel("Uji", "Yang kedua", KOLOM, (ADA,), fakta={"Satuan": "orang"})
    book = buku(make_buku([tabel(ADA), own], FAKTA))
    assert book.sheetnames == ["Uji", "Uji (2)", "Keterangan"]
    row = find_row(book["Keterangan"], "Lembar Uji (2)")
    assert values(book["Keterangan"], row + 1) == ["Judul", "Yang kedua"] and values(book["Keterangan"], row + 2) == ["Satuan", "orang"]


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    found = name_sheets(["Kabupaten/kota: [semua]?", "x" * 40, "x" * 40, "'", "keterangan", "History"])
    assert found == ["Kabupaten-kota semua", "x" * 31, f"{'x' * 27} (2)", "Tabel", "keterangan (2)", "History (2)"]


@pytest.mark.parametrize("banyak", [0, 1, 13, 400])
def test_a_briefing_has_a_sheet_for_each_slide_with_all_its_rows(banyak: int) -> None:
    deck = make_deck(banyak)
    book = buku(make_xlsx(deck))
    assert not formulas(book) and len(book.sheetnames) == len(deck.slide) + 2
    assert book.sheetnames[0] == "Isi" and book.sheetnames[-1] == "Keterangan" and all(len(each) <= 31 for each in book.sheetnames)
    listed = book["Isi"]
    first = find_row(listed, "No.") + 1
    assert [listed.cell(first + i, 3).value for i in range(len(deck.slide))] == [each.judul for each in deck.slide]
    bars = book["6. Kepatuhan kab-kota"]
    start = find_row(bars, "Kode") + 1
    assert bars.max_row - start + 1 == max(banyak, 1)
    assert str(bars["A1"].value).startswith("DATA CONTOH: ")
