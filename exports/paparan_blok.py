"""Slides as blocks that a template fills in: cards, lists, and pictures with the words for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from p4gn.bahasa import count_desimal, format_angka, format_tanggal
from p4gn.paparan.isi import Angka, Batang, Daftar, Garis, Isi, Kepala, KolomDaftar, Peta, Sampul, Sebar, Sel, Slide, Ubin
from p4gn.scoring.hasil import STATUS
from p4gn.warehouse.editions import TANDA_CONTOH
from ui.figures.bagan_svg import svg_bagan

Blok = dict[str, Any]

PT = 0.53  # points on paper of one px of a drawn chart: its smallest letters, 17 px, have 9 points
_KATA = {Batang: "Bagan batang", Garis: "Bagan garis", Ubin: "Ubin", Peta: "Peta", Sebar: "Bagan sebar"}
_TERSEBUT = 40  # values that the words of a picture name
_PERIODE_SETABEL = 8


def kepala_data(kepala: Kepala) -> Blok:
    """What stands on every page: region, period, edition, the day the data reach, and the mark of invented data."""
    return {
        "wilayah": kepala.wilayah,
        "masa": kepala.nama_periode,
        "edisi": f"{kepala.judul_edisi} ({kepala.edisi})",
        "data_per": f"Data per {format_tanggal(kepala.data_per)}",
        "tanda": TANDA_CONTOH if kepala.contoh else None,
        "contoh": kepala.contoh,
        "kata_kunci": [kepala.edisi, kepala.periode],
    }


def sampul(isi: Sampul) -> Blok:
    pasangan = [("Data per", isi.data_per), ("Edisi", isi.edisi), ("Status", isi.status), *isi.fakta]
    return {"jenis": "sampul", "wilayah": isi.wilayah, "periode": isi.periode, "fakta": [list(each) for each in pasangan if each[1]]}


def kartu(isi: Angka, kolom: int = 3) -> Blok:
    """Numbers in so many columns."""
    fields = ("judul", "utama", "sisa", "bacaan", "lalu", "target")
    return {"jenis": "angka", "kolom": kolom, "kartu": [{name: getattr(each, name) for name in fields} for each in isi.kartu]}


def daftar(isi: Daftar, lajur: int = 1) -> Blok:
    """A list; lajur: so many columns of the page beside each other."""
    return {
        "jenis": "daftar",
        "lajur": lajur,
        "kolom": [{"judul": each.judul, "lebar": each.lebar, "kanan": each.kanan} for each in isi.kolom],
        "baris": [[{"teks": sel.teks, "rupa": sel.rupa} for sel in baris] for baris in isi.baris],
        "kosong": isi.kosong,
        "benda": isi.benda,
    }


def gambar(slide: Slide, kepala: Kepala, lebar: int, tinggi: int) -> Blok:
    """The chart of a slide in a box of that size in px; its words name the values."""
    return {
        "jenis": "gambar",
        "svg": svg_bagan(slide, kepala, lebar=lebar, tinggi=tinggi, judul=False),
        "lebar": lebar * PT,
        "alt": kata_gambar(slide),
    }


def kata_gambar(slide: Slide) -> str:
    """'Bagan batang. Tapin paling tertinggal. Tapin: 41,0; Banjar: 52,0.' with at most forty values."""
    butir = list(_list_nilai(slide.isi))
    lain = f"; dan {format_angka(len(butir) - _TERSEBUT)} lainnya" if len(butir) > _TERSEBUT else ""
    nilai = "; ".join(butir[:_TERSEBUT]) + lain
    return f"{_KATA[type(slide.isi)]}. {slide.judul.rstrip('.')}. {nilai or 'Belum ada data'}."


def _list_nilai(isi: Isi) -> Iterator[str]:
    match isi:
        case Batang():
            yield from (f"{each.nama}: {each.teks}" for each in isi.baris)
        case Garis():
            for seri in isi.seri:
                yield from (f"{seri.nama} {periode}: {teks}" for periode, teks in zip(isi.periode, seri.teks, strict=True))
        case Ubin():
            yield from (f"{format_angka(banyak)} {kata}" for _, kata, banyak in isi.ringkasan)
        case Peta():
            yield from (f"{each.nama}: {each.teks}" for each in isi.daerah)
        case Sebar():
            yield from (f"{each.nama}: {each.teks}" for each in isi.titik)


def tabel_garis(isi: Garis) -> list[Daftar]:
    """The words of every point, a row per line; of many periods several lists below each other."""
    bagian = [range(i, min(i + _PERIODE_SETABEL, len(isi.periode))) for i in range(0, len(isi.periode), _PERIODE_SETABEL)]
    return [
        Daftar(
            (KolomDaftar(isi.satuan.capitalize(), 2.2), *(KolomDaftar(isi.periode[i], 1, True) for i in potong)),
            tuple((Sel(each.nama), *(Sel(each.teks[i]) for i in potong)) for each in isi.seri),
            "",
        )
        for potong in bagian
    ]


def tabel_ubin(isi: Ubin) -> Daftar:
    """What the short names of the tiles stand for."""
    kata = {rupa: kata for rupa, kata, _ in isi.ringkasan}
    kolom = (KolomDaftar("Singkatan", 1.2), KolomDaftar("Nama", 3), KolomDaftar("Keadaan", 1.4), KolomDaftar("Nilai", 0.7, True))
    baris = ((Sel(each.pendek), Sel(each.nama), Sel(kata.get(each.rupa, ""), rupa=each.rupa), Sel(each.teks)) for each in isi.petak)
    return Daftar(kolom, tuple(baris), "")


def tabel_sebar(isi: Sebar) -> Daftar:
    """Every point in the order given."""
    kolom = (KolomDaftar("Nama", 2), KolomDaftar(isi.sumbu_x, 1, True), KolomDaftar(isi.sumbu_y, 1, True))
    return Daftar(
        kolom,
        tuple((Sel(each.nama, rupa=each.rupa), Sel(format_angka(each.x, count_desimal(each.x))), Sel(each.teks)) for each in isi.titik),
        "",
    )


def tabel_peta(isi: Peta) -> Daftar:
    """Every region with its words, in the order given."""
    return Daftar(
        (KolomDaftar("Wilayah", 1.5), KolomDaftar("Nilai", 1, True)), tuple((Sel(each.nama), Sel(each.teks)) for each in isi.daerah), ""
    )


def legenda(rupa: Iterable[str]) -> list[Mapping[str, str]]:
    """Symbol, word and meaning of every status among these, in the order of the scale."""
    ada = set(rupa)
    return [{"rupa": each.id, "kata": each.kata, "penjelasan": each.penjelasan} for each in STATUS.values() if each.id in ada]


def list_sumber(slide: Sequence[Slide]) -> list[str]:
    """Every source once, in the order of the slides."""
    return list(dict.fromkeys(each.sumber for each in slide if each.sumber))
