"""A map as a group of native shapes: each region one freeform that can be picked, named and recoloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from exports.pptx.kanvas import TERBACA, Kanvas, Ruang, Ruas, cut_teks, lebar_teks, plain, set_alt
from exports.pptx.legenda import POLA, Butir, add_legenda, add_nomor
from p4gn.bahasa import join_ringkas
from p4gn.geography.gambar import read_gambar
from p4gn.indicators.states import ADA, KEADAAN, NOL
from p4gn.paparan import isi
from ui.figures.bidang import Titik, kotak_of, parse_path
from ui.figures.palet import UTAMA, WARNA, sequential

SKEMATIK = "Batas skematik, bukan batas resmi."
_SELA = 24.0
_LEGENDA, _DAFTAR = 268.0, 300.0  # columns beside the map


def add_peta(kanvas: Kanvas, ruang: Ruang, peta: isi.Peta, judul: str) -> None:
    """The map on the left; beside it the six regions with a letter, and the legend: next to each other where the map is high, else stacked."""
    drawing = read_gambar(peta.induk, peta.per)
    if not drawing:
        kanvas.add_teks(ruang._replace(tinggi=60), [[Ruas("Gambar peta wilayah ini belum ada.")]], "Tanpa peta")
        return
    wide, narrow = (ruang.split_kanan(each, _SELA) for each in (_DAFTAR + _SELA + _LEGENDA, _DAFTAR))
    is_tinggi = _skala(wide[0], drawing) > 0.85 * _skala(narrow[0], drawing)
    area, column = wide if is_tinggi else narrow
    scale = _skala(area, drawing)
    origin = (area.x + (area.lebar - drawing["lebar"] * scale) / 2, area.y + (area.tinggi - drawing["tinggi"] * scale) / 2)
    _add_bentuk(kanvas, peta, drawing, origin, scale, judul)
    centres = {each["kode"]: (origin[0] + each["cx"] * scale, origin[1] + each["cy"] * scale) for each in drawing["bentuk"] if each["d"]}
    if peta.is_lingkaran:
        _add_lingkaran(kanvas, peta, centres)
    named = sorted((each for each in peta.daerah if each.huruf), key=lambda each: each.huruf)
    for each in named:
        if each.kode in centres:
            add_nomor(kanvas, *centres[each.kode], each.huruf, f"Huruf {each.huruf}: {each.nama}", 17)
    legend = _list_legenda(kanvas, peta)
    if is_tinggi:
        listed, side = column.split_kanan(_LEGENDA, _SELA)
        _add_huruf(kanvas, listed, named)
        add_legenda(kanvas, side, legend)
    else:
        listed, side = column.split_atas(min(column.tinggi * 0.5, 32.0 * len(named)), 14)
        _add_huruf(kanvas, listed, named)
        add_legenda(kanvas, side, legend)


def _skala(ruang: Ruang, drawing: Mapping[str, Any]) -> float:
    """Points of a pixel of the drawing that fills the room."""
    return min(ruang.lebar / drawing["lebar"], ruang.tinggi / drawing["tinggi"])


def keterangan_of(peta: isi.Peta) -> str:
    """What the drawing itself has to say: schematic boundaries, and regions that cannot be seen on it."""
    drawing = read_gambar(peta.induk, peta.per)
    seen = {each["kode"] for each in drawing.get("bentuk", ()) if each["d"]}
    lost = [each.nama for each in peta.daerah if each.kode not in seen]
    return " ".join(
        part
        for part in (SKEMATIK if drawing.get("skematik") else "", f"Tidak tampak pada gambar: {join_ringkas(lost)}." if lost else "")
        if part
    )


# ---- shapes ----------------------------------------------------------------------------------------------------------


def _add_bentuk(kanvas: Kanvas, peta: isi.Peta, drawing: Mapping[str, Any], origin: Titik, scale: float, judul: str) -> None:
    """Shapes are written as XML: the library measures a group anew after each, which takes minutes for a thousand villages."""
    group = kanvas.salindia.shapes.add_group_shape()
    group.name = f"Peta: {peta.indikator}, {peta.nama}"
    set_alt(group, f"Peta {peta.indikator}. {judul}. {len(peta.daerah)} wilayah; angka tiap wilayah ada pada nama bentuknya.")
    tree = group._element
    first = max(int(number) for number in kanvas.salindia.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1
    cells = {each.kode: each for each in peta.daerah}
    boxes = []
    for number, each in enumerate(item for item in drawing["bentuk"] if item["d"]):
        rings = [
            [(kanvas.emu(origin[0] + x * scale), kanvas.emu(origin[1] + y * scale)) for x, y in ring]
            for ring in parse_path(each["d"])
            if any(0 <= x <= drawing["lebar"] and 0 <= y <= drawing["tinggi"] for x, y in ring)
        ]
        if rings:
            boxes.append(kotak_of(rings))
            tree.append(parse_xml(_sp(kanvas, first + number, each["nama"], cells.get(each["kode"]), peta, rings, boxes[-1])))
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    frame = f'<a:off x="{left}" y="{top}"/><a:ext cx="{right - left}" cy="{bottom - top}"/>'
    child = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    properties = tree.grpSpPr
    for old in properties.xpath("./a:xfrm"):
        properties.remove(old)
    properties.insert(0, parse_xml(f"<a:xfrm {nsdecls('a')}>{frame}{child}</a:xfrm>"))


def _sp(
    kanvas: Kanvas, number: int, nama: str, sel: isi.Daerah | None, peta: isi.Peta, rings: Sequence[Sequence[Titik]], box: Sequence[float]
) -> str:
    """One region; its rings make islands and holes."""
    x0, y0, x1, y1 = box
    words = quoteattr(plain(f"{nama}: {sel.teks}" if sel else nama))
    path = "".join(_ring(ring, x0, y0) for ring in rings)
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={words} descr={words}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x0}" y="{y0}"/><a:ext cx="{x1 - x0}" cy="{y1 - y0}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>'
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{x1 - x0}" h="{y1 - y0}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{_isian(kanvas, sel, peta)}<a:ln w="{kanvas.emu(0.75)}"><a:solidFill>{_warna(WARNA[kanvas.tema].garis_induk)}</a:solidFill>'
        '<a:round/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="id-ID"/></a:p></p:txBody></p:sp>'
    )


def _ring(ring: Sequence[Titik], x0: float, y0: float) -> str:
    points = [f'<a:pt x="{x - x0}" y="{y - y0}"/>' for x, y in ring]
    return f"<a:moveTo>{points[0]}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in points[1:])}<a:close/>"


def _isian(kanvas: Kanvas, sel: isi.Daerah | None, peta: isi.Peta) -> str:
    paper = WARNA[kanvas.tema]
    if sel is None:
        return "<a:noFill/>"
    if sel.keadaan in POLA:
        kind = POLA[sel.keadaan].xml_value
        fore, back = _warna(paper.arsir_garis), _warna(paper.arsir_dasar)
        return f'<a:pattFill prst="{kind}"><a:fgClr>{fore}</a:fgClr><a:bgClr>{back}</a:bgClr></a:pattFill>'
    if sel.keadaan not in (ADA, NOL):
        return f"<a:solidFill>{_warna(paper.kelabu)}</a:solidFill>"
    colour = paper.dasar if peta.is_lingkaran else sequential(len(peta.kelas), kanvas.tema)[sel.kelas or 0]
    return f"<a:solidFill>{_warna(colour)}</a:solidFill>"


def _warna(warna: str) -> str:
    return f'<a:srgbClr val="{warna.lstrip("#").upper()}"/>'


def _add_lingkaran(kanvas: Kanvas, peta: isi.Peta, centres: Mapping[str, Titik]) -> None:
    """Amounts as circles, the largest first so that none hides a smaller one."""
    shown = [each for each in peta.daerah if each.keadaan == ADA and each.kelas is not None and each.kode in centres]
    for each in sorted(shown, key=lambda one: -one.kelas):
        side, (x, y) = _lebar_lingkaran(each.kelas, len(peta.kelas), len(peta.daerah)), centres[each.kode]
        box = Ruang(x - side / 2, y - side / 2, side, side)
        shape = kanvas.add_kotak(box, f"Jumlah {each.nama}: {each.teks}", UTAMA[kanvas.tema], kanvas.warna.kertas, 1, bentuk="lingkaran")
        set_alt(shape, f"{each.nama}: {each.teks}")


def _lebar_lingkaran(kelas: int, banyak: int, wilayah: int) -> float:
    """Areas grow in even steps, and all circles are smaller where there are many."""
    least, most = (14.0, 54.0) if wilayah <= 20 else (8.0, 30.0) if wilayah <= 200 else (4.0, 16.0)
    return (least**2 + (kelas / (banyak - 1) if banyak > 1 else 1) * (most**2 - least**2)) ** 0.5


# ---- words -----------------------------------------------------------------------------------------------------------


def _list_legenda(kanvas: Kanvas, peta: isi.Peta) -> list[Butir]:
    """Classes with how many regions are in each, then the states without a number that occur."""
    counts = Counter(each.kelas for each in peta.daerah if each.keadaan == ADA)
    edge, paper = kanvas.warna.garis, WARNA[kanvas.tema]
    entries = []
    for number, (words, colour) in enumerate(zip(peta.kelas, sequential(max(1, len(peta.kelas)), kanvas.tema), strict=False)):
        kind = "lingkaran" if peta.is_lingkaran else "kotak"
        size = _lebar_lingkaran(number, len(peta.kelas), len(peta.daerah))
        entries.append(Butir(kind, f"{words}: {counts[number]}", UTAMA[kanvas.tema] if peta.is_lingkaran else colour, edge, ukuran=size))
    for state, number in Counter(each.keadaan for each in peta.daerah if each.keadaan != ADA).items():
        mark = KEADAAN[state]
        fill = sequential(max(1, len(peta.kelas)), kanvas.tema)[0] if state == NOL and not peta.is_lingkaran else paper.kelabu
        pattern = state if state in POLA else ""
        entries.append(Butir("kotak", f"{mark.simbol} {mark.kata}: {number}", fill, edge, pola=pattern))
    return entries


def _add_huruf(kanvas: Kanvas, ruang: Ruang, daerah: Sequence[isi.Daerah]) -> None:
    """Letter, name and number of the regions that are told of."""
    if not daerah:
        return
    height = min(ruang.tinggi / len(daerah), 46.0)
    size = min(TERBACA, height * 0.8)
    names, numbers = [each.nama for each in daerah], [each.teks for each in daerah]
    room = ruang.lebar - 36 - 10  # of name and number
    while size > 15 and lebar_teks(names, size) + lebar_teks(numbers, size, tebal=True) > room:
        size -= 1
    number_width = lebar_teks(numbers, size, tebal=True)
    name_width = room - number_width
    for row, each in enumerate(daerah):
        y = ruang.y + row * height
        add_nomor(kanvas, ruang.x + 14, y + height / 2, each.huruf, f"Huruf {each.huruf} pada daftar", min(18, size))
        name = cut_teks(each.nama, name_width, size)
        kanvas.add_teks(Ruang(ruang.x + 36, y, name_width, height), [[Ruas(name, size)]], f"Wilayah {each.nama}", jangkar="tengah")
        box = Ruang(ruang.kanan - number_width, y, number_width, height)
        kanvas.add_teks(box, [[Ruas(each.teks, size, True)]], f"Angka {each.nama}", rata="kanan", jangkar="tengah")
