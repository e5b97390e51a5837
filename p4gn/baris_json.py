"""Files with one JSON object per line that only ever grow: read whole, and again only when they have changed."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

Baris = Mapping[str, object]
Versi = tuple[int, int, int]

log = logging.getLogger("p4gn.catatan")


def find_versi(path: Path) -> Versi | None:
    """What changes whenever the file does; None while there is no file."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def read_baris(path: Path) -> tuple[Baris, ...]:
    """The objects in the order written; a line that a killed writer left half done is passed over, with a warning in the log."""
    versi = find_versi(path)
    return _read(path, versi) if versi else ()


@functools.lru_cache(maxsize=32)
def _read(path: Path, versi: Versi) -> tuple[Baris, ...]:
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
        except ValueError:
            content = None
        if isinstance(content, dict):
            found.append(MappingProxyType(content))
        else:
            log.warning("%s baris %d rusak dan dilewati.", path.name, number)
    return tuple(found)
