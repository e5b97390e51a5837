"""Senders: the agencies and governments that report, each with a key ('DINKES@63', '63.06') and a full name."""

from __future__ import annotations

import csv
import functools
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import yaml

from p4gn.geography.wilayah import REFERENCE_DIR, Wilayah, find_wilayah_by_kode, get_wilayah, list_anak

if TYPE_CHECKING:
    from p4gn.scope import Scope

PEMISAH = "@"
_UMUM = frozenset({"OPD", "SKPD", "SOPD", "PEMDA"})
_BNN_KABUPATEN, _BNN_KOTA, _BNN_PROVINSI = "BNNK", "BNNKOTA", "BNNP"


class Pengirim(NamedTuple):
    """A sender as it is offered in lists."""

    kunci: str
    nama: str


class Lembaga(NamedTuple):
    """An agency of the reference list; `tingkat` is 'provinsi', 'kabkota', 'provinsi/kabkota' …"""

    kode_opd: str
    nama: str
    jenis: str
    tingkat: frozenset[str]


def nama_pengirim(kunci: str) -> str:
    """'DINKES@63' → 'Dinas Kesehatan Provinsi Kalimantan Selatan', '63.06' → 'Pemerintah Kabupaten …'; a free name is itself."""
    kode_opd, at, kode = kunci.rpartition(PEMISAH)
    wilayah = find_wilayah_by_kode(kode)
    if wilayah is None:
        return kunci
    if not at:
        return f"Pemerintah {wilayah.nama_lengkap}"
    lembaga = _lembaga_by_kode().get(kode_opd)
    return _join(lembaga.nama if lembaga else kode_opd, wilayah.nama_lengkap)


def nama_opd(kode_opd: str) -> str:
    """'DINKES' → 'Dinas Kesehatan'; a code that is not in the list is itself."""
    lembaga = _lembaga_by_kode().get(kode_opd)
    return lembaga.nama if lembaga else kode_opd


def find_jenis(kode_opd: str) -> str | None:
    """Kind of an agency: 'opd', 'vertikal', …; None for a code that is not in the list."""
    lembaga = _lembaga_by_kode().get(kode_opd)
    return lembaga.jenis if lembaga else None


def list_pengirim(provinsi: str | None = None) -> list[Pengirim]:
    """Agencies of a province, the governments of its kab/kota, then BNNP and the BNNK; without a code, of the province this is set up for."""
    induk = get_wilayah(provinsi or kode_provinsi_awal())
    anak = list_anak(induk.kode)
    keys = [f"{one.kode_opd}{PEMISAH}{induk.kode}" for one in list_opd("provinsi")]
    keys += [wilayah.kode for wilayah in anak]
    keys.append(f"{_BNN_PROVINSI}{PEMISAH}{induk.kode}")
    keys += [f"{_BNN_KOTA if wilayah.jenis == 'Kota' else _BNN_KABUPATEN}{PEMISAH}{wilayah.kode}" for wilayah in anak]
    return [Pengirim(key, nama_pengirim(key)) for key in keys]


def region_of(scope: Scope) -> str | None:
    """Senders are told apart down to the kab/kota; the whole province (and the country) is everybody, also who has no region."""
    return scope.kode_wilayah[: len("63.06")] if "." in scope.kode_wilayah else None


def wilayah_pengirim(kunci: str | None) -> Wilayah | None:
    """The region a sender belongs to; None for a free name."""
    return find_wilayah_by_kode((kunci or "").rpartition(PEMISAH)[2])


def list_opd(tingkat: str, jenis: str = "opd") -> list[Lembaga]:
    """Agencies of one level ('provinsi', 'kabkota'), by name."""
    return sorted((one for one in _read_lembaga() if one.jenis == jenis and tingkat in one.tingkat), key=lambda one: one.nama)


def list_lembaga() -> list[Lembaga]:
    """Every agency of the reference list that is one body, by name; 'OPD' or 'SKPD' stand for any and are none."""
    return sorted((one for one in _read_lembaga() if one.kode_opd not in _UMUM), key=lambda one: one.nama)


def kunci_lembaga(kode_opd: str, kode_wilayah: str) -> str:
    """'DINKES' in '63.05' → 'DINKES@63.05'; a body that only provinces have is that of the province; a key with a region stays."""
    if PEMISAH in kode_opd:
        return kode_opd
    lembaga = _lembaga_by_kode().get(kode_opd)
    panjang = len("63") if lembaga and lembaga.tingkat == {"provinsi"} else len("63.05")
    return f"{kode_opd}{PEMISAH}{kode_wilayah[:panjang]}"


def kode_provinsi_awal() -> str:
    """Code of the province the dashboard is set up for (data/reference/pengaturan.yml; P4GN_WILAYAH comes first)."""
    content = yaml.safe_load((REFERENCE_DIR / "pengaturan.yml").read_text(encoding="utf-8"))
    kode = os.environ.get("P4GN_WILAYAH") or str(content["wilayah_awal"])
    return kode.partition(".")[0]


def _join(lembaga: str, wilayah: str) -> str:
    """'Badan Narkotika Nasional Kabupaten' with 'Kabupaten Balangan' says its kind once."""
    kind = wilayah.partition(" ")[0]
    return f"{lembaga.removesuffix(f' {kind}')} {wilayah}"


@functools.cache
def _read_lembaga() -> tuple[Lembaga, ...]:
    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Lembaga(row["kode_opd"], row["nama_baku"], row["jenis"], frozenset(row["tingkat"].split("/"))) for row in csv.DictReader(lines)
        )


@functools.cache
def _lembaga_by_kode() -> Mapping[str, Lembaga]:
    return {one.kode_opd: one for one in reversed(_read_lembaga()) if one.kode_opd}
