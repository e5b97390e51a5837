"""What people of this installation have noted beside the data: stored aliases, corrections, decisions on
candidates, and the life of the editions.

Plain reading for screens and commands alike, from the books of the store `catatan`; every line was added by a command (python -m etl
alias, koreksi, sahkan, …). Raises CatatanTertutup and CatatanLebihBaru where the store cannot be read.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from p4gn.catatan.buku import ALIAS, KOREKSI, PENGAKUAN, RIWAYAT, Baris, read_buku

log = logging.getLogger("p4gn.catatan")


@dataclass(frozen=True, slots=True)
class Penarikan:
    """Who took a note back, when and why."""

    oleh: str
    kapan: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Alias:
    """`tertulis` means `baku` inside the region `wilayah` (everywhere when None); `baku` is a nama_baku or a region code."""

    id: str
    jenis: str
    tertulis: str
    baku: str
    wilayah: str | None
    oleh: str
    kapan: str
    layar: str | None = None
    ditarik: Penarikan | None = None


@dataclass(frozen=True, slots=True)
class Koreksi:
    """A known error in one source; `match` names cells by column, or one row of one file by sha256, lembar and baris."""

    id: str
    sumber: str
    match: Mapping[str, str | None]
    column: str
    was: str | None
    set: str | None
    why: str
    oleh: str
    kapan: str
    ditarik: Penarikan | None = None


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """Something that happened to an edition: 'berlaku' (made current, `rincian` says how), 'sah' or 'batal'."""

    peristiwa: str
    edisi: str
    oleh: str | None
    kapan: str
    rincian: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Pengakuan:
    """What an official decided on a candidate: jenis penghargaan or pembinaan, keputusan 'setuju' or 'tidak'; kunci as in the scorecard."""

    id: str
    edisi: str
    wilayah: str
    subjek: str
    periode: str
    kunci: str
    jenis: str
    keputusan: str
    alasan: str
    oleh: str
    kapan: str
    ditarik: Penarikan | None = None

    def matches(self, edisi: str, wilayah: str, subjek: str, periode: str, kunci: str, jenis: str) -> bool:
        """Whether it is about this candidate of this edition and period."""
        mine = (self.edisi, self.wilayah, self.subjek, self.periode, self.kunci, self.jenis)
        return mine == (edisi, wilayah, subjek, periode, kunci, jenis)


def list_alias(semua: bool = False) -> tuple[Alias, ...]:
    """Stored aliases in the order they were noted; with semua=True also those taken back."""
    records, withdrawn = _split(ALIAS, ("id", "jenis", "tertulis", "baku", "oleh", "kapan"))
    found = tuple(
        Alias(
            _text(item["id"]),
            _text(item["jenis"]),
            _text(item["tertulis"]),
            _text(item["baku"]),
            _maybe(item.get("wilayah")),
            _text(item["oleh"]),
            _text(item["kapan"]),
            _maybe(item.get("layar")),
            withdrawn.get(_text(item["id"])),
        )
        for item in records
    )
    return found if semua else tuple(item for item in found if item.ditarik is None)


def list_koreksi(semua: bool = False) -> tuple[Koreksi, ...]:
    """Stored corrections in the order they were noted; with semua=True also those taken back."""
    records, withdrawn = _split(KOREKSI, ("id", "sumber", "match", "column", "why", "oleh", "kapan"))
    found = tuple(
        Koreksi(
            _text(item["id"]),
            _text(item["sumber"]),
            MappingProxyType({str(key): _maybe(value) for key, value in item["match"].items()}),  # type: ignore[attr-defined]
            _text(item["column"]),
            _maybe(item.get("was")),
            _maybe(item.get("set")),
            _text(item["why"]),
            _text(item["oleh"]),
            _text(item["kapan"]),
            withdrawn.get(_text(item["id"])),
        )
        for item in records
        if isinstance(item["match"], dict)
    )
    return found if semua else tuple(item for item in found if item.ditarik is None)


def list_pengakuan(semua: bool = False) -> tuple[Pengakuan, ...]:
    """Decisions on candidates in the order they were noted; with semua=True also those taken back."""
    fields = ("id", "edisi", "wilayah", "subjek", "periode", "kunci", "jenis", "keputusan", "oleh", "kapan")
    records, withdrawn = _split(PENGAKUAN, fields)
    found = tuple(
        Pengakuan(
            **{name: _text(item[name]) for name in fields}, alasan=_text(item.get("alasan")), ditarik=withdrawn.get(_text(item["id"]))
        )
        for item in records
    )
    return found if semua else tuple(item for item in found if item.ditarik is None)


def list_riwayat(edisi: str | None = None) -> tuple[Peristiwa, ...]:
    """The life of the editions (or of one), newest first."""
    found = [
        Peristiwa(
            _text(item["peristiwa"]),
            _text(item["edisi"]),
            _maybe(item.get("oleh")),
            _text(item["kapan"]),
            MappingProxyType({key: _text(item[key]) for key in ("cara", "sebelumnya", "alasan") if item.get(key)}),
        )
        for item in _complete(RIWAYAT, read_buku(RIWAYAT).baris, ("peristiwa", "edisi", "kapan"))
        if edisi in (None, item["edisi"])
    ]
    return tuple(reversed(found))


def _split(nama: str, needed: Sequence[str]) -> tuple[list[Baris], dict[str, Penarikan]]:
    """The notes of a book, and by id which of them were taken back."""
    records = read_buku(nama).baris
    withdrawn = {
        _text(item["tarik"]): Penarikan(_text(item.get("oleh")), _text(item.get("kapan")), _text(item.get("alasan")))
        for item in records
        if item.get("tarik")
    }
    return _complete(nama, [item for item in records if not item.get("tarik")], needed), withdrawn


def _complete(nama: str, records: Sequence[Baris], needed: Sequence[str]) -> list[Baris]:
    complete = [item for item in records if all(item.get(key) for key in needed)]
    if len(complete) < len(records):
        log.warning("%s: %d catatan tidak lengkap dan dilewati.", nama, len(records) - len(complete))
    return complete


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _maybe(value: object) -> str | None:
    return None if value in (None, "") else str(value)
