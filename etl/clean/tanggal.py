"""Reads a date as people in Indonesia write it; what cannot be sure is marked, what cannot be read is refused.

Always day before month. The weekday, where written, is a free check of the date. A missing or misprinted year is
taken from the context (posting date, link) and marked; without context the years that fit are offered, none chosen.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from numbers import Real

from etl.clean.bacaan import AMBIGU, DITANDAI, TERBACA, Bacaan, kosong, ragu, tidy_text, tolak
from etl.clean.kata_tanggal import BULAN, HARI, bulan_of, hari_of, mend_huruf, read_kamus, simplify_text
from etl.clean.konteks_tanggal import TAHUN_TERTUA, Konteks, find_konteks

TAHUN_AWAL_DUGAAN = 2010
_SERI_EXCEL = (20_000, 80_000)
_HARI_NOL_EXCEL = date(1899, 12, 30)
_JENDELA_MUNDUR = 330
_TANPA_ISI = frozenset({"", "-", "--", "n/a", "na", "nihil", "belum", "belum ada", "tidak ada", "#n/a", "?"})

_UNSUR = re.compile(
    rf"""
    (?<!\d)(?P<iso_y>\d{{4}})\s?(?P<iso_s>[-/.])\s?(?P<iso_m>\d{{1,2}})\s?(?P=iso_s)\s?(?P<iso_d>\d{{1,2}})(?!\d)
  | (?<!\d)(?P<ren_a>\d{{1,2}})\s*-\s*(?P<ren_d>\d{{1,2}})\s*(?P<ren_s>[/.])\s*(?P<ren_m>\d{{1,2}})
      (?:\s*(?P=ren_s)\s*(?P<ren_y>\d{{2,4}}))?(?!\s*[/\d])
  | (?<![\d/])(?P<num_d>\d{{1,2}})\s*(?P<num_s>[-/.]|,(?=\d))\s*(?P<num_m>\d{{1,2}})\s*(?P=num_s)\s*'?(?P<num_y>\d{{1,6}})(?!\d)(?!\s*{BULAN})
  | (?<![\d/])(?P<cam_d>\d{{1,2}})\s*[/.-]\s*(?P<cam_m>\d{{1,2}})\s*(?:[-/.,]\s*|\s)(?P<cam_y>\d{{4}})(?![\d/])
  | (?<![\d/])(?P<cap_d>\d{{1,2}})\s*/\s*(?P<cap_m>\d{{1,2}})\s*[-.]\s*'?(?P<cap_y>\d{{2}})(?!\s*[/\d])
  | (?<![\d/])(?P<dm_d>\d{{1,2}})\s*/\s*(?P<dm_m>\d{{1,2}})(?!\s*[/\d])(?!\s*{BULAN})
  | (?<![\d/.:])(?P<sp_d>\d{{1,2}})\s(?P<sp_m>\d{{1,2}})\s(?P<sp_y>(?:19|20)\d{{2}})(?![\d/])
  | (?<=\()\s*(?P<dk_d>\d{{1,2}})\s*[-.]\s*(?P<dk_m>\d{{1,2}})\s*(?=\))
  | (?<!\d)(?P<nam_d>\d{{1,2}})\s*[-/.,]?\s*(?:bulan\s*)?(?P<nam_m>{BULAN})
      (?:[\s,/.'-]*(?:(?:tahun|thn|th)\b\.?\s*)?(?P<nam_y>\d{{4,6}}|\d{{2,3}}(?!\s\d{{2}}(?!\d))(?!\s*(?:[-~+|,]\s*\d{{1,2}}\s*)*[-/.]?\s*{BULAN})(?![/:.]\d)
        (?!\s*(?!pagi|siang|sore|malam|petang|lalu|kemarin|di\b|pada)[a-z%]))(?!\d))?
  | (?P<ing_m>{BULAN})\s*(?P<ing_d>\d{{1,2}})(?!\d)\s*[,\s]\s*(?P<ing_y>\d{{4}})(?!\d)
  | (?P<bt_m>{BULAN})[\s(,./'-]*(?:(?:tahun|thn|th)\b\.?\s*)?(?P<bt_y>\d{{4}})(?!\d)
  | (?P<bd_m>{BULAN})\s*'?(?P<bd_d>\d{{1,2}})(?!\d)
  | (?P<b_m>{BULAN})
  | (?<!\d)(?P<pad>\d{{8}})(?!\d)
  | (?<![\d/])(?P<mt_m>\d{{1,2}})\s*[/-]\s*(?P<mt_y>\d{{4}})(?![\d/])
  | (?<![\d/])(?P<tm_y>\d{{4}})\s*[/-]\s*(?P<tm_m>0[1-9]|1[0-2])(?![\d/])
  | (?<![\d/.])(?P<t_y>(?:19|20)\d{{2}})(?![\d/]|\.\d)
    """,
    re.VERBOSE,
)
_CATATAN_BENTUK = {"cap": ("pemisah campuran; tahun dua angka",), "sp": ("tanggal ditulis tanpa pemisah",)}
_HARI = re.compile(HARI)
_HARI_SEBELUM = re.compile(r"(?<![\d/.])(\d{1,2})\s*([-~+|,/])[\s,+]*$")
_ISI_JEDA = re.compile(rf"{HARI}|\b(?:tanggal|tgl|pada|hari|dari|mulai|tahun|bulan|dan|kemudian|lalu)\b\.?|[\s().,;:]+")


@dataclass(frozen=True, slots=True)
class Unsur:
    """One date found in a text. `tahun` is None when not written; `tahun_rusak` keeps a year that cannot be."""

    awal: int
    akhir: int
    hari: int | None = None
    bulan: int | None = None
    tahun: int | None = None
    tahun_rusak: str | None = None
    hari_pekan: int | None = None
    hubungan: str = ""
    catatan: tuple[str, ...] = ()


def parse_tanggal(cell: object, konteks: object = None, tahun_mendatang: int = 1) -> Bacaan:
    """Read one date cell; `tahun_mendatang`: how many years ahead a date may lie (the end of a decree may lie far).

    `konteks` (a date, ISO text, year, link, any text holding a date, or a list of these, best first) only helps where the
    cell itself leaves something open. `nilai` is ISO text of the known precision; a range gives its first day and
    rincian['sampai'].
    """
    tahun_terakhir = date.today().year + tahun_mendatang
    if cell is None or (isinstance(cell, Real | date) and cell != cell):
        return kosong("")
    if isinstance(cell, bool):
        return tolak(str(cell), "Isi sel adalah nilai benar/salah, bukan tanggal.")
    if isinstance(cell, date):
        return _read_date_cell(cell, tahun_terakhir)
    if isinstance(cell, time):
        return tolak(cell.isoformat(), "Isi sel adalah jam, bukan tanggal.")
    if isinstance(cell, Real):
        return _read_number_cell(cell, tahun_terakhir)
    tertulis = str(cell)
    if tidy_text(tertulis).lower().strip(" .") in _TANPA_ISI:
        return kosong(tertulis)
    return _Pembacaan(tertulis, konteks, tahun_terakhir).read()


def _read_date_cell(cell: date, tahun_terakhir: int) -> Bacaan:
    day = cell.date() if isinstance(cell, datetime) else cell
    if not TAHUN_TERTUA <= day.year <= tahun_terakhir:
        return tolak(day.isoformat(), _sebab_tahun(str(day.year), tahun_terakhir))
    return Bacaan(str(cell), day.isoformat(), TERBACA, rincian={"presisi": "hari"})


def _read_number_cell(cell: Real, tahun_terakhir: int) -> Bacaan:
    """A number in a date column is a spreadsheet's day count, or a bare year."""
    number, tertulis = float(cell), str(cell)
    if number in (float("inf"), float("-inf")):
        return tolak(tertulis, "Isi sel bukan tanggal.")
    if number == int(number) and TAHUN_TERTUA <= number <= tahun_terakhir:
        return Bacaan(tertulis, str(int(number)), DITANDAI, "hanya tahun yang tertulis", rincian={"presisi": "tahun"})
    if _SERI_EXCEL[0] <= number <= _SERI_EXCEL[1]:
        day = _HARI_NOL_EXCEL + timedelta(days=int(number))
        if TAHUN_TERTUA <= day.year <= tahun_terakhir:
            return Bacaan(tertulis, day.isoformat(), TERBACA, rincian={"presisi": "hari", "seri_lembar_kerja": int(number)})
        return tolak(tertulis, _sebab_tahun(str(day.year), tahun_terakhir))
    return tolak(tertulis, f"Angka {tertulis} bukan tanggal. Tulis sebagai tanggal, misalnya 17 Agustus 2025.")


class _Pembacaan:
    """The reading of one text: find the dates in it, settle the years, check the weekdays."""

    def __init__(self, tertulis: str, konteks: object, tahun_terakhir: int) -> None:
        self.tertulis = tertulis
        self.tahun_terakhir = tahun_terakhir
        self.teks = simplify_text(tertulis)
        self.kata = frozenset(re.findall(r"[a-z]+", self.teks))
        self._konteks_mentah = konteks
        self._konteks_dibaca = False
        self._konteks: Konteks | None = None

    @property
    def konteks(self) -> Konteks | None:
        if not self._konteks_dibaca:
            self._konteks = find_konteks(self._konteks_mentah, self.tahun_terakhir, lambda text: parse_tanggal(text).nilai)
            self._konteks_dibaca = True
        return self._konteks

    def read(self) -> Bacaan:
        unsur = find_unsur(self.teks, self.tahun_terakhir)
        harian = [one for one in unsur if one.hari is not None]
        if not harian:
            return self._read_relatif(unsur) or self._read_kasar(unsur)
        lone_year = next((one.tahun for one in unsur if one.hari is None and one.bulan is None), None)
        harian = _share_year(harian, lone_year)
        if broken := next((sebab for one in harian if (sebab := _salah_kalender(one))), None):
            return tolak(self.tertulis, broken[0], broken[1])
        days = _settle(harian, self)
        if isinstance(days, Bacaan):
            return days
        return self._assemble(harian, *days)

    # -- day precision ------------------------------------------------------------------------------------------------

    def _assemble(self, harian: list[Unsur], tanggal: list[date], catatan: list[str], kandidat: list[str]) -> Bacaan:
        first = tanggal[0]
        rincian: dict[str, object] = {"presisi": "hari"}
        if harian[0].hari_pekan is not None:
            rincian["hari_tertulis"] = read_kamus().nama_hari[harian[0].hari_pekan]
        if shifted := self._shift(first, harian[0]):
            return Bacaan(self.tertulis, shifted[0].isoformat(), DITANDAI, shifted[1], rincian=rincian)
        others = []
        for one, day in zip(harian[1:], tanggal[1:], strict=True):
            if one.hubungan == "-":
                if day < first:
                    return ragu(self.tertulis, "akhir rentang mendahului awalnya", (first.isoformat(), day.isoformat()), rincian)
                rincian["sampai"] = day.isoformat()
            elif day != first and day.isoformat() not in others:
                others.append(day.isoformat())
        if "sampai" in rincian:
            catatan.append(f"rentang tanggal: {show_tanggal(first)} sampai {show_tanggal(date.fromisoformat(str(rincian['sampai'])))}")
        if others:
            rincian["tanggal_lain"] = others
            pilihan = any(one.hubungan == "|" for one in harian)
            catatan.append("dua kemungkinan tanggal" if pilihan else "beberapa tanggal dalam satu sel; dipakai yang pertama")
        if mend_huruf(rapi := tidy_text(self.tertulis).lower()) != rapi:
            catatan.append("huruf l, i, atau o dibaca sebagai angka")
        if self._other_digits(harian):
            catatan.append("ada angka lain di sel ini")
        sebab = "; ".join(dict.fromkeys(catatan)) or None
        return Bacaan(self.tertulis, first.isoformat(), DITANDAI if sebab else TERBACA, sebab, tuple(dict.fromkeys(kandidat)), rincian)

    def _other_digits(self, harian: list[Unsur]) -> bool:
        rest, end = [], 0
        for one in harian:
            rest.append(self.teks[end : one.awal])
            end = max(end, one.akhir)
        rest.append(self.teks[end:])
        left = " ".join(rest)
        years = {str(one.tahun) for one in harian}
        return any(number not in years for number in re.findall(r"\d+", left))

    def _shift(self, first: date, one: Unsur) -> tuple[date, str] | None:
        """'Kemarin hari terakhir (dari Kamis (19/9/2013))' → the day before; 'Rabu (23/3) kemarin' is just the date."""
        kamus, before = read_kamus(), self.teks[: one.awal]
        for words, days in kamus.selisih_dari.items():
            if re.search(rf"\b{words}\b", before):
                return first + timedelta(days=days), f"«{words}» dihitung dari {show_tanggal(first)}"
        if re.search(rf"\bdari\b[\s(,]*(?:hari\s*)?(?:{HARI})?[\s(,]*(?:tanggal\s*)?$", before):
            for words, days in kamus.relatif.items():
                if days and re.search(rf"\b{words}\b", before):
                    return first + timedelta(days=days), f"«{words}» dihitung dari {show_tanggal(first)}"
        return None

    # -- no day written -----------------------------------------------------------------------------------------------

    def _read_relatif(self, unsur: list[Unsur]) -> Bacaan | None:
        """'kemarin', 'hari ini' or a bare weekday, counted from a context that is a full date."""
        kamus = read_kamus()
        relatif = next(((words, days) for words, days in kamus.relatif.items() if re.search(rf"\b{words}\b", self.teks)), None)
        hari = [hari_of(found[0]) for found in _HARI.finditer(self.teks)]
        if unsur and not relatif:
            return None
        rincian = {"hari_tertulis": kamus.nama_hari[hari[0]]} if hari else {}
        acuan = self.konteks.tanggal if self.konteks else None
        if unsur:
            return ragu(self.tertulis, "tanggal tidak tertulis lengkap; tulis tanggal, bulan, dan tahunnya", rincian=rincian)
        if not relatif and not hari:
            return None
        if acuan is None:
            sebab = "tanggal tidak tertulis, hanya " + (f"«{relatif[0]}»" if relatif else "nama hari")
            return ragu(self.tertulis, sebab, rincian=rincian)
        if relatif:
            day = acuan + timedelta(days=relatif[1])
            if not hari or day.weekday() == hari[0]:
                sebab = f"«{relatif[0]}» dihitung dari konteks {show_tanggal(acuan)}"
                return Bacaan(self.tertulis, day.isoformat(), DITANDAI, sebab, rincian={"presisi": "hari", **rincian})
        latest = acuan - timedelta(days=(acuan.weekday() - hari[0]) % 7)
        return ragu(self.tertulis, "hanya nama hari yang tertulis, tanggalnya tidak", (latest.isoformat(),), rincian)

    def _read_kasar(self, unsur: list[Unsur]) -> Bacaan:
        """Only a month or a year is known."""
        if not unsur:
            hint = _hint_serial(self.tertulis, self.tahun_terakhir)
            return tolak(self.tertulis, hint[0], hint[1])
        months = [one for one in unsur if one.bulan is not None]
        if broken := next((one for one in unsur if one.tahun_rusak or (one.bulan or 1) > 12), None):
            if broken.tahun_rusak:
                return tolak(self.tertulis, _sebab_tahun(broken.tahun_rusak, self.tahun_terakhir))
            return tolak(self.tertulis, f"Bulan {broken.bulan} tidak ada.")
        if not months:
            years = sorted({one.tahun for one in unsur if one.tahun})
            rincian: dict[str, object] = {"presisi": "tahun"}
            if len(years) > 1:
                rincian["sampai"] = str(years[-1])
            return Bacaan(self.tertulis, str(years[0]), DITANDAI, "hanya tahun yang diketahui", rincian=rincian)
        first = months[0]
        if first.catatan:
            return ragu(self.tertulis, first.catatan[0])
        tahun = first.tahun or next((one.tahun for one in unsur if one.tahun), None)
        rincian = {"presisi": "bulan"}
        sebab = "hanya bulan yang diketahui"
        if tahun is None:
            tahun, sebab = self._year_of_month(first.bulan), "hanya bulan yang diketahui; tahun disimpulkan dari tanggal terbit atau tautan"
            if tahun is None:
                return ragu(self.tertulis, "hanya bulan yang tertulis, tahunnya tidak")
        last = months[-1]
        if last.bulan != first.bulan and (last.tahun or tahun, last.bulan) > (tahun, first.bulan):
            rincian["sampai"] = f"{last.tahun or tahun:04d}-{last.bulan:02d}"
        return Bacaan(self.tertulis, f"{tahun:04d}-{first.bulan:02d}", DITANDAI, sebab, rincian=rincian)

    def _year_of_month(self, bulan: int | None) -> int | None:
        konteks = self.konteks
        if konteks is None or konteks.lemah or bulan is None:
            return None
        if konteks.bulan is None:
            return konteks.tahun
        if self.kata & read_kamus().mendatang:
            return konteks.tahun + (bulan < konteks.bulan)
        return konteks.tahun - (bulan > konteks.bulan)


# -- finding the dates in a text --------------------------------------------------------------------------------------


def find_unsur(teks: str, tahun_terakhir: int) -> list[Unsur]:
    """All dates in a simplified text, with their weekdays and how each is joined to the one before."""
    found: list[Unsur] = []
    previous_end = 0
    for match in _UNSUR.finditer(teks):
        parts = _unsur_of(match, tahun_terakhir)
        gap = teks[previous_end : match.start()]
        if parts[0].hari is not None:
            parts = _with_days_before(gap, previous_end, parts)
        signs = [hari_of(one[0]) for one in _HARI.finditer(gap)]
        link = _link_of(gap[: parts[0].awal - previous_end] if parts[0].awal >= previous_end else "") if found else ""
        parts[0] = replace(parts[0], hubungan=parts[0].hubungan or link)
        if signs and parts[0].hari is not None:
            parts[0] = replace(parts[0], hari_pekan=signs[0] if len(parts) > 1 else signs[-1])
            if len(parts) > 1 and len(signs) > 1:
                parts[-1] = replace(parts[-1], hari_pekan=signs[-1])
        found.extend(parts)
        previous_end = match.end()
    trailing = [hari_of(one[0]) for one in _HARI.finditer(teks[previous_end:])]
    if found and len(trailing) == 1 and found[-1].hari is not None and found[-1].hari_pekan is None:
        found[-1] = replace(found[-1], hari_pekan=trailing[0])
    return found


def _unsur_of(match: re.Match[str], tahun_terakhir: int) -> list[Unsur]:
    awal, akhir = match.span()
    kind = match.lastgroup.split("_")[0] if match.lastgroup else ""
    values = {name.split("_")[1]: text for name, text in match.groupdict().items() if text is not None and "_" in name}
    if match["pad"]:
        return [_unsur_padat(match["pad"], awal, akhir, tahun_terakhir)]
    bulan = values.get("m")
    number = None if bulan is None else bulan_of(bulan) if not bulan.isdigit() else int(bulan)
    hari = int(values["d"]) if "d" in values else None
    tahun, rusak = _read_year(values.get("y"), tahun_terakhir)
    catatan = _CATATAN_BENTUK.get(kind, ())
    if kind == "bd":
        if hari is not None and hari > 31:
            return [Unsur(awal, akhir, None, number, *_read_year(values["d"], tahun_terakhir))]
        if hari is not None and len(values["d"]) == 2 and hari <= tahun_terakhir % 100 and hari >= 10:
            nama = read_kamus().nama_bulan[(number or 1) - 1]
            return [Unsur(awal, akhir, None, number, catatan=(f"«{nama} {hari}» dapat berarti tanggal {hari} atau tahun {2000 + hari}",))]
    one = Unsur(awal, akhir, hari, number, tahun, rusak, catatan=catatan)
    if kind == "ren":
        return [replace(one, hari=int(values["a"])), replace(one, hubungan="-")]
    return [one]


def _unsur_padat(digits: str, awal: int, akhir: int, tahun_terakhir: int) -> Unsur:
    """Eight digits: year first or year last, whichever makes a date; marked."""
    readings = []
    for year, month, day in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2])):
        one = Unsur(awal, akhir, int(day), int(month), int(year), catatan=("tanggal ditulis tanpa pemisah",))
        if TAHUN_TERTUA <= int(year) <= tahun_terakhir and not _salah_kalender(one):
            readings.append(one)
    return readings[0] if len(readings) == 1 else Unsur(awal, akhir, None, None, None, digits)


