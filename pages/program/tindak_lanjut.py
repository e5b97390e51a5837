"""Tindak lanjut: what was promised, by whom, until when, and what became of it."""

from ui import frame, tindak_lanjut

scope = frame.page_head("Tindak lanjut", "Keputusan rapat dan janji yang dicatat: yang lewat tenggat di atas.")
tindak_lanjut.draw_butir(scope)
tindak_lanjut.draw_list(scope)
frame.page_foot(scope)
