"""The judge of the fuzz: what a mutated cell plainly says, and whether the outcome of a file keeps every promise."""

from __future__ import annotations

import html
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import PurePath

from etl.blok import Baris
from etl.laporan import make_laporan
from etl.pipeline import Hasil
from etl.receive import Kiriman
from etl.sources import Column
from etl.words import load_kata
from tests.etl.fuzz.benih import BULAN, DESA, KECAMATAN, OPD, WILAYAH, Benih, Lembaran, letters

BILANGAN = {"dua belas": 12, "nol": 0, "dua puluh lima": 25, "seratus dua": 102}
KOSONG = {"", "-", "--", "–", "—", "n/a", "na", "belum", "belum ada", "nihil", "kosong", "?", "tidak ada", "#n/a", "nil"}
# A change in one of these moves what the others are read as.
_BERKAIT = {"wilayah", "kode", "desa", "kecamatan", "opd"}
_TAK_TERLIHAT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x[0-9A-F]{4}_")
_CATATAN_KAKI = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")


@dataclass
class Mutan:
    """One mutated file: what was done to it, and what may come of that."""

    nomor: int
    nama: str
    isi: bytes
    benih: Benih
    lembaran: list[Lembaran]
    cerita: list[str] = field(default_factory=list)
    boleh_ditolak: bool = False  # the whole file may be refused
    harus_ditolak: bool = False
    periksa_nilai: bool = True  # values can still be foretold
    rahasia: list[str] = field(default_factory=list)  # personal numbers that were put into it
    boleh: dict[str, set[object]] = field(default_factory=dict)  # text → what it may be read as

    def say(self, keluhan: str) -> str:
        return (
            f"mutan {self.nomor} ({self.nama}, {self.benih.source.id}): {keluhan} — setelah {'; '.join(self.cerita) or 'tanpa perubahan'}"
        )


def judge(mutan: Mutan, kiriman: Kiriman, hasil: Hasil) -> list[str]:
    """Every broken promise in one sentence; an empty list when all are kept."""
    keluhan = [*_judge_ledger(mutan, hasil), *_judge_pribadi(mutan, kiriman, hasil)]
    if hasil.berkas_ditolak:
        keluhan += _judge_refused(mutan, hasil)
    else:
        if mutan.harus_ditolak:
            keluhan.append("berkas seharusnya ditolak")
        if mutan.periksa_nilai:
            keluhan += _judge_rows(mutan, hasil)
    return [mutan.say(each) for each in keluhan]


def _judge_refused(mutan: Mutan, hasil: Hasil) -> Iterable[str]:
    for masalah in hasil.berkas_ditolak:
        sentence = masalah.kalimat()
        if not masalah.alasan or not masalah.perbaikan or not re.fullmatch(r"Berkas .+: .+\.", sentence, re.DOTALL):
            yield f"penolakannya bukan kalimat utuh: {sentence!r}"
        if re.search(r"\b(error|exception|traceback|none|null)\b", masalah.alasan, re.IGNORECASE):
            yield f"penolakannya bukan bahasa Indonesia: {sentence!r}"
    if not (mutan.boleh_ditolak or mutan.harus_ditolak):
        yield f"berkas ditolak tanpa alasan yang sah: {hasil.berkas_ditolak[0].kalimat()}"


def _judge_ledger(mutan: Mutan, hasil: Hasil) -> Iterable[str]:
    for entry in hasil.buku:
        if not entry.seimbang:
            yield f"buku tidak seimbang: {entry}"
        places: Counter[tuple[str | None, int]] = Counter()
        places.update((blok.lembar, int(nomor)) for blok in hasil.blok for nomor in blok.nomor)
        places.update((item.lembar, item.baris or 0) for item in hasil.ditolak)
        places.update((item.lembar, item.baris) for item in hasil.bukan_data)
        if twice := [place for place, count in places.items() if count > 1]:
            yield f"baris dihitung dua kali: {twice[:3]}"
        if len(places) != entry.baris_dibaca:
            yield f"{entry.baris_dibaca} baris dibaca, {len(places)} dihitung"
        for lembar in {lembar for lembar, _ in places}:
            numbers = sorted(nomor for nama, nomor in places if nama == lembar)
            if numbers != list(range(1, len(numbers) + 1)):
                yield f"nomor baris lembar {lembar} tidak berurutan: {numbers[:5]}…"


