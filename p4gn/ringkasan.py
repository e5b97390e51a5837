"""The six numbers of a region: each with its part and whole, its target, the period before and one sentence; for Ringkasan and for briefings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import (
    count_desimal,
    format_angka,
    format_nilai,
    format_persen,
    format_tanggal_pendek,
    is_kosong,
    join_ringkas,
)
from p4gn.catatan.gabung import day_of, is_in
from p4gn.catatan.janji import Hitungan, count_janji, list_lewat, read_janji
from p4gn.indicators import states
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import read_data_per
from p4gn.indicators.compute import compute
from p4gn.indicators.sentences import reading
from p4gn.paparan.isi import KartuAngka
from p4gn.periode import is_berjalan, label_pendek
from p4gn.scope import Scope
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH, TANPA_NILAI
from p4gn.scoring.kartu import find_kartu_berisi, find_sebelum, score_kartu
from p4gn.scoring.pembacaan import KeadaanLaporan, find_cakupan, find_kartu, lagging_text, list_laporan
from p4gn.scoring.periode import jatuh_tempo, mulai_bergulir, periode_sebelum, periode_skor

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.scoring.hasil import KartuSkor

_SETAHUN = 12  # months over which promises are counted where no framework says another span
#: Numbers of an edition without reports: of a province or kab/kota, and of a kecamatan.
TANPA_LAPORAN = (
    "rapat_tercatat",
    "rapat_dengan_kesimpulan",
    "orang_dites",
    "tes_dengan_hasil",
    "desa_bersinar_dicanangkan",
    "kecamatan_terjangkau",
)
KECAMATAN = (
    "desa_bersinar_tercatat",
    "desa_bersinar_dicanangkan",
    "cakupan_desa_bersinar",
    "desa_bersinar_ber_ibm",
    "kampung_bebas_narkoba",
)


def list_angka(scope: Scope) -> tuple[KartuAngka, ...]:
    """Six numbers of a region whose agencies report; elsewhere those of the public record."""
    kartu = find_kartu(scope)
    if kartu is None:
        ids = KECAMATAN if scope.tingkat == "kecamatan" else TANPA_LAPORAN
        return tuple(count_indikator(CATALOGUE[each], scope) for each in ids)
    regions = score_kartu(kartu.edisi, "kabkota", kartu.kode_wilayah, kartu.periode)
    return (
        _count_cakupan(kartu, scope),
        _count_hijau(kartu),
        _count_laporan(kartu),
        count_tindak_lanjut(scope),
        count_indikator(CATALOGUE["desa_bersinar_dicanangkan"], scope, "desa-bersinar"),
        _count_aturan(regions),
    )


def _count_cakupan(kartu: KartuSkor, scope: Scope) -> KartuAngka:
    """The published share of the whole region, and the agencies of its government that are furthest behind."""
    now, before = (read_cakupan(scope, each) for each in (kartu.periode, periode_sebelum(kartu.periode)))
    found = find_cakupan(kartu)
    silent = f" {format_angka(len(found.belum_lapor))} OPD belum melaporkan tes." if found.belum_lapor else ""
    return KartuAngka(
        f"Cakupan tes urine ASN {label_pendek(kartu.periode)}",
        format_persen(now, 1, kosong="– belum lapor"),
        "",
        f"Tertinggal: {lagging_text(found)}.{silent}" if found.tertinggal else f"Belum ada laporan tes.{silent}",
        f"{label_pendek(periode_sebelum(kartu.periode))}: {format_persen(before, 1, kosong='belum ada')}",
        "Target belum ditetapkan" if found.target is None else f"Target {format_persen(found.target, 0)}",
        now,
        halaman="kepatuhan-opd",
        kunci="cakupan",
        tautan={"urut": "tes_asn"},
    )


def read_cakupan(scope: Scope, periode: str) -> float | None:
    """Coverage of urine tests of a whole region in a period, in percent."""
    value = compute(CATALOGUE["cakupan_tes_urine"], Scope(scope.edisi, scope.kode_wilayah, periode), "total").iloc[0]["nilai"]
    return None if is_kosong(value) else float(value)


def _count_hijau(kartu: KartuSkor) -> KartuAngka:
    before = find_sebelum(kartu)
    number = kartu.jumlah_warna
    duty = kartu.kerangka.find("opd_hijau", "kabkota")
    rest = [f"{format_angka(number[KUNING])} kuning", f"{format_angka(number[MERAH])} merah"]
    rest += [f"{format_angka(number[TANPA_NILAI])} belum dapat dinilai"] if number[TANPA_NILAI] else []
    skor = f" Skor keseluruhan {format_angka(kartu.skor, 1)} dari 100." if kartu.skor is not None else ""
    told = _part_words(before.jumlah_warna[HIJAU], len(before.baris)) if before and before.baris else "belum ada"
    return _part(
        "hijau",
        "OPD hijau",
        (number[HIJAU], len(kartu.baris)),
        f"{', '.join(rest)}.{skor}",
        f"{label_pendek(periode_sebelum(kartu.periode))}: {told}",
        "Target belum ditetapkan" if duty is None else f"Target {format_persen(duty.ambang[HIJAU], 0)} OPD",
        "kepatuhan-opd",
    )


def _part(kunci: str, judul: str, angka: tuple[int, int], bacaan: str, lalu: str, target: str, halaman: str, urut: str = "") -> KartuAngka:
    """So many of so many."""
    part, whole = angka
    tautan = {"urut": urut} if urut else {}
    return KartuAngka(judul, format_angka(part), f"dari {format_angka(whole)}", bacaan, lalu, target, part, whole, halaman, kunci, tautan)


def _part_words(part: int, whole: int) -> str:
    return f"{format_angka(part)} dari {format_angka(whole)}"


def _count_laporan(kartu: KartuSkor) -> KartuAngka:
    """The latest report that is due, and who has not sent it."""
    due = [each for each in list_laporan(kartu) if each.is_ditagih]
    if not due:
        none = "Belum ada laporan periode ini yang jatuh tempo."
        return KartuAngka("Laporan B06 dan B12", "… belum jatuh tempo", bacaan=none, target="Target semua OPD", kunci="laporan")
    last = due[-1]
    missing = join_ringkas([f"{row.nama} ({format_angka(days)} hari)" for row, days in last.belum], 2)
    reading = f"{format_angka(len(last.belum))} belum, terlambat: {missing}." if last.belum else "Semua sudah masuk."
    late = f" {format_angka(len(last.terlambat))} masuk terlambat." if last.terlambat else ""
    return _part(
        "laporan",
        f"Laporan {last.nama} masuk",
        (len(kartu.baris) - len(last.belum), len(kartu.baris)),
        f"{reading}{late}",
        _laporan_before(kartu, last),
        f"Target semua OPD, batas {format_tanggal_pendek(jatuh_tempo(kartu.kerangka, last.laporan, last.tahun))}",
        "kepatuhan-opd",
        "laporan",
    )


def _laporan_before(kartu: KartuSkor, laporan: KeadaanLaporan) -> str:
    """The same report a year earlier: 'B06 2025: 40 dari 42'."""
    earlier = find_kartu_berisi(kartu.edisi, "opd", kartu.kode_wilayah, str(laporan.tahun - 1))
    found = next((each for each in list_laporan(earlier) if each.laporan == laporan.laporan), None) if earlier else None
    return "" if earlier is None or found is None else f"{found.nama}: {_part_words(len(earlier.baris) - len(found.belum), len(earlier.baris))}"


# ---- promises made in meetings ---------------------------------------------------------------------------------------


def find_janji(scope: Scope, posisi: date, bulan: int) -> Hitungan:
    """Of every meeting of the region: promises that were due within so many months up to a day."""
    return count_janji((each for each in read_janji(scope.edisi).butir if is_in(each, scope)), mulai_bergulir(posisi, bulan), posisi)


def count_tindak_lanjut(scope: Scope) -> KartuAngka:
    """Promises kept of those that fell due within twelve months, and how many are overdue."""
    kartu = find_kartu(scope)
    months = kartu.kerangka.bulan_bergulir if kartu else _SETAHUN
    duty = kartu.kerangka.find("tindak_lanjut_rapat", "opd") if kartu else None
    day = day_of(scope)
    now, earlier = (find_janji(scope, each, months) for each in (day, mulai_bergulir(day, _SETAHUN)))
    title, target = (
        "Tindak lanjut rapat selesai",
        "Target belum ditetapkan" if duty is None else f"Target {format_persen(duty.ambang[HIJAU], 0)}",
    )
    reading = _lewat_words(scope, day)
    if not now.jatuh_tempo:
        none = f"Tidak ada yang jatuh tempo {months} bulan terakhir. {reading}"
        return KartuAngka(title, "– belum ada", bacaan=none, target=target, halaman="tindak-lanjut", kunci="janji")
    before = f"12 bulan sebelumnya: {_part_words(earlier.selesai, earlier.jatuh_tempo)}" if earlier.jatuh_tempo else ""
    told = f"Jatuh tempo {months} bulan terakhir. {reading}"
    return _part("janji", title, (now.selesai, now.jatuh_tempo), told, before, target, "tindak-lanjut")


def _lewat_words(scope: Scope, day: date) -> str:
    late = [each for each in list_lewat(scope.edisi, day) if is_in(each, scope)]
    if not late or late[0].tenggat is None:
        return "Tidak ada yang lewat tenggat."
    days = format_angka((day - late[0].tenggat).days)
    return (
        f"Lewat tenggat seluruhnya {format_angka(len(late))}, terlama {days} hari ({late[0].nama_penanggung or 'tanpa penanggung jawab'})."
    )


# ---- local rules -----------------------------------------------------------------------------------------------------


def _count_aturan(regions: KartuSkor) -> KartuAngka:
    """Of a province its kab/kota with a Perda or Perkada; of a kab/kota its kecamatan with an integrated team."""
    duty, title, what = (
        ("perda", "Kab/kota dengan Perda/Perkada", "kabupaten/kota")
        if regions.subjek == "kabkota"
        else ("tim_terpadu", "Kecamatan dengan tim terpadu", "kecamatan")
    )
    before = find_sebelum(regions)
    without = [row.nama for row in regions.baris if row.sel[duty].status != HIJAU]
    told = _part_words(_count_sel(before, duty), len(before.baris)) if before and before.baris else "belum ada"
    return _part(
        "aturan",
        title,
        (len(regions.baris) - len(without), len(regions.baris)),
        f"Belum: {join_ringkas(without)}." if without else f"Semua {what} sudah punya.",
        f"{label_pendek(periode_sebelum(regions.periode))}: {told}",
        f"Target semua {what}",
        "kepatuhan-wilayah",
        duty,
    )


def _count_sel(kartu: KartuSkor, duty: str) -> int:
    return sum(row.sel[duty].status == HIJAU for row in kartu.baris)


# ---- numbers of the catalogue ----------------------------------------------------------------------------------------


def count_indikator(indicator: Indicator, scope: Scope, halaman: str = "") -> KartuAngka:
    """A number of the catalogue with its last periods and its target; where it is not published this far down it says so."""
    if not indicator.allows_tingkat(scope.tingkat):
        return KartuAngka(indicator.judul_pendek, "× tidak dirinci", halaman=halaman, kunci=indicator.id)
    total = compute(indicator, scope, "total")
    cell: Mapping[str, Any] = total.iloc[0]
    utama, sisa = figure_parts(indicator, cell)
    return KartuAngka(
        indicator.judul_pendek,
        utama,
        sisa,
        reading(indicator, total, scope, "total", ringkas=True),
        last_periods(indicator, without_running(compute(indicator, scope, "periode"), scope.edisi)),
        target_text(indicator, scope),
        None if is_kosong(cell["nilai"]) else float(cell["nilai"]),
        halaman=halaman,
        kunci=indicator.id,
        tautan={"indikator": indicator.id} if halaman in ("peta", "tren") else {},
    )


def figure_parts(indicator: Indicator, cell: Mapping[str, Any]) -> tuple[str, str]:
    """('42,5%', ''), ('55', 'rapat'), or the sign and the word of the state where there is no number."""
    if is_kosong(cell["nilai"]):
        return f"– {states.KEADAAN[cell['keadaan']].kata}", ""
    persen = indicator.satuan == "persen"
    return format_nilai(cell["nilai"], "persen" if persen else "", indicator.desimal), "" if persen else indicator.satuan


def without_running(series: pd.DataFrame, edisi: str) -> pd.DataFrame:
    """Without the period in which the data ends: half a year beside whole ones would look like a fall."""
    data_per = read_data_per(edisi)
    return series[[not is_berjalan(kode, data_per) for kode in series["kode"]]]


def last_periods(indicator: Indicator, series: pd.DataFrame) -> str:
    """The two latest periods that have a number: '2025: 8 · 2024: 6'."""
    known: Sequence[Mapping[str, Any]] = series[series["nilai"].notna()].tail(2).iloc[::-1].to_dict("records")
    satuan = "persen" if indicator.satuan == "persen" else ""
    texts = [f"{label_pendek(row['kode'])}: {format_nilai(row['nilai'], satuan, indicator.desimal)}" for row in known]
    whole = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "\N{WORD JOINER}-\N{WORD JOINER}"})
    return " · ".join(text.translate(whole) for text in texts) or "Belum ada angka per tahun"


def find_target(indicator: Indicator, scope: Scope) -> float | None:
    """The target of the scope's year or semester, in the unit of the indicator; None where none has been set."""
    return indicator.target_pada(periode_skor(scope.periode, read_data_per(scope.edisi)), scope.kode_wilayah)


def target_text(indicator: Indicator, scope: Scope) -> str:
    """'Target 30%' of the scope's year or semester or, honestly, that none has been set."""
    target = find_target(indicator, scope)
    if target is None:
        return "Target belum ditetapkan"
    return f"Target {format_nilai(target, indicator.satuan, count_desimal(target))}"
