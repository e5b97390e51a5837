"""Periods, their names and bounds; and the scope that carries one."""

from datetime import date

import pytest

from p4gn import periode
from p4gn.scope import NASIONAL, Scope, WilayahTidakDikenal
from p4gn.warehouse import read


@pytest.mark.parametrize(
    ("teks", "label", "awal", "akhir"),
    [
        ("semua", "Semua tahun", None, None),
        ("2025", "Tahun 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-S1", "Semester I 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-S2", "Semester II 2025", date(2025, 7, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_a_name_and_two_days(teks, label, awal, akhir):
    assert str(periode.parse_periode(teks)) == teks
    assert periode.label(teks) == label
    assert periode.bounds(teks) == (awal, akhir)


@pytest.mark.parametrize("teks", ["", "25", "2025-S3", "2025-s1", "3025", "2025 ", "tahun 2025"])
def test_anything_else_is_refused_with_an_example(teks):
    with pytest.raises(periode.PeriodeTidakDikenal, match="2025-S1"):
        periode.parse_periode(teks)


def test_a_period_runs_until_the_data_reach_its_end():
    for day, expected in (
        (date(2025, 6, 30), [False, True, False, True]),
        (date(2025, 12, 31), [False] * 4),
        (date(2025, 6, 29), [False, True, True, True]),
    ):
        assert [periode.is_berjalan(t, day) for t in ("semua", "2025", "2025-S1", "2025-S2")] == expected


def test_periods_of_an_edition_are_the_years_with_a_record_newest_first(edisi):
    assert read.list_tahun(edisi) == [2023, 2024, 2025]
    assert read.list_periode(edisi) == ["semua", "2025", "2024", "2023"]
    assert read.list_periode(edisi, semester=True)[:4] == ["semua", "2025", "2025-S2", "2025-S1"]


def test_scope_knows_its_level_and_refuses_a_malformed_code():
    assert [Scope("e", k).tingkat for k in ("63", "63.06", "63.06.01", "63.06.01.2001", "nasional")] == [
        "provinsi", "kabkota", "kecamatan", "desa", "nasional",
    ]  # fmt: skip
    assert Scope("e", "").kode_wilayah == Scope("e", "ID").kode_wilayah == NASIONAL
    assert Scope("e", "ID").prefix is None
    for bad in ("6306", "63.6", "HSS", "63.06.01.2001.1"):
        with pytest.raises(WilayahTidakDikenal, match="bertitik"):
            Scope("e", bad)
    with pytest.raises(periode.PeriodeTidakDikenal):
        Scope("e", "63", "2025-S9")
