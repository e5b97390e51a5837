"""“Catat keputusan”: from any page, three fields; where it was pressed is kept with it, and the last one can be taken back."""

from __future__ import annotations

import uuid
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_tanggal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.peran import PUBLIK, current_peran
from p4gn.periode import label
from p4gn.scope import NASIONAL
from p4gn.scoring.kerangka import KerangkaTidakAda
from ui import cache, filters, frame, kerja

if TYPE_CHECKING:
    from p4gn.scope import Scope

_BARU, _TERCATAT = "catat_kunci", "catat_tercatat"
_TANPA = ""


def may_write() -> bool:
    """Whether the role in force may note anything."""
    return current_peran().id != PUBLIK


def draw_catat(layar: str) -> None:
    """The button that stands on every page for those who may write, and what came of the last one."""
    if not may_write():
        return
    kerja.say("catat")
    _tell_last()
    with st.container(key="catat"):
        if st.button("Catat keputusan", icon=":material/edit_note:", key="catat-buka", type="primary"):
            st.session_state[_BARU] = str(uuid.uuid4())  # one for each form: pressing twice stores once
            _ask(layar)


def pencatat(layar: str, edisi: str) -> catatan.Pencatat:
    """Who writes: the office that was typed last, and this browser session."""
    session = st.session_state.setdefault("sesi_catatan", str(uuid.uuid4()))
    return catatan.Pencatat(st.session_state.get("jabatan", kerja.JABATAN_AWAL), current_peran().id, layar, edisi, session)


def list_opd(scope: Scope) -> dict[str, str]:
    """kunci_opd → name, of the government of the region: a kecamatan is looked after by its kab/kota."""
    if scope.tingkat == NASIONAL:
        return {}
    pemda = scope.kode_wilayah[: len("63.06")]
    try:
        rows = cache.score_kartu(scope.edisi, "opd", pemda, cache.periode_dinilai(scope)).baris
    except KerangkaTidakAda:
        return {}
    return {row.kunci: row.nama for row in sorted(rows, key=lambda row: row.nama)}


@st.dialog("Catat keputusan", width="medium")
def _ask(layar: str) -> None:
    scope = filters.current_scope()
    opd = list_opd(scope)
    st.html(f'<p class="p4 redup">{escape(_describe(scope))}</p>')
    text = st.text_area("Keputusan", key="catat_teks", placeholder="Apa yang diputuskan", height=90, max_chars=600)
    prefilled = st.query_params.get("opd") or st.query_params.get("rinci")
    options = [_TANPA, *opd]
    owner = st.selectbox(
        "Penanggung jawab", options, index=options.index(prefilled) if prefilled in opd else 0,
        format_func=lambda kunci: opd.get(kunci, "Belum ditunjuk"), key="catat_opd",
    )  # fmt: skip
    due = st.date_input("Batas waktu (boleh kosong)", value=None, format="DD/MM/YYYY", key="catat_tenggat", min_value=date(2000, 1, 1))
    if st.button("Simpan", type="primary", key="catat-simpan"):
        _store(layar, scope, text, owner or None, due)


def _store(layar: str, scope: Scope, text: str, owner: str | None, due: date | None) -> None:
    running = catatan.find_rapat_berjalan(scope.kode_wilayah, scope.edisi)
    decision = catatan.Keputusan(
        text,
        penanggung_jawab=owner,
        tenggat=due,
        wilayah=scope.kode_wilayah,
        opd=st.query_params.get("opd"),
        indikator=_indikator(),
        periode=scope.periode,
        rapat=running and running.id,
    )
    try:
        stored = catatan.record_keputusan(pencatat(layar, scope.edisi), decision, kunci_kirim=st.session_state[_BARU])
    except (catatan.IsiSalah, catatan.CatatanTertutup, catatan.CatatanLebihBaru, catatan.PeranTidakBerwenang) as error:
        kerja.draw_vonis("tolak", str(error))
        return
    st.session_state[_TERCATAT] = stored.id
    for key in ("catat_teks", "catat_opd", "catat_tenggat"):
        st.session_state.pop(key, None)
    st.rerun()


def _tell_last() -> None:
    """The decision just stored, with the way to take it back, until another page is opened or it is dismissed."""
    stored = st.session_state.get(_TERCATAT)
    if not stored:
        return
    found = catatan.read_tindak_lanjut(stored)
    with st.container(key="tercatat", horizontal=True, vertical_alignment="center"):
        due = f", paling lambat {format_tanggal(found.tenggat)}" if found.tenggat else ", tanpa tenggat"
        st.html(f'<div class="p4" role="status"><strong>Tercatat:</strong> {escape(found.teks)}{escape(due)}.</div>')
        st.button("Urungkan", key="catat-urung", on_click=_undo, args=(stored,))
        st.button("Tutup", key="catat-tutup", on_click=st.session_state.pop, args=(_TERCATAT, None), type="tertiary")


def _undo(stored: str) -> None:
    st.session_state.pop(_TERCATAT, None)
    try:
        catatan.undo_last(pencatat("", filters.current_scope().edisi), stored)
    except (catatan.Bentrok, catatan.IsiSalah, catatan.TidakAda) as error:
        st.session_state["kata_catat"] = (str(error), False)


def _indikator() -> str | None:
    chosen = st.query_params.get("indikator")
    return chosen if chosen in CATALOGUE else None


def _describe(scope: Scope) -> str:
    """'Konteks: Kabupaten Tapin · Tahun 2026 · Cakupan tes urine ASN'"""
    indicator = _indikator()
    parts = [frame.wilayah_label(scope.kode_wilayah), label(scope.periode), *([CATALOGUE[indicator].judul] if indicator else [])]
    return f"Konteks: {' · '.join(parts)}"
