"""Which way of drawing many shapes and marks stands on the screen sooner: the product's own SVG, or pydeck (WebGL).

    python bench/bench_titik.py

Both draw the 2,016 desa of a province and then so many marks over them, in one small app; printed is the time from opening the page until its picture no
longer changes, and the ratio of the two. Without a graphics card chromium computes WebGL itself, as old machines at a projector do.
"""

from __future__ import annotations

import io
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from peladen import ROOT
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

JUMLAH = (0, 500, 2_000, 10_000, 50_000)
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
APP = """
import json, random
import pydeck, streamlit as st
from dataclasses import replace
from p4gn.geography import wilayah
from p4gn.geography.gambar import read_gambar
from ui.figures.lembar import Lembar
from ui.figures.peta import Klasifikasi, MapCell, MapPoint
from ui.maps import draw_map

st.set_page_config(layout="wide")
cara, n = st.query_params["cara"], int(st.query_params["n"])
gambar = read_gambar("63", "desa")
acak = random.Random(1)
tempat = [(acak.randrange(gambar["lebar"]), acak.randrange(gambar["tinggi"])) for _ in range(n)]
if cara == "svg":
    sel = [MapCell(b["kode"], b["nama"], "ada", acak.randrange(5), "1", "") for b in gambar["bentuk"]]
    titik = [MapPoint("63", "tahap-3", "Desa", 3, t) for t in tempat]
    lembar = Lembar("Uji", "Uji", Klasifikasi((1, 2, 3, 4), "desa"), {"2025": sel}, {}, "Uji", titik=titik)
    draw_map([lembar], key="p", versi=wilayah.peta_index("63")["versi"], gambar="63-desa", periode="2025", nama_periode={"2025": "2025"}, tinggi=520)
else:
    from p4gn.geography.boundaries import read_bentuk
    bentuk = [{"polygon": [list(map(list, part.exterior.coords)) for part in getattr(g, "geoms", [g])][0], "warna": [34, 119, 134, acak.randrange(60, 255)]}
              for g in read_bentuk("63", "desa").values()]
    desa = pydeck.Layer("PolygonLayer", bentuk, get_polygon="polygon", get_fill_color="warna", get_line_color=[90, 90, 90],
                        line_width_min_pixels=1, pickable=True)
    tanda = pydeck.Layer("ScatterplotLayer", [{"xy": [114.3 + x / 560, -1.3 - y / 560]} for x, y in tempat], get_position="xy", get_fill_color=[138, 63, 13],
                         radius_min_pixels=3, pickable=True)
    st.pydeck_chart(pydeck.Deck([desa, tanda], initial_view_state=pydeck.ViewState(latitude=-2.9, longitude=115.4, zoom=6.6), map_style=None), height=520)
st.text("selesai")
"""


def measure(page: Page, address: str, cara: str, jumlah: int) -> float:
    """Seconds from opening the page to the first of three pictures alike, once the text below the map stands there."""
    begun = time.monotonic()
    page.goto(f"{address}/?cara={cara}&n={jumlah}")
    page.get_by_text("selesai").wait_for(timeout=120_000)
    area = {"x": 0, "y": 60, "width": 1366, "height": 560}
    seen, since, alike = b"", begun, 0
    while alike < 3:
        now = page.screenshot(clip=area)
        if now == seen and is_drawn(now):
            alike += 1
        else:
            seen, since, alike = now, time.monotonic(), 0
        if time.monotonic() - begun > 60:
            return math.inf
    return since - begun


def is_drawn(png: bytes) -> bool:
    """A map has many colours, an empty page few."""
    return Image.open(io.BytesIO(png)).convert("RGB").getcolors(64) is None


def main() -> int:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        Path(folder, "app.py").write_text(APP, encoding="utf-8")
        Path(folder, "static").symlink_to(ROOT / "static")
        settings = {
            "server.headless": "true",
            "server.port": port,
            "server.enableStaticServing": "true",
            "browser.gatherUsageStats": "false",
        }
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *(f"--{name}={value}" for name, value in settings.items())]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with (
            subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            while socket.socket().connect_ex(("127.0.0.1", port)):
                page.wait_for_timeout(100)
            for jumlah in JUMLAH:
                seconds = {}
                for cara in ("svg", "pydeck"):
                    measure(page, f"http://127.0.0.1:{port}", cara, jumlah)  # warm
                    seconds[cara] = sorted(measure(page, f"http://127.0.0.1:{port}", cara, jumlah) for _ in range(3))[1]
                words = " · ".join(f"{cara} {value:.2f} s" for cara, value in seconds.items())
                print(f"2.016 desa dan {jumlah:6} tanda: {words} · pydeck/svg {seconds['pydeck'] / seconds['svg']:.1f}", flush=True)
            browser.close()
            server.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
