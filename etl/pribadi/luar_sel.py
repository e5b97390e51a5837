"""What a workbook carries beside its cells: its author, comments, pictures; nothing of it is ever kept."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator

from etl.pribadi import BAGIAN_LAIN, CATATAN_SEL, PROPERTI, Pribadi, holds_pribadi
from etl.problems import ZIP_RUSAK

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0"
# Parts without which the cells could not be read; styles and themes hold no words of the sender.
_BAGIAN_SEL = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml"
    r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml|xl/theme/theme\d+\.xml|xl/calcChain\.xml|xl/metadata\.xml"
    r"|xl/tables/table\d+\.xml|xl/printerSettings/.*|docProps/thumbnail\..*"
    r"|mimetype|content\.xml|styles\.xml|settings\.xml|manifest\.rdf|META-INF/manifest\.xml|meta\.xml|Configurations2/.*|Thumbnails/.*"
)
_CATATAN = re.compile(r"xl/(?:comments|threadedComments|persons)", re.IGNORECASE)
_ORANG = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Manager|Company|meta:initial-creator|meta:printed-by)\b[^>]*>\s*([^<]*\S)\s*<")
# Excel writes here in whose folder the file lay, and who reserved it.
_JEJAK = re.compile(rb"absPath\b|userName=")
# Programs that sign with their own name.
_PROGRAM = frozenset(
    (
        "openpyxl",
        "xlsxwriter",
        "apache poi",
        "microsoft excel",
        "microsoft office user",
        "libreoffice",
        "windows user",
        "user",
        "admin",
        "python",
    )
)
_KEPALA_HALAMAN = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>[^<]*[A-Za-z]{3}")
_CATATAN_ODS = re.compile(rb"<office:annotation\b|<dc:creator\b|<table:tracked-changes\b")
_RUMUS = re.compile(rb"<f\b[^>]*>([^<]+)<")
_TULISAN = re.compile(r"<[^>]*>")
#: Texts that were looked at and hold nothing personal: the files of one template repeat them. What is personal is never remembered.
_BERSIH: set[str] = set()
_BERSIH_TERBANYAK = 50_000
_BERSIH_TERPANJANG = 200  # letters


def find_luar_sel(nama: str, isi: bytes) -> tuple[Pribadi, ...]:
    """Where beside its cells a workbook may name persons; a text file has nothing beside its cells."""
    if isi.startswith(_OLE2):
        return (Pribadi(nama, None, PROPERTI, "nama", 1),)  # an old workbook always names who wrote it
    if not isi.startswith(_ZIP):
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as package:
            places = list(dict.fromkeys(_list_places(package)))
    except (*ZIP_RUSAK, ValueError, zlib.error):  # the last two: a list of parts, or a part, that tells nonsense
        places = [BAGIAN_LAIN]
    return tuple(Pribadi(nama, None, place, "nama", 1) for place in places)


def _list_places(package: zipfile.ZipFile) -> Iterator[str]:
    for name in package.namelist():
        if _CATATAN.match(name):
            yield CATATAN_SEL
        elif not _BAGIAN_SEL.fullmatch(name) and not name.endswith("/"):
            yield BAGIAN_LAIN
        elif name.endswith((".xml", ".rels")) and name != "xl/styles.xml" and not name.startswith("xl/theme/"):
            yield from _list_in_part(name, package.read(name))


def _list_in_part(name: str, xml: bytes) -> Iterator[str]:
    if name in ("docProps/core.xml", "docProps/app.xml", "meta.xml") and any(_is_orang(match) for match in _ORANG.findall(xml)):
        yield PROPERTI
    if name == "xl/workbook.xml" and _JEJAK.search(xml):
        yield PROPERTI
    if name == "content.xml":
        if _CATATAN_ODS.search(xml):
            yield CATATAN_SEL
        return
    if _KEPALA_HALAMAN.search(xml) or _has_pribadi(_list_texts(name, xml)):
        yield BAGIAN_LAIN


def _has_pribadi(texts: list[str]) -> bool:
    """As holds_pribadi, of the texts that are not yet known to be clean."""
    unknown = [text for text in dict.fromkeys(texts) if text not in _BERSIH]
    if holds_pribadi(unknown):
        return True
    short = (text for text in unknown if len(text) <= _BERSIH_TERPANJANG)
    _BERSIH.update(itertools.islice(short, max(_BERSIH_TERBANYAK - len(_BERSIH), 0)))
    return False


def _list_texts(name: str, xml: bytes) -> list[str]:
    """Words of a part that no cell shows: strings that are no longer used, choices of drop-downs, links, names of ranges, formulas."""
    if name == "xl/sharedStrings.xml":
        return [_plain(item) for item in xml.split(b"</si>")]
    if name.startswith("xl/worksheets/sheet"):
        start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
        around = [xml[:start], xml[end:]] if 0 <= start < end else [xml]
        formulas = _RUMUS.findall(xml) if b"<f" in xml else []
        return [_plain(item) for part in around for item in part.split(b">")] + [_plain(item) for item in set(formulas)]
    return [_plain(item) for item in xml.split(b">")]


def _plain(xml: bytes) -> str:
    """Attributes and text of a piece of XML as words."""
    text = xml.decode("utf-8", "replace")
    return (
        _TULISAN.sub(" ", text)
        .replace("&amp;", "&")
        .replace("&quot;", " ")
        .replace("&apos;", "'")
        .replace('"', " ")
        .replace("mailto:", " ")
    )


def _is_orang(text: bytes) -> bool:
    return text.decode("utf-8", "replace").strip().casefold() not in _PROGRAM
