"""Word lists (etl/kata/*.yml): what is written → the normal word. A new spelling is a line there, not code."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from etl.sources import SourceError

KATA_DIR = Path(__file__).with_name("kata")


@dataclass(frozen=True, slots=True)
class DaftarKata:
    """One list; `find` gives the normal word of a text, None when no entry fits.

    kata: the single words, where it lists such; not those of entries with `dalam_judul: false`, which a title says about other things.
    """

    nama: str
    nilai: tuple[object, ...]
    lainnya: str | None
    find: Callable[[str], object | None]
    kata: Mapping[str, object] = field(default_factory=dict)

    def find_inside(self, texts: Iterable[str]) -> object | None:
        """The one word that a title says: 'SK TIM TERPADU KECAMATAN 2025' → 'SK tim terpadu'; None where it says none, or two of them."""
        line = " ; ".join(" ".join(text.casefold().split()) for text in texts)
        words = [
            word
            for word in self.kata
            if len(word) > 2 and not word.isdigit() and re.search(rf"(?<![\w–-]){re.escape(word)}(?![\w–-])", line)
        ]
        widest = [word for word in words if not any(word != other and word in other for other in words)]
        found = {self.kata[word] for word in widest}
        return found.pop() if len(found) == 1 else None


@functools.cache
def load_kata(nama: str, folder: Path = KATA_DIR) -> DaftarKata:
    """SourceError when the list is missing or written wrongly."""
    path = folder / f"{nama}.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if content["cara"] == "sama":
            words = {_plain(word): entry["nilai"] for entry in content["isi"] for word in [*entry["kata"], entry["nilai"]]}
            hidden = {entry["nilai"] for entry in content["isi"] if not entry.get("dalam_judul", True)}
            single: Mapping[str, object] = {word: nilai for word, nilai in words.items() if nilai not in hidden}
            find: Callable[[str], object | None] = lambda text: words.get(_plain(text))  # noqa: E731
        else:
            single = {}
            patterns = [(re.compile(entry["pola"], re.IGNORECASE), entry["nilai"]) for entry in content["isi"]]
            find = lambda text: next((nilai for pola, nilai in patterns if pola.search(text)), None)  # noqa: E731
        return DaftarKata(nama, tuple(entry["nilai"] for entry in content["isi"]), content.get("lainnya"), find, single)
    except (OSError, KeyError, TypeError, re.error) as error:
        raise SourceError(f"word list {path.name} cannot be used: {error!r}") from error


def drop_parts(text: str | None, nama: str) -> str | None:
    """The text without those of its parts (between ';') that the word list knows; None when nothing is left."""
    if text is None:
        return None
    find = load_kata(nama).find
    kept = [part.strip() for part in text.split(";") if part.strip() and find(part) is None]
    return "; ".join(kept) or None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)", " ", str(text)).casefold().replace(" / ", "/").split())
