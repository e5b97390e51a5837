"""How an action of a regional action plan stands, by what is reported and what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.rad import state_of


def action(**isi: Any) -> dict[str, Any]:
    return {
        "tahun": 2026,
        "periode": "2026",
        "target": 100.0,
        "realisasi": None,
        "realisasi_b06": None,
        "realisasi_b12": None,
        "capaian": None,
        "persen": None,
    } | isi


@pytest.mark.parametrize(
    ("isi", "kini", "kata"),
    [
        ({"realisasi_b06": 40.0, "capaian": 40.0, "persen": 40.0}, date(2026, 10, 30), "berjalan"),
        ({"realisasi_b06": 120.0, "capaian": 120.0, "persen": 120.0}, date(2026, 10, 30), "target tercapai"),
        ({}, date(2026, 10, 30), "belum jatuh tempo"),
        ({}, date(2027, 1, 16), "B12 belum dilaporkan, terlambat 1 hari"),
        ({"realisasi_b06": 40.0, "capaian": 40.0, "persen": 40.0}, date(2027, 1, 15), "di bawah target"),
        ({"realisasi_b06": 40.0, "capaian": 40.0, "persen": 40.0}, date(2027, 1, 20), "B12 belum dilaporkan, terlambat 5 hari"),
        ({"realisasi_b12": 90.0, "capaian": 90.0, "persen": 90.0}, date(2027, 2, 1), "di bawah target"),
        ({"realisasi": 90.0, "capaian": 90.0, "persen": 90.0}, date(2027, 2, 1), "di bawah target"),
        ({"periode": "2026-S1", "realisasi": 50.0, "capaian": 50.0, "persen": 50.0}, date(2026, 10, 30), "berjalan"),
        ({"periode": "2026-S1"}, date(2026, 7, 16), "B06 belum dilaporkan, terlambat 1 hari"),
        ({"target": None, "realisasi_b06": 3.0, "capaian": 3.0}, date(2026, 10, 30), "tanpa target"),
    ],
)
def test_state_of_an_action(isi: dict[str, Any], kini: date, kata: str) -> None:
    assert state_of(action(**isi), find_kerangka("2026", "63"), kini).teks == kata
