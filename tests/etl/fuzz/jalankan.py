"""Runs mutated files through the check and the marking, each with a limit on the processor time it may take."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import python_calamine as calamine

from etl.kembalian import mark_workbook
from etl.pipeline import Hasil
from etl.progress import Progress
from etl.receive import Kiriman
from etl.terima import check_bytes
from tests.etl.fuzz.mutasi import make_mutan
from tests.etl.fuzz.orakel import Mutan, judge

BATAS_DETIK = 5  # of processor time for one file
KELONGGARAN = 3  # for machines that are slower, or that do other things
CONTOH_BERTANDA = 10  # every tenth file is also marked and opened again
LEMBAR_KAMI = "Perlu diperbaiki"


class TerlaluLama(Exception):
    """A file took more processor time than any file may."""


@contextmanager
def limit_cpu(detik: float) -> Iterator[None]:
    """TerlaluLama inside the block when it uses more processor time than this; other processes do not count."""

    def stop(signum: int, frame: object) -> None:
        raise TerlaluLama(f"lebih dari {detik} detik prosesor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, detik)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run_range(start: int, stop: int) -> list[str]:
    """Every broken promise of the files with these numbers; an exception is left to come out as it is, with the file named in its notes."""
    keluhan = []
    for nomor in range(start, stop):
        mutan = make_mutan(nomor)
        try:
            keluhan += run_one(mutan)
        except BaseException as error:
            error.add_note(mutan.say(f"gagal dengan {type(error).__name__}"))
            raise
    return keluhan


def run_one(mutan: Mutan) -> list[str]:
    with limit_cpu(BATAS_DETIK * KELONGGARAN):
        kiriman, hasil = check_bytes(mutan.nama, mutan.isi, mutan.benih.pengirim, Progress(diam=True))
    keluhan = judge(mutan, kiriman, hasil)
    if mutan.nomor % CONTOH_BERTANDA == 0:
        keluhan += [mutan.say(each) for each in mark(kiriman, hasil)]
    return keluhan


def mark(kiriman: Kiriman, hasil: Hasil) -> list[str]:
    """What is wrong with the workbook that goes back to the sender."""
    problems = (*hasil.berkas_ditolak, *hasil.ditolak)
    with limit_cpu(BATAS_DETIK * KELONGGARAN):
        nama, isi = mark_workbook(kiriman, problems, hasil.ditandai, hasil.letak, hasil.pribadi)
    if not (problems or hasil.ditandai or hasil.pribadi):
        return []
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(isi)) as book:
        names = book.sheet_names
        ours = [name for name in names if name.startswith(LEMBAR_KAMI)]
        if not nama.endswith(".xlsx") or not ours:
            return [f"buku kerja {nama} kembali tanpa lembar “{LEMBAR_KAMI}”, hanya {names}"]
        text = " ".join(str(cell) for row in book.get_sheet_by_name(ours[0]).to_python() for cell in row)
    return [f"“{item.alasan}” tidak ada di lembar perbaikan" for item in problems if item.alasan[:30].casefold() not in text.casefold()]
