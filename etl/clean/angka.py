"""Reads a number as people in Indonesia type it; the column says what kind of number it is, the cell keeps its own type.

Text follows Indonesian habit: '1.343' is 1343, '1,73' is 1.73. What is not exact ('25-an', 'ratusan', '20-30') is refused,
an estimate ('sekitar 200') is marked. What an empty word means ('-', 'nihil') is decided per column: `arti`.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from numbers import Real

import yaml

from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan, kosong, ragu, tidy_text, tolak
from p4gn.geography.wilayah import REFERENCE_DIR

JENIS = ("cacah", "indeks", "persen", "rupiah")
_BULAT = frozenset({"cacah"})
_BOLEH_NEGATIF = frozenset({"indeks", "persen"})
_RIBUAN = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ANGKA = re.compile(r"\d+(?:[.,]\d+)*")
_TERBANYAK = 1_000_000_000  # more than anyone counts here: a NIK, an account or a phone number
_TERBANYAK_RUPIAH = 10**15  # a thousand million million: no budget reaches it, and beyond 2**53 a number is no longer exact
_NOMOR = re.compile(r"\+?\d[\d\s-]{7,}")
_SATU_SKALA = {"seribu": ("satu", "ribu"), "sejuta": ("satu", "juta")}
_GABUNG = re.compile(r"\b(dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(belas|puluh|ratus|ribu|juta)\b")
_GALAT = re.compile(r"#[a-z0-9/]+[!?]?", re.IGNORECASE)


@dataclass(frozen=True)
class KataAngka:
    """The word lists of angka.yml."""

    satuan: frozenset[str]
    kira_kira: re.Pattern[str]
    batas: re.Pattern[str]
    tak_tentu: re.Pattern[str]
    skala: Mapping[str, int]
    skala_rupiah: Mapping[str, int]
    bilangan: Mapping[str, int]
    arti: Mapping[str, str]
    sama_arti: Mapping[str, str]


@functools.cache
def read_kata() -> KataAngka:
    """The vocabulary; loaded once per process."""
    content = yaml.safe_load((REFERENCE_DIR / "angka.yml").read_text(encoding="utf-8"))
    return KataAngka(
        satuan=frozenset(content["satuan"]),
        kira_kira=_words(content["kira_kira"]),
        batas=_words(content["batas"]),
        tak_tentu=_words(content["tak_tentu"]),
        skala=content["skala"],
        skala_rupiah=content["skala_rupiah"],
        bilangan=content["bilangan"],
        arti=content["arti"],
        sama_arti={typed: word for word, spellings in content["sama_arti"].items() for typed in spellings},
    )


def _words(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word) for word in ordered))


def parse_angka(cell: object, jenis: str = "cacah", arti: Mapping[str, str] | None = None) -> Bacaan:
    """Read one number cell; `nilai` is an int, or a float where the kind allows decimals.

    `jenis`: 'cacah' (people, villages), 'indeks', 'persen' (85 means 85 %), 'rupiah'. `arti` overrides what the words
    '', '-', 'nihil', 'belum', 'n/a' mean in this column: '0', 'kosong', 'tidak_berlaku' or 'ditolak'.
    """
    if jenis not in JENIS:
        raise ValueError(f"Jenis angka tidak dikenal: {jenis!r}; pilih salah satu dari {', '.join(JENIS)}.")
    if cell is None or (isinstance(cell, Real | Decimal) and cell != cell):
        return _by_arti("", "", arti)
    if isinstance(cell, bool):
        return tolak(str(cell), "Isi sel adalah nilai benar/salah, bukan angka.")
    if isinstance(cell, Real | Decimal):
        return _read_number_cell(cell, jenis)
    return _read_text(str(cell), jenis, arti)


def _read_number_cell(cell: Real | Decimal, jenis: str) -> Bacaan:
    """A number cell is itself."""
    tertulis, number = str(cell), float(cell)
    if number in (float("inf"), float("-inf")):
        return tolak(tertulis, "Isi sel bukan angka.")
    exact = int(cell) if number == int(number) else number
    return _check(tertulis, exact, jenis)


def _check(tertulis: str, number: int | float, jenis: str, catatan: list[str] | None = None) -> Bacaan:
    """Rules that hold for the kind of number, whatever way it was written."""
    if number < 0 and jenis not in _BOLEH_NEGATIF:
        return tolak(tertulis, "Jumlah tidak boleh kurang dari nol.")
    if jenis in _BULAT and not isinstance(number, int):
        return tolak(tertulis, "Jumlah harus bilangan bulat, tanpa koma.")
    if jenis in _BULAT and number >= _TERBANYAK:
        return tolak(tertulis, "Angka ini terlalu besar untuk jumlah; mungkin nomor telepon, NIK, atau rekening.")
    if abs(number) >= _TERBANYAK_RUPIAH:
        return tolak(tertulis, "Angka ini terlalu besar untuk dibaca dengan tepat; periksa nolnya, atau mungkin NIK atau rekening.")
    notes = list(catatan or ())
    if jenis == "persen" and number > 100:
        notes.append("lebih dari 100 persen")
    sebab = "; ".join(notes) or None
    return Bacaan(tertulis, number, DITANDAI if sebab else TERBACA, sebab)


def _by_arti(tertulis: str, word: str, arti: Mapping[str, str] | None) -> Bacaan:
    meaning = {**read_kata().arti, **(arti or {})}.get(word, "ditolak")
    if meaning == "0":
        return Bacaan(tertulis, 0, TERBACA, rincian={"nihil": True})
    if meaning == "tidak_berlaku":
        return kosong(tertulis, {"tidak_berlaku": True})
    if meaning == "kosong":
        return kosong(tertulis)
    return tolak(tertulis, f"«{tertulis}» tidak dapat dibaca sebagai angka di kolom ini; tulis 0 bila nihil, kosongkan bila belum ada.")


def _read_text(tertulis: str, jenis: str, arti: Mapping[str, str] | None) -> Bacaan:
    kata = read_kata()
    text = tidy_text(tertulis).lower().strip(" '\"")
    bare = text.rstrip(". ")
    word = kata.sama_arti.get(bare, bare if bare in kata.arti else text)
    if re.fullmatch(r"[-_.\s]*", word):
        word = "-" if word else ""
    if word in kata.arti or (arti and word in arti):
        return _by_arti(tertulis, word, arti)
    if _GALAT.fullmatch(text):
        return tolak(tertulis, f"Rumus di sel ini rusak ({tertulis.strip()}); perbaiki rumusnya atau ketik angkanya.")
    if text.startswith(("0", "+62")) and len(re.sub(r"\D", "", text)) >= 9 and _NOMOR.fullmatch(text):
        return tolak(tertulis, "Angka ini mirip nomor telepon, bukan jumlah.")
    if refusal := _refuse_inexact(tertulis, text, kata):
        return refusal
    catatan = []
    if kata.kira_kira.search(text):
        catatan.append("angka perkiraan")
        text = kata.kira_kira.sub(" ", text).strip()
    text, spelled = _split_spelled(text)
    read = _read_digits(text, jenis, kata) or _read_words(text, kata)
    if read is None:
        return tolak(tertulis, f"«{tertulis.strip()}» bukan angka yang dapat dibaca; tulis angkanya saja, misalnya 1.250.")
    if isinstance(read, str):
        return tolak(tertulis, read)
    if read.kandidat:
        return ragu(tertulis, read.catatan[0], read.kandidat)
    if spelled is not None:
        words = _read_words(spelled, kata)
        if words is not None and words.nilai != read.nilai:
            return ragu(tertulis, "angka dan ejaannya berbeda", (str(read.nilai), str(words.nilai)))
    return _check(tertulis, read.nilai, jenis, catatan + list(read.catatan))


@dataclass(frozen=True, slots=True)
class _Terbaca:
    nilai: int | float
    catatan: tuple[str, ...] = ()
    kandidat: tuple[str, ...] = ()


def _refuse_inexact(tertulis: str, text: str, kata: KataAngka) -> Bacaan | None:
    if re.search(r"\d\s*(?:-\s*)?an\b", text) or kata.tak_tentu.search(text):
        return tolak(tertulis, "Jumlah pasti tidak tertulis; tulis satu angka, misalnya 25.")
    if kata.batas.search(kata.kira_kira.sub(" ", text)):
        return tolak(tertulis, "Hanya batas jumlah yang tertulis; tulis satu angka.", tuple(_ANGKA.findall(text)))
    if re.search(r"\d[^\d-]*(?:-|\bs\.?\s*/?d\.?\b|\bsampai\b|\bhingga\b)\s*\d", text):
        return tolak(tertulis, "Rentang tertulis, bukan satu angka.", tuple(_ANGKA.findall(text)))
    return None


def _split_spelled(text: str) -> tuple[str, str | None]:
    """'463 (empat ratus enam puluh tiga) orang' → ('463 orang', 'empat ratus enam puluh tiga')."""
    found = re.search(r"\(([a-z\s]+)\)", text)
    if not found or not re.search(r"\d", text):
        return text, None
    return (text[: found.start()] + " " + text[found.end() :]).strip(), found[1]


def _read_digits(text: str, jenis: str, kata: KataAngka) -> _Terbaca | str | None:
    """A number in digits with its unit and scale; a sentence when it must be refused; None when there are no digits."""
    text = re.sub(r"^(?:rp|idr)\.?\s*", "", text) if jenis == "rupiah" else text
    text = re.sub(r",\s*-\s*$|\.-\s*$", "", text) if jenis == "rupiah" else text
    text = re.sub(r"(?<=\d)\s+koma\s+(?=\d)", ",", text)
    text = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", ".", text) if re.match(r"\d{1,3}(?: \d{3})+(?!\d)", text) else text
    found = re.fullmatch(r"(?P<tanda>[-+]?)\s*(?P<angka>\d+(?:[.,]\d+)*)\s*(?P<sisa>.*)", text)
    if not found:
        numbers = _ANGKA.findall(text)
        return None if not numbers else f"Ada {'beberapa angka' if len(numbers) > 1 else 'teks lain'} di sel ini; tulis satu angka saja."
    rest = found["sisa"].strip(" .)")
    if re.search(r"\d", rest):
        return "Ada beberapa angka di sel ini; tulis satu angka saja."
    words = [word for word in re.split(r"[\s/()]+", rest.replace("%", " % ")) if word]
    skala = {**kata.skala, **kata.skala_rupiah} if jenis == "rupiah" else kata.skala
    scale, words = (skala[words[0]], words[1:]) if words and words[0] in skala else (1, words)
    unknown = [word for word in words if word not in kata.satuan and word not in ("%", "persen", "prosen", "rupiah", "per", "se", "an")]
    read = _value_of(found["angka"], "indeks" if scale > 1 else jenis)
    if read is None:
        return "Letak titik dan koma tidak lazim; tulis ribuan dengan titik dan pecahan dengan koma, misalnya 1.250 atau 12,5."
    if isinstance(read, str) or read.kandidat:
        return read
    if any(word in ("%", "persen", "prosen") for word in words) and jenis != "persen":
        return "Persen tertulis di kolom yang bukan persen."
    number = read.nilai * (-1 if found["tanda"] == "-" else 1)
    catatan = list(read.catatan)
    if scale > 1:
        scaled = Decimal(str(number)) * scale
        number = int(scaled) if scaled == int(scaled) else float(scaled)
        catatan = [note for note in catatan if "desimal" in note] + ["angka dibulatkan dalam ribuan/jutaan"]
    if unknown:
        catatan.append(f"keterangan «{' '.join(unknown)}» diabaikan")
    return _Terbaca(number, tuple(catatan))


def _value_of(typed: str, jenis: str) -> _Terbaca | str | None:
    """Value of bare digits, dots and commas for a kind of number; candidates when a dot or comma can mean two things."""
    dots, commas = typed.count("."), typed.count(",")
    whole, _, fraction = typed.partition(",")
    if commas > 1 and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", typed):
        return _Terbaca(0, ("koma dipakai sebagai pemisah ribuan",), (typed.replace(",", ""),))
    if commas > 1 or (dots and commas and typed.rfind(".") > typed.rfind(",")):
        english = re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", typed)
        return _Terbaca(0, ("pemisah ribuan dan desimal tertukar",), (typed.replace(",", ""),)) if english else None
    if dots and not _RIBUAN.fullmatch(whole):
        return _decimal_dot(typed, jenis) if dots == 1 and not commas else None
    if jenis in _BULAT:
        return _count(whole, fraction, typed)
    if dots and not commas and jenis != "rupiah":
        if dots > 1:
            return _Terbaca(int(typed.replace(".", "")))
        return _Terbaca(0, ("titik dapat berarti desimal atau ribuan",), (_plain(typed), typed.replace(".", "")))
    return _Terbaca(_number(whole.replace(".", "") + ("." + fraction if fraction else "")))


def _count(whole: str, fraction: str, typed: str) -> _Terbaca | str:
    number = int(whole.replace(".", ""))
    if not fraction:
        leading_zero = "." in whole and whole.startswith("0")
        return "Jumlah harus bilangan bulat." if leading_zero else _Terbaca(number)
    if set(fraction) == {"0"} and len(fraction) < 3:
        return _Terbaca(number, ("koma nol diabaikan",))
    if len(fraction) == 3 and "." not in whole and 1 <= len(whole) <= 3:
        return _Terbaca(0, ("koma dapat berarti ribuan atau pecahan; tulis ribuan dengan titik",), (whole + fraction,))
    return "Jumlah harus bilangan bulat, tanpa koma."


def _decimal_dot(typed: str, jenis: str) -> _Terbaca | str:
    """One dot that cannot separate thousands: '1.73', or '1343.0' from a program."""
    fraction = typed.partition(".")[2]
    if jenis in _BULAT:
        if set(fraction) == {"0"} and len(fraction) < 3:
            return _Terbaca(int(typed.partition(".")[0]), ("titik nol diabaikan",))
        return "Jumlah harus bilangan bulat; titik hanya untuk ribuan (1.250)."
    return _Terbaca(_number(typed), ("titik dibaca sebagai desimal",))


def _number(plain: str) -> int | float:
    try:
        exact = Decimal(plain)
    except InvalidOperation as error:  # pragma: no cover - the callers only pass digits and one dot
        raise ValueError(plain) from error
    return int(exact) if exact == int(exact) else float(exact)


def _plain(typed: str) -> str:
    return str(_number(typed))


def _read_words(text: str, kata: KataAngka) -> _Terbaca | None:
    """'dua puluh lima', 'seratus tiga orang', 'satu koma tujuh delapan persen'; None when any word is not a number or unit."""
    words = [
        word for word in re.findall(r"[a-z]+", _GABUNG.sub(r"\1 \2", text)) if word not in kata.satuan and word not in ("persen", "rupiah")
    ]
    if not words or re.search(r"\d", text):
        return None
    whole, _, fraction = " ".join(words).partition(" koma ")
    number = _sum_words(whole.split(), kata)
    if number is None:
        return None
    if fraction:
        digits = [kata.bilangan.get(word, 99) for word in fraction.split()]
        if any(digit > 9 for digit in digits):
            return None
        return _Terbaca(float(f"{number}.{''.join(map(str, digits))}"), ("angka ditulis dengan huruf",))
    return _Terbaca(number, ("angka ditulis dengan huruf",))


def _sum_words(words: list[str], kata: KataAngka) -> int | None:
    """Indonesian number words, largest first: 'dua ribu tiga ratus lima belas' → 2315; None when they are out of order ('dua tiga')."""
    total, smallest = 0, 0
    group: list[str] = []
    if any(after in _SATU_SKALA and before not in kata.skala for before, after in itertools.pairwise(words)):
        return None
    for word in itertools.chain.from_iterable(_SATU_SKALA.get(part, (part,)) for part in words):
        if word not in kata.skala:
            group.append(word)
            continue
        count = _below_thousand(group, kata.bilangan)
        if not count or (smallest and kata.skala[word] >= smallest):
            return None
        smallest = kata.skala[word]
        total, group = total + count * smallest, []
    rest = _below_thousand(group, kata.bilangan) if group else 0
    return None if rest is None else total + rest


def _below_thousand(words: list[str], bilangan: Mapping[str, int]) -> int | None:
    """'dua ratus dua puluh lima' → 225, 'sebelas' → 11; None when the words do not make one number."""
    value, rest = 0, list(words)
    for unit, size, alone in (("ratus", 100, "seratus"), ("puluh", 10, None)):
        if rest[:1] == [alone]:
            value, rest = value + size, rest[1:]
        elif rest[1:2] == [unit] and 1 <= bilangan.get(rest[0], 0) <= 9:
            value, rest = value + bilangan[rest[0]] * size, rest[2:]
    if rest[1:] == ["belas"] and value % 100 == 0 and 2 <= bilangan.get(rest[0], 0) <= 9:
        return value + bilangan[rest[0]] + 10
    if not rest:
        return value
    last = bilangan.get(rest[0]) if len(rest) == 1 else None
    if last is None or (value and last == 0) or last >= (10 if value % 100 else 100):
        return None
    return value + last
