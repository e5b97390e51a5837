"""The cube of urine-test results: counts by agency or region and period, and which of them may be seen, decided once per edition.

Events are the leaves. Of an event everybody knows how many were tested and whether all were negative, some reactive, or nothing was
reported; never how many. Of a scorecard everybody knows the colour of the follow-up. Everything else that is told is a sum of the
cube, and saksi.py sees to it that no sum gives away a hidden one. What is told at which level: docs/decisions/0010.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from p4gn import periode as p
from p4gn.indicators.cells import read_data_per
from p4gn.indicators.saksi import Besaran, Penjaga, Saksi
from p4gn.indicators.states import ADA, BELUM_LAPOR, DISAMARKAN, NOL
from p4gn.indicators.suppress import PALING_BESAR, is_kecil
from p4gn.scope import NASIONAL
from p4gn.scoring.hasil import BELUM_JATUH_TEMPO, HIJAU, KUNING, MERAH
from p4gn.scoring.kerangka import KerangkaTidakAda, find_kerangka
from p4gn.warehouse.read import list_tahun, query_rows

UKURAN = ("reaktif", "invalid", "dengan_resep", "terkonfirmasi", "asesmen", "rehabilitasi")
REAKTIF, INVALID, RESEP, TERKONFIRMASI, ASESMEN, REHABILITASI = range(6)
# A measure counts some of those that another counts: what it leaves of them is protected as well.
BAGIAN_DARI: Mapping[int, int] = {RESEP: REAKTIF, TERKONFIRMASI: REAKTIF, ASESMEN: REAKTIF, REHABILITASI: ASESMEN}
LANJUTAN = (RESEP, TERKONFIRMASI, ASESMEN, REHABILITASI)
DUTY = "tindak_lanjut_reaktif"

Key = tuple[str, str]  # region code or kunci_opd, period

_SQL = """
with rincian as (
  select id_induk, count(*) filter (where jumlah_reaktif > 0) as reaktif, sum(jumlah_dites) filter (where jumlah_reaktif = 0) as negatif
  from mart.tes_urine
  where id_induk is not null
  group by all
)
select
  t.id_tes,
  case when t.jenis_instansi = 'opd' and t.kunci_opd like '_%@_%' then t.kunci_opd end as kunci_opd,
  t.kode_wilayah, t.mulai, t.selesai, case when t.presisi_tanggal = 'hari' then t.tanggal end as tanggal,
  t.jumlah_sasaran, t.jumlah_hadir, t.jumlah_dites,
  t.jumlah_reaktif, t.jumlah_invalid, t.dengan_resep, t.terkonfirmasi, t.asesmen, t.rehabilitasi,
  coalesce(r.reaktif, 0) as rincian_reaktif, coalesce(r.negatif, 0) as rincian_negatif
