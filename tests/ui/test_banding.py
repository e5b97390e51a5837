"""The heat table: numbers equal to those of the engine, order, words, signs, colours and files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pandas
import pytest
import streamlit as st

from exports.banding import banding_xlsx
from p4gn import periode as p
from p4gn.geography import wilayah
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute, list_periode_tren
from p4gn.periode import is_berjalan
from p4gn.scope import Scope
from tests.exports.baca import buku, find_row, formulas, values
from tests.p4gn.conftest import edisi, kecil_data  # noqa: F401
from tests.p4gn.edisi_kecil import WILAYAH
from ui import banding, cache
from ui.figures import banding as figure
from ui.figures.banding import TIDAK_DIRINCI, Banding, Baris, Kolom, Sel, Tahun
from ui.figures.palet import KELAS_TERBANYAK, contrast
from ui.tables import csv_bytes

RAPAT, HADIR, CAKUPAN = CATALOGUE["rapat_tercatat"], CATALOGUE["kehadiran_tes"], CATALOGUE["cakupan_desa_bersinar"]


@pytest.fixture
def uji(edisi: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:  # noqa: F811
    """The tiny edition, with its invented regions in place of the country's."""
    below = defaultdict(list)
    for kode, *_ in WILAYAH:
        below[kode.rpartition(".")[0]].append(kode)
    table = wilayah._Table({kode: (nama, "", awalan) for kode, nama, awalan, *_ in WILAYAH}, dict(below))
    monkeypatch.setattr(wilayah, "_read_upper", lambda: table)
    monkeypatch.setattr(wilayah, "_read_all", lambda: table)
    st.cache_data.clear()
    yield edisi
    st.cache_data.clear()


def chunks(ids: list[str]) -> list[tuple[str, ...]]:
    size = banding.KOLOM_TERBANYAK
    return [tuple(ids[start : start + size]) for start in range(0, len(ids), size)]


# ---- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("periode", ["semua", "2024", "2025-S2"])
@pytest.mark.parametrize(
    ("kode", "baris"),
    [("98", ("kabkota@98", "kecamatan@98.01", "98.02.01")), ("98", ("kecamatan@98",)), ("98.01", ("kecamatan@98.01", "desa@98.01.01")),
     ("nasional", ("provinsi@nasional", "98.01")), ("98.01.01", ("desa@98.01.01",))],
)  # fmt: skip
def test_every_cell_is_the_region_computed_for_itself(uji: str, kode: str, baris: tuple[str, ...], periode: str) -> None:
    scope = Scope(uji, kode, periode)
    seen = 0
    for kolom in chunks(list(CATALOGUE)):
        table = banding.make_banding(banding.Pilihan(kode, banding.WILAYAH, baris, kolom), scope)
        assert table.total.kode == kode and len({row.kode for row in table.baris}) == len(table.baris) > 0
        for row in (table.total, *table.baris):
            for each in table.kolom:
                cell, indicator = table.get(row, each), each.indicator
                if not indicator.allows_tingkat(row.tingkat):
                    assert cell == Sel(TIDAK_DIRINCI)
                    continue
                alone = compute(indicator, replace(scope, kode_wilayah=row.kode), "total").iloc[0]
                assert cell.keadaan == alone["keadaan"], (row.nama, indicator.id)
                assert (
                    same(cell.nilai, alone["nilai"]) and same(cell.pembilang, alone["pembilang"]) and same(cell.penyebut, alone["penyebut"])
                )
                seen += 1
    assert seen > len(CATALOGUE) / 4


def same(ours: float | None, theirs: float) -> bool:
    return pandas.isna(theirs) if ours is None else ours == pytest.approx(theirs)


