"""Promises: follow-ups with a due date that were not called off. Ringkasan, scorecards, the calendar of duties and the files count these and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from p4gn.catatan import gabung
from p4gn.catatan.gabung import Butir
from p4gn.catatan.kata import BATAL, SELESAI


@dataclass(frozen=True, slots=True)
class DaftarJanji:
    """All promises of an edition, the earliest due first. Equal where nothing about a promise differs, so it is a key for what is computed from it."""

    sidik: str
    butir: tuple[Butir, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Hitungan:
    """Promises that fell due within a span, the earliest first."""

    butir: tuple[Butir, ...]

    @property
    def jatuh_tempo(self) -> int:
        return len(self.butir)

    @property
    def selesai(self) -> int:
        return len(self.butir) - len(self.terbuka)

    @property
    def terbuka(self) -> tuple[Butir, ...]:
        """Not done, the longest overdue first."""
        return tuple(each for each in self.butir if each.status != SELESAI)


def read_janji(edisi: str) -> DaftarJanji:
    """What files and room say now."""
    return _read(*gabung.key_of(edisi))


def count_janji(butir: Iterable[Butir], awal: date, akhir: date) -> Hitungan:
    """Of promises in the order of their due dates: those due after `awal` and not after `akhir`."""
    return Hitungan(tuple(each for each in butir if each.tenggat and awal < each.tenggat <= akhir))


def list_lewat(edisi: str, pada: date) -> tuple[Butir, ...]:
    """Promises of the whole edition that are overdue on a day, the longest overdue first."""
    return tuple(each for each in read_janji(edisi).butir if gabung.is_lewat(each, pada))


def is_janji(butir: Butir) -> bool:
    """Whether a follow-up has a due date and was not called off."""
    return butir.tenggat is not None and butir.status != BATAL


@lru_cache(maxsize=8)
def _read(edisi: str, *_versi: object) -> DaftarJanji:
    promised = sorted(
        filter(is_janji, gabung.list_butir(edisi)),
        key=lambda each: (each.tenggat, each.berkas or "", each.baris or 0, each.dibuat_pada or "", each.id),
    )
    parts = (
        (each.id, each.penanggung_jawab, each.kode_wilayah, each.tenggat, each.status, each.tanggal_selesai, each.teks) for each in promised
    )
    sidik = hashlib.blake2b("\n".join(map(repr, parts)).encode(), digest_size=12).hexdigest()
    return DaftarJanji(sidik, tuple(promised))
