"""Documents that are one voice: what is connected by shared text, stated origin, address or bytes.

A digest that holds two reports whole does not make one voice of them: an earlier document that is only a part of a later one joins it
only where the later one holds no second, unrelated one, and is not mostly the text of such a one.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

import numpy as np

from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.pairs import LEAST_SHARED, PARTIAL, REPOST, Pairs

EXCERPT = 0.75  # containment; an excerpt edited by 2 % has .90, by 5 % .77; three sentences that are half of their source have .51
TWINS = 8  # copies of one document that a part of it is compared with
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
            part, holder = _held(corpus, pairs, earlier, later)
            parts[holder].append(part)
    twins = _twins(pairs, same, parts.keys() | {part for found in parts.values() for part in found})
    roots = {holder: {union.root(one) for one in found} - {union.root(holder)} for holder, found in parts.items()}
    for holder, found in sorted(roots.items()):
        if len(found) == 1 and not any(_bridge(corpus, pairs, part, holder, twins) for part in parts[holder]):
            union.join(holder, next(iter(found)))
    return union


def _whole(corpus: Corpus, pairs: Pairs, earlier: int, later: int) -> bool:
    """Whether the later document is mostly the earlier one's text, or says so.

    Where it is not known which is the later one: whether each is mostly the other's, or one stands nearly whole in the other.
    """
    if pairs.stated(earlier, later) or pairs.basis(earlier, later) in ("same bytes", "same text"):
        return True
    like = pairs.likeness(earlier, later)
    if _dated(corpus, earlier, later):
        return like.of_later >= REPOST
    return min(like.of_earlier, like.of_later) >= REPOST or like.containment >= EXCERPT


def _dated(corpus: Corpus, one: int, two: int) -> bool:
    return bool(corpus.day[one] != UNKNOWN and corpus.day[two] != UNKNOWN)


def _held(corpus: Corpus, pairs: Pairs, earlier: int, later: int) -> Edge:
    """Of two documents the one that is a part of the other, and that other."""
    like = pairs.likeness(earlier, later)
    if _dated(corpus, earlier, later) or like.of_earlier >= like.of_later:
        return earlier, later
    return later, earlier


def _twins(pairs: Pairs, same: Sequence[Edge], of: Container[int]) -> Mapping[int, list[tuple[int, float]]]:
    """For each of some documents: the first few that are one text with it, and how much of it stands in each."""
    out: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for earlier, later in same:
        if earlier in of or later in of:
            like = pairs.likeness(earlier, later)
            for one, other, share in ((earlier, later, like.of_earlier), (later, earlier, like.of_later)):
                if one in of and len(out[one]) < TWINS:
                    out[one].append((other, share))
    return out


def _bridge(corpus: Corpus, pairs: Pairs, part: int, holder: int, twins: Mapping[int, list[tuple[int, float]]]) -> bool:
    """Whether one of the two is another report's text as well, which has nothing of the other one.

    Where days are unknown, the part may be the later one, made of two reports.
    """
    strange = [other for other, share in twins.get(holder, ()) if share >= REPOST and _strange(pairs, part, other)]
    if not _dated(corpus, part, holder):
        strange += [other for other, _ in twins.get(part, ()) if other != holder and _strange(pairs, holder, other)]
    return bool(strange)


def _strange(pairs: Pairs, one: int, two: int) -> bool:
    """Whether two documents have no text in common that would make them one report."""
    return one != two and pairs.likeness(*sorted((one, two))).containment < PARTIAL


def members(union: Union, touched: Iterable[int]) -> Mapping[int, list[int]]:
    """The groups of more than one, each in order of number, under their lowest."""
    out: dict[int, list[int]] = defaultdict(list)
    for number in sorted(set(touched)):
        out[union.root(number)].append(number)
    return {root: found for root, found in sorted(out.items()) if len(found) > 1}
