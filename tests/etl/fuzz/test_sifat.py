"""Properties that hold for any cell, any column and any grid: readers never fail, what is written comes back, the ledger balances."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from etl.blok import Bagian, Baris, Blok, group, spread
from etl.clean.angka import parse_angka
from etl.clean.bacaan import AMBIGU, DITANDAI, DITOLAK, KOSONG, TERBACA, Bacaan
from etl.clean.periode import parse_periode_tertulis
from etl.clean.tanggal import parse_tanggal
from etl.cleaning import clean_blok, split_daftar
from etl.kembalian import mark_workbook
from etl.masa import replace_earlier
from etl.pipeline import process
from etl.problems import BerkasDitolak, Masalah, Tanda
from etl.progress import Progress
from etl.read import read_lembar
from etl.reading.kolom import Kolom, from_arrow, from_cells, is_empty
from etl.reading.lembar import Lembar
from etl.receive import Kiriman
from etl.sources import load_sources
from etl.terima import check_bytes
from tests.etl.fuzz.benih import BULAN, list_benih, make_lembaran, write_xlsx
from tests.etl.fuzz.benih import Baris as BarisBerkas
from tests.etl.fuzz.mutasi import ISI

ATUR = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
SEDIKIT = settings(ATUR, max_examples=40)
KEADAAN = {TERBACA, DITANDAI, AMBIGU, DITOLAK, KOSONG}
SUMBER = load_sources()
SAAT = datetime(2025, 7, 3, 9, tzinfo=UTC)
TEKS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HURUF_ANGKA = st.text("0123456789.,-+/() %±eErpRPorangjt", max_size=20)
SEL: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), TEKS, HURUF_ANGKA, st.sampled_from(ISI),
    st.dates(), st.datetimes(), st.times(),
)  # fmt: skip
# What a workbook can hold, and what can stand in a text file.
SEL_BUKU = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    TEKS,
    st.sampled_from(ISI),
    st.dates(date(1950, 1, 1)),
)
SEL_TEKS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=15)


def is_sane(bacaan: Bacaan) -> bool:
    has_value = bacaan.keadaan in {TERBACA, DITANDAI}
    return (
        bacaan.keadaan in KEADAAN
        and (bacaan.nilai is not None) == has_value
        and (bool(bacaan.sebab) or bacaan.keadaan in {TERBACA, KOSONG})
    )


@ATUR
@given(SEL, st.sampled_from(["cacah", "indeks", "persen", "rupiah"]))
def test_any_cell_is_a_number_or_is_refused_in_words(cell: object, jenis: str) -> None:
    bacaan = parse_angka(cell, jenis)
    assert is_sane(bacaan)
    if jenis == "cacah" and bacaan.nilai is not None:
        assert isinstance(bacaan.nilai, int) and bacaan.nilai >= 0


@ATUR
@given(SEL, st.one_of(st.none(), SEL, st.lists(SEL, max_size=3)))
def test_any_cell_is_a_date_or_is_refused_in_words(cell: object, konteks: object) -> None:
    bacaan = parse_tanggal(cell, konteks)
    assert is_sane(bacaan)
    if bacaan.nilai is not None and len(str(bacaan.nilai)) == 10:
        assert 1900 <= date.fromisoformat(str(bacaan.nilai)).year <= date.today().year + 1


@ATUR
@given(SEL, st.one_of(st.none(), st.integers(1990, 2040)))
def test_any_cell_is_a_period_or_is_refused_in_words(cell: object, tahun: int | None) -> None:
    assert is_sane(parse_periode_tertulis(cell, tahun))


@ATUR
@given(TEKS, st.sampled_from([";", ",", "|"]), st.booleans())
def test_a_list_is_split_into_parts_that_stand_in_it(text: str, pemisah: str, bernomor: bool) -> None:
    for part in split_daftar(text, pemisah, bernomor):
        assert part.strip() == part != ""
        assert pemisah not in part


@ATUR
@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{3,8}){0,3}", fullmatch=True), min_size=2, max_size=12))
def test_a_numbered_list_comes_back_item_by_item(items: list[str]) -> None:
    numbered = " ".join(f"{number}. {item}" for number, item in enumerate(items, start=1))
    assert split_daftar(numbered, ";", bernomor=True) == items
    assert split_daftar("; ".join(items), ";") == items


@ATUR
@given(st.sampled_from(list(SUMBER)), st.data())
def test_cleaning_any_cells_never_fails(sumber: str, data: st.DataObject) -> None:
    source = SUMBER[sumber]
    sel = {column.nama: from_cells([data.draw(SEL) for _ in range(2)]) for column in source.kolom}
    assert len(clean_blok(Blok("a.xlsx", source, "Data", np.array([2, 3], dtype=np.int32), sel)).blok) == 2


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@ATUR
@given(st.integers(0, 999_999_999))
def test_a_number_written_in_the_indonesian_way_comes_back(number: int) -> None:
    for written in (number, float(number), str(number), dotted(number), f" {dotted(number)} orang", f"'{number}", f"00{number}"[-12:]):
        assert parse_angka(written).nilai == number or parse_angka(written).keadaan == DITOLAK, written
    assert parse_angka(dotted(number)).nilai == parse_angka(number).nilai == number
    assert parse_angka(f"Rp {dotted(number)},00", "rupiah").nilai == number


@ATUR
@given(st.integers(0, 9_999_999), st.integers(1, 99))
def test_a_fraction_written_with_a_comma_comes_back(whole: int, cents: int) -> None:
    value = float(f"{whole}.{cents:02}")
    for written in (f"{whole},{cents:02}", f"{dotted(whole)},{cents:02}"):
        assert parse_angka(written, "rupiah").nilai == value
        assert parse_angka(written, "indeks").nilai == value
        assert parse_angka(written, "cacah").keadaan in {DITOLAK, AMBIGU}


@ATUR
@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)))
@example(date(2024, 2, 29))
def test_a_date_written_in_any_usual_way_comes_back(day: date) -> None:
    bulan = BULAN[day.month - 1]
    for written in (
        day, datetime.combine(day, time(7, 30)), (day - date(1899, 12, 30)).days, day.isoformat(), f"{day.day} {bulan} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}", f"{day.day}-{day.month}-{day.year}", f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {bulan[:3]} {day.year}", f"{day.day} {bulan.upper()} {day.year}", f"tanggal {day.day} {bulan} {day.year}",
    ):  # fmt: skip
        assert parse_tanggal(written).nilai == day.isoformat(), written


@ATUR
@given(st.integers(2010, 2026), st.sampled_from([1, 2]), st.integers(1, 12))
def test_a_period_written_in_any_usual_way_comes_back(tahun: int, semester: int, bulan: int) -> None:
    half = f"{tahun}-S{semester}"
    roman, report = "I" * semester, {1: "B06", 2: "B12"}[semester]
    for written in (f"Semester {roman} {tahun}", f"SEMESTER {semester} TAHUN {tahun}", f"{report} {tahun}", f"Smt {roman} {tahun}"):
        assert parse_periode_tertulis(written).nilai == half, written
    for written in (f"{BULAN[bulan - 1]} {tahun}", f"{tahun}-{bulan:02}", f"{bulan:02}/{tahun}"):
        assert parse_periode_tertulis(written).nilai == f"{tahun}-{bulan:02}", written
    assert parse_periode_tertulis(tahun).nilai == parse_periode_tertulis(f"Tahun {tahun}").nilai == str(tahun)


def typed(cell: object) -> object:
    """Equal only to a cell of the same type; nan is equal to itself."""
    return (type(cell), "nan" if cell != cell else cell)


@ATUR
@given(st.lists(st.one_of(SEL, st.sampled_from([1, 1.0, True, 0, 0.0, False, "1", " ", ""]))))
def test_cells_come_back_from_a_column_with_their_types(cells: list[object]) -> None:
    column = from_cells(cells)
    expected = [None if is_empty(cell) else cell for cell in cells]
    assert [typed(column.cell(index)) for index in range(len(cells))] == [typed(cell) for cell in expected]
    assert column.terisi.tolist() == [cell is not None for cell in expected]
    assert column.take(slice(None, None, 2)).kode.tolist() == column.kode.tolist()[::2]


@ATUR
@given(st.lists(st.lists(st.one_of(st.none(), TEKS), max_size=6), max_size=4), st.booleans())
def test_text_comes_back_from_an_arrow_column(chunks: list[list[str | None]], encoded: bool) -> None:
    cells = pa.chunked_array([pa.array(chunk, pa.string()) for chunk in chunks], pa.string())
    column = from_arrow(cells.dictionary_encode() if encoded else cells)
    flat = [cell for chunk in chunks for cell in chunk]
    assert [column.cell(index) for index in range(len(flat))] == [None if is_empty(cell) else cell for cell in flat]


def make_columns(grid: Sequence[Sequence[object]]) -> list[Kolom]:
    return [from_cells(cells) for cells in zip(*grid, strict=True)]


GRID = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.sampled_from([None, "a", "b", 1, 1.0, True])] * width), min_size=1, max_size=30)
)


@ATUR
@given(GRID)
def test_rows_are_grouped_as_their_cells_are_alike(grid: list[tuple[object, ...]]) -> None:
    inverse, first = group(make_columns(grid), len(grid))
    seen: dict[tuple[object, ...], int] = {}
    for index, row in enumerate(grid):
        key = tuple(typed(cell) for cell in row)
        assert inverse[index] == inverse[seen.setdefault(key, index)]
        assert first[inverse[index]] == seen[key]
    assert len(first) == len(seen) == len(set(inverse.tolist()))


@ATUR
@given(GRID)
def test_spreading_gives_what_reading_row_by_row_gives(grid: list[tuple[object, ...]]) -> None:
    source = SUMBER["rapat"]
    names = [column.nama for column in source.kolom][: len(grid[0])]
    columns = dict(zip(names, make_columns(grid), strict=True))
    before = {"lama": from_cells(list(range(len(grid))))}
    blok = Blok("a.xlsx", source, "Data", np.arange(2, len(grid) + 2, dtype=np.int32), columns, before)

    def read(row: Baris) -> Bagian:
        cells = [row.sel.get(nama) for nama in names]
        filled = sum(cell is not None for cell in cells)
        nilai = {"penuh": filled, **({"lama": "baru"} if filled == 1 else {}), "kosong": None if filled else True}
        masalah = (row.problem(names[0], "sel ini wajib diisi"),) if cells[0] is None else ()
        anak = {"daftar": tuple({"isi": cell} for cell in cells if cell is not None)}
        return Bagian(nilai, anak, masalah)

    done = spread(blok, names, [], read)
    for index in range(len(grid)):
        alone = read(blok.row(index, names, []))
        row = done.row(index)
        assert {nama: typed(row.nilai.get(nama)) for nama in ("penuh", "kosong")} == {
            nama: typed(alone.nilai[nama]) for nama in ("penuh", "kosong")
        }
        assert row.nilai["lama"] == alone.nilai.get("lama", index)
        assert [typed(child["isi"]) for child in row.anak["daftar"]] == [typed(child["isi"]) for child in alone.anak["daftar"]]
    assert {(index, found.baris) for index, found in done.expand(Masalah)} == {(i, i + 2) for i, row in enumerate(grid) if row[0] is None}  # type: ignore[attr-defined]


PERIODE = st.sampled_from([None, "2024-S1", "2024-S2", "2025-S1"])


@ATUR
@given(
    st.lists(
        st.tuples(st.sampled_from(["DINKES@63", "63.06", None]), st.integers(0, 5), st.lists(PERIODE, min_size=1, max_size=5)),
        min_size=1,
        max_size=5,
    )
)
def test_replacing_earlier_rows_loses_none_and_is_done_once(files: list[tuple[str | None, int, list[str | None]]]) -> None:
    bloks, received = [], {}
    for number, (pengirim, hours, periods) in enumerate(files):
        nama = f"{number}.xlsx"
        received[nama] = SAAT + timedelta(hours=hours)
        nomor = np.arange(2, len(periods) + 2, dtype=np.int32)
        bloks.append(Blok(nama, SUMBER["aksi_opd"], "Data", nomor, {}, {"periode": from_cells(periods)}, pengirim=pengirim))
    once = replace_earlier(bloks, [], received)
    again = replace_earlier(once.blok, [], received)
    kept = [(blok.berkas, int(nomor)) for blok in once.blok for nomor in blok.nomor]
    gone = [(item.berkas, item.baris) for item in once.bukan_data]
    assert sorted([*kept, *gone]) == sorted((blok.berkas, int(nomor)) for blok in bloks for nomor in blok.nomor)
    assert [blok.nomor.tolist() for blok in again.blok] == [blok.nomor.tolist() for blok in once.blok]
    assert again.bukan_data == ()
    owners: dict[tuple[str | None, object], set[str]] = {}
    for blok in once.blok:
        for periode in {blok.nilai["periode"].cell(index) for index in range(len(blok))} - {None}:
            owners.setdefault((blok.pengirim, periode), set()).add(blok.berkas)
    assert all(len(names) == 1 for (pengirim, _), names in owners.items() if pengirim is not None)


def check_ledger(kiriman_rows: int, nama: str, isi: bytes) -> None:
    _, hasil = check_bytes(nama, isi, "63.06", Progress(diam=True))
    assert all(entry.seimbang for entry in hasil.buku)
    if hasil.buku:
        rows = [(blok.lembar, int(nomor)) for blok in hasil.blok for nomor in blok.nomor]
        rows += [(item.lembar, item.baris or 0) for item in (*hasil.ditolak, *hasil.bukan_data)]
        assert len(rows) == len(set(rows)) == hasil.buku[0].baris_dibaca <= kiriman_rows
    else:
        assert all(masalah.kalimat().endswith(".") for masalah in hasil.berkas_ditolak)


@SEDIKIT
@given(st.sampled_from(list_benih()), st.lists(st.lists(SEL_BUKU, max_size=8), max_size=12), st.integers(0, 3), st.booleans())
def test_the_ledger_balances_for_any_grid_of_any_cells(benih, grid: list[list[object]], above: int, headed: bool) -> None:  # type: ignore[no-untyped-def]
    sheet = make_lembaran(benih)
    rows = [BarisBerkas(list(row)) for row in grid]
    sheet.baris = [*rows[:above], *(sheet.baris[:1] if headed else []), *rows[above:]]
    check_ledger(len(sheet.baris), "kiriman.xlsx", write_xlsx([sheet]))


@SEDIKIT
@given(
    st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(SEL_TEKS, min_size=width, max_size=width), min_size=1, max_size=12)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_text_file_comes_back_cell_by_cell(rows: list[list[str]], pemisah: str, encoding: str, akhir: str) -> None:
    heading = ["Wilayah", "Tahun", "Indikator", "Nilai", "Satuan", "Sumber Media"]
    table = [heading[: max(2, len(rows[0]))], *([*row, *[""] * (2 - len(row))] for row in rows)]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=pemisah, lineterminator=akhir).writerows(table)
    isi = text.getvalue().encode(encoding)
    try:
        (sheet,) = read_lembar(Kiriman("a.csv", isi, "", SAAT))
    except BerkasDitolak as error:
        assume("penyandian" not in error.masalah.alasan)
        raise
    assert sheet.jumlah_baris == len(table)
    assert [[cell or "" for cell in sheet.row(index)] for index in range(len(table))] == [
        [cell if cell.strip() else "" for cell in row] for row in table
    ]


NOMOR_BARIS = st.one_of(st.none(), st.integers(1, 40), st.just(1_048_577))
KOLOM_MASALAH = st.one_of(st.none(), st.sampled_from(["jumlah", "opd", "tidak ada"]), TEKS)
TEMUAN = st.tuples(
    st.sampled_from(["Data", "Lain", None, "a'b!"]),
    NOMOR_BARIS,
    KOLOM_MASALAH,
    st.one_of(st.none(), TEKS),
    TEKS,
    st.lists(TEKS, max_size=2),
)


@SEDIKIT
@given(
    st.lists(TEMUAN, max_size=6), st.lists(TEMUAN, max_size=6), st.dictionaries(st.sampled_from(["jumlah", "opd"]), st.integers(0, 20_000))
)
def test_any_problems_can_be_marked_in_a_workbook(masalah: list[tuple], tanda: list[tuple], letak: Mapping[str, int]) -> None:  # type: ignore[type-arg]
    benih = next(benih for benih in list_benih() if benih.source.id == "pegawai")
    kiriman = Kiriman("kiriman.xlsx", write_xlsx([make_lembaran(benih)]), "", SAAT)
    problems = [
        Masalah("kiriman.xlsx", alasan or "rusak", "perbaiki", "pegawai", lembar, baris, kolom, nilai, tuple(saran))
        for lembar, baris, kolom, nilai, alasan, saran in masalah
    ]
    flags = [
        Tanda("kiriman.xlsx", "pegawai", lembar, baris or 1, kolom or "jumlah", nilai, alasan, tuple(saran))
        for lembar, baris, kolom, nilai, alasan, saran in tanda
    ]
    nama, isi = mark_workbook(kiriman, problems, flags, {("kiriman.xlsx", "Data"): letak}, [])
    assert nama == "kiriman-perlu-diperbaiki.xlsx"
    assert isinstance(read_lembar(Kiriman(nama, isi, "", SAAT))[0], Lembar)


@pytest.mark.parametrize("cell", ISI, ids=lambda cell: ascii(cell)[:30])
def test_every_cell_of_the_fuzz_may_stand_in_every_kind_of_column(cell: object) -> None:
    for source in SUMBER.values():
        sel = {column.nama: from_cells([cell]) for column in source.kolom}
        assert len(clean_blok(Blok("a.xlsx", source, "Data", np.array([2], dtype=np.int32), sel)).blok) == 1


def test_an_empty_kiriman_list_gives_an_empty_outcome() -> None:
    hasil = process([], date.today(), Progress(diam=True))
    assert (hasil.diterima, hasil.buku, hasil.berkas_ditolak) == ((), (), ())
