"""The rows behind slides: all of them, typed, with words where there is no number, and never a colour alone."""

from __future__ import annotations

from datetime import date

import pytest

from p4gn.indicators.states import KEADAAN
from p4gn.lembar_csv import write_csv
from p4gn.paparan import isi
from p4gn.paparan.tabel import fakta_of, tabel_of
from p4gn.scoring.hasil import STATUS
from p4gn.tabel import Kolom, Tabel, add_simbol, csv_of, find_rupa, isi_of, list_legenda
from tests.paparan_buatan import KEPALA, make_deck


def slide(kunci: str, banyak: int = 13) -> isi.Slide:
    return next(each for each in make_deck(banyak).slide if each.kunci == kunci)


def judul(tabel: Tabel) -> list[str]:
    return [each.judul for each in tabel.kolom]


@pytest.mark.parametrize("banyak", [0, 1, 13, 400])
@pytest.mark.parametrize("kunci", ["daftar", "batang", "ubin", "sebar"])
def test_every_row_of_a_slide_is_a_row_of_its_table(kunci: str, banyak: int) -> None:
    made = slide(kunci, banyak)
    table = tabel_of(made)
    lines = sum(len(line) for _, line in made.isi.garis) if isinstance(made.isi, isi.Sebar) else 0
    assert len(table.baris) == banyak + lines
    assert all(len(row) == len(table.kolom) for row in table.baris)
    assert table.nama == made.bagian and table.judul == made.judul


@pytest.mark.parametrize("made", make_deck().slide, ids=lambda each: each.kunci)
def test_no_kind_of_slide_shows_a_colour_without_its_word(made: isi.Slide) -> None:
    for row in tabel_of(made).baris:
        for rupa in {each.rupa for each in row if each.rupa in STATUS}:
            words = {known[rupa].kata for known in (STATUS, KEADAAN) if rupa in known}
            assert any(word in each.teks for each in row for word in words)


def test_a_number_is_a_number_and_where_there_is_none_words_stand() -> None:
    table = tabel_of(slide("batang"))
    assert judul(table) == ["Kode", "Nama", "Nilai (poin)", "Status"] and table.kolom[2] == Kolom("Nilai (poin)", "angka", 1)
    assert [isi_of(each) for each in table.baris[0]] == ["63.00", "Hulu Sungai 0", 40.0, "✓ terpenuhi"]
    assert [isi_of(each) for each in table.baris[4]] == ["63.04", "Hulu Sungai 4", "belum lapor", "– belum lapor"]


def test_a_list_keeps_days_as_days_and_says_the_colour_of_a_name_in_a_column_beside_it() -> None:
    table = tabel_of(slide("daftar"))
    assert judul(table) == ["OPD", "Status OPD", "Yang kurang", "Terlambat", "Batas"]
    assert [isi_of(each) for each in table.baris[0]][1:] == [
        "✓ terpenuhi",
        "3 pegawai lagi dites; laporan B06 2026; SK satgas",
        10,
        date(2026, 6, 30),
    ]
    assert isi_of(table.baris[3][3]) == "belum lapor"  # the words say it: no further column for this one


def test_an_empty_list_says_so() -> None:
    table = tabel_of(slide("kosong"))
    assert table.baris == () and table.kosong == "Tidak ada OPD yang perlu dibina."


def test_lines_become_columns_and_a_change_of_method_stands_at_its_period() -> None:
    table = tabel_of(slide("garis"))
    assert judul(table) == ["Periode", "Kalimantan Selatan", "Hulu Sungai Selatan", "Catatan"]
    assert {each.format for each in table.kolom[1:3]} == {"persen"}
    assert [isi_of(each) for each in table.baris[0]] == ["2022", "belum ada", 10.0, ""]
    assert [isi_of(each) for each in table.baris[3]] == ["2025", 64.0, 60.0, "Cara menghitung berubah"]


def test_a_map_holds_the_maps_below_it_and_the_state_of_every_region() -> None:
    made = slide("peta")
    assert isinstance(made.isi, isi.Peta)
    table = tabel_of(made)
    below = made.isi.anak["63.06"]
    assert len(table.baris) == len(made.isi.daerah) + len(below.daerah)
    assert {isi_of(row[2]) for row in table.baris} == {"Kalimantan Selatan", "Hulu Sungai Selatan"}
    silent = next(row for row in table.baris if row[5].rupa == "belum_lapor")
    assert [isi_of(each) for each in silent[3:]] == ["belum ada catatan", "", "– belum ada catatan"]


def test_cards_hold_their_number_whole_and_words() -> None:
    rows = [[isi_of(each) for each in row] for row in tabel_of(slide("angka")).baris]
    assert rows[0][:4] == ["OPD hijau", 24, 42, "24 dari 42"]
    assert rows[2][:4] == ["Desa Bersinar", "–", "", "–"]


@pytest.mark.parametrize(
    ("teks", "rupa"),
    [
        ("✓ terpenuhi", "hijau"), ("◐ sebagian", "kuning"), ("! lewat 3 hari", "merah"), ("– belum lapor", "belum_lapor"),
        ("▒ disamarkan", "disamarkan"), ("–", ""), ("✓", ""), ("Dinas Kesehatan", ""), ("", ""), ("i informasi", ""),
    ],
)  # fmt: skip
def test_a_symbol_with_words_behind_it_has_a_look(teks: str, rupa: str) -> None:
    assert find_rupa(teks) == rupa


def test_the_legend_names_every_symbol_once_and_a_look_is_written_with_its_symbol() -> None:
    named = [(each.simbol, each.kata) for each in list_legenda()]
    assert len(named) == len(set(named)) and ("▒", "disamarkan") in named and ("✕", "belum terpenuhi") in named
    assert add_simbol("merah") == "✕ belum terpenuhi" and add_simbol("hijau", "hijau") == "✓ hijau" and add_simbol("") == ""


def test_the_csv_is_the_table_with_its_facts_and_no_cell_starts_a_formula() -> None:
    table = Tabel("Uji", "Uji", (Kolom("Nama"), Kolom("Nilai", "angka")), ((isi.Sel("=1+1"), isi.Sel("1.234,5", 1234.5)),))
    assert csv_of(table, {"Wilayah": "Tapin"}) == write_csv({"Wilayah": "Tapin"}, ["Nama", "Nilai"], [["=1+1", 1234.5]])
    assert "'=1+1;1234,5" in csv_of(table, {}).decode("utf-8-sig")


def test_the_facts_of_a_briefing_begin_with_the_mark_where_the_data_are_invented() -> None:
    assert next(iter(fakta_of(KEPALA, "Uji"))) == "DATA CONTOH"
    assert list(fakta_of(make_deck(contoh=False).kepala, "Uji")) == ["Judul", "Wilayah", "Periode", "Edisi", "Data per"]
