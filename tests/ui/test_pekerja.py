"""The worker process: progress on the way, the answer at the end, clear words when it fails, and nothing left running."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.pekerja import Kabar, PekerjaGagal, ask, fetch

Script = Callable[[str], tuple[str, ...]]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Factory: a command that runs these lines of Python."""

    def write(text: str) -> tuple[str, ...]:
        path = tmp_path / "pekerja_kecil.py"
        path.write_text("import json, os, sys, time\n" + text, encoding="utf-8")
        return sys.executable, str(path)

    return write


def is_running(pid: int) -> bool:
    """A process that has ended but was not collected yet ('Z') does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until_gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        threading.Event().wait(0.02)
    return not is_running(pid)


def test_bytes_go_in_and_the_last_line_comes_back_as_the_answer(script: Script) -> None:
    command = script(
        """
isi = sys.stdin.buffer.read()
print(json.dumps({"tahap": "baca", "ke": 1, "dari": 2, "keterangan": "lembar Juli"}))
print("catatan yang bukan JSON")
print(json.dumps({"hasil": {"ukuran": len(isi), "kata": sys.argv[1:]}}))
"""
    )
    heard: list[Kabar] = []
    answer = ask(["periksa", "--nama", "=cmd|x.xlsx"], b"\x00\xff" * 200_000, dengar=heard.append, perintah=command)
    assert answer == {"hasil": {"ukuran": 400_000, "kata": ["periksa", "--nama", "=cmd|x.xlsx"]}}
    told = [(kabar.tahap, kabar.ke, kabar.dari, kabar.keterangan) for kabar in heard if kabar.tahap]
    assert told == [("baca", 1, 2, "lembar Juli")]


def test_progress_is_heard_while_the_work_still_runs(script: Script, tmp_path: Path) -> None:
    mark = tmp_path / "lanjut"
    command = script(
        f"""
print(json.dumps({{"tahap": "baca"}}))
end = time.monotonic() + 20
while not os.path.exists({str(mark)!r}) and time.monotonic() < end:
    time.sleep(0.01)
print(json.dumps({{"hasil": os.path.exists({str(mark)!r})}}))
"""
    )

    def listen(kabar: Kabar) -> None:
        if kabar.tahap == "baca":
            mark.touch()

    assert ask(["periksa"], dengar=listen, perintah=command) == {"hasil": True}


def test_a_file_comes_whole_and_its_progress_beside_it(script: Script) -> None:
    command = script(
        """
