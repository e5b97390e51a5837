"""How fast scorecards are made: all agencies of a province for one period, cold and warm, beside a plain scan of the same edition.

    python bench/bench_skor.py

Uses the newest example edition of the data folder (P4GN_DATA, else data/). Cold: everything that was kept is let go before each run, but the
edition stays open. The scan adds up the rows of the marts that the scorecard reads, in one statement each. Medians of seven; asserts nothing.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RUNS = 7
PROVINSI, PERIODE = "63", "2026"
MART = ("laporan_opd", "pegawai_opd", "cakupan_tes", "tes_urine", "tindak_lanjut", "anggaran")


def find_example() -> str:
    from p4gn.warehouse import editions

    example = next((each.id for each in editions.list_edisi() if each.is_contoh), None)
    if example is None:
        raise SystemExit("Tidak ada edisi contoh. Buat dulu dengan: python -m etl awal")
    return example


def median_ms(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    took = []
    for _ in range(RUNS):
        before()
        begun = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def main() -> None:
    from p4gn.scoring import kartu
    from p4gn.scoring.andai import andai_langkah, what_if
    from p4gn.scoring.fakta import forget_fakta, read_fakta_opd, read_fakta_wilayah
    from p4gn.warehouse.read import query_rows

    edisi = find_example()
    cards = kartu.score_semua_opd(edisi, PROVINSI, PERIODE)  # opens the edition, loads the frameworks
    largest = max(cards.values(), key=lambda card: len(card.baris))
    row = max(largest.baris, key=lambda each: len(each.langkah))

    def scan() -> None:
        for mart in MART:
            query_rows(edisi, f"select count(*), count(distinct kunci_opd) from mart.{mart}")

    results = {
        "satu pindaian enam mart": median_ms(scan),
        "fakta OPD, dingin": median_ms(lambda: read_fakta_opd(edisi, PROVINSI), forget_fakta),
        "fakta wilayah, dingin": median_ms(lambda: read_fakta_wilayah(edisi, PROVINSI), forget_fakta),
        "semua OPD, dingin (dua periode)": median_ms(lambda: kartu.score_semua_opd(edisi, PROVINSI, PERIODE), kartu.forget_kartu),
        "semua kab/kota, dingin (OPD-nya ikut)": median_ms(lambda: kartu.score_wilayah(edisi, PROVINSI, PERIODE), kartu.forget_kartu),
        "semua OPD, hangat": median_ms(lambda: kartu.score_semua_opd(edisi, PROVINSI, PERIODE)),
        "satu pengandaian": median_ms(lambda: what_if(largest, {row.kunci: andai_langkah(row, row.langkah)})),
    }
    base = results["satu pindaian enam mart"]
    print(f"{sum(len(card.baris) for card in cards.values())} OPD, {len(cards)} pemerintah, periode {PERIODE}, edisi {edisi}")
    for words, took in results.items():
        print(f"{words:<40}{took:>10.2f} ms{took / base:>10.2f} × pindaian")


if __name__ == "__main__":
    main()
