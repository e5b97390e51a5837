"""Rencana aksi & laporan: who owes what by when, the recap that is sent, action plans, budgets, innovations, and orders."""

from functools import partial

from exports import ics, laporan_tahunan, rekap
from ui import aksi, anggaran, frame, kalender, register_dokumen, rencana
from ui import rekap as layar_rekap

pembuat = rencana.Pembuat(
    kalender_ics=ics.kalender_ics,
    rekap_xlsx=rekap.rekap_xlsx,
    rekap_pdf=rekap.rekap_pdf,
    tahunan_xlsx=laporan_tahunan.make_xlsx,
    tahunan_pdf=laporan_tahunan.make_pdf,
)
scope = frame.page_head(
    "Rencana aksi & laporan",
    "Apa yang wajib dilaporkan dan paling lambat kapan, rekap yang dikirim, rencana aksi, anggaran, inovasi, dan SK.",
)
rencana.draw(
    scope,
    {
        "kalender": ("Kalender kewajiban", partial(kalender.draw, pembuat=pembuat)),
        "rekap": ("Rekap B06/B12", partial(layar_rekap.draw, pembuat=pembuat)),
        "aksi": ("Rencana aksi", aksi.draw_aksi),
        "anggaran": ("Anggaran", anggaran.draw),
        "inovasi": ("Inovasi", aksi.draw_inovasi),
        "regulasi": ("Regulasi & SK", register_dokumen.draw),
    },
)
frame.page_foot(scope, "Keterlambatan dihitung sampai hari terakhir data, sama seperti pada kartu skor.")
