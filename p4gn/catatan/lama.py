"""Notes that earlier versions kept as lines of files (data/catatan/alias.jsonl …): taken over into the books once, in their order.

The files stay where they are and are not read any more.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, func, select

from p4gn.catatan import buku
from p4gn.catatan.basis import BUKU
from p4gn.catatan.buku import Baris

log = logging.getLogger("p4gn.catatan")


def list_berkas(folder: Path) -> dict[str, Path]:
    """The files there are, by the book they belong to."""
    found = {nama: folder / f"{nama}.jsonl" for nama in buku.NAMA}
    return {nama: path for nama, path in found.items() if path.is_file()}


def find_belum(connection: Connection, lines_by_buku: Mapping[str, Sequence[Baris]]) -> dict[str, Sequence[Baris]]:
    """Of the lines of the files, by book, those that wait to be taken over.

    Only an empty book takes a file over: the name of the file then stands beside each of its lines, so it does not wait again; and notes made
    since have numbers that those of the file may have too.
    """
    waiting = {}
    for nama, lines in lines_by_buku.items():
        asked = select(func.count(), func.count(BUKU.c.berkas)).where(BUKU.c.buku == nama)
        held, taken = connection.execute(asked).one()
        if lines and not held:
            waiting[nama] = lines
        elif len(lines) > taken:
            log.warning("%d catatan di %s.jsonl tidak ada dalam basis catatan dan tidak dipakai.", len(lines) - taken, nama)
    return waiting


def take_over(connection: Connection, lines_by_buku: Mapping[str, Sequence[Baris]]) -> None:
    """Add the lines to their books, in a writing transaction."""
    for nama, lines in lines_by_buku.items():
        for isi in lines:
            buku.append(connection, nama, isi, _moment(isi.get("kapan")), f"{nama}.jsonl")
        log.info("%d catatan dari %s.jsonl diambil alih ke dalam basis catatan.", len(lines), nama)


def read_baris(path: Path) -> tuple[Baris, ...]:
    """The objects in the order written; a line that a killed writer left half done is passed over, with a warning in the log."""
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


def _moment(kapan: object) -> str | None:
    """'2026-03-01T08:00:00+08:00' as the books keep moments; None where it cannot be read."""
    try:
        return datetime.fromisoformat(str(kapan)).astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return None
