"""A province's own PowerPoint template and logo: handed in on the page, checked by a worker, used from then on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.paparan.templat import LOGO, TEMPLAT, find_milik
from ui import kerja, pekerja

if TYPE_CHECKING:
    from p4gn.scope import Scope

PERINTAH = (sys.executable, "-m", "exports", "templat")
_MEGABITA = 30
_ISIAN = (
    (TEMPLAT, "Templat PowerPoint", ["pptx", "potx"], "Berkas .pptx atau .potx; yang dipakai hanya rupanya, isi salindianya dibuang."),
    (LOGO, "Logo", ["png", "jpg", "jpeg"], "PNG atau JPEG; tampil di kanan atas tiap salindia PowerPoint."),
)
_PUTARAN = "templat_putaran"


def draw_templat(scope: Scope) -> None:
    """What is kept, something else in its place, or back to the dashboard's own."""
    with st.expander("Templat dan logo provinsi", icon=":material/palette:", on_change="rerun") as lipatan:
        if not lipatan.open:
            return
        kerja.say("templat")
        kept = find_milik(scope.kode_wilayah)
        for column, (jenis, kata, akhiran, arti) in zip(st.columns(len(_ISIAN), gap="medium"), _ISIAN, strict=True):
            with column:
                _draw_isian(scope, jenis, kata, akhiran, arti, jenis in kept)


def _draw_isian(scope: Scope, jenis: str, kata: str, akhiran: list[str], arti: str, ada: bool) -> None:
    key = f"{jenis}-{scope.kode_wilayah}-{st.session_state.get(_PUTARAN, 0)}"
    dropped = st.file_uploader(kata, type=akhiran, key=f"unggah-{key}", max_upload_size=_MEGABITA)
    st.html(f'<p class="p4 p4-sumber p4-redup">{arti}</p>')
    if dropped is not None:
        with st.spinner("Memeriksa …"):
            _run(scope, ["--" + jenis, "-"], f"{kata} tersimpan dan dipakai mulai sekarang.", dropped.getvalue())
    if ada and st.button(f"Hapus, pakai {jenis} bawaan", key=f"hapus-{key}", type="tertiary", icon=":material/delete:"):
        _run(scope, ["--hapus", jenis], f"{kata} dihapus.")


def _run(scope: Scope, arguments: list[str], told: str, isi: bytes = b"") -> None:
    """The uploader is emptied whatever came of it: what was refused has to be mended first."""
    try:
        pekerja.fetch(["--wilayah", scope.kode_wilayah, *arguments], isi, batas=60, perintah=PERINTAH)
        said, done = told, True
    except pekerja.PekerjaGagal as error:
        said, done = str(error), False
    st.session_state["kata_templat"] = (said, done)
    st.session_state[_PUTARAN] = st.session_state.get(_PUTARAN, 0) + 1
    st.rerun()
