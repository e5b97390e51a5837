"""Charts of one indicator over time: tidy frame and plain words in, plotly Figure out.

Every word and number that a reader sees is written here in Indonesian: the plotly of Streamlit carries no Indonesian locale.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypedDict

import pandas
import plotly.graph_objects as go

from p4gn import periode
from p4gn.bahasa import count_desimal, format_angka, format_nilai, is_kosong
from p4gn.indicators.states import ADA, KEADAAN, NOL
from p4gn.indicators.tanda import list_tanda
from p4gn.scope import NASIONAL
from ui.figures.bagan import PLOTLY_CONFIG, TANPA_EKSTRA, nice_ticks, set_layout, sumbu_nilai, sumbu_periode
from ui.figures.palet import KATEGORI, PEMBANDING, UTAMA, WARNA, Tema

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

__all__ = ["PLOTLY_CONFIG", "Kata", "antartahun_figure", "kata_of", "nice_ticks", "number_tanda", "tren_figure"]

_ANGKA_TERBANYAK = 12  # so many points in all carry their number, as far as a phone has room; of more only the last of each line
_LEBAR_NAMA = 17  # letters on a line of the name at the end of a line
_TEPI_GAMBAR = 60  # px of the height that the axis below and the margin above take
_DERET_BERANGKA = 2  # so many lines carry numbers: one above, one below


class Kata(TypedDict, total=False):
    """The words of a chart. `tanda` pairs a shown period with what changed in it; `berjalan` is a period not yet complete.

    `sasaran` is one target, or one for each shown period (None where there is none); `pembanding` names the series that others are
    compared with; `sorot` lists the periods that the reader chose.
    """

    judul: str
    satuan: str
    desimal: int
    rasio: bool
    sasaran: float | Sequence[float | None] | None
    tanda: Sequence[tuple[str, str]]
    berjalan: str | None
    pembanding: str | None
    sorot: Sequence[str]


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

    Frame: kode (period), nama, nilai, keadaan; `seri` names the region or OPD when there are several (up to six); `segmen` tells by
    which method a period was counted; `bawah` and `atas` bound a rate. A line ends where the method changes and where a number is
    unknown: an unknown period is a gap with the symbol of its state, never zero and never bridged.
    """
    figure = go.Figure()
    urutan = list(dict.fromkeys(frame["kode"]))
    banyak = _list_seri(frame)
    batas = [frame["atas"]] if "atas" in frame else []
    sumbu = sumbu_nilai([*frame["nilai"], *itertools.chain(*batas), *_list_sasaran(kata, len(urutan))], kata)
    angka = len(banyak) <= _DERET_BERANGKA and len(banyak) * len(urutan) <= _ANGKA_TERBANYAK
    letak = _place_angka(banyak)
    ujung = []
    for nomor, (nama, seri) in enumerate(banyak):
        warna = PEMBANDING[tema] if nama and nama == kata.get("pembanding") else _warna_seri(nomor, len(banyak), tema)
        posisi = [urutan.index(k) for k in seri["kode"]]
        if kata.get("rasio") or len(banyak) > 1:
            _add_selang(figure, seri, posisi, warna, pita=len(banyak) == 1)
            akhir = _find_akhir(seri)  # of several lines this number stands beside the name
            tulis = [_tulis_angka(n, kata) if (len(banyak) == 1 if i == akhir else angka) else "" for i, n in enumerate(seri["nilai"])]
            _add_garis(figure, seri, posisi, nama, kata, warna, tema, list(zip(tulis, letak[nama], strict=True)))
        else:
            _add_batang_waktu(figure, seri, posisi, kata, warna, tema)
        if len(banyak) == 1:
            _add_kosong(figure, seri, posisi, kata, tema)
        elif seri["nilai"].notna().any():
            akhir = seri["nilai"].iloc[_find_akhir(seri)]
            ujung.append((akhir, _name_akhir(nama, akhir, kata), warna))
    _add_label_akhir(figure, ujung, len(urutan) - 1, sumbu["range"][1], tinggi)
    tepi = 0.5 if len(banyak) == 1 else 0.05  # the labels of several lines stand to the right
    _add_sasaran(figure, _list_sasaran(kata, len(urutan)), (-0.5, len(urutan) - 1 + tepi), kata, tema, ujung_kanan=len(banyak) == 1)
    _add_tanda(figure, urutan, kata, tema)
    _add_sorot(figure, urutan, kata, tema)
    label = frame.drop_duplicates("kode")["nama"].tolist()
    set_layout(figure, tema, tinggi)
    figure.update_layout(margin={"r": 16 if len(banyak) == 1 else 104})
    figure.update_xaxes(**sumbu_periode(label))
    figure.update_yaxes(**sumbu)
    return figure


