"""Which rows of a sheet are data and which are titles, headings, blanks, totals or a signature block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from etl.blok import Baris, Blok, Letak, Pilihan
from etl.judul import TAHUN_JUDUL, Judul, read_judul
from etl.kembalian.lembar_perbaikan import column_letters
from etl.ledger import LEMBAR_DAFTAR, LEMBAR_ISIAN, LEMBAR_PERBAIKAN, LEMBAR_PETUNJUK, BukanData
from etl.pengganti import fill_empty, fill_wilayah, is_known_opd, names_others
from etl.pengirim import find_pengirim
from etl.pribadi import Pribadi, saring_lembar
from etl.problems import BerkasDitolak, Masalah, show_value
from etl.reading.kolom import Kolom, as_slice, empty_column
from etl.reading.lembar import Lembar
from etl.receive import Kiriman, show_nama
from etl.sources import BARIS_TAJUK_TERAKHIR, JENIS_BERANGKA, Column, Source, Tajuk, TajukKurang, find_tajuk, normalise_heading

_JUMLAH = re.compile(r"(sub ?|grand )?(jumlah|total|rata rata|rekapitulasi)\b.*")
_JUMLAH_SAJA = re.compile(
    r"(sub ?|grand )?(jumlah|total|rata rata)( (keseluruhan|seluruhnya|seluruh|semua|umum|akhir|\d{4}))?"
)  # behind another cell
_HANYA_JUMLAH = re.compile(r"(sub ?|grand )?(jumlah|total|rata rata|rekapitulasi)( (total|jumlah|keseluruhan|seluruhnya|semua))?")
_KAKI = re.compile(
    r"(mengetahui|menyetujui|kepala|ketua|sekretaris|nip|catatan|keterangan|sumber|tanda tangan|ttd|pangkat|pembina|dibuat oleh|a n|plt|plh)\b"
)
_TEMPAT_TANGGAL = re.compile(r"[a-z ]{3,30} \d{1,2} [a-z]{3,9} \d{4}")
_WILAYAH = re.compile(r"(?:pemerintah )?(?:kab|kabupaten|kota|prov|provinsi) [a-z ]{3,40}$")  # heads a group of rows
_KECAMATAN = re.compile(r"(?:kec|kecamatan)\b\W*[a-z ]{3,40}$", re.IGNORECASE)  # heads a group of villages
JUDUL_KELOMPOK = "judul kelompok"
_CONTOH = re.compile(r"contoh|contoh baris\b.*|contoh pengisian\b.*")
_AWAL_BUKAN_DATA = ("jumlah", "total", "sub", "grand", "rata", "rekapitulasi", "contoh")
_LEMBAR_KAMI = re.compile(rf"(?:{LEMBAR_PERBAIKAN}|{LEMBAR_PETUNJUK}|{LEMBAR_DAFTAR})(?: \(\d+\))?", re.IGNORECASE)
# What may be written once for several rows by merging cells downwards; a number merged so is a number of the first row.
_TURUN = frozenset(
    {"opd", "wilayah", "kecamatan", "desa", "tanggal", "tanggal_lain", "periode", "tahun", "kategori", "ya_tidak", "teks", "tautan", "kode"}
)


@dataclass(frozen=True, slots=True)
class IsiBerkas:
    """What one file holds, every row accounted for; `lembar` are its sheets without personal data."""

    source: Source | None
    blok: tuple[Blok, ...]
    ditolak: tuple[Masalah, ...]
    bukan_data: tuple[BukanData, ...]
    dibaca: int
    kolom_dibuang: tuple[str, ...] = ()
    letak: Mapping[str | None, Mapping[str, int]] = field(default_factory=dict)
    lembar: tuple[Lembar, ...] = ()
    pribadi: tuple[Pribadi, ...] = ()
    jumlah: tuple[Baris, ...] = ()
    pengirim: str | None = None
    judul_kolom: Mapping[str | None, Mapping[str, str]] = field(default_factory=dict)
    lembar_mirip: tuple[str, ...] = ()

    @property
    def jumlah_data(self) -> int:
        return sum(len(blok) for blok in self.blok)

    @property
    def data(self) -> tuple[Baris, ...]:
        """The data rows one by one; for small files."""
        return tuple(row for blok in self.blok for row in blok.rows())


@dataclass(frozen=True, slots=True)
class _Terpilah:
    """One sheet, sorted."""

    blok: Blok
    ditolak: list[Masalah]
    bukan_data: list[BukanData]
    dibuang: tuple[str, ...]
    jumlah: list[Baris]


def sort_rows(kiriman: Kiriman, sheets: Sequence[Lembar]) -> IsiBerkas:
    """Recognise the tables of a file by their headings and sort its rows; BerkasDitolak when there is no table of ours."""
    found = [(sheet, _find_table(sheet)) for sheet in sheets]
    tables = [(sheet, tajuk) for sheet, tajuk in found if isinstance(tajuk, Tajuk)]
    if not tables:
        if _is_empty_export(found):
            return _empty_export(kiriman, found)
        raise BerkasDitolak(_say_no_table(kiriman, found))
    families = {tajuk.source.id: tajuk.source for _, tajuk in tables}
    if len(families) > 1:
        alasan = f"satu berkas memuat beberapa jenis tabel ({', '.join(sorted(families))})"
        raise BerkasDitolak(Masalah(kiriman.nama, alasan, "pisahkan: satu jenis tabel per berkas"))
    for sheet, nearest in found:
        if isinstance(nearest, TajukKurang) and nearest.ganda:
            raise BerkasDitolak(_say_kurang(kiriman, sheet, nearest))
    if kiriman.pengirim is None:
        kiriman = replace(kiriman, pengirim=_find_sender(tables))
    clean: list[Lembar] = []
    personal: list[Pribadi] = []
    parts: list[_Terpilah] = []
    others: list[BukanData] = []
    for sheet, tajuk in found:
        if is_lembar_kami(sheet):
            bare = replace(sheet, kolom=tuple(empty_column(sheet.jumlah_baris) for _ in sheet.kolom))
        else:
            bare, dropped = _drop_personal(kiriman.nama, sheet, tajuk if isinstance(tajuk, Tajuk) else None)
            personal.extend(dropped)
        clean.append(bare)
        if isinstance(tajuk, Tajuk):
            parts.append(_sort_sheet(kiriman, bare, tajuk))
        else:
            blank = ~_any_filled(sheet)
            others.extend(
                BukanData(kiriman.nama, bare.nama, index + 1, "kosong" if blank[index] else "lembar lain")
                for index in range(bare.jumlah_baris)
            )
    return IsiBerkas(
        tables[0][1].source,
        tuple(part.blok for part in parts),
        tuple(item for part in parts for item in part.ditolak),
        tuple([item for part in parts for item in part.bukan_data] + others),
        sum(sheet.jumlah_baris for sheet in sheets),
        tuple(name for part in parts for name in part.dibuang),
        {sheet.nama: tajuk.letak for sheet, tajuk in tables},
        tuple(clean),
        tuple(personal),
        tuple(row for part in parts for row in part.jumlah),
        kiriman.pengirim,
        {sheet.nama: _written_headings(sheet, tajuk) for sheet, tajuk in tables},
        tuple(_say_mirip(sheet, miss) for sheet, miss in found if isinstance(miss, TajukKurang) and miss.source.id in families),
    )


def _say_mirip(sheet: Lembar, miss: TajukKurang) -> str:
    return f"lembar {sheet.nama} mirip tabel yang sama tetapi tidak dibaca, karena kolom ini tidak ada: {', '.join(miss.kurang)}"


def _written_headings(sheet: Lembar, tajuk: Tajuk) -> dict[str, str]:
    """What the sender wrote above each declared column; of a heading of several rows the lowest that says something."""
    rows = [sheet.row(index) for index in range(tajuk.indeks_baris, tajuk.indeks_awal - 1, -1)]
    return {
        nama: next((show_value(row[place]) or nama for row in rows if place < len(row) and row[place] is not None), nama)
        for nama, place in tajuk.letak.items()
    }


def _find_sender(tables: Sequence[tuple[Lembar, Tajuk]]) -> str | None:
    """Key of the agency or government that the rows above a table name as their sender; None where they name none we know."""
    for sheet, tajuk in tables:
        judul = read_judul((sheet.row(index) for index in range(tajuk.indeks_awal)), sheet.nama, None)
        if judul.opd and (found := find_pengirim(" ".join(part for part in (judul.opd, judul.wilayah) if part))):
            return found
    return None


def is_lembar_kami(sheet: Lembar) -> bool:
    """A sheet that a template or a marked workbook brought along: never data, and nothing of the sender's stands in it."""
    return sheet.nama is not None and _LEMBAR_KAMI.fullmatch(sheet.nama.strip()) is not None


