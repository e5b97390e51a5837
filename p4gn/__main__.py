"""Command line of the subject: `python -m p4gn indikator` and `python -m p4gn nilai --indikator …`."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from p4gn.perintah import Parser

if TYPE_CHECKING:
    import pandas as pd

GAGAL = 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m p4gn", description="Membaca angka dasbor P4GN dari satu edisi.")
    commands = parser.add_subparsers(dest="perintah", required=True, metavar="indikator|nilai")
    listing = commands.add_parser("indikator", help="daftar indikator")
    listing.add_argument("--format", choices=("csv", "json"), default="csv")
    value = commands.add_parser("nilai", help="nilai satu indikator")
    value.add_argument("--indikator", required=True, help="nama indikator, misalnya rapat_tercatat")
    value.add_argument("--wilayah", default="63", help="kode wilayah bertitik, misalnya 63 atau 63.06, atau nasional")
    value.add_argument("--per", default="total", help="total, provinsi, kabkota, kecamatan, desa, opd, atau periode")
    value.add_argument("--periode", default="semua", help="semua, tahun (2025), atau semester (2025-S1)")
    value.add_argument("--opd", default=None, help="kode atau nama baku OPD")
    value.add_argument("--edisi", default=None, help="nomor edisi; tanpa ini dipakai edisi terkini")
    value.add_argument("--format", choices=("csv", "json"), default="csv")
    return parser


def _plain(value: object) -> object:
    """NaN → None, 12.0 → 12, everything else as it is."""
    if isinstance(value, float):
        if value != value:
            return None
        return int(value) if value.is_integer() else value
    return value


def _write(rows: Sequence[Mapping[str, object]], columns: Sequence[str], form: str) -> None:
    if form == "json":
        print(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _frame_rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _run_indikator(form: str) -> None:
    from p4gn.indicators.catalogue import CATALOGUE

    columns = ("id", "judul", "kelompok", "satuan", "sifat", "tingkat_terhalus")
    _write([{column: getattr(item, column) for column in columns} for item in CATALOGUE.values()], columns, form)


def _run_nilai(args: argparse.Namespace) -> None:
    from p4gn.indicators.catalogue import get_indicator
    from p4gn.indicators.compute import COLUMNS, compute
    from p4gn.scope import Scope
    from p4gn.warehouse.editions import EdisiTidakAda, current_edisi

    indicator = get_indicator(args.indikator)
    edisi = args.edisi or current_edisi()
    if edisi is None:
        raise EdisiTidakAda("Belum ada edisi yang diterbitkan. Buat dahulu dengan: python -m etl bangun.")
    if args.opd is not None:
        _check_opd(edisi, args.opd)
    frame = compute(indicator, Scope(edisi, args.wilayah, args.periode, args.opd), args.per)
    _write(_frame_rows(frame), COLUMNS, args.format)


def _check_opd(edisi: str, opd: str) -> None:
    """An agency nobody knows is an error, not an agency that has sent nothing."""
    from p4gn.geography.wilayah import REFERENCE_DIR
    from p4gn.scope import OpdTidakDikenal
    from p4gn.warehouse.read import read_list

    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        known = {row[column] for row in csv.DictReader(lines) for column in ("kode_opd", "nama_baku")}
    if opd not in known:
        listed = read_list(edisi, "opd", wilayah=None)
        if opd not in {*listed["kode"], *listed["nama"]}:
            raise OpdTidakDikenal(f"OPD “{opd}” tidak dikenal. Tulis kode atau nama bakunya, seperti di data/reference/opd.csv.")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 fine, 1 the thing asked for does not exist, 2 the command is written wrongly."""
    args = _parser().parse_args(argv)
    try:
        if args.perintah == "indikator":
            _run_indikator(args.format)
        else:
            _run_nilai(args)
    except (LookupError, ValueError) as error:
        # Every one of our own errors is a LookupError or ValueError with a sentence for the reader; a bare KeyError is a bug.
        if type(error).__module__.partition(".")[0] != "p4gn":
            raise
        print(str(error), file=sys.stderr)
        return GAGAL
    return 0


if __name__ == "__main__":
    sys.exit(main())
