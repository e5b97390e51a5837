"""The B06/B12 recap of one regional government: every agency that must report as a row, with what it reported and what it did not.

Figures stand as on the scorecard: tests and lateness come from its cells, the rest from the report that is believed
(mart.laporan_opd). A December report tells January to December.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import is_kosong
from p4gn.scoring import kartu as kartu_skor
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, HIJAU, KUNING, TIDAK_BERLAKU, Bukti
from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.periode import B06, jatuh_tempo
from p4gn.warehouse import read

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor
    from p4gn.scoring.kerangka import Kerangka

TEPAT, TERLAMBAT, BELUM, BELUM_TIBA = "tepat", "terlambat", "belum", "belum_tiba"
ADA, DRAF = "ada", "draf"


@dataclass(frozen=True, slots=True)
class BarisRekap:
    """One agency. None is not reported; numbers run from January to the end of the half-year.

    dites and asn as in the cell tes_asn (nobody counts twice); is_diklat: the training columns apply. kirim: tepat | terlambat |
    belum | belum_tiba; hari: days late, up to the day it was sent or, if it was not, to the day the data reach.
    """

    kunci: str
    nama: str
    kirim: str
    hari: int | None
    tanggal_kirim: date | None
    kegiatan: int | None
    peserta: int | None
    peserta_asn: int | None
    dites: int | None
    asn: int | None
    pada_asn: date | None
    regulasi_status: str | None
    regulasi_nomor: str | None
    satgas_status: str | None
    satgas_nomor: str | None
    penggiat: int | None
    is_diklat: bool
    diklat_bermateri: int | None
    diklat_jumlah: int | None
    bukti: Bukti | None

    @property
    def persen_dites(self) -> float | None:
        return 100 * self.dites / self.asn if self.dites is not None and self.asn else None

    @property
    def is_melapor(self) -> bool:
        return self.kirim in (TEPAT, TERLAMBAT)


@dataclass(frozen=True, slots=True)
class JumlahRekap:
    """Totals: added first, divided last. asn over every agency whose staff is known; one without a test report adds nobody tested, as on
    the scorecard of the region."""

    opd: int
    tepat: int
    terlambat: int
    belum: int
    kegiatan: int | None
    peserta: int | None
    peserta_asn: int | None
    dites: int | None
    asn: int | None
    regulasi_ada: int
    satgas_ada: int
    penggiat: int | None
    diklat_bermateri: int | None
    diklat_jumlah: int | None

    @property
    def melapor(self) -> int:
        return self.tepat + self.terlambat

    @property
    def persen_dites(self) -> float | None:
        return 100 * self.dites / self.asn if self.dites is not None and self.asn else None


@dataclass(frozen=True, slots=True)
class Rekap:
    """laporan: 'B06' | 'B12'. posisi: the last day its figures are about; kini: the day the data reach."""

    laporan: str
    tahun: int
    kode_wilayah: str
    jatuh_tempo: date
    posisi: date
    kini: date
    kerangka: Kerangka
    baris: tuple[BarisRekap, ...]
    jumlah: JumlahRekap

    @property
    def judul(self) -> str:
        return f"Rekap laporan {self.laporan} {self.tahun}"


def make_rekap(edisi: str, kode_wilayah: str, laporan: str, tahun: int) -> Rekap:
    """The recap of the agencies of one government ('63' or '63.06')."""
    semester = f"{tahun}-S{1 if laporan == B06 else 2}"
    kerangka = find_kerangka(semester, kode_wilayah)
    half = kartu_skor.score_opd(edisi, kode_wilayah, semester, kerangka)
    upto = half if laporan == B06 else kartu_skor.score_opd(edisi, kode_wilayah, str(tahun))
    reports = read.read_list(edisi, "rekap_laporan", pemda=kode_wilayah, tahun=tahun)
    rows = {row["kunci_opd"]: row for row in reports.to_dict("records") if row["periode"] == semester}
    return compose_rekap(laporan, tahun, half, upto, rows)


def list_laporan_terakhir(edisi: str, kode_wilayah: str, tahun: int) -> dict[str, dict[str, Any]]:
    """Agency → its latest report of a year, from January to the end of that half-year, as the scorecard of the year reads it."""
    reports = read.read_list(edisi, "rekap_laporan", pemda=kode_wilayah, tahun=tahun)
    return {row["kunci_opd"]: row for row in reports.to_dict("records")}  # ordered by half-year: the later one stays


def compose_rekap(laporan: str, tahun: int, half: KartuSkor, upto: KartuSkor, reports: dict[str, dict[str, Any]]) -> Rekap:
    """From the scorecard of the half-year (was it sent), the one up to its end (tests), and the reports by agency."""
    tests = {each.kunci: each for each in upto.baris}
    diklat = half.kerangka.find("materi_diklat", "opd")
    trainers = frozenset(diklat.berlaku_untuk.get("kode_opd", ())) if diklat else frozenset()
    lines = [_line(row, tests.get(row.kunci), reports.get(row.kunci), row.kode_opd in trainers, half) for row in half.baris]
    ordered = tuple(sorted(lines, key=lambda each: each.nama))
    due = jatuh_tempo(half.kerangka, laporan, tahun)
    return Rekap(laporan, tahun, half.kode_wilayah, due, half.posisi, half.kini, half.kerangka, ordered, add_up(ordered))


def _line(rapor: Rapor, upto: Rapor | None, report: dict[str, Any] | None, is_diklat: bool, kartu: KartuSkor) -> BarisRekap:
    sent, days = _sending(rapor)
    row = report or {}

    def number(field: str) -> int | None:
        value = row.get(field)
        return None if is_kosong(value) else int(value)

    def text(field: str) -> str | None:
        value = row.get(field)
        return None if is_kosong(value) or value == "" else str(value)

    tests = upto.sel.get("tes_asn") if upto else None
    tested = None if tests is None or tests.pembilang is None else int(tests.pembilang)
    staff = None if tests is None or tests.penyebut is None else int(tests.penyebut)
    source = None
    if report:
        received = row.get("diterima_pada")
        source = Bukti(str(row["berkas"]), text("lembar"), number("baris"), text("pengirim"), None if is_kosong(received) else received)
    day = row.get("tanggal_kirim")
    return BarisRekap(
        rapor.kunci, rapor.nama, sent, days, None if is_kosong(day) else getattr(day, "date", lambda: day)(),
        number("kegiatan_tahun"), number("peserta_tahun"), number("peserta_asn_tahun"), tested, staff, tests.pada if tests else None,
        text("regulasi_status"), text("regulasi_nomor"), text("satgas_status"), text("satgas_sk_nomor"), number("satgas_penggiat"),
        is_diklat, number("diklat_bermateri"), number("diklat_jumlah"), source,
    )  # fmt: skip


def _sending(rapor: Rapor) -> tuple[str, int | None]:
    """Of the half-year's scorecard: green on time, amber late, red not sent."""
    sel = rapor.sel.get("laporan")
    if sel is None or sel.status in (BELUM_JATUH_TEMPO, TIDAK_BERLAKU):
        return BELUM_TIBA, None
    if sel.status == HIJAU:
        return TEPAT, None
    return (TERLAMBAT if sel.status == KUNING else BELUM), sel.hari_terlambat


