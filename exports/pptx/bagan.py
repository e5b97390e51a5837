"""Native charts: bars, lines and scatters, whose numbers stand typed in the workbook inside and are told in the words of the slide.

The area of the plot is set, not left to the viewer, so that a line drawn over a chart lies where its value is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from exports.pptx.kanvas import TERBACA, Kanvas, Ruang, cut_teks, lebar_teks, plain, rgb, set_alt, tanda_of
from exports.pptx.legenda import Butir, add_jalur, add_legenda, add_nomor, butir_rupa, tinggi_jalur, warna_rupa
from p4gn.bahasa import format_angka
from p4gn.paparan import isi
from ui.figures.gambar_teks import wrap
from ui.figures.palet import KATEGORI, WARNA

_BATANG_TERBANYAK, _BATANG_PANJANG = 16, 8  # bars of one chart, and where names need two lines
_BAGIAN_NAMA = 0.5  # of the width of a chart, for names
_LEGENDA = 236.0
_BULAT = '[>=1000000]#"."000"."000;[>=1000]#"."000;0'  # thousands apart as Indonesians write them, whatever the viewer's language
#: mark of the points of a line, and the shape that shows it in the legend
_TANDA = (
    (XL_MARKER_STYLE.CIRCLE, "lingkaran"),
    (XL_MARKER_STYLE.SQUARE, "persegi"),
    (XL_MARKER_STYLE.TRIANGLE, "segitiga"),
    (XL_MARKER_STYLE.DIAMOND, "wajik"),
)


def add_batang(kanvas: Kanvas, ruang: Ruang, batang: isi.Batang, judul: str) -> None:
    """Bars under one another, first on top; a bar without a number is a blank cell, and its name says why."""
    legend = _list_legenda_batang(kanvas, batang)
    strip, area = ruang.split_atas(tinggi_jalur(legend, ruang.lebar), 6 if legend else 0)
    add_jalur(kanvas, strip, legend)
    area = area._replace(tinggi=min(area.tinggi, 64.0 * len(batang.baris)))
    size, names = _fit_nama(batang.baris, area)
    widest = lebar_teks((_label(each) for each in batang.baris), size, tebal=True) + 12
    plot = _sela(area, kiri=min(lebar_teks(names, size), _BAGIAN_NAMA * area.lebar) + 12, kanan=widest)
    top = max([batang.maks, *(each.nilai for each in batang.baris if each.nilai is not None)])
    if batang.target is not None and 0 <= batang.target <= top:  # behind the chart, so that it crosses no number
        x = plot.x + plot.lebar * batang.target / top
        kanvas.add_garis((x, plot.y - 4), (x, plot.bawah + 4), f"Target: {batang.target_teks}", kanvas.warna.sasaran, 3, putus=True)
    data = CategoryChartData(number_format=_format(batang.desimal))
    data.categories = [_sel(name) for name in names]
    data.add_series(_sel(f"{judul} ({batang.satuan})"), [each.nilai for each in batang.baris])
    chart = _add_bagan(kanvas, area, XL_CHART_TYPE.BAR_CLUSTERED, data, plot, size)
    chart.name = f"Bagan: {judul}"
    set_alt(chart, f"Bagan batang. {judul}. {'; '.join(f'{each.nama}: {each.teks}' for each in batang.baris)}.")
    _set_sumbu_batang(kanvas, chart.chart, top)
    for number, each in enumerate(batang.baris):
        _paint_batang(kanvas, chart.chart.plots[0].series[0], number, each, size)


def split_batang(batang: isi.Batang, lebar: float) -> list[isi.Batang]:
    """Charts of about as many bars each, fewer where names are long."""
    rows = len(batang.baris)
    most = _BATANG_TERBANYAK if lebar_teks(_list_nama(batang.baris), 16) <= _BAGIAN_NAMA * lebar else _BATANG_PANJANG
    each = math.ceil(rows / math.ceil(rows / most))
    return [replace(batang, baris=batang.baris[start : start + each]) for start in range(0, rows, each)]


def _list_nama(baris: Sequence[isi.Batangan]) -> list[str]:
    return [each.nama if each.nilai is not None else f"{each.nama} ({each.teks})" for each in baris]


def _list_legenda_batang(kanvas: Kanvas, batang: isi.Batang) -> list[Butir]:
    looks = Counter(each.rupa for each in batang.baris if each.rupa)
    entries = [butir_rupa(kanvas.tema, rupa, number) for rupa, number in looks.items()]
    if batang.target is not None:
        entries.append(Butir("putus", batang.target_teks, tepi=kanvas.warna.sasaran))
    return [*entries, *([Butir("teks", f"Angka dalam {batang.satuan}.")] if batang.satuan not in ("", "persen") else [])]


def _fit_nama(baris: Sequence[isi.Batangan], area: Ruang) -> tuple[float, list[str]]:
    """The size of letters that rows and names allow, and the names as long as they may be."""
    names, room, row = _list_nama(baris), _BAGIAN_NAMA * area.lebar, area.tinggi / len(baris)
    size = min(TERBACA, row * 0.88)
    while size > 16 and lebar_teks(names, size) > room:
        size -= 1
    if lebar_teks(names, size) <= room:
        return size, names
    size = min(TERBACA, row * 0.88 / 2.2)  # on two lines
    while size > 14 and any(len(wrap(name, room, size)) > 2 for name in names):
        size -= 1
    return size, [cut_teks(name, room, size, baris=2) for name in names]


def _label(batangan: isi.Batangan) -> str:
    mark = tanda_of(batangan.rupa)
    return f"{batangan.teks} {mark.simbol}" if mark else batangan.teks


def _set_sumbu_batang(kanvas: Kanvas, chart: Any, maks: float) -> None:
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order, names.tick_label_position, names.major_tick_mark = True, XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    kanvas.set_garis(names.format.line, kanvas.warna.garis, 1.5)
    _show_semua_nama(names)
    numbers.minimum_scale, numbers.maximum_scale = 0, maks
    numbers.has_major_gridlines, numbers.visible = False, False
    chart.plots[0].gap_width = 35


def _paint_batang(kanvas: Kanvas, series: Any, number: int, batangan: isi.Batangan, size: float) -> None:
    if batangan.nilai is None:
        return
    point = series.points[number]
    fill, edge = warna_rupa(kanvas.tema, batangan.rupa)
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = rgb(fill)
    kanvas.set_garis(point.format.line, edge, 1.5)
    _set_label(kanvas, point, _label(batangan), size, XL_LABEL_POSITION.OUTSIDE_END)


# ---- lines -----------------------------------------------------------------------------------------------------------


def add_garis(kanvas: Kanvas, ruang: Ruang, garis: isi.Garis, judul: str) -> None:
    """Lines with gaps where there is no number, broken where points may not be joined; changes of method as numbered upright lines."""
    area, column = ruang.split_kanan(_LEGENDA)
    size = _fit_periode(garis, area)
    step = langkah_sumbu(garis.maks)
    ticks = lebar_teks([format_angka(garis.maks)], size) + 12
    plot = _sela(area, kiri=ticks, atas=40, bawah=size * 1.7, kanan=16)
    parts = [(number, *each) for number, seri in enumerate(garis.seri) for each in _split_seri(seri)]
    data = CategoryChartData(number_format=_format(garis.desimal))
    data.categories = [_sel(name) for name in _list_periode(garis)]
    for _, name, values in parts:
        data.add_series(_sel(name), values)
    if garis.target is not None:
        data.add_series(_sel(garis.target_teks), [garis.target] * len(garis.periode))
    frame = _add_bagan(kanvas, area, XL_CHART_TYPE.LINE_MARKERS, data, plot, size)
    frame.name = f"Bagan: {judul}"
    set_alt(frame, f"Bagan garis. {judul}. {' '.join(list_rincian_garis(garis))}")
    _set_sumbu_nilai(kanvas, frame.chart.value_axis, garis.maks, step)
    kanvas.set_garis(frame.chart.category_axis.format.line, kanvas.warna.garis, 1.5)
    frame.chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    slot = plot.lebar / len(garis.periode)
    _show_semua_nama(frame.chart.category_axis, math.ceil(lebar_teks(garis.periode, size) / slot))
    places = _place_label(garis, plot, size)
    for line, (number, _, values) in zip(frame.chart.plots[0].series, parts, strict=False):
        _paint_seri(kanvas, line, garis, number, values, places, size)
    if garis.target is not None:
        _paint_target(kanvas, list(frame.chart.plots[0].series)[-1])
    _add_tanda(kanvas, garis, plot)
    add_legenda(kanvas, column, _list_legenda_garis(kanvas, garis))


def list_rincian_garis(garis: isi.Garis) -> list[str]:
    """Every number of every line, in words."""
    return [f"{seri.nama}: {'; '.join(f'{p}: {t}' for p, t in zip(garis.periode, seri.teks, strict=True))}." for seri in garis.seri]


def _fit_periode(garis: isi.Garis, area: Ruang) -> float:
    slot = (area.lebar - 60) / max(1, len(garis.periode))
    size = TERBACA
    while size > 16 and lebar_teks(garis.periode, size) > slot:
        size -= 1
    return size


def _list_periode(garis: isi.Garis) -> list[str]:
    """A period in which no line has a number says so."""
    empty = [all(seri.nilai[i] is None for seri in garis.seri) for i in range(len(garis.periode))]
    return [f"{name} ({garis.seri[0].teks[i]})" if empty[i] and garis.seri else name for i, name in enumerate(garis.periode)]


def _split_seri(seri: isi.Seri) -> list[tuple[str, list[float | None]]]:
    """A line cut where a point may not be joined to the one before it, which a chart can only show as a further line."""
    parts: list[list[float | None]] = [[None] * len(seri.nilai)]
    for i, value in enumerate(seri.nilai):
        if value is not None and i and seri.nilai[i - 1] is not None and not seri.sambung[i]:
            parts.append([None] * len(seri.nilai))
        parts[-1][i] = value
    return [(seri.nama if number == 1 else f"{seri.nama}, bagian {number}", values) for number, values in enumerate(parts, 1)]


def _place_label(garis: isi.Garis, plot: Ruang, size: float) -> dict[tuple[int, int], Any]:
    """(line, period) → where its number stands: all of them on one or two lines with room, the last of each otherwise."""
    slot = plot.lebar / max(1, len(garis.periode))
    told = (teks for seri in garis.seri for teks, value in zip(seri.teks, seri.nilai, strict=True) if value is not None)
    widest = lebar_teks(told, size, tebal=True)
    shown = {
        (n, i): value
        for n, seri in enumerate(garis.seri)
        for i, value in enumerate(seri.nilai)
        if value is not None
        and ((len(garis.seri) <= 2 and widest <= slot) or i == max(j for j, v in enumerate(seri.nilai) if v is not None))
    }
    return {
        (n, i): XL_LABEL_POSITION.BELOW
        if any(other > value or (other == value and m < n) for (m, j), other in shown.items() if j == i and m != n)
        else XL_LABEL_POSITION.ABOVE
        for (n, i), value in shown.items()
    }


def _warna_seri(kanvas: Kanvas, garis: isi.Garis, number: int) -> str:
    seri = garis.seri[number]
    if seri.pembanding:
        return kanvas.warna.pembanding
    own = [each for each in garis.seri if not each.pembanding]
    return kanvas.warna.utama if len(own) == 1 else KATEGORI[kanvas.tema][own.index(seri) % len(KATEGORI[kanvas.tema])]


def _paint_seri(
    kanvas: Kanvas,
    line: Any,
    garis: isi.Garis,
    number: int,
    values: Sequence[float | None],
    places: dict[tuple[int, int], Any],
    size: float,
) -> None:
    seri, colour = garis.seri[number], _warna_seri(kanvas, garis, number)
    line.smooth = False
    kanvas.set_garis(line.format.line, colour, 3 if seri.pembanding else 4, putus=seri.pembanding)
    line.marker.style, line.marker.size = _TANDA[number % len(_TANDA)][0], 11
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = rgb(colour)
    kanvas.set_garis(line.marker.format.line, colour, 1)
    for i, value in enumerate(values):
        if value is not None and (number, i) in places:
            _set_label(kanvas, line.points[i], seri.teks[i], size, places[number, i])


def _paint_target(kanvas: Kanvas, line: Any) -> None:
    line.smooth = False
    kanvas.set_garis(line.format.line, kanvas.warna.sasaran, 3, putus=True)
    line.format.line.dash_style = MSO_LINE.SQUARE_DOT
    line.marker.style = XL_MARKER_STYLE.NONE


def _add_tanda(kanvas: Kanvas, garis: isi.Garis, plot: Ruang) -> None:
    """An upright line where a period begins in which something changed, with a number that the legend explains."""
    slot = plot.lebar / max(1, len(garis.periode))
    for number, (period, words) in enumerate(garis.tanda, 1):
        x = plot.x + slot * period
        name = f"Tanda {number}: {garis.periode[period]}, {words}"
        kanvas.add_garis((x, plot.y - 10), (x, plot.bawah), name, kanvas.warna.garis, 1.5, putus=True)
        add_nomor(kanvas, x, plot.y - 22, str(number), name, 18)


def _list_legenda_garis(kanvas: Kanvas, garis: isi.Garis) -> list[Butir]:
    entries = [
        Butir("putus" if seri.pembanding else "garis", seri.nama, tepi=_warna_seri(kanvas, garis, n), tanda=_TANDA[n % len(_TANDA)][1])
        for n, seri in enumerate(garis.seri)
    ]
    if garis.target is not None:
        entries.append(Butir("putus", garis.target_teks, tepi=kanvas.warna.sasaran))
    return [*entries, *(Butir("nomor", f"{garis.periode[i]}: {words}", str(n)) for n, (i, words) in enumerate(garis.tanda, 1))]


# ---- scatters --------------------------------------------------------------------------------------------------------


def add_sebar(kanvas: Kanvas, ruang: Ruang, sebar: isi.Sebar, judul: str) -> None:
    """Points by their look, with lines that bound them; names stand where they hide nothing, in the order given."""
    looks = list(dict.fromkeys(each.rupa for each in sebar.titik))
    legend = [butir_rupa(kanvas.tema, rupa) for rupa in looks if rupa]
    legend += [Butir("putus", name, tepi=kanvas.warna.sasaran) for name, _ in sebar.garis]
    area, column = ruang.split_kanan(_LEGENDA) if legend else (ruang, ruang)
    top_x, step_x = _find_ujung([each.x for each in sebar.titik])
    top_y, step_y = _find_ujung([each.y for each in sebar.titik])
    plot = _sela(area, kiri=lebar_teks([_angka(top_y, step_y)], TERBACA) + 48, atas=16, bawah=70, kanan=24)
    data = XyChartData(number_format="General")
    for rupa in looks:
        series = data.add_series(_sel(tanda_of(rupa).kata if rupa else judul))
        for each in sebar.titik:
            if each.rupa == rupa:
                series.add_data_point(each.x, each.y)
    for name, points in sebar.garis:
        series = data.add_series(_sel(name))
        for x, y in points:
            series.add_data_point(x, y)
    frame = _add_bagan(kanvas, area, XL_CHART_TYPE.XY_SCATTER, data, plot, TERBACA)
    frame.name = f"Bagan: {judul}"
    set_alt(frame, f"Bagan sebar: {sebar.sumbu_x} dan {sebar.sumbu_y} dari {len(sebar.titik)} titik. {judul}.")
    _set_sumbu_nilai(kanvas, frame.chart.value_axis, top_y, step_y, sebar.sumbu_y)
    _set_sumbu_nilai(kanvas, frame.chart.category_axis, top_x, step_x, sebar.sumbu_x)
    frame.chart.category_axis.has_major_gridlines = False
    named = _list_bernama(sebar, plot, top_x, top_y)
    all_series = list(frame.chart.plots[0].series)
    for rupa, series in zip(looks, all_series, strict=False):
        _paint_titik(kanvas, series, rupa, [each for each in sebar.titik if each.rupa == rupa], named, len(sebar.titik))
    for series in all_series[len(looks) :]:
        series.marker.style = XL_MARKER_STYLE.NONE
        kanvas.set_garis(series.format.line, kanvas.warna.sasaran, 2.5, putus=True)
    add_legenda(kanvas, column, legend)


def _find_ujung(values: Iterable[float]) -> tuple[float, float]:
    """Where an axis from 0 ends, and its step."""
    largest = max(values, default=0) or 1
    step = langkah_sumbu(largest)
    step = max(step, 1.0) if largest >= 2 else step  # a viewer writes the comma of decimals in its own language
    return math.ceil(largest * 1.02 / step) * step, step


def _list_bernama(sebar: isi.Sebar, plot: Ruang, top_x: float, top_y: float) -> set[int]:
    """Points (by identity) whose name has room to the right of them."""
    places = [(plot.x + plot.lebar * each.x / top_x, plot.bawah - plot.tinggi * each.y / top_y) for each in sebar.titik]
    taken: list[Ruang] = [Ruang(x - 6, y - 6, 12, 12) for x, y in places]
    named = set()
    for each, (x, y) in zip(sebar.titik, places, strict=True):
        box = Ruang(x + 7, y - 15, lebar_teks([each.nama], TERBACA), 30)
        if box.kanan <= plot.kanan + 20 and not any(_is_bertindih(box, other) for other in taken):
            named.add(id(each))
            taken.append(box)
    return named


def _is_bertindih(satu: Ruang, dua: Ruang) -> bool:
    return satu.x < dua.kanan and dua.x < satu.kanan and satu.y < dua.bawah and dua.y < satu.bawah


def _paint_titik(kanvas: Kanvas, series: Any, rupa: str, titik: Sequence[isi.TitikSebar], named: set[int], banyak: int) -> None:
    fill, edge = warna_rupa(kanvas.tema, rupa)
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 13 if banyak <= 30 else 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(fill)
    kanvas.set_garis(series.marker.format.line, edge if rupa else kanvas.warna.kertas, 1.5 if rupa else 0.5)
    for number, each in enumerate(titik):
        if id(each) in named:
            _set_label(kanvas, series.points[number], each.nama, TERBACA, XL_LABEL_POSITION.RIGHT, tebal=False)


# ---- all charts ------------------------------------------------------------------------------------------------------


def langkah_sumbu(maks: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides an axis from 0 into at most six."""
    rough = maks / 6
    power = 10 ** math.floor(math.log10(rough))
    return next(round(factor * power, 10) for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def _sela(area: Ruang, *, kiri: float = 0, kanan: float = 0, atas: float = 0, bawah: float = 0) -> Ruang:
    """The plot inside a chart."""
    return Ruang(area.x + kiri, area.y + atas, area.lebar - kiri - kanan, area.tinggi - atas - bawah)


def _add_bagan(kanvas: Kanvas, area: Ruang, jenis: Any, data: Any, plot: Ruang, size: float) -> Any:
    """The chart with its plot where it was computed to be, no title and no legend of its own."""
    frame = kanvas.salindia.shapes.add_chart(jenis, *kanvas.kotak(area), data)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = kanvas.huruf(size), rgb(kanvas.warna.tinta)
    plot_area = chart._chartSpace.find(qn("c:chart")).find(qn("c:plotArea"))
    for old in plot_area.findall(qn("c:layout")):
        plot_area.remove(old)
    parts = {
        "x": (plot.x - area.x) / area.lebar,
        "y": (plot.y - area.y) / area.tinggi,
        "w": plot.lebar / area.lebar,
        "h": plot.tinggi / area.tinggi,
    }
    modes = "".join(f'<c:{axis}Mode val="edge"/>' for axis in "xy")
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in parts.items())
    layout = f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>{modes}{sizes}</c:manualLayout></c:layout>'
    plot_area.insert(0, parse_xml(layout))
    return frame


