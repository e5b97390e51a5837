"""Meetings in time: a month with its days, one month after the other; and a line from the newest to the oldest with what came of each."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import NAMA_BULAN, NAMA_HARI, format_angka
from p4gn.catatan.periksa import today
from ui import filters, frame, pertemuan, registers

if TYPE_CHECKING:
    from p4gn.catatan import Pertemuan
    from p4gn.scope import Scope

_KUNCI = "rapat_bulan"
_BULAN = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
SEKALI_TAMPIL = 60


def draw_kalender(found: Sequence[Pertemuan], scope: Scope) -> None:
    """One month, chosen by the buttons beside its name or from the list of those that have any; it lives in the link as `bulan`."""
    by_month = group_by_month(found)
    if not by_month:
        frame.empty_state("Tidak satu pun rapat ini bertanggal.", "Semuanya ada pada tampilan Daftar.")
        return
    month = _choose_month(by_month)
    meetings = by_month.get(month, [])
    if not meetings:
        frame.empty_state(f"Tidak ada rapat pada {month_text(month)}.", "Pilih bulan lain; yang ada rapatnya terdaftar di atas.")
    st.html(f'<div class="p4 p4-tabel-wadah">{month_html(month, meetings, scope, today())}</div>')
    vague = [each for each in meetings if not _has_day(each)]
    if vague:
        items = "".join(f"<li>{pertemuan.anchor(each, scope)}</li>" for each in vague)
        st.html(f'<div class="p4"><p class="p4-judul-kecil">Harinya tidak tercetak</p><ul class="p4-poin">{items}</ul></div>')
    undated = sum(each.mulai is None or each.presisi_tanggal == "tahun" for each in found)
    if undated:
        st.html(f'<p class="p4 redup">{format_angka(undated)} rapat tanpa bulan ada pada tampilan Daftar saja.</p>')


def group_by_month(found: Sequence[Pertemuan]) -> dict[str, list[Pertemuan]]:
    """'2026-10' → its meetings, of those whose month is known; one that lasts into the next month stands in both."""
    by_month: defaultdict[str, list[Pertemuan]] = defaultdict(list)
    for each in found:
        if each.tanggal is not None and each.presisi_tanggal != "tahun":
            for month in dict.fromkeys((_month_of(each.tanggal), _month_of(each.tanggal_sampai or each.tanggal))):
                by_month[month].append(each)
    return dict(by_month)


def _month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def month_text(month: str) -> str:
    """'Oktober 2026'"""
    return f"{NAMA_BULAN[int(month[5:]) - 1]} {month[:4]}"


def step_month(month: str, step: int) -> str:
    """The month before (-1) or after (1)."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_month(by_month: Mapping[str, Sequence[Pertemuan]], kini: date) -> str:
    """The month to begin with: this one or the last before it that has a meeting, else the first there is."""
    past = [month for month in by_month if month <= _month_of(kini)]
    return max(past) if past else min(by_month)


def _choose_month(by_month: Mapping[str, Sequence[Pertemuan]]) -> str:
    begin = first_month(by_month, today())
    filters.follow_link("bulan", _KUNCI, begin)
    month = st.session_state[_KUNCI]
    if not is_month(month):
        month = st.session_state[_KUNCI] = begin
    options = sorted({*by_month, month}, reverse=True)
    left, middle, right = st.columns([1, 2, 1], vertical_alignment="bottom")
    with left:
        st.button(
            "Bulan sebelumnya",
            icon=":material/chevron_left:",
            key="bulan-mundur",
            on_click=_go,
            args=(step_month(month, -1),),
            width="stretch",
        )
    with middle:
        chosen = st.selectbox("Bulan", options, key=_KUNCI, format_func=lambda each: _option(each, by_month))
    with right:
        st.button(
            "Bulan berikutnya",
            icon=":material/chevron_right:",
            key="bulan-maju",
            on_click=_go,
            args=(step_month(month, 1),),
            width="stretch",
        )
    filters.write_link("bulan", _KUNCI, chosen)
    return chosen


def is_month(text: str) -> bool:
    """Whether a link names a month: '2026-10'."""
    return _BULAN.fullmatch(text) is not None


def _option(month: str, by_month: Mapping[str, Sequence[Pertemuan]]) -> str:
    number = len(by_month.get(month, ()))
    return f"{month_text(month)} ({format_angka(number)} rapat)" if number else f"{month_text(month)} (tidak ada rapat)"


