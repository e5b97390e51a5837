"""Numbers from definitions: any indicator of the catalogue, for any scope, per region, agency or period.

Add first, divide last. Events all count where their whole known date lies in the period; a state counts once, as it last
stood at the end of the period. A row known only to its year belongs to that year and to no semester; a row without any
date belongs to 'semua' alone. A row that names only the province counts for the province and for no kabupaten/kota.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from p4gn import periode as p
from p4gn.indicators import states
from p4gn.indicators.catalogue import Indicator
from p4gn.indicators.suppress import hide
from p4gn.scope import NASIONAL, Scope, WilayahTidakDikenal, tingkat_of_kode
from p4gn.warehouse.editions import read_manifest
from p4gn.warehouse.read import list_tahun, query_rows

COLUMNS = ("kode", "nama", "pembilang", "penyebut", "nilai", "bawah", "atas", "keadaan")
_NUMBERS = ("pembilang", "penyebut", "nilai", "bawah", "atas")
PER_WILAYAH = ("provinsi", "kabkota", "kecamatan", "desa")
PER = ("total", *PER_WILAYAH, "opd", "periode")
KATA_TINGKAT = {
    "nasional": "nasional",
    "provinsi": "provinsi",
    "kabkota": "kabupaten/kota",
    "kecamatan": "kecamatan",
    "desa": "desa/kelurahan",
}
NAMA_NASIONAL = "Indonesia"
_LENGTH = {"provinsi": 2, "kabkota": 5, "kecamatan": 8, "desa": 13}
_SISA = "~"  # suffix of a remainder: what lies in a region (period) but in none of its parts
_Z = 1.959963984540054  # two-sided 95 %


class TingkatTidakTersedia(LookupError):
    """The indicator is not published at the level (or per agency) that was asked for."""


class Sisa(NamedTuple):
    """What is in a total but in none of its parts; pembilang is None when hidden or when there is nothing to add."""

    baris: int
    pembilang: float | None
    penyebut: float | None


class Cell(NamedTuple):
    """Raw sums of one cell in one period, as the mart gives them."""

    periode: str
    kode: str | None
    nama: str | None
    pembilang: float | None
    penyebut: float | None
    baris: int


class Nilai(NamedTuple):
    """The last six columns of a result."""

    pembilang: float | None
    penyebut: float | None
    nilai: float | None
    bawah: float | None
    atas: float | None
    keadaan: str


_SOURCE = {
    "rapat": "select * from mart.rapat",
    "peserta_rapat": "select r.*, p.* exclude (id_rapat) from mart.peserta_rapat as p join mart.rapat as r using (id_rapat)",
    "tes_urine": "select * from mart.tes_urine",
    "desa_bersinar": "select * from mart.desa_bersinar",
}
_SOURCE_PER_OPD = {
    # A meeting counts once for each regional agency that attended.
    "peserta": """select r.*, o.kode_opd_, o.nama_opd_
      from mart.rapat as r
      join (
        select id_rapat, coalesce(kode_opd, nama_baku) as kode_opd_, min(nama_baku) as nama_opd_
        from mart.peserta_rapat
        where jenis_instansi = 'opd' and coalesce(kode_opd, nama_baku) is not null
        group by all
      ) as o using (id_rapat)""",
    "instansi": "select *, coalesce(kode_opd, nama_baku) as kode_opd_, nama_baku as nama_opd_ from mart.{mart}",
}


def _source_sql(indicator: Indicator, with_opd: bool) -> str:
    if with_opd and indicator.per_opd is not None:
        return _SOURCE_PER_OPD[indicator.per_opd].format(mart=indicator.mart)
    return _SOURCE[indicator.mart]


def _cell_sql(per: str) -> str:
    if per in _LENGTH:
        length = _LENGTH[per]
        return f"case when length(kode_wilayah) >= {length} then left(kode_wilayah, {length}) end"
    return "kode_opd_" if per == "opd" else "$total"


def _cells_sql(indicator: Indicator, per: str, with_opd: bool) -> str:
    """Rows of the mart that belong to the indicator → one row per period and cell with the two sums."""
    is_state = indicator.sifat == "keadaan"
    denominator = indicator.penyebut.sql if indicator.penyebut and indicator.penyebut.sql else "null"
    within = "(awal_ is null or mulai_ >= awal_) and (akhir_ is null or selesai_ <= akhir_)"
    last_only = f"qualify row_number() over (partition by periode_, {indicator.kunci} order by {indicator.urut}) = 1"
    return f"""
