"""Marks an .xlsx in place: colours, comments and our own sheet are added to its parts; every other byte of every part stays.

Libraries that load and save a workbook drop what they do not know (pictures, charts, slicers, form controls). Here the XML is
edited as text: only the cells that are marked, the styles they need, and the lists that name the parts of the package.
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from etl.kembalian.gaya_xlsx import Gaya, children, split_element
from etl.kembalian.lembar_perbaikan import (
    JUDUL,
    KEPALA_CATATAN,
    KOLOM_PASANGAN,
    PENGARANG,
    address,
    column_letters,
    free_name,
    is_lembar_kami,
    plain,
)
from etl.problems import ZIP_RUSAK

_MAKRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BUKU = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_LEMBAR = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CATATAN = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_GAYA = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELASI_PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"
_SETELAH_GAMBAR = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}
_KEPALA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ALAMAT_BARIS, _ALAMAT_SEL, _GAYA_SEL = re.compile(r'\br="(\d+)"'), re.compile(r'\br="([A-Z]+)\d*"'), re.compile(r'\bs="(\d+)"')
_PAKET_RUSAK = (*ZIP_RUSAK, KeyError, zlib.error)  # the last two: a part that is missing, or that tells nonsense
_UKURAN_TERBESAR = 512 * 1024 * 1024
_BESAR = 20_000_000  # a part of this size is packed faster and a little less
_GABUNGAN_TERBANYAK = 500_000
_WAKTU = (1980, 1, 1, 0, 0, 0)
_SPID_PER_BLOK = 1024
_KOSONG_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blok}"/></o:shapelayout></xml>'
)
_JENIS_BENTUK = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LEBAR_CATATAN, _PIKSEL_KOLOM, _PIKSEL_BARIS = 320, 64, 20

Posisi = tuple[int, int]  # row (1-based), column (0-based)
MakeSheet = Callable[[Gaya, str], tuple[str, str] | None]


class BedahGagal(Exception):
    """The package is not built the way we know; it has to be rebuilt from its values."""


@dataclass(frozen=True, slots=True)
class Kulit:
    """What is known of one sheet before anything is changed."""

    nama: str
    path: str
    tersembunyi: bool
    baris_tersembunyi: frozenset[int]
    kolom_tersembunyi: frozenset[int]
    gabungan: Mapping[Posisi, Posisi]  # every other cell of a merged range → its first cell
    bercatatan: frozenset[Posisi]  # cells with a comment of somebody else


@dataclass(frozen=True, slots=True)
class Tandaan:
    """What to do on one sheet: the kind of colour, and the comment, of each cell."""

    warna: Mapping[Posisi, str]
    catatan: Mapping[Posisi, str]


@dataclass(slots=True)
class Paket:
    """The parts of a workbook; those in `baru` differ from what was sent."""

    isi: bytes
    nama: tuple[str, ...]
    buku: str
    sheets: list[tuple[str, str, str, str]]  # name, relation, path, state
    makro: bool
    baru: dict[str, str] = field(default_factory=dict)
    hapus: set[str] = field(default_factory=set)
    _asal: dict[str, str] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        return path in self.baru or (path in self.nama and path not in self.hapus)

    def text(self, path: str) -> str:
        """A part as it stands now."""
        if path in self.baru:
            return self.baru[path]
        if path not in self._asal:
            try:
                with zipfile.ZipFile(io.BytesIO(self.isi)) as package:
                    self._asal[path] = _decode(package.read(path))
            except _PAKET_RUSAK as error:
                raise BedahGagal(str(error)) from error
        return self._asal[path]

    def put(self, path: str, text: str) -> None:
        self.hapus.discard(path)
        self.baru[path] = text

    def drop(self, path: str) -> None:
        self.baru.pop(path, None)
        self.hapus.add(path)


def open_paket(isi: bytes) -> Paket:
    """The package of a workbook; BedahGagal when it is none that can be edited in place."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as package:
            names = tuple(package.namelist())
            if sum(item.file_size for item in package.infolist()) > _UKURAN_TERBESAR:
                raise BedahGagal("too large to edit in memory")
            types = _decode(package.read("[Content_Types].xml"))
            buku = _relation_of(_decode(package.read("_rels/.rels")), "", "officeDocument")
            workbook = _decode(package.read(buku))
            links = _list_relasi(_decode(package.read(rels_of(buku))), posixpath.dirname(buku))
    except (*_PAKET_RUSAK, ElementTree.ParseError) as error:
        raise BedahGagal(str(error)) from error
    if len(set(names)) != len(names) or buku.endswith(".bin") or any(kind.endswith("/xlMacrosheet") for _, kind, _ in links):
        raise BedahGagal("package cannot be edited in place")
    targets = {identity: path for identity, _, path in links}
    sheets = []
    for raw in _elements(workbook, "sheets", "sheet"):
        attributes = _attributes(raw)
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        sheets.append((unescape(attributes.get("name", "")), relation, targets.get(relation, ""), attributes.get("state", "visible")))
    if not sheets:
        raise BedahGagal("no sheets")
    return Paket(isi, names, buku, sheets, _MAKRO in types)


