"""The map of a slide as freeforms: one shape per region, named by region and value, that one can recolour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from p4gn.geography.gambar import read_gambar
from p4gn.indicators.states import KEADAAN
from p4gn.paparan.isi import Daerah, Peta
from ui.figures.palet import SALINDIA, sequential

Kotak = tuple[int, int, int, int]
Tulis = Callable[..., Any]
WARNA = SALINDIA["terang"]
_TANPA = "#d9d9d9"
_PERINTAH = re.compile(r"([MmLlHhVvZz])|(-?\d*\.?\d+)")
_HURUF = 16


def draw(page: Any, peta: Peta, box: Kotak, tulis: Tulis) -> None:
    """The map at the left, legend and the six parts to speak of at the right; the classes are those of every other map."""
    drawing = read_gambar(peta.induk, peta.per)
    left, top, width, height = box
    if not drawing:
        tulis(page, box, "Wilayah ini belum punya gambar peta.", 24)
        return
    scale = min(width * 0.5 / drawing["lebar"], height / drawing["tinggi"])
    by_code = {each.kode: each for each in peta.daerah}
    fills = sequential(len(peta.kelas))
    for shape in drawing["bentuk"]:
        daerah = by_code.get(shape["kode"])
        if daerah:
            _draw_region(page, daerah, shape, (left, top, scale), fills)
    for shape in drawing["bentuk"]:
        daerah = by_code.get(shape["kode"])
        if daerah and daerah.huruf:
            _draw_letter(page, daerah.huruf, left + int(shape["cx"] * scale), top + int(shape["cy"] * scale))
    _draw_words(page, peta, (left + int(width * 0.54), top, int(width * 0.46), height), fills, tulis)


def _draw_region(page: Any, daerah: Daerah, shape: Any, place: tuple[int, int, float], fills: tuple[str, ...]) -> None:
    left, top, scale = place
    lines = [each for each in read_path(shape["d"]) if len(each) > 2]
    if not lines:
        return
    builder = page.shapes.build_freeform(*_pixel(lines[0][0]), scale=scale)
    for number, points in enumerate(lines):
        if number:
            builder.move_to(*_pixel(points[0]))
        builder.add_line_segments([_pixel(each) for each in points[1:]], close=True)
    drawn = builder.convert_to_shape(Emu(left), Emu(top))
    drawn.name = f"{daerah.nama}: {daerah.teks}"
    drawn._element.nvSpPr.cNvPr.set("descr", drawn.name)
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = _rgb(_TANPA if daerah.kelas is None else fills[min(daerah.kelas, len(fills) - 1)])
    drawn.line.color.rgb, drawn.line.width = _rgb(WARNA.tinta), Pt(1)
    drawn.shadow.inherit = False


def _pixel(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def read_path(d: str) -> Iterator[list[tuple[float, float]]]:
    """The closed lines of an SVG path of straight commands (M, L, H, V, Z, large or small), in the pixels of its drawing."""
    command, numbers, points = "M", [], []  # type: ignore[var-annotated]
    x = y = 0.0
    for letter, number in _PERINTAH.findall(d):
        if letter:
            if letter in "Zz":
                if points:
                    yield points
                    x, y = points[0]
                points = []
            command, numbers = letter, []
            continue
        numbers.append(float(number))
        if command in "Hh":
            x = numbers[0] + (x if command == "h" else 0)
        elif command in "Vv":
            y = numbers[0] + (y if command == "v" else 0)
        elif len(numbers) == 2:
            dx, dy = numbers
            x, y = (x + dx, y + dy) if command in "ml" else (dx, dy)
        else:
            continue
        numbers = []
        if command in "Mm" and points:
            yield points
            points = []
        points.append((x, y))
        command = {"M": "L", "m": "l"}.get(command, command)
    if points:
        yield points


def _draw_letter(page: Any, huruf: str, x: int, y: int) -> None:
    size = Pt(26)
    disc = page.shapes.add_shape(MSO_SHAPE.OVAL, x - size // 2, y - size // 2, size, size)
    disc.fill.solid()
    disc.fill.fore_color.rgb, disc.line.color.rgb = _rgb(WARNA.tinta), _rgb(WARNA.kertas)
    frame = disc.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = huruf
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(_HURUF), True, _rgb(WARNA.kertas)


def _draw_words(page: Any, peta: Peta, box: Kotak, fills: tuple[str, ...], tulis: Tulis) -> None:
    left, top, width, height = box
    lettered = sorted((each for each in peta.daerah if each.huruf), key=lambda each: each.huruf)
    tulis(
        page,
        (left, top, width, height // 2),
        "\n".join(f"{each.huruf}  {each.nama}  {each.teks}" for each in lettered) or "Belum ada angka.",
        24,
    )
    present = [(fills[i], words) for i, words in enumerate(peta.kelas)]
    without = list(dict.fromkeys(KEADAAN[each.keadaan].kata for each in peta.daerah if each.kelas is None))
    present += [(_TANPA, ", ".join(without))] if without else []
    line = height // 16
    for number, (fill, words) in enumerate(present):
        y = top + int(height * 0.55) + number * line
        patch = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(y), Emu(line), Emu(int(line * 0.8)))
        patch.fill.solid()
        patch.fill.fore_color.rgb, patch.line.color.rgb = _rgb(fill), _rgb(WARNA.tinta)
        tulis(page, (left + line + line // 3, y - line // 5, width - 2 * line, line), words, 14)
    if peta.catatan:
        tulis(page, (left, top + height - line, width, line), peta.catatan, 14)


def _rgb(warna: str) -> RGBColor:
    return RGBColor.from_string(warna.lstrip("#").upper())
