"""Slides of Desa Bersinar: how many villages stand on which stage, and where villages in danger have no active programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from p4gn.bahasa import format_angka, is_kosong, kapital_awal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute
from p4gn.indicators.states import KATA_TAHAP
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import Slide
from p4gn.paparan.resep.indikator import make_batang
from p4gn.paparan.resep.kepatuhan import empty_slide
from p4gn.scope import Scope
from p4gn.warehouse.read import read_list_scope

_AKTIF = 3


def make_tahap(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The ladder: villages by the stage on which they last stood."""
    rows = read_list_scope(scope, "tahap_desa")
    counts = {int(tahap): int(number) for tahap, number in rows.groupby("tahap")["jumlah"].sum().items()} if not rows.empty else {}
    if not counts:
        return empty_slide("desa_bersinar", "Desa Bersinar", "Belum ada catatan Desa Bersinar untuk wilayah ini", "desa-bersinar")
    bars = tuple(
        isi.Batangan(nama, kapital_awal(nama), float(counts.get(tahap, 0)), format_angka(counts.get(tahap, 0)), "", True)
        for tahap, nama in enumerate(KATA_TAHAP)
    )
    total = sum(counts.values())
    active = sum(number for tahap, number in counts.items() if tahap >= _AKTIF)
    told = f"{format_angka(active)} sudah aktif atau mandiri" if active else "belum ada yang aktif"
    head = judul.pick(f"Dari {format_angka(total)} Desa Bersinar, {told}")
    content = isi.Batang("desa/kelurahan", max(1.0, *(each.nilai or 0 for each in bars)), bars, "tahap")
    return Slide("desa_bersinar", "desa_bersinar", "Desa Bersinar", head, content, _gap(scope), _gap(scope), "", "desa-bersinar")


def _gap(scope: Scope) -> str:
    """How many villages in danger have no active programme; '' where that is not known or hidden."""
    indicator = CATALOGUE["desa_rawan_tanpa_program"]
    if not indicator.allows_tingkat(scope.tingkat):
        return ""
    value = compute(indicator, scope, "total").iloc[0]["nilai"]
    return "" if is_kosong(value) else f"{format_angka(value)} desa rawan belum punya program aktif."


def make_celah(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Villages in danger without an active programme, as counts per part of the region; no village is named."""
    made = make_batang(scope, {"indikator": "desa_rawan_tanpa_program"})
    return replace(
        made, kunci="desa_celah", resep="desa_celah", bagian="Desa rawan tanpa program", halaman="desa-bersinar", tautan={"bagian": "rawan"}
    )
