"""Writing into the store: every change is one more event, checked against what others did meanwhile, and returned only when committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from p4gn.bahasa import format_saat, format_tanggal_pendek
from p4gn.catatan import basis, periksa, susun
from p4gn.catatan.baca import dunia_of
from p4gn.catatan.basis import PERISTIWA
from p4gn.catatan.gabung import read_asal
from p4gn.catatan.isi import (
    BERKAS,
    Bentrok,
    IsiSalah,
    Keputusan,
    Paparan,
    Pencatat,
    Peristiwa,
    Rapat,
    RapatBaru,
    TidakAda,
    TindakLanjut,
    is_berkas,
    is_rapat_berkas,
    new_id,
    to_isi,
    to_json,
)
from p4gn.catatan.susun import Keadaan

_TINDAK_LANJUT, _RAPAT, PAPARAN = "tindak_lanjut", "rapat", "paparan"
_SEBUTAN = {_TINDAK_LANJUT: "Tindak lanjut", _RAPAT: "Rapat", PAPARAN: "Paparan"}


# ---- decisions and follow-ups ------------------------------------------------------------------------------------------


def record_keputusan(pencatat: Pencatat, keputusan: Keputusan, kunci_kirim: str | None = None) -> TindakLanjut:
    """Store a decision. kunci_kirim: a name of this one submission; sent twice it is stored once and the stored one returned.

    Raises IsiSalah, PeranTidakBerwenang, TidakAda (its meeting), CatatanTertutup.
    """
    checked = periksa.check_keputusan(keputusan)

    def check(connection: Connection, _: Keadaan | None) -> None:
        if checked.rapat and not is_rapat_berkas(checked.rapat):
            _must_stand(_must_exist(susun.read_events(connection, checked.rapat), "Rapat"), "Rapat")

    return _note(pencatat, _TINDAK_LANJUT, new_id(), susun.DICATAT, to_isi(checked), None, kunci_kirim, check, baru=True)  # type: ignore[return-value]


def change_status(
    pencatat: Pencatat,
    id_tindak_lanjut: str,
    versi: int,
    status: str,
    tanggal: date | None = None,
    keterangan: str = "",
    kunci_kirim: str | None = None,
) -> TindakLanjut:
    """A new status; tanggal: the day it was done, for 'selesai' (default today). Raises Bentrok where `versi` is not the last any more."""
    known, done = periksa.check_status(status, tanggal)
    isi = {"status": known, "tanggal_selesai": done and done.isoformat()} | _note_of("keterangan", keterangan, "Keterangan")

    def check(_: Connection, state: Keadaan | None) -> None:
        if done and isinstance(state, TindakLanjut) and state.tanggal and done < state.tanggal:
            raise IsiSalah("tanggal", f"Tanggal selesai mendahului keputusannya ({format_tanggal_pendek(state.tanggal)}).")

    return _change(pencatat, id_tindak_lanjut, versi, susun.STATUS, isi, kunci_kirim, check)


def change_tenggat(
    pencatat: Pencatat, id_tindak_lanjut: str, versi: int, tenggat: date | None, alasan: str = "", kunci_kirim: str | None = None
) -> TindakLanjut:
    """Another due date, or none."""
    isi = {"tenggat": tenggat and tenggat.isoformat()} | _note_of("alasan", alasan, "Alasan")

    def check(_: Connection, state: Keadaan | None) -> None:
        periksa.check_tenggat(tenggat, state.tanggal if state else None)

    return _change(pencatat, id_tindak_lanjut, versi, susun.TENGGAT, isi, kunci_kirim, check)


def change_penanggung(
    pencatat: Pencatat,
    id_tindak_lanjut: str,
    versi: int,
    penanggung_jawab: str | None,
    pendukung: Sequence[str] = (),
    alasan: str = "",
    kunci_kirim: str | None = None,
) -> TindakLanjut:
    """Another agency responsible (kunci_opd), and all that support it."""
    owner = periksa.check_opd("penanggung_jawab", penanggung_jawab)
    others = [each for each in periksa.check_banyak_opd("pendukung", pendukung) if each != owner]
    isi = {"penanggung_jawab": owner, "pendukung": others} | _note_of("alasan", alasan, "Alasan")
    return _change(pencatat, id_tindak_lanjut, versi, susun.PENANGGUNG, isi, kunci_kirim)


def change_teks(
    pencatat: Pencatat, id_tindak_lanjut: str, versi: int, teks: str, topik: str | None = None, kunci_kirim: str | None = None
) -> TindakLanjut:
    """Other words for a decision that was recorded here; the words of the files stay theirs."""
    tidy = periksa.check_teks("teks", teks, "Isi keputusan")
    isi = {"teks": tidy, "topik": periksa.check_topik(topik, tidy)}
    return _change(pencatat, id_tindak_lanjut, versi, susun.TEKS, isi, kunci_kirim, _only_catatan("diubah bunyinya"))


def attach_bukti(
    pencatat: Pencatat, id_tindak_lanjut: str, tautan: str, keterangan: str = "", kunci_kirim: str | None = None
) -> TindakLanjut:
    """One more piece of evidence; two people who attach at once both succeed."""
    isi = {"tautan": periksa.check_tautan(tautan)} | _note_of("keterangan", keterangan, "Keterangan")
    return _change(pencatat, id_tindak_lanjut, None, susun.BUKTI, isi, kunci_kirim)


def withdraw(pencatat: Pencatat, id_tindak_lanjut: str, versi: int, alasan: str, kunci_kirim: str | None = None) -> TindakLanjut:
    """Take back a decision that was recorded here; it leaves the lists and stays in the history with the reason."""
    isi = {"alasan": periksa.check_teks("alasan", alasan, "Alasan")}
    return _change(
        pencatat, id_tindak_lanjut, versi, susun.DITARIK, isi, kunci_kirim, _only_catatan("ditarik; ubah statusnya menjadi batal")
    )


def undo_last(pencatat: Pencatat, id_objek: str) -> Keadaan:
    """Undo the last change of a follow-up or a meeting, made in the same session; a decision just recorded is then withdrawn.

    Raises Bentrok where somebody else changed it since, IsiSalah where there is nothing (more) of this session to undo.
    """
    signed = periksa.check_pencatat(pencatat)
    with basis.write() as connection:
        events = _must_exist(susun.read_events(connection, id_objek), "Catatan")
        if events[0].objek == PAPARAN:
            raise IsiSalah("urung", "Perubahan paparan tidak diurungkan; susun kembali lalu simpan, atau pulihkan yang ditarik.")
        undone = {each.isi["peristiwa"] for each in events if each.jenis == susun.URUNG}
        last = next((each for each in reversed(events) if each.jenis != susun.URUNG and each.id not in undone), None)
        if last is None or not signed.sesi:
            raise IsiSalah("urung", "Tidak ada perubahan yang dapat diurungkan.")
        if last.sesi != signed.sesi:
            if any(each.sesi == signed.sesi and each.id not in undone for each in events):
                raise Bentrok(_say_bentrok([last]), susun.fold(events), (last,))
            raise IsiSalah("urung", "Hanya perubahan terakhir dari layar ini yang dapat diurungkan.")
        return _append(connection, signed, events, last.objek, id_objek, susun.URUNG, {"peristiwa": last.id, "alasan": "diurungkan"}, None)


# ---- meetings ----------------------------------------------------------------------------------------------------------


def record_rapat(pencatat: Pencatat, rapat: RapatBaru, kunci_kirim: str | None = None) -> Rapat:
    """Store a meeting, planned or held; start_rapat opens it."""
    isi = to_isi(periksa.check_rapat(rapat))
    return _note(pencatat, _RAPAT, new_id(), susun.DICATAT, isi, None, kunci_kirim, baru=True)  # type: ignore[return-value]


def change_rapat(pencatat: Pencatat, id_rapat: str, versi: int, rapat: RapatBaru, kunci_kirim: str | None = None) -> Rapat:
    """The meeting as it is now, all its fields."""
    return _change_rapat(pencatat, id_rapat, versi, susun.DIUBAH, to_isi(periksa.check_rapat(rapat)), kunci_kirim)


def start_rapat(pencatat: Pencatat, id_rapat: str, versi: int, kunci_kirim: str | None = None) -> Rapat:
    """The meeting is under way; one that had ended is opened again."""
    return _change_rapat(pencatat, id_rapat, versi, susun.DIMULAI, {}, kunci_kirim)


def finish_rapat(pencatat: Pencatat, id_rapat: str, versi: int, kunci_kirim: str | None = None) -> Rapat:
    """The meeting has ended."""

    def check(_: Connection, state: Keadaan | None) -> None:
        if isinstance(state, Rapat) and state.keadaan != "berjalan":
            raise IsiSalah("keadaan", "Rapat ini tidak sedang berjalan.")

    return _change_rapat(pencatat, id_rapat, versi, susun.DITUTUP, {}, kunci_kirim, check)


def withdraw_rapat(pencatat: Pencatat, id_rapat: str, versi: int, alasan: str, kunci_kirim: str | None = None) -> Rapat:
    """Take back a meeting; its decisions stay."""
    return _change_rapat(pencatat, id_rapat, versi, susun.DITARIK, {"alasan": periksa.check_teks("alasan", alasan, "Alasan")}, kunci_kirim)


# ---- briefings: p4gn/paparan/simpan.py says what may be kept ---------------------------------------------------------------

Periksa = Callable[[Connection, Keadaan | None], None]


def note_paparan(
    pencatat: Pencatat,
    id_paparan: str | None,
    jenis: str,
    isi: Mapping[str, Any],
    versi: int | None,
    kunci_kirim: str | None = None,
    check: Periksa | None = None,
) -> Paparan:
    """One event about a briefing, which belongs to neither world; id_paparan None: a new one, versi None: whatever was changed since."""
    return _note(  # type: ignore[return-value]
        pencatat, PAPARAN, id_paparan or new_id(), jenis, isi, versi, kunci_kirim, check,
        baru=id_paparan is None, ditarik=jenis == susun.DIPULIHKAN,
    )  # fmt: skip


# ---- one way in --------------------------------------------------------------------------------------------------------


def _change(
    pencatat: Pencatat,
    id_objek: str,
    versi: int | None,
    jenis: str,
    isi: Mapping[str, Any],
    kunci: str | None,
    check: Periksa | None = None,
) -> TindakLanjut:
    return _note(pencatat, _TINDAK_LANJUT, id_objek, jenis, isi, versi, kunci, check)  # type: ignore[return-value]


def _change_rapat(
    pencatat: Pencatat, id_rapat: str, versi: int, jenis: str, isi: Mapping[str, Any], kunci: str | None, check: Periksa | None = None
) -> Rapat:
    return _note(pencatat, _RAPAT, id_rapat, jenis, isi, versi, kunci, check)  # type: ignore[return-value]


def _note(
    pencatat: Pencatat,
    objek: str,
    id_objek: str,
    jenis: str,
    isi: Mapping[str, Any],
    versi: int | None,
    kunci_kirim: str | None,
    check: Periksa | None = None,
    baru: bool = False,
    ditarik: bool = False,
) -> Keadaan:
    signed = periksa.check_pencatat(pencatat)
    with basis.write() as connection:
        if kunci_kirim and (earlier := _find_kiriman(connection, kunci_kirim)):
            return _repeat(connection, earlier, objek, None if baru else id_objek, jenis, isi)
        events = susun.read_events(connection, id_objek)
        if not events and is_berkas(id_objek):
            asal = read_asal(signed.edisi, id_objek)
            isi = {**isi, "asal": asal}
            if versi:
                raise TidakAda("Tindak lanjut ini tidak ada dalam catatan.")
            state: Keadaan | None = susun.start_of_berkas(id_objek, asal)
        elif not events:
            state = None if baru else susun.fold(_must_exist(events, _SEBUTAN[objek]))
        else:
            if events[0].objek != objek or events[0].dunia != _dunia_of(objek, signed.edisi):
                raise TidakAda("Catatan ini tidak ada pada edisi yang dibuka.")
            state = susun.fold(events)
            if versi is not None and versi != len(events):
                raise Bentrok(_say_bentrok(events[versi:] or events[-1:]), state, tuple(events[versi:]))
            if not ditarik:
                _must_stand(events, _SEBUTAN[objek])
        if check:
            check(connection, state)
        return _append(connection, signed, events, objek, id_objek, jenis, isi, kunci_kirim)


def _append(
    connection: Connection,
    pencatat: Pencatat,
    events: Sequence[Peristiwa],
    objek: str,
    id_objek: str,
    jenis: str,
    isi: Mapping[str, Any],
    kunci_kirim: str | None,
) -> Keadaan:
    nomor = (connection.execute(select(func.max(PERISTIWA.c.nomor))).scalar_one() or 0) + 1
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    peristiwa = Peristiwa(
        nomor, new_id(), now, pencatat.pelaku, pencatat.peran, pencatat.sesi, jenis, objek, id_objek,
        pencatat.layar, pencatat.edisi, _dunia_of(objek, pencatat.edisi), kunci_kirim, isi,
    )  # fmt: skip
    row = {column.name: getattr(peristiwa, column.name) for column in PERISTIWA.columns} | {"isi": to_json(isi)}
    connection.execute(insert(PERISTIWA).values(**row))
    return susun.store_keadaan(connection, [*events, peristiwa])


def _dunia_of(objek: str, edisi: str) -> str:
    """A briefing says which slides, not what they hold: it is made of any edition."""
    return "" if objek == PAPARAN else dunia_of(edisi)


def _find_kiriman(connection: Connection, kunci_kirim: str) -> Peristiwa | None:
    row = connection.execute(select(PERISTIWA).where(PERISTIWA.c.kunci_kirim == kunci_kirim)).first()
    return None if row is None else susun.as_peristiwa(row)


def _repeat(connection: Connection, earlier: Peristiwa, objek: str, id_objek: str | None, jenis: str, isi: Mapping[str, Any]) -> Keadaan:
    """The same submission once more: nothing is stored; other content under the same name is an error, never silently dropped."""
    before = {key: value for key, value in earlier.isi.items() if key != "asal"}
    if (earlier.objek, earlier.jenis) != (objek, jenis) or id_objek not in (None, earlier.objek_id) or to_json(before) != to_json(isi):
        raise IsiSalah("kunci_kirim", "Isian ini sudah pernah dikirim dengan isi lain. Muat ulang halaman, lalu isi kembali.")
    return susun.fold(susun.read_events(connection, earlier.objek_id))


def _note_of(isian: str, teks: str, sebutan: str) -> dict[str, str]:
    tidy = periksa.check_teks(isian, teks, sebutan, wajib=False)
    return {isian: tidy} if tidy else {}


def _must_exist(events: Sequence[Peristiwa], sebutan: str) -> Sequence[Peristiwa]:
    if not events:
        raise TidakAda(f"{sebutan} ini tidak ada dalam catatan.")
    return events


def _must_stand(events: Sequence[Peristiwa], sebutan: str) -> None:
    if reason := susun.fold(events).ditarik:
        raise IsiSalah("id", f"{sebutan} ini sudah ditarik: {reason}.")


def _only_catatan(what: str) -> Periksa:
    def check(_: Connection, state: Keadaan | None) -> None:
        if isinstance(state, TindakLanjut) and state.sumber == BERKAS:
            raise IsiSalah("id", f"Tindak lanjut dari berkas kiriman tidak dapat {what}.")

    return check


def _say_bentrok(changes: Sequence[Peristiwa]) -> str:
    last = changes[-1]
    when = format_saat(last.saat.astimezone(), pendek=True)
    return f"{last.pelaku} lebih dahulu mengubahnya ({when}). Perubahan Anda belum disimpan; periksa lalu kirim lagi."
