"""Recognition and guidance in a real browser: question 7 within its clicks, a decision by an office, and the annex of the letter."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from p4gn.scoring.kartu import forget_kartu
from p4gn.scoring.pengakuan import PEMBINAAN, PENGHARGAAN, Calon, list_calon
from p4gn.warehouse.editions import find_current
from tests.browser.conftest import Visit

Visits = Callable[..., Visit]
KABAN = "Kepala Badan Kesbangpol"


@pytest.fixture
def calon(dasbor_penuh: str, folder_penuh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Calon, ...]]:
    """The candidates of the running year, computed beside the screen."""
    monkeypatch.setenv("P4GN_DATA", str(folder_penuh / "data"))
    forget_kartu()
    yield list_calon(find_current() or "", "63", "opd", "2026")
    forget_kartu()


def one_click(visited: Visit) -> Page:
    visited.open("/")
    return visited.go("Penghargaan & pembinaan")


def test_question_7_who_deserves_recognition_and_who_guidance_and_why(kunjung: Visits, calon: tuple[Calon, ...]) -> None:
    page = one_click(kunjung())
    good, poor = ([each for each in calon if each.jenis == kind] for kind in (PENGHARGAAN, PEMBINAAN))
    assert good and poor
    expect(page.locator(".p4-kalimat").first).to_contain_text(
        f"{len(good)} perangkat daerah memenuhi aturan penghargaan dan {len(poor)} memenuhi aturan pembinaan"
    )
    expect(page.locator(".p4-calon")).to_have_count(len(calon))
    for card, each in zip(page.locator(".p4-calon").all(), calon, strict=True):
        text = card.inner_text()
        assert each.rapor.nama in text
        assert all(reason in text for reason in each.alasan)


def test_an_office_decides_and_what_it_agreed_to_is_in_the_annex(kunjung: Visits, calon: tuple[Calon, ...]) -> None:
    visited = kunjung()
    page = one_click(visited)
    expect(page.get_by_text("Putuskan dahulu paling sedikit satu calon")).to_be_visible()
    page.get_by_role("button", name="Putuskan").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Diputuskan oleh").fill(KABAN)
    dialog.get_by_label("Diputuskan oleh").press("Tab")
    dialog.get_by_role("button", name="Catat putusan").click()
    expect(page.get_by_text(re.compile("Putusan P1 dicatat"))).to_be_visible(timeout=30_000)
    expect(page.locator(".p4-putusan", has_text="Disetujui")).to_contain_text(KABAN)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Unduh lampiran")).click()
    assert waiting.value.suggested_filename == "DATA-CONTOH-lampiran-penghargaan-63-2026.pdf"
    text = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(Path(waiting.value.path()).read_bytes())).pages).split())
    assert calon[0].rapor.nama in text and KABAN in text and "DATA CONTOH" in text
    assert calon[1].rapor.nama not in text
    page.get_by_role("button", name="Tarik putusan").click()
    dialog.get_by_label("Alasan ditarik").fill("Perlu ditinjau lagi")
    dialog.get_by_label("Alasan ditarik").press("Tab")
    dialog.get_by_role("button", name="Ya, tarik").click()
    expect(page.get_by_text("Putusan P1 ditarik.")).to_be_visible(timeout=30_000)


def test_kabupaten_are_judged_too_and_the_choice_lives_in_the_link(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/penghargaan?subjek=kabkota&wilayah=63&periode=2025")
    expect(page.locator(".p4-kalimat").first).to_contain_text("kabupaten/kota memenuhi aturan penghargaan")


def test_it_can_be_read_on_a_phone(kunjung: Visits) -> None:
    page = kunjung(360, 740).open("/penghargaan?wilayah=63&periode=2026")
    expect(page.locator(".p4-calon").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
