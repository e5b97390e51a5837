"""The report on a boundary file before it is installed: what is told, what is refused, and that looking changes nothing."""

import geopandas
import numpy
import pytest
import shapely

from etl import batas
from p4gn.geography.boundaries import BatasError, read_bentuk, read_info
from p4gn.geography.periksa import check_tepi, measure_luar_induk, measure_luas
from p4gn.geography.resmi import install_provinsi, read_resmi
from p4gn.geography.wilayah import get_wilayah
from tests.p4gn.batas_buatan import GORONTALO, install_resmi, invent_gorontalo, patch_folders, write_berkas


@pytest.fixture
def folders(tmp_path):
    patch = patch_folders(tmp_path)
    yield tmp_path
    patch.undo()


def report_of(path):
    told = []
    read_resmi(path, told.append)
    return told


def line_with(told, words):
    found = [line for line in told if words in line]
    assert len(found) == 1, (words, told)
    return found[0]


def test_area_is_that_of_the_ground_at_every_latitude():
    degree = 111.195  # km of a degree of latitude, on a sphere
    for south in (-11, -3, 0, 5):
        (km2,) = measure_luas(numpy.array([shapely.box(115, south, 116, south + 1)], dtype=object))
        assert km2 == pytest.approx(degree**2 * numpy.cos(numpy.radians(south + 0.5)), rel=0.01)


def test_overlaps_and_gaps_are_counted_with_their_area():
    left = shapely.box(122, 0, 122.5, 1)
    right = shapely.box(122.5, 0, 123, 1)
    pas = check_tepi({"75.01": left, "75.02": right})
    assert pas.is_pas and pas.tumpang == pas.celah == pas.lubang == (0, 0.0)
    over = check_tepi({"75.01": shapely.box(122, 0, 122.51, 1), "75.02": right})
    assert over.tumpang[0] == 1
    assert over.tumpang[1] == pytest.approx(111.2 * 1.112, rel=0.01)
    slit, lake = shapely.box(122.2, 0.2, 122.2002, 0.3), shapely.box(122.7, 0.4, 122.8, 0.5)
    holes = check_tepi({"75.01": left - slit, "75.02": right - lake})
    assert (holes.celah[0], holes.lubang[0]) == (1, 1)
    assert holes.lubang[1] == pytest.approx(11.12**2, rel=0.01)
    assert not holes.is_pas


def test_what_lies_outside_its_parent_is_told_as_a_share():
    induk = {"75.01": shapely.box(122, 0, 123, 1)}
    anak = {"75.01.01": shapely.box(122, 0, 122.5, 1), "75.01.02": shapely.box(122.5, 0, 123.5, 1), "75.02.01": shapely.box(122, 0, 123, 1)}
    assert measure_luar_induk(anak, induk) == {"75.01.01": 0.0, "75.01.02": pytest.approx(0.5)}


def test_the_report_names_columns_agreement_shapes_edges_and_area(folders):
    told = report_of(write_berkas(invent_gorontalo(), folders / "batas.gpkg"))
    assert told[0] == "Berkas: batas.gpkg"
    assert line_with(told, "Lapisan") == "Lapisan: 6 baris (Polygon)"
    assert line_with(told, "Sistem koordinat") == "Sistem koordinat: WGS 84 (EPSG:4326)"
    assert line_with(told, "Kolom kode") == "Kolom kode: kode; kolom nama: nama; tingkat: kabupaten/kota"
    assert line_with(told, "sepakat").startswith("Kode dan nama sepakat: 6 dari 6 baris (100,0%); 0 kode dikenal")
    assert line_with(told, "Bentuk tanpa wilayah") == "Bentuk tanpa wilayah: tidak ada"
    assert line_with(told, "tidak sah") == "Bentuk tidak sah: tidak ada"
    assert line_with(told, "Tepi antarwilayah") == "Tepi antarwilayah: pas, tanpa tumpang tindih dan tanpa celah"
    assert "6 dari 6 punya bentuk; luas" in line_with(told, "punya bentuk")
    assert read_info(GORONTALO) is None


def test_overlaps_are_told_and_closed(folders):
    frame = invent_gorontalo()
    frame.loc[0, "geometry"] = frame.geometry[0].union(shapely.affinity.translate(frame.geometry[0], 0.002, 0))
    path = write_berkas(frame, folders / "tumpang.gpkg")
    assert "1 (" in line_with(report_of(path), "tumpang tindih dan 0 (0,00 km²) celah sempit; dirapikan")
    install_resmi(path, lambda line: None)
    assert shapely.coverage_is_valid(numpy.array(list(read_bentuk(GORONTALO, "kabkota").values()), dtype=object))


def test_two_levels_in_one_layer_are_refused(folders):
    frame = invent_gorontalo()
    frame.loc[1, "geometry"] = shapely.union_all(frame.geometry)
    with pytest.raises(BatasError, match=r"TIDAK dipasang. Bentuk-bentuknya bertumpuk"):
        report_of(write_berkas(frame, folders / "tumpuk.gpkg"))