def _find_table(sheet: Lembar) -> Tajuk | TajukKurang | None:
    if is_lembar_kami(sheet):
        return None
    head = [sheet.row(index) for index in range(min(sheet.jumlah_baris, BARIS_TAJUK_TERAKHIR))]
    return find_tajuk(head, gabungan=sheet.gabungan)


def _drop_personal(nama: str, sheet: Lembar, tajuk: Tajuk | None) -> tuple[Lembar, tuple[Pribadi, ...]]:
    if tajuk is None:
        return saring_lembar(nama, sheet, {}, None, {})
    kinds = {column.nama: column.jenis for column in tajuk.source.kolom}
    return saring_lembar(nama, sheet, tajuk.letak, (tajuk.indeks_awal, tajuk.indeks_baris), kinds)


def _sort_sheet(kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk) -> _Terpilah:
    headings = [normalise_heading(cell) for cell in sheet.row(tajuk.indeks_baris)]
    used = set(tajuk.letak.values())
    shown = [str(cell).strip() if cell is not None else "" for cell in sheet.row(tajuk.indeks_baris)]
    dropped = tuple(shown[i] for i, name in enumerate(headings) if name and i not in used and name not in {"no", "nomor", "no urut"})
    is_data = np.ones(sheet.jumlah_baris, dtype=bool)
    bukan: list[BukanData] = []
    for index, jenis in _list_not_data(sheet, tajuk, headings):
        is_data[index] = False
        bukan.append(BukanData(kiriman.nama, sheet.nama, index + 1, jenis))
    ditolak = []
    for index in np.flatnonzero(is_data & _misshapen(sheet, tajuk)).tolist():
        is_data[index] = False
        ditolak.append(_say_misshapen(kiriman, sheet, index, tajuk))
    rows = np.flatnonzero(is_data)
    if split := _find_split(sheet, tajuk, rows):
        raise BerkasDitolak(_say_split(kiriman, sheet, tajuk, *split))
    dropped += tuple(_list_nameless(sheet, tajuk, rows))
    judul = read_judul((sheet.row(index) for index in range(tajuk.indeks_awal)), sheet.nama, kiriman.pengirim)
    kelompok = [(item.baris - 1, _group_of(sheet.row(item.baris - 1))) for item in bukan if item.jenis == JUDUL_KELOMPOK]
    sel = {column.nama: _data_column(kiriman, sheet, tajuk, column.nama, rows, judul, kelompok) for column in tajuk.source.kolom}
    for column in tajuk.source.columns_of("wilayah"):
        if column.nama not in tajuk.letak and (named := [sel[nama] for nama in column.lain.get("dari_nama", ())]):
            sel[column.nama] = fill_wilayah(sel[column.nama], named, kiriman.pengirim)
            if column.wajib and not sel[column.nama].terisi.any() and len(rows):
                raise BerkasDitolak(_say_no_default(kiriman, sheet, tajuk, column))
    for column in tajuk.source.kolom:
        for nama in column.lain.get("pengganti", ()):
            sel[column.nama] = _fill_from(sel[column.nama], sel[nama], column.jenis)
    if judul.tahun is not None:
        sel[TAHUN_JUDUL] = Kolom(np.zeros(len(rows), dtype=np.int32), [judul.tahun])
    blok = Blok(kiriman.nama, tajuk.source, sheet.nama, (rows + 1).astype(np.int32), sel, pengirim=kiriman.pengirim, sha256=kiriman.sha256)
    totals = [_as_baris(kiriman, sheet, tajuk, item.baris - 1) for item in bukan if item.jenis == "jumlah"]
    return _Terpilah(blok, ditolak, bukan, dropped, totals)


