"""An attacker who knows only what is published of urine tests and works out what he can: algebra, bounds to a fixpoint, refuted guesses."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf

Nama = Hashable
_PALING_BANYAK_LANGKAH = 20_000  # bounds looked at for one guess before it counts as not refuted


class Mustahil(Exception):
    """No table fits: the guess is refuted (or, without a guess, what is published contradicts itself)."""


@dataclass(slots=True)
class Sistem:
    """Whole numbers between bounds, weighted sums between bounds, and minima of two."""

    bawah: list[float] = field(default_factory=list)
    atas: list[float] = field(default_factory=list)
    nomor: dict[Nama, int] = field(default_factory=dict)
    kendala: list[tuple[tuple[tuple[int, int], ...], float, float]] = field(default_factory=list)
    minimum: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)  # (c, r, parts): c = min(r, Σ parts)
    _di: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _di_minimum: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _sudah: set[object] = field(default_factory=set)

    def add(self, nama: Nama, bawah: float = 0, atas: float = inf) -> int:
        self.nomor[nama] = len(self.bawah)
        self.bawah.append(bawah)
        self.atas.append(atas)
        return self.nomor[nama]

    def limit(self, suku: Iterable[tuple[int, int]], bawah: float = -inf, atas: float = inf) -> None:
        """bawah ≤ Σ coefficient × number ≤ atas, suku: (number's index, coefficient)."""
        jumlah: dict[int, int] = defaultdict(int)
        for x, koef in suku:
            jumlah[x] += koef
        bersih = tuple(sorted((x, koef) for x, koef in jumlah.items() if koef))
        if (bersih, bawah, atas) in self._sudah:
            return
        self._sudah.add((bersih, bawah, atas))
        for x, _ in bersih:
            self._di[x].append(len(self.kendala))
        self.kendala.append((bersih, bawah, atas))

    def least(self, hasil: int, satu: int, bagian: tuple[int, ...]) -> None:
        for x in (hasil, satu, *bagian):
            self._di_minimum[x].append(len(self.minimum))
        self.minimum.append((hasil, satu, bagian))
        self.limit([(hasil, 1), (satu, -1)], atas=0)
        self.limit([(hasil, 1), *((x, -1) for x in bagian)], atas=0)

    def propagate(self, mulai: Iterable[int] | None = None, batas: float = inf) -> list[tuple[int, float, float]]:
        """Narrows all bounds as far as single constraints do; returns what was changed, to be undone."""
        antre = deque(range(len(self.kendala)) if mulai is None else [k for x in mulai for k in self._di[x]])
        dalam = set(antre)
        catatan: list[tuple[int, float, float]] = []
        langkah = 0
        try:
            if mulai is None:
                for each in range(len(self.minimum)):
                    self._minimum(each, antre, dalam, catatan)
            while antre and langkah < batas:
                k = antre.popleft()
                dalam.discard(k)
                langkah += 1
                self._satu(k, antre, dalam, catatan)
        except Mustahil:
            self.undo(catatan)
            raise
        return catatan

    def undo(self, catatan: list[tuple[int, float, float]]) -> None:
        for x, bawah, atas in reversed(catatan):
            self.bawah[x], self.atas[x] = bawah, atas

    def _satu(self, k: int, antre: deque[int], dalam: set[int], catatan: list[tuple[int, float, float]]) -> None:
        suku, bawah, atas = self.kendala[k]
        kecil = [koef * (self.bawah[x] if koef > 0 else self.atas[x]) for x, koef in suku]
        besar = [koef * (self.atas[x] if koef > 0 else self.bawah[x]) for x, koef in suku]
        for (x, koef), satu_kecil, satu_besar in zip(suku, kecil, besar, strict=True):
            lain_kecil = _tanpa(kecil, satu_kecil, -inf)
            lain_besar = _tanpa(besar, satu_besar, inf)
            low, high = (bawah - lain_besar) / koef, (atas - lain_kecil) / koef
            if koef < 0:
                low, high = high, low
            self._sempit(x, _ceil(low), _floor(high), antre, dalam, catatan)
        if not suku and not bawah <= 0 <= atas:
            raise Mustahil

    def _sempit(self, x: int, low: float, high: float, antre: deque[int], dalam: set[int], catatan: list[tuple[int, float, float]]) -> None:
        low, high = max(low, self.bawah[x]), min(high, self.atas[x])
        if low > high:
            raise Mustahil
        if (low, high) == (self.bawah[x], self.atas[x]):
            return
        catatan.append((x, self.bawah[x], self.atas[x]))
        self.bawah[x], self.atas[x] = low, high
        for k in self._di[x]:
            if k not in dalam:
                dalam.add(k)
                antre.append(k)
        for each in self._di_minimum[x]:
            self._minimum(each, antre, dalam, catatan)

    def _minimum(self, each: int, antre: deque[int], dalam: set[int], catatan: list[tuple[int, float, float]]) -> None:
        hasil, satu, bagian = self.minimum[each]
        low = min(self.bawah[satu], sum(self.bawah[x] for x in bagian))
        self._sempit(hasil, low, inf, antre, dalam, catatan)
        if self.bawah[satu] > self.atas[hasil]:  # the sum is the smaller one
            for x in bagian:
                rest = sum(self.bawah[y] for y in bagian if y != x)
                self._sempit(x, -inf, self.atas[hasil] - rest, antre, dalam, catatan)
        if sum(self.bawah[x] for x in bagian) > self.atas[hasil]:
            self._sempit(satu, -inf, self.atas[hasil], antre, dalam, catatan)

    def range_of(self, suku: tuple[tuple[int, int], ...]) -> tuple[float, float]:
        low = sum(koef * (self.bawah[x] if koef > 0 else self.atas[x]) for x, koef in suku)
        high = sum(koef * (self.atas[x] if koef > 0 else self.bawah[x]) for x, koef in suku)
        return low, high

    def is_terbantah(self, suku: tuple[tuple[int, int], ...], bawah: float, atas: float) -> bool:
        """Whether no table has the sum within these bounds, as far as following the bounds tells."""
        if bawah > atas:
            return True
        k = len(self.kendala)
        self.kendala.append((suku, bawah, atas))
        for x, _ in suku:
            self._di[x].append(k)
        antre_awal: deque[int] = deque([k])
        catatan: list[tuple[int, float, float]] = []
        dalam = {k}
        langkah = 0
        try:
            while antre_awal and langkah < _PALING_BANYAK_LANGKAH:
                each = antre_awal.popleft()
                dalam.discard(each)
                langkah += 1
                self._satu(each, antre_awal, dalam, catatan)
        except Mustahil:
            return True
        finally:
            self.undo(catatan)
            self.kendala.pop()
            for x, _ in suku:
                self._di[x].pop()
        return False

    def squeeze(self, suku: tuple[tuple[int, int], ...], lebar: int = 12) -> tuple[float, float]:
        """The bounds of a sum, narrowed by refuting the values at either end while few are left (lebar)."""
        low, high = self.range_of(suku)
        while low < high and high - low <= lebar and self.is_terbantah(suku, low, low):
            low += 1
        while low < high and high - low <= lebar and self.is_terbantah(suku, high, high):
            high -= 1
        return low, high


def _tanpa(semua: list[float], satu: float, tak_hingga: float) -> float:
    """Σ of the others; one infinite among the others makes it infinite."""
    banyak = semua.count(tak_hingga) - (satu == tak_hingga)
    return tak_hingga if banyak else sum(each for each in semua if each != tak_hingga) - (satu if satu != tak_hingga else 0)


def _ceil(x: float) -> float:
    return x if x in (inf, -inf) else -(-x // 1)


def _floor(x: float) -> float:
    return x if x in (inf, -inf) else x // 1


class Aljabar:
    """What follows from published sums alone: sets of leaves with their sums, solved over the rationals.

    Leaves that the same sums hold are one class; bebas: the leaves whose count is not known to be zero.
    """

    def __init__(self, jumlah: Mapping[frozenset[int], int], bebas: frozenset[int]) -> None:
        sets = [(leaves & bebas, total) for leaves, total in jumlah.items() if leaves & bebas]
        tanda: dict[int, list[int]] = defaultdict(list)
        for n, (leaves, _) in enumerate(sets):
            for leaf in leaves:
                tanda[leaf].append(n)
        self._kelas: dict[tuple[int, ...], set[int]] = defaultdict(set)
        self._bebas = bebas
        for leaf in bebas:
            self._kelas[tuple(tanda[leaf])].add(leaf)
        self.baris: dict[tuple[int, ...], tuple[dict[tuple[int, ...], Fraction], Fraction]] = {}  # pivot → (coefficients, sum)
        for n, (_, total) in enumerate(sets):
            self._insert({kelas: Fraction(1) for kelas in self._kelas if n in kelas}, Fraction(total))

    def _insert(self, koef: dict[tuple[int, ...], Fraction], total: Fraction) -> None:
        koef, total = self._reduce(koef, total)
        if not koef:
            return
        pivot = min(koef)
        koef, total = {kelas: each / koef[pivot] for kelas, each in koef.items()}, total / koef[pivot]
        for other, (row, value) in list(self.baris.items()):
            if pivot in row:
                faktor = row[pivot]
                self.baris[other] = (_kurang(row, koef, faktor), value - faktor * total)
        self.baris[pivot] = (koef, total)

    def _reduce(self, koef: dict[tuple[int, ...], Fraction], total: Fraction) -> tuple[dict[tuple[int, ...], Fraction], Fraction]:
        for kelas in list(koef):
            if kelas in self.baris and kelas in koef:
                faktor = koef[kelas]
                row, value = self.baris[kelas]
                koef, total = _kurang(koef, row, faktor), total - faktor * value
        return koef, total

    def find(self, leaves: Iterable[int]) -> Fraction | None:
        """The sum over these leaves when the published ones determine it."""
        wanted = frozenset(leaves) & self._bebas
        koef = {kelas: Fraction(1) for kelas, anggota in self._kelas.items() if anggota <= wanted}
        if sum(len(self._kelas[kelas]) for kelas in koef) != len(wanted) or () in koef:
            return None
        rest, value = self._reduce(koef, Fraction(0))
        return None if rest else -value

    def list_persamaan(self) -> list[tuple[dict[int, int], int]]:
        """The solved equations, over leaves, in whole numbers."""
        found = []
        for koef, total in self.baris.values():
            kali = 1
            for each in (*koef.values(), total):
                kali = kali * each.denominator // _gcd(kali, each.denominator)
            found.append(({leaf: int(each * kali) for kelas, each in koef.items() for leaf in self._kelas[kelas]}, int(total * kali)))
        return found


def _gcd(a: int, b: int) -> int:
    return a if not b else _gcd(b, a % b)


def _kurang(
    row: dict[tuple[int, ...], Fraction], other: Mapping[tuple[int, ...], Fraction], faktor: Fraction
) -> dict[tuple[int, ...], Fraction]:
    result = dict(row)
    for kelas, each in other.items():
        value = result.get(kelas, Fraction(0)) - faktor * each
        if value:
            result[kelas] = value
        else:
            result.pop(kelas, None)
    return result


# ---- what is published of urine tests --------------------------------------------------------------------------------

REAKTIF, INVALID, RESEP, TERKONFIRMASI, ASESMEN, REHABILITASI = range(6)
INDUK = {RESEP: REAKTIF, TERKONFIRMASI: REAKTIF, ASESMEN: REAKTIF, REHABILITASI: ASESMEN}
Sel = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Umum:
    """What everybody knows of one event; ada: True some reactive, False none, None nothing reported. dilapor: measures that were reported
    (no list says so: the attacker is given more than he has). anak_ada, anak_negatif: parts with a reactive one, people in parts without."""

    kunci_opd: str | None
    dites: int | None
    ada: bool | None
    dilapor: tuple[bool, ...]
    sel: frozenset[Sel]
    anak_ada: int = 0
    anak_negatif: int = 0


@dataclass(frozen=True, slots=True)
class Warna:
    """A colour: 100·done between bawah and below atas times (done + late); terlambat: of these events the ones past their days."""

    peristiwa: tuple[int, ...]
    terlambat: frozenset[int]
    bawah: int
    atas: int | None


class Penyerang:
    """Terbit: (measure, cell) → number, samar: (measure, cell) that are shown as hidden and so are no zero."""

    def __init__(
        self, umum: list[Umum], terbit: Mapping[tuple[int, Sel], int], samar: Iterable[tuple[int, Sel]], warna: Iterable[Warna]
    ) -> None:
        self.umum = umum
        self.isi: dict[Sel, frozenset[int]] = {key: frozenset(leaves) for key, leaves in _balik(each.sel for each in umum).items()}
        self.sistem = Sistem()
        self._peristiwa()
        self._warna(warna)
        self._terbit(terbit)
        for m, key in samar:
            self.sistem.limit([(self.sistem.nomor[m, i], 1) for i in self.isi.get(key, ())], bawah=1)
        self.sistem.propagate()
        self.aljabar: list[Aljabar] = []
        for m in range(6):
            sums: dict[frozenset[int], int] = {}
            for (other, key), total in terbit.items():
                if other == m:
                    sums[self.isi.get(key, frozenset())] = total
            bebas = frozenset(i for i in range(len(umum)) if self.sistem.atas[self.sistem.nomor[m, i]] > 0)
            found = Aljabar(sums, bebas)
            self.aljabar.append(found)
            for koef, total in found.list_persamaan():
                self.sistem.limit([(self.sistem.nomor[m, i], each) for i, each in koef.items()], total, total)
        self.sistem.propagate()

    def _peristiwa(self) -> None:
        s = self.sistem
        for i, each in enumerate(self.umum):
            dites = inf if each.dites is None else each.dites - each.anak_negatif
            for m in range(6):
                tertutup = not each.dilapor[m] or (m != INVALID and each.ada is False)
                low = max(1, each.anak_ada) if m == REAKTIF and each.ada else 0
                s.add((m, i), low, 0 if tertutup else max(dites, low))
            for m, whole in INDUK.items():
                if each.dilapor[m]:
                    above = whole if each.dilapor[whole] else REAKTIF
                    rest = s.add(("sisa", m, i), 0, max(dites, 1))
                    s.limit([(s.nomor[above, i], 1), (s.nomor[m, i], -1), (rest, -1)], 0, 0)
            if each.dites is not None:
                rest = s.add(("negatif", i), each.anak_negatif, each.dites)
                s.limit([(s.nomor[REAKTIF, i], 1), (s.nomor[INVALID, i], 1), (rest, 1)], each.dites, each.dites)

    def _terbit(self, terbit: Mapping[tuple[int, Sel], int]) -> None:
        """Every visible sum, every difference of two that lie in each other, and every visible complement."""
        s = self.sistem
        per_ukuran: dict[int, dict[frozenset[int], int]] = defaultdict(dict)
        for (m, key), total in terbit.items():
            per_ukuran[m][self.isi.get(key, frozenset())] = total
        for m, sums in per_ukuran.items():
            for leaves, total in sums.items():
                s.limit([(s.nomor[m, i], 1) for i in leaves], total, total)
                for inner, less in sums.items():
                    if inner < leaves and len(leaves - inner) <= 60:
                        s.limit([(s.nomor[m, i], 1) for i in leaves - inner], total - less, total - less)
                whole = INDUK.get(m)
                if whole is not None and leaves in per_ukuran[whole] and all(self._is_lengkap(m, whole, i) for i in leaves):
                    rest = per_ukuran[whole][leaves] - total
                    s.limit([(s.nomor["sisa", m, i], 1) for i in leaves if self.umum[i].dilapor[m]], rest, rest)

    def _is_lengkap(self, m: int, whole: int, i: int) -> bool:
        each = self.umum[i]
        return (each.dilapor[m] and each.dilapor[whole]) or self.sistem.atas[self.sistem.nomor[whole, i]] == 0

    def _warna(self, warna: Iterable[Warna]) -> None:
        s = self.sistem
        for each in warna:
            selesai = {i: s.nomor.get(("selesai", i)) for i in each.peristiwa}
            for i in each.peristiwa:
                if selesai[i] is None:
                    selesai[i] = s.add(("selesai", i), 0, s.atas[s.nomor[REAKTIF, i]])
                    s.least(selesai[i], s.nomor[REAKTIF, i], (s.nomor[RESEP, i], s.nomor[ASESMEN, i]))
            basis = [(s.nomor[REAKTIF, i] if i in each.terlambat else selesai[i], 1) for i in each.peristiwa]
            done = [(x, 100) for x in selesai.values()]
            s.limit([*done, *((x, -each.bawah * k) for x, k in basis)], bawah=0)
            if each.atas is not None:
                s.limit([*done, *((x, -each.atas * k) for x, k in basis)], atas=-1)

    # ---- asking ----

    def find(self, suku: Iterable[tuple[int, int]], leaves: Iterable[int], lebar: int = 12) -> int | None:
        """The one value that Σ sign × measure over these leaves can have; None while two remain. suku: (measure, sign)."""
        suku, daun = tuple(suku), frozenset(leaves)
        parts = [self.aljabar[m].find(daun) for m, _ in suku]
        if all(each is not None for each in parts):
            return int(sum(sign * each for (_, sign), each in zip(suku, parts, strict=True)))
        s = self.sistem
        if len(suku) == 2 and suku[0][1] == -suku[1][1] and all(("sisa", suku[1][0], i) in s.nomor for i in daun):
            angka = tuple((s.nomor["sisa", suku[1][0], i], 1) for i in sorted(daun))
        else:
            angka = tuple((s.nomor[m, i], sign) for m, sign in suku for i in sorted(daun))
        low, high = s.squeeze(angka, lebar)
        return int(low) if low == high else None


def _balik(sel: Iterable[frozenset[Sel]]) -> dict[Sel, set[int]]:
    found: dict[Sel, set[int]] = defaultdict(set)
    for i, keys in enumerate(sel):
        for key in keys:
            found[key].add(i)
    return found
