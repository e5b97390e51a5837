"""What changed between two editions, on two tiny ones whose differences can be listed by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from p4gn.indicators.catalogue import CATALOGUE
from p4gn.indicators.suppress import is_kecil
from p4gn.scope import WilayahTidakDikenal
from p4gn.warehouse import perbandingan
from p4gn.warehouse.editions import EdisiTidakAda
from p4gn.warehouse.perbandingan import PerubahanAngka, PerubahanBerkas, PerubahanSumber, compare_edisi
from tests.p4gn.edisi_kecil import write_edisi

LAMA, BARU, KEMBAR = (f"2026-07-0{number}-contoh-0000000{number}" for number in (1, 2, 3))
BERKAS = """
insert into mart.berkas (berkas, sumber, sha256, pengirim) values
  ('rapat.xlsx', 'rapat', 'a1', 'SETDA@98'), ('tes.xlsx', 'tes_urine', 'b1', 'DINKES@98.01'), ('desa.xlsx', 'desa_bersinar', 'c1', '98.02'),
  ('umum.csv', 'rapat', 'd1', null);
"""
PERUBAHAN = """
delete from mart.rapat where id_rapat = 'R2';
insert into mart.rapat (id_rapat, tanggal, presisi_tanggal, tahun, kode_wilayah, kode_provinsi, kode_kabkota, ada_dasar_hukum, ada_kesimpulan, berkas)
  values ('R11', '2025-09-09', 'hari', 2025, '98.03', '98', '98.03', true, false, 'rapat.xlsx'),
         ('R12', '2025-09-10', 'hari', 2025, '98.03', '98', '98.03', true, false, 'rapat.xlsx');
update mart.rapat set judul = 'Rapat lain' where id_rapat = 'R1';
update mart.rapat set berkas = 'rapat baru.xlsx', baris = 99;
update mart.tes_urine set jumlah_dites = 60 where id_tes = 'T1';
update mart.angka_resmi set nilai = 4, nilai_tertulis = '4' where nilai = 3;
delete from mart.berkas;
insert into mart.berkas (berkas, sumber, sha256, pengirim) values
  ('rapat.xlsx', 'rapat', 'a1', 'SETDA@98'), ('rapat.xlsx', 'rapat', 'a2', 'SETDA@98'), ('tes akhir.xlsx', 'tes_urine', 'b1', 'DINKES@98.01'),
  ('pegawai.xlsx', 'rapat', 'e1', 'BKD@98'), ('umum.csv', 'rapat', 'd1', null);
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("banding")
    write_edisi(folder, LAMA, BERKAS)
    write_edisi(folder, KEMBAR, BERKAS)
    write_edisi(folder, BARU, BERKAS + PERUBAHAN)
    return folder


@pytest.fixture(autouse=True)
def use(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(data))


def test_two_editions_with_the_same_content_say_so_in_one_sentence() -> None:
    found = compare_edisi(LAMA, KEMBAR, "98")
    assert found.kalimat == ("Tidak ada yang berubah di antara kedua edisi.",)
    assert not any(item.ada for item in (*found.sumber, *found.angka))
    assert (found.berkas, found.pengirim_baru) == ((), ())
    assert {item.sumber: (item.sebelum, item.sesudah) for item in found.sumber}["rapat"] == (10, 10)


def test_rows_are_new_gone_or_changed_by_their_key_wherever_they_stand() -> None:
    found = {item.sumber: item for item in compare_edisi(LAMA, BARU).sumber}
    assert found["rapat"] == PerubahanSumber("rapat", 10, 11, tambah=2, hilang=1, berubah=1, berkunci=True)
    assert found["tes_urine"] == PerubahanSumber("tes_urine", 6, 6, 0, 0, 1, True)
    assert found["desa_bersinar"] == PerubahanSumber("desa_bersinar", 8, 8, 0, 0, 0, True)
    assert found["angka_resmi"] == PerubahanSumber("angka_resmi", 3, 3, tambah=1, hilang=1, berubah=0, berkunci=False)
    assert {"rapat", "tes_urine", "desa_bersinar", "angka_resmi"} <= set(found)


def test_looking_back_turns_new_into_gone() -> None:
    back = {item.sumber: item for item in compare_edisi(BARU, LAMA).sumber}["rapat"]
    assert (back.tambah, back.hilang, back.berubah) == (1, 2, 1)


def test_files_are_new_gone_or_replaced_and_a_new_name_alone_is_no_change() -> None:
    found = compare_edisi(LAMA, BARU)
    assert found.berkas == (
        PerubahanBerkas(None, "tes.csv", "tes_urine", "hilang"),
        PerubahanBerkas("98.02", "desa.xlsx", "desa_bersinar", "hilang"),
        PerubahanBerkas("BKD@98", "pegawai.xlsx", "rapat", "baru"),
        PerubahanBerkas("SETDA@98", "rapat.xlsx", "rapat", "diganti"),
    )
    assert found.pengirim_baru == ("BKD@98",)


def test_numbers_of_the_region_before_and_after() -> None:
    found = {item.indikator: item for item in compare_edisi(LAMA, BARU, "98").angka}
    assert (found["rapat_tercatat"].sebelum, found["rapat_tercatat"].sesudah) == (8, 9)
    assert found["rapat_tercatat"].ada
    only_one = {item.indikator: item for item in compare_edisi(LAMA, BARU, "98.02").angka}
    assert not only_one["rapat_tercatat"].ada
    assert "kabkota_berapat" in found and "kabkota_berapat" not in only_one
    with pytest.raises(WilayahTidakDikenal):
        compare_edisi(LAMA, BARU, "12")


