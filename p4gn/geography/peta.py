"""Drawings of regions in whole pixels, made from the boundaries that are kept."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.bahasa import join_daftar
from p4gn.geography.boundaries import TINGKAT_PETA, BatasError, Bentuk, read_bentuk, read_info, union
from p4gn.geography.kunci import lock_peta
from p4gn.geography.skematik import SUMBER_SKEMATIK
from p4gn.geography.terbitan import publish_drawings
from p4gn.geography.wilayah import NASIONAL, get_wilayah, list_keturunan, list_provinsi, peta_index, tingkat_of

LEBAR = 1000
_TINGGI_TERBESAR = 1200
_TEPI_GAMBAR = 8
_BAGIAN_TERLIHAT = 0.005  # a part this large (of all the land drawn) is always in view; smaller far islets may fall outside


@lock_peta()
def publish_peta(kode_provinsi: str) -> str:
    """Writes every drawing of a province below static/peta/<versi>/ and names that version in index.json; returns it."""
    info = read_info(kode_provinsi)
    if info is None:
        raise BatasError(f"Provinsi {kode_provinsi} belum punya batas. Jalankan: python -m etl batas --skematik {kode_provinsi}")
    bentuk = {tingkat: read_bentuk(kode_provinsi, tingkat) for tingkat in TINGKAT_PETA}
    skematik = {tingkat: level["jenis"] == "skematik" for tingkat, level in info["tingkat"].items()}
    drawings: dict[str, dict[str, Any]] = {
        kode_provinsi: draw(kode_provinsi, bentuk["kabkota"], skematik["kabkota"]),
        f"{kode_provinsi}-kecamatan": draw(kode_provinsi, bentuk["kecamatan"], skematik["kecamatan"], bentuk["kabkota"]),
    }
    kecamatan_by_kabkota = _group(bentuk["kecamatan"], 5)
    for kabkota, kecamatan in kecamatan_by_kabkota.items():
        drawings[kabkota] = draw(kabkota, kecamatan, skematik["kecamatan"])
    for kabkota, desa in _group(bentuk["desa"], 5).items():
        drawings[f"{kabkota}-desa"] = draw(kabkota, desa, skematik["desa"], kecamatan_by_kabkota.get(kabkota))
    for kecamatan, desa in _group(bentuk["desa"], 8).items():
        drawings[kecamatan] = draw(kecamatan, desa, skematik["desa"])
    return publish_drawings(kode_provinsi, drawings, _describe_provinsi(info))


def is_peta_terkini(kode_provinsi: str) -> bool:
    """True when what is drawn comes from the boundaries that are kept now, and its files are there."""
    entry, info = peta_index(kode_provinsi), read_info(kode_provinsi)
    return entry is not None and info is not None and entry.items() >= _describe_provinsi(info).items()


def _describe_provinsi(info: Mapping[str, Any]) -> dict[str, Any]:
    """What the index says of a province; jenis and sumber are those of its kab/kota."""
    tingkat = {name: {"jenis": level["jenis"], "sumber": level["sumber"]} for name, level in info["tingkat"].items()}
    return {"nama": info["nama"], "sha": info["sha"], "tingkat": tingkat, **tingkat["kabkota"]}


@lock_peta()
def publish_nasional() -> str:
    """Draws the 38 provinces; BatasError names those that have no boundaries yet."""
    entry = _describe_nasional()
    provinsi = {w.kode: union(list(read_bentuk(w.kode, "kabkota").values())) for w in list_provinsi()}
    return publish_drawings(NASIONAL, {NASIONAL: draw(None, provinsi, entry["jenis"] == "skematik")}, entry)


def is_nasional_terkini() -> bool:
    """True when the national map comes from the boundaries that are kept now; BatasError if a province has none."""
    entry = peta_index(NASIONAL)
    return entry is not None and entry.items() >= _describe_nasional().items()


def _describe_nasional() -> dict[str, Any]:
    """What the index says of the national map: schematic while any province is, crediting every official file it uses."""
    info_by_provinsi = {w.kode: read_info(w.kode) for w in list_provinsi()}
    missing = [kode for kode, info in info_by_provinsi.items() if info is None]
    if missing:
        raise BatasError(
            f"Peta nasional memerlukan semua provinsi; belum ada: {', '.join(missing)}. Jalankan: python -m etl batas --skematik semua"
        )
    every = [info for info in info_by_provinsi.values() if info]
    resmi = [info["sumber"] for info in every if info["jenis"] == "resmi"]
    berkas = join_daftar(sorted(set(resmi)))
    if len(resmi) == len(every):
        level = {"jenis": "resmi", "sumber": berkas}
    else:
        level = {"jenis": "skematik", "sumber": f"{SUMBER_SKEMATIK}; {len(resmi)} provinsi memakai {berkas}" if resmi else SUMBER_SKEMATIK}
    sha = hashlib.sha256("".join(info["sha"] for info in every).encode()).hexdigest()
    return {"nama": "Indonesia", "sha": sha, "tingkat": {"provinsi": level}, **level}


def _group(bentuk: Mapping[str, BaseGeometry], length: int) -> dict[str, Bentuk]:
    grouped: dict[str, Bentuk] = defaultdict(dict)
    for kode, geometry in bentuk.items():
        grouped[kode[:length]][kode] = geometry
    return dict(grouped)


def draw(
    kode_induk: str | None, bentuk: Mapping[str, BaseGeometry], skematik: bool, pandangan: Mapping[str, BaseGeometry] | None = None
) -> dict[str, Any]:
    """One drawing in whole pixels, light enough for its size; neighbours keep one common line.

    `pandangan`: the shapes the view is fitted to when they are others than those drawn, so that a finer level is seen in
    the frame of the coarser one; shapes wholly outside are named in `luar_pandangan`.
    """
    kode = sorted(bentuk)
    fitted = pandangan or bentuk
    to_piksel, tinggi = _fit_pandangan(numpy.array(list(fitted.values()), dtype=object))
    shapes = shapely.transform(numpy.array([bentuk[k] for k in kode], dtype=object), to_piksel)
    budget = max(26_000, 240 * len(kode))
    fits = shapely.coverage_is_valid(shapes)
    for tolerance in (0.8, 1.2, 1.8, 2.7, 4.0, 6.0):
        light = shapely.coverage_simplify(shapes, tolerance) if fits else shapely.simplify(shapes, tolerance)
        rings = [_list_rings(geometry, tinggi) for geometry in light]
        paths = [_as_path(r) for r in rings]
        if sum(map(len, paths)) <= budget:
            break
    centres = _find_pusat(light)
    frame = shapely.box(0, 0, LEBAR, tinggi)
    outside = [k for k, geometry in zip(kode, light, strict=True) if not shapely.intersects(geometry, frame)]
    items = []
    for k, geometry, ring_list, path, (cx, cy) in zip(kode, light, rings, paths, centres, strict=True):
        if not ring_list:
            path = f"M{cx - 2} {cy - 2}L{cx + 2} {cy - 2} {cx + 2} {cy + 2} {cx - 2} {cy + 2}Z"
        items.append({"kode": k, "nama": get_wilayah(k).nama, "d": path, "cx": cx, "cy": cy, "luas": max(1, round(geometry.area))})
    outline = _as_path(_list_rings(_union_piksel(light, fits), tinggi))
    known = list_provinsi() if kode_induk is None else list_keturunan(kode_induk, tingkat_of(kode[0]))
    return {
        "kode": kode_induk,
        "nama": get_wilayah(kode_induk).nama if kode_induk else "Indonesia",
        "tingkat": tingkat_of(kode[0]),
        "lebar": LEBAR,
        "tinggi": tinggi,
        "bentuk": items,
        "tetangga": outline,
        "skematik": skematik,
        "tanpa_bentuk": [{"kode": w.kode, "nama": w.nama} for w in known if w.kode not in bentuk],
        "luar_pandangan": [{"kode": k, "nama": get_wilayah(k).nama} for k in outside],
    }


def _fit_pandangan(shapes: numpy.ndarray) -> tuple[Callable[[numpy.ndarray], numpy.ndarray], int]:
    """(degrees → pixels, height): longitude shrunk by the cosine of the middle latitude, fitted to the parts that matter."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = numpy.zeros(len(shapes))
    numpy.maximum.at(largest, owner, area)
    seen = shapely.total_bounds(parts[(area >= _BAGIAN_TERLIHAT * area.sum()) | (area == largest[owner])])
    left, bottom, right, top = seen
    squeeze = numpy.cos(numpy.radians((bottom + top) / 2))
    wide, high = (right - left) * squeeze, top - bottom
    scale = min((LEBAR - 2 * _TEPI_GAMBAR) / wide, (_TINGGI_TERBESAR - 2 * _TEPI_GAMBAR) / high)
    tinggi = round(high * scale) + 2 * _TEPI_GAMBAR
    shift = (LEBAR - wide * scale) / 2

    def to_piksel(xy: numpy.ndarray) -> numpy.ndarray:
        return numpy.column_stack([(xy[:, 0] - left) * squeeze * scale + shift, (top - xy[:, 1]) * scale + _TEPI_GAMBAR])

    return to_piksel, tinggi


