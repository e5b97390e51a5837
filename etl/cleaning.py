"""Cells → values, column by column as declared: text, dates, counts, figures, lists. Names are left for harmonising."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.blok import Bagian, Baris, Blok, Temuan, put, spread
from etl.clean.angka import parse_angka
from etl.clean.bacaan import AMBIGU, DITANDAI, DITOLAK, KOSONG, TERBACA, Bacaan
from etl.clean.periode import complete_periode, parse_periode_tertulis
from etl.clean.tanggal import parse_tanggal, show_tanggal
from etl.corrections import Correction, Tempat, find_kena
from etl.judul import TAHUN_JUDUL
from etl.reading.kolom import Kolom
from etl.sources import JENIS_BERANGKA, Column
from etl.words import load_kata

TAHUN_KE_DEPAN = 30  # years that the end of a validity may lie ahead
TAHUN_PENELAAH = "tahun dari penelaah; di sumber hanya tercetak hari dan bulan"
# A whole date was written: when such a cell cannot be read, the date does not exist and the row is refused.
_TANGGAL_LENGKAP = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}\b|\b\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b"
)
_POLA_GALAT = r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|BELUM_DIHITUNG|GETTING_DATA|SPILL!|CALC!)"
_GALAT = re.compile(_POLA_GALAT, re.IGNORECASE)
# What read_teks would change in a text: other blanks than single spaces between words.
LONGGAR = r"\s\s|[^\S ]|^\s|\s$|\x{a0}"
# A dash fills a cell that has nothing to say; where a link belongs, so does a word for it.
_STRIP_SAJA = r"[-–—]+"
TANPA_TEKS = re.compile(rf"{_STRIP_SAJA}")
_STRIP_BERARTI = frozenset({*JENIS_BERANGKA, "kategori"})  # their own readers know what a dash means there
_TANPA_TAUTAN = re.compile(rf"{_STRIP_SAJA}|nihil|belum(?: ada)?|tidak ada|n/a", re.IGNORECASE)
# The cell prints a year of its own: that of the title has nothing to say about it.
_BERTAHUN = re.compile(r"\d{4}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*'?\d{2}\b|[A-Za-z]{3,9}\.?\s+'?\d{2}\b(?!\s*[/.-])")
_TANPA_SEBAB = MappingProxyType({KOSONG: "tanggal tidak tercantum"})
KATA_TIDAK_DIBAWA = "memuat kata yang belum ada dalam daftar kata; kata itu tidak dibawa"
_PARAMETER = re.compile(r"\d{1,2} parameter", re.IGNORECASE)
_BERPERSEN = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|persen|prosen)", re.IGNORECASE)
_BARIS_HTML = re.compile(r"<\s*(?:br|/?\s*(?:div|p|li|ol|ul))\b[^<>]{0,100}>", re.IGNORECASE)
_TANPA_BUTIR = re.compile(rf"(?:\(?\d{{1,2}}[.)]\s*)?(?:{_STRIP_SAJA}|nihil|tidak ada|belum ada|n/a)\.?", re.IGNORECASE)
_NOMOR_BUTIR = re.compile(r"(?:(?<=^)|(?<=[\s;.,:)]))\(?(\d{1,2}|[a-z])[.)]\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HasilBersih:
    """A cleaned block, how many corrections were used, and a sentence for each that no longer finds what it corrects."""

    blok: Blok
    koreksi_dipakai: int
    koreksi_usang: tuple[str, ...]


def clean_blok(blok: Blok) -> HasilBersih:
    """The block with the values of its plain columns; a corrected cell is read as corrected and flagged with the reason."""
    written = blok.sel
    meant, used, outdated = _correct(blok)
    for column in blok.source.kolom:
        meant = _clean_column(meant, column)
    sent = replace(meant, sel=written)
    for column in blok.source.kolom:
        sent = _check_column(sent, column)
    return HasilBersih(_as_written(replace(sent, sel=meant.sel), written, used), len(used), tuple(outdated))


def _correct(blok: Blok) -> tuple[Blok, list[tuple[int, Correction]], list[str]]:
    """The block with its corrected cells; (row, correction) of those used; and what to say of those that no longer find what they correct."""
    used: list[tuple[int, Correction]] = []
    outdated: list[str] = []
    sel = dict(blok.sel)
    for found in find_kena(blok.source, blok.sel, Tempat(blok.sha256, blok.lembar, blok.nomor)):
        column = found.koreksi.column
        if len(found.dipakai):
            sel[column] = put(sel[column], found.dipakai, found.koreksi.set, len(blok))
            used.extend((row, found.koreksi) for row in found.dipakai.tolist())
        outdated.extend(found.koreksi.kalimat_usang(blok.source.id, blok.berkas, int(blok.nomor[row])) for row in found.usang.tolist())
    return replace(blok, sel=sel), used, outdated


def _as_written(blok: Blok, written: Mapping[str, Kolom], used: Sequence[tuple[int, Correction]]) -> Blok:
    """What was written stays what was written, also where a correction changed the reading; each use is flagged with its reason."""
    nilai, found = dict(blok.nilai), list(blok.temuan)
    sent = replace(blok, sel=written)
    for row, correction in used:
        rows = np.array([row])
        column = blok.source.column(correction.column)
        text = read_teks(written[column.nama].cell(row))
        if column.jenis == "tanggal":
            nilai[column.nama] = put(nilai.get(column.nama), rows, text, len(blok))
            nilai["tanda_tanggal"] = put(nilai.get("tanda_tanggal"), rows, correction.why, len(blok))
        elif column.jenis == "teks":
            nilai[f"{column.nama}_asli"] = put(nilai.get(f"{column.nama}_asli"), rows, text, len(blok))
        found.append(Temuan(rows, sent.row(row).flag(column.nama, f"dikoreksi: {correction.why}")))
    return replace(blok, nilai=nilai, temuan=tuple(found))


def _clean_column(blok: Blok, column: Column) -> Blok:
    if column.jenis in {"teks", "tautan"} and (texts := blok.sel[column.nama].texts()) is not None:
        tidy = _tidy_texts(Kolom(blok.sel[column.nama].kode, texts))
        return replace(blok, nilai={**blok.nilai, column.nama: without_dashes(tidy, _says_nothing(column))})
    if column.jenis not in _CLEANERS:
        return blok
    if column.jenis in {"tanggal", "tanggal_lain"}:
        return _clean_dates(blok, column)
    beside = {"angka": [column.lain.get("satuan", "")], "periode": [*column.lain.get("konteks", ()), TAHUN_JUDUL]}.get(column.jenis, [])
    return spread(blok, [column.nama, *beside], [], lambda row: _CLEANERS[column.jenis](row, column))


def _tidy_texts(column: Kolom) -> Kolom:
    """Text as it is where it has plain spaces only, which is nearly always; the few others are tidied one by one."""
    loose = pc.match_substring_regex(column.isi, LONGGAR)
    if not pc.any(loose).as_py():
        return column
    texts = [read_teks(text) if is_loose else text for text, is_loose in zip(column.isi.to_pylist(), loose.to_pylist(), strict=True)]
    return Kolom(column.kode, pa.array(texts, pa.string()))


def _says_nothing(column: Column) -> re.Pattern[str]:
    return _TANPA_TAUTAN if column.jenis == "tautan" else TANPA_TEKS


def _any_starts_with_dash(texts: pa.Array) -> bool:
    """Told at a glance, for nearly always there is none."""
    return any(pc.any(pc.starts_with(texts, dash)).as_py() for dash in "-–—")


def without_dashes(column: Kolom, nothing: re.Pattern[str]) -> Kolom:
    """'-' in a column of text is an empty cell."""
    if nothing is TANPA_TEKS and not _any_starts_with_dash(column.isi):
        return column
    saying = pc.match_substring_regex(column.isi, f"(?i)^(?:{nothing.pattern})$")
    if not pc.any(saying).as_py():
        return column
    codes = np.array([-1 if empty else code for code, empty in enumerate(saying.to_pylist())] + [-1], dtype=np.int32)
    return Kolom(codes[column.kode], column.isi)


@functools.lru_cache(maxsize=100_000)
def _parse_alone(jenis: type, cell: object) -> Bacaan:
    """A date with nothing beside it; the type is part of the question because 45000 and 45000.0 are equal."""
    return parse_tanggal(cell)


@functools.lru_cache(maxsize=100_000)
def _parse_number(jenis_sel: type, cell: object, jenis: str, arti: tuple[tuple[str, str], ...]) -> Bacaan:
    return parse_angka(cell, jenis, dict(arti))


def _clean_dates(blok: Blok, column: Column) -> Blok:
    """What stands beside a date is looked at only where the date alone leaves something open."""
    cells = blok.sel[column.nama]
    alone = cells.mask(lambda cell: _parse_alone(type(cell), cell).keadaan in {TERBACA, KOSONG})
    beside = [nama for nama in (*column.lain.get("konteks", ()), column.lain.get("tahun_penelaah", ""), TAHUN_JUDUL) if nama in blok.sel]
    needed = {nama: Kolom(np.where(alone, -1, blok.sel[nama].kode).astype(np.int32), blok.sel[nama].isi) for nama in beside}
    read = spread(replace(blok, sel={**blok.sel, **needed}), [column.nama, *beside], [], lambda row: _CLEANERS[column.jenis](row, column))
    return replace(read, sel=blok.sel)


def _check_column(blok: Blok, column: Column) -> Blok:
    """Required cells that are empty, and cells that hold an error of a formula."""
    cells = blok.sel[column.nama]
    texts = cells.texts()
    if texts is not None:
        marked = texts.filter(pc.match_substring(texts, "#"))
        damaged = pc.any(pc.match_substring_regex(marked, f"(?i)^\\s*{_POLA_GALAT}\\s*$")).as_py()
    else:
        damaged = any(isinstance(cell, str) and "#" in cell and _GALAT.fullmatch(cell.strip()) for cell in cells.distinct())
    if not damaged and not (column.isi_wajib and _lacks_any(cells)):
        return blok
    return spread(blok, [column.nama], [], lambda row: _check_cell(row, column))


def _lacks_any(cells: Kolom) -> bool:
    """A cell is empty, or holds a dash instead of what must stand there."""
    texts = cells.texts()
    if not cells.terisi.all():
        return True
    if texts is not None:
        return bool(pc.any(pc.match_substring_regex(texts, rf"^\s*(?:{_STRIP_SAJA})\s*$")).as_py())
    return any(isinstance(cell, str) and TANPA_TEKS.fullmatch(cell.strip()) for cell in cells.distinct())


def _check_cell(row: Baris, column: Column) -> Bagian:
    text = read_teks(row.sel.get(column.nama))
    if text is None or (column.isi_wajib and column.jenis not in _STRIP_BERARTI and TANPA_TEKS.fullmatch(text)):
        return Bagian(masalah=(row.problem(column.nama, "sel ini wajib diisi", column.perbaikan),) if column.isi_wajib else ())
    if not _GALAT.fullmatch(text):
        return Bagian()
    uncounted = text == "#BELUM_DIHITUNG"
    alasan = "hasil rumus di sel ini belum pernah dihitung" if uncounted else "sel ini berisi galat rumus Excel"
    perbaikan = "buka di Excel atau LibreOffice lalu simpan ulang" if uncounted else "perbaiki rumusnya atau tulis nilainya"
    return Bagian(masalah=(row.problem(column.nama, alasan, perbaikan),))


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


def split_daftar(text: str | None, pemisah: str, bernomor: bool = False) -> list[str]:
    """Parts of a list cell; numbering ('1.', 'a)', '-') in front of a part is dropped.

    bernomor: '1. satu 2. dua' and parts between HTML line breaks are parts too, where the numbers run on from 1.
    """
    if not text:
        return []
    lines = _BARIS_HTML.sub("\n", text)
    if bernomor:
        lines = "\n".join(part for line in lines.split("\n") for part in _split_numbered(line))
    parts = re.split(rf"{re.escape(pemisah)}|\n", lines)
    tidied = (re.sub(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z]\)|[-•*–])\s+", "", " ".join(part.split())).strip(" ;") for part in parts)
    return [tidy for tidy in tidied if tidy and not _TANPA_BUTIR.fullmatch(tidy)]


def _split_numbered(line: str) -> list[str]:
    """'1. satu 2. dua' → two parts; 'pasal 2. ayat 1' is one: numbers that do not run 1, 2, 3 are no numbering."""
    marks = list(_NOMOR_BUTIR.finditer(line))
    starts: list[int] = []
    for kind in (str.isdigit, str.isalpha):
        wanted = 1
        found = []
        for mark in marks:
            if kind(mark[1]) and (int(mark[1]) if mark[1].isdigit() else ord(mark[1].lower()) - 96) == wanted:
                found.append(mark.start())
                wanted += 1
        if len(found) > len(starts):
            starts = found
    if len(starts) < 2 or (line[: starts[0]].strip(" ;:-") and starts[0] > 60):
        return [line]
    pieces = [line[: starts[0]], *(line[a:b] for a, b in zip(starts, [*starts[1:], len(line)], strict=True))]
    return [re.sub(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s*", "", piece) for piece in pieces if piece.strip(" ;:-")]


def _clean_teks(row: Baris, column: Column) -> Bagian:
    text = read_teks(row.sel.get(column.nama))
    return Bagian({column.nama: None if text and _says_nothing(column).fullmatch(text) else text})


def _clean_daftar_kata(row: Baris, column: Column) -> Bagian:
    """'Zenith (7 orang terindikasi); sabu' → 'Zenith; sabu': only words of the list are carried, and 'N parameter'; the rest is flagged."""
    text = re.sub(r"\([^)]*(?:\)|$)", " ", read_teks(row.sel.get(column.nama)) or "")
    parts = [part.strip() for part in re.split(rf"[{re.escape(column.lain['pemisah'])}]|\bdan\b", text) if part.strip()]
    find = load_kata(column.lain["kata"]).find
    known = [part.casefold() if _PARAMETER.fullmatch(part) else find(part) for part in parts]
    tanda = () if all(known) else (row.flag(column.nama, KATA_TIDAK_DIBAWA),)
    return Bagian({column.nama: "; ".join(dict.fromkeys(str(word) for word in known if word)) or None}, tanda=tanda)


def _clean_berangka(row: Baris, column: Column) -> Bagian:
    return _clean_angka_as(row, column, column.jenis)


def _clean_angka(row: Baris, column: Column) -> Bagian:
    """The unit decides how a figure is read: '1.250' orang is 1250, '1.250' indeks is 1.25."""
    satuan = (read_teks(row.sel.get(column.lain.get("satuan", ""))) or "").casefold()
    bentuk = column.lain.get("bentuk", {})
    jenis = next((bentuk[word] for word in bentuk if re.match(rf"{word}\b", satuan)), "cacah")
    if not satuan and "persen" in bentuk and _BERPERSEN.fullmatch(read_teks(row.sel.get(column.nama)) or ""):
        jenis = "persen"  # the cell itself names its unit: '100 %'
    part = _clean_angka_as(row, column, jenis)
    return replace(part, nilai={**part.nilai, f"{column.nama}_tertulis": read_teks(row.sel.get(column.nama))})


def _clean_angka_as(row: Baris, column: Column, jenis: str) -> Bagian:
    """The value, and beside it whether it is a figure, a reported zero, not reported or not applicable."""
    cell = row.sel.get(column.nama)
    if cell is not None and _GALAT.fullmatch(str(cell).strip()):
        return Bagian({column.nama: None, f"{column.nama}_keadaan": "belum_lapor"})
    bacaan = _parse_number(type(cell), cell, jenis, tuple(column.lain.get("arti", {}).items()))
    part = _keep_or_refuse(row, column, bacaan)
    value = part.nilai[column.nama]
    empty = "tidak_berlaku" if bacaan.rincian.get("tidak_berlaku") else "belum_lapor"
    keadaan = empty if value is None else "nol" if value == 0 else "ada"
    return replace(part, nilai={column.nama: value, f"{column.nama}_keadaan": keadaan})


def _clean_tahun(row: Baris, column: Column) -> Bagian:
    text = read_teks(row.sel.get(column.nama))
    if text is None:
        return Bagian({column.nama: None})
    if found := re.fullmatch(r"(?:tahun|thn\.?|ta\.?)?\s*((?:19|20)\d\d)(?:[.,]0+)?", text, re.IGNORECASE):
        return Bagian({column.nama: int(found[1])})
    if isinstance(row.sel.get(column.nama), datetime | date):
        return Bagian({column.nama: row.sel[column.nama].year})  # type: ignore[attr-defined]
    if column.lain.get("arti", {}).get(text) == "kosong" or text in {"-", "–", "—"}:
        return Bagian({column.nama: None})
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


def _read_tanggal(row: Baris, column: Column, tahun_mendatang: int = 1) -> Bacaan:
    """The printed date with what stands beside it; the reviewer's year only when nothing else gives one."""
    cell = row.sel.get(column.nama)
    beside: list[object] = [context for nama in column.lain.get("konteks", ()) if (context := read_teks(row.sel.get(nama)))]
    if row.sel.get(TAHUN_JUDUL) and not _BERTAHUN.search(str(cell)):
        beside.append(row.sel[TAHUN_JUDUL])
    bacaan = parse_tanggal(cell, beside, tahun_mendatang) if beside or tahun_mendatang != 1 else _parse_alone(type(cell), cell)
    if bacaan.nilai or bacaan.keadaan == KOSONG:
        return bacaan
    reviewer = read_teks(row.sel.get(column.lain.get("tahun_penelaah", ""))) or ""
    if not re.match(r"(19|20)\d\d\b", reviewer):
        return bacaan
    again = parse_tanggal(cell, [*beside, int(reviewer[:4])])
    return replace(again, keadaan=DITANDAI, sebab=TAHUN_PENELAAH) if again.nilai else bacaan


