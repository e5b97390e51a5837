"""The map component in a real browser: a tiny app with a tiny geometry, under a base path, clicked with a real mouse and real keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import lent_pages, running_app
from tests.browser.gambar_acuan import assert_like_picture

KEADAAN = ("ada", "nol", "belum_lapor", "tidak_berlaku", "disamarkan", "terlalu_sedikit")
APP = """
import streamlit as st
from ui.figures.lembar import Lembar
from ui.figures.peta import Klasifikasi, MapCell, MapPoint
from ui.maps import Daftar, chosen, draw_map

KEADAAN = {keadaan!r}
cara = st.query_params.get("cara", "")
kode = st.session_state.setdefault("kode", "63")
periode = st.session_state.setdefault("periode", "2025")
TEKS = {{"ada": "1.250", "nol": "0", "tidak_berlaku": "×"}}

def satu_sel(i, k, nilai, kelas):
    nomor, urutan = {{"ada": (kelas, 7 - i), "nol": (0, 7 - i)}}.get(k, (None, None))
    return MapCell(f"{{kode}}.0{{i}}", f"Lembah {{i}}", k, nomor, nilai if k == "ada" else TEKS.get(k, ""), "", "", urutan)

def sel(nilai="1.250", kelas=2):
    return [satu_sel(i, k, nilai, kelas) for i, k in enumerate(KEADAAN, 1)]

titik = [MapPoint("63.01", "tahap-3", "Desa Contoh\\nTahap aktif")]
kelas = Klasifikasi((2, 4, 7, 10), "rapat", cacah=True, lingkaran=cara in ("lingkaran", "dua"))
periode_ada = {{"2024": sel("310", 1), "2025": sel()}}
lembar = Lembar("Rapat uji", "Rapat", kelas, periode_ada, {{}}, "Peta uji", urut=True, titik=titik)
if cara == "satu-satu":
    lembar = Lembar("Rapat uji", "Rapat", kelas, {{periode: periode_ada[periode]}}, {{}}, "Peta uji", urut=True, titik=titik)
semua = [lembar]
if cara == "dua":
    seperempat = [MapCell(c.kode, c.nama, "ada", 1, "25,0%", "", "1 dari 4") for c in sel()]
    semua.append(Lembar("Cakupan uji", "Cakupan", Klasifikasi((20, 40), "persen", 1), dict.fromkeys(periode_ada, seperempat), {{}}, "Peta kedua", rasio=True))

def turun():
    st.session_state.kode = chosen("peta", "klik")

def ganti():
    st.session_state.periode = chosen("peta", "periode")

daftar = Daftar("uji", "Lembah", "lembah") if cara in ("daftar", "dua", "satu-satu") else None
hasil = draw_map(semua, key="peta", versi="uji", gambar=kode, periode=st.session_state.periode,
                 nama_periode={{"2024": "Tahun 2024", "2025": "Tahun 2025"}}, terpilih="63.02", tinggi=420,
                 geser=daftar is not None, legenda=True, daftar=daftar, turun=cara == "siap",
                 on_klik=turun if cara == "callback" else None, on_periode=ganti)
st.text(f"klik: {{hasil}}")
st.text(f"di: {{kode}}")
st.text(f"periode: {{st.session_state.periode}}")
st.button("ulang")

def gambar(key, judul, induk, tinggi):
    satu = Lembar("Rapat uji", "Rapat", kelas, {{"2025": sel()}}, {{}}, judul)
    return draw_map([satu], key=key, versi="uji", gambar=induk, periode="2025", nama_periode={{"2025": "Tahun 2025"}}, tinggi=tinggi)

@st.fragment
def bagian():
    st.text(f"bagian: {{gambar('peta2', 'Peta bagian', '63', 200)}}")

if cara == "fragment":
    bagian()
if cara == "hilang":
    gambar("peta3", "Tidak ada", "99", 420)
