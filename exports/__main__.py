"""python -m exports: files and letters from the command line, without a screen.

python -m exports pengingat --edisi 2026-11-25-contoh-09a4790a --wilayah 63 --keluaran pengingat/ --kirim
python -m exports paparan --edisi 2026-11-25-contoh-09a4790a --wilayah 63 --keluaran paparan/
python -m exports templat --wilayah 63 --templat provinsi.pptx --logo lambang.png
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from exports import ics, kirim, paket, pengingat, simpan_templat
from exports.berkas import DATA_PER, EDISI, JUDUL, WILAYAH
from exports.paparan_pptx import TemplatDitolak
from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal, join_ringkas
from p4gn.geography.wilayah import find_wilayah_by_kode
from p4gn.paparan.simpan import read_paparan
from p4gn.paparan.susun import make_deck
from p4gn.paparan.susunan import Susunan, SusunanSalah, read_bawaan, read_susunan
from p4gn.paparan.templat import LOGO, TEMPLAT, drop_milik, find_milik, read_milik
from p4gn.pengirim import kode_provinsi_awal
from p4gn.perintah import SALAH_PERINTAH, Parser
from p4gn.periode import SEMUA, PeriodeTidakDikenal
from p4gn.scope import NASIONAL, Scope, WilayahTidakDikenal
from p4gn.warehouse.editions import ARTI_CONTOH, TANDA_CONTOH, EdisiTidakAda, Manifest, find_current, read_manifest

BERES, ADA_YANG_GAGAL = 0, 1
_SALAH = (
    EdisiTidakAda, WilayahTidakDikenal, PeriodeTidakDikenal, SusunanSalah, TemplatDitolak, kirim.SetelanSalah,
    catatan.CatatanTertutup, catatan.CatatanLebihBaru,
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """0: done; 1: some letters were not sent, or a file could not be written; 2: wrong usage, edition or settings."""
    options = _parser().parse_args(argv)
    try:
        return options.jalankan(options)
    except _SALAH as error:
        print(error, file=sys.stderr)
        return SALAH_PERINTAH
    except OSError as error:
        print(f"Tidak dapat menulis {error.filename or 'berkas'}: {error.strerror}.", file=sys.stderr)
        return ADA_YANG_GAGAL


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m exports", description="Berkas dan surat dari satu edisi, tanpa layar.")
    commands = parser.add_subparsers(dest="perintah", required=True, metavar="perintah")
    ingat = commands.add_parser("pengingat", help="pengingat tindak lanjut rapat untuk tiap OPD")
    ingat.add_argument("--edisi", help="nomor edisi (bawaan: yang berlaku)")
    ingat.add_argument(
        "--wilayah", default=kode_provinsi_awal(), help="kode wilayah, misalnya 63 atau 63.06, atau nasional (bawaan: %(default)s)"
    )
    ingat.add_argument("--opd", help="hanya satu OPD, misalnya DINKES@63")
    ingat.add_argument(
        "--dalam", type=_hari, default=pengingat.DALAM_HARI, metavar="HARI", help="jatuh tempo dalam berapa hari (bawaan: 30)"
    )
    ingat.add_argument(
        "--keluaran", type=Path, metavar="FOLDER", help="tulis teks dan kalender tiap OPD serta tabel semua OPD ke folder ini"
    )
    ingat.add_argument("--kirim", action="store_true", help=f"kirim lewat surel; perlu {kirim.SMTP} dan {kirim.ALAMAT_OPD}")
    ingat.add_argument("--contoh", action="store_true", help="izinkan --kirim dari edisi contoh, yang seluruh isinya rekaan")
    ingat.set_defaults(jalankan=_pengingat)
    papar = commands.add_parser("paparan", help="paket paparan: PPTX, PDF, lembar pimpinan, XLSX, peringatan")
    papar.add_argument("--edisi", help="nomor edisi (bawaan: yang berlaku)")
    papar.add_argument("--wilayah", default=kode_provinsi_awal(), help="kode wilayah, misalnya 63 atau 63.06 (bawaan: %(default)s)")
    papar.add_argument("--periode", default=SEMUA, help="semua, tahun seperti 2026, atau semester seperti 2026-S1 (bawaan: %(default)s)")
    papar.add_argument("--paparan", default="", metavar="NAMA", help="paparan yang tersimpan (bawaan: paparan rutin)")
    papar.add_argument("--susunan", choices=["-"], help="baca susunan salindia (JSON) dari masukan baku")
    papar.add_argument("--hanya", choices=[*paket.BERKAS, paket.PAKET], help="satu berkas saja")
    papar.add_argument("--templat", type=Path, metavar="PPTX", help="templat PowerPoint (bawaan: milik provinsi yang tersimpan)")
    papar.add_argument("--logo", type=Path, metavar="GAMBAR", help="logo PNG atau JPEG (bawaan: milik provinsi yang tersimpan)")
    papar.add_argument("--kemajuan", action="store_true", help="tulis tiap tahap sebagai JSON ke galat baku")
    papar.add_argument("--keluaran", required=True, metavar="FOLDER", help="folder tujuan; - menulis satu berkas ke keluaran baku")
    papar.set_defaults(jalankan=_paparan)
    milik = commands.add_parser("templat", help="simpan templat PowerPoint dan logo provinsi untuk paparannya")
    milik.add_argument("--wilayah", default=kode_provinsi_awal(), help="kode provinsi, misalnya 63 (bawaan: %(default)s)")
    milik.add_argument("--templat", metavar="PPTX", help="berkas .pptx atau .potx; - membaca dari masukan baku")
    milik.add_argument("--logo", metavar="GAMBAR", help="berkas PNG atau JPEG; - membaca dari masukan baku")
    milik.add_argument("--hapus", choices=[TEMPLAT, LOGO], help="kembali ke milik dasbor")
    milik.set_defaults(jalankan=_templat)
    return parser


def _hari(text: str) -> int:
    if not text.isdigit() or int(text) > 3650:
        raise argparse.ArgumentTypeError(f"“{text}” bukan banyaknya hari (0 sampai 3650)")
    return int(text)


def _paparan(options: argparse.Namespace) -> int:
    """Every file of the pack, or the one that is asked for."""
    scope = Scope(_find_edisi(options.edisi), options.wilayah, options.periode)
    _check_wilayah(scope)
    kinds = paket.list_berkas(options.hanya)
    tell = _tell_tahap(options.kemajuan, len(kinds) + 1)
    tell("salindia")
    deck = make_deck(scope, _find_susunan(options))
    look = {
        jenis: given.read_bytes() if given else read_milik(jenis, scope.kode_wilayah)
        for jenis, given in ((TEMPLAT, options.templat), (LOGO, options.logo))
    }
    if options.keluaran == "-":
        sys.stdout.buffer.write(paket.make_berkas(options.hanya or paket.PAKET, deck, **look, mulai=tell))
        return BERES
    folder = Path(options.keluaran)
    folder.mkdir(parents=True, exist_ok=True)
    for each in kinds if options.hanya != paket.PAKET else (paket.PAKET,):
        path = folder / paket.name_file(each, deck)
        path.write_bytes(paket.make_berkas(each, deck, **look, mulai=tell))
        print(path)
    print(f"{format_angka(len(kinds))} berkas paparan dengan {format_angka(len(deck.slide))} salindia ditulis ke {folder}.")
    return BERES


def _tell_tahap(wanted: bool, dari: int) -> Callable[[str], None]:
    """Says each stage as it is begun: {"tahap": "pptx", "ke": 2, "dari": 6}."""
    begun: list[str] = []

    def tell(tahap: str) -> None:
        begun.append(tahap)
        if wanted:
            print(json.dumps({"tahap": tahap, "ke": len(begun), "dari": dari}), file=sys.stderr, flush=True)

    return tell


def _templat(options: argparse.Namespace) -> int:
    """Keeps what is given, drops what is to go, and says what there is."""
    _check_wilayah(Scope("", options.wilayah))
    if options.templat == options.logo == "-":
        raise TemplatDitolak("Masukan baku memuat satu berkas saja: templat atau logo, bukan keduanya.")
    for jenis, given in ((TEMPLAT, options.templat), (LOGO, options.logo)):
        if given:
            simpan_templat.keep_bersih(jenis, options.wilayah, sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes())
    if options.hapus:
        drop_milik(options.hapus, options.wilayah)
    kept = find_milik(options.wilayah)
    told = " dan ".join(f"{each} {'sendiri' if each in kept else 'bawaan'}" for each in (TEMPLAT, LOGO))
    print(f"Wilayah {options.wilayah} memakai {told}.")
    return BERES


def _find_susunan(options: argparse.Namespace) -> Susunan:
    if options.susunan:
        return read_susunan(sys.stdin.read())
    if not options.paparan:
        return read_bawaan()
    found = read_paparan(options.paparan)
    if found is None:
        raise SusunanSalah(f"Tidak ada paparan tersimpan bernama “{options.paparan}”. Lihat nama-namanya pada halaman Paparan.")
    return found


def _find_edisi(asked: str | None) -> str:
    edisi = asked or find_current()
    if edisi is None:
        raise EdisiTidakAda("Belum ada edisi. Bangun dahulu dengan: python -m etl awal")
    read_manifest(edisi)
    return edisi


def _check_wilayah(scope: Scope) -> None:
    if scope.kode_wilayah != NASIONAL and find_wilayah_by_kode(scope.kode_wilayah) is None:
        raise WilayahTidakDikenal(f"Kode wilayah {scope.kode_wilayah} tidak ada dalam daftar wilayah.")


def _pengingat(options: argparse.Namespace) -> int:
    """Without --keluaran and --kirim the texts are written to the terminal."""
    edisi = _find_edisi(options.edisi)
    manifest = read_manifest(edisi)
    if options.kirim and manifest.is_contoh and not options.contoh:
        raise kirim.SetelanSalah(
            "Edisi contoh seluruhnya rekaan, jadi pengingatnya tidak dikirim. Tambahkan --contoh bila memang itu maksudnya."
        )
    setelan = _read_setelan() if options.kirim else None
    scope = Scope(edisi, options.wilayah)
    _check_wilayah(scope)
    kini, facts = manifest.kini, _keterangan(manifest, scope)
    rows: list[dict[str, Any]] = catatan.list_tindak_lanjut(scope, pada=kini).to_dict("records")  # type: ignore[assignment]
    found = [each for each in pengingat.list_pengingat(rows, kini, options.dalam) if options.opd in (None, each.kunci)]
    if not found:
        print("Tidak ada yang perlu diingatkan.")
        return BERES
    penagih = pengingat.nama_penagih(scope.kode_wilayah)
    texts = {each.kunci: pengingat.pesan_text(each, facts, kini, options.dalam, penagih) for each in found}
    if options.keluaran:
        _write(options.keluaran, found, texts, facts, manifest)
    if setelan:
        letters = kirim.susun_surat(found, setelan.alamat, facts, kini, options.dalam, penagih)
        return _tell(kirim.kirim_surat(letters, setelan.peladen))
    if not options.keluaran:
        print("\n----------------------------------------\n\n".join(texts.values()), end="")
    return BERES


def _read_setelan() -> kirim.Setelan:
    setelan = kirim.read_setelan()
    if setelan is None:
        raise kirim.SetelanSalah(f"Belum ada peladen surel: isi {kirim.SMTP} dan {kirim.ALAMAT_OPD}, atau jalankan tanpa --kirim.")
    return setelan


def _keterangan(manifest: Manifest, scope: Scope) -> dict[str, str]:
    place = None if scope.kode_wilayah == NASIONAL else find_wilayah_by_kode(scope.kode_wilayah)
    mark = {TANDA_CONTOH: ARTI_CONTOH} if manifest.is_contoh else {}
    return mark | {
        JUDUL: "Pengingat tindak lanjut rapat",
        WILAYAH: place.nama_resmi if place else "Seluruh Indonesia",
        EDISI: f"{manifest.judul}, {manifest.id} ({manifest.status})",
        DATA_PER: format_tanggal(manifest.data_per),
    }


def _write(
    folder: Path, found: Sequence[pengingat.Pengingat], texts: Mapping[str, str], facts: Mapping[str, str], manifest: Manifest
) -> None:
    """A text and a calendar per agency, one table for all."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = "DATA-CONTOH-" if manifest.is_contoh else ""
    for each in found:
        name = f"{mark}pengingat-{kirim.nama_berkas(each.kunci)}"
        (folder / f"{name}.txt").write_text(texts[each.kunci], encoding="utf-8")
        if ics.list_bertenggat(each.butir):
            (folder / f"{name}.ics").write_bytes(ics.tindak_lanjut_ics(each.butir, facts, manifest.kini))
    (folder / f"{mark}pengingat-semua-opd.csv").write_bytes(pengingat.pengingat_csv(found, facts, manifest.kini))
    print(f"Pengingat untuk {format_angka(len(found))} OPD ditulis ke {folder}.")


def _tell(results: Sequence[kirim.Hasil]) -> int:
    """What became of each letter, without its address."""
    sent = [each for each in results if each.keadaan == kirim.TERKIRIM]
    for each in results:
        if each.keadaan == kirim.DITOLAK or (each.alasan and each.keadaan == kirim.TERKIRIM):
            print(f"{each.label}: {each.keadaan}, {each.alasan}.", file=sys.stderr)
    without = [each.label for each in results if each.keadaan == kirim.TANPA_ALAMAT]
    if without:
        print(f"Tanpa alamat surel: {join_ringkas(without, 5)}.", file=sys.stderr)
    print(f"{format_angka(len(sent))} dari {format_angka(len(results))} pengingat terkirim.")
    return BERES if len(sent) == len(results) else ADA_YANG_GAGAL


if __name__ == "__main__":
    sys.exit(main())
