"""What every test may use: the project's root, the whole example edition, and the public material beside the project where it is present."""

import fcntl
import os
from datetime import date
from pathlib import Path

import pytest

from etl.build import Permintaan, build_edisi
from etl.contoh import generate
from etl.progress import Progress
from p4gn.catatan import basis
from p4gn.warehouse.editions import current_edisi

ROOT = Path(__file__).resolve().parents[1]
SAMPAI = date(2026, 11, 1)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public reference material beside the project; tests that compare with it skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("bahan pembanding di samping proyek tidak ada")
    return folder


@pytest.fixture(scope="session")
def contoh_penuh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole example, made once for all workers of a run: `contoh` (its workbooks), `contoh-kebenaran` (its truth), `data` (its edition).

    Nobody writes into it; who has to, takes a copy.
    """
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder = root / "contoh-penuh"
    with (root / "contoh-penuh.kunci").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "selesai").exists():
            patch.setenv("P4GN_DATA", str(folder / "data"))
            generate(folder / "contoh", SAMPAI)
            build_edisi(Permintaan((folder / "contoh",), "contoh", lewati_ditolak=True), SAMPAI, Progress(diam=True))
            basis.forget_engines()  # what was noted stands in the file itself, which others copy
            (folder / "selesai").touch()
    return folder


@pytest.fixture(scope="session")
def penuh_data(contoh_penuh: Path) -> Path:
    """The data folder of the whole example edition; read only."""
    return contoh_penuh / "data"


@pytest.fixture
def edisi_penuh(penuh_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of the whole example edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(penuh_data))
    return current_edisi()
