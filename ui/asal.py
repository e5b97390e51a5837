"""Where a record comes from: its published source, and its file, row, sender and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from p4gn.bahasa import format_tanggal, is_kosong
from p4gn.scope import NASIONAL
from p4gn.scoring.hasil import Bukti
from ui import cache, filters, tables
from ui.pengirim import nama_pengirim
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope


def source_column(scope: Scope, judul: str = "Sumber") -> Kolom:
    """The published source as a link, and behind one click the file, row, sender and day of each record the line is made of."""
    return Kolom(judul, lambda row: _published(row) + _details(row.get("catatan") or [row], scope), html=True, teks=_words)


def _words(row: Row) -> str:
    """For a file: 'ANTARA https://… (rapat.csv, baris 12; rapat.csv, baris 30)'."""
    named = " ".join(str(row[field]) for field in ("sumber_media", "sumber_url") if not is_kosong(row[field]))
    rows = "; ".join(f"{each['berkas']}, baris {each['baris']}" for each in row.get("catatan") or [row])
    return f"{named} ({rows})" if named else rows


def source_line(row: Row, scope: Scope) -> str:
    """The same in one line, as HTML: 'Sumber: ANTARA · rapat.csv, baris 12'."""
    parts = [each for each in (_published(row), _record(row, scope)) if each]
    return f"Sumber: {' · '.join(parts)}"


def _published(row: Row) -> str:
    return (
        ""
        if is_kosong(row["sumber_url"]) and is_kosong(row["sumber_media"])
        else tables.source_links(row["sumber_media"], row["sumber_url"])
    )


def _details(records: Sequence[Row], scope: Scope) -> str:
    """Folded away: a register is read for its numbers, and followed to its source line by line."""
    head = f"baris\N{NO-BREAK SPACE}{records[0]['baris']}" if len(records) == 1 else f"{len(records)} catatan"
    lines = "".join(f"<li>{_stage(each) if len(records) > 1 else ''}{_record(each, scope)}</li>" for each in records)
    return fold(head, lines)


def fold(head: str, lines: str) -> str:
    """List items (HTML) behind one click."""
    return f'<details class="p4-asal"><summary>{head}</summary><ul>{lines}</ul></details>'


def _stage(record: Row) -> str:
    return f"<strong>{escape(str(record['kata']))}</strong>: " if record.get("kata") else ""


def _record(row: Row, scope: Scope) -> str:
    """'rekap.xlsx, baris 12, dikirim Dinas Kesehatan, diterima 3 Juli 2026'; public records have no sender."""
    return bukti_line(Bukti(str(row["berkas"]), None, row["baris"], None, None), scope)


def bukti_line(bukti: Bukti, scope: Scope) -> str:
    """One source row as HTML: 'B06 2026: rekap.xlsx, lembar Aksi, baris 12, dikirim Dinas Kesehatan, diterima 3 Juli 2026'."""
    sender, day = cache.asal_berkas(scope.edisi).get(bukti.berkas, (None, None))
    sender, day = bukti.pengirim or sender, bukti.diterima_pada or day
    parts = [escape(bukti.berkas)]
    parts += [f"lembar {escape(bukti.lembar)}"] if bukti.lembar else []
    parts += [f"baris\N{NO-BREAK SPACE}{bukti.baris}"] if bukti.baris is not None else []
    if sender:
        link = escape(_sender_link(sender, scope), quote=True)
        parts.append(f'dikirim <a href="{link}" target="_self">{escape(nama_pengirim(sender))}</a>')
        parts += [f"diterima {format_tanggal(day)}"] if not is_kosong(day) else []
    told = f"{escape(bukti.keterangan)}: " if bukti.keterangan else ""
    return told + ", ".join(parts)


def _sender_link(kunci: str, scope: Scope) -> str:
    """To what this sender delivered, seen from its province: a narrower filter might hide the sender."""
    whole: Mapping[str, str] = {"wilayah": scope.kode_wilayah if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:2]}
    return f"mutu-data?{urlencode(filters.link_params(scope) | whole | {'pengirim': kunci})}"