def _list_rings(geometry: BaseGeometry, tinggi: int) -> list[numpy.ndarray]:
    """Rings in whole pixels without repeated points; parts out of view and rings that shrink to nothing are left out."""
    rings = []
    for part in shapely.get_parts(geometry):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        left, upper, right, lower = part.bounds
        if right < 0 or left > LEBAR or lower < 0 or upper > tinggi:
            continue
        for ring in (part.exterior, *part.interiors):
            xy = numpy.rint(shapely.get_coordinates(ring)[:-1]).astype(int)
            xy = xy[(xy != numpy.roll(xy, 1, axis=0)).any(axis=1)]
            x, y = xy[:, 0], xy[:, 1]
            if len(xy) > 2 and abs(numpy.dot(x, numpy.roll(y, 1)) - numpy.dot(y, numpy.roll(x, 1))) > 0:
                rings.append(xy)
    return rings


def _as_path(rings: Sequence[numpy.ndarray]) -> str:
    return "".join(f"M{ring[0][0]} {ring[0][1]}L" + " ".join(f"{x} {y}" for x, y in ring[1:].tolist()) + "Z" for ring in rings)


def _find_pusat(shapes: numpy.ndarray) -> list[tuple[int, int]]:
    """The middle of the widest place of each shape: where a label sits best."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = [numpy.flatnonzero(owner == number)[numpy.argmax(area[owner == number])] for number in range(len(shapes))]
    circles = shapely.maximum_inscribed_circle(parts[largest], tolerance=1.0)
    points = shapely.get_coordinates(shapely.get_point(circles, 0))
    return [(round(x), round(y)) for x, y in points.tolist()]


def _union_piksel(shapes: numpy.ndarray, fits: bool) -> BaseGeometry:
    return shapely.coverage_union_all(shapes) if fits else shapely.union_all(shapes, grid_size=0.01)
