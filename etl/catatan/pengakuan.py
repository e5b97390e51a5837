"""`python -m etl pengakuan`: an official confirms or turns down a candidate for recognition or guidance, or takes that back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from etl.catatan import check_jabatan, check_teks, need_options, next_id, now, withdraw
from etl.problems import EtlGagal
from p4gn.catatan.buku import write_buku
from p4gn.catatan_data import PENGAKUAN, Pengakuan, list_pengakuan
from p4gn.catatan_gagal import CatatanGagal
from p4gn.perintah import Parser
from p4gn.scoring.pengakuan import list_calon
from p4gn.warehouse.editions import EdisiTidakAda

KEPUTUSAN = ("setuju", "tidak")


def decide(
    edisi: str, wilayah: str, subjek: str, periode: str, kunci: str, jenis: str, keputusan: str, oleh: str, alasan: str
) -> Pengakuan:
    """Note what an official decided on a candidate; EtlGagal where the rule names no such candidate, or it was decided already."""
    role = check_jabatan(oleh)
    reason = check_teks("alasan", alasan) if alasan or keputusan == "tidak" else ""
    try:
        candidates = list_calon(edisi, wilayah, subjek, periode)
    except (LookupError, ValueError) as error:  # no such edition, region, period or rule
        raise EtlGagal(str(error)) from error
    calon = next((each for each in candidates if each.rapor.kunci == kunci and each.jenis == jenis), None)
    if calon is None:
        raise EtlGagal(f"{kunci} bukan calon {jenis} untuk {periode} menurut aturan yang berlaku.")
    with write_buku(PENGAKUAN) as add:
        notes = list_pengakuan(semua=True)
        before = next((each for each in notes if not each.ditarik and each.matches(edisi, wilayah, subjek, periode, kunci, jenis)), None)
        if before:
            raise EtlGagal(
                f"{calon.rapor.nama} sudah diputuskan ({before.keputusan}) oleh {before.oleh}; tarik dahulu putusan {before.id}."
            )
        id_catatan = next_id("P", [each.id for each in notes])
        add(
            {
                "id": id_catatan,
                "edisi": edisi,
                "wilayah": wilayah,
                "subjek": subjek,
                "periode": periode,
                "kunci": kunci,
                "jenis": jenis,
                "keputusan": keputusan,
                "alasan": reason,
                "oleh": role,
                "kapan": now(),
            }
        )
    return next(each for each in list_pengakuan() if each.id == id_catatan)


def take_back(id_catatan: str, oleh: str, alasan: str) -> Pengakuan:
    """The candidate is undecided again."""
    return withdraw(PENGAKUAN, "pengakuan", lambda: list_pengakuan(semua=True), id_catatan, oleh, alasan)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    parser = Parser(
        prog="python -m etl pengakuan", description="Putuskan calon penghargaan atau pembinaan; pejabat yang memutuskan, bukan aturan."
    )
    parser.add_argument("--edisi", metavar="EDISI", help="nomor edisi yang dibaca pejabat")
    parser.add_argument("--wilayah", metavar="KODE", help="kode wilayah kartu skor, misalnya 63")
    parser.add_argument("--subjek", choices=("opd", "kabkota", "kecamatan"), default="opd", help="yang dinilai")
    parser.add_argument("--periode", metavar="PERIODE", help="tahun atau semester, misalnya 2025 atau 2025-S1")
    parser.add_argument("--kunci", metavar="KUNCI", help="kunci OPD atau kode wilayah, misalnya DINKES@63")
    parser.add_argument("--jenis", choices=("penghargaan", "pembinaan"), help="calon penghargaan atau pembinaan")
    parser.add_argument("--keputusan", choices=KEPUTUSAN, help="setuju atau tidak")
    parser.add_argument("--tarik", metavar="NOMOR", help="tarik putusan bernomor ini; memerlukan --alasan")
    parser.add_argument("--daftar", action="store_true", help="tampilkan putusan yang berlaku")
    parser.add_argument("--oleh", metavar="JABATAN", help="jabatan yang memutuskan, bukan nama orang")
    parser.add_argument("--alasan", metavar="TEKS", default="", help="alasan; wajib bila tidak setuju atau menarik")
    options = parser.parse_args(argv)
    try:
        _run(parser, options)
    except (EtlGagal, EdisiTidakAda, CatatanGagal) as error:
        print(error, file=sys.stderr)
        return getattr(error, "kode_keluar", 1)
    return 0


def _run(parser: Parser, options: argparse.Namespace) -> None:
    if options.daftar:
        for each in list_pengakuan():
            print(f"{each.id}  {each.periode} {each.kunci}: {each.jenis}, {each.keputusan}, oleh {each.oleh}, {each.kapan[:10]}")
        return
    need_options(parser, options, "oleh")
    if options.tarik:
        note = take_back(options.tarik, options.oleh, options.alasan)
        print(f"Putusan {note.id} ditarik.")
        return
    need_options(parser, options, "edisi", "wilayah", "periode", "kunci", "jenis", "keputusan")
    note = decide(
        options.edisi,
        options.wilayah,
        options.subjek,
        options.periode,
        options.kunci,
        options.jenis,
        options.keputusan,
        options.oleh,
        options.alasan,
    )
    print(f"Putusan {note.id} dicatat: {note.kunci}, {note.jenis}, {note.keputusan}.")


if __name__ == "__main__":
    sys.exit(main())
