"""The invented province before anybody wrote it down: who exists, how many they are, and which periods have passed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from etl.contoh.lembar import Tanaman
from etl.contoh.watak import BAIK, BIASA, KELAS_OPD, TELADAN, Watak, deal_kelas, make_watak
from p4gn.geography.wilayah import REFERENCE_DIR, Wilayah, get_wilayah, list_anak, list_keturunan

PROVINSI = "63"
PNS_PROVINSI = 11_000
PARUH_WAKTU = 6_398
HARI_PARUH_WAKTU = date(2025, 12, 23)  # all part-time contract staff were inducted on one day

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
# How many times the staff of an ordinary agency of a kab/kota the large ones have.
_BOBOT_KABKOTA = {"DISDIKBUD": 9.0, "DINKES": 5.0, "SETDA": 2.2, "PUPR": 1.6, "SATPOLPP": 1.8}
# Where a government may be silent: the narcotics agency has an office of its own there and always tells something.
_BOLEH_DIAM = frozenset({"63.04", "63.08", "63.09", "63.11"})
_TANPA_PARUH_WAKTU = frozenset({"63.04", "63.08", "63.11"})  # not inducted yet
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
class Kantor:
    """One agency of one government: its staff and its habits.

    mencatat_cpns: its test forms say how many CPNS there were; merinci_asn: it tells participants who are ASN from the others;
    jenis_angka: what its second-half figures are, and whether it says so.
    """

    kode_opd: str
    wilayah: str
    pns: int  # at the beginning of the story
    paruh_waktu: int
    watak: Watak
    mencatat_cpns: bool
    merinci_asn: bool
    kumulatif: bool
    menyebut_jenis: bool

    @property
    def kunci(self) -> str:
        return f"{self.kode_opd}@{self.wilayah}"

    @property
    def pengirim(self) -> str:
        """Who sends what it has to tell: an agency of the province itself, else its kab/kota for all of them."""
        return self.kunci if self.wilayah == PROVINSI else self.wilayah

    def pegawai(self, half: Semester, mulai: date) -> dict[str, int]:
        """Headcount by category on the last day of a half-year: fewer PNS, more PPPK, CPNS in odd years and some of them into the next."""
        years = half.tahun - mulai.year
        after = half.akhir >= HARI_PARUH_WAKTU
        cpns = round(self.pns * 0.03) if half.tahun % 2 else round(self.pns * 0.02) if half.ke == 1 and years and self.pns % 3 == 0 else 0
        return {
            "PNS": round(self.pns * (1 - 0.006 * (2 * years + half.ke - 1))),
            "PPPK": round(self.pns * (0.12 if self.wilayah == PROVINSI else 0.08) * (1 + years)),
            "PPPK paruh waktu": self.paruh_waktu if after else 0,
            "CPNS": cpns,
            "non-ASN": 0 if after else round(self.pns * 0.6),
        }

    def bekerja(self, half: Semester, mulai: date) -> dict[str, int]:
        """The staff one meets during a half-year: those inducted in its last days were contract staff until then."""
        staff = self.pegawai(half, mulai)
        inducted_late = half.awal < HARI_PARUH_WAKTU <= half.akhir
        return {**staff, "PPPK paruh waktu": 0, "non-ASN": round(self.pns * 0.6)} if inducted_late else staff


def count_asn(pegawai: Mapping[str, int]) -> int:
    """PNS, PPPK, PPPK paruh waktu and CPNS together."""
    return sum(number for kategori, number in pegawai.items() if kategori != "non-ASN")


@dataclass(frozen=True, slots=True)
class Dunia:
    """Regions with their habits, agencies with their staff, and time."""

    mulai: date
    sampai: date
    kabkota: tuple[Wilayah, ...]
    desa: Mapping[str, tuple[Wilayah, ...]]
    rawan: Mapping[str, int]  # how vulnerable each village was at the beginning, AMAN to BAHAYA
    nama_opd: Mapping[str, str]
    kantor: tuple[Kantor, ...]  # of the province, then of each kab/kota
    watak: Mapping[str, Watak]  # of the governments themselves, by code

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

    @property
    def daerah(self) -> list[str]:
        """The province and its kab/kota."""
        return [PROVINSI, *(wilayah.kode for wilayah in self.kabkota)]

    def kantor_di(self, wilayah: str) -> list[Kantor]:
        """The agencies of one government."""
        return [kantor for kantor in self.kantor if kantor.wilayah == wilayah]

    def niat(self, watak: Watak, tahun: int) -> float:
        """How much of what it owes somebody does in a year, 0–1."""
        return watak.niat(tahun - self.mulai.year)

    def has_passed(self, day: date) -> bool:
        """True for a day before the end of the story."""
        return day < self.sampai

    def hari(self, rng: Generator, awal: date, akhir: date) -> date:
        """A working day between two days, not after the end of the story."""
        last = min(akhir, self.sampai - timedelta(days=1))
        return working_day(awal + timedelta(days=int(rng.integers(max(1, (last - awal).days)))), awal)


def working_day(day: date, awal: date) -> date:
    """The Friday before a weekend, unless that is before the first day allowed."""
    friday = day - timedelta(days=max(0, day.weekday() - 4))
    return friday if friday >= awal else day


def make_dunia(sampai: date, rng: Generator, provinsi: str = PROVINSI) -> Dunia:
    """The province as it stands on a day: the current year and the three before it."""
    with (REFERENCE_DIR / "opd.csv").open(encoding="utf-8", newline="") as lines:
        nama = {row["kode_opd"]: row["nama_baku"] for row in csv.DictReader(lines)}
    mulai = date(sampai.year - 3, 1, 1)
    kabkota = tuple(list_anak(provinsi))
    desa = {wilayah.kode: tuple(list_keturunan(wilayah.kode, "desa")) for wilayah in kabkota}
    kelas = deal_kelas([w.kode for w in kabkota], rng, may_be_silent=_BOLEH_DIAM)
    watak = {provinsi: make_watak(BAIK, mulai.year, rng)} | {w.kode: make_watak(kelas[w.kode], mulai.year, rng) for w in kabkota}
    kantor = [
        *_make_kantor_provinsi(mulai, rng),
        *(one for w in kabkota for one in _make_kantor_kabkota(w.kode, kelas[w.kode], mulai, rng)),
    ]
    rawan = {
        village.kode: int(rng.choice([AMAN, SIAGA, WASPADA, BAHAYA], p=[0.5, 0.42, 0.07, 0.01]))
        for villages in desa.values()
        for village in villages
    }
    return Dunia(mulai, sampai, kabkota, desa, rawan, nama, tuple(kantor), watak)


def _make_kantor_provinsi(mulai: date, rng: Generator) -> Iterator[Kantor]:
    kelas = {**deal_kelas(list(BOBOT_OPD), rng), "BAKESBANGPOL": TELADAN, "DINKES": BIASA}  # who collects the reports reports himself
    weights = list(BOBOT_OPD.values())
    staff = zip(BOBOT_OPD, split_whole(PNS_PROVINSI, weights), split_whole(PARUH_WAKTU, weights), strict=True)
    for kode_opd, pns, paruh_waktu in staff:
        yield _make_kantor(kode_opd, PROVINSI, pns, paruh_waktu, make_watak(kelas[kode_opd], mulai.year, rng), rng)


def _make_kantor_kabkota(wilayah: str, kelas: str, mulai: date, rng: Generator) -> Iterator[Kantor]:
    """Where the government is diligent more of its agencies are; schools and clinics have most of the staff."""
    for kode_opd in OPD_KABKOTA:
        own = str(rng.choice([*KELAS_OPD[kelas]], p=[*KELAS_OPD[kelas].values()]))
        pns = max(18, int(rng.lognormal(4.1, 0.35) * _BOBOT_KABKOTA.get(kode_opd, 1.0)))
        paruh_waktu = round(pns * float(rng.uniform(0.1, 0.5))) if wilayah not in _TANPA_PARUH_WAKTU else 0
        yield _make_kantor(kode_opd, wilayah, pns, paruh_waktu, make_watak(own, mulai.year, rng), rng)


def _make_kantor(kode_opd: str, wilayah: str, pns: int, paruh_waktu: int, watak: Watak, rng: Generator) -> Kantor:
    dice = rng.random(4)
    return Kantor(kode_opd, wilayah, pns, paruh_waktu, watak, dice[0] < 0.5, dice[1] > 0.06, dice[2] < 0.6, dice[3] > 0.12)


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
