"""Attendance on the screen: which agencies of a government came to how many of its meetings, and which no list has named yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_tanggal_pendek, join_ringkas, kecil_awal
from p4gn.catatan.kehadiran import ABSEN, HADIR, TANPA_DAFTAR, TIDAK_TERCANTUM, BarisHadir
from p4gn.periode import SEMUA, label
from p4gn.scope import NASIONAL
from p4gn.tabel import TANGGAL
from ui import asal, berkas, catat, frame, pertemuan, registers, tables
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from p4gn.catatan import Kehadiran
    from p4gn.scope import Scope

TANDA = {
    HADIR: ("✓", "tercatat hadir"),
    ABSEN: ("✕", "diundang, tidak hadir"),
    TIDAK_TERCANTUM: ("○", "tidak tercantum dalam daftar hadir; belum tentu diundang"),
    TANPA_DAFTAR: ("?", "rapat tanpa daftar hadir; tidak diketahui"),
}
URUT = {"": "Nama OPD", "jarang": "Paling jarang hadir", "sering": "Paling sering hadir", "lama": "Paling lama tidak tercatat"}
PALING_BANYAK_TANDA = 24


def draw(scope: Scope) -> None:
    """The table of the agencies of the government that is chosen, in a year."""
    if scope.kode_wilayah == NASIONAL:
        frame.empty_state("Kehadiran dihitung per pemerintah daerah.", "Pilih provinsi atau kabupaten/kota di bilah samping.")
        return
    pemda = scope.kode_wilayah[: len("63.06")]
    years = catatan.list_tahun_rapat(scope.edisi, pemda)
    if not years:
        frame.empty_state(
            f"Belum ada rapat {frame.wilayah_label(pemda)} yang mencatat daftar hadir.",
            "Rapat tanpa daftar hadir tidak dihitung sebagai ketidakhadiran siapa pun.",
        )
        return
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        periode = _choose_periode(scope, years)
    with right:
        order = registers.kind_box("Urutkan", "urut", URUT) or ""
    opd = catat.list_opd(scope)
    found = catatan.compute_kehadiran(scope.edisi, pemda, periode, opd)
    told = sentence(found, frame.wilayah_label(pemda), periode, is_known=bool(opd))
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(told)}</p>')
    rows = [{"baris": each} for each in sort_baris(found.baris, order)]
    columns = _columns(found, scope)
    facts = berkas.keterangan(scope, "Kehadiran OPD dalam rapat P4GN", label(periode), wilayah=pemda, kalimat=_rule(found))
    berkas.table_buttons(f"kehadiran-opd-{pemda}-{periode}", rows, _file_columns(columns, found), facts, scope)
    tables.draw_table(rows, columns, _rule(found))
    st.html(_legend_html(found, scope))
    _draw_lain(found, facts, scope)


def _choose_periode(scope: Scope, years: Sequence[int]) -> str:
    """The period of the sidebar; where that is all years, one year, the latest first, or all of them."""
    if scope.periode != SEMUA:
        st.html(f'<p class="p4 redup">{escape(label(scope.periode))}, seperti dipilih di bilah samping.</p>')
        return scope.periode
    words = {"": f"Tahun {years[0]}"} | {str(year): f"Tahun {year}" for year in years[1:]} | {SEMUA: "Semua tahun"}
    return registers.kind_box("Tahun", "tahun", words) or str(years[0])


def sentence(found: Kehadiran, tempat: str, periode: str, *, is_known: bool = True) -> str:
    """'Tahun 2026: 5 dari 6 rapat Kabupaten Tapin mencatat daftar hadir. 2 dari 16 OPD belum pernah tercatat hadir: …'"""
    start = f"{label(periode)}: {format_angka(found.berdaftar)} dari {format_angka(len(found.rapat))} rapat {tempat} mencatat daftar hadir."
    if not found.rapat:  # another year has some
        start = f"Tidak ada rapat {tempat} pada {kecil_awal(label(periode))}."
    if not found.baris:
        return f"{start} Tidak ada OPD yang dikenali dari daftar hadir."
    if not is_known:
        return f"{start} Daftar OPD pemerintah ini tidak ada pada edisi ini, jadi hanya yang pernah tercatat hadir yang tampak di bawah."
    never = found.belum_pernah
    total = format_angka(len(found.baris))
    if not never:
        return f"{start} Semua {total} OPD pernah tercatat hadir."
    return f"{start} {format_angka(len(never))} dari {total} OPD belum pernah tercatat hadir: {join_ringkas([each.nama for each in never], 6)}."


def sort_baris(rows: Sequence[BarisHadir], order: str) -> list[BarisHadir]:
    """By name, by how often an agency came, or those first that were seen longest ago (never first of all)."""
    if order == "jarang":
        return sorted(rows, key=lambda row: (row.hadir, row.nama))
    if order == "sering":
        return sorted(rows, key=lambda row: (-row.hadir, row.nama))
    if order == "lama":
        return sorted(rows, key=lambda row: (row.terakhir is not None, (row.terakhir and row.terakhir.mulai) or date.min, row.nama))
    return list(rows)


def _columns(found: Kehadiran, scope: Scope) -> list[Kolom]:
    columns = [
        Kolom("OPD", lambda row: row["baris"].nama),
        _hadir_column(found),
        Kolom(
            "Terakhir tercatat hadir",
            lambda row: _last_html(row["baris"], scope),
            html=True,
            teks=lambda row: terakhir_text(row["baris"]),
            nilai=lambda row: _last_day(row["baris"]),
            format=TANGGAL,
        ),
        Kolom(
            "Tiap rapat",
            lambda row: cells_html(row["baris"], found),
            html=True,
            teks=lambda row: "".join(TANDA[each][0] for each in row["baris"].sel),
        ),
    ]
    if found.berundangan:
        columns.insert(
            2,
            Kolom(
                "Diundang",
                lambda row: f"{format_angka(row['baris'].diundang)} dari {format_angka(found.berundangan)}",
                kanan=True,
                nilai=lambda row: row["baris"].diundang,
            ),
        )
    return columns


def _hadir_column(found: Kehadiran) -> Kolom:
    return Kolom(
        "Hadir", lambda row: hadir_text(row["baris"], found), kanan=True, nilai=lambda row: row["baris"].hadir if found.berdaftar else None
    )


def _file_columns(columns: Sequence[Kolom], found: Kehadiran) -> list[Kolom]:
    """With what the attendance is out of as a number of its own."""
    return [*columns[:2], Kolom("Dari rapat berdaftar hadir", lambda row: "–", nilai=lambda row: found.berdaftar or None), *columns[2:]]


def _last_day(row: BarisHadir) -> date | None:
    """The day an agency was last seen, where the meeting is dated to the day."""
    return row.terakhir.tanggal if row.terakhir is not None and row.terakhir.presisi_tanggal in (None, "hari") else None


def hadir_text(row: BarisHadir, found: Kehadiran) -> str:
    """'4 dari 6'; without any list there is nothing to be out of."""
    return f"{format_angka(row.hadir)} dari {format_angka(found.berdaftar)}" if found.berdaftar else "– tanpa daftar"


def terakhir_text(row: BarisHadir) -> str:
    """'3 Jul 2023', or that no list ever named it."""
    if row.terakhir is None:
        return "belum pernah tercatat hadir"
    rapat = row.terakhir
    return format_tanggal_pendek(rapat.tanggal, rapat.presisi_tanggal, kosong="tanpa tanggal")


def _last_html(row: BarisHadir, scope: Scope) -> str:
    text = terakhir_text(row)
    return escape(text) if row.terakhir is None else pertemuan.anchor(row.terakhir, scope, text)


def cells_html(row: BarisHadir, found: Kehadiran) -> str:
    """One sign for each meeting, the oldest first, with the same in words for a screen reader."""
    shown = row.sel[-PALING_BANYAK_TANDA:]
    signs = "".join(f'<i class="{each}">{TANDA[each][0]}</i>' for each in shown)
    counts = ", ".join(f"{format_angka(row.sel.count(each))} {TANDA[each][1]}" for each in TANDA if each in row.sel)
    return f'<span class="p4-jejak" role="img" aria-label="{escape(counts, quote=True)}">{signs}</span>'


def _rule(found: Kehadiran) -> str:
    invited = (
        f" Undangan diketahui pada {format_angka(found.berundangan)} rapat."
        if found.berundangan
        else " Undangan tidak tercatat, jadi tidak seorang pun disebut absen."
    )
    return f"Dari {format_angka(found.berdaftar)} rapat yang mencatat daftar hadir.{invited}"


def _legend_html(found: Kehadiran, scope: Scope) -> str:
    """What the signs mean, and which meetings stand behind them."""
    used = [each for each in TANDA if any(each in row.sel for row in found.baris)]
    signs = " ".join(f'<span><i class="{each}">{TANDA[each][0]}</i> {escape(TANDA[each][1])}</span>' for each in used)
    shown = found.rapat[-PALING_BANYAK_TANDA:]
    cut = f" ({format_angka(len(shown))} yang terakhir)" if len(shown) < len(found.rapat) else ""
    lines = "".join(
        f"<li>{number}. {escape(pertemuan.tanggal_text(each))}: {pertemuan.anchor(each, scope)}{'' if each.hadir else ' (tanpa daftar hadir)'}</li>"
        for number, each in enumerate(shown, start=1)
    )
    meetings = asal.fold(f"Rapat di balik tanda-tanda itu, dari yang terlama{cut}", lines) if shown else ""
    return f'<div class="p4"><p class="p4-jejak-arti">{signs}</p>{meetings}</div>'


def _draw_lain(found: Kehadiran, facts: Mapping[str, str], scope: Scope) -> None:
    """Everybody else on the lists: agencies of the state, other governments, bodies without a standard name."""
    if not found.lain:
        return
    with st.expander(f"Di luar OPD pemerintah ini: {format_angka(len(found.lain))} instansi atau kelompok tercatat hadir"):
        rows: list[Row] = [{"baris": each} for each in sorted(found.lain, key=lambda row: (-row.hadir, row.nama))]
        columns = [
            Kolom("Instansi atau kelompok", lambda row: row["baris"].nama),
            _hadir_column(found),
            Kolom(
                "Terakhir tercatat hadir",
                lambda row: terakhir_text(row["baris"]),
                nilai=lambda row: _last_day(row["baris"]),
                format=TANGGAL,
            ),
        ]
        tables.draw_table(rows, columns)
        named = {**facts, "Judul": "Kehadiran di luar OPD pemerintah ini"}
        berkas.table_buttons(f"kehadiran-lain-{scope.kode_wilayah}", rows, _file_columns(columns, found), named, scope)
