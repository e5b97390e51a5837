"""Regions as people really wrote them, and others of the same kind."""

import csv

import pytest

from etl.harmonise.indeks_wilayah import find_singkatan, nearest_keys, read_alias
from etl.harmonise.wilayah import find_wilayah
from p4gn.geography.wilayah import find_wilayah_by_kode
from tests.etl.penulisan import read_penulisan

SURE = [
    ("Pemkab HSS", "63.06"), ("Setdakab Tapin", "63.05"), ("kab. hst", "63.07"), ("PEMKAB. HULU SUNGAI TENGAH", "63.07"), ("H.S.U", "63.08"),
    ("Baritokuala", "63.04"), ("TANGERANGSELATAN", "36.74"), ("Kab.Pekalongan", "33.26"), ("KabTapin", "63.05"), ("Kota Banjar Baru", "63.72"),
    ("Kotamadya Banjarmasin", "63.71"), ("BNN Kota Banjarmasin", "63.71"), ("Polres Metro Depok", "32.76"), ("Kodim 1005 Marabahan", "63.04"),
    ("Polda Kalsel", "63"), ("BNNP PB", "92"), ("se-Kalsel", "63"), ("MMC Kobar", "62.01"), ("DISKOMINFO-SGU", "61.03"), ("Wakil Bupati Tapin", "63.05"),
    ("South Hulu Sungai", "63.06"), ("Central Hulu Sungai", "63.07"), ("South Kalimantan", "63"), ("Banjarmasin City", "63.71"), ("Tapin Regency", "63.05"),
    ("Hulu Sungai Selatan (BNNK HSS)", "63.06"), ("MARTAPURA (OKU Timur)", "16.08"), ("Kabupaten OKU Timur (Martapura, Sumsel)", "16.08"),
    ("Martapura, Banjar", "63.03"), ("Banjar, Jawa Barat", "32.79"), ("Banjar, Kalsel", "63.03"), ("Tabalong, Kalimantan Selatan", "63.09"),
    ("Kab. Tapin - Kalimantan Selatan", "63.05"), ("Kab Tapin Prov. Kalsel", "63.05"), ("Pemerintah Kota (Pemko) Banjarmasin", "63.71"),
    ("Dinas Kesehatan Kabupaten Tapin", "63.05"), ("Kota Banjar", "32.79"), ("Pemkot Banjar", "32.79"), ("Kab. Banjar", "63.03"),
    ("Kotabaru", "63.02"), ("Kota Baru", "63.02"), ("Kabupaten Kota Baru", "63.02"), ("Kota Gorontalo", "75.71"), ("Provinsi Jambi", "15"),
    ("PONTIANAK", "61.71"), ("Lampung", "18"), ("Aceh", "11"), ("Kalsel", "63"), ("Banua", "63"), ("Bumi Saraba Kawa", "63.09"), ("Benua Taka", "64.09"),
    ("Kota Alen-Alen", "35.03"), ("Ibu Kota Provinsi Kalimantan Selatan", "63.72"), ("ibukota provinsi lampung", "18.71"), ("Pemprov Banten", "36"),
    ("Lima Puluh Kota", "13.07"), ("Pangkajene dan Kepulauan", "73.10"), ("Toli-Toli", "72.04"), ("Kep Riau", "21"), ("Tj. Pinang", "21.72"),
    ("Kab. Adm. Kepulauan Seribu", "31.01"), ("Palangka-Raya", "62.71"), ("Jakarta (nasional)", "31"), ("HSS\u00a0", "63.06"), ("63.06", "63.06"),
    ("63.06 Hulu Sungai Selatan", "63.06"), ("Desa Patas, Kecamatan Gerokgak, Buleleng", "51.08"), ("Kecamatan Selat, Kabupaten Kapuas", "62.03"),
]  # fmt: skip

