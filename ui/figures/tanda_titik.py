"""The marks that may stand on a map: stages of a Desa Bersinar, IBM units, kecamatan teams, villages without a programme. Told apart without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from p4gn.indicators.states import KATA_TAHAP
from ui.figures.palet import TAHAP, Tema, css

Sudut = tuple[tuple[float, float], ...]

_SEGITIGA: Sudut = ((0, -1.15), (1.05, 0.75), (-1.05, 0.75))
_PERSEGI: Sudut = ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))
_BINTANG: Sudut = (
    (0, -1.3), (0.36, -0.42), (1.24, -0.4), (0.55, 0.14), (0.76, 1.05),
    (0, 0.55), (-0.76, 1.05), (-0.55, 0.14), (-1.24, -0.4), (-0.36, -0.42),
)  # fmt: skip
_TAMBAH: Sudut = (
    (-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35),
    (0.35, 1.1), (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35),
)  # fmt: skip
_WAJIK: Sudut = ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
_WAJIK_DALAM: Sudut = tuple((x * 0.5, -y * 0.5) for x, y in _WAJIK)  # the other way round: a hole
_SILANG: Sudut = (
    (-1.2, -0.75), (-0.75, -1.2), (0, -0.45), (0.75, -1.2), (1.2, -0.75), (0.45, 0),
    (1.2, 0.75), (0.75, 1.2), (0, 0.45), (-0.75, 1.2), (-1.2, 0.75), (-0.45, 0),
)  # fmt: skip
_SILANG_KOTAK: Sudut = ((0, -1.2), (1.2, 0.9), (0, 0.3), (-1.2, 0.9))
_LINGKARAN, _CINCIN = "lingkaran", "cincin"


@dataclass(frozen=True, slots=True)
class Tanda:
    """One kind of mark: its words in a legend, its outline in a circle of radius 1 (or a round one), its colour on the light and the
    dark page, and what is counted by it."""

    id: str
    kata: str
    bentuk: tuple[Sudut, ...] | str
    warna: Mapping[Tema, str]
    benda: str = "desa"

    def path(self, jari: float) -> str:
        """SVG path around (0, 0), `jari` px in radius."""
        if isinstance(self.bentuk, str):
            lubang = _lingkar(jari / 2, 0) if self.bentuk == _CINCIN else ""
            return _lingkar(jari, 1) + lubang
        return "".join("M" + "L".join(f"{x * jari:.2f} {y * jari:.2f}" for x, y in sudut) + "Z" for sudut in self.bentuk)


def _lingkar(jari: float, arah: int) -> str:
    return f"M{-jari:g} 0A{jari:g} {jari:g} 0 1 {arah} {jari:g} 0A{jari:g} {jari:g} 0 1 {arah} {-jari:g} 0Z"


_BENTUK_TAHAP: tuple[tuple[Sudut, ...] | str, ...] = (_CINCIN, _LINGKARAN, (_SEGITIGA,), (_PERSEGI,), (_BINTANG,))

TANDA: Mapping[str, Tanda] = MappingProxyType(
    {
        tanda.id: tanda
        for tanda in (
            *(
                Tanda(f"tahap-{i}", f"Desa Bersinar: {kata}", _BENTUK_TAHAP[i], {"terang": TAHAP["terang"][i], "gelap": TAHAP["gelap"][i]})
                for i, kata in enumerate(KATA_TAHAP)
            ),
            Tanda("ibm", "Unit IBM", (_TAMBAH,), {"terang": "#6a3d9a", "gelap": "#cdb2f0"}, "unit"),
            Tanda("tim", "Kecamatan dengan tim terpadu", (_WAJIK,), {"terang": "#00558a", "gelap": "#7cc4f2"}, "kecamatan"),
            Tanda(
                "tanpa_tim", "Kecamatan tanpa tim terpadu", (_WAJIK, _WAJIK_DALAM), {"terang": "#00558a", "gelap": "#7cc4f2"}, "kecamatan"
            ),
            Tanda("celah", "Desa rawan tanpa program aktif", (_SILANG,), {"terang": "#9c1f5a", "gelap": "#ff9cc8"}),
            Tanda(
                "celah_kecamatan",
                "Kecamatan dengan desa rawan tanpa program",
                (_SILANG_KOTAK,),
                {"terang": "#9c1f5a", "gelap": "#ff9cc8"},
                "kecamatan",
            ),
        )
    }
)


def tanda_stylesheet() -> str:
    """One CSS rule per mark: `.tanda-<id>`, in the colours of the theme."""
    return "\n".join(f".tanda-{each.id}{{{css(each.warna['terang'], each.warna['gelap'], 'fill')}}}" for each in TANDA.values())
