"""Which editions exist, which one is current, and what each says about itself."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from p4gn.catatan_gagal import CatatanGagal

# Goes up when the marts gain or change columns: an edition made before that cannot answer today's questions.
SKEMA = 5
TANDA_CONTOH = "DATA CONTOH"
ARTI_CONTOH = "Seluruh isinya rekaan, bukan keadaan sebenarnya."
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9_]+-[0-9a-f]{8}")
_TENTANG_SAH = MappingProxyType({"sah": ("final", "disahkan"), "batal": ("sementara", "pengesahan_dibatalkan")})
_WAJIB = ("id", "judul", "jenis", "dibuat", "status", "data_per", "versi_kode")

log = logging.getLogger("p4gn.edisi")


class EdisiTidakAda(LookupError):
    """The edition asked for does not exist or is not complete."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an edition says about itself; `lain` holds every key that has no field here.

    An edition that was signed off has status 'final' and lain["disahkan"] = {oleh, kapan}, whatever its own file says.
    """

    id: str
    judul: str
    jenis: str
    dibuat: str
    status: str
    data_per: str
    versi_kode: str
    berkas: tuple[Mapping[str, object], ...] = ()
    pemeriksaan: tuple[Mapping[str, object], ...] = ()
    jumlah: Mapping[str, int] = field(default_factory=dict)
    lain: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_contoh(self) -> bool:
        """Invented data, to be marked TANDA_CONTOH wherever it is shown."""
        return self.jenis == "contoh"

    @property
    def kini(self) -> date:
        """The day the data reach, from which lateness counts."""
        return date.fromisoformat(self.data_per[:10])


def data_dir() -> Path:
    """The folder with edisi/ masuk/ arsip/: P4GN_DATA, else data/ of the project."""
    override = os.environ.get("P4GN_DATA")
    return Path(override) if override else Path(__file__).resolve().parents[2] / "data"


def edisi_dir(id_edisi: str) -> Path:
    """Folder of one edition; an id of the wrong shape (or a path) is refused."""
    if not _ID.fullmatch(id_edisi):
        raise EdisiTidakAda(f"“{id_edisi}” bukan nomor edisi. Nomor edisi berbentuk 2026-11-22-publik-3f2a9c1b.")
    return data_dir() / "edisi" / id_edisi


def warehouse_path(id_edisi: str) -> Path:
    """The DuckDB file of an edition; raises EdisiTidakAda when it is not there."""
    path = edisi_dir(id_edisi) / "gudang.duckdb"
    if not path.is_file():
        raise EdisiTidakAda(f"Edisi {id_edisi} tidak ada di sini. Lihat daftar edisi yang tersedia dengan: python -m etl edisi.")
    return path


def stempel(id_edisi: str) -> tuple[str, int, int]:
    """Identity of an edition's file, for keys of what is kept: an edition never changes, but a test may build another one in its place."""
    path = warehouse_path(id_edisi)
    stat = path.stat()
    return str(path), stat.st_ino, stat.st_mtime_ns


def read_manifest(id_edisi: str) -> Manifest:
    """Raises EdisiTidakAda when the manifest is missing, unreadable, lacks a required key or belongs to another version of the marts."""
    return _add_pengesahan(_read_berkas(id_edisi), _read_riwayat())


