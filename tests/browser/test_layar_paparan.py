"""Paparan on the screen in a real browser: every kind of slide at four sizes of projector, light and dark, walked through by keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from p4gn.geography.wilayah import peta_index
from tests.browser.conftest import ROOT, lent_pages, running_app
from tests.browser.salindia import UKUR, UKURAN, assert_readable, expect_slide, kini, wait_prepared, walk

APP = """
from dataclasses import replace

import streamlit as st

from tests.paparan_buatan import make_deck
from ui.layar_paparan import draw_layar

st.set_page_config(layout="wide")
q = st.query_params
catatan = st.session_state.setdefault("catatan", [])

@st.dialog("Catat keputusan")
def catat(aksi):
    st.text(f"{aksi.kunci}: {aksi.konteks}")
    isian = st.text_input("Isi keputusan")
    if st.button("Simpan"):
        catatan.append(isian)
        st.rerun()

if not st.session_state.get("tutup"):
    deck = replace(make_deck(int(q.get("banyak", 13))), nama=f"{len(catatan)} keputusan")
    kios = int(q["kios"]) if "kios" in q else None
    aksi = draw_layar(deck, kios=kios, penyaji=q.get("layar") == "penyaji", deck_baru=q.get("baru"), mulai=int(q.get("mulai", 1)))
    if aksi and aksi.jenis == "catat":
        catat(aksi)
    if aksi and aksi.jenis == "tutup":
        st.session_state.tutup = True
        st.rerun()
    if aksi:
        st.text(f"aksi: {aksi.jenis} {aksi.kunci}")
st.text(f"halaman biasa, {len(catatan)} keputusan")
"""


@pytest.fixture(scope="module")
def alamat(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("layar")
    versi = peta_index("63")["versi"]
    (folder / "static" / "peta" / versi).mkdir(parents=True)
    for kode in ("63", "63.06"):
        shutil.copy(ROOT / "static" / "peta" / versi / f"{kode}.json", folder / "static" / "peta" / versi)
    shutil.copytree(ROOT / "static" / "fonts", folder / "static" / "fonts")
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    with running_app(folder) as address:
        yield address


Buka = Callable[..., Page]


@pytest.fixture
def buka(chromium: Browser, alamat: str) -> Iterator[Buka]:
    """Opens the briefing in a tab; jam: with a clock of the test's own."""
    with lent_pages(chromium, alamat) as lend:

        def open_page(tanya: str = "", ukuran: tuple[int, int] = (1366, 768), tema: str = "light", jam: bool = False) -> Page:
            page = lend(scheme=tema, sendiri=jam)
            page.set_viewport_size({"width": ukuran[0], "height": ukuran[1]})
            if jam:
                page.clock.install()
            page.goto(f"{alamat}/?{tanya}")
            expect(page.locator(".layar[data-siap]")).to_be_visible(timeout=60_000)
            return page

        yield open_page


@pytest.mark.parametrize(
    ("lebar", "tinggi", "tema"), [(*UKURAN[0], "light"), (*UKURAN[1], "dark"), (*UKURAN[2], "light"), (*UKURAN[3], "dark")]
)
def test_every_slide_can_be_read_from_the_last_row(buka: Buka, lebar: int, tinggi: int, tema: str) -> None:
    page = buka(ukuran=(lebar, tinggi), tema=tema)
    assert len(list(walk(page, tinggi))) == 9
    expect_slide(page, "kosong")


def test_thirteen_bars_fit_on_one_slide_at_every_size_and_say_why_one_is_missing(buka: Buka) -> None:
    page = buka("mulai=6")
    for lebar, tinggi in UKURAN:
        page.set_viewport_size({"width": lebar, "height": tinggi})
        page.wait_for_function(
            "() => document.querySelector('.p4-layar').shadowRoot.querySelector('.panggung > .salindia.tampil').clientHeight === innerHeight"
        )
        expect(kini(page).locator(".baris")).to_have_count(13)
        expect(kini(page).locator(".isian.tanpa + .kata").first).to_have_text("belum lapor")
        expect(kini(page).locator(".batang .angka")).to_have_count(5)


def test_keys_walk_jump_and_come_back(buka: Buka) -> None:
    page = buka()
    press = page.keyboard.press
    expect(page.locator(".kabar")).to_have_text("Salindia 1 dari 9: Paparan P4GN Provinsi Kalimantan Selatan")
    for tombol, kunci in (
        ("PageDown", "angka"),
        ("Space", "peta"),
        ("Shift+Space", "angka"),
        ("PageUp", "sampul"),
        ("End", "kosong"),
        ("Home", "sampul"),
    ):
        press(tombol)
        expect_slide(page, kunci)
    press("7")
    expect(kini(page).locator(".bagian")).to_have_text("Ke salindia 7")
    press("Enter")
    expect_slide(page, "garis")
    press("0")
    press("4")
    expect_slide(page, "ubin")
    press("2")  # alone: after a moment
    expect_slide(page, "angka")
    press("b")
    expect(page.locator(".hitam")).to_be_visible()
    press("Escape")
    expect(page.locator(".hitam")).to_be_hidden()
    press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    expect_slide(page, "angka")
    press("f")
    page.wait_for_function("document.fullscreenElement === null")
    press("h")
    expect(page.locator(".bantuan")).to_contain_text("layar penuh")
    press("Escape")
    press("o")
    expect(page.locator(".pilihan")).to_have_count(9)
    press("ArrowRight")
    press("End")
    press("ArrowLeft")
    press("Enter")
    expect_slide(page, "sebar")
    press("p")
    expect(page.locator(".penyaji .naskah")).to_contain_text("Sebutkan angka ini lebih dahulu.")
    press("Escape")
    press("Escape")
    expect(page.get_by_text("halaman biasa")).to_be_visible()
    expect(page.locator(".layar")).to_have_count(0)


