"""Long work in a process of its own: runs `python -m etl …`, passes on its progress, and ends it when nobody waits for it any more.

A file goes in by standard input and answers come out by standard output; nothing touches the disk on the way.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
PERINTAH = (sys.executable, "-m", "etl")
BATAS_DETIK = 300.0
KELUARAN_TERBESAR = 512 * 1024 * 1024
KELUAR_TERKUNCI = 3
#: Exit codes that come with a sentence for the reader on standard error: to be mended, wrongly asked, another build is running.
_BERKALIMAT = {1, 2, KELUAR_TERKUNCI}
_SERENTAK = 2  # workers at once; further askers wait for their turn
_DENYUT = 0.4  # seconds between two looks whether anybody still waits
_PESAN_TERPANJANG = 4000
_POTONGAN = 64 * 1024

_TEMPAT = re.compile(r'\s*File "[^"]*", line \d+, in \S+$')
_JENIS_GALAT = re.compile(r"^[A-Za-z_][\w.]*(?:Error|Exception|Invalid|Interrupt|Warning|Exit|Iteration|Ditolak|Gagal)\b", re.MULTILINE)

log = logging.getLogger("p4gn.pekerja")
_giliran = threading.BoundedSemaphore(_SERENTAK)


@dataclass(frozen=True, slots=True)
class Kabar:
    """How far the work has come. Without `tahap` it is only a sign of life, so that the screen can notice that nobody waits any more."""

    detik: float
    tahap: str | None = None
    ke: int | None = None
    dari: int | None = None
    keterangan: str = ""


class PekerjaGagal(Exception):
    """The work was not done; the message is one clear sentence for the reader."""

    def __init__(self, pesan: str, kode: int | None = None) -> None:
        super().__init__(pesan)
        self.kode = kode

    @property
    def terkunci(self) -> bool:
        """Another build is running: asking again later is enough."""
        return self.kode == KELUAR_TERKUNCI


Dengar = Callable[[Kabar], None]


def ask(
    arguments: Sequence[str],
    isi: bytes = b"",
    *,
    dengar: Dengar | None = None,
    batas: float = BATAS_DETIK,
    perintah: Sequence[str] = PERINTAH,
) -> Mapping[str, Any]:
    """Run a command that answers in JSON lines and give back its last one; PekerjaGagal says why there is none."""
    answers: list[Mapping[str, Any]] = []

    def listen(kabar: Kabar, line: bytes | None) -> None:
        found = None if line is None else _parse(line)
        if found is not None and "tahap" not in found:
            answers.append(found)
        if dengar is not None:
            dengar(kabar if found is None or "tahap" not in found else _kabar(kabar.detik, found))

    kode, pesan = _run(arguments, isi, listen, batas, perintah, lines=True)
    answer = answers[-1] if answers else {}
    if "galat" in answer:
        raise PekerjaGagal(str(answer["galat"]), kode)
    if not answer or kode not in {0, 1}:
        raise _failed(kode, pesan)
    return answer


def fetch(
    arguments: Sequence[str],
    isi: bytes = b"",
    *,
    dengar: Dengar | None = None,
    batas: float = BATAS_DETIK,
    perintah: Sequence[str] = PERINTAH,
) -> bytes:
    """Run a command that answers with a file and give back its bytes; with words alone, their UTF-8.

    Its progress comes in lines of JSON on standard error.
    """
    pieces: list[bytes] = []

    def listen(kabar: Kabar, piece: bytes | None) -> None:
        if piece is not None:
            pieces.append(piece)
        if dengar is not None:
            dengar(kabar)

    kode, pesan = _run(arguments, isi, listen, batas, perintah, lines=False)
    if kode != 0:
        raise _failed(kode, pesan)
    return b"".join(pieces)


def _run(
    arguments: Sequence[str],
    isi: bytes,
    listen: Callable[[Kabar, bytes | None], None],
    batas: float,
    perintah: Sequence[str],
    *,
    lines: bool,
) -> tuple[int, str]:
    """Exit code and what was said on standard error. Whatever ends the waiting (an answer, a limit, a reader who left) ends the process."""
    start = time.monotonic()

    def waited() -> Kabar:
        detik = time.monotonic() - start
        if detik > batas:
            raise PekerjaGagal(
                f"Pekerjaan dihentikan karena lebih lama dari {batas:.0f} detik. Bagi berkas menjadi beberapa bagian, lalu coba lagi."
            )
        return Kabar(detik)

    with _turn(lambda: listen(waited(), None)), _process([*perintah, *arguments]) as process:
        out: queue.SimpleQueue[bytes | Mapping[str, Any] | None] = queue.SimpleQueue()
        said: list[str] = []
        threads = [
            threading.Thread(target=_feed, args=(process.stdin, isi), daemon=True),
            threading.Thread(target=_collect, args=(process.stdout, out, lines), daemon=True),
            threading.Thread(target=_overhear, args=(process.stderr, said, out), daemon=True),
        ]
        for thread in threads:
            thread.start()
        ukuran = 0
        while True:
            try:
                piece = out.get(timeout=_DENYUT)
            except queue.Empty:
                listen(waited(), None)
                continue
            if piece is None:
                break
            if isinstance(piece, Mapping):
                listen(_kabar(waited().detik, piece), None)
                continue
            ukuran += len(piece)
            if ukuran > KELUARAN_TERBESAR:
                raise PekerjaGagal("Jawaban pekerja terlalu besar untuk ditampilkan. Bagi berkas menjadi beberapa bagian, lalu coba lagi.")
            listen(waited(), piece)
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_DENYUT)
            listen(waited(), None)
        threads[-1].join(_DENYUT)
        return process.returncode, "".join(said)[-_PESAN_TERPANJANG:].strip()


@contextlib.contextmanager
def _turn(tick: Callable[[], None]) -> Iterator[None]:
    """Wait for one of the places; `tick` is called meanwhile."""
    while not _giliran.acquire(timeout=_DENYUT):
        tick()
    try:
        yield
    finally:
        _giliran.release()


@contextlib.contextmanager
def _process(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """The worker in a process group of its own; at the end the whole group is gone."""
    try:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise PekerjaGagal(f"Pekerja tidak dapat dijalankan ({error.strerror}). Hubungi pengelola dasbor.") from error
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _feed(stream: IO[bytes], isi: bytes) -> None:
    """A worker that has seen enough closes its end early; that is its right."""
    with contextlib.suppress(OSError):
        stream.write(isi)
    with contextlib.suppress(OSError):
        stream.close()


def _collect(stream: IO[bytes], out: queue.SimpleQueue[Any], lines: bool) -> None:
    with stream:
        for piece in stream if lines else iter(lambda: stream.read(_POTONGAN), b""):
            out.put(piece)
    out.put(None)


def _overhear(stream: IO[bytes], said: list[str], out: queue.SimpleQueue[Any]) -> None:
    """Progress goes on to who listens; anything else is what was said."""
    with stream:
        for line in stream:
            found = _parse(line)
            if found is not None and "tahap" in found:
                out.put(found)
                continue
            said.append(line.decode("utf-8", errors="replace"))
            del said[:-200]


def _parse(line: bytes) -> Mapping[str, Any] | None:
    """One JSON object; anything else a worker prints is not for the screen."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _kabar(detik: float, found: Mapping[str, Any]) -> Kabar:
    ke, dari = found.get("ke"), found.get("dari")
    whole = (value if isinstance(value, int) else None for value in (ke, dari))
    return Kabar(detik, str(found["tahap"]), *whole, str(found.get("keterangan") or ""))


