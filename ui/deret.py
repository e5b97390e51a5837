"""What the screen Tren compares: which view, which regions or agencies, over which periods; all of it lives in the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pandas as pd
import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.geography import wilayah
from p4gn.indicators import sentences_deret as kata
from p4gn.indicators.cells import read_data_per
from p4gn.indicators.deret import default_kode, find_pembanding, list_periode, list_sambungan
from p4gn.scope import NASIONAL, Scope
from ui import cache, filters, frame

if TYPE_CHECKING:
    from p4gn.indicators.catalogue import Indicator

TAHUNAN, SEMESTER, ANTARTAHUN = "tahunan", "semester", "antartahun"
TAMPAK = {TAHUNAN: "Tahunan", SEMESTER: "Semester", ANTARTAHUN: "Tahun ke tahun"}
WILAYAH, OPD = "wilayah", "opd"
MENURUT = {WILAYAH: "Wilayah", OPD: "OPD"}
TERBANYAK = 6


@dataclass(frozen=True, slots=True)
class Deret:
    """One line: its code, its name, and its rows (of compute_table, oldest first, with `segmen` and `label`)."""

    kode: str
    nama: str
    rows: pd.DataFrame

    @property
    def kosong(self) -> bool:
        return bool(self.rows["nilai"].isna().all())


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What the reader chose. shown: the region that the indicator is published for; kode: regions, or agencies where `menurut` is OPD."""

    shown: Scope
    tampak: str
    menurut: str
    kode: tuple[str, ...]
    pembanding: str | None

    @property
    def semester(self) -> bool:
        return self.tampak != TAHUNAN


def default_indicator(scope: Scope) -> str:
    """Coverage of urine tests where the edition knows it for this region or the whole around it, else meetings."""
    above = replace(scope, kode_wilayah=scope.kode_wilayah[:2] if scope.tingkat != NASIONAL else NASIONAL, periode=p.SEMUA)
    known = cache.indicator_frame("cakupan_tes_urine", above, "total")["nilai"].notna().any()
    return "cakupan_tes_urine" if known else "rapat_tercatat"


def default_pilihan(indicator: Indicator, scope: Scope, tampak: str = TAHUNAN) -> Pilihan:
    """The region beside the one above it; a province or the country stands alone."""
    shown = replace(levels.nearest_published(indicator, scope), periode=p.SEMUA)
    kode = default_kode(indicator, shown.kode_wilayah)
    return Pilihan(shown, tampak, WILAYAH, kode, find_pembanding(kode))


def choose(indicator: Indicator, scope: Scope) -> Pilihan:
    """View, kind and regions or agencies, drawn in one row; what the link asks for and does not exist is said, never guessed."""
    shown = replace(levels.nearest_published(indicator, scope), periode=p.SEMUA)
    if shown.kode_wilayah != scope.kode_wilayah:
        frame.notice(
            f"Indikator ini tidak terbit untuk {frame.wilayah_label(scope.kode_wilayah)}. "
            f"Yang ditampilkan: {frame.wilayah_label(shown.kode_wilayah)}."
        )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="pilih-tren"):
        tampak = _segmented("Tampilan", "tampak", TAMPAK)
        menurut = _segmented("Bandingkan", "menurut", MENURUT) if indicator.per_opd and not indicator.aturan_kecil.berlaku else WILAYAH
        if menurut == OPD:
            kode = _choose_many("OPD", _list_opd(indicator, shown), (), shown)
            if not kode:
                frame.notice(f"Belum ada OPD yang dipilih. Sementara yang ditampilkan: {frame.wilayah_label(shown.kode_wilayah)}.")
                return default_pilihan(indicator, shown, tampak)
            return Pilihan(shown, tampak, OPD, kode, shown.kode_wilayah)
        kode = _choose_many("Wilayah", _list_wilayah(indicator, shown), default_kode(indicator, shown.kode_wilayah), shown)
    return Pilihan(shown, tampak, WILAYAH, kode, find_pembanding(kode))


