"""Colours of every map, chart and legend, in one place, for the light and the dark theme."""

from dataclasses import dataclass
from typing import Literal

Tema = Literal["terang", "gelap"]

# Sequential: one hue, evenly spaced in lightness, so that order survives greyscale print and colour-blind eyes.
# In the dark theme the order of lightness is turned round: more is always further from the page.
_URUTAN: dict[Tema, tuple[str, ...]] = {
    "terang": ("#c9e2e6", "#a0cbd2", "#73b0bb", "#4694a2", "#227786", "#0b5b69", "#053e49"),
    "gelap": ("#184a55", "#20606d", "#2c7988", "#4496a4", "#6eb4c0", "#9fd0d9", "#d4eef2"),
}

# Categorical: Okabe and Ito, moved until each has a contrast of at least 3 with its page.
KATEGORI: dict[Tema, tuple[str, ...]] = {
    "terang": ("#0072b2", "#c8500a", "#00805e", "#9a4c86", "#8a6100", "#4d4d4d"),
    "gelap": ("#56b4e9", "#f08a4b", "#2fc79a", "#dd93c3", "#e6b94a", "#c8ccd2"),
}

# One series alone, and the line it is compared with.
UTAMA: dict[Tema, str] = {"terang": "#227786", "gelap": "#6eb4c0"}
PEMBANDING: dict[Tema, str] = {"terang": "#54656b", "gelap": "#a6b4b7"}

# Stages of a Desa Bersinar, 0 (belum/rencana) to 4 (mandiri): a warm ramp, so that points stand out from the cool map.
TAHAP: dict[Tema, tuple[str, ...]] = {
    "terang": ("#8d8d86", "#d99a2b", "#bd6a12", "#8a3f0d", "#4f230a"),
    "gelap": ("#85898a", "#a35f1b", "#cc832c", "#eab05c", "#ffdca6"),
}

# The mark DATA CONTOH, in both themes.
LENCANA, LENCANA_TINTA, LENCANA_TEPI = "#f2b705", "#241a00", "#8a6a00"

KELAS_TERBANYAK = len(_URUTAN["terang"])


@dataclass(frozen=True, slots=True)
class Warna:
    """Everything that is not data: page, ink, lines, and the fills of cells that hold no number."""

    kertas: str
    tinta: str
    tinta_lemah: str
    garis: str
    garis_induk: str
    kisi: str
    kelabu: str
    dasar: str
    arsir_dasar: str
    arsir_garis: str
    sorot: str
    sasaran: str


WARNA: dict[Tema, Warna] = {
    "terang": Warna(
        kertas="#fcfcfa",
        tinta="#15262b",
        tinta_lemah="#54656b",
        garis="#66777c",
        garis_induk="#26383d",
        kisi="#e0e6e5",
        kelabu="#ececec",
        dasar="#eef5f5",
        arsir_dasar="#fafafa",
        arsir_garis="#6e6e6e",
        sorot="#b3420a",
        sasaran="#b3420a",
    ),
    "gelap": Warna(
        kertas="#0e181c",
        tinta="#e9f0f0",
        tinta_lemah="#a6b4b7",
        garis="#8a9a9e",
        garis_induk="#d0dada",
        kisi="#26363b",
        kelabu="#2a3134",
        dasar="#15272d",
        arsir_dasar="#131d21",
        arsir_garis="#a3adb0",
        sorot="#ffb066",
        sasaran="#ffb066",
    ),
}


def sequential(jumlah: int, tema: Tema = "terang") -> tuple[str, ...]:
    """Colours of `jumlah` ordered classes (1 to 7), least first, spread over the whole ramp."""
    if not 1 <= jumlah <= KELAS_TERBANYAK:
        raise ValueError(f"jumlah kelas {jumlah}; peta memakai 1 sampai {KELAS_TERBANYAK} kelas")
    urutan = _URUTAN[tema]
    if jumlah == 1:
        return (urutan[len(urutan) // 2],)
    return tuple(urutan[round(i * (len(urutan) - 1) / (jumlah - 1))] for i in range(jumlah))


def css(terang: str, gelap: str, sifat: str) -> str:
    """One CSS property that follows the theme; browsers that do not know light-dark() keep the first, light colour."""
    return f"{sifat}:{terang};{sifat}:light-dark({terang},{gelap})"


def luminance(warna: str) -> float:
    """Relative luminance (0 black, 1 white) of '#rrggbb', as WCAG defines it."""
    kanal = (int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5))
    merah, hijau, biru = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal)
    return 0.2126 * merah + 0.7152 * hijau + 0.0722 * biru


