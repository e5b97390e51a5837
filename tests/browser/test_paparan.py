"""The page Paparan on the whole example edition: every slide of the house's briefing at the four sizes of projector, and what surrounds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from p4gn.paparan.susunan import read_bawaan
from tests.browser.conftest import Visit
from tests.browser.salindia import UKURAN, expect_slide, walk

Visits = Callable[..., Visit]


def start(kunjung: Visits, ukuran: tuple[int, int], tema: str, tanya: str) -> Page:
    visited = kunjung(*ukuran, scheme=tema)
    visited.page.goto(f"{visited.base}/paparan?{tanya}")
    expect(visited.page.locator(".layar[data-siap]")).to_be_visible(timeout=60_000)
    return visited.page


@pytest.mark.parametrize(
    ("ukuran", "tema", "lingkup"),
    [
        (UKURAN[0], "dark", "wilayah=63&periode=2026"),
        (UKURAN[1], "light", "wilayah=63.06&periode=2026"),
        (UKURAN[2], "dark", "wilayah=63.71&periode=2026-S1"),
        (UKURAN[3], "light", "wilayah=63&periode=2026"),
    ],
)
def test_every_slide_of_the_house_can_be_read(kunjung: Visits, ukuran: tuple[int, int], tema: str, lingkup: str) -> None:
    page = start(kunjung, ukuran, tema, f"layar=1&{lingkup}")
    assert list(walk(page, ukuran[1])) == [each.kunci for each in read_bawaan().butir]


def test_a_lobby_screen_is_restored_by_its_link(kunjung: Visits) -> None:
    page = start(kunjung, UKURAN[2], "light", "layar=kios&detik=60&wilayah=63&periode=2026")
    expect(page.locator(".detik").first).to_contain_text("60 dtk")


def test_the_briefing_is_started_and_left_by_keyboard(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/paparan?wilayah=63.06&periode=2026")
    page.get_by_role("button", name="Mulai paparan").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".layar[data-siap]")).to_be_visible(timeout=60_000)
    expect_slide(page, "sampul")
    page.keyboard.press("Escape")
    expect(page.locator(".layar")).to_have_count(0)
    assert "layar" not in page.url


def test_slides_are_moved_and_noted_by_keyboard_and_wait_while_another_page_is_read(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/paparan?wilayah=63.06&periode=2026")
    page.get_by_text("Susun salindia", exact=True).click()
    rows = page.locator("[class*=st-key-salindia-] strong")
    first = read_bawaan().butir[0].kunci
    page.locator(f".st-key-buka-{first} button:visible").click()
    page.get_by_role("textbox", name="Catatan pembicara: Sampul").fill("Salam untuk semua")
    down = page.locator(f".st-key-arrow_downward-{first} button:visible")
    down.click()  # the words are still in their field
    expect(rows.nth(1)).to_have_text("2. Sampul", timeout=30_000)
    expect(page.locator(f".st-key-salindia-{first}")).to_contain_text("Catatan: Salam untuk semua")
    visited.settle()
    down.focus()
    page.keyboard.press("Enter")
    expect(rows.nth(2)).to_have_text("3. Sampul")
    expect(down).to_be_focused()
    visited.go("Tren")
    visited.go("Paparan")
    expect(page.get_by_text("Ada perubahan yang belum disimpan.")).to_be_visible()
    page.get_by_text("Susun salindia", exact=True).click()
    expect(rows.nth(2)).to_have_text("3. Sampul")
    page.get_by_role("button", name="Batalkan perubahan").click()
    expect(rows.nth(0)).to_have_text("1. Sampul")
    expect(page.locator(f".st-key-salindia-{first}")).not_to_contain_text("Catatan:")


def test_a_province_hands_in_its_look_and_takes_it_back(kunjung: Visits, tmp_path: Path) -> None:
    good, bad = tmp_path / "rupa.pptx", tmp_path / "rusak.pptx"
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = 12192000, 6858000
    presentation.save(good)
    bad.write_bytes(good.read_bytes()[:5000])
    page = kunjung().open("/paparan?wilayah=63&periode=2026")
    page.get_by_text("Templat dan logo provinsi").click()
    chosen = page.locator("input[type=file]").first
    chosen.set_input_files(bad)
    expect(page.get_by_role("alert").filter(has_text="Berkas templat ini rusak atau bukan .pptx")).to_be_visible(timeout=30_000)
    chosen.set_input_files(good)
    expect(page.get_by_role("status").filter(has_text="Templat PowerPoint tersimpan")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Hapus, pakai templat bawaan").click()
    expect(page.get_by_role("status").filter(has_text="Templat PowerPoint dihapus.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Hapus, pakai templat bawaan")).to_have_count(0)


def test_a_file_is_made_and_saved(kunjung: Visits, tmp_path: Path) -> None:
    page = kunjung().open("/paparan?wilayah=63.06&periode=2026")
    page.get_by_role("button", name="Tabel semua salindia (XLSX)").click()
    expect(page.get_by_text("Menghitung angka semua salindia")).to_be_visible(timeout=30_000)
    save = page.get_by_role("button", name="Simpan Tabel semua salindia (XLSX)")
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename == "DATA-CONTOH-paparan-63.06-2026.xlsx"
    download.value.save_as(tmp_path / "paparan.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "paparan.xlsx").sheetnames) > len(read_bawaan().butir) / 2
