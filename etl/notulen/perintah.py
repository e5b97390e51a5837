"""`python -m etl notulen <berkas>`: shows the draft of each meeting with its evidence and what is still to be answered."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from etl.notulen import Bacaan, Draf, Isian, read_berkas
from etl.notulen.draf import PASTI
from etl.problems import BerkasDitolak, EtlGagal
from p4gn.perintah import Parser

_PANJANG_BUKTI = 90
_NAMA = {
    "pimpinan_jabatan": "pimpinan (jabatan)",
    "dasar_hukum": "dasar hukum",
    "tindak_lanjut": "tindak lanjut",
    "rapat_tersendiri": "rapat tersendiri",
}


def main(argv: Sequence[str]) -> int:
    """0: a draft is shown; 1: the file cannot be read or tells of no meeting; 2: wrong usage."""
    parser = Parser(prog="python -m etl notulen", description="Draf catatan rapat dari notulen atau siaran pers. Tidak ada yang disimpan.")
    parser.add_argument("berkas", type=_berkas, metavar="BERKAS", help=".docx, .txt, atau PDF berteks")
    path = parser.parse_args(list(argv)).berkas
    if not path.is_file():
        raise EtlGagal(f"Berkas {path} tidak ada.")
    try:
        bacaan = read_berkas(path.read_bytes(), path.name)
    except BerkasDitolak as error:
        print(error.masalah.kalimat(), file=sys.stderr)
        return 1
    for note in bacaan.catatan:
        print(f"Catatan: {note}")
    if not bacaan.draf:
        print("Naskah ini tidak menyebut rapat atau kegiatan yang dikenali.", file=sys.stderr)
        return 1
    for number, one in enumerate(bacaan.draf, start=1):
        print(f"\nDRAF {number} dari {len(bacaan.draf)}")
        print("\n".join(_lines(bacaan, one)))
    return 0


def _berkas(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("nama berkas masih kosong")
    return Path(text)


def _lines(bacaan: Bacaan, draf: Draf) -> list[str]:
    shown = []
    for key, one in draf.list_isian():
        mark = " " if one.kepastian == PASTI else "?"
        shown.append(f"{mark} {_say(key)}: {one.nilai if one.nilai is not None else '(tidak tertulis)'}{_bukti(bacaan, one)}")
        if one.catatan:
            shown.append(f"      catatan: {one.catatan}")
        if one.pertanyaan:
            shown.append(f"      tanya [{key}]: {one.pertanyaan}")
        if one.pertanyaan and one.alternatif and one.alternatif != (one.nilai,):
            shown.append(f"      pilihan: {' | '.join(one.alternatif)}")
    shown += [f"  catatan: {one}" for one in draf.catatan]
    open_questions = len(draf.list_pertanyaan())
    shown.append(
        f"{open_questions} pertanyaan belum dijawab. Belum ada yang disimpan."
        if open_questions
        else "Semua isian terbaca. Belum ada yang disimpan."
    )
    return shown


def _say(key: str) -> str:
    nama, *rest = key.split(".")
    return " ".join([_NAMA.get(nama, nama), *(part.replace("_", " ") for part in rest)])


def _bukti(bacaan: Bacaan, one: Isian) -> str:
    """Where it stands; the evidence itself is the user's own text."""
    if one.bukti is None:
        return ""
    text = " ".join(bacaan.teks[one.bukti[0] : one.bukti[1]].split())
    return f"  ← “{text if len(text) <= _PANJANG_BUKTI else text[: _PANJANG_BUKTI - 1] + '…'}” ({one.bukti[0]}–{one.bukti[1]})"
