"""The drawings of Kalimantan Selatan: whole pixels without sliver, islands apart, right proportions, light, and where each centre lies."""

import gzip
import json
import re

import numpy
import pytest
import shapely

from p4gn.geography import peta
from p4gn.geography.boundaries import dissolve, read_bentuk
from p4gn.geography.gambar import nama_gambar, read_gambar, read_titik
from p4gn.geography.peta import publish_peta
from p4gn.geography.resmi import install_resmi
from p4gn.geography.skematik import BERKAS_RINGAN, build_skematik, compute_skematik, hash_bahan, read_ringan
from p4gn.geography.wilayah import REFERENCE_DIR, list_keturunan, peta_index

PULAU_LAUT, PULAU_SEBUKU = (116.2, -3.6), (116.37, -3.5)


@pytest.fixture(scope="module")
def kalsel(tmp_path_factory):
    """Every drawing of Kalimantan Selatan by name, drawn once; P4GN_DATA and P4GN_STATIC point at it."""
    root = tmp_path_factory.mktemp("kalsel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(root / "data"))
        patch.setenv("P4GN_STATIC", str(root / "static"))
        build_skematik("63")
        folder = root / "static" / "peta" / publish_peta("63")
        yield {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()} | {"folder": folder}


@pytest.fixture(scope="module")
def gambar(kalsel):
    """Only the drawings, without the centres."""
    return {name: drawing for name, drawing in kalsel.items() if name != "folder" and not name.endswith("-titik")}


def as_polygon(path):
    """The area of a path: rings of whole-pixel steps, filled as the browser fills them."""
    rings = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]+)z", path):
        moves = numpy.array(re.findall(r"-?\d+", steps), dtype=int).reshape(-1, 2)
        rings.append(shapely.Polygon(numpy.vstack([[int(x), int(y)], moves]).cumsum(axis=0)))
    return shapely.disjoint_subset_union_all(rings) if _are_apart(rings) else shapely.symmetric_difference_all(rings)


def _are_apart(rings):
    return len(rings) == 1 or shapely.area(rings).sum() == pytest.approx(shapely.union_all(rings).area)


def is_penanda(bentuk):
    """A small square in the place of a region that is smaller than a pixel."""
    return bentuk["d"].endswith("h4v4h-4z")


def test_every_level_has_its_drawing_and_every_region_its_centre(kalsel):
    kabkota, kecamatan = ([w.kode for w in list_keturunan("63", t)] for t in ("kabkota", "kecamatan"))
    expected = {"63", "63-kecamatan", "63-desa", *kabkota, *(f"{k}-desa" for k in kabkota), *kecamatan}
    assert kalsel.keys() - {"folder"} == expected | {f"{k}-titik" for k in ("63", *kabkota, *kecamatan)}
    assert [b["kode"] for b in kalsel["63"]["bentuk"]] == kabkota
    assert len(kalsel["63-kecamatan"]["bentuk"]) == 156
    assert len(kalsel["63-desa"]["bentuk"]) + len(kalsel["63-desa"]["tanpa_bentuk"]) == 2016


def assert_seamless(drawing, name):
    """Gives the holes, for the caller to judge.

    Exact, not nearly: the corners are whole pixels, so areas add up without rounding. Squares for what is below a pixel lie on top.
    """
    shapes = numpy.array([as_polygon(b["d"]) for b in drawing["bentuk"] if not is_penanda(b)], dtype=object)
    assert shapely.is_valid(shapes).all(), name
    whole = shapely.union_all(shapes)
    assert whole.area == shapely.area(shapes).sum(), name
    assert shapely.coverage_is_valid(shapes), name
    assert shapely.equals(as_polygon(drawing["tetangga"]), whole), name
    return [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]


def test_no_gap_and_no_overlap_between_neighbours_in_any_drawing(gambar):
    assert len(gambar) == 3 + 2 * 13 + 156
    for name, drawing in gambar.items():
        assert assert_seamless(drawing, name) == [], name