def test_the_years_of_a_line_are_the_finished_years_computed_one_by_one(uji: str) -> None:
    scope = Scope(uji, "98", "2025")
    table = banding.make_banding(
        banding.Pilihan("98", banding.WILAYAH, ("kabkota@98",), ("rapat_tercatat", "desa_bersinar_dicanangkan")), scope
    )
    kini = cache.manifest(uji).kini
    finished = [year for year in list_periode_tren(replace(scope, periode=p.SEMUA)) if not is_berjalan(year, kini)]
    drawn = [each.tahun for each in table.get(table.baris[0], table.kolom[0]).tahun]
    assert drawn and drawn == finished[-len(drawn) :]
    for row in (table.total, *table.baris):
        for each in table.kolom:
            for year in table.get(row, each).tahun:
                alone = compute(each.indicator, Scope(uji, row.kode, year.tahun), "total").iloc[0]["nilai"]
                assert same(year.nilai, alone), (row.nama, each.indicator.id, year.tahun)


def test_agencies_are_those_of_a_government_with_their_own_numbers(uji: str) -> None:
    scope = Scope(uji, "98", "2025")
    options = banding.list_pilihan_baris(scope, banding.OPD)
    group = next(each for each in options if each.startswith("opd@"))
    kolom = tuple(each.id for each in banding.list_indikator(banding.OPD))[: banding.KOLOM_TERBANYAK]
    table = banding.make_banding(banding.Pilihan("98", banding.OPD, (group,), kolom), scope)
    assert table.baris and {row.kode.rpartition("@")[2] for row in table.baris} == {group.removeprefix("opd@")}
    for each in table.kolom:
        numbers = compute(each.indicator, scope, "opd").set_index("kode")["nilai"].to_dict()
        for row in table.baris:
            assert same(table.get(row, each).nilai, numbers.get(row.kode, float("nan")))


def test_rows_that_lie_elsewhere_say_where_and_no_row_comes_twice(uji: str) -> None:
    choice = banding.Pilihan("98", banding.WILAYAH, ("98.02.01", "kecamatan@98.02", "98.02"), ("cakupan_desa_bersinar",))
    table = banding.make_banding(choice, Scope(uji, "98", "2024"))
    assert [(row.kode, row.tempat) for row in table.baris] == [("98.02.01", "Kecamatan di Bintara"), ("98.02", "")]


def test_the_first_choice_is_the_parts_by_indicators_that_have_numbers_here(uji: str) -> None:
    choice = banding.default_pilihan(Scope(uji, "98", "2025"), banding.WILAYAH)
    assert choice.baris == ("kabkota@98",) and 0 < len(choice.kolom) <= banding.KOLOM_AWAL
    for each in choice.kolom:
        assert CATALOGUE[each].dapat_dibandingkan and CATALOGUE[each].allows_tingkat("kabkota")
        assert compute(CATALOGUE[each], Scope(uji, "98", "2025"), "total")["nilai"].notna().all()
    villages = banding.default_pilihan(Scope(uji, "98.01.01", "2025"), banding.WILAYAH)
    assert villages.baris == ("desa@98.01.01",) and all(CATALOGUE[each].allows_tingkat("desa") for each in villages.kolom)


def test_a_choice_and_its_link_are_the_same_thing(uji: str) -> None:
    choice = banding.Pilihan("98", banding.WILAYAH, ("kabkota@98", "98.01.02"), ("orang_dites", "rapat_tercatat"), "-orang_dites")
    assert banding._read_link(choice.link(), Scope(uji, "98")) == choice


# ---- order and HTML, on a table made by hand -------------------------------------------------------------------------


def table_of(*rows: tuple[str, float | None, str], urut: str = "", indicator=RAPAT) -> Banding:
    sel = {(nama, indicator.id): Sel(keadaan, nilai) for nama, nilai, keadaan in rows}
    total = Baris("98", "Nusa Uji", "provinsi", "seluruhnya")
    sel["98", indicator.id] = Sel("ada", 30.0)
    names = tuple(Baris(nama, nama, "kabkota") for nama, *_ in rows)
    return Banding("Judul", "Nusa Uji", "tahun 2025", total, names, (Kolom(indicator, "Target 30%"),), sel, urut)


