"""Who has earned recognition and who needs guidance: candidates by dated rule with reasons; an official decides, never the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from p4gn.bahasa import format_angka, format_persen
from p4gn.periode import label
from p4gn.scoring.hasil import BELUM_LAPOR, HIJAU, MERAH, STATUS, TANPA_NILAI, KartuSkor, Rapor
from p4gn.scoring.kartu import score_kartu
from p4gn.scoring.kerangka import KerangkaTidakAda
from p4gn.scoring.periode import periode_sebelum

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka

FILE = Path(__file__).with_name("pengakuan.yml")
PENGHARGAAN, PEMBINAAN = "penghargaan", "pembinaan"
LAPORAN = frozenset({"laporan", "laporan_wilayah"})


@dataclass(frozen=True, slots=True)
class Aturan:
    """Limits of one span of time; scores and completeness are 0–100, differences are points, lateness is days."""

    sejak: date
    sampai: date | None
    versi: str
    dasar: str
    periode_sebelumnya: int
    penghargaan: Mapping[str, Mapping[str, float]]
    pembinaan: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Calon:
    """A candidate: jenis is penghargaan or pembinaan; riwayat holds (periode, skor, warna), newest first."""

    jenis: str
    subjek: str
    rapor: Rapor
    alasan: tuple[str, ...]
    riwayat: tuple[tuple[str, float | None, str], ...]


@lru_cache(maxsize=1)
def list_aturan() -> tuple[Aturan, ...]:
    """Every rule, oldest first."""
    return tuple(Aturan(**entry) for entry in sorted(yaml.safe_load(FILE.read_text(encoding="utf-8")), key=lambda entry: entry["sejak"]))


def find_aturan(pada: date) -> Aturan:
    """The rule in force on a day; LookupError where none is."""
    for aturan in reversed(list_aturan()):
        if aturan.sejak <= pada and (aturan.sampai is None or pada <= aturan.sampai):
            return aturan
    raise LookupError(f"Tidak ada aturan penghargaan dan pembinaan yang berlaku pada {pada:%d-%m-%Y}.")


def list_calon(edisi: str, kode_wilayah: str, subjek: str, periode: str) -> tuple[Calon, ...]:
    """Candidates among the agencies ('opd') or regions ('kabkota', 'kecamatan') of a region: recognition by score, then guidance by score."""
    kartu = score_kartu(edisi, subjek, kode_wilayah, periode)
    aturan = find_aturan(kartu.posisi)
    earlier = []
    before = periode
    for _ in range(aturan.periode_sebelumnya):
        before = periode_sebelum(before)
        try:
            earlier.append(score_kartu(edisi, subjek, kode_wilayah, before))
        except KerangkaTidakAda:  # nothing was judged before the first framework
            break
    found = [calon for rapor in kartu.baris for calon in judge_rapor(rapor, _history(rapor.kunci, [kartu, *earlier]), kartu, aturan)]
    return tuple(sorted(found, key=_order))


def _order(calon: Calon) -> tuple[bool, float, str]:
    skor = calon.rapor.skor or 0.0
    return calon.jenis == PEMBINAAN, -skor if calon.jenis == PENGHARGAAN else skor, calon.rapor.nama


def _history(kunci: str, cards: Sequence[KartuSkor]) -> tuple[tuple[str, float | None, str], ...]:
    return tuple((kartu.periode, rapor.skor, rapor.warna) for kartu in cards for rapor in kartu.baris if rapor.kunci == kunci)


def judge_rapor(rapor: Rapor, riwayat: tuple[tuple[str, float | None, str], ...], kartu: KartuSkor, aturan: Aturan) -> Iterator[Calon]:
    """The candidacy of one row, if any; nobody is a candidate for both: guidance comes first."""
    reasons = tuple(_say_pembinaan(rapor, riwayat, kartu, aturan))
    if reasons:
        yield Calon(PEMBINAAN, kartu.subjek, rapor, reasons, riwayat)
        return
    reasons = tuple(_say_penghargaan(rapor, riwayat, aturan))
    if reasons and not (aturan.penghargaan.get("tanpa_tunggakan_laporan") and _unsent(rapor)):
        yield Calon(PENGHARGAAN, kartu.subjek, rapor, reasons, riwayat)


def _unsent(rapor: Rapor) -> int:
    """Days by which the oldest report that is still owed is late; 0 when none is."""
    return max((sel.hari_tunggakan or 0 for nama, sel in rapor.sel.items() if nama in LAPORAN), default=0)


def _streak(riwayat: Sequence[tuple[str, float | None, str]], warna: str) -> int:
    """How many periods in a row, from the newest, had this colour."""
    count = 0
    for _, _, each in riwayat:
        if each != warna:
            break
        count += 1
    return count


def _say_penghargaan(rapor: Rapor, riwayat: Sequence[tuple[str, float | None, str]], aturan: Aturan) -> Iterator[str]:
    if rapor.skor is None or rapor.kelengkapan is None or rapor.warna == TANPA_NILAI:
        return
    level, steady, better = (aturan.penghargaan[each] for each in ("tingkat", "konsisten", "perbaikan"))
    streak = _streak(riwayat, str(steady["warna"]))
    if (
        rapor.skor >= level["skor_minimal"]
        and rapor.kelengkapan >= level["kelengkapan_minimal"]
        and streak >= steady["periode"]
        and rapor.warna == HIJAU
    ):
        yield f"Skor {format_angka(rapor.skor, 1)} dengan kelengkapan {format_persen(rapor.kelengkapan, 0)}."
        yield f"Hijau {format_angka(streak)} periode berturut-turut."
    if (
        rapor.perubahan is not None
        and rapor.perubahan >= better["naik_minimal"]
        and rapor.skor >= better["skor_minimal"]
        and rapor.kelengkapan >= better["kelengkapan_minimal"]
    ):
        yield f"Naik {format_angka(rapor.perubahan, 1)} poin dari {label(riwayat[1][0]).lower()}, menjadi {format_angka(rapor.skor, 1)}."


def _say_pembinaan(rapor: Rapor, riwayat: Sequence[tuple[str, float | None, str]], kartu: KartuSkor, aturan: Aturan) -> Iterator[str]:
    rule = aturan.pembinaan
    if rule["merah"] and rapor.warna == MERAH and rapor.skor is not None:
        yield f"Skor {format_angka(rapor.skor, 1)}, di bawah ambang kuning {format_angka(kartu.kerangka.ambang_skor['kuning'])}."
    streak = _streak(riwayat, TANPA_NILAI)
    if streak >= rule["tanpa_nilai_berturut"]:
        yield f"Belum dapat dinilai {format_angka(streak)} periode berturut-turut karena laporannya kurang lengkap."
    if rapor.perubahan is not None and -rapor.perubahan >= rule["turun_minimal"]:
        yield f"Turun {format_angka(-rapor.perubahan, 1)} poin dari {label(riwayat[1][0]).lower()}."
    late = _unsent(rapor)
    if late >= rule["terlambat_hari"]:
        yield f"Laporan wajib belum dikirim, terlambat {format_angka(late)} hari."


def say_gaps(rapor: Rapor, kerangka: Kerangka) -> tuple[str, ...]:
    """What is open, one phrase per duty that counts: 'Tes urine ASN belum lapor'; for the guidance letter."""
    return tuple(
        f"{kerangka.find(nama).judul_pendek} {STATUS[sel.status].kata}"
        for nama, sel in rapor.sel.items()
        if sel.skor is not None and sel.status in (MERAH, BELUM_LAPOR)
    )
