"""Corrections as data: what was written, what it should be, and why; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_tanggal
from p4gn.catatan_data import Koreksi, list_koreksi
from ui import cache, frame, kerja, registers, tables
from ui.hasil_periksa import kolom_words, written
from ui.sumber import judul_sumber
from ui.tables import Kolom

if TYPE_CHECKING:
    from p4gn.scope import Scope

TEMPAT = "koreksi"
TERPANJANG = 79  # a longer value is shown cut short, so what stands in the cell is not known here
_TERTUTUP = ("disamarkan", "(disembunyikan")


def draw_corrections(scope: Scope) -> None:
    """Those in force, then a form for a further one."""
    kerja.say(TEMPAT)
    _draw_stored(scope)
    _draw_form(scope)


def list_cells(scope: Scope, sumber: str | None = None) -> dict[str, tables.Row]:
    """Cells of this edition with a problem that can be corrected here, under words by which one is found."""
    sha256 = {row["berkas"]: row["sha256"] for row in tables.rows_of(cache.list_frame("berkas", scope))}
    cells: dict[str, tables.Row] = {}
    for name in ("baris_ditolak", "baris_ditandai"):
        for row in tables.rows_of(cache.list_frame(name, scope, sumber=sumber)):
            text = row["nilai"] or ""
            if row["kolom"] and row["berkas"] in sha256 and len(text) < TERPANJANG and not text.startswith(_TERTUTUP):
                place = f"{row['lembar']}, " if row["lembar"] else ""
                words = f"{row['berkas']} · {place}baris {row['baris']} · {kolom_words(row)}: {written(row)}"
                cells.setdefault(words, {**row, "sha256": sha256[row["berkas"]]})
    return cells


def command_for(cell: Mapping[str, object], menjadi: str, alasan: str, oleh: str) -> list[str]:
    """The worker's command that stores this correction."""
    place = [f"--cocok=sha256={cell['sha256']}", f"--cocok=baris={cell['baris']}"]
    if cell["lembar"]:
        place.append(f"--cocok=lembar={cell['lembar']}")
    change = [f"--kolom={cell['kolom']}", f"--dari={cell['nilai'] or ''}", f"--menjadi={menjadi}"]
    return ["koreksi", f"--sumber={cell['sumber']}", *place, *change, f"--alasan={alasan}", f"--oleh={oleh}"]


def _draw_stored(scope: Scope) -> None:
    st.subheader("Koreksi yang berlaku", anchor=False)
    stored = list_koreksi()
    if not stored:
        frame.empty_state(
            "Belum ada koreksi dari pengguna.",
            "Koreksi bawaan tampil sebagai tanda pada barisnya. Koreksi baru berlaku pada pembangunan edisi berikutnya.",
        )
        return
    rows = [{"koreksi": each} for each in reversed(stored)]
    columns = [
        Kolom("Nomor", lambda row: row["koreksi"].id),
        Kolom("Jenis data", lambda row: judul_sumber(row["koreksi"].sumber)),
        Kolom("Baris", lambda row: place_text(row["koreksi"])),
        Kolom("Kolom", lambda row: kolom_words({"kolom": row["koreksi"].column})),
        Kolom("Tertulis", lambda row: row["koreksi"].was or "(kosong)"),
        Kolom("Menjadi", lambda row: row["koreksi"].set or "(kosong)"),
        Kolom("Alasan", lambda row: row["koreksi"].why),
        Kolom("Dicatat", lambda row: f"{row['koreksi'].oleh}, {format_tanggal(row['koreksi'].kapan)}"),
    ]
    tables.draw_table(
        rows,
        columns,
        "Berlaku pada pembangunan edisi berikutnya. Bila pengirim memperbaiki berkasnya, koreksi berhenti cocok dan pembangunan memberi tahu.",
    )
    registers.register_buttons("koreksi", "Koreksi yang berlaku", rows, columns, scope)
    with st.form("tarik_koreksi", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Tarik koreksi", [each.id for each in stored], index=None, placeholder="Pilih nomor", key="koreksi_ditarik")
        reason = st.text_input("Alasan ditarik", key="alasan_tarik_koreksi")
        if st.form_submit_button("Tarik", icon=":material/undo:"):
            if chosen and reason.strip():
                kerja.run(TEMPAT, ["koreksi", f"--tarik={chosen}", f"--alasan={reason.strip()}", f"--oleh={st.session_state['jabatan']}"])
            else:
                st.session_state[f"kata_{TEMPAT}"] = ("Pilih nomor koreksi dan isi alasannya.", False)
            st.rerun()


def place_text(item: Koreksi) -> str:
    """'lembar Juli baris 12' for one row of one file, else 'id T004'."""
    if "sha256" in item.match:
        sheet = f"lembar {item.match['lembar']} " if item.match.get("lembar") else ""
        return f"{sheet}baris {item.match['baris']}"
    return ", ".join(f"{name} {value or '(kosong)'}" for name, value in item.match.items())


def _draw_form(scope: Scope) -> None:
    st.subheader("Tambah koreksi", anchor=False)
    cells = list_cells(scope)
    if not cells:
        frame.empty_state("Tidak ada sel bermasalah yang dapat dikoreksi di sini.")
        return
    st.html(
        '<p class="p4 p4-sumber p4-redup">Sebaiknya pengirim memperbaiki berkasnya sendiri. '
        "Koreksi dipakai bila kekeliruannya pasti dan alasannya dapat ditulis.</p>"
    )
    with st.form("koreksi_baru"):
        chosen = st.selectbox(
            "Sel yang keliru", list(cells), index=None, placeholder="Ketik nama berkas, kolom, atau isi sel", key="koreksi_sel"
        )
        menjadi = st.text_input("Seharusnya (kosongkan bila sel itu seharusnya kosong)", key="koreksi_menjadi")
        alasan = st.text_input(
            "Alasan, dan dari mana diketahui", key="koreksi_alasan", placeholder="mis. kelebihan satu nol; surat Kesbangpol 21 Maret 2025"
        )
        role = kerja.ask_jabatan("jabatan_koreksi")
        if st.form_submit_button("Simpan koreksi", icon=":material/save:"):
            if chosen and alasan.strip() and role:
                kerja.run(TEMPAT, command_for(cells[chosen], menjadi.strip(), alasan.strip(), role))
            else:
                st.session_state[f"kata_{TEMPAT}"] = ("Pilih selnya dan isi alasannya dahulu.", False)
            st.rerun()
