"""Accepted rows → staging tables with declared types, so that an empty column is still a column."""

from __future__ import annotations

import functools
import hashlib
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.aturan import key_of, numbers_of
from etl.blok import Blok, as_arrow, as_dictionary
from etl.kembalian.lembar_perbaikan import address
from etl.masking import mask_masalah, mask_tanda
from etl.pipeline import Hasil
from etl.reading.kolom import Kolom
from etl.receive import show_nama
from etl.sources import JENIS_BERANGKA, Source, load_sources

if TYPE_CHECKING:
    import duckdb

_SATU_KELOMPOK = 122_880
MARTS_DIR = Path(__file__).with_name("marts")
_TEKS, _BULAT, _PECAHAN, _TANGGAL, _YA = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()
_ASAL = {
    "berkas": _TEKS, "lembar": _TEKS, "baris": pa.int32(), "nomor_baris": _BULAT, "pengirim": _TEKS,
    "diterima_pada": pa.timestamp("us"), "pengenal": _TEKS,
}  # fmt: skip
_KATA_BERANGKA = {"tahap_desa_bersinar": pa.int32(), "kerawanan": pa.int32()}
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
    "kecamatan": {"kode_kecamatan": _TEKS},
    "periode": {"periode": _TEKS, "tahun_periode": pa.int32()},
    "desa": {"kode_desa": _TEKS, "kode_kecamatan": _TEKS},
    "opd": {"nama_baku": _TEKS, "kode_opd": _TEKS, "jenis_instansi": _TEKS, "wilayah_instansi": _TEKS},
}
_DARI_KOLOM = {
    "cacah": _BULAT, "tahun": pa.int32(), "angka": _PECAHAN, "rupiah": _PECAHAN, "persen": _PECAHAN, "indeks": _PECAHAN,
    "ya_tidak": _YA, "tanggal_lain": _TANGGAL,
}  # fmt: skip
_TERTULIS = {"kategori", "angka", "tanggal_lain", "periode"}
_TANPA_KOLOM_SENDIRI = {"kode", "periode"}
_BERDAFTAR = {"daftar", "zat_jumlah"}
_BERKAS = {"berkas": _TEKS, "sumber": _TEKS, "sha256": _TEKS, "ukuran": _BULAT, "diterima_pada": pa.timestamp("us")}
_ANAK = {"nomor_baris": _BULAT, "urutan": pa.int32(), "isi": _TEKS}


def staging_schema(source: Source) -> pa.Schema:
    """Columns of staging.<source>, from its declaration."""
    fields = dict(_ASAL)
    for column in source.kolom:
        fields.update(_DARI_JENIS.get(column.jenis, {}))
        if column.jenis in _BERDAFTAR:
            fields[f"jumlah_{column.nama}"] = pa.int32()
        elif column.jenis not in _TANPA_KOLOM_SENDIRI:
            fields[column.nama] = _DARI_KOLOM.get(column.jenis, _TEKS)
        if column.jenis in _TERTULIS:
            fields[f"{column.nama}_tertulis"] = _TEKS
        if column.jenis in JENIS_BERANGKA:
            fields[f"{column.nama}_keadaan"] = _TEKS
    for entry in source.turunan:
        fields[entry["nama"]] = _TURUNAN.get(entry["nama"], _KATA_BERANGKA.get(str(entry.get("kata")), _TEKS))
    return pa.schema(list(fields.items()))


