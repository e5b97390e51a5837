"""What it would take: the steps of one cell, and those that together bring a row to its next colour, cheapest first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, SKOR_WARNA, TANPA_NILAI, Langkah, Sel
from p4gn.scoring.kerangka import Kerangka, Kewajiban
from p4gn.scoring.skor import Nilai, hitung_nilai, warna_skor

_CEGAH_GALAT = 1e-9  # 30 % of 420 is 126, whatever the last digit of the float says


class Jalan(NamedTuple):
    """The steps that reach a colour; `warna` is None where there is none to reach. is_sampai: they do reach it."""

    langkah: tuple[Langkah, ...]
    warna: str | None
    is_sampai: bool


def kurang_persen(batas: float, penyebut: float, pembilang: float) -> int:
    """How many more to reach a share: 30 % of 420 with 114 done → 12."""
    return max(0, math.ceil(batas * penyebut / 100 - pembilang - _CEGAH_GALAT))


def susun_langkah(
    kewajiban: Kewajiban,
    ke: str,
    teks: str,
    usaha: float,
    jumlah: int | None = None,
    satuan: str | None = None,
    hari_terlambat: int | None = None,
) -> Langkah:
    """A step whose points are not known yet: they depend on the other duties of the row (see beri_poin)."""
    return Langkah(kewajiban.id, ke, teks, jumlah, satuan, hari_terlambat, round(usaha, 6), 0.0)


def usaha_banyak(kewajiban: Kewajiban, jumlah: float) -> float:
    """Effort of doing it so many times."""
    return kewajiban.usaha["tetap"] + kewajiban.usaha["per_satuan"] * jumlah


def pilih_langkah(kewajiban: Kewajiban, status: str, hijau: Langkah | None, kuning: Langkah | None = None) -> tuple[Langkah, ...]:
    """The step to green, and the one to amber for what is red and cheaper to bring there; none for what is green or has no weight."""
    if status == HIJAU or kewajiban.bobot == 0:
        return ()
    steps = [step for step in (hijau,) if step is not None]
    if kuning is not None and status in (MERAH, BELUM_LAPOR) and (hijau is None or kuning.usaha < hijau.usaha):
        steps.append(kuning)
    return tuple(steps)


def beri_poin(sel: Sel, bobot: float, penyebut: float) -> Sel:
    """The cell with what each of its steps adds to the score (0–100) of its row; without a weight there is nothing to gain."""
    if not sel.langkah:
        return sel
    if sel.skor is None or not penyebut:
        return replace(sel, langkah=())
    gained = tuple(replace(step, poin=100 * bobot * (SKOR_WARNA[step.ke] - sel.skor) / penyebut) for step in sel.langkah)
    return replace(sel, langkah=gained)


def urut_langkah(sel: Mapping[str, Sel]) -> tuple[Langkah, ...]:
    """All steps of a row, cheapest first; of two that cost the same, the one that gains more."""
    steps = [step for each in sel.values() for step in each.langkah]
    return tuple(sorted(steps, key=lambda step: (step.usaha, -step.poin, step.kewajiban, step.ke)))


def warna_tujuan(warna: str) -> str | None:
    """The colour to reach next; who has no grade yet needs amber at least."""
    return {MERAH: KUNING, KUNING: HIJAU, TANPA_NILAI: KUNING, HIJAU: None}[warna]


def cari_jalan(
    status: Mapping[str, str], bobot: Mapping[str, float], nilai: Nilai, langkah: Sequence[Langkah], kerangka: Kerangka
) -> Jalan:
    """Takes the cheapest steps until the next colour is reached, then leaves out, from the last one back, those that it does not need."""
    tujuan = warna_tujuan(nilai.warna)
    if tujuan is None or nilai.berlaku == 0:
        return Jalan((), None, False)
    terjauh = _terjauh(langkah)
    taken: list[Langkah] = []
    for step in terjauh:
        taken.append(step)
        if _sampai(status, bobot, taken, tujuan, kerangka):
            break
    else:
        return Jalan(tuple(taken), tujuan, False)
    for step in reversed(list(taken)):
        fewer = [each for each in taken if each is not step]
        if _sampai(status, bobot, fewer, tujuan, kerangka):
            taken = fewer
    if nilai.warna == TANPA_NILAI:
        tujuan = warna_skor(_sesudah(status, bobot, taken, kerangka).skor or 0.0, kerangka)
    return Jalan(tuple(taken), tujuan, True)


def _terjauh(langkah: Sequence[Langkah]) -> list[Langkah]:
    """One step per duty, the one that goes furthest."""
    furthest: dict[str, Langkah] = {}
    for step in langkah:
        known = furthest.get(step.kewajiban)
        if known is None or SKOR_WARNA[step.ke] > SKOR_WARNA[known.ke]:
            furthest[step.kewajiban] = step
    return [step for step in langkah if furthest[step.kewajiban] is step]


def _sesudah(status: Mapping[str, str], bobot: Mapping[str, float], langkah: Sequence[Langkah], kerangka: Kerangka) -> Nilai:
    return hitung_nilai({**status, **{step.kewajiban: step.ke for step in langkah}}, bobot, kerangka)


def _sampai(status: Mapping[str, str], bobot: Mapping[str, float], langkah: Sequence[Langkah], tujuan: str, kerangka: Kerangka) -> bool:
    after = _sesudah(status, bobot, langkah, kerangka)
    return after.warna != TANPA_NILAI and after.skor is not None and after.skor >= kerangka.ambang_skor[tujuan]
