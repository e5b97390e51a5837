"""Edisi: which editions there are, what changed, which one is in force."""

import streamlit as st

from ui import edisi, frame, jejak

scope = frame.page_head("Edisi", "Setiap penerbitan menjadi edisi tersendiri; edisi lama tidak pernah diubah dan dapat dibuka kembali.")
edisi.draw_list(scope)
opened = edisi.choose_edisi(scope)
left, right = st.columns([3, 2], gap="medium")
with left:
    edisi.draw_changes(opened, scope)
    edisi.draw_history(opened)
with right:
    edisi.draw_actions(opened, scope)
jejak.draw_jejak(scope)
frame.page_foot(scope)
