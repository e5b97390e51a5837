"""PDF from a template and data, made by the compiler inside the typst package: no browser, no network, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
TEMPLAT = HERE / "templat"
FONTS = HERE / "fonts"


def compile_pdf(templat: str, data: Mapping[str, Any], pada: date) -> bytes:
    """templat/<templat>.typ filled with data; the template reads it as json(bytes(sys.inputs.data)). `pada` is the date in the file."""
    stamp = datetime(pada.year, pada.month, pada.day, tzinfo=UTC)
    return typst.compile(**_input(templat, data), format="pdf", timestamp=stamp)


def compile_terakses(templat: str, data: Mapping[str, Any], pada: date) -> bytes:
    """The same for readers who listen to a file: PDF/UA-1. Words with a letter that no font has are printed without that promise."""
    stamp = datetime(pada.year, pada.month, pada.day, tzinfo=UTC)
    try:
        return typst.compile(**_input(templat, data), format="pdf", timestamp=stamp, pdf_standards=["ua-1"])
    except typst.TypstError:
        return compile_pdf(templat, data, pada)


def compile_png(templat: str, data: Mapping[str, Any], ppi: float = 96.0) -> list[bytes]:
    """The same pages as pictures."""
    pages = typst.compile(**_input(templat, data), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _input(templat: str, data: Mapping[str, Any]) -> dict[str, Any]:
    text = json.dumps(data, ensure_ascii=False, default=str)
    return {"input": TEMPLAT / f"{templat}.typ", "root": TEMPLAT, "font_paths": fonts(), "sys_inputs": {"data": text}}


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Only the fonts that come with us: the same page on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
