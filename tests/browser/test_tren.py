"""Tren in a real browser: question 8 within its clicks and equal to a count over the truth, choices that live in the link, and a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from etl.contoh import kebenaran_dir
from etl.contoh.kebenaran import read_kebenaran
from p4gn.bahasa import format_persen
from p4gn.warehouse import editions
from tests.browser.conftest import Visit
from tests.skor_terpisah import opd
from tests.skor_terpisah.aturan import list_masa
from tests.skor_terpisah.fakta import Fakta

Visits = Callable[..., Visit]
# Every press of the mouse is counted by the page itself.
HITUNG = "addEventListener('pointerdown', () => { sessionStorage.tekan = Number(sessionStorage.tekan || 0) + 1; }, true)"
TAHUN = ("2024", "2025", "2026")
CAKUPAN = "indikator=cakupan_tes_urine"


@pytest.fixture(scope="module")
def cakupan(dasbor_penuh: str, folder_penuh: Path) -> dict[str, list[str]]:
    """Share of civil servants tested in the last three years, counted over the truth behind the workbooks: '63.06' → ['15,5%', …]."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P4GN_DATA", str(folder_penuh / "data"))
        kini = editions.read_manifest(editions.find_current() or "").kini
    fakta = Fakta(read_kebenaran(kebenaran_dir(folder_penuh / "semua")))
    years = [masa for masa in list_masa(kini) if masa.kode in TAHUN]

    def share(kode: str, masa: object) -> str:
        tested = staff = 0
        for kunci in fakta.pegawai:
            asn = opd.headcount(fakta, kunci, masa)[1] if kunci.rpartition("@")[2].startswith(kode) else None
            if asn:
                tested, staff = tested + min(opd.tested_of(fakta, kunci, masa) or 0, asn), staff + asn
        return format_persen(tested / staff * 100, 1)

    return {kode: [share(kode, masa) for masa in years] for kode in ("63", "63.06")}


def click_region(page: Page, kode: str) -> None:
    """One real press inside a region on the map: the middle of its box may lie in a neighbour."""
    shape = page.locator(f'.bentuk path[data-kode="{kode}"]').first
    expect(shape).to_be_visible()
    shape.scroll_into_view_if_needed()
    x, y = shape.evaluate(
        """shape => {
          const box = shape.getBoundingClientRect(), root = shape.getRootNode();
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const x = box.left + box.width * i / 20, y = box.top + box.height * j / 20;
            if ([[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]].every(([u, v]) => root.elementFromPoint(x + u, y + v) === shape)) return [x, y];
          }
        }"""
    )
    page.mouse.click(x, y)


def chart(page: Page) -> str:
    """Every word and number drawn in the first chart, without hovering."""
    return " ".join(page.locator("[data-testid=stPlotlyChart] svg text").all_text_contents())


def panels(page: Page) -> Locator:
    """The grid of all regions; the official indices have their own below."""
    return page.locator(".p4-kelipatan").first.locator("figure")


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def read_lines(page: Page) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in page.locator(".p4-deret").first.locator("li").all_inner_texts()]


def test_question_8_coverage_of_a_regency_beside_the_province_over_three_years(kunjung: Visits, cakupan: dict[str, list[str]]) -> None:
    visited = kunjung(sendiri=True)
    visited.page.add_init_script(HITUNG)
    page = visited.open("/")
    click_region(page, "63.06")
    expect(page.locator(".p4-kepala .lingkup")).to_contain_text("Kabupaten Hulu Sungai Selatan")
    visited.settle()
    visited.go("Tren")
    assert int(page.evaluate("sessionStorage.tekan || 0")) <= 3
    told = dict(zip(("63.06", "63"), read_lines(page), strict=True))
    for kode, nama in (("63.06", "Hulu Sungai Selatan"), ("63", "Kalimantan Selatan")):
        assert told[kode] == f"{nama}: " + " · ".join(f"{tahun} {share}" for tahun, share in zip(TAHUN, cakupan[kode], strict=True))
        assert all(share in chart(page) for share in cakupan[kode])
    assert "Target 30%" in chart(page) and all(tahun in chart(page) for tahun in TAHUN)
    lead = page.locator(".p4-kalimat").first.inner_text()
    assert lead.startswith(f"{cakupan['63.06'][-1]} ASN di Hulu Sungai Selatan sudah dites urine sejak Januari sampai ")
    assert f"Kalimantan Selatan ({cakupan['63'][-1]})" in lead
    expect(page.get_by_text(re.compile(r"2026 baru sampai \d+ \w+; titik berongga"))).to_have_count(2)
    for words in (page.locator(".p4-kalimat").first, page.locator("[data-testid=stPlotlyChart]").first):
        expect(words).to_be_in_viewport()


