"""Which meeting a follow-up belongs to, where the files number their meetings in one workbook only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from p4gn import catatan
from p4gn.catatan import basis
from tests.p4gn.edisi_kecil import write_edisi

EDISI = "2026-06-30-contoh-0badc0de"
BARIS = """
insert into mart.tindak_lanjut (id_tindak_lanjut, id_rapat, tanggal_rapat, presisi_tanggal, mulai, selesai, uraian, kode_wilayah, status, berkas, baris)
values
  ('nomor', 'R1', '2024-03-10', 'hari', '2024-03-10', '2024-03-10', 'Bernomor', '98.01', 'selesai', 'a.xlsx', 9),
  ('hari', 'X-1', '2024-09-01', 'hari', '2024-09-01', '2024-09-01', 'Nomor lain, hari rapat R2', '98.01', 'belum', 'a.xlsx', 10),
  ('tanpa', null, '2024-03-10', 'hari', '2024-03-10', '2024-03-10', 'Tanpa nomor, hari rapat R1', '98.01', 'belum', 'a.xlsx', 2),
  ('wilayah', null, '2024-03-10', 'hari', '2024-03-10', '2024-03-10', 'Hari yang sama, wilayah lain', '98.02', 'belum', 'a.xlsx', 3),
  ('bulan', null, '2024-09-01', 'bulan', '2024-09-01', '2024-09-30', 'Hanya bulannya', '98.01', 'belum', 'a.xlsx', 4),
  ('kembar', null, '2025-08-17', 'hari', '2025-08-17', '2025-08-17', 'Dua rapat pada hari itu', '98', 'belum', 'a.xlsx', 5);
insert into mart.rapat (id_rapat, judul, tanggal, presisi_tanggal, mulai, selesai, kode_wilayah, berkas)
values ('R5b', 'Rapat kedua', '2025-08-17', 'hari', '2025-08-17', '2025-08-17', '98', 'rapat.csv');
"""


@pytest.fixture
def edisi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    write_edisi(tmp_path / "data", EDISI, BARIS)
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(basis.VARIABEL, f"sqlite:///{tmp_path / 'catatan.db'}")
    return EDISI


def test_by_number_first_then_by_region_and_day_if_there_is_just_one(edisi: str) -> None:
    r1, r2 = catatan.kunci_rapat("98.01", "R1"), catatan.kunci_rapat("98.01", "R2")
    every = catatan.list_keputusan(edisi)
    found = {row.id.rpartition(":")[2]: (row.rapat, row.menurut_hari) for row in every.itertuples()}
    assert found == {"nomor": (r1, False), "hari": (r2, True), "tanpa": (r1, True)}


def test_they_come_in_the_order_of_the_file_and_then_as_they_were_decided(edisi: str) -> None:
    r1 = catatan.kunci_rapat("98.01", "R1")
    who = catatan.Pencatat("Analis", "analis", "rapat", edisi)
    for text in ("Z lebih dahulu", "A kemudian"):
        catatan.record_keputusan(who, catatan.Keputusan(text, wilayah="98.01", rapat=r1))
    same_day = catatan.record_keputusan(who, catatan.Keputusan("Tanpa rapat", wilayah="98.01", tanggal=date(2024, 3, 10)))
    every = catatan.list_keputusan(edisi)
    assert list(every.loc[every["rapat"] == r1, "teks"]) == ["Tanpa nomor, hari rapat R1", "Bernomor", "Z lebih dahulu", "A kemudian"]
    assert same_day.id not in set(every["id"])  # what is decided here names its meeting itself
