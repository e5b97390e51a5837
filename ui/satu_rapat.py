"""One meeting: what was promised before, what it was about, who came, what it concluded and decided, and where that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from p4gn import catatan
from p4gn.bahasa import format_angka, format_nilai
from p4gn.catatan.isi import BERKAS
from p4gn.catatan.kalimat import kata_status, owner_text, tenggat_text
from p4gn.catatan.pertemuan import DIRENCANAKAN, SELESAI
from p4gn.scope import NASIONAL, Scope
from ui import asal, berkas, catat, filters, frame, isian_rapat, kabar, pertemuan, riwayat, tables, tindak_lanjut, unduh_rapat
from ui.tables import Row

if TYPE_CHECKING:
    import pandas as pd

    from p4gn.catatan import Pertemuan, Peserta

PALING_BANYAK_JANJI = 8


def draw(scope: Scope, id_rapat: str, pembuat: unduh_rapat.Pembuat) -> None:
    """The page of the meeting that the link names; pembuat: what makes its files."""
    st.html(_crumbs(scope))
    isian_rapat.tell()
    try:
        rapat = catatan.read_pertemuan(scope.edisi, id_rapat)
    except catatan.TidakAda as error:
        frame.empty_state(str(error), "Kembali ke daftar rapat dengan tautan di atas.")
        return
    st.html(_head(rapat))
    if isian_rapat.is_ubah(rapat):
        isian_rapat.draw_ubah(scope, rapat)
        return
    if rapat.sumber != BERKAS and catat.may_write():
        isian_rapat.draw_tindakan(scope, rapat)
    before, after = catatan.find_tetangga(scope.edisi, rapat)
    _draw_janji(scope, rapat, before)
    if rapat.keadaan == SELESAI:
        _draw_decisions(scope, rapat)
    else:
        _draw_live(scope, rapat)
    unduh_rapat.draw_unduh_rapat(scope, rapat, pembuat)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _draw_isi(rapat)
    with right:
        _draw_peserta(scope, rapat)
    st.html(f'<div class="p4"><p class="p4-sumber">{source_html(rapat, scope)}</p></div>')
    _draw_neighbours(scope, before, after)
    if rapat.sumber != BERKAS:
        riwayat.draw_riwayat(rapat.id, isian_rapat.kata_peristiwa)
        isian_rapat.draw_tarik(scope, rapat)


def _crumbs(scope: Scope) -> str:
    return (
        f'<nav class="p4 p4-remah" aria-label="Letak halaman"><a href="{pertemuan.link_daftar(scope)}" target="_self">Semua rapat</a>'
        '<span aria-hidden="true">›</span><span>Satu rapat</span></nav>'
    )


def _head(rapat: Pertemuan) -> str:
    parts = [pertemuan.tanggal_text(rapat), pertemuan.jenis_text(rapat.jenis), pertemuan.place_text(rapat)]
    line = " · ".join(each for each in parts if each)
    return (
        f'<div class="p4 p4-nama-rapor"><h2>{escape(rapat.judul)}</h2>{pertemuan.keadaan_html(rapat)}</div><p class="p4">{escape(line)}</p>'
    )


# ---- the meeting before ------------------------------------------------------------------------------------------------


def _draw_janji(scope: Scope, rapat: Pertemuan, before: Pertemuan | None) -> None:
    """What was promised at the meeting before on the same matter, and what became of it."""
    st.subheader("Janji rapat sebelumnya", anchor=False)
    if before is None:
        why = (
            "Rapat ini tidak bertanggal, jadi urutannya tidak diketahui."
            if rapat.mulai is None
            else "Belum ada rapat sejenis sebelumnya di wilayah ini."
        )
        st.html(f'<p class="p4 redup">{escape(why)}</p>')
        return
    found = pertemuan.keputusan_of(scope.edisi, before.id)
    named = f"{pertemuan.anchor(before, scope)}, {escape(pertemuan.tanggal_text(before))}"
    if found.empty:
        st.html(f'<div class="p4"><p>{named}. Tindak lanjutnya tidak tercatat.</p>{_points(before.kesimpulan)}</div>')
        return
    owed = tables.rows_of(found[found["terbuka"]].sort_values("lewat_tenggat", ascending=False, kind="stable"))
    st.html(
        f'<div class="p4 p4-janji"><p>{named}</p><p class="p4-kalimat"><strong>{escape(pertemuan.hasil_text(found))}.</strong></p>'
        f"{_owed_html(owed, scope)}</div>"
    )


def _points(kesimpulan: Sequence[str]) -> str:
    if not kesimpulan:
        return ""
    return f'<p class="p4-judul-kecil">Yang disimpulkan waktu itu</p><ol class="p4-poin">{"".join(f"<li>{escape(each)}</li>" for each in kesimpulan)}</ol>'


def _owed_html(owed: Sequence[Row], scope: Scope) -> str:
    if not owed:
        return "<p>Semua sudah diselesaikan.</p>"
    lines = "".join(f"<li>{_butir(each, scope)}</li>" for each in owed[:PALING_BANYAK_JANJI])
    more = len(owed) - PALING_BANYAK_JANJI
    rest = f'<p class="redup">dan {format_angka(more)} lagi, pada halaman rapat itu.</p>' if more > 0 else ""
    return f'<p class="p4-judul-kecil">Yang belum selesai</p><ul class="p4-poin">{lines}</ul>{rest}'


def _butir(row: Row, scope: Scope) -> str:
    """'Terbitkan SE tes urine: Dinas Kesehatan, 31 Des 2026 (lewat 12 hari)'"""
    return f"{_butir_anchor(row, scope)}: {escape(owner_text(row))}, {escape(tenggat_text(row, pendek=True))}"


def _butir_anchor(row: Row, scope: Scope) -> str:
    query = urlencode(filters.link_params(scope, butir=row["id"]))
    return f'<a href="tindak-lanjut?{escape(query, quote=True)}" target="_self">{escape(row["teks"])}</a>'


# ---- its decisions -----------------------------------------------------------------------------------------------------


@st.fragment
def _draw_live(scope: Scope, rapat: Pertemuan) -> None:
    """While a meeting is planned or under way: what is noted anywhere appears here by itself, and so does its beginning and its end."""
    kabar.draw_segar("rapat")
    if catatan.read_rapat(rapat.id).versi != rapat.versi:
        st.rerun()
    st.subheader("Keputusan rapat ini", anchor=False)
    found = pertemuan.keputusan_of(scope.edisi, rapat.id)
    if found.empty:
        frame.empty_state(
            "Belum ada keputusan yang dicatat.", "Selama rapat berlangsung, Catat keputusan di halaman mana pun menaruhnya di sini."
        )
        return
    _draw_table(found, scope, rapat)


def _draw_decisions(scope: Scope, rapat: Pertemuan) -> None:
    """What a meeting that is over decided; of one recorded here read back in order, which becomes its minutes."""
    found = pertemuan.keputusan_of(scope.edisi, rapat.id)
    if rapat.sumber == BERKAS:
        st.subheader("Tindak lanjut rapat ini", anchor=False)
        if found.empty:
            st.html('<p class="p4 redup">Tindak lanjut rapat ini tidak tercatat.</p>')
            return
        _draw_table(found, scope, rapat)
        return
    st.subheader("Keputusan rapat ini dibacakan kembali", anchor=False)
    if found.empty:
        st.html('<p class="p4 redup">Tidak ada keputusan yang dicatat dalam rapat ini.</p>')
        return
    items = "".join(f"<li>{_butir_anchor(each, scope)}<br>{escape(read_back(each))}</li>" for each in tables.rows_of(found))
    st.html(f'<div class="p4"><ol class="p4-bacakan">{items}</ol></div>')
    _file_buttons(found, scope, rapat)


def read_back(row: Row) -> str:
    """'Dinas Kesehatan, paling lambat 31 Desember 2026. Status: belum mulai.'"""
    due = f"paling lambat {tenggat_text(row)}" if row["tenggat"] else "tanpa batas waktu"
    owner = row["nama_penanggung"] or "Penanggung jawab belum ditunjuk"
    return f"{owner}, {due}. Status: {kata_status(row['status']).lower()}."


def _draw_table(found: pd.DataFrame, scope: Scope, rapat: Pertemuan) -> None:
    columns = tindak_lanjut.list_kolom(scope, rapat=False)
    tables.draw_table(tables.rows_of(found), columns, f"{pertemuan.hasil_text(found)}.{pertemuan.asal_text(found)}")
    _file_buttons(found, scope, rapat)


def _file_buttons(found: pd.DataFrame, scope: Scope, rapat: Pertemuan) -> None:
    """What the meeting decided as a table, with what became of it."""
    facts = berkas.keterangan(
        scope,
        f"Keputusan {rapat.judul}",
        pertemuan.tanggal_text(rapat),
        wilayah=rapat.kode_wilayah,
        kalimat=f"{pertemuan.hasil_text(found)}.",
    )
    columns = tindak_lanjut.file_kolom(tindak_lanjut.list_kolom(scope, rapat=False))
    berkas.table_buttons(f"keputusan-{unduh_rapat.name_file(rapat)}", tables.rows_of(found), columns, facts, scope, lembar="Keputusan")


# ---- what it was about -------------------------------------------------------------------------------------------------


def _draw_isi(rapat: Pertemuan) -> None:
    st.subheader("Agenda dan kesimpulan", anchor=False)
    agenda = _list_html("Agenda", rapat.agenda) or ('<p class="redup">Agenda tidak tercatat.</p>' if rapat.sumber == BERKAS else "")
    nothing = "Kesimpulan belum diisi." if rapat.sumber != BERKAS else "Kesimpulan tidak tercatat."
    points = _list_html("Kesimpulan", rapat.kesimpulan) or f'<p class="redup">{nothing}</p>'
    st.html(f'<div class="p4 p4-rapat">{agenda}{points}{facts_html(rapat)}</div>')


def _list_html(judul: str, butir: Sequence[str]) -> str:
    if not butir:
        return ""
    return f'<h4>{escape(judul)}</h4><ol class="p4-poin">{"".join(f"<li>{escape(each)}</li>" for each in butir)}</ol>'


def facts_html(rapat: Pertemuan) -> str:
    """Where, by whom, under whom, on which legal basis; what is not known is left out, but a missing legal basis is said."""
    written = rapat.tanggal_tertulis if rapat.tanggal_tertulis != (rapat.tanggal and rapat.tanggal.isoformat()) else None
    facts = [
        ("Tempat", rapat.tempat),
        ("Penyelenggara", rapat.penyelenggara),
        ("Pimpinan/pembicara", rapat.pimpinan),
        ("Jumlah peserta", format_nilai(rapat.jumlah_peserta, "orang", kosong="")),
        ("Dasar hukum", "; ".join(rapat.dasar_hukum) or "tidak disebut"),
        ("Dimulai", _clock(rapat.dimulai_pada, rapat.tanggal)),
        ("Ditutup", _clock(rapat.ditutup_pada, rapat.tanggal)),
        ("Tanggal tertulis", written),
        ("Catatan tanggal", rapat.tanda_tanggal if rapat.tanggal is not None else None),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts if value)
    return f'<dl class="p4-fakta">{rows}</dl>'


def _clock(waktu: str | None, hari: date | None) -> str | None:
    """'pukul 09.00', of the clock on the wall; nothing for a meeting that was recorded on another day than it took place."""
    when = datetime.fromisoformat(waktu).astimezone() if waktu else None
    return f"pukul {when:%H.%M}" if when and when.date() == hari else None


def _draw_peserta(scope: Scope, rapat: Pertemuan) -> None:
    st.subheader("Kehadiran", anchor=False)
    st.html(f'<p class="p4">{escape(peserta_text(rapat))}</p>')
    groups = (("✓ Hadir", rapat.hadir), ("✕ Diundang, tidak hadir", rapat.absen), ("○ Diundang, kehadiran belum dicatat", _waiting(rapat)))
    if rapat.sumber != BERKAS and rapat.keadaan != DIRENCANAKAN:
        isian_rapat.draw_hadir(scope, rapat)
    blocks = "".join(_agencies_html(title, agencies) for title, agencies in groups if agencies)
    st.html(f'<div class="p4">{blocks}</div>')
    if rapat.kode_wilayah and rapat.kode_wilayah != NASIONAL:
        address = pertemuan.link_daftar(_scope_of(rapat.kode_wilayah, scope), tampilan="kehadiran")
        st.html(f'<p class="p4 p4-sumber"><a href="{address}" target="_self">Kehadiran OPD pada semua rapat wilayah ini</a></p>')


def _agencies_html(judul: str, agencies: Sequence[Peserta]) -> str:
    items = "".join(f"<li>{escape(each.nama)}</li>" for each in agencies)
    return f'<h4>{escape(judul)} ({format_angka(len(agencies))})</h4><ul class="p4-poin p4-instansi">{items}</ul>'


def _scope_of(kode: str, scope: Scope) -> Scope:
    return replace(scope, kode_wilayah=kode[: len("63.06")])


def _waiting(rapat: Pertemuan) -> tuple[Peserta, ...]:
    return tuple(each for each in rapat.peserta if each.diundang and each.hadir is None)


def peserta_text(rapat: Pertemuan) -> str:
    """How many came of how many; what was not recorded is said, and nobody is absent by it."""
    came, absent, waiting = len(rapat.hadir), len(rapat.absen), len(_waiting(rapat))
    if rapat.sumber == BERKAS and not any(each.diundang for each in rapat.peserta):
        if not came:
            return "Daftar hadir rapat ini tidak tercatat, jadi tidak diketahui siapa yang hadir dan siapa yang tidak."
        return (
            f"{format_angka(came)} instansi tercatat hadir. Daftar undangannya tidak tercatat pada sumber, jadi siapa yang diundang tetapi tidak datang "
            "tidak dapat disebut."
        )
    invited = came + absent + waiting if waiting else sum(bool(each.diundang) for each in rapat.peserta)
    if not came:
        start = f"{format_angka(invited)} instansi diundang. " if invited else "Belum ada undangan yang dicatat. "
        return f"{start}Kehadiran belum dicatat."
    if not invited:
        return f"{format_angka(came)} instansi tercatat hadir. Daftar undangan tidak dicatat."
    guests = sum(not each.diundang for each in rapat.hadir)
    extra = f", ditambah {format_angka(guests)} yang tidak ada dalam daftar undangan" if guests else ""
    return f"{format_angka(came - guests)} dari {format_angka(invited)} instansi yang diundang hadir{extra}."


# ---- where it is written, and its neighbours ---------------------------------------------------------------------------


def source_html(rapat: Pertemuan, scope: Scope) -> str:
    """The published source with file, row, sender and day; of a meeting recorded here who recorded it, and its document."""
    if rapat.sumber == BERKAS:
        row = {name: getattr(rapat, name) for name in ("sumber_url", "sumber_media", "berkas", "baris")}
        return asal.source_line(row, scope)
    who = f"Dicatat di sini oleh {escape(rapat.pelaku or '')}"
    return f"{who} · Dokumen: {tables.source_links(None, rapat.sumber_url)}" if rapat.sumber_url else who


def _draw_neighbours(scope: Scope, before: Pertemuan | None, after: Pertemuan | None) -> None:
    sides = (("← Rapat sebelumnya", before), ("Rapat berikutnya →", after))
    cells = "".join(
        f'<div><span class="redup">{word}</span><br>{pertemuan.anchor(each, scope)}<br><span class="redup">{escape(pertemuan.tanggal_text(each))}</span></div>'
        for word, each in sides
        if each is not None
    )
    if cells:
        st.html(f'<nav class="p4 p4-tetangga" aria-label="Rapat sejenis di wilayah yang sama">{cells}</nav>')
