"""Takes files in: which ones, what they are by content, and a copy in the archive named by its hash."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.problems import BerkasDitolak, Masalah

JENIS_BERKAS = {".csv": "teks", ".tsv": "teks", ".txt": "teks", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods"}
UKURAN_TERBESAR = 200 * 1024 * 1024
_BUKAN_KIRIMAN = {"thumbs.db", "desktop.ini", "sumber.yml"}
_TAK_TERCETAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One file as received; `isi` is exactly what was hashed."""

    nama: str
    isi: bytes
    sha256: str
    diterima_pada: datetime

    @property
    def ukuran(self) -> int:
        return len(self.isi)


def list_masukan(paths: Iterable[Path]) -> list[Path]:
    """The files meant by files and folders, in a steady order; notes, hidden and lock files in a folder are passed over."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(_walk(path)) if path.is_dir() else [path])
    return list(dict.fromkeys(found))


def receive(path: Path, nama: str | None = None) -> Kiriman:
    """Read a file once and hash it; BerkasDitolak when it is missing, empty, too large or of an unknown type."""
    nama = nama or show_nama(path.name)
    if not path.exists():
        raise BerkasDitolak(Masalah(nama, "berkas tidak ditemukan", f"periksa letaknya: {show_nama(str(path))}"))
    if not path.is_file():
        raise BerkasDitolak(Masalah(nama, "ini bukan berkas biasa", "kirim berkas .csv, .xlsx, .xls, atau .ods"))
    if path.suffix.lower() not in JENIS_BERKAS:
        alasan = f"jenis berkas {path.suffix or 'tanpa akhiran'} tidak dikenal"
        raise BerkasDitolak(Masalah(nama, alasan, "simpan sebagai .xlsx, .xls, .ods, atau .csv lalu kirim lagi"))
    try:
        ukuran = path.stat().st_size
        isi = path.read_bytes() if ukuran <= UKURAN_TERBESAR else b""
    except OSError as error:
        raise BerkasDitolak(Masalah(nama, f"berkas tidak dapat dibuka ({error.strerror})", "periksa izin bacanya")) from error
    if ukuran > UKURAN_TERBESAR:
        raise BerkasDitolak(Masalah(nama, "berkas lebih besar dari 200 MB", "bagi menjadi beberapa berkas"))
    if not isi:
        raise BerkasDitolak(Masalah(nama, "berkas kosong (0 byte)", "kirim ulang; pengiriman atau penyimpanan sebelumnya gagal"))
    return Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime.now(UTC))


def show_nama(nama: str) -> str:
    """A file name that fits on one line and into UTF-8: line breaks, control characters and broken bytes become '?'."""
    return _TAK_TERCETAK.sub("?", nama)


def archive(kiriman: Kiriman, folder: Path) -> Kiriman:
    """Keep the bytes in the archive under their hash; gives back the moment this content was first received."""
    target = folder / kiriman.sha256[:2] / kiriman.sha256
    note = target.with_suffix(".json")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        _write_durable(target, kiriman.isi)
    if not note.exists():
        content = {"nama": kiriman.nama, "ukuran": kiriman.ukuran, "diterima_pada": kiriman.diterima_pada.isoformat()}
        _write_durable(note, json.dumps(content, ensure_ascii=False).encode())
    first = datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["diterima_pada"])
    return Kiriman(kiriman.nama, kiriman.isi, kiriman.sha256, first)


def _walk(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        note = path.name.lower() in _BUKAN_KIRIMAN or path.suffix.lower() == ".md"
        if path.is_file() and not hidden and not note:
            yield path


def _write_durable(target: Path, content: bytes) -> None:
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)
