"""The picture of a map, read as the XML it is: fills by state, circles by class, counts that add up, and nothing of a hidden number."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest

from p4gn.indicators.states import KEADAAN
from ui.figures import palet
from ui.figures.gambar_peta import svg_map
from ui.figures.gambar_teks import panjang_of, wrap
from ui.figures.peta import Klasifikasi, MapCell, MapPoint, jari_lingkaran
from ui.figures.pola import fill_of
from ui.figures.tanda_titik import TANDA

PERSEN = Klasifikasi((20, 40), "persen", 1)
ORANG = Klasifikasi((50, 500), "orang", 0, cacah=True, lingkaran=True)
RAHASIA = "7391"  # stands nowhere else in a picture


def _kotak(kode: str, nama: str, kolom: int, baris: int) -> dict:
    x, y = kolom * 200, baris * 150
    return {"kode": kode, "nama": nama, "d": f"M{x} {y}h200v150h-200Z", "cx": x + 100, "cy": y + 75, "luas": 30000}


#: Seven regions in a row of four and a row of three; the last is an islet out of view.
GEOMETRI = {
    "kode": "63",
    "lebar": 800,
    "tinggi": 300,
    "skematik": True,
    "tetangga": "M0 0H800V300H0Z",
    "bentuk": [
        _kotak("63.01", "Lembah Uji", 0, 0),
        _kotak("63.02", "Bukit & Uji", 1, 0),
        _kotak("63.03", "Pulau Uji", 2, 0),
        _kotak("63.04", "Rawa Uji", 3, 0),
        _kotak("63.05", "Teluk Uji", 0, 1),
        _kotak("63.06", "Muara Uji", 1, 1),
        {"kode": "63.07", "nama": "Karang Jauh", "d": "", "cx": 2000, "cy": 2000, "luas": 9},
    ],
    "luar_pandangan": [{"kode": "63.07", "nama": "Karang Jauh"}],
}

SEL = [
    MapCell("63.01", "Lembah Uji", "ada", 2, "812", "Lembah Uji\n812", nilai=812),
    MapCell("63.02", "Bukit & Uji", "ada", 0, "9", "Bukit & Uji\n9", nilai=9),
    MapCell("63.03", "Pulau Uji", "nol", 0, "0", "Pulau Uji\n0", nilai=0),
    MapCell("63.04", "Rawa Uji", "disamarkan", None, "", "Rawa Uji\nDisamarkan"),
    MapCell("63.05", "Teluk Uji", "belum_lapor", None, "", "Teluk Uji\nBelum ada catatan"),
    MapCell("63.06", "Muara Uji", "tidak_berlaku", None, "×", "Muara Uji\nTidak berlaku"),
    MapCell("63.07", "Karang Jauh", "terlalu_sedikit", None, "", "Karang Jauh\nTerlalu sedikit"),
]
KATA = {
    "judul": "Orang yang dites",
    "wilayah": "Kalimantan Uji per kabupaten/kota",
    "periode": "Tahun 2025",
    "sumber": "Kiriman OPD",
    "edisi": "2025-12-31-uji-00000000",
    "data_per": "31 Desember 2025",
}


def _svg(klasifikasi: Klasifikasi, **ubah: object) -> ET.Element:
    return ET.fromstring(svg_map(GEOMETRI, SEL, klasifikasi, **(KATA | ubah)))


def _all(akar: ET.Element, nama: str) -> list[ET.Element]:
    return list(akar.iter(f"{{http://www.w3.org/2000/svg}}{nama}"))


def _group(akar: ET.Element, kelas: str) -> ET.Element:
    return next(g for g in _all(akar, "g") if g.get("class") == kelas)


def _isian(akar: ET.Element) -> dict[str, str]:
    return {path.get("data-kode"): path.get("fill") for path in _all(akar, "path") if path.get("data-kode")}


def _tulisan(akar: ET.Element) -> list[str]:
    return [" ".join(teks.itertext()) for teks in _all(akar, "text")]


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_a_rate_colours_every_region_by_class_or_state(tema):
    isian = _isian(_svg(PERSEN, tema=tema))
    assert isian == {s.kode: fill_of(s.keadaan, s.kelas, 3, tema) for s in SEL if s.kode != "63.07"}
    assert isian["63.01"] == palet.sequential(3, tema)[2]
    assert isian["63.04"] == "url(#pola-disamarkan)" != isian["63.05"] == "url(#pola-belum_lapor)"


def test_every_pattern_that_is_used_is_defined_and_no_colour_follows_a_theme():
    svg = svg_map(GEOMETRI, SEL, PERSEN, **KATA)
    used = set(re.findall(r"url\(#([\w-]+)\)", svg))
    assert {"pola-disamarkan", "legenda-disamarkan", "tepi"} <= used
    assert used <= set(re.findall(r'id="([\w-]+)"', svg))
    assert "var(" not in svg and "light-dark" not in svg


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_an_amount_leaves_its_shape_plain_and_is_a_circle_of_its_class_at_the_centre(tema):
    akar = _svg(ORANG, tema=tema)
    isian = _isian(akar)
    assert isian["63.01"] == isian["63.02"] == isian["63.03"] == palet.WARNA[tema].dasar
    assert isian["63.04"] == "url(#pola-disamarkan)" and isian["63.06"] == palet.WARNA[tema].kelabu
    lingkaran = _all(_group(akar, "lingkaran"), "circle")
    jari = [float(each.get("r")) for each in lingkaran]
    assert jari == [jari_lingkaran(2, 3, 7), jari_lingkaran(0, 3, 7)]  # the largest first; none for a zero
    assert {each.get("fill") for each in lingkaran} == {palet.UTAMA[tema]}
    skala = 912 / 800  # the map is as wide as its room
    assert [(float(c.get("cx")), float(c.get("cy"))) for c in lingkaran] == [
        pytest.approx((100 * skala, 75 * skala), abs=1),
        pytest.approx((300 * skala, 75 * skala), abs=1),
    ]


def test_a_number_stands_in_its_circle_beside_it_or_with_the_name_and_a_zero_is_written():
    tulisan = _tulisan(_group(_svg(ORANG), "peta"))
    assert "812" in tulisan and "Lembah Uji" in tulisan
    assert "Pulau Uji 0" in tulisan
    assert any("9" in teks.split() for teks in tulisan)
    assert "Rawa Uji" in tulisan  # hidden: its name alone


@pytest.mark.parametrize("klasifikasi", [PERSEN, ORANG])
def test_counts_of_the_legend_add_up_to_the_number_of_regions(klasifikasi):
    legenda = _tulisan(_group(_svg(klasifikasi), "legenda"))
    jumlah = [int(angka) for teks in legenda for angka in re.findall(r"\((\d+)\)$", teks)]
    assert sum(jumlah) == len(SEL)
    for keadaan in ("nol", "disamarkan", "belum_lapor", "tidak_berlaku", "terlalu_sedikit"):
        assert f"{KEADAAN[keadaan].kata} (1)" in legenda


def test_the_legend_of_amounts_shows_a_circle_per_class():
    legenda = _group(_svg(ORANG), "legenda")
    assert [float(c.get("r")) for c in _all(legenda, "circle")] == [jari_lingkaran(i, 3, 7) for i in range(3)]
    assert {"1–49 orang (1)", "50–499 orang (0)", "500 orang ke atas (1)"} <= set(_tulisan(legenda))


def test_a_mark_on_a_circle_does_not_hide_its_number():
    svg = svg_map(GEOMETRI, SEL, ORANG, **KATA, titik=[MapPoint("63.01", "celah", "Desa Uji")])
    assert svg.index(">812<") > svg.index("<title>Desa Uji</title>")
    assert svg.index(">9<") < svg.index("<title>Desa Uji</title>")


def test_where_every_amount_is_one_the_legend_says_one():
    sel = [replace(s, kelas=0, teks="1", nilai=1) if s.keadaan == "ada" else s for s in SEL]
    legenda = _tulisan(_group(ET.fromstring(svg_map(GEOMETRI, sel, replace(ORANG, lingkaran=False), **KATA)), "legenda"))
    assert [teks for teks in legenda if "orang" in teks] == ["1 orang (2)"]


def test_the_edge_rule_is_told_where_classes_have_edges():
    assert PERSEN.kata_aturan in _tulisan(_group(_svg(PERSEN), "legenda"))
    assert not [teks for teks in _tulisan(_svg(ORANG)) if "tepat di batas" in teks]


def test_a_hidden_cell_carries_no_number_even_when_it_is_handed_one():
    """The figures draw what they are given; a hidden cell is given words, and its value is not among what is drawn."""
    sel = [replace(s, nilai=float(RAHASIA)) if s.keadaan == "disamarkan" else s for s in SEL]
    for klasifikasi in (PERSEN, ORANG):
        assert RAHASIA not in svg_map(GEOMETRI, sel, klasifikasi, **KATA)


def test_a_region_out_of_view_is_counted_and_named():
    akar = _svg(PERSEN)
    assert "63.07" not in _isian(akar)
    assert "Tidak tampak pada gambar: Karang Jauh." in " ".join(_tulisan(akar))


def test_the_picture_says_where_its_numbers_and_shapes_come_from():
    teks = " ".join(_tulisan(_svg(PERSEN)))
    for kata in ("Kalimantan Uji per kabupaten/kota · Tahun 2025", "Sumber: Kiriman OPD.", "Edisi 2025-12-31-uji-00000000.",
                 "Data sampai 31 Desember 2025.", "Batas skematik, bukan batas resmi."):  # fmt: skip
        assert kata in teks
    resmi = ET.fromstring(svg_map(GEOMETRI | {"skematik": False}, SEL, PERSEN, **KATA, batas="Badan Uji 2025"))
    assert "Batas wilayah: Badan Uji 2025." in " ".join(_tulisan(resmi))
    assert "skematik" not in " ".join(_tulisan(resmi))


def test_the_mark_of_invented_data_is_there_when_asked_for_and_only_then():
    assert "DATA CONTOH" in _tulisan(_svg(PERSEN, tanda="DATA CONTOH"))
    assert not [g for g in _all(_svg(PERSEN), "g") if g.get("class") == "lencana"]


@pytest.mark.parametrize(("lebar", "tinggi"), [(1280, 900), (1920, 1080)])
def test_words_stay_inside_the_picture_however_long_they_are(lebar, tinggi):
    panjang = "Persentase desa dan kelurahan yang sudah ditetapkan dan dicanangkan dan masih menjalankan programnya " * 2
    sumber = "Kiriman perangkat daerah dan kabupaten/kota " * 12
    akar = _svg(PERSEN, judul=panjang, sumber=sumber, tanda="DATA CONTOH", lebar=lebar, tinggi=tinggi)
    assert (akar.get("width"), akar.get("height")) == (str(lebar), str(tinggi))
    _, _, kanan, bawah = map(float, akar.get("viewBox").split())
    lencana = min(float(r.get("x")) for r in _all(_group(akar, "lencana"), "rect"))
    for teks in akar.findall("{http://www.w3.org/2000/svg}text"):
        x, y, ukuran = (float(teks.get(nama)) for nama in ("x", "y", "font-size"))
        ujung = x + panjang_of(teks.text, ukuran, tebal=teks.get("font-weight") == "700")
        assert ujung <= kanan - 20 and y <= bawah - 20
        assert ujung < lencana or y > 150 or ukuran < 26  # the title keeps clear of the mark
    assert len([t for t in akar.findall("{http://www.w3.org/2000/svg}text") if t.get("font-size") == "26"]) >= 3


def test_a_legend_with_every_mark_stays_above_the_foot():
    titik = [MapPoint("63.01", tanda, "contoh") for tanda in TANDA]
    akar = ET.fromstring(svg_map(GEOMETRI, SEL, replace(ORANG, batas=(1, 2, 5, 10, 20, 50)), **KATA, titik=titik))
    legenda = _group(akar, "legenda")
    atas = float(legenda.get("transform").split()[1].rstrip(")"))
    kecil = float(legenda[0].get("transform").removeprefix("scale(").rstrip(")"))
    terbawah = max(float(t.get("y")) for t in _all(legenda, "text") if t.get("text-anchor") == "start")
    kaki = min(float(t.get("y")) for t in akar.findall("{http://www.w3.org/2000/svg}text") if float(t.get("y")) > 450)
    assert kecil < 1 and atas + kecil * terbawah < kaki - 13
    for tanda in TANDA.values():
        assert f"{tanda.kata} (1 {tanda.benda})" in re.sub(r"\s", " ", " ".join(_tulisan(legenda)))


def test_a_mark_stands_at_its_place_else_at_the_centre_of_its_region_else_nowhere():
    titik = [MapPoint("63.01", "tahap-4", "di tempat", tempat=(40, 30)), MapPoint("63.02", "ibm", "di pusat"),
             MapPoint("63.07", "tim", "di luar"), MapPoint("99", "tahap-1", "tidak dikenal")]  # fmt: skip
    peta = _group(_svg(PERSEN, titik=titik), "peta")
    letak = {path[0].text: path.get("transform") for path in _all(peta, "path") if path.get("transform") and len(path)}
    skala = 912 / 800
    assert letak.keys() == {"di tempat", "di pusat"}
    for kata, tempat in (("di tempat", (40, 30)), ("di pusat", (300, 75))):
        assert [float(n) for n in re.findall(r"[\d.]+", letak[kata])] == pytest.approx([n * skala for n in tempat], abs=0.6)


def test_a_region_too_small_for_its_name_is_named_beside_the_land_with_a_line():
    kecil = _kotak("63.01", "Kota Sangat Kecil", 0, 0) | {"d": "M90 60h20v20h-20Z"}
    geometri = GEOMETRI | {"lebar": 400, "bentuk": [kecil, *[_kotak(f"63.1{i}", f"Lain {i}", 1, i) for i in range(2)]]}
    sel = [replace(SEL[0], nama="Kota Sangat Kecil"), *(replace(SEL[1], kode=f"63.1{i}", nama=f"Lain {i}") for i in range(2))]
    luar = _group(ET.fromstring(svg_map(geometri, sel, PERSEN, **KATA)), "luar")
    assert _tulisan(luar) == ["Kota Sangat Kecil: 812"]
    assert len(_all(luar, "path")) == 2  # the line and the dot where it begins


def test_numbers_beside_circles_do_not_cover_each_other():
    geometri = GEOMETRI | {
        "bentuk": [_kotak(f"63.{i:02}", f"W{i}", 0, 0) | {"d": f"M{i * 8} 0h8v8h-8Z", "cx": i * 8 + 4, "cy": 4} for i in range(90)]
    }
    sel = [MapCell(f"63.{i:02}", f"W{i}", "ada", 0, "1.234", "", nilai=1234) for i in range(90)]
    peta = _group(ET.fromstring(svg_map(geometri, sel, ORANG, **KATA)), "peta")
    kotak = []
    for tspan in _all(peta, "tspan"):
        x, y, setengah = float(tspan.get("x")), float(tspan.get("y")), panjang_of(tspan.text, 11, tebal=True) / 2
        kotak.append((x - setengah, x + setengah, y - 9, y))
    assert 2 <= len(kotak) < 90
    assert not [(a, b) for a, b in itertools.combinations(kotak, 2) if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]]


def test_lines_break_at_spaces_and_only_a_word_longer_than_the_line_is_cut():
    baris = wrap("satu dua tiga empat", 60, 10)
    assert " ".join(baris) == "satu dua tiga empat" and len(baris) > 1
    assert all(panjang_of(each, 10) <= 60 for each in baris)
    assert "".join(wrap("a" * 40, 60, 10)) == "a" * 40
    assert wrap("desa (2\u00a0desa)", 55, 10)[-1] == "(2\u00a0desa)"
    assert Counter(wrap("", 60, 10)) == {}
