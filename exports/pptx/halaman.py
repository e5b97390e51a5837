"""A briefing as the slides of a file: what does not fit goes on, long lists in an appendix, and no row is lost or told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from exports.pptx.bagan import list_rincian_garis, split_batang
from exports.pptx.daftar import BARIS_LAMPIRAN, HURUF_LAMPIRAN, LAMPIRAN_DARI, split_baris, split_daftar
from exports.pptx.kanvas import TERBACA, Ruang
from exports.pptx.kartu import split_ubin
from p4gn.bahasa import count_desimal, format_angka
from p4gn.paparan import isi

_RINCIAN_TERBANYAK = 40  # numbers that speaker notes list; more make an appendix


@dataclass(frozen=True, slots=True)
class Halaman:
    """One slide of the file: `urutan` of `dari` that show the same slide of the briefing. tunjuk: where the rest is; ukuran: letters of a list."""

    slide: isi.Slide
    isi: isi.Isi
    urutan: int = 1
    dari: int = 1
    ukuran: float = TERBACA
    is_lampiran: bool = False
    tunjuk: str = ""

    @property
    def judul(self) -> str:
        """A title that no other slide has."""
        if self.is_lampiran:
            return f"Lampiran: {self.slide.judul}" + (f" ({self.urutan} dari {self.dari})" if self.dari > 1 else "")
        return self.slide.judul if self.urutan == 1 else f"{self.slide.judul} (lanjutan {self.urutan} dari {self.dari})"

    @property
    def keterangan(self) -> str:
        """The line under the content."""
        return "" if self.is_lampiran else " ".join(part for part in (self.tunjuk, self.slide.keterangan) if part)


def list_halaman(deck: isi.Deck, ruang_of: Callable[[Halaman], Ruang]) -> list[Halaman]:
    """All slides in order, the appendix last. ruang_of tells how much room a slide has for its content."""
    shown, appendix = [], []
    for slide in deck.slide:
        main, rest = _split(slide, ruang_of)
        shown.append(main)
        appendix.append(rest)
    number, pages = sum(map(len, shown)) + 1, []
    for main, rest in zip(shown, appendix, strict=True):
        pages += [_point(main[0], rest, number), *main[1:]] if rest else main
        number += len(rest)
    return [*pages, *(page for rest in appendix for page in rest)]


def _point(page: Halaman, rest: list[Halaman], number: int) -> Halaman:
    """The slide that says where the rest of it is."""
    where = f"salindia {number}" if len(rest) == 1 else f"salindia {number}–{number + len(rest) - 1}"
    if isinstance(page.isi, isi.Daftar):
        first, last = len(page.isi.baris) + 1, len(page.isi.baris) + sum(len(each.isi.baris) for each in rest)
        return replace(page, tunjuk=f"Baris {first}–{last}: Lampiran, {where}.")
    return replace(page, tunjuk=f"Semua angka: Lampiran, {where}.")


def _split(slide: isi.Slide, ruang_of: Callable[[Halaman], Ruang]) -> tuple[list[Halaman], list[Halaman]]:
    """Slides in their place, and those of the appendix."""
    whole = Halaman(slide, slide.isi)
    room = ruang_of(replace(whole, tunjuk="…" if _has_lampiran(slide.isi) else ""))
    match slide.isi:
        case isi.Daftar() as daftar:
            size, parts = split_daftar(daftar, room)
            if _has_lampiran(daftar):
                rest = replace(daftar, baris=daftar.baris[len(parts[0].baris) :])
                return [replace(whole, isi=parts[0], ukuran=size)], _make_lampiran(slide, rest, ruang_of)
            return _number(whole, parts, size), []
        case isi.Batang() as batang if batang.baris:
            return _number(whole, split_batang(batang, room.lebar)), []
        case isi.Ubin() as ubin:
            return _number(whole, split_ubin(ubin, room)), []
        case isi.Peta() | isi.Sebar() as content if _has_lampiran(content):
            return [whole], _make_lampiran(slide, _daftar_of(content), ruang_of)
    return [whole], []


def _number(whole: Halaman, parts: list[isi.Isi], ukuran: float = TERBACA) -> list[Halaman]:
    return [replace(whole, isi=part, urutan=n, dari=len(parts), ukuran=ukuran) for n, part in enumerate(parts, 1)]


def _has_lampiran(content: isi.Isi) -> bool:
    match content:
        case isi.Daftar():
            return len(content.baris) > LAMPIRAN_DARI
        case isi.Peta():
            return len(content.daerah) > _RINCIAN_TERBANYAK
        case isi.Sebar():
            return len(content.titik) > _RINCIAN_TERBANYAK
    return False


def _make_lampiran(slide: isi.Slide, daftar: isi.Daftar, ruang_of: Callable[[Halaman], Ruang]) -> list[Halaman]:
    first = Halaman(slide, daftar, is_lampiran=True, ukuran=HURUF_LAMPIRAN)
    return _number(first, split_baris(daftar, ruang_of(first), HURUF_LAMPIRAN, BARIS_LAMPIRAN), HURUF_LAMPIRAN)


def _daftar_of(content: isi.Peta | isi.Sebar) -> isi.Daftar:
    """What a map or a scatter shows, as a list."""
    if isinstance(content, isi.Peta):
        kolom = (isi.KolomDaftar("Wilayah", 3), isi.KolomDaftar(content.indikator, 2, True))
        return isi.Daftar(kolom, tuple((isi.Sel(each.nama), isi.Sel(each.teks, each.nilai)) for each in content.daerah), "")
    kolom = (isi.KolomDaftar("Nama", 3), isi.KolomDaftar(content.sumbu_x, 1, True), isi.KolomDaftar(content.sumbu_y, 1, True))
    rows = tuple((isi.Sel(t.nama, rupa=t.rupa), isi.Sel(_angka(t.x), t.x), isi.Sel(t.teks, t.y)) for t in content.titik)
    return isi.Daftar(kolom, rows, "")


def _angka(nilai: float) -> str:
    return format_angka(nilai, min(2, count_desimal(nilai)))


def list_rincian(content: isi.Isi) -> list[str]:
    """Numbers that a slide shows as shapes, as sentences for the notes; none where an appendix lists them or the slide itself writes them."""
    if _has_lampiran(content):
        return []
    match content:
        case isi.Angka():
            return [_kalimat_of(each) for each in content.kartu]
        case isi.Garis():
            return list_rincian_garis(content)
        case isi.Peta():
            return [f"{each.nama}: {each.teks}" for each in content.daerah]
        case isi.Sebar():
            return [f"{each.nama}: {_angka(each.x)}; {each.teks}" for each in content.titik]
        case isi.Batang():
            return [f"{each.nama}: {each.teks}" + (f" ({each.rincian})" if each.rincian else "") for each in content.baris]
        case isi.Ubin():
            return [f"{each.pendek}: {each.nama}, {each.teks}" for each in content.petak]
    return []


def _kalimat_of(kartu: isi.KartuAngka) -> str:
    parts = (f"{kartu.judul}: {kartu.utama} {kartu.sisa}", kartu.bacaan, kartu.lalu, kartu.target)
    return f"{'. '.join(part.strip().rstrip('.') for part in parts if part)}."