def _read_year(text: str | None, tahun_terakhir: int) -> tuple[int | None, str | None]:
    """(year, None), or (None, the text) when no plausible year is written; two digits are 19xx or 20xx."""
    if not text:
        return None, None
    number = int(text)
    if len(text) == 2:
        number += 2000 if 2000 + number <= tahun_terakhir else 1900
    if len(text) in (2, 4) and TAHUN_TERTUA <= number <= tahun_terakhir:
        return number, None
    return None, text


def _with_days_before(gap: str, offset: int, parts: list[Unsur]) -> list[Unsur]:
    """The date with the days before it that share the month of the date after them: '12-13 September', '9 hingga 12 November', '1, 2, dan 3 Mei'."""
    days: list[Unsur] = []
    hubungan_sesudah: list[str] = []
    while found := _HARI_SEBELUM.search(gap):
        if not 1 <= int(found[1]) <= 31:
            break
        days.insert(0, replace(parts[0], awal=offset + found.start(), hari=int(found[1]), hubungan="", catatan=()))
        hubungan_sesudah.insert(0, _sign(found[2]))
        gap = gap[: found.start()]
    for position in range(1, len(days)):
        days[position] = replace(days[position], hubungan=hubungan_sesudah[position - 1])
    return [*days, replace(parts[0], hubungan=hubungan_sesudah[-1]), *parts[1:]] if days else parts


