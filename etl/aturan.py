"""Rules between the values of a row, and rows that are the same row: each rule refuses, flags, or refuses the file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.blok import Blok, Letak, Pilihan, Temuan, as_arrow, group
from etl.cleaning import LONGGAR, TANPA_TEKS, read_teks, without_dashes
from etl.problems import Masalah, Tanda
from etl.reading.kolom import Kolom, empty_column
from etl.sources import JENIS_BERANGKA, Rule, Source
from p4gn.geography.wilayah import find_wilayah_by_kode


def check_blok(blok: Blok, hari_ini: date) -> Blok:
    """The block with what the rules of its source add."""
    found = [*blok.temuan, *_say_elsewhere(blok)]
    silent = {nama for nama, column in blok.nilai.items() if column.kosong}
    for rule in blok.source.aturan:
        if rule.periksa in _TENTANG_ISI and (rule.kolom in silent or rule.lain.get("acuan") in silent):
            continue
        broken = np.flatnonzero(RULES[rule.periksa](blok, rule, hari_ini))
        if len(broken):
            found.extend(_say_broken(blok, rule, broken))
    return replace(blok, temuan=tuple(found))


def _say_elsewhere(blok: Blok) -> list[Temuan]:
    """Rows about another province than the sender's own: 'Kota Banjar' from Kalimantan Selatan may be a slip for Kabupaten Banjar."""
    home = (blok.pengirim or "").rpartition("@")[2][:2]
    provinsi = blok.nilai.get("kode_provinsi")
    columns = blok.source.columns_of("wilayah")
    if provinsi is None or not columns or find_wilayah_by_kode(home) is None:
        return []
    rows = np.flatnonzero(provinsi.mask(lambda kode: kode is not None and kode != home))
    parts = [rows[blok.sel[columns[0].nama].kode[rows] == code] for code in np.unique(blok.sel[columns[0].nama].kode[rows])]
    pesan = "wilayah ini di luar provinsi pengirim; periksa Kabupaten atau Kota di depannya"
    return [Temuan(part, blok.row(int(part[0]), [columns[0].nama], []).flag(columns[0].nama, pesan)) for part in parts]


def _say_broken(blok: Blok, rule: Rule, rows: Letak) -> list[Temuan]:
    """One finding per distinct cell, so that each quotes what stands in its own row."""
    kolom = _sent_column(blok.source, rule.kolom)
    cells = blok.sel.get(kolom)
    if cells is not None and cells.kosong and "bila" in rule.lain:  # a column the sender does not have: show the one that asks for it
        kolom = _sent_column(blok.source, rule.lain["bila"])
        cells = blok.sel.get(kolom)
    if cells is None:
        return [_say_one(blok, rule, kolom, rows)]
    codes = cells.kode[rows]
    order = np.argsort(codes, kind="stable")
    parts = np.split(rows[order], np.flatnonzero(np.diff(codes[order])) + 1)
    return [_say_one(blok, rule, kolom, np.sort(part)) for part in parts]


def _say_one(blok: Blok, rule: Rule, kolom: str, rows: Letak) -> Temuan:
    row = blok.row(int(rows[0]), [kolom], [])
    if rule.akibat == "tandai":
        return Temuan(rows, row.flag(kolom, rule.pesan))
    return Temuan(rows, row.problem(kolom, rule.pesan, rule.perbaikan))


def _sent_column(source: Source, kolom: str) -> str:
    """The column the sender knows: the date that was read stands in the column it was written in."""
    kinds = {"tanggal": "tanggal", "tanggal_sampai": "tanggal", "periode": "periode"}
    if any(column.nama == kolom for column in source.kolom):
        return kolom
    columns = source.columns_of(kinds[kolom]) if kolom in kinds else []
    return columns[0].nama if columns else kolom


def refuse_files(bloks: Sequence[Blok]) -> list[Masalah]:
    """Files that break a rule with akibat 'tolak_berkas', one problem each."""
    found = []
    for blok in bloks:
        messages = {rule.pesan: rule for rule in (*blok.source.aturan, *blok.source.antarbaris) if rule.akibat == "tolak_berkas"}
        for item in blok.temuan:
            if isinstance(item.isi, Masalah) and item.isi.alasan in messages:
                found.append(replace(item.isi, baris=int(blok.nomor[item.baris[0]])))
                break
    return found


