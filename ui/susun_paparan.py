"""Choosing, ordering and noting the slides of a briefing, and saving it under a name."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from p4gn.catatan import Paparan
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan import simpan
from p4gn.paparan.resep import RESEP
from p4gn.paparan.susunan import ButirSusunan, Susunan, read_bawaan
from ui import catat, filters, kerja

_PILIH, _KERJA, _NAMA = "paparan_pilih", "paparan_kerja", "paparan_nama"


def choose_paparan() -> Paparan | None:
    """Which briefing; it lives in the link as `paparan`. None is the one that comes with the house."""
    saved = {each.nama: each for each in simpan.list_paparan()}
    filters.follow_link("paparan", _PILIH, simpan.NAMA_RUMAH)
    if st.session_state[_PILIH] not in saved:
        st.session_state[_PILIH] = simpan.NAMA_RUMAH
    chosen = st.selectbox("Susunan salindia", [simpan.NAMA_RUMAH, *saved], key=_PILIH)
    filters.write_link("paparan", _PILIH, None if chosen == simpan.NAMA_RUMAH else chosen)
    return saved.get(chosen)


def current_susunan(paparan: Paparan | None) -> Susunan:
    """What is shown: the saved list, or the changes that were made to it in this session."""
    butir = _working(paparan)
    return Susunan(paparan.nama if paparan else "", tuple(butir))


def _key(paparan: Paparan | None) -> str:
    return f"{paparan.id} {paparan.versi}" if paparan else ""


def _saved(paparan: Paparan | None) -> tuple[ButirSusunan, ...]:
    return tuple(paparan.butir) if paparan else read_bawaan().butir


def _working(paparan: Paparan | None) -> list[ButirSusunan]:
    """The list at work; one that was begun on another version is let go."""
    key, butir = st.session_state.get(_KERJA, ("-", ()))
    return list(butir) if key == _key(paparan) else list(_saved(paparan))


def _set(paparan: Paparan | None, butir: Sequence[ButirSusunan]) -> None:
    st.session_state[_KERJA] = (_key(paparan), tuple(butir))


def draw_editor(paparan: Paparan | None, judul: Mapping[str, str]) -> None:
    """The editor, made when it is opened. judul: headline by key of the slide."""
    with st.expander("Susun salindia", icon=":material/edit:", on_change="rerun") as lipatan:
        if lipatan.open:
            draw_slides(paparan, judul)


def draw_slides(paparan: Paparan | None, judul: Mapping[str, str]) -> None:
    """The slides in their order, each with its headline; up, down, hide, remove, notes; more slides; save."""
    butir = _working(paparan)
    for place, each in enumerate(butir):
        _draw_row(paparan, butir, place, judul.get(each.kunci, ""))
    _draw_add(paparan, butir)
    _draw_save(paparan, tuple(butir))


def _draw_row(paparan: Paparan | None, butir: list[ButirSusunan], place: int, judul: str) -> None:
    each = butir[place]
    recipe = RESEP.get(each.resep)
    subject = recipe.judul if recipe else "Tidak dikenal lagi"
    hidden = "" if each.tampil else " (disembunyikan)"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"salindia-{each.kunci}"):
        st.html(
            f'<div class="p4"><strong>{place + 1}. {escape(subject)}</strong>{hidden}<br><span class="redup">{escape(judul)}</span></div>',
            width="stretch",
        )
        _button(paparan, "Naikkan", "arrow_upward", each, _moved(butir, place, -1), place == 0)
        _button(paparan, "Turunkan", "arrow_downward", each, _moved(butir, place, 1), place == len(butir) - 1)
        shown = [replace(one, tampil=not one.tampil) if one is each else one for one in butir]
        _button(
            paparan, "Sembunyikan" if each.tampil else "Tampilkan", "visibility_off" if each.tampil else "visibility", each, shown, False
        )
        _button(paparan, "Hapus", "delete", each, [one for one in butir if one is not each], len(butir) == 1)
    key = f"catatan-{_key(paparan)}-{each.kunci}"
    noted = st.text_area("Catatan pembicara", value=each.catatan, key=key, height=68, max_chars=simpan.PANJANG_CATATAN, label_visibility="collapsed",
                         placeholder="Catatan pembicara")  # fmt: skip
    if noted != each.catatan:
        butir[place] = replace(each, catatan=noted)
        _set(paparan, butir)


def _moved(butir: Sequence[ButirSusunan], place: int, by: int) -> list[ButirSusunan]:
    moved = list(butir)
    target = min(max(place + by, 0), len(moved) - 1)
    moved.insert(target, moved.pop(place))
    return moved


def _button(paparan: Paparan | None, kata: str, ikon: str, each: ButirSusunan, sesudah: Sequence[ButirSusunan], mati: bool) -> None:
    st.button(
        "",
        icon=f":material/{ikon}:",
        help=kata,
        key=f"{ikon}-{each.kunci}",
        disabled=mati,
        type="tertiary",
        on_click=_set,
        args=(paparan, tuple(sesudah)),
    )


def _draw_add(paparan: Paparan | None, butir: list[ButirSusunan]) -> None:
    left, middle, right = st.columns([3, 3, 1], vertical_alignment="bottom")
    resep = left.selectbox("Tambah salindia", list(RESEP), key="salindia_baru", format_func=lambda nama: RESEP[nama].judul)
    param: dict[str, str] = {}
    if RESEP[resep].berindikator:
        drawn = [each.id for each in CATALOGUE.values() if "peta" in each.tampilan]
        param["indikator"] = middle.selectbox("Indikator", drawn, key="indikator_baru", format_func=lambda each: CATALOGUE[each].judul)
    right.button(
        "Tambah",
        icon=":material/add:",
        key="salindia-tambah",
        on_click=_set,
        args=(paparan, (*butir, ButirSusunan(simpan.new_kunci(resep), resep, param))),
    )


def _draw_save(paparan: Paparan | None, butir: tuple[ButirSusunan, ...]) -> None:
    changed = butir != _saved(paparan)
    kerja.say("paparan")
    if changed:
        st.html('<p class="p4 p4-pesan" role="status">Ada perubahan yang belum disimpan.</p>')
    if not catat.may_write():
        return
    kerja.ask_jabatan("paparan_jabatan", "Disimpan oleh")
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    name = left.text_input("Nama paparan", key=_NAMA, placeholder="Misalnya Rakor triwulan IV", max_chars=simpan.PANJANG_NAMA)
    with right, st.container(horizontal=True):
        if st.button("Simpan sebagai paparan baru", key="paparan-baru", disabled=not name.strip()):
            _store(lambda pencatat: simpan.record_paparan(pencatat, Susunan(name, butir), _kirim()), name.strip())
        if paparan and st.button("Simpan", type="primary", key="paparan-simpan", disabled=not changed):
            _store(lambda pencatat: simpan.change_paparan(pencatat, paparan.id, paparan.versi, butir, _kirim()), paparan.nama)
    with st.container(horizontal=True):
        if changed:
            st.button("Batalkan perubahan", key="paparan-batal", type="tertiary", on_click=st.session_state.pop, args=(_KERJA, None))
        if paparan and st.button("Tarik paparan ini", key="paparan-tarik", type="tertiary"):
            _store(lambda pencatat: simpan.withdraw_paparan(pencatat, paparan.id, paparan.versi, kunci_kirim=_kirim()), "")


def _kirim() -> str:
    return str(uuid.uuid4())


def _store(write, nama: str) -> None:  # type: ignore[no-untyped-def]
    """Keep it, and go to what was kept; what the store refuses is said in its own words."""
    try:
        write(catat.pencatat("paparan", filters.current_scope().edisi))
    except catat.DITOLAK as error:
        kerja.draw_vonis("tolak", str(error))
        return
    st.session_state.pop(_KERJA, None)
    if nama:
        st.query_params["paparan"] = nama
    else:
        st.query_params.pop("paparan", None)
    st.session_state["kata_paparan"] = ("Paparan tersimpan." if nama else "Paparan ditarik dari daftar; riwayatnya tetap tersimpan.", True)
    st.rerun()
