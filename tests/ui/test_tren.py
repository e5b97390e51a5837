"""Charts over time as data: what is drawn is checked on numbers that can be followed by hand, without a browser."""

import dataclasses
import itertools
import xml.etree.ElementTree as ET
from datetime import date

import pandas
import pytest

from p4gn.indicators import catalogue
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.sentences_deret import read_antartahun, read_berjalan, read_deret, read_posisi
from p4gn.indicators.states import KATA_TAHAP, KEADAAN
from p4gn.indicators.tanda import is_sebanding, list_segmen, list_tanda
from ui.figures import palet
from ui.figures.bagan import nice_ticks
from ui.figures.kelipatan import ATAS, TEPI, TINGGI, Latar, Panel, kelipatan_html, panel_svg, sort_panel
from ui.figures.spark import spark_svg, spark_uri
from ui.figures.tangga import tahap_figure
from ui.figures.tren import antartahun_figure, kata_of, number_tanda, spread, tren_figure
from ui.indeks import group_rows, make_panel, read_skala
from ui.kelipatan import change

CAKUPAN = CATALOGUE["cakupan_tes_urine"]
RAPAT = CATALOGUE["rapat_tercatat"]
DESA = CATALOGUE["cakupan_desa_bersinar"]
KINI = date(2026, 10, 31)
PERSEN = {"satuan": "persen", "desimal": 1, "rasio": True}
SVG = "{http://www.w3.org/2000/svg}"


def _periode(*nilai, seri=None, **kolom):
    baris = [
        {"kode": str(2020 + i), "nama": str(2020 + i), "nilai": n, "keadaan": "belum_lapor" if n is None else ("nol" if n == 0 else "ada")}
        for i, n in enumerate(nilai)
    ]
    frame = pandas.DataFrame(baris if seri is None else [{**b, "seri": seri} for b in baris])
    return frame.assign(**kolom)


def _rows(nilai):
    """Rows of compute_table by period: {'2024': 15.5, …}."""
    return [
        dict.fromkeys(("bawah", "atas", "pembilang", "penyebut"))
        | {"periode": kode, "nilai": n, "keadaan": "belum_lapor" if n is None else "ada"}
        for kode, n in nilai.items()
    ]


def _with_break(indicator, *days):
    return dataclasses.replace(
        indicator, perubahan=(indicator.perubahan[0], *(catalogue.Perubahan(day, "Metode IKRN diganti.", putus=True) for day in days))
    )


def _garis(figure):
    """Per drawn line the (x, y) that it joins, without its gaps."""
    lines = (t for t in figure.data if t.type == "scatter" and t.mode.startswith("lines+"))
    return [[(x, y) for x, y in zip(t.x, t.y, strict=True) if y is not None] for t in lines]


# One series


def test_a_count_is_bars_and_a_missing_period_is_a_gap_with_its_symbol():
    figure = tren_figure(_periode(3, None, 0, 1250), {"satuan": "rapat", "berjalan": "2023"})
    batang, tanda = figure.data
    assert batang.type == "bar" and list(batang.y) == [3, None, 0, 1250]
    assert list(batang.text) == ["3", "", "", "1.250"]
    assert batang.marker.color[3] == palet.WARNA["terang"].kertas != batang.marker.color[0]
    assert batang.hovertext[3] == "2023: 1.250 rapat<br>Periode ini belum selesai"
    assert list(tanda.text) == [KEADAAN["belum_lapor"].simbol, KEADAAN["nol"].simbol]
    assert figure.layout.separators == ",." and figure.layout.yaxis.ticktext[-1] == "1.500"


