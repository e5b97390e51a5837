"""The cover, large numbers as cards, and scorecards as tiles: text boxes and shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from exports.pptx.kanvas import BARIS, TERBACA, Kanvas, Ruang, Ruas, cut_teks, fit_ukuran, lebar_teks, set_alt, tanda_of
from exports.pptx.legenda import Butir, add_jalur, butir_rupa, tinggi_jalur, warna_rupa
from p4gn.paparan import isi
from ui.figures.palet import Tema

_SELA = 12.0
_KARTU_TERKECIL = 14.0  # letters of what is said of a number; what then has no room is whole in the notes
_UBIN_TERKECIL = 16.0  # letters of a tile


def add_fakta_sampul(kanvas: Kanvas, ruang: Ruang, sampul: isi.Sampul) -> None:
    """Edition, day and further facts of the cover; region and period stand in its subtitle."""
    facts = [("Data per", sampul.data_per), ("Edisi", f"{sampul.edisi} ({sampul.status})"), *sampul.fakta]
    lines = [f"{name}: {value}" for name, value in facts]
    size = fit_ukuran([(line, False) for line in lines], ruang.lebar, ruang.tinggi, TERBACA, 14)
    kanvas.add_teks(ruang, [[Ruas(f"{name}: ", size), Ruas(value, size, True)] for name, value in facts], "Fakta")


# ---- large numbers ---------------------------------------------------------------------------------------------------


def add_angka(kanvas: Kanvas, ruang: Ruang, angka: isi.Angka) -> None:
    """One to three cards under each other, four to six in two columns; cards of one slide have letters of one size."""
    columns = 1 if len(angka.kartu) <= 3 else 2
    rows = math.ceil(len(angka.kartu) / columns)
    width, height = (ruang.lebar - _SELA * (columns - 1)) / columns, min((ruang.tinggi - _SELA * (rows - 1)) / rows, 180.0)
    cards = [
        Ruang(ruang.x + (width + _SELA) * (n % columns), ruang.y + (height + _SELA) * (n // columns), width, height)
        for n in range(len(angka.kartu))
    ]
    inner = [_inner(card) for card in cards]
    size = min(_fit_kartu(card, room) for card, room in zip(angka.kartu, inner, strict=True))
    for card, box, room in zip(angka.kartu, cards, inner, strict=True):
        _add_kartu(kanvas, card, box, room, size)


def _inner(kartu: Ruang) -> tuple[Ruang, Ruang, Ruang, Ruang]:
    """Room of the heading, of the figure, of past and target beside it, and of the sentence at the foot."""
    left, width = kartu.x + 16, kartu.lebar - 26
    whole = kartu.tinggi - 8
    head = Ruang(left, kartu.y + 4, width, 0.26 * whole)
    figure = Ruang(left, head.bawah, 0.45 * width, 0.4 * whole)
    beside = Ruang(figure.kanan + 8, figure.y, width - figure.lebar - 8, figure.tinggi)
    return head, figure, beside, Ruang(left, figure.bawah, width, 0.34 * whole)


def _fit_kartu(kartu: isi.KartuAngka, ruang: tuple[Ruang, Ruang, Ruang, Ruang]) -> float:
    """The size at which every sentence of a card fits its room."""
    _, _, beside, below = ruang
    past = fit_ukuran([(line, False) for line in _samping(kartu)], beside.lebar, beside.tinggi, TERBACA, _KARTU_TERKECIL)
    return min(past, fit_ukuran([(kartu.bacaan, False)], below.lebar, below.tinggi, TERBACA, _KARTU_TERKECIL))


def _samping(kartu: isi.KartuAngka) -> list[str]:
    return [line for line in (kartu.lalu, kartu.target) if line]


def _add_kartu(kanvas: Kanvas, kartu: isi.KartuAngka, kotak: Ruang, ruang: tuple[Ruang, Ruang, Ruang, Ruang], size: float) -> None:
    head, figure, beside, below = ruang
    name = f"{kartu.judul}: {kartu.utama}{f' {kartu.sisa}' if kartu.sisa else ''}"
    shape = kanvas.add_kotak(kotak, f"Kartu {name}", kanvas.warna.kertas, kanvas.warna.garis, 1)
    set_alt(shape, ". ".join(part for part in (name, kartu.bacaan, kartu.lalu, kartu.target) if part))
    kanvas.add_kotak(Ruang(kotak.x, kotak.y, 6, kotak.tinggi), "Tepi kartu", kanvas.warna.utama)
    title = fit_ukuran([(kartu.judul, True)], head.lebar, max(head.tinggi, 28), TERBACA, 16)
    kanvas.add_teks(head, [[Ruas(kartu.judul, title, True)]], "Nama angka", jangkar="tengah")
    large, small = _fit_utama(kartu, figure)
    runs = [Ruas(kartu.utama, large, True, kanvas.warna.utama), *([Ruas(f" {kartu.sisa}", small)] if kartu.sisa else [])]
    kanvas.add_teks(figure, [runs], name, jangkar="tengah")
    if _samping(kartu):
        lines = int(beside.tinggi // (size * BARIS * len(_samping(kartu))))
        told = [[Ruas(cut_teks(line, beside.lebar, size, baris=max(1, lines)), size)] for line in _samping(kartu)]
        kanvas.add_teks(beside, told, "Lalu dan target", jangkar="tengah")
    if kartu.bacaan:
        words = cut_teks(kartu.bacaan, below.lebar, size, baris=max(1, int(below.tinggi // (size * BARIS))))
        kanvas.add_teks(below, [[Ruas(words, size)]], "Bacaan", jangkar="tengah")


def _fit_utama(kartu: isi.KartuAngka, ruang: Ruang) -> tuple[float, float]:
    """Sizes of the figure and of its tail on one line."""
    for large in range(int(min(60, ruang.tinggi / BARIS)), 24, -2):
        small = min(TERBACA, large * 0.6)
        if lebar_teks([kartu.utama], large, tebal=True) + (lebar_teks([f" {kartu.sisa}"], small) if kartu.sisa else 0) <= ruang.lebar:
            return large, small
    return TERBACA, 16


# ---- tiles -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kisi:
    """How tiles are laid out on a slide: columns, rows, size of a tile in points, and of its letters."""

    kolom: int
    baris: int
    lebar: float
    tinggi: float
    ukuran: float


def fit_kisi(petak: Sequence[isi.Petak], banyak: int, area: Ruang) -> Kisi:
    """The layout with the largest letters in which `banyak` tiles fit; `petak`: all tiles of the slide and its further ones."""
    names = [max((_nama(each) for each in petak), key=len, default=""), *sorted({_nama(each) for each in petak}, key=len)[-8:]]
    values = [each.teks for each in petak if each.teks]
    best = Kisi(1, banyak, area.lebar, area.tinggi / max(1, banyak), 0)
    for columns in range(1, 13):
        rows = math.ceil(banyak / columns)
        width, height = (area.lebar - 8 * (columns - 1)) / columns, (area.tinggi - 8 * (rows - 1)) / rows
        lines = 2 if values else 1
        size = min(TERBACA, math.floor((height - 6) / (lines * BARIS)))
        while size >= _UBIN_TERKECIL and lebar_teks([*names, *values], size, tebal=True) > width - 12:
            size -= 1
        if (size, best.kolom * best.baris) > (best.ukuran, columns * rows):
            best = Kisi(columns, rows, width, min(height, 90.0), size)
    return best


def split_ubin(ubin: isi.Ubin, ruang: Ruang) -> list[isi.Ubin]:
    """As many slides as letters of a readable size need, with about the same number of tiles on each; the counts stay those of all."""
    total = len(ubin.petak)
    area = ruang.split_atas(tinggi_jalur(_list_ringkasan(ubin), ruang.lebar))[1]
    for pages in range(1, total + 1):
        each = math.ceil(total / pages)
        if fit_kisi(ubin.petak, each, area).ukuran >= _UBIN_TERKECIL or each == 1:
            starts = range(0, total, each)
            return [isi.Ubin(ubin.petak[start : start + each], ubin.ringkasan, ubin.benda) for start in starts]
    return [ubin]


def add_ubin(kanvas: Kanvas, ruang: Ruang, ubin: isi.Ubin) -> None:
    """Counts of every look on top, below them a tile per row: symbol, short name and number, in an edge of its colour."""
    legend = _list_ringkasan(ubin, kanvas.tema)
    strip, area = ruang.split_atas(tinggi_jalur(legend, ruang.lebar))
    add_jalur(kanvas, strip, legend)
    grid = fit_kisi(ubin.petak, len(ubin.petak), area)
    for number, each in enumerate(ubin.petak):
        column, row = number % grid.kolom, number // grid.kolom
        box = Ruang(area.x + column * (grid.lebar + 8), area.y + row * (grid.tinggi + 8), grid.lebar, grid.tinggi)
        _add_petak(kanvas, box, each, max(grid.ukuran, 12))


def _list_ringkasan(ubin: isi.Ubin, tema: Tema = "terang") -> list[Butir]:
    return [butir_rupa(tema, rupa, number, word) for rupa, word, number in ubin.ringkasan]


def _nama(petak: isi.Petak) -> str:
    mark = tanda_of(petak.rupa)
    return f"{mark.simbol} {petak.pendek}" if mark else petak.pendek


def _add_petak(kanvas: Kanvas, kotak: Ruang, petak: isi.Petak, size: float) -> None:
    """Words stand on paper, or on amber, which is light enough for them."""
    fill, edge = warna_rupa(kanvas.tema, petak.rupa)
    ground = fill if petak.rupa == "kuning" else kanvas.warna.kertas
    shape = kanvas.add_kotak(
        kotak, f"{petak.nama}: {petak.teks}", ground, edge, 4, putus=petak.rupa not in ("hijau", "kuning", "merah"), bentuk="bulat"
    )
    mark = tanda_of(petak.rupa)
    set_alt(shape, ", ".join(part for part in (petak.nama, mark.kata if mark else "", petak.teks) if part))
    words = [
        [Ruas(cut_teks(_nama(petak), kotak.lebar - 8, size, tebal=True), size, True)],
        *([[Ruas(petak.teks, size)]] if petak.teks else []),
    ]
    ink = "#0b1114" if petak.rupa == "kuning" else kanvas.warna.tinta
    kanvas.fill_teks(
        shape.text_frame, [[ruas._replace(warna=ink) for ruas in line] for line in words], rata="tengah", jangkar="tengah", tepi=2
    )
