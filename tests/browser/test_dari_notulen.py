"""From a pasted press release to a stored meeting with a real browser: read, answer, store, find, take back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

Visits = Callable[..., Visit]
LAMA = 60_000
ASING = re.compile(r"\b(Upload|Browse|Drag and drop|per file|Limit|Choose|Remove|Running|Submit|None|nan|Press)\b")
NASKAH = """Rantau – Badan Kesbangpol Kabupaten Tapin menggelar rapat koordinasi P4GN di Aula Tamasa, Kamis (6/3/2025).

Rakor dipimpin oleh Asisten Pemerintahan Setda Tapin, Suwarno Kasim, dan dihadiri Dinas Kesehatan serta Polres Tapin.

Rapat menyepakati bahwa Dinas Kesehatan menyiapkan alat tes urine."""


def read_naskah(visited: Visit) -> Page:
    page = visited.open("/dari-notulen?wilayah=63")
    page.get_by_label("Atau tempel teksnya").fill(NASKAH)
    page.get_by_label("Atau tempel teksnya").blur()
    page.get_by_role("button", name="Baca naskah", exact=True).click()
    expect(page.locator(".p4-naskah")).to_be_visible(timeout=LAMA)
    visited.settle()
    return page


def answer_all(visited: Visit) -> None:
    """The proposal of every question, or to leave it empty where there is none, until no question is open."""
    page = visited.page
    number, questions = 0, page.locator("[class*=st-key-tanya-dn-]")
    while number < questions.count():
        asked = questions.nth(number)
        options = asked.locator("[data-testid=stRadioOption]")
        proposed = not re.match("Tulis sendiri|Pilih|Isi tanggal", options.first.inner_text())
        (options.first if proposed else options.last).click()
        expect(asked.locator(".p4-cap.baik")).to_have_text("✓ terjawab", timeout=LAMA)
        number += 1
        if number == questions.count():
            visited.settle()  # an answer may bring a further question


def boxes(page: Page) -> list[dict[str, float]]:
    """Where the text is and where the form."""
    found = [page.locator(f".st-key-notulen-{name}").bounding_box() for name in ("naskah", "isian")]
    return [each for each in found if each]


def assert_beside(page: Page) -> None:
    """Side by side on a desk, one below the other on a phone, where nothing runs out to the side."""
    text, form = boxes(page)
    assert text["x"] + text["width"] <= form["x"] and abs(text["y"] - form["y"]) < 60
    page.set_viewport_size({"width": 360, "height": 740})
    text, form = boxes(page)
    assert form["y"] >= text["y"] + text["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    page.set_viewport_size({"width": 1366, "height": 768})
    labels = page.locator(".p4-naskah mark b").all_inner_texts()
    assert "Tanggal" in labels and any(label.startswith("? ") for label in labels)


def test_a_pasted_text_becomes_a_meeting_that_is_found_and_can_be_taken_back(visit: Visits) -> None:
    visited = visit(1366, 768)
    page = read_naskah(visited)
    assert_beside(page)
    assert not ASING.findall(page.locator("[data-testid=stMain]").inner_text())
    expect(page.get_by_role("button", name="Simpan sebagai rapat")).to_be_disabled()
    answer_all(visited)
    page.get_by_role("button", name="Simpan sebagai rapat").click()
    expect(page.locator(".st-key-notulen-pasti")).to_contain_text("Kamis, 6 Maret 2025 di Aula Tamasa (sudah berlangsung)")
    visited.settle()
    page.get_by_role("button", name="Ya, simpan").click()
    expect(page.locator(".p4-vonis.baik")).to_contain_text("Tersimpan: rakor", timeout=LAMA)
    assert "Suwarno" not in page.locator(".p4-vonis.baik").inner_text()
    expect(page.get_by_role("link", name="Buka rapat ini")).to_have_attribute("href", re.compile(r"^rapat\?.*rapat=[\w-]+"))
    visited.settle()

    visited.go("Tindak lanjut")
    expect(page.locator("tr", has_text="Dinas Kesehatan menyiapkan alat tes urine").first).to_contain_text("Dinas Kesehatan")
    visited.go("Dari notulen")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_text("Diurungkan. Rapat dan tindak lanjutnya tidak lagi ada di daftar")).to_be_visible(timeout=LAMA)