def _sign(connector: str) -> str:
    return {"~": "-", "-": "-", "|": "|"}.get(connector, "+")


def _link_of(gap: str) -> str:
    """How two dates are joined by the text between them: '-' range, '|' alternatives, '+' several."""
    rest = _ISI_JEDA.sub("", gap)
    if "~" in rest or rest == "-":
        return "-"
    return "|" if "|" in rest else "+"


def _share_year(harian: list[Unsur], lone_year: int | None) -> list[Unsur]:
    """A year written once holds for all: '31 Mei, 7 Juni dan 8 Juni 2022'; backwards over New Year it is the year before."""
    shared = list(harian)
    for position in range(len(shared) - 2, -1, -1):
        one, after = shared[position], shared[position + 1]
        if one.tahun is None and one.tahun_rusak is None and (after.tahun is not None or after.tahun_rusak):
            earlier = after.tahun is not None and (one.bulan or 0, one.hari or 0) > (after.bulan or 0, after.hari or 0)
            tahun = after.tahun - 1 if earlier and after.hubungan == "-" else after.tahun
            shared[position] = replace(one, tahun=tahun, tahun_rusak=after.tahun_rusak)
    for position in range(1, len(shared)):
        one, before = shared[position], shared[position - 1]
        if one.tahun is None and one.tahun_rusak is None and before.tahun is not None:
            later = one.hubungan == "-" and (one.bulan or 0, one.hari or 0) < (before.bulan or 0, before.hari or 0)
            shared[position] = replace(one, tahun=before.tahun + 1 if later else before.tahun)
    if lone_year is not None:
        note = ("tahun tertulis terpisah dari tanggalnya",)
        shared = [one if one.tahun or one.tahun_rusak else replace(one, tahun=lone_year, catatan=one.catatan + note) for one in shared]
    return shared


