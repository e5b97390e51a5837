"""A briefing made: the slides of a list, each by its recipe, on one edition, region and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from p4gn.indicators.cells import find_nama_resmi
from p4gn.paparan import isi
from p4gn.paparan.isi import Deck, Kepala, Slide
from p4gn.paparan.resep import RESEP
from p4gn.paparan.susunan import ButirSusunan, Susunan
from p4gn.periode import label
from p4gn.scope import Scope
from p4gn.warehouse.editions import ARTI_CONTOH, read_manifest

_SUMBER = {
    "contoh": "Kiriman rekaan OPD, BNN, dan kabupaten/kota",
    "provinsi": "Kiriman OPD, BNN, dan kabupaten/kota serta catatan publik",
}
_SUMBER_PUBLIK = "Catatan publik; alamat sumber ada pada tiap catatan"


def make_deck(scope: Scope, susunan: Susunan) -> Deck:
    """All slides of a list. A recipe that is no longer known gives a slide that says so."""
    return Deck(make_kepala(scope), tuple(_make_slides(scope, susunan)), susunan.nama)


def make_kepala(scope: Scope) -> Kepala:
    """What every slide and file says of itself."""
    manifest = read_manifest(scope.edisi)
    where = find_nama_resmi(scope.edisi, scope.kode_wilayah) or scope.kode_wilayah
    return Kepala(
        manifest.id, manifest.judul, manifest.status, manifest.kini, scope.kode_wilayah, where, scope.periode, label(scope.periode),
        ARTI_CONTOH if manifest.is_contoh else "",
    )  # fmt: skip


def make_slide(resep: str, param: Mapping[str, str], scope: Scope) -> Slide:
    """One slide by its recipe, with where its numbers come from."""
    return _make_one(scope, ButirSusunan(resep, resep, param))


def _make_slides(scope: Scope, susunan: Susunan) -> Iterator[Slide]:
    for butir in susunan.butir:
        if butir.tampil:
            yield _make_one(scope, butir)


def _make_one(scope: Scope, butir: ButirSusunan) -> Slide:
    recipe = RESEP.get(butir.resep)
    made = recipe.make(scope, butir.param) if recipe else _unknown(butir.resep)
    notes = "\n\n".join(each for each in (butir.catatan, made.catatan) if each)
    sumber = _SUMBER.get(read_manifest(scope.edisi).jenis, _SUMBER_PUBLIK)
    return replace(made, kunci=butir.kunci, param=butir.param, catatan=notes, sumber=made.sumber or sumber)


def _unknown(resep: str) -> Slide:
    none = isi.Daftar((isi.KolomDaftar("Keterangan"),), (), f"Salindia “{resep}” tidak dikenal lagi. Hapus dari susunan paparan.")
    return Slide(resep, resep, "Salindia tidak dikenal", "Salindia ini tidak dikenal lagi", none)
