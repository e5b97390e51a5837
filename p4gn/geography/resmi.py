"""Official boundaries: an official file is read, checked against codes, names and places, then installed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pyarrow
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from p4gn.geography.boundaries import (
    TINGKAT_PETA,
    BatasError,
    Bentuk,
    dissolve,
    list_tanpa_bentuk,
    on_grid,
    write_bentuk,
    write_info,
)
from p4gn.geography.kunci import lock_peta
from p4gn.geography.pencocokan import BarisBatas, Pencocokan, match_baris, parse_kode, read_kolom
from p4gn.geography.skematik import build_skematik, read_semua_titik
from p4gn.geography.wilayah import TINGKAT, get_wilayah, list_keturunan, tingkat_of

_LABEL = {"provinsi": "Provinsi", "kabkota": "Kabupaten/kota", "kecamatan": "Kecamatan", "desa": "Desa/kelurahan"}
_TOLERANSI_RESMI = 0.0002  # degrees, about 20 m: the detail a map of one province can show
_CAKUPAN_TERKECIL = 0.8  # of the regions of a level in the province; below that the file is a part, not the province


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
        _install_provinsi(kode_provinsi, levels, resmi.sumber)
    return sorted(resmi.bentuk)


@lock_peta()
def _install_provinsi(kode_provinsi: str, levels: Mapping[str, Bentuk], sumber: str) -> None:
    """Official levels in the place of the schematic ones; the levels that the file lacks stay as they are."""
    kept = dict(build_skematik(kode_provinsi)["tingkat"])
    for tingkat, bentuk in levels.items():
        write_bentuk(kode_provinsi, tingkat, bentuk)
        missing = list_tanpa_bentuk(kode_provinsi, tingkat, bentuk)
        kept[tingkat] = {"jenis": "resmi", "sumber": sumber, "jumlah": len(bentuk), "tanpa_bentuk": missing}
    write_info(kode_provinsi, kept)


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
    kode, xy = read_semua_titik()
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
    light = numpy.array([on_grid(geometry) for geometry in light], dtype=object)
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
