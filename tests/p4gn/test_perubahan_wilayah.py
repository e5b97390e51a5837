"""Dated changes of regions, tried with invented ones: who existed when, whose shape a new region lies in, what a merged one looks like."""

from datetime import date

import duckdb
import geopandas
import pytest
import shapely

from p4gn.geography import peta, wilayah
from p4gn.geography.boundaries import find_letak, follow_perubahan, read_bentuk
from p4gn.geography.perubahan import Perubahan, read_perubahan
from p4gn.geography.wilayah import PROJECT_DIR, find_wilayah_by_kode_lama, read_wilayah_frame
from p4gn.indicators import cells
from tests.p4gn.batas_buatan import GORONTALO, install_resmi, invent_gorontalo, patch_folders, write_berkas

KEC = "63.10.04"
INDUK, BARU, LAMA, LAMA_LAGI, HILANG = f"{KEC}.2003", f"{KEC}.2027", f"{KEC}.2998", f"{KEC}.2999", f"{KEC}.2997"
UJI = (
    Perubahan("2019-01-01", "pindah", LAMA_LAGI, "Desa Lebih Lama", LAMA, "Perda uji 0/2019"),
    Perubahan("2021-05-01", "ganti_nama", "63.06", "Kabupaten Kandangan", "63.06", "PP uji 1/2021"),
    Perubahan("2023-06-01", "gabung", LAMA, "Desa Lama Jaya", INDUK, "Perda uji 2/2023"),
    Perubahan("2023-06-01", "gabung", INDUK, None, INDUK, "Perda uji 2/2023"),
    Perubahan("2024-03-01", "pecah", INDUK, None, BARU, "Perda uji 3/2024"),
    Perubahan("2024-04-01", "pecah", HILANG, "Kelurahan Hilang", f"{KEC}.2028", "Perda uji 4/2024"),
    Perubahan("2024-04-01", "pecah", HILANG, "Kelurahan Hilang", f"{KEC}.2029", "Perda uji 4/2024"),
)


@pytest.fixture
def ubah(monkeypatch):
    """Sets the dated changes; the invented ones unless told others."""

    def change(*rows):
        monkeypatch.setattr(wilayah, "read_perubahan", lambda: rows or UJI)

    change()
    return change


def _rows(frame, kode):
    found = frame[frame.kode_wilayah == kode]
    return list(found[["nama_resmi", "berlaku_dari", "berlaku_sampai"]].itertuples(index=False, name=None))


def test_the_changes_that_are_carried_are_those_of_papua():
    rows = wilayah.read_perubahan()
    assert [(row.tanggal, row.kode_asal, row.kode_tujuan) for row in rows] == [
        ("2022-07-25", "91", "93"),
        ("2022-07-25", "91", "94"),
        ("2022-07-25", "91", "95"),
        ("2022-12-08", "92", "96"),
    ]
    assert all(row.dasar.startswith("UU ") for row in rows)


def test_a_region_has_rows_only_for_the_days_it_existed(ubah):
    frame = read_wilayah_frame()
    assert _rows(frame, BARU) == [("Desa Sido Rejo", "2024-03-01", None)]
    assert _rows(frame, INDUK) == [(wilayah.get_wilayah(INDUK).nama_resmi, None, None)]
    assert _rows(frame, LAMA) == [("Desa Lama Jaya", "2019-01-01", "2023-05-31")]
    assert _rows(frame, LAMA_LAGI) == [("Desa Lebih Lama", None, "2018-12-31")]
    assert _rows(frame, HILANG) == [("Kelurahan Hilang", None, "2024-03-31")]
    assert _rows(frame, "63.06") == [("Kabupaten Kandangan", None, "2021-04-30"), ("Kabupaten Hulu Sungai Selatan", "2021-05-01", None)]
    ended = frame[frame.kode_wilayah == HILANG].iloc[0]
    assert (ended.nama_wilayah, ended.tingkat, ended.jenis, ended.kode_induk) == ("Hilang", "desa", "Kelurahan", KEC)