def test_a_ratio_is_a_line_that_does_not_bridge_gaps_and_ends_dashed_when_unfinished():
    kata = PERSEN | {"sasaran": 80, "berjalan": "2023", "tanda": [("2022", "Penyebut diganti")]}
    figure = tren_figure(_periode(20.5, None, 40, 30), kata)
    garis, ujung = figure.data[:2]
    assert not garis.connectgaps and list(garis.y) == [20.5, None, 40, None]
    assert ujung.line.dash == "dash" and list(ujung.y) == [None, None, 40, 30]
    assert ujung.marker.color[3] == palet.WARNA["terang"].kertas
    assert [bentuk.y0 for bentuk in figure.layout.shapes if bentuk.y0 == bentuk.y1] == [80]
    assert {a.text for a in figure.layout.annotations} == {"Target 80%", "1"}


def test_bars_of_another_method_are_grey():
    batang = tren_figure(_periode(3, 4, 5, 6, segmen=[0, 0, 1, 1]), {"satuan": "desa", "berjalan": "2023"}).data[0]
    lama, baru, kertas = palet.PEMBANDING["terang"], palet.UTAMA["terang"], palet.WARNA["terang"].kertas
    assert list(batang.marker.color) == [lama, lama, baru, kertas] and list(batang.marker.line.color) == [lama, lama, baru, baru]


def test_every_point_says_its_number_once():
    figure = tren_figure(_periode(20.5, 25, 40, 30), PERSEN | {"berjalan": "2023"})
    assert [t for trace in figure.data if trace.text for t in trace.text if t] == ["20,5%", "25,0%", "40,0%", "30,0%"]


def test_where_numbers_would_meet_only_the_last_is_written():
    figure = tren_figure(_periode(*range(10, 25)), PERSEN)
    assert [t for t in figure.data[0].text if t] == ["24,0%"]
    several = pandas.concat([_periode(*range(10, 18), seri=f"Wilayah {i}") for i in range(2)])
    assert not any(t for trace in tren_figure(several, PERSEN).data for t in trace.text)


def test_halves_are_labelled_as_far_as_a_phone_has_room():
    frame = _periode(*range(8)).assign(nama=[f"S-{'I' * (1 + i % 2)} {2023 + i // 2}" for i in range(8)])
    assert list(tren_figure(frame, PERSEN).layout.xaxis.ticktext) == [f"S-II<br>{tahun}" for tahun in (2023, 2024, 2025, 2026)]


def test_a_single_year_is_one_point_and_not_a_broken_chart():
    figure = tren_figure(_periode(20.5), PERSEN | {"berjalan": "2020", "sasaran": [30]})
    assert _garis(figure) == [[(0, 20.5)]]
    assert figure.layout.yaxis.range[1] > 30


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_marks_stand_before_their_period_and_share_one_line_with_one_label(tema):
    kata = PERSEN | {"tanda": [("2023", "Tiga"), ("2022", "Satu"), ("2022", "Dua"), ("2019", "Tidak tampak")]}
    figure = tren_figure(_periode(20, 25, 40, 30), kata, tema=tema)
    garis = [bentuk for bentuk in figure.layout.shapes if bentuk.x0 == bentuk.x1]
    assert [(bentuk.x0, bentuk.line.dash) for bentuk in garis] == [(1.5, "dash"), (2.5, "dash")]
    label = [a for a in figure.layout.annotations if a.yref == "paper"]
    assert [(a.x, a.text) for a in label] == [(1.5, "1, 2"), (2.5, "3")]
    assert all(palet.contrast(a.font.color, a.bgcolor) >= 4.5 for a in label)
    assert number_tanda(["2020", "2021", "2022", "2023"], kata) == [("2022", "Satu"), ("2022", "Dua"), ("2023", "Tiga")]


def test_a_target_that_changes_is_a_step_and_each_level_says_its_number():
    figure = tren_figure(_periode(20, 25, 40, 30), PERSEN | {"sasaran": [None, 30, 30, 37.5]})
    datar = [(bentuk.x0, bentuk.x1, bentuk.y0) for bentuk in figure.layout.shapes if bentuk.y0 == bentuk.y1]
    assert datar == [(0.5, 2.5, 30), (2.5, 3.5, 37.5)]
    assert [(bentuk.x0, bentuk.y0, bentuk.y1) for bentuk in figure.layout.shapes if bentuk.x0 == bentuk.x1] == [(2.5, 30, 37.5)]
    assert [(a.text, a.x, a.xanchor) for a in figure.layout.annotations] == [("Target 30%", 0.5, "left"), ("Target 37,5%", 3.5, "right")]
    assert not tren_figure(_periode(20, 25), PERSEN | {"sasaran": [None, None]}).layout.shapes


