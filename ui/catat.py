"""“Catat keputusan”: from any page, three fields; where it was pressed is kept with it, and the last one can be taken back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_tanggal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.peran import PUBLIK, current_peran
from p4gn.periode import SEMUA, label
from p4gn.scope import NASIONAL
from p4gn.scoring.kerangka import KerangkaTidakAda
from ui import cache, filters, frame, kabar, kerja, tanggal

if TYPE_CHECKING:
    from p4gn.scope import Scope

TANPA = ""
DITOLAK = (
    catatan.Bentrok, catatan.IsiSalah, catatan.TidakAda, catatan.CatatanTertutup, catatan.CatatanLebihBaru, catatan.PeranTidakBerwenang,
)  # fmt: skip
_BARU, _TERCATAT, _SESI, _KONTEKS, _DIMINTA = "catat_kunci", "catat_tercatat", "sesi_catatan", "catat_konteks", "catat_diminta"
_ISIAN = ("catat_teks", "catat_opd", "catat_tenggat")


@dataclass(frozen=True, slots=True)
class Konteks:
    """Where a decision was pressed: region, agency or region of a row, id and title of an indicator or duty; '' for none."""

    wilayah: str
    opd: str = ""
    indikator: str = ""
    judul: str = ""


def may_write() -> bool:
    """Whether the role in force may note anything."""
    return current_peran().id != PUBLIK


def draw_catat(layar: str, nomor: int) -> None:
    """The button that stands on every page for those who may write, what came of the last one, and the news of others since event `nomor`."""
    kabar.draw_kabar(filters.current_scope(), nomor, session_id())
    if not may_write():
        return
    with st.container(key="catat"):
        kerja.say("catat")
        _tell_last()
        pressed = st.button("Catat keputusan", icon=":material/edit_note:", key="catat-buka", type="primary")
        asked = st.session_state.pop(_DIMINTA, None)
        if pressed or asked:
            st.session_state[_KONTEKS] = asked or _konteks_of_link()
            st.session_state[_BARU] = str(uuid.uuid4())  # one for each form: pressing twice stores once
            _ask(layar)


def ask_next(konteks: Konteks) -> None:
    """Have the form opened when the page is drawn next: from within another dialog, which has to close first."""
    st.session_state[_DIMINTA] = konteks


def _konteks_of_link() -> Konteks:
    link = st.query_params
    indicator = CATALOGUE.get(link.get("indikator", ""))
    row = link.get("opd") or link.get("rinci") or ""
    return Konteks(filters.current_scope().kode_wilayah, row, indicator.id if indicator else "", indicator.judul if indicator else "")


def session_id() -> str:
    """A name of this browser session; undo is for the same one."""
    return str(st.session_state.setdefault(_SESI, str(uuid.uuid4())))


def pencatat(layar: str, edisi: str, jabatan: str | None = None) -> catatan.Pencatat:
    """Who writes: an office, by default the one that was typed last, and this browser session."""
    office = jabatan or st.session_state.get("jabatan", kerja.JABATAN_AWAL)
    return catatan.Pencatat(office, current_peran().id, layar, edisi, session_id())


def list_opd(scope: Scope, kode_wilayah: str | None = None) -> dict[str, str]:
    """kunci_opd → name, of the government of a region (by default the one looked at): a kecamatan is looked after by its kab/kota."""
    kode = kode_wilayah or scope.kode_wilayah
    if kode == NASIONAL:
        return {}
    try:
        rows = cache.score_kartu(scope.edisi, "opd", kode[: len("63.06")], cache.periode_dinilai(scope)).baris
    except KerangkaTidakAda:
        return {}
    return {row.kunci: row.nama for row in sorted(rows, key=lambda row: row.nama)}


@st.dialog("Catat keputusan", width="medium")
def _ask(layar: str) -> None:
    scope, konteks = filters.current_scope(), st.session_state[_KONTEKS]
    opd = list_opd(scope, konteks.wilayah)
    running = catatan.find_rapat_berjalan(scope.kode_wilayah, scope.edisi)
    st.html(f'<p class="p4 redup">{escape(describe(konteks, scope, running))}</p>')
    text = st.text_area("Keputusan", key=_ISIAN[0], placeholder="Apa yang diputuskan", height=96, max_chars=600)
    left, right = st.columns([3, 2])
    known = [TANPA, *opd]
    prefilled = konteks.opd if konteks.opd in opd else TANPA
    owner = left.selectbox(
        "Penanggung jawab", known, index=known.index(prefilled), format_func=lambda kunci: opd.get(kunci, "Belum ditunjuk"), key=_ISIAN[1]
    )
    due = tanggal.ask_tanggal("Batas waktu", _ISIAN[2], wadah=right)
    _offer_due()
    kerja.ask_jabatan("catat_jabatan")
    if st.button("Simpan", type="primary", key="catat-simpan", width="stretch"):
        _store(layar, scope, text, owner or None, due, running)


def _offer_due() -> None:
    """The usual spans as one press each; below them the day as it was understood."""
    today = date.today()
    offers = {"1 minggu": today + timedelta(days=7), "2 minggu": today + timedelta(days=14), "1 bulan": today + timedelta(days=30)}
    offers["Akhir tahun"] = date(today.year, 12, 31)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="catat-tawaran"):
        for word, day in offers.items():
            st.button(
                word, key=f"tenggat-{word}", on_click=st.session_state.__setitem__, args=(_ISIAN[2], f"{day:%d/%m/%Y}"), type="tertiary"
            )
        st.html(f'<span class="p4 redup">{escape(tanggal.say_tanggal(st.session_state.get(_ISIAN[2], "")) or "tanpa tenggat")}</span>')


def _store(layar: str, scope: Scope, text: str, owner: str | None, due: str, running: catatan.Rapat | None) -> None:
    konteks = st.session_state[_KONTEKS]
    try:
        decision = catatan.Keputusan(
            text,
            penanggung_jawab=owner,
            tenggat=tanggal.read_tanggal(due, "tenggat"),
            wilayah=konteks.wilayah,
            opd=konteks.opd if "@" in konteks.opd else None,
            indikator=konteks.indikator or None,
            periode=scope.periode,
            rapat=running and running.id,
        )
        stored = catatan.record_keputusan(pencatat(layar, scope.edisi), decision, kunci_kirim=st.session_state[_BARU])
    except DITOLAK as error:
        kerja.draw_vonis("tolak", str(error))
        return
    st.session_state[_TERCATAT] = stored.id
    for key in _ISIAN:
        st.session_state.pop(key, None)
    st.rerun()


def _tell_last() -> None:
    """The decision just stored, with the way to take it back, until it is dismissed or another one is stored."""
    stored = st.session_state.get(_TERCATAT)
    if not stored:
        return
    found = catatan.read_tindak_lanjut(stored)
    with st.container(key="tercatat", horizontal=True, vertical_alignment="center", border=True):
        due = f", paling lambat {format_tanggal(found.tenggat)}" if found.tenggat else ", tanpa tenggat"
        link = f"tindak-lanjut?{urlencode(filters.link_params(filters.current_scope(), butir=stored))}"
        st.html(
            f'<div class="p4" role="status"><strong>Tercatat:</strong> <a href="{escape(link, quote=True)}" target="_self">'
            f"{escape(found.teks)}</a>{escape(due)}.</div>"
        )
        st.button("Urungkan", key="catat-urung", on_click=_undo, args=(stored,))
        st.button("Tutup", key="catat-tutup", on_click=st.session_state.pop, args=(_TERCATAT, None), type="tertiary")


def _undo(stored: str) -> None:
    st.session_state.pop(_TERCATAT, None)
    try:
        catatan.undo_last(pencatat("", filters.current_scope().edisi), stored)
        st.session_state["kata_catat"] = ("Keputusan diurungkan; riwayatnya tetap tersimpan.", True)
    except DITOLAK as error:
        st.session_state["kata_catat"] = (str(error), False)


def describe(konteks: Konteks, scope: Scope, running: catatan.Rapat | None = None) -> str:
    """'Kabupaten Tapin · Tahun 2026 · Cakupan tes urine ASN · rapat yang berjalan: Rakor Tim Terpadu'"""
    parts = [
        frame.wilayah_label(konteks.wilayah),
        label(scope.periode) if scope.periode != SEMUA else "",
        konteks.judul,
        f"rapat yang berjalan: {running.judul}" if running else "",
    ]
    return " · ".join(part for part in parts if part)
