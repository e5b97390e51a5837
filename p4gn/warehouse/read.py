"""The only way into an edition: read-only, one connection per edition and process, one cursor per call."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from p4gn.indicators.suppress import BATAS_KECIL
from p4gn.peran import check_daftar
from p4gn.periode import SEMUA, list_semester
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse.editions import stempel

if TYPE_CHECKING:
    import pandas as pd

_QUERIES = Path(__file__).with_name("queries")
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")
_COMMENT = re.compile(r"--[^\n]*")
_PALING_BANYAK = 16  # editions held open at once; the least used is let go

_lock = threading.Lock()
_connections: OrderedDict[tuple[str, int, int], duckdb.DuckDBPyConnection] = OrderedDict()


class DaftarTidakAda(LookupError):
    """No query file of that name."""


def _open_cursor(edisi: str) -> duckdb.DuckDBPyConnection:
    key = stempel(edisi)
    with _lock:
        connection = _connections.get(key)
        if connection is None:
            connection = duckdb.connect(key[0], read_only=True)
            # Many small questions at once: each runs on its asker's own thread instead of waiting for helpers.
            connection.execute("set threads = 1")
            _connections[key] = connection
        _connections.move_to_end(key)
        # Never close(): that would also close cursors that other threads are reading from. The last cursor frees the file.
        while len(_connections) > _PALING_BANYAK:
            _connections.popitem(last=False)
        return connection.cursor()


def forget_connections() -> None:
    """Let go of every open edition (a publisher or a test that wants to delete files)."""
    with _lock:
        _connections.clear()


def query(edisi: str, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Rows of one statement on one edition; values are bound by name ($awal), never pasted in."""
    with _open_cursor(edisi) as cursor:
        return cursor.execute(sql, dict(params) if params else None).df()


def query_rows(edisi: str, sql: str, params: Mapping[str, object] | None = None) -> list[tuple]:
    """The same as plain tuples, unknown is None; several times faster than a frame for a few rows."""
    with _open_cursor(edisi) as cursor:
        return cursor.execute(sql, dict(params) if params else None).fetchall()


@lru_cache(maxsize=64)
def read_sql(nama: str) -> str:
    """Text of queries/<nama>.sql."""
    path = _QUERIES / f"{nama}.sql"
    if not re.fullmatch(r"[a-z_]+", nama) or not path.is_file():
        raise DaftarTidakAda(f"Tidak ada daftar “{nama}”. Yang ada: {', '.join(list_daftar())}.")
    return path.read_text(encoding="utf-8")


def list_daftar() -> list[str]:
    """Names of the lists that can be read."""
    return sorted(path.stem for path in _QUERIES.glob("*.sql"))


def list_parameter(nama: str) -> list[str]:
    """Names of the values that a list can be filtered by."""
    return sorted(_names_in(nama) - set(BATAS_KECIL))


def _names_in(nama: str) -> set[str]:
    return set(_PARAMETER.findall(_COMMENT.sub("", read_sql(nama))))


def read_list(edisi: str, nama: str, **params: object) -> pd.DataFrame:
    """A list by name; filters left out (or None) do not filter; a filter the list does not have is an error.

    What counts as a small number is bound here for every list that hides one; no caller chooses it. A list that names villages beside
    their danger raises PeranTidakBerwenang for a role that may not see it.
    """
    check_daftar(nama)
    accepted = list_parameter(nama)
    unknown = sorted(set(params) - set(accepted))
    if unknown:
        raise TypeError(f"{nama}.sql takes {', '.join(accepted) or 'no filters'}, not {', '.join(unknown)}")
    values = {key: params.get(key) for key in accepted}
    if values.get("wilayah") in {NASIONAL, ""}:
        values["wilayah"] = None
    if values.get("cari") is not None:
        values["cari"] = str(values["cari"]).strip() or None
    limits = {key: value for key, value in BATAS_KECIL.items() if key in _names_in(nama)}
    return query(edisi, read_sql(nama), values | limits)


def scope_filter(scope: Scope, nama: str) -> dict[str, object]:
    """Those values of a scope that the list can be filtered by, ready for read_list."""
    values = {"wilayah": scope.prefix, "awal": scope.awal, "akhir": scope.akhir, "opd": scope.opd}
    return {key: value for key, value in values.items() if key in list_parameter(nama)}


def read_list_scope(scope: Scope, nama: str, **params: object) -> pd.DataFrame:
    """A list narrowed to a scope, with further filters by name."""
    return read_list(scope.edisi, nama, **scope_filter(scope, nama) | params)


def list_tahun(edisi: str) -> list[int]:
    """Years that have at least one record in the edition, oldest first."""
    return [int(tahun) for tahun in read_list(edisi, "tahun")["tahun"]]


def list_periode(edisi: str, semester: bool = False) -> list[str]:
    """'semua', then the years newest first; with semester=True each year is followed by its two semesters."""
    result = [SEMUA]
    for tahun in reversed(list_tahun(edisi)):
        result.append(str(tahun))
        if semester:
            result.extend(reversed(list_semester(tahun)))
    return result