def load_staging(connection: duckdb.DuckDBPyConnection, hasil: Hasil) -> dict[str, int]:
    """Fill the attached database `staging`; gives back how many rows each mart must end up with."""
    times = {item.berkas: item.diterima_pada for item in hasil.buku}
    expected: dict[str, int] = {}
    for source in load_sources().values():
        bloks = [blok for blok in hasil.blok if blok.source.id == source.id]
        schema = staging_schema(source)
        parts = [_as_table(blok, schema, times[blok.berkas]) for blok in bloks]
        _create_from(connection, source.id, _join(parts) if len(parts) > 1 else parts[0] if parts else schema.empty_table())
        if (MARTS_DIR / f"{source.id}.sql").is_file():
            expected[source.id] = expected.get(source.id, 0) + sum(map(len, bloks))
        if source.bentang:
            filled = sum(_count_filled(blok, source.bentang["kolom"]) for blok in bloks)
            expected[source.bentang["mart"]] = expected.get(source.bentang["mart"], 0) + filled
        for column in source.columns_of(*_BERDAFTAR):
            children = [child for blok in bloks for child in _list_children(blok, column.nama)]
            extra = {"jumlah": pa.int32()} if column.jenis == "zat_jumlah" else _DARI_JENIS["opd"] if column.lain["isi"] == "opd" else {}
            _create(connection, f"{source.id}_{column.nama}", children, pa.schema(list({**_ANAK, **extra}.items())))
            if "mart" in column.lain:
                expected[column.lain["mart"]] = expected.get(column.lain["mart"], 0) + len(children)
    expected |= _load_ledger(connection, hasil)
    return expected


def _join(parts: Sequence[pa.Table]) -> pa.Table:
    """Tables of several blocks as one; text written once per block is written out."""
    plain = [pa.table({name: _written_out(part[name]) for name in part.column_names}) for part in parts]
    return pa.concat_tables(plain)


def _written_out(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _as_table(blok: Blok, schema: pa.Schema, diterima_pada: datetime) -> pa.Table:
    """One block as a table of the staging columns; what it has no column for is unknown."""
    rows = len(blok)
    nulls = functools.cache(lambda jenis: pa.nulls(rows, jenis))
    own = {
        "berkas": _constant(blok.berkas, rows, _TEKS),
        "lembar": _constant(blok.lembar and show_nama(blok.lembar), rows, _TEKS),
        "baris": pa.array(blok.nomor, pa.int32()),
        "nomor_baris": pa.array(np.arange(blok.urutan + 1, blok.urutan + rows + 1), _BULAT),
        "pengirim": _constant(blok.pengirim, rows, _TEKS),
        "diterima_pada": _constant(diterima_pada, rows, pa.timestamp("us")),
        "pengenal": _names_of_rows(blok),
    }
    arrays = []
    for field in schema:
        column = blok.nilai.get(field.name)
        if field.name in own:
            arrays.append(own[field.name])
        elif column is None or column.kosong:
            arrays.append(nulls(field.type))
        else:
            arrays.append(as_dictionary(column) if field.type == _TEKS else as_arrow(column, field.type))
    return pa.Table.from_arrays(arrays, names=schema.names)


def _count_filled(blok: Blok, columns: Sequence[str]) -> int:
    """Cells of some columns that hold a number."""
    return sum(int((~np.isnan(numbers_of(blok, nama))).sum()) for nama in columns)


def _constant(value: object, rows: int, jenis: pa.DataType) -> pa.Array:
    """The same value in every row, kept once."""
    if value is None:
        return pa.nulls(rows, jenis)
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int8)), pa.array([value], jenis))


def _names_of_rows(blok: Blok) -> pa.Array:
    """What a row is called: the number it was given, else a short name made from its natural key and sender, the same at every upload."""
    first = blok.nilai.get(blok.source.kunci[0]) if len(blok.source.kunci) == 1 and blok.source.kunci[0] in blok.nilai else None
    if first is not None and int(first.kode.min(initial=0)) >= 0 and not first.kosong:
        return as_dictionary(first)
    given = as_arrow(first, _TEKS) if first is not None else pa.nulls(len(blok), _TEKS)
    key = key_of(blok)
    parts = [as_arrow(Kolom(part.kode, [str(cell) for cell in part.distinct()]), _TEKS) for part in key.codes]
    texts = pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="").to_pylist()
    sender = blok.pengirim or ""
    made = [hashlib.md5(f"{blok.source.id}|{sender}|{text}".encode(), usedforsecurity=False).hexdigest()[:12] for text in texts]
    unnamed = ~key.known
    if unnamed.any():  # nothing tells the row from others: its place does
        for index in np.flatnonzero(unnamed).tolist():
            place = f"{blok.berkas}|{blok.lembar}|{int(blok.nomor[index])}"
            made[index] = hashlib.md5(place.encode(), usedforsecurity=False).hexdigest()[:12]
    return pc.coalesce(given, pa.array(made, _TEKS))


