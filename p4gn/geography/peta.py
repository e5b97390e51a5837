"""Drawings of regions in whole pixels, made from the boundaries that are kept."""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.bahasa import join_daftar
from p4gn.geography.boundaries import (
    TINGKAT_PETA,
    BatasError,
    Bentuk,
    dissolve,
    find_letak,
    read_bentuk,
    read_info,
    snap_bulat,
    write_bentuk,
)
from p4gn.geography.gambar import nama_gambar
from p4gn.geography.kunci import lock_peta
from p4gn.geography.skematik import SUMBER_SKEMATIK, hash_ringan, read_ringan, read_titik
from p4gn.geography.terbitan import publish_drawings
from p4gn.geography.wilayah import CARA_GAMBAR, NASIONAL, REFERENCE_DIR, get_wilayah, list_keturunan, list_provinsi, peta_index, tingkat_of

LEBAR, LEBAR_NASIONAL = 1000, 2000  # pixels; Indonesia is wide and low, and its kab/kota are small
_TINGGI_TERBESAR = 1200
_TEPI_GAMBAR = 8
_CELAH_TERTUTUP = 0.003  # of the width: shapes that come from different files are brought together over gaps up to this wide
_PANJANG_KODE = {"kabkota": 5, "kecamatan": 8}
_BAGIAN_TERLIHAT = 0.005  # a part this large (of all the land drawn) is always in view; smaller far islets may fall outside


@dataclass(frozen=True, slots=True)
class Pandangan:
    """What a drawing shows: how degrees become its pixels, and its size in them."""

    to_piksel: Callable[[numpy.ndarray], numpy.ndarray]
    lebar: int
    tinggi: int

    @property
    def bingkai(self) -> BaseGeometry:
        """All that is in view, in pixels."""
        return shapely.box(0, 0, self.lebar, self.tinggi)


@lock_peta()
def publish_peta(kode_provinsi: str) -> str:
    """Writes every drawing of a province below static/peta/<versi>/ and names that version in index.json; returns it."""
    info = read_info(kode_provinsi)
    if info is None:
        raise BatasError(f"Provinsi {kode_provinsi} belum punya batas. Jalankan: python -m etl batas --skematik {kode_provinsi}")
    bentuk = {tingkat: read_bentuk(kode_provinsi, tingkat) for tingkat in TINGKAT_PETA}
    skematik = {tingkat: level["jenis"] == "skematik" for tingkat, level in info["tingkat"].items()}
    titik = _find_titik_lain(kode_provinsi, bentuk["desa"])
    drawings = draw_induk(kode_provinsi, bentuk, skematik, titik)
    for above, below in (("kabkota", ("kecamatan", "desa")), ("kecamatan", ("desa",))):
        length = _PANJANG_KODE[above]
        grouped = {tingkat: _group(bentuk[tingkat], length) for tingkat in below}
        for kode in sorted(set().union(*grouped.values())):
            levels = {tingkat: grouped[tingkat][kode] for tingkat in below if kode in grouped[tingkat]}
            drawings |= draw_induk(kode, levels, skematik, {k: xy for k, xy in titik.items() if k.startswith(kode)})
    return publish_drawings(kode_provinsi, drawings, _describe_provinsi(info))


def is_peta_terkini(kode_provinsi: str) -> bool:
    """True when what is drawn comes from the boundaries that are kept now, and its files are there."""
    entry, info = peta_index(kode_provinsi), read_info(kode_provinsi)
    return entry is not None and info is not None and entry.items() >= _describe_provinsi(info).items()


def _describe_provinsi(info: Mapping[str, Any]) -> dict[str, Any]:
    """What the index says of a province; jenis and sumber are those of its kab/kota."""
    tingkat = {name: {"jenis": level["jenis"], "sumber": level["sumber"]} for name, level in info["tingkat"].items()}
    return {"nama": info["nama"], "cara": CARA_GAMBAR, "acuan": _hash_acuan(), "sha": info["sha"], "tingkat": tingkat, **tingkat["kabkota"]}


@functools.cache
def _hash_acuan() -> str:
    """Tells one list of regions and of their changes from another."""
    names = ("wilayah.csv.gz", "wilayah_perubahan.csv")
    return hashlib.sha256(b"".join((REFERENCE_DIR / name).read_bytes() for name in names)).hexdigest()[:16]


