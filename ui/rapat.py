"""Rapat: the one list of meetings, of the files and of the room, as a list, a month or a line of time; and the attendance of agencies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, join_ringkas
from p4gn.catatan.isi import BERKAS
from p4gn.catatan.pertemuan import BERJALAN
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.tabel import TANGGAL
from ui import catat, filters, isian_rapat, kehadiran, pertemuan, registers, satu_rapat, trends, unduh_rapat, waktu_rapat
from ui.kolom import Kolom, Row

if TYPE_CHECKING:
    from p4gn.catatan import Pertemuan
    from p4gn.scope import Scope

SEKALI_TAMPIL = 60
TAMPILAN = {"daftar": "Daftar", "kalender": "Kalender", "linimasa": "Linimasa", "kehadiran": "Kehadiran"}


def draw_opened(scope: Scope, pembuat: unduh_rapat.Pembuat) -> bool:
    """The meeting that the link names (pembuat makes its files), or the empty form for another one; False where it names none."""
    asked = st.query_params.get("rapat")
    if not asked:
        return False
    if asked == isian_rapat.BARU:
        isian_rapat.draw_baru(scope)
    else:
        satu_rapat.draw(scope, asked, pembuat)
    return True


def draw_register(scope: Scope) -> None:
    """What is under way, the choice of the view, and that view."""
    every = catatan.list_pertemuan(scope)
    isian_rapat.tell()
    _draw_running(every, scope)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        shape = _choose_tampilan()
        if catat.may_write():
            st.button("Catat rapat", icon=":material/add:", key="rapat-baru", on_click=isian_rapat.open_baru)
    if shape == "kehadiran":
        kehadiran.draw(scope)
        return
    found, narrowed = _narrow(every)
    _say_jumlah(every, found, narrowed)
    if not found:
        registers.say_none("rapat", scope, narrowed)
    elif shape == "kalender":
        waktu_rapat.draw_kalender(found, scope)
    elif shape == "linimasa":
        trends.indicator_trend(CATALOGUE["rapat_tercatat"], scope, tinggi=220)
        waktu_rapat.draw_linimasa(found, scope)
    else:
        _draw_daftar(found, scope)


def _choose_tampilan() -> str:
    first = next(iter(TAMPILAN))
    filters.follow_link("tampilan", "rapat_tampilan", first)
    if st.session_state["rapat_tampilan"] not in TAMPILAN:
        st.session_state["rapat_tampilan"] = first
    chosen = st.segmented_control(
        "Tampilan", list(TAMPILAN), key="rapat_tampilan", format_func=TAMPILAN.get, required=True, label_visibility="collapsed", wrap=True
    )
    filters.write_link("tampilan", "rapat_tampilan", None if chosen == first else chosen)
    return str(chosen)


def _draw_running(every: Sequence[Pertemuan], scope: Scope) -> None:
    running = [each for each in every if each.keadaan == BERJALAN]
    if running:
        lines = "".join(
            f"<p>{pertemuan.keadaan_html(each)} {pertemuan.anchor(each, scope)} · {escape(pertemuan.place_text(each))}</p>"
            for each in running
        )
        st.html(f'<div class="p4 p4-berjalan">{lines}</div>')


def _narrow(every: Sequence[Pertemuan]) -> tuple[list[Pertemuan], bool]:
    """Those that match the search and the kind chosen, and whether either was asked for."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        cari = registers.search_box("Cari rapat", "cari_rapat", "Judul, tempat, penyelenggara, kesimpulan, instansi, …")
    kinds = sorted({each.jenis for each in every if each.jenis})
    with right:
        kind = registers.kind_box("Jenis rapat", "jenis", {"": "Semua jenis"} | {each: pertemuan.jenis_text(each) for each in kinds})
    found = [each for each in every if (not kind or each.jenis == kind) and (not cari or matches(each, cari))]
    return found, bool(cari or kind)


def matches(rapat: Pertemuan, cari: str) -> bool:
    """Whether every word that was typed stands somewhere in the meeting."""
    known = (
        rapat.judul, rapat.jenis, rapat.tempat, rapat.penyelenggara, rapat.pimpinan, rapat.nama_wilayah,
        *rapat.agenda, *rapat.kesimpulan, *rapat.dasar_hukum, *(each.nama for each in rapat.peserta),
    )  # fmt: skip
    text = " ".join(each for each in known if each).casefold()
    return all(word in text for word in cari.casefold().split())


def _say_jumlah(every: Sequence[Pertemuan], found: Sequence[Pertemuan], narrowed: bool) -> None:
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(jumlah_text(every, found, narrowed))}</p>')