with sumber as ({_source_sql(indicator, with_opd)}),
dasar as (
  select
    *,
    coalesce(tanggal, make_date(tahun, 1, 1)) as mulai_,
    case
      when tanggal is null or presisi_tanggal = 'tahun' then make_date(coalesce(tahun, year(tanggal)), 12, 31)
      when presisi_tanggal = 'bulan' then last_day(tanggal)
      else tanggal
    end as selesai_
  from sumber
  where ({indicator.baris})
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    {"and (kode_opd_ = $opd or nama_opd_ = $opd)" if with_opd and per != "opd" else ""}
),
masa as (
  select unnest($periode::varchar[]) as periode_, unnest($awal::date[]) as awal_, unnest($akhir::date[]) as akhir_
),
pilih as (
  select *
  from dasar
  join masa on {"akhir_ is null or selesai_ <= akhir_" if is_state else within}
  {last_only if is_state else ""}
)
select
  periode_ as periode,
  {_cell_sql(per)} as kode,
  {"min(nama_opd_)" if per == "opd" else "null"} as nama,
  {indicator.pembilang.sql} as pembilang,
  {denominator} as penyebut,
  count(*) as baris
from pilih
group by periode_, {_cell_sql(per) if per in _LENGTH or per == "opd" else "true"}
"""


_DI_DALAM = "($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))"
_BERLAKU = "(berlaku_dari is null or berlaku_dari <= $pada) and (berlaku_sampai is null or berlaku_sampai >= $pada)"
_WILAYAH_SQL = f"select {{cell}}, count(*) from mart.wilayah where tingkat = $tingkat and {_BERLAKU} and {_DI_DALAM} group by all"
_ANAK_SQL = f"""select kode_wilayah, nama_wilayah from mart.wilayah
where tingkat = $tingkat and {_BERLAKU} and {_DI_DALAM} order by kode_wilayah"""


@lru_cache(maxsize=32)
def read_data_per(edisi: str) -> date:
    """The day up to which the edition's data reach."""
    return date.fromisoformat(read_manifest(edisi).data_per[:10])


def _standing_on(scope: Scope, periods: Sequence[str]) -> list[date]:
    """The day on which regions are counted: the end of the period, but never after the data end."""
    until = read_data_per(scope.edisi)
    return [min(p.bounds(period)[1] or until, until) for period in periods]


@lru_cache(maxsize=4096)
def _names(edisi: str, kode: str) -> tuple[str, str] | None:
    """Short and official name, today's if there were several; an edition never changes, so they are kept."""
    if kode == NASIONAL:
        return NAMA_NASIONAL, NAMA_NASIONAL
    sql = "select nama_wilayah, nama_resmi from mart.wilayah where kode_wilayah = $kode order by berlaku_sampai desc nulls first limit 1"
    rows = query_rows(edisi, sql, {"kode": kode})
    return rows[0] if rows else None


def find_nama(edisi: str, kode: str) -> str | None:
    """'Hulu Sungai Selatan'; None if the edition does not know the code."""
    names = _names(edisi, kode)
    return names and names[0]


def find_nama_resmi(edisi: str, kode: str) -> str | None:
    """'Kabupaten Hulu Sungai Selatan'; None if the edition does not know the code."""
    names = _names(edisi, kode)
    return names and names[1]


def check_wilayah(scope: Scope) -> str:
    """Name of the scope's region; WilayahTidakDikenal when the edition does not have it."""
    nama = find_nama(scope.edisi, scope.kode_wilayah)
    if nama is None:
        raise WilayahTidakDikenal(f"Wilayah {scope.kode_wilayah} tidak ada pada edisi {scope.edisi}.")
    return nama


