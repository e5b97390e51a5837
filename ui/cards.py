"""Number cards: one figure each, with its target, the last periods and one sentence that says what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.bahasa import format_angka, is_kosong
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.indicators.sentences import reading
from p4gn.indicators.states import KEADAAN
from p4gn.indicators.tanda import list_segmen
from p4gn.periode import SEMUA
from p4gn.ringkasan import last_periods, target_text, without_running
from ui import cache
from ui.figures.spark import spark_uri

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.scope import Scope


@dataclass(frozen=True, slots=True)
class Kartu:
    """One card: `angka` is HTML, everything else plain text; `tautan` leads to the page that shows it ('' for none)."""

    judul: str
    angka: str
    bacaan: str
    lalu: str
    target: str
    tautan: str = ""


def draw_cards(items: Sequence[Kartu]) -> None:
    """Cards whose numbers do not come from the catalogue alone."""
    st.html(f'<div class="p4 p4-kartu-kisi{" enam" if len(items) == 6 else ""}">{"".join(map(_card_html, items))}</div>')


def _card_html(item: Kartu) -> str:
    title = escape(item.judul)
    head = f'<a href="{escape(item.tautan, quote=True)}" target="_self">{title}</a>' if item.tautan else title
    empty = " kosong" if item.angka[:1] in "–…×" else ""
    foot = " · ".join(part for part in (item.lalu, item.target) if part)
    return (
        f'<div class="p4-kartu"><h3>{head}</h3><div class="angka{empty}">{item.angka}</div><p>{escape(item.bacaan)}</p>'
        f'<p class="redup baris">{escape(foot)}</p></div>'
    )


def indicator_cards(ids: Sequence[str], scope: Scope) -> None:
    """A row of cards that wraps on narrow screens."""
    st.html(
        f'<div class="p4 p4-kartu-kisi{" enam" if len(ids) == 6 else ""}">{"".join(_card(CATALOGUE[each], scope) for each in ids)}</div>'
    )


def _card(indicator: Indicator, scope: Scope) -> str:
    if not indicator.allows_tingkat(scope.tingkat):
        return _empty_card(indicator)
    total = cache.indicator_frame(indicator.id, scope, "total")
    series = without_running(cache.indicator_frame(indicator.id, scope, "periode"), scope.edisi)
    return (
        f'<div class="p4-kartu"><h3>{escape(indicator.judul_pendek)}</h3>{figure_html(indicator, total.iloc[0])}'
        f"<p>{escape(reading(indicator, total, scope, 'total', ringkas=True))}</p>"
        f'<p class="redup baris"><span>{escape(last_periods(indicator, series))}</span>{_spark(indicator, series)}</p>'
        f'<p class="redup">{escape(target_text(indicator, scope))}</p></div>'
    )


def _empty_card(indicator: Indicator) -> str:
    return (
        f'<div class="p4-kartu"><h3>{escape(indicator.judul_pendek)}</h3><div class="angka kosong">{KEADAAN["tidak_berlaku"].simbol} tidak dirinci</div>'
        f'<p class="redup">Hanya dihitung sampai tingkat {escape(KATA_TINGKAT[indicator.tingkat_terhalus])}.</p></div>'
    )


def figure_html(indicator: Indicator, cell: Mapping[str, Any]) -> str:
    """The figure of a card, or symbol and word of its state."""
    state = KEADAAN[cell["keadaan"]]
    if is_kosong(cell["nilai"]):
        return f'<div class="angka kosong">{state.simbol} {escape(state.kata)}</div>'
    return f'<div class="angka">{_number(indicator, cell)}</div>'


def _number(indicator: Indicator, cell: Mapping[str, Any]) -> str:
    unit = "%" if indicator.satuan == "persen" else f" <small>{escape(indicator.satuan)}</small>"
    return f"{format_angka(cell['nilai'], indicator.desimal)}{unit}"


def _spark(indicator: Indicator, series: pd.DataFrame) -> str:
    """A line needs at least three neighbouring years with a number; less is drawn as nothing. It breaks where the method changed."""
    known = series["nilai"].notna()
    if not (known & known.shift(1, fill_value=False) & known.shift(2, fill_value=False)).any():
        return ""
    uri = spark_uri(
        [None if is_kosong(value) else float(value) for value in series["nilai"]], segmen=list_segmen(indicator, list(series["kode"]))
    )
    return f'<img src="{escape(uri, quote=True)}" alt="" width="72" height="21">'


def spark_html(indicator: Indicator, scope: Scope) -> str:
    """The finished years of the edition as a sparkline, whatever period is chosen; '' where there is no line to draw."""
    return _spark(indicator, without_running(cache.indicator_frame(indicator.id, replace(scope, periode=SEMUA), "periode"), scope.edisi))
