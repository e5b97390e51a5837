"""The submissions in the store (data/masuk/<jenis>/kiriman.jsonl), as screens list them: who sent what, when, and what became of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from p4gn.warehouse.editions import data_dir

INDEKS = "kiriman.jsonl"

log = logging.getLogger("p4gn.kiriman")


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """One submission. berkas: path inside the store. asli: kept as sent, else a copy without personal data, whose counts are in `pribadi`."""

    berkas: str
    nama: str
    sha256: str
    diterima_pada: datetime
    pengirim: str | None = None
    asli: bool = True
    pribadi: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    ditarik: bool = False
    alasan_tarik: str = ""
    ditarik_oleh: str = ""


def masuk_dir(jenis: str) -> Path:
    """The folder of the store of one kind of edition; ValueError for a kind that is no plain word."""
    if not jenis.isascii() or not jenis.replace("_", "").isalnum():
        raise ValueError(f"“{jenis}” bukan jenis edisi.")
    return data_dir() / "masuk" / jenis


def list_kiriman(jenis: str, semua: bool = False) -> list[Tersimpan]:
    """Submissions in the order they came; withdrawn ones only when asked for all."""
    found: list[Tersimpan] = []
    for record in read_baris(masuk_dir(jenis) / INDEKS):
        if "tarik" in record:
            found = [_withdraw(item, record) if item.sha256 == record["tarik"] and _same(item, record) else item for item in found]
        elif (item := _parse(record)) is not None:
            found.append(item)
    return found if semua else [item for item in found if not item.ditarik]


def read_baris(path: Path) -> Iterator[Mapping[str, Any]]:
    """The records of an index; a line that a killed writer left half done is no record."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            log.warning("%s baris %s tidak dapat dibaca", path.name, number)
            continue
        if isinstance(record, dict):
            yield record


def _same(item: Tersimpan, record: Mapping[str, Any]) -> bool:
    return record.get("pengirim") in (None, item.pengirim)


def _withdraw(item: Tersimpan, record: Mapping[str, Any]) -> Tersimpan:
    return replace(item, ditarik=True, alasan_tarik=str(record.get("alasan") or ""), ditarik_oleh=str(record.get("oleh") or ""))


def _parse(record: Mapping[str, Any]) -> Tersimpan | None:
    try:
        moment = datetime.fromisoformat(record["diterima_pada"]).astimezone()
        pengirim = record.get("pengirim")
        berkas = PurePosixPath(str(record["berkas"]))
        if berkas.is_absolute() or ".." in berkas.parts or "\0" in str(berkas):
            raise ValueError("berkas di luar simpanan")
        return Tersimpan(
            str(berkas),
            str(record["nama"]),
            str(record["sha256"]),
            moment,
            str(pengirim) if pengirim else None,
            bool(record.get("asli", True)),
            MappingProxyType({str(key): int(value) for key, value in (record.get("pribadi") or {}).items()}),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.warning("catatan kiriman tidak lengkap: %r", error)
        return None
