"""Where the boundaries of a province are kept: shapes by level and an info.json that says what each level is.

All shapes are in degrees (EPSG:4326) on a grid of 1e-5 degree, so that neighbours share exactly the same border and a
parent is exactly the union of its children. Like skematik, resmi and peta it imports shapely, so no screen imports it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.geography.kunci import write_text
from p4gn.geography.wilayah import TINGKAT, find_mulai, find_penerus, find_wilayah_by_kode, get_wilayah, list_asal, list_keturunan
from p4gn.warehouse.editions import data_dir

Bentuk = dict[str, BaseGeometry]
TINGKAT_PETA = TINGKAT[1:]
GRID = 1e-5
_LUBANG_TERKECIL = 4.0  # squares of the grid a coverage is set on: a smaller opening would look like a mistake


class BatasError(Exception):
    """Boundaries cannot be built or installed; the message says what to do, in Indonesian."""


def batas_dir(kode_provinsi: str) -> Path:
    """Folder of a province's boundaries."""
    return data_dir() / "batas" / kode_provinsi


def read_info(kode_provinsi: str) -> dict[str, Any] | None:
    """info.json of a province, None when it has no boundaries yet."""
    try:
        return json.loads((batas_dir(kode_provinsi) / "info.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def read_bentuk(kode_provinsi: str, tingkat: str) -> Bentuk:
    """Shapes of one level by code; empty when there are none."""
    path = batas_dir(kode_provinsi) / f"{tingkat}.geojson"
    if not path.exists():
        return {}
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    geometries = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return follow_perubahan({feature["properties"]["kode"]: geometry for feature, geometry in zip(features, geometries, strict=True)})


def follow_perubahan(bentuk: Mapping[str, BaseGeometry]) -> Bentuk:
    """Shapes by today's codes: those of codes that ended become part of the code that continues them, unless it is new and has its own.

    What ended without one code that continues it is left out.
    """
    own = {kode: geometry for kode, geometry in bentuk.items() if find_wilayah_by_kode(kode)}
    ended: dict[str, list[BaseGeometry]] = defaultdict(list)
    for kode in bentuk.keys() - own.keys():
        penerus = find_penerus(kode)
        if penerus and not (penerus in own and find_mulai(penerus)):
            ended[penerus].append(bentuk[kode])
    grown = {kode: union([*parts, own[kode]] if kode in own else parts) for kode, parts in ended.items()}
    return dict(sorted((own | grown).items()))


def find_letak(kode: str, bentuk: Mapping[str, BaseGeometry]) -> str | None:
    """In whose shape a region without its own lies: that of the region it was split from, or of one before that; None if not known."""
    steps, seen = [kode], set()
    while steps:
        step = steps.pop(0)
        if step in bentuk:
            return step
        seen.add(step)
        steps += [asal for asal in list_asal(step) if asal not in seen]
    return None


def write_bentuk(kode_provinsi: str, tingkat: str, bentuk: Mapping[str, BaseGeometry]) -> None:
    """Keeps the shapes of one level; write_info must follow, under the same lock."""
    features = []
    for kode, geometry in sorted(bentuk.items()):
        wilayah = get_wilayah(kode)
        properties = {"kode": kode, "nama": wilayah.nama, "nama_resmi": wilayah.nama_resmi, "kode_induk": wilayah.kode_induk}
        features.append({"type": "Feature", "id": kode, "properties": properties, "geometry": shapely.geometry.mapping(geometry)})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    write_text(batas_dir(kode_provinsi) / f"{tingkat}.geojson", text)


def write_info(kode_provinsi: str, tingkat: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A province counts as 'resmi' once its kab/kota are official; every level says for itself what it is."""
    utama = tingkat["kabkota"]
    digest = hashlib.sha256()
    for name in TINGKAT_PETA:
        path = batas_dir(kode_provinsi) / f"{name}.geojson"
        digest.update(path.read_bytes() if path.exists() else b"")
    info = {
        "kode_provinsi": kode_provinsi,
        "nama": get_wilayah(kode_provinsi).nama,
        "jenis": utama["jenis"],
        "sumber": utama["sumber"],
        "dibuat": datetime.now().astimezone().isoformat(timespec="seconds"),
        "sha": digest.hexdigest(),
        "tingkat": tingkat,
    }
    write_text(batas_dir(kode_provinsi) / "info.json", json.dumps(info, ensure_ascii=False, indent=1))
    return info


def list_tanpa_bentuk(kode_provinsi: str, tingkat: str, bentuk: Mapping[str, BaseGeometry]) -> list[str]:
    """Codes of the regions of a level that no shape was found for."""
    return [w.kode for w in list_keturunan(kode_provinsi, tingkat) if w.kode not in bentuk]


def dissolve(bentuk: Mapping[str, BaseGeometry], tingkat: str) -> Bentuk:
    """Shapes of a higher level as the exact union of those given."""
    length = (2, 5, 8, 13)[TINGKAT.index(tingkat)]
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for kode, geometry in bentuk.items():
        parts[kode[:length]].append(geometry)
    return {kode: union(geometries) for kode, geometries in sorted(parts.items())}


def union(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """Union of shapes that fit together; of shapes that do not quite fit too, only more slowly."""
    if len(geometries) == 1:
        return geometries[0]
    array = numpy.array(geometries, dtype=object)
    return shapely.coverage_union_all(array) if shapely.coverage_is_valid(array) else shapely.union_all(array, grid_size=GRID)


def on_grid(geometry: BaseGeometry) -> BaseGeometry:
    """The shape with its corners on the grid."""
    return shapely.transform(geometry, lambda xy: numpy.round(xy, 5))


def snap_bulat(shapes: numpy.ndarray) -> numpy.ndarray:
    """A coverage with its corners on whole numbers: all borders are noded together, and each face goes to the shape that covers most of it.

    Rounding each corner by itself would let a line cross the corner of a neighbour. What vanishes is an empty polygon;
    a face that is mostly sea, or the hole of a lake, stays open unless it is a speck.
    """
    net = shapely.union_all(shapely.boundary(shapes), grid_size=1)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    face, owner = shapely.STRtree(shapes).query(faces, predicate="intersects")
    covered = shapely.area(shapely.intersection(faces[face], shapes[owner]))
    size = shapely.area(faces)
    land = (numpy.bincount(face, covered, len(faces)) >= 0.5 * size) | (size < _LUBANG_TERKECIL)
    parts: dict[int, list[BaseGeometry]] = defaultdict(list)
    last_is_most = numpy.lexsort((covered, face))
    for number, most in dict(zip(face[last_is_most].tolist(), owner[last_is_most].tolist(), strict=True)).items():
        if land[number]:
            parts[most].append(faces[number])
    whole = [shapely.coverage_union_all(parts[number]) if number in parts else shapely.Polygon() for number in range(len(shapes))]
    return numpy.array(whole, dtype=object)