from mart.tes_urine as t
left join rincian as r on r.id_induk = t.id_tes
where not coalesce(t.adalah_rincian, false) and not coalesce(t.adalah_kembaran, false)
order by t.id_tes
"""


class Kejadian(NamedTuple):
    """One event that counts; numbers are None where they were not reported.

    rincian_reaktif: how many rows of its breakdown say «ada yang reaktif»; rincian_negatif: people in those that say «semua negatif».
    """

    id_tes: str
    kunci_opd: str | None
    kode_wilayah: str | None
    mulai: date | None
    selesai: date | None
    tanggal: date | None
    sasaran: int | None
    hadir: int | None
    dites: int | None
    nilai: tuple[int | None, ...]
    rincian_reaktif: int
    rincian_negatif: int

    @property
    def wilayah(self) -> str:
        """Where it counts: an agency's staff in the region of the agency, wherever the form came from."""
        kode = self.kunci_opd.rpartition("@")[2] if self.kunci_opd else self.kode_wilayah
        return (kode or NASIONAL)[:5] if kode else NASIONAL


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell as it may be seen. nilai and keadaan go by UKURAN; a number is None when its state is not 'ada' or 'nol'.

    kegiatan_berhasil: events whose result was reported; dites_of: people tested in the events that reported a measure, so that nobody
    is divided by people whose result is unknown; tanpa_dites: events with a reactive result that do not say how many were tested.
    """

    kegiatan: int
    sasaran: int | None
    hadir: int | None
    dites: int | None
    kegiatan_berhasil: int
    dites_of: tuple[int | None, ...]
    tanpa_dites: int
    nilai: tuple[int | None, ...]
    keadaan: tuple[str, ...]


Kubus = Mapping[Key, Sel]


@lru_cache(maxsize=8)
def read_kubus(edisi: str) -> Kubus:
    """The cube of an edition: (region code or kunci_opd, period) → cell; an edition never changes, so it is decided once."""
    years = [str(year) for year in list_tahun(edisi)]
    return susun_kubus(_read_kejadian(edisi), years, read_data_per(edisi))


def _read_kejadian(edisi: str) -> list[Kejadian]:
    return [Kejadian(*row[:9], tuple(row[9:15]), *row[15:]) for row in query_rows(edisi, _SQL)]


def susun_kubus(kejadian: Iterable[Kejadian], years: Iterable[str], kini: date) -> Kubus:
    """Sums and what may be seen of them. kini: the day the data reach, from which the follow-up is late."""
    susunan = Susunan(tuple(kejadian), tuple(sorted(years)))
    terbit = putuskan(susunan, Warna(susunan.kejadian, kini))[0]
    return MappingProxyType({key: _lihat(susunan, key, terbit) for key in susunan.sel})


def _lihat(susunan: Susunan, key: Key, terbit: set[tuple[int, Key]]) -> Sel:
    events = [susunan.kejadian[i] for i in susunan.sel[key]]
    totals = [_sum(each.nilai[m] for each in events) for m in range(len(UKURAN))]
    sempit = susunan.is_sempit(key)
    keadaan = tuple(_keadaan(m, key, totals, (m, key) in terbit, sempit) for m in range(len(UKURAN)))
    return Sel(
        len(events),
        _sum(each.sasaran for each in events),
        _sum(each.hadir for each in events),
        _sum(each.dites for each in events),
        sum(each.nilai[REAKTIF] is not None for each in events),
        tuple(_sum(each.dites for each in events if each.nilai[m] is not None) for m in range(len(UKURAN))),
        sum(each.dites is None for each in events if each.nilai[REAKTIF]),
        tuple((totals[m] or 0) if keadaan[m] in (ADA, NOL) else None for m in range(len(UKURAN))),
        keadaan,
    )


def _keadaan(m: int, key: Key, totals: list[int | None], is_terbit: bool, is_sempit: bool) -> str:
    """Where a measure is not told at all the state says no more than what the number of reactive ones says already.

    Among four people or fewer not even a zero is told, as in the list of events.
    """
    if is_sempit:
        return BELUM_LAPOR if totals[REAKTIF] is None else DISAMARKAN
    if m in LANJUTAN and totals[REAKTIF] == 0:
        return NOL
    if not is_dirinci(m, *key):
        return BELUM_LAPOR if totals[REAKTIF] is None else DISAMARKAN
    if totals[m] is None:
        return BELUM_LAPOR
    if not is_terbit:
        return DISAMARKAN
    return ADA if totals[m] else NOL


class Susunan:
    """Which events lie in which cell."""

    def __init__(self, kejadian: tuple[Kejadian, ...], years: tuple[str, ...]) -> None:
        self.kejadian = kejadian
        self.years = years
        self.periode = (p.SEMUA, *years, *(half for year in years for half in p.list_semester(year)))
        sel: dict[Key, set[int]] = defaultdict(set)
        sisa: dict[Key, set[int]] = defaultdict(set)
        for i, each in enumerate(kejadian):
            periods = [period for period in self.periode if _is_within(each, period)]
            for kode in self._kode_of(each):
                for period in periods:
                    (sel if "@" not in kode or "-S" not in period else sisa)[kode, period].add(i)
                for period in _rests(periods):
                    sisa[kode, period].add(i)
            for period in periods:
                sisa[f"{each.wilayah}~{'opd' if each.kunci_opd else 'lain'}", period].add(i)
                sisa[f"{each.wilayah}~", period].add(i)
        self.sel: Mapping[Key, frozenset[int]] = {key: frozenset(leaves) for key, leaves in sel.items()}
        self.sisa: Mapping[Key, frozenset[int]] = {key: frozenset(leaves) for key, leaves in sisa.items()}
        # Of each measure the events whose count could be another: those that say «semua negatif» have no reactive one.
        self.bergerak = tuple(
            frozenset(
                i for i, each in enumerate(kejadian) if each.nilai[m] is not None and each.nilai[INVALID if m == INVALID else REAKTIF]
            )
            for m in range(len(UKURAN))
        )

    @staticmethod
    def _kode_of(each: Kejadian) -> list[str]:
        wilayah = each.wilayah
        inside = [] if wilayah == NASIONAL else [wilayah[:2], *([wilayah] if len(wilayah) == 5 else [])]
        return [NASIONAL, *inside, *([each.kunci_opd] if each.kunci_opd else [])]

    def is_sempit(self, key: Key) -> bool:
        """Whether the results of the cell are those of so few people that even a word about them would be a number."""
        tested = _sum(self.kejadian[i].dites for i in self.sel[key] if self.kejadian[i].nilai[REAKTIF] is not None)
        return tested is not None and tested <= PALING_BESAR

    def jumlah(self, ukuran: int, leaves: Iterable[int]) -> int | None:
        return _sum(self.kejadian[i].nilai[ukuran] for i in leaves)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [int(value) for value in values if value is not None]
    return sum(known) if known else None


def _is_within(each: Kejadian, periode: str) -> bool:
    awal, akhir = p.bounds(periode)
    if awal is None:
        return True
    return each.mulai is not None and each.selesai is not None and awal <= each.mulai and each.selesai <= akhir


def _rests(periods: list[str]) -> list[str]:
    """What a year leaves beside its halves, and all years together beside the years: '2025~', 'semua~'."""
    years = [each for each in periods if each != p.SEMUA and "-S" not in each]
    if not years:
        return [f"{p.SEMUA}~"]
    return [] if any("-S" in each for each in periods) else [f"{years[0]}~"]


class Warna:
    """The colours of the follow-up that every reader of a scorecard sees: agency × (first half | year)."""

    def __init__(self, kejadian: tuple[Kejadian, ...], kini: date) -> None:
        self._kejadian = kejadian
        self._kini = kini
        self._anggota: dict[Key, list[int]] = defaultdict(list)
        for i, each in enumerate(kejadian):
            if each.kunci_opd and each.tanggal and each.nilai[REAKTIF] and each.tanggal <= kini:
                self._anggota[each.kunci_opd, str(each.tanggal.year)].append(i)
                if each.tanggal.month <= 6:
                    self._anggota[each.kunci_opd, f"{each.tanggal.year}-S1"].append(i)
        self._dari: dict[int, list[Key]] = defaultdict(list)
        for key, members in self._anggota.items():
            for i in members:
                self._dari[i].append(key)
        self._aturan = {key: _aturan_warna(*key) for key in self._anggota}
        self._benar = {key: self._warna(key, {}) for key in self._anggota}

    def is_sama(self, baru: Mapping[tuple[int, int], int]) -> bool:
        """Whether every colour stays as it is when these (measure, event) have other values."""
        touched = {key for _, i in baru for key in self._dari.get(i, ())}
        return all(self._warna(key, baru) == self._benar[key] for key in touched)

    def _warna(self, key: Key, baru: Mapping[tuple[int, int], int]) -> str | None:
        if self._aturan[key] is None:
            return None
        hari, hijau, kuning = self._aturan[key]
        done = due = 0
        for i in self._anggota[key]:
            value = [baru.get((m, i), self._kejadian[i].nilai[m]) or 0 for m in (REAKTIF, RESEP, ASESMEN)]
            closed = min(value[0], value[1] + value[2])
            done += closed
            if self._kini > self._kejadian[i].tanggal + timedelta(days=hari):
                due += value[0] - closed
        if done + due == 0:
            return BELUM_JATUH_TEMPO
        share = 100 * done / (done + due)
        return HIJAU if share >= hijau else KUNING if share >= kuning else MERAH


def _aturan_warna(kunci: str, periode: str) -> tuple[int, float, float] | None:
    """Days, green and amber of the framework in force; None where there was none and so no colour."""
    try:
        kerangka = find_kerangka(periode, kunci.rpartition("@")[2])
    except KerangkaTidakAda:
        return None
    duty = kerangka.find(DUTY)
    return duty and (kerangka.jendela_reaktif_hari, duty.ambang["hijau"], duty.ambang["kuning"])


class Fakta:
    """What everybody knows beside the published sums; a table that breaks it is no witness."""

    def __init__(self, susunan: Susunan, warna: Warna) -> None:
        self._kejadian = susunan.kejadian
        self._warna = warna
        self._jumlah: dict[tuple[int, Key], int] = {}
        self._sel_of: dict[tuple[int, int], list[Key]] = defaultdict(list)
        for key, leaves in susunan.sel.items():
            if susunan.is_sempit(key):
                continue
            for m in (each for each in range(len(UKURAN)) if is_dirinci(each, *key)):
                total = susunan.jumlah(m, leaves)
                if total and m != REAKTIF:  # a hidden count is no zero; of reactive ones every event says so already
                    self._jumlah[m, key] = total
                    for i in leaves:
                        self._sel_of[m, i].append(key)

    def is_mungkin(self, saksi: Saksi) -> bool:
        """Whether the changed table agrees with all of it."""
        return self.is_bisa(saksi) and self._is_tak_nol(saksi)

    def is_bisa(self, saksi: Saksi) -> bool:
        """As far as the events themselves and the colours of their agencies are concerned."""
        baru = {(m, i): (self._kejadian[i].nilai[m] or 0) + change for m, i, change in saksi}
        if any(value < 0 for value in baru.values()) or not all(self._is_wajar(i, baru) for i in {i for _, i in baru}):
            return False
        return self._warna.is_sama(baru)

    def _is_wajar(self, i: int, baru: Mapping[tuple[int, int], int]) -> bool:
        each = self._kejadian[i]
        old = [value or 0 for value in each.nilai]
        new = [baru.get((m, i), old[m]) for m in range(len(UKURAN))]
        if old[REAKTIF] != new[REAKTIF] and not max(1, min(each.rincian_reaktif, old[REAKTIF])) <= new[REAKTIF]:
            return False
        for m, whole in BAGIAN_DARI.items():
            above = REAKTIF if whole == ASESMEN and each.nilai[ASESMEN] is None else whole
            if new[m] > max(new[above], old[m] - old[above] + new[above]):
                return False
        if each.dites is None:
            return True
        most = max(each.dites - each.rincian_negatif, old[REAKTIF] + old[INVALID])
        return new[REAKTIF] + new[INVALID] <= most

    def _is_tak_nol(self, saksi: Saksi) -> bool:
        change: dict[tuple[int, Key], int] = defaultdict(int)
        for m, i, each in saksi:
            for key in self._sel_of.get((m, i), ()):
                change[m, key] += each
        return all(self._jumlah[where] + each >= 1 for where, each in change.items())


# One person's results, simplest first; to move a person is to move all of them. Where nobody follows up, a result moves alone.
_LANJUT = (
    {}, {RESEP: 1}, {TERKONFIRMASI: 1}, {ASESMEN: 1}, {TERKONFIRMASI: 1, ASESMEN: 1}, {RESEP: 1, TERKONFIRMASI: 1}, {RESEP: 1, ASESMEN: 1},
    {RESEP: 1, TERKONFIRMASI: 1, ASESMEN: 1}, {ASESMEN: 1, REHABILITASI: 1}, {TERKONFIRMASI: 1, ASESMEN: 1, REHABILITASI: 1},
)  # fmt: skip
_ORANG = (*({REAKTIF: 1} | each for each in _LANJUT), {REAKTIF: 2, RESEP: 1}, {REAKTIF: 2, ASESMEN: 1})
GERAK: tuple[tuple[Mapping[int, int], ...], ...] = (
    _ORANG,
    ({INVALID: 1},),
    ({RESEP: 1}, {RESEP: 1, TERKONFIRMASI: 1}, {RESEP: 1, ASESMEN: -1}, *(each for each in _ORANG if RESEP in each)),
    ({TERKONFIRMASI: 1}, {TERKONFIRMASI: 1, ASESMEN: 1}, {TERKONFIRMASI: 1, RESEP: 1}, *(each for each in _ORANG if TERKONFIRMASI in each)),
    ({ASESMEN: 1}, {ASESMEN: 1, TERKONFIRMASI: 1}, {ASESMEN: 1, RESEP: -1}, *(each for each in _ORANG if ASESMEN in each)),
    ({REHABILITASI: 1}, {ASESMEN: 1, REHABILITASI: 1}, *(each for each in _ORANG if REHABILITASI in each)),
)


def putuskan(susunan: Susunan, warna: Warna) -> tuple[set[tuple[int, Key]], Penjaga]:
    """What is told, and the proof that it gives nothing away.

    Zeros first, then sums in the order in which readers need them, as long as every protected quantity stays open.
    """
    fakta = Fakta(susunan, warna)
    penjaga = Penjaga(_movable(susunan), GERAK, fakta.is_mungkin, fakta.is_bisa)
    terbit = set()
    for m, key in _order(susunan):
        if susunan.jumlah(m, susunan.sel[key]) == 0:
            penjaga.tell(m, susunan.sel[key])
            terbit.add((m, key))
    lindung = set()
    for besaran in _list_lindung(susunan):
        lindung.add(besaran.nama)
        penjaga.protect(besaran)
    told: dict[tuple[int, frozenset[int]], bool] = {}
    for m, key in _order(susunan):
        leaves = susunan.sel[key] & susunan.bergerak[m]
        if not susunan.jumlah(m, susunan.sel[key]):
            continue
        if (m, leaves) not in told:
            told[m, leaves] = (m, leaves) not in lindung and _publish(penjaga, m, leaves)
        if told[m, leaves]:
            terbit.add((m, key))
    return terbit, penjaga


def _publish(penjaga: Penjaga, m: int, leaves: frozenset[int]) -> bool:
    """False when the sum has to stay untold; from then on it is protected like the rest."""
    saksi = penjaga.publish(m, leaves)
    if saksi is not None:
        penjaga.keep(Besaran((m, leaves), ((m, 1),), leaves), saksi)
    return saksi is None


def _movable(susunan: Susunan) -> list[list[int | None]]:
    return [[each.nilai[m] if i in susunan.bergerak[m] else None for i, each in enumerate(susunan.kejadian)] for m in range(len(UKURAN))]


def _order(susunan: Susunan) -> Iterator[tuple[int, Key]]:
    """Every cell that may be shown, in the order in which readers need it: the results before the steps that follow."""
    kode = {tingkat: sorted({each for each, _ in susunan.sel if _tingkat(each) == tingkat}) for tingkat in ("luas", "kabkota", "opd")}
    years = tuple(reversed(susunan.years))
    halves = tuple(half for year in years for half in reversed(p.list_semester(year)))
    plan = (
        ((REAKTIF,), (p.SEMUA, *years), "luas"),
        ((REAKTIF,), (*years, p.SEMUA), "kabkota"),
        (LANJUTAN, (p.SEMUA, *years), "luas"),
        ((REAKTIF,), halves, "luas"),
        ((INVALID,), (p.SEMUA, *years, *halves), "luas"),
        (LANJUTAN, (p.SEMUA, *years), "kabkota"),
        ((INVALID,), (p.SEMUA, *years, *halves), "kabkota"),
        ((REAKTIF,), halves, "kabkota"),
        ((REAKTIF,), (*years, p.SEMUA), "opd"),
    )
    for ukuran, periods, tingkat in plan:
        for m in ukuran:
            for period in periods:
                for each in kode[tingkat]:
                    if (each, period) in susunan.sel and not susunan.is_sempit((each, period)):
                        yield m, (each, period)


def _tingkat(kode: str) -> str:
    return "opd" if "@" in kode else "kabkota" if "." in kode else "luas"


def is_dirinci(ukuran: int, kode: str, periode: str) -> bool:
    """Whether a measure is told at all for such a cell: of agencies the results only, and the further steps by year only."""
    if "@" in kode:
        return ukuran == REAKTIF and "-S" not in periode
    return ukuran in (REAKTIF, INVALID) or "-S" not in periode


def _list_lindung(susunan: Susunan) -> Iterator[Besaran]:
    """Every count of 1 to 4, what a count leaves of 1 to 4 of its whole, and every count of an event or of a cell that is never told."""
    seen: set[tuple[object, ...]] = set()
    semua = range(len(UKURAN))
    sets = [
        *((frozenset({i}), frozenset(semua)) for i in range(len(susunan.kejadian))),
        *(
            (leaves, frozenset(m for m in semua if susunan.is_sempit(key) or not is_dirinci(m, *key)))
            for key, leaves in susunan.sel.items()
        ),
        *((leaves, frozenset()) for leaves in susunan.sisa.values()),
    ]
    for leaves, tertutup in sets:
        for besaran in _list_besaran(susunan, leaves, tertutup):
            mark = (besaran.suku, besaran.daun)
            if mark not in seen:
                seen.add(mark)
                yield besaran


def _list_besaran(susunan: Susunan, leaves: frozenset[int], tertutup: frozenset[int]) -> Iterator[Besaran]:
    """tertutup: measures that are never told for these events, so that large counts are protected too."""
    for m in range(len(UKURAN)):
        known = frozenset(i for i in leaves if susunan.kejadian[i].nilai[m] is not None)
        total = susunan.jumlah(m, known) or 0
        if not total:
            continue
        counted = known & susunan.bergerak[m]
        if is_kecil(total) or m in tertutup:
            yield Besaran((m, counted), ((m, 1),), counted)
        if m in BAGIAN_DARI:
            whole = BAGIAN_DARI[m]
            if is_kecil((susunan.jumlah(whole, known) or 0) - total):
                yield Besaran((m, "sisa", known), ((m, -1), (whole, 1)), known)
        elif is_kecil((_sum(susunan.kejadian[i].dites for i in known) or 0) - total):
            yield Besaran((m, counted), ((m, 1),), counted)
    known = frozenset(i for i in leaves if susunan.kejadian[i].nilai[REAKTIF] is not None)
    negatif = (_sum(susunan.kejadian[i].dites for i in known) or 0) - sum(susunan.jumlah(m, known) or 0 for m in (REAKTIF, INVALID))
    if (susunan.jumlah(REAKTIF, known) or 0) > 0 and is_kecil(negatif):
        yield Besaran(("negatif", known), ((REAKTIF, 1), (INVALID, 1)), known)
