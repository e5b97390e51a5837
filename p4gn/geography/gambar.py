"""The drawings of regions as screens read them: which file shows what, its shapes, and where the centre of a region lies in it.

Written by p4gn.geography.peta below static/peta/<versi>/; read here without any library for shapes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from p4gn.geography.wilayah import NASIONAL, TINGKAT, peta_index, static_dir, tingkat_of


def nama_gambar(kode_induk: str, per: str) -> str:
    """Stem of the file that shows the regions of a level below a region: '63' (its kab/kota), '63-desa', '63.06', 'nasional-kabkota'.

    `kode_induk` is a code or 'nasional', `per` provinsi|kabkota|kecamatan|desa. ValueError when there is no such drawing.
    """
    depth = 0 if kode_induk == NASIONAL else TINGKAT.index(tingkat_of(kode_induk)) + 1
    drawn = ("provinsi", "kabkota") if kode_induk == NASIONAL else TINGKAT[depth:]
    if per not in drawn:
        raise ValueError(f"Tidak ada gambar {per} di bawah {kode_induk}.")
    return kode_induk if per == drawn[0] else f"{kode_induk}-{per}"


def read_gambar(kode_induk: str, per: str) -> Mapping[str, Any]:
    """A drawing: lebar and tinggi in its pixels, `bentuk` with kode, nama, d, cx, cy, luas; empty when it is not drawn.

    ValueError when there can be no such drawing.
    """
    return _read(kode_induk, nama_gambar(kode_induk, per))


def read_titik(kode_induk: str) -> Mapping[str, tuple[int, int]]:
    """(x, y) of the centre of every region below `kode_induk`, in the pixels of all drawings of that region; empty when it is not drawn.

    'nasional' knows provinces and kab/kota, a kecamatan its desa. What lies out of view is left out; a desa without a shape
    stands where its reference point is. ValueError for a desa and for what is no code.
    """
    if kode_induk != NASIONAL and tingkat_of(kode_induk) == "desa":
        raise ValueError(f"Tidak ada wilayah di bawah desa {kode_induk}.")
    return _read(kode_induk, f"{kode_induk}-titik")


def _read(kode_induk: str, nama: str) -> Mapping[str, Any]:
    drawn = peta_index(kode_induk if kode_induk == NASIONAL else kode_induk[:2])
    return _read_file(static_dir() / "peta" / drawn["versi"] / f"{nama}.json") if drawn else {}


@functools.lru_cache(maxsize=48)
def _read_file(path: Path) -> Mapping[str, Any]:
    """A version never changes, so what was read stays good; points come as pairs that nobody can change."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {kode: tuple(xy) for kode, xy in content.items()} if path.stem.endswith("-titik") else content
