"""Peta: from the province to a village by clicking."""

from exports.peta import find_halangan, geojson_map, png_map, read_bentuk
from ui import explorer, frame, tambah, trends
from ui.unduh_peta import Pembuat, download_menu

scope = frame.page_head("Peta")
peta = explorer.explore(scope)
download_menu(peta, Pembuat(png_map, find_halangan, geojson_map, read_bentuk))
tambah.draw_tambah("peta", {"indikator": peta[0].indicator.id, "per": peta[0].per}, scope, key="peta")
trends.source_line(peta[0].indicator, scope)
frame.page_foot(scope)
