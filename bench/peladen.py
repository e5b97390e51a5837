"""A dashboard to measure: the newest example edition, its server on a free port, and a browser that looks at it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]


def find_example() -> str:
    """Id of the newest example edition of the data folder (P4GN_DATA, else data/); ends the program with a word when there is none."""
    from p4gn.warehouse import editions

    example = next((each.id for each in editions.list_edisi() if each.is_contoh), None)
    if example is None:
        raise SystemExit("Tidak ada edisi contoh. Buat dulu dengan: python -m etl awal")
    return example


@contextmanager
def open_dasbor(lebar: int = 1366, tinggi: int = 768) -> Iterator[tuple[Page, str]]:
    """(page, address) of a server of its own; both end with the block."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.server", "--port", str(port), "--address", "127.0.0.1"]
    with (
        sync_playwright() as playwright,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": lebar, "height": tinggi})
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                    break
                except OSError:
                    page.wait_for_timeout(50)
            yield page, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            browser.close()
