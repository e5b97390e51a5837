"""Looking at a briefing on the screen: what a slide's letters, colours and places are, held against what the last row can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

from ui.figures.palet import contrast, half_contrast

UKURAN = ((1920, 1080), (1366, 768), (1280, 720), (1024, 768))

#: Everything about the slide now shown: each text with its size and colours, and each mark with its colours.
UKUR = """() => {
  const akar = document.querySelector('.p4-layar').shadowRoot;
  const slide = akar.querySelector('.panggung > .salindia.tampil');
  const kertas = getComputedStyle(akar.querySelector('.layar')).backgroundColor;
  const alas = (node) => {
    for (let n = node; n instanceof Element; n = n.parentElement) {
      const warna = getComputedStyle(n).backgroundColor;
      if (warna !== 'rgba(0, 0, 0, 0)') return warna;
    }
    return kertas;
  };
  const teks = [];
  const jalan = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (jalan.nextNode()) {
    const node = jalan.currentNode.parentElement;
    if (!jalan.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
    const jangkau = document.createRange();
    jangkau.selectNodeContents(jalan.currentNode);
    const skala = node.offsetHeight ? node.getBoundingClientRect().height / node.offsetHeight : 1;
    const gaya = getComputedStyle(node);
    for (const k of jangkau.getClientRects()) {
      const isi = node.closest('.isi')?.getBoundingClientRect() ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      const dalam = (k.bottom - k.top - parseFloat(gaya.fontSize)) / 2; // a line box is higher than its letters
      const luar = k.left < isi.left - 1 || k.right > isi.right + 1 || k.top + dalam < isi.top - 1 || k.bottom - dalam > isi.bottom + 1;
      teks.push({ kata: jalan.currentNode.data, huruf: parseFloat(gaya.fontSize) * skala, warna: gaya.color, alas: alas(node), luar,
        potong: gaya.textOverflow === 'ellipsis' });
    }
  }
  const gambar = [...slide.querySelectorAll('.isian, .petak, path.seri, .titik, path.target, .sumbu, .bentuk path, .kartu, .cakram')].map((n) => {
    const g = getComputedStyle(n);
    if (n instanceof SVGElement) return { apa: n.getAttribute('class'), warna: [g.stroke, g.fill].filter((w) => w.startsWith('rgb')) };
    return { apa: n.className, warna: [g.borderTopColor, g.backgroundColor] };
  });
  const buluh = [...slide.querySelectorAll('.isi, .isi > *, .kartu, .kanan-peta, .daftar, .batang')];
  const meluap = buluh.filter((n) => n.scrollHeight > n.clientHeight + innerHeight * .006 || n.scrollWidth > n.clientWidth + 1).map((n) => n.className);
  return { kunci: slide.dataset.kunci, kertas, teks, gambar, meluap, angka: slide.querySelectorAll('.isi .angka').length,
    gulir: [document.documentElement.scrollWidth - innerWidth, slide.scrollHeight - innerHeight, slide.scrollWidth - innerWidth] };
}"""

#: From the key to the next slide painted, and whether that slide had been made before the key.
GANTI = """() => new Promise((selesai) => {
  const akar = document.querySelector('.p4-layar').shadowRoot;
  const berikut = akar.querySelector('.panggung > .salindia.tampil').dataset.kunci;
  const siap = akar.querySelectorAll('.salindia').length;
  const mulai = performance.now();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
  const disiapkan = akar.querySelectorAll('.salindia').length === siap;
  requestAnimationFrame(() => setTimeout(() => selesai({
    lama: performance.now() - mulai, dari: berikut, ke: akar.querySelector('.panggung > .salindia.tampil').dataset.kunci, disiapkan })));
})"""


def kini(page: Page) -> Locator:
    return page.locator(".panggung > .salindia.tampil")


def expect_slide(page: Page, kunci: str) -> None:
    expect(kini(page)).to_have_attribute("data-kunci", kunci)


def wait_prepared(page: Page) -> None:
    """Until the neighbours of the slide are made, and a map is drawn."""
    page.wait_for_function("""() => { const akar = document.querySelector('.p4-layar').shadowRoot, layar = akar.querySelector('.layar');
      const slide = akar.querySelector('.panggung > .salindia.tampil');
      return layar.dataset.siap === layar.dataset.kini && (!slide.querySelector('.peta') || slide.querySelector('.bentuk path')); }""")


def to_hex(warna: str) -> str:
    return "#" + "".join(f"{round(float(each)):02x}" for each in re.findall(r"[\d.]+", warna)[:3])


def contrast_half(satu: str, dua: str) -> float:
    return contrast(half_contrast(to_hex(satu)), half_contrast(to_hex(dua)))


def assert_readable(ukur: dict[str, Any], tinggi: int) -> None:
    where = (ukur["kunci"], tinggi)
    terkecil = min(ukur["teks"], key=lambda each: each["huruf"])
    assert terkecil["huruf"] >= tinggi * 48 / 1080, (where, terkecil)
    assert not [each for each in ukur["teks"] if each["luar"] or each["potong"]], where
    assert not ukur["meluap"] and max(ukur["gulir"]) <= 0, (where, ukur["meluap"], ukur["gulir"])
    assert ukur["angka"] <= 6, where
    for each in ukur["teks"]:
        assert contrast_half(each["warna"], each["alas"]) >= 4.5, (where, each)
    for each in ukur["gambar"]:
        assert max(contrast_half(warna, ukur["kertas"]) for warna in each["warna"]) >= 3, (where, each)


def walk(page: Page, tinggi: int) -> Iterator[str]:
    """Key by key through the whole briefing; every slide can be read, and was made before the key that shows it. Gives their keys.

    How long the longest change took is printed, for who runs it on a quiet machine (pytest -s).
    """
    lama = []
    while True:
        wait_prepared(page)
        seen = page.evaluate(UKUR)
        assert_readable(seen, tinggi)
        yield seen["kunci"]
        ganti = page.evaluate(GANTI)
        if ganti["dari"] == ganti["ke"]:
            break
        assert ganti["disiapkan"], ganti
        lama.append(ganti["lama"])
    print(f"{page.viewport_size}: salindia berikutnya dalam {max(lama):.0f} ms paling lama")
