"""What comes in is hashed, kept under its hash, and never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from etl.problems import BerkasDitolak, holds_data_pribadi, show_value
from etl.receive import archive, list_masukan, receive


def test_the_archive_keeps_the_exact_bytes_and_the_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "kirim.csv"
    path.write_bytes(b"a;b\r\n1;2\r\n")
    first = archive(receive(path), tmp_path / "arsip")
    again = archive(receive(path), tmp_path / "arsip")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = tmp_path / "arsip" / digest[:2] / digest
    assert kept.read_bytes() == path.read_bytes()
    assert first.diterima_pada == again.diterima_pada
    assert first.sha256 == digest


def test_notes_hidden_and_lock_files_in_a_folder_are_not_input(tmp_path: Path) -> None:
    for nama in ("b.csv", "a.xlsx", "README.md", "sumber.yml", ".rahasia.csv", "~$a.xlsx", "Thumbs.db"):
        (tmp_path / nama).write_text("x", encoding="utf-8")
    assert [path.name for path in list_masukan([tmp_path])] == ["a.xlsx", "b.csv"]


@pytest.mark.parametrize(("nama", "isi", "kata"), [("a.csv", b"", "0 byte"), ("a.pdf", b"%PDF", "tidak dikenal"), ("a", b"x", "tanpa akhiran")])
def test_what_cannot_be_received_is_said(tmp_path: Path, nama: str, isi: bytes, kata: str) -> None:
    (tmp_path / nama).write_bytes(isi)
    with pytest.raises(BerkasDitolak, match=kata):
        receive(tmp_path / nama)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BerkasDitolak, match="tidak ditemukan"):
        receive(tmp_path / "tiada.csv")


@pytest.mark.parametrize(
    "text", ["63" * 8, "NIP 19700101" + "1990031001", "19700101 199003 1 001", "hp 0812-3456-7890", "+62 812 3456 7890", "081234567890"]
)
def test_personal_numbers_are_seen_and_never_repeated(text: str) -> None:
    assert holds_data_pribadi(text)
    assert "disembunyikan" in (show_value(text) or "")


@pytest.mark.parametrize("text", ["SK 188.45/168/kum/2021", "Surat B/1290/X/KA/PM.00.04/2025", "63.06.01.2001", "1.238 desa", "2021-08-27", "200000000"])
def test_ordinary_numbers_are_not_personal(text: str) -> None:
    assert not holds_data_pribadi(text)
