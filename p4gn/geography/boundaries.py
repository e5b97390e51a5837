"""Shapes of regions: schematic ones built from the desa points, official ones installed from a file, both made ready to draw.

The only module that imports shapely or geopandas; no screen imports it. All shapes are in degrees (EPSG:4326) on a
grid of 1e-5 degree, so that neighbours share exactly the same border and a parent is exactly the union of its children.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pyarrow
import pyarrow.parquet
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.geography.pencocokan import BarisBatas, Pencocokan, match_baris, parse_kode, read_kolom
from p4gn.geography.wilayah import (
    PROJECT_DIR,
    REFERENCE_DIR,
    TINGKAT,
    find_wilayah_by_kode,
    get_wilayah,
    list_keturunan,
    list_provinsi,
    peta_index,
    static_dir,
    tingkat_of,
)

Bentuk = dict[str, BaseGeometry]
TINGKAT_PETA = TINGKAT[1:]
CARA_SKEMATIK = "2"  # change it when the method changes: what was built the old way is then built anew
SUMBER_SKEMATIK = "Batas skematik: sel Voronoi titik desa (geografis, MIT) dipotong garis pantai Natural Earth; bukan batas resmi"

GRID = 1e-5
TITIK_PER_DERAJAT = 10_000
_TEPI = 1.0  # degrees around a province whose points also take part, so that its outer border is cut by its neighbours
_DEKAT_PANTAI = 0.03  # a point this near to a piece of land belongs to it: the coastline is coarser than the points
_JARI_PULAU_KECIL = 0.012  # half the width of the small shape given to a desa on an islet that the coastline leaves out
_SEBARAN_TITIK_BERSAMA = 0.003  # radius on which desa that were given one common point are set apart


class BatasError(Exception):
    """Boundaries cannot be built or installed; the message says what to do, in Indonesian."""


# --- Where boundaries are kept -------------------------------------------------------------------------------------


def batas_dir(kode_provinsi: str) -> Path:
    """Folder of a province's boundaries; P4GN_DATA puts the data folder elsewhere."""
    return Path(os.environ.get("P4GN_DATA") or PROJECT_DIR / "data") / "batas" / kode_provinsi


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
    return {feature["properties"]["kode"]: geometry for feature, geometry in zip(features, geometries, strict=True)}


def _write_text(path: Path, text: str) -> None:
    """All or nothing: readers never see half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _write_bentuk(kode_provinsi: str, tingkat: str, bentuk: Mapping[str, BaseGeometry]) -> None:
    features = []
    for kode, geometry in sorted(bentuk.items()):
        wilayah = get_wilayah(kode)
        properties = {"kode": kode, "nama": wilayah.nama, "nama_resmi": wilayah.nama_resmi, "kode_induk": wilayah.kode_induk}
        features.append({"type": "Feature", "id": kode, "properties": properties, "geometry": shapely.geometry.mapping(geometry)})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    _write_text(batas_dir(kode_provinsi) / f"{tingkat}.geojson", text)


def _write_info(kode_provinsi: str, tingkat: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
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
    _write_text(batas_dir(kode_provinsi) / "info.json", json.dumps(info, ensure_ascii=False, indent=1))
    return info


def _list_tanpa_bentuk(kode_provinsi: str, tingkat: str, bentuk: Mapping[str, BaseGeometry]) -> list[str]:
    return [w.kode for w in list_keturunan(kode_provinsi, tingkat) if w.kode not in bentuk]


def dissolve(bentuk: Mapping[str, BaseGeometry], tingkat: str) -> Bentuk:
    """Shapes of a higher level as the exact union of those given."""
    length = (2, 5, 8, 13)[TINGKAT.index(tingkat)]
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for kode, geometry in bentuk.items():
        parts[kode[:length]].append(geometry)
    return {kode: _union(geometries) for kode, geometries in sorted(parts.items())}


def _union(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """Union of shapes that fit together; of shapes that do not quite fit too, only more slowly."""
    if len(geometries) == 1:
        return geometries[0]
    array = numpy.array(geometries, dtype=object)
    return shapely.coverage_union_all(array) if shapely.coverage_is_valid(array) else shapely.union_all(array, grid_size=GRID)


# --- Schematic boundaries ------------------------------------------------------------------------------------------


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
    desa = {kode: _on_grid(geometry) for kode, geometry in compute_skematik(kode_provinsi).items()}
    dibuang = list(read_titik(kode_provinsi)[2])
    levels: dict[str, dict[str, Any]] = {}
    for tingkat in TINGKAT_PETA:
        if tingkat in keep:
            levels[tingkat] = before[tingkat]
            continue
        bentuk = desa if tingkat == "desa" else dissolve(desa, tingkat)
        _write_bentuk(kode_provinsi, tingkat, bentuk)
        levels[tingkat] = {
            "jenis": "skematik",
            "sumber": SUMBER_SKEMATIK,
            "jumlah": len(bentuk),
            "tanpa_bentuk": _list_tanpa_bentuk(kode_provinsi, tingkat, bentuk),
            "bahan": _hash_bahan(),
        }
    levels["desa"] |= {"titik_diragukan": dibuang} if dibuang and levels["desa"]["jenis"] == "skematik" else {}
    return _write_info(kode_provinsi, levels)


def is_skematik_terkini(kode_provinsi: str) -> bool:
    """True when every level is there and the schematic ones come from today's points, coastline and method."""
    levels = (read_info(kode_provinsi) or {}).get("tingkat", {})
    return set(levels) == set(TINGKAT_PETA) and all(
        level["jenis"] == "resmi" or level.get("bahan") == _hash_bahan() for level in levels.values()
    )


