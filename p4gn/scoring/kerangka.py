"""The framework of duties in force on a day in a province: what is owed, by when, what counts as done, and what it weighs.

Frameworks are dated files (frameworks/*.yml); a province may set values otherwise (data/reference/kepatuhan.yml), and the
list of agencies that must report is data/reference/wajib_lapor.yml. The framework of a period is the one in force on the
last day of the period; a province's change counts in the same way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from p4gn import periode as p
from p4gn.bahasa import format_tanggal
from p4gn.scope import NASIONAL
from p4gn.scoring import naskah
from p4gn.scoring.beda import list_beda
from p4gn.scoring.naskah import KerangkaTidakSah as KerangkaTidakSah

_DISIDIK = ("subjek", "satuan", "berlaku_untuk", "periode", "target", "ambang", "bobot", "usaha", "aturan")
_SETELAN = ("ambang_skor", "kelengkapan_minimal", "lebar_pita", "laporan", "jendela_reaktif_hari", "bulan_bergulir",
            "segera_berakhir_hari", "usaha_lapor")  # fmt: skip


class KerangkaTidakAda(LookupError):
    """No framework was in force on that day; the message says from when there is one."""


@dataclass(frozen=True, slots=True)
class DasarHukum:
    """A legal basis and how long it holds; catatan says what is still to be checked in its text."""

    nama: str
    sejak: date
    sampai: date | None
    catatan: str | None = None


@dataclass(frozen=True, slots=True)
class Penyesuaian:
    """What a province set otherwise, and on what ground."""

    sejak: date
    sampai: date | None
    alasan: str
    dasar: str | None


@dataclass(frozen=True, slots=True)
class Kewajiban:
    """One duty. satuan: persen | jumlah | status | rupiah; periode: semester | tahun | peristiwa | bergulir.

    berlaku_untuk has exactly one key: {'semua': True}, {'kode_opd': [...]} or {'ber_cpns': True}.
    target: keys 'B06' and 'tahun' (percent), 'semester' and 'tahun' (a count), or 'kegiatan_per_semester' and 'jangkauan' (percent).
    ambang: 'hijau' and 'kuning' in the unit of the duty; 'kuning_dari_target' as a share (0–1) of the target; 'kuning_lebih_dari';
    words for a duty of unit status. bobot 0 = information. usaha: 'tetap' + 'per_satuan' (per person, report, village …), and
    'per_kegiatan' (sosialisasi) or 'sk_saja' (satgas). tautan: url path of the page that shows its records.
    """

    id: str
    subjek: str
    judul: str
    judul_pendek: str
    definisi: str
    rumus: str
    satuan: str
    berlaku_untuk: Mapping[str, Any]
    periode: str
    target: Mapping[str, float] | None
    ambang: Mapping[str, Any]
    bobot: float
    usaha: Mapping[str, float]
    dasar_hukum: tuple[DasarHukum, ...]
    aturan: Mapping[str, Any]
    tautan: str | None
    catatan: tuple[str, ...]

    @property
    def is_informasi(self) -> bool:
        """Shown, but in no score."""
        return self.bobot == 0

    def target_pada(self, periode: str) -> float | None:
        """The target of a period: of B06 for a first semester, of a semester where there is one, otherwise of the year."""
        if self.target is None:
            return None
        semester = p.parse_periode(periode).semester
        if semester == 1 and "B06" in self.target:
            return self.target["B06"]
        if semester is not None and "semester" in self.target:
            return self.target["semester"]
        return self.target.get("tahun")


@dataclass(frozen=True, slots=True, eq=False)
class Kerangka:
    """The settings in force for one province. sidik: 8 hex digits that change whenever a setting that counts changes.

    laporan: {'B06': {'bulan', 'hari', 'tahun_tambah'}, 'B12': …, 'tenggang_hari'}; usaha_lapor: effort of reporting something first.
    """

    id: str
    judul: str
    sejak: date
    sampai: date | None
    versi: str
    sidik: str
    kewajiban: tuple[Kewajiban, ...]
    ambang_skor: Mapping[str, float]
    kelengkapan_minimal: float
    lebar_pita: float
    laporan: Mapping[str, Any]
    jendela_reaktif_hari: int
    bulan_bergulir: int
    segera_berakhir_hari: int
    usaha_lapor: float
    dasar_hukum: tuple[DasarHukum, ...]
    catatan: tuple[str, ...]
    penyesuaian: tuple[Penyesuaian, ...]

    def list_kewajiban(self, subjek: str) -> tuple[Kewajiban, ...]:
        """The duties of 'opd', 'kabkota' or 'kecamatan'."""
        return tuple(each for each in self.kewajiban if each.subjek == subjek)

    @property
    def kewajiban_opd(self) -> tuple[Kewajiban, ...]:
        return self.list_kewajiban("opd")

    @property
    def kewajiban_kabkota(self) -> tuple[Kewajiban, ...]:
        return self.list_kewajiban("kabkota")

    @property
    def kewajiban_kecamatan(self) -> tuple[Kewajiban, ...]:
        return self.list_kewajiban("kecamatan")

    def find(self, id_kewajiban: str, subjek: str | None = None) -> Kewajiban | None:
        """A duty by id; kab/kota and kecamatan share some ids, so without `subjek` the first one (opd, kabkota, kecamatan) is meant."""
        return next((each for each in self.kewajiban if each.id == id_kewajiban and subjek in (None, each.subjek)), None)

    def label(self) -> str:
        """'RAN P4GN 2020–2024 versi 1.0 (3fa91c02)'"""
        return f"{self.judul} versi {self.versi} ({self.sidik})"


@dataclass(frozen=True, slots=True)
class WajibLapor:
    """The agencies that must report in a region, and on what ground they are listed."""

    kode_opd: tuple[str, ...]
    sejak: date
    sampai: date | None
    dasar: str
    catatan: str | None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """A day on which duties changed: a new framework or a province's own setting. kewajiban: ids of the duties it changes.

    per_kewajiban: the sentences of `rincian` that are about one duty, as (id, sentence).
    """

    tanggal: date
    judul: str
    rincian: tuple[str, ...]
    kewajiban: tuple[str, ...]
    is_kerangka: bool = False
    per_kewajiban: tuple[tuple[str, str], ...] = ()

    def rincian_of(self, id_kewajiban: str) -> tuple[str, ...]:
        """What changed for one duty; () where a new framework leaves it as it was."""
        return tuple(sentence for each, sentence in self.per_kewajiban if each == id_kewajiban)


def find_kerangka(periode_or_date: str | date, kode_provinsi: str) -> Kerangka:
    """The framework of a period ('2025', '2025-S1') or a day for a province (any region code of it); KerangkaTidakAda if there was none."""
    pada = periode_or_date if isinstance(periode_or_date, date) else p.bounds(periode_or_date)[1]
    if pada is None:
        raise KerangkaTidakAda("Kerangka kewajiban berlaku per tahun atau semester; pilih satu periode.")
    kode = _provinsi(kode_provinsi)
    for raw in naskah.list_naskah():
        if raw["sejak"] <= pada and (raw["sampai"] is None or pada <= raw["sampai"]):
            return _effective(raw["id"], kode, _nomor_berlaku(kode, pada), _stamp(naskah.BERKAS_KEPATUHAN))
    first = naskah.list_naskah()[0]
    raise KerangkaTidakAda(
        f"Belum ada kerangka kewajiban pada {format_tanggal(pada)}; yang paling awal berlaku sejak {format_tanggal(first['sejak'])}."
    )


def list_kerangka(kode_provinsi: str) -> tuple[Kerangka, ...]:
    """Every framework as it stands on its last day (or today's end of time) in a province, oldest first."""
    return tuple(find_kerangka(raw["sampai"] or date.max, kode_provinsi) for raw in naskah.list_naskah())


def list_penyesuaian(kode_provinsi: str) -> tuple[Penyesuaian, ...]:
    """What a province set otherwise, oldest first."""
    return tuple(_penyesuaian(each) for each in _read_penyesuaian(_stamp(naskah.BERKAS_KEPATUHAN)).get(_provinsi(kode_provinsi), ()))


def list_perubahan(kode_provinsi: str) -> tuple[Perubahan, ...]:
    """Every day on which the duties of a province changed, oldest first, with what changed in words."""
    return _list_perubahan(_provinsi(kode_provinsi), _stamp(naskah.BERKAS_KEPATUHAN))


def list_wajib_lapor(kode_wilayah: str, pada: date) -> tuple[str, ...]:
    """Codes of the agencies that must report in a region ('63' or '63.06') on a day; () where no list is written."""
    found = find_wajib_lapor(kode_wilayah, pada)
    return found.kode_opd if found else ()


def find_wajib_lapor(kode_wilayah: str, pada: date) -> WajibLapor | None:
    """The list itself; a kab/kota's own list comes before the general one of its province."""
    lists = _read_wajib_lapor(_stamp(naskah.BERKAS_WAJIB_LAPOR))
    own = lists["wilayah"].get(kode_wilayah, ())
    general = lists["kabkota"].get(kode_wilayah[:2], ()) if len(kode_wilayah) == 5 else ()
    for each in (*own, *general):
        if each["sejak"] <= pada and (each["sampai"] is None or pada <= each["sampai"]):
            return WajibLapor(tuple(each["kode_opd"]), each["sejak"], each["sampai"], each["dasar"], each.get("catatan"))
    return None


def clear_cache() -> None:
    """Forgets everything read; only tests that replace the files need this."""
    for cached in (_effective, _read_penyesuaian, _read_wajib_lapor, _list_perubahan, naskah.list_naskah):
        cached.cache_clear()


def _provinsi(kode: str) -> str:
    return NASIONAL if kode == NASIONAL else kode[:2]


def _stamp(path: Path) -> tuple[str, int]:
    """Changes when the file does, so that a running screen follows an edit."""
    return str(path), path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=8)
