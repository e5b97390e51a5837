"""Tes urine: coverage against the target, the funnel, rates with their uncertainty, and the events; never a ranking by results."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, frame, hasil_tes, registers, trends

scope = frame.page_head("Tes urine", "Cakupan terhadap target, dari pegawai sampai rehabilitasi, dan kegiatannya.")
cards.indicator_cards(("cakupan_tes_urine", "kegiatan_tes_urine", "orang_dites", "tes_dengan_hasil", "kehadiran_tes"), scope)
hasil_tes.draw_coverage(scope)
hasil_tes.draw_funnel(scope)
hasil_tes.draw_rates(scope)
hasil_tes.draw_testers(scope)
trends.indicator_trend(CATALOGUE["orang_dites"], scope, tinggi=240)
registers.tes_urine_register(scope)
frame.page_foot(scope, "Yang dites bukan sampel acak: tingkat reaktif hanya tampil dengan selangnya dan tidak pernah diperingkat.")
