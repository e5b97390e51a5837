"""Boundaries on demand: what has never been drawn, a province or all Indonesia, is drawn when it is first looked at."""

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
    """One drawing at a time for the whole server, and what could not be drawn."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    failed: set[str] = field(default_factory=set)


@st.cache_resource(show_spinner=False)
def _workshop() -> Workshop:
    return Workshop()


def find_or_make(kode_wilayah: str) -> Mapping[str, Any] | None:
    """What is drawn for the region's province or for 'nasional'; made now (seconds, in a process of its own) if nothing is; None after saying why not."""
    kode = kode_wilayah if kode_wilayah == NASIONAL else kode_wilayah[:2]
    return wilayah.peta_index(kode) or _make(kode)


def _make(kode: str) -> Mapping[str, Any] | None:
    name = "seluruh Indonesia" if kode == NASIONAL else wilayah.get_wilayah(kode).nama
    workshop = _workshop()
    with st.spinner(f"Menyiapkan batas perkiraan {name}, beberapa detik …"), workshop.lock:
        drawn = wilayah.peta_index(kode)  # another visitor may have waited for the same
        if drawn is None and kode not in workshop.failed:
            _run(kode, workshop)
            drawn = wilayah.peta_index(kode)
    if drawn is None:
        frame.empty_state(f"Peta {name} belum dapat dibuat.", "Angkanya ada pada tabel. Sampaikan kepada pengelola dasbor.")
    return drawn


def _run(kode: str, workshop: Workshop) -> None:
    wanted = ["--nasional"] if kode == NASIONAL else ["--skematik", kode]
    command = [sys.executable, "-m", "etl", "batas", *wanted, "--bila-perlu"]
    try:
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PALING_LAMA, check=False)
    except subprocess.TimeoutExpired:
        log.error("Batas %s: tidak selesai dalam %s detik", kode, PALING_LAMA)
        workshop.failed.add(kode)
        return
    if made.returncode:
        log.error("Batas %s: %s", kode, made.stderr.strip())
        workshop.failed.add(kode)