def test_the_year_in_the_sidebar_marks_and_does_not_cut(kunjung: Visits, cakupan: dict[str, list[str]]) -> None:
    page = kunjung().open(f"/tren?wilayah=63.06&periode=2025&{CAKUPAN}")
    assert all(tahun in chart(page) for tahun in ("2023", *TAHUN))
    assert (
        page.locator(".p4-kalimat")
        .first.inner_text()
        .startswith(f"{cakupan['63.06'][1]} ASN di Hulu Sungai Selatan sudah dites urine pada 2025:")
    )
    assert page.locator("[data-testid=stPlotlyChart] .shapelayer path, [data-testid=stPlotlyChart] .layer-below path").count() >= 1


def test_choices_live_in_the_link_and_come_back(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"/tren?wilayah=63.06&{CAKUPAN}")
    assert "deret" not in params(page), "the usual pair needs no word in the link"
    box = page.get_by_role("combobox", name=re.compile("Wilayah"))
    box.fill("Tapin")
    box.press("Enter")
    expect(page.locator(".p4-deret").first.locator("li")).to_have_count(3)
    visited.settle()
    assert params(page)["deret"] == "63.06,63,63.05"
    page.get_by_text("Semester", exact=True).first.click()
    expect(page.locator(".p4-deret").first).to_contain_text("30 Jun 2026")
    visited.settle()
    assert params(page)["tampak"] == "semester"
    link = page.url
    page.go_back()
    expect(page.locator(".p4-deret").first).not_to_contain_text("30 Jun 2026")
    visited.settle()
    assert len(read_lines(page)) == 3
    page.go_back()
    expect(page.locator(".p4-deret").first.locator("li")).to_have_count(2)
    other = kunjung().open(urlparse(link).path + "?" + urlparse(link).query)
    assert len(read_lines(other)) == 3 and "30 Jun 2026" in " ".join(read_lines(other))


def test_a_seventh_line_is_refused_in_words_and_another_region_starts_anew(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"/tren?wilayah=63&{CAKUPAN}&deret=63.01,63.02,63.03,63.04,63.05,63.06")
    assert len(read_lines(page)) == 6
    box = page.get_by_role("combobox", name=re.compile("Wilayah"))
    box.fill("Tabalong")
    box.press("Enter")
    expect(page.get_by_text("Paling banyak 6 garis dalam satu grafik.")).to_be_visible()
    visited.settle()
    assert len(read_lines(page)) == 6
    assert "Select" not in page.locator("body").inner_text() and "Choose" not in page.locator("body").inner_text()


def test_a_link_that_names_what_does_not_exist_says_so(kunjung: Visits) -> None:
    page = kunjung().open(f"/tren?wilayah=63.06&{CAKUPAN}&deret=63.99,63.06&tampak=harian&urut=abjad")
    for words in ("63.99", "“harian”", "“abjad”"):
        expect(page.locator(".p4-pesan", has_text=words)).to_be_visible()
    assert len(read_lines(page)) == 1


def test_agencies_are_compared_with_their_government(kunjung: Visits) -> None:
    page = kunjung().open(f"/tren?wilayah=63.06&{CAKUPAN}&menurut=opd&deret=DINKES@63.06,PUPR@63.06")
    told = read_lines(page)
    assert [line.partition(":")[0] for line in told] == [
        "Dinas Kesehatan",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        "Hulu Sungai Selatan",
    ]
    laju = page.locator(".p4-laju li").all_inner_texts()
    assert len(laju) == 2 and all("target 30%" in line for line in laju)
    page.get_by_text("Bagaimana dihitung").click()
    expect(page.get_by_text("Ini bukan ramalan").first).to_be_visible()