def _salah_kalender(one: Unsur) -> tuple[str, tuple[str, ...]] | None:
    """Why day and month cannot be, in words for the sender; None when they can (29 February without a year can)."""
    hari, bulan, tahun = one.hari or 0, one.bulan or 0, one.tahun
    if not 1 <= bulan <= 12:
        swapped = (f"{tahun:04d}-{hari:02d}-{bulan:02d}",) if tahun and 1 <= hari <= 12 and 1 <= bulan <= 31 else ()
        return f"Bulan {bulan} tidak ada; tanggal ditulis hari/bulan/tahun.", swapped
    last = calendar.monthrange(tahun or 2024, bulan)[1]
    nama = read_kamus().nama_bulan[bulan - 1]
    if hari > last:
        kandidat = (date(tahun, bulan, last).isoformat(),) if tahun else ()
        return f"{nama}{f' {tahun}' if tahun else ''} hanya sampai tanggal {last}, tidak ada tanggal {hari}.", kandidat
    return None if hari else (f"Tanggal 0 {nama} tidak ada.", ())


# -- settling years and weekdays ----------------------------------------------------------------------------------------


def _settle(harian: list[Unsur], reading: _Pembacaan) -> tuple[list[date], list[str], list[str]] | Bacaan:
    """The days meant, with notes and candidates; or the refusal."""
    first = harian[0]
    if first.tahun_rusak is not None:
        return _settle_misprinted_year(harian, reading)
    if first.tahun is None:
        return _settle_missing_year(harian, reading)
    tanggal = [date(one.tahun or first.tahun, one.bulan or 1, one.hari or 1) for one in harian]
    catatan = [note for one in harian for note in one.catatan]
    kandidat: list[str] = []
    for position, (one, day) in enumerate(zip(harian, tanggal, strict=True)):
        if one.hari_pekan is None or one.hari_pekan == day.weekday():
            continue
        mended = _mend_by_konteks(day, one.hari_pekan, reading.konteks)
        says = f"{read_kamus().nama_hari[one.hari_pekan]} tidak cocok: {show_tanggal(day)} hari {read_kamus().nama_hari[day.weekday()]}"
        kandidat += [other.isoformat() for other in near_dates(day, one.hari_pekan, reading.tahun_terakhir)]
        if mended and len(harian) == 1:
            tanggal[position] = mended
            kandidat = [day.isoformat(), *kandidat]
            says += f"; konteks {reading.konteks} menunjuk {show_tanggal(mended)}"
        catatan.append(says)
    return tanggal, catatan, [text for text in kandidat if text != tanggal[0].isoformat()]


