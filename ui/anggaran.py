"""Budget of P4GN per agency: ceiling, spending and absorption, added first and divided last."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from p4gn.bahasa import format_angka, format_persen, rupiah_pendek
from p4gn.scoring import kartu as kartu_skor
from p4gn.scoring.anggaran import add_up, list_anggaran
from p4gn.tabel import PERSEN, RUPIAH
from ui import berkas, bukti, cache, frame, registers, rencana, tables, tambah
from ui.tables import Kolom, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from p4gn.scoring.hasil import Bukti, KartuSkor
    from ui.rencana import Lingkup


def draw(lingkup: Lingkup) -> None:
    """Agencies of the chosen government, and for a province the sums of its kab/kota."""
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        lingkup = rencana.choose_opd(lingkup)
    with right:
        cari = registers.search_box("Cari OPD", "cari_anggaran", "Nama OPD atau sumber dana")
    tahun = lingkup.latest_year("anggaran")
    card = cache.score_kartu(lingkup.scope.edisi, "opd", lingkup.pemda, str(tahun))
    rows = list_rows(card, _funds(lingkup, tahun))
    rows = [row for row in rows if lingkup.opd in (None, row["kunci"])]
    if not any(row["pagu"] is not None or row["realisasi"] is not None for row in rows):
        frame.empty_state(
            f"Belum ada anggaran P4GN tahun {tahun} yang dilaporkan dari {rencana.place_text(lingkup)}.",
            "Pilih periode atau wilayah lain di bilah samping.",
        )
        return
    total = add_up(rows)
    st.html(f'<p class="p4 p4-kalimat" role="status">{escape(sentence(rows, total, tahun, rencana.place_text(lingkup)))}</p>')
    found = [row for row in rows if not cari or cari.casefold() in f"{row['nama']} {row['dana']}".casefold()]
    columns = _columns(lingkup)
    facts = berkas.keterangan(
        lingkup.scope, "Anggaran P4GN per OPD", f"Tahun {tahun}", wilayah=lingkup.pemda, kerangka=card.kerangka.label()
    )
    tambah.draw_menu("anggaran", {}, replace(lingkup.scope, kode_wilayah=lingkup.pemda, periode=str(tahun)), key="anggaran")
    berkas.table_buttons(f"anggaran-{lingkup.pemda}-{tahun}", [*found, total], columns, facts, lingkup.scope)
    if not found:
        frame.empty_state("Tidak ada OPD yang cocok.", "Ubah kata pencarian.")
        return
    last = [] if cari or lingkup.opd else [total]
    tables.draw_table(
        [*found, *last],
        columns,
        "Angka menurut laporan terakhir tiap OPD pada tahun itu. Serapan jumlah dihitung dari OPD yang pagunya dilaporkan.",
        terpilih=lambda row: row["kunci"] == "",
    )
    if "." not in lingkup.pemda and not lingkup.opd and not cari:
        _draw_kabkota(lingkup, tahun)


def list_rows(card: KartuSkor, funds: dict[tuple[str, str | None, int], str]) -> list[Row]:
    """The rows of list_anggaran with where the money comes from."""
    return [row | {"dana": ", ".join(sorted(_named(row["bukti"], funds)))} for row in map(dict, list_anggaran(card))]


def _named(bukti: Iterable[Bukti], funds: dict[tuple[str, str | None, int], str]) -> set[str]:
    return {funds.get((each.berkas, each.lembar, each.baris or 0), "") for each in bukti} - {""}


def sentence(rows: Sequence[Row], total: Row, tahun: int, tempat: str) -> str:
    """'Tahun 2025, 33 dari 42 OPD Provinsi … melaporkan pagu Rp2,0 miliar; terserap 77,7%. Terendah: Dinas X (41,0%).'"""
    known = [row for row in rows if row["persen"] is not None]
    part = f"{format_angka(total['opd'])} dari {format_angka(len(rows))} OPD {tempat}"
    start = f"Tahun {tahun}, {part} melaporkan pagu, seluruhnya {rupiah_pendek(total['pagu'])}"
    if total["persen"] is None:
        return f"{start}; realisasinya belum dilaporkan."
    lowest = min(known, key=lambda row: (row["persen"], row["nama"]))
    more = f" Serapan terendah: {lowest['nama']} ({format_persen(lowest['persen'])})." if len(known) > 1 else ""
    return f"{start}, dan {format_persen(total['persen'])} sudah terserap.{more}"


def _rupiah(field: str) -> object:
    def text(row: Row) -> str:
        if row[field] is None:
            return "belum lapor" if row["kunci"] else "–"
        return f"Rp{format_angka(row[field])}"

    return text


def _columns(lingkup: Lingkup) -> list[Kolom]:
    return [
        Kolom("OPD", tables.text_of("nama")),
        Kolom("Pagu", _rupiah("pagu"), kanan=True, angka="pagu", format=RUPIAH),  # type: ignore[arg-type]
        Kolom("Realisasi", _rupiah("realisasi"), kanan=True, angka="realisasi", format=RUPIAH),  # type: ignore[arg-type]
        Kolom("Serapan", lambda row: format_persen(row["persen"], kosong="–"), kanan=True, angka="persen", format=PERSEN, desimal=1),
        Kolom("Sumber dana", tables.text_of("dana")),
        bukti.column(lingkup.scope),
    ]


def _funds(lingkup: Lingkup, tahun: int) -> dict[tuple[str, str | None, int], str]:
    """Source row → where the money comes from."""
    found = cache.list_frame("sumber_dana", replace(lingkup.scope, kode_wilayah=lingkup.pemda), tahun=tahun)
    return {(row["berkas"], row["lembar"], int(row["baris"])): row["sumber_dana"] for row in tables.rows_of(found) if row["sumber_dana"]}


def _draw_kabkota(lingkup: Lingkup, tahun: int) -> None:
    cards = kartu_skor.score_semua_opd(lingkup.scope.edisi, lingkup.pemda, str(tahun))
    rows = [add_up(list_rows(card, {}), frame.wilayah_label(kode)) | {"kunci": kode} for kode, card in sorted(cards.items()) if "." in kode]
    if not any(row["pagu"] is not None for row in rows):
        return
    st.subheader("OPD kabupaten/kota", anchor=False)
    total = add_up(rows)
    columns = [
        Kolom("Pemerintah daerah", tables.text_of("nama")),
        Kolom("OPD melapor", tables.count_of("opd"), kanan=True, angka="opd"),
        *_columns(lingkup)[1:4],
    ]
    total_row = total | {"opd": sum(row["opd"] for row in rows)}
    tables.draw_table(
        [*rows, total_row],
        columns,
        "Pilih kabupaten/kota di bilah samping untuk melihat tiap OPD-nya.",
        terpilih=lambda row: row["kunci"] == "",
    )
    facts = berkas.keterangan(lingkup.scope, "Anggaran P4GN OPD kabupaten/kota", f"Tahun {tahun}", wilayah=lingkup.pemda)
    berkas.table_buttons(f"anggaran-kabkota-{lingkup.pemda}-{tahun}", [*rows, total_row], columns, facts, lingkup.scope)
