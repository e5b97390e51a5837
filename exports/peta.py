"""The map as files: a PNG made of its SVG without a browser, and the regions shown as GeoJSON, hidden and unknown alike as on screen."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import typst

from exports.berkas import MASA, tanda_of
from exports.pdf import FONTS, fonts
from p4gn.bahasa import is_kosong
from p4gn.geography.wilayah import NASIONAL
from p4gn.indicators.states import DISAMARKAN, KEADAAN
from p4gn.warehouse.editions import data_dir

Geometri = Mapping[str, Any]

_HALAMAN = """#set page(width: {lebar}pt, height: {tinggi}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)"""
_ANGKA = ("nilai", "pembilang", "penyebut")
_GAGAL = "Gambar PNG belum dapat dibuat di sini. Unduh gambar SVG, dan sampaikan hal ini kepada pengelola dasbor."
_DESIMAL = 5  # of a degree; about a metre


class GambarGagal(Exception):
    """The picture could not be made; the message is a sentence for the reader."""


def png_map(svg: str, lebar: int = 1920) -> bytes:
    """The picture `lebar` px wide, its height in proportion; its letters are ours on every machine. GambarGagal when it cannot be drawn."""
    if not any(FONTS.glob("*.ttf")):
        raise GambarGagal(_GAGAL)
    try:
        akar = ET.fromstring(svg)
        lebar_svg, tinggi_svg = float(akar.attrib["width"]), float(akar.attrib["height"])
        halaman = _HALAMAN.format(lebar=lebar_svg, tinggi=tinggi_svg)
        return typst.compile(halaman.encode(), font_paths=fonts(), sys_inputs={"svg": svg}, format="png", ppi=72 * lebar / lebar_svg)
    except (ET.ParseError, KeyError, ValueError, typst.TypstError) as error:
        raise GambarGagal(_GAGAL) from error


@lru_cache(maxsize=1)
def find_halangan() -> str | None:
    """Why this machine makes no PNG, in a sentence for the reader; None when it does. Tried once."""
    try:
        png_map('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 1)
    except GambarGagal as error:
        return str(error)
    return None


def geojson_map(
    baris: Iterable[Mapping[str, Any]],
    bentuk: Mapping[str, Geometri],
    keterangan: Mapping[str, str],
    *,
    indikator: str,
    satuan: str,
    edisi: str,
) -> bytes:
    """The regions of a result (kode, nama, nilai, pembilang, penyebut, keadaan) with their shapes in degrees, in the order given.

    keterangan: the facts of the file with Periode and Sumber (exports/berkas.py); edisi: its id. What is unknown or hidden is null, never 0;
    a region without a shape has the geometry null.
    """
    sama = {
        "satuan": satuan,
        "periode": keterangan.get(MASA),
        "indikator": indikator,
        "edisi": edisi,
        "sumber": keterangan.get("Sumber"),
        "tanda": tanda_of(keterangan),
    }
    isi = {
        "type": "FeatureCollection",
        "keterangan": dict(keterangan),
        "features": [_feature(each, bentuk.get(each["kode"]), sama) for each in baris],
    }
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _feature(baris: Mapping[str, Any], bentuk: Geometri | None, sama: Mapping[str, str | None]) -> dict[str, Any]:
    keadaan = KEADAAN[baris["keadaan"]]
    angka = {nama: None if keadaan.id == DISAMARKAN else _angka(baris.get(nama)) for nama in _ANGKA}
    sifat = {"kode": baris["kode"], "nama": baris["nama"], **angka, "keadaan": keadaan.id, "kata": keadaan.kata, **sama}
    return {"type": "Feature", "id": baris["kode"], "properties": sifat, "geometry": _round(bentuk) if bentuk else None}


def _angka(nilai: object) -> int | float | None:
    """A plain number for JSON; unknown is None."""
    if is_kosong(nilai):
        return None
    angka = float(nilai)  # type: ignore[arg-type]
    return int(angka) if angka.is_integer() else angka


def _round(isi: Any) -> Any:
    """A geometry with coordinates of at most five decimals."""
    if isinstance(isi, float):
        return round(isi, _DESIMAL)
    if isinstance(isi, Mapping):
        return {nama: _round(each) for nama, each in isi.items()}
    return [_round(each) for each in isi] if isinstance(isi, list | tuple) else isi


def read_bentuk(kode_induk: str, per: str) -> dict[str, Geometri]:
    """Shapes in degrees of the regions of a level below a region (or 'nasional'), by code; without those that have none."""
    if kode_induk == NASIONAL:
        return _read_tingkat(NASIONAL, per)
    found = _read_tingkat(kode_induk[: len("63")], per)
    return {kode: bentuk for kode, bentuk in found.items() if kode == kode_induk or kode.startswith(f"{kode_induk}.")}


def _read_tingkat(induk: str, tingkat: str) -> dict[str, Geometri]:
    try:
        isi = json.loads((data_dir() / "batas" / induk / f"{tingkat}.geojson").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {feature["properties"]["kode"]: feature["geometry"] for feature in isi["features"] if feature["geometry"]}