def _clean_tanggal_lain(row: Baris, column: Column) -> Bagian:
    """Another date of the row; one that is not known to the day stays as written and is flagged.

    akhir: the date is an end (of validity, of a term): 'Juli 2025' ends with its last day, '2025–2029' with that of 2029.
    """
    cell = row.sel.get(column.nama)
    if column.lain.get("akhir"):
        return _clean_akhir(row, column)
    bacaan = _read_tanggal(row, column)
    exact = str(bacaan.nilai) if bacaan.nilai and len(str(bacaan.nilai)) == 10 else None
    nilai = {column.nama: date.fromisoformat(exact) if exact else None, f"{column.nama}_tertulis": read_teks(cell)}
    if bacaan.keadaan == DITOLAK and _is_whole_date(cell):
        return Bagian(nilai, masalah=(row.problem(column.nama, bacaan.sebab or "tanggal ini tidak ada di kalender", column.perbaikan),))
    if bacaan.keadaan in {TERBACA, KOSONG} and (exact or not bacaan.nilai):
        return Bagian(nilai)
    return Bagian(nilai, tanda=(row.flag(column.nama, bacaan.sebab or "hanya bulan atau tahunnya yang tertulis"),))


def _clean_akhir(row: Baris, column: Column) -> Bagian:
    cell = row.sel.get(column.nama)
    bacaan = _read_tanggal(row, column, TAHUN_KE_DEPAN)
    iso = str(bacaan.rincian.get("sampai") or bacaan.nilai or "")
    day = last_day_of(iso) if iso else None
    nilai = {column.nama: day, f"{column.nama}_tertulis": read_teks(cell)}
    if bacaan.keadaan == DITOLAK and _is_whole_date(cell):
        return Bagian(nilai, masalah=(row.problem(column.nama, bacaan.sebab or "tanggal ini tidak ada di kalender", column.perbaikan),))
    if bacaan.keadaan in {TERBACA, KOSONG}:
        return Bagian(nilai)
    sebab = f"dibaca sampai {show_tanggal(day)}" if day and len(iso) < len("2025-01-01") else bacaan.sebab
    return Bagian(nilai, tanda=(row.flag(column.nama, sebab or "tanggal tidak pasti"),))


