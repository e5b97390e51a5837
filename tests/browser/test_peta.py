"""The map as its readers use it: real clicks and real keys from the province to a village, and everything it shows restored by its link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.gambar_acuan import assert_like_picture

Visits = Callable[..., Visit]

# A point of the shape where the shape itself is on top: a mark or a circle may lie over its middle.
DI_DALAM = """(kode) => {
  const root = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map((e) => e.shadowRoot).find((r) => r?.querySelector('.gambar'));
  const path = root.querySelector(`.bentuk path[data-kode="${kode}"]`);
  const [kotak, matriks, titik] = [path.getBBox(), path.getScreenCTM(), path.ownerSVGElement.createSVGPoint()];
  for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
    titik.x = kotak.x + kotak.width * i / 24;
    titik.y = kotak.y + kotak.height * j / 24;
    const layar = titik.matrixTransform(matriks);
    if (path.isPointInFill(titik) && root.elementFromPoint(layar.x, layar.y) === path) return [layar.x, layar.y];
  }
  throw new Error(`${kode} is nowhere on top`);
}"""


def click_shape(visited: Visit, kode: str) -> None:
    """A real mouse on a real place inside the region."""
    visited.page.locator(".kerja").scroll_into_view_if_needed()
    visited.page.mouse.click(*visited.page.evaluate(DI_DALAM, kode))


def wait_drawn(visited: Visit, gambar: str) -> None:
    expect(visited.page.locator(f".peta[data-digambar$='/{gambar}.json']").first).to_be_visible()
    visited.settle()


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def list_rows(page: Page) -> dict[str, str]:
    """Region → its value, of the table beside the map."""
    rows = page.locator(".daftar tbody tr")
    return dict(zip(rows.locator("th").all_inner_texts(), rows.locator("td:nth-child(2)").all_inner_texts(), strict=True))


def test_four_clicks_lead_from_the_country_to_a_village_and_back_leads_up_again(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=nasional&periode=2026&indikator=desa_bersinar_tercatat")
    steps = [("63", "Kalimantan Selatan"), ("63.06", "Kabupaten Hulu Sungai Selatan"), ("63.06.05", "Kecamatan Kandangan")]
    for kode, nama in steps:
        click_shape(visited, kode)
        wait_drawn(visited, kode)
        expect(page.locator(".kartu h3")).to_have_text(nama)
        assert params(page)["wilayah"] == kode
    click_shape(visited, "63.06.05.1001")
    expect(page.locator(".kartu h3")).to_have_text("Kelurahan Kandangan Kota")
    expect(page.locator(".kartu")).to_contain_text("Kecamatan Kandangan, Kabupaten Hulu Sungai Selatan")
    expect(page.locator(".daftar tr.pilih")).to_have_attribute("data-kode", "63.06.05.1001")
    assert params(page)["desa"] == "63.06.05.1001"
    for kode in ("63.06.05", "63.06", "63"):
        page.go_back()
        wait_drawn(visited, kode)
        assert params(page)["wilayah"] == kode
        assert "desa" not in params(page)


def test_one_press_of_back_brings_fineness_and_layers_back(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=63&periode=2026&indikator=desa_bersinar_tercatat&rincian=kecamatan&lapisan=tim")
    click_shape(visited, "63.06.05")
    wait_drawn(visited, "63.06.05")
    assert params(page)["wilayah"] == "63.06.05" and not {"rincian", "lapisan"} & set(params(page))
    page.go_back()
    wait_drawn(visited, "63-kecamatan")
    assert {name: params(page).get(name) for name in ("wilayah", "rincian", "lapisan")} == {
        "wilayah": "63", "rincian": "kecamatan", "lapisan": "tim",
    }  # fmt: skip


def test_marks_are_those_of_the_period_of_their_map(kunjung: Visits) -> None:
    query = "/peta?wilayah=63&indikator=cakupan_tes_urine&lapisan=desa_bersinar"
    marks = {}
    for periode in ("2024", "2026"):
        page = kunjung().open(f"{query}&periode={periode}")
        marks[periode] = page.locator(".gambar .titik path").count()
    page = kunjung().open(f"{query}&periode=2026&sanding=periode&periode2=2024")
    shown = [page.locator(".peta").nth(i).locator(".gambar .titik path").count() for i in (0, 1)]
    assert shown == [marks["2026"], marks["2024"]] and marks["2026"] > marks["2024"] > 20
    visited = kunjung()
    page = visited.open(f"{query}&periode=2026")
    for periode in ("2025", "2024"):
        page.locator(".putar input").press("ArrowLeft")
        expect(page.locator(".p4-kepala .lingkup")).to_contain_text(f"Tahun {periode}", timeout=30_000)
        visited.settle()
    expect(page.locator(".gambar .titik path")).to_have_count(marks["2024"])


def test_keyboard_alone_goes_down_to_a_village_through_the_table(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=63&periode=2026&indikator=desa_bersinar_tercatat")
    for nama, gambar in (("Hulu Sungai Selatan", "63.06"), ("Kandangan", "63.06.05")):
        page.locator(".daftar tbody button", has_text=re.compile(f"^{nama}$")).focus()
        page.keyboard.press("Enter")
        wait_drawn(visited, gambar)
    page.locator(".daftar tbody button", has_text=re.compile("^Jambu Hilir$")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kartu h3")).to_have_text("Kelurahan Jambu Hilir")


@pytest.mark.parametrize(("rincian", "jumlah"), [("kabkota", 13), ("kecamatan", 156), ("desa", 2016)])
def test_every_region_is_a_button_of_the_table_and_search_finds_one(kunjung: Visits, rincian: str, jumlah: int) -> None:
    visited = kunjung()
    page = visited.open(f"/peta?wilayah=63&periode=2026&indikator=desa_bersinar_tercatat&rincian={rincian}")
    more = page.locator(".daftar .lagi")
    if more.is_visible():
        more.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".daftar tbody button")).to_have_count(jumlah)
    if jumlah > 20:
        page.locator(".daftar .cari input").fill("kandangan")
        assert all("kandangan" in nama.lower() for nama in list_rows(page))
        page.locator(".daftar .cari input").fill("tidak ada itu")
        expect(page.locator(".daftar tbody")).to_contain_text("dengan nama itu")


def test_the_numbers_on_the_drawing_are_those_of_the_table(kunjung: Visits) -> None:
    visited = kunjung(1920, 1080)
    page = visited.open("/peta?wilayah=63&periode=2025&indikator=cakupan_tes_urine")
    rows = list_rows(page)
    labels = page.locator(".label text").evaluate_all("texts => texts.map((t) => [...t.children].map((s) => s.textContent))")
    with_name = {" ".join(words[:-1]): words[-1] for words in labels if len(words) > 1}
    assert len(rows) == 13 and len(with_name) >= 6
    assert {nama: rows[nama] for nama in with_name} == with_name
    expect(page.locator(".kartu .angka")).to_have_text(page.locator(".daftar tfoot td").first.inner_text())


def test_the_map_lets_nothing_out_on_any_level(kunjung: Visits) -> None:
    """No name of the outside is known to the browser (conftest); whoever asks for anything but the dashboard is caught by the fixture too."""
    visited = kunjung()
    page = visited.page
    for wilayah, rincian, gambar in (
        ("nasional", "provinsi", "nasional"), ("nasional", "kabkota", "nasional-kabkota"), ("63", "kabkota", "63"), ("63", "kecamatan", "63-kecamatan"),
        ("63", "desa", "63-desa"), ("63.06", "kecamatan", "63.06"), ("63.06", "desa", "63.06-desa"), ("63.06.05", "desa", "63.06.05"),
    ):  # fmt: skip
        visited.open(f"/peta?wilayah={wilayah}&periode=2026&indikator=desa_bersinar_tercatat&rincian={rincian}")
        wait_drawn(visited, gambar)
        assert page.locator(".bentuk path").count() > 5


def test_one_link_restores_two_maps_their_layers_and_their_fineness(kunjung: Visits) -> None:
    first = kunjung()
    page = first.open("/peta?wilayah=63&periode=2026&indikator=desa_bersinar_tercatat")
    page.get_by_role("radio", name="Kecamatan").click()
    wait_drawn(first, "63-kecamatan")
    page.get_by_role("radio", name="Dua periode").click()
    expect(page.locator(".peta")).to_have_count(2)
    page.get_by_role("button", name="Desa Bersinar", exact=True).click()
    expect(page.locator(".titik path").first).to_be_visible()
    first.settle()
    link = urlparse(page.url).query
    assert {name: params(page).get(name) for name in ("rincian", "sanding", "lapisan")} == {
        "rincian": "kecamatan", "sanding": "periode", "lapisan": "desa_bersinar",
    }  # fmt: skip
    seen = page.locator(".peta .kepala").all_inner_texts(), page.locator(".titik path").count()
    again = kunjung()
    page = again.open(f"/peta?{link}")
    wait_drawn(again, "63-kecamatan")
    assert (page.locator(".peta .kepala").all_inner_texts(), page.locator(".titik path").count()) == seen


def test_moving_the_period_takes_the_page_along(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=63&periode=2026&indikator=cakupan_tes_urine")
    before = list_rows(page)
    page.locator(".putar input").press("ArrowLeft")
    expect(page.locator(".p4-kepala .lingkup")).to_contain_text("Tahun 2025")
    visited.settle()
    assert params(page)["periode"] == "2025"
    assert list_rows(page) != before
    expect(page.locator(".p4-kalimat")).to_contain_text("2025")
    page.go_back()
    expect(page.locator(".p4-kepala .lingkup")).to_contain_text("Tahun 2026")
    visited.settle()
    assert list_rows(page) == before


@pytest.mark.parametrize(("lapisan", "tanda"), [("desa_bersinar", "tahap-"), ("ibm", "ibm"), ("tim", "tim"), ("celah", "celah")])
def test_each_layer_has_its_marks_and_its_line_in_the_legend(kunjung: Visits, lapisan: str, tanda: str) -> None:
    visited = kunjung()
    page = visited.open(f"/peta?wilayah=63&periode=2026&indikator=desa_bersinar_tercatat&lapisan={lapisan}")
    marks = page.locator(f".gambar .titik path[class^='tanda-{tanda}'], .gambar .titik path[class='tanda-tanpa_tim']")
    expect(marks.first).to_be_visible()
    counted = [int(n.replace(".", "")) for n in re.findall(r"\(([\d.]+) (?:desa|unit|kecamatan)\)", page.locator(".legenda").inner_text())]
    assert sum(counted) == marks.count() > 20


def test_the_files_of_the_map_hold_what_is_on_screen(kunjung: Visits) -> None:
    visited = kunjung()
    page = visited.open("/peta?wilayah=63&periode=2025&indikator=cakupan_tes_urine")
    rows = list_rows(page)
    page.get_by_role("button", name="Unduh", exact=True).click()
    found = {}
    for words, kind in (("Gambar (PNG)", "png"), ("Gambar tajam", "svg"), ("Bentuk dan angka", "geojson"), ("Tabel (CSV)", "csv")):
        with page.expect_download() as download:
            page.get_by_role("button", name=words).click()
        assert download.value.suggested_filename == f"DATA-CONTOH-peta-cakupan_tes_urine-63-2025-per-kabkota.{kind}"
        found[kind] = download.value.path().read_bytes()
    assert found["png"].startswith(b"\x89PNG")
    svg = found["svg"].decode()
    for words in ("Cakupan tes urine ASN", "Kalimantan Selatan", "Tahun 2025", "DATA CONTOH", "Batas skematik", "-contoh-"):
        assert words in svg, words
    features = {f["properties"]["nama"]: f["properties"]["nilai"] for f in json.loads(found["geojson"])["features"]}
    assert {nama: f"{nilai:.1f}%".replace(".", ",") for nama, nilai in features.items()} == rows
    assert all(nama in found["csv"].decode("utf-8-sig") for nama in rows)


def test_a_map_of_what_has_no_numbers_says_so_and_draws_the_shapes(kunjung: Visits) -> None:
    page = kunjung().open("/peta?wilayah=61&periode=2026&indikator=cakupan_tes_urine")
    expect(page.locator(".bentuk path").first).to_be_visible()
    assert page.locator(".lingkaran circle").count() == 0
    assert set(list_rows(page).values()) == {"– belum ada catatan"}
    expect(page.locator(".p4-kalimat").first).to_contain_text("Belum ada")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768)])
@pytest.mark.parametrize(
    "query", ["indikator=cakupan_tes_urine", "indikator=desa_bersinar_tercatat&sanding=periode&lapisan=desa_bersinar,tim"]
)
def test_nothing_runs_out_of_the_page(kunjung: Visits, width: int, height: int, query: str) -> None:
    page = kunjung(width, height).open(f"/peta?wilayah=63&periode=2026&{query}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    edges = page.locator("figure, .legenda li, .kartu, .daftar table, .putar").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().right)"
    )
    assert len(edges) > 5 and max(edges) <= width + 1


@pytest.mark.parametrize(
    ("nama", "query"),
    [
        ("nasional", "wilayah=nasional&indikator=desa_bersinar_tercatat"),
        ("nasional-kabkota", "wilayah=nasional&indikator=desa_bersinar_tercatat&rincian=kabkota"),
        ("provinsi", "wilayah=63&indikator=cakupan_tes_urine"),
        ("provinsi-jumlah", "wilayah=63&indikator=rapat_tercatat"),
        ("provinsi-kecamatan", "wilayah=63&indikator=cakupan_desa_bersinar&rincian=kecamatan"),
        ("provinsi-desa", "wilayah=63&indikator=desa_bersinar_tercatat&rincian=desa&lapisan=desa_bersinar"),
        ("kabkota", "wilayah=63.06&indikator=cakupan_desa_bersinar&lapisan=tim"),
        ("kabkota-desa", "wilayah=63.06&indikator=desa_bersinar_tercatat&rincian=desa"),
        ("kecamatan", "wilayah=63.06.05&indikator=desa_bersinar_tercatat&lapisan=desa_bersinar,ibm"),
    ],
)
def test_each_level_looks_like_the_picture_that_was_looked_at(kunjung: Visits, nama: str, query: str) -> None:
    page = kunjung().open(f"/peta?periode=2025&{query}")
    page.mouse.move(5, 5)
    assert_like_picture(page.locator(".kiri"), f"peta-{nama}")


def test_the_dark_province_looks_like_its_picture(kunjung: Visits) -> None:
    page = kunjung(scheme="dark").open("/peta?periode=2025&wilayah=63&indikator=cakupan_tes_urine")
    assert_like_picture(page.locator(".kiri"), "peta-provinsi-gelap")
