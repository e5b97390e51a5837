"""Slides of scorecards: all agencies as tiles, those in need with what is missing, regions as bars, budgets, one agency over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from p4gn.bahasa import format_angka, format_persen, kapital_awal, rupiah_pendek
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import TERBANYAK, Slide
from p4gn.paparan.resep.indikator import axis_end
from p4gn.periode import label
from p4gn.scope import NASIONAL, Scope
from p4gn.scoring.anggaran import add_up, list_anggaran
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, STATUS, TANPA_NILAI
from p4gn.scoring.kartu import SEBUTAN, find_kartu_berisi, list_skor_tren
from p4gn.scoring.pembacaan import find_cakupan, find_kartu, lagging_text, steps_text
from p4gn.scoring.periode import tahun_of
from p4gn.warehouse.read import list_tahun

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor

_KATA = {HIJAU: "hijau", KUNING: "kuning", MERAH: "merah", TANPA_NILAI: "belum dapat dinilai"}
_PENDEK = 12  # letters that fit on a tile
_LANGKAH = 3  # steps told of one agency


def empty_slide(resep: str, bagian: str, kalimat: str, halaman: str) -> Slide:
    """A slide that says why there is nothing to show."""
    return Slide(
        resep, resep, bagian, judul.pick(kalimat), isi.Daftar((isi.KolomDaftar("Keterangan"),), (), f"{kalimat}."), halaman=halaman
    )


def make_ubin(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Every agency as a tile with colour and symbol."""
    kartu = find_kartu(scope)
    if kartu is None:
        return empty_slide("opd_ubin", "Kepatuhan OPD", "Belum ada laporan OPD pada edisi ini", "kepatuhan-opd")
    order = {warna: place for place, warna in enumerate((MERAH, TANPA_NILAI, KUNING, HIJAU))}
    rows = sorted(kartu.baris, key=lambda row: (order.get(row.warna, 0), row.nama))
    tiles = tuple(
        isi.Petak(row.kunci, _short(row), row.nama, row.warna, "" if row.skor is None else format_angka(row.skor, 1)) for row in rows
    )
    counts = tuple(
        (warna, _KATA[warna], kartu.jumlah_warna[warna]) for warna in (HIJAU, KUNING, MERAH, TANPA_NILAI) if kartu.jumlah_warna.get(warna)
    )
    return Slide(
        "opd_ubin", "opd_ubin", "Kepatuhan OPD", judul.of_colours("OPD", kartu.jumlah_warna), isi.Ubin(tiles, counts, "OPD"), "",
        f"{label(kartu.periode)}. {kartu.kerangka.label()}.", "", "kepatuhan-opd",
    )  # fmt: skip


def _short(row: Rapor) -> str:
    """Its code where it has one that fits, else first letters: 'DINKES', 'RSUD U'."""
    if row.kode_opd and len(row.kode_opd) <= _PENDEK:
        return row.kode_opd
    words = [each for each in row.nama.replace("/", " ").split() if each[:1].isupper()]
    return "".join(each[0] for each in words)[:_PENDEK] or row.nama[:_PENDEK]


