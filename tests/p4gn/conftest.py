"""Fixtures around the tiny edition of edisi_kecil.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.p4gn.edisi_kecil import EDISI_KECIL, write_edisi


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
