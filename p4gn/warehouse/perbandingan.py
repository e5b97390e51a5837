"""What changed between two editions: rows, files, senders and published numbers, also said in short sentences.

Rows are compared by the natural key of their table where it has one, and by what they hold, not by where they stand in a file:
the same row sent again on another line has not changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from p4gn.bahasa import format_angka, format_nilai, join_daftar, kapital_awal
from p4gn.indicators import states
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.compute import compute
from p4gn.indicators.suppress import is_kecil
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse.read import query, query_rows

BARU, HILANG, DIGANTI = "baru", "hilang", "diganti"
TIDAK_BERUBAH = "Tidak ada yang berubah di antara kedua edisi."
_TEMPAT = frozenset({"berkas", "lembar", "baris", "nomor"})  # where a row stands, not what it says
_BERPENGENAL = "pengenal"
_NAMA_PANJANG = 6  # words in the name of a sender that may stand in a sentence


@dataclass(frozen=True, slots=True)
class PerubahanSumber:
    """Rows of one table; without a natural key (`berkunci` False) a changed row is one gone and one new."""

    sumber: str
    sebelum: int
    sesudah: int
    tambah: int
    hilang: int
    berubah: int
    berkunci: bool

    @property
    def ada(self) -> bool:
        return bool(self.tambah or self.hilang or self.berubah)


@dataclass(frozen=True, slots=True)
class PerubahanBerkas:
    """One file of one sender (None where it is not known): 'baru', 'hilang', or 'diganti' by other bytes under the same name."""

    pengirim: str | None
    berkas: str
    sumber: str | None
    perubahan: str


@dataclass(frozen=True, slots=True)
class PerubahanAngka:
    """One published number of the region in both editions; None where the state says why there is none.

    `selisih_disembunyikan`: both numbers are published, but their difference would tell of one to four people.
    """

    indikator: str
    judul: str
    satuan: str
    desimal: int
    sebelum: float | None
    sesudah: float | None
    keadaan_sebelum: str
    keadaan_sesudah: str
    selisih_disembunyikan: bool = False

    @property
    def ada(self) -> bool:
        if self.selisih_disembunyikan:
            return True
        return self.keadaan_sebelum != self.keadaan_sesudah or self._shown(self.sebelum) != self._shown(self.sesudah)

    def _shown(self, nilai: float | None) -> str:
        """A change too small to be seen in print is none."""
        return format_angka(nilai, self.desimal)


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Everything that changed from edition `sebelum` to edition `sesudah`; the numbers are those of one region, over all time."""

    sebelum: str
    sesudah: str
    kode_wilayah: str
    sumber: tuple[PerubahanSumber, ...]
    berkas: tuple[PerubahanBerkas, ...]
    pengirim_baru: tuple[str, ...]
    angka: tuple[PerubahanAngka, ...]

    @property
    def kalimat(self) -> tuple[str, ...]:
        """What changed, most telling first; one sentence when nothing did."""
        said = (
            *(_say_sumber(item) for item in self.sumber if item.ada),
            *_say_berkas(self.berkas),
            *_say_pengirim(self.pengirim_baru),
            *(_say_angka(item) for item in self.angka if item.ada),
        )
        return said or (TIDAK_BERUBAH,)


def compare_edisi(a: str, b: str, kode_wilayah: str = NASIONAL) -> Perbandingan:
    """From edition a to edition b; EdisiTidakAda or WilayahTidakDikenal when one of them is not there or has no such region."""
    return Perbandingan(
        a,
        b,
        kode_wilayah,
        tuple(_compare_sumber(a, b)),
        tuple(_compare_berkas(a, b)),
        _list_pengirim_baru(a, b),
        tuple(_compare_angka(a, b, kode_wilayah)),
    )


