"""The workbook that goes back to its sender: marked where it is wrong, untouched everywhere else."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.kembalian import mark_workbook
from etl.kembalian.gaya_xlsx import Gaya
from etl.ledger import LEMBAR_PERBAIKAN
from etl.pribadi import Pribadi
from etl.problems import Masalah, Tanda
from etl.receive import Kiriman
from tests.etl.kiriman import make_xlsx

NAMA, LEMBAR = "rekap.xlsx", "Rekap Tes"
LETAK = {(NAMA, LEMBAR): {"nomor": 0, "tanggal": 1, "jumlah_dites": 2, "instansi": 3}}
MERAH, KUNING = "FFFAD4", "FFFFE3"


def kiriman(isi: bytes, nama: str = NAMA) -> Kiriman:
    return Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime.now(UTC))


def masalah(baris: int | None, kolom: str | None = "jumlah_dites", **more: object) -> Masalah:
    told = {
        "berkas": NAMA, "alasan": "angka tidak dapat dibaca", "perbaikan": "isi dengan angka saja, misalnya 25", "sumber": "tes_urine", "lembar": LEMBAR,
        "nilai": "25-an", **more,
    }  # fmt: skip
    return Masalah(baris=baris, kolom=kolom, **told)  # type: ignore[arg-type]


def tanda(baris: int, kolom: str = "instansi") -> Tanda:
    return Tanda(NAMA, "tes_urine", LEMBAR, baris, kolom, "Dns Kesehatan", "ejaan diperbaiki menjadi Dinas Kesehatan")


@pytest.fixture(scope="module")
def buku() -> bytes:
    """A workbook with everything that libraries like to lose."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, other = book.add_worksheet(LEMBAR), book.add_worksheet("Lain 'x' y")
    other.write_formula("A1", f"=SUM('{LEMBAR}'!C5:C12)", None, 860)
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    number = book.add_format({"num_format": "#,##0", "italic": True, "align": "center"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "bg_color": "#FFFF00"})
    sheet.merge_range("A1:F1", "REKAPITULASI TES URINE TAHUN 2025", head)
    for column, text in enumerate(["No", "Tanggal", "Jumlah dites", "Instansi", "No HP", "Dua kali"]):
        sheet.write(3, column, text, head)
    for row in range(4, 12):
        sheet.write(row, 0, row - 3)
        sheet.write_datetime(row, 1, datetime(2025, 3, row), day)
        sheet.write_number(row, 2, 100 + row, number)
        sheet.write(row, 3, "Dinas Kesehatan")
        sheet.write(row, 4, f"08000000{row:02d}")
        sheet.write_formula(row, 5, f"=C{row + 1}*2", None, 2 * (100 + row))
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.merge_range("D10:D11", "Dinas Sosial")
    sheet.write_comment("C6", "catatan pengirim", {"author": "Pengirim"})
    sheet.data_validation("D5:D20", {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format("A5:A12", {"type": "3_color_scale"})
    sheet.freeze_panes(4, 1)
    sheet.autofilter("A4:F12")
    sheet.set_column("B:B", 14)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{LEMBAR}'!$C$5:$C$12"})
    sheet.insert_chart("H5", chart)
    book.define_name(f"'{LEMBAR}'!lokal", f"='{LEMBAR}'!$A$1")
    sheet.repeat_rows(3)
    book.close()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def ditandai(buku: bytes) -> bytes:
    wrong = [
        masalah(5, nilai="=cmd|' /C calc'!A0", saran=("25", "26")), masalah(6), masalah(8, "tanggal"), masalah(11, "instansi"), masalah(30, None),
        masalah(None, None, alasan="tajuk rangkap", lembar=None),
    ]  # fmt: skip
    flags = [tanda(5), tanda(12), tanda(12, "tanggal"), tanda(5, "jumlah_dites")]
    return mark_workbook(kiriman(buku), wrong, flags, LETAK, [Pribadi(NAMA, LEMBAR, "No HP", "telepon", 8)], 5)[1]


def parts(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(isi)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_of(isi: bytes, nama: str = LEMBAR) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(isi))[nama]


def look(cell: Cell) -> tuple[object, ...]:
    return (
        cell.value, cell.number_format, cell.font.b, cell.font.i, cell.alignment.horizontal, cell.fill.fill_type, cell.fill.fgColor.rgb, cell.border.left.style,
        cell.comment.text if cell.comment else None,
    )  # fmt: skip


def looks(isi: bytes) -> dict[str, tuple[object, ...]]:
    return {cell.coordinate: look(cell) for row in sheet_of(isi).iter_rows(max_row=12, max_col=6) for cell in row if isinstance(cell, Cell)}


def table(isi: bytes) -> list[Sequence[object]]:
    """The rows of our sheet from its headings on."""
    rows = list(openpyxl.load_workbook(io.BytesIO(isi))[LEMBAR_PERBAIKAN].iter_rows(values_only=True))
    return rows[next(i for i, row in enumerate(rows) if row[0] == "No") :]


def test_parts_that_are_not_marked_stay_byte_for_byte(buku: bytes, ditandai: bytes) -> None:
    before, after = parts(buku), parts(ditandai)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert len(set(after) - set(before)) == 1, "only our sheet is new"
    kept = ("<conditionalFormatting", "<dataValidations", "<autoFilter", "<mergeCells", "<drawing ", "<legacyDrawing ", "<pane ", "<cols>")
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    assert all(tag in sheet for tag in kept)


def test_values_and_formulas_read_the_same_afterwards(buku: bytes, ditandai: bytes) -> None:
    for nama in (LEMBAR, "Lain 'x' y"):
        one, two = (python_calamine.load_workbook(io.BytesIO(isi)).get_sheet_by_name(nama).to_python()[:12] for isi in (buku, ditandai))
        assert one == two
    assert sheet_of(ditandai)["F5"].value == "=C5*2"


def test_a_marked_cell_keeps_number_format_font_and_alignment(buku: bytes, ditandai: bytes) -> None:
    before, after = sheet_of(buku), sheet_of(ditandai)
    for place in ("C5", "B8", "D11" if after["D11"].value else "D10", "B12"):
        assert look(after[place])[:5] == look(before[place])[:5], place
    assert after["C5"].number_format == "#,##0"
    assert after["C5"].font.i


def test_refused_is_red_flagged_is_amber_and_refused_wins(ditandai: bytes) -> None:
    sheet = sheet_of(ditandai)
    assert sheet["C5"].fill.fgColor.rgb.startswith(MERAH), "refused and flagged: refused"
    assert sheet["C5"].border.left.color.rgb == "FF8E1B1B"
    assert sheet["D5"].fill.fgColor.rgb.startswith(KUNING)
    assert sheet["D5"].border.left.style == "thin"
    assert sheet["A5"].fill.fill_type is None, "its neighbour is not marked"


def test_personal_columns_are_hatched_from_heading_to_last_cell(ditandai: bytes) -> None:
    sheet = sheet_of(ditandai)
    assert [sheet[f"E{row}"].fill.fill_type for row in (3, 4, 5, 12, 13)] == [None, "lightUp", "lightUp", "lightUp", None]


def test_comment_says_what_was_read_what_is_wrong_and_how_to_mend(ditandai: bytes) -> None:
    note = sheet_of(ditandai)["C5"].comment
    assert note.author == "Dasbor P4GN"
    for words in ("Angka tidak dapat dibaca", "=cmd|", "Isi dengan angka saja, misalnya 25", "Ejaan terdekat: 25; 26", "Ejaan diperbaiki"):
        assert words in note.text


def test_comment_of_the_sender_is_left_alone(ditandai: bytes) -> None:
    note = sheet_of(ditandai)["C6"].comment
    assert (note.author, note.text) == ("Pengirim", "catatan pengirim")
    row = next(row for row in table(ditandai) if row[2] == "C6")
    assert "sudah bercatatan" in str(row[1])


def test_merged_cells_are_marked_at_their_first_cell_and_hidden_rows_are_told(ditandai: bytes) -> None:
    assert sheet_of(ditandai)["D10"].fill.fgColor.rgb.startswith(MERAH), "the problem was in D11"
    places = {row[2]: row for row in table(ditandai)}
    assert "D10" in places
    assert "baris tersembunyi" in str(places["B8"][1])


def test_a_cell_or_row_that_was_not_there_is_added_at_its_place(ditandai: bytes) -> None:
    assert sheet_of(ditandai)["A30"].fill.fgColor.rgb.startswith(MERAH)
    isi = make_xlsx({LEMBAR: [["nomor", "tanggal", "jumlah_dites", "instansi"], ["1", "2", "", "x"], ["2", "3", "4", "y"]]})
    marked = mark_workbook(kiriman(isi), [masalah(2), masalah(9)], [], LETAK, [])[1]
    xml = parts(marked)["xl/worksheets/sheet1.xml"].decode()
    row = re.search(r'<row r="2">(.*?)</row>', xml)
    assert row is not None
    assert re.findall(r'r="([A-Z]\d)"', row[1]) == ["A2", "B2", "C2", "D2"], "cells of a row stand in order"
    assert sheet_of(marked)["C9"].fill.fgColor.rgb.startswith(MERAH)


def test_our_sheet_comes_first_and_lists_problems_of_the_file_on_top(ditandai: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ditandai))
    assert book.sheetnames == [LEMBAR_PERBAIKAN, LEMBAR, "Lain 'x' y"]
    assert book.active.title == LEMBAR_PERBAIKAN
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets].count(True) == 1, "two selected sheets would be typed into together"
    head, first, *rest = table(ditandai)
    assert head[:9] == (
        "No",
        "Lembar",
        "Sel",
        "Kolom",
        "Tertulis",
        "Masalah",
        "Yang diharapkan / alasan",
        "Cara memperbaiki",
        "Ejaan terdekat",
    )
    assert (first[2], first[5], first[6]) == ("–", "ditolak", "Tajuk rangkap.")
    assert [row[2] for row in rest] == ["E4", "C5", "C5", "D5", "C6", "B8", "D10", "B12", "D12", "A30"]
    told = " ".join(str(row[0]) for row in book[LEMBAR_PERBAIKAN].iter_rows(max_row=7, values_only=True))
    assert "5 baris diterima · 5 baris ditolak · 2 baris ditandai" in told