def _read_berkas(id_edisi: str) -> Manifest:
    path = edisi_dir(id_edisi) / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EdisiTidakAda(f"Edisi {id_edisi} tidak ada di sini atau belum selesai dibuat.") from error
    except (OSError, ValueError) as error:  # ValueError: no JSON, or no text at all
        raise EdisiTidakAda(f"Keterangan edisi {id_edisi} (manifest.json) rusak: {error}.") from error
    if not isinstance(content, dict):
        raise EdisiTidakAda(f"Keterangan edisi {id_edisi} (manifest.json) rusak: isinya bukan pasangan kunci dan nilai.")
    missing = [key for key in _WAJIB if key not in content]
    if missing:
        raise EdisiTidakAda(f"Keterangan edisi {id_edisi} tidak lengkap: {', '.join(missing)} tidak ada.")
    _check_skema(id_edisi, content.get("skema"))
    known = set(_WAJIB) | {"berkas", "pemeriksaan", "jumlah"}
    try:
        date.fromisoformat(str(content["data_per"])[:10])
        return Manifest(
            **{key: str(content[key]) for key in _WAJIB},
            berkas=tuple(MappingProxyType(item) for item in content.get("berkas", [])),
            pemeriksaan=tuple(MappingProxyType(item) for item in content.get("pemeriksaan", [])),
            jumlah=MappingProxyType(content.get("jumlah", {})),
            lain=MappingProxyType({key: value for key, value in content.items() if key not in known}),
        )
    except (TypeError, ValueError) as error:
        raise EdisiTidakAda(f"Keterangan edisi {id_edisi} (manifest.json) rusak: {error}.") from error


def _check_skema(id_edisi: str, skema: object) -> None:
    if type(skema) is not int or skema < SKEMA:
        raise EdisiTidakAda(f"Edisi {id_edisi} dibuat oleh versi lama; bangun ulang dengan python -m etl bangun.")
    if skema > SKEMA:
        raise EdisiTidakAda(f"Edisi {id_edisi} dibuat oleh versi yang lebih baru; perbarui Dasbor P4GN untuk membukanya.")


def _add_pengesahan(manifest: Manifest, riwayat: Sequence[Mapping[str, object]]) -> Manifest:
    """The edition as it was last signed off or taken back: noted beside it, for an edition itself is never edited."""
    about = (item for item in reversed(riwayat) if item.get("edisi") == manifest.id)
    last = next((item for item in about if str(item.get("peristiwa")) in _TENTANG_SAH), None)
    if last is None:
        return manifest
    status, key = _TENTANG_SAH[str(last["peristiwa"])]
    note = MappingProxyType({name: str(last[name]) for name in ("oleh", "kapan", "alasan") if last.get(name)})
    return replace(manifest, status=status, lain=MappingProxyType({**manifest.lain, key: note}))


def _read_riwayat() -> Sequence[Mapping[str, object]]:
    from p4gn.catatan import buku  # the store asks this module where the data are

    try:
        return buku.read_buku(buku.RIWAYAT).baris
    except CatatanGagal as error:
        log.warning("Riwayat edisi tidak dapat dibaca, jadi pengesahan tidak tampak. %s", error)
        return ()


def list_edisi() -> list[Manifest]:
    """Readable editions, newest first by the moment they were made.

    Folders still being built are passed over; an edition with a damaged manifest too, with a warning in the log.
    """
    root = data_dir() / "edisi"
    if not root.is_dir():
        return []
    riwayat = _read_riwayat()
    readable = []
    for folder in root.iterdir():
        if _ID.fullmatch(folder.name) and (folder / "manifest.json").is_file() and (folder / "gudang.duckdb").is_file():
            try:
                readable.append(_add_pengesahan(_read_berkas(folder.name), riwayat))
            except EdisiTidakAda as error:
                log.warning("%s Edisi ini dilewati.", error)
    return sorted(readable, key=lambda manifest: (manifest.dibuat, manifest.id), reverse=True)


def current_edisi() -> str | None:
    """Id named by TERKINI; None before the first edition; EdisiTidakAda when it points at nothing."""
    try:
        id_edisi = (data_dir() / "edisi" / "TERKINI").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    warehouse_path(id_edisi)
    return id_edisi


def find_current() -> str | None:
    """The edition to show: the one TERKINI names if it can be read, else the newest readable one; None when there is none."""
    try:
        id_edisi = current_edisi()
        if id_edisi is not None:
            return read_manifest(id_edisi).id
    except EdisiTidakAda as error:
        log.warning("%s Edisi terbaru yang dapat dibaca dipakai sebagai gantinya.", error)
    return next((manifest.id for manifest in list_edisi()), None)
