"""The truth beside the files: what each row is, what must come out of it, what was planted where, and how each file ends."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl.contoh.bentuk import count_pribadi
from etl.contoh.lembar import DIGANTIKAN, SALINAN, Baris, Lembar
from etl.contoh.surat import Surat

KOLOM_BERKAS = ("berkas", "pengirim", "sumber", "diterima_pada", "keadaan", "baris")
KOLOM_BARIS = ("berkas", "lembar", "baris", "sumber", "pengirim", "jenis", "harap", "nilai")
KOLOM_TANAMAN = ("berkas", "lembar", "baris", "kolom", "jenis", "harus", "nilai")
KOLOM_PRIBADI = ("berkas", "lembar", "kolom", "jenis", "jumlah")


@dataclass(frozen=True, slots=True)
class Kebenaran:
    """Four tables; see the columns above. `nilai` of a row is JSON."""

    berkas: pd.DataFrame
    baris: pd.DataFrame
    tanaman: pd.DataFrame
    pribadi: pd.DataFrame


def make_kebenaran(surat: Iterable[Surat]) -> Kebenaran:
    """The truth about all files, in the order in which they are sent."""
    files, rows, planted, personal = [], [], [], []
    for one in surat:
        sheets = one.buku.lembar if one.buku else ()
        keadaan = one.keadaan or (SALINAN if one.salinan_dari else "terima")
        files.append((one.nama, one.pengirim, one.sumber, one.diterima.isoformat(), keadaan, sum(len(sheet.baris) for sheet in sheets)))
        if one.keadaan:
            continue
        for sheet in sheets:
            nama = None if one.buku and one.buku.bentuk == "csv" else sheet.nama
            rows += [
                (one.nama, nama, nomor, one.sumber, one.pengirim, row.jenis, _harap(row, one), _as_json(row.nilai))
                for nomor, row in _numbered(sheet)
            ]
            planted += [
                (one.nama, nama, nomor, item.kolom, item.jenis, item.harus, item.nilai)
                for nomor, row in _numbered(sheet)
                for item in row.tanaman
            ]
            personal += [(one.nama, nama, kolom, jenis, jumlah) for (kolom, jenis), jumlah in count_pribadi(sheet).items()]
    return Kebenaran(
        pd.DataFrame(files, columns=KOLOM_BERKAS),
        pd.DataFrame(rows, columns=KOLOM_BARIS),
        pd.DataFrame(planted, columns=KOLOM_TANAMAN),
        pd.DataFrame(personal, columns=KOLOM_PRIBADI),
    )


def write_kebenaran(folder: Path, kebenaran: Kebenaran) -> None:
    """Four parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    for nama in ("berkas", "baris", "tanaman", "pribadi"):
        getattr(kebenaran, nama).to_parquet(folder / f"{nama}.parquet", index=False, compression="zstd")


def read_kebenaran(folder: Path) -> Kebenaran:
    """The truth that was written beside a set."""
    tables = (pd.read_parquet(folder / f"{nama}.parquet").astype(object) for nama in ("berkas", "baris", "tanaman", "pribadi"))
    return Kebenaran(*(table.where(table.notna(), None) for table in tables))


def _numbered(sheet: Lembar) -> Iterator[tuple[int, Baris]]:
    return enumerate(sheet.baris, start=1)


def _harap(row: Baris, surat: Surat) -> str:
    """What becomes of a row also depends on the file: a copy counts for nothing, a mended file takes the place of an earlier one."""
    if row.jenis == "data" and surat.salinan_dari:
        return SALINAN
    return DIGANTIKAN if any(item.harus == DIGANTIKAN for item in row.tanaman) else row.harap


def _as_json(nilai: Mapping[str, object]) -> str:
    return json.dumps(dict(nilai), ensure_ascii=False, default=_plain, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no plain form")
