"""Every screen in a real browser: offline, without errors, in Indonesian for any browser, with links that restore the view."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pandas
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Visit

HALAMAN = {
    "/": "Ringkasan",
    "/peta": "Peta",
    "/tren": "Tren",
    "/bandingkan": "Bandingkan",
    "/kepatuhan-opd": "Kepatuhan OPD",
    "/kepatuhan-wilayah": "Kepatuhan wilayah",
    "/paparan": "Paparan",
    "/peringatan": "Peringatan",
    "/rapat": "Rapat",
    "/tes-urine": "Tes urine",
    "/desa-bersinar": "Desa Bersinar",
    "/metodologi": "Metodologi",
}
ASING = re.compile(
    r"\b(Loading|Choose an option|No results|Press Enter to apply|Running|Download|Search|Show more|undefined|NaN|None|nan|nat)\b"
)

Visits = Callable[..., Visit]


def params(visited: Visit) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(visited.page.url).query).items()}


@pytest.mark.parametrize("path", HALAMAN)
def test_page_opens_with_its_title_and_no_foreign_word_and_fits_a_phone(visit: Visits, path: str) -> None:
    visited = visit()
    page = visited.open(path)
    expect(page.locator(".p4-kepala h1")).to_have_text(HALAMAN[path])
    text = page.locator("[data-testid=stMain]").inner_text()
    assert not ASING.findall(text)
    assert page.locator("[data-testid=stException], [data-testid=stAlert], .p4-pesan").count() == 0
    page.set_viewport_size({"width": 360, "height": 740})
    visited.settle()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    # a chart follows the window a moment later
    page.wait_for_function("""() => 362 >= Math.max(...['.p4', 'canvas', 'svg'].flatMap(kind => [...document.querySelectorAll('[data-testid=stMain] ' + kind)])
        .filter(e => !e.closest('.p4-tabel-wadah, [data-testid=stMultiSelect]')).map(e => e.getBoundingClientRect().right))""")


def test_ringkasan_is_one_screen_at_1366_by_768(visit: Visits) -> None:
    page = visit(1366, 768).open("/")
    assert page.locator(".p4-kartu").count() == 6
    bottom = page.locator(".p4-kaki").bounding_box()
    assert bottom is not None and bottom["y"] < 768


def test_numbers_and_dates_are_indonesian_whatever_the_browser_speaks(visit: Visits) -> None:
    said = {locale: visit(locale=locale).open("/tes-urine").locator("[data-testid=stMain]").inner_text() for locale in ("en-US", "de-DE", "id-ID", "ar-EG")}
    assert "1.066" in said["en-US"]
    assert "25\N{NO-BREAK SPACE}Okt\N{NO-BREAK SPACE}2021" in said["en-US"]
    assert [locale for locale, words in said.items() if words != said["en-US"]] == []


def test_filters_stay_while_moving_and_live_in_the_link(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/?wilayah=63.06&periode=2021")
    expect(page.locator(".p4-kepala")).to_contain_text("Kabupaten Hulu Sungai Selatan")
    expect(page.locator(".p4-kepala")).to_contain_text("Tahun 2021")
    page.locator("[data-testid=stSidebarNavLink]", has_text="Rapat").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Rapat")
    visited.settle()
    expect(page.locator(".p4-kepala")).to_contain_text("Kabupaten Hulu Sungai Selatan")
    assert params(visited)["wilayah"] == "63.06" and params(visited)["periode"] == "2021" and params(visited)["edisi"]
    again = visit()
    again.open(page.url.removeprefix(again.base))
    expect(again.page.locator(".p4-kepala")).to_contain_text("Tahun 2021")


def test_a_link_to_something_unknown_is_explained(visit: Visits) -> None:
    page = visit().open("/?wilayah=99.99&periode=besok&edisi=tidak-ada")
    alerts = " ".join(page.locator(".p4-pesan").all_inner_texts())
    for word in ("99.99", "besok", "tidak-ada"):
        assert word in alerts
    expect(page.locator(".p4-kepala h1")).to_have_text("Ringkasan")


def test_a_link_cannot_bring_pictures_or_links_of_its_own(visit: Visits) -> None:
    page = visit().open(
        "/?edisi=![x](https://evil.example/p.png)&wilayah=[Masuk](https://evil.example)&periode=<img src=https://evil.example/q>"
    )
    assert page.locator("[data-testid=stMain] a[href*=evil], [data-testid=stMain] img[src*=evil]").count() == 0
    expect(page.locator(".p4-pesan").first).to_contain_text("evil.example")


def test_a_village_in_a_link_is_shown_in_its_kecamatan(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/peta?wilayah=63.06.05.1001&indikator=desa_bersinar_tercatat")
    expect(page.locator(".p4-kepala .lingkup")).to_contain_text("Kecamatan Kandangan")
    assert params(visited)["wilayah"] == "63.06.05"


@pytest.mark.parametrize(
    "path",
    [
        "/rapat?wilayah=nasional",
        "/tren?wilayah=nasional",
        "/peta?wilayah=nasional",
        "/tren?wilayah=32",
        "/peta?wilayah=63.04.10&indikator=desa_bersinar_tercatat",
        "/tes-urine?wilayah=63.05",
        "/rapat?periode=2018",
        "/?wilayah=63.06.05&periode=2025-S1",
        "/desa-bersinar?wilayah=11&periode=2019",
        "/tren?indikator=cakupan_desa_bersinar&periode=2021-S2",
    ],
)
def test_other_regions_and_periods_open_too(visit: Visits, path: str) -> None:
    page = visit().open(path)
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0


def test_every_tab_of_metodologi_has_something_to_read(visit: Visits) -> None:
    page = visit().open("/metodologi")
    for tab in ("Asal dan mutu data", "Angka resmi", "Arti tanda", "Istilah"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab).locator("table tbody tr").first).to_be_visible()


def test_search_finds_a_meeting_and_lives_in_the_link(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/rapat")
    box = page.get_by_label("Cari rapat")
    box.fill("Kandangan")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="rapat")).to_have_text(re.compile(r"^[1-9] dari \d+ rapat cocok\.$"))
    assert params(visited)["cari"] == "Kandangan"
    again = visit()
    again.open("/rapat?cari=tidakadaitu")
    expect(again.page.locator(".p4-kosong")).to_contain_text("Tidak ada rapat yang cocok.")


def test_a_long_list_shows_its_first_rows_and_all_of_them_when_asked(visit: Visits) -> None:
    page = visit().open("/desa-bersinar?wilayah=63")
    rows = page.locator("table", has_text="Desa Bumi Jaya").locator("tbody tr")
    expect(rows).to_have_count(30)
    page.get_by_role("button", name="Tampilkan semua 54 baris").click()
    expect(rows).to_have_count(54)


def test_attention_leads_to_its_evidence(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/?wilayah=63")
    page.get_by_text("Belum ada catatan tes urine di 6 dari 13 kabupaten/kota").click()
    expect(page.locator(".p4-kepala h1")).to_have_text("Peta")
    visited.settle()
    assert params(visited)["indikator"] == "kegiatan_tes_urine"
    assert page.locator("table tr", has_text="belum ada catatan").count() == 6


def test_table_on_screen_and_file_hold_the_same_rows(visit: Visits) -> None:
    page = visit().open("/peta?wilayah=63&indikator=kegiatan_tes_urine")
    shown = [[cell.strip() for cell in row.split("\t")] for row in page.locator("table tbody").inner_text().splitlines()]
    page.get_by_role("button", name="Unduh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tabel (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Kode wilayah;"))
    assert [[nama, nilai or keadaan] for _, nama, nilai, keadaan in (line.split(";") for line in lines[start + 1 :])] == shown
    assert any(line.startswith("Edisi;Edisi publik") for line in lines[:start])


def test_map_leaves_as_a_picture_that_says_what_it_shows(visit: Visits) -> None:
    page = visit().open("/peta?wilayah=63&periode=2021")
    page.get_by_role("button", name="Unduh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Gambar tajam untuk cetak (SVG)").click()
    svg = download.value.path().read_text(encoding="utf-8")
    for words in (
        "Rapat P4GN yang tercatat",
        "Kalimantan Selatan per kabupaten/kota",
        "Tahun 2021",
        "Batas skematik",
        "Hulu Sungai Selatan",
        "-publik-",
    ):
        assert words in svg
    assert "http://www.w3.org/2000/svg" in svg and "<script" not in svg


def test_back_button_returns_to_the_region_before(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/peta?wilayah=63")
    shape = page.locator("svg [data-kode='63.06']").first
    shape.click()
    expect(page.locator(".p4-kepala")).to_contain_text("Kabupaten Hulu Sungai Selatan")
    visited.settle()
    assert params(visited)["wilayah"] == "63.06"
    page.go_back()
    expect(page.locator(".p4-kepala .lingkup")).to_contain_text("Kalimantan Selatan")
    expect(page.locator(".p4-kepala .lingkup")).not_to_contain_text("Hulu Sungai")


def test_map_goes_from_province_to_villages_and_back_up_by_breadcrumb(visit: Visits) -> None:
    visited = visit()
    page = visited.open("/peta?wilayah=63&indikator=desa_bersinar_tercatat")
    for kode, nama in (("63.06", "Kabupaten Hulu Sungai Selatan"), ("63.06.05", "Kandangan")):
        page.locator(f"svg [data-kode='{kode}']").first.click()
        expect(page.locator(".p4-kepala .lingkup")).to_contain_text(nama)
        visited.settle()
    expect(page.locator("svg [data-kode^='63.06.05.']").first).to_be_visible()
    page.get_by_role("button", name="Kalimantan Selatan").first.click()
    expect(page.locator("svg [data-kode='63.05']").first).to_be_visible()


def test_schematic_boundaries_are_labelled(visit: Visits) -> None:
    for path in ("/", "/peta"):
        page = visit().open(path)
        expect(page.get_by_text("Batas skematik").first).to_be_visible()


@pytest.mark.parametrize(
    ("wilayah", "judul", "kesimpulan"),
    [
        ("63", "Rakor", "3 Juli 2023"),
        ("63.06", "Raker Pemkab HSS dan BNNK", "9 Juli 2020"),
        ("63.06", "Raker program pemberdayaan masyarakat antinarkoba", "24 Februari 2022"),
        ("61", "", "5 Februari 2024"),
        ("18.72", "", "24 September 2024"),
    ],
)
def test_the_five_source_meetings_are_found_with_their_conclusions(visit: Visits, wilayah: str, judul: str, kesimpulan: str) -> None:
    page = visit().open(f"/rapat?wilayah={wilayah}")
    meeting = page.locator("details.p4-butir", has=page.locator("summary", has_text=kesimpulan)).filter(has_text=judul).first
    if meeting.get_attribute("open") is None:
        meeting.locator("summary").click()
    assert meeting.locator("ol li").count() >= 1
    expect(meeting).to_contain_text("Sumber: ")
    for link in meeting.locator("a[target=_blank]").all():  # two of the five were printed on paper: an outlet's name, no address
        assert re.match("^https?://", link.get_attribute("href") or "")
    assert "http" not in meeting.inner_text()


def test_gaps_are_shown_as_gaps(visit: Visits) -> None:
    page = visit().open("/peta?wilayah=63&indikator=kegiatan_tes_urine")
    assert page.locator("table tr", has_text="Tapin").locator("td").first.inner_text() == "– belum ada catatan"


def test_dark_theme_opens(visit: Visits) -> None:
    page = visit(scheme="dark").open("/")
    background = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert background == "rgb(14, 24, 28)"


def inside(nama: str, kode: str) -> pandas.DataFrame:
    """Rows of one source file that lie in a province, read apart from the product's own code."""
    frame = pandas.read_csv(ROOT / "data" / "samples" / "publik" / f"{nama}.csv", dtype=str, keep_default_na=False)
    return frame[(frame["kode_kabkota"] == kode) | frame["kode_kabkota"].str.startswith(kode + ".")]


