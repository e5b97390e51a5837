"""Official boundaries: an official file is read, checked against codes, names and places, then installed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
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

from p4gn.bahasa import format_angka, format_persen
from p4gn.geography.boundaries import (
    TINGKAT_PETA,
    BatasError,
    Bentuk,
    dissolve,
    find_letak,
    follow_perubahan,
    list_tanpa_bentuk,
    on_grid,
    read_bentuk,
    read_info,
    write_bentuk,
    write_info,
)
from p4gn.geography.kunci import lock_peta
from p4gn.geography.pencocokan import BarisBatas, Pencocokan, match_baris, parse_kode, read_kolom
from p4gn.geography.periksa import LEBAR_CELAH, check_tepi, measure_luar_induk, measure_luas
from p4gn.geography.skematik import build_skematik, read_semua_titik
from p4gn.geography.wilayah import TINGKAT, find_penerus, find_wilayah_by_kode, get_wilayah, list_keturunan, tingkat_of

_LABEL = {"provinsi": "Provinsi", "kabkota": "Kabupaten/kota", "kecamatan": "Kecamatan", "desa": "Desa/kelurahan"}
_TOLERANSI_RESMI = 0.0002  # degrees, about 20 m: the detail a map of one province can show
_TUMPANG_TERBESAR = 0.05  # of the land: more overlap than that means that the shapes are not one level
_LUAR_TERLIHAT = 0.01  # of a region's area outside the region above it: less is how borders are drawn
_BEDA_LUAS = 5  # percent: a region that changes more than that is named
_CAKUPAN_TERKECIL = 0.8  # of the regions of a level in the province; below that the file is a part, not the province


Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BatasResmi:
    """An official file that was read and judged fit: its name, and shapes by province and level."""

    sumber: str
    bentuk: Mapping[str, Mapping[str, Bentuk]]


@lock_peta()
def install_provinsi(kode_provinsi: str, levels: Mapping[str, Bentuk], sumber: str) -> None:
    """Official levels in the place of the schematic ones; the levels that the file lacks stay as they are."""
    kept = dict(build_skematik(kode_provinsi)["tingkat"])
    for tingkat, bentuk in levels.items():
        write_bentuk(kode_provinsi, tingkat, bentuk)
        missing = list_tanpa_bentuk(kode_provinsi, tingkat, bentuk)
        kept[tingkat] = {"jenis": "resmi", "sumber": sumber, "jumlah": len(bentuk), "tanpa_bentuk": missing}
    write_info(kode_provinsi, kept)


def read_resmi(path: Path, tell: Tell) -> BatasResmi:
    """Reads, checks and simplifies an official file (GeoPackage, shapefile or its zip, GeoParquet, GeoJSON), telling what it finds.

    Nothing is installed. Raises BatasError with the reason when the file must not be.
    """
    tell(f"Berkas: {path.name}")
    found: dict[str, Bentuk] = {}
    for name, frame in _read_layers(path):
        kinds = ", ".join(sorted({str(kind) for kind in frame.geom_type.dropna()}))
        tell(f"Lapisan{f' “{name}”' if name else ''}: {format_angka(len(frame))} baris ({kinds})")
        tingkat, bentuk = _read_layer(path, frame, tell)
        found[tingkat] = bentuk
    finest = max(found, key=TINGKAT.index)
    if finest == "provinsi":
        raise BatasError(
            f"{path.name}: TIDAK dipasang karena hanya memuat batas provinsi; yang diperlukan kabupaten/kota, kecamatan, atau desa."
        )
    _check_induk(path, found, tell)
    for tingkat in TINGKAT_PETA[: TINGKAT.index(finest) - 1]:
        if tingkat not in found:
            found[tingkat] = dissolve(found[finest], tingkat)
            tell(f"{_LABEL[tingkat]}: digabung dari {_LABEL[finest].lower()} ({len(found[tingkat])} bentuk)")
    found.pop("provinsi", None)
    light = {tingkat: _simplify_resmi(bentuk) for tingkat, bentuk in found.items()}
    return BatasResmi(path.name, _group_by_provinsi(path, light, tell))


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


def _read_layer(path: Path, frame: geopandas.GeoDataFrame, tell: Tell) -> tuple[str, Bentuk]:
    """(level, shapes by code of today) of one layer; BatasError when codes and names do not lead to regions for sure."""
    frame = _to_derajat(path, frame, tell)
    cocok = _match_frame(path, frame, tell)
    for line in cocok.catatan:
        tell(line)
    if cocok.masalah:
        lines = "\n  - ".join(cocok.masalah[:15])
        more = f"\n  … dan {len(cocok.masalah) - 15} lagi" if len(cocok.masalah) > 15 else ""
        raise BatasError(
            f"{path.name}: TIDAK dipasang. {len(cocok.masalah)} baris tidak dapat dipastikan wilayahnya:\n  - {lines}{more}\n"
            "Perbaiki kolom kode (kode Kemendagri, misalnya 63.06) atau kolom nama, lalu ulangi."
        )
    kode = numpy.array([k or "" for k in cocok.kode])
    tell(f"Bentuk tanpa wilayah: {int((kode == '').sum()) or 'tidak ada'}{' (dilewati)' if (kode == '').any() else ''}")
    geometries = _repair(frame.geometry.to_numpy(), tell)
    usable = (kode != "") & ~shapely.is_empty(geometries) & ~shapely.is_missing(geometries)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for k, geometry in zip(kode[usable], geometries[usable], strict=True):
        parts[str(k)].append(geometry)
    merged = sum(len(p) > 1 for p in parts.values())
    if merged:
        tell(f"{merged} wilayah tersebar di lebih dari satu baris; bentuknya digabung")
    whole = {k: shapely.union_all(p) if len(p) > 1 else p[0] for k, p in sorted(parts.items())}
    ended = [k for k in whole if find_wilayah_by_kode(k) is None]
    if ended:
        followed = "; ".join(f"{k} → {find_penerus(k) or 'terbagi, dilewati'}" for k in ended)
        tell(f"Kode yang sudah berakhir: {followed}")
        whole = follow_perubahan(whole)
    tell(f"{_LABEL[cocok.tingkat]}: {format_angka(len(whole))} wilayah dikenali dari {'kode dan nama' if cocok.kode_dipercaya else 'nama'}")
    _check_letak(path, whole, tell)
    _check_tepi(path, whole, tell)
    return cocok.tingkat, whole


def _check_tepi(path: Path, bentuk: Bentuk, tell: Tell) -> None:
    """Tells how the shapes fit each other; so much overlap that it cannot be a slip of the pen is refused."""
    tepi = check_tepi(bentuk)
    words = [f"{_count(*tepi.tumpang)} tumpang tindih", f"{_count(*tepi.celah)} celah sempit"]
    tell(
        "Tepi antarwilayah: pas, tanpa tumpang tindih dan tanpa celah"
        if tepi.is_pas
        else f"Tepi antarwilayah: {' dan '.join(words)}; dirapikan"
    )
    if tepi.lubang[0]:
        tell(f"Lubang yang lebih lebar dari 30 m (danau, atau wilayah tanpa bentuk): {_count(*tepi.lubang)}; dibiarkan")
    land = float(measure_luas(numpy.array(list(bentuk.values()), dtype=object)).sum())
    if tepi.tumpang[1] > _TUMPANG_TERBESAR * land:
        raise BatasError(
            f"{path.name}: TIDAK dipasang. Bentuk-bentuknya bertumpuk seluas {format_angka(tepi.tumpang[1])} km² dari {format_angka(land)} km²; "
            "mungkin dua tingkat wilayah tercampur dalam satu lapisan."
        )


def _count(jumlah: int, luas: float) -> str:
    return f"{format_angka(jumlah)} ({format_angka(luas, 2)} km²)"


def _check_induk(path: Path, found: Mapping[str, Bentuk], tell: Tell) -> None:
    """Tells which regions lie outside the region above them, in the file or in what is official already; refused when that is the rule."""
    provinsi = sorted({kode[:2] for bentuk in found.values() for kode in bentuk})
    installed = {tingkat: _read_resmi_terpasang(provinsi, tingkat) for tingkat in TINGKAT_PETA}
    for induk, anak in itertools.pairwise(TINGKAT):
        if not (found.get(induk) or found.get(anak)):
            continue
        share = measure_luar_induk(found.get(anak) or installed.get(anak, {}), found.get(induk) or installed.get(induk, {}))
        if not share:
            continue
        out = sorted((kode for kode in share if share[kode] > _LUAR_TERLIHAT), key=lambda kode: -share[kode])
        names = [f"{kode} {get_wilayah(kode).nama} {format_persen(100 * share[kode])}" for kode in out[:10]]
        label = f"{_LABEL[anak]} di dalam {_LABEL[induk].lower()}nya"
        worst = format_persen(100 * max(share.values()), 2)
        tell(
            f"{label}: {format_angka(len(share) - len(out))} dari {format_angka(len(share))}; bagian luas di luar paling besar {worst}"
            + (f"; di luar lebih dari 1%: {', '.join(names)}{' …' if len(out) > 10 else ''}" if out else "")
        )
        if sum(part > 0.5 for part in share.values()) > 0.1 * len(share):
            raise BatasError(
                f"{path.name}: TIDAK dipasang. Banyak {_LABEL[anak].lower()} terletak di luar {_LABEL[induk].lower()} induknya."
            )


def _read_resmi_terpasang(provinsi: Sequence[str], tingkat: str) -> Bentuk:
    """Shapes of a level that are installed and official."""
    official = (kode for kode in provinsi if (read_info(kode) or {}).get("tingkat", {}).get(tingkat, {}).get("jenis") == "resmi")
    return {kode: geometry for kode_provinsi in official for kode, geometry in read_bentuk(kode_provinsi, tingkat).items()}


def _to_derajat(path: Path, frame: geopandas.GeoDataFrame, tell: Tell) -> geopandas.GeoDataFrame:
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
        tell("Sistem koordinat tidak disebut; angkanya dibaca sebagai bujur/lintang (WGS 84)")
        return frame.set_crs(4326)
    if frame.crs.to_epsg() == 4326:
        tell("Sistem koordinat: WGS 84 (EPSG:4326)")
    else:
        tell(f"Sistem koordinat {frame.crs.name} diubah ke WGS 84 (EPSG:4326)")
        frame = frame.to_crs(4326)
    left, bottom, right, top = frame.total_bounds
    if not (left > 94 and right < 142 and bottom > -12 and top < 7):
        swapped = " Bujur dan lintang tampaknya tertukar." if bottom > 94 and top < 142 else ""
        raise BatasError(f"{path.name}: bentuknya terletak di luar Indonesia.{swapped} Periksa sistem koordinatnya.")
    return frame


def _match_frame(path: Path, frame: geopandas.GeoDataFrame, tell: Tell) -> Pencocokan:
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
    tell(f"Kolom kode: {kolom_kode or 'tidak ada'}; kolom nama: {own_name}; tingkat: {_LABEL[tingkat].lower()}")
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
    cocok = match_baris(baris, tingkat)
    others = f"{format_angka(cocok.dikenal - cocok.sepakat)} kode dikenal tetapi namanya berbeda, {format_angka(len(baris) - cocok.dikenal)} kode tidak dikenal"
    part = format_persen(100 * cocok.sepakat / len(baris))
    tell(f"Kode dan nama sepakat: {format_angka(cocok.sepakat)} dari {format_angka(len(baris))} baris ({part}); {others}")
    return cocok


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


def _repair(geometries: numpy.ndarray, tell: Tell) -> numpy.ndarray:
    """Areas without self-crossings; heights dropped, lines and points left over from the repair dropped."""
    flat = shapely.force_2d(geometries)
    broken = ~shapely.is_valid(flat)
    if broken.any():
        flat[broken] = shapely.make_valid(flat[broken], method="structure", keep_collapsed=False)
    tell(f"{int(broken.sum())} bentuk tidak sah (garisnya bersilangan) diperbaiki" if broken.any() else "Bentuk tidak sah: tidak ada")
    return flat


def _check_letak(path: Path, bentuk: Mapping[str, BaseGeometry], tell: Tell) -> None:
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
        tell(f"{len(far)} bentuk terletak lebih dari 30 km dari titik desanya: {names}")


def _simplify_resmi(bentuk: Mapping[str, BaseGeometry]) -> Bentuk:
    """Lighter shapes whose common borders stay common; small overlaps and gaps of the file are closed first."""
    kode = sorted(bentuk)
    shapes = numpy.array([bentuk[k] for k in kode], dtype=object)
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes, gap_width=LEBAR_CELAH)
    light = shapely.coverage_simplify(shapes, _TOLERANSI_RESMI)
    light = numpy.array([on_grid(geometry) for geometry in light], dtype=object)
    broken = ~shapely.is_valid(light)
    light[broken] = shapely.make_valid(light[broken], method="structure", keep_collapsed=False)
    return {k: geometry for k, geometry in zip(kode, light, strict=True) if not geometry.is_empty}


def _group_by_provinsi(path: Path, found: Mapping[str, Bentuk], tell: Tell) -> dict[str, dict[str, Bentuk]]:
    """Shapes by province and level; a level that covers only a part of the province is not installed."""
    grouped: dict[str, dict[str, Bentuk]] = defaultdict(dict)
    refused: list[str] = []
    for tingkat in TINGKAT_PETA:
        by_provinsi: dict[str, Bentuk] = defaultdict(dict)
        for kode, geometry in found.get(tingkat, {}).items():
            by_provinsi[kode[:2]][kode] = geometry
        for kode_provinsi, bentuk in sorted(by_provinsi.items()):
            expected = list_keturunan(kode_provinsi, tingkat)
            line = f"{get_wilayah(kode_provinsi).nama}, {_LABEL[tingkat].lower()}: {format_angka(len(bentuk))} dari {format_angka(len(expected))} punya bentuk"
            if len(bentuk) < _CAKUPAN_TERKECIL * len(expected):
                refused.append(line)
                continue
            tell(f"{line}; {_compare_luas(kode_provinsi, tingkat, bentuk)}")
            missing = [w for w in expected if w.kode not in bentuk]
            for w in missing:
                origin = find_letak(w.kode, bentuk)
                tell(f"    tanpa bentuk: {w.kode} {w.nama}" + (f", dalam bentuk {origin} {get_wilayah(origin).nama}" if origin else ""))
            grouped[kode_provinsi][tingkat] = bentuk
    if not grouped:
        raise BatasError(
            f"{path.name}: TIDAK dipasang karena hanya memuat sebagian wilayah ({'; '.join(refused)}). Pasang berkas seluruh provinsi."
        )
    for line in refused:
        tell(f"Tidak dipasang karena tidak lengkap: {line}")
    _tell_sisa(grouped, tell)
    return dict(grouped)


def _compare_luas(kode_provinsi: str, tingkat: str, bentuk: Bentuk) -> str:
    """The area of a level against what is installed; regions that changed a lot are named when that was official."""
    new = dict(zip(bentuk, measure_luas(numpy.array(list(bentuk.values()), dtype=object)).tolist(), strict=True))
    total = sum(new.values())
    before = read_bentuk(kode_provinsi, tingkat)
    if not before:
        return f"luas {format_angka(total)} km²"
    old = dict(zip(before, measure_luas(numpy.array(list(before.values()), dtype=object)).tolist(), strict=True))
    jenis = (read_info(kode_provinsi) or {})["tingkat"][tingkat]["jenis"]
    part = 100 * (total / sum(old.values()) - 1)
    text = f"luas {format_angka(total)} km², yang terpasang ({jenis}) {format_angka(sum(old.values()))} km² ({_sign(part)})"
    change = {kode: 100 * (new[kode] / old[kode] - 1) for kode in new.keys() & old.keys() if old[kode]}
    large = sorted((kode for kode in change if abs(change[kode]) > _BEDA_LUAS), key=lambda kode: -abs(change[kode]))
    if large and jenis == "resmi":
        text += f"; berubah lebih dari {_BEDA_LUAS}%: {', '.join(f'{k} {get_wilayah(k).nama} {_sign(change[k])}' for k in large[:10])}"
    return text


def _sign(persen: float) -> str:
    return ("+" if persen >= 0 else "") + format_persen(persen)


def _tell_sisa(grouped: Mapping[str, Mapping[str, Bentuk]], tell: Tell) -> None:
    """Which levels the file leaves as they are, said once for all provinces that share them."""
    by_sisa: dict[str, list[str]] = defaultdict(list)
    for kode_provinsi, levels in grouped.items():
        still = [_LABEL[t].lower() for t in TINGKAT_PETA if t not in levels]
        if still:
            by_sisa[" dan ".join(still)].append(get_wilayah(kode_provinsi).nama)
    for still, names in by_sisa.items():
        where = names[0] if len(names) == 1 else f"{len(names)} provinsi"
        tell(f"{where}: {still} tetap seperti semula (skematik bila belum pernah dipasang)")
