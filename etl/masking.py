"""What a finished edition may show of a refused or flagged cell: never the value of a secret column, never free text beside one.

A column is secret when its declaration says `rahasia: true`. The sender still sees the value, at the command line that checks a
file; the edition, which everybody reads, never holds it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from etl.problems import Masalah, Tanda
from etl.sources import Source, load_sources

DISAMARKAN = "disamarkan"
_KUTIPAN = re.compile(r"[«“][^»”]*[»”]")
_ANGKA = re.compile(r"\d[\d.,]*")
# Columns that hold whatever a person typed: in a table with secrets a result may stand there by mistake.
# Money is no such thing: a budget is public.
_TEKS_BEBAS = frozenset({"teks", "cacah", "angka", "persen", "indeks", "daftar", "daftar_kata", "zat_jumlah", "ya_tidak"})


def mask_masalah(masalah: Masalah) -> Masalah:
    """The reason to refuse a row, without the cell when it is secret or free text in a table that has secrets."""
    source = load_sources().get(masalah.sumber or "")
    if source is None or not _is_secret(source, masalah.kolom, refused=True):
        return masalah
    return replace(masalah, nilai=masalah.nilai and DISAMARKAN, alasan=_without(masalah.alasan, masalah.nilai), saran=())


def mask_tanda(tanda: Tanda) -> Tanda:
    """The remark on an accepted row, without the cell when its column is secret."""
    if not _is_secret(load_sources()[tanda.sumber], tanda.kolom, refused=False):
        return tanda
    return replace(tanda, nilai=tanda.nilai and DISAMARKAN, tanda=_without(tanda.tanda, tanda.nilai), saran=())


def _is_secret(source: Source, kolom: str | None, refused: bool) -> bool:
    if not any(column.rahasia for column in source.kolom):
        return False
    column = next((column for column in source.kolom if column.nama == kolom), None)
    if column is None:
        return True
    return column.rahasia or (refused and column.jenis in _TEKS_BEBAS and column.nama not in source.kunci)


def _without(text: str, nilai: str | None) -> str:
    """The text without what it quotes from the cell, and without the numbers that stand in the cell."""
    text = _KUTIPAN.sub("isi sel ini", text)
    numbers = set(_ANGKA.findall(nilai or ""))
    return _ANGKA.sub(lambda found: "…" if found[0] in numbers else found[0], text)
