"""Publishing what was accepted: store each file, build an edition, and look at it from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, is_kosong, join_ringkas
from p4gn.scope import Scope
from p4gn.warehouse import editions
from ui import cache, filters, frame, hasil_periksa, kerja, kiriman, pekerja, tables
from ui.hasil_periksa import Hasil
from ui.kemajuan import BATAS_BANGUN, BATAS_PERIKSA, Teller
from ui.kiriman import Berkas

TIDAK_BERUBAH = "Edisi yang berlaku tidak berubah."
LANGKAH = (
    ("Siapkan berkas", "Unduh templat dan isi, atau pakai buku kerja Excel yang sudah biasa dikirim."),
    ("Unggah dan periksa", "Tiap sel yang keliru disebut beserta cara memperbaikinya. Belum ada yang disimpan."),
    ("Perbaiki, lalu terbitkan", "Perbaiki pada berkas bertanda, unggah lagi, lalu terbitkan yang diterima."),
)


def publish(results: Sequence[tuple[Berkas, Hasil | str]], pengirim: str | None, scope: Scope) -> None:
    """What would be published, and the button that stores it and builds a new edition."""
    if st.session_state.pop("unggah_menerbitkan", False):
        frame.notice(
            "Penerbitan terhenti sebelum selesai. Bila edisi baru belum ada di halaman Edisi, tekan Simpan dan terbitkan sekali lagi."
        )
    jenis = target_of(scope)
    known = list_diterima(jenis)
    usable = [(berkas, found) for berkas, found in results if not isinstance(found, str) and hasil_periksa.rows_accepted(found)]
    fresh = [(berkas, found) for berkas, found in usable if not find_diterima(known, berkas.sha256, pengirim)]
    st.subheader("Simpan dan terbitkan", anchor=False)
    if not fresh:
        said = "Tidak ada yang baru untuk diterbitkan." if usable else "Belum ada yang dapat diterbitkan."
        hint = "Isi berkas ini sudah ada di edisi terakhir." if usable else "Perbaiki berkas menurut petunjuk di atas, lalu unggah lagi."
        frame.empty_state(said, hint)
        return
    _say_target(jenis)
    nameless = not pengirim and any(not found["berkas"].get("pengirim") for _, found in fresh)
    without = " Pengirim belum dipilih, jadi kiriman berikutnya tidak dapat menggantikan baris ini." if nameless else ""
    st.html(f'<p class="p4 p4-kalimat">{escape(offer(fresh, len(results)) + without)}</p>')
    place = st.empty()  # the progress stands where the button was, so that it is seen at once
    if place.button("Simpan dan terbitkan", type="primary", icon=":material/publish:", key="terbitkan"):
        with place.container():
            _publish(fresh, pengirim, jenis, scope)


def offer(fresh: Sequence[tuple[Berkas, Hasil]], total: int) -> str:
    """What will be published and what stays out."""
    accepted = sum(hasil_periksa.rows_accepted(found) for _, found in fresh)
    refused = sum(int(found["berkas"]["ditolak"]) for _, found in fresh)
    files = f"{format_angka(len(fresh))} berkas" if len(fresh) == total else f"{len(fresh)} dari {total} berkas"
    text = f"{format_angka(accepted)} baris dari {files} akan terbit."
    if not refused:
        return text
    return (
        f"{text} {format_angka(refused)} baris yang perlu diperbaiki tidak ikut; perbaiki pada berkas bertanda lalu unggah lagi kapan saja. "
        "Baris yang sudah terbit akan diganti, tidak digandakan."
    )


def say_news(scope: Scope) -> None:
    """After a publication: what is new, and where to see it; else what somebody does who has never been here."""
    told = st.session_state.get("unggah_terbit")
    if not told:
        _draw_steps()
        return
    kerja.draw_vonis("baik", told)
    params = filters.link_params(scope)
    with st.container(horizontal=True, key="sesudah-terbit"):
        st.page_link("pages/ikhtisar/ringkasan.py", label="Lihat Ringkasan", icon=":material/space_dashboard:", query_params=params)
        st.page_link("pages/data/mutu_data.py", label="Lihat Mutu data", icon=":material/fact_check:", query_params=params)


def list_diterima(jenis: str) -> list[tables.Row]:
    """Files in the newest edition of a kind."""
    newest = next((each for each in editions.list_edisi() if each.jenis == jenis), None)
    return tables.rows_of(cache.list_frame("berkas", Scope(newest.id))) if newest else []


def find_diterima(known: Sequence[tables.Row], sha256: str, pengirim: str | None) -> str:
    """Since when exactly this content from this sender has counted; '' when it is new, or was replaced since by another file of his."""
    for row in known:
        counts = int(row["baris_diterima"]) + int(row["baris_ditolak"]) > 0
        if counts and row["sha256"] == sha256 and (pengirim is None or row.get("pengirim") in (None, pengirim)):
            day = "" if is_kosong(row["diterima_pada"]) else f" {format_tanggal(row['diterima_pada'])}"
            return f"Berkas dengan isi yang sama sudah diterima{day}; tidak ada yang berubah."
    return ""


def target_of(scope: Scope) -> str:
    """Who practises on invented data publishes invented data; everything else is the province's."""
    return "contoh" if cache.manifest(scope.edisi).is_contoh else "provinsi"


