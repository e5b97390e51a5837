"""The yearly report through BNN: sums over governments, shares of the sums, and everybody who has not reported."""

from __future__ import annotations

import pytest

from exports import laporan_tahunan as lt
from p4gn.scoring.kartu import score_opd, score_wilayah
from p4gn.scoring.rekap import BELUM
from tests.exports.baca import buku, find_row, formulas, halaman, padat, values
from tests.exports.kartu_buatan import KETERANGAN_CONTOH, make_kartu


@pytest.fixture
def laporan(edisi: str) -> lt.LaporanTahunan:
    return lt.collect_tahunan(edisi, "63", 2025)


def test_a_duty_is_added_first_and_divided_last_and_reactive_results_never() -> None:
    kartu = make_kartu(banyak=12)
    tests = kartu.kerangka.find("tes_asn", "opd")
    secret = kartu.kerangka.find("tindak_lanjut_reaktif", "opd")
    assert tests is not None and secret is not None
    total = lt.add_duty(kartu.baris, tests)
    cells = [row.sel["tes_asn"] for row in kartu.baris if row.sel["tes_asn"].penyebut]
    assert total.persen == pytest.approx(100 * sum(each.pembilang or 0 for each in cells) / sum(each.penyebut or 0 for each in cells))
    assert sum(total.banyak.values()) == 12
    assert lt.add_duty(kartu.baris, secret).pembilang is None


def test_the_table_of_governments_adds_up_and_equals_the_scorecards(edisi: str, laporan: lt.LaporanTahunan) -> None:
    numbers = [lt.pemda_numbers(each) for each in laporan.pemda]
    total = lt.total_numbers(numbers, [each.opd for each in laporan.pemda])
    assert [each.kode for each in laporan.pemda] == ["63", *sorted(row.kunci for row in score_wilayah(edisi, "63", "2025").baris)]
    for key in ("OPD", "B06 tepat", "B12 belum", "Kegiatan sosialisasi", "ASN dites", "ASN", "Pagu", "Realisasi"):
        assert total[key] == sum(row[key] or 0 for row in numbers)
    assert total["ASN dites"] is not None and total["ASN"] is not None
    assert total["Persen dites"] == pytest.approx(100 * total["ASN dites"] / total["ASN"])
    province = score_opd(edisi, "63", "2025")
    assert numbers[0]["Skor OPD"] == province.skor and numbers[0]["OPD"] == len(province.baris)
    assert numbers[0]["Regulasi ada"] == sum(row.sel["regulasi"].status == "hijau" for row in province.baris)


def test_a_region_is_tested_as_its_own_scorecard_says(edisi: str, laporan: lt.LaporanTahunan) -> None:
    cards = {row.kunci: row for row in score_wilayah(edisi, "63", "2025").baris}
    for pemda in laporan.pemda[1:]:
        sel = cards[pemda.kode].sel["tes_asn_wilayah"]
        if sel.nilai is not None:
            assert lt.pemda_numbers(pemda)["Persen dites"] == pytest.approx(sel.nilai)


def test_the_workbook_holds_the_same_numbers(laporan: lt.LaporanTahunan) -> None:
    book = buku(lt.laporan_tahunan_xlsx(laporan, KETERANGAN_CONTOH))
    assert not formulas(book) and book.sheetnames[-1] == "Keterangan"
    sheet = book["Per pemerintah daerah"]
    headings = values(sheet, find_row(sheet, "Pemerintah daerah"))
    for pemda in laporan.pemda:
        row = dict(zip(headings, values(sheet, find_row(sheet, pemda.nama)), strict=True))
        for key, value in lt.pemda_numbers(pemda).items():
            assert row[key] == ("belum lapor" if value is None else pytest.approx(value)), (pemda.nama, key)
    duties = book["Kewajiban OPD provinsi"]
    for total in lt.list_per_kewajiban(laporan, provinsi=True):
        cells = values(duties, find_row(duties, total.kewajiban.judul))
        assert cells[3:9] == list(total.banyak.values())
        assert cells[9:11] == [total.pembilang, total.penyebut]


def test_who_has_not_reported_is_listed_with_the_days(laporan: lt.LaporanTahunan) -> None:
    listed = lt.list_belum_lapor(laporan)
    expected = sum(each.kirim == BELUM for pemda in laporan.pemda for rekap in (pemda.b06, pemda.b12) for each in rekap.baris)
    assert len(listed) == expected > 0
    sheet = buku(lt.laporan_tahunan_xlsx(laporan, KETERANGAN_CONTOH))["Belum lapor"]
    first = find_row(sheet, "Pemerintah daerah") + 1
    assert [tuple(values(sheet, first + number)) for number in range(len(listed))] == listed


def test_the_pdf_has_every_section_and_government(laporan: lt.LaporanTahunan) -> None:
    pages = halaman(lt.laporan_tahunan_pdf(laporan, KETERANGAN_CONTOH))
    whole = padat("".join(pages))
    assert all("DATA CONTOH" in page for page in pages)
    assert all(padat(each.nama) in whole for each in laporan.pemda)
    for heading in (
        "1. Kewajiban perangkat daerah provinsi",
        "3. Keadaan tiap pemerintah daerah",
        "4. Kewajiban kabupaten/kota",
        "5. Tindak lanjut rapat",
        "6. Yang belum melapor",
    ):
        assert padat(heading) in whole
    assert padat("Kepala Badan Kesbangpol Provinsi Kalimantan Selatan") in whole and "Laporan tahunan P4GN 2025" in pages[0]


def test_an_edition_without_reports_gives_a_report_that_says_so(edisi: str) -> None:
    empty = lt.collect_tahunan(edisi, "61", 2025)
    assert "Belum ada laporan perangkat daerah" in halaman(lt.laporan_tahunan_pdf(empty, KETERANGAN_CONTOH))[0]
    assert buku(lt.laporan_tahunan_xlsx(empty, KETERANGAN_CONTOH)).sheetnames[0] == "Per pemerintah daerah"
