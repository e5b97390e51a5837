"""Publishes as many sums as can be published while every protected quantity still has another possible value.

The things counted lie in leaves (events). What a reader is told are sums over sets of leaves, one measure at a time. A witness is
another table, told apart from the true one by nobody: every published sum and every public fact is the same in it, and the
protected quantity is not. A sum is published only when every protected quantity keeps a witness; then nothing that is hidden can be
worked out, by algebra, by bounds or by trying all tables, because at least two tables fit.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

Key = Hashable
Langkah = tuple[int, int, int]  # (measure, leaf, change)
Saksi = tuple[Langkah, ...]

_PALING_BANYAK_DICOBA = 600  # tables tried for one quantity before its sum stays hidden
_BOBOT = tuple(random.Random(12).getrandbits(64) for _ in range(16))  # keeps the marks of several measures apart in one number


@dataclass(frozen=True, slots=True)
class Besaran:
    """A protected quantity: Σ over (measure, sign) of the measure's sum over `daun`."""

    nama: Key
    suku: tuple[tuple[int, int], ...]
    daun: frozenset[int]

    def change(self, saksi: Saksi) -> int:
        sign = dict(self.suku)
        return sum(sign.get(ukuran, 0) * beda for ukuran, daun, beda in saksi if daun in self.daun)


