"""Layers of the map: each says what its list and its scorecard say, and no layer names a village in danger to everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from p4gn import peran
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute
from p4gn.scope import Scope
from p4gn.scoring.kartu import score_wilayah
from p4gn.warehouse.read import query_rows, read_list_scope
from ui import lapisan
from ui.figures.peta import MapPoint
from ui.figures.tanda_titik import TANDA

KODE = ("63", "63.06", "63.06.04")


@pytest.fixture(params=["publik", "analis"], autouse=True)
def siapa(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test holds for who may see villages named and for who may not."""
    monkeypatch.setenv(peran.VARIABEL, request.param)
    return request.param


def codes(points: list[MapPoint], tanda: str) -> list[str]:
    return sorted(each.kode for each in points if each.tanda == tanda)


@pytest.mark.parametrize("kode", KODE)
@pytest.mark.parametrize("id_", lapisan.LAPISAN)
def test_marks_lie_in_the_region_and_are_known(edisi_penuh: str, id_: str, kode: str) -> None:
    points = lapisan.list_titik(id_, Scope(edisi_penuh, kode, "2026"))
    assert points or kode == "63.06.04"
    assert {each.tanda for each in points} <= set(TANDA)
    assert all(each.kode.startswith(kode) and each.tooltip.count("\n") >= 1 for each in points)


@pytest.mark.parametrize("periode", ["semua", "2024", "2026-S1"])
def test_villages_of_the_programme_are_as_many_as_the_card_says(edisi_penuh: str, periode: str) -> None:
    scope = Scope(edisi_penuh, "63", periode)
    points = lapisan.list_titik("desa_bersinar", scope)
    told = compute(CATALOGUE["desa_bersinar_tercatat"], scope).iloc[0]["pembilang"]
    assert sum(each.tanda != "tahap-0" for each in points) + lapisan.count_tak_dikenal("desa_bersinar", scope) == told


@pytest.mark.parametrize("periode", ["semua", "2024", "2026"])
def test_units_are_as_many_as_the_card_says(edisi_penuh: str, periode: str) -> None:
    scope = Scope(edisi_penuh, "63", periode)
    points = lapisan.list_titik("ibm", scope)
    assert len(points) + lapisan.count_tak_dikenal("ibm", scope) == compute(CATALOGUE["unit_ibm"], scope).iloc[0]["pembilang"]


@pytest.mark.parametrize("kode", ["63.06", "63.71"])
def test_teams_are_those_of_the_scorecards(edisi_penuh: str, kode: str) -> None:
    rows = score_wilayah(edisi_penuh, kode, "2026").baris
    points = lapisan.list_titik("tim", Scope(edisi_penuh, kode, "2026"))
    assert codes(points, "tim") == sorted(row.kunci for row in rows if row.sel["tim_terpadu"].status == "hijau")
    assert codes(points, "tanpa_tim") == sorted(row.kunci for row in rows if row.sel["tim_terpadu"].status != "hijau")


def test_all_kecamatan_of_the_province_have_a_mark(edisi_penuh: str) -> None:
    scope = Scope(edisi_penuh, "63", "2026")
    points = lapisan.list_titik("tim", scope)
    assert len(points) == 156
    assert len(codes(points, "tim")) == compute(CATALOGUE["kecamatan_bertim"], scope).iloc[0]["pembilang"]


@pytest.mark.parametrize("kode", KODE)
def test_gaps_are_villages_for_some_and_kecamatan_for_all(edisi_penuh: str, siapa: str, kode: str) -> None:
    scope = Scope(edisi_penuh, kode, "2026")
    points = lapisan.list_titik("celah", scope)
    if siapa == "analis":
        assert codes(points, "celah") == sorted(read_list_scope(scope, "celah_desa")["kode_desa"])
        return
    told = compute(CATALOGUE["desa_rawan_tanpa_program"], scope, "kecamatan").set_index("kode")["pembilang"]
    assert codes(points, "celah_kecamatan") == sorted(told[told > 0].index)
    assert all(each.kode.count(".") == 2 for each in points)
    assert all(f"\n{told[each.kode]:.0f} desa/kelurahan rawan" in each.tooltip for each in points)


def test_nothing_that_is_sent_to_everybody_holds_a_village_in_danger(edisi_penuh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of villages in danger that are in no programme neither code nor name is in any layer; villages of the programme show their stage alone."""
    monkeypatch.setenv(peran.VARIABEL, "publik")
    scope = Scope(edisi_penuh, "63", "2026")
    sent = json.dumps([[each.kode, each.tooltip] for id_ in lapisan.LAPISAN for each in lapisan.list_titik(id_, scope)])
    sql = """select distinct s.kode_desa, w.nama_resmi from mart.status_desa as s join mart.wilayah as w on w.kode_wilayah = s.kode_desa where rawan
        and not exists (from mart.desa_bersinar as d where d.kode_desa = s.kode_desa) and not exists (from mart.ibm as i where i.kode_desa = s.kode_desa)"""
    secret = query_rows(edisi_penuh, sql)
    named = {
        row[0]
        for row in query_rows(
            edisi_penuh,
            "select distinct nama_resmi from mart.wilayah as w join mart.status_desa as s on s.kode_desa = w.kode_wilayah where tahap is not null or ber_ibm",
        )
    }
    assert len(secret) > 50
    assert not [kode for kode, _ in secret if kode in sent]
    assert not [nama for _, nama in secret if nama not in named and f'"{nama}\\n' in sent]
    assert not {"bahaya", "waspada", "IKRN"} & set(sent.replace(",", " ").split())


def test_the_layer_of_one_role_is_never_handed_to_another(edisi_penuh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(edisi_penuh, "63.06", "2026")
    seen: Iterator[set[int]] = ({each.kode.count(".") for each in lapisan.list_titik("celah", scope)} for _ in range(3))
    for name, depth in (("analis", {3}), ("publik", {2}), ("pimpinan", {3})):
        monkeypatch.setenv(peran.VARIABEL, name)
        assert next(seen) == depth, name


def test_a_layer_lies_only_where_it_makes_sense() -> None:
    assert [each for each in lapisan.LAPISAN if lapisan.LAPISAN[each].allows("provinsi")] == []
    assert not lapisan.LAPISAN["tim"].allows("desa")
    assert all(lapisan.LAPISAN[each].allows("kecamatan") for each in lapisan.LAPISAN)
