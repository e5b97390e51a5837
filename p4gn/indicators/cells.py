"""Raw sums from an edition: the rows that belong to an indicator, per period and cell; and which regions there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from p4gn import periode as p
from p4gn.indicators.catalogue import Indicator
from p4gn.scope import NASIONAL, Scope, WilayahTidakDikenal
from p4gn.warehouse.editions import read_manifest
from p4gn.warehouse.read import query_rows

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


class Cell(NamedTuple):
    """Raw sums of one cell in one period, as the mart gives them."""

    periode: str
    kode: str | None
    nama: str | None
    pembilang: float | None
    penyebut: float | None
    baris: int


_SOURCE = {
    "rapat": "select * from mart.rapat",
    "peserta_rapat": "select r.*, p.* exclude (id_rapat) from mart.peserta_rapat as p join mart.rapat as r using (id_rapat)",
    "tes_urine": "select * from mart.tes_urine",
    "desa_bersinar": "select * from mart.desa_bersinar",
    "status_desa": "select * from mart.status_desa",
    "ibm": "select * from mart.ibm",
    "status_tim": "select * from mart.status_tim",
    # Regional agencies only, under the names every other mart gives them.
    "cakupan_tes": "select * exclude (nama_opd), nama_opd as nama_baku, 'opd' as jenis_instansi from mart.cakupan_tes",
}
# Regional agencies only; an agency is its name in its own region (kunci_opd), so that two of one name are never one row.
_SOURCE_PER_OPD = {
    # A meeting counts once for each regional agency that attended.
    "peserta": """select r.*, o.kunci_opd, o.nama_opd
      from mart.rapat as r
      join (
        select id_rapat, kunci_opd, min(nama_baku) as nama_opd
        from mart.peserta_rapat
        where jenis_instansi = 'opd' and coalesce(kode_opd, nama_baku) is not null
        group by all
      ) as o using (id_rapat)""",
    "instansi": """select *, nama_baku as nama_opd from ({sumber})
      where jenis_instansi = 'opd' and coalesce(kode_opd, nama_baku) is not null""",
}
# What one agency took part in, each row once: the agency of one region, or all of that code or name.
_SOURCE_OF_OPD = {
    "peserta": """select * from mart.rapat
      where id_rapat in (
        select id_rapat from mart.peserta_rapat where jenis_instansi = 'opd' and $opd in (kunci_opd, kode_opd, nama_baku)
      )""",
    "instansi": "select * from ({sumber}) where jenis_instansi = 'opd' and $opd in (kunci_opd, kode_opd, nama_baku)",
}
DI_DALAM = "($wilayah::varchar is null or kode_wilayah = $wilayah::varchar or starts_with(kode_wilayah, $wilayah::varchar || '.'))"


def source_sql(indicator: Indicator, per: str, opd: str | None) -> str:
    """The rows to count from: per agency, of one agency ($opd), or all."""
    if indicator.per_opd is not None and (per == "opd" or opd is not None):
        return (_SOURCE_PER_OPD if per == "opd" else _SOURCE_OF_OPD)[indicator.per_opd].format(sumber=_SOURCE[indicator.mart])
    return _SOURCE[indicator.mart]


def row_denominator(indicator: Indicator) -> str:
    """The denominator as SQL over the same rows; 'null' where there is none or it counts regions."""
    return indicator.penyebut.sql if indicator.penyebut is not None and indicator.penyebut.sql else "null"


def _cell_sql(per: str) -> str:
    if per in _LENGTH:
        length = _LENGTH[per]
        return f"case when length(kode_wilayah) >= {length} then left(kode_wilayah, {length}) end"
    return "kunci_opd" if per == "opd" else "$total"


def _cells_sql(indicator: Indicator, per: str, opd: str | None) -> str:
    """Rows of the mart that belong to the indicator → one row per period and cell with the two sums."""
    within = "(awal_ is null or mulai >= awal_) and (akhir_ is null or selesai <= akhir_)"
    last_only = f"qualify row_number() over (partition by periode_, {indicator.kunci} order by {indicator.urut}) = 1"
    return f"""
