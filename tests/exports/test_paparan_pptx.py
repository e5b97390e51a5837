"""The PowerPoint of a briefing read back: native charts and shapes, every row, every word, a province's own template."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader

from exports.paparan_pptx import TemplatDitolak, make_pptx
from exports.pptx_peta import read_path
from p4gn.paparan import isi
from tests.paparan_buatan import make_deck


def _open(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def _texts(slide: Any) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(found + [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells])


@pytest.mark.parametrize("banyak", [0, 1, 13, 400])
def test_no_row_is_lost_or_doubled(banyak: int) -> None:
    deck = make_deck(banyak)
    book = _open(make_pptx(deck))
    by_kind = {type(each.isi): each.isi for each in deck.slide if not (isinstance(each.isi, isi.Daftar) and each.kunci == "kosong")}
    tables = [shape.table for slide in book.slides for shape in slide.shapes if shape.has_table]
    assert [row.cells[1].text for table in tables for row in list(table.rows)[1:]] == [row[1].teks for row in by_kind[isi.Daftar].baris]
    bars = [
        shape.chart
        for slide in book.slides
        for shape in slide.shapes
        if shape.has_chart and shape.chart.plots[0].__class__.__name__ == "BarPlot"
    ]
    assert [value for chart in bars for value in chart.plots[0].series[0].values] == [each.nilai for each in by_kind[isi.Batang].baris]
    tiles = [
        shape
        for slide in book.slides
        for shape in slide.shapes
        if shape._element.xpath(".//p:cNvPr[contains(@descr, ': ')]") and shape.has_text_frame
    ]
    assert sum(any(each.pendek in shape.text_frame.text for each in by_kind[isi.Ubin].petak) for shape in tiles) == banyak


def test_charts_are_native_and_say_the_words_of_the_slide() -> None:
    deck = make_deck(13)
    slides = _open(make_pptx(deck)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 3  # bars, lines, points
    line = next(each.isi for each in deck.slide if isinstance(each.isi, isi.Garis))
    drawn = [value for series in charts[1].plots[0].series for value in series.values if value is not None]
    assert sorted(drawn) == sorted(
        [value for seri in line.seri for value in seri.nilai if value is not None] + [line.target] * len(line.periode)
    )
    xml = charts[0]._chartSpace.xml
    assert all(each.teks in xml for each in next(s.isi for s in deck.slide if isinstance(s.isi, isi.Batang)).baris)


def test_the_map_is_one_named_freeform_per_region() -> None:
    deck = make_deck(1)
    peta = next(each.isi for each in deck.slide if isinstance(each.isi, isi.Peta))
    names = [shape.name for slide in _open(make_pptx(deck)).slides for shape in slide.shapes]
    assert sorted(name for name in names if name in {f"{each.nama}: {each.teks}" for each in peta.daerah}) == sorted(
        f"{each.nama}: {each.teks}" for each in peta.daerah
    )


def test_every_slide_has_title_foot_notes_and_mark() -> None:
    for contoh in (True, False):
        for slide in _open(make_pptx(make_deck(3, contoh))).slides:
            words = _texts(slide)
            assert slide.shapes.title.text
            assert "data per 20 Juni 2026" in words
            assert ("DATA CONTOH" in words) is contoh
            assert "Sumber: " in slide.notes_slide.notes_text_frame.text


def test_a_provinces_own_template_is_used_and_its_slides_are_left_out() -> None:
    own = Presentation()
    own.slide_width, own.slide_height = Inches(10), Inches(7.5)
    own.slides.add_slide(own.slide_layouts[5]).shapes.title.text = "Rapat tahun lalu"
    own.slide_masters[0].name = "Templat provinsi"
    kept = io.BytesIO()
    own.save(kept)
    book = _open(make_pptx(make_deck(3), templat=kept.getvalue()))
    assert (book.slide_width, book.slide_height) == (Inches(10), Inches(7.5))
    assert "Rapat tahun lalu" not in "".join(map(_texts, book.slides))
    assert len(book.slides) == len(make_deck(3).slide)


@pytest.mark.parametrize("rusak", [b"", b"bukan berkas", b"PK\x03\x04rusak"])
def test_a_broken_template_is_refused_with_what_to_do(rusak: bytes) -> None:
    with pytest.raises(TemplatDitolak, match="Simpan ulang"):
        make_pptx(make_deck(1), templat=rusak)


def test_a_broken_logo_is_refused() -> None:
    with pytest.raises(TemplatDitolak, match="PNG atau JPEG"):
        make_pptx(make_deck(1), logo=b"bukan gambar")


def test_paths_of_every_straight_command() -> None:
    assert list(read_path("M1 1l2 0 0 2zM5 5h1v1H5z")) == [[(1, 1), (3, 1), (3, 3)], [(5, 5), (6, 5), (6, 6), (5, 6)]]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    deck = make_deck(13)
    content = make_pptx(deck)
    (tmp_path / "paparan.pptx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "paparan.pptx"],
        check=True,
        capture_output=True,
    )
    pages = PdfReader(tmp_path / "paparan.pdf").pages
    assert len(pages) == len(_open(content).slides)
    assert "DATA CONTOH" in pages[1].extract_text()
