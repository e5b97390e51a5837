"""Mutated workbooks, third quarter."""

from __future__ import annotations

import pytest

from tests.etl.fuzz.jalankan import run_range

BAGIAN = 25


@pytest.mark.parametrize("start", range(1000, 1500, BAGIAN))
def test_mutated_files_keep_every_promise(start: int) -> None:
    assert run_range(start, start + BAGIAN) == []
