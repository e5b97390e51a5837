"""Corrections are data: they change the reading where the cell still says what they correct, and say so when it no longer does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from etl.catatan import koreksi
from etl.catatan.koreksi import add_koreksi, withdraw_koreksi
from etl.catatan.sidik import sidik_catatan
from etl.corrections import CORRECTIONS_DIR, Tempat, TempatBaris, find_corrections, find_kena, load_corrections
from etl.problems import EtlGagal, holds_data_pribadi
from etl.reading.kolom import Kolom, from_arrow, from_cells
from etl.sources import load_sources
from p4gn.catatan_data import list_koreksi

ADMIN = "Admin Kesbangpol"
RAPAT = load_sources()["rapat"]
HASH = "ab" * 32


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    return tmp_path


def add(cocok: dict[str, str], kolom: str = "tempat", dari: str = "Aula", menjadi: str = "Pendopo", sumber: str = "rapat") -> str:
    return add_koreksi(sumber, cocok, kolom, dari, menjadi, "salah ketik, dikonfirmasi pengirim", ADMIN)[0].id


def test_a_correction_applies_where_the_cell_still_says_what_it_corrects() -> None:
    add({"id": "X1"})
    applied, outdated = find_corrections(RAPAT, {"id": " X1 ", "tempat": "  Aula "})
    assert (applied["tempat"].set, applied["tempat"].why, applied["tempat"].id) == ("Pendopo", "salah ketik, dikonfirmasi pengirim", "K1")
    assert outdated == []
    assert find_corrections(RAPAT, {"id": "X2", "tempat": "Aula"}) == ({}, [])


def test_once_the_sender_repairs_the_cell_the_correction_is_outdated_and_says_so() -> None:
    add({"id": "X1"})
    applied, (outdated,) = find_corrections(RAPAT, {"id": "X1", "tempat": "Pendopo"})
    assert applied == {}
    assert outdated.kalimat_usang("rapat", "rapat.xlsx", 7) == (
        "koreksi K1 untuk rapat rapat.xlsx baris 7 kolom tempat tidak dipakai lagi: isi selnya sudah berubah"
    )


def test_an_empty_cell_can_be_filled_and_a_filled_one_emptied() -> None:
    add({"id": "X1"}, dari="", menjadi="Pendopo")
    add({"id": "X2"}, dari="Aula", menjadi="")
    assert find_corrections(RAPAT, {"id": "X1", "tempat": None})[0]["tempat"].set == "Pendopo"
    assert find_corrections(RAPAT, {"id": "X2", "tempat": "Aula"})[0]["tempat"].set is None


def test_a_match_on_an_empty_column_means_only_rows_where_it_is_empty() -> None:
    add({"judul_ringkas": "Rakor", "id": ""})
    assert find_corrections(RAPAT, {"id": None, "judul_ringkas": "Rakor", "tempat": "Aula"})[0]
    assert not find_corrections(RAPAT, {"id": "X1", "judul_ringkas": "Rakor", "tempat": "Aula"})[0]


def test_one_row_of_one_file_can_be_meant_by_its_place() -> None:
    add({"sha256": HASH, "lembar": "Rapat", "baris": "12"})
    cells = {"id": "X1", "tempat": "Aula"}
    assert find_corrections(RAPAT, cells, TempatBaris(HASH, "Rapat", 12))[0]
    for elsewhere in (None, TempatBaris(HASH, "Rapat", 13), TempatBaris(HASH, None, 12), TempatBaris("cd" * 32, "Rapat", 12)):
        assert find_corrections(RAPAT, cells, elsewhere) == ({}, [])


@pytest.mark.parametrize("as_column", [from_cells, lambda cells: from_arrow(pa.array([None if c is None else str(c) for c in cells]))])
@pytest.mark.parametrize("rows", [1, 300])
def test_found_by_column_is_found_by_row(as_column, rows: int) -> None:
    """Also with so many rows that they are no longer looked at one by one."""
    add({"judul_ringkas": "Rakor P4GN", "tempat": "Aula"})
    add({"id": "7", "judul_ringkas": "Rakor P4GN"}, kolom="pimpinan_jabatan", dari="", menjadi="Sekda")
    add({"judul_ringkas": "Rakor P4GN", "id": ""}, dari="Ruang 1", menjadi="Ruang 2")
    add({"sha256": HASH, "baris": "3"}, dari="Ruang 1", menjadi="Ruang 3")
    cells = {
        "id": [7, 8, None, None, "7"] * rows,
        "judul_ringkas": ["Rakor P4GN", " Rakor  P4GN ", "Rakor P4GN", "Rakor", "Rakor P4GN"] * rows,
        "tempat": ["Aula", "aula", "Ruang 1", "Aula", " Aula "] * rows,
        "pimpinan_jabatan": [None, None, None, None, "Bupati"] * rows,
    }
    kolom: dict[str, Kolom] = {nama: as_column(values) for nama, values in cells.items()}
    nomor = np.arange(len(cells["id"])) + 1
    found = find_kena(RAPAT, kolom, Tempat(HASH, None, nomor))
    by_row: dict[str, tuple[set[int], set[int]]] = {item.id: (set(), set()) for item in load_corrections("rapat") if item.id}
    for row in range(len(nomor)):
        applied, outdated = [], []
        one = {nama: values[row] for nama, values in cells.items()}
        for item in load_corrections("rapat"):
            # One at a time: by row, of two corrections of one cell only the last is told.
            hit, stale = _alone(item, one, TempatBaris(HASH, None, row + 1))
            applied += hit
            outdated += stale
        for item in applied:
            by_row[item.id][0].add(row)
        for item in outdated:
            by_row[item.id][1].add(row)
    assert {item.koreksi.id: (set(item.dipakai.tolist()), set(item.usang.tolist())) for item in found} == {
        key: value for key, value in by_row.items() if value[0] or value[1]
    }
    assert by_row["K1"][0] >= {0, 4} and by_row["K2"] == ({5 * n for n in range(rows)}, {5 * n + 4 for n in range(rows)})
    assert by_row["K3"][0] == {5 * n + 2 for n in range(rows)} and by_row["K4"] == ({2}, set())


def _alone(item, cells, tempat):
    match = item.match
    if item.is_tempat:
        meant = (tempat.sha256, tempat.lembar, str(tempat.baris)) == (match["sha256"], match["lembar"], match["baris"])
    else:
        meant = all((" ".join(str(cells.get(n) if cells.get(n) is not None else "").split()) or None) == v for n, v in match.items())
    if not meant:
        return [], []
    cell = cells.get(item.column)
    text = " ".join(str(cell).split()) if cell is not None else None
    return ([item], []) if text == item.was else ([], [item])


def test_a_column_that_is_not_in_the_sheet_is_empty() -> None:
    add({"id": "X1"}, dari="", menjadi="Pendopo")
    add({"id": "X1"}, kolom="judul_ringkas", dari="Rakor", menjadi="Raker")
    found = {item.koreksi.id: item for item in find_kena(RAPAT, {"id": from_cells(["X1"])})}
    assert found["K1"].dipakai.tolist() == [0] and found["K2"].usang.tolist() == [0]
    assert find_kena(RAPAT, {"tempat": from_cells(["Aula"])}) == ()


@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        (("tak_ada", {"id": "1"}, "tempat", "a", "b"), "Sumber “tak_ada” tidak dikenal"),
        (("rapat", {"id": "1"}, "tak_ada", "a", "b"), "tidak punya kolom “tak_ada”"),
        (("rapat", {"tak_ada": "1"}, "tempat", "a", "b"), "tidak punya kolom “tak_ada”"),
        (("rapat", {"id": ""}, "tempat", "a", "b"), "paling sedikit satu kolom=nilai"),
        (("rapat", {"sha256": "abc", "baris": "3"}, "tempat", "a", "b"), "64 digit"),
        (("rapat", {"sha256": HASH, "baris": "0"}, "tempat", "a", "b"), "nomor baris"),
        (("rapat", {"id": "1"}, "tempat", "Aula ", " Aula"), "sama; tidak ada yang dikoreksi"),
        (("rapat", {"id": "1"}, "tempat", "a", "hubungi 0812-3456-7890"), "--menjadi memuat nomor"),
        (("rapat", {"id": "19700101 199003 1 001"}, "tempat", "a", "b"), "--cocok memuat nomor"),
        (("tes_urine", {"id": "1"}, "jumlah_reaktif_positif", "30", "3"), "rahasia dan tidak dikoreksi di sini"),
        (("tes_urine", {"jumlah_reaktif_positif": "30"}, "instansi", "a", "b"), "rahasia dan tidak dikoreksi di sini"),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused_in_one_sentence(isian: tuple, kata: str) -> None:
    with pytest.raises(EtlGagal, match=kata) as refused:
        add_koreksi(*isian, "salah ketik", ADMIN)
    assert "\n" not in str(refused.value)
    assert list_koreksi() == ()


def test_a_reason_and_an_office_are_needed() -> None:
    with pytest.raises(EtlGagal, match="--alasan masih kosong"):
        add_koreksi("rapat", {"id": "1"}, "tempat", "a", "b", " ", ADMIN)
    with pytest.raises(EtlGagal, match="--oleh diisi jabatan"):
        add_koreksi("rapat", {"id": "1"}, "tempat", "a", "b", "salah ketik", "Drs. Fulan")


def test_the_same_correction_twice_is_one_another_for_the_cell_is_a_conflict_and_one_taken_back_is_over() -> None:
    before = sidik_catatan()
    add({"id": "X1"})
    assert add({"id": "X1"}) == "K1" and len(list_koreksi()) == 1
    with pytest.raises(EtlGagal, match="sudah dikoreksi oleh K1"):
        add({"id": "X1"}, menjadi="Balai")
    assert sidik_catatan() != before
    withdraw_koreksi("K1", ADMIN, "pengirim sudah memperbaiki")
    assert find_corrections(RAPAT, {"id": "X1", "tempat": "Aula"}) == ({}, [])
    assert sidik_catatan() == before
    assert list_koreksi(semua=True)[0].ditarik.alasan == "pengirim sudah memperbaiki"
    with pytest.raises(EtlGagal, match="sudah ditarik"):
        withdraw_koreksi("K1", ADMIN, "lagi")
    assert add({"id": "X1"}, menjadi="Balai") == "K2"


def test_the_public_set_comes_first_and_holds_nothing_personal_or_secret() -> None:
    add({"id": "X1"})
    assert [bool(item.id) for item in load_corrections("rapat")] == [False, True]
    for path in CORRECTIONS_DIR.glob("*.yml"):
        source = load_sources()[path.stem]
        for item in load_corrections(path.stem):
            texts = (*item.match.values(), item.was, item.set, item.why)
            assert not any(holds_data_pribadi(text) for text in texts if text)
            assert not any(source.column(nama).rahasia for nama in (*item.match, item.column))


def test_the_command_adds_lists_and_takes_back(capsys: pytest.CaptureFixture[str]) -> None:
    one = ["--sumber", "rapat", "--cocok", "id=X1", "judul_ringkas=Rakor = raker", "--kolom", "tempat", "--dari", "Aula", "--menjadi", ""]
    assert koreksi.main([*one, "--alasan", "salah ketik", "--oleh", ADMIN]) == 0
    assert "K1: rapat kolom tempat dari “Aula” menjadi kosong, disimpan" in capsys.readouterr().out
    assert dict(list_koreksi()[0].match) == {"id": "X1", "judul_ringkas": "Rakor = raker"}
    assert koreksi.main(["--daftar"]) == 0
    assert "K1  rapat kolom tempat" in capsys.readouterr().out
    assert koreksi.main(["--tarik", "K1", "--alasan", "sudah benar", "--oleh", ADMIN]) == 0
    capsys.readouterr()
    assert koreksi.main(["--daftar", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ditarik"]["oleh"] == ADMIN
    with pytest.raises(SystemExit, match="2"):
        koreksi.main(["--sumber", "rapat", "--cocok", "id"])
    assert "bukan kolom=nilai" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["Rahmat Hidayat", "menurut Bapak Rahmat", "Budi Santoso, S.Sos", "budi@contoh.id", "081234567890"])
def test_no_note_names_a_person(text: str) -> None:
    from etl.catatan import check_jabatan, check_pribadi

    for check in (lambda: check_pribadi("alasan", text), lambda: check_jabatan(text)):
        with pytest.raises(EtlGagal):
            check()
    assert check_pribadi("dari", "Dinas Kesehatan") == "Dinas Kesehatan"
    assert check_jabatan("Admin Kesbangpol") == "Admin Kesbangpol"