def _compare_sumber(a: str, b: str) -> Iterable[PerubahanSumber]:
    before, after = _list_tables(a), _list_tables(b)
    for sumber in sorted({*before, *after}):
        columns = [nama for nama in after.get(sumber, before.get(sumber, ())) if nama in before.get(sumber, after.get(sumber, ()))]
        key = _find_key(columns)
        rows = [_read_rows(edisi, sumber, columns, key) if sumber in tables else _NO_ROWS for edisi, tables in ((a, before), (b, after))]
        yield _compare_rows(sumber, *rows, berkunci=key is not None)


def _list_tables(edisi: str) -> Mapping[str, tuple[str, ...]]:
    """Tables whose rows stand in a file, one per source, with their columns; not the ledger, not the lists inside a row."""
    sql = "select table_name, column_name from information_schema.columns where table_schema = 'mart' order by table_name, ordinal_position"
    tables: dict[str, list[str]] = defaultdict(list)
    for table, column in query_rows(edisi, sql):
        tables[table].append(column)
    return {
        table: tuple(columns)
        for table, columns in tables.items()
        if {"berkas", "baris"} <= set(columns) and not table.startswith("baris_") and table != "berkas"
    }


def _find_key(columns: Iterable[str]) -> str | None:
    """The natural key: the column pengenal, else the id that a mart opens with."""
    listed = list(columns)
    if _BERPENGENAL in listed:
        return _BERPENGENAL
    return listed[0] if listed and listed[0].startswith("id_") else None


_NO_ROWS = pd.DataFrame({"kunci": np.array([], np.uint64), "isi": np.array([], np.uint64), "jumlah": np.array([], np.int64)})


def _read_rows(edisi: str, table: str, columns: list[str], key: str | None) -> pd.DataFrame:
    """(kunci, isi, jumlah) per key as hashes; a row without a key is its own."""
    held = ", ".join(f'"{column}"' for column in columns if column not in _TEMPAT) or "1"
    kunci = f'case when "{key}" is null then hash(row({held})) else hash("{key}"::varchar) end' if key else f"hash(row({held}))"
    sql = f"""
        select kunci, hash(sum(isi::hugeint)) as isi, count(*) as jumlah
        from (select {kunci} as kunci, hash(row({held})) as isi from mart."{table}")
        group by kunci
    """
    return query(edisi, sql)


def _compare_rows(sumber: str, before: pd.DataFrame, after: pd.DataFrame, berkunci: bool) -> PerubahanSumber:
    both = before.merge(after, on="kunci", how="outer", suffixes=("_a", "_b"))
    first, second = both["jumlah_a"].fillna(0).to_numpy(int), both["jumlah_b"].fillna(0).to_numpy(int)
    changed = (first == second) & (both["isi_a"] != both["isi_b"]).to_numpy()
    return PerubahanSumber(
        sumber,
        int(first.sum()),
        int(second.sum()),
        int(np.maximum(second - first, 0).sum()),
        int(np.maximum(first - second, 0).sum()),
        int(changed.sum()) if berkunci else 0,
        berkunci,
    )


def _read_berkas(edisi: str) -> Mapping[tuple[str | None, str], Mapping[str, str | None]]:
    """(sender, name) → hash → source."""
    files: dict[tuple[str | None, str], dict[str, str | None]] = defaultdict(dict)
    for pengirim, berkas, sha256, sumber in query_rows(edisi, "select pengirim, berkas, sha256, sumber from mart.berkas"):
        files[pengirim, berkas][str(sha256)] = sumber
    return files


def _compare_berkas(a: str, b: str) -> Iterable[PerubahanBerkas]:
    """A file that only got another name has not changed; one that its sender sent again under its name replaced the first."""
    before, after = _read_berkas(a), _read_berkas(b)
    known, kept = ({(pengirim, sha) for (pengirim, _), shas in files.items() for sha in shas} for files in (before, after))
    for pengirim, berkas in sorted({*before, *after}, key=lambda key: (key[0] or "", key[1])):
        old, new = before.get((pengirim, berkas), {}), after.get((pengirim, berkas), {})
        added = [sha for sha in new if (pengirim, sha) not in known]
        gone = [sha for sha in old if (pengirim, sha) not in kept]
        if added or gone:
            what = (DIGANTI if old else BARU) if added else HILANG
            yield PerubahanBerkas(pengirim, berkas, new[added[0]] if added else old[gone[0]], what)


