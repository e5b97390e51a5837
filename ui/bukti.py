"""The source rows of a line of a register, folded away behind one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from p4gn.bahasa import is_kosong
from p4gn.scoring.hasil import Bukti
from ui import asal
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope


def of_row(row: Row) -> Bukti:
    """The source of a row of a list: its own berkas, lembar, baris and sender."""
    sheet = row.get("lembar")
    return Bukti(str(row["berkas"]), None if is_kosong(sheet) else str(sheet), int(row["baris"]), row.get("pengirim"), None)


def details(bukti: Sequence[Bukti], scope: Scope) -> str:
    """'baris 12' or '3 catatan', opened to file, sheet, row, sender and day; '–' where there is none."""
    if not bukti:
        return "–"
    only = bukti[0]
    head = f"baris\N{NO-BREAK SPACE}{only.baris}" if len(bukti) == 1 and only.baris is not None else f"{len(bukti)} catatan"
    lines = "".join(f"<li>{asal.bukti_line(each, scope)}</li>" for each in bukti)
    return asal.fold(head, lines)


def column(scope: Scope, judul: str = "Sumber", *, of: Callable[[Row], Sequence[Bukti]] | None = None) -> Kolom:
    """For rows that are one record (berkas, lembar, baris), that bring their own `bukti`, or whose sources `of` gives."""
    sources = of or _of
    return Kolom(judul, lambda row: details(sources(row), scope), html=True, teks=lambda row: letak_text(sources(row)))


def letak_text(bukti: Sequence[Bukti]) -> str:
    """For a file: 'rekap.xlsx, Data, baris 12; …'."""
    return "; ".join(dict.fromkeys(each.letak for each in bukti)) or "–"


def _of(row: Row) -> Sequence[Bukti]:
    return row["bukti"] if "bukti" in row and isinstance(row["bukti"], tuple) else (of_row(row),)
