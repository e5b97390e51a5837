"""From a tidy frame to what a map shows: classes with fixed breaks, one cell per region, and the legend."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas

from p4gn.bahasa import count_desimal, format_angka, format_nilai, is_kosong, kapital_awal
from p4gn.indicators.states import ADA, KEADAAN, NOL
from ui.figures.palet import KELAS_TERBANYAK
from ui.figures.pola import has_pola

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

__all__ = ["Klasifikasi", "MapCell", "MapPoint", "baris_kelas", "cells", "classify", "jari_lingkaran", "klasifikasi_of"]

_KATA_ATURAN = {
    "bawah_termasuk": "Nilai tepat di batas masuk kelas di atasnya.",
    "atas_termasuk": "Nilai tepat di batas masuk kelas di bawahnya.",
}

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


@dataclass(frozen=True, slots=True)
class Klasifikasi:
    """Fixed class breaks: the inner edges, ascending, so n edges make n + 1 classes and no value can fall outside.

    `aturan` says to which class a value on an edge belongs. `cacah`: values are whole counts, a reported zero stands apart.
    `lingkaran`: an amount, drawn as a circle at the centre of its region, because a large region is no large amount; else a colour.
    """

    batas: tuple[float, ...]
    satuan: str = ""
    desimal: int = 0
    cacah: bool = False
    aturan: str = "bawah_termasuk"
    lingkaran: bool = False

    def __post_init__(self) -> None:
        if list(self.batas) != sorted(set(self.batas)):
            raise ValueError(f"batas kelas harus menaik tanpa kembar: {self.batas}")
        if len(self.batas) >= KELAS_TERBANYAK:
            raise ValueError(f"{len(self.batas)} batas kelas; paling banyak {KELAS_TERBANYAK - 1}")

    @property
    def jumlah(self) -> int:
        return len(self.batas) + 1

    @property
    def kata_aturan(self) -> str:
        return _KATA_ATURAN[self.aturan]

    def kelas_of(self, nilai: float) -> int:
        """Class of a value; differences smaller than a billionth are noise of division, not of the subject."""
        cari = bisect.bisect_right if self.aturan == "bawah_termasuk" else bisect.bisect_left
        return cari(self.batas, round(nilai, 9))

    def label(self) -> list[str]:
        """'kurang dari 20%', '20% s.d. <40%', '80% ke atas'; whole counts: '1–4', '5–9', '10 ke atas'."""
        if not self.batas:
            return ["semua nilai"]
        if self.cacah:
            return self._label_cacah()
        tulis = [self._tulis(b) for b in self.batas]
        pasangan = list(itertools.pairwise(tulis))
        if self.aturan == "atas_termasuk":
            return [f"sampai {tulis[0]}", *(f">{a} s.d. {b}" for a, b in pasangan), f"di atas {tulis[-1]}"]
        teratas = tulis[-1] if self.satuan == "persen" and self.batas[-1] == 100 else f"{tulis[-1]} ke atas"
        return [f"kurang dari {tulis[0]}", *(f"{a} s.d. <{b}" for a, b in pasangan), teratas]

    def baris_legenda(self) -> list[tuple[int, str]]:
        """Class number and label of every class that can hold a value; a class of only 0 cannot, zero is a state of its own."""
        labels = self.label()
        words = (
            labels
            if not self.cacah
            else [label.replace(" ke atas", f" {self.satuan} ke atas") if " " in label else f"{label} {self.satuan}" for label in labels]
        )
        return [(i, word) for i, (label, word) in enumerate(zip(labels, words, strict=True)) if label != "0"]

    def _label_cacah(self) -> list[str]:
        geser = 1 if self.aturan == "atas_termasuk" else 0
        bawah = [1, *(int(b) + geser for b in self.batas)]
        rentang = [_rentang(a, b - 1) for a, b in itertools.pairwise(bawah)]
        return [*rentang, f"{format_angka(bawah[-1])} ke atas"]

    def _tulis(self, batas: float) -> str:
        return format_nilai(batas, "persen" if self.satuan == "persen" else "", count_desimal(batas))


def klasifikasi_of(indicator: Indicator, per: str = "") -> Klasifikasi:
    """The fixed breaks that the catalogue gives an indicator; of villages a count is one or none, so that a colour says all."""
    kelas = indicator.batas_kelas
    cacah = not indicator.is_rasio and indicator.desimal == 0
    return Klasifikasi(kelas.batas, indicator.satuan, indicator.desimal, cacah, kelas.aturan, not indicator.is_rasio and per != "desa")


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


def _rentang(bawah: int, atas: int) -> str:
    return format_angka(atas) if atas <= bawah else f"{format_angka(bawah)}–{format_angka(atas)}"


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
