"""How people really wrote dates, regions and agencies in public records, with the reviewed reading (tests/etl/data)."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).with_name("data")


def read_penulisan(nama: str) -> list[dict[str, str]]:
    """Rows of penulisan_<nama>.csv."""
    with (DATA / f"penulisan_{nama}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
