"""The shared choice of edition, region and period: one Scope for every page, kept while moving about and written into the link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from p4gn import levels
from p4gn.bahasa import format_tanggal_pendek, kapital_awal
from p4gn.geography import wilayah
from p4gn.periode import PeriodeTidakDikenal, parse_periode
from p4gn.periode import label as label_periode
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse import editions
from ui import cache, frame, settings

SEMUA = ""
SHARED = ("edisi", "wilayah", "periode")
PANJANG_KECAMATAN = len("63.06.05")


def choose_scope() -> None:
    """Take over what the link says, draw the filters in the sidebar, and write the outcome back into the link."""
    edisi_list = editions.list_edisi()
    if not edisi_list:
        _explain_empty_warehouse()
    _adopt_link([manifest.id for manifest in edisi_list])
    scope = current_scope()
    with st.sidebar:
        _draw_wilayah(scope)
        _draw_periode(scope)
        _draw_edisi(scope, edisi_list)
    _write_shared()


def current_scope() -> Scope:
    return st.session_state["scope"]


def go_to(kode_wilayah: str) -> None:
    """Look at another region from now on, on every page. For use inside a callback; elsewhere follow it with st.rerun()."""
    st.session_state["scope"] = replace(current_scope(), kode_wilayah=kode_wilayah)


def go_to_periode(periode: str) -> None:
    """Look at another period from now on, on every page; like go_to for use inside a callback."""
    st.session_state["scope"] = replace(current_scope(), periode=periode)


def link_params(scope: Scope, **extra: str) -> dict[str, str]:
    """The query parameters that restore this view; defaults are written too, so that a link opened next year shows the same."""
    return {"edisi": scope.edisi, "wilayah": scope.kode_wilayah, "periode": scope.periode, **extra}


def follow_link(name: str, key: str, awal: str) -> None:
    """Before a page's own widget is drawn: where the reader followed a link or pressed back, the link decides what it holds."""
    written = st.query_params.get(name)
    if key not in st.session_state or written != st.session_state.get(f"{key}_tautan"):
        st.session_state[key] = awal if written is None else written


def write_link(name: str, key: str, value: str | None) -> None:
    """After the widget is drawn: its value goes into the link; None takes it out."""
    if value is None and name in st.query_params:
        del st.query_params[name]
    elif value is not None and st.query_params.get(name) != value:
        st.query_params[name] = value
    st.session_state[f"{key}_tautan"] = value


def _explain_empty_warehouse() -> None:
    st.title("Belum ada data")
    st.info("Belum ada edisi yang diterbitkan. Jalankan `make etl` di komputer peladen, lalu muat ulang halaman ini.")
    st.stop()


def _adopt_link(edisi_known: list[str]) -> None:
    """A link is followed where it makes sense; what it asks for and does not exist is said, never guessed."""
    scope = st.session_state.get("scope")
    if scope is None or scope.edisi not in edisi_known:
        current = editions.find_current() or edisi_known[0]
        if scope is not None:
            frame.notice(f"Edisi {scope.edisi} sudah tidak ada. Yang ditampilkan sekarang: edisi {current}.")
        scope = Scope(current, settings.default_wilayah()) if scope is None else replace(scope, edisi=current)
    written = {key: value for key, value in st.query_params.to_dict().items() if key in SHARED}
    if written != st.session_state.get("link_written"):
        scope = _follow_shared(scope, written, edisi_known)
    st.session_state["scope"] = scope


def _follow_shared(scope: Scope, written: Mapping[str, str], edisi_known: list[str]) -> Scope:
    edisi = written.get("edisi", scope.edisi)
    if edisi in edisi_known:
        scope = replace(scope, edisi=edisi)
    else:
        frame.notice(f"Edisi “{edisi}” pada tautan tidak ada di sini. Yang ditampilkan: edisi {scope.edisi}.")
    kode = written.get("wilayah", scope.kode_wilayah)
    if kode == NASIONAL or wilayah.find_wilayah_by_kode(kode):
        # Screens end at the kecamatan; a village is shown in its kecamatan.
        scope = replace(scope, kode_wilayah=kode[:PANJANG_KECAMATAN] if kode != NASIONAL else NASIONAL)
    else:
        frame.notice(f"Kode wilayah “{kode}” pada tautan tidak dikenal. Pilih wilayah di bilah samping.")
    try:
        scope = replace(scope, periode=str(parse_periode(written.get("periode", scope.periode))))
    except PeriodeTidakDikenal as error:
        frame.notice(str(error))
    return scope


