"""Fixed class breaks of an indicator: the same on map, legend, slide and file."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from p4gn.bahasa import count_desimal, format_angka, format_nilai

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

#: More steps of one hue cannot be told apart.
KELAS_TERBANYAK = 7
_KATA_ATURAN = {
    "bawah_termasuk": "Nilai tepat di batas masuk kelas di atasnya.",
    "atas_termasuk": "Nilai tepat di batas masuk kelas di bawahnya.",
}


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


def _rentang(bawah: int, atas: int) -> str:
    return format_angka(atas) if atas <= bawah else f"{format_angka(bawah)}–{format_angka(atas)}"
