"""The six states of a cell: each has a symbol, a word, a pattern and colours, so that none rests on colour alone."""

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
class Warna:
    """latar: fill; tinta: text on that fill (contrast ≥ 4.5); garis: outline and symbol on the page (contrast ≥ 3)."""

    latar: str
    tinta: str
    garis: str


@dataclass(frozen=True, slots=True)
class Keadaan:
    """pola: polos | titik | arsir | silang | putus | kisi. Those with a value of their own take the class colour as fill."""

    id: str
    simbol: str
    kata: str
    penjelasan: str
    pola: str
    terang: Warna
    gelap: Warna


HALAMAN = MappingProxyType({"terang": "#FFFFFF", "gelap": "#0E1A24"})


def _keadaan(id_: str, simbol: str, kata: str, pola: str, terang: Warna, gelap: Warna, penjelasan: str) -> Keadaan:
    return Keadaan(id_, simbol, kata, penjelasan, pola, terang, gelap)


KEADAAN: Mapping[str, Keadaan] = MappingProxyType(
    {
        keadaan.id: keadaan
        for keadaan in (
            _keadaan(
                ADA, "●", "ada nilai", "polos",
                Warna("#0B5C8A", "#FFFFFF", "#0B5C8A"), Warna("#7CC4EA", "#0E1A24", "#7CC4EA"),
                "Nilai tercatat dan dapat dipakai.",
            ),
            _keadaan(
                NOL, "0", "nol", "titik",
                Warna("#E8F1F7", "#1B2733", "#3C6E8F"), Warna("#1D3344", "#EAF3F9", "#8FB8D0"),
                "Tercatat, dan nilainya memang nol.",
            ),
            _keadaan(
                BELUM_LAPOR, "–", "belum ada catatan", "arsir",
                Warna("#ECECEC", "#3A3A3A", "#6B6B6B"), Warna("#2A2F34", "#D6DADE", "#9AA3AB"),
                "Belum ada catatan; ini bukan nol.",
            ),
            _keadaan(
                TIDAK_BERLAKU, "×", "tidak berlaku", "silang",
                Warna("#FFFFFF", "#4A4A4A", "#767676"), Warna("#0E1A24", "#C9D1D8", "#8A949D"),
                "Ukuran ini tidak berlaku di sini, misalnya karena penyebutnya nol.",
            ),
            _keadaan(
                TERLALU_SEDIKIT, "?", "terlalu sedikit", "putus",
                Warna("#FBF3DD", "#4D3800", "#8A6500"), Warna("#3A2F12", "#F7E6B5", "#D9B24C"),
                "Jumlahnya terlalu sedikit untuk dinilai sebagai persentase.",
            ),
            _keadaan(
                DISAMARKAN, "▒", "disamarkan", "kisi",
                Warna("#EFE6F3", "#43214F", "#7A4B8A"), Warna("#35233D", "#EBD9F2", "#C29AD2"),
                "Angka kecil disembunyikan agar tidak ada orang yang dapat dikenali.",
            ),
        )
    }
)  # fmt: skip


def _luminance(hex_colour: str) -> float:
    channels = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours (#RRGGBB), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
