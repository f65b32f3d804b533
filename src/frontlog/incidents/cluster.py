"""Average-link clustering inside blocks: two groups become one while the mean score over all their pairs says so.

Connected components would chain the events of a busy front into one; the mean over all pairs does not. Ties are broken by the smallest
position, and scores are compared as rounded numbers, so that the result is the same whatever the order of the input.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from frontlog.incidents.verdicts import Verdicts

Pair = tuple[int, int]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def grouped(
    size: int, a: Numbers, b: Numbers, score: npt.NDArray[np.float64], barred: Flags, ruled: Verdicts, missing: float, threshold: float
) -> list[tuple[int, ...]]:
    """`cluster` for pairs in arrays. Only what pairs above the threshold connect can become one group: a mean above it needs one."""
    barred = (barred & ~_among(a, b, ruled.together, size)) | _among(a, b, ruled.apart, size)
    bonds = np.flatnonzero((score >= threshold) & ~barred)
    sure = np.array(ruled.together, np.int64).reshape(-1, 2)
    block = connected(size, np.concatenate((a[bonds], sure[:, 0])), np.concatenate((b[bonds], sure[:, 1])))
    together: dict[int, list[Pair]] = {}
    for one, other in ruled.together:
        together.setdefault(int(block[one]), []).append((one, other))
    inside = np.flatnonzero(block[a] == block[b])
    inside = inside[np.argsort(block[a[inside]], kind="stable")]
    found: list[tuple[int, ...]] = []
    for number, members, rows in _blocks(block, inside, block[a[inside]]):
        if len(members) <= 2:
            found.append(tuple(members))
            continue
        local = {position: place for place, position in enumerate(members)}
        pairs = [(local[x], local[y]) for x, y in zip(a[rows].tolist(), b[rows].tolist(), strict=True)]
        apart = [pair for pair, parted in zip(pairs, barred[rows].tolist(), strict=True) if parted]
        sure_here = [(local[x], local[y]) for x, y in together.get(number, ())]
        known = dict(zip(pairs, score[rows].tolist(), strict=True))
        found += [tuple(members[i] for i in group) for group in cluster(len(members), known, sure_here, apart, missing, threshold)]
    return sorted(found)


def _among(a: Numbers, b: Numbers, pairs: Iterable[Pair], size: int) -> Flags:
    return np.isin(a * size + b, np.array([x * size + y for x, y in pairs], np.int64))


def _blocks(block: Numbers, rows: Numbers, of: Numbers) -> Iterator[tuple[int, list[int], Numbers]]:
    """Each block with its members in order, and with those of the rows (ordered by block) that are of it."""
    order = np.argsort(block, kind="stable")
    numbers, begins = np.unique(block[order], return_index=True)
    ends = np.append(begins[1:], len(order))[: len(numbers)]
    first, last = np.searchsorted(of, numbers, "left"), np.searchsorted(of, numbers, "right")
    members = order.tolist()
    for number, begin, end, low, high in zip(*(part.tolist() for part in (numbers, begins, ends, first, last)), strict=True):
        yield number, members[begin:end], rows[low:high]


def connected(size: int, a: Numbers, b: Numbers) -> Numbers:
    """Of each position the smallest one that a chain of pairs leads to."""
    least = np.arange(size)
    while len(a):
        low = np.minimum(least[a], least[b])
        np.minimum.at(least, a, low)
        np.minimum.at(least, b, low)
        while not np.array_equal(jump := least[least], least):
            least = jump
        open_ = least[a] != least[b]
        a, b = a[open_], b[open_]
        a, b = least[a], least[b]
    return least


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