def _find_split(sheet: Lembar, tajuk: Tajuk, rows: Letak) -> tuple[str, int, int] | None:
    """A column of numbers whose heading covers several filled columns ('PNS' over L and P): (column, first, last); its first one is not its number."""
    used = set(tajuk.letak.values())
    below = sheet.row(tajuk.indeks_baris + 1) if tajuk.indeks_baris + 1 < sheet.jumlah_baris else ()
    for column in tajuk.source.columns_of(*JENIS_BERANGKA):
        place = tajuk.letak.get(column.nama)
        if place is None:
            continue
        merged = max((c2 for r1, c1, r2, c2 in sheet.gabungan if c1 == place and r1 <= tajuk.indeks_baris <= r2), default=place)
        if merged == place and _is_subheading(below, place) and not _is_named(sheet, tajuk, place + 1):
            merged = place + 1  # no merging is told, but the row below names both
        covered = [index for index in range(place + 1, min(merged, len(sheet.kolom) - 1) + 1) if index not in used]
        if covered and any(sheet.kolom[index].terisi[as_slice(rows)].any() for index in covered):
            return column.nama, place, covered[-1]
    return None


def _is_subheading(row: Sequence[object], place: int) -> bool:
    """Two cells side by side with words instead of numbers."""
    return (
        all(isinstance(cell, str) and re.search("[a-z]", cell, re.IGNORECASE) for cell in row[place : place + 2]) and len(row) > place + 1
    )


