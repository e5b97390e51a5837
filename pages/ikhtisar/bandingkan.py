"""Bandingkan: any regions or agencies by any indicators, side by side, in one link."""

from exports.banding import banding_xlsx
from ui import banding, frame, tambah

scope = frame.page_head("Bandingkan")
pilihan = banding.choose_banding(scope)
tabel = banding.make_banding(pilihan, scope)
if banding.draw_banding(tabel, pilihan):
    banding.draw_downloads(tabel, scope, banding_xlsx)
    tambah.draw_tambah("batang", {"indikator": pilihan.kolom[0]}, scope, key="banding")
frame.page_foot(scope)
