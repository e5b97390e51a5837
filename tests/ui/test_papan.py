"""The scorecard as words, data and colours, on cards made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from p4gn.scoring import pembacaan
from p4gn.scoring.hasil import STATUS, Sel
from p4gn.scoring.kerangka import find_kerangka
from p4gn.scoring.periode import mulai_bergulir
from tests.ui.kartu_rekaan import make_kartu, make_sel
from ui import andai, bacaan, kepatuhan
from ui.figures.kartu import papan_data, sel_teks
from ui.figures.palet import KEPATUHAN, WARNA, Tema, contrast, luminance
from ui.figures.pola import kepatuhan_stylesheet
from ui.markdown import escape_markdown

KERANGKA = find_kerangka("2026", "63")


def duty(id_kewajiban: str, subjek: str = "opd"):
    found = KERANGKA.find(id_kewajiban, subjek)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("id_kewajiban", "subjek", "sel", "words"),
    [
        ("tes_asn", "opd", Sel("tes_asn", "hijau", 1.0, nilai=34.0), "34%"),
        ("tes_asn", "opd", Sel("tes_asn", "kuning", 0.5, nilai=14.6), "14,6%"),
        ("tes_asn", "opd", Sel("tes_asn", "merah", 0.0, nilai=0.0, is_nol=True), "0%"),
        ("tes_asn", "opd", Sel("tes_asn", "belum_lapor", 0.0), "belum lapor"),
        ("tes_cpns", "opd", Sel("tes_cpns", "tidak_berlaku", None), ""),
        ("laporan", "opd", Sel("laporan", "hijau", 1.0, nilai=100.0), "tepat"),
        ("laporan", "opd", Sel("laporan", "merah", 0.0, nilai=0.0, hari_terlambat=107), "107 hari"),
        ("laporan", "opd", Sel("laporan", "kuning", 0.5, nilai=50.0), "sebagian"),
        ("regulasi", "opd", Sel("regulasi", "kuning", 0.5), "draf"),
        ("satgas", "opd", Sel("satgas", "kuning", 0.5, nilai=3.1), "tanpa SK"),
        ("sosialisasi", "opd", Sel("sosialisasi", "kuning", 0.5), "ada"),
        ("tindak_lanjut_reaktif", "opd", Sel("tindak_lanjut_reaktif", "merah", 0.0), "belum"),
        ("rakor", "kabkota", Sel("rakor", "kuning", 0.5, pembilang=1, penyebut=2, nilai=1), "1/2"),
        ("perubahan_kerawanan", "kabkota", Sel("perubahan_kerawanan", "informasi", None, pembilang=3, penyebut=9, nilai=3), "+3"),
    ],
)
def test_a_cell_says_its_value_in_a_word(id_kewajiban: str, subjek: str, sel: Sel, words: str) -> None:
    assert sel_teks(sel, duty(id_kewajiban, subjek)) == words


def test_the_board_of_42_agencies_is_a_small_message() -> None:
    data = papan_data(make_kartu(42))
    assert len(data["baris"]) == 42
    assert all(len(row) == 10 and len(row[9]) == len(data["kolom"]) == 10 for row in data["baris"])
    assert len(json.dumps(data, ensure_ascii=False).encode()) < 30_000


def test_a_late_report_is_sorted_by_its_days_and_everything_else_by_its_value() -> None:
    card = make_kartu(1)
    row = replace(
        card.baris[0],
        sel={
            **card.baris[0].sel,
            "laporan": make_sel(duty("laporan"), "merah", 0.0, 107),
            "tes_asn": make_sel(duty("tes_asn"), "kuning", 20.0),
        },
    )
    data = papan_data(replace(card, baris=(row,)))
    cells = dict(zip([each["id"] for each in data["kolom"]], data["baris"][0][9], strict=True))
    assert cells["laporan"] == ["merah", "107 hari", -107.0]
    assert cells["tes_asn"][2] == 20.0


@pytest.mark.parametrize("tema", ["terang", "gelap"])
@pytest.mark.parametrize("status", list(STATUS))
def test_words_on_every_status_can_be_read(tema: Tema, status: str) -> None:
    look = KEPATUHAN[tema][status]
    assert contrast(look.isian, look.tinta) >= 4.5
    if look.arsir is not None:
        assert contrast(look.arsir, look.tinta) >= 4.5
    if status in ("hijau", "kuning", "merah", "belum_lapor"):
        assert contrast(look.tepi, WARNA[tema].kertas) >= 3
        assert contrast(look.tegas, WARNA[tema].kertas) >= 3


def test_colours_differ_in_lightness_for_a_black_and_white_print() -> None:
    hijau, kuning, merah = (luminance(KEPATUHAN["terang"][status].isian) for status in ("hijau", "kuning", "merah"))
    assert hijau > kuning + 0.15 > merah + 0.3
    assert KEPATUHAN["terang"]["belum_lapor"].arsir is not None


def test_every_status_has_a_rule_in_the_stylesheet() -> None:
    css = kepatuhan_stylesheet()
    assert all(f".k-{status}{{" in css and f".b-{status}{{" in css for status in STATUS)
    assert "[object" not in css and "None" not in css


def test_the_sentence_counts_each_colour_and_says_why_some_have_none() -> None:
    card = replace(make_kartu(7), jumlah_warna={"hijau": 2, "kuning": 3, "merah": 1, "tanpa_nilai": 1})
    assert bacaan.board_sentence(card) == "2 dari 7 OPD hijau, 3 kuning, 1 merah; 1 belum dapat dinilai karena laporannya kurang dari 60%."


def test_coverage_is_added_first_and_divided_last_and_the_silent_count_with_their_staff() -> None:
    card = make_kartu(3)
    cells = (
        Sel("tes_asn", "hijau", 1.0, 50, 100, 50.0),
        Sel("tes_asn", "merah", 0.0, 10, 300, 10 / 3),
        Sel("tes_asn", "belum_lapor", 0.0, None, 100),
    )
    rows = tuple(replace(row, sel={**row.sel, "tes_asn": cell}) for row, cell in zip(card.baris, cells, strict=True))
    found = pembacaan.find_cakupan(replace(card, baris=rows))
    assert (found.dites, found.asn, found.nilai, found.target) == (60, 500, 12.0, 30)
    assert [row.nama for row, _ in found.tertinggal] == [rows[1].nama, rows[0].nama]
    assert [row.nama for row in found.belum_lapor] == [rows[2].nama]


def test_who_has_none_is_told_with_the_reason() -> None:
    card = make_kartu(4, "kabkota")
    states = ("hijau", "merah", "kuning", "belum_lapor")
    rows = tuple(
        replace(row, nama=f"Lembah {i}", sel={**row.sel, "perda": Sel("perda", status, None)})
        for i, (row, status) in enumerate(zip(card.baris, states, strict=True))
    )
    told = bacaan.missing_html(replace(card, baris=rows), "perda", "Perda atau Perkada", "masih draf")
    assert "Belum punya Perda atau Perkada: 3 dari 4." in told
    assert "Dilaporkan belum ada: Lembah 1; masih draf: Lembah 2; belum dilaporkan: Lembah 3." in told


def test_the_way_to_green_raises_the_colour_at_each_step() -> None:
    card = make_kartu(20)
    ladder = {"tanpa_nilai": 0, "merah": 1, "kuning": 2, "hijau": 3}
    for row in card.baris:
        colours = [ladder[colour] for colour, _ in andai.list_jalan(card, row)]
        assert colours == sorted(set(colours))
        assert not colours or colours[0] != ladder[row.warna]


def test_the_csv_has_a_row_for_each_agency_and_two_columns_for_each_duty() -> None:
    card = make_kartu(5)
    lines = kepatuhan.kartu_csv(card, {"Wilayah": "Contoh"}).decode("utf-8-sig").splitlines()
    head = lines[2].split(";")
    assert lines[0] == "Wilayah;Contoh" and lines[1] == ""
    assert len(head) == 8 + 2 * len(card.kerangka.kewajiban_opd)
    assert len(lines) == 3 + 5


def test_months_are_counted_back_to_a_day_that_exists() -> None:
    assert mulai_bergulir(date(2026, 10, 30), 12) == date(2025, 10, 30)
    assert mulai_bergulir(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert mulai_bergulir(date(2026, 12, 31), 1) == date(2026, 11, 30)


def test_marks_in_text_from_files_stand_for_themselves() -> None:
    assert escape_markdown("*a* [b](c) $d") == r"\*a\* \[b\]\(c\) \$d"
