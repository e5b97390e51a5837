"""How fast decisions are stored and seen: the store beside bare commits of the same database, and what one decision makes anew.

    python bench/bench_catatan.py

Uses the newest example edition of the data folder (P4GN_DATA, else data/) and a store of its own in a temporary folder. A bare commit is one
row inserted into an empty table of SQLite with the same settings (WAL, synchronous=FULL). Medians; asserts nothing.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
BANYAK, RUNS = 200, 7
TANGGAL = date(2020, 1, 31)  # long due: it changes the scorecards at once


def median_ms(work: Callable[[int], object], times: int) -> float:
    took = []
    for each in range(times):
        begun = time.perf_counter()
        work(each)
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def main() -> None:
    from bench.bench_skor import find_example
    from p4gn import catatan
    from p4gn.scope import Scope
    from p4gn.scoring import kartu
    from ui.kabar import read_kabar

    with tempfile.TemporaryDirectory() as folder:
        os.environ["P4GN_CATATAN"] = f"sqlite:///{folder}/catatan.db"
        edisi = find_example()
        who = catatan.Pencatat("Analis Kesbangpol", "analis", "bench", edisi, "bench")
        bare = sqlite3.connect(f"{folder}/polos.db", isolation_level=None)
        bare.execute("pragma journal_mode = wal")
        bare.execute("pragma synchronous = full")
        bare.execute("create table polos (isi text)")
        plain = median_ms(lambda each: bare.execute("insert into polos values (?)", (f"Keputusan {each}",)), BANYAK)
        stored = median_ms(
            lambda each: catatan.record_keputusan(who, catatan.Keputusan(f"Keputusan {each}", "DINKES@63", wilayah="63")), BANYAK
        )
        kartu.score_kartu(edisi, "opd", "63", "2026")

        def note_and(work: Callable[[], object]) -> Callable[[int], float]:
            def run(each: int) -> float:
                catatan.record_keputusan(
                    who, catatan.Keputusan(f"Janji {each} {work}", "DINKES@63", tenggat=TANGGAL, wilayah="63", tanggal=TANGGAL)
                )
                begun = time.perf_counter()
                work()
                return 1000 * (time.perf_counter() - begun)

            return run

        scope = Scope(edisi, "63")
        works = {
            "daftar tindak lanjut provinsi": lambda: catatan.list_tindak_lanjut(scope),
            "kartu skor semua OPD provinsi": lambda: kartu.score_kartu(edisi, "opd", "63", "2026"),
        }
        print(
            f"satu keputusan tersimpan: {stored:.1f} ms, {1000 / stored:.0f} per detik; commit polos {plain:.1f} ms; rasio {stored / plain:.1f}"
        )
        print(f"pertanyaan “ada kabar?”: {median_ms(lambda _: read_kabar(edisi, 10**9), BANYAK):.2f} ms")
        for name, work in works.items():
            run = note_and(work)
            anew = statistics.median(run(each) for each in range(RUNS))
            kept = median_ms(lambda _, work=work: work(), RUNS)
            print(f"{name}: sesudah satu janji baru {anew:.0f} ms, tanpa yang baru {kept:.1f} ms; rasio {anew / kept:.0f}")


if __name__ == "__main__":
    main()
