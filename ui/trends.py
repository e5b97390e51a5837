"""Trends on screen: one indicator over the years, all regions side by side, each with its sentence and its table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, join_daftar
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.sentences import reading
from p4gn.periode import is_berjalan, label_pendek
from ui import cache, filters, frame, jenis, levels, tables
from ui.figures import tren
from ui.figures.palet import KATA_TAHAP

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

    from p4gn.scope import Scope


def sentence(indicator: Indicator, scope: Scope, per: str) -> None:
    """The automatic reading above a chart."""
    st.html(f'<p class="p4 p4-kalimat">{escape(reading(indicator, cache.indicator_frame(indicator.id, scope, per), scope))}</p>')


def choose_indicator(tampilan: str, awal: str) -> Indicator:
    """Pick an indicator that has this view; the choice lives in the link as `indikator` and goes along from page to page."""
    ids = [each.id for each in CATALOGUE.values() if tampilan in each.tampilan]
    key = f"indikator_{tampilan}"
    remembered = st.session_state.get("indikator_ingat", awal)
    filters.follow_link("indikator", key, remembered if remembered in ids else awal)
    if st.session_state[key] not in ids:
        frame.notice(
            f"Indikator “{st.session_state[key]}” pada tautan tidak ada untuk layar ini. Yang ditampilkan: {CATALOGUE[awal].judul}."
        )
        st.session_state[key] = awal
    chosen = st.selectbox("Indikator", ids, key=key, format_func=lambda each: f"{CATALOGUE[each].kelompok} · {CATALOGUE[each].judul}")
    filters.write_link("indikator", key, chosen)
    st.session_state["indikator_ingat"] = chosen
    return CATALOGUE[chosen]


def evidence(indicator: Indicator, scope: Scope, per: str) -> None:
    """Under a chart: the table behind it, and where the numbers come from."""
    with st.expander("Tabel di balik gambar ini", icon=":material/table:"):
        tables.indicator_table(indicator, scope, per)
    source_line(indicator, scope)


def source_line(indicator: Indicator, scope: Scope) -> None:
    st.html(f'<p class="p4 p4-sumber redup">Sumber: {escape(jenis.sumber_text(indicator, scope))}.</p>')


def _tema() -> str:
    return "gelap" if st.context.theme.type == "dark" else "terang"


def _chart(figure: Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, config=tren.PLOTLY_CONFIG, alt=alt)


def _berjalan(result: pd.DataFrame, scope: Scope) -> str | None:
    """The last period of a result if the data ends before it does."""
    data_per = cache.manifest(scope.edisi).kini
    return next((kode for kode in reversed(result["kode"].tolist()) if is_berjalan(kode, data_per)), None)


def _trend_figure(indicator: Indicator, scope: Scope, tema: str, tinggi: int) -> Figure:
    result = cache.indicator_frame(indicator.id, scope, "periode")
    labelled = result.assign(nama=[label_pendek(kode) for kode in result["kode"]])
    return tren.tren_figure(labelled, _trend_words(indicator, scope), tema=tema, tinggi=tinggi)


def _trend_words(indicator: Indicator, scope: Scope) -> tren.Kata:
    result = cache.indicator_frame(indicator.id, scope, "periode")
    return tren.kata_of(indicator, result["kode"], _berjalan(result, scope), scope.kode_wilayah)


def _marks(indicator: Indicator, scope: Scope) -> None:
    """What the numbered lines on a trend mean: in words, because nobody can point at a print."""
    kata = _trend_words(indicator, scope)
    shown = tren.number_tanda(cache.indicator_frame(indicator.id, scope, "periode")["kode"].tolist(), kata)
    if shown:
        items = "".join(f"<li>{escape(words)}</li>" for _, words in shown)
        st.html(f'<div class="p4 redup p4-tanda"><p>Garis tegak bernomor pada grafik:</p><ol>{items}</ol></div>')


@cache.keep_figure
def _multiples_figure(indicator_id: str, scope: Scope, per: str, tema: str) -> Figure:
    result = cache.indicator_table(indicator_id, scope, per)
    labelled = result.assign(seri=result["nama"], kode=result["periode"], nama=[label_pendek(kode) for kode in result["periode"]])
    kata = tren.kata_of(CATALOGUE[indicator_id], labelled["kode"].unique(), _berjalan(labelled, scope))
    return tren.kelipatan_figure(labelled, kata, tema=tema)


@cache.keep_figure
def _stages_figure(scope: Scope, tema: str) -> Figure:
    return tren.tahap_figure(cache.list_frame("tahap_desa", scope), tema=tema)


def indicator_trend(indicator: Indicator, scope: Scope, tinggi: int = 320) -> None:
    """One indicator over the years of the edition (or the semesters of the chosen year); `tinggi` in px."""
    shown = levels.nearest_published(indicator, scope)
    result = cache.indicator_frame(indicator.id, shown, "periode")
    st.subheader(f"{indicator.judul}, {frame.wilayah_label(shown.kode_wilayah)}", anchor=False)
    sentence(indicator, shown, "periode")
    if result["nilai"].isna().all():
        return
    _chart(_trend_figure(indicator, shown, _tema(), tinggi), f"tren-{indicator.id}", indicator.judul)
    _marks(indicator, shown)
    undated = cache.undated(indicator.id, shown).baris
    if undated and scope.periode == "semua":
        st.html(f'<p class="p4 redup">{format_angka(undated)} catatan tanpa tanggal tidak tampak pada grafik ini.</p>')
    evidence(indicator, shown, "periode")


def indicator_multiples(indicator: Indicator, scope: Scope) -> None:
    """The same indicator for every part of the region, one small panel each on one scale."""
    shown = levels.nearest_published(indicator, scope)
    per = levels.find_parts(indicator, shown)
    if per is None:
        return
    result = cache.indicator_table(indicator.id, shown, per)
    if result["nilai"].isna().all():
        return
    st.subheader(f"Berdampingan per {KATA_TINGKAT[per]}", anchor=False)
    sentence(indicator, shown, per)
    _chart(_multiples_figure(indicator.id, shown, per, _tema()), f"kelipatan-{indicator.id}", f"{indicator.judul} per {KATA_TINGKAT[per]}")
    with st.expander("Tabel di balik gambar ini", icon=":material/table:"):
        tables.matrix_table(indicator, result, shown)
    source_line(indicator, scope)


def stage_ladder(indicator: Indicator, scope: Scope) -> None:
    """Villages by stage in each part of the region, as they last stood, and which parts have none."""
    st.subheader("Tangga Desa Bersinar", anchor=False)
    result = cache.list_frame("tahap_desa", scope)
    if result.empty:
        frame.empty_state("Belum ada catatan Desa Bersinar untuk lingkup ini.")
        return
    counts = result.groupby("tahap")["jumlah"].sum()
    parts = [f"{format_angka(jumlah)} {KATA_TAHAP[int(tahap)]}" for tahap, jumlah in counts.items()]
    st.html(f'<p class="p4 p4-kalimat">{escape(f"Tahap terakhir yang tercatat: {join_daftar(parts)}.")}</p>')
    _chart(_stages_figure(scope, _tema()), "tangga-desa", "Desa Bersinar menurut tahap")
    per = levels.find_parts(indicator, scope)
    if per:
        sentence(indicator, scope, per)
        evidence(indicator, scope, per)