def test_a_target_that_comes_and_goes_is_named_once():
    figure = tren_figure(_periode(20, 25, 40, 30), PERSEN | {"sasaran": [15, 30, 15, 30]})
    assert [a.text for a in figure.layout.annotations] == ["Target 15%", "Target 30%"]


def test_the_chosen_period_is_marked_unless_it_is_all_of_them():
    def band(*sorot):
        shapes = tren_figure(_periode(20, 25, 40), PERSEN | {"sorot": sorot}).layout.shapes
        return [(each.x0, each.x1) for each in shapes if each.type == "rect"]

    assert band("2021") == [(0.5, 1.5)] and band("2021", "2022") == [(0.5, 2.5)]
    assert band() == band("2020", "2021", "2022") == []


# Several series


def test_several_series_are_named_at_their_ends_with_their_number_and_without_overlap():
    frame = pandas.concat([_periode(10, 20, seri="Lembah Uji"), _periode(5, 20.5, seri="Pulau Uji")])
    figure = tren_figure(frame, PERSEN, tinggi=360)
    label = sorted((a for a in figure.layout.annotations if "Uji" in a.text), key=lambda a: a.y)
    assert [a.text for a in label] == ["<b>20,0%</b><br>Lembah Uji", "<b>20,5%</b><br>Pulau Uji"]
    atas = figure.layout.yaxis.range[1]
    assert all(b.y - a.y >= atas * 0.09 for a, b in itertools.pairwise(label))


def test_labels_that_would_meet_stand_around_their_mean_inside_the_chart():
    assert spread([10, 40], [6, 6], 60) == [10, 40]
    assert spread([20, 21, 22, 50], [6, 6, 6, 6], 60) == [15, 21, 27, 50]
    assert spread([30, 40, 41, 42], [20] * 4, 90) == pytest.approx([8.25, 28.25, 48.25, 68.25])
    assert spread([59, 60], [6, 10], 60) == [52, 60]
    assert spread([], [], 60) == []


def test_of_two_lines_the_upper_has_its_numbers_above_and_the_lower_below():
    frame = pandas.concat([_periode(10, 20, 30, seri="Lembah Uji"), _periode(15, 5, 40, seri="Pulau Uji")])
    lembah, pulau = tren_figure(frame, PERSEN).data
    assert list(lembah.textposition[:2]) == ["bottom center", "top center"] and list(pulau.textposition[:2]) == [
        "top center",
        "bottom center",
    ]
    assert list(lembah.text) == ["10,0%", "20,0%", ""]


def test_the_whole_is_a_dotted_line_and_a_region_without_numbers_leaves_the_others():
    frame = pandas.concat([_periode(None, None, seri="Lembah Uji"), _periode(15, 5, seri="Nusa Uji"), _periode(8, 9, seri="Pulau Uji")])
    figure = tren_figure(frame, PERSEN | {"pembanding": "Nusa Uji"})
    assert {t.name: t.line.dash for t in figure.data} == {"Lembah Uji": "solid", "Nusa Uji": "dot", "Pulau Uji": "solid"}
    assert _garis(figure)[0] == [] and len(_garis(figure)[2]) == 2
    assert not [a for a in figure.layout.annotations if "Lembah" in a.text]


# Intervals


