"""Codes and names of regions."""

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter

import pytest

from p4gn.geography import wilayah
from p4gn.geography.wilayah import (
    CARA_GAMBAR,
    find_wilayah_by_kode,
    find_wilayah_by_kode_lama,
    get_wilayah,
    induk_of,
    iterate_wilayah,
    list_anak,
    list_keturunan,
    list_provinsi,
    peta_index,
    read_wilayah_frame,
    sumber_peta,
    tingkat_of,
)

EJAAN_LAIN = 25  # names that two careful lists spell differently ('Nian' and 'N i a n')


def test_every_level_has_its_known_number():
    jumlah = Counter(w.tingkat for w in iterate_wilayah())
    assert jumlah == {"provinsi": 38, "kabkota": 514, "kecamatan": 7285, "desa": 83762}


@pytest.mark.parametrize(
    ("kode", "nama", "nama_resmi", "tingkat", "jenis", "kode_induk"),
    [
        ("63", "Kalimantan Selatan", "Kalimantan Selatan", "provinsi", "Provinsi", None),
        ("63.06", "Hulu Sungai Selatan", "Kabupaten Hulu Sungai Selatan", "kabkota", "Kabupaten", "63"),
        ("63.71", "Banjarmasin", "Kota Banjarmasin", "kabkota", "Kota", "63"),
        ("31.01", "Kepulauan Seribu", "Kabupaten Administrasi Kepulauan Seribu", "kabkota", "Kabupaten", "31"),
        ("31.71", "Jakarta Pusat", "Kota Administrasi Jakarta Pusat", "kabkota", "Kota", "31"),
        ("13.07", "Lima Puluh Kota", "Kabupaten Lima Puluh Kota", "kabkota", "Kabupaten", "13"),
        ("63.06.05", "Kandangan", "Kecamatan Kandangan", "kecamatan", "Kecamatan", "63.06"),
        ("63.06.05.1001", "Kandangan Kota", "Kelurahan Kandangan Kota", "desa", "Kelurahan", "63.06.05"),
        ("91.03.01.3007", "Yoboi", "Desa Adat Yoboi", "desa", "Desa Adat", "91.03.01"),
    ],
)
def test_a_region_knows_its_names_and_its_place(kode, nama, nama_resmi, tingkat, jenis, kode_induk):
    w = get_wilayah(kode)
    assert (w.nama, w.nama_resmi, w.tingkat, w.jenis, w.kode_induk) == (nama, nama_resmi, tingkat, jenis, kode_induk)


def test_unknown_codes_are_said_to_be_unknown():
    assert find_wilayah_by_kode("63.1") is None
    assert find_wilayah_by_kode("63.01.01.9999") is None
    with pytest.raises(KeyError):
        get_wilayah("99")


def test_children_are_listed_in_order_of_code():
    assert [w.kode for w in list_anak("63")] == [*(f"63.{n:02}" for n in range(1, 12)), "63.71", "63.72"]
    assert len(list_provinsi()) == 38
    assert list_anak("63.06.05.1001") == []
    assert list_anak("99") == []


def test_descendants_of_a_province():
    assert len(list_keturunan("63", "kecamatan")) == 156
    assert len(list_keturunan("63", "desa")) == 2016
    assert [w.kode for w in list_keturunan("63.06", "kabkota")] == ["63.06"]


def test_level_and_parent_come_from_the_code():
    assert [tingkat_of(k) for k in ("63", "63.06", "63.06.05", "63.06.05.1001")] == ["provinsi", "kabkota", "kecamatan", "desa"]
    assert [induk_of(k) for k in ("63", "63.06", "63.06.05.1001")] == [None, "63", "63.06.05"]
    for wrong in ("6306", "63.6", "63.06.05.101", "", "nasional"):
        with pytest.raises(ValueError, match="Bukan kode wilayah"):
            tingkat_of(wrong)


def test_old_codes_lead_to_todays_region():
    # Pulau Laut Utara gave villages to a new kecamatan; Papua was recoded by the laws of 2022.
    assert find_wilayah_by_kode_lama("63.02.06.2019").nama == "Hilir Muara"
    assert find_wilayah_by_kode_lama("63.10.05.2011").nama == "Tibarau Panjang"
    assert find_wilayah_by_kode_lama("63.06.05.1001") is None


def test_frame_has_every_region_and_leaves_unknown_dates_empty():
    frame = read_wilayah_frame().set_index("kode_wilayah")
    assert len(frame) == 91_599
    assert frame.index.is_unique
    assert frame.loc["63.06", "berlaku_dari"] is None
    assert frame.loc["95.01.01", "berlaku_dari"] == "2022-07-25"
    assert frame.loc["63", "kode_induk"] is None


def test_reading_regions_needs_no_pandas():
    code = "import sys; from p4gn.geography import wilayah as w; w.get_wilayah('63.06.05.1001'); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=wilayah.PROJECT_DIR)
    assert done.stdout.strip() == "False"


def test_nothing_drawn_means_no_index(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    assert peta_index("63") is None
    _draw_kalsel(tmp_path)
    assert peta_index("63")["versi"] == "abc"
    assert peta_index("61") is None
    assert sumber_peta("61") is None


def test_a_map_whose_folder_is_gone_counts_as_not_drawn(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    _draw_kalsel(tmp_path)
    (tmp_path / "peta" / "abc" / "63.json").unlink()
    assert peta_index("63") is None
    assert sumber_peta("63") is None


def test_a_map_drawn_the_old_way_counts_as_not_drawn(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    _draw_kalsel(tmp_path, cara=CARA_GAMBAR - 1)
    assert peta_index("63") is None
    assert sumber_peta("63") is None


def test_each_level_of_a_map_has_its_own_source(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_STATIC", str(tmp_path))
    _draw_kalsel(tmp_path)
    assert sumber_peta("63") == ("resmi", "batas.gpkg")
    assert sumber_peta("63.06") == ("skematik", "Batas skematik")
    assert sumber_peta("63.06.05") == ("skematik", "Batas skematik")
    assert sumber_peta("63.06.05.1001") is None
    assert sumber_peta("nasional") is None
    with pytest.raises(ValueError, match="Bukan kode wilayah"):
        sumber_peta("Banjar")


def _draw_kalsel(static, cara=CARA_GAMBAR):
    resmi, skematik = {"jenis": "resmi", "sumber": "batas.gpkg"}, {"jenis": "skematik", "sumber": "Batas skematik"}
    entry = {"versi": "abc", "cara": cara, **resmi, "tingkat": {"kabkota": resmi, "kecamatan": skematik, "desa": skematik}}
    (static / "peta" / "abc").mkdir(parents=True)
    (static / "peta" / "abc" / "63.json").write_text("{}")
    (static / "peta" / "index.json").write_text(json.dumps({"63": entry}))


def test_same_codes_and_kinds_as_an_independent_list(shared):
    with gzip.open(shared / "regions" / "wilayah_indonesia_2025.csv.gz", "rt", encoding="utf-8") as lines:
        theirs = {row["kode"]: row for row in csv.DictReader(lines)}
    ours = {w.kode: w for w in iterate_wilayah()}
    assert ours.keys() == theirs.keys()
    assert [k for k, w in ours.items() if w.jenis != theirs[k]["jenis"]] == []
    assert [k for k, w in ours.items() if w.kode_induk != (theirs[k]["kode_induk"] or None)] == []
    berbeda = [k for k, w in ours.items() if theirs[k]["nama"] not in (w.nama, w.nama_resmi)]
    assert len(berbeda) <= EJAAN_LAIN, berbeda
