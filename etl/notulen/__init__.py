"""From a notulen or press release to a draft record that a person confirms: rules and reference lists, nothing is stored here."""

from datetime import date

from etl.notulen.draf import BelumTerjawab, Draf, Isian, JawabanSalah, TindakLanjut, apply_jawaban
from etl.notulen.masukan import read_teks
from etl.notulen.susun import Bacaan, read_draf

__all__ = [
    "Bacaan",
    "BelumTerjawab",
    "Draf",
    "Isian",
    "JawabanSalah",
    "TindakLanjut",
    "apply_jawaban",
    "read_berkas",
    "read_draf",
    "read_teks",
]


def read_berkas(isi: bytes, nama: str, terbit: date | None = None) -> Bacaan:
    """The drafts of one file; terbit: its day of publication where somebody knows it. BerkasDitolak when the file cannot be read."""
    return read_draf(read_teks(isi, nama), terbit)
