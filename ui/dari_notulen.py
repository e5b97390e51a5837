"""“Dari notulen”: a text becomes the draft of a meeting that a person confirms beside it; only what is confirmed is stored, never the text."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, join_daftar, join_ringkas
from ui import catat, filters, frame, kerja, pekerja, simpan_notulen, tanggal
from ui.draf_notulen import Naskah, nama_draf, read_jawaban
from ui.isian_notulen import Isi, Lembar, draw_isian
from ui.naskah_bertanda import mark_naskah
from ui.simpan_notulen import Simpanan, Tersimpan

if TYPE_CHECKING:
    from p4gn.scope import Scope

LAYAR = "dari-notulen"
_SESI = "notulen"
_MEGABITA = 20
_TEMPELAN = "Teks yang ditempel.txt"
_BATAS = 60.0  # seconds; a text of 150 pages takes a few


@dataclass
class Bacaan:
    """A text that was read in this session: its drafts, what was typed into their forms, and what became of each (by number)."""

    naskah: Naskah
    nama: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    isian: dict[str, Any] = field(default_factory=dict)
    putaran: dict[int, int] = field(default_factory=dict)
    ditanya: set[int] = field(default_factory=set)
    gagal: dict[int, tuple[Simpanan, str]] = field(default_factory=dict)
    tersimpan: dict[int, Tersimpan] = field(default_factory=dict)

    def kunci(self, nomor: int) -> str:
        """The name of one submission of one form; after it was taken back the next one is another."""
        return f"notulen-{self.id}-{nomor}-{self.putaran.get(nomor, 0)}"


def draw_page(scope: Scope) -> None:
    """Ask for a text, or show the drafts of the one that was read."""
    if not catat.may_write():
        frame.empty_state(
            "Mencatat rapat dari notulen hanya terbuka bagi pimpinan, analis, dan operator.",
            "Rapat yang sudah tercatat ada di halaman Rapat.",
        )
        return
    found: Bacaan | None = st.session_state.get(_SESI)
    if found is None:
        _ask_naskah()
    else:
        _draw_bacaan(found, scope)


# ---- the text --------------------------------------------------------------------------------------------------------------


def _ask_naskah() -> None:
    """A file or pasted text, and the day it was published where it does not say so itself."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        dropped = st.file_uploader("Berkas notulen", key="notulen_berkas", max_upload_size=_MEGABITA)
        st.html('<p class="p4 p4-sumber p4-redup">Word (.docx), teks (.txt), atau PDF berteks. Hasil pindaian tidak terbaca.</p>')
        terbit = tanggal.ask_tanggal("Tanggal terbit (boleh kosong)", "notulen_terbit")
        st.html('<p class="p4 p4-sumber p4-redup">Untuk berita yang hanya menulis “Kamis (24/2)”: tahunnya dibaca dari tanggal terbit.</p>')
    with right:
        pasted = st.text_area(
            "Atau tempel teksnya", key="notulen_teks", height=260, placeholder="Notulen, siaran pers, atau pesan laporan rapat"
        )
    if st.button("Baca naskah", type="primary", key="notulen-baca"):
        if dropped is not None:
            _read(dropped.getvalue(), dropped.name, terbit)
        elif pasted.strip():
            _read(pasted.encode("utf-8", errors="replace"), _TEMPELAN, terbit)
        else:
            kerja.draw_vonis("perlu", "Pilih berkas atau tempel teksnya dahulu.")


def _read(isi: bytes, nama: str, terbit: str) -> None:
    """By a worker that keeps nothing; a refusal is said where the button is."""
    try:
        known = tanggal.read_tanggal(terbit, "terbit")
        if known and known > date.today():
            raise catatan.IsiSalah("terbit", f"Tanggal terbit {format_tanggal(known)} belum tiba. Tulis juga tahunnya.")
        day = [f"--terbit={known.isoformat()}"] if known else []
        with st.spinner("Membaca naskah …"):
            answer = pekerja.ask(["notulen", "--json", f"--nama={nama}", *day], isi, batas=_BATAS)
    except (catatan.IsiSalah, pekerja.PekerjaGagal) as error:
        kerja.draw_vonis("tolak", str(error))
        return
    st.session_state[_SESI] = Bacaan(read_jawaban(answer), nama)
    st.rerun()


def _forget() -> None:
    """Another text: what was read and typed is gone from the session."""
    found = st.session_state.pop(_SESI, None)
    for key in [key for key in st.session_state if found and str(key).startswith(f"dn-{found.id}")]:
        del st.session_state[key]


# ---- the drafts ------------------------------------------------------------------------------------------------------------


