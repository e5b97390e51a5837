"""One number everywhere: what the catalogue publishes of villages and teams is what the scorecards judge, and the lists hold as many rows."""

from __future__ import annotations

import pandas as pd
import pytest

from p4gn.geography import wilayah
from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute, compute_table
from p4gn.scope import Scope
from p4gn.scoring.kartu import score_wilayah
from p4gn.scoring.naskah import list_naskah
from p4gn.warehouse.read import query, read_list_scope

KABKOTA = [each.kode for each in wilayah.list_anak("63")]
TAHUN = ("2023", "2024", "2025", "2026")
#: duty → the indicator that says the same; numerator and denominator
SAMA = {"prioritas_terlayani": "desa_rawan_terlayani", "ibm": "cakupan_ibm", "tim_kecamatan": "kecamatan_bertim"}


def count(number: float | None) -> float:
    return 0.0 if number is None or pd.isna(number) else float(number)


@pytest.mark.parametrize("tahun", [*TAHUN, "2025-S1", "2026-S1"])
@pytest.mark.parametrize(("kewajiban", "id_"), SAMA.items())
def test_of_every_kabkota_the_indicator_and_the_scorecard_say_the_same(edisi_penuh: str, kewajiban: str, id_: str, tahun: str) -> None:
    published = compute(CATALOGUE[id_], Scope(edisi_penuh, "63", tahun), "kabkota").set_index("kode")
    rows = score_wilayah(edisi_penuh, "63", tahun).baris
    assert len(rows) == 13
    for row in rows:
        sel, cell = row.sel[kewajiban], published.loc[row.kunci]
        if sel.pembilang is None:  # nothing to judge: no villages in danger, or nobody has told
            assert count(cell["pembilang"]) == 0, row.nama
        else:
            assert (count(cell["pembilang"]), cell["penyebut"]) == (sel.pembilang, sel.penyebut), row.nama


@pytest.mark.parametrize("tahun", TAHUN)
def test_of_every_kecamatan_the_same_villages_are_in_danger_served_and_with_an_ibm_unit(edisi_penuh: str, tahun: str) -> None:
    published = {
        id_: compute(CATALOGUE[id_], Scope(edisi_penuh, "63", tahun), "kecamatan").set_index("kode") for id_ in list(SAMA.values())[:2]
    }
    compared = 0
    for kode in KABKOTA:
        for row in score_wilayah(edisi_penuh, kode, tahun).baris:
            for kewajiban in ("prioritas_terlayani", "ibm"):
                sel, cell = row.sel[kewajiban], published[SAMA[kewajiban]].loc[row.kunci]
                if sel.pembilang is not None:
                    assert (count(cell["pembilang"]), cell["penyebut"]) == (sel.pembilang, sel.penyebut), (row.kunci, kewajiban)
                    compared += 1
    assert compared > 80


def test_a_kecamatan_has_a_team_where_its_scorecard_is_green(edisi_penuh: str) -> None:
    latest = "select kode_wilayah, arg_max(berlaku, selesai) as berlaku from mart.status_tim where selesai <= $akhir group by all"
    green = set()
    for kode in KABKOTA:
        green |= {row.kunci for row in score_wilayah(edisi_penuh, kode, "2026").baris if row.sel["tim_terpadu"].status == "hijau"}
    standing = query(edisi_penuh, latest, {"akhir": "2026-12-31"})
    assert set(standing.loc[standing["berlaku"], "kode_wilayah"]) == green
    assert compute(CATALOGUE["kecamatan_bertim"], Scope(edisi_penuh, "63", "2026")).iloc[0]["pembilang"] == len(green)


def test_every_framework_means_the_same_by_danger_and_by_active() -> None:
    """What the mart writes down as rawan, aktif and ber_ibm is what each framework asks for."""
    asked = [
        naskah["kewajiban"].get(duty, {}).get("aturan")
        for naskah in list_naskah()
        for duty in ("prioritas_terlayani", "kecamatan.prioritas_terlayani")
    ]
    told = [each for each in asked if each]
    assert told
    assert all(set(each["kategori"]) == {"waspada", "bahaya"} and each["tahap_minimal"] == 3 for each in told)
    stage = [naskah["kewajiban"].get("ibm", {}).get("aturan") for naskah in list_naskah()]
    assert {each["tahap_minimal"] for each in stage if each} == {1}


@pytest.mark.parametrize("periode", ["semua", "2023", "2025", "2025-S1", "2026"])
@pytest.mark.parametrize("kode", ["63", "63.06", "63.06.04"])
def test_the_lists_hold_as_many_villages_as_the_numbers_say(edisi_penuh: str, kode: str, periode: str) -> None:
    scope = Scope(edisi_penuh, kode, periode)
    lacking = compute(CATALOGUE["desa_rawan_tanpa_program"], scope).iloc[0]["pembilang"]
    gaps = read_list_scope(scope, "celah_desa")
    assert len(gaps) == count(lacking) and gaps["kode_desa"].is_unique
    share = compute(CATALOGUE["cakupan_ibm"], scope).iloc[0]
    assert len(read_list_scope(scope, "ibm_desa")) == count(share["penyebut"])
    assert len(read_list_scope(scope, "ibm_desa", ber_ibm=True)) == count(share["pembilang"])
    assert len(read_list_scope(scope, "ibm_desa", ber_ibm=False)) == count(share["penyebut"]) - count(share["pembilang"])


def test_served_and_not_served_make_all_villages_in_danger(edisi_penuh: str) -> None:
    scope, periods = Scope(edisi_penuh, "63"), ["semua", *TAHUN]
    served, lacking, whole = (
        compute_table(CATALOGUE[id_], scope, "kecamatan", periods)["pembilang"].fillna(0)
        for id_ in ("desa_rawan_terlayani", "desa_rawan_tanpa_program", "desa_rawan")
    )
    assert (served + lacking == whole).all() and whole.sum() > 500
