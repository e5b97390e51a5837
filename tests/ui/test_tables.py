"""Tables and files made from them: links that are safe, cells that never start a formula, unknown that stays unknown."""

from __future__ import annotations

import pandas
import pytest

from ui.tables import Kolom, csv_bytes, find_host, part_of_whole, rows_of, source_links, text_of


def test_every_kind_of_unknown_becomes_none() -> None:
    frame = pandas.DataFrame({"a": [1.5, float("nan")], "b": ["x", None], "c": [pandas.Timestamp("2025-01-02"), pandas.NaT]})
    assert rows_of(frame)[1] == {"a": None, "b": None, "c": None}
    assert rows_of(frame)[0]["a"] == 1.5


def test_source_is_shown_by_the_name_of_its_outlet_never_by_its_address() -> None:
    html = source_links("Kalimantan Post", "https://www.kalimantanpost.com/2020/nama-orang")
    assert html == '<a href="https://www.kalimantanpost.com/2020/nama-orang" target="_blank" rel="noopener noreferrer">Kalimantan Post</a>'


def test_several_addresses_with_one_name_are_told_apart_by_their_hosts() -> None:
    html = source_links("dua media", "https://a.example/1 | https://www.b.example/2")
    assert ">a.example</a>" in html and ">b.example</a>" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[abc", "data:text/html,x", "berita tanpa alamat"])
def test_what_is_not_a_web_address_is_named_but_not_linked(url: str) -> None:
    assert find_host(url) is None
    assert source_links("Koran <b>", url) == "Koran &lt;b&gt;"


def test_source_without_address_keeps_its_name() -> None:
    assert source_links("ANTARA", None) == "ANTARA"
    assert source_links(None, None) == "–"


def test_file_says_what_it_is_about_and_holds_bare_numbers_with_decimal_comma() -> None:
    columns = [Kolom("Wilayah", text_of("nama")), Kolom("Nilai", lambda row: "– belum ada catatan", angka="nilai")]
    rows = [{"nama": "Tapin", "nilai": 1234.5}, {"nama": "=cmd()", "nilai": None}]
    text = csv_bytes({"Indikator": "Rapat"}, columns, rows).decode("utf-8-sig").split("\r\n")
    assert text[:5] == ["Indikator;Rapat", "", "Wilayah;Nilai", "Tapin;1234,5", "'=cmd();– belum ada catatan"]


def test_part_of_whole_is_silent_where_one_is_unknown() -> None:
    assert part_of_whole({"pembilang": 3.0, "penyebut": 2016.0}) == "3 dari 2.016"
    assert part_of_whole({"pembilang": None, "penyebut": 4.0}) == ""
