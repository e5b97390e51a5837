"""Regulations and orders: by-laws and circulars per region, how long each integrated team's order holds, orders per agency."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal_pendek, is_kosong, join_ringkas
from p4gn.geography import wilayah
from p4gn.scoring.rekap import list_laporan_terakhir
from p4gn.tabel import TANGGAL
from ui import berkas, bukti, cache, frame, registers, rencana, tables
from ui.kalender import pill
from ui.kolom import Kolom, Row, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.rencana import Lingkup

JENIS = {"perda": "Perda", "perkada": "Perkada", "surat edaran": "Surat edaran", "instruksi": "Instruksi", "RAD": "RAD"}
SK_TIM = "SK tim terpadu"
_PERINGKAT = {"ada": 0, "draf": 1, "belum": 2}
_RUPA = {"ada": ("✓", "baik"), "draf": ("◐", "perlu"), "belum": ("✕", "tolak")}
BELUM_LAPOR = "belum dilaporkan"


def draw(lingkup: Lingkup) -> None:
    """Three registers below each other; each says first what is missing."""
    cari = registers.search_box("Cari wilayah atau OPD", "cari_dokumen", "mis. Tapin, Dinas Kesehatan")
    rows = tables.rows_of(cache.list_frame("dokumen_wilayah", lingkup.scope, awal=None))
    card = cache.score_kartu(lingkup.scope.edisi, "opd", lingkup.pemda, str(lingkup.tahun))
    if not rows and not card.baris:
        frame.empty_state("Belum ada catatan regulasi atau SK pada edisi ini.", "Pilih edisi, wilayah, atau periode lain di bilah samping.")
        return
    _draw_regulasi(rows, lingkup, cari)
    _draw_tim(rows, lingkup, cari)
    if card.baris:
        _draw_opd(card.baris, lingkup, cari)


def _regions(lingkup: Lingkup, *, below: bool) -> list[wilayah.Wilayah]:
    """The region itself and, of a province, its kab/kota; with `below` also the kecamatan of a kab/kota."""
    own = wilayah.get_wilayah(lingkup.scope.kode_wilayah)
    parts = wilayah.list_anak(own.kode) if own.tingkat == "provinsi" or (below and own.tingkat == "kabkota") else []
    return [own, *parts]


def _matches(text: str, cari: str | None) -> bool:
    return not cari or all(word in text.casefold() for word in cari.casefold().split())


# ---- regulations ---------------------------------------------------------------------------------------------------------


def best_of(rows: Sequence[Row], kode: str, jenis: str) -> Row | None:
    """The best status a region has of one kind of document, the latest first."""
    own = [row for row in rows if row["kode_wilayah"] == kode and row["jenis_dokumen"] == jenis and row["status"]]
    return min(own, key=lambda row: (_PERINGKAT.get(row["status"], 3), -_ordinal(row["tanggal"]), row["id_dokumen"]), default=None)


def _ordinal(value: Any) -> int:
    return 0 if is_kosong(value) else value.toordinal()


def _draw_regulasi(rows: Sequence[Row], lingkup: Lingkup, cari: str | None) -> None:
    st.subheader("Perda, Perkada, surat edaran, dan RAD", anchor=False)
    kinds = {key: title for key, title in JENIS.items() if key in ("perda", "perkada") or any(row["jenis_dokumen"] == key for row in rows)}
    lines: list[Row] = [
        {"nama": each.nama_lengkap} | {key: best_of(rows, each.kode, key) for key in kinds} for each in _regions(lingkup, below=False)
    ]
    st.html(f'<p class="p4 p4-kalimat">{escape(regulasi_sentence(lines))}</p>')
    columns = [Kolom("Wilayah", tables.text_of("nama")), *(_document_column(key, title, lingkup) for key, title in kinds.items())]
    found = [line for line in lines if _matches(str(line["nama"]), cari)]
    facts = berkas.keterangan(lingkup.scope, "Register regulasi P4GN", f"Keadaan sampai {lingkup.tahun}")
    berkas.table_buttons(f"regulasi-{lingkup.scope.kode_wilayah}", found, columns, facts, lingkup.scope)
    if found:
        tables.draw_table(found, columns, "“belum dilaporkan” berarti tidak ada catatan, bukan berarti dokumennya tidak ada.")


def regulasi_sentence(lines: Sequence[Row]) -> str:
    """Which regions have neither a Perda nor a Perkada in force."""
    missing = [str(line["nama"]) for line in lines if not any(line[key] and line[key]["status"] == "ada" for key in ("perda", "perkada"))]
    if not missing:
        return f"{'Semua wilayah' if len(lines) > 1 else str(lines[0]['nama'])} sudah punya Perda atau Perkada P4GN."
    return f"{format_angka(len(missing))} dari {format_angka(len(lines))} wilayah belum tercatat punya Perda atau Perkada P4GN: {join_ringkas(missing, 5)}."


def _document_column(key: str, title: str, lingkup: Lingkup) -> Kolom:
    def text(line: Row) -> str:
        row = line[key]
        if row is None:
            return BELUM_LAPOR
        return " ".join(part for part in (_sign(row["status"]), row["nomor"] or "", _date(row)) if part)

    def cell(line: Row) -> str:
        row = line[key]
        if row is None:
            return f'<span class="redup">{BELUM_LAPOR}</span>'
        number = f"<br>{escape(row['nomor'])}" if row["nomor"] else ""
        day = f'<br><span class="redup">{escape(_date(row))}</span>' if _date(row) else ""
        return f"{pill(*_RUPA.get(row['status'], ('?', 'biasa')), row['status'])}{number}{day} {bukti.details((bukti.of_row(row),), lingkup.scope)}"

    return Kolom(title, cell, html=True, teks=text)


def _sign(status: str) -> str:
    """'✓ ada': a status with its sign, for a file."""
    return f"{_RUPA[status][0]} {status}" if status in _RUPA else status


def _date(row: Row) -> str:
    if is_kosong(row["tanggal"]):
        return "" if is_kosong(row["tahun"]) else str(int(row["tahun"]))
    return format_tanggal_pendek(row["tanggal"], row["presisi_tanggal"])


# ---- integrated teams ----------------------------------------------------------------------------------------------------


def team_state(rows: Sequence[Row], kode: str, pada: date, segera: int) -> tuple[str, str, Row | None]:
    """(look, words, the order that tells) of a region's team on a day; an order without an end holds until it is replaced."""
    own = [row for row in rows if row["kode_wilayah"] == kode and row["jenis_dokumen"] == SK_TIM]
    if not own:
        return "biasa", BELUM_LAPOR, None
    orders = [row for row in own if row["status"] == "ada"]
    if not orders:
        row = min(own, key=lambda each: (_PERINGKAT.get(each["status"] or "", 3), each["id_dokumen"]))
        return ("perlu", "masih draf", row) if row["status"] == "draf" else ("tolak", "belum ada", row)
    last = max(
        orders,
        key=lambda row: (is_kosong(row["berlaku_sampai"]), _ordinal(row["berlaku_sampai"]), _ordinal(row["tanggal"]), row["id_dokumen"]),
    )
    if is_kosong(last["berlaku_sampai"]):
        return "baik", "berlaku, tanpa batas waktu", last
    left = _ordinal(last["berlaku_sampai"]) - pada.toordinal()
    if left < 0:
        return "tolak", f"berakhir {format_angka(-left)} hari lalu", last
    return ("perlu", f"berakhir dalam {format_angka(left)} hari", last) if left <= segera else ("baik", "berlaku", last)