@functools.cache
def _hash_bahan() -> str:
    digest = hashlib.sha256(CARA_SKEMATIK.encode())
    for name in ("titik_desa.parquet", "garis_pantai.geojson.gz", "wilayah.csv.gz"):
        digest.update((REFERENCE_DIR / name).read_bytes())
    return digest.hexdigest()[:16]


def _on_grid(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: numpy.round(xy, 5))


def compute_skematik(kode_provinsi: str) -> dict[str, BaseGeometry]:
    """Shapes of the desa of a province: the land nearest to each desa point, apart for every island."""
    kode, xy, _ = read_titik(kode_provinsi)
    daratan = _read_daratan()
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
    kode, xy = _read_semua_titik()
    mine = numpy.char.startswith(kode, kode_provinsi)
    if not mine.any():
        raise BatasError(f"Tidak ada titik desa untuk provinsi {kode_provinsi}. Periksa kodenya, misalnya 63.")
    good = ~_find_salah_letak(kode, xy)
    left, bottom = xy[mine & good].min(axis=0) - _TEPI
    right, top = xy[mine & good].max(axis=0) + _TEPI
    near = good & (xy[:, 0] > left) & (xy[:, 0] < right) & (xy[:, 1] > bottom) & (xy[:, 1] < top)
    return kode[near], _spread_titik_bersama(xy[near]), tuple(str(k) for k in kode[mine & ~good])


@functools.cache
def _read_semua_titik() -> tuple[numpy.ndarray, numpy.ndarray]:
    table = pyarrow.parquet.read_table(REFERENCE_DIR / "titik_desa.parquet")
    xy = numpy.column_stack([table["x"].to_numpy(), table["y"].to_numpy()]) / TITIK_PER_DERAJAT
    return table["kode"].to_numpy(zero_copy_only=False).astype(str), xy


@functools.cache
def _read_daratan() -> numpy.ndarray:
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


# --- Official boundaries -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BatasResmi:
    """An official file that was read and judged fit: shapes by province and level, and the report a person should read."""

    sumber: str
    bentuk: Mapping[str, Mapping[str, Bentuk]]
    laporan: tuple[str, ...]


def install_resmi(path: Path, tell: Callable[[str], None] = print) -> list[str]:
    """Installs an official file after telling its report; returns the codes of the provinces that changed.

    Raises BatasError, with the report in it, when the file must not be installed; nothing is changed then.
    """
    resmi = read_resmi(path)
    for line in resmi.laporan:
        tell(line)
    for kode_provinsi, levels in resmi.bentuk.items():
        build_skematik(kode_provinsi)
        info = read_info(kode_provinsi) or {}
        kept = dict(info["tingkat"])
        for tingkat, bentuk in levels.items():
            _write_bentuk(kode_provinsi, tingkat, bentuk)
            missing = _list_tanpa_bentuk(kode_provinsi, tingkat, bentuk)
            kept[tingkat] = {"jenis": "resmi", "sumber": resmi.sumber, "jumlah": len(bentuk), "tanpa_bentuk": missing}
        _write_info(kode_provinsi, kept)
    return sorted(resmi.bentuk)


