"""The page of one agency or region: how it stands, what it would take, every duty with its evidence, and how it came to be."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from p4gn.bahasa import format_angka, format_persen, format_tanggal_pendek, join_daftar, kapital_awal
from p4gn.geography import wilayah
from p4gn.pengirim import nama_pengirim
from p4gn.periode import bounds, label, list_semester
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, MERAH
from p4gn.scoring.kartu import SEBUTAN, find_rapor
from p4gn.scoring.kerangka import list_perubahan
from ui import andai, bacaan, cache, filters, frame, kepatuhan, mengapa, tambah
from ui.figures import tren
from ui.figures.kartu import KATA_WARNA, WARNA_URUT

if TYPE_CHECKING:
    from p4gn.scope import Scope
    from p4gn.scoring.hasil import KartuSkor, Rapor

_TAHUN_TAMPIL = 6


def draw_kartu(kartu: KartuSkor, scope: Scope, to_pdf: kepatuhan.ToPdf, to_xlsx: kepatuhan.ToXlsx) -> None:
    """The row that the link asks for, otherwise the whole board with its files."""
    opened = kepatuhan.find_opened(kartu)
    if opened is not None:
        draw_rapor(kartu, opened, scope)
        return
    kepatuhan.draw_board(kartu, scope)
    kepatuhan.draw_downloads(kartu, scope, to_pdf, to_xlsx)


def draw_rapor(kartu: KartuSkor, rapor: Rapor, scope: Scope) -> None:
    """Everything about one row of the board."""
    st.button(f"Semua {SEBUTAN[kartu.subjek]}", icon=":material/arrow_back:", on_click=kepatuhan.leave_row, type="tertiary")
    name = nama_pengirim(rapor.kunci) if "@" in rapor.kunci else wilayah.get_wilayah(rapor.kunci).nama_resmi
    left, right = st.columns([5, 3], vertical_alignment="center", gap="medium")
    with left:
        st.html(f'<div class="p4 p4-nama-rapor"><h2>{escape(name)}</h2>{mengapa.warna_chip(rapor.warna)}</div>')
    with right:
        kepatuhan.choose_periode(kartu, scope)
    st.html(f'<p class="p4 p4-kalimat">{escape(bacaan.row_sentence(kartu, rapor))}</p>')
    left, right = st.columns([7, 5], gap="large")
    with left:
        _draw_way(kartu, rapor)
        andai.draw_steps(kartu, rapor, _whole_name(kartu))
    with right:
        _draw_history(kartu, rapor, scope)
        if kartu.subjek == "kabkota":
            _draw_gaps(kartu, rapor, scope)
            _draw_agencies(kartu, rapor, scope)
    _draw_duties(kartu, rapor, scope)


def _whole_name(kartu: KartuSkor) -> str:
    region = frame.wilayah_label(kartu.kode_wilayah)
    return f"semua OPD {region}" if kartu.subjek == "opd" else f"semua {SEBUTAN[kartu.subjek]} {region}"


def _draw_way(kartu: KartuSkor, rapor: Rapor) -> None:
    """To green in the period shown; in a running year also in its running semester."""
    st.subheader("Supaya hijau", anchor=False)
    blocks = [(label(kartu.periode), andai.jalan_html(kartu, rapor))]
    semester = _running_semester(kartu)
    if semester is not None:
        card = cache.score_kartu(kartu.edisi, kartu.subjek, kartu.kode_wilayah, semester)
        row = find_rapor(card, rapor.kunci)
        if row is not None:
            blocks.append((f"{label(semester)}, masih berjalan", _semester_html(card, row)))
    st.html(f'<div class="p4">{"".join(f"<h4>{escape(title)}</h4>{html}" for title, html in blocks)}</div>')


def _semester_html(card: KartuSkor, row: Rapor) -> str:
    coming = [duty.judul for duty in card.kerangka.list_kewajiban(card.subjek) if row.sel[duty.id].status == "belum_jatuh_tempo"]
    later = f'<p class="redup">Dinilai sesudah jatuh tempo: {escape(join_daftar(coming))}.</p>' if coming else ""
    return andai.jalan_html(card, row) + later


def _running_semester(kartu: KartuSkor) -> str | None:
    """The half-year in which the data end, when a whole running year is shown."""
    if "-S" in kartu.periode or not kartu.is_berjalan:
        return None
    return next((each for each in list_semester(kartu.periode) if (bounds(each)[1] or kartu.kini) >= kartu.kini), None)


# ---- history ---------------------------------------------------------------------------------------------------------


def _draw_history(kartu: KartuSkor, rapor: Rapor, scope: Scope) -> None:
    """The score of each year by the framework of its time; a change of framework is a line with its words below."""
    st.subheader("Skor dari tahun ke tahun", anchor=False)
    years = _years(kartu, scope)
    points = {
        each.periode: each for each in cache.skor_tren(kartu.edisi, kartu.kode_wilayah, kartu.subjek, years) if each.kunci == rapor.kunci
    }
    if not points:
        frame.empty_state("Belum ada skor tahunan untuk ditampilkan.")
        return
    rows = [_point(str(year), points.get(str(year))) for year in years]
    words = tren.Kata(
        judul="Skor",
        satuan="",
        desimal=1,
        rasio=True,
        sasaran=kartu.kerangka.ambang_skor[HIJAU],
        tanda=_marks(kartu, years),
        berjalan=str(kartu.kini.year),
    )
    tema = "gelap" if st.context.theme.type == "dark" else "terang"
    figure = tren.tren_figure(pd.DataFrame(rows), words, tema=tema, tinggi=210)
    st.plotly_chart(figure, key="tren-rapor", theme=None, config=tren.PLOTLY_CONFIG, alt=f"Skor {rapor.nama} per tahun")
    if kartu.subjek == "opd":
        tambah.draw_menu("skor_tren", {"opd": rapor.kunci}, scope, key="skor")
    told = " · ".join(f"{row['kode']}: {_told(points.get(row['kode']))}" for row in rows)
    marks = "".join(f"<li>{escape(text)}</li>" for _, text in words["tanda"])
    st.html(f'<div class="p4 redup p4-tanda"><p>{escape(told)}</p>{f"<ol>{marks}</ol>" if marks else ""}</div>')


def _years(kartu: KartuSkor, scope: Scope) -> tuple[int, ...]:
    known = [int(each) for each in cache.list_periode(scope.edisi) if each.isdigit() and int(each) <= kartu.kini.year]
    return tuple(sorted(known)[-_TAHUN_TAMPIL:])


def _point(year: str, point: Any) -> dict[str, Any]:
    skor = None if point is None or point.warna == "tanpa_nilai" else point.skor
    return {"kode": year, "nama": year, "nilai": skor, "keadaan": "belum_lapor" if skor is None else "nol" if skor == 0 else "ada"}


def _told(point: Any) -> str:
    if point is None:
        return "belum ada"
    return KATA_WARNA[point.warna] if point.warna == "tanpa_nilai" else f"{format_angka(point.skor, 1)} {KATA_WARNA[point.warna]}"


def _marks(kartu: KartuSkor, years: tuple[int, ...]) -> list[tuple[str, str]]:
    return [
        (str(each.tanggal.year), f"{format_tanggal_pendek(each.tanggal)}: {each.judul}")
        for each in list_perubahan(kartu.kode_wilayah[:2])
        if each.tanggal.year in years
    ]


# ---- duties ----------------------------------------------------------------------------------------------------------


def _draw_duties(kartu: KartuSkor, rapor: Rapor, scope: Scope) -> None:
    """Each duty in a line that opens to why it has its colour."""
    st.subheader("Kewajiban dan buktinya", anchor=False)
    blocks = []
    for duty in kartu.kerangka.list_kewajiban(kartu.subjek):
        sel = rapor.sel.get(duty.id)
        if sel is None:
            continue
        weight = "informasi" if duty.is_informasi else f"bobot {format_angka(duty.bobot)}"
        blocks.append(
            f'<details class="p4-butir p4-kewajiban"><summary><span>{mengapa.status_chip(sel.status)}</span>'
            f'<span class="judul">{escape(duty.judul)}<br><span class="redup">{escape(bacaan.cell_line(sel, duty))}</span></span>'
            f'<span class="redup">{weight}</span></summary><div class="isi">{mengapa.why_html(kartu, rapor, duty, scope)}</div></details>'
        )
    st.html(f'<div class="p4">{"".join(blocks)}</div>')


# ---- a region --------------------------------------------------------------------------------------------------------


def _draw_agencies(kartu: KartuSkor, rapor: Rapor, scope: Scope) -> None:
    """The agencies of this kab/kota by colour, and the way to their own board."""
    own = cache.score_kartu(kartu.edisi, "opd", rapor.kunci, kartu.periode)
    st.subheader("OPD di wilayah ini", anchor=False)
    if not own.baris:
        frame.empty_state("Belum ada OPD yang melapor.")
        return
    total = len(own.baris)
    bars = "".join(
        f'<span class="b-{colour}" style="flex:{own.jumlah_warna[colour]}" title="{KATA_WARNA[colour]}"></span>'
        for colour in WARNA_URUT
        if own.jumlah_warna[colour]
    )
    counts = " ".join(
        f"<span>{mengapa.warna_chip(colour)} {format_angka(own.jumlah_warna[colour])} "
        f'<span class="redup">({format_persen(100 * own.jumlah_warna[colour] / total, 0)})</span></span>'
        for colour in WARNA_URUT
    )
    st.html(
        f'<div class="p4"><div class="p4-batang-warna" aria-hidden="true">{bars}</div><div class="p4-hitung-warna">{counts}</div></div>'
    )
    st.page_link(
        "pages/program/kepatuhan_opd.py",
        label=f"Papan {format_angka(total)} OPD {rapor.nama}",
        icon=":material/arrow_forward:",
        query_params=filters.link_params(replace(scope, kode_wilayah=rapor.kunci)),
    )


def _draw_gaps(kartu: KartuSkor, rapor: Rapor, scope: Scope) -> None:
    """What is missing below: kecamatan without an integrated team by name, vulnerable villages as a number only."""
    st.subheader("Yang belum ada di wilayah ini", anchor=False)
    lines = list_gaps(kartu, rapor)
    st.html(f'<div class="p4"><ul class="p4-daftar">{"".join(f"<li>{line}</li>" for line in lines)}</ul></div>')
    st.page_link(
        "pages/program/kepatuhan_wilayah.py",
        label=f"Papan kecamatan {rapor.nama}",
        icon=":material/arrow_forward:",
        query_params=filters.link_params(replace(scope, kode_wilayah=rapor.kunci)),
    )


def list_gaps(kartu: KartuSkor, rapor: Rapor) -> list[str]:
    """Sentences as HTML."""
    below = cache.score_kartu(kartu.edisi, "kecamatan", rapor.kunci, kartu.periode)
    rows = [(row, row.sel["tim_terpadu"]) for row in below.baris if "tim_terpadu" in row.sel]
    none = [row.nama for row, sel in rows if sel.status == MERAH]
    ended = [f"{row.nama} ({sel.teks})" for row, sel in rows if sel.status == "kuning"]
    silent = [row.nama for row, sel in rows if sel.status == BELUM_LAPOR]
    groups = ((none, "dilaporkan belum ada"), (silent, "belum ada laporan"), (ended, "SK berakhir atau masih draf"))
    lacking = len(none) + len(silent) + len(ended)
    listed = "; ".join(f"{words}: {escape(join_daftar(names))}" for names, words in groups if names)
    head = f"Kecamatan yang belum punya tim terpadu yang berlaku: {format_angka(lacking)} dari {format_angka(len(rows))}."
    told = [f"<strong>{head}</strong> {kapital_awal(listed)}." if lacking else "Semua kecamatan punya tim terpadu dengan SK yang berlaku."]
    villages = rapor.sel.get("prioritas_terlayani")
    if villages is not None and villages.penyebut is not None and villages.pembilang is not None:
        left = villages.penyebut - villages.pembilang
        count = f"<strong>{format_angka(left)}</strong> dari {format_angka(villages.penyebut)}"
        told.append(f"Desa rawan (waspada dan bahaya) yang belum menjadi Desa Bersinar aktif: {count}.")
    for id_kewajiban, what in (("perda", "Perda atau Perkada"), ("rad", "RAD P4GN")):
        sel = rapor.sel.get(id_kewajiban)
        if sel is not None and sel.status in (MERAH, BELUM_LAPOR):
            told.append(f"{what}: {escape(sel.teks or 'belum ada')}.")
    return told
