"""Trends on screen: one indicator over time for one or several regions or agencies, with its sentence, its marks, its pace and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from p4gn import levels
from p4gn import periode as p
from p4gn.bahasa import format_angka, join_daftar
from p4gn.indicators import laju, sentences_deret
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.deret import list_periode
from p4gn.indicators.sentences import reading
from p4gn.indicators.states import KATA_TAHAP
from ui import cache, deret, filters, frame, jenis, tables
from ui.figures import tangga, tren
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from datetime import date

    from plotly.graph_objects import Figure

    from p4gn.scope import Scope
    from ui.deret import Deret, Pilihan

TAHUN_TERBANYAK = 6  # lines of the view year on year


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


def tema() -> str:
    return "gelap" if st.context.theme.type == "dark" else "terang"


def _chart(figure: Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, config=tren.PLOTLY_CONFIG, alt=alt)


def _note(*kalimat: str) -> None:
    told = " ".join(each for each in kalimat if each)
    if told:
        st.html(f'<p class="p4 redup p4-catatan">{escape(told)}</p>')


# ---- one indicator over time ------------------------------------------------------------------------------------------


def indicator_trend(indicator: Indicator, scope: Scope, tinggi: int = 320) -> None:
    """One indicator over all years of the edition, a share beside that of the whole; the chosen period is marked. `tinggi` in px."""
    draw_trend(indicator, scope, deret.default_pilihan(indicator, scope), tinggi)


def draw_trend(indicator: Indicator, scope: Scope, pilihan: Pilihan, tinggi: int = 340, *, dengan_laju: bool = False) -> None:
    """What was chosen, over time: sentence, chart, what its signs mean, the pace towards the target, and the table."""
    found = deret.read_deret(indicator, pilihan, semester=pilihan.semester)
    known = [each for each in found if not each.kosong]
    subject = found[:1] if pilihan.tampak == deret.ANTARTAHUN else [each for each in found if each.kode != pilihan.pembanding]
    st.subheader(f"{indicator.judul}, {join_daftar(each.nama for each in subject or found)}", anchor=False)
    if not known:
        names = join_daftar((each.nama for each in found), kata="atau") or frame.wilayah_label(pilihan.shown.kode_wilayah)
        frame.empty_state(
            f"Belum ada {'catatan' if not jenis.is_publik(scope) else 'catatan publik'} tentang {indicator.judul_pendek} untuk {names}.",
            "Pilih indikator, wilayah, atau edisi lain.",
        )
        return
    if pilihan.tampak == deret.ANTARTAHUN:
        _draw_antartahun(indicator, subject[0], pilihan, tinggi)
    else:
        _draw_berurut(indicator, scope, found, pilihan, tinggi)
    if dengan_laju:
        _draw_laju(indicator, pilihan)
    with st.expander("Tabel di balik gambar ini", icon=":material/table:"):
        _deret_table(indicator, subject if pilihan.tampak == deret.ANTARTAHUN else found, pilihan)
    source_line(indicator, scope)


def _draw_berurut(indicator: Indicator, scope: Scope, found: Sequence[Deret], pilihan: Pilihan, tinggi: int) -> None:
    kini = cache.manifest(scope.edisi).kini
    periode = found[0].rows["periode"].tolist()
    sorot = deret.list_sorot(scope, periode)
    st.html(_sentences_html(indicator, found, pilihan, sorot, kini))
    words = tren.kata_of(indicator, periode, _berjalan(periode, kini), pilihan.shown.kode_wilayah)
    if pilihan.menurut == deret.WILAYAH:  # what happened in one of the regions shown is told once
        marks = [tanda for kode in pilihan.kode for tanda in tren.kata_of(indicator, periode, kode_wilayah=kode)["tanda"]]
        words["tanda"] = list(dict.fromkeys(marks))
    words["sorot"] = sorot
    words["pembanding"] = next((each.nama for each in found if each.kode == pilihan.pembanding), None)
    drawn = [_as_figure_rows(each, seri=len(found) > 1) for each in found]
    figure = tren.tren_figure(pd.concat(drawn, ignore_index=True), words, tema=tema(), tinggi=tinggi)
    told = "; ".join(sentences_deret.read_deret(indicator, each.nama, tables.rows_of(each.rows), kini) for each in found)
    _chart(figure, f"tren-{indicator.id}", f"{indicator.judul}. {told}")
    shown = tren.number_tanda(periode, words)
    if shown:
        items = "".join(f"<li>{escape(told)}</li>" for _, told in shown)
        st.html(f'<div class="p4 redup p4-tanda"><p>Garis tegak bernomor pada grafik:</p><ol>{items}</ol></div>')
    first = list_periode(pilihan.shown.edisi, semester=pilihan.semester)[0]
    undated = cache.undated(indicator.id, pilihan.shown).baris if pilihan.menurut == deret.WILAYAH else 0
    _note(
        sentences_deret.read_berjalan(indicator, periode, kini),
        _putus_note(indicator, found),
        f"Garis titik-titik: {words['pembanding']}, sebagai pembanding." if words["pembanding"] else "",
        f"Sebelum {p.label_pendek(periode[0])} belum ada catatan." if periode[0] != first else "",
        f"{format_angka(undated)} catatan tanpa tanggal tidak tampak pada grafik ini." if undated else "",
    )


def _putus_note(indicator: Indicator, found: Sequence[Deret]) -> str:
    """Only a change of method is told here; that every January starts anew is told by the labels."""
    cara = {each[:2] for each in found[0].rows["segmen"]}
    if len(cara) == 1:
        return ""
    if len(found) == 1 and not indicator.is_rasio:
        return "Batang kelabu dihitung dengan cara lama."
    return "Garis terputus di tempat cara hitungnya berubah."


def _berjalan(periode: Sequence[str], kini: date) -> str | None:
    """The last period if the data end before it does."""
    return next((kode for kode in reversed(periode) if p.is_berjalan(kode, kini)), None)


def _as_figure_rows(each: Deret, *, seri: bool) -> pd.DataFrame:
    rows = each.rows.assign(kode=each.rows["periode"], nama=each.rows["label"])
    return rows.assign(seri=each.nama) if seri else rows


def _sentences_html(indicator: Indicator, found: Sequence[Deret], pilihan: Pilihan, sorot: Sequence[str], kini: date) -> str:
    """How the first one stands, then the last three figures of each."""
    main = next(each for each in found if each.kode != pilihan.pembanding) if len(found) > 1 else found[0]
    rows = {row["periode"]: row for row in tables.rows_of(main.rows)}
    last = next((kode for kode in reversed(rows) if rows[kode]["nilai"] is not None), None)
    told = (sorot[-1] if sorot and sorot[-1] in rows else None) or last
    whole = next((each for each in found if each.kode == pilihan.pembanding), None)
    beside = None
    if whole is not None and told:
        beside = (whole.nama, next(row for row in tables.rows_of(whole.rows) if row["periode"] == told))
    target = None if told is None else indicator.target_pada(told, pilihan.shown.kode_wilayah)
    lead = sentences_deret.read_posisi(indicator, main.nama, rows.get(told), target, beside, kini)
    lines = [sentences_deret.read_deret(indicator, each.nama, tables.rows_of(each.rows), kini) for each in found]
    items = "".join(f"<li>{escape(each)}</li>" for each in lines)
    return f'<div class="p4"><p class="p4-kalimat">{escape(lead)}</p><ul class="p4-deret">{items}</ul></div>'


def _draw_antartahun(indicator: Indicator, subject: Deret, pilihan: Pilihan, tinggi: int) -> None:
    """One line per year, so that the same point of different years can be compared."""
    kini = cache.manifest(pilihan.shown.edisi).kini
    rows = tables.rows_of(subject.rows)
    lines = sentences_deret.read_antartahun(indicator, subject.nama, rows, kini)
    items = "".join(f"<li>{escape(each)}</li>" for each in lines)
    st.html(f'<div class="p4"><p class="p4-kalimat">Titik yang sama pada tahun yang berbeda:</p><ul class="p4-deret">{items}</ul></div>')
    years = sorted({each["periode"][:4] for each in rows})[-TAHUN_TERBANYAK:]
    drawn = subject.rows[subject.rows["periode"].str[:4].isin(years)]
    peristiwa = indicator.sifat == "peristiwa"
    drawn = drawn.assign(
        kode=drawn["periode"],
        nama=drawn["label"],
        seri=drawn["periode"].str[:4],
        posisi=[_posisi(each, kini, geser=not peristiwa) for each in drawn["periode"]],
    )
    periode = drawn["periode"].tolist()
    words = tren.kata_of(indicator, periode, _berjalan(periode, kini), pilihan.shown.kode_wilayah)
    label = ("Semester I", "Semester II") if peristiwa else ("30 Juni", "31 Desember")
    words["sasaran"] = [indicator.target_pada(each, pilihan.shown.kode_wilayah) for each in p.list_semester(years[-1])]
    _chart(
        tren.antartahun_figure(drawn, words, label=label, tema=tema(), tinggi=tinggi),
        f"antartahun-{indicator.id}",
        f"{indicator.judul} tahun ke tahun, {subject.nama}: {' '.join(lines)}",
    )
    others = len(pilihan.kode) > 1
    _note(
        sentences_deret.read_berjalan(indicator, periode, kini),
        f"Tampilan ini memuat satu {'OPD' if pilihan.menurut == deret.OPD else 'wilayah'}, yaitu yang dipilih pertama." if others else "",
    )


def _posisi(kode: str, kini: date, *, geser: bool) -> float:
    """0 for the first half of a year, 1 for the second; where days are told, a half that is not over stands on the day its data end."""
    paruh = int(kode[-1]) - 1
    awal, akhir = p.bounds(kode)
    if not geser or akhir <= kini:
        return float(paruh)
    return paruh - (akhir - kini).days / ((akhir - awal).days + 1)


# ---- pace ---------------------------------------------------------------------------------------------------------------


def _draw_laju(indicator: Indicator, pilihan: Pilihan) -> None:
    """When the target would be reached at the pace so far, for each line but the whole it is compared with; with the reckoning in a fold."""
    if not indicator.dapat_dibandingkan:
        return
    kini = cache.manifest(pilihan.shown.edisi).kini
    target = indicator.target_pada(str(kini.year), pilihan.shown.kode_wilayah)
    if target is None:
        _note("Target belum ditetapkan, jadi laju ke target tidak dihitung.")
        return
    years, halves = (deret.read_deret(indicator, pilihan, semester=each) for each in (False, True))
    told = []
    for tahun, paruh in zip(years, halves, strict=True):
        if tahun.kode != pilihan.pembanding or len(years) == 1:
            found = laju.find_laju(indicator, tables.rows_of(tahun.rows), tables.rows_of(paruh.rows), target, kini)
            if found is not None:
                told.append((tahun.nama, found))
    if not told:
        return
    items = "".join(f"<li>{escape(sentences_deret.read_laju(indicator, nama, each, target))}</li>" for nama, each in told)
    st.html(f'<div class="p4 p4-laju"><h4>Laju ke target</h4><ul class="p4-deret">{items}</ul></div>')
    with st.expander("Bagaimana dihitung", icon=":material/calculate:"):
        for nama, each in told:
            lines = "".join(f"<li>{escape(line)}</li>" for line in sentences_deret.explain_laju(indicator, each))
            st.html(f'<div class="p4"><h4>{escape(nama)}</h4><ul class="p4-deret">{lines}</ul></div>')


# ---- the table behind it ------------------------------------------------------------------------------------------------


def _deret_table(indicator: Indicator, found: Sequence[Deret], pilihan: Pilihan) -> None:
    """Periods down and lines across on screen; one row for each number, with all that belongs to it, in the file."""
    long = [row | {"seri": each.nama} for each in found for row in tables.rows_of(each.rows)]
    cells = {(row["seri"], row["periode"]): row for row in long}
    periods = [{"periode": kode, "label": label} for kode, label in dict.fromkeys((row["periode"], row["label"]) for row in long)]

    def column(each: Deret) -> Kolom:
        return Kolom(each.nama, lambda row: _cell(indicator, cells[(each.nama, row["periode"])]), kanan=True)

    tables.draw_table(reversed(periods), [Kolom("Periode", text_of("label")), *map(column, found)], tumpuk=len(found) > 2)
    columns = [
        Kolom("OPD" if pilihan.menurut == deret.OPD else "Wilayah", text_of("seri")),
        Kolom("Periode", text_of("label")),
        tables.value_column(indicator),
    ]
    if indicator.penyebut:
        columns += tables.part_columns(indicator)
    if indicator.interval:
        columns += [
            Kolom("Selang 95%, bawah", text_of("bawah", ""), angka="bawah", format="persen", desimal=indicator.desimal),
            Kolom("Selang 95%, atas", text_of("atas", ""), angka="atas", format="persen", desimal=indicator.desimal),
        ]
    title = f"{indicator.judul}, {pilihan.tampak}"
    tables.indicator_buttons(long, columns, indicator, replace(pilihan.shown, periode=p.SEMUA), pilihan.tampak, judul=title)


def _cell(indicator: Indicator, row: tables.Row) -> str:
    """'34,0% (1.180 dari 3.470)'; a cell without a number says why."""
    if row["nilai"] is None:
        return tables.state_text(row["keadaan"])
    parts = tables.part_of_whole(row) if indicator.penyebut else ""
    told = sentences_deret.write_nilai(indicator, row)
    return f"{told} ({parts})" if parts else told


# ---- villages by stage --------------------------------------------------------------------------------------------------


@cache.keep_figure
def _stages_figure(scope: Scope, warna: str) -> Figure:
    return tangga.tahap_figure(cache.list_frame("tahap_desa", scope), tema=warna)


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
    _chart(_stages_figure(scope, tema()), "tangga-desa", "Desa Bersinar menurut tahap")
    per = levels.find_parts(indicator, scope)
    if per:
        sentence(indicator, scope, per)
        evidence(indicator, scope, per)