def read_resmi(path: Path) -> BatasResmi:
    """Reads, checks and simplifies an official file (GeoPackage, shapefile or its zip, GeoParquet, GeoJSON)."""
    laporan = [f"Berkas: {path.name}"]
    found: dict[str, Bentuk] = {}
    for name, frame in _read_layers(path):
        if name:
            laporan.append(f"Lapisan “{name}”: {len(frame)} baris")
        tingkat, bentuk = _read_layer(path, frame, laporan)
        found[tingkat] = bentuk
    finest = max(found, key=TINGKAT.index)
    for tingkat in TINGKAT_PETA[: TINGKAT.index(finest) - 1]:
        if tingkat not in found:
            found[tingkat] = dissolve(found[finest], tingkat)
            laporan.append(f"{_LABEL[tingkat]}: digabung dari {_LABEL[finest].lower()} ({len(found[tingkat])} bentuk)")
    found.pop("provinsi", None)
    if not found:
        raise BatasError(f"{path.name}: hanya memuat batas provinsi; yang diperlukan kabupaten/kota, kecamatan, atau desa.")
    bentuk = _group_by_provinsi(path, found, laporan)
    return BatasResmi(path.name, bentuk, tuple(laporan))


_LABEL = {"provinsi": "Provinsi", "kabkota": "Kabupaten/kota", "kecamatan": "Kecamatan", "desa": "Desa/kelurahan"}
_TOLERANSI_RESMI = 0.0002  # degrees, about 20 m: the detail a map of one province can show
_CAKUPAN_TERKECIL = 0.8  # of the regions of a level in the province; below that the file is a part, not the province


def _read_layers(path: Path) -> list[tuple[str, geopandas.GeoDataFrame]]:
    """(layer name, frame) of every layer with areas."""
    if not path.exists():
        raise BatasError(f"{path}: berkas tidak ada. Periksa letak dan ejaannya.")
    try:
        if path.suffix.lower() in (".parquet", ".geoparquet"):
            layers = [("", geopandas.read_parquet(path))]
        else:
            names = [
                str(name)
                for name, kind in pyogrio.list_layers(path)
                if (kind and "Polygon" in kind) or kind in ("Unknown", "GeometryCollection")
            ]
            layers = [(name if len(names) > 1 else "", geopandas.read_file(path, layer=name)) for name in names]
    except (pyogrio.errors.DataSourceError, pyarrow.ArrowInvalid, ValueError, OSError) as error:
        raise BatasError(
            f"{path.name}: tidak dapat dibaca sebagai berkas peta. Yang diterima: GeoPackage (.gpkg), shapefile (.shp beserta "
            f".dbf, .shx, .prj; atau .zip), GeoParquet, GeoJSON. Rincian: {error}"
        ) from error
    if not layers:
        raise BatasError(f"{path.name}: tidak ada lapisan berisi bidang (poligon).")
    return layers


def _read_layer(path: Path, frame: geopandas.GeoDataFrame, laporan: list[str]) -> tuple[str, Bentuk]:
    """(level, shapes by code) of one layer; BatasError when codes and names do not lead to regions for sure."""
    frame = _to_derajat(path, frame, laporan)
    cocok = _match_frame(path, frame, laporan)
    if cocok.masalah:
        lines = "\n  - ".join(cocok.masalah[:15])
        more = f"\n  … dan {len(cocok.masalah) - 15} lagi" if len(cocok.masalah) > 15 else ""
        notes = "\n".join((*laporan, *cocok.catatan))
        raise BatasError(
            f"{notes}\n{path.name}: TIDAK dipasang. {len(cocok.masalah)} baris tidak dapat dipastikan wilayahnya:\n  - {lines}{more}\n"
            "Perbaiki kolom kode (kode Kemendagri, misalnya 63.06) atau kolom nama, lalu ulangi."
        )
    laporan.extend(cocok.catatan)
    kode = numpy.array([k or "" for k in cocok.kode])
    geometries = _repair(frame.geometry.to_numpy(), laporan)
    usable = (kode != "") & ~shapely.is_empty(geometries) & ~shapely.is_missing(geometries)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for k, geometry in zip(kode[usable], geometries[usable], strict=True):
        parts[str(k)].append(geometry)
    merged = sum(len(p) > 1 for p in parts.values())
    if merged:
        laporan.append(f"{merged} wilayah tersebar di lebih dari satu baris; bentuknya digabung")
    whole = {k: shapely.union_all(p) if len(p) > 1 else p[0] for k, p in sorted(parts.items())}
    laporan.append(f"{_LABEL[cocok.tingkat]}: {len(whole)} wilayah dikenali dari {'kode dan nama' if cocok.kode_dipercaya else 'nama'}")
    _check_letak(path, whole, laporan)
    return cocok.tingkat, _simplify_resmi(whole, laporan)