def test_no_gap_and_no_overlap_in_official_drawings_either(tmp_path, monkeypatch, shared):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path / "static"))
    install_resmi(shared / "boundaries" / "63_kalsel_desa.parquet", lambda line: None)
    folder = tmp_path / "static" / "peta" / publish_peta("63")
    drawn = [path for path in folder.iterdir() if not path.stem.endswith("-titik")]
    assert len(drawn) == 3 + 2 * 13 + 156
    land = {tingkat: read_bentuk("63", tingkat) for tingkat in ("kabkota", "kecamatan", "desa")}
    for path in drawn:
        holes = assert_seamless(json.loads(path.read_text(encoding="utf-8")), path.stem)
        kode = path.stem.split("-")[0]
        below = land[{2: "kabkota", 5: "kecamatan", 8: "desa"}[len(kode)]]
        own = numpy.array([below[k] for k in below if k.startswith(kode)], dtype=object)
        source = shapely.transform(own, peta.fit_pandangan(own).to_piksel)
        for hole in holes:  # a strait among mangrove islands that meet at a corner, or land of a neighbour
            assert shapely.area(shapely.intersection(source, hole)).sum() <= 0.5 * hole.area, path.stem
    assert (folder / "63-desa.json").stat().st_size < 350_000


def test_squares_in_the_place_of_a_shape_are_few(gambar):
    small = {name: [b["kode"] for b in drawing["bentuk"] if is_penanda(b)] for name, drawing in gambar.items()}
    assert {name: kode for name, kode in small.items() if kode}.keys() <= {"63-desa", "63.02-desa"}
    assert len(small["63-desa"]) <= 3


def test_pulau_laut_and_pulau_sebuku_are_land_apart_in_view(gambar):
    shapes = read_bentuk("63", "kabkota")
    pandangan = peta.fit_pandangan(numpy.array(list(shapes.values()), dtype=object))
    for name in ("63", "63-kecamatan", "63-desa"):
        parts = shapely.get_parts(shapely.union_all([as_polygon(b["d"]) for b in gambar[name]["bentuk"] if b["kode"].startswith("63.02")]))
        places = shapely.points(pandangan.to_piksel(numpy.array([PULAU_LAUT, PULAU_SEBUKU])))
        found = [numpy.flatnonzero(shapely.contains(parts, place)) for place in places]
        assert [len(f) for f in found] == [1, 1], name
        laut, sebuku = parts[found[0][0]], parts[found[1][0]]
        mainland = max(parts, key=shapely.area)
        assert len({id(laut), id(sebuku), id(mainland)}) == 3, name
        assert laut.distance(mainland) >= 1 and sebuku.distance(laut) >= 1, name
        assert all(pandangan.bingkai.contains(island) for island in (laut, sebuku)), name


@pytest.mark.parametrize("lintang", [-10.5, -3.0, 0.0, 5.0])
def test_a_degree_of_longitude_is_as_much_narrower_as_the_latitude_says(lintang):
    square = numpy.array([shapely.box(115, lintang - 0.5, 116, lintang + 0.5)], dtype=object)
    to_piksel = peta.fit_pandangan(square).to_piksel
    left, lower, right, upper = shapely.transform(square[0], to_piksel).bounds
    assert (right - left) / (upper - lower) == pytest.approx(numpy.cos(numpy.radians(lintang)), rel=1e-9)


def test_drawn_proportions_fit_the_latitude_in_every_drawing(kalsel, gambar):
    """What is drawn is compared with the degrees it comes from: pixels per degree east and north."""
    shapes = {tingkat: read_bentuk("63", tingkat) for tingkat in ("kabkota", "kecamatan", "desa")}
    for name in ("63", "63-kecamatan", "63-desa", "63.03", "63.06", "63.10-desa"):
        drawing = gambar[name]
        own = [b for b in drawing["bentuk"] if not b["kode"].startswith("63.02")]  # Kotabaru has islets out of view
        drawn = numpy.array([as_polygon(b["d"]).bounds for b in own])
        degrees = numpy.array([shapes[drawing["tingkat"]][b["kode"]].bounds for b in own])
        east, north = (numpy.polyfit(degrees[:, side], drawn[:, same], 1)[0] for side, same in ((2, 2), (1, 3)))
        _, south, _, top = shapely.total_bounds(list(shapes["kabkota"].values()))
        middle = numpy.cos(numpy.radians((south + top) / 2))
        assert east == pytest.approx(abs(north) * middle, rel=0.005), name


def test_finer_levels_have_the_frame_of_the_coarser(gambar):
    assert gambar["63-kecamatan"]["tinggi"] == gambar["63-desa"]["tinggi"] == gambar["63"]["tinggi"]
    assert gambar["63.06-desa"]["tinggi"] == gambar["63.06"]["tinggi"]
    for coarse, fine in (("63", "63-kecamatan"), ("63", "63-desa"), ("63.06", "63.06-desa")):
        land = [shapely.union_all([as_polygon(b["d"]) for b in gambar[name]["bentuk"]]) for name in (coarse, fine)]
        assert shapely.symmetric_difference(*land).area < 0.02 * land[0].area


