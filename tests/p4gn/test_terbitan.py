"""Drawings put in place by several processes at once: nothing breaks, and what the index names is there and whole."""

import hashlib
import json
import subprocess
import sys
import time

import pytest

from p4gn.geography.kunci import lock_peta
from p4gn.geography.terbitan import publish_drawings
from p4gn.geography.wilayah import CARA_GAMBAR, PROJECT_DIR, peta_index

PUTARAN = 25
LAMA_SEPUTARAN = 0.3  # seconds
ENTRI = {"cara": CARA_GAMBAR, "tingkat": {"kabkota": {"jenis": "skematik", "sumber": "Batas skematik"}}}
PEKERJA = f"""
import sys
from p4gn.geography.terbitan import publish_drawings

saya = sys.argv[1]
for putaran in range({PUTARAN}):
    for kode, isi in (("63", putaran % 3), ("75", f"{{saya}} {{putaran}}"), (saya, putaran)):
        publish_drawings(kode, {{name: {{"isi": isi, "bagian": name}} for name in (kode, *map(str, range(8)))}}, {ENTRI})
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    return tmp_path / "peta"


def _run_together(*commands):
    """Starts the commands at the same time; (exit code, what was said, what was complained of) of each."""
    running = [
        subprocess.Popen([sys.executable, *command], cwd=PROJECT_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in commands
    ]
    said = [process.communicate(timeout=120) for process in running]
    return [(process.returncode, *words) for process, words in zip(running, said, strict=True)]


def _assert_whole(root):
    index = json.loads((root / "index.json").read_text())
    named = {versi for entry in index.values() for versi in (entry["versi"], entry["versi_sebelumnya"]) if versi}
    assert {path.name for path in root.iterdir()} == named | {"index.json", ".kunci", ".antrean"}
    for versi in named:
        text = "".join(f"{path.stem}\n{path.read_text()}\n" for path in sorted((root / versi).iterdir(), key=lambda path: path.stem))
        assert hashlib.sha256(text.encode()).hexdigest()[:12] == versi
    assert all(peta_index(kode) for kode in index)
    return index


def test_three_processes_publish_at_once(root):
    assert _run_together(*(("-c", PEKERJA, f"pekerja{number}") for number in range(3))) == [(0, "", "")] * 3
    assert set(_assert_whole(root)) == {"63", "75", "pekerja0", "pekerja1", "pekerja2"}


def test_three_visitors_of_a_province_that_was_never_drawn_make_it_once(root):
    done = _run_together(*[("-m", "etl", "batas", "--skematik", "75", "--bila-perlu")] * 3)
    assert [(code, complaint) for code, _, complaint in done] == [(0, "")] * 3
    assert sum("6 kab/kota skematik" in said for _, said, _ in done) == 1
    assert set(_assert_whole(root)) == {"75"}


def test_two_provinces_drawn_again_and_again_at_once_are_both_there(root):
    done = _run_together(*[("-m", "etl", "batas", "--skematik", *kode, "--ulang") for kode in (("75", "31"), ("31", "75"), ("75", "75"))])
    assert [(code, complaint) for code, _, complaint in done] == [(0, "")] * 3
    assert set(_assert_whole(root)) == {"31", "75"}


def test_only_the_current_and_the_previous_version_stay(root):
    versions = [publish_drawings("63", {"63": {"isi": number}}, ENTRI) for number in (1, 2, 3)]
    assert {path.name for path in root.iterdir() if path.is_dir()} == set(versions[1:])


def test_what_a_killed_process_left_is_cleared_and_a_damaged_file_comes_back(root):
    versi = publish_drawings("63", {"63": {"isi": 1}, "63.06": {"isi": 2}}, ENTRI)
    (root / versi / "63.06.json").write_text("")
    (root / ".0123456789ab").mkdir()
    (root / ".index.json.99").write_text("{")
    assert publish_drawings("63", {"63": {"isi": 1}, "63.06": {"isi": 2}}, ENTRI) == versi
    _assert_whole(root)


def test_a_visitor_waits_for_one_province_not_for_all_of_them(root):
    """The worker below takes the lock again at once, 40 times; the visitor gets in after the round it met, or the next."""
    worker = f"""
import time
from p4gn.geography.kunci import lock_peta
for _ in range(40):
    with lock_peta():
        print(flush=True)
        until = time.monotonic() + {LAMA_SEPUTARAN}
        while time.monotonic() < until:
            pass
"""
    with subprocess.Popen([sys.executable, "-c", worker], cwd=PROJECT_DIR, stdout=subprocess.PIPE, text=True) as busy:
        for _ in range(5):
            busy.stdout.readline()
            started = time.monotonic()
            with lock_peta():
                assert time.monotonic() - started < 4 * LAMA_SEPUTARAN
        busy.terminate()


def test_the_holder_of_the_lock_may_ask_again(root):
    with lock_peta(), lock_peta() as again:
        assert again == root
