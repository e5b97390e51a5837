"""Tindak lanjut: what meetings decided, who owes it, by when, and what became of it."""

from ui import butir, frame, tindak_lanjut

scope = frame.page_head("Tindak lanjut", "Keputusan rapat: siapa yang berutang apa, sampai kapan, dan bagaimana jadinya.")
butir.draw_butir(scope)
tindak_lanjut.draw_list(scope)
frame.page_foot(scope)