_TANDA_TIM = {"baik": "✓", "perlu": "◐", "tolak": "✕", "biasa": "–"}


def _draw_tim(rows: Sequence[Row], lingkup: Lingkup, cari: str | None) -> None:
    st.subheader("SK tim terpadu", anchor=False)
    segera = lingkup.kerangka.segera_berakhir_hari
    lines: list[Row] = []
    for each in _regions(lingkup, below=True):
        look, words, row = team_state(rows, each.kode, lingkup.kini, segera)
        lines.append({"nama": each.nama_lengkap, "rupa": look, "kata": words, "sk": row})
    st.html(f'<p class="p4 p4-kalimat">{escape(tim_sentence(lines))}</p>')
    found = [line for line in lines if _matches(str(line["nama"]), cari)]
    columns = [
        Kolom("Wilayah", tables.text_of("nama")),
        Kolom("Keadaan", lambda line: pill(_TANDA_TIM[line["rupa"]], line["rupa"], line["kata"]), html=True, teks=_team_text),
        Kolom("Nomor SK", lambda line: (line["sk"] and line["sk"]["nomor"]) or "–"),
        Kolom(
            "Tanggal",
            lambda line: (_date(line["sk"]) if line["sk"] else "") or "–",
            nilai=lambda line: day_of("tanggal")(line["sk"]) if line["sk"] else None,
            format=TANGGAL,
        ),
        Kolom(
            "Berlaku sampai",
            lambda line: format_tanggal_pendek(line["sk"]["berlaku_sampai"], kosong="–") if line["sk"] else "–",
            nilai=lambda line: line["sk"] and line["sk"]["berlaku_sampai"],
            format=TANGGAL,
        ),
        _source_column("sk", lingkup),
    ]
    facts = berkas.keterangan(lingkup.scope, "Masa berlaku SK tim terpadu", f"Keadaan sampai {format_tanggal_pendek(lingkup.kini)}")
    berkas.table_buttons(f"sk-tim-terpadu-{lingkup.scope.kode_wilayah}", found, columns, facts, lingkup.scope)
    if found:
        tables.draw_table(found, columns, f"{format_angka(len(found))} wilayah, keadaan pada {format_tanggal_pendek(lingkup.kini)}.")


