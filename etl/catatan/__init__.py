"""Writes the notes of this installation into the books of the store `catatan`: lines are only ever added, one writer at a time."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from etl.pribadi import holds_pribadi
from etl.problems import EtlGagal, holds_data_pribadi
from p4gn.catatan.buku import write_buku
from p4gn.catatan.pribadi import GELAR
from p4gn.catatan_data import Penarikan
from p4gn.perintah import Parser

_PANJANG = 300
_PANJANG_JABATAN = 120


class Catatan(Protocol):
    """A stored note: an alias or a correction."""

    @property
    def id(self) -> str: ...

    @property
    def ditarik(self) -> Penarikan | None: ...


Ditulis = TypeVar("Ditulis", bound=Catatan)


def withdraw(buku: str, sebutan: str, list_semua: Callable[[], Sequence[Ditulis]], id_catatan: str, oleh: str, alasan: str) -> Ditulis:
    """Take a note back; it stays in the book, and the next build does without it. EtlGagal where there is none, or it was taken back before."""
    role, reason = check_jabatan(oleh), check_teks("alasan", alasan)
    with write_buku(buku) as add:
        note = next((item for item in list_semua() if item.id == id_catatan), None)
        if note is None:
            raise EtlGagal(f"Tidak ada {sebutan} bernomor {id_catatan}. Lihat: python -m etl {sebutan} --daftar.")
        if note.ditarik:
            raise EtlGagal(f"{sebutan.capitalize()} {id_catatan} sudah ditarik oleh {note.ditarik.oleh}.")
        add({"tarik": id_catatan, "alasan": reason, "oleh": role, "kapan": now()})
    return note


def need_options(parser: Parser, options: argparse.Namespace, *names: str) -> None:
    """Leave with the usage where an option that this use needs was not given."""
    missing = [f"--{name}" for name in names if getattr(options, name) is None]
    if missing:
        parser.error(f"the following arguments are required: {', '.join(missing)}")


def now() -> str:
    """This moment on the clock of the wall, with its offset."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def next_id(huruf: str, known: Iterator[str] | list[str]) -> str:
    """'A8' after 'A7': short enough to type."""
    numbers = [int(item[1:]) for item in known if re.fullmatch(rf"{huruf}\d+", item)]
    return f"{huruf}{max(numbers, default=0) + 1}"


def check_jabatan(oleh: str) -> str:
    """Who did it, as an office; EtlGagal where it looks like a person, for the notes are kept for ever and shown to all."""
    text = " ".join(oleh.split())
    if not re.search(r"[A-Za-z]{2}", text) or len(text) > _PANJANG_JABATAN:
        raise EtlGagal("--oleh diisi jabatan yang memutuskan, misalnya “Kepala Bidang Kesbangpol”.")
    if holds_pribadi([text]) or holds_data_pribadi(text) or GELAR.search(text) or re.search(r"\b(?:NIP|NIK)\b", text):
        raise EtlGagal("--oleh diisi jabatan saja, tanpa nama orang, gelar, NIP, atau nomor telepon.")
    return text


def check_teks(nama: str, text: str) -> str:
    """One line of plain text that holds no personal number; EtlGagal names the option that is wrong."""
    tidy = " ".join(text.split())
    if not re.search(r"[^\W_]", tidy):
        raise EtlGagal(f"--{nama} masih kosong.")
    if len(tidy) > _PANJANG:
        raise EtlGagal(f"--{nama} terlalu panjang; paling banyak {_PANJANG} huruf.")
    return check_pribadi(nama, tidy)


def check_pribadi(nama: str, text: str) -> str:
    """The text itself; EtlGagal where it holds something like a NIK, a NIP or a mobile phone number, or names a person."""
    if holds_data_pribadi(text):
        raise EtlGagal(f"--{nama} memuat nomor yang mirip NIK, NIP, atau nomor telepon; data pribadi tidak boleh disimpan.")
    if holds_pribadi([text]):
        raise EtlGagal(f"--{nama} memuat nama orang, alamat rumah, atau alamat surel; data pribadi tidak boleh disimpan.")
    return text
