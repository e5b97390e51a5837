"""The blocking checks an edition must pass before readers may see it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.ledger import Catatan
from etl.problems import holds_data_pribadi

if TYPE_CHECKING:
    import duckdb

# Text a machine made, or addresses: long digit runs in them are not personal numbers.
_KOLOM_BUKAN_PRIBADI = frozenset({"sha256", "sumber_url", "berkas"})
# Words from closed lists and codes of ours.
_KOLOM_TERTUTUP = re.compile(r"kode_.*|presisi_.*|jenis_instansi|.*_keadaan|periode|jenis_kolom|sumber|masa_.*")


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """Outcome of one blocking check."""

    nama: str
    lulus: bool
    keterangan: str


def check_edition(connection: duckdb.DuckDBPyConnection, ledger: Sequence[Catatan], expected: Mapping[str, int]) -> list[Pemeriksaan]:
    """The blocking checks on a built edition; every one must pass before the switch."""
    return [
        _check_ledger(ledger),
        _check_counts(connection, expected),
        _check_not_empty(ledger),
        _check_wilayah(connection),
        _check_children(connection),
        _check_data_pribadi(connection),
    ]


def _check_ledger(ledger: Sequence[Catatan]) -> Pemeriksaan:
    wrong = [item.berkas for item in ledger if not item.seimbang]
    total = sum(item.baris_dibaca for item in ledger)
    text = f"tidak seimbang: {', '.join(wrong)}" if wrong else f"{total} baris dibaca = diterima + ditolak + bukan data"
    return Pemeriksaan("buku baris seimbang", not wrong, text)


def _check_counts(connection: duckdb.DuckDBPyConnection, expected: Mapping[str, int]) -> Pemeriksaan:
    found = {table: _count(connection, table) for table in expected}
    wrong = [f"{table} {found[table]}, seharusnya {expected[table]}" for table in expected if found[table] != expected[table]]
    text = "; ".join(wrong) or ", ".join(f"{table} {number}" for table, number in found.items())
    return Pemeriksaan("isi tabel sama dengan baris diterima", not wrong, text)


def _check_not_empty(ledger: Sequence[Catatan]) -> Pemeriksaan:
    accepted, refused = sum(item.baris_diterima for item in ledger), sum(item.baris_ditolak for item in ledger)
    text = f"{accepted} baris diterima, {refused} ditolak"
    return Pemeriksaan("ada baris yang diterima", accepted > 0 or refused == 0, text)


def _check_wilayah(connection: duckdb.DuckDBPyConnection) -> Pemeriksaan:
    columns = connection.execute(
        "select table_name, column_name from information_schema.columns where table_schema = 'mart'"
        " and starts_with(column_name, 'kode_') and table_name <> 'wilayah' and column_name <> 'kode_opd' order by all"
    ).fetchall()
    lost = [
        f"{table}.{column} {kode}"
        for table, column in columns
        for (kode,) in connection.execute(
            f'select distinct t."{column}" from mart."{table}" as t anti join mart.wilayah as w on w.kode_wilayah = t."{column}"'
            f' where t."{column}" is not null'
        ).fetchall()
    ]
    return Pemeriksaan("semua kode wilayah ada", not lost, "; ".join(lost) or f"{len(columns)} kolom kode diperiksa")


def _check_children(connection: duckdb.DuckDBPyConnection) -> Pemeriksaan:
    links = [
        ("kesimpulan_rapat", "id_rapat", "rapat", "id_rapat"),
        ("peserta_rapat", "id_rapat", "rapat", "id_rapat"),
        ("undangan_rapat", "id_rapat", "rapat", "id_rapat"),
        ("tes_urine", "id_induk", "tes_urine", "id_tes"),
    ]
    lost = []
    for table, column, parent, key in links:
        sql = f"select count(*) from mart.{table} c where c.{column} is not null and c.{column} not in (select {key} from mart.{parent})"
        number = connection.execute(sql).fetchone()
        if number and number[0]:
            lost.append(f"{table}: {number[0]} baris tanpa induk")
    return Pemeriksaan("setiap rincian punya induk", not lost, "; ".join(lost) or "kesimpulan, peserta, dan rincian tes bertemu induknya")


def _check_data_pribadi(connection: duckdb.DuckDBPyConnection) -> Pemeriksaan:
    """Each distinct text once; the cheap question first, and to the engine that reads text as it is stored."""
    columns = [
        (table, column)
        for table, column in connection.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'mart' and data_type = 'VARCHAR' and table_name <> 'wilayah' order by table_name"
        ).fetchall()
        if column not in _KOLOM_BUKAN_PRIBADI and not _KOLOM_TERTUTUP.fullmatch(column)
    ]
    filled = {table for table in {table for table, _ in columns} if _count(connection, table)}
    found = [
        f"{table}.{column}"
        for table, column in columns
        if table in filled
        for (value,) in connection.execute(
            # The limit, larger than any table, keeps the filter from being asked of every row instead of each distinct text.
            f'select teks from (select distinct "{column}" as teks from mart."{table}" limit {2**62})'
            " where regexp_matches(teks, '[0-9][0-9 .-]{8}')"
        ).fetchall()
        if holds_data_pribadi(value)
    ]
    return Pemeriksaan("tidak ada data pribadi", not found, ", ".join(sorted(set(found))) or f"{len(columns)} kolom teks diperiksa")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from mart.{table}").fetchone()
    return int(row[0]) if row else 0
