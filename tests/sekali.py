"""What is dear to make is made once for a whole run of the tests, however many workers share it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SELESAI = "selesai"


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name that `make` filled: whoever asks first makes it, everybody else of the run waits for it and reads it.

    Nobody writes into it afterwards; who has to, takes a copy with `copy_data`. What a maker that failed left behind is made anew.
    """
    root = factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder = root / name
    with (root / f"{name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / SELESAI).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / SELESAI).touch()
    return folder


def copy_data(made: Path, folder: Path) -> Path:
    """A data folder of one's own under `folder`, as `made` has it: what others noted in it meanwhile stays with them."""
    shutil.copytree(made / "data", folder / "data", ignore=shutil.ignore_patterns("*-wal", "*-shm"), dirs_exist_ok=True)
    return folder / "data"
