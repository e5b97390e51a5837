"""How fast the compliance screens are: the warm script run of each, the message of the board, and a filter in the browser.

    python bench/bench_kepatuhan.py

Uses the newest example edition of the data folder (P4GN_DATA, else data/). Script runs are Streamlit's own AppTest, median of ten after two to warm up.
A filter is measured in chromium from the event to the next painted frame; a sort likewise. Measures and prints, asserts nothing.
"""

from __future__ import annotations

import json
import logging
import statistics
import sys
import time

from peladen import ROOT, find_example, open_dasbor

sys.path.insert(0, str(ROOT))
RUNS = 10
HALAMAN = {
    "Kepatuhan OPD": ("pages/program/kepatuhan_opd.py", {}),
    "Satu OPD": ("pages/program/kepatuhan_opd.py", {"opd": "DINKES@63"}),
    "Kepatuhan wilayah": ("pages/program/kepatuhan_wilayah.py", {}),
    "Satu kabupaten": ("pages/program/kepatuhan_wilayah.py", {"rinci": "63.06"}),
    "Ringkasan": ("pages/ikhtisar/ringkasan.py", {}),
}
UKUR = """(perbuat) => new Promise((selesai) => {
  const papan = [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.papan')).find(Boolean);
  const mulai = performance.now();
  const isian = papan.querySelector('.cari input');
  if (perbuat === 'cari') isian.value = 'dinas';
  if (perbuat === 'cari') isian.dispatchEvent(new Event('input', { bubbles: true }));
  else papan.querySelector(perbuat).click();
  requestAnimationFrame(() => setTimeout(() => selesai(performance.now() - mulai)));
})"""


def measure_scripts(edisi: str) -> None:
    from streamlit.testing.v1 import AppTest

    for words, (path, link) in HALAMAN.items():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in ({"edisi": edisi, "wilayah": "63", "periode": "semua"} | link).items():
            app.query_params[name] = value
        app.run()
        app.switch_page(path)
        for name, value in link.items():
            app.query_params[name] = value
        times = []
        for _ in range(RUNS + 2):
            begun = time.perf_counter()
            app.run()
            times.append((time.perf_counter() - begun) * 1000)
        note = f" GAGAL: {app.exception[0].value}" if app.exception else ""
        print(f"{words:20} {statistics.median(times[2:]):6.0f} ms (batas 150 ms){note}")


def measure_message(edisi: str) -> None:
    from p4gn.scoring import kartu
    from ui.figures.kartu import papan_data

    begun = time.perf_counter()
    card = kartu.score_opd(edisi, "63", "semua")
    cold = (time.perf_counter() - begun) * 1000
    data = papan_data(card)
    print(
        f"kartu skor pertama kali {cold:.0f} ms; {len(card.baris)} baris, pesan {len(json.dumps(data, ensure_ascii=False).encode()) / 1024:.1f} KB"
    )


def measure_browser(edisi: str) -> None:
    with open_dasbor() as (page, address):
        page.goto(f"{address}/kepatuhan-opd?edisi={edisi}&wilayah=63&periode=semua")
        page.locator(".papan[data-digambar]").wait_for(timeout=60_000)
        page.locator(".p4-kaki").wait_for(timeout=60_000)
        for words, act in (
            ("cari “dinas”", "cari"),
            ("urut menurut tes ASN", ".kol-tes_asn button"),
            ("saring merah", "[data-warna=merah]"),
        ):
            times = []
            for _ in range(5):
                times.append(page.evaluate(UKUR, act))
                page.wait_for_timeout(900)
            print(f"{words:24} {statistics.median(times):6.0f} ms sampai tergambar (batas 300 ms)")


def main() -> int:
    logging.disable(logging.WARNING)  # AppTest has no browser behind it and says so at every run
    edisi = find_example()
    measure_message(edisi)
    measure_scripts(edisi)
    measure_browser(edisi)
    return 0


if __name__ == "__main__":
    sys.exit(main())
