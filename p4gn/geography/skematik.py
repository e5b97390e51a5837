"""Schematic boundaries: the land nearest to each desa point, apart for every island."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy
import pyarrow.parquet
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.geography.boundaries import (
    GRID,
    TINGKAT_PETA,
    BatasError,
    Bentuk,
    dissolve,
    list_tanpa_bentuk,
    on_grid,
    read_info,
    snap_bulat,
    write_bentuk,
    write_info,
)
from p4gn.geography.kunci import lock_peta
from p4gn.geography.wilayah import REFERENCE_DIR, find_wilayah_by_kode, list_provinsi

CARA_SKEMATIK = "2"  # change it when the method changes: what was built the old way is then built anew
SUMBER_SKEMATIK = "Batas skematik: sel Voronoi titik desa (geografis, MIT) dipotong garis pantai Natural Earth; bukan batas resmi"

BERKAS_RINGAN = "kabkota_ringan.geojson.gz"

TITIK_PER_DERAJAT = 10_000
_KISI_RINGAN = 0.01  # degrees: a fifth of a pixel of the national map
_TEPI = 1.0  # degrees around a province whose points also take part, so that its outer border is cut by its neighbours
_DEKAT_PANTAI = 0.03  # a point this near to a piece of land belongs to it: the coastline is coarser than the points
_JARI_PULAU_KECIL = 0.012  # half the width of the small shape given to a desa on an islet that the coastline leaves out
_SEBARAN_TITIK_BERSAMA = 0.003  # radius on which desa that were given one common point are set apart


@lock_peta()
def build_skematik(kode_provinsi: str, *, ganti_resmi: bool = False, ulang: bool = False) -> dict[str, Any]:
    """Builds and keeps the schematic boundaries of a province; levels that are official stay unless `ganti_resmi`.

    What comes from today's points and method is not built again unless `ulang`. Returns info.json. Raises BatasError for a code that is no province.
    """
    if find_wilayah_by_kode(kode_provinsi) is None or len(kode_provinsi) != 2:
        raise BatasError(f"{kode_provinsi!r} bukan kode provinsi. Contoh: 63 untuk Kalimantan Selatan.")
    before = (read_info(kode_provinsi) or {}).get("tingkat", {})
    keep = set() if ganti_resmi else {name for name, level in before.items() if level["jenis"] == "resmi"}
    if is_skematik_terkini(kode_provinsi) and not (ulang or ganti_resmi):
        return read_info(kode_provinsi) or {}
    desa = {kode: on_grid(geometry) for kode, geometry in compute_skematik(kode_provinsi).items()}
    dibuang = list(read_titik(kode_provinsi)[2])
    levels: dict[str, dict[str, Any]] = {}
    for tingkat in TINGKAT_PETA:
        if tingkat in keep:
            levels[tingkat] = before[tingkat]
            continue
        bentuk = desa if tingkat == "desa" else dissolve(desa, tingkat)
        write_bentuk(kode_provinsi, tingkat, bentuk)
        levels[tingkat] = {
            "jenis": "skematik",
            "sumber": SUMBER_SKEMATIK,
            "jumlah": len(bentuk),
            "tanpa_bentuk": list_tanpa_bentuk(kode_provinsi, tingkat, bentuk),
            "bahan": hash_bahan(),
        }
    levels["desa"] |= {"titik_diragukan": dibuang} if dibuang and levels["desa"]["jenis"] == "skematik" else {}
    return write_info(kode_provinsi, levels)


def is_skematik_terkini(kode_provinsi: str) -> bool:
    """True when every level is there and the schematic ones come from today's points, coastline and method."""
    levels = (read_info(kode_provinsi) or {}).get("tingkat", {})
    return set(levels) == set(TINGKAT_PETA) and all(
        level["jenis"] == "resmi" or level.get("bahan") == hash_bahan() for level in levels.values()
    )


@functools.cache
def hash_bahan() -> str:
    digest = hashlib.sha256(CARA_SKEMATIK.encode())
    for name in ("titik_desa.parquet", "garis_pantai.geojson.gz", "wilayah.csv.gz"):
        digest.update((REFERENCE_DIR / name).read_bytes())
    return digest.hexdigest()[:16]


