"""The declarations of the tables people send (etl/sources/*.yml), and how a table is recognised from its headings."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

SOURCES_DIR = Path(__file__).with_name("sources")
JENIS_BERANGKA = ("cacah", "angka", "rupiah", "persen", "indeks")
JENIS_KOLOM = (
    "teks", "tautan", "tanggal", "tanggal_lain", "wilayah", "kecamatan", "desa", "kode", "opd", *JENIS_BERANGKA,
    "tahun", "periode", "kategori", "ya_tidak", "daftar", "daftar_kata", "zat_jumlah",
)  # fmt: skip
BAWAAN = ("pengirim_opd", "pengirim_wilayah", "judul_tahun", "judul_periode", "judul_tanggal", "judul_acara", "judul_kata")
MASA = ("tahun", "semester", "bulan", "tidak_ada")
BARIS_TAJUK_TERAKHIR = 40  # a heading row is looked for among the first rows only
TINGKAT_TAJUK = 3  # headings of at most this many rows, one above the other

_KUNCI_KOLOM = {
    "jenis", "alias", "wajib", "isi_wajib", "perbaikan", "konteks", "tahun_penelaah", "kode", "nasional", "paling_rinci",
    "pemisah", "isi", "kata", "satuan", "bentuk", "kecamatan", "wilayah", "mart", "rahasia", "arti", "jenis_angka", "harus_dikenal",
    "bernomor", "bawaan", "pengganti", "contoh", "judul", "keterangan", "akhir", "dari_nama", "pengganti_tak_dikenal",
}  # fmt: skip
_KUNCI_ATURAN = {
    "nama", "periksa", "kolom", "acuan", "satuan", "batas", "pilihan", "akibat", "pesan", "perbaikan", "bagian", "periode", "bila", "nilai",
}  # fmt: skip
_KUNCI_ANTARBARIS = {
    "nama", "periksa", "kolom", "benda", "urut", "kecuali", "samakan", "longgar", "hitung", "total", "akibat", "pesan", "perbaikan",
}  # fmt: skip
_KUNCI_TURUNAN = {"nama", "dari", "kata", "buang_bagian", "cacah_sebelum", "memuat", "menghitung_orang"}
_KUNCI_SUMBER = {
    "id", "judul", "butiran", "kunci", "kunci_lain", "kolom", "aturan", "antarbaris", "turunan", "masa", "catatan_pengisian",
    "salah_satu", "bentang",
}  # fmt: skip


# Derived values that may stand in a key, and the kinds of column they are read from, the finest first.
_DITULIS_DI = {
    "kode_opd": ("opd",), "nama_baku": ("opd",), "tanggal": ("tanggal",), "kode_desa": ("desa",), "kode_kecamatan": ("kecamatan", "desa"),
    "kode_wilayah": ("desa", "kecamatan", "wilayah"), "kode_kabkota": ("wilayah",), "periode": ("periode",), "tahun": ("tahun", "periode", "tanggal"),
    "tahun_periode": ("periode",), "tahun_tanggal": ("tanggal",),
}  # fmt: skip


class SourceError(ValueError):
    """A declaration is wrong: a mistake of ours, found when it is loaded."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `lain` holds what only its kind needs (konteks, pemisah, nasional …).

    rahasia: its values may tell a person's health or case, so no edition shows what a cell of it held.
    """

    nama: str
    jenis: str
    alias: tuple[str, ...] = ()
    wajib: bool = False
    isi_wajib: bool = False
    perbaikan: str = ""
    rahasia: bool = False
    lain: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule between values; `akibat` is 'tolak' (refuse the row), 'tandai' (accept and flag) or 'tolak_berkas' (refuse the file)."""

    nama: str
    periksa: str
    kolom: str
    akibat: str
    pesan: str
    perbaikan: str = ""
    lain: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One family of tables.

    kunci: what makes two rows the same row; kunci_lain: the same where the cells of `kunci` are empty.
    masa: the span of time a later file of the same sender replaces as a whole.
    salah_satu: of each group of columns at least one must be in the sheet.
    bentang: columns of numbers that become rows of the mart named, one per filled cell.
    """

    id: str
    judul: str
    butiran: str
    kunci: tuple[str, ...]
    kolom: tuple[Column, ...]
    aturan: tuple[Rule, ...]
    turunan: tuple[Mapping[str, Any], ...]
    kunci_lain: tuple[str, ...] = ()
    antarbaris: tuple[Rule, ...] = ()
    masa: str = "tidak_ada"
    catatan_pengisian: str = ""
    salah_satu: tuple[tuple[str, ...], ...] = ()
    bentang: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def column(self, nama: str) -> Column:
        """The column of that name; KeyError if it is not declared."""
        for column in self.kolom:
            if column.nama == nama:
                return column
        raise KeyError(nama)

    def columns_of(self, *jenis: str) -> list[Column]:
        return [column for column in self.kolom if column.jenis in jenis]

    def key_columns(self, letak: Mapping[str, int]) -> list[str]:
        """Columns of a sheet that are filled in every data row: those behind the key, or behind the other key where the first is not there."""
        kunci = self.kunci if all(self.written_in(name) in letak for name in self.kunci) else self.kunci_lain or self.kunci
        return list(dict.fromkeys(column for name in kunci if (column := self.written_in(name)) in letak))

    def written_in(self, nilai: str) -> str:
        """The column a value of the key is read from: kode_opd stands in the column of the agency."""
        if any(column.nama == nilai for column in self.kolom):
            return nilai
        jenis = _DITULIS_DI.get(nilai, ())
        return next((column.nama for kind in jenis for column in self.columns_of(kind)), nilai)


@dataclass(frozen=True, slots=True)
class Tajuk:
    """Where the heading row stands and which column of the sheet holds which declared column."""

    source: Source
    indeks_baris: int
    letak: Mapping[str, int]
    lebar: int
    tingkat: int = 1

    @property
    def indeks_awal(self) -> int:
        """Index of the first row of a heading of several rows; `indeks_baris` is its last."""
        return self.indeks_baris - self.tingkat + 1


@dataclass(frozen=True, slots=True)
class TajukKurang:
    """The nearest thing to a heading row, and what it lacks."""

    source: Source
    indeks_baris: int
    kurang: tuple[str, ...]
    ganda: tuple[str, ...] = ()


@functools.cache
def load_sources(folder: Path = SOURCES_DIR) -> Mapping[str, Source]:
    """All declarations by id; SourceError names file and entry when one is wrong."""
    sources = [_load_source(path) for path in sorted(folder.glob("*.yml"))]
    return MappingProxyType({source.id: source for source in sources})


def normalise_heading(cell: object) -> str:
    """'Kab./Kota ' and 'kab_kota' are the same heading: lower case, words only."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(re.findall(r"[^\W_]+", str(cell).casefold())) if cell is not None else ""