def _read_penyesuaian(stamp: tuple[str, int]) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    return naskah.read_penyesuaian(Path(stamp[0]))


@lru_cache(maxsize=8)
def _read_wajib_lapor(stamp: tuple[str, int]) -> Mapping[str, Mapping[str, tuple[Mapping[str, Any], ...]]]:
    return naskah.read_wajib_lapor(Path(stamp[0]))


def _nomor_berlaku(kode: str, pada: date) -> tuple[int, ...]:
    entries = _read_penyesuaian(_stamp(naskah.BERKAS_KEPATUHAN)).get(kode, ())
    return tuple(i for i, each in enumerate(entries) if each["sejak"] <= pada and (each["sampai"] is None or pada <= each["sampai"]))


def _penyesuaian(raw: Mapping[str, Any]) -> Penyesuaian:
    return Penyesuaian(raw["sejak"], raw["sampai"], raw["alasan"], raw["dasar"])


@lru_cache(maxsize=256)
def _effective(id_kerangka: str, kode: str, nomor: tuple[int, ...], stamp: tuple[str, int]) -> Kerangka:
    raw = next(each for each in naskah.list_naskah() if each["id"] == id_kerangka)
    entries = _read_penyesuaian(stamp).get(kode, ())
    applied = [entries[i] for i in nomor]
    for each in applied:
        raw = naskah.apply_ubah(raw, each["ubah"])
    return _make(raw, tuple(_penyesuaian(each) for each in applied))