def _segmented(judul: str, nama: str, pilihan: dict[str, str]) -> str:
    """One of a few, kept in the link; a word in the link that is none of them is the first."""
    key, awal = f"tren_{nama}", next(iter(pilihan))
    filters.follow_link(nama, key, awal)
    if st.session_state[key] not in pilihan:
        frame.notice(f"Pilihan “{st.session_state[key]}” pada tautan tidak dikenal. Yang ditampilkan: {pilihan[awal]}.")
        st.session_state[key] = awal
    chosen = st.segmented_control(judul, list(pilihan), key=key, format_func=pilihan.get, required=True, width="content")
    filters.write_link(nama, key, chosen)
    return chosen


def _choose_many(judul: str, options: dict[str, str], awal: tuple[str, ...], shown: Scope) -> tuple[str, ...]:
    """Up to six of many. Another region in the sidebar starts anew; only a choice that is not the usual one stands in the link."""
    key, about = f"tren_deret_{judul}", f"{judul} {shown.edisi} {shown.kode_wilayah}"
    own = st.session_state.get("tren_deret_tautan")
    if st.session_state.get("tren_deret_untuk", about) != about and st.query_params.get("deret") == own:
        filters.write_link("deret", "tren_deret", None)
        st.session_state.pop(key, None)
    written = st.query_params.get("deret")
    if key not in st.session_state or written != st.session_state.get("tren_deret_tautan"):
        st.session_state[key] = [unquote(each) for each in written.split(",")] if written else list(awal)
    unknown = [each for each in st.session_state[key] if each not in options]
    if unknown:
        frame.notice(f"Tidak dikenal atau tidak terbit untuk indikator ini, jadi tidak ditampilkan: {', '.join(unknown)}.")
    st.session_state[key] = [each for each in st.session_state[key] if each in options][:TERBANYAK] or list(awal)
    chosen = st.multiselect(
        f"{judul} (paling banyak {TERBANYAK})",
        list(options),
        key=key,
        format_func=options.get,
        placeholder=f"Pilih {judul if judul == 'OPD' else judul.lower()}",
        on_change=_keep_six,
        args=(key,),
        width="stretch",
    )
    if st.session_state.pop("tren_terlalu_banyak", False):
        frame.notice(f"Paling banyak {TERBANYAK} garis dalam satu grafik. Hapus satu pilihan dahulu.")
    kode = tuple(chosen) or awal
    st.session_state["tren_deret_untuk"] = about
    filters.write_link("deret", "tren_deret", None if kode == awal else ",".join(quote(each, safe="@.") for each in kode))
    return kode


def _keep_six(key: str) -> None:
    if len(st.session_state[key]) > TERBANYAK:
        st.session_state[key] = st.session_state[key][:TERBANYAK]
        st.session_state["tren_terlalu_banyak"] = True


def _list_wilayah(indicator: Indicator, shown: Scope) -> dict[str, str]:
    """The country or the province with its kab/kota and, of the kab/kota one is in, the kecamatan: as far as the indicator tells them apart."""
    if shown.kode_wilayah == NASIONAL:
        return {NASIONAL: frame.wilayah_label(NASIONAL)} | {each.kode: each.nama for each in wilayah.list_provinsi()}
    codes = [shown.kode_wilayah[:2]]
    codes += [each.kode for each in wilayah.list_anak(codes[0]) if indicator.allows_tingkat("kabkota")]
    if len(shown.kode_wilayah) > 2 and indicator.allows_tingkat("kecamatan"):
        codes += [each.kode for each in wilayah.list_anak(shown.kode_wilayah[:5])]
    return {kode: name_of(kode) for kode in codes}