def last_day_of(iso: str) -> date:
    """'2029' → 31 December 2029, '2025-07' → 31 July 2025; a day is itself."""
    year, month, day = (int(part) if part else 0 for part in (iso + "--").split("-")[:3])
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _clean_periode(row: Baris, column: Column) -> Bagian:
    tahun = row.sel.get(TAHUN_JUDUL)
    years = (re.fullmatch(r"\D{0,6}((?:19|20)\d\d)", read_teks(row.sel.get(nama)) or "") for nama in column.lain.get("konteks", ()))
    beside = next((int(year[1]) for year in years if year), None)
    cell = complete_periode(row.sel.get(column.nama), beside, row.source.masa)
    bacaan = parse_periode_tertulis(cell, tahun if isinstance(tahun, int) else None)
    part = _keep_or_refuse(row, column, bacaan)
    periode = part.nilai[column.nama]
    nilai = {"periode": periode, "tahun_periode": int(str(periode)[:4]) if periode else None}
    return replace(part, nilai={**nilai, f"{column.nama}_tertulis": read_teks(row.sel.get(column.nama))})


def _clean_ya_tidak(row: Baris, column: Column) -> Bagian:
    cell = row.sel.get(column.nama)
    text = read_teks(cell)
    found = cell if isinstance(cell, bool) else load_kata("ya_tidak").find(text) if text else None
    if found is None and text and text not in {"-", "–", "—"}:
        return Bagian(
            {column.nama: None}, tanda=(row.flag(column.nama, "tidak dapat dibaca sebagai ada atau belum; dibiarkan tidak diketahui"),)
        )
    return Bagian({column.nama: None if found is None else bool(found)})


