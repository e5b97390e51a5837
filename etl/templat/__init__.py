"""Templates: one workbook per source and sender, with drop-downs, notes and an example row that is not read.

`python -m etl templat [--sumber S …] [--pengirim P] [--tahun T] [--keluaran DIR]` writes them.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from etl.ledger import LEMBAR_DAFTAR, LEMBAR_ISIAN, LEMBAR_PETUNJUK
from etl.sources import JENIS_BERANGKA, Column, Source, load_sources
from etl.templat.isian import contoh_of, contoh_tanggal, is_harus, label_of, list_tanda, say_arti, say_bentuk, say_catatan, say_isi
from etl.words import load_kata
from p4gn.bahasa import NAMA_BULAN
from p4gn.geography.wilayah import get_wilayah, list_anak
from p4gn.pengirim import PEMISAH, kode_provinsi_awal, list_opd, nama_pengirim, wilayah_pengirim
from p4gn.perintah import Parser

CONTOH = "Contoh"
BARIS_SIAP = 500
BARIS_TAJUK = 6  # 0-based; a blank row stands above, so that no title is taken for part of the heading
_BARIS_CONTOH, _BARIS_PERTAMA = BARIS_TAJUK + 1, BARIS_TAJUK + 2
_BARIS_AKHIR = _BARIS_PERTAMA + BARIS_SIAP - 1
_PENULIS = "Templat Dasbor P4GN"
_FORMAT = {
    "cacah": "#,##0", "rupiah": "#,##0", "angka": "#,##0.##", "persen": "0.00", "indeks": "0.00", "tahun": "0",
    "tanggal": "dd/mm/yyyy", "tanggal_lain": "dd/mm/yyyy",
}  # fmt: skip
_LEBAR = {
    "tanggal": 15,
    "tanggal_lain": 15,
    "wilayah": 30,
    "opd": 34,
    "kecamatan": 22,
    "desa": 24,
    "periode": 18,
    "daftar": 38,
    "tautan": 26,
    "kategori": 22,
}
_VERTIKAL = ("BNNP", "BNNK", "BNNKOTA", "POLDA", "POLRES")
_TANYA_JAWAB = (
    (
        "Kapan menulis 0, kapan mengosongkan sel?",
        "Tulis 0 (atau nihil) bila memang tidak ada. Kosongkan bila belum diketahui atau belum dilaporkan; "
        "sel kosong tidak pernah dihitung sebagai nol.",
    ),
    (
        "Bagaimana kalau kolomnya tidak berlaku bagi instansi kami?",
        "Tulis “n/a” bila kolom itu menyediakannya (lihat kolom Arti tanda), selain itu kosongkan.",
    ),
    (
        "Bolehkah menulis nama orang, NIK, NIP, atau nomor telepon?",
        "Jangan. Dasbor hanya memerlukan jumlah orang. Kolom atau sel yang berisi data pribadi dibuang sebelum apa pun disimpan.",
    ),
    (
        "Bolehkah mengubah nama kolom?",
        "Nama kolom dikunci supaya berkas langsung dikenali. Kolom yang tidak Anda perlukan cukup dikosongkan.",
    ),
    (
        "Barisnya kurang dari yang dibutuhkan?",
        f"Tersedia {BARIS_SIAP} baris. Sisipkan baris di tengah tabel bila perlu lebih; pilihan dan pemeriksaannya ikut tersalin.",
    ),
    ("Apakah baris contoh harus dihapus?", "Tidak. Baris yang diawali kata “Contoh” tidak dibaca sebagai data."),
    (
        "Berkasnya salah kirim?",
        "Perbaiki lalu unggah lagi. Kiriman terbaru dari pengirim yang sama menggantikan kiriman sebelumnya untuk masa yang sama.",
    ),
)


class TemplatGagal(Exception):
    """A template that was asked for cannot be made; the message is for the person who asked."""


@dataclass(slots=True)
class Daftar:
    """The hidden sheet: lists side by side, each under no heading, so that it is never taken for a table."""

    lembar: Any
    kolom: int = 0
    letak: dict[tuple[str | int, ...], str] = field(default_factory=dict)

    def put(self, values: Iterable[str | int]) -> str:
        """Write a list once and give its place: =Daftar!$A$1:$A$13."""
        key = tuple(values)
        if key not in self.letak:
            for row, value in enumerate(key):
                self.lembar.write(row, self.kolom, value)
            letter = xl_col_to_name(self.kolom, col_abs=True)
            self.letak[key] = f"{LEMBAR_DAFTAR}!{letter}$1:{letter}${len(key)}"
            self.kolom += 1
        return self.letak[key]


@dataclass(frozen=True, slots=True)
class Rencana:
    """What a template is made for, and where each column stands on its sheet."""

    source: Source
    kunci: str | None
    tahun: int
    provinsi: str
    kolom: tuple[Column, ...]
    letak: Mapping[str, int]

    @property
    def ada_opd(self) -> bool:
        return PEMISAH in (self.kunci or "")

    @property
    def ada_wilayah(self) -> bool:
        return wilayah_pengirim(self.kunci) is not None

    def harus(self, column: Column) -> bool:
        return is_harus(column, self.ada_opd, self.ada_wilayah)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the templates asked for; 0 when done, 1 when one cannot be made, 2 for wrong usage."""
    parser = Parser(prog="python -m etl templat", description="Buat buku kerja isian untuk tiap sumber data.")
    parser.add_argument("--sumber", nargs="+", metavar="SUMBER", help="sumber yang dibuat (bawaan: semua)")
    parser.add_argument("--pengirim", metavar="PENGIRIM", help="kunci pengirim, misalnya DINKES@63 atau 63.06")
    parser.add_argument("--tahun", type=int, metavar="TAHUN", help="tahun data (bawaan: tahun ini)")
    parser.add_argument("--keluaran", type=Path, default=Path(), metavar="DIR", help="folder hasil (bawaan: folder ini)")
    options = parser.parse_args(argv)
    try:
        if str(options.keluaran) == "-":  # one workbook to standard output, for a screen
            sys.stdout.buffer.write(make_templat((options.sumber or list_sumber())[0], options.pengirim, options.tahun)[1])
            return 0
        options.keluaran.mkdir(parents=True, exist_ok=True)
        for source_id in options.sumber or list_sumber():
            nama, isi = make_templat(source_id, options.pengirim, options.tahun)
            (options.keluaran / nama).write_bytes(isi)
            print(options.keluaran / nama)
    except TemplatGagal as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Templat tidak dapat ditulis ke {options.keluaran}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def make_templat(source_id: str, pengirim: str | None = None, tahun: int | None = None) -> tuple[str, bytes]:
    """(file name, bytes) of the template of a source for a sender; TemplatGagal when the source is unknown."""
    sources = load_sources()
    if source_id not in sources:
        raise TemplatGagal(f"Sumber “{source_id}” tidak dikenal. Pilih salah satu: {', '.join(sources)}.")
    plan = _plan(sources[source_id], pengirim or None, tahun or date.today().year)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": plan.source.judul, "author": "Dasbor P4GN"})
    isian, petunjuk = book.add_worksheet(LEMBAR_ISIAN), book.add_worksheet(LEMBAR_PETUNJUK)
    daftar = Daftar(book.add_worksheet(LEMBAR_DAFTAR))
    daftar.lembar.hide()
    _write_isian(book, isian, plan)
    for column in plan.kolom:
        _add_pilihan(isian, plan, column, daftar)
    _write_petunjuk(book, petunjuk, plan)
    isian.activate()
    book.close()
    sender = "-".join(re.findall(r"[a-z0-9]+", (pengirim or "").lower()))
    return f"templat-{source_id.replace('_', '-')}{'-' + sender if sender else ''}-{plan.tahun}.xlsx", buffer.getvalue()


