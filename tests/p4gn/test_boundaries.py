"""Shapes of regions: the schematic ones fit together, official ones replace them."""

import json
import statistics

import geopandas
import numpy
import pytest
import shapely

from p4gn.geography import peta
from p4gn.geography.boundaries import BatasError, dissolve, read_bentuk, read_info
from p4gn.geography.gambar import read_gambar
from p4gn.geography.peta import publish_peta
from p4gn.geography.skematik import SUMBER_SKEMATIK, build_skematik, compute_skematik, read_daratan
from p4gn.geography.wilayah import get_wilayah, list_keturunan, peta_index, sumber_peta
from tests.p4gn.batas_buatan import GORONTALO, install_resmi, invent_gorontalo, patch_folders, write_berkas

PULAU_LAUT, PULAU_SEBUKU, LAUT_JAWA = shapely.Point(116.2, -3.6), shapely.Point(116.37, -3.5), shapely.Point(114.5, -5.0)
PEDALAMAN = shapely.box(115.0, -3.4, 115.9, -2.6)  # wholly inland, wholly in Kalimantan Selatan


@pytest.fixture(scope="module")
def kalsel(tmp_path_factory):
    """Kalimantan Selatan, schematic, built once."""
    root = tmp_path_factory.mktemp("kalsel")
    patch = patch_folders(root)
    build_skematik("63")
    yield {t: read_bentuk("63", t) for t in ("kabkota", "kecamatan", "desa")}
    patch.undo()


@pytest.fixture
def folders(tmp_path):
    patch = patch_folders(tmp_path)
    yield tmp_path
    patch.undo()


def test_every_kabkota_and_kecamatan_has_a_shape_and_missing_desa_are_named(kalsel):
    assert len(kalsel["kabkota"]) == 13
    assert len(kalsel["kecamatan"]) == 156
    info = build_skematik("63")
    missing = info["tingkat"]["desa"]["tanpa_bentuk"]
    assert len(kalsel["desa"]) + len(missing) == 2016
    assert "63.10.04.2027" in missing
    assert info["jenis"] == "skematik"


def test_neighbours_share_their_border_without_gap_or_overlap(kalsel):
    for tingkat in ("kabkota", "kecamatan", "desa"):
        shapes = numpy.array(list(kalsel[tingkat].values()), dtype=object)
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes), tingkat
        whole = shapely.union_all(shapes)
        assert shapely.area(whole) == pytest.approx(shapely.area(shapes).sum(), rel=1e-9)
        assert shapely.get_num_interior_rings(shapely.get_parts(whole)).sum() == 0
        assert shapely.difference(PEDALAMAN, whole).area < 1e-9
        islands = [land for land in read_daratan() if land.contains(PULAU_LAUT) or land.contains(PULAU_SEBUKU)]
        assert len(islands) == 2
        assert all(shapely.difference(island, whole).area < 1e-9 for island in islands)


def test_a_parent_is_the_union_of_its_children(kalsel):
    for fine, coarse in (("desa", "kecamatan"), ("kecamatan", "kabkota")):
        for kode, shape in dissolve(kalsel[fine], coarse).items():
            assert shapely.area(shapely.symmetric_difference(shape, kalsel[coarse][kode])) < 1e-9


def test_islands_are_there_and_the_sea_is_not(kalsel):
    kotabaru = kalsel["kabkota"]["63.02"]
    assert kotabaru.contains(PULAU_LAUT)
    assert kotabaru.contains(PULAU_SEBUKU)
    assert not any(shape.contains(LAUT_JAWA) for shape in kalsel["kabkota"].values())


def test_a_kabupaten_of_islets_does_not_vanish():
    desa = compute_skematik("31")
    kepulauan_seribu = [k for k in desa if k.startswith("31.01")]
    assert len(kepulauan_seribu) == 6
    assert shapely.coverage_is_valid(numpy.array(list(desa.values()), dtype=object))


@pytest.mark.parametrize("kode_provinsi", ["61", "18", "62"])
def test_other_provinces_are_whole(kode_provinsi):
    desa = compute_skematik(kode_provinsi)
    assert {k[:8] for k in desa} == {w.kode for w in list_keturunan(kode_provinsi, "kecamatan")}
    assert shapely.coverage_is_valid(numpy.array(list(desa.values()), dtype=object))


def test_schematic_shapes_resemble_the_real_ones(kalsel, shared):
    medians = {}
    for tingkat in ("kabkota", "kecamatan", "desa"):
        real = geopandas.read_parquet(shared / "boundaries" / f"63_kalsel_{tingkat}.parquet").set_index("kode").geometry
        overlap = []
        for kode, shape in real.items():
            ours = kalsel[tingkat].get(kode, shapely.Polygon())
            overlap.append(ours.intersection(shape).area / ours.union(shape).area)
        medians[tingkat] = statistics.median(overlap)
    print("overlap (median):", {t: round(m, 3) for t, m in medians.items()})
    assert medians["kabkota"] >= 0.80
    assert medians["kecamatan"] >= 0.68
    assert medians["desa"] >= 0.40