def _mend_by_konteks(day: date, hari_pekan: int, konteks: Konteks | None) -> date | None:
    """The one change of day, month or year to that of the context which makes the weekday right; None if none or several."""
    if konteks is None or konteks.lemah:
        return None
    changes = [("year", konteks.tahun), ("month", konteks.bulan), ("day", konteks.hari)]
    mended = {
        other
        for field, value in changes
        if value and value != getattr(day, field) and (other := _replaced(day, field, value)) and other.weekday() == hari_pekan
        if konteks.tanggal is None or abs((other - konteks.tanggal).days) <= 31
    }
    return mended.pop() if len(mended) == 1 else None


def _replaced(day: date, field: str, value: int) -> date | None:
    try:
        return day.replace(**{field: value})
    except ValueError:
        return None


def near_dates(day: date, hari_pekan: int, tahun_terakhir: int) -> list[date]:
    """Dates one slip away on which the weekday is right: neighbouring year, neighbouring or cut-off month, nearest day."""
    months = dict.fromkeys([day.month - 1, day.month + 1, day.month + 10, day.month - 10])
    near = [_replaced(day, "year", day.year + step) for step in (-1, 1, -2, 2)]
    near += [_replaced(day, "month", month) for month in months if 1 <= month <= 12]
    near += [day + timedelta(days=step) for step in (-1, 1, -2, 2, -3, 3)]
    fitting = [one for one in near if one and one.weekday() == hari_pekan and TAHUN_TERTUA <= one.year <= tahun_terakhir]
    return list(dict.fromkeys(fitting))