def test_a_label_lies_inside_its_shape_and_the_shape_in_the_frame(gambar):
    for name in ("63", "63.06", "63.06-desa", "63.06.05"):
        for bentuk in gambar[name]["bentuk"]:
            shape = as_polygon(bentuk["d"])
            assert shapely.distance(shape, shapely.Point(bentuk["cx"], bentuk["cy"])) < 1, bentuk["kode"]
            left, top, right, bottom = shape.bounds
            assert left >= 0 and top >= 0 and right <= 1000 and bottom <= gambar[name]["tinggi"]


def test_each_level_is_light(kalsel):
    size = {path.stem: path.stat().st_size for path in kalsel["folder"].iterdir()}
    assert size["63"] < 20_000
    assert size["63-kecamatan"] < 50_000
    assert size["63-desa"] < 350_000
    assert max(size[f"{w.kode}-desa"] for w in list_keturunan("63", "kabkota")) < 40_000
    assert max(size[w.kode] for w in list_keturunan("63", "kecamatan")) < 20_000


def test_centres_are_those_of_the_drawings_in_the_same_frame(kalsel, gambar):
    for kode, names in (("63", ("63", "63-kecamatan", "63-desa")), ("63.06", ("63.06", "63.06-desa")), ("63.06.05", ("63.06.05",))):
        drawn = {b["kode"]: (b["cx"], b["cy"]) for name in names for b in gambar[name]["bentuk"]}
        far = {w["kode"] for name in names for w in gambar[name]["luar_pandangan"]}
        assert {k: xy for k, xy in drawn.items() if k not in far} == read_titik(kode)
    assert "63.02.01.2001" not in read_titik("63"), "islets out of view"


def test_a_desa_without_a_shape_stands_at_its_reference_point(kalsel):
    desa = read_bentuk("63", "desa")
    lost = desa.pop("63.06.05.1001")
    titik = peta._find_titik_lain("63", desa)
    drawings = peta.draw_induk("63", {"kabkota": read_bentuk("63", "kabkota"), "desa": desa}, {"kabkota": True, "desa": True}, titik)
    assert titik.keys() == {"63.06.05.1001"}
    x, y = drawings["63-titik"]["63.06.05.1001"]
    assert shapely.contains(
        shapely.transform(lost, peta.fit_pandangan(numpy.array(list(read_bentuk("63", "kabkota").values()))).to_piksel), shapely.Point(x, y)
    )


def test_what_a_region_smaller_than_a_pixel_becomes():
    tiny = {"75.01": shapely.box(122, 0.5, 123, 1), "75.02": shapely.box(122, 0, 122.5, 0.5), "75.03": shapely.box(122.5, 0, 123, 0.5)}
    tiny["75.04"] = shapely.box(122.99995, 0.49995, 123, 0.5)
    tiny["75.03"] = tiny["75.03"].difference(tiny["75.04"])
    drawing = peta.draw("75", tiny, True, peta.fit_pandangan(numpy.array(list(tiny.values()), dtype=object)))
    assert [b["kode"] for b in drawing["bentuk"] if is_penanda(b)] == ["75.04"]
    assert [w["kode"] for w in drawing["tanpa_bentuk"]] == ["75.05", "75.71"]


def test_shapes_that_do_not_fit_each_other_are_drawn_without_gap_or_overlap():
    loose = {
        "75.01": shapely.box(122, 0, 122.501, 1),
        "75.02": shapely.box(122.5, 0, 123, 0.6),
        "75.03": shapely.box(122.502, 0.601, 123, 1),
    }
    drawing = peta.draw("75", loose, True, peta.fit_pandangan(numpy.array(list(loose.values()), dtype=object)))
    shapes = [as_polygon(b["d"]) for b in drawing["bentuk"]]
    assert shapely.coverage_is_valid(numpy.array(shapes, dtype=object))
    assert shapely.union_all(shapes).area == shapely.area(shapes).sum()


@pytest.mark.parametrize(
    ("kode", "per", "nama"),
    [
        ("nasional", "provinsi", "nasional"),
        ("nasional", "kabkota", "nasional-kabkota"),
        ("63", "kabkota", "63"),
        ("63", "kecamatan", "63-kecamatan"),
        ("63", "desa", "63-desa"),
        ("63.06", "kecamatan", "63.06"),
        ("63.06", "desa", "63.06-desa"),
        ("63.06.05", "desa", "63.06.05"),
    ],
)
def test_each_combination_has_one_name(kode, per, nama):
    assert nama_gambar(kode, per) == nama