def antartahun_figure(frame: pandas.DataFrame, kata: Kata, *, label: Sequence[str], tema: Tema = "terang", tinggi: int = 320) -> go.Figure:
    """One line per year over the parts of the year: the last year strong, the one before in a second colour, older ones grey.

    Frame: kode (period), nama, seri (year), posisi (0 for the first of `label`, 1 for the second; a part that is not over stands where
    the data end), nilai, keadaan, segmen. `sasaran` of kata is one target, or one for each of `label`.
    """
    figure = go.Figure()
    banyak = _list_seri(frame)
    sasaran = _list_sasaran(kata, len(label))
    sumbu = sumbu_nilai([*frame["nilai"], *sasaran], kata)
    berangka = banyak[-_DERET_BERANGKA:]
    letak = _place_angka(berangka, "posisi")
    ujung: dict[float, list[tuple[float, str, str]]] = {}
    for nomor, (nama, seri) in enumerate(banyak):
        warna = {len(banyak) - 1: UTAMA[tema], len(banyak) - 2: KATEGORI[tema][1]}.get(nomor, PEMBANDING[tema])
        akhir = _find_akhir(seri)
        tulis = [_tulis_angka(n, kata) if nama in letak and i != akhir else "" for i, n in enumerate(seri["nilai"])]
        _add_garis(
            figure,
            seri,
            seri["posisi"].tolist(),
            nama,
            kata,
            warna,
            tema,
            list(zip(tulis, letak.get(nama, ["top center"] * len(seri)), strict=True)),
        )
        if seri["nilai"].notna().any():
            n = seri["nilai"].iloc[akhir]
            ujung.setdefault(seri["posisi"].iloc[akhir], []).append((n, _name_akhir(nama, n, kata), warna))
    for x, label_akhir in ujung.items():
        _add_label_akhir(figure, label_akhir, x, sumbu["range"][1], tinggi)
    kiri, kanan = min([-0.3, *(frame["posisi"] - 0.2)]), max([len(label) - 1, *frame["posisi"]]) + 0.12
    _add_sasaran(figure, sasaran, (kiri, kanan - 0.1), kata, tema, ujung_kanan=False)
    set_layout(figure, tema, tinggi)
    figure.update_layout(margin={"r": 64})
    figure.update_xaxes(**sumbu_periode(list(label)))
    figure.update_xaxes(ticktext=list(label), range=[kiri, kanan])
    figure.update_yaxes(**sumbu)
    return figure


def _list_seri(frame: pandas.DataFrame) -> list[tuple[str, pandas.DataFrame]]:
    return [("", frame)] if "seri" not in frame else list(frame.groupby("seri", sort=False))


def _find_akhir(seri: pandas.DataFrame) -> int:
    """Row of the last known number; the last row where none is known."""
    return max((i for i, n in enumerate(seri["nilai"]) if not is_kosong(n)), default=len(seri) - 1)


def _warna_seri(nomor: int, banyak: int, tema: Tema) -> str:
    return UTAMA[tema] if banyak == 1 else KATEGORI[tema][nomor % len(KATEGORI[tema])]


