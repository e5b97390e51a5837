"""`python -m etl batas`: builds schematic boundaries of a province, installs official ones, or lists what is there."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from p4gn.bahasa import join_daftar
from p4gn.geography import peta, resmi, skematik
from p4gn.geography.boundaries import TINGKAT_PETA, BatasError, read_info
from p4gn.geography.kunci import lock_peta
from p4gn.geography.wilayah import NASIONAL, find_wilayah_by_kode, get_wilayah, list_provinsi, peta_index

BERHASIL, DITOLAK, SALAH_PAKAI = 0, 1, 2
KATA_TINGKAT = {"kabkota": "kab/kota", "kecamatan": "kecamatan", "desa": "desa"}
_CONTOH = """contoh:
  python -m etl batas --skematik 63          batas skematik Kalimantan Selatan
  python -m etl batas --skematik 61 62 63    beberapa provinsi
  python -m etl batas --skematik semua       seluruh Indonesia dan peta nasional (beberapa menit)
  python -m etl batas --nasional             hanya peta nasional: 38 provinsi dan 514 kab/kota (beberapa detik)
  python -m etl batas --periksa batas.gpkg   periksa saja, tidak memasang apa-apa
  python -m etl batas batas_resmi.gpkg       periksa, lalu pasang batas resmi; label “batas skematik” hilang
  python -m etl batas --daftar               apa yang sudah terpasang"""


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    parser = _build_parser()
    try:
        options, unknown = parser.parse_known_args(argv)
    except argparse.ArgumentError:  # an option without its value
        options, unknown = None, list(sys.argv[1:] if argv is None else argv)
    if options is None or unknown:
        print(f"Perintah tidak dipahami: {' '.join(unknown)}. Bantuan: python -m etl batas --bantuan", file=sys.stderr)
        return SALAH_PAKAI
    if options.bantuan:
        print(parser.format_help())
        return BERHASIL
    if options.periksa and not options.berkas:
        print("Sebutkan berkas yang diperiksa: python -m etl batas --periksa batas.gpkg", file=sys.stderr)
        return SALAH_PAKAI
    chosen = [bool(options.skematik), bool(options.berkas), options.daftar, options.nasional]
    if sum(chosen) != 1:
        print("Pilih satu: --skematik KODE, --nasional, berkas batas resmi, atau --daftar.\n", file=sys.stderr)
        print(parser.format_help(), file=sys.stderr)
        return SALAH_PAKAI
    try:
        if options.daftar:
            return print_daftar()
        if options.nasional:
            return build_nasional(diam=options.bila_perlu)
        if options.skematik:
            return build_skematik(options.skematik, ganti_resmi=options.ganti, ulang=options.ulang, diam=options.bila_perlu)
        return check_resmi(options.berkas) if options.periksa else install_resmi(options.berkas)
    except BatasError as error:
        print(error, file=sys.stderr)
        return DITOLAK


def build_skematik(kode: Sequence[str], *, ganti_resmi: bool, ulang: bool, diam: bool) -> int:
    """Builds and draws the provinces asked for; what is up to date is left alone, without a word if `diam`."""
    semua = list(kode) == ["semua"]
    provinsi = [w.kode for w in list_provinsi()] if semua else list(dict.fromkeys(kode))
    unknown = [k for k in provinsi if len(k) != 2 or find_wilayah_by_kode(k) is None]
    if unknown:
        print(f"Bukan kode provinsi: {', '.join(unknown)}. Contoh: 63 (Kalimantan Selatan), atau `semua`.", file=sys.stderr)
        return SALAH_PAKAI
    for number, kode_provinsi in enumerate(provinsi, start=1):
        label = f"[{number}/{len(provinsi)}] {kode_provinsi} {get_wilayah(kode_provinsi).nama}"
        said = _build_provinsi(kode_provinsi, ganti_resmi=ganti_resmi, ulang=ulang)
        if said or not diam:
            print(f"{label}: {said or 'sudah terbaru'}")
    if semua:
        _publish_nasional()
    else:
        _follow_nasional()
    return BERHASIL


@lock_peta()
def _build_provinsi(kode_provinsi: str, *, ganti_resmi: bool, ulang: bool) -> str | None:
    """What was built and drawn, None when all was up to date, perhaps thanks to the process that held the lock before."""
    if not (ulang or ganti_resmi) and skematik.is_skematik_terkini(kode_provinsi) and peta.is_peta_terkini(kode_provinsi):
        return None
    started = time.perf_counter()
    info = skematik.build_skematik(kode_provinsi, ganti_resmi=ganti_resmi, ulang=ulang)
    peta.publish_peta(kode_provinsi)
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    return f"{_describe_tingkat(info)} ({seconds} detik)"


def build_nasional(*, diam: bool) -> int:
    """Draws the national map when it is not up to date; without a word if it is and `diam`."""
    if not _publish_nasional() and not diam:
        print("Peta nasional: sudah terbaru")
    return BERHASIL


@lock_peta()
def _publish_nasional() -> bool:
    """True when it had to be drawn."""
    if peta.is_nasional_terkini():
        return False
    peta.publish_nasional()
    print("Peta nasional: digambar, 38 provinsi dan 514 kab/kota")
    return True


def _follow_nasional() -> None:
    """The national map, once there is one, follows what changed in a province."""
    if peta_index(NASIONAL):
        _publish_nasional()


def check_resmi(berkas: Sequence[str]) -> int:
    """Tells the report of each file without installing anything; refused when one of them is not fit."""
    unfit = 0
    for name in berkas:
        try:
            found = resmi.read_resmi(Path(name), print)
        except BatasError as error:
            print(error, file=sys.stderr)
            unfit += 1
        else:
            levels = {tingkat for by_tingkat in found.bentuk.values() for tingkat in by_tingkat}
            words = join_daftar([KATA_TINGKAT[t] for t in TINGKAT_PETA if t in levels])
            print(f"Layak dipasang: {words} di {len(found.bentuk)} provinsi. Belum ada yang diubah.")
    return DITOLAK if unfit else BERHASIL


def install_resmi(berkas: Sequence[str]) -> int:
    """Reports, installs and draws one file after the other; a file that is refused stops it, those before it stay."""
    for name in berkas:
        found = resmi.read_resmi(Path(name), print)
        for number, (kode_provinsi, levels) in enumerate(sorted(found.bentuk.items()), start=1):
            with lock_peta():
                resmi.install_provinsi(kode_provinsi, levels, found.sumber)
                peta.publish_peta(kode_provinsi)
            label = f"[{number}/{len(found.bentuk)}] {kode_provinsi} {get_wilayah(kode_provinsi).nama}"
            print(f"{label}: dipasang dan digambar; {_describe_tingkat(read_info(kode_provinsi))}", flush=True)
        _follow_nasional()
    return BERHASIL


def print_daftar() -> int:
    """One line per province that has boundaries."""
    shown = 0
    for wilayah in list_provinsi():
        info = read_info(wilayah.kode)
        if info is None:
            continue
        shown += 1
        belum = "" if peta_index(wilayah.kode) else "; peta belum digambar"
        print(f"{wilayah.kode} {wilayah.nama}: {_describe_tingkat(info)}{belum}")
    if not shown:
        print("Belum ada batas terpasang. Jalankan: python -m etl batas --skematik 63")
    return BERHASIL


def _describe_tingkat(info: dict | None) -> str:
    parts = []
    for tingkat, level in (info or {}).get("tingkat", {}).items():
        missing = f", {len(level['tanpa_bentuk'])} tanpa bentuk" if level["tanpa_bentuk"] else ""
        parts.append(f"{level['jumlah']} {KATA_TINGKAT[tingkat]} {level['jenis']}{missing}")
    return "; ".join(parts)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl batas",
        description="Batas wilayah untuk peta: buat yang skematik, pasang yang resmi.",
        epilog=_CONTOH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        exit_on_error=False,
        usage=argparse.SUPPRESS,
    )
    pilihan = parser.add_argument_group("pilihan")
    pilihan.add_argument("berkas", nargs="*", help="berkas batas resmi: .gpkg, .shp, .zip, .parquet, .geojson")
    pilihan.add_argument("--periksa", action="store_true", help="laporkan saja apa yang ditemukan dalam berkas itu")
    pilihan.add_argument("--skematik", nargs="+", metavar="KODE", help="kode provinsi, atau `semua`")
    pilihan.add_argument("--nasional", action="store_true", help="gambar peta seluruh Indonesia")
    pilihan.add_argument("--ganti", action="store_true", help="ganti juga tingkat yang sudah memakai batas resmi")
    pilihan.add_argument("--ulang", action="store_true", help="buat lagi walaupun sudah terbaru")
    pilihan.add_argument("--bila-perlu", action="store_true", help="jangan berkata apa-apa bila sudah terbaru")
    pilihan.add_argument("--daftar", action="store_true", help="tampilkan yang sudah terpasang")
    pilihan.add_argument("-h", "--bantuan", "--help", action="store_true", help="tampilkan bantuan ini")
    return parser


if __name__ == "__main__":
    sys.exit(main())
