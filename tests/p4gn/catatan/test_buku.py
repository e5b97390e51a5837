"""The books of the store: lines only ever added, one writer at a time, old files taken over once; on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from etl.catatan.alias import add_alias, load_alias, withdraw_alias
from etl.catatan.koreksi import add_koreksi
from etl.catatan.sidik import sidik_catatan
from p4gn import catatan
from p4gn.catatan import basis, buku, susun
from p4gn.catatan_data import list_alias, list_koreksi, list_pengakuan, list_riwayat

ROOT = Path(__file__).resolve().parents[3]
ADMIN = "Admin Kesbangpol"
LAMA = {
    "alias": [
        {"id": "A1", "jenis": "opd", "tertulis": "DKSH", "baku": "Dinas Kesehatan", "oleh": ADMIN, "kapan": "2026-03-01T08:00:00+08:00"},
        {
            "id": "A3", "jenis": "wilayah", "tertulis": "Murakata Raya", "baku": "63.07", "wilayah": "63", "oleh": ADMIN,
            "kapan": "2026-03-02T08:00:00+08:00", "layar": "mutu_data",
        },
        {"id": "A4", "jenis": "opd", "tertulis": "DPDK", "baku": "Dinas Pendidikan", "oleh": ADMIN, "kapan": "2026-03-03T08:00:00+08:00"},
        {"tarik": "A4", "alasan": "salah baca", "oleh": ADMIN, "kapan": "2026-03-04T08:00:00+08:00"},
    ],
    "koreksi": [
        {
            "id": "K1", "sumber": "rapat", "match": {"id": "X1", "judul_ringkas": None}, "column": "tempat", "was": "Aula",
            "set": "Pendopo", "why": "salah ketik", "oleh": ADMIN, "kapan": "2026-03-01T09:00:00+08:00",
        },
        {
            "id": "K2", "sumber": "rapat", "match": {"id": "X2"}, "column": "tempat", "was": None,
            "set": "Balai", "why": "salah ketik", "oleh": ADMIN, "kapan": "2026-03-01T09:30:00+08:00",
        },
    ],
    "edisi": [
        {"peristiwa": "berlaku", "edisi": "2026-01-01-uji-00000001", "cara": "bangun", "kapan": "2026-03-01T10:00:00+08:00"},
        {"peristiwa": "sah", "edisi": "2026-01-01-uji-00000001", "oleh": ADMIN, "kapan": "bulan lalu"},
    ],
    "pengakuan": [
        {
            "id": "P1", "edisi": "2026-01-01-uji-00000001", "wilayah": "63", "subjek": "opd", "periode": "2025", "kunci": "DINUJI@63",
            "jenis": "penghargaan", "keputusan": "setuju", "alasan": "", "oleh": ADMIN, "kapan": "2026-03-05T08:00:00+08:00",
        },
    ],
}  # fmt: skip
#: What etl/catatan/sidik.py made of these lines when they were files: editions built then keep their numbers.
SIDIK_LAMA = "9d7af086948e"
BACA = "from p4gn.catatan_data import list_alias; print([each.id for each in list_alias(semua=True)])"
TULIS = """
import sys
from etl.catatan.alias import add_alias
for number in range(10):
    print(add_alias("opd", f"{sys.argv[1]} {'abcdefghij'[number]}x", "DINKES", None, "Admin Kesbangpol")[0].id)
    add_alias("opd", f"Bersama {'abcdefghij'[number]}y", "DINKES", None, "Admin Kesbangpol")