def _place_angka(banyak: Sequence[tuple[str, pandas.DataFrame]], sumbu: str = "kode") -> dict[str, list[str]]:
    """Of two lines the upper carries its numbers above and the lower below, point by point, so that they do not meet."""
    tertinggi = pandas.concat([seri for _, seri in banyak]).groupby(sumbu)["nilai"].max() if banyak else {}
    return {
        nama: [
            "top center" if is_kosong(n) or n >= tertinggi[x] else "bottom center" for x, n in zip(seri[sumbu], seri["nilai"], strict=True)
        ]
        for nama, seri in banyak
    }


def _tulis_angka(nilai: float | None, kata: Kata) -> str:
    if is_kosong(nilai):
        return ""
    return format_nilai(nilai, "persen" if kata.get("satuan") == "persen" else "", kata.get("desimal", 0))


def _tulis_nilai(baris: dict[str, Any], kata: Kata) -> str:
    keadaan = baris.get("keadaan", ADA)
    if keadaan not in {ADA, NOL} or is_kosong(baris["nilai"]):
        return KEADAAN[keadaan].kata
    nilai = format_nilai(baris["nilai"], kata.get("satuan", ""), kata.get("desimal", 0))
    if not is_kosong(baris.get("bawah")) and not is_kosong(baris.get("atas")):
        nilai += f", selang 95% {_tulis_angka(baris['bawah'], kata)} sampai {_tulis_angka(baris['atas'], kata)}"
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
    figure: go.Figure, seri: pandas.DataFrame, posisi: list[int], kata: Kata, warna: str, tema: Tema, nama: str = ""
) -> None:
    """A period that is not complete is drawn hollow: only its outline has the colour. What another method counted is grey."""
    segmen = seri["segmen"].tolist() if "segmen" in seri else [0] * len(seri)
    tepi = [warna if each == segmen[-1] else PEMBANDING[tema] for each in segmen]
    isian = [WARNA[tema].kertas if kode == kata.get("berjalan") else each for kode, each in zip(seri["kode"], tepi, strict=True)]
    figure.add_trace(
        go.Bar(
            x=posisi,
            y=[None if is_kosong(n) else n for n in seri["nilai"]],
            width=0.62,
            marker={"color": isian, "line": {"color": tepi, "width": 1.6}},
            text=[_tulis_angka(n, kata) if n else "" for n in seri["nilai"]],
            textposition="outside",
            textangle=0,
            textfont={"color": WARNA[tema].tinta, "size": 12},
            constraintext="none",
            cliponaxis=False,
            hovertext=_hover(seri, kata, nama),
            hovertemplate=TANPA_EKSTRA,
            showlegend=False,
        )
    )


def _list_bagian(seri: pandas.DataFrame) -> list[list[int]]:
    """Rows that may be joined: one list for each stretch of one method."""
    segmen = seri["segmen"].tolist() if "segmen" in seri else [0] * len(seri)
    return [list(isi) for _, isi in itertools.groupby(range(len(seri)), key=lambda i: segmen[i])]


def _add_selang(figure: go.Figure, seri: pandas.DataFrame, posisi: list[float], warna: str, *, pita: bool) -> None:
    """The interval of a rate: a shaded band for one series, thin bars for several."""
    if "bawah" not in seri or seri["bawah"].isna().all():
        return
    isi = seri.reset_index(drop=True)
    diam = {"hoverinfo": "skip", "showlegend": False, "name": "selang"}
    if not pita:
        ada = [i for i in range(len(isi)) if not is_kosong(isi.at[i, "bawah"])]
        galat = {
            "type": "data", "symmetric": False, "thickness": 1, "width": 3, "color": warna,
            "array": [isi.at[i, "atas"] - isi.at[i, "nilai"] for i in ada],
            "arrayminus": [isi.at[i, "nilai"] - isi.at[i, "bawah"] for i in ada],
        }  # fmt: skip
        x, y = [posisi[i] for i in ada], [isi.at[i, "nilai"] for i in ada]
        figure.add_trace(go.Scatter(x=x, y=y, mode="markers", marker={"size": 1, "color": warna}, error_y=galat, **diam))
        return
    for bagian in _list_bagian(isi):
        for ada, titik in itertools.groupby(bagian, key=lambda i: not is_kosong(isi.at[i, "bawah"])):
            titik = list(titik)
            if ada:
                x = [posisi[i] for i in titik]
                y = [*(isi.at[i, "atas"] for i in titik), *(isi.at[i, "bawah"] for i in reversed(titik))]
                tebal = 6 if len(x) == 1 else 0  # a rate alone has a band of no width
                gaya = {"mode": "lines", "fill": "toself", "fillcolor": _tembus(warna), "line": {"width": tebal, "color": _tembus(warna)}}
                figure.add_trace(go.Scatter(x=[*x, *reversed(x)], y=y, **gaya, **diam))


