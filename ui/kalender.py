"""The calendar of duties on the screen: overdue first, one line per agency and region, or everything one of them owes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek
from p4gn.scoring import kalender
from p4gn.scoring.kalender import AKAN, JENIS, LAPORAN, SELESAI_TEPAT, SELESAI_TERLAMBAT, TERLAMBAT, TIDAK_TERPENUHI, Tugas, status_text
from p4gn.tabel import TANGGAL
from ui import berkas, bukti, cache, filters, frame, registers, rencana, tables
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from ui.rencana import Lingkup, Pembuat

KEADAAN = {
    "": "Semua keadaan",
    TERLAMBAT: "Lewat tenggat",
    AKAN: "Akan jatuh tempo",
    TIDAK_TERPENUHI: "Tidak terpenuhi",
    "selesai": "Selesai",
}
TANDA = {
    TERLAMBAT: ("✕", "tolak"),
    AKAN: ("…", "biasa"),
    SELESAI_TEPAT: ("✓", "baik"),
    SELESAI_TERLAMBAT: ("◐", "perlu"),
    TIDAK_TERPENUHI: ("✕", "lewat"),
}
SEKALI_TAMPIL = 40


def draw(lingkup: Lingkup, pembuat: Pembuat) -> None:
    """Who owes what by when; without a choice each agency and region is one line."""
    first, second, third, fourth = st.columns([1.6, 1.3, 1.1, 1.6], vertical_alignment="bottom")
    with first:
        lingkup = rencana.choose_opd(lingkup, "Semua OPD dan wilayah")
    with second:
        kind = registers.kind_box("Jenis kewajiban", "jenis", {"": "Semua jenis"} | dict(JENIS))
    with third:
        state = registers.kind_box("Keadaan", "keadaan", KEADAAN)
    with fourth:
        cari = registers.search_box("Cari", "cari_tugas", "mis. B06, Dinas Kesehatan, SK")
    every = cache.list_tugas(
        lingkup.scope.edisi, lingkup.opd.rpartition("@")[2] if lingkup.opd else lingkup.scope.kode_wilayah, lingkup.tahun, lingkup.opd
    )
    if not every:
        frame.empty_state(
            "Belum ada kewajiban yang dapat dihitung pada edisi ini.",
            "Kalender terisi setelah OPD atau wilayah mengirim laporan; pilih edisi atau wilayah lain.",
        )
        return
    found = [each for each in every if _matches(each, kind, state, cari)]
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(sentence(found, lingkup))}</p>')
    _buttons(found, lingkup, pembuat)
    if not found:
        frame.empty_state("Tidak ada kewajiban yang cocok.", "Ubah kata pencarian atau pilihan di atas.")
        return
    if lingkup.opd is None and not (kind or state or cari):
        _draw_summary(found, lingkup)
        st.subheader("Satu per satu", anchor=False)
    _draw_list(found, lingkup)


def _matches(tugas: Tugas, kind: str | None, state: str | None, cari: str | None) -> bool:
    if kind and tugas.jenis != kind:
        return False
    if state and tugas.status != state and not (state == "selesai" and tugas.status in (SELESAI_TEPAT, SELESAI_TERLAMBAT)):
        return False
    return not cari or all(
        word in f"{tugas.nama} {tugas.sebutan} {tugas.keterangan} {tugas.kunci}".casefold() for word in cari.casefold().split()
    )


def sentence(tugas: Sequence[Tugas], lingkup: Lingkup) -> str:
    """'48 kewajiban lewat tenggat pada 31 OPD dan 13 wilayah. Berikutnya: Laporan B12 2026, paling lambat 15 Januari 2027 (77 hari lagi).'"""
    late = [each for each in tugas if each.status == TERLAMBAT]
    coming = [each for each in tugas if each.status == AKAN]
    if late and lingkup.opd:
        oldest = f"{late[0].sebutan} ({status_text(late[0])})"
        start = f"{late[0].nama}: {format_angka(len(late))} kewajiban lewat tenggat, yang terlama {oldest}."
    elif late:
        agencies = len({each.kunci for each in late if each.is_opd})
        regions = len({each.kunci for each in late if not each.is_opd})
        who = " dan ".join(f"{format_angka(number)} {word}" for number, word in ((agencies, "OPD"), (regions, "wilayah")) if number)
        start = f"{format_angka(len(late))} kewajiban lewat tenggat pada {who}."
    else:
        start = "Tidak ada kewajiban yang lewat tenggat."
    reports = [each for each in coming if each.jenis == LAPORAN]
    parts = [start]
    if coming and (lingkup.opd or not reports):
        parts.append(f"Berikutnya: {_by_when(coming)}.")
    if reports and not (lingkup.opd and coming[0].jenis == LAPORAN):
        parts.append(f"Laporan berikutnya: {_by_when(reports)}.")
    return " ".join(parts)


def _by_when(coming: Sequence[Tugas]) -> str:
    """'Laporan B12 2026, paling lambat 15 Januari 2027 (77 hari lagi)', or how many things fall due on that day."""
    nearest = coming[0]
    same = {each.sebutan for each in coming if each.jatuh_tempo == nearest.jatuh_tempo}
    what = nearest.sebutan if len(same) == 1 else f"{format_angka(len(same))} kewajiban"
    days = "hari ini" if nearest.hari == 0 else f"{format_angka(nearest.hari)} hari lagi"
    return f"{what}, paling lambat {format_tanggal(nearest.jatuh_tempo)} ({days})"


def _buttons(found: Sequence[Tugas], lingkup: Lingkup, pembuat: Pembuat) -> None:
    facts = _facts(lingkup)
    name = f"kalender-kewajiban-{_file_part(lingkup)}-{lingkup.tahun}"
    rows = [_row(each) for each in found]
    with st.container(horizontal=True, vertical_alignment="center"):
        berkas.file_button(
            "Unduh kalender (.ics)",
            partial(pembuat.kalender_ics, found, facts, lingkup.kini),
            f"{name}.ics",
            lingkup.scope,
            icon="calendar_add_on",
        )
        berkas.table_buttons(name, rows, _columns(lingkup, who=True), facts, lingkup.scope)


def _facts(lingkup: Lingkup) -> dict[str, str]:
    facts = berkas.keterangan(
        lingkup.scope,
        "Kalender kewajiban P4GN",
        f"Tahun {lingkup.tahun}",
        wilayah=lingkup.pemda if lingkup.opd else None,
        kerangka=lingkup.kerangka.label(),
    )
    return facts | ({"OPD": lingkup.opd} if lingkup.opd else {})


def _file_part(lingkup: Lingkup) -> str:
    return lingkup.opd.replace("@", "-").lower() if lingkup.opd else lingkup.scope.kode_wilayah


def _draw_summary(found: Sequence[Tugas], lingkup: Lingkup) -> None:
    """One line per agency and region: what it owes and what comes next."""
    rows = [{"ringkas": each} for each in kalender.summarise(found)]
    is_past = lingkup.tahun < lingkup.kini.year
    coming = [
        Kolom("Berikutnya", lambda row: _short(row["ringkas"].berikut), html=True),
        Kolom("Laporan berikutnya", lambda row: _short(row["ringkas"].laporan), html=True),
    ]
    tables.draw_table(
        registers.first_rows(rows, "ringkas_tugas", 60),
        [
            Kolom("OPD atau wilayah", lambda row: _who(row["ringkas"].kunci, row["ringkas"].nama, lingkup), html=True),
            Kolom("Lewat tenggat", lambda row: format_angka(row["ringkas"].terlambat), kanan=True),
            Kolom("Yang terlama", lambda row: _short(row["ringkas"].terlama), html=True),
            *([] if is_past else coming),
        ],
        f"Pilih nama OPD untuk melihat semua kewajibannya{'' if is_past else ', termasuk tahun depan'}.",
    )


def _short(tugas: Tugas | None) -> str:
    if tugas is None:
        return "–"
    day = format_tanggal_pendek(tugas.jatuh_tempo)
    return f'{escape(tugas.sebutan)}<br><span class="redup">{escape(day)}, {escape(status_text(tugas))}</span>'


def _draw_list(found: Sequence[Tugas], lingkup: Lingkup) -> None:
    shown = registers.first_rows(found, "tugas", SEKALI_TAMPIL)
    without = kalender.count_tanpa_tenggat(lingkup.scope.edisi, lingkup.pemda, lingkup.opd)
    note = (
        f" {format_angka(without)} tindak lanjut rapat yang masih terbuka tidak punya batas waktu, jadi tidak ada di kalender."
        if without
        else ""
    )
    tables.draw_table(
        [_row(each) for each in shown],
        _columns(lingkup, who=lingkup.opd is None),
        f"{format_angka(len(found))} kewajiban, yang lewat tenggat lebih dahulu.{note}",
    )


def _row(tugas: Tugas) -> Row:
    return {"tugas": tugas}


def _columns(lingkup: Lingkup, *, who: bool) -> list[Kolom]:
    def of(value: Callable[[Tugas], str]) -> Callable[[Row], str]:
        return lambda row: value(row["tugas"])

    columns = [Kolom("Kewajiban", of(lambda each: each.sebutan))]
    if who:
        columns.append(Kolom("Siapa", of(lambda each: each.nama)))
    return [
        *columns,
        Kolom(
            "Paling lambat",
            of(lambda each: format_tanggal_pendek(each.jatuh_tempo).replace(" ", registers.NBSP)),
            nilai=lambda row: row["tugas"].jatuh_tempo,
            format=TANGGAL,
        ),
        Kolom("Keadaan", of(badge), html=True, teks=of(lambda each: f"{TANDA[each.status][0]} {status_text(each)}")),
        Kolom("Keterangan", of(lambda each: each.keterangan or "–")),
        Kolom("Bukti", lambda row: _evidence(row, lingkup), html=True, teks=of(lambda each: bukti.letak_text(each.bukti))),
    ]


def badge(tugas: Tugas) -> str:
    """Symbol, word and colour."""
    return pill(*TANDA[tugas.status], status_text(tugas))


def pill(simbol: str, rupa: str, kata: str) -> str:
    """rupa: baik | perlu | tolak | lewat | biasa."""
    return f'<span class="p4-cap {rupa}"><span aria-hidden="true">{escape(simbol)}</span> {escape(kata)}</span>'


def _evidence(row: Mapping[str, Any], lingkup: Lingkup) -> str:
    """Why it stands so: the cell of the scorecard or the register of meetings, and the rows it comes from. Of next year there is nothing."""
    masa = row["tugas"].uid.rpartition("/")[2]
    if row["tugas"].asal == "kerangka" and masa[:4] > str(lingkup.tahun):
        return "–"
    link = evidence_link(row["tugas"], lingkup)
    words = "Lihat tindak lanjut" if row["tugas"].asal == "rapat" else "Lihat penilaian" if row["tugas"].asal == "kerangka" else "Lihat SK"
    anchor = f'<a href="{escape(link, quote=True)}" target="_self">{words}</a>'
    sources = row["tugas"].bukti
    return f"{anchor} {bukti.details(sources, lingkup.scope)}" if sources else anchor


def evidence_link(tugas: Tugas, lingkup: Lingkup) -> str:
    """A page of this dashboard with the parameters that open the evidence."""
    scope = lingkup.scope
    shared = filters.link_params(scope)
    if tugas.asal == "rapat":
        return f"tindak-lanjut?{urlencode(shared | {'butir': tugas.uid.removeprefix('rapat/')})}"
    if tugas.asal == "dokumen":
        return f"rencana-aksi?{urlencode(shared | {'bagian': 'regulasi'})}"
    masa = {"periode": tugas.uid.rpartition("/")[2]}
    if tugas.is_opd:
        return f"kepatuhan-opd?{urlencode(shared | masa | {'wilayah': tugas.kunci.rpartition('@')[2], 'opd': tugas.kunci, 'kewajiban': tugas.kewajiban})}"
    above = tugas.kunci.rpartition(".")[0]
    return f"kepatuhan-wilayah?{urlencode(shared | masa | {'wilayah': above, 'rinci': tugas.kunci, 'kewajiban': tugas.kewajiban})}"


def _who(kunci: str, nama: str, lingkup: Lingkup) -> str:
    """An agency links to its own calendar; a region to the one of its government."""
    if "@" in kunci:
        params = filters.link_params(lingkup.scope) | {"bagian": "kalender", "opd": kunci}
    else:
        params = filters.link_params(lingkup.scope) | {"wilayah": kunci, "bagian": "kalender"}
    return f'<a href="rencana-aksi?{escape(urlencode(params), quote=True)}" target="_self">{escape(nama)}</a>'
