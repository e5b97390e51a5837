"""The calendar of duties as an .ics file: whole days, a reminder a week before, the same event after every download."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from exports.berkas import EDISI, WILAYAH, tanda_of
from p4gn.bahasa import format_tanggal
from p4gn.catatan.isi import BERKAS
from p4gn.scoring.kalender import TERBUKA, Tugas, status_text, tugas_of_tindak_lanjut
from p4gn.warehouse.editions import ARTI_CONTOH

_SEMINGGU = timedelta(days=-7)


def kalender_ics(tugas: Iterable[Tugas], keterangan: Mapping[str, str], data_per: date) -> bytes:
    """What is still owed; a duty that is done needs no reminder. DTSTAMP is the day the data reach, so the file is the same each time."""
    mark = tanda_of(keterangan)
    place = keterangan.get(WILAYAH, "")
    calendar = Calendar()
    calendar.add("prodid", "-//Dasbor P4GN//Kalender kewajiban//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(part for part in (mark, "Kewajiban P4GN", place) if part))
    stamp = datetime(data_per.year, data_per.month, data_per.day, tzinfo=UTC)
    for each in tugas:
        if each.status in TERBUKA:
            calendar.add_component(_event(each, mark, stamp, keterangan.get(EDISI, "")))
    return calendar.to_ical()


def tindak_lanjut_ics(rows: Iterable[Mapping[str, Any]], keterangan: Mapping[str, str], kini: date) -> bytes:
    """Due dates of the open follow-ups among rows of `catatan.list_tindak_lanjut`; the same event as in the calendar of duties."""
    return kalender_ics([tugas_of_butir(row, kini) for row in list_bertenggat(rows)], keterangan, kini)


def list_bertenggat(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that stand in a calendar: still owed, and with a due date."""
    return [row for row in rows if row["terbuka"] and row["tenggat"] is not None]


def tugas_of_butir(row: Mapping[str, Any], kini: date) -> Tugas:
    """One row of `catatan.list_tindak_lanjut` as a duty; that of a file goes by the number the calendar of duties knows it by."""
    number = row["id"].split(":", 2)[-1] if row["sumber"] == BERKAS else row["id"]
    same = {
        name: row[name]
        for name in ("status", "tanggal_selesai", "judul_rapat", "presisi_tanggal", "kode_opd", "pengirim", "berkas", "lembar", "baris")
    }
    named = {
        "id_tindak_lanjut": number,
        "batas_waktu": row["tenggat"],
        "uraian": row["teks"],
        "nama_baku": row["nama_penanggung"],
        "instansi": None,
        "kunci_opd": row["penanggung_jawab"],
        "pemda": row["kode_wilayah"],
        "tanggal_rapat": row["tanggal"],
    }
    return tugas_of_tindak_lanjut(same | named, kini)


def uid_of(tugas: Tugas) -> str:
    """The same duty has the same UID in every edition, so a calendar updates it instead of doubling it."""
    return f"{hashlib.sha256(tugas.uid.encode()).hexdigest()[:24]}@dasbor-p4gn"


def _event(tugas: Tugas, mark: str | None, stamp: datetime, edisi: str) -> Event:
    event = Event()
    title = f"{tugas.sebutan}: {tugas.nama}"
    event.add("uid", uid_of(tugas))
    event.add("dtstamp", stamp)
    event.add("dtstart", tugas.jatuh_tempo)
    event.add("dtend", tugas.jatuh_tempo + timedelta(days=1))
    event.add("summary", f"[{mark}] {title}" if mark else title)
    lines = [
        f"Paling lambat {format_tanggal(tugas.jatuh_tempo)}; per {format_tanggal(stamp.date())} {status_text(tugas)}.",
        tugas.keterangan,
        f"{edisi}." if edisi else "",
        ARTI_CONTOH if mark else "",
    ]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["Kewajiban P4GN"])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Seminggu lagi: {title}")
    alarm.add("trigger", _SEMINGGU)
    event.add_component(alarm)
    return event
