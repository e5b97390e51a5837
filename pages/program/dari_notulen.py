"""Dari notulen: a text becomes the draft of a meeting that a person confirms."""

from ui import dari_notulen, frame

scope = frame.page_head("Dari notulen", "Notulen, siaran pers, atau pesan laporan menjadi catatan rapat, setelah Anda periksa.")
dari_notulen.draw_page(scope)
frame.page_foot(scope, "Naskah hanya dibaca selama sesi ini dan tidak disimpan.")