def test_all_regions_stand_on_one_scale_in_the_order_asked(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open(f"/tren?wilayah=63.06&{CAKUPAN}&urut=baku")
    panel = panels(page)
    expect(panel).to_have_count(13)
    expect(page.locator(".p4-kelipatan figure.pilih strong")).to_have_text("Hulu Sungai Selatan")
    standard = panels(page).locator("strong").all_inner_texts()
    page = visited.open(f"/tren?wilayah=63.06&{CAKUPAN}&urut=nilai")
    figures = [float(text.partition("%")[0].replace(",", ".")) for text in panels(page).locator(".angka").all_inner_texts()]
    assert len(figures) >= 10 and figures == sorted(figures, reverse=True)
    assert panels(page).locator("strong").all_inner_texts() != standard
    assert all(re.search(r": .*2026", alt) for alt in panel.locator("img").evaluate_all("all => all.map(one => one.alt)"))


def test_what_must_not_be_compared_has_no_order_to_choose(kunjung: Visits) -> None:
    page = kunjung().open("/tren?wilayah=63&indikator=rapat_dengan_kesimpulan")
    expect(page.get_by_text("jadi panelnya tetap dalam urutan baku")).to_be_visible()
    expect(page.get_by_label("Urutkan menurut")).to_have_count(0)
    expect(page.locator(".p4-laju")).to_have_count(0)


def test_the_file_holds_every_line_and_period_shown(kunjung: Visits, cakupan: dict[str, list[str]]) -> None:
    visited = kunjung()
    page = visited.open(f"/tren?wilayah=63.06&{CAKUPAN}&periode=2025")
    page.get_by_text("Tabel di balik gambar ini").first.click()
    visited.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh tabel (CSV)").first.click()
    rows = [line.split(";") for line in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()]
    found = {(row[0], row[1]): row for row in rows[rows.index([]) + 2 if [] in rows else rows.index([""]) + 2 :]}
    assert set(found) == {(nama, tahun) for nama in ("Hulu Sungai Selatan", "Kalimantan Selatan") for tahun in ("2023", *TAHUN)}
    value, tested, staff = (float(cell.replace(",", ".")) for cell in found["Hulu Sungai Selatan", "2026"][2:5])
    assert value == pytest.approx(tested / staff * 100) and format_persen(value, 1) == cakupan["63.06"][-1]


def test_a_change_of_method_is_told_and_seen(kunjung: Visits) -> None:
    page = kunjung().open("/tren?wilayah=63&indikator=desa_rawan&deret=63.06,63.05")
    expect(page.get_by_text("Garis terputus di tempat cara hitungnya berubah.")).to_be_visible()
    expect(page.locator(".p4-tanda li", has_text="1 Januari 2024: Cara hitung berubah.")).to_be_visible()
    page = kunjung().open("/tren?wilayah=63&indikator=desa_rawan")
    expect(page.get_by_text("Batang kelabu dihitung dengan cara lama.")).to_be_visible()


def test_official_indices_stand_each_on_its_own_scale(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/tren?wilayah=63.06")
    names = page.locator(".p4-kelipatan").last.locator("strong").all_inner_texts()
    assert {"IKOTAN (skala 0–100)", "IKOTAN (skala 1–4)", "IKP (skala 1–4)"} <= set(names)
    page = visited.open("/tren?wilayah=63&indeks=IKP (skala 1–4)")
    grid = page.locator(".p4-kelipatan").last
    assert grid.locator("strong").first.inner_text() == "Tanah Laut" and 10 <= grid.locator("figure").count() <= 13
    expect(page.get_by_text("Nilai dari dua skala tidak dijadikan satu garis")).to_be_visible()


def test_year_on_year_compares_the_same_day(kunjung: Visits) -> None:
    page = kunjung().open(f"/tren?wilayah=63&{CAKUPAN}&tampak=antartahun")
    assert [line.partition(":")[0] for line in read_lines(page)] == ["Januari sampai 30 Juni", "Januari sampai 31 Desember"]
    drawn = chart(page)
    assert "30 Juni" in drawn and "31 Desember" in drawn and all(tahun in drawn for tahun in TAHUN)


@pytest.mark.parametrize("tampak", ["tahunan", "semester", "antartahun"])
def test_a_phone_shows_it_all_without_scrolling_sideways(kunjung: Visits, tampak: str) -> None:
    page = kunjung(360, 740).open(f"/tren?wilayah=63.06&{CAKUPAN}&tampak={tampak}")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
    sizes = panels(page).evaluate_all("all => all.map(one => one.clientWidth)")
    assert len(sizes) == 13 and min(sizes) >= 135
    letters = panels(page).locator("*").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(letters) >= 12
    assert (
        page.get_by_role("combobox", name=re.compile("Wilayah")).evaluate("one => one.closest('[data-testid=stMultiSelect]').clientWidth")
        >= 250
    )


def test_provinces_are_not_ranked_by_how_well_their_records_were_gathered(visit: Visits) -> None:
    page = visit().open("/tren?wilayah=nasional&urut=nilai")
    expect(page.get_by_text("Catatan antarprovinsi tidak dikumpulkan merata")).to_be_visible()
    assert panels(page).locator("strong").first.inner_text() == "Aceh"


def test_a_public_edition_without_coverage_opens_on_meetings(visit: Visits) -> None:
    page = visit().open("/tren?wilayah=63")
    assert params(page)["indikator"] == "rapat_tercatat"
    page = visit().open(f"/tren?wilayah=63&{CAKUPAN}")
    expect(page.locator(".p4-kosong")).to_contain_text("Belum ada catatan publik tentang Cakupan tes ASN")
    assert page.locator("[data-testid=stPlotlyChart], [data-testid=stException]").count() == 0
