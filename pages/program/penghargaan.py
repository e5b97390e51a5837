"""Penghargaan & pembinaan: who has earned recognition, who needs guidance, and why."""

from exports.lampiran import Diputuskan, lampiran_pdf
from ui import frame, kepatuhan, penghargaan

scope = kepatuhan.page_head("Penghargaan & pembinaan", "Calon menurut aturan tertulis, dengan alasannya. Pejabat yang memutuskan.")
kartu = kepatuhan.find_kartu(scope, penghargaan.choose_subjek(scope))
if kartu is not None:
    penghargaan.draw(kartu, scope, lambda kartu, agreed, *rest: lampiran_pdf(kartu, [Diputuskan(*each) for each in agreed], *rest))
frame.page_foot(scope, "Hasil tes urine tidak pernah menjadi dasar penghargaan atau pembinaan.")
