"""Takes files in: which ones, who sent them, and a copy in the archive named by its hash, never with personal data in it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from etl.pribadi import hide_nama_berkas
from etl.pribadi.luar_sel import find_luar_sel
from etl.pribadi.nama_orang import is_nama
from etl.pribadi.salinan_bersih import SalinanGagal, write_bersih
from etl.problems import BerkasDitolak, Masalah
from etl.reading.lembar import Lembar
from p4gn.kiriman import INDEKS, read_baris
from p4gn.warehouse.editions import data_dir

JENIS_BERKAS = {".csv": "teks", ".tsv": "teks", ".txt": "teks", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods"}
UKURAN_TERBESAR = 200 * 1024 * 1024
_BUKAN_KIRIMAN = {"thumbs.db", "desktop.ini", "sumber.yml", INDEKS}
_KUNCI_PENGIRIM = re.compile(r"(?:[A-Z0-9-]{2,25}@)?\d\d(?:\.\d\d)?")
_TAK_TERCETAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One file as received. sha256: of what the sender sent; of a cleaned copy it is still that.

    pengirim: key of the sender ('DINKES@63.06'), None when unknown.
    """

    nama: str
    isi: bytes
    sha256: str
    diterima_pada: datetime
    pengirim: str | None = None
    salinan: bool = False

    @property
    def ukuran(self) -> int:
        return len(self.isi)


def list_masukan(paths: Iterable[Path]) -> list[Path]:
    """The files meant by files and folders, in a steady order; notes, hidden and lock files in a folder and withdrawn ones are passed over."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(_walk(path)) if path.is_dir() else [path])
    return list(dict.fromkeys(found))


def read_indeks(folder: Path) -> dict[Path, Mapping[str, Any]]:
    """What the kiriman.jsonl of a folder says about its files (pengirim, diterima_pada, nama, sha256, ditarik); {} without one.

    Of several lines about one file the last that is not withdrawn counts.
    """
    records: dict[Path, list[dict[str, Any]]] = {}
    for record in read_baris(folder / INDEKS):
        if "tarik" in record:
            for entry in (entry for entries in records.values() for entry in entries if entry.get("sha256") == record["tarik"]):
                entry["ditarik"] = entry.get("ditarik", False) or record.get("pengirim") in (None, entry.get("pengirim"))
        elif isinstance(record.get("berkas"), str):
            records.setdefault(folder / record["berkas"], []).append(dict(record))
    return {
        path: next((entry for entry in reversed(entries) if not entry.get("ditarik")), entries[-1]) for path, entries in records.items()
    }


def receive(path: Path, nama: str | None = None, catatan: Mapping[str, Any] = MappingProxyType({})) -> Kiriman:
    """Read a file once and hash it; BerkasDitolak when it is missing, empty, too large or of an unknown type.

    catatan: what read_indeks says about it. A cleaned copy of 'lap.xls' is an .xlsx, and is called 'lap.xlsx'.
    """
    nama = show_nama(PurePath(str(catatan["nama"])).with_suffix(path.suffix).name if catatan.get("nama") else nama or path.name)
    if not path.exists():
        raise BerkasDitolak(Masalah(nama, "berkas tidak ditemukan", f"periksa letaknya: {show_nama(str(path))}"))
    if not path.is_file():
        raise BerkasDitolak(Masalah(nama, "ini bukan berkas biasa", "kirim berkas .csv, .xlsx, .xls, atau .ods"))
    _check_akhiran(nama, path.suffix)
    try:
        ukuran = path.stat().st_size
        isi = path.read_bytes() if ukuran <= UKURAN_TERBESAR else b""
    except OSError as error:
        raise BerkasDitolak(Masalah(nama, f"berkas tidak dapat dibuka ({error.strerror})", "periksa izin bacanya")) from error
    _check_ukuran(nama, ukuran)
    received = Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime.now(UTC))
    return replace(
        received,
        sha256=str(catatan.get("sha256") or received.sha256),
        salinan=catatan.get("sha256") not in (None, "", received.sha256),
        diterima_pada=_read_saat(catatan.get("diterima_pada")) or received.diterima_pada,
        pengirim=show_pengirim(catatan.get("pengirim")),
    )


def receive_bytes(isi: bytes, nama: str, pengirim: str | None = None) -> Kiriman:
    """Bytes that somebody sends just now, under the name they had on the sender's machine; BerkasDitolak as for a file."""
    nama = show_nama(re.split(r"[/\\]", nama)[-1])
    _check_akhiran(nama, PurePath(nama).suffix)
    _check_ukuran(nama, len(isi))
    return Kiriman(nama, isi, hashlib.sha256(isi).hexdigest(), datetime.now(UTC), show_pengirim(pengirim))