def name_of(kode: str) -> str:
    """Short, but a city says so: 'Hulu Sungai Selatan', 'Kota Banjarmasin'."""
    if kode == NASIONAL:
        return frame.wilayah_label(kode)
    found = wilayah.get_wilayah(kode)
    return found.nama_resmi if found.nama_resmi.startswith("Kota ") else found.nama


def _list_opd(indicator: Indicator, shown: Scope) -> dict[str, str]:
    """Agencies met in any year; those of the region's own government first."""
    rows = cache.indicator_periods(indicator.id, shown, "opd", tuple(list_periode(shown.edisi, semester=False)))
    named = dict(zip(rows["kode"], rows["nama"], strict=True))
    return dict(sorted(named.items(), key=lambda item: (not item[0].endswith(f"@{shown.kode_wilayah}"), item[1])))


def param_paparan(indicator: Indicator, pilihan: Pilihan) -> dict[str, str]:
    """What the recipe 'tren' of a briefing is given to draw the same lines; year on year becomes its semesters."""
    return {
        "indikator": indicator.id,
        "tampak": SEMESTER if pilihan.semester else TAHUNAN,
        "menurut": pilihan.menurut,
        "deret": ",".join(pilihan.kode),
    }


def read_deret(indicator: Indicator, pilihan: Pilihan, *, semester: bool) -> list[Deret]:
    """The lines of a choice over all periods, from the first one in which any of them has a number; shares of agencies are followed by the whole."""
    periode = tuple(list_periode(pilihan.shown.edisi, semester=semester))
    if not periode:
        return []
    if pilihan.menurut == OPD:
        every = cache.indicator_periods(indicator.id, pilihan.shown, "opd", periode)
        found = [_complete(every[every["kode"] == kode], kode, pilihan.shown.kode_wilayah, periode) for kode in pilihan.kode]
        if indicator.is_rasio:
            found.append(_of_region(indicator, pilihan.shown, pilihan.shown.kode_wilayah, periode))
    else:
        found = [_of_region(indicator, pilihan.shown, kode, periode) for kode in pilihan.kode]
    known = sorted({each for deret in found for each in deret.rows.loc[deret.rows["nilai"].notna(), "periode"]})
    first = known[0] if known else periode[0]
    return [replace(deret, rows=_add_words(indicator, pilihan, deret.rows[deret.rows["periode"] >= first])) for deret in found]


def _of_region(indicator: Indicator, shown: Scope, kode: str, periode: tuple[str, ...]) -> Deret:
    rows = cache.indicator_periods(indicator.id, replace(shown, kode_wilayah=kode), "total", periode)
    return Deret(kode, name_of(kode), rows)


def _complete(rows: pd.DataFrame, kode: str, wilayah_sendiri: str, periode: tuple[str, ...]) -> Deret:
    """An agency is listed only where it is met: elsewhere it has no record, which is not zero."""
    nama = rows["nama"].iloc[0].removesuffix(f", {frame.wilayah_label(wilayah_sendiri)}")
    whole = pd.DataFrame({"periode": periode}).merge(rows, on="periode", how="left")
    return Deret(kode, nama, whole.assign(kode=kode, nama=nama, keadaan=whole["keadaan"].fillna("belum_lapor")))


def _add_words(indicator: Indicator, pilihan: Pilihan, rows: pd.DataFrame) -> pd.DataFrame:
    """label: how a point is called; segmen: which points may be joined."""
    periode = rows["periode"].tolist()
    kini = read_data_per(pilihan.shown.edisi)
    return rows.assign(label=[kata.label_titik(indicator, each, kini) for each in periode], segmen=list_sambungan(indicator, periode))


def list_sorot(scope: Scope, periode: Sequence[str]) -> list[str]:
    """Of the periods shown those that lie in, or hold, the one chosen in the sidebar."""
    awal, akhir = p.bounds(scope.periode)
    if awal is None:
        return []
    return [each for each in periode if p.bounds(each)[0] <= akhir and p.bounds(each)[1] >= awal]
