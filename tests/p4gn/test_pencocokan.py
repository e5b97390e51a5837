"""Which region a row of a boundary file means."""

import pytest

from p4gn.geography.pencocokan import BarisBatas, is_nama_alike, match_baris, parse_kode, split_nama
from p4gn.geography.wilayah import get_wilayah


@pytest.mark.parametrize(
    ("cell", "kode"),
    [
        ("63.06", "63.06"),
        (" 63.06.05.1001 ", "63.06.05.1001"),
        ("6306", "63.06"),
        (6306, "63.06"),
        (6306.0, "63.06"),
        ("6306.0", "63.06"),
        ("6306051001", "63.06.05.1001"),
        (63, "63"),
        (63.1, None),  # may be 63.10 or 63.01: a digit is lost
        ("63.1", None),
        ("6306010", None),  # BPS writes kecamatan with seven digits
        ("Kandangan", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_codes_are_read_or_refused_never_guessed(cell, kode):
    assert parse_kode(cell) == kode


@pytest.mark.parametrize(
    ("tertulis", "kind", "bare"),
    [("KAB. BANJAR", "kabupaten", "banjar"), ("Kota Banjarbaru", "kota", "banjarbaru"), ("Kotabaru", "", "kotabaru"), ("Kota", "", "kota")],
)
def test_kind_and_name_are_split(tertulis, kind, bare):
    assert split_nama(tertulis) == (kind, bare)


def test_kabupaten_and_kota_of_one_name_are_two():
    assert is_nama_alike("BOGOR", get_wilayah("32.01"))
    assert is_nama_alike("Kab. Bogor", get_wilayah("32.01"))
    assert not is_nama_alike("Kota Bogor", get_wilayah("32.01"))
    assert is_nama_alike("Hulu Sei Selatan", get_wilayah("63.06"))
    assert not is_nama_alike("Hulu Sungai Utara", get_wilayah("63.01"))


def _baris(*rows):
    return [BarisBatas(number, kode, nama, {}) for number, (kode, nama) in enumerate(rows, start=1)]


def test_code_and_name_that_agree_are_believed():
    found = match_baris(_baris(("63.01", "Tanah Laut"), ("63.71", "BANJARMASIN")), "kabkota")
    assert found.kode == ("63.01", "63.71")
    assert found.kode_dipercaya
    assert not found.masalah


def test_bps_codes_of_kalbar_are_seen_through():
    # BPS 6104 is Mempawah, Kemendagri 61.04 is Ketapang.
    rows = _baris(("6104", "Mempawah"), ("6106", "Ketapang"), ("6107", "Sintang"), ("6101", "Sambas"))
    found = match_baris(rows, "kabkota")
    assert [get_wilayah(k).nama for k in found.kode] == ["Mempawah", "Ketapang", "Sintang", "Sambas"]
    assert not found.kode_dipercaya
    assert "mungkin kode BPS" in found.catatan[0]


def test_two_rows_for_one_region_are_a_problem_when_only_names_decide():
    found = match_baris(_baris(("1", "Tanah Laut"), ("2", "Tanah Laut")), "kabkota")
    assert found.masalah == ("lebih dari satu baris menunjuk 63.01 Kabupaten Tanah Laut",)


def test_desa_of_one_name_need_the_names_above_them():
    alone = match_baris([BarisBatas(1, None, "Sungai Kupang", {})], "desa")
    assert alone.kode == (None,)
    placed = match_baris([BarisBatas(1, None, "Sungai Kupang", {"kabkota": "Hulu Sungai Selatan", "kecamatan": "Kandangan"})], "desa")
    assert get_wilayah(placed.kode[0]).kode_induk == "63.06.05"
