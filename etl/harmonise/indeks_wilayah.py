"""Looks names of regions up: exact, by alias, by a slip of one or two letters, by the habits of press abbreviations."""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml
from rapidfuzz.distance import OSA

from etl.clean.bacaan import tidy_text
from p4gn.geography.wilayah import REFERENCE_DIR, Wilayah, get_wilayah, iterate_wilayah, list_anak, list_keturunan, list_provinsi

ANGKA_ROMAWI = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
_KATA = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Calon:
    """One region a name may mean: `cara` tells how it was found, `catatan` what a person should check."""

    kode: str
    cara: str
    catatan: str | None = None
    utama: bool = False

    @property
    def pasti(self) -> bool:
        return self.catatan is None


@dataclass(frozen=True)
class KataWilayah:
    """The word lists of kata_wilayah.yml; phrases are tuples of words."""

    jenis: Mapping[tuple[str, ...], str]
    pemerintah: frozenset[str]
    abaikan: frozenset[tuple[str, ...]]
    abaikan_di_belakang: frozenset[tuple[str, ...]]
    nasional: frozenset[str]
    arah: Mapping[str, str]
    ejaan: Mapping[str, str]
    ejaan_desa: Mapping[str, str]
    awalan_desa: frozenset[str]
    singkatan_arah: Mapping[str, list[str]]


@functools.cache
def read_kata() -> KataWilayah:
    """The vocabulary; loaded once per process."""
    content = yaml.safe_load((REFERENCE_DIR / "kata_wilayah.yml").read_text(encoding="utf-8"))
    return KataWilayah(
        jenis={tuple(phrase.split()): jenis for jenis, phrases in content["jenis"].items() for phrase in phrases},
        pemerintah=frozenset(content["pemerintah"]),
        abaikan=frozenset(tuple(phrase.split()) for phrase in content["abaikan"]),
        abaikan_di_belakang=frozenset(tuple(phrase.split()) for phrase in content["abaikan_di_belakang"]),
        nasional=frozenset(content["nasional"]),
        arah=content["arah"],
        ejaan=content["ejaan"],
        ejaan_desa=content["ejaan_desa"],
        awalan_desa=frozenset(content["awalan_desa"]),
        singkatan_arah=content["singkatan_arah"],
    )


def words_of(text: str) -> list[str]:
    """Lower-case words, apostrophes gone: "Ba'a" → ['baa'], 'Kab.Pekalongan' → ['kab', 'pekalongan']."""
    return _KATA.findall(tidy_text(text).lower().replace("'", ""))


def key_of(words: Iterable[str]) -> str:
    """Words joined without spaces, in standard spelling, so that 'Barito Kuala' and 'Baritokuala' are one."""
    ejaan = read_kata().ejaan
    return "".join(ejaan.get(word, word) for word in words)


def key_desa(text: str, *, strip: bool = False) -> str:
    """Like `key_of` for villages: 'Sei' is 'Sungai', 'II' is '2'; with `strip` no 'Desa'/'Kel.'/'Kampung' in front."""
    kata, words = read_kata(), words_of(re.sub(r"\brt\b\.?\s*\d+(?:\s*/?\s*rw\b\.?\s*\d+)?", " ", text, flags=re.IGNORECASE))
    while strip and len(words) > 1 and words[0] in kata.awalan_desa:
        words = words[1:]
    spelled = [kata.ejaan_desa.get(word, word) if len(words) > 1 else word for word in words]
    return "".join([*spelled[:1], *(ANGKA_ROMAWI.get(word, word) for word in spelled[1:])])


def find_key(index: Mapping[str, tuple[str, ...]], text: str) -> tuple[str, ...]:
    """Codes of a village or kecamatan name as written, else without the word in front ('Kelurahan X', 'Desa X')."""
    return index.get(key_desa(text)) or index.get(key_desa(text, strip=True)) or ()


