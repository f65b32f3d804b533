"""Groups inside blocks: two groups become one while, on the mean, their claims find a fellow in the other group.

Connected components would chain the events of a busy front into one. The mean over all pairs of two groups parts what is one event: the
toll that one report gives and the prisoners that another counts share little but the fight between them. So each claim is judged by the
claim of the other group that is likest to it, and the mean over these is what a merge costs. Ties are broken by the smallest position, and
values are compared as rounded numbers, so that the result is the same whatever the order of the input.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from frontlog.incidents.arrays import connected
from frontlog.incidents.verdicts import Verdicts

MOST = 1000  # tellings of a block that are compared group by group: what is larger is cut into smaller ones
AT_ONCE = 1 << 14  # pairs of blocks that are sent together
STEP = 0.5  # log-odds by which stronger bonds are asked for then
Pair = tuple[int, int]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Block(NamedTuple):
    """Positions that may be of one group, in order, and what is known of their pairs, by place among them."""

    members: Sequence[int]
    a: Numbers
    b: Numbers
    score: npt.NDArray[np.float64]
    barred: Flags
    together: Sequence[Pair]
    floor: float
    threshold: float
    dense: bool = False  # most of them stand in a crowd of events (`crowds`)


class Ground(Protocol):
    """Where tellings play."""

    def wide(self, block: Numbers) -> Flags: ...
    def barred(self, block: Block) -> Block: ...


Groups = list[tuple[int, ...]]
Solve = Callable[[Iterable[Block]], Iterable[Groups]]


def solved(block: Block) -> Groups:
    """The groups of a block, by place among its members."""
    pairs = list(zip(block.a.tolist(), block.b.tolist(), strict=True))
    apart = [pair for pair, parted in zip(pairs, block.barred.tolist(), strict=True) if parted]
    known = dict(zip(pairs, block.score.tolist(), strict=True))
    return cluster(len(block.members), known, block.together, apart, block.floor, block.threshold, block.dense)


def each(blocks: Iterable[Block]) -> Iterator[Groups]:
    """The groups of some blocks, one after the other."""
    return map(solved, blocks)


def solved_all(blocks: Sequence[Block]) -> list[Groups]:
    """The groups of some blocks: run wherever hands are free."""
    return [solved(block) for block in blocks]


def portions(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks in portions that are worth sending."""
    some: list[Block] = []
    pairs = 0
    for block in blocks:
        some.append(block)
        pairs += len(block.a)
        if pairs >= AT_ONCE:
            yield some
            some, pairs = [], 0
    yield some


def grouped(
    size: int,
    a: Numbers,
    b: Numbers,
    score: npt.NDArray[np.float64],
    barred: Flags,
    ruled: Verdicts,
    floor: float,
    threshold: float,
    solve: Solve = each,
    dense: Flags | None = None,
    ground: Ground | None = None,
) -> Groups:
    """`cluster` for pairs in arrays. Only what pairs above the threshold connect can become one group: a mean above it needs one. Work and
    memory are bounded by MOST times the claims. `solve` gives the groups of blocks in their order. `dense` are those in a crowd. `ground`
    bars pairs of a block that lie too far apart."""
    barred = (barred & ~_among(a, b, ruled.together, size)) | _among(a, b, ruled.apart, size)
    bonds = np.flatnonzero((score >= threshold) & ~barred)
    sure = np.array(ruled.together, np.int64).reshape(-1, 2)
    block = connected(size, np.concatenate((a[bonds], sure[:, 0])), np.concatenate((b[bonds], sure[:, 1])))
    block = _cut(block, a[bonds], b[bonds], score[bonds], sure, threshold)
    together: dict[int, list[Pair]] = {}
    for one, other in ruled.together:
        together.setdefault(int(block[one]), []).append((one, other))
    wide = ground.wide(block) if ground else None
    inside = np.flatnonzero(block[a] == block[b])
    inside = inside[np.argsort(block[a[inside]], kind="stable")]
    found: Groups = []
    open_: list[list[int]] = []  # of the blocks that were asked about

    def larger() -> Iterator[Block]:
        for number, members, rows in _blocks(block, inside, block[a[inside]]):
            if len(members) <= 2:
                found.append(tuple(members))
                continue
            own = np.array(members, np.int64)
            x, y = np.searchsorted(own, a[rows]), np.searchsorted(own, b[rows])
            local = {position: place for place, position in enumerate(members)}
            sure_here = [(local[x], local[y]) for x, y in together.get(number, ())]
            open_.append(members)
            crowded = dense is not None and 2 * np.count_nonzero(dense[own]) > len(members)
            here = Block(members, x, y, score[rows], barred[rows], sure_here, floor, threshold, bool(crowded))
            yield ground.barred(here) if ground and wide is not None and wide[number] else here

    for number, groups in enumerate(solve(larger())):
        found += [tuple(open_[number][i] for i in group) for group in groups]
    return sorted(found)