@pytest.mark.parametrize(
    ("kode", "per"),
    [("nasional", "desa"), ("63", "provinsi"), ("63.06", "kabkota"), ("63.06.05.1001", "desa"), ("63", "dusun"), ("Banjar", "desa")],
)
def test_what_has_no_drawing_is_refused(kode, per):
    with pytest.raises(ValueError, match=r"Tidak ada gambar|Bukan kode"):
        nama_gambar(kode, per)


def test_readers_follow_the_index(kalsel, tmp_path, monkeypatch):
    assert read_gambar("63.06", "kecamatan") == kalsel["63.06"]
    assert read_gambar("63", "desa")["tingkat"] == "desa"
    with pytest.raises(ValueError, match="di bawah desa"):
        read_titik("63.06.05.1001")
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    assert read_gambar("63", "desa") == {}
    assert read_titik("63") == read_titik("nasional") == {}


def test_what_was_drawn_the_old_way_is_drawn_again(kalsel, monkeypatch):
    assert peta.is_peta_terkini("63")
    monkeypatch.setattr(peta, "CARA_GAMBAR", peta.CARA_GAMBAR + 1)
    assert not peta.is_peta_terkini("63")
    assert peta_index("63")


@pytest.fixture(scope="module")
def nasional(tmp_path_factory):
    """The drawings of all Indonesia by name, made without any province."""
    root = tmp_path_factory.mktemp("nasional")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(root / "data"))
        patch.setenv("P4GN_STATIC", str(root / "static"))
        folder = root / "static" / "peta" / peta.publish_nasional()
        yield {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()} | {"folder": folder}


def test_all_indonesia_is_drawn_from_what_the_project_carries(nasional):
    assert [b["kode"] for b in nasional["nasional"]["bentuk"]] == [w.kode for w in list_keturunan("nasional", "provinsi")]
    assert [b["kode"] for b in nasional["nasional-kabkota"]["bentuk"]] == [w.kode for w in list_keturunan("nasional", "kabkota")]
    assert nasional["nasional-titik"].keys() == {b["kode"] for name in ("nasional", "nasional-kabkota") for b in nasional[name]["bentuk"]}
    assert len([b for b in nasional["nasional-kabkota"]["bentuk"] if is_penanda(b)]) <= 4
    assert not [b for b in nasional["nasional"]["bentuk"] if is_penanda(b)]
    assert {nasional[name]["tinggi"] for name in ("nasional", "nasional-kabkota")} == {nasional["nasional"]["tinggi"]}
    assert (nasional["folder"] / "nasional-kabkota.json").stat().st_size < 120_000


def test_the_shapes_of_the_whole_country_are_kept_for_files(nasional):
    batas = nasional["folder"].parents[2] / "data" / "batas" / "nasional"
    for tingkat, gambar in (("provinsi", "nasional"), ("kabkota", "nasional-kabkota")):
        kept = json.loads((batas / f"{tingkat}.geojson").read_text(encoding="utf-8"))["features"]
        assert [f["properties"]["kode"] for f in kept] == [b["kode"] for b in nasional[gambar]["bentuk"]]
        assert all(f["geometry"]["coordinates"] for f in kept)


def test_all_indonesia_has_no_gap_and_no_overlap(nasional):
    for name in ("nasional", "nasional-kabkota"):
        shapes = numpy.array([as_polygon(b["d"]) for b in nasional[name]["bentuk"] if not is_penanda(b)], dtype=object)
        whole = shapely.union_all(shapes)
        assert shapely.coverage_is_valid(shapes)
        assert whole.area == shapely.area(shapes).sum()


def test_the_light_kabkota_come_from_the_points_and_the_coastline_that_are_carried():
    with gzip.open(REFERENCE_DIR / BERKAS_RINGAN, "rt") as file:
        assert json.load(file)["bahan"] == hash_bahan(), "run: python -m etl.acuan --ringan"
    shapes = read_ringan()
    assert shapes.keys() == {w.kode for w in list_keturunan("nasional", "kabkota")}
    assert shapely.coverage_is_valid(numpy.array(list(shapes.values()), dtype=object))
    assert not any(shape.is_empty for shape in shapes.values())
    full = dissolve(compute_skematik("63"), "kabkota")
    for kode, shape in full.items():
        assert shapely.symmetric_difference(shape, shapes[kode]).area < 0.2 * shape.area, kode
