"""Rencana aksi & laporan in a real browser: questions 14, 17 and 18 within their clicks, files, narrow screens, empty editions."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from p4gn.bahasa import format_angka, format_persen
from p4gn.scoring.kalender import list_tugas
from p4gn.scoring.kartu import forget_kartu, score_opd
from p4gn.scoring.rekap import make_rekap
from p4gn.warehouse import read
from tests.browser.conftest import Visit, running_dasbor, visitors

Visits = Callable[..., Visit]
BAGIAN = {
    "kalender": "Kalender kewajiban",
    "rekap": "Rekap B06/B12",
    "aksi": "Rencana aksi",
    "anggaran": "Anggaran",
    "inovasi": "Inovasi",
    "regulasi": "Regulasi & SK",
}


@pytest.fixture(scope="module")
def dasbor_rencana(tmp_path_factory: pytest.TempPathFactory, rencana_made: Path, peta_made: Path) -> Iterator[tuple[str, Path]]:
    """Address of a dashboard on an edition with reports, documents, budgets and innovations; and its data folder."""
    folder = tmp_path_factory.mktemp("rencana")
    with running_dasbor(folder, rencana_made, peta_made) as address:
        yield address, folder / "data"


@pytest.fixture
def kunjung(chromium: Browser, dasbor_rencana: tuple[str, Path]) -> Iterator[Visits]:
    with visitors(chromium, dasbor_rencana[0]) as start:
        yield start


@pytest.fixture
def edisi(dasbor_rencana: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same edition, to be read beside the screen."""
    data = dasbor_rencana[1]
    monkeypatch.setenv("P4GN_DATA", os.fspath(data))
    forget_kartu()
    yield (data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()
    forget_kartu()


def one_click(visited: Visit) -> Page:
    """From Ringkasan by one click in the sidebar."""
    visited.open("/")
    return visited.go("Rencana aksi & laporan")


def choose(visited: Visit, bagian: str) -> None:
    visited.page.get_by_role("radio", name=BAGIAN[bagian], exact=True).or_(
        visited.page.get_by_role("button", name=BAGIAN[bagian], exact=True)
    ).click()
    visited.page.wait_for_url(re.compile(f"bagian={bagian}"))
    visited.settle()


def table_rows(page: Page, number: int = 0) -> list[dict[str, str]]:
    """The rows of a table by heading."""
    found = []
    for row in page.locator("table.p4-tabel").nth(number).locator("tbody tr").all():
        found.append({cell.get_attribute("data-judul") or "": cell.inner_text().strip() for cell in row.locator("td").all()})
    return found


def test_question_14_budget_and_absorption_of_every_agency_in_two_clicks(kunjung: Visits, edisi: str) -> None:
    visited = kunjung()
    page = one_click(visited)
    choose(visited, "anggaran")
    year = int(re.search(r"Tahun (\d{4})", page.locator(".p4-kalimat").inner_text())[1])  # type: ignore[index]
    shown = {row["OPD"]: row for row in table_rows(page)}
    cards = score_opd(edisi, "63", str(year)).baris
    assert set(shown) == {row.nama for row in cards} | {"Jumlah"}
    for card in cards:
        cell = card.sel["anggaran"]
        row = shown[card.nama]
        assert row["Pagu"] == ("belum lapor" if cell.penyebut is None else f"Rp{format_angka(cell.penyebut)}")
        assert row["Realisasi"] == ("belum lapor" if cell.pembilang is None else f"Rp{format_angka(cell.pembilang)}")
    money = [(card.sel["anggaran"].pembilang or 0, card.sel["anggaran"].penyebut) for card in cards if card.sel["anggaran"].penyebut]
    assert shown["Jumlah"]["Serapan"] == format_persen(100 * sum(spent for spent, _ in money) / sum(pagu for _, pagu in money))


def test_question_17_what_must_i_report_and_by_when_in_two_clicks(kunjung: Visits, edisi: str) -> None:
    visited = kunjung()
    page = one_click(visited)
    page.locator("table.p4-tabel").first.get_by_role("link", name="Dinas Kesehatan", exact=True).click()
    page.wait_for_url(re.compile("opd=DINKES%4063"))
    visited.settle()
    shown = table_rows(page)
    expected = list_tugas(edisi, "63", 2026, "DINKES@63")
    assert [row["Kewajiban"] for row in shown] == [each.sebutan for each in expected]
    due = {row["Kewajiban"]: row["Paling lambat"].replace("\N{NO-BREAK SPACE}", " ") for row in shown}
    assert due["Laporan B12 2026"] == "15 Jan 2027" and due["Laporan B06 2027"] == "15 Jul 2027"
    assert "paling lambat" in page.locator(".p4-kalimat").inner_text()


def test_question_18_innovations_and_where_their_money_comes_from_in_two_clicks(kunjung: Visits, edisi: str) -> None:
    visited = kunjung()
    page = one_click(visited)
    choose(visited, "inovasi")
    shown = sorted((row["Inovasi"], row["OPD"], row["Sumber dana"]) for row in table_rows(page))
    sql = "select nama_inovasi, coalesce(nama_baku, instansi), coalesce(sumber_dana, 'tidak disebut') from mart.inovasi where kode_provinsi = '63'"
    assert shown == sorted(read.query_rows(edisi, sql)) and shown


def test_overdue_reports_stand_first_with_their_days(kunjung: Visits, edisi: str) -> None:
    page = kunjung().open("/rencana-aksi?wilayah=63&bagian=kalender&jenis=laporan&keadaan=terlambat")
    expected = [each for each in list_tugas(edisi, "63", 2026) if each.jenis == "laporan" and each.status == "terlambat"]
    shown = table_rows(page)
    assert len(shown) == min(len(expected), 40) > 0
    assert [(row["Kewajiban"], row["Siapa"]) for row in shown] == [(each.sebutan, each.nama) for each in expected[:40]]
    assert f"terlambat {format_angka(expected[0].hari)} hari" in shown[0]["Keadaan"]


def saved(visited: Visit, name: str | re.Pattern[str]) -> tuple[str, Path]:
    visited.settle()
    with visited.page.expect_download() as download:
        visited.page.get_by_role("button", name=name).first.click()
    return download.value.suggested_filename, Path(download.value.path())


def test_the_files_carry_name_mark_and_numbers(kunjung: Visits, edisi: str, tmp_path: Path) -> None:
    visited = kunjung()
    visited.open("/rencana-aksi?wilayah=63&bagian=rekap&laporan=B06-2026")
    name, path = saved(visited, "Rekap (XLSX)")
    assert name == "DATA-CONTOH-rekap-b06-2026-63.xlsx"
    book = load_workbook(path.rename(tmp_path / name))
    assert str(book.worksheets[0]["A1"].value).startswith("DATA CONTOH") and book.sheetnames[-1] == "Keterangan"
    assert {cell.value for cell in book.worksheets[0]["B"]} >= {row.nama for row in make_rekap(edisi, "63", "B06", 2026).baris}
    name, path = saved(visited, "Rekap (PDF)")
    assert name == "DATA-CONTOH-rekap-b06-2026-63.pdf"
    assert all("DATA CONTOH" in page.extract_text() for page in PdfReader(path).pages)
    name, path = saved(visited, re.compile(r"Laporan tahunan BNN 2026 \(PDF\)"))
    assert name == "DATA-CONTOH-laporan-tahunan-bnn-2026-63.pdf" and "Laporan tahunan P4GN 2026" in PdfReader(path).pages[0].extract_text()
    visited.open("/rencana-aksi?wilayah=63&opd=DINKES@63")
    name, path = saved(visited, "Unduh kalender (.ics)")
    assert name == "DATA-CONTOH-kalender-kewajiban-dinkes-63-2026.ics"
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == sum(each.status in ("terlambat", "akan") for each in list_tugas(edisi, "63", 2026, "DINKES@63"))
    name, path = saved(visited, "Unduh tabel (CSV)")
    assert name.endswith(".csv") and path.read_text(encoding="utf-8-sig").startswith("DATA CONTOH;")


def test_a_part_and_its_choices_live_in_the_link_and_do_not_leak_into_another(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/rencana-aksi?wilayah=63&bagian=inovasi&dana=CSR")
    assert {row["Sumber dana"] for row in table_rows(page)} == {"CSR"}
    choose(visited, "anggaran")
    assert "dana=" not in page.url and len(table_rows(page)) > 20
    page.reload()
    visited.settle()
    assert table_rows(page)[0]["Pagu"].startswith("Rp")


@pytest.mark.parametrize("bagian", BAGIAN)
def test_every_part_fits_a_laptop_and_a_phone(kunjung: Visits, bagian: str) -> None:
    for width, height in ((1366, 768), (360, 740)):
        page = kunjung(width, height).open(f"/rencana-aksi?wilayah=63&bagian={bagian}")
        assert page.locator("[data-testid=stException]").count() == 0
        for frame in page.locator(".p4-tabel-wadah").all():
            assert frame.evaluate("box => box.scrollWidth - box.clientWidth") <= 1, (bagian, width)
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth - main.clientWidth") <= 1
        assert not re.search(r"\b(None|nan|NaT|undefined)\b", page.locator("[data-testid=stMain]").inner_text())


@pytest.mark.parametrize("bagian", BAGIAN)
def test_an_edition_without_reports_says_so(visit: Visits, bagian: str) -> None:
    page = visit().open(f"/rencana-aksi?wilayah=63&bagian={bagian}")
    expect(page.locator(".p4-kosong").first).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
