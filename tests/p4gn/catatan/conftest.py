"""The store on SQLite and on a real PostgreSQL, each test with an empty one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from p4gn import catatan
from p4gn.catatan import basis
from tests.p4gn.edisi_kecil import EDISI_KECIL, write_edisi

#: The same files read again, after their sender numbered the rows anew and one of them was sent later than everything noted in the tests.
EDISI_BARU = "2026-07-31-contoh-0badf00d"
KOLOM = (
    "id_tindak_lanjut, id_rapat, tanggal_rapat, presisi_tanggal, mulai, selesai, uraian, kode_wilayah, kunci_opd, kode_opd, nama_baku, "
    "batas_waktu, status, tanggal_selesai, bukti, berkas, baris"
)
BARIS = """
insert into mart.berkas (berkas, diterima_pada) values ('lama.csv', '2026-06-01 08:00:00'), ('baru.csv', '2999-01-01 08:00:00');
insert into mart.tindak_lanjut ({kolom}) values
  ('{a}', 'R1', '2026-01-10', 'hari', '2026-01-10', '2026-01-10', 'Susun Perbup P4GN', '98.01', 'SETDA@98.01', 'SETDA', 'Sekretariat Daerah',
   '2026-03-31', 'belum', null, null, '{berkas}', 2),
  ('{b}', 'R1', '2026-01-10', 'hari', '2026-01-10', '2026-01-10', 'Tes urine pegawai', '98.01', 'DINKES@98.01', 'DINKES', 'Dinas Kesehatan',
   null, 'berjalan', null, 'https://contoh.go.id/b', '{berkas}', 3),
  ('{c}', null, '2026-06-20', 'hari', '2026-06-20', '2026-06-20', 'Laporan B06', '98.02', 'DINKES@98.02', 'DINKES', 'Dinas Kesehatan',
   '2026-06-25', 'selesai', '2026-06-24', null, '{berkas}', 4);
"""

PROGRAM = ("initdb", "pg_ctl", "postgres")


@pytest.fixture(scope="session")
def data_rapat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions with the same three follow-ups."""
    data = tmp_path_factory.mktemp("rapat")
    write_edisi(data, EDISI_KECIL, BARIS.format(kolom=KOLOM, a="TL-1", b="TL-2", c="TL-3", berkas="lama.csv"))
    write_edisi(data, EDISI_BARU, BARIS.format(kolom=KOLOM, a="TL-001", b="TL-002", c="TL-003", berkas="baru.csv"))
    return data


@pytest.fixture
def edisi(data_rapat: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Id of the earlier edition, with P4GN_DATA pointing at it."""
    monkeypatch.setenv("P4GN_DATA", str(data_rapat))
    return EDISI_KECIL


@pytest.fixture(scope="session")
def peladen_pg() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL of our own; skipped where Debian's package is not there. It does not run as root."""
    missing = [name for name in PROGRAM if shutil.which(name) is None]
    if missing:
        pytest.skip(f"PostgreSQL tidak terpasang ({', '.join(missing)} tidak ditemukan); pasang paket postgresql untuk menjalankan uji ini")
    home = Path(tempfile.mkdtemp(prefix="catatan-pg-"))
    who: dict[str, str | int] = {}
    if os.geteuid() == 0:
        shutil.chown(home, "nobody")
        who = {"user": "nobody"}
    data = home / "data"
    try:
        _run(["initdb", "-D", str(data), "-U", "catatan", "--auth=trust", "--no-sync", "-E", "UTF8"], who)
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off -c max_connections=150"
        _run(["pg_ctl", "-D", str(data), "-l", str(home / "log"), "-w", "-o", options, "start"], who)
        yield str(home)
    finally:
        if (data / "postmaster.pid").is_file():
            _run(["pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop"], who)
        shutil.rmtree(home, ignore_errors=True)


def _run(command: list[str], who: dict) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **who)


@pytest.fixture(params=["sqlite", "postgresql"])
def alamat(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edisi: str) -> Iterator[str]:
    """The address of an empty store, in the environment."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'catatan.db'}"
    else:
        host = request.getfixturevalue("peladen_pg")
        name = f"uji_{uuid.uuid4().hex}"
        with psycopg.connect(f"host={host} user=catatan dbname=postgres", autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        address = f"postgresql://catatan@/{name}?host={host}"
    monkeypatch.setenv(basis.VARIABEL, address)
    yield address
    basis.forget_engines()


@pytest.fixture
def pencatat(edisi: str) -> catatan.Pencatat:
    """An office at one screen."""
    return catatan.Pencatat("Analis Kesbangpol", "analis", "tren", edisi, sesi="layar-1")


@pytest.fixture
def lain(edisi: str) -> catatan.Pencatat:
    """Another office at another screen."""
    return catatan.Pencatat("Operator Dinkes", "operator", "rapat", edisi, sesi="layar-2")
