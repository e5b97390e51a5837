"""One file by standard input: check it (`periksa --json`), mark it (`tandai`), or take it in (`terima`). Only `terima` stores anything."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from etl.laporan import make_laporan
from etl.pipeline import Hasil, process
from etl.problems import BerkasDitolak
from etl.progress import Progress, ProgressJson
from etl.reading.lembar import Lembar
from etl.receive import UKURAN_TERBESAR, Kiriman, receive_bytes, show_nama
from p4gn.perintah import Parser

JENIS_SIMPAN = ("provinsi", "contoh")


def main(argv: Sequence[str]) -> int:
    """0 fine, 1 the file is refused, 2 wrong usage."""
    options = _parser().parse_args(list(argv))
    isi = sys.stdin.buffer.read(UKURAN_TERBESAR + 1)
    if options.perintah == "tandai":
        return _tandai(options, isi)
    progress = ProgressJson()
    kept: list[tuple[Kiriman, Sequence[Lembar] | None]] = []
    kiriman, hasil = check_bytes(options.nama, isi, options.pengirim, progress, kept)
    if options.perintah == "terima" and not hasil.berkas_ditolak:
        from etl.masuk import simpan

        for sent, bersih in kept:
            simpan(options.jenis, sent, bersih, hasil.pribadi)
    print(json.dumps({"hasil": make_laporan(kiriman, hasil)}, ensure_ascii=False), flush=True)
    return 1 if hasil.berkas_ditolak else 0


def check_bytes(
    nama: str, isi: bytes, pengirim: str | None, progress: Progress, kept: list[tuple[Kiriman, Sequence[Lembar] | None]] | None = None
) -> tuple[Kiriman, Hasil]:
    """The outcome for one file; `kept` collects it with its sheets as they may be stored (None: as it was sent)."""

    def keep(kiriman: Kiriman, bersih: Sequence[Lembar] | None) -> Kiriman:
        if kept is not None:
            kept.append((kiriman, bersih))
        return kiriman

    try:
        kiriman = receive_bytes(isi, nama, pengirim)
    except BerkasDitolak as error:
        empty = process((), date.today(), progress, refused=[error.masalah])
        return Kiriman(show_nama(nama), b"", "", datetime.now(UTC), pengirim), empty
    return kiriman, process([kiriman], date.today(), progress, keep)


def _tandai(options: argparse.Namespace, isi: bytes) -> int:
    from etl.kembalian import mark_workbook

    kiriman, hasil = check_bytes(options.nama, isi, options.pengirim, Progress(diam=True))
    problems = (*hasil.berkas_ditolak, *hasil.ditolak, *hasil.masalah_lain)
    _, workbook = mark_workbook(
        kiriman, problems, hasil.ditandai, hasil.letak, hasil.pribadi, sum(item.baris_diterima for item in hasil.buku)
    )
    sys.stdout.buffer.write(workbook)
    sys.stdout.buffer.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m etl", description="Satu berkas dari masukan baku.")
    commands = parser.add_subparsers(dest="perintah", required=True, metavar="perintah")
    for perintah, bantuan in (
        ("periksa", "periksa saja"),
        ("tandai", "buku kerja bertanda"),
        ("terima", "simpan untuk pembangunan berikutnya"),
    ):
        one = commands.add_parser(perintah, help=bantuan)
        one.add_argument("--nama", required=True, help="nama berkas seperti dikirim")
        one.add_argument("--pengirim", help="kunci pengirim, misalnya DINKES@63 atau 63.06")
        one.add_argument("--json", action="store_true", help="hasil sebagai JSON (selalu, untuk perintah ini)")
        if perintah == "terima":
            one.add_argument("--jenis", choices=JENIS_SIMPAN, default="provinsi", help="kumpulan tempat berkas disimpan")
    return parser
