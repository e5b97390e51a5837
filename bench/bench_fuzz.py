"""A long run of the mutation fuzz outside the tests: `python bench/bench_fuzz.py 2000 20000` checks the files with these numbers."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.etl.fuzz.jalankan import run_range

POTONGAN = 100


def main(awal: int, akhir: int) -> int:
    """1 when a promise was broken; each is printed when it is found."""
    broken = 0
    started = process_time()
    for start in range(awal, akhir, POTONGAN):
        keluhan = run_range(start, min(start + POTONGAN, akhir))
        broken += len(keluhan)
        print("\n".join([*keluhan, f"{start + POTONGAN - awal} berkas, {process_time() - started:.0f} detik prosesor"]), flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2])))
