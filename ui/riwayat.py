"""Everything that was noted about one thing, oldest first, behind one press."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_saat


def draw_riwayat(id_objek: str, kata: Callable[[catatan.Peristiwa], str]) -> None:
    """Nothing is drawn where nothing was noted; kata: what an event did, in words."""
    events = catatan.read_history(id_objek)
    if not events:
        return
    with st.expander(f"Riwayat ({format_angka(len(events))})", icon=":material/history:"):
        items = "".join(f"<li>{escape(sentence(each, kata(each)))}</li>" for each in events)
        st.html(f'<ol class="p4 p4-poin">{items}</ol>')


def sentence(event: catatan.Peristiwa, kata: str) -> str:
    """'25 November 2026 pukul 17.03, Analis Kesbangpol (layar tindak-lanjut): status menjadi Selesai.'"""
    screen = f" (layar {event.layar})" if event.layar else ""
    return f"{format_saat(event.saat.astimezone())}, {event.pelaku}{screen}: {kata}."