def test_one_rate_has_a_band_and_several_have_thin_bars():
    frame = _periode(20, 30, None, 40, bawah=[15, 22, None, 30], atas=[26, 39, None, 52])
    pita = [t for t in tren_figure(frame, PERSEN).data if t.name == "selang"]
    assert [list(t.y) for t in pita] == [[26, 39, 22, 15], [52, 30]] and all(t.fill == "toself" for t in pita)
    assert tren_figure(frame, PERSEN).layout.yaxis.range[1] >= 52
    assert "selang 95% 15,0% sampai 26,0%" in tren_figure(frame, PERSEN).data[2].hovertext[0]
    dua = pandas.concat([frame.assign(seri="Lembah Uji"), frame.assign(seri="Pulau Uji")])
    galat = [t.error_y for t in tren_figure(dua, PERSEN).data if t.name == "selang"]
    assert [list(g.array) for g in galat] == [[6, 9, 12]] * 2 and [list(g.arrayminus) for g in galat] == [[5, 8, 10]] * 2
    told = read_deret(CAKUPAN, "A", [{"periode": "2024", "nilai": 20, "bawah": 15, "atas": 26, "keadaan": "ada"}], KINI)
    assert told.replace("\N{NO-BREAK SPACE}", " ") == "A: 2024 20,0% (selang 95% 15,0–26,0%)"


# Breaks of method


def test_no_line_no_band_and_no_dashed_end_passes_a_change_of_method():
    frame = _periode(20, 30, 40, 45, segmen=[0, 0, 1, 1], bawah=[15, 22, 30, 35], atas=[26, 39, 52, 55])
    figure = tren_figure(frame, PERSEN | {"berjalan": "2022"})
    assert all({x <= 1 for x, _ in line} != {True, False} for line in _garis(figure))
    assert sorted(itertools.chain(*_garis(figure)))[0] == (0, 20) and {x for line in _garis(figure) for x, _ in line} == {0, 1, 2, 3}
    assert [list(t.x) for t in figure.data if t.name == "selang"] == [[0, 1, 1, 0], [2, 3, 3, 2]]
    akhir = tren_figure(_periode(20, 30, 40, segmen=[0, 0, 1]), PERSEN | {"berjalan": "2022"})
    assert _garis(akhir) == [[(0, 20), (1, 30)], [(2, 40)]]


@pytest.mark.parametrize(
    ("sifat", "day", "segmen"),
    [
        ("keadaan", date(2024, 1, 1), [(0, 0), (1, 1), (1, 1)]),
        ("keadaan", date(2024, 7, 1), [(0, 0), (1, 1), (1, 1)]),  # a state stands as the last day tells it
        ("peristiwa", date(2024, 1, 1), [(0, 0), (1, 1), (1, 1)]),
        ("peristiwa", date(2024, 7, 1), [(0, 0), (0, 1), (1, 1)]),  # a year counted by two methods belongs to neither
    ],
)
def test_periods_of_one_method_are_one_segment(sifat, day, segmen):
    indicator = _with_break(dataclasses.replace(RAPAT, sifat=sifat), day)
    assert list_segmen(indicator, ["2023", "2024", "2025"]) == segmen
    assert not is_sebanding(indicator, "2023", "2024")
    assert [each.putus for each in list_tanda(indicator, "63") if each.tanggal == day] == [True]


def test_an_ordinary_change_leaves_the_line_whole():
    indicator = dataclasses.replace(RAPAT, perubahan=(*RAPAT.perubahan, catalogue.Perubahan(date(2024, 1, 1), "Kembaran tidak dihitung.")))
    assert len(set(list_segmen(indicator, ["2023", "2024", "2025"]))) == 1
    assert [each.putus for each in list_tanda(indicator, "63")] == [False]


def test_what_lies_on_both_sides_of_a_break_is_not_compared_in_words():
    indicator = _with_break(RAPAT, date(2026, 1, 1))
    rows = _rows({"2025-S1": 3, "2025-S2": 5, "2026-S1": 9})
    assert read_antartahun(indicator, "X", rows, KINI) == [
        "Semester I: 3 pada 2025 dan 9 pada 2026; tidak dapat dibandingkan karena cara hitungnya berubah."
    ]
    told = read_deret(indicator, "X", _rows({"2024": 3, "2025": 5, "2026": 9}), KINI).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "X: 2024 3 · 2025 5 · cara hitung berubah · 2026 9"


