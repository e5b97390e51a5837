"""Where a meeting was: the room, and the region it belongs to."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from etl.harmonise.indeks_wilayah import indeks_atas, is_nested, key_of
from etl.harmonise.opd import read_opd
from etl.harmonise.wilayah import find_wilayah
from etl.notulen.draf import PASTI, TANYAKAN, Isian
from etl.notulen.kata import load_kata_notulen, pattern
from etl.notulen.lembaga import Lembaga, find_lembaga
from etl.notulen.naskah import Baris, Naskah
from etl.notulen.orang import Penyaring
from p4gn.geography.wilayah import get_wilayah

_AKHIR_TEMPAT = re.compile(
    r"[.;:(\n“\"]|,(?!\s*(?:Kecamatan|Kec\.|Kabupaten|Kab\.|Kota|Jalan|Jl\.|Lantai|Provinsi|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s*[,.(]))"
    r"|\s+(?:pada|hari|yang|dengan|untuk|guna|dalam|dihadiri|diikuti|dipimpin|dibuka|serta|oleh|pukul|jam|tanggal|mulai|senin|selasa|rabu|kamis|jum.?at|sabtu"
    r"|telah|sudah|akan|dilaksanakan|dilakukan|diadakan|diselenggarakan|digelar|berlangsung|dimulai|maka"
    r"|minggu|kemarin|tadi|untuk|sebagai|usai|bersama|membahas|terkait|beserta|setelah|selama|yakni|adalah|ini|dan (?=di))\b",
    re.IGNORECASE,
)
_SINGKATAN_TITIK = re.compile(r"\b(?:Lt|Jl|Jln|Kab|Kec|Kel|Prov|No|H|Hj|Dr|KH|Gd|[A-Z])\.$")
_PEMERINTAH = re.compile(
    r"\b(?P<kepala>Pemkab|Pemkot|Pemko|Pemprov|Pemerintah\s+(?:Kabupaten|Kota|Provinsi|Daerah\s+(?:Kabupaten|Kota|Provinsi))|Kabupaten|Kab\.|Kota|Provinsi|Prov\.|Bupati|Wali\s?[Kk]ota|Gubernur|Wabup|Wagub|Setda(?:kab|ko|prov)?|Sekda(?:kab|ko|prov)?"
    r"|Sekretaris\s+Daerah|(?:Ba)?kesbangpol|BNN[KP]?|Kodim|Kejari|Dinas\s+Kesehatan|DPRD|Polres(?:ta)?|Kapolres(?:ta)?|Polda)\b(?:\s*\([^()\n]{2,14}\))?\s+(?P<nama>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3})",
    re.IGNORECASE,
)
_DEPAN = r"(?:\b(?:bertempat|berlangsung|berlokasi|dipusatkan|digelar|dilaksanakan|diadakan)\s+)?\b(?:di|bertempat|dari)\s+(?:dalam\s+)?"


@functools.cache
def _tempat_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_DEPAN}(?P<tempat>(?:sebuah\s+|salah\s+satu\s+)?{pattern(load_kata_notulen().isi['tempat'])})", re.IGNORECASE)


@functools.cache
def _daring_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:secara|melalui|via|lewat|menggunakan)\s+(?:aplikasi\s+)?(?P<tempat>{pattern(load_kata_notulen().isi['daring'])}(?:\s+meeting)?)",
        re.IGNORECASE,
    )


def read_tempat(naskah: Naskah, kalimat: Sequence[Baris], lain: Sequence[Baris], saring: Penyaring) -> Isian:
    """The room named where the event is told; asked when it stands elsewhere in the text, or when there are several."""
    for lines, sure in ((kalimat, True), (lain, False)):
        places = [span for line in lines for span in _places(naskah, line)]
        named = list(dict.fromkeys(saring.cut(naskah.teks[start:end]) for start, end in places))
        named = [one for one in named if not any(one != other and one.casefold() in other.casefold() for other in named)]
        rooms = [one for one in named if not _daring_pattern().fullmatch(f"via {one}")]
        named = named[:1] if named and not rooms else named  # 'secara daring melalui Zoom' is one way to meet
        if not named:
            continue
        bukti = next((start, end) for start, end in places if saring.cut(naskah.teks[start:end]) == named[0])
        if len(named) > 1:
            return Isian(named[0], bukti, TANYAKAN, f"Naskah menyebut beberapa tempat. Rapatnya di {' atau '.join(named)}?", tuple(named))
        if sure:
            return judge_tempat(naskah, named[0], bukti)
        return Isian(named[0], bukti, TANYAKAN, f"Rapatnya di {named[0]}?", (named[0],))
    return Isian(None, None, TANYAKAN, "Tempat rapat tidak tertulis. Di mana rapat ini? (boleh kosong)")


def judge_tempat(naskah: Naskah, text: str, bukti: tuple[int, int]) -> Isian:
    """Sure, unless a name was cut from it: a hall may bear one."""
    if re.sub(r"\W", "", text) == re.sub(r"\W", "", naskah.teks[slice(*bukti)]):
        return Isian(text, bukti, PASTI)
    return Isian(text, bukti, TANYAKAN, f"Nama orang dibuang dari nama tempat. Tempatnya {text}?", (text,))


def _places(naskah: Naskah, line: Baris) -> list[tuple[int, int]]:
    found = []
    for match in _tempat_pattern().finditer(naskah.teks, line.awal, line.akhir):
        start = match.start("tempat")
        end = match.end("tempat")
        for stop in _AKHIR_TEMPAT.finditer(naskah.teks, match.end("tempat"), line.akhir):
            if stop[0] == "." and _SINGKATAN_TITIK.search(naskah.teks, max(start, stop.start() - 5), stop.start() + 1):
                continue
            end = stop.start()
            break
        else:
            end = line.akhir
        text = naskah.teks[start:end].rstrip(" ,")
        if len(text.split()) > 1 and len(text) <= 120:
            found.append((start, start + len(text)))
    for match in _daring_pattern().finditer(naskah.teks, line.awal, line.akhir):
        found.append(match.span("tempat"))
    return found


def read_wilayah(naskah: Naskah, kalimat: Sequence[Baris], penyelenggara: Lembaga | None, konteks: Sequence[Baris], tempat: Isian) -> Isian:
    """The region whose government or office is named; sure only when the text names one alone, or one plainly and first.

    kalimat: where the event is told. konteks: all lines of the text. A region that only the room is named for is asked.
    """
    stated = _regions(naskah, kalimat)
    everywhere = _regions(naskah, konteks)
    if penyelenggara is not None and penyelenggara.wilayah:
        stated.insert(0, (penyelenggara.wilayah, (penyelenggara.awal, penyelenggara.akhir)))
    pool = stated or everywhere
    if not pool:
        open_names = _open_regions(naskah, konteks)
        if open_names:
            bukti, codes = open_names
            names = " atau ".join(get_wilayah(kode).nama_resmi for kode in codes)
            return Isian(None, bukti, TANYAKAN, f"“{naskah.teks[bukti[0] : bukti[1]]}” dapat berarti {names}. Yang mana?", codes)
        return Isian(None, None, TANYAKAN, "Wilayahnya tidak tertulis. Rapat ini untuk kabupaten/kota atau provinsi mana?")
    kode, bukti = pool[0]
    codes = tuple(dict.fromkeys(code for code, _ in [*pool, *everywhere]))
    here = tuple(dict.fromkeys(code for code, _ in pool))
    nama = get_wilayah(kode).nama_resmi
    stated = [item for item in stated if tempat.bukti is None or not tempat.bukti[0] <= item[1][0] < tempat.bukti[1]]
    pusat = penyelenggara is not None and penyelenggara.wilayah is None and read_opd()[penyelenggara.nama].tingkat == "pusat"
    if (
        not pusat
        and len(here) == 1
        and stated
        and (len(codes) == 1 or not any(is_nested(other, kode) or is_nested(kode, other) for other in codes[1:]))
    ):
        return Isian(kode, bukti, PASTI)
    names = ", ".join(get_wilayah(one).nama_resmi for one in codes[:6])
    asked = f"Naskah menyebut {names}. Rapat ini untuk {nama}?" if len(codes) > 1 else f"Rapat ini untuk {nama}?"
    return Isian(kode, bukti, TANYAKAN, asked, codes[:6])


def _regions(naskah: Naskah, lines: Sequence[Baris]) -> list[tuple[str, tuple[int, int]]]:
    """(code, place) of every region that a government, an office or an agency is named with."""
    found: list[tuple[str, tuple[int, int]]] = []
    for line in lines:
        here = [(one.wilayah, (one.awal, one.akhir)) for one in find_lembaga(naskah.teks, line.awal, line.akhir) if one.wilayah]
        for match in _PEMERINTAH.finditer(naskah.teks, line.awal, line.akhir):
            if (read := _read_nama(match["kepala"], match["nama"])) and read[0]:
                start = match.start()
                here.append((read[0], (start, match.start("nama") + read[1])))
        found.extend(sorted(here, key=lambda item: item[1]))
    return [(_atas(kode), place) for kode, place in found]


def _atas(kode: str) -> str:
    return ".".join(kode.split(".")[:2])


@functools.lru_cache(maxsize=20_000)
def _read_nama(kepala: str, nama: str) -> tuple[str | None, int, tuple[str, ...]] | None:
    """(code or None, letters used, candidates) of the longest name of a region at the front of some words with capitals."""
    if not nama[0].isupper():
        return None
    words = nama.split()
    for count in range(len(words), 0, -1):
        run = words[:count]
        if key_of([word.casefold().strip(".") for word in run]) in indeks_atas() and len("".join(run)) >= 3:
            text = re.search(r"\s+".join(map(re.escape, run)), nama)
            read = find_wilayah(f"{kepala} {' '.join(run)}")
            return (str(read.nilai) if read.nilai and read.keadaan == "terbaca" else None), text.end() if text else len(nama), read.kandidat
    return None


def _open_regions(naskah: Naskah, lines: Sequence[Baris]) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """The first name that several regions share."""
    for line in lines:
        for match in _PEMERINTAH.finditer(naskah.teks, line.awal, line.akhir):
            read = _read_nama(match["kepala"], match["nama"])
            if read and not read[0] and read[2]:
                return (match.start(), match.start("nama") + read[1]), read[2]
    return None