def test_the_sentences_say_it_all_shortly() -> None:
    said = compare_edisi(LAMA, BARU, "98").kalimat
    assert said[:5] == (
        "Angka resmi: 1 baris baru dan 1 hilang.",
        "Rapat: 2 baris baru, 1 hilang, dan 1 berubah.",
        "Tes urine: 1 baris berubah.",
        "Kiriman: 1 berkas baru, 1 diganti, dan 2 hilang.",
        "Pengirim baru: BKD@98.",
    )
    assert "Rapat tercatat naik dari 8 menjadi 9 rapat." in said
    assert all(len(sentence.split()) <= 12 for sentence in said)


@pytest.mark.parametrize("sebelum", [None, 0.0, 1234.5])
@pytest.mark.parametrize("sesudah", [None, 0.0, 98765.5])
def test_every_sentence_about_every_indicator_has_at_most_twelve_words(sebelum: float | None, sesudah: float | None) -> None:
    for item in CATALOGUE.values():
        row = [pd.Series({"pembilang": n, "nilai": n, "keadaan": "belum_lapor" if n is None else "ada"}) for n in (sebelum, sesudah)]
        angka = perbandingan._as_angka(item, *row)
        assert angka.ada == (sebelum != sesudah)
        if angka.ada:
            assert len(perbandingan._say_angka(angka).split()) <= 12, perbandingan._say_angka(angka)


@pytest.mark.parametrize(
    ("sebelum", "sesudah", "kalimat"),
    [
        ((12, "ada"), (15, "ada"), "Uji naik dari 12 menjadi 15 orang."),
        ((3, "ada"), (0, "nol"), "Uji turun dari 3 menjadi 0 orang."),
        ((None, "belum_lapor"), (3, "ada"), "Uji: kini 3 orang, sebelumnya belum ada catatan."),
        ((3, "ada"), (None, "terlalu_sedikit"), "Uji: kini terlalu sedikit, sebelumnya 3 orang."),
        ((None, "belum_lapor"), (None, "tidak_berlaku"), "Uji: kini tidak berlaku, sebelumnya belum ada catatan."),
    ],
)
def test_a_number_that_comes_goes_or_moves_is_told_in_its_own_words(sebelum: tuple, sesudah: tuple, kalimat: str) -> None:
    item = PerubahanAngka("uji", "Uji", "orang", 0, sebelum[0], sesudah[0], sebelum[1], sesudah[1])
    assert item.ada and perbandingan._say_angka(item) == kalimat


def test_a_change_too_small_for_print_is_none() -> None:
    assert not PerubahanAngka("uji", "Uji", "persen", 1, 40.01, 40.02, "ada", "ada").ada


@pytest.mark.parametrize("selisih", range(7))
def test_two_counts_are_never_shown_side_by_side_when_their_difference_tells_of_a_few(selisih: int) -> None:
    plain = next(item for item in CATALOGUE.values() if item.satuan == "orang" and not item.aturan_kecil.berlaku)
    guarded = dataclasses.replace(plain, aturan_kecil=dataclasses.replace(plain.aturan_kecil, berlaku=True))
    rows = [pd.Series({"pembilang": n, "nilai": n, "keadaan": "ada"}) for n in (20.0, 20.0 + selisih)]
    found = perbandingan._as_angka(guarded, *rows)
    assert found.selisih_disembunyikan == is_kecil(selisih)
    assert (found.sebelum is None and found.sesudah is None) == is_kecil(selisih)
    if is_kecil(selisih):
        assert perbandingan._say_angka(found) == f"{plain.judul_pendek} berubah sedikit; selisihnya disamarkan."
    assert not perbandingan._as_angka(plain, *rows).selisih_disembunyikan


@pytest.mark.parametrize(
    ("pengirim", "kalimat"),
    [
        ((), []),
        (("DINKES@63",), ["Pengirim baru: DINKES@63."]),
        (("satu dua tiga empat lima enam tujuh",), ["1 pengirim baru."]),
        (("a", "b"), ["2 pengirim baru."]),
    ],
)
def test_new_senders_are_named_when_there_is_one(pengirim: tuple[str, ...], kalimat: list[str]) -> None:
    assert list(perbandingan._say_pengirim(pengirim)) == kalimat


def test_an_edition_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(EdisiTidakAda):
        compare_edisi(LAMA, "2026-07-09-contoh-00000009")


def test_rows_that_share_a_key_or_have_none_are_counted_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path))
    write_edisi(
        tmp_path, LAMA, "insert into mart.rapat (id_rapat, judul) values (null, 'x'), (null, 'x'), ('R1', 'kembar'), ('R1', 'kembar')"
    )
    write_edisi(tmp_path, BARU, "insert into mart.rapat (id_rapat, judul) values (null, 'x'), (null, 'y'), ('R1', 'kembar')")
    found = {item.sumber: item for item in compare_edisi(LAMA, BARU).sumber}["rapat"]
    assert (found.tambah, found.hilang, found.berubah) == (1, 2, 0)
    write_edisi(
        tmp_path, KEMBAR, "insert into mart.rapat (id_rapat, judul) values (null, 'x'), (null, 'x'), ('R1', 'kembar'), ('R1', 'lain')"
    )
    same_number = {item.sumber: item for item in compare_edisi(LAMA, KEMBAR).sumber}["rapat"]
    assert (same_number.tambah, same_number.hilang, same_number.berubah) == (0, 0, 1)
