"""A briefing on paper: the slides as an A4 deck, and the four pages for a leader; charts are drawn, never pictures of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from exports import paparan_blok as blok
from exports.paparan_lembar import lembar_data
from exports.pdf import compile_terakses
from p4gn.bahasa import join_daftar
from p4gn.paparan.isi import Angka, Batang, Daftar, Deck, Garis, Kepala, Peta, Sampul, Sebar, Slide, Ubin
from ui.figures.bagan_svg import split_bagan

_LEBAR, _TINGGI = 1460, 690  # px of a chart that has the page for itself, below two lines of title
_TINGGI_GARIS, _LEBAR_PETA = 470, 990  # px where a table of the same numbers stands below or beside it
_SEMUAT = 20  # rows that stand beside a map
_LANJUT: blok.Blok = {"jenis": "halaman_baru"}


def make_salindia(deck: Deck) -> bytes:
    """The deck as PDF on A4 landscape, tagged and with bookmarks: a page per slide and further ones for what does not fit. No speaker notes."""
    return compile_terakses("salindia", salindia_data(deck), deck.kepala.data_per)


def make_lembar(deck: Deck) -> bytes:
    """Exactly four A4 pages for a leader, made of the slides of the deck that they need; long lists end with how many more there are."""
    return compile_terakses("lembar", lembar_data(deck), deck.kepala.data_per)


def salindia_data(deck: Deck) -> dict[str, Any]:
    """What templat/salindia.typ is filled with."""
    judul = (
        join_daftar(filter(None, (deck.nama, f"Paparan P4GN {deck.kepala.wilayah}")), kata="–")
        if deck.nama
        else f"Paparan P4GN {deck.kepala.wilayah}"
    )
    baru = [True, *(satu.bagian != dua.bagian for satu, dua in pairwise(deck.slide))]
    slide = [
        {
            "kunci": f"s{nomor}",
            "bagian": each.bagian,
            "baru": baru[nomor],
            "judul": each.judul,
            "keterangan": each.keterangan,
            "sumber": each.sumber,
            "blok": list(_list_blok(each, deck.kepala)),
        }
        for nomor, each in enumerate(deck.slide)
    ]
    return {**blok.kepala_data(deck.kepala), "judul": f"{judul}, {deck.kepala.nama_periode}", "slide": slide}


def _list_blok(slide: Slide, kepala: Kepala) -> Iterator[blok.Blok]:
    match slide.isi:
        case Sampul() as isi:
            yield blok.sampul(isi)
        case Angka() as isi:
            yield blok.kartu(isi)
        case Daftar() as isi:
            yield blok.daftar(isi)
            yield from _legenda(sel.rupa for baris in isi.baris for sel in baris)
        case Batang():
            yield from _list_bagian(slide, kepala)
        case Ubin() as isi:
            yield from _list_bagian(slide, kepala)
            if isi.petak:
                yield _LANJUT
                yield blok.daftar(blok.tabel_ubin(isi), lajur=2)
        case Garis() as isi:
            yield blok.gambar(slide, kepala, _LEBAR, _TINGGI_GARIS)
            yield from (blok.daftar(each) for each in blok.tabel_garis(isi) if each.baris)
        case Sebar() as isi:
            yield blok.gambar(slide, kepala, _LEBAR, _TINGGI)
            if isi.titik:
                yield _LANJUT
                yield blok.daftar(blok.tabel_sebar(isi), lajur=2)
        case Peta() as isi:
            yield from _peta(slide, isi, kepala)


def _list_bagian(slide: Slide, kepala: Kepala) -> Iterator[blok.Blok]:
    """The chart, on as many pages as its rows need."""
    for nomor, isi in enumerate(split_bagan(slide.isi, _LEBAR, _TINGGI)):
        if nomor:
            yield _LANJUT
        yield blok.gambar(replace(slide, isi=isi), kepala, _LEBAR, _TINGGI)


def _peta(slide: Slide, isi: Peta, kepala: Kepala) -> Iterator[blok.Blok]:
    """The map with its numbers beside it, or after it where there are many."""
    if len(isi.daerah) <= _SEMUAT:
        yield {
            "jenis": "berdampingan",
            "kiri": blok.gambar(slide, kepala, _LEBAR_PETA, _TINGGI),
            "kanan": blok.daftar(blok.tabel_peta(isi)),
        }
        return
    yield blok.gambar(slide, kepala, _LEBAR, _TINGGI)
    yield _LANJUT
    yield blok.daftar(blok.tabel_peta(isi), lajur=3)


def _legenda(rupa: Iterator[str]) -> Iterator[blok.Blok]:
    butir: Sequence[object] = blok.legenda(rupa)
    if butir:
        yield {"jenis": "legenda", "butir": butir}
