"""Boundaries on demand: a province that has never been drawn gets its schematic shapes when it is first looked at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from p4gn.geography import wilayah
from p4gn.scope import NASIONAL
from ui import frame

ROOT = Path(__file__).resolve().parents[1]
PALING_LAMA = 120  # seconds


def find_or_make(kode_wilayah: str) -> Mapping[str, Any] | None:
    """What is drawn for the region's province; made now (seconds, in a process of its own) if nothing is; None after saying why not."""
    if kode_wilayah == NASIONAL:
        drawn = wilayah.peta_index(NASIONAL)
        if drawn is None:
            frame.empty_state(
                "Peta seluruh Indonesia belum dibuat.",
                "Pilih satu provinsi, atau minta pengelola menjalankan: python -m etl batas --skematik semua",
            )
        return drawn
    provinsi = kode_wilayah[:2]
    return wilayah.peta_index(provinsi) or _make(provinsi)


def _make(provinsi: str) -> Mapping[str, Any] | None:
    name = wilayah.get_wilayah(provinsi).nama
    command = [sys.executable, "-m", "etl", "batas", "--skematik", provinsi, "--bila-perlu"]
    with st.spinner(f"Menyiapkan batas skematik {name}, beberapa detik …"):
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PALING_LAMA, check=False)
    if made.returncode:
        frame.empty_state(f"Batas wilayah {name} belum dapat dibuat.", made.stderr.strip() or "Minta pengelola memeriksa catatan peladen.")
    return wilayah.peta_index(provinsi)
