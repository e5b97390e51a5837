"""`python -m etl baca tanggal|wilayah|opd|angka`: reads lines from standard input, writes one JSON object per line.

A line is what was written, optionally a tab and its context: a date or link for tanggal, a region, code or link for wilayah,
the region for opd, the kind of number (cacah, indeks, persen, rupiah) for angka. Always UTF-8, whatever the locale.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO

from etl.clean.bacaan import DITANDAI, Bacaan

PEMAKAIAN = """Pemakaian: python -m etl baca tanggal|wilayah|opd|angka < masukan.txt

Tiap baris: tulisan yang dibaca, boleh diikuti tab dan konteksnya
(tanggal: tanggal atau alamat laman; wilayah: nama, kode, atau alamat laman; opd: wilayahnya; angka: cacah|indeks|persen|rupiah).
Hasilnya satu objek JSON per baris: tertulis, nilai, keadaan, sebab, kandidat, dan rinciannya.
"""


def main(argv: Sequence[str], stdin: TextIO, stdout: TextIO) -> int:
    """Read every line of `stdin`; 0 when done, 2 with the usage on standard error when the kind is unknown."""
    reader = _reader_for(argv[0]) if len(argv) == 1 else None
    if reader is None:
        sys.stderr.write(PEMAKAIAN)
        return 0 if list(argv) in (["-h"], ["--help"]) else 2
    source, target = _as_utf8_reader(stdin), _as_utf8_writer(stdout)
    for line in _lines(source):
        tertulis, *konteks = line.split("\t")
        target.write(_to_json(tertulis, reader(tertulis, [one for one in konteks if one.strip()])) + "\n")
    target.flush()
    return 0


def _reader_for(kind: str) -> Callable[[str, list[str]], Bacaan] | None:
    """The reader of a kind; loaded only when asked for, so that each starts fast."""
    if kind == "tanggal":
        from etl.clean.tanggal import parse_tanggal

        return lambda tertulis, konteks: parse_tanggal(tertulis, konteks or None)
    if kind == "wilayah":
        return _read_wilayah
    if kind == "opd":
        return _read_opd
    if kind == "angka":
        return _read_angka
    return None


def _read_wilayah(tertulis: str, konteks: list[str]) -> Bacaan:
    """The region; a code beside it that names another kabupaten or kota is told, never passed over."""
    from etl.harmonise.indeks_wilayah import is_nested
    from etl.harmonise.wilayah import find_wilayah
    from p4gn.geography.wilayah import find_wilayah_by_kode

    bacaan = find_wilayah(tertulis, konteks=konteks or None)
    beside = next((known for one in konteks if "." in one and (known := find_wilayah_by_kode(one.strip()))), None)
    if not bacaan.nilai or beside is None or is_nested(str(bacaan.nilai), beside.kode):
        return bacaan
    sebab = "; ".join(filter(None, [bacaan.sebab, f"kode di sebelahnya {beside.kode} adalah {beside.nama_resmi}"]))
    return replace(bacaan, keadaan=DITANDAI, sebab=sebab)


def _read_opd(tertulis: str, konteks: list[str]) -> Bacaan:
    from etl.harmonise.opd import find_opd
    from etl.harmonise.wilayah import find_wilayah

    wilayah = find_wilayah(konteks[0]).nilai if konteks else None
    return find_opd(tertulis, str(wilayah) if wilayah else None)


def _read_angka(tertulis: str, konteks: list[str]) -> Bacaan:
    from etl.clean.angka import JENIS, parse_angka

    return parse_angka(tertulis, next((one.strip() for one in konteks if one.strip() in JENIS), "cacah"))


def _to_json(tertulis: str, bacaan: Bacaan) -> str:
    row = {
        "tertulis": tertulis,
        "nilai": bacaan.nilai,
        "keadaan": bacaan.keadaan,
        "sebab": bacaan.sebab,
        "kandidat": list(bacaan.kandidat),
    }
    return json.dumps({**row, **bacaan.rincian}, ensure_ascii=False)


def _lines(source: TextIO) -> Iterator[str]:
    """Lines without their end, CRLF too; an empty line is a line, only a byte order mark is dropped."""
    for number, line in enumerate(source):
        text = line.removesuffix("\n").removesuffix("\r")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _as_utf8_reader(stream: TextIO) -> TextIO:
    if not hasattr(stream, "buffer"):
        return stream
    return io.TextIOWrapper(stream.buffer, encoding="utf-8", errors="replace", newline="\n")


def _as_utf8_writer(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(encoding="utf-8", newline="\n")
    return stream


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout))
