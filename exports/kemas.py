"""Zipped files of Office packed so that the same data give the same bytes: the libraries write the moment of the clock."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_SAAT_INTI = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def pack_tetap(isi: bytes, pada: date) -> bytes:
    """The file with the same moment for all its parts, also for the workbooks inside it (below an `embeddings` folder)."""
    packed = io.BytesIO()
    moment = (max(pada.year, 1980), pada.month, pada.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(isi)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if "/embeddings/" in name and name.endswith(".xlsx"):
                content = pack_tetap(_set_saat(content, pada), pada)
            target.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _set_saat(buku: bytes, pada: date) -> bytes:
    """A workbook whose properties name the day the data reach instead of the moment it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(buku)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _SAAT_INTI.sub(rb"\g<1>" + f"{pada}T00:00:00Z".encode() + rb"\g<3>", content)
            target.writestr(name, content)
    return packed.getvalue()
