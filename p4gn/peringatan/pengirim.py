"""Who is late in sending: senders without any file, and those whose regular data stop too long before the last day of the data."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from p4gn.bahasa import format_angka, format_tanggal, is_kosong, join_daftar
from p4gn.pengirim import nama_pengirim
from p4gn.peringatan.aturan import Aturan
from p4gn.peringatan.isi import Peringatan, make
from p4gn.periode import PeriodeTidakDikenal, bounds

Baris = Mapping[str, Any]


def check_pengirim(
    aturan: Aturan, wajib: Mapping[str, str], rows: Sequence[Baris], menunggak: frozenset[str], kini: date
) -> Iterator[Peringatan]:
    """One alert per sender.

    wajib: keys of those who are judged, with their names; rows: one per sender and source (pengirim, sumber, masa_terakhir, diterima_terakhir), see the list
    pengirim_sumber; menunggak: keys whose report is known to be owed; kinds that only say so again are left out for them.
    """
    by_sender: dict[str, list[Baris]] = {}
    for row in rows:
        if not is_kosong(row["pengirim"]):
            by_sender.setdefault(row["pengirim"], []).append(row)
    if aturan.parameter["tanpa_kiriman"]:
        for kunci, name in wajib.items():
            if kunci not in by_sender:
                text = f"{name} belum mengirim satu berkas pun sampai {format_tanggal(kini)}."
                yield make(aturan, kunci, name, text, "mutu_data", {"cari": nama_pengirim(kunci)})
    for kunci, own in by_sender.items():
        stopped = sorted(_stopped(aturan, own, kunci in menunggak, kini))
        if stopped:
            name = wajib.get(kunci) or nama_pengirim(kunci)
            last, _ = stopped[0]
            told = join_daftar(f"{kind} {format_tanggal(day)}" for day, kind in stopped)
            days = (kini - last).days
            text = f"Data {name} sudah lama tidak bertambah, paling lama {format_angka(days)} hari; yang terakhir: {told}."
            yield make(aturan, kunci, name, text, "mutu_data", {"pengirim": kunci}, sejak=last, hari=days)


def _stopped(aturan: Aturan, rows: Sequence[Baris], is_owing: bool, kini: date) -> Iterator[tuple[date, str]]:
    """Of each kind that a sender has sent before: the last day it tells of, where that lies too far back."""
    for kind in aturan.parameter["jenis"]:
        if kind["laporan"] and is_owing:
            continue
        days = [
            day for row in rows if row["sumber"] in kind["sumber"] and (day := last_day(row["masa_terakhir"], row["diterima_terakhir"]))
        ]
        if days and (kini - max(days)).days > kind["hari"]:
            yield max(days), kind["nama"]


def last_day(masa: object, diterima: object) -> date | None:
    """The last day a file tells of: the end of its span ('2026', '2026-S1', '2026-07'), but not after it was received; None where unknown."""
    end = _end_of(str(masa)) if not is_kosong(masa) else None
    received = diterima.date() if isinstance(diterima, datetime) and not is_kosong(diterima) else None
    return min(end, received) if end and received else end


def _end_of(masa: str) -> date | None:
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", masa)
    if month:
        year, number = int(month[1]), int(month[2])
        return date(year, number, monthrange(year, number)[1])
    try:
        return bounds(masa)[1]
    except PeriodeTidakDikenal:  # a span written otherwise says nothing about lateness
        return None
