"""The score of a row from its cells: added first, divided last, over the duties that apply."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, SKOR_WARNA, TANPA_NILAI, Rapor, Sel
from p4gn.scoring.kerangka import Kerangka


class Nilai(NamedTuple):
    """pembilang = Σ weight × score, penyebut = Σ weight, over the cells that count; skor and kelengkapan 0–100."""

    pembilang: float
    penyebut: float
    dilaporkan: int
    berlaku: int
    skor: float | None
    kelengkapan: float | None
    warna: str


def hitung_nilai(status: Mapping[str, str], bobot: Mapping[str, float], kerangka: Kerangka) -> Nilai:
    """status and bobot by duty; a duty without weight, or with a status that has no score, counts nowhere."""
    pembilang = penyebut = 0.0
    dilaporkan = berlaku = 0
    for id_kewajiban, each in status.items():
        weight, score = bobot[id_kewajiban], SKOR_WARNA.get(each)
        if weight > 0 and score is not None:
            pembilang += weight * score
            penyebut += weight
            berlaku += 1
            dilaporkan += each != BELUM_LAPOR
    skor = 100 * pembilang / penyebut if penyebut else None
    kelengkapan = 100 * dilaporkan / berlaku if berlaku else None
    return Nilai(pembilang, penyebut, dilaporkan, berlaku, skor, kelengkapan, find_warna(skor, kelengkapan, kerangka))


def find_warna(skor: float | None, kelengkapan: float | None, kerangka: Kerangka) -> str:
    """No grade where too little is reported; otherwise by the thresholds of the framework."""
    if skor is None or kelengkapan is None or kelengkapan < kerangka.kelengkapan_minimal:
        return TANPA_NILAI
    return warna_skor(skor, kerangka)


def warna_skor(skor: float, kerangka: Kerangka) -> str:
    """The colour of a score alone, whatever is missing."""
    if skor >= kerangka.ambang_skor[HIJAU]:
        return HIJAU
    return KUNING if skor >= kerangka.ambang_skor[KUNING] else MERAH


def list_pita(baris: Iterable[tuple[str, float | None, str]], lebar_pita: float) -> dict[str, str]:
    """(key, score, colour) of every row → the ranks a graded row shares with those whose score rounds to the same band: '3' or '4–9'."""
    band = {key: math.floor(skor / lebar_pita + 0.5) for key, skor, warna in baris if skor is not None and warna != TANPA_NILAI}
    result: dict[int, str] = {}
    rank = 1
    for value in sorted(set(band.values()), reverse=True):
        shared = sum(1 for each in band.values() if each == value)
        result[value] = str(rank) if shared == 1 else f"{rank}–{rank + shared - 1}"
        rank += shared
    return {key: result[value] for key, value in band.items()}


def skor_bersama(baris: Sequence[Rapor]) -> float | None:
    """The score of all rows together, 0–100; None where nothing applies to anyone."""
    penyebut = sum(row.skor_penyebut for row in baris)
    return 100 * sum(row.skor_pembilang for row in baris) / penyebut if penyebut else None


def hitung_warna(baris: Sequence[Rapor]) -> dict[str, int]:
    """How many rows have each colour; all four are named."""
    count = dict.fromkeys((HIJAU, KUNING, MERAH, TANPA_NILAI), 0)
    for row in baris:
        count[row.warna] += 1
    return count


def status_of(sel: Mapping[str, Sel]) -> dict[str, str]:
    """Duty → status."""
    return {id_kewajiban: each.status for id_kewajiban, each in sel.items()}