def test_our_sheet_can_be_used_and_printed(ditandai: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ditandai))[LEMBAR_PERBAIKAN]
    row = next(row for row in sheet.iter_rows() if row[2].value == "D5")
    assert row[2].hyperlink.location == f"'{LEMBAR}'!D5"
    head = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == "No")
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{head}:I")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", f"${head}:${head}")


def test_no_cell_of_ours_is_a_formula(ditandai: bytes) -> None:
    row = next(row for row in table(ditandai) if row[2] == "C5" and row[5] == "ditolak")
    assert row[4] == "=cmd|' /C calc'!A0"
    ours = next(text for name, text in parts(ditandai).items() if "perbaikan" in name).decode()
    assert "<f" not in ours.replace("<fitTo", "")
    assert 't="inlineStr"' in ours


def test_names_bound_to_a_sheet_move_with_it(ditandai: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ditandai))
    assert "lokal" in book[LEMBAR].defined_names
    assert book[LEMBAR].print_title_rows == "$4:$4"
    assert "lokal" not in book[LEMBAR_PERBAIKAN].defined_names


def test_a_mended_workbook_comes_back_as_it_was(buku: bytes, ditandai: bytes) -> None:
    nama, clean = mark_workbook(kiriman(ditandai, "rekap-perlu-diperbaiki.xlsx"), [], [], {}, [])
    assert nama == "rekap-perlu-diperbaiki.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(clean)).sheetnames == [LEMBAR, "Lain 'x' y"]
    assert looks(clean) == looks(buku), "colours, borders and comments are those of the sender again"
    assert openpyxl.load_workbook(io.BytesIO(clean))[LEMBAR].print_title_rows == "$4:$4"