def find_tajuk(
    rows: Sequence[Sequence[object]],
    sources: Mapping[str, Source] | None = None,
    gabungan: Sequence[tuple[int, int, int, int]] = (),
) -> Tajuk | TajukKurang | None:
    """The heading of a sheet, of one to three rows; the nearest miss if columns are missing; None if nothing looks like one of our tables.

    gabungan: merged ranges (row, column, row, column), so that the parts of a heading of several rows are known.
    """
    known = _sources_by_heading() if sources is None else _group_by_heading(tuple(sources.values()))
    grid = [[normalise_heading(cell) for cell in row] for row in rows[:BARIS_TAJUK_TERAKHIR]]
    complete: list[tuple[tuple[int, int, int], Tajuk]] = []
    nearest: list[tuple[tuple[float, int], TajukKurang]] = []
    widths: list[int] = []
    for index in range(len(grid)):
        if sum(1 for cell in grid[index] if cell) < 2:
            continue
        for tingkat in range(1, min(TINGKAT_TAJUK, index + 1) + 1):
            cells = flatten_headings(grid, index, tingkat, gabungan)
            ends = grid[index] if tingkat > 1 else []
            hits = Counter(source for cell in (*cells, *ends) for source in known.get(cell, ()))
            for source in (source for source, number in hits.items() if number >= 2):
                letak, ganda = _place_columns(source, cells, ends)
                if letak and tingkat > 1 and _is_title(grid[index - tingkat + 1 : index]):
                    ganda = (*ganda, *_given_twice(source, ends))
                kurang = _list_missing(source, letak)
                if not kurang and not ganda and len(letak) >= 2:
                    complete.append(((len(letak), -tingkat, -index), Tajuk(source, index, MappingProxyType(letak), _width(cells), tingkat)))
                elif len(letak) >= 2:
                    nearest.append(((len(letak) - len(kurang), -index), TajukKurang(source, index, kurang, ganda)))
                    widths.append(len(letak))
    if complete:
        best = max(complete, key=lambda item: item[0])[1]
        rivals = [tajuk for _, tajuk in complete] + [
            miss for (_, miss), width in zip(nearest, widths, strict=True) if 2 * width >= len(best.letak)
        ]
        return _first_of(best, rivals)
    return max(nearest, key=lambda item: item[0])[1] if nearest else None


def _first_of(best: Tajuk, rivals: Sequence[Tajuk | TajukKurang]) -> Tajuk | TajukKurang:
    """A heading printed again on the next page is no better than the first one, even where the first is damaged: the rows between are data."""
    above = [rival for rival in rivals if rival.source is best.source and rival.indeks_baris < best.indeks_awal]
    first = min((rival.indeks_baris for rival in above), default=None)
    at_first = [rival for rival in above if rival.indeks_baris == first]
    return next((rival for rival in at_first if isinstance(rival, Tajuk)), at_first[0]) if at_first else best