print(json.dumps({"tahap": "pptx", "ke": 1, "dari": 2}), file=sys.stderr, flush=True)
print("sesuatu yang lain", file=sys.stderr)
sys.stdout.buffer.write(b"PK" * 300_000)
"""
    )
    heard: list[Kabar] = []
    assert fetch([], dengar=heard.append, perintah=command) == b"PK" * 300_000
    assert [(kabar.tahap, kabar.ke, kabar.dari) for kabar in heard if kabar.tahap] == [("pptx", 1, 2)]


def test_a_refused_file_is_an_answer_though_its_exit_code_is_one(script: Script) -> None:
    command = script('print(json.dumps({"hasil": {"ditolak_berkas": "kosong"}})); sys.exit(1)')
    assert ask(["periksa"], perintah=command) == {"hasil": {"ditolak_berkas": "kosong"}}


def test_a_worker_that_does_not_read_its_input_does_not_block(script: Script) -> None:
    assert ask(["periksa"], b"x" * 5_000_000, perintah=script('print(json.dumps({"hasil": 1}))')) == {"hasil": 1}


@pytest.mark.parametrize(
    ("text", "kode", "kata"),
    [
        ('print("Pembangunan lain sedang berjalan.", file=sys.stderr); sys.exit(3)', 3, "Pembangunan lain sedang berjalan."),
        ('print(json.dumps({"galat": "Berkas kosong."})); sys.exit(1)', 1, "Berkas kosong."),
        ('print(json.dumps({"tahap": "baca"})); sys.exit(0)', 0, "kesalahan yang tidak terduga"),
        ('raise RuntimeError("rahasia dalam")', 1, "kesalahan yang tidak terduga"),
        ("os.kill(os.getpid(), 9)", -9, "berhenti mendadak"),
    ],
)
def test_failure_is_one_clear_sentence_without_a_traceback(script: Script, text: str, kode: int, kata: str) -> None:
    with pytest.raises(PekerjaGagal) as failed:
        ask(["bangun"], perintah=script(text))
    assert failed.value.kode == kode
    assert failed.value.terkunci is (kode == 3)
    assert kata in str(failed.value)
    assert "Traceback" not in str(failed.value) and "rahasia dalam" not in str(failed.value)


def test_a_command_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(PekerjaGagal, match="tidak dapat dijalankan"):
        ask(["periksa"], perintah=(str(tmp_path / "tidak-ada"),))


def test_a_worker_that_takes_too_long_is_ended(script: Script, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    command = script(f"open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(PekerjaGagal, match="lebih lama dari 1 detik"):
        ask(["periksa"], batas=1, perintah=command)
    assert time.monotonic() - start < 5
    assert until_gone(int(note.read_text(encoding="utf-8")))


class Pergi(BaseException):
    """As Streamlit does when the reader leaves or clicks elsewhere."""


def test_a_reader_who_leaves_ends_the_worker_and_its_children(script: Script) -> None:
    command = script(
        """
import subprocess
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(json.dumps({"tahap": "baca", "ke": os.getpid(), "dari": child.pid}))
time.sleep(60)
"""
    )
    pids: list[int] = []

    def listen(kabar: Kabar) -> None:
        if kabar.tahap:
            pids.extend((kabar.ke or 0, kabar.dari or 0))
        elif pids:
            raise Pergi

    with pytest.raises(Pergi):
        ask(["periksa"], dengar=listen, perintah=command)
    assert len(pids) == 2 and all(until_gone(pid) for pid in pids)


def test_bytes_come_out_whole(script: Script) -> None:
    command = script("sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    content = os.urandom(1_000_000)
    assert fetch(["tandai"], content, perintah=command) == content[::-1]


def test_half_a_file_is_not_handed_out(script: Script) -> None:
    command = script(
        "sys.stdout.buffer.write(b'PK'); sys.stdout.flush(); print('Berkas tidak dapat ditandai.', file=sys.stderr); sys.exit(1)"
    )
    with pytest.raises(PekerjaGagal, match="Berkas tidak dapat ditandai"):
        fetch(["tandai"], perintah=command)


def test_more_askers_than_places_all_get_their_answer(script: Script) -> None:
    command = script('print(json.dumps({"hasil": len(sys.stdin.buffer.read())}))')
    answers: dict[int, object] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: ask(["periksa"], b"x" * n, perintah=command)["hasil"]})) for n in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == {n: n for n in range(5)}


def test_answers_are_json_even_with_signs_from_elsewhere(script: Script) -> None:
    command = script('print(json.dumps({"hasil": "Kab. Hulu Sungai “Selatan” – √"}, ensure_ascii=False))')
    assert json.dumps(ask([], perintah=command), ensure_ascii=False) == '{"hasil": "Kab. Hulu Sungai “Selatan” – √"}'


def test_the_log_says_where_it_failed_and_never_what_was_read() -> None:
    from ui.pekerja import keep_places

    said = (
        'Traceback (most recent call last):\n  File "/x/etl/blok.py", line 263, in as_arrow\n    isi = pa.array(["Wagimin"])\n'
        "pyarrow.lib.ArrowInvalid: Integer value 197001011990031001 is outside of the range\nWagimin 081234567890\n"
    )
    assert keep_places(said) == 'File "/x/etl/blok.py", line 263, in as_arrow\npyarrow.lib.ArrowInvalid'
