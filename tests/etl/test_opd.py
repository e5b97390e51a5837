"""Agencies as people really wrote them, and others of the same kind."""

import re

import pytest

from etl.harmonise.opd import find_opd, indeks_opd, nama_by_jenis, read_opd
from tests.etl.penulisan import read_penulisan

SURE = [
    ("Bakesbangpol Kalsel", "Badan Kesatuan Bangsa dan Politik", "opd", "63"),
    ("badan kesbangpol", "Badan Kesatuan Bangsa dan Politik", "opd", None),
    ("BPB Kesbangpol HSS", "Badan Penanggulangan Bencana, Kesatuan Bangsa dan Politik", "opd", "63.06"),
    ("Kesbangpolinmas Kotabaru", "Badan Kesatuan Bangsa, Politik dan Perlindungan Masyarakat", "opd", "63.02"),
    ("Kadis PUPR Kalsel", "Dinas Pekerjaan Umum dan Penataan Ruang", "opd", "63"),
    ("Kadinkes HSS", "Dinas Kesehatan", "opd", "63.06"),
    ("Plt. Kepala Dinas Sosial Tala", "Dinas Sosial", "opd", "63.01"),
    ("Asisten II Setda Balangan", "Sekretariat Daerah", "opd", "63.11"),
    ("Satpol-PP dan Damkar Kobar", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran", "opd", "62.01"),
    ("Kasat Pol PP", "Satuan Polisi Pamong Praja", "opd", None),
    ("SATPOL PP KAB. BANJAR", "Satuan Polisi Pamong Praja", "opd", "63.03"),
    ("Disdikbud HST", "Dinas Pendidikan dan Kebudayaan", "opd", "63.07"),
    ("DPMD ogan ilir", "Dinas Pemberdayaan Masyarakat dan Desa", "opd", "16.10"),
    ("Dinas PMK Lampung Tengah", "Dinas Pemberdayaan Masyarakat dan Kampung", "opd", "18.02"),
    ("Dinas Sosial P3A", "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "opd", None),
    ("Dinas Perpustakaan & Kearsipan", "Dinas Perpustakaan dan Kearsipan", "opd", None),
    ("DPM-PTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "opd", None),
    ("Biro Kesra Setdaprov Kalsel", "Biro Kesejahteraan Rakyat Sekretariat Daerah Provinsi", "opd", None),
    ("Laboratorium Kesehatan Daerah Provinsi Provinsi Kalsel", "UPTD Laboratorium Kesehatan Daerah", "opd", "63"),
    ("RSUD Panglima Sebaya", "Rumah Sakit Umum Daerah", "opd", None),
    ("RSUD Ulin", "RSUD Ulin", "opd", None),
    ("SKPD terkait", "Satuan Kerja Perangkat Daerah", "lain", None),
    ("BNN RI", "Badan Narkotika Nasional", "vertikal", None),
    ("BNN Kalsel", "Badan Narkotika Nasional Provinsi", "vertikal", "63"),
    ("BNN Provinsi Kalimantan Selatan", "Badan Narkotika Nasional Provinsi", "vertikal", "63"),
    ("BNNK HSS", "Badan Narkotika Nasional Kabupaten", "vertikal", "63.06"),
    ("BNN Kabupaten Tabalong", "Badan Narkotika Nasional Kabupaten", "vertikal", "63.09"),
    ("Badan Narkotika Nasional (BNN) Kabupaten Tabalong", "Badan Narkotika Nasional Kabupaten", "vertikal", "63.09"),
    ("BNN Kota Banjarmasin", "Badan Narkotika Nasional Kota", "vertikal", "63.71"),
    ("BNNK Banjarbaru", "Badan Narkotika Nasional Kota", "vertikal", "63.72"),
    ("BNK Kotim", "Badan Narkotika Kabupaten", "opd", "62.02"),
    ("Polres HSU", "Kepolisian Resor", "vertikal", "63.08"),
    ("Polres Metro Tangerang Kota", "Kepolisian Resor", "vertikal", None),
    ("Satresnarkoba Polres Tabalong", "Satuan Reserse Narkoba Polres", "vertikal", "63.09"),
    ("Polsek Daha Selatan", "Kepolisian Sektor", "vertikal", None),
    ("Kodim 1002/HST", "Komando Distrik Militer 1002", "vertikal", None),
    ("Korem 101/Antasari", "Komando Resor Militer 101", "vertikal", None),
    ("Koramil 1006-03 Martapura", "Komando Rayon Militer 1006-03", "vertikal", None),
    ("Rutan Klas II B Kandangan", "Rumah Tahanan Negara Kelas IIB", "vertikal", None),
    ("Loka POM Tabalong", "Badan Pengawas Obat dan Makanan", "vertikal", "63.09"),
    ("Pansus II DPRD", "Panitia Khusus II DPRD", "lain", None),
    ("Tim Terpadu P4GN HSS", "Tim Terpadu", "lain", "63.06"),
]

MARKED = [
    ("Inspetorat", "Inspektorat"),
    ("Diskomimfo", "Dinas Komunikasi dan Informatika"),
    ("Dinas Kesehtan", "Dinas Kesehatan"),
    ("Kesabangpol Kota Tangerang", "Badan Kesatuan Bangsa dan Politik"),
    ("BBN Lamsel", "Badan Narkotika Nasional Kabupaten"),
    ("BNPP NTB", "Badan Narkotika Nasional Provinsi"),
    ("Badan Nakotika Nasional Provinsi", "Badan Narkotika Nasional Provinsi"),
    ("Biro Pengelolaan Aset Setda Provinsi", "Biro Pengelolaan Aset Sekretariat Daerah Provinsi"),
    ("Dinas Kebudayaan, Pariwisata, Kepemudaan dan Olahraga", "Dinas Kebudayaan, Pariwisata, Kepemudaan dan Olahraga"),
]


@pytest.mark.parametrize(("typed", "nama", "jenis", "wilayah"), SURE)
def test_an_agency_written_by_people_is_found_and_is_sure(typed, nama, jenis, wilayah):
    reading = find_opd(typed)
    assert (reading.nilai, reading.keadaan) == (nama, "terbaca")
    assert (reading.rincian["jenis"], reading.rincian["wilayah"]) == (jenis, wilayah)


@pytest.mark.parametrize(("typed", "nama"), MARKED)
def test_a_misprinted_or_new_agency_is_marked(typed, nama):
    reading = find_opd(typed)
    assert (reading.nilai, reading.keadaan) == (nama, "ditandai")
    assert reading.sebab


@pytest.mark.parametrize("typed", ["Dinas Antariksa", "PT Adaro", "ulama", "Bupati HST"])
def test_an_unknown_agency_is_refused(typed):
    reading = find_opd(typed)
    assert (reading.nilai, reading.keadaan) == (None, "ditolak")
    assert reading.sebab


def test_a_refusal_offers_the_nearest_names():
    assert "Dinas Sosial, Pemberdayaan Masyarakat dan Desa" in find_opd("Dinas Sosial, PMD Kab X").kandidat


def test_a_slip_between_two_agencies_is_left_open():
    reading = find_opd("Dinas PMX")
    assert (reading.nilai, reading.keadaan) == (None, "ambigu")
    assert len(reading.kandidat) > 1


@pytest.mark.parametrize("typed", [None, "", "-", float("nan")])
def test_an_empty_cell_is_unknown(typed):
    assert find_opd(typed).keadaan == "kosong"


def test_the_region_of_the_row_is_kept_when_none_is_written():
    assert find_opd("Dinkes", "63.06").rincian["wilayah"] == "63.06"
    assert find_opd("Dinkes HST", "63.06").rincian["wilayah"] == "63.07"


def test_vertical_bodies_are_kept_apart_from_regional_agencies():
    names = nama_by_jenis()
    assert set(names) == {"opd", "vertikal", "lain"}
    assert "Badan Narkotika Nasional Provinsi" in names["vertikal"]
    assert "Dinas Kesehatan" in names["opd"]


def test_every_standard_name_is_read_as_itself():
    wrong = [nama for nama in read_opd() if find_opd(nama).nilai != nama]
    assert wrong == []
    assert len(indeks_opd()) > 1000


# The secretariat of a city is the secretariat of that region, whatever it is called: one agency, one key.
SATU_LEMBAGA = {"Sekretariat Daerah Kota": "Sekretariat Daerah"}


def test_the_secretariat_of_a_city_is_one_agency_however_it_is_written():
    for written in ("Sekretariat Daerah Kota Banjarmasin", "Setdako Banjarmasin", "Setda", "Sekretariat Daerah"):
        reading = find_opd(written, wilayah="63.71")
        assert (reading.rincian["kode_opd"], reading.rincian["wilayah"]) == ("SETDA", "63.71"), written


def test_agencies_of_the_public_records():
    rows = read_penulisan("opd")
    right = 0
    for row in rows:
        stated = re.sub(r"\s*\((?:salah cetak[^)]*|urutan kata tertukar|kata ganda|bidang P2M)\)$", "", row["nama_baku"])
        stated = SATU_LEMBAGA.get(stated, stated)
        reading = find_opd(row["tertulis"])
        right += reading.nilai == stated
        assert reading.nilai in (stated, None) or (reading.keadaan == "ditandai" and reading.sebab), row
    print(f"opd: {right}/{len(rows)} = {right / len(rows):.1%}")
    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    ("tertulis", "nama"),
    [
        ("Kec. Gambut", "Kecamatan"),
        ("Kel. Sungai Miai", "Kelurahan"),
        ("Din. Kesehatan", "Dinas Kesehatan"),
        ("Set. DPRD", "Sekretariat DPRD"),
    ],
)
def test_head_words_cut_short(tertulis: str, nama: str) -> None:
    assert find_opd(tertulis).nilai == nama


def test_bnnk_of_a_kota_is_the_bnn_kota() -> None:
    assert find_opd("BNNK", "63.72").nilai == "Badan Narkotika Nasional Kota"
    assert find_opd("BNNK", "63.05").nilai == "Badan Narkotika Nasional Kabupaten"
    assert find_opd("BNN Kabupaten/Kota").keadaan == "ditandai"


@pytest.mark.parametrize("tertulis", ["Dinas Pertanian, Dinas Kesehatan", "Dinas Sosial dan Dinas Kesehatan"])
def test_two_agencies_are_not_one_new_agency(tertulis: str) -> None:
    assert find_opd(tertulis).nilai is None


@pytest.mark.parametrize("tertulis", ["DKPP", "DLHK", "DPMK", "DPMPTSPTK"])
def test_abbreviations_of_several_agencies_are_marked(tertulis: str) -> None:
    assert find_opd(tertulis).keadaan == "ditandai"
