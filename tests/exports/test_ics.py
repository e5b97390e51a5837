"""The calendar file: whole days, stable UIDs, a reminder a week before, only what is still owed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from exports.ics import kalender_ics, uid_of
from p4gn.scoring.kalender import AKAN, SELESAI_TEPAT, TERLAMBAT, Tugas, list_tugas
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH

PER = date(2026, 10, 30)


def tugas(apa: str, due: date, status: str, hari: int | None) -> Tugas:
    return Tugas(
        "DINKES@63",
        "Dinas Kesehatan",
        "laporan",
        "laporan",
        apa,
        due,
        status,
        hari,
        "kerangka",
        f"DINKES@63/{apa}",
        "Keterangan; dengan, tanda.",
    )


SEMUA = (
    tugas("Laporan B06 2026", date(2026, 7, 15), TERLAMBAT, 107),
    tugas("Laporan B12 2026", date(2027, 1, 15), AKAN, 77),
    tugas("Laporan B12 2025", date(2026, 1, 15), SELESAI_TEPAT, None),
)


def test_what_is_owed_comes_back_as_whole_days_with_an_alarm() -> None:
    calendar = Calendar.from_ical(kalender_ics(SEMUA, KETERANGAN, PER))
    events = calendar.walk("VEVENT")
    assert [str(each["summary"]) for each in events] == ["Laporan B06 2026: Dinas Kesehatan", "Laporan B12 2026: Dinas Kesehatan"]
    last = events[1]
    assert (last["dtstart"].dt, last["dtend"].dt) == (date(2027, 1, 15), date(2027, 1, 16))
    assert last["dtstamp"].dt == datetime(2026, 10, 30, tzinfo=UTC)
    assert last.walk("VALARM")[0]["trigger"].dt == timedelta(days=-7)
    assert "Paling lambat 15 Januari 2027; per 30 Oktober 2026 jatuh tempo 77 hari lagi." in str(last["description"])
    assert "Keterangan; dengan, tanda." in str(last["description"])


def test_the_same_duty_keeps_its_uid_from_edition_to_edition() -> None:
    later = tugas("Laporan B12 2026", date(2027, 1, 15), TERLAMBAT, 3)
    assert uid_of(later) == uid_of(SEMUA[1]) != uid_of(SEMUA[0])
    assert kalender_ics(SEMUA, KETERANGAN, PER) == kalender_ics(SEMUA, KETERANGAN, PER)


def test_invented_duties_say_so_in_every_event() -> None:
    calendar = Calendar.from_ical(kalender_ics(SEMUA, KETERANGAN_CONTOH, PER))
    assert str(calendar["x-wr-calname"]).startswith("DATA CONTOH")
    assert all(str(each["summary"]).startswith("[DATA CONTOH] ") for each in calendar.walk("VEVENT"))


def test_a_whole_province_has_one_event_per_open_duty_and_no_uid_twice(edisi: str) -> None:
    found = list_tugas(edisi, "63", 2026)
    events = Calendar.from_ical(kalender_ics(found, KETERANGAN_CONTOH, PER)).walk("VEVENT")
    assert len(events) == sum(each.status in (TERLAMBAT, AKAN) for each in found) > 100
    assert len({str(each["uid"]) for each in events}) == len(events)
