"""The map on the screen: shapes from a static file, values over the socket, clicks back as region codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from ui.figures.palet import KELAS_TERBANYAK
from ui.figures.peta import Klasifikasi, MapCell, MapPoint, legend_html
from ui.figures.pola import pola_defs, stylesheet
from ui.figures.tanda_titik import TANDA

__all__ = ["MapCell", "MapPoint", "draw_map", "map_legend"]

_PETA = Path(__file__).with_name("peta")


def _read(nama: str) -> str:
    return (_PETA / nama).read_text(encoding="utf-8")


def _with_pola(html: str) -> str:
    pola = pola_defs(lambda sifat: f"{sifat}:var(--arsir-dasar)", lambda sifat: f"{sifat}:var(--arsir-garis)")
    return html.replace("<defs></defs>", f"<defs>{pola}</defs>")


_CSS = stylesheet(KELAS_TERBANYAK) + "\n" + _read("peta.css")
_draw = st.components.v2.component("peta", html=_with_pola(_read("peta.html")), css=_CSS, js=_read("peta.js"))
# st.html() strips every SVG, so the legend is a component too; its text is escaped by legend_html().
_draw_legenda = st.components.v2.component(
    "peta_legenda",
    html=_with_pola('<div class="peta legenda"><svg width="0" height="0"><defs></defs></svg><div class="isi"></div></div>'),
    css=_CSS,
    js='export default ({ data, parentElement }) => {\n  parentElement.querySelector(".isi").innerHTML = data.html;\n};',
)


def draw_map(
    kode_induk: str,
    nilai: Sequence[MapCell],
    *,
    key: str,
    versi: str,
    judul_aksesibel: str,
    jumlah_kelas: int = 5,
    titik: Sequence[MapPoint] = (),
    terpilih: str | None = None,
    tinggi: int = 560,
    on_klik: Callable[[], None] | None = None,
) -> str | None:
    """Draw the regions below `kode_induk` and give back the code clicked since the last run, once.

    `versi` is the folder of the geometry (p4gn.geography.wilayah.peta_index), `tinggi` the largest height in px.
    With `on_klik` the click can be acted on before the page is drawn again: the code is `clicked_code(key)` there.
    """
    result = _draw(
        key=key,
        data={
            "url": _geometry_url(versi, kode_induk),
            "judul": judul_aksesibel,
            "tinggi": tinggi,
            "terpilih": terpilih,
            "sel": [[s.kode, _kelas_css(s, jumlah_kelas), s.teks, s.tooltip] for s in nilai],
            "titik": [_titik(t) for t in titik],
        },
        on_klik_change=on_klik or _nothing,
    )
    return result.klik


def clicked_code(key: str) -> str | None:
    """Inside an `on_klik` callback: the code that was clicked on the map of that key."""
    return st.session_state[key].klik


def map_legend(klasifikasi: Klasifikasi, nilai: Sequence[MapCell], titik: Sequence[MapPoint] = (), *, key: str) -> None:
    """Class ranges with their edge rule, and every state and stage that occurs, each with its number of regions."""
    _draw_legenda(key=key, data={"html": legend_html(klasifikasi, nilai, titik)})


def _geometry_url(versi: str, kode_induk: str) -> str:
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{'/' + base if base else ''}/app/static/peta/{versi}/{kode_induk}.json"


def _kelas_css(sel: MapCell, jumlah_kelas: int) -> str:
    return sel.keadaan if sel.kelas is None else f"{sel.keadaan} kelas-{sel.kelas}-{jumlah_kelas}"


def _titik(titik: MapPoint) -> dict[str, object]:
    return {
        "kode": titik.kode,
        "d": TANDA[titik.tanda].path(titik.jari),
        "kelas": f"tanda-{titik.tanda}",
        "petunjuk": titik.tooltip,
    }


def _nothing() -> None:
    """A trigger is reported only when it has a callback."""