def _to_derajat(path: Path, frame: geopandas.GeoDataFrame, laporan: list[str]) -> geopandas.GeoDataFrame:
    """Longitude and latitude in WGS 84, whatever the file uses."""
    frame = frame[~frame.geometry.isna()].reset_index(drop=True)
    if frame.empty:
        raise BatasError(f"{path.name}: tidak ada satu pun bentuk di dalamnya.")
    left, bottom, right, top = frame.total_bounds
    if frame.crs is None:
        if not (left > 94 and right < 142 and bottom > -12 and top < 7):
            raise BatasError(
                f"{path.name}: sistem koordinat tidak disebut dan angkanya bukan bujur/lintang Indonesia. Sertakan berkas .prj, "
                "atau simpan ulang dalam WGS 84 (EPSG:4326)."
            )
        laporan.append("Sistem koordinat tidak disebut; angkanya dibaca sebagai bujur/lintang (WGS 84)")
        return frame.set_crs(4326)
    if frame.crs.to_epsg() != 4326:
        laporan.append(f"Sistem koordinat {frame.crs.name} diubah ke WGS 84 (EPSG:4326)")
        frame = frame.to_crs(4326)
    left, bottom, right, top = frame.total_bounds
    if not (left > 94 and right < 142 and bottom > -12 and top < 7):
        swapped = " Bujur dan lintang tampaknya tertukar." if bottom > 94 and top < 142 else ""
        raise BatasError(f"{path.name}: bentuknya terletak di luar Indonesia.{swapped} Periksa sistem koordinatnya.")
    return frame


def _match_frame(path: Path, frame: geopandas.GeoDataFrame, laporan: list[str]) -> Pencocokan:
    columns = {str(name).lower(): name for name in frame.columns if name != frame.geometry.name}
    kolom_kode, tingkat = _find_kolom_kode(frame, columns)
    known = read_kolom()["nama"]
    if tingkat is None:
        tingkat = next((t for t in reversed(TINGKAT) if any(alias in columns for alias in known[t])), None)
    if tingkat is None:
        raise BatasError(
            f"{path.name}: tidak ada kolom kode atau nama wilayah yang dikenali. Kolom yang ada: {', '.join(map(str, columns.values()))}. "
            "Namai kolomnya `kode` dan `nama`, atau tambahkan ejaannya di data/reference/batas_kolom.yml."
        )
    kolom_nama = {t: next((columns[alias] for alias in known[t] if alias in columns), None) for t in TINGKAT}
    own_name = kolom_nama[tingkat] or next((columns[alias] for alias in known["umum"] if alias in columns), None)
    if own_name is None:
        raise BatasError(
            f"{path.name}: tidak ada kolom nama, padahal kode saja tidak cukup (kode BPS mirip kode Kemendagri). "
            f"Kolom yang ada: {', '.join(map(str, columns.values()))}. Sertakan kolom `nama`."
        )
    laporan.append(f"Kolom kode: {kolom_kode or 'tidak ada'}; kolom nama: {own_name}; tingkat: {_LABEL[tingkat].lower()}")
    above = {t: kolom_nama[t] for t in TINGKAT[: TINGKAT.index(tingkat)] if kolom_nama[t] not in (None, own_name)}
    baris = [
        BarisBatas(
            number,
            row[kolom_kode] if kolom_kode else None,
            _text(row[own_name]),
            {t: text for t, column in above.items() if (text := _text(row[column]))},
        )
        for number, row in enumerate(frame.drop(columns=frame.geometry.name).to_dict("records"), start=1)
    ]
    return match_baris(baris, tingkat)


