"""Rencana aksi & laporan: its parts, which of them is shown, and what is narrowed to one agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.geography.wilayah import get_wilayah
from p4gn.pengirim import nama_pengirim
from p4gn.scope import NASIONAL
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.scoring.periode import tahun_of
from ui import cache, filters, frame

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.kalender import Tugas
    from p4gn.scoring.kerangka import Kerangka
    from p4gn.scoring.rekap import Rekap

SEMPIT = ("cari", "jenis", "keadaan", "dana", "status", "laporan")
PANJANG_PEMDA = len("63.06")


@dataclass(frozen=True)
class Pembuat:
    """What makes the files of this page; the last argument is what a file says about itself."""

    kalender_ics: Callable[[Sequence[Tugas], Mapping[str, str], date], bytes]
    rekap_xlsx: Callable[[Rekap, Mapping[str, str]], bytes]
    rekap_pdf: Callable[[Rekap, Mapping[str, str]], bytes]
    tahunan_xlsx: Callable[[str, str, int, Mapping[str, str]], bytes]
    tahunan_pdf: Callable[[str, str, int, Mapping[str, str]], bytes]


@dataclass(frozen=True)
class Lingkup:
    """What a part of the page is about. pemda: the government whose agencies are listed ('63', '63.06'); opd: one of them, or None.

    tahun: the year of the shared period, or the one the data reach; is_semua: nobody chose a year, so a part may take its latest.
    """

    scope: Scope
    pemda: str
    opd: str | None
    tahun: int
    is_semua: bool
    kini: date
    kerangka: Kerangka

    def latest_year(self, catatan: str) -> int:
        """The year shown of one kind of record: the chosen one, or the last that has any."""
        if not self.is_semua:
            return self.tahun
        years = self.list_tahun(catatan)
        return years[0] if years else self.tahun

    def list_tahun(self, catatan: str) -> list[int]:
        """Years that have any of one kind of record in the government and below, the latest first."""
        found = cache.list_frame("tahun_rencana", replace(self.scope, kode_wilayah=self.pemda))
        return [int(year) for year in found.loc[found["catatan"] == catatan, "tahun"]]


def draw(scope: Scope, bagian: Mapping[str, tuple[str, Callable[[Lingkup], None]]]) -> None:
    """The parts by id → (title, what draws it); only the chosen one is computed, and it lives in the link as `bagian`."""
    chosen = _choose_bagian({key: title for key, (title, _) in bagian.items()})
    if scope.kode_wilayah == NASIONAL:
        frame.empty_state("Kewajiban dan laporan dicatat per provinsi.", "Pilih satu provinsi di bilah samping.")
        return
    found = _lingkup(scope)
    if found is None:
        frame.empty_state("Belum ada kerangka kewajiban untuk periode ini.", "Pilih periode lain di bilah samping.")
        return
    bagian[chosen][1](found)


def _choose_bagian(titles: Mapping[str, str]) -> str:
    first = next(iter(titles))
    filters.follow_link("bagian", "pilih_bagian", first)
    if st.session_state["pilih_bagian"] not in titles:
        st.session_state["pilih_bagian"] = first
    chosen = st.segmented_control(
        "Bagian",
        list(titles),
        key="pilih_bagian",
        format_func=titles.get,
        required=True,
        label_visibility="collapsed",
        on_change=_forget_narrowing,
    )
    filters.write_link("bagian", "pilih_bagian", chosen)
    return str(chosen)


def _forget_narrowing() -> None:
    """What was searched and narrowed in one part means nothing in another; the agency stays."""
    for name in SEMPIT:
        if name in st.query_params:
            del st.query_params[name]


def _lingkup(scope: Scope) -> Lingkup | None:
    periode = cache.periode_dinilai(scope)
    pemda = scope.kode_wilayah[:PANJANG_PEMDA]
    try:
        kerangka = find_kerangka(periode, pemda)
    except KerangkaTidakAda:
        return None
    return Lingkup(scope, pemda, None, tahun_of(periode), scope.periode == "semua", cache.manifest(scope.edisi).kini, kerangka)


def choose_opd(lingkup: Lingkup, kosong: str = "Semua OPD") -> Lingkup:
    """One agency of the government, or all; in the link as `opd`. A link to an agency elsewhere is followed to its own government."""
    card = cache.score_kartu(lingkup.scope.edisi, "opd", lingkup.pemda, str(lingkup.tahun))
    names = {"": kosong} | {row.kunci: row.nama for row in card.baris}
    filters.follow_link("opd", "pilih_opd", "")
    linked = st.session_state["pilih_opd"]
    if linked not in names and "@" in linked and linked.rpartition("@")[2].startswith(lingkup.pemda[:2]):
        names[linked] = nama_pengirim(linked)
    elif linked not in names:
        st.session_state["pilih_opd"] = ""
    chosen = st.selectbox("OPD", list(names), key="pilih_opd", format_func=names.get)
    filters.write_link("opd", "pilih_opd", chosen or None)
    return replace(lingkup, opd=chosen or None, pemda=chosen.rpartition("@")[2] if chosen else lingkup.pemda)


def place_text(lingkup: Lingkup) -> str:
    """Whose agencies are meant: 'Provinsi Kalimantan Selatan', 'Kabupaten Tapin'."""
    return get_wilayah(lingkup.pemda).nama_lengkap
