"""Choosing, ordering and noting the slides of a briefing, and saving it under a name."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_saat, join_ringkas
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan import simpan
from p4gn.paparan.resep import RESEP
from p4gn.paparan.susunan import ButirSusunan, Susunan
from ui import catat, filters, kerja, rancangan

if TYPE_CHECKING:
    from p4gn.catatan import Paparan
    from ui.rancangan import Rancangan

_PILIH = "paparan_pilih"
_NAMA = "paparan_nama"  # how often something was stored: the field for a name is an empty one then, and a second press finds nothing to do


def choose_paparan() -> Paparan | None:
    """Which briefing; it lives in the link as `paparan`. None is the one that comes with the house."""
    saved = {each.nama: each for each in simpan.list_paparan()}
    filters.follow_link("paparan", _PILIH, simpan.NAMA_RUMAH)
    if st.session_state[_PILIH] not in saved:
        st.session_state[_PILIH] = simpan.NAMA_RUMAH
    chosen = st.selectbox("Susunan salindia", [simpan.NAMA_RUMAH, *saved], key=_PILIH)
    filters.write_link("paparan", _PILIH, None if chosen == simpan.NAMA_RUMAH else chosen)
    return saved.get(chosen)


def draw_editor(paparan: Paparan | None, judul: Mapping[str, str]) -> None:
    """The editor, made when it is opened. judul: headline by key of the slide."""
    with st.expander("Susun salindia", icon=":material/edit:", on_change="rerun") as lipatan:
        if lipatan.open:
            draw_slides(paparan, judul)
    if not lipatan.open and rancangan.read_rancangan(paparan).berubah:
        _say_belum()


def draw_slides(paparan: Paparan | None, judul: Mapping[str, str]) -> None:
    """The slides in their order, each with its headline; up, down, hide, remove, notes; more slides; save."""
    kerja.say("paparan")
    draft = rancangan.read_rancangan(paparan)
    if paparan and draft.is_bentrok(paparan):
        _draw_bentrok(paparan, draft)
    for place, each in enumerate(draft.butir):
        _draw_row(draft, place, judul.get(each.kunci, ""))
    _draw_add(draft)
    if catat.may_write():
        _draw_save(paparan, draft)
        _draw_list(paparan)
    elif draft.berubah:
        _draw_belum(draft)


# ---- the slides ------------------------------------------------------------------------------------------------------------


def subject_of(butir: ButirSusunan) -> str:
    """What a slide is about, in words: 'Peta: Cakupan tes urine'."""
    recipe = RESEP.get(butir.resep)
    if recipe is None:
        return "Tidak dikenal lagi"
    indicator = CATALOGUE.get(butir.param.get("indikator", ""))
    return f"{recipe.judul}: {indicator.judul}" if indicator and recipe.berindikator else recipe.judul


def _draw_row(draft: Rancangan, place: int, judul: str) -> None:
    each = draft.butir[place]
    words = [f"<strong>{place + 1}. {escape(subject_of(each))}</strong>{'' if each.tampil else ' (disembunyikan)'}"]
    words += [f'<span class="redup">{escape(text)}</span>' for text in (judul, each.catatan and f"Catatan: {each.catatan}") if text]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"salindia-{each.kunci}"):
        st.html(f'<div class="p4">{"<br>".join(words)}</div>', width="stretch")
        with st.container(horizontal=True, gap=None, width="content", key=f"alat-{each.kunci}"):
            _button("Naikkan", "arrow_upward", draft, each, rancangan.move, -1, mati=place == 0)
            _button("Turunkan", "arrow_downward", draft, each, rancangan.move, 1, mati=place == len(draft.butir) - 1)
            _draw_note(draft, each)
            _button("Sembunyikan" if each.tampil else "Tampilkan", "visibility_off" if each.tampil else "visibility", draft, each, rancangan.toggle)
            _button("Hapus", "delete", draft, each, rancangan.remove, mati=len(draft.butir) == 1)


def _button(kata: str, ikon: str, draft: Rancangan, butir: ButirSusunan, ubah: Callable[..., None], *lain: int, mati: bool = False) -> None:
    arguments = (draft.id, butir.kunci, *lain)
    key = f"{ikon}-{butir.kunci}"
    st.button(kata, icon=f":material/{ikon}:", help=kata, key=key, disabled=mati, type="tertiary", on_click=ubah, args=arguments)


def _draw_note(draft: Rancangan, butir: ButirSusunan) -> None:
    """What the speaker wants to say; it is taken over as soon as the field is left."""
    key = f"catatan-{draft.id}-{draft.putaran}-{draft.versi}-{butir.kunci}"
    with st.popover("Catatan", icon=":material/speaker_notes:", help="Catatan pembicara", type="tertiary", key=f"buka-{butir.kunci}"):
        st.text_area(
            f"Catatan pembicara: {subject_of(butir)}",
            value=butir.catatan,
            key=key,
            height=120,
            max_chars=simpan.PANJANG_CATATAN,
            on_change=lambda: rancangan.note(draft.id, butir.kunci, st.session_state[key]),
        )


def _draw_add(draft: Rancangan) -> None:
    left, middle, right = st.columns([3, 3, 1], vertical_alignment="bottom")
    offered = list(RESEP)
    resep = left.selectbox(
        "Tambah salindia", offered, index=offered.index("peta"), key="salindia_baru", format_func=lambda nama: RESEP[nama].judul
    )
    param: dict[str, str] = {}
    if RESEP[resep].berindikator:
        drawn = [each.id for each in CATALOGUE.values() if "peta" in each.tampilan]
        param["indikator"] = middle.selectbox("Indikator", drawn, key="indikator_baru", format_func=lambda each: CATALOGUE[each].judul)
    baru = ButirSusunan(simpan.new_kunci(resep), resep, param)
    full = len(draft.butir) >= simpan.TERBANYAK
    right.button("Tambah", icon=":material/add:", key="salindia-tambah", disabled=full, on_click=rancangan.add, args=(draft.id, baru))


# ---- saving ----------------------------------------------------------------------------------------------------------------


def _say_belum() -> None:
    st.html('<p class="p4 p4-pesan" role="status">Ada perubahan yang belum disimpan.</p>')


def _draw_belum(draft: Rancangan) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="paparan-belum"):
        _say_belum()
        st.button("Batalkan perubahan", key="paparan-batal", type="tertiary", on_click=rancangan.drop, args=(draft.id,))


def _draw_bentrok(paparan: Paparan, draft: Rancangan) -> None:
    """Somebody else saved meanwhile: what they changed, and whose list shall hold."""
    saat = format_saat(datetime.fromisoformat(paparan.diubah_pada).astimezone(), pendek=True)
    told = f"{paparan.diubah_oleh} menyimpan paparan ini lebih dahulu ({saat}): {beda_text(draft.dasar, paparan.butir)}. Susunan Anda masih utuh."
    kerja.draw_vonis("perlu", told)
    with st.container(horizontal=True, key="paparan-bentrok"):
        st.button("Pakai yang tersimpan", key="bentrok-lepas", on_click=rancangan.drop, args=(paparan.id,))
        st.button("Lanjutkan susunan saya", key="bentrok-tetap", on_click=rancangan.rebase, args=(paparan,))


def beda_text(dahulu: Sequence[ButirSusunan], kini: Sequence[ButirSusunan]) -> str:
    """What became of a list, in words: 'ditambah Tren; dihapus Anggaran; urutannya diubah'."""
    before, now = {each.kunci: each for each in dahulu}, {each.kunci: each for each in kini}
    both = [kunci for kunci in before if kunci in now]
    hidden = sum(before[kunci].tampil != now[kunci].tampil for kunci in both)
    noted = sum(before[kunci].catatan != now[kunci].catatan for kunci in both)
    added, gone = ([subject_of(each) for kunci, each in these.items() if kunci not in others] for these, others in ((now, before), (before, now)))
    parts = [f"ditambah {join_ringkas(added)}"] if added else []
    parts += [f"dihapus {join_ringkas(gone)}"] if gone else []
    parts += ["urutannya diubah"] if both != [kunci for kunci in now if kunci in before] else []
    parts += [f"{format_angka(hidden)} salindia disembunyikan atau ditampilkan"] if hidden else []
    parts += [f"{format_angka(noted)} catatan diubah"] if noted else []
    return "; ".join(parts) or "salindianya sama"


def _draw_save(paparan: Paparan | None, draft: Rancangan) -> None:
    if draft.berubah:
        _draw_belum(draft)
    left, right = st.columns(2, gap="medium")
    key = f"{_NAMA}-{st.session_state.get(_NAMA, 0)}"
    name = left.text_input("Nama paparan baru", key=key, placeholder="Misalnya Rakor triwulan IV", max_chars=simpan.PANJANG_NAMA).strip()
    with right:
        kerja.ask_jabatan("paparan_jabatan", "Disimpan oleh")
    with st.container(horizontal=True, key="paparan-simpanan"):
        if paparan:
            ready = draft.berubah and not draft.is_bentrok(paparan)
            if st.button(f"Simpan “{paparan.nama}”", type="primary", key="paparan-simpan", disabled=not ready) and ready:
                told = f"Paparan “{paparan.nama}” tersimpan."
                _store(lambda who, kirim: simpan.change_paparan(who, paparan.id, draft.versi, draft.butir, kirim), told, draft)
        if st.button("Simpan sebagai paparan baru", type="secondary" if paparan else "primary", key="paparan-baru", disabled=not name) and name:
            told = f"Paparan “{name}” tersimpan."
            _store(lambda who, kirim: simpan.record_paparan(who, Susunan(name, draft.butir), kirim), told, draft)


def _draw_list(paparan: Paparan | None) -> None:
    """Another name for this briefing, its end, and those that were ended."""
    withdrawn = simpan.list_ditarik()
    with st.container(horizontal=True, key="paparan-daftar"):
        if paparan:
            with st.popover("Ganti nama", icon=":material/drive_file_rename_outline:", type="tertiary", key="paparan-nama-lain"):
                other = st.text_input("Nama baru", value=paparan.nama, key=f"nama-lain-{paparan.id}-{paparan.versi}", max_chars=simpan.PANJANG_NAMA)
                if st.button("Ganti", key="paparan-ganti", type="primary", disabled=other.strip() in ("", paparan.nama)):
                    _store(lambda who, kirim: simpan.rename_paparan(who, paparan.id, paparan.versi, other, kirim), f"Namanya kini “{other.strip()}”.")
            if st.button("Tarik paparan ini", icon=":material/delete:", key="paparan-tarik", type="tertiary"):
                told = f"Paparan “{paparan.nama}” ditarik dari daftar; ia dapat dipulihkan dari “Paparan yang ditarik”."
                _store(lambda who, kirim: simpan.withdraw_paparan(who, paparan.id, paparan.versi, kunci_kirim=kirim), told)
        if withdrawn:
            with st.popover("Paparan yang ditarik", icon=":material/restore_from_trash:", type="tertiary", key="paparan-pulih"):
                for each in withdrawn:
                    if st.button(f"Pulihkan “{each.nama}”", key=f"pulih-{each.id}", type="tertiary"):
                        told = f"Paparan “{each.nama}” kembali dalam daftar."
                        _store(lambda who, kirim, each=each: simpan.restore_paparan(who, each.id, each.versi, kirim), told)


def _store(write: Callable[[catatan.Pencatat, str], Paparan], told: str, draft: Rancangan | None = None) -> None:
    """Keep it and go to what was kept; what the store refuses is said in its own words. draft: the changes that are thereby kept."""
    try:
        kept = write(catat.pencatat("paparan", filters.current_scope().edisi), str(uuid.uuid4()))
    except catatan.Bentrok:
        st.rerun()  # the list drawn anew says who was first, and asks
    except catat.DITOLAK as error:
        kerja.draw_vonis("tolak", str(error))
        return
    if draft:
        rancangan.drop(draft.id)
    st.session_state[_NAMA] = st.session_state.get(_NAMA, 0) + 1
    if kept.ditarik:
        st.query_params.pop("paparan", None)
    else:
        st.query_params["paparan"] = kept.nama
    st.session_state["kata_paparan"] = (told, True)
    st.rerun()
