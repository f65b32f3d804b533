"""Documents that are one voice: what is connected by shared text, stated origin, address or bytes.

A digest that holds two reports whole does not make one voice of them: an earlier document that is only a part of a later one joins it
only where the later one holds no second, unrelated one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.pairs import LEAST_SHARED, REPOST, Pairs

UNKNOWN = np.iinfo(np.int32).max
Edge = tuple[int, int]


class Union:
    """Union-find over document numbers; the root of a set is its lowest number."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, two: int) -> None:
        low, high = sorted((self.root(one), self.root(two)))
        self._parent[high] = low


def identical(corpus: Corpus) -> list[Edge]:
    """Documents with the same clean text, or the same words in their bodies, each with the first of them."""
    out: list[Edge] = []
    for key in ("clean", "body"):
        keys = corpus.keys[key]
        usable = np.flatnonzero((keys != 0) & ((corpus.sizes >= LEAST_SHARED) if key == "body" else True))
        order = usable[np.argsort(keys[usable], kind="stable")]  # inside one key in order of number
        begins = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1]))) if len(order) else np.zeros(0, np.int64)
        first = order[np.repeat(begins, np.diff(np.concatenate((begins, [len(order)]))))]
        more = first != order
        out += list(zip(first[more].tolist(), order[more].tolist(), strict=True))
    return out


def grouped(corpus: Corpus, pairs: Pairs, same: Sequence[Edge], sure: Iterable[Edge]) -> Union:
    """The groups. `same` are pairs whose texts say that they are one; `sure` those known by bytes, address or file."""
    union = Union(len(corpus))
    for one, two in sure:
        union.join(one, two)
    parts: dict[int, list[int]] = defaultdict(list)
    for earlier, later in same:
        if _whole(corpus, pairs, earlier, later):
            union.join(earlier, later)
        else:
            parts[later].append(earlier)
    roots = {later: {union.root(one) for one in found} - {union.root(later)} for later, found in parts.items()}
    for later, found in sorted(roots.items()):
        if len(found) == 1:
            union.join(later, next(iter(found)))
    return union


def _whole(corpus: Corpus, pairs: Pairs, earlier: int, later: int) -> bool:
    """Whether the later document is mostly the earlier one's text, or says so, or it is not known which is the later one."""
    if corpus.day[earlier] == UNKNOWN or corpus.day[later] == UNKNOWN or pairs.stated(earlier, later):
        return True
    return pairs.likeness(earlier, later).of_later >= REPOST


def members(union: Union, touched: Iterable[int]) -> Mapping[int, list[int]]:
    """The groups of more than one, each in order of number, under their lowest."""
    out: dict[int, list[int]] = defaultdict(list)
    for number in sorted(set(touched)):
        out[union.root(number)].append(number)
    return {root: found for root, found in sorted(out.items()) if len(found) > 1}
