"""Bandingkan in a real browser: chosen, sorted by pointer and by key, restored by its link, and the same numbers as Peta."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

Visits = Callable[..., Visit]
AWAL = "/bandingkan?wilayah=63&periode=2025"


def params(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query, keep_blank_values=True).items()}


def heading(page: Page, name: str) -> Locator:
    return page.locator(".banding thead th", has=page.get_by_role("button", name=re.compile(rf"^{name}")))


def column(page: Page, name: str) -> list[str]:
    """The figures of a column from the second row on; the first is the whole."""
    heads = [text.split("\n")[0].strip(" ▲▼") for text in page.locator(".banding thead th").all_inner_texts()]
    return page.locator(f".banding tbody tr td:nth-child({heads.index(name) + 1})").all_inner_texts()[1:]


def numbers(texts: list[str]) -> list[float]:
    return [float(text.strip().rstrip("%").replace(".", "").replace(",", ".")) for text in texts if re.match(r"\s*\d", text)]


def settle_sorted(visited: Visit, urut: str) -> None:
    """The rows change at once; this waits until the server has followed too, link, sentence and files."""
    expect(visited.page).to_have_url(re.compile(rf"[?&]urut={urut}(&|$)"))
    visited.settle()


def table_text(page: Page) -> str:
    return page.locator(".banding table").inner_text()


def test_sorted_by_pointer_and_by_key_and_back_again(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(AWAL)
    expect(page.locator(".banding tbody tr")).to_have_count(14)
    expect(page.locator(".banding tbody tr").first).to_contain_text("Kalimantan Selatan")
    heading(page, "Orang dites").get_by_role("button").click()
    expect(heading(page, "Orang dites")).to_have_attribute("aria-sort", "descending")
    settle_sorted(visited, "-orang_dites")
    tested = numbers(column(page, "Orang dites"))
    assert len(tested) > 5 and tested == sorted(tested, reverse=True)
    by_pointer = table_text(page)

    page.keyboard.press("Tab")  # the heading that was pressed has kept the focus
    expect(heading(page, "Rapat tercatat").get_by_role("button")).to_be_focused()
    for sort, urut in (("descending", "-rapat_tercatat"), ("ascending", "rapat_tercatat")):
        page.keyboard.press("Enter")
        expect(heading(page, "Rapat tercatat")).to_have_attribute("aria-sort", sort)
        expect(heading(page, "Rapat tercatat").get_by_role("button")).to_be_focused()
        settle_sorted(visited, urut)
        met = numbers(column(page, "Rapat tercatat"))
        assert met == sorted(met, reverse=sort == "descending")
    expect(page.locator(".banding [aria-sort]")).to_have_count(1)
    expect(page.locator(".banding tbody tr").first).to_contain_text("Kalimantan Selatan")

    page.go_back()
    expect(heading(page, "Rapat tercatat")).to_have_attribute("aria-sort", "descending")
    page.go_back()
    expect(heading(page, "Orang dites")).to_have_attribute("aria-sort", "descending")
    settle_sorted(visited, "-orang_dites")
    assert table_text(page) == by_pointer


def csv_names(page: Page) -> list[str]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh tabel (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Kode;"))
    return [line.split(";")[1] for line in lines[start + 1 :]]


def shown_names(page: Page) -> list[str]:
    return [text.split("\n")[0] for text in page.locator(".banding tbody th").all_inner_texts()]


def test_the_browser_sorts_as_the_files_do_and_the_table_is_not_sent_again(kunjung: Visits) -> None:
    visited = kunjung(sendiri=True)
    frames: list[bytes | str] = []
    visited.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    page = visited.open(f"{AWAL}&baris=kecamatan@63~kabkota@63&kolom=cakupan_desa_bersinar~orang_dites")
    expect(page.locator(".banding tbody tr")).to_have_count(170)
    assert sum(is_table(each) for each in frames) == 1
    frames.clear()
    orders = []
    for title, urut in (
        ("Cakupan Desa Bersinar", "-cakupan_desa_bersinar"), ("Cakupan Desa Bersinar", "cakupan_desa_bersinar"), ("Wilayah", "nama"),
        ("Wilayah", "-nama"), ("Orang dites", "-orang_dites"),
    ):  # fmt: skip
        heading(page, title).get_by_role("button").click()
        expect(heading(page, title)).to_have_attribute("aria-sort", "descending" if urut.startswith("-") else "ascending")
        settle_sorted(visited, urut)
        orders.append(shown_names(page))
        assert orders[-1] == csv_names(page) and orders[-1][0] == "Kalimantan Selatan", urut
    assert len({tuple(order) for order in orders}) == len(orders)
    assert frames and not any(map(is_table, frames))


def is_table(frame: bytes | str) -> bool:
    return b"</tbody>" in (frame if isinstance(frame, bytes) else frame.encode())


def test_two_quick_clicks_are_two_steps_also_in_the_link(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(AWAL)
    heading(page, "Orang dites").get_by_role("button").dblclick()
    expect(heading(page, "Orang dites")).to_have_attribute("aria-sort", "ascending")
    settle_sorted(visited, "orang_dites")
    expect(heading(page, "Orang dites")).to_have_attribute("aria-sort", "ascending")
    assert shown_names(page) == csv_names(page)
    heading(page, "Orang dites").get_by_role("button").click()
    settle_sorted(visited, "")
    expect(page.locator(".banding [aria-sort]")).to_have_count(0)
    assert shown_names(page)[1:] == csv_names(page)[1:]


def test_a_column_taken_away_takes_its_order_along(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"{AWAL}&kolom=cakupan_desa_bersinar~orang_dites")
    before = shown_names(page)
    heading(page, "Orang dites").get_by_role("button").click()
    settle_sorted(visited, "-orang_dites")
    assert shown_names(page) != before
    page.get_by_role("combobox", name=re.compile("Indikator")).click()
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(page.locator(".banding thead th")).to_have_count(2)
    settle_sorted(visited, "")
    assert shown_names(page) == before


@pytest.mark.parametrize("touch", [False, True])
def test_the_years_of_a_cell_are_read_by_key_and_by_finger(kunjung: Visits, touch: bool) -> None:
    visited = kunjung(360, 740) if touch else kunjung()
    page = visited.open(f"{AWAL}&kolom=orang_dites~cakupan_desa_bersinar")
    said = page.locator(".banding .rinci")
    expect(said).to_contain_text("Pilih satu sel")
    if touch:
        page.locator(".banding tbody tr").nth(1).locator("td").first.click()
    else:
        heading(page, "Cakupan Desa Bersinar").get_by_role("button").focus()
        page.keyboard.press("Tab")
        expect(said).to_contain_text("Kalimantan Selatan, Orang dites")
        page.keyboard.press("ArrowDown")
    cell = page.locator(".banding tbody tr").nth(1).locator("td").first
    title = cell.get_attribute("title")
    assert title is not None and re.search(r"20\d\d: ", title)
    name = shown_names(page)[1]
    expect(said).to_have_text(f"{name}, Orang dites: {cell.locator('b').inner_text()} · {title}")
    expect(said).to_be_in_viewport()


def choose(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(text)
    page.get_by_role("option", name=re.compile(text)).first.click()
    page.keyboard.press("Escape")


def test_rows_and_columns_are_chosen_and_one_link_restores_them_in_a_fresh_browser(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"{AWAL}&kolom=desa_bersinar_dicanangkan~cakupan_desa_bersinar")
    choose(page, "Wilayah yang dibandingkan", "Kecamatan di Kabupaten Tapin")
    expect(page.locator(".p4-kalimat")).to_contain_text("13 kabupaten/kota dan 12 kecamatan")
    visited.settle()
    choose(page, "Indikator", "Kehadiran tes")
    expect(page.locator(".banding thead th")).to_have_count(4)
    heading(page, "Cakupan Desa Bersinar").get_by_role("button").click()
    expect(heading(page, "Cakupan Desa Bersinar")).to_have_attribute("aria-sort", "descending")
    settle_sorted(visited, "-cakupan_desa_bersinar")
    assert params(page)["baris"] == "kabkota@63~kecamatan@63.05"
    assert params(page)["kolom"] == "desa_bersinar_dicanangkan~cakupan_desa_bersinar~kehadiran_tes"
    again = kunjung()
    again.open(page.url.removeprefix(visited.base))
    assert table_text(again.page) == table_text(page)
    assert again.page.locator(".p4-kalimat").inner_text() == page.locator(".p4-kalimat").inner_text()
    assert params(again.page) == params(page)
    kehadiran = again.page.locator(".banding thead th", has_text="Kehadiran tes")
    assert kehadiran.get_by_role("button").count() == 0 and "tidak dirinci" in table_text(again.page)


def test_agencies_are_compared_and_going_to_another_page_keeps_the_choice(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(AWAL)
    page.get_by_role("radio", name="OPD").or_(page.get_by_role("button", name="OPD", exact=True)).first.click()
    expect(page.locator(".banding thead th").first).to_contain_text("OPD")
    visited.settle()
    assert params(page)["jenis"] == "opd" and params(page)["baris"] == "opd@63"
    shown = table_text(page)
    assert "Dinas Kesehatan" in shown
    visited.go("Rapat")
    visited.go("Bandingkan")
    assert table_text(page) == shown and params(page)["jenis"] == "opd"


def test_numbers_are_those_of_the_table_beside_the_map(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"{AWAL}&kolom=cakupan_tes_urine~orang_dites")
    ours = {title: column(page, title) for title in ("Cakupan tes ASN", "Orang dites")}
    names = [text.split("\n")[0] for text in page.locator(".banding tbody th").all_inner_texts()[1:]]
    for id_, title in (("cakupan_tes_urine", "Cakupan tes ASN"), ("orang_dites", "Orang dites")):
        page = visited.open(f"/peta?wilayah=63&periode=2025&indikator={id_}")
        rows = page.locator("table", has=page.locator("th", has_text=title)).first.locator("tbody tr").all_inner_texts()
        beside = {name.strip(): value.strip() for name, value, *_ in (row.split("\t") for row in rows)}
        assert beside == dict(zip(names, (text.strip() for text in ours[title]), strict=True))


def test_on_a_phone_the_table_scrolls_in_its_box_and_keeps_the_names(kunjung: Visits) -> None:
    page = kunjung(360, 740, "id-ID", "dark").open(AWAL)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    box, name = page.locator(".banding .wadah"), page.locator(".banding tbody th").nth(3)
    before = name.bounding_box()
    assert box.evaluate("wadah => { wadah.scrollLeft = 300; return wadah.scrollLeft }") > 100
    after = name.bounding_box()
    assert before is not None and after is not None and abs(before["x"] - after["x"]) < 2
    first = page.locator(".banding tbody td").first.bounding_box()
    assert first is not None and first["x"] < after["x"] + after["width"]


def test_files_are_marked_and_follow_the_order_on_screen(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"{AWAL}&urut=nama")
    names = shown_names(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh tabel (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert download.value.suggested_filename.startswith("DATA-CONTOH-") and lines[0].startswith("DATA CONTOH;")
    start = next(number for number, line in enumerate(lines) if line.startswith("Kode;"))
    assert [line.split(";")[1] for line in lines[start + 1 :]] == names and names[1:] == sorted(names[1:])
    visited.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lembar kerja (XLSX)").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_what_a_link_asks_for_and_is_not_here_is_said(kunjung: Visits) -> None:
    page = kunjung().open(f"{AWAL}&baris=kabkota@64~<b>x</b>&kolom=tidak_ada~orang_dites&urut=-kehadiran_tes&jenis=kapal")
    said = " ".join(page.locator(".p4-pesan").all_inner_texts())
    assert all(word in said for word in ("kabkota@64", "<b>x</b>", "tidak_ada", "kapal"))
    expect(page.locator(".banding thead th")).to_have_count(2)
    expect(page.locator(".banding tbody tr")).to_have_count(14)


def test_nothing_chosen_says_what_to_choose(kunjung: Visits) -> None:
    page = kunjung().open(f"{AWAL}&baris=")
    expect(page.locator(".p4-kosong")).to_contain_text("Belum ada baris yang dipilih.")
    page = kunjung().open("/bandingkan?wilayah=nasional&jenis=opd")
    expect(page.locator(".p4-kosong")).to_contain_text("OPD dibandingkan per provinsi.")
