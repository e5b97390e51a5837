"""A build gives a complete edition or nothing; the same inputs give the same edition."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import build
from etl.build import Permintaan, build_edisi
from etl.checks import Pemeriksaan
from etl.problems import EtlGagal
from etl.progress import Progress
from p4gn.warehouse.editions import current_edisi, list_edisi, read_manifest, warehouse_path
from tests.etl.kiriman import ANGKA_TAJUK, DESA_TAJUK, RAPAT_TAJUK, TES_TAJUK, rapat_row, tes_row, write_csv

HARI_INI = date(2026, 11, 22)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("P4GN_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "tes.csv", [TES_TAJUK, tes_row("U1"), tes_row("U2", jumlah_dites=""), tes_row("U3", tanggal_tertulis="31/02/2024")])
    write_csv(folder / "rapat.csv", [RAPAT_TAJUK, rapat_row()])
    return folder


def make(masuk: Path, hari_ini: date = HARI_INI, **request: object) -> build.HasilBangun:
    return build_edisi(Permintaan((masuk,), **request), hari_ini, Progress(io.StringIO()))  # type: ignore[arg-type]


def rows(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse_path(current_edisi() or "")), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_edition_holds_exactly_the_accepted_rows(data: Path, masuk: Path) -> None:
    built = make(masuk)
    assert re.fullmatch(r"2026-11-22-publik-[0-9a-f]{8}", built.id_edisi)
    assert rows("select id_tes, tanggal, kode_kabkota, jumlah_dites, ada_hasil from mart.tes_urine") == [
        ("U1", date(2024, 3, 14), "63.11", 30, True),
        ("U2", date(2024, 3, 14), "63.11", None, True),
    ]
    assert rows("select berkas, baris, kolom, nilai from mart.baris_ditolak") == [("tes.csv", 4, "tanggal_tertulis", "31/02/2024")]
    assert rows("select berkas, baris_dibaca, baris_diterima, baris_ditolak, baris_bukan_data from mart.berkas") == [
        ("rapat.csv", 2, 1, 0, 1),
        ("tes.csv", 4, 2, 1, 1),
    ]
    assert rows("select urutan, kesimpulan from mart.kesimpulan_rapat") == [(1, "Satu"), (2, "Dua")]
    assert rows("select count(*) from mart.wilayah") == [(91599,)]


def test_who_was_invited_and_who_came_are_told_of_each_agency(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "undangan"
    folder.mkdir()
    tajuk = [*RAPAT_TAJUK, "Daftar undangan"]
    write_csv(
        folder / "rapat.csv",
        [
            tajuk,
            [*rapat_row("P1", instansi_hadir="Dinkes; Disdik"), "1. Dinas Kesehatan; 2. Dinas Sosial; 3. Karang Pemuda"],
            [*rapat_row("P2", tanggal_tertulis="15 Maret 2024", instansi_hadir=""), "Dinas Kesehatan"],
            [*rapat_row("P3", tanggal_tertulis="16 Maret 2024", instansi_hadir="Dinkes"), ""],
        ],
    )
    make(folder)
    assert rows("select id_rapat, nama_baku, diundang from mart.peserta_rapat order by id_rapat, urutan") == [
        ("P1", "Dinas Kesehatan", True),
        ("P1", "Dinas Pendidikan", False),
        ("P3", "Dinas Kesehatan", None),
    ]
    assert rows("select id_rapat, coalesce(nama_baku, instansi_tertulis), hadir from mart.undangan_rapat order by id_rapat, urutan") == [
        ("P1", "Dinas Kesehatan", True),
        ("P1", "Dinas Sosial", False),
        ("P1", "Karang Pemuda", False),
        ("P2", "Dinas Kesehatan", None),
    ]


def test_the_manifest_says_what_the_edition_is_made_of(data: Path, masuk: Path) -> None:
    built = make(masuk, final=True, jenis="daerah")
    manifest = read_manifest(built.id_edisi)
    assert (manifest.jenis, manifest.status, manifest.data_per, manifest.judul) == ("daerah", "final", "2024-03-14", "Edisi daerah")
    assert [item["berkas"] for item in manifest.berkas] == ["rapat.csv", "tes.csv"]
    assert all(item["lulus"] for item in manifest.pemeriksaan)
    assert manifest.jumlah["tes_urine"] == 2


def test_the_same_inputs_are_the_same_edition_also_tomorrow(data: Path, masuk: Path) -> None:
    first = make(masuk)
    second = make(masuk, date(2026, 11, 23))
    assert (second.id_edisi, second.baru) == (first.id_edisi, False)
    assert len(list_edisi()) == 1


def test_a_changed_input_is_another_edition(data: Path, masuk: Path) -> None:
    first = make(masuk)
    write_csv(masuk / "tes.csv", [TES_TAJUK, tes_row("U1", jumlah_dites=31)])
    second = make(masuk)
    assert second.baru
    assert second.id_edisi != first.id_edisi == list_edisi()[1].id
    assert current_edisi() == second.id_edisi


def test_inputs_are_kept_in_the_archive(data: Path, masuk: Path) -> None:
    make(masuk)
    manifest = json.loads((data / "edisi" / (current_edisi() or "") / "manifest.json").read_text(encoding="utf-8"))
    for item in manifest["berkas"]:
        assert (data / "arsip" / item["sha256"][:2] / item["sha256"]).read_bytes() == (masuk / item["berkas"]).read_bytes()


def test_one_refused_file_publishes_nothing_and_all_problems_are_told(data: Path, masuk: Path) -> None:
    first = make(masuk)
    (masuk / "kosong.csv").write_bytes(b"")
    (masuk / "kacau.xlsx").write_bytes(b"PK\x03\x04rusak")
    with pytest.raises(EtlGagal) as caught:
        make(masuk)
    assert "kosong.csv" in str(caught.value) and "kacau.xlsx" in str(caught.value)
    assert "Tidak ada yang diterbitkan" in str(caught.value)
    assert current_edisi() == first.id_edisi


def test_a_failed_check_leaves_the_current_edition(data: Path, masuk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(masuk)
    write_csv(masuk / "tes.csv", [TES_TAJUK, tes_row("U9")])
    monkeypatch.setattr(
        "etl.checks.check_edition", lambda *_: [Pemeriksaan("semua kode wilayah ada", False, "tes_urine.kode_wilayah 99.99")]
    )
    with pytest.raises(EtlGagal, match="semua kode wilayah ada"):
        make(masuk)
    assert current_edisi() == first.id_edisi
    assert not list((data / "edisi").glob(".sedang-*"))


def test_an_edition_of_refused_rows_only_is_not_published(data: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tes.csv", [TES_TAJUK, tes_row("U1", wilayah="Atlantis", kode_kabkota="")])
    with pytest.raises(EtlGagal, match="ada baris yang diterima"):
        build_edisi(Permintaan((path,)), HARI_INI, Progress(io.StringIO()))
    assert current_edisi() is None


def test_a_row_that_is_part_of_another_is_marked(data: Path, tmp_path: Path) -> None:
    rows_sent = [[*TES_TAJUK, "rincian_dari"], [*tes_row("U1"), ""], [*tes_row("U2", jumlah_dites=10), "U1"]]
    write_csv(tmp_path / "tes.csv", rows_sent)
    build_edisi(Permintaan((tmp_path / "tes.csv",)), HARI_INI, Progress(io.StringIO()))
    assert rows("select id_tes, adalah_rincian, id_induk from mart.tes_urine") == [("U1", False, None), ("U2", True, "U1")]


def test_unknown_columns_and_free_text_about_results_stay_behind(data: Path, tmp_path: Path) -> None:
    sent = [[*TES_TAJUK, "keterangan", "nama_peserta"], [*tes_row("U1"), "positif inisial AB", "Fulan"]]
    write_csv(tmp_path / "tes.csv", sent)
    built = build_edisi(Permintaan((tmp_path / "tes.csv",)), HARI_INI, Progress(io.StringIO()))
    content = (data / "edisi" / built.id_edisi / "gudang.duckdb").read_bytes()
    assert b"inisial AB" not in content and b"Fulan" not in content
    assert any("nama_peserta" in remark for remark in built.hasil.catatan)


def test_what_was_refused_or_flagged_never_shows_a_secret(data: Path, tmp_path: Path) -> None:
    head = [*TES_TAJUK, "zat", "keterangan"]
    sent = [
        head,
        [*tes_row("U1"), "Zenith (7 orang terindikasi)", ""],
        [*tes_row("U2", jumlah_reaktif_positif="tiga puluh tujuh lebih"), "", ""],
        [*tes_row("U3", jumlah_dites="30 (29 positif)"), "", ""],
        [*tes_row("U4", jumlah_reaktif_positif=31), "", ""],
        [*tes_row("U5"), "Fulan 4 orang", ""],
        [*tes_row("U6", kelompok_sasaran="Fulan, hp 081234567890"), "", ""],
        [*tes_row("U7"), "", "", "bocor"],
        [*tes_row("U8", wilayah="Atlantis", kode_kabkota=""), "", ""],
    ]
    write_csv(tmp_path / "tes.csv", sent)
    built = build_edisi(Permintaan((tmp_path / "tes.csv",)), HARI_INI, Progress(io.StringIO()))
    refused = rows("select baris, kolom, nilai, alasan from mart.baris_ditolak order by baris")
    assert {baris: nilai for baris, _, nilai, _ in refused} == dict.fromkeys((3, 4, 5, 8), "disamarkan") | {9: "Atlantis"}
    assert not [alasan for *_, alasan in refused if re.search("tiga puluh|29|31", str(alasan))]
    assert rows("select id_tes, zat from mart.tes_urine") == [("U1", "Zenith"), ("U5", None), ("U6", None)]
    assert rows("select kolom, nilai from mart.baris_ditandai") == [("zat", "disamarkan")]
    content = (data / "edisi" / built.id_edisi / "gudang.duckdb").read_bytes()
    assert b"terindikasi" not in content and b"29 positif" not in content and b"Fulan" not in content
    assert any("29 positif" in masalah.kalimat() for masalah in built.hasil.ditolak)  # the sender still sees it


@pytest.mark.parametrize(
    ("nilai", "satuan", "indikator", "hidden"),
    [
        (3, "anak", "anak dites positif", True),
        (2, "jiwa", "korban", True),
        (3, "pelajar", "pelajar terjaring", True),
        (4, "orang", "tersangka", True),
        (2, "orang (sekitar)", "apa saja", True),
        (1, "satuan yang belum dikenal", "apa saja", True),
        (3, "orang", "penggiat P4GN dilatih", False),
        (3, "orang", "penggiat positif narkoba", True),
        (3, "orang", "relawan pengguna narkoba", True),
        (2, "relawan", "relawan antinarkoba", False),
        (2, "keluarga", "keluarga antinarkoba", False),
        (5, "orang", "tersangka", False),
        (0, "orang", "pegawai positif", False),
        (3, "kasus", "kasus diungkap", False),
        (4, "persen", "porsi ASN", False),
        (3, "kelurahan dari 52", "kelurahan Bersinar", False),
    ],
)
def test_one_to_four_people_never_enter_the_published_figures(
    data: Path, tmp_path: Path, nilai: int, satuan: str, indikator: str, hidden: bool
) -> None:
    write_csv(tmp_path / "angka.csv", [ANGKA_TAJUK, ["Kalsel", "63", 2023, indikator, nilai, satuan]])
    build_edisi(Permintaan((tmp_path / "angka.csv",)), HARI_INI, Progress(io.StringIO()))
    shown = (None, "disamarkan", True) if hidden else (nilai, str(nilai), False)
    assert rows("select nilai, nilai_tertulis, disamarkan from mart.angka_resmi") == [shown]


def test_a_village_named_inside_another_folder_of_the_same_file_name(data: Path, tmp_path: Path) -> None:
    """Two files of one name are told apart by their folder."""
    for nama, desa in (("a", "Kasiau"), ("b", "Maburai")):
        (tmp_path / nama).mkdir()
        write_csv(tmp_path / nama / "desa.csv", [DESA_TAJUK, [nama, desa, "Murung Pudak", "Tabalong", "63.09", "", "aktif", "BNN"]])
    build_edisi(Permintaan((tmp_path / "a", tmp_path / "b")), HARI_INI, Progress(io.StringIO()))
    assert rows("select berkas, kode_kecamatan from mart.desa_bersinar order by berkas") == [
        ("a/desa.csv", "63.09.06"),
        ("b/desa.csv", "63.09.06"),
    ]


def test_an_amount_of_nineteen_digits_does_not_stop_the_build() -> None:
    import pyarrow as pa

    from etl.blok import as_arrow
    from etl.reading.kolom import from_cells

    assert as_arrow(from_cells([1975070320050111222, 3, None]), pa.float64()).to_pylist() == [1975070320050111222.0, 3.0, None]


def test_rules_that_only_judge_make_no_other_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = tmp_path / "data" / "reference"
    reference.mkdir(parents=True)
    monkeypatch.setattr(build, "PROJECT_DIR", tmp_path)
    before = build.compute_versi_kode()
    (reference / "kepatuhan.yml").write_text("'63': []", encoding="utf-8")
    (reference / "wajib_lapor.yml").write_text("wilayah: {}", encoding="utf-8")
    assert build.compute_versi_kode() == before
    (reference / "angka.yml").write_text("kata: {}", encoding="utf-8")
    assert build.compute_versi_kode() != before
