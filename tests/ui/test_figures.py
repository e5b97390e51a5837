"""Maps and charts as data: what is drawn is checked on numbers that can be followed by hand, without a browser."""

import itertools
import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pandas
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.states import KEADAAN
from ui.figures import palet
from ui.figures.bidang import find_tempat, halve, is_inside, parse_path
from ui.figures.gambar_peta import svg_map
from ui.figures.peta import Klasifikasi, MapPoint, cells, classify, klasifikasi_of, legend_html
from ui.figures.pola import fill_of, stylesheet
from ui.figures.spark import spark_svg, spark_uri
from ui.figures.tanda_titik import TANDA
from ui.figures.tren import batang_figure, kata_of, kelipatan_figure, nice_ticks, number_tanda, tahap_figure, tren_figure

PERSEN = Klasifikasi((20, 40, 60, 80), "persen", 1)
CACAH = Klasifikasi((5, 10), "rapat", 0, cacah=True)
INDIKATOR_PERSEN = SimpleNamespace(
    judul_pendek="Cakupan", satuan="persen", desimal=1, is_rasio=True, batas_kelas=SimpleNamespace(batas=(20, 40), aturan="bawah_termasuk")
)
GEOMETRI = {
    "kode": "63",
    "lebar": 400,
    "tinggi": 200,
    "skematik": True,
    "tetangga": "M0 0L400 0L400 200L0 200Z",
    "bentuk": [
        {"kode": "63.01", "nama": "Lembah Uji", "d": "M0 0L200 0L200 200L0 200Z", "cx": 100, "cy": 100, "luas": 40000},
        {"kode": "63.02", "nama": "Bukit & Uji", "d": "m200 0h200v100h-200z", "cx": 300, "cy": 50, "luas": 20000},
        {"kode": "63.03", "nama": "Pulau Uji", "d": "M200 100H400V200H200Z", "cx": 300, "cy": 150, "luas": 20000},
    ],
}


def _frame(*baris):
    return pandas.DataFrame(baris, columns=["kode", "nama", "pembilang", "penyebut", "nilai", "keadaan"])


WILAYAH = _frame(
    ("63.01", "Lembah Uji", 85, 200, 42.5, "ada"),
    ("63.02", "Bukit & Uji", None, None, None, "belum_lapor"),
    ("63.03", "Pulau Uji", 0, 50, 0.0, "nol"),
)


def _periode(*nilai, seri=None):
    baris = [
        {"kode": str(2020 + i), "nama": str(2020 + i), "nilai": n, "keadaan": "belum_lapor" if n is None else ("nol" if n == 0 else "ada")}
        for i, n in enumerate(nilai)
    ]
    return pandas.DataFrame(baris if seri is None else [{**b, "seri": seri} for b in baris])


# Classes


@pytest.mark.parametrize(("nilai", "kelas"), [(0.1, 0), (19.99, 0), (20, 1), (19.9999999999, 1), (40, 2), (79.9, 3), (80, 4), (250, 4)])
def test_a_value_on_an_edge_belongs_to_the_class_above(nilai, kelas):
    assert PERSEN.kelas_of(nilai) == kelas


def test_the_other_edge_rule_puts_it_below_and_says_so():
    atas = Klasifikasi((20, 40), "persen", aturan="atas_termasuk")
    assert (atas.kelas_of(20), atas.kelas_of(20.1)) == (0, 1)
    assert atas.label() == ["sampai 20%", ">20% s.d. 40%", "di atas 40%"]
    assert "di bawahnya" in atas.kata_aturan and "di atasnya" in PERSEN.kata_aturan


def test_class_labels_are_indonesian():
    assert PERSEN.label() == ["kurang dari 20%", "20% s.d. <40%", "40% s.d. <60%", "60% s.d. <80%", "80% ke atas"]
    assert Klasifikasi((2.5, 1000), "indeks").label() == ["kurang dari 2,5", "2,5 s.d. <1.000", "1.000 ke atas"]
    assert CACAH.label() == ["1–4", "5–9", "10 ke atas"]
    assert Klasifikasi((50, 100), "persen").label()[-1] == "100%"


def test_a_class_that_could_only_hold_zero_is_not_in_the_legend():
    assert Klasifikasi((1, 3), "rapat", cacah=True).baris_legenda() == [(1, "1–2 rapat"), (2, "3 rapat ke atas")]


def test_breaks_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="menaik"):
        Klasifikasi((20, 20, 40))
    with pytest.raises(ValueError, match="paling banyak 6"):
        Klasifikasi((1, 2, 3, 4, 5, 6, 7))


def test_only_reported_numbers_have_a_class():
    kelas = classify(WILAYAH, Klasifikasi((20, 40)))["kelas"]
    assert kelas[0] == 2
    assert kelas.isna().tolist() == [False, True, False]
    assert kelas[2] == 0


