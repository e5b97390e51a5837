"""Files of tables: every page offers its own, XLSX and CSV hold the same rows, and what is hidden on the screen is no number in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from exports.tabel import make_buku
from p4gn.catatan import basis
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.paparan.isi import Kepala, Sel, Slide
from p4gn.scope import Scope
from p4gn.tabel import Tabel, csv_of
from tests.conftest import ROOT
from tests.exports.baca import buku, formulas, values
from tests.p4gn.conftest import edisi, kecil_data  # noqa: F401
from tests.paparan_buatan import KEPALA, make_deck
from ui import cache, hasil_tes, tables, unduh_bagan
from ui.kolom import Kolom, day_of, to_tabel

#: Page, what its link asks for, and the tables that its files are made of (the beginnings of their names).
HALAMAN = [
    ("ikhtisar/peta", {}, ["peta-rapat_tercatat"]),
    ("ikhtisar/tren", {}, ["rapat_tercatat", "rapat_tercatat", "indeks-resmi"]),
    ("ikhtisar/bandingkan", {}, ["bandingkan"]),
    ("program/kepatuhan_opd", {}, ["kepatuhan-opd"]),
    ("program/kepatuhan_wilayah", {}, ["tanpa-tim", "kepatuhan-kabkota"]),
    ("program/rencana_aksi", {"bagian": "kalender"}, ["kalender-kewajiban"]),
    ("program/rencana_aksi", {"bagian": "rekap"}, ["rekap-"]),
    ("program/rencana_aksi", {"bagian": "aksi"}, ["aksi-rad"]),
    ("program/rencana_aksi", {"bagian": "anggaran"}, ["anggaran-63", "anggaran-kabkota"]),
    ("program/rencana_aksi", {"bagian": "inovasi"}, ["inovasi"]),
    ("program/rencana_aksi", {"bagian": "regulasi"}, ["regulasi", "sk-tim-terpadu", "sk-satgas"]),
    ("program/penghargaan", {}, ["calon-opd"]),
    ("program/rapat", {}, ["rapat-63"]),
    ("program/rapat", {"tampilan": "kehadiran"}, ["kehadiran-opd"]),
    ("program/tindak_lanjut", {}, ["keputusan-rapat-terakhir", "tindak-lanjut"]),
    ("program/tindak_lanjut", {"lihat": "penanggung"}, ["keputusan-rapat-terakhir", "tindak-lanjut-penanggung"]),
    ("program/tes_urine", {}, ["cakupan-tes-opd", "tingkat-reaktif", "penguji-tes", "orang_dites", "tes-urine"]),
    ("program/desa_bersinar", {"bagian": "tahap"}, ["desa_bersinar_tercatat", "desa-bersinar"]),
    ("program/desa_bersinar", {"bagian": "rawan"}, ["celah-desa"]),
    ("program/desa_bersinar", {"bagian": "tanpa-ibm"}, ["desa-bersinar-tanpa-ibm"]),
    ("data/mutu_data", {}, ["pengirim"]),
    ("data/edisi", {}, ["daftar-edisi"]),
    ("tentang/metodologi", {}, ["kewajiban-"] * 3 + ["metodologi-berkas", "metodologi-baris-ditolak", "metodologi-baris-ditandai"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def buka(penuh_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Mapping[str, str]], AppTest]]:
    """Opens a page of the whole example edition, as an analyst; one visitor for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(penuh_data))
        patch.setenv("P4GN_PERAN", "analis")
        patch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path_factory.mktemp('catatan') / 'catatan.db'}")
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()

        def start(halaman: str, tautan: Mapping[str, str]) -> AppTest:
            app.query_params.clear()
            for name, value in {"wilayah": "63", "periode": "2026", "indikator": "rapat_tercatat", **tautan}.items():
                app.query_params[name] = value
            app.switch_page(str(ROOT / "pages" / f"{halaman}.py")).run()
            assert not app.exception
            return app

        yield start
        basis.forget_engines()


