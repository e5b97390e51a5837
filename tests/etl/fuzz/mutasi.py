"""Mutations of a clean table: of cells, rows, headings and whole files; each tells what it did and what may come of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

import numpy as np

from tests.etl.fuzz.benih import (
    KABKOTA,
    OPD,
    Baris,
    Lembaran,
    list_benih,
    make_bagian,
    make_berjenjang,
    make_lembaran,
    pack,
    write_csv,
    write_ods,
    write_xls,
    write_xlsx,
    write_xlsxwriter,
)
from tests.etl.fuzz.orakel import Mutan

Acak = np.random.Generator
BENIH_ACAK = 20_261_125
BATAS_BARIS = 1_048_577
NIK, TELEPON = "6303011507850002", "081351234567"
# Cells as people and programs leave them; what each means is told by the plain reading, never by this list.
ISI: tuple[object, ...] = (
    "1.343", "1,5", "1e3", "12 orang", "dua belas", "±5", "25-an", "-", "nihil", "n/a", "#REF!", "#DIV/0!", float("nan"), float("inf"), 1e308, -3,
    -0.5, True, False, date(2024, 2, 29), datetime(2025, 3, 4, 13, 30), "panjang " * 5_000, "a\x00b", "bunyi\x07", "\u202eterbalik\u202c", "🎉",
    "12\u00a0", "\u00a0", "<b>12</b>", "=cmd|' /C calc'!A0", "=1+1", "'-1", "00012", "１２", "²", "Ⅻ", "12.", ".5", "1.2.3", "1,234,567", "1.234.567",
    "1.234,56", "12,0", "12.0", 12.0, 0, 1, 7, 1.5, 123456789012, "sekitar 20", "20-30", "> 5", "12/13", "Rp 5 juta", "5 jt", "50%", "lima puluh persen",
    "belum", "?", "31/02/2025", "30 Februari 2024", "31 April 2025", "17 Maret 2099", "1/1/25", "01-02-2024", "2025-13-01", "12 Maret", "Maret 2025",
    "Senin, 12 Maret 2025", "2025", 2025, 2025.0, 1899, 45000, 45000.5, -1.0, 3_000_000, 60, "45000", 9_999_999, "0", "00/00/0000", "13/25/2025",
    "Semester III 2025", "Semester II 2025", "Triwulan I 2025", "B06 2025", "Semester I", "Kabupaten Antah Berantah", "63.99", 63.1, "Kab. Banjar",
    "Dinas Kesehatan; Dinas Sosial", "Dinas Urusan Ajaib", "1. Satu; 2. Dua; 3. Tiga", "a) satu b) dua", "THC: 2 orang, MET: 1 orang", "THC", "ada", "√",
    "Jumlah", "TOTAL", "Keterangan", "Catatan: lihat lampiran", "Mengetahui", "No", "contoh", "<script>alert(1)</script>", "&nbsp;", "\ufeff12", "\t12\n",
    "1\n2", "O'Brien", '"kutip"', "a;b,c|d", "null", "None", "NaN", "inf", "true", "-0", "+12", "12-", "--", "(12)", "12 (dua belas)", "12 (tiga belas)",
    "1 234", "1 2", "١٢", "x" * 300, " ", "''", "0x1F", "1_000", "٫", "1'000", 1e-9, 0.1 + 0.2, 10**15, "10" * 10,
)  # fmt: skip


def make_mutan(nomor: int) -> Mutan:
    """File number `nomor` of the fuzz; always the same."""
    acak = np.random.default_rng([BENIH_ACAK, nomor])
    benih = _BENIH[nomor % len(_BENIH)]
    jenis = str(acak.choice(["xlsx", "xlsx bersama", "csv", "ods", "xls"], p=[0.4, 0.15, 0.27, 0.1, 0.08]))
    mutan = Mutan(nomor, f"kiriman.{jenis.split()[0]}", b"", benih, [make_lembaran(benih, judul=bool(acak.integers(2)))])
    menu = _MENU if jenis != "csv" else [item for item in _MENU if item[0] not in _HANYA_BUKU]
    if benih.source.id == "tes_urine" and jenis == "xlsx" and acak.random() < 0.6:
        mutan.lembaran, jenis = [make_berjenjang(benih, judul=bool(acak.integers(2)))], "xlsx berjenjang"
        menu = [item for item in _MENU if item[0] in _TANPA_TAJUK]
    weights = np.array([weight for _, weight in menu], dtype=float)
    for _ in range(int(acak.integers(1, 5))):
        do, _ = menu[int(acak.choice(len(menu), p=weights / weights.sum()))]
        do(acak, mutan)
    _write(acak, mutan, jenis)
    return mutan


_BENIH = list_benih()


def _pick(acak: Acak, items: Sequence[object]) -> object:
    return items[int(acak.integers(len(items)))]


def _any_row(acak: Acak, mutan: Mutan) -> tuple[Lembaran, int]:
    sheet = mutan.lembaran[int(acak.integers(len(mutan.lembaran)))]
    rows = sheet.data()
    return sheet, rows[int(acak.integers(len(rows)))]


def _pad(row: Baris, width: int) -> None:
    row.sel.extend([None] * (width - len(row.sel)))


# ---- cells ---------------------------------------------------------------------------------------------------------


def put_cell(acak: Acak, mutan: Mutan) -> None:
    """Another content in one cell."""
    sheet, index = _any_row(acak, mutan)
    place, cell = int(acak.integers(len(sheet.kolom))), _pick(acak, ISI)
    _pad(sheet.baris[index], place + 1)
    sheet.baris[index].sel[place] = cell
    mutan.cerita.append(f"baris {index + 1} kolom {sheet.kolom[place]} diisi {str(cell)[:40]!r}")


def put_number_as_text(acak: Acak, mutan: Mutan) -> None:
    """A number of the seed in another dress, which must be read as the same number or not at all."""
    sheet, index = _any_row(acak, mutan)
    places = [place for place, cell in enumerate(sheet.baris[index].sel) if type(cell) is int]
    if not places:
        return
    place = int(_pick(acak, places))  # type: ignore[call-overload]
    number = sheet.baris[index].sel[place]
    dotted = f"{number:,}".replace(",", ".")
    dressed = _pick(acak, [dotted, f" {number} ", f"{number} orang", f"'{number}", f"{number:05}", float(str(number)), f"{number},0"])
    sheet.baris[index].sel[place] = dressed
    mutan.cerita.append(f"baris {index + 1} kolom {sheet.kolom[place]}: {number} ditulis {dressed!r}")


def delete_cell(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    place = int(acak.integers(len(sheet.baris[index].sel)))
    sheet.baris[index].sel[place] = None
    mutan.cerita.append(f"baris {index + 1} kolom ke-{place + 1} dikosongkan")


def copy_cell(acak: Acak, mutan: Mutan) -> None:
    """The cell of another column, as after a slip of the mouse."""
    sheet, index = _any_row(acak, mutan)
    row = sheet.baris[index]
    source, target = (int(place) for place in acak.integers(len(row.sel), size=2))
    row.sel[target] = row.sel[source]
    mutan.cerita.append(f"baris {index + 1}: kolom ke-{source + 1} disalin ke kolom ke-{target + 1}")


def misspell_name(acak: Acak, mutan: Mutan) -> None:
    """A typing slip in the name of a region or an agency."""
    sheet, index = _any_row(acak, mutan)
    row = sheet.baris[index]
    places = [place for place, cell in enumerate(row.sel) if isinstance(cell, str) and (cell in KABKOTA or cell in OPD)]
    if not places:
        return
    place = int(_pick(acak, places))  # type: ignore[call-overload]
    name = str(row.sel[place])
    typo = _misspell(acak, name)
    row.sel[place] = typo
    mutan.boleh[" ".join(typo.split())] = {KABKOTA.get(name, name)}
    mutan.cerita.append(f"baris {index + 1}: {name!r} ditulis {typo!r}")


def _misspell(acak: Acak, text: str) -> str:
    at = int(acak.integers(1, len(text) - 1))
    swapped = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    forms = [text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], swapped, text.upper(), f"  {text} "]
    return str(_pick(acak, forms))


def put_personal(acak: Acak, mutan: Mutan) -> None:
    """A number of a person where none belongs."""
    sheet, index = _any_row(acak, mutan)
    place = int(acak.integers(len(sheet.kolom)))
    secret, text = _pick(acak, [(NIK, NIK), (NIK, f"NIK {NIK}"), (TELEPON, TELEPON), (TELEPON, f"hubungi {TELEPON}"), (NIK, int(NIK))])  # type: ignore[misc]
    _pad(sheet.baris[index], place + 1)
    sheet.baris[index].sel[place] = text
    mutan.rahasia.append(secret)
    mutan.cerita.append(f"baris {index + 1} kolom {sheet.kolom[place]} berisi nomor pribadi {text!r}")


# ---- rows ----------------------------------------------------------------------------------------------------------


def shift_row(acak: Acak, mutan: Mutan) -> None:
    """One row a column to the left or right."""
    sheet, index = _any_row(acak, mutan)
    row = sheet.baris[index]
    right = bool(acak.integers(2))
    row.sel = [None, *row.sel] if right else row.sel[1:]
    mutan.cerita.append(f"baris {index + 1} bergeser ke {'kanan' if right else 'kiri'}")


def duplicate_row(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    sheet.baris.insert(int(_pick(acak, [index + 1, len(sheet.baris)])), sheet.baris[index].copy())  # type: ignore[call-overload]
    mutan.cerita.append(f"baris {index + 1} ditulis dua kali")


def insert_blank_rows(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    for _ in range(int(acak.integers(1, 4))):
        sheet.baris.insert(index, Baris([], jenis="kosong"))
    mutan.cerita.append(f"baris kosong di atas baris {index + 1}")


def insert_total(acak: Acak, mutan: Mutan) -> None:
    """A row of sums, right or wrong, below all rows or between them."""
    sheet, index = _any_row(acak, mutan)
    width = len(sheet.kolom)
    cells: list[object] = [None] * width
    cells[0] = _pick(acak, ["JUMLAH", "Total", "Sub Jumlah", "GRAND TOTAL", "Rata-rata"])
    for place in range(1, width):
        numbers = [row.sel[place] for row in sheet.baris if row.asal is not None and len(row.sel) > place and type(row.sel[place]) is int]
        if numbers and acak.integers(2):
            cells[place] = sum(numbers)  # type: ignore[arg-type]
    sheet.baris.insert(int(_pick(acak, [index + 1, len(sheet.baris)])), Baris(cells, jenis="jumlah"))  # type: ignore[call-overload]
    mutan.cerita.append("disisipi baris jumlah")


def repeat_heading(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    sheet.baris.insert(index, Baris(list(sheet.baris[sheet.heading()].sel), jenis="tajuk ulang"))
    mutan.cerita.append(f"tajuk ditulis lagi di atas baris {index + 1}")


def number_columns(acak: Acak, mutan: Mutan) -> None:
    """'1 2 3 …' below the heading."""
    sheet = mutan.lembaran[0]
    sheet.baris.insert(sheet.heading() + 1, Baris(list(range(1, len(sheet.kolom) + 1)), jenis="nomor"))
    mutan.cerita.append("nomor kolom di bawah tajuk")


def move_row(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    row = sheet.baris.pop(index)
    rows = sheet.data()
    sheet.baris.insert(rows[int(acak.integers(len(rows)))] if rows else index, row)
    mutan.cerita.append(f"baris {index + 1} dipindah")


# ---- headings and columns ---------------------------------------------------------------------------------------------


def _heading_cells(sheet: Lembaran) -> list[Baris]:
    return [row for row in sheet.baris if row.jenis == "tajuk"]


def delete_heading(acak: Acak, mutan: Mutan) -> None:
    if mutan.harus_ditolak:  # it would make one name of two again
        return
    sheet = mutan.lembaran[0]
    place = int(acak.integers(len(sheet.kolom)))
    for row in _heading_cells(sheet):
        row.sel[place] = None
    mutan.cerita.append(f"tajuk {sheet.kolom[place]} dihapus")
    sheet.kolom[place] = None
    mutan.boleh_ditolak = True


def misspell_heading(acak: Acak, mutan: Mutan) -> None:
    if mutan.harus_ditolak:  # it would make one name of two again
        return
    sheet = mutan.lembaran[0]
    place = int(acak.integers(len(sheet.kolom)))
    heading = sheet.baris[sheet.heading()].sel[place]
    if not isinstance(heading, str) or len(heading) < 4:
        return
    at = int(acak.integers(1, len(heading) - 1))
    sheet.baris[sheet.heading()].sel[place] = heading[:at] + "q" + heading[at:]
    mutan.cerita.append(f"tajuk {sheet.kolom[place]} salah ketik")
    sheet.kolom[place] = None
    mutan.boleh_ditolak = True


def dress_heading(acak: Acak, mutan: Mutan) -> None:
    """Other capitals, blanks and signs in a heading change nothing."""
    sheet = mutan.lembaran[0]
    place = int(acak.integers(len(sheet.kolom)))
    heading = sheet.baris[sheet.heading()].sel[place]
    if isinstance(heading, str):
        forms = [heading.upper(), f" {heading} ", heading.replace(" ", "_"), f"{heading}*", heading.replace(" ", "\n")]
        sheet.baris[sheet.heading()].sel[place] = _pick(acak, forms)
        mutan.cerita.append(f"tajuk {sheet.kolom[place]} ditulis lain")


def duplicate_heading(acak: Acak, mutan: Mutan) -> None:
    """The same name over two columns: which one is meant cannot be known."""
    sheet = mutan.lembaran[0]
    one, other = (int(place) for place in acak.choice(len(sheet.kolom), size=2, replace=False))
    heading = sheet.baris[sheet.heading()].sel
    if sheet.kolom[one] is None or len(mutan.lembaran) > 1:
        return
    heading[other] = heading[one]
    mutan.cerita.append(f"tajuk {sheet.kolom[one]} ditulis dua kali")
    sheet.kolom[other] = None
    mutan.harus_ditolak = True


def swap_columns(acak: Acak, mutan: Mutan) -> None:
    sheet = mutan.lembaran[0]
    one, other = (int(place) for place in acak.choice(len(sheet.kolom), size=2, replace=False))
    for row in sheet.baris:
        if row.asal is not None or row.jenis in {"tajuk", "tajuk ulang", "jumlah"}:
            _pad(row, max(one, other) + 1)
            row.sel[one], row.sel[other] = row.sel[other], row.sel[one]
    sheet.kolom[one], sheet.kolom[other] = sheet.kolom[other], sheet.kolom[one]
    mutan.cerita.append(f"kolom ke-{one + 1} dan ke-{other + 1} bertukar")


def insert_column(acak: Acak, mutan: Mutan) -> None:
    """An empty column, or one of running numbers."""
    sheet = mutan.lembaran[0]
    place = int(acak.integers(len(sheet.kolom) + 1))
    numbered = bool(acak.integers(2))
    for index, row in enumerate(sheet.baris):
        if row.jenis == "judul" or (row.jenis == "kosong" and not row.sel):
            continue
        _pad(row, place)
        cell: object = None
        if numbered:
            cell = "No" if row.jenis in {"tajuk", "tajuk ulang"} else index if row.asal is not None else None
        row.sel.insert(place, cell)
    sheet.kolom.insert(place, None)
    mutan.cerita.append(f"kolom {'nomor' if numbered else 'kosong'} disisipkan di tempat ke-{place + 1}")


# ---- sheets (workbooks only) ---------------------------------------------------------------------------------------


def hide_rows(acak: Acak, mutan: Mutan) -> None:
    sheet, index = _any_row(acak, mutan)
    sheet.baris_tersembunyi.add(index + 1)
    mutan.cerita.append(f"baris {index + 1} disembunyikan")


def split_sheet(acak: Acak, mutan: Mutan) -> None:
    """The second half of the rows on a sheet of its own."""
    sheet = mutan.lembaran[0]
    rows = sheet.data()
    if len(mutan.lembaran) > 1 or len(rows) < 4 or mutan.harus_ditolak:
        return
    half = rows[len(rows) // 2]
    top = [row.copy() for row in sheet.baris if row.jenis == "tajuk"]
    second = Lembaran("Data2", list(sheet.kolom), [*top, *sheet.baris[half:]], tersembunyi=bool(acak.integers(2)))
    sheet.baris = sheet.baris[:half]
    mutan.lembaran.append(second)
    mutan.cerita.append("tabel dibagi atas dua lembar")


def merge_down(acak: Acak, mutan: Mutan) -> None:
    """One cell over two or three rows, as it is written once for all of them; the covered cells are empty."""
    sheet, index = _any_row(acak, mutan)
    place = int(acak.integers(len(sheet.kolom)))
    end = index
    while end + 1 < len(sheet.baris) and end < index + 2 and sheet.baris[end + 1].asal is not None:
        end += 1
    if end == index or any(r1 <= end and index <= r2 and c1 <= place <= c2 for r1, c1, r2, c2 in sheet.gabungan):
        return
    _pad(sheet.baris[index], place + 1)
    top = sheet.baris[index].sel[place]
    for row in sheet.baris[index + 1 : end + 1]:
        _pad(row, place + 1)
        row.sel[place] = None
    sheet.gabungan.append((index, place, end, place))
    mutan.cerita.append(f"kolom {sheet.kolom[place]} digabung dari baris {index + 1} sampai {end + 1} berisi {str(top)[:30]!r}")


_MENU: list[tuple[Callable[[Acak, Mutan], None], float]] = [
    (put_cell, 12), (put_number_as_text, 2), (delete_cell, 2), (copy_cell, 3), (misspell_name, 2), (put_personal, 1.5), (shift_row, 1), (duplicate_row, 1),
    (insert_blank_rows, 0.7), (insert_total, 0.8), (repeat_heading, 0.6), (number_columns, 0.4), (move_row, 0.6), (delete_heading, 0.4),
    (misspell_heading, 0.4), (dress_heading, 0.8), (duplicate_heading, 0.3), (swap_columns, 0.8), (insert_column, 0.8), (hide_rows, 0.5), (split_sheet, 0.6),
]  # fmt: skip
_HANYA_BUKU = {hide_rows, split_sheet}
_TANPA_TAJUK = {
    put_cell, put_number_as_text, delete_cell, copy_cell, misspell_name, put_personal, shift_row, duplicate_row, insert_blank_rows, insert_total, move_row,
}  # fmt: skip


# ---- files -----------------------------------------------------------------------------------------------------------


def _write(acak: Acak, mutan: Mutan, jenis: str) -> None:
    """The bytes of the file; one file in four is damaged besides."""
    damage = acak.random() < 0.25
    if jenis == "csv":
        _write_csv(acak, mutan, damage)
        return
    if jenis.startswith("xlsx") and acak.random() < 0.3:
        merge_down(acak, mutan)
    if jenis == "ods":
        mutan.isi = write_ods(mutan.lembaran)
    elif jenis == "xls":
        mutan.isi = write_xls(mutan.lembaran)
        if any(_unlike_xls(cell) for sheet in mutan.lembaran for row in sheet.baris for cell in row.sel):
            mutan.periksa_nilai = False
    elif jenis == "xlsx berjenjang":
        mutan.isi = write_xlsxwriter(mutan.lembaran)
        mutan.cerita.append("tajuk dua baris")
    elif damage and acak.random() < 0.7:
        parts = make_bagian(mutan.lembaran, jenis == "xlsx bersama")
        mutan.isi = pack(_damage_xml(acak, mutan, parts))
        return
    else:
        mutan.isi = write_xlsx(mutan.lembaran, jenis == "xlsx bersama")
    if damage:
        _damage_bytes(acak, mutan)


def _unlike_xls(cell: object) -> bool:
    too_long = isinstance(cell, str) and ("\x00" in cell or len(cell) > 32_000)
    return too_long or (isinstance(cell, float) and not math.isfinite(cell))


def _write_csv(acak: Acak, mutan: Mutan, damage: bool) -> None:
    mutan.lembaran = [sheet.as_text() for sheet in mutan.lembaran]
    pemisah = str(acak.choice([",", ";", "\t", "|"], p=[0.5, 0.3, 0.1, 0.1]))
    encoding = str(acak.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"], p=[0.6, 0.15, 0.15, 0.1]))
    everything = "".join(str(cell) for sheet in mutan.lembaran for row in sheet.baris for cell in row.sel if cell is not None)
    if encoding == "cp1252" and not _fits(everything, "cp1252"):
        encoding = "utf-8"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", everything) or (encoding == "cp1252" and re.search("[^\x00-\x7f]", everything)):
        mutan.boleh_ditolak = True
    mutan.nama = str(_pick(acak, ["kiriman.csv", "kiriman.txt", "kiriman.tsv"]))
    mutan.isi = write_csv(mutan.lembaran[0], pemisah, encoding, str(_pick(acak, ["\r\n", "\n"])))
    mutan.cerita.append(f"{encoding}, pemisah {pemisah!r}")
    if damage:
        _damage_csv(acak, mutan, pemisah, encoding)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _damage_csv(acak: Acak, mutan: Mutan, pemisah: str, encoding: str) -> None:
    """Quotes opened, another separator in one line, bytes cut or turned; what then stands in the file is no longer foretold."""
    mutan.boleh_ditolak, mutan.periksa_nilai, mutan.harus_ditolak = True, False, False
    lines = mutan.isi.split(b"\n")
    at = int(acak.integers(len(lines)))
    what = str(_pick(acak, ["kutip", "pemisah", "potong", "balik", "campur", "nul"]))
    if what == "kutip":
        lines[at] = b'"' + lines[at]
    elif what == "pemisah":
        lines[at] = lines[at].replace(pemisah.encode(), b";" if pemisah != ";" else b",")
    elif what == "campur":
        lines[at] += "é".encode("latin-1") + "é".encode()
    elif what == "nul":
        lines[at] += b"\x00"
    mutan.isi = b"\n".join(lines)
    if what in {"potong", "balik"}:
        _damage_bytes(acak, mutan)
    mutan.cerita.append(f"rusak: {what} pada baris {at + 1}")


def _damage_bytes(acak: Acak, mutan: Mutan) -> None:
    """Bytes cut off, turned or put in; the name of another kind of file."""
    mutan.boleh_ditolak, mutan.periksa_nilai, mutan.harus_ditolak = True, False, False
    what = str(_pick(acak, ["potong", "balik", "sisip", "akhiran"]))
    isi = bytearray(mutan.isi)
    if what == "potong":
        isi = isi[: int(acak.integers(len(isi)))]
    elif what == "balik":
        for at in acak.integers(len(isi), size=int(acak.integers(1, 30))):
            isi[at] ^= 1 << int(acak.integers(8))
    elif what == "sisip":
        at = int(acak.integers(len(isi)))
        isi[at:at] = acak.bytes(int(acak.integers(1, 50)))
    else:
        suffix = str(_pick(acak, [".csv", ".xlsx", ".xls", ".ods", ".pdf", "", ".XLSX", ".xlsm"]))
        mutan.nama = f"kiriman{suffix}"
    mutan.isi = bytes(isi)
    mutan.cerita.append(f"berkas: {what}")


def _damage_xml(acak: Acak, mutan: Mutan, parts: dict[str, str]) -> dict[str, str | bytes]:
    """One structural lie in the package: values must then be right or the file refused."""
    sheet = "xl/worksheets/sheet1.xml"
    xml = parts[sheet]
    cells = re.findall(r"<c r=[^>]*>.*?</c>", xml)
    cell = str(_pick(acak, cells))
    lies = _lie(acak, xml, cell)
    nama, harmless, changed = lies[int(acak.integers(len(lies)))]
    if nama == "indeks teks di luar daftar" and "xl/sharedStrings.xml" not in parts:
        changed, nama, harmless = f"{xml}<!-- -->", "catatan XML di belakang", True
    extra: dict[str, str | bytes] = {**parts, sheet: changed}
    if nama == "bagian tambahan":
        extra |= {"xl/aneh.bin": acak.bytes(200), "../jahat.xml": "<a/>", "docProps/core.xml": "<rusak"}
    mutan.boleh_ditolak = True
    if not harmless:
        mutan.periksa_nilai, mutan.harus_ditolak = False, False
    mutan.cerita.append(f"XML: {nama}")
    return extra


def _reference(cell: str) -> str:
    return re.search(r'r="([A-Z]+\d+)"', cell)[1]  # type: ignore[index]


def _lie(acak: Acak, xml: str, cell: str) -> list[tuple[str, bool, str]]:
    """(name, whether values still hold, the sheet) of every lie that can be told about a cell."""
    place = _reference(cell)
    end, start = "</sheetData>", "<sheetData>"
    dimension = _pick(acak, ["A1", "A1:B2", "A1:XFD1048576", "Z9:A1"])
    kind = _pick(acak, ["zzz", "d", "str", "e", "b"])
    typed = cell.replace("<c ", f'<c t="{kind}" ', 1).replace('t="inlineStr"', "", 1)
    beyond = f'<row r="{BATAS_BARIS}"><c r="A{BATAS_BARIS}"><v>1</v></c></row>'
    ranges = '<mergeCells><mergeCell ref="C9:A1"/><mergeCell ref="XFE1:A0"/></mergeCells>'
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return [
        ("XML terputus", False, xml[: int(acak.integers(len(xml)))]),
        ("indeks teks di luar daftar", False, xml.replace(cell, f'<c r="{place}" t="s"><v>999999</v></c>')),
        ("dimensi bohong", True, xml.replace(start, f'<dimension ref="{dimension}"/>{start}')),
        ("sel kembar", False, xml.replace(cell, cell + f'<c r="{place}"><v>7</v></c>')),
        ("baris tidak urut", False, _reverse_rows(xml)),
        ("nomor baris negatif", False, xml.replace(f'r="{place}"', 'r="A-3"')),
        ("baris di luar lembar", False, xml.replace(end, beyond + end)),
        ("sel di kolom jauh", False, xml.replace(end, f'<row r="3000"><c r="XFD3000"><v>1</v></c></row>{end}')),
        ("bagian tambahan", True, xml),
        ("gabungan bohong", False, xml.replace(end, end + ranges)),
        ("jenis sel ngawur", False, xml.replace(cell, typed)),
        ("gaya di luar daftar", False, xml.replace(cell, cell.replace("<c ", '<c s="987" ', 1))),
        ("entitas", False, xml.replace('<?xml version="1.0"?>', entity)),
        ("rumus tanpa nilai", False, xml.replace(cell, f'<c r="{place}"><f>SUM(A1:A3)</f></c>')),
        ("tanpa alamat sel", True, re.sub(r'<c r="[A-Z]+\d+"', "<c", xml) if _is_dense(xml) else xml),
    ]


def _reverse_rows(xml: str) -> str:
    rows = re.findall(r"<row .*?</row>", xml, re.DOTALL)
    return xml.replace("".join(rows), "".join(reversed(rows)))


def _is_dense(xml: str) -> bool:
    """True where no cell is left out, so that addresses tell nothing new."""
    for row in re.findall(r"<row [^>]*>(.*?)</row>", xml, re.DOTALL):
        found = re.findall(r'<c r="([A-Z]+)\d+"', row)
        if any(len(name) > 1 for name in found) or found != [chr(65 + i) for i in range(len(found))]:
            return False
    return True