def compute_ringan() -> Bentuk:
    """All kab/kota of Indonesia on a grid of 0.01 degree: schematic and light, enough for one picture of the country (a minute)."""
    kabkota: Bentuk = {}
    for wilayah in list_provinsi():
        kabkota |= dissolve({kode: on_grid(geometry) for kode, geometry in compute_skematik(wilayah.kode).items()}, "kabkota")
    shapes = numpy.array(list(kabkota.values()), dtype=object)
    light = snap_bulat(shapely.transform(shapely.coverage_simplify(shapes, _KISI_RINGAN), lambda xy: xy / _KISI_RINGAN))
    return dict(zip(kabkota, shapely.transform(light, lambda xy: numpy.round(xy * _KISI_RINGAN, 2)), strict=True))


def write_ringan() -> int:
    """Keeps the light kab/kota in data/reference, with what they come from; returns how many. The same points give the same bytes."""
    bentuk = compute_ringan()
    features = [{"type": "Feature", "id": kode, "geometry": shapely.geometry.mapping(shape)} for kode, shape in sorted(bentuk.items())]
    text = json.dumps({"type": "FeatureCollection", "bahan": hash_bahan(), "features": features}, separators=(",", ":"))
    (REFERENCE_DIR / BERKAS_RINGAN).write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    return len(bentuk)


def read_ringan() -> Bentuk:
    """The light kab/kota of all Indonesia by code."""
    with gzip.open(REFERENCE_DIR / BERKAS_RINGAN, "rt", encoding="ascii") as file:
        features = json.load(file)["features"]
    geometries = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return {feature["id"]: geometry for feature, geometry in zip(features, geometries, strict=True)}


def hash_ringan() -> str:
    """Tells one file of light kab/kota from another."""
    return hashlib.sha256((REFERENCE_DIR / BERKAS_RINGAN).read_bytes()).hexdigest()


def compute_skematik(kode_provinsi: str) -> dict[str, BaseGeometry]:
    """Shapes of the desa of a province: the land nearest to each desa point, apart for every island."""
    kode, xy, _ = read_titik(kode_provinsi)
    daratan = read_daratan()
    pieces = _choose_daratan(daratan, xy)
    piece_of = _assign_daratan(pieces, xy)
    mine = numpy.char.startswith(kode, kode_provinsi)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    tree = shapely.STRtree(shapely.points(xy))
    for number, piece in enumerate(pieces):
        on_piece = numpy.flatnonzero(piece_of == number)
        if len(on_piece) == 0:
            owner = tree.query_nearest(piece, all_matches=False)[0]
            if mine[owner]:
                parts[str(kode[owner])].append(piece)
        elif mine[on_piece].any():
            for index, cell in _split_daratan(piece, xy, on_piece):
                if mine[index]:
                    parts[str(kode[index])].append(cell)
    without = [index for index in numpy.flatnonzero(mine) if str(kode[index]) not in parts]
    for index, disc in _build_pulau_kecil(xy, without, shapely.union_all(pieces)):
        parts[str(kode[index])].append(disc)
    return {k: shapely.coverage_union_all(p) if len(p) > 1 else p[0] for k, p in sorted(parts.items())}


@functools.lru_cache(maxsize=2)
def read_titik(kode_provinsi: str) -> tuple[numpy.ndarray, numpy.ndarray, tuple[str, ...]]:
    """(codes, coordinates, codes dropped as misplaced) of a province and of what lies around it."""
    kode, xy = read_semua_titik()
    mine = numpy.char.startswith(kode, kode_provinsi)
    if not mine.any():
        raise BatasError(f"Tidak ada titik desa untuk provinsi {kode_provinsi}. Periksa kodenya, misalnya 63.")
    good = ~_find_salah_letak(kode, xy)
    left, bottom = xy[mine & good].min(axis=0) - _TEPI
    right, top = xy[mine & good].max(axis=0) + _TEPI
    near = good & (xy[:, 0] > left) & (xy[:, 0] < right) & (xy[:, 1] > bottom) & (xy[:, 1] < top)
    return kode[near], _spread_titik_bersama(xy[near]), tuple(str(k) for k in kode[mine & ~good])


@functools.cache
def read_semua_titik() -> tuple[numpy.ndarray, numpy.ndarray]:
    table = pyarrow.parquet.read_table(REFERENCE_DIR / "titik_desa.parquet")
    xy = numpy.column_stack([table["x"].to_numpy(), table["y"].to_numpy()]) / TITIK_PER_DERAJAT
    return table["kode"].to_numpy(zero_copy_only=False).astype(str), xy


@functools.cache
def read_daratan() -> numpy.ndarray:
    """Every piece of land of Indonesia, on the grid."""
    with gzip.open(REFERENCE_DIR / "garis_pantai.geojson.gz", "rt", encoding="ascii") as file:
        features = json.load(file)["features"]
    pieces = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return shapely.get_parts(shapely.set_precision(shapely.make_valid(pieces), GRID))


