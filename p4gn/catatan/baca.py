"""Reading the store: one thing, its history, what happened since, and what is under way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, func, select

from p4gn.catatan import basis, buku
from p4gn.catatan.basis import PAPARAN, PERISTIWA, RAPAT, TINDAK_LANJUT
from p4gn.catatan.isi import CONTOH, NYATA, Paparan, Peristiwa, Rapat, TidakAda, TindakLanjut
from p4gn.catatan.susun import Keadaan, as_peristiwa, from_keadaan
from p4gn.warehouse.editions import read_manifest, stempel


def dunia_of(edisi: str) -> str:
    """'contoh' for an edition of invented data, else 'nyata'; EdisiTidakAda where there is none."""
    return _dunia(edisi, stempel(edisi))


@lru_cache(maxsize=64)
def _dunia(edisi: str, _stempel: tuple[str, int, int]) -> str:
    return CONTOH if read_manifest(edisi).is_contoh else NYATA


def last_nomor() -> int:
    """The number of the last event; 0 before the first. Cheap enough to ask every second."""
    if not basis.exists():
        return 0
    with basis.read() as connection:
        return connection.execute(select(func.max(PERISTIWA.c.nomor))).scalar_one() or 0


def list_since(nomor: int, paling_banyak: int = 500) -> tuple[Peristiwa, ...]:
    """Events after this number, oldest first, of both worlds (see Peristiwa.dunia)."""
    return _list_peristiwa(PERISTIWA.c.nomor > nomor, limit=paling_banyak)


def read_history(id_objek: str) -> tuple[Peristiwa, ...]:
    """Everything that happened to a follow-up or a meeting, oldest first; () where nothing was noted."""
    return _list_peristiwa(PERISTIWA.c.objek_id == id_objek)


def read_audit(dari: date, sampai: date) -> tuple[Peristiwa, ...]:
    """Everything noted on these days (of the clock on the wall, both included), oldest first: events, and the lines of the books.

    A line of a book has `objek` 'alias', 'koreksi', 'edisi' or 'pengakuan' and belongs to neither world; its `nomor` counts lines, not events.
    """
    edges = (datetime.combine(day, clock).astimezone(UTC) for day, clock in ((dari, time.min), (sampai, time.max)))
    start, end = (edge.isoformat(timespec="microseconds") for edge in edges)
    found = (*_list_peristiwa(PERISTIWA.c.waktu.between(start, end)), *buku.list_peristiwa(start, end))
    return tuple(sorted(found, key=lambda each: each.waktu))


def read_tindak_lanjut(id_tindak_lanjut: str) -> TindakLanjut:
    """A follow-up as the store knows it, also one withdrawn; TidakAda where nothing was noted about it."""
    found = _list_keadaan("tindak_lanjut", TINDAK_LANJUT.c.id == id_tindak_lanjut)
    if not found:
        raise TidakAda("Tindak lanjut ini tidak ada dalam catatan.")
    return found[0]  # type: ignore[return-value]


def list_dicatat(dunia: str) -> tuple[TindakLanjut, ...]:
    """Every follow-up of one world that the store knows, also withdrawn ones, in the order of their last change."""
    return _list_keadaan("tindak_lanjut", TINDAK_LANJUT.c.dunia == dunia)  # type: ignore[return-value]


def read_rapat(id_rapat: str) -> Rapat:
    """A meeting recorded in the store, also one withdrawn."""
    found = _list_keadaan("rapat", RAPAT.c.id == id_rapat)
    if not found:
        raise TidakAda("Rapat ini tidak ada dalam catatan.")
    return found[0]  # type: ignore[return-value]


def list_rapat(edisi: str, wilayah: str | None = None) -> tuple[Rapat, ...]:
    """Meetings recorded in the store in the world of the edition and not withdrawn, newest first; wilayah: with all its parts."""
    found = _list_keadaan("rapat", (RAPAT.c.dunia == dunia_of(edisi)) & RAPAT.c.ditarik.is_(None))
    rows = [each for each in found if wilayah is None or each.wilayah == wilayah or each.wilayah.startswith(f"{wilayah}.")]
    return tuple(sorted(rows, key=lambda each: (each.tanggal, each.dibuat_pada), reverse=True))  # type: ignore[attr-defined]


def find_rapat_berjalan(wilayah: str, edisi: str) -> Rapat | None:
    """The meeting of exactly this region that was started last and has not ended."""
    here = (RAPAT.c.dunia == dunia_of(edisi)) & (RAPAT.c.wilayah == wilayah) & (RAPAT.c.jalan == "berjalan") & RAPAT.c.ditarik.is_(None)
    return max(_list_keadaan("rapat", here), key=lambda each: each.dimulai_pada or "", default=None)  # type: ignore[union-attr, return-value]


def list_paparan() -> tuple[Paparan, ...]:
    """Every briefing, also those withdrawn, in the order of their last change."""
    return _list_keadaan("paparan", PAPARAN.c.id.is_not(None))  # type: ignore[return-value]


def _list_peristiwa(where: ColumnElement[bool], limit: int | None = None) -> tuple[Peristiwa, ...]:
    if not basis.exists():
        return ()
    with basis.read() as connection:
        return tuple(map(as_peristiwa, connection.execute(select(PERISTIWA).where(where).order_by(PERISTIWA.c.nomor).limit(limit))))


def _list_keadaan(objek: str, where: ColumnElement[bool]) -> tuple[Keadaan, ...]:
    if not basis.exists():
        return ()
    table: Table = {"tindak_lanjut": TINDAK_LANJUT, "rapat": RAPAT, "paparan": PAPARAN}[objek]
    with basis.read() as connection:
        rows = connection.execute(select(table.c.keadaan).where(where).order_by(table.c.nomor))
        return tuple(from_keadaan(objek, row.keadaan) for row in rows)
