"""A scorecard as small words and as the data of the board: what stands in a cell, and one list per row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import format_angka, format_persen, kapital_awal
from p4gn.scoring import hasil

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor, Rapor, Sel
    from p4gn.scoring.kerangka import Kewajiban

#: The colour of a whole row, in words; in a cell the words of hasil.STATUS are used.
KATA_WARNA: Mapping[str, str] = {"hijau": "hijau", "kuning": "kuning", "merah": "merah", "tanpa_nilai": "tanpa nilai"}
WARNA_URUT = tuple(KATA_WARNA)
_BERWARNA = (hasil.HIJAU, hasil.KUNING, hasil.MERAH)
_LAPORAN = ("laporan", "laporan_wilayah")

#: Words that fit into a narrow cell, where a duty is a state and not a number.
_SINGKAT: Mapping[str, tuple[str, str, str]] = {
    "regulasi": ("ada", "draf", "belum"),
    "satgas": ("SK ada", "tanpa SK", "belum"),
    "tim_terpadu": ("berlaku", "tak penuh", "belum"),
    "rad": ("ada", "disusun", "belum"),
    "perda": ("ada", "draf", "belum"),
    "tindak_lanjut_reaktif": ("tuntas", "belum semua", "belum"),
}


def sel_teks(sel: Sel, kewajiban: Kewajiban) -> str:
    """What stands beside the symbol: '34%', '14,6%', 'draf', '+12 hari', '1/2', 'belum lapor'; '' where the symbol says it all."""
    if sel.status == hasil.BELUM_LAPOR:
        return "belum lapor"
    if sel.status in (hasil.TIDAK_BERLAKU, hasil.BELUM_JATUH_TEMPO):
        return ""
    if kewajiban.id in _SINGKAT and sel.status in _BERWARNA:
        return _SINGKAT[kewajiban.id][_BERWARNA.index(sel.status)]
    if kewajiban.id in _LAPORAN:
        return _laporan(sel)
    if kewajiban.id == "sosialisasi" and sel.nilai is None:
        return "0" if sel.is_nol else "ada"
    return _angka(sel, kewajiban)


def _laporan(sel: Sel) -> str:
    """On time, or by how many days it was or still is late."""
    if sel.status == hasil.HIJAU:
        return "tepat"
    return f"{format_angka(sel.hari_terlambat)} hari" if sel.hari_terlambat else "sebagian"


def _angka(sel: Sel, kewajiban: Kewajiban) -> str:
    if sel.nilai is None:
        return ""
    if kewajiban.satuan in ("persen", "rupiah"):
        return format_persen(sel.nilai, 0 if float(sel.nilai).is_integer() else 1)
    if kewajiban.id == "perubahan_kerawanan":
        return f"{'+' if sel.nilai > 0 else ''}{format_angka(sel.nilai)}"
    if sel.penyebut is not None and sel.pembilang is not None:
        return f"{format_angka(sel.pembilang)}/{format_angka(sel.penyebut)}"
    return format_angka(sel.nilai, 0 if float(sel.nilai).is_integer() else 1)


def papan_data(kartu: KartuSkor) -> dict[str, Any]:
    """The board of a scorecard for ui/papan: columns, words of the statuses, and a list per row (see makeBaris in papan.js)."""
    duties = kartu.kerangka.list_kewajiban(kartu.subjek)
    return {
        "kolom": [{"id": each.id, "pendek": _soft(each.judul_pendek), "judul": each.judul, "bobot": _bobot(each)} for each in duties],
        "status": {each.id: [each.simbol, each.kata, each.penjelasan] for each in hasil.STATUS.values()},
        "baris": [_row(row, duties) for row in kartu.baris],
        "jenis": [[each, kapital_awal(each)] for each in sorted({row.jenis for row in kartu.baris})],
    }


def _row(row: Rapor, duties: tuple[Kewajiban, ...]) -> list[Any]:
    return [
        row.kunci,
        row.nama,
        row.jenis,
        " ".join((row.kode_opd or "", *row.alias)),
        row.warna,
        _rounded(row.skor),
        _rounded(row.kelengkapan),
        row.pita,
        _rounded(row.perubahan),
        [_cell(row.sel.get(each.id), each) for each in duties],
    ]


def _cell(sel: Sel | None, kewajiban: Kewajiban) -> list[Any]:
    """[status, words, number to sort by]: reports by their days late, everything else by its value."""
    if sel is None:
        return [hasil.TIDAK_BERLAKU, "", None]
    number = -float(sel.hari_terlambat) if kewajiban.id in _LAPORAN and sel.hari_terlambat else sel.nilai
    return [sel.status, sel_teks(sel, kewajiban), _rounded(number)]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 2)


def _bobot(kewajiban: Kewajiban) -> str:
    return "" if kewajiban.is_informasi else format_angka(kewajiban.bobot, 0 if kewajiban.bobot.is_integer() else 1)


def _soft(judul: str) -> str:
    """A long word may be broken where it is read easily: 'Sosia-lisasi'."""
    for word, broken in _LUNAK.items():
        judul = judul.replace(word, broken)
    return judul


_LUNAK: Mapping[str, str] = {"Sosialisasi": "Sosiali\u00adsasi", "Perda/Perkada": "Perda/ Perkada"}
