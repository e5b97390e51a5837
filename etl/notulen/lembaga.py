"""Agencies named in a running text, by the list of agencies; the place of each and the region written behind it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from etl.clean.bacaan import TERBACA
from etl.harmonise.indeks_wilayah import indeks_atas, key_of
from etl.harmonise.opd import find_opd, indeks_opd, read_kata

_KATA = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]*(?:-[A-Za-z]+)*|\d+(?:/[A-Za-z0-9]+)?|[(),&]|/")
_PANJANG_TERBANYAK = 11  # words of the longest name
#: Bodies that their head is named for ('Kapolres Tapin', 'Camat Kandangan').
_JABATAN_LEMBAGA = frozenset(
    ("kecamatan", "kelurahan", "polres", "polda", "kodim", "polsek", "kejari", "kejati", "korem", "koramil", "lapas", "rutan")
)
#: Aliases that are also plain words of a sentence.
_KATA_UMUM = frozenset(
    ("desa", "dewan", "pasar", "media", "pu", "pr", "sar", "big", "bin", "lh", "par", "dis", "pariwisata", "kebersihan", "karantina", "capil",
     "infokom", "bandara", "tapem", "pdam", "pln",
     "pemda", "pemerintah", "kecamatan", "kelurahan", "camat", "lurah", "kepolisian", "tim", "pramuka", "pemuda", "kesehatan", "pendidikan", "sosial", "arsip",
     "dharma", "forum", "panitia", "komisi", "partai")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lembaga:
    """wilayah: code of the region written behind the name, None where none is. pasti: read without any remark."""

    awal: int
    akhir: int
    nama: str
    jenis: str
    wilayah: str | None
    pasti: bool


def find_lembaga(teks: str, awal: int, akhir: int) -> list[Lembaga]:
    """From left to right, the longest name at each place; offices count as their agency ('Kepala BNNK HSS')."""
    words = list(_KATA.finditer(teks, awal, akhir))
    plain = [word[0].casefold().replace("’", "'") for word in words]
    found: list[Lembaga] = []
    at = 0
    while at < len(words):
        end = _longest(teks, words, plain, at)
        if end is None:
            at += 1
            continue
        span = teks[words[at].start() : words[end - 1].end()]
        if one := _read(span.replace("\n", " "), words[at].start(), words[end - 1].end()):
            found.append(one)
        at = end
    return _doubt_adjacent(teks, found)


def _doubt_adjacent(teks: str, found: list[Lembaga]) -> list[Lembaga]:
    """'Direktur Binmas Polda Kalsel' is one body of which two were read: names without anything between them are not sure."""
    touching = {index for index in range(1, len(found)) if not teks[found[index - 1].akhir : found[index].awal].strip(" ")}
    return [replace(one, pasti=False) if index in touching or index + 1 in touching else one for index, one in enumerate(found)]


def _longest(teks: str, words: list[re.Match[str]], plain: list[str], at: int) -> int | None:
    """Index behind the last word of the name that begins here; None where none does."""
    if plain[at] in (",", "&", "dan", "(", ")", "/"):
        return None
    jabatan = read_kata().jabatan
    start = at
    prefix: list[str] = []
    for _ in range(3):
        for length in (2, 1):
            if tuple(plain[start : start + length]) in jabatan and start + length < len(words):
                prefix = list(jabatan[tuple(plain[start : start + length])])
                start += length
                break
        else:
            break
    own = _match(teks, words, plain, at, [])
    best = own if own is not None or start == at else _match(teks, words, plain, start, prefix)
    if best is not None:
        return _behind(words, plain, best)
    return _behind(words, plain, start) if start > at and prefix and prefix[0] in _JABATAN_LEMBAGA else None


def _match(teks: str, words: list[re.Match[str]], plain: list[str], start: int, prefix: list[str]) -> int | None:
    """Index behind the longest run of words from `start` that the list of agencies has, with or without the words of the office."""
    for length in range(min(_PANJANG_TERBANYAK, len(words) - start), 0, -1):
        inside = teks[words[start].start() : words[start + length - 1].end()]
        if plain[start + length - 1] in (",", "&", "dan") or re.search(r"[()/\n]|[;:.]\s", inside):
            continue
        run = [word for word in plain[start : start + length] if word not in (",", "&")]
        if prefix and _key([*prefix, *run]) in indeks_opd():
            return start + length
        if _key(run) in indeks_opd() and (length > 1 or _is_berdiri(words[start][0], plain[start])):
            return start + length
    return None


def _behind(words: list[re.Match[str]], plain: list[str], at: int) -> int:
    """Past '(BNNK)', the number of a kodim, words of kind, and the name of the region."""
    at = _past_kurung(words, plain, at)
    if at < len(words) and re.fullmatch(r"\d{3,4}(?:/[A-Za-z0-9]+)?", words[at][0]):
        at += 1
    kinds = at
    while (
        kinds < len(words)
        and plain[kinds] in read_kata().kata_jenis
        and plain[kinds] not in ("di", "se", "terkait", "setempat", "wilayah", "tingkat", "daerah")
    ):
        kinds += 1
    for length in range(min(4, len(words) - kinds), 0, -1):
        run = plain[kinds : kinds + length]
        if (
            all(word.isalpha() or "'" in word for word in run)
            and (words[kinds][0][0].isupper() or (words[at - 1][0].islower() and len("".join(run)) >= 5))
            and key_of(run) in indeks_atas()
        ):
            return _past_kurung(words, plain, kinds + length)
    return kinds if kinds > at else at


def _past_kurung(words: list[re.Match[str]], plain: list[str], at: int) -> int:
    if at + 2 < len(words) and plain[at] == "(":
        for length in (1, 2, 3):
            if at + length + 1 < len(words) and plain[at + length + 1] == ")":
                return at + length + 2
    return at


def _is_berdiri(word: str, plain: str) -> bool:
    """A single word that may stand for an agency: an abbreviation or a name of its own, not a plain word."""
    return plain not in _KATA_UMUM and (
        word.isupper()
        or word[0].isupper()
        or (len(plain) >= 4 and not re.search(r"[aeiou]{1}$", plain))
        or plain.startswith(("dis", "din", "kes", "bap"))
    )


@functools.lru_cache(maxsize=20_000)
def _baca(span: str) -> tuple[str, str, str | None, bool] | None:
    read = find_opd(span)
    if not isinstance(read.nilai, str):
        return None
    return (
        read.nilai,
        str(read.rincian.get("jenis")),
        str(read.rincian["wilayah"]) if read.rincian.get("wilayah") else None,
        read.keadaan == TERBACA,
    )


def _read(span: str, awal: int, akhir: int) -> Lembaga | None:
    read = _baca(span)
    return Lembaga(awal, akhir, *read) if read else None


def _key(words: list[str]) -> str:
    return "".join(map(_baku, words))


@functools.lru_cache(maxsize=20_000)
def _baku(word: str) -> str:
    """A word in standard spelling; 'dan' does not count."""
    return "".join(part for part in re.findall(r"[a-z0-9]+", read_kata().ejaan.get(word, word)) if part != "dan")
