"""`python -m etl koreksi`: stores, lists or takes back a known error of what was sent, with its reason.

python -m etl koreksi --sumber rapat --cocok id=R12 --kolom jumlah_peserta --dari 1250 --menjadi 125
                      --alasan "kelebihan satu nol" --oleh "Admin Kesbangpol"
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from etl.catatan import check_jabatan, check_pribadi, check_teks, need_options, next_id, now, withdraw
from etl.corrections import KUNCI_TEMPAT, as_text
from etl.problems import EtlGagal
from etl.sources import Column, Source, load_sources
from p4gn.catatan.buku import write_buku
from p4gn.catatan_data import KOREKSI, Koreksi, list_koreksi
from p4gn.catatan_gagal import CatatanGagal
from p4gn.perintah import Parser


def add_koreksi(sumber: str, cocok: Mapping[str, str], kolom: str, dari: str, menjadi: str, alasan: str, oleh: str) -> tuple[Koreksi, bool]:
    """Store a correction, or find the same one already stored (False); EtlGagal says in one sentence why it cannot be."""
    source = load_sources().get(sumber)
    if source is None:
        raise EtlGagal(f"Sumber “{sumber}” tidak dikenal. Yang ada: {', '.join(load_sources())}.")
    match = _check_cocok(source, cocok)
    _check_column(source, kolom)
    was, changed = as_text(check_pribadi("dari", dari)), as_text(check_pribadi("menjadi", menjadi))
    if was == changed:
        raise EtlGagal("--dari dan --menjadi sama; tidak ada yang dikoreksi.")
    reason, role = check_teks("alasan", alasan), check_jabatan(oleh)
    with write_buku(KOREKSI) as add:
        for item in list_koreksi():
            if (item.sumber, dict(item.match), item.column, item.was) != (sumber, match, kolom, was):
                continue
            if item.set == changed:
                return item, False
            raise EtlGagal(f"Sel ini sudah dikoreksi oleh {item.id}; tarik dahulu dengan: python -m etl koreksi --tarik {item.id}.")
        known = [item.id for item in list_koreksi(semua=True)]
        koreksi = Koreksi(next_id("K", known), sumber, MappingProxyType(match), kolom, was, changed, reason, role, now())
        add(as_record(koreksi))
    return koreksi, True


def withdraw_koreksi(id_koreksi: str, oleh: str, alasan: str) -> Koreksi:
    """Take a correction back."""
    return withdraw(KOREKSI, "koreksi", lambda: list_koreksi(semua=True), id_koreksi, oleh, alasan)


def as_record(item: Koreksi) -> dict[str, object]:
    """A correction as one line of the book, or of a list for a screen."""
    names = ("id", "sumber", "match", "column", "was", "set", "why", "oleh", "kapan")
    record: dict[str, object] = {name: getattr(item, name) for name in names} | {"match": dict(item.match)}
    if item.ditarik:
        record["ditarik"] = {name: getattr(item.ditarik, name) for name in ("oleh", "kapan", "alasan")}
    return record


def _check_cocok(source: Source, cocok: Mapping[str, str]) -> dict[str, str | None]:
    """Cells by column, or one row of one file."""
    match = {nama: as_text(check_pribadi("cocok", value)) for nama, value in cocok.items()}
    if set(match) & {"sha256", "baris"} and not set(match) - set(KUNCI_TEMPAT):
        if not re.fullmatch(r"[0-9a-f]{64}", match.get("sha256") or "") or not re.fullmatch(r"[1-9]\d{0,6}", match.get("baris") or ""):
            raise EtlGagal("--cocok untuk satu baris memerlukan sha256=<64 digit heksadesimal> dan baris=<nomor baris>.")
        return match | {"lembar": match.get("lembar")}
    if not any(match.values()):
        raise EtlGagal("--cocok memerlukan paling sedikit satu kolom=nilai yang terisi.")
    for nama in match:
        _check_column(source, nama)
    return match


def _check_column(source: Source, nama: str) -> Column:
    """What may tell of a person's health or case is mended by its sender, never copied into a note."""
    column = next((item for item in source.kolom if item.nama == nama), None)
    if column is None:
        known = ", ".join(item.nama for item in source.kolom)
        raise EtlGagal(f"Sumber {source.id} tidak punya kolom “{nama}”. Yang ada: {known}.")
    if column.rahasia:
        raise EtlGagal(f"Kolom {nama} bersifat rahasia dan tidak dikoreksi di sini; minta pengirim memperbaiki berkasnya.")
    return column


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(argv)
    try:
        if options.daftar:
            _print_daftar(as_json=options.json)
        elif options.tarik:
            need_options(parser, options, "alasan", "oleh")
            koreksi = withdraw_koreksi(options.tarik, options.oleh, options.alasan)
            print(f"Koreksi {koreksi.id} ditarik. Berlaku pada pembangunan edisi berikutnya.")
        else:
            need_options(parser, options, "sumber", "cocok", "kolom", "dari", "menjadi", "alasan", "oleh")
            koreksi, added = add_koreksi(
                options.sumber, dict(options.cocok), options.kolom, options.dari, options.menjadi, options.alasan, options.oleh
            )
            what = "disimpan. Berlaku pada pembangunan edisi berikutnya" if added else "sudah tersimpan sebelumnya"
            print(f"Koreksi {koreksi.id}: {_say(koreksi)}, {what}.")
    except (EtlGagal, CatatanGagal) as error:
        print(error, file=sys.stderr)
        return getattr(error, "kode_keluar", 1)
    return 0