@lock_peta()
def publish_nasional() -> str:
    """Draws the 38 provinces and the 514 kab/kota of Indonesia, official where they are installed; returns the version."""
    entry = _describe_nasional()
    kabkota = read_ringan()
    for kode_provinsi in _list_resmi():
        own = read_bentuk(kode_provinsi, "kabkota")
        kabkota = {kode: geometry for kode, geometry in kabkota.items() if kode[:2] != kode_provinsi} | own
    skematik = dict.fromkeys(("provinsi", "kabkota"), entry["jenis"] == "skematik")
    levels = {"provinsi": dissolve(kabkota, "provinsi"), "kabkota": kabkota}
    for tingkat, bentuk in levels.items():
        write_bentuk(NASIONAL, tingkat, bentuk)  # for files of the whole country
    return publish_drawings(NASIONAL, draw_induk(NASIONAL, levels, skematik, {}), entry)


def is_nasional_terkini() -> bool:
    """True when the national map comes from the boundaries that are there now, and its files are there."""
    entry = peta_index(NASIONAL)
    return entry is not None and entry.items() >= _describe_nasional().items()


def _list_resmi() -> dict[str, Mapping[str, Any]]:
    """info.json of the provinces whose kab/kota are official, by code."""
    every = ((w.kode, read_info(w.kode)) for w in list_provinsi())
    return {kode: info for kode, info in every if info and info["jenis"] == "resmi"}


def _describe_nasional() -> dict[str, Any]:
    """What the index says of the national map: schematic while any province is, crediting every official file it uses."""
    resmi = _list_resmi()
    berkas = join_daftar(sorted({info["sumber"] for info in resmi.values()}))
    if len(resmi) == len(list_provinsi()):
        level = {"jenis": "resmi", "sumber": berkas}
    else:
        level = {"jenis": "skematik", "sumber": f"{SUMBER_SKEMATIK}; {len(resmi)} provinsi memakai {berkas}" if resmi else SUMBER_SKEMATIK}
    bahan = [_hash_acuan(), hash_ringan(), *(info["sha"] for info in resmi.values())]
    sha = hashlib.sha256("".join(bahan).encode()).hexdigest()
    return {"nama": "Indonesia", "cara": CARA_GAMBAR, "sha": sha, "tingkat": {"provinsi": level, "kabkota": level}, **level}


def _group(bentuk: Mapping[str, BaseGeometry], length: int) -> dict[str, Bentuk]:
    grouped: dict[str, Bentuk] = defaultdict(dict)
    for kode, geometry in bentuk.items():
        grouped[kode[:length]][kode] = geometry
    return dict(grouped)


def draw_induk(
    kode_induk: str, levels: Mapping[str, Bentuk], skematik: Mapping[str, bool], titik: Mapping[str, tuple[float, float]]
) -> dict[str, dict[str, Any]]:
    """Every level below a region, each drawing by its name, all in one frame, and <kode>-titik with the centres.

    The frame is fitted to the coarsest level, for Indonesia to the kab/kota, so that none of them is out of view.
    `titik`: reference points in degrees of regions without a shape; a region without a point either stands where the one it lies in
    stands. A centre out of view is left out.
    """
    nasional = kode_induk == NASIONAL
    fitted = levels["kabkota"] if nasional else next(iter(levels.values()))
    pandangan = fit_pandangan(numpy.array(list(fitted.values()), dtype=object), LEBAR_NASIONAL if nasional else LEBAR)
    drawings = {
        nama_gambar(kode_induk, tingkat): draw(kode_induk, bentuk, skematik[tingkat], pandangan) for tingkat, bentuk in levels.items()
    }
    pusat = {item["kode"]: [item["cx"], item["cy"]] for drawing in drawings.values() for item in drawing["bentuk"]}
    for lost in (lost for drawing in drawings.values() for lost in drawing["tanpa_bentuk"]):
        if lost["dalam"] and lost["kode"] not in titik:
            pusat[lost["kode"]] = pusat[lost["dalam"]]
    for kode, xy in titik.items():
        pusat.setdefault(kode, numpy.rint(pandangan.to_piksel(numpy.array([xy]))[0]).astype(int).tolist())
    seen = {kode: [x, y] for kode, (x, y) in pusat.items() if 0 <= x <= pandangan.lebar and 0 <= y <= pandangan.tinggi}
    return {**drawings, f"{kode_induk}-titik": seen}


def _find_titik_lain(kode_provinsi: str, desa: Mapping[str, BaseGeometry]) -> dict[str, tuple[float, float]]:
    """Reference points in degrees of the desa that have one but no shape."""
    kode, xy, _ = read_titik(kode_provinsi)
    return {str(k): (x, y) for k, (x, y) in zip(kode, xy.tolist(), strict=True) if k.startswith(kode_provinsi) and k not in desa}


