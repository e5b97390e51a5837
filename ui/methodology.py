"""What stands behind the numbers: definitions from the catalogue, the ledger of files, cell states, and the glossary."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal
from p4gn.geography import wilayah
from p4gn.glossary import list_istilah
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.states import KEADAAN
from p4gn.indicators.tanda import list_tanda
from p4gn.ringkasan import target_text
from p4gn.scope import NASIONAL
from p4gn.scoring.hasil import STATUS
from ui import cache, frame, hasil_periksa, jenis, mutu, registers, tables
from ui.pengirim import nama_pengirim
from ui.sumber import judul_sumber
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from p4gn.scope import Scope

ATURAN = {"bawah_termasuk": "nilai tepat di batas masuk kelas di atasnya", "atas_termasuk": "nilai tepat di batas masuk kelas di bawahnya"}
SIFAT = {
    "peristiwa": "Peristiwa: semua kejadian dijumlahkan.",
    "keadaan": "Keadaan: setiap hal dihitung sekali, menurut catatan terakhirnya.",
    "tahunan": "Tahunan: dihitung sejak 1 Januari sampai akhir periode; “semua tahun” menampilkan tahun terakhir.",
}


def draw_indicators(scope: Scope) -> None:
    """Every entry of the catalogue, by group."""
    group = ""
    for indicator in CATALOGUE.values():
        if indicator.kelompok != group:
            group = indicator.kelompok
            st.subheader(group, anchor=False)
        with st.expander(indicator.judul):
            st.html(f'<div class="p4">{_definition(indicator, scope)}</div>')


def _definition(indicator: Indicator, scope: Scope) -> str:
    facts = [
        ("Pembilang", indicator.pembilang.kata),
        ("Penyebut", indicator.penyebut.kata if indicator.penyebut else "tidak ada (berupa jumlah)"),
        ("Satuan", indicator.satuan),
        ("Sifat", SIFAT[indicator.sifat]),
        ("Sampai tingkat", _tingkat(indicator.tingkat_terhalus)),
        ("Target", _target(indicator, scope)),
        ("Dasar hukum", "; ".join(f"{each.nama} ({_validity(each.sejak, each.sampai)})" for each in indicator.dasar_hukum)),
        (
            "Kelas pada peta",
            f"batas {', '.join(format_angka(each) for each in indicator.batas_kelas.batas)}; {ATURAN[indicator.batas_kelas.aturan]}",
        ),
        ("Angka kecil", "1–4 disamarkan beserta pelengkapnya" if indicator.aturan_kecil.berlaku else indicator.aturan_kecil.alasan),
        ("Sumber", jenis.sumber_text(indicator, scope)),
        ("Catatan", " ".join(indicator.catatan)),
        ("Tanda pada tren", " ".join(each.kalimat for each in list_tanda(indicator, scope.kode_wilayah))),
        ("Perubahan", "; ".join(f"{format_tanggal(each.tanggal)}: {each.apa}" for each in indicator.perubahan)),
        ("Nama pendek", indicator.id),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
    return f'<p class="p4-kalimat">{escape(indicator.definisi)}</p><dl class="p4-fakta">{rows}</dl>'


def _target(indicator: Indicator, scope: Scope) -> str:
    """A target that comes from a duty names the duty, so that nobody looks for it here."""
    text = target_text(indicator, scope)
    return f"{text}, dari kerangka kewajiban yang berlaku (usulan awal)" if indicator.target.kewajiban and "%" in text else text


def _tingkat(tingkat: str) -> str:
    return {"kabkota": "kabupaten/kota", "desa": "desa/kelurahan"}.get(tingkat, tingkat)


def _validity(sejak: object, sampai: object) -> str:
    start = f"sejak {format_tanggal(sejak)}" if sejak else "tanggal berlaku belum dicatat"
    return f"{start} sampai {format_tanggal(sampai)}" if sampai else start


def draw_data(scope: Scope) -> None:
    """The ledger, what was refused or flagged, and where the regions and boundaries come from."""
    manifest = cache.manifest(scope.edisi)
    st.html(
        f'<p class="p4 p4-kalimat">{escape(manifest.judul)} dibuat dari {format_angka(len(manifest.berkas))} berkas. Setiap baris yang dibaca diterima, '
        "ditolak dengan alasan, atau dinyatakan bukan data; ketiganya selalu berjumlah sama dengan yang dibaca.</p>"
    )
    _draw_files(scope)
    for nama, judul, about in (
        (
            "baris_ditolak",
            "Baris yang ditolak",
            [Kolom("Alasan", hasil_periksa.say("alasan")), Kolom("Perbaikan", hasil_periksa.say("perbaikan"))],
        ),
        ("baris_ditandai", "Baris yang diterima dengan tanda", [Kolom("Tanda", hasil_periksa.say("tanda"))]),
    ):
        found = cache.list_frame(nama, scope)
        with st.expander(f"{judul} ({format_angka(len(found))})"):
            if found.empty:
                frame.empty_state("Tidak ada.")
                continue
            rows = tables.rows_of(registers.first_rows(found, f"metodologi_{nama}"))
            tables.draw_table(rows, [*mutu.place_columns(rows), *about])
            every = partial(tables.rows_of, found)
            columns = [*mutu.place_columns([{"lembar": each} for each in found["lembar"].dropna()]), *about]
            registers.register_buttons(f"metodologi-{nama.replace('_', '-')}", judul, every, columns, scope)
    drawn = wilayah.peta_index(NASIONAL if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:2])
    if drawn:
        per_level = "".join(
            f"<dt>{escape(_tingkat(level))}</dt><dd>{escape(each['sumber'])}</dd>" for level, each in drawn["tingkat"].items()
        )
        st.html(f'<div class="p4"><h4>Batas wilayah yang digambar</h4><dl class="p4-fakta">{per_level}</dl></div>')


def _draw_files(scope: Scope) -> None:
    """The ledger: what was read and what became of it; a long list is searched by file, sender or kind."""
    files = [{**row, "nama_pengirim": nama_pengirim(row["pengirim"])} for row in tables.rows_of(cache.list_frame("berkas", scope))]
    found = files
    if len(files) > registers.SEKALI_TAMPIL:
        cari = st.text_input("Cari berkas", key="cari_berkas", placeholder="Nama berkas, pengirim, jenis data, …").strip().lower()
        found = [row for row in files if cari in f"{row['berkas']} {row['nama_pengirim']} {judul_sumber(row['sumber'])}".lower()]
    if not found:
        frame.empty_state("Tidak ada berkas yang cocok.", "Ubah kata pencarian.")
        return
    sent = any(row["pengirim"] for row in files)
    columns = [
        Kolom("Berkas", text_of("berkas")),
        *([Kolom("Pengirim", text_of("nama_pengirim"))] if sent else []),
        Kolom("Jenis data", lambda row: judul_sumber(row["sumber"])),
        Kolom("Dibaca", tables.count_of("baris_dibaca"), kanan=True, angka="baris_dibaca"),
        Kolom("Diterima", tables.count_of("baris_diterima"), kanan=True, angka="baris_diterima"),
        Kolom("Ditolak", tables.count_of("baris_ditolak"), kanan=True, angka="baris_ditolak"),
        Kolom("Bukan data", tables.count_of("baris_bukan_data"), kanan=True, angka="baris_bukan_data"),
    ]
    tables.draw_table(registers.first_rows(found, "metodologi_berkas"), columns, "Berkas yang dibaca")
    registers.register_buttons("metodologi-berkas", "Berkas yang dibaca", found, columns, scope)


def draw_states() -> None:
    """The six states of a number and the states of a duty, as they look everywhere."""
    for title, states in (("Angka", KEADAAN), ("Kewajiban", STATUS)):
        st.subheader(title, anchor=False)
        tables.draw_table(
            [{"simbol": each.simbol, "kata": each.kata, "arti": each.penjelasan} for each in states.values()],
            [Kolom("Tanda", text_of("simbol")), Kolom("Kata", text_of("kata")), Kolom("Arti", text_of("arti"))],
        )


def draw_glossary() -> None:
    wanted = st.text_input("Cari istilah", key="cari_istilah", placeholder="mis. B06, asesmen, IBM").strip().lower()
    rows = [asdict(term) for term in list_istilah() if wanted in f"{term.istilah} {term.arti} {term.inggris} {' '.join(term.juga)}".lower()]
    if not rows:
        frame.empty_state("Istilah itu belum ada di daftar.")
        return
    tables.draw_table(
        rows, [Kolom("Istilah", text_of("istilah")), Kolom("Arti", text_of("arti")), Kolom("Bahasa Inggris", text_of("inggris"))]
    )
