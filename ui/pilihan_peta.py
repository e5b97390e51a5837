"""What a reader chooses on the map besides its indicator: how fine it is, what stands beside it, which layers lie on it. All of it lives in the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import levels
from p4gn.bahasa import kapital_awal
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.cells import KATA_TINGKAT
from p4gn.periode import SEMUA
from p4gn.scope import NASIONAL
from ui import filters, lapisan

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator
    from p4gn.scope import Scope

MODE = {"satu": "Satu peta", "periode": "Dua periode", "indikator": "Dua indikator"}


@dataclass(frozen=True, slots=True)
class Pilihan:
    """`per`: level of the regions drawn. `periode` or `indikator` is that of the second map, None where there is one map or the other is meant."""

    per: str
    periode: str | None
    indikator: Indicator | None
    lapisan: tuple[str, ...]


def choose_mode() -> str:
    """One map, or two beside each other."""
    return _one("Sandingkan", "sanding", list(MODE), MODE)


def choose(mode: str, indicator: Indicator, shown: Scope, nama_periode: Mapping[str, str]) -> Pilihan:
    """The other controls in one row that wraps: how fine, the period or the indicator of the second map, which layers."""
    halus = levels.list_parts(indicator, shown)
    _begin_level(shown, halus[0])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="pilihan-peta"):
        per = (
            _one("Tampilkan per", "rincian", halus, {each: kapital_awal(KATA_TINGKAT[each]) for each in halus})
            if len(halus) > 1
            else halus[0]
        )
        second = _second(mode, indicator, per, shown, nama_periode)
        layers = [each for each in lapisan.LAPISAN.values() if each.allows(per) and shown.tingkat != NASIONAL]
        chosen = _many("Lapisan", "lapisan", [each.id for each in layers], {each.id: each.judul for each in layers}) if layers else ()
    return Pilihan(per, second if mode == "periode" else None, CATALOGUE[second] if mode == "indikator" and second else None, chosen)


def _before_first(periode: str, semua: Sequence[str]) -> list[str]:
    """The other periods: the one just before first, then from the newest to the oldest."""
    others = [each for each in reversed(semua) if each != periode]
    before = [each for each in others if each < periode][:1]
    return [*before, *(each for each in others if each not in before)]


def _begin_level(shown: Scope, paling_kasar: str) -> None:
    """Another region is shown by its coarsest parts again, unless a link that was followed says otherwise."""
    before = st.session_state.get("peta_rincian_di", shown.kode_wilayah)
    if before != shown.kode_wilayah and st.query_params.get("rincian") == st.session_state.get("peta_rincian_tautan"):
        st.session_state["peta_rincian"] = paling_kasar
    st.session_state["peta_rincian_di"] = shown.kode_wilayah


def _second(mode: str, indicator: Indicator, per: str, shown: Scope, nama_periode: Mapping[str, str]) -> str | None:
    """Period or indicator of the second map."""
    if mode == "periode":
        others = _before_first(shown.periode, [each for each in nama_periode if each != SEMUA])
        return _select("Periode pada peta kedua", "periode2", others, nama_periode) if others else None
    if mode == "indikator":
        others = [each for each in CATALOGUE.values() if "peta" in each.tampilan and each.id != indicator.id and each.allows_tingkat(per)]
        words = {each.id: f"{each.kelompok} · {each.judul}" for each in others}
        return _select("Indikator pada peta kedua", "indikator2", list(words), words) if others else None
    return None


def _one(label: str, name: str, options: Sequence[str], words: Mapping[str, str]) -> str:
    key = _follow(name, options)
    chosen = st.segmented_control(label, options, key=key, format_func=words.get, required=True)
    filters.write_link(name, key, None if chosen == options[0] else chosen)
    return chosen


def _many(label: str, name: str, options: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Several at once; in the link they stand in one value with commas."""
    key = f"peta_{name}"
    before = st.session_state.get(f"{key}_teks")
    filters.follow_link(name, f"{key}_teks", "")
    if key not in st.session_state or st.session_state[f"{key}_teks"] != before:  # a link was followed, or the page is new
        st.session_state[key] = st.session_state[f"{key}_teks"].split(",")
    st.session_state[key] = [each for each in st.session_state[key] if each in options]
    chosen = tuple(st.pills(label, options, key=key, format_func=words.get, selection_mode="multi", wrap=True))
    st.session_state[f"{key}_teks"] = ",".join(chosen)
    filters.write_link(name, f"{key}_teks", ",".join(chosen) or None)
    return chosen


def _select(label: str, name: str, options: Sequence[str], words: Mapping[str, str]) -> str:
    key = _follow(name, options)
    chosen = st.selectbox(label, options, key=key, format_func=words.get, width=320)
    filters.write_link(name, key, chosen)
    return chosen


def _follow(name: str, options: Sequence[str]) -> str:
    """Key of a widget that holds what the link says, or the first where it says nothing that exists here."""
    key = f"peta_{name}"
    filters.follow_link(name, key, options[0])
    if st.session_state[key] not in options:
        st.session_state[key] = options[0]
    return key