def _list_pengirim_baru(a: str, b: str) -> tuple[str, ...]:
    before, after = ({pengirim for pengirim, _ in _read_berkas(edisi)} for edisi in (a, b))
    return tuple(sorted(pengirim for pengirim in after - before if pengirim))


def _compare_angka(a: str, b: str, kode_wilayah: str) -> Iterable[PerubahanAngka]:
    scopes = [Scope(edisi, kode_wilayah) for edisi in (a, b)]
    for indicator in CATALOGUE.values():
        if indicator.allows_tingkat(scopes[0].tingkat):
            rows = [compute(indicator, scope).iloc[0] for scope in scopes]
            yield _as_angka(indicator, *rows)


def _as_angka(indicator: Indicator, before: pd.Series, after: pd.Series) -> PerubahanAngka:
    """Two counts of people that may each be shown may not both be shown where one minus the other is a small number."""
    small = indicator.aturan_kecil.berlaku and is_kecil(abs(after["pembilang"] - before["pembilang"]))
    values = [None if small or pd.isna(row["nilai"]) else float(row["nilai"]) for row in (before, after)]
    return PerubahanAngka(
        indicator.id,
        indicator.judul_pendek,
        indicator.satuan,
        indicator.desimal,
        values[0],
        values[1],
        str(before["keadaan"]),
        str(after["keadaan"]),
        bool(small),
    )


def _say_sumber(item: PerubahanSumber) -> str:
    """'Tes urine: 3 baris baru, 1 hilang, dan 2 berubah.'"""
    parts = [(item.tambah, BARU), (item.hilang, HILANG), (item.berubah, "berubah")]
    return f"{kapital_awal(item.sumber.replace('_', ' '))}: {_say_parts(parts, 'baris')}."


def _say_berkas(items: Iterable[PerubahanBerkas]) -> Iterable[str]:
    kinds = [item.perubahan for item in items]
    if kinds:
        yield f"Kiriman: {_say_parts([(kinds.count(kind), kind) for kind in (BARU, DIGANTI, HILANG)], 'berkas')}."


def _say_parts(parts: Iterable[tuple[int, str]], benda: str) -> str:
    """The thing is named once, with the first number that is not zero."""
    met = [(format_angka(jumlah), kata) for jumlah, kata in parts if jumlah]
    return join_daftar(f"{jumlah} {benda} {kata}" if number == 0 else f"{jumlah} {kata}" for number, (jumlah, kata) in enumerate(met))


def _say_pengirim(pengirim: tuple[str, ...]) -> Iterable[str]:
    if len(pengirim) == 1 and len(pengirim[0].split()) <= _NAMA_PANJANG:
        yield f"Pengirim baru: {pengirim[0]}."
    elif pengirim:
        yield f"{format_angka(len(pengirim))} pengirim baru."


def _say_angka(item: PerubahanAngka) -> str:
    """'Rapat tercatat naik dari 12 menjadi 15 rapat.'"""
    if item.selisih_disembunyikan:
        return f"{item.judul} berubah sedikit; selisihnya disamarkan."
    if item.sebelum is not None and item.sesudah is not None:
        verb = "naik" if item.sesudah > item.sebelum else "turun"
        return f"{item.judul} {verb} dari {_say_nilai(item, item.sebelum, '')} menjadi {_say_nilai(item, item.sesudah, item.satuan)}."
    now, then = (
        _say_nilai(item, nilai, item.satuan) if nilai is not None else states.KEADAAN[keadaan].kata
        for nilai, keadaan in ((item.sesudah, item.keadaan_sesudah), (item.sebelum, item.keadaan_sebelum))
    )
    return f"{item.judul}: kini {now}, sebelumnya {then}."


def _say_nilai(item: PerubahanAngka, nilai: float, satuan: str) -> str:
    return format_nilai(nilai, "persen" if item.satuan == "persen" else satuan, item.desimal)