def list_sumber() -> list[str]:
    """Sources that people fill in: those whose declaration gives examples."""
    return [source.id for source in load_sources().values() if any("contoh" in column.lain for column in source.kolom)]


def list_kolom(source: Source) -> tuple[Column, ...]:
    """Columns a sender is asked for: those with an example and those that must be there. Codes follow from the names that are chosen."""
    chosen = [column for column in source.kolom if "contoh" in column.lain or column.wajib]
    if source.columns_of("wilayah"):
        chosen = [column for column in chosen if column.jenis != "kode"]
    return tuple(_from_large_to_small(source, chosen))


def _from_large_to_small(source: Source, chosen: Sequence[Column]) -> list[Column]:
    """Where a village is asked for, its kab/kota and kecamatan stand before it: each list follows the choice before."""
    inner = _kolom_kecamatan(source)
    rank = {"wilayah": 0, "desa": 2}
    places = [column for column in chosen if column.jenis in rank or column.nama in inner]
    if not source.columns_of("desa"):
        return list(chosen)
    ordered = iter(sorted(places, key=lambda column: rank.get(column.jenis, 1)))
    return [next(ordered) if column in places else column for column in chosen]


def _plan(source: Source, kunci: str | None, tahun: int) -> Rencana:
    wilayah = wilayah_pengirim(kunci)
    provinsi = wilayah.kode.partition(".")[0] if wilayah else kode_provinsi_awal()
    kolom = list_kolom(source)
    return Rencana(source, kunci, tahun, provinsi, kolom, {column.nama: index for index, column in enumerate(kolom, start=1)})


