"""Pictures that a person has looked at, kept beside the tests: what is on screen now must look like them, within a tolerance for type and edges."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Locator

FOLDER = Path(__file__).with_name("gambar")
LEBAR = 360  # px of a kept picture: small in the repository, and blind to how a machine smooths its type
TOLERANSI = 5.0  # mean difference of a pixel's colours, of 255
TOLERANSI_PETAK = 40.0  # the same within the worst of the patches, so that one missing hatch is seen in a large picture
PETAK = 24
TANPA_TOMBOL = ".st-key-catat, #p4-kabar { display: none !important; }"  # they stand over whatever the window shows
BARU = "P4GN_GAMBAR_BARU"  # set it to draw the pictures anew; then look at each of them


def assert_like_picture(locator: Locator, nama: str) -> None:
    """The element looks like tests/browser/gambar/<nama>.png; a picture that is not there yet is made only when asked for."""
    now = Image.open(io.BytesIO(locator.screenshot(animations="disabled", style=TANPA_TOMBOL))).convert("RGB")
    now = now.resize((LEBAR, max(1, round(now.height * LEBAR / now.width))), Image.Resampling.BOX)
    path = FOLDER / f"{nama}.png"
    if os.environ.get(BARU):
        FOLDER.mkdir(exist_ok=True)
        now.quantize(64).save(path, optimize=True)
        return
    kept = Image.open(path).convert("RGB")
    assert abs(now.height - kept.height) <= 6, f"{nama}: tinggi {now.height}, acuan {kept.height}"
    kept = kept.resize(now.size)
    beda = ImageChops.difference(now, kept)
    rata = sum(ImageStat.Stat(beda).mean) / 3
    petak = beda.resize((max(1, now.width // PETAK), max(1, now.height // PETAK)), Image.Resampling.BOX)
    terburuk = max(sum(channel) / 3 for channel in petak.get_flattened_data())
    if rata > TOLERANSI or terburuk > TOLERANSI_PETAK:
        now.save(Path(os.environ.get("PYTEST_GAMBAR_GAGAL", "/tmp")) / f"{nama}-kini.png")
    assert rata <= TOLERANSI, f"{nama}: berbeda rata-rata {rata:.1f} dari 255"
    assert terburuk <= TOLERANSI_PETAK, f"{nama}: satu bagian berbeda {terburuk:.1f} dari 255"