@functools.cache
def atas() -> tuple[Wilayah, ...]:
    """All provinces, kabupaten and kota."""
    provinsi = list_provinsi()
    return (*provinsi, *(kabkota for one in provinsi for kabkota in list_anak(one.kode)))


@functools.cache
def indeks_atas() -> Mapping[str, tuple[Calon, ...]]:
    """Every key that names a province, kabupaten or kota: names, official names and the aliases of alias_wilayah.csv."""
    index: dict[str, dict[str, Calon]] = defaultdict(dict)
    for one in atas():
        for name in {one.nama, one.nama_resmi, one.nama_resmi.replace("Administrasi ", "")}:
            index[key_of(words_of(name))].setdefault(one.kode, Calon(one.kode, "nama"))
        if one.tingkat == "provinsi":
            index[key_of(["provinsi", *words_of(one.nama)])].setdefault(one.kode, Calon(one.kode, "nama"))
    for row in read_alias():
        if row["jenis"] != "ibu kota provinsi":
            catatan = f"nama lama; sekarang {get_wilayah(row['kode']).nama_resmi}" if row["jenis"] == "nama lama" else None
            calon = Calon(row["kode"], row["jenis"], catatan, row["utama"] == "ya")
            index[key_of(words_of(row["nama"]))].setdefault(row["kode"], calon)
    return {key: tuple(found.values()) for key, found in index.items()}


