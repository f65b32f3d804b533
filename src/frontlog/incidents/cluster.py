"""Average-link clustering inside blocks: two groups become one while the mean score over all their pairs says so.

Connected components would chain the events of a busy front into one; the mean over all pairs does not. Ties are broken by the smallest
position, and scores are compared as rounded numbers, so that the result is the same whatever the order of the input.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]


@dataclass(slots=True)
class _Bonds:
    """Sums and counts of the known pair scores between two groups, and which groups must not meet."""

    total: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    barred: dict[int, set[int]] = field(default_factory=dict)

    def add(self, a: int, b: int, score: float, count: int) -> None:
        for x, y in ((a, b), (b, a)):
            row = self.total.setdefault(x, {})
            old = row.get(y, (0.0, 0))
            row[y] = (old[0] + score, old[1] + count)

    def bar(self, a: int, b: int) -> None:
        self.barred.setdefault(a, set()).add(b)
        self.barred.setdefault(b, set()).add(a)

    def merge(self, keep: int, gone: int) -> None:
        """Everything known of `gone` becomes known of `keep`."""
        for other, (score, count) in sorted(self.total.pop(gone, {}).items()):
            self.total[other].pop(gone, None)
            if other != keep:
                self.add(keep, other, score, count)
        for other in sorted(self.barred.pop(gone, set())):
            self.barred[other].discard(gone)
            if other != keep:
                self.bar(keep, other)


def cluster(
    size: int, scores: Mapping[Pair, float], together: Sequence[Pair], apart: Iterable[Pair], missing: float, threshold: float
) -> list[tuple[int, ...]]:
    """Positions 0..size-1 in groups, each sorted, ordered by their smallest. `together` is done first and `apart` is never broken."""
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    bonds = _Bonds()
    for (a, b), score in sorted(scores.items()):
        bonds.add(a, b, score, 1)
    for a, b in sorted(set(apart)):
        bonds.bar(a, b)
    where = list(range(size))
    for a, b in together:
        low, high = sorted((where[a], where[b]))
        if low != high:
            _join(low, high, members, bonds, where)
    heap = [entry for a in sorted(bonds.total) for entry in _offers(a, bonds, members, missing, threshold, only_above=True)]
    heapq.heapify(heap)
    while heap:
        cost, a, b, size_a, size_b = heapq.heappop(heap)
        fresh = a in members and b in members and (len(members[a]), len(members[b])) == (size_a, size_b)
        if not fresh or b in bonds.barred.get(a, ()) or cost != -_mean(a, b, bonds, members, missing):
            continue
        _join(a, b, members, bonds, where)
        for entry in _offers(a, bonds, members, missing, threshold, only_above=False):
            heapq.heappush(heap, entry)
    return sorted(tuple(sorted(group)) for group in members.values())


def _join(keep: int, gone: int, members: dict[int, list[int]], bonds: _Bonds, where: list[int]) -> None:
    for one in members[gone]:
        where[one] = keep
    members[keep] += members.pop(gone)
    bonds.merge(keep, gone)


def _mean(a: int, b: int, bonds: _Bonds, members: Mapping[int, Sequence[int]], missing: float) -> float:
    score, count = bonds.total.get(a, {}).get(b, (0.0, 0))
    pairs = len(members[a]) * len(members[b])
    return round((score + missing * (pairs - count)) / pairs, 6)


def _offers(
    a: int, bonds: _Bonds, members: Mapping[int, Sequence[int]], missing: float, threshold: float, only_above: bool
) -> list[tuple[float, int, int, int, int]]:
    """Merges of a group with its neighbours that are worth making."""
    out = []
    for b in sorted(bonds.total.get(a, {})):
        if only_above and b < a:
            continue
        mean = _mean(a, b, bonds, members, missing)
        if mean >= threshold:
            low, high = (a, b) if a < b else (b, a)
            out.append((-mean, low, high, len(members[low]), len(members[high])))
    return out
