"""Plain plane geometry of a map's shapes: read a path, find where a label fits. No browser, no GIS library."""

import re
from collections.abc import Iterable
from functools import lru_cache

Titik = tuple[float, float]
Kotak = tuple[float, float, float, float]

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_KISI = (0.5, 0.4, 0.6, 0.3, 0.7)


@lru_cache(maxsize=4096)
def parse_path(d: str) -> tuple[tuple[Titik, ...], ...]:
    """Rings of a path made of straight lines (M, L, H, V, Z, absolute or relative).

    Raises ValueError on curves: boundaries have none, so a curve means that this is not a boundary file.
    """
    rings: list[list[Titik]] = []
    tokens = iter(_TOKEN.findall(d))
    perintah, x, y = "", 0.0, 0.0
    for token in tokens:
        if token.isalpha():
            perintah = token
            if perintah in "Zz":
                x, y = rings[-1][0]
                continue
            token = next(tokens)
        relatif = perintah.islower()
        match perintah.upper():
            case "M" | "L":
                x, y = float(token) + x * relatif, float(next(tokens)) + y * relatif
            case "H":
                x = float(token) + x * relatif
            case "V":
                y = float(token) + y * relatif
            case _:
                raise ValueError(f"perintah {perintah!r} tidak ada pada batas wilayah")
        if perintah in "Mm":
            rings.append([])
            perintah = "l" if relatif else "L"
        rings[-1].append((x, y))
    return tuple(tuple(ring) for ring in rings)


def kotak_of(rings: Iterable[Iterable[Titik]]) -> Kotak:
    """Smallest and largest x and y: (x0, y0, x1, y1)."""
    titik = [t for ring in rings for t in ring]
    xs, ys = [x for x, _ in titik], [y for _, y in titik]
    return min(xs), min(ys), max(xs), max(ys)


def is_inside(rings: Iterable[tuple[Titik, ...]], x: float, y: float) -> bool:
    """Even-odd rule, so that holes and islands both count as a reader sees them."""
    dalam = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                dalam = not dalam
    return dalam


def find_tempat(d: str, pusat: Titik, lebar: float, tinggi: float, hindari: Iterable[Titik] = ()) -> Titik | None:
    """Centre of a box of that size wholly inside the shape and over none of `hindari`; None if there is no room.

    The shape's own centre is tried first, then the points of a grid.
    """
    rings = parse_path(d)
    x0, y0, x1, y1 = kotak_of(rings)
    if lebar > x1 - x0 or tinggi > y1 - y0:
        return None
    calon = [pusat, *((x0 + u * (x1 - x0), y0 + v * (y1 - y0)) for v in _KISI for u in _KISI)]
    sudut = [(i, j) for i in (-0.5, 0, 0.5) for j in (-0.5, 0, 0.5)]
    titik = list(hindari)

    def is_free(x: float, y: float) -> bool:
        return not any(abs(px - x) < lebar / 2 and abs(py - y) < tinggi / 2 for px, py in titik)

    return next((t for t in calon if is_free(*t) and all(is_inside(rings, t[0] + i * lebar, t[1] + j * tinggi) for i, j in sudut)), None)


def halve(nama: str) -> list[str]:
    """A name on two lines as even as its words allow: 'Hulu Sungai Selatan' → ['Hulu Sungai', 'Selatan']; one word stays."""
    kata = nama.split(" ")
    pilihan = [[" ".join(kata[:i]), " ".join(kata[i:])] for i in range(1, len(kata))]
    return min(pilihan, key=lambda dua: max(map(len, dua)), default=[nama])
