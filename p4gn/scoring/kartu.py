"""Scorecards of an edition: agencies of a government, kab/kota of a province, kecamatan of a kab/kota.

What was computed is kept per edition, region, period and framework; all agencies of a province are computed together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from p4gn.catatan.janji import DaftarJanji, read_janji
from p4gn.geography.wilayah import REFERENCE_DIR
from p4gn.pengirim import PEMISAH, nama_opd
from p4gn.scope import tingkat_of_kode
from p4gn.scoring.fakta import Bagian, FaktaOpd, FaktaProvinsi, FaktaWilayah, forget_fakta, read_fakta_opd, read_fakta_wilayah
from p4gn.scoring.hasil import TANPA_NILAI, KartuSkor, Rapor, Sel
from p4gn.scoring.kerangka import Kerangka, KerangkaTidakAda, Kewajiban, find_kerangka, list_wajib_lapor
from p4gn.scoring.langkah import beri_poin, cari_jalan, urut_langkah
from p4gn.scoring.periode import periode_sebelum, periode_skor
from p4gn.scoring.skor import hitung_nilai, hitung_warna, list_pita, skor_bersama, status_of
from p4gn.scoring.ukuran_opd import ukur_opd
from p4gn.scoring.ukuran_wilayah import ukur_wilayah
from p4gn.scoring.waktu import Waktu, susun_waktu
from p4gn.warehouse.editions import read_manifest, stempel

OPD, KABKOTA, KECAMATAN = "opd", "kabkota", "kecamatan"
SEBUTAN = MappingProxyType({OPD: "OPD", KABKOTA: "kabupaten/kota", KECAMATAN: "kecamatan"})
_JENIS_OPD = MappingProxyType(
    {
        "sekretariat": "Sekretariat",
        "biro": "Sekretariat",
        "bagian": "Sekretariat",
        "inspektorat": "Inspektorat",
        "dinas": "Dinas",
        "badan": "Badan",
        "satuan": "Satuan",
        "rumah": "Rumah sakit",
        "rsud": "Rumah sakit",
        "rsjd": "Rumah sakit",
        "rsgm": "Rumah sakit",
        "kecamatan": "Kecamatan",
    }
)


@dataclass(frozen=True, slots=True)
class _Minta:
    """What is asked for, as a key: a framework is known by its fingerprint."""

    edisi: str
    stempel: tuple[str, int, int]
    provinsi: str
    periode: str
    sidik: tuple[str, str]
    janji: DaftarJanji
    kerangka: Kerangka = field(compare=False)


class TitikSkor(NamedTuple):
    """One point of a trend; kunci is None for the whole scorecard. skor is None where there is none; warna 'tanpa_nilai' without a grade."""

    periode: str
    kunci: str | None
    nama: str
    skor: float | None
    kelengkapan: float | None
    warna: str
    kerangka: str


def score_opd(edisi: str, kode_wilayah: str, periode: str, kerangka: Kerangka | None = None) -> KartuSkor:
    """Agencies of one government: '63' those of the province, '63.06' those of the regency. Without rows nobody reports in this edition."""
    asked = _minta(edisi, kode_wilayah, periode, kerangka)
    return _kartu_opd(asked).get(kode_wilayah) or _susun_kartu(asked, OPD, kode_wilayah, _waktu(asked), ())


def score_semua_opd(edisi: str, kode_provinsi: str, periode: str, kerangka: Kerangka | None = None) -> Mapping[str, KartuSkor]:
    """Region → scorecard of its agencies, for the province and all its kab/kota; computed together."""
    return _kartu_opd(_minta(edisi, kode_provinsi, periode, kerangka))


def score_wilayah(edisi: str, kode_wilayah: str, periode: str, kerangka: Kerangka | None = None) -> KartuSkor:
    """'63': a row per kab/kota; '63.06': a row per kecamatan of it."""
    asked = _minta(edisi, kode_wilayah, periode, kerangka)
    if len(kode_wilayah) == 2:
        return _kartu_kabkota(asked)
    return _kartu_kecamatan(asked, kode_wilayah[:5])


def score_kartu(edisi: str, subjek: str, kode_wilayah: str, periode: str) -> KartuSkor:
    """The agencies of a region ('opd'), or the regions below it (any other subject)."""
    return score_opd(edisi, kode_wilayah, periode) if subjek == OPD else score_wilayah(edisi, kode_wilayah, periode)


def find_kartu_skor(edisi: str, subjek: str, kode_wilayah: str, periode: str) -> KartuSkor | None:
    """What score_kartu gives, or None where no framework was in force."""
    try:
        return score_kartu(edisi, subjek, kode_wilayah, periode)
    except KerangkaTidakAda:
        return None


def find_kartu_berisi(edisi: str, subjek: str, kode_wilayah: str, periode: str) -> KartuSkor | None:
    """The scorecard of a province or kab/kota; None also where the edition has no reports of it, or the region is of another level."""
    if tingkat_of_kode(kode_wilayah) not in ("provinsi", "kabkota"):
        return None
    kartu = find_kartu_skor(edisi, subjek, kode_wilayah, periode)
    return kartu if kartu and kartu.baris else None


def find_sebelum(kartu: KartuSkor) -> KartuSkor | None:
    """The scorecard of the period before of the same kind; None where no framework was in force."""
    return find_kartu_skor(kartu.edisi, kartu.subjek, kartu.kode_wilayah, periode_sebelum(kartu.periode))


def list_skor_tren(edisi: str, kode_wilayah: str, subjek: str, tahun: Sequence[int | str]) -> tuple[TitikSkor, ...]:
    """Scores of 'opd', or of 'kabkota' / 'kecamatan', per period (years or '2025-S1'), each by the framework of its time; the whole comes first."""
    found: list[TitikSkor] = []
    for each in tahun:
        periode = str(each)
        card = find_kartu_skor(edisi, subjek, kode_wilayah, periode)
        if card is None or not card.baris:
            continue
        found.append(TitikSkor(periode, None, "", card.skor, _kelengkapan_bersama(card.baris), "", card.kerangka.id))
        found += [TitikSkor(periode, row.kunci, row.nama, row.skor, row.kelengkapan, row.warna, card.kerangka.id) for row in card.baris]
    return tuple(found)


def _kelengkapan_bersama(baris: Sequence[Rapor]) -> float | None:
    berlaku = sum(row.berlaku for row in baris)
    return 100 * sum(row.dilaporkan for row in baris) / berlaku if berlaku else None


def find_rapor(kartu: KartuSkor, kunci: str) -> Rapor | None:
    """One row by its key."""
    return next((row for row in kartu.baris if row.kunci == kunci), None)


def forget_kartu() -> None:
    """Lets go of all that is kept (a benchmark, or a test that builds editions)."""
    for cached in (_baris_opd, _kartu_opd, _baris_kabkota, _kartu_kabkota, _baris_kecamatan, _kartu_kecamatan):
        cached.cache_clear()
    forget_fakta()


# ---- keys ------------------------------------------------------------------------------------------------------------


def _minta(edisi: str, kode_wilayah: str, periode: str, kerangka: Kerangka | None) -> _Minta:
    provinsi = kode_wilayah[:2]
    chosen = periode_skor(periode, read_manifest(edisi).kini)
    frame = kerangka or find_kerangka(chosen, provinsi)
    return _Minta(edisi, stempel(edisi), provinsi, chosen, (frame.id, frame.sidik), read_janji(edisi), frame)


def _sebelum(asked: _Minta) -> _Minta | None:
    """The same question of the period before, by its own framework; None where there was none."""
    before = periode_sebelum(asked.periode)
    try:
        frame = find_kerangka(before, asked.provinsi)
    except KerangkaTidakAda:
        return None
    return replace(asked, periode=before, sidik=(frame.id, frame.sidik), kerangka=frame)


def _waktu(asked: _Minta) -> Waktu:
    return susun_waktu(asked.periode, read_manifest(asked.edisi).kini, asked.kerangka)


# ---- agencies --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _baris_opd(asked: _Minta) -> Mapping[str, tuple[Rapor, ...]]:
    """Region → rows of its agencies, without ranks and without what changed."""
    facts = read_fakta_opd(asked.edisi, asked.provinsi, asked.janji)
    if not facts.ada_laporan:
        return MappingProxyType({})
    waktu = _waktu(asked)
    duties = {each.id: each for each in asked.kerangka.kewajiban_opd}
    rows: dict[str, list[Rapor]] = {}
    for fakta in _list_opd(facts, asked, waktu):
        rows.setdefault(fakta.kode_wilayah, []).append(susun_rapor_opd(fakta, duties, asked.kerangka, waktu))
    return MappingProxyType({kode: tuple(sorted(found, key=lambda row: (row.nama, row.kunci))) for kode, found in sorted(rows.items())})


@lru_cache(maxsize=64)
def _kartu_opd(asked: _Minta) -> Mapping[str, KartuSkor]:
    waktu = _waktu(asked)
    before = _sebelum(asked)
    earlier = _baris_opd(before) if before else {}
    return MappingProxyType(
        {
            kode: _susun_kartu(asked, OPD, kode, waktu, _bandingkan(rows, earlier.get(kode, ()), asked.kerangka))
            for kode, rows in _baris_opd(asked).items()
        }
    )


def _list_opd(facts: FaktaProvinsi, asked: _Minta, waktu: Waktu) -> Iterable[FaktaOpd]:
    """Agencies that owe: those on the list, and those that reported their staff by the day judged or anything about the year."""
    listed = dict.fromkeys(
        f"{kode}{PEMISAH}{wilayah}" for wilayah in _list_pemerintah(asked, waktu) for kode in list_wajib_lapor(wilayah, waktu.posisi)
    )
    for kunci, fakta in facts.opd.items():
        if fakta.pegawai_pada(waktu.posisi) or any(row.tahun == waktu.tahun for row in fakta.laporan.values()):
            listed[kunci] = None
    for kunci in listed:
        yield facts.opd.get(kunci) or FaktaOpd(kunci, nama_opd(kunci.partition(PEMISAH)[0]))


def _list_pemerintah(asked: _Minta, waktu: Waktu) -> list[str]:
    """The province and its kab/kota in force on the day judged."""
    return [asked.provinsi, *(row.kode_wilayah for row in _list_bagian(asked, waktu, KABKOTA))]


def _list_bagian(asked: _Minta, waktu: Waktu, tingkat: str, induk: str | None = None) -> list[Bagian]:
    prefix = induk or asked.provinsi
    return [
        row
        for row in read_fakta_wilayah(asked.edisi, asked.provinsi, asked.janji).bagian
        if row.tingkat == tingkat and row.kode_wilayah.startswith(f"{prefix}.") and row.is_berlaku(waktu.posisi)
    ]


def susun_rapor_opd(fakta: FaktaOpd, duties: Mapping[str, Kewajiban], kerangka: Kerangka, waktu: Waktu) -> Rapor:
    """The row of one agency, without its rank and without what changed."""
    cells = ukur_opd(fakta, kerangka, waktu)
    kode = fakta.kode_opd
    nama = fakta.nama
    return _susun_rapor(
        cells,
        duties,
        kerangka,
        waktu,
        kunci=fakta.kunci,
        nama=nama,
        kode_wilayah=fakta.kode_wilayah,
        kode_opd=kode if kode != nama else None,
        jenis=jenis_opd(nama),
        alias=alias_opd(kode, nama),
    )


def jenis_opd(nama: str) -> str:
    """'Dinas Kesehatan' → 'Dinas'; the first word tells; what is none of the known kinds is 'Lainnya'."""
    return _JENIS_OPD.get(nama.partition(" ")[0].lower(), "Lainnya")


@cache
def alias_opd(kode_opd: str, nama: str) -> tuple[str, ...]:
    """Everything an agency may be searched by beside its name: code, known aliases, and the name without its first word of kind."""
    first, _, rest = nama.partition(" ")
    short = (rest,) if first in ("Dinas", "Badan") and rest else ()
    names = (kode_opd, *short, *_read_alias("alias_opd", "nama_baku", "alias").get(nama, ()))
    return tuple(dict.fromkeys(name for name in names if name and name != nama))


@cache
def _read_alias(berkas: str, kunci: str, alias: str) -> Mapping[str, tuple[str, ...]]:
    """Of a reference table: value of the column `kunci` → everything written beside it in the column `alias`."""
    found: dict[str, list[str]] = {}
    with (REFERENCE_DIR / f"{berkas}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row[kunci], []).append(row[alias])
    return {value: tuple(names) for value, names in found.items()}


# ---- regions ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _baris_kabkota(asked: _Minta) -> tuple[Rapor, ...]:
    if not read_fakta_opd(asked.edisi, asked.provinsi, asked.janji).ada_laporan:
        return ()
    agencies = _baris_opd(asked)
    waktu = _waktu(asked)
    facts = read_fakta_wilayah(asked.edisi, asked.provinsi, asked.janji).wilayah
    return tuple(
        _rapor_wilayah(
            replace(facts[row.kode_wilayah], warna_opd=tuple((each.kunci, each.warna) for each in agencies.get(row.kode_wilayah, ()))),
            KABKOTA,
            asked.kerangka,
            waktu,
        )
        for row in _list_bagian(asked, waktu, KABKOTA)
    )


@lru_cache(maxsize=64)
def _kartu_kabkota(asked: _Minta) -> KartuSkor:
    before = _sebelum(asked)
    earlier = _baris_kabkota(before) if before else ()
    return _susun_kartu(asked, KABKOTA, asked.provinsi, _waktu(asked), _bandingkan(_baris_kabkota(asked), earlier, asked.kerangka))


@lru_cache(maxsize=128)
def _baris_kecamatan(asked: _Minta, kode: str) -> tuple[Rapor, ...]:
    if not read_fakta_opd(asked.edisi, asked.provinsi, asked.janji).ada_laporan:
        return ()
    waktu = _waktu(asked)
    facts = read_fakta_wilayah(asked.edisi, asked.provinsi, asked.janji).wilayah
    parts = _list_bagian(asked, waktu, KECAMATAN, kode)
    return tuple(_rapor_wilayah(facts[row.kode_wilayah], KECAMATAN, asked.kerangka, waktu) for row in parts)


@lru_cache(maxsize=128)
def _kartu_kecamatan(asked: _Minta, kode: str) -> KartuSkor:
    before = _sebelum(asked)
    earlier = _baris_kecamatan(before, kode) if before else ()
    return _susun_kartu(asked, KECAMATAN, kode, _waktu(asked), _bandingkan(_baris_kecamatan(asked, kode), earlier, asked.kerangka))


def _rapor_wilayah(fakta: FaktaWilayah, subjek: str, kerangka: Kerangka, waktu: Waktu) -> Rapor:
    duties = {each.id: each for each in kerangka.list_kewajiban(subjek)}
    cells = ukur_wilayah(fakta, kerangka, waktu, subjek)
    return _susun_rapor(
        cells,
        duties,
        kerangka,
        waktu,
        kunci=fakta.kode,
        nama=fakta.nama,
        kode_wilayah=fakta.kode,
        kode_opd=None,
        jenis=fakta.jenis,
        alias=alias_wilayah(fakta.kode, fakta.nama, fakta.nama_resmi),
    )


@cache
def alias_wilayah(kode: str, nama: str, nama_resmi: str) -> tuple[str, ...]:
    """Official name, code and known aliases of a region: 'Kabupaten Hulu Sungai Selatan', '63.06', 'HSS'."""
    names = (nama_resmi, kode, *_read_alias("alias_wilayah", "kode", "nama").get(kode, ()))
    return tuple(dict.fromkeys(name for name in names if name and name != nama))


# ---- rows and cards --------------------------------------------------------------------------------------------------


def _susun_rapor(
    cells: Mapping[str, Sel],
    duties: Mapping[str, Kewajiban],
    kerangka: Kerangka,
    waktu: Waktu,
    *,
    kunci: str,
    nama: str,
    kode_wilayah: str,
    kode_opd: str | None,
    jenis: str,
    alias: tuple[str, ...],
) -> Rapor:
    bobot = {each.id: each.bobot for each in duties.values()}
    empty = Rapor(kunci, nama, kode_wilayah, kode_opd, jenis, alias, cells, None, 0.0, 0.0, 0, 0, None, TANPA_NILAI, periode=waktu.periode)
    return nilai_ulang(empty, bobot, kerangka)


def nilai_ulang(rapor: Rapor, bobot: Mapping[str, float], kerangka: Kerangka) -> Rapor:
    """The row with everything that follows from its cells: score, colour, points of its steps, the way to the next colour."""
    status = status_of(rapor.sel)
    nilai = hitung_nilai(status, bobot, kerangka)
    cells = {id_kewajiban: beri_poin(each, bobot[id_kewajiban], nilai.penyebut) for id_kewajiban, each in rapor.sel.items()}
    langkah = urut_langkah(cells)
    jalan = cari_jalan(status, bobot, nilai, langkah, kerangka)
    return replace(
        rapor,
        sel=MappingProxyType(cells),
        skor=nilai.skor,
        skor_pembilang=nilai.pembilang,
        skor_penyebut=nilai.penyebut,
        dilaporkan=nilai.dilaporkan,
        berlaku=nilai.berlaku,
        kelengkapan=nilai.kelengkapan,
        warna=nilai.warna,
        langkah=langkah,
        langkah_warna=jalan.langkah,
        warna_berikut=jalan.warna,
    )


def _bandingkan(rows: tuple[Rapor, ...], earlier: tuple[Rapor, ...], kerangka: Kerangka) -> tuple[Rapor, ...]:
    """Rows with their ranks, and with what their score gained since the period before where both have a grade."""
    before = {row.kunci: row.skor for row in earlier if row.warna != TANPA_NILAI}
    compared = []
    for row in rows:
        old = before.get(row.kunci)
        change = row.skor - old if row.skor is not None and old is not None and row.warna != TANPA_NILAI else None
        compared.append(replace(row, perubahan=change))
    return beri_pita(tuple(compared), kerangka)


def beri_pita(rows: tuple[Rapor, ...], kerangka: Kerangka) -> tuple[Rapor, ...]:
    """Rows with the ranks they share."""
    bands = list_pita(((row.kunci, row.skor, row.warna) for row in rows), kerangka.lebar_pita)
    return tuple(replace(row, pita=bands.get(row.kunci)) for row in rows)


def _susun_kartu(asked: _Minta, subjek: str, kode: str, waktu: Waktu, rows: tuple[Rapor, ...]) -> KartuSkor:
    return KartuSkor(
        edisi=asked.edisi,
        subjek=subjek,
        kode_wilayah=kode,
        periode=asked.periode,
        posisi=waktu.posisi,
        kini=waktu.kini,
        kerangka=asked.kerangka,
        baris=rows,
        skor=skor_bersama(rows),
        jumlah_warna=MappingProxyType(hitung_warna(rows)),
        janji=asked.janji.sidik,
    )
