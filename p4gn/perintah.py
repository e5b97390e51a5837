"""Command lines in Indonesian: argparse with its own few English words said in the reader's language."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

SALAH_PERINTAH = 2
_PESAN = (
    ("the following arguments are required:", "belum ditulis:"),
    ("unrecognized arguments:", "tidak dikenal:"),
    ("expected at least one argument", "memerlukan paling sedikit satu isian"),
    ("expected one argument", "memerlukan satu isian"),
    ("invalid choice:", "pilihan tidak dikenal:"),
    ("choose from", "pilih dari"),
    ("not allowed with argument", "tidak dapat dipakai bersama"),
    ("ambiguous option:", "pilihan kurang lengkap:"),
    (" could match ", " dapat berarti "),
    ("ignored explicit argument", "tidak memerlukan isian"),
    ("argument ", ""),
)
_BANTUAN = (
    ("usage:", "pemakaian:"),
    ("positional arguments:", "isian:"),
    ("options:", "pilihan:"),
    ("show this help message and exit", "tampilkan bantuan ini"),
)


class Parser(argparse.ArgumentParser):
    """argparse with Indonesian words in what people see; an error shows how the command is written and what is wrong."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(SALAH_PERINTAH, f"Perintah salah atau tidak lengkap: {_translate(message, _PESAN)}.\n")

    def format_usage(self) -> str:
        return _translate(super().format_usage(), _BANTUAN)

    def format_help(self) -> str:
        return _translate(super().format_help(), _BANTUAN)


def _translate(text: str, words: tuple[tuple[str, str], ...]) -> str:
    for english, indonesian in words:
        text = text.replace(english, indonesian)
    return text
