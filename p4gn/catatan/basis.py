"""The database of the store: one address, SQLite or PostgreSQL, migrated under a lock by whoever comes first; one writer at a time.

SQLite runs in WAL with synchronous=FULL, PostgreSQL with synchronous_commit=on: what was confirmed is on the disk.
"""

from __future__ import annotations

import fcntl
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Column, Connection, Engine, Integer, MetaData, Table, Text, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from p4gn.catatan_gagal import CatatanLebihBaru, CatatanTertutup
from p4gn.warehouse.editions import data_dir

VARIABEL = "P4GN_CATATAN"
_MIGRASI = Path(__file__).with_name("migrasi")
_KUNCI_TULIS, _KUNCI_MIGRASI = 6_304_001, 6_304_002  # advisory locks of PostgreSQL
_TUNGGU = 30  # seconds that a writer waits for the others
_TUNGGU_PELADEN = 10  # seconds until a server that does not answer counts as out of reach

metadata = MetaData()
PERISTIWA = Table(
    "peristiwa", metadata,
    Column("nomor", BigInteger, primary_key=True), Column("id", Text), Column("waktu", Text), Column("pelaku", Text), Column("peran", Text),
    Column("sesi", Text), Column("jenis", Text), Column("objek", Text), Column("objek_id", Text), Column("layar", Text),
    Column("edisi", Text), Column("dunia", Text), Column("kunci_kirim", Text), Column("isi", Text),
)  # fmt: skip
TINDAK_LANJUT = Table(
    "tindak_lanjut", metadata,
    Column("id", Text, primary_key=True), Column("versi", Integer), Column("nomor", BigInteger), Column("sumber", Text), Column("dunia", Text),
    Column("wilayah", Text), Column("status", Text), Column("tenggat", Text), Column("rapat", Text), Column("ditarik", Text), Column("keadaan", Text),
)  # fmt: skip
RAPAT = Table(
    "rapat", metadata,
    Column("id", Text, primary_key=True), Column("versi", Integer), Column("nomor", BigInteger), Column("dunia", Text), Column("wilayah", Text),
    Column("tanggal", Text), Column("jalan", Text), Column("ditarik", Text), Column("keadaan", Text),
)  # fmt: skip
BUKU = Table(
    "buku", metadata,
    Column("nomor", BigInteger, primary_key=True), Column("buku", Text), Column("waktu", Text), Column("isi", Text), Column("berkas", Text),
)  # fmt: skip

PAPARAN = Table(
    "paparan", metadata,
    Column("id", Text, primary_key=True), Column("versi", Integer), Column("nomor", BigInteger), Column("kunci", Text), Column("ditarik", Text),
    Column("keadaan", Text),
)  # fmt: skip

_lock = threading.Lock()
_made: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()  # the process that made it


def find_alamat() -> URL:
    """The address of the store; CatatanTertutup where it cannot be understood."""
    written = os.environ.get(VARIABEL) or f"sqlite:///{(_find_folder() / 'catatan.db').resolve()}"
    try:
        url = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", written))
    except ArgumentError as error:
        raise CatatanTertutup(f"Alamat catatan ({VARIABEL}) tidak dapat dibaca. Contoh: postgresql://dasbor@peladen/catatan.") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise CatatanTertutup(f"Alamat catatan ({VARIABEL}) harus sqlite atau postgresql, bukan {url.get_backend_name()}.")
    return url


def exists() -> bool:
    """False where nothing was ever noted in an SQLite store, nor in the files of earlier versions; reading does not make the file then."""
    from p4gn.catatan import lama

    url = find_alamat()
    with _spoken():
        made = url.get_backend_name() != "sqlite" or (url.database is not None and Path(url.database).is_file())
        return made or bool(lama.list_berkas(_find_folder()))


@contextmanager
def read() -> Iterator[Connection]:
    """A connection that sees one moment of the store."""
    with _spoken(), _open().connect() as connection:
        yield connection


@contextmanager
def write() -> Iterator[Connection]:
    """One transaction, committed when the block ends well; other writers wait. CatatanTertutup where that is not possible."""
    with _spoken(), _begin(_open(), _KUNCI_TULIS) as connection:
        _check_versi(_read_versi(connection))
        yield connection


def forget_engines() -> None:
    """Close every connection of this process (a test that moves or copies the store): its SQLite file is whole by itself then."""
    with _lock:
        for engine, pid in list(_made.items()):
            if pid == os.getpid():
                engine.dispose()
        _make_engine.cache_clear()
        _take_over.cache_clear()


def latest_versi() -> int:
    """The number of the last migration that this code knows."""
    return max(_list_langkah("sqlite"))


def _open() -> Engine:
    pid, alamat = os.getpid(), find_alamat().render_as_string(hide_password=False)
    with _lock:
        _take_over(pid, alamat, _find_folder())
        return _make_engine(pid, alamat)


