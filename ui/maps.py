"""The map on the screen: shapes from a static file, values over the socket, clicks and chosen periods back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ui.figures.lembar import KATA_KEADAAN, KATA_TABEL, Lembar, legend_html, lembar_data, list_wilayah
from ui.figures.palet import KELAS_TERBANYAK
from ui.figures.pola import pola_defs, stylesheet

_PETA = Path(__file__).with_name("peta")
_NASKAH = ("geometri.js", "gambar.js", "putar.js", "daftar.js", "kerja.js")


@dataclass(frozen=True, slots=True)
class Daftar:
    """The table beside the map. `kunci`: another one means other rows, so that its order and search begin anew."""

    kunci: str
    kolom: str
    benda: str
    judul: str = ""
    catatan: str = ""
    nama_total: str = ""


def _read(nama: str) -> str:
    return (_PETA / nama).read_text(encoding="utf-8")


def _html() -> str:
    def pola(awalan: str) -> str:
        return pola_defs(lambda sifat: f"{sifat}:var(--arsir-dasar)", lambda sifat: f"{sifat}:var(--arsir-garis)", awalan)

    legenda = (
        f'<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs class="pola-legenda">{pola("legenda")}</defs></svg>'
    )
    return _read("peta.html").replace("<defs></defs>", f"<defs>{pola('pola')}</defs>").replace("<template>", f"{legenda}<template>")


def _kode() -> str:
    """All that draws, as one script that hands itself over to the maps of the page."""
    css = f"{stylesheet(KELAS_TERBANYAK)}\n{_read('peta.css')}"
    given = f"const ISI = {json.dumps(_html())};\nconst LEMBAR_GAYA = new CSSStyleSheet();\nLEMBAR_GAYA.replaceSync({json.dumps(css)});"
    return "\n".join(
        [given, *map(_read, _NASKAH), "(globalThis.petaP4gn ??= Promise.withResolvers()).resolve(drawKerja);", "export default () => {};"]
    )


# A message to the browser carries the whole script of its component. So the script is a component of its own that never changes and is
# sent once; a map sends its numbers alone and waits for the script.
_send_kode = st.components.v2.component("peta_kode", js=_kode())
_draw = st.components.v2.component(
    "peta",
    html='<section class="kerja"></section>',
    js="const siap = (globalThis.petaP4gn ??= Promise.withResolvers()).promise;\nexport default (alat) => { siap.then((draw) => draw(alat)); };",
)


def draw_map(
    lembar: Sequence[Lembar],
    *,
    key: str,
    versi: str,
    gambar: str,
    periode: str,
    nama_periode: Mapping[str, str],
    terpilih: str | None = None,
    tinggi: int = 560,
    geser: bool = False,
    legenda: bool = False,
    daftar: Daftar | None = None,
    kartu: str = "",
    turun: bool = False,
    on_klik: Callable[[], None] | None = None,
    on_periode: Callable[[], None] | None = None,
) -> str | None:
    """Draw one or two drawings of the same regions and give back the code clicked since the last run, once.

    `versi` and `gambar` name the geometry (p4gn.geography), `tinggi` is the largest height of a drawing in px. With `geser` the periods of
    `nama_periode` can be gone through, those a drawing holds without asking the server. `kartu` is HTML, escaped already. `turun`: each region has
    a drawing of its own, fetched while the pointer is over it.
    In `on_klik` and `on_periode` the choice is `chosen(key, "klik")` and `chosen(key, "periode")`.
    """
    _send_kode(key=f"{key}_kode_peta")
    wilayah = list_wilayah(lembar)
    url = _geometry_url(versi)
    result = _draw(
        key=key,
        data={
            "peta": [lembar_data(each, wilayah, url.format(kode=gambar)) for each in lembar],
            "wilayah": wilayah,
            "periode": periode,
            "nama_periode": dict(nama_periode),
            "urut_periode": list(nama_periode) if geser and len(nama_periode) > 1 else None,
            "tinggi": tinggi,
            "terpilih": terpilih,
            "keadaan": KATA_KEADAAN,
            "keadaan_tabel": KATA_TABEL,
            "legenda": [{"html": legend_html(each, i, each.nama if len(lembar) > 1 else "")} for i, each in enumerate(lembar)]
            if legenda
            else None,
            "daftar": None if daftar is None else {name: getattr(daftar, name) for name in Daftar.__slots__},
            "kartu": kartu,
            "anak": url if turun else None,
        },
        on_klik_change=on_klik or _nothing,
        on_periode_change=on_periode or _nothing,
    )
    return result.klik


def chosen(key: str, apa: str) -> str | None:
    """Inside a callback: the code clicked ('klik') or the period chosen ('periode') on the map of that key."""
    return getattr(st.session_state[key], apa)


def _geometry_url(versi: str) -> str:
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{'/' + base if base else ''}/app/static/peta/{versi}/{{kode}}.json"


def _nothing() -> None:
    """A trigger is reported only when it has a callback."""
