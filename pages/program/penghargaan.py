"""Penghargaan & pembinaan: who has earned recognition, who needs guidance, and why."""

from datetime import date

from exports.lampiran import Diputuskan, lampiran_pdf
from p4gn.scoring.kartu import score_opd, score_wilayah
from p4gn.scoring.periode import periode_skor
from ui import cache, frame, penghargaan

scope = frame.page_head("Penghargaan & pembinaan", "Calon menurut aturan tertulis, dengan alasannya. Pejabat yang memutuskan.")
subjek = penghargaan.choose_subjek(scope)
periode = periode_skor(scope.periode, date.fromisoformat(cache.manifest(scope.edisi).data_per))
kartu = (score_opd if subjek == "opd" else score_wilayah)(scope.edisi, penghargaan.region_of(scope), periode)
penghargaan.draw(kartu, scope, lambda kartu, agreed, *rest: lampiran_pdf(kartu, [Diputuskan(*each) for each in agreed], *rest))
frame.page_foot(scope, "Hasil tes urine tidak pernah menjadi dasar penghargaan atau pembinaan.")
