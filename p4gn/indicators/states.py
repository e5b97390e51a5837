"""The six states of a cell: each has a symbol and a word, and the figures give each a pattern, so that none rests on colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ADA = "ada"
NOL = "nol"
BELUM_LAPOR = "belum_lapor"
TIDAK_BERLAKU = "tidak_berlaku"
TERLALU_SEDIKIT = "terlalu_sedikit"
DISAMARKAN = "disamarkan"


@dataclass(frozen=True, slots=True)
class Keadaan:
    """Symbol, word and meaning of a state. Colours and patterns are not here: see ui/figures/palet.py and pola.py."""

    id: str
    simbol: str
    kata: str
    penjelasan: str


KEADAAN: Mapping[str, Keadaan] = MappingProxyType(
    {
        keadaan.id: keadaan
        for keadaan in (
            Keadaan(ADA, "●", "ada nilai", "Nilai tercatat dan dapat dipakai."),
            Keadaan(NOL, "0", "nol", "Tercatat, dan nilainya memang nol."),
            Keadaan(BELUM_LAPOR, "–", "belum ada catatan", "Belum ada catatan; ini bukan nol."),
            Keadaan(TIDAK_BERLAKU, "×", "tidak berlaku", "Ukuran ini tidak berlaku di sini, misalnya karena penyebutnya nol."),
            Keadaan(TERLALU_SEDIKIT, "?", "terlalu sedikit", "Jumlahnya terlalu sedikit untuk dinilai sebagai persentase."),
            Keadaan(DISAMARKAN, "▒", "disamarkan", "Angka kecil disembunyikan agar tidak ada orang yang dapat dikenali."),
        )
    }
)

#: Stages of a Desa Bersinar by their number, 0 to 4.
KATA_TAHAP = ("rencana", "ditetapkan", "dicanangkan", "aktif", "mandiri")