def _is_named(sheet: Lembar, tajuk: Tajuk, place: int) -> bool:
    return place < len(sheet.kolom) and bool(sheet.kolom[place].terisi[tajuk.indeks_awal : tajuk.indeks_baris + 1].any())


def _say_split(kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk, nama: str, first: int, last: int) -> Masalah:
    heading = _written_headings(sheet, tajuk)[nama]
    alasan = (
        f"kolom {heading} terbagi menjadi kolom {column_letters(first)} sampai {column_letters(last)}, sehingga jumlahnya tidak tertulis"
    )
    perbaikan = f"jadikan satu kolom {heading} yang berisi jumlahnya, atau pakai templat"
    return Masalah(kiriman.nama, alasan, perbaikan, tajuk.source.id, sheet.nama, tajuk.indeks_baris + 1, nama)


def _list_nameless(sheet: Lembar, tajuk: Tajuk, rows: Letak) -> Iterator[str]:
    """Columns with something in the data rows but no name above them."""
    used = set(tajuk.letak.values())
    for index, column in enumerate(sheet.kolom):
        named = index in used or column.terisi[tajuk.indeks_awal : tajuk.indeks_baris + 1].any()
        if not named and column.terisi[as_slice(rows)].any():
            yield f"kolom {column_letters(index)} (tanpa nama)"


def _as_baris(kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk, index: int) -> Baris:
    cells = sheet.row(index)
    sel = {nama: cells[place] for nama, place in tajuk.letak.items() if place < len(cells)}
    return Baris(kiriman.nama, tajuk.source, sheet.nama, index + 1, sel)


def _data_column(
    kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk, nama: str, rows: Letak, judul: Judul, kelompok: Sequence[tuple[int, str]] = ()
) -> Kolom:
    """The cells of a declared column in the data rows; empty ones take what merging, the heading of their group, sender or title say."""
    column = tajuk.source.column(nama)
    place = tajuk.letak.get(nama)
    cells = sheet.kolom[place] if place is not None and place < len(sheet.kolom) else empty_column(sheet.jumlah_baris)
    if place is not None and column.jenis in _TURUN:
        cells = _fill_merged(cells, place, sheet, tajuk.indeks_baris)
    cells = cells.take(as_slice(rows))
    lent = [tajuk.letak[other] for other in column.lain.get("pengganti", ()) if other in tajuk.letak]
    if place in lent:
        cells = empty_column(len(rows))
    for other in lent:
        cells = fill_empty(cells, sheet.kolom[other].take(rows), column.jenis)
    if groups := [(index, name) for index, name in kelompok if _groups_by(column, tajuk.source, name)]:
        cells = _fill_groups(cells, rows, groups)
    if "bawaan" not in column.lain:
        return cells
    value = judul.bawaan(column.lain["bawaan"], column.lain.get("kata"))
    if value is None:
        if place is None and column.wajib and "dari_nama" not in column.lain:
            raise BerkasDitolak(_say_no_default(kiriman, sheet, tajuk, column))
        return cells
    if column.lain.get("pengganti_tak_dikenal"):
        cells = _keep_known_opd(cells)
    if cells.terisi.all() or (sheet.nama != LEMBAR_ISIAN and names_others(cells, value, column.jenis)):
        return cells
    isi = [*cells.distinct(), value]
    return Kolom(np.where(cells.kode < 0, len(isi) - 1, cells.kode).astype(np.int32), isi)