# ---- sheet Isian ---------------------------------------------------------------------------------------------------


def _write_isian(book: Any, sheet: Any, plan: Rencana) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    open_cell = book.add_format({"locked": False, "bold": True})
    hint = book.add_format({"font_color": "#475569", "italic": True})
    heads = {
        True: book.add_format({**_TAJUK, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}),
        False: book.add_format({**_TAJUK, "bg_color": "#D6E4F0", "font_color": "#1F2937"}),
    }
    sheet.write_string(0, 0, plan.source.judul, title)
    sheet.write_string(1, 0, f"Pengirim: {nama_pengirim(plan.kunci) if plan.kunci else ''}", open_cell)
    sheet.write_string(2, 0, f"Tahun: {plan.tahun}", open_cell)
    sheet.write_string(
        3, 0, f"Cara mengisi: {plan.source.butiran}, mulai di bawah baris contoh. Arahkan penunjuk ke nama kolom untuk penjelasannya.", hint
    )
    sheet.write_string(
        4, 0, "Nama kolom biru tua harus diisi, biru muda boleh kosong. Jangan menulis nama orang, NIK, NIP, atau nomor telepon.", hint
    )
    sheet.write_string(BARIS_TAJUK, 0, "No", heads[False])
    sheet.write_string(_BARIS_CONTOH, 0, CONTOH, book.add_format(_GAYA_CONTOH))
    sheet.set_column(0, 0, 8, book.add_format({"locked": False}))
    blank = book.add_format({**_SEL, "align": "center"})
    for row in range(_BARIS_PERTAMA, _BARIS_AKHIR + 1):
        sheet.write_blank(row, 0, None, blank)
    for column in plan.kolom:
        _write_kolom(book, sheet, plan, column, heads[plan.harus(column)])
    sheet.set_row(BARIS_TAJUK, 48)
    sheet.freeze_panes(_BARIS_PERTAMA, 1)
    sheet.protect("", {
        "insert_rows": True, "delete_rows": True, "format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
        "objects": False,
    })  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(BARIS_TAJUK)
    sheet.set_footer(f"&L{plan.source.judul.replace('&', '&&')}&RHalaman &P dari &N")


_TAJUK = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "border_color": "#94A3B8", "locked": True}
_SEL = {"locked": False, "border": 1, "border_color": "#CBD5E1", "valign": "top"}
_GAYA_CONTOH = {
    "italic": True,
    "font_color": "#64748B",
    "bg_color": "#F1F5F9",
    "border": 1,
    "border_color": "#CBD5E1",
    "valign": "top",
    "text_wrap": True,
}


