"""The map of a slide drawn as SVG, by the same hand as the maps of the pages; its classes come with their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from p4gn.geography.gambar import read_gambar
from p4gn.indicators.states import KEADAAN
from ui.figures.gambar_peta import draw_peta as draw_bentuk
from ui.figures.gambar_teks import teks_svg
from ui.figures.peta import Klasifikasi, MapCell
from ui.figures.pola import has_pola
from ui.figures.rupa_svg import LEMAH
from ui.figures.sumbu_svg import HURUF

if TYPE_CHECKING:
    from p4gn.paparan.isi import Daerah, Peta

_BESAR = 1.55  # letters of a map have 11 to 13 px; here as large as those of the other charts
_BELUM = "Peta wilayah ini belum digambar."


@dataclass(frozen=True, slots=True)
class _Berkata(Klasifikasi):
    """Classes that are known by their words alone; regions carry the number of theirs."""

    kata: tuple[str, ...] = ()

    @property
    def kata_aturan(self) -> str:
        return ""

    def baris_legenda(self) -> list[tuple[int, str]]:
        return list(enumerate(self.kata))


def draw_peta(isi: Peta, lebar: float, tinggi: float) -> tuple[str, float]:
    """SVG from (0, 0), `tinggi` px high: the regions on the left, the legend on the right."""
    gambar = read_gambar(isi.induk, isi.per)
    if not gambar:
        return teks_svg(0, HURUF * 1.4, _BELUM, HURUF, LEMAH), HURUF * 2
    batas = tuple(float(n) for n in range(1, len(isi.kelas)))
    kelas = _Berkata(batas, isi.satuan, lingkaran=isi.is_lingkaran, kata=isi.kelas)
    peta = draw_bentuk(gambar, [_cell(each) for each in isi.daerah], kelas, lebar / _BESAR, tinggi / _BESAR)
    return f'<g transform="scale({_BESAR})">{peta}</g>', tinggi


def _cell(daerah: Daerah) -> MapCell:
    """A state with a pattern has no words on the map: the pattern and the legend tell it."""
    keadaan = KEADAAN[daerah.keadaan]
    teks = "" if has_pola(keadaan.id) else daerah.teks if daerah.nilai is not None else keadaan.simbol
    return MapCell(daerah.kode, daerah.nama, keadaan.id, daerah.kelas, teks, f"{daerah.nama}: {daerah.teks}", nilai=daerah.nilai)