with sumber as ({source_sql(indicator, per, opd)}),
dasar as (
  select * from sumber where ({indicator.baris}) and {DI_DALAM}
),
masa as (
  select unnest($periode::varchar[]) as periode_, unnest($awal::date[]) as awal_, unnest($akhir::date[]) as akhir_
),
pilih as (
  select *
  from dasar
  join masa on {"akhir_ is null or selesai <= akhir_" if indicator.sifat == "keadaan" else within}
  {"" if indicator.sifat == "peristiwa" else last_only}
)
select
  periode_ as periode,
  {_cell_sql(per)} as kode,
  {"min(nama_opd)" if per == "opd" else "null"} as nama,
  {indicator.pembilang.sql} as pembilang,
  {row_denominator(indicator)} as penyebut,
  count(*) as baris
from pilih
group by periode_, {_cell_sql(per) if per in _LENGTH or per == "opd" else "true"}
"""


_BERLAKU = "(berlaku_dari is null or berlaku_dari <= $pada) and (berlaku_sampai is null or berlaku_sampai >= $pada)"
_WILAYAH_SQL = f"select {{cell}}, count(*) from mart.wilayah where tingkat = $tingkat and {_BERLAKU} and {DI_DALAM} group by all"
_ANAK_SQL = f"""select kode_wilayah, nama_wilayah from mart.wilayah
where tingkat = $tingkat and {_BERLAKU} and {DI_DALAM} order by kode_wilayah"""


@lru_cache(maxsize=32)
def read_data_per(edisi: str) -> date:
    """The day up to which the edition's data reach."""
    return read_manifest(edisi).kini


@lru_cache(maxsize=32)
def read_jenis(edisi: str) -> str:
    """The kind of edition: 'publik', 'contoh' …"""
    return read_manifest(edisi).jenis


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


def read_cells(indicator: Indicator, scope: Scope, per: str, periods: Sequence[str]) -> list[Cell]:
    """Raw sums per period and cell; kode is None for rows that lie above the level."""
    limits = [_limits(indicator, scope.edisi, period) for period in periods]
    params: dict[str, object] = {
        "wilayah": scope.prefix,
        "periode": list(periods),
        "awal": [awal for awal, _ in limits],
        "akhir": [akhir for _, akhir in limits],
    }
    if per not in _LENGTH and per != "opd":
        params["total"] = scope.kode_wilayah
    if scope.opd is not None and per != "opd":
        params["opd"] = scope.opd
    return [Cell(*row) for row in query_rows(scope.edisi, _cells_sql(indicator, per, scope.opd), params)]


def _limits(indicator: Indicator, edisi: str, period: str) -> tuple[date | None, date | None]:
    """Between which days rows belong to a period; what is counted from January starts there, and all years together are the last one."""
    if indicator.sifat != "tahunan":
        return p.bounds(period)
    akhir = p.bounds(period)[1] or date(read_data_per(edisi).year, 12, 31)
    return date(akhir.year, 1, 1), akhir


@lru_cache(maxsize=4096)
def list_anak(edisi: str, prefix: str | None, tingkat: str, pada: date) -> tuple[tuple[str, str], ...]:
    """(kode, nama) of the regions of a level in force on a day; an edition never changes, so they are kept."""
    return tuple(query_rows(edisi, _ANAK_SQL, {"wilayah": prefix, "tingkat": tingkat, "pada": pada}))


@lru_cache(maxsize=4096)
def count_wilayah(edisi: str, kode: str, per: str, tingkat: str, pada: date) -> Mapping[str, int]:
    """How many regions of a level each cell held on a day."""
    prefix = None if kode == NASIONAL else kode
    params: dict[str, object] = {"wilayah": prefix, "tingkat": tingkat, "pada": pada}
    if per not in _LENGTH:
        params["total"] = kode
    return dict(query_rows(edisi, _WILAYAH_SQL.format(cell=_cell_sql(per)), params))


def as_number(value: object) -> float | None:
    """Counts as float; unknown stays None."""
    return None if value is None else float(value)
