"""Short commands from a screen: run one, say what came of it, and keep that said until the page is drawn again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from ui import pekerja

JABATAN_AWAL = "Analis Kesbangpol"
_UNTUK_TERMINAL = re.compile(r",? dengan:? python -m etl[^.]*|\. Lihat:? python -m etl[^.]*", re.IGNORECASE)
_PILIHAN = re.compile(r"--(?:oleh|alasan|tertulis|cocok|dari|menjadi|baku|layar|wilayah)\b")


def ask_jabatan(key: str, label: str = "Dicatat oleh") -> str:
    """Who decides, as an office: notes are kept and shown, so no name of a person belongs there."""
    st.session_state.setdefault("jabatan", JABATAN_AWAL)
    text = st.text_input(f"{label} (jabatan, bukan nama orang)", value=st.session_state["jabatan"], key=key)
    st.session_state["jabatan"] = text
    return text.strip()


def run(place: str, arguments: Sequence[str]) -> bool:
    """Run it; its sentence is told by say(place) after the page is drawn again. True: done."""
    try:
        told, done = pekerja.fetch(arguments, batas=60).decode("utf-8", errors="replace").strip(), True
    except pekerja.PekerjaGagal as error:
        told, done = str(error), False
    st.session_state[f"kata_{place}"] = (plain(told), done)
    return done


def say(place: str) -> None:
    """What came of the last command here, once."""
    told, done = st.session_state.pop(f"kata_{place}", ("", True))
    if told:
        draw_vonis("baik" if done else "tolak", told)


def draw_vonis(tone: str, told: str) -> None:
    """One sentence with a sign: done, or refused."""
    sign = {"baik": "✓", "perlu": "!", "tolak": "×"}[tone]
    role = "alert" if tone == "tolak" else "status"
    st.html(
        f'<div class="p4 p4-vonis {tone}" role="{role}"><p><span class="tanda" aria-hidden="true">{sign}</span>'
        f"<strong>{escape(told)}</strong></p></div>"
    )


def plain(told: str) -> str:
    """A sentence meant for a terminal, without commands and option names."""
    last = told.splitlines()[-1] if told.startswith("pemakaian:") else told
    return _PILIHAN.sub(
        lambda found: {"--oleh": "Jabatan"}.get(found[0], found[0].removeprefix("--").capitalize()), _UNTUK_TERMINAL.sub("", last)
    )