def add_up(lines: Sequence[BarisRekap]) -> JumlahRekap:
    """Unknown adds nothing; a column that nobody reported has no total."""

    def total(value: Callable[[BarisRekap], int | None]) -> int | None:
        known = [number for number in map(value, lines) if number is not None]
        return sum(known) if known else None

    tested = total(lambda each: each.dites)
    sent = [each.kirim for each in lines]
    return JumlahRekap(
        len(lines), sent.count(TEPAT), sent.count(TERLAMBAT), sent.count(BELUM),
        total(lambda each: each.kegiatan), total(lambda each: each.peserta), total(lambda each: each.peserta_asn),
        tested, total(lambda each: each.asn),
        sum(each.regulasi_status == ADA for each in lines), sum(each.satgas_status == ADA and each.satgas_nomor is not None for each in lines),
        total(lambda each: each.penggiat), total(lambda each: each.diklat_bermateri if each.is_diklat else None),
        total(lambda each: each.diklat_jumlah if each.is_diklat else None),
    )  # fmt: skip


def kirim_text(baris: BarisRekap) -> str:
    """'tepat waktu', 'terlambat 12 hari', 'belum lapor, terlambat 107 hari', 'belum jatuh tempo'."""
    if baris.kirim == TEPAT:
        return "tepat waktu"
    if baris.kirim == BELUM_TIBA:
        return "belum jatuh tempo"
    late = "" if baris.hari is None else f"terlambat {baris.hari} hari"
    return (late or "terlambat") if baris.kirim == TERLAMBAT else ", ".join(part for part in ("belum lapor", late) if part)
