"""Desa Bersinar: how far each village has come, which dangerous villages have no active programme, and which have no IBM unit."""

from p4gn.indicators.catalogue import CATALOGUE
from ui import cards, celah, frame, registers, tambah, trends

KARTU = (
    "desa_bersinar_tercatat",
    "desa_bersinar_dicanangkan",
    "cakupan_desa_bersinar",
    "kecamatan_terjangkau",
    "desa_rawan_terlayani",
    "cakupan_ibm",
)

scope = frame.page_head("Desa Bersinar", "Desa dan kelurahan bersih narkoba menurut tahap, dari ditetapkan sampai mandiri.")
cards.indicator_cards(KARTU, scope)
celah.sentences(scope)
bagian = celah.choose_bagian()
if bagian == celah.CELAH:
    celah.draw_celah(scope)
    tambah.draw_menu("desa_celah", {}, scope, key="celah")
elif bagian == celah.TANPA_IBM:
    celah.draw_tanpa_ibm(scope)
else:
    trends.stage_ladder(CATALOGUE["desa_bersinar_tercatat"], scope)
    tambah.draw_menu("desa_bersinar", {}, scope, key="tangga")
    registers.desa_register(scope)
frame.page_foot(scope, "Kampung Bebas Narkoba (program Polri) dicatat terpisah dan tidak ikut dihitung sebagai Desa Bersinar.")
