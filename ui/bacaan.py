"""Scorecards in sentences: how many are green, who has not reported and for how long, who is furthest behind, who has no local rule."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka, format_persen, format_tanggal, join_daftar, join_ringkas, kapital_awal, kecil_awal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.periode import label
from p4gn.scope import Scope
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, STATUS, TANPA_NILAI
from p4gn.scoring.kartu import SEBUTAN
from p4gn.scoring.pembacaan import LAPORAN, TES, KeadaanLaporan, find_cakupan, lagging_text, list_laporan
from p4gn.scoring.periode import jatuh_tempo
from ui import cache
from ui.figures.kartu import sel_teks

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor, Sel
    from p4gn.scoring.kerangka import Kewajiban

_NAMA_TERBANYAK = 8


def board_sentence(kartu: KartuSkor) -> str:
    """'18 dari 42 OPD hijau, 12 kuning, 5 merah; 7 belum dapat dinilai karena laporannya kurang dari 60%.'"""
    number = kartu.jumlah_warna
    green, amber, red = (format_angka(number[colour]) for colour in (HIJAU, KUNING, MERAH))
    graded = f"{green} dari {format_angka(len(kartu.baris))} {SEBUTAN[kartu.subjek]} hijau, {amber} kuning, {red} merah"
    without = number[TANPA_NILAI]
    minimal = format_persen(kartu.kerangka.kelengkapan_minimal, 0)
    rest = f"; {format_angka(without)} belum dapat dinilai karena laporannya kurang dari {minimal}" if without else ""
    return f"{graded}{rest}."


# ---- reports ---------------------------------------------------------------------------------------------------------


def _laporan_html(kartu: KartuSkor) -> str:
    return "".join(f"<p>{_laporan_line(each, kartu)}</p>" for each in list_laporan(kartu))


def _laporan_line(each: KeadaanLaporan, kartu: KartuSkor) -> str:
    due = format_tanggal(jatuh_tempo(kartu.kerangka, each.laporan, each.tahun))
    if not each.is_ditagih:
        sent = each.tepat + len(each.terlambat)
        return f"<strong>{each.nama}</strong> jatuh tempo {due}; {format_angka(sent)} sudah mengirim."
    head = (
        f"<strong>{each.nama}</strong> (batas {due}): {format_angka(each.tepat)} tepat waktu, {format_angka(len(each.terlambat))} terlambat"
    )
    if not each.belum:
        return f"{head}; semua {SEBUTAN[kartu.subjek]} sudah mengirim."
    names = join_daftar(f"{escape(row.nama)} ({format_angka(days)} hari)" for row, days in each.belum)
    return f"{head}, <strong>{format_angka(len(each.belum))} belum menyampaikan</strong> dan sudah terlambat: {names}."


# ---- coverage --------------------------------------------------------------------------------------------------------


def _tes_html(kartu: KartuSkor, scope: Scope) -> str:
    found = find_cakupan(kartu)
    if found.nilai is None:
        return "<p>Cakupan tes urine belum dapat dihitung: jumlah pegawai belum dilaporkan.</p>"
    target = f", target {format_persen(found.target, 0)}" if found.target is not None else ""
    head = (
        f"<p><strong>Tes urine ASN: {format_persen(found.nilai)}</strong> ({format_angka(found.dites)} dari {format_angka(found.asn)} ASN "
        f"pada {format_angka(len(kartu.baris))} {SEBUTAN[kartu.subjek]}){target}.{_whole_region(kartu, scope)}</p>"
    )
    lagging = f"<p>Paling tertinggal: {escape(lagging_text(found))}.</p>" if found.tertinggal else ""
    silent = (
        f"<p>{format_angka(len(found.belum_lapor))} belum melaporkan tes: {escape(join_daftar(row.nama for row in found.belum_lapor))}.</p>"
        if found.belum_lapor
        else ""
    )
    return head + lagging + silent


def _whole_region(kartu: KartuSkor, scope: Scope) -> str:
    """The agencies of a province are not all there is: the published figure counts those of its kab/kota too."""
    if kartu.subjek != "opd" or len(kartu.kode_wilayah) > 2 or "cakupan_tes_urine" not in CATALOGUE:
        return ""
    total = cache.indicator_frame("cakupan_tes_urine", Scope(scope.edisi, kartu.kode_wilayah, kartu.periode), "total").iloc[0]["nilai"]
    return f" Bersama OPD kabupaten/kota: {format_persen(total)}."


# ---- every other duty ------------------------------------------------------------------------------------------------


def duty_html(kartu: KartuSkor, duty: Kewajiban, scope: Scope) -> str:
    """How one duty stands over the whole board, and who is behind."""
    if duty.id == LAPORAN.get(kartu.subjek):
        return _laporan_html(kartu)
    if duty.id == TES.get(kartu.subjek):
        return _tes_html(kartu, scope)
    return f"<p>{escape(duty_sentence(kartu, duty))}</p>"


def duty_sentence(kartu: KartuSkor, duty: Kewajiban) -> str:
    """'Regulasi P4GN: 20 terpenuhi, 8 sebagian, 6 belum terpenuhi, 8 belum lapor. Belum terpenuhi: …; belum lapor: ….'"""
    by_status = {status: [row.nama for row in kartu.baris if row.sel[duty.id].status == status] for status in STATUS}
    counts = join_daftar(f"{format_angka(len(names))} {STATUS[status].kata}" for status, names in by_status.items() if names)
    behind = "; ".join(
        f"{STATUS[status].kata}: {join_ringkas(by_status[status], _NAMA_TERBANYAK)}" for status in (MERAH, BELUM_LAPOR) if by_status[status]
    )
    return f"{duty.judul}: {counts}." + (f" {kapital_awal(behind)}." if behind and not duty.is_informasi else "")


def missing_html(kartu: KartuSkor, id_kewajiban: str, punya: str, setengah: str) -> str:
    """Who has none of something, said with why: 'Belum punya Perda atau Perkada: 3 dari 13. Dilaporkan belum ada: …; masih draf: ….'"""
    groups = {
        status: [row.nama for row in kartu.baris if row.sel[id_kewajiban].status == status] for status in (MERAH, KUNING, BELUM_LAPOR)
    }
    total = sum(len(names) for names in groups.values())
    if not total:
        return f"Semua {SEBUTAN[kartu.subjek]} sudah punya {escape(punya)}."
    words = {MERAH: "dilaporkan belum ada", KUNING: setengah, BELUM_LAPOR: "belum dilaporkan"}
    told = "; ".join(f"{words[status]}: {join_daftar(names)}" for status, names in groups.items() if names)
    head = f"Belum punya {punya}: {format_angka(total)} dari {format_angka(len(kartu.baris))}."
    return f"<strong>{escape(head)}</strong> {escape(kapital_awal(told))}."


# ---- one row ---------------------------------------------------------------------------------------------------------


def row_sentence(kartu: KartuSkor, rapor: Rapor) -> str:
    """'Dinas Contoh berwarna kuning pada tahun 2026 dengan skor 67,5 dari 100; kelengkapan laporannya 100%.'"""
    when = kecil_awal(label(kartu.periode))
    lengkap = "" if rapor.kelengkapan is None else f"; kelengkapan laporannya {format_persen(rapor.kelengkapan, 0)}"
    if rapor.warna == TANPA_NILAI:
        minimal = format_persen(kartu.kerangka.kelengkapan_minimal, 0)
        return f"{rapor.nama} belum dapat dinilai pada {when}{lengkap}, kurang dari {minimal}."
    rank = (
        f", peringkat {rapor.pita} dari {format_angka(sum(row.pita is not None for row in kartu.baris))} yang dinilai" if rapor.pita else ""
    )
    change = ""
    if rapor.perubahan is not None and abs(rapor.perubahan) >= 0.05:
        change = f" Skornya {'naik' if rapor.perubahan > 0 else 'turun'} {format_angka(abs(rapor.perubahan), 1)} poin dari periode lalu."
    return f"{rapor.nama} berwarna {rapor.warna} pada {when} dengan skor {format_angka(rapor.skor, 1)} dari 100{rank}{lengkap}.{change}"


def cell_line(sel: Sel, duty: Kewajiban) -> str:
    """The short words of a cell, for a list of duties."""
    return sel.teks or sel_teks(sel, duty) or STATUS[sel.status].kata
