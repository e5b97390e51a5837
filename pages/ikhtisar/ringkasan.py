"""Ringkasan: one screen for the leadership."""

import streamlit as st

from p4gn import ringkasan
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.scoring.pembacaan import find_kartu
from ui import attention, capaian, cards, explorer, frame, tambah

scope = frame.page_head("Ringkasan")
in_kecamatan = scope.tingkat == "kecamatan"
kartu = find_kartu(scope)
left, right = st.columns([3, 1] if kartu else [12, 5], gap="medium")
with left:
    if kartu:
        capaian.draw_cards(scope)
    else:
        cards.indicator_cards(ringkasan.KECAMATAN if in_kecamatan else ringkasan.TANPA_LAPORAN, scope)
    attention.draw_perhatian(scope)
with right:
    explorer.thumbnail(CATALOGUE["cakupan_tes_urine" if kartu else "desa_bersinar_tercatat" if in_kecamatan else "rapat_tercatat"], scope)
    attention.draw_kelengkapan(scope)
    tambah.draw_tambah("enam_angka", {}, scope, key="angka")
frame.page_foot(scope)
