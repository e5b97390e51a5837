"""Lines of a slide drawn as SVG, related to the charts over time on screen: broken where numbers may not be compared, a gap where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING

from ui.figures.gambar_teks import panjang_of, teks_svg, wrap
from ui.figures.palet import KATEGORI
from ui.figures.rupa_svg import KISI, LEMAH, WARNA
from ui.figures.sumbu_svg import HURUF, KECIL, is_free, kotak_of, list_angka, spread, tulis

if TYPE_CHECKING:
    from p4gn.paparan.isi import Garis, Seri
    from ui.figures.bidang import Kotak

    Letak = Callable[[int, float], tuple[float, float]]

_SEMPIT = 120  # px of a period below which the words for missing numbers stand on lines of their own
_NAMA = 130  # px of a name at the end of a line, at least
_TERLEBAR = 0.35  # of the picture, for a single long word of such a name
_LINE = 1.3  # height of a line of words, in sizes of its letters
_TANDA = (
    '<circle r="7" {0}/>',
    '<rect x="-6.5" y="-6.5" width="13" height="13" {0}/>',
    '<path d="M0 -8L8 6H-8Z" {0}/>',
    '<path d="M0 -9L9 0L0 9L-9 0Z" {0}/>',
)


def draw_garis(isi: Garis, lebar: float, tinggi: float) -> tuple[str, float]:
    """SVG from (0, 0) and its height, which is `tinggi` unless the words below the axis need more."""
    angka = list_angka(isi.maks, isi.satuan)
    kiri = max(panjang_of(teks, KECIL) for _, teks in angka) + 14
    kata = max((panjang_of(kata, HURUF, tebal=True) for each in isi.seri for kata in each.nama.split()), default=0.0)
    nama = [wrap(each.nama, max(lebar * 0.2, _NAMA, min(kata, lebar * _TERLEBAR)), HURUF, tebal=True) for each in isi.seri]
    kanan = max(panjang_of(teks, HURUF, tebal=True) for baris in nama for teks in baris) + 24
    atas = HURUF * 1.6 + (KECIL * 1.6 if isi.tanda else 0)
    langkah = (lebar - kiri - kanan) / len(isi.periode)
    bawah_kata, tinggi_bawah = _di_bawah(isi, kiri, langkah, lebar)
    bawah = max(tinggi - tinggi_bawah, atas + 160)
    skala = (bawah - atas) / isi.maks if isi.maks > 0 else 0

    def letak(i: int, nilai: float) -> tuple[float, float]:
        return kiri + (i + 0.5) * langkah, bawah - min(max(nilai, 0), isi.maks) * skala

    kisi = "".join(
        f'<path d="M{kiri:.1f} {bawah - n * skala:.1f}H{lebar - kanan:.1f}" stroke="{LEMAH if n == 0 else KISI}"/>'
        + teks_svg(kiri - 10, bawah - n * skala + KECIL * 0.35, teks, KECIL, LEMAH, rata="end")
        for n, teks in angka
    )
    satuan = "" if isi.satuan == "persen" else teks_svg(0, HURUF, isi.satuan, KECIL, LEMAH)
    garis = "".join(_seri(each, nomor, isi, letak) for nomor, each in enumerate(isi.seri))
    tanda = "".join(_tanda(n, kiri + (i + 0.5) * langkah, atas, bawah) for n, (i, _) in enumerate(isi.tanda, start=1))
    target, terisi = _target(isi, (kiri, lebar - kanan), bawah, skala)
    ujung = _ujung(isi, nama, letak, lebar - kanan, (atas - HURUF, bawah + 4))
    kata = f'<g transform="translate(0 {bawah:.1f})">{bawah_kata}</g>'
    return kisi + satuan + tanda + target + garis + _angka(isi, letak, terisi) + ujung + kata, bawah + tinggi_bawah


def _warna(nomor: int, isi: Garis) -> str:
    if isi.seri[nomor].pembanding:
        return WARNA.pembanding
    return WARNA.utama if len(isi.seri) == 1 else KATEGORI["terang"][nomor % len(KATEGORI["terang"])]


def _di_bawah(isi: Garis, kiri: float, langkah: float, lebar: float) -> tuple[str, float]:
    """Below the axis: the periods; under each, which line has no number there and why; then what the marks mean. And the height of it all."""
    bagian, terbawah = [], KECIL * 1.7
    for i, periode in enumerate(isi.periode):
        x, y = kiri + (i + 0.5) * langkah, KECIL * 1.7
        for teks in wrap(periode, langkah, HURUF):
            bagian.append(teks_svg(x, y, teks, HURUF, WARNA.tinta, rata="middle"))
            y += HURUF * _LINE
        for each in isi.seri:
            if langkah >= _SEMPIT and each.nilai[i] is None and each.teks[i]:
                alasan = each.teks[i] if len(isi.seri) == 1 else f"{each.nama}: {each.teks[i]}"
                for teks in wrap(alasan, langkah - 8, KECIL):
                    bagian.append(teks_svg(x, y, teks, KECIL, LEMAH, rata="middle"))
                    y += KECIL * _LINE
        terbawah = max(terbawah, y)
    if langkah < _SEMPIT:
        for teks in wrap(_kata_kosong(isi), lebar, KECIL):
            bagian.append(teks_svg(0, terbawah + KECIL * 0.35, teks, KECIL, LEMAH))
            terbawah += KECIL * _LINE
    for n, (i, kata) in enumerate(isi.tanda, start=1):
        terbawah += 10
        bagian.append(_lencana(n, 11, terbawah))
        for teks in wrap(f"{isi.periode[i]}: {kata}", lebar - 40, KECIL):
            bagian.append(teks_svg(30, terbawah + KECIL * 0.35, teks, KECIL, WARNA.tinta))
            terbawah += KECIL * _LINE
    return "".join(bagian), terbawah


def _kata_kosong(isi: Garis) -> str:
    """'2022 Kalimantan Selatan: belum ada; …' for all points without a number."""
    return "; ".join(f"{p} {each.nama}: {each.teks[i]}" for i, p in enumerate(isi.periode) for each in isi.seri if each.nilai[i] is None)


def _seri(seri: Seri, nomor: int, isi: Garis, letak: Letak) -> str:
    """Pieces that may be joined as lines, and a mark of its own shape at every number."""
    warna = _warna(nomor, isi)
    putus = ' stroke-dasharray="9 6"' if seri.pembanding else ""
    garis = "".join(
        f'<path class="garis" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in potong)}" fill="none" stroke="{warna}" stroke-width="3.4"{putus}/>'
        for potong in _list_potong(seri, letak)
        if len(potong) > 1
    )
    bentuk = _TANDA[nomor % len(_TANDA)].format(f'fill="{warna}" stroke="{WARNA.kertas}" stroke-width="2"')
    titik = "".join(
        f'<g class="titik" transform="translate({letak(i, n)[0]:.1f} {letak(i, n)[1]:.1f})">'
        f"<title>{escape(f'{seri.nama}, {isi.periode[i]}: {seri.teks[i]}')}</title>{bentuk}</g>"
        for i, n in enumerate(seri.nilai)
        if n is not None
    )
    return garis + titik


def _list_potong(seri: Seri, letak: Letak) -> Iterator[list[tuple[float, float]]]:
    potong: list[tuple[float, float]] = []
    for i, nilai in enumerate(seri.nilai):
        if nilai is None or not seri.sambung[i]:
            yield potong
            potong = []
        if nilai is not None:
            potong.append(letak(i, nilai))
    yield potong


def _tanda(nomor: int, x: float, atas: float, bawah: float) -> str:
    garis = f'<path class="tanda" d="M{x:.1f} {atas - 12:.1f}V{bawah:.1f}" stroke="{LEMAH}" stroke-width="1.6" stroke-dasharray="2 5"/>'
    return garis + _lencana(nomor, x, atas - 20)


def _lencana(nomor: int, x: float, y: float) -> str:
    bulat = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{WARNA.kertas}" stroke="{LEMAH}" stroke-width="1.6"/>'
    return bulat + teks_svg(x, y + 5, str(nomor), 15, WARNA.tinta, berat=600, rata="middle")


def _target(isi: Garis, sisi: tuple[float, float], bawah: float, skala: float) -> tuple[str, list[Kotak]]:
    """The line of the target with its words at the left, and the room of the words."""
    if isi.target is None:
        return "", []
    y = bawah - min(isi.target, isi.maks) * skala
    garis = f'<path class="target" d="M{sisi[0]:.1f} {y:.1f}H{sisi[1]:.1f}" stroke="{WARNA.sasaran}" stroke-width="2.4" stroke-dasharray="9 5"/>'
    kata = tulis(sisi[0] + 8, y - 8, isi.target_teks, HURUF, WARNA.sasaran, berat=600)
    return garis + kata, [kotak_of(sisi[0] + 8, y - 8, isi.target_teks, HURUF)]


def _angka(isi: Garis, letak: Letak, terisi: list[Kotak]) -> str:
    """The number of every point that has room above or below it; of those that have none the last stands beside the name."""
    titik = [(*letak(i, n), each.teks[i]) for each in isi.seri for i, n in enumerate(each.nilai) if n is not None]
    terisi = [*terisi, *((x - 9, y - 9, x + 9, y + 9) for x, y, _ in titik)]
    bagian = []
    for x, y, teks in titik:
        for dasar in (y - 15, y + 15 + HURUF * 0.75):
            kotak = kotak_of(x, dasar, teks, HURUF, "middle")
            if is_free(kotak, terisi):
                terisi.append(kotak)
                bagian.append(tulis(x, dasar, teks, HURUF, berat=600, rata="middle"))
                break
    return "".join(bagian)


def _ujung(isi: Garis, nama: list[list[str]], letak: Letak, x: float, batas: tuple[float, float]) -> str:
    """The name of every line beside its last number."""
    ada = [(i, [n for n in enumerate(each.nilai) if n[1] is not None]) for i, each in enumerate(isi.seri)]
    y = [letak(*titik[-1])[1] if titik else batas[1] for _, titik in ada]
    tinggi = [len(baris) * HURUF * _LINE for baris in nama]
    bagian = []
    for nomor, tengah in enumerate(spread(y, tinggi, batas)):
        warna, baris = _warna(nomor, isi), nama[nomor]
        bentuk = _TANDA[nomor % len(_TANDA)].format(f'fill="{warna}"')
        bagian.append(f'<g transform="translate({x + 8:.1f} {tengah:.1f}) scale(.9)">{bentuk}</g>')
        for i, teks in enumerate(baris):
            dasar = tengah + (i - (len(baris) - 1) / 2) * HURUF * _LINE + HURUF * 0.35
            bagian.append(teks_svg(x + 22, dasar, teks, HURUF, WARNA.tinta, berat=600))
    return "".join(bagian)