def mark_doubles(bloks: Sequence[Blok]) -> list[Blok]:
    """The first row with a key stays; a later one with the same key is refused. Another sender's row is another row."""
    marked = list(bloks)
    for source in dict.fromkeys(blok.source for blok in bloks):
        indices = [index for index, blok in enumerate(bloks) if blok.source is source]
        for index, found in _find_doubles(source, [bloks[i] for i in indices]).items():
            blok = marked[indices[index]]
            marked[indices[index]] = replace(blok, temuan=(*blok.temuan, *found))
    return marked


def _find_doubles(source: Source, bloks: Sequence[Blok]) -> dict[int, list[Temuan]]:
    """Index of block → findings; rows already refused neither count nor are told again."""
    if len(bloks) == 1 and _all_differ(bloks[0]):
        return {}
    keys = [key_of(blok) for blok in bloks]
    codes, distinct = _factorise([key.codes for key in keys], [key.senders for key in keys])
    lengths = [len(blok) for blok in bloks]
    usable = (
        np.concatenate([~blok.ditolak & key.known for blok, key in zip(bloks, keys, strict=True)]) if bloks else np.zeros(0, dtype=bool)
    )
    places = np.flatnonzero(usable)
    if len(places) == 0 or distinct == len(codes):
        return {}
    first = np.full(int(codes.max()) + 1, -1, dtype=np.intp)
    first[codes[places][::-1]] = places[::-1]
    later = places[first[codes[places]] != places]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    found: dict[int, list[Temuan]] = {}
    for place in later.tolist():
        index, earlier_index = (int(np.searchsorted(starts, at, side="right")) - 1 for at in (place, int(first[codes[place]])))
        blok, earlier = bloks[index], bloks[earlier_index]
        row, before = place - int(starts[index]), int(first[codes[place]]) - int(starts[earlier_index])
        found.setdefault(index, []).append(Temuan(np.array([row]), _say_double(source, blok, row, earlier, before)))
    return found


def _all_differ(blok: Blok) -> bool:
    """True where every row has a number of its own, which is nearly always; told without comparing rows."""
    if len(blok.source.kunci) != 1 or blok.source.kunci[0] not in blok.sel:
        return False
    cells = blok.sel[blok.source.kunci[0]]
    texts = cells.texts()
    if texts is None or len(texts) < len(blok) or int(cells.kode.min(initial=0)) < 0:
        return False
    if np.count_nonzero(np.bincount(cells.kode, minlength=len(texts))) < len(blok):
        return False
    if pc.any(pc.match_substring_regex(texts, LONGGAR)).as_py():
        return False
    one_case = pc.all(pc.equal(pc.utf8_upper(texts), texts)).as_py() or pc.all(pc.equal(pc.utf8_lower(texts), texts)).as_py()
    return one_case or pc.count_distinct(pc.utf8_lower(texts)).as_py() == len(texts)


def _say_double(source: Source, blok: Blok, row: int, earlier: Blok, before: int) -> Masalah:
    columns = source.key_columns({nama: 0 for nama, kolom in blok.sel.items() if kolom.kode[row] >= 0}) or [source.kolom[0].nama]
    columns = sorted(columns, key=lambda nama: "bawaan" in source.column(nama).lain)  # what the sender wrote in the row itself comes first
    same_sheet = (earlier.berkas, earlier.lembar) == (blok.berkas, blok.lembar)
    place = f"baris {int(earlier.nomor[before])}"
    if not same_sheet:
        place = f"{earlier.berkas} {f'lembar {earlier.lembar} ' if earlier.berkas == blok.berkas else ''}{place}"
    alasan = f"baris ini sama pengenalnya ({', '.join(columns)}) dengan {place}"
    doubts = [item.isi.tanda for item in blok.temuan if isinstance(item.isi, Tanda) and item.isi.kolom in columns and row in item.baris]
    perbaikan = "hapus salah satu, atau beri pengenal yang berbeda"
    return blok.row(row).problem(columns[0], "; ".join([alasan, *doubts]), perbaikan)


@dataclass(frozen=True, slots=True)
class Kunci:
    """The keys of a block: one column of texts per part of the key, the sender apart, and which rows have a key at all."""

    codes: tuple[Kolom, ...]
    senders: str
    known: Pilihan