MARKED = [
    ("Kalimantam Selatan", "63", "diperbaiki"), ("Penajam Pasr Utara", "64.09", "diperbaiki"), ("Tabalog", "63.09", "diperbaiki"),
    ("Balanagn", "63.11", "diperbaiki"), ("Tulungagug", "35.04", "diperbaiki"), ("Pswrn", "18.09", "singkatan"), ("B. Lampung", "18.71", "singkatan"),
    ("Kota Barabai", "63.07", "tertulis kota"), ("Kab. Banjarbaru", "63.72", "tertulis kabupaten"), ("Kabupaten Pontianak", "61.02", "nama lama"),
    ("Penajam Paser", "64.09", "tidak lengkap"), ("Tenggarong Seberang", "64.02", "Kecamatan"), ("Kecamatan Gerokgak", "51.08", "Kecamatan"),
    ("Kandangan", "63.06", "juga"), ("TANJUNG", "63.09", "juga"), ("Sukadana", "61.11", "juga"), ("Serang, Banten", "36.73", "dipilih"),
    ("Bandung, Jawa Barat", "32.73", "dipilih"), ("Banten", "36", "juga"), ("Yogyakarta", "34.71", "juga"),
    ("Pemkab Balangan dan Hulu Sungai Tengah (HST)", "63.11", "beberapa"), ("Banda Aceh dan Aceh Besar", "11", "beberapa"),
    ("HSS, HST, HSU", "63", "beberapa"), ("Kota Bogor dan Kabupaten Bogor", "32", "beberapa"), ("Aula Kantor Bupati, Tabalong", "63.09", "diabaikan"),
]  # fmt: skip

