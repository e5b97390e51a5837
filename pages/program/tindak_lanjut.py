"""Tindak lanjut: what meetings decided, who owes it, by when, and what became of it."""

import streamlit as st

from exports import ics, kirim, pengingat
from ui import butir, frame, tambah, tindak_lanjut
from ui import pengingat as layar_pengingat

PEMBUAT = layar_pengingat.Pembuat(
    pengingat.list_pengingat,
    pengingat.list_tanpa_penanggung,
    pengingat.nama_penagih,
    pengingat.pesan_text,
    pengingat.pengingat_csv,
    ics.tindak_lanjut_ics,
    kirim.read_setelan,
    kirim.susun_surat,
    kirim.kirim_surat,
)

scope = frame.page_head("Tindak lanjut", "Keputusan rapat: siapa yang berutang apa, sampai kapan, dan bagaimana jadinya.")
butir.draw_butir(scope)
tindak_lanjut.draw_list(scope)
tambah.draw_tambah("janji_lalu", {}, scope, key="janji")
with st.expander("Pengingat untuk OPD: teks WhatsApp, kalender, tabel", icon=":material/notifications:", on_change="rerun") as lipatan:
    if lipatan.open:  # made only for those who look
        layar_pengingat.draw_pengingat(scope, PEMBUAT)
frame.page_foot(scope)
