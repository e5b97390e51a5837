"""Stage lines at the terminal: what was done, how many, in how many seconds. Plain lines, so logs stay readable."""

from __future__ import annotations

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
        start = time.perf_counter()
        yield remarks
        self.detik[nama] = self.detik.get(nama, 0.0) + time.perf_counter() - start
        number = TAHAP.index(nama) + 1
        self.say(f"{number}/{len(TAHAP)} {nama:<11} {'; '.join(remarks):<58} {format_angka(self.detik[nama], 2):>6} detik")
