"""Registers: a village stands once however often it was reported, and very long lists are shown a thousand rows at a time."""

from __future__ import annotations

from datetime import date

import pytest
import streamlit as st

from ui import registers


def record(tahap: int | None, tanggal: date | None, tahun: int | None = None) -> dict[str, object]:
    return {
        "id_desa_bersinar": f"{tahap}-{tanggal}",
        "tahap": tahap,
        "tanggal": tanggal,
        "tahun": tahun,
        "presisi_tanggal": "hari",
        "program": "BNN",
    }


def test_the_last_record_tells_how_a_village_stands_and_the_earlier_ones_stay() -> None:
    records = [record(3, date(2025, 11, 28)), record(1, None, 2023), record(2, date(2025, 2, 12)), record(None, None)]
    stands = registers._as_it_stands(records)
    assert stands["tahap"] == 3
    assert [each["kata"].replace(registers.NBSP, " ") for each in stands["catatan"]] == [
        "Belum dikenali, Tanggal tidak tercetak",
        "Ditetapkan, 2023",
        "Dicanangkan, 12 Feb 2025",
        "Aktif, 28 Nov 2025",
    ]


def test_an_unknown_result_is_not_called_unpublished_outside_the_public_record() -> None:
    row = {"hasil": "Belum dipublikasikan", "ada_hasil": False, "adalah_rincian": True}
    assert registers.result_text(row, publik=True) == "Belum dipublikasikan (rincian)"
    assert registers.result_text(row, publik=False) == "Hasil belum dilaporkan (rincian)"


@pytest.mark.parametrize(
    ("banyak", "sudah", "tampil", "tombol"),
    [
        (30, 0, 30, None),
        (400, 0, 30, "Tampilkan semua 400 baris (kini 30 pertama)"),
        (400, 400, 400, None),
        (12_000, 0, 30, "Tampilkan 1.000 dari 12.000 baris (kini 30 pertama)"),
        (12_000, 1_000, 1_000, "Tampilkan 2.000 dari 12.000 baris (kini 1.000 pertama)"),
    ],
)
def test_long_lists_begin_with_their_first_rows(
    monkeypatch: pytest.MonkeyPatch, banyak: int, sudah: int, tampil: int, tombol: str | None
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "button", lambda label, **_: shown.append(label))
    monkeypatch.setattr(st, "session_state", {"tampil_uji": sudah})
    assert len(registers.first_rows([{}] * banyak, "uji")) == tampil
    assert shown == ([tombol] if tombol else [])
