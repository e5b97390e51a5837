"""The words of etl/kata/data_pribadi.yml: headings of personal columns, labels of forms, and words that are no names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from etl.sources import SourceError, normalise_heading
from etl.words import KATA_DIR


@dataclass(frozen=True, slots=True)
class Tajuk:
    """What a heading says about persons; `ragu`: only the cells can tell. `kata_baku`: the heading in plain words, as it may be repeated."""

    jenis: str
    ragu: bool
    kata_baku: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KataPribadi:
    """The lists, ready for comparing."""

    tajuk: tuple[tuple[str, re.Pattern[str]], ...]
    ragu: Mapping[str, str]
    kuat: frozenset[str]
    bukan: re.Pattern[str]
    tetap: re.Pattern[str]
    mutlak: re.Pattern[str]
    label: Mapping[str, str]
    teman: frozenset[str]
    kaki: tuple[str, ...]
    kaki_tegas: tuple[str, ...]
    bukan_nama: frozenset[str]
    bernama_tokoh: frozenset[str]
    nama_depan: frozenset[str]
    nama_depan_ragu: frozenset[str]
    awal_tajuk: str

    def find_tajuk(self, heading: str) -> Tajuk | None:
        """'nama peserta' → nama; 'nama opd' → None; 'penanggung jawab' → nama, in doubt. The heading is normalised."""
        if not heading or len(heading) > 80 or self.mutlak.search(heading):
            return None
        if heading in self.ragu:
            return Tajuk(self.ragu[heading], True)
        for jenis, pattern in self.tajuk:
            if pattern.search(heading):
                free = jenis in self.kuat or not self.bukan.search(heading) or self.tetap.search(heading)
                return Tajuk(jenis, False) if free else None
        return None

    def starts_kaki(self, text: str, tegas: bool = False) -> bool:
        """'mengetahui kepala dinas' begins a signature block; the text is normalised. tegas: only words that stand nowhere else."""
        return any(text == word or text.startswith(f"{word} ") for word in (self.kaki_tegas if tegas else self.kaki))


@functools.cache
def load_kata_pribadi() -> KataPribadi:
    """SourceError when a list is missing."""
    path = KATA_DIR / "data_pribadi.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        tajuk = tuple((entry["jenis"], _any_of(entry["kata"])) for entry in content["tajuk"])
        ragu = {normalise_heading(word): entry["jenis"] for entry in content["tajuk_ragu"] for word in entry["kata"]}
        words = [word for entry in (*content["tajuk"], *content["tajuk_ragu"]) for word in entry["kata"]]
        firsts = sorted({normalise_heading(word).split()[0] for word in words})
        return KataPribadi(
            tajuk,
            ragu,
            frozenset(content["tajuk_kuat"]),
            _any_of(content["bukan_tajuk"]),
            _any_of(content["tetap_tajuk"]),
            _any_of(content["bukan_tajuk_mutlak"]),
            {normalise_heading(word): _kind_of(normalise_heading(word), tajuk, ragu) for word in content["label"]},
            frozenset(normalise_heading(word) for word in content["teman_tajuk"]),
            tuple(normalise_heading(word) for word in (*content["kaki_tegas"], *content["kaki"])),
            tuple(normalise_heading(word) for word in content["kaki_tegas"]),
            frozenset(content["bukan_nama"]),
            frozenset(content["bernama_tokoh"]),
            frozenset(content["nama_depan"]),
            frozenset(content["nama_depan_ragu"]),
            rf"^\W{{0,3}}(?:{'|'.join(firsts)})\b.{{0,36}}$",
        )
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"word list {path.name} cannot be used: {error!r}") from error


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted({normalise_heading(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b")


def _kind_of(word: str, tajuk: Iterable[tuple[str, re.Pattern[str]]], ragu: Mapping[str, str]) -> str:
    return ragu.get(word) or next((jenis for jenis, pattern in tajuk if pattern.search(word)), "nama")
