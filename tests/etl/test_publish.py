"""Publishing is all or nothing: killed at any moment, beside readers, beside another publisher."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.problems import EtlGagal
from etl.publish import folder_aside, lock_edisi, move_into_place, point_to, roll_back
from p4gn.catatan_data import list_riwayat
from p4gn.warehouse.editions import SKEMA, current_edisi, list_edisi, read_manifest, warehouse_path
from p4gn.warehouse.read import forget_connections, query
from tests.etl.kiriman import ROOT, TES_TAJUK, environment, run_etl, tes_row, write_csv


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    yield tmp_path / "data"
    forget_connections()


def publish_tiny(number: int) -> str:
    """A hand-made edition whose two tables and manifest must always agree on one number."""
    id_edisi = f"2026-01-01-uji-{number:08x}"
    with lock_edisi() as root, folder_aside(root, id_edisi) as aside:
        with duckdb.connect(str(aside / "gudang.duckdb")) as connection:
            connection.execute("create schema mart")
            connection.execute("create table mart.satu as select $n as nomor", {"n": number})
            connection.execute("create table mart.dua as select $n as nomor from range(100)", {"n": number})
        manifest = (
            f'{{"id": "{id_edisi}", "judul": "Uji", "jenis": "uji", "dibuat": "2026-01-01T00:00:{number:02d}", "status": "sementara",'
        )
        (aside / "manifest.json").write_text(
            f'{manifest} "data_per": "2026-01-01", "versi_kode": "{number}", "skema": {SKEMA}}}', encoding="utf-8"
        )
        move_into_place(aside, root, id_edisi)
        point_to(root, id_edisi)
    return id_edisi


def test_twenty_readers_during_twenty_publishes_see_whole_editions(data: Path) -> None:
    publish_tiny(0)
    done = threading.Event()
    errors: list[BaseException | str] = []
    reads = []

    def read_on() -> None:
        count = 0
        try:
            while not done.is_set() or count == 0:
                edisi = current_edisi() or ""
                (first,) = query(edisi, "select nomor from mart.satu")["nomor"].tolist()
                second = query(edisi, "select distinct nomor from mart.dua")["nomor"].tolist()
                if [first] != second or read_manifest(edisi).versi_kode != str(first):
                    errors.append(f"edisi campur: {edisi} {first} {second}")
                count += 1
        except (duckdb.Error, LookupError, OSError, ValueError) as error:
            errors.append(error)
        reads.append(count)

    threads = [threading.Thread(target=read_on) for _ in range(20)]
    for thread in threads:
        thread.start()
    for number in range(1, 21):
        publish_tiny(number)
    done.set()
    for thread in threads:
        thread.join(timeout=30)
    assert not errors
    assert len(reads) == 20 and min(reads) >= 1
    assert current_edisi() == "2026-01-01-uji-00000014"
    assert len(list_edisi()) == 21


def test_a_second_publisher_is_told_and_leaves_with_exit_3(data: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row()])
    with lock_edisi():
        second = run_etl(data, "bangun", "--masukan", path)
    assert second.returncode == 3
    assert f"proses {os.getpid()}" in second.stderr
    assert run_etl(data, "bangun", "--masukan", path).returncode == 0


def test_rolling_back_is_pointing_back(data: Path) -> None:
    first, second = publish_tiny(1), publish_tiny(2)
    assert current_edisi() == second
    assert roll_back(first) == first == current_edisi()
    assert query(current_edisi() or "", "select nomor from mart.satu")["nomor"].tolist() == [1]


def test_the_history_tells_what_became_current_and_how_newest_first(data: Path) -> None:
    first, second = publish_tiny(1), publish_tiny(2)
    roll_back(first, oleh="Kepala Bidang Kesbangpol")
    roll_back(first)
    history = list_riwayat()
    assert [(item.edisi, item.peristiwa, item.oleh, dict(item.rincian)) for item in history] == [
        (first, "berlaku", "Kepala Bidang Kesbangpol", {"cara": "kembali", "sebelumnya": second}),
        (second, "berlaku", None, {"cara": "bangun", "sebelumnya": first}),
        (first, "berlaku", None, {"cara": "bangun"}),
    ]
    assert list_riwayat(second) == (history[1],)


def test_a_history_that_cannot_be_written_does_not_undo_a_publication(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    data.mkdir()
    (data / "catatan").write_text("bukan folder", encoding="utf-8")
    first = publish_tiny(1)
    assert current_edisi() == first == list_edisi()[0].id
    assert "riwayatnya tidak dapat dicatat" in caplog.text


@pytest.mark.parametrize("salah", ["2026-01-01-uji-ffffffff", "../../etc", ""])
def test_rolling_back_to_nothing_is_refused(data: Path, salah: str) -> None:
    first = publish_tiny(1)
    with pytest.raises(EtlGagal, match=first):
        roll_back(salah)
    assert current_edisi() == first


def test_leftovers_of_a_killed_build_are_cleaned_by_the_next(data: Path) -> None:
    first = publish_tiny(1)
    (data / "edisi" / ".sedang-2026-01-01-uji-00000009-77").mkdir()
    (data / "edisi" / ".sedang-2026-01-01-uji-00000009-77" / "gudang.duckdb").write_bytes(b"setengah")
    (data / "edisi" / ".TERKINI-77").write_text("setengah", encoding="utf-8")
    assert [item.id for item in list_edisi()] == [first]
    publish_tiny(2)
    assert sorted(path.name for path in (data / "edisi").iterdir() if path.name.startswith(".")) == [".kunci"]


def test_an_edition_killed_between_appearing_and_being_named_is_harmless(data: Path) -> None:
    first = publish_tiny(1)
    second = publish_tiny(2)
    with lock_edisi() as root:
        point_to(root, first)
    assert current_edisi() == first
    assert warehouse_path(second).is_file()


def test_sixteen_kills_spread_over_a_build_leave_the_current_edition_alone(data: Path, tmp_path: Path) -> None:
    """Each build has new content, so each would publish; SIGKILL falls into each sixteenth of the time from its start to a little after its end."""
    command = [sys.executable, "-m", "tests.etl.bunuh_bangun", str(tmp_path), "16"]
    done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    killed, finished = map(int, done.stdout.split())
    assert killed + finished == 16
    assert killed >= 8
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("AKHIR")])
    after = run_etl(data, "bangun", "--masukan", path)
    assert after.returncode == 0, after.stderr
    assert query(current_edisi() or "", "select id_tes from mart.tes_urine")["id_tes"].tolist() == ["AKHIR"]
    assert not [item for item in (data / "edisi").iterdir() if item.name.startswith((".sedang-", ".TERKINI-"))]
