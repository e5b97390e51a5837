"""Every number of the catalogue on the tiny edition, checked by hand."""

import math

import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.compute import (
    COLUMNS,
    PER,
    PER_WILAYAH,
    TingkatTidakTersedia,
    compute,
    compute_table,
    list_periode_tren,
    undated,
    unlocated,
)  # fmt: skip
from p4gn.indicators.states import KEADAAN
from p4gn.scope import Scope, WilayahTidakDikenal
from tests.p4gn.edisi_kecil import write_edisi

PERIODE = ("semua", "2023", "2024", "2024-S1", "2024-S2", "2025", "2025-S1", "2025-S2")
ADITIF = [item for item in CATALOGUE.values() if item.aditif]


def total(edisi, id_, periode="semua", kode="98", opd=None):
    return compute(CATALOGUE[id_], Scope(edisi, kode, periode, opd)).iloc[0]


def parts(edisi, id_, per="kabkota", periode="semua", kode="98"):
    return compute(CATALOGUE[id_], Scope(edisi, kode, periode), per).set_index("kode")


@pytest.fixture
def tanpa_samaran(monkeypatch):
    """Counts as they are: regions of one or two villages hide their labels (tests/p4gn/test_label_desa.py)."""
    monkeypatch.setattr("p4gn.indicators.compute.is_hidden", lambda *_: False)


def value(number):
    return None if pd.isna(number) else number


@pytest.mark.parametrize(
    ("id_", "semua", "tahun_2024", "tahun_2025"),
    [
        ("rapat_tercatat", (8, None), (3, None), (4, None)),
        ("rapat_dengan_kesimpulan", (5, 8), (2, 3), (2, 4)),
        ("rapat_berdasar_hukum", (4, 8), (1, 3), (3, 4)),
        ("kabkota_berapat", (2, 4), (2, 3), (2, 4)),  # Delima exists from July 2025
        ("opd_hadir", (3, None), (2, None), (1, None)),
        ("kegiatan_tes_urine", (5, None), (1, None), (3, None)),
        ("orang_dites", (489, None), (50, None), (439, None)),  # the breakdown T3 is not added
        ("tes_dengan_jumlah", (4, 5), (1, 1), (3, 3)),
        ("tes_dengan_hasil", (3, 5), (1, 1), (2, 3)),
        ("kehadiran_tes", (459, 610), (50, 100), (409, 510)),
        ("kabkota_bertes_urine", (2, 4), (1, 3), (2, 4)),
        ("desa_bersinar_tercatat", (4, None), (2, None), (3, None)),
        ("desa_bersinar_dicanangkan", (3, None), (1, None), (2, None)),
        ("cakupan_tes_urine", (18, 300), (40, 200), (219, 300)),  # all years together are the last one
        ("cakupan_desa_bersinar", (3, 6), (1, 6), (2, 6)),  # Teratai ended with 2024, Dahlia came in 2025
        ("kecamatan_terjangkau", (3, 5), (2, 4), (2, 5)),
        ("kabkota_ber_desa_bersinar", (2, 4), (1, 3), (1, 4)),
        ("unit_ibm", (2, None), (None, None), (2, None)),  # a clinic of a kabupaten is no unit
        ("desa_bersinar_ber_ibm", (2, None), (1, None), (2, None)),  # Mawar by its record, Melati because its unit reports since 2025
        ("cakupan_ibm", (2, 4), (1, 2), (2, 3)),
        ("desa_rawan", (2, None), (1, None), (2, None)),  # Melati, Cempaka; Entah is no known village, Mawar is siaga by IKRN
        ("desa_rawan_terlayani", (1, 2), (0, 1), (0, 2)),  # nobody knows since when Cempaka is active
        ("desa_rawan_tanpa_program", (1, None), (1, None), (2, None)),
        ("kecamatan_bertim", (1, 5), (1, 4), (1, 5)),  # the decree of Aruna Hulu ran out in March 2025
        ("kampung_bebas_narkoba", (1, None), (None, None), (1, None)),
    ],
)
def test_totals_of_the_province_are_as_counted_by_hand(edisi, tanpa_samaran, id_, semua, tahun_2024, tahun_2025):
    for periode, expected in (("semua", semua), ("2024", tahun_2024), ("2025", tahun_2025)):
        row = total(edisi, id_, periode)
        assert (value(row["pembilang"]), value(row["penyebut"])) == expected, periode
        if expected[1]:
            assert row["nilai"] == pytest.approx(100 * expected[0] / expected[1])


