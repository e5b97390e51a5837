"""Whole scorecards on the tiny edition: who is on them, what is added up, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from p4gn.pengirim import list_opd
from p4gn.scoring import fakta as sumber
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, BELUM_LAPOR, HIJAU, KUNING, MERAH, TANPA_NILAI, TIDAK_BERLAKU
from p4gn.scoring.kartu import (
    alias_opd,
    alias_wilayah,
    find_rapor,
    forget_kartu,
    jenis_opd,
    list_skor_tren,
    score_opd,
    score_semua_opd,
    score_wilayah,
)
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.scoring.pengakuan import list_calon
from p4gn.warehouse.editions import warehouse_path
from p4gn.warehouse.read import forget_connections, query
from tests.p4gn.edisi_kecil import write_edisi

EDISI = "2026-06-30-contoh-5c0ecafe"
LAPORAN = """
update mart.tes_urine set kunci_opd = upper(kunci_opd);
insert into mart.laporan_opd (kunci_opd, kode_opd, nama_opd, wilayah_opd, kode_wilayah, kode_provinsi, kode_kabkota, periode, tahun, semester,
  jenis_angka, kegiatan_semester, peserta_asn_semester, kegiatan_tahun, peserta_asn_tahun, regulasi_status, satgas_status, satgas_sk_nomor,
  tanggal_kirim, jumlah_pengirim, pengirim, berkas, lembar, baris)
select kunci, split_part(kunci, '@', 1), nama, split_part(kunci, '@', 2), split_part(kunci, '@', 2), '98',
  if(length(split_part(kunci, '@', 2)) = 5, split_part(kunci, '@', 2), null), periode, left(periode, 4)::int, right(periode, 1)::int, 'per_periode',
  kegiatan, orang, kegiatan, orang, regulasi, satgas, if(satgas = 'ada', '1/2025', null), kirim::date, 1, kunci, 'aksi.xlsx', 'Aksi', 7
from (values
  ('SETDA@98.02', 'Sekretariat Daerah', '2025-S1', 1, 60, 'ada', 'ada', '2025-07-01'),
  ('SETDA@98.02', 'Sekretariat Daerah', '2025-S2', 2, 90, 'ada', 'ada', '2026-01-02'),
  ('SETDA@98.02', 'Sekretariat Daerah', '2024-S1', 0, 0, 'belum', 'ada', '2024-07-01'),
  ('DINKES@98', 'Dinas Kesehatan', '2025-S1', 0, 0, 'draf', 'belum', '2025-09-01')
) as baris (kunci, nama, periode, kegiatan, orang, regulasi, satgas, kirim);
insert into mart.pegawai_opd (kunci_opd, kode_opd, nama_opd, wilayah_opd, kode_wilayah, tanggal, pns, asn, berkas, lembar, baris) values
  ('SETDA@98.02', 'SETDA', 'Sekretariat Daerah', '98.02', '98.02', '2024-01-01', 100, 100, 'pegawai.xlsx', 'P', 3),
  ('ITDA@98.02', 'ITDA', 'Inspektorat', '98.02', '98.02', '2026-06-01', 20, 20, 'pegawai.xlsx', 'P', 4);
insert into mart.cakupan_tes (kunci_opd, nama_opd, wilayah_opd, kode_wilayah, tahun, posisi, kegiatan, dites_asn, asn, tanggal_pegawai, asn_dites) values
  ('SETDA@98.02', 'Sekretariat Daerah', '98.02', '98.02', 2025, 'tahun', 1, 30, 100, '2024-01-01', 30),
  ('SETDA@98.02', 'Sekretariat Daerah', '98.02', '98.02', 2024, 'tahun', 1, 15, 100, '2024-01-01', 15);
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("skor")
    write_edisi(folder, EDISI, "delete from mart.cakupan_tes;" + LAPORAN)
    return folder