def _team_text(line: Row) -> str:
    return f"{_TANDA_TIM[line['rupa']]} {line['kata']}"


def _source_column(field: str, lingkup: Lingkup) -> Kolom:
    """The source row of the document of a line, where it has one."""
    return bukti.column(lingkup.scope, of=lambda line: (bukti.of_row(line[field]),) if line[field] else ())


def tim_sentence(lines: Sequence[Row]) -> str:
    """How many are in force, which end soon, which have ended."""
    valid = [line for line in lines if line["kata"].startswith("berlaku") or line["kata"].startswith("berakhir dalam")]
    soon = [
        f"{line['nama']} ({str(line['kata']).removeprefix('berakhir ')})" for line in lines if line["kata"].startswith("berakhir dalam")
    ]
    over = [str(line["nama"]) for line in lines if line["kata"].endswith("hari lalu")]
    text = f"{format_angka(len(valid))} dari {format_angka(len(lines))} wilayah punya SK tim terpadu yang masih berlaku."
    text += f" Segera berakhir: {join_ringkas(soon, 4)}." if soon else ""
    return text + (f" Sudah berakhir: {join_ringkas(over, 4)}." if over else "")


# ---- orders of agencies --------------------------------------------------------------------------------------------------


def _draw_opd(cards: Sequence[Any], lingkup: Lingkup, cari: str | None) -> None:
    st.subheader(f"Regulasi dan SK satgas OPD {rencana.place_text(lingkup)}, {lingkup.tahun}", anchor=False)
    reports = list_laporan_terakhir(lingkup.scope.edisi, lingkup.pemda, lingkup.tahun)
    lines: list[Row] = []
    for card in cards:
        report = {key: None if is_kosong(value) else value for key, value in reports.get(card.kunci, {}).items()}
        lines.append({"nama": card.nama, "laporan": report or None, "kunci": card.kunci})
    signed = sum(
        bool(line["laporan"] and line["laporan"]["satgas_status"] == "ada" and line["laporan"]["satgas_sk_nomor"]) for line in lines
    )
    ruled = sum(bool(line["laporan"] and line["laporan"]["regulasi_status"] == "ada") for line in lines)
    st.html(
        f'<p class="p4 p4-kalimat">{format_angka(ruled)} dari {format_angka(len(lines))} OPD punya regulasi P4GN, dan {format_angka(signed)} '
        "punya satgas dengan nomor SK, menurut laporan terakhirnya.</p>"
    )
    found = [line for line in lines if _matches(f"{line['nama']} {line['kunci']}", cari)]
    columns = [
        Kolom("OPD", tables.text_of("nama")),
        Kolom(
            "Regulasi",
            lambda line: _state_cell(line, "regulasi_status"),
            html=True,
            teks=lambda line: _sign(_text(line, "regulasi_status")),
        ),
        Kolom("Nomor", lambda line: _text(line, "regulasi_nomor", "–")),
        Kolom("Satgas", lambda line: _state_cell(line, "satgas_status"), html=True, teks=lambda line: _sign(_text(line, "satgas_status"))),
        Kolom("Nomor SK", lambda line: _text(line, "satgas_sk_nomor", "–")),
        Kolom(
            "Penggiat",
            lambda line: _text(line, "satgas_penggiat", "–"),
            kanan=True,
            nilai=lambda line: line["laporan"] and line["laporan"]["satgas_penggiat"],
        ),
        _source_column("laporan", lingkup),
    ]
    facts = berkas.keterangan(lingkup.scope, "Regulasi dan SK satgas per OPD", f"Tahun {lingkup.tahun}", wilayah=lingkup.pemda)
    berkas.table_buttons(f"sk-satgas-{lingkup.pemda}-{lingkup.tahun}", found, columns, facts, lingkup.scope)
    if found:
        tables.draw_table(registers.first_rows(found, "sk_opd", 60), columns, f"{format_angka(len(found))} OPD.")
    else:
        frame.empty_state("Tidak ada OPD yang cocok.", "Ubah kata pencarian.")


def _text(line: Row, field: str, kosong: str = BELUM_LAPOR) -> str:
    value = line["laporan"][field] if line["laporan"] else None
    return kosong if value is None else format_angka(value) if field == "satgas_penggiat" else str(value)


def _state_cell(line: Row, field: str) -> str:
    value = _text(line, field)
    return pill(*_RUPA[value], value) if value in _RUPA else f'<span class="redup">{escape(value)}</span>'
