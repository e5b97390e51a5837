"""Rapat: meetings, what they concluded, and where that is written."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, frame, jenis, registers, trends

scope = frame.page_head("Rapat", "Rapat koordinasi, rapat kerja, audiensi dan kegiatan lain beserta kesimpulannya.")
cards.indicator_cards(("rapat_tercatat", "rapat_dengan_kesimpulan", "rapat_berdasar_hukum", "kabkota_berapat"), scope)
trends.indicator_trend(CATALOGUE["rapat_tercatat"], scope, tinggi=240)
registers.rapat_register(scope)
frame.page_foot(scope, "Batas waktu tindak lanjut tidak tercantum pada catatan publik." if jenis.is_publik(scope) else "")