def _settle_misprinted_year(harian: list[Unsur], reading: _Pembacaan) -> tuple[list[date], list[str], list[str]] | Bacaan:
    first = harian[0]
    written = str(first.tahun_rusak)
    years = _years_meant(written, reading.tahun_terakhir)
    possible = [day for year in years if (day := _on_year(first, year))]
    fitting = [day for day in possible if first.hari_pekan in (None, day.weekday())] or possible
    kandidat = tuple(day.isoformat() for day in fitting)
    konteks = reading.konteks
    by_konteks = [day for day in fitting if konteks and not konteks.lemah and day.year == konteks.tahun]
    sebab = _sebab_tahun(written, reading.tahun_terakhir)
    if len(by_konteks) != 1:
        return tolak(reading.tertulis, sebab, kandidat, _hari_tertulis(first))
    year = by_konteks[0].year
    tanggal = [day for one in harian if (day := _on_year(one, year))]
    if len(tanggal) != len(harian):
        return tolak(reading.tertulis, sebab, kandidat, _hari_tertulis(first))
    return tanggal, [f"tahun tertulis «{written}»; tahun {year} dari konteks"], list(kandidat)


def _years_meant(written: str, tahun_terakhir: int) -> list[int]:
    """Plausible years one slip from the text: a digit lost ('202'), doubled ('20222'), swapped ('2109') or wrong."""
    swapped = {written[:i] + written[i + 1] + written[i] + written[i + 2 :] for i in range(len(written) - 1)}
    dropped = {written[:i] + written[i + 1 :] for i in range(len(written))}
    groups = [swapped | dropped] if len(written) >= 4 else []
    plausible = range(TAHUN_TERTUA, tahun_terakhir + 1)
    if len(written) == 3:
        groups.append({str(year) for year in plausible if str(year).startswith(written)})
        groups.append({str(year) for year in plausible if written in {str(year)[:i] + str(year)[i + 1 :] for i in range(4)}})
    elif len(written) == 4:
        groups.append({str(year) for year in plausible if sum(a != b for a, b in zip(written, str(year), strict=True)) == 1})
    for group in groups:
        if years := sorted(int(text) for text in group if text.isdigit() and int(text) in plausible):
            return years
    return []