def test_the_mart_lists_who_existed_on_a_day(ubah):
    with duckdb.connect() as connection:
        connection.execute("create schema staging; create schema mart")
        connection.register("frame", read_wilayah_frame())
        connection.execute("create view staging.wilayah as select * from frame")
        connection.execute((PROJECT_DIR / "etl" / "marts" / "wilayah.sql").read_text(encoding="utf-8"))

        def listed(pada, tingkat="desa", prefix=KEC):
            return dict(connection.execute(cells._ANAK_SQL, {"wilayah": prefix, "tingkat": tingkat, "pada": pada}).fetchall())

        assert LAMA in listed(date(2023, 5, 31)) and LAMA not in listed(date(2023, 6, 1))
        assert BARU not in listed(date(2024, 2, 29)) and BARU in listed(date(2024, 3, 1))
        assert LAMA_LAGI in listed(date(2018, 12, 31)) and LAMA not in listed(date(2018, 12, 31))
        assert HILANG in listed(date(2024, 3, 31)) and f"{KEC}.2028" not in listed(date(2024, 3, 31))
        assert listed(date(2021, 4, 30), "kabkota", "63")["63.06"] == "Kandangan"
        assert listed(date(2021, 5, 1), "kabkota", "63")["63.06"] == "Hulu Sungai Selatan"
        for pada in (date(2018, 12, 31), date(2024, 3, 1), date(2026, 1, 1)):
            rows = connection.execute(cells._ANAK_SQL, {"wilayah": "63", "tingkat": "desa", "pada": pada}).fetchall()
            assert len(rows) == len(dict(rows)), "no region twice on one day"


def test_records_under_a_code_that_ended_belong_to_the_one_that_continues_it(ubah):
    assert find_wilayah_by_kode_lama(LAMA).kode == INDUK
    assert find_wilayah_by_kode_lama(LAMA_LAGI).kode == INDUK, "over two changes"
    assert find_wilayah_by_kode_lama(HILANG) is None, "split: nobody knows into which"
    assert find_wilayah_by_kode_lama("63.10.05.2011").nama == "Tibarau Panjang", "the list of old codes stays"
    assert wilayah.find_wilayah_lampau(LAMA).nama_resmi == "Desa Lama Jaya"
    assert wilayah.find_wilayah_lampau(INDUK) is None


def test_changes_in_a_circle_end(ubah):
    ubah(
        Perubahan("2020-01-01", "pindah", LAMA, "Desa A", LAMA_LAGI, "-"), Perubahan("2021-01-01", "pindah", LAMA_LAGI, "Desa B", LAMA, "-")
    )
    assert find_wilayah_by_kode_lama(LAMA) is None
    assert find_letak(LAMA, {}) is None


def test_a_new_region_without_a_shape_lies_in_the_one_it_came_from(ubah):
    bentuk = {INDUK: shapely.box(0, 0, 1, 1)}
    assert find_letak(BARU, bentuk) == INDUK
    assert find_letak(f"{KEC}.2028", bentuk) is None, "the region it came from has no shape either"
    assert find_letak(f"{KEC}.2028", bentuk | {HILANG: shapely.box(1, 0, 2, 1)}) == HILANG
    assert find_letak(f"{KEC}.2030", bentuk) is None


def test_the_drawing_says_in_whose_shape_it_lies_and_its_centre_is_there(ubah):
    desa = {INDUK: shapely.box(115.9, -3.4, 116, -3.3), f"{KEC}.2004": shapely.box(116, -3.4, 116.1, -3.3)}
    drawings = peta.draw_induk(KEC, {"desa": desa}, {"desa": True}, {})
    without = {lost["kode"]: lost["dalam"] for lost in drawings[KEC]["tanpa_bentuk"]}
    assert without[BARU] == INDUK
    assert without[f"{KEC}.2030"] is None
    titik = drawings[f"{KEC}-titik"]
    assert titik[BARU] == titik[INDUK]
    assert f"{KEC}.2030" not in titik


