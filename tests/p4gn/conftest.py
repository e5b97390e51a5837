"""Fixtures around the tiny edition of edisi_kecil.py, and the whole example edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.build import Permintaan, build_edisi
from etl.contoh import generate
from etl.progress import Progress
from p4gn.warehouse.editions import current_edisi
from tests.p4gn.edisi_kecil import EDISI_KECIL, write_edisi

SAMPAI = date(2026, 11, 1)


@pytest.fixture(scope="session")
def kecil_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the tiny edition, built once."""
    data = tmp_path_factory.mktemp("kecil")
    write_edisi(data, EDISI_KECIL)
    (data / "edisi" / "TERKINI").write_text(EDISI_KECIL, encoding="utf-8")
    return data


@pytest.fixture
def edisi(kecil_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of the tiny edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(kecil_data))
    return EDISI_KECIL


@pytest.fixture(scope="session")
def penuh_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the whole example edition, built once from the workbooks that its generator writes; `contoh` and its truth stand beside it."""
    folder = tmp_path_factory.mktemp("penuh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder / "data"))
        generate(folder / "contoh", SAMPAI)
        build_edisi(Permintaan((folder / "contoh",), "contoh", lewati_ditolak=True), SAMPAI, Progress(diam=True))
    return folder / "data"


@pytest.fixture
def edisi_penuh(penuh_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of the whole example edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(penuh_data))
    return current_edisi()
