"""Peringatan: what has become overdue, fallen below its target, or not been sent, by dated rules."""

from exports.peringatan import peringatan_xlsx
from ui import frame, kepatuhan, peringatan

scope = kepatuhan.page_head("Peringatan", "Yang lewat tempo, turun di bawah target, atau belum dikirim, menurut aturan tertulis.")
peringatan.draw(scope, peringatan_xlsx)
frame.page_foot(scope, "Hasil tes urine tidak pernah menjadi dasar peringatan.")