def find_lembar_kami(paket: Paket) -> int | None:
    """Position of the sheet an earlier round added: it has our name and our title."""
    for index, (nama, _, path, _) in enumerate(paket.sheets):
        if is_lembar_kami(nama) and paket.has(path) and _first_text(paket, paket.text(path)).startswith(JUDUL):
            return index
    return None


def list_kulit(paket: Paket) -> list[Kulit]:
    """What is hidden, merged or commented in each sheet with cells."""
    found = []
    for nama, _, path, state in paket.sheets:
        if not paket.has(path) or "<" not in (text := paket.text(path)) or _root_name(text) != "worksheet":
            continue
        found.append(
            Kulit(
                nama, path, state != "visible", _hidden_rows(text), _hidden_columns(text), _merged(text),
                frozenset(place for place, penulis, _ in _comments_of(paket, path) if penulis != PENGARANG),
            )
        )  # fmt: skip
    return found


def mark_paket(paket: Paket, tandaan: Mapping[str, Tandaan], make_sheet: MakeSheet) -> bytes:
    """The workbook without the marks of an earlier round and with those given, by path of the sheet.

    `make_sheet(gaya, nama)` gives the XML of our sheet and its print titles, or None when there is nothing to say.
    """
    gaya = _open_gaya(paket)
    ours = find_lembar_kami(paket)
    pairs = _read_pasangan(paket, ours)
    restore = gaya.unmark_map(pairs)
    blok = _next_blok(paket)
    touched: set[str] = set()
    for index, (_, _, path, _) in enumerate(paket.sheets):
        if index == ours or not paket.has(path) or _root_name(text := paket.text(path)) != "worksheet":
            continue
        work = tandaan.get(path, Tandaan({}, {}))
        edited = _mark_rows(text, work.warna, gaya, restore)
        if edited != text:
            paket.put(path, edited)
            touched.add(path)
        blok = _write_catatan(paket, path, work.catatan, blok)
    if ours is not None:
        _remove_sheet(paket, ours)
    taken = [nama for nama, *_ in paket.sheets]
    made = make_sheet(gaya, free_name(taken))
    if made is not None:
        _add_sheet(paket, free_name(taken), *made)
    if paket.makro:
        _drop_makro(paket)
    if gaya.berubah:
        _save_gaya(paket, gaya)
    return _write(paket)


# ---- package -------------------------------------------------------------------------------------------------------


def rels_of(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BedahGagal("a part is not in UTF-8") from error
    if "<!DOCTYPE" in text[:2000] or re.match(r"<\?xml[^>]*encoding=[\"'](?!utf-8)", text, re.IGNORECASE):
        raise BedahGagal("a part is written in a way we do not edit")
    return text


def _write(paket: Paket) -> bytes:
    """The zip in the order it came, unchanged parts byte for byte; each changed part is checked to be well formed."""
    if not paket.baru and not paket.hapus:
        return paket.isi
    for path, text in paket.baru.items():
        if not path.endswith(".vml"):
            try:
                expat.ParserCreate().Parse(text, True)
            except expat.ExpatError as error:
                raise BedahGagal(f"{path}: {error}") from error
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paket.isi)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            if item.filename in paket.hapus:
                continue
            content = paket.baru[item.filename].encode() if item.filename in paket.baru else source.read(item.filename)
            target.writestr(_entry(item.filename, item.date_time), content, compresslevel=3 if len(content) > _BESAR else None)
        for path in paket.baru:
            if path not in paket.nama:
                target.writestr(_entry(path, _WAKTU), paket.baru[path].encode())
    return buffer.getvalue()


