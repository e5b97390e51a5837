"""Words in an SVG picture: how long a line will be, where it breaks, and the element that writes it."""

from __future__ import annotations

from html import escape

# Widths in em on the safe side for the common sans-serif faces, because a viewer may not have ours.
_LEBAR = {"sempit": 0.36, "biasa": 0.63, "angka": 0.64, "besar": 0.74, "lebar": 0.95}
_SEMPIT, _LEBAR_SEKALI = frozenset("iljtfrI.,:;'!|()[] -·\u00a0"), frozenset("mwMW%@—")


def panjang_of(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """Length in px of a line at that size, rather too long than too short."""
    return sum(_LEBAR[_jenis(huruf)] for huruf in teks) * ukuran * (1.15 if tebal else 1)


def _jenis(huruf: str) -> str:
    if huruf in _SEMPIT:
        return "sempit"
    if huruf in _LEBAR_SEKALI:
        return "lebar"
    return "angka" if huruf.isdigit() else "besar" if huruf.isupper() else "biasa"


def wrap(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> list[str]:
    """Lines no longer than `lebar` px, broken at spaces but not at no-break spaces; a single word that is longer is cut."""
    baris: list[str] = []
    for kata in filter(None, teks.split(" ")):
        calon = f"{baris[-1]} {kata}" if baris else kata
        if baris and panjang_of(calon, ukuran, tebal=tebal) <= lebar:
            baris[-1] = calon
            continue
        while panjang_of(kata, ukuran, tebal=tebal) > lebar and len(kata) > 1:
            muat = next(n for n in range(len(kata) - 1, 0, -1) if n == 1 or panjang_of(kata[:n], ukuran, tebal=tebal) <= lebar)
            baris.append(kata[:muat])
            kata = kata[muat:]
        baris.append(kata)
    return baris


def teks_svg(x: float, y: float, teks: str, ukuran: float, warna: str, *, berat: int = 400, rata: str = "start") -> str:
    """One `<text>` whose baseline is y; nothing without words."""
    if not teks:
        return ""
    tertulis = escape(teks.replace("\u00a0", " "))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{ukuran}" fill="{warna}" font-weight="{berat}" text-anchor="{rata}">{tertulis}</text>'
