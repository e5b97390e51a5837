"""Seconds of `python -m etl bangun` on the public set in an empty data folder, and the share of each stage.

python bench/bench_bangun.py [times]        limit to hold: 15 seconds
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
BATAS_DETIK = 15.0
_TAHAP = re.compile(r"^\d/\d (\w+) .*?([\d.]*\d,\d\d) detik$", re.MULTILINE)


def run_once() -> tuple[float, dict[str, float]]:
    """Wall seconds of one build in a fresh process and folder, and the seconds of its stages."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "etl", "bangun"],
            cwd=ROOT,
            env={**os.environ, "P4GN_DATA": folder},
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = time.perf_counter() - start
    return seconds, {nama: float(value.replace(".", "").replace(",", ".")) for nama, value in _TAHAP.findall(done.stdout)}


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    runs = [run_once() for _ in range(times)]
    total = median(seconds for seconds, _ in runs)
    print(
        f"bangun (public set), median of {times}: {total:.2f} s, worst {max(seconds for seconds, _ in runs):.2f} s, limit {BATAS_DETIK:.0f} s"
    )
    stages = {nama: median(stage.get(nama, 0.0) for _, stage in runs) for nama in runs[0][1]}
    for nama, seconds in [*stages.items(), ("python + imports", total - sum(stages.values()))]:
        print(f"  {nama:<17} {seconds:6.2f} s  {100 * seconds / total:5.1f} %")
    return 0 if total <= BATAS_DETIK else 1


if __name__ == "__main__":
    sys.exit(main())
