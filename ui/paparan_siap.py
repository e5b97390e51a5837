"""The page Paparan: choose a briefing, start it over the whole window, take its files along."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.paparan.susunan import Susunan, write_susunan
from p4gn.paparan.templat import find_milik
from p4gn.warehouse import editions
from ui import berkas, cache, catat, jenis, kabar, kemajuan, kerja, pekerja, rancangan, susun_paparan, templat
from ui.layar_paparan import Aksi, draw_layar

if TYPE_CHECKING:
    from p4gn.scope import Scope

PERINTAH = (sys.executable, "-m", "exports")
KIOS_DETIK = (10, 15, 20, 30, 60)  # a slide in the lobby; the third unless chosen
_MULAI, _KIOS, _PENYAJI = "1", "kios", "penyaji"
#: kind of file → what its button says, ending, icon.
BERKAS: Mapping[str, tuple[str, str, str]] = {
    "paket": ("Semua berkas (ZIP)", "zip", "folder_zip"),
    "pptx": ("PowerPoint (PPTX)", "pptx", "co_present"),
    "pdf": ("Salindia (PDF)", "pdf", "picture_as_pdf"),
    "lembar": ("Lembar pimpinan, 4 halaman (PDF)", "pdf", "description"),
    "xlsx": ("Tabel semua salindia (XLSX)", "xlsx", "table_view"),
}
_SIAP = "berkas_paparan"


@st.fragment
def draw_paparan(scope: Scope) -> None:
    """The briefing over the window while the link says so, else what prepares it; drawn again by itself when somebody notes a decision."""
    kabar.draw_segar("paparan")
    full = bool(st.query_params.get("layar"))
    chosen = susun_paparan.choose_paparan()
    susunan = rancangan.current_susunan(chosen)
    deck = cache.paparan_deck(scope, susunan)
    if full:
        _show(scope, deck)
        return
    _draw_start()
    susun_paparan.draw_editor(chosen, {each.kunci: each.judul for each in deck.slide})
    _draw_files(scope, susunan)


def _draw_start() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="mulai-paparan"):
        st.button("Mulai paparan", icon=":material/play_arrow:", type="primary", key="paparan-mulai", on_click=_go, args=(_MULAI,))
        with st.popover("Putar di lobi", icon=":material/autoplay:", key="paparan-lobi"):
            detik = st.segmented_control("Detik per salindia", KIOS_DETIK, default=KIOS_DETIK[2], required=True, key="paparan-detik")
            st.button("Mulai berputar", type="primary", key="paparan-kios", on_click=_go, args=(_KIOS, detik))
        st.button("Jendela penyaji", icon=":material/speaker_notes:", key="paparan-penyaji", on_click=_go, args=(_PENYAJI,))
        st.html(
            '<span class="p4 redup">Panah atau PageDown: salindia berikutnya. F: layar penuh. O: semua salindia. ?: semua tombol.</span>'
        )


def _go(cara: str, detik: int | None = None) -> None:
    st.query_params["layar"] = cara
    if detik:
        st.query_params["detik"] = str(detik)


def kios_detik() -> int:
    """Seconds that a slide stays in the lobby, as the link says; one that says nothing sensible is as if it said nothing."""
    written = st.query_params.get("detik", "")
    return int(written) if written.isdigit() and KIOS_DETIK[0] <= int(written) <= KIOS_DETIK[-1] else KIOS_DETIK[2]


def _show(scope: Scope, deck: Any) -> None:
    cara = st.query_params["layar"]
    asked = draw_layar(
        deck,
        kios=kios_detik() if cara == _KIOS else None,
        boleh_catat=catat.may_write() and cara == _MULAI,
        penyaji=cara == _PENYAJI,
        deck_baru=_newer(scope),
    )
    if asked:
        _follow(asked, scope)


def _newer(scope: Scope) -> str | None:
    """Title of the edition in force where it is of the same kind and not the one shown: the briefing stays on its own until asked."""
    current = editions.find_current()
    if current is None or current == scope.edisi:
        return None
    newest = cache.manifest(current)
    return newest.judul if newest.jenis == cache.manifest(scope.edisi).jenis else None


def _follow(asked: Aksi, scope: Scope) -> None:
    if asked.jenis == "tutup":
        for name in ("layar", "detik"):
            st.query_params.pop(name, None)
    elif asked.jenis == "catat":
        catat.ask_next(catat.Konteks(scope.kode_wilayah, judul=asked.konteks))
    elif asked.jenis == "segarkan":
        newest = editions.find_current()
        if newest:
            st.session_state["scope"] = replace(scope, edisi=newest)
    st.rerun()


def _draw_files(scope: Scope, susunan: Susunan) -> None:
    """Files are made by a process of their own, so that the dashboards of others go on; what was made is kept until the briefing changes."""
    st.subheader("Bawa pulang", anchor=False)
    key = f"{scope} {write_susunan(susunan)} {cache.sidik_janji(scope.edisi)} {find_milik(scope.kode_wilayah)}"
    ready = st.session_state.get(_SIAP, ("", "", b""))
    with st.container(horizontal=True, key="berkas-paparan"):
        pressed = [kind for kind, (words, _, icon) in BERKAS.items() if st.button(words, icon=f":material/{icon}:", key=f"siapkan-{kind}")]
    for kind in pressed:
        ready = st.session_state[_SIAP] = (key, kind, _make(kind, scope, susunan))
    if ready[0] == key and ready[2]:
        words, ending, _ = BERKAS[ready[1]]
        stem = {"paket": "paket", "lembar": "lembar-pimpinan"}.get(ready[1], "paparan")
        st.download_button(
            f"Simpan {words}",
            data=ready[2],
            file_name=jenis.file_name(f"{stem}-{scope.kode_wilayah}-{scope.periode}.{ending}", scope),
            mime=berkas.MIME[ending],
            key="simpan-berkas-paparan",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )
    if catat.may_write():
        templat.draw_templat(scope)


def _make(kind: str, scope: Scope, susunan: Susunan) -> bytes:
    """b'' where it could not be made; the reader is told why."""
    arguments = ["paparan", "--edisi", scope.edisi, "--wilayah", scope.kode_wilayah, "--periode", scope.periode]
    bar, words = st.progress(0.0), st.empty()
    telling = kemajuan.Teller(bar, words, BERKAS[kind][0])
    try:
        made = pekerja.fetch(
            [*arguments, "--susunan", "-", "--hanya", kind, "--kemajuan", "--keluaran", "-"],
            write_susunan(susunan).encode(),
            dengar=telling.hear,
            perintah=PERINTAH,
        )
    except pekerja.PekerjaGagal as error:
        kerja.draw_vonis("tolak", str(error))
        return b""
    finally:
        bar.empty()
        words.empty()
    return made
