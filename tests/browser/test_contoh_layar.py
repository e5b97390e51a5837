"""The example edition in a real browser: marked everywhere, and every number followed to its file, row, sender and day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from p4gn.bahasa import format_tanggal
from p4gn.pengirim import nama_pengirim
from tests.browser.conftest import Visit, visitors

Visits = Callable[..., Visit]
HALAMAN = (
    "Ringkasan", "Peta", "Tren", "Bandingkan", "Paparan", "Kepatuhan OPD", "Kepatuhan wilayah", "Peringatan", "Rencana aksi & laporan",
    "Penghargaan & pembinaan", "Rapat", "Tindak lanjut", "Dari notulen", "Tes urine", "Desa Bersinar", "Unggah", "Mutu data", "Edisi", "Metodologi",
)  # fmt: skip
TANDA = "DATA CONTOH"
#: Words that are true of the public record only, and words that are not Indonesian.
TAK_BENAR = re.compile(r"pemberitaan|atatan publik|sumber publik|dipublikasikan|diumumkan|\b(None|nan|NaN|NaT|undefined|Upload|Search)\b")


@pytest.fixture
def kunjung(chromium: Browser, dasbor_contoh: str) -> Iterator[Visits]:
    """A visitor to the example edition; at the end nobody may have asked the outside or seen an error."""
    with visitors(chromium, dasbor_contoh) as start:
        yield start


@pytest.fixture(scope="module")
def kiriman(contoh_kecil_made: Path) -> dict[str, dict[str, str]]:
    """What the example says about its files: name → sender and day, read apart from the product."""
    path = contoh_kecil_made / "contoh_kecil" / "kiriman.jsonl"
    return {entry["berkas"]: entry for entry in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def assert_origin(text: str, kiriman: dict[str, dict[str, str]]) -> None:
    """File, row, sender and day, as the example's own list of files says."""
    named = next((name for name in sorted(kiriman, key=len, reverse=True) if name in text), None)
    assert named is not None, f"no file in: {text}"
    assert re.search(r"baris\s\d+", text)
    assert nama_pengirim(kiriman[named]["pengirim"]) in text
    assert f"diterima {format_tanggal(kiriman[named]['diterima_pada'])}" in text


def test_every_page_carries_the_mark_and_says_nothing_that_is_true_of_public_records_only(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/")
    offered = page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
    assert [text.split("\n")[-1] for text in offered] == list(HALAMAN)
    for name in HALAMAN:
        visited.go(name)
        mark = page.locator(".p4-lencana.contoh")
        expect(mark).to_have_text(TANDA)
        page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, main.scrollHeight)")
        expect(mark).to_be_in_viewport()
        assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0, name
        assert not TAK_BENAR.findall(page.locator("[data-testid=stMain]").inner_text()), name


def test_the_mark_is_in_sight_on_a_phone_and_covers_no_button(kunjung: Visits) -> None:
    page = kunjung(360, 740).open("/")
    expect(page.locator(".p4-lencana.contoh")).to_be_in_viewport()
    page.locator("[data-testid=stExpandSidebarButton]").click()
    expect(page.locator("[data-testid=stSidebarNavLink]").first).to_be_in_viewport()