def _list_children(blok: Blok, nama: str) -> Iterator[dict[str, object]]:
    column = blok.anak.get(nama)
    if column is None:
        return
    for index in np.flatnonzero(column.terisi).tolist():
        for child in column.cell(index):  # type: ignore[attr-defined]
            yield {"nomor_baris": blok.urutan + index + 1, **child}


_NAMA = {"sel": _TEKS, "judul_kolom": _TEKS, "saran": _TEKS, "jenis_kolom": _TEKS, "tak_dikenal": _YA}


def _kind_of_column(item: Any) -> str | None:
    source = load_sources().get(item.sumber or "")
    return next((column.jenis for column in source.kolom if column.nama == item.kolom), None) if source else None


def _cell_of(item: Any, hasil: Hasil) -> str | None:
    """'C7', as the sender's program calls the cell; None where the sheet has no such column."""
    column = hasil.letak.get((item.berkas, item.lembar), {}).get(item.kolom or "")
    return address(item.baris, column) if column is not None and item.baris else None


def _heading_of(item: Any, hasil: Hasil) -> str | None:
    """What the sender wrote above the column; its declared name where the sheet has no such column."""
    return hasil.judul_kolom.get((item.berkas, item.lembar), {}).get(item.kolom or "", item.kolom)


_FIELDS: Mapping[str, Callable[[Any], object]] = {
    "saran": lambda item: "; ".join(item.saran),
    "jenis_kolom": _kind_of_column,
    "masa_pertama": lambda item: item.masa[0] if item.masa else None,
    "masa_terakhir": lambda item: item.masa[-1] if item.masa else None,
}


def _load_ledger(connection: duckdb.DuckDBPyConnection, hasil: Hasil) -> dict[str, int]:
    place = {"berkas": _TEKS, "sumber": _TEKS, "lembar": _TEKS, "baris": pa.int32()}
    counts = dict.fromkeys(("baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data"), _BULAT)
    tables: dict[str, tuple[Sequence[object], Mapping[str, pa.DataType]]] = {
        "berkas": (hasil.buku, {**_BERKAS, **counts, "pengirim": _TEKS, "masa_pertama": _TEKS, "masa_terakhir": _TEKS}),
        "baris_ditolak": (
            [mask_masalah(item) for item in hasil.ditolak],
            {**place, "kolom": _TEKS, "nilai": _TEKS, "alasan": _TEKS, "perbaikan": _TEKS, **_NAMA},
        ),
        "baris_ditandai": (
            [mask_tanda(item) for item in hasil.ditandai],
            {**place, "kolom": _TEKS, "nilai": _TEKS, "tanda": _TEKS, **_NAMA},
        ),
        "baris_bukan_data": (hasil.bukan_data, {"berkas": _TEKS, "lembar": _TEKS, "baris": pa.int32(), "jenis": _TEKS}),
    }
    read = {**_FIELDS, "sel": lambda item: _cell_of(item, hasil), "judul_kolom": lambda item: _heading_of(item, hasil)}
    for nama, (items, fields) in tables.items():
        records = [{field: read.get(field, operator.attrgetter(field))(item) for field in fields} for item in items]
        _create(connection, nama, records, pa.schema(list(fields.items())))
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


def _create(connection: duckdb.DuckDBPyConnection, nama: str, records: Iterable[Mapping[str, object]], schema: pa.Schema) -> None:
    _create_from(connection, nama, pa.Table.from_pylist([dict(record) for record in records], schema=schema))


def _create_from(connection: duckdb.DuckDBPyConnection, nama: str, table: pa.Table) -> None:
    """A view on the rows as they are in memory: what is only passed on to a mart is not copied first."""
    # In pieces as large as DuckDB's row groups, so that its threads can share them.
    connection.register(f"masuk_{nama}", pa.Table.from_batches(table.to_batches(max_chunksize=_SATU_KELOMPOK), table.schema))
    connection.execute(f'create or replace view staging."{nama}" as select * from "masuk_{nama}"')
