"""What an edition may show of a refused or flagged cell in a table that has secrets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl import masking
from etl.masking import DISAMARKAN, mask_masalah, mask_tanda
from etl.problems import Masalah, Tanda
from etl.sources import Column, load_sources


@pytest.fixture(autouse=True)
def table_with_all_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = ("zat_jumlah", "rupiah", "persen", "tanggal", "wilayah", "cacah")
    columns = tuple(Column(f"kolom_{jenis}", jenis, rahasia=jenis == "zat_jumlah") for jenis in kinds)
    source = replace(load_sources()["tes_urine"], kolom=columns)
    monkeypatch.setattr(masking, "load_sources", lambda: {"tes_urine": source})


def refused(jenis: str) -> Masalah:
    alasan = "“THC: 2 orang” bukan 2"
    return mask_masalah(Masalah("a.xlsx", alasan, "", "tes_urine", "Data", 7, f"kolom_{jenis}", "THC: 2 orang", saran=("THC",)))


@pytest.mark.parametrize("jenis", ["zat_jumlah", "cacah", "persen"])
def test_a_refused_result_shows_neither_cell_nor_suggestion(jenis: str) -> None:
    masked = refused(jenis)
    assert masked.nilai == DISAMARKAN and masked.saran == ()
    assert "THC" not in masked.kalimat() and "2" not in masked.alasan


@pytest.mark.parametrize("jenis", ["rupiah", "tanggal", "wilayah"])
def test_a_refused_budget_date_or_region_is_shown(jenis: str) -> None:
    masked = refused(jenis)
    assert masked.nilai == "THC: 2 orang" and masked.saran == ("THC",)


def test_a_flagged_result_is_masked_and_a_flagged_count_is_not() -> None:
    tanda = Tanda("a.xlsx", "tes_urine", "Data", 7, "kolom_zat_jumlah", "THC: 2 orang", "tertulis “THC: 2 orang”", saran=("THC",))
    assert mask_tanda(tanda).nilai == DISAMARKAN and "THC" not in mask_tanda(tanda).tanda and mask_tanda(tanda).saran == ()
    assert mask_tanda(replace(tanda, kolom="kolom_cacah")).nilai == "THC: 2 orang"