def _make(raw: Mapping[str, Any], penyesuaian: tuple[Penyesuaian, ...]) -> Kerangka:
    bases = {
        name: DasarHukum(each["nama"], each["sejak"], each["sampai"], each.get("catatan")) for name, each in raw["dasar_hukum"].items()
    }
    in_force = {name: basis for name, basis in bases.items() if _overlaps(basis, raw["sejak"], raw["sampai"])}
    return Kerangka(
        id=raw["id"],
        judul=raw["judul"],
        sejak=raw["sejak"],
        sampai=raw["sampai"],
        versi=raw["versi"],
        sidik=_sidik(raw),
        kewajiban=tuple(_kewajiban(key, duty, in_force) for key, duty in raw["kewajiban"].items()),
        ambang_skor=_freeze(raw["ambang_skor"]),
        kelengkapan_minimal=raw["kelengkapan_minimal"],
        lebar_pita=raw["lebar_pita"],
        laporan=_freeze(raw["laporan"]),
        jendela_reaktif_hari=raw["jendela_reaktif_hari"],
        bulan_bergulir=raw["bulan_bergulir"],
        segera_berakhir_hari=raw["segera_berakhir_hari"],
        usaha_lapor=raw["usaha_lapor"],
        dasar_hukum=tuple(in_force.values()),
        catatan=_texts(raw.get("catatan")),
        penyesuaian=penyesuaian,
    )