def _on_year(one: Unsur, year: int) -> date | None:
    try:
        return date(year, one.bulan or 1, one.hari or 1)
    except ValueError:
        return None


def _settle_missing_year(harian: list[Unsur], reading: _Pembacaan) -> tuple[list[date], list[str], list[str]] | Bacaan:
    first, konteks = harian[0], reading.konteks
    if konteks is None:
        return _ragu_tahun(harian, reading, "tahun tidak tertulis")
    chosen = _choose_year(harian, konteks, reading.kata)
    if chosen is None:
        mended = _mend_missing_year(harian, konteks)
        if mended is None:
            return _ragu_tahun(harian, reading, f"tahun tidak tertulis dan hari tidak cocok dengan konteks {konteks}")
        written = f"{first.hari}/{first.bulan}"
        return [mended], [f"tertulis {written}, hari dan konteks {konteks} menunjuk {show_tanggal(mended)}"], []
    tanggal = _all_on_year(harian, chosen)
    if tanggal is None:
        return _ragu_tahun(harian, reading, "tahun tidak tertulis")
    return (
        tanggal,
        [note for one in harian for note in one.catatan] + [f"tahun disimpulkan dari tanggal terbit atau tautan ({konteks})"],
        [],
    )


def _all_on_year(harian: list[Unsur], year: int) -> list[date] | None:
    days: list[date] = []
    for one in harian:
        over_new_year = bool(days) and one.hubungan == "-" and (one.bulan, one.hari) < (days[-1].month, days[-1].day)
        day = _on_year(one, year + over_new_year)
        if day is None:
            return None
        days.append(day)
    return days


