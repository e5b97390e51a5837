"""Tables as CSV that Excel opens in Indonesian settings: semicolons, decimal comma, UTF-8 with mark; no cell ever starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

Isi = str | int | float | date | None


def write_csv(keterangan: Mapping[str, str], judul: Sequence[str], baris: Iterable[Sequence[Isi]]) -> bytes:
    """What the table is about, a blank line, the headings, the rows. A number is bare, a day is 2026-11-25, unknown is empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_text(name), _text(value)] for name, value in keterangan.items())
    writer.writerow([])
    writer.writerow([_text(each) for each in judul])
    writer.writerows([_cell(each) for each in row] for row in baris)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(isi: Isi) -> str:
    if isi is None:
        return ""
    if isinstance(isi, str):
        return _text(isi)
    return isi.isoformat() if isinstance(isi, date) else f"{isi:.10g}".replace(".", ",")


def _text(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