def test_next_round_marks_only_what_is_still_wrong(buku: bytes, ditandai: bytes) -> None:
    again = mark_workbook(kiriman(ditandai), [masalah(7)], [], LETAK, [])[1]
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert book.sheetnames == [LEMBAR_PERBAIKAN, LEMBAR, "Lain 'x' y"]
    before, after = looks(buku), looks(again)
    assert {place for place in before if before[place] != after[place]} == {"C7"}
    assert len(table(again)) == 2


def test_colours_go_even_when_the_sender_deleted_our_sheet(ditandai: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ditandai))
    del book[LEMBAR_PERBAIKAN]
    buffer = io.BytesIO()
    book.save(buffer)
    sheet = sheet_of(mark_workbook(kiriman(buffer.getvalue()), [], [], {}, [])[1])
    assert [sheet[place].fill.fill_type for place in ("C5", "D5", "E5")] == [None, None, None]
    assert sheet["C5"].comment is None
    assert sheet["C6"].comment.text == "catatan pengirim"
    assert sheet["A4"].fill.fgColor.rgb == "FFDDEBF7", "the sender's own colours stay"


def test_nothing_to_mend_gives_back_the_same_bytes(buku: bytes) -> None:
    assert mark_workbook(kiriman(buku), [], [], LETAK, []) == ("rekap-perlu-diperbaiki.xlsx", buku)


