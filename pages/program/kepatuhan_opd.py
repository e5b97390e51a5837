"""Kepatuhan OPD: who has done what they owe, and what it takes to turn green."""

from exports.kartu_skor import kartu_skor_pdf, kartu_skor_xlsx
from ui import frame, kepatuhan, rapor, tambah

scope = kepatuhan.page_head("Kepatuhan OPD")
kartu = kepatuhan.find_kartu(scope, "opd")
if kartu is not None:
    rapor.draw_kartu(kartu, scope, kartu_skor_pdf, kartu_skor_xlsx)
    tambah.draw_menu("opd_ubin", {}, scope, key="papan-opd")
frame.page_foot(scope, "Hasil tes yang reaktif tidak pernah menurunkan skor; yang dinilai hanya tindak lanjutnya.")
