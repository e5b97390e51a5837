"""From a tidy frame to what a map shows: classes with fixed breaks, one cell per region, and the legend."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas

from p4gn.bahasa import format_angka, format_nilai, is_kosong, kapital_awal
from p4gn.indicators.kelas import Klasifikasi, klasifikasi_of
from p4gn.indicators.states import ADA, KEADAAN, NOL
from ui.figures.pola import has_pola

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

__all__ = ["Klasifikasi", "MapCell", "MapPoint", "baris_kelas", "cells", "classify", "jari_lingkaran", "klasifikasi_of"]

_JARI = (
    (20, (7, 24)),
    (80, (5, 16)),
    (600, (3.5, 10)),
    (math.inf, (2.5, 6)),
)  # regions in one drawing, radius of the least and the largest class


@dataclass(frozen=True, slots=True)
class MapCell:
    """One region as drawn. `kelas` counts from 0 and is None unless the state is ada or nol; `teks` is the label's number, `rinci` the
    parts of a ratio ('917 dari 3.632'), `nilai` what regions are ordered by (None where there is no number)."""

    kode: str
    nama: str
    keadaan: str
    kelas: int | None
    teks: str
    tooltip: str
    rinci: str = ""
    nilai: float | None = None


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A mark (a key of tanda_titik.TANDA) at `tempat` in the drawing, or else at the centre of the shape `kode`; without either it is not drawn."""

    kode: str
    tanda: str
    tooltip: str
    jari: float = 6
    tempat: tuple[int, int] | None = None


def baris_kelas(klasifikasi: Klasifikasi, sel: Iterable[MapCell]) -> list[tuple[int, str]]:
    """Classes of a legend, each with its words; of villages, which are one or none, the one class that is drawn."""
    drawn = {(s.kelas, s.teks) for s in sel if s.keadaan == ADA}
    if klasifikasi.cacah and len(drawn) == 1 and next(iter(drawn))[1] == "1":
        return [(kelas, f"1 {klasifikasi.satuan}") for kelas, _ in drawn]
    return klasifikasi.baris_legenda()


def jari_lingkaran(kelas: int, jumlah_kelas: int, jumlah_wilayah: int) -> float:
    """Radius in px of the circle of a class: areas grow in even steps, and all are smaller where many regions share one drawing."""
    terkecil, terbesar = next(jari for paling_banyak, jari in _JARI if jumlah_wilayah <= paling_banyak)
    bagian = kelas / (jumlah_kelas - 1) if jumlah_kelas > 1 else 1
    return round(math.sqrt(terkecil**2 + bagian * (terbesar**2 - terkecil**2)), 1)


def classify(frame: pandas.DataFrame, klasifikasi: Klasifikasi) -> pandas.DataFrame:
    """The frame plus `kelas` (Int64): by value where the state is ada, the lowest for a reported zero, unknown otherwise."""
    kelas = [_kelas(keadaan, nilai, klasifikasi) for keadaan, nilai in zip(frame["keadaan"], frame["nilai"], strict=True)]
    return frame.assign(kelas=pandas.array(kelas, dtype="Int64"))


def _kelas(keadaan: str, nilai: float | None, klasifikasi: Klasifikasi) -> int | None:
    if keadaan == NOL:
        return 0
    return klasifikasi.kelas_of(nilai) if keadaan == ADA and not is_kosong(nilai) else None


def cells(frame: pandas.DataFrame, indicator: Indicator) -> list[MapCell]:
    """One MapCell per row of what compute() gives: kode, nama, nilai, keadaan and, if known, pembilang and penyebut."""
    klasifikasi = klasifikasi_of(indicator)
    return [_cell(row, klasifikasi, indicator.judul_pendek) for row in classify(frame, klasifikasi).to_dict("records")]


def _cell(row: dict, klasifikasi: Klasifikasi, judul: str) -> MapCell:
    keadaan = KEADAAN[row["keadaan"]]
    kelas = None if is_kosong(row["kelas"]) else int(row["kelas"])
    teks, nilai = "" if has_pola(keadaan.id) else keadaan.simbol, kapital_awal(keadaan.kata)
    if keadaan.id == ADA:
        teks = format_nilai(row["nilai"], "persen" if klasifikasi.satuan == "persen" else "", klasifikasi.desimal)
    if keadaan.id in {ADA, NOL}:
        nilai = _kalimat_nilai(row, klasifikasi)
    angka = None if is_kosong(row["nilai"]) else round(float(row["nilai"]), klasifikasi.desimal + 3)
    return MapCell(row["kode"], row["nama"], keadaan.id, kelas, teks, f"{row['nama']}\n{judul}: {nilai}", _rinci(row), angka)


def _kalimat_nilai(row: dict, klasifikasi: Klasifikasi) -> str:
    nilai, rinci = format_nilai(row["nilai"], klasifikasi.satuan, klasifikasi.desimal), _rinci(row)
    return f"{nilai} ({rinci})" if rinci else nilai


def _rinci(row: dict) -> str:
    """'917 dari 3.632'; nothing where one of the two is unknown or there is no ratio."""
    pembilang, penyebut = row.get("pembilang"), row.get("penyebut")
    return "" if is_kosong(pembilang) or is_kosong(penyebut) else f"{format_angka(pembilang)} dari {format_angka(penyebut)}"
