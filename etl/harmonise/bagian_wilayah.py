"""Reads one piece of a written place: office and kind words in front are taken off until a name is left, then it is looked up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.harmonise.indeks_wilayah import (
    Calon,
    find_awalan,
    find_dekat,
    find_inisial,
    find_key,
    find_singkatan,
    ibu_kota_provinsi,
    indeks_atas,
    indeks_kecamatan,
    is_nested,
    key_of,
    read_kata,
    words_of,
)
from p4gn.geography.wilayah import get_wilayah

_DUA_JENIS = re.compile(
    r"\b(?:(?:kabupaten|kab|pemkab)\b\.?\s*(?:/|&|\+|,|-|dan|serta|atau)\s*(?:kota|pemkot|pemko|kodya)"
    r"|(?:kota|pemkot|pemko|kodya)\s*(?:/|&|\+|,|-|dan|serta|atau)\s*(?:kabupaten|kab|pemkab))\b\.?",
    re.IGNORECASE,
)
_JENIS_DI_TENGAH = re.compile(r"(?<=\w)\s+(?=(?:kec|kecamatan|distrik|kab|kabupaten|kota|prov|provinsi)\b)", re.IGNORECASE)
PEMISAH = re.compile(r"\s*(?:[,;()\[\]/]|\s-\s|\s(?:dan|serta|and)\s|[&+])\s*")


@dataclass(frozen=True, slots=True)
class Bagian:
    """One piece of a written place: its words, the kind of region they say, and what it may mean."""

    teks: str
    jenis: frozenset[str]
    calon: tuple[Calon, ...]
    pemerintah: bool = False
    sisa: tuple[str, ...] = ()


def split_bagian(name: str) -> list[str]:
    """Pieces between commas, brackets, dashes and 'dan'; a bracket that only names the office is put back.

    'Kab/Kota Malang' says neither kind; 'Kec. X Kab. Y' is two pieces without a comma; 'Malang (Kota)' is 'Kota Malang'.
    """
    kata = read_kata()
    name = re.sub(r"^([^,;()]+)\(([^()]+)\)\s*$", _kind_first, _DUA_JENIS.sub(" ", name))
    name = ", ".join(_split_levels(piece) for piece in name.split(","))
    pieces = [piece for piece in PEMISAH.split(name) if piece.strip(" .:")]
    only_office = [piece for piece in pieces if tuple(words_of(piece)) in kata.jenis and len(pieces) > 1]
    if only_office and "(" in name:
        rejoined = re.sub(r"\(([^()]*)\)", lambda found: "" if tuple(words_of(found[1])) in kata.jenis else found[0], name)
        return [piece for piece in PEMISAH.split(rejoined) if piece.strip(" .:")]
    return pieces


def _kind_first(found: re.Match[str]) -> str:
    kind = read_kata().jenis.get(tuple(words_of(found[2])))
    return f"{kind} {found[1].strip()}" if kind in ("kota", "kabupaten") and len(words_of(found[2])) == 1 else found[0]


def _split_levels(piece: str) -> str:
    """'Desa Pasar Panas Kec. Banua Lawas Kab. Tabalong' → the same with commas; 'Kel. Kota Baru' stays whole."""
    words = words_of(piece)
    if len(words) < 4 or read_kata().jenis.get((words[0],)) not in ("kecamatan", "desa"):
        return piece
    pieces: list[str] = []
    for part in _JENIS_DI_TENGAH.split(piece):
        only_kind = pieces and len(words_of(pieces[-1])) == 1
        pieces = [*pieces[:-1], f"{pieces[-1]} {part}"] if only_kind else [*pieces, part]
    return ", ".join(pieces)


def read_bagian(piece: str) -> Bagian:
    """What one piece says: words in front that tell kind or office are taken off one by one until a name is left."""
    words = words_of(piece)
    if capital := _read_ibu_kota(words):
        return Bagian(piece, frozenset(), (capital,))
    pemerintah = bool(words) and words[0] in read_kata().pemerintah
    jenis: frozenset[str] = frozenset()
    tries = [(words, jenis)]
    rest = words
    while taken := take_front(rest):
        length, kind = taken
        rest = rest[length:]
        jenis = frozenset({kind}) if kind else jenis
        tries.append((rest, jenis))
    for rest, kinds in tries:
        if rest and (found := lookup_nama(rest, kinds)):
            return Bagian(piece, kinds, found, pemerintah)
    if not rest:
        return Bagian(piece, jenis, (), pemerintah)
    if jenis & {"kecamatan", "desa"}:
        return Bagian(piece, jenis, (), pemerintah, tuple(rest))
    return _read_loosely(piece, rest, jenis, pemerintah)


def take_front(words: list[str]) -> tuple[int, str | None] | None:
    """(number of words, kind) of an office or kind phrase at the front; numbers ('Kodim 1005 Marabahan') count as office."""
    kata = read_kata()
    if not words:
        return None
    for length in (3, 2, 1):
        phrase = tuple(words[:length])
        if phrase in kata.jenis:
            return length, kata.jenis[phrase]
        if phrase in kata.abaikan:
            return length, None
    return (1, None) if words[0].isdigit() else None


def lookup_nama(words: list[str], jenis: frozenset[str]) -> tuple[Calon, ...]:
    """Exact names and aliases, also in English word order and with the kind behind ('Madiun Kota', 'Tapin Regency')."""
    kata = read_kata()
    variants = [(words, jenis)]
    if jenis & {"kecamatan", "desa"}:
        return ()
    cut_short = _is_cut_short(words)
    if words[0] in kata.arah:
        variants.append(([*words[1:], *kata.arah[words[0]].split()], jenis))
    if len(words) > 1 and (words[-1],) in kata.jenis and kata.jenis[(words[-1],)] in ("kota", "kabupaten", "provinsi"):
        variants.append((words[:-1], frozenset({kata.jenis[(words[-1],)]})))
        if words[0] in kata.arah:
            variants.append(([*words[1:-1], *kata.arah[words[0]].split()], jenis))
    if len(words) > 1 and (words[-1],) in kata.abaikan_di_belakang:
        variants.append((words[:-1], jenis))
    for typed, kinds in variants:
        found = indeks_atas().get(key_of(typed), ())
        if fitting := [one for one in found if one.cara == "singkatan"] if cut_short else found:
            return _of_jenis(fitting, kinds)
    return ()


def _is_cut_short(words: list[str]) -> bool:
    """'P. Raya' is not Praya: a first word cut to its letter is joined to the next in abbreviations only."""
    return len(words) > 1 and len(words[0]) == 1 < len(words[1])


def _of_jenis(found: Sequence[Calon], jenis: frozenset[str]) -> tuple[Calon, ...]:
    """Those of the written kind; when none is, all of them, with a note that the kind does not fit."""
    if not jenis:
        return tuple(found)
    fitting = [one for one in found if jenis & _jenis_of(one.kode)]
    if fitting:
        return tuple(fitting)
    said = next(iter(jenis))
    return tuple(replace(one, catatan=one.catatan or f"tertulis {said}, yang dimaksud {get_wilayah(one.kode).nama_resmi}") for one in found)


def _jenis_of(kode: str) -> frozenset[str]:
    wilayah = get_wilayah(kode)
    if wilayah.tingkat == "provinsi":
        return frozenset({"provinsi"})
    return frozenset({"kabkota", "kota" if wilayah.nama_resmi.startswith("Kota") else "kabupaten"})


def _read_ibu_kota(words: list[str]) -> Calon | None:
    """'Ibu Kota Provinsi Kalimantan Selatan' → Kota Banjarbaru; 'ibu kota Kabupaten X' → that kabupaten."""
    text = " ".join(words)
    found = re.match(r"(?:ibu ?kota|capital(?: city)?(?: of)?)\s+(.+)$", text)
    if not found:
        return None
    rest = read_bagian(found[1]).calon
    codes = {ibu_kota_provinsi().get(one.kode) if "." not in one.kode else one.kode for one in rest if one.pasti}
    if len(codes) != 1 or None in codes:
        return None
    return Calon(str(codes.pop()), "nama")


def _read_loosely(piece: str, words: list[str], jenis: frozenset[str], pemerintah: bool) -> Bagian:
    """Not a known name: a press code behind it, a slip, an abbreviation, an unfinished name, or a name among other words."""
    if len(words) > 1 and len(words[-1]) <= 3 and re.search(r"-\s*[A-Z]{2,3}\s*$", piece) and (found := lookup_nama(words[:-1], jenis)):
        noted = tuple(replace(one, catatan=one.catatan or f"kode «{words[-1].upper()}» di belakang nama diabaikan") for one in found)
        return Bagian(piece, jenis, noted, pemerintah)
    key = key_of(words)
    if len(words) == 1 and (found := _lookup_joined(words[0], jenis)):
        return Bagian(piece, jenis, found, pemerintah)
    if found := _of_jenis(find_inisial(tuple(words)), jenis):
        return Bagian(piece, jenis, found, pemerintah)
    if _is_cut_short(words) and words[0] not in read_kata().ejaan_desa:
        return Bagian(piece, jenis, _name_among(words, jenis), pemerintah)
    if len(found := _of_jenis(find_awalan(key), jenis)) > 1:
        return Bagian(piece, jenis, found, pemerintah)
    if find_key(indeks_kecamatan(), " ".join(words)) and not jenis - {"kecamatan"}:
        return Bagian(piece, jenis, (), pemerintah, tuple(words))
    english = [*words[1:], *read_kata().arah[words[0]].split()] if words[0] in read_kata().arah else words
    for find in (find_dekat, find_singkatan, find_awalan):
        found = find(key_of(english))
        if fitting := tuple(one for one in found if not jenis or jenis & _jenis_of(one.kode)):
            return Bagian(piece, jenis, fitting, pemerintah)
    if found := _name_among(words, jenis):
        return Bagian(piece, jenis, found, pemerintah)
    return Bagian(piece, jenis, (), pemerintah, tuple(words) if key else ())


def _lookup_joined(word: str, jenis: frozenset[str]) -> tuple[Calon, ...]:
    """'KabTapin', 'Pemkotbanjarbaru': the kind written without a space."""
    for phrase, kind in read_kata().jenis.items():
        head = phrase[0]
        if len(phrase) == 1 and len(head) >= 3 and word.startswith(head) and (found := indeks_atas().get(word[len(head) :])):
            return _of_jenis(found, frozenset({kind}))
    return ()


def _name_among(words: list[str], jenis: frozenset[str]) -> tuple[Calon, ...]:
    """Known names of four letters or more inside other words, joined as if commas stood between them."""
    phrases: list[tuple[Calon, ...]] = []
    position, others = 0, []
    while position < len(words):
        length, found = _phrase_at(words, position, jenis)
        if found:
            phrases.append(found)
        else:
            others.append(words[position])
        position += length
    if not phrases or len(phrases) > 4:
        return ()
    chains = [chain for chain in itertools.product(*phrases) if _are_nested([one.kode for one in chain])]
    finest = {max(chain, key=lambda one: len(one.kode)) for chain in chains} or {one for phrase in phrases for one in phrase}
    kata = read_kata()
    only_office = all((word,) in kata.jenis or (word,) in kata.abaikan for word in others)
    start = position - length
    kind_before = len(phrases) == 1 and found and any((word,) in kata.jenis for word in words[max(0, start - 1) : start + 1])
    note = None if only_office or kind_before else "nama wilayah diambil dari antara kata lain"
    noted = (replace(one, catatan=one.catatan or note) for one in finest)
    return tuple(sorted(noted, key=lambda one: one.kode))


def _phrase_at(words: list[str], position: int, jenis: frozenset[str]) -> tuple[int, tuple[Calon, ...]]:
    """(words used, candidates) of the longest known name that begins here."""
    kinds = read_kata().jenis
    before = kinds.get((words[position - 1],)) if position else None
    for length in range(min(4, len(words) - position), 0, -1):
        phrase = words[position : position + length]
        hits = indeks_atas().get(key_of(phrase), ())
        if hits and len("".join(phrase)) >= (2 if before or (jenis and not position) else 4):
            return length, _of_jenis(hits, frozenset({before}) if before else jenis)
    return 1, ()


def _are_nested(codes: Sequence[str]) -> bool:
    return all(is_nested(one, other) for one, other in itertools.combinations(codes, 2))