ROWS = (
    ("Citra", 4.0, "ada"),
    ("Aruna", None, "belum_lapor"),
    ("Delima", 12.0, "ada"),
    ("Bintara", 0.0, "nol"),
    ("Elok", None, "disamarkan"),
)


@pytest.mark.parametrize(
    ("urut", "names"),
    [
        ("", ["Citra", "Aruna", "Delima", "Bintara", "Elok"]),
        ("rapat_tercatat", ["Bintara", "Citra", "Delima", "Aruna", "Elok"]),
        ("-rapat_tercatat", ["Delima", "Citra", "Bintara", "Aruna", "Elok"]),
        ("nama", ["Aruna", "Bintara", "Citra", "Delima", "Elok"]),
        ("-nama", ["Elok", "Delima", "Citra", "Bintara", "Aruna"]),
        ("tidak_ada", ["Citra", "Aruna", "Delima", "Bintara", "Elok"]),
    ],
)
def test_what_has_no_number_comes_last_and_zero_is_a_number(urut: str, names: list[str]) -> None:
    assert [row.nama for row in table_of(*ROWS, urut=urut).list_baris()] == names


def shown_rows(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*>([^<]+)', html)


def test_the_table_sent_is_the_same_however_it_is_sorted_and_the_whole_comes_first() -> None:
    sent = {figure.banding_html(table_of(*ROWS, urut=urut)) for urut in ("", "rapat_tercatat", "-rapat_tercatat", "nama", "-nama")}
    assert len(sent) == 1
    html = sent.pop()
    assert shown_rows(html) == ["Nusa Uji", "Citra", "Aruna", "Delima", "Bintara", "Elok"] and "aria-sort" not in html


def sort_numbers(html: str) -> list[tuple[str | None, str | None]]:
    """Per row what the browser sorts by: the place of the name and the number of the first column; None where there is none."""
    rows = re.findall(r'<th scope="row"([^>]*)>.*?<td([^>]*)>', html)
    return [tuple(found[1] if (found := re.search(r'data-n="([^"]*)"', each)) else None for each in row) for row in rows]  # type: ignore[misc]


def test_a_cell_brings_its_number_to_be_sorted_by_and_none_where_there_is_none() -> None:
    assert sort_numbers(figure.banding_html(table_of(*ROWS))) == [
        (None, None), ("2", "4.0"), ("0", None), ("3", "12.0"), ("1", "0.0"), ("4", None),
    ]  # fmt: skip
    third = figure.banding_html(table_of(("Aruna", 100 / 3, "ada"), indicator=CAKUPAN))
    assert [float(number) for _, number in sort_numbers(third) if number] == [100 / 3]


@pytest.mark.parametrize(("field", "awal"), [("rapat_tercatat", "-rapat_tercatat"), ("nama", "nama")])
def test_a_heading_is_a_button_that_says_which_way_it_sorts_first(field: str, awal: str) -> None:
    html = figure.banding_html(table_of(*ROWS))
    assert f'<th scope="col"><button type="button" data-kolom="{field}" data-awal="{awal}">' in html and "<small>Target 30%</small>" in html


def test_the_years_behind_a_line_are_told_also_where_the_cell_itself_has_no_number() -> None:
    table = table_of(("Aruna", None, "belum_lapor"), ("Bintara", None, "belum_lapor"))
    cells = {
        **table.sel,
        ("Aruna", RAPAT.id): Sel("belum_lapor", tahun=years(2, None, 3)),
        ("Bintara", RAPAT.id): Sel("belum_lapor", tahun=years(None, None)),
    }
    html = figure.banding_html(replace(table, sel=cells))
    assert html.count("title=") == 1 and 'title="2020: 2 · 2021: – · 2022: 3"' in html
    whole = replace(table, sel={("Aruna", CAKUPAN.id): Sel("ada", 12.5, 12.0, 96.0, years(8.0))}, kolom=(Kolom(CAKUPAN, ""),))
    assert 'title="12 dari 96 · 2020: 8,00%"' in figure.banding_html(whole)


def test_what_may_not_be_compared_is_neither_coloured_nor_sorted() -> None:
    assert not HADIR.dapat_dibandingkan
    table = table_of(("Aruna", 90.0, "ada"), ("Bintara", 20.0, "ada"), urut="-kehadiran_tes", indicator=HADIR)
    html = figure.banding_html(table)
    assert 'data-kolom="kehadiran_tes"' not in html and "kelas-" not in html
    assert [number for _, number in sort_numbers(html)] == [None] * 3
    assert [row.nama for row in table.list_baris()] == ["Aruna", "Bintara"] and "Diurutkan" not in figure.sentence(table)


def test_colour_is_the_fixed_class_of_the_map_and_a_count_of_the_whole_has_none() -> None:
    html = figure.banding_html(table_of(*ROWS))
    cells = re.findall(r"<td([^>]*)><(?:b|span)>([^<]+)<", html)
    assert [(re.findall(r'class="([^"]+)"', attributes), text) for attributes, text in cells] == [
        ([], "30"), (["kelas-1-5"], "4"), (["belum_lapor"], "– belum ada catatan"), (["kelas-3-5"], "12"), (["kelas-0-5"], "0"),
        (["disamarkan"], "▒ disamarkan"),
    ]  # fmt: skip
    ratio = figure.banding_html(table_of(("Aruna", 2.5, "ada"), indicator=CAKUPAN))
    assert re.findall(r'<td class="([^"]+)"', ratio) == ["kelas-4-5", "kelas-2-5"]  # 30% and, on the edge, 2,5%
    assert "Nilai tepat di batas masuk kelas di atasnya." in ratio


@pytest.mark.parametrize("tema", [0, 1])
def test_numbers_are_read_on_every_class(tema: int) -> None:
    css = figure.banding_stylesheet()
    two = r"[^;]+;{}:light-dark\(([^,]+),([^)]+)\)"
    rules = re.findall(rf"\.kelas-\d-\d\{{background-color:{two.format('background-color')};color:{two.format('color')}\}}", css)
    assert len(rules) == KELAS_TERBANYAK * (KELAS_TERBANYAK + 1) / 2
    assert min(contrast(rule[tema], rule[tema + 2]) for rule in rules) >= 4.5


def test_names_and_words_are_never_markup() -> None:
    html = figure.banding_html(table_of(("<img src=x>", 3.0, "ada")))
    assert "<img" not in html and "&lt;img src=x&gt;" in html


def years(*values: float | None, segmen: int = 9) -> tuple[Tahun, ...]:
    """segmen: from which year (counted from 0) another method holds."""
    return tuple(Tahun(str(2020 + i), value, (0, 0) if i < segmen else (1, 1)) for i, value in enumerate(values))


def test_a_line_is_broken_where_a_year_is_unknown_or_the_method_changed() -> None:
    assert figure.spark_path(years(1, 2, 3))[0].count("M") == 1
    assert figure.spark_path(years(1, 2, None, 3))[0].count("M") == 2
    assert figure.spark_path(years(1, 2, 3, 4, segmen=2))[0].count("M") == 2
    assert figure.spark_path(years(1, None, 3))[0] == "" == figure.spark_path(years(1, 2, segmen=1))[0] == figure.spark_path(())[0]
    assert figure.spark_path(years(0, 0, 5))[1] == (51, 3)  # the largest is at the top, the last at the right


def test_the_method_of_a_year_comes_from_the_catalogue() -> None:
    broken = next(each for each in CATALOGUE.values() if any(change.putus for change in each.perubahan))
    day = next(change.tanggal for change in broken.perubahan if change.putus)
    around = [str(day.year - 2), str(day.year - 1), str(day.year), str(day.year + 1)]
    numbers = pandas.DataFrame([("98.01", "ada", 4.0, 4.0, None)], columns=["kode", "keadaan", "nilai", "pembilang", "penyebut"])
    yearly = pandas.DataFrame([(year, "98.01", 4.0) for year in around], columns=["periode", "kode", "nilai"])
    cell = figure.read_sel(broken, numbers, yearly, around)["98.01"]
    assert figure.spark_path(cell.tahun)[0].count("M") == 2


def test_years_before_the_first_number_are_left_out_for_all_cells_alike() -> None:
    cells = figure.drop_tahun_kosong(
        {1: Sel("ada", 1.0, tahun=years(None, None, 3, None)), 2: Sel("ada", 1.0, tahun=years(None, 2, None, 1))}
    )
    assert [[each.tahun for each in cell.tahun] for cell in cells.values()] == [["2021", "2022", "2023"]] * 2


# ---- words and files -------------------------------------------------------------------------------------------------


def test_the_sentence_says_what_is_compared_how_it_is_sorted_and_what_is_missing() -> None:
    assert figure.sentence(table_of(*ROWS, urut="-rapat_tercatat")) == (
        "Membandingkan 5 kabupaten/kota di Nusa Uji menurut Rapat P4GN yang tercatat, tahun 2025. "
        "Diurutkan menurut Rapat tercatat: terbanyak Delima (12); tersedikit Bintara (0). Belum ada catatan pada 1 dari 5 sel."
    )
    tied = table_of(("Aruna", 0.0, "nol"), ("Bintara", 0.0, "nol"), ("Citra", 7.0, "ada"), urut="rapat_tercatat")
    assert "tersedikit 0 (2 baris); terbanyak Citra (7)." in figure.sentence(tied)
    nation = replace(table_of(*ROWS, urut="-rapat_tercatat"), total=Baris("nasional", "Seluruh Indonesia", "nasional"))
    assert "Delima" not in figure.sentence(nation)


def test_an_indicator_not_told_apart_at_this_level_says_so() -> None:
    table = replace(table_of(("Aruna Hulu", None, "ada")), baris=(Baris("98.01.01", "Aruna Hulu", "kecamatan"),))
    assert "× tidak dirinci" in figure.banding_html(table)
    assert figure.sentence(table).endswith("Tidak dirinci sampai tingkat ini: Rapat tercatat.")


def test_files_hold_bare_numbers_in_the_order_of_the_screen_and_words_where_there_is_none() -> None:
    table = table_of(*ROWS, urut="-rapat_tercatat")
    facts = {"DATA CONTOH": "Seluruh isinya rekaan.", "Judul": table.judul, "Kalimat": figure.sentence(table)}
    lines = csv_bytes(facts, banding.csv_columns(table), banding.csv_rows(table)).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("DATA CONTOH;")
    assert [line.split(";")[1::2] for line in lines[-6:]] == [
        ["Nusa Uji", "30"], ["Delima", "12"], ["Citra", "4"], ["Bintara", "0"], ["Aruna", "– belum ada catatan"], ["Elok", "▒ disamarkan"],
    ]  # fmt: skip
    book = buku(banding_xlsx(table, facts))
    sheet = book["Perbandingan"]
    start = find_row(sheet, "Nusa Uji", 2)
    assert [values(sheet, start + i)[1::2] for i in range(6)] == [
        ["Nusa Uji", 30], ["Delima", 12], ["Citra", 4], ["Bintara", 0], ["Aruna", "– belum ada catatan"], ["Elok", "▒ disamarkan"],
    ]  # fmt: skip
    assert sheet["A1"].value.startswith("DATA CONTOH") and not formulas(book)
    assert book.sheetnames == ["Perbandingan", "Rincian", "Keterangan"]
