"""Words and pictures of the urine-test page: rates never without their interval, nothing ranked, hidden stays hidden."""

from __future__ import annotations

import re

import pytest

from p4gn.indicators import states
from ui.figures.sebar_corong import sebar_corong_svg
from ui.hasil_tes import funnel_sentence, limits_sentence

ROW = {
    "dites": 500, "kegiatan": 12, "kegiatan_berhasil": 11, "reaktif": 9, "tingkat": 1.8, "bawah": 0.95, "atas": 3.4, "keadaan": states.ADA,
    "tanpa_dites": 0,
}  # fmt: skip


def test_a_rate_is_told_with_its_interval() -> None:
    assert funnel_sentence(ROW) == (
        "500 orang dites pada 12 kegiatan; hasil 11 kegiatan diketahui. 9 orang reaktif pada penyaringan, 1,8% (selang 95%: 1,0%–3,4%)."
    )


@pytest.mark.parametrize(("state", "word"), [(states.DISAMARKAN, "disamarkan"), (states.TERLALU_SEDIKIT, "terlalu sedikit")])
def test_a_hidden_rate_tells_no_number(state: str, word: str) -> None:
    told = funnel_sentence(ROW | {"reaktif": None, "tingkat": None, "bawah": None, "atas": None, "keadaan": state})
    assert told.endswith(f"Tingkat reaktif: {word}.")
    assert "reaktif pada penyaringan" not in told


def test_inside_the_limits_is_chance_and_beyond_them_is_named() -> None:
    assert limits_sentence([("Aruna", 200, 4.0)], 2.0).startswith("Tidak ada yang di luar batas 99,8%")
    assert limits_sentence([("Bintara", 200, 8.5), ("Aruna", 200, 2.0)], 2.0).startswith("Di luar batas 99,8%: Bintara.")


def test_an_agency_without_any_reactive_result_is_not_beyond_chance() -> None:
    assert limits_sentence([("Aruna", 60, 0.0), ("Bintara", 300, 0.4)], 1.0).startswith("Tidak ada yang di luar batas 99,8%")
    assert "Aruna" in limits_sentence([("Aruna", 3000, 0.0)], 1.0)


def test_events_that_do_not_say_how_many_were_tested_are_told() -> None:
    assert funnel_sentence(ROW | {"tanpa_dites": 2}).endswith("2 kegiatan tidak menyebut jumlah yang dites.")


def test_the_funnel_plot_has_one_mark_per_point_and_no_red_or_green() -> None:
    svg = sebar_corong_svg([("Aruna", 120, 1.5), ("Bintara", 900, 2.2)], 2.0, "Judul")
    assert svg.count("<circle") == 2 and "<title>Aruna: 1,5% dari 120 orang</title>" in svg
    assert not {"#1b7837", "#b2182b"} & set(re.findall(r"#[0-9a-f]{6}", svg.lower()))
    assert sebar_corong_svg([], 2.0, "Judul") == ""