def _write_shared() -> None:
    """Only the shared part; what a page itself keeps in the link (a chosen indicator, a search) stays there."""
    shared = link_params(current_scope())
    if any(st.query_params.get(key) != value for key, value in shared.items()):
        st.query_params.from_dict(st.query_params.to_dict() | shared)
    st.session_state["link_written"] = shared


def _draw_wilayah(scope: Scope) -> None:
    path = levels.list_jalur(scope.kode_wilayah)
    _select("Provinsi", "pilih_provinsi", [NASIONAL, *[w.kode for w in wilayah.list_provinsi()]], path[0].kode if path else NASIONAL)
    if path:
        kabkota = path[1].kode if len(path) > 1 else SEMUA
        _select("Kabupaten/kota", "pilih_kabkota", [SEMUA, *[w.kode for w in wilayah.list_anak(path[0].kode)]], kabkota)
    if len(path) > 1:
        kecamatan = path[2].kode if len(path) > 2 else SEMUA
        _select("Kecamatan", "pilih_kecamatan", [SEMUA, *[w.kode for w in wilayah.list_anak(path[1].kode)]], kecamatan)


def _select(label: str, key: str, options: list[str], chosen: str) -> None:
    st.session_state[key] = chosen
    st.selectbox(label, options, key=key, format_func=_nama, on_change=_on_wilayah, args=(key,))


def _nama(kode: str) -> str:
    if kode in (SEMUA, NASIONAL):
        return "Semua" if kode == SEMUA else "Seluruh Indonesia"
    return wilayah.get_wilayah(kode).nama_resmi.removeprefix("Kecamatan ").replace("Kabupaten ", "Kab. ")


def _on_wilayah(key: str) -> None:
    parent = {"pilih_kabkota": "pilih_provinsi", "pilih_kecamatan": "pilih_kabkota"}
    go_to(st.session_state[key] or st.session_state[parent[key]])


def _draw_periode(scope: Scope) -> None:
    options = cache.list_periode(scope.edisi)
    if scope.periode not in options:
        options = [*options, scope.periode]
    st.session_state["pilih_periode"] = scope.periode
    st.selectbox(
        "Periode", options, key="pilih_periode", format_func=label_periode, on_change=_on_choice, args=("periode", "pilih_periode")
    )


def _draw_edisi(scope: Scope, edisi_list: list[editions.Manifest]) -> None:
    title = edisi_titles(edisi_list)
    st.session_state["pilih_edisi"] = scope.edisi
    st.selectbox("Edisi data", list(title), key="pilih_edisi", format_func=title.get, on_change=_on_choice, args=("edisi", "pilih_edisi"))


def edisi_titles(edisi_list: list[editions.Manifest]) -> dict[str, str]:
    """'Publik, 25 Nov 2026'; of one day 'Publik 25 Nov 08.12'. Never twice the same: the browser knows a choice by its words alone."""
    kind = {each.id: kapital_awal(each.judul.removeprefix("Edisi ")) for each in edisi_list}
    day = {each.id: format_tanggal_pendek(each.dibuat) for each in edisi_list}
    titles = {each.id: f"{kind[each.id]}, {day[each.id]}" for each in edisi_list}
    minute = {each.id: each.dibuat[11:16].replace(":", ".") for each in edisi_list}
    finer = titles | {each: f"{kind[each]} {day[each][:-5]} {minute[each]}" for each in _shared(titles)}
    return finer | {each: f"{finer[each]} · {each[-8:]}" for each in _shared(finer)}


def _shared(titles: Mapping[str, str]) -> list[str]:
    """Whose title another has too."""
    number = Counter(titles.values())
    return [each for each, title in titles.items() if number[title] > 1]


def _on_choice(field: str, key: str) -> None:
    st.session_state["scope"] = replace(current_scope(), **{field: st.session_state[key]})