def test_shapes_without_a_region_and_regions_without_a_shape_are_listed(folders):
    frame = invent_gorontalo()
    frame = geopandas.GeoDataFrame(
        {"kode": [*frame.kode[:5], "75.99"], "nama": [*frame.nama[:5], "Danau Limboto"]}, geometry=frame.geometry, crs=4326
    )
    told = report_of(write_berkas(frame, folders / "danau.gpkg"))
    assert line_with(told, "Bentuk tanpa wilayah") == "Bentuk tanpa wilayah: 1 (dilewati)"
    assert "kode 75.99 tidak dikenal; “Danau Limboto” dilewati" in line_with(told, "Danau Limboto")
    lost = (set(invent_gorontalo().kode) - set(frame.kode)).pop()
    assert line_with(told, "tanpa bentuk:").strip() == f"tanpa bentuk: {lost} {get_wilayah(lost).nama}"


def test_areas_are_compared_with_what_is_installed(folders):
    path = write_berkas(invent_gorontalo(), folders / "batas.gpkg")
    install_resmi(path, lambda line: None)
    assert "yang terpasang (resmi)" in line_with(report_of(path), "punya bentuk")
    assert "berubah lebih dari" not in line_with(report_of(path), "punya bentuk")
    frame = invent_gorontalo()
    frame.loc[0, "geometry"] = shapely.affinity.scale(frame.geometry[0], 1, 0.5)
    smaller = line_with(report_of(write_berkas(frame, folders / "kecil.gpkg")), "punya bentuk")
    assert f"berubah lebih dari 5%: {frame.kode[0]} {get_wilayah(frame.kode[0]).nama} -50," in smaller


def _kecamatan_of(frame):
    """One kecamatan in each strip, as large as the strip."""
    first = [f"{kode}.01" for kode in frame.kode]
    return geopandas.GeoDataFrame({"kode": first, "nama": [get_wilayah(k).nama for k in first]}, geometry=frame.geometry, crs=4326)


def test_children_are_compared_with_parents_that_are_official(folders, monkeypatch):
    monkeypatch.setattr("p4gn.geography.resmi._CAKUPAN_TERKECIL", 0.0)
    monkeypatch.setattr("p4gn.geography.resmi._check_letak", lambda *_: None)
    frame = invent_gorontalo()
    install_resmi(write_berkas(frame, folders / "kabkota.gpkg"), lambda line: None)
    kecamatan = _kecamatan_of(frame)
    told = report_of(write_berkas(kecamatan, folders / "kecamatan.gpkg"))
    assert line_with(told, "Kecamatan di dalam").startswith(
        "Kecamatan di dalam kabupaten/kotanya: 6 dari 6; bagian luas di luar paling besar 0,"
    )
    wide = kecamatan.copy()
    wide.loc[0, "geometry"] = shapely.affinity.scale(wide.geometry[0], 1, 1.25)
    told = report_of(write_berkas(wide, folders / "lebar.gpkg"))
    assert "5 dari 6; bagian luas di luar paling besar 20," in line_with(told, "Kecamatan di dalam")
    assert f"di luar lebih dari 1%: {wide.kode[0]} {wide.nama[0]} 20," in line_with(told, "Kecamatan di dalam")
    turned = kecamatan.set_geometry(numpy.roll(kecamatan.geometry.to_numpy(), 1), crs=4326)
    with pytest.raises(BatasError, match=r"TIDAK dipasang. Banyak kecamatan terletak di luar kabupaten/kota"):
        report_of(write_berkas(turned, folders / "putar.gpkg"))


def test_levels_of_one_file_are_compared_with_each_other(folders, monkeypatch):
    monkeypatch.setattr("p4gn.geography.resmi._CAKUPAN_TERKECIL", 0.0)
    monkeypatch.setattr("p4gn.geography.resmi._check_letak", lambda *_: None)
    frame = invent_gorontalo()
    path = folders / "lengkap.gpkg"
    frame.to_file(path, layer="kabkota")
    _kecamatan_of(frame).to_file(path, layer="kecamatan")
    told = report_of(path)
    assert line_with(told, "Lapisan “kabkota”") and line_with(told, "Lapisan “kecamatan”")
    assert line_with(told, "Kecamatan di dalam") == "Kecamatan di dalam kabupaten/kotanya: 6 dari 6; bagian luas di luar paling besar 0,00%"


