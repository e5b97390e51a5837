"""The books of the store: aliases, corrections, what became of editions, decisions on candidates; lines that are only ever added.

p4gn.catatan_data says what the lines mean; the commands of etl/catatan write them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, func, insert, select

from p4gn.catatan import basis
from p4gn.catatan.basis import BUKU
from p4gn.catatan.isi import Peristiwa

ALIAS, KOREKSI, RIWAYAT, PENGAKUAN = NAMA = ("alias", "koreksi", "edisi", "pengakuan")

Baris = Mapping[str, object]
Tambah = Callable[[Baris], None]


@dataclass(frozen=True, slots=True, eq=False)
class Buku:
    """The lines of a book in the order written; the same object while nothing is added, so it can be the key of what is made from it."""

    nama: str
    baris: tuple[Baris, ...] = ()


@dataclass(frozen=True, slots=True)
class _Dibaca:
    """What was read of a store up to a line: lines never change, so only those after it have to be asked for."""

    nomor: int
    buku: Mapping[str, Buku]


_KOSONG = _Dibaca(0, MappingProxyType({nama: Buku(nama) for nama in NAMA}))
_dibaca: WeakKeyDictionary[Engine, _Dibaca] = WeakKeyDictionary()


def read_buku(nama: str) -> Buku:
    """A book as it stands now, by one query for what is new in any of them. Raises CatatanTertutup, CatatanLebihBaru."""
    if not basis.exists():
        return _KOSONG.buku[nama]
    with basis.read() as connection:
        seen = _dibaca.get(connection.engine, _KOSONG)
        rows = connection.execute(select(BUKU).where(BUKU.c.nomor > seen.nomor).order_by(BUKU.c.nomor)).all()
        if rows:
            seen = _dibaca[connection.engine] = _add_rows(seen, rows)
    return seen.buku[nama]


@contextmanager
def write_buku(nama: str) -> Iterator[Tambah]:
    """Hold the one writing transaction of the store and get the function that adds a line: what is read inside stays true until it is kept.

    Nothing is kept where the block ends with an error.
    """
    with basis.write() as connection:
        yield functools.partial(append, connection, nama)


def append(connection: Connection, nama: str, isi: Baris, waktu: str | None = None, berkas: str | None = None) -> None:
    """One more line, in a writing transaction; berkas: the file that an earlier version kept it in."""
    nomor = (connection.execute(select(func.max(BUKU.c.nomor))).scalar_one() or 0) + 1
    moment = waktu or datetime.now(UTC).isoformat(timespec="microseconds")
    connection.execute(insert(BUKU).values(nomor=nomor, buku=nama, waktu=moment, isi=json.dumps(dict(isi)), berkas=berkas))


def list_peristiwa(awal: str, akhir: str) -> tuple[Peristiwa, ...]:
    """The lines of all books between two moments (UTC), oldest first, as events; see baca.read_audit."""
    if not basis.exists():
        return ()
    with basis.read() as connection:
        rows = connection.execute(select(BUKU).where(BUKU.c.waktu.between(awal, akhir)).order_by(BUKU.c.waktu, BUKU.c.nomor))
        return tuple(map(_as_peristiwa, rows))


def _add_rows(seen: _Dibaca, rows: list[Row]) -> _Dibaca:
    books = dict(seen.buku)
    for nama in {row.buku for row in rows}:
        added = tuple(_read_isi(row) for row in rows if row.buku == nama)
        books[nama] = Buku(nama, books[nama].baris + added)
    return _Dibaca(rows[-1].nomor, MappingProxyType(books))


def _read_isi(row: Row) -> Baris:
    return MappingProxyType(json.loads(row.isi))


def _as_peristiwa(row: Row) -> Peristiwa:
    isi = _read_isi(row)
    jenis = "ditarik" if isi.get("tarik") else str(isi.get("peristiwa") or "dicatat")
    who, about, layar, edisi = (str(isi.get(key) or "") for key in ("oleh", "edisi" if row.buku == RIWAYAT else "id", "layar", "edisi"))
    return Peristiwa(
        nomor=row.nomor, id=f"{row.buku}:{row.nomor}", waktu=row.waktu, pelaku=who, peran="", sesi="", jenis=jenis,
        objek=row.buku, objek_id=str(isi.get("tarik") or about), layar=layar, edisi=edisi, dunia="", kunci_kirim=None, isi=isi,
    )  # fmt: skip
