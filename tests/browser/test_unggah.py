"""Taking files in with a real browser: a template filled with mistakes, mended by what the screens say, and published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, running_dasbor, visitors

Visits = Callable[..., Visit]
DATA = {"/unggah": "Unggah", "/mutu-data": "Mutu data", "/edisi": "Edisi"}
ASING = re.compile(r"\b(Upload|Browse|Drag and drop|per file|Limit|Download|Choose|Remove|Add files|Running|Search|Submit|None|nan)\b")
PENGIRIM = "Dinas Kesehatan Provinsi Kalimantan Selatan"
LAMA = 90_000


@pytest.fixture(scope="module")
def dasbor_sendiri(tmp_path_factory: pytest.TempPathFactory, publik_made: Path, peta_made: Path) -> Iterator[str]:
    """A dashboard of this module's own: what is published here disturbs nobody."""
    with running_dasbor(tmp_path_factory.mktemp("unggah"), publik_made, peta_made) as address:
        yield address


@pytest.fixture(scope="module")
def kiriman_terbit(chromium: Browser, dasbor_sendiri: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One file taken in and published for all tests that follow what became of its three rows.

    The first row counts, the second is of an agency that nobody knows by that name, the third has a day that no calendar has. The tests stand in
    the order in which an office would act: it reads the answer, corrects the day, explains the name, signs off.
    """
    folder = tmp_path_factory.mktemp("susulan")
    with visitors(chromium, dasbor_sendiri) as start:
        visited = start()
        page = open_unggah(visited)
        events = [
            ("02/06/2026", "Dinas Sosial", 12, 12),
            ("04/05/2026", "Dinas Prhubngan Drt", 7, 7),
            ("31/06/2026", "Dinas Kehutanan", 9, 9),
        ]
        upload(visited, fill(download(page, "Unduh templat", folder / "templat.xlsx"), folder / "susulan.xlsx", events, "S"))
        expect(page.locator(".p4-vonis")).to_contain_text("2 baris diterima, 1 perlu diperbaiki, 1 perlu dilihat.")
        expect(page.get_by_text("1 baris yang perlu diperbaiki tidak ikut")).to_be_visible()
        publish(visited)


@pytest.fixture
def pengunjung(chromium: Browser, dasbor_sendiri: str) -> Iterator[Visits]:
    with visitors(chromium, dasbor_sendiri) as start:
        yield start


def open_unggah(visited: Visit) -> Page:
    """The page as somebody finds it, with the sender chosen by typing."""
    page = visited.open("/unggah?wilayah=63")
    box = page.get_by_label("Pengirim")
    box.click()
    box.fill("Dinas Kesehatan Prov")
    box.press("Enter")
    expect(page.get_by_text(f"Disiapkan untuk {PENGIRIM}")).to_be_visible(timeout=LAMA)
    visited.settle()
    return page


def download(page: Page, button: str, target: Path) -> Path:
    with page.expect_download(timeout=LAMA) as download:
        page.get_by_role("button", name=button, exact=True).click()
    download.value.save_as(target)
    return target


def upload(visited: Visit, *files: Path) -> None:
    """Drop files and wait until each has its verdict."""
    page = visited.page
    page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", [str(file) for file in files])
    expect(page.locator(".p4-vonis h3").first).to_be_visible(timeout=LAMA)
    visited.settle()


def fill(template: Path, target: Path, events: list[tuple[str, str, int, int]], first: str = "U") -> Path:
    """Day, agency, attending, tested: one row each, under the headings of the template."""
    book = openpyxl.load_workbook(template)
    sheet = book["Isian"]
    heading, columns = find_heading(sheet)
    for number, (day, agency, attending, tested) in enumerate(events, start=1):
        row = {
            "ID": f"{first}{number}",
            "Tanggal pelaksanaan": day,
            "Wilayah": "Provinsi Kalimantan Selatan",
            "Instansi": agency,
            "Kelompok sasaran": "ASN",
            "Jumlah sasaran": attending,
            "Jumlah hadir": attending,
            "Jumlah dites": tested,
            "Jumlah reaktif positif": 0,
            "Pelaksana": "BNNP Kalimantan Selatan",
        }
        for name, value in row.items():
            sheet.cell(heading + 1 + number, columns[name], value)  # the row below the headings is the example
    book.save(target)
    return target


def find_heading(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Row of the headings and the column of each."""
    for row in sheet.iter_rows(max_row=20):
        names = {str(cell.value): cell.column for cell in row if cell.value}
        if {"Instansi", "Jumlah dites"} <= set(names):
            return row[0].row, names
    raise AssertionError("the template has no headings")


def shown_problems(page: Page) -> dict[str, str]:
    """Cell → the whole line about it, from every table that names cells."""
    lines = page.locator("table", has=page.get_by_role("columnheader", name="Sel", exact=True)).locator("tbody tr").all()
    return {line.locator("[data-judul=Sel]").inner_text(): line.inner_text() for line in lines}


def publish(visited: Visit) -> None:
    visited.page.get_by_role("button", name="Simpan dan terbitkan").click()
    expect(visited.page.locator(".p4-vonis", has_text="Terbit.")).to_be_visible(timeout=LAMA)
    visited.settle()


@pytest.mark.parametrize("path", DATA)
def test_page_opens_with_its_title_and_no_foreign_word(visit: Visits, path: str) -> None:
    page = visit().open(path)
    expect(page.locator(".p4-kepala h1")).to_have_text(DATA[path])
    assert not ASING.findall(page.locator("[data-testid=stMain]").inner_text())
    assert page.locator("[data-testid=stException], [data-testid=stAlert], .p4-pesan").count() == 0


@pytest.mark.parametrize("path", DATA)
def test_page_fits_a_phone_without_sideways_scrolling(visit: Visits, path: str) -> None:
    page = visit(360, 740).open(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_a_newcomer_fills_a_template_understands_what_is_wrong_mends_it_and_publishes(pengunjung: Visits, tmp_path: Path) -> None:
    visited = pengunjung()
    page = open_unggah(visited)
    expect(page.locator(".p4-langkah li")).to_have_count(3)
    template = download(page, "Unduh templat", tmp_path / "templat.xlsx")
    events = [
        ("17/03/2026", "Dinas Kesehatan", 48, 48),
        ("18/03/2026", "Dinas Prhubngan Drt", 40, 40),
        ("19/03/2026", "Dinas Pendidikan dan Kebudayaan", 30, 35),
        ("31/02/2026", "Dinas Kehutanan", 21, 21),
        ("20/03/2026", "Dinas Sosial", 25, 25),
    ]
    sent = fill(template, tmp_path / "rekap tes urine.xlsx", events)
    heading, columns = find_heading(openpyxl.load_workbook(sent)["Isian"])
    letter = {name: openpyxl.utils.get_column_letter(column) for name, column in columns.items()}
    agency, tested, day = (
        f"{letter['Instansi']}{heading + 3}",
        f"{letter['Jumlah dites']}{heading + 4}",
        f"{letter['Tanggal pelaksanaan']}{heading + 5}",
    )

    upload(visited, sent)
    expect(page.locator(".p4-vonis")).to_contain_text("3 baris diterima, 2 perlu diperbaiki, 1 perlu dilihat.")
    problems = shown_problems(page)
    assert set(problems) == {agency, tested, day}
    assert "Dinas Prhubngan Drt" in problems[agency] and "Dinas Perhubungan" in problems[agency]
    assert "35" in problems[tested] and "melebihi" in problems[tested] and "Periksa kedua angka" in problems[tested]
    assert "31/02/2026" in problems[day] and "Tulis tanggal yang ada di kalender" in problems[day]

    marked = download(page, "Unduh berkas bertanda", tmp_path / "bertanda.xlsx")
    book = openpyxl.load_workbook(marked)
    assert "Perlu diperbaiki" in book.sheetnames
    sheet = book["Isian"]
    assert all(sheet[cell].comment for cell in (agency, tested, day))
    sheet[agency], sheet[tested], sheet[day] = "Dinas Perhubungan", 30, "28/02/2026"
    mended = tmp_path / "rekap tes urine diperbaiki.xlsx"
    book.save(mended)

    page.get_by_role("button", name="Buang rekap tes urine.xlsx").click()
    expect(page.locator(".p4-vonis h3")).to_have_count(0)
    upload(visited, mended)
    expect(page.locator(".p4-vonis")).to_contain_text("5 baris diterima, tidak ada yang perlu diperbaiki.")
    expect(page.get_by_text("5 baris dari 1 berkas akan terbit.")).to_be_visible()
    publish(visited)
    expect(page.locator(".p4-vonis")).to_contain_text("5 baris dari rekap tes urine diperbaiki.xlsx kini ada di Edisi provinsi")
    assert "-provinsi-" in page.url

    page.get_by_role("link", name="Lihat Mutu data").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Mutu data")
    visited.settle()
    row = page.locator("tr", has_text=PENGIRIM)
    assert [cell.inner_text() for cell in row.locator("td.kanan").all()] == ["1", "0", "5", "0", "0"]
    page.locator("[data-testid=stSidebarNavLink]", has_text="Tes urine").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Tes urine")
    visited.settle()
    for agency_name, number in (("Dinas Perhubungan", "40"), ("Dinas Pendidikan dan Kebudayaan", "30"), ("Dinas Kehutanan", "21")):
        expect(page.locator("tr", has_text=agency_name).locator("[data-judul=Dites]").first).to_have_text(number)

    again = pengunjung()
    open_unggah(again)
    upload(again, mended)
    expect(again.page.get_by_text(re.compile(r"isi yang sama sudah diterima \d+ \w+ 20\d\d; tidak ada yang berubah"))).to_be_visible()
    expect(again.page.get_by_text("Tidak ada yang baru untuk diterbitkan.")).to_be_visible()
    expect(again.page.get_by_role("button", name="Simpan dan terbitkan")).to_have_count(0)


def test_the_answer_to_one_sender_is_two_clicks_from_ringkasan(kiriman_terbit: None, pengunjung: Visits) -> None:
    visited = pengunjung()
    page = visited.open("/")
    page.locator("[data-testid=stSidebarNavLink]", has_text="Mutu data").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Mutu data")
    visited.settle()
    page.get_by_role("link", name=PENGIRIM).click()
    expect(page.locator(".p4-vonis h3")).to_have_text(PENGIRIM)
    visited.settle()
    problem = page.locator("tr", has_text="31/06/2026")
    expect(problem).to_contain_text("susulan.xlsx")
    expect(problem).to_contain_text("Tulis tanggal yang ada di kalender")
    restored = pengunjung()
    restored.open(page.url.removeprefix(visited.base))
    expect(restored.page.locator("tr", has_text="31/06/2026")).to_be_visible()


def test_what_is_no_workbook_is_refused_in_words_and_not_published(pengunjung: Visits, tmp_path: Path) -> None:
    bad = tmp_path / "[klik](https:evil.example) laporan.xlsx"
    bad.write_bytes(b"ini bukan buku kerja")
    visited = pengunjung()
    page = visited.open("/unggah")
    upload(visited, bad)
    expect(page.locator(".p4-vonis.tolak h3")).to_have_text(bad.name)
    expect(page.locator(".p4-vonis.tolak")).to_contain_text("Berkas tidak dapat dipakai")
    expect(page.get_by_text("Belum ada yang dapat diterbitkan.")).to_be_visible()
    assert page.locator("[data-testid=stMain] a[href*=evil]").count() == 0
    assert not ASING.findall(page.locator("[data-testid=stMain]").inner_text())


def test_a_certain_mistake_is_corrected_with_its_reason(kiriman_terbit: None, pengunjung: Visits) -> None:
    visited = pengunjung()
    page = visited.open("/mutu-data")
    page.get_by_role("tab", name="Koreksi").click()
    box = page.get_by_label("Sel yang keliru")
    box.click()
    box.fill("31/06/2026")
    box.press("Enter")
    page.get_by_label("Seharusnya (kosongkan bila sel itu seharusnya kosong)").fill("30/06/2026")
    page.get_by_label("Alasan, dan dari mana diketahui").fill("Juni berakhir tanggal 30; surat pengantar berkas ini")
    page.get_by_role("button", name="Simpan koreksi").click()
    expect(page.get_by_text(re.compile(r"dari “31/06/2026” menjadi “30/06/2026”, disimpan"))).to_be_visible(timeout=LAMA)
    visited.settle()
    expect(page.locator("tr", has_text="surat pengantar berkas ini")).to_contain_text("30/06/2026")
    page = visited.open("/edisi")
    page.get_by_role("button", name="Bangun ulang").click()
    expect(page.get_by_text("Edisi baru terbit dan berlaku")).to_be_visible(timeout=LAMA)
    visited.settle()
    expect(page.locator(".p4-daftar")).to_contain_text(["Tes urine: 1 baris baru."])


def test_an_unknown_name_is_explained_with_one_click_and_known_after_the_next_build(kiriman_terbit: None, pengunjung: Visits) -> None:
    visited = pengunjung()
    page = visited.open("/mutu-data")
    page.get_by_role("tab", name="Nama belum dikenali").click()
    entry = page.locator("[data-testid=stVerticalBlock]", has=page.get_by_text("“Dinas Prhubngan Drt”")).last
    expect(entry).to_be_visible()
    page.get_by_role("button", name="Simpan alias").first.click()
    expect(page.get_by_text(re.compile("dibaca sebagai Dinas Perhubungan, disimpan"))).to_be_visible(timeout=LAMA)
    visited.settle()
    expect(page.get_by_text("“Dinas Prhubngan Drt” di Kalimantan Selatan = Dinas Perhubungan")).to_be_visible()

    page = visited.open("/edisi")
    page.get_by_role("button", name="Bangun ulang").click()
    expect(page.get_by_text("Edisi baru terbit dan berlaku")).to_be_visible(timeout=LAMA)
    visited.settle()
    page = visited.open("/mutu-data")
    page.get_by_role("tab", name="Nama belum dikenali").click()
    expect(page.get_by_text("“Dinas Prhubngan Drt” di Kalimantan Selatan")).to_be_visible()
    expect(page.get_by_text("“Dinas Prhubngan Drt”", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Tarik").first.click()
    expect(page.get_by_text(re.compile("ditarik. Berlaku pada pembangunan"))).to_be_visible(timeout=LAMA)


def test_an_edition_is_signed_off_and_another_put_in_force_after_asking(kiriman_terbit: None, pengunjung: Visits) -> None:
    visited = pengunjung()
    page = visited.open("/edisi")
    page.get_by_role("button", name="Sahkan sebagai final").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Disahkan oleh (jabatan, bukan nama orang)").fill("Kepala Badan Kesbangpol")
    dialog.get_by_role("button", name="Ya, sahkan").click()
    expect(page.get_by_text(re.compile("disahkan dan berstatus final"))).to_be_visible(timeout=LAMA)
    visited.settle()
    expect(page.locator(".p4-kaki")).to_contain_text("(final)")
    expect(page.get_by_text(re.compile("disahkan oleh Kepala Badan Kesbangpol"))).to_be_visible()

    in_force = page.locator("tr", has_text="● berlaku").inner_text()
    box = page.get_by_label("Buka edisi")
    box.click()
    box.fill("publik")
    box.press("Enter")
    visited.settle()
    page.get_by_role("button", name="Jadikan edisi berlaku").click()
    page.get_by_role("dialog").get_by_role("button", name="Ya, jadikan berlaku").click()
    expect(page.locator("tr", has_text="● berlaku")).to_contain_text("Edisi publik", timeout=LAMA)
    visited.settle()
    assert in_force.split("\t")[0] in page.locator("table").first.inner_text()
