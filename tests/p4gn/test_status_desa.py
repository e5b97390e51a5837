"""How villages and teams stand day by day, on rows that can be checked by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd

from p4gn.warehouse.read import query, query_rows


def steps(edisi: str, kode: str) -> list[tuple[object, ...]]:
    sql = """select selesai, kategori, tahun_penilaian, metode, rawan, tahap, aktif, ber_ibm from mart.status_desa
        where kunci_desa = $kode order by selesai nulls first"""
    return query_rows(edisi, sql, {"kode": kode})


def test_a_village_carries_what_did_not_change(edisi: str) -> None:
    assert steps(edisi, "98.01.01.2001") == [
        (date(2023, 1, 1), "bahaya", 2023, "pra-2024", True, None, False, None),
        (date(2023, 12, 31), "bahaya", 2023, "pra-2024", True, 1, False, None),  # designated some time in 2023: known at its end
        (date(2024, 1, 1), "waspada", 2024, "IKRN", True, 1, False, None),
        (date(2025, 1, 1), "waspada", 2024, "IKRN", True, 1, False, True),  # its IBM unit reports since the first half of 2025
        (date(2025, 2, 2), "waspada", 2024, "IKRN", True, 2, False, True),  # launched
    ]


def test_of_two_methods_in_one_year_ikrn_counts(edisi: str) -> None:
    judged = steps(edisi, "98.01.02.1001")[0]
    assert judged[:5] == (date(2024, 1, 1), "siaga", 2024, "IKRN", False)


def test_what_has_no_date_is_known_in_all_years_together_only(edisi: str) -> None:
    undated, *dated = steps(edisi, "98.03.01.2001")
    assert undated[0] is None and undated[1:] == ("bahaya", 2025, "IKRN", True, 3, True, False)
    assert [row[0] for row in dated] == [date(2025, 1, 1)] and dated[0][5:7] == (None, False)


def test_a_village_that_nobody_knows_has_its_stage_and_no_danger(edisi: str) -> None:
    assert steps(edisi, "98.02|entah") == [(date(2024, 12, 31), None, None, None, None, 0, False, None)]


def test_a_village_not_assessed_is_not_safe(edisi: str) -> None:
    assert steps(edisi, "98.02.01.2001") == [(date(2025, 7, 1), None, None, None, None, None, False, True)]


def test_no_village_stands_twice_on_one_day(edisi: str) -> None:
    rows = query(edisi, "select kunci_desa, selesai from mart.status_desa")
    assert not rows.duplicated().any() and len(rows) > 10
    assert query_rows(edisi, "select count(*) from mart.status_desa where starts_with(kunci_desa, '98.01.01.2001')")[0][0] >= 5


def test_a_decree_runs_out_the_day_after_its_last(edisi: str) -> None:
    rows = query(edisi, "select kode_kecamatan, selesai, berlaku from mart.status_tim order by all")
    assert [(kode, day.date(), bool(berlaku)) for kode, day, berlaku in rows.itertuples(index=False)] == [
        ("98.01.01", date(2024, 3, 1), True),
        ("98.01.01", date(2025, 4, 1), False),
        ("98.01.02", date(2025, 2, 1), True),
        ("98.03.01", date(2024, 5, 5), False),  # a draft is no team
    ]
    assert not pd.isna(rows["berlaku"]).any()
