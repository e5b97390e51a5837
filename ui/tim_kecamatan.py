"""Which kecamatan have no integrated team whose decree is in force, per kab/kota, as the scorecards of kecamatan judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, join_daftar, kapital_awal
from p4gn.periode import label
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH
from ui import berkas, cache, tables
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor
    from ui.tables import Row

KATA = {MERAH: "dilaporkan belum ada", KUNING: "SK berakhir atau masih draf", BELUM_LAPOR: "belum dilaporkan"}


def draw_tanpa_tim(kartu: KartuSkor, scope: Scope) -> None:
    """For the card of a province: behind a fold every kab/kota with its kecamatan by name; how many there are stands on the fold."""
    groups = [_read_group(kartu, row.kunci, row.nama) for row in kartu.baris]
    lacking, whole = (sum(group[key] for group in groups) for key in ("belum", "semua"))
    if not whole:
        return
    with st.expander(
        f"Kecamatan yang belum punya tim terpadu yang berlaku, per kabupaten/kota: {format_angka(lacking)} dari {format_angka(whole)}"
    ):
        rows = [group for group in groups if group["belum"]]
        name = Kolom("Kabupaten/kota", text_of("nama"))
        told = Kolom("Belum punya", lambda group: f"{format_angka(group['belum'])} dari {format_angka(group['semua'])}", kanan=True)
        names = Kolom("Kecamatan", _say_names)
        tables.draw_table(rows, [name, told, names], tumpuk=False)
        counts = [Kolom("Belum punya", text_of("belum"), angka="belum"), Kolom("Kecamatan seluruhnya", text_of("semua"), angka="semua")]
        facts = berkas.keterangan(
            scope, "Kecamatan yang belum punya tim terpadu yang berlaku", label(kartu.periode), kerangka=kartu.kerangka.label()
        )
        berkas.table_buttons(f"tanpa-tim-{kartu.kode_wilayah}-{kartu.periode}", rows, [name, *counts, names], facts, scope)


def _read_group(kartu: KartuSkor, kode: str, nama: str) -> Row:
    """belum and semua: how many kecamatan; per status the names of those that have no team in force."""
    below = cache.score_kartu(kartu.edisi, "kecamatan", kode, kartu.periode)
    cells = [(row.nama, row.sel["tim_terpadu"].status) for row in below.baris if "tim_terpadu" in row.sel]
    names = {status: [each for each, found in cells if found == status] for status in KATA}
    return {"nama": nama, "semua": len(cells), "belum": sum(found != HIJAU for _, found in cells), "kecamatan": names}


def _say_names(group: Row) -> str:
    """'Dilaporkan belum ada: Loksado; belum dilaporkan: Simpur dan Kalumpang.'"""
    return f"{kapital_awal('; '.join(f'{KATA[status]}: {join_daftar(names)}' for status, names in group['kecamatan'].items() if names))}."
