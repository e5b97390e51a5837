"""The score of a row, its colour, and the ranks rows share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, INFORMASI, KUNING, MERAH, TANPA_NILAI, TIDAK_BERLAKU
from p4gn.scoring.skor import hitung_nilai, list_pita
from tests.p4gn.fakta_uji import KERANGKA

BOBOT = {"a": 15.0, "b": 25.0, "c": 10.0, "d": 10.0, "e": 15.0, "f": 0.0}


def nilai(**status: str):
    return hitung_nilai(status, BOBOT, KERANGKA)


def test_the_score_counts_only_what_applies() -> None:
    found = nilai(a=HIJAU, b=KUNING, c=MERAH, d=TIDAK_BERLAKU, e=BELUM_JATUH_TEMPO)
    assert (found.pembilang, found.penyebut) == (27.5, 50.0)
    assert (found.skor, found.warna) == (55.0, KUNING)


def test_not_reported_counts_as_zero_and_lowers_completeness() -> None:
    found = nilai(a=HIJAU, b=HIJAU, c=BELUM_LAPOR)
    assert (found.skor, found.dilaporkan, found.berlaku) == (80.0, 2, 3)
    assert found.kelengkapan == pytest.approx(66.67, abs=0.01)
    assert found.warna == HIJAU


def test_a_duty_without_a_weight_counts_nowhere() -> None:
    assert nilai(a=HIJAU, f=BELUM_LAPOR) == nilai(a=HIJAU, f=INFORMASI) == nilai(a=HIJAU, f=MERAH) == nilai(a=HIJAU)


def test_completeness_of_exactly_sixty_percent_is_enough() -> None:
    enough = nilai(a=HIJAU, b=HIJAU, c=HIJAU, d=BELUM_LAPOR, e=BELUM_LAPOR)
    assert (enough.kelengkapan, enough.warna) == (60.0, KUNING)
    too_little = nilai(a=HIJAU, b=HIJAU, d=BELUM_LAPOR, e=BELUM_LAPOR)
    assert (too_little.kelengkapan, too_little.warna) == (50.0, TANPA_NILAI)
    assert too_little.skor is not None


def test_where_nothing_applies_there_is_no_score() -> None:
    nothing = nilai(a=TIDAK_BERLAKU, b=BELUM_JATUH_TEMPO)
    assert (nothing.skor, nothing.kelengkapan, nothing.warna) == (None, None, TANPA_NILAI)


@pytest.mark.parametrize(
    ("status", "skor", "warna"), [((HIJAU, MERAH), 80.0, HIJAU), ((KUNING, KUNING), 50.0, KUNING), ((MERAH, HIJAU), 20.0, MERAH)]
)
def test_exactly_on_a_threshold_is_above_it(status: tuple[str, str], skor: float, warna: str) -> None:
    found = hitung_nilai(dict(zip("xy", status, strict=True)), {"x": 40.0, "y": 10.0}, KERANGKA)
    assert (found.skor, found.warna) == (skor, warna)


def test_thresholds_come_from_the_framework() -> None:
    strict = replace(KERANGKA, ambang_skor={"hijau": 90, "kuning": 81}, kelengkapan_minimal=100)
    status, bobot = {"x": HIJAU, "y": MERAH}, {"x": 40.0, "y": 10.0}
    assert hitung_nilai(status, bobot, strict).warna == MERAH
    assert hitung_nilai({"x": HIJAU, "y": BELUM_LAPOR}, bobot, strict).warna == TANPA_NILAI


def test_scores_of_one_band_share_their_ranks() -> None:
    rows = [("a", 97.4, HIJAU), ("b", 92.5, HIJAU), ("c", 97.5, HIJAU), ("d", 92.4, HIJAU), ("e", 90.0, HIJAU), ("f", 12.0, MERAH)]
    assert list_pita(rows, 5) == {"c": "1", "a": "2–3", "b": "2–3", "d": "4–5", "e": "4–5", "f": "6"}


def test_who_has_no_grade_has_no_rank() -> None:
    assert list_pita([("a", 99.0, TANPA_NILAI), ("b", None, TANPA_NILAI), ("c", 40.0, MERAH)], 5) == {"c": "1"}