def _is_title(rows: Sequence[Sequence[str]]) -> bool:
    """Rows of one cell each stand above a heading; they are no part of it that would tell two columns of one name apart."""
    return all(sum(1 for cell in row if cell) <= 1 for row in rows)


def _given_twice(source: Source, cells: Sequence[str]) -> tuple[str, ...]:
    """Declared names that are the heading of several columns."""
    exact = {normalise_heading(column.nama) for column in source.kolom}
    return tuple(sorted({cell for cell in cells if cell in exact and list(cells).count(cell) > 1}))


def _is_there(column: Column, letak: Mapping[str, int]) -> bool:
    return column.nama in letak or "bawaan" in column.lain or any(nama in letak for nama in column.lain.get("pengganti", ()))


def _list_missing(source: Source, letak: Mapping[str, int]) -> tuple[str, ...]:
    """Columns that must be there and are not; of a group of which one is enough, 'a atau b atau c'."""
    single = [column.nama for column in source.kolom if column.wajib and not _is_there(column, letak)]
    groups = [" atau ".join(columns[:3]) for columns in source.salah_satu if not set(columns) & set(letak)]
    return (*single, *groups)


def flatten_headings(grid: Sequence[Sequence[str]], index: int, tingkat: int, gabungan: Sequence[tuple[int, int, int, int]]) -> list[str]:
    """One heading per column from rows index-tingkat+1 … index: 'hasil' over 'positif' over 'amp' is 'hasil positif amp'.

    A heading above spreads over the columns it is merged with, and over the empty ones to its right where no merging is told.
    """
    if tingkat == 1:
        return list(grid[index])
    start = index - tingkat + 1
    width = max(len(grid[row]) for row in range(start, index + 1))
    spread = [list(grid[row]) + [""] * (width - len(grid[row])) for row in range(start, index + 1)]
    for row1, col1, _, col2 in gabungan:
        if start <= row1 <= index and row1 < len(grid) and col1 < width:
            for column in range(col1, min(col2, width - 1) + 1):
                spread[row1 - start][column] = spread[row1 - start][col1]
    for level in range(tingkat - 1):
        covered = {column for r1, c1, r2, c2 in gabungan if r1 == start + level for column in range(c1, c2 + 1)}
        for column in range(1, width):
            below = any(spread[lower][column] for lower in range(level + 1, tingkat))
            if not spread[level][column] and below and column not in covered and column - 1 not in covered:
                spread[level][column] = (
                    spread[level][column - 1] if any(spread[lower][column - 1] for lower in range(level + 1, tingkat)) else ""
                )
    return [" ".join(dict.fromkeys(part for level in spread if (part := level[column]))) for column in range(width)]


def _width(cells: Sequence[str]) -> int:
    return max(index for index, cell in enumerate(cells) if cell) + 1


@functools.cache
def _sources_by_heading() -> Mapping[str, tuple[Source, ...]]:
    return _group_by_heading(tuple(load_sources().values()))


def _group_by_heading(sources: Sequence[Source]) -> Mapping[str, tuple[Source, ...]]:
    """Heading → the sources that have a column of that name."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        for heading in _columns_of(source):
            found.setdefault(heading, []).append(source)
    return {heading: tuple(each) for heading, each in found.items()}


def _place_columns(source: Source, cells: Sequence[str], ends: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Exact names first, then aliases of the columns that must be there, then the other aliases; and headings given twice.

    ends: the lowest row of a heading of several rows, which counts where the whole of a heading is not known.
    """
    known = _columns_of(source)
    meant = {nama for cell in (*cells, *ends) for nama in known.get(cell, ())}
    exact = _exact_names(source)
    letak: dict[str, int] = {}
    taken: set[int] = set()
    ganda = tuple(sorted({cell for cell in cells if cell in exact and list(cells).count(cell) > 1}))
    for index, cell in enumerate(cells):
        nama = exact.get(cell)
        if nama and nama not in letak:
            letak[nama] = index
            taken.add(index)
    columns = [column for column in source.kolom if column.nama in meant]
    for headings in (cells, ends):
        for wajib in (True, False):
            for column in columns:
                if column.wajib is not wajib or column.nama in letak:
                    continue
                names = column.alias if headings is cells else (normalise_heading(column.nama), *column.alias)
                found = next((i for alias in names for i, cell in enumerate(headings) if i not in taken and cell == alias), None)
                if found is not None:
                    letak[column.nama] = found
                    taken.add(found)
                    if headings is ends and list(cells).count(cells[found]) > 1:  # under a title that covers both
                        ganda = (*ganda, column.nama)
    for column in source.kolom:  # a column that another one of the sheet stands in for is where that one is
        found = next((letak[nama] for nama in column.lain.get("pengganti", ()) if nama in letak), None)
        if column.nama not in letak and found is not None:
            letak[column.nama] = found
    return letak, ganda