def draw(kode_induk: str, bentuk: Mapping[str, BaseGeometry], skematik: bool, pandangan: Pandangan) -> dict[str, Any]:
    """One drawing in whole pixels, light enough for its size, without gap or overlap between neighbours.

    Shapes wholly out of view are named in `luar_pandangan`, regions without a shape in `tanpa_bentuk`; their `dalam` is the region
    whose shape they lie in since they were split from it, None where no dated change tells. A region smaller than a pixel gets
    a small square on top of the others.
    """
    kode = sorted(bentuk)
    shapes = shapely.transform(numpy.array([bentuk[k] for k in kode], dtype=object), pandangan.to_piksel)
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes, gap_width=_CELAH_TERTUTUP * pandangan.lebar)
    budget = 20_000 + 80 * len(kode)  # characters of all paths
    for tolerance in (0.8, 1.2, 1.8, 2.7, 4.0, 6.0):
        light = snap_bulat(shapely.coverage_simplify(shapes, tolerance))
        paths = [_as_path(geometry, pandangan) for geometry in light]
        if sum(map(len, paths)) <= budget:
            break
    centres = _find_pusat(numpy.where(shapely.is_empty(light), shapes, light))
    outside = [k for k, geometry in zip(kode, shapes, strict=True) if not shapely.intersects(geometry, pandangan.bingkai)]
    items = []
    for k, geometry, path, (cx, cy) in zip(kode, light, paths, centres, strict=True):
        if geometry.is_empty:
            path = f"M{cx - 2} {cy - 2}h4v4h-4z"
        items.append({"kode": k, "nama": get_wilayah(k).nama, "d": path, "cx": cx, "cy": cy, "luas": max(1, round(geometry.area))})
    tingkat = tingkat_of(kode[0])
    missing = [w for w in list_keturunan(kode_induk, tingkat) if w.kode not in bentuk]
    return {
        "kode": None if kode_induk == NASIONAL else kode_induk,
        "nama": "Indonesia" if kode_induk == NASIONAL else get_wilayah(kode_induk).nama,
        "tingkat": tingkat,
        "lebar": pandangan.lebar,
        "tinggi": pandangan.tinggi,
        "bentuk": items,
        "tetangga": _as_path(shapely.coverage_union_all(light), pandangan),
        "skematik": skematik,
        "tanpa_bentuk": [{"kode": w.kode, "nama": w.nama, "dalam": find_letak(w.kode, bentuk)} for w in missing],
        "luar_pandangan": [{"kode": k, "nama": get_wilayah(k).nama} for k in outside],
    }


def fit_pandangan(shapes: numpy.ndarray, lebar: int = LEBAR) -> Pandangan:
    """Longitude shrunk by the cosine of the middle latitude, fitted to the parts that matter."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = numpy.zeros(len(shapes))
    numpy.maximum.at(largest, owner, area)
    seen = shapely.total_bounds(parts[(area >= _BAGIAN_TERLIHAT * area.sum()) | (area == largest[owner])])
    left, bottom, right, top = seen
    squeeze = numpy.cos(numpy.radians((bottom + top) / 2))
    wide, high = (right - left) * squeeze, top - bottom
    scale = min((lebar - 2 * _TEPI_GAMBAR) / wide, (_TINGGI_TERBESAR - 2 * _TEPI_GAMBAR) / high)
    tinggi = round(high * scale) + 2 * _TEPI_GAMBAR
    shift = (lebar - wide * scale) / 2

    def to_piksel(xy: numpy.ndarray) -> numpy.ndarray:
        return numpy.column_stack([(xy[:, 0] - left) * squeeze * scale + shift, (top - xy[:, 1]) * scale + _TEPI_GAMBAR])

    return Pandangan(to_piksel, lebar, tinggi)


def _as_path(geometry: BaseGeometry, pandangan: Pandangan) -> str:
    """Rings as lines from corner to corner, each told from the one before; parts out of view are left out."""
    text = []
    parts = shapely.get_parts(geometry)
    for part in parts[shapely.intersects(parts, pandangan.bingkai)]:
        for ring in (part.exterior, *part.interiors):
            xy = numpy.rint(shapely.get_coordinates(ring)[:-1]).astype(int)
            steps = " ".join(f"{x} {y}" for x, y in numpy.diff(xy, axis=0).tolist()).replace(" -", "-")
            text.append(f"M{xy[0][0]} {xy[0][1]}l{steps}z")
    return "".join(text)


def _find_pusat(shapes: numpy.ndarray) -> list[tuple[int, int]]:
    """The middle of the widest place of each shape: where a label sits best."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = [numpy.flatnonzero(owner == number)[numpy.argmax(area[owner == number])] for number in range(len(shapes))]
    circles = shapely.maximum_inscribed_circle(parts[largest], tolerance=1.0)
    points = shapely.get_coordinates(shapely.get_point(circles, 0))
    return [(round(x), round(y)) for x, y in points.tolist()]
