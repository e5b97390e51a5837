"""How fast the screens are: process start to first page interactive, and the script run of each page with warm caches.

    python bench/bench_layar.py

Builds the public edition in a temporary folder. The start is measured in chromium: from launching the server process to the foot of Ringkasan being
drawn and no script running. The script runs are Streamlit's own AppTest: median of ten runs of the whole app (filters and page) after two to warm up.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py"))
RUNS = 10


def build_edisi(folder: str) -> None:
    os.environ["P4GN_DATA"] = folder
    subprocess.run([sys.executable, "-m", "etl", "bangun"], cwd=ROOT, check=True, capture_output=True)


def measure_start() -> float:
    from playwright.sync_api import sync_playwright

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.server", "--port", str(port), "--address", "127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        begun = time.monotonic()
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                    break
                except OSError:
                    page.wait_for_timeout(20)
            page.goto(f"http://127.0.0.1:{port}")
            page.locator(".p4-kaki").wait_for(timeout=60_000)
            page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
            took = time.monotonic() - begun
            process.terminate()
        browser.close()
    return took


def measure_pages() -> dict[str, float]:
    from streamlit.testing.v1 import AppTest

    result = {}
    for path in PAGES:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.run()
        app.switch_page(path)
        times = []
        for _ in range(RUNS + 2):
            begun = time.perf_counter()
            app.run()
            times.append((time.perf_counter() - begun) * 1000)
        assert not app.exception, app.exception
        result[path] = statistics.median(times[2:])
    return result


def main() -> int:
    logging.disable(logging.WARNING)  # AppTest has no browser behind it and says so at every run
    with tempfile.TemporaryDirectory() as folder:
        build_edisi(folder)
        starts = sorted(measure_start() for _ in range(3))
        print(f"proses mulai → Ringkasan siap: median {starts[1]:.1f} s (batas 6 s: {starts[1] / 6:.0%})")
        pages = measure_pages()
        for path, milliseconds in pages.items():
            print(f"{path:38} {milliseconds:6.0f} ms (batas 150 ms: {milliseconds / 150:.0%})")
    return int(starts[1] > 6 or max(pages.values()) > 150)


if __name__ == "__main__":
    sys.exit(main())
