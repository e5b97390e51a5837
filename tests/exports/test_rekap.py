"""The recap that is sent: the same numbers as on the scorecard and in the marts, complete, with what is missing said."""

from __future__ import annotations

from datetime import date

import pytest

from exports import rekap as berkas
from p4gn.bahasa import is_kosong
from p4gn.scoring.kartu import score_opd
from p4gn.scoring.rekap import BELUM, BELUM_TIBA, TEPAT, TERLAMBAT, BarisRekap, Rekap, add_up, kirim_text, make_rekap
from p4gn.warehouse import read
from tests.exports.baca import buku, find_row, formulas, halaman, padat, values
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH


def line(nama: str, **isi: object) -> BarisRekap:
    known: dict[str, object] = dict.fromkeys(
        ("hari", "tanggal_kirim", "kegiatan", "peserta", "peserta_asn", "dites", "asn", "pada_asn", "regulasi_status", "regulasi_nomor",
         "satgas_status", "satgas_nomor", "penggiat", "diklat_bermateri", "diklat_jumlah", "bukti")
    )  # fmt: skip
    return BarisRekap(**({"kunci": f"{nama}@63", "nama": nama, "kirim": BELUM, "is_diklat": False} | known | isi))  # type: ignore[arg-type]


def test_totals_are_added_first_and_divided_last() -> None:
    small = line("Kecil", kirim=TEPAT, kegiatan=1, dites=5, asn=5)
    large = line("Besar", kirim=TERLAMBAT, kegiatan=3, dites=0, asn=95)
    silent = line("Diam", asn=100)
    total = add_up([small, large, silent])
    assert (total.opd, total.tepat, total.terlambat, total.belum, total.kegiatan) == (3, 1, 1, 1, 4)
    assert (total.dites, total.asn, total.persen_dites) == (5, 200, 2.5)
    assert total.peserta is None and total.penggiat is None


@pytest.mark.parametrize(
    ("kirim", "hari", "kata"),
    [
        (TEPAT, None, "tepat waktu"),
        (TERLAMBAT, 12, "terlambat 12 hari"),
        (BELUM, 107, "belum lapor, terlambat 107 hari"),
        (BELUM_TIBA, None, "belum jatuh tempo"),
    ],
)
def test_how_it_was_sent_in_words(kirim: str, hari: int | None, kata: str) -> None:
    assert kirim_text(line("A", kirim=kirim, hari=hari)) == kata


@pytest.fixture
def b06(edisi: str) -> Rekap:
    return make_rekap(edisi, "63", "B06", 2026)


def test_every_agency_of_the_scorecard_has_a_row_with_its_colour_and_lateness(edisi: str, b06: Rekap) -> None:
    cards = {each.kunci: each for each in score_opd(edisi, "63", "2026-S1").baris}
    assert {each.kunci for each in b06.baris} == set(cards) and len(b06.baris) >= 42
    word = {"hijau": TEPAT, "kuning": TERLAMBAT, "merah": BELUM}
    for row in b06.baris:
        sel = cards[row.kunci].sel["laporan"]
        assert row.kirim == word.get(sel.status, BELUM_TIBA)
        assert row.hari == (None if row.kirim in (TEPAT, BELUM_TIBA) else sel.hari_terlambat)
        assert (row.dites, row.asn) == (cards[row.kunci].sel["tes_asn"].pembilang, cards[row.kunci].sel["tes_asn"].penyebut)
    assert b06.jatuh_tempo == date(2026, 7, 15)


def test_figures_are_those_of_the_report_that_is_believed(edisi: str, b06: Rekap) -> None:
    reports = {
        row["kunci_opd"]: row for row in read.query(edisi, "select * from mart.laporan_opd where periode = '2026-S1'").to_dict("records")
    }
    reported = [row for row in b06.baris if row.kunci in reports]
    assert reported
    for row in reported:
        report = reports[row.kunci]
        for own, field in (
            (row.kegiatan, "kegiatan_tahun"),
            (row.peserta, "peserta_tahun"),
            (row.penggiat, "satgas_penggiat"),
            (row.regulasi_status, "regulasi_status"),
        ):
            assert own == (None if is_kosong(report[field]) else report[field])
    silent = [row for row in b06.baris if row.kunci not in reports]
    assert all(row.kegiatan is None and row.regulasi_status is None and row.tanggal_kirim is None for row in silent)


