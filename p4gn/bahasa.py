"""Numbers, dates and lists as Indonesians write them, independent of the machine's locale."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

BELUM_ADA = "belum ada"
NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
NAMA_BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def is_kosong(nilai: object) -> bool:
    """None, NaN, NaT and pd.NA all mean "unknown"."""
    if nilai is None:
        return True
    if isinstance(nilai, float):
        return math.isnan(nilai)
    return type(nilai).__name__ in {"NAType", "NaTType"}


def round_half_up(nilai: float, desimal: int = 0) -> Decimal:
    """2.5 → 3 and 0.125 → 0.13: schoolbook rounding on the number as printed, not banker's rounding."""
    return Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)


def format_angka(nilai: float | None, desimal: int = 0, kosong: str = BELUM_ADA) -> str:
    """1234.5 with one decimal → '1.234,5'; unknown → 'belum ada'; infinity is a programming error."""
    if is_kosong(nilai):
        return kosong
    rounded = round_half_up(nilai, desimal)
    text = f"{rounded if rounded else abs(rounded):,.{desimal}f}"
    return text.translate(str.maketrans(",.", ".,"))


def count_desimal(nilai: float) -> int:
    """How many decimals a number is written with: 30 → 0, 2.5 → 1, 0.25 → 2."""
    return len(f"{nilai:.10f}".rstrip("0").partition(".")[2])


def format_persen(nilai: float | None, desimal: int = 1, kosong: str = BELUM_ADA) -> str:
    """A value that is already in percent (0–100): 12.34 → '12,3%'."""
    return kosong if is_kosong(nilai) else f"{format_angka(nilai, desimal)}%"


def format_nilai(nilai: float | None, satuan: str = "", desimal: int = 0, kosong: str = BELUM_ADA) -> str:
    """A number with its unit: (42.5, 'persen', 1) → '42,5%'; (55, 'rapat') → '55 rapat'."""
    if is_kosong(nilai):
        return kosong
    if satuan == "persen":
        return format_persen(nilai, desimal)
    return f"{format_angka(nilai, desimal)} {satuan}".rstrip()


def rupiah_pendek(nilai: float | None) -> str:
    """2049000000 → 'Rp2,0 miliar'; below a milliard in millions."""
    if is_kosong(nilai):
        return "–"
    return f"Rp{format_angka(nilai / 1e9, 1)} miliar" if nilai >= 1e9 else f"Rp{format_angka(nilai / 1e6, 1)} juta"


def _to_date(nilai: date | str) -> date:
    if isinstance(nilai, datetime):
        return nilai.date()
    return date.fromisoformat(nilai[:10]) if isinstance(nilai, str) else nilai


def format_tanggal(nilai: date | str | None, presisi: str | None = "hari", kosong: str = BELUM_ADA, *, hari: bool = False) -> str:
    """'3 Juli 2023'; precision 'bulan' → 'Juli 2023', 'tahun' → '2023'; hari=True puts 'Senin, ' in front."""
    if is_kosong(nilai):
        return kosong
    day = _to_date(nilai)
    if presisi == "tahun":
        return str(day.year)
    if presisi == "bulan":
        return f"{NAMA_BULAN[day.month - 1]} {day.year}"
    text = f"{day.day} {NAMA_BULAN[day.month - 1]} {day.year}"
    return f"{NAMA_HARI[day.weekday()]}, {text}" if hari else text


def format_tanggal_pendek(nilai: date | str | None, presisi: str | None = "hari", kosong: str = BELUM_ADA) -> str:
    """'3 Jul 2023'; precision 'bulan' → 'Jul 2023', 'tahun' → '2023'."""
    if is_kosong(nilai):
        return kosong
    day = _to_date(nilai)
    if presisi == "tahun":
        return str(day.year)
    month = f"{NAMA_BULAN_PENDEK[day.month - 1]} {day.year}"
    return month if presisi == "bulan" else f"{day.day} {month}"


