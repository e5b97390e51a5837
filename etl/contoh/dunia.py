"""The invented province before anybody wrote it down: who exists, how many they are, and which periods have passed."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from etl.contoh.lembar import Tanaman
from p4gn.geography.wilayah import REFERENCE_DIR, Wilayah, get_wilayah, list_anak, list_keturunan

PROVINSI = "63"
PNS_PROVINSI = 11_000
PARUH_WAKTU = 6_398
HARI_PARUH_WAKTU = date(2025, 12, 23)  # all part-time contract staff of the province were inducted on one day

# Agencies of the province with their share of its civil servants (schools and hospitals weigh most).
BOBOT_OPD = {
    "DISDIKBUD": 420,
    "RSUD-ULIN": 110,
    "RSUD-AS": 55,
    "SETDA": 52,
    "DISHUT": 44,
    "BAPENDA": 40,
    "PUPR": 38,
    "DINKES": 32,
    "RSJD-SL": 28,
    "DISTANTPH": 26,
    "DISHUB": 24,
    "SATPOLPP": 22,
    "DISLUTKAN": 20,
    "DINSOS": 20,
    "DISNAKERTRANS": 19,
    "DISBUNNAK": 18,
    "DLH": 16,
    "BPSDMD": 15,
    "SETWAN": 14,
    "BPKAD": 14,
    "ITDA": 13,
    "DISPERSIP": 13,
    "ESDM": 12,
    "DISDAG": 12,
    "BAPPEDA": 12,
    "DISPORA": 11,
    "DISKOMINFO": 11,
    "DKPANGAN": 10,
    "DISPERKIM": 10,
    "DP3AKB": 10,
    "BKD": 10,
    "DISKOPUKM": 9,
    "DPMD": 9,
    "DISPERIN": 9,
    "DPMPTSP": 8,
    "DISPAR": 8,
    "BAKESBANGPOL": 7,
    "BPBD": 7,
    "DISDUKCAPILKB": 6,
    "BRIDA": 6,
    "RSGM": 5,
    "PENGHUBUNG": 4,
}
# Agencies every kab/kota has.
OPD_KABKOTA = (
    "SETDA",
    "SETWAN",
    "ITDA",
    "DISDIKBUD",
    "DINKES",
    "PUPR",
    "SATPOLPP",
    "DINSOS",
    "DPMD",
    "DISHUB",
    "DISKOMINFO",
    "BAPPEDA",
    "BKPSDM",
    "BAKESBANGPOL",
    "BPBD",
    "DISDUKCAPIL",
)
BER_BNNK = ("63.01", "63.04", "63.06", "63.08", "63.09", "63.10", "63.11", "63.71", "63.72")
AMAN, SIAGA, WASPADA, BAHAYA = range(4)


@dataclass(frozen=True, slots=True)
class Butir:
    """One true row: what a sender should have written, by declared column. `masa` groups rows into files.

    tanaman: what is wrong with the story itself, such as a village whose stage goes back without a reason.
    """

    sumber: str
    pengirim: str
    masa: str
    isi: Mapping[str, object]
    tanaman: tuple[Tanaman, ...] = ()


@dataclass(frozen=True, slots=True)
class Semester:
    """Half a year."""

    tahun: int
    ke: int

    @property
    def awal(self) -> date:
        return date(self.tahun, 1 if self.ke == 1 else 7, 1)

    @property
    def akhir(self) -> date:
        return date(self.tahun, 6, 30) if self.ke == 1 else date(self.tahun, 12, 31)

    @property
    def kode(self) -> str:
        return f"{self.tahun}-S{self.ke}"


@dataclass(frozen=True, slots=True)
class Dunia:
    """Regions, agencies with their staff, and time."""

    mulai: date
    sampai: date
    kabkota: tuple[Wilayah, ...]
    desa: Mapping[str, tuple[Wilayah, ...]]
    nama_opd: Mapping[str, str]
    pns: Mapping[str, int]
    rajin: Mapping[str, float]  # how likely an agency does and reports what it should, 0–1

    @property
    def tahun(self) -> range:
        """Years in which enough has happened to be told: the current one from March on."""
        return range(self.mulai.year, self.sampai.year + (self.sampai.month > 2))

    @property
    def semester(self) -> list[Semester]:
        """Half-years that have ended."""
        return [half for year in self.tahun for half in (Semester(year, 1), Semester(year, 2)) if half.akhir < self.sampai]

    @property
    def bulan(self) -> list[date]:
        """First days of months that have ended."""
        return [date(year, month, 1) for year in self.tahun for month in range(1, 13) if date(year, month, 28) < self.sampai]

    def hari(self, rng: Generator, awal: date, akhir: date) -> date:
        """A working day between two days, not after the end of the story."""
        last = min(akhir, self.sampai - timedelta(days=1))
        day = awal + timedelta(days=int(rng.integers(max(1, (last - awal).days))))
        return day - timedelta(days=max(0, day.weekday() - 4)) if day.weekday() > 4 and day - timedelta(days=2) >= awal else day


def make_dunia(sampai: date, rng: Generator, provinsi: str = PROVINSI) -> Dunia:
    """The province as it stands on a day: the current year and the three before it."""
    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        nama = {row["kode_opd"]: row["nama_baku"] for row in csv.DictReader(lines)}
    kabkota = tuple(list_anak(provinsi))
    pns = dict(zip(BOBOT_OPD, split_whole(PNS_PROVINSI, list(BOBOT_OPD.values())), strict=True))
    senders = [f"{kode}@{provinsi}" for kode in BOBOT_OPD] + [wilayah.kode for wilayah in kabkota]
    return Dunia(
        date(sampai.year - 3, 1, 1),
        sampai,
        kabkota,
        {wilayah.kode: tuple(list_keturunan(wilayah.kode, "desa")) for wilayah in kabkota},
        nama,
        pns,
        {sender: float(rng.beta(4, 2)) for sender in senders},
    )


def split_whole(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total exactly."""
    exact = np.asarray(weights, dtype=float) * total / sum(weights)
    parts = np.floor(exact).astype(int)
    for index in np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]:
        parts[index] += 1
    return [int(part) for part in parts]


def kecamatan_of(kode_desa: str) -> Wilayah:
    """The kecamatan a village lies in."""
    return get_wilayah(kode_desa[:8])


def membaik(tahun_ke: int, awal: float) -> float:
    """A share that starts as found in the first year of reporting and grows."""
    return min(0.97, awal + (1 - awal) * 0.28 * tahun_ke)