def _check_tingkat(indicator: Indicator, scope: Scope, per: str) -> None:
    if per not in PER:
        raise TingkatTidakTersedia(f"Rincian “{per}” tidak dikenal. Pilih salah satu: {', '.join(PER)}.")
    if (per == "opd" or scope.opd) and (indicator.per_opd is None or indicator.aturan_kecil.berlaku):
        raise TingkatTidakTersedia(f"{indicator.judul} tidak dirinci menurut OPD.")
    tingkat = per if per in PER_WILAYAH else scope.tingkat
    if per in PER_WILAYAH and scope.tingkat != NASIONAL and PER_WILAYAH.index(per) < PER_WILAYAH.index(scope.tingkat):
        raise TingkatTidakTersedia(
            f"Rincian per {KATA_TINGKAT[per]} tidak tersedia di dalam satu {KATA_TINGKAT[scope.tingkat]}. Pilih wilayah yang lebih luas."
        )
    if not indicator.allows_tingkat(tingkat):
        raise TingkatTidakTersedia(
            f"{indicator.judul} hanya tersedia sampai tingkat {KATA_TINGKAT[indicator.tingkat_terhalus]}, "
            f"belum sampai tingkat {KATA_TINGKAT[tingkat]}."
        )


def _read_cells(indicator: Indicator, scope: Scope, per: str, periods: Sequence[str]) -> list[Cell]:
    """Raw sums per period and cell; kode is None for rows that lie above the level."""
    with_opd = per == "opd" or scope.opd is not None
    limits = [p.bounds(period) for period in periods]
    params: dict[str, object] = {
        "wilayah": scope.prefix,
        "periode": list(periods),
        "awal": [awal for awal, _ in limits],
        "akhir": [akhir for _, akhir in limits],
    }
    if per not in _LENGTH and per != "opd":
        params["total"] = scope.kode_wilayah
    if with_opd and per != "opd":
        params["opd"] = scope.opd
    return [Cell(*row) for row in query_rows(scope.edisi, _cells_sql(indicator, per, with_opd), params)]


@lru_cache(maxsize=256)
def _list_anak(edisi: str, prefix: str | None, tingkat: str, pada: date) -> tuple[tuple[str, str], ...]:
    """(kode, nama) of the regions of a level in force on a day; an edition never changes, so they are kept."""
    return tuple(query_rows(edisi, _ANAK_SQL, {"wilayah": prefix, "tingkat": tingkat, "pada": pada}))


@lru_cache(maxsize=256)
def _count_wilayah(edisi: str, kode: str, per: str, tingkat: str, pada: date) -> Mapping[str, int]:
    """How many regions of a level each cell held on a day."""
    prefix = None if kode == NASIONAL else kode
    params: dict[str, object] = {"wilayah": prefix, "tingkat": tingkat, "pada": pada}
    if per not in _LENGTH:
        params["total"] = kode
    return dict(query_rows(edisi, _WILAYAH_SQL.format(cell=_cell_sql(per)), params))


def _list_cells(scope: Scope, per: str, period: str, pada: date, met: Mapping[str, Cell]) -> list[tuple[str, str]]:
    """(kode, nama) of every cell to show, also those without a record; and any code met that was not in force."""
    if per == "opd":
        return [(kode, cell.nama or kode) for kode, cell in sorted(met.items())]
    if per not in PER_WILAYAH:
        return [(scope.kode_wilayah, check_wilayah(scope))]
    listed = _list_anak(scope.edisi, scope.prefix, per, pada)
    extra = set(met) - {kode for kode, _ in listed}
    return sorted([*listed, *((kode, find_nama(scope.edisi, kode) or kode) for kode in extra)])


