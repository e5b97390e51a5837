"""Headlines: at most twelve words, and true for none, one, ties, all green and all missing."""

from __future__ import annotations

import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan import judul

CAKUPAN = CATALOGUE["cakupan_tes_urine"]


@pytest.mark.parametrize(
    ("jumlah", "kalimat"),
    [
        ({}, "Belum ada laporan OPD pada edisi ini"),
        ({"hijau": 0, "kuning": 0, "merah": 0, "tanpa_nilai": 0}, "Belum ada laporan OPD pada edisi ini"),
        ({"hijau": 1}, "Satu-satunya OPD sudah hijau"),
        ({"hijau": 42}, "Semua 42 OPD sudah hijau"),
        ({"tanpa_nilai": 1250}, "Belum ada OPD yang dapat dinilai"),
        ({"kuning": 3, "merah": 2}, "Belum satu pun dari 5 OPD hijau, 2 merah"),
        ({"hijau": 2, "kuning": 1}, "2 dari 3 OPD hijau"),
        ({"hijau": 1200, "merah": 34, "tanpa_nilai": 16}, "1.200 dari 1.250 OPD hijau, 34 merah, 16 belum dapat dinilai"),
    ],
)
def test_colours_in_words(jumlah: dict[str, int], kalimat: str) -> None:
    assert judul.of_colours("OPD", jumlah) == kalimat


@pytest.mark.parametrize(
    ("baris", "kalimat"),
    [
        ([], "Belum ada angka Cakupan untuk kabupaten/kota"),
        ([("Tapin", 5.0, "5,0%")], "Cakupan hanya diketahui di Tapin: 5,0%"),
        ([("Tapin", 5.0, "5,0%"), ("Banjar", 5.0, "5,0%")], "Cakupan sama di 2 kabupaten/kota, masing-masing 5,0%"),
        ([("Tapin", 5.0, "5,0%"), ("Banjar", 9.0, "9,0%")], "Cakupan terendah di Tapin, 5,0%"),
        ([("Tapin", 5.0, "5,0%"), ("Kotabaru", 5.0, "5,0%"), ("Banjar", 9.0, "9,0%")], "Cakupan terendah di Tapin dan Kotabaru, 5,0%"),
        ([(f"K{i}", 0.0, "0,0%") for i in range(3)] + [("Banjar", 9.0, "9,0%")], "Cakupan terendah di 3 kabupaten/kota, 0,0%"),
    ],
)
def test_the_lowest_is_never_named_wrongly(baris: list[tuple[str, float, str]], kalimat: str) -> None:
    assert judul.of_extreme("Cakupan", baris, rendah=True, benda="kabupaten/kota") == kalimat


def test_the_highest_where_more_is_worse() -> None:
    assert (
        judul.of_extreme("Desa rawan", [("Tapin", 2.0, "2"), ("Banjar", 7.0, "7")], rendah=False, benda="kabupaten/kota")
        == "Desa rawan tertinggi di Banjar, 7"
    )


@pytest.mark.parametrize(
    ("titik", "sebanding", "kalimat"),
    [
        ([], True, "Belum ada angka Cakupan tes ASN"),
        ([("2026", 15.0)], True, "Cakupan tes ASN 2026: 15,0%"),
        ([("2025", 9.5), ("2026", 15.0)], True, "Cakupan tes ASN naik dari 9,5% (2025) menjadi 15,0% (2026)"),
        ([("2025", 15.0), ("2026", 9.5)], True, "Cakupan tes ASN turun dari 15,0% (2025) menjadi 9,5% (2026)"),
        ([("2025", 15.01), ("2026", 15.04)], True, "Cakupan tes ASN tetap 15,0% sejak 2025"),
        ([("2025", 15.0), ("2026", 9.5)], False, "Cakupan tes ASN 2026 9,5%, cara hitungnya berubah"),
    ],
)
def test_change_in_words(titik: list[tuple[str, float]], sebanding: bool, kalimat: str) -> None:
    assert judul.of_change(CAKUPAN, titik, sebanding) == kalimat


def test_a_long_sentence_gives_way_to_a_shorter_one_and_none_is_an_error() -> None:
    assert judul.pick(" ".join(["kata"] * 13), "", "pendek") == "pendek"
    assert len(judul.pick(" ".join(["kata"] * 12)).split()) == judul.KATA_TERBANYAK
    with pytest.raises(ValueError, match="cukup pendek"):
        judul.pick(" ".join(["kata"] * 13))


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ([("Tapin", 34.7, "34,7%"), ("Kotabaru", 4.9, "4,9%"), ("Banjar", 9.0, "9,0%")], "Cakupan di Tapin 34,7%, terendah Kotabaru 4,9%"),
        ([("Tapin", 34.7, "34,7%"), ("Kotabaru", 4.9, "4,9%"), ("Banjar", 4.9, "4,9%")], "Cakupan di Tapin 34,7%"),
        ([("Tapin", 4.9, "4,9%"), ("Banjar", 9.0, "9,0%")], "Cakupan terendah di Tapin, 4,9%"),
        ([("Kotabaru", 4.9, "4,9%"), ("Banjar", 9.0, "9,0%")], "Cakupan terendah di Kotabaru, 4,9%"),
        ([("Tapin", 4.9, "4,9%")], "Cakupan hanya diketahui di Tapin: 4,9%"),
        ([], "Belum ada angka Cakupan untuk kabupaten/kota"),
    ],
)
def test_the_region_of_the_briefing_comes_first_unless_it_is_the_edge_itself(baris: list[tuple[str, float, str]], kata: str) -> None:
    assert judul.of_own("Cakupan", "Tapin", baris, rendah=True, benda="kabupaten/kota") == kata
