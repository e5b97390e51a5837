"""The compliance screens on the whole example edition: the board, the questions of leaders, and what a click leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from p4gn.bahasa import format_persen
from p4gn.scoring import kartu as kartu_skor
from p4gn.scoring.hasil import KartuSkor
from p4gn.warehouse import editions
from tests.browser.conftest import Visit

Visits = Callable[..., Visit]
PAPAN = ".papan"


@pytest.fixture
def hitung(dasbor_penuh: str, folder_penuh: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], KartuSkor]:
    """The scorecard behind the screen, computed in this process: hitung('63', '2026')."""
    monkeypatch.setenv("P4GN_DATA", str(folder_penuh / "data"))
    return lambda kode, periode: kartu_skor.score_opd(editions.find_current() or "", kode, periode)


def board(page: Page) -> Locator:
    expect(page.locator(f"{PAPAN}[data-digambar]")).to_be_visible(timeout=30_000)
    return page.locator(PAPAN)


def shown(page: Page) -> list[str]:
    """Names of the rows in sight, from the top."""
    return [text.strip() for text in page.locator(f"{PAPAN} tbody tr:not([hidden]) th").all_inner_texts()]


# ---- questions -------------------------------------------------------------------------------------------------------


def test_question_1_who_has_not_sent_the_report_and_for_how_many_days_in_one_click(
    kunjung: Visits, hitung: Callable[..., KartuSkor]
) -> None:
    semester = hitung("63", "2026-S1")
    missing = {
        row.nama: row.sel["laporan"].hari_terlambat for row in semester.baris if row.sel["laporan"].status in ("merah", "belum_lapor")
    }
    assert missing
    visited = kunjung()
    page = visited.open("/")
    page.get_by_text(re.compile(r"^Laporan B06 2026 belum masuk dari \d+ OPD")).click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Kepatuhan OPD")
    visited.settle()
    told = page.locator(".p4-bacaan")
    for name, days in missing.items():
        expect(told).to_contain_text(f"{name} ({days} hari)")
    expect(told).to_contain_text(f"{len(missing)} belum menyampaikan")
    board(page)
    assert set(shown(page)[: len(missing)]) == set(missing), "those who have not reported stand on top"


def test_question_2_coverage_against_target_and_the_three_furthest_behind(kunjung: Visits, hitung: Callable[..., KartuSkor]) -> None:
    card = hitung("63", "2026")
    known = sorted((row.sel["tes_asn"].nilai, row.nama) for row in card.baris if row.sel["tes_asn"].nilai is not None)
    page = kunjung().open("/")
    tile = page.locator(".p4-kartu", has_text="Cakupan tes urine ASN")
    expect(tile.locator(".angka")).to_have_text(re.compile(r"^\d+,\d%$"))
    expect(tile).to_contain_text("Target 30%")
    for value, name in known[:3]:
        expect(tile).to_contain_text(f"{name} ({format_persen(value)})")
    tile.get_by_role("link").click()
    told = page.locator(".p4-bacaan")
    expect(told).to_contain_text("Paling tertinggal", timeout=30_000)
    dites = sum(row.sel["tes_asn"].pembilang or 0 for row in card.baris)
    asn = sum(row.sel["tes_asn"].penyebut or 0 for row in card.baris)
    expect(told).to_contain_text(format_persen(100 * dites / asn))
    expect(told).to_contain_text("target 30%")


def test_question_4_regions_without_a_local_rule_in_two_clicks(
    kunjung: Visits, folder_penuh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited = kunjung()
    visited.open("/")
    page = visited.go("Kepatuhan wilayah")
    monkeypatch.setenv("P4GN_DATA", str(folder_penuh / "data"))
    card = kartu_skor.score_wilayah(editions.find_current() or "", "63", "2026")
    without = [row.nama for row in card.baris if row.sel["perda"].status in ("merah", "kuning", "belum_lapor")]
    line = page.locator(".p4-belum p").first
    expect(line).to_contain_text(f"Belum punya Perda atau Perkada: {len(without)} dari 13")
    for name in without:
        expect(line).to_contain_text(name)


def test_question_12_kecamatan_without_a_team_in_three_clicks(kunjung: Visits, folder_penuh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(folder_penuh / "data"))
    edisi = editions.find_current() or ""
    regions = kartu_skor.score_wilayah(edisi, "63", "2026").baris
    below = {region.nama: kartu_skor.score_wilayah(edisi, region.kunci, "2026").baris for region in regions}
    without = {nama: [row.nama for row in rows if row.sel["tim_terpadu"].status != "hijau"] for nama, rows in below.items()}
    nama = max(without, key=lambda each: len(without[each]))
    assert without[nama]
    visited = kunjung()
    visited.open("/")
    page = visited.go("Kepatuhan wilayah")
    board(page).get_by_role("link", name=nama, exact=True).click()
    line = page.locator(".p4-daftar li", has_text="Kecamatan yang belum punya tim terpadu yang berlaku")
    expect(line).to_contain_text(f"{len(without[nama])} dari {len(below[nama])}", timeout=30_000)
    for each in without[nama]:
        expect(line).to_contain_text(each)


def test_question_15_what_an_agency_has_to_do_in_two_clicks(kunjung: Visits, hitung: Callable[..., KartuSkor]) -> None:
    card = hitung("63", "2026")
    row = next(each for each in card.baris if each.warna == "kuning" and len(each.langkah_warna) >= 1)
    visited = kunjung()
    visited.open("/")
    page = visited.go("Kepatuhan OPD")
    board(page).get_by_role("link", name=row.nama, exact=True).click()
    way = page.locator(".p4-jalan").first
    expect(way).to_be_visible(timeout=30_000)
    for step in row.langkah_warna:
        assert step.teks.lower() in way.inner_text().lower()
    expect(page.get_by_role("heading", name=re.compile("Semester II 2026, masih berjalan"))).to_be_visible()


# ---- the board -------------------------------------------------------------------------------------------------------


def test_all_duties_are_in_sight_at_1366_without_sideways_scrolling(kunjung: Visits) -> None:
    page = kunjung().open("/kepatuhan-opd?wilayah=63")
    table = board(page)
    assert table.locator("tbody tr").count() == 42
    assert table.locator("thead th.wajib").count() == 10
    last = table.locator("thead th").last.bounding_box()
    assert last is not None and last["x"] + last["width"] <= 1366
    assert table.locator(".wadah").evaluate("wadah => wadah.scrollWidth <= wadah.clientWidth + 1")
    cut = table.locator("td.sel span").evaluate_all(
        "spans => spans.filter(s => s.scrollWidth > s.parentElement.clientWidth).map(s => s.innerText)"
    )
    assert not cut, f"cells that do not hold their words: {set(cut)}"
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 700)")
    expect(table.locator("thead th").first).to_be_in_viewport()


def test_an_agency_is_found_by_any_of_its_names(kunjung: Visits) -> None:
    page = kunjung().open("/kepatuhan-opd?wilayah=63")
    search = board(page).get_by_label("Cari OPD")
    for typed, name in (
        ("dikbud", "Dinas Pendidikan dan Kebudayaan"),
        ("pol pp", "Satuan Polisi Pamong Praja"),
        ("satpol", "Satuan Polisi Pamong Praja"),
    ):
        search.fill(typed)
        expect(page.locator(f"{PAPAN} .jumlah")).to_have_text(re.compile(r"^1 dari 42"))
        assert shown(page) == [name]
    search.fill("zzz")
    expect(page.locator(f"{PAPAN} .kosong")).to_be_visible()


def test_what_is_shown_lives_in_the_link_and_is_restored_from_it(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/kepatuhan-opd?wilayah=63")
    table = board(page)
    table.get_by_role("button", name="Laporan").click()
    expect(table.locator("th.diurut")).to_have_attribute("aria-sort", "ascending")
    table.get_by_label("Jenis").select_option("Badan")
    page.wait_for_url(re.compile("urut=laporan.*jenis=Badan|jenis=Badan.*urut=laporan"))
    visited.settle()
    before = shown(page)
    assert before and all(name.startswith("Badan") for name in before)
    again = kunjung()
    other = again.open(page.url.removeprefix(again.base))
    board(other)
    assert shown(other) == before


def test_a_cell_opens_its_explanation_by_mouse_and_by_key(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/kepatuhan-opd?wilayah=63")
    table = board(page)
    table.locator("tr:not([hidden]) td[data-kewajiban=tes_asn]").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Mengapa warna ini", timeout=30_000)
    for words in ("Target", "Aturan", "Kerangka", "Dasar hukum", "Dibanding tahun 2025", "Asal datanya"):
        expect(dialog).to_contain_text(words)
    expect(dialog.locator(".p4-asal li").first).to_contain_text(re.compile(r"baris\s\d+.*dikirim.*diterima"))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    visited.settle()
    expect(page).not_to_have_url(re.compile("kewajiban="))
    first = table.locator("tbody tr:not([hidden]) a").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Sosialisasi P4GN", timeout=30_000)
    page.get_by_role("button", name="Buka halaman").click()
    expect(page.locator(".p4-nama-rapor")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(page.locator(".p4-nama-rapor")).to_have_count(0)
    board(page)


def test_no_number_of_reactive_results_is_anywhere_on_the_page_of_an_agency(kunjung: Visits, hitung: Callable[..., KartuSkor]) -> None:
    card = hitung("63", "2026")
    row = next(each for each in card.baris if each.sel["tindak_lanjut_reaktif"].status in ("hijau", "kuning", "merah"))
    page = kunjung().open(f"/kepatuhan-opd?wilayah=63&opd={row.kunci}&kewajiban=tindak_lanjut_reaktif")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Angkanya disembunyikan", timeout=30_000)
    assert not re.search(r"\d+ (hasil )?reaktif|reaktif:? \d", dialog.inner_text())


def test_ticking_steps_moves_the_score_of_the_agency_and_of_all(kunjung: Visits, hitung: Callable[..., KartuSkor]) -> None:
    card = hitung("63", "2026")
    row = next(each for each in card.baris if each.warna == "kuning" and each.langkah_warna)
    visited = kunjung()
    page = visited.open(f"/kepatuhan-opd?wilayah=63&opd={row.kunci}")
    outcome = page.locator(".p4-andai")
    expect(outcome).not_to_contain_text("→")
    page.get_by_role("button", name="Centang jalan termurah").click()
    expect(outcome.locator("strong").first).to_contain_text("→", timeout=30_000)
    expect(outcome.locator("strong").last).to_contain_text("→")
    expect(outcome).to_contain_text("hijau")
    page.get_by_role("button", name="Kosongkan").click()
    expect(outcome.locator("strong").first).not_to_contain_text("→", timeout=30_000)
    page.get_by_role("button", name="Semua OPD").click()
    board(page)


def test_on_a_phone_each_row_is_a_card(kunjung: Visits) -> None:
    page = kunjung(360, 740).open("/kepatuhan-opd?wilayah=63")
    board(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    card = page.locator(f"{PAPAN} tbody tr").first
    box = card.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert page.locator(f"{PAPAN} tbody .sel").first.evaluate("sel => getComputedStyle(sel, '::before').content") != "none"


def test_the_period_can_be_a_semester(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/kepatuhan-opd?wilayah=63")
    page.get_by_role("radio", name="S-I 2026").or_(page.get_by_text("S-I 2026", exact=True)).first.click()
    page.wait_for_url(re.compile("periode=2026-S1"))
    visited.settle()
    expect(page.locator(".lingkup")).to_contain_text("Semester I 2026")


def test_a_changed_framework_between_two_compared_periods_is_said(kunjung: Visits) -> None:
    page = kunjung().open("/kepatuhan-opd?wilayah=63&periode=2025")
    expect(page.locator(".p4-pesan").first).to_contain_text("Kerangka berganti")


def test_ringkasan_of_an_edition_with_reports_is_one_screen(kunjung: Visits) -> None:
    page = kunjung(1366, 768).open("/")
    assert page.locator(".p4-kartu").count() == 6
    bottom = page.locator(".p4-kaki").bounding_box()
    assert bottom is not None and bottom["y"] < 768


def test_downloads_carry_the_mark(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/kepatuhan-opd?wilayah=63")
    for words, start in (("Tabel (CSV)", b"\xef\xbb\xbfDATA CONTOH"), ("PDF siap cetak", b"%PDF"), ("Lembar kerja (XLSX)", b"PK")):
        visited.settle()
        with page.expect_download() as download:
            page.get_by_role("button", name=words).click()
        assert download.value.suggested_filename.startswith("DATA-CONTOH-")
        assert Path(download.value.path()).read_bytes().startswith(start)
