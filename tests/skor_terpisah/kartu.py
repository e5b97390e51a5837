"""Cells added up to rows: score, completeness, colour, band, change, the order of the steps and the set that reaches the next colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.skor_terpisah.aturan import Masa, kerangka_of, list_kewajiban
from tests.skor_terpisah.fakta import Fakta
from tests.skor_terpisah.opd import judge_opd, list_opd
from tests.skor_terpisah.sel import BELUM_LAPOR, HIJAU, KUNING, MERAH, POIN, TANPA_NILAI, Langkah, Nilai
from tests.skor_terpisah.wilayah import judge_wilayah


@dataclass(frozen=True)
class LangkahBaris:
    """A step with its duty and the points (0–100) that it alone adds."""

    kewajiban: str
    langkah: Langkah
    poin: float


@dataclass(frozen=True)
class Hasil:
    """One row."""

    kunci: str
    sel: Mapping[str, Nilai]
    pembilang: float
    penyebut: float
    dilaporkan: int
    berlaku: int
    skor: float | None
    kelengkapan: float | None
    warna: str
    langkah: tuple[LangkahBaris, ...]
    langkah_warna: tuple[LangkahBaris, ...]
    warna_berikut: str | None
    pita: str | None = None
    perubahan: float | None = None


def add_up(kunci: str, cells: Mapping[str, Nilai], masa: Masa, subjek: str) -> Hasil:
    """A row without its band and its change."""
    duties, rules = list_kewajiban(masa, subjek), kerangka_of(masa)
    weights = {nama: duties[nama]["bobot"] for nama in cells if duties[nama]["bobot"] > 0}
    counted = {nama: cells[nama].status for nama in weights if cells[nama].status in POIN}
    top, bottom = weigh(counted, weights)
    told = sum(status != BELUM_LAPOR for status in counted.values())
    steps = [
        LangkahBaris(nama, step, 100 * weights[nama] * (POIN[step.ke] - POIN[counted[nama]]) / bottom)
        for nama in counted
        for step in cells[nama].langkah
    ]
    steps.sort(key=lambda one: (round(one.langkah.usaha, 9), -round(one.poin, 9), one.kewajiban, one.langkah.ke != HIJAU))
    chosen, then = choose_steps(steps, counted, weights, rules)
    return Hasil(
        kunci,
        cells,
        top,
        bottom,
        told,
        len(counted),
        100 * top / bottom if bottom else None,
        100 * told / len(counted) if counted else None,
        colour_of(counted, weights, rules),
        tuple(steps),
        chosen,
        then,
    )


def weigh(counted: Mapping[str, str], weights: Mapping[str, float]) -> tuple[float, float]:
    return sum(weights[nama] * POIN[status] for nama, status in counted.items()), sum(weights[nama] for nama in counted)


def colour_of(counted: Mapping[str, str], weights: Mapping[str, float], rules: Mapping[str, Any]) -> str:
    if not counted or not is_complete(counted, rules):
        return TANPA_NILAI
    return colour_of_score(counted, weights, rules)


def is_complete(counted: Mapping[str, str], rules: Mapping[str, Any]) -> bool:
    told = sum(status != BELUM_LAPOR for status in counted.values())
    return 100 * told / len(counted) >= rules["kelengkapan_minimal"]


def colour_of_score(counted: Mapping[str, str], weights: Mapping[str, float], rules: Mapping[str, Any]) -> str:
    top, bottom = weigh(counted, weights)
    value = 100 * top / bottom + 1e-9
    return HIJAU if value >= rules["ambang_skor"]["hijau"] else KUNING if value >= rules["ambang_skor"]["kuning"] else MERAH


def choose_steps(
    steps: Iterable[LangkahBaris], counted: Mapping[str, str], weights: Mapping[str, float], rules: Mapping[str, Any]
) -> tuple[tuple[LangkahBaris, ...], str | None]:
    """Cheapest first until the next colour is reached, then without those that turn out not to be needed."""
    warna = colour_of(counted, weights, rules)
    if not counted or warna == HIJAU:
        return (), None
    wanted = HIJAU if warna == KUNING else KUNING
    furthest: dict[str, LangkahBaris] = {}
    for step in steps:
        if step.kewajiban not in furthest or step.langkah.ke == HIJAU:
            furthest[step.kewajiban] = step

    def after(taken: Iterable[LangkahBaris]) -> dict[str, str]:
        return {**counted, **{step.kewajiban: step.langkah.ke for step in taken}}

    def is_there(taken: Iterable[LangkahBaris]) -> bool:
        then = after(taken)
        return is_complete(then, rules) and colour_of_score(then, weights, rules) in (HIJAU, wanted)

    taken: list[LangkahBaris] = []
    for step in (step for step in steps if furthest[step.kewajiban] is step):
        if is_there(taken):
            break
        taken.append(step)
    if not is_there(taken):
        return tuple(taken), wanted
    for step in reversed(list(taken)):
        without = [other for other in taken if other is not step]
        if is_there(without):
            taken = without
    return tuple(taken), colour_of_score(after(taken), weights, rules) if warna == TANPA_NILAI else wanted


def rank(rows: list[Hasil], masa: Masa) -> list[Hasil]:
    """Rows with the band of ranks that they share."""
    width = kerangka_of(masa)["lebar_pita"]
    keys = {row.kunci: math.floor(row.skor / width + 0.5) for row in rows if row.warna != TANPA_NILAI and row.skor is not None}
    ranked = []
    for row in rows:
        own = keys.get(row.kunci)
        better, alike = (sum(key > own for key in keys.values()), sum(key == own for key in keys.values())) if own is not None else (0, 0)
        pita = None if own is None else str(better + 1) if alike == 1 else f"{better + 1}–{better + alike}"
        ranked.append(replace(row, pita=pita))
    return ranked


class Kartu:
    """Scorecards of all agencies, kab/kota and kecamatan, each period judged once."""

    def __init__(self, fakta: Fakta) -> None:
        self.fakta = fakta
        self._opd: dict[tuple[str, Masa], dict[str, Hasil]] = {}
        self._wilayah: dict[tuple[str, Masa], dict[str, Hasil]] = {}

    def score_opd(self, kode: str, masa: Masa) -> list[Hasil]:
        """Rows of the agencies of a region."""
        return rank(compare(self._judge_opd(kode, masa), self._judge_opd(kode, masa.before)), masa)

    def score_wilayah(self, kode: str, masa: Masa) -> list[Hasil]:
        """Rows of the kab/kota of the province, or of the kecamatan of a kab/kota."""
        return rank(compare(self._judge_wilayah(kode, masa), self._judge_wilayah(kode, masa.before)), masa)

    def _judge_opd(self, kode: str, masa: Masa) -> dict[str, Hasil]:
        if (kode, masa) not in self._opd:
            listed = list_opd(self.fakta, kode, masa)
            self._opd[kode, masa] = {kunci: add_up(kunci, judge_opd(self.fakta, kunci, masa), masa, "opd") for kunci in listed}
        return self._opd[kode, masa]

    def _judge_wilayah(self, kode: str, masa: Masa) -> dict[str, Hasil]:
        if (kode, masa) not in self._wilayah:
            subjek = "kabkota" if kode == "63" else "kecamatan"
            rows = {}
            for one in self.fakta.list_wilayah(subjek, kode, masa.posisi):
                warna = [row.warna for row in self._judge_opd(one, masa).values()] if subjek == "kabkota" else []
                rows[one] = add_up(one, judge_wilayah(self.fakta, one, masa, warna), masa, subjek)
            self._wilayah[kode, masa] = rows
        return self._wilayah[kode, masa]


def compare(now: Mapping[str, Hasil], before: Mapping[str, Hasil]) -> list[Hasil]:
    """Rows with what has changed since the period before; None where one of the two has no grade."""
    rows = []
    for kunci, row in now.items():
        old = before.get(kunci)
        graded = old is not None and TANPA_NILAI not in (row.warna, old.warna) and row.skor is not None and old.skor is not None
        rows.append(replace(row, perubahan=row.skor - old.skor if graded else None))
    return rows


def total(rows: Iterable[Hasil]) -> float | None:
    """Parts added first, divided last."""
    parts = [(row.pembilang, row.penyebut) for row in rows]
    whole = sum(bottom for _, bottom in parts)
    return 100 * sum(top for top, _ in parts) / whole if whole else None