def _write_kolom(book: Any, sheet: Any, plan: Rencana, column: Column, head: Any) -> None:
    """Heading with its note, the example, the prepared cells."""
    at = plan.letak[column.nama]
    label = label_of(plan.source, column)
    number = _FORMAT.get(column.jenis)
    shape = {"num_format": number} if number else {"num_format": "@", "text_wrap": True}
    sheet.write_string(BARIS_TAJUK, at, label, head)
    note = say_catatan(column, plan.harus(column))
    sheet.write_comment(
        BARIS_TAJUK, at, note, {"author": _PENULIS, "x_scale": 2.2, "y_scale": 0.5 + (note.count("\n") + len(note) / 60) / 4}
    )
    example = book.add_format({**_GAYA_CONTOH, **shape})
    contoh = contoh_of(column)
    if column.jenis in ("tanggal", "tanggal_lain") and (day := contoh_tanggal(column)):
        sheet.write_datetime(_BARIS_CONTOH, at, date.fromisoformat(day), example)
    elif isinstance(contoh, int | float):
        sheet.write_number(_BARIS_CONTOH, at, contoh, example)
    elif contoh is None:
        sheet.write_blank(_BARIS_CONTOH, at, None, example)
    else:
        sheet.write_string(_BARIS_CONTOH, at, str(contoh), example)
    blank = book.add_format({**_SEL, **shape})
    for row in range(_BARIS_PERTAMA, _BARIS_AKHIR + 1):
        sheet.write_blank(row, at, None, blank)
    widest = max([len(word) for word in label.split()] + [len(label) // 2])
    width = max(_LEBAR.get(column.jenis, 14), widest + 3, 24 if column.jenis == "teks" else 0)
    sheet.set_column(at, at, width, book.add_format({"locked": False, **shape}))


# ---- drop-downs and checks -----------------------------------------------------------------------------------------


def _add_pilihan(sheet: Any, plan: Rencana, column: Column, daftar: Daftar) -> None:
    at = plan.letak[column.nama]
    rule = _pilihan_of(plan, column, daftar)
    message = {"input_title": _cut(label_of(plan.source, column), 32), "input_message": _cut(_say_masukan(plan, column), 255)}
    sheet.data_validation(_BARIS_PERTAMA, at, _BARIS_AKHIR, at, {"validate": "any", "ignore_blank": True, **rule, **message})


def _say_masukan(plan: Rencana, column: Column) -> str:
    head = "Harus diisi. " if plan.harus(column) else ""
    return f"{head}{say_bentuk(column)[:1].upper()}{say_bentuk(column)[1:]}."


def _pilihan_of(plan: Rencana, column: Column, daftar: Daftar) -> dict[str, Any]:
    """The check of one column; a list, a number, a date or nothing."""
    if column.jenis in JENIS_BERANGKA:
        return _check_angka(plan, column)
    if column.jenis in ("tanggal", "tanggal_lain"):
        return _check_tanggal(plan, column)
    if column.jenis == "kecamatan" or column.nama in _kolom_kecamatan(plan.source):
        return _warn(_kecamatan_list(plan, daftar), "Kecamatan ini tidak ada di daftar kab/kotanya. Tetap pakai?")
    if column.jenis == "desa":
        return _warn(_desa_list(plan, column, daftar), "Desa atau kelurahan ini tidak ada di daftar kecamatannya. Tetap pakai?")
    values = _values_of(plan, column)
    if not values:
        return {}
    place = "=" + daftar.put(values)
    if column.jenis == "ya_tidak" or (column.jenis == "kategori" and column.lain.get("harus_dikenal")):
        return {**_warn(place, "Isi hanya boleh salah satu pilihan pada daftar."), "error_type": "stop", "error_title": "Pilih dari daftar"}
    return _warn(place, "Isian ini tidak ada di daftar. Tetap pakai?")


def _warn(place: str, pesan: str) -> dict[str, Any]:
    return {"validate": "list", "source": place, "error_type": "warning", "error_title": "Tidak ada di daftar", "error_message": pesan}


def _values_of(plan: Rencana, column: Column) -> Sequence[str | int]:
    if column.jenis == "wilayah":
        return [get_wilayah(kode).nama_lengkap for kode in (plan.provinsi, *(one.kode for one in list_anak(plan.provinsi)))]
    if column.jenis == "opd":
        return _list_instansi(plan)
    if column.jenis == "kategori":
        return list_kategori(str(column.lain["kata"]))
    if column.jenis == "ya_tidak":
        return ["ya", "tidak"]
    if column.jenis == "tahun":
        return list(range(plan.tahun + 1, plan.tahun - 6, -1))
    if column.jenis == "periode":
        return _list_periode(plan.tahun, str(column.lain.get("contoh", "")))
    pilihan = next((rule.lain["pilihan"] for rule in plan.source.aturan if rule.periksa == "salah_satu" and rule.kolom == column.nama), ())
    return [str(one) for one in pilihan]


def list_kategori(kata: str) -> list[str]:
    """The normal words of a list, in words a person writes, as far as the list itself knows them."""
    words = load_kata(kata)
    shown = []
    for nilai in words.nilai:
        spelled = next((text for text in (str(nilai).replace("_", " "), str(nilai)) if words.find(text) == nilai), None)
        if spelled and spelled not in shown:
            shown.append(spelled)
    return shown


def _list_instansi(plan: Rencana) -> list[str]:
    wilayah = wilayah_pengirim(plan.kunci)
    levels = ("kabkota",) if wilayah and wilayah.tingkat == "kabkota" else ("provinsi",)
    names = [one.nama for level in levels for one in list_opd(level)]
    names += [one.nama for level in (*levels, "kabkota") for one in list_opd(level, "vertikal") if one.kode_opd in _VERTIKAL]
    return list(dict.fromkeys(names))


def _list_periode(tahun: int, contoh: str) -> list[str]:
    """Periods of the last years, written the way the example is."""
    years = range(tahun, tahun - 3, -1)
    if any(bulan in contoh for bulan in NAMA_BULAN):
        return [f"{bulan} {year}" for year in list(years)[:2] for bulan in NAMA_BULAN if bulan]
    if contoh.startswith("B0"):
        return [f"{b} {year}" for year in years for b in ("B06", "B12")]
    if re.fullmatch(r"\d{4}", contoh):
        return [str(year) for year in years]
    return [f"Semester {half} {year}" for year in years for half in ("I", "II")]


def _check_angka(plan: Rencana, column: Column) -> dict[str, Any]:
    cell = xl_rowcol_to_cell(_BARIS_PERTAMA, plan.letak[column.nama])
    whole = f",{cell}=INT({cell})" if column.jenis in ("cacah", "rupiah") else ""
    least = f"{cell}>=0" if column.jenis != "angka" else "TRUE"
    most = f",{cell}<=1000" if column.jenis == "persen" else ""
    signs = ",".join(f'{cell}="{sign}"' for sign in list_tanda(column) if '"' not in sign)
    formula = f"=IF(ISNUMBER({cell}),AND({least}{whole}{most}),OR({signs}))" if signs else f"=AND(ISNUMBER({cell}),{least}{whole}{most})"
    pesan = f"Isi dengan {say_bentuk(column)}. Tanda yang boleh: {', '.join(list_tanda(column))}. Kosongkan bila tidak diketahui."
    return {
        "validate": "custom",
        "value": formula,
        "error_type": "stop",
        "error_title": "Harus berupa angka",
        "error_message": _cut(pesan, 225),
    }


def _check_tanggal(plan: Rencana, column: Column) -> dict[str, Any]:
    """A day of the calendar; text such as '13-14 Agustus 2026' may stand too, it is read later."""
    cell = xl_rowcol_to_cell(_BARIS_PERTAMA, plan.letak[column.nama])
    past = any(rule.periksa == "tidak_di_masa_depan" and rule.kolom in ("tanggal", column.nama) for rule in plan.source.aturan)
    last = "TODAY()" if past and column.jenis == "tanggal" else f"DATE({plan.tahun + 10},12,31)"
    formula = f"=IF(ISNUMBER({cell}),AND({cell}>=DATE(2000,1,1),{cell}<={last}),LEN({cell})>=4)"
    pesan = "Tulis tanggal hari/bulan/tahun, misalnya 17/03/2026" + (", paling lambat hari ini." if "TODAY" in last else ".")
    return {"validate": "custom", "value": formula, "error_type": "stop", "error_title": "Tanggal tidak wajar", "error_message": pesan}


def _kolom_kecamatan(source: Source) -> set[str]:
    """Text columns that hold the kecamatan a village lies in."""
    return {str(column.lain["kecamatan"]) for column in source.columns_of("desa") if "kecamatan" in column.lain}


def _kecamatan_list(plan: Rencana, daftar: Daftar) -> str:
    pairs = [(anak.nama_resmi, kecamatan.nama) for anak in list_anak(plan.provinsi) for kecamatan in list_anak(anak.kode)]
    wilayah = next((column.nama for column in plan.kolom if column.jenis == "wilayah"), None)
    return _dependent(plan, daftar, wilayah, pairs)


def _desa_list(plan: Rencana, column: Column, daftar: Daftar) -> str:
    pairs = sorted(
        {
            (kecamatan.nama, desa.nama)
            for anak in list_anak(plan.provinsi)
            for kecamatan in list_anak(anak.kode)
            for desa in list_anak(kecamatan.kode)
        }
    )
    return _dependent(plan, daftar, column.lain.get("kecamatan"), pairs)


def _dependent(plan: Rencana, daftar: Daftar, parent: str | None, pairs: Sequence[tuple[str, str]]) -> str:
    """A list that follows what the row says in another column; the whole list as long as that is empty or unknown.

    OFFSET over a sorted pair of columns works in Excel and LibreOffice alike, names with spaces and dots included.
    """
    upper, lower = daftar.put(pair[0] for pair in pairs), daftar.put(pair[1] for pair in pairs)
    if parent not in plan.letak:
        return f"={lower}"
    cell = xl_rowcol_to_cell(_BARIS_PERTAMA, plan.letak[parent], col_abs=True)
    first = lower.partition(":")[0]
    return f"=IF(COUNTIF({upper},{cell})=0,{lower},OFFSET({first},MATCH({cell},{upper},0)-1,0,COUNTIF({upper},{cell}),1))"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


# ---- sheet Petunjuk ------------------------------------------------------------------------------------------------


def _write_petunjuk(book: Any, sheet: Any, plan: Rencana) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    part = book.add_format({"bold": True, "font_size": 12, "font_color": "#1F3A5F"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({**_TAJUK, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "align": "left"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#CBD5E1"})
    for at, width in enumerate((30, 14, 46, 30, 52)):
        sheet.set_column(at, at, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"Petunjuk pengisian: {plan.source.judul}", title)
    lines = [
        f"Satu baris berarti: {plan.source.butiran}.",
        *([" ".join(plan.source.catatan_pengisian.split())] if plan.source.catatan_pengisian else []),
    ]
    lines.append("Isi lembar “Isian”, simpan, lalu unggah berkas ini. Lembar petunjuk ini tidak dibaca sebagai data.")
    row = 2
    for line in lines:
        sheet.merge_range(row, 0, row, 4, line, text)
        sheet.set_row(row, 15.5 * (1 + len(line) // 165))
        row += 1
    sheet.write_string(row + 1, 0, "Kolom", part)
    row += 2
    for at, heading in enumerate(("Nama kolom", "Harus diisi?", "Isi dengan", "Contoh", "Arti tanda")):
        sheet.write_string(row, at, heading, head)
    for column in plan.kolom:
        row += 1
        contoh = column.lain.get("contoh")
        must, shown = "ya" if plan.harus(column) else "boleh kosong", "" if contoh is None else str(contoh)
        cells = (label_of(plan.source, column), must, say_isi(column), shown, _capital(say_arti(column)))
        for at, value in enumerate(cells):
            sheet.write_string(row, at, value, cell)
        sheet.set_row(row, 15.5 * max(-(-len(cells[2]) // 44), -(-len(cells[3]) // 28), -(-len(cells[4]) // 50), 1))
    row += 2
    sheet.write_string(row, 0, "Tanya jawab", part)
    for question, answer in _TANYA_JAWAB:
        row += 1
        sheet.write_string(row, 0, question, book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
        sheet.merge_range(row, 1, row, 4, answer, text)
        sheet.set_row(row, 15.5 * max(-(-len(question) // 28), -(-len(answer) // 140)))
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.exit(main())