def test_a_sparkline_breaks_at_unknown_values_and_where_the_method_changed():
    svg = spark_svg([1, 3, None, 4], judul="Rapat per tahun")
    path = ET.fromstring(svg).find(f"{SVG}path").get("d")
    assert path.count("M") == 2
    assert "Rapat per tahun" in svg
    assert spark_uri([1, 2]).startswith("data:image/svg+xml,%3Csvg")
    assert spark_svg([None, None]) == "" == spark_uri([])
    assert ET.fromstring(spark_svg([1, 3, 2, 4], segmen=[0, 0, 1, 1])).find(f"{SVG}path").get("d").count("M") == 2


# Year on year


def _antartahun(**kolom):
    rows = [("2024-S1", "2024", 0, 10.0), ("2024-S2", "2024", 1, 15.5), ("2025-S1", "2025", 0, 8.6), ("2025-S2", "2025", 1, 25.3),
            ("2026-S1", "2026", 0, 6.1), ("2026-S2", "2026", 0.66, 34.0)]  # fmt: skip
    frame = pandas.DataFrame(rows, columns=["kode", "seri", "posisi", "nilai"])
    return frame.assign(nama=frame["kode"], keadaan="ada", **kolom)


def test_each_year_is_one_line_and_no_year_is_joined_to_the_next():
    figure = antartahun_figure(_antartahun(), PERSEN | {"berjalan": "2026-S2", "sasaran": [15, 30]}, label=("30 Juni", "31 Desember"))
    assert [line for line in _garis(figure) if len(line) > 1] == [[(0, 10.0), (1, 15.5)], [(0, 8.6), (1, 25.3)], [(0, 6.1), (0.66, 34.0)]]
    assert figure.data[-1].line.dash == "dash" and figure.data[-1].line.color == palet.UTAMA["terang"]
    assert {a.text: a.x for a in figure.layout.annotations if "<b>" in a.text} == {
        "<b>15,5%</b><br>2024": 1, "<b>25,3%</b><br>2025": 1, "<b>34,0%</b><br>2026": 0.66,
    }  # fmt: skip
    assert {a.text for a in figure.layout.annotations if "Target" in a.text} == {"Target 15%", "Target 30%"}
    assert list(figure.layout.xaxis.ticktext) == ["30 Juni", "31 Desember"]


def test_a_method_changed_within_the_year_breaks_its_line():
    figure = antartahun_figure(_antartahun(segmen=[0, 0, 0, 1, 1, 1]), PERSEN, label=("30 Juni", "31 Desember"))
    assert [line for line in _garis(figure) if len(line) > 1] == [[(0, 10.0), (1, 15.5)], [(0, 6.1), (0.66, 34.0)]]


def test_same_dates_are_compared_and_an_unfinished_half_is_not():
    rows = _rows({"2024-S1": 10.1, "2024-S2": 15.5, "2025-S1": 8.6, "2025-S2": 25.3, "2026-S1": 6.1, "2026-S2": 34.0})
    assert read_antartahun(CAKUPAN, "X", rows, KINI) == [
        "Januari sampai 30 Juni: 8,6% pada 2025 dan 6,1% pada 2026, turun 2,5 poin.",
        "Januari sampai 31 Desember: 15,5% pada 2024 dan 25,3% pada 2025, naik 9,8 poin.",
    ]
    assert read_antartahun(RAPAT, "X", _rows({"2026-S1": 4}), KINI) == ["Belum ada dua tahun dengan paruh yang sama untuk X."]


# Words


