"""The briefing as PowerPoint, read back: native objects with the numbers of the model, nothing lost, on our template and on others."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches
from pypdf import PdfReader

from exports.paparan_pptx import TemplatDitolak, make_pptx
from exports.pptx.bagan import langkah_sumbu
from p4gn.geography.gambar import read_gambar
from p4gn.paparan import isi
from tests.paparan_buatan import KEPALA, make_deck, make_garis, make_peta

pytestmark = pytest.mark.skipif(not read_gambar("63", "kabkota"), reason="peta belum dibuat")
BANYAK = (1, 13, 400)


@pytest.fixture(scope="module")
def berkas() -> dict[int, bytes]:
    return {banyak: make_pptx(make_deck(banyak)) for banyak in BANYAK}


@pytest.fixture(scope="module")
def paparan(berkas: dict[int, bytes]) -> dict[int, Any]:
    return {banyak: _open(content) for banyak, content in berkas.items()}


def _open(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def _shapes(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shape.shapes


def _charts(presentation: Any) -> list[Any]:
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


def _tables(presentation: Any) -> list[Any]:
    return [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]


def _find(presentation: Any, judul: str) -> list[Any]:
    return [slide for slide in presentation.slides if judul in slide.shapes.title.text_frame.text]


def _words(slide: Any) -> str:
    """Everything written on a slide and in its charts."""
    texts = [shape.text_frame.text for shape in _shapes(slide) if shape.has_text_frame]
    texts += [cell.text_frame.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    texts += ["".join(shape.chart._chartSpace.itertext()) for shape in slide.shapes if shape.has_chart]
    return "\n".join(texts)


def _one(content: isi.Isi, judul: str = "Judul yang diuji") -> isi.Deck:
    return isi.Deck(KEPALA, (isi.Slide("uji", "uji", "Uji", judul, content),))


# ---- the whole file --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("banyak", BANYAK)
def test_the_file_is_a_sound_package(berkas: dict[int, bytes], banyak: int) -> None:
    with zipfile.ZipFile(io.BytesIO(berkas[banyak])) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(name))
        slides = [name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        for name in slides:
            ids = etree.fromstring(packed.read(name)).xpath("//*[local-name()='cNvPr']/@id")
            assert len(ids) == len(set(ids)), name
    assert len(slides) == len(_open(berkas[banyak]).slides)


def test_the_same_briefing_gives_the_same_bytes(berkas: dict[int, bytes]) -> None:
    assert make_pptx(make_deck(13)) == berkas[13]


def test_properties_name_the_house_and_the_day_of_the_data(paparan: dict[int, Any]) -> None:
    about = paparan[13].core_properties
    assert (about.author, about.last_modified_by, about.created.date()) == ("Dasbor P4GN", "Dasbor P4GN", KEPALA.data_per)
    assert about.title == "DATA CONTOH: Paparan P4GN: Provinsi Kalimantan Selatan, Tahun 2026"


@pytest.mark.parametrize("banyak", BANYAK)
def test_every_slide_has_a_title_of_its_own_and_the_facts_at_its_foot(paparan: dict[int, Any], banyak: int) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in paparan[banyak].slides]
    assert all(titles) and len(titles) == len(set(titles))
    for number, slide in enumerate(paparan[banyak].slides, 1):
        words = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        foot = words["Kaki salindia"]
        assert all(part in foot for part in ("Laporan OPD dan BNN", KEPALA.edisi, "sementara", "Data per 20 Juni 2026"))
        assert words["DATA CONTOH"] == "DATA CONTOH"
        assert 'type="slidenum"' in etree.tostring(slide._element).decode() and f">{number}<" in etree.tostring(slide._element).decode()
        assert KEPALA.contoh in slide.notes_slide.notes_text_frame.text


def test_slides_stand_in_the_order_of_the_briefing_with_their_notes(paparan: dict[int, Any]) -> None:
    deck = make_deck(1)
    titles = [slide.shapes.title.text_frame.text for slide in paparan[1].slides]
    assert titles == [slide.judul for slide in deck.slide]
    for made, slide in zip(paparan[1].slides, deck.slide, strict=True):
        assert slide.catatan in made.notes_slide.notes_text_frame.text
        assert slide.keterangan in made.notes_slide.notes_text_frame.text


def test_real_data_carry_no_mark() -> None:
    with zipfile.ZipFile(io.BytesIO(make_pptx(make_deck(1, contoh=False)))) as packed:
        assert not [name for name in packed.namelist() if b"DATA CONTOH" in packed.read(name)]


def test_nothing_runs_off_its_slide(paparan: dict[int, Any]) -> None:
    for presentation in paparan.values():
        for slide in presentation.slides:
            for shape in _shapes(slide):
                assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width, shape.name
                height = sum(row.height for row in shape.table.rows) if getattr(shape, "has_table", False) else shape.height
                assert shape.top >= 0 and shape.top + height <= presentation.slide_height, shape.name


def test_what_is_seen_and_not_read_has_words(paparan: dict[int, Any]) -> None:
    for slide in paparan[13].slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20


# ---- nothing lost ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("banyak", BANYAK)
def test_every_row_of_a_list_is_there_once(paparan: dict[int, Any], banyak: int) -> None:
    rows = Counter()
    for table in _tables(paparan[banyak]):
        if table.cell(0, 0).text_frame.text == "OPD":
            rows.update(row.cells[0].text_frame.text.split(" ", 1)[1] for row in list(table.rows)[1:])
    assert rows == Counter(row[0].teks for row in make_deck(banyak).slide[4].isi.baris)


def test_a_long_list_goes_on_in_an_appendix_that_its_slide_names(paparan: dict[int, Any]) -> None:
    slides = list(paparan[400].slides)
    numbers = [n for n, slide in enumerate(slides, 1) if slide.shapes.title.text_frame.text.startswith("Lampiran: 400 OPD belum")]
    (shown,) = [slide for slide in slides if slide.shapes.title.text_frame.text == "400 OPD belum memenuhi kewajibannya"]
    told = len(next(shape for shape in shown.shapes if shape.has_table).table.rows) - 1
    assert f"Baris {told + 1}–400: Lampiran, salindia {numbers[0]}–{numbers[-1]}." in _words(shown)
    assert all(n > slides.index(shown) + 1 for n in numbers) and len(numbers) == numbers[-1] - numbers[0] + 1
    for number in numbers:
        table = next(shape for shape in slides[number - 1].shapes if shape.has_table).table
        sizes = {run.font.size.pt for row in table.rows for cell in row.cells for p in cell.text_frame.paragraphs for run in p.runs}
        assert len(table.rows) <= 19 and min(sizes) >= 11


@pytest.mark.parametrize("banyak", BANYAK)
def test_every_bar_is_there_once_with_its_value_and_words(paparan: dict[int, Any], banyak: int) -> None:
    bars, slides = make_deck(banyak).slide[5].isi.baris, _find(paparan[banyak], "Tapin paling tertinggal")
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    names = [name for chart in charts for name in chart.plots[0].categories]
    values = [value for chart in charts for value in chart.plots[0].series[0].values]
    assert values == [each.nilai for each in bars]
    assert names == [each.nama if each.nilai is not None else f"{each.nama} (belum lapor)" for each in bars]
    assert all(len(chart.plots[0].categories) <= 16 for chart in charts)
    labels = [label for chart in charts for label in chart._chartSpace.xpath(".//c:dLbl//a:t/text()")]
    assert [label.split(" ")[0] for label in labels] == [each.teks for each in bars if each.nilai is not None]


def test_continued_charts_say_which_of_how_many(paparan: dict[int, Any]) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in _find(paparan[400], "Tapin paling tertinggal")]
    assert titles[1].endswith("(lanjutan 2 dari 25)") and len(titles) == 25


@pytest.mark.parametrize("banyak", BANYAK)
def test_every_tile_is_there_once_and_every_slide_counts_all(paparan: dict[int, Any], banyak: int) -> None:
    deck, slides = make_deck(banyak).slide[3].isi, _find(paparan[banyak], "OPD dinilai")
    tiles = Counter(shape.name for slide in slides for shape in slide.shapes)
    assert all(tiles[f"{each.nama}: {each.teks}"] == 1 for each in deck.petak)
    for slide in slides:
        assert all(f"{word}: {count}" in _words(slide) for _, word, count in deck.ringkasan)


@pytest.mark.parametrize("banyak", [13, 400])
def test_every_point_of_a_scatter_is_drawn_and_told(paparan: dict[int, Any], banyak: int) -> None:
    content = make_deck(banyak).slide[7].isi
    (slide,) = [each for each in _find(paparan[banyak], "Semua kabupaten") if any(shape.has_chart for shape in each.shapes)]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    points, bound = chart.plots[0].series
    assert list(points.values) == [each.y for each in content.titik] and list(bound.values) == [y for _, y in content.garis[0][1]]
    told = "\n".join(
        _words(each) if each.shapes.title.text_frame.text.startswith("Lampiran") else each.notes_slide.notes_text_frame.text
        for each in _find(paparan[banyak], "Semua kabupaten")
    )
    assert all(each.nama in told and each.teks in told for each in content.titik)


# ---- each kind -------------------------------------------------------------------------------------------------------


def test_cover_has_region_period_edition_and_facts(paparan: dict[int, Any]) -> None:
    words = _words(paparan[13].slides[0])
    assert all(part in words for part in ("Provinsi Kalimantan Selatan", "Tahun 2026", "20 Juni 2026", KEPALA.edisi, "Forkopimda"))


def test_cards_hold_every_word_of_their_numbers(paparan: dict[int, Any]) -> None:
    words = _words(paparan[13].slides[1])
    for card in make_deck().slide[1].isi.kartu:
        assert all(part in words for part in (card.judul, card.utama, card.sisa, card.bacaan, card.lalu, card.target))


def test_long_sentences_of_a_number_are_whole_in_the_notes() -> None:
    long = "Tertinggal: " + ", ".join(f"Rumah Sakit Umum Daerah Nomor {n} (1{n},8%)" for n in range(9)) + "."
    cards = tuple(replace(card, bacaan=long) for card in make_deck().slide[1].isi.kartu)
    (slide,) = _open(make_pptx(_one(isi.Angka(cards)))).slides
    shown = [shape for shape in slide.shapes if shape.name == "Bacaan"]
    assert len(shown) == 6 and all(shape.text_frame.text.endswith("…") for shape in shown)
    assert long in slide.notes_slide.notes_text_frame.text


def test_lines_keep_gaps_and_break_where_points_may_not_be_joined() -> None:
    presentation = _open(make_pptx(_one(make_garis())))
    (chart,) = _charts(presentation)
    series = {each.name: tuple(each.values) for each in chart.plots[0].series}
    assert series == {
        "Kalimantan Selatan": (None, 40.0, 52.5, 64.0, None),
        "Kalimantan Selatan, bagian 2": (None, None, None, None, 81.6),
        "Hulu Sungai Selatan": (10.0, 20.0, None, 60.0, 70.0),
        "Target 90%": (90.0,) * 5,
    }
    colours = {each.name: str(each.format.line.color.rgb) for each in chart.plots[0].series}
    assert colours["Kalimantan Selatan"] == colours["Kalimantan Selatan, bagian 2"]
    assert chart._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]
    labels = chart._chartSpace.xpath(".//c:dLbl//a:t/text()")
    assert labels == ["40,0%", "52,5%", "64,0%", "81,6%", "10,0%", "20,0%", "60,0%", "70,0%"]
    (slide,) = presentation.slides
    assert [shape.name for shape in slide.shapes if shape.name.startswith("Tanda 1")] == ["Tanda 1: 2025, Cara menghitung berubah"] * 2
    assert "2022: belum ada" in slide.notes_slide.notes_text_frame.text


def test_target_of_bars_stands_at_its_value(paparan: dict[int, Any]) -> None:
    (slide,) = _find(paparan[13], "Tapin paling tertinggal")
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    line = next(shape for shape in slide.shapes if shape.name == "Target: Hijau mulai 80")
    x, width = (float(frame.chart._chartSpace.xpath(f"./c:chart/c:plotArea/c:layout//c:{name}/@val")[0]) for name in "xw")
    assert frame.chart.value_axis.maximum_scale == 100
    assert abs(frame.left + frame.width * (x + width * 0.8) - line.left) < 3000  # EMU, a quarter of a point


def test_map_has_a_freeform_per_region_named_by_its_number(paparan: dict[int, Any]) -> None:
    (slide,) = _find(paparan[13], "Cakupan terendah")
    (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    drawn = {shape.name: shape for shape in group.shapes}
    assert set(drawn) == {f"{each.nama}: {each.teks}" for each in make_peta().daerah} and len(drawn) == 13
    for region, shape in zip(read_gambar("63", "kabkota")["bentuk"], group.shapes, strict=True):
        assert shape.name.startswith(region["nama"])
        assert len(shape._element.xpath(".//a:moveTo")) == region["d"].count("M")
    missing = [shape for name, shape in drawn.items() if name.endswith("belum ada catatan")]
    assert missing and all(shape._element.xpath("./p:spPr/a:pattFill") for shape in missing)
    words = _words(slide)
    assert all(each.nama in words and each.teks in words for each in make_peta().daerah if each.huruf)
    assert all(word in words for word in make_peta().kelas) and "Batas skematik" in words


def test_map_of_amounts_has_circles_and_no_class_colours() -> None:
    presentation = _open(make_pptx(_one(replace(make_peta(), is_lingkaran=True))))
    names = [shape.name for shape in presentation.slides[0].shapes]
    assert sum(name.startswith("Jumlah ") for name in names) == sum(each.keadaan == "ada" for each in make_peta().daerah)


@pytest.mark.parametrize("content", [
    isi.Batang("persen", 100.0, ()), isi.Ubin((), ()), isi.Garis("persen", (), (), 100.0), isi.Sebar("x", "y", ()),
    replace(make_garis(), seri=(isi.Seri("Kosong", (None,) * 5, ("belum ada",) * 5, (False,) * 5),), target=None),
    isi.Batang("persen", 100.0, (isi.Batangan("a", "=Tapin\x0b", None, "disamarkan", "disamarkan"),)),
], ids=["batang", "ubin", "garis", "sebar", "garis tanpa angka", "batang tanpa angka"])  # fmt: skip
def test_slides_without_numbers_are_slides(content: isi.Isi) -> None:
    assert len(_open(make_pptx(_one(content))).slides) == 1


def test_cut_words_are_whole_in_the_notes() -> None:
    name = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, dan Keluarga Berencana Provinsi Kalimantan Selatan " * 2
    presentation = _open(make_pptx(_one(isi.Batang("persen", 100.0, (isi.Batangan("a", name.strip(), 5.0, "5,0%"),)))))
    assert name.strip() in presentation.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(("maks", "langkah"), [(100, 20), (1, 0.2), (7, 2), (60, 10), (2500, 500), (0.3, 0.05)])
def test_axes_have_round_steps(maks: float, langkah: float) -> None:
    assert langkah_sumbu(maks) == langkah


# ---- templates and logos ---------------------------------------------------------------------------------------------


def _templat(ubah: Callable[[Any], None] = lambda presentation: None) -> bytes:
    """A province's file: its own size, a dark master, one named layout, and slides that nobody may see again."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(16), Inches(9)
    master = presentation.slide_masters[0]
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor(0x06, 0x10, 0x28)
    presentation.slide_layouts[5].name = "Judul Pemprov"
    for number in range(2):
        slide = presentation.slides.add_slide(presentation.slide_layouts[number])
        slide.shapes.title.text_frame.text = "RAHASIA LAMA"
        slide.notes_slide.notes_text_frame.text = "CATATAN LAMA"
        slide.shapes.add_picture(io.BytesIO(_gambar("PNG")), 0, 0)
    presentation.core_properties.author = "Nama Seseorang"
    ubah(presentation)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _gambar(jenis: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (300, 150), "#0b5563").save(written, jenis)
    return written.getvalue()


