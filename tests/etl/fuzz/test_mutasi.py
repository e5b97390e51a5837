"""Mutated workbooks, first quarter; and that the seeds are clean and the judge sees what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from etl.ledger import BukanData
from etl.pipeline import Hasil
from etl.pribadi import PROPERTI
from etl.progress import Progress
from etl.receive import Kiriman
from etl.terima import check_bytes
from tests.etl.fuzz.benih import (
    BARIS,
    Benih,
    Lembaran,
    list_benih,
    make_berjenjang,
    make_lembaran,
    write_csv,
    write_ods,
    write_xls,
    write_xlsx,
    write_xlsxwriter,
)
from tests.etl.fuzz.jalankan import TerlaluLama, limit_cpu, run_range
from tests.etl.fuzz.mutasi import NIK, make_mutan
from tests.etl.fuzz.orakel import Mutan, judge

BAGIAN = 25
BENIH = list_benih()
FORMAT: dict[str, Callable[[Lembaran], bytes]] = {
    "xlsx": lambda sheet: write_xlsx([sheet]),
    "csv": write_csv,
    "ods": lambda sheet: write_ods([sheet]),
    "xls": lambda sheet: write_xls([sheet]),
}


@pytest.mark.parametrize("start", range(0, 500, BAGIAN))
def test_mutated_files_keep_every_promise(start: int) -> None:
    assert run_range(start, start + BAGIAN) == []


def check(mutan: Mutan) -> tuple[Kiriman, Hasil]:
    return check_bytes(mutan.nama, mutan.isi, mutan.benih.pengirim, Progress(diam=True))


def make_clean(benih: Benih, jenis: str = "xlsx") -> Mutan:
    sheet = make_lembaran(benih, judul=jenis != "csv")
    sheet = sheet.as_text() if jenis == "csv" else sheet
    return Mutan(-1, f"kiriman.{jenis}", FORMAT[jenis](sheet), benih, [sheet])


@pytest.mark.parametrize("benih", BENIH, ids=lambda benih: benih.source.id)
@pytest.mark.parametrize("jenis", FORMAT)
def test_a_clean_table_is_accepted_whole_with_its_true_values(benih: Benih, jenis: str) -> None:
    mutan = make_clean(benih, jenis)
    kiriman, hasil = check(mutan)
    assert judge(mutan, kiriman, hasil) == []
    assert (len(hasil.diterima), hasil.ditolak, hasil.berkas_ditolak) == (BARIS, (), ())
    assert [item for item in hasil.pribadi if item.kolom != PROPERTI] == []
    assert [tanda for tanda in hasil.ditandai if tanda.tanda != "titik dibaca sebagai desimal"] == []


def test_a_clean_table_under_a_heading_of_two_rows_is_accepted_whole() -> None:
    benih = next(benih for benih in BENIH if benih.source.id == "tes_urine")
    sheet = make_berjenjang(benih, judul=True)
    mutan = Mutan(-1, "kiriman.xlsx", write_xlsxwriter([sheet]), benih, [sheet])
    kiriman, hasil = check(mutan)
    assert judge(mutan, kiriman, hasil) == []
    assert (len(hasil.diterima), hasil.ditolak, hasil.ditandai) == (BARIS, (), ())


def test_the_same_number_makes_the_same_file() -> None:
    for nomor in range(40):
        assert make_mutan(nomor).isi == make_mutan(nomor).isi


def test_mutations_reach_every_source_format_and_outcome() -> None:
    mutants = [make_mutan(nomor) for nomor in range(320)]
    assert {mutan.benih.source.id for mutan in mutants} == {benih.source.id for benih in BENIH}
    assert {".csv", ".xlsx", ".ods", ".xls"} <= {f".{mutan.nama.rpartition('.')[2].lower()}" for mutan in mutants}
    assert sum(mutan.periksa_nilai for mutan in mutants) > 200
    assert 0 < sum(mutan.harus_ditolak for mutan in mutants) < 60
    assert sum(bool(mutan.rahasia) for mutan in mutants) > 10


def test_the_judge_sees_a_wrong_value_a_lost_row_and_a_row_counted_twice() -> None:
    mutan = make_clean(next(benih for benih in BENIH if benih.source.id == "pegawai"))
    kiriman, hasil = check(mutan)
    blok = hasil.blok[0]
    jumlah = blok.nilai["jumlah"]
    wrong = replace(blok, nilai={**blok.nilai, "jumlah": replace(jumlah, isi=[999] * len(jumlah.isi))})
    assert "tanpa tanda" in judge(mutan, kiriman, replace(hasil, blok=(wrong,)))[0]
    fewer = replace(hasil, blok=(blok.take(np.arange(1, BARIS)),))
    assert any("tidak ada di hasil" in keluhan for keluhan in judge(mutan, kiriman, fewer))
    twice = replace(hasil, bukan_data=(*hasil.bukan_data, BukanData(kiriman.nama, "Data", int(blok.nomor[0]), "kaki")))
    assert any("dihitung dua kali" in keluhan for keluhan in judge(mutan, kiriman, twice))
    lost = BukanData(kiriman.nama, "Data", int(blok.nomor[0]), "kaki")
    hidden = replace(hasil, blok=fewer.blok, bukan_data=(*hasil.bukan_data, lost))
    assert any("hilang sebagai “kaki”" in keluhan for keluhan in judge(mutan, kiriman, hidden))


def test_the_judge_sees_a_file_refused_for_nothing_and_a_personal_number() -> None:
    mutan = make_clean(BENIH[0])
    other = Mutan(-1, "kiriman.xlsx", b"bukan buku kerja", mutan.benih, mutan.lembaran)
    assert "ditolak tanpa alasan" in judge(other, *check(other))[0]
    benih = next(benih for benih in BENIH if benih.source.id == "pegawai")
    secret = str(benih.sel[0][benih.kolom.index("opd")])
    shown = make_clean(benih)
    shown.rahasia.append(secret)
    assert f"data pribadi {secret!r} tampak" in judge(shown, *check(shown))[0]
    assert NIK not in secret


def test_a_hang_is_stopped() -> None:
    with pytest.raises(TerlaluLama), limit_cpu(0.05):
        sum(1 for _ in iter(int, 1))