def find_wilson(pembilang: float, penyebut: float) -> tuple[float, float] | None:
    """Wilson 95 % interval of a proportion, as proportions; None where it is no proportion (0 of 0, 7 of 5)."""
    if penyebut <= 0 or not 0 <= pembilang <= penyebut:
        return None
    share = pembilang / penyebut
    centre = (share + _Z**2 / (2 * penyebut)) / (1 + _Z**2 / penyebut)
    half = _Z * math.sqrt(share * (1 - share) / penyebut + _Z**2 / (4 * penyebut**2)) / (1 + _Z**2 / penyebut)
    # At 0 and at n of n the bound is exact; rounding noise must not push it past the edge.
    return (0.0 if pembilang == 0 else centre - half), (1.0 if pembilang == penyebut else centre + half)


def judge(indicator: Indicator, pembilang: float | None, penyebut: float | None) -> Nilai:
    """Value, interval and state of one cell by the rules of the six states; pembilang None means no record."""
    if not indicator.is_rasio:
        state = states.BELUM_LAPOR if pembilang is None else (states.NOL if pembilang == 0 else states.ADA)
        return Nilai(pembilang, None, pembilang, None, None, state)
    if penyebut == 0:
        return Nilai(pembilang, penyebut, None, None, None, states.TIDAK_BERLAKU)
    if pembilang is None or penyebut is None:
        return Nilai(pembilang, penyebut, None, None, None, states.BELUM_LAPOR)
    if penyebut < (indicator.penyebut_minimal or 0):
        return Nilai(pembilang, penyebut, None, None, None, states.TERLALU_SEDIKIT)
    factor = 100.0 if indicator.satuan == "persen" else 1.0
    low, high = (find_wilson(pembilang, penyebut) if indicator.interval == "wilson" else None) or (None, None)
    return Nilai(
        pembilang,
        penyebut,
        pembilang / penyebut * factor,
        None if low is None else low * factor,
        None if high is None else high * factor,
        states.NOL if pembilang == 0 else states.ADA,
    )


def _is_hidden(indicator: Indicator, edisi: str, kode: str, period: str) -> bool:
    return indicator.aturan_kecil.berlaku and (kode, period) in hidden_cells(indicator, edisi)


def _compute_rows(indicator: Indicator, scope: Scope, per: str, periods: Sequence[str]) -> Iterator[tuple]:
    """(periode, kode, nama, pembilang, penyebut, nilai, bawah, atas, keadaan) in the order of periods and codes."""
    met: dict[str, dict[str, Cell]] = {period: {} for period in periods}
    for cell in _read_cells(indicator, scope, per, periods):
        if cell.kode is not None:
            met[cell.periode][cell.kode] = cell
    region = indicator.penyebut.wilayah if indicator.penyebut else None
    for period, pada in zip(periods, _standing_on(scope, periods), strict=True):
        regions = _count_wilayah(scope.edisi, scope.kode_wilayah, per, region, pada) if region else {}
        for kode, nama in _list_cells(scope, per, period, pada, met[period]):
            cell = met[period].get(kode)
            top = _number(cell.pembilang) if cell else None
            bottom = float(regions.get(kode, 0)) if region else (_number(cell.penyebut) if cell else None)
            result = judge(indicator, top, bottom)
            if _is_hidden(indicator, scope.edisi, kode, period):
                result = Nilai(None, bottom, None, None, None, states.DISAMARKAN)
            yield (period, kode, nama, *result)


