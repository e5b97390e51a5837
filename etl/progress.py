"""Stage lines at the terminal: what was done, how many, in how many seconds. Plain lines, so logs stay readable."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from p4gn.bahasa import format_angka

TAHAP = ("terima", "baca", "bersihkan", "selaraskan", "periksa", "bangun", "terbitkan")


class Progress:
    """Prints one line per stage and remembers the seconds of each."""

    def __init__(self, stream: TextIO | None = None, *, diam: bool = False) -> None:
        self._stream = stream or sys.stdout
        self._diam = diam
        self.detik: dict[str, float] = {}

    def say(self, text: str) -> None:
        if not self._diam:
            print(text, file=self._stream, flush=True)

    @contextmanager
    def stage(self, nama: str) -> Iterator[list[str]]:
        """Collects remarks of a stage; its line is printed when the stage is over."""
        remarks: list[str] = []
        self._begin(nama)
        start = time.perf_counter()
        yield remarks
        self.detik[nama] = self.detik.get(nama, 0.0) + time.perf_counter() - start
        self._end(nama, remarks)

    def _begin(self, nama: str) -> None:
        """At a terminal the line comes when the stage is over."""

    def _end(self, nama: str, remarks: list[str]) -> None:
        number = TAHAP.index(nama) + 1
        self.say(f"{number}/{len(TAHAP)} {nama:<11} {'; '.join(remarks):<58} {format_angka(self.detik[nama], 2):>6} detik")


class ProgressJson(Progress):
    """One JSON object per line, when a stage begins and when it is over: for a screen that shows what is going on."""

    def _begin(self, nama: str) -> None:
        self._say_json(nama, "")

    def _end(self, nama: str, remarks: list[str]) -> None:
        self._say_json(nama, "; ".join(remarks))

    def _say_json(self, nama: str, keterangan: str) -> None:
        self.say(json.dumps({"tahap": nama, "ke": TAHAP.index(nama) + 1, "dari": len(TAHAP), "keterangan": keterangan}, ensure_ascii=False))
