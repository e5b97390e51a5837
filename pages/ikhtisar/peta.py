"""Peta: from the province to a village by clicking."""

from exports.peta import find_halangan, geojson_map, png_map, read_bentuk
from ui import explorer, frame, trends
from ui.unduh_peta import Pembuat, download_menu

scope = frame.page_head("Peta")
peta = explorer.explore(scope)
download_menu(peta, Pembuat(png_map, find_halangan, geojson_map, read_bentuk))
trends.source_line(peta[0].indicator, scope)
frame.page_foot(scope)
