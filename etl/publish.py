"""Makes an edition visible: built aside, moved into place whole, named in TERKINI. One publisher at a time."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.catatan import check_jabatan, now
from etl.problems import EtlGagal
from p4gn.catatan.buku import RIWAYAT, write_buku
from p4gn.catatan_gagal import CatatanGagal
from p4gn.warehouse.editions import EdisiTidakAda, Manifest, data_dir, list_edisi, read_manifest, warehouse_path

KELUAR_TERKUNCI = 3
BANGUN, KEMBALI = "bangun", "kembali"  # how an edition became the current one
_SISA = re.compile(r"\.(sedang|TERKINI)-.+")

log = logging.getLogger("etl.publish")


def edisi_root() -> Path:
    """The folder with all editions, made if it is not there."""
    root = data_dir() / "edisi"
    root.mkdir(parents=True, exist_ok=True)
    return root


@contextmanager
def lock_edisi() -> Iterator[Path]:
    """Hold the one lock of the editions; EtlGagal (exit 3) when another process holds it. Leftovers of a killed build are removed.

    The lock belongs to the open file, so it is gone when its holder dies, however it dies.
    """
    root = edisi_root()
    with (root / ".kunci").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "tidak diketahui"
            pesan = f"Pembangunan lain sedang berjalan (proses {holder}). Tunggu sampai selesai, lalu ulangi."
            raise EtlGagal(pesan, KELUAR_TERKUNCI) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        remove_leftovers(root)
        yield root


def remove_leftovers(root: Path) -> list[str]:
    """Delete what killed builds left beside the editions; only the holder of the lock may do this."""
    left = [path for path in root.iterdir() if _SISA.fullmatch(path.name)]
    for path in left:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return [path.name for path in left]


@contextmanager
def folder_aside(root: Path, id_edisi: str) -> Iterator[Path]:
    """A folder beside the editions to build in; removed when it has not been moved into place."""
    aside = root / f".sedang-{id_edisi}-{os.getpid()}"
    aside.mkdir()
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def move_into_place(aside: Path, root: Path, id_edisi: str) -> Path:
    """The whole edition appears in one step, its bytes already on the disk."""
    for path in aside.iterdir():
        _sync(path)
    _sync(aside)
    target = root / id_edisi
    aside.rename(target)
    _sync(root)
    return target


def point_to(root: Path, id_edisi: str, cara: str = BANGUN, oleh: str | None = None) -> None:
    """Name the current edition; readers see the old name or the new one, never something between. A change is noted beside it."""
    before = _read_terkini(root)
    aside = root / f".TERKINI-{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        file.write(f"{id_edisi}\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(root / "TERKINI")
    _sync(root)
    if before != id_edisi:
        _note_berlaku(id_edisi, before, cara, oleh)


def roll_back(id_edisi: str, oleh: str | None = None) -> str:
    """Make an edition that exists the current one; EtlGagal when there is none of that name."""
    role = check_jabatan(oleh) if oleh else None
    manifest = get_manifest(id_edisi)
    with lock_edisi() as root:
        point_to(root, manifest.id, KEMBALI, role)
    return manifest.id


def get_manifest(id_edisi: str) -> Manifest:
    """What a complete edition says about itself; EtlGagal names those there are when it is none of them."""
    try:
        warehouse_path(id_edisi)
        return read_manifest(id_edisi)
    except EdisiTidakAda as error:
        known = ", ".join(item.id for item in list_edisi()) or "belum ada satu pun"
        raise EtlGagal(f"{error} Edisi yang ada: {known}.") from error


def find_edisi_by_hash(jenis: str, sidik: str) -> str | None:
    """A complete edition made earlier from the same inputs by the same code, whatever its date."""
    for path in sorted((data_dir() / "edisi").glob(f"[0-9]*-{jenis}-{sidik}")):
        try:
            warehouse_path(path.name)
            return read_manifest(path.name).id
        except EdisiTidakAda:
            continue
    return None


def _read_terkini(root: Path) -> str | None:
    try:
        return (root / "TERKINI").read_text(encoding="utf-8", errors="replace").strip() or None
    except FileNotFoundError:
        return None


def _note_berlaku(id_edisi: str, before: str | None, cara: str, oleh: str | None) -> None:
    """The edition is current already: a history that cannot be written must not make its publication look failed."""
    record = {"peristiwa": "berlaku", "edisi": id_edisi, "cara": cara, "sebelumnya": before, "oleh": oleh, "kapan": now()}
    try:
        with write_buku(RIWAYAT) as add:
            add({key: value for key, value in record.items() if value})
    except CatatanGagal as error:
        log.warning("Edisi %s berlaku, tetapi riwayatnya tidak dapat dicatat. %s", id_edisi, error)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
