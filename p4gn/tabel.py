"""A table as every file holds it: typed cells, words where there is no number, and the look that a symbol gives; the same rows for XLSX and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from p4gn.indicators.states import KEADAAN, Keadaan
from p4gn.lembar_csv import write_csv
from p4gn.paparan.isi import Sel
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, KUNING, MERAH, STATUS

ANGKA, PERSEN, RUPIAH, TANGGAL = "angka", "persen", "rupiah", "tanggal"

#: Symbol at the beginning of a cell, with a space behind it → its look. '!' marks what is overdue.
RUPA_SIMBOL: Mapping[str, str] = MappingProxyType(
    {"✓": HIJAU, "◐": KUNING, "✕": MERAH, "!": MERAH, "–": BELUM_LAPOR}
    | {each.simbol: each.id for each in (*KEADAAN.values(), *STATUS.values()) if each.simbol in "×?▒…"}
)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. format of its numbers: angka | persen (0–100) | rupiah | tanggal | '' for text alone; desimal: None as the numbers need."""

    judul: str
    format: str = ""
    desimal: int | None = None


@dataclass(frozen=True, slots=True)
class Tabel:
    """All rows of a table, each with a cell per column; kosong stands in place of no rows. fakta: what is true of this table alone."""

    nama: str
    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[tuple[Sel, ...], ...]
    kosong: str = "Tidak ada baris."
    fakta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def find_rupa(teks: str) -> str:
    """'✓ terpenuhi' → 'hijau', '▒ disamarkan' → 'disamarkan'; '' for a text without a symbol, and for a symbol without words."""
    simbol, _, kata = teks.partition(" ")
    return RUPA_SIMBOL.get(simbol, "") if kata else ""


def add_simbol(rupa: str, kata: str = "") -> str:
    """'hijau' → '✓ terpenuhi'; with words of its own '✓ hijau'. '' for a look that is no status and no state."""
    known = STATUS.get(rupa) or KEADAAN.get(rupa)
    return f"{known.simbol} {kata or known.kata}" if known else kata


def isi_of(sel: Sel) -> float | date | str:
    """What a file holds in a cell: the number or the day, else the words."""
    return sel.teks if sel.nilai is None else sel.nilai


def list_legenda() -> tuple[Keadaan, ...]:
    """Every symbol that may stand in a file, with its word and meaning; what is said twice stands once."""
    seen = {(each.simbol, each.kata): each for each in (*STATUS.values(), *KEADAAN.values())}
    return tuple(seen.values())


def csv_of(tabel: Tabel, keterangan: Mapping[str, str]) -> bytes:
    """The table with its facts (and its own) above it."""
    rows = ([isi_of(sel) for sel in row] for row in tabel.baris)
    return write_csv({**keterangan, **tabel.fakta}, [each.judul for each in tabel.kolom], rows)