def _choose_year(harian: list[Unsur], konteks: Konteks, kata: frozenset[str]) -> int | None:
    """Year of the context if the weekdays allow it, else the year before or after, while still near the context."""
    kamus = read_kamus()
    fitting = [year for year in (konteks.tahun, konteks.tahun - 1, konteks.tahun + 1) if _weekdays_fit(harian, year)]
    has_weekday = any(one.hari_pekan is not None for one in harian)
    if konteks.lemah and not has_weekday:
        return None
    anchor = konteks.tanggal or (date(konteks.tahun, konteks.bulan, 28) if konteks.bulan else None)
    if anchor is None:
        return next((year for year in fitting if year == konteks.tahun or (has_weekday and year < konteks.tahun)), None)
    distance = {year: (day - anchor).days for year in fitting if (day := _on_year(harian[0], year))}
    if has_weekday:
        if konteks.tahun in distance:
            return konteks.tahun
        return next((year for year, days in distance.items() if -_JENDELA_MUNDUR <= days <= 60), None)
    if kata & kamus.mendatang:
        return min((year for year, days in distance.items() if days >= -1), key=lambda year: distance[year], default=None)
    if kata & kamus.lampau:
        return max((year for year, days in distance.items() if days <= 1), key=lambda year: distance[year], default=None)
    return min(distance, key=lambda year: abs(distance[year]), default=None)


def _weekdays_fit(harian: list[Unsur], year: int) -> bool:
    days = _all_on_year(harian, year)
    return days is not None and all(one.hari_pekan in (None, day.weekday()) for one, day in zip(harian, days, strict=True))


def _mend_missing_year(harian: list[Unsur], konteks: Konteks) -> date | None:
    """'Sabtu (5 /1)' on a page of 2022/11: the month was cut off, 5 November 2022 is the Saturday."""
    first = harian[0]
    day = _on_year(first, konteks.tahun)
    if len(harian) > 1 or day is None or first.hari_pekan is None or konteks.lemah:
        return None
    return _mend_by_konteks(day, first.hari_pekan, konteks)


def _ragu_tahun(harian: list[Unsur], reading: _Pembacaan, sebab: str) -> Bacaan:
    """No year may be chosen; the years whose weekday fits are offered, none when there is no weekday."""
    has_weekday = any(one.hari_pekan is not None for one in harian)
    years = range(TAHUN_AWAL_DUGAAN, reading.tahun_terakhir + 1) if has_weekday else ()
    kandidat = tuple(day.isoformat() for year in years if _weekdays_fit(harian, year) and (day := _on_year(harian[0], year)))
    return Bacaan(reading.tertulis, None, AMBIGU, sebab, kandidat, _hari_tertulis(harian[0]))


def _hari_tertulis(one: Unsur) -> dict[str, object]:
    return {} if one.hari_pekan is None else {"hari_tertulis": read_kamus().nama_hari[one.hari_pekan]}


# -- words ------------------------------------------------------------------------------------------------------------


def show_tanggal(day: date) -> str:
    """3 Juli 2023."""
    return f"{day.day} {read_kamus().nama_bulan[day.month - 1]} {day.year}"


def _sebab_tahun(written: str, tahun_terakhir: int) -> str:
    return f"Tahun «{written}» tidak mungkin; tulis tahun empat angka antara {TAHUN_TERTUA} dan {tahun_terakhir}."


def _hint_serial(tertulis: str, tahun_terakhir: int) -> tuple[str, tuple[str, ...]]:
    """A day count typed as text is refused, naming the day it may be."""
    number = re.fullmatch(r"\s*(\d{5})(?:[.,]0+)?\s*", tertulis)
    if number and _SERI_EXCEL[0] <= int(number[1]) <= _SERI_EXCEL[1]:
        day = _HARI_NOL_EXCEL + timedelta(days=int(number[1]))
        if TAHUN_TERTUA <= day.year <= tahun_terakhir:
            return f"Angka {number[1]} mungkin nomor urut tanggal lembar kerja ({show_tanggal(day)}); ubah sel menjadi tanggal.", (
                day.isoformat(),
            )
    return "Tidak ada tanggal yang dapat dibaca; tulis misalnya 17 Agustus 2025.", ()