def test_the_december_recap_tells_the_whole_year(edisi: str) -> None:
    b12 = make_rekap(edisi, "63", "B12", 2025)
    cards = {each.kunci: each for each in score_opd(edisi, "63", "2025").baris}
    assert all(row.dites == cards[row.kunci].sel["tes_asn"].pembilang for row in b12.baris)
    assert b12.jatuh_tempo == date(2026, 1, 15)


def test_the_workbook_holds_the_same_numbers(b06: Rekap) -> None:
    book = buku(berkas.rekap_xlsx(b06, KETERANGAN_CONTOH))
    assert book.sheetnames == ["Rekap B06 2026", "Belum lapor", "Keterangan"] and not formulas(book)
    sheet = book["Rekap B06 2026"]
    first = find_row(sheet, b06.baris[0].nama, 2)

    def cell(value: object) -> object:
        return "belum lapor" if value is None else value

    for number, row in enumerate(b06.baris):
        cells = values(sheet, first + number)
        assert cells[:2] == [number + 1, row.nama]
        assert cells[2:7] == [cell(row.kegiatan), cell(row.peserta), cell(row.peserta_asn), cell(row.dites), cell(row.asn)]
        assert cells[7] == cell(row.persen_dites) or cells[7] == pytest.approx(row.persen_dites)
        assert cells[9] == cell(row.regulasi_status) and cells[11] == cell(row.satgas_status) and cells[13] == cell(row.penggiat)
        assert cells[14:16] == ([cell(row.diklat_bermateri), cell(row.diklat_jumlah)] if row.is_diklat else ["tidak berlaku"] * 2)
        assert cells[17:19] == [kirim_text(row), row.hari]
    total = values(sheet, first + len(b06.baris))
    assert total[1:7] == ["Jumlah", b06.jumlah.kegiatan, b06.jumlah.peserta, b06.jumlah.peserta_asn, b06.jumlah.dites, b06.jumlah.asn]
    assert total[7] == pytest.approx(b06.jumlah.persen_dites)
    text = [str(each.value) for row in sheet.iter_rows() for each in row if each.value]
    assert "Kepala Badan Kesbangpol Provinsi Kalimantan Selatan" in text and "Nama dan NIP diisi tangan" in text
    missing = book["Belum lapor"]
    listed = {missing.cell(row, 2).value for row in range(1, missing.max_row + 1)}
    assert {each.nama for each in b06.baris if each.kirim == BELUM} <= listed


def test_the_pdf_names_every_agency_what_is_missing_and_who_signs(b06: Rekap) -> None:
    pages = halaman(berkas.rekap_pdf(b06, KETERANGAN_CONTOH))
    whole = padat("".join(pages))
    assert all(padat(row.nama) in whole for row in b06.baris)
    assert all("DATA CONTOH" in page for page in pages) and f"Halaman 1 dari {len(pages)}" in pages[0]
    assert "Rekapitulasi laporan aksi P4GN perangkat daerah, B06 2026" in pages[0]
    assert padat("belum lapor") in whole and padat("Kepala Badan Kesbangpol Provinsi Kalimantan Selatan") in whole
    assert not any("DATA CONTOH" in page for page in halaman(berkas.rekap_pdf(b06, KETERANGAN)))


def test_nothing_about_reactive_results_is_in_the_recap(b06: Rekap) -> None:
    sheet = buku(berkas.rekap_xlsx(b06, KETERANGAN))["Rekap B06 2026"]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value).lower()
    assert "reaktif" not in words and "positif" not in words


def test_a_government_without_reports_gives_an_empty_recap_that_says_so(edisi: str) -> None:
    empty = make_rekap(edisi, "61", "B06", 2026)
    assert not empty.baris and "Belum ada laporan" in halaman(berkas.rekap_pdf(empty, KETERANGAN))[0]
