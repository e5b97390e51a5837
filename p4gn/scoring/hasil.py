"""What a scorecard says: cells with their colour and evidence, reports per agency or region, and what it takes to improve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from p4gn.indicators.states import Keadaan

if TYPE_CHECKING:
    from p4gn.scoring.kerangka import Kerangka

HIJAU = "hijau"
KUNING = "kuning"
MERAH = "merah"
BELUM_LAPOR = "belum_lapor"
TIDAK_BERLAKU = "tidak_berlaku"
BELUM_JATUH_TEMPO = "belum_jatuh_tempo"
INFORMASI = "informasi"
TANPA_NILAI = "tanpa_nilai"

SKOR_WARNA: Mapping[str, float] = MappingProxyType({HIJAU: 1.0, KUNING: 0.5, MERAH: 0.0, BELUM_LAPOR: 0.0})


#: Symbol and word of each status; its colour and pattern are in ui/figures/palet.py and pola.py.
STATUS: Mapping[str, Keadaan] = MappingProxyType(
    {
        status.id: status
        for status in (
            Keadaan(HIJAU, "✓", "terpenuhi", "Kewajiban terpenuhi menurut ambang kerangka yang berlaku."),
            Keadaan(KUNING, "◐", "sebagian", "Sudah dikerjakan, tetapi belum mencapai ambang terpenuhi."),
            Keadaan(MERAH, "✕", "belum terpenuhi", "Sudah dilaporkan atau diketahui, dan belum terpenuhi."),
            Keadaan(BELUM_LAPOR, "–", "belum lapor", "Belum ada laporan; dihitung 0 dalam skor, tetapi ini bukan nol yang dilaporkan."),
            Keadaan(TIDAK_BERLAKU, "×", "tidak berlaku", "Kewajiban ini tidak berlaku di sini, jadi tidak masuk skor."),
            Keadaan(BELUM_JATUH_TEMPO, "…", "belum jatuh tempo", "Batas waktunya belum tiba, jadi belum masuk skor."),
            Keadaan(INFORMASI, "i", "informasi", "Ditampilkan sebagai keterangan; tidak dinilai dan tidak masuk skor."),
            Keadaan(TANPA_NILAI, "?", "tanpa nilai", "Kelengkapan laporannya di bawah batas, jadi tidak diberi nilai."),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Bukti:
    """The source row a number comes from; pengirim is a sender key, lembar is None for csv."""

    berkas: str
    lembar: str | None
    baris: int | None
    pengirim: str | None
    diterima_pada: datetime | None
    keterangan: str = ""

    @property
    def letak(self) -> str:
        """'rekap.xlsx, Data, baris 12'"""
        return ", ".join(part for part in (self.berkas, self.lembar, f"baris {self.baris}" if self.baris is not None else "") if part)


@dataclass(frozen=True, slots=True)
class Langkah:
    """One thing to do for one duty to reach `ke` (hijau or kuning).

    jumlah is how many (people, activities …), None where it cannot be counted or must stay hidden; usaha is its effort in points
    of the framework; poin is what the score (0–100) of this agency or region gains by it alone.
    """

    kewajiban: str
    ke: str
    teks: str
    jumlah: int | None
    satuan: str | None
    hari_terlambat: int | None
    usaha: float
    poin: float


@dataclass(frozen=True, slots=True)
class Sel:
    """One duty of one agency or region in one period.

    skor is 1, 0.5 or 0 and None where the cell does not count; nilai is in the unit of the duty (percent 0–100, or a count);
    numbers are None where unknown or hidden. is_nol: reported, and zero. pada: the day of the denominator or of the state.
    hari_terlambat also counts what came late; hari_tunggakan only what is still owed.
    """

    kewajiban: str
    status: str
    skor: float | None
    pembilang: float | None = None
    penyebut: float | None = None
    nilai: float | None = None
    is_nol: bool = False
    pada: date | None = None
    teks: str = ""
    hari_terlambat: int | None = None
    hari_tunggakan: int | None = None
    bukti: tuple[Bukti, ...] = ()
    langkah: tuple[Langkah, ...] = ()
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rapor:
    """The row of one agency (kunci 'DINKES@63') or region (kunci '63.06').

    skor 0–100 = 100 × skor_pembilang / skor_penyebut; kelengkapan 0–100 = dilaporkan / berlaku (applicable duties with a weight).
    warna: hijau | kuning | merah | tanpa_nilai. pita: '1–6', the ranks it shares; None without a grade.
    perubahan: points since the period before; None where one of the two has no score. langkah: every open step, cheapest first;
    langkah_warna: those of them that together reach the next colour `warna_berikut`. periode: the period judged.
    """

    kunci: str
    nama: str
    kode_wilayah: str
    kode_opd: str | None
    jenis: str
    alias: tuple[str, ...]
    sel: Mapping[str, Sel]
    skor: float | None
    skor_pembilang: float
    skor_penyebut: float
    dilaporkan: int
    berlaku: int
    kelengkapan: float | None
    warna: str
    pita: str | None = None
    perubahan: float | None = None
    langkah: tuple[Langkah, ...] = ()
    langkah_warna: tuple[Langkah, ...] = ()
    warna_berikut: str | None = None
    periode: str = ""


@dataclass(frozen=True, slots=True)
class KartuSkor:
    """A whole scorecard. subjek: opd | kabkota | kecamatan. posisi: the day judged; kini: the day the data reach, from which lateness counts.

    skor is Σ pembilang / Σ penyebut of all rows (added first, divided last), 0–100. janji: fingerprint of the promises it was judged by.
    """

    edisi: str
    subjek: str
    kode_wilayah: str
    periode: str
    posisi: date
    kini: date
    kerangka: Kerangka
    baris: tuple[Rapor, ...]
    skor: float | None
    jumlah_warna: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    janji: str = ""

    @property
    def is_berjalan(self) -> bool:
        """The period ends after the data do."""
        return self.posisi == self.kini
