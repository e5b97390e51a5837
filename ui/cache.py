"""The single cache boundary between screens and editions; an edition never changes, so everything is kept under its id."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import peringatan, ringkasan
from p4gn.bahasa import is_kosong
from p4gn.catatan.baca import last_nomor
from p4gn.catatan.janji import read_janji
from p4gn.indicators import compute
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan.susun import make_deck
from p4gn.paparan.susunan import read_susunan, write_susunan
from p4gn.peran import check_daftar
from p4gn.scoring import kalender, kartu, rekap
from p4gn.scoring.hasil import KartuSkor
from p4gn.scoring.periode import periode_skor
from p4gn.warehouse import editions, perbandingan, read
from ui.figures import kartu as kartu_figure

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from p4gn.paparan.isi import Deck, KartuAngka
    from p4gn.paparan.susunan import Susunan
    from p4gn.peringatan import Peringatan
    from p4gn.scope import Scope


@st.cache_data(max_entries=2048, show_spinner=False)
def indicator_frame(indicator_id: str, scope: Scope, per: str) -> pd.DataFrame:
    """Tidy result of one indicator: kode, nama, pembilang, penyebut, nilai, bawah, atas, keadaan."""
    return compute.compute(CATALOGUE[indicator_id], scope, per)


@st.cache_data(max_entries=256, show_spinner=False)
def indicator_table(indicator_id: str, scope: Scope, per: str) -> pd.DataFrame:
    """The same for each part of the scope's period at once, with a column periode."""
    return compute.compute_table(CATALOGUE[indicator_id], scope, per, compute.list_periode_tren(scope))


@st.cache_data(max_entries=256, show_spinner=False)
def indicator_periods(indicator_id: str, scope: Scope, per: str, periode: tuple[str, ...]) -> pd.DataFrame:
    """The same for the periods named."""
    return compute.compute_table(CATALOGUE[indicator_id], scope, per, periode)


def list_frame(nama: str, scope: Scope, **params: object) -> pd.DataFrame:
    """One of the lists in p4gn/warehouse/queries, narrowed to a scope; whether the role may see it is asked each time, not only the first."""
    check_daftar(nama)
    return _list_frame(nama, scope, **params)


@st.cache_data(max_entries=512, show_spinner=False)
def _list_frame(nama: str, scope: Scope, **params: object) -> pd.DataFrame:
    return read.read_list_scope(scope, nama, **params)


@st.cache_data(max_entries=512, show_spinner=False)
def unlocated(indicator_id: str, scope: Scope, per: str) -> compute.Sisa:
    """How much of an indicator lies above a level: meetings of the province itself belong to no regency."""
    return compute.unlocated(CATALOGUE[indicator_id], scope, per)


@st.cache_data(max_entries=512, show_spinner=False)
def undated(indicator_id: str, scope: Scope) -> compute.Sisa:
    """Records without any date: they count under 'semua' and in no year."""
    return compute.undated(CATALOGUE[indicator_id], scope)


@st.cache_data(max_entries=64, show_spinner=False)
def list_periode(edisi: str) -> list[str]:
    return read.list_periode(edisi)


@st.cache_data(max_entries=64, show_spinner=False)
def list_provinsi(edisi: str) -> list[str]:
    """Provinces of which the edition holds anything."""
    return list(read.read_list(edisi, "provinsi")["kode_provinsi"])


@st.cache_data(max_entries=64, show_spinner=False)
def asal_berkas(edisi: str) -> dict[str, tuple[str | None, datetime | None]]:
    """Of each file in an edition: who sent it and when it was received."""
    found = read.read_list(edisi, "berkas")
    return {
        row.berkas: (None if is_kosong(row.pengirim) else row.pengirim, None if is_kosong(row.diterima_pada) else row.diterima_pada)
        for row in found.itertuples()
    }


@st.cache_data(max_entries=64, show_spinner=False)
def useless_files(edisi: str) -> frozenset[str]:
    """Files of an edition of which nothing could be read, with a reason."""
    rows_read = read.read_list(edisi, "berkas").groupby("berkas")["baris_dibaca"].sum()
    blamed = set(read.read_list(edisi, "baris_ditolak")["berkas"])
    return frozenset(name for name in rows_read.index[rows_read == 0] if name in blamed)


@st.cache_resource(max_entries=64, show_spinner=False)
def manifest(edisi: str) -> editions.Manifest:
    return editions.read_manifest(edisi)


