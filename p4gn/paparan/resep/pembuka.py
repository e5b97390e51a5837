"""How a briefing opens: the cover, the six numbers, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from p4gn.bahasa import format_angka, format_tanggal, kecil_awal
from p4gn.paparan import isi, judul
from p4gn.paparan.isi import Slide
from p4gn.paparan.resep.indikator import nama_resmi
from p4gn.periode import label
from p4gn.ringkasan import list_angka
from p4gn.scope import Scope
from p4gn.scoring.hasil import HIJAU, KUNING, MERAH
from p4gn.scoring.pembacaan import find_kartu
from p4gn.scoring.periode import periode_sebelum, periode_skor
from p4gn.warehouse.editions import Manifest, list_edisi, read_manifest

_TINGGI = {HIJAU: 3, KUNING: 2, MERAH: 1}


def make_sampul(scope: Scope, param: Mapping[str, str]) -> Slide:
    """Region, period, edition, and the day the data reach."""
    manifest = read_manifest(scope.edisi)
    where, when = nama_resmi(scope), label(scope.periode)
    content = isi.Sampul(where, when, f"{manifest.judul}, {manifest.id}", format_tanggal(manifest.data_per), manifest.status)
    head = judul.pick(f"Pencegahan narkoba (P4GN) {where}, {kecil_awal(when)}", f"Pencegahan narkoba (P4GN) {where}", "Paparan P4GN")
    return Slide("sampul", "sampul", "Paparan P4GN", head, content, catatan=f"Angka menurut data per {format_tanggal(manifest.data_per)}.")


def make_angka(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The six numbers of Ringkasan."""
    found = list_angka(scope)
    notes = "\n".join(f"{each.judul}: {each.bacaan}" for each in found if each.bacaan)
    return Slide(
        "enam_angka", "enam_angka", "Ringkasan", _angka_headline(found), isi.Angka(found), "", notes, "", "ringkasan"
    )


def _angka_headline(found: tuple[isi.KartuAngka, ...]) -> str:
    by_key = {each.kunci: each for each in found}
    hijau, cakupan = by_key.get("hijau"), by_key.get("cakupan")
    if hijau and cakupan:
        tested = f"cakupan tes {cakupan.utama}" if cakupan.nilai is not None else "cakupan tes belum dilaporkan"
        return judul.pick(f"{hijau.utama} {hijau.sisa} OPD hijau, {tested}", f"{hijau.utama} {hijau.sisa} OPD hijau")
    known = sum(each.nilai is not None for each in found)
    if not known:
        return "Belum ada angka utama yang tercatat untuk wilayah ini"
    return f"{format_angka(known)} dari {format_angka(len(found))} angka utama sudah ada catatannya"


# ---- what changed ----------------------------------------------------------------------------------------------------


def make_perubahan(scope: Scope, param: Mapping[str, str]) -> Slide:
    """The six numbers and the colours of agencies, now and at the briefing before: the edition before of the same kind, else the period before."""
    then, since = _find_then(scope)
    rows = [*_changed_numbers(then, scope), *_changed_colours(then, scope)]
    kolom = (isi.KolomDaftar("Apa", 3), isi.KolomDaftar("Dahulu", 2), isi.KolomDaftar("Sekarang", 2))
    content = isi.Daftar(kolom, tuple(rows), f"Tidak ada yang berubah {since}.", benda="perubahan")
    return Slide(
        "perubahan", "perubahan", "Apa yang berubah", _changed_headline(then, scope, len(rows), since), content, "",
        f"Dibandingkan {since.removeprefix('dibanding ').removeprefix('sejak ')}.", "", "edisi",
    )  # fmt: skip


def _find_then(scope: Scope) -> tuple[Scope, str]:
    now = read_manifest(scope.edisi)
    earlier = next((each for each in list_edisi() if _is_before(each, now)), None)
    if earlier:
        return replace(scope, edisi=earlier.id), f"sejak data {format_tanggal(earlier.kini)}"
    before = periode_sebelum(periode_skor(scope.periode, now.kini))
    return replace(scope, periode=before), f"dibanding {kecil_awal(label(before))}"


def _is_before(other: Manifest, now: Manifest) -> bool:
    return other.jenis == now.jenis and other.kini < now.kini


def _changed_numbers(then: Scope, now: Scope) -> list[tuple[isi.Sel, ...]]:
    earlier = {each.kunci: each for each in list_angka(then)}
    found = []
    for each in list_angka(now):
        before = earlier.get(each.kunci)
        if before and (before.utama, before.sisa) != (each.utama, each.sisa):
            told = (
                isi.Sel(f"{one.utama} {one.sisa}".strip(), None if one.sisa.startswith("dari") else one.nilai) for one in (before, each)
            )
            found.append((isi.Sel(each.judul), *told))
    return found


def _colours(scope: Scope) -> dict[str, tuple[str, str]]:
    kartu = find_kartu(scope)
    return {row.kunci: (row.nama, row.warna) for row in kartu.baris} if kartu else {}


def _moves(then: Scope, now: Scope) -> list[tuple[str, str, str]]:
    """(name, colour then, colour now) of agencies that have both and moved; those that fell first."""
    before = _colours(then)
    found = [
        (nama, before[kunci][1], warna) for kunci, (nama, warna) in _colours(now).items() if kunci in before and before[kunci][1] != warna
    ]
    graded = [each for each in found if each[1] in _TINGGI and each[2] in _TINGGI]
    return sorted(graded, key=lambda each: (_TINGGI[each[2]] > _TINGGI[each[1]], each[0]))


def _changed_colours(then: Scope, now: Scope) -> list[tuple[isi.Sel, ...]]:
    return [(isi.Sel(nama), *(isi.Sel(warna, rupa=warna) for warna in (before, after))) for nama, before, after in _moves(then, now)]


def _changed_headline(then: Scope, now: Scope, banyak: int, since: str) -> str:
    moves = _moves(then, now)
    up = sum(_TINGGI[after] > _TINGGI[before] for _, before, after in moves)
    down = len(moves) - up
    if not banyak:
        return judul.pick(f"Tidak ada yang berubah {since}", "Tidak ada yang berubah")
    if not moves:
        return judul.pick(f"{format_angka(banyak)} angka utama berubah {since}", f"{format_angka(banyak)} angka utama berubah")
    told = ", ".join(f"{format_angka(n)} {kata}" for n, kata in ((up, "OPD naik warna"), (down, "OPD turun warna")) if n)
    return judul.pick(f"{told} {since}", told)
