"""What to write in a column, in words: for the notes, messages and guide of a template."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.clean.angka import parse_angka
from etl.clean.tanggal import parse_tanggal
from etl.sources import JENIS_BERANGKA, Column, Source, normalise_heading

_BENTUK: Mapping[str, str] = {
    "teks": "teks bebas",
    "tautan": "alamat laman, misalnya https://…",
    "tanggal": "tanggal hari/bulan/tahun, misalnya 17/03/2026",
    "tanggal_lain": "tanggal hari/bulan/tahun, misalnya 17/03/2026",
    "wilayah": "nama resmi wilayah, pilih dari daftar",
    "kecamatan": "nama kecamatan, pilih dari daftar",
    "desa": "nama desa atau kelurahan, pilih dari daftar",
    "kode": "kode wilayah Kemendagri dengan titik, misalnya 63.06",
    "opd": "nama instansi, pilih dari daftar",
    "cacah": "bilangan bulat tanpa kata, misalnya 125",
    "angka": "angka tanpa kata, misalnya 12,5",
    "rupiah": "jumlah rupiah penuh tanpa kata, misalnya 125000000",
    "persen": "persen sebagai angka, misalnya 48,5 untuk 48,5%",
    "indeks": "angka dengan koma, misalnya 3,07",
    "tahun": "tahun empat angka, misalnya 2026",
    "periode": "masa laporan, pilih dari daftar",
    "kategori": "pilih dari daftar",
    "ya_tidak": "ya atau tidak",
    "daftar": "beberapa butir, dipisah titik koma",
    "daftar_kata": "beberapa kata, dipisah titik koma",
    "zat_jumlah": "jumlah orang per zat, misalnya THC: 2 orang, MET: 1 orang",
}
_SATUAN: Mapping[str, str] = {"rupiah": "rupiah", "persen": "persen"}
_ARTI: Mapping[str, str] = {
    "0": "nol",
    "kosong": "belum dilaporkan",
    "tidak_berlaku": "tidak berlaku di sini",
    "ditolak": "tidak dapat diterima",
}


_SINGKATAN = re.compile(
    r"\b(?:sk|ibm|asn|cpns|pns|pppk|pw|opd|b06|b12|ikrn|rad|id|l|p|p4gn|amp|met|thc|mop|coc|bzo|soma|mdma|k2|hp|url|apbd|apbn|csr)\b",
    re.IGNORECASE,
)
_GANDA = (("desa kelurahan", "desa/kelurahan"), ("kabupaten kota", "kabupaten/kota"), ("kab kota", "kab/kota"))


def label_of(source: Source, column: Column) -> str:
    """The heading a person reads; always one the intake knows as this column: 'tanggal_tertulis' is 'Tanggal pelaksanaan'."""
    stated = column.lain.get("judul")
    if stated and normalise_heading(stated) in {normalise_heading(column.nama), *column.alias}:
        return str(stated)
    others = {alias for other in source.kolom if other is not column for alias in (*other.alias, normalise_heading(other.nama))}
    own = [alias for alias in column.alias if alias not in others]
    nama = normalise_heading(column.nama)
    if column.nama.endswith("_tertulis"):
        nama = next((alias for alias in own if alias.startswith("tanggal ")), own[0] if own else nama)
    elif nama == "kabkota":
        nama = next((alias for alias in ("kabupaten kota", "kab kota") if alias in own), nama)
    return _spell(nama)


def _spell(nama: str) -> str:
    """'nilai ikrn' → 'Nilai IKRN', 'desa kelurahan' → 'Desa/kelurahan': the same words, easier to read."""
    for plain, joined in _GANDA:
        nama = nama.replace(plain, joined)
    return _capital(_SINGKATAN.sub(lambda found: found[0].upper(), nama))


def is_harus(column: Column, ada_opd: bool, ada_wilayah: bool) -> bool:
    """True where an empty cell cannot be made good by what stands above the table."""
    filled = {"pengirim_opd": ada_opd, "pengirim_wilayah": ada_wilayah, "judul_tahun": True}
    return (column.isi_wajib or (column.wajib and column.jenis == "tanggal")) and not filled.get(column.lain.get("bawaan", ""), False)


def say_bentuk(column: Column) -> str:
    """What kind of thing is written: 'bilangan bulat tanpa kata, misalnya 125'."""
    return _BENTUK["kecamatan" if column.nama == "kecamatan" else column.jenis]


def say_isi(column: Column) -> str:
    """What to write, in one sentence or two: what the declaration says, else the kind."""
    if not column.perbaikan:
        return f"{_capital(say_bentuk(column))}."
    head = "Pilih dari daftar. " if column.jenis == "kategori" else ""
    return f"{head}{_capital(column.perbaikan).rstrip('.')}."


def say_satuan(column: Column) -> str:
    """The unit, where the kind or the name of the column tells it."""
    if column.jenis == "cacah":
        words = normalise_heading(column.nama).split()
        return "kegiatan" if {"kegiatan", "diklat"} & set(words) and "peserta" not in words else ""
    return _SATUAN.get(column.jenis, "")


def say_arti(column: Column) -> str:
    """What a dash, 'nihil' or an empty cell means in this column."""
    if column.jenis not in JENIS_BERANGKA:
        return ""
    arti = {"": "kosong", "-": "kosong", "nihil": "0", **column.lain.get("arti", {})}
    return "; ".join(f"{'sel kosong' if not sign else f'“{sign}”'} = {_ARTI.get(str(meaning), meaning)}" for sign, meaning in arti.items())


def list_tanda(column: Column) -> list[str]:
    """Signs that may stand in a number column instead of a number."""
    arti = {"-": "kosong", "nihil": "0", **column.lain.get("arti", {})}
    return [sign for sign, meaning in arti.items() if sign and str(meaning) != "ditolak"]


def say_catatan(column: Column, harus: bool) -> str:
    """The note on a heading: whether it must be filled, what, the unit, an example, and what a dash means."""
    lines = ["Harus diisi." if harus else _say_boleh_kosong(column)]
    lines.append(say_isi(column))
    if column.lain.get("keterangan"):
        lines.append(f"{_capital(str(column.lain['keterangan'])).rstrip('.')}.")
    if satuan := say_satuan(column):
        lines.append(f"Satuan: {satuan}.")
    if str(column.lain.get("contoh", "")).strip():
        lines.append(f"Contoh: {column.lain['contoh']}")
    if arti := say_arti(column):
        lines.append(f"Arti: {arti}.")
    return "\n".join(lines)


def contoh_of(column: Column) -> object:
    """The example with the type a filled cell has: a number, an ISO date as text where the day is exact, else the text."""
    contoh = column.lain.get("contoh")
    if contoh is None or contoh == "":
        return None
    if column.jenis in JENIS_BERANGKA and isinstance(contoh, str):
        kind = "indeks" if column.jenis in ("angka", "indeks", "persen") else column.jenis
        nilai = parse_angka(contoh, kind).nilai
        return contoh if nilai is None else nilai
    return contoh


def contoh_tanggal(column: Column) -> str | None:
    """ISO day of the example of a date column; None when it names no exact day."""
    contoh = column.lain.get("contoh")
    bacaan = parse_tanggal(contoh) if contoh else None
    return str(bacaan.nilai) if bacaan and bacaan.nilai and bacaan.rincian.get("presisi") == "hari" else None


def _say_boleh_kosong(column: Column) -> str:
    source = {
        "pengirim_opd": "Boleh kosong bila sama dengan pengirim di atas tabel.",
        "pengirim_wilayah": "Boleh kosong bila sama dengan wilayah pengirim.",
        "judul_tahun": "Boleh kosong bila sama dengan tahun di atas tabel.",
    }
    return source.get(column.lain.get("bawaan", ""), "Boleh kosong.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