def _cut(block: Numbers, a: Numbers, b: Numbers, score: npt.NDArray[np.float64], sure: Numbers, level: float) -> Numbers:
    """Blocks small enough to be told apart claim by claim. On a famous day thousands hang together by weak bonds: there ever stronger ones
    are asked for, until the parts are small. What hangs together even by its strongest bonds is cut in the order of ids."""
    while True:
        sizes = np.bincount(block, minlength=len(block))
        if sizes.max(initial=0) <= MOST:
            return block
        inside = (sizes[block[a]] > MOST) & (block[a] == block[b])
        a, b, score = a[inside], b[inside], score[inside]
        level += STEP
        strongest = np.full(len(block), -np.inf)
        np.maximum.at(strongest, block[a], score)
        large = sizes[block] > MOST
        cut = large & (strongest[block] < level)
        held = score >= level
        members = np.flatnonzero(~large | cut)  # these keep their block, or go to the piece of it where they stand
        one, other = np.concatenate((a[held], members, sure[:, 0])), np.concatenate((b[held], _pieces(block, cut)[members], sure[:, 1]))
        smaller = connected(len(block), one, other)
        if cut.any() and np.array_equal(smaller, block):
            return block  # decisions hold it together
        block = smaller


def _pieces(block: Numbers, cut: Flags) -> Numbers:
    """The block of each position, or the first of its piece of the block where that is cut."""
    order = np.argsort(block, kind="stable")
    begins = np.flatnonzero(np.append(True, block[order][1:] != block[order][:-1]))
    begin = np.repeat(begins, np.diff(np.append(begins, len(order))))
    rank = np.arange(len(order)) - begin
    out = block.copy()
    out[order] = np.where(cut[order], order[begin + rank // MOST * MOST], block[order])
    return out


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


class _Bonds:
    """How near the claims of each group find the next of each other group, above the floor, and which groups must not meet."""

    def __init__(self, size: int, floor: float, dense: bool = False) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self.floor = floor
        self.dense = dense
        self.barred: dict[int, set[int]] = {}
        self.sums: dict[int, dict[int, float]] = {}  # by group and other group, over the members of the first
        self._best: dict[int, dict[int, dict[int, float]]] = {}  # the same by member; kept for groups of several

    def add(self, a: int, b: int, score: float) -> None:
        if score > self.floor:
            self.sums.setdefault(a, {})[b] = self.sums.setdefault(b, {})[a] = score - self.floor

    def bar(self, a: int, b: int) -> None:
        self.barred.setdefault(a, set()).add(b)
        self.barred.setdefault(b, set()).add(a)

    def value(self, a: int, b: int) -> float:
        """The mean of the best matches both ways. In a crowd the best of many is likely to be a chance: there that of all pairs."""
        mine, other = self.sums.get(a, {}).get(b, 0.0), self.sums.get(b, {}).get(a, 0.0)
        if self.dense:
            return round(self.floor + mine / (len(self.members[a]) * len(self.members[b])), 6)
        return round(self.floor + (mine / len(self.members[a]) + other / len(self.members[b])) / 2, 6)

    def merge(self, keep: int, gone: int) -> None:
        """Everything known of `gone` becomes known of `keep`."""
        others = sorted((self.sums.get(keep, {}).keys() | self.sums.get(gone, {}).keys()) - {keep, gone})
        for other in others:
            self._set(keep, other, self._of(keep, other) | self._of(gone, other))
            nearer = self._of(other, keep)
            for member, gain in self._of(other, gone).items():
                known = nearer.get(member, 0.0)
                nearer[member] = gain + known if self.dense else max(gain, known)
            self._set(other, keep, nearer)
            self.sums[other].pop(gone, None)
            self._best.get(other, {}).pop(gone, None)
        for table in (self.sums, self._best):
            table.pop(gone, None)
            table.get(keep, {}).pop(gone, None)
        self.members[keep] += self.members.pop(gone)
        for other in sorted(self.barred.pop(gone, set())):
            self.barred[other].discard(gone)
            if other != keep:
                self.bar(keep, other)

    def _of(self, group: int, other: int) -> dict[int, float]:
        if group in self._best and other in self._best[group]:
            return self._best[group][other]
        return {group: gain} if (gain := self.sums.get(group, {}).get(other)) is not None else {}

    def _set(self, group: int, other: int, gains: dict[int, float]) -> None:
        self.sums.setdefault(group, {})[other] = sum(gains.values())
        if len(gains) > 1 or group not in gains:
            self._best.setdefault(group, {})[other] = gains
        elif group in self._best:
            self._best[group].pop(other, None)


def cluster(
    size: int,
    scores: Mapping[Pair, float],
    together: Sequence[Pair],
    apart: Iterable[Pair],
    floor: float,
    threshold: float,
    dense: bool = False,
) -> list[tuple[int, ...]]:
    """Positions 0..size-1 in groups, each sorted, ordered by their smallest. `together` is done first and `apart` is never broken.

    No pair counts for less than `floor`, and pairs without a score count for that.
    """
    bonds = _Bonds(size, floor, dense)
    for (a, b), score in sorted(scores.items()):
        bonds.add(a, b, score)
    for a, b in sorted(set(apart)):
        bonds.bar(a, b)
    where = list(range(size))
    for a, b in together:
        low, high = sorted((where[a], where[b]))
        if low != high:
            _join(low, high, bonds, where)
    heap = [entry for a in sorted(bonds.sums) for entry in _offers(a, bonds, threshold, only_above=True)]
    heapq.heapify(heap)
    while heap:
        cost, a, b, size_a, size_b = heapq.heappop(heap)
        fresh = a in bonds.members and b in bonds.members and (len(bonds.members[a]), len(bonds.members[b])) == (size_a, size_b)
        if not fresh or b in bonds.barred.get(a, ()) or cost != -bonds.value(a, b):
            continue
        _join(a, b, bonds, where)
        for entry in _offers(a, bonds, threshold, only_above=False):
            heapq.heappush(heap, entry)
    return sorted(tuple(sorted(group)) for group in bonds.members.values())


def _join(keep: int, gone: int, bonds: _Bonds, where: list[int]) -> None:
    for one in bonds.members[gone]:
        where[one] = keep
    bonds.merge(keep, gone)


def _offers(a: int, bonds: _Bonds, threshold: float, only_above: bool) -> list[tuple[float, int, int, int, int]]:
    """Merges of a group with its neighbours that are worth making."""
    out = []
    for b in sorted(bonds.sums.get(a, {})):
        if only_above and b < a:
            continue
        value = bonds.value(a, b)
        if value >= threshold:
            low, high = (a, b) if a < b else (b, a)
            out.append((-value, low, high, len(bonds.members[low]), len(bonds.members[high])))
    return out