def _draw_bacaan(found: Bacaan, scope: Scope) -> None:
    naskah = found.naskah
    with st.container(horizontal=True, vertical_alignment="center", key="notulen-kepala"):
        st.html(f'<p class="p4 p4-nama">{escape(found.nama if found.nama != _TEMPELAN else found.nama.removesuffix(".txt"))}</p>')
        st.button("Baca naskah lain", key="notulen-lain", on_click=_forget, icon=":material/restart_alt:")
    if not naskah.draf:
        frame.empty_state("Naskah ini tidak menyebut rapat atau kegiatan yang dikenali.", "Periksa isinya, atau baca naskah lain.")
        return
    nomor = _choose_draf(found)
    for note in (*naskah.catatan, *naskah.draf[nomor].catatan):
        st.html(f'<p class="p4 p4-sumber p4-redup">{escape(note)}</p>')
    left, right = st.columns(2, gap="medium")
    with left:
        _draw_naskah(found, nomor)
    with right:
        _draw_draf(found, nomor, scope)


def _choose_draf(found: Bacaan) -> int:
    drafts = found.naskah.draf
    if len(drafts) == 1:
        return 0
    words = {number: f"{number + 1}. {nama_draf(each)}{' ✓' if number in found.tersimpan else ''}" for number, each in enumerate(drafts)}
    key = f"dn-{found.id}-pilih"
    st.session_state.setdefault(key, found.isian.get(key, 0))
    chosen = st.segmented_control("Acara di naskah ini", list(words), key=key, format_func=words.get, required=True)
    found.isian[key] = chosen
    return int(chosen or 0)


def _draw_naskah(found: Bacaan, nomor: int) -> None:
    """The text with every place marked that the draft was read from; it stays in sight beside the form."""
    draf = found.naskah.draf[nomor]
    marked = mark_naskah(found.naskah.teks, draf.list_tanda())
    with st.container(key="notulen-naskah"):
        st.html(
            '<div class="p4 p4-sumber p4-redup">Bagian bertanda adalah asal tiap isian. '
            '<mark class="p4-contoh pasti">Garis utuh</mark>: terbaca. <mark class="p4-contoh tanya">? Garis putus</mark>: ditanyakan.</div>'
            f'<div class="p4 p4-naskah" tabindex="0" role="region" aria-label="Naskah">{marked}</div>'
        )


def _draw_draf(found: Bacaan, nomor: int, scope: Scope) -> None:
    """The form of one draft, or what became of it."""
    if nomor in found.tersimpan or nomor in found.gagal:
        with st.container(key="notulen-hasil"):
            (_say_tersimpan if nomor in found.tersimpan else _draw_gagal)(found, nomor, scope)
        return
    lembar = Lembar(f"dn-{found.id}-{nomor}", found.naskah, found.naskah.draf[nomor], found.isian)
    with st.container(key="notulen-isian"):
        isi = draw_isian(lembar)
        if isi.tersendiri:
            _draw_simpan(found, nomor, isi, scope)
        else:
            st.html('<div class="p4 p4-pesan" role="status">Acara ini tidak disimpan sebagai rapat tersendiri.</div>')


# ---- storing ---------------------------------------------------------------------------------------------------------------


def _draw_simpan(found: Bacaan, nomor: int, isi: Isi, scope: Scope) -> None:
    """The button, and after it the confirmation; both only while every question is answered."""
    kerja.say(_SESI)
    if isi.terbuka:
        found.ditanya.discard(nomor)
        st.button("Simpan sebagai rapat", key=f"notulen-simpan-{nomor}", disabled=True)
        told = f"Belum dapat disimpan. Jawab dahulu: {join_ringkas(isi.terbuka, 5)}."
        st.html(f'<p class="p4 p4-sumber">{escape(told)}</p>')
        return
    simpanan = simpan_notulen.make_simpanan(isi, found.kunci(nomor))
    refused = simpan_notulen.list_keberatan(isi, simpanan)
    for nama, told in refused:
        kerja.draw_vonis("tolak", f"{nama}: {told}")
    if refused:
        found.ditanya.discard(nomor)
    if nomor not in found.ditanya:
        st.button(
            "Simpan sebagai rapat",
            type="primary",
            key=f"notulen-simpan-{nomor}",
            disabled=bool(refused),
            on_click=found.ditanya.add,
            args=(nomor,),
        )
        return
    _confirm(found, nomor, simpanan, scope)