def _entry(name: str, when: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when)  # type: ignore[arg-type]
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _list_relasi(text: str, folder: str) -> list[tuple[str, str, str]]:
    """(id, type, path of the part) of a rels part; outside targets are left out."""
    return [
        (item.get("Id", ""), item.get("Type", ""), posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/"))
        for item in ElementTree.fromstring(text)
        if item.get("TargetMode") != "External"
    ]


def _relation_of(text: str, folder: str, kind: str) -> str:
    return next((path for _, jenis, path in _list_relasi(text, folder) if jenis.endswith(f"/{kind}")), "")


def _relations(paket: Paket, path: str) -> list[tuple[str, str, str]]:
    return _list_relasi(paket.text(rels_of(path)), posixpath.dirname(path)) if paket.has(rels_of(path)) else []


def _add_relation(paket: Paket, path: str, kind: str, target: str) -> str:
    """A new relation of a part; gives back its id. The kind of namespace is that of the workbook's own relations."""
    rels = rels_of(path)
    text = paket.text(rels) if paket.has(rels) else f'{_KEPALA}<Relationships xmlns="{_RELASI_PAKET}"></Relationships>'
    text = re.sub(r"<((?:\w+:)?Relationships)([^>]*)/>", r"<\1\2></\1>", text)
    identity = next(name for number in range(1, 100_000) if f'"{(name := f"rIdP4gn{number}")}"' not in text)
    end = re.search(r"</(\w+:)?Relationships>\s*$", text)
    if end is None:
        raise BedahGagal(f"{rels} has no end")
    entry = f'<{end[1] or ""}Relationship Id="{identity}" Type="{_relation_base(paket)}/{kind}" Target="/{target}"/>'
    paket.put(rels, text[: end.start()] + entry + text[end.start() :])
    return identity


def _relation_base(paket: Paket) -> str:
    kinds = [kind for _, kind, _ in _relations(paket, paket.buku) if kind.endswith("/worksheet")]
    if not kinds:
        raise BedahGagal("no worksheet relation")
    return kinds[0].removesuffix("/worksheet")


def _add_type(paket: Paket, path: str, kind: str) -> None:
    _insert_type(paket, f'Override PartName="/{path}" ContentType="{kind}"', f'PartName="/{path}"')


def _add_default(paket: Paket, extension: str, kind: str) -> None:
    _insert_type(paket, f'Default Extension="{extension}" ContentType="{kind}"', f'Extension="{extension}"')


def _insert_type(paket: Paket, entry: str, present: str) -> None:
    text = paket.text("[Content_Types].xml")
    if present.casefold() in text.casefold():
        return
    end = re.search(r"</(\w+:)?Types>\s*$", text)
    if end is None:
        raise BedahGagal("content types have no end")
    paket.put("[Content_Types].xml", f"{text[: end.start()]}<{end[1] or ''}{entry}/>{text[end.start() :]}")


def _remove_part(paket: Paket, owner: str, path: str) -> None:
    """A part, its relation from its owner and its type."""
    name = re.escape(posixpath.basename(path))
    if paket.has(rels_of(owner)):
        kept = re.sub(
            rf"<(?:\w+:)?Relationship\b[^>]*\bTarget=\"(?:[^\"]*/)?{name}\"[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)",
            "",
            paket.text(rels_of(owner)),
        )
        paket.put(rels_of(owner), kept)
    kept = re.sub(
        rf"<(?:\w+:)?Override\b[^>]*\bPartName=\"/{re.escape(path)}\"[^>]*?(?:/>|>\s*</(?:\w+:)?Override>)",
        "",
        paket.text("[Content_Types].xml"),
    )
    paket.put("[Content_Types].xml", kept)
    paket.drop(path)
    if rels_of(path) in paket.nama:
        paket.drop(rels_of(path))


def _drop_makro(paket: Paket) -> None:
    """Handed back as .xlsx, and without anything that runs."""
    for _, kind, path in _relations(paket, paket.buku):
        if "vbaProject" in kind and paket.has(path):
            for _, _, signature in _relations(paket, path):
                paket.drop(signature)
            _remove_part(paket, paket.buku, path)
    paket.put("[Content_Types].xml", paket.text("[Content_Types].xml").replace(_MAKRO, _BUKU))


# ---- reading XML as text -------------------------------------------------------------------------------------------


def _root_name(text: str) -> str:
    found = re.search(r"<(?:\w+:)?([A-Za-z]\w*)", text[:4000])
    return found[1] if found else ""


def _prefix(text: str) -> str:
    """'x:' where the elements of the sheet are written <x:row>, else nothing."""
    found = re.search(r"<(\w+:)?(?:worksheet|workbook|comments|styleSheet)\b", text[:4000])
    return (found[1] or "") if found else ""


def _namespace(paket: Paket) -> str:
    """The namespace of the workbook's own parts: transitional or strict."""
    found = re.search(r'xmlns(?::\w+)?="([^"]*/spreadsheetml/(?:2006/)?main)"', paket.text(paket.buku))
    if found is None:
        raise BedahGagal("workbook without namespace")
    return found[1]


def _attributes(raw: str) -> dict[str, str]:
    head = raw[: raw.index(">")]
    return {name: double or single for name, double, single in re.findall(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", head)}


def _elements(text: str, parent: str, child: str, prefix: str | None = None) -> list[str]:
    """The elements `child` inside the first element `parent`, as they are written."""
    found = split_element(text, _prefix(text) if prefix is None else prefix, parent)
    return [raw for raw in children(found[1]) if re.match(rf"<(?:\w+:)?{child}\b", raw)] if found else []


def _set_attribute(raw: str, name: str, value: str) -> str:
    """The start of an element with one attribute set."""
    edited, count = re.subn(rf'(\s{name}=)(?:"[^"]*"|\'[^\']*\')', rf'\g<1>"{value}"', raw, count=1)
    return edited if count else re.sub(r"\s*(/?)>$", rf' {name}="{value}"\1>', raw)


def _column_of(reference: str) -> int:
    index = 0
    for letter in reference:
        if not letter.isalpha():
            break
        index = index * 26 + ord(letter.upper()) - 64
    return index - 1


def _place_of(reference: str) -> Posisi:
    return int(re.sub(r"\D", "", reference)), _column_of(reference)


def _hidden_rows(text: str) -> frozenset[int]:
    rows = re.findall(rf"<{_prefix(text)}row\b([^>]*\bhidden=\"(?:1|true)\"[^>]*)>", text)
    return frozenset(int(found[1]) for raw in rows if (found := re.search(r'\br="(\d+)"', raw)))


def _cols(text: str) -> list[dict[str, str]]:
    head = text[: max(text.find(f"<{_prefix(text)}sheetData"), 0)]
    return [_attributes(raw) for raw in _elements(head, "cols", "col")]


def _hidden_columns(text: str) -> frozenset[int]:
    spans = [(int(col["min"]), min(int(col["max"]), 16_384)) for col in _cols(text) if col.get("hidden") in ("1", "true")]
    return frozenset(index - 1 for first, last in spans for index in range(first, last + 1))


def _merged(text: str) -> dict[Posisi, Posisi]:
    merged: dict[Posisi, Posisi] = {}
    behind = max(text.rfind("sheetData"), 0)
    for raw in _elements(text[behind:], "mergeCells", "mergeCell", _prefix(text)) if "mergeCell" in text[behind:] else ():
        first, _, last = _attributes(raw).get("ref", "").partition(":")
        if not last:
            continue
        (top, left), (bottom, right) = _place_of(first), _place_of(last)
        if len(merged) + (bottom - top + 1) * (right - left + 1) > _GABUNGAN_TERBANYAK:
            continue
        merged |= {(row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return merged


def _first_text(paket: Paket, text: str) -> str:
    """What A1 says."""
    found = re.search(rf'<{_prefix(text)}c\b[^>]*\br="A1"[^>]*>(.*?)</{_prefix(text)}c>', text, re.DOTALL)
    if found is None:
        return ""
    if "is>" in found[1]:
        return unescape("".join(re.findall(r"<(?:\w+:)?t\b[^>]*>([^<]*)<", found[1])))
    number = re.search(r"<(?:\w+:)?v>(\d+)<", found[1])
    path = next((path for _, kind, path in _relations(paket, paket.buku) if kind.endswith("/sharedStrings")), "")
    if number is None or not paket.has(path):
        return ""
    strings = list(ElementTree.fromstring(paket.text(path).encode()))
    return "".join(strings[int(number[1])].itertext()) if int(number[1]) < len(strings) else ""


# ---- cells ---------------------------------------------------------------------------------------------------------


def _mark_rows(text: str, warna: Mapping[Posisi, str], gaya: Gaya, restore: Mapping[int, int]) -> str:
    """The sheet with the style of the marked cells changed; cells and rows that were not there are added."""
    if not warna and not restore:
        return text
    prefix = _prefix(text)
    data = re.search(rf"<{prefix}sheetData\b[^>]*?(?:/>|>(.*)</{prefix}sheetData>)", text, re.DOTALL)
    if data is None:
        raise BedahGagal("sheet without cells")
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), jenis in warna.items():
        by_row.setdefault(row, {})[column] = jenis
    style_of_column = _column_styles(text)
    pieces, done, number = [], 0, 0
    inner = data[1] or ""
    pending = sorted(by_row)
    close = f"</{prefix}row>"
    for found in re.finditer(rf"<{prefix}row\b([^>]*?)(/?)>", inner):
        stated = _ALAMAT_BARIS.search(found[1])
        number = int(stated[1]) if stated else number + 1
        while pending and pending[0] < number:
            missing = pending.pop(0)
            pieces += [inner[done : found.start()], _new_row(missing, by_row[missing], prefix, style_of_column, gaya)]
            done = found.start()
        marks = by_row.get(number, {})
        if pending and pending[0] == number:
            pending.pop(0)
        if marks or restore:
            end = found.end() if found[2] else inner.index(close, found.end())
            edited = _mark_row(found[1], inner[found.end() : end], number, marks, prefix, style_of_column, gaya, restore)
            if edited is not None:
                pieces += [inner[done : found.start()], edited]
                done = end if found[2] else end + len(close)
    pieces.append(inner[done:])
    pieces += [_new_row(row, by_row[row], prefix, style_of_column, gaya) for row in pending]
    return f"{text[: data.start()]}<{prefix}sheetData>{''.join(pieces)}</{prefix}sheetData>{text[data.end() :]}"


def _mark_row(
    attributes: str, inner: str, number: int, marks: Mapping[int, str], prefix: str, style_of_column: Mapping[int, int], gaya: Gaya,
    restore: Mapping[int, int],
) -> str | None:  # fmt: skip
    """The row with its cells restyled; None when nothing in it changes."""
    if not marks and not any(f's="{old}"' in inner for old in restore):
        return None
    row_style = re.search(r'\bs="(\d+)"', attributes) if re.search(r'\bcustomFormat="(?:1|true)"', attributes) else None
    left = dict(sorted(marks.items()))
    pieces, done, column, added = [], 0, -1, False
    for cell in re.finditer(rf"<{prefix}c\b([^>]*?)(/?)>", inner):
        stated = _ALAMAT_SEL.search(cell[1])
        column = _column_of(stated[1]) if stated else column + 1
        for missing in [one for one in left if one < column]:
            pieces += [inner[done : cell.start()], _new_cell(number, missing, left.pop(missing), prefix, row_style, style_of_column, gaya)]
            done, added = cell.start(), True
        style = _GAYA_SEL.search(cell[1])
        before = int(style[1]) if style else 0
        after = restore.get(before, before)
        if column in left:
            after = gaya.mark(after, left.pop(column))
        if after != before:
            pieces += [inner[done : cell.start()], _set_attribute(cell[0], "s", str(after))]
            done = cell.end()
    pieces.append(inner[done:])
    for missing, jenis in left.items():
        pieces.append(_new_cell(number, missing, jenis, prefix, row_style, style_of_column, gaya))
        added = True
    if added:
        attributes = re.sub(r'\s+spans="[^"]*"', "", attributes)
    return f"<{prefix}row{attributes}>{''.join(pieces)}</{prefix}row>"


def _new_cell(
    row: int, column: int, jenis: str, prefix: str, row_style: re.Match[str] | None, style_of_column: Mapping[int, int], gaya: Gaya
) -> str:
    before = int(row_style[1]) if row_style else style_of_column.get(column, 0)
    return f'<{prefix}c r="{address(row, column)}" s="{gaya.mark(before, jenis)}"/>'


def _new_row(row: int, marks: Mapping[int, str], prefix: str, style_of_column: Mapping[int, int], gaya: Gaya) -> str:
    cells = "".join(_new_cell(row, column, marks[column], prefix, None, style_of_column, gaya) for column in sorted(marks))
    return f'<{prefix}row r="{row}">{cells}</{prefix}row>'


def _column_styles(text: str) -> dict[int, int]:
    styles: dict[int, int] = {}
    for col in _cols(text):
        if "style" in col:
            styles |= {index - 1: int(col["style"]) for index in range(int(col["min"]), min(int(col["max"]), 16_384) + 1)}
    return styles


# ---- styles --------------------------------------------------------------------------------------------------------


def _open_gaya(paket: Paket) -> Gaya:
    path = next((path for _, kind, path in _relations(paket, paket.buku) if kind.endswith("/styles")), "")
    if paket.has(path):
        return Gaya(paket.text(path), _prefix(paket.text(path)), path)
    return Gaya(f'{_KEPALA}<styleSheet xmlns="{_namespace(paket)}"></styleSheet>', "", "")


def _save_gaya(paket: Paket, gaya: Gaya) -> None:
    path = gaya.path or posixpath.join(posixpath.dirname(paket.buku), "styles.xml")
    if not gaya.path:
        _add_relation(paket, paket.buku, "styles", path)
        _add_type(paket, path, _GAYA)
    paket.put(path, gaya.render())


def _read_pasangan(paket: Paket, ours: int | None) -> dict[int, int]:
    """Style we gave → style the cell had, from the hidden columns of our earlier sheet."""
    if ours is None:
        return {}
    text = paket.text(paket.sheets[ours][2])
    marked, plain_one = column_letters(KOLOM_PASANGAN), column_letters(KOLOM_PASANGAN + 1)
    styles: dict[str, dict[int, int]] = {marked: {}, plain_one: {}}
    for raw in re.findall(rf"<{_prefix(text)}c\b([^>]*)>", text):
        place = re.search(r'\br="([A-Z]+)(\d+)"', raw)
        if place and place[1] in styles:
            style = re.search(r'\bs="(\d+)"', raw)
            styles[place[1]][int(place[2])] = int(style[1]) if style else 0
    return {style: before for row, style in styles[marked].items() if style and (before := styles[plain_one].get(row, 0)) != style}


# ---- comments ------------------------------------------------------------------------------------------------------


def _comments_of(paket: Paket, path: str) -> list[tuple[Posisi, str, str]]:
    """(place, author, the element as written) of the comments of a sheet."""
    part = next((target for _, kind, target in _relations(paket, path) if kind.endswith("/comments")), "")
    if not paket.has(part):
        return []
    text = paket.text(part)
    authors = [unescape(re.sub(r"<[^>]*>", "", raw)) for raw in _elements(text, "authors", "author")]
    found = []
    for raw in _elements(text, "commentList", "comment"):
        attributes = _attributes(raw)
        index = int(attributes.get("authorId", "0"))
        told = unescape(re.sub(r"<[^>]*>", "", raw)).strip()
        author = authors[index] if index < len(authors) else ""
        found.append((_place_of(attributes["ref"]), PENGARANG if told.startswith(KEPALA_CATATAN) else author, raw))
    return found


def _write_catatan(paket: Paket, path: str, catatan: Mapping[Posisi, str], blok: int) -> int:
    """Comments of an earlier round go, those given come; gives back the next free block of shape numbers."""
    present = _comments_of(paket, path)
    ours = {place: raw for place, author, raw in present if author == PENGARANG}
    taken = {place for place, author, _ in present if author != PENGARANG}
    wanted = {place: text for place, text in sorted(catatan.items()) if place not in taken}
    if not ours and not wanted:
        return blok
    relations = _relations(paket, path)
    part = next((target for _, kind, target in relations if kind.endswith("/comments")), "")
    drawing = _legacy_drawing(paket, path)
    if drawing and "urn:schemas-microsoft-com:vml" not in paket.text(drawing):
        return blok
    if not drawing:
        drawing = _free_part(paket, "drawings/vmlDrawingP4gn", ".vml")
        _put_legacy_drawing(paket, path, _add_relation(paket, path, "vmlDrawing", drawing))
        _add_default(paket, "vml", _VML)
        paket.put(drawing, _KOSONG_VML.format(blok=blok))
    if not part:
        part = _free_part(paket, "commentsP4gn", ".xml")
        _add_relation(paket, path, "comments", part)
        _add_type(paket, part, _CATATAN)
        empty = "<authors></authors><commentList></commentList>"
        paket.put(part, f'{_KEPALA}<comments xmlns="{_namespace(paket)}">{empty}</comments>')
    paket.put(part, _edit_comments(paket.text(part), list(ours.values()), wanted))
    widths = _pixel_widths(paket.text(path))
    edited, blok = _edit_drawing(paket.text(drawing), set(ours), wanted, widths, blok)
    paket.put(drawing, edited)
    return blok


def _edit_comments(text: str, remove: Sequence[str], add: Mapping[Posisi, str]) -> str:
    for raw in remove:
        text = text.replace(raw, "", 1)
    if not add:
        return text
    prefix = _prefix(text)
    text = re.sub(rf"<{prefix}(authors|commentList)\s*/>", rf"<{prefix}\1></{prefix}\1>", text)
    authors = [unescape(re.sub(r"<[^>]*>", "", raw)) for raw in _elements(text, "authors", "author")]
    if PENGARANG not in authors:
        text = text.replace(f"</{prefix}authors>", f"<{prefix}author>{PENGARANG}</{prefix}author></{prefix}authors>", 1)
        authors.append(PENGARANG)
    number = authors.index(PENGARANG)
    new = "".join(
        f'<{prefix}comment ref="{address(*place)}" authorId="{number}"><{prefix}text><{prefix}r><{prefix}rPr><{prefix}sz val="9"/>'
        f'<{prefix}color indexed="81"/><{prefix}rFont val="Tahoma"/><{prefix}family val="2"/></{prefix}rPr>'
        f'<{prefix}t xml:space="preserve">{escape(plain(note))}</{prefix}t></{prefix}r></{prefix}text></{prefix}comment>'
        for place, note in add.items()
    )
    return text.replace(f"</{prefix}commentList>", f"{new}</{prefix}commentList>", 1)


def _edit_drawing(text: str, remove: set[Posisi], add: Mapping[Posisi, str], widths: Mapping[int, int], blok: int) -> tuple[str, int]:
    if remove:
        text = re.sub(r"<v:shape\s.*?</v:shape>", lambda found: "" if _note_place(found[0]) in remove else found[0], text, flags=re.DOTALL)
    if not add:
        return text, blok
    shapes = [] if 'id="_x0000_t202"' in text else [_JENIS_BENTUK]
    first = blok * _SPID_PER_BLOK
    for number, (place, note) in enumerate(add.items(), start=1):
        shapes.append(_note_shape(first + number + (number // (_SPID_PER_BLOK - 1)), place, note, widths))
    used = [blok + extra for extra in range(len(add) // (_SPID_PER_BLOK - 1) + 1)]
    end = text.rfind("</xml>")
    text = text[:end] + "".join(shapes) + text[end:]
    return re.sub(
        r'(<o:idmap\b[^>]*\bdata=")([^"]*)"', lambda found: f'{found[1]}{_join_blok(found[2], used)}"', text, count=1
    ), blok + len(used)


def _join_blok(present: str, used: Sequence[int]) -> str:
    numbers = [one for one in present.split(",") if one.strip()]
    return ",".join(dict.fromkeys([*numbers, *map(str, used)]))


def _note_place(shape: str) -> Posisi | None:
    row, column = re.search(r"<x:Row>\s*(\d+)", shape), re.search(r"<x:Column>\s*(\d+)", shape)
    return (int(row[1]) + 1, int(column[1])) if row and column and 'ObjectType="Note"' in shape else None


def _note_shape(number: int, place: Posisi, note: str, widths: Mapping[int, int]) -> str:
    """A hidden box right of the cell, wide and high enough for its text whatever the columns beside it measure."""
    row, column = place
    lines = sum(1 + len(line) // 46 for line in note.split("\n")) + 1
    top, left = max(row - 2, 0), column + 1
    right, rest = left, _LEBAR_CATATAN
    while rest > widths.get(right, _PIKSEL_KOLOM) and right < 16_380:
        rest -= widths.get(right, _PIKSEL_KOLOM)
        right += 1
    bottom = top + max(4, lines * 16 // _PIKSEL_BARIS + 1)
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
        f'width:240pt;height:{lines * 12}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{left}, 15, {top}, 10, {right}, {max(rest, 1)}, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _pixel_widths(text: str) -> dict[int, int]:
    widths: dict[int, int] = {}
    for col in _cols(text):
        pixels = 0 if col.get("hidden") in ("1", "true") else round(float(col.get("width", "9.14")) * 7)
        widths |= {index - 1: pixels for index in range(int(col["min"]), min(int(col["max"]), 400) + 1)}
    return widths


def _legacy_drawing(paket: Paket, path: str) -> str:
    tail = _tail(paket.text(path))
    found = next((_attributes(raw) for name, _, raw in tail if name == "legacyDrawing"), {})
    relation = next((value for key, value in found.items() if key.endswith(":id")), None)
    return next((target for identity, _, target in _relations(paket, path) if identity == relation), "")


def _put_legacy_drawing(paket: Paket, path: str, relation: str) -> None:
    text = paket.text(path)
    at = next((start for name, start, _ in _tail(text) if name in _SETELAH_GAMBAR), None)
    if at is None:
        at = text.rindex(f"</{_prefix(text)}worksheet")
    base = _relation_base(paket)
    paket.put(path, f'{text[:at]}<{_prefix(text)}legacyDrawing xmlns:r="{base}" r:id="{relation}"/>{text[at:]}')


def _tail(text: str) -> Iterator[tuple[str, int, str]]:
    """(name, position, as written) of the elements of a sheet that stand behind its cells."""
    prefix = _prefix(text)
    end = re.search(rf"</{prefix}sheetData\s*>|<{prefix}sheetData\b[^>]*/>", text)
    start = end.end() if end else len(text)
    stop = text.rindex(f"</{prefix}worksheet")
    at = start
    for raw in children(text[start:stop], keep_gaps=True):
        if raw.startswith("<"):
            found = re.match(r"<(?:\w+:)?(\w+)", raw)
            yield (found[1] if found else ""), at, raw
        at += len(raw)


def _next_blok(paket: Paket) -> int:
    """Shape numbers come in blocks of 1024, each used once in a workbook."""
    used = [0]
    for path in paket.nama:
        if path.endswith(".vml"):
            with zipfile.ZipFile(io.BytesIO(paket.isi)) as package:
                text = package.read(path).decode("utf-8", errors="replace")
            used += [int(one) for data in re.findall(r'<o:idmap\b[^>]*\bdata="([\d,\s]*)"', text) for one in data.split(",") if one.strip()]
    return max(used) + 1


def _free_part(paket: Paket, stem: str, suffix: str) -> str:
    folder = posixpath.dirname(paket.buku)
    return next(path for number in range(1, 100_000) if not paket.has(path := posixpath.join(folder, f"{stem}{number}{suffix}")))


# ---- our sheet in the workbook -------------------------------------------------------------------------------------


def _remove_sheet(paket: Paket, index: int) -> None:
    _, relation, path, _ = paket.sheets[index]
    text = paket.text(paket.buku)
    raw = next(raw for raw in _elements(text, "sheets", "sheet") if f'"{relation}"' in raw)
    text = text.replace(raw, "", 1)
    text = _move_local_names(text, {old: old - (old > index) for old in range(len(paket.sheets)) if old != index})
    del paket.sheets[index]
    paket.put(paket.buku, _set_active(text, next((i for i, sheet in enumerate(paket.sheets) if sheet[3] == "visible"), 0)))
    _remove_part(paket, paket.buku, path)


def _add_sheet(paket: Paket, nama: str, xml: str, judul_cetak: str) -> None:
    """Our sheet comes first and is the one that is open; names that belong to a sheet move with it."""
    for _, _, path, _ in paket.sheets:
        if paket.has(path) and 'tabSelected="' in (text := paket.text(path))[:20_000]:
            paket.put(path, re.sub(r'\s+tabSelected="(?:1|true)"', "", text, count=1))
    path = _free_part(paket, "worksheets/perbaikan", ".xml")
    relation = _add_relation(paket, paket.buku, "worksheet", path)
    _add_type(paket, path, _LEMBAR)
    paket.put(path, xml.replace("{main}", _namespace(paket), 1))
    text = paket.text(paket.buku)
    prefix = _prefix(text)
    raws = _elements(text, "sheets", "sheet")
    number = max((int(_attributes(raw).get("sheetId", "0")) for raw in raws), default=0) + 1
    entry = f'<{prefix}sheet xmlns:r="{_relation_base(paket)}" name={quoteattr(nama)} sheetId="{number}" r:id="{relation}"/>'
    text = _move_local_names(text, {old: old + 1 for old in range(len(paket.sheets))})
    text = re.sub(rf"<{prefix}sheets\b[^>]*>", lambda found: found[0] + entry, text, count=1)
    title = f'<{prefix}definedName name="_xlnm.Print_Titles" localSheetId="0">{escape(judul_cetak)}</{prefix}definedName>'
    if f"</{prefix}definedNames>" in text:
        text = text.replace(f"</{prefix}definedNames>", f"{title}</{prefix}definedNames>", 1)
    else:
        text = re.sub(rf"<{prefix}definedNames\s*/>", "", text)
        behind = rf"</{prefix}externalReferences>|</{prefix}functionGroups>|</{prefix}sheets>"
        at = max(found.end() for found in re.finditer(behind, text))
        text = f"{text[:at]}<{prefix}definedNames>{title}</{prefix}definedNames>{text[at:]}"
    paket.put(paket.buku, _set_active(text, 0))
    paket.sheets.insert(0, (nama, relation, path, "visible"))


def _move_local_names(text: str, moved: Mapping[int, int]) -> str:
    """Names bound to a sheet are bound by its position; those of a sheet that is gone go too."""

    def move(found: re.Match[str]) -> str:
        local = re.search(r'\blocalSheetId="(\d+)"', found[1])
        if local is None:
            return found[0]
        if int(local[1]) not in moved:
            return ""
        return found[0].replace(local[0], f'localSheetId="{moved[int(local[1])]}"', 1)

    prefix = _prefix(text)
    text = re.sub(rf"<{prefix}definedName\b([^>]*)>[^<]*</{prefix}definedName>", move, text)
    return re.sub(rf"<{prefix}definedNames>\s*</{prefix}definedNames>", "", text)


def _set_active(text: str, index: int) -> str:
    def activate(found: re.Match[str]) -> str:
        return _set_attribute(re.sub(r'\s+firstSheet="\d+"', "", found[0]), "activeTab", str(index))

    return re.sub(rf"<{_prefix(text)}workbookView\b[^>]*>", activate, text)
