"""What stands behind the numbers: definitions from the catalogue, the ledger of files, cell states, and the glossary."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, is_kosong
from p4gn.geography import wilayah
from p4gn.glossary import list_istilah
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.states import KEADAAN
from p4gn.scope import NASIONAL
from ui import cache, cards, frame, tables
from ui.tables import Kolom, text_of

if TYPE_CHECKING:
    from p4gn.scope import Scope

ATURAN = {"bawah_termasuk": "nilai tepat di batas masuk kelas di atasnya", "atas_termasuk": "nilai tepat di batas masuk kelas di bawahnya"}
SIFAT = {
    "peristiwa": "Peristiwa: semua kejadian dijumlahkan.",
    "keadaan": "Keadaan: setiap hal dihitung sekali, menurut catatan terakhirnya.",
}


def draw_indicators() -> None:
    """Every entry of the catalogue, by group."""
    group = ""
    for indicator in CATALOGUE.values():
        if indicator.kelompok != group:
            group = indicator.kelompok
            st.subheader(group, anchor=False)
        with st.expander(indicator.judul):
            st.html(f'<div class="p4">{_definition(indicator)}</div>')


def _definition(indicator: Indicator) -> str:
    facts = [
        ("Pembilang", indicator.pembilang.kata),
        ("Penyebut", indicator.penyebut.kata if indicator.penyebut else "tidak ada (berupa jumlah)"),
        ("Satuan", indicator.satuan),
        ("Sifat", SIFAT[indicator.sifat]),
        ("Sampai tingkat", _tingkat(indicator.tingkat_terhalus)),
        ("Target", cards.target_text(indicator)),
        ("Dasar hukum", "; ".join(f"{each.nama} ({_validity(each.sejak, each.sampai)})" for each in indicator.dasar_hukum)),
        (
            "Kelas pada peta",
            f"batas {', '.join(format_angka(each) for each in indicator.batas_kelas.batas)}; {ATURAN[indicator.batas_kelas.aturan]}",
        ),
        ("Angka kecil", "1–4 disamarkan beserta pelengkapnya" if indicator.aturan_kecil.berlaku else indicator.aturan_kecil.alasan),
        ("Sumber", "; ".join(indicator.sumber)),
        ("Catatan", " ".join(indicator.catatan)),
        ("Perubahan", "; ".join(f"{format_tanggal(each.tanggal)}: {each.apa}" for each in indicator.perubahan)),
        ("Nama pendek", indicator.id),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
    return f'<p class="p4-kalimat">{escape(indicator.definisi)}</p><dl class="p4-fakta">{rows}</dl>'


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
    tables.draw_table(
        [dict(each) for each in manifest.berkas],
        [
            Kolom("Berkas", text_of("berkas")),
            Kolom("Jenis", text_of("sumber")),
            Kolom("Dibaca", tables.count_of("baris_dibaca"), kanan=True),
            Kolom("Diterima", tables.count_of("baris_diterima"), kanan=True),
            Kolom("Ditolak", tables.count_of("baris_ditolak"), kanan=True),
            Kolom("Bukan data", tables.count_of("baris_bukan_data"), kanan=True),
        ],
        "Berkas yang dibaca",
    )
    for name, title, columns in (
        (
            "baris_ditolak",
            "Baris yang ditolak",
            (
                ("Berkas", "berkas"),
                ("Baris", "baris"),
                ("Kolom", "kolom"),
                ("Nilai", "nilai"),
                ("Alasan", "alasan"),
                ("Perbaikan", "perbaikan"),
            ),
        ),
        (
            "baris_ditandai",
            "Baris yang diterima dengan tanda",
            (("Berkas", "berkas"), ("Baris", "baris"), ("Kolom", "kolom"), ("Nilai", "nilai"), ("Tanda", "tanda")),
        ),
    ):
        rows = tables.rows_of(cache.list_frame(name, scope))
        with st.expander(f"{title} ({format_angka(len(rows))})"):
            if rows:
                tables.draw_table(rows, [Kolom(heading, _plain(field)) for heading, field in columns])
            else:
                frame.empty_state("Tidak ada.")
    drawn = wilayah.peta_index(NASIONAL if scope.kode_wilayah == NASIONAL else scope.kode_wilayah[:2])
    if drawn:
        per_level = "".join(
            f"<dt>{escape(_tingkat(level))}</dt><dd>{escape(each['sumber'])}</dd>" for level, each in drawn["tingkat"].items()
        )
        st.html(f'<div class="p4"><h4>Batas wilayah yang digambar</h4><dl class="p4-fakta">{per_level}</dl></div>')


def _plain(field: str) -> object:
    return lambda row: "–" if is_kosong(row[field]) else str(row[field])


def draw_states() -> None:
    """The six states of a cell, as they look everywhere."""
    tables.draw_table(
        [{"simbol": each.simbol, "kata": each.kata, "arti": each.penjelasan} for each in KEADAAN.values()],
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