def _judge_pribadi(mutan: Mutan, kiriman: Kiriman, hasil: Hasil) -> Iterable[str]:
    if not mutan.rahasia:
        return
    shown = json.dumps(make_laporan(kiriman, hasil), ensure_ascii=False, default=str)
    values = [str(value) for row in hasil.diterima for value in (*row.nilai.values(), *row.anak.values())]
    everything = " ".join([shown, *values, *(item.kalimat() for item in (*hasil.ditolak, *hasil.berkas_ditolak))])
    for secret in mutan.rahasia:
        if secret in everything:
            yield f"data pribadi {secret!r} tampak di hasil"


def _judge_rows(mutan: Mutan, hasil: Hasil) -> Iterable[str]:
    accepted = {(row.lembar, row.nomor): row for row in hasil.diterima}
    refused = {(item.lembar, item.baris): item for item in hasil.ditolak}
    other = {(item.lembar, item.baris): item.jenis for item in hasil.bukan_data}
    flags: dict[tuple[str | None, int], set[str]] = {}
    for tanda in hasil.ditandai:
        flags.setdefault((tanda.lembar, tanda.baris), set()).add(tanda.kolom)
    is_text = PurePath(mutan.nama).suffix in {".csv", ".tsv", ".txt"}
    for sheet in mutan.lembaran:
        yield from _judge_dropped(sheet, hasil, {nomor for nama, nomor in accepted if nama in {None, sheet.nama}})
        for index, row in enumerate(sheet.baris):
            place = (None if is_text else sheet.nama, index + 1)
            if row.asal is None:
                if place in accepted and row.jenis in {"jumlah", "judul", "tajuk", "kosong"}:
                    yield f"baris {index + 1} ({row.jenis}) diterima sebagai data"
                continue
            changed = _changed(mutan.benih, sheet, row.sel, row.asal)
            if place in other:
                told = other[place] == "lembar lain" and f"lembar {sheet.nama} " in " ".join(hasil.catatan)
                if not told and not _may_be(other[place], sheet, row.sel, changed):
                    yield f"baris data {index + 1} hilang sebagai “{other[place]}”: {row.sel[:6]!r}"
            elif place in refused:
                if not changed and "sama pengenalnya" not in refused[place].alasan:
                    yield f"baris {index + 1} yang tidak diubah ditolak: {refused[place].kalimat()}"
            elif place in accepted:
                marked = flags.get(place, set())
                yield from _judge_row(mutan, sheet, row.sel, row.asal, accepted[place], changed, marked, hasil)
            else:
                yield f"baris data {index + 1} tidak ada di hasil"


def _judge_dropped(sheet: Lembaran, hasil: Hasil, accepted: set[int]) -> Iterable[str]:
    """A column that is not carried, for want of a known name, is told."""
    heading = sheet.baris[sheet.heading()].sel
    told = " ".join(hasil.catatan)
    for place, nama in enumerate(sheet.kolom):
        rows = [sheet.baris[nomor - 1].sel for nomor in accepted if nomor <= len(sheet.baris)]
        filled = any(_text(cells[place]) for cells in rows if place < len(cells))
        name = _text(heading[place]) if place < len(heading) else ""
        if nama is None and filled and name != "No" and (name or f"kolom {letters(place)} (tanpa nama)") not in told:
            yield f"kolom {letters(place)} ({name or 'tanpa nama'}) hilang tanpa catatan"


def _may_be(jenis: str, sheet: Lembaran, cells: Sequence[object], changed: set[str]) -> bool:
    """True where a row that was data was so changed that it is none: emptied, or made to begin as a total or an example does."""
    if jenis == "kosong":
        return all(_text(cell) == "" for cell in cells)
    words = {"jumlah": "jumlah|total|sub|grand|rata|rekapitulasi", "baris contoh": "contoh"}.get(jenis)
    put = [cell for place, cell in enumerate(cells) if place >= len(sheet.kolom) or (sheet.kolom[place] or f"+{place}") in changed]
    return words is not None and any(re.match(rf"\W*({words})\b", _text(cell), re.IGNORECASE) for cell in put)


