"""Buttons for files, and what every file says about itself: title, region, period, framework, edition, the day the data reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_tanggal
from ui import cache, frame, jenis, tables

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from ui.tables import Kolom, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
    "geojson": "application/geo+json",
}


def keterangan(scope: Scope, judul: str, masa: str, *, wilayah: str | None = None, kerangka: str = "", kalimat: str = "") -> dict[str, str]:
    """The facts of a file in their order; the mark of invented data comes first. wilayah: a region code, else that of the scope."""
    manifest = cache.manifest(scope.edisi)
    named = {
        "Judul": judul,
        "Kalimat": kalimat,
        "Wilayah": frame.wilayah_label(wilayah or scope.kode_wilayah),
        "Periode": masa,
        "Kerangka": kerangka,
        "Edisi": f"{manifest.judul}, {scope.edisi} ({manifest.status})",
        "Data per": format_tanggal(manifest.data_per),
    }
    return jenis.head_lines(scope) | {key: value for key, value in named.items() if value}


def file_button(label: str, make: Callable[[], bytes], nama: str, scope: Scope, *, icon: str = "download", type: str = "secondary") -> None:
    """A file that is made when it is asked for; its kind is told by the ending of its name."""
    st.download_button(
        label,
        data=make,
        file_name=jenis.file_name(nama, scope),
        mime=MIME[nama.rpartition(".")[2]],
        key=f"unduh-{nama}",
        icon=f":material/{icon}:",
        on_click="ignore",
        type=type,  # type: ignore[arg-type]
    )


def csv_button(nama: str, rows: Sequence[Row], columns: Sequence[Kolom], facts: Mapping[str, str], scope: Scope) -> None:
    """All rows of a table, not only those on the screen; a column of markup is left out, unless it brings its words as `teks`."""
    plain = [replace(column, isi=column.teks or column.isi) for column in columns if not column.html or column.teks]
    file_button("Unduh tabel (CSV)", lambda: tables.csv_bytes(facts, plain, rows), f"{nama}.csv", scope, type="tertiary")
