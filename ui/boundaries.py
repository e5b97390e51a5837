"""Boundaries on demand: a province that has never been drawn gets its schematic shapes when it is first looked at."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from p4gn.geography import wilayah
from p4gn.scope import NASIONAL
from ui import frame

ROOT = Path(__file__).resolve().parents[1]
PALING_LAMA = 120  # seconds
log = logging.getLogger("p4gn.layar")


@dataclass
class Workshop:
    """One drawing at a time for the whole server, and which provinces could not be drawn."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    failed: set[str] = field(default_factory=set)


@st.cache_resource(show_spinner=False)
def _workshop() -> Workshop:
    return Workshop()


def find_or_make(kode_wilayah: str) -> Mapping[str, Any] | None:
    """What is drawn for the region's province; made now (seconds, in a process of its own) if nothing is; None after saying why not."""
    if kode_wilayah == NASIONAL:
        drawn = wilayah.peta_index(NASIONAL)
        if drawn is None:
            frame.empty_state("Peta seluruh Indonesia belum tersedia.", "Pilih satu provinsi di bilah samping.")
        return drawn
    provinsi = kode_wilayah[:2]
    return wilayah.peta_index(provinsi) or _make(provinsi)


def _make(provinsi: str) -> Mapping[str, Any] | None:
    name = wilayah.get_wilayah(provinsi).nama
    workshop = _workshop()
    with st.spinner(f"Menyiapkan batas perkiraan {name}, beberapa detik …"), workshop.lock:
        drawn = wilayah.peta_index(provinsi)  # another visitor may have waited for the same
        if drawn is None and provinsi not in workshop.failed:
            _run(provinsi, workshop)
            drawn = wilayah.peta_index(provinsi)
    if drawn is None:
        frame.empty_state(f"Batas wilayah {name} belum dapat dibuat.", "Angkanya ada pada tabel. Sampaikan kepada pengelola dasbor.")
    return drawn


def _run(provinsi: str, workshop: Workshop) -> None:
    command = [sys.executable, "-m", "etl", "batas", "--skematik", provinsi, "--bila-perlu"]
    try:
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PALING_LAMA, check=False)
    except subprocess.TimeoutExpired:
        log.error("Batas %s: tidak selesai dalam %s detik", provinsi, PALING_LAMA)
        workshop.failed.add(provinsi)
        return
    if made.returncode:
        log.error("Batas %s: %s", provinsi, made.stderr.strip())
        workshop.failed.add(provinsi)