def test_every_indicator_of_the_catalogue_can_be_classified():
    for indicator in CATALOGUE.values():
        assert len(klasifikasi_of(indicator).label()) == len(indicator.batas_kelas.batas) + 1


# Cells and legend


def test_a_cell_says_its_name_value_and_counts():
    sel = cells(WILAYAH, INDIKATOR_PERSEN)
    assert sel[0].tooltip == "Lembah Uji\nCakupan: 42,5% (85 dari 200)"
    assert sel[1].tooltip == f"Bukit & Uji\nCakupan: {KEADAAN['belum_lapor'].kata.capitalize()}"
    assert (sel[0].teks, sel[1].teks, sel[2].teks) == ("42,5%", "", "0")
    assert (sel[0].kelas, sel[1].kelas, sel[2].kelas) == (2, None, 0)


def test_legend_counts_regions_per_class_and_state():
    html = legend_html(Klasifikasi((20, 40), "persen", 1), cells(WILAYAH, INDIKATOR_PERSEN), [MapPoint("63.01", "tahap-3", "Desa Uji")])
    assert "40% ke atas (1 wilayah)" in html
    assert "kurang dari 20% (0 wilayah)" in html
    assert f"{KEADAAN['belum_lapor'].kata} (1 wilayah)" in html
    assert "Desa Bersinar: aktif (1 desa)" in html
    assert KEADAAN["disamarkan"].kata not in html


# Looks


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_the_six_states_are_told_apart_without_hue(tema):
    isian = {keadaan: fill_of(keadaan, 0 if keadaan in {"ada", "nol"} else None, 5, tema) for keadaan in KEADAAN}
    assert len({isian[k] for k in KEADAAN if k != "nol"}) == 5
    assert isian["nol"] == isian["ada"]  # a reported zero has the colour of the lowest class, its «0» tells it apart
    abu = [palet.luminance(isian[k]) for k in ("ada", "tidak_berlaku")]
    assert palet.contrast(isian["ada"], isian["tidak_berlaku"]) > 1.1, abu


@pytest.mark.parametrize("tema", ["terang", "gelap"])
@pytest.mark.parametrize("jumlah", range(1, palet.KELAS_TERBANYAK + 1))
def test_ramps_are_ordered_in_lightness_and_carry_readable_ink(tema, jumlah):
    ramp = palet.sequential(jumlah, tema)
    terang = [palet.luminance(warna) for warna in ramp]
    assert terang == sorted(terang, reverse=tema == "terang")
    assert len(set(ramp)) == jumlah
    assert all(palet.contrast(palet.ink_on(warna), warna) >= 4.5 for warna in ramp)


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_lines_and_words_stand_out_from_the_page(tema):
    warna = palet.WARNA[tema]
    for garis in (*palet.KATEGORI[tema], palet.UTAMA[tema], palet.PEMBANDING[tema], warna.garis, warna.sasaran, warna.sorot):
        assert palet.contrast(garis, warna.kertas) >= 3, garis
    assert palet.contrast(warna.tinta_lemah, warna.kertas) >= 4.5
    assert palet.contrast(warna.arsir_garis, warna.arsir_dasar) >= 3


def test_the_stylesheet_has_a_light_fallback_before_each_colour_that_follows_the_theme():
    css = stylesheet(5)
    assert ".bentuk .belum_lapor{fill:url(#pola-belum_lapor)}" in css
    rule = next(line for line in css.splitlines() if line.startswith(".bentuk .kelas-2-5"))
    assert rule.startswith(f".bentuk .kelas-2-5{{fill:{palet.sequential(5)[2]};fill:light-dark(")


def test_every_stage_has_its_own_shape():
    assert len({tanda.path(6) for tanda in TANDA.values()}) == len(TANDA)


# Geometry


def test_absolute_and_relative_paths_are_read():
    assert parse_path("M0 0L10 0L10 5Z") == (((0, 0), (10, 0), (10, 5)),)
    assert parse_path("m200 0h200v100h-200z") == (((200, 0), (400, 0), (400, 100), (200, 100)),)
    assert parse_path("M0 0h2v2zm5 5h1v1z")[1] == ((5, 5), (6, 5), (6, 6))
    with pytest.raises(ValueError, match="'C'"):
        parse_path("M0 0C1 1 2 2 3 3")


def test_a_hole_is_outside():
    rings = parse_path("M0 0H10V10H0ZM4 4H6V6H4Z")
    assert is_inside(rings, 1, 1) and not is_inside(rings, 5, 5)