def test_building_again_gives_the_same_shapes(kalsel, folders):
    build_skematik("63")
    again = read_bentuk("63", "desa")
    assert again.keys() == kalsel["desa"].keys()
    assert all(again[kode].equals_exact(shape) for kode, shape in kalsel["desa"].items())


def test_a_code_that_is_no_province_is_refused(folders):
    with pytest.raises(BatasError, match="bukan kode provinsi"):
        build_skematik("99")
    with pytest.raises(BatasError, match="belum punya batas"):
        publish_peta("63")


@pytest.mark.parametrize("name", ["batas.gpkg", "batas.shp", "batas.parquet", "batas.geojson", "batas.shz"])
def test_each_format_installs_and_the_label_goes(folders, name):
    told = []
    changed = install_resmi(write_berkas(invent_gorontalo(), folders / name), told.append)
    assert changed == [GORONTALO]
    info = read_info(GORONTALO)
    assert info["jenis"] == "resmi"
    assert info["sumber"] == name
    assert {t: level["jenis"] for t, level in info["tingkat"].items()} == {"kabkota": "resmi", "kecamatan": "skematik", "desa": "skematik"}
    versi = publish_peta(GORONTALO)
    assert peta_index(GORONTALO)["jenis"] == "resmi"
    drawing = json.loads((folders / "static" / "peta" / versi / "75.json").read_text())
    assert drawing["skematik"] is False
    assert json.loads((folders / "static" / "peta" / versi / "75.01.json").read_text())["skematik"] is True
    assert sumber_peta("75") == ("resmi", name)
    assert sumber_peta("75.01") == sumber_peta("75.01.01") == ("skematik", SUMBER_SKEMATIK)
    assert any("6 dari 6 punya bentuk" in line for line in told)


def test_the_national_map_credits_the_official_files_it_uses(folders, monkeypatch):
    peta.publish_nasional()
    assert sumber_peta("nasional") == ("skematik", SUMBER_SKEMATIK)
    assert peta.is_nasional_terkini()
    before = read_gambar("nasional", "kabkota")
    build_skematik("31")
    assert peta.is_nasional_terkini(), "schematic shapes of a province are those it has already"
    install_resmi(write_berkas(invent_gorontalo(), folders / "batas.gpkg"), lambda line: None)
    assert not peta.is_nasional_terkini()
    peta.publish_nasional()
    assert sumber_peta("nasional") == ("skematik", f"{SUMBER_SKEMATIK}; 1 provinsi memakai batas.gpkg")
    after = read_gambar("nasional", "kabkota")
    changed = {
        old["kode"]
        for old, new in zip(before["bentuk"], after["bentuk"], strict=True)
        if abs(old["luas"] - new["luas"]) > 0.1 * old["luas"]
    }
    assert "75.01" in changed
    assert "32.01" not in changed
    monkeypatch.setattr(peta, "list_provinsi", lambda: [get_wilayah(GORONTALO)])
    peta.publish_nasional()
    assert sumber_peta("nasional") == ("resmi", "batas.gpkg")
    assert read_gambar("nasional", "provinsi")["skematik"] is False


def test_another_coordinate_system_is_turned_into_degrees(folders):
    told = []
    install_resmi(write_berkas(invent_gorontalo().to_crs(32651), folders / "utm.gpkg"), told.append)
    left, _, right, _ = shapely.total_bounds(list(read_bentuk(GORONTALO, "kabkota").values()))
    assert 121 < left < right < 124
    assert any("diubah ke WGS 84" in line for line in told)


def test_broken_shapes_are_repaired_and_reported(folders):
    frame = invent_gorontalo()
    bowtie = shapely.Polygon([(122.0, 0.3), (122.2, 0.5), (122.2, 0.3), (122.0, 0.5)])
    frame.loc[0, "geometry"] = bowtie
    told = []
    install_resmi(write_berkas(frame, folders / "rusak.geojson"), told.append)
    assert any("1 bentuk tidak sah" in line for line in told)
    assert shapely.is_valid(list(read_bentuk(GORONTALO, "kabkota").values())).all()


def test_codes_without_dots_and_other_headings_are_understood(folders):
    frame = invent_gorontalo()
    frame = frame.assign(KDPKAB=frame.kode.str.replace(".", ""), WADMKK=frame.nama.str.upper()).drop(columns=["kode", "nama"])
    install_resmi(write_berkas(frame, folders / "rbi.gpkg"), lambda line: None)
    assert read_info(GORONTALO)["jenis"] == "resmi"