def test_a_sheet_of_the_sender_with_our_name_is_kept() -> None:
    isi = make_xlsx({LEMBAR: [["nomor", "tanggal"], ["1", "2"]], LEMBAR_PERBAIKAN: [["catatan saya"]]})
    book = openpyxl.load_workbook(io.BytesIO(mark_workbook(kiriman(isi), [masalah(2)], [], LETAK, [])[1]))
    assert book.sheetnames == [f"{LEMBAR_PERBAIKAN} (2)", LEMBAR, LEMBAR_PERBAIKAN]
    assert book[LEMBAR_PERBAIKAN]["A1"].value == "catatan saya"


@pytest.mark.parametrize("cara", ["awalan", "tanpa_alamat", "tanpa_gaya"])
def test_workbooks_of_other_programs_are_marked_in_place(cara: str) -> None:
    """Elements with a prefix, cells without an address, no styles at all: each is allowed and found."""
    isi = make_xlsx({LEMBAR: [["nomor", "tanggal", "jumlah_dites"], ["1", "2", 3], ["4", "5", 6]]})
    changed = dict(parts(isi))
    sheet = changed["xl/worksheets/sheet1.xml"].decode()
    if cara == "awalan":
        sheet = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=")
    elif cara == "tanpa_alamat":
        sheet = re.sub(r'(<(?:c|row)) r="\w+"', r"\1", sheet)
    else:
        del changed["xl/styles.xml"]
        rels = changed["xl/_rels/workbook.xml.rels"].decode()
        changed["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship Id="st"[^>]*/>', "", rels).encode()
    changed["xl/worksheets/sheet1.xml"] = sheet.encode()
    marked = mark_workbook(kiriman(pack(changed)), [masalah(2), masalah(5)], [], LETAK, [])[1]
    assert parts(marked)["xl/_rels/workbook.xml.rels"] != changed["xl/_rels/workbook.xml.rels"]
    sheet_after = sheet_of(marked)
    assert sheet_after["C2"].fill.fgColor.rgb.startswith(MERAH)
    assert sheet_after["C3"].fill.fill_type is None
    assert (sheet_after["C2"].value, sheet_after["C3"].value) == (3, 6)
    assert "Salinan" not in str(table(marked))


def pack(content: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in content.items():
            package.writestr(name, text)
    return buffer.getvalue()


def test_macros_do_not_come_back(buku: bytes) -> None:
    content = dict(parts(buku))
    types = content["[Content_Types].xml"].decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    types = types.replace(
        "</Types>", '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    rels = content["xl/_rels/workbook.xml.rels"].decode()
    vba = '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
    content |= {
        "[Content_Types].xml": types.encode(), "xl/vbaProject.bin": b"makro",
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", vba).encode(),
    }  # fmt: skip
    nama, marked = mark_workbook(
        kiriman(pack(content), "rekap.xlsm"), [masalah(5, berkas="rekap.xlsm")], [], {("rekap.xlsm", LEMBAR): LETAK[NAMA, LEMBAR]}, []
    )
    after = parts(marked)
    assert nama == "rekap-perlu-diperbaiki.xlsx"
    assert "xl/vbaProject.bin" not in after
    assert b"vba" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b"macroEnabled" not in after["[Content_Types].xml"]
    assert "xl/charts/chart1.xml" in after
    assert sheet_of(marked)["C5"].fill.fgColor.rgb.startswith(MERAH)


def test_a_text_file_comes_back_as_a_workbook_of_its_values() -> None:
    isi = b"nomor;tanggal;jumlah_dites;instansi\r\n1;03/03/2025;1.010;=1+1\r\n2;04/03/2025;25-an;Dinas Sosial\r\n"
    letak = {("rekap.csv", None): LETAK[NAMA, LEMBAR]}
    nama, marked = mark_workbook(kiriman(isi, "rekap.csv"), [masalah(3, berkas="rekap.csv", lembar=None)], [], letak, [])
    assert nama == "rekap-perlu-diperbaiki.xlsx"
    sheet = sheet_of(marked, "Data")
    assert [cell.value for cell in sheet[2]] == ["1", "03/03/2025", "1.010", "=1+1"]
    assert sheet["D2"].data_type == "s", "no cell becomes a formula"
    assert sheet["C3"].fill.fgColor.rgb.startswith(MERAH)
    assert "25-an" in sheet["C3"].comment.text
    book = openpyxl.load_workbook(io.BytesIO(marked))
    assert "salinan nilai dari berkas .csv" in " ".join(
        str(row[0]) for row in book[LEMBAR_PERBAIKAN].iter_rows(max_row=8, values_only=True)
    )
    clean = mark_workbook(kiriman(marked, nama), [], [], {}, [])[1]
    assert openpyxl.load_workbook(io.BytesIO(clean)).sheetnames == ["Data"]
    assert sheet_of(clean, "Data")["C3"].fill.fill_type is None


def test_ten_thousand_problems_in_twenty_thousand_rows() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet(LEMBAR)
    for row in range(20_000):
        for column in range(8):
            sheet.write(row, column, f"teks {row % 97}" if column % 2 else row * column)
    book.close()
    wrong = [masalah(2 * number + 3) for number in range(10_000)]
    start = time.perf_counter()
    marked = mark_workbook(kiriman(buffer.getvalue()), wrong, [], LETAK, [])[1]
    assert time.perf_counter() - start < 20
    content = parts(marked)
    comments = next(text for name, text in content.items() if "comments" in name)
    assert comments.count(b"<comment ") == 2_000
    ours = next(text for name, text in content.items() if "perbaikan" in name)
    assert b"hanya dipasang untuk 2.000 temuan pertama" in ours
    assert ours.count(b"<hyperlink ") == 10_000
    red = re.findall(rb'<c r="C(\d+)" s="([1-9]\d*)"', content["xl/worksheets/sheet1.xml"])
    assert len(red) == 10_000


def test_cells_that_looked_different_before_get_styles_that_differ() -> None:
    """Otherwise a program that joins equal styles would forget which look to give back."""
    xfs = "".join(f'<xf numFmtId="0" fontId="0" fillId="{fill}" borderId="0"/>' for fill in range(3))
    fills = "".join(f'<fill><patternFill patternType="solid"><fgColor rgb="FF00000{n}"/></patternFill></fill>' for n in range(3))
    gaya = Gaya(f'<styleSheet xmlns="x"><fills count="3">{fills}</fills><cellXfs count="3">{xfs}</cellXfs></styleSheet>', "", "")
    given = [gaya.mark(style, "ditolak") for style in range(3)]
    text = gaya.render()
    assert len(set(given)) == 3
    assert len(set(re.findall(r'fgColor rgb="(FFFAD4\w\w)"', text))) == 3
    assert gaya.mark(0, "ditolak") == given[0], "the same look twice is one style"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_and_what_it_saves_can_be_cleaned(buku: bytes, ditandai: bytes, tmp_path: Path) -> None:
    source = tmp_path / "rekap.xlsx"
    source.write_bytes(ditandai)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "lo", source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "lo" / "rekap.xlsx").read_bytes()
    assert len(table(saved)) == 12
    clean = looks(mark_workbook(kiriman(saved), [], [], {}, [])[1])
    before = looks(buku)
    for kept in (1, 2, 5, 6, 7):
        assert {place: one[kept] for place, one in clean.items()} == {place: one[kept] for place, one in before.items()}
    assert {place for place, one in clean.items() if one[8]} == {"C6"}


@pytest.mark.parametrize("isi", [b"PK\x03\x04rusak", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage"])
def test_a_file_that_cannot_be_read_still_gets_its_list(isi: bytes) -> None:
    marked = mark_workbook(kiriman(isi), [masalah(None, None, alasan="berkas rusak", lembar=None, nilai=None)], [], {}, [])[1]
    assert table(marked)[1][5:7] == ("ditolak", "Berkas rusak.")


def test_a_text_file_of_many_rows_gets_the_list_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.kembalian._SALINAN_TERBANYAK", 3)
    isi = b"nomor;jumlah_dites\r\n" + b"1;2\r\n" * 5
    marked = mark_workbook(
        kiriman(isi, "rekap.csv"), [masalah(3, berkas="rekap.csv", lembar=None)], [], {("rekap.csv", None): {"jumlah_dites": 1}}, []
    )[1]
    assert openpyxl.load_workbook(io.BytesIO(marked)).sheetnames == [LEMBAR_PERBAIKAN]
    assert table(marked)[1][2] == "B3"
