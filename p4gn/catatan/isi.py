"""What the store holds, as values: decisions and their follow-ups, meetings, events, and what can go wrong."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from p4gn.paparan.susunan import ButirSusunan

CONTOH, NYATA = "contoh", "nyata"
BERKAS, CATATAN = "berkas", "catatan"
_AWAL_BERKAS, _AWAL_RAPAT_BERKAS = "berkas:", "rapat-berkas:"


class TidakAda(LookupError):
    """Nothing of that id in the store or in the edition."""


class IsiSalah(ValueError):
    """What was typed cannot be kept; `isian` is the name of the field."""

    def __init__(self, isian: str, pesan: str) -> None:
        super().__init__(pesan)
        self.isian = isian


class Bentrok(RuntimeError):
    """Somebody else changed it meanwhile, and nothing was stored: `kini` is how it stands now, `perubahan` their events, oldest first."""

    def __init__(self, pesan: str, kini: TindakLanjut | Rapat | Paparan, perubahan: tuple[Peristiwa, ...]) -> None:
        super().__init__(pesan)
        self.kini = kini
        self.perubahan = perubahan


@dataclass(frozen=True, slots=True)
class Pencatat:
    """Who writes, from where. pelaku: an office, never a person; sesi: the browser session (undo is for the same one)."""

    pelaku: str
    peran: str
    layar: str
    edisi: str
    sesi: str = ""


@dataclass(frozen=True, slots=True)
class Bukti:
    """A link to evidence and what it shows; pada: the UTC moment it was attached."""

    tautan: str
    keterangan: str = ""
    pada: str = ""


@dataclass(frozen=True, slots=True)
class Keputusan:
    """A decision as it is typed. penanggung_jawab, pendukung, opd: kunci_opd ('DINKES@63'); topik None: guessed from the text; rapat: see kunci_rapat.

    wilayah, opd, indikator, periode: the context in which it was pressed; tanggal: the day decided (default: today).
    """

    teks: str
    penanggung_jawab: str | None = None
    pendukung: tuple[str, ...] = ()
    tenggat: date | None = None
    status: str = "belum"
    topik: str | None = None
    wilayah: str = ""
    opd: str | None = None
    indikator: str | None = None
    periode: str | None = None
    rapat: str | None = None
    tanggal: date | None = None
    bukti: tuple[Bukti, ...] = ()


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """A follow-up as it stands in the store. sumber 'catatan': recorded here; 'berkas': of the files, with what was noted about it here.

    versi: number of events about it. Moments (…_pada) are UTC in ISO form, None where the store says nothing about it. asal_penanggung: who
    was responsible in the file when the first note was made.
    """

    id: str
    versi: int
    sumber: str
    dunia: str
    edisi: str
    teks: str
    wilayah: str = ""
    tanggal: date | None = None
    penanggung_jawab: str | None = None
    pendukung: tuple[str, ...] = ()
    tenggat: date | None = None
    status: str | None = None
    tanggal_selesai: date | None = None
    topik: str | None = None
    bukti: tuple[Bukti, ...] = ()
    rapat: str | None = None
    opd: str | None = None
    indikator: str | None = None
    periode: str | None = None
    layar: str | None = None
    pelaku: str = ""
    dibuat_pada: str = ""
    diubah_pada: str = ""
    diubah_oleh: str = ""
    status_pada: str | None = None
    tenggat_pada: str | None = None
    penanggung_pada: str | None = None
    ditarik: str | None = None
    keterangan: str = ""
    asal_penanggung: str | None = None


@dataclass(frozen=True, slots=True)
class RapatBaru:
    """A meeting as it is typed. pimpinan: an office; undangan, hadir: kunci_opd; agenda, kesimpulan, dasar_hukum: one text each."""

    judul: str
    tanggal: date
    wilayah: str
    jenis: str = "rapat"
    tempat: str = ""
    penyelenggara: str = ""
    pimpinan: str = ""
    agenda: tuple[str, ...] = ()
    undangan: tuple[str, ...] = ()
    hadir: tuple[str, ...] = ()
    dasar_hukum: tuple[str, ...] = ()
    kesimpulan: tuple[str, ...] = ()
    sumber_url: str = ""


@dataclass(frozen=True, slots=True)
class Rapat:
    """A meeting recorded in the store. keadaan: 'direncanakan', 'berjalan' or 'selesai'; dimulai_pada, ditutup_pada: UTC."""

    id: str
    versi: int
    dunia: str
    edisi: str
    judul: str
    tanggal: date
    wilayah: str
    jenis: str = "rapat"
    tempat: str = ""
    penyelenggara: str = ""
    pimpinan: str = ""
    agenda: tuple[str, ...] = ()
    undangan: tuple[str, ...] = ()
    hadir: tuple[str, ...] = ()
    dasar_hukum: tuple[str, ...] = ()
    kesimpulan: tuple[str, ...] = ()
    sumber_url: str = ""
    keadaan: str = "direncanakan"
    dimulai_pada: str | None = None
    ditutup_pada: str | None = None
    pelaku: str = ""
    dibuat_pada: str = ""
    diubah_pada: str = ""
    diubah_oleh: str = ""
    ditarik: str | None = None


@dataclass(frozen=True, slots=True)
class Paparan:
    """A briefing saved under a name; see p4gn/paparan/simpan.py. edisi: the one it was first saved from; its slides are made of whatever is looked at."""

    id: str
    versi: int
    edisi: str
    nama: str
    butir: tuple[ButirSusunan, ...] = ()
    dunia: str = ""
    pelaku: str = ""
    dibuat_pada: str = ""
    diubah_pada: str = ""
    diubah_oleh: str = ""
    ditarik: str | None = None


def kunci_nama(nama: str) -> str:
    """What two names have in common that count as the same: letters, not their case nor the room between them."""
    return " ".join(nama.split()).casefold()


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """One event, never changed. nomor: 1, 2, 3 … without a gap, in the order of commits; objek: 'tindak_lanjut', 'rapat' or 'paparan'.

    In the list of read_audit also a line of a book.
    """

    nomor: int
    id: str
    waktu: str
    pelaku: str
    peran: str
    sesi: str
    jenis: str
    objek: str
    objek_id: str
    layar: str
    edisi: str
    dunia: str
    kunci_kirim: str | None
    isi: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def saat(self) -> datetime:
        """The moment, with its time zone (UTC)."""
        return datetime.fromisoformat(self.waktu)


def new_id() -> str:
    """A name that nobody else gives."""
    return str(uuid.uuid4())


def kunci_berkas(kode_wilayah: str | None, id_tindak_lanjut: str) -> str:
    """The id of a follow-up of the files; the same at every rebuild, for its parts are."""
    return f"{_AWAL_BERKAS}{kode_wilayah or ''}:{id_tindak_lanjut}"


def kunci_rapat(kode_wilayah: str | None, id_rapat: str) -> str:
    """The id of a meeting of the files, for `Keputusan.rapat`."""
    return f"{_AWAL_RAPAT_BERKAS}{kode_wilayah or ''}:{id_rapat}"


def is_berkas(id_tindak_lanjut: str) -> bool:
    """Whether the id is that of a follow-up of the files."""
    return id_tindak_lanjut.startswith(_AWAL_BERKAS)


def is_rapat_berkas(id_rapat: str) -> bool:
    """Whether the id is that of a meeting of the files."""
    return id_rapat.startswith(_AWAL_RAPAT_BERKAS)


def to_isi(nilai: object) -> dict[str, Any]:
    """The fields of a value as JSON can hold them, without those that are empty."""
    found = {each.name: getattr(nilai, each.name) for each in fields(nilai)}  # type: ignore[arg-type]
    return {key: _plain(value) for key, value in found.items() if value not in (None, "", ())}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    return to_isi(value) if isinstance(value, Bukti | ButirSusunan) else value


def to_json(isi: Mapping[str, Any]) -> str:
    """The same text for the same content."""
    return json.dumps(dict(isi), ensure_ascii=False, sort_keys=True)


_TANGGAL = frozenset({"tanggal", "tenggat", "tanggal_selesai"})
_NILAI = {"bukti": Bukti, "butir": ButirSusunan}
_DAFTAR = frozenset({"pendukung", "agenda", "undangan", "hadir", "dasar_hukum", "kesimpulan"})


def from_isi(isi: Mapping[str, Any]) -> dict[str, Any]:
    """The opposite of to_isi: dates are dates, lists are tuples, evidence is Bukti, slides are ButirSusunan."""
    return {key: _rich(key, value) for key, value in isi.items()}


def _rich(key: str, value: Any) -> object:
    if value is None:
        return None
    if key in _TANGGAL:
        return date.fromisoformat(value)
    if key in _DAFTAR:
        return tuple(value)
    kind = _NILAI.get(key)
    return tuple(kind(**each) for each in value) if kind else value