def _go(month: str) -> None:
    st.session_state[_KUNCI] = month


def month_html(month: str, meetings: Sequence[Pertemuan], scope: Scope, kini: date) -> str:
    """The days of a month as a table from Monday; on a phone only the days that have a meeting stand below each other."""
    by_day: defaultdict[date, list[Pertemuan]] = defaultdict(list)
    for each in meetings:
        for day in _days(each):
            by_day[day].append(each)
    head = "".join(f'<th scope="col">{day}</th>' for day in NAMA_HARI)
    weeks = calendar.Calendar().monthdatescalendar(int(month[:4]), int(month[5:]))
    body = "".join(f"<tr>{''.join(_day_cell(day, month, by_day, scope, kini) for day in week)}</tr>" for week in weeks)
    return f'<table class="p4-bulan"><caption>{month_text(month)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _has_day(rapat: Pertemuan) -> bool:
    return rapat.presisi_tanggal in ("hari", None)


def _days(rapat: Pertemuan) -> list[date]:
    """Every day of a meeting; a range of more than a month is a slip of a pen and shown on its first day."""
    if rapat.tanggal is None or not _has_day(rapat):
        return []
    length = ((rapat.tanggal_sampai or rapat.tanggal) - rapat.tanggal).days
    return [rapat.tanggal + timedelta(days=each) for each in range(length + 1 if 0 <= length <= 31 else 1)]


def _day_cell(day: date, month: str, by_day: Mapping[date, Sequence[Pertemuan]], scope: Scope, kini: date) -> str:
    if _month_of(day) != month:
        return '<td class="luar"></td>'
    links = "".join(
        f'<a href="{pertemuan.link(each, scope)}" target="_self">{escape(each.judul)}{_state(each)}</a>' for each in by_day.get(day, ())
    )
    kind = " ".join(each for each in ("" if links else "kosong", "kini" if day == kini else "") if each)
    today_word = " <small>hari ini</small>" if day == kini else ""
    return (
        f'<td class="{kind}"><span class="hari"><span class="nama">{NAMA_HARI[day.weekday()]}, </span>{day.day}'
        f'<span class="nama"> {NAMA_BULAN[day.month - 1]}</span>{today_word}</span>{links}</td>'
    )


def _state(rapat: Pertemuan) -> str:
    shown = pertemuan.TANDA.get(rapat.keadaan)
    return f" <small>{shown[0]} {shown[2].lower()}</small>" if shown else ""


def draw_linimasa(found: Sequence[Pertemuan], scope: Scope) -> None:
    """From the newest to the oldest, year by year, each with what became of what it decided."""
    dated = [each for each in found if each.mulai is not None]
    shown = registers.first_rows(dated, "linimasa", SEKALI_TAMPIL)
    results = pertemuan.hasil_by_rapat(scope, shown)
    parts = [
        f'<li class="tahun">{escape(title)}</li>{"".join(_moment(each, results.get(each.id, ""), scope) for each in group)}'
        for title, group in groupby(shown, key=lambda each: str(each.tahun))
    ]
    if parts:
        st.html(f'<div class="p4"><ol class="p4-linimasa">{"".join(parts)}</ol></div>')
    undated = [each for each in found if each.mulai is None]
    if undated:
        items = "".join(f"<li>{pertemuan.anchor(each, scope)} · {escape(pertemuan.place_text(each))}</li>" for each in undated)
        st.html(
            f'<div class="p4"><p class="p4-judul-kecil">{format_angka(len(undated))} rapat tanpa tanggal</p><ul class="p4-poin">{items}</ul></div>'
        )


def _moment(rapat: Pertemuan, result: str, scope: Scope) -> str:
    where = [pertemuan.tanggal_text(rapat), pertemuan.jenis_text(rapat.jenis), pertemuan.elsewhere(rapat, scope)]
    told = f"<p>{escape(result)}.</p>" if result else ""
    return (
        f'<li class="{escape(rapat.keadaan)}"><p><strong>{pertemuan.anchor(rapat, scope)}</strong> {pertemuan.keadaan_html(rapat)}</p>'
        f'<p class="redup">{escape(" · ".join(each for each in where if each))}</p>{told}</li>'
    )
