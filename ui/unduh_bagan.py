"""The files of one chart: a picture (PNG, SVG) with its title and source, and the rows behind it (XLSX, CSV), all made of its slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan.tabel import fakta_of, tabel_of
from p4gn.tabel import Tabel, csv_of
from ui import berkas

if TYPE_CHECKING:
    from p4gn.paparan.isi import Kepala, Slide
    from p4gn.scope import Scope


@dataclass(frozen=True, slots=True)
class Pembuat:
    """What makes the files: the slide of a recipe (name, param, scope), what its files say of themselves, its picture as SVG (ui.figures.bagan_svg),
    the PNG of an SVG and why this machine makes none (exports.peta)."""

    slide: Callable[[str, Mapping[str, str], Scope], Slide]
    kepala: Callable[[Scope], Kepala]
    svg: Callable[[Slide, Kepala], str]
    png: Callable[[str], bytes]
    halangan: Callable[[], str | None]


_PEMBUAT: dict[str, Pembuat] = {}


def use(pembuat: Pembuat) -> None:
    """Hands over the makers; app.py does so once, because ui imports no exports."""
    _PEMBUAT["bagan"] = pembuat


def draw_unduh_bagan(resep: str, param: Mapping[str, str], scope: Scope, *, key: str) -> None:
    """A small menu beside a chart. Its buttons are made when it is opened, and a file when it is asked for."""
    with st.popover("Unduh", icon=":material/download:", type="tertiary", key=key, on_change="rerun") as menu:
        if menu.open:
            _draw_buttons(resep, param, scope)


def _draw_buttons(resep: str, param: Mapping[str, str], scope: Scope) -> None:
    made = _PEMBUAT["bagan"]
    nama = name_file(resep, param, scope)
    halangan = made.halangan()

    def button(label: str, make: Callable[[], bytes], jenis: str, icon: str) -> None:
        berkas.file_button(label, make, f"{nama}.{jenis}", scope, icon=icon, type="tertiary")

    with st.container(gap=None):
        if halangan is None:
            button("Gambar (PNG)", lambda: made.png(_svg(resep, param, scope)), "png", "image")
        button("Gambar tajam (SVG)", lambda: _svg(resep, param, scope).encode("utf-8"), "svg", "draw")
        button("Tabel (XLSX)", partial(_make_xlsx, resep, param, scope), "xlsx", "table_view")
        button("Tabel (CSV)", partial(_make_csv, resep, param, scope), "csv", "table")
        if halangan is not None:
            st.caption(halangan)


def name_file(resep: str, param: Mapping[str, str], scope: Scope) -> str:
    """'tren-cakupan_tes_urine-63-2026'."""
    parts = [resep, *(value.replace(",", "-").replace("@", "-").lower() for value in param.values()), scope.kode_wilayah, scope.periode]
    return "-".join(parts)


def _svg(resep: str, param: Mapping[str, str], scope: Scope) -> str:
    made = _PEMBUAT["bagan"]
    return made.svg(made.slide(resep, param, scope), made.kepala(scope))


def _make_xlsx(resep: str, param: Mapping[str, str], scope: Scope) -> bytes:
    table, facts = _read(resep, param, scope)
    return berkas.make_buku([table], facts)


def _make_csv(resep: str, param: Mapping[str, str], scope: Scope) -> bytes:
    table, facts = _read(resep, param, scope)
    return csv_of(table, facts)


def _read(resep: str, param: Mapping[str, str], scope: Scope) -> tuple[Tabel, dict[str, str]]:
    """The rows, and one set of facts: of one table what is true of it is true of the file."""
    made = _PEMBUAT["bagan"]
    table = tabel_of(made.slide(resep, param, scope))
    indicator = CATALOGUE.get(param.get("indikator", ""))
    meaning = {"Indikator": indicator.judul, "Satuan": indicator.satuan, "Definisi": indicator.definisi} if indicator else {}
    return replace(table, fakta={}), fakta_of(made.kepala(scope), table.judul) | meaning | dict(table.fakta)
