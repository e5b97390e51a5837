"""The catalogue of published numbers: reads catalogue.yml and refuses an entry that is not complete and consistent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from p4gn import periode as p
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.scoring.naskah import list_naskah

TINGKAT = ("nasional", "provinsi", "kabkota", "kecamatan", "desa")
SIFAT = ("peristiwa", "keadaan", "tahunan")
ARAH = ("naik", "turun", "netral")
TAMPILAN = ("kartu", "peta", "tren", "tabel")
MART = ("rapat", "peserta_rapat", "tes_urine", "desa_bersinar", "cakupan_tes", "status_desa", "ibm", "status_tim")
PER_OPD = ("instansi", "peserta")
KELAS_ATURAN = ("bawah_termasuk", "atas_termasuk")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same safe reading, ten times faster where libyaml is there


class KatalogTidakSah(ValueError):
    """catalogue.yml breaks a rule; the message names the entry and the rule."""


class IndikatorTidakDikenal(LookupError):
    """No indicator of that id; the message offers the nearest ones."""


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A numerator or denominator in words and as SQL over the mart, or as a count of regions of a level."""

    kata: str
    sql: str | None = None
    wilayah: str | None = None


@dataclass(frozen=True, slots=True)
class DasarHukum:
    nama: str
    sejak: date | None
    sampai: date | None
    catatan: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A fixed value with its date and source, the duty whose target it is, or neither with the reason."""

    nilai: float | None
    sejak: date | None
    sumber: str | None
    alasan: str | None
    kewajiban: str | None = None


@dataclass(frozen=True, slots=True)
class BatasKelas:
    """Fixed breaks for maps: n breaks make n + 1 classes; aturan says to which class a value on a break belongs."""

    batas: tuple[float, ...]
    aturan: str


@dataclass(frozen=True, slots=True)
class LabelDesa:
    """SQL over the mart: villages that the label hangs on, and those of which everybody knows that they are not meant."""

    jumlah: str
    bukan_calon: str


@dataclass(frozen=True, slots=True)
class AturanKecil:
    """berlaku True: counts 1–4 are hidden, with secondary suppression. label: what counts villages must not tell which ones they are."""

    berlaku: bool
    alasan: str
    label: LabelDesa | None = None


@dataclass(frozen=True, slots=True)
class Kalimat:
    """benda: what is counted ('rapat P4GN'); predikat: what the counted part of a ratio has done."""

    benda: str
    predikat: str | None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """putus: numbers before and after are no one line, however they are drawn."""

    tanggal: date
    apa: str
    putus: bool = False


@dataclass(frozen=True, slots=True)
class Penanda:
    """Something that happened in the world and moves the number: a mark on its trend. wilayah: the region it concerns, None for all."""

    tanggal: date
    judul: str
    rincian: str
    wilayah: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    judul: str
    judul_pendek: str
    kelompok: str
    definisi: str
    pembilang: Ukuran
    penyebut: Ukuran | None
    satuan: str
    desimal: int
    arah: str
    sifat: str
    mart: str
    baris: str
    kunci: str | None
    urut: str | None
    aditif: bool
    tingkat_terhalus: str
    per_opd: str | None
    interval: str | None
    penyebut_minimal: int | None
    dapat_dibandingkan: bool
    sumber: tuple[str, ...]
    dasar_hukum: tuple[DasarHukum, ...]
    target: Target
    batas_kelas: BatasKelas
    aturan_kecil: AturanKecil
    tampilan: tuple[str, ...]
    kalimat: Kalimat
    catatan: tuple[str, ...]
    perubahan: tuple[Perubahan, ...]
    penanda: tuple[Penanda, ...] = ()

    @property
    def is_rasio(self) -> bool:
        return self.penyebut is not None

    def allows_tingkat(self, tingkat: str) -> bool:
        """Whether the indicator is published at this level (nasional … desa)."""
        return TINGKAT.index(tingkat) <= TINGKAT.index(self.tingkat_terhalus)

    def target_pada(self, periode: str, kode_wilayah: str) -> float | None:
        """The target of a year or semester in a region: of the framework in force then, or the fixed one once it holds; None if there is none."""
        if self.target.kewajiban is not None:
            try:
                duty = find_kerangka(periode, kode_wilayah).find(self.target.kewajiban)
            except KerangkaTidakAda:
                return None
            return duty and duty.target_pada(periode)
        akhir = p.bounds(periode)[1]
        return self.target.nilai if self.target.sejak is None or akhir is None or self.target.sejak <= akhir else None

    def list_penanda(self, kode_wilayah: str) -> tuple[Penanda, ...]:
        """The marks that concern a region; what happened in a provincial government is none for its regencies or the country."""
        return tuple(each for each in self.penanda if each.wilayah in (None, kode_wilayah))


_FIELDS = frozenset(Indicator.__dataclass_fields__)
_OPTIONAL = frozenset({"penyebut", "kunci", "urut", "per_opd", "interval", "penyebut_minimal", "catatan", "dasar_hukum", "penanda"})


class _Entry:
    """One raw entry, with errors that say which key of which indicator is wrong."""

    def __init__(self, raw: Mapping[str, Any], number: int) -> None:
        if not isinstance(raw, Mapping) or not _ID.fullmatch(str(raw.get("id", ""))):
            raise KatalogTidakSah(f"Entri ke-{number}: kunci id tidak ada atau bukan huruf kecil dengan garis bawah.")
        self.raw = raw
        self.id = str(raw["id"])
        unknown = sorted(set(raw) - _FIELDS)
        missing = sorted(_FIELDS - _OPTIONAL - set(raw))
        if unknown:
            raise self.error(f"kunci tidak dikenal: {', '.join(unknown)}")
        if missing:
            raise self.error(f"kunci wajib belum ada: {', '.join(missing)}")

    def error(self, problem: str) -> KatalogTidakSah:
        return KatalogTidakSah(f"Indikator {self.id}: {problem}.")

    def text(self, key: str) -> str:
        value = self.raw[key]
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key} harus berisi teks")
        return " ".join(value.split())

    def optional_text(self, key: str) -> str | None:
        return None if self.raw.get(key) is None else self.text(key)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.raw[key]
        if value not in allowed:
            raise self.error(f"{key} harus salah satu dari {', '.join(allowed)}, bukan {value!r}")
        return value

    def optional_choice(self, key: str, allowed: tuple[str, ...]) -> str | None:
        return None if self.raw.get(key) is None else self.choice(key, allowed)

    def flag(self, key: str) -> bool:
        if not isinstance(self.raw[key], bool):
            raise self.error(f"{key} harus true atau false")
        return self.raw[key]

    def number(self, key: str) -> int:
        value = self.raw[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(f"{key} harus bilangan bulat nol atau lebih")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f"{key} harus berupa daftar teks")
        return tuple(" ".join(item.split()) for item in value)

    def mapping(self, key: str, required: set[str], optional: set[str]) -> Mapping[str, Any]:
        return self.check_mapping(key, self.raw[key], required, optional)

    def mappings(self, key: str, required: set[str], optional: set[str]) -> list[Mapping[str, Any]]:
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            raise self.error(f"{key} harus berupa daftar")
        return [self.check_mapping(key, item, required, optional) for item in value]

    def check_mapping(self, key: str, value: object, required: set[str], optional: set[str]) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.error(f"{key} harus berisi pasangan kunci dan nilai")
        missing, unknown = required - set(value), set(value) - required - optional
        if missing or unknown:
            raise self.error(f"{key}: belum ada {sorted(missing)}, tidak dikenal {sorted(unknown)}")
        return value

    def day(self, key: str, value: object) -> date | None:
        if value is not None and not isinstance(value, date):
            raise self.error(f"{key}: {value!r} bukan tanggal (tulis 2026-11-22)")
        return value


def _read_ukuran(entry: _Entry, key: str) -> Ukuran | None:
    if entry.raw.get(key) is None:
        return None
    value = entry.mapping(key, {"kata"}, {"sql", "wilayah"})
    if (value.get("sql") is None) == (value.get("wilayah") is None):
        raise entry.error(f"{key} harus punya tepat satu dari sql dan wilayah")
    if key == "pembilang" and value.get("sql") is None:
        raise entry.error("pembilang harus ditulis sebagai sql")
    if value.get("wilayah") is not None and value["wilayah"] not in TINGKAT[2:]:
        raise entry.error(f"{key}.wilayah harus salah satu dari {', '.join(TINGKAT[2:])}")
    return Ukuran(" ".join(value["kata"].split()), value.get("sql"), value.get("wilayah"))


def _read_aturan_kecil(entry: _Entry) -> AturanKecil:
    value = entry.mapping("aturan_kecil", {"berlaku", "alasan"}, {"label"})
    label = value.get("label")
    if label is not None:
        label = LabelDesa(**entry.check_mapping("aturan_kecil.label", label, {"jumlah", "bukan_calon"}, set()))
    return AturanKecil(bool(value["berlaku"]), " ".join(value["alasan"].split()), label)


def _read_perubahan(entry: _Entry) -> tuple[Perubahan, ...]:
    items = entry.mappings("perubahan", {"tanggal", "apa"}, {"putus"})
    if not all(isinstance(item.get("putus", False), bool) for item in items):
        raise entry.error("perubahan.putus harus true atau false")
    return tuple(
        Perubahan(entry.day("perubahan", item["tanggal"]), " ".join(item["apa"].split()), item.get("putus", False)) for item in items
    )


def _read_target(entry: _Entry) -> Target:
    if isinstance(entry.raw["target"], Mapping) and "kewajiban" in entry.raw["target"]:
        duty = entry.mapping("target", {"kewajiban"}, set())["kewajiban"]
        if not any((each["kewajiban"].get(duty) or {}).get("target") for each in list_naskah()):
            raise entry.error(f"target.kewajiban {duty} tidak ada pada kerangka mana pun, atau tidak punya target")
        return Target(None, None, None, None, duty)
    value = entry.mapping("target", {"nilai"}, {"sejak", "sumber", "alasan"})
    if value["nilai"] is None and not value.get("alasan"):
        raise entry.error("target tanpa nilai harus menyebut alasan")
    if value["nilai"] is not None and not (value.get("sejak") and value.get("sumber")):
        raise entry.error("target dengan nilai harus menyebut sejak dan sumber")
    return Target(value["nilai"], entry.day("target.sejak", value.get("sejak")), value.get("sumber"), value.get("alasan"))


def _read_batas_kelas(entry: _Entry) -> BatasKelas:
    value = entry.mapping("batas_kelas", {"batas", "aturan"}, set())
    edges = tuple(value["batas"])
    if not edges or list(edges) != sorted(set(edges)):
        raise entry.error("batas_kelas.batas harus naik dan tidak berulang")
    if value["aturan"] not in KELAS_ATURAN:
        raise entry.error(f"batas_kelas.aturan harus salah satu dari {', '.join(KELAS_ATURAN)}")
    return BatasKelas(edges, value["aturan"])


def _read_tampilan(entry: _Entry) -> tuple[str, ...]:
    views = entry.texts("tampilan")
    if not views or not set(views) <= set(TAMPILAN):
        raise entry.error(f"tampilan harus dipilih dari {', '.join(TAMPILAN)}")
    return views


def _check_consistency(entry: _Entry, indicator: Indicator) -> None:
    if indicator.sifat != "peristiwa" and not (indicator.kunci and indicator.urut):
        raise entry.error(f"sifat {indicator.sifat} memerlukan kunci (satu hal dihitung sekali) dan urut (catatan mana yang terakhir)")
    if indicator.sifat == "peristiwa" and (indicator.kunci or indicator.urut):
        raise entry.error("kunci dan urut hanya untuk sifat keadaan dan tahunan")
    if indicator.is_rasio and indicator.aditif:
        raise entry.error("rasio tidak dapat dijumlahkan, jadi aditif harus false")
    if indicator.is_rasio and indicator.kalimat.predikat is None:
        raise entry.error("rasio memerlukan kalimat.predikat")
    if not indicator.is_rasio and (indicator.interval or indicator.penyebut_minimal):
        raise entry.error("interval dan penyebut_minimal hanya untuk rasio")
    if indicator.aturan_kecil.berlaku and (indicator.pembilang.sql or "").lower().find("distinct") >= 0:
        raise entry.error("angka kecil hanya dapat dilindungi pada jumlah yang dapat ditambahkan (tanpa distinct)")
    if indicator.aturan_kecil.berlaku and indicator.penyebut is not None and "distinct" in (indicator.penyebut.sql or "distinct").lower():
        raise entry.error("angka kecil hanya dapat dilindungi bila penyebutnya jumlah orang yang dapat ditambahkan (sql tanpa distinct)")


def parse_indicator(raw: Mapping[str, Any], number: int = 1) -> Indicator:
    """One entry of catalogue.yml as an Indicator; raises KatalogTidakSah naming the entry and the rule it breaks."""
    entry = _Entry(raw, number)
    sentence = entry.mapping("kalimat", {"benda"}, {"predikat"})
    pembilang = _read_ukuran(entry, "pembilang")
    if pembilang is None:
        raise entry.error("pembilang harus ada")
    indicator = Indicator(
        id=entry.id,
        judul=entry.text("judul"),
        judul_pendek=entry.text("judul_pendek"),
        kelompok=entry.text("kelompok"),
        definisi=entry.text("definisi"),
        pembilang=pembilang,
        penyebut=_read_ukuran(entry, "penyebut"),
        satuan=entry.text("satuan"),
        desimal=entry.number("desimal"),
        arah=entry.choice("arah", ARAH),
        sifat=entry.choice("sifat", SIFAT),
        mart=entry.choice("mart", MART),
        baris=entry.text("baris"),
        kunci=entry.optional_text("kunci"),
        urut=entry.optional_text("urut"),
        aditif=entry.flag("aditif"),
        tingkat_terhalus=entry.choice("tingkat_terhalus", TINGKAT),
        per_opd=entry.optional_choice("per_opd", PER_OPD),
        interval=entry.optional_choice("interval", ("wilson",)),
        penyebut_minimal=None if raw.get("penyebut_minimal") is None else entry.number("penyebut_minimal"),
        dapat_dibandingkan=entry.flag("dapat_dibandingkan"),
        sumber=entry.texts("sumber"),
        dasar_hukum=tuple(
            DasarHukum(item["nama"], entry.day("dasar_hukum", item["sejak"]), entry.day("dasar_hukum", item["sampai"]), item.get("catatan"))
            for item in entry.mappings("dasar_hukum", {"nama", "sejak", "sampai"}, {"catatan"})
        ),
        target=_read_target(entry),
        batas_kelas=_read_batas_kelas(entry),
        aturan_kecil=_read_aturan_kecil(entry),
        tampilan=_read_tampilan(entry),
        kalimat=Kalimat(sentence["benda"], sentence.get("predikat")),
        catatan=entry.texts("catatan"),
        perubahan=_read_perubahan(entry),
        penanda=tuple(
            Penanda(entry.day("penanda", item["tanggal"]), item["judul"], " ".join(item["rincian"].split()), item.get("wilayah"))
            for item in entry.mappings("penanda", {"tanggal", "judul", "rincian"}, {"wilayah"})
        ),
    )
    _check_consistency(entry, indicator)
    return indicator


def parse_catalogue(teks: str) -> Mapping[str, Indicator]:
    """All entries of a catalogue text by id, in the order written."""
    raw = yaml.load(teks, Loader=_LOADER)
    if not isinstance(raw, list) or not raw:
        raise KatalogTidakSah("Katalog indikator harus berupa daftar yang tidak kosong.")
    result: dict[str, Indicator] = {}
    for number, item in enumerate(raw, start=1):
        indicator = parse_indicator(item, number)
        if indicator.id in result:
            raise KatalogTidakSah(f"Indikator {indicator.id} ditulis dua kali.")
        result[indicator.id] = indicator
    return MappingProxyType(result)


CATALOGUE: Mapping[str, Indicator] = parse_catalogue(Path(__file__).with_name("catalogue.yml").read_text(encoding="utf-8"))


def get_indicator(id_indikator: str) -> Indicator:
    """Raises IndikatorTidakDikenal with the nearest ids."""
    if id_indikator in CATALOGUE:
        return CATALOGUE[id_indikator]
    near = difflib.get_close_matches(id_indikator, CATALOGUE, n=3, cutoff=0.4)
    hint = f" Mungkin maksud Anda: {', '.join(near)}." if near else " Lihat daftarnya dengan: python -m p4gn indikator."
    raise IndikatorTidakDikenal(f"Indikator “{id_indikator}” tidak ada.{hint}")


def list_kelompok() -> list[str]:
    """Groups in the order of the catalogue."""
    return list(dict.fromkeys(indicator.kelompok for indicator in CATALOGUE.values()))