@functools.cache
def _exact_names(source: Source) -> Mapping[str, str]:
    return {normalise_heading(column.nama): column.nama for column in source.kolom}


@functools.cache
def _columns_of(source: Source) -> Mapping[str, tuple[str, ...]]:
    """Heading → the columns it may mean."""
    found: dict[str, list[str]] = {}
    for column in source.kolom:
        for heading in (normalise_heading(column.nama), *column.alias):
            found.setdefault(heading, []).append(column.nama)
    return {heading: tuple(columns) for heading, columns in found.items()}


def _load_source(path: Path) -> Source:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        kolom = tuple(_load_column(path, nama, entry) for nama, entry in content["kolom"].items())
        aturan = tuple(_load_rule(path, entry) for entry in content.get("aturan", []))
        turunan = tuple(MappingProxyType(entry) for entry in content.get("turunan", []))
        source = Source(
            content["id"], content["judul"], content["butiran"], tuple(content["kunci"]), kolom, aturan, turunan,
            tuple(content.get("kunci_lain", ())),
            tuple(_load_rule(path, entry, _KUNCI_ANTARBARIS) for entry in content.get("antarbaris", [])),
            content.get("masa", "tidak_ada"),
            content.get("catatan_pengisian", ""),
            tuple(tuple(group) for group in content.get("salah_satu", ())),
            MappingProxyType(content.get("bentang", {})),
        )  # fmt: skip
        if unknown := set(content) - _KUNCI_SUMBER:
            raise SourceError(f"{path.name}: unknown entries {sorted(unknown)}")
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path.name}: declaration is incomplete ({error!r})") from error
    names = {column.nama for column in kolom} | set(_DITULIS_DI)
    for nama in (*source.kunci, *source.kunci_lain):
        if nama not in names:
            raise SourceError(f"{path.name}: key column {nama} is not declared")
    for nama in (*(nama for columns in source.salah_satu for nama in columns), *source.bentang.get("kolom", ())):
        if nama not in names:
            raise SourceError(f"{path.name}: column {nama} of salah_satu or bentang is not declared")
    if source.masa not in MASA:
        raise SourceError(f"{path.name}: masa must be one of {', '.join(MASA)}, not {source.masa!r}")
    for entry in turunan:
        if unknown := set(entry) - _KUNCI_TURUNAN:
            raise SourceError(f"{path.name}, turunan {entry.get('nama')}: unknown entries {sorted(unknown)}")
    return source


def _load_column(path: Path, nama: str, entry: Mapping[str, Any]) -> Column:
    unknown = set(entry) - _KUNCI_KOLOM
    if entry.get("bawaan") not in {None, *BAWAAN}:
        raise SourceError(f"{path.name}, column {nama}: bawaan {entry['bawaan']!r} is not known")
    if unknown or entry.get("jenis") not in JENIS_KOLOM:
        raise SourceError(f"{path.name}, column {nama}: unknown entries {sorted(unknown)} or kind {entry.get('jenis')!r}")
    own = {"jenis", "alias", "wajib", "isi_wajib", "perbaikan", "rahasia"}
    return Column(
        nama,
        entry["jenis"],
        tuple(normalise_heading(alias) for alias in entry.get("alias", ())),
        entry.get("wajib", False),
        entry.get("isi_wajib", False),
        entry.get("perbaikan", ""),
        _load_flag(path, nama, entry, "rahasia"),
        MappingProxyType({key: value for key, value in entry.items() if key not in own}),
    )


def _load_flag(path: Path, nama: str, entry: Mapping[str, Any], key: str) -> bool:
    """A secret declared in other words ('ya', 1) must not end up shown: only true and false are understood."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise SourceError(f"{path.name}, column {nama}: {key} must be true or false, not {value!r}")
    return value


def _load_rule(path: Path, entry: Mapping[str, Any], known: set[str] = _KUNCI_ATURAN) -> Rule:
    unknown = set(entry) - known
    if unknown or entry["akibat"] not in {"tolak", "tandai", "tolak_berkas"}:
        raise SourceError(f"{path.name}, rule {entry.get('nama')}: unknown entries {sorted(unknown)} or akibat {entry['akibat']!r}")
    own = {"nama", "periksa", "kolom", "akibat", "pesan", "perbaikan"}
    return Rule(
        entry["nama"],
        entry["periksa"],
        entry.get("kolom", ""),
        entry["akibat"],
        entry["pesan"],
        entry.get("perbaikan", ""),
        MappingProxyType({key: value for key, value in entry.items() if key not in own}),
    )
