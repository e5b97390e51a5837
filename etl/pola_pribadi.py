"""What personal numbers look like: NIK, NIP and NRP, telephone numbers, e-mail addresses, NPWP; and what only resembles them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

NIK, NIP, TELEPON, SUREL, LAIN = "nik", "nip", "telepon", "surel", "lain"

# First two digits of a NIK: the provinces.
_PROVINSI = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)})
_S = r"(?:[ .\u00a0]|[ \u00a0]?[-\u2013][ \u00a0]?)"  # between groups of digits
_AWAL = r"(?:(?<![\dA-Za-z])|(?<=nik)|(?<=nip)|(?<=nrp)|(?<=ktp)|(?<=hp)|(?<=wa)|(?<=telp)|(?<=tlp))(?<!\d[.,])"
_AKHIR = r"(?![\dA-Za-z]|[.,]\d)"
_ALAMAT_LAMAN = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NOMOR_WA = re.compile(r"(?:wa\.me/|[?&]phone=|tel:)\+?(\d{9,15})", re.IGNORECASE)
_SUREL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")

_SEBARIS = re.compile(rf"{_AWAL}(\d{{16}}|\d{{18}}){_AKHIR}", re.IGNORECASE)
_NIK_TERPISAH = re.compile(
    rf"{_AWAL}(?:\d{{6}}{_S}\d{{6}}{_S}?\d{{4}}|\d{{12}}{_S}\d{{4}}|\d{{4}}(?:{_S}\d{{4}}){{3}}"
    rf"|\d{{6}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{4}}"
    rf"|\d{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}(?:\d{{6}}|\d{{2}}{_S}\d{{2}}{_S}\d{{2}}){_S}\d{{4}}){_AKHIR}",
    re.IGNORECASE,
)
_NIP_TERPISAH = re.compile(
    rf"{_AWAL}(?:\d{{8}}|\d{{4}}{_S}\d{{4}}|\d{{4}}{_S}\d{{2}}{_S}\d{{2}}){_S}?(?:\d{{6}}|\d{{4}}{_S}\d{{2}}){_S}?\d{_S}?\d{{3}}{_AKHIR}",
    re.IGNORECASE,
)
_BERKATA = re.compile(
    r"(?<![A-Za-z])(?:(?P<nik>nik|no\W{0,2}ktp|nomor ktp|ktp)|(?P<nip>nip|nrp|nipppk|ni pppk|nuptk|nrptk|nip\s?/\s?nrp))(?![A-Za-z])"
    r"[^\w\n]{0,6}(?:\d[ .\u00a0\-]{0,2}){6,19}\d(?![\dA-Za-z])",
    re.IGNORECASE,
)
_HP_SEBARIS = re.compile(rf"{_AWAL}(?:\(?\+?62\)?[ .\-]?|0)8\d{{7,11}}{_AKHIR}", re.IGNORECASE)
_HP_TERPISAH = re.compile(
    rf"{_AWAL}(?<!\d[/\-])\(?(?:\+?62\)?(?:[ .\-]?\(?0?\)?)[ .\-]?\(?|0)8[1-35-9][ .\-]?[1-9]\d?\)?(?:(?:[ ./]|[ ]?[-\u2013][ ]?)?\d{{2,5}}){{2,4}}{_AKHIR}",
    re.IGNORECASE,
)
_TELEPON_BERKATA = re.compile(
    r"(?<![A-Za-z])(?:(?:no|nomor)\b\W{0,2})?(?:telp|telpon|telepon|tlp|fax|faks|hp|handphone|wa|whatsapp|kontak|cp)(?![A-Za-z])[^\w\n(+]{0,4}"
    r"(?=[(+\d])(?:[(+]{0,2}\d[ .()\-\u2013]{0,3}){6,14}\d(?![\dA-Za-z])",
    re.IGNORECASE,
)
_TANGGAL = re.compile(r"(?:19|20)\d{2}[-/.]?(?:0\d|1[0-2])[-/.]?[0-3]\d\b|\b[0-3]?\d[-/.](?:0?\d|1[0-2])[-/.](?:19|20)\d{2}\b")
_NPWP = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?!\d)")

# The same, as one cheap question for the RE2 engine (no look-around): may hold such a thing. Numbers, then with a word or a sign.
CURIGA_NIK_NIP = (
    r"\d{16}|\d{6}\W{1,3}\d{6}\W{0,3}\d{4}|\d{12}\W{1,3}\d{4}|\d{4}\W{1,3}\d{4}\W{1,3}\d{4}\W{1,3}\d{4}|\d{6}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}\d{4}"
    r"|\d{2}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}(?:\d{6}|\d{2}\W{1,3}\d{2}\W{1,3}\d{2})\W{1,3}\d{4}"
    r"|(?:\d{8}|\d{4}\W{1,3}\d{4}|\d{4}\W{1,3}\d{2}\W{1,3}\d{2})\W{0,3}(?:\d{6}|\d{4}\W{1,3}\d{2})\W{0,3}\d\W{0,3}\d{3}"
    r"|(?:ktp|nik|nip|nrp|pppk|tk)\W{0,6}\d(?:\W{0,2}\d){5}"
)
CURIGA_NOMOR = (
    CURIGA_NIK_NIP + r"|(?:^|[^0-9A-Za-z]|hp|wa|tl?e?lp|tel|me/|phone=)\(?(?:\+?62|0)\W{0,4}0?\W{0,3}8(?:\W{0,3}\d){7}"
    r"|(?:telpo?n?|telepon|tlp|fax|faks|hp|handphone|wa|whatsapp|kontak|cp)\W{0,6}\d(?:\W{0,3}\d){5}"
    r"|\d{2}\.\d{3}\.\d{3}\.\d\W\d{3}\.\d{3}|@[\w\-]+\."
)


class Temuan(NamedTuple):
    """A part of a text that is personal."""

    awal: int
    akhir: int
    jenis: str


def find_nomor(text: str) -> list[Temuan]:
    """NIK, NIP, telephone and tax numbers in a text, from left to right; digits in web addresses are not looked at."""
    addresses = [match.span() for match in _ALAMAT_LAMAN.finditer(text)] if "://" in text or "www." in text.lower() else []
    found = [item for item in _list_nomor(text) if not any(start <= item.awal < end for start, end in addresses)]
    found.extend(Temuan(*match.span(1), TELEPON) for match in _NOMOR_WA.finditer(text))
    return merge_temuan(found)


def find_nik_nip(text: str) -> list[Temuan]:
    """Only NIK and NIP: what a column of numbers may hold by mistake."""
    return [item for item in find_nomor(text) if item.jenis in (NIK, NIP)]


def find_surel(text: str) -> list[Temuan]:
    """E-mail addresses in a text."""
    return [Temuan(*match.span(), SUREL) for match in _SUREL.finditer(text)] if "@" in text else []


def classify_angka(number: float) -> str | None:
    """A number cell that is a NIK or NIP, which spreadsheets turn into 6.3e15 or 1.97e17: its kind, else None."""
    if not 1e15 <= number < 1e18 or number != int(number):
        return None
    digits = str(int(number))
    if len(digits) == 16 and is_nik(digits):
        return NIK
    return NIP if len(digits) == 18 and is_nip(digits) else None


def is_nik(digits: str) -> bool:
    """'6303011507850002': region of birth registration, day (plus 40 for women), month, year, serial number."""
    hari, bulan = int(digits[6:8]), int(digits[8:10])
    return int(digits[:2]) in _PROVINSI and digits[2:4] != "00" and (1 <= hari <= 31 or 41 <= hari <= 71) and 1 <= bulan <= 12


def is_nip(digits: str) -> bool:
    """'197001011990031001': date of birth, month of appointment (21 for PPPK), sex, serial number."""
    lahir, angkat = int(digits[:4]), int(digits[8:12])
    bulan, hari, bulan_angkat = int(digits[4:6]), int(digits[6:8]), int(digits[12:14])
    return (
        1930 <= lahir <= date.today().year and 1 <= bulan <= 12 and 1 <= hari <= 31 and 1950 <= angkat <= 2100 and 1 <= bulan_angkat <= 32
    )


def merge_temuan(found: list[Temuan]) -> list[Temuan]:
    """Parts that touch or overlap become one, of the kind of the first."""
    merged: list[Temuan] = []
    for item in sorted(found):
        if merged and item.awal < merged[-1].akhir:
            merged[-1] = merged[-1]._replace(akhir=max(merged[-1].akhir, item.akhir))
        else:
            merged.append(item)
    return merged


def _list_nomor(text: str) -> Iterator[Temuan]:
    for match in _SEBARIS.finditer(text):
        digits = match[1]
        if not digits.endswith("000000"):  # a sum of money
            yield Temuan(*match.span(1), NIK if len(digits) == 16 else NIP)
    for match in _NIK_TERPISAH.finditer(text):
        if is_nik(_digits(match[0])):
            yield Temuan(*match.span(), NIK)
    for match in _NIP_TERPISAH.finditer(text):
        if is_nip(_digits(match[0])):
            yield Temuan(*match.span(), NIP)
    for match in _BERKATA.finditer(text):
        yield Temuan(*match.span(), NIK if match["nik"] else NIP)
    for match in _HP_SEBARIS.finditer(text):
        yield Temuan(*match.span(), TELEPON)
    for match in _HP_TERPISAH.finditer(text):
        if 9 <= len(_digits(match[0]).lstrip("0").removeprefix("62").lstrip("0")) <= 12:
            yield Temuan(*match.span(), TELEPON)
    for match in _TELEPON_BERKATA.finditer(text):
        if not _TANGGAL.search(match[0]):
            yield Temuan(*match.span(), TELEPON)
    for match in _NPWP.finditer(text):
        yield Temuan(*match.span(), LAIN)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
