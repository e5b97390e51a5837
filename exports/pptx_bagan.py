"""Native charts of a slide: bars, lines and points with their values in the workbook behind them; what has no number is an empty cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from p4gn.paparan import isi
from ui.figures.palet import KATEGORI, SALINDIA

WARNA = SALINDIA["terang"]
_TEKS = 16
_NAMA = 13  # names beside bars


def draw(page: Any, content: isi.Batang | isi.Garis | isi.Sebar, box: tuple[int, int, int, int]) -> Any | None:
    """The chart as a shape; None where there is nothing to draw."""
    match content:
        case isi.Batang(baris=rows) if rows:
            return _draw_bars(page, content, box)
        case isi.Garis(seri=lines) if lines and content.periode:
            return _draw_lines(page, content, box)
        case isi.Sebar(titik=points) if points:
            return _draw_points(page, content, box)
    return None


def _rgb(warna: str) -> RGBColor:
    return RGBColor.from_string(warna.lstrip("#").upper())


def _add(page: Any, kind: Any, box: tuple[int, int, int, int], data: Any) -> Any:
    shape = page.shapes.add_chart(kind, *(Emu(each) for each in box), data)
    shape.chart.font.size, shape.chart.font.color.rgb = Pt(_TEKS), _rgb(WARNA.tinta)
    return shape


def _draw_bars(page: Any, content: isi.Batang, box: tuple[int, int, int, int]) -> Any:
    data = CategoryChartData()
    data.categories = [each.nama if each.nilai is not None else f"{each.nama} ({each.teks})" for each in content.baris]
    data.add_series(content.target_teks or content.satuan.capitalize(), [each.nilai for each in content.baris])
    shape = _add(page, XL_CHART_TYPE.BAR_CLUSTERED, box, data)
    chart = shape.chart
    chart.has_legend, chart.has_title = bool(content.target_teks), False
    if content.target_teks:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    _name_every(chart.category_axis)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.visible = 0, content.maks, False
    axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 40
    for place, row in enumerate(content.baris):
        if row.nilai is None:
            continue
        point = plot.series[0].points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = _rgb(WARNA.isian.get(row.rupa, WARNA.utama) if row.rupa else WARNA.utama)
        point.format.line.color.rgb = _rgb(WARNA.tepi.get(row.rupa, WARNA.utama) if row.rupa else WARNA.utama)
        _label(point, row.teks)
    return shape


def _name_every(axis: Any) -> None:
    """Every bar keeps its name, however many there are."""
    element = axis._element
    skip = element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    before = element.find(qn("c:noMultiLvlLbl"))
    if before is None:
        element.append(skip)
    else:
        before.addprevious(skip)
    axis.tick_labels.font.size = Pt(_NAMA)


def _label(point: Any, teks: str) -> None:
    """The words of the slide, not those that the viewer's language would give the number."""
    label = point.data_label
    label.has_text_frame = True
    label.text_frame.text = teks
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(_TEKS), _rgb(WARNA.tinta)
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def _draw_lines(page: Any, content: isi.Garis, box: tuple[int, int, int, int]) -> Any:
    data = CategoryChartData()
    data.categories = list(content.periode)
    pieces = [(line, part, colour) for colour, line in enumerate(content.seri) for part in _pieces(line)]
    for number, (line, part, _) in enumerate(pieces):
        first = number == 0 or pieces[number - 1][0] is not line
        data.add_series(line.nama if first else f"{line.nama} (lanjutan)", part)
    if content.target is not None:
        data.add_series(content.target_teks, [content.target] * len(content.periode))
    shape = _add(page, XL_CHART_TYPE.LINE_MARKERS, box, data)
    chart = shape.chart
    chart.has_legend, chart.has_title = True, False
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, content.maks
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb("#c9d2d1")
    for (line, part, colour), drawn in zip(pieces, chart.plots[0].series, strict=False):
        _style(drawn, KATEGORI["terang"][colour % len(KATEGORI["terang"])], line.pembanding)
        for place, value in enumerate(part):
            if value is not None:
                point_label = drawn.points[place]
                _label_above(point_label, line.teks[place])
    if content.target is not None:
        target = chart.plots[0].series[len(pieces)]
        _style(target, WARNA.sasaran, True)
        target.marker.style = XL_MARKER_STYLE.NONE
    return shape


def _label_above(point: Any, teks: str) -> None:
    _label(point, teks)
    point.data_label.position = XL_LABEL_POSITION.ABOVE


def _style(series: Any, warna: str, dashed: bool) -> None:
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = _rgb(warna), Pt(3)
    if dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _rgb(warna)


def _pieces(line: isi.Seri) -> list[list[float | None]]:
    """The line cut where two neighbouring points must not be joined; each value stands in exactly one piece."""
    pieces: list[list[float | None]] = [[None] * len(line.nilai)]
    for place, value in enumerate(line.nilai):
        before = place > 0 and line.nilai[place - 1] is not None
        if value is not None and before and not line.sambung[place]:
            pieces.append([None] * len(line.nilai))
        pieces[-1][place] = value
    return pieces


def _draw_points(page: Any, content: isi.Sebar, box: tuple[int, int, int, int]) -> Any:
    data = XyChartData()
    points = data.add_series(content.sumbu_y)
    for each in content.titik:
        points.add_data_point(each.x, each.y)
    for name, line in content.garis:
        bound = data.add_series(name)
        for x, y in line:
            bound.add_data_point(x, y)
    shape = _add(page, XL_CHART_TYPE.XY_SCATTER, box, data)
    chart = shape.chart
    chart.has_legend, chart.has_title = True, False
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _name_axes(chart, (content.sumbu_x, content.sumbu_y))
    series = list(chart.plots[0].series)
    series[0].format.line.fill.background()
    series[0].marker.size = 10
    for place, each in enumerate(content.titik):
        _label_above(series[0].points[place], each.nama)
    for bound in series[1:]:
        _style(bound, WARNA.garis, True)
        bound.marker.style = XL_MARKER_STYLE.NONE
    return shape


def _name_axes(chart: Any, names: Sequence[str]) -> None:
    for axis, name in zip((chart.category_axis, chart.value_axis), names, strict=True):
        axis.has_title = True
        axis.axis_title.text_frame.text = name
        axis.has_major_gridlines = False
