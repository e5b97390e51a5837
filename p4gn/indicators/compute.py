"""Numbers from definitions: any indicator of the catalogue, for any scope, per region, agency or period.

Add first, divide last. Events all count where their whole known date lies in the period; a state counts once, as it last
stood at the end of the period. A row known only to its year belongs to that year and to no semester; a row without any
date belongs to 'semua' alone; an event of several days belongs to the period of its first day.
A row that names only the province counts for the province and for no kabupaten/kota.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from p4gn import periode as p
from p4gn.indicators import states
from p4gn.indicators.catalogue import Indicator
from p4gn.indicators.cells import (
    DI_DALAM,
    KATA_TINGKAT,
    PER,
    PER_WILAYAH,
    Cell,
    as_number,
    check_wilayah,
    count_wilayah,
    find_nama,
    find_nama_resmi,
    list_anak,
    read_cells,
    row_denominator,
    source_sql,
)
from p4gn.indicators.hidden import SISA, is_hidden, standing_on
from p4gn.scope import NASIONAL, Scope
from p4gn.warehouse.read import list_tahun, query_rows

COLUMNS = ("kode", "nama", "pembilang", "penyebut", "nilai", "bawah", "atas", "keadaan")
_NUMBERS = ("pembilang", "penyebut", "nilai", "bawah", "atas")
_Z = 1.959963984540054  # two-sided 95 %


class TingkatTidakTersedia(LookupError):
    """The indicator is not published at the level (or per agency) that was asked for."""


class Sisa(NamedTuple):
    """What is in a total but in none of its parts; pembilang is None when hidden or when there is nothing to add."""

    baris: int
    pembilang: float | None
    penyebut: float | None


class Nilai(NamedTuple):
    """The last six columns of a result."""

    pembilang: float | None
    penyebut: float | None
    nilai: float | None
    bawah: float | None
    atas: float | None
    keadaan: str


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


def _list_cells(scope: Scope, per: str, pada: date, met: Mapping[str, Cell]) -> list[tuple[str, str]]:
    """(kode, nama) of every cell to show, also those without a record; and any code met that was not in force."""
    if per == "opd":
        return [(kode, _name_opd(scope, kode, cell.nama or kode)) for kode, cell in sorted(met.items())]
    if per not in PER_WILAYAH:
        return [(scope.kode_wilayah, check_wilayah(scope))]
    listed = list_anak(scope.edisi, scope.prefix, per, pada)
    extra = set(met) - {kode for kode, _ in listed}
    return _tell_apart(scope.edisi, sorted([*listed, *((kode, find_nama(scope.edisi, kode) or kode) for kode in extra)]))


def _name_opd(scope: Scope, kunci: str, nama: str) -> str:
    """('SETDA@63.71', 'Sekretariat Daerah') → 'Sekretariat Daerah, Kota Banjarmasin'; a province is named in a national list only."""
    wilayah = kunci.rpartition("@")[2] if "@" in kunci else ""
    if "." not in wilayah and scope.kode_wilayah != NASIONAL:
        return nama
    resmi = find_nama_resmi(scope.edisi, wilayah) if wilayah else None
    return f"{nama}, {resmi}" if resmi else nama


def _tell_apart(edisi: str, cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Short names, but the official one ('Kota Bogor', 'Kabupaten Bogor') where two rows would read the same."""
    met = Counter(nama for _, nama in cells)
    return [(kode, find_nama_resmi(edisi, kode) or nama) if met[nama] > 1 else (kode, nama) for kode, nama in cells]


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


def _compute_rows(indicator: Indicator, scope: Scope, per: str, periods: Sequence[str]) -> Iterator[tuple]:
    """(periode, kode, nama, pembilang, penyebut, nilai, bawah, atas, keadaan) in the order of periods and codes."""
    met: dict[str, dict[str, Cell]] = {period: {} for period in periods}
    for cell in read_cells(indicator, scope, per, periods):
        if cell.kode is not None:
            met[cell.periode][cell.kode] = cell
    region = indicator.penyebut.wilayah if indicator.penyebut else None
    for period in periods:
        pada = standing_on(scope.edisi, period)
        regions = count_wilayah(scope.edisi, scope.kode_wilayah, per, region, pada) if region else {}
        for kode, nama in _list_cells(scope, per, pada, met[period]):
            cell = met[period].get(kode)
            top = as_number(cell.pembilang) if cell else None
            bottom = float(regions.get(kode, 0)) if region else (as_number(cell.penyebut) if cell else None)
            result = judge(indicator, top, bottom)
            if is_hidden(indicator, scope.edisi, kode, period):
                # How many villages carry a label is what is hidden, also below the line of a ratio.
                bottom = None if indicator.aturan_kecil.label else bottom
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


def unlocated(indicator: Indicator, scope: Scope, per: str) -> Sisa:
    """What counts for the scope but for no region of level `per`, so that Σ parts + this = total (additive indicators)."""
    if per not in PER_WILAYAH:
        raise TingkatTidakTersedia("Sisa di atas tingkat hanya ada untuk rincian menurut wilayah.")
    _check_tingkat(indicator, scope, per)
    rest = next((cell for cell in read_cells(indicator, scope, per, [scope.periode]) if cell.kode is None), None)
    if rest is None:
        return Sisa(0, None, None)
    if indicator.aturan_kecil.berlaku:
        # Given only when every remainder it is made of is itself visible.
        above = ["total", *PER_WILAYAH[: PER_WILAYAH.index(per)]]
        inside = {scope.kode_wilayah, *_codes_inside(indicator, scope, above)}
        if any(is_hidden(indicator, scope.edisi, kode + SISA, scope.periode) for kode in inside):
            return Sisa(rest.baris, None, None)
    return Sisa(rest.baris, as_number(rest.pembilang), as_number(rest.penyebut))


def _codes_inside(indicator: Indicator, scope: Scope, levels: Sequence[str]) -> set[str]:
    cells = (cell for level in levels for cell in read_cells(indicator, scope, level, [scope.periode]))
    return {cell.kode for cell in cells if cell.kode is not None}


def undated(indicator: Indicator, scope: Scope) -> Sisa:
    """Rows of the scope's region without any date: they count in 'semua' and in no year."""
    return _rows_outside(indicator, scope, p.SEMUA, "mulai is null")


def _rows_outside(indicator: Indicator, scope: Scope, period: str, condition: str) -> Sisa:
    _check_tingkat(indicator, scope, "total")
    sql = f"""
select {indicator.pembilang.sql} as pembilang, {row_denominator(indicator)} as penyebut, count(*) as baris
from ({source_sql(indicator, "total", scope.opd)})
where ({indicator.baris}) and ({condition}) and {DI_DALAM}"""
    params = {"wilayah": scope.prefix} | ({"opd": scope.opd} if scope.opd is not None else {})
    pembilang, penyebut, baris = query_rows(scope.edisi, sql, params)[0]
    if baris == 0 or is_hidden(indicator, scope.edisi, scope.kode_wilayah, period + SISA):
        return Sisa(baris, None, None)
    return Sisa(baris, as_number(pembilang), as_number(penyebut))
