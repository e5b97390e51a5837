"""What is wrong with a file or a row, said once, so that the sender can mend it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date

from etl.pribadi.pola import find_nomor

_PANJANG_NILAI = 80
DISEMBUNYIKAN = "(disembunyikan: mirip nomor pribadi)"
#: What zipfile raises, while it opens or reads, for a package that is damaged (BadZipFile, EOFError, OSError), locked, or packed in
#: a way that it does not know (both RuntimeError).
ZIP_RUSAK = (zipfile.BadZipFile, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Masalah:
    """One reason to refuse; without `baris` it is about the whole file.

    saran: the nearest known spellings. tak_dikenal: a name was read well, but nobody by that name is known.
    """

    berkas: str
    alasan: str
    perbaikan: str = ""
    sumber: str | None = None
    lembar: str | None = None
    baris: int | None = None
    kolom: str | None = None
    nilai: str | None = None
    saran: tuple[str, ...] = ()
    tak_dikenal: bool = False

    def kalimat(self) -> str:
        """One sentence: where, what was written, what is wrong, how to mend it."""
        place = [f"Berkas {self.berkas}"]
        if self.lembar:
            place.append(f"lembar {self.lembar}")
        if self.baris is not None:
            place.append(f"baris {self.baris}")
        if self.kolom:
            place.append(f"kolom {self.kolom}")
        written = f" tertulis “{self.nilai}”." if self.nilai else ""
        remedy = f" Perbaikan: {self.perbaikan.rstrip('.')}." if self.perbaikan else ""
        return f"{', '.join(place)}:{written} {_kapital(self.alasan.rstrip('.'))}.{remedy}"


@dataclass(frozen=True, slots=True)
class Tanda:
    """A row that was accepted, with something a person should look at."""

    berkas: str
    sumber: str
    lembar: str | None
    baris: int
    kolom: str
    nilai: str | None
    tanda: str
    saran: tuple[str, ...] = ()
    tak_dikenal: bool = False


class BerkasDitolak(Exception):
    """A file that is not what it should be; carries the problem in words."""

    def __init__(self, masalah: Masalah) -> None:
        super().__init__(masalah.kalimat())
        self.masalah = masalah


class EtlGagal(Exception):
    """The run cannot go on; the message is for the person at the terminal."""

    def __init__(self, pesan: str, kode_keluar: int = 1) -> None:
        super().__init__(pesan)
        self.kode_keluar = kode_keluar


def holds_data_pribadi(text: str) -> bool:
    """True where the text holds something like a NIK, a NIP or a mobile phone number."""
    return bool(find_nomor(text))


def hide_data_pribadi(text: str) -> str:
    """The text with every such number hidden."""
    for found in reversed(find_nomor(text)):
        text = text[: found.awal] + DISEMBUNYIKAN + text[found.akhir :]
    return text


def show_value(cell: object) -> str | None:
    """A cell as it may be repeated in a message: short, on one line, never with a personal number in it."""
    if cell is None or cell == "":
        return None
    text = " ".join(_as_shown(cell).split())
    if holds_data_pribadi(text):
        return DISEMBUNYIKAN
    return text if len(text) <= _PANJANG_NILAI else text[: _PANJANG_NILAI - 1] + "…"


def _as_shown(cell: object) -> str:
    """35.0 as 35, a date cell as people here write dates."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)


def _kapital(text: str) -> str:
    return text[:1].upper() + text[1:]