def key_of(blok: Blok) -> Kunci:
    """The natural key of each row: the first key, and where its cells are empty the other one."""
    source = blok.source
    parts = [_key_part(blok, nama) for nama in source.kunci]
    known = np.logical_or.reduce([part.terisi for part in parts])
    if source.kunci_lain and known.all():
        parts = [*parts, *[empty_column(len(blok))] * len(source.kunci_lain)]  # as many parts in every block
    elif source.kunci_lain:
        by_first = np.logical_and.reduce([part.terisi for part in parts])
        others = [_key_part(blok, nama) for nama in source.kunci_lain]
        anchored = np.logical_and.reduce([part.terisi for part in others[:2]])
        blanked = [Kolom(np.where(by_first, -1, part.kode).astype(np.int32), part.isi) for part in others]
        parts = [Kolom(np.where(by_first, part.kode, -1).astype(np.int32), part.isi) for part in parts] + blanked
        known = by_first | anchored
    return Kunci(tuple(parts), blok.pengirim or "", known)


def _key_part(blok: Blok, nama: str) -> Kolom:
    """A part of a key: what was read; where nothing was, or for plain text, the cell as written without regard to case and blanks."""
    written = _plain_text(blok.sel.get(blok.source.written_in(nama)), len(blok))
    jenis = blok.source.column(nama).jenis if nama in blok.sel else ""
    read = blok.nilai.get("kode_desa" if jenis == "desa" else nama)  # a village is its code, however its name is spelt
    if read is None or (jenis and jenis not in _DIBACA):
        return written
    isi = [*read.distinct(), *written.distinct()]
    return Kolom(np.where(read.kode >= 0, read.kode, np.where(written.kode < 0, -1, written.kode + len(read.isi))).astype(np.int32), isi)


_DIBACA = frozenset({"desa", "tahun", "kategori", "tanggal_lain", "ya_tidak", *JENIS_BERANGKA})


def _plain_text(cells: Kolom | None, rows: int) -> Kolom:
    if cells is None:
        return empty_column(rows)
    texts = cells.texts()
    if texts is not None and not pc.any(pc.match_substring_regex(texts, LONGGAR)).as_py():
        return without_dashes(Kolom(cells.kode, pc.utf8_lower(texts)), TANPA_TEKS)
    plain = [(read_teks(cell) or "").casefold() for cell in cells.distinct()]
    return without_dashes(Kolom(cells.kode, pa.array(plain, pa.string())), TANPA_TEKS)


def _factorise(keys: Sequence[tuple[Kolom, ...]], senders: Sequence[str]) -> tuple[npt.NDArray[np.int64], int]:
    """One number per distinct key over several blocks, and how many there are."""
    if not keys:
        return np.zeros(0, dtype=np.int64), 0
    combined: npt.NDArray[np.int64] | None = None
    for part in range(len(keys[0])):
        columns = [key[part] for key in keys]
        texts = [as_arrow(_as_text(column), pa.string()) for column in columns]
        codes = _encode(pa.chunked_array(texts))
        combined = codes if combined is None else _pair(combined, codes)
    sent = np.repeat([sorted(set(senders)).index(sender) for sender in senders], [len(key[0]) for key in keys]).astype(np.int64)
    combined = _pair(combined, sent) if sent.any() else combined  # type: ignore[arg-type]
    return combined, int(combined.max()) + 1 if len(combined) else 0  # type: ignore[union-attr]


def _as_text(column: Kolom) -> Kolom:
    return column if isinstance(column.isi, pa.Array) else Kolom(column.kode, [str(cell) for cell in column.isi])


def _encode(texts: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    encoded = texts.combine_chunks().dictionary_encode()
    return encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False).astype(np.int64)


