"""Kepatuhan wilayah: the same board for the kab/kota of a province, or for the kecamatan of a kab/kota."""

from exports.kartu_skor import kartu_skor_pdf, kartu_skor_xlsx
from ui import frame, kepatuhan, rapor, tambah

scope = kepatuhan.page_head("Kepatuhan wilayah")
kartu = kepatuhan.find_kartu(scope, "wilayah")
if kartu is not None:
    rapor.draw_kartu(kartu, scope, kartu_skor_pdf, kartu_skor_xlsx)
    tambah.draw_menu("wilayah_batang", {}, scope, key="papan-wilayah")
frame.page_foot(scope, "Indeks resmi ditampilkan seperti yang diterbitkan dan tidak dihitung ulang.")
