"""Which rows of a sheet are data and which are titles, headings, blanks, totals or a signature block."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from etl.ledger import BukanData
from etl.problems import BerkasDitolak, Masalah, Tanda, hide_data_pribadi, show_value
from etl.read import Lembar, pad_row
from etl.receive import Kiriman
from etl.sources import Source, Tajuk, TajukKurang, find_tajuk, normalise_heading

_JUMLAH = re.compile(r"(sub ?|grand )?(jumlah|total|rata rata)( (keseluruhan|umum|seluruhnya|akhir|seluruh))?")
_KAKI = re.compile(
    r"(mengetahui|menyetujui|kepala|ketua|sekretaris|nip|catatan|keterangan|sumber|tanda tangan|ttd|pangkat|pembina|dibuat oleh)\b"
)
_TEMPAT_TANGGAL = re.compile(r"[a-z ]{3,30} \d{1,2} [a-z]{3,9} \d{4}")


@dataclass(frozen=True, slots=True)
class Baris:
    """One data row on its way: `sel` as sent, `nilai` as read, `anak` the rows of lists inside it."""

    berkas: str
    source: Source
    lembar: str | None
    nomor: int
    sel: Mapping[str, object]
    nilai: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    anak: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=lambda: MappingProxyType({}))
    masalah: tuple[Masalah, ...] = ()
    tanda: tuple[Tanda, ...] = ()

    def problem(self, kolom: str, alasan: str, perbaikan: str = "", nilai: object = None) -> Masalah:
        """A reason to refuse this row, about one column."""
        written = show_value(self.sel.get(kolom) if nilai is None else nilai)
        return Masalah(self.berkas, hide_data_pribadi(alasan), perbaikan, self.source.id, self.lembar, self.nomor, kolom, written)

    def flag(self, kolom: str, tanda: str) -> Tanda:
        """Something to look at in one column of this row."""
        return Tanda(self.berkas, self.source.id, self.lembar, self.nomor, kolom, show_value(self.sel.get(kolom)), hide_data_pribadi(tanda))


@dataclass(frozen=True, slots=True)
class IsiBerkas:
    """What one file holds, every row accounted for."""

    source: Source | None
    data: tuple[Baris, ...]
    ditolak: tuple[Masalah, ...]
    bukan_data: tuple[BukanData, ...]
    dibaca: int
    kolom_dibuang: tuple[str, ...] = ()


def sort_rows(kiriman: Kiriman, sheets: Sequence[Lembar]) -> IsiBerkas:
    """Recognise the tables of a file by their headings and sort its rows; BerkasDitolak when there is no table of ours."""
    found = [(sheet, find_tajuk(sheet.baris)) for sheet in sheets]
    tables = [(sheet, tajuk) for sheet, tajuk in found if isinstance(tajuk, Tajuk)]
    if not tables:
        raise BerkasDitolak(_say_no_table(kiriman, found))
    families = {tajuk.source.id for _, tajuk in tables}
    if len(families) > 1:
        alasan = f"satu berkas memuat beberapa jenis tabel ({', '.join(sorted(families))})"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "pisahkan: satu jenis tabel per berkas"))
    for sheet, nearest in found:
        if isinstance(nearest, TajukKurang) and nearest.ganda:
            raise BerkasDitolak(_say_kurang(kiriman, sheet, nearest))
    data: list[Baris] = []
    ditolak: list[Masalah] = []
    bukan: list[BukanData] = []
    dropped: list[str] = []
    for sheet, tajuk in found:
        if isinstance(tajuk, Tajuk):
            one = _sort_sheet(kiriman, sheet, tajuk)
            data.extend(one.data)
            ditolak.extend(one.ditolak)
            bukan.extend(one.bukan_data)
            dropped.extend(one.kolom_dibuang)
        else:
            bukan.extend(
                BukanData(kiriman.nama, sheet.nama, nomor, "kosong" if _is_blank(row) else "lembar lain")
                for nomor, row in enumerate(sheet.baris, start=1)
            )
    dibaca = sum(len(sheet.baris) for sheet in sheets)
    return IsiBerkas(tables[0][1].source, tuple(data), tuple(ditolak), tuple(bukan), dibaca, tuple(dropped))


def _sort_sheet(kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk) -> IsiBerkas:
    headings = [normalise_heading(cell) for cell in sheet.baris[tajuk.indeks_baris]]
    used = set(tajuk.letak.values())
    dropped = tuple(str(sheet.baris[tajuk.indeks_baris][i]).strip() for i, name in enumerate(headings) if name and i not in used)
    data: list[Baris] = []
    ditolak: list[Masalah] = []
    bukan: list[BukanData] = []
    in_kaki = False
    for nomor, row in enumerate(sheet.baris, start=1):
        jenis = _kind_of(row, nomor - 1, tajuk, headings, in_kaki)
        in_kaki = jenis == "kaki"
        if jenis != "data":
            bukan.append(BukanData(kiriman.nama, sheet.nama, nomor, jenis))
            continue
        if problem := _find_shape_problem(kiriman, sheet, nomor, row, tajuk):
            ditolak.append(problem)
            continue
        cells = pad_row(row, tajuk.lebar)
        sel = {column.nama: _cell(cells, tajuk.letak.get(column.nama)) for column in tajuk.source.kolom}
        data.append(Baris(kiriman.nama, tajuk.source, sheet.nama, nomor, MappingProxyType(sel)))
    return IsiBerkas(tajuk.source, tuple(data), tuple(ditolak), tuple(bukan), len(sheet.baris), dropped)


def _kind_of(row: Sequence[object], index: int, tajuk: Tajuk, headings: Sequence[str], in_kaki: bool) -> str:
    if _is_blank(row):
        return "kaki" if in_kaki else "kosong"
    if index < tajuk.indeks_baris:
        return "judul"
    if index == tajuk.indeks_baris:
        return "tajuk"
    cells = [normalise_heading(cell) for cell in row]
    if cells[: len(headings)] == list(headings):
        return "tajuk berulang"
    filled = [cell for cell in cells if cell]
    if len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]:
        return "nomor kolom"
    if _JUMLAH.fullmatch(filled[0] if filled else "") and not _has_key(row, tajuk, but=filled[0]):
        return "jumlah"
    if not _has_key(row, tajuk) and (in_kaki or (len(filled) <= 2 and any(_KAKI.match(c) or _TEMPAT_TANGGAL.fullmatch(c) for c in filled))):
        return "kaki"
    return "data"


def _has_key(row: Sequence[object], tajuk: Tajuk, but: str = "") -> bool:
    """True where every key column that the sheet has is filled (with something else than the word given)."""
    keys = [normalise_heading(_cell(row, tajuk.letak.get(nama))) for nama in tajuk.source.kunci if nama in tajuk.letak]
    return all(key and key != but for key in keys)


def _find_shape_problem(kiriman: Kiriman, sheet: Lembar, nomor: int, row: Sequence[object], tajuk: Tajuk) -> Masalah | None:
    """A text row with other columns than the heading row has lost or gained a separator: nothing in it can be trusted."""
    beyond = any(not _is_empty(cell) for cell in row[len(sheet.baris[tajuk.indeks_baris]) :])
    if sheet.nama is None and (len(row) < tajuk.lebar or beyond):
        alasan = f"baris ini mempunyai {len(row)} kolom, padahal tajuknya {tajuk.lebar}"
        perbaikan = "periksa tanda pemisah dan tanda kutip pada baris ini"
        first = show_value(next((cell for cell in row if not _is_empty(cell)), None))
        return Masalah(kiriman.nama, alasan, perbaikan, tajuk.source.id, sheet.nama, nomor, None, first)
    return None


def _cell(row: Sequence[object], index: int | None) -> object:
    """The cell, None when empty or not in this sheet."""
    if index is None or index >= len(row) or _is_empty(row[index]):
        return None
    return row[index]


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _is_blank(row: Sequence[object]) -> bool:
    return all(_is_empty(cell) for cell in row)


def _say_no_table(kiriman: Kiriman, found: Sequence[tuple[Lembar, object]]) -> Masalah:
    near = [(sheet, miss) for sheet, miss in found if isinstance(miss, TajukKurang)]
    if near:
        return _say_kurang(kiriman, *min(near, key=lambda item: len(item[1].kurang)))
    if not any(not _is_blank(row) for sheet, _ in found for row in sheet.baris):
        return Masalah(kiriman.nama, "semua lembarnya kosong", "kirim berkas yang ada isinya")
    alasan = "isinya bukan tabel yang dikenal; tidak ada baris tajuk (nama kolom)"
    return Masalah(kiriman.nama, alasan, "pakai berkas contoh di data/samples/publik sebagai pola nama kolom")


def _say_kurang(kiriman: Kiriman, sheet: Lembar, miss: TajukKurang) -> Masalah:
    if miss.ganda:
        alasan, perbaikan = f"nama kolom ditulis dua kali: {', '.join(miss.ganda)}", "sisakan satu kolom untuk tiap nama"
    else:
        alasan = f"baris tajuk mirip “{miss.source.judul}”, tetapi kolom ini tidak ada: {', '.join(miss.kurang)}"
        perbaikan = "tambahkan kolom itu, atau perbaiki penulisan nama kolomnya"
    return Masalah(kiriman.nama, alasan, perbaikan, miss.source.id, sheet.nama, miss.indeks_baris + 1)
