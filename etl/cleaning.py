"""Cells → values, column by column as declared: text, dates, counts, figures, lists. Names are left for harmonising."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from etl.clean.angka import parse_angka
from etl.clean.bacaan import AMBIGU, DITANDAI, DITOLAK, KOSONG, TERBACA, Bacaan
from etl.clean.tanggal import parse_tanggal
from etl.corrections import Correction, find_corrections
from etl.problems import Masalah, Tanda, holds_data_pribadi
from etl.rows import Baris
from etl.sources import Column
from etl.words import load_kata

TAHUN_PENELAAH = "tahun dari penelaah; di sumber hanya tercetak hari dan bulan"
# A whole date was written: when such a cell cannot be read, the date does not exist and the row is refused.
_TANGGAL_LENGKAP = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}\b|\b\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b"
)
_GALAT = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|BELUM_DIHITUNG)", re.IGNORECASE)
_TANPA_SEBAB = MappingProxyType({KOSONG: "tanggal tidak tercantum"})
KATA_TIDAK_DIBAWA = "memuat kata yang belum ada dalam daftar kata; kata itu tidak dibawa"
_PARAMETER = re.compile(r"\d{1,2} parameter", re.IGNORECASE)
_TIDAK_DIBAWA = frozenset({"keterangan"})


@dataclass(frozen=True, slots=True)
class Bagian:
    """What reading one column adds to a row."""

    nilai: Mapping[str, object] = field(default_factory=dict)
    anak: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    masalah: tuple[Masalah, ...] = ()
    tanda: tuple[Tanda, ...] = ()


@dataclass(frozen=True, slots=True)
class HasilBersih:
    """Cleaned rows, and the corrections that no longer find what they correct."""

    baris: tuple[Baris, ...]
    koreksi_dipakai: int
    koreksi_usang: tuple[tuple[Baris, Correction], ...]


def clean_rows(rows: Iterable[Baris]) -> HasilBersih:
    """Every row with the values of its plain columns."""
    cleaned: list[Baris] = []
    outdated: list[tuple[Baris, Correction]] = []
    used = 0
    for row in rows:
        applied, stale = find_corrections(row.source, row.sel)
        used += len(applied)
        outdated.extend((row, correction) for correction in stale)
        cleaned.append(clean_row(row, applied))
    return HasilBersih(tuple(cleaned), used, tuple(outdated))


def clean_row(row: Baris, corrections: Mapping[str, Correction] = MappingProxyType({})) -> Baris:
    """One row with its plain columns read; a corrected cell is read as corrected and flagged with the reason."""
    sel = {nama: corrections[nama].set if nama in corrections else cell for nama, cell in row.sel.items()}
    meant = replace(row, sel=MappingProxyType(sel))
    parts = [_CLEANERS[column.jenis](meant, column) for column in row.source.kolom if column.jenis in _CLEANERS]
    parts.append(_check_cells(row))
    parts.append(Bagian(tanda=tuple(row.flag(nama, f"dikoreksi: {item.why}") for nama, item in corrections.items())))
    cleaned = merge_parts(meant, parts)
    return replace(cleaned, nilai=MappingProxyType({**cleaned.nilai, **_as_written(row, corrections)}))


def merge_parts(row: Baris, parts: Iterable[Bagian]) -> Baris:
    """The row with everything the parts add."""
    nilai, anak = dict(row.nilai), dict(row.anak)
    masalah, tanda = list(row.masalah), list(row.tanda)
    for part in parts:
        nilai.update(part.nilai)
        anak.update(part.anak)
        masalah.extend(part.masalah)
        tanda.extend(part.tanda)
    return replace(row, nilai=MappingProxyType(nilai), anak=MappingProxyType(anak), masalah=tuple(masalah), tanda=tuple(tanda))


def read_teks(cell: object) -> str | None:
    """Text of a cell with plain spaces; a whole number loses its '.0'; None when empty."""
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        cell = cell.date()
    if isinstance(cell, bool):
        cell = "ya" if cell else "tidak"
    return " ".join(str(cell).split()) or None


def split_daftar(text: str | None, pemisah: str) -> list[str]:
    """Parts of a list cell; numbering ('1.', 'a)', '-') in front of a part is dropped."""
    if not text:
        return []
    parts = re.split(rf"{re.escape(pemisah)}|\n", text)
    return [tidy for part in parts if (tidy := re.sub(r"^\s*(?:\d{1,2}[.)]|[a-z]\)|[-•*])\s+", "", " ".join(part.split())).strip())]


def _as_written(row: Baris, corrections: Mapping[str, Correction]) -> dict[str, object]:
    """What was written stays what was written, also where a correction changed the reading."""
    shown: dict[str, object] = {}
    for nama in corrections:
        column = row.source.column(nama)
        if column.jenis == "tanggal":
            shown[nama] = read_teks(row.sel.get(nama))
            shown["tanda_tanggal"] = corrections[nama].why
        elif column.jenis == "teks":
            shown[f"{nama}_asli"] = read_teks(row.sel.get(nama))
    return shown


def _check_cells(row: Baris) -> Bagian:
    masalah = []
    for column in row.source.kolom:
        text = read_teks(row.sel.get(column.nama))
        if text is None:
            if column.isi_wajib:
                masalah.append(row.problem(column.nama, "sel ini wajib diisi", column.perbaikan))
            continue
        if _GALAT.fullmatch(text):
            uncounted = text == "#BELUM_DIHITUNG"
            alasan = "hasil rumus di sel ini belum pernah dihitung" if uncounted else "sel ini berisi galat rumus Excel"
            perbaikan = "buka di Excel atau LibreOffice lalu simpan ulang" if uncounted else "perbaiki rumusnya atau tulis nilainya"
            masalah.append(row.problem(column.nama, alasan, perbaikan))
        if column.jenis != "tautan" and column.nama not in _TIDAK_DIBAWA and holds_data_pribadi(text):
            alasan = "sel ini memuat nomor yang mirip NIK, NIP, atau nomor telepon"
            masalah.append(row.problem(column.nama, alasan, "hapus nomornya; data pribadi tidak boleh masuk ke dasbor"))
    return Bagian(masalah=tuple(masalah))


def _clean_teks(row: Baris, column: Column) -> Bagian:
    return Bagian({column.nama: read_teks(row.sel.get(column.nama))})


def _clean_daftar_kata(row: Baris, column: Column) -> Bagian:
    """'Zenith (7 orang terindikasi); sabu' → 'Zenith; sabu': only words of the list are carried, and 'N parameter'; the rest is flagged."""
    text = re.sub(r"\([^)]*(?:\)|$)", " ", read_teks(row.sel.get(column.nama)) or "")
    parts = [part.strip() for part in re.split(rf"[{re.escape(column.lain['pemisah'])}]|\bdan\b", text) if part.strip()]
    find = load_kata(column.lain["kata"]).find
    known = [part.casefold() if _PARAMETER.fullmatch(part) else find(part) for part in parts]
    tanda = () if all(known) else (row.flag(column.nama, KATA_TIDAK_DIBAWA),)
    return Bagian({column.nama: "; ".join(dict.fromkeys(str(word) for word in known if word)) or None}, tanda=tanda)


def _clean_cacah(row: Baris, column: Column) -> Bagian:
    return _clean_angka_as(row, column, "cacah")


def _clean_angka(row: Baris, column: Column) -> Bagian:
    """The unit decides how a figure is read: '1.250' orang is 1250, '1.250' indeks is 1.25."""
    satuan = (read_teks(row.sel.get(column.lain.get("satuan", ""))) or "").casefold()
    bentuk = column.lain.get("bentuk", {})
    jenis = next((bentuk[word] for word in bentuk if re.match(rf"{word}\b", satuan)), "cacah")
    part = _clean_angka_as(row, column, jenis)
    return replace(part, nilai={**part.nilai, f"{column.nama}_tertulis": read_teks(row.sel.get(column.nama))})


def _clean_angka_as(row: Baris, column: Column, jenis: str) -> Bagian:
    cell = row.sel.get(column.nama)
    if cell is None or _GALAT.fullmatch(str(cell)):
        return Bagian({column.nama: None})
    return _keep_or_refuse(row, column, parse_angka(cell, jenis))


def _clean_tahun(row: Baris, column: Column) -> Bagian:
    text = read_teks(row.sel.get(column.nama))
    if text is None:
        return Bagian({column.nama: None})
    if re.fullmatch(r"(19|20)\d\d", text):
        return Bagian({column.nama: int(text)})
    return Bagian({column.nama: None}, masalah=(row.problem(column.nama, "tahun ini tidak dapat dibaca", column.perbaikan),))


def _keep_or_refuse(row: Baris, column: Column, bacaan: Bacaan) -> Bagian:
    if bacaan.keadaan in {AMBIGU, DITOLAK}:
        alasan = bacaan.sebab or "isi sel ini tidak dapat dibaca"
        return Bagian({column.nama: None}, masalah=(row.problem(column.nama, alasan, column.perbaikan),))
    tanda = (row.flag(column.nama, bacaan.sebab or "perlu dilihat"),) if bacaan.keadaan == DITANDAI else ()
    return Bagian({column.nama: bacaan.nilai}, tanda=tanda)


def _clean_tanggal(row: Baris, column: Column) -> Bagian:
    cell = row.sel.get(column.nama)
    bacaan = _read_tanggal(row, column)
    sebab = None if bacaan.keadaan == TERBACA else bacaan.sebab or _TANPA_SEBAB.get(bacaan.keadaan, "tanggal tidak pasti")
    nilai = {
        "tanggal": _first_day(bacaan.nilai),
        "tanggal_sampai": _last_day(bacaan.rincian.get("sampai")),
        "presisi_tanggal": bacaan.rincian.get("presisi", _precision(bacaan.nilai)) if bacaan.nilai else None,
        "tahun_tanggal": int(str(bacaan.nilai)[:4]) if bacaan.nilai else None,
        "tanda_tanggal": sebab,
        column.nama: read_teks(cell),
    }
    if bacaan.keadaan == DITOLAK and _is_whole_date(cell):
        return Bagian(nilai, masalah=(row.problem(column.nama, bacaan.sebab or "tanggal ini tidak ada di kalender", column.perbaikan),))
    if bacaan.keadaan in {TERBACA, KOSONG}:
        return Bagian(nilai)
    return Bagian(nilai, tanda=(row.flag(column.nama, sebab or ""),))


def _read_tanggal(row: Baris, column: Column) -> Bacaan:
    """The printed date with what stands beside it; the reviewer's year only when nothing else gives one."""
    cell = row.sel.get(column.nama)
    beside = [context for nama in column.lain.get("konteks", ()) if (context := read_teks(row.sel.get(nama)))]
    bacaan = parse_tanggal(cell, beside or None)
    if bacaan.nilai or bacaan.keadaan == KOSONG:
        return bacaan
    reviewer = read_teks(row.sel.get(column.lain.get("tahun_penelaah", ""))) or ""
    if not re.match(r"(19|20)\d\d\b", reviewer):
        return bacaan
    again = parse_tanggal(cell, [*beside, int(reviewer[:4])])
    return replace(again, keadaan=DITANDAI, sebab=TAHUN_PENELAAH) if again.nilai else bacaan


def _is_whole_date(cell: object) -> bool:
    return isinstance(cell, date) or bool(cell and _TANGGAL_LENGKAP.search(str(cell)))


def _first_day(iso: object) -> date | None:
    return date.fromisoformat((str(iso) + "-01-01")[:10]) if iso else None


def _last_day(iso: object) -> date | None:
    return date.fromisoformat(str(iso)) if iso and len(str(iso)) == 10 else None


def _precision(iso: object) -> str | None:
    return {4: "tahun", 7: "bulan", 10: "hari"}.get(len(str(iso))) if iso else None


_CLEANERS: Mapping[str, Callable[[Baris, Column], Bagian]] = MappingProxyType(
    {
        "teks": _clean_teks,
        "tautan": _clean_teks,
        "daftar_kata": _clean_daftar_kata,
        "tanggal": _clean_tanggal,
        "cacah": _clean_cacah,
        "angka": _clean_angka,
        "tahun": _clean_tahun,
    }
)