def _changed(benih: Benih, sheet: Lembaran, cells: Sequence[object], asal: int) -> set[str]:
    """Declared columns of the row that no longer hold what the seed held."""
    places = {nama: place for place, nama in enumerate(sheet.kolom) if nama is not None}
    found = set()
    for at, nama in enumerate(benih.kolom):
        place = places.get(nama)
        cell = cells[place] if place is not None and place < len(cells) else None
        if not _same(cell, benih.sel[asal][at]):
            found.add(nama)
    extra = {f"+{place}" for place, cell in enumerate(cells) if _text(cell) and (place >= len(sheet.kolom) or sheet.kolom[place] is None)}
    return found | extra


def _same(one: object, other: object) -> bool:
    return (type(one) is type(other) and one == other) or (isinstance(one, str) and one == _plain_text(other))


def _judge_row(
    mutan: Mutan, sheet: Lembaran, cells: Sequence[object], asal: int, row: Baris, changed: set[str], flags: set[str], hasil: Hasil
) -> Iterable[str]:
    benih = mutan.benih
    places = {nama: place for place, nama in enumerate(sheet.kolom) if nama is not None}
    kinds = {column.nama: column.jenis for column in benih.source.kolom}
    moved = any(kinds.get(nama) in _BERKAIT for nama in changed)
    personal = {re.sub(r"\W+", "_", item.kolom.casefold()).strip("_") for item in hasil.pribadi}
    for nama, true in benih.benar[asal].items():
        column = benih.source.column(nama)
        if column.jenis == "kode":
            continue
        found = value_of(row, column)
        place = places.get(nama)
        cell = cells[place] if place is not None and place < len(cells) else None
        over = _find_above(sheet, row.nomor - 1, place)
        if nama not in changed:
            allowed: set[object] = {true}
        elif over is not None:
            allowed = read_plain(column, over, row, mutan) | {None, ()}
        else:
            allowed = read_plain(column, cell, row, mutan)
            if place is None or _text(cell) == "":
                allowed |= _bawaan(benih, column)
        if column.jenis == "wilayah" and None in allowed:  # the code beside it tells the region
            allowed.add(true)
        if any(_equal(found, one) for one in allowed):
            continue
        if hasil.pribadi and any(secret in str(cell) for secret in mutan.rahasia):  # emptied, and told
            continue
        related = column.jenis in _BERKAIT and moved
        if (nama in flags and nama in changed) or (related and (flags or found is None)) or (nama in personal and nama in changed):
            continue
        yield (
            f"baris {row.nomor} kolom {nama} ({column.jenis}) tertulis {cell!r} diterima sebagai {found!r} tanpa tanda; "
            f"yang sah {sorted(map(str, allowed))[:4]}"
        )


def _find_above(sheet: Lembaran, index: int, place: int | None) -> object:
    """The cell that is merged over an empty one below it."""
    for row1, column, row2, _ in sheet.gabungan:
        if column == place and row1 < index <= row2:
            return sheet.baris[row1].sel[column]
    return None


def value_of(row: Baris, column: Column) -> object:
    """What the pipeline made of a column."""
    if column.jenis == "wilayah":
        return row.nilai.get("kode_kabkota") or row.nilai.get("kode_provinsi")
    if column.jenis == "desa":
        return row.nilai.get("kode_desa")
    if column.jenis == "kecamatan":
        return row.nilai.get("kode_kecamatan")
    if column.jenis == "opd":
        return row.nilai.get("nama_baku")
    if column.jenis == "tanggal":
        return row.nilai.get("tanggal")
    if column.jenis == "periode":
        return row.nilai.get("periode")
    children = row.anak.get(column.nama, ())
    if column.jenis == "daftar":
        return tuple(child["isi"] for child in children)
    if column.jenis == "zat_jumlah":
        return tuple((child["isi"], child["jumlah"]) for child in children)
    return row.nilai.get(column.nama)


def _bawaan(benih: Benih, column: Column) -> set[object]:
    """What an empty cell may take from the sender or from the title above; nothing where neither says anything."""
    bawaan = column.lain.get("bawaan")
    if bawaan == "pengirim_opd":
        return {"Dinas Kesehatan"} if benih.pengirim == "DINKES@63" else set()
    if bawaan == "pengirim_wilayah":
        return {"63"} if benih.pengirim == "DINKES@63" else {"63.06"}
    return {None, ()}


