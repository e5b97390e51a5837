"""Metodologi: every number explained, where it comes from, what was refused, and the words used."""

import streamlit as st

from ui import frame, kerangka, methodology, registers

scope = frame.page_head("Metodologi", "Arti setiap angka, asalnya, batasnya, dan istilah yang dipakai.")
indikator, kewajiban, data, resmi, keadaan, istilah = st.tabs(
    ["Indikator", "Kerangka kewajiban", "Asal dan mutu data", "Angka resmi", "Arti tanda", "Istilah"]
)
with indikator:
    methodology.draw_indicators(scope)
with kewajiban:
    kerangka.draw_frameworks(scope)
with data:
    methodology.draw_data(scope)
with resmi:
    registers.angka_register(scope)
with keadaan:
    methodology.draw_states()
with istilah:
    methodology.draw_glossary()
frame.page_foot(scope)
