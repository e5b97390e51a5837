"""What the browser gets of a map: every value in its place, nothing that is hidden, and a legend that names all that can be met."""

from __future__ import annotations

import itertools

import pytest

from p4gn.indicators.states import KEADAAN
from ui.figures.lembar import Lembar, legend_html, lembar_data, list_kelas, list_wilayah, nomor_kelas
from ui.figures.peta import Klasifikasi, MapCell, MapPoint, jari_lingkaran
from ui.pilihan_peta import _before_first

PERSEN = Klasifikasi((20, 40), "persen", 1)
JUMLAH = Klasifikasi((2, 5), "rapat", cacah=True, lingkaran=True)
TAPIN = MapCell("63.05", "Tapin", "ada", 1, "25,0%", "", "1 dari 4", 25.0)
BALANGAN = MapCell("63.11", "Balangan", "disamarkan", None, "", "", "", None)
KOSONG = MapCell("63.05", "Tapin", "belum_lapor", None, "", "")
TOTAL = MapCell("63", "Kalimantan Selatan", "ada", 2, "50,0%", "", "2 dari 4", 50.0)


def make(klasifikasi: Klasifikasi = PERSEN, **rest: object) -> Lembar:
    sel = {"2024": [KOSONG], "2025": [BALANGAN, TAPIN]}
    return Lembar("Cakupan uji", "Cakupan", klasifikasi, sel, {"2025": TOTAL}, "Peta uji", **{"rasio": True, "urut": True} | rest)


def test_values_stand_in_the_order_of_the_regions_and_an_absent_region_has_no_class() -> None:
    lembar = make()
    wilayah = list_wilayah([lembar])
    assert wilayah == [("63.05", "Tapin"), ("63.11", "Balangan")]
    data = lembar_data(lembar, wilayah, "/63.json")
    kelas = data["kelas"]
    y2025, y2024 = data["bingkai"]["2025"], data["bingkai"]["2024"]
    assert [kelas[k] for k in y2025["k"]] == ["ada kelas-1-3", "disamarkan"]
    assert kelas[y2024["k"][0]] == "belum_lapor" and y2024["k"][1] == -1
    assert (y2025["t"], y2025["r"], y2025["v"]) == (["25,0%", ""], ["1 dari 4", ""], [25.0, None])
    assert y2025["total"] == ["50,0%", "2 dari 4"] and "total" not in y2024


def test_what_is_hidden_or_must_not_be_ordered_has_no_number_anywhere() -> None:
    data = lembar_data(make(urut=False), [("63.05", "Tapin"), ("63.11", "Balangan")], "/63.json")
    frame = data["bingkai"]["2025"]
    assert "v" not in frame
    assert (frame["t"][1], frame["r"][1]) == ("", "")


@pytest.mark.parametrize("klasifikasi", [PERSEN, JUMLAH])
def test_every_state_has_a_class_of_its_own(klasifikasi: Klasifikasi) -> None:
    kelas = list_kelas(klasifikasi)
    cells = [MapCell("1", "x", "ada", i, "", "") for i in range(klasifikasi.jumlah)]
    cells += [MapCell("1", "x", k, 0 if k == "nol" else None, "", "") for k in KEADAAN if k != "ada"]
    numbers = [nomor_kelas(s, klasifikasi) for s in cells]
    assert sorted(numbers) == list(range(len(kelas)))
    assert all(kelas[n].split()[0] == s.keadaan for n, s in zip(numbers, cells, strict=True))


def test_the_legend_names_every_class_the_states_met_and_the_marks() -> None:
    titik = [MapPoint("63.05", "tahap-3", "Desa"), MapPoint("63.05", "ibm", "Unit"), MapPoint("63.11", "ibm", "Unit")]
    html = legend_html(make(titik=titik), judul="A & B")
    for words in (
        "kurang dari 20%",
        "20% s.d. &lt;40%",
        "40% ke atas",
        "belum ada catatan",
        "disamarkan",
        "Unit IBM (2 unit)",
        "aktif (1 desa)",
        "A &amp; B",
    ):
        assert words in html, words
    assert "tidak berlaku" not in html
    assert "Nilai tepat di batas masuk kelas di atasnya." in html


def test_circles_grow_by_area_and_are_smaller_where_many_regions_share_a_drawing() -> None:
    few, many = ([jari_lingkaran(i, 5, n) for i in range(5)] for n in (13, 500))
    areas = [r * r for r in few]
    steps = [b - a for a, b in itertools.pairwise(areas)]
    assert max(steps) - min(steps) < 0.1 * max(steps)
    assert all(a > b for a, b in zip(few, many, strict=True))
    data = lembar_data(make(JUMLAH, rasio=False), [("63.05", "Tapin")], "/63.json")
    assert data["jari"] == [jari_lingkaran(i, 3, 1) for i in range(3)] and data["satuan"] == "rapat"
    assert lembar_data(make(), [("63.05", "Tapin")], "/63.json")["jari"] is None


def test_villages_that_are_one_or_none_have_one_line() -> None:
    desa = Klasifikasi((1, 3), "desa", cacah=True)
    sel = {"2025": [MapCell("1", "A", "ada", 1, "1", ""), MapCell("2", "B", "belum_lapor", None, "", "")]}
    html = legend_html(Lembar("Desa", "Desa", desa, sel, {}, "Peta"))
    assert html.count("<li") == 2 and "1 desa" in html


def test_the_second_period_is_the_one_before_unless_chosen() -> None:
    assert _before_first("2025", ["2023", "2024", "2025", "2026"]) == ["2024", "2026", "2023"]
    assert _before_first("2023", ["2023", "2024"]) == ["2024"]
    assert _before_first("semua", ["2023", "2024"]) == ["2024", "2023"]
    assert _before_first("2025-S2", ["2025-S1", "2025-S2", "2026-S1"]) == ["2025-S1", "2026-S1"]
