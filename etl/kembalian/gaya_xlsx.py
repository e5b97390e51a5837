"""The styles of a workbook as text: looks are added at the end of its lists, nothing that is there is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from etl.kembalian.lembar_perbaikan import DITANDAI, DITOLAK, PRIBADI

_URUTAN = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_TAG = re.compile(r"<(?:!--.*?--|\?.*?\?|!\[CDATA\[.*?\]\]|(/?)([\w:.-]+)(?:\"[^\"]*\"|'[^']*'|[^\"'>])*?(/?))>", re.DOTALL)
WARNA = {DITOLAK: ("FAD4", 0xD4, "FF8E1B1B"), DITANDAI: ("FFE3", 0xA6, "FF7A4A00"), PRIBADI: ("8C8C", 0x8C, "")}
# So many shades of one colour tell apart what the cells looked like before; some programs blend a hatch, hence its wider steps.
_RAGAM, _LANGKAH = 24, {PRIBADI: 4}
_DASAR = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill><{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
    "cellXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}


def children(inner: str, *, keep_gaps: bool = False) -> Iterator[str]:
    """The elements directly inside, as they are written; with `keep_gaps` also the text between them."""
    depth, start, done = 0, 0, 0
    for tag in _TAG.finditer(inner):
        if tag[2] is None:
            continue
        if not tag[1]:
            if depth == 0:
                start = tag.start()
            if not tag[3]:
                depth += 1
                continue
        else:
            depth -= 1
        if depth == 0:
            if keep_gaps and start > done:
                yield inner[done:start]
            yield inner[start : tag.end()]
            done = tag.end()


def split_element(text: str, prefix: str, name: str) -> tuple[str, str, int, int] | None:
    """(attributes, what is inside, start, end) of the first element of that name."""
    found = re.search(rf"<{prefix}{name}\b([^>]*?)(?:/>|>(.*?)</{prefix}{name}>)", text, re.DOTALL)
    return (found[1], found[2] or "", found.start(), found.end()) if found else None


class Gaya:
    """Styles that grow: `mark` gives the style of a cell with our colour on it and all else as it was."""

    def __init__(self, text: str, prefix: str, path: str) -> None:
        self.path = path
        self._text = re.sub(rf"<({prefix}styleSheet)([^>]*?)/>", r"<\1\2></\1>", text)
        self._prefix = prefix
        self._lists = {name: self._read(name) for name in _DASAR}
        self._before = {name: len(items) for name, items in self._lists.items()}
        self._marked: dict[tuple[int, str], int] = {}
        self._shades: dict[str, dict[tuple[str, str], int]] = {}

    @property
    def berubah(self) -> bool:
        return any(len(items) != self._before[name] for name, items in self._lists.items())

    @property
    def pasangan(self) -> dict[int, int]:
        """Style given → style the cell had."""
        return {new: old for (old, _), new in self._marked.items()}

    def mark(self, style: int, jenis: str) -> int:
        """The style with the colour of a kind of finding; number format, font, alignment and protection stay."""
        if (style, jenis) not in self._marked:
            self._marked[style, jenis] = self._append("cellXfs", self._coloured(self._xf(style), jenis))
        return self._marked[style, jenis]

    def add(self, font: str = "", fill: str = "", border: str = "", alignment: str = "") -> int:
        """A style of our own from the inside of <font>, <fill>, <border> and the attributes of <alignment>."""
        p = self._prefix
        parts = [("fonts", "font", font), ("fills", "fill", fill), ("borders", "border", border)]
        number = {name: self._find(name, _with_prefix(f"<{tag}>{inner}</{tag}>", p)) if inner else 0 for name, tag, inner in parts}
        aligned = f' applyAlignment="1"><{p}alignment {alignment}/></{p}xf>' if alignment else "/>"
        return self._find(
            "cellXfs",
            f'<{p}xf numFmtId="0" fontId="{number["fonts"]}" fillId="{number["fills"]}" borderId="{number["borders"]}" applyFont="1" applyFill="1"'
            f' applyBorder="1"{aligned}',
        )

    def is_ours(self, style: int) -> bool:
        """True where the fill of a style is one of our colours."""
        fill = re.search(r'\bfillId="(\d+)"', self._xf(style))
        return fill is not None and self._is_our_fill(int(fill[1]))

    def unmark_map(self, pairs: Mapping[int, int]) -> dict[int, int]:
        """Style with our colour → style without: the one it had if that is known, else the same without fill and border."""
        found: dict[int, int] = {}
        for style in range(self._before["cellXfs"]):
            if style in pairs:
                found[style] = pairs[style] if not self.is_ours(pairs[style]) else self._bare(style)
            elif self.is_ours(style):
                found[style] = self._bare(style)
        return found

    def render(self) -> str:
        """The whole part with what was added."""
        text, p = self._text, self._prefix
        for name, items in self._lists.items():
            if len(items) == self._before[name]:
                continue
            found = split_element(text, p, name)
            if found is None:
                before = [one for one in _URUTAN[: _URUTAN.index(name)] if split_element(text, p, one)]
                at = split_element(text, p, before[-1])[3] if before else re.search(rf"<{p}styleSheet\b[^>]*>", text).end()  # type: ignore[index, union-attr]
                text = f'{text[:at]}<{p}{name} count="{len(items)}">{"".join(items)}</{p}{name}>{text[at:]}'
                continue
            attributes, inner, start, end = found
            attributes = re.sub(r'\bcount="\d+"', f'count="{len(items)}"', attributes)
            new = "".join(items[self._before[name] :]) if self._before[name] and inner else "".join(items)
            text = f"{text[:start]}<{p}{name}{attributes}>{inner}{new}</{p}{name}>{text[end:]}"
        return text

    def _read(self, name: str) -> list[str]:
        found = split_element(self._text, self._prefix, name)
        return list(children(found[1])) if found else []

    def _append(self, name: str, item: str) -> int:
        if not self._lists[name]:
            self._lists[name] = list(children(_DASAR[name].format(p=self._prefix)))
        self._lists[name].append(item)
        return len(self._lists[name]) - 1

    def _find(self, name: str, item: str) -> int:
        new = self._lists[name][self._before[name] :]
        return self._before[name] + new.index(item) if item in new else self._append(name, item)

    def _xf(self, style: int) -> str:
        known = self._lists["cellXfs"]
        return known[style] if style < len(known) else _DASAR["cellXfs"].format(p=self._prefix)

    def _coloured(self, xf: str, jenis: str) -> str:
        p = self._prefix
        red_green, blue, outline = WARNA[jenis]
        fill, border = (re.search(rf'\b{name}="(\d+)"', xf) for name in ("fillId", "borderId"))
        before = (fill[1] if fill else "0", border[1] if border else "0")
        shades = self._shades.setdefault(jenis, {})
        shade = shades.setdefault(before, len(shades)) % _RAGAM
        colour = f"FF{red_green}{blue - shade * _LANGKAH.get(jenis, 1):02X}"
        if jenis == PRIBADI:
            pattern = f'<{p}patternFill patternType="lightUp"><{p}fgColor rgb="{colour}"/><{p}bgColor rgb="FFEDEDED"/></{p}patternFill>'
        else:
            pattern = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/></{p}patternFill>'
        xf = _set(_set(xf, "fillId", self._find("fills", f"<{p}fill>{pattern}</{p}fill>")), "applyFill", 1)
        if not outline:
            return xf
        weight = "medium" if jenis == DITOLAK else "thin"
        sides = "".join(
            f'<{p}{side} style="{weight}"><{p}color rgb="{outline}"/></{p}{side}>' for side in ("left", "right", "top", "bottom")
        )
        return _set(_set(xf, "borderId", self._find("borders", f"<{p}border>{sides}<{p}diagonal/></{p}border>")), "applyBorder", 1)

    def _bare(self, style: int) -> int:
        return self._find("cellXfs", _set(_set(self._xf(style), "fillId", 0), "borderId", 0))

    def _is_our_fill(self, index: int) -> bool:
        raw = self._lists["fills"][index] if index < self._before["fills"] else ""
        colours = re.findall(r'fgColor\b[^>]*\brgb="FF([0-9A-Fa-f]{4})([0-9A-Fa-f]{2})"', raw)
        hatched = "lightUp" in raw
        return any(
            (jenis == PRIBADI) == hatched and head.upper() == red_green and 0 <= blue - int(tail, 16) < _RAGAM * _LANGKAH.get(jenis, 1)
            for head, tail in colours
            for jenis, (red_green, blue, _) in WARNA.items()
        )


def _set(xf: str, name: str, value: int) -> str:
    edited, count = re.subn(rf'\b{name}="[^"]*"', f'{name}="{value}"', xf, count=1)
    return edited if count else re.sub(r"^(<[\w:]+)", rf'\1 {name}="{value}"', xf)


def _with_prefix(xml: str, prefix: str) -> str:
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", xml)
