"""From events to how things stand now: pure folding, and the tables of the current state made from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from p4gn.catatan import basis
from p4gn.catatan.basis import PAPARAN, PERISTIWA, RAPAT, TINDAK_LANJUT
from p4gn.catatan.isi import BERKAS, CATATAN, Bukti, Paparan, Peristiwa, Rapat, TindakLanjut, from_isi, kunci_nama, to_isi, to_json

DICATAT, STATUS, BUKTI, TENGGAT, PENANGGUNG, TEKS, DITARIK, URUNG = (
    "dicatat", "status", "bukti", "tenggat", "penanggung", "teks", "ditarik", "urung",
)  # fmt: skip
DIUBAH, DIMULAI, DITUTUP = "diubah", "dimulai", "ditutup"
DITAMBAH, DINAMAI, DIPULIHKAN = "ditambah", "dinamai", "dipulihkan"
_DIURUNGKAN = "diurungkan"
_TABEL = {"tindak_lanjut": TINDAK_LANJUT, "rapat": RAPAT, "paparan": PAPARAN}
_KELAS = {"tindak_lanjut": TindakLanjut, "rapat": Rapat, "paparan": Paparan}

Keadaan = TindakLanjut | Rapat | Paparan


def as_peristiwa(row: Row) -> Peristiwa:
    """An event of the table."""
    return Peristiwa(**{**row._mapping, "isi": MappingProxyType(json.loads(row.isi))})


def fold_tindak_lanjut(events: Sequence[Peristiwa]) -> TindakLanjut:
    """A follow-up after all its events, oldest first; those that were undone count only as having happened."""
    first, undone = events[0], _list_urung(events)
    is_berkas = first.jenis != DICATAT
    state = TindakLanjut(
        **_start(first),
        sumber=BERKAS if is_berkas else CATATAN,
        **from_isi(first.isi["asal"] if is_berkas else first.isi),
    )
    state = replace(state, asal_penanggung=state.penanggung_jawab if is_berkas else None)
    for each in events:
        if each.id in undone:
            state = replace(state, ditarik=_DIURUNGKAN) if each.jenis == DICATAT else state
        elif each.jenis != DICATAT:
            state = _apply(state, each)
    return replace(state, versi=len(events), diubah_pada=events[-1].waktu, diubah_oleh=events[-1].pelaku)


def _apply(state: TindakLanjut, peristiwa: Peristiwa) -> TindakLanjut:
    isi, when = from_isi(peristiwa.isi), peristiwa.waktu
    if peristiwa.jenis == STATUS:
        return replace(
            state, status=isi["status"], tanggal_selesai=isi.get("tanggal_selesai"), keterangan=isi.get("keterangan", ""), status_pada=when
        )
    if peristiwa.jenis == BUKTI:
        return replace(state, bukti=(*state.bukti, Bukti(isi["tautan"], isi.get("keterangan", ""), when)))
    if peristiwa.jenis == TENGGAT:
        return replace(state, tenggat=isi.get("tenggat"), tenggat_pada=when)
    if peristiwa.jenis == PENANGGUNG:
        return replace(state, penanggung_jawab=isi.get("penanggung_jawab"), pendukung=isi.get("pendukung", ()), penanggung_pada=when)
    if peristiwa.jenis == TEKS:
        return replace(state, teks=isi["teks"], topik=isi["topik"])
    return replace(state, ditarik=isi["alasan"]) if peristiwa.jenis == DITARIK else state


def fold_rapat(events: Sequence[Peristiwa]) -> Rapat:
    """A meeting after all its events, oldest first."""
    first, undone = events[0], _list_urung(events)
    state = Rapat(**_start(first, layar=False), **from_isi(first.isi))
    for each in events:
        if each.id in undone:
            state = replace(state, ditarik=_DIURUNGKAN) if each.jenis == DICATAT else state
        elif each.jenis == DIUBAH:
            kept = {name: getattr(state, name) for name in ("keadaan", "dimulai_pada", "ditutup_pada", "ditarik")}
            state = Rapat(**_start(first, layar=False), **from_isi(each.isi), **kept)
        elif each.jenis == DIMULAI:
            state = replace(state, keadaan="berjalan", dimulai_pada=state.dimulai_pada or each.waktu, ditutup_pada=None)
        elif each.jenis == DITUTUP:
            state = replace(state, keadaan="selesai", ditutup_pada=each.waktu)
        elif each.jenis == DITARIK:
            state = replace(state, ditarik=each.isi["alasan"])
    return replace(state, versi=len(events), diubah_pada=events[-1].waktu, diubah_oleh=events[-1].pelaku)


def fold_paparan(events: Sequence[Peristiwa]) -> Paparan:
    """A briefing after all its events, oldest first."""
    state = Paparan(**_start(events[0], layar=False), **from_isi(events[0].isi))
    for each in events[1:]:
        isi = from_isi(each.isi)
        if each.jenis == DIUBAH:
            state = replace(state, butir=isi.get("butir", ()))
        elif each.jenis == DITAMBAH:
            state = replace(state, butir=(*state.butir, *isi["butir"]))
        elif each.jenis == DINAMAI:
            state = replace(state, nama=isi["nama"])
        elif each.jenis in (DITARIK, DIPULIHKAN):
            state = replace(state, ditarik=isi.get("alasan"))
    return replace(state, versi=len(events), diubah_pada=events[-1].waktu, diubah_oleh=events[-1].pelaku)


def _start(first: Peristiwa, layar: bool = True) -> dict[str, Any]:
    found = {
        "id": first.objek_id,
        "versi": 1,
        "dunia": first.dunia,
        "edisi": first.edisi,
        "pelaku": first.pelaku,
        "dibuat_pada": first.waktu,
    }
    return found | {"layar": first.layar} if layar else found


def _list_urung(events: Iterable[Peristiwa]) -> frozenset[str]:
    return frozenset(each.isi["peristiwa"] for each in events if each.jenis == URUNG)


def fold(events: Sequence[Peristiwa]) -> Keadaan:
    """Whatever the events are about."""
    folding = {"tindak_lanjut": fold_tindak_lanjut, "rapat": fold_rapat, "paparan": fold_paparan}
    return folding[events[0].objek](events)


def start_of_berkas(id_tindak_lanjut: str, asal: Mapping[str, Any]) -> TindakLanjut:
    """A follow-up of the files before anything was noted about it."""
    return TindakLanjut(id=id_tindak_lanjut, versi=0, sumber=BERKAS, dunia="", edisi="", **from_isi(asal))


def read_events(connection: Connection, objek_id: str) -> list[Peristiwa]:
    """All events about one thing, oldest first."""
    rows = connection.execute(select(PERISTIWA).where(PERISTIWA.c.objek_id == objek_id).order_by(PERISTIWA.c.nomor))
    return [as_peristiwa(row) for row in rows]


def from_keadaan(objek: str, keadaan: str) -> Keadaan:
    """The value that a row of a table of current states holds."""
    return _KELAS[objek](**from_isi(json.loads(keadaan)))


def store_keadaan(connection: Connection, events: Sequence[Peristiwa]) -> Keadaan:
    """Rewrite the row of one thing from its events."""
    objek = events[0].objek
    state = fold(events)
    table = _TABEL[objek]
    connection.execute(delete(table).where(table.c.id == state.id))
    connection.execute(insert(table).values(**_as_row(state, events[-1].nomor)))
    return state


def _as_row(state: Keadaan, nomor: int) -> Mapping[str, Any]:
    common: dict[str, Any] = {
        "id": state.id,
        "versi": state.versi,
        "nomor": nomor,
        "ditarik": state.ditarik,
        "keadaan": to_json(to_isi(state)),
    }
    if isinstance(state, Paparan):
        return common | {"kunci": kunci_nama(state.nama)}
    common |= {"dunia": state.dunia, "wilayah": state.wilayah}
    if isinstance(state, Rapat):
        return common | {"tanggal": state.tanggal.isoformat(), "jalan": state.keadaan}
    due = state.tenggat.isoformat() if state.tenggat else None
    return common | {"sumber": state.sumber, "status": state.status, "tenggat": due, "rapat": state.rapat}


def rebuild_in(connection: Connection) -> int:
    """Make the tables of current states anew from the events alone; the number of things they hold."""
    for table in _TABEL.values():
        connection.execute(delete(table))
    rows = connection.execute(select(PERISTIWA).order_by(PERISTIWA.c.objek, PERISTIWA.c.objek_id, PERISTIWA.c.nomor)).all()
    events = [as_peristiwa(row) for row in rows]
    groups = [list(group) for _, group in groupby(events, key=lambda each: (each.objek, each.objek_id))]
    for group in groups:
        store_keadaan(connection, group)
    return len(groups)


def rebuild() -> int:
    """The same in a transaction of its own."""
    with basis.write() as connection:
        return rebuild_in(connection)