def _tembus(warna: str) -> str:
    merah, hijau, biru = (int(warna[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({merah},{hijau},{biru},0.18)"


def _add_garis(
    figure: go.Figure,
    seri: pandas.DataFrame,
    posisi: list[float],
    nama: str,
    kata: Kata,
    warna: str,
    tema: Tema,
    angka: Sequence[tuple[str, str]],
) -> None:
    """Line with markers, one for each stretch of one method; the step into a period that is not complete is dashed and ends hollow.

    angka: for each point the number beside it and where that stands.
    """
    seri = seri.reset_index(drop=True)
    kumpulan = _hover(seri, kata, nama)
    dash = "dot" if nama and nama == kata.get("pembanding") else "solid"
    for bagian in _list_bagian(seri):
        nilai = [None if is_kosong(seri.at[i, "nilai"]) else seri.at[i, "nilai"] for i in bagian]
        jalan = [seri.at[i, "kode"] == kata.get("berjalan") for i in bagian]
        gaya = {
            "x": [posisi[i] for i in bagian], "hovertext": [kumpulan[i] for i in bagian], "hovertemplate": TANPA_EKSTRA,
            "mode": "lines+markers+text", "textfont": {"color": warna, "size": 12}, "textposition": [angka[i][1] for i in bagian],
            "connectgaps": False, "cliponaxis": False, "showlegend": False, "name": nama,
        }  # fmt: skip
        if not all(jalan):
            selesai = [None if belum else n for n, belum in zip(nilai, jalan, strict=True)]
            tulis = ["" if belum else angka[i][0] for i, belum in zip(bagian, jalan, strict=True)]
            garis, penanda = {"color": warna, "width": 2.5, "dash": dash}, {"size": 8, "color": warna}
            figure.add_trace(go.Scatter(y=selesai, text=tulis, line=garis, marker=penanda, **gaya))
        if any(jalan):
            k = jalan.index(True)
            ujung = [n if j in {k - 1, k} else None for j, n in enumerate(nilai)]
            tulis = [angka[i][0] if j == k else "" for j, i in enumerate(bagian)]
            isian = [WARNA[tema].kertas if j == k else warna for j in range(len(nilai))]
            garis, penanda = {"color": warna, "width": 2, "dash": "dash"}, {"size": 8, "color": isian, "line": {"color": warna, "width": 2}}
            figure.add_trace(go.Scatter(y=ujung, text=tulis, line=garis, marker=penanda, **gaya))


def _name_akhir(nama: str, nilai: float, kata: Kata) -> str:
    """The number, then the name on at most two lines."""
    return "<br>".join([f"<b>{_tulis_angka(nilai, kata)}</b>", *wrap(nama, _LEBAR_NAMA, max_lines=2, placeholder=" …")])


def _add_label_akhir(figure: go.Figure, ujung: list[tuple[float, str, str]], x: float, puncak: float, tinggi: int) -> None:
    """Labels (value, text, colour) beside the last known points, none on another: no legend to look up."""
    ujung = sorted(ujung)
    tebal = [(6 + 15 * (teks.count("<br>") + 1)) * puncak / (tinggi - _TEPI_GAMBAR) for _, teks, _ in ujung]
    for y, (_, teks, warna) in zip(spread([nilai for nilai, *_ in ujung], tebal, puncak), ujung, strict=True):
        gaya = {"text": teks, "align": "left", "font": {"color": warna, "size": 12}}
        figure.add_annotation(x=x, y=y, xanchor="left", xshift=12, showarrow=False, **gaya)


def spread(nilai: Sequence[float], tebal: Sequence[float], puncak: float) -> list[float]:
    """Middles of labels `tebal` thick, in the order of `nilai` (ascending), between 0 and `puncak`: as near to the values as they can without overlap.

    Those that would meet stand around their common mean.
    """
    jarak = list(itertools.accumulate([0.0, *((a + b) / 2 for a, b in itertools.pairwise(tebal))]))[: len(nilai)]
    kumpulan: list[tuple[float, int]] = []  # mean of value minus distance, how many labels
    for satu in (n - j for n, j in zip(nilai, jarak, strict=True)):
        rerata, banyak = satu, 1
        while kumpulan and kumpulan[-1][0] > rerata:
            lain, isi = kumpulan.pop()
            rerata, banyak = (rerata * banyak + lain * isi) / (banyak + isi), banyak + isi
        kumpulan.append((rerata, banyak))
    dasar = [max(0.0, min(rerata, puncak - jarak[-1])) for rerata, banyak in kumpulan for _ in range(banyak)]
    return [d + j for d, j in zip(dasar, jarak, strict=True)]


def _add_kosong(figure: go.Figure, seri: pandas.DataFrame, posisi: list[int], kata: Kata, tema: Tema, nama: str = "") -> None:
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
            hovertemplate=TANPA_EKSTRA,
            showlegend=False,
        )
    )


def _list_sasaran(kata: Kata, banyak: int) -> list[float | None]:
    """One target for each of so many periods."""
    sasaran = kata.get("sasaran")
    if isinstance(sasaran, int | float):
        return [sasaran] * banyak
    return list(sasaran) if sasaran else [None] * banyak


def _add_sasaran(
    figure: go.Figure, sasaran: Sequence[float | None], rentang: tuple[float, float], kata: Kata, tema: Tema, *, ujung_kanan: bool
) -> None:
    """A dashed line at the target of each period, from end to end of `rentang`, with a step where it changes.

    Each level carries its words once, where it first holds; a last one from the right where nothing else stands there.
    """
    garis = {"color": WARNA[tema].sasaran, "width": 1.6, "dash": "dash"}
    tulis = {"font": {"color": WARNA[tema].sasaran, "size": 12}, "yanchor": "bottom", "showarrow": False}
    datar = [(nilai, list(isi)) for nilai, isi in itertools.groupby(range(len(sasaran)), key=lambda i: sasaran[i])]
    for nomor, (nilai, isi) in enumerate(datar):
        if nilai is None:
            continue
        kiri = rentang[0] if isi[0] == 0 else isi[0] - 0.5
        kanan = rentang[1] if isi[-1] == len(sasaran) - 1 else isi[-1] + 0.5
        figure.add_shape(type="line", x0=kiri, x1=kanan, y0=nilai, y1=nilai, line=garis)
        if isi[0] and sasaran[isi[0] - 1] is not None:
            figure.add_shape(type="line", x0=kiri, x1=kiri, y0=sasaran[isi[0] - 1], y1=nilai, line=garis)
        if any(lain == nilai for lain, _ in datar[:nomor]):
            continue
        teks = f"Target {format_nilai(nilai, kata.get('satuan', ''), count_desimal(nilai))}"
        dari_kanan = ujung_kanan and len(datar) > 1 and isi[-1] == len(sasaran) - 1
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


def _add_sorot(figure: go.Figure, urutan: list[str], kata: Kata, tema: Tema) -> None:
    """A faint band behind the periods that the reader chose, unless that is all of them."""
    posisi = [urutan.index(kode) for kode in kata.get("sorot") or () if kode in urutan]
    if posisi and len(posisi) < len(urutan):
        isian = {"fillcolor": WARNA[tema].tinta, "opacity": 0.06, "line": {"width": 0}, "layer": "below"}
        figure.add_shape(type="rect", x0=min(posisi) - 0.5, x1=max(posisi) + 0.5, yref="paper", y0=0, y1=1, **isian)