def test_looking_changes_nothing_and_the_exit_code_tells(folders, capsys):
    good = str(write_berkas(invent_gorontalo(), folders / "baik.gpkg"))
    frame = invent_gorontalo()
    frame.loc[frame.kode == "75.01", "nama"] = "Kabupaten Boalemo"
    bad = str(write_berkas(frame, folders / "tukar.gpkg"))
    assert batas.main(["--periksa", good]) == 0
    said = capsys.readouterr()
    assert "Layak dipasang: kab/kota di 1 provinsi. Belum ada yang diubah." in said.out
    assert batas.main(["--periksa", bad, good]) == 1
    said = capsys.readouterr()
    assert "75.01 adalah Kabupaten Gorontalo, tetapi namanya “Kabupaten Boalemo”" in said.err
    assert "Layak dipasang" in said.out
    assert not (folders / "data").exists()
    assert batas.main(["--periksa"]) == 2
    assert batas.main([good]) == 0
    assert "[1/1] 75 Gorontalo: dipasang dan digambar; 6 kab/kota resmi" in capsys.readouterr().out


REAL = [
    *(
        f"{name}_{tingkat}{kind}"
        for name in ("18_lampung", "61_kalbar", "63_kalsel")
        for tingkat in ("kabkota", "kecamatan", "desa")
        for kind in (".parquet", "_ringan.geojson")
    ),
    "indonesia_kabkota.parquet",
    "indonesia_kabkota_ringan.geojson",
]


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_fit(folders, shared, name):
    told = []
    found = read_resmi(shared / "boundaries" / name, told.append)
    assert "tanpa tumpang tindih dan tanpa celah" in line_with(told, "Tepi antarwilayah")
    assert line_with(told, "tidak sah") == "Bentuk tidak sah: tidak ada"
    assert line_with(told, "Bentuk tanpa wilayah") == "Bentuk tanpa wilayah: tidak ada"
    agree, rows = (int(n.replace(".", "")) for n in line_with(told, "sepakat").split(": ")[1].split(" baris")[0].split(" dari "))
    assert rows - agree <= 2
    if name.startswith("indonesia"):
        assert len(found.bentuk) == 38
        assert sum(len(levels["kabkota"]) for levels in found.bentuk.values()) == 514
    lost = {"63_kalsel_desa": 8, "61_kalbar_desa": 15, "18_lampung_desa": 11}.get(name.split(".")[0].removesuffix("_ringan"), 0)
    assert len([line for line in told if "tanpa bentuk:" in line]) == lost


@pytest.mark.parametrize("name", ["indonesia_provinsi.parquet", "indonesia_provinsi_ringan.geojson"])
def test_a_real_file_of_provinces_alone_is_refused(folders, shared, name):
    with pytest.raises(BatasError, match=r"TIDAK dipasang karena hanya memuat batas provinsi"):
        read_resmi(shared / "boundaries" / name, lambda line: None)


@pytest.mark.parametrize("name", ["18_lampung_kabkota.parquet", "61_kalbar_kabkota.parquet"])
def test_real_files_with_codes_of_bps_are_resolved_by_name(folders, shared, name):
    frame = geopandas.read_parquet(shared / "boundaries" / name)
    truth = frame.set_index("kode").geometry
    told = []
    path = write_berkas(frame[["kode_bps", "nama", "geometry"]], folders / "bps.gpkg")
    found = read_resmi(path, told.append)
    assert "mungkin kode BPS" in line_with(told, "bukan kode Kemendagri")
    (levels,) = found.bentuk.values()
    assert levels["kabkota"].keys() == set(truth.index)
    assert all(shapely.intersects(shape, truth[kode].representative_point()) for kode, shape in levels["kabkota"].items())


def test_real_desa_with_codes_of_bps_are_refused_when_their_names_are_not_unique(folders, shared):
    frame = geopandas.read_parquet(shared / "boundaries" / "61_kalbar_desa.parquet")
    path = write_berkas(frame[["kode_bps", "nama", "geometry"]], folders / "bps.gpkg")
    with pytest.raises(BatasError, match=r"TIDAK dipasang. \d+ baris tidak dapat dipastikan"):
        read_resmi(path, lambda line: None)


@pytest.mark.parametrize("name", ["18_lampung_kabkota.parquet", "63_kalsel_kecamatan.parquet", "indonesia_kabkota.parquet"])
def test_real_files_with_two_names_swapped_are_refused(folders, shared, name):
    frame = geopandas.read_parquet(shared / "boundaries" / name)
    pair = frame.index[frame.kode_induk == frame.kode_induk[0]][:2]
    frame.loc[pair, "nama"] = frame.loc[pair[::-1], "nama"].to_numpy()
    with pytest.raises(BatasError, match=r"TIDAK dipasang. 2 baris tidak dapat dipastikan"):
        read_resmi(write_berkas(frame, folders / "tukar.parquet"), lambda line: None)


def test_the_national_file_installs_the_kabkota_of_each_province(folders, shared):
    found = read_resmi(shared / "boundaries" / "indonesia_kabkota_ringan.geojson", lambda line: None)
    for kode_provinsi in ("31", "34"):
        install_provinsi(kode_provinsi, found.bentuk[kode_provinsi], found.sumber)
        levels = read_info(kode_provinsi)["tingkat"]
        assert (levels["kabkota"]["jenis"], levels["kecamatan"]["jenis"]) == ("resmi", "skematik")
        assert levels["kabkota"]["tanpa_bentuk"] == []