def read_csv(content: bytes, columns: int) -> list[list[str]]:
    """The rows below the headings."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    rows = lines[lines.index([]) + 2 :]
    assert {len(row) for row in rows} <= {columns}
    return rows


def read_xlsx(content: bytes) -> list[list[object]]:
    """The rows below the frozen heading of the first sheet."""
    book = buku(content)
    assert not formulas(book)
    sheet = book.worksheets[0]
    first = int("".join(filter(str.isdigit, str(sheet.freeze_panes))))
    return [values(sheet, row) for row in range(first, sheet.max_row + 1)] if sheet.auto_filter.ref else []


@pytest.mark.parametrize(
    ("halaman", "tautan", "berkas"), HALAMAN, ids=lambda each: "-".join(each.values()) if isinstance(each, dict) else None
)
def test_each_page_offers_its_tables_and_both_files_hold_the_same_rows(
    buka: Callable[..., AppTest], halaman: str, tautan: Mapping[str, str], berkas: list[str]
) -> None:
    app = buka(halaman, tautan)
    found = app.session_state["tabel_halaman"]
    assert len(found) == len(berkas) and all(name.startswith(start) for name, start in zip(found, berkas, strict=True))
    labels = [each.proto.label for each in app.get("download_button")]
    assert sum("(CSV)" in each for each in labels) == len(berkas) <= sum("(XLSX)" in each for each in labels)
    assert ("Unduh halaman (XLSX)" in labels) is (len(berkas) > 1)
    for each in found.values():
        table = each.make()
        typed, bare = read_xlsx(make_buku([table], each.facts)), read_csv(csv_of(table, each.facts), len(table.kolom))
        assert len(typed) == len(bare) == len(table.baris) > 0
        assert next(iter(each.facts)) == "DATA CONTOH" and each.facts["Sumber"] and each.facts["Tautan"].startswith("?")
        for cells, row in zip(typed, table.baris, strict=True):
            hidden = [cell for cell, sel in zip(cells, row, strict=True) if "disamarkan" in sel.teks and len(sel.teks) < 14]
            assert all(isinstance(cell, str) for cell in hidden)


def test_a_search_narrows_the_file_too_and_the_file_says_so(buka: Callable[..., AppTest]) -> None:
    whole, part = (
        next(iter(buka("program/rapat", tautan).session_state["tabel_halaman"].values())) for tautan in ({}, {"cari": "bersinar"})
    )
    assert 0 < len(part.make().baris) < len(whole.make().baris)
    assert "cari: bersinar" in part.facts["Saringan dan pilihan"] and "cari" not in whole.facts.get("Saringan dan pilihan", "")


def test_a_rate_that_is_hidden_has_no_bounds_either(buka: Callable[..., AppTest]) -> None:
    found = buka("program/tes_urine", {}).session_state["tabel_halaman"]
    table = next(each for name, each in found.items() if name.startswith("tingkat-reaktif")).make()
    hidden = [row for row in table.baris if "disamarkan" in row[4].teks]
    assert hidden and all(sel.nilai is None for row in hidden for sel in row[3:])


@pytest.mark.parametrize("indikator", ["desa_rawan", "desa_rawan_terlayani", "desa_rawan_tanpa_program"])
def test_what_an_edition_hides_is_a_word_in_every_column(edisi: str, indikator: str) -> None:  # noqa: F811
    st.cache_data.clear()
    indicator = CATALOGUE[indikator]
    rows = tables.rows_of(cache.indicator_frame(indikator, Scope(edisi, "98", "semua"), "kabkota"))
    table = to_tabel("uji", [tables.value_column(indicator), *tables.part_columns(indicator)], rows)
    hidden = [made for made, row in zip(table.baris, rows, strict=True) if row["keadaan"] == "disamarkan"]
    assert hidden and all(made[0] == Sel("▒ disamarkan") and not any(sel.nilai is not None for sel in made) for made in hidden)
    st.cache_data.clear()


def test_the_rates_of_tes_urine_are_typed_only_where_they_are_told() -> None:
    row = {
        "nama": "A",
        "kegiatan": 2,
        "dites": 30,
        "reaktif": None,
        "keadaan_reaktif": "disamarkan",
        "tingkat": None,
        "keadaan": "disamarkan",
    }
    assert [sel.nilai for sel in to_tabel("uji", hasil_tes._rate_columns("kabkota"), [row]).baris[0]] == [None, 2, 30, None, None]


def test_a_day_is_a_day_only_where_it_is_known_to_the_day() -> None:
    day = day_of("tanggal")
    assert day({"tanggal": KEPALA.data_per, "presisi_tanggal": "hari"}) == KEPALA.data_per
    assert day({"tanggal": KEPALA.data_per, "presisi_tanggal": "bulan"}) is None and day({"tanggal": None}) is None


def test_markup_without_words_stays_on_the_screen() -> None:
    columns = [Kolom("Nama", lambda row: "<b>A</b>", html=True), Kolom("Bukti", lambda row: "<i>x</i>", html=True, teks=lambda row: "x")]
    assert [each.judul for each in to_tabel("uji", columns, [{}]).kolom] == ["Bukti"]


# ---- the files of a chart ------------------------------------------------------------------------------------------------


def _slide(resep: str, param: Mapping[str, str], scope: Scope) -> Slide:
    return next(each for each in make_deck(13).slide if each.kunci == resep)


def _svg(slide: Slide, kepala: Kepala) -> str:
    return f"<svg>{slide.judul} {kepala.contoh}</svg>"


@pytest.mark.parametrize(("halangan", "pertama"), [(None, "Gambar (PNG)"), ("Belum dapat dibuat di sini.", "Gambar tajam (SVG)")])
def test_the_menu_of_a_chart_has_its_picture_and_its_rows(halangan: str | None, pertama: str, edisi: str) -> None:  # noqa: F811
    unduh_bagan.use(unduh_bagan.Pembuat(_slide, lambda scope: KEPALA, _svg, str.encode, lambda: halangan))

    def screen(scope):
        from ui.unduh_bagan import draw_unduh_bagan

        draw_unduh_bagan("batang", {"indikator": "rapat_tercatat", "per": "kabkota"}, scope, key="uji")

    shown = AppTest.from_function(screen, args=(Scope(edisi, "98", "2025"),))
    assert not shown.run().get("download_button"), "nothing is made before the menu is opened"
    shown.session_state["uji"] = True
    labels = [each.proto.label for each in shown.run().get("download_button")]
    assert not shown.exception and labels[0] == pertama and labels[-3:] == ["Gambar tajam (SVG)", "Tabel (XLSX)", "Tabel (CSV)"]


def test_the_files_of_a_chart_are_its_slide(edisi: str) -> None:  # noqa: F811
    unduh_bagan.use(unduh_bagan.Pembuat(_slide, lambda scope: KEPALA, _svg, str.encode, lambda: None))
    asked = ("batang", {"indikator": "rapat_tercatat", "per": "kabkota"}, Scope(edisi, "98", "2025"))
    table, facts = unduh_bagan._read(*asked)
    assert isinstance(table, Tabel) and len(table.baris) == 13 == len(read_csv(unduh_bagan._make_csv(*asked), len(table.kolom)))
    assert (
        next(iter(facts)) == "DATA CONTOH"
        and facts["Definisi"] == CATALOGUE["rapat_tercatat"].definisi
        and facts["Sumber"] == "Laporan OPD dan BNN"
    )
    assert unduh_bagan._svg(*asked) == f"<svg>Tapin paling tertinggal, skornya 41,0 dari 100 {KEPALA.contoh}</svg>"
    assert unduh_bagan.name_file("tren", {"deret": "63,63.06", "opd": "DINKES@63"}, asked[2]) == "tren-63-63.06-dinkes-63-98-2025"
