"""How offices keep their duties: a few shining ones, a few that lag, some that never answer, nearly all a little better every year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from numpy.random import Generator

TELADAN, BAIK, BIASA, LAMBAN, DIAM = "teladan", "baik", "biasa", "lamban", "diam"

# Of each kind: the share of its duties an office does in the first year, and what it gains in a year.
_NIAT: Mapping[str, tuple[float, float]] = MappingProxyType(
    {TELADAN: (0.84, 0.05), BAIK: (0.56, 0.11), BIASA: (0.36, 0.11), LAMBAN: (0.15, 0.06), DIAM: (0.04, 0.01)}
)
_PORSI: Mapping[str, float] = MappingProxyType({TELADAN: 0.12, BAIK: 0.31, BIASA: 0.33, LAMBAN: 0.17, DIAM: 0.07})

# The kinds among the agencies of a kab/kota, by the kind of its government.
KELAS_OPD: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        TELADAN: {TELADAN: 0.40, BAIK: 0.40, BIASA: 0.15, LAMBAN: 0.05, DIAM: 0.0},
        BAIK: {TELADAN: 0.16, BAIK: 0.42, BIASA: 0.28, LAMBAN: 0.11, DIAM: 0.03},
        BIASA: {TELADAN: 0.07, BAIK: 0.25, BIASA: 0.38, LAMBAN: 0.24, DIAM: 0.06},
        LAMBAN: {TELADAN: 0.02, BAIK: 0.10, BIASA: 0.32, LAMBAN: 0.42, DIAM: 0.14},
        DIAM: {TELADAN: 0.0, BAIK: 0.08, BIASA: 0.32, LAMBAN: 0.42, DIAM: 0.18},
    }
)


@dataclass(frozen=True, slots=True)
class Watak:
    """The habits of one office; `sunyi`: a half-year ('2024-S2') in which nothing is heard of it, empty for none."""

    kelas: str
    awal: float
    naik: float
    sunyi: str = ""

    def niat(self, tahun_ke: int) -> float:
        """How much of what it owes it does in a year counted from 0, 0–1."""
        return min(0.98, max(0.01, self.awal + self.naik * tahun_ke))


def make_watak(kelas: str, mulai: int, rng: Generator) -> Watak:
    """An office of a kind, no two quite alike; one in seven falls silent for half a year."""
    awal, naik = _NIAT[kelas]
    year, half = mulai + int(rng.integers(0, 4)), 1 if rng.random() < 0.5 else 2
    sunyi = f"{year}-S{half}" if rng.random() < 0.14 and kelas != TELADAN else ""
    return Watak(kelas, awal + float(rng.normal(0, 0.05)), max(-0.02, naik + float(rng.normal(0, 0.035))), sunyi)


def deal_kelas(kunci: Sequence[str], rng: Generator, may_be_silent: frozenset[str] | None = None) -> dict[str, str]:
    """Kinds dealt like cards, so that there are always some of each."""
    kinds: list[str] = []
    for kelas, share in _PORSI.items():
        kinds += [kelas] * max(1, round(share * len(kunci)))
    kinds = [*kinds, *[BIASA] * len(kunci)][: len(kunci)]
    order = [kunci[int(index)] for index in rng.permutation(len(kunci))]
    dealt = dict(zip(order, kinds, strict=True))
    for one in [key for key, kelas in dealt.items() if kelas == DIAM and may_be_silent is not None and key not in may_be_silent]:
        other = next(key for key in dealt if may_be_silent and key in may_be_silent and dealt[key] != DIAM)
        dealt[one], dealt[other] = dealt[other], DIAM
    return dealt


def likely(share: float, shift: float = 0.0) -> float:
    """A share moved up or down on the scale of odds, so that it stays between 0 and 1: 0.4 moved by 1.3 is 0.71."""
    return 1.0 / (1.0 + math.exp(-math.log(share / (1.0 - share)) - shift))
