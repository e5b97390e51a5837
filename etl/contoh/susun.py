"""From true rows to a tidy table: which columns a sender has, what they are called, and each cell as this sender always writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from numpy.random import Generator

from etl.contoh.dunia import Butir, Dunia, Semester
from etl.contoh.ejaan import BULAN, Gaya, choose, show_ribuan, show_tanggal, write_opd, write_tanggal, write_wilayah
from etl.contoh.lembar import Kepala, Tanaman
from etl.sources import JENIS_BERANGKA, Column, Source, normalise_heading
from p4gn.geography.wilayah import get_wilayah

NOMOR = "No"


@dataclass(frozen=True, slots=True)
class BarisTabel:
    """One data row: the cell of each column, the true values that must come out, and what was planted."""

    butir: Butir
    sel: Mapping[str, object]
    nilai: Mapping[str, object]
    tanaman: tuple[Tanaman, ...] = ()
    tersembunyi: bool = False

    def plant(self, kolom: str, sel: object, tanaman: Tanaman, nilai: Mapping[str, object] = MappingProxyType({})) -> BarisTabel:
        """The row with another cell, and the record of it."""
        return replace(
            self,
            sel=MappingProxyType({**self.sel, kolom: sel}),
            nilai=MappingProxyType({**self.nilai, **nilai}),
            tanaman=(*self.tanaman, tanaman),
        )


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table before it is laid out on a sheet; `judul` are the lines above it."""

    source: Source
    gaya: Gaya
    kepala: tuple[Kepala, ...]
    baris: tuple[BarisTabel, ...]
    judul: tuple[str, ...] = ()
    nama: str = "Sheet1"
    angka: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def kolom(self) -> tuple[str, ...]:
        """Declared columns that this table has."""
        return tuple(head.nama for head in self.kepala if head.nama)

    def with_baris(self, baris: Sequence[BarisTabel]) -> Tabel:
        """The same table with other rows."""
        return replace(self, baris=tuple(baris))


def make_tabel(
    dunia: Dunia,
    source: Source,
    butir: Sequence[Butir],
    gaya: Gaya,
    rng: Generator,
    tanpa: frozenset[str] = frozenset(),
    terisi: frozenset[str] = frozenset(),
) -> Tabel:
    """The columns for which anything is known, each with a heading that can mean no other column.

    terisi: columns that other sheets of the workbook fill. tanpa: columns that this sender's form does not have; what the sender
    or the title says in their place must come out all the same.
    """
    known = [
        column
        for column in source.kolom
        if column.nama not in tanpa
        and (column.wajib or column.nama in terisi or any(item.isi.get(column.nama) is not None for item in butir))
    ]
    told = [
        column
        for column in source.kolom
        if column.nama in tanpa and column.wajib and ("bawaan" in column.lain or "pengganti" in column.lain)
    ]
    headings = choose_headings(source, known, rng)
    style = choose(rng, ("judul", "judul", "besar", "kecil", *(() if gaya.teks else ("baris",))))
    kepala = tuple(Kepala(column.nama, (_dress(headings[column.nama], str(style)),)) for column in known)
    return Tabel(source, gaya, kepala, tuple(make_baris(dunia, item, known, told, gaya) for item in butir))


def make_baris(dunia: Dunia, item: Butir, known: Sequence[Column], told: Sequence[Column], gaya: Gaya) -> BarisTabel:
    """One true row as cells, beside the values that must be read from them."""
    wilayah = str(item.isi.get("wilayah") or "")
    sel = {column.nama: write_sel(dunia, column, item.isi.get(column.nama), gaya, wilayah) for column in known}
    nilai: dict[str, object] = {}
    for column in (*known, *told):
        nilai.update(true_nilai(column, item.isi.get(column.nama)))
    if "status" in sel and "tahap" in item.isi:  # read from the words of another column
        nilai["tahap"] = item.isi["tahap"]
    return BarisTabel(item, MappingProxyType(sel), MappingProxyType(nilai), item.tanaman)


