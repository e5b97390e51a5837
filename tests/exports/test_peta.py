"""The map as files: a PNG that shows the colours of its SVG, GeoJSON and CSV with the numbers of the result and nothing hidden."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

import exports.pdf
from exports import peta as berkas_peta
from exports.peta import GambarGagal, find_halangan, geojson_map, png_map, read_bentuk
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.scope import Scope
from ui import cache, unduh_peta
from ui.figures.gambar_peta import svg_map
from ui.figures.palet import UTAMA, WARNA, sequential
from ui.figures.peta import Klasifikasi, MapCell
from ui.unduh_peta import Pembuat, PetaTampil

PEMBUAT = Pembuat(png_map, find_halangan, geojson_map, read_bentuk)
RAHASIA = 7391
GEOMETRI = {
    "lebar": 400,
    "tinggi": 200,
    "skematik": True,
    "tetangga": "M0 0H400V200H0Z",
    "bentuk": [
        {"kode": "63.01", "nama": "Lembah Uji", "d": "M0 0H200V200H0Z", "cx": 100, "cy": 100},
        {"kode": "63.02", "nama": "Bukit Uji", "d": "M200 0H400V100H200Z", "cx": 300, "cy": 50},
        {"kode": "63.03", "nama": "Pulau Uji", "d": "M200 100H400V200H200Z", "cx": 300, "cy": 150},
    ],
}
SEL = [
    MapCell("63.01", "Lembah Uji", "ada", 2, "42,5%", "", nilai=42.5),
    MapCell("63.02", "Bukit Uji", "ada", 0, "12,0%", "", nilai=12),
    MapCell("63.03", "Pulau Uji", "tidak_berlaku", None, "×", ""),
]
BARIS = [
    {"kode": "63.01", "nama": "Lembah Uji", "nilai": 42.5, "pembilang": 85.0, "penyebut": 200.0, "keadaan": "ada"},
    {"kode": "63.02", "nama": "Bukit Uji", "nilai": float("nan"), "pembilang": None, "penyebut": 50.0, "keadaan": "belum_lapor"},
    {"kode": "63.03", "nama": "Pulau Uji", "nilai": RAHASIA, "pembilang": RAHASIA, "penyebut": RAHASIA, "keadaan": "disamarkan"},
    {"kode": "63.04", "nama": "Tanpa Bentuk", "nilai": 0.0, "pembilang": 0.0, "penyebut": 10.0, "keadaan": "nol"},
]
FAKTA = {"DATA CONTOH": "rekaan", "Periode": "Tahun 2025", "Edisi": "Edisi uji, uji-1", "Sumber": "Kiriman OPD"}
PERSEGI = {"type": "Polygon", "coordinates": [[[115.1234567, -3.5], [115.2, -3.5], [115.2, -3.4], [115.1234567, -3.5]]]}


def _gambar(**ubah: object) -> str:
    kata = {"judul": "Cakupan", "periode": "Tahun 2025", "sumber": "Kiriman OPD", "tanda": "DATA CONTOH"}
    return svg_map(GEOMETRI, SEL, Klasifikasi((20, 40), "persen", 1), **(kata | ubah))


def _near(warna: tuple[int, ...], heks: str, toleransi: int = 6) -> bool:
    return all(abs(kanal - int(heks[i : i + 2], 16)) <= toleransi for kanal, i in zip(warna, (1, 3, 5), strict=False))


def _open(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


# Picture


@pytest.mark.parametrize(("ukuran", "lebar", "tinggi"), [({}, 1280, 900), ({}, 1920, 1350), ({"lebar": 1920, "tinggi": 1080}, 1920, 1080)])
def test_the_picture_is_as_wide_as_asked_and_in_proportion(ukuran, lebar, tinggi):
    assert _open(png_map(_gambar(**ukuran), lebar)).size == (lebar, tinggi)


@pytest.mark.parametrize("tema", ["terang", "gelap"])
def test_regions_have_the_colour_of_their_class_and_their_state(tema):
    picture = _open(png_map(_gambar(tema=tema), 1280))
    ramp = sequential(3, tema)
    peta = 912 / 400  # px of the picture per pixel of the drawing
    kiri, atas = 28, (picture.height - 200 * peta) / 2 + 15
    for (x, y), heks in {(30, 30): ramp[2], (220, 20): ramp[0], (220, 180): WARNA[tema].kelabu}.items():
        assert _near(picture.getpixel((round(kiri + x * peta), round(atas + y * peta))), heks), (x, y)
    assert _near(picture.getpixel((5, 5)), WARNA[tema].kertas)


def test_an_amount_is_a_circle_on_a_plain_shape():
    kelas = Klasifikasi((20, 40), "orang", 0, cacah=True, lingkaran=True)
    svg = svg_map(GEOMETRI, [SEL[0]], kelas, judul="Orang", periode="2025", sumber="Uji")
    picture = _open(png_map(svg, 1280))
    warna = {picture.getpixel((x, y)) for x in range(28, 940, 3) for y in range(100, 800, 3)}
    assert any(_near(each, UTAMA["terang"], 20) for each in warna)
    assert any(_near(each, WARNA["terang"].dasar, 2) for each in warna)


def test_hatching_comes_out_as_lines_on_their_ground():
    sel = [MapCell("63.01", "Lembah Uji", "belum_lapor", None, "", "")]
    picture = _open(png_map(svg_map(GEOMETRI, sel, Klasifikasi((20, 40)), judul="J", periode="P", sumber="S"), 1280))
    warna = [picture.getpixel((x, 300)) for x in range(60, 300)]
    assert any(_near(each, WARNA["terang"].arsir_dasar) for each in warna)
    assert any(_near(each, WARNA["terang"].arsir_garis, 30) for each in warna)


def test_the_same_picture_gives_the_same_bytes_and_starts_no_process(monkeypatch):
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a picture is made inside the process")

    monkeypatch.setattr(subprocess, "Popen", forbidden)
    assert png_map(_gambar(), 400) == png_map(_gambar(), 400)


def test_a_picture_that_cannot_be_made_says_so_in_a_sentence(monkeypatch, tmp_path):
    with pytest.raises(GambarGagal, match="Unduh gambar SVG"):
        png_map("<svg", 100)
    assert find_halangan() is None
    monkeypatch.setattr(berkas_peta, "FONTS", tmp_path)
    find_halangan.cache_clear()
    assert "Gambar PNG belum dapat dibuat" in find_halangan()
    find_halangan.cache_clear()


def test_our_letters_come_along():
    assert list(exports.pdf.FONTS.glob("*.ttf"))


# GeoJSON


def _features(isi: bytes) -> dict[str, dict]:
    return {feature["id"]: feature for feature in json.loads(isi)["features"]}


def test_a_region_keeps_its_number_and_its_facts():
    isi = geojson_map(BARIS, {"63.01": PERSEGI}, FAKTA, indikator="Cakupan", satuan="persen", edisi="uji-1")
    assert json.loads(isi)["type"] == "FeatureCollection" and json.loads(isi)["keterangan"] == FAKTA
    assert _features(isi)["63.01"]["properties"] == {
        "kode": "63.01", "nama": "Lembah Uji", "nilai": 42.5, "pembilang": 85, "penyebut": 200, "keadaan": "ada", "kata": "ada nilai",
        "satuan": "persen", "periode": "Tahun 2025", "indikator": "Cakupan", "edisi": "uji-1", "sumber": "Kiriman OPD",
        "tanda": "DATA CONTOH",
    }  # fmt: skip


def test_unknown_is_null_zero_is_zero_and_hidden_has_no_number_at_all():
    isi = geojson_map(BARIS, {}, FAKTA, indikator="Cakupan", satuan="persen", edisi="uji-1")
    sifat = {kode: feature["properties"] for kode, feature in _features(isi).items()}
    assert (sifat["63.02"]["nilai"], sifat["63.02"]["pembilang"], sifat["63.02"]["penyebut"]) == (None, None, 50)
    assert sifat["63.04"]["nilai"] == 0 and sifat["63.04"]["keadaan"] == "nol"
    assert [sifat["63.03"][nama] for nama in ("nilai", "pembilang", "penyebut")] == [None, None, None]
    assert str(RAHASIA).encode() not in isi


def test_a_region_without_a_shape_is_not_lost_and_coordinates_have_five_decimals():
    features = _features(geojson_map(BARIS, {"63.01": PERSEGI}, FAKTA, indikator="C", satuan="persen", edisi="uji-1"))
    assert list(features) == ["63.01", "63.02", "63.03", "63.04"]
    assert features["63.02"]["geometry"] is None
    assert features["63.01"]["geometry"]["coordinates"][0][0] == [115.12346, -3.5]


def test_shapes_are_those_of_the_region_and_level_asked_for(monkeypatch, tmp_path):
    folder = tmp_path / "batas" / "63"
    folder.mkdir(parents=True)
    kode = ("63.01.01", "63.01.02", "63.10.01")
    isi = {"features": [{"properties": {"kode": each}, "geometry": PERSEGI} for each in kode]}
    (folder / "kecamatan.geojson").write_text(json.dumps(isi), encoding="utf-8")
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    assert list(read_bentuk("63", "kecamatan")) == list(kode)
    assert list(read_bentuk("63.01", "kecamatan")) == ["63.01.01", "63.01.02"]
    assert read_bentuk("63", "desa") == {} == read_bentuk("nasional", "provinsi") == read_bentuk("62", "kecamatan")


# The files of the screen, on a whole edition


@pytest.fixture
def tampil(edisi: str, monkeypatch: pytest.MonkeyPatch) -> PetaTampil:
    """A map of that edition, drawn on the tiny geometry."""
    monkeypatch.setattr(unduh_peta, "read_gambar", lambda kode, per: GEOMETRI)
    return PetaTampil(CATALOGUE["orang_dites"], Scope(edisi, "63", "semua"), "kabkota")


def _table(isi: bytes) -> list[list[str]]:
    """Headings and rows below the facts."""
    lines = list(csv.reader(io.StringIO(isi.decode("utf-8-sig")), delimiter=";"))
    return lines[lines.index([]) + 1 :]


def test_every_file_has_the_codes_and_the_sum_of_the_result(tampil):
    hasil = cache.indicator_frame("orang_dites", tampil.scope, "kabkota")
    features = _features(unduh_peta.make_geojson(tampil, PEMBUAT))
    assert list(features) == hasil["kode"].tolist() and len(features) == 13
    jumlah = hasil["nilai"].sum()
    assert sum(feature["properties"]["nilai"] or 0 for feature in features.values()) == jumlah > 0
    assert (
        [kode for kode, feature in features.items() if feature["properties"]["nilai"] is None]
        == hasil["kode"][hasil["nilai"].isna()].tolist()
        != []
    )
    heads, *rows = _table(unduh_peta.csv_map([tampil]))
    assert heads[:2] == ["Kode wilayah", "Kabupaten/kota"] and [row[0] for row in rows] == hasil["kode"].tolist()
    assert sum(float(row[2].replace(",", ".")) for row in rows if row[2]) == jumlah


def test_the_picture_of_a_screen_names_edition_period_and_the_day_the_data_reach(tampil):
    svg = unduh_peta.make_svg(tampil)
    for kata in (tampil.scope.edisi, "per kabupaten/kota", "Semua tahun", "Data sampai", "Orang yang dites urine"):
        assert kata in svg
    assert _open(png_map(svg, 640)).size == (640, 450)


def test_two_maps_are_two_columns_beside_each_other(tampil):
    lain = PetaTampil(tampil.indicator, Scope(tampil.scope.edisi, "63", "2025"), "kabkota")
    isi = unduh_peta.csv_map([tampil, lain])
    heads, *rows = _table(isi)
    assert [judul for judul in heads if judul.startswith("Orang dites")] == ["Orang dites, Semua tahun", "Orang dites, Tahun 2025"]
    assert len({len(row) for row in [heads, *rows]}) == 1
    assert "Periode;Semua tahun dan Tahun 2025" in isi.decode("utf-8-sig")
    assert unduh_peta.name_file([tampil, lain]) == "peta-orang_dites-63-semua-dan-2025-per-kabkota"


def test_a_hidden_cell_has_no_number_in_any_file_of_the_screen(tampil, monkeypatch):
    monkeypatch.setattr(cache, "indicator_frame", lambda *_: pd.DataFrame(BARIS))
    persen = PetaTampil(CATALOGUE["cakupan_tes_urine"], tampil.scope, "kabkota")
    files = (unduh_peta.make_svg(persen).encode(), unduh_peta.make_geojson(persen, PEMBUAT), unduh_peta.csv_map([persen, persen]))
    for isi in files:
        assert str(RAHASIA).encode() not in isi
        assert b"disamarkan" in isi.lower()
    row = next(row for row in _table(files[2]) if row[0] == "63.03")
    assert row[2:5] == ["", "", ""] and row[5] == "▒ disamarkan"


def test_a_region_that_one_period_does_not_know_is_not_applicable_there(tampil, monkeypatch):
    frames = {"semua": pd.DataFrame(BARIS), "2025": pd.DataFrame(BARIS[:2])}
    monkeypatch.setattr(cache, "indicator_frame", lambda indicator, scope, per: frames[scope.periode])
    lain = PetaTampil(tampil.indicator, Scope(tampil.scope.edisi, "63", "2025"), "kabkota")
    row = next(row for row in _table(unduh_peta.csv_map([tampil, lain])) if row[0] == "63.04")
    assert row[2:] == ["0", "0 nol", "", "× tidak berlaku"]


@pytest.mark.parametrize(("halangan", "jumlah"), [(None, 5), ("Gambar PNG belum dapat dibuat di sini.", 4)])
def test_the_menu_holds_the_files_and_says_what_cannot_be_made(tampil, halangan, jumlah):
    def screen(peta, pembuat):
        from ui.unduh_peta import download_menu

        download_menu(peta, pembuat)

    pembuat = Pembuat(png_map, lambda: halangan, geojson_map, read_bentuk)
    shown = AppTest.from_function(screen, args=([tampil], pembuat)).run()
    assert not shown.exception
    labels = [each.proto.label for each in shown.get("download_button")]
    assert len(labels) == jumlah and ("Gambar (PNG)" in labels) is (halangan is None)
    assert [halangan in each.proto.body for each in shown.get("html")] == [True] * (halangan is not None)


def test_the_drawing_needs_no_gis_library(root: Path):
    code = "import sys, exports.peta; sys.exit(any(name in sys.modules for name in ('shapely', 'geopandas', 'streamlit')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
