"""What comes in is hashed, kept under its hash as sent or as a copy without personal data, and never changed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from etl.pribadi.salinan_bersih import write_bersih
from etl.problems import BerkasDitolak, holds_data_pribadi, show_value
from etl.read import read_lembar
from etl.reading.kolom import from_cells
from etl.reading.lembar import Lembar
from etl.receive import Kiriman, archive, list_masukan, read_indeks, receive, receive_bytes, show_nama
from tests.etl.kiriman import make_xlsx

SAAT = datetime(2025, 7, 3, 9, 12, tzinfo=UTC)


def test_the_archive_keeps_the_exact_bytes_and_the_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "kirim.csv"
    path.write_bytes(b"a;b\r\n1;2\r\n")
    first = archive(receive(path), None, tmp_path / "arsip")
    again = archive(receive(path), None, tmp_path / "arsip")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = tmp_path / "arsip" / digest[:2] / digest
    assert kept.read_bytes() == path.read_bytes()
    assert first.diterima_pada == again.diterima_pada
    assert first.sha256 == digest
    assert json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))["asli"] is True


def test_of_a_file_with_personal_data_only_a_copy_is_kept(tmp_path: Path) -> None:
    sent = receive_bytes(b"opd,nama\r\nDinas Sosial,Wagiman\r\n", "kirim.csv", "DINSOS@63")
    bersih = [Lembar(None, (from_cells(["opd", "Dinas Sosial"]), from_cells(["nama", None])), 2)]
    archive(sent, bersih, tmp_path)
    kept = {path.suffix: path for path in tmp_path.rglob("*") if path.is_file()}
    assert set(kept) == {".csv", ".json"} and kept[".csv"].stem == sent.sha256
    assert not any(b"Wagiman" in path.read_bytes() for path in kept.values())
    assert [sheet.row(1) for sheet in read_lembar(receive(kept[".csv"]))] == [("Dinas Sosial", None)]
    note = json.loads(kept[".json"].read_text(encoding="utf-8"))
    assert note["asli"] is False and note["pengirim"] == "DINSOS@63"


def test_a_workbook_that_names_its_author_is_kept_as_a_copy_of_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "kirim.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "Ngatiyem"})
    book.add_worksheet("Data").write_row(0, 0, ["a", 1])
    book.close()
    archive(receive(path), None, tmp_path / "arsip")
    (kept,) = (tmp_path / "arsip").rglob("*.xlsx")
    (sheet,) = read_lembar(receive(kept))
    assert sheet.nama == "Data" and sheet.row(0) == ("a", 1)
    assert b"Ngatiyem" not in b"".join(part for part in _unzip(kept))


def test_a_cleaned_copy_from_the_store_is_not_archived_again(tmp_path: Path) -> None:
    sent = Kiriman("a.csv", b"a,b\r\n", "0" * 64, SAAT, salinan=True)
    assert archive(sent, None, tmp_path / "arsip") is sent
    assert not (tmp_path / "arsip").exists()


def test_notes_hidden_and_lock_files_in_a_folder_are_not_input(tmp_path: Path) -> None:
    for nama in ("b.csv", "a.xlsx", "README.md", "sumber.yml", ".rahasia.csv", "~$a.xlsx", "Thumbs.db", "kiriman.jsonl"):
        (tmp_path / nama).write_text("x", encoding="utf-8")
    assert [path.name for path in list_masukan([tmp_path])] == ["a.xlsx", "b.csv"]


def test_the_index_of_a_folder_says_who_sent_a_file_and_when(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for nama in ("x/a.csv", "b.csv", "c.csv"):
        (tmp_path / nama).write_bytes(b"1,2\r\n")
    lines = [
        {
            "berkas": "x/a.csv",
            "pengirim": "DINKES@63",
            "diterima_pada": "2025-07-03T09:12:00+08:00",
            "nama": "seperti dikirim.csv",
            "sha256": "ab",
        },
        {"berkas": "b.csv"},
        {"berkas": "c.csv", "sha256": "cc"},
        {"tarik": "cc", "alasan": "salah kirim", "oleh": "Kepala Bidang"},
    ]
    text = "\n".join([*map(json.dumps, lines), '{"berkas": "terpoto'])
    (tmp_path / "kiriman.jsonl").write_text(text, encoding="utf-8")
    indeks = read_indeks(tmp_path)
    first = receive(tmp_path / "x/a.csv", catatan=indeks[tmp_path / "x/a.csv"])
    assert (first.pengirim, first.nama, first.sha256) == ("DINKES@63", "seperti dikirim.csv", "ab")
    assert first.diterima_pada == datetime.fromisoformat("2025-07-03T09:12:00+08:00")
    assert receive(tmp_path / "b.csv", catatan=indeks[tmp_path / "b.csv"]).pengirim is None
    assert [path.name for path in list_masukan([tmp_path])] == ["b.csv", "a.csv"]


def test_a_copy_of_an_old_workbook_is_named_by_what_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "abc.xlsx").write_bytes(make_xlsx({"Data": [["a"]]}))
    assert receive(tmp_path / "abc.xlsx", catatan={"nama": "laporan.xls"}).nama == "laporan.xlsx"


@pytest.mark.parametrize(
    ("nama", "isi", "kata"), [("a.csv", b"", "0 byte"), ("a.pdf", b"%PDF", "tidak dikenal"), ("a", b"x", "tanpa akhiran")]
)
def test_what_cannot_be_received_is_said(tmp_path: Path, nama: str, isi: bytes, kata: str) -> None:
    (tmp_path / nama).write_bytes(isi)
    with pytest.raises(BerkasDitolak, match=kata):
        receive(tmp_path / nama)
    with pytest.raises(BerkasDitolak, match=kata):
        receive_bytes(isi, nama)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BerkasDitolak, match="tidak ditemukan"):
        receive(tmp_path / "tiada.csv")


def test_the_name_of_a_file_holds_no_path_and_no_person() -> None:
    assert receive_bytes(b"a", "C:\\data\\..\\a.n. Budi Santoso.csv").nama == "(dihapus).csv"
    assert show_nama("a\nb.csv") == "a?b.csv"


def test_the_copy_has_every_cell_where_it_was_with_its_type() -> None:
    columns = [
        ["teks", "=cmd|' /C calc'!A0", "_x0041_", " tepi ", "https://contoh.id", "baris\nbaru", None],
        [1.0, 0.1 + 0.2, 123456789012.25, -5.0, None, 1e-7, None],
        [True, False, None, None, None, None, None],
        [date(2025, 7, 3), datetime(2025, 7, 3, 8, 30, 15), time(8, 30), None, None, None, None],
        [None] * 7,
    ]
    kolom = tuple(from_cells(cells) for cells in columns)
    sheets = [
        Lembar("Data", kolom, 7, baris_tersembunyi=frozenset({2}), gabungan=((4, 0, 5, 0),)),
        Lembar("Tersembunyi", (from_cells([2.0]),), 1, tersembunyi=True),
    ]
    isi, akhiran = write_bersih(sheets, SAAT)
    assert akhiran == ".xlsx" and write_bersih(sheets, SAAT)[0] == isi
    again = read_lembar(Kiriman("a.xlsx", isi, "", SAAT))
    assert [(sheet.nama, sheet.tersembunyi, sheet.jumlah_baris, len(sheet.kolom)) for sheet in again] == [
        ("Data", False, 7, 5),
        ("Tersembunyi", True, 1, 1),
    ]
    assert [again[0].row(index) for index in range(7)] == [sheets[0].row(index) for index in range(7)]
    assert [[type(cell) for cell in again[0].row(index)] for index in range(7)] == [
        [type(cell) for cell in sheets[0].row(index)] for index in range(7)
    ]
    assert again[0].baris_tersembunyi == {2} and again[0].gabungan == ((4, 0, 5, 0),)


def test_the_copy_of_a_text_file_keeps_rows_that_lost_a_cell() -> None:
    sent = Kiriman("a.csv", b'a;b;c\r\n1;"dua; tiga";\r\n4;5\r\n', "", SAAT)
    (sheet,) = read_lembar(sent)
    isi, akhiran = write_bersih([sheet], SAAT)
    (again,) = read_lembar(Kiriman("a.csv", isi, "", SAAT))
    assert akhiran == ".csv" and again.nama is None
    assert [again.row(index) for index in range(3)] == [sheet.row(index) for index in range(3)]
    assert again.lebar is not None and sheet.lebar is not None and again.lebar.tolist() == sheet.lebar.tolist()


@pytest.mark.parametrize(
    "text", ["63" * 8, "NIP 19700101" + "1990031001", "19700101 199003 1 001", "hp 0812-3456-7890", "+62 812 3456 7890", "081234567890"]
)
def test_personal_numbers_are_seen_and_never_repeated(text: str) -> None:
    assert holds_data_pribadi(text)
    assert "disembunyikan" in (show_value(text) or "")


@pytest.mark.parametrize(
    "text", ["SK 188.45/168/kum/2021", "Surat B/1290/X/KA/PM.00.04/2025", "63.06.01.2001", "1.238 desa", "2021-08-27", "200000000"]
)
def test_ordinary_numbers_are_not_personal(text: str) -> None:
    assert not holds_data_pribadi(text)


def _unzip(path: Path) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist()]