def saved(visited: Visit, button: Locator) -> tuple[str, str]:
    """Name and text of what a button downloads, once the page holds still: a button drawn anew under the pointer hears nothing."""
    visited.settle()
    with visited.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_every_file_made_from_it_carries_the_mark(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=63")
    page.get_by_role("button", name="Unduh", exact=True).click()
    name, table = saved(visited, page.get_by_role("button", name="Tabel (CSV)"))
    assert name.startswith("DATA-CONTOH-") and table.splitlines()[0].startswith(f"{TANDA};")
    name, picture = saved(visited, page.get_by_role("button", name="Gambar tajam untuk cetak (SVG)"))
    assert name.startswith("DATA-CONTOH-") and re.search(f"<text[^>]*>{TANDA}</text>", picture)
    page = visited.open("/tren?wilayah=63")
    for number, fold in enumerate(page.get_by_text("Tabel di balik gambar ini").all()):
        fold.click()
        button = page.get_by_role("button", name="Unduh tabel (CSV)").nth(number)
        expect(button).to_be_visible()
        assert saved(visited, button)[1].splitlines()[0].startswith(f"{TANDA};")


def test_question_10_a_number_is_followed_to_its_row_in_two_clicks(kunjung: Visits, kiriman: dict[str, dict[str, str]]) -> None:
    visited = kunjung()
    visited.open("/")
    for name in ("Tes urine", "Desa Bersinar"):
        origin = visited.go(name).locator("details.p4-asal").first
        origin.locator("summary").click()
        expect(origin.locator("li").first).to_be_visible()
        assert_origin(origin.locator("li").first.inner_text(), kiriman)
    meeting = visited.go("Rapat").locator("details.p4-butir").first
    meeting.locator("summary").click()
    expect(meeting.get_by_text("Sumber: ")).to_be_visible()
    assert_origin(meeting.get_by_text("Sumber: ").inner_text(), kiriman)


def test_question_11_refused_rows_their_reason_and_remedy_in_two_clicks(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/")
    page.get_by_text(re.compile(r"baris dari \d+ pengirim ditolak dan menunggu diperbaiki")).click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Mutu data")
    visited.settle()
    sender = page.locator("tr", has=page.locator("[data-judul='Baris ditolak']", has_text=re.compile(r"^[1-9]"))).first
    refused = int(sender.locator("[data-judul='Baris ditolak']").inner_text())
    sender.get_by_role("link").click()
    expect(page.get_by_text("Sel yang perlu diperbaiki", exact=True)).to_be_visible(timeout=30_000)
    visited.settle()
    rows = page.locator("table", has=page.get_by_role("columnheader", name="Cara memperbaiki")).locator("tbody tr")
    assert rows.count() >= refused
    for title in ("Berkas", "Sel", "Masalah", "Cara memperbaiki"):
        assert all(text.strip() not in ("", "–") for text in rows.locator(f"[data-judul='{title}']").all_inner_texts()), title


def test_question_16_an_operator_sees_that_his_file_was_refused_and_why_in_two_clicks(
    kunjung: Visits, kiriman: dict[str, dict[str, str]]
) -> None:
    berkas = next(name for name in kiriman if name.startswith("08 "))
    visited = kunjung()
    visited.open("/")
    page = visited.go("Mutu data")
    page.get_by_role("link", name=nama_pengirim(kiriman[berkas]["pengirim"]), exact=True).click()
    expect(page.locator(".p4-vonis")).to_contain_text("tidak dapat dipakai", timeout=30_000)
    visited.settle()
    file = page.locator("table", has=page.get_by_role("columnheader", name="Keadaan")).locator("tr", has_text=berkas)
    expect(file).to_contain_text("× ditolak")
    expect(page.locator("table", has_text="Cara memperbaiki").locator("tr", has_text=berkas)).to_contain_text("Simpan Sebagai .xlsx")


def test_few_reactive_results_are_never_shown(kunjung: Visits) -> None:
    page = kunjung().open("/tes-urine")
    everything = page.get_by_role("button", name=re.compile("^.*Tampilkan semua"))
    everything.click()
    expect(everything).to_have_count(0)
    results = page.locator("[data-judul=Hasil]").all_inner_texts()
    assert len(results) > 30 and any("Ada yang reaktif" in text for text in results)
    assert not [text for text in results if re.search(r"\d", text)]


def test_a_village_with_several_records_stands_in_the_list_once(kunjung: Visits) -> None:
    page = kunjung().open("/desa-bersinar?wilayah=63")
    total = page.locator(".p4-kartu", has_text="Desa Bersinar").first.locator(".angka").inner_text().split()[0]
    expect(page.locator("caption", has_text="desa/kelurahan")).to_contain_text(f"{total} desa/kelurahan")
