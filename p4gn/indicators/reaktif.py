"""Results of urine tests as they may be seen: counts of the funnel, reactive rates with their intervals, and the limits of a funnel plot.

Nothing here ranks: rows are in the order of their names, and a rate never has a colour of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from p4gn import periode as p
from p4gn.bahasa import is_kosong
from p4gn.indicators import states
from p4gn.indicators.cells import find_nama, find_nama_resmi, list_anak, read_data_per
from p4gn.indicators.compute import TingkatTidakTersedia, find_wilson
from p4gn.indicators.kubus import INVALID, REAKTIF, TERKONFIRMASI, UKURAN, Sel, read_kubus
from p4gn.scope import NASIONAL, Scope, tingkat_of_kode
from p4gn.warehouse.read import query_rows

PENYEBUT_MINIMAL = 20  # people tested below which no rate is given
TANPA_DITES_TERBANYAK = 0.02  # share of events with reactive results but no number of people tested above which no rate is given
Z_95 = 1.959963984540054
Z_998 = 3.090232306167813
PER_REAKTIF = ("total", "kabkota", "opd")
#: The funnel from those aimed at to rehabilitation: column and words.
LANGKAH = (
    ("sasaran", "Sasaran yang disebut"),
    ("hadir", "Hadir"),
    ("dites", "Dites"),
    ("invalid", "Hasil tidak sah"),
    ("reaktif", "Reaktif pada penyaringan"),
    ("dengan_resep", "Di antaranya dengan resep dokter"),
    ("terkonfirmasi", "Di antaranya terkonfirmasi"),
    ("asesmen", "Sudah diasesmen"),
    ("rehabilitasi", "Direhabilitasi"),
)
_HITUNGAN = ("sasaran", "hadir", "dites")
COLUMNS = (
    "kode", "nama", "kegiatan", *_HITUNGAN, "kegiatan_berhasil", "dites_berhasil", "tanpa_dites",
    *UKURAN, *(f"keadaan_{ukuran}" for ukuran in UKURAN),
    "penyebut", "invalid_dikurangkan", "tingkat", "bawah", "atas", "keadaan",
    "tingkat_terkonfirmasi", "bawah_terkonfirmasi", "atas_terkonfirmasi", "keadaan_tingkat_terkonfirmasi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tingkat:
    """A rate in percent with its Wilson 95 % interval; all None when the state says why there is none."""

    penyebut: int | None
    nilai: float | None
    bawah: float | None
    atas: float | None
    keadaan: str
    invalid_dikurangkan: bool


def compute_reaktif(edisi: str, kode_wilayah: str, periode: str, per: str = "total", opd: str | None = None) -> pd.DataFrame:
    """One row per cell, by name: what was tested, each measure (None unless its state is 'ada' or 'nol'), and the two rates.

    per 'total': the region, or the agency `opd` (a kunci_opd). per 'kabkota': every kab/kota inside. per 'opd': every agency of the
    region and of the regions in it that had an event. Rates are in percent: reaktif / (dites − invalid), with `dites` of the events
    whose result is known; while the number of invalid ones is hidden it is not taken off (`invalid_dikurangkan` False), so that the
    rate does not give it away. Under 20 people tested the state is 'terlalu_sedikit'. Reactive results of an event that does not say
    how many were tested (`tanpa_dites`) are counted; where that is more than 2 % of the events, no rate is given.
    Raises TingkatTidakTersedia below kab/kota.
    """
    if tingkat_of_kode(kode_wilayah) not in (NASIONAL, "provinsi", "kabkota"):
        raise TingkatTidakTersedia("Hasil tes urine hanya tersedia sampai tingkat kabupaten/kota.")
    p.parse_periode(periode)
    kubus = read_kubus(edisi)
    rows = [_row(kode, nama, kubus.get((kode, periode))) for kode, nama in _list_kode(edisi, kode_wilayah, periode, per, opd)]
    return pd.DataFrame({name: np.array([row[name] for row in rows], dtype=object) for name in COLUMNS})


def state_of(row: Mapping[str, object], kolom: str) -> str:
    """State of one number of such a row: its own, or whether it is known at all."""
    return str(row.get(f"keadaan_{kolom}") or (states.BELUM_LAPOR if is_kosong(row[kolom]) else states.ADA))


def _list_kode(edisi: str, kode_wilayah: str, periode: str, per: str, opd: str | None) -> list[tuple[str, str]]:
    if per == "total":
        kode = opd or kode_wilayah
        return [(kode, _nama_opd(edisi, kode_wilayah).get(kode, kode) if opd else find_nama_resmi(edisi, kode) or kode)]
    if per == "opd":
        within = {kode for kode, each in read_kubus(edisi) if each == periode and "@" in kode and _is_inside(kode, kode_wilayah)}
        names = _nama_opd(edisi, kode_wilayah)
        return sorted(((kode, names[kode]) for kode in within), key=lambda pair: (pair[1], pair[0]))
    if per == "kabkota":
        if tingkat_of_kode(kode_wilayah) == "kabkota":
            raise TingkatTidakTersedia("Rincian per kabupaten/kota tidak tersedia di dalam satu kabupaten/kota.")
        return _list_kabkota(edisi, kode_wilayah, periode)
    raise TingkatTidakTersedia(f"Rincian “{per}” tidak dikenal. Pilih salah satu: {', '.join(PER_REAKTIF)}.")


def _list_kabkota(edisi: str, kode_wilayah: str, periode: str) -> list[tuple[str, str]]:
    """Every kab/kota in force, and any met that was not."""
    kini = read_data_per(edisi)
    pada = min(p.bounds(periode)[1] or kini, kini)
    listed = dict(list_anak(edisi, Scope(edisi, kode_wilayah).prefix, "kabkota", pada))
    met = {kode for kode, each in read_kubus(edisi) if each == periode and "@" not in kode and "." in kode}
    listed |= {kode: find_nama(edisi, kode) or kode for kode in met if kode not in listed and _is_inside(f"@{kode}", kode_wilayah)}
    return sorted(listed.items(), key=lambda pair: (pair[1], pair[0]))


def _is_inside(kunci: str, kode_wilayah: str) -> bool:
    wilayah = kunci.rpartition("@")[2]
    return kode_wilayah == NASIONAL or wilayah == kode_wilayah or wilayah.startswith(f"{kode_wilayah}.")


_NAMA_OPD = """select kunci_opd, min(nama_baku) from mart.tes_urine
where jenis_instansi = 'opd' and kunci_opd is not null group by all"""


@lru_cache(maxsize=64)
def _nama_opd(edisi: str, kode_wilayah: str) -> dict[str, str]:
    """Agency → its name, with its region where that is not the one looked at: 'Dinas Kesehatan, Kabupaten Tapin'."""
    result = {}
    for kunci, nama in query_rows(edisi, _NAMA_OPD):
        wilayah = kunci.rpartition("@")[2]
        resmi = None if wilayah == kode_wilayah else find_nama_resmi(edisi, wilayah)
        result[kunci] = f"{nama or kunci}, {resmi}" if resmi else nama or kunci
    return result


def _row(kode: str, nama: str, sel: Sel | None) -> dict[str, object]:
    if sel is None:
        return dict.fromkeys(COLUMNS) | {
            "kode": kode, "nama": nama, "kegiatan": 0, "kegiatan_berhasil": 0, "tanpa_dites": 0, "invalid_dikurangkan": False,
            "keadaan": states.BELUM_LAPOR, "keadaan_tingkat_terkonfirmasi": states.BELUM_LAPOR,
        } | {f"keadaan_{ukuran}": states.BELUM_LAPOR for ukuran in UKURAN}  # fmt: skip
    reaktif, pasti = find_tingkat(sel, REAKTIF), find_tingkat(sel, TERKONFIRMASI)
    return {
        "kode": kode, "nama": nama, "kegiatan": sel.kegiatan, "sasaran": sel.sasaran, "hadir": sel.hadir, "dites": sel.dites,
        "kegiatan_berhasil": sel.kegiatan_berhasil, "dites_berhasil": sel.dites_of[REAKTIF], "tanpa_dites": sel.tanpa_dites,
        **dict(zip(UKURAN, sel.nilai, strict=True)),
        **{f"keadaan_{ukuran}": keadaan for ukuran, keadaan in zip(UKURAN, sel.keadaan, strict=True)},
        "penyebut": reaktif.penyebut, "invalid_dikurangkan": reaktif.invalid_dikurangkan,
        "tingkat": reaktif.nilai, "bawah": reaktif.bawah, "atas": reaktif.atas, "keadaan": reaktif.keadaan,
        "tingkat_terkonfirmasi": pasti.nilai, "bawah_terkonfirmasi": pasti.bawah, "atas_terkonfirmasi": pasti.atas,
        "keadaan_tingkat_terkonfirmasi": pasti.keadaan,
    }  # fmt: skip


def find_tingkat(sel: Sel, ukuran: int = REAKTIF) -> Tingkat:
    """The rate of one measure among the people with a valid result, from what may be seen of the cell."""
    tested, invalid = sel.dites_of[ukuran], sel.nilai[INVALID]
    off = invalid is not None
    bottom = None if tested is None else tested - (invalid or 0)
    count, state = sel.nilai[ukuran], sel.keadaan[ukuran]
    if state == states.BELUM_LAPOR or bottom is None or sel.tanpa_dites > TANPA_DITES_TERBANYAK * sel.kegiatan_berhasil:
        state = states.BELUM_LAPOR
    elif bottom <= 0:
        state = states.TIDAK_BERLAKU
    elif tested < PENYEBUT_MINIMAL:
        state = states.TERLALU_SEDIKIT
    interval = find_wilson(count, bottom) if state in (states.ADA, states.NOL) and count is not None and bottom else None
    if interval is None:
        kept = state if state not in (states.ADA, states.NOL) else states.TIDAK_BERLAKU
        return Tingkat(bottom, None, None, None, kept, off)
    return Tingkat(bottom, 100 * count / bottom, 100 * interval[0], 100 * interval[1], state, off)


def find_batas_corong(tingkat: float, dites: float, z: float = Z_95) -> tuple[float, float]:
    """Limits (low, high) between which the rate of `dites` people lies by chance when the true rate is `tingkat`; all in percent.

    Wilson's interval written around the expected rate p with n people:
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n); z = 1.96 for 95 %, 3.09 for 99.8 %.
    Around 2 % with n = 200: 0.8–5.0 % and 0.5–7.9 %.
    """
    share = tingkat / 100
    centre = share + z**2 / (2 * dites)
    half = z * math.sqrt(share * (1 - share) / dites + z**2 / (4 * dites**2))
    scale = 100 / (1 + z**2 / dites)
    return max(0.0, (centre - half) * scale), min(100.0, (centre + half) * scale)


def find_batas_terlihat(tingkat: float, dites: float, z: float = Z_95) -> tuple[float, float]:
    """The limits as they are drawn and judged by, in percent: a lower one never lies above what chance gives.

    Wilson's lower limit is always above zero, although no reactive result at all is often no surprise (0 of 60 around 1 %: 55 %).
    So the lower limit is the smaller of Wilson's and the exact binomial one (interpolated as Spiegelhalter 2005 does for funnel plots).
    """
    low, high = find_batas_corong(tingkat, dites, z)
    tail = math.erfc(z / math.sqrt(2)) / 2
    return min(low, 100 * _fewest(round(dites), tingkat / 100, tail) / dites), high


def _fewest(n: int, share: float, tail: float) -> float:
    """Lower end of chance as a number of people: the smallest k for which k or fewer of n have at least the probability `tail`,
    less (P(≤ k) − tail) / P(k); never below 0."""
    if share <= 0 or share >= 1:
        return n * share
    k, log_chance = 0, n * math.log1p(-share)
    total = math.exp(log_chance)
    while total < tail and k < n:
        k += 1
        log_chance += math.log((n - k + 1) / k) + math.log(share) - math.log1p(-share)
        total += math.exp(log_chance)
    return max(0.0, k - (total - tail) / math.exp(log_chance))


def find_selisih(pertama: Tingkat, kedua: Tingkat) -> tuple[float, float] | None:
    """95 % interval of the second rate minus the first, in percentage points (Newcombe's, from the two Wilson intervals)."""
    if pertama.nilai is None or kedua.nilai is None:
        return None
    change = kedua.nilai - pertama.nilai
    low = math.hypot(kedua.nilai - kedua.bawah, pertama.atas - pertama.nilai)
    high = math.hypot(kedua.atas - kedua.nilai, pertama.nilai - pertama.bawah)
    return change - low, change + high


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Two periods of one region; selisih: interval of the change in percentage points, None when one rate cannot be given.

    arah: 'naik' or 'turun' when the whole interval lies on one side of zero, else 'setara'; None without an interval.
    """

    kode: str
    periode: tuple[str, str]
    dites: tuple[int | None, int | None]
    reaktif: tuple[int | None, int | None]
    tingkat: tuple[Tingkat, Tingkat]
    selisih: tuple[float, float] | None

    @property
    def arah(self) -> str | None:
        if self.selisih is None:
            return None
        return "naik" if self.selisih[0] > 0 else "turun" if self.selisih[1] < 0 else "setara"


_TANPA = Tingkat(None, None, None, None, states.BELUM_LAPOR, False)


def compare_periode(edisi: str, kode: str, sebelum: str, sesudah: str) -> Perbandingan:
    """Whether the rate of a region really changed, or only the number of tests."""
    cells = [read_kubus(edisi).get((kode, periode)) for periode in (sebelum, sesudah)]
    rates = tuple(find_tingkat(cell) if cell else _TANPA for cell in cells)
    return Perbandingan(
        kode,
        (sebelum, sesudah),
        tuple(cell.dites_of[REAKTIF] if cell else None for cell in cells),
        tuple(cell.nilai[REAKTIF] if cell else None for cell in cells),
        rates,
        find_selisih(*rates),
    )
