"""Charts of slides as SVG: a mark per row, no bar without a number, broken lines, and the origin only where asked for."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.paparan_buatan import make_deck
from ui.figures.bagan_svg import has_bagan, split_bagan, svg_bagan

DECK = {banyak: make_deck(banyak) for banyak in (0, 1, 13, 60, 400)}


def slide_of(kunci: str, banyak: int = 13):
    return next(each for each in DECK[banyak].slide if each.kunci == kunci)


def marks(svg: str, kelas: str) -> list[ET.Element]:
    return [each for each in ET.fromstring(svg).iter() if each.get("class") == kelas]


@pytest.mark.parametrize("banyak", DECK)
def test_every_chart_is_xml_and_has_a_mark_per_row(banyak: int) -> None:
    deck = DECK[banyak]
    drawn = {each.kunci: svg_bagan(each, deck.kepala) for each in deck.slide if has_bagan(each.isi)}
    assert set(drawn) == {"peta", "ubin", "batang", "garis", "sebar"}
    assert [len(marks(drawn[kunci], kelas)) for kunci, kelas in (("ubin", "petak"), ("batang", "baris"), ("sebar", "titik"))] == [
        banyak
    ] * 3
    words = "".join(ET.fromstring(drawn["batang"]).itertext())
    assert all(each.nama in words and each.teks in words for each in slide_of("batang", banyak).isi.baris)


def test_a_row_without_a_number_has_words_and_no_bar() -> None:
    slide = slide_of("batang")
    svg = svg_bagan(slide, DECK[13].kepala)
    assert len(marks(svg, "batang")) == sum(each.nilai is not None for each in slide.isi.baris) < len(slide.isi.baris)
    assert "belum lapor" in "".join(ET.fromstring(svg).itertext())


def test_lines_break_where_points_are_not_joined() -> None:
    assert len(marks(svg_bagan(slide_of("garis"), DECK[13].kepala), "garis")) == 3


def test_title_mark_and_origin_stand_only_on_pictures() -> None:
    slide, kepala = slide_of("batang"), DECK[13].kepala
    assert all(word in svg_bagan(slide, kepala) for word in ("DATA CONTOH", "Sumber: Laporan OPD", "20 Juni 2026", kepala.edisi))
    assert not any(word in svg_bagan(slide, kepala, judul=False) for word in ("DATA CONTOH", "Sumber:"))
    assert "DATA CONTOH" not in svg_bagan(slide, make_deck(1, contoh=False).kepala)


def test_many_rows_make_a_taller_picture_or_several_parts_that_lose_nothing() -> None:
    slide = slide_of("batang", 400)
    assert float(ET.fromstring(svg_bagan(slide, DECK[400].kepala)).attrib["height"]) > 900
    parts = list(split_bagan(slide.isi, 1460, 690))
    assert len(parts) > 1 and tuple(row for part in parts for row in part.baris) == slide.isi.baris


def test_a_list_is_no_chart() -> None:
    with pytest.raises(ValueError, match="bukan bagan"):
        svg_bagan(slide_of("daftar"), DECK[13].kepala)