def _show_semua_nama(axis: Any, langkah: int = 1) -> None:
    """Every name, or every so manieth: a viewer may not leave out others that it thinks too close."""
    element = axis._element
    after = element.find(qn("c:noMultiLvlLbl"))
    skip = element.makeelement(qn("c:tickLblSkip"), {"val": str(langkah)})
    after.addprevious(skip) if after is not None else element.append(skip)
    axis.tick_labels.font.bold = False
    element.xpath("./c:txPr/a:bodyPr")[0].set("rot", "0")  # LibreOffice: level names may touch


def _set_sumbu_nilai(kanvas: Kanvas, axis: Any, maks: float, step: float, judul: str = "") -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, maks, step
    axis.has_major_gridlines, axis.major_tick_mark = True, XL_TICK_MARK.NONE
    kanvas.set_garis(axis.major_gridlines.format.line, WARNA[kanvas.tema].kisi, 1)
    axis.format.line.fill.background()
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = _BULAT if step >= 1 else _format(1 if step >= 0.1 else 2)
    axis.has_title = bool(judul)
    if judul:
        paragraph = axis.axis_title.text_frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = plain(judul)
        run.font.size, run.font.bold = kanvas.huruf(TERBACA - 2), False


def _set_label(kanvas: Kanvas, point: Any, teks: str, size: float, place: Any, *, tebal: bool = True) -> None:
    """The words of the slide, because a viewer writes numbers in its own language; bold ones stand on paper that hides lines behind them."""
    label = point.data_label
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text = plain(teks)
    run.font.size, run.font.bold, run.font.color.rgb = kanvas.huruf(size), tebal, rgb(kanvas.warna.tinta)
    label.position = place
    if tebal:
        colour = (kanvas.latar or kanvas.warna.kertas).lstrip("#").upper()
        paper = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        label._dLbl.find(qn("c:tx")).addnext(parse_xml(paper))


def _format(desimal: int) -> str:
    return f"#,##0.{'0' * desimal}" if desimal else "#,##0"


def _angka(nilai: float, step: float) -> str:
    return format_angka(nilai, 0 if step >= 1 else 2)


def _sel(teks: str) -> str:
    """Words in a workbook cell: never a formula."""
    words = plain(teks)
    return f" {words}" if words.startswith("=") else words