def contrast(satu: str, dua: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    gelap, terang = sorted((luminance(satu), luminance(dua)))
    return (terang + 0.05) / (gelap + 0.05)


def ink_on(isian: str) -> str:
    """Black or white, whichever is read better on this fill."""
    return max(("#111111", "#ffffff"), key=lambda tinta: contrast(tinta, isian))


@dataclass(frozen=True, slots=True)
class WarnaKepatuhan:
    """How one status of a duty looks: fill, ink on it, edge, the lines of its pattern (None: plain), and the solid colour of a bar."""

    isian: str
    tinta: str
    tepi: str
    arsir: str | None
    tegas: str


# Duties. Three steps away from the page (pale green, middle amber, strong red) and a grey hatch, so that a black-and-white print
# and colour-blind eyes tell them apart; beside every colour stand a symbol and a word (p4gn.scoring.hasil.STATUS).
KEPATUHAN: dict[Tema, dict[str, WarnaKepatuhan]] = {
    "terang": {
        "hijau": WarnaKepatuhan("#d3ebd7", "#0d4f25", "#1b7837", None, "#1b7837"),
        "kuning": WarnaKepatuhan("#f5be4f", "#2b1c00", "#7a5600", "#e3a42a", "#b87d00"),
        "merah": WarnaKepatuhan("#b2182b", "#ffffff", "#8a1020", None, "#b2182b"),
        "belum_lapor": WarnaKepatuhan("#f4f4f2", "#34393b", "#6e6e6e", "#cfd0ce", "#8a8a8a"),
        "tidak_berlaku": WarnaKepatuhan("#fcfcfa", "#54656b", "#c9d2d1", None, "#c9d2d1"),
        "belum_jatuh_tempo": WarnaKepatuhan("#fcfcfa", "#3f4f54", "#8a979b", None, "#c9d2d1"),
        "informasi": WarnaKepatuhan("#eaf1f4", "#1d4350", "#9db6be", None, "#9db6be"),
        "tanpa_nilai": WarnaKepatuhan("#f4f4f2", "#34393b", "#6e6e6e", "#cfd0ce", "#8a8a8a"),
    },
    "gelap": {
        "hijau": WarnaKepatuhan("#153d24", "#b4ecc2", "#4fb872", None, "#4fb872"),
        "kuning": WarnaKepatuhan("#b98a2c", "#120b00", "#f2cb75", "#a67a20", "#e8b84a"),
        "merah": WarnaKepatuhan("#f0959f", "#2a0308", "#ffc4ca", None, "#f0959f"),
        "belum_lapor": WarnaKepatuhan("#1a2326", "#d3dadb", "#8f9a9d", "#38454a", "#7d898c"),
        "tidak_berlaku": WarnaKepatuhan("#0e181c", "#a6b4b7", "#33454b", None, "#33454b"),
        "belum_jatuh_tempo": WarnaKepatuhan("#0e181c", "#bcc8ca", "#6c7c81", None, "#33454b"),
        "informasi": WarnaKepatuhan("#16282e", "#bfe0e8", "#3f5a63", None, "#3f5a63"),
        "tanpa_nilai": WarnaKepatuhan("#1a2326", "#d3dadb", "#8f9a9d", "#38454a", "#7d898c"),
    },
}


@dataclass(frozen=True, slots=True)
class WarnaSalindia:
    """Colours of slides for a tired projector in a bright room: against the page every mark has a contrast of at least 3 and every text of at
    least 4.5, also when the projector gives half its contrast (see half_contrast). Amber cannot: it is a fill, its dark edge is the mark.

    isian: the fill of a status, tepi: its edge; tinta is the ink of all text, which never stands on a fill that is too dark for it.
    """

    kertas: str
    tinta: str
    garis: str
    utama: str
    pembanding: str
    sasaran: str
    isian: dict[str, str]
    tepi: dict[str, str]


SALINDIA: dict[Tema, WarnaSalindia] = {
    "terang": WarnaSalindia(
        kertas="#ffffff",
        tinta="#0b1114",
        garis="#4a5357",
        utama="#0b5563",
        pembanding="#4d4d4d",
        sasaran="#8a2f00",
        isian={"hijau": "#0a5c2a", "kuning": "#f5b731", "merah": "#a8122a", "belum_lapor": "#ffffff", "tanpa_nilai": "#ffffff"},
        tepi={"hijau": "#0a5c2a", "kuning": "#3a2900", "merah": "#a8122a", "belum_lapor": "#4a4a4a", "tanpa_nilai": "#4a4a4a"},
    ),
    "gelap": WarnaSalindia(
        kertas="#05090b",
        tinta="#ffffff",
        garis="#b8c2c5",
        utama="#7cc7d4",
        pembanding="#c8c8c8",
        sasaran="#ffb680",
        isian={"hijau": "#5fcf8a", "kuning": "#ffcf4d", "merah": "#ff9aa5", "belum_lapor": "#05090b", "tanpa_nilai": "#05090b"},
        tepi={"hijau": "#5fcf8a", "kuning": "#ffcf4d", "merah": "#ff9aa5", "belum_lapor": "#c8c8c8", "tanpa_nilai": "#c8c8c8"},
    ),
}


def half_contrast(warna: str) -> str:
    """The colour as a projector shows it that reaches half its contrast: every channel half as far from middle grey."""
    return "#" + "".join(f"{round(int(warna[i : i + 2], 16) / 2 + 255 / 4):02x}" for i in (1, 3, 5))
