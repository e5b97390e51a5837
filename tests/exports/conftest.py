"""One edition for all tests of files and of the calendar, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from p4gn.scoring.kartu import forget_kartu
from tests.sekali import copy_data


@pytest.fixture(scope="session")
def rencana_data(tmp_path_factory: pytest.TempPathFactory, rencana_made: Path) -> tuple[Path, str]:
    """(data folder, edition id): a copy, for what is noted in one worker is not to be read in another."""
    data = copy_data(rencana_made, tmp_path_factory.mktemp("rencana"))
    return data, (data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()


@pytest.fixture
def edisi(rencana_data: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Id of that edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(rencana_data[0]))
    forget_kartu()
    yield rencana_data[1]
    forget_kartu()
