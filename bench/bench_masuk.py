"""Seconds from a file to checked rows, and to a published edition, against the fastest plain reader of the same file; and the memory.

    python bench/bench_masuk.py [times]

A workbook of 200,000 rows × 10 columns, from its bytes to checked rows, against python-calamine alone (limit 2 ×); a text file of 1,000,000
rows × 10 columns (about 100 MB) to a published edition against DuckDB's `create table … as select * from read_csv(…)` into a file (limit 3 ×);
memory of this process below 2 GB. Reading alone is printed beside it.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

TAJUK = [
    "id", "tanggal_tertulis", "wilayah", "kode_kabkota", "instansi", "kelompok_sasaran",
    "jumlah_sasaran", "jumlah_dites", "jumlah_reaktif_positif", "sumber_media",
]  # fmt: skip
BARIS_BUKU, BARIS_TEKS = 200_000, 1_000_000
HARI_INI = date(2026, 11, 25)
BATAS_BUKU, BATAS_TEKS, BATAS_MEMORI = 2.0, 3.0, 2.0
_WILAYAH = [("Kabupaten Balangan", "63.11"), ("Kabupaten Tabalong", "63.09"), ("Kota Banjarbaru", "63.72"), ("Kabupaten Kotabaru", "63.02")]
_INSTANSI = [f"Dinas {nama} Kabupaten" for nama in ("Kesehatan", "Sosial", "Pendidikan, Pemuda dan Olahraga", "Perhubungan", "Pertanian")]


def list_rows(count: int) -> Iterator[list[object]]:
    """Rows of urine tests as an agency might list them: an id of their own, few names, small numbers."""
    for i in range(count):
        wilayah, kode = _WILAYAH[i % len(_WILAYAH)]
        day = date(2023, 1, 1) + timedelta(days=i % 900)
        dites = 20 + i % 180
        yield [
            f"U{i:07d}",
            day,
            wilayah,
            kode,
            _INSTANSI[i % 5],
            ("ASN", "pelajar", "umum")[i % 3],
            dites + 5,
            dites,
            i % 4,
            f"laporan bulan {day:%m/%Y}",
        ]


def write_buku(path: Path, count: int) -> Path:
    """The rows as a workbook."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet, as_date = book.add_worksheet("Data"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, TAJUK)
    for number, row in enumerate(list_rows(count), start=1):
        sheet.write_row(number, 0, row[:1])
        sheet.write_datetime(number, 1, row[1], as_date)
        sheet.write_row(number, 2, row[2:])
    book.close()
    return path


def write_teks(path: Path, count: int) -> Path:
    """The rows as a text file."""
    import csv

    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(TAJUK)
        writer.writerows(list_rows(count))
    return path


def read_calamine(path: Path) -> None:
    import python_calamine

    with path.open("rb") as file:
        python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_name("Data").to_python(skip_empty_area=False)


def read_duckdb(path: Path) -> None:
    """Into a table of a database file, as an edition is one."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "t.duckdb")) as connection:
        connection.execute("create table t as select * from read_csv(?)", [str(path)])


def read_ours(path: Path) -> None:
    from etl.read import read_lembar
    from etl.receive import receive

    read_lembar(receive(path))


def check_ours(path: Path) -> None:
    """From the bytes to checked rows."""
    from etl.pipeline import process
    from etl.progress import Progress
    from etl.receive import receive

    hasil = process([receive(path)], HARI_INI, Progress(diam=True))
    assert sum(map(len, hasil.blok)) == BARIS_BUKU, hasil.ditolak[:3]


def publish_ours(path: Path) -> None:
    """To an edition that readers see, in a data folder of its own."""
    from etl.build import Permintaan, build_edisi
    from etl.progress import Progress

    with tempfile.TemporaryDirectory() as folder:
        os.environ["P4GN_DATA"] = folder
        built = build_edisi(Permintaan((path,)), HARI_INI, Progress(diam=True))
        assert built.hasil.buku[0].baris_diterima == BARIS_TEKS, built.hasil.ditolak[:3]


def measure(runs: Sequence[Callable[[Path], None]], path: Path, times: int) -> list[tuple[float, float]]:
    """Wall and processor seconds of each, taken in turns; the fastest of its runs, which other work on the machine disturbed least.

    The first run, which loads modules, is not counted.
    """
    seconds: list[list[tuple[float, float]]] = [[] for _ in runs]
    for _ in range(times + 1):
        for run, taken in zip(runs, seconds, strict=True):
            gc.collect()
            start, cpu = time.perf_counter(), time.process_time()
            run(path)
            taken.append((time.perf_counter() - start, time.process_time() - cpu))
    return [(min(wall for wall, _ in taken[1:]), min(cpu for _, cpu in taken[1:])) for taken in seconds]


def compare(nama: str, path: Path, plain: Callable[[Path], None], ours: Callable[[Path], None], batas: float, times: int) -> bool:
    """True where we keep to the limit."""
    (base, base_cpu), (read, _), (done, done_cpu) = measure([plain, read_ours, ours], path, times)
    print(f"{nama} ({path.stat().st_size / 1_000_000:.0f} MB): {plain.__name__} {base:.2f} s (processor {base_cpu:.2f} s)")
    print(f"  read_lembar   {read:6.2f} s = {read / base:.2f} ×")
    print(
        f"  {ours.__name__:<13} {done:6.2f} s = {done / base:.2f} ×, limit {batas:.2f} × (processor {done_cpu:.2f} s = {done_cpu / base_cpu:.2f} ×)"
    )
    return done <= base * batas


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        buku = compare("xlsx 200,000 × 10", write_buku(Path(folder) / "a.xlsx", BARIS_BUKU), read_calamine, check_ours, BATAS_BUKU, times)
        teks = compare("csv 1,000,000 × 10", write_teks(Path(folder) / "a.csv", BARIS_TEKS), read_duckdb, publish_ours, BATAS_TEKS, times)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    print(f"memory of the process at most {memory:.2f} GB, limit {BATAS_MEMORI:.1f} GB")
    return 0 if buku and teks and memory <= BATAS_MEMORI else 1


if __name__ == "__main__":
    sys.exit(main())
