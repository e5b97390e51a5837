"""What every test may use: the project's root, the whole example edition, and the public material beside the project where it is present."""

import gc
from datetime import date
from pathlib import Path

import pytest

from etl.build import Permintaan, build_edisi
from etl.contoh import generate
from etl.progress import Progress
from p4gn.catatan import basis
from p4gn.warehouse.editions import current_edisi
from tests.exports import edisi_rencana
from tests.sekali import make_once

ROOT = Path(__file__).resolve().parents[1]
SAMPAI = date(2026, 11, 1)


def pytest_collection_finish() -> None:
    """What was imported stays: a collector that does not walk through it again and again saves a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_sessionfinish() -> None:
    gc.unfreeze()


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
    return make_once(tmp_path_factory, "contoh-penuh", make_contoh_penuh)


def make_contoh_penuh(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder / "data"))
        generate(folder / "contoh", SAMPAI)
        build_edisi(Permintaan((folder / "contoh",), "contoh", lewati_ditolak=True), SAMPAI, Progress(diam=True))
        basis.forget_engines()  # what was noted stands in the file itself, which others copy


@pytest.fixture(scope="session")
def rencana_made(tmp_path_factory: pytest.TempPathFactory, contoh_penuh: Path) -> Path:
    """An edition with reports, documents, budgets and innovations, made once for all workers: `data` is its data folder."""
    return make_once(tmp_path_factory, "rencana-sekali", lambda folder: edisi_rencana.build_edisi(contoh_penuh / "contoh", folder))


@pytest.fixture(scope="session")
def penuh_data(contoh_penuh: Path) -> Path:
    """The data folder of the whole example edition; read only."""
    return contoh_penuh / "data"


@pytest.fixture
def edisi_penuh(penuh_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of the whole example edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(penuh_data))
    return current_edisi()
