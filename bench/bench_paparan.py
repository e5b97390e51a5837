"""Ten sessions ask for the whole pack of a briefing at once while somebody else looks at pages: how long the packs take, and what the pages feel.

    python bench/bench_paparan.py [--edisi E] [--wilayah 63] [--banyak 10]

Prints the seconds of one pack alone and of all together, and the p95 of page scripts meanwhile as a ratio of their p95 in peace.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.bench_skor import find_example  # noqa: E402
from p4gn.paparan.susunan import read_bawaan, write_susunan  # noqa: E402
from ui import pekerja  # noqa: E402
from ui.paparan_siap import PERINTAH  # noqa: E402

HALAMAN = ("ikhtisar/ringkasan", "program/kepatuhan_opd", "program/tindak_lanjut", "program/desa_bersinar")
PUTARAN = 10


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--edisi", default=find_example())
    options.add_argument("--wilayah", default="63")
    options.add_argument("--banyak", type=int, default=10)
    asked = options.parse_args()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["edisi"], app.query_params["wilayah"] = asked.edisi, asked.wilayah
    app.run()
    visit(app, lambda: False)
    quiet = visit(app, lambda: False)
    start = time.perf_counter()
    make_pack(asked.edisi, asked.wilayah)
    alone = time.perf_counter() - start
    done: list[int] = []
    threads = [threading.Thread(target=lambda: done.append(make_pack(asked.edisi, asked.wilayah))) for _ in range(asked.banyak)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    busy = visit(app, lambda: any(thread.is_alive() for thread in threads))
    for thread in threads:
        thread.join()
    together = time.perf_counter() - start
    print(f"satu paket {alone:.1f} detik; {len(done)} dari {asked.banyak} paket jadi dalam {together:.1f} detik")
    print(f"p95 naskah halaman: tenang {p95(quiet) * 1000:.0f} ms, bersama paket {p95(busy) * 1000:.0f} ms, nisbah {p95(busy) / p95(quiet):.2f}")


def visit(app: AppTest, goes_on: Callable[[], bool]) -> list[float]:
    """Seconds of each script run, over the pages again and again: ten rounds, or as long as something goes on."""
    seconds, rounds = [], 0
    while rounds < PUTARAN or goes_on():
        for page in HALAMAN:
            app.switch_page(f"pages/{page}.py")
            start = time.perf_counter()
            app.run()
            seconds.append(time.perf_counter() - start)
        rounds += 1
    return seconds


def make_pack(edisi: str, wilayah: str) -> int:
    """Bytes of one pack, made by a process of its own as the page does."""
    arguments = ["paparan", "--edisi", edisi, "--wilayah", wilayah, "--susunan", "-", "--hanya", "paket", "--keluaran", "-"]
    return len(pekerja.fetch(arguments, write_susunan(read_bawaan()).encode(), perintah=PERINTAH))


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    main()
