"""Lists of records one can read, search and follow to their source: meetings, urine-test events, villages."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.bahasa import format_angka, format_nilai, format_rentang_tanggal, format_tanggal, format_tanggal_pendek, is_kosong
from ui import cache, frame, tables
from ui.tables import Kolom, Row, text_of

if TYPE_CHECKING:
    from p4gn.scope import Scope

NBSP = "\N{NO-BREAK SPACE}"
TAHAP = {0: "Rencana", 1: "Ditetapkan", 2: "Dicanangkan", 3: "Aktif", 4: "Mandiri"}


def date_text(row: Row) -> str:
    """'3 Juli 2023', '12–13 September 2019', 'Desember 2025', or that the source prints none."""
    if is_kosong(row["tanggal"]):
        return str(int(row["tahun"])) if not is_kosong(row["tahun"]) else "Tanggal tidak tercetak"
    if not is_kosong(row.get("tanggal_sampai")):
        return format_rentang_tanggal(row["tanggal"], row["tanggal_sampai"])
    return format_tanggal(row["tanggal"], row["presisi_tanggal"])


def short_date(row: Row) -> str:
    """The same for a narrow column: '3 Jul 2023'; the last day of a range is left to the opened record."""
    if is_kosong(row["tanggal"]):
        return date_text(row)
    return format_tanggal_pendek(row["tanggal"], row["presisi_tanggal"]).replace(" ", NBSP)


def search_box(label: str, key: str, contoh: str) -> str | None:
    """A search field that lives in the link as `cari`."""
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get("cari", "")
    text = st.text_input(label, key=key, placeholder=contoh)
    if text:
        st.query_params["cari"] = text
    elif "cari" in st.query_params:
        del st.query_params["cari"]
    return text or None


def rapat_register(scope: Scope) -> None:
    """Meetings by year, newest first; each opens to its conclusions, who came, legal basis and source."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        cari = search_box("Cari rapat", "cari_rapat", "Judul, tempat, penyelenggara, kesimpulan, …")
    kinds = sorted(set(cache.list_frame("rapat", scope)["jenis_rapat"]))
    with right:
        jenis = st.selectbox(
            "Jenis rapat", ["", *kinds], format_func=lambda kind: kind.capitalize() if kind else "Semua jenis", key="jenis_rapat"
        )
    found = tables.rows_of(cache.list_frame("rapat", scope, cari=cari, jenis=jenis or None))
    if not found:
        frame.empty_state("Tidak ada rapat yang cocok.", "Ubah kata pencarian, jenis, wilayah atau periode.")
        return
    conclusions: dict[str, list[str]] = {}
    for row in tables.rows_of(cache.list_frame("kesimpulan", scope)):
        conclusions.setdefault(row["id_rapat"], []).append(row["kesimpulan"])
    few = len(found) <= 3
    st.html(f'<div class="p4" role="status">{format_angka(len(found))} rapat</div>')
    blocks = []
    for year, group in groupby(found, key=lambda row: None if is_kosong(row["tahun"]) else int(row["tahun"])):
        blocks.append(f'<div class="p4-tahun">{year or "Tanggal tidak tercetak"}</div>')
        blocks += [_rapat_block(row, conclusions.get(row["id_rapat"], []), few) for row in group]
    st.html(f'<div class="p4">{"".join(blocks)}</div>')


