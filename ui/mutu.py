"""What every sender delivered and what became of it: files, ledger, cells to mend, names nobody knows, corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from p4gn.bahasa import format_angka, format_tanggal, format_tanggal_pendek, is_kosong, join_daftar
from p4gn.pengirim import region_of
from p4gn.tabel import TANGGAL
from ui import cache, frame, hasil_periksa, registers, tables
from ui.hasil_periksa import masa_text
from ui.kolom import Kolom, Row, count_of, text_of
from ui.pengirim import TANPA, nama_pengirim
from ui.sumber import JUDUL, judul_sumber

if TYPE_CHECKING:
    from p4gn.scope import Scope

_JUMLAH = ("jumlah_berkas", "baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data", "baris_ditandai")
SEKALI_TAMPIL = 100  # who looks for himself, or for his cells, should not have to ask twice


def draw_senders(scope: Scope) -> None:
    """All senders in a table; one chosen opens to its files and the cells that wait for it."""
    with st.container(key="saring-mutu"):
        left, middle, right = st.columns([3, 2, 3], vertical_alignment="bottom")
    every = list_senders(scope)
    with left:
        chosen = _choose_sender([row["pengirim"] for row in every])
    with middle:
        jenis = registers.kind_box("Jenis data", "jenis", {"": "Semua jenis"} | {each: judul_sumber(each) for each in _kinds(every)})
    with right:
        cari = registers.search_box("Cari", "cari_mutu", "Nama pengirim, berkas, kolom, masalah, …")
    if chosen is None:
        _draw_all(scope, jenis, cari)
    else:
        _draw_one(scope, chosen, jenis, cari)


def list_senders(scope: Scope, sumber: str | None = None) -> list[Row]:
    """One row per sender, those with refused files first, then by refused rows; unknown sender is TANPA."""
    found = tables.rows_of(cache.list_frame("pengirim_sumber", scope, sumber=sumber, wilayah=region_of(scope)))
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        grouped[row["pengirim"] or TANPA].append(row)
    useless = {} if sumber else _useless_files(scope)  # what nobody could read is of no kind
    rows = [_add_up(kunci, parts) | {"berkas_ditolak": len(useless.get(kunci, ()))} for kunci, parts in grouped.items()]
    return sorted(rows, key=lambda row: (-row["berkas_ditolak"], -row["baris_ditolak"], nama_pengirim(row["pengirim"])))


def _useless_files(scope: Scope) -> dict[str, set[str]]:
    """Sender → files of which nothing could be used."""
    found: dict[str, set[str]] = defaultdict(set)
    for berkas in cache.useless_files(scope.edisi):
        found[cache.asal_berkas(scope.edisi)[berkas][0] or TANPA].add(berkas)
    return found


def last_masa(parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """'Tes urine: Semester I 2025' for each source, the latest first."""
    known = [part for part in parts if part.get("masa_terakhir")]
    newest = sorted(known, key=lambda part: _last_month(str(part["masa_terakhir"])), reverse=True)
    return [f"{judul_sumber(part['sumber'])}: {masa_text(str(part['masa_terakhir']))}" for part in newest]


def _latest_masa(row: Row) -> str:
    """'Rapat: Oktober 2026 dan 11 lainnya'"""
    masa = row["masa"]
    return f"{masa[0]} dan {format_angka(len(masa) - 1)} lainnya" if len(masa) > 1 else "".join(masa) or "–"


def _last_month(masa: str) -> str:
    """The month in which a span ends: '2026-S1' → '2026-06'; a year alone, which may not be over, comes before its months."""
    year, _, part = masa.partition("-")
    return f"{year}-{({'S1': '06', 'S2': '12'}).get(part, part)}"


def _add_up(kunci: str, parts: Sequence[Row]) -> Row:
    summed = {name: sum(int(part[name] or 0) for part in parts) for name in _JUMLAH}
    latest = max((part["diterima_terakhir"] for part in parts if part["diterima_terakhir"] is not None), default=None)
    return {"pengirim": kunci, "sumber": [part["sumber"] for part in parts], "diterima_terakhir": latest, "masa": last_masa(parts)} | summed


def _kinds(every: Iterable[Row]) -> list[str]:
    present = {sumber for row in every for sumber in row["sumber"] if sumber}
    return [each for each in JUDUL if each in present] + sorted(present - set(JUDUL))


def _choose_sender(kunci: Sequence[str]) -> str | None:
    names = {"": "Semua pengirim"} | {each: nama_pengirim(each) for each in sorted(kunci, key=nama_pengirim)}
    return registers.kind_box("Pengirim", "pengirim", names)


def _draw_all(scope: Scope, jenis: str | None, cari: str | None) -> None:
    rows = list_senders(scope, jenis)
    if cari:
        holding = _files_with(scope, jenis, cari)
        owners = {_owner(row) for row in _files(scope, jenis) if row["berkas"] in holding}
        rows = [row for row in rows if row["pengirim"] in owners or cari.lower() in nama_pengirim(row["pengirim"]).lower()]
    if not rows:
        frame.empty_state("Tidak ada pengirim yang cocok.", "Ubah kata pencarian, jenis data, atau wilayah di bilah samping.")
        return
    total = {name: sum(row[name] for row in rows) for name in _JUMLAH}
    st.html(
        f'<p class="p4 p4-kalimat" role="status">{format_angka(len(rows))} pengirim, {format_angka(total["jumlah_berkas"])} berkas: '
        f"{escape(ledger(total))}. Pilih pengirim untuk melihat sel yang perlu diperbaiki.</p>"
    )
    columns = [
        Kolom("Pengirim", _sender_link, html=True, teks=lambda row: nama_pengirim(row["pengirim"])),
        Kolom("Berkas", count_of("jumlah_berkas"), kanan=True, angka="jumlah_berkas"),
        Kolom("Berkas ditolak", count_of("berkas_ditolak"), kanan=True, angka="berkas_ditolak"),
        Kolom("Terakhir diterima", lambda row: _day(row["diterima_terakhir"]), angka="diterima_terakhir", format=TANGGAL),
        Kolom("Masa terakhir", _latest_masa),
        Kolom("Baris diterima", count_of("baris_diterima"), kanan=True, angka="baris_diterima"),
        Kolom("Baris ditolak", count_of("baris_ditolak"), kanan=True, angka="baris_ditolak"),
        Kolom("Perlu dilihat", count_of("baris_ditandai"), kanan=True, angka="baris_ditandai"),
    ]
    tables.draw_table(registers.first_rows(rows, "pengirim", SEKALI_TAMPIL), columns)
    registers.register_buttons("pengirim", "Kiriman per pengirim", rows, columns, scope)


def _draw_one(scope: Scope, kunci: str, jenis: str | None, cari: str | None) -> None:
    """Did it arrive, and which cells are to be mended."""
    row = next((each for each in list_senders(scope, jenis) if each["pengirim"] == kunci), None)
    if row is None:
        frame.empty_state("Pengirim ini tidak mengirim jenis data itu.", "Pilih jenis data lain di atas.")
        return
    files = [each for each in _files(scope, jenis) if _owner(each) == kunci]
    names = {each["berkas"] for each in files}
    refused, flagged = (_list(nama, scope, jenis, cari, names) for nama in ("baris_ditolak", "baris_ditandai"))
    when = "" if is_kosong(row["diterima_terakhir"]) else f", terakhir {format_tanggal(row['diterima_terakhir'])}"
    hasil_periksa.draw_head(
        nama_pengirim(kunci),
        "perlu" if row["baris_ditolak"] or row["berkas_ditolak"] else "baik",
        f"{received(row)}{when}: {ledger(row)}.",
        f"Masa terakhir: {join_daftar(row['masa'])}." if row["masa"] else "",
    )
    _problems(refused, cari, scope)
    if flagged:
        with st.expander(f"Diterima, tetapi perlu dilihat ({format_angka(len(flagged))})"):
            columns = [*place_columns(flagged), Kolom("Yang perlu dilihat", hasil_periksa.say("tanda"))]
            tables.draw_table(registers.first_rows(flagged, "ditandai"), columns)
            registers.register_buttons("baris-ditandai", "Diterima, tetapi perlu dilihat", flagged, columns, scope)
    st.subheader("Berkas kiriman", anchor=False)
    useless = _useless_files(scope).get(kunci, set())
    columns = [
        Kolom("Berkas", text_of("berkas")),
        Kolom("Keadaan", lambda each: standing(each, useless)),
        Kolom("Jenis data", lambda each: judul_sumber(each["sumber"])),
        Kolom("Diterima pada", lambda each: _day(each["diterima_pada"]), angka="diterima_pada", format=TANGGAL),
        Kolom("Dibaca", count_of("baris_dibaca"), kanan=True, angka="baris_dibaca"),
        Kolom("Diterima", count_of("baris_diterima"), kanan=True, angka="baris_diterima"),
        Kolom("Ditolak", count_of("baris_ditolak"), kanan=True, angka="baris_ditolak"),
        Kolom("Bukan data", count_of("baris_bukan_data"), kanan=True, angka="baris_bukan_data"),
    ]
    tables.draw_table(registers.first_rows(files, "berkas"), columns, "Baris dibaca selalu sama dengan diterima + ditolak + bukan data.")
    registers.register_buttons("berkas-kiriman", f"Berkas kiriman {nama_pengirim(kunci)}", files, columns, scope)


def received(row: Mapping[str, Any]) -> str:
    """'21 berkas diterima', '20 dari 21 berkas diterima, 1 tidak dapat dipakai'."""
    total, useless = int(row["jumlah_berkas"]), int(row["berkas_ditolak"])
    if not useless:
        return f"{format_angka(total)} berkas diterima"
    taken = f"{format_angka(total - useless)} dari {format_angka(total)} berkas diterima, " if total > useless else ""
    return f"{taken}{format_angka(useless)} {'berkas ' if not taken else ''}tidak dapat dipakai"


def standing(file: Mapping[str, Any], useless: set[str]) -> str:
    """What became of one file, in a sign and words."""
    if file["berkas"] in useless:
        return "× ditolak"
    if file["baris_ditolak"]:
        return f"! {format_angka(file['baris_ditolak'])} baris ditolak"
    return "✓ diterima" if file["baris_diterima"] else "digantikan kiriman baru"


def _problems(refused: Sequence[Row], cari: str | None, scope: Scope) -> None:
    st.subheader("Sel yang perlu diperbaiki", anchor=False)
    if not refused:
        frame.empty_state("Tidak ada yang cocok dengan pencarian." if cari else "Tidak ada yang perlu diperbaiki.")
        return
    columns = [
        *place_columns(refused),
        Kolom("Masalah", hasil_periksa.say("alasan")),
        Kolom("Cara memperbaiki", hasil_periksa.say("perbaikan")),
    ]
    if any(each.get("saran") for each in refused):
        columns.append(Kolom("Ejaan terdekat", lambda each: str(each["saran"] or "–")))
    tables.draw_table(registers.first_rows(list(refused), "ditolak", SEKALI_TAMPIL), columns)
    registers.register_buttons("baris-ditolak", "Sel yang perlu diperbaiki", refused, columns, scope)


def place_columns(rows: Sequence[Row]) -> list[Kolom]:
    """Where: file, sheet (if any has one), cell (if the edition knows it, else the row), column, what is written."""
    lembar = [Kolom("Lembar", text_of("lembar"))] if any(each["lembar"] for each in rows) else []
    return [
        Kolom("Berkas", text_of("berkas")),
        *lembar,
        Kolom("Sel", hasil_periksa.cell_words),
        Kolom("Kolom", hasil_periksa.kolom_words),
        Kolom("Tertulis", hasil_periksa.written),
    ]


def ledger(row: Mapping[str, Any]) -> str:
    """'130 baris dibaca = 124 diterima + 3 ditolak + 3 bukan data'."""
    read, accepted, refused, other = (
        format_angka(row[name]) for name in ("baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data")
    )
    return f"{read} baris dibaca = {accepted} diterima + {refused} ditolak + {other} bukan data"


def _files(scope: Scope, jenis: str | None) -> list[Row]:
    found = tables.rows_of(cache.list_frame("berkas", scope, sumber=jenis))
    return sorted(found, key=lambda row: str(row["diterima_pada"] or ""), reverse=True)


def _files_with(scope: Scope, jenis: str | None, cari: str) -> set[str]:
    """Files whose name or whose problems hold the words looked for."""
    named = {row["berkas"] for row in _files(scope, jenis) if cari.lower() in row["berkas"].lower()}
    lists = (cache.list_frame(nama, scope, sumber=jenis, cari=cari) for nama in ("baris_ditolak", "baris_ditandai"))
    return named.union(*(found["berkas"] for found in lists))


def _list(nama: str, scope: Scope, jenis: str | None, cari: str | None, berkas: set[str]) -> list[Row]:
    """The rows of these files; picked before they are taken apart, for a whole edition may hold very many."""
    found = cache.list_frame(nama, scope, sumber=jenis, cari=cari)
    return tables.rows_of(found[found["berkas"].isin(berkas)])


def _day(value: Any) -> str:
    return format_tanggal_pendek(value, kosong="–").replace(" ", registers.NBSP)


def _owner(row: Mapping[str, Any]) -> str:
    return row.get("pengirim") or TANPA


def _sender_link(row: Row) -> str:
    link = urlencode(st.query_params.to_dict() | {"pengirim": row["pengirim"]})
    return f'<a href="?{escape(link, quote=True)}" target="_self">{escape(nama_pengirim(row["pengirim"]))}</a>'