def _groups_by(column: Column, source: Source, name: str) -> bool:
    """A regency that heads a group belongs in the column of regions, a kecamatan in that of the villages' kecamatan."""
    if _KECAMATAN.match(name):
        return any(column.nama == desa.lain.get("kecamatan") for desa in source.columns_of("desa"))
    return column.jenis == "wilayah"


def _group_of(row: Sequence[object]) -> str:
    """The name in a row that heads a group."""
    return next(str(cell).strip() for cell in reversed(row) if cell is not None and str(cell).strip())


def _fill_groups(cells: Kolom, rows: Letak, kelompok: Sequence[tuple[int, str]]) -> Kolom:
    """Empty cells take the name that heads their group of rows."""
    above = np.searchsorted([index for index, _ in kelompok], rows) - 1
    isi = [*cells.distinct(), *(name for _, name in kelompok)]
    kode = np.where((cells.kode < 0) & (above >= 0), above + len(cells.isi), cells.kode)
    return Kolom(kode.astype(np.int32), isi)


def _keep_known_opd(cells: Kolom) -> Kolom:
    """The column with only the agencies we know; a section or a person inside the sender's own agency leaves an empty cell."""
    known = [code if is_known_opd(str(cell)) else -1 for code, cell in enumerate(cells.distinct())]
    return Kolom(np.array([*known, -1], dtype=np.int32)[cells.kode], cells.isi)


def _say_no_default(kiriman: Kiriman, sheet: Lembar, tajuk: Tajuk, column: Column) -> Masalah:
    alasan = f"kolom {column.nama} tidak ada, dan {_SEBUTAN_BAWAAN[column.lain['bawaan']]} tidak tertulis di atas tabel"
    perbaikan = column.perbaikan or "tambahkan kolom itu, atau tulis di atas tabel"
    return Masalah(kiriman.nama, alasan, perbaikan, tajuk.source.id, sheet.nama, tajuk.indeks_baris + 1)


def _fill_from(cells: Kolom, substitute: Kolom, jenis: str) -> Kolom:
    """Empty cells take what stands in another column; of 'Desa – Kecamatan – Kabupaten' a village takes the first part, a region the last."""
    if cells.terisi.all() or not substitute.terisi.any():
        return cells
    end = 0 if jenis == "desa" else -1
    parts = [_SELA.split(cell.strip())[end] if isinstance(cell, str) else cell for cell in substitute.distinct()]
    isi = [*cells.distinct(), *parts]
    shifted = np.where(substitute.kode < 0, -1, substitute.kode + len(cells.isi))
    return Kolom(np.where(cells.kode < 0, shifted, cells.kode).astype(np.int32), isi)


_SELA = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*")
_SEBUTAN_BAWAAN = {
    "pengirim_opd": "nama OPD pengirim",
    "pengirim_wilayah": "wilayah pengirim",
    "judul_tahun": "tahunnya",
    "judul_periode": "periodenya",
    "judul_tanggal": "tanggalnya",
    "judul_acara": "acaranya",
    "judul_kata": "isinya",
}


