"""The declarations of the tables people send (etl/sources/*.yml), and how a table is recognised from its headings."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

SOURCES_DIR = Path(__file__).with_name("sources")
JENIS_KOLOM = (
    "teks",
    "tautan",
    "tanggal",
    "wilayah",
    "desa",
    "kode",
    "opd",
    "cacah",
    "angka",
    "tahun",
    "kategori",
    "daftar",
    "daftar_kata",
)
BARIS_TAJUK_TERAKHIR = 40  # a heading row is looked for among the first rows only

_KUNCI_KOLOM = {
    "jenis", "alias", "wajib", "isi_wajib", "perbaikan", "konteks", "tahun_penelaah", "kode", "nasional", "paling_rinci",
    "pemisah", "isi", "kata", "satuan", "bentuk", "kecamatan", "wilayah", "mart", "rahasia",
}  # fmt: skip
_KUNCI_ATURAN = {"nama", "periksa", "kolom", "acuan", "satuan", "batas", "pilihan", "akibat", "pesan", "perbaikan"}
_KUNCI_TURUNAN = {"nama", "dari", "kata", "buang_bagian", "cacah_sebelum", "memuat", "menghitung_orang"}


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
    """A rule between values; `akibat` is 'tolak' (refuse the row) or 'tandai' (accept and flag)."""

    nama: str
    periksa: str
    kolom: str
    akibat: str
    pesan: str
    perbaikan: str = ""
    lain: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Source:
    """One family of tables."""

    id: str
    judul: str
    butiran: str
    kunci: tuple[str, ...]
    kolom: tuple[Column, ...]
    aturan: tuple[Rule, ...]
    turunan: tuple[Mapping[str, Any], ...]

    def column(self, nama: str) -> Column:
        """The column of that name; KeyError if it is not declared."""
        for column in self.kolom:
            if column.nama == nama:
                return column
        raise KeyError(nama)

    def columns_of(self, *jenis: str) -> list[Column]:
        return [column for column in self.kolom if column.jenis in jenis]


@dataclass(frozen=True, slots=True)
class Tajuk:
    """Where the heading row stands and which column of the sheet holds which declared column."""

    source: Source
    indeks_baris: int
    letak: Mapping[str, int]
    lebar: int


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


def find_tajuk(rows: Sequence[Sequence[object]], sources: Mapping[str, Source] | None = None) -> Tajuk | TajukKurang | None:
    """The heading row of a sheet; the nearest miss if columns are missing; None if nothing looks like one of our tables."""
    complete: list[tuple[int, int, Tajuk]] = []
    nearest: list[tuple[float, int, TajukKurang]] = []
    for index, row in enumerate(rows[:BARIS_TAJUK_TERAKHIR]):
        cells = [normalise_heading(cell) for cell in row]
        if sum(1 for cell in cells if cell) < 2:
            continue
        for source in (sources or load_sources()).values():
            letak, ganda = _place_columns(source, cells)
            kurang = tuple(column.nama for column in source.kolom if column.wajib and column.nama not in letak)
            if not kurang and not ganda:
                complete.append((len(letak), -index, Tajuk(source, index, MappingProxyType(letak), _width(cells))))
            elif len(letak) >= 2:
                nearest.append((len(letak) - len(kurang), -index, TajukKurang(source, index, kurang, ganda)))
    if complete:
        return max(complete, key=lambda item: item[:2])[2]
    return max(nearest, key=lambda item: item[:2])[2] if nearest else None


def _width(cells: Sequence[str]) -> int:
    return max(index for index, cell in enumerate(cells) if cell) + 1


def _place_columns(source: Source, cells: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Exact names first, then aliases of the columns that must be there, then the other aliases; and headings given twice."""
    exact = {normalise_heading(column.nama): column.nama for column in source.kolom}
    letak: dict[str, int] = {}
    taken: set[int] = set()
    ganda = tuple(sorted({cell for cell in cells if cell in exact and list(cells).count(cell) > 1}))
    for index, cell in enumerate(cells):
        nama = exact.get(cell)
        if nama and nama not in letak:
            letak[nama] = index
            taken.add(index)
    for wajib in (True, False):
        for column in source.kolom:
            if column.wajib is not wajib or column.nama in letak:
                continue
            found = next((i for alias in column.alias for i, cell in enumerate(cells) if i not in taken and cell == alias), None)
            if found is not None:
                letak[column.nama] = found
                taken.add(found)
    return letak, ganda


def _load_source(path: Path) -> Source:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        kolom = tuple(_load_column(path, nama, entry) for nama, entry in content["kolom"].items())
        aturan = tuple(_load_rule(path, entry) for entry in content.get("aturan", []))
        turunan = tuple(MappingProxyType(entry) for entry in content.get("turunan", []))
        source = Source(content["id"], content["judul"], content["butiran"], tuple(content["kunci"]), kolom, aturan, turunan)
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path.name}: declaration is incomplete ({error!r})") from error
    names = {column.nama for column in kolom}
    for nama in source.kunci:
        if nama not in names:
            raise SourceError(f"{path.name}: key column {nama} is not declared")
    for entry in turunan:
        if unknown := set(entry) - _KUNCI_TURUNAN:
            raise SourceError(f"{path.name}, turunan {entry.get('nama')}: unknown entries {sorted(unknown)}")
    return source


def _load_column(path: Path, nama: str, entry: Mapping[str, Any]) -> Column:
    unknown = set(entry) - _KUNCI_KOLOM
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


def _load_rule(path: Path, entry: Mapping[str, Any]) -> Rule:
    unknown = set(entry) - _KUNCI_ATURAN
    if unknown or entry["akibat"] not in {"tolak", "tandai"}:
        raise SourceError(f"{path.name}, rule {entry.get('nama')}: unknown entries {sorted(unknown)} or akibat {entry['akibat']!r}")
    own = {"nama", "periksa", "kolom", "akibat", "pesan", "perbaikan"}
    return Rule(
        entry["nama"],
        entry["periksa"],
        entry["kolom"],
        entry["akibat"],
        entry["pesan"],
        entry.get("perbaikan", ""),
        MappingProxyType({key: value for key, value in entry.items() if key not in own}),
    )
