"""Buttons for files, for every table and for the page; and what every file says about itself: title, region, period, edition, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

import streamlit as st

from p4gn.bahasa import format_tanggal
from p4gn.periode import label as label_periode
from p4gn.tabel import Tabel, csv_of
from ui import cache, frame, jenis
from ui.kolom import Kolom, Row, to_tabel

if TYPE_CHECKING:
    from p4gn.scope import Scope

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
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


# ---- tables --------------------------------------------------------------------------------------------------------------


class ToBuku(Protocol):
    """Makes a workbook of tables: exports.tabel.make_buku."""

    def __call__(self, tabel: Sequence[Tabel], keterangan: Mapping[str, str]) -> bytes: ...


#: Rows, or what gives them: a frame of very many is taken apart only for who asks for the file.
Rows = Sequence[Row] | Callable[[], Sequence[Row]]
_PEMBUAT: dict[str, ToBuku] = {}
_HALAMAN = "tabel_halaman"
_BERSAMA = ("edisi", "wilayah", "periode")


@dataclass(frozen=True, slots=True)
class _Terdaftar:
    """A table that stands on the page: how to make it, and its facts."""

    make: Callable[[], Tabel]
    facts: Mapping[str, str]


def use(buku: ToBuku) -> None:
    """Hands over what makes workbooks; app.py does so once, because ui imports no exports."""
    _PEMBUAT["buku"] = buku


def make_buku(tabel: Sequence[Tabel], facts: Mapping[str, str]) -> bytes:
    """The tables as one workbook."""
    return _PEMBUAT["buku"](tabel, facts)


def table_buttons(nama: str, rows: Rows, columns: Sequence[Kolom], facts: Mapping[str, str], scope: Scope, *, lembar: str = "") -> None:
    """'Unduh tabel' as XLSX and CSV: all rows of a table, not only those on the screen, typed. lembar names its sheet, else its title does."""
    told = complete_facts(facts, scope)
    make = collect(nama, rows, columns, told, lembar=lembar)
    with st.container(horizontal=True, gap="small", key=f"unduh-tabel-{nama}"):
        file_button("Unduh tabel (XLSX)", lambda: make_buku([make()], told), f"{nama}.xlsx", scope, icon="table_view", type="tertiary")
        file_button("Unduh tabel (CSV)", lambda: csv_of(make(), told), f"{nama}.csv", scope, type="tertiary")


def csv_button(nama: str, rows: Rows, columns: Sequence[Kolom], facts: Mapping[str, str], scope: Scope) -> None:
    """The CSV alone, beside a workbook that holds more than the table."""
    told = complete_facts(facts, scope)
    make = collect(nama, rows, columns, told)
    file_button("Unduh tabel (CSV)", lambda: csv_of(make(), told), f"{nama}.csv", scope, type="tertiary")


def collect(nama: str, rows: Rows, columns: Sequence[Kolom], facts: Mapping[str, str], *, lembar: str = "") -> Callable[[], Tabel]:
    """Notes a table for the workbook of its page, and gives what makes it."""

    def make() -> Tabel:
        return to_tabel(lembar or facts.get("Judul", nama), columns, rows() if callable(rows) else rows, facts)

    st.session_state.setdefault(_HALAMAN, {})[nama] = _Terdaftar(make, facts)
    return make


def complete_facts(facts: Mapping[str, str], scope: Scope) -> dict[str, str]:
    """With the source where a table names none, and with what the link says beyond region and period: search, filters, views."""
    chosen = {name: value for name, value in st.query_params.to_dict().items() if name not in _BERSAMA and value}
    more = dict(facts)
    more.setdefault("Sumber", jenis.sumber_edisi(scope))
    if chosen:
        more["Saringan dan pilihan"] = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in chosen.items())
    return jenis.head_lines(scope) | more | {"Tautan": f"?{urlencode(st.query_params.to_dict())}"}


# ---- the page ------------------------------------------------------------------------------------------------------------


def start_halaman() -> None:
    """Before a page is drawn: no table stands on it yet."""
    st.session_state[_HALAMAN] = {}


def draw_halaman(judul: str, nama: str, scope: Scope) -> None:
    """At the foot of a page with several tables: all of them as one workbook, with the rows they have when it is asked for."""
    found: Mapping[str, _Terdaftar] = st.session_state[_HALAMAN]
    if len(found) < 2:
        return
    facts = complete_facts(keterangan(scope, judul, label_periode(scope.periode)), scope)
    file_button(
        "Unduh halaman (XLSX)",
        lambda: make_buku(_list_tabel(found, facts), facts),
        f"halaman-{nama}-{scope.kode_wilayah}-{scope.periode}.xlsx",
        scope,
        icon="table_view",
        type="tertiary",
    )


def _list_tabel(found: Mapping[str, _Terdaftar], shared: Mapping[str, str]) -> list[Tabel]:
    """Every table with the facts that are not those of the whole page."""
    return [
        replace(each.make(), fakta={name: value for name, value in each.facts.items() if shared.get(name) != value and name != "Judul"})
        for each in found.values()
    ]
