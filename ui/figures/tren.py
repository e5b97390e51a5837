"""Charts of one indicator over time and between regions: tidy frame and plain words in, plotly Figure out.

Every word and number that a reader sees is written here in Indonesian: the plotly of Streamlit carries no Indonesian locale.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from p4gn import periode
from p4gn.bahasa import count_desimal, format_angka, format_nilai, is_kosong
from p4gn.indicators.states import ADA, KEADAAN, NOL
from p4gn.indicators.tanda import list_tanda
from p4gn.scope import NASIONAL
from ui.figures.bidang import halve
from ui.figures.palet import KATA_TAHAP, KATEGORI, PEMBANDING, TAHAP, UTAMA, WARNA, Tema, ink_on

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

PLOTLY_CONFIG = {"displayModeBar": False, "locale": "id", "scrollZoom": False, "doubleClick": False, "showTips": False}
HURUF = "Jakarta, sans-serif"  # the family named in .streamlit/config.toml
_TANPA_EKSTRA = "%{hovertext}<extra></extra>"
_LABEL_X_TERBANYAK = 8


class Kata(TypedDict, total=False):
    """The words of a chart. `tanda` pairs a shown period with what changed in it; `berjalan` is a period not yet complete.

    `sasaran` is one target, or one for each shown period (None where there is none).
    """

    judul: str
    satuan: str
    desimal: int
    rasio: bool
    sasaran: float | Sequence[float | None] | None
    tanda: Sequence[tuple[str, str]]
    berjalan: str | None
    pembanding: str | None


def kata_of(
    indicator: Indicator,
    periode_tampil: Iterable[str] = (),
    berjalan: str | None = None,
    kode_wilayah: str = NASIONAL,
) -> Kata:
    """Words from the catalogue; targets and marks are those of the region in the shown periods."""
    tampil = list(periode_tampil)
    return Kata(
        judul=indicator.judul,
        satuan=indicator.satuan,
        desimal=indicator.desimal,
        rasio=indicator.is_rasio,
        sasaran=[indicator.target_pada(each, kode_wilayah) for each in tampil],
        tanda=[(p, each.kalimat) for each in list_tanda(indicator, kode_wilayah) for p in tampil if _falls_in(each.tanggal, p)],
        berjalan=berjalan,
    )


def _falls_in(tanggal: Any, p: str) -> bool:
    awal, akhir = periode.bounds(p)
    return awal is not None and akhir is not None and awal <= tanggal <= akhir


def tren_figure(frame: pandas.DataFrame, kata: Kata, *, tema: Tema = "terang", tinggi: int = 320) -> go.Figure:
    """One indicator per period: bars for a count of one series, lines for ratios and for several series.

    Frame: kode (period), nama, nilai, keadaan; `seri` names the region or OPD when there are several (up to six).
    An unknown period is a gap with the symbol of its state, never zero and never bridged by a line.
    """
    figure = go.Figure()
    urutan = list(dict.fromkeys(frame["kode"]))
    banyak = _list_seri(frame)
    sumbu = _sumbu_nilai([*frame["nilai"], *_list_sasaran(kata, len(urutan))], kata)
    ujung = []
    for nomor, (nama, seri) in enumerate(banyak):
        warna = PEMBANDING[tema] if nama and nama == kata.get("pembanding") else _warna_seri(nomor, len(banyak), tema)
        posisi = [urutan.index(k) for k in seri["kode"]]
        if kata.get("rasio") or len(banyak) > 1:
            _add_garis(figure, seri, posisi, nama, kata, warna, tema)
        else:
            _add_batang_waktu(figure, seri, posisi, kata, warna, tema)
        if len(banyak) == 1:
            _add_kosong(figure, seri, posisi, kata, tema)
        elif seri["nilai"].notna().any():
            ujung.append((seri["nilai"].dropna().iloc[-1], nama, warna))
    _add_label_akhir(figure, ujung, len(urutan) - 1, sumbu["range"][1] * 36 / tinggi)
    _add_sasaran(figure, len(urutan), kata, tema)
    _add_tanda(figure, urutan, kata, tema)
    label = frame.drop_duplicates("kode")["nama"].tolist()
    _set_layout(figure, tema, tinggi)
    figure.update_layout(margin={"r": 16 if len(banyak) == 1 else 96})
    figure.update_xaxes(**_sumbu_periode(label))
    figure.update_yaxes(**sumbu)
    return figure


def kelipatan_figure(frame: pandas.DataFrame, kata: Kata, *, kolom: int = 3, tema: Tema = "terang", tinggi_panel: int = 118) -> go.Figure:
    """Small multiples, one panel per region on one shared scale; what is not known is left empty.

    Frame as for tren_figure, with `seri` = name of the region.
    """
    banyak = _list_seri(frame)
    urutan = list(dict.fromkeys(frame["kode"]))
    label = frame.drop_duplicates("kode")["nama"].tolist()
    baris = max(1, math.ceil(len(banyak) / kolom))
    judul = ["<br>".join(halve(nama)) if len(nama) > 14 else nama for nama, _ in banyak]
    figure = make_subplots(
        rows=baris, cols=kolom, shared_yaxes="all", shared_xaxes="all", subplot_titles=judul,
        vertical_spacing=min(0.5 / baris, 46 / (baris * tinggi_panel)), horizontal_spacing=0.07,
    )  # fmt: skip
    for nomor, (nama, seri) in enumerate(banyak):
        panel = {"row": nomor // kolom + 1, "col": nomor % kolom + 1}
        posisi = [urutan.index(k) for k in seri["kode"]]
        if kata.get("rasio"):
            _add_garis(figure, seri, posisi, nama, kata, UTAMA[tema], tema, **panel)
        else:
            _add_batang_waktu(figure, seri, posisi, kata, UTAMA[tema], tema, nama=nama, **panel)
    _set_layout(figure, tema, baris * tinggi_panel + 60)
    figure.update_layout(margin={"t": 40})
    figure.update_annotations(font={"size": 12, "color": WARNA[tema].tinta})
    tepi = sorted({0, len(label) - 1})
    figure.update_xaxes(
        tickvals=tepi,
        ticktext=[f"’{label[i][-2:]}" for i in tepi],  # two digits: three panels share the width of a phone
        tickfont={"size": 12},
        range=[-0.6, len(label) - 0.4],
        showgrid=False,
        fixedrange=True,
        tickangle=0,
    )
    for nomor in range(max(0, len(banyak) - kolom), len(banyak)):  # the lowest panel of each column carries the periods
        figure.update_xaxes(showticklabels=True, row=nomor // kolom + 1, col=nomor % kolom + 1)
    figure.update_yaxes(**_sumbu_nilai(frame["nilai"], kata, banyak=3))
    return figure


def batang_figure(frame: pandas.DataFrame, kata: Kata, *, tema: Tema = "terang", terpilih: str | None = None) -> go.Figure:
    """Regions ranked by value, the name above its bar so that a phone has room; regions without a number last, with their state.

    Frame: kode, nama, nilai, keadaan. The height follows the number of rows.
    """
    urut = frame.sort_values(["nilai", "nama"], ascending=[False, True], na_position="last").reset_index(drop=True)
    warna = [_warna_terpilih(kode, terpilih, tema) for kode in urut["kode"]]
    figure = go.Figure(
        go.Bar(
            x=[0 if is_kosong(n) else n for n in urut["nilai"]],
            y=list(range(len(urut))),
            orientation="h",
            width=0.36,
            marker={"color": warna},
            hovertext=[f"<b>{baris['nama']}</b><br>{_tulis_nilai(baris, kata)}" for baris in urut.to_dict("records")],
            hovertemplate=_TANPA_EKSTRA,
        )
    )
    for i, baris in enumerate(urut.to_dict("records")):
        _add_nama_baris(figure, i, baris["nama"], _tulis_nilai(baris, kata), tema, pudar=is_kosong(baris["nilai"]))
    _set_layout(figure, tema, 38 * len(urut) + 24)
    _set_baris(figure, len(urut))
    figure.update_xaxes(visible=False, range=[0, _nice_max(urut["nilai"]) or 1], fixedrange=True)
    return figure


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
            hovertemplate=_TANPA_EKSTRA,
            showlegend=any(jumlah),
        )
    for i, ((_, nama), semua) in enumerate(zip(lebar.index, lebar["semua"], strict=True)):
        _add_nama_baris(figure, i, nama, format_angka(semua), tema)
    _set_layout(figure, tema, 42 * len(lebar) + 70)
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


def _list_seri(frame: pandas.DataFrame) -> list[tuple[str, pandas.DataFrame]]:
    return [("", frame)] if "seri" not in frame else list(frame.groupby("seri", sort=False))


def _warna_seri(nomor: int, banyak: int, tema: Tema) -> str:
    return UTAMA[tema] if banyak == 1 else KATEGORI[tema][nomor % len(KATEGORI[tema])]


def _warna_terpilih(kode: str, terpilih: str | None, tema: Tema) -> str:
    return WARNA[tema].sorot if kode == terpilih else UTAMA[tema]


def _tulis_nilai(baris: dict[str, Any], kata: Kata) -> str:
    keadaan = baris.get("keadaan", ADA)
    if keadaan not in {ADA, NOL} or is_kosong(baris["nilai"]):
        return KEADAAN[keadaan].kata
    nilai = format_nilai(baris["nilai"], kata.get("satuan", ""), kata.get("desimal", 0))
    if not kata.get("rasio") or is_kosong(baris.get("penyebut")):
        return nilai
    return f"{nilai} ({format_angka(baris['pembilang'])} dari {format_angka(baris['penyebut'])})"


def _hover(seri: pandas.DataFrame, kata: Kata, nama: str = "") -> list[str]:
    kepala = f"<b>{nama}</b><br>" if nama else ""
    berjalan = kata.get("berjalan")
    return [
        f"{kepala}{baris['nama']}: {_tulis_nilai(baris, kata)}" + ("<br>Periode ini belum selesai" if baris["kode"] == berjalan else "")
        for baris in seri.to_dict("records")
    ]


def _add_batang_waktu(
    figure: go.Figure, seri: pandas.DataFrame, posisi: list[int], kata: Kata, warna: str, tema: Tema, nama: str = "", **panel: int
) -> None:
    """A period that is not complete is drawn hollow: only its outline has the colour."""
    isian = [WARNA[tema].kertas if kode == kata.get("berjalan") else warna for kode in seri["kode"]]
    figure.add_trace(
        go.Bar(
            x=posisi,
            y=[None if is_kosong(n) else n for n in seri["nilai"]],
            width=0.62,
            marker={"color": isian, "line": {"color": warna, "width": 1.6}},
            hovertext=_hover(seri, kata, nama),
            hovertemplate=_TANPA_EKSTRA,
            showlegend=False,
        ),
        **panel,
    )


def _add_garis(
    figure: go.Figure,
    seri: pandas.DataFrame,
    posisi: list[int],
    nama: str,
    kata: Kata,
    warna: str,
    tema: Tema,
    **panel: int,
) -> None:
    """Line with markers; the step into a period that is not complete is dashed and ends in a hollow marker."""
    nilai = [None if is_kosong(n) else n for n in seri["nilai"]]
    berjalan = [kode == kata.get("berjalan") for kode in seri["kode"]]
    selesai = [None if jalan else n for n, jalan in zip(nilai, berjalan, strict=True)]
    putus = "dot" if nama and nama == kata.get("pembanding") else "solid"
    gaya = {"connectgaps": False, "hovertext": _hover(seri, kata, nama), "hovertemplate": _TANPA_EKSTRA, "showlegend": False, "x": posisi}
    figure.add_trace(
        go.Scatter(
            y=selesai, mode="lines+markers", line={"color": warna, "width": 2.5, "dash": putus}, marker={"size": 8, "color": warna}, **gaya
        ),
        **panel,
    )
    if any(berjalan):
        i = berjalan.index(True)
        ujung = [n if j in {i - 1, i} else None for j, n in enumerate(nilai)]
        isian = [WARNA[tema].kertas if j == i else warna for j in range(len(nilai))]
        penanda = {"size": 8, "color": isian, "line": {"color": warna, "width": 2}}
        figure.add_trace(
            go.Scatter(y=ujung, mode="lines+markers", line={"color": warna, "width": 2, "dash": "dash"}, marker=penanda, **gaya), **panel
        )


def _add_label_akhir(figure: go.Figure, ujung: list[tuple[float, str, str]], x: int, jarak: float) -> None:
    """Names beside the last known values (value, name, colour), in their own colours and at least `jarak` apart: no legend to look up."""
    batas = -math.inf
    for y, nama, warna in sorted(ujung):
        batas = max(y, batas + jarak)
        teks = {"text": "<br>".join(halve(nama)), "align": "left", "font": {"color": warna, "size": 12}}
        figure.add_annotation(x=x, y=batas, xanchor="left", xshift=12, showarrow=False, **teks)


def _add_kosong(figure: go.Figure, seri: pandas.DataFrame, posisi: list[int], kata: Kata, tema: Tema, nama: str = "", **panel: int) -> None:
    """The symbol of its state stands where a number is missing or is a reported zero."""
    drawn = {ADA, NOL} if kata.get("rasio") else {ADA}  # the marker of a ratio already stands on zero
    perlu = [(x, baris) for x, baris in zip(posisi, seri.to_dict("records"), strict=True) if baris.get("keadaan", ADA) not in drawn]
    if not perlu:
        return
    kosong = pandas.DataFrame([baris for _, baris in perlu])
    figure.add_trace(
        go.Scatter(
            x=[x for x, _ in perlu],
            y=[0] * len(perlu),
            mode="text",
            text=[KEADAAN[baris["keadaan"]].simbol for _, baris in perlu],
            textposition="top center",
            textfont={"color": WARNA[tema].tinta_lemah, "size": 14},
            hovertext=_hover(kosong, kata, nama),
            hovertemplate=_TANPA_EKSTRA,
            showlegend=False,
        ),
        **panel,
    )


def _list_sasaran(kata: Kata, banyak: int) -> list[float | None]:
    """One target for each of so many periods."""
    sasaran = kata.get("sasaran")
    if isinstance(sasaran, int | float):
        return [sasaran] * banyak
    return list(sasaran) if sasaran else [None] * banyak


def _add_sasaran(figure: go.Figure, banyak: int, kata: Kata, tema: Tema) -> None:
    """A dashed line at the target, with a step where it changes; each level carries its own words, the last one from the right."""
    sasaran = _list_sasaran(kata, banyak)
    garis = {"color": WARNA[tema].sasaran, "width": 1.6, "dash": "dash"}
    tulis = {"font": {"color": WARNA[tema].sasaran, "size": 12}, "yanchor": "bottom", "showarrow": False}
    datar = [(nilai, list(isi)) for nilai, isi in itertools.groupby(range(banyak), key=lambda i: sasaran[i])]
    for nilai, isi in datar:
        if nilai is None:
            continue
        kiri, kanan = isi[0] - 0.5, isi[-1] + 0.5
        figure.add_shape(type="line", x0=kiri, x1=kanan, y0=nilai, y1=nilai, line=garis)
        if isi[0] and sasaran[isi[0] - 1] is not None:
            figure.add_shape(type="line", x0=kiri, x1=kiri, y0=sasaran[isi[0] - 1], y1=nilai, line=garis)
        teks = f"Target {format_nilai(nilai, kata.get('satuan', ''), count_desimal(nilai))}"
        dari_kanan = len(datar) > 1 and isi[-1] == banyak - 1
        figure.add_annotation(x=kanan if dari_kanan else kiri, y=nilai, xanchor="right" if dari_kanan else "left", text=teks, **tulis)


def number_tanda(urutan: Sequence[str], kata: Kata) -> list[tuple[str, str]]:
    """(period, words) of the marks on a chart in the order in which they are numbered, from 1."""
    tampil = [(kode, apa) for kode, apa in kata.get("tanda") or () if kode in urutan]
    return sorted(tampil, key=lambda tanda: urutan.index(tanda[0]))


def _add_tanda(figure: go.Figure, urutan: list[str], kata: Kata, tema: Tema) -> None:
    """A thin dashed line before the first period after a change, with its number above; the words stand under the chart.

    Changes of one period share one line, so that numbers never lie on each other.
    """
    bernomor = [(kode, nomor) for nomor, (kode, _) in enumerate(number_tanda(urutan, kata), 1)]
    warna = WARNA[tema].tinta_lemah
    for kode, isi in itertools.groupby(bernomor, key=lambda tanda: tanda[0]):
        x = urutan.index(kode) - 0.5
        figure.add_vline(x=x, line={"color": warna, "width": 1, "dash": "dash"})
        figure.add_annotation(x=x, y=1, yref="paper", yanchor="bottom", text=", ".join(str(nomor) for _, nomor in isi), showarrow=False,
                              font={"size": 12, "color": warna}, bordercolor=warna, borderwidth=1, borderpad=2, bgcolor=WARNA[tema].kertas)  # fmt: skip


def _add_nama_baris(figure: go.Figure, i: int, nama: str, nilai: str, tema: Tema, *, pudar: bool = False) -> None:
    """Name at the left and value at the right, both above the bar of row i."""
    warna = WARNA[tema].tinta_lemah if pudar else WARNA[tema].tinta
    gaya = {"y": i - 0.2, "yanchor": "bottom", "showarrow": False, "xref": "paper"}
    figure.add_annotation(x=0, xanchor="left", text=nama, font={"color": warna, "size": 13}, **gaya)
    tampil = nilai if pudar else f"<b>{nilai}</b>"
    figure.add_annotation(x=1, xanchor="right", text=tampil, font={"color": warna, "size": 13}, **gaya)


def _set_baris(figure: go.Figure, banyak: int) -> None:
    figure.update_yaxes(visible=False, range=[banyak - 0.5, -0.75], fixedrange=True)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4})


def _set_layout(figure: go.Figure, tema: Tema, tinggi: int) -> None:
    warna = WARNA[tema]
    figure.update_layout(
        height=tinggi,
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": warna.tinta, "size": 13, "family": HURUF},
        separators=",.",
        dragmode=False,
        hoverlabel={"bgcolor": warna.kertas, "bordercolor": warna.garis, "font": {"color": warna.tinta, "size": 13, "family": HURUF}, "align": "left"},
        showlegend=False,
        bargap=0.3,
    )
    figure.update_yaxes(gridcolor=warna.kisi, zerolinecolor=warna.garis, automargin=True)
    figure.update_xaxes(showline=False, zeroline=False, automargin=True)


def _sumbu_periode(label: list[str]) -> dict[str, Any]:
    """At most eight labels, always with the last; a semester's year goes on a second line."""
    langkah = max(1, math.ceil(len(label) / _LABEL_X_TERBANYAK))
    tampil = [i for i in range(len(label)) if (len(label) - 1 - i) % langkah == 0]
    teks = [label[i].replace(" ", "<br>") for i in tampil]
    return {"tickvals": tampil, "ticktext": teks, "range": [-0.6, len(label) - 0.4], "showgrid": False, "fixedrange": True, "tickangle": 0}


def _sumbu_nilai(nilai: Iterable[float | None], kata: Kata, banyak: int = 5) -> dict[str, Any]:
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


def _nice_max(nilai: Iterable[float | None]) -> float:
    return max((n for n in nilai if not is_kosong(n)), default=0)
