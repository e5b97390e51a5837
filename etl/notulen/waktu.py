"""The day of a meeting: dates in the text, which of them is the event's, and what is still open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.clean.bacaan import TERBACA, Bacaan
from etl.clean.kata_tanggal import read_kamus
from etl.clean.tanggal import parse_tanggal
from etl.notulen.draf import PASTI, TANYAKAN, Isian
from etl.notulen.kata import compiled, load_kata_notulen
from etl.notulen.naskah import Naskah
from p4gn.bahasa import format_tanggal

_DEKAT = timedelta(days=60)  # an article appears soon after its event


def _pattern() -> re.Pattern[str]:
    kamus = read_kamus()
    bulan = "|".join(sorted((re.escape(word) for word in kamus.bulan if len(word) > 2), key=len, reverse=True))
    hari = "|".join(sorted((re.escape(word) for word in {*kamus.hari, "jum'at", "jum’at"}), key=len, reverse=True))
    relatif = r"kemarin|kemaren|hari\s+ini|besok|tadi\s+malam|lusa"
    hari_depan = rf"(?:(?P<hari>\b(?:{hari})\b)\s*,?\s*(?:pagi|siang|sore|malam)?\s*(?:tanggal|tgl)?\.?\s*[,/]?\s*)"
    angka = r"(?<![\d/.])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)|(?<![\d/.])\d{1,2}/\d{1,2}/\d{2}(?![\d/])|\d{4}-\d{2}-\d{2}(?!\d)"
    kata = (
        rf"(?<![\d.])(?<!\d/)\d{{1,2}}(?:\s*(?:-|–|—|s\.?/?d\.?|sampai(?:\s+dengan)?|dan|hingga)\s*\d{{1,2}})?"
        rf"\s+(?:{bulan})\b\.?(?:\s*,?\s*(?:tahun\s+)?\d{{4}}(?!\d))?"
    )
    bilangan = "|".join(sorted([*load_kata_notulen().isi["bilangan"], "belas", "puluh", "ratus", "ribu"], key=len, reverse=True))
    terbilang = (
        rf"(?P<t_hari>(?:{bilangan})(?:\s+(?:{bilangan})){{0,2}})\s+(?:bulan\s+)?(?P<t_bulan>{bulan})\s+(?:tahun\s+)?"
        rf"(?P<t_tahun>(?:{bilangan})(?:\s+(?:{bilangan})){{1,6}})\b"
    )
    pendek = r"\d{1,2}\s*(?:-\s*\d{1,2}\s*)?/\s*\d{1,2}(?![\d/])"
    return re.compile(
        rf"\b(?:(?P<t_nama>{hari})\s*,?\s*)?(?:tanggal\s+)?{terbilang}|{hari_depan}?\(?\s*(?P<penuh>{angka}|{kata})\s*\)?(?P<ekor>\s*(?:{relatif}|lalu))?"
        rf"|{hari_depan.replace('?P<hari>', '?P<hari2>')}\(?\s*(?P<pendek>{pendek})\s*\)?(?P<ekor2>\s*(?:{relatif}|lalu))?"
        rf"|(?<=\()\s*(?P<kurung>{pendek})\s*(?=\))"
        rf"|\b(?P<nisbi>(?:(?:{hari})\s+)?(?:{relatif}))\b|\b(?P<lepas>(?:{hari}))\b(?=\s*(?:\(|,|pagi|siang|sore|malam|lalu|ini|\.|$))",
        re.IGNORECASE,
    )


_POLA = _pattern()
_NOMOR_DEPAN = re.compile(
    r"(?:no(?:mor)?\.?|nomer|inpres|perda|permendagri|perpres|pasal|uu|sk|keputusan|surat|ayat|tahun)\s*:?\s*[\w./-]*$", re.IGNORECASE
)
_BUKAN_ACARA_DEPAN = re.compile(
    r"(?:paling lambat|selambat\w*(?:-lambatnya)?|batas waktu|tenggat|target|sebelum|sejak|mulai|hingga"
    r"|sampai(?: dengan)?|terhitung|lahir|dated|tertanggal|surat|undangan|periode|per|bulan)\b\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tanggal:
    """One date in the text and its reading; penuh: with day, month and year as printed."""

    awal: int
    akhir: int
    baca: Bacaan
    nisbi: bool
    bukan_acara: bool

    @property
    def nilai(self) -> str | None:
        return self.baca.nilai if isinstance(self.baca.nilai, str) and len(self.baca.nilai) == 10 else None


def find_tanggal(naskah: Naskah, awal: int, akhir: int) -> list[Tanggal]:
    """Every date between two places; numbers of laws and letters are none."""
    teks, konteks = naskah.teks, _konteks(naskah)
    found = []
    for match in _POLA.finditer(teks, awal, akhir):
        before = teks[max(awal, match.start() - 40) : match.start()]
        if match["penuh"] and _NOMOR_DEPAN.search(before) and not re.search(r"[A-Za-z]{3}", match["penuh"]) and not match["hari"]:
            continue
        start, end = match.span()
        if naskah.letak_terbit and start < naskah.letak_terbit[1] and naskah.letak_terbit[0] < end:
            continue
        end = start + len(match[0].rstrip())
        baca = parse_tanggal(_in_digits(match) if match["t_hari"] else match[0], konteks)
        if baca.keadaan in ("ditolak", "kosong"):
            continue
        sentence = teks[max(awal, match.start() - 120) : match.start()].rsplit(". ", 1)[-1]
        planned = (
            compiled("rencana").search(sentence) is not None
            or re.search(r"\b(?:mendatang|nanti|depan)\b", teks[end : end + 15]) is not None
        )
        found.append(Tanggal(start, end, baca, bool(match["nisbi"] or match["lepas"]), planned or bool(_BUKAN_ACARA_DEPAN.search(before))))
    return found


def _in_digits(match: re.Match[str]) -> str:
    """'Selasa tanggal sebelas bulan Februari tahun dua ribu dua puluh lima' → 'Selasa, 11 Februari 2025'."""
    day = f"{read_bilangan(match['t_hari'])} {match['t_bulan']} {read_bilangan(match['t_tahun'])}"
    return f"{match['t_nama']}, {day}" if match["t_nama"] else day


def read_bilangan(text: str) -> int:
    """'dua ribu dua puluh lima' → 2025."""
    total = part = last = 0
    for word in text.casefold().split():
        if word == "belas":
            part, last = part + last + 10, 0
        elif word in ("puluh", "ratus"):
            part, last = part + last * (10 if word == "puluh" else 100), 0
        elif word in ("ribu", "seribu"):
            total, part, last = total + (part + last if word == "ribu" else 1) * 1000, 0, 0
        else:
            last = load_kata_notulen().isi["bilangan"][word]
    return total + part + last


def _konteks(naskah: Naskah) -> list[object]:
    return [one for one in (naskah.terbit, naskah.tahun_cipta) if one]


def read_tanggal(naskah: Naskah, daerah: Sequence[tuple[int, int]], berlabel: bool = False) -> tuple[Isian, Isian | None]:
    """(day of the event, last day or None) from the places where the event is told, best first; asked unless one full date is left."""
    found = [one for start, end in daerah for one in find_tanggal(naskah, start, end)]
    candidates = [one for one in found if not one.bukan_acara] or found
    printed = [one for one in candidates if not one.nisbi]
    pool = printed or candidates
    if not pool and naskah.terbit and naskah.letak_terbit and not berlabel:
        day = naskah.terbit.isoformat()
        asked = f"Hanya tanggal terbit naskah yang tertulis. Rapat berlangsung {say_hari(day)}?"
        return Isian(day, naskah.letak_terbit, TANYAKAN, asked, (day,)), None
    if not pool:
        return Isian(None, None, TANYAKAN, "Tanggal rapat tidak ditemukan. Kapan rapat ini berlangsung?"), None
    first = next((one for one in pool if one.nilai and one.baca.keadaan == TERBACA), next((one for one in pool if one.nilai), pool[0]))
    days = list(dict.fromkeys(one.nilai for one in pool if one.nilai))
    sampai = first.baca.rincian.get("sampai")
    akhir = (
        Isian(str(sampai), (first.awal, first.akhir), TANYAKAN, f"Rapat berlangsung sampai {say_hari(str(sampai))}?") if sampai else None
    )
    bukti = (first.awal, first.akhir)
    catatan = (
        "«kemarin» di naskah tidak mengubah tanggal yang tercetak"
        if re.search(r"kemar[ie]n", naskah.teks[first.awal : first.akhir]) and first.baca.keadaan == TERBACA
        else ""
    )
    if len(days) > 1:
        others = tuple(days)
        shown = " atau ".join(say_hari(day) for day in others)
        return Isian(first.nilai, bukti, TANYAKAN, f"Naskah menyebut beberapa tanggal. Tanggal rapat: {shown}?", others, catatan), akhir
    if first.nilai is None:
        years = tuple(sorted(first.baca.kandidat, reverse=True)) or _tahun_dekat(naskah, first)
        alasan = first.baca.sebab or "tanggal tidak lengkap"
        return Isian(
            None, bukti, TANYAKAN, f"Tertulis “{naskah.teks[bukti[0] : bukti[1]].strip()}”: {alasan}. Tanggal lengkapnya?", years
        ), akhir
    return _judge(naskah, first, bukti, catatan, akhir is not None), akhir


def _judge(naskah: Naskah, first: Tanggal, bukti: tuple[int, int], catatan: str, rentang: bool) -> Isian:
    """One day: sure when it is printed in full or its year follows from a day of publication that is near and fits the weekday."""
    nilai = str(first.nilai)
    weekday = "hari_tertulis" in first.baca.rincian
    if first.bukan_acara:
        return Isian(
            nilai,
            bukti,
            TANYAKAN,
            f"Hanya tanggal ini yang tertulis, mungkin bukan hari rapatnya. Rapat berlangsung {say_hari(nilai)}?",
            (nilai,),
        )
    if first.baca.keadaan == TERBACA or (
        rentang and str(first.baca.sebab or "").startswith("rentang") and ";" not in str(first.baca.sebab)
    ):
        if naskah.terbit and date.fromisoformat(nilai) > naskah.terbit:
            return Isian(
                nilai,
                bukti,
                TANYAKAN,
                f"{say_hari(nilai)} sesudah tanggal terbit naskah ({format_tanggal(naskah.terbit)}). Sudah berlangsung?",
                (nilai,),
            )
        if date.fromisoformat(nilai) > date.today():
            return Isian(nilai, bukti, TANYAKAN, f"{say_hari(nilai)} belum tiba. Benar tanggalnya?", (nilai,))
        return Isian(nilai, bukti, PASTI, catatan=catatan)
    near = naskah.terbit is not None and timedelta(0) <= naskah.terbit - date.fromisoformat(nilai) <= _DEKAT
    if near and weekday and not first.nisbi and "tidak cocok" not in str(first.baca.sebab):
        return Isian(nilai, bukti, PASTI, catatan=f"tahun dari tanggal terbit naskah ({format_tanggal(naskah.terbit)}), harinya cocok")
    asal = (first.baca.sebab or "").replace("dalam satu sel", "dalam satu kalimat")
    if naskah.terbit is None and naskah.tahun_cipta:
        asal = asal.replace("tanggal terbit atau tautan", "baris hak cipta")
    return Isian(
        nilai,
        bukti,
        TANYAKAN,
        f"{_kapital(asal)}. Rapat berlangsung {say_hari(nilai)}?",
        tuple(dict.fromkeys((nilai, *(one for one in first.baca.kandidat if one <= date.today().isoformat())))),
        catatan,
    )


def _tahun_dekat(naskah: Naskah, one: Tanggal) -> tuple[str, ...]:
    """Without a weekday any year may be meant: the last three are offered."""
    found = re.search(r"(\d{1,2})\s*/\s*(\d{1,2})|(\d{1,2}\s+[A-Za-z]+)", naskah.teks[one.awal : one.akhir])
    if found is None:
        return ()
    this = (naskah.terbit or date.today()).year
    text = f"{found[1]}/{found[2]}/" if found[1] else f"{found[3]} "
    return tuple(str(read.nilai) for year in (this, this - 1, this - 2) if (read := parse_tanggal(f"{text}{year}")).keadaan == TERBACA)


def read_tenggat(naskah: Naskah, awal: int, akhir: int, rapat: str | None, sel: bool = False) -> Isian:
    """The due date of a follow-up: what stands behind 'paling lambat', or in the column of due dates; none written is no question."""
    teks = naskah.teks[awal:akhir]
    cue = compiled("tenggat").search(teks)
    if not sel and cue is None:
        found = compiled("tenggat_relatif").search(teks)
        if found is None:
            return _date_without_cue(naskah, awal, akhir, rapat)
        return Isian(None, (awal + found.start(), awal + found.end()), TANYAKAN, f"Batas waktunya tertulis “{found[0]}”. Tanggal berapa?")
    start = 0 if sel or cue is None else cue.end()
    rest = teks[start:].strip(" :\t")
    if not re.search(r"\w", rest):
        return Isian(None)
    match = next((one for one in _POLA.finditer(rest.rstrip(" ).")) if one["penuh"] or one["pendek"] or one["kurung"]), None)
    piece = match[0] if match else rest[:60]
    place = (awal + start + teks[start:].find(piece), awal + start + teks[start:].find(piece) + len(piece))
    read = parse_tanggal(piece, rapat, tahun_mendatang=10)
    if match is not None and read.keadaan == TERBACA and len(str(read.nilai)) == 10:
        late = rapat is not None and str(read.nilai) < rapat
        if not late:
            return Isian(str(read.nilai), place)
        return Isian(
            str(read.nilai),
            place,
            TANYAKAN,
            f"Batas waktu {say_hari(str(read.nilai))} sebelum tanggal rapatnya. Benar?",
            (str(read.nilai),),
        )
    guess = str(read.nilai) if read.nilai and len(str(read.nilai)) == 10 else None
    return Isian(
        guess, place, TANYAKAN, f"Batas waktunya tertulis “{piece.strip()}”. Tanggal berapa?", (guess,) if guess else read.kandidat
    )


def _date_without_cue(naskah: Naskah, awal: int, akhir: int, rapat: str | None) -> Isian:
    """A date after the meeting in a follow-up, without 'paling lambat' before it: perhaps the due date, so it is asked."""
    for one in find_tanggal(naskah, awal, akhir):
        if one.nilai and not one.nisbi and one.baca.keadaan == TERBACA and (rapat is None or one.nilai > rapat):
            asked = f"Tertulis {say_hari(one.nilai)}. Itu batas waktunya?"
            return Isian(one.nilai, (one.awal, one.akhir), TANYAKAN, asked, (one.nilai,))
    return Isian(None)


def say_hari(iso: str) -> str:
    """'2024-09-24' → 'Selasa, 24 September 2024'."""
    day = date.fromisoformat(iso)
    return f"{read_kamus().nama_hari[day.weekday()]}, {format_tanggal(day)}"


def _kapital(text: str) -> str:
    return text[:1].upper() + text[1:]