_ZAT_LALU_JUMLAH = re.compile(r"^(?P<zat>[^\d:=()]+?)\s*[:=(\s-]\s*(?P<jumlah>\d{1,4})\s*(?:orang|org|jiwa)?\s*\)?$", re.IGNORECASE)
_JUMLAH_LALU_ZAT = re.compile(r"^(?P<jumlah>\d{1,4})\s*(?:orang|org|jiwa)?\s*[:=-]?\s*(?P<zat>[^\d]+)$", re.IGNORECASE)


def _clean_zat_jumlah(row: Baris, column: Column) -> Bagian:
    """'THC: 2 orang, MET: 1 orang' → two rows of substance and number; nothing else of the text is carried."""
    text = read_teks(row.sel.get(column.nama))
    find = load_kata(column.lain.get("kata", "zat")).find
    children, unknown = [], False
    for part in re.split(r"[,;/\n&+]|\bdan\b|\bserta\b", text or ""):
        match = _ZAT_LALU_JUMLAH.match(part.strip(" .")) or _JUMLAH_LALU_ZAT.match(part.strip(" ."))
        zat = find(match["zat"]) if match else None
        if zat is not None and match:
            children.append(MappingProxyType({"urutan": len(children) + 1, "isi": str(zat), "jumlah": int(match["jumlah"])}))
        else:
            unknown = unknown or (
                bool(part.strip(" .-")) and part.strip(" .").casefold() not in {"nihil", "negatif", "tidak ada", "n/a", "belum"}
            )
    tanda = (row.flag(column.nama, KATA_TIDAK_DIBAWA),) if unknown else ()
    return Bagian({f"jumlah_{column.nama}": len(children) or None}, anak={column.nama: tuple(children)}, tanda=tanda)


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
        "tanggal_lain": _clean_tanggal_lain,
        **dict.fromkeys(JENIS_BERANGKA, _clean_berangka),
        "angka": _clean_angka,
        "tahun": _clean_tahun,
        "periode": _clean_periode,
        "ya_tidak": _clean_ya_tidak,
        "zat_jumlah": _clean_zat_jumlah,
    }
)
