"""The lists behind the page about the quality of what was sent: names nobody knows, and what became of each sender's files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from p4gn.warehouse.read import read_list
from tests.p4gn.edisi_kecil import write_edisi

EDISI = "2026-07-01-contoh-000000a1"
ISI = """
delete from mart.berkas; delete from mart.baris_ditolak; delete from mart.baris_ditandai;
insert into mart.berkas
  (berkas, sumber, pengirim, diterima_pada, masa_terakhir, baris_dibaca, baris_diterima, baris_ditolak, baris_bukan_data) values
  ('a.xlsx', 'tes_urine', 'DINKES@98.01', '2026-01-02 08:00', '2025-S1', 10, 6, 3, 1),
  ('b.xlsx', 'tes_urine', 'DINKES@98.01', '2026-03-04 08:00', '2025-S2', 5, 5, 0, 0),
  ('c.xlsx', 'rapat', 'DINKES@98.01', '2026-02-02 08:00', '2025-06', 4, 4, 0, 0),
  ('d.xlsx', 'rapat', '98.02', '2026-02-02 08:00', null, 1, 1, 0, 0),
  ('e.csv', 'rapat', null, '2026-02-03 08:00', null, 7, 6, 1, 0);
insert into mart.baris_ditolak (berkas, sumber, lembar, baris, kolom, jenis_kolom, nilai, saran, tak_dikenal) values
  ('a.xlsx', 'tes_urine', 'Tes', 3, 'instansi', 'opd', 'Dinas Anu', 'Dinas Anoa; Dinas Ano', true),
  ('a.xlsx', 'tes_urine', 'Tes', 4, 'instansi', 'opd', 'DINAS ANU', '', true),
  ('a.xlsx', 'tes_urine', 'Tes', 5, 'tanggal', null, 'kemarin', '', false),
  ('e.csv', 'rapat', null, 2, 'wilayah', 'wilayah', 'Entah', null, true),
  ('e.csv', 'rapat', null, 9, 'wilayah', 'wilayah', '(disembunyikan: mirip nomor pribadi)', null, true);
insert into mart.baris_ditandai (berkas, sumber, lembar, baris, kolom, jenis_kolom, nilai, tanda, saran, tak_dikenal) values
  ('b.xlsx', 'tes_urine', null, 2, 'instansi', 'opd', 'Dinas Anu', 'tidak dikenal', '', true),
  ('b.xlsx', 'tes_urine', null, 2, 'jumlah', null, '5', 'periksa', null, false),
  ('b.xlsx', 'tes_urine', null, 4, 'instansi', 'opd', 'Dinkes', 'perlu dilihat', null, false),
  ('d.xlsx', 'rapat', null, 2, 'desa', 'desa', 'Dinas Anu', 'tidak dikenal', '', true),
  ('d.xlsx', 'rapat', null, 3, 'desa', 'desa', 'disamarkan', 'tidak dikenal', '', true);
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutu")
    write_edisi(folder, EDISI, ISI)
    return folder


@pytest.fixture(autouse=True)
def use(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P4GN_DATA", str(data))


def names(frame: pd.DataFrame) -> list[tuple]:
    columns = ["jenis", "tertulis", "wilayah", "nama_wilayah", "jumlah", "jumlah_ditolak", "saran"]
    return [tuple(row) for row in frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy()]


def test_a_name_nobody_knows_is_one_row_however_cased_with_the_rows_that_wait_for_it() -> None:
    assert names(read_list(EDISI, "nama_tak_dikenal")) == [
        ("opd", "DINAS ANU", "98.01", "Kabupaten Aruna", 3, 2, "Dinas Anoa; Dinas Ano"),
        ("desa", "Dinas Anu", "98.02", "Kabupaten Bintara", 1, 0, ""),
        ("wilayah", "Entah", None, None, 1, 1, ""),
    ]


@pytest.mark.parametrize(
    ("saring", "tertulis"),
    [
        ({"jenis": "desa"}, ["Dinas Anu"]),
        ({"wilayah": "98"}, ["DINAS ANU", "Dinas Anu"]),
        ({"wilayah": "98.01"}, ["DINAS ANU"]),
        ({"sumber": "rapat"}, ["Dinas Anu", "Entah"]),
        ({"pengirim": "98.02"}, ["Dinas Anu"]),
        ({"cari": "anoa"}, ["DINAS ANU"]),
        ({"cari": "tidak ada"}, []),
    ],
)
def test_unknown_names_can_be_narrowed(saring: dict[str, str], tertulis: list[str]) -> None:
    assert read_list(EDISI, "nama_tak_dikenal", **saring)["tertulis"].tolist() == tertulis


def test_a_sender_is_one_row_with_everything_that_became_of_its_files() -> None:
    frame = read_list(EDISI, "pengirim")
    assert frame["pengirim"].fillna("tidak diketahui").tolist() == ["98.02", "DINKES@98.01", "tidak diketahui"]
    row = frame.set_index("pengirim").loc["DINKES@98.01"]
    assert (row["wilayah"], row["jumlah_berkas"], row["jumlah_sumber"]) == ("98.01", 3, 2)
    assert row["diterima_terakhir"] == datetime(2026, 3, 4, 8)
    rows = ["baris_dibaca", "baris_diterima", "baris_ditolak", "baris_bukan_data", "baris_ditandai"]
    assert row[rows].tolist() == [19, 15, 3, 1, 2]
    assert row["masa_terakhir"] == "rapat 2025-06; tes_urine 2025-S2"
    assert frame.iloc[2][rows].tolist() == [7, 6, 1, 0, 0]
    assert read_list(EDISI, "pengirim", wilayah="98.01")["pengirim"].tolist() == ["DINKES@98.01"]
    assert read_list(EDISI, "pengirim", wilayah="98")["pengirim"].tolist() == ["98.02", "DINKES@98.01"]


def test_per_source_the_last_span_of_time_and_the_rows_stand_apart() -> None:
    frame = read_list(EDISI, "pengirim_sumber", pengirim="DINKES@98.01")
    assert frame[["sumber", "jumlah_berkas", "masa_terakhir", "baris_diterima", "baris_ditandai"]].to_numpy().tolist() == [
        ["rapat", 1, "2025-06", 4, 0],
        ["tes_urine", 2, "2025-S2", 11, 2],
    ]
    assert len(read_list(EDISI, "pengirim_sumber")) == 4
