"""Row rules (refuse or flag), doubles, and the blocking checks an edition must pass before readers may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from etl.cleaning import read_teks
from etl.ledger import Catatan
from etl.problems import holds_data_pribadi
from etl.rows import Baris
from etl.sources import Rule

if TYPE_CHECKING:
    import duckdb

# Text a machine made, or addresses: long digit runs in them are not personal numbers.
_KOLOM_BUKAN_PRIBADI = frozenset({"sha256", "sumber_url", "berkas"})


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """Outcome of one blocking check."""

    nama: str
    lulus: bool
    keterangan: str


def check_rows(rows: Iterable[Baris], hari_ini: date) -> tuple[Baris, ...]:
    """Every row with what the rules of its source and the doubles among all rows add."""
    ruled = [_apply_rules(row, hari_ini) for row in rows]
    return tuple(_mark_doubles(ruled))


def _apply_rules(row: Baris, hari_ini: date) -> Baris:
    masalah, tanda = list(row.masalah), list(row.tanda)
    for rule in row.source.aturan:
        if not RULES[rule.periksa](row, rule, hari_ini):
            continue
        if rule.akibat == "tolak":
            masalah.append(row.problem(_sent_column(row, rule.kolom), rule.pesan, rule.perbaikan))
        else:
            tanda.append(row.flag(_sent_column(row, rule.kolom), rule.pesan))
    return replace(row, masalah=tuple(masalah), tanda=tuple(tanda))


def _sent_column(row: Baris, kolom: str) -> str:
    """The column the sender knows: the date that was read stands in the column it was written in."""
    dates = row.source.columns_of("tanggal")
    return dates[0].nama if kolom == "tanggal" and dates else kolom


def _mark_doubles(rows: Sequence[Baris]) -> list[Baris]:
    """The first row with a key stays; a later one with the same key is refused."""
    first: dict[tuple[object, ...], Baris] = {}
    marked = []
    for row in rows:
        key = (row.source.id, *((read_teks(row.sel.get(nama)) or "").casefold() for nama in row.source.kunci))
        if row.masalah or not any(key[1:]):
            marked.append(row)
            continue
        earlier = first.setdefault(key, row)
        if earlier is row:
            marked.append(row)
            continue
        same_sheet = (earlier.berkas, earlier.lembar) == (row.berkas, row.lembar)
        place = f"baris {earlier.nomor}" if same_sheet else f"{earlier.berkas} baris {earlier.nomor}"
        alasan = f"baris ini sama pengenalnya ({', '.join(row.source.kunci)}) dengan {place}"
        problem = row.problem(row.source.kunci[0], alasan, "hapus salah satu, atau beri pengenal yang berbeda")
        marked.append(replace(row, masalah=(problem,)))
    return marked


def _exceeds(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value, other = row.nilai.get(rule.kolom), row.nilai.get(rule.lain["acuan"])
    return value is not None and other is not None and value > other  # type: ignore[operator]


def _in_future(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return isinstance(value, date) and value > hari_ini


def _year_in_future(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return isinstance(value, int) and value > hari_ini.year


def _too_early(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return isinstance(value, date) and value < rule.lain["batas"]


def _too_many(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return isinstance(value, int | float) and value > rule.lain["batas"]


def _too_few(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return isinstance(value, int | float) and value < rule.lain["batas"]


def _percent_too_large(row: Baris, rule: Rule, hari_ini: date) -> bool:
    unit = str(row.nilai.get(rule.lain["satuan"]) or "").casefold()
    return unit.startswith("persen") and _too_many(row, rule, hari_ini)


def _not_a_choice(row: Baris, rule: Rule, hari_ini: date) -> bool:
    value = row.nilai.get(rule.kolom)
    return value is not None and value not in rule.lain["pilihan"]


RULES: Mapping[str, Callable[[Baris, Rule, date], bool]] = MappingProxyType(
    {
        "tidak_melebihi": _exceeds,
        "tidak_di_masa_depan": _in_future,
        "tahun_tidak_di_masa_depan": _year_in_future,
        "paling_awal": _too_early,
        "paling_banyak": _too_many,
        "paling_sedikit": _too_few,
        "persen_paling_banyak": _percent_too_large,
        "salah_satu": _not_a_choice,
    }
)


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
    columns = connection.execute(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'mart' and data_type = 'VARCHAR' and table_name <> 'wilayah'"
    ).fetchall()
    found = [
        f"{table}.{column}"
        for table, column in columns
        if column not in _KOLOM_BUKAN_PRIBADI
        for (value,) in connection.execute(
            f"select distinct \"{column}\" from mart.\"{table}\" where regexp_matches(\"{column}\", '([0-9][^0-9]*){{9}}')"
        ).fetchall()
        if holds_data_pribadi(value)
    ]
    return Pemeriksaan("tidak ada data pribadi", not found, ", ".join(sorted(set(found))) or f"{len(columns)} kolom teks diperiksa")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from mart.{table}").fetchone()
    return int(row[0]) if row else 0
