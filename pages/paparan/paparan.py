"""Paparan: the briefing in the room, and the files people take away."""

from ui import frame, paparan_siap

scope = frame.page_head("Paparan", "Salindia untuk rapat: satu temuan satu layar, angka sama dengan halaman lain.")
paparan_siap.draw_paparan(scope)
frame.page_foot(scope)