def _text(cell: object) -> str | None:
    return None if cell is None or pandas.isna(cell) or not str(cell).strip() else str(cell).strip()


def _find_kolom_kode(frame: geopandas.GeoDataFrame, columns: Mapping[str, Any]) -> tuple[Any, str | None]:
    """(column, level): the finest level whose own code column is filled, else a general code column; (None, None) if neither."""
    known = read_kolom()["kode"]
    for names in (*(known[t] for t in reversed(TINGKAT)), known["umum"]):
        for alias in names:
            if alias not in columns:
                continue
            levels = [tingkat_of(kode) for kode in map(parse_kode, frame[columns[alias]]) if kode]
            if len(levels) >= 0.8 * len(frame):
                return columns[alias], max(set(levels), key=levels.count)
    return None, None


def _repair(geometries: numpy.ndarray, laporan: list[str]) -> numpy.ndarray:
    """Areas without self-crossings; heights dropped, lines and points left over from the repair dropped."""
    flat = shapely.force_2d(geometries)
    broken = ~shapely.is_valid(flat)
    if broken.any():
        flat[broken] = shapely.make_valid(flat[broken], method="structure", keep_collapsed=False)
        laporan.append(f"{int(broken.sum())} bentuk tidak sah (garisnya bersilangan) diperbaiki")
    return flat


def _check_letak(path: Path, bentuk: Mapping[str, BaseGeometry], laporan: list[str]) -> None:
    """Shapes must lie where their desa are; half of them elsewhere means that names or codes were joined wrongly."""
    kode, xy = _read_semua_titik()
    far = []
    for k, geometry in bentuk.items():
        own = xy[numpy.char.startswith(kode, k)]
        if len(own) and shapely.distance(geometry, shapely.Point(numpy.median(own, axis=0))) > 0.3:
            far.append(k)
    if len(far) > 0.3 * len(bentuk):
        raise BatasError(
            f"{path.name}: TIDAK dipasang. {len(far)} dari {len(bentuk)} bentuk terletak jauh dari desa-desanya; "
            "kode atau namanya tertukar, atau koordinatnya salah."
        )
    if far:
        names = ", ".join(get_wilayah(k).nama_resmi for k in far[:5])
        laporan.append(f"{len(far)} bentuk terletak lebih dari 30 km dari titik desanya: {names}")


def _simplify_resmi(bentuk: Mapping[str, BaseGeometry], laporan: list[str]) -> Bentuk:
    """Lighter shapes whose common borders stay common; small overlaps and gaps of the file are closed first."""
    kode = sorted(bentuk)
    shapes = numpy.array([bentuk[k] for k in kode], dtype=object)
    if not shapely.coverage_is_valid(shapes):
        laporan.append("Bentuk-bentuknya tidak pas satu sama lain (tumpang tindih atau celah kecil); dirapikan")
        shapes = shapely.coverage_clean(shapes, gap_width=0.0003)
    light = shapely.coverage_simplify(shapes, _TOLERANSI_RESMI)
    light = numpy.array([_on_grid(geometry) for geometry in light], dtype=object)
    broken = ~shapely.is_valid(light)
    light[broken] = shapely.make_valid(light[broken], method="structure", keep_collapsed=False)
    return {k: geometry for k, geometry in zip(kode, light, strict=True) if not geometry.is_empty}