def make_daftar(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Agencies that are red or cannot be graded, else those that are amber, with what is missing."""
    kartu = find_kartu(scope)
    if kartu is None:
        return empty_slide("opd_daftar", "OPD yang perlu dibina", "Belum ada laporan OPD pada edisi ini", "kepatuhan-opd")
    rows = _in_need(kartu)
    kolom = (isi.KolomDaftar("OPD", 2), isi.KolomDaftar("Yang masih kurang", 4))
    baris = tuple((isi.Sel(row.nama, rupa=row.warna), isi.Sel(_missing(row))) for row in rows)
    content = isi.Daftar(kolom, baris, "Semua OPD sudah hijau.", 5, "OPD")
    return Slide(
        "opd_daftar",
        "opd_daftar",
        "OPD yang perlu dibina",
        _need_headline(kartu, rows),
        content,
        "",
        "",
        "",
        "kepatuhan-opd",
        tindakan="catat",
    )


def _in_need(kartu: KartuSkor) -> list[Rapor]:
    worst = [row for row in kartu.baris if row.warna in (MERAH, TANPA_NILAI)] or [row for row in kartu.baris if row.warna == KUNING]
    return sorted(worst, key=lambda row: (row.warna != MERAH, row.skor if row.skor is not None else -1.0, row.nama))


def _missing(row: Rapor) -> str:
    """The steps to the next colour, at most three; the rest as a number."""
    steps = row.langkah_warna or row.langkah
    if not steps:
        return "Menunggu laporan"
    rest = f"; dan {format_angka(len(steps) - _LANGKAH)} langkah lagi" if len(steps) > _LANGKAH else ""
    return kapital_awal(f"{steps_text(steps[:_LANGKAH])}{rest}")


def _need_headline(kartu: KartuSkor, rows: Sequence[Rapor]) -> str:
    if not rows:
        return judul.of_colours("OPD", kartu.jumlah_warna)
    if rows[0].warna == KUNING:
        lead = f"Tidak ada OPD merah; {format_angka(len(rows))} masih kuning"
        return judul.pick(lead)
    lead = f"{format_angka(len(rows))} OPD perlu dibina"
    duty = Counter(step.kewajiban for row in rows for step in (row.langkah_warna or row.langkah)[:_LANGKAH]).most_common(1)
    found = kartu.kerangka.find(duty[0][0], kartu.subjek) if duty else None
    return judul.pick(f"{lead}, paling sering kurang: {found.judul_pendek}" if found else "", lead)


# ---- regions ---------------------------------------------------------------------------------------------------------


def make_wilayah(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Scores of the kab/kota of a province or the kecamatan of a kab/kota, the lowest first."""
    kartu = find_kartu_berisi(scope.edisi, "kabkota", scope.kode_wilayah, scope.periode)
    if kartu is None:
        return empty_slide("wilayah_batang", "Kepatuhan wilayah", "Belum ada penilaian wilayah pada edisi ini", "kepatuhan-wilayah")
    benda = SEBUTAN[kartu.subjek]
    rows = sorted(kartu.baris, key=lambda row: (row.skor is None or row.warna == TANPA_NILAI, row.skor or 0, row.nama))
    bars = tuple(
        isi.Batangan(
            row.kunci, row.nama, row.skor, "belum dinilai" if row.skor is None else format_angka(row.skor, 1), row.warna, i < TERBANYAK
        )
        for i, row in enumerate(rows)
    )
    known = [(row.nama, row.skor, f"skor {format_angka(row.skor, 1)}") for row in rows if row.skor is not None and row.warna != TANPA_NILAI]
    head = judul.of_extreme("Kepatuhan", known, rendah=True, benda=benda)
    return Slide(
        "wilayah_batang", "wilayah_batang", f"Kepatuhan {benda}", head, isi.Batang("poin", 100.0, bars, benda, None, "", 1),
        "Skor 0 sampai 100.", f"{label(kartu.periode)}. {kartu.kerangka.label()}.", "", "kepatuhan-wilayah",
    )  # fmt: skip


# ---- one duty over all agencies --------------------------------------------------------------------------------------


def make_cakupan(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Coverage of urine tests per agency, the lowest first; who reported none stands last and says so."""
    kartu = find_kartu(scope)
    if kartu is None:
        return empty_slide("tes_cakupan", "Cakupan tes urine", "Belum ada laporan tes urine ASN pada edisi ini", "tes-urine")
    found = find_cakupan(kartu)
    cells = [(row, row.sel["tes_asn"]) for row in kartu.baris]
    cells.sort(key=lambda pair: (pair[1].nilai is None, pair[1].nilai or 0, pair[0].nama))
    bars = tuple(
        isi.Batangan(
            row.kunci, row.nama, sel.nilai, format_persen(sel.nilai, 1, kosong=STATUS[sel.status].kata), sel.status, i < TERBANYAK, sel.teks,
            _short(row),
        )
        for i, (row, sel) in enumerate(cells)
    )
    target = "" if found.target is None else f"Target {format_persen(found.target, 0)}"
    content = isi.Batang("persen", axis_end("persen", [each.nilai for each in bars], found.target), bars, "OPD", found.target, target, 1)
    share = "Cakupan tes ASN belum dapat dihitung" if found.nilai is None else f"{format_persen(found.nilai)} ASN OPD sudah dites"
    with_target = f"{share}, {target[:1].lower()}{target[1:]}" if target else share
    silent = f"; {format_angka(len(found.belum_lapor))} OPD belum lapor" if found.belum_lapor else ""
    notes = f"Paling tertinggal: {lagging_text(found)}." if found.tertinggal else ""
    head = judul.pick(f"{with_target}{silent}", with_target, share)
    return Slide("tes_cakupan", "tes_cakupan", "Cakupan tes urine", head, content, "", notes, "", "tes-urine")


def make_anggaran(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Absorption of the year's budget per agency, the lowest first."""
    latest = find_kartu(scope)
    kartu = find_kartu_berisi(scope.edisi, "opd", scope.kode_wilayah, str(tahun_of(latest.periode))) if latest else None
    rows = list_anggaran(kartu) if kartu else []
    total = add_up(rows)
    if kartu is None or total["pagu"] is None:
        return empty_slide("anggaran", "Anggaran P4GN", "Belum ada anggaran P4GN yang dilaporkan", "rencana-aksi")
    short = {row.kunci: _short(row) for row in kartu.baris} if kartu else {}
    rows.sort(key=lambda row: (row["persen"] is None, row["persen"] or 0, row["nama"]))
    bars = tuple(
        isi.Batangan(
            row["kunci"], row["nama"], row["persen"], format_persen(row["persen"], 1, kosong="belum lapor"),
            "" if row["persen"] is not None else "belum_lapor", i < TERBANYAK, f"{rupiah_pendek(row['realisasi'])} dari {rupiah_pendek(row['pagu'])}",
            short[row["kunci"]],
        )
        for i, row in enumerate(rows)
    )  # fmt: skip
    ceiling = f"Pagu P4GN {tahun_of(kartu.periode)} {rupiah_pendek(total['pagu'])}"
    told = "realisasinya belum dilaporkan" if total["persen"] is None else f"terserap {format_persen(total['persen'])}"
    without = len(rows) - total["opd"]
    note = f"{format_angka(total['opd'])} dari {format_angka(len(rows))} OPD melaporkan pagu." + (f" {format_angka(without)} belum." if without else "")
    content = isi.Batang("persen", axis_end("persen", [each.nilai for each in bars]), bars, "OPD", desimal=1)
    return Slide(
        "anggaran", "anggaran", "Anggaran P4GN", judul.pick(f"{ceiling}, {told}", ceiling), content, "", note, "", "rencana-aksi", {"bagian": "anggaran"}
    )


def make_skor(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The score of one agency (opd: 'DINKES@63') over the years, beside that of all."""
    kunci = param.get("opd", "")
    kode = kunci.rpartition("@")[2] or scope.kode_wilayah
    points = list_skor_tren(scope.edisi, kode, "opd", list_tahun(scope.edisi)) if kode != NASIONAL else ()
    years = tuple(dict.fromkeys(each.periode for each in points if each.kunci == kunci))
    if not years:
        return empty_slide("skor_tren", "Skor OPD", "Belum ada skor OPD ini pada edisi ini", "kepatuhan-opd")
    nama = next(each.nama for each in points if each.kunci == kunci)
    frames = {each.periode: each.kerangka for each in points}

    def line(which: str | None, named: str, pembanding: bool) -> isi.Seri:
        by_year = {each.periode: each.skor for each in points if each.kunci == which}
        values = tuple(by_year.get(year) for year in years)
        joined = tuple(
            i > 0 and values[i] is not None and values[i - 1] is not None and frames[years[i]] == frames[years[i - 1]]
            for i in range(len(years))
        )
        return isi.Seri(
            named, values, tuple("belum dinilai" if value is None else format_angka(value, 1) for value in values), joined, pembanding
        )

    own = line(kunci, nama, False)
    known = [(year, value) for year, value in zip(years, own.nilai, strict=True) if value is not None]
    last = f"{format_angka(known[-1][1], 1)} dari 100 pada {known[-1][0]}" if known else "belum dinilai"
    content = isi.Garis("poin", years, (own, line(None, "Semua OPD", True)), 100.0, desimal=1)
    return Slide(
        "skor_tren",
        "skor_tren",
        "Skor OPD",
        judul.pick(f"Skor {nama} {last}", f"Skor OPD ini {last}"),
        content,
        "",
        "",
        "",
        "kepatuhan-opd",
        {"opd": kunci},
    )
