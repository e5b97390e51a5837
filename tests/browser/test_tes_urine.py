"""Tes urine in a real browser: question 2 in one click, question 9, the funnel, and no small number anywhere on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visit

Visits = Callable[..., Visit]


def test_question_2_share_tested_against_target_and_who_is_furthest_behind(kunjung: Visits) -> None:
    visited = kunjung()
    visited.open("/?wilayah=63&periode=2026")
    page = visited.go("Tes urine")
    told = page.locator(".p4-kalimat").first.inner_text()
    assert re.search(r"Tahun 2026: \d+,\d% ASN sudah dites \([\d.]+ dari [\d.]+\), target 30%\.", told)
    assert re.search(r"paling tertinggal di antara yang melaporkan: .+ \(\d+,\d%\), .+ \(\d+,\d%\), dan .+ \(\d+,\d%\)", told)
    card = page.locator(".p4-kartu", has_text="Cakupan tes ASN").locator(".angka").inner_text().strip()
    assert card.replace(" ", "") in told.replace(" ", "")


def test_question_9_is_a_rise_real_or_only_more_tests(kunjung: Visits) -> None:
    page = kunjung().open("/tes-urine?wilayah=63&periode=2025")
    expect(page.get_by_text(re.compile("Tingkat reaktif (benar-benar|tidak terbukti)"))).to_be_visible(timeout=60_000)
    expect(page.locator("img.p4-sebar")).to_be_visible()


def test_the_funnel_and_the_table_show_no_count_from_one_to_four(kunjung: Visits) -> None:
    page = kunjung().open("/tes-urine?wilayah=63.06&periode=2026")
    expect(page.locator(".p4-corong li")).to_have_count(10, timeout=60_000)
    numbers = page.locator(".p4-corong li").all_inner_texts()[4:]
    numbers += page.locator("td[data-judul=Reaktif]").all_inner_texts()
    assert not [text for text in numbers if re.search(r"(?<![\d.,])[1-4]$", text.strip())]
    assert any("disamarkan" in text for text in numbers)


def test_the_page_can_be_read_on_a_phone(kunjung: Visits) -> None:
    page = kunjung(360, 740).open("/tes-urine?wilayah=63&periode=2026")
    expect(page.locator(".p4-corong li")).to_have_count(10, timeout=60_000)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