def test_a_label_is_placed_only_where_all_of_it_fits():
    kotak = "M0 0H100V20H0Z"
    assert find_tempat(kotak, (50, 10), 80, 15) == (50, 10)
    assert find_tempat(kotak, (50, 10), 80, 25) is None
    assert find_tempat(kotak, (90, 10), 40, 15) == (50, 10)
    x, y = find_tempat(kotak, (50, 10), 20, 15, hindari=[(50, 10)])
    assert abs(x - 50) >= 10 and y == 10


def test_names_are_halved_evenly():
    assert halve("Hulu Sungai Selatan") == ["Hulu Sungai", "Selatan"]
    assert halve("Tabalong") == ["Tabalong"]


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_the_static_map_is_complete_and_well_formed(tema):
    sel = cells(WILAYAH, INDIKATOR_PERSEN)
    svg = svg_map(GEOMETRI, sel, Klasifikasi((20, 40), "persen", 1), judul="Cakupan tes", periode="Tahun 2025", sumber="Edisi uji",
                  titik=[MapPoint("63.02", "tahap-4", "Desa Uji"), MapPoint("99", "tahap-1", "tidak di peta ini")], tema=tema)  # fmt: skip
    akar = ET.fromstring(svg)
    teks = " ".join(akar.itertext())
    for kata in (
        "Cakupan tes",
        "Tahun 2025",
        "Sumber: Edisi uji. Batas skematik, bukan batas resmi.",
        "Lembah Uji",
        "42,5%",
        "40% ke atas (1)",
    ):
        assert kata in teks
    assert "url(#pola-belum_lapor)" in svg and 'id="pola-belum_lapor"' in svg
    assert svg.count(TANDA["tahap-4"].path(6)) == 1
    assert "var(" not in svg and "light-dark" not in svg


# Charts


def test_a_count_is_bars_and_a_missing_period_is_a_gap_with_its_symbol():
    figure = tren_figure(_periode(3, None, 0, 1250), {"satuan": "rapat", "berjalan": "2023"})
    batang, tanda = figure.data
    assert batang.type == "bar" and list(batang.y) == [3, None, 0, 1250]
    assert batang.marker.color[3] == palet.WARNA["terang"].kertas != batang.marker.color[0]
    assert batang.hovertext[3] == "2023: 1.250 rapat<br>Periode ini belum selesai"
    assert list(tanda.text) == [KEADAAN["belum_lapor"].simbol, KEADAAN["nol"].simbol]
    assert figure.layout.separators == ",." and figure.layout.yaxis.ticktext[-1] == "1.500"


def test_a_ratio_is_a_line_that_does_not_bridge_gaps_and_ends_dashed_when_unfinished():
    figure = tren_figure(_periode(20.5, None, 40, 30), {"satuan": "persen", "desimal": 1, "rasio": True, "sasaran": 80, "berjalan": "2023",
                                                        "tanda": [("2022", "Penyebut diganti")]})  # fmt: skip
    garis, ujung = figure.data[:2]
    assert not garis.connectgaps and list(garis.y) == [20.5, None, 40, None]
    assert ujung.line.dash == "dash" and list(ujung.y) == [None, None, 40, 30]
    assert ujung.marker.color[3] == palet.WARNA["terang"].kertas
    assert [bentuk.y0 for bentuk in figure.layout.shapes if bentuk.y0 == bentuk.y1] == [80]
    assert {a.text for a in figure.layout.annotations} == {"Target 80%", "1"}


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_marks_stand_before_their_period_and_share_one_line_with_one_label(tema):
    kata = {"satuan": "persen", "rasio": True, "tanda": [("2023", "Tiga"), ("2022", "Satu"), ("2022", "Dua"), ("2019", "Tidak tampak")]}
    figure = tren_figure(_periode(20, 25, 40, 30), kata, tema=tema)
    garis = [bentuk for bentuk in figure.layout.shapes if bentuk.x0 == bentuk.x1]
    assert [(bentuk.x0, bentuk.line.dash) for bentuk in garis] == [(1.5, "dash"), (2.5, "dash")]
    label = [a for a in figure.layout.annotations if a.yref == "paper"]
    assert [(a.x, a.text) for a in label] == [(1.5, "1, 2"), (2.5, "3")]
    assert all(palet.contrast(a.font.color, a.bgcolor) >= 4.5 for a in label)
    assert number_tanda(["2020", "2021", "2022", "2023"], kata) == [("2022", "Satu"), ("2022", "Dua"), ("2023", "Tiga")]


