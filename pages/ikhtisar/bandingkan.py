"""Bandingkan: any regions or agencies by any indicators, side by side, in one link."""

from exports.banding import banding_xlsx
from ui import banding, frame

scope = frame.page_head("Bandingkan")
pilihan = banding.choose_banding(scope)
tabel = banding.make_banding(pilihan, scope)
if banding.draw_banding(tabel, pilihan):
    banding.draw_downloads(tabel, scope, banding_xlsx)
frame.page_foot(scope)
