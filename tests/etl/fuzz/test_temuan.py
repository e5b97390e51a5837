"""What the fuzz has found once and must never find again, each in its smallest form."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from etl.blok import Blok
from etl.cleaning import clean_blok
from etl.harmonising import harmonise_blok
from etl.pipeline import Hasil
from etl.progress import Progress
from etl.reading.kolom import from_cells
from etl.sources import Column, load_sources
from etl.terima import check_bytes
from tests.etl.fuzz.benih import Lembaran, list_benih, make_lembaran, write_xls, write_xlsx
from tests.etl.fuzz.jalankan import BATAS_DETIK, KELONGGARAN, limit_cpu
from tests.etl.fuzz.mutasi import NIK, TELEPON
from tests.etl.kiriman import make_xlsx

BENIH = {benih.source.id: benih for benih in list_benih()}


def check_sheet(sheet: Lembaran, pengirim: str | None = "63.06") -> Hasil:
    return check_bytes("kiriman.xlsx", write_xlsx([sheet]), pengirim, Progress(diam=True))[1]


def kinds(hasil: Hasil) -> list[tuple[int, str]]:
    return [(item.baris, item.jenis) for item in hasil.bukan_data if item.jenis not in {"tajuk", "kosong"}]


def test_a_word_that_is_also_a_personal_heading_does_not_make_a_row_a_second_table() -> None:
    sheet = make_lembaran(BENIH["laporan_masyarakat"])
    assert {row.nilai["kanal"] for row in check_sheet(sheet).diterima} == {"telepon"}
    sheet.baris[1].sel[sheet.kolom.index("selesai")] = "telepon"
    assert {row.nilai["kanal"] for row in check_sheet(sheet).diterima} == {"telepon"}
    sheet.baris[1].sel[sheet.kolom.index("wilayah")] = f"NIK {NIK}"
    hasil = check_sheet(sheet)
    assert [row.nilai["kode_kabkota"] for row in hasil.diterima] == [benar["wilayah"] for benar in BENIH["laporan_masyarakat"].benar[1:]]


@pytest.mark.parametrize("judul", [False, True])
def test_a_heading_given_twice_is_refused_also_below_a_title(judul: bool) -> None:
    for inserted in (False, True):
        sheet = make_lembaran(BENIH["rad_aksi"], judul)
        heading = sheet.baris[sheet.heading()]
        heading.sel[-1] = heading.sel[sheet.kolom.index("target")]
        if inserted:
            for row in sheet.baris:
                row.sel.insert(2, None)
        hasil = check_sheet(sheet)
        assert [masalah.alasan for masalah in hasil.berkas_ditolak] == ["nama kolom ditulis dua kali: target"]


@pytest.mark.parametrize("damage", ["hapus", "ganda"])
def test_rows_above_a_heading_that_is_printed_again_are_never_lost(damage: str) -> None:
    sheet = make_lembaran(BENIH["ibm"])
    sheet.baris.insert(5, make_lembaran(BENIH["ibm"]).baris[0])
    heading = sheet.baris[0].sel
    at = sheet.kolom.index("kabkota" if damage == "hapus" else "klien_selesai")
    heading[at] = heading[0] if damage == "ganda" else None
    hasil = check_sheet(sheet, None)
    assert not hasil.diterima
    assert hasil.berkas_ditolak[0].baris == 1


def test_a_text_that_begins_with_jumlah_is_no_total() -> None:
    rows = [["Indikator", "Wilayah", "Tahun", "Nilai", "Satuan"], ["Jumlah desa bersinar", "Kabupaten Tapin", 2024, 12, "desa"],
            ["Jumlah", None, None, 12, "desa"], ["Jumlah kecamatan", "Kabupaten Tapin", 2024, 3, "kecamatan"]]  # fmt: skip
    _, hasil = check_bytes("a.xlsx", make_xlsx({"Data": rows}), None, Progress(diam=True))
    assert [row.nilai["indikator"] for row in hasil.diterima] == ["Jumlah desa bersinar", "Jumlah kecamatan"]
    assert kinds(hasil) == [(3, "jumlah")]


def test_a_column_without_a_name_is_told() -> None:
    sheet = make_lembaran(BENIH["tindak_lanjut"])
    sheet.baris[0].sel[0] = None
    assert any("kolom A (tanpa nama)" in catatan for catatan in check_sheet(sheet).catatan)
    assert not any("tanpa nama" in catatan for catatan in check_sheet(make_lembaran(BENIH["tindak_lanjut"], judul=True)).catatan)


def test_a_sheet_that_lacks_a_column_of_the_same_table_is_told() -> None:
    first, second = make_lembaran(BENIH["inovasi"]), make_lembaran(BENIH["inovasi"], nama="Data2")
    first.baris[0].sel[first.kolom.index("nama_inovasi")] = None
    _, hasil = check_bytes("kiriman.xlsx", write_xlsx([first, second]), None, Progress(diam=True))
    assert {row.lembar for row in hasil.diterima} == {"Data2"} and len(hasil.diterima) >= 6
    assert any("lembar Data mirip tabel yang sama" in catatan and "nama_inovasi" in catatan for catatan in hasil.catatan)


@pytest.mark.parametrize("cell", ["1900-01-05", "0999-01-01", "2999-01-01"])
def test_a_date_of_an_impossible_year_is_no_period(cell: str) -> None:
    source = load_sources()["aksi_opd"]
    sel = {column.nama: from_cells([date.fromisoformat(cell) if column.nama == "periode" else None]) for column in source.kolom}
    blok = clean_blok(Blok("a.xlsx", source, "Data", np.array([2], dtype=np.int32), sel)).blok
    assert any(item.isi.kolom == "periode" and "tidak masuk akal" in getattr(item.isi, "alasan", "") for item in blok.temuan)


@pytest.mark.parametrize(("kolom", "rahasia"), [("bukti", NIK), ("bukti", TELEPON), ("laporan_b06", TELEPON), ("laporan_b06", NIK)])
def test_a_personal_number_is_taken_out_of_links_and_dates(kolom: str, rahasia: str) -> None:
    sheet = make_lembaran(BENIH["aksi_opd"])
    sheet.baris[3].sel[sheet.kolom.index(kolom)] = rahasia
    hasil = check_sheet(sheet, "DINKES@63")
    assert rahasia not in repr([row.nilai for row in hasil.diterima]) + repr(hasil.ditolak) + repr(hasil.ditandai)
    assert [item.jumlah for item in hasil.pribadi] == [1]


def test_a_damaged_old_workbook_is_refused_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    isi = write_xls([make_lembaran(BENIH["pegawai"])])
    for length in range(1, len(isi), 199):
        _, hasil = check_bytes("a.xls", isi[:length], None, Progress(diam=True))
        assert hasil.berkas_ditolak or len(hasil.diterima) == 8
    assert "panicked" not in capfd.readouterr().err


def _reader(column: Column) -> tuple[object, ...]:
    return column.jenis, column.lain.get("kata"), column.lain.get("isi")


@pytest.mark.parametrize("word", ["kabupaten ", "dinas ", "(", "1,", "1. a ", "dua ribu ", "12 maret 2025 ", "- ", "<", "\n"])
def test_no_long_cell_makes_a_reader_slow(word: str) -> None:
    """Columns of one kind and one list of words are read by the same reader: it meets the cell once in every kind, not in every source."""
    text, met = "q" + word * (32_000 // len(word)), set()
    for source in load_sources().values():
        new = [column for column in source.kolom if _reader(column) not in met]
        if not new:
            continue
        met |= set(map(_reader, new))
        sel = {column.nama: from_cells([text if column in new else ""]) for column in source.kolom}
        for column in source.columns_of("wilayah"):
            sel[column.nama] = from_cells(["Kabupaten Tapin"])
        with limit_cpu(BATAS_DETIK * KELONGGARAN):
            assert len(harmonise_blok(clean_blok(Blok("a.xlsx", source, "Data", np.array([2], dtype=np.int32), sel)).blok)) == 1
    assert {"teks", "tanggal", "cacah", "opd"} <= {kind for kind, *_ in met}