OPEN = [
    ("Banjar", {"63.03", "32.79"}), ("Polres Banjar", {"63.03", "32.79"}), ("MARTAPURA", {"63.03", "16.08"}), ("Bima", {"52.06", "52.72"}),
    ("Gorontalo", {"75", "75.01", "75.71"}), ("Jambi", {"15", "15.71"}), ("Bengkulu", {"17", "17.71"}), ("Hulu Sungai", {"63.06", "63.07", "63.08"}),
    ("Kotawaringin", {"62.01", "62.02"}), ("Kutai", {"64.02", "64.07", "64.08"}), ("Kalsel dan Kalteng", {"62", "63"}), ("Tabalong (HSS)", {"63.06", "63.09"}),
    ("6306", {"63.06"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kode"), SURE)
def test_a_region_written_by_people_is_found_and_is_sure(typed, kode):
    reading = find_wilayah(typed)
    assert (reading.nilai, reading.keadaan, reading.sebab) == (kode, "terbaca", None)
    assert reading.rincian["nama_resmi"]


@pytest.mark.parametrize(("typed", "kode", "sebab"), MARKED)
def test_a_region_that_needed_help_is_marked_with_the_reason(typed, kode, sebab):
    reading = find_wilayah(typed)
    assert (reading.nilai, reading.keadaan) == (kode, "ditandai")
    assert sebab in reading.sebab


@pytest.mark.parametrize(("typed", "kandidat"), OPEN)
def test_a_name_that_regions_share_is_left_open(typed, kandidat):
    reading = find_wilayah(typed)
    assert (reading.nilai, reading.keadaan, set(reading.kandidat)) == (None, "ambigu", kandidat)


@pytest.mark.parametrize("typed", ["Puskesmas", "Kabupaten", "Selatan", "Sda", "63.1", "Dinas Antariksa"])
def test_what_is_no_region_is_refused_in_words(typed):
    reading = find_wilayah(typed)
    assert (reading.nilai, reading.keadaan) == (None, "ditolak")
    assert reading.sebab


def test_the_whole_country_is_no_single_region():
    assert find_wilayah("Indonesia").rincian["nasional"] is True


@pytest.mark.parametrize("typed", [None, "", " ", "-", float("nan")])
def test_an_empty_cell_is_unknown(typed):
    assert find_wilayah(typed).keadaan == "kosong"


@pytest.mark.parametrize(
    ("typed", "konteks", "kode"),
    [
        ("Banjar", "63", "63.03"),
        ("Banjar", "Kalimantan Selatan", "63.03"),
        ("Banjar", "https://jabar.contoh.com/x", "32.79"),
        ("TASIKMALAYA", "https://contoh.com/bnn-kota-tasikmalaya-tes-urine", "32.78"),
        ("Madiun", "https://contoh.com/20-personil-polres-madiun-kota-tes-urin.html", "35.77"),
        ("Bogor", "https://bogorkab.go.id/x", "32.01"),
        ("Serang", "Wali Kota Serang membuka rapat", "36.73"),
        ("Martapura", ["https://contoh.com/x", "Kab. Banjar"], "63.03"),
        ("Kandangan", "63", "63.06"),
    ],
)
def test_context_decides_between_regions_of_one_name(typed, konteks, kode):
    assert find_wilayah(typed, konteks=konteks).nilai == kode


def test_a_sure_name_is_not_changed_by_its_context():
    assert find_wilayah("Tabalong", konteks="https://jabar.contoh.com/kota-bogor").nilai == "63.09"


def test_level_and_parent_narrow_the_choice():
    assert find_wilayah("Jambi", tingkat="kabkota").nilai == "15.71"
    assert find_wilayah("Jambi", tingkat="provinsi").nilai == "15"
    assert find_wilayah("Banjar", induk="63").nilai == "63.03"
    assert find_wilayah("Tabalong", induk="61").keadaan == "ditolak"
    assert find_wilayah("Kalsel", tingkat="kabkota").keadaan == "ditolak"
    with pytest.raises(ValueError, match="Tingkat"):
        find_wilayah("Kalsel", tingkat="negara")


@pytest.mark.parametrize(
    ("typed", "kode", "nilai", "keadaan"),
    [
        ("Hulu Sungai Selatan", "63.06", "63.06", "terbaca"),
        ("Hulu Sungai Selatan", "6306", "63.06", "terbaca"),
        ("Hulu Sungai Selatan", 6306.0, "63.06", "terbaca"),
        ("Lampung Selatan", "1801", "18.01", "terbaca"),
        ("Lampung Barat", "1801", "18.04", "ditandai"),
        ("Bengkayang", "6102", "61.07", "ditandai"),
        ("Tanah Bumbu", "63.1", "63.10", "ditandai"),
        ("Tanah Bumbu", 63.1, "63.10", "ditandai"),
        ("Hulu Sungai Selatan", 63.1, None, "ditolak"),
        ("Tabalong", "63.05", None, "ditolak"),
        ("Tabalong", "6102", None, "ditolak"),
        ("Kantor X", "63.06", "63.06", "ditandai"),
        ("Banjar", "63.03", "63.03", "terbaca"),
        ("", "63.06", "63.06", "terbaca"),
        ("", "6306", None, "ambigu"),
        ("", 63.1, None, "ditolak"),
        ("Samuda", "63.06.07.2016", "63.06.07.2016", "terbaca"),
        ("Samuda", "63.06.06.2001", None, "ditolak"),
    ],
)
def test_a_code_counts_only_as_far_as_the_name_agrees(typed, kode, nilai, keadaan):
    reading = find_wilayah(typed, kode=kode)
    assert (reading.nilai, reading.keadaan) == (nilai, keadaan)


def test_code_and_name_that_contradict_are_both_named():
    sebab = find_wilayah("Tabalong", kode="63.05").sebab
    assert "Tapin" in sebab
    assert "Tabalong" in sebab


@pytest.mark.parametrize(
    ("typed", "induk", "konteks", "kode", "keadaan"),
    [
        ("Samuda", "63.06", None, "63.06.07.2016", "terbaca"),
        ("Sei Karias", "63.08", None, "63.08.05.2015", "terbaca"),
        ("Lokbinuang", "63.06", None, "63.06.03.2001", "terbaca"),
        ("Saradang", "63.09", "Haruai", "63.09.05.2012", "ditandai"),
        ("Kelurahan Alalak Selatan", "63.71", None, "63.71.04.1003", "terbaca"),
        ("Kelurahan Pekauman", "63.71", "Banjarmasin Barat", "63.71.01.1003", "ditandai"),
        ("Xyz", "63.06", None, None, "ditolak"),
    ],
)
def test_a_village_is_found_inside_its_region(typed, induk, konteks, kode, keadaan):
    reading = find_wilayah(typed, induk=induk, tingkat="desa", konteks=konteks)
    assert (reading.nilai, reading.keadaan) == (kode, keadaan)


def test_a_village_name_that_several_kecamatan_have_is_left_open():
    reading = find_wilayah("Sungai Raya", tingkat="kecamatan")
    assert (reading.nilai, reading.keadaan) == (None, "ambigu")
    assert "63.06.01" in reading.kandidat


def test_kecamatan_and_village_written_beside_a_region_are_kept():
    rincian = find_wilayah("Desa Samuda, Daha Selatan, HSS").rincian
    assert (rincian["kode_kecamatan"], rincian["kode_desa"]) == ("63.06.07", "63.06.07.2016")


def test_short_words_are_never_repaired():
    assert nearest_keys("tapi", ["tapin"]) == []
    assert find_singkatan("kal") == ()


def test_every_alias_points_to_a_region():
    assert [row["nama"] for row in read_alias() if find_wilayah_by_kode(row["kode"]) is None] == []


@pytest.mark.parametrize("with_context", [False, True])
def test_spellings_of_the_public_records(with_context):
    rows = read_penulisan("wilayah")
    right = 0
    for row in rows:
        reading = find_wilayah(row["tertulis"], konteks=row["sumber_url"] if with_context else None)
        right += reading.nilai == row["kode"]
        assert reading.nilai in (row["kode"], None) or (reading.keadaan == "ditandai" and reading.sebab), row
    print(f"wilayah, konteks={with_context}: {right}/{len(rows)} = {right / len(rows):.1%}")
    assert right / len(rows) >= 0.98


def test_villages_of_the_public_records_in_kalsel(shared):
    path = shared / "real" / "desa_bersinar.csv"
    if not path.is_file():
        pytest.skip("tabel pembanding tidak ada")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kode_kabkota"].startswith("63.")]
    unread = []
    for row in rows:
        reading = find_wilayah(row["desa_kelurahan"], induk=row["kode_kabkota"], tingkat="desa", konteks=row["kecamatan"] or None)
        if reading.nilai is None:
            unread.append(row["desa_kelurahan"])
            assert reading.sebab
    print(f"desa Kalsel: {len(rows) - len(unread)}/{len(rows)}; tidak ditemukan: {', '.join(unread)}")
    assert len(unread) / len(rows) <= 0.06


@pytest.mark.parametrize(
    "tertulis", ["Pemkab/Pemkot Malang", "Kota/Kab. Malang", "Kabupaten dan Kota Serang", "Kab & Kota Bogor", "Kab/Kota Banjar"]
)
def test_both_kinds_at_once_say_neither(tertulis: str) -> None:
    bacaan = find_wilayah(tertulis)
    assert (bacaan.nilai, bacaan.keadaan, len(bacaan.kandidat)) == (None, "ambigu", 2)


@pytest.mark.parametrize(
    ("tertulis", "kode"),
    [
        ("Kab/Kota Tapin", "63.05"),
        ("Kec. Landasan Ulin Kota Banjarbaru", "63.72"),
        ("Desa Pasar Panas Kec. Banua Lawas Kab. Tabalong", "63.09"),
        ("Kecamatan Kandangan Kabupaten Temanggung", "33.23"),
        ("Malang (Kota)", "35.73"),
        ("Bogor (Kab.)", "32.01"),
        ("Kab HST Kalsel", "63.07"),
    ],
)
def test_levels_without_commas_and_kinds_behind(tertulis: str, kode: str) -> None:
    bacaan = find_wilayah(tertulis)
    assert (bacaan.nilai, bacaan.keadaan) == (kode, "terbaca")


@pytest.mark.parametrize(
    ("tertulis", "kode"), [("P. Raya", "62.71"), ("H.S. Tengah", "63.07"), ("P. Siantar", "12.72"), ("T. Bumbu", "63.10")]
)
def test_words_cut_to_their_first_letter_are_not_joined_to_another_name(tertulis: str, kode: str) -> None:
    assert find_wilayah(tertulis).nilai == kode


@pytest.mark.parametrize(
    ("tertulis", "kode"), [("Kandangan, Kediri", "35.06"), ("Makasar, Jakarta Timur", "31.75"), ("Makasar", "73.71"), ("Jogja", "34.71")]
)
def test_names_of_two_places_are_marked(tertulis: str, kode: str) -> None:
    bacaan = find_wilayah(tertulis)
    assert (bacaan.nilai, bacaan.keadaan) == (kode, "ditandai")


@pytest.mark.parametrize("tertulis", ["Toraja", "Tasik"])
def test_half_a_name_that_two_regions_share_is_left_open(tertulis: str) -> None:
    assert find_wilayah(tertulis).keadaan == "ambigu"
