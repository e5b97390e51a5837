"""A table is known by its headings, however they are spelled, never by the name of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.aturan import RULES
from etl.sources import SourceError, Tajuk, TajukKurang, find_tajuk, load_sources, normalise_heading
from etl.words import load_kata
from tests.etl.kiriman import ANGKA_TAJUK, DESA_TAJUK, RAPAT_TAJUK, TES_TAJUK


@pytest.mark.parametrize(
    ("headings", "source"), [(TES_TAJUK, "tes_urine"), (RAPAT_TAJUK, "rapat"), (DESA_TAJUK, "desa_bersinar"), (ANGKA_TAJUK, "angka_resmi")]
)
def test_each_family_is_recognised_from_its_headings(headings: list[str], source: str) -> None:
    found = find_tajuk([["REKAP TAHUN 2024"], [], headings])
    assert isinstance(found, Tajuk)
    assert (found.source.id, found.indeks_baris) == (source, 2)


def test_other_spellings_of_a_heading_are_the_same_heading() -> None:
    headings = ["ID Tes", "Hari/Tanggal", "Kab./Kota", "Nama Instansi Pelaksana", "Jumlah Peserta", "JUMLAH POSITIF"]
    found = find_tajuk([headings])
    assert isinstance(found, Tajuk)
    assert found.source.id == "tes_urine"
    assert found.letak["jumlah_dites"] == 4
    assert found.letak["jumlah_reaktif_positif"] == 5


def test_a_date_column_named_tanggal_alone_is_the_printed_date() -> None:
    headings = ["tanggal" if name == "tanggal_tertulis" else name for name in TES_TAJUK]
    found = find_tajuk([headings])
    assert isinstance(found, Tajuk)
    assert found.letak["tanggal_tertulis"] == 1


def test_a_missing_column_is_named() -> None:
    found = find_tajuk([[name for name in TES_TAJUK if name != "jumlah_dites"]])
    assert isinstance(found, TajukKurang)
    assert found.kurang == ("jumlah_dites",)


def test_a_heading_given_twice_is_not_guessed_at() -> None:
    found = find_tajuk([[*TES_TAJUK, "wilayah"]])
    assert isinstance(found, TajukKurang)
    assert found.ganda == ("wilayah",)


def test_text_that_is_no_table_is_nothing() -> None:
    assert find_tajuk([["halo"], ["dunia", "fana"]]) is None


def test_headings_lose_case_and_punctuation() -> None:
    assert normalise_heading("Kab./Kota ") == normalise_heading("kab_kota") == "kab kota"


def test_every_declaration_says_how_to_mend_its_required_columns() -> None:
    for source in load_sources().values():
        assert source.butiran.startswith("satu baris per ")
        for column in source.kolom:
            if column.isi_wajib:
                assert column.perbaikan, f"{source.id}.{column.nama}"
        for rule in source.aturan:
            assert rule.periksa in RULES
            assert rule.akibat == "tandai" or rule.perbaikan, f"{source.id}: {rule.nama}"


def test_a_wrong_declaration_names_file_and_column(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("id: x\njudul: X\nbutiran: satu baris per x\nkunci: [a]\nkolom: {a: {jenis: teka}}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"x\.yml, column a"):
        load_sources(tmp_path)


def test_a_secret_is_declared_with_true_or_false(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        "id: x\njudul: X\nbutiran: satu baris per x\nkunci: [a]\nkolom: {a: {jenis: teks, rahasia: ya}}\n", encoding="utf-8"
    )
    with pytest.raises(SourceError, match=r"x\.yml, column a: rahasia"):
        load_sources(tmp_path)


@pytest.mark.parametrize(
    ("tertulis", "jenis"),
    [
        ("rakor (virtual)", "rakor"),
        ("Talk show/sosialisasi", "sosialisasi"),
        ("deklarasi/pencanangan", "pencanangan"),
        ("RDP", "rapat dprd"),
    ],
)
def test_kinds_of_meetings_are_few(tertulis: str, jenis: str) -> None:
    assert load_kata("jenis_rapat").find(tertulis) == jenis


@pytest.mark.parametrize(
    ("status", "tahap"),
    [
        ("direncanakan/target Kelurahan Bersinar", 0),
        ("relawan dibentuk, diharapkan menjadi Desa Bersinar", 0),
        ("ditetapkan SK Bupati; pencanangan ditunda karena Covid-19", 1),
        ("lokus 2024", 1),
        ("percontohan dideklarasikan BNN", 2),
        ("dibentuk; status kerawanan bahaya menjadi siaga", 2),
        ("meraih predikat Bersinar pada HANI 2024", 2),
        ("aktif; tes urine dan sosialisasi", 3),
    ],
)
def test_the_stage_of_a_village_is_read_from_its_status(status: str, tahap: int) -> None:
    assert load_kata("tahap_desa_bersinar").find(status) == tahap
