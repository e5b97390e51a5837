"""How far a worker has come, on the screen."""

from __future__ import annotations

from html import escape
from typing import Any

from ui.pekerja import Kabar

BATAS_PERIKSA = 300.0
BATAS_BANGUN = 1800.0
KATA_TAHAP = {
    "terima": "Menerima berkas",
    "baca": "Membaca isi berkas",
    "bersihkan": "Membaca tanggal, angka, dan nama",
    "selaraskan": "Mencocokkan wilayah dan OPD",
    "periksa": "Memeriksa aturan",
    "bangun": "Membangun edisi",
    "terbitkan": "Menerbitkan edisi",
    "salindia": "Menghitung angka semua salindia",
    "pptx": "Menulis PowerPoint",
    "pdf": "Mencetak salindia",
    "lembar": "Mencetak lembar pimpinan",
    "xlsx": "Menulis tabel",
    "peringatan": "Menulis daftar peringatan",
}


class Teller:
    """Puts the news of the worker on the screen."""

    def __init__(self, bar: Any, words: Any, nama: str, start: float = 0.0, share: float = 1.0) -> None:
        self._bar, self._words, self._nama, self._start, self._share = bar, words, nama, start, share
        self._tahap = "Menyiapkan"

    def hear(self, kabar: Kabar) -> None:
        if kabar.tahap:
            self._tahap = KATA_TAHAP.get(kabar.tahap, kabar.tahap.capitalize())
            if kabar.keterangan:
                self._tahap = f"{self._tahap} ({kabar.keterangan})"
            if kabar.ke and kabar.dari:
                self._bar.progress(min(1.0, self._start + self._share * kabar.ke / kabar.dari))
        seconds = f" · {kabar.detik:.0f} detik" if kabar.detik >= 2 else ""
        self._words.html(f'<p class="p4 p4-sumber">{escape(self._nama)}<br>{escape(self._tahap)} …{seconds}</p>')
