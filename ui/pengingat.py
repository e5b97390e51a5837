"""Reminders on the screen: choose an agency, take its text, its calendar and the table of all; by e-mail only where a server is configured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, join_ringkas
from p4gn.periode import SEMUA
from ui import berkas, cache, catat, frame, jenis, kerja, tables
from ui.tables import Kolom

if TYPE_CHECKING:
    from p4gn.scope import Scope

DALAM_HARI = 30
_PILIH, _FORM = "pengingat_opd", "pengingat_form"
_SATU, _SEMUA_OPD = "satu", "semua"
_TERKIRIM, _TANPA_ALAMAT = "terkirim", "tanpa alamat"


@dataclass(frozen=True, slots=True)
class Pembuat:
    """What makes the reminders: list_pengingat, list_tanpa_penanggung, nama_penagih, pesan_text, pengingat_csv of exports/pengingat.py,
    tindak_lanjut_ics of exports/ics.py, read_setelan, susun_surat, kirim_surat of exports/kirim.py."""

    susun: Callable[..., Sequence[Any]]
    tanpa_penanggung: Callable[..., Sequence[Any]]
    penagih: Callable[[str], str]
    pesan: Callable[..., str]
    tabel: Callable[..., bytes]
    kalender: Callable[..., bytes]
    setelan: Callable[[], Any]
    surat: Callable[..., Sequence[Any]]
    kirim: Callable[..., Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Bahan:
    """Everything that a reminder is made of, besides its own agency."""

    scope: Scope
    facts: Mapping[str, str]
    kini: date
    dalam: int
    penagih: str


@dataclass(slots=True)
class _Form:
    """One form for letters: whether they went out, of which view, and what became of them."""

    mulai: bool = False
    tempat: tuple[str, str] | None = None
    hasil: tuple[Any, ...] = ()


def draw_pengingat(scope: Scope, pembuat: Pembuat) -> None:
    """All that is still owed, of meetings of any time: the period of the view does not excuse anybody."""
    kini = cache.manifest(scope.edisi).kini
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with right:
        dalam = int(st.number_input("Jatuh tempo dalam (hari)", 0, 365, DALAM_HARI, key="pengingat_hari"))
    rows = tables.rows_of(catatan.list_tindak_lanjut(replace(scope, periode=SEMUA), pada=kini))
    found = {each.kunci: each for each in pembuat.susun(rows, kini, dalam)}
    with left:
        _tell_tanpa_penanggung(pembuat.tanpa_penanggung(rows))
        if found:
            kunci = _choose(found)
    if not found:
        frame.empty_state(
            "Tidak ada yang perlu diingatkan.",
            f"Tidak ada tindak lanjut milik OPD yang lewat tenggat, jatuh tempo dalam {format_angka(dalam)} hari, atau tanpa tenggat.",
        )
        return
    bahan = _Bahan(
        scope, berkas.keterangan(scope, "Pengingat tindak lanjut rapat", "Semua waktu"), kini, dalam, pembuat.penagih(scope.kode_wilayah)
    )
    st.code(pembuat.pesan(found[kunci], bahan.facts, kini, dalam, bahan.penagih), language=None, wrap_lines=True)
    _buttons(found, kunci, bahan, pembuat)
    if catat.may_write():
        _draw_kirim(found, kunci, bahan, pembuat)


def _tell_tanpa_penanggung(rows: Sequence[Any]) -> None:
    if rows:
        number = format_angka(len(rows))
        st.html(
            f'<p class="p4 redup">{number} tindak lanjut terbuka belum punya penanggung jawab, jadi tidak ada yang dapat diingatkan.</p>'
        )


def _choose(found: Mapping[str, Any]) -> str:
    if st.session_state.get(_PILIH) not in found:
        st.session_state.pop(_PILIH, None)
    return str(
        st.selectbox(
            "OPD yang diingatkan", list(found), key=_PILIH, format_func=lambda kunci: f"{found[kunci].label} ({found[kunci].ringkas})"
        )
    )


def _buttons(found: Mapping[str, Any], kunci: str, bahan: _Bahan, pembuat: Pembuat) -> None:
    chosen, scope = found[kunci], bahan.scope
    dated = sum(row["tenggat"] is not None for row in chosen.butir)
    name = kunci.replace("@", "-").lower()
    with st.container(horizontal=True, vertical_alignment="center", key="pengingat-unduh"):
        if dated:
            make = partial(pembuat.kalender, chosen.butir, bahan.facts, bahan.kini)
            berkas.file_button("Kalender tenggat (.ics)", make, f"tenggat-{name}.ics", scope, icon="calendar_add_on")
        table = partial(pembuat.tabel, tuple(found.values()), bahan.facts, bahan.kini)
        berkas.file_button("Tabel semua OPD (CSV)", table, f"pengingat-{scope.kode_wilayah}.csv", scope, icon="table")
        without = len(chosen.tanpa)
        left_out = f" {format_angka(without)} tindak lanjut tanpa tenggat tidak ada di kalender." if without else ""
        st.html(f'<div class="p4"><span class="redup">{format_angka(len(found))} OPD perlu diingatkan.{left_out}</span></div>')


# ---- by e-mail -------------------------------------------------------------------------------------------------------


def _draw_kirim(found: Mapping[str, Any], kunci: str, bahan: _Bahan, pembuat: Pembuat) -> None:
    """Nothing where no server is configured. What goes to whom is said first; what became of it afterwards."""
    try:
        setelan = pembuat.setelan()
    except ValueError as error:  # SetelanSalah: a settings file that cannot be used, in words for the operator
        frame.notice(f"Pengiriman surel belum dapat dipakai. {error}")
        return
    if setelan is None:
        return
    form = st.session_state.get(_FORM)
    if form is None or form.mulai:
        if form and form.tempat == _place(bahan.scope):
            _tell_hasil(form.hasil)
        st.button("Kirim lewat surel", icon=":material/mail:", key="pengingat-kirim", on_click=_open)
        return
    with st.container(border=True, key="pengingat-surat"):
        st.subheader("Kirim lewat surel", anchor=False)
        labels = {_SATU: f"{found[kunci].label} saja", _SEMUA_OPD: f"Semua {format_angka(len(found))} OPD"}
        who = st.radio("Kepada", list(labels), format_func=labels.get, key="pengingat_kepada")
        letters = pembuat.surat(
            [found[kunci]] if who == _SATU else list(found.values()), setelan.alamat, bahan.facts, bahan.kini, bahan.dalam, bahan.penagih
        )
        _say_before(letters, setelan.peladen.dari)
        _confirm(form, sum(bool(each.kepada) for each in letters), bahan.scope, partial(pembuat.kirim, letters, setelan.peladen))


def _open() -> None:
    st.session_state[_FORM] = _Form()


def _close() -> None:
    st.session_state.pop(_FORM, None)


def _say_before(letters: Sequence[Any], dari: str) -> None:
    """Who gets what, from which address, and who gets nothing."""
    ready = [each for each in letters if each.kepada]
    without = [each.label for each in letters if not each.kepada]
    sending = (
        f"{format_angka(len(ready))} surat akan dikirim dari {dari}, masing-masing berisi teks pengingat dan kalender tenggatnya bila ada."
    )
    lines = [sending if ready else "Tidak ada surat yang dapat dikirim."]
    if without:
        lines.append(f"Tidak dikirim karena tidak ada alamatnya: {join_ringkas(without, 5)}.")
    st.html("".join(f'<p class="p4">{escape(line)}</p>' for line in lines))
    if ready:
        tables.draw_table(
            [{"surat": each} for each in ready],
            [
                Kolom("OPD", lambda row: row["surat"].label),
                Kolom("Alamat", lambda row: ", ".join(row["surat"].kepada)),
                Kolom("Isi", lambda row: row["surat"].ringkas),
            ],
        )


def _confirm(form: _Form, ready: int, scope: Scope, send: Callable[[], Sequence[Any]]) -> None:
    """The letters go out once for each form, however often the button is pressed while they are on their way."""
    known = True
    if ready and jenis.is_contoh(scope):
        known = st.checkbox("Edisi ini DATA CONTOH: isinya rekaan, dan tetap saya kirim", key="pengingat_contoh")
    with st.container(horizontal=True):
        if ready and st.button(f"Kirim {format_angka(ready)} surat", type="primary", key="pengingat-kirim-ya", disabled=not known):
            with st.spinner("Mengirim …"):
                if not form.mulai:
                    form.mulai, form.tempat = True, _place(scope)
                    form.hasil = tuple(send())  # kept in the form itself: another press may end this run at any word to the screen
            st.rerun()
        st.button("Batal", key="pengingat-batal", on_click=_close)


def _place(scope: Scope) -> tuple[str, str]:
    return scope.edisi, scope.kode_wilayah


def _tell_hasil(results: Sequence[Any]) -> None:
    """Per agency, until the next letters or another view."""
    without = [each.label for each in results if each.keadaan == _TANPA_ALAMAT]
    tried = sorted((each for each in results if each.keadaan != _TANPA_ALAMAT), key=lambda each: (each.keadaan == _TERKIRIM, each.label))
    sent = sum(each.keadaan == _TERKIRIM for each in tried)
    left_out = f" {format_angka(len(without))} OPD tanpa alamat." if without else ""
    tone = "baik" if sent == len(results) else "perlu"
    kerja.draw_vonis(tone, f"{format_angka(sent)} dari {format_angka(len(tried))} surat terkirim.{left_out}")
    if without:
        st.html(f'<p class="p4">{escape(f"Tanpa alamat: {join_ringkas(without, 5)}.")}</p>')
    tables.draw_table(
        [{"hasil": each} for each in tried],
        [
            Kolom("OPD", lambda row: row["hasil"].label),
            Kolom("Keadaan", lambda row: row["hasil"].keadaan),
            Kolom("Keterangan", lambda row: row["hasil"].alasan or "–"),
        ],
    )