def keep_places(pesan: str) -> str:
    """Where it went wrong and by which kind of error, never what was read: messages of errors quote cells, and a log is kept."""
    places = [line.strip() for line in pesan.splitlines() if _TEMPAT.match(line)]
    kinds = _JENIS_GALAT.findall(pesan)
    return "\n".join([*places, *kinds[-1:]])


def _failed(kode: int, pesan: str) -> PekerjaGagal:
    """The worker's own sentence where it has one; what nobody expected goes to the log under a number."""
    if kode in _BERKALIMAT and pesan and "Traceback (most recent call last)" not in pesan:
        return PekerjaGagal(pesan, kode)
    number = secrets.token_hex(3).upper()
    log.error("Kesalahan %s: pekerja berakhir dengan kode %s\n%s", number, kode, keep_places(pesan))
    if kode < 0:
        return PekerjaGagal(
            f"Pekerja berhenti mendadak, mungkin karena berkas terlalu besar untuk memori peladen (nomor kesalahan {number}). "
            "Bagi berkas menjadi beberapa bagian, lalu coba lagi.",
            kode,
        )
    return PekerjaGagal(
        f"Pekerjaan tidak selesai karena kesalahan yang tidak terduga. Sampaikan nomor {number} kepada pengelola dasbor.", kode
    )
