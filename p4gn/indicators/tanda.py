"""Marks on the trend of an indicator: its method, its framework or target, or the world behind it changed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from p4gn.bahasa import format_tanggal
from p4gn.indicators.catalogue import Indicator
from p4gn.scoring.beda import nama_dalam_kalimat
from p4gn.scoring.kerangka import Perubahan, find_kerangka, list_perubahan


class Tanda(NamedTuple):
    """A day on which numbers before and after are not simply comparable, and why."""

    tanggal: date
    judul: str
    rincian: str

    @property
    def kalimat(self) -> str:
        """'23 Desember 2025: PPPK paruh waktu masuk hitungan. Jumlah ASN melonjak …'"""
        rest = f" {self.rincian}" if self.rincian else ""
        return f"{format_tanggal(self.tanggal)}: {self.judul}.{rest}"


def list_tanda(indicator: Indicator, kode_wilayah: str) -> tuple[Tanda, ...]:
    """All marks of an indicator in a region, oldest first; the first entry of its changes is the definition itself, not a change."""
    method = [Tanda(each.tanggal, "Cara hitung berubah", each.apa) for each in indicator.perubahan[1:]]
    world = [Tanda(each.tanggal, each.judul, each.rincian) for each in indicator.list_penanda(kode_wilayah)]
    duty = indicator.target.kewajiban
    rules = [_of_duty(each, duty, kode_wilayah) for each in list_perubahan(kode_wilayah) if each.is_kerangka or duty in each.kewajiban]
    return tuple(sorted([*method, *world, *(rules if duty else [])]))


def _of_duty(change: Perubahan, duty: str, kode_wilayah: str) -> Tanda:
    """A new framework is told even where it leaves this duty as it was."""
    told = change.rincian_of(duty)
    if told:
        return Tanda(change.tanggal, change.judul, f"{'; '.join(told)}.")
    found = find_kerangka(change.tanggal, kode_wilayah).find(duty)
    return Tanda(change.tanggal, change.judul, f"Ketentuan {nama_dalam_kalimat(found)} tetap." if found else "")
