"""Reads a period as people type it: 'Semester I 2025', 'B06 2025', 'Jan–Jun 2025', 'Juli 2025', '2025'."""

from __future__ import annotations

import re
from datetime import date
from numbers import Real

from etl.clean.bacaan import DITANDAI, TERBACA, Bacaan, kosong, ragu, tidy_text, tolak

_BULAN = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_EJAAN = {
    "agt": "agu", "ags": "agu", "aug": "agu", "may": "mei", "oct": "okt", "dec": "des", "nop": "nov", "peb": "feb", "mrt": "mar", "jly": "jul",
}  # fmt: skip
_KE = {"i": 1, "1": 1, "pertama": 1, "satu": 1, "ii": 2, "2": 2, "kedua": 2, "dua": 2}
_TAHUN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SEMESTER = re.compile(r"\b(?:semester|smt|sem|s)\b[\s.-]*(?:ke[\s-]*)?(ii|i|2|1|kedua|pertama|dua|satu)\b|\bs([12])\b")
_B = re.compile(r"\bb\s*-?\s*(0?[369]|12)\b")
_TRIWULAN = re.compile(r"\b(?:triwulan|tw|kuartal|caturwulan)\b")
_NAMA_BULAN = re.compile(r"\b([a-z]{3})[a-z]*\b")
_BERANGKA = re.compile(r"\b(\d{4})-(\d{1,2})\b|\b(\d{1,2})[/-](\d{4})\b")
_TAHUN_DUA_ANGKA = re.compile(r"^([a-z]{3,9})[\s./-]+'?([0-4]\d)$")  # 'Jan-25'
_TANPA_ISI = frozenset({"", "-", "--", "n/a", "na", "nihil", "belum", "?"})
_TAHUN_TERTUA = 2000


def parse_periode_tertulis(cell: object, tahun: int | None = None) -> Bacaan:
    """One period cell; `nilai` is '2025', '2025-S1' or '2025-07'. `tahun` is the year of the sheet, used where the cell has none."""
    if cell is None or (isinstance(cell, Real) and cell != cell):
        return kosong("")
    if isinstance(cell, bool):
        return tolak(str(cell), "Isi sel adalah nilai benar/salah, bukan periode.")
    if isinstance(cell, date):
        if not _TAHUN_TERTUA <= cell.year <= date.today().year + 1:
            return tolak(str(cell), f"Tahun {cell.year} tidak masuk akal untuk laporan ini.")
        return Bacaan(str(cell), f"{cell.year}-{cell.month:02}", TERBACA)
    tertulis = str(int(cell)) if isinstance(cell, Real) and float(cell).is_integer() else str(cell)
    text = tidy_text(tertulis).casefold()
    if text.strip(" .") in _TANPA_ISI:
        return kosong(tertulis)
    text = _TAHUN_DUA_ANGKA.sub(r"\1 20\2", text)
    years = sorted(set(_TAHUN.findall(text)))
    if len(years) > 1:
        return ragu(tertulis, "Dua tahun tertulis di sel ini; tulis satu periode, misalnya Semester I 2025.", tuple(years))
    year = int(years[0]) if years else tahun
    if year is None:
        return tolak(tertulis, f"«{tertulis.strip()}» tidak menyebut tahun; tulis misalnya Semester I 2025.")
    if not _TAHUN_TERTUA <= year <= date.today().year + 1:
        return tolak(tertulis, f"Tahun {year} tidak masuk akal untuk laporan ini.")
    read = _part_of_year(text, _TAHUN.sub(" ", text).strip(" .,/-()"))
    if read is None:
        return tolak(
            tertulis, f"«{tertulis.strip()}» bukan periode yang dapat dibaca; tulis misalnya Semester I 2025, B06 2025, atau 2025."
        )
    nilai = f"{year}{read}" if read else str(year)
    if not years:
        return Bacaan(tertulis, nilai, DITANDAI, f"tahun {year} diambil dari judul lembar")
    return Bacaan(tertulis, nilai, TERBACA)


def complete_periode(cell: object, tahun: int | None, masa: str) -> object:
    """A half or month that stands beside its year: ('II', 2025) → 'Semester II 2025', and ('7', 2025) in a monthly table → '2025-07'."""
    if cell is None or isinstance(cell, bool | date):
        return cell
    text = tidy_text(str(int(cell) if isinstance(cell, Real) and float(cell).is_integer() else cell))
    if masa == "bulan" and tahun is not None and re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return f"{tahun}-{int(text):02}"
    if re.fullmatch(r"i{1,2}" if masa == "bulan" else r"i{1,2}|[12]", text, re.IGNORECASE):
        text = f"Semester {text}"
    return text if tahun is None or not text or _TAHUN.search(text) else f"{text} {tahun}"


def _part_of_year(text: str, rest: str) -> str | None:
    """'-S1', '-07', '' for the whole year; None when it is none of these."""
    if _TRIWULAN.search(text):
        return None
    if match := _SEMESTER.search(text):
        return f"-S{_KE[match[1] or match[2]]}"
    if match := _B.search(text):
        return {"6": "-S1", "06": "-S1", "12": "-S2"}.get(match[1])
    if match := _BERANGKA.search(text):
        month = int(match[2] or match[3])
        return f"-{month:02}" if 1 <= month <= 12 else None
    months = [_BULAN.index(name) + 1 for word in _NAMA_BULAN.findall(rest) if (name := _EJAAN.get(word, word)) in _BULAN]
    if months == [1, 6]:
        return "-S1"
    if months == [7, 12]:
        return "-S2"
    if months == [1, 12]:
        return ""
    if len(months) == 1:
        return f"-{months[0]:02}"
    return "" if re.fullmatch(r"(?:tahun|thn|ta|t\.a\.?|tahun anggaran)?[\s.:]*", rest) else None
