"""The words that lead through a notulen or press release (kata.yml), ready to look up."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from etl.words import KATA_DIR

_BERKAS = Path(__file__).with_name("kata.yml")


@dataclass(frozen=True, slots=True)
class Kata:
    """isi: the file as it is. label, kolom: spelling → what it labels. jenis: spelling → kind of meeting. topik: patterns in order."""

    isi: Mapping[str, Any]
    label: Mapping[str, str]
    kolom: Mapping[str, str]
    jenis: Mapping[str, str]
    aturan: Mapping[str, str]
    topik: tuple[tuple[re.Pattern[str], str], ...]


@functools.cache
def load_kata_notulen() -> Kata:
    """Loaded once per process."""
    isi = yaml.safe_load(_BERKAS.read_text(encoding="utf-8"))
    rapat = yaml.safe_load((KATA_DIR / "jenis_rapat.yml").read_text(encoding="utf-8"))["isi"]
    topik = yaml.safe_load((KATA_DIR / "topik_tindak_lanjut.yml").read_text(encoding="utf-8"))["isi"]
    jenis = {word: entry["nilai"] for entry in rapat for word in entry["kata"] if "/" not in word}
    return Kata(
        isi=isi,
        label=_invert(isi["label"]),
        kolom=_invert(isi["kolom"]),
        jenis={**jenis, **isi["jenis"]},
        aturan=_invert(isi["aturan"]),
        topik=tuple((re.compile(entry["pola"], re.IGNORECASE), entry["nilai"]) for entry in topik),
    )


def pattern(words: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first, spaces as wide as they come."""
    ordered = sorted(words, key=len, reverse=True)
    return r"(?<![\w-])(?:" + "|".join(re.escape(word).replace(r"\ ", r"[^\S\n]+") for word in ordered) + r")(?![\w-])"


@functools.cache
def compiled(nama: str) -> re.Pattern[str]:
    """Any word of one list of kata.yml, whatever its case."""
    return re.compile(pattern(load_kata_notulen().isi[nama]), re.IGNORECASE)


@functools.cache
def jenis_pattern() -> re.Pattern[str]:
    """Any spelling of a kind of meeting."""
    return re.compile(pattern(load_kata_notulen().jenis), re.IGNORECASE)


def _invert(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: nama for nama, words in groups.items() for word in words}
