"""Rapat in a real browser: a month by the keyboard, a meeting held on a phone, and every view on narrow and wide screens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, visitors

Visits = Callable[..., Visit]


@pytest.fixture
def kunjung(chromium: Browser, dasbor_contoh: str) -> Iterator[Visits]:
    with visitors(chromium, dasbor_contoh) as start:
        yield start


def params(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query).items()}


def test_a_month_by_the_keyboard_leads_to_a_meeting_and_back(visit: Visits) -> None:
    """Public record: in July 2023 Kalimantan Selatan met, a month later it did not."""
    visited = visit()
    page = visited.open("/rapat?wilayah=63&tampilan=kalender&bulan=2023-08")
    button = page.get_by_role("button", name="Bulan sebelumnya")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("bulan=2023-07"))
    visited.settle()
    expect(page.locator(".p4-bulan caption")).to_have_text("Juli 2023")
    link = page.locator(".p4-bulan td a").first
    title = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".p4-nama-rapor h2")).to_have_text(title, timeout=30_000)
    visited.settle()
    expect(page.locator(".p4-nama-rapor + p")).to_contain_text("Juli 2023")
    page.get_by_role("link", name="Semua rapat", exact=True).click()
    expect(page.locator(".p4-bulan caption")).to_have_text("Juli 2023", timeout=30_000)
    assert {"tampilan": "kalender", "bulan": "2023-07"}.items() <= params(page).items() and "rapat" not in params(page)


def test_a_meeting_is_held_on_a_phone(kunjung: Visits) -> None:
    visited = kunjung(360, 740)
    page = visited.open("/rapat?wilayah=63")
    page.get_by_role("button", name="Catat rapat").click()
    page.get_by_label("Judul rapat").fill("Rakor uji lapangan")
    page.get_by_role("button", name="Simpan rapat").click()
    expect(page.get_by_role("status").filter(has_text="Tersimpan")).to_contain_text("Rakor uji lapangan")
    visited.settle()
    page.get_by_role("button", name="Mulai rapat").click()
    expect(page.locator(".p4-nama-rapor .p4-cap")).to_contain_text("Sedang berlangsung")
    visited.settle()
    page.get_by_role("button", name="Catat keputusan").click()
    page.get_by_label("Keputusan", exact=True).fill("Terbitkan edaran uji")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("[data-judul='Tindak lanjut']", has_text="Terbitkan edaran uji")).to_be_visible(timeout=15_000)
    visited.settle()
    page.get_by_role("button", name="Tutup rapat").click()
    expect(page.locator(".p4-bacakan li")).to_contain_text("Terbitkan edaran uji")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_every_view_fits_a_phone_and_a_projector(kunjung: Visits) -> None:
    for width, height, views in ((360, 740, ("daftar", "kalender", "linimasa", "kehadiran")), (1920, 1080, ("kehadiran",))):
        visited = kunjung(width, height)
        for tampilan in views:
            page = visited.open(f"/rapat?wilayah=63.06&tampilan={tampilan}")
            assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
            assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth - main.clientWidth") <= 1, (tampilan, width)
            for frame in page.locator(".p4-tabel-wadah").all():
                assert frame.evaluate("box => box.scrollWidth - box.clientWidth") <= 1, (tampilan, width)
            assert not re.search(r"\b(None|nan|NaT|undefined)\b", page.locator("[data-testid=stMain]").inner_text())
