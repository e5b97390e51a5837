"""Builders of invented facts for the scoring tests: one agency and one region of a province 98 that has no settings of its own."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from types import MappingProxyType

from p4gn.catatan.gabung import Butir
from p4gn.scoring.fakta import TAHUN, Anggaran, Bagian, Cakupan, FaktaOpd, FaktaWilayah, JumlahDesa, Laporan, Pegawai, Tes
from p4gn.scoring.hasil import Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban, find_kerangka
from p4gn.scoring.ukuran_opd import UKURAN_OPD
from p4gn.scoring.ukuran_wilayah import UKURAN_WILAYAH
from p4gn.scoring.waktu import Waktu, susun_waktu

KINI = date(2026, 10, 31)
DINAS = "DINUJI@98"
KERANGKA = find_kerangka("2025", "98")


def waktu(periode: str, kini: date = KINI) -> Waktu:
    return susun_waktu(periode, kini, KERANGKA)


def ukur(kewajiban: str, fakta: FaktaOpd | FaktaWilayah, periode: str, kini: date = KINI, kerangka: Kerangka = KERANGKA) -> Sel:
    """One cell; the subject follows from the facts."""
    subjek = "opd" if isinstance(fakta, FaktaOpd) else "kecamatan" if len(fakta.kode) > 5 else "kabkota"
    duty = kerangka.find(kewajiban, subjek)
    assert duty is not None
    table = UKURAN_OPD if subjek == "opd" else UKURAN_WILAYAH
    return table[kewajiban](fakta, duty, kerangka, susun_waktu(periode, kini, kerangka))


def ubah_kewajiban(kewajiban: str, subjek: str = "opd", **isi: object) -> Kerangka:
    """The framework with one duty set otherwise."""
    duties = tuple(
        replace(each, **isi) if (each.id, each.subjek) == (kewajiban, subjek) else each  # type: ignore[arg-type]
        for each in KERANGKA.kewajiban
    )
    return replace(KERANGKA, kewajiban=duties)


def duty(kewajiban: str, subjek: str = "opd") -> Kewajiban:
    found = KERANGKA.find(kewajiban, subjek)
    assert found is not None
    return found


def laporan(periode: str, **isi: object) -> Laporan:
    """A report with the numbers of a half-year and of the year so far; sent in time unless said otherwise."""
    tahun, semester = int(periode[:4]), int(periode[-1])
    sent = date(tahun, 7, 10) if semester == 1 else date(tahun + 1, 1, 10)
    basic = {"tanggal_kirim": sent, "jumlah_pengirim": 1, "pengirim": DINAS, "berkas": f"aksi {periode}.xlsx", "lembar": "Aksi", "baris": 7}
    return Laporan(DINAS, "Dinas Uji", periode, tahun, semester, **{**basic, **isi})  # type: ignore[arg-type]


def pegawai(tanggal: str, asn: int, **isi: object) -> Pegawai:
    return Pegawai(
        DINAS, "Dinas Uji", date.fromisoformat(tanggal), asn, pns=asn, berkas="pegawai.xlsx", lembar="Pegawai", baris=3
    )._replace(**isi)


def cakupan(tahun: int, asn: int | None, dites: int | None, posisi: str = TAHUN, kunci: str = DINAS, **isi: object) -> Cakupan:
    """Coverage; what was tested is cut at the staff as the mart does."""
    day = None if asn is None else date(tahun, 6, 30) if posisi != TAHUN else date(tahun, 12, 31)
    done = None if asn is None or dites is None else min(dites, asn)
    row = Cakupan(kunci, kunci.partition("@")[2], tahun, posisi, 1 if dites else 0, dites, None, asn, None, day, done, None)
    return row._replace(**isi)


def tes(tanggal: str, reaktif: int | None = 0, **isi: object) -> Tes:
    day = date.fromisoformat(tanggal)
    received = datetime(day.year, day.month, day.day, 9)
    return Tes(
        DINAS, day, "hari", day, day, "asn", 50, reaktif, pengirim=DINAS, diterima_pada=received, berkas="tes.xlsx", baris=9
    )._replace(**isi)


def make_butir(**isi: object) -> Butir:
    """A follow-up of a file of region 98; what is not given is not known."""
    known = dict.fromkeys(each.name for each in fields(Butir)) | {
        "id": "berkas:98:T1",
        "versi": 0,
        "sumber": "berkas",
        "kode_wilayah": "98",
        "bukti": (),
    }
    return Butir(**known | isi)


def tindak_lanjut(batas: str, status: str | None) -> Butir:
    return make_butir(
        penanggung_jawab=DINAS, teks="Bentuk satgas", tenggat=date.fromisoformat(batas), status=status, berkas="rapat.xlsx", baris=4
    )


def anggaran(periode: str, pagu: float | None, realisasi: float | None, **isi: object) -> Anggaran:
    tahun = int(periode[:4])
    ends = date(tahun, 6, 30) if periode.endswith("S1") else date(tahun, 12, 31)
    return Anggaran(DINAS, periode, tahun, date(tahun, 1, 1), ends, pagu, realisasi, DINAS, None, "anggaran.xlsx", None, 5)._replace(**isi)


def opd(*rows: object, kunci: str = DINAS) -> FaktaOpd:
    """The facts of one agency from any rows."""

    def of(kind: type) -> tuple:
        return tuple(row for row in rows if isinstance(row, kind))

    return FaktaOpd(
        kunci,
        "Dinas Uji",
        MappingProxyType({row.periode: row for row in of(Laporan)}),
        tuple(sorted(of(Pegawai), key=lambda row: row.tanggal)),
        MappingProxyType({(row.tahun, row.posisi): row for row in of(Cakupan)}),
        of(Tes),
        of(Butir),
        of(Anggaran),
    )


def wilayah(kode: str = "98.01", banyak_desa: int = 40, **isi: object) -> FaktaWilayah:
    """A kabupaten of two kecamatan, or a kecamatan, with so many villages and nothing else known."""
    parts = (Bagian("98.01.01", "Hulu"), Bagian("98.01.02", "Hilir")) if len(kode) == 5 else ()
    return FaktaWilayah(kode, "Aruna", kecamatan=parts, jumlah_desa=(JumlahDesa("98.01.01", None, None, banyak_desa),), **isi)  # type: ignore[arg-type]