def test_every_indicator_was_counted_by_hand():
    counted = test_totals_of_the_province_are_as_counted_by_hand.pytestmark[0].args[1]
    assert {row[0] for row in counted} == set(CATALOGUE)


def test_attendance_is_weighted_by_people_not_by_events(edisi):
    row = total(edisi, "kehadiran_tes")
    mean_of_percentages = (50 / 100 + 9 / 10 + 400 / 500) / 3 * 100
    assert row["nilai"] == pytest.approx(459 / 610 * 100)
    assert abs(row["nilai"] - mean_of_percentages) > 1


def test_coverage_is_counted_from_january_to_the_end_of_the_period(edisi):
    figures = {
        periode: total(edisi, "cakupan_tes_urine", periode)[["pembilang", "penyebut"]].tolist()
        for periode in ("2025-S1", "2025-S2", "2026-S1")
    }
    assert figures == {"2025-S1": [30, 300], "2025-S2": [219, 300], "2026-S1": [18, 300]}
    assert total(edisi, "cakupan_tes_urine", "2027")["keadaan"] == "belum_lapor", "a year without rows never shows the year before"


def test_coverage_per_agency_and_of_one_agency_are_the_same_number(edisi):
    frame = parts(edisi, "cakupan_tes_urine", "opd", "2025")
    assert frame["nilai"].round(1).to_dict() == {"dinkes@98": 100, "setda@98.02": 10}
    for kunci, nilai in frame["nilai"].items():
        assert total(edisi, "cakupan_tes_urine", "2025", opd=kunci)["nilai"] == nilai


def test_a_meeting_of_the_province_counts_for_no_kabupaten(edisi):
    frame = parts(edisi, "rapat_tercatat")
    assert [value(count) for count in frame["pembilang"]] == [5, 2, None, None]
    assert frame["keadaan"].to_dict() == {"98.01": "ada", "98.02": "ada", "98.03": "belum_lapor", "98.04": "belum_lapor"}
    assert unlocated(CATALOGUE["rapat_tercatat"], Scope(edisi, "98"), "kabkota") == (1, 1.0, None)


def test_rows_without_a_region_count_for_the_nation_alone(edisi):
    assert total(edisi, "rapat_tercatat", kode="nasional")["pembilang"] == 10
    assert parts(edisi, "rapat_tercatat", "provinsi", kode="nasional")["pembilang"].to_dict() == {"97": 1, "98": 8}
    assert unlocated(CATALOGUE["rapat_tercatat"], Scope(edisi, "nasional"), "provinsi").pembilang == 1
    assert unlocated(CATALOGUE["rapat_tercatat"], Scope(edisi, "nasional"), "kabkota").pembilang == 2


@pytest.mark.parametrize("indicator", ADITIF, ids=lambda item: item.id)
@pytest.mark.parametrize("periode", ["semua", "2024", "2025", "2025-S2"])
def test_parts_and_what_lies_above_them_add_up_to_the_total(edisi, tanpa_samaran, indicator, periode):
    for kode, levels in (("98", ("kabkota", "kecamatan", "desa")), ("98.01", ("kecamatan", "desa")), ("nasional", PER_WILAYAH)):
        scope = Scope(edisi, kode, periode)
        whole = compute(indicator, scope).iloc[0]["pembilang"]
        for per in levels:
            if indicator.allows_tingkat(per):
                frame = compute(indicator, scope, per)
                rest = unlocated(indicator, scope, per).pembilang or 0
                assert frame["pembilang"].fillna(0).sum() + rest == (0 if math.isnan(whole) else whole), (kode, per)
                assert frame["kode"].is_unique


@pytest.mark.parametrize("indicator", [item for item in ADITIF if item.sifat == "peristiwa"], ids=lambda item: item.id)
def test_years_and_the_undated_add_up_to_all_years_and_semesters_to_the_year(edisi, indicator):
    scope = Scope(edisi, "98")
    years = compute(indicator, scope, "periode")
    assert years["kode"].tolist() == ["2023", "2024", "2025"]
    assert years["pembilang"].fillna(0).sum() + (undated(indicator, scope).pembilang or 0) == total(edisi, indicator.id)["pembilang"]
    year = Scope(edisi, "98", "2024")
    halves = compute(indicator, year, "periode")
    assert halves["nama"].tolist() == ["Semester I 2024", "Semester II 2024"]
    whole = compute(indicator, year).iloc[0]["pembilang"]
    known_to_the_year_only = 1 if indicator.id == "rapat_tercatat" else 0  # R3
    assert halves["pembilang"].fillna(0).sum() + known_to_the_year_only == whole


