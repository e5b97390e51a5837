"""Ringkasan: one screen for the leadership."""

import streamlit as st

from p4gn.indicators.catalogue import CATALOGUE
from ui import attention, capaian, cards, explorer, frame

KARTU = (
    "rapat_tercatat",
    "rapat_dengan_kesimpulan",
    "orang_dites",
    "tes_dengan_hasil",
    "desa_bersinar_dicanangkan",
    "kecamatan_terjangkau",
)
KARTU_KECAMATAN = (
    "desa_bersinar_tercatat",
    "desa_bersinar_dicanangkan",
    "cakupan_desa_bersinar",
    "desa_bersinar_ber_ibm",
    "kampung_bebas_narkoba",
)

scope = frame.page_head("Ringkasan")
in_kecamatan = scope.tingkat == "kecamatan"
kartu = capaian.find_kartu(scope)
left, right = st.columns([3, 1] if kartu else [12, 5], gap="medium")
with left:
    if kartu:
        capaian.draw_cards(kartu, scope)
    else:
        cards.indicator_cards(KARTU_KECAMATAN if in_kecamatan else KARTU, scope)
    attention.draw_perhatian(scope)
with right:
    explorer.thumbnail(CATALOGUE["cakupan_tes_urine" if kartu else "desa_bersinar_tercatat" if in_kecamatan else "rapat_tercatat"], scope)
    attention.draw_kelengkapan(scope)
frame.page_foot(scope)