def test_a_target_that_changes_is_a_step_and_each_level_says_its_number():
    figure = tren_figure(_periode(20, 25, 40, 30), {"satuan": "persen", "rasio": True, "sasaran": [None, 30, 30, 37.5]})
    datar = [(bentuk.x0, bentuk.x1, bentuk.y0) for bentuk in figure.layout.shapes if bentuk.y0 == bentuk.y1]
    assert datar == [(0.5, 2.5, 30), (2.5, 3.5, 37.5)]
    assert [(bentuk.x0, bentuk.y0, bentuk.y1) for bentuk in figure.layout.shapes if bentuk.x0 == bentuk.x1] == [(2.5, 30, 37.5)]
    assert [(a.text, a.x, a.xanchor) for a in figure.layout.annotations] == [("Target 30%", 0.5, "left"), ("Target 37,5%", 3.5, "right")]
    assert not tren_figure(_periode(20, 25), {"satuan": "persen", "rasio": True, "sasaran": [None, None]}).layout.shapes


def test_several_series_are_named_at_their_ends_without_overlap():
    frame = pandas.concat([_periode(10, 20, seri="Lembah Uji"), _periode(5, 20.5, seri="Pulau Uji")])
    figure = tren_figure(frame, {"satuan": "persen", "rasio": True}, tinggi=360)
    label = [a for a in figure.layout.annotations if "Uji" in a.text]
    assert len(label) == 2
    atas = figure.layout.yaxis.range[1]
    assert all(b.y - a.y >= atas * 0.09 for a, b in itertools.pairwise(sorted(label, key=lambda a: a.y)))


def test_small_multiples_share_one_scale():
    frame = pandas.concat([_periode(1, 2, seri=f"Wilayah {i}") for i in range(12)] + [_periode(90, None, seri="Wilayah 12")])
    figure = kelipatan_figure(frame, {"satuan": "rapat"})
    rentang = {figure.layout[nama].range for nama in figure.layout if str(nama).startswith("yaxis")}
    assert len(rentang) == 1 and next(iter(rentang))[1] >= 90
    assert sum(str(nama).startswith("yaxis") for nama in figure.layout) >= 13


def test_ranking_puts_regions_without_a_number_last_in_words():
    figure = batang_figure(WILAYAH, {"satuan": "persen", "desimal": 1, "rasio": True}, terpilih="63.01")
    nama = [a.text for a in figure.layout.annotations if a.xanchor == "left"]
    nilai = [a.text for a in figure.layout.annotations if a.xanchor == "right"]
    assert nama == ["Lembah Uji", "Pulau Uji", "Bukit & Uji"]
    assert nilai == ["<b>42,5% (85 dari 200)</b>", "<b>0,0% (0 dari 50)</b>", KEADAAN["belum_lapor"].kata]


def test_the_ladder_stacks_stages_in_order():
    frame = pandas.DataFrame([("63.01", "Lembah Uji", 1, 4), ("63.01", "Lembah Uji", 4, 2), ("63.02", "Bukit Uji", 3, 1)],
                             columns=["kode", "nama", "tahap", "jumlah"])  # fmt: skip
    figure = tahap_figure(frame)
    assert [t.name for t in figure.data] == list(palet.KATA_TAHAP)
    assert [sum(t.x) for t in figure.data] == [0, 4, 0, 1, 2]
    assert [t.name for t in figure.data if t.showlegend] == ["ditetapkan", "aktif", "mandiri"]


def test_an_empty_frame_draws_an_empty_chart():
    kosong = _periode(None, None)
    assert tren_figure(kosong, {"satuan": "rapat"}).layout.yaxis.range == (0, 1.08)
    assert batang_figure(WILAYAH.iloc[:0], {}).data[0].x == ()


@pytest.mark.parametrize(("terbesar", "hasil"), [(7, [0, 2, 4, 6, 8]), (1, [0, 1]), (0, [0, 1]), (1234, [0, 500, 1000, 1500])])
def test_ticks_are_even_and_whole(terbesar, hasil):
    assert nice_ticks(terbesar) == hasil


def test_words_of_a_chart_come_from_the_catalogue():
    for indicator in CATALOGUE.values():
        kata = kata_of(indicator, ["2024", "2025", "2026"], "2026", "63")
        assert (kata["satuan"], kata["rasio"], len(kata["sasaran"])) == (indicator.satuan, indicator.is_rasio, 3)
    coverage = kata_of(CATALOGUE["cakupan_tes_urine"], ["2024", "2025", "2026"], "2026", "63")
    assert coverage["sasaran"] == [30, 30, 30] and [kode for kode, _ in coverage["tanda"]] == ["2025", "2025"]


# Sparkline


def test_a_sparkline_breaks_at_unknown_values():
    svg = spark_svg([1, 3, None, 4], judul="Rapat per tahun")
    path = ET.fromstring(svg).find("{http://www.w3.org/2000/svg}path").get("d")
    assert path.count("M") == 2
    assert "Rapat per tahun" in svg
    assert spark_uri([1, 2]).startswith("data:image/svg+xml,%3Csvg")
    assert spark_svg([None, None]) == "" == spark_uri([])
