"""What personal numbers look like: NIK, NIP and NRP, telephone numbers, e-mail and home addresses, NPWP; and what only resembles them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

NIK, NIP, TELEPON, SUREL, ALAMAT, LAIN = "nik", "nip", "telepon", "surel", "alamat", "lain"

# First two digits of a NIK: the provinces.
_PROVINSI = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)})
_S = r"(?:[ ./]|[ ]?-[ ]?|[ ]{2})"  # between groups of digits
# Digits, dashes, dots and spaces of other keyboards and of text copied from a page: one letter for one, so that places stay.
_BIASA = {
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFF0D), "-"),
    **dict.fromkeys((0x00B7, 0x2022, 0x2027, 0x30FB, 0xFF0E), "."),
    **dict.fromkeys((0x00A0, 0x00AD, 0x2007, 0x2009, 0x200A, 0x200B, 0x200C, 0x200D, 0x2060, 0x202F, 0x3000, 0xFEFF, 0x09, 0x5F), " "),
    0xFF0B: "+", 0xFF08: "(", 0xFF09: ")", 0xFF20: "@", 0x2044: "/",
}  # fmt: skip
_AWAL = r"(?:(?<![\dA-Za-z])|(?<=nik)|(?<=nip)|(?<=nrp)|(?<=ktp)|(?<=hp)|(?<=wa)|(?<=telp)|(?<=tlp))(?<!\d[.,])"
_AKHIR = r"(?![\dA-Za-z]|[.,]\d)"
_ALAMAT_LAMAN = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NOMOR_WA = re.compile(
    r"(?:wa\.me/|t\.me/|tel:|[?&](?:phone|hp|no[ ]?hp|wa|telp|telepon|nik|nip|nrp)=)(?:%2b)?\+?(\d(?:[\- ]?\d){8,17})", re.IGNORECASE
)
_SUREL = re.compile(
    r"[\w.+\-]+(?:@|[ ]@[ ]|[ ]?[(\[]at[)\]][ ]?)(?:[\w\-]+(?:\.[\w\-]+)*(?:\.|[ ]?[(\[]dot[)\]][ ]?)[a-z]{2,}|(?:gmail|yahoo|ymail|hotmail|outlook)\b)",
    re.IGNORECASE,
)
_TEMPAT_JALAN = r"(?:jl|jln|jalan|komp|komplek|kompleks|perum|perumahan|gg|gang|blok|rt)\b"
_ALAMAT_BERKATA = re.compile(
    rf"\b(?:alamat(?: (?:rumah|tinggal|lengkap|domisili|ktp))?|beralamat(?:kan)?|(?:ber)?tempat tinggal|tinggal|(?:ber)?domisili)\b(?: di)?\s*:?\s*"
    rf"(?P<alamat>{_TEMPAT_JALAN}[^;\n|]*)",
    re.IGNORECASE,
)
_HANYA_ALAMAT = re.compile(r"\s*(?:jl|jln|jalan|komp|komplek|kompleks|perum|perumahan|gg|gang)\b[^;\n]*\brt\b\W*\d[^;\n]*", re.IGNORECASE)
_LAHIR = re.compile(
    r"\b(?:lahir(?: di)?|ttl|tempat\W+(?:tgl|tanggal)\.? lahir)\b\W*[^;\n\d]{0,40}\d[^;\n]{2,20}?(?:19|20)\d{2}\b", re.IGNORECASE
)
_KARTU = re.compile(
    r"\b(?:bpjs|kis|kk|npwp|sim|paspor|passport)\b\W{0,3}(?:no\b\W{0,3})?[A-Z]?\d(?:[ .\-]?\d){6,17}(?![\dA-Za-z])", re.IGNORECASE
)

_SEBARIS = re.compile(rf"{_AWAL}(\d{{16}}|\d{{18}}){_AKHIR}", re.IGNORECASE)
_BERDEMPET = re.compile(r"(?<![\d.,])(\d{16}|\d{18})(?![\d]|[.,]\d)")  # with letters at its ends
_NIK_TERPISAH = re.compile(
    rf"{_AWAL}(?:\d{{6}}{_S}\d{{6}}{_S}?\d{{4}}|\d{{12}}{_S}\d{{4}}|\d{{4}}(?:{_S}\d{{4}}){{3}}|\d{{4}}{_S}\d{{12}}|\d{{6}}{_S}\d{{10}}"
    rf"|\d{{4}}{_S}\d{{6}}{_S}\d{{6}}|\d{{2}}{_S}\d{{4}}{_S}\d{{6}}{_S}\d{{4}}"
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
_HP_SEBARIS = re.compile(rf"{_AWAL}(?:\(?(?:\+|00)?62\)?[ .\-]?|[0O])8\d{{7,11}}{_AKHIR}", re.IGNORECASE)
_HP_TERPISAH = re.compile(
    rf"{_AWAL}(?<!\d[/\-])\(?(?:(?:\+|00)?62\)?(?:[ .\-]?\(?0?\)?)[ .\-]?\(?|[0O])8[1-35-9][ .\-]?[1-9]\d?\)?"
    rf"(?:(?:[ ./]|[ ]?-[ ]?|[ ]{{2}})?\d{{2,5}}){{2,4}}{_AKHIR}",
    re.IGNORECASE,
)
_HP_BERPASANG = re.compile(rf"{_AWAL}08([ .\-])[1-35-9]\d(?:\1\d{{2}}){{3,4}}{_AKHIR}")
_TELEPON_BERKATA = re.compile(
    r"(?<![A-Za-z])(?:(?:no|nomor)\b\W{0,2})?(?:telp|telpon|telepon|tlp|fax|faks|hp|handphone|wa|whatsapp|kontak|cp)(?![A-Za-z])[^\w\n(+]{0,4}"
    r"(?=[(+\d])(?:[(+]{0,2}\d[ .()\-\u2013]{0,3}){6,14}\d(?![\dA-Za-z])",
    re.IGNORECASE,
)
_TANGGAL = re.compile(r"(?:19|20)\d{2}[-/.]?(?:0\d|1[0-2])[-/.]?[0-3]\d\b|\b[0-3]?\d[-/.](?:0?\d|1[0-2])[-/.](?:19|20)\d{2}\b")
_NPWP = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?!\d)")

# The same, as one cheap question for the RE2 engine (no look-around): may hold such a thing. Numbers, then with a word or a sign.
CURIGA_NIK_NIP = (
    r"\d{16}|[０-９]{2}|\d{6}\W{1,3}\d{6}\W{0,3}\d{4}|\d{6}\W{1,3}\d{10}|\d{4}\W{1,3}\d{6}\W{1,3}\d{6}|\d{2}\W{1,3}\d{4}\W{1,3}\d{6}\W{1,3}\d{4}"
    r"|\d{12}\W{1,3}\d{4}|\d{4}\W{1,3}\d{12}|\d{4}\W{1,3}\d{4}\W{1,3}\d{4}\W{1,3}\d{4}|\d{6}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}\d{4}"
    r"|\d{2}\W{1,3}\d{2}\W{1,3}\d{2}\W{1,3}(?:\d{6}|\d{2}\W{1,3}\d{2}\W{1,3}\d{2})\W{1,3}\d{4}"
    r"|(?:\d{8}|\d{4}\W{1,3}\d{4}|\d{4}\W{1,3}\d{2}\W{1,3}\d{2})\W{0,3}(?:\d{6}|\d{4}\W{1,3}\d{2})\W{0,3}\d\W{0,3}\d{3}"
    r"|(?:ktp|nik|nip|nrp|pppk|tk)\W{0,6}\d(?:\W{0,2}\d){5}"
).replace(r"\W", r"[\W_]")
CURIGA_NOMOR = CURIGA_NIK_NIP + (
    r"|(?:^|[^0-9A-Za-z]|hp|wa|tl?e?lp|tel|me/|phone=)\(?(?:\+?(?:00)?62|[0O])\W{0,4}0?\W{0,3}8(?:\W{0,3}\d){7}"
    r"|(?:telpo?n?|telepon|tlp|fax|faks|hp|handphone|wa|whatsapp|kontak|cp)\W{0,6}\d(?:\W{0,3}\d){5}"
    r"|\d{2}\.\d{3}\.\d{3}\.\d\W\d{3}\.\d{3}|[@＠]\W?\w|[(\[]at[)\]]|=\+?\d{9}"
    r"|\brt\b\W{0,3}\d|\b(?:ber)?alamat|tinggal|domisili|lahir|\bttl\b|\b(?:bpjs|kis|kk|npwp|sim|paspor|passport)\b"
).replace(r"\W", r"[\W_]")


class Temuan(NamedTuple):
    """A part of a text that is personal."""

    awal: int
    akhir: int
    jenis: str


def find_nomor(text: str) -> list[Temuan]:
    """NIK, NIP, telephone and tax numbers in a text, from left to right; digits in web addresses are not looked at."""
    text = text.translate(_BIASA)
    addresses = [match.span() for match in _ALAMAT_LAMAN.finditer(text)] if "://" in text or "www." in text.lower() else []
    found = [item for item in _list_nomor(text) if not any(start <= item.awal < end for start, end in addresses)]
    found.extend(Temuan(*match.span(1), TELEPON) for match in _NOMOR_WA.finditer(text))
    return merge_temuan(found)


def find_surel(text: str) -> list[Temuan]:
    """E-mail addresses in a text."""
    plain = text.replace("＠", "@")
    return [Temuan(*match.span(), SUREL) for match in _SUREL.finditer(plain)] if "@" in plain or "at" in plain.lower() else []


def find_alamat(text: str) -> list[Temuan]:
    """Where somebody lives: after 'alamat' or 'tinggal di', and a text that is nothing but a street with its RT."""
    if _HANYA_ALAMAT.fullmatch(text):
        return [Temuan(0, len(text), ALAMAT)]
    return [Temuan(*match.span("alamat"), ALAMAT) for match in _ALAMAT_BERKATA.finditer(text)]


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
    for match in _BERDEMPET.finditer(text):
        if is_nik(match[1]) if len(match[1]) == 16 else is_nip(match[1]):
            yield Temuan(*match.span(1), NIK if len(match[1]) == 16 else NIP)
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
    for match in _HP_BERPASANG.finditer(text):
        yield Temuan(*match.span(), TELEPON)
    for match in _TELEPON_BERKATA.finditer(text):
        if not _TANGGAL.search(match[0]):
            yield Temuan(*match.span(), TELEPON)
    for pattern in (_NPWP, _LAHIR, _KARTU):
        for match in pattern.finditer(text):
            yield Temuan(*match.span(), LAIN)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