def test_a_merged_region_is_the_union_of_its_parts(ubah):
    own, part = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    assert follow_perubahan({INDUK: own, LAMA: part})[INDUK].equals(shapely.box(0, 0, 2, 1)), "it took in the other"
    assert follow_perubahan({LAMA: part}) == {INDUK: part}
    assert follow_perubahan({INDUK: own, HILANG: part}) == {INDUK: own}, "split: no code of today has that shape"
    ubah(Perubahan("2024-01-01", "gabung", LAMA, "Desa A", BARU, "-"), Perubahan("2024-01-01", "gabung", LAMA_LAGI, "Desa B", BARU, "-"))
    assert follow_perubahan({LAMA: own, LAMA_LAGI: part})[BARU].equals(shapely.box(0, 0, 2, 1))
    assert follow_perubahan({LAMA: own, LAMA_LAGI: part, BARU: own}) == {BARU: own}, "the file has its own"


def test_a_file_older_than_a_merger_is_installed_by_todays_codes(ubah, tmp_path):
    ubah(
        Perubahan("2024-01-01", "gabung", "75.06", "Kabupaten Limboto", "75.01", "UU uji"),
        Perubahan("2024-01-01", "gabung", "75.01", None, "75.01", "UU uji"),
    )
    frame = invent_gorontalo()
    whole = frame.geometry[frame.kode == "75.01"].iloc[0]
    left, bottom, right, top = whole.bounds
    cut = shapely.box(left - 1, bottom, right + 1, (bottom + top) / 2)
    frame.loc[frame.kode == "75.01", "geometry"] = whole.difference(cut)
    older = geopandas.GeoDataFrame(
        {"kode": [*frame.kode, "75.06"], "nama": [*frame.nama, "Kabupaten Limboto"]}, geometry=[*frame.geometry, whole & cut], crs=4326
    )
    patch = patch_folders(tmp_path)
    told = []
    install_resmi(write_berkas(older, tmp_path / "lama.gpkg"), told.append)
    installed = read_bentuk(GORONTALO, "kabkota")
    patch.undo()
    assert "Kode yang sudah berakhir: 75.06 → 75.01" in told
    assert any(line.startswith("Kode dan nama sepakat: 7 dari 7") for line in told)
    assert installed.keys() == set(frame.kode)
    assert shapely.symmetric_difference(installed["75.01"], whole).area < 0.01 * whole.area


def test_what_was_drawn_before_the_list_of_changes_grew_is_drawn_again(tmp_path, monkeypatch):
    patch = patch_folders(tmp_path)
    install_resmi(write_berkas(invent_gorontalo(), tmp_path / "batas.gpkg"), lambda line: None)
    peta.publish_peta(GORONTALO)
    assert peta.is_peta_terkini(GORONTALO)
    monkeypatch.setattr(peta, "_hash_acuan", lambda: "lain")
    assert not peta.is_peta_terkini(GORONTALO)
    patch.undo()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2024-13-01,pecah,63.06,,63.07,UU", "tanggal '2024-13-01' tidak dapat dibaca"),
        ("2024-01-01,belah,63.06,,63.07,UU", "jenis 'belah' tidak dikenal"),
        ("2024-01-01,pecah,63,,63.07,UU", "bukan wilayah setingkat"),
        ("2024-01-01,pecah,63.07,,63.07,UU", "dua kode yang berbeda"),
        ("2024-01-01,ganti_nama,63.07,,63.07,UU", "memerlukan kode yang sama dan nama_asal"),
        ("2024-01-01,pecah,63.06,,63.07,", "dasar hukumnya kosong"),
    ],
)
def test_a_row_that_cannot_be_understood_is_named(tmp_path, row, says):
    path = tmp_path / "wilayah_perubahan.csv"
    path.write_text(f"tanggal,jenis,kode_asal,nama_asal,kode_tujuan,dasar\n{row}\n")
    with pytest.raises(ValueError, match=says) as problem:
        read_perubahan(path)
    assert "baris 2" in str(problem.value)


def test_a_name_without_its_kind_is_refused(ubah):
    ubah(Perubahan("2024-01-01", "gabung", LAMA, "Lama Jaya", INDUK, "-"))
    with pytest.raises(ValueError, match="harus dengan jenisnya"):
        read_wilayah_frame()
