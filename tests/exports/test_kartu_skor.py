"""The scorecard as PDF and workbook: everything that is on it, nothing that must stay hidden."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from exports import kartu_skor, pdf
from p4gn.scoring.hasil import STATUS, TANPA_NILAI
from tests.exports.baca import buku, find_row, formulas, halaman, padat, values
from tests.exports.kartu_buatan import KETERANGAN, KETERANGAN_CONTOH, make_kartu


@pytest.mark.parametrize(("subjek", "banyak"), [("opd", 42), ("kabkota", 13), ("kecamatan", 11)])
def test_every_row_and_duty_is_on_the_pdf_and_the_heading_on_each_page(subjek: str, banyak: int) -> None:
    kartu = make_kartu(subjek, banyak)
    pages = halaman(kartu_skor.kartu_skor_pdf(kartu, KETERANGAN_CONTOH))
    whole = padat("".join(pages))
    assert all(padat(row.nama) in whole for row in kartu.baris)
    assert all(padat(duty.judul_pendek) in whole for duty in kartu.kerangka.list_kewajiban(subjek))
    assert all(padat(each.kata) in whole for each in STATUS.values())
    with_rows = [page for page in pages if "Dinas Rekaan" in page]
    assert all(
        "Skor" in page and padat("Perangkat daerah" if subjek == "opd" else kartu_skor.KATA_SUBJEK[subjek]) in padat(page)
        for page in with_rows
    )
    assert all(f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert kartu_skor.JUDUL_SUBJEK[subjek] in pages[0] and kartu.kerangka.label() in pages[0]


def test_42_agencies_fit_on_three_pages_of_a4_landscape() -> None:
    reader = PdfReader(io.BytesIO(kartu_skor.kartu_skor_pdf(make_kartu(), KETERANGAN)))
    assert len(reader.pages) <= 4
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages} == {(842, 595)}
    assert reader.metadata is not None and reader.metadata.title == "Kartu skor kepatuhan OPD"


def test_invented_data_say_so_on_every_page_and_real_data_never() -> None:
    assert all("DATA CONTOH" in page for page in halaman(kartu_skor.kartu_skor_pdf(make_kartu(), KETERANGAN_CONTOH)))
    assert not any("DATA CONTOH" in page for page in halaman(kartu_skor.kartu_skor_pdf(make_kartu(), KETERANGAN)))


def test_the_same_card_gives_the_same_bytes() -> None:
    assert kartu_skor.kartu_skor_pdf(make_kartu(), KETERANGAN) == kartu_skor.kartu_skor_pdf(make_kartu(), KETERANGAN)


def test_pictures_of_the_pages_can_be_made() -> None:
    pictures = pdf.compile_png("kartu_skor", kartu_skor.kartu_data(make_kartu(banyak=3), KETERANGAN), ppi=40)
    assert pictures and all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_a_card_without_rows_says_that_nobody_reported() -> None:
    pages = halaman(kartu_skor.kartu_skor_pdf(make_kartu(banyak=0), KETERANGAN))
    assert "Belum ada laporan perangkat daerah" in pages[0]


def test_numbers_of_the_workbook_are_those_of_the_cells() -> None:
    kartu = make_kartu(banyak=9)
    book = buku(kartu_skor.kartu_skor_xlsx(kartu, KETERANGAN_CONTOH))
    assert book.sheetnames == ["Kartu skor", "Rincian", "Keterangan"] and not formulas(book)
    first = find_row(book["Kartu skor"], kartu.baris[0].nama)
    for number, row in enumerate(kartu.baris):
        cells = values(book["Kartu skor"], first + number)
        assert cells[0] == row.nama
        assert cells[1] == (None if row.warna == TANPA_NILAI else row.skor)
        assert cells[2:6] == [row.kelengkapan, kartu_skor.KATA_WARNA[row.warna], row.pita, row.perubahan]
    details = book["Rincian"]
    line = find_row(details, kartu.baris[0].nama)
    for row in kartu.baris:
        for duty in kartu.kerangka.kewajiban_opd:
            sel = row.sel[duty.id]
            assert values(details, line)[:7] == [
                row.nama,
                duty.judul,
                STATUS[sel.status].kata,
                sel.nilai,
                duty.satuan,
                sel.pembilang,
                sel.penyebut,
            ]
            line += 1


def test_the_workbook_is_marked_and_explained() -> None:
    book = buku(kartu_skor.kartu_skor_xlsx(make_kartu(banyak=2), KETERANGAN_CONTOH))
    assert all(str(book[name]["A1"].value).startswith("DATA CONTOH") for name in ("Kartu skor", "Rincian", "Keterangan"))
    facts = {row[0].value: row[1].value for row in book["Keterangan"].iter_rows()}
    assert facts["Data per"] == "25 November 2026" and facts["Edisi"] == KETERANGAN["Edisi"] and "versi" in facts["Kerangka"]
    assert buku(kartu_skor.kartu_skor_xlsx(make_kartu(banyak=2), KETERANGAN))["Kartu skor"]["A1"].value == "Kartu skor kepatuhan OPD"


def test_reactive_results_show_a_colour_and_no_number() -> None:
    kartu = make_kartu()
    duty = kartu.kerangka.find("tindak_lanjut_reaktif", "opd")
    assert duty is not None
    texts = {kartu_skor.cell_text(row.sel[duty.id], duty) for row in kartu.baris}
    assert texts <= {each.kata for each in STATUS.values()}
