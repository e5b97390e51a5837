"""The span of time a row belongs to, and which rows a later file of the same sender replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from etl.blok import Bagian, Baris, Blok, Pilihan, spread
from etl.ledger import BukanData
from etl.problems import Masalah
from etl.reading.kolom import Kolom, empty_column

TANPA_MASA = ""  # the span of files that tell none
DIGANTIKAN = "digantikan kiriman berikutnya"
_DIPAKAI = ("periode", "tahun", "tahun_periode", "tanggal", "tahun_tanggal", "presisi_tanggal")


@dataclass(frozen=True, slots=True)
class Ganti:
    """Blocks without the rows that were replaced, those rows, and the refused lines of replaced files taken out."""

    blok: tuple[Blok, ...]
    ditolak: tuple[Masalah, ...]
    bukan_data: tuple[BukanData, ...]


def masa_of(blok: Blok) -> Kolom:
    """Per row '2025', '2025-S1' or '2025-07' as the source declares; empty where the row does not tell."""
    columns = {nama: blok.nilai[nama] for nama in _DIPAKAI if nama in blok.nilai and not blok.nilai[nama].kosong}
    if "tanggal" in columns and columns["tanggal"].kode.min(initial=0) >= 0:
        columns.pop("tahun_tanggal", None)  # the day tells its year
    if "presisi_tanggal" in columns and "tahun" not in columns["presisi_tanggal"].distinct():
        columns.pop("presisi_tanggal")  # every day is known at least to its month
    bare = replace(blok, sel={}, nilai=columns, temuan=())
    told = spread(bare, [], list(columns), lambda row: Bagian({"masa": read_masa(row, blok.source.masa)}))
    return told.nilai.get("masa", empty_column(len(blok)))


def read_masa(row: Baris, masa: str) -> str | None:
    """The span of one row; a row that tells more coarsely than its source asks belongs to the coarser span."""
    periode, tanggal = row.nilai.get("periode"), row.nilai.get("tanggal")
    year = (
        row.nilai.get("tahun")
        or row.nilai.get("tahun_periode")
        or row.nilai.get("tahun_tanggal")
        or (tanggal.year if isinstance(tanggal, date) else None)
    )
    if masa == "tidak_ada" or (year is None and periode is None):
        return None
    if masa == "tahun":
        return str(year or str(periode)[:4])
    by_day = isinstance(tanggal, date) and "tanggal" in (*row.source.kunci, *row.source.kunci_lain)  # an event belongs to its day
    if periode is not None and not by_day:
        return _coarser(str(periode)) if masa == "semester" else str(periode)
    if isinstance(tanggal, date) and row.nilai.get("presisi_tanggal") != "tahun":
        return f"{tanggal.year}-S{1 if tanggal.month <= 6 else 2}" if masa == "semester" else f"{tanggal.year}-{tanggal.month:02}"
    return str(year)


def _coarser(periode: str) -> str:
    """'2025-07' → '2025-S2'."""
    tahun, _, part = periode.partition("-")
    return periode if not part or part.startswith("S") else f"{tahun}-S{1 if int(part) <= 6 else 2}"


def replace_earlier(bloks: Sequence[Blok], ditolak: Sequence[Masalah], received: dict[str, datetime]) -> Ganti:
    """Of each sender, source and span only the rows of the file received last stay; a row that is refused replaces nothing.

    A row whose span is not known goes with its file: it is replaced when all the other rows of its file are. A file in which no row
    tells its span (a list without dates) is replaced by the next such file.
    """
    spans = [masa_of(blok) for blok in bloks]
    order = {nama: place for place, nama in enumerate(sorted(received, key=lambda nama: received[nama]))}
    latest: dict[tuple[str, str, str], int] = {}
    timeless = _find_timeless(bloks, spans)
    for blok, span in zip(bloks, spans, strict=True):
        if blok.berkas in timeless and not blok.ditolak.all():
            key = (str(blok.pengirim), blok.source.id, TANPA_MASA)
            latest[key] = max(latest.get(key, -1), order[blok.berkas])
        for masa in _list_masa(span, ~blok.ditolak):
            key = (str(blok.pengirim), blok.source.id, masa)
            latest[key] = max(latest.get(key, -1), order[blok.berkas])
    superseded = [_find_superseded(blok, span, latest, order[blok.berkas]) for blok, span in zip(bloks, spans, strict=True)]
    alive: dict[str, bool] = {}
    for blok, span, by_later in zip(bloks, spans, superseded, strict=True):
        if span.terisi.any():
            alive[blok.berkas] = alive.get(blok.berkas, False) or bool((span.terisi & ~by_later).any())
    kept: list[Blok] = []
    gone: list[BukanData] = []
    for blok, span, by_later in zip(bloks, spans, superseded, strict=True):
        if blok.berkas in timeless and blok.pengirim is not None:
            alive[blok.berkas] = latest.get((str(blok.pengirim), blok.source.id, TANPA_MASA), -1) <= order[blok.berkas]
        replaced = by_later | (~span.terisi & (not alive.get(blok.berkas, True)))
        gone.extend(BukanData(blok.berkas, blok.lembar, int(nomor), DIGANTIKAN) for nomor in blok.nomor[replaced])
        kept.append(blok.take(np.flatnonzero(~replaced)) if replaced.any() else blok)
    dead = {nama for nama, is_alive in alive.items() if not is_alive}
    gone.extend(BukanData(item.berkas, item.lembar, item.baris or 0, DIGANTIKAN) for item in ditolak if item.berkas in dead)
    return Ganti(tuple(kept), tuple(item for item in ditolak if item.berkas not in dead), tuple(gone))


def _find_timeless(bloks: Sequence[Blok], spans: Sequence[Kolom]) -> set[str]:
    """Files with rows, none of which tells its span though the source has spans."""
    dated = {blok.berkas for blok, span in zip(bloks, spans, strict=True) if span.terisi.any()}
    return {blok.berkas for blok in bloks if blok.source.masa != "tidak_ada" and len(blok)} - dated


def _list_masa(span: Kolom, among: Pilihan) -> list[str]:
    return [str(span.isi[code]) for code in np.unique(span.kode[span.terisi & among]).tolist()]


def _find_superseded(blok: Blok, span: Kolom, latest: dict[tuple[str, str, str], int], own: int) -> Pilihan:
    """Rows for whose span a later file of the same sender speaks."""
    if blok.pengirim is None:
        return np.zeros(len(blok), dtype=bool)
    return span.mask(lambda masa: masa is not None and latest.get((str(blok.pengirim), blok.source.id, str(masa)), -1) > own)


def number_blocks(bloks: Sequence[Blok]) -> tuple[Blok, ...]:
    """Blocks with a running number of their first row, so that rows keep one order over all files."""
    starts = np.concatenate([[0], np.cumsum([len(blok) for blok in bloks])]) if bloks else np.zeros(1)
    return tuple(replace(blok, urutan=int(start)) for blok, start in zip(bloks, starts[:-1], strict=True))