def test_foreign_codes_are_ignored_and_names_decide(folders):
    frame = invent_gorontalo()
    truth = dict(zip(frame.nama, frame.geometry, strict=True))
    frame["kode"] = [*frame.kode[1:], frame.kode[0]]
    told = []
    install_resmi(write_berkas(frame, folders / "bps.gpkg"), told.append)
    assert any("bukan kode Kemendagri" in line for line in told)
    for kode, shape in read_bentuk(GORONTALO, "kabkota").items():
        assert shapely.area(shapely.symmetric_difference(shape, truth[get_wilayah(kode).nama_resmi])) < 1e-3


def test_foreign_codes_with_unclear_names_are_refused_and_nothing_changes(folders):
    build_skematik(GORONTALO)
    frame = invent_gorontalo()
    frame["kode"] = [*frame.kode[1:], frame.kode[0]]
    frame["nama"] = frame.nama.str.replace("Kabupaten Gorontalo Utara", "Gorontalo Lor").str.replace("Boalemo", "Boalmo")
    with pytest.raises(BatasError, match="TIDAK dipasang") as refused:
        install_resmi(write_berkas(frame, folders / "bps.gpkg"), lambda line: None)
    assert "Gorontalo Lor" in str(refused.value)
    assert read_info(GORONTALO)["jenis"] == "skematik"


def test_a_single_swapped_name_is_refused(folders):
    frame = invent_gorontalo()
    frame.loc[frame.kode == "75.01", "nama"] = "Kabupaten Boalemo"
    with pytest.raises(BatasError, match=r"75\.01 adalah Kabupaten Gorontalo, tetapi namanya “Kabupaten Boalemo”"):
        install_resmi(write_berkas(frame, folders / "tukar.gpkg"), lambda line: None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: f.drop(columns=["kode", "nama"]), "tidak ada kolom kode atau nama"),
        (lambda f: f.drop(columns="nama"), "tidak ada kolom nama"),
        (lambda f: f.iloc[:2], "sebagian wilayah"),
        (lambda f: f.set_geometry(shapely.transform(f.geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs=4326), "tertukar"),
        (lambda f: f.set_geometry(f.geometry.translate(-8, -3)), "jauh dari desa"),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_a_reason(folders, change, says):
    frame = change(invent_gorontalo().assign(lain=1))
    with pytest.raises(BatasError, match=says):
        install_resmi(write_berkas(frame, folders / "aneh.geojson"), lambda line: None)
    assert read_info(GORONTALO) is None


def test_rebuilding_keeps_official_levels(folders):
    install_resmi(write_berkas(invent_gorontalo(), folders / "batas.gpkg"), lambda line: None)
    assert build_skematik(GORONTALO, ulang=True)["jenis"] == "resmi"
    assert build_skematik(GORONTALO, ganti_resmi=True)["jenis"] == "skematik"


@pytest.mark.parametrize("name", ["63_kalsel_kabkota.parquet", "63_kalsel_kabkota_ringan.geojson"])
def test_real_boundaries_take_the_label_away(folders, shared, name):
    install_resmi(shared / "boundaries" / name, lambda line: None)
    versi = publish_peta("63")
    path = folders / "static" / "peta" / versi / "63.json"
    assert json.loads(path.read_text())["skematik"] is False
    assert path.stat().st_size < 40_000


def test_real_file_with_bps_codes_is_resolved_by_name(folders, shared):
    frame = geopandas.read_parquet(shared / "boundaries" / "61_kalbar_kabkota.parquet")
    truth = frame.set_index("kode").geometry
    bps = frame[["kode_bps", "nama", "geometry"]].rename(columns={"kode_bps": "kode"})
    told = []
    install_resmi(write_berkas(bps, folders / "bps.gpkg"), told.append)
    assert any("mungkin kode BPS" in line for line in told)
    for kode, shape in read_bentuk("61", "kabkota").items():
        assert shapely.intersects(shape, truth[kode].representative_point())


def test_real_desa_give_all_levels(folders, shared):
    told = []
    install_resmi(shared / "boundaries" / "63_kalsel_desa_ringan.geojson", told.append)
    info = read_info("63")
    assert {level["jenis"] for level in info["tingkat"].values()} == {"resmi"}
    assert len(info["tingkat"]["desa"]["tanpa_bentuk"]) == 8
    shapes = numpy.array(list(read_bentuk("63", "kecamatan").values()), dtype=object)
    assert len(shapes) == 156
    assert shapely.coverage_is_valid(shapes)
