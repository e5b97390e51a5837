"""The list of alerts of one view: what every rule in force finds, the most important and then the longest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from p4gn.bahasa import format_angka
from p4gn.catatan.gabung import day_of, is_in
from p4gn.catatan.janji import list_lewat
from p4gn.geography.wilayah import get_wilayah
from p4gn.pengirim import region_of
from p4gn.peringatan import aturan as a
from p4gn.peringatan import pengirim, tempo, turun
from p4gn.peringatan.isi import Bahan, Peringatan
from p4gn.scope import Scope
from p4gn.scoring.hasil import KartuSkor
from p4gn.scoring.kalender import Tugas, list_tugas
from p4gn.scoring.kartu import KABKOTA, find_sebelum, score_kartu, score_wilayah
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.scoring.pembacaan import find_kartu
from p4gn.scoring.periode import periode_skor
from p4gn.warehouse import read
from p4gn.warehouse.editions import read_manifest

DINILAI = ("provinsi", "kabkota")


def list_peringatan(scope: Scope) -> tuple[Peringatan, ...]:
    """Every alert of a province or kab/kota; where nothing can be judged it is empty, and find_alasan says why.

    Follow-ups are judged by the day the view tells of; everything else by the day the data reach, in the year or semester of the view.
    """
    if scope.tingkat not in DINILAI:
        return ()
    bahan = _read_bahan(scope)
    rules = a.list_berlaku(bahan.kini)
    found = sort_peringatan([*_find_semua(rules, bahan)], rules)
    return tuple(replace(each, urutan=number) for number, each in enumerate(found, start=1))


def find_alasan(scope: Scope) -> str | None:
    """Why a view has no alerts, or only those of decisions of meetings; None where every rule could be judged."""
    if scope.kode_wilayah == "nasional":
        return "Peringatan dihitung per provinsi dan kabupaten/kota."
    if scope.tingkat not in DINILAI:
        return "Peringatan dihitung sampai tingkat kabupaten/kota."
    manifest = read_manifest(scope.edisi)
    if not a.list_berlaku(manifest.kini):
        return "Tidak ada aturan peringatan yang berlaku pada hari terakhir data edisi ini."
    try:
        find_kerangka(periode_skor(scope.periode, manifest.kini), scope.kode_wilayah[:2])
    except KerangkaTidakAda as error:
        return str(error)
    if find_kartu(scope) is None:
        place = get_wilayah(scope.kode_wilayah).nama_resmi
        return f"Edisi ini tidak memuat laporan OPD {place}, jadi hanya tindak lanjut rapat yang dapat diperingatkan."
    return None


def sentence(peringatan: Sequence[Peringatan], aturan: Sequence[a.Aturan]) -> str:
    """'12 peringatan: 4 laporan baru lewat tempo, 8 turun warna.', in the order of the rules."""
    if not peringatan:
        return "Tidak ada peringatan."
    count = Counter(each.aturan for each in peringatan)
    parts = ", ".join(f"{format_angka(count[each.id])} {each.sebutan}" for each in aturan if count[each.id])
    return f"{format_angka(len(peringatan))} peringatan: {parts}."


def sort_peringatan(found: Sequence[Peringatan], rules: Sequence[a.Aturan]) -> list[Peringatan]:
    """By importance, then the most days, what has no days last; ties by the order of the rules, the name, and the key."""
    place = {each.id: each.urutan for each in rules}

    def key(each: Peringatan) -> tuple[int, bool, int, int, str, str]:
        rank = a.KEPENTINGAN.index(each.kepentingan)
        return rank, each.hari is None, -(each.hari or 0), place[each.aturan], each.subjek, each.sasaran

    return sorted(found, key=key)


# ---- what is judged --------------------------------------------------------------------------------------------------


def _read_bahan(scope: Scope) -> Bahan:
    kini = read_manifest(scope.edisi).kini
    main = find_kartu(scope)
    cards = () if main is None else (main, *_kartu_wilayah(main))
    return Bahan(scope, kini, day_of(scope), tuple((each, find_sebelum(each)) for each in cards))


def _kartu_wilayah(main: KartuSkor) -> Iterator[KartuSkor]:
    """Of a province its kab/kota; of a kab/kota its kecamatan."""
    card = score_kartu(main.edisi, KABKOTA, main.kode_wilayah, main.periode)
    if card.baris:
        yield card


def _kartu_sendiri(main: KartuSkor) -> list[tuple[KartuSkor, KartuSkor | None]]:
    """A kab/kota itself, judged by its province: that scorecard with its row alone."""
    if "." not in main.kode_wilayah:
        return []
    whole = score_wilayah(main.edisi, main.kode_wilayah[:2], main.periode)
    return [(replace(whole, baris=tuple(row for row in whole.baris if row.kunci == main.kode_wilayah)), find_sebelum(whole))]


def _find_semua(rules: Sequence[a.Aturan], bahan: Bahan) -> Iterator[Peringatan]:
    main, scope = bahan.utama, bahan.scope
    for rule in rules:
        if rule.periksa == a.JANJI:
            late = [each for each in list_lewat(scope.edisi, bahan.hari) if is_in(each, scope)]
            yield from tempo.check_janji(rule, late, bahan.hari, scope)
    if main is None:
        return
    tugas = list_tugas(scope.edisi, scope.kode_wilayah, int(main.periode[:4]))
    timely = [each for rule in rules for each in _find_tempo(rule, tugas, main)]
    yield from timely
    kartu = (*bahan.kartu, *_kartu_sendiri(main))
    known = frozenset((each.sasaran, duty) for each in timely for duty in _DUTY[_check_of(each, rules)])
    for rule in rules:
        yield from _find_lain(rule, bahan, kartu, known, frozenset(each.sasaran for each in timely if _check_of(each, rules) == a.LAPORAN))


#: What a rule about days already says of a duty is not said again as a fall.
_DUTY = {a.LAPORAN: ("laporan", "laporan_wilayah"), a.SK_BERAKHIR: ("tim_terpadu",), a.SK_SEGERA: ("tim_terpadu",)}


def _check_of(peringatan: Peringatan, rules: Sequence[a.Aturan]) -> str:
    return next(rule.periksa for rule in rules if rule.id == peringatan.aturan)


def _find_tempo(rule: a.Aturan, tugas: Sequence[Tugas], main: KartuSkor) -> Iterator[Peringatan]:
    if rule.periksa == a.LAPORAN:
        yield from tempo.check_laporan(rule, tugas)
    elif rule.periksa == a.SK_BERAKHIR:
        yield from tempo.check_sk_berakhir(rule, tugas)
    elif rule.periksa == a.SK_SEGERA:
        days = rule.parameter["dalam_hari"]
        yield from tempo.check_sk_segera(rule, tugas, main.kerangka.segera_berakhir_hari if days is None else days)


def _find_lain(
    rule: a.Aturan, bahan: Bahan, kartu: turun.Pasangan, sudah: frozenset[tuple[str, str]], menunggak: frozenset[str]
) -> Iterator[Peringatan]:
    main = kartu[0][0]
    if rule.periksa == a.WARNA:
        yield from turun.check_warna(rule, kartu)
    elif rule.periksa == a.KEWAJIBAN:
        yield from turun.check_kewajiban(rule, kartu, sudah, menunggak)
    elif rule.periksa == a.INDIKATOR:
        yield from turun.check_indikator(rule, bahan.scope, main.periode)
    elif rule.periksa == a.PENGIRIM:
        rows = read.read_list_scope(bahan.scope, "pengirim_sumber", wilayah=region_of(bahan.scope)).to_dict("records")
        yield from pengirim.check_pengirim(rule, _list_wajib(kartu), rows, menunggak, bahan.kini)


def _list_wajib(kartu: turun.Pasangan) -> dict[str, str]:
    """Key → name of who is expected to send: agencies of the province and its kab/kota; those of a kab/kota report through their government."""
    rows = [row for now, _ in kartu for row in now.baris if now.subjek == KABKOTA or row.kunci.endswith(f"@{row.kode_wilayah[:2]}")]
    return {row.kunci: turun.nama_of(row) for row in rows}