def test_the_mouse_goes_forth_and_back_and_the_toolbar_has_its_own_place(buka: Buka) -> None:
    page = buka()
    page.mouse.click(1100, 400)
    expect_slide(page, "angka")
    page.mouse.click(200, 400)
    expect_slide(page, "sampul")
    page.mouse.move(600, 300)
    alat = page.get_by_role("button", name="Semua salindia (O)")
    kotak, isi = alat.bounding_box(), kini(page).locator(".isi").bounding_box()
    assert kotak is not None and isi is not None
    assert min(kotak["width"], kotak["height"]) >= 44 and kotak["x"] >= isi["x"] + isi["width"]
    alat.hover()
    expect(kini(page).locator(".bagian")).to_have_text("Semua salindia (O)")


def test_a_map_is_gone_into_and_out_of(buka: Buka) -> None:
    page = buka("mulai=3")
    wait_prepared(page)
    daerah = kini(page).locator('path[data-kode="63.06"]')
    daerah.focus()
    page.keyboard.press("Enter")
    expect(kini(page).locator("h1")).to_have_text("Cakupan di 63.06")
    expect(kini(page).locator('path[data-kode^="63.06."]').first).to_be_visible()
    assert_readable(page.evaluate(UKUR), 768)
    page.keyboard.press("Escape")
    expect(kini(page).locator("h1")).to_contain_text("Cakupan terendah")
    kini(page).locator('path[data-kode="63.06"]').dispatch_event("click")
    kini(page).get_by_role("button", name="Kembali ke peta sebelumnya").click()
    expect(kini(page).locator("h1")).to_contain_text("Cakupan terendah")
    expect_slide(page, "peta")


def test_a_decision_is_noted_over_the_slide_and_the_slide_stays(buka: Buka) -> None:
    page = buka("mulai=5")
    kini(page).locator("[data-konteks]").nth(1).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("daftar: Badan Kesatuan Bangsa dan Politik 1 · 4 pegawai lagi dites")
    isian = dialog.get_by_label("Isi keputusan")
    isian.click()  # nothing lies above it
    page.keyboard.type("bo cp 5")
    page.keyboard.press("Tab")
    expect(isian).to_have_value("bo cp 5")
    dialog.get_by_role("button", name="Simpan").click()
    expect(dialog).to_have_count(0)
    expect_slide(page, "daftar")
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_contain_text("daftar:")


def test_four_hundred_rows_are_pages_that_can_all_be_read(buka: Buka) -> None:
    page = buka("banyak=400&mulai=4", (1024, 768))
    for kunci in ("ubin", "daftar", "batang"):
        expect_slide(page, kunci)
        page.keyboard.press("ArrowDown")
        expect(kini(page).locator(".halaman")).to_contain_text("↓ 2 dari ")
        assert_readable(page.evaluate(UKUR), 768)
        page.keyboard.press("ArrowUp")
        expect(kini(page).locator(".halaman")).to_contain_text("↓ 1 dari ")
        page.keyboard.press("ArrowRight")


def test_a_kiosk_goes_round_and_pauses(buka: Buka) -> None:
    page = buka("kios=20&mulai=8", jam=True)
    expect_slide(page, "sebar")
    page.clock.run_for(12_000)
    expect(kini(page).locator(".detik")).to_contain_text(re.compile(r"^[678] dtk"))
    page.keyboard.press("Space")
    page.clock.run_for(60_000)
    expect_slide(page, "sebar")
    expect(kini(page).locator(".detik")).to_contain_text("jeda")
    page.keyboard.press("Space")
    page.clock.run_for(10_000)
    expect_slide(page, "kosong")
    page.clock.run_for(21_000)
    expect_slide(page, "sampul")


def test_a_newer_edition_is_told_and_only_asked_for(buka: Buka) -> None:
    page = buka("baru=26 Nov 2026")
    expect(kini(page).locator(".baru")).to_have_text("Ada edisi baru 26 Nov 2026, tekan R untuk memuat")
    page.keyboard.press("r")
    expect(page.get_by_text("aksi: segarkan sampul")).to_be_attached()
    expect_slide(page, "sampul")


def test_two_windows_follow_each_other(buka: Buka) -> None:
    layar, penyaji = buka("mulai=2"), buka("layar=penyaji")
    expect_slide(penyaji, "angka")
    expect(penyaji.locator(".penyaji")).to_be_visible()
    penyaji.keyboard.press("ArrowRight")
    expect_slide(layar, "peta")
    layar.keyboard.press("End")
    expect(penyaji.locator(".penyaji h2").first).to_have_text("Salindia terakhir")
