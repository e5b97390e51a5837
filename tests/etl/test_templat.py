"""Templates: what is filled in is recognised and loads, whoever sends it and whichever source it is for."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.ledger import LEMBAR_PETUNJUK
from etl.pengirim import find_pengirim
from etl.pipeline import run_pipeline
from etl.progress import Progress
from etl.sources import Tajuk, find_tajuk, load_sources, normalise_heading
from etl.templat import (
    BARIS_SIAP,
    BARIS_TAJUK,
    LEMBAR_ISIAN,
    TemplatGagal,
    list_kategori,
    list_kolom,
    list_sumber,
    main,
    make_templat,
)
from etl.templat.isian import contoh_of, label_of, say_catatan
from p4gn.pengirim import list_pengirim, nama_pengirim

SUMBER = list_sumber()
TAJUK, CONTOH, PERTAMA = BARIS_TAJUK + 1, BARIS_TAJUK + 2, BARIS_TAJUK + 3  # as Excel counts
HARI_INI = date(2026, 11, 25)


def open_templat(source_id: str, pengirim: str | None = "DINKES@63") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(make_templat(source_id, pengirim, 2025)[1]))


def fill(book: openpyxl.Workbook, source_id: str, nomor: int = 1) -> None:
    """One row with the example of every column."""
    sheet = book[LEMBAR_ISIAN]
    for at, column in enumerate(list_kolom(load_sources()[source_id]), start=2):
        contoh = column.lain.get("contoh")
        if contoh not in (None, ""):
            sheet.cell(PERTAMA + nomor - 1, at).value = f"{contoh}-{nomor}" if column.nama == "id" else contoh


@pytest.mark.parametrize("source_id", SUMBER)
def test_headings_are_recognised_as_the_columns_they_stand_for(source_id: str) -> None:
    source = load_sources()[source_id]
    tajuk = find_tajuk([[cell.value for cell in row] for row in open_templat(source_id)[LEMBAR_ISIAN].iter_rows(max_row=20)])
    assert isinstance(tajuk, Tajuk)
    assert (tajuk.source.id, tajuk.indeks_baris) == (source_id, BARIS_TAJUK)
    assert dict(tajuk.letak) == {column.nama: at for at, column in enumerate(list_kolom(source), start=1)}
    assert len({label_of(source, column) for column in list_kolom(source)}) == len(list_kolom(source))


@pytest.mark.parametrize("source_id", SUMBER)
def test_what_is_filled_in_loads_without_a_problem(source_id: str, tmp_path: Path) -> None:
    book = open_templat(source_id)
    fill(book, source_id)
    book.save(tmp_path / "isian.xlsx")
    hasil = run_pipeline([tmp_path / "isian.xlsx"], HARI_INI, Progress(io.StringIO()))
    assert [one.kalimat() for one in (*hasil.berkas_ditolak, *hasil.ditolak)] == []
    assert [one.tanda for one in hasil.ditandai] == []
    assert len(hasil.diterima) == 1, "the example row is not data"
    assert all(item.seimbang for item in hasil.buku)


@pytest.mark.parametrize("source_id", SUMBER)
def test_an_empty_template_holds_no_data_and_no_problem(source_id: str, tmp_path: Path) -> None:
    nama, isi = make_templat(source_id, None, 2025)
    (tmp_path / nama).write_bytes(isi)
    hasil = run_pipeline([tmp_path / nama], HARI_INI, Progress(io.StringIO()))
    assert (len(hasil.diterima), len(hasil.ditolak), len(hasil.berkas_ditolak)) == (0, 0, 0)


def test_titles_say_what_for_whom_and_which_year() -> None:
    sheet = open_templat("tes_urine", "63.06")[LEMBAR_ISIAN]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Rekap kegiatan tes urine",
        "Pengirim: Pemerintah Kabupaten Hulu Sungai Selatan",
        "Tahun: 2025",
    ]
    assert make_templat("tes_urine", "DINKES@63.06", 2025)[0] == "templat-tes-urine-dinkes-63-06-2025.xlsx"


def test_headings_are_locked_and_data_cells_are_not() -> None:
    sheet = open_templat("tes_urine")[LEMBAR_ISIAN]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.insertRows, "False means allowed"
    assert sheet.cell(TAJUK, 3).protection.locked
    assert sheet.cell(CONTOH, 3).protection.locked
    assert not any(sheet.cell(row, column).protection.locked for row in (PERTAMA, PERTAMA + BARIS_SIAP - 1) for column in (1, 3))
    assert sheet.freeze_panes == f"B{PERTAMA}"


def test_example_row_begins_with_the_word_contoh_and_has_typed_cells() -> None:
    sheet = open_templat("tes_urine")[LEMBAR_ISIAN]
    row = {sheet.cell(TAJUK, cell.column).value: cell.value for cell in sheet[CONTOH]}
    assert row["No"] == "Contoh"
    assert row["Jumlah dites"] == 108
    assert row["Tanggal pelaksanaan"].date() == date(2025, 3, 17)
    rupiah = open_templat("anggaran")[LEMBAR_ISIAN]
    assert 125_000_000 in [cell.value for cell in rupiah[CONTOH]]


def test_every_heading_has_a_note_and_every_column_a_check_or_a_message() -> None:
    for source_id in SUMBER:
        sheet = open_templat(source_id)[LEMBAR_ISIAN]
        kolom = list_kolom(load_sources()[source_id])
        assert all(sheet.cell(TAJUK, at).comment for at in range(2, len(kolom) + 2))
        assert len(sheet.data_validations.dataValidation) == len(kolom)
        assert all(check.prompt for check in sheet.data_validations.dataValidation)


def test_note_says_whether_what_example_and_what_a_dash_means() -> None:
    column = load_sources()["tes_urine"].column("jumlah_dites")
    note = say_catatan(column, False)
    assert note.startswith("Boleh kosong.")
    assert "Contoh: 108" in note
    assert "“-” = belum dilaporkan" in note
    assert say_catatan(column, True).startswith("Harus diisi.")


def test_regions_are_offered_and_kecamatan_and_desa_follow_the_choice_before() -> None:
    book = open_templat("kerawanan")
    sheet, daftar = book[LEMBAR_ISIAN], book["Daftar"]
    assert daftar.sheet_state == "hidden"
    at = {normalise_heading(sheet.cell(TAJUK, column).value): column for column in range(2, 6)}
    assert at["kabupaten kota"] < at["kecamatan"] < at["desa kelurahan"]
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
    wilayah = checks[sheet.cell(PERTAMA, at["kabupaten kota"]).coordinate]
    offered = [cell.value for row in daftar[wilayah.formula1.removeprefix("Daftar!").replace("$", "")] for cell in row]
    assert offered[0] == "Provinsi Kalimantan Selatan"
    assert {"Kabupaten Balangan", "Kota Banjarbaru"} <= set(offered)
    assert len(offered) == 14
    kecamatan = checks[sheet.cell(PERTAMA, at["kecamatan"]).coordinate]
    parent = f"${sheet.cell(PERTAMA, at['kabupaten kota']).column_letter}{PERTAMA}"
    assert kecamatan.formula1.startswith("IF(COUNTIF(")
    assert "OFFSET(" in kecamatan.formula1
    assert parent in kecamatan.formula1
    assert len(kecamatan.formula1) <= 255, "Excel allows no longer formula"


def test_pairs_of_a_list_that_follows_another_stand_together() -> None:
    """OFFSET takes one block: rows of the same parent must be neighbours."""
    book = open_templat("kerawanan")
    formulas = [check.formula1 for check in book[LEMBAR_ISIAN].data_validations.dataValidation if "OFFSET" in str(check.formula1)]
    parents = [found[1].replace("$", "") for formula in formulas if (found := re.search(r"MATCH\([^,]+,Daftar!([^,]+),0\)", formula))]
    assert len(parents) == 2, "kecamatan and desa"
    for place in parents:
        values = [row[0].value for row in book["Daftar"][place]]
        blocks = [value for index, value in enumerate(values) if index == 0 or values[index - 1] != value]
        assert len(blocks) == len(set(values))


def test_choices_are_words_the_intake_knows() -> None:
    for source in load_sources().values():
        for column in source.columns_of("kategori"):
            offered = list_kategori(str(column.lain["kata"]))
            assert offered, f"{source.id}.{column.nama} offers nothing"


def test_number_columns_take_numbers_and_their_signs_only() -> None:
    sheet = open_templat("tes_urine")[LEMBAR_ISIAN]
    at = next(cell.column_letter for cell in sheet[TAJUK] if cell.value == "Jumlah dites")
    check = next(one for one in sheet.data_validations.dataValidation if str(one.sqref).startswith(f"{at}{PERTAMA}"))
    cell = f"{at}{PERTAMA}"
    assert check.formula1.startswith(f'IF(ISNUMBER({cell}),AND({cell}>=0,{cell}=INT({cell})),OR({cell}="-"')
    assert check.errorStyle in (None, "stop")
    assert "bilangan bulat" in check.error


def test_guide_lists_every_column_and_answers_the_usual_questions() -> None:
    book = open_templat("tes_urine")
    text = " ".join(str(cell) for row in book[LEMBAR_PETUNJUK].iter_rows(values_only=True) for cell in row if cell)
    source = load_sources()["tes_urine"]
    assert all(label_of(source, column) in text for column in list_kolom(source))
    for words in ("sel kosong tidak pernah dihitung sebagai nol", "Jangan. Dasbor hanya memerlukan jumlah orang", source.butiran):
        assert words in text


def test_example_values_have_the_type_of_their_column() -> None:
    source = load_sources()["indeks_resmi"]
    assert contoh_of(source.column("nilai")) == 3.07


def test_command_writes_the_templates_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sumber", "rapat", "anggaran", "--pengirim", "BNNP@63", "--tahun", "2025", "--keluaran", str(tmp_path / "baru")]) == 0
    assert sorted(path.name for path in (tmp_path / "baru").iterdir()) == [
        "templat-anggaran-bnnp-63-2025.xlsx",
        "templat-rapat-bnnp-63-2025.xlsx",
    ]
    assert main(["--sumber", "salah", "--keluaran", str(tmp_path)]) == 1
    assert "Sumber “salah” tidak dikenal" in capsys.readouterr().err
    with pytest.raises(TemplatGagal):
        make_templat("salah")


def test_sender_keys_have_full_names() -> None:
    for kunci, nama in {
        "DINKES@63": "Dinas Kesehatan Provinsi Kalimantan Selatan", "63.06": "Pemerintah Kabupaten Hulu Sungai Selatan",
        "BNNK@63.06": "Badan Narkotika Nasional Kabupaten Hulu Sungai Selatan", "BNNKOTA@63.71": "Badan Narkotika Nasional Kota Banjarmasin",
        "BIRO-HUKUM@63": "Biro Hukum Sekretariat Daerah Provinsi Kalimantan Selatan", "Yayasan Contoh": "Yayasan Contoh",
    }.items():  # fmt: skip
        assert nama_pengirim(kunci) == nama


def test_every_sender_is_found_again_by_its_name() -> None:
    senders = list_pengirim("63")
    assert {"DINKES@63", "63.06", "BNNP@63", "BNNK@63.06", "BNNKOTA@63.71"} <= {sender.kunci for sender in senders}
    assert len({sender.kunci for sender in senders}) == len({sender.nama for sender in senders}) == len(senders)
    assert [sender for sender in senders if find_pengirim(sender.nama, "63") != sender.kunci] == []


@pytest.mark.parametrize(
    ("tertulis", "kunci"),
    [
        ("Pengirim: Dinkes Kalsel", "DINKES@63"), ("Dinas Kesehatan", "DINKES@63"), ("Dinkes HSS", "DINKES@63.06"), ("Pemkab HSS", "63.06"),
        ("Kota Banjarmasin", "63.71"), ("BNNK Banjarbaru", "BNNKOTA@63.72"), ("OPD : Kesbangpol", "BAKESBANGPOL@63"), ("63.06", "63.06"),
        ("DINKES@63.06", "DINKES@63.06"), ("tidak jelas sama sekali", None),
    ],
)  # fmt: skip
def test_senders_are_found_as_people_write_them(tertulis: str, kunci: str | None) -> None:
    assert find_pengirim(tertulis, "63") == kunci