def test_undated_rows_are_counted_apart(edisi):
    assert undated(CATALOGUE["rapat_tercatat"], Scope(edisi, "98")) == (1, 1.0, None)
    assert undated(CATALOGUE["desa_bersinar_tercatat"], Scope(edisi, "98")).baris == 1
    assert undated(CATALOGUE["rapat_tercatat"], Scope(edisi, "98.02")) == (0, None, None)


def test_a_village_counts_once_as_it_last_stood(edisi):
    launched = [total(edisi, "desa_bersinar_dicanangkan", periode)["pembilang"] for periode in ("2023", "2024", "2025")]
    assert launched == [0, 1, 2]  # Melati: designated 2023, launched 2025; Mawar: launched 2024
    assert total(edisi, "desa_bersinar_tercatat", "2024-S1")["pembilang"] == 1
    assert parts(edisi, "desa_bersinar_dicanangkan", "desa", kode="98.01")["keadaan"].to_dict() == {
        "98.01.01.2001": "ada", "98.01.01.2002": "belum_lapor", "98.01.02.1001": "ada",
    }  # fmt: skip


def test_no_record_is_never_zero_and_a_recorded_zero_is(edisi):
    frame = parts(edisi, "desa_bersinar_dicanangkan")
    assert frame.loc["98.02", ["nilai", "keadaan"]].tolist() == [0, "nol"]
    assert frame.loc["98.04", "keadaan"] == "belum_lapor" and math.isnan(frame.loc["98.04", "nilai"])
    coverage = parts(edisi, "cakupan_desa_bersinar")
    assert coverage.loc["98.04", ["penyebut", "keadaan"]].tolist() == [1, "belum_lapor"]


def test_a_denominator_of_nothing_does_not_apply(edisi):
    assert total(edisi, "cakupan_desa_bersinar", "2024", kode="98.04")["keadaan"] == "tidak_berlaku"


def test_regions_listed_are_those_of_the_day(edisi):
    assert parts(edisi, "rapat_tercatat", periode="2024").index.tolist() == ["98.01", "98.02", "98.03"]
    assert parts(edisi, "rapat_tercatat", periode="2025").index.tolist() == ["98.01", "98.02", "98.03", "98.04"]


def test_too_few_people_give_no_percentage(edisi):
    row = parts(edisi, "kehadiran_tes").loc["98.02"]
    assert (row["pembilang"], row["penyebut"], row["keadaan"]) == (9, 10, "terlalu_sedikit")
    assert row[["nilai", "bawah", "atas"]].isna().all()


def test_the_interval_is_wilsons(edisi):
    row = total(edisi, "tes_dengan_hasil")  # 3 of 5: 23.1–88.2
    assert (round(row["bawah"], 1), round(row["atas"], 1)) == (23.1, 88.2)
    assert total(edisi, "rapat_dengan_kesimpulan")[["bawah", "atas"]].isna().all()


def test_a_meeting_counts_once_for_each_agency_that_came(edisi):
    frame = compute(CATALOGUE["rapat_tercatat"], Scope(edisi, "98"), "opd")
    assert frame[["kode", "nama", "pembilang"]].values.tolist() == [
        ["Dinas Pendidikan@98.01", "Dinas Pendidikan, Kabupaten Aruna", 1],
        ["dinkes@98", "Dinas Kesehatan", 1],
        ["dinkes@98.01", "Dinas Kesehatan, Kabupaten Aruna", 2],
    ]
    assert total(edisi, "rapat_tercatat", opd="dinkes")["pembilang"] == 3
    assert total(edisi, "rapat_tercatat", opd="dinkes@98.01")["pembilang"] == 2
    assert total(edisi, "orang_dites", opd="Dinas Kesehatan")["pembilang"] == 450


