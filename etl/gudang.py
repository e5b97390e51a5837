"""Makes the marts of an edition from its staging tables, each after those it reads."""

from __future__ import annotations

import re
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from etl.staging import MARTS_DIR
from p4gn.indicators.suppress import BATAS_KECIL

if TYPE_CHECKING:
    import duckdb

_KOMENTAR = re.compile(r"--[^\n]*")
_MART = re.compile(r"\bmart\.([a-z_]+)")
_DATA_PER = "$data_per"


def build_marts(connection: duckdb.DuckDBPyConnection, kalau_kosong: date) -> date:
    """Fill schema `mart`; gives back the day up to which the data reach, `kalau_kosong` where no event is known to the day."""
    data_per = None
    for path in list_marts():
        sql = path.read_text(encoding="utf-8")
        values: dict[str, object] = {name: value for name, value in BATAS_KECIL.items() if f"${name}" in sql}
        if _DATA_PER in sql:
            data_per = data_per or _find_data_per(connection) or kalau_kosong
            values["data_per"] = data_per
        connection.execute(sql, values)
    return data_per or _find_data_per(connection) or kalau_kosong


def list_marts(folder: Path = MARTS_DIR) -> list[Path]:
    """Shared macros first, then every mart behind those it reads; one that asks how far the data reach behind all that tell it."""
    paths = {path.stem: path for path in sorted(folder.glob("*.sql"))}
    bodies = {nama: _KOMENTAR.sub("", path.read_text(encoding="utf-8")) for nama, path in paths.items()}
    macros = [nama for nama in paths if nama.startswith("_")]
    telling = {nama for nama, body in bodies.items() if _DATA_PER not in body} - set(macros)
    order: TopologicalSorter[str] = TopologicalSorter()
    for nama in (nama for nama in paths if nama not in macros):
        reads = (set(_MART.findall(bodies[nama])) & paths.keys()) | (telling if _DATA_PER in bodies[nama] else set())
        order.add(nama, *sorted(reads - {nama}))
    return [paths[nama] for nama in (*macros, *order.static_order())]


def _find_data_per(connection: duckdb.DuckDBPyConnection) -> date | None:
    """Date of the youngest event in the edition, known to the day."""
    dated = connection.execute(
        "select table_name from information_schema.columns where table_schema = 'mart' and column_name in ('tanggal', 'presisi_tanggal')"
        " group by table_name having count(*) = 2 order by table_name"
    ).fetchall()
    dates = " union all ".join(f"select max(tanggal) as tanggal from mart.{table} where presisi_tanggal = 'hari'" for (table,) in dated)
    row = connection.execute(f"select max(tanggal) from ({dates})").fetchone()
    return row[0] if row else None
