"""Text in any usual encoding and separator, workbooks with their cell types, and one clear reason when it is neither."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import BerkasDitolak
from etl.read import Lembar, read_lembar
from etl.reading.teks import read_baris, read_kolom
from etl.reading.xlsx import look_cermat, look_lembar
from etl.receive import Kiriman, receive
from etl.rows import sort_rows
from tests.etl.kiriman import TES_TAJUK, make_ods, make_xlsx, tes_row, write_csv, write_xlsx

NAMA = "Dinas “Pemuda” – Ŝport"


@pytest.mark.parametrize("pemisah", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_encoding_and_separator_gives_the_same_rows(tmp_path: Path, pemisah: str, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", [TES_TAJUK, tes_row(instansi=NAMA), tes_row("U2", instansi="a; b, c | d")], pemisah, encoding)
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert [row.sel["instansi"] for row in content.data] == [NAMA, "a; b, c | d"]


def test_windows_1252_is_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TES_TAJUK, tes_row(instansi="Dinas “Pemuda” – Jum’at")], ";", "cp1252")
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert content.data[0].sel["instansi"] == "Dinas “Pemuda” – Jum’at"


def test_cells_of_a_workbook_keep_their_type(tmp_path: Path) -> None:
    rows = [["REKAP", None], [], TES_TAJUK, tes_row(tanggal_tertulis=date(2024, 3, 14), jumlah_dites=30)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Petunjuk": [["isi lembar Data"]], "Data": rows})
    content = sort_rows(receive(path), read_lembar(receive(path)))
    (row,) = content.data
    assert isinstance(row.sel["tanggal_tertulis"], date | datetime)
    assert row.sel["jumlah_dites"] == 30
    assert (row.lembar, row.nomor) == ("Data", 4)
    assert sorted(item.jenis for item in content.bukan_data) == ["judul", "kosong", "lembar lain", "tajuk"]


def test_an_error_cell_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": [TES_TAJUK, tes_row(jumlah_dites="#REF!")]})
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert content.data[0].sel["jumlah_dites"] == "#REF!"


def test_opendocument_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(make_ods([TES_TAJUK, tes_row()]))
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert content.data[0].sel["wilayah"] == "Kabupaten Balangan"


def test_totals_numbers_repeated_headings_and_signatures_are_not_data(tmp_path: Path) -> None:
    rows = [
        ["REKAPITULASI TES URINE"], [], TES_TAJUK, list(range(1, len(TES_TAJUK) + 1)), tes_row(), [], TES_TAJUK, tes_row("U2"),
        ["JUMLAH", "", "", "", "", "", 80, 60, 0, ""], ["", "", "", "", "", "", "Paringin, 2 April 2024"], ["", "", "", "", "", "", "Kepala Bidang"],
        ["", "", "", "", "", "", "(............)"],
    ]  # fmt: skip
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": rows})
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert [row.nomor for row in content.data] == [5, 8]
    assert [item.jenis for item in sorted(content.bukan_data, key=lambda item: item.baris)] == [
        "judul", "kosong", "tajuk", "nomor kolom", "kosong", "tajuk berulang", "jumlah", "kaki", "kaki", "kaki",
    ]  # fmt: skip
    assert content.dibaca == len(rows) == len(content.data) + len(content.bukan_data)


def test_a_data_row_that_lost_its_id_is_not_mistaken_for_a_signature(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TES_TAJUK, tes_row("")])
    assert len(sort_rows(receive(path), read_lembar(receive(path))).data) == 1


def test_a_row_with_a_lost_separator_is_refused_alone(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TES_TAJUK, tes_row(), tes_row("U2")[:-2]])
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert (len(content.data), len(content.ditolak)) == (1, 1)
    assert content.ditolak[0].baris == 3


def test_damaged_workbooks_are_refused_never_crash(tmp_path: Path) -> None:
    chance = random.Random(4)
    whole = make_xlsx({"Data": [TES_TAJUK, *(tes_row(f"U{i}") for i in range(20))]})
    path = tmp_path / "a.xlsx"
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged[: chance.randrange(10, len(damaged))] if chance.random() < 0.3 else damaged))
        try:
            sort_rows(receive(path), read_lembar(receive(path)))
        except BerkasDitolak as error:
            assert "a.xlsx" in str(error)


def test_random_bytes_named_csv_are_refused_or_read_never_crash(tmp_path: Path) -> None:
    chance = random.Random(5)
    path = tmp_path / "a.csv"
    for size in (1, 3, 50, 1000, 5000):
        for _ in range(10):
            path.write_bytes(chance.randbytes(size))
            with pytest.raises(BerkasDitolak, match=r"a\.csv"):
                sort_rows(receive(path), read_lembar(receive(path)))


def _with_sheet(path: Path, change: tuple[bytes, bytes], part: str = "xl/worksheets/sheet1.xml", sheets: int = 1) -> Path:
    """A workbook in which some bytes of one part are replaced."""
    source = zipfile.ZipFile(io.BytesIO(make_xlsx({f"Data {i}": [TES_TAJUK, tes_row(f"U{i}")] for i in range(sheets)})))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or change[0] in content
            package.writestr(name, content.replace(*change) if name == part else content)
    return path


def test_a_formula_nobody_has_calculated_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path / "a.xlsx", (b"<v>30</v>", b"<f>10+20</f>"))
    content = sort_rows(receive(path), read_lembar(receive(path)))
    assert content.data[0].sel["jumlah_dites"] == "#BELUM_DIHITUNG"


def test_a_formula_with_its_result_is_its_result(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path / "a.xlsx", (b"<v>30</v>", b"<f>10+20</f><v>30</v>"))
    assert sort_rows(receive(path), read_lembar(receive(path))).data[0].sel["jumlah_dites"] == 30


def test_a_space_in_the_last_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    path = _with_sheet(tmp_path / "a.xlsx", (b"</sheetData>", corner))
    with pytest.raises(BerkasDitolak, match=r"lembar Data 0.*terlalu luas"):
        read_lembar(receive(path))


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path / "a.xlsx", (b'sheetId="2"', b'sheetId="2" state="hidden"'), "xl/workbook.xml", 2)
    assert [sheet.tersembunyi for sheet in read_lembar(receive(path))] == [False, True]


def test_a_cell_longer_than_any_cell_is_not_called_a_quote(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [TES_TAJUK, tes_row(instansi="x" * 200_000)])
    with pytest.raises(BerkasDitolak, match=r"baris 2: .*lebih panjang"):
        read_lembar(receive(path))


def _lembar(nama: str, isi: bytes) -> list[Lembar]:
    return read_lembar(Kiriman(nama, isi, "", datetime(2025, 1, 2, tzinfo=UTC)))


def _rows(sheet: Lembar) -> list[tuple[object, ...]]:
    return [sheet.row(index) for index in range(sheet.jumlah_baris)]


def _save(book: object) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_numbers_truth_and_text_that_look_alike_stay_apart() -> None:
    book = openpyxl.Workbook()
    for cell in (1, True, "1", 1.5, "1,5", date(2024, 3, 14), None, "  "):
        book.active.append([cell])
    (sheet,) = _lembar("a.xlsx", _save(book))
    cells = [cell for (cell,) in _rows(sheet)]
    assert cells == [1, True, "1", 1.5, "1,5", date(2024, 3, 14), None, None]
    assert [index for index, cell in enumerate(cells) if type(cell) is bool] == [1]


def test_a_table_that_starts_far_from_the_corner_keeps_its_row_and_column_numbers() -> None:
    book = openpyxl.Workbook()
    book.active["C4"], book.active["D5"] = "kop", 7
    (sheet,) = _lembar("a.xlsx", _save(book))
    assert (sheet.jumlah_baris, len(sheet.kolom)) == (5, 4)
    assert (sheet.row(3), sheet.row(4)) == ((None, None, "kop", None), (None, None, None, 7))


def test_hidden_rows_and_merged_cells_of_an_xlsx_are_told() -> None:
    book = openpyxl.Workbook()
    for number in range(1, 6):
        book.active.append([f"baris {number}", "x", "y"])
    book.active.row_dimensions[3].hidden = True
    book.active.merge_cells("A1:C1")
    (sheet,) = _lembar("a.xlsx", _save(book))
    assert sheet.baris_tersembunyi == {3}
    assert sheet.gabungan == ((0, 0, 0, 2),)


def test_an_old_workbook_keeps_types_errors_hidden_rows_and_merged_cells() -> None:
    book = xlwt.Workbook()
    sheet, other = book.add_sheet("Data"), book.add_sheet("Lain")
    for number, row in enumerate([["REKAP"], ["nama", "jumlah"], ["Dinas A", 1.5], ["Dinas B", 2]]):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    sheet.row(2).set_cell_error(2, "#REF!")
    other.write(2, 3, "jauh")
    sheet.row(3).hidden = True
    sheet.merge(0, 0, 0, 1)
    other.visibility = 1
    first, second = _lembar("a.xls", _save(book))
    assert _rows(first) == [("REKAP", None, None), ("nama", "jumlah", None), ("Dinas A", 1.5, "#REF!"), ("Dinas B", 2, None)]
    assert (first.baris_tersembunyi, first.gabungan) == ({4}, ((0, 0, 0, 1),))
    assert (first.tersembunyi, second.tersembunyi, _rows(second)[2]) == (False, True, (None, None, None, "jauh"))


def _with_ods_rows(rows: str) -> bytes:
    """An OpenDocument sheet whose rows are given as XML."""
    source = zipfile.ZipFile(io.BytesIO(make_ods([["x"]])))
    buffer = io.BytesIO()
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name).decode()
            start, end = content.find("<table:table-row>"), content.rfind("</table:table-row>") + len("</table:table-row>")
            changed = content[:start] + rows + content[end:] if name == "content.xml" else content
            package.writestr(name, changed.replace("<office:document-content", f"<office:document-content{calc}"))
    return buffer.getvalue()


def test_errors_hidden_rows_and_merged_cells_of_an_opendocument_sheet_are_told() -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>REKAP</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row>"
        f'<table:table-row table:visibility="filter">{text.format("a")}<table:table-cell table:formula="of:=[.X1]" office:value-type="string"'
        ' office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>'
        f'<table:table-row table:visibility="collapse" table:number-rows-repeated="2">{text.format("b")}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (sheet,) = _lembar("a.ods", _with_ods_rows(rows))
    assert _rows(sheet) == [("REKAP", None), ("a", "#REF!"), ("b", None), ("b", None)]
    assert (sheet.baris_tersembunyi, sheet.gabungan) == ({2, 3, 4}, ((0, 0, 0, 1),))


def test_a_sheet_written_in_an_unusual_way_says_the_same() -> None:
    usual = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
        b'<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>x</t></is></c><c r="B3"/></row>'
        b'</sheetData><mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>'
    )
    kiriman = Kiriman("a.xlsx", b"", "", datetime(2025, 1, 2, tzinfo=UTC))
    unusual = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", usual).replace(b"xmlns=", b"xmlns:x=").replace(b'"', b"'")
    quick, careful, odd = look_lembar(kiriman, "S", usual), look_cermat(usual), look_lembar(kiriman, "S", unusual)
    assert careful == odd
    assert (quick.tambalan, quick.baris_tersembunyi, quick.gabungan) == (careful.tambalan, careful.baris_tersembunyi, careful.gabungan)
    assert quick.tambalan == {(0, 0): "#N/A", (0, 1): "#BELUM_DIHITUNG"}
    assert careful.luas == (0, 0, 2, 2)
    assert quick.luas is not None and quick.luas[2] >= 2 and quick.luas[3] >= 2


_SEL = st.sampled_from(["", "a", " b ", "1.250", "a,b", 'k"k', "dua\nbaris", "é", "x" * 40])


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(_SEL, min_size=3, max_size=4), min_size=5, max_size=40),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_reading_by_columns_and_by_rows_gives_the_same_cells(rows: list[list[str]], end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([["a", "b", "c"], *rows])
    isi = text.getvalue().encode()
    by_rows = read_baris(Kiriman("a.csv", isi, "", datetime(2025, 1, 2, tzinfo=UTC)), isi.decode(), ",")
    by_columns = read_kolom(isi, ",", 3, np.flatnonzero(np.frombuffer(isi, np.uint8) == 34))
    assert by_columns is not None
    wide = len(by_rows.kolom)
    assert [row + (None,) * (wide - len(row)) for row in _rows(by_columns)] == _rows(by_rows)
    assert list(by_columns.lebar) == list(by_rows.lebar)


def _large(rows: int = 60_000) -> list[str]:
    return ["id;nama;jumlah", *(f"U{i};Dinas {i % 7};{i % 90}" for i in range(rows))]


def test_in_a_large_file_a_row_with_a_lost_separator_keeps_its_number_and_the_blank_rows_count() -> None:
    lines = _large(150_000)
    lines[5], lines[100_000], lines[120_000] = "", "U99999;Dinas 4", 'U1;"Dinas; dua\nbaris";3;4'
    (sheet,) = _lembar("a.csv", "\n".join(lines).encode())
    assert sheet.jumlah_baris == 150_001
    assert set(sheet.row(5)) == {None}
    assert [(number, int(sheet.lebar[number])) for number in range(150_001) if sheet.lebar[number] != 3] == [(100_000, 2), (120_000, 4)]
    assert sheet.row(100_000) == ("U99999", "Dinas 4", None, None)
    assert sheet.row(120_000) == ("U1", "Dinas; dua\nbaris", "3", "4")
    assert sheet.row(150_000) == ("U149999", "Dinas 3", "59", None)


def test_in_a_large_file_quotes_that_do_not_match_are_refused_with_their_row() -> None:
    lines = _large(150_000)
    lines[100_000] = 'U9;"Dinas" 4;3'
    with pytest.raises(BerkasDitolak, match=r"baris 100001: .*tanda kutip"):
        _lembar("a.csv", "\n".join(lines).encode())


def test_in_a_large_file_quotes_inside_a_plain_cell_are_kept() -> None:
    lines = _large(150_000)
    lines[7] = 'U6;Desa "Bersinar" Jaya;3'
    (sheet,) = _lembar("a.csv", "\n".join(lines).encode())
    assert sheet.row(7) == ("U6", 'Desa "Bersinar" Jaya', "3")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_large_file_is_read_in_every_encoding(encoding: str) -> None:
    lines = _large(150_000)
    lines[9] = "U8;Jum’at – “é”;3"
    (sheet,) = _lembar("a.csv", "\r\n".join(lines).encode(encoding))
    assert (sheet.row(0), sheet.row(9)) == (("id", "nama", "jumlah"), ("U8", "Jum’at – “é”", "3"))


def test_the_separator_that_excel_declares_in_the_first_line_is_used_and_the_line_stays_a_row() -> None:
    (sheet,) = _lembar("a.csv", b"sep=;\r\nnama, jabatan;jumlah\r\nA, B;2\r\n")
    assert _rows(sheet) == [("sep=", None), ("nama, jabatan", "jumlah"), ("A, B", "2")]


@pytest.mark.parametrize("blank", ["\n", "\r\n"])
def test_blank_lines_of_a_text_file_are_rows(blank: str) -> None:
    (sheet,) = _lembar("a.csv", blank.join(["judul", "", "a,b", "1,2", "", ""]).encode())
    assert _rows(sheet) == [("judul", None), (None, None), ("a", "b"), ("1", "2"), (None, None)]


def test_two_encodings_in_one_file_and_that_of_an_old_mac_are_refused() -> None:
    with pytest.raises(BerkasDitolak, match="dua penyandian"):
        _lembar("a.csv", "nama,jumlah\nJum’at,2\n".encode() + "Rabu–Kamis,3\n".encode("cp1252"))
    with pytest.raises(BerkasDitolak, match="Mac"):
        _lembar("a.csv", "nama,jumlah\nJum’at,2\n".encode("mac_roman"))


def test_damaged_old_workbooks_are_refused_never_crash() -> None:
    chance = random.Random(6)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for number, row in enumerate([TES_TAJUK, *(tes_row(f"U{i}") for i in range(40))]):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    whole = _save(book)
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            damaged[chance.randrange(8, len(damaged))] = chance.choice([0, 255, chance.randrange(256)])
        try:
            _lembar("a.xls", bytes(damaged[: chance.randrange(10, len(damaged))] if chance.random() < 0.2 else damaged))
        except BerkasDitolak as error:
            assert "a.xls" in str(error)


@pytest.mark.parametrize(
    ("cells", "reach"),
    [
        (["A1", "C1", "B2"], (1, 2)),
        (["A1", "Z99", "A2"], (98, 25)),
        (["AB7", "B10"], (9, 27)),
        (["A1", "XFD1048576"], (1048575, 16383)),
        (["XFD1048576", "A1"], (1048575, 16383)),
    ],
)
def test_how_far_a_sheet_reaches_is_never_underestimated(cells: list[str], reach: tuple[int, ...]) -> None:
    body = "".join(f'<row r="{re.sub("[A-Z]", "", cell)}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    luas = look_lembar(
        Kiriman("a.xlsx", b"", "", datetime(2025, 1, 2, tzinfo=UTC)), "S", f"<worksheet><sheetData>{body}</sheetData>".encode()
    ).luas
    assert luas is not None
    assert luas[2:] == reach


@pytest.mark.parametrize(
    ("nama", "isi", "kind"),
    [
        ("a.xlsx", b"%PDF-1.7", "PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "laman HTML"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "XML"),
        ("a.csv", b"PK\x05\x06" + bytes(18), "arsip ZIP"),
        ("a.xlsx", b"id;nama\n1;x\n", "teks"),
        ("a.csv", make_ods([["x"]]), "lembar OpenDocument"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(nama: str, isi: bytes, kind: str) -> None:
    with pytest.raises(BerkasDitolak, match=f"Isi berkas adalah {kind}.*padahal namanya berakhiran"):
        _lembar(nama, isi)


def test_a_name_without_a_known_suffix_is_refused() -> None:
    with pytest.raises(BerkasDitolak, match=r"Jenis berkas \.exe tidak dikenal"):
        _lembar("a.exe", b"x")
