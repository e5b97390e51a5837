"""Kepatuhan OPD: who has done what they owe, and what it takes to turn green."""

from exports.kartu_skor import kartu_skor_pdf, kartu_skor_xlsx
from ui import frame, kepatuhan, rapor

scope = kepatuhan.page_head("Kepatuhan OPD")
kartu = kepatuhan.find_kartu(scope, "opd")
if kartu is not None:
    opened = kepatuhan.find_opened(kartu)
    if opened is not None:
        rapor.draw_rapor(kartu, opened, scope)
    else:
        kepatuhan.draw_board(kartu, scope)
        kepatuhan.draw_downloads(kartu, scope, kartu_skor_pdf, kartu_skor_xlsx)
frame.page_foot(scope, "Hasil tes yang reaktif tidak pernah menurunkan skor; yang dinilai hanya tindak lanjutnya.")