def test_a_share_says_where_it_stands_and_until_which_day():
    row = _rows({"2026": 34.0})[0]
    whole = ("Nusa Uji", _rows({"2026": 15.4})[0])
    assert read_posisi(CAKUPAN, "Lembah Uji", row, 30, whole, KINI) == (
        "34,0% ASN di Lembah Uji sudah dites urine sejak Januari sampai 31 Oktober 2026: di atas target 30% dan di atas Nusa Uji (15,4%)."
    )
    assert read_posisi(CAKUPAN, "Lembah Uji", _rows({"2025": 30.0})[0], 30, None, KINI).endswith("pada 2025: sama dengan target 30%.")
    assert read_posisi(RAPAT, "Lembah Uji", _rows({"2026": 7})[0], None, None, KINI) == (
        "Tercatat 7 rapat P4GN di Lembah Uji pada 2026 (sampai 31 Oktober)."
    )
    assert read_posisi(CAKUPAN, "Lembah Uji", _rows({"2024": None})[0], 30, whole, KINI) == (
        "Cakupan tes ASN di Lembah Uji pada 2024: belum ada catatan."
    )


def test_what_must_not_be_compared_is_set_beside_nothing():
    reaktif = dataclasses.replace(CAKUPAN, dapat_dibandingkan=False)
    told = read_posisi(reaktif, "X", _rows({"2025": 30.0})[0], 20, ("Y", _rows({"2025": 10.0})[0]), KINI)
    assert "di atas" not in told and "Y" not in told


def test_the_last_three_figures_are_read_with_their_states():
    rows = _rows({"2023": 5.0, "2024": 15.5, "2025": None, "2026": 34.0})
    told = read_deret(CAKUPAN, "Lembah Uji", rows, KINI).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Lembah Uji: 2024 15,5% · 2025 belum ada catatan · 2026 34,0%"
    hidden = [{**rows[0], "nilai": None, "keadaan": "disamarkan"}]
    assert read_deret(CAKUPAN, "A", hidden, KINI).endswith("disamarkan")


def test_an_unfinished_period_is_told_by_its_day():
    assert read_berjalan(CAKUPAN, ["2025", "2026"], KINI).startswith("2026 baru sampai 31 Oktober;")
    assert read_berjalan(CAKUPAN, ["2026-S2"], KINI).startswith("2026 baru sampai 31 Oktober;")
    assert read_berjalan(RAPAT, ["2026-S2"], KINI).startswith("Semester II 2026 baru sampai 31 Oktober; yang berongga")
    assert read_berjalan(CAKUPAN, ["2024", "2025"], KINI) == ""


def test_words_of_a_chart_come_from_the_catalogue():
    for indicator in CATALOGUE.values():
        kata = kata_of(indicator, ["2024", "2025", "2026"], "2026", "63")
        assert (kata["satuan"], kata["rasio"], len(kata["sasaran"])) == (indicator.satuan, indicator.is_rasio, 3)
    coverage = kata_of(CATALOGUE["cakupan_tes_urine"], ["2024", "2025", "2026"], "2026", "63")
    assert coverage["sasaran"] == [30, 30, 30] and [kode for kode, _ in coverage["tanda"]] == ["2025", "2025"]


# Small multiples


def _panel(kode, *nilai, segmen=None, **rest):
    angka = "– belum ada catatan" if nilai[-1] is None else f"{nilai[-1]}%"
    given = {"nama": f"Wilayah {kode}", "angka": angka, "ubah": "", "alt": f"Wilayah {kode}: 1", "urut": {"nilai": nilai[-1]}}
    return Panel(kode=kode, nilai=nilai, segmen=tuple(segmen or [0] * len(nilai)), **(given | rest))


LATAR = Latar(puncak=40, puncak_teks="40%", sasaran=(None, 30, 30), induk=(10, 12, 14), awal="2024", akhir="2026")


def _elements(panel, kelas, latar=LATAR):
    return [each for each in ET.fromstring(panel_svg(panel, latar, "terang")).iter(f"{SVG}path") if each.get("class") == kelas]


def _paths(panel, kelas, latar=LATAR):
    return [each.get("d") for each in _elements(panel, kelas, latar)]


