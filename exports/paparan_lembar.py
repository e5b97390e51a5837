"""The four pages for a leader: which slides of a briefing stand where, and as much of each as its place can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exports import paparan_blok as blok
from p4gn.bahasa import format_angka
from p4gn.paparan.isi import Angka, Batang, Daftar, Deck, Garis, Kepala, Peta, Sampul, Slide, Ubin
from ui.figures.bagan_svg import split_bagan

_LEBAR, _SETENGAH = 994, 482  # px of a chart over the whole width and over half of it
_TIDAK_ADA = "Bagian ini tidak ada dalam paparan yang dipakai."
_RUPA_UTAMA = ("hijau", "kuning", "merah", "belum_lapor", "tanpa_nilai")
_CARA = (
    "Belum lapor bukan nol: laporannya belum diterima, jadi angkanya belum diketahui.",
    "Garis yang putus berarti dua angka tidak dapat dibandingkan, atau angkanya belum ada.",
    "Angka kecil disamarkan agar tidak ada orang yang dapat dikenali.",
    "Hasil reaktif tes urine tidak diberi peringkat dan tidak masuk skor.",
    "Daftar lengkap ada di lampiran XLSX.",
)


@dataclass(frozen=True, slots=True)
class _Tempat:
    """Where a slide may stand: its recipe, what to call the place when there is no such slide ('': then it is left out), and the height of a chart in px."""

    resep: str
    judul: str = ""
    tinggi: int = 300


Kolom = tuple[_Tempat, ...]
Lajur = tuple[Kolom, ...]  # columns beside each other

_HALAMAN: tuple[tuple[str, tuple[Lajur, ...]], ...] = (
    (
        "Ringkasan",
        (
            ((_Tempat("enam_angka", "Enam angka"),),),
            ((_Tempat("putusan", "Perlu diputuskan hari ini"), _Tempat("perubahan", "Yang berubah")),),
        ),
    ),
    ("Kepatuhan OPD", (((_Tempat("opd_ubin", "Keadaan tiap OPD", 520), _Tempat("opd_daftar", "OPD yang perlu dibina")),),)),
    (
        "Kabupaten dan kota",
        (
            ((_Tempat("peta", "Peta", 560),),),
            (
                (_Tempat("wilayah_batang", "Kepatuhan kabupaten/kota", 640),),
                (_Tempat("desa_bersinar", "Desa Bersinar", 320), _Tempat("desa_celah", "", 240)),
            ),
        ),
    ),
    (
        "Tes urine, anggaran, dan janji",
        (
            ((_Tempat("tren", "Tren", 290),), (_Tempat("tes_lanjut", "Tindak lanjut tes urine"),)),
            ((_Tempat("tes_cakupan", "Cakupan tes urine", 180),),),
            ((_Tempat("anggaran", "Anggaran", 150),),),
            ((_Tempat("janji_lalu", "Janji yang lalu"),),),
        ),
    ),
)


def lembar_data(deck: Deck) -> dict[str, Any]:
    """What templat/lembar.typ is filled with: per page its rows, per row one or two columns, per column blocks with heading."""
    ada: dict[str, Slide] = {}
    for each in deck.slide:
        ada.setdefault(each.resep, each)
    halaman = [
        {"judul": judul, "lajur": [[list(_list_seksi(kolom, ada, deck.kepala, len(lajur))) for kolom in lajur] for lajur in semua]}
        for judul, semua in _HALAMAN
    ]
    terpakai = [ada[tempat.resep] for _, semua in _HALAMAN for lajur in semua for kolom in lajur for tempat in kolom if tempat.resep in ada]
    return {
        **blok.kepala_data(deck.kepala),
        "judul": f"Lembar pimpinan P4GN {deck.kepala.wilayah}, {deck.kepala.nama_periode}",
        "nama": deck.nama,
        "halaman": halaman,
        "sumber": blok.list_sumber(terpakai),
        "cara": list(_CARA),
        "legenda": blok.legenda(_RUPA_UTAMA),
    }


def _list_seksi(kolom: Kolom, ada: Mapping[str, Slide], kepala: Kepala, banyak_kolom: int) -> Iterator[blok.Blok]:
    for tempat in kolom:
        slide = ada.get(tempat.resep)
        if slide is not None:
            isi = _isi(slide, kepala, _LEBAR if banyak_kolom == 1 else _SETENGAH, tempat.tinggi)
            yield {"bagian": slide.bagian, "judul": slide.judul, "keterangan": slide.keterangan, **isi}
        elif tempat.judul:
            yield {"bagian": "", "judul": tempat.judul, "keterangan": "", "jenis": "kalimat", "teks": _TIDAK_ADA}


def _isi(slide: Slide, kepala: Kepala, lebar: int, tinggi: int) -> blok.Blok:
    """One block of at most that size in px; a chart of more rows than fit says how many it leaves out."""
    match slide.isi:
        case Sampul(wilayah=wilayah, periode=periode):
            return {"jenis": "kalimat", "teks": f"{wilayah}, {periode}"}
        case Angka() as isi:
            return blok.kartu(isi, 3 if lebar == _LEBAR else 2)
        case Daftar() as isi:
            return blok.daftar(isi)
        case Peta() | Garis():
            return {**blok.gambar(slide, kepala, lebar, tinggi), "sisa": ""}
    muat = next(split_bagan(slide.isi, lebar, tinggi))
    return {**blok.gambar(replace(slide, isi=muat), kepala, lebar, tinggi), "sisa": _sisa(slide, muat)}


def _sisa(slide: Slide, muat: object) -> str:
    match slide.isi, muat:
        case (Batang(baris=semua, benda=benda), Batang(baris=tampak)) | (Ubin(petak=semua, benda=benda), Ubin(petak=tampak)):
            banyak = len(semua) - len(tampak)
            kata = " ".join(filter(None, (format_angka(banyak), benda)))
            return f"dan {kata} lainnya, lihat lampiran XLSX." if banyak else ""
    return ""
