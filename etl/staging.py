"""Accepted rows → staging tables with declared types, so that an empty column is still a column."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from etl.masking import mask_masalah, mask_tanda
from etl.pipeline import Hasil
from etl.rows import Baris
from etl.sources import Source, load_sources

if TYPE_CHECKING:
    import duckdb

_TEKS, _BULAT, _PECAHAN, _TANGGAL, _YA = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()
_ASAL = {"berkas": _TEKS, "lembar": _TEKS, "baris": pa.int32(), "nomor_baris": _BULAT}
_TURUNAN = {"tahap": pa.int32(), "jumlah_penggiat": _BULAT, "ada_ibm": _YA, "menyangkut_orang": _YA}
_DARI_JENIS: Mapping[str, Mapping[str, pa.DataType]] = {
    "tanggal": {
        "tanggal": _TANGGAL,
        "tanggal_sampai": _TANGGAL,
        "presisi_tanggal": _TEKS,
        "tahun_tanggal": pa.int32(),
        "tanda_tanggal": _TEKS,
    },
    "wilayah": {"kode_wilayah": _TEKS, "kode_provinsi": _TEKS, "kode_kabkota": _TEKS},
    "desa": {"kode_desa": _TEKS, "kode_kecamatan": _TEKS},
    "opd": {"nama_baku": _TEKS, "kode_opd": _TEKS, "jenis_instansi": _TEKS, "wilayah_instansi": _TEKS},
}
_DARI_KOLOM = {"cacah": _BULAT, "tahun": pa.int32(), "angka": _PECAHAN}
_TERTULIS = {"kategori", "angka"}
_BERKAS = {"berkas": _TEKS, "sumber": _TEKS, "sha256": _TEKS, "ukuran": _BULAT, "diterima_pada": pa.timestamp("us")}
_ANAK = {"nomor_baris": _BULAT, "urutan": pa.int32(), "isi": _TEKS}


def staging_schema(source: Source) -> pa.Schema:
    """Columns of staging.<source>, from its declaration."""
    fields = dict(_ASAL)
    for column in source.kolom:
        fields.update(_DARI_JENIS.get(column.jenis, {}))
        if column.jenis == "daftar":
            fields[f"jumlah_{column.nama}"] = pa.int32()
        elif column.jenis != "kode":
            fields[column.nama] = _DARI_KOLOM.get(column.jenis, _TEKS)
        if column.jenis in _TERTULIS:
            fields[f"{column.nama}_tertulis"] = _TEKS
    for entry in source.turunan:
        fields[entry["nama"]] = _TURUNAN.get(entry["nama"], _TEKS)
    return pa.schema(list(fields.items()))


def load_staging(connection: duckdb.DuckDBPyConnection, hasil: Hasil) -> dict[str, int]:
    """Fill the attached database `staging`; gives back how many rows each mart must end up with."""
    numbered = list(enumerate(hasil.diterima, start=1))
    expected: dict[str, int] = {}
    for source in load_sources().values():
        rows = [(number, row) for number, row in numbered if row.source.id == source.id]
        _create(connection, source.id, [_as_record(number, row) for number, row in rows], staging_schema(source))
        expected[source.id] = len(rows)
        for column in source.columns_of("daftar"):
            children = [{"nomor_baris": number, **child} for number, row in rows for child in row.anak.get(column.nama, ())]
            extra = _DARI_JENIS["opd"] if column.lain["isi"] == "opd" else {}
            _create(connection, f"{source.id}_{column.nama}", children, pa.schema(list({**_ANAK, **extra}.items())))
            expected[column.lain["mart"]] = len(children)
    expected |= _load_ledger(connection, hasil)
    return expected


def _load_ledger(connection: duckdb.DuckDBPyConnection, hasil: Hasil) -> dict[str, int]:
    place = {"berkas": _TEKS, "sumber": _TEKS, "lembar": _TEKS, "baris": pa.int32()}
    counts = dict.fromkeys(("baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data"), _BULAT)
    tables: dict[str, tuple[Sequence[object], Mapping[str, pa.DataType]]] = {
        "berkas": (hasil.buku, {**_BERKAS, **counts}),
        "baris_ditolak": (
            [mask_masalah(item) for item in hasil.ditolak],
            {**place, "kolom": _TEKS, "nilai": _TEKS, "alasan": _TEKS, "perbaikan": _TEKS},
        ),
        "baris_ditandai": ([mask_tanda(item) for item in hasil.ditandai], {**place, "kolom": _TEKS, "nilai": _TEKS, "tanda": _TEKS}),
        "baris_bukan_data": (hasil.bukan_data, {"berkas": _TEKS, "lembar": _TEKS, "baris": pa.int32(), "jenis": _TEKS}),
    }
    for nama, (items, fields) in tables.items():
        _create(connection, nama, [{field: getattr(item, field) for field in fields} for item in items], pa.schema(list(fields.items())))
    return {nama: len(items) for nama, (items, _) in tables.items()}


def load_wilayah(connection: duckdb.DuckDBPyConnection) -> int:
    """All regions into staging.wilayah; gives back how many."""
    table = read_wilayah_table()
    _create_from(connection, "wilayah", table)
    return table.num_rows


@functools.cache
def read_wilayah_table() -> pa.Table:
    """All regions, read once per process."""
    from p4gn.geography.wilayah import read_wilayah_frame

    frame = read_wilayah_frame()
    schema = pa.schema([(name, _TEKS) for name in frame.columns])
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False, nthreads=1)


def _as_record(number: int, row: Baris) -> dict[str, object]:
    return {**row.nilai, "berkas": row.berkas, "lembar": row.lembar, "baris": row.nomor, "nomor_baris": number}


def _create(connection: duckdb.DuckDBPyConnection, nama: str, records: Iterable[Mapping[str, object]], schema: pa.Schema) -> None:
    _create_from(connection, nama, pa.Table.from_pylist([dict(record) for record in records], schema=schema))


def _create_from(connection: duckdb.DuckDBPyConnection, nama: str, table: pa.Table) -> None:
    connection.register("masuk", table)
    connection.execute(f'create or replace table staging."{nama}" as select * from masuk')
    connection.unregister("masuk")
