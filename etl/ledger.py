"""The ledger of a file: rows read = rows accepted + rows refused + rows declared not data. Exactly, always."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# Sheets of our own that a workbook may hold; never data.
LEMBAR_PERBAIKAN = "Perlu diperbaiki"
LEMBAR_PETUNJUK = "Petunjuk"
LEMBAR_ISIAN = "Isian"
LEMBAR_DAFTAR = "Daftar"


@dataclass(frozen=True, slots=True)
class BukanData:
    """A row that is not data, and what it is: judul, tajuk, kosong, jumlah, kaki …"""

    berkas: str
    lembar: str | None
    baris: int
    jenis: str


@dataclass(frozen=True, slots=True)
class Catatan:
    """The ledger of one file."""

    berkas: str
    sumber: str | None
    sha256: str
    ukuran: int
    diterima_pada: datetime
    baris_dibaca: int
    baris_diterima: int
    baris_ditolak: int
    baris_bukan_data: int
    pengirim: str | None = None
    masa: tuple[str, ...] = ()

    @property
    def seimbang(self) -> bool:
        return self.baris_dibaca == self.baris_diterima + self.baris_ditolak + self.baris_bukan_data
