"""Which region each row of a boundary file means: code AND name must agree with the reference, otherwise the name decides.

A join by code alone colours the wrong kabupaten: BPS codes look like Kemendagri codes and often stand for another region.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import yaml

from p4gn.geography.wilayah import (
    REFERENCE_DIR,
    TINGKAT,
    Wilayah,
    find_wilayah_by_kode,
    find_wilayah_lampau,
    induk_of,
    iterate_wilayah,
    tingkat_of,
)

MIRIP = 0.8  # names at least this alike are one name spelt in two ways
_PANJANG_KODE = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}
_KEPALA = re.compile(
    r"^(kabupaten|kab|kota|kecamatan|kec|distrik|desa|kelurahan|kel|provinsi|prov|propinsi)\b\.?\s*(administrasi|adm)?\b\.?\s*"
)


@dataclass(frozen=True, slots=True)
class BarisBatas:
    """What one row of the file says: its code, its name and, where written, the names of the regions above it."""

    nomor: int
    kode: object
    nama: str | None
    nama_induk: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pencocokan:
    """Code for each row (None: not resolved), whether the file's codes were believed, and remarks in Indonesian.

    A code may be one that ended; `sepakat` rows have a code and a name that agree, `dikenal` rows have a code that exists.
    """

    tingkat: str
    kode: tuple[str | None, ...]
    kode_dipercaya: bool
    catatan: tuple[str, ...]
    masalah: tuple[str, ...]
    sepakat: int
    dikenal: int


@functools.cache
def read_kolom() -> dict[str, dict[str, list[str]]]:
    """Known column names per kind ('kode', 'nama') and level."""
    return yaml.safe_load((REFERENCE_DIR / "batas_kolom.yml").read_text(encoding="utf-8"))


def parse_kode(cell: object) -> str | None:
    """'63.06', '6306', 6306 and 6306.0 are '63.06'; a number 63.1 has lost a digit and is None, as is anything else."""
    if isinstance(cell, float):
        if not cell.is_integer():
            return None
        cell = int(cell)
    text = re.sub(r"\.0$", "", str(cell).strip())
    if re.fullmatch(r"\d{2}(\.\d{2}){0,2}|\d{2}\.\d{2}\.\d{2}\.\d{4}", text):
        return text
    if not text.isdigit() or len(text) not in _PANJANG_KODE:
        return None
    parts, start = [], 0
    for length in _PANJANG_KODE[len(text)]:
        parts.append(text[start : start + length])
        start += length
    return ".".join(parts)


def split_nama(nama: str) -> tuple[str, str]:
    """(kind, bare name) folded for comparing: 'KAB. BANJAR' → ('kabupaten', 'banjar'); kind '' where it is not written."""
    text = re.sub(r"\s+", " ", nama.strip().lower())
    match = _KEPALA.match(text)
    kepala = match[1] if match and match.end() < len(text) else ""
    bare = re.sub(r"[^a-z0-9]", "", text[match.end() :] if match and kepala else text)
    return {"kab": "kabupaten", "kota": "kota", "kabupaten": "kabupaten"}.get(kepala, ""), bare


def is_nama_alike(tertulis: str, wilayah: Wilayah) -> bool:
    """Does a written name mean this region? Kabupaten and kota of one name are kept apart where the kind is written."""
    kind, bare = split_nama(tertulis)
    if kind and wilayah.tingkat == "kabkota" and kind != wilayah.jenis.lower():
        return False
    names = {split_nama(wilayah.nama)[1], re.sub(r"[^a-z0-9]", "", wilayah.nama.lower())}
    return any(bare == nama or SequenceMatcher(None, bare, nama).ratio() >= MIRIP for nama in names)


def match_baris(baris: Sequence[BarisBatas], tingkat: str) -> Pencocokan:
    """The region of every row. Codes are believed when at least four of five agree with their names; else names decide."""
    written = [parse_kode(b.kode) for b in baris]
    known = [_find_wilayah(k) if k and tingkat_of(k) == tingkat else None for k in written]
    agree = [w is not None and (not b.nama or is_nama_alike(b.nama, w)) for b, w in zip(baris, known, strict=True)]
    catatan: list[str] = []
    counted = sum(agree), sum(w is not None for w in known)
    if sum(agree) >= 0.8 * len(baris):
        kode, masalah = _match_by_kode(baris, known, agree, tingkat, catatan)
        return Pencocokan(tingkat, tuple(kode), True, tuple(catatan), tuple(masalah), *counted)
    examples = [
        f"    baris {b.nomor}: kode {b.kode} tertulis “{b.nama}”, menurut acuan {w.nama_resmi if w else 'tidak ada kode itu'}"
        for b, w, ok in zip(baris, known, agree, strict=True)
        if not ok
    ]
    shown = len(baris) - sum(agree)
    catatan.append(
        f"Kode di berkas bukan kode Kemendagri: {shown} dari {len(baris)} kode tidak cocok dengan namanya "
        "(mungkin kode BPS). Kode diabaikan, wilayah dicari dari namanya."
    )
    catatan += examples[:5]
    kode = _match_by_nama(baris, tingkat)
    masalah = [f"baris {b.nomor}: “{b.nama or b.kode}” tidak dapat dipastikan" for b, k in zip(baris, kode, strict=True) if k is None]
    twice = [k for k, count in Counter(k for k in kode if k).items() if count > 1]
    masalah += [f"lebih dari satu baris menunjuk {k} {find_wilayah_by_kode(k).nama_resmi}" for k in twice]
    return Pencocokan(tingkat, tuple(kode), False, tuple(catatan), tuple(masalah), *counted)


def _find_wilayah(kode: str) -> Wilayah | None:
    return find_wilayah_by_kode(kode) or find_wilayah_lampau(kode)


def _match_by_kode(
    baris: Sequence[BarisBatas], known: Sequence[Wilayah | None], agree: Sequence[bool], tingkat: str, catatan: list[str]
) -> tuple[list[str | None], list[str]]:
    """Codes are right as a rule; a name that belongs to another region is a contradiction, any other name an old spelling."""
    sure = {w.kode for w, ok in zip(known, agree, strict=True) if w and ok}
    index = _index_nama(tingkat)
    kode: list[str | None] = []
    masalah: list[str] = []
    for b, w, ok in zip(baris, known, agree, strict=True):
        if ok:
            kode.append(w.kode)
            continue
        bare = split_nama(b.nama or "")[1]
        near = [k for k in index.get(bare, ()) if w is None or induk_of(k) == w.kode_induk]
        if w is None:
            free = [k for k in near if k not in sure and any(k.startswith((induk_of(s) or "")[:2]) for s in sure)]
            kode.append(free[0] if len(free) == 1 else None)
            catatan.append(
                f"Baris {b.nomor}: kode {b.kode} tidak dikenal; “{b.nama}” "
                + (f"dipasang sebagai {free[0]}" if len(free) == 1 else "dilewati")
            )
        elif near:
            kode.append(None)
            masalah.append(f"baris {b.nomor}: kode {w.kode} adalah {w.nama_resmi}, tetapi namanya “{b.nama}” ({', '.join(near)})")
        else:
            kode.append(w.kode)
            catatan.append(f"Baris {b.nomor}: nama “{b.nama}” berbeda dari acuan ({w.kode} {w.nama_resmi}); kodenya dipakai")
    return kode, masalah


@functools.cache
def _index_nama(tingkat: str) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for wilayah in iterate_wilayah():
        if wilayah.tingkat == tingkat:
            index[split_nama(wilayah.nama)[1]].append(wilayah.kode)
    return dict(index)


def _match_by_nama(baris: Sequence[BarisBatas], tingkat: str) -> list[str | None]:
    """By name, within the regions named above it; the province most rows point to breaks ties."""
    candidates = [_find_kandidat(b, tingkat) for b in baris]
    votes = Counter(kode for found in candidates for kode in {k[:2] for k in found})
    home = votes.most_common(1)[0][0] if votes else ""
    resolved: list[str | None] = []
    for found in candidates:
        at_home = [k for k in found if k.startswith(home)] if votes[home] >= 0.8 * len(baris) else found
        resolved.append(at_home[0] if len(at_home) == 1 else None)
    return resolved


def _find_kandidat(baris: BarisBatas, tingkat: str) -> list[str]:
    if not baris.nama:
        return []
    kind, bare = split_nama(baris.nama)
    found = [
        k
        for k in _index_nama(tingkat).get(bare, ())
        if not (kind and tingkat == "kabkota") or find_wilayah_by_kode(k).jenis.lower() == kind
    ]
    for level, nama in baris.nama_induk.items():
        depth = TINGKAT.index(level)
        if depth < TINGKAT.index(tingkat):
            found = [k for k in found if is_nama_alike(nama, find_wilayah_by_kode(".".join(k.split(".")[: depth + 1])))]
    return found
