"""A province's own PowerPoint template and logo, kept beside the editions for its dashboard and its nightly runs alike.

data/templat/63.pptx, data/templat/63.logo.png: only what exports made of what was handed in, see exports/simpan_templat.py.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from p4gn.scope import NASIONAL
from p4gn.warehouse.editions import data_dir

TEMPLAT, LOGO = "templat", "logo"
_AKHIRAN: Mapping[str, str] = MappingProxyType({TEMPLAT: "pptx", LOGO: "logo.png"})


def read_milik(jenis: str, kode_wilayah: str) -> bytes | None:
    """The template or logo of the province of a region; None where it handed in none."""
    path = _path(jenis, kode_wilayah)
    return path.read_bytes() if path.is_file() else None


def find_milik(kode_wilayah: str) -> Mapping[str, int]:
    """Which of the two there are, and when each was kept (nanoseconds of the clock): another number is another file."""
    paths = {jenis: _path(jenis, kode_wilayah) for jenis in _AKHIRAN}
    return {jenis: path.stat().st_mtime_ns for jenis, path in paths.items() if path.is_file()}


def keep_milik(jenis: str, kode_wilayah: str, isi: bytes) -> None:
    """In place of what was kept before, whole or not at all; OSError where it cannot be written."""
    path = _path(jenis, kode_wilayah)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(isi)
    Path(beside).replace(path)


def drop_milik(jenis: str, kode_wilayah: str) -> None:
    """Go back to the dashboard's own."""
    _path(jenis, kode_wilayah).unlink(missing_ok=True)


def _path(jenis: str, kode_wilayah: str) -> Path:
    """Regions look like their province."""
    kode = kode_wilayah if kode_wilayah == NASIONAL else kode_wilayah.partition(".")[0]
    return data_dir() / "templat" / f"{kode}.{_AKHIRAN[jenis]}"
