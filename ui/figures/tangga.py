"""The ladder of Desa Bersinar: how many villages of each region stand on which stage."""

from __future__ import annotations

from collections.abc import Sequence

import pandas
import plotly.graph_objects as go

from p4gn.bahasa import format_angka
from p4gn.indicators.states import KATA_TAHAP
from ui.figures.bagan import TANPA_EKSTRA, set_layout
from ui.figures.palet import TAHAP, WARNA, Tema, ink_on


def tahap_figure(frame: pandas.DataFrame, *, tema: Tema = "terang", kata_tahap: Sequence[str] = KATA_TAHAP) -> go.Figure:
    """The ladder of Desa Bersinar: per region one bar, stacked from rencana to mandiri. Frame: kode, nama, tahap (0–4), jumlah."""
    lebar = frame.pivot_table(index=["kode", "nama"], columns="tahap", values="jumlah", aggfunc="sum", fill_value=0)
    lebar = lebar.reindex(columns=range(len(kata_tahap)), fill_value=0)
    lebar = lebar.assign(semua=lebar.sum(axis=1)).sort_values("semua", ascending=False)
    figure = go.Figure()
    for tahap, kata in enumerate(kata_tahap):
        isian = TAHAP[tema][tahap]
        jumlah = lebar[tahap].tolist()
        figure.add_bar(
            x=jumlah,
            y=list(range(len(lebar))),
            orientation="h",
            name=kata,
            width=0.44,
            marker={"color": isian, "line": {"color": WARNA[tema].kertas, "width": 1}},
            text=[format_angka(n) if n else "" for n in jumlah],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ink_on(isian), "size": 12},
            constraintext="none",
            hovertext=[
                f"<b>{nama}</b><br>{kata}: {format_angka(n)} desa/kelurahan" for (_, nama), n in zip(lebar.index, jumlah, strict=True)
            ],
            hovertemplate=TANPA_EKSTRA,
            showlegend=any(jumlah),
        )
    for i, ((_, nama), semua) in enumerate(zip(lebar.index, lebar["semua"], strict=True)):
        _add_nama_baris(figure, i, nama, format_angka(semua), tema)
    set_layout(figure, tema, 42 * len(lebar) + 70)
    _set_baris(figure, len(lebar))
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"t": 48},
    )
    figure.update_xaxes(visible=False, range=[0, max([*lebar["semua"], 1])], fixedrange=True)
    return figure


def _add_nama_baris(figure: go.Figure, i: int, nama: str, nilai: str, tema: Tema) -> None:
    """Name at the left and value at the right, both above the bar of row i."""
    warna = WARNA[tema].tinta
    gaya = {"y": i - 0.2, "yanchor": "bottom", "showarrow": False, "xref": "paper"}
    figure.add_annotation(x=0, xanchor="left", text=nama, font={"color": warna, "size": 13}, **gaya)
    figure.add_annotation(x=1, xanchor="right", text=f"<b>{nilai}</b>", font={"color": warna, "size": 13}, **gaya)


def _set_baris(figure: go.Figure, banyak: int) -> None:
    figure.update_yaxes(visible=False, range=[banyak - 0.5, -0.75], fixedrange=True)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4})