def _rapat_block(row: Row, conclusions: list[str], is_open: bool) -> str:
    points = "".join(f"<li>{escape(point)}</li>" for point in conclusions)
    body = f"<h4>Kesimpulan</h4><ol>{points}</ol>" if points else '<p class="redup">Kesimpulan tidak tercatat pada sumber publik.</p>'
    facts = [
        ("Penyelenggara", row["penyelenggara"]),
        ("Tempat", row["tempat"]),
        ("Pimpinan/pembicara", row["pimpinan_jabatan"]),
        ("Yang hadir", row["instansi_hadir"]),
        ("Jumlah peserta", format_nilai(row["jumlah_peserta"], "orang", kosong="")),
        ("Dasar hukum", row["dasar_hukum"]),
        ("Tanggal tercetak", row["tanggal_tertulis"]),
        ("Catatan tanggal", row["tanda_tanggal"]),
    ]
    return (
        f'<details class="p4-butir" {"open" if is_open else ""}><summary><span>{escape(date_text(row))}</span><span class="judul">{escape(row["judul"])}</span>'
        f'<span class="redup">{escape(row["nama_wilayah"] or row["wilayah_tertulis"] or "")}</span></summary>'
        f'<div class="isi">{body}{_facts(facts)}<p class="redup">Sumber: {tables.source_links(row["sumber_media"], row["sumber_url"])}</p></div></details>'
    )


def _facts(facts: list[tuple[str, Any]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts if not is_kosong(value) and value != "")
    return f'<dl class="p4-fakta">{rows}</dl>'


def tes_urine_register(scope: Scope) -> None:
    """Urine-test events; small numbers of reactive results never reach this screen."""
    cari = search_box("Cari kegiatan", "cari_tes", "Instansi, kelompok, pelaksana, wilayah, …")
    found = tables.rows_of(cache.list_frame("tes_urine", scope, cari=cari))
    if not found:
        frame.empty_state("Tidak ada kegiatan yang cocok.", "Ubah kata pencarian, wilayah atau periode.")
        return
    tables.draw_table(
        found,
        [
            Kolom("Tanggal", short_date),
            Kolom("Wilayah", text_of("nama_wilayah")),
            Kolom("Instansi atau tempat", text_of("instansi")),
            Kolom("Kelompok", text_of("kelompok_sasaran")),
            Kolom("Sasaran", tables.count_of("jumlah_sasaran"), kanan=True),
            Kolom("Dites", tables.count_of("jumlah_dites"), kanan=True),
            Kolom("Hasil", lambda row: row["hasil"] + (" (rincian)" if row["adalah_rincian"] else "")),
            Kolom("Pelaksana", text_of("pelaksana")),
            tables.source_column(),
        ],
        f"{format_angka(len(found))} kegiatan. Tanda – berarti angkanya tidak disebut sumber. "
        "Baris bertanda (rincian) sudah termasuk dalam baris lain dan tidak dijumlahkan lagi.",
    )


def desa_register(scope: Scope) -> None:
    """Villages by regency with their stage; BNN's and the police's programme are told apart."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        cari = search_box("Cari desa/kelurahan", "cari_desa", "Nama desa, kecamatan, kabupaten, …")
    with right:
        program = st.selectbox(
            "Program",
            ["", "BNN", "Polri"],
            format_func={"": "Semua program", "BNN": "Desa Bersinar (BNN)", "Polri": "Kampung Bebas Narkoba (Polri)"}.get,
            key="program_desa",
        )
    found = tables.rows_of(cache.list_frame("desa_bersinar", scope, cari=cari, program=program or None))
    if not found:
        frame.empty_state("Tidak ada desa/kelurahan yang cocok.", "Ubah kata pencarian, program, wilayah atau periode.")
        return
    tables.draw_table(
        found,
        [
            Kolom("Desa/kelurahan", _village),
            Kolom("Kecamatan", text_of("nama_kecamatan")),
            Kolom("Kabupaten/kota", text_of("nama_kabkota")),
            Kolom("Program", text_of("program")),
            Kolom("Tahap", lambda row: f"{int(row['tahap'])}{NBSP}·{NBSP}{TAHAP[int(row['tahap'])]}"),
            Kolom("Sejak", short_date),
            Kolom("IBM", lambda row: "ada" if row["ada_ibm"] is True else "–"),
            Kolom("Dasar", text_of("dasar")),
            tables.source_column(),
        ],
        f"{format_angka(len(found))} desa/kelurahan. Tanda – berarti tidak disebut sumber.",
    )


def _village(row: Row) -> str:
    return f"{row['nama_tertulis']} (belum dikenali)" if is_kosong(row["kode_desa"]) else row["nama_wilayah"]