def jumlah_text(every: Sequence[Pertemuan], found: Sequence[Pertemuan], narrowed: bool) -> str:
    """'3 dari 55 rapat cocok.' or '55 rapat: 54 dari berkas, 1 dicatat di sini. Kartu di atas menghitung yang dari berkas.'"""
    if narrowed:
        return f"{format_angka(len(found))} dari {format_angka(len(every))} rapat cocok."
    here = sum(each.sumber != BERKAS for each in every)
    files = len(every) - here
    note = " Kartu di atas menghitung yang dari berkas." if here else ""
    return f"{format_angka(len(every))} rapat: {format_angka(files)} dari berkas, {format_angka(here)} dicatat di sini.{note}"


def _draw_daftar(found: Sequence[Pertemuan], scope: Scope) -> None:
    """By year, newest first; each opens to its conclusions and leads to its page."""
    shown = registers.first_rows(found, "rapat", SEKALI_TAMPIL)
    results = pertemuan.hasil_by_rapat(scope, shown)
    blocks = []
    for year, group in groupby(shown, key=lambda each: each.tahun):
        blocks.append(f'<div class="p4-tahun">{year or "Tanggal tidak tercetak"}</div>')
        blocks += [_block(each, results.get(each.id, ""), len(found) <= 3, scope) for each in group]
    st.html(f'<div class="p4">{"".join(blocks)}</div>')
    registers.register_buttons("rapat", "Register rapat", partial(_file_rows, found, scope), _file_columns(), scope)


def _file_rows(found: Sequence[Pertemuan], scope: Scope) -> list[Row]:
    """Every meeting found, with what became of its decisions."""
    results = pertemuan.hasil_by_rapat(scope, found)
    return [{"rapat": each, "hasil": results.get(each.id, "")} for each in found]


def _file_columns() -> list[Kolom]:
    def of(judul: str, value: Callable[[Pertemuan], str | None]) -> Kolom:
        return Kolom(judul, lambda row: value(row["rapat"]) or "–")

    return [
        Kolom("Tanggal", lambda row: pertemuan.tanggal_text(row["rapat"]), nilai=lambda row: _day(row["rapat"]), format=TANGGAL),
        of("Judul", lambda each: each.judul),
        of("Jenis", lambda each: pertemuan.jenis_text(each.jenis)),
        of("Wilayah", pertemuan.place_text),
        of("Tempat", lambda each: each.tempat),
        of("Penyelenggara", lambda each: each.penyelenggara),
        of("Kesimpulan", lambda each: "; ".join(each.kesimpulan)),
        of("Dasar hukum", lambda each: "; ".join(each.dasar_hukum)),
        Kolom("Peserta", lambda row: "–", nilai=lambda row: row["rapat"].jumlah_peserta),
        Kolom("Instansi hadir", lambda row: "", nilai=lambda row: len(row["rapat"].hadir) or None),
        of("Yang hadir", lambda each: "; ".join(one.nama for one in each.hadir)),
        Kolom("Tindak lanjut", lambda row: row["hasil"] or "–"),
        of("Sumber", lambda each: " ".join(part for part in (each.sumber_media, each.sumber_url) if part)),
        of("Berkas", lambda each: f"{each.berkas}, baris {each.baris}" if each.berkas else "dicatat di sini"),
    ]


def _day(rapat: Pertemuan) -> date | None:
    """The day, where it is known to the day and is only one."""
    return rapat.tanggal if rapat.presisi_tanggal in (None, "hari") and rapat.tanggal_sampai is None else None


def _block(rapat: Pertemuan, result: str, is_open: bool, scope: Scope) -> str:
    points = "".join(f"<li>{escape(point)}</li>" for point in rapat.kesimpulan)
    body = f"<h4>Kesimpulan</h4><ol>{points}</ol>" if points else '<p class="redup">Kesimpulan tidak tercatat.</p>'
    came = attendance_text(rapat)
    facts = f"<p>{escape(came)}.</p>" if came else ""
    day = pertemuan.tanggal_text(rapat) if rapat.tahun is not None else "–"  # the heading above says that these have none
    where = " ".join(each for each in (pertemuan.keadaan_html(rapat), escape(pertemuan.elsewhere(rapat, scope))) if each)
    below = f'<span class="redup">{escape(result)}</span>' if result else ""
    summary = f'<summary><span>{escape(day)}</span><span class="judul">{escape(rapat.judul)}{below}</span><span class="redup">{where}</span></summary>'
    way = f"<p><strong>{pertemuan.anchor(rapat, scope, 'Buka halaman rapat ini')}</strong></p>"
    source = f'<p class="redup">{satu_rapat.source_html(rapat, scope)}</p>'
    return f'<details class="p4-butir"{" open" if is_open else ""}>{summary}<div class="isi">{way}{body}{facts}{source}</div></details>'


def attendance_text(rapat: Pertemuan) -> str:
    """'Hadir: Dinas Kesehatan, Inspektorat, dan 4 lainnya', or that nobody wrote who came."""
    if rapat.hadir:
        return f"Hadir: {join_ringkas([each.nama for each in rapat.hadir], 4)}"
    return f"Daftar hadir tidak tercatat; {format_angka(rapat.jumlah_peserta)} peserta" if rapat.jumlah_peserta else ""
