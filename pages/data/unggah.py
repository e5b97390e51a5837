"""Unggah: check what an agency sends, say which cell to mend, and publish what was accepted."""

import streamlit as st

from ui import frame, kiriman, terbit, unggah

scope = frame.page_head("Unggah", "Periksa berkas kiriman, perbaiki yang perlu, lalu terbitkan menjadi edisi baru.")
news = st.empty()
left, right = st.columns([3, 2], gap="medium")
with left:
    pengirim = kiriman.choose_pengirim()
    files = kiriman.drop_files()
with right:
    unggah.draw_templat(pengirim, lipat=bool(files))
if files:
    results = unggah.check(files, pengirim)
    unggah.draw_results(results, pengirim, scope)
    terbit.publish(results, pengirim, scope)
else:
    with news.container():
        terbit.say_news(scope)
frame.page_foot(scope, "Pemeriksaan tidak menyimpan apa pun; yang diterima baru disimpan ketika diterbitkan.")
