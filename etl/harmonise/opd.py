"""Finds the standard name of an agency as written: 'Kadis PUPR Kalsel', 'Satpol-PP Batola', 'BBN Lamsel'.

Names and aliases are data/reference/opd.csv and alias_opd.csv. Regional agencies (jenis 'opd'), vertical bodies such as BNNP,
Polres or Kodim ('vertikal') and others ('lain') are kept apart. A slip of a letter or two is repaired and marked; an agency
that nobody knows is refused with the nearest names.
"""

from __future__ import annotations

import csv
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan, kosong, ragu, tidy_text, tolak
from etl.harmonise.indeks_wilayah import Calon, find_key, indeks_atas, indeks_kecamatan, key_of
from p4gn.geography.wilayah import REFERENCE_DIR, find_wilayah_by_kode, get_wilayah

_KATA = re.compile(r"[a-z0-9]+")
_TANPA_ISI = frozenset({"", "-", "--", "n/a", "na", "nihil", "belum", "?"})
_BNN = "Badan Narkotika Nasional"
_PANJANG_WILAYAH = 5


@dataclass(frozen=True, slots=True)
class Lembaga:
    """One row of opd.csv."""

    kode_opd: str
    nama_baku: str
    jenis: str
    tingkat: str


@dataclass(frozen=True, slots=True)
class Hasil:
    """A name found: the standard name, the row it belongs to, what to check, and the region written behind it."""

    nama: str
    lembaga: Lembaga | None
    catatan: tuple[str, ...] = ()
    wilayah: str | None = None
    kandidat: tuple[str, ...] = ()


@dataclass(frozen=True)
class KataOpd:
    """The word lists of kata_opd.yml; phrases are tuples of words."""

    jabatan: Mapping[tuple[str, ...], tuple[str, ...]]
    kepala_nama: frozenset[str]
    diikuti_nama: frozenset[tuple[str, ...]]
    kata_jenis: frozenset[str]
    bernomor: frozenset[str]
    berkelas: frozenset[str]
    ejaan: Mapping[str, str]
    singkatan_urusan: Mapping[str, tuple[str, ...]]


@functools.cache
def read_kata() -> KataOpd:
    """The vocabulary; loaded once per process."""
    content = yaml.safe_load((REFERENCE_DIR / "kata_opd.yml").read_text(encoding="utf-8"))
    return KataOpd(
        jabatan={tuple(title.split()): tuple(meant.split()) for title, meant in content["jabatan"].items()},
        kepala_nama=frozenset(content["kepala_nama"]),
        diikuti_nama=frozenset(tuple(phrase.split()) for phrase in content["diikuti_nama"]),
        kata_jenis=frozenset(content["kata_jenis"]),
        bernomor=frozenset(content["bernomor"]),
        berkelas=frozenset(content["berkelas"]),
        ejaan=content["ejaan"],
        singkatan_urusan={short: tuple(full.split()) for short, full in content["singkatan_urusan"].items()},
    )


@functools.cache
def read_opd() -> Mapping[str, Lembaga]:
    """Standard name → agency."""
    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        return {row["nama_baku"]: Lembaga(row["kode_opd"], row["nama_baku"], row["jenis"], row["tingkat"]) for row in csv.DictReader(lines)}


