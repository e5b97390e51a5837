"""Maps and charts as data: what is drawn is checked on numbers that can be followed by hand, without a browser."""

from types import SimpleNamespace

import pandas
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.states import KEADAAN
from ui.figures import palet
from ui.figures.bidang import find_tempat, halve, is_inside, parse_path
from ui.figures.peta import Klasifikasi, cells, classify, klasifikasi_of
from ui.figures.pola import fill_of, stylesheet
from ui.figures.tanda_titik import TANDA

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


# Cells


def test_a_cell_says_its_name_value_and_counts():
    sel = cells(WILAYAH, INDIKATOR_PERSEN)
    assert sel[0].tooltip == "Lembah Uji\nCakupan: 42,5% (85 dari 200)"
    assert sel[1].tooltip == f"Bukit & Uji\nCakupan: {KEADAAN['belum_lapor'].kata.capitalize()}"
    assert (sel[0].teks, sel[1].teks, sel[2].teks) == ("42,5%", "", "0")
    assert (sel[0].kelas, sel[1].kelas, sel[2].kelas) == (2, None, 0)


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
