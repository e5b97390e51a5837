"""Ringkasan of an edition with reports: six numbers, each with its target, the period before and one sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, is_kosong, join_ringkas
from p4gn.catatan.gabung import day_of, is_in
from p4gn.catatan.janji import Hitungan, count_janji, list_lewat, read_janji
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.periode import label_pendek
from p4gn.scope import Scope
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, TANPA_NILAI
from p4gn.scoring.kartu import find_kartu_opd, find_sebelum
from p4gn.scoring.kerangka import KerangkaTidakAda
from p4gn.scoring.periode import jatuh_tempo, mulai_bergulir, periode_sebelum
from ui import bacaan, cache, cards, filters

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor

_SETAHUN = 12  # months over which promises are counted where no framework says another span


def find_kartu(scope: Scope) -> KartuSkor | None:
    """The scorecard of the agencies of this province or kab/kota; None where the edition holds no reports of it."""
    return find_kartu_opd(scope.edisi, scope.kode_wilayah, cache.periode_dinilai(scope))


def draw_cards(kartu: KartuSkor, scope: Scope) -> None:
    """The six numbers."""
    regions = cache.score_kartu(kartu.edisi, "kabkota", kartu.kode_wilayah, kartu.periode)
    cards.draw_cards(
        (
            _coverage(kartu, scope),
            _green(kartu, scope),
            _reports(kartu, scope),
            janji_card(scope),
            cards.indicator_card(CATALOGUE["desa_bersinar_dicanangkan"], scope, _link(scope, "desa-bersinar")),
            _local_rule(regions, scope),
        )
    )


def _link(scope: Scope, halaman: str, **extra: str) -> str:
    return f"{halaman}?{urlencode(filters.link_params(scope, **extra))}"


def _coverage(kartu: KartuSkor, scope: Scope) -> cards.Kartu:
    """The published share of the whole region, and the agencies of its government that are furthest behind."""
    now, before = (_coverage_of(scope, each) for each in (kartu.periode, periode_sebelum(kartu.periode)))
    found = bacaan.find_cakupan(kartu)
    silent = f" {format_angka(len(found.belum_lapor))} OPD belum melaporkan tes." if found.belum_lapor else ""
    reading = f"Tertinggal: {bacaan.lagging_text(found)}.{silent}" if found.tertinggal else f"Belum ada laporan tes.{silent}"
    return cards.Kartu(
        f"Cakupan tes urine ASN {label_pendek(kartu.periode)}",
        format_persen(now, 1, kosong="– belum lapor"),
        reading,
        f"{label_pendek(periode_sebelum(kartu.periode))}: {format_persen(before, 1, kosong='belum ada')}",
        "Target belum ditetapkan" if found.target is None else f"Target {format_persen(found.target, 0)}",
        _link(scope, "kepatuhan-opd", urut="tes_asn"),
    )


def _coverage_of(scope: Scope, periode: str) -> float | None:
    value = cache.indicator_frame("cakupan_tes_urine", Scope(scope.edisi, scope.kode_wilayah, periode), "total").iloc[0]["nilai"]
    return None if is_kosong(value) else float(value)


def _green(kartu: KartuSkor, scope: Scope) -> cards.Kartu:
    before = find_sebelum(kartu)
    number = kartu.jumlah_warna
    duty = kartu.kerangka.find("opd_hijau", "kabkota")
    rest = [f"{format_angka(number[KUNING])} kuning", f"{format_angka(number[MERAH])} merah"]
    rest += [f"{format_angka(number[TANPA_NILAI])} belum dapat dinilai"] if number[TANPA_NILAI] else []
    skor = f" Skor keseluruhan {format_angka(kartu.skor, 1)} dari 100." if kartu.skor is not None else ""
    return cards.Kartu(
        "OPD hijau",
        _part(number[HIJAU], len(kartu.baris)),
        f"{', '.join(rest)}.{skor}",
        f"{label_pendek(periode_sebelum(kartu.periode))}: {_green_words(before)}",
        "Target belum ditetapkan" if duty is None else f"Target {format_persen(duty.ambang[HIJAU], 0)} OPD",
        _link(scope, "kepatuhan-opd"),
    )


def _green_words(kartu: KartuSkor | None) -> str:
    return f"{format_angka(kartu.jumlah_warna[HIJAU])} dari {format_angka(len(kartu.baris))}" if kartu and kartu.baris else "belum ada"


def _part(part: int, whole: int) -> str:
    return f"{format_angka(part)} <small>dari {format_angka(whole)}</small>"


def _reports(kartu: KartuSkor, scope: Scope) -> cards.Kartu:
    """The latest report that is due, and who has not sent it."""
    due = [each for each in bacaan.list_laporan(kartu) if each.is_ditagih]
    if not due:
        return cards.Kartu(
            "Laporan B06 dan B12", "… belum jatuh tempo", "Belum ada laporan periode ini yang jatuh tempo.", "", "Target semua OPD", ""
        )
    last = due[-1]
    before = _report_before(kartu, last)
    missing = join_ringkas([f"{row.nama} ({format_angka(days)} hari)" for row, days in last.belum], 2)
    reading = f"{format_angka(len(last.belum))} belum, terlambat: {missing}." if last.belum else "Semua sudah masuk."
    late = f" {format_angka(len(last.terlambat))} masuk terlambat." if last.terlambat else ""
    return cards.Kartu(
        f"Laporan {last.nama} masuk",
        _part(len(kartu.baris) - len(last.belum), len(kartu.baris)),
        f"{reading}{late}",
        before,
        f"Target semua OPD, batas {format_tanggal_pendek(jatuh_tempo(kartu.kerangka, last.laporan, last.tahun))}",
        _link(scope, "kepatuhan-opd", urut="laporan"),
    )


def _report_before(kartu: KartuSkor, laporan: bacaan.KeadaanLaporan) -> str:
    """The same report a year earlier: 'B06 2025: 40 dari 42'."""
    try:
        earlier = cache.score_kartu(kartu.edisi, "opd", kartu.kode_wilayah, str(laporan.tahun - 1))
    except KerangkaTidakAda:
        return ""
    found = next((each for each in bacaan.list_laporan(earlier) if each.laporan == laporan.laporan), None) if earlier.baris else None
    return (
        ""
        if found is None
        else f"{found.nama}: {format_angka(len(earlier.baris) - len(found.belum))} dari {format_angka(len(earlier.baris))}"
    )


# ---- promises made in meetings ---------------------------------------------------------------------------------------


def find_janji(scope: Scope, posisi: date, bulan: int) -> Hitungan:
    """Of every meeting of the region: promises that were due within so many months up to a day."""
    return count_janji((each for each in read_janji(scope.edisi).butir if is_in(each, scope)), mulai_bergulir(posisi, bulan), posisi)


def janji_card(scope: Scope, tautan: str | None = None) -> cards.Kartu:
    """Promises kept of those that fell due within twelve months, and how many are overdue; tautan: where the title leads, by default their list."""
    kartu = find_kartu(scope)
    months = kartu.kerangka.bulan_bergulir if kartu else _SETAHUN
    duty = kartu.kerangka.find("tindak_lanjut_rapat", "opd") if kartu else None
    day = day_of(scope)
    now, earlier = (find_janji(scope, each, months) for each in (day, mulai_bergulir(day, _SETAHUN)))
    title, link = "Tindak lanjut rapat selesai", _link(scope, "tindak-lanjut") if tautan is None else tautan
    target = "Target belum ditetapkan" if duty is None else f"Target {format_persen(duty.ambang[HIJAU], 0)}"
    late = [each for each in list_lewat(scope.edisi, day) if is_in(each, scope)]
    reading = "Tidak ada yang lewat tenggat."
    if late and late[0].tenggat:
        days = format_angka((day - late[0].tenggat).days)
        owner = late[0].nama_penanggung or "tanpa penanggung jawab"
        reading = f"Lewat tenggat seluruhnya {format_angka(len(late))}, terlama {days} hari ({owner})."
    if not now.jatuh_tempo:
        return cards.Kartu(title, "– belum ada", f"Tidak ada yang jatuh tempo {months} bulan terakhir. {reading}", "", target, link)
    before = f"12 bulan sebelumnya: {format_angka(earlier.selesai)} dari {format_angka(earlier.jatuh_tempo)}" if earlier.jatuh_tempo else ""
    span = f"Jatuh tempo {months} bulan terakhir. "
    return cards.Kartu(title, _part(now.selesai, now.jatuh_tempo), span + reading, before, target, link)


# ---- local rules -----------------------------------------------------------------------------------------------------


def _local_rule(regions: KartuSkor, scope: Scope) -> cards.Kartu:
    """Of a province its kab/kota with a Perda or Perkada; of a kab/kota its kecamatan with an integrated team."""
    duty, title, what = (
        ("perda", "Kab/kota dengan Perda/Perkada", "kabupaten/kota")
        if regions.subjek == "kabkota"
        else ("tim_terpadu", "Kecamatan dengan tim terpadu", "kecamatan")
    )
    before = find_sebelum(regions)
    without = [row.nama for row in regions.baris if row.sel[duty].status != HIJAU]
    reading = f"Belum: {join_ringkas(without)}." if without else f"Semua {what} sudah punya."
    return cards.Kartu(
        title,
        _part(len(regions.baris) - len(without), len(regions.baris)),
        reading,
        f"{label_pendek(periode_sebelum(regions.periode))}: {_with(before, duty)}",
        f"Target semua {what}",
        _link(scope, "kepatuhan-wilayah", urut=duty),
    )


def _with(kartu: KartuSkor | None, duty: str) -> str:
    if kartu is None or not kartu.baris:
        return "belum ada"
    return f"{format_angka(sum(row.sel[duty].status == HIJAU for row in kartu.baris))} dari {format_angka(len(kartu.baris))}"
