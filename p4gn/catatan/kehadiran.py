"""Who came to the meetings of one government, computed in one place.

Only meetings of exactly this region count, and only those that recorded a list of those present: a missing list says nothing about anybody.
A list of the files that does not name an agency is no absence either, for the files do not say who was invited; only who was invited, and is
not on the list that was recorded, was absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from p4gn.catatan.pertemuan import DIRENCANAKAN, Pertemuan, Peserta, read_semua_pertemuan
from p4gn.pengirim import PEMISAH, find_jenis
from p4gn.periode import bounds

HADIR, ABSEN, TIDAK_TERCANTUM, TANPA_DAFTAR = "hadir", "absen", "tidak_tercantum", "tanpa_daftar"


@dataclass(frozen=True, slots=True)
class BarisHadir:
    """One agency. hadir: meetings of the period whose list names it; diundang: of the meetings with a list that also say who was invited,
    those to which it was; terakhir: the last meeting of any period whose list names it, None where none does; sel: one state for each
    meeting of the period, in their order."""

    kunci: str
    nama: str
    hadir: int
    diundang: int
    terakhir: Pertemuan | None
    sel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kehadiran:
    """The attendance of one government. rapat: its meetings of the period, oldest first; berdaftar: how many of them have a list of those
    present; berundangan: how many of these also say who was invited; baris: its own agencies by name; lain: everybody else who came."""

    kode_wilayah: str
    rapat: tuple[Pertemuan, ...]
    berdaftar: int
    berundangan: int
    baris: tuple[BarisHadir, ...]
    lain: tuple[BarisHadir, ...]

    @property
    def belum_pernah(self) -> tuple[BarisHadir, ...]:
        """Agencies that no list of any period names."""
        return tuple(each for each in self.baris if each.terakhir is None)


def compute_kehadiran(edisi: str, kode_wilayah: str, periode: str, opd: Mapping[str, str]) -> Kehadiran:
    """The attendance of a government in a period ('semua' takes also meetings without a date). opd: kunci_opd → name of its agencies; an
    agency of this government that a list names and `opd` does not is added."""
    every = [each for each in reversed(read_semua_pertemuan(edisi)) if each.kode_wilayah == kode_wilayah and each.keadaan != DIRENCANAKAN]
    shown = tuple(each for each in every if each.lies_in(*bounds(periode)))
    names = {_key(agency): agency.nama for each in every for agency in each.peserta if agency.hadir or agency.diundang}
    own = dict(opd) | {kunci: nama for kunci, nama in names.items() if kunci not in opd and _is_opd_of(kunci, kode_wilayah)}
    others = {kunci: nama for kunci, nama in names.items() if kunci not in own}
    lists = [_states(each) for each in shown]
    last = _find_terakhir(every)
    listed = [each for each in shown if each.hadir]
    invited = Counter(kunci for each in listed for kunci in {_key(agency) for agency in each.peserta if agency.diundang})

    def rows(agencies: Mapping[str, str]) -> tuple[BarisHadir, ...]:
        found = [_row(kunci, nama, lists, invited[kunci], last.get(kunci)) for kunci, nama in agencies.items()]
        return tuple(sorted(found, key=lambda row: (row.nama, row.kunci)))

    return Kehadiran(
        kode_wilayah,
        shown,
        len(listed),
        sum(_says_undangan(each) for each in listed),
        rows(own),
        tuple(row for row in rows(others) if row.hadir),
    )


def list_tahun_rapat(edisi: str, kode_wilayah: str) -> tuple[int, ...]:
    """Years with a meeting of exactly this region that recorded a list of those present, the latest first."""
    years = {each.tahun for each in read_semua_pertemuan(edisi) if each.kode_wilayah == kode_wilayah and each.hadir and each.tahun}
    return tuple(sorted(years, reverse=True))


def _key(agency: Peserta) -> str:
    return agency.kunci or agency.nama


def _is_opd_of(kunci: str, kode_wilayah: str) -> bool:
    kode_opd, at, kode = kunci.rpartition(PEMISAH)
    return bool(at) and kode == kode_wilayah and find_jenis(kode_opd) == "opd"


def _states(each: Pertemuan) -> Mapping[str, str]:
    """Agency → how it stands at one meeting, of those that its list names or that were invited; without a list nobody is here."""
    absent = {_key(agency): ABSEN for agency in each.absen}
    return absent | {_key(agency): HADIR for agency in each.hadir}


def _says_undangan(each: Pertemuan) -> bool:
    return any(agency.diundang is not None for agency in each.peserta)


def _find_terakhir(oldest_first: Iterable[Pertemuan]) -> Mapping[str, Pertemuan]:
    """Agency → the last meeting whose list names it; one without a date only where there is no other."""
    dated = sorted(oldest_first, key=lambda each: each.mulai or date.min)
    return {_key(agency): each for each in dated for agency in each.hadir}


def _row(kunci: str, nama: str, lists: Sequence[Mapping[str, str]], diundang: int, last: Pertemuan | None) -> BarisHadir:
    sel = tuple(each.get(kunci, TIDAK_TERCANTUM) if each else TANPA_DAFTAR for each in lists)
    return BarisHadir(kunci, nama, sel.count(HADIR), diundang, last, sel)