def test_one_value_stands_at_one_height_in_every_panel():
    heights = {_paths(_panel(kode, *nilai), "nilai")[0].split()[-1] for kode, nilai in {"1": (1, 2, 20), "2": (39, 3, 20)}.items()}
    assert len(heights) == 1
    assert _paths(_panel("1", 1, 2, 3), "sasaran") == _paths(_panel("2", 9, 9, 9), "sasaran") != [""]
    assert _paths(_panel("1", 1, 2, 3), "induk") == _paths(_panel("2", 9, None, 9), "induk")


def test_a_panel_breaks_where_unknown_and_where_the_method_changed():
    assert len(_paths(_panel("1", 1, None, 3), "nilai")) == 2
    putus = _panel("1", 1, 2, 3, segmen=[0, 1, 1])
    assert len(_paths(putus, "nilai")) == 2 and len(_paths(putus, "induk")) == 2


def test_a_region_without_data_keeps_its_panel_with_its_state_in_words():
    html = kelipatan_html([_panel("1", None, None, None), _panel("2", 1, 2, 3, terpilih=True)], LATAR, "terang")
    assert html.count("<figure") == 2 and "belum ada catatan" in html and html.count('class="pilih"') == 1
    assert _paths(_panel("1", None, None, None), "nilai") == [] and len(_paths(_panel("1", None, None, None), "induk")) == 1


def test_names_in_a_panel_cannot_carry_markup():
    html = kelipatan_html([_panel("1", 1, 2, 3, nama="<b>A", alt='" onerror="x')], LATAR, "terang")
    assert "<b>A" not in html and 'onerror="x' not in html.replace("&quot;", "'")


def test_the_last_point_is_hollow_and_its_step_dashed_while_its_period_runs():
    def fill(**rest):
        return ET.fromstring(panel_svg(_panel("1", 1, 2, 3, **rest), LATAR, "terang")).find(f"{SVG}circle").get("fill")

    def dash(**rest):
        return [(each.get("d"), each.get("stroke-dasharray")) for each in _elements(_panel("1", 1, 2, 3, **rest), "nilai")]

    assert [garis for _, garis in dash(berjalan=True)] == [None, "3 3"] and dash(berjalan=True)[0][0].count("L") == 1
    assert [garis for _, garis in dash()] == [None] and dash()[0][0].count("L") == 2
    assert fill(berjalan=True) == palet.WARNA["terang"].kertas != fill() == palet.UTAMA["terang"]


def test_panels_are_ordered_as_asked_and_those_without_a_number_come_last():
    panels = [
        _panel("3", 1, urut={"nilai": 10, "perubahan": -2, "jarak": 20}),
        _panel("2", 1, urut={"nilai": None, "perubahan": None, "jarak": None}),
        _panel("1", 1, urut={"nilai": 25, "perubahan": -5, "jarak": 5}),
        _panel("4", 1, urut={"nilai": 10, "perubahan": 3, "jarak": 20}),
    ]

    def order(urut):
        return "".join(each.kode for each in sort_panel(panels, urut))

    assert (order("nilai"), order("perubahan"), order("jarak"), order("baku")) == ("1342", "4312", "3412", "1234")


@pytest.mark.parametrize(
    ("indicator", "values", "told"),
    [
        (CAKUPAN, {"2024": 15.5, "2025": 25.3, "2026": 34.0}, (pytest.approx(9.8), "2024–2025: naik 9,8 poin")),  # 2026 is not over
        (DESA, {"2025": 4.0, "2026": 3.0}, (-1.0, "2025–2026: turun 1,00 poin")),
        (
            CAKUPAN,
            {"2025-S1": 8.6, "2025-S2": 25.3, "2026-S1": 6.1, "2026-S2": 34.0},
            (pytest.approx(-2.5), "30 Jun 2025–30 Jun 2026: turun 2,5 poin"),
        ),
        (_with_break(RAPAT, date(2025, 1, 1)), {"2024": 4, "2025": 9, "2026": 1}, (None, "2024–2025: tidak dapat dibandingkan")),
        (CAKUPAN, {"2024": None, "2025": 25.3, "2026": 34.0}, (None, "")),
        (CAKUPAN, {"2026": 34.0}, (None, "")),
    ],
)
def test_a_change_is_between_like_and_like(indicator, values, told):
    assert change(indicator, _rows(values), KINI) == told


