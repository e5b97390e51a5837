"""What is on the map as files: a picture (PNG, SVG), the shapes with their numbers (GeoJSON), and the table (XLSX, CSV)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.bahasa import format_tanggal, join_daftar
from p4gn.geography import wilayah
from p4gn.geography.gambar import read_gambar
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.states import DISAMARKAN, TIDAK_BERLAKU
from p4gn.periode import label
from p4gn.tabel import csv_of
from ui import berkas, cache, frame, jenis, tables
from ui.figures.gambar_peta import svg_map
from ui.figures.peta import MapPoint, cells, klasifikasi_of
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

IKON = {"png": "image", "svg": "draw", "geojson": "map", "xlsx": "table_view", "csv": "table"}
KATA = {
    "png": "Gambar (PNG)",
    "svg": "Gambar tajam untuk cetak (SVG)",
    "geojson": "Bentuk dan angka (GeoJSON)",
    "xlsx": "Tabel (XLSX)",
    "csv": "Tabel (CSV)",
}
_ANGKA = ("nilai", "pembilang", "penyebut")


@dataclass(frozen=True, slots=True)
class Pembuat:
    """What makes the files that need more than the screen knows; see exports/peta.py for their arguments."""

    png: Callable[[str], bytes]
    halangan: Callable[[], str | None]
    geojson: Callable[..., bytes]
    bentuk: Callable[[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PetaTampil:
    """One map on the screen: an indicator per level of a region (the scope holds its period), and the marks that lie on it."""

    indicator: Indicator
    scope: Scope
    per: str
    titik: Sequence[MapPoint] = ()


def download_menu(peta: Sequence[PetaTampil], pembuat: Pembuat, *, key: str = "unduh-peta") -> None:
    """A button that opens the files of one map, or of two that stand side by side; each file is made when it is asked for.

    download_menu([PetaTampil(indicator, scope, "kabkota", titik)], Pembuat(png_map, find_halangan, geojson_map, read_bentuk))
    with all four from exports.peta; the page hands them over.
    """
    halangan = pembuat.halangan()
    with st.popover("Unduh", icon=":material/download:", type="tertiary", key=key), st.container(gap=None):
        for each in peta:
            if len(peta) > 1:
                st.html(f'<p class="p4 p4-judul-kecil">{escape(_judul_bagian(each, peta))}</p>')
            _picture_buttons(each, pembuat, halangan)
        facts = berkas.complete_facts(join_facts(peta), peta[0].scope)
        make = berkas.collect(name_file(peta), partial(_rows, peta), list_columns(peta), facts)
        _button("xlsx", lambda: berkas.make_buku([make()], facts), name_file(peta), peta[0].scope)
        _button("csv", lambda: csv_of(make(), facts), name_file(peta), peta[0].scope)
        if halangan:
            st.html(f'<p class="p4 redup">{escape(halangan)}</p>')


def _picture_buttons(peta: PetaTampil, pembuat: Pembuat, halangan: str | None) -> None:
    nama = name_file([peta])
    if not halangan:
        _button("png", lambda: pembuat.png(make_svg(peta)), nama, peta.scope)
    _button("svg", lambda: make_svg(peta).encode("utf-8"), nama, peta.scope)
    _button("geojson", lambda: make_geojson(peta, pembuat), nama, peta.scope)


def _button(jenis_berkas: str, make: Callable[[], bytes], nama: str, scope: Scope) -> None:
    berkas.file_button(KATA[jenis_berkas], make, f"{nama}.{jenis_berkas}", scope, icon=IKON[jenis_berkas], type="tertiary")


def name_file(peta: Sequence[PetaTampil]) -> str:
    """'peta-orang_dites-63-2026-per-kabkota'; of two maps both that differ: '…-2026-dan-2025-…'."""
    first = peta[0]
    ids = "-dan-".join(dict.fromkeys(each.indicator.id for each in peta))
    masa = "-dan-".join(dict.fromkeys(each.scope.periode for each in peta))
    return f"peta-{ids}-{first.scope.kode_wilayah}-{masa}-per-{first.per}"


def _judul_bagian(peta: PetaTampil, semua: Sequence[PetaTampil]) -> str:
    """What tells one of two maps from the other."""
    sama = len({each.indicator.id for each in semua}) == 1
    return label(peta.scope.periode) if sama else peta.indicator.judul


def facts_of(peta: PetaTampil) -> dict[str, str]:
    """What each file of a map says about itself."""
    facts = berkas.keterangan(peta.scope, f"{peta.indicator.judul} per {KATA_TINGKAT[peta.per]}", label(peta.scope.periode))
    return facts | {
        "Indikator": peta.indicator.judul,
        "Satuan": peta.indicator.satuan,
        "Definisi": peta.indicator.definisi,
        "Sumber": jenis.sumber_text(peta.indicator, peta.scope),
        "Batas wilayah": _batas(peta),
    }


def _batas(peta: PetaTampil) -> str:
    """Where the shapes come from; a schematic source says that it is one."""
    kode = peta.scope.kode_wilayah
    drawn = wilayah.peta_index(kode if kode == wilayah.NASIONAL else kode[: len("63")])
    return drawn["tingkat"].get(peta.per, drawn)["sumber"] if drawn else "tidak digambar"


def make_svg(peta: PetaTampil, **ukuran: Any) -> str:
    """The picture of a map, light, because files are printed and shown on slides; ukuran: lebar, tinggi, tema of svg_map."""
    scope, indicator = peta.scope, peta.indicator
    facts = facts_of(peta)
    return svg_map(
        read_gambar(scope.kode_wilayah, peta.per),
        cells(_hasil(peta), indicator),
        klasifikasi_of(indicator, peta.per),
        judul=indicator.judul,
        wilayah=f"{frame.wilayah_label(scope.kode_wilayah)} per {KATA_TINGKAT[peta.per]}",
        periode=facts["Periode"],
        sumber=facts["Sumber"],
        edisi=scope.edisi,
        data_per=format_tanggal(cache.manifest(scope.edisi).data_per),
        batas=facts["Batas wilayah"],
        tanda=" · ".join(jenis.head_lines(scope)),
        titik=peta.titik,
        **ukuran,
    )


def make_geojson(peta: PetaTampil, pembuat: Pembuat) -> bytes:
    """The same rows with their shapes in degrees."""
    indicator, scope = peta.indicator, peta.scope
    bentuk = pembuat.bentuk(scope.kode_wilayah, peta.per)
    rows = tables.rows_of(_hasil(peta))
    return pembuat.geojson(rows, bentuk, facts_of(peta), indikator=indicator.judul, satuan=indicator.satuan, edisi=scope.edisi)


def csv_map(peta: Sequence[PetaTampil]) -> bytes:
    """The rows of one map, or of two beside each other: a region that one of them does not know is marked as not applicable there."""
    return tables.csv_bytes(join_facts(peta), list_columns(peta), _rows(peta))


def join_facts(peta: Sequence[PetaTampil]) -> dict[str, str]:
    """What a file says of one map, or of two together."""
    facts = facts_of(peta[0])
    for name in ("Judul", "Indikator", "Satuan", "Definisi", "Periode", "Sumber"):
        facts[name] = join_daftar(dict.fromkeys(facts_of(each)[name] for each in peta))
    return facts


def list_columns(peta: Sequence[PetaTampil]) -> list[Kolom]:
    """Region, then the numbers and the state of each map."""
    return [
        Kolom("Kode wilayah", tables.text_of("kode")),
        Kolom(tables.PER_JUDUL[peta[0].per], tables.text_of("nama")),
        *(column for i, each in enumerate(peta) for column in _columns(i, each, peta)),
    ]


def _columns(nomor: int, peta: PetaTampil, semua: Sequence[PetaTampil]) -> list[Kolom]:
    """Value, what it is made of, and the state of one map, headed by what tells it from the other."""
    ekor = f", {_judul_bagian(peta, semua)}" if len(semua) > 1 else ""
    indicator = peta.indicator

    def number(judul: str, field: str, **isi: Any) -> Kolom:
        return Kolom(f"{judul}{ekor}", tables.text_of(f"{field}_{nomor}", ""), angka=f"{field}_{nomor}", **isi)

    parts = [number(indicator.pembilang.kata, "pembilang"), number(indicator.penyebut.kata, "penyebut")] if indicator.penyebut else []
    state = Kolom(f"Keadaan{ekor}", lambda row: tables.state_text(row[f"keadaan_{nomor}"]))
    look = {"format": "persen" if indicator.satuan == "persen" else "angka", "desimal": indicator.desimal}
    return [number(indicator.judul_pendek, "nilai", **look), *parts, state]


def _rows(peta: Sequence[PetaTampil]) -> list[Row]:
    """One row per region of any of the maps, its fields numbered by map; a hidden cell has no number at all."""
    by_map = [{row["kode"]: row for row in tables.rows_of(_hasil(each))} for each in peta]
    names = {kode: row["nama"] for rows in reversed(by_map) for kode, row in rows.items()}
    return [{"kode": kode, "nama": names[kode]} | _fields(kode, by_map) for kode in sorted(names)]


def _fields(kode: str, by_map: Sequence[Mapping[str, Row]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for i, rows in enumerate(by_map):
        row = rows.get(kode, {"keadaan": TIDAK_BERLAKU})
        hidden = row["keadaan"] == DISAMARKAN
        found |= {f"{field}_{i}": None if hidden else row.get(field) for field in _ANGKA} | {f"keadaan_{i}": row["keadaan"]}
    return found


def _hasil(peta: PetaTampil) -> Any:
    return cache.indicator_frame(peta.indicator.id, peta.scope, peta.per)
