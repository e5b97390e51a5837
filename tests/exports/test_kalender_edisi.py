"""The calendar on a real edition: as late as the scorecard says, complete for one agency, and known ahead."""

from __future__ import annotations

from datetime import date

import pytest

from p4gn.scoring import kalender
from p4gn.scoring.kalender import AKAN, LAPORAN, RAPAT, SELESAI_TERLAMBAT, SK, TERBUKA, TERLAMBAT, list_tugas, summarise
from p4gn.scoring.kartu import score_opd, score_wilayah
from p4gn.warehouse import editions, read


@pytest.mark.parametrize(("kode", "tahun"), [("63", 2025), ("63", 2026), ("63.05", 2026)])
def test_reports_are_as_late_as_on_the_scorecard(edisi: str, kode: str, tahun: int) -> None:
    tugas = {(each.kunci, each.apa): each for each in list_tugas(edisi, kode, tahun)}
    compared = 0
    for year, periode, report in ((tahun, f"{tahun}-S1", "B06"), (tahun - 1, f"{tahun - 1}-S2", "B12")):
        for row in score_opd(edisi, kode, periode).baris:
            sel, task = row.sel["laporan"], tugas[row.kunci, f"Laporan {report} {year}"]
            assert (task.status in (TERLAMBAT, SELESAI_TERLAMBAT)) == (sel.status in ("kuning", "merah"))
            if sel.status in ("kuning", "merah"):
                assert task.hari == sel.hari_terlambat
                compared += 1
    assert compared


def test_of_a_year_the_latest_report_is_the_lateness_of_its_cell(edisi: str) -> None:
    tugas = [each for each in list_tugas(edisi, "63", 2026) if each.jenis == LAPORAN and each.status == TERLAMBAT and each.is_opd]
    cards = {row.kunci: row for year in ("2025", "2026") for row in score_opd(edisi, "63", year).baris}
    assert tugas
    for each in tugas:
        if each.apa.endswith("2026"):
            assert cards[each.kunci].sel["laporan"].hari_terlambat == each.hari


def test_overdue_comes_first_the_longest_on_top(edisi: str) -> None:
    found = list_tugas(edisi, "63", 2026)
    late = [each.hari for each in found if each.status == TERLAMBAT]
    assert late == sorted(late, reverse=True) and [each.status for each in found[: len(late)]] == [TERLAMBAT] * len(late)
    coming = [each.jatuh_tempo for each in found if each.status == AKAN]
    assert coming == sorted(coming)


def test_an_agency_sees_what_it_owes_this_year_and_next(edisi: str) -> None:
    """Saya harus melaporkan apa, paling lambat kapan?"""
    found = list_tugas(edisi, "63", 2026, "DINKES@63")
    assert {each.kunci for each in found} == {"DINKES@63"}
    due = {each.apa: each.jatuh_tempo for each in found if each.jenis == LAPORAN}
    assert due["Laporan B06 2026"] == date(2026, 7, 15) and due["Laporan B12 2026"] == date(2027, 1, 15)
    assert due["Laporan B06 2027"] == date(2027, 7, 15)
    kini = date.fromisoformat(editions.read_manifest(edisi).data_per)
    assert all(each.hari == (each.jatuh_tempo - kini).days for each in found if each.status == AKAN)


def test_reports_and_yearly_duties_of_every_region_are_there(edisi: str) -> None:
    found = list_tugas(edisi, "63", 2026)
    regions = {row.kunci for row in score_wilayah(edisi, "63", "2026").baris}
    assert {each.kunci for each in found if each.apa == "Laporan B06 2026" and not each.is_opd} == regions
    assert not [each for each in found if each.kewajiban == "tindak_lanjut_reaktif"]


def test_follow_ups_and_orders_come_from_the_records(edisi: str) -> None:
    kini = date.fromisoformat(editions.read_manifest(edisi).data_per)
    found = list_tugas(edisi, "63", 2026)
    open_ones = [each for each in found if each.jenis == RAPAT and each.status == TERLAMBAT]
    sql = """select count(*) from mart.tindak_lanjut where batas_waktu < $kini::date
             and coalesce(status, '') not in ('selesai', 'batal')
             and case when kunci_opd like '_%@_%' then split_part(kunci_opd, '@', 2) else kode_wilayah end = '63'"""
    assert len(open_ones) == read.query_rows(edisi, sql, {"kini": kini})[0][0] > 0
    orders = [each for each in found if each.jenis == SK]
    assert orders and all((each.status == TERLAMBAT) == (each.jatuh_tempo < kini) for each in orders)
    assert len({each.kunci for each in orders}) == len(orders)


def test_the_summary_has_one_line_per_agency_and_region(edisi: str) -> None:
    found = list_tugas(edisi, "63", 2026)
    lines = summarise(found)
    assert len(lines) == len({each.kunci for each in found})
    assert sum(each.terlambat for each in lines) == sum(each.status == TERLAMBAT for each in found)
    assert all(each.terlama.status == TERLAMBAT for each in lines if each.terlama)


def test_uids_are_unique_among_what_is_open(edisi: str) -> None:
    found = [each.uid for each in list_tugas(edisi, "63", 2026) if each.status in TERBUKA]
    assert len(found) == len(set(found))


def test_a_country_or_a_province_without_reports_owes_nothing(edisi: str) -> None:
    assert list_tugas(edisi, "nasional", 2026) == ()
    assert list_tugas(edisi, "61", 2026) == ()
    assert kalender.count_tanpa_tenggat(edisi, "61") == 0