def test_agencies_of_two_regencies_are_two_rows_and_vertical_bodies_none(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    id_edisi = "2026-06-30-contoh-000000dd"
    columns = "id_tes, tanggal, presisi_tanggal, tahun, kode_wilayah, nama_baku, kode_opd, jenis_instansi, kunci_opd, jumlah_dites"
    write_edisi(
        tmp_path,
        id_edisi,
        f"""insert into mart.tes_urine ({columns}) values
          ('T7', '2025-09-09', 'hari', 2025, '98.03', 'Sekretariat Daerah', 'setda', 'opd', 'setda@98.03', 11),
          ('T8', '2025-09-09', 'hari', 2025, '98.03', 'Pengadilan Negeri', 'pn', 'vertikal', 'pn@98.03', 100),
          ('T9', '2025-09-09', 'hari', 2025, '97.01', 'Dinas Kesehatan', 'dinkes', 'opd', 'dinkes@97', 5)""",
    )
    frame = parts(id_edisi, "orang_dites", "opd")
    assert frame["pembilang"].to_dict() == {"dinkes@98": 400, "dinkes@98.01": 50, "satpolpp@98.01": 30, "setda@98.02": 9, "setda@98.03": 11}
    assert frame.loc["setda@98.03", "nama"] == "Sekretariat Daerah, Kota Citra"
    assert frame["pembilang"].sum() == total(id_edisi, "orang_dites")["pembilang"] - 100
    assert total(id_edisi, "orang_dites", opd="setda")["pembilang"] == 20
    assert math.isnan(total(id_edisi, "orang_dites", opd="pn")["pembilang"])
    nation = parts(id_edisi, "orang_dites", "opd", kode="nasional")
    assert nation.loc[["dinkes@97", "dinkes@98"], "nama"].tolist() == ["Dinas Kesehatan, Seberang", "Dinas Kesehatan, Nusa Uji"]


def test_regions_of_one_short_name_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    id_edisi = "2026-06-30-contoh-000000cc"
    write_edisi(
        tmp_path, id_edisi, "update mart.wilayah set nama_wilayah = 'Aruna', nama_resmi = 'Kota Aruna' where kode_wilayah = '98.03'"
    )
    assert parts(id_edisi, "rapat_tercatat")["nama"].tolist() == ["Kabupaten Aruna", "Bintara", "Kota Aruna", "Delima"]


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=lambda item: item.id)
def test_every_indicator_runs_at_every_level_or_says_why_not(edisi, indicator):
    for kode in ("nasional", "98", "98.01", "98.01.01.2001"):
        for per in PER:
            for periode in ("semua", "2025-S1"):
                scope = Scope(edisi, kode, periode)
                try:
                    frame = compute(indicator, scope, per)
                except TingkatTidakTersedia as error:
                    assert (str(error).endswith(".") and "tersedia" in str(error)) or "tidak dirinci" in str(error)
                    continue
                assert tuple(frame.columns) == COLUMNS
                assert set(frame["keadaan"]) <= set(KEADAAN)
                assert (frame["nilai"].notna() == frame["keadaan"].isin(["ada", "nol"])).all()


def test_a_level_that_is_not_published_is_refused_in_words(edisi):
    with pytest.raises(TingkatTidakTersedia, match="hanya tersedia sampai tingkat kabupaten/kota, belum sampai tingkat desa/kelurahan"):
        parts(edisi, "rapat_tercatat", "desa")
    with pytest.raises(TingkatTidakTersedia, match="Pilih wilayah yang lebih luas"):
        parts(edisi, "desa_bersinar_tercatat", "kabkota", kode="98.01.01")
    with pytest.raises(TingkatTidakTersedia, match="tidak dirinci menurut OPD"):
        parts(edisi, "kabkota_berapat", "opd")
    with pytest.raises(TingkatTidakTersedia, match="Pilih salah satu"):
        parts(edisi, "rapat_tercatat", "rt")
    with pytest.raises(WilayahTidakDikenal, match="96"):
        total(edisi, "rapat_tercatat", kode="96")


def test_many_periods_at_once_equal_one_at_a_time(edisi):
    for indicator in CATALOGUE.values():
        per = "kabkota" if indicator.allows_tingkat("kabkota") else "provinsi"
        table = compute_table(indicator, Scope(edisi, "98"), per, PERIODE)
        for periode in ("semua", "2024", "2025-S2"):
            one = compute(indicator, Scope(edisi, "98", periode), per)
            many = table.loc[table["periode"] == periode, list(COLUMNS)].reset_index(drop=True)
            pd.testing.assert_frame_equal(one, many, check_dtype=False)


def test_the_parts_of_a_period(edisi):
    assert list_periode_tren(Scope(edisi, "98", "2025")) == ["2025-S1", "2025-S2"]
    assert list_periode_tren(Scope(edisi, "98", "2025-S2")) == ["2025-S2"]
