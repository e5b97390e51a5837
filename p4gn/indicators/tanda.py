"""Marks on the trend of an indicator: its method, its framework or target, or the world behind it changed; and where the line must end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from p4gn import periode as p
from p4gn.bahasa import format_tanggal
from p4gn.indicators.catalogue import Indicator
from p4gn.scoring.beda import nama_dalam_kalimat
from p4gn.scoring.kerangka import Perubahan, find_kerangka, list_perubahan


class Tanda(NamedTuple):
    """A day on which numbers before and after are not simply comparable, and why; `putus`: not comparable at all, so no line passes it."""

    tanggal: date
    judul: str
    rincian: str
    putus: bool = False

    @property
    def kalimat(self) -> str:
        """'23 Desember 2025: PPPK paruh waktu masuk hitungan. Jumlah ASN melonjak …'"""
        rest = f" {self.rincian}" if self.rincian else ""
        return f"{format_tanggal(self.tanggal)}: {self.judul}.{rest}"


def list_tanda(indicator: Indicator, kode_wilayah: str) -> tuple[Tanda, ...]:
    """All marks of an indicator in a region, oldest first; the first entry of its changes is the definition itself, not a change."""
    method = [
        Tanda(each.tanggal, "Cara hitung berubah", each.apa, each.putus)
        for nomor, each in enumerate(indicator.perubahan)
        if nomor or each.putus
    ]
    world = [Tanda(each.tanggal, each.judul, each.rincian) for each in indicator.list_penanda(kode_wilayah)]
    duty = indicator.target.kewajiban
    rules = [_of_duty(each, duty, kode_wilayah) for each in list_perubahan(kode_wilayah) if each.is_kerangka or duty in each.kewajiban]
    return tuple(sorted([*method, *world, *(rules if duty else [])]))


Segmen = tuple[int, int]


def list_segmen(indicator: Indicator, periode: Sequence[str]) -> list[Segmen]:
    """For each period the method it was counted by; two periods of one segment may be joined by a line or compared, others never.

    A state stands as its last day tells it. What is added up over a period in whose midst the method changed belongs to neither side:
    such a period is a segment of its own.
    """
    days = [each.tanggal for each in indicator.perubahan if each.putus]
    found = []
    for each in periode:
        awal, akhir = p.bounds(each)
        after = len(days) if akhir is None else sum(day <= akhir for day in days)
        before = after if indicator.sifat == "keadaan" else sum(day <= (awal or date.min) for day in days)
        found.append((before, after))
    return found


def is_sebanding(indicator: Indicator, a: str, b: str) -> bool:
    """Whether two periods were counted by one method."""
    satu, dua = list_segmen(indicator, [a, b])
    return satu == dua


def _of_duty(change: Perubahan, duty: str, kode_wilayah: str) -> Tanda:
    """A new framework is told even where it leaves this duty as it was."""
    told = change.rincian_of(duty)
    if told:
        return Tanda(change.tanggal, change.judul, f"{'; '.join(told)}.")
    found = find_kerangka(change.tanggal, kode_wilayah).find(duty)
    return Tanda(change.tanggal, change.judul, f"Ketentuan {nama_dalam_kalimat(found)} tetap." if found else "")