def _equal(found: object, allowed: object) -> bool:
    if isinstance(found, float) and isinstance(allowed, int | float) and not isinstance(allowed, bool):
        return math.isclose(found, allowed, rel_tol=1e-12)
    if isinstance(found, str) and isinstance(allowed, str):
        return _plain_text(found).casefold() == _plain_text(allowed).casefold()
    return found == allowed


# ---- the plain reading -----------------------------------------------------------------------------------------------


def _text(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and cell != cell):
        return ""
    text = str(cell) if cell.__class__ is not str else _CATATAN_KAKI.sub("", cell)
    text = html.unescape(re.sub(r"<[^<>]{0,200}>", " ", text))
    return " ".join(unicodedata.normalize("NFKC", _TAK_TERLIHAT.sub("", text)).split())


def _plain_text(cell: object) -> str:
    """Text as a person sees it: no invisible signs, one space between words."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    return " ".join(_TAK_TERLIHAT.sub("", str(cell)).split()) if cell is not None else ""


def read_plain(column: Column, cell: object, row: Baris, mutan: Mutan) -> set[object]:
    """What a changed cell may be read as without a word; anything else must be refused or flagged."""
    text = _text(cell)
    key = text.strip("' \"").casefold()
    empty = {None, ()} if key.rstrip(".") in KOSONG or not re.sub(r"[-_.\s]", "", key) else set()
    if column.jenis in {"wilayah", "opd"}:
        empty |= mutan.boleh.get(text, set())
    reader = _READERS.get(column.jenis, _read_teks)
    return empty | reader(column, cell, key, row)


def _read_number(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    jenis = column.jenis
    if jenis == "angka":
        satuan = _text(row.sel.get(column.lain.get("satuan", ""))).casefold()
        jenis = next((kind for word, kind in column.lain.get("bentuk", {}).items() if re.match(rf"{word}\b", satuan)), "cacah")
    arti = {"nihil": "0", **column.lain.get("arti", {})}
    if arti.get(key) == "0" or key == "nil":
        return {0}
    if isinstance(cell, bool | date):
        return set()
    if isinstance(cell, int | float):
        if not math.isfinite(cell) or (cell < 0 and jenis in {"cacah", "rupiah"}) or (jenis == "cacah" and cell != int(cell)):
            return set()
        return {int(cell) if cell == int(cell) else cell}
    key = key.removesuffix(".")
    key = re.sub(r"\s*(orang|org|%)$", "", key) if jenis != "persen" or not key.endswith("%") else key[:-1].strip()
    key = re.sub(r"^(rp\.?|idr)\s*", "", key) if jenis == "rupiah" else key
    if re.fullmatch(r"\+?\d+|-0+", key) or (jenis in {"indeks", "persen"} and re.fullmatch(r"-\d+", key)):
        return {int(key)}
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", key) and (jenis in {"cacah", "rupiah"} or key.count(".") > 1):
        return {int(key.replace(".", ""))}
    if re.fullmatch(r"-?\d+(\.\d{3})*,\d+", key) and jenis != "cacah":
        return {float(key.replace(".", "").replace(",", "."))}
    if match := re.fullmatch(r"(\d+) \((.+)\)", key):
        return {int(match[1])} if BILANGAN.get(match[2]) == int(match[1]) else set()
    if re.fullmatch(r"\d{1,3}( \d{3})+", key) and jenis in {"cacah", "rupiah"}:
        return {int(key.replace(" ", ""))}
    return {BILANGAN[key]} if key in BILANGAN else set()


_NAMA_BULAN = {name: i for i, nama in enumerate(BULAN, 1) for name in (nama.casefold(), nama[:3].casefold())} | {"agt": 8, "nop": 11}


def _read_tanggal(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    if isinstance(cell, datetime):
        return {cell.date()}
    if isinstance(cell, date):
        return {cell}
    if isinstance(cell, bool):
        return set()
    if isinstance(cell, int | float):
        return {date(1899, 12, 30) + timedelta(days=int(cell))} if 20_000 <= cell <= 80_000 else set()
    if match := re.search(r"(?<!\d)(\d{1,2})\s*([a-z]{3,9})\s*(\d{4})(?!\d)", key):
        parts = (match[3], _NAMA_BULAN.get(match[2], 0), match[1])
    elif match := re.search(r"(?<![\d/])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])", key):
        parts = (match[4] if len(match[4]) == 4 else f"20{match[4]}", match[3], match[1])
    elif match := re.search(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", key):
        parts = (match[1], match[3], match[4])
    else:
        return set()
    try:
        return {date(*map(int, parts))}
    except ValueError:
        return set()


def _read_tahun(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    if isinstance(cell, date):
        return {cell.year}
    match = re.fullmatch(r"(?:tahun|thn\.?|ta\.?)?\s*((?:19|20)\d\d)(?:[.,]0)?", key)
    return {int(match[1])} if match and not isinstance(cell, bool) else set()


def _read_periode(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    if isinstance(cell, date):
        return {f"{cell.year}-{cell.month:02}"}
    years = re.findall(r"(?<!\d)(20\d\d)(?!\d)", key)
    if len(set(years)) != 1 or isinstance(cell, bool):
        return set()
    if match := re.search(r"semester\s*(ii|i|2|1)\b|\bb\s*(06|12)\b", key):
        return {f"{years[0]}-S{2 if (match[1] or match[2]) in {'ii', '2', '12'} else 1}"}
    if months := {_NAMA_BULAN[word] for word in re.findall(r"[a-z]+", key) if word in _NAMA_BULAN}:
        return {f"{years[0]}-{month:02}" for month in months} if len(months) == 1 else set()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?: 00:00:00)?|(?:\d{1,2}[/-])?(\d{1,2})[/-](\d{4})", key):
        return {f"{years[0]}-{int(match[2] or match[3]):02}"}
    return {years[0]} if re.fullmatch(r"(?:tahun )?\d{4}(?:\.0)?", key) else set()


def _read_kategori(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    found = load_kata(column.lain["kata"]).find(_plain_text(cell))
    return set() if found is None else {found}


def _read_ya_tidak(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    if isinstance(cell, bool):
        return {cell}
    found = load_kata("ya_tidak").find(_plain_text(cell))
    return set() if found is None else {bool(found)}


def _read_nama(table: Mapping[str, str]) -> Callable[[Column, object, str, Baris], set[object]]:
    known = {code: code for code in table.values()} | {name.casefold(): code for name, code in table.items()}

    def read(column: Column, cell: object, key: str, row: Baris) -> set[object]:
        return {known[key]} if key in known else set()

    return read


def _read_daftar(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    """Whatever the parts are, together they hold every letter of the cell but those of its numbering."""
    parts = tuple(child["isi"] for child in row.anak.get(column.nama, ()))
    told = re.sub(r"[\W\d_]+", "", _text(" ".join(map(str, parts)))).casefold()
    written = re.sub(r"[\W\d_]+", "", re.sub(r"<[^<>]*>", " ", _text(_plain_text(cell)))).casefold()
    return {parts} if told == written else set()


def _read_zat(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    match = re.fullmatch(r"([a-z]+)\s*[: ]\s*(\d+) orang", key)
    zat = load_kata("zat").find(match[1]) if match else None
    return {((str(zat), int(match[2])),)} if match and zat else set()


def _read_teks(column: Column, cell: object, key: str, row: Baris) -> set[object]:
    return {_plain_text(cell) or None, _text(cell) or None, str(cell) if cell is not None else None}


_READERS = {
    **dict.fromkeys(("cacah", "angka", "rupiah", "persen", "indeks"), _read_number),
    **dict.fromkeys(("tanggal", "tanggal_lain"), _read_tanggal),
    "tahun": _read_tahun,
    "periode": _read_periode,
    "kategori": _read_kategori,
    "ya_tidak": _read_ya_tidak,
    "wilayah": _read_nama({**WILAYAH, "Kab. Banjar": "63.03", "Daha Utara": "63.06"}),
    "desa": _read_nama(DESA),
    "kecamatan": _read_nama(KECAMATAN),
    "opd": _read_nama({nama: nama for nama in OPD}),
    "daftar": _read_daftar,
    "zat_jumlah": _read_zat,
}
