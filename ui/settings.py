"""What a province sets once for its own house: the region that screens open on."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "reference" / "pengaturan.yml"


@cache
def default_wilayah() -> str:
    """Kode of the region shown first; `P4GN_WILAYAH` in the environment overrides the file."""
    return os.environ.get("P4GN_WILAYAH") or str(yaml.safe_load(FILE.read_text(encoding="utf-8"))["wilayah_awal"])