@functools.cache
def read_alias() -> tuple[Mapping[str, str], ...]:
    with (REFERENCE_DIR / "alias_wilayah.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@functools.cache
def ibu_kota_provinsi() -> Mapping[str, str]:
    """Code of a province → code of its capital's kabupaten/kota."""
    return {row["kode"][:2]: row["kode"] for row in read_alias() if row["jenis"] == "ibu kota provinsi"}


@functools.cache
def indeks_kecamatan() -> Mapping[str, tuple[str, ...]]:
    """Key of a kecamatan's name → codes, all of Indonesia."""
    index: dict[str, list[str]] = defaultdict(list)
    for one in atas():
        if one.tingkat == "kabkota":
            for kecamatan in list_anak(one.kode):
                index[key_desa(kecamatan.nama)].append(kecamatan.kode)
    return {key: tuple(codes) for key, codes in index.items()}


@functools.cache
def indeks_desa() -> Mapping[str, tuple[str, ...]]:
    """Key of a village's name → codes, all of Indonesia; a second or so is saved by asking this only when nothing else fits."""
    index: dict[str, list[str]] = defaultdict(list)
    for one in iterate_wilayah():
        if one.tingkat == "desa":
            index["".join(_KATA.findall(one.nama.lower()))].append(one.kode)
    return {key: tuple(codes) for key, codes in index.items()}


@functools.lru_cache(maxsize=64)
def indeks_di_dalam(induk: str, tingkat: str) -> Mapping[str, tuple[str, ...]]:
    """Key → codes of the regions of one level inside a region."""
    index: dict[str, list[str]] = defaultdict(list)
    for one in list_keturunan(induk, tingkat):
        index[key_desa(one.nama)].append(one.kode)
    return {key: tuple(codes) for key, codes in index.items()}


def nearest_keys(typed: str, keys: Iterable[str]) -> list[str]:
    """Keys within one slip (two for ten letters and more) of what was typed; the nearest only, empty if too short."""
    limit = 0 if len(typed) < 5 else 1 if len(typed) < 10 else 2
    if not limit:
        return []
    best, found = limit, []
    for key in keys:
        if abs(len(key) - len(typed)) > best or len(key) < 5:
            continue
        distance = OSA.distance(typed, key, score_cutoff=best)
        if distance < best:
            best, found = distance, [key]
        elif distance == best:
            found.append(key)
    return found


@functools.cache
def _kunci_panjang() -> tuple[str, ...]:
    return tuple(key for key, found in indeks_atas().items() if len(key) >= 5 and any(one.cara != "singkatan" for one in found))


@functools.lru_cache(maxsize=4096)
def find_dekat(key: str) -> tuple[Calon, ...]:
    """Regions whose name is one or two slips away; a mistaken first letter is believed only in long names."""
    near = [near for near in nearest_keys(key, _kunci_panjang()) if near[0] == key[0] or len(key) >= 10]
    codes = {one.kode: one for near_key in near for one in indeks_atas()[near_key]}
    return tuple(Calon(one.kode, "salah ketik", f"ejaan diperbaiki menjadi {get_wilayah(one.kode).nama_resmi}") for one in codes.values())


@functools.lru_cache(maxsize=4096)
def find_singkatan(key: str) -> tuple[Calon, ...]:
    """Regions a short word may abbreviate: pieces of each word in order ('Kotim'), or the consonants alone ('Pswrn')."""
    if not 4 <= len(key) <= 9 or not key.isalpha():
        return ()
    found = []
    for one in atas():
        words = _words_of_region(one.nama)
        if (len(words) > 1 and _is_pieces(key, words)) or (len(key) >= 5 and re.sub("[aeiou]", "", "".join(words)) == key):
            found.append(Calon(one.kode, "singkatan", f"dibaca sebagai singkatan {one.nama_resmi}"))
    return tuple(found)


@functools.cache
def _words_of_region(nama: str) -> list[str]:
    return words_of(nama)


def _is_pieces(key: str, words: list[str]) -> bool:
    """Whether the key is a beginning of each word in turn, a compass word shortened as the press does."""
    if not words:
        return not key
    arah = read_kata().singkatan_arah.get(words[0])
    pieces = arah if arah else [words[0][:length] for length in range(2, min(len(words[0]), 5) + 1)]
    return any(key.startswith(piece) and _is_pieces(key[len(piece) :], words[1:]) for piece in pieces)


@functools.lru_cache(maxsize=4096)
def find_inisial(words: tuple[str, ...]) -> tuple[Calon, ...]:
    """'B. Lampung', 'H.S. Selatan', 'P. Raya' (Palangkaraya): first words cut to their first letters."""
    cut = len([*itertools.takewhile(lambda word: len(word) == 1, words)])
    if not 0 < cut < len(words):
        return ()
    initials, rest = list(words[:cut]), list(words[cut:])
    found = []
    for one in atas():
        full = words_of(one.nama)
        joined = (
            len(full) == cut == 1
            and full[0][0] == initials[0]
            and full[0].endswith("".join(rest))
            and len(full[0]) > len("".join(rest)) + 3
        )
        if joined or (full[cut:] == rest and [word[0] for word in full[:cut]] == initials):
            found.append(one)
    return tuple(Calon(one.kode, "singkatan", f"dibaca sebagai singkatan {one.nama_resmi}") for one in found)


@functools.cache
def keys_of_kode() -> Mapping[str, tuple[str, ...]]:
    """Code → keys of six letters or more that mean this region only; links are full of them ('okutimurpos')."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, found in indeks_atas().items():
        if len(found) == 1 and len(key) >= 6:
            keys[found[0].kode].append(key)
    return {kode: tuple(found) for kode, found in keys.items()}


@functools.lru_cache(maxsize=4096)
def find_awalan(key: str) -> tuple[Calon, ...]:
    """Regions whose name begins with the words typed: 'Hulu Sungai' → three of them, 'Penukal Abab' → one."""
    if len(key) < 5:
        return ()
    found = [one for one in atas() if key in _prefixes(one.nama)]
    if len(found) == 1:  # 'Toraja' begins Toraja Utara, but Tana Toraja has the word too
        found += [one for one in atas() if key in words_of(one.nama) and one not in found]
    return tuple(Calon(one.kode, "awalan", f"nama tidak lengkap; mungkin {one.nama_resmi}") for one in found)


@functools.cache
def _prefixes(nama: str) -> frozenset[str]:
    words = words_of(nama)
    return frozenset({key_of(words[:length]) for length in range(1, len(words))})


def is_nested(one: str, other: str) -> bool:
    """Whether two codes are the same region or one lies in the other."""
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")
