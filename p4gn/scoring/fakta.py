"""The facts behind a scorecard, read once per edition and province: plain rows, grouped by agency and by region.

The statements are sumber/*.sql; their columns are the fields of the rows here, in the same order. They stand apart from the
lists that screens may read (p4gn/warehouse/queries), because some hold true counts that no screen may show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from p4gn.catatan.gabung import Butir
from p4gn.catatan.janji import DaftarJanji
from p4gn.pengirim import PEMISAH
from p4gn.scoring.hasil import Bukti
from p4gn.warehouse.editions import read_manifest, stempel
from p4gn.warehouse.read import query_rows

CATATAN_DASBOR = "catatan dasbor"  # stands where a file would, for what was recorded on a screen
_SUMBER = Path(__file__).with_name("sumber")
_KOSONG: Mapping[Any, Any] = MappingProxyType({})
S1, TAHUN = "S1", "tahun"


class Laporan(NamedTuple):
    """One report of one agency. *_semester: this half-year alone; *_tahun: January to its end."""

    kunci_opd: str
    nama_opd: str | None = None
    periode: str = ""
    tahun: int = 0
    semester: int = 1
    jenis_angka: str | None = None
    kegiatan_semester: int | None = None
    peserta_asn_semester: int | None = None
    kegiatan_tahun: int | None = None
    peserta_asn_tahun: int | None = None
    regulasi_status: str | None = None
    regulasi_jenis: str | None = None
    regulasi_nomor: str | None = None
    satgas_status: str | None = None
    satgas_sk_nomor: str | None = None
    satgas_penggiat: int | None = None
    diklat_jumlah: int | None = None
    diklat_bermateri: int | None = None
    tanggal_kirim: date | None = None
    tanggal_kirim_asal: str | None = None
    jumlah_pengirim: int | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Pegawai(NamedTuple):
    """Staff of one agency on one day; asn adds up the known ones of PNS, PPPK, PPPK paruh waktu and CPNS."""

    kunci_opd: str
    nama_opd: str | None = None
    tanggal: date = date.min
    asn: int = 0
    pns: int | None = None
    pppk: int | None = None
    pppk_paruh_waktu: int | None = None
    cpns: int | None = None
    non_asn: int | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Cakupan(NamedTuple):
    """Tested and staff of one agency; posisi 'S1' (to 30 June) or 'tahun'. *_dites is never more than its staff."""

    kunci_opd: str
    wilayah_opd: str | None = None
    tahun: int = 0
    posisi: str = TAHUN
    kegiatan: int | None = None
    dites_asn: int | None = None
    dites_cpns: int | None = None
    asn: int | None = None
    cpns: int | None = None
    tanggal_pegawai: date | None = None
    asn_dites: int | None = None
    cpns_dites: int | None = None


class Tes(NamedTuple):
    """One test event of one agency; the counts of reactive results are true and never leave a colour."""

    kunci_opd: str
    tanggal: date | None = None
    presisi_tanggal: str | None = None
    mulai: date | None = None
    selesai: date | None = None
    kelompok: str | None = None
    jumlah_dites: int | None = None
    jumlah_reaktif: int | None = None
    dengan_resep: int | None = None
    asesmen: int | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Anggaran(NamedTuple):
    """Budget of one activity of one agency in one period, in rupiah."""

    kunci_opd: str
    periode: str | None = None
    tahun: int | None = None
    mulai: date | None = None
    selesai: date | None = None
    pagu: float | None = None
    realisasi: float | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Dokumen(NamedTuple):
    """One document of a region; status ada | draf | belum. selesai: the last day on which its date can lie."""

    kode_wilayah: str
    kode_kabkota: str | None = None
    kode_kecamatan: str | None = None
    jenis_dokumen: str | None = None
    status: str | None = None
    nomor: str | None = None
    tanggal: date | None = None
    tahun: int | None = None
    selesai: date | None = None
    berlaku_sampai: date | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Rapat(NamedTuple):
    """One meeting whose kind is known."""

    kode_wilayah: str
    jenis_rapat: str = ""
    mulai: date = date.min
    selesai: date = date.min
    judul: str | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class DesaBersinar(NamedTuple):
    """One record of a village of the programme; stages 0 planned … 4 mandiri. kode_desa None: only its region is known."""

    kode_desa: str | None
    kode_kecamatan: str | None = None
    kode_kabkota: str | None = None
    tahap: int = 0
    selesai: date = date.min
    ada_ibm: bool | None = None
    nama_tertulis: str | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Ibm(NamedTuple):
    """One record of an IBM unit of a village."""

    kode_desa: str
    mulai: date = date.min
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Kerawanan(NamedTuple):
    """One assessment of a village: aman 0, siaga 1, waspada 2, bahaya 3 (the order of BNN)."""

    kode_desa: str
    tahun: int = 0
    metode: str | None = None
    kategori: str = ""
    tingkat_kerawanan: int = 0
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Indeks(NamedTuple):
    """One published index of a region, with the scale and the category its publisher gave."""

    kode_wilayah: str
    indeks: str = ""
    lingkungan: str | None = None
    tahun: int = 0
    nilai: float = 0.0
    skala: str | None = None
    kategori_sumber: str | None = None
    pengirim: str | None = None
    diterima_pada: datetime | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None


class Bagian(NamedTuple):
    """A kab/kota or kecamatan and when it was in force."""

    kode_wilayah: str
    nama_wilayah: str = ""
    nama_resmi: str = ""
    jenis: str = ""
    tingkat: str = "kecamatan"
    berlaku_dari: date | None = None
    berlaku_sampai: date | None = None

    def is_berlaku(self, pada: date) -> bool:
        return _is_berlaku(self.berlaku_dari, self.berlaku_sampai, pada)


class JumlahDesa(NamedTuple):
    """How many villages a kecamatan held during a time in force."""

    kode_kecamatan: str
    berlaku_dari: date | None = None
    berlaku_sampai: date | None = None
    jumlah: int = 0


@dataclass(frozen=True, slots=True)
class FaktaOpd:
    """All that is known of one agency: reports by semester ('2025-S1'), coverage by (year, posisi), staff oldest first."""

    kunci: str
    nama: str
    laporan: Mapping[str, Laporan] = field(default_factory=lambda: _KOSONG)
    pegawai: tuple[Pegawai, ...] = ()
    cakupan: Mapping[tuple[int, str], Cakupan] = field(default_factory=lambda: _KOSONG)
    tes: tuple[Tes, ...] = ()
    tindak_lanjut: tuple[Butir, ...] = ()
    anggaran: tuple[Anggaran, ...] = ()

    @property
    def kode_opd(self) -> str:
        """'DINKES' of 'DINKES@63'; the name for an agency that has no code."""
        return self.kunci.rpartition(PEMISAH)[0]

    @property
    def kode_wilayah(self) -> str:
        return self.kunci.rpartition(PEMISAH)[2]

    def pegawai_pada(self, pada: date) -> Pegawai | None:
        """The last known staff on a day."""
        return next((row for row in reversed(self.pegawai) if row.tanggal <= pada), None)


@dataclass(frozen=True, slots=True)
class FaktaWilayah:
    """All that is known of one kab/kota or kecamatan; desa and indeks latest first. warna_opd: (key, colour) of its agencies in the period."""

    kode: str
    nama: str
    jenis: str = "Kabupaten"
    nama_resmi: str = ""
    kecamatan: tuple[Bagian, ...] = ()
    jumlah_desa: tuple[JumlahDesa, ...] = ()
    dokumen: tuple[Dokumen, ...] = ()
    dokumen_kecamatan: tuple[Dokumen, ...] = ()
    rapat: tuple[Rapat, ...] = ()
    tindak_lanjut: tuple[Butir, ...] = ()
    cakupan: tuple[Cakupan, ...] = ()
    tes: tuple[Tes, ...] = ()
    desa: tuple[DesaBersinar, ...] = ()
    ibm: tuple[Ibm, ...] = ()
    kerawanan: tuple[Kerawanan, ...] = ()
    indeks: tuple[Indeks, ...] = ()
    warna_opd: tuple[tuple[str, str], ...] = ()

    def count_desa(self, pada: date) -> int:
        """Villages in force on a day."""
        return sum(row.jumlah for row in self.jumlah_desa if _is_berlaku(row.berlaku_dari, row.berlaku_sampai, pada))

    def list_kecamatan(self, pada: date) -> tuple[Bagian, ...]:
        """Kecamatan in force on a day."""
        return tuple(row for row in self.kecamatan if row.is_berlaku(pada))


@dataclass(frozen=True, slots=True)
class FaktaProvinsi:
    """Agencies of a province by key; ada_laporan: anybody reported anything. kini: the day the data reach."""

    kini: date
    opd: Mapping[str, FaktaOpd]
    ada_laporan: bool


@dataclass(frozen=True, slots=True)
class FaktaPeta:
    """Regions of a province by code ('63.06', '63.06.01'), those in force at any time; bagian says when."""

    kini: date
    wilayah: Mapping[str, FaktaWilayah]
    bagian: tuple[Bagian, ...]


def susun_bukti(row: Any, keterangan: str = "") -> Bukti:
    """The source row of any fact."""
    return Bukti(row.berkas or "", row.lembar, row.baris, row.pengirim, row.diterima_pada, keterangan)


def read_fakta_opd(edisi: str, kode_provinsi: str, janji: DaftarJanji) -> FaktaProvinsi:
    """Everything the agency scorecards of a province need; read once, promises anew after somebody noted something about one."""
    return _add_janji_opd(edisi, stempel(edisi), kode_provinsi, janji)


def read_fakta_wilayah(edisi: str, kode_provinsi: str, janji: DaftarJanji) -> FaktaPeta:
    """The same for the region scorecards, but for the agencies of the regions."""
    return _add_janji_wilayah(edisi, stempel(edisi), kode_provinsi, janji)


def forget_fakta() -> None:
    """Lets go of what was read (a benchmark, or a test that builds editions)."""
    for cached in (_add_janji_opd, _add_janji_wilayah, _read_fakta_opd, _read_fakta_wilayah):
        cached.cache_clear()
    _read_bersama.cache_clear()


@lru_cache(maxsize=8)
def _add_janji_opd(edisi: str, stempel: tuple[str, int, int], provinsi: str, janji: DaftarJanji) -> FaktaProvinsi:
    facts = _read_fakta_opd(edisi, stempel, provinsi)
    found = dict(facts.opd)
    for kunci, rows in _group(_list_janji(janji, provinsi), lambda each: _kunci_dikenal(each.penanggung_jawab)).items():
        known = found.get(kunci) or FaktaOpd(kunci, kunci.rpartition(PEMISAH)[0])
        found[kunci] = replace(known, tindak_lanjut=rows)
    return replace(facts, opd=MappingProxyType(found))


@lru_cache(maxsize=8)
def _add_janji_wilayah(edisi: str, stempel: tuple[str, int, int], provinsi: str, janji: DaftarJanji) -> FaktaPeta:
    facts = _read_fakta_wilayah(edisi, stempel, provinsi)
    promised = _group(_list_janji(janji, provinsi), lambda row: row.kode_wilayah)
    found = {kode: replace(each, tindak_lanjut=promised.get(kode, ())) for kode, each in facts.wilayah.items()}
    return replace(facts, wilayah=MappingProxyType(found))


def _list_janji(janji: DaftarJanji, provinsi: str) -> list[Butir]:
    """Of a province: decided there, or owed by an agency there."""
    return [each for each in janji.butir if provinsi in ((each.kode_wilayah or "")[:2], (each.pemda or "")[:2])]


def bukti_janji(butir: Butir, keterangan: str = "") -> Bukti:
    """Where a follow-up stands: its row in a file, or the store since the day it was recorded there."""
    if butir.berkas:
        return Bukti(butir.berkas, butir.lembar, butir.baris, butir.pengirim, butir.diterima_pada, keterangan)
    recorded = datetime.fromisoformat(butir.dibuat_pada).astimezone().replace(tzinfo=None) if butir.dibuat_pada else None
    return Bukti(CATATAN_DASBOR, None, None, None, recorded, keterangan)


@lru_cache(maxsize=8)
def _read_fakta_opd(edisi: str, stempel: tuple[str, int, int], provinsi: str) -> FaktaProvinsi:
    laporan = _group(_read(edisi, "laporan", Laporan, provinsi), _kunci)
    pegawai = _group(_read(edisi, "pegawai", Pegawai, provinsi), _kunci)
    cakupan = _group(_read_bersama(edisi, stempel, "cakupan", Cakupan, provinsi), _kunci)
    tes = _group(_read_bersama(edisi, stempel, "tes", Tes, provinsi), _kunci)
    anggaran = _group(_read(edisi, "anggaran", Anggaran, provinsi), _kunci)
    opd = {}
    for kunci in sorted({*laporan, *pegawai, *cakupan, *tes, *anggaran}):
        reports, staff = laporan.get(kunci, ()), pegawai.get(kunci, ())
        opd[kunci] = FaktaOpd(
            kunci=kunci,
            nama=next((row.nama_opd for row in (*reversed(reports), *reversed(staff)) if row.nama_opd), kunci.rpartition(PEMISAH)[0]),
            laporan={row.periode: row for row in reports},
            pegawai=staff,
            cakupan={(row.tahun, row.posisi): row for row in cakupan.get(kunci, ())},
            tes=tes.get(kunci, ()),
            anggaran=anggaran.get(kunci, ()),
        )
    return FaktaProvinsi(read_manifest(edisi).kini, MappingProxyType(opd), bool(laporan or pegawai))


@lru_cache(maxsize=8)
def _read_fakta_wilayah(edisi: str, stempel: tuple[str, int, int], provinsi: str) -> FaktaPeta:
    bagian = tuple(_read(edisi, "wilayah", Bagian, provinsi))
    desa_per_kecamatan = _read(edisi, "jumlah_desa", JumlahDesa, provinsi)
    dokumen = _read(edisi, "dokumen", Dokumen, provinsi)
    parts = {
        "jumlah_desa": _group_two(desa_per_kecamatan, lambda row: row.kode_kecamatan),
        "dokumen": _group(dokumen, lambda row: row.kode_wilayah),
        "dokumen_kecamatan": _group((row for row in dokumen if row.kode_kecamatan == row.kode_wilayah), lambda row: row.kode_kabkota),
        "rapat": _group(_read(edisi, "rapat", Rapat, provinsi), lambda row: row.kode_wilayah),
        "cakupan": _group(_read_bersama(edisi, stempel, "cakupan", Cakupan, provinsi), lambda row: row.wilayah_opd),
        "tes": _group(_read_bersama(edisi, stempel, "tes", Tes, provinsi), lambda row: row.kunci_opd.rpartition(PEMISAH)[2]),
        "desa": _group_two(
            _read(edisi, "desa", DesaBersinar, provinsi), lambda row: row.kode_desa or row.kode_kecamatan or row.kode_kabkota
        ),
        "ibm": _group_two(_read(edisi, "ibm", Ibm, provinsi), lambda row: row.kode_desa),
        "kerawanan": _group_two(_read(edisi, "kerawanan", Kerawanan, provinsi), lambda row: row.kode_desa),
        "indeks": _group(_read(edisi, "indeks", Indeks, provinsi), lambda row: row.kode_wilayah),
    }
    kecamatan = _group((row for row in bagian if row.tingkat == "kecamatan"), lambda row: row.kode_wilayah[:5])
    wilayah = {}
    for row in bagian:  # a region that was renamed comes twice: its last name stays
        known = {name: group[row.kode_wilayah] for name, group in parts.items() if row.kode_wilayah in group}
        if row.tingkat == "kecamatan":
            known.pop("dokumen_kecamatan", None)
        wilayah[row.kode_wilayah] = FaktaWilayah(
            row.kode_wilayah,
            row.nama_wilayah,
            "Kecamatan" if row.tingkat == "kecamatan" else row.jenis,
            row.nama_resmi,
            kecamatan.get(row.kode_wilayah, ()),
            **known,
        )
    return FaktaPeta(read_manifest(edisi).kini, MappingProxyType(wilayah), bagian)


Baris = TypeVar("Baris")


def _read(edisi: str, nama: str, kind: type[Baris], provinsi: str) -> list[Baris]:
    return list(map(kind._make, query_rows(edisi, read_sumber(nama), {"provinsi": provinsi})))  # type: ignore[attr-defined]


@lru_cache(maxsize=24)
def _read_bersama(edisi: str, stempel: tuple[str, int, int], nama: str, kind: type[Baris], provinsi: str) -> tuple[Baris, ...]:
    """What both the agencies and the regions of a province are judged by; read once for the two."""
    return tuple(_read(edisi, nama, kind, provinsi))


@lru_cache(maxsize=32)
def read_sumber(nama: str) -> str:
    """Text of sumber/<nama>.sql."""
    return (_SUMBER / f"{nama}.sql").read_text(encoding="utf-8")


def _kunci(row: Any) -> str | None:
    return _kunci_dikenal(row.kunci_opd)


def _kunci_dikenal(kunci: str | None) -> str | None:
    """The key of an agency of a known region; what has no such key belongs to nobody."""
    return kunci if kunci and not kunci.startswith(PEMISAH) and PEMISAH in kunci else None


def _group(rows: Iterable[Baris], key: Callable[[Baris], str | None]) -> dict[str, tuple[Baris, ...]]:
    """Rows by key, in their order; a row without a key is left out."""
    found: defaultdict[str, list[Baris]] = defaultdict(list)
    for row in rows:
        name = key(row)
        if name:
            found[name].append(row)
    return {name: tuple(group) for name, group in found.items()}


def _group_two(rows: Iterable[Baris], key: Callable[[Baris], str | None]) -> dict[str, tuple[Baris, ...]]:
    """Rows by kab/kota and, where it is known, by kecamatan of a code."""
    found: defaultdict[str, list[Baris]] = defaultdict(list)
    for row in rows:
        kode = key(row)
        if kode and len(kode) >= 5:
            found[kode[:5]].append(row)
            if len(kode) >= 8:
                found[kode[:8]].append(row)
    return {name: tuple(group) for name, group in found.items()}


def _is_berlaku(dari: date | None, sampai: date | None, pada: date) -> bool:
    return (dari is None or dari <= pada) and (sampai is None or sampai >= pada)