def _rewrite(content: bytes, ubah: dict[str, Callable[[bytes], bytes | None]]) -> bytes:
    """The file with some parts changed, or left out where the change gives None."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            part = ubah.get(name, lambda part: part)(source.read(name))
            if part is not None:
                target.writestr(name, part)
    return written.getvalue()


def test_a_province_hands_its_own_template() -> None:
    made = make_pptx(make_deck(13), templat=_templat(), logo=_gambar("JPEG"))
    presentation = _open(made)
    assert (presentation.slide_width, presentation.slide_height) == (Inches(16), Inches(9))
    assert {slide.slide_layout.name for slide in presentation.slides} == {"Title Slide", "Judul Pemprov"}
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        assert not [name for name in names if re.search(b"RAHASIA LAMA|CATATAN LAMA|Nama Seseorang", packed.read(name))]
        assert sum(name.startswith("ppt/media/") for name in names) == 1, "one logo, and no picture of old slides"
    assert len(_charts(presentation)) == 3
    for slide in presentation.slides:
        logo = next(shape for shape in slide.shapes if shape.name == "Logo")
        assert logo.left + logo.width <= presentation.slide_width and round(logo.width / logo.height, 1) == 2.0


def test_a_potx_is_a_template_too() -> None:
    def to_potx(kinds: bytes) -> bytes:
        return kinds.replace(b"presentation.main+xml", b"template.main+xml")

    content = _rewrite(_templat(), {"[Content_Types].xml": to_potx})
    assert _open(make_pptx(make_deck(1), templat=content)).slide_width == Inches(16)


def _drop_judul(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for shape in [each for each in layout.placeholders if "Title" in each.name]:
            shape._element.getparent().remove(shape._element)


def _stand_up(presentation: Any) -> None:
    presentation.slide_width, presentation.slide_height = Inches(7), Inches(10)


def _with_macro() -> bytes:
    return _rewrite(
        _templat(), {"[Content_Types].xml": lambda kinds: kinds.replace(b"presentation.main", b"presentation.macroEnabled.main")}
    )


@pytest.mark.parametrize(("make", "words"), [
    (lambda: b"", "rusak"),
    (lambda: b"bukan zip sama sekali", "rusak"),
    (lambda: _templat()[:4000], "rusak"),
    (lambda: _rewrite(_templat(), {"ppt/presentation.xml": lambda _: b"<p:oops"}), "rusak"),
    (lambda: _rewrite(_templat(), {"ppt/presentation.xml": lambda _: None}), "rusak"),
    (lambda: _rewrite(_templat(), {"ppt/slideMasters/slideMaster1.xml": lambda _: None}), "rusak"),
    (lambda: _rewrite(_templat(), {"[Content_Types].xml": lambda kinds: kinds.replace(b"presentationml", b"wordprocessingml")}), "bukan templat PowerPoint"),
    (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kata sandi"),
    (_with_macro, "makro"),
    (lambda: _templat(_drop_judul), "tempat judul"),
    (lambda: _templat(_stand_up), "tegak"),
], ids=["kosong", "teks", "terpotong", "xml rusak", "tanpa presentasi", "tanpa master", "word", "ppt lama", "makro", "tanpa judul", "tegak"])  # fmt: skip
def test_a_template_that_cannot_be_used_is_refused_in_one_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(TemplatDitolak) as refused:
        make_pptx(make_deck(1), templat=make())
    assert words in str(refused.value) and re.fullmatch(r"[^\n]+\.", str(refused.value)) and len(str(refused.value)) < 200


@pytest.mark.parametrize(("logo", "words"), [
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"), (b"GIF89a", "PNG atau JPEG"), (_gambar("GIF"), "PNG atau JPEG"), (b"", "PNG atau JPEG"),
    (_gambar("PNG")[:120], "rusak"), (bytes(6 * 2**20), "5 MB"),
], ids=["svg", "gif rusak", "gif", "kosong", "terpotong", "besar"])  # fmt: skip
def test_a_logo_that_is_no_picture_is_refused_in_one_sentence(logo: bytes, words: str) -> None:
    with pytest.raises(TemplatDitolak, match=words):
        make_pptx(make_deck(1), logo=logo)


# ---- with the eyes of another program --------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
def test_libreoffice_opens_it_and_shows_the_same_words(berkas: dict[int, bytes], tmp_path: Path) -> None:
    (tmp_path / "paparan.pptx").write_bytes(berkas[13])
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paparan.pptx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(tmp_path / "paparan.pdf").pages]
    assert len(pages) == len(_open(berkas[13]).slides)
    assert all("DATA CONTOH" in page and "20 Juni 2026" in page for page in pages)
    written = " ".join(pages)
    for words in ("81,6%", "Hulu Sungai 4 (belum lapor)", "Kotabaru", "Hijau mulai 80", "52,0 ✓", "Cara menghitung"):
        assert words in written, words