def hand_counted(kode: str) -> dict[str, str]:
    """Numbers of Ringkasan for a province, counted from the source files by hand."""
    rapat, tes = inside("rapat", kode), inside("tes_urine", kode)
    dites = int(pandas.to_numeric(tes["jumlah_dites"]).sum())
    return {
        "Rapat tercatat": str(len(rapat)),
        "Kesimpulan tercatat": f"{(rapat['kesimpulan'] != '').mean() * 100:.1f}%".replace(".", ","),
        "Orang dites": f"{dites:,}".replace(",", "."),
        "Hasil tes tercatat": f"{(tes['jumlah_reaktif_positif'] != '').mean() * 100:.1f}%".replace(".", ","),
    }


@pytest.mark.parametrize("kode", ["63", "61", "32"])
def test_cards_show_what_a_separate_count_over_the_source_files_gives(visit: Visits, kode: str) -> None:
    page = visit().open(f"/?wilayah={kode}")
    for title, number in hand_counted(kode).items():
        card = page.locator(".p4-kartu", has=page.locator("h3", has_text=title))
        assert (card.locator(".angka").inner_text().split() or [""])[0] == number, title


def test_villages_and_kecamatan_on_ringkasan_equal_a_separate_count(visit: Visits) -> None:
    """Villages of BNN whose status tells of a launch or of what comes after it; the words are read here by themselves."""
    desa = inside("desa_bersinar", "63")
    bnn = desa[desa["program"] == "BNN"]
    planned = bnn["status"].str.contains("rencana|target|diharapkan|ditunda")
    launched = bnn["status"].str.contains("pencanangan|dicanangkan|peluncuran|peresmian|dibentuk|terealisasi|predikat") & ~planned
    page = visit().open("/?wilayah=63")
    card = page.locator(".p4-kartu", has=page.locator("h3", has_text="Desa Bersinar dicanangkan"))
    assert card.locator(".angka").inner_text().split()[0] == str(launched.sum())
    card = page.locator(".p4-kartu", has=page.locator("h3", has_text="Kecamatan dengan Desa Bersinar"))
    expect(card).to_contain_text("dari 156 kecamatan")


def test_attention_and_completeness_equal_a_separate_count(visit: Visits) -> None:
    rapat, tes, desa = inside("rapat", "63"), inside("tes_urine", "63"), inside("desa_bersinar", "63")
    without_test = 13 - tes.loc[tes["kode_kabkota"] != "63", "kode_kabkota"].nunique()
    page = visit().open("/?wilayah=63")
    expect(page.get_by_text(f"Belum ada catatan tes urine di {without_test} dari 13 kabupaten/kota")).to_be_visible()
    expect(page.get_by_text(f"{(rapat['dasar_hukum'] == '').sum()} dari {len(rapat)} rapat tidak menyebut dasar hukum.")).to_be_visible()
    expect(page.get_by_text(f"{(rapat['tanggal'] == '').sum()} rapat tidak bertanggal")).to_be_visible()
    rows = {row.locator("td").nth(0).inner_text(): row.locator("td").nth(1).inner_text() for row in page.locator("table tbody tr").all()}
    assert rows == {"Rapat": str(len(rapat)), "Tes urine": str(len(tes)), "Desa Bersinar": str((desa["program"] == "BNN").sum())}
