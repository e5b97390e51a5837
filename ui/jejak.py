"""The trail of everything that people noted: meetings, decisions, aliases, corrections, sign-offs; who, when, what, from which screen."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_saat
from p4gn.catatan.baca import dunia_of
from ui import berkas, butir, catat, filters, frame, isian_rapat, kerja, registers, tables, tanggal
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope

AWAL = 30  # days that are shown at first
AWAL_WAKTU = date(2000, 1, 1)
OBJEK = {
    "tindak_lanjut": "Tindak lanjut",
    "rapat": "Rapat",
    "alias": "Alias",
    "koreksi": "Koreksi",
    "edisi": "Edisi",
    "pengakuan": "Penghargaan & pembinaan",
    "paparan": "Paparan",
}
_PERISTIWA_PAPARAN = {
    "dicatat": "paparan disimpan",
    "diubah": "susunan diubah",
    "ditambah": "salindia ditambahkan",
    "dinamai": "nama diganti",
    "ditarik": "paparan ditarik",
    "dipulihkan": "paparan dipulihkan",
}
_PERISTIWA_BUKU = {
    "dicatat": "dicatat",
    "ditarik": "ditarik",
    "berlaku": "menjadi edisi berlaku",
    "sah": "disahkan",
    "batal": "pengesahan dibatalkan",
}


def draw_jejak(scope: Scope) -> None:
    """For those who may write; newest first, as a table and as a file."""
    if not catat.may_write():
        return
    with st.expander("Jejak semua catatan", icon=":material/manage_search:", on_change="rerun") as fold:
        if not fold.open:  # read only for those who look
            return
        since = tanggal.ask_tanggal("Sejak tanggal", "jejak_sejak", date.today() - timedelta(days=AWAL))
        try:
            events = list_jejak(scope, tanggal.read_tanggal(since, "sejak") or AWAL_WAKTU)
        except catatan.IsiSalah as error:
            kerja.draw_vonis("tolak", str(error))
            return
        if not events:
            frame.empty_state("Belum ada yang dicatat sejak tanggal itu.")
            return
        rows: list[Row] = [{"peristiwa": each} for each in events]
        columns = [
            Kolom("Waktu", lambda row: _moment(row["peristiwa"])),
            Kolom("Dicatat oleh", lambda row: row["peristiwa"].pelaku or "–"),
            Kolom("Tentang", lambda row: _about(row["peristiwa"], scope), html=True, teks=lambda row: OBJEK[row["peristiwa"].objek]),
            Kolom("Apa", lambda row: kata(row["peristiwa"])),
            Kolom("Dari layar", lambda row: row["peristiwa"].layar or "–"),
        ]
        tables.draw_table(
            registers.first_rows(rows, "jejak"), columns, f"{format_angka(len(rows))} catatan. Tidak ada yang dapat diubah atau dihapus."
        )
        berkas.table_buttons("jejak-catatan", rows, columns, berkas.keterangan(scope, "Jejak catatan", f"Sejak {since or 'awal'}"), scope)


def list_jejak(scope: Scope, dari: date) -> list[catatan.Peristiwa]:
    """Newest first: of the world of the edition, and what belongs to no world."""
    found = catatan.read_audit(dari, date.today())
    return [each for each in reversed(found) if each.dunia in ("", dunia_of(scope.edisi))]


def _moment(event: catatan.Peristiwa) -> str:
    return format_saat(event.saat.astimezone(), pendek=True)


def _about(event: catatan.Peristiwa, scope: Scope) -> str:
    word = OBJEK[event.objek]
    if event.objek not in ("tindak_lanjut", "rapat"):
        return escape(word)
    page, name = ("tindak-lanjut", "butir") if event.objek == "tindak_lanjut" else ("rapat", "rapat")
    link = f"{page}?{urlencode(filters.link_params(scope, **{name: event.objek_id}))}"
    return f'<a href="{escape(link, quote=True)}" target="_self">{word}</a>'


def kata(event: catatan.Peristiwa) -> str:
    """What an event did, in words."""
    if event.objek == "tindak_lanjut":
        return butir.kata_peristiwa(event)
    if event.objek == "rapat":
        return isian_rapat.kata_peristiwa(event)
    isi = event.isi
    if event.objek == "paparan":
        about = f": “{isi['nama']}”" if isi.get("nama") else f": {len(isi['butir'])} salindia" if event.jenis == "diubah" else ""
        return f"{_PERISTIWA_PAPARAN[event.jenis]}{about}"
    told = _PERISTIWA_BUKU.get(event.jenis, event.jenis)
    what = {
        "alias": f": “{isi.get('tertulis')}” berarti {isi.get('baku')}",
        "koreksi": f": {isi.get('column')} “{isi.get('was')}” menjadi “{isi.get('set')}”",
        "pengakuan": f": {isi.get('jenis')} {isi.get('kunci')}, {isi.get('keputusan')}",
        "edisi": f": {isi.get('edisi')}",
    }[event.objek]
    return told if event.jenis == "ditarik" else f"{told}{what}"
