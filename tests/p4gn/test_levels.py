"""How far up one must go until an indicator can tell the parts of a region apart."""

from __future__ import annotations

import pytest

from p4gn import levels
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.scope import Scope

RAPAT = CATALOGUE["rapat_tercatat"]  # known down to kab/kota
DESA = CATALOGUE["desa_bersinar_tercatat"]  # known down to the village
EDISI = "2026-01-01-uji-00000000"


def test_path_goes_from_the_province_down() -> None:
    assert [step.kode for step in levels.list_jalur("63.06.05")] == ["63", "63.06", "63.06.05"]
    assert levels.list_jalur("nasional") == []


@pytest.mark.parametrize(("kode", "parts"), [("nasional", "provinsi"), ("63", "kabkota"), ("63.06", None)])
def test_meetings_have_no_parts_below_the_regency(kode: str, parts: str | None) -> None:
    assert levels.find_parts(RAPAT, Scope(EDISI, kode)) == parts


def test_map_climbs_to_where_there_are_parts_and_marks_where_one_was() -> None:
    scope = Scope(EDISI, "63.06.05")
    shown = levels.nearest_divided(RAPAT, scope)
    assert shown.kode_wilayah == "63"
    assert levels.find_within(scope, shown, "kabkota") == "63.06"
    assert levels.nearest_divided(DESA, scope) == scope
    assert levels.find_within(scope, scope, "desa") is None


def test_trend_climbs_only_to_where_the_indicator_is_published() -> None:
    assert levels.nearest_published(RAPAT, Scope(EDISI, "63.06.05")).kode_wilayah == "63.06"
