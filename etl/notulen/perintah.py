"""`python -m etl notulen <berkas>`: shows the draft of each meeting with its evidence and what is still to be answered.

With --json it answers a screen: without a file the text comes by standard input, and nothing of it touches the disk.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl.notulen import Bacaan, Draf, Isian, read_berkas
from etl.notulen.draf import PASTI
from etl.notulen.keluaran import as_isi
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
    parser.add_argument("berkas", nargs="?", type=_berkas, metavar="BERKAS", help=".docx, .txt, atau PDF berteks")
    parser.add_argument("--terbit", type=_tanggal, metavar="TTTT-BB-HH", help="tanggal terbit naskah, bila tidak tertulis di dalamnya")
    parser.add_argument("--json", action="store_true", help="jawaban sebagai JSON; tanpa BERKAS naskah dibaca dari masukan baku")
    parser.add_argument("--nama", default="naskah.txt", help="nama berkas dari masukan baku (bawaan: naskah.txt)")
    options = parser.parse_args(list(argv))
    if options.berkas is None and not options.json:
        parser.error("the following arguments are required: BERKAS")
    if options.berkas is not None and not options.berkas.is_file():
        raise EtlGagal(f"Berkas {options.berkas} tidak ada.")
    isi = sys.stdin.buffer.read() if options.berkas is None else options.berkas.read_bytes()
    try:
        bacaan = read_berkas(isi, options.berkas.name if options.berkas else options.nama, options.terbit)
    except BerkasDitolak as error:
        said = error.masalah.kalimat()
        print(json.dumps({"galat": said}, ensure_ascii=False) if options.json else said, file=sys.stdout if options.json else sys.stderr)
        return 1
    if options.json:
        print(json.dumps(as_isi(bacaan), ensure_ascii=False))
        return 0
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


def _tanggal(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("tulis tanggalnya seperti 2024-09-24") from error


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