@st.cache_data(max_entries=64, show_spinner=False)
def compare_edisi(a: str, b: str, kode_wilayah: str) -> perbandingan.Perbandingan:
    return perbandingan.compare_edisi(a, b, kode_wilayah)


def periode_dinilai(scope: Scope) -> str:
    """The period that scorecards of this view judge: without a choice, the year the data reach."""
    return periode_skor(scope.periode, manifest(scope.edisi).kini)


def sidik_janji(edisi: str) -> str:
    """Key of what files and room have promised until now; what is computed from promises is kept under it."""
    return read_janji(edisi).sidik


def score_kartu(edisi: str, subjek: str, kode_wilayah: str, periode: str) -> KartuSkor:
    """Scorecard of the agencies of a region ('opd') or of the regions below it; the engine keeps what it computed."""
    return kartu.score_kartu(edisi, subjek, kode_wilayah, periode)


def skor_tren(edisi: str, kode_wilayah: str, subjek: str, tahun: tuple[int, ...]) -> tuple[kartu.TitikSkor, ...]:
    """Scores of every row over the years, each by the framework of its time."""
    return _skor_tren(edisi, kode_wilayah, subjek, tahun, sidik_janji(edisi))


@st.cache_data(max_entries=64, show_spinner=False)
def _skor_tren(edisi: str, kode_wilayah: str, subjek: str, tahun: tuple[int, ...], janji: str) -> tuple[kartu.TitikSkor, ...]:
    return kartu.list_skor_tren(edisi, kode_wilayah, subjek, tahun)


def _kartu_key(each: KartuSkor) -> tuple[str, ...]:
    return (each.edisi, each.subjek, each.kode_wilayah, each.periode, each.kerangka.sidik, each.janji)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={KartuSkor: _kartu_key})
def papan_data(each: KartuSkor) -> dict[str, object]:
    """The rows of the scorecard board; kept, because it is the largest thing that a click sends again."""
    return kartu_figure.papan_data(each)


def list_angka(scope: Scope) -> tuple[KartuAngka, ...]:
    """The six numbers of a region; see p4gn.ringkasan."""
    return _list_angka(scope, sidik_janji(scope.edisi))


@st.cache_resource(max_entries=256, show_spinner=False)
def _list_angka(scope: Scope, janji: str) -> tuple[KartuAngka, ...]:
    return ringkasan.list_angka(scope)


def paparan_deck(scope: Scope, susunan: Susunan) -> Deck:
    """A briefing on one edition; made anew when somebody notes something, because decisions of today and promises are on it."""
    return _paparan_deck(scope, write_susunan(susunan), last_nomor(), str(date.today()))


@st.cache_resource(max_entries=32, show_spinner="Menyiapkan salindia …")
def _paparan_deck(scope: Scope, susunan: str, nomor: int, hari: str) -> Deck:
    return make_deck(scope, read_susunan(susunan))


def list_tugas(edisi: str, kode_wilayah: str, tahun: int, kunci: str | None) -> tuple[kalender.Tugas, ...]:
    """The calendar of duties; see p4gn.scoring.kalender."""
    return _list_tugas(edisi, kode_wilayah, tahun, kunci, sidik_janji(edisi))


@st.cache_resource(max_entries=64, show_spinner=False)
def _list_tugas(edisi: str, kode_wilayah: str, tahun: int, kunci: str | None, janji: str) -> tuple[kalender.Tugas, ...]:
    return kalender.list_tugas(edisi, kode_wilayah, tahun, kunci)


def list_peringatan(scope: Scope) -> tuple[Peringatan, ...]:
    """The alerts of a view; see p4gn.peringatan."""
    return _list_peringatan(scope, sidik_janji(scope.edisi))


@st.cache_resource(max_entries=64, show_spinner=False)
def _list_peringatan(scope: Scope, janji: str) -> tuple[Peringatan, ...]:
    return peringatan.list_peringatan(scope)


@st.cache_resource(max_entries=64, show_spinner=False)
def make_rekap(edisi: str, pemda: str, laporan: str, tahun: int) -> rekap.Rekap:
    """The B06/B12 recap of one government; see p4gn.scoring.rekap."""
    return rekap.make_rekap(edisi, pemda, laporan, tahun)


#: Decorator for functions that make a figure from (indicator, scope, …, theme): made once, shown often, never changed.
keep_figure = st.cache_resource(max_entries=512, show_spinner=False)
