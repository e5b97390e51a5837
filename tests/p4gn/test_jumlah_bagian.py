"""Parts and what lies above them give the figure of the region: every indicator of the map, every region of Kalimantan Selatan, every period.

The province and its kab/kota are asked of every indicator; of the kecamatan each indicator takes its third, so that together they take all.
"""

from __future__ import annotations

import pandas as pd
import pytest

from p4gn import periode as p
from p4gn.geography import wilayah
from p4gn.indicators.catalogue import CATALOGUE, Indicator
from p4gn.indicators.cells import PER_WILAYAH, read_cells
from p4gn.indicators.compute import compute_table, unlocated
from p4gn.indicators.states import DISAMARKAN
from p4gn.scope import Scope
from p4gn.warehouse.read import list_tahun

PETA = [each for each in CATALOGUE.values() if "peta" in each.tampilan]
KABKOTA = [each.kode for each in wilayah.list_anak("63")]
ATAS = ["63", *KABKOTA]
KECAMATAN = [each.kode for kode in KABKOTA for each in wilayah.list_anak(kode)]
PERIODE = 13  # all years together, four years, eight semesters
Angka = tuple[float, float]  # pembilang, penyebut


def list_periode(edisi: str) -> list[str]:
    years = [str(year) for year in list_tahun(edisi)]
    return [p.SEMUA, *years, *(half for year in years for half in p.list_semester(year))]


def list_bagian(indicator: Indicator, scope: Scope) -> list[str]:
    """Every level below the region down to the finest at which the indicator is published."""
    below = PER_WILAYAH[PER_WILAYAH.index(scope.tingkat) + 1 :]
    return [per for per in below if indicator.allows_tingkat(per)]


def list_asked(indicator: Indicator) -> list[str]:
    """Regions of which the figure is asked for: the province and its kab/kota; a third of the kecamatan, another one for the next indicator,
    where they have parts; every twelfth where they have none, for its own figure alone."""
    below = [kode for kode in KECAMATAN if indicator.allows_tingkat("kecamatan")]
    if below and list_bagian(indicator, Scope("", below[0])):
        return [*ATAS, *below[PETA.index(indicator) % 3 :: 3]]
    return [kode for kode in ATAS if indicator.allows_tingkat(Scope("", kode).tingkat)] + below[::12]


def cells_of(frame: pd.DataFrame) -> dict[tuple[str, str], Angka]:
    """(kode, periode) → pembilang and penyebut; an unknown count adds nothing."""
    assert DISAMARKAN not in set(frame["keadaan"]), "the example hides nothing here; what a label hides is in test_label_desa.py"
    filled = frame[["pembilang", "penyebut"]].fillna(0.0).itertuples(index=False, name=None)
    return dict(zip(zip(frame["kode"], frame["periode"], strict=True), filled, strict=True))


def add_up(cells: dict[tuple[str, str], Angka], rest: dict[str, Angka]) -> dict[str, Angka]:
    """Period → sums of all parts and the rest."""
    sums = {period: [*numbers] for period, numbers in rest.items()}
    for (_, period), (top, bottom) in cells.items():
        sums[period][0] += top
        sums[period][1] += bottom
    return {period: (top, bottom) for period, (top, bottom) in sums.items()}


def rest_above(indicator: Indicator, scope: Scope, per: str, periods: list[str]) -> dict[str, Angka]:
    """Period → what counts for the region and for none of its parts; `unlocated`, which the screens ask, says the same."""
    rest = {
        cell.periode: (float(cell.pembilang or 0), float(cell.penyebut or 0))
        for cell in read_cells(indicator, scope, per, periods)
        if cell.kode is None
    }
    for period in rest or {p.SEMUA: None}:
        told = unlocated(indicator, Scope(scope.edisi, scope.kode_wilayah, period), per)
        assert (told.pembilang or 0, told.penyebut or 0) == rest.get(period, (0, 0)), (indicator.id, scope.kode_wilayah, per, period)
    return {period: rest.get(period, (0.0, 0.0)) for period in periods}


@pytest.mark.parametrize("indicator", PETA, ids=lambda each: each.id)
def test_parts_add_up_to_the_region_in_every_period(edisi_penuh: str, indicator: Indicator) -> None:
    """Counts by their sum; shares by the sums above and below the line, for percentages are never added. And a region says of itself what the
    regions above say of it."""
    periods = list_periode(edisi_penuh)
    assert (len(KABKOTA), len(KECAMATAN), len(periods)) == (13, 156, PERIODE)
    assert indicator.aditif or indicator.is_rasio, "a count that does not add up needs a rule of its own here"
    wrong: list[tuple[object, ...]] = []
    said: dict[tuple[str, str], Angka] = {}
    compared = 0
    asked = list_asked(indicator)
    for kode in asked:
        scope = Scope(edisi_penuh, kode)
        own = cells_of(compute_table(indicator, scope, "total", periods))
        wrong += [(*key, figure, said[key]) for key, figure in own.items() if said.get(key, figure) != figure]
        for per in list_bagian(indicator, scope):
            cells = cells_of(compute_table(indicator, scope, per, periods))
            together = add_up(cells, rest_above(indicator, scope, per, periods))
            wrong += [(kode, per, period, figure, together[period]) for (_, period), figure in own.items() if figure != together[period]]
            wrong += [(*key, figure, said[key]) for key, figure in cells.items() if said.get(key, figure) != figure]
            said |= cells
            compared += len(cells)
    print(f"{indicator.id}: {compared} sel dijumlahkan")
    assert not wrong, wrong[:5]
    # Every part is met from each region above it: a kab/kota once, a kecamatan twice, a desa twice and once more where its kecamatan is asked.
    met = {"kabkota": 13, "kecamatan": 2 * 156, "desa": 2 * 2016 + sum(len(wilayah.list_anak(kode)) for kode in asked if kode in KECAMATAN)}
    assert compared == PERIODE * sum(number for level, number in met.items() if indicator.allows_tingkat(level))
