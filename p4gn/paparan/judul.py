"""The sentence at the head of a slide: what it finds, in at most twelve words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from p4gn.bahasa import format_angka, format_nilai, join_daftar
from p4gn.indicators.catalogue import Indicator

KATA_TERBANYAK = 12


def pick(*kalimat: str) -> str:
    """The first sentence of at most twelve words; they come from the most telling to the shortest. ValueError when none is short enough."""
    for each in kalimat:
        if each and len(each.split()) <= KATA_TERBANYAK:
            return each
    raise ValueError(f"Tidak ada judul yang cukup pendek: {kalimat}")


def of_colours(benda: str, jumlah: Mapping[str, int]) -> str:
    """'24 dari 42 OPD hijau, 4 merah'; jumlah: hijau, kuning, merah, tanpa_nilai."""
    whole = sum(jumlah.values())
    green, red, without = (jumlah.get(each, 0) for each in ("hijau", "merah", "tanpa_nilai"))
    if not whole:
        return f"Belum ada laporan {benda} pada edisi ini"
    if green == whole:
        return f"Satu-satunya {benda} sudah hijau" if whole == 1 else f"Semua {format_angka(whole)} {benda} sudah hijau"
    if without == whole:
        return f"Belum ada {benda} yang dapat dinilai"
    rest = [f"{format_angka(red)} merah"] if red else []
    rest += [f"{format_angka(without)} belum dapat dinilai"] if without else []
    lead = f"{format_angka(green) if green else 'Belum satu pun'} dari {format_angka(whole)} {benda} hijau"
    return pick(", ".join([lead, *rest]), lead)


def of_extreme(nama: str, baris: Sequence[tuple[str, float, str]], *, rendah: bool, benda: str) -> str:
    """'Cakupan terendah di Kotabaru, 41,2%': baris are (name, value, words) of all parts that have a number; none, one, and ties are told as such."""
    if not baris:
        return pick(f"Belum ada angka {nama} untuk {benda}", "Belum ada angkanya pada edisi ini")
    if len(baris) == 1:
        return pick(
            f"{nama} hanya diketahui di {baris[0][0]}: {baris[0][2]}",
            f"{nama}: {baris[0][2]}",
            f"Hanya diketahui satu angka: {baris[0][2]}",
        )
    values = [value for _, value, _ in baris]
    edge = min(values) if rendah else max(values)
    at_edge = [each for each in baris if each[1] == edge]
    words = at_edge[0][2]
    kata = "terendah" if rendah else "tertinggi"
    if len(at_edge) == len(baris):
        return pick(
            f"{nama} sama di {format_angka(len(baris))} {benda}, masing-masing {words}", f"{nama}: semua {words}", f"Semuanya sama: {words}"
        )
    named = join_daftar(each[0] for each in at_edge)
    return pick(
        f"{nama} {kata} di {named}, {words}" if len(at_edge) <= 2 else "",
        f"{nama} {kata} di {format_angka(len(at_edge))} {benda}, {words}",
        f"Angka {kata} {words}, di {format_angka(len(at_edge))} {benda}",
    )


def of_own(nama: str, sendiri: str, baris: Sequence[tuple[str, float, str]], *, rendah: bool, benda: str) -> str:
    """'Cakupan di Tapin 34,7%, terendah Kotabaru 4,9%': one part first, then the edge, as of_extreme; that part alone where the edge is its own or shared."""
    own = next((each for each in baris if each[0] == sendiri), None)
    if own is None or len(baris) == 1:
        return of_extreme(nama, baris, rendah=rendah, benda=benda)
    values = [value for _, value, _ in baris]
    edge = min(values) if rendah else max(values)
    at_edge = [each for each in baris if each[1] == edge]
    kata = "terendah" if rendah else "tertinggi"
    if own in at_edge:
        return of_extreme(nama, baris, rendah=rendah, benda=benda)
    told = f"{nama} di {sendiri} {own[2]}"
    return pick(f"{told}, {kata} {at_edge[0][0]} {at_edge[0][2]}" if len(at_edge) == 1 else "", told, f"{sendiri}: {own[2]}")


def of_change(indicator: Indicator, titik: Sequence[tuple[str, float]], sebanding: bool) -> str:
    """'Cakupan tes ASN naik dari 64,0% (2025) menjadi 81,6% (2026)': titik are the (period, value) that have a number, oldest first."""
    nama = indicator.judul_pendek

    def told(value: float) -> str:
        return format_nilai(value, "persen" if indicator.satuan == "persen" else "", indicator.desimal)

    if not titik:
        return pick(f"Belum ada angka {nama}", "Belum ada angkanya pada edisi ini")
    when, last = titik[-1]
    if len(titik) == 1:
        return pick(f"{nama} {when}: {told(last)}", f"Angka {when}: {told(last)}")
    if not sebanding:
        return pick(f"{nama} {when} {told(last)}, cara hitungnya berubah", f"Angka {when} {told(last)}, cara hitungnya berubah")
    before_when, before = titik[-2]
    if told(before) == told(last):
        return pick(f"{nama} tetap {told(last)} sejak {before_when}", f"Tetap {told(last)} sejak {before_when}")
    arah = "naik" if last > before else "turun"
    change = f"{arah} dari {told(before)} ({before_when}) menjadi {told(last)} ({when})"
    return pick(f"{nama} {change}", f"Angka {change}")
