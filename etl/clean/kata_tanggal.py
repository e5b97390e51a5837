"""Turns the words in a written date into signs that a small grammar can read: months, weekdays, connectors.

Each month becomes one private character (BULAN), each weekday one (HARI), "sampai" becomes '~', "dan" '+', "atau" '|';
times of day disappear. The words themselves are data/reference/hari_bulan.yml.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import yaml
from rapidfuzz.distance import OSA

from etl.clean.bacaan import tidy_text
from p4gn.geography.wilayah import REFERENCE_DIR

_AWAL_BULAN, _AWAL_HARI = 0xE000, 0xE010
BULAN = "[\ue001-\ue00c]"
HARI = "[\ue011-\ue017]"
_ZONA = r"(?:wib|wita|wit)\b"
_JAM = re.compile(
    r"(?:\b(?:pukul|jam|pkl)\b\.?\s*\d{1,2}(?:[.:]\d{2}){0,2}"
    r"(?:\s*"
    + _ZONA
    + r")?(?:\s*(?:-|s\.?\s*/?\s*d\.?|sampai|hingga)\s*(?:(?:pukul|jam|pkl)\.?\s*)?\d{1,2}[.:]\d{2})?(?:\s*"
    + _ZONA
    + r")?)"
    r"|(?<![\d./-])\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:-|s\.?d\.?|sampai|hingga)\s*\d{1,2}:\d{2})?(?:\s*(?:"
    + _ZONA
    + r"|am\b|pm\b|z\b))?"
    r"|(?<![\d./-])\d{1,2}\.\d{2}(?:\s*(?:-|s\.?d\.?|sampai|hingga)\s*\d{1,2}\.\d{2})?\s*(?:" + _ZONA + r"|am\b|pm\b)"
    r"|(?<=\d{4})[\s,|-]+\d{1,2}\.\d{2}(?:\s*(?:-|s\.?d\.?|sampai|hingga)\s*\d{1,2}\.\d{2})?(?![.\d])(?:\s*" + _ZONA + r")?"
)
_URUTAN_INGGRIS = re.compile(r"(?<=\d)\s?(?:st|nd|rd|th)\b")
_BULAN_ROMAWI = re.compile(r"(?<=\d)(\s*[-/. ]\s*)(i{1,3}|iv|vi{0,3}|ix|xi{0,2})(\s*[-/. ]\s*)(?=\d{2,4}\b)")
_ROMAWI = {
    roman: number for number, roman in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}
_KATA = re.compile(r"[a-z][a-z']*")
# 'l2 Februari 2O24': a letter typed for a digit, in a word that has a digit too.
_HURUF_ANGKA = re.compile(r"(?<![a-z0-9])(?=[0-9loi]*\d)(?=\d*[loi])[0-9loi]{2,8}(?![a-z0-9])")
_ANGKA_DARI_HURUF = str.maketrans("loi", "101")
# 'Minggu ke-2 Februari', 'HUT RI ke 79': a count, not a day of the month.
_URUTAN = re.compile(r"(?<![\d\s])(\s*)\bke\b[\s-]*\d{1,3}(?!\d)(?!\s*[/.-]\s*\d)")
# 'Nomor 12/02/2024', 'Pasal 12/2/2009', 'Inpres 2/2020': the number of a letter or a law.
_NOMOR_SURAT = re.compile(
    r"\b(?:(?:no|nomor|nomer|nmr)\b[\s.:]*[\w.]*\d[\w.]*(?:\s*[/-]\s*[\w.]+)+"
    r"|(?:pasal|ayat|inpres|perpres|keppres|permendagri|perda|perbup|perwali|pergub|uu)\b[\s.:]*(?:(?:no|nomor)\b[\s.:]*)?\d+(?:\s*/\s*\d+)*)"
)
_JARAK_PANJANG = 7


@dataclass(frozen=True)
class Kamus:
    """The word lists of hari_bulan.yml, ready to look up."""

    bulan: dict[str, int]
    bulan_penuh: dict[str, int]
    hari: dict[str, int]
    hari_penuh: dict[str, int]
    hari_singkat: dict[str, int]
    nama_hari: tuple[str, ...]
    nama_bulan: tuple[str, ...]
    relatif: dict[str, int]
    selisih_dari: dict[str, int]
    rentang: re.Pattern[str]
    daftar: re.Pattern[str]
    pilihan: re.Pattern[str]
    pekan: frozenset[str]
    mendatang: frozenset[str]
    lampau: frozenset[str]


@functools.cache
def read_kamus() -> Kamus:
    """The vocabulary; loaded once per process."""
    content = yaml.safe_load((REFERENCE_DIR / "hari_bulan.yml").read_text(encoding="utf-8"))
    bulan, hari = content["bulan"], content["hari"]
    return Kamus(
        bulan=_index(bulan, "penuh", "lain"),
        bulan_penuh=_index(bulan, "penuh"),
        hari=_index(hari, "penuh", "lain"),
        hari_penuh=_index(hari, "penuh"),
        hari_singkat=_index(hari, "singkat"),
        nama_hari=tuple(entry["nama"] for entry in hari),
        nama_bulan=tuple(entry["nama"] for entry in bulan),
        relatif=content["relatif"],
        selisih_dari=content["selisih_dari"],
        rentang=_alternatives(content["hubung"]["rentang"]),
        daftar=_alternatives(content["hubung"]["daftar"]),
        pilihan=_alternatives(content["hubung"]["pilihan"]),
        pekan=frozenset(content["pekan"]),
        mendatang=frozenset(content["waktu_mendatang"]),
        lampau=frozenset(content["waktu_lampau"]),
    )


def simplify_text(text: str) -> str:
    """'Jum’at, 24 March 2016 19:04' → 'H, 24 B 2016' with H and B single private characters."""
    kamus = read_kamus()
    simple = tidy_text(text).lower()
    simple = re.sub(r"(?<=\d)t(?=\d{1,2}:\d{2})", " ", simple)
    simple = _URUTAN.sub(r"\1ke ", _NOMOR_SURAT.sub(" ", simple))
    simple = re.sub(r"(?<=\d)\s*[_\\]\s*(?=\d)", "-", mend_huruf(simple)).replace("_", " ")
    simple = _URUTAN_INGGRIS.sub("", _JAM.sub(" ", simple))
    simple = _BULAN_ROMAWI.sub(lambda found: f"{found[1]}{chr(_AWAL_BULAN + _ROMAWI[found[2]])}{found[3]}", simple)
    simple = kamus.rentang.sub("~", simple)
    simple = kamus.pilihan.sub("|", kamus.daftar.sub("+", simple)).replace("&", "+")
    simple = _KATA.sub(lambda found: _sign_of(found, kamus), simple)
    simple = re.sub(rf"({BULAN}|{HARI})\.", r"\1 ", simple)
    simple = re.sub(rf"({HARI})\s*/\s*(?=\d)", r"\1 ", simple)  # a column Hari/Tanggal filled as it is headed: 'Selasa/18-03-2025'
    return " ".join(simple.split())


def mend_huruf(text: str) -> str:
    """'l2 Februari 2O24' → '12 Februari 2024'; the caller marks what this changes."""
    return _HURUF_ANGKA.sub(lambda found: found[0].translate(_ANGKA_DARI_HURUF), text)


def bulan_of(sign: str) -> int:
    return ord(sign) - _AWAL_BULAN


def hari_of(sign: str) -> int:
    """Weekday of a sign, Monday 0."""
    return ord(sign) - _AWAL_HARI - 1


def _sign_of(found: re.Match[str], kamus: Kamus) -> str:
    word = found[0].replace("'", "")
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip(" .,(")
    beside_number = before[-1:].isdigit() or after[:1].isdigit()
    if word in kamus.bulan and (len(word) > 2 or beside_number):
        return chr(_AWAL_BULAN + kamus.bulan[word])
    if word == "minggu" and _is_pekan(found, kamus):
        return found[0]
    hari = kamus.hari.get(word)
    if hari is None and (after[:1].isdigit() or BULAN_SIGN.match(after) or _starts_with_bulan(after, kamus)):
        hari = kamus.hari_singkat.get(word)
    if hari is None and len(word) >= 5:
        hari = _nearest(word, kamus.hari_penuh, 1)
    if hari is not None:
        return chr(_AWAL_HARI + hari)
    if beside_number and len(word) >= 4:
        bulan = _nearest(word, kamus.bulan_penuh, 2 if len(word) >= _JARAK_PANJANG else 1)
        if bulan is not None:
            return chr(_AWAL_BULAN + bulan)
    return found[0]


BULAN_SIGN = re.compile(BULAN)


def _starts_with_bulan(after: str, kamus: Kamus) -> bool:
    found = _KATA.match(after)
    return bool(found) and found[0] in kamus.bulan


def _is_pekan(found: re.Match[str], kamus: Kamus) -> bool:
    """'Minggu pertama' and 'akhir minggu' are weeks; 'Minggu (12/5)' and 'Minggu lalu (12/5)' are the Sunday."""
    after = found.string[found.end() :].strip()
    following = _KATA.match(after)
    if following and following[0] in kamus.pekan:
        return not re.match(r"[a-z]+\s*[,(]?\s*\(?\d", after) or following[0] not in ("lalu", "ini", "depan", "mendatang")
    return bool(re.search(r"(?:akhir|awal|pertengahan|setiap|tiap|per|dua|tiga)\s*$", found.string[: found.start()]))


def _nearest(word: str, names: dict[str, int], limit: int) -> int | None:
    """The one month or weekday within `limit` slips of the word, same first letter; None when none or several are."""
    near = {}
    for name, number in names.items():
        if name[0] == word[0] and abs(len(name) - len(word)) <= limit:
            distance = OSA.distance(word, name, score_cutoff=limit)
            if distance <= limit and distance < min(len(name), len(word)) - 2:
                near[number] = min(distance, near.get(number, limit))
    best = [number for number, distance in near.items() if distance == min(near.values())]
    return best[0] if len(best) == 1 else None


def _index(entries: list[dict], *keys: str) -> dict[str, int]:
    return {
        spelling.replace("'", ""): number
        for number, entry in enumerate(entries, start=1)
        for key in keys
        for spelling in entry.get(key, [])
    }


def _alternatives(words: list[str]) -> re.Pattern[str]:
    """Any of the words; 's.d.' also typed 's.d', 's d.', with or without spaces."""
    patterns = []
    for word in sorted(words, key=len, reverse=True):
        letters = re.fullmatch(r"([a-z])[./]([a-z])\.?", word)
        patterns.append(rf"{letters[1]}\s?[./]\s?{letters[2]}\b\.?" if letters else rf"{re.escape(word)}\b")
    return re.compile(r"(?<![a-z])(?:" + "|".join(dict.fromkeys(patterns)) + ")")
