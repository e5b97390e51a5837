"""What an alert says, and what the checks are given to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from p4gn.geography.wilayah import find_wilayah_by_kode

if TYPE_CHECKING:
    from p4gn.peringatan.aturan import Aturan
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor


@dataclass(frozen=True, slots=True)
class Peringatan:
    """One finding of one rule about one agency or region.

    kunci: the agency ('DINKES@63'), None for a region. sejak: the day it became due or ended, or the last day on which it was well.
    hari: days since then, negative where the day is still to come; None where days say nothing. halaman and tautan: the page that shows
    the evidence and its parameters beside those of the scope. urutan: its place in the whole list, from 1.
    """

    aturan: str
    judul: str
    subjek: str
    kode_wilayah: str
    kunci: str | None
    teks: str
    sejak: date | None
    hari: int | None
    kepentingan: str
    halaman: str
    tautan: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    urutan: int = 0

    @property
    def sasaran(self) -> str:
        """Key of whom it is about: the agency, or the region."""
        return self.kunci or self.kode_wilayah


@dataclass(frozen=True, slots=True)
class Bahan:
    """What one view is judged by. kini: the day the data reach; hari: the day the view tells of. kartu: scorecards with the one before of each."""

    scope: Scope
    kini: date
    hari: date
    kartu: tuple[tuple[KartuSkor, KartuSkor | None], ...]

    @property
    def utama(self) -> KartuSkor | None:
        """The scorecard of the agencies; None where the edition holds no reports of them."""
        return self.kartu[0][0] if self.kartu else None


def make(
    aturan: Aturan,
    kunci: str,
    nama: str,
    teks: str,
    halaman: str,
    tautan: Mapping[str, str],
    *,
    sejak: date | None = None,
    hari: int | None = None,
) -> Peringatan:
    """An alert about an agency ('DINKES@63') or a region ('63.06')."""
    kode = kunci.rpartition("@")[2]
    return Peringatan(
        aturan.id, aturan.judul, nama, kode, kunci if "@" in kunci else None, teks, sejak, hari, aturan.kepentingan, halaman,
        MappingProxyType(dict(tautan)),
    )  # fmt: skip


def nama_resmi(kode: str, kosong: str) -> str:
    """Official name of a region, or what it is called without one."""
    region = find_wilayah_by_kode(kode)
    return region.nama_resmi if region else kosong


def link_rapor(kunci: str, periode: str, kewajiban: str | None = None) -> tuple[str, dict[str, str]]:
    """The page of a scorecard's row, or of one of its cells, with its parameters."""
    cell = {"periode": periode} | ({"kewajiban": kewajiban} if kewajiban else {})
    if "@" in kunci:
        return "kepatuhan_opd", {"wilayah": kunci.rpartition("@")[2], "opd": kunci} | cell
    return "kepatuhan_wilayah", {"wilayah": kunci.rpartition(".")[0], "rinci": kunci} | cell
