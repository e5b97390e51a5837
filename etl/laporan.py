"""What a check of one file found, as plain data for a screen: verdict, ledger, problems by cell, personal data, first rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from itertools import islice

from etl.blok import Blok
from etl.kembalian.lembar_perbaikan import address
from etl.pipeline import Hasil
from etl.problems import Masalah, Tanda
from etl.receive import Kiriman
from etl.sources import Column, load_sources
from p4gn.bahasa import format_tanggal

PALING_BANYAK = 500
BARIS_PRATINJAU = 20
_TANPA_PRATINJAU = frozenset({"kode", "daftar", "zat_jumlah", "tautan"})


def make_laporan(kiriman: Kiriman, hasil: Hasil) -> dict[str, object]:
    """One file's outcome; lists of problems and remarks end at 500, their numbers are whole."""
    entry = next((item for item in hasil.buku if item.berkas == kiriman.nama), None)
    source = load_sources().get(entry.sumber or "") if entry else None
    refused = hasil.berkas_ditolak[0] if hasil.berkas_ditolak else None
    kinds = Counter(item.jenis for item in hasil.bukan_data)
    return {
        "berkas": {
            "nama": kiriman.nama,
            "sumber": source.id if source else None,
            "judul_sumber": source.judul if source else None,
            "sha256": kiriman.sha256,
            "ukuran": kiriman.ukuran,
            "pengirim": entry.pengirim if entry else kiriman.pengirim,
            "dibaca": entry.baris_dibaca if entry else 0,
            "diterima": entry.baris_diterima if entry else 0,
            "ditolak": entry.baris_ditolak if entry else 0,
            "bukan_data": entry.baris_bukan_data if entry else 0,
        },
        "ditolak_berkas": _masalah_row(refused, hasil) if refused else None,
        "masalah": [_masalah_row(item, hasil) for item in hasil.ditolak[:PALING_BANYAK]],
        "jumlah_masalah": len(hasil.ditolak),
        "tanda": [_tanda_row(item, hasil) for item in hasil.ditandai[:PALING_BANYAK]],
        "jumlah_tanda": len(hasil.ditandai),
        "bukan_data": [{"jenis": jenis, "jumlah": number} for jenis, number in kinds.most_common()],
        "pribadi": [{key: value for key, value in asdict(item).items() if key != "berkas"} for item in hasil.pribadi],
        "pratinjau": _preview(hasil.blok),
        "catatan": list(hasil.catatan),
        "masa": list(entry.masa) if entry else [],
    }


def _place(item: Masalah | Tanda, hasil: Hasil) -> dict[str, object]:
    column = hasil.letak.get((item.berkas, item.lembar), {}).get(item.kolom or "")
    cell = address(item.baris, column) if column is not None and item.baris else None
    heading = hasil.judul_kolom.get((item.berkas, item.lembar), {}).get(item.kolom or "", item.kolom)
    return {"lembar": item.lembar, "baris": item.baris, "kolom": item.kolom, "judul_kolom": heading, "sel": cell, "nilai": item.nilai}


def _masalah_row(item: Masalah, hasil: Hasil) -> dict[str, object]:
    return {**_place(item, hasil), "alasan": item.alasan, "perbaikan": item.perbaikan, "saran": list(item.saran)}


def _tanda_row(item: Tanda, hasil: Hasil) -> dict[str, object]:
    return {**_place(item, hasil), "tanda": item.tanda, "saran": list(item.saran)}


def _preview(bloks: tuple[Blok, ...]) -> Mapping[str, object]:
    """The first accepted rows as they will be stored, without the columns that may tell a person's health."""
    if not bloks:
        return {"kolom": [], "baris": []}
    source = bloks[0].source
    filled = {nama for blok in bloks for nama, cells in blok.sel.items() if cells.terisi.any()}
    shown = [column for column in source.kolom if column.nama in filled and not column.rahasia and column.jenis not in _TANPA_PRATINJAU]
    rows = list(islice((row for blok in bloks for row in blok.rows()), BARIS_PRATINJAU))
    return {"kolom": [column.nama for column in shown], "baris": [[_text(row.nilai, column) for column in shown] for row in rows]}


def _text(nilai: Mapping[str, object], column: Column) -> str:
    value = nilai.get("tanggal") if column.jenis == "tanggal" and nilai.get("presisi_tanggal") == "hari" else nilai.get(column.nama)
    if column.jenis == "opd":
        value = nilai.get("nama_baku") or value
    if column.jenis == "periode":
        value = nilai.get("periode")
    if isinstance(value, date):
        return format_tanggal(value)
    if isinstance(value, bool):
        return "ada" if value else "belum"
    return "" if value is None else str(value)