def choose_headings(source: Source, known: Sequence[Column], rng: Generator) -> dict[str, str]:
    """For each column its own name or one of its aliases that no other column of the source goes by."""
    uses = Counter(heading for column in source.kolom for heading in {normalise_heading(column.nama), *column.alias})
    chosen = {}
    for column in known:
        own = [normalise_heading(column.nama), *(alias for alias in column.alias if uses[alias] == 1)]
        chosen[column.nama] = str(choose(rng, own))
    return chosen


def _dress(heading: str, style: str) -> str:
    if style == "baris":  # a heading broken over two lines to keep its column narrow
        return heading.title().replace(" ", "\n", 1)
    return heading.upper() if style == "besar" else heading.capitalize() if style == "kecil" else heading.title()


def write_sel(dunia: Dunia, column: Column, value: object, gaya: Gaya, wilayah: str) -> object:
    """A value as a cell, tidy, in the sender's own habit; wilayah: the region the row is about."""
    if value is None:
        return None
    if column.jenis in {"wilayah", "kecamatan", "desa"}:
        return write_wilayah(str(value), gaya) if column.jenis == "wilayah" else get_wilayah(str(value)).nama
    if column.jenis == "opd":
        return write_opd(dunia.nama_opd[str(value)], str(value), wilayah, gaya)
    if column.jenis == "daftar":
        parts = [dunia.nama_opd[part] if column.lain.get("isi") == "opd" else part for part in value]  # type: ignore[attr-defined]
        return f"{column.lain.get('pemisah', ';')} ".join(parts)
    if column.jenis == "zat_jumlah":
        return ", ".join(f"{zat}: {jumlah} orang" for zat, jumlah in value) or None  # type: ignore[attr-defined]
    if column.jenis == "periode":
        return write_periode(value, gaya)
    if column.jenis == "kategori":
        return str(value).replace("_", " ")
    if isinstance(value, date):
        return write_tanggal(value, gaya)
    if isinstance(value, bool):
        return "Ada" if value else "Belum"
    if column.jenis == "cacah" and gaya.ribuan_titik and isinstance(value, int) and value >= 1000:
        return show_ribuan(value)
    return value


def write_periode(value: object, gaya: Gaya) -> object:
    """A half-year, a month or a year as this sender always writes it."""
    if isinstance(value, Semester):
        forms = {"semester": f"Semester {'I' * value.ke} {value.tahun}", "b": f"B{'06' if value.ke == 1 else '12'} {value.tahun}"}
        return forms.get(gaya.periode, f"Semester {value.ke} Tahun {value.tahun}")
    if isinstance(value, date):
        return f"{BULAN[value.month - 1]} {value.year}"
    return int(str(value)) if gaya.periode == "b" and str(value).isdigit() else str(value)


def true_nilai(column: Column, value: object) -> dict[str, object]:
    """The values that reading this column must give."""
    if column.jenis in {"kode", "daftar_kata"} or value is None:
        return {}
    if column.jenis == "wilayah":
        return {"kode_provinsi": str(value)[:2], **({"kode_kabkota": str(value)[:5]} if len(str(value)) > 2 else {})}
    if column.jenis == "kecamatan":
        return {"kode_kecamatan": str(value)}
    if column.jenis == "desa":
        return {"kode_desa": str(value)}
    if column.jenis == "opd":
        return {"kode_opd": str(value)}
    if column.jenis in {"daftar", "zat_jumlah"}:
        return {f"anak:{column.nama}": value}
    if column.jenis == "tanggal":
        return {"tanggal": value}
    if column.jenis == "periode":
        return {"periode": value.kode if isinstance(value, Semester) else f"{value:%Y-%m}" if isinstance(value, date) else str(value)}
    if column.jenis == "teks" and isinstance(value, date):
        return {column.nama: show_tanggal(value)}
    return {column.nama: value}


def is_angka(column: Column) -> bool:
    """True for a column of figures."""
    return column.jenis in JENIS_BERANGKA
