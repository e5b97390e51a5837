"""Checking files on the screen: a template to start from, one check for each file, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import PurePath

import streamlit as st

from p4gn.bahasa import format_angka, join_daftar
from p4gn.scope import Scope
from ui import hasil_periksa, pekerja, terbit
from ui.hasil_periksa import Hasil
from ui.kemajuan import BATAS_PERIKSA, Teller
from ui.kiriman import Berkas, who
from ui.pengirim import nama_pengirim
from ui.sumber import BERTEMPLAT, judul_sumber

PILIH_PENGIRIM = "Atau pilih pengirimnya pada kotak Pengirim di atas; berkas ini langsung diperiksa lagi."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_templat(pengirim: str | None, lipat: bool) -> None:
    """A workbook to fill in, made for this sender when it is asked for; folded away (`lipat`) once there are files."""
    with st.expander("Unduh templat lain") if lipat else st.container(border=True, key="templat"):
        if not lipat:
            st.html('<p class="p4 p4-judul-kecil">Belum punya berkas? Mulai dari templat.</p>')
        sumber = st.selectbox("Jenis data", BERTEMPLAT, index=BERTEMPLAT.index("tes_urine"), key="templat_sumber", format_func=judul_sumber)
        sender = ["--pengirim", pengirim] if pengirim else []
        st.download_button(
            "Unduh templat",
            data=lambda: pekerja.fetch(["templat", "--sumber", sumber, *sender, "--keluaran", "-"]),
            file_name=f"templat-{sumber.replace('_', '-')}{_in_name(pengirim)}.xlsx",
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="unduh-templat",
        )
        whose = f"Disiapkan untuk {nama_pengirim(pengirim)}." if pengirim else "Pilih pengirim agar templat langsung memuat namanya."
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(whose)}</p>')


def check(files: Sequence[Berkas], pengirim: str | None) -> list[tuple[Berkas, Hasil | str]]:
    """The result of each file, or the sentence why there is none; a file is checked once for each sender."""
    kept: dict[tuple[str, str | None], Hasil | str] = st.session_state.setdefault("unggah_hasil", {})
    waiting = [each for each in files if (each.sha256, pengirim) not in kept]
    if waiting:
        place = st.empty()
        with place.container(), st.status(f"Memeriksa {format_angka(len(waiting))} berkas …", expanded=True):
            bar = st.progress(0.0)
            words = st.empty()
            st.button("Hentikan pemeriksaan", on_click=_stop, args=([(each.sha256, pengirim) for each in waiting],), key="hentikan")
            for number, each in enumerate(waiting, start=1):
                telling = Teller(bar, words, f"Berkas {number} dari {len(waiting)}: {each.nama}", (number - 1) / len(waiting))
                kept[each.sha256, pengirim] = _check_one(each, pengirim, telling.hear)
        place.empty()
    return [(each, kept[each.sha256, pengirim]) for each in files]


def draw_results(results: Sequence[tuple[Berkas, Hasil | str]], pengirim: str | None, scope: Scope) -> None:
    """Each file under its verdict."""
    if len(results) > 1:
        st.html(f'<p class="p4 p4-kalimat" role="status">{escape(summary([found for _, found in results]))}</p>')
    known = terbit.list_diterima(terbit.target_of(scope))
    for berkas, found in results:
        kunci = berkas.sha256[:12]
        with st.container(border=True, key=f"hasil-{kunci}"):
            if isinstance(found, str):
                hasil_periksa.draw_head(berkas.nama, "tolak", found)
                st.button(
                    "Periksa lagi", key=f"ulang-{kunci}", on_click=_forget, args=((berkas.sha256, pengirim),), icon=":material/refresh:"
                )
                continue
            received = terbit.find_diterima(known, berkas.sha256, pengirim)
            if received and hasil_periksa.rows_accepted(found):
                st.html(f'<div class="p4 p4-pesan" role="status">{escape(received)}</div>')
            hasil_periksa.draw_hasil(found, kunci, partial(_marked, berkas, pengirim, kunci))
            if found.get("ditolak_berkas") and pengirim is None and "pengirim" in str(found["ditolak_berkas"]["alasan"]):
                st.html(f'<p class="p4 p4-sumber">{escape(PILIH_PENGIRIM)}</p>')


def summary(results: Sequence[Hasil | str]) -> str:
    """'5 berkas: 3 diterima seluruhnya, 1 diterima sebagian, dan 1 tidak dapat dipakai.'"""
    checked = [each for each in results if not isinstance(each, str)]
    useless = sum(not hasil_periksa.rows_accepted(each) for each in checked)
    partly = sum(bool(hasil_periksa.rows_accepted(each) and each["berkas"]["ditolak"]) for each in checked)
    counted = (
        (len(checked) - partly - useless, "diterima seluruhnya"),
        (partly, "diterima sebagian"),
        (useless, "tidak dapat dipakai"),
        (len(results) - len(checked), "belum selesai diperiksa"),
    )
    return f"{format_angka(len(results))} berkas: {join_daftar(f'{format_angka(count)} {words}' for count, words in counted if count)}."


def _check_one(berkas: Berkas, pengirim: str | None, hear: pekerja.Dengar) -> Hasil | str:
    try:
        answer = pekerja.ask(["periksa", "--json", *who(berkas, pengirim)], berkas.isi, dengar=hear, batas=BATAS_PERIKSA)
        return answer["hasil"]
    except pekerja.PekerjaGagal as error:
        return str(error)


def _marked(berkas: Berkas, pengirim: str | None, kunci: str) -> None:
    """The sender's own workbook with the cells marked, made from what is in the session and kept nowhere."""
    st.download_button(
        "Unduh berkas bertanda",
        data=lambda: pekerja.fetch(["tandai", *who(berkas, pengirim)], berkas.isi, batas=BATAS_PERIKSA),
        file_name=f"{PurePath(berkas.nama).stem}-bertanda.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=f"tandai-{kunci}",
    )


def _stop(keys: Sequence[tuple[str, str | None]]) -> None:
    kept = st.session_state["unggah_hasil"]
    for key in keys:
        kept.setdefault(key, "Pemeriksaan dihentikan.")


def _forget(key: tuple[str, str | None]) -> None:
    st.session_state["unggah_hasil"].pop(key, None)


def _in_name(pengirim: str | None) -> str:
    return f"-{pengirim.replace('@', '-').replace('.', '')}" if pengirim else ""