@pytest.fixture
def edisi(data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("P4GN_DATA", str(data))
    return EDISI


@pytest.fixture
def kosong(kecil_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The tiny edition as it is: nobody reports anything."""
    monkeypatch.setenv("P4GN_DATA", str(kecil_data))
    return "2026-06-30-contoh-0badcafe"


def test_where_nobody_reports_the_scorecard_is_empty(kosong: str) -> None:
    for card in (score_opd(kosong, "98", "2025"), score_wilayah(kosong, "98", "2025"), score_wilayah(kosong, "98.01", "2025")):
        assert (card.baris, card.skor) == ((), None)
        assert set(card.jumlah_warna.values()) == {0}
    assert score_semua_opd(kosong, "98", "2025") == {}
    assert list_skor_tren(kosong, "98", "opd", [2024, 2025]) == ()


def test_agencies_with_staff_or_a_report_of_the_year_are_listed(edisi: str) -> None:
    assert [row.kunci for row in score_opd(edisi, "98.02", "2025").baris] == ["SETDA@98.02"]
    assert [row.kunci for row in score_opd(edisi, "98.02", "2026").baris] == ["ITDA@98.02", "SETDA@98.02"], "staff of June 2026"
    assert [row.kunci for row in score_opd(edisi, "98", "2025").baris] == ["DINKES@98"]
    assert score_opd(edisi, "98", "2024").baris == ()
    assert score_opd(edisi, "98.01", "2025").baris == ()


def test_the_row_of_an_agency_is_added_up_by_hand(edisi: str) -> None:
    row = score_opd(edisi, "98.02", "2025").baris[0]
    # sosialisasi 15 hijau (2 activities of 2, 90 of 100) · tes 25 hijau (30 %) · reaktif 15 merah (7 reactive, nothing followed up)
    # regulasi 10, satgas 10, laporan 15 hijau · rapat tidak berlaku
    status = {name: sel.status for name, sel in row.sel.items()}
    assert status["tindak_lanjut_reaktif"] == MERAH
    assert status["tindak_lanjut_rapat"] == TIDAK_BERLAKU
    assert (row.skor_pembilang, row.skor_penyebut, row.dilaporkan, row.berlaku) == (75.0, 90.0, 6, 6)
    assert (row.skor, row.warna, row.kelengkapan) == (pytest.approx(83.333, abs=0.001), HIJAU, 100.0)


def test_change_compares_with_the_same_kind_of_period(edisi: str) -> None:
    now, before = score_opd(edisi, "98.02", "2025").baris[0], score_opd(edisi, "98.02", "2024").baris[0]
    # 2024: sosialisasi, regulasi merah · tes, laporan kuning · satgas hijau: 30 of 75
    assert (before.skor, before.warna, before.perubahan) == (40.0, MERAH, None)
    assert now.perubahan == pytest.approx(now.skor - 40.0)
    half = score_opd(edisi, "98.02", "2025-S2").baris[0]
    assert half.perubahan == pytest.approx(half.skor - score_opd(edisi, "98.02", "2025-S1").baris[0].skor)


def test_without_a_grade_there_is_nothing_to_compare(edisi: str) -> None:
    row = find_rapor(score_opd(edisi, "98.02", "2026"), "SETDA@98.02")
    assert row is not None and row.warna == TANPA_NILAI
    assert (row.perubahan, row.pita) == (None, None)


def test_the_running_year_is_judged_as_far_as_the_data_reach(edisi: str) -> None:
    card = score_opd(edisi, "98.02", "2026")
    assert card.posisi == card.kini and card.is_berjalan
    sel = find_rapor(card, "SETDA@98.02").sel
    assert sel["laporan"].status == sel["regulasi"].status == BELUM_JATUH_TEMPO
    assert sel["tes_asn"].status == BELUM_LAPOR
    assert score_opd(edisi, "98.02", "semua") is score_opd(edisi, "98.02", "2026"), "all years are read as the running one"


def test_the_score_of_a_card_is_added_first_and_divided_last(edisi: str) -> None:
    card = score_opd(edisi, "98.02", "2026")
    total = sum(row.skor_pembilang for row in card.baris), sum(row.skor_penyebut for row in card.baris)
    assert card.skor == 100 * total[0] / total[1]
    assert sum(card.jumlah_warna.values()) == len(card.baris)


def test_regions_have_a_row_each_that_was_in_force(edisi: str) -> None:
    assert [row.kunci for row in score_wilayah(edisi, "98", "2025-S1").baris] == ["98.01", "98.02", "98.03"]
    assert [row.kunci for row in score_wilayah(edisi, "98", "2025").baris] == ["98.01", "98.02", "98.03", "98.04"]
    assert [row.kunci for row in score_wilayah(edisi, "98.01", "2025").baris] == ["98.01.01", "98.01.02"]


def test_a_region_knows_the_colours_of_its_agencies(edisi: str) -> None:
    card = score_wilayah(edisi, "98", "2025")
    sel = find_rapor(card, "98.02").sel
    assert (sel["opd_hijau"].status, sel["opd_hijau"].pembilang, sel["opd_hijau"].penyebut) == (HIJAU, 1, 1)
    assert (sel["tes_asn_wilayah"].status, sel["tes_asn_wilayah"].nilai) == (HIJAU, 30.0)
    aruna = find_rapor(card, "98.01").sel
    assert aruna["opd_hijau"].status == BELUM_LAPOR
    assert (aruna["desa_bersinar"].pembilang, aruna["desa_bersinar"].penyebut) == (2, 3)  # Melati, Mawar of three
    assert (aruna["ibm"].status, aruna["ibm"].nilai) == (HIJAU, 100.0)  # Mawar by its record, Melati by its unit
    assert (aruna["rakor"].status, aruna["rakor"].pembilang) == (KUNING, 1)  # R6 on the last day; R10 is of a kecamatan


def test_another_framework_may_be_tried(edisi: str) -> None:
    other = find_kerangka("2019", "98")
    card = score_opd(edisi, "98.02", "2025", other)
    assert card.kerangka is other
    assert "tes_cpns" not in card.baris[0].sel
    assert score_opd(edisi, "98.02", "2025").kerangka is not other


def test_before_the_first_framework_there_is_no_scorecard(edisi: str) -> None:
    with pytest.raises(KerangkaTidakAda):
        score_opd(edisi, "98", "2015")
    assert {point.periode for point in list_skor_tren(edisi, "98.02", "opd", [2015, 2024, 2025])} == {"2024", "2025"}


def test_a_trend_has_the_whole_and_every_row(edisi: str) -> None:
    points = list_skor_tren(edisi, "98.02", "opd", [2024, 2025])
    assert [(point.periode, point.kunci, point.warna) for point in points] == [
        ("2024", None, ""), ("2024", "SETDA@98.02", MERAH), ("2025", None, ""), ("2025", "SETDA@98.02", HIJAU),
    ]  # fmt: skip
    assert [point.kerangka for point in points[::2]] == ["ran-2020-2024", "transisi-2025"]


def test_cards_are_kept(edisi: str) -> None:
    first = score_opd(edisi, "98.02", "2025")
    assert score_opd(edisi, "98.02", "2025") is first
    forget_kartu()
    assert score_opd(edisi, "98.02", "2025") is not first


def test_an_edition_built_again_under_its_name_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    write_edisi(tmp_path, EDISI, LAPORAN)
    assert score_opd(EDISI, "98.02", "2025").baris
    other = tmp_path / "lain"
    write_edisi(other, EDISI)
    forget_connections()
    (other / "edisi" / EDISI / "gudang.duckdb").replace(warehouse_path(EDISI))
    assert score_opd(EDISI, "98.02", "2025").baris == ()


@pytest.mark.parametrize(
    ("nama", "kind"),
    [
        ("laporan", sumber.Laporan), ("pegawai", sumber.Pegawai), ("cakupan", sumber.Cakupan), ("tes", sumber.Tes),
        ("anggaran", sumber.Anggaran), ("dokumen", sumber.Dokumen), ("rapat", sumber.Rapat),
        ("desa", sumber.DesaBersinar), ("ibm", sumber.Ibm), ("kerawanan", sumber.Kerawanan), ("indeks", sumber.Indeks),
        ("wilayah", sumber.Bagian), ("jumlah_desa", sumber.JumlahDesa),
    ],
)  # fmt: skip
def test_the_rows_have_the_columns_of_their_statement(edisi: str, nama: str, kind: type) -> None:
    text = sumber.read_sumber(nama)
    assert text.startswith("-- One row per ")
    assert tuple(query(edisi, text, {"provinsi": "98"}).columns) == kind._fields  # type: ignore[attr-defined]


def test_agencies_are_sorted_by_kind_and_found_by_any_name() -> None:
    assert [jenis_opd(nama) for nama in ("Dinas Kesehatan", "Badan Pendapatan", "RSUD Ulin", "Inspektorat", "Satuan Polisi", "Kantor Uji")] == [
        "Dinas", "Badan", "Rumah sakit", "Inspektorat", "Satuan", "Lainnya",
    ]  # fmt: skip
    pendidikan = next(one for one in list_opd("provinsi") if one.kode_opd == "DISDIKBUD")
    names = [name.lower() for name in alias_opd(pendidikan.kode_opd, pendidikan.nama)]
    assert {"disdikbud", "dikbud", "pendidikan dan kebudayaan"} <= set(names)
    polisi = next(one for one in list_opd("provinsi") if one.kode_opd == "SATPOLPP")
    assert any("pol pp" in name.lower() for name in alias_opd(polisi.kode_opd, polisi.nama))
    assert "HSS" in alias_wilayah("63.06", "Hulu Sungai Selatan", "Kabupaten Hulu Sungai Selatan")


def test_no_number_of_reactive_results_is_on_any_card(edisi: str) -> None:
    for periode in ("2024", "2025", "2025-S1", "2025-S2"):
        for card in score_semua_opd(edisi, "98", periode).values():
            for row in card.baris:
                sel = row.sel["tindak_lanjut_reaktif"]
                assert (sel.pembilang, sel.penyebut, sel.nilai, sel.hari_terlambat) == (None,) * 4
                assert all(step.jumlah is None for step in (*sel.langkah, *row.langkah) if step.kewajiban == sel.kewajiban)


@pytest.mark.parametrize("periode", ["2018", "2019"])
def test_candidates_of_the_first_years_are_judged_without_the_years_before_any_framework(edisi: str, periode: str) -> None:
    assert list_calon(edisi, "98.02", "opd", periode) == ()
