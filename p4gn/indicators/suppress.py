"""Hides small counts so that no sum of published numbers gives them back.

Primary rule: a count from 1 to 4 is hidden, and so is a count that leaves 1 to 4 of the people it is a part of ("all but
three" tells who the three are). Secondary rule: as long as a hidden count can be worked out from the totals
it belongs to, the smallest visible count beside it is hidden too (a total counts as a neighbour). Zero is never hidden.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

PALING_KECIL = 1
PALING_BESAR = 4
# The same limits as SQL knows them: every statement that judges a count binds these names.
BATAS_KECIL: Mapping[str, int] = MappingProxyType({"kecil_dari": PALING_KECIL, "kecil_sampai": PALING_BESAR})

Key = Hashable
Sum = tuple[Key, tuple[Key, ...]]  # a total and the parts that add up to it


def is_kecil(jumlah: float) -> bool:
    """1 to 4 people."""
    return PALING_KECIL <= jumlah <= PALING_BESAR


def _hidden_parts(sums: Iterable[Sum], counts: Mapping[Key, float], hidden: set[Key]) -> list[tuple[dict[Key, int], float]]:
    """Each sum as what is left for its hidden members: Σ coefficient × unknown = known remainder (total has coefficient −1)."""
    result = []
    for total, parts in sums:
        unknown = {part: 1 for part in parts if part in hidden}
        if total in hidden:
            unknown[total] = -1
        if unknown:
            known = (0.0 if total in hidden else counts[total]) - sum(counts[part] for part in parts if part not in hidden)
            result.append((unknown, known))
    return result


def _components(equations: Sequence[tuple[dict[Key, int], float]]) -> list[list[tuple[dict[Key, int], float]]]:
    """Equations grouped by shared unknowns."""
    root: dict[Key, Key] = {}

    def find(key: Key) -> Key:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for unknown, _ in equations:
        first, *rest = unknown
        for key in rest:
            root[find(key)] = find(first)
    groups: dict[Key, list[tuple[dict[Key, int], float]]] = defaultdict(list)
    for equation in equations:
        groups[find(next(iter(equation[0])))].append(equation)
    return list(groups.values())


def _solved_by_algebra(component: Sequence[tuple[dict[Key, int], float]]) -> set[Key]:
    """Unknowns that every solution of the equations agrees on."""
    keys = list({key: None for unknown, _ in component for key in unknown})
    column = {key: i for i, key in enumerate(keys)}
    matrix = np.zeros((len(component), len(keys)))
    for row, (unknown, _) in enumerate(component):
        for key, coefficient in unknown.items():
            matrix[row, column[key]] = coefficient
    _, singular, rows = np.linalg.svd(matrix)
    rank = int((singular > 1e-9).sum())
    freedom = np.linalg.norm(rows[rank:], axis=0) if rank < len(keys) else np.zeros(len(keys))
    return {key for key in keys if freedom[column[key]] < 1e-9}


def _solved_by_bounds(component: Sequence[tuple[dict[Key, int], float]], most_of: Mapping[Key, float]) -> set[Key]:
    """Unknowns left with one possible value when every hidden count is known to be at least 1 and at most its denominator."""
    low = {key: 1.0 for unknown, _ in component for key in unknown}
    high = {key: most_of.get(key, math.inf) for key in low}
    for _ in range(len(low) + 1):
        before = (dict(low), dict(high))
        for unknown, known in component:
            for key, coefficient in unknown.items():
                others = [(c, k) for k, c in unknown.items() if k != key]
                most = sum(c * (high[k] if c > 0 else low[k]) for c, k in others)
                least = sum(c * (low[k] if c > 0 else high[k]) for c, k in others)
                edges = sorted(((known - most) / coefficient, (known - least) / coefficient))
                low[key], high[key] = max(low[key], edges[0]), min(high[key], edges[1])
        if (low, high) == before:
            break
    return {key for key in low if high[key] - low[key] < 1e-9}


def find_recoverable(
    counts: Mapping[Key, float], sums: Sequence[Sum], hidden: set[Key], wholes: Mapping[Key, float] = MappingProxyType({})
) -> set[Key]:
    """Hidden counts that a reader could still work out from what is visible."""
    found: set[Key] = set()
    # A count above its denominator (written so in the source) must not make its own bounds contradict it.
    most_of = {key: max(wholes[key], counts[key]) for key in hidden if key in wholes}
    for component in _components(_hidden_parts(sums, counts, hidden)):
        found |= _solved_by_algebra(component) | _solved_by_bounds(component, most_of)
    return found


def _choose_neighbours(counts: Mapping[Key, float], sums: Sequence[Sum], hidden: set[Key], exposed: set[Key]) -> set[Key]:
    """For each exposed cell the smallest visible count above zero in a sum it belongs to."""
    chosen: set[Key] = set()
    for key in exposed:
        beside = {other for total, parts in sums if key == total or key in parts for other in (total, *parts)}
        candidates = [other for other in beside if other not in hidden and counts[other] > 0]
        if candidates:
            chosen.add(min(candidates, key=lambda other: (counts[other], repr(other))))
    return chosen


def hide(counts: Mapping[Key, float], sums: Sequence[Sum], wholes: Mapping[Key, float] = MappingProxyType({})) -> frozenset[Key]:
    """Keys to hide. `counts` holds every published cell and remainder; `sums` every total with its parts.

    wholes: the denominator shown beside a count, where there is one; then what the count leaves of it is protected as well.
    """
    hidden = {key for key, count in counts.items() if is_kecil(count) or (count > 0 and key in wholes and is_kecil(wholes[key] - count))}
    while exposed := find_recoverable(counts, sums, hidden, wholes):
        chosen = _choose_neighbours(counts, sums, hidden, exposed)
        if not chosen:  # nothing left beside them: widen to every sum that still shows a number and touches a hidden one
            touched = {key for total, parts in sums if hidden & {total, *parts} for key in (total, *parts)}
            chosen = {key for key in touched if key not in hidden and counts[key] > 0}
        if not chosen:
            break
        hidden |= chosen
    return frozenset(hidden)