def _find_folder() -> Path:
    """The folder with the SQLite file, where no other address is given, and with the files of earlier versions."""
    return data_dir() / "catatan"


@lru_cache(maxsize=8)
def _make_engine(pid: int, alamat: str) -> Engine:
    """A process has its own connections: those of its parent must not be shared."""
    url = make_url(alamat)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": _TUNGGU, "check_same_thread": False}, pool_size=10, max_overflow=40)
        event.listen(engine, "connect", _set_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        patience = {} if "connect_timeout" in url.query else {"connect_timeout": _TUNGGU_PELADEN}
        options = {"options": "-c synchronous_commit=on", **patience}
        engine = create_engine(url, connect_args=options, pool_pre_ping=True, pool_size=10, max_overflow=40)
    _made[engine] = pid
    _migrate(engine)
    return engine


def _set_sqlite(dbapi_connection, _record) -> None:
    dbapi_connection.isolation_level = None  # transactions begin where we say so
    for pragma in ("synchronous = FULL", "recursive_triggers = ON"):
        dbapi_connection.execute(f"pragma {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("tulis") else "begin")


@contextmanager
def _begin(engine: Engine, kunci: int) -> Iterator[Connection]:
    """A transaction that writes, alone: SQLite locks its file, PostgreSQL the key."""
    with engine.connect().execution_options(tulis=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:kunci)"), {"kunci": kunci})
        yield connection


@contextmanager
def _spoken() -> Iterator[None]:
    """What the database says, in words for people; never the address with its password."""
    try:
        yield
    except (DBAPIError, NoSuchModuleError, OSError) as error:
        reason = type(getattr(error, "orig", None) or error).__name__
        raise CatatanTertutup(
            f"Catatan tidak dapat dibuka atau ditulis ({reason}). Coba kirim lagi; kiriman yang sama tidak dicatat dua kali."
        ) from error


# ---- migrations ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _list_langkah(dialek: str) -> dict[int, str]:
    return {int(path.name[:4]): path.read_text(encoding="utf-8") for path in sorted(_MIGRASI.glob(f"[0-9][0-9][0-9][0-9]_*.{dialek}.sql"))}


def _read_versi(connection: Connection) -> int:
    """0 for an empty database."""
    if not connection.dialect.has_table(connection, "versi_catatan"):
        return 0
    return connection.execute(text("select coalesce(max(versi), 0) from versi_catatan")).scalar_one()


def _check_versi(versi: int) -> None:
    if versi > latest_versi():
        raise CatatanLebihBaru(
            f"Catatan ini dibuat oleh versi Dasbor P4GN yang lebih baru (langkah {versi}; yang dikenal sampai {latest_versi()}). "
            "Perbarui Dasbor P4GN untuk membukanya."
        )


def _migrate(engine: Engine, sampai: int | None = None) -> None:
    """Bring the database to the last step; only one process does, the others find it done."""
    target = sampai or latest_versi()
    with engine.connect() as connection:
        versi = _read_versi(connection)
    _check_versi(versi)
    if versi >= target:
        return
    with _hold_migrasi(engine), _begin(engine, _KUNCI_MIGRASI) as connection:
        versi = _read_versi(connection)
        _check_versi(versi)
        for number, script in _list_langkah(connection.dialect.name).items():
            if versi < number <= target:
                for statement in re.split(r"\n\s*\n", script.strip()):
                    connection.exec_driver_sql(statement)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute(
                    text("insert into versi_catatan (versi, waktu) values (:versi, :waktu)"), {"versi": number, "waktu": now}
                )
        if target == latest_versi():
            from p4gn.catatan.susun import rebuild_in  # the tables of current states follow the events, whatever the step changed

            rebuild_in(connection)


@contextmanager
def _hold_migrasi(engine: Engine) -> Iterator[None]:
    """WAL is chosen once and stays in the file; choosing it needs the file for oneself."""
    if engine.dialect.name != "sqlite":
        yield
        return
    with Path(f"{engine.url.database}.kunci").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        raw = engine.raw_connection()
        try:
            raw.execute("pragma journal_mode = WAL")
        finally:
            raw.close()
        yield


@lru_cache(maxsize=32)
def _take_over(pid: int, alamat: str, folder: Path) -> None:
    """What earlier versions kept in files is in the store before anybody reads or writes it; only one process brings it in."""
    from p4gn.catatan import lama

    lines = {nama: lama.read_baris(path) for nama, path in lama.list_berkas(folder).items()}
    if not any(lines.values()):
        return
    engine = _make_engine(pid, alamat)
    with engine.connect() as connection:
        waiting = lama.find_belum(connection, lines)
    if waiting:
        with _begin(engine, _KUNCI_TULIS) as connection:
            lama.take_over(connection, lama.find_belum(connection, waiting))
