"""Tes urine: coverage against the target, the funnel, rates with their uncertainty, and the events; never a ranking by results."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, frame, hasil_tes, registers, tambah, trends

scope = frame.page_head("Tes urine", "Cakupan terhadap target, dari pegawai sampai rehabilitasi, dan kegiatannya.")
cards.indicator_cards(("cakupan_tes_urine", "kegiatan_tes_urine", "orang_dites", "tes_dengan_hasil", "kehadiran_tes"), scope)
hasil_tes.draw_coverage(scope)
tambah.draw_menu("tes_cakupan", {}, scope, key="cakupan")
hasil_tes.draw_funnel(scope)
tambah.draw_menu("tes_corong", {}, scope, key="corong")
hasil_tes.draw_rates(scope)
tambah.draw_menu("tes_sebar", {}, scope, key="sebar")
hasil_tes.draw_testers(scope)
trends.indicator_trend(CATALOGUE["orang_dites"], scope, tinggi=240)
tambah.draw_menu("tren", {"indikator": "orang_dites"}, scope, key="tren")
registers.tes_urine_register(scope)
frame.page_foot(scope, "Yang dites bukan sampel acak: tingkat reaktif hanya tampil dengan selangnya dan tidak pernah diperingkat.")
