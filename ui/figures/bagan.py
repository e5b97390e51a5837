"""What every chart shares: its frame in both themes, its axes with Indonesian numbers, and even steps on a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from p4gn.bahasa import count_desimal, format_nilai, is_kosong
from ui.figures.palet import WARNA, Tema

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from ui.figures.tren import Kata

PLOTLY_CONFIG = {"displayModeBar": False, "locale": "id", "scrollZoom": False, "doubleClick": False, "showTips": False}
HURUF = "Jakarta, sans-serif"  # the family named in .streamlit/config.toml
TANPA_EKSTRA = "%{hovertext}<extra></extra>"
_LABEL_X_TERBANYAK, _LABEL_PANJANG_TERBANYAK = 8, 4


def set_layout(figure: go.Figure, tema: Tema, tinggi: int) -> None:
    warna = WARNA[tema]
    figure.update_layout(
        height=tinggi,
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": warna.tinta, "size": 13, "family": HURUF},
        separators=",.",
        dragmode=False,
        hoverlabel={
            "bgcolor": warna.kertas,
            "bordercolor": warna.garis,
            "font": {"color": warna.tinta, "size": 13, "family": HURUF},
            "align": "left",
        },
        showlegend=False,
        bargap=0.3,
    )
    figure.update_yaxes(gridcolor=warna.kisi, zerolinecolor=warna.garis, automargin=True)
    figure.update_xaxes(showline=False, zeroline=False, automargin=True)


def sumbu_periode(label: list[str]) -> dict[str, Any]:
    """At most eight years or four halves, as a phone has room for, always with the last; the year of a half or a day goes on a second line."""
    langkah = max(1, math.ceil(len(label) / (_LABEL_PANJANG_TERBANYAK if any(" " in each for each in label) else _LABEL_X_TERBANYAK)))
    tampil = [i for i in range(len(label)) if (len(label) - 1 - i) % langkah == 0]
    teks = ["<br>".join(label[i].rsplit(" ", 1)) for i in tampil]
    return {"tickvals": tampil, "ticktext": teks, "range": [-0.6, len(label) - 0.4], "showgrid": False, "fixedrange": True, "tickangle": 0}


def sumbu_nilai(nilai: Iterable[float | None], kata: Kata, banyak: int = 5) -> dict[str, Any]:
    ticks = nice_ticks(max((n for n in nilai if not is_kosong(n)), default=0), banyak, bulat=not kata.get("rasio"))
    satuan = "persen" if kata.get("satuan") == "persen" else ""
    desimal = 0 if all(float(t).is_integer() for t in ticks) else max(count_desimal(t) for t in ticks)
    teks = [format_nilai(t, satuan, desimal) for t in ticks]
    return {"tickvals": ticks, "ticktext": teks, "range": [0, ticks[-1] * 1.08], "fixedrange": True, "zeroline": True}


def nice_ticks(terbesar: float, banyak: int = 5, *, bulat: bool = True) -> list[float]:
    """Even steps of 1, 2 or 5 times a power of ten from 0 to at least `terbesar`; whole steps for counts: 7 → [0, 2, 4, 6, 8]."""
    if terbesar <= 0:
        return [0, 1]
    kasar = terbesar / max(1, banyak - 1)
    pangkat = 10 ** math.floor(math.log10(kasar))
    langkah = next(m * pangkat for m in (1, 2, 5, 10) if m * pangkat >= kasar - 1e-12)
    if bulat:
        langkah = max(1, round(langkah))
    jumlah = math.ceil(round(terbesar / langkah, 9))
    return [round(i * langkah, 10) for i in range(jumlah + 1)]
