"""The text seen as lines, sentences and labelled sections, each by its place; repeated bodies and page furniture left out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl.clean.bacaan import TERBACA
from etl.clean.kata_tanggal import read_kamus
from etl.clean.tanggal import parse_tanggal
from etl.notulen.kata import compiled, load_kata_notulen, pattern

_ULANGAN_TERPENDEK = 40  # letters; shorter lines may well stand twice
_KALIMAT_TERPANJANG = 3000  # letters
_SINGKATAN = re.compile(
    r"(?:\b(?:no|nomor|h|hj|dr|drs|dra|ir|prof|kab|prov|kec|kel|jl|st|tgl|pkl|plt|plh|pj|dll|dkk|dsb|s|m|sdr|bpk|kh|hlm|a|n|u|b|d|tk|rt|rw)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_AKHIR_KALIMAT = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])")
_BUTIR = re.compile(r"^[ \t]*(?:[-–•*▪●✓✅▶➢o]\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s*(?=\D)|\d️⃣\s*)")
_TAHUN_HAK_CIPTA = re.compile(r"(?:copyright|©|hak cipta).{0,60}?\b(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Baris:
    """One line: place of its text without space around it."""

    awal: int
    akhir: int


@dataclass(frozen=True, slots=True)
class Bagian:
    """What stands under one label: the value behind it and the lines below, up to the next label."""

    label: str
    awal_label: int
    baris: tuple[Baris, ...]


@dataclass(frozen=True)
class Naskah:
    """teks: all of it. baris, kalimat: those that are read. terbit: day of publication or dateline; tahun_cipta: of the copyright line."""

    teks: str
    baris: tuple[Baris, ...]
    kalimat: tuple[Baris, ...]
    bagian: tuple[Bagian, ...]
    terbit: date | None
    letak_terbit: tuple[int, int] | None
    tahun_cipta: int | None
    berulang: int
    judul: Baris | None

    def isi(self, one: Baris) -> str:
        return self.teks[one.awal : one.akhir]

    @property
    def berlabel(self) -> bool:
        """An official notulen: at least two labels of the heading."""
        return len({one.label for one in self.bagian} & {"tanggal", "tempat", "acara", "pimpinan", "peserta"}) >= 2


def read_naskah(teks: str) -> Naskah:
    """The text taken apart; nothing is decided here."""
    kept: list[Baris] = []
    seen: set[str] = set()
    berulang = 0
    for one in _lines(teks):
        line = teks[one.awal : one.akhir]
        key = " ".join(line.casefold().split())
        if len(key) >= _ULANGAN_TERPENDEK and key in seen:
            berulang += 1
        elif not _is_bukan_isi(line):
            kept.append(one)
        seen.add(key)
    bagian = tuple(_sections(teks, kept))
    cipta = _TAHUN_HAK_CIPTA.search(teks)
    terbit, letak = _find_terbit(teks, kept)
    return Naskah(
        teks=teks,
        baris=tuple(kept),
        kalimat=tuple(piece for one in kept for sentence in _sentences(teks, one) for piece in _shorter(teks, sentence)),
        bagian=bagian,
        terbit=terbit,
        letak_terbit=letak,
        tahun_cipta=int(cipta[1]) if cipta else None,
        berulang=berulang,
        judul=_find_judul(teks, kept),
    )


def strip_butir(teks: str, one: Baris) -> Baris | None:
    """A line without the number or dot in front of it; None where there is none."""
    line = teks[one.awal : one.akhir]
    found = _BUTIR.match(line)
    return Baris(one.awal + found.end(), one.akhir) if found and found.end() < len(line) else None


def _lines(teks: str) -> Iterator[Baris]:
    for found in re.finditer(r"[^\n]+", teks):
        line = found[0]
        if line.strip():
            start = found.start() + len(line) - len(line.lstrip())
            yield Baris(start, start + len(line.strip()))


def _sentences(teks: str, one: Baris) -> Iterator[Baris]:
    start = one.awal
    for found in _AKHIR_KALIMAT.finditer(teks, one.awal, one.akhir):
        if found[0][0] == "." and not re.search(r"[A-Za-z]{2}", teks[start : found.start()]):
            continue  # the number of an item
        if found[0][0] == "." and _SINGKATAN.search(teks, max(start, found.start() - 12), found.start() + 1):
            continue
        yield Baris(start, found.end())
        start = found.end() + len(teks[found.end() : one.akhir]) - len(teks[found.end() : one.akhir].lstrip())
    if start < one.akhir:
        yield Baris(start, one.akhir)


def _shorter(teks: str, one: Baris) -> Iterator[Baris]:
    """Nobody writes a sentence of two pages; what never ends is read in pieces."""
    while one.akhir - one.awal > _KALIMAT_TERPANJANG:
        cut = teks.rfind(" ", one.awal + 1, one.awal + _KALIMAT_TERPANJANG)
        cut = cut if cut > 0 else one.awal + _KALIMAT_TERPANJANG
        yield Baris(one.awal, cut)
        one = Baris(cut + (teks[cut] == " "), one.akhir)
    yield one


def _is_bukan_isi(line: str) -> bool:
    plain = line.casefold().lstrip("*_#>-• ")
    return any(
        plain == word or re.match(rf"{re.escape(word)}\s*[:©\-]|{re.escape(word)}\s.*20\d\d", plain) for word in _bukan_isi()
    ) or plain.startswith(("baca juga", "©", "copyright"))


@functools.cache
def _bukan_isi() -> tuple[str, ...]:
    return tuple(load_kata_notulen().isi["bukan_isi"])


@functools.cache
def _label_pattern() -> re.Pattern[str]:
    words = pattern(load_kata_notulen().label)
    return re.compile(
        rf"^[\s*_#>•▪\-]*(?:\(?(?:\d{{1,2}}|[A-Z]|[IVX]{{1,4}})[.)]\s*)?[*_]*(?P<label>{words})[*_]*\s*(?:[:=][*_]*|\t\s*:?|[ ]{{3,}}:?)\s*(?P<isi>.*)$"
        rf"|^[\s*_#>•▪\-]*(?:\(?(?:\d{{1,2}}|[A-Z]|[IVX]{{1,4}})[.)]\s*)?[*_]*(?P<judul>{words})[*_:]*\s*$",
        re.IGNORECASE | re.DOTALL,
    )


def _sections(teks: str, lines: list[Baris]) -> Iterator[Bagian]:
    label, at, body = "", 0, []
    for one in lines:
        line = teks[one.awal : one.akhir]
        found = _label_pattern().match(line)
        if found is None or (found["judul"] and label in ("tindak_lanjut", "kesimpulan") and "\t" in line):
            body.append(one)
            continue
        if label:
            yield Bagian(label, at, tuple(body))
        spelled = " ".join((found["label"] or found["judul"]).casefold().split())
        label, at, body = load_kata_notulen().label[spelled], one.awal, []
        if found["label"] and found["isi"].strip(" *_:\t"):
            start = one.awal + found.start("isi")
            rest = teks[start : one.akhir]
            start += len(rest) - len(rest.lstrip(" :*_\t"))
            body.append(Baris(start, one.akhir))
    if label:
        yield Bagian(label, at, tuple(body))


def _find_judul(teks: str, lines: list[Baris]) -> Baris | None:
    """The first line, where it looks like a heading: short, no full stop, no dateline, not the line of a label."""
    for one in lines[:1]:
        line = teks[one.awal : one.akhir]
        if (
            len(line) <= 160
            and not line.endswith((".", ",", ";", ":"))
            and not re.search(r"\s[–—-]{1,2}\s", line[:40])
            and not _label_pattern().match(line)
        ):
            return one
    return None


_TANGGAL_PENUH = r"\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*|\s+[A-Za-z]{3,9}\s+)\d{4}"
_DATELINE = re.compile(rf"^[A-Z][\w .’'/-]{{2,40}}?\s*[,(]\s*(?:[A-Za-z’']+\s*,\s*)?(?P<tanggal>{_TANGGAL_PENUH})\s*\)?\s*[–—-]")
_BARIS_TANGGAL = re.compile(
    rf"^(?:(?:di)?(?:terbit(?:kan)?|publikasi(?:kan)?|posting|unggah|tayang|rilis)(?:\s+(?:pada|tanggal))?"
    rf"|published|posted(?:\s+on)?|tanggal terbit)?\s*[:,]?\s*"
    rf"(?P<tanggal>(?:[A-Za-z’']+\s*,\s*)?{_TANGGAL_PENUH})\s*(?:[|,\-–]?\s*(?:pukul|jam)?\s*\d{{1,2}}[.:]\d{{2}}(?:\s*(?:WIB|WITA|WIT))?)?\s*$",
    re.IGNORECASE,
)


def _find_terbit(teks: str, lines: list[Baris]) -> tuple[date | None, tuple[int, int] | None]:
    """(day of publication, its place): a dateline ('Metro, 24 September 2024 –') or a line that is nothing but a date, near the top or the end."""
    for one in [*lines[:8], *lines[-4:]]:
        line = teks[one.awal : one.akhir]
        found = _DATELINE.match(line) or _BARIS_TANGGAL.match(line)
        if found and _label_pattern().match(line) is None:
            read = parse_tanggal(found["tanggal"])
            if read.keadaan == TERBACA and len(str(read.nilai)) == 10:
                place = (one.awal + found.start("tanggal"), one.awal + found.end("tanggal"))
                return date.fromisoformat(str(read.nilai)), place
    return None, None


def find_kata(nama: str, text: str) -> bool:
    """Whether a word of one list of kata.yml is in the text."""
    return compiled(nama).search(text) is not None


@functools.cache
def kata_waktu() -> frozenset[str]:
    """Names of months and weekdays, as words that are no names of persons."""
    kamus = read_kamus()
    return frozenset(word.casefold() for word in (*kamus.bulan, *kamus.hari, *kamus.nama_bulan, *kamus.nama_hari))