def _say(item: Koreksi) -> str:
    was, changed = (f"“{text}”" if text else "kosong" for text in (item.was, item.set))
    return f"{item.sumber} kolom {item.column} dari {was} menjadi {changed}"


def _print_daftar(as_json: bool) -> None:
    if as_json:
        print(json.dumps([as_record(item) for item in list_koreksi(semua=True)], ensure_ascii=False))
        return
    items = list_koreksi()
    for item in items:
        where = ", ".join(f"{nama}={value or ''}" for nama, value in item.match.items())
        print(f"{item.id}  {_say(item)}; baris {where}; {item.why} ({item.oleh}, {item.kapan[:10]})")
    if not items:
        print("Belum ada koreksi tersimpan.")


def _pasangan(text: str) -> tuple[str, str]:
    nama, sign, value = text.partition("=")
    if not sign or not nama.strip():
        raise argparse.ArgumentTypeError(f"“{text}” bukan kolom=nilai")
    return nama.strip(), value


def _parser() -> Parser:
    parser = Parser(prog="python -m etl koreksi", description="Simpan, daftar, atau tarik koreksi atas isi kiriman.")
    parser.add_argument("--sumber", metavar="SUMBER", help="sumber yang dikoreksi, misalnya rapat")
    parser.add_argument(
        "--cocok", metavar="KOLOM=NILAI", nargs="+", action="extend", type=_pasangan,
        help="baris yang dimaksud; atau sha256=… lembar=… baris=…",
    )  # fmt: skip
    parser.add_argument("--kolom", metavar="KOLOM", help="kolom yang dikoreksi")
    parser.add_argument("--dari", metavar="TEKS", help='isi sel sekarang; kosongkan dengan ""')
    parser.add_argument("--menjadi", metavar="TEKS", help='isi sel seharusnya; kosongkan dengan ""')
    parser.add_argument("--alasan", metavar="TEKS", help="mengapa, dan dari mana diketahui")
    parser.add_argument("--oleh", metavar="JABATAN", help="jabatan yang memutuskan, bukan nama orang")
    parser.add_argument("--daftar", action="store_true", help="tampilkan koreksi yang tersimpan")
    parser.add_argument("--json", action="store_true", help="daftar lengkap sebagai JSON")
    parser.add_argument("--tarik", metavar="ID", help="tarik koreksi bernomor ini")
    return parser


if __name__ == "__main__":
    sys.exit(main())
