"""What leaves a meeting: its notulen as Word and PDF, and the due dates of its decisions as a calendar; each made when it is asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka
from p4gn.scope import Scope
from ui import berkas, cache, tables

if TYPE_CHECKING:
    from p4gn.catatan import Pertemuan

_PANJANG_NAMA = 48


@dataclass(frozen=True, slots=True)
class Pembuat:
    """What makes the files: notulen_docx and notulen_pdf of exports/notulen.py, tindak_lanjut_ics of exports/ics.py."""

    notulen_docx: Callable[[Pertemuan, Sequence[tables.Row], Mapping[str, str], date, datetime], bytes]
    notulen_pdf: Callable[[Pertemuan, Sequence[tables.Row], Mapping[str, str], date, datetime], bytes]
    kalender: Callable[[Sequence[tables.Row], Mapping[str, str], date], bytes]


def draw_unduh_rapat(scope: Scope, pertemuan: Pertemuan, pembuat: Pembuat) -> None:
    """Three buttons and, beside them, what the calendar leaves out."""
    rows = _rows(scope, pertemuan)
    name = name_file(pertemuan)
    dated = sum(row["terbuka"] and row["tenggat"] is not None for row in rows)
    with st.container(horizontal=True, vertical_alignment="center", key="unduh-rapat"):
        for label, kind, make, icon in (
            ("Notulen (DOCX)", "docx", pembuat.notulen_docx, "description"),
            ("Notulen (PDF)", "pdf", pembuat.notulen_pdf, "picture_as_pdf"),
        ):
            berkas.file_button(label, partial(_make_notulen, scope, pertemuan, make), f"notulen-{name}.{kind}", scope, icon=icon)
        if dated:
            make_ics = partial(_make_kalender, scope, pertemuan, pembuat)
            berkas.file_button("Kalender tenggat (.ics)", make_ics, f"tenggat-{name}.ics", scope, icon="calendar_add_on")
        st.html(f'<div class="p4"><span class="redup">{escape(kalender_text(rows))}</span></div>')


def kalender_text(rows: Sequence[tables.Row]) -> str:
    """'Kalender memuat 3 tenggat; 2 tindak lanjut terbuka tanpa tenggat tidak ada di dalamnya.'"""
    still_open = [row for row in rows if row["terbuka"]]
    dated = sum(row["tenggat"] is not None for row in still_open)
    without = len(still_open) - dated
    left_out = f"{format_angka(without)} tindak lanjut terbuka tanpa tenggat"
    if dated:
        return f"Kalender memuat {format_angka(dated)} tenggat{f'; {left_out} tidak ada di dalamnya' if without else ''}."
    return f"Tidak ada tenggat untuk kalender: {left_out}." if without else "Tidak ada tindak lanjut terbuka untuk kalender."


def name_file(pertemuan: Pertemuan) -> str:
    """'2026-10-27-rapat-persiapan-pencanangan-desa-bersinar-1f0a2b': day, title, and what tells two of the same name apart."""
    words = re.sub(r"[^a-z0-9]+", "-", (pertemuan.judul or pertemuan.jenis or "rapat").lower()).strip("-")
    day = pertemuan.tanggal.isoformat() if pertemuan.tanggal else "tanpa-tanggal"
    return f"{day}-{words[:_PANJANG_NAMA].rstrip('-')}-{hashlib.sha256(pertemuan.id.encode()).hexdigest()[:6]}"


def _rows(scope: Scope, pertemuan: Pertemuan) -> list[tables.Row]:
    """All decisions of the meeting, whatever else the view is narrowed to."""
    return tables.rows_of(catatan.list_keputusan(scope.edisi, pertemuan.id))


def _make_notulen(scope: Scope, pertemuan: Pertemuan, make: Callable[..., bytes]) -> bytes:
    """As it stands when the button is pressed, not when it was drawn."""
    now: Any = catatan.read_pertemuan(scope.edisi, pertemuan.id)
    kini = cache.manifest(scope.edisi).kini
    return make(now, _rows(scope, now), _facts(scope, now), kini, datetime.now().astimezone())


def _make_kalender(scope: Scope, pertemuan: Pertemuan, pembuat: Pembuat) -> bytes:
    return pembuat.kalender(_rows(scope, pertemuan), _facts(scope, pertemuan), cache.manifest(scope.edisi).kini)


def _facts(scope: Scope, pertemuan: Pertemuan) -> dict[str, str]:
    return berkas.keterangan(scope, "Notulen", "", wilayah=pertemuan.kode_wilayah)
