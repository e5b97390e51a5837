"""Desa Bersinar: how far each village has come, and which kecamatan have none."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, frame, registers, trends

scope = frame.page_head("Desa Bersinar", "Desa dan kelurahan bersih narkoba menurut tahap, dari ditetapkan sampai mandiri.")
cards.indicator_cards(("desa_bersinar_tercatat", "desa_bersinar_dicanangkan", "cakupan_desa_bersinar", "kecamatan_terjangkau"), scope)
trends.stage_ladder(CATALOGUE["desa_bersinar_tercatat"], scope)
registers.desa_register(scope)
frame.page_foot(scope, "Kampung Bebas Narkoba (program Polri) dicatat terpisah dan tidak ikut dihitung sebagai Desa Bersinar.")