# Official indices


def _indeks(*rows):
    names = ("kode_wilayah", "indeks", "skala", "lingkungan", "tahun", "nilai")
    return [dict(zip(names, row, strict=True)) | {"kategori_sumber": None} for row in rows]


IKOTAN = _indeks(
    ("63.06", "IKOTAN", "1–4", None, 2025, 3.41),
    ("63.06", "IKOTAN", "0–100", None, 2023, 79.65),
    ("63.06", "IKOTAN", "1–4", None, 2024, 3.44),
    ("63.06", "IKOTAN", "1–4", "swasta", 2025, 2.5),
    ("63.05", "IKOTAN", "1–4", None, 2025, 3.0),
)


def test_an_index_is_never_one_line_over_two_scales_places_or_regions():
    found = {(key.skala, key.lingkungan, kode): [row["nilai"] for row in rows] for (key, kode), rows in group_rows(IKOTAN).items()}
    assert found == {
        ("0–100", "", "63.06"): [79.65],
        ("1–4", "", "63.05"): [3.0],
        ("1–4", "", "63.06"): [3.44, 3.41],
        ("1–4", "swasta", "63.06"): [2.5],
    }


def test_an_index_stands_on_its_official_scale_and_a_year_without_value_is_a_gap():
    rows = _indeks(("63.06", "Dektara", "25–100", None, 2022, 25.0), ("63.06", "Dektara", "25–100", None, 2024, 62.5))
    (key, kode), grouped = next(iter(group_rows(rows).items()))
    panel, latar = make_panel(key, kode, grouped, single=False)
    assert (panel.nama, panel.angka, panel.nilai) == ("Dektara (skala 25–100)", "62,5 (2024)", (25.0, None, 62.5))
    assert (latar.dasar, latar.puncak, latar.awal, latar.akhir) == (25, 100, "2022", "2024")
    heights = [float(d.split()[-1].split("h")[0]) for d in _paths(panel, "nilai", latar)]
    assert heights == [TINGGI - TEPI, pytest.approx((ATAS + TINGGI - TEPI) / 2)]  # the bottom and the middle of 25 to 100


@pytest.mark.parametrize(("skala", "batas"), [("1–4", (1, 4)), ("0-100", (0, 100)), ("0,5–2,5", (0.5, 2.5)), ("tidak disebut", (0, 4))])
def test_scales_are_read_as_written(skala, batas):
    assert read_skala(skala, 3.4) == batas


# The ladder, scales


def test_the_ladder_stacks_stages_in_order():
    frame = pandas.DataFrame([("63.01", "Lembah Uji", 1, 4), ("63.01", "Lembah Uji", 4, 2), ("63.02", "Bukit Uji", 3, 1)],
                             columns=["kode", "nama", "tahap", "jumlah"])  # fmt: skip
    figure = tahap_figure(frame)
    assert [t.name for t in figure.data] == list(KATA_TAHAP)
    assert [sum(t.x) for t in figure.data] == [0, 4, 0, 1, 2]
    assert [t.name for t in figure.data if t.showlegend] == ["ditetapkan", "aktif", "mandiri"]


def test_an_empty_frame_draws_an_empty_chart():
    assert tren_figure(_periode(None, None), {"satuan": "rapat"}).layout.yaxis.range == (0, 1.08)


@pytest.mark.parametrize(("terbesar", "hasil"), [(7, [0, 2, 4, 6, 8]), (1, [0, 1]), (0, [0, 1]), (1234, [0, 500, 1000, 1500])])
def test_ticks_are_even_and_whole(terbesar, hasil):
    assert nice_ticks(terbesar) == hasil