def format_saat(saat: datetime, *, pendek: bool = False) -> str:
    """'25 November 2026 pukul 17.03' of the zone that the moment has; pendek: '25 Nov 2026 pukul 17.03'."""
    day = format_tanggal_pendek(saat.date()) if pendek else format_tanggal(saat.date())
    return f"{day} pukul {saat:%H.%M}"


_TANGGAL_TERTULIS = re.compile(r"(\d{1,2})(?:[\s./-]+(?=\d)|[\s./-]*(?=[a-z]))(\d{1,2}|[a-z]+)(?:[\s./-]+(\d{4}|\d{2}))?", re.IGNORECASE)


def parse_tanggal(teks: str, kini: date) -> date:
    """'31/12/2026', '31-12-26', '31 Des 2026', '31 Desember' (of the coming twelve months) and '2026-12-31'; the day stands first.

    kini: today. Raises ValueError in Indonesian where it is no such date, or none in the calendar.
    """
    text = teks.strip()
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    found = _TANGGAL_TERTULIS.fullmatch(text)
    month = _month_of(found[2]) if found else None
    if found is None or month is None:
        raise ValueError(f"“{teks}” bukan tanggal. Tulis misalnya 31/12/{kini.year} atau 31 Desember {kini.year}.")
    year = int(found[3]) if found[3] else kini.year
    try:
        day = date(year + 2000 if year < 100 else year, month, int(found[1]))
        return day if found[3] or day >= kini else day.replace(year=day.year + 1)
    except ValueError as error:
        raise ValueError(f"Tanggal “{teks}” tidak ada di kalender. Periksa hari dan bulannya.") from error


def _month_of(kata: str) -> int | None:
    """12 of '12', 'Des', 'Desember'."""
    if kata.isdecimal():
        return int(kata)
    word = kata.lower()
    return next((number for number, name in enumerate(NAMA_BULAN, 1) if len(word) >= 3 and name.lower().startswith(word)), None)


def format_rentang_tanggal(awal: date | str | None, akhir: date | str | None, kosong: str = BELUM_ADA) -> str:
    """'13–14 Agustus 2025', '30 Juni–2 Juli 2025', '31 Desember 2024–1 Januari 2025'; one day when both are equal."""
    if is_kosong(awal) or is_kosong(akhir):
        return format_tanggal(akhir if is_kosong(awal) else awal, kosong=kosong)
    first, last = _to_date(awal), _to_date(akhir)
    if first == last:
        return format_tanggal(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_tanggal(last)}"
    if first.year == last.year:
        return f"{first.day} {NAMA_BULAN[first.month - 1]}–{format_tanggal(last)}"
    return f"{format_tanggal(first)}–{format_tanggal(last)}"


def join_daftar(butir: Iterable[str], kosong: str = "", kata: str = "dan") -> str:
    """['a', 'b', 'c'] → 'a, b, dan c'; two → 'a dan b'; one → 'a'."""
    items = [str(item) for item in butir]
    if len(items) < 2:
        return items[0] if items else kosong
    if len(items) == 2:
        return f"{items[0]} {kata} {items[1]}"
    return f"{', '.join(items[:-1])}, {kata} {items[-1]}"


def join_ringkas(butir: Iterable[str], paling_banyak: int = 3) -> str:
    """At most so many names, then the rest as a number: 'Tapin, Tabalong, Balangan, dan 4 lainnya'."""
    items = [str(item) for item in butir]
    if len(items) <= paling_banyak + 1:
        return join_daftar(items)
    return join_daftar([*items[:paling_banyak], f"{format_angka(len(items) - paling_banyak)} lainnya"])


def kapital_awal(teks: str) -> str:
    """First letter capital, the rest as it is."""
    return teks[:1].upper() + teks[1:]


def kecil_awal(teks: str) -> str:
    """First letter small, the rest as it is: 'Semester II 2025' inside a sentence."""
    return teks[:1].lower() + teks[1:]


def satu_baris(teks: str) -> str:
    """On one line, without signs that cannot be printed."""
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", teks).strip()
