"""News of the room: every open page asks once a second whether anything was noted, shows new decisions, and draws its lists again.

The question goes past the page's script to the server itself (ASGI), so that it costs one small read and disturbs nobody who is typing.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from p4gn import catatan
from p4gn.bahasa import format_tanggal
from p4gn.catatan.baca import dunia_of
from p4gn.catatan.gabung import nama_opd_of
from p4gn.catatan.susun import DICATAT
from p4gn.warehouse.editions import EdisiTidakAda
from ui import filters

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Send
    from starlette.types import Scope as Permintaan

    from p4gn.scope import Scope

ALAMAT = "/_kabar"
_TERBANYAK = 20  # decisions told at once


class Kabar:
    """ASGI middleware that answers ALAMAT?edisi=…&sejak=… with read_kabar as JSON."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.path = f"{base}{ALAMAT}"

    async def __call__(self, scope: Permintaan, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self.path:
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        edisi, since, own = (asked.get(name, [""])[0] for name in ("edisi", "sejak", "sesi"))
        found = await run_in_threadpool(read_kabar, edisi, int(since) if since.isdecimal() else -1, own)
        await JSONResponse(found, headers={"Cache-Control": "no-store"})(scope, receive, send)


def read_kabar(edisi: str, sejak: int, sesi: str = "") -> dict[str, object]:
    """nomor: of the last event; baru: decisions recorded after event `sejak` by other sessions, in the world of the edition. nomor None: no answer now."""
    try:
        nomor = catatan.last_nomor()
        if sejak < 0 or nomor <= sejak:
            return {"nomor": nomor, "baru": []}
        world = dunia_of(edisi)
        news = catatan.list_since(sejak, _TERBANYAK)
    except (catatan.CatatanTertutup, catatan.CatatanLebihBaru, EdisiTidakAda):
        return {"nomor": None, "baru": []}
    told = (each for each in news if each.jenis == DICATAT and each.objek == "tindak_lanjut" and each.dunia == world and each.sesi != sesi)
    return {"nomor": nomor, "baru": list(map(_tell, told))}


def _tell(event: catatan.Peristiwa) -> dict[str, str]:
    isi = event.isi
    owner = str(nama_opd_of(isi["penanggung_jawab"])) if isi.get("penanggung_jawab") else "penanggung jawab belum ditunjuk"
    due = f"paling lambat {format_tanggal(isi['tenggat'])}" if isi.get("tenggat") else "tanpa tenggat"
    return {"id": event.objek_id, "teks": isi["teks"], "rincian": f"{owner}, {due}. Dicatat {event.pelaku}."}


def draw_kabar(scope: Scope, nomor: int, sesi: str) -> None:
    """What the script of the page (kabar.js) needs: up to which event the page is drawn, and whose decisions it need not tell."""
    link = f"tindak-lanjut?{urlencode(filters.link_params(scope))}"
    known = json.dumps({"edisi": scope.edisi, "nomor": nomor, "sesi": sesi, "tautan": link})
    with st.container(key="kabar"):
        st.html(f'<div data-kabar="{escape(known, quote=True)}"></div>')


def draw_segar(nama: str) -> None:
    """In a fragment that lists what may change: a hidden button that the script presses when there is news, which draws the fragment again."""
    st.button("Segarkan", key=f"segar-{nama}")