"""
TERBUNUH = """
import sys
from p4gn.catatan.buku import write_buku
with write_buku("alias") as add:
    add({"id": "A1", "jenis": "opd"})
    print("ditulis", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alamat: str) -> Path:
    """The folder of the notes of an installation that an earlier version wrote; the last line of its aliases is half done."""
    folder = tmp_path / "data" / "catatan"
    folder.mkdir(parents=True)
    for nama, lines in LAMA.items():
        (folder / f"{nama}.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    with (folder / "alias.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "A5", "jenis": "op')
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    return folder


def run_python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def count_lines() -> Counter[str]:
    with basis.read() as connection:
        return Counter(connection.execute(text("select buku from buku")).scalars())


def test_old_files_are_taken_over_once_in_their_order(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    assert [dict(line) for line in buku.read_buku(buku.ALIAS).baris] == LAMA["alias"]
    assert [each.id for each in list_alias()] == ["A1", "A3"] and list_alias(semua=True)[2].ditarik.alasan == "salah baca"
    assert [(each.id, dict(each.match), each.was) for each in list_koreksi()] == [
        ("K1", {"id": "X1", "judul_ringkas": None}, "Aula"), ("K2", {"id": "X2"}, None),
    ]  # fmt: skip
    assert [each.peristiwa for each in list_riwayat()] == ["sah", "berlaku"] and [each.id for each in list_pengakuan()] == ["P1"]
    assert "alias.jsonl baris 5 rusak" in caplog.text
    assert add_alias("opd", "DPDK", "DISDIK", None, ADMIN)[0].id == "A5"
    for _ in range(2):
        basis.forget_engines()
        assert [each.id for each in list_alias(semua=True)] == ["A1", "A3", "A4", "A5"]
    assert count_lines() == {"alias": 5, "koreksi": 2, "edisi": 2, "pengakuan": 1}
    assert {path.name: path.read_bytes() for path in folder.glob("*.jsonl")} == before


def test_an_edition_of_the_same_notes_keeps_its_number(folder: Path) -> None:
    assert sidik_catatan() == SIDIK_LAMA
    for path in folder.glob("*.jsonl"):
        path.unlink()
    basis.forget_engines()
    assert sidik_catatan() == SIDIK_LAMA


def test_processes_that_begin_at_once_take_the_files_over_once(folder: Path) -> None:
    readers = [run_python(BACA) for _ in range(4)]
    assert {reader.communicate()[0] for reader in readers} == {"['A1', 'A3', 'A4']\n"}
    assert count_lines() == {"alias": 4, "koreksi": 2, "edisi": 2, "pengakuan": 1}


def test_writing_takes_the_files_over_before_it_adds(folder: Path) -> None:
    assert withdraw_alias("A1", ADMIN, "salah baca").id == "A1"
    assert [dict(line) for line in buku.read_buku(buku.ALIAS).baris[:-1]] == LAMA["alias"]


def test_what_an_old_version_adds_to_its_file_later_is_said_and_not_mixed_in(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert len(list_koreksi()) == 2
    with (folder / "koreksi.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(LAMA["koreksi"][0] | {"id": "K3"}) + "\n")
    basis.forget_engines()
    assert [each.id for each in list_koreksi()] == ["K1", "K2"]
    assert "1 catatan di koreksi.jsonl tidak ada dalam basis catatan" in caplog.text


def test_a_file_that_comes_after_the_first_note_is_not_mixed_in(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "alias.jsonl").rename(folder / "alias.lama")
    assert add_alias("opd", "Bagian Narkoba", "DINKES", None, ADMIN)[0].id == "A1"
    (folder / "alias.lama").rename(folder / "alias.jsonl")
    basis.forget_engines()
    assert [each.tertulis for each in list_alias()] == ["Bagian Narkoba"]
    assert "4 catatan di alias.jsonl tidak ada dalam basis catatan" in caplog.text


def test_a_store_of_the_version_before_gains_the_books(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(basis, "latest_versi", lambda: 2)
        older.setattr(susun, "_TABEL", {"tindak_lanjut": basis.TINDAK_LANJUT, "rapat": basis.RAPAT})
        older.setattr(basis, "_take_over", lambda *_: None)
        with basis.read() as connection:
            assert not connection.dialect.has_table(connection, "buku")
        basis._make_engine.cache_clear()
    assert [each.id for each in list_alias()] == ["A1", "A3"]


@pytest.mark.parametrize("statement", ["update buku set buku = 'edisi'", "delete from buku", "timpa"])
def test_the_books_refuse_to_be_changed(alamat: str, statement: str) -> None:
    """Also by somebody with a connection of their own, who does not go through this code."""
    over = "insert or replace into buku select * from buku" if alamat.startswith("sqlite") else "truncate buku"
    add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    engine = create_engine(alamat.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection, pytest.raises(DBAPIError, match="riwayat tidak dapat"):
        connection.execute(text(over if statement == "timpa" else statement))
    assert [each.id for each in list_alias()] == ["A1"]


def test_writers_at_once_lose_nothing_and_share_no_number(alamat: str) -> None:
    """Four processes with ten aliases of their own each and ten that all of them note: those are kept once."""
    writers = [run_python(TULIS, f"Kantor {nama}") for nama in ("satu", "dua", "tiga", "empat")]
    confirmed = [line for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 4
    stored = list_alias(semua=True)
    assert len(confirmed) == len(set(confirmed)) == 40 and set(confirmed) <= {each.id for each in stored}
    assert [each.id for each in stored] == [f"A{number}" for number in range(1, 51)]


def test_a_writer_killed_before_it_was_done_leaves_nothing_and_holds_nobody_up(alamat: str) -> None:
    writer = run_python(TERBUNUH)
    assert writer.stdout is not None and writer.stdout.readline() == "ditulis\n"
    assert buku.read_buku(buku.ALIAS).baris == ()
    writer.send_signal(signal.SIGKILL)
    assert writer.wait() == -signal.SIGKILL
    writer.communicate()
    assert add_alias("opd", "DKSH", "DINKES", None, ADMIN)[0].id == "A1"
    assert count_lines() == {"alias": 1}


def test_a_writer_that_gives_up_keeps_nothing(alamat: str) -> None:
    with pytest.raises(LookupError), buku.write_buku(buku.KOREKSI) as add:
        add({"id": "K1"})
        raise LookupError
    assert buku.read_buku(buku.KOREKSI).baris == ()


def test_a_book_is_the_same_object_until_a_line_is_added_to_it(alamat: str) -> None:
    add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    before, loaded = buku.read_buku(buku.ALIAS), load_alias()
    add_koreksi("rapat", {"id": "X1"}, "tempat", "Aula", "Pendopo", "salah ketik", ADMIN)
    assert buku.read_buku(buku.ALIAS) is before and load_alias() is loaded
    withdraw_alias("A1", ADMIN, "salah baca")
    assert buku.read_buku(buku.ALIAS) is not before and load_alias().find("opd", "DKSH") is None


def test_audit_tells_of_books_and_decisions_in_one_list(
    folder: Path, edisi: str, data_rapat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_alias("opd", "Bagian Narkoba", "DINKES", None, ADMIN, "mutu_data")
    monkeypatch.setenv("P4GN_DATA", str(data_rapat))
    pencatat = catatan.Pencatat("Analis Kesbangpol", "analis", "tren", edisi)
    catatan.record_keputusan(pencatat, catatan.Keputusan("Bentuk tim terpadu", wilayah="98"))
    withdraw_alias("A5", "Kepala Bidang Kesbangpol", "salah baca")
    today = datetime.now().astimezone().date()
    found = catatan.read_audit(today, today)
    assert [(each.pelaku, each.objek, each.jenis, each.layar) for each in found if each.jenis != "sah"] == [
        (ADMIN, "alias", "dicatat", "mutu_data"),
        ("Analis Kesbangpol", "tindak_lanjut", "dicatat", "tren"),
        ("Kepala Bidang Kesbangpol", "alias", "ditarik", ""),
    ]
    assert [(each.objek_id, each.isi.get("alasan")) for each in found if each.objek == "alias"] == [("A5", None), ("A5", "salah baca")]
    # What came by file stands at the moment it was noted; where that cannot be read, at the moment it was taken over.
    assert [each.objek_id for each in found if each.jenis == "sah"] == ["2026-01-01-uji-00000001"]
    march = catatan.read_audit(date(2026, 2, 28), date(2026, 3, 6))
    assert [(each.objek, each.jenis) for each in march] == [
        ("alias", "dicatat"), ("koreksi", "dicatat"), ("koreksi", "dicatat"), ("edisi", "berlaku"),
        ("alias", "dicatat"), ("alias", "dicatat"), ("alias", "ditarik"), ("pengakuan", "dicatat"),
    ]  # fmt: skip


def test_reading_makes_a_store_only_of_notes_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(basis.VARIABEL, raising=False)
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    today = date(2026, 3, 1)
    assert (list_alias(), list_koreksi(), list_pengakuan(), list_riwayat(), catatan.read_audit(today, today)) == ((),) * 5
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "catatan").mkdir()
    (tmp_path / "catatan" / "alias.jsonl").write_text(json.dumps(LAMA["alias"][0]) + "\n", encoding="utf-8")
    assert [each.objek_id for each in catatan.read_audit(today, today)] == ["A1"]
    assert (tmp_path / "catatan" / "catatan.db").is_file()


def test_a_copied_data_folder_brings_the_notes_along_while_the_store_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(basis.VARIABEL, raising=False)
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "satu"))
    add_alias("opd", "DKSH", "DINKES", None, ADMIN)
    shutil.copytree(tmp_path / "satu", tmp_path / "dua")
    basis.forget_engines()
    assert [path.name for path in (tmp_path / "satu" / "catatan").glob("*.db*")] == ["catatan.db", "catatan.db.kunci"]
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "dua"))
    assert add_alias("opd", "DPDK", "DISDIK", None, ADMIN)[0].id == "A2"
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "satu"))
    assert [each.id for each in list_alias()] == ["A1"]
