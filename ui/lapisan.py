"""The layers that may lie on a map: for each its marks, by the code of the village or kecamatan where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from p4gn.bahasa import format_angka, is_kosong
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.states import KATA_TAHAP
from p4gn.peran import PERAN, Peran, current_peran
from p4gn.scope import NASIONAL
from p4gn.scoring.hasil import HIJAU
from p4gn.scoring.kerangka import KerangkaTidakAda
from ui import cache, registers, tables
from ui.figures.peta import MapPoint

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from ui.tables import Row

CELAH = CATALOGUE["desa_rawan_tanpa_program"]
_DI_DALAM_PROVINSI = ("kabkota", "kecamatan", "desa")


@dataclass(frozen=True, slots=True)
class Lapis:
    """judul: its name among the choices; tingkat: levels of the regions drawn on which it makes sense; peran: who may lay it."""

    id: str
    judul: str
    tingkat: tuple[str, ...] = _DI_DALAM_PROVINSI
    peran: tuple[str, ...] = tuple(PERAN)

    def allows(self, per: str) -> bool:
        """Whether it may lie on a map of regions of this level, for the role in force."""
        return per in self.tingkat and current_peran().id in self.peran


LAPISAN: Mapping[str, Lapis] = MappingProxyType(
    {
        each.id: each
        for each in (
            Lapis("desa_bersinar", "Desa Bersinar"),
            Lapis("ibm", "Unit IBM"),
            Lapis("tim", "Tim terpadu kecamatan", ("kabkota", "kecamatan")),
            Lapis("celah", "Desa rawan tanpa program"),
        )
    }
)


class Titik(NamedTuple):
    """Marks of a layer, and how many of its records name no village that is known."""

    titik: list[MapPoint]
    tak_dikenal: int


def list_titik(id_lapis: str, scope: Scope) -> list[MapPoint]:
    """Marks of a layer in a region, as things stood at the end of the period; what names no known village is not among them."""
    return _find_titik(id_lapis, scope, current_peran().id).titik


def count_tak_dikenal(id_lapis: str, scope: Scope) -> int:
    """How many records of a layer name no village that is known, so that no map can place them."""
    return _find_titik(id_lapis, scope, current_peran().id).tak_dikenal


@st.cache_data(max_entries=256, show_spinner=False)
def _find_titik(id_lapis: str, scope: Scope, id_peran: str) -> Titik:
    """Kept for each role apart: what one may see is never handed to another."""
    points = list(_PEMBUAT[LAPISAN[id_lapis].id](scope, PERAN[id_peran]))
    known = [each for each in points if each.kode]
    return Titik(known, len(points) - len(known))


def _desa_bersinar(scope: Scope, _: Peran) -> Iterator[MapPoint]:
    """Villages of BNN's programme by stage; one whose stage is not known yet has no mark."""
    for row in registers.villages(scope, program="BNN"):
        if row["tahap"] is not None:
            words = f"Desa Bersinar, tahap {registers.stage_text(row).lower()} ({registers.date_text(row)})"
            yield MapPoint(row["kode_desa"] or "", f"tahap-{int(row['tahap'])}", f"{row['nama_wilayah']}\n{words}")


def _ibm(scope: Scope, _: Peran) -> Iterator[MapPoint]:
    """Every unit that was ever reported, once; clients are not told."""
    units: dict[tuple[str, str], Row] = {}
    for row in tables.rows_of(cache.list_frame("ibm", scope, awal=None)):  # of each village the latest report first
        if row["nama_tertulis"]:
            units.setdefault((row["kode_wilayah"], str(row["nama_unit"] or row["nama_tertulis"]).lower()), row)
    for row in units.values():
        phase = f", {row['fase']}" if row["fase"] else ""
        yield MapPoint(
            row["kode_desa"] or "", "ibm", f"{row['nama_wilayah'] or row['nama_tertulis']}\n{row['nama_unit'] or 'Unit IBM'}{phase}"
        )


def _tim(scope: Scope, _: Peran) -> Iterator[MapPoint]:
    """Kecamatan as the scorecards judge them, so that the map says what Kepatuhan wilayah says."""
    for kode in _list_kabkota(scope):
        try:
            card = cache.score_kartu(scope.edisi, "kecamatan", kode, cache.periode_dinilai(scope))
        except KerangkaTidakAda:
            continue
        for row in card.baris:
            if "tim_terpadu" in row.sel and row.kunci.startswith(scope.kode_wilayah):
                sel = row.sel["tim_terpadu"]
                yield MapPoint(row.kunci, "tim" if sel.status == HIJAU else "tanpa_tim", f"Kecamatan {row.nama}\nTim terpadu: {sel.teks}")


def _list_kabkota(scope: Scope) -> list[str]:
    """Whose kecamatan are looked at; of the whole country none, for no map of it has room for 7,000 marks."""
    if scope.kode_wilayah == NASIONAL:
        return []
    if scope.tingkat != "provinsi":
        return [scope.kode_wilayah[: len("63.06")]]
    return list(cache.indicator_frame("desa_bersinar_tercatat", scope, "kabkota")["kode"])


def _celah(scope: Scope, peran: Peran) -> Iterator[MapPoint]:
    """Villages for those who may see them named; for all others how many there are in each kecamatan."""
    if peran.lihat_desa_rawan:
        for row in tables.rows_of(cache.list_frame("celah_desa", scope)):
            stage = "belum masuk program" if row["tahap"] is None else f"tahap {KATA_TAHAP[int(row['tahap'])]}"
            words = f"Kategori {row['kategori']} ({registers.penilaian_text(row)}), {stage}"
            yield MapPoint(row["kode_desa"], "celah", f"{row['nama_desa']}\n{words}")
        return
    for row in tables.rows_of(cache.indicator_frame(CELAH.id, scope, "kecamatan")):
        if not is_kosong(row["nilai"]) and row["nilai"] > 0:
            words = f"{format_angka(row['nilai'])} desa/kelurahan rawan belum punya program aktif"
            yield MapPoint(row["kode"], "celah_kecamatan", f"Kecamatan {row['nama'].removeprefix('Kecamatan ')}\n{words}")


_PEMBUAT: Mapping[str, Callable[[Scope, Peran], Iterator[MapPoint]]] = MappingProxyType(
    {"desa_bersinar": _desa_bersinar, "ibm": _ibm, "tim": _tim, "celah": _celah}
)
