"""Finds the date around a date: the year, month or day that a link, a file name or a posting date tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from p4gn.bahasa import format_tanggal

TAHUN_TERTUA = 1990
_HARI_PENUH = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<=/)(?P<y>20\d\d)(?P<m>\d{2})(?P<d>\d{2})(?=/|$)"),
)
_BULAN = (re.compile(r"(?<=/)(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})(?=/|$)"), re.compile(r"(?<=/)(?P<y>20\d\d)-(?P<m>\d{2})(?=/|$)"))
_TAHUN = re.compile(r"(?<=/)(?P<y>(?:19|20)\d\d)(?=/|$)")
# A year inside a slug may belong to a regulation or a plan, so it counts only when the weekday agrees with it.
_TAHUN_SLUG = re.compile(r"(?<![a-z0-9])(20\d\d)(?![0-9])")
_DASAR_HUKUM = re.compile(r"(?:no|nomor|nomer|inpres|perda|perbup|permendagri|uu|se)-(?:no-|nomor-)?\d+-(?:tahun-|thn-)?$")


@dataclass(frozen=True, slots=True)
class Konteks:
    """What is known of the time around a date; `lemah` when only a weekday may confirm it."""

    tahun: int
    bulan: int | None = None
    hari: int | None = None
    lemah: bool = False

    @property
    def tanggal(self) -> date | None:
        return date(self.tahun, self.bulan, self.hari) if self.bulan and self.hari else None

    def __str__(self) -> str:
        presisi = "hari" if self.bulan and self.hari else "bulan" if self.bulan else "tahun"
        return format_tanggal(date(self.tahun, self.bulan or 1, self.hari or 1), presisi)


def find_konteks(konteks: object, tahun_terakhir: int, read_text) -> Konteks | None:
    """The first of the given contexts that tells a year, the sure ones before the weak; `read_text` reads a date in prose."""
    found = [one for item in _as_list(konteks) if (one := _read_one(item, tahun_terakhir, read_text))]
    return next((one for one in found if not one.lemah), found[0] if found else None)


def _as_list(konteks: object) -> list[object]:
    if konteks is None:
        return []
    if isinstance(konteks, str):
        return [part for part in re.split(r"\s\|\s|\n", konteks) if part.strip()]
    if isinstance(konteks, Sequence):
        return [single for item in konteks for single in _as_list(item)]
    return [konteks]


def _read_one(item: object, tahun_terakhir: int, read_text) -> Konteks | None:
    if isinstance(item, date):
        if item != item:  # pandas' NaT is a datetime that equals nothing
            return None
        day = item.date() if isinstance(item, datetime) else item
        return Konteks(day.year, day.month, day.day)
    if isinstance(item, int) and not isinstance(item, bool):
        return Konteks(item) if TAHUN_TERTUA <= item <= tahun_terakhir else None
    if not isinstance(item, str):
        return None
    text = item.strip()
    if re.match(r"(?:https?://|www\.)", text) or ("/" in text and " " not in text and re.search(r"[a-z]", text, re.IGNORECASE)):
        return find_tahun_in_url(text, tahun_terakhir)
    return _from_iso(read_text(text))


def find_tahun_in_url(url: str, tahun_terakhir: int) -> Konteks | None:
    """'/2019/04/24/' → that day, '/2022/11/' → that month, '/2022/' → that year, '-sepanjang-2023' → a weak year."""
    path = unquote(urlsplit(url).path if "://" in url else url).lower()
    path = path if path.startswith("/") else "/" + path
    for pattern in _HARI_PENUH:
        for found in pattern.finditer(path):
            if day := _as_date(int(found["y"]), int(found["m"]), int(found["d"]), tahun_terakhir):
                return Konteks(day.year, day.month, day.day)
    for pattern in _BULAN:
        for found in pattern.finditer(path):
            if TAHUN_TERTUA <= int(found["y"]) <= tahun_terakhir and 1 <= int(found["m"]) <= 12:
                return Konteks(int(found["y"]), int(found["m"]))
    for found in _TAHUN.finditer(path):
        if TAHUN_TERTUA <= int(found["y"]) <= tahun_terakhir:
            return Konteks(int(found["y"]))
    in_slug = {int(found[1]) for found in _TAHUN_SLUG.finditer(path) if not _DASAR_HUKUM.search(path[: found.start()])}
    plausible = [year for year in in_slug if TAHUN_TERTUA <= year <= tahun_terakhir]
    return Konteks(plausible[0], lemah=True) if len(plausible) == 1 else None


def _as_date(year: int, month: int, day: int, tahun_terakhir: int) -> date | None:
    if not TAHUN_TERTUA <= year <= tahun_terakhir:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_iso(iso: object) -> Konteks | None:
    if not isinstance(iso, str):
        return None
    parts = [int(part) for part in iso.split("-")]
    return Konteks(*parts)
