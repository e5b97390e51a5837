"""The server that `make run` starts: Streamlit's own, with the page marked as Indonesian, libraries warmed up, and errors told in our words.

`streamlit run app.py` works too; it lacks these three.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from streamlit.runtime.pages_manager import PagesManager

from ui.errors import report_error
from ui.kabar import Kabar

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

ROOT = Path(__file__).resolve().parents[1]
SKRIP = ("antarmuka.js", "kabar.js")
WARM = ("ui.explorer", "ui.methodology", "ui.attention", "ui.trends", "ui.rapor")


def first_html(base: str) -> str:
    """Streamlit's start page with its own words in Indonesian, told where its server is, so that a deep link does not make it probe first."""
    html = (Path(st.__file__).with_name("static") / "index.html").read_text(encoding="utf-8")
    address = f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + '{base}/' }};"
    code = "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in SKRIP)
    script = f"<script>{address}\n{code}</script>"
    for old, new in (
        ('<html lang="en">', '<html lang="id">'),
        ("<title>Streamlit</title>", "<title>Dasbor P4GN</title>"),
        ("<head>", f"<head>{script}"),
    ):
        if old not in html:
            raise RuntimeError(f"Streamlit's start page has changed: {old} is not in it")
        html = html.replace(old, new, 1)
    return html


def base_path() -> str:
    """'' or '/dasbor': where the dashboard stands on its server."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


class StartPage:
    """ASGI middleware: a request for a page of the dashboard gets the start page above; everything else goes on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = base_path()
        self.html = first_html(self.base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and self._is_page(scope["path"]):
            await HTMLResponse(self.html, headers={"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_page(self, path: str) -> bool:
        inside = path.removeprefix(self.base).strip("/")
        return path.startswith(self.base) and "/" not in inside and "." not in inside and not inside.startswith("_")


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Import what every page needs before the first visitor waits for it, then say where the dashboard is."""
    PagesManager.uses_pages_directory = False  # else the first deep link after a start is told that its page does not exist
    for name in WARM:
        importlib.import_module(name)
    address = f"http://localhost:{st.get_option('server.port')}"
    print(f"Dasbor P4GN: {address} (hentikan dengan Ctrl+C)", flush=True)
    if has_desktop():
        threading.Thread(target=open_when_up, args=(address,), daemon=True).start()
    yield


def open_when_up(address: str, tries: int = 100) -> None:
    """Open the desktop's browser once the server answers."""
    pause = threading.Event()
    for _ in range(tries):
        with contextlib.suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=1):
            webbrowser.open(address)
            return
        pause.wait(0.2)


def has_desktop() -> bool:
    """Whether there is a screen on which a browser could be opened."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


app = st.App(
    ROOT / "app.py", middleware=[Middleware(Kabar, base=base_path()), Middleware(StartPage)], lifespan=warm_up, on_script_error=report_error
)


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m ui.server", description="Jalankan dasbor.")
    ask.add_argument("--port", type=int, default=8501)
    ask.add_argument(
        "--address", default="127.0.0.1", help="alamat yang didengarkan; 0.0.0.0 membuka dasbor bagi seluruh jaringan, tanpa kata sandi"
    )
    options = ask.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    os.chdir(ROOT)
    app.run(config={"server.port": options.port, "server.address": options.address})


if __name__ == "__main__":
    main()
