"""Builds killed with SIGKILL at random moments spread over a build, for test_publish.py: prints how many were killed and how many finished.

    python -m tests.etl.bunuh_bangun <folder> <times>

Everything is imported before the first fork, so that the kill falls into the build itself; DuckDB is used in the children only.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

import etl.build
import etl.checks
import etl.staging
from etl.__main__ import main
from p4gn.warehouse.editions import current_edisi, warehouse_path
from tests.etl.kiriman import TES_TAJUK, tes_row, write_csv


def in_child(work: Callable[[], int]) -> int:
    """Process id of a child that does the work and nothing else."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                code = work()
        finally:
            os._exit(code)
    return pid


def wait_or_kill(pid: int, seconds: float) -> bool:
    """True where the child had to be killed."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            assert status == 0, f"build ended with {os.waitstatus_to_exitcode(status)}"
            return False
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return True


def check(edisi: str | None, expected: str) -> None:
    """An edition opens and holds exactly the row expected."""

    def work() -> int:
        with duckdb.connect(str(warehouse_path(edisi or "")), read_only=True) as connection:
            found = connection.execute("select id_tes, (select count(*) from mart.wilayah) from mart.tes_urine").fetchall()
        return 0 if found == [(expected, 91599)] else 1

    _, status = os.waitpid(in_child(work), 0)
    assert status == 0, f"{edisi} does not hold {expected}"


def run(folder: Path, times: int) -> tuple[int, int]:
    path = folder / "tes.csv"
    etl.staging.read_wilayah_table()
    write_csv(path, [TES_TAJUK, tes_row("U0")])
    start = time.perf_counter()
    assert not wait_or_kill(in_child(lambda: main(["bangun", "--masukan", str(path)])), 60)
    seconds = time.perf_counter() - start
    chance = random.Random(30)
    # Parts of the time that a build takes: one moment in each of as many equal stretches, the last a little after its end.
    moments = [0.02 + 1.08 * (turn + chance.random()) / times for turn in range(times)]
    chance.shuffle(moments)
    holds, killed = "U0", 0
    for turn, moment in enumerate(moments, start=1):
        before = current_edisi()
        write_csv(path, [TES_TAJUK, tes_row(f"U{turn}")])
        killed += wait_or_kill(in_child(lambda: main(["bangun", "--masukan", str(path)])), seconds * moment)
        check(before, holds)
        after = current_edisi()
        if after != before:
            holds = f"U{turn}"
    check(current_edisi(), holds)
    return killed, times - killed


if __name__ == "__main__":
    print(*run(Path(sys.argv[1]), int(sys.argv[2])))
