"""How fast the map goes down: from a real click to the new level drawn, and what each level costs on the wire.

    python bench/bench_peta.py [-n 7]

Uses the newest example edition of the data folder. Each step is done once to warm server and tab, then n times; printed are median and worst, in ms from
the click to the frame after the new level stands in the page. Bytes: shapes (static file) and everything on the socket, the first time and again.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from peladen import ROOT, find_example, open_dasbor

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

sys.path.insert(0, str(ROOT))
from tests.browser.test_peta import DI_DALAM

JAM = """() => { addEventListener('click', () => { window.diklik = performance.now(); }, true); }"""
TERGAMBAR = """(akhir) => new Promise((selesai) => {
  const cari = () => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map((e) => e.shadowRoot?.querySelector('.peta')).find(Boolean);
  const tanya = () => {
    if (cari()?.dataset.digambar?.endsWith(akhir)) requestAnimationFrame(() => setTimeout(() => selesai(performance.now() - window.diklik)));
    else requestAnimationFrame(tanya);
  };
  tanya();
})"""
SELESAI = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"


class Kawat:
    """Bytes that came over the wire since it was last asked: (shapes, numbers)."""

    def __init__(self, page: Page) -> None:
        self.gambar: list[Request] = []
        self.angka = 0
        page.on("requestfinished", lambda request: self.gambar.append(request) if "/static/peta/" in request.url else None)
        page.on("websocket", lambda socket: socket.on("framereceived", self._add_frame))

    def _add_frame(self, payload: bytes | str) -> None:
        self.angka += len(payload)

    def take(self) -> tuple[int, int]:
        taken = sum(max(0, request.sizes()["responseBodySize"]) for request in self.gambar), self.angka
        self.gambar, self.angka = [], 0
        return taken


def click_shape(page: Page, kode: str) -> None:
    x, y = page.evaluate(DI_DALAM, kode)
    page.mouse.move(x, y)
    page.wait_for_timeout(250)  # a hand rests before it clicks
    page.mouse.click(x, y)


def choose(page: Page, rincian: str) -> None:
    page.get_by_role("radio", name=rincian).click()


def crumb(page: Page, nama: str) -> None:
    page.get_by_role("button", name=nama).first.click()


STEPS: tuple[tuple[str, int, str, str, Callable[[Page], None]], ...] = (
    ("negara → 13 kab/kota", 400, "nasional&indikator=rapat_tercatat", "/63.json", lambda page: click_shape(page, "63")),
    ("provinsi → 11 kecamatan", 400, "63&indikator=desa_bersinar_tercatat", "/63.06.json", lambda page: click_shape(page, "63.06")),
    (
        "kabupaten naik → 13 kab/kota",
        400,
        "63.06&indikator=desa_bersinar_tercatat",
        "/63.json",
        lambda page: crumb(page, "Kalimantan Selatan"),
    ),
    ("kecamatan → 18 desa", 400, "63.06&indikator=desa_bersinar_tercatat", "/63.06.05.json", lambda page: click_shape(page, "63.06.05")),
    (
        "kabupaten → 148 desa",
        700,
        "63.06&indikator=desa_bersinar_tercatat",
        "/63.06-desa.json",
        lambda page: choose(page, "Desa/kelurahan"),
    ),
    ("provinsi → 156 kecamatan", 700, "63&indikator=cakupan_desa_bersinar", "/63-kecamatan.json", lambda page: choose(page, "Kecamatan")),
    ("provinsi → 2.016 desa", 1500, "63&indikator=desa_bersinar_tercatat", "/63-desa.json", lambda page: choose(page, "Desa/kelurahan")),
)


def measure(page: Page, kawat: Kawat, address: str, edisi: str, step: tuple, ulang: int) -> None:
    words, limit, query, drawing, act = step
    page.goto(f"{address}/peta?edisi={edisi}&periode=2026&wilayah={query}")
    page.locator(".p4-kaki").wait_for(timeout=60_000)
    page.evaluate(JAM)
    times, bytes_seen = [], []
    for i in range(ulang + 1):
        page.wait_for_function(SELESAI)
        page.wait_for_timeout(600)
        kawat.take()
        act(page)
        times.append(page.evaluate(TERGAMBAR, drawing))
        page.wait_for_function(SELESAI)
        page.wait_for_timeout(300)
        bytes_seen.append(kawat.take())
        if i < ulang:
            page.go_back()
            page.wait_for_timeout(900)
    warm, first = statistics.median(times[1:]), bytes_seen[0]
    later = [statistics.median(seen[i] for seen in bytes_seen[1:]) / 1024 for i in (0, 1)]
    print(
        f"{words:30} {warm:5.0f} ms, terlama {max(times[1:]):5.0f} (batas {limit}: {warm / limit:4.0%}); pertama kali {times[0]:5.0f}"
        f" · bentuk {first[0] / 1024:5.1f} KB, lagi {later[0]:.1f} · angka {first[1] / 1024:5.1f} KB, lagi {later[1]:.1f}",
        flush=True,
    )


def main() -> int:
    ask = argparse.ArgumentParser(description="Ukur peta dari klik sampai tergambar.")
    ask.add_argument("-n", type=int, default=7, help="berapa kali tiap langkah diukur")
    ulang = ask.parse_args().n
    edisi = find_example()
    with open_dasbor() as (page, address):
        kawat = Kawat(page)
        for step in STEPS:
            measure(page, kawat, address, edisi, step, ulang)
    return 0


if __name__ == "__main__":
    sys.exit(main())