def show_nama(nama: str) -> str:
    """A file name that fits on one line and into UTF-8 and names no person: line breaks, control characters and broken bytes become '?'."""
    return hide_nama_berkas(_TAK_TERCETAK.sub("?", nama))


def show_pengirim(pengirim: object) -> str | None:
    """The key of a sender as it is ('BNNK@63.06' is no e-mail address); a free name is kept without what is personal in it."""
    text = " ".join(str(pengirim).split()) if pengirim else ""
    if is_nama(text):  # still the same sender every time, though nobody can tell who
        return f"pengirim {hashlib.sha256(text.casefold().encode()).hexdigest()[:8]}"
    return (text if _KUNCI_PENGIRIM.fullmatch(text) else show_nama(text)) or None


def archive(kiriman: Kiriman, bersih: Sequence[Lembar] | None = None, folder: Path | None = None) -> Kiriman:
    """Keep the content in the archive under the sender's hash; gives back the moment this content was first received.

    bersih: the sheets without personal data, None when there was none in them. Only then, and when nothing beside the cells names a
    person, the bytes are kept as sent; else a copy of the values is all that reaches the disk.
    """
    if kiriman.salinan:
        return kiriman  # it is kept in the store it came from
    target = (folder or data_dir() / "arsip") / kiriman.sha256[:2] / kiriman.sha256
    note = target.with_suffix(".json")
    if not note.exists():
        isi, akhiran = prepare_simpan(kiriman, bersih)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_durable(target.with_suffix(akhiran or ""), isi)
        content = {
            "nama": kiriman.nama,
            "ukuran": kiriman.ukuran,
            "diterima_pada": kiriman.diterima_pada.isoformat(),
            "pengirim": kiriman.pengirim,
            "asli": akhiran is None,
        }
        write_durable(note, json.dumps(content, ensure_ascii=False).encode())
    first = datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["diterima_pada"])
    return replace(kiriman, diterima_pada=first)


def prepare_simpan(kiriman: Kiriman, bersih: Sequence[Lembar] | None) -> tuple[bytes, str | None]:
    """What may be stored of a submission: (its own bytes, None), or (a cleaned copy, the suffix of that); BerkasDitolak when it cannot be made."""
    if bersih is None and find_luar_sel(kiriman.nama, kiriman.isi):
        from etl.read import read_lembar

        bersih = read_lembar(kiriman)
    if bersih is None:
        return kiriman.isi, None
    try:
        return write_bersih(bersih, kiriman.diterima_pada)
    except SalinanGagal as error:
        perbaikan = "hapus data pribadinya, pendekkan isi sel itu, lalu kirim lagi"
        raise BerkasDitolak(Masalah(kiriman.nama, f"berkas ini tidak dapat disimpan tanpa data pribadinya: {error}", perbaikan)) from error


def write_durable(target: Path, content: bytes) -> None:
    """The file appears whole, its bytes already on the disk."""
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError:  # a full disk, mostly: what was begun takes no room any more
        aside.unlink(missing_ok=True)
        raise


def _check_akhiran(nama: str, akhiran: str) -> None:
    if akhiran.lower() not in JENIS_BERKAS:
        alasan = f"jenis berkas {akhiran or 'tanpa akhiran'} tidak dikenal"
        raise BerkasDitolak(Masalah(nama, alasan, "simpan sebagai .xlsx, .xls, .ods, atau .csv lalu kirim lagi"))


def _check_ukuran(nama: str, ukuran: int) -> None:
    if ukuran > UKURAN_TERBESAR:
        raise BerkasDitolak(Masalah(nama, "berkas lebih besar dari 200 MB", "bagi menjadi beberapa berkas"))
    if not ukuran:
        raise BerkasDitolak(Masalah(nama, "berkas kosong (0 byte)", "kirim ulang; pengiriman atau penyimpanan sebelumnya gagal"))


def _read_saat(text: object) -> datetime | None:
    """A moment with its offset; one without is meant in local time."""
    try:
        return datetime.fromisoformat(str(text)).astimezone() if text else None
    except ValueError:
        return None


def _walk(folder: Path) -> Iterable[Path]:
    withdrawn = {path for path, entry in read_indeks(folder).items() if entry.get("ditarik")}
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        note = path.name.lower() in _BUKAN_KIRIMAN or path.suffix.lower() == ".md"
        outside = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
        if path.is_file() and not hidden and not note and not outside and path not in withdrawn:
            yield path