def _find_salah_letak(kode: numpy.ndarray, xy: numpy.ndarray) -> numpy.ndarray:
    """True for points that cannot be right: very far from the other points of their kecamatan and among those of other kabkota, or beyond all reason."""
    _, group = numpy.unique([k[:8] for k in kode], return_inverse=True)
    order = numpy.argsort(group, kind="stable")
    far = numpy.zeros(len(kode), dtype=bool)
    for members in numpy.split(order, numpy.flatnonzero(numpy.diff(group[order])) + 1):
        distance = numpy.hypot(*(xy[members] - numpy.median(xy[members], axis=0)).T)
        far[members] = (len(members) > 3) & (distance > max(0.25, 6 * numpy.median(distance)))
    kabkota = numpy.array([k[:5] for k in kode])
    for index in numpy.flatnonzero(far):
        nearest = numpy.argpartition(((xy - xy[index]) ** 2).sum(axis=1), 4)[:5]
        strangers = (kabkota[nearest] == kabkota[index]).sum() <= 2  # itself and at most one more
        beyond = numpy.hypot(*(xy[index] - numpy.median(xy[group == group[index]], axis=0))) > 1.5
        far[index] = strangers or beyond
    return far


def _spread_titik_bersama(xy: numpy.ndarray) -> numpy.ndarray:
    """Points that coincide are set on a small circle, so that each desa has a shape."""
    spread = xy.copy()
    _, group, count = numpy.unique(xy, axis=0, return_inverse=True, return_counts=True)
    for shared in numpy.flatnonzero(count > 1):
        members = numpy.flatnonzero(group.ravel() == shared)
        angle = numpy.arange(len(members)) * 2 * numpy.pi / len(members)
        spread[members] += _SEBARAN_TITIK_BERSAMA * numpy.column_stack([numpy.cos(angle), numpy.sin(angle)])
    return spread


def _choose_daratan(daratan: numpy.ndarray, xy: numpy.ndarray) -> numpy.ndarray:
    """Pieces of land within the box of the points, cut by it."""
    box = shapely.box(*xy.min(axis=0), *xy.max(axis=0))
    inside = shapely.intersection(daratan[shapely.intersects(daratan, box)], box, grid_size=GRID)
    parts = shapely.get_parts(inside)
    return parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 0)]


def _assign_daratan(pieces: numpy.ndarray, xy: numpy.ndarray) -> numpy.ndarray:
    """Number of the piece of land each point lies on or close to, -1 for none."""
    tree = shapely.STRtree(pieces)
    point, piece = tree.query_nearest(shapely.points(xy), max_distance=_DEKAT_PANTAI, all_matches=False)
    assigned = numpy.full(len(xy), -1)
    assigned[point] = piece
    return assigned


def _split_daratan(piece: BaseGeometry, xy: numpy.ndarray, on_piece: numpy.ndarray) -> list[tuple[int, BaseGeometry]]:
    """(number of point, part of the land nearest to it); the parts fit each other exactly because all come from one net of lines."""
    if len(on_piece) == 1:
        return [(int(on_piece[0]), piece)]
    seeds = shapely.points(xy[on_piece])
    edges = shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=piece, only_edges=True)
    net = shapely.union_all([edges, shapely.boundary(piece)], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    centres = shapely.point_on_surface(faces)
    shapely.prepare(piece)
    inside = shapely.intersects(piece, centres)
    faces, centres = faces[inside], centres[inside]
    owner = shapely.STRtree(seeds).query_nearest(centres, all_matches=False)[1]
    return [(int(on_piece[o]), face) for o, face in zip(owner, faces, strict=True)]


def _build_pulau_kecil(xy: numpy.ndarray, without: Sequence[int], land: BaseGeometry) -> list[tuple[int, BaseGeometry]]:
    """A small disc in the sea for each point that the coastline leaves without land; it touches neither land nor another disc."""
    if not without:
        return []
    seeds = shapely.points(xy[without])
    from_land = shapely.distance(seeds, land)
    apart = shapely.distance(seeds[:, None], seeds[None, :])
    numpy.fill_diagonal(apart, numpy.inf)
    radius = numpy.minimum(_JARI_PULAU_KECIL, numpy.minimum(0.8 * from_land, 0.45 * apart.min(axis=1)))
    discs = shapely.set_precision(shapely.buffer(seeds, radius, quad_segs=3), GRID)
    return [(int(index), disc) for index, disc in zip(without, discs, strict=True) if not disc.is_empty]