@functools.cache
def indeks_opd() -> Mapping[str, tuple[Lembaga, str]]:
    """Key of a name or alias → (agency, what to check when it is written so)."""
    index = {_key(_words(nama)): (lembaga, "") for nama, lembaga in read_opd().items()}
    with (REFERENCE_DIR / "alias_opd.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            index.setdefault(_key(_words(row["alias"])), (read_opd()[row["nama_baku"]], row["tanda"]))
    return index


@functools.cache
def _known_words() -> frozenset[str]:
    """Words of all dinas and badan names: a new dinas made of these alone is plainly a dinas."""
    return frozenset(word for nama, one in read_opd().items() if one.jenis == "opd" for word in _words(nama))


def find_opd(tertulis: object, wilayah: str | None = None) -> Bacaan:
    """Read one agency; `nilai` is its nama_baku, `rincian` has kode_opd, jenis and wilayah (code written behind it, else the argument)."""
    text = "" if tertulis is None or tertulis != tertulis else str(tertulis)
    name = tidy_text(text)
    if name.lower().strip(" .") in _TANPA_ISI:
        return kosong(text)
    found = _find_several(name, wilayah)
    if found is None:
        near = tuple(
            choice for choice, _, _ in process.extract(name, list(read_opd()), scorer=fuzz.token_set_ratio, limit=3, score_cutoff=60)
        )
        return tolak(text, f"«{name}» tidak dikenal; tulis nama lengkapnya, atau tambahkan di data/reference/alias_opd.csv.", near)
    rincian = {
        "kode_opd": found.lembaga.kode_opd if found.lembaga else None,
        "jenis": found.lembaga.jenis if found.lembaga else "opd",
        "wilayah": found.wilayah or wilayah,
    }
    if found.kandidat:
        return ragu(text, found.catatan[0], found.kandidat, rincian)
    sebab = "; ".join(dict.fromkeys(found.catatan)) or None
    return Bacaan(text, found.nama, DITANDAI if sebab else TERBACA, sebab, rincian=rincian)


def _find_several(name: str, wilayah: str | None) -> Hasil | None:
    """Several agencies in one cell, separated by ';': the first, marked, with all of them as candidates."""
    pieces = [piece.strip() for piece in name.split(";") if piece.strip()]
    if len(pieces) < 2:
        return _find_with_brackets(name, wilayah)
    found = [one for one in (_find_with_brackets(piece, wilayah) for piece in pieces) if one and not one.kandidat]
    if not found:
        return None
    names = tuple(dict.fromkeys(one.nama for one in found))
    return replace(found[0], catatan=(f"beberapa lembaga tertulis: {', '.join(names)}; dipakai yang pertama", *found[0].catatan))


def _find_with_brackets(name: str, wilayah: str | None) -> Hasil | None:
    """The name, the name without its bracket, or the abbreviation in the bracket when the name itself is misprinted."""
    if exact := _exact(_words(name)):
        return _level_of_bnn(exact, wilayah)
    outer_text = re.sub(r"\([^()]*\)?", " ", name)
    outer = _find(_words(outer_text), outer_text, wilayah)
    inner = [found for text in re.findall(r"\(([^()]+)\)?", name) if (found := _find(_words(text), text, wilayah))]
    sure = [found for found in inner if not found.kandidat and (not found.catatan or outer is None or outer.catatan)]
    if outer is None or outer.kandidat or (outer.catatan and sure):
        return sure[0] if sure else outer
    if sure and sure[0].nama != outer.nama and outer.nama == _BNN and sure[0].nama.startswith(_BNN):
        return sure[0]
    return outer


def _find(words: list[str], text: str, wilayah: str | None) -> Hasil | None:
    """Try the words as they are, without title, without region, then by the looser rules; the first that fits."""
    if not words:
        return None
    attempts = list(_attempts(words))
    for rest, kode in attempts:
        if found := _exact(rest) or _numbered(rest, text) or _without_head(rest):
            return _level_of_bnn(replace(found, wilayah=kode), wilayah)
    for rest, kode in attempts:
        if found := _followed_by_name(rest):
            return _level_of_bnn(replace(found, wilayah=kode), wilayah)
    for rule in (_generic, _misprinted):
        for rest, kode in attempts:
            if found := rule(rest):
                return _level_of_bnn(replace(found, wilayah=kode), wilayah)
    for rest, kode in reversed(attempts):
        if found := _plainly_dinas(rest, text):
            return replace(found, wilayah=kode)
    return None


def _attempts(words: list[str]) -> Iterator[tuple[list[str], str | None]]:
    """(words, region code): as written, title turned into its office, region and kind words taken off the end."""
    seen: set[tuple[str, ...]] = set()
    for base in (words, _without_title(words)):
        candidates = [(base, None), *_without_region(base)]
        candidates += [(rest, kode) for start, kode in candidates for rest in _without_kind(start)]
        for rest, kode in candidates:
            if rest and tuple(rest) not in seen:
                seen.add(tuple(rest))
                yield rest, kode


def _without_title(words: list[str]) -> list[str]:
    kata, rest = read_kata(), words
    for _ in range(3):
        for length in (2, 1):
            if tuple(rest[:length]) in kata.jabatan and len(rest) > length:
                rest = [*kata.jabatan[tuple(rest[:length])], *rest[length:]]
                break
        else:
            break
    if rest and rest[0].startswith("ka") and _key([rest[0][2:]]) in indeks_opd():
        rest = [rest[0][2:], *rest[1:]]
    return [word for position, word in enumerate(rest) if position == 0 or word != rest[position - 1]]


def _without_region(words: list[str]) -> list[tuple[list[str], str | None]]:
    """The words with a region taken off the end, shortest first: 'Setda HSS' → ('setda', '63.06'); kind words stay for later."""
    found = []
    for length in range(1, min(_PANJANG_WILAYAH, len(words) - 1) + 1):
        tail = words[-length:]
        if calon := indeks_atas().get(key_of(tail)):
            rest = words[:-length]
            found.append((rest, _region_code(calon, rest[-1:])))
    return found


def _region_code(calon: Sequence[Calon], before: list[str]) -> str | None:
    """The region when the name and the word before it ('Kota Malang') leave one; None when it could be two."""
    codes = list(dict.fromkeys(one.kode for one in calon if one.cara == "nama") or dict.fromkeys(one.kode for one in calon))
    if before and before[0] in ("kota", "pemko", "pemkot"):
        codes = [kode for kode in codes if get_wilayah(kode).nama_resmi.startswith("Kota")] or codes
    elif before and before[0] in ("kab", "kabupaten", "pemkab", "bnnk"):
        codes = [kode for kode in codes if get_wilayah(kode).nama_resmi.startswith("Kab")] or codes
    elif before and before[0] in ("provinsi", "pemprov", "bnnp", "polda"):
        codes = [kode for kode in codes if "." not in kode] or codes
    return codes[0] if len(codes) == 1 else None


def _without_kind(words: list[str]) -> list[list[str]]:
    rest, found = list(words), []
    while len(rest) > 1 and rest[-1] in read_kata().kata_jenis:
        rest = rest[:-1]
        found.append(rest)
    return found


def _exact(words: Sequence[str]) -> Hasil | None:
    hit = indeks_opd().get(_key(words))
    if hit is None and len(words) > 2:
        urusan = read_kata().singkatan_urusan
        hit = indeks_opd().get(_key([part for word in words for part in urusan.get(word, (word,))]))
    return Hasil(hit[0].nama_baku, hit[0], (hit[1],) if hit[1] else ()) if hit else None


def _without_head(words: list[str]) -> Hasil | None:
    """'Badan Kesbangpol' is Kesbangpol, 'Pendidikan' is Dinas Pendidikan; the head must agree with what is found."""
    kata = read_kata()
    if len(words) > 1 and words[0] in kata.kepala_nama and (found := _exact(words[1:])):
        head = _words(found.nama)[0]
        sama = head == words[0] or words[0] in ("kantor", "satuan") or found.lembaga is None
        return found if sama or (found.lembaga.jenis == "opd" and head not in ("dinas", "badan")) else None
    if words[0] in kata.kepala_nama or len(words[-1]) < 4:
        return None
    for head in ("dinas", "badan"):
        if found := _exact([head, *words]):
            return replace(found, catatan=(*found.catatan, f"tertulis tanpa kata «{head.capitalize()}»"))
    return None


def _numbered(words: list[str], text: str) -> Hasil | None:
    """'Kodim 1005', 'KODIM 0411/KM', 'Rutan Kelas IIB', 'Pansus II DPRD': number or class belongs to the name."""
    kata = read_kata()
    joined = " ".join(words)
    if found := re.match(r"(?:pansus|panitia khusus)\s+([ivx]+|\d+)(?:\s+dprd)?$", joined):
        return Hasil(f"Panitia Khusus {found[1].upper()} DPRD", read_opd().get("Panitia Khusus DPRD"))
    if found := re.match(r"komisi\s+([ivx]+|\d+)(?:\s+dprd)?$", joined):
        return Hasil(f"Komisi {found[1].upper()} DPRD", read_opd().get("Komisi DPRD"))
    for length in (3, 2, 1):
        base = indeks_opd().get(_key(words[:length])) if len(words) > length else None
        if base is None:
            continue
        short = {_key([word]) for word in kata.bernomor}
        if _base_in(base[0], short) and words[length][0].isdigit():
            number = re.search(r"\b(\d+(?:-\d+)?)(?:\s*/|\b)", text)
            return Hasil(f"{base[0].nama_baku} {number[1] if number else words[length]}", base[0])
        if _base_in(base[0], {_key([word]) for word in kata.berkelas}) and words[length] == "kelas" and len(words) > length + 1:
            kelas = (
                "".join(words[length + 1 : length + 3])
                if len(words) > length + 2 and words[length + 2] in ("a", "b")
                else words[length + 1]
            )
            return Hasil(f"{base[0].nama_baku} Kelas {kelas.upper()}", base[0])
    return None


def _base_in(lembaga: Lembaga, keys: set[str]) -> bool:
    return any(indeks_opd().get(key, (None, ""))[0] is lembaga for key in keys)


def _followed_by_name(words: list[str]) -> Hasil | None:
    """'RSUD Panglima Sebaya', 'Polsek Daha Selatan': a body with the name of its place or patron behind."""
    for length in range(min(4, len(words) - 1), 0, -1):
        head = tuple(words[:length])
        if head in read_kata().diikuti_nama and (found := _exact(head)):
            rest = words[length:]
            bare = rest[:-1] if len(rest) > 1 and rest[-1] in read_kata().kata_jenis else rest
            place = find_key(indeks_kecamatan(), " ".join(rest)) or indeks_atas().get(key_of(rest)) or indeks_atas().get(key_of(bare))
            named = place or (
                found.lembaga
                and found.lembaga.kode_opd in ("RSUD", "PUSKESMAS", "SAMSAT", "KECAMATAN", "KELURAHAN", "RSJ", "PEMDES", "PANSUS")
            )
            notes = () if named else (f"keterangan «{' '.join(rest)}» diabaikan",)
            return replace(found, catatan=(*found.catatan, *notes))
    return None


def _generic(words: list[str]) -> Hasil | None:
    """Parts of a secretariat and service units not in the list keep their own name, marked."""
    rest = _without_office(words)
    shown = _title(" ".join(rest[1:]))
    if len(rest) < 2 or any(word.isdigit() for word in rest):
        return None
    if rest[0] in ("asisten", "staf") and {"setda", "setdaprov", "setdakab", "sekretariat"} & set(words):
        return Hasil("Sekretariat Daerah", read_opd()["Sekretariat Daerah"], ("jabatan di sekretariat daerah",))
    if rest[0] == "biro":
        known = _exact(rest)
        return known or Hasil(f"Biro {shown} Sekretariat Daerah Provinsi", None, ("biro belum ada di daftar acuan",))
    if rest[0] in ("bagian", "bag"):
        known = _exact(["bagian", *rest[1:]])
        return known or Hasil(f"Bagian {shown} Sekretariat Daerah", None, ("bagian belum ada di daftar acuan",))
    if rest[0] in ("uptd", "upt"):
        parent = _exact(rest[1:])
        return Hasil(f"UPTD {parent.nama if parent else shown}", parent.lembaga if parent else None, ("UPTD belum ada di daftar acuan",))
    return None


def _without_office(words: list[str]) -> list[str]:
    """'biro hukum setda provinsi' → 'biro hukum'."""
    for position, word in enumerate(words):
        if position > 1 and word in ("setda", "setdaprov", "setdakab", "setdako", "sekretariat"):
            return words[:position]
    return words


def _misprinted(words: list[str]) -> Hasil | None:
    """The one name a slip or two away; several names equally near are offered, none chosen."""
    key = _key(words)
    limit = 0 if len(key) < 7 else 1 if len(key) < 14 else 2 if len(key) < 28 else 3
    best: dict[str, Lembaga] = {}
    nearest = limit
    signs = [word for word in words if any(letter.isdigit() for letter in word)]  # P2P is no misprint of P2M
    for known, (lembaga, tanda) in indeks_opd().items():
        if tanda or abs(len(known) - len(key)) > nearest or len(known) < 6 or not all(sign in known for sign in signs):
            continue
        distance = OSA.distance(key, known, score_cutoff=nearest)
        if distance < nearest:
            nearest, best = distance, {lembaga.nama_baku: lembaga}
        elif distance == nearest and limit:
            best[lembaga.nama_baku] = lembaga
    if not best:
        return None
    if len(best) > 1:
        return Hasil("", None, ("nama ini mirip beberapa lembaga",), kandidat=tuple(sorted(best)))
    nama, lembaga = next(iter(best.items()))
    return Hasil(nama, lembaga, (f"ejaan diperbaiki menjadi {nama}",))


def _plainly_dinas(words: list[str], text: str) -> Hasil | None:
    """A dinas or badan written out in full, all of known words, that the list does not have yet: its own name, marked."""
    if (
        words[0] not in ("dinas", "badan")
        or len(words) < 3
        or not set(words) <= _known_words() | {"dan"}
        or {"dinas", "badan"} & set(words[1:])
    ):
        return None
    plain = text.strip(" .,")
    for cut in range(len(plain), 0, -1):
        if _words(plain[:cut]) == words:
            plain = plain[:cut].strip(" .,")
            break
    return Hasil(_title(plain), None, ("nama belum ada di daftar acuan",))


def _level_of_bnn(found: Hasil, wilayah: str | None) -> Hasil:
    """'BNN Lamsel' is the BNNK, 'BNN Kalsel' the BNNP, 'BNNK Banjarbaru' the BNN Kota: the region written behind tells."""
    kode = found.wilayah or (wilayah if found.nama in (f"{_BNN} Kabupaten",) else None)
    known = find_wilayah_by_kode(kode) if kode else None
    if known is None or found.nama not in (_BNN, f"{_BNN} Kabupaten") or known.tingkat not in ("provinsi", "kabkota"):
        return found
    if known.tingkat == "provinsi":
        if found.nama != _BNN:
            return found
        level = "Provinsi"
    else:
        level = "Kota" if known.nama_resmi.startswith("Kota") else "Kabupaten"
    return replace(found, nama=f"{_BNN} {level}", lembaga=read_opd()[f"{_BNN} {level}"])


def _words(text: str) -> list[str]:
    """Lower-case words in standard spelling, '&' as 'dan', apostrophes gone."""
    ejaan = read_kata().ejaan
    plain = _KATA.findall(tidy_text(text).lower().replace("&", " dan ").replace("'", ""))
    return [part for word in plain for part in ejaan.get(word, word).split()]


def _key(words: Sequence[str]) -> str:
    """Words joined; 'dan' does not count, so 'Satpol PP dan Damkar' is 'Satpol PP Damkar'."""
    return "".join(word for word in words if word != "dan")


def _title(text: str) -> str:
    """'dinas cipta karya dan tata ruang' → 'Dinas Cipta Karya dan Tata Ruang'; short capitals stay."""
    words = [
        word if word.isupper() and len(word) <= 4 else word.lower() if word.lower() == "dan" else word[:1].upper() + word[1:].lower()
        for word in text.split()
    ]
    return " ".join(words)


@functools.cache
def nama_by_jenis() -> Mapping[str, tuple[str, ...]]:
    """All standard names by kind, for lists and pages."""
    names: dict[str, list[str]] = defaultdict(list)
    for nama, lembaga in read_opd().items():
        names[lembaga.jenis].append(nama)
    return {jenis: tuple(found) for jenis, found in names.items()}