def _fill_merged(cells: Kolom, place: int, sheet: Lembar, last_heading: int) -> Kolom:
    """A cell merged over several rows stands in each of them."""
    down = [(r1, r2) for r1, c1, r2, c2 in sheet.gabungan if c1 == place and c2 == place and r2 > r1 > last_heading]
    if not down:
        return cells
    kode = cells.kode.copy()
    for r1, r2 in down:
        kode[r1 : r2 + 1] = kode[r1]
    return Kolom(kode, cells.isi)


def _list_not_data(sheet: Lembar, tajuk: Tajuk, headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(index, kind) of the rows that are not data. Rows that are plainly data, nearly all of them, are told apart by whole columns."""
    for index in range(tajuk.indeks_baris + 1):
        blank = all(cell is None for cell in sheet.row(index))
        yield index, "kosong" if blank else "judul" if index < tajuk.indeks_awal else "tajuk"
    keys = tajuk.source.key_columns(tajuk.letak)
    sheet = _with_merged_keys(sheet, tajuk, keys)
    blank = ~_any_filled(sheet)
    filled = np.flatnonzero(~blank)
    doubtful = np.flatnonzero(_doubtful(sheet, tajuk, keys, headings) & ~blank)
    places = np.searchsorted(filled, doubtful)
    in_kaki = np.zeros(sheet.jumlah_baris + 1, dtype=bool)
    for index, place in zip(doubtful.tolist(), places.tolist(), strict=True):
        if index <= tajuk.indeks_baris:
            continue
        jenis = _kind_of(sheet.row(index), tajuk, keys, headings, bool(in_kaki[index]))
        if jenis == "kaki":  # so are the blank rows below it, and the next row may be
            in_kaki[index + 1 : (int(filled[place + 1]) if place + 1 < len(filled) else sheet.jumlah_baris) + 1] = True
        if jenis != "data":
            yield index, jenis
    for index in np.flatnonzero(blank[tajuk.indeks_baris + 1 :]).tolist():
        yield index + tajuk.indeks_baris + 1, "kaki" if in_kaki[index + tajuk.indeks_baris + 1] else "kosong"


def _with_merged_keys(sheet: Lembar, tajuk: Tajuk, keys: Sequence[str]) -> Lembar:
    """The sheet in which a key that is merged over several rows stands in each of them."""
    merged = {tajuk.letak[nama] for nama in keys if tajuk.source.column(nama).jenis in _TURUN} & {
        c1 for r1, c1, r2, c2 in sheet.gabungan if r2 > r1
    }
    if not merged:
        return sheet
    kolom = [_fill_merged(cells, place, sheet, tajuk.indeks_baris) if place in merged else cells for place, cells in enumerate(sheet.kolom)]
    return replace(sheet, kolom=tuple(kolom))


def _doubtful(sheet: Lembar, tajuk: Tajuk, keys: Sequence[str], headings: Sequence[str]) -> Pilihan:
    """Rows that may not be data: without a key, or with a word at their beginning that totals, headings and examples begin with."""
    doubtful = np.full(sheet.jumlah_baris, not keys)
    for nama in keys:
        doubtful |= ~sheet.kolom[tajuk.letak[nama]].terisi
    groups = ("kecamatan", "kec") if tajuk.source.columns_of("desa") else ()
    words = sorted({*_AWAL_BUKAN_DATA, *groups, *(heading.split()[0] for heading in headings if heading)})
    for place in sorted({tajuk.letak[nama] for nama in keys} | {0, 1}):
        if place < len(sheet.kolom):
            doubtful |= sheet.kolom[place].starts_with(words, whole="1")
    return doubtful


def _kind_of(row: Sequence[object], tajuk: Tajuk, keys: Sequence[str], headings: Sequence[str], in_kaki: bool) -> str:
    if all(cell is None for cell in row):
        return "kaki" if in_kaki else "kosong"
    cells = [normalise_heading(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    if cells[: len(headings)] == list(headings) or (len(filled) >= 3 and _repeats(filled, headings)):
        return "tajuk berulang"
    if len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]:
        return "nomor kolom"
    first = filled[0] if filled else ""
    if _CONTOH.fullmatch(first):
        return "baris contoh"
    total = next((cell for pattern, cell in zip((_JUMLAH, _JUMLAH_SAJA), filled, strict=False) if pattern.fullmatch(cell)), None)
    if total and not _has_key(row, tajuk, keys, but=total) and not _counts_something(cells, tajuk, keys, total):
        return "jumlah"
    if 0 < len(filled) <= 2 and _KECAMATAN.match(filled[-1]) and tajuk.source.columns_of("desa") and not _holds_number(row, tajuk):
        return JUDUL_KELOMPOK
    if not _has_key(row, tajuk, keys) and 0 < len(filled) <= 2 and _WILAYAH.match(filled[-1]) and not _holds_number(row, tajuk):
        return JUDUL_KELOMPOK
    if not _has_key(row, tajuk, keys) and (
        in_kaki or (len(filled) <= 2 and any(_KAKI.match(c) or _TEMPAT_TANGGAL.fullmatch(c) for c in filled))
    ):
        return "kaki"
    return "data"


def _holds_number(row: Sequence[object], tajuk: Tajuk) -> bool:
    """A column of numbers or dates is filled."""
    places = [tajuk.letak[column.nama] for column in tajuk.source.columns_of(*JENIS_BERANGKA, "tanggal") if column.nama in tajuk.letak]
    return any(place < len(row) and row[place] is not None for place in places)


def _counts_something(cells: Sequence[str], tajuk: Tajuk, keys: Sequence[str], total: str) -> bool:
    """'Jumlah peserta' in a column of text, beside the agency of the row: what the row counts, though another key is empty."""
    written = {nama: cells[tajuk.letak[nama]] for nama in keys if tajuk.letak[nama] < len(cells)}
    inside = [nama for nama, cell in written.items() if cell == total and tajuk.source.column(nama).jenis == "teks"]
    return bool(inside) and not _HANYA_JUMLAH.fullmatch(total) and any(cell and cell != total for cell in written.values())


def _repeats(filled: Sequence[str], headings: Sequence[str]) -> bool:
    """A heading of several rows printed again on the next page: every word in the row is one of the heading row's."""
    return set(filled) <= {heading for heading in headings if heading}


def _has_key(row: Sequence[object], tajuk: Tajuk, keys: Sequence[str], but: str = "") -> bool:
    """True where every key column that the sheet has is filled, with something else than the word of a total.

    Where the other keys are filled, 'Jumlah desa bersinar' in a column of text is what the row counts, not a total.
    """
    if not keys:  # all of the key comes from the sender and the title: the row itself does not tell
        return False
    for nama in keys:
        cell = normalise_heading(row[tajuk.letak[nama]]) if tajuk.letak[nama] < len(row) else ""
        is_text = len(keys) > 1 and tajuk.source.column(nama).jenis == "teks" and not _HANYA_JUMLAH.fullmatch(cell)
        if not cell or (cell == but and not is_text):
            return False
    return True


def _misshapen(sheet: Lembar, tajuk: Tajuk) -> Pilihan:
    """Text rows with other columns than the heading row have lost or gained a separator: nothing in them can be trusted."""
    if sheet.lebar is None:
        return np.zeros(sheet.jumlah_baris, dtype=bool)
    beyond = np.zeros(sheet.jumlah_baris, dtype=bool)
    for column in sheet.kolom[int(sheet.lebar[tajuk.indeks_baris]) :]:
        beyond |= column.terisi
    return (sheet.lebar < tajuk.lebar) | beyond


def _say_misshapen(kiriman: Kiriman, sheet: Lembar, index: int, tajuk: Tajuk) -> Masalah:
    width = int(sheet.lebar[index]) if sheet.lebar is not None else 0
    alasan = f"baris ini mempunyai {width} kolom, padahal tajuknya {tajuk.lebar}"
    perbaikan = "periksa tanda pemisah dan tanda kutip pada baris ini"
    first = show_value(next((cell for cell in sheet.row(index) if cell is not None), None))
    return Masalah(kiriman.nama, alasan, perbaikan, tajuk.source.id, sheet.nama, index + 1, None, first)


def _any_filled(sheet: Lembar) -> Pilihan:
    filled = np.zeros(sheet.jumlah_baris, dtype=bool)
    for column in sheet.kolom:
        filled |= column.terisi
    return filled


def _is_empty_export(found: Sequence[tuple[Lembar, object]]) -> bool:
    """Something like a heading, and nothing below it in any sheet: a program wrote a table that had no rows."""
    filled = [(sheet, miss) for sheet, miss in found if _any_filled(sheet).any()]
    return bool(filled) and all(
        isinstance(miss, TajukKurang) and not miss.ganda and not _any_filled(sheet)[miss.indeks_baris + 1 :].any() for sheet, miss in filled
    )


def _empty_export(kiriman: Kiriman, found: Sequence[tuple[Lembar, object]]) -> IsiBerkas:
    """Its rows are titles, a heading and blanks; it is of no source, for without rows nothing depends on it."""
    bukan = [
        BukanData(kiriman.nama, sheet.nama, index + 1, "kosong" if not filled else "tajuk" if index == _heading_of(miss) else "judul")
        for sheet, miss in found
        for index, filled in enumerate(_any_filled(sheet).tolist())
    ]
    clean, personal = zip(*(_drop_personal(kiriman.nama, sheet, None) for sheet, _ in found), strict=True)
    dropped = tuple(item for each in personal for item in each)
    return IsiBerkas(None, (), (), tuple(bukan), len(bukan), lembar=tuple(clean), pribadi=dropped, pengirim=kiriman.pengirim)


def _heading_of(miss: object) -> int:
    return miss.indeks_baris if isinstance(miss, TajukKurang) else -1


def _say_no_table(kiriman: Kiriman, found: Sequence[tuple[Lembar, object]]) -> Masalah:
    near = [(sheet, miss) for sheet, miss in found if isinstance(miss, TajukKurang)]
    if all(len(miss.kurang) > 1 for _, miss in near) and any(_lists_people(kiriman, sheet) for sheet, _ in found):
        alasan = "berkas ini daftar orang, bukan rekap; data orang tidak diterima"
        return Masalah(kiriman.nama, alasan, "kirim jumlahnya saja, satu baris per kegiatan, tanpa nama; templatnya ada di halaman Unggah")
    if near:
        return _say_kurang(kiriman, *min(near, key=lambda item: len(item[1].kurang)))
    if not any(_any_filled(sheet).any() for sheet, _ in found):
        return Masalah(kiriman.nama, "semua lembarnya kosong", "kirim berkas yang ada isinya")
    alasan = "isinya bukan tabel yang dikenal; tidak ada baris tajuk (nama kolom)"
    return Masalah(kiriman.nama, alasan, "unduh templatnya di halaman Unggah, lalu salin isinya ke sana")


def _lists_people(kiriman: Kiriman, sheet: Lembar) -> bool:
    """A whole column of names: at least two people stand in it."""
    return any(item.jenis in {"nama", "nik", "nip"} and item.jumlah > 1 for item in _drop_personal(kiriman.nama, sheet, None)[1])


def _say_kurang(kiriman: Kiriman, sheet: Lembar, miss: TajukKurang) -> Masalah:
    if miss.ganda:
        alasan, perbaikan = f"nama kolom ditulis dua kali: {', '.join(miss.ganda)}", "sisakan satu kolom untuk tiap nama"
    else:
        alasan = f"baris tajuk mirip “{miss.source.judul}”, tetapi kolom ini tidak ada: {', '.join(miss.kurang)}"
        perbaikan = "tambahkan kolom itu, atau perbaiki penulisan nama kolomnya"
    return Masalah(kiriman.nama, alasan, perbaikan, miss.source.id, sheet.nama and show_nama(sheet.nama), miss.indeks_baris + 1)


def as_copy(kiriman: Kiriman, content: IsiBerkas) -> IsiBerkas:
    """The rows of an identical second file are not data."""
    rows = [(blok.lembar, int(nomor)) for blok in content.blok for nomor in blok.nomor] + [
        (item.lembar, item.baris or 0) for item in content.ditolak
    ]
    copies = tuple(BukanData(kiriman.nama, lembar, nomor, "salinan berkas") for lembar, nomor in rows)
    return replace(content, blok=(), ditolak=(), bukan_data=content.bukan_data + copies)
