"""Mutu data: was my file accepted, which cell is to be mended, and what nobody could recognise."""

import streamlit as st

from ui import frame, koreksi, mutu, nama

scope = frame.page_head("Mutu data", "Apa yang diterima dari tiap pengirim, sel mana yang perlu diperbaiki, dan nama yang belum dikenali.")
kiriman, tak_dikenal, dikoreksi = st.tabs(["Kiriman per pengirim", "Nama belum dikenali", "Koreksi"])
with kiriman:
    mutu.draw_senders(scope)
with tak_dikenal:
    nama.draw_unknown(scope)
with dikoreksi:
    koreksi.draw_corrections(scope)
frame.page_foot(scope)