"""


def geometri(kode: str) -> dict:
    """Six rectangles of 300 by 200, three in a row; the last one is too flat for a label."""
    kotak = [(i % 3 * 300, i // 3 * 200, 300, 200 if i < 5 else 6) for i in range(6)]
    bentuk = [
        {"kode": f"{kode}.0{i}", "nama": f"Lembah {i}", "d": f"M{x} {y}h{w}v{h}h-{w}Z", "cx": x + w // 2, "cy": y + h // 2, "luas": w * h}
        for i, (x, y, w, h) in enumerate(kotak, 1)
    ]
    return {"kode": kode, "lebar": 900, "tinggi": 400, "bentuk": bentuk, "tetangga": "M0 0H900V400H0Z", "skematik": True,
            "tanpa_bentuk": [{"kode": f"{kode}.07", "nama": "Lembah 7"}]}  # fmt: skip


@pytest.fixture(scope="module")
def alamat(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("peta")
    peta = folder / "static" / "peta" / "uji"
    peta.mkdir(parents=True)
    for kode in ("63", "63.01", "63.02"):
        (peta / f"{kode}.json").write_text(json.dumps(geometri(kode)), encoding="utf-8")
    (folder / "app.py").write_text(APP.format(keadaan=KEADAAN), encoding="utf-8")
    setelan = {"server.enableStaticServing": "true", "server.fileWatcherType": "none", "browser.gatherUsageStats": "false"}
    with running_app(folder, "dasbor", **setelan) as address:
        yield address


Buka = Callable[..., Page]


@pytest.fixture
def buka(chromium: Browser, alamat: str) -> Iterator[Buka]:
    """Opens the app and waits until the map is drawn."""
    with lent_pages(chromium, alamat, lambda message: "99.json" in str(message.location)) as lend:

        def open_page(cara: str = "", lebar: int = 1366, tinggi: int = 768, tema: str = "light") -> Page:
            page = lend(scheme=tema)
            page.set_viewport_size({"width": lebar, "height": tinggi})
            page.goto(f"{alamat}/?cara={cara}")
            expect(page.locator(".peta[data-digambar]").first).to_be_visible(timeout=60_000)
            return page

        yield open_page


def bentuk(page: Page, kode: str):
    return page.locator(f'.gambar .bentuk path[data-kode="{kode}"]').first


def test_a_click_gives_the_code_back_once(buka: Buka) -> None:
    page = buka()
    expect(page.get_by_text("klik: None")).to_be_visible()
    bentuk(page, "63.03").click()
    expect(page.get_by_text("klik: 63.03")).to_be_visible()
    page.get_by_role("button", name="ulang", exact=True).click()
    expect(page.get_by_text("klik: None")).to_be_visible()


@pytest.mark.parametrize("tombol", ["Enter", "Space"])
def test_the_keyboard_reaches_every_shape_and_keeps_its_place(buka: Buka, tombol: str) -> None:
    page = buka()
    bentuk(page, "63.01").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator(".petunjuk").first).to_contain_text("Lembah 4")
    page.keyboard.press(tombol)
    expect(page.get_by_text("klik: 63.04")).to_be_visible()
    expect(bentuk(page, "63.04")).to_be_focused()
    assert bentuk(page, "63.04").get_attribute("role") == "button"
    assert bentuk(page, "63.01").get_attribute("aria-label") == "Lembah 1. Rapat: 1.250 rapat"


def test_going_down_in_a_callback_draws_the_next_level_under_the_base_path(buka: Buka) -> None:
    page = buka("callback")
    bentuk(page, "63.01").click(position={"x": 20, "y": 20})  # its middle is covered by the point
    expect(page.locator('.peta[data-digambar="/dasbor/app/static/peta/uji/63.01.json"]')).to_be_visible()
    expect(page.get_by_text("di: 63.01")).to_be_visible()


def test_a_click_inside_a_fragment_reruns_the_fragment(buka: Buka) -> None:
    page = buka("fragment")
    peta = page.locator('.gambar[aria-label="Peta bagian"]')
    peta.locator('path[data-kode="63.05"]').click()
    expect(page.get_by_text("bagian: 63.05")).to_be_visible()
    expect(page.get_by_text("klik: None")).to_be_visible()


def test_hover_shows_the_servers_words_and_escape_hides_them(buka: Buka) -> None:
    page = buka()
    petunjuk = page.locator(".petunjuk").first
    expect(petunjuk).to_be_hidden()
    bentuk(page, "63.01").hover(position={"x": 20, "y": 20})
    expect(petunjuk).to_have_text("Lembah 1\nRapat: 1.250 rapat", use_inner_text=True)
    page.locator(".titik path").first.hover()
    expect(petunjuk).to_contain_text("Tahap aktif")
    page.get_by_role("button", name="ulang", exact=True).hover()
    expect(petunjuk).to_be_hidden()


def fill(page: Page, kode: str) -> str:
    return bentuk(page, kode).evaluate("e => getComputedStyle(e).fill")


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_the_six_states_look_different_in_both_themes(buka: Buka, tema: str) -> None:
    page = buka(tema=tema)
    isian = [fill(page, f"63.0{i}") for i in range(1, 7)]
    assert len(set(isian)) == 6
    assert [f'url("#pola-{k}")' for k in ("belum_lapor", "disamarkan", "terlalu_sedikit")] == [isian[2], isian[4], isian[5]]
    assert page.locator(".gambar pattern").count() == 3
    assert page.locator(".pola-legenda pattern").count() == 3
    assert page.locator(".gambar .terpilih").get_attribute("d") == geometri("63")["bentuk"][1]["d"]
    assert page.locator(".label text").first.text_content() == "Lembah 11.250"


def test_the_dark_theme_changes_the_colours(buka: Buka) -> None:
    terang, gelap = buka(tema="light"), buka(tema="dark")
    assert fill(terang, "63.01") != fill(gelap, "63.01")
    assert fill(terang, "63.04") != fill(gelap, "63.04")


def test_a_phone_sees_the_whole_map_with_readable_labels(buka: Buka) -> None:
    page = buka(lebar=360, tinggi=740)
    kotak = page.locator(".gambar").first.bounding_box()
    assert kotak is not None and kotak["x"] >= 0 and kotak["x"] + kotak["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    ukuran = page.locator(".label text").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a")
    assert ukuran >= 11
    assert page.locator(".label .terlalu_sedikit").count() == 0  # too flat for any label


def test_labels_follow_a_change_of_width(buka: Buka) -> None:
    page = buka()
    page.set_viewport_size({"width": 420, "height": 768})
    page.wait_for_function(
        """() => { const label = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map(e => e.shadowRoot)
          .find(r => r.querySelector('.gambar')).querySelector('.label text');
          const ukuran = parseFloat(getComputedStyle(label).fontSize) * label.getScreenCTM().a; return ukuran >= 11 && ukuran <= 13; }"""
    )


def test_a_missing_drawing_is_said_in_indonesian(buka: Buka) -> None:
    page = buka("hilang")
    expect(page.locator(".pesan:visible")).to_contain_text("Peta tidak dapat dimuat")


def test_the_legend_and_the_notes_are_complete(buka: Buka) -> None:
    page = buka()
    legenda = page.locator(".legenda")
    for kata in ("4–6 rapat (1 wilayah)", "nol (1 wilayah)", "disamarkan (1 wilayah)", "Desa Bersinar: aktif (1 desa)"):
        expect(legenda).to_contain_text(kata)
    expect(page.locator(".catatan").first).to_have_text("Batas skematik, bukan batas resmi. Tidak tergambar: Lembah 7; lihat tabel.")


def test_print_uses_light_colours_even_in_the_dark_theme(buka: Buka) -> None:
    terang, gelap = buka(tema="light"), buka(tema="dark")
    gelap.emulate_media(media="print", color_scheme="dark")
    assert fill(gelap, "63.01") == fill(terang, "63.01")


def test_an_amount_is_a_circle_at_the_centre_and_larger_for_a_larger_class(buka: Buka) -> None:
    page = buka("lingkaran")
    assert page.locator(".gambar .lingkaran circle").count() == 1  # only the state ada has an amount
    assert fill(page, "63.01") == fill(page, "63.02") != fill(page, "63.03")
    lingkaran = page.locator(".gambar .lingkaran circle")
    assert lingkaran.get_attribute("data-kode") == "63.01"
    jari = [float(c.get_attribute("r")) for c in page.locator(".legenda .lingkaran circle").all()]
    assert jari == sorted(jari) and len(set(jari)) == 5
    assert float(lingkaran.get_attribute("r")) == jari[2]
    lingkaran.click(position={"x": 3, "y": 20})
    expect(page.get_by_text("klik: 63.01")).to_be_visible()


def test_two_maps_show_the_same_region_at_once(buka: Buka) -> None:
    page = buka("dua")
    expect(page.locator(".peta")).to_have_count(2)
    expect(page.locator(".peta .kepala")).to_have_text(["Rapat uji, Tahun 2025", "Cakupan uji, Tahun 2025"])
    peta = page.locator(".peta")
    peta.nth(0).locator('.bentuk path[data-kode="63.03"]').hover()
    garis = [peta.nth(i).locator(".sorot").get_attribute("d") for i in (0, 1)]
    assert garis[0] == garis[1] == geometri("63")["bentuk"][2]["d"]
    expect(page.locator("tbody tr.sorot")).to_have_attribute("data-kode", "63.03")
    expect(page.locator("tbody tr").first).to_contain_text("1.250")
    expect(page.locator("tbody tr").first).to_contain_text("25,0%")
    page.locator(".putar input").press("ArrowLeft")
    expect(page.locator(".peta .kepala")).to_have_text(["Rapat uji, Tahun 2024", "Cakupan uji, Tahun 2024"])


def test_the_slider_shows_another_period_at_once_and_then_tells_the_page(buka: Buka) -> None:
    page = buka("daftar")
    geser = page.locator(".putar input")
    expect(geser).to_have_attribute("aria-valuetext", "Tahun 2025")
    geser.press("ArrowLeft")
    expect(page.locator(".peta")).to_have_attribute("data-periode", "2024")
    expect(page.locator("tbody tr").first).to_contain_text("310")
    expect(page.locator(".legenda li", has_text="2–3 rapat")).to_contain_text("(1 wilayah)")
    expect(page.get_by_text("periode: 2024")).to_be_visible()


def test_a_period_whose_values_are_not_here_is_asked_for(buka: Buka) -> None:
    page = buka("satu-satu")
    page.locator(".putar input").press("ArrowLeft")
    expect(page.get_by_text("periode: 2024")).to_be_visible()
    expect(page.locator(".peta")).to_have_attribute("data-periode", "2024")
    expect(page.locator("tbody tr").first).to_contain_text("310")


@pytest.mark.parametrize("cara", ["daftar", "satu-satu"])
def test_play_goes_through_the_periods_to_the_last_and_can_be_paused(buka: Buka, cara: str) -> None:
    page = buka(cara)
    tombol = page.locator(".putar button")
    tombol.click()  # at the last period it begins anew
    expect(page.locator(".peta")).to_have_attribute("data-periode", "2024")
    expect(tombol).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".peta")).to_have_attribute("data-periode", "2025", timeout=15_000)
    expect(tombol).to_have_attribute("aria-pressed", "false")
    tombol.click()
    expect(page.locator(".peta")).to_have_attribute("data-periode", "2024")
    tombol.click()
    expect(tombol).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("periode: 2024")).to_be_visible()


def test_the_table_is_reached_by_keyboard_sorted_and_followed(buka: Buka) -> None:
    page = buka("daftar")
    kepala = page.get_by_role("button", name="Rapat", exact=True)
    kepala.focus()
    page.keyboard.press("Enter")
    assert page.locator("thead th").nth(1).get_attribute("aria-sort") == "descending"
    urutan = page.locator("tbody tr").evaluate_all("rows => rows.map(r => r.dataset.kode)")
    assert urutan == ["63.01", "63.02", "63.03", "63.04", "63.05", "63.06"]  # those without a number come last
    expect(kepala).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator("tbody tr").first.get_attribute("data-kode") == "63.02"
    baris = page.locator("tbody button")
    page.keyboard.press("Tab")
    for i in range(4):
        expect(baris.nth(i)).to_be_focused()
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("klik: 63.05")).to_be_visible()
    assert page.locator(".bentuk path[tabindex='0']").count() == 0  # one way for the keyboard, not two


def test_a_drawing_is_fetched_while_the_pointer_rests_and_never_twice(buka: Buka) -> None:
    page = buka("siap")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url.rsplit("/", 1)[1]) if "/static/peta/" in r.url else None)
    with page.expect_request("**/63.01.json"):
        bentuk(page, "63.01").hover(position={"x": 20, "y": 20})
    with page.expect_request("**/63.02.json"):
        bentuk(page, "63.02").hover(position={"x": 150, "y": 100})
    bentuk(page, "63.01").hover(position={"x": 20, "y": 20})
    bentuk(page, "63.02").hover(position={"x": 150, "y": 100})
    assert asked.count("63.01.json") == asked.count("63.02.json") == 1


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("cara", ["", "lingkaran"])
def test_the_six_states_look_like_the_pictures_that_were_looked_at(buka: Buka, tema: str, cara: str) -> None:
    page = buka(cara, tema=tema)
    assert_like_picture(page.locator(".kiri").first, f"keadaan-{cara or 'warna'}-{'terang' if tema == 'light' else 'gelap'}")


def test_the_six_states_are_told_apart_without_colour(buka: Buka) -> None:
    page = buka()
    page.add_style_tag(content="html { filter: grayscale(1); }")
    assert_like_picture(page.locator(".kiri").first, "keadaan-kelabu")
