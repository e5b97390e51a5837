"""The public set: every row is kept, dates agree with the reviewer's, nothing is added twice, no danger label is carried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import yaml

from etl.corrections import load_corrections
from etl.sources import load_sources
from tests.etl.kiriman import ROOT, run_etl
from tests.etl.penulisan import DATA

PUBLIK = ROOT / "data" / "samples" / "publik"
TABEL = {"rapat": "id_rapat", "tes_urine": "id_tes", "desa_bersinar": "id_desa_bersinar"}
# The reviewer gave no full date, yet month, year or (R167, by its publication date) the day is known.
TANPA_ISO_TAPI_DIKETAHUI = {
    "rapat": {"R155": "2025-12 bulan", "R167": "2020-02 hari"},
    "tes_urine": {
        "T134": "2020-06 bulan", "T144": "2021-12 bulan", "T145": "2023-01 tahun", "T146": "2025-01 bulan", "T148": "2025-04 bulan",
        "T149": "2025-07 bulan", "T150": "2025-08 bulan", "T170": "2013-01 tahun", "T179": "2012-01 tahun", "T180": "2012-01 tahun",
    },
    "desa_bersinar": {"D053": "2025-12 bulan", "D089": "2020-01 tahun", "D090": "2020-01 tahun", "D091": "2020-01 tahun"},
}  # fmt: skip


@pytest.fixture(scope="module")
def edisi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    data = tmp_path_factory.mktemp("publik")
    done = run_etl(data, "bangun")
    assert done.returncode == 0, done.stderr
    id_edisi = (data / "edisi" / "TERKINI").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(data / "edisi" / id_edisi / "gudang.duckdb"), read_only=True) as connection:
        yield connection


def read_sent(nama: str) -> pd.DataFrame:
    return pd.read_csv(PUBLIK / f"{nama}.csv", dtype=str, keep_default_na=False)


@pytest.mark.parametrize(("tabel", "baris"), [("rapat", 104), ("tes_urine", 89), ("desa_bersinar", 109), ("angka_resmi", 166)])
def test_every_public_row_is_accepted(edisi: duckdb.DuckDBPyConnection, tabel: str, baris: int) -> None:
    assert edisi.execute(f"select count(*) from mart.{tabel}").fetchone() == (baris,)
    assert edisi.execute("select count(*) from mart.baris_ditolak").fetchone() == (0,)


@pytest.mark.parametrize("tabel", TABEL)
def test_printed_dates_are_read_as_the_reviewer_read_them(edisi: duckdb.DuckDBPyConnection, tabel: str) -> None:
    sent = read_sent(tabel)
    read = edisi.execute(f"select {TABEL[tabel]} as id, strftime(tanggal, '%Y-%m-%d') as dibaca, presisi_tanggal from mart.{tabel}").df()
    both = sent.merge(read, on="id", validate="one_to_one")
    given = both[both["tanggal"] != ""]
    wrong = given[(given["dibaca"] != given["tanggal"]) | (given["presisi_tanggal"] != "hari")]
    assert wrong.empty, wrong[["id", "tanggal", "tanggal_tertulis", "dibaca"]].to_string()
    known = both[(both["tanggal"] == "") & both["dibaca"].notna()]
    assert dict(zip(known["id"], known["dibaca"].str[:7] + " " + known["presisi_tanggal"], strict=True)) == TANPA_ISO_TAPI_DIKETAHUI[tabel]


@pytest.mark.parametrize("tabel", ["rapat", "tes_urine"])
def test_numbers_per_year_equal_a_plain_count(edisi: duckdb.DuckDBPyConnection, tabel: str) -> None:
    sent = read_sent(tabel)
    years = sent["tanggal"].str[:4].where(sent["tanggal"] != "", sent["id"].map(TANPA_ISO_TAPI_DIKETAHUI[tabel]).str[:4])
    counted = dict(edisi.execute(f"select tahun, count(*) from mart.{tabel} where tahun is not null group by all").fetchall())
    assert {str(year): number for year, number in counted.items()} == years.dropna().value_counts().to_dict()


def test_counts_equal_a_plain_sum_and_the_overlapping_summary_is_left_out(edisi: duckdb.DuckDBPyConnection) -> None:
    sent = read_sent("tes_urine")
    for kolom, mart in (
        ("jumlah_dites", "jumlah_dites"),
        ("jumlah_sasaran", "jumlah_sasaran"),
        ("jumlah_reaktif_positif", "jumlah_reaktif"),
    ):
        plain = int(pd.to_numeric(sent[kolom]).sum())
        assert edisi.execute(f"select sum({mart}) from mart.tes_urine where not adalah_rincian").fetchone() == (plain,)
    assert edisi.execute("select id_tes from mart.tes_urine where adalah_rincian").fetchall() == [("T144",)]
    assert edisi.execute("select count(*) from mart.tes_urine where ada_hasil").fetchone() == (
        int((sent["jumlah_reaktif_positif"] != "").sum()),
    )


def test_regions_agree_with_the_code_beside_them(edisi: duckdb.DuckDBPyConnection) -> None:
    for tabel, kolom in (("rapat", "kode_kabkota"), ("tes_urine", "kode_kabkota"), ("angka_resmi", "kode")):
        sent = read_sent(tabel)[kolom].tolist()
        read = [kode or "" for (kode,) in edisi.execute(f"select kode_wilayah from mart.{tabel} order by baris").fetchall()]
        assert [kode[: len(code)] if code else kode for kode, code in zip(read, sent, strict=True)] == sent


def test_villages_are_found_or_kept_and_flagged(edisi: duckdb.DuckDBPyConnection) -> None:
    unknown = {nama for (nama,) in edisi.execute("select nama_tertulis from mart.desa_bersinar where kode_desa is null").fetchall()}
    flagged = edisi.execute("select nilai from mart.baris_ditandai where sumber = 'desa_bersinar' and kolom = 'desa_kelurahan'").fetchall()
    assert unknown <= {nama for (nama,) in flagged}
    assert len(unknown) <= 6
    assert edisi.execute("select count(*) from mart.desa_bersinar where tahap is null or kode_kabkota is null").fetchone() == (0,)


def test_no_danger_label_is_carried(edisi: duckdb.DuckDBPyConnection) -> None:
    statuses = [text or "" for (text,) in edisi.execute("select status_tertulis from mart.desa_bersinar").fetchall()]
    assert not [text for text in statuses if "kerawanan" in text or "waspada" in text]


def test_kinds_of_meetings_are_twelve(edisi: duckdb.DuckDBPyConnection) -> None:
    kinds = dict(edisi.execute("select jenis_rapat, count(*) from mart.rapat group by all").fetchall())
    assert "lainnya" not in kinds
    assert len(kinds) <= 12
    assert kinds["rakor"] == 29


def test_substances_are_names_and_never_tell_how_many_people(edisi: duckdb.DuckDBPyConnection) -> None:
    zat = dict(edisi.execute("select id_tes, zat from mart.tes_urine where zat is not null").fetchall())
    assert zat["T177"] == "Zenith"
    assert not [text for text in zat.values() if re.search(r"\(|\d+\s*(?!parameter)\w", text) and not re.fullmatch(r"\d+ parameter", text)]
    assert len(zat) == int((read_sent("tes_urine")["zat"] != "").sum())


def test_no_value_of_a_secret_column_is_in_the_edition(edisi: duckdb.DuckDBPyConnection) -> None:
    secret = [(source.id, column.nama) for source in load_sources().values() for column in source.kolom if column.rahasia]
    assert {("tes_urine", "jumlah_reaktif_positif"), ("tes_urine", "keterangan"), ("tes_urine", "zat"), ("angka_resmi", "nilai")} <= set(
        secret
    )
    flagged = edisi.execute("select sumber, kolom, nilai from mart.baris_ditandai").fetchall()
    assert {nilai for sumber, kolom, nilai in flagged if (sumber, kolom) in secret} == {"disamarkan"}


def test_national_meetings_have_no_region(edisi: duckdb.DuckDBPyConnection) -> None:
    assert edisi.execute("select count(*) from mart.rapat where kode_wilayah is null").fetchone() == (4,)


def test_every_correction_is_used_once_and_says_why(edisi: duckdb.DuckDBPyConnection) -> None:
    flagged = {tanda for (tanda,) in edisi.execute("select tanda from mart.baris_ditandai").fetchall()}
    for nama in (*TABEL, "angka_resmi"):
        for correction in load_corrections(nama):
            assert f"dikoreksi: {correction.why}" in flagged


def test_the_samples_are_the_reviewed_records(shared: Path) -> None:
    for nama in (*TABEL, "angka_resmi"):
        assert (PUBLIK / f"{nama}.csv").read_bytes() == (shared / "real" / f"{nama}.csv").read_bytes()


@pytest.mark.parametrize("nama", ["tanggal", "wilayah", "opd"])
def test_the_tables_of_spellings_are_the_reviewed_ones(shared: Path, nama: str) -> None:
    path = f"penulisan_{nama}.csv"
    assert (DATA / path).read_bytes() == (shared / "real" / path).read_bytes()


def test_the_samples_say_what_they_are() -> None:
    text = (PUBLIK / "README.md").read_text(encoding="utf-8")
    assert "tidak boleh ditarik" in text
    assert yaml.safe_load((PUBLIK / "sumber.yml").read_text(encoding="utf-8"))["judul"] == "Edisi publik"
