"""The scorecard on the screen: one row per agency or region, sorted, searched and filtered in the browser, clicks back as keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.scoring.kartu import SEBUTAN
from ui import cache
from ui.figures.palet import WARNA
from ui.figures.pola import kepatuhan_stylesheet

if TYPE_CHECKING:
    from p4gn.scoring.hasil import KartuSkor

_PAPAN = Path(__file__).with_name("papan")
TAMPILAN = ("cari", "urut", "jenis", "warna")
CONTOH_CARI = {"opd": "mis. dikbud, pol pp", "kabkota": "nama kabupaten/kota", "kecamatan": "nama kecamatan"}


def _read(nama: str) -> str:
    return (_PAPAN / nama).read_text(encoding="utf-8")


def _stylesheet() -> str:
    """House colours that follow the theme, the colours of the statuses, and the layout."""
    terang, gelap = asdict(WARNA["terang"]), asdict(WARNA["gelap"])
    biasa = ";".join(f"--{nama.replace('_', '-')}:{warna}" for nama, warna in terang.items())
    ikut = ";".join(f"--{nama.replace('_', '-')}:light-dark({warna},{gelap[nama]})" for nama, warna in terang.items())
    tema = f".papan{{{biasa}}}@supports (color:light-dark(#000,#fff)){{.papan{{{ikut}}}}}"
    return "\n".join((tema, kepatuhan_stylesheet(), _read("papan.css")))


_draw = st.components.v2.component("papan", html=_read("papan.html"), css=_stylesheet(), js=_read("papan.js"))


def draw_papan(
    kartu: KartuSkor, *, key: str, judul: str, terpilih: tuple[str, str] | None = None, on_pilih: Callable[[], None] | None = None
) -> None:
    """The board; what is searched, sorted and filtered lives in the link. In `on_pilih`, `chosen(key)` is what was clicked."""
    _draw(
        key=key,
        data=cache.papan_data(kartu)
        | {
            "judul": judul,
            "subjek": SEBUTAN[kartu.subjek],
            "contoh_cari": CONTOH_CARI[kartu.subjek],
            "sidik": f"{kartu.edisi} {kartu.kode_wilayah} {kartu.subjek} {kartu.periode} {kartu.kerangka.sidik}",
            "terpilih": terpilih,
            "tampilan": _linked(),
            "versi": _link_version(key),
        },
        on_tampilan_change=lambda: _write_link(key),
        on_pilih_change=on_pilih or _nothing,
    )


def chosen(key: str) -> tuple[str, str | None] | None:
    """Inside an `on_pilih` callback: the key of the row and the duty of the cell (None: its name) that was clicked."""
    pilih = st.session_state[key].pilih
    return (str(pilih["kunci"]), pilih["kewajiban"]) if pilih else None


def _linked() -> dict[str, str]:
    return {name: st.query_params[name] for name in TAMPILAN if name in st.query_params}


def _link_version(key: str) -> int:
    """Goes up when the link says something that the board did not put there: a link that was followed, or the back button."""
    written, number = st.session_state.get(f"{key}_tautan", (None, 0))
    if _linked() != written:
        number += 1
        st.session_state[f"{key}_tautan"] = (_linked(), number)
    return number


def _write_link(key: str) -> None:
    """The board says what it shows; defaults are left out of the link."""
    shown: Mapping[str, Any] = st.session_state[key].tampilan or {}
    kept = {name: str(shown[name]) for name in TAMPILAN if shown.get(name) and not (name == "urut" and shown[name] == "-skor")}
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in TAMPILAN}
    st.query_params.from_dict(others | kept)
    _, number = st.session_state.get(f"{key}_tautan", (None, 0))
    st.session_state[f"{key}_tautan"] = (kept, number)


def _nothing() -> None:
    """A trigger is reported only when it has a callback."""
