"""python -m etl: from files to editions, and what is saved beside them."""

from __future__ import annotations

import argparse
import errno
import importlib
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from etl.problems import EtlGagal
from etl.progress import Progress, ProgressJson
from p4gn.bahasa import format_angka, format_tanggal
from p4gn.catatan_gagal import CatatanGagal
from p4gn.perintah import Parser
from p4gn.warehouse.editions import EdisiTidakAda

if TYPE_CHECKING:
    from etl.pipeline import Hasil

PALING_BANYAK_TAMPIL = 30
KELUAR_DIBATALKAN = 130
_SEBAB_OS = {
    errno.ENOSPC: "ruang cakram habis; kosongkan sebagian, lalu ulangi",
    errno.EFBIG: "berkas melebihi batas cakram; kosongkan sebagian, lalu ulangi",
    errno.EROFS: "cakramnya hanya dapat dibaca",
    errno.EACCES: "tidak ada izin",
    errno.ENOENT: "tidak ada",
}
_DARI_KIRIMAN = frozenset({"provinsi", "contoh"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 fine, 1 something must be mended, 2 wrong usage, 3 another build is running."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] == ["periksa"] and "--json" in arguments:
            return _one_file("periksa")(arguments[1:])
        if arguments and arguments[0] in _PERINTAH_LAIN:
            return _PERINTAH_LAIN[arguments[0]](arguments[1:])
        options = _parser().parse_args(arguments)
        return int(_COMMANDS[options.perintah](options))
    except EtlGagal as error:
        print(error, file=sys.stderr)
        return error.kode_keluar
    except (EdisiTidakAda, CatatanGagal) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"Tidak dapat membaca atau menulis {error.filename or 'folder data'}: {_SEBAB_OS.get(error.errno or 0, error.strerror)}.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("Dibatalkan. Edisi yang berlaku tidak berubah.", file=sys.stderr)
        return KELUAR_DIBATALKAN


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m etl", description="Dari berkas kiriman menjadi edisi yang dibaca layar.")
    commands = parser.add_subparsers(dest="perintah", required=True, metavar="perintah")
    bangun = commands.add_parser("bangun", help="bangun dan terbitkan edisi")
    bangun.add_argument("--masukan", nargs="+", type=_berkas, metavar="BERKAS", help="berkas atau folder (bawaan: menurut jenis edisi)")
    bangun.add_argument("--jenis", default="publik", type=_jenis, help="jenis edisi: publik, provinsi, contoh, … (bawaan: publik)")
    bangun.add_argument("--edisi-final", action="store_true", help="tandai edisi sebagai final, bukan sementara")
    bangun.add_argument("--json", action="store_true", help="kemajuan dan hasil sebagai JSON, satu objek per baris")
    bangun.add_argument(
        "--lewati-ditolak", action="store_true", help="berkas yang ditolak dicatat dan dilewati (bawaan untuk jenis provinsi dan contoh)"
    )
    commands.add_parser("awal", help="bangun edisi awal: contoh, lalu publik")
    periksa = commands.add_parser("periksa", help="periksa berkas tanpa menerbitkan apa pun")
    periksa.add_argument("berkas", nargs="+", type=_berkas, metavar="BERKAS", help="berkas atau folder")
    commands.add_parser("edisi", help="daftar edisi; yang berlaku diberi tanda *")
    kembali = commands.add_parser("kembali", help="jadikan edisi lain sebagai edisi yang berlaku")
    kembali.add_argument("edisi", metavar="EDISI", help="nomor edisi, seperti pada daftar edisi")
    kembali.add_argument("--oleh", metavar="JABATAN", help="jabatan yang memutuskan, untuk riwayat")
    for nama, bantuan in _BANTUAN_LAIN:
        commands.add_parser(nama, help=bantuan, add_help=False)
    return parser


def _berkas(text: str) -> Path:
    """A path; an empty one (a variable that was never set) would mean the whole working folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nama berkas atau folder masih kosong")
    return Path(text)


def _jenis(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]{1,20}", text):
        raise argparse.ArgumentTypeError("hanya huruf kecil, angka, dan garis bawah; paling panjang 20 huruf")
    return text


def _bangun(options: argparse.Namespace) -> int:
    from etl.build import Permintaan, build_edisi, default_masukan

    progress = ProgressJson() if options.json else Progress()
    masukan = tuple(options.masukan or default_masukan(options.jenis))
    try:
        lewati = options.lewati_ditolak or options.jenis in _DARI_KIRIMAN
        built = build_edisi(Permintaan(masukan, options.jenis, options.edisi_final, lewati), date.today(), progress)
    except (EtlGagal, CatatanGagal) as error:
        if options.json:
            print(json.dumps({"galat": str(error)}, ensure_ascii=False), flush=True)
            return getattr(error, "kode_keluar", 1)
        raise
    if options.json:
        print(json.dumps({"edisi": built.id_edisi, "baru": built.baru}, ensure_ascii=False), flush=True)
        return 0
    _say_rows(built.hasil)
    total = sum(progress.detik.values())
    if built.baru:
        print(f"Edisi {built.id_edisi} terbit dan berlaku. {format_angka(total, 1)} detik.")
    else:
        print(f"Tidak ada yang berubah. Edisi {built.id_edisi} tetap berlaku.")
    return 0


def _awal(options: argparse.Namespace) -> int:
    from etl.build import build_awal

    for built in build_awal(date.today()):
        print(f"Edisi {built.id_edisi} {'terbit' if built.baru else 'tidak berubah'}.")
    return 0


def _periksa(options: argparse.Namespace) -> int:
    from etl.pipeline import run_pipeline
    from etl.receive import list_masukan, read_indeks

    files = list_masukan(options.berkas)
    if not files:
        raise EtlGagal(f"Tidak ada berkas di {', '.join(str(path) for path in options.berkas)}.")
    indeks = {path: entry for folder in options.berkas if folder.is_dir() for path, entry in read_indeks(folder).items()}
    hasil = run_pipeline(files, date.today(), Progress(), indeks=indeks)
    _say_rows(hasil, semua=True)
    for masalah in hasil.berkas_ditolak:
        print(masalah.kalimat(), file=sys.stderr)
    print(f"{len(files)} berkas diperiksa, {len(hasil.berkas_ditolak)} berkas ditolak. Tidak ada yang diterbitkan.")
    return 1 if hasil.berkas_ditolak else 0


def _edisi(options: argparse.Namespace) -> int:
    from p4gn.warehouse.editions import find_current, list_edisi

    current = find_current()
    editions = list_edisi()
    if not editions:
        print("Belum ada edisi. Buat dengan: python -m etl bangun")
    for item in editions:
        mark = "*" if item.id == current else " "
        made = item.dibuat[:16].replace("T", " ")
        print(f"{mark} {item.id}  {item.judul}, {item.status}, data per {format_tanggal(item.data_per)}, dibuat {made}")
    return 0


def _kembali(options: argparse.Namespace) -> int:
    from etl.publish import roll_back

    print(f"Edisi yang berlaku sekarang: {roll_back(options.edisi, options.oleh)}")
    return 0


def _say_rows(hasil: Hasil, semua: bool = False) -> None:
    """The ledger, what was noticed, and the refused rows with the way to mend them."""
    for item in hasil.buku:
        parts = f"{item.baris_diterima} diterima + {item.baris_ditolak} ditolak + {item.baris_bukan_data} bukan data"
        print(f"{item.berkas} ({item.sumber}): {item.baris_dibaca} baris dibaca = {parts}")
    for remark in hasil.catatan:
        print(f"Catatan: {remark}.")
    shown = hasil.ditolak if semua else hasil.ditolak[:PALING_BANYAK_TAMPIL]
    for masalah in shown:
        print(masalah.kalimat())
    if len(shown) < len(hasil.ditolak):
        print(f"… dan {len(hasil.ditolak) - len(shown)} baris lagi; lihat semuanya dengan: python -m etl periksa <berkas>")
    if semua:
        for tanda in hasil.ditandai:
            place = f"{tanda.lembar} baris {tanda.baris}" if tanda.lembar else f"baris {tanda.baris}"
            print(f"Tanda: {tanda.berkas} {place}, kolom {tanda.kolom}{f' “{tanda.nilai}”' if tanda.nilai else ''}: {tanda.tanda}")


def _baca(arguments: Sequence[str]) -> int:
    from etl import baca

    return baca.main(arguments, sys.stdin, sys.stdout)


def _module(nama: str) -> Callable[[Sequence[str]], int]:
    """`main` of etl.<nama>, loaded only when asked for."""
    return lambda arguments: int(importlib.import_module(f"etl.{nama}").main(arguments))


def _one_file(perintah: str) -> Callable[[Sequence[str]], int]:
    return lambda arguments: int(importlib.import_module("etl.terima").main([perintah, *arguments]))


_PERINTAH_LAIN: Mapping[str, Callable[[Sequence[str]], int]] = {
    "baca": _baca,
    **{nama: _module(nama) for nama in ("batas", "templat", "contoh")},
    **{nama: _module(f"catatan.{nama}") for nama in ("alias", "koreksi", "sahkan", "pengakuan")},
    **{nama: _one_file(nama) for nama in ("terima", "tandai")},
    "notulen": _module("notulen.perintah"),
}
_BANTUAN_LAIN = (
    ("terima", "simpan satu berkas (dari masukan baku) untuk pembangunan berikutnya"),
    ("tandai", "buku kerja pengirim dengan sel bermasalah ditandai"),
    ("templat", "buat buku kerja templat per jenis laporan dan pengirim"),
    ("contoh", "buat berkas-berkas contoh (DATA CONTOH)"),
    ("alias", "simpan, daftar, atau tarik alias nama"),
    ("koreksi", "simpan, daftar, atau tarik koreksi isi sel"),
    ("sahkan", "sahkan edisi sebagai final"),
    ("pengakuan", "putuskan calon penghargaan atau pembinaan"),
    ("notulen", "draf catatan rapat dari notulen atau siaran pers (.docx, .txt, .pdf)"),
    ("baca", "uji pembaca tanggal, wilayah, OPD, dan angka"),
    ("batas", "pasang batas wilayah"),
)
_COMMANDS = {"bangun": _bangun, "awal": _awal, "periksa": _periksa, "edisi": _edisi, "kembali": _kembali}

if __name__ == "__main__":
    sys.exit(main())
