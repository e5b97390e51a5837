"""A reading over time never takes a figure since January for that of a half-year, and never compares across a change of method."""

import dataclasses
from datetime import date

import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE, Perubahan
from p4gn.indicators.compute import COLUMNS, compute
from p4gn.indicators.sentences import reading
from p4gn.scope import Scope

CAKUPAN = CATALOGUE["cakupan_tes_urine"]
RAPAT = CATALOGUE["rapat_tercatat"]
KAMPUNG = CATALOGUE["kampung_bebas_narkoba"]


def made(values):
    """Counts by period as compute gives them, and a total of nine."""
    frame = pd.DataFrame([(kode, kode, n, None, n, None, None, "ada") for kode, n in values.items()], columns=list(COLUMNS))
    whole = pd.DataFrame([("98", "Nusa Uji", 9, None, 9, None, None, "ada")], columns=list(COLUMNS))
    return frame, whole


def with_break(indicator, *days):
    changes = (Perubahan(day, "Metode diganti.", putus=True) for day in days)
    return dataclasses.replace(indicator, perubahan=(indicator.perubahan[0], *changes))


@pytest.mark.parametrize(
    ("periode", "told"),
    [
        ("2026", "18 dari 300 ASN di Nusa Uji sudah dites urine sejak Januari sampai 30 Juni 2026 (6,0%)."),
        ("2025", "219 dari 300 ASN di Nusa Uji sudah dites urine pada 2025 (73,0%). "
                 "Dari 10,0% sejak Januari sampai 30 Juni 2025 menjadi 73,0% pada 2025."),
    ],
)  # fmt: skip
def test_what_is_counted_from_january_says_until_when(edisi, periode, told):
    scope = Scope(edisi, "98", periode)
    text = reading(CAKUPAN, compute(CAKUPAN, scope, "periode"), scope)
    assert text == told and "Semester" not in text


@pytest.mark.parametrize(
    ("values", "day", "rest"),
    [
        ({"2022": 9, "2023": 3, "2024": 5}, date(2024, 1, 1),
         "Tercatat 3 pada 2023 dan 5 pada 2024; keduanya tidak dapat dibandingkan karena cara hitungnya berubah."),
        # The highest before the change is no highest of what is counted now.
        ({"2022": 9, "2023": 3, "2024": 5}, date(2023, 1, 1), "Dari 3 pada 2023 menjadi 5 pada 2024."),
        ({"2022": 9, "2023": 3, "2024": 5}, date(2020, 1, 1), "Dari 3 pada 2023 menjadi 5 pada 2024; tertinggi 9 pada 2022."),
    ],
)  # fmt: skip
def test_events_are_not_compared_across_a_change_of_method(edisi, values, day, rest):
    frame, whole = made(values)
    text = reading(with_break(RAPAT, day), frame, Scope(edisi, "98"), per="periode", total=whole)
    assert text == f"Tercatat 9 rapat P4GN di Nusa Uji. {rest}"


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (date(2024, 1, 1), "Sejak cara hitungnya berubah: dari 4 pada akhir 2024 menjadi 9 pada akhir 2025."),
        (date(2025, 1, 1), "Sejak cara hitungnya berubah: hanya ada catatan pada akhir 2025 (9)."),
        (date(2020, 1, 1), "Yang bertanggal: dari 7 pada akhir 2023 menjadi 9 pada akhir 2025."),
    ],
)
def test_a_state_is_read_only_as_far_back_as_its_method(edisi, day, rest):
    frame, whole = made({"2023": 7, "2024": 4, "2025": 9})
    text = reading(with_break(KAMPUNG, day), frame, Scope(edisi, "98"), per="periode", total=whole)
    assert text == f"Tercatat 9 Kampung Bebas Narkoba Polri di Nusa Uji. {rest}"
