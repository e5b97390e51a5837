"""The automatic reading is right for none, one, tied and many."""

import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import COLUMNS, PER, TingkatTidakTersedia, compute
from p4gn.indicators.sentences import reading
from p4gn.scope import Scope

RAPAT = CATALOGUE["rapat_tercatat"]
HADIR = CATALOGUE["kehadiran_tes"]


def read(edisi, id_, per="total", periode="semua", kode="98"):
    scope = Scope(edisi, kode, periode)
    return reading(CATALOGUE[id_], compute(CATALOGUE[id_], scope, per), scope)


def made(values, total, per="kabkota", indicator=RAPAT, states=None):
    """A frame of counts by name, as compute would give it, and the frame of the total."""
    rows = [(f"98.{i:02d}", name, v, None, v, None, None, (states or {}).get(name, "belum_lapor" if v is None else "ada"))
            for i, (name, v) in enumerate(values.items(), start=1)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame.attrs["per"] = per
    whole = pd.DataFrame([("98", "Nusa Uji", total, None, total, None, None, "ada" if total else "belum_lapor")], columns=list(COLUMNS))
    return frame, whole


@pytest.mark.parametrize(
    ("id_", "kwargs", "sentence"),
    [
        ("rapat_tercatat", {}, "Tercatat 8 rapat P4GN di Nusa Uji."),
        ("rapat_tercatat", {"periode": "2025"}, "Tercatat 4 rapat P4GN di Nusa Uji pada 2025."),
        ("rapat_tercatat", {"periode": "2025-S1"}, "Tercatat 1 rapat P4GN di Nusa Uji pada Semester I 2025."),
        ("rapat_tercatat", {"kode": "98.03"}, "Belum ada catatan tentang rapat P4GN di Kota Citra."),
        ("rapat_tercatat", {"kode": "nasional"}, "Tercatat 10 rapat P4GN di Indonesia."),
        (
            "rapat_tercatat", {"per": "kabkota"},
            "Tercatat 8 rapat P4GN di Nusa Uji. Terbanyak di Aruna (5); belum ada catatan untuk Citra dan Delima.",
        ),
        ("rapat_tercatat", {"per": "periode"}, "Tercatat 8 rapat P4GN di Nusa Uji. Dari 3 pada 2024 menjadi 4 pada 2025."),
        ("rapat_tercatat", {"per": "opd"}, "Tercatat 8 rapat P4GN di Nusa Uji. Terbanyak di Dinas Kesehatan, Kabupaten Aruna (2)."),
        ("kehadiran_tes", {}, "459 dari 610 orang sasaran tes urine di Nusa Uji sudah dites (75,2%)."),
        (
            "kehadiran_tes", {"kode": "98.02"},
            "9 dari 10 orang sasaran tes urine di Kabupaten Bintara sudah dites; jumlah ini terlalu sedikit untuk dijadikan persentase.",
        ),
        ("desa_bersinar_dicanangkan", {"kode": "98.02"}, "Tercatat nol Desa/Kelurahan Bersinar yang sudah dicanangkan di Kabupaten Bintara."),
        (
            "desa_bersinar_tercatat", {"periode": "2024"},
            "Tercatat 2 Desa/Kelurahan Bersinar (tahap ditetapkan ke atas) di Nusa Uji sampai akhir 2024.",
        ),
        (
            "cakupan_desa_bersinar", {"kode": "98.02"},
            "Belum satu pun dari 1 desa/kelurahan di Kabupaten Bintara tercatat dicanangkan sebagai Desa Bersinar.",
        ),
        ("cakupan_tes_urine", {}, "18 dari 300 ASN di Nusa Uji sudah dites urine sejak Januari sampai 30 Juni 2026 (6,0%)."),
        ("cakupan_tes_urine", {"periode": "2025"}, "219 dari 300 ASN di Nusa Uji sudah dites urine pada 2025 (73,0%)."),
        ("cakupan_tes_urine", {"periode": "2025-S1"}, "30 dari 300 ASN di Nusa Uji sudah dites urine sejak Januari sampai 30 Juni 2025 (10,0%)."),
        ("cakupan_tes_urine", {"kode": "98.01"},
         "Belum ada catatan tentang ASN yang sudah dites urine di Kabupaten Aruna sejak Januari sampai 30 Juni 2026."),
        ("cakupan_desa_bersinar", {"kode": "98.04", "periode": "2024"}, "Cakupan Desa Bersinar tidak berlaku di Kabupaten Delima sampai akhir 2024."),
        (
            "rapat_dengan_kesimpulan", {"per": "kabkota"},
            "5 dari 8 rapat P4GN di Nusa Uji punya kesimpulan yang tercatat (62,5%). "
            "Per kabupaten/kota berkisar dari 50,0% sampai 60,0%; belum ada catatan untuk Citra dan Delima.",
        ),
        ("kampung_bebas_narkoba", {"per": "periode"}, "Tercatat 1 Kampung Bebas Narkoba Polri di Nusa Uji. Hanya ada catatan pada akhir 2025 (1)."),
    ],
)  # fmt: skip
def test_a_result_is_read_aloud(edisi, id_, kwargs, sentence):
    assert read(edisi, id_, **kwargs) == sentence


@pytest.mark.parametrize(
    ("values", "total", "rest"),
    [
        ({"A": 5, "B": 5, "C": 1}, 11, "Terbanyak di A dan B (masing-masing 5)."),
        ({"A": 2, "B": 2}, 4, "Sama banyak di 2 kabupaten/kota, masing-masing 2."),
        ({"A": 2, "B": 2, "C": 2, "D": 2, "E": 1}, 9, "Terbanyak di 4 tempat, masing-masing 2."),
        ({"A": 7, **dict.fromkeys("BCDEF")}, 7, "Terbanyak di A (7); belum ada catatan untuk 5 dari 6 kabupaten/kota."),
        ({"A": 7, "B": None}, 7, "Terbanyak di A (7); belum ada catatan untuk B."),
        ({"A": 1234}, 1234, "Terbanyak di A (1.234)."),
        ({"A": None, "B": None}, 3, "Semuanya tercatat pada tingkat provinsi; belum ada catatan untuk satu pun kabupaten/kota."),
    ],
)
def test_parts_are_read_for_one_tied_and_many(edisi, values, total, rest):
    frame, whole = made(values, total)
    assert (
        reading(RAPAT, frame, Scope(edisi, "98"), total=whole)
        == f"Tercatat {'1.234' if total > 999 else total} rapat P4GN di Nusa Uji. {rest}"
    )


def test_nothing_at_all_is_said_once(edisi):
    frame, whole = made({"A": None, "B": None}, None)
    assert reading(RAPAT, frame, Scope(edisi, "98"), total=whole) == "Belum ada catatan tentang rapat P4GN di Nusa Uji."
    assert reading(RAPAT, frame.iloc[:0], Scope(edisi, "98"), total=whole).startswith("Belum ada catatan")


@pytest.mark.parametrize(
    ("values", "rest"),
    [
        ({"2023": 9, "2024": 4, "2026": 4}, "Dari 9 pada 2023 menjadi 4 pada 2024; sejauh ini 4 pada 2026."),
        ({"2022": 9, "2023": 4, "2024": 4}, "Tetap 4 pada 2023 dan pada 2024; tertinggi 9 pada 2022."),
        ({"2022": None, "2023": 4, "2024": None}, "Hanya ada catatan pada 2023 (4)."),
        ({"2023": 4, "2026": 1}, "Tercatat pada 2023 (4); sejauh ini 1 pada 2026."),
        ({"2025-S1": 3, "2025-S2": 5}, "Dari 3 pada Semester I 2025 menjadi 5 pada Semester II 2025."),
    ],
)
def test_a_trend_compares_finished_periods_only(edisi, values, rest):
    frame, whole = made(values, 17, per="periode")
    frame = frame.assign(kode=list(values))
    assert reading(RAPAT, frame, Scope(edisi, "98"), total=whole) == f"Tercatat 17 rapat P4GN di Nusa Uji. {rest}"


@pytest.mark.parametrize(
    ("values", "rest"),
    [
        ({"2023": 1, "2024": 4, "2026": 9}, "Yang bertanggal: dari 1 pada akhir 2023 menjadi 9 pada 30 Juni 2026."),
        ({"2023": 4, "2024": 4}, "Tetap 4 sejak akhir 2023."),
    ],
)
def test_a_state_is_read_from_its_first_day_to_its_last(edisi, values, rest):
    frame, whole = made(values, 9, per="periode")
    text = reading(CATALOGUE["kampung_bebas_narkoba"], frame.assign(kode=list(values)), Scope(edisi, "98"), total=whole)
    assert text == f"Tercatat 9 Kampung Bebas Narkoba Polri di Nusa Uji. {rest}"


def test_only_a_public_edition_speaks_of_public_records(edisi, monkeypatch):
    monkeypatch.setattr("p4gn.indicators.cells.read_jenis", lambda _: "publik")
    assert read(edisi, "rapat_tercatat", kode="98.03") == "Belum ada catatan publik tentang rapat P4GN di Kota Citra."
    assert read(edisi, "rapat_tercatat", "kabkota").endswith("belum ada catatan publik untuk Citra dan Delima.")


def test_no_province_is_named_first_in_a_national_list(edisi):
    assert read(edisi, "rapat_tercatat", "provinsi", kode="nasional") == "Tercatat 10 rapat P4GN di Indonesia."


def test_the_frame_tells_what_its_rows_are_even_when_its_mark_is_lost(edisi):
    for per in ("total", "kabkota", "periode", "opd"):
        scope = Scope(edisi, "98")
        frame = compute(RAPAT, scope, per)
        marked = reading(RAPAT, frame, scope)
        frame.attrs.clear()
        assert reading(RAPAT, frame, scope) == marked


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=lambda item: item.id)
def test_every_reading_is_at_most_two_finished_sentences(edisi, indicator):
    for kode in ("98", "98.04"):
        for per in PER:
            for periode in ("semua", "2025-S2"):
                scope = Scope(edisi, kode, periode)
                try:
                    text = reading(indicator, compute(indicator, scope, per), scope)
                except TingkatTidakTersedia:
                    continue
                assert text.endswith(".") and "nan" not in text.lower().split() and "None" not in text
                assert len([part for part in text.split(". ") if part]) <= 2, text
                assert "  " not in text
