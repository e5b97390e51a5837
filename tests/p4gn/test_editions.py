"""Finding editions, and reading them while new ones are published."""

import json
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from p4gn.warehouse import editions, read
from tests.p4gn.edisi_kecil import EDISI_KECIL, write_edisi


def test_the_manifest_becomes_one_frozen_value(edisi):
    manifest = editions.read_manifest(edisi)
    assert (manifest.judul, manifest.jenis, manifest.data_per, manifest.jumlah["rapat"]) == ("Edisi kecil", "contoh", "2026-06-30", 10)
    assert manifest.is_contoh
    assert editions.current_edisi() == edisi
    assert [item.id for item in editions.list_edisi()] == [EDISI_KECIL]


def test_unfinished_folders_are_passed_over_and_newest_comes_first(kecil_data, tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    assert (editions.list_edisi(), editions.current_edisi()) == ([], None)
    for name, made in (("2026-01-01-publik-00000001", "2026-01-01T00:00:00"), ("2026-01-01-publik-00000002", "2026-01-02T00:00:00")):
        shutil.copytree(kecil_data / "edisi" / EDISI_KECIL, tmp_path / "edisi" / name)
        path = tmp_path / "edisi" / name / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"id": name, "dibuat": made}))
    (tmp_path / "edisi" / "2026-01-03-publik-00000003").mkdir()
    (tmp_path / "edisi" / ".sedang-dibuat").mkdir()
    assert [item.id[-1] for item in editions.list_edisi()] == ["2", "1"]
    (tmp_path / "edisi" / "TERKINI").write_text("2026-01-03-publik-00000003\n")
    with pytest.raises(editions.EdisiTidakAda, match="tidak ada di sini"):
        editions.current_edisi()


COMPLETE = {
    "id": EDISI_KECIL, "judul": "x", "jenis": "publik", "dibuat": "2026-01-01", "status": "final", "data_per": "2026-01-01", "versi_kode": "1",
    "skema": editions.SKEMA,
}  # fmt: skip


@pytest.mark.parametrize("bad", ["../rahasia", "/etc", "2026-01-01-publik-xyz", ""])
def test_an_id_that_is_no_id_never_becomes_a_path(edisi, bad):
    with pytest.raises(editions.EdisiTidakAda, match="bukan nomor edisi"):
        editions.warehouse_path(bad)


def test_an_incomplete_manifest_says_what_is_missing(edisi, tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    folder = tmp_path / "edisi" / EDISI_KECIL
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"id": "x"}')
    with pytest.raises(editions.EdisiTidakAda, match="judul"):
        editions.read_manifest(EDISI_KECIL)
    wrong = [json.dumps(COMPLETE | change).encode() for change in ({"berkas": 3}, {"data_per": "kemarin"})]
    for damaged in (b"{", b"[1]", b"7", b"\xff\xfe\x00", *wrong):
        (folder / "manifest.json").write_bytes(damaged)
        with pytest.raises(editions.EdisiTidakAda, match="rusak"):
            editions.read_manifest(EDISI_KECIL)


def test_one_damaged_edition_or_a_dangling_pointer_takes_no_other_down(kecil_data, tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    assert editions.find_current() is None
    older, newer, damaged = (f"2026-01-0{n}-publik-0000000{n}" for n in (1, 2, 3))
    for number, name in enumerate((older, newer, damaged)):
        shutil.copytree(kecil_data / "edisi" / EDISI_KECIL, tmp_path / "edisi" / name)
        (tmp_path / "edisi" / name / "manifest.json").write_text(json.dumps(COMPLETE | {"id": name, "dibuat": f"2026-01-0{number + 1}"}))
    (tmp_path / "edisi" / damaged / "manifest.json").write_text("{")
    pointer = tmp_path / "edisi" / "TERKINI"
    assert [item.id for item in editions.list_edisi()] == [newer, older]
    assert "rusak" in caplog.text
    pointer.write_text(older)
    assert editions.find_current() == older
    for dangling in (damaged, "2020-01-01-publik-00000009", "", "../x", "\x00"):
        pointer.write_text(dangling)
        assert editions.find_current() == newer
    pointer.write_bytes(b"\xff\xfe")
    assert editions.find_current() == newer
    pointer.unlink()
    assert editions.find_current() == newer


@pytest.mark.parametrize(
    ("skema", "kata"),
    [(None, "versi lama"), (1, "versi lama"), (2, "versi lama"), ("3", "versi lama"), (editions.SKEMA + 1, "versi yang lebih baru")],
)
def test_an_edition_of_other_marts_is_left_out_and_says_what_to_do(kecil_data, tmp_path, monkeypatch, caplog, skema, kata):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    old, good = "2026-02-02-publik-00000002", "2026-01-01-publik-00000001"
    for name, number in ((old, skema), (good, editions.SKEMA)):
        shutil.copytree(kecil_data / "edisi" / EDISI_KECIL, tmp_path / "edisi" / name)
        content = {key: value for key, value in (COMPLETE | {"id": name, "skema": number}).items() if value is not None}
        (tmp_path / "edisi" / name / "manifest.json").write_text(json.dumps(content))
    (tmp_path / "edisi" / "TERKINI").write_text(old)
    with pytest.raises(editions.EdisiTidakAda, match=kata):
        editions.read_manifest(old)
    assert [item.id for item in editions.list_edisi()] == [good]
    assert editions.find_current() == good
    assert kata in caplog.text


def test_twenty_readers_never_err_or_mix_editions_while_new_ones_are_published(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    first = write_edisi(tmp_path / "sedang-dibuat", "2026-06-01-publik-00000001")
    made = {}
    for number in range(1, 6):
        id_edisi = f"2026-06-{number:02d}-publik-{number:08x}"
        folder = first if number == 1 else Path(shutil.copytree(first, first.with_name(id_edisi)))
        with duckdb.connect(str(folder / "gudang.duckdb")) as connection:
            connection.execute(f"update mart.rapat set jumlah_peserta = {number}; update mart.tes_urine set jumlah_dites = {number}")
        made[id_edisi] = folder
    number_by_id = {id_edisi: number for number, id_edisi in enumerate(made, start=1)}
    (tmp_path / "edisi").mkdir()

    def publish(id_edisi: str) -> None:
        made[id_edisi].rename(tmp_path / "edisi" / id_edisi)
        pointer = tmp_path / "edisi" / "TERKINI.baru"
        pointer.write_text(id_edisi)
        pointer.replace(tmp_path / "edisi" / "TERKINI")

    def wait_until_read(id_edisi: str) -> None:
        while id_edisi not in reads and not failures:
            done.wait(0.01)

    publish(next(iter(made)))
    done = threading.Event()
    failures: list[object] = []
    reads: list[str] = []

    def reader() -> None:
        try:
            while not done.is_set():
                id_edisi = editions.current_edisi()
                one = set(read.read_list(id_edisi, "rapat", wilayah="98")["jumlah_peserta"])
                two = set(read.query(id_edisi, "select jumlah_dites from mart.tes_urine")["jumlah_dites"])
                reads.append(id_edisi)
                if one != {number_by_id[id_edisi]} or two != one:
                    failures.append((id_edisi, one, two))
        except BaseException as error:  # noqa: BLE001 - a thread's error must reach the assertion below
            failures.append(error)

    threads = [threading.Thread(target=reader) for _ in range(20)]
    for thread in threads:
        thread.start()
    for id_edisi in list(made)[1:]:
        publish(id_edisi)
        wait_until_read(id_edisi)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert set(made) <= {*reads, next(iter(made))}
