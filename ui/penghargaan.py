"""Recognition and guidance on the screen: candidates with their reasons, what an official decided, and the annex of the letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_persen, format_tanggal, format_tanggal_pendek, join_daftar
from p4gn.catatan_data import Pengakuan, list_pengakuan
from p4gn.periode import label, label_pendek
from p4gn.scoring import pengakuan
from p4gn.scoring.hasil import KartuSkor
from p4gn.scoring.pengakuan import PEMBINAAN, PENGHARGAAN, Calon, find_aturan, say_gaps
from p4gn.tabel import PERSEN
from ui import berkas, filters, frame, kerja
from ui.kolom import Kolom, Row

if TYPE_CHECKING:
    from p4gn.scope import Scope

TEMPAT = "penghargaan"
JUDUL = {PENGHARGAAN: "Layak diberi penghargaan", PEMBINAAN: "Perlu dibina"}
KOSONG = {
    PENGHARGAAN: "Belum ada yang memenuhi aturan penghargaan pada periode ini.",
    PEMBINAAN: "Tidak ada yang memenuhi aturan pembinaan pada periode ini.",
}
SUBJEK = {"opd": "Perangkat daerah", "kabkota": "Kabupaten/kota", "kecamatan": "Kecamatan"}
WARNA = {"hijau": "✓ hijau", "kuning": "◐ kuning", "merah": "✕ merah", "tanpa_nilai": "? belum dinilai"}
Lampiran = Callable[[KartuSkor, Sequence[tuple[Calon, Pengakuan]], Mapping[str, str], str], bytes]


@st.cache_resource(max_entries=64, show_spinner=False)
def _candidates(edisi: str, kode_wilayah: str, subjek: str, periode: str, sidik: str, janji: str) -> tuple[Calon, ...]:
    return pengakuan.list_calon(edisi, kode_wilayah, subjek, periode)


def choose_subjek(scope: Scope) -> str:
    """Agencies, or the regions below; kept in the link as `subjek`."""
    options = ["opd", "kabkota" if scope.tingkat == "provinsi" else "kecamatan"]
    filters.follow_link("subjek", "pilih_subjek", "opd")
    if st.session_state["pilih_subjek"] not in options:
        st.session_state["pilih_subjek"] = "opd"
    chosen = st.segmented_control("Yang dinilai", options, key="pilih_subjek", format_func=SUBJEK.get, required=True)
    filters.write_link("subjek", "pilih_subjek", chosen)
    return str(chosen)


def draw(kartu: KartuSkor, scope: Scope, lampiran: Lampiran) -> None:
    """Both lists with reasons, the decisions, and the file."""
    kerja.say(TEMPAT)
    found = _candidates(scope.edisi, kartu.kode_wilayah, kartu.subjek, kartu.periode, kartu.kerangka.sidik, kartu.janji)
    decided = _decisions(kartu)
    st.html(f'<p class="p4 p4-kalimat">{escape(sentence(found, kartu))}</p>')
    st.html(f'<div class="p4">{"".join(_names(found, kind) for kind in (PENGHARGAAN, PEMBINAAN))}</div>')
    for kind in (PENGHARGAAN, PEMBINAAN):
        st.subheader(JUDUL[kind], anchor=False)
        chosen = [each for each in found if each.jenis == kind]
        if not chosen:
            frame.empty_state(KOSONG[kind])
        for calon in chosen:
            _draw_calon(calon, decided.get((calon.rapor.kunci, kind)), kartu, scope)
    if found:
        facts = berkas.keterangan(
            scope, "Calon penghargaan dan pembinaan P4GN", label(kartu.periode), wilayah=kartu.kode_wilayah, kerangka=kartu.kerangka.label()
        )
        name = f"calon-{kartu.subjek}-{kartu.kode_wilayah}-{kartu.periode}"
        berkas.table_buttons(name, [{"calon": each} for each in found], _file_columns(kartu, decided), facts, scope, lembar="Calon")
    _draw_file(found, decided, kartu, scope, lampiran)
    _draw_rule(kartu)


def sentence(found: Sequence[Calon], kartu: KartuSkor) -> str:
    """'Tahun 2025: 6 perangkat daerah layak diberi penghargaan dan 4 perlu dibina. Pejabat yang memutuskan.'"""
    good, poor = (sum(each.jenis == kind for each in found) for kind in (PENGHARGAAN, PEMBINAAN))
    return (
        f"{label(kartu.periode)}: {format_angka(good)} {SUBJEK[kartu.subjek].lower()} memenuhi aturan penghargaan dan {format_angka(poor)} "
        "memenuhi aturan pembinaan. Aturan hanya mengusulkan; pejabat yang memutuskan."
    )


def _file_columns(kartu: KartuSkor, decided: Mapping[tuple[str, str], Pengakuan]) -> list[Kolom]:
    """Both lists in one table: who, why, and what was decided."""

    def decision(row: Row) -> str:
        putusan = decided.get((row["calon"].rapor.kunci, row["calon"].jenis))
        if putusan is None:
            return "menunggu putusan"
        word = "✓ disetujui" if putusan.keputusan == "setuju" else "✕ tidak disetujui"
        return f"{word} oleh {putusan.oleh}, {format_tanggal_pendek(putusan.kapan)}"

    def gaps(row: Row) -> str:
        return "; ".join(say_gaps(row["calon"].rapor, kartu.kerangka)) if row["calon"].jenis == PEMBINAAN else ""

    return [
        Kolom("Usulan", lambda row: JUDUL[row["calon"].jenis]),
        Kolom("Nama", lambda row: row["calon"].rapor.nama),
        Kolom("Skor", lambda row: "–", nilai=lambda row: row["calon"].rapor.skor, desimal=1),
        Kolom("Kelengkapan", lambda row: "–", nilai=lambda row: row["calon"].rapor.kelengkapan, format=PERSEN, desimal=0),
        Kolom("Warna", lambda row: WARNA[row["calon"].rapor.warna]),
        Kolom("Alasan", lambda row: "; ".join(row["calon"].alasan)),
        Kolom("Yang masih terbuka", gaps),
        Kolom("Putusan", decision),
    ]


def _names(found: Sequence[Calon], kind: str) -> str:
    """Everybody of one kind in one line, so that nobody has to scroll to know who."""
    names = join_daftar(each.rapor.nama for each in found if each.jenis == kind)
    return f"<p><strong>{escape(JUDUL[kind])}:</strong> {escape(names or 'tidak ada')}.</p>"


def _decisions(kartu: KartuSkor) -> dict[tuple[str, str], Pengakuan]:
    mine = (kartu.edisi, kartu.kode_wilayah, kartu.subjek, kartu.periode)
    return {(each.kunci, each.jenis): each for each in list_pengakuan() if (each.edisi, each.wilayah, each.subjek, each.periode) == mine}


def _draw_calon(calon: Calon, putusan: Pengakuan | None, kartu: KartuSkor, scope: Scope) -> None:
    rapor = calon.rapor
    steps = "".join(
        f"<span>{escape(label_pendek(periode))}: <strong>{format_angka(skor, 1, kosong='–')}</strong> {escape(WARNA[warna])}</span>"
        for periode, skor, warna in calon.riwayat
    )
    reasons = "".join(f"<li>{escape(each)}</li>" for each in calon.alasan)
    gaps = say_gaps(rapor, kartu.kerangka) if calon.jenis == PEMBINAAN else ()
    open_duties = f'<p class="redup">Yang masih terbuka: {escape("; ".join(gaps))}.</p>' if gaps else ""
    with st.container(border=True, key=f"calon-{calon.jenis}-{rapor.kunci.replace('.', '_').replace('@', '-')}"):
        left, right = st.columns([5, 2], vertical_alignment="center")
        with left:
            st.html(
                f'<div class="p4 p4-calon"><h3>{escape(rapor.nama)}</h3><p>Skor <strong>{format_angka(rapor.skor, 1, kosong="–")}</strong>, '
                f"kelengkapan {format_persen(rapor.kelengkapan, 0, kosong='–')}, {escape(WARNA[rapor.warna])}.</p>"
                f'<ul>{reasons}</ul>{open_duties}<p class="riwayat redup">{steps}</p></div>'
            )
        with right:
            _draw_decision(calon, putusan, kartu)
            page = "pages/program/kepatuhan_opd.py" if kartu.subjek == "opd" else "pages/program/kepatuhan_wilayah.py"
            name = "opd" if kartu.subjek == "opd" else "rinci"
            params = filters.link_params(scope, **{name: rapor.kunci}) | {"periode": kartu.periode}
            st.page_link(page, label="Lihat rapornya", icon=":material/arrow_forward:", query_params=params)


def _draw_decision(calon: Calon, putusan: Pengakuan | None, kartu: KartuSkor) -> None:
    key = f"{calon.jenis}-{calon.rapor.kunci}"
    if putusan is None:
        st.html('<p class="p4 p4-putusan redup">Menunggu putusan pejabat.</p>')
        if st.button("Putuskan", key=f"putuskan-{key}", icon=":material/gavel:"):
            _ask_decision(calon, kartu)
        return
    word = "✓ Disetujui" if putusan.keputusan == "setuju" else "✕ Tidak disetujui"
    reason = f": {putusan.alasan}" if putusan.alasan else ""
    st.html(
        f'<p class="p4 p4-putusan"><strong>{word}</strong> oleh {escape(putusan.oleh)}, {format_tanggal_pendek(putusan.kapan)}{escape(reason)} '
        f'<span class="redup">({escape(putusan.id)})</span></p>'
    )
    if st.button("Tarik putusan", key=f"tarik-{key}", icon=":material/undo:", type="tertiary"):
        _ask_withdrawal(calon, putusan)


@st.dialog("Putusan pejabat")
def _ask_decision(calon: Calon, kartu: KartuSkor) -> None:
    st.html(f'<p class="p4"><strong>{escape(calon.rapor.nama)}</strong>, calon {calon.jenis}, {escape(label(kartu.periode).lower())}.</p>')
    answer = st.radio("Putusan", ("setuju", "tidak"), format_func={"setuju": "Setuju", "tidak": "Tidak setuju"}.get, key="isi_putusan")
    role = kerja.ask_jabatan("jabatan_putusan", "Diputuskan oleh")
    reason = st.text_input("Alasan" + (" (boleh kosong)" if answer == "setuju" else ""), key="alasan_putusan").strip()
    if st.button("Catat putusan", type="primary", key="catat_putusan"):
        if not role or (answer == "tidak" and not reason):
            kerja.draw_vonis("tolak", "Isi dahulu jabatan yang memutuskan dan, bila tidak setuju, alasannya.")
            return
        kerja.run(
            TEMPAT,
            [
                "pengakuan",
                f"--edisi={kartu.edisi}",
                f"--wilayah={kartu.kode_wilayah}",
                f"--subjek={kartu.subjek}",
                f"--periode={kartu.periode}",
                f"--kunci={calon.rapor.kunci}",
                f"--jenis={calon.jenis}",
                f"--keputusan={answer}",
                f"--oleh={role}",
                *([f"--alasan={reason}"] if reason else []),
            ],
        )
        st.rerun()


@st.dialog("Tarik putusan")
def _ask_withdrawal(calon: Calon, putusan: Pengakuan) -> None:
    st.html(
        f'<p class="p4">Putusan {escape(putusan.id)} untuk <strong>{escape(calon.rapor.nama)}</strong> ditarik; catatannya tetap tersimpan.</p>'
    )
    role = kerja.ask_jabatan("jabatan_tarik", "Ditarik oleh")
    reason = st.text_input("Alasan ditarik", key="alasan_tarik").strip()
    if st.button("Ya, tarik", type="primary", key="ya_tarik"):
        if not role or not reason:
            kerja.draw_vonis("tolak", "Isi dahulu jabatan dan alasannya.")
            return
        kerja.run(TEMPAT, ["pengakuan", f"--tarik={putusan.id}", f"--oleh={role}", f"--alasan={reason}"])
        st.rerun()


def _draw_file(
    found: Sequence[Calon], decided: Mapping[tuple[str, str], Pengakuan], kartu: KartuSkor, scope: Scope, lampiran: Lampiran
) -> None:
    """The annex holds only what an official agreed to."""
    agreed = [(each, decided[each.rapor.kunci, each.jenis]) for each in found if (each.rapor.kunci, each.jenis) in decided]
    agreed = [pair for pair in agreed if pair[1].keputusan == "setuju"]
    st.subheader("Lampiran surat", anchor=False)
    if not agreed:
        frame.empty_state("Lampiran memuat calon yang sudah disetujui pejabat.", "Putuskan dahulu paling sedikit satu calon di atas.")
        return
    facts = berkas.keterangan(
        scope,
        "Lampiran surat: penghargaan dan pembinaan P4GN",
        label(kartu.periode),
        wilayah=kartu.kode_wilayah,
        kerangka=kartu.kerangka.label(),
    )
    berkas.file_button(
        f"Unduh lampiran (PDF, {format_angka(len(agreed))} nama)",
        lambda: lampiran(kartu, agreed, facts, "Kepala Badan Kesatuan Bangsa dan Politik"),
        f"lampiran-penghargaan-{kartu.kode_wilayah}-{kartu.periode}.pdf",
        scope,
    )


def _draw_rule(kartu: KartuSkor) -> None:
    """The rule in words, so that nobody has to guess why a name is here."""
    aturan = find_aturan(kartu.posisi)
    level, steady, better = (aturan.penghargaan[each] for each in ("tingkat", "konsisten", "perbaikan"))
    poor = aturan.pembinaan
    with st.expander(f"Aturan yang dipakai (versi {aturan.versi}, berlaku sejak {format_tanggal(aturan.sejak)})"):
        st.html(
            '<div class="p4"><ul class="p4-daftar">'
            f"<li>Penghargaan: skor paling sedikit {format_angka(level['skor_minimal'])} dengan kelengkapan {format_persen(level['kelengkapan_minimal'], 0)} "
            f"dan hijau {format_angka(steady['periode'])} periode berturut-turut; atau naik paling sedikit {format_angka(better['naik_minimal'])} poin "
            f"sehingga skornya {format_angka(better['skor_minimal'])} ke atas. Yang masih menunggak laporan tidak dicalonkan.</li>"
            f"<li>Pembinaan: skor merah; belum dapat dinilai {format_angka(poor['tanpa_nilai_berturut'])} periode berturut-turut; turun paling sedikit "
            f"{format_angka(poor['turun_minimal'])} poin; atau laporan wajib terlambat {format_angka(poor['terlambat_hari'])} hari ke atas.</li>"
            f"<li>Hasil tes urine tidak pernah menjadi bagian dari aturan ini. {escape(aturan.dasar)}.</li></ul></div>"
        )
