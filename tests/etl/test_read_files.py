"""Text in any usual encoding and separator, workbooks with their cell types, and one clear reason when it is neither."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from etl.problems import BerkasDitolak
from etl.read import read_lembar
from etl.receive import receive
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
    assert [item.jenis for item in content.bukan_data] == [
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
