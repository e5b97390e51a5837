"""What is wrong with a set of shapes: how they fit each other and the regions above them, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas
import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.geography.boundaries import Bentuk

LEBAR_CELAH = 0.0003  # degrees, about 33 m: a hole narrower than this is a slip of the pen, a wider one may be a lake
_SAMA_LUAS = 6933  # EPSG code of a projection that keeps areas true


@dataclass(frozen=True, slots=True)
class Tepi:
    """How the shapes of a level fit each other: (how many, km²) of overlapping pairs, of gaps, and of wider holes."""

    tumpang: tuple[int, float]
    celah: tuple[int, float]
    lubang: tuple[int, float]

    @property
    def is_pas(self) -> bool:
        """Neither overlap nor gap; wider holes may be lakes."""
        return not self.tumpang[0] and not self.celah[0]


def measure_luas(shapes: numpy.ndarray) -> numpy.ndarray:
    """km² of each shape given in degrees."""
    return geopandas.GeoSeries(shapes, crs=4326).to_crs(_SAMA_LUAS).area.to_numpy() / 1e6


def check_tepi(bentuk: Mapping[str, BaseGeometry]) -> Tepi:
    """Overlaps of shapes, and gaps enclosed by them; the shapes must be valid."""
    shapes = numpy.array(list(bentuk.values()), dtype=object)
    if shapely.coverage_is_valid(shapes):
        tumpang, whole = numpy.array([], dtype=object), shapely.coverage_union_all(shapes)
    else:
        one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        one, other = one[one < other], other[one < other]
        tumpang, whole = shapely.intersection(shapes[one], shapes[other]), shapely.union_all(shapes)
        tumpang = tumpang[shapely.area(tumpang) > 0]
    holes = numpy.array([shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors], dtype=object)
    narrow = numpy.array([shapely.length(shapely.maximum_inscribed_circle(hole)) < LEBAR_CELAH / 2 for hole in holes], dtype=bool)
    return Tepi(_count(tumpang), _count(holes[narrow]), _count(holes[~narrow]))


def measure_luar_induk(anak: Mapping[str, BaseGeometry], induk: Bentuk) -> dict[str, float]:
    """Share (0 to 1) of each region's area that lies outside the region above it, for those that have one in `induk`."""
    pairs = {kode: next((k for k in (kode[:8], kode[:5], kode[:2]) if k != kode and k in induk), None) for kode in anak}
    shapely.prepare(list(induk.values()))
    share = {}
    for kode, above in pairs.items():
        if above:
            inside = shapely.covers(induk[above], anak[kode])
            share[kode] = 0.0 if inside else shapely.area(shapely.difference(anak[kode], induk[above])) / shapely.area(anak[kode])
    return share


def _count(shapes: numpy.ndarray) -> tuple[int, float]:
    return len(shapes), float(measure_luas(shapes).sum()) if len(shapes) else 0.0
