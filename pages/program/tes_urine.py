"""Tes urine: events, people tested, published results; never a rate of positives, never a ranking by it."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, frame, registers, trends

scope = frame.page_head("Tes urine", "Kegiatan deteksi dini, jumlah orang yang dites, dan ada tidaknya hasil.")
cards.indicator_cards(("kegiatan_tes_urine", "orang_dites", "tes_dengan_hasil", "kehadiran_tes"), scope)
trends.indicator_trend(CATALOGUE["orang_dites"], scope, tinggi=240)
trends.indicator_bars(CATALOGUE["orang_dites"], scope)
registers.tes_urine_register(scope)
frame.page_foot(scope, "Yang dites bukan sampel acak: hasilnya tidak boleh dipakai untuk menghitung angka positif atau peringkat.")
