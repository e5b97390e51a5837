"""What a reader gives back for one cell: what was written, what it means, and how sure that is."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

TERBACA = "terbaca"
DITANDAI = "ditandai"
AMBIGU = "ambigu"
DITOLAK = "ditolak"
KOSONG = "kosong"

_TANPA_RINCIAN: Mapping[str, object] = MappingProxyType({})
_TAK_TERLIHAT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
# A raised digit is a footnote mark, not part of the number it stands behind.
_CATATAN_KAKI = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
_TANDA_HTML = re.compile(r"<[^<>]{0,200}>")
_GANTI = str.maketrans(
    {
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "―": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
    }
)


@dataclass(frozen=True, slots=True)
class Bacaan:
    """One reading. `nilai` is None unless `keadaan` is 'terbaca' or 'ditandai'; `sebab` is Indonesian, for the sender."""

    tertulis: str
    nilai: object | None
    keadaan: str
    sebab: str | None = None
    kandidat: tuple[str, ...] = ()
    rincian: Mapping[str, object] = field(default_factory=lambda: _TANPA_RINCIAN)


def tidy_text(text: str) -> str:
    """Same words, plain typography: no HTML remnants, footnote marks or invisible characters, one kind of dash, quote and space."""
    tidy = html.unescape(_TANDA_HTML.sub(" ", text)) if "<" in text or "&" in text else text
    tidy = unicodedata.normalize("NFKC", _CATATAN_KAKI.sub("", _TAK_TERLIHAT.sub("", tidy))).translate(_GANTI)
    return " ".join(tidy.split())


def kosong(tertulis: str, rincian: Mapping[str, object] = _TANPA_RINCIAN) -> Bacaan:
    """An empty cell is unknown, never zero."""
    return Bacaan(tertulis, None, KOSONG, rincian=rincian)


def tolak(tertulis: str, sebab: str, kandidat: tuple[str, ...] = (), rincian: Mapping[str, object] = _TANPA_RINCIAN) -> Bacaan:
    """A cell that cannot be read, with the reason and what may have been meant."""
    return Bacaan(tertulis, None, DITOLAK, sebab, kandidat, rincian)


def ragu(tertulis: str, sebab: str, kandidat: tuple[str, ...] = (), rincian: Mapping[str, object] = _TANPA_RINCIAN) -> Bacaan:
    """A cell with several readings, none of which may be chosen here."""
    return Bacaan(tertulis, None, AMBIGU, sebab, kandidat, rincian)