def _pair(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    width = int(right.max()) + 1 if len(right) else 1
    return np.unique(left * width + right, return_inverse=True)[1].astype(np.int64) if width > 1 else left


def numbers_of(blok: Blok, kolom: str) -> npt.NDArray[np.float64]:
    """A column as numbers, nan where unknown; dates as days."""
    return _as_numbers(blok.nilai.get(kolom) or empty_column(len(blok)))


@functools.lru_cache(maxsize=8)
def _as_numbers(column: Kolom) -> npt.NDArray[np.float64]:
    """Several rules in turn ask for the same column."""
    if column.kosong:
        return np.full(len(column), np.nan)
    values = np.array([_as_number(value) for value in column.distinct()] + [np.nan], dtype=np.float64)
    return values[column.kode]


def _as_number(value: object) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    return float(value) if isinstance(value, int | float) else np.nan


def _exceeds(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) > numbers_of(blok, rule.lain["acuan"])


def _before(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) < numbers_of(blok, rule.lain["acuan"])


def _in_future(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) > hari_ini.toordinal()


def _year_in_future(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) > hari_ini.year


def _too_early(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) < rule.lain["batas"].toordinal()


def _too_many(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) > rule.lain["batas"]


def _too_few(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    return numbers_of(blok, rule.kolom) < rule.lain["batas"]


def _percent_too_large(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    units = blok.nilai.get(rule.lain["satuan"]) or empty_column(len(blok))
    return units.mask(lambda unit: str(unit).casefold().startswith("persen")) & _too_many(blok, rule, hari_ini)


def _not_a_choice(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    values = blok.nilai.get(rule.kolom) or empty_column(len(blok))
    return values.mask(lambda value: value not in rule.lain["pilihan"])


def _differs_from_sum(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    """A total against its parts, where all of them are known; where some are not, the known ones must not exceed it."""
    total = numbers_of(blok, rule.kolom)
    parts = np.array([numbers_of(blok, nama) for nama in rule.lain["bagian"] if nama in blok.nilai])
    if len(parts) == 0:
        return np.zeros(len(blok), dtype=bool)
    known = ~np.isnan(parts)
    sums = np.nansum(parts, axis=0)
    return (~np.isnan(total)) & known.any(axis=0) & ((sums > total) | (known.all(axis=0) & (sums != total)))


def _outside_period(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    """A day outside the period of its own row ('2025-S1', '2025-07', '2025')."""
    inverse, first = group([blok.nilai.get(nama) or empty_column(len(blok)) for nama in (rule.kolom, rule.lain["periode"])], len(blok))
    outside = []
    for index in first.tolist():
        row = blok.row(index, [], [rule.kolom, rule.lain["periode"]])
        day, periode = row.nilai.get(rule.kolom), row.nilai.get(rule.lain["periode"])
        outside.append(isinstance(day, date) and periode is not None and not _lies_in(day, str(periode)))
    return np.array(outside, dtype=bool)[inverse] if outside else np.zeros(len(blok), dtype=bool)


def _lies_in(day: date, periode: str) -> bool:
    tahun, _, part = periode.partition("-")
    if day.year != int(tahun):
        return False
    if part.startswith("S"):
        return (day.month <= 6) == (part == "S1")
    return not part or day.month == int(part)


def _missing_though_needed(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    """Empty although another column has one of the values that ask for it; without values, although it is filled at all."""
    values = blok.nilai.get(rule.kolom)
    empty = np.ones(len(blok), dtype=bool) if values is None else ~values.mask(lambda value: value is not None)
    asking = blok.nilai.get(rule.lain["bila"]) or empty_column(len(blok))
    wanted = rule.lain.get("nilai")
    return empty & asking.mask(lambda value: value is not None and (wanted is None or value in wanted))


def _none_filled(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    """None of several columns says anything."""
    columns = [blok.nilai[nama] for nama in rule.lain["bagian"] if nama in blok.nilai]
    return (
        ~np.logical_or.reduce([column.mask(lambda value: value is not None) for column in columns])
        if columns
        else np.ones(len(blok), dtype=bool)
    )


def _off_scale(blok: Blok, rule: Rule, hari_ini: date) -> Pilihan:
    """A value beyond the ends of the scale that stands beside it ('1–4')."""
    scales = blok.nilai.get(rule.lain["acuan"]) or empty_column(len(blok))
    known = [[float(end) for end in str(scale).split("–")] if scale is not None else [np.nan, np.nan] for scale in scales.distinct()]
    ends = np.array([*known, [np.nan, np.nan]])
    low, high = ends[scales.kode].T
    values = numbers_of(blok, rule.kolom)
    return (values < low) | (values > high)


# Rules that say nothing where one of their columns is empty: not looked at where the sheet has no such column.
_TENTANG_ISI = frozenset(
    {
        "tidak_melebihi", "tidak_sebelum", "tidak_di_masa_depan", "tahun_tidak_di_masa_depan", "paling_awal", "paling_banyak",
        "paling_sedikit", "persen_paling_banyak", "salah_satu", "jumlah_sama", "dalam_periode",
    }
)  # fmt: skip
Periksa = Callable[[Blok, Rule, date], Pilihan]
RULES: Mapping[str, Periksa] = MappingProxyType(
    {
        "tidak_melebihi": _exceeds,
        "tidak_sebelum": _before,
        "tidak_di_masa_depan": _in_future,
        "tahun_tidak_di_masa_depan": _year_in_future,
        "paling_awal": _too_early,
        "paling_banyak": _too_many,
        "paling_sedikit": _too_few,
        "persen_paling_banyak": _percent_too_large,
        "salah_satu": _not_a_choice,
        "jumlah_sama": _differs_from_sum,
        "dalam_periode": _outside_period,
        "wajib_bila": _missing_though_needed,
        "dalam_skala": _off_scale,
        "terisi_salah_satu": _none_filled,
    }
)