def _publish(fresh: Sequence[tuple[Berkas, Hasil]], pengirim: str | None, jenis: str, scope: Scope) -> None:
    """Store each file, build, and look at the new edition from now on."""
    before = {each.id for each in editions.list_edisi()}
    st.session_state["unggah_menerbitkan"] = True
    with st.status("Menyimpan dan menerbitkan …", expanded=True) as status:
        bar, words = st.progress(0.0), st.empty()
        steps = len(fresh) + 1
        try:
            for number, (berkas, _) in enumerate(fresh):
                telling = Teller(bar, words, f"Menyimpan {berkas.nama}", number / steps, 1 / steps)
                stored = pekerja.ask(
                    ["terima", "--jenis", jenis, *kiriman.who(berkas, pengirim)], berkas.isi, dengar=telling.hear, batas=BATAS_PERIKSA
                )
                if stored["hasil"].get("ditolak_berkas"):
                    raise pekerja.PekerjaGagal(f"{berkas.nama}: {hasil_periksa.verdict(stored['hasil'])}")
            telling = Teller(bar, words, "Membangun edisi baru", len(fresh) / steps, 1 / steps)
            answer = pekerja.ask(["bangun", "--jenis", jenis, "--json"], dengar=telling.hear, batas=BATAS_BANGUN)
        except pekerja.PekerjaGagal as error:
            st.session_state.pop("unggah_menerbitkan", None)
            status.update(label="Belum terbit", state="error", expanded=True)
            kerja.draw_vonis("tolak", say_failed(error))
            st.button("Coba lagi", key="terbitkan_lagi", icon=":material/refresh:")  # the next run draws the button to publish again
            return
    edisi = str(answer["edisi"])
    accepted = sum(hasil_periksa.rows_accepted(found) for _, found in fresh)
    named = join_ringkas([berkas.nama for berkas, _ in fresh])
    st.session_state["unggah_terbit"] = (
        f"Terbit. {format_angka(accepted)} baris dari {named} kini ada di {cache.manifest(edisi).judul}, edisi {edisi}."
        if edisi not in before
        else f"Tidak ada yang berubah. Edisi {edisi} tetap berlaku."
    )
    st.session_state.pop("unggah_menerbitkan", None)
    kiriman.empty_uploader()
    st.session_state["scope"] = replace(scope, edisi=edisi)
    st.rerun()


def say_failed(error: pekerja.PekerjaGagal) -> str:
    """What happened and, where it does not say so itself, what it means."""
    said = f"{str(error).rstrip('.')}."
    return said if error.terkunci or TIDAK_BERUBAH in said else f"{said} {TIDAK_BERUBAH}"


def _say_target(jenis: str) -> None:
    if jenis == "contoh":
        frame.notice("Latihan di atas DATA CONTOH: yang terbit tetap bertanda DATA CONTOH dan tidak tercampur dengan data provinsi.")
    else:
        st.html('<p class="p4 p4-sumber p4-redup">Terbit ke edisi provinsi: catatan publik ditambah kiriman OPD dan kabupaten/kota.</p>')


def _draw_steps() -> None:
    """What is done here, in three steps."""
    steps = "".join(f"<li><strong>{escape(name)}</strong><span>{escape(text)}</span></li>" for name, text in LANGKAH)
    st.html(f'<ol class="p4 p4-langkah">{steps}</ol>')
