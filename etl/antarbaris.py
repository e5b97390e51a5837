"""What only several rows together show: a status that goes back, an event two senders report, a total that is no sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from etl.blok import Baris, Blok, Pilihan, Temuan
from etl.clean.angka import parse_angka
from etl.cleaning import read_teks
from etl.problems import Masalah, Tanda
from etl.sources import JENIS_BERANGKA, Rule, Source
from p4gn.bahasa import format_angka


@dataclass(frozen=True, slots=True)
class Letak:
    """A row: which block, which index in it."""

    blok: int
    baris: int


Temukan = list[tuple[Letak, Masalah | Tanda]]


def check_across(bloks: Sequence[Blok]) -> list[Blok]:
    """The blocks with what the rules between rows of the same source add; rows already refused are left out."""
    marked = list(bloks)
    for source in dict.fromkeys(blok.source for blok in bloks):
        places = [index for index, blok in enumerate(bloks) if blok.source is source]
        for rule in source.antarbaris:
            for letak, isi in ANTARBARIS[rule.periksa](source, rule, [(index, marked[index]) for index in places]):
                blok = marked[letak.blok]
                marked[letak.blok] = replace(blok, temuan=(*blok.temuan, Temuan(np.array([letak.baris]), isi)))
    return marked


def check_totals(blok: Blok, totals: Sequence[Baris]) -> list[Tanda]:
    """Total rows of a sheet whose figure is neither the sum of the rows since the last total nor of all rows above."""
    found = []
    for column in blok.source.kolom:
        if column.jenis not in JENIS_BERANGKA or column.jenis in {"persen", "indeks"} or column.nama not in blok.nilai:
            continue
        damaged = _unread_rows(blok, column.nama)
        values = [float(v) if isinstance(v, int | float) else 0.0 for v in (blok.nilai[column.nama].cell(i) for i in range(len(blok)))]
        numbers = np.array(values)
        last = 0
        for total in totals:
            bacaan = parse_angka(total.sel.get(column.nama), column.jenis if column.jenis != "angka" else "cacah")
            above = blok.nomor < total.nomor
            sums = {float(numbers[above].sum()), float(numbers[above & (blok.nomor > last)].sum()), float(numbers.sum())}
            last = total.nomor
            unread = bool((above & damaged).any())  # their figures are in the total but not in the sum
            if bacaan.nilai is not None and above.any() and not unread and float(str(bacaan.nilai)) not in sums:
                shown = format_angka(min(sums, key=lambda one: abs(one - float(str(bacaan.nilai)))), 0)
                found.append(total.flag(column.nama, f"baris jumlah tidak sama dengan jumlah baris di atasnya ({shown})"))
    return found


def _unread_rows(blok: Blok, kolom: str) -> Pilihan:
    """Rows whose cell in a column could not be read as a number."""
    rows = np.zeros(len(blok), dtype=bool)
    for item in blok.temuan:
        if isinstance(item.isi, Masalah) and item.isi.kolom == kolom:
            rows[item.baris] = True
    return rows & ~blok.nilai[kolom].terisi


def _say(blok: Blok, rule: Rule, index: int, kolom: str, pesan: str) -> Masalah | Tanda:
    row = blok.row(index)
    nama = (
        kolom
        if kolom in row.sel
        else next((column.nama for column in blok.source.kolom if column.nama == kolom), blok.source.kolom[0].nama)
    )
    return row.flag(nama, pesan) if rule.akibat == "tandai" else row.problem(nama, pesan, rule.perbaikan)


def _not_backwards(source: Source, rule: Rule, bloks: Sequence[tuple[int, Blok]]) -> Temukan:
    """The status of a thing (a village) may not go back in time without a reason."""
    benda, kolom, urut = rule.lain["benda"], rule.kolom, rule.lain["urut"]
    history: dict[object, list[tuple[date | int, int, Letak, object]]] = {}
    for number, blok in bloks:
        refused = blok.ditolak
        for index in np.flatnonzero(~refused).tolist():
            row = blok.row(index, [rule.lain.get("kecuali", "")], [benda, kolom, urut])
            what, level, when = row.nilai.get(benda), row.nilai.get(kolom), row.nilai.get(urut)
            if what is not None and isinstance(level, int) and when is not None:
                reason = read_teks(row.sel.get(rule.lain.get("kecuali", "")))
                history.setdefault(what, []).append((when, level, Letak(number, index), reason))  # type: ignore[arg-type]
    found: Temukan = []
    for steps in history.values():
        ordered = sorted(steps, key=lambda step: (str(step[0]), step[2].blok, step[2].baris))
        highest = ordered[0][1]
        for _, level, letak, reason in ordered[1:]:
            if level < highest and not reason:
                blok = next(each for number, each in bloks if number == letak.blok)
                found.append((letak, _say(blok, rule, letak.baris, _column_of(source, kolom), rule.pesan)))
            highest = max(highest, level) if not reason else level
    return found


def _column_of(source: Source, nilai: str) -> str:
    """The column a derived value was read from."""
    for entry in source.turunan:
        if entry["nama"] == nilai:
            return str(entry["dari"][0])
    return source.written_in(nilai)


def _same_event(source: Source, rule: Rule, bloks: Sequence[tuple[int, Blok]]) -> Temukan:
    """The same event reported by two senders: both stay, the later one is offered for merging.

    longgar: what one of them may have left out, or named in other words where the figure in `hitung` is the same.
    """
    if len({blok.pengirim for _, blok in bloks}) < 2:
        return []
    samakan, loose, count = rule.lain["samakan"], rule.lain.get("longgar", ()), rule.lain.get("hitung", "")
    earlier: dict[tuple[object, ...], list[_Peristiwa]] = {}
    by_number = dict(bloks)
    found: Temukan = []
    for number, blok in bloks:
        refused = blok.ditolak
        for index in np.flatnonzero(~refused).tolist():
            row = blok.row(index, [*samakan, *loose], [*samakan, *loose, count])
            key = tuple(_plain_value(row, nama) for nama in samakan)
            if any(part is None for part in key[:2]):
                continue
            here = _Peristiwa(number, index, tuple(_plain_value(row, nama) for nama in loose), row.nilai.get(count))
            before = earlier.setdefault(key, [])
            same = next((one for one in before if by_number[one.blok].pengirim != blok.pengirim and one.may_be(here)), None)
            if same is None:
                before.append(here)
                continue
            other = by_number[same.blok]
            place = f"{other.berkas} baris {int(other.nomor[same.baris])}"
            pesan = rule.pesan or f"mungkin kegiatan yang sama dengan {place} dari pengirim lain; gabungkan bila memang sama"
            found.append((Letak(number, index), _say(blok, rule, index, _column_of(source, samakan[1]), pesan)))
    return found


@dataclass(frozen=True, slots=True)
class _Peristiwa:
    """A reported event: its row, what may be told loosely of it, and its figure."""

    blok: int
    baris: int
    sebutan: tuple[object, ...]
    hitungan: object

    def may_be(self, other: _Peristiwa) -> bool:
        alike = all(a is None or b is None or a == b for a, b in zip(self.sebutan, other.sebutan, strict=True))
        return alike or (self.hitungan is not None and self.hitungan == other.hitungan)


def _plain_value(row: Baris, nama: str) -> object:
    value = row.nilai.get(nama, row.sel.get(nama))
    return value.casefold() if isinstance(value, str) else value


def _total_among_parts(source: Source, rule: Rule, bloks: Sequence[tuple[int, Blok]]) -> Temukan:
    """A row for a region whose parts stand in the same sheet for the same period: a total among what it is the total of."""
    found: Temukan = []
    for number, blok in bloks:
        codes = blok.nilai.get("kode_wilayah")
        if codes is None:
            continue
        usable = np.flatnonzero(~blok.ditolak).tolist()
        rows = [(index, blok.row(index, [], ["kode_wilayah", *rule.lain.get("samakan", ())])) for index in usable]
        beside: dict[tuple[object, ...], set[str]] = {}
        for _, row in rows:
            rest = tuple(row.nilai.get(nama) for nama in rule.lain.get("samakan", ()))
            beside.setdefault(rest, set()).add(str(row.nilai.get("kode_wilayah")))
        for index, row in rows:
            kode = str(row.nilai.get("kode_wilayah"))
            rest = tuple(row.nilai.get(nama) for nama in rule.lain.get("samakan", ()))
            parts = sum(1 for other in beside[rest] if other.startswith(f"{kode}."))
            if parts >= 2:
                found.append((Letak(number, index), _say(blok, rule, index, _column_of(source, "kode_wilayah"), rule.pesan)))
    return found


_SEMUA_OPD = re.compile(
    r"\s*(?:semua|seluruh|total|gabungan|jumlah|rekap)\b.*\b(?:opd|skpd|perangkat daerah|instansi|dinas)\b", re.IGNORECASE
)
_KODE_SEMUA = frozenset({"OPD", "PEMKAB", "PEMKO", "PEMPROV"})


def _all_agencies_among_them(source: Source, rule: Rule, bloks: Sequence[tuple[int, Blok]]) -> Temukan:
    """'Semua OPD' or a whole government beside its own agencies, for the same day or period: a total among what it is the total of."""
    column = source.columns_of("opd")[0].nama
    found: Temukan = []
    for number, blok in bloks:
        if "kode_opd" not in blok.nilai or "kode_wilayah" not in blok.nilai:
            continue
        totals: list[tuple[int, str, tuple[object, ...]]] = []
        parts: list[tuple[str, tuple[object, ...]]] = []
        names = blok.sel[column].mask(lambda cell: bool(_SEMUA_OPD.match(str(cell))))
        whole = names | blok.nilai["kode_opd"].mask(lambda kode: kode in _KODE_SEMUA)
        if not whole.any():
            continue
        for index in np.flatnonzero(~blok.ditolak).tolist():
            row = blok.row(index, [], ["kode_wilayah", "kode_opd", *rule.lain.get("samakan", ())])
            rest = tuple(row.nilai.get(nama) for nama in rule.lain.get("samakan", ()))
            kode = str(row.nilai.get("kode_wilayah"))
            if whole[index]:
                totals.append((index, kode, rest))
            elif row.nilai.get("kode_opd"):
                parts.append((kode, rest))
        for index, kode, rest in totals:
            if any(same == rest and (inner == kode or inner.startswith(f"{kode}.")) for inner, same in parts):
                found.append((Letak(number, index), _say(blok, rule, index, column, rule.pesan)))
    return found


ANTARBARIS: Mapping[str, Callable[[Source, Rule, Sequence[tuple[int, Blok]]], Temukan]] = MappingProxyType(
    {
        "tidak_mundur": _not_backwards,
        "ganda_antarpengirim": _same_event,
        "jumlah_rincian": _total_among_parts,
        "rekap_opd": _all_agencies_among_them,
    }
)
