"""Decides between regions of one name by what stands around it: a region named in the context, a link, any text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from etl.harmonise.indeks_wilayah import indeks_atas, is_nested, key_of, keys_of_kode, words_of
from p4gn.geography.wilayah import get_wilayah

KODE_BERTITIK = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")


def konteks_texts(konteks: object) -> list[str]:
    if konteks is None:
        return []
    if isinstance(konteks, str):
        return [part for part in re.split(r"\s\|\s|\n|\t", konteks) if part.strip()]
    if isinstance(konteks, Iterable):
        return [text for item in konteks for text in konteks_texts(item)]
    return [str(konteks)]


def is_url(text: str) -> bool:
    return bool(re.match(r"\s*(?:https?://|www\.)", text)) or ("/" in text and " " not in text.strip())


def decide_by_konteks(codes: list[str], konteks: object, stated_region: Callable[[str], str | None]) -> tuple[str, str | None] | None:
    """(code, note) that the context decides for, None if it does not."""
    for text in konteks_texts(konteks):
        stated = None if is_url(text) else stated_region(text)
        if stated:
            inside = [kode for kode in codes if is_nested(kode, stated)]
            deeper = [kode for kode in inside if len(kode) >= len(stated)]
            if len(deeper) == 1 or (len(inside) == 1 and not deeper):
                return (deeper or inside)[0], None
            if stated in codes:
                return stated, None
        scores = {kode: _support(kode, text) for kode in codes}
        best = max(scores.values(), default=0)
        winners = [kode for kode, score in scores.items() if score == best]
        if best > 0 and len(winners) == 1:
            return winners[0], f"{get_wilayah(winners[0]).nama_resmi} dipilih menurut konteks"
    return None


def _support(kode: str, text: str) -> int:
    """2 when the text names this very region with its kind, 1 when it names its province or a sister, else 0."""
    wilayah = get_wilayah(kode)
    words = words_of(re.sub(r"[^\w\s]", " ", unquote(text)))
    joined = " " + " ".join(words) + " "
    nama = " ".join(words_of(wilayah.nama))
    squeezed = nama.replace(" ", "")
    if "." not in kode:
        phrases = [f" provinsi {nama} ", f" prov {nama} ", f" pemprov {nama} ", f" bnnp {nama} ", f" {squeezed}prov "]
    elif wilayah.nama_resmi.startswith("Kota"):
        heads = ("kota", "pemkot", "pemko", "walikota", "wali kota", "sekdako", "wawako", "wakil wali kota")
        phrases = [f" {head} {nama} " for head in heads] + [f" {squeezed}kota ", f" kota{squeezed} ", f" pemkot{squeezed} "]
        behind = re.search(rf" {re.escape(nama)} kota (\w+)", joined)
        if (behind and not indeks_atas().get(behind[1])) or joined.endswith(f" {nama} kota "):
            phrases.append(f" {nama} kota ")
    else:
        heads = ("kab", "kabupaten", "pemkab", "bupati", "wabup", "sekdakab", "bnn kabupaten")
        phrases = [f" {head} {nama} " for head in heads] + [f" {squeezed}kab ", f" kab{squeezed} ", f" {nama} kab ", f" pemkab{squeezed} "]
    if any(phrase in joined for phrase in phrases):
        return 2
    own = [key for key in keys_of_kode().get(kode, ()) if key != squeezed]
    if any(word.startswith(key) for word in words for key in own):
        return 2
    return int(kode[:2] in _provinces_named(words, kode))


def _provinces_named(words: list[str], kode: str) -> set[str]:
    """Provinces that a text names, by their own name or an unmistakable kabupaten/kota in them other than the asked name."""
    asked = key_of(words_of(get_wilayah(kode).nama))
    named: set[str] = set()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            key = key_of(words[start : start + length])
            provinces = {one.kode[:2] for one in indeks_atas().get(key, ())}
            if len(provinces) == 1 and key != asked and len(key) >= 5:
                named |= provinces
    return named