def _overlaps(basis: DasarHukum, sejak: date, sampai: date | None) -> bool:
    """A basis is shown in the frameworks during which it held on at least one day."""
    return basis.sejak <= (sampai or date.max) and (basis.sampai or date.max) >= sejak


def _kewajiban(key: str, duty: Mapping[str, Any], bases: Mapping[str, DasarHukum]) -> Kewajiban:
    return Kewajiban(
        id=key.removeprefix("kecamatan."),
        subjek=duty["subjek"],
        judul=duty["judul"],
        judul_pendek=duty["judul_pendek"],
        definisi=" ".join(duty["definisi"].split()),
        rumus=" ".join(duty["rumus"].split()),
        satuan=duty["satuan"],
        berlaku_untuk=_freeze(duty["berlaku_untuk"]),
        periode=duty["periode"],
        target=None if duty.get("target") is None else _freeze(duty["target"]),
        ambang=_freeze(duty["ambang"]),
        bobot=float(duty["bobot"]),
        usaha=_freeze(duty["usaha"]),
        dasar_hukum=tuple(bases[each] for each in duty["dasar_hukum"] if each in bases),
        aturan=_freeze(duty.get("aturan") or {}),
        tautan=duty.get("tautan"),
        catatan=_texts(duty.get("catatan")),
    )


def _texts(value: object) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else list(value or ())  # type: ignore[call-overload]
    return tuple(" ".join(each.split()) for each in items)


def _freeze(value: Any) -> Any:
    """Nested mappings and lists that nobody can change by accident."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _freeze(each) for key, each in value.items()})
    return tuple(_freeze(each) for each in value) if isinstance(value, list) else value


def _sidik(raw: Mapping[str, Any]) -> str:
    """Of the settings that count, not of the words that explain them."""
    counted = {key: raw[key] for key in ("id", "versi", *_SETELAN)}
    counted["kewajiban"] = {key: {name: duty.get(name) for name in _DISIDIK} for key, duty in raw["kewajiban"].items()}
    return hashlib.sha256(json.dumps(counted, sort_keys=True, default=str).encode()).hexdigest()[:8]


@lru_cache(maxsize=32)
def _list_perubahan(kode: str, stamp: tuple[str, int]) -> tuple[Perubahan, ...]:
    entries = _read_penyesuaian(stamp).get(kode, ())
    starts = {raw["sejak"] for raw in naskah.list_naskah()}
    days = starts | {each["sejak"] for each in entries} | {each["sampai"] + timedelta(days=1) for each in entries if each["sampai"]}
    found = (_describe(day, kode) for day in sorted(days) if day > min(starts))
    return tuple(each for each in found if each is not None)


def _describe(day: date, kode: str) -> Perubahan | None:
    """What changed on a day; None if a setting was written anew with the same values."""
    lama, baru = find_kerangka(day - timedelta(days=1), kode), find_kerangka(day, kode)
    found = list_beda(lama, baru)
    if lama.id != baru.id:
        return _perubahan(day, f"Kerangka berganti: {lama.judul}, lalu {baru.judul}", found, "", is_kerangka=True)
    if not found:
        return None
    begun = [each for each in baru.penyesuaian if each not in lama.penyesuaian]
    ended = [each for each in lama.penyesuaian if each not in baru.penyesuaian]
    reasons = "; ".join([*(each.alasan for each in begun), *(f"berakhir: {each.alasan}" for each in ended)])
    bases = "; ".join(each.dasar for each in begun if each.dasar)
    return _perubahan(day, reasons, found, f" ({bases})" if bases else "", is_kerangka=False)


def _perubahan(day: date, judul: str, found: Sequence[tuple[str | None, str]], akhiran: str, *, is_kerangka: bool) -> Perubahan:
    sentences = [(duty, sentence + akhiran) for duty, sentence in found]
    about = tuple((duty, sentence) for duty, sentence in sentences if duty is not None)
    return Perubahan(day, judul, tuple(each for _, each in sentences), tuple(dict.fromkeys(duty for duty, _ in about)), is_kerangka, about)