def _confirm(found: Bacaan, nomor: int, simpanan: Simpanan, scope: Scope) -> None:
    with st.container(border=True, key="notulen-pasti"):
        st.html(
            f'<h3 class="p4 p4-bagian">Simpan rapat ini?</h3><p class="p4 p4-kalimat">{escape(simpan_notulen.sentence(simpanan))}</p>'
            '<p class="p4 p4-sumber p4-redup">Naskahnya sendiri tidak disimpan.</p>'
        )
        same = simpan_notulen.list_sehari(scope.edisi, simpanan)
        if same:
            _warn_sehari(same)
        kerja.ask_jabatan("jabatan_notulen")
        with st.container(horizontal=True):
            yes, no = ("Rapat lain, tetap simpan", "Rapat yang sama, jangan simpan") if same else ("Ya, simpan", "Kembali")
            if st.button(yes, type="primary", key=f"notulen-ya-{nomor}"):
                _store(found, nomor, simpanan, scope)
            st.button(no, key=f"notulen-tidak-{nomor}", on_click=found.ditanya.discard, args=(nomor,))


def _warn_sehari(same: list[catatan.Pertemuan]) -> None:
    named = join_daftar(
        f"“{each.judul}” ({each.jenis or 'rapat'}, {'dari berkas kiriman' if each.sumber == 'berkas' else 'dari catatan'})" for each in same
    )
    day = format_tanggal(same[0].mulai, hari=True)
    told = f"Pada {day} daftar rapat wilayah ini sudah memuat {named}. Rapat yang sama, atau rapat lain?"
    st.html(f'<div class="p4 p4-pesan" role="alert"><strong>Periksa dahulu.</strong> {escape(told)}</div>')


def _store(found: Bacaan, nomor: int, simpanan: Simpanan, scope: Scope) -> None:
    """What failed halfway keeps its content, so that the next try goes on with the same."""
    try:
        found.tersimpan[nomor] = simpan_notulen.store(catat.pencatat(LAYAR, scope.edisi), simpanan)
    except catatan.IsiSalah as error:  # the signature: nothing has been stored yet
        if error.isian == "pelaku":
            kerja.draw_vonis("tolak", str(error))
            return
        found.gagal[nomor] = (simpanan, str(error))
    except catat.DITOLAK as error:
        found.gagal[nomor] = (simpanan, str(error))
    else:
        found.gagal.pop(nomor, None)
        found.ditanya.discard(nomor)
    st.rerun()


def _draw_gagal(found: Bacaan, nomor: int, scope: Scope) -> None:
    simpanan, told = found.gagal[nomor]
    kerja.draw_vonis("tolak", f"Belum semuanya tersimpan. {told}")
    st.html(
        f'<p class="p4 p4-kalimat">{escape(simpan_notulen.sentence(simpanan))}</p>'
        '<p class="p4 p4-sumber p4-redup">Mencoba lagi tidak menyimpan apa pun dua kali.</p>'
    )
    if st.button("Coba simpan lagi", type="primary", key=f"notulen-ulang-{nomor}"):
        _store(found, nomor, simpanan, scope)


def _say_tersimpan(found: Bacaan, nomor: int, scope: Scope) -> None:
    """What was stored, the way to it and the way back."""
    kerja.say(_SESI)
    stored = found.tersimpan[nomor]
    rapat, deeds = stored.rapat, len(stored.keputusan)
    kerja.draw_vonis(
        "baik",
        f"Tersimpan: {rapat.jenis} “{rapat.judul}”, {format_tanggal(rapat.tanggal)}, dengan {format_angka(len(rapat.kesimpulan))} kesimpulan "
        f"dan {format_angka(deeds)} tindak lanjut.",
    )
    there = replace(scope, kode_wilayah=rapat.wilayah, periode=str(rapat.tanggal.year))
    link = f"rapat?{urlencode(filters.link_params(there, rapat=rapat.id))}"
    st.html(f'<p class="p4 p4-kalimat"><a href="{escape(link, quote=True)}" target="_self">Buka rapat ini</a></p>')
    st.button("Urungkan", key=f"notulen-urung-{nomor}", on_click=_undo, args=(found, nomor, scope.edisi), icon=":material/undo:")
    rest = [number + 1 for number in range(len(found.naskah.draf)) if number not in found.tersimpan]
    if rest:
        st.html(f'<p class="p4 p4-sumber">Acara {join_daftar(map(str, rest))} di naskah ini belum disimpan; pilih di atas.</p>')


def _undo(found: Bacaan, nomor: int, edisi: str) -> None:
    try:
        kept = simpan_notulen.undo(catat.pencatat(LAYAR, edisi), found.tersimpan[nomor])
    except catat.DITOLAK as error:
        st.session_state[f"kata_{_SESI}"] = (str(error), False)
        return
    del found.tersimpan[nomor]
    found.putaran[nomor] = found.putaran.get(nomor, 0) + 1
    told = "Diurungkan. Rapat dan tindak lanjutnya tidak lagi ada di daftar; isiannya masih seperti tadi."
    if kept:
        told = f"Rapat diurungkan. Tindak lanjut ini tetap ada karena sudah diubah orang lain: {join_daftar(f'“{each}”' for each in kept)}."
    st.session_state[f"kata_{_SESI}"] = (told, not kept)