def _group_by_provinsi(path: Path, found: Mapping[str, Bentuk], laporan: list[str]) -> dict[str, dict[str, Bentuk]]:
    """Shapes by province and level; a level that covers only a part of the province is not installed."""
    grouped: dict[str, dict[str, Bentuk]] = defaultdict(dict)
    refused: list[str] = []
    for tingkat in TINGKAT_PETA:
        by_provinsi: dict[str, Bentuk] = defaultdict(dict)
        for kode, geometry in found.get(tingkat, {}).items():
            by_provinsi[kode[:2]][kode] = geometry
        for kode_provinsi, bentuk in sorted(by_provinsi.items()):
            expected = list_keturunan(kode_provinsi, tingkat)
            nama = get_wilayah(kode_provinsi).nama
            line = f"{nama}, {_LABEL[tingkat].lower()}: {len(bentuk)} dari {len(expected)} punya bentuk"
            if len(bentuk) < _CAKUPAN_TERKECIL * len(expected):
                refused.append(line)
                continue
            missing = [f"{w.kode} {w.nama}" for w in expected if w.kode not in bentuk]
            laporan.append(line + (f"; tanpa bentuk: {', '.join(missing[:20])}{' …' if len(missing) > 20 else ''}" if missing else ""))
            grouped[kode_provinsi][tingkat] = bentuk
    if not grouped:
        raise BatasError(
            f"{path.name}: TIDAK dipasang karena hanya memuat sebagian wilayah ({'; '.join(refused)}). Pasang berkas seluruh provinsi."
        )
    laporan += [f"Tidak dipasang karena tidak lengkap: {line}" for line in refused]
    for kode_provinsi, levels in grouped.items():
        still = [_LABEL[t].lower() for t in TINGKAT_PETA if t not in levels]
        if still:
            laporan.append(
                f"{get_wilayah(kode_provinsi).nama}: {' dan '.join(still)} tetap seperti semula (skematik bila belum pernah dipasang)"
            )
    return dict(grouped)


# --- Ready to draw -------------------------------------------------------------------------------------------------

LEBAR = 1000
_TINGGI_TERBESAR = 1200
_TEPI_GAMBAR = 8
_BAGIAN_TERLIHAT = 0.005  # a part this large (of all the land drawn) is always in view; smaller far islets may fall outside


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
    entry = {
        "jenis": info["jenis"],
        "sumber": info["sumber"],
        "nama": info["nama"],
        "sha": info["sha"],
        "tingkat": {t: level["jenis"] for t, level in info["tingkat"].items()},
    }
    return _publish_drawings(kode_provinsi, drawings, entry)


def is_peta_terkini(kode_provinsi: str) -> bool:
    """True when what is drawn comes from the boundaries that are kept now, and its files are there."""
    entry, info = peta_index(kode_provinsi), read_info(kode_provinsi)
    return bool(
        entry and info and entry.get("sha") == info["sha"] and (static_dir() / "peta" / entry["versi"] / f"{kode_provinsi}.json").exists()
    )


def publish_nasional() -> str:
    """Draws the 38 provinces; BatasError names those that have no boundaries yet."""
    missing = [w.kode for w in list_provinsi() if read_info(w.kode) is None]
    if missing:
        raise BatasError(
            f"Peta nasional memerlukan semua provinsi; belum ada: {', '.join(missing)}. Jalankan: python -m etl batas --skematik semua"
        )
    provinsi = {w.kode: _union(list(read_bentuk(w.kode, "kabkota").values())) for w in list_provinsi()}
    jenis = {(read_info(kode) or {})["jenis"] for kode in provinsi}
    drawing = draw(None, provinsi, jenis != {"resmi"})
    entry = {"jenis": "resmi" if jenis == {"resmi"} else "skematik", "sumber": SUMBER_SKEMATIK, "nama": "Indonesia", "tingkat": {}}
    return _publish_drawings("nasional", {"nasional": drawing}, entry)


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


def _publish_drawings(key: str, drawings: Mapping[str, Mapping[str, Any]], entry: Mapping[str, Any]) -> str:
    """Writes the files of one version aside, moves them into place, then points the index at them; the version before stays."""
    texts = {name: json.dumps(drawing, ensure_ascii=False, separators=(",", ":")) for name, drawing in sorted(drawings.items())}
    versi = hashlib.sha256("".join(f"{name}\n{text}\n" for name, text in texts.items()).encode()).hexdigest()[:12]
    root = static_dir() / "peta"
    aside = root / f".{versi}.{os.getpid()}"
    aside.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (aside / f"{name}.json").write_text(text, encoding="utf-8")
    if (root / versi).exists():  # same shapes as before; a file that was lost or damaged comes back
        for file in aside.iterdir():
            file.replace(root / versi / file.name)
        aside.rmdir()
    else:
        aside.replace(root / versi)
    path = root / "index.json"
    index = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    before = index.get(key, {})
    lama = before.get("versi") if before.get("versi") != versi else before.get("versi_sebelumnya")
    index[key] = {"versi": versi, **entry, "versi_sebelumnya": lama}
    _write_text(path, json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True))
    used = {name for value in index.values() for name in (value["versi"], value.get("versi_sebelumnya"))}
    for folder in root.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in used:
            shutil.rmtree(folder)
    return versi
