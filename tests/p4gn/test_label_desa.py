"""A count of villages in danger never tells which ones they are, and with its sisters nobody can subtract to it."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import compute
from p4gn.indicators.hidden import silent_regions
from p4gn.scope import Scope
from tests.p4gn.edisi_kecil import write_edisi

BERLABEL = [each for each in CATALOGUE.values() if each.aturan_kecil.label]


def insert(table: str, **values: object) -> str:
    cells = ", ".join("null" if value is None else str(value) if isinstance(value, int) else f"'{value}'" for value in values.values())
    return f"insert into mart.{table} ({', '.join(values)}) values ({cells});"


def village(kode: str, rawan: bool, tahap: int | None = None) -> str:
    """Rows of one village: its name, how it was judged in 2025, and its stage."""
    place = {
        "kode_desa": kode,
        "kode_kecamatan": kode[:8],
        "kode_kabkota": kode[:5],
        "kode_provinsi": "96",
        "kode_wilayah": kode,
        "kunci_desa": kode,
    }
    name = {
        "kode_wilayah": kode,
        "nama_wilayah": f"Desa {kode}",
        "nama_resmi": f"Desa {kode}",
        "tingkat": "desa",
        "jenis": "Desa",
        "kode_induk": kode[:8],
    }
    judged = {"kategori": "bahaya" if rawan else "aman", "metode": "IKRN", "tahun": 2025, "mulai": "2025-01-01"}
    told = insert("wilayah", **name) + insert("kerawanan", **place, **judged)
    if tahap is not None:
        told += insert("desa_bersinar", **place, id_desa_bersinar=kode, program="BNN", tahap=tahap, tahun=2025)
    return told


def province(*villages: str) -> str:
    """Province 96 with two kab/kota of two kecamatan, besides the tiny ones; the rows of these are taken away, for they are too few to tell anything."""
    regions = [
        ("96", "provinsi"),
        *((f"96.0{i}", "kabkota") for i in (1, 2)),
        *((f"96.0{i}.0{j}", "kecamatan") for i in (1, 2) for j in (1, 2)),
    ]
    rows = "".join(
        f"insert into mart.wilayah values ('{kode}', 'W {kode}', 'W {kode}', '{level}', 'x', '{kode.rpartition('.')[0]}', null, null);"
        for kode, level in regions
    )
    return f"delete from mart.kerawanan; {rows} {' '.join(villages)}"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    """make(villages): the edition with these."""

    def build(*villages: str) -> str:
        name = f"2026-06-30-contoh-{crc32(request.node.name.encode()):08x}"  # what is kept of an edition is kept by its name
        write_edisi(tmp_path, name, province(*villages))
        monkeypatch.setenv("P4GN_DATA", str(tmp_path))
        return name

    return build


def many(kecamatan: str, rawan: int, aman: int, aktif: int = 0) -> list[str]:
    """So many villages of a kecamatan in danger without a programme, not in danger, and in danger with an active one."""
    kinds = [(True, None)] * rawan + [(False, None)] * aman + [(True, 3)] * aktif
    return [village(f"{kecamatan}.{2001 + number}", *kind) for number, kind in enumerate(kinds)]


def states(edisi: str, id_: str, per: str, kode: str = "96") -> dict[str, str]:
    return compute(CATALOGUE[id_], Scope(edisi, kode, "2025"), per).set_index("kode")["keadaan"].to_dict()


ORDINARY = [*many("96.01.01", 2, 4), *many("96.01.02", 1, 5, 1), *many("96.02.01", 0, 6), *many("96.02.02", 3, 4)]


def test_ordinary_counts_are_told(make) -> None:
    edisi = make(*ORDINARY)
    frame = compute(CATALOGUE["desa_rawan_tanpa_program"], Scope(edisi, "96", "2025"), "kecamatan").set_index("kode")
    assert frame["pembilang"].to_dict() == {"96.01.01": 2, "96.01.02": 1, "96.02.01": 0, "96.02.02": 3}
    assert silent_regions(CATALOGUE["desa_rawan"], edisi, "2025") == ()


@pytest.mark.parametrize("indicator", BERLABEL, ids=lambda each: each.id)
@pytest.mark.parametrize(
    "telling",
    [many("96.01.01", 5, 0), many("96.01.01", 1, 0), many("96.01.01", 0, 2), many("96.01.01", 3, 0, 4)],
    ids=["all five", "the only one", "only two to guess among", "all that are not active"],
)
def test_a_count_that_names_its_villages_is_hidden_with_its_sisters(make, indicator, telling) -> None:
    edisi = make(*telling, *many("96.01.02", 1, 5), *many("96.02.01", 0, 6), *many("96.02.02", 3, 4))
    frame = compute(indicator, Scope(edisi, "96", "2025"), "kecamatan").set_index("kode")
    assert set(frame.loc[["96.01.01", "96.01.02"], "keadaan"]) == {"disamarkan"}
    assert frame.loc[["96.01.01", "96.01.02"], ["pembilang", "penyebut", "nilai"]].isna().all(axis=None)
    assert "disamarkan" not in set(frame.loc[["96.02.01", "96.02.02"], "keadaan"])
    assert "disamarkan" not in set(states(edisi, indicator.id, "kabkota").values()), "the sum of both is told"
    assert set(states(edisi, indicator.id, "total", "96.01.01").values()) == {"disamarkan"}, "nor does the region say it of itself"


def test_a_kabkota_of_labelled_villages_alone_hides_all_that_could_be_subtracted(make) -> None:
    edisi = make(*many("96.01.01", 4, 0), *many("96.01.02", 3, 0), *many("96.02.01", 1, 6), *many("96.02.02", 3, 4))
    for per in ("kabkota", "kecamatan"):
        assert set(states(edisi, "desa_rawan", per).values()) == {"disamarkan"}, per
    whole = compute(CATALOGUE["desa_rawan"], Scope(edisi, "96", "2025")).iloc[0]
    assert whole["pembilang"] == 11


def test_a_kecamatan_whose_villages_are_all_active_has_nothing_to_hide(make) -> None:
    edisi = make(*many("96.01.01", 0, 0, 4), *many("96.01.02", 1, 5), *many("96.02.01", 0, 6), *many("96.02.02", 3, 4))
    assert states(edisi, "desa_rawan_terlayani", "kecamatan")["96.01.01"] == "ada"


def test_nobody_can_subtract_to_a_hidden_count(make) -> None:
    """Of every region that is told, the parts that are hidden are none or at least two, and not all of them can be read off."""
    edisi = make(*many("96.01.01", 3, 0), *many("96.01.02", 1, 5), *many("96.02.01", 2, 6), *many("96.02.02", 3, 4))
    for parent in ("96", "96.01", "96.02"):
        for per in ("kabkota", "kecamatan") if parent == "96" else ("kecamatan",):
            frame = compute(CATALOGUE["desa_rawan"], Scope(edisi, parent, "2025"), per)
            hidden = frame["keadaan"].eq("disamarkan").sum()
            assert hidden == 0 or hidden >= 2, (parent, per)
            assert pd.isna(frame.loc[frame["keadaan"].eq("disamarkan"), "nilai"]).all()
