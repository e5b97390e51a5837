"""What if: a scorecard as it would be if some duties were done; nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, SKOR_WARNA, TANPA_NILAI, KartuSkor, Langkah, Rapor, Sel
from p4gn.scoring.kartu import beri_pita, nilai_ulang
from p4gn.scoring.skor import hitung_warna, skor_bersama

CATATAN_ANDAI = "Pengandaian: belum dikerjakan."
_DAPAT_NAIK = frozenset({KUNING, MERAH, BELUM_LAPOR})


def what_if(kartu: KartuSkor, pilihan: Mapping[str, Mapping[str, str]]) -> KartuSkor:
    """pilihan: {key of a row: {duty: 'hijau' or 'kuning'}}.

    A choice that would not raise its cell (done already, does not apply, without a weight) is passed over, and so is a key that is not
    on the card: links outlive the edition they were made on.
    """
    bobot = {each.id: each.bobot for each in kartu.kerangka.list_kewajiban(kartu.subjek)}
    rows = tuple(_andaikan(row, pilihan.get(row.kunci, {}), bobot, kartu) for row in kartu.baris)
    rows = beri_pita(rows, kartu.kerangka)
    return replace(kartu, baris=rows, skor=skor_bersama(rows), jumlah_warna=MappingProxyType(hitung_warna(rows)))


def andai_langkah(rapor: Rapor, langkah: tuple[Langkah, ...]) -> dict[str, str]:
    """The choice that takes these steps, ready for what_if under the key of the row; of two steps of one duty the further one."""
    chosen: dict[str, str] = {}
    for step in langkah:
        if step.kewajiban in rapor.sel and SKOR_WARNA[step.ke] > SKOR_WARNA.get(chosen.get(step.kewajiban, ""), -1.0):
            chosen[step.kewajiban] = step.ke
    return chosen


def _andaikan(row: Rapor, chosen: Mapping[str, str], bobot: Mapping[str, float], kartu: KartuSkor) -> Rapor:
    raised = {name: _naikkan(row.sel[name], ke, bobot[name]) for name, ke in chosen.items() if name in row.sel and ke in (HIJAU, KUNING)}
    if all(cell is row.sel[name] for name, cell in raised.items()):
        return row
    after = nilai_ulang(replace(row, sel={**row.sel, **raised}), bobot, kartu.kerangka)
    return replace(after, perubahan=_perubahan(row, after))


def _naikkan(sel: Sel, ke: str, bobot: float) -> Sel:
    if bobot == 0 or sel.status not in _DAPAT_NAIK or sel.skor is None or SKOR_WARNA[ke] <= sel.skor:
        return sel
    left = tuple(step for step in sel.langkah if SKOR_WARNA[step.ke] > SKOR_WARNA[ke])
    return replace(
        sel, status=ke, skor=SKOR_WARNA[ke], langkah=left, hari_terlambat=None, hari_tunggakan=None, catatan=(CATATAN_ANDAI, *sel.catatan)
    )


def _perubahan(row: Rapor, after: Rapor) -> float | None:
    """What is gained since the period before; a row that had no grade has nothing to be compared with."""
    if row.perubahan is None or row.skor is None or after.skor is None or after.warna == TANPA_NILAI:
        return None
    return row.perubahan + after.skor - row.skor
