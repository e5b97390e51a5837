"""Recipes: from an edition, a region and a period to one slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from p4gn.paparan.resep import desa, indikator, kepatuhan, pembuka, rapat, tes

if TYPE_CHECKING:
    from p4gn.paparan.isi import Slide
    from p4gn.scope import Scope


@dataclass(frozen=True, slots=True)
class Resep:
    """How one kind of slide is made. nama: as it stands in a saved briefing; judul: what an editor calls it. make gives a slide for every scope, also an
    empty one that says why; its kunci is the name of the recipe. berindikator: param names an indicator."""

    nama: str
    judul: str
    make: Callable[[Scope, Mapping[str, str]], Slide]
    berindikator: bool = False


RESEP: Mapping[str, Resep] = MappingProxyType(
    {
        each.nama: each
        for each in (
            Resep("sampul", "Sampul", pembuka.make_sampul),
            Resep("janji_lalu", "Janji rapat lalu", rapat.make_janji),
            Resep("perubahan", "Apa yang berubah", pembuka.make_perubahan),
            Resep("enam_angka", "Enam angka utama", pembuka.make_angka),
            Resep("peta", "Peta", indikator.make_peta, berindikator=True),
            Resep("tren", "Tren", indikator.make_tren, berindikator=True),
            Resep("batang", "Batang per wilayah atau OPD", indikator.make_batang, berindikator=True),
            Resep("opd_ubin", "Kepatuhan OPD", kepatuhan.make_ubin),
            Resep("opd_daftar", "OPD yang perlu dibina", kepatuhan.make_daftar),
            Resep("wilayah_batang", "Kepatuhan wilayah", kepatuhan.make_wilayah),
            Resep("skor_tren", "Skor satu OPD per tahun", kepatuhan.make_skor),
            Resep("tes_cakupan", "Cakupan tes urine per OPD", kepatuhan.make_cakupan),
            Resep("tes_lanjut", "Tes urine dan tindak lanjut", tes.make_lanjut),
            Resep("tes_corong", "Dari tes sampai rehabilitasi", tes.make_corong),
            Resep("tes_sebar", "Apakah perbedaan hasil tes nyata?", tes.make_sebar),
            Resep("desa_bersinar", "Desa Bersinar menurut tahap", desa.make_tahap),
            Resep("desa_celah", "Desa rawan tanpa program", desa.make_celah),
            Resep("anggaran", "Anggaran P4GN", kepatuhan.make_anggaran),
            Resep("putusan", "Perlu diputuskan hari ini", rapat.make_putusan),
            Resep("peringatan", "Semua peringatan", rapat.make_peringatan),
            Resep("keputusan_hari_ini", "Keputusan hari ini", rapat.make_keputusan),
        )
    }
)
