"""Beside every chart: put it into a briefing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.paparan import simpan
from p4gn.paparan.susunan import ButirSusunan, Susunan
from ui import catat, filters, kerja, unduh_bagan

if TYPE_CHECKING:
    from p4gn.scope import Scope

_BARU = "Paparan baru …"


def draw_menu(resep: str, param: Mapping[str, str], scope: Scope, *, key: str) -> None:
    """What one may take from a chart: its files, and a place in a briefing."""
    with st.container(horizontal=True, key=f"ambil-{key}"):
        unduh_bagan.draw_unduh_bagan(resep, param, scope, key=f"unduh-bagan-{key}")
        draw_tambah(resep, param, scope, key=key)


def draw_tambah(resep: str, param: Mapping[str, str], scope: Scope, *, key: str) -> None:
    """A small menu; what is in it is made when it is opened."""
    if not catat.may_write():
        return
    with st.popover(
        "Tambahkan ke paparan", icon=":material/add_to_queue:", type="tertiary", key=f"tambah-{key}", on_change="rerun"
    ) as menu:
        if menu.open:
            _draw_form(resep, param, scope, key)


def _draw_form(resep: str, param: Mapping[str, str], scope: Scope, key: str) -> None:
    saved = {each.nama: each for each in simpan.list_paparan()}
    chosen = st.selectbox("Ke paparan", [*saved, _BARU], key=f"ke-{key}")
    name = st.text_input("Nama paparan baru", key=f"nama-{key}", max_chars=simpan.PANJANG_NAMA) if chosen == _BARU else chosen
    note = st.text_input("Catatan pembicara (boleh kosong)", key=f"cat-{key}")
    if not st.button("Tambahkan", type="primary", key=f"simpan-{key}", disabled=not name.strip()):
        return
    butir = ButirSusunan(simpan.new_kunci(resep), resep, dict(param), note)
    pencatat, kirim = catat.pencatat("paparan", scope.edisi), str(uuid.uuid4())
    try:
        if chosen == _BARU:
            simpan.record_paparan(pencatat, Susunan(name, (butir,)), kirim)
        else:
            simpan.add_butir(pencatat, saved[chosen].id, butir, kirim)
    except catat.DITOLAK as error:
        kerja.draw_vonis("tolak", str(error))
        return
    link = filters.link_params(scope, paparan=name.strip())
    st.page_link("pages/paparan/paparan.py", label=f"Sudah masuk ke “{name.strip()}”. Buka paparan", query_params=link)
