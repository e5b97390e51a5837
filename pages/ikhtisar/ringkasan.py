"""Ringkasan: one screen for the leadership."""

import streamlit as st

from p4gn.indicators.catalogue import CATALOGUE
from ui import attention, cards, explorer, frame

KARTU = (
    "rapat_tercatat",
    "rapat_dengan_kesimpulan",
    "orang_dites",
    "tes_dengan_hasil",
    "desa_bersinar_dicanangkan",
    "kecamatan_terjangkau",
)

scope = frame.page_head("Ringkasan")
left, right = st.columns([12, 5], gap="medium")
with left:
    cards.indicator_cards(KARTU, scope)
    attention.draw_perhatian(scope)
with right:
    explorer.thumbnail(CATALOGUE["rapat_tercatat"], scope)
    attention.draw_kelengkapan(scope)
frame.page_foot(scope)
