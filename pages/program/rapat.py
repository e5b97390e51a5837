"""Rapat: meetings of the files and of the room, one by one and over time, who came, and what became of what was decided."""

from exports import ics, notulen
from ui import cards, frame, jenis, rapat, unduh_rapat

PEMBUAT = unduh_rapat.Pembuat(notulen.notulen_docx, notulen.notulen_pdf, ics.tindak_lanjut_ics)

scope = frame.page_head("Rapat", "Rapat koordinasi, rapat kerja, audiensi dan kegiatan lain beserta kesimpulan dan tindak lanjutnya.")
if not rapat.draw_opened(scope, PEMBUAT):
    cards.indicator_cards(("rapat_tercatat", "rapat_dengan_kesimpulan", "rapat_berdasar_hukum", "kabkota_berapat"), scope)
    rapat.draw_register(scope)
frame.page_foot(scope, "Batas waktu tindak lanjut tidak tercantum pada catatan publik." if jenis.is_publik(scope) else "")