def compute_table(indicator: Indicator, scope: Scope, per: str, periods: Sequence[str]) -> pd.DataFrame:
    """The frame of `compute` for several periods at once, with a column periode in front (small multiples, sliders)."""
    _check_tingkat(indicator, scope, per)
    if per == "periode":
        raise TingkatTidakTersedia("Rincian per periode sudah menjadi kolom periode; pilih total, wilayah, atau opd.")
    check_wilayah(scope)
    rows = list(_compute_rows(indicator, scope, per, list(dict.fromkeys(periods))))
    columns = dict(zip(("periode", *COLUMNS), zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(("periode", *COLUMNS), ())
    return pd.DataFrame({name: np.array(column, dtype=float if name in _NUMBERS else object) for name, column in columns.items()})


def list_periode_tren(scope: Scope) -> list[str]:
    """Parts of the scope's period, oldest first: years of 'semua' without gaps, semesters of a year, a semester itself."""
    parsed = p.parse_periode(scope.periode)
    if parsed.tahun is None:
        years = list_tahun(scope.edisi)
        return [str(year) for year in range(years[0], years[-1] + 1)] if years else []
    return p.list_semester(parsed.tahun) if parsed.semester is None else [scope.periode]


def compute(indicator: Indicator, scope: Scope, per: str = "total") -> pd.DataFrame:
    """One row per cell: kode, nama, pembilang, penyebut, nilai, bawah, atas, keadaan. Numbers are float, unknown is NaN.

    per 'total' gives one row for the scope; a region level gives every region of that level inside the scope, also those
    without a record; 'opd' gives the agencies met; 'periode' gives the parts of the scope's period.
    Raises TingkatTidakTersedia, WilayahTidakDikenal or EdisiTidakAda, each with a message for the reader.
    """
    _check_tingkat(indicator, scope, per)
    if per == "periode":
        frame = compute_table(indicator, scope, "total", list_periode_tren(scope))
        frame = frame.assign(kode=frame["periode"], nama=[p.label(period) for period in frame["periode"]])
    else:
        frame = compute_table(indicator, scope, per, [scope.periode])
    frame = frame.loc[:, list(COLUMNS)]
    frame.attrs["per"] = per
    return frame


def _number(value: object) -> float | None:
    return None if value is None else float(value)


def unlocated(indicator: Indicator, scope: Scope, per: str) -> Sisa:
    """What counts for the scope but for no region of level `per`, so that Σ parts + this = total (additive indicators)."""
    if per not in PER_WILAYAH:
        raise TingkatTidakTersedia("Sisa di atas tingkat hanya ada untuk rincian menurut wilayah.")
    _check_tingkat(indicator, scope, per)
    rest = next((cell for cell in _read_cells(indicator, scope, per, [scope.periode]) if cell.kode is None), None)
    if rest is None:
        return Sisa(0, None, None)
    if indicator.aturan_kecil.berlaku:
        # Given only when every remainder it is made of is itself visible.
        above = ["total", *PER_WILAYAH[: PER_WILAYAH.index(per)]]
        inside = {scope.kode_wilayah, *_codes_inside(indicator, scope, above)}
        if any(_is_hidden(indicator, scope.edisi, kode + _SISA, scope.periode) for kode in inside):
            return Sisa(rest.baris, None, None)
    return Sisa(rest.baris, _number(rest.pembilang), _number(rest.penyebut))


def _codes_inside(indicator: Indicator, scope: Scope, levels: Sequence[str]) -> set[str]:
    cells = (cell for level in levels for cell in _read_cells(indicator, scope, level, [scope.periode]))
    return {cell.kode for cell in cells if cell.kode is not None}


def undated(indicator: Indicator, scope: Scope) -> Sisa:
    """Rows of the scope's region without any date: they count in 'semua' and in no year."""
    return _rows_outside(indicator, scope, p.SEMUA, "tanggal is null and tahun is null")


def year_only(indicator: Indicator, scope: Scope) -> Sisa:
    """Rows known only to the scope's year: they count in the year and in neither semester. Empty for 'semua'."""
    tahun = p.parse_periode(scope.periode).tahun
    if tahun is None:
        return Sisa(0, None, None)
    condition = f"coalesce(tahun, year(tanggal)) = {tahun} and (tanggal is null or presisi_tanggal = 'tahun')"
    return _rows_outside(indicator, scope, str(tahun), condition)


def _rows_outside(indicator: Indicator, scope: Scope, period: str, condition: str) -> Sisa:
    _check_tingkat(indicator, scope, "total")
    with_opd = scope.opd is not None
    sql = f"""
with sumber as ({_source_sql(indicator, with_opd)}),
dasar as (
  select *, coalesce(tanggal, make_date(tahun, 1, 1)) as mulai_
  from sumber
  where ({indicator.baris}) and ({condition})
    and ($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))
    {"and (kode_opd_ = $opd or nama_opd_ = $opd)" if with_opd else ""}
)
select {indicator.pembilang.sql} as pembilang, {_row_denominator(indicator)} as penyebut, count(*) as baris from dasar"""
    params = {"wilayah": scope.prefix} | ({"opd": scope.opd} if with_opd else {})
    pembilang, penyebut, baris = query_rows(scope.edisi, sql, params)[0]
    if baris == 0 or _is_hidden(indicator, scope.edisi, scope.kode_wilayah, period + _SISA):
        return Sisa(baris, None, None)
    return Sisa(baris, _number(pembilang), _number(penyebut))


def _row_denominator(indicator: Indicator) -> str:
    return indicator.penyebut.sql if indicator.penyebut is not None and indicator.penyebut.sql else "null"


@lru_cache(maxsize=64)
def hidden_cells(indicator: Indicator, edisi: str) -> frozenset[tuple[str, str]]:
    """(kode, periode) of every count that stays hidden, decided once for the whole edition.

    All regions, all years and semesters and all remainders are weighed together, so that two screens can never be
    subtracted from each other. A remainder carries the suffix '~' on its code or its period.
    """
    counts = _count_all(indicator, edisi)
    return hide(counts, _sums_of_wilayah(counts) + (_sums_of_periode(counts) if indicator.sifat == "peristiwa" else []))


def _count_all(indicator: Indicator, edisi: str) -> dict[tuple[str, str], float]:
    """Every count of the indicator by (kode, periode), with the remainders of regions and, for events, of periods."""
    scope = Scope(edisi, NASIONAL)
    years = [str(year) for year in list_tahun(edisi)]
    periods = [p.SEMUA, *years, *(part for year in years for part in p.list_semester(year))]
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for per in ("total", *(level for level in PER_WILAYAH if indicator.allows_tingkat(level))):
        for cell in _read_cells(indicator, scope, per, periods):
            if cell.kode is not None and cell.pembilang is not None:
                counts[cell.kode, cell.periode] += float(cell.pembilang)
    for (kode, period), count in list(counts.items()):
        counts[kode + _SISA, period] += count
        if kode != NASIONAL:
            counts[_induk(kode) + _SISA, period] -= count
    if indicator.sifat == "peristiwa":
        for (kode, period), count in list(counts.items()):
            whole = _whole_of(period)
            counts[kode, period + _SISA] += count
            if whole is not None:
                counts[kode, whole + _SISA] -= count
    finest = indicator.tingkat_terhalus
    return {
        key: count
        for key, count in counts.items()
        if not (key[0].endswith(_SISA) and _tingkat(key[0]) == finest) and not (_SISA in key[1] and "-S" in key[1])
    }


def _tingkat(kode: str) -> str:
    return tingkat_of_kode(kode.removesuffix(_SISA))


def _induk(kode: str) -> str:
    return kode.rpartition(".")[0] or NASIONAL


def _whole_of(period: str) -> str | None:
    """The period that contains this one: semester → year → 'semua'."""
    if period == p.SEMUA:
        return None
    return period.partition("-")[0] if "-S" in period else p.SEMUA


def _sums(parts_of: dict[tuple[str, str], list[tuple[str, str]]]) -> list[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    return [(total, tuple(parts)) for total, parts in parts_of.items()]


def _sums_of_wilayah(counts: dict[tuple[str, str], float]) -> list[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    parts_of: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kode, period in counts:
        total = kode.removesuffix(_SISA) if kode.endswith(_SISA) else (None if kode == NASIONAL else _induk(kode))
        if total is not None:
            parts_of[total, period].append((kode, period))
    return _sums(parts_of)


def _sums_of_periode(counts: dict[tuple[str, str], float]) -> list[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    parts_of: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kode, period in counts:
        total = period.removesuffix(_SISA) if period.endswith(_SISA) else _whole_of(period)
        if total is not None:
            parts_of[kode, total].append((kode, period))
    return _sums(parts_of)