@dataclass(slots=True)
class Penjaga:
    """Knows what is published and, for every protected quantity, one table that shows it is still open.

    nilai[m][i]: the true count of measure m in leaf i; None where it was not reported (nobody can move it there).
    gerak[m]: ways to move one of measure m from a leaf to another, each as {measure: change}, simplest ({m: 1}) first.
    is_mungkin: whether a change of the table leaves every public fact as it is; is_bisa: the same for one leaf by itself, to save tries.
    """

    nilai: Sequence[Sequence[int | None]]
    gerak: Sequence[Sequence[Mapping[int, int]]]
    is_mungkin: Callable[[Saksi], bool]
    is_bisa: Callable[[Saksi], bool]
    tanda: list[list[int]] = field(init=False)
    saksi_of: dict[Besaran, Saksi] = field(default_factory=dict)
    terbit: list[tuple[int, frozenset[int]]] = field(default_factory=list)
    _pemakai: dict[Saksi, set[Besaran]] = field(default_factory=lambda: defaultdict(set))
    _menyentuh: dict[tuple[int, int], set[Saksi]] = field(default_factory=lambda: defaultdict(set))
    _bisa: dict[tuple[int, int, int, int], bool] = field(default_factory=dict)
    _bisa_of: dict[tuple[int, int], list[tuple[int, tuple[int, ...]]]] = field(default_factory=dict)
    _kelas_of: dict[tuple[int, int], tuple[dict[int, int], _Kelas]] = field(default_factory=dict)
    _acak: random.Random = field(default_factory=lambda: random.Random(63))

    def __post_init__(self) -> None:
        self.tanda = [[0] * len(row) for row in self.nilai]

    # ---- protecting ------------------------------------------------------------------------------------------------

    def protect(self, besaran: Besaran) -> bool:
        """Keep this quantity open from now on; False when what is published already leaves it one value."""
        saksi = self._find_saksi(besaran, None)
        if saksi is None:
            return False
        self._set_saksi(besaran, saksi)
        return True

    def keep(self, besaran: Besaran, saksi: Saksi) -> None:
        """Protect a quantity for which such a table is known already."""
        self._set_saksi(besaran, saksi)

    def _set_saksi(self, besaran: Besaran, saksi: Saksi) -> None:
        before = self.saksi_of.get(besaran)
        if before is not None:
            self._pemakai[before].discard(besaran)
            if not self._pemakai[before]:
                del self._pemakai[before]
                for ukuran, daun, _ in before:
                    self._menyentuh[ukuran, daun].discard(before)
        self.saksi_of[besaran] = saksi
        self._pemakai[saksi].add(besaran)
        for ukuran, daun, _ in saksi:
            self._menyentuh[ukuran, daun].add(saksi)

    # ---- publishing ------------------------------------------------------------------------------------------------

    def publish(self, ukuran: int, daun: frozenset[int]) -> Saksi | None:
        """Tell the sum of a measure over these leaves. None when done; else a table in which the sum is another, and it stays untold."""
        broken = [saksi for saksi in self._touching(ukuran, daun) if _sum_change(saksi, ukuran, daun)]
        mark = self._acak.getrandbits(96)
        self._add_tanda(ukuran, daun, mark)
        baru: list[tuple[Besaran, Saksi]] = []
        for saksi in broken:
            for besaran in self._pemakai[saksi]:
                other = self._find_saksi(besaran, (ukuran, daun))
                if other is None:
                    self._add_tanda(ukuran, daun, -mark)
                    return saksi
                baru.append((besaran, other))
        for besaran, other in baru:
            self._set_saksi(besaran, other)
        self.terbit.append((ukuran, daun))
        return None

    def tell(self, ukuran: int, daun: frozenset[int]) -> None:
        """A sum that is public whatever we do (a zero); only before anything is protected."""
        self._add_tanda(ukuran, daun, self._acak.getrandbits(96))
        self.terbit.append((ukuran, daun))

    def _touching(self, ukuran: int, daun: Iterable[int]) -> list[Saksi]:
        return list({saksi: None for each in daun for saksi in self._menyentuh.get((ukuran, each), ())})

    def _add_tanda(self, ukuran: int, daun: Iterable[int], mark: int) -> None:
        row = self.tanda[ukuran]
        for each in daun:
            row[each] += mark
        self._kelas_of = {where: found for where, found in self._kelas_of.items() if ukuran not in self.gerak[where[0]][where[1]]}

    # ---- looking for another table ---------------------------------------------------------------------------------

    def _find_saksi(self, besaran: Besaran, tambahan: tuple[int, frozenset[int]] | None) -> Saksi | None:
        for ukuran, _ in besaran.suku:
            for saksi in self._touching(ukuran, besaran.daun):
                if besaran.change(saksi) and not (tambahan and _sum_change(saksi, *tambahan)):
                    return saksi
        calon = (saksi for saksi in self._list_calon(besaran) if besaran.change(saksi))
        return next((saksi for saksi in islice(calon, _PALING_BANYAK_DICOBA) if self.is_mungkin(saksi)), None)

    def _list_calon(self, besaran: Besaran) -> Iterator[Saksi]:
        for cara in (self._list_satu, self._list_pindah, self._list_pisah, self._list_silang):
            for ukuran, _ in besaran.suku:
                for nomor in range(len(self.gerak[ukuran])):
                    yield from cara(ukuran, nomor, besaran.daun)

    def _list_satu(self, ukuran: int, nomor: int, daun: frozenset[int]) -> Iterator[Saksi]:
        """One more or one fewer in a single leaf that no published sum holds."""
        gerak = self.gerak[ukuran][nomor]
        for i in sorted(daun):
            for arah in (1, -1):
                if self._is_bisa(ukuran, nomor, i, arah) and not any(self.tanda[m][i] for m in gerak):
                    yield tuple((m, i, arah * banyak) for m, banyak in gerak.items())

    def _list_pindah(self, ukuran: int, nomor: int, daun: frozenset[int]) -> Iterator[Saksi]:
        """One moved between two leaves that the same published sums hold, one of them inside the quantity."""
        kelas = self._kelas(ukuran, nomor)
        tanda = self._tanda_of(ukuran, nomor)
        for i in sorted(daun):
            for arah in (1, -1):
                if self._is_bisa(ukuran, nomor, i, arah):
                    for j in kelas[tanda[i]][-arah]:
                        if j not in daun:
                            yield _move(self.gerak[ukuran][nomor], *((j, i) if arah > 0 else (i, j)))

    def _list_pisah(self, ukuran: int, nomor: int, daun: frozenset[int]) -> Iterator[Saksi]:
        """A leaf takes (gives) all that moves together, and each measure of it comes from (goes to) a leaf of its own, or from nowhere told."""
        gerak = self.gerak[ukuran][nomor]
        if len(gerak) < 2:
            return
        for i in sorted(daun):
            for arah in (1, -1):
                if self._is_bisa(ukuran, nomor, i, arah):
                    pilihan = [self._list_asal(m, i, arah * banyak, daun) for m, banyak in gerak.items()]
                    for asal in product(*pilihan):
                        others = [j for j in asal if j is not None]
                        if len(set(others)) == len(others):
                            awal = tuple((m, i, arah * banyak) for m, banyak in gerak.items())
                            yield awal + tuple(
                                (m, j, -arah * banyak) for (m, banyak), j in zip(gerak.items(), asal, strict=True) if j is not None
                            )

    def _list_asal(self, m: int, i: int, beda: int, daun: frozenset[int]) -> list[int | None]:
        """Leaves outside that can balance a change of one measure in leaf i; None where no published sum holds it."""
        if not self.tanda[m][i]:
            return [None]
        if abs(beda) != 1:
            return []
        return [j for j in self._kelas(m, 0)[self.tanda[m][i] * _BOBOT[0]][-beda] if j not in daun][:4]

    def _list_silang(self, ukuran: int, nomor: int, daun: frozenset[int]) -> Iterator[Saksi]:
        """Two moves at once, a → b and c → d, that no published sum notices together."""
        kelas = self._kelas(ukuran, nomor)
        tanda = self._tanda_of(ukuran, nomor)
        gerak = self.gerak[ukuran][nomor]
        for i in sorted(daun):
            for arah in (1, -1):
                if not self._is_bisa(ukuran, nomor, i, arah):
                    continue
                for lawan, anggota in kelas.items():
                    luar = [j for j in anggota[-arah] if j not in daun] if lawan != tanda[i] else []
                    for k, m in self._list_lawan(kelas, tanda[i] - lawan, arah) if luar else ():
                        for j in luar[:3]:
                            if len({i, j, k, m}) == 4:
                                yield _move(gerak, *((j, i) if arah > 0 else (i, j))) + _move(gerak, *((k, m) if arah > 0 else (m, k)))

    @staticmethod
    def _list_lawan(kelas: Mapping[int, Mapping[int, list[int]]], selisih: int, arah: int) -> Iterator[tuple[int, int]]:
        """Leaves (k, m) that undo a move between classes that differ by `selisih`: with k one way and m the other."""
        for mark, anggota in kelas.items():
            other = kelas.get(mark - selisih)
            if other is not None:
                for k in anggota[-arah][:3]:
                    for m in other[arah][:3]:
                        yield k, m

    # ---- leaves alike ----------------------------------------------------------------------------------------------

    def _is_bisa(self, ukuran: int, nomor: int, i: int, arah: int) -> bool:
        """Whether this leaf can give (-1) or take (+1) such a move as far as it alone is concerned."""
        where = (ukuran, nomor, i, arah)
        if where not in self._bisa:
            gerak = self.gerak[ukuran][nomor]
            known = all(self.nilai[m][i] is not None for m in gerak)
            self._bisa[where] = known and self.is_bisa(tuple((m, i, arah * banyak) for m, banyak in gerak.items()))
        return self._bisa[where]

    def _tanda_of(self, ukuran: int, nomor: int) -> Mapping[int, int]:
        """Leaf → one number that two of them share when the same published sums hold both, in every measure moved."""
        return self._baca(ukuran, nomor)[0]

    def _kelas(self, ukuran: int, nomor: int) -> _Kelas:
        """Mark → {1: leaves that can take, -1: leaves that can give}."""
        return self._baca(ukuran, nomor)[1]

    def _baca(self, ukuran: int, nomor: int) -> tuple[dict[int, int], _Kelas]:
        """Marks and classes of the leaves that can move so; made anew when something was published."""
        found = self._kelas_of.get((ukuran, nomor))
        if found is None:
            gerak = self.gerak[ukuran][nomor]
            marks, kelas = {}, _Kelas()
            for i, arahnya in self._list_bisa(ukuran, nomor):
                marks[i] = sum(self.tanda[m][i] * _BOBOT[n] for n, m in enumerate(gerak))
                for arah in arahnya:
                    kelas.setdefault(marks[i], {1: [], -1: []})[arah].append(i)
            found = self._kelas_of[ukuran, nomor] = (marks, kelas)
        return found

    def _list_bisa(self, ukuran: int, nomor: int) -> list[tuple[int, tuple[int, ...]]]:
        """(leaf, ways) of every leaf that can give or take; what a leaf can never changes."""
        found = self._bisa_of.get((ukuran, nomor))
        if found is None:
            ways = ((i, tuple(arah for arah in (1, -1) if self._is_bisa(ukuran, nomor, i, arah))) for i in range(len(self.nilai[ukuran])))
            found = self._bisa_of[ukuran, nomor] = [(i, arahnya) for i, arahnya in ways if arahnya]
        return found


class _Kelas(dict[int, dict[int, list[int]]]):
    """Classes by mark; one that is not there has no leaves."""

    def __missing__(self, mark: int) -> dict[int, list[int]]:
        return {1: [], -1: []}


def _move(gerak: Mapping[int, int], dari: int, ke: int) -> Saksi:
    return tuple((m, leaf, tanda * arah) for m, tanda in gerak.items() for leaf, arah in ((dari, -1), (ke, 1)))


def _sum_change(saksi: Saksi, ukuran: int, daun: frozenset[int]) -> int:
    return sum(beda for m, i, beda in saksi if m == ukuran and i in daun)
