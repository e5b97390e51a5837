"""Rows read = accepted + refused + declared non-data: for every file, whatever is wrong with its rows."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl.pipeline import Hasil, run_pipeline
from etl.progress import Progress
from tests.etl.kiriman import ANGKA_TAJUK, DESA_TAJUK, RAPAT_TAJUK, TES_TAJUK, rapat_row, tes_row, write_csv, write_xlsx

HARI_INI = date(2026, 11, 22)


def run(*paths: Path) -> Hasil:
    return run_pipeline(paths, HARI_INI, Progress(io.StringIO()))


def only_problem(hasil: Hasil) -> str:
    assert [item.seimbang for item in hasil.buku] == [True]
    assert len(hasil.ditolak) == 1
    return hasil.ditolak[0].kalimat()


@pytest.mark.parametrize(
    ("changes", "kolom", "kata"),
    [
        ({"tanggal_tertulis": "31/02/2024"}, "tanggal_tertulis", "31/02/2024"),
        ({"tanggal_tertulis": "30 Februari 2024"}, "tanggal_tertulis", "30 Februari 2024"),
        ({"tanggal_tertulis": "14/3/2027"}, "tanggal_tertulis", "belum terjadi"),
        ({"wilayah": "Kabupaten Atlantis", "kode_kabkota": ""}, "wilayah", "Kabupaten Atlantis"),
        ({"wilayah": "Kabupaten Banjar", "kode_kabkota": "63.06"}, "wilayah", "nama tertulis Kabupaten Banjar"),
        ({"wilayah": "Martapura", "kode_kabkota": ""}, "wilayah", "dapat berarti"),
        ({"wilayah": ""}, "wilayah", "wajib diisi"),
        ({"jumlah_dites": "tiga lusin"}, "jumlah_dites", "tiga lusin"),
        ({"jumlah_reaktif_positif": 31}, "jumlah_reaktif_positif", "melebihi"),
        ({"jumlah_dites": "#REF!"}, "jumlah_dites", "galat"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_one_clear_sentence(
    tmp_path: Path, changes: dict[str, object], kolom: str, kata: str
) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1"), tes_row("U2", **changes), tes_row("U3")])
    hasil = run(path)
    sentence = only_problem(hasil)
    assert len(hasil.diterima) == 2
    for part in ("tes.csv", "baris 3", f"kolom {kolom}", kata, "Perbaikan: "):
        assert part in sentence


def test_a_phone_number_in_a_cell_is_cut_out_counted_and_told_while_the_row_stays(tmp_path: Path) -> None:
    rows = [TES_TAJUK, tes_row("U1"), tes_row("U2", instansi="Dinas Kesehatan, hp 081234567890")]
    hasil = run(write_csv(tmp_path / "tes.csv", rows))
    assert [row.sel["id"] for row in hasil.diterima] == ["U1", "U2"]
    assert [(item.kolom, item.jenis, item.jumlah) for item in hasil.pribadi] == [("instansi", "telepon", 1)]
    assert any("telepon" in remark for remark in hasil.catatan)
    assert "081234567890" not in repr(hasil)


def test_a_row_without_a_number_of_its_own_is_known_by_agency_day_and_group(tmp_path: Path) -> None:
    rows = [TES_TAJUK, tes_row(""), tes_row("", tanggal_tertulis="15 Maret 2024"), tes_row("", jumlah_dites=29)]
    hasil = run(write_csv(tmp_path / "tes.csv", rows))
    assert len(hasil.diterima) == 2
    assert "dengan baris 2" in only_problem(hasil)


def test_more_tested_than_targeted_is_accepted_and_flagged(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row(jumlah_sasaran=20)]))
    assert len(hasil.diterima) == 1
    assert "melebihi sasaran" in hasil.ditandai[0].tanda


def test_an_empty_count_is_unknown_and_zero_is_zero(tmp_path: Path) -> None:
    rows = [TES_TAJUK, tes_row("U1", jumlah_dites="", jumlah_reaktif_positif=""), tes_row("U2", jumlah_reaktif_positif=0)]
    first, second = run(write_csv(tmp_path / "tes.csv", rows)).diterima
    assert (first.nilai["jumlah_dites"], first.nilai["jumlah_reaktif_positif"]) == (None, None)
    assert second.nilai["jumlah_reaktif_positif"] == 0


def test_a_date_without_its_year_is_kept_unknown_and_flagged(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row(tanggal_tertulis="Rabu (12/4)")]))
    assert hasil.diterima[0].nilai["tanggal"] is None
    assert hasil.ditandai[0].kolom == "tanggal_tertulis"


def test_the_same_id_twice_keeps_the_first(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1"), tes_row("U1", jumlah_dites=5)]))
    assert "sama pengenalnya (id) dengan baris 2" in only_problem(hasil)
    assert hasil.diterima[0].nilai["jumlah_dites"] == 30


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    rows = [TES_TAJUK, tes_row("U1"), tes_row("U2")]
    hasil = run(write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "b.csv", rows))
    assert len(hasil.diterima) == 2
    assert [(item.baris_diterima, item.baris_bukan_data, item.seimbang) for item in hasil.buku] == [(2, 1, True), (0, 3, True)]
    assert "sama persis" in hasil.catatan[0]


def test_a_file_with_headings_only_is_empty_not_wrong(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK]))
    assert not hasil.berkas_ditolak
    assert [(item.baris_dibaca, item.baris_bukan_data) for item in hasil.buku] == [(1, 1)]


def test_a_code_stored_as_a_number_is_not_repaired_by_guess(tmp_path: Path) -> None:
    """63.10 typed as a number is 63.1: the name decides, and the row says so; without a usable name it is refused."""
    rows = [
        TES_TAJUK,
        tes_row("U1", wilayah="Kabupaten Tanah Bumbu", kode_kabkota=63.1),
        tes_row("U2", wilayah="Kabupaten Entah", kode_kabkota=63.1),
    ]
    hasil = run(write_xlsx(tmp_path / "tes.xlsx", {"Data": rows}))
    assert [row.nilai["kode_kabkota"] for row in hasil.diterima] == ["63.10"]
    assert any("kehilangan digit" in item.tanda for item in hasil.ditandai)
    assert "lembar Data" in only_problem(hasil)


def test_a_code_below_the_name_beside_it_is_the_finer_place(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row(wilayah="Kalimantan Selatan", kode_kabkota="63.06")]))
    assert hasil.diterima[0].nilai["kode_wilayah"] == "63.06"
    assert "wilayah di atasnya" in hasil.ditandai[0].tanda


def test_a_village_that_is_not_in_the_list_is_kept_without_a_code(tmp_path: Path) -> None:
    rows = [
        DESA_TAJUK,
        ["V1", "Saradang", "Haruai", "Kabupaten Tabalong", "63.09", "", "dicanangkan; status kerawanan bahaya menjadi siaga", "BNN"],
        ["V2", "Desa Antah Berantah", "Haruai", "Kabupaten Tabalong", "63.09", "", "aktif", "BNN"],
        ["V3", "Kasiau", "Murung Pudak", "Kabupaten Tabalong", "63.09", "", "aktif", "TNI"],
    ]
    hasil = run(write_csv(tmp_path / "desa.csv", rows))
    known, unknown = hasil.diterima
    assert known.nilai["kode_desa"].startswith("63.09.05.")
    assert (known.nilai["tahap"], known.nilai["status_tertulis"]) == (2, "dicanangkan")
    assert (unknown.nilai["kode_desa"], unknown.nilai["kode_wilayah"], unknown.nilai["tahap"]) == (None, "63.09.05", 3)
    assert "isi BNN atau Polri" in only_problem(hasil)


def test_lists_inside_a_cell_become_rows(tmp_path: Path) -> None:
    rows = [RAPAT_TAJUK, rapat_row(kesimpulan="1. Bentuk satgas; 2. Susun RAD"), rapat_row("P2", kesimpulan="", instansi_hadir="")]
    first, second = run(write_csv(tmp_path / "rapat.csv", rows)).diterima
    assert [child["isi"] for child in first.anak["kesimpulan"]] == ["Bentuk satgas", "Susun RAD"]
    assert [child["isi"] for child in first.anak["instansi_hadir"]] == ["Dinas Kesehatan", "Dinas Sosial"]
    assert second.nilai["jumlah_kesimpulan"] is None


def test_the_unit_decides_how_a_figure_is_read(tmp_path: Path) -> None:
    rows = [ANGKA_TAJUK, ["Kalsel", "63", 2023, "a", "57.723", "orang"], ["Kalsel", "63", 2023, "b", "1,73", "persen"]]
    hasil = run(write_csv(tmp_path / "angka.csv", rows))
    assert [row.nilai["nilai"] for row in hasil.diterima] == [57723, 1.73]
    assert [row.nilai["nilai_tertulis"] for row in hasil.diterima] == ["57.723", "1,73"]


def test_the_ledger_balances_over_random_mess(tmp_path: Path) -> None:
    chance = random.Random(7)
    mess: list[Callable[[int], list[object]]] = [
        lambda i: tes_row(f"U{i}"),
        lambda i: tes_row(f"U{i}", tanggal_tertulis=chance.choice(["31/02/2024", "Selasa", "", "pekan lalu", "1Agustus 2022", 45000])),
        lambda i: tes_row(
            f"U{i}", wilayah=chance.choice(["", "Atlantis", "HSS", "Kota Banjar"]), kode_kabkota=chance.choice(["", "63.06", "99.99", 63.1])
        ),
        lambda i: tes_row(f"U{i}", jumlah_dites=chance.choice(["-", "nihil", "±900", "banyak", -3, 12.5])),
        lambda i: [],
        lambda i: ["JUMLAH", "", "", "", "", "", 10, 10, 0, ""],
        lambda i: TES_TAJUK,
        lambda i: tes_row("U1"),
        lambda i: tes_row(f"U{i}")[: chance.randrange(1, 10)],
        lambda i: [None, None, "entah apa"],
    ]
    for turn in range(6):
        rows = [["REKAP"], TES_TAJUK, *(chance.choice(mess)(i) for i in range(60))]
        write = write_xlsx(tmp_path / f"{turn}.xlsx", {"Data": rows}) if turn % 2 else write_csv(tmp_path / f"{turn}.csv", rows)
        (ledger,) = run(write).buku
        assert ledger.seimbang, ledger
        assert ledger.baris_dibaca > 0


def test_every_other_cell_to_mend_in_a_refused_row_is_known_for_the_marked_workbook(tmp_path: Path) -> None:
    hasil = run(write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row(tanggal_tertulis="31/02/2024", jumlah_dites="25-an")]))
    assert [item.kolom for item in hasil.ditolak] == ["tanggal_tertulis"]
    assert [(item.kolom, item.baris, item.nilai) for item in hasil.masalah_lain] == [("jumlah_dites", 2, "25-an")]
    assert "jumlah_dites" in hasil.ditolak[0].perbaikan
