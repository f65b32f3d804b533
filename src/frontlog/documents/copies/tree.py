"""Inside a group: who was first, and whose text each of the others took. A chain A -> B -> C shows where C has B's changes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.pairs import Pairs

SMALL = 32  # members: in a group of as many, each is compared with all before it; in a larger one with those that the index paired it with
Before = Mapping[int, tuple[int, str]]  # the version before, and by what it is known


@dataclass(frozen=True, slots=True)
class Branch:
    """A document of a group and its parent. The first of the group has none."""

    document: int
    parent: int | None
    similarity: float
    basis: str


def tree(corpus: Corpus, pairs: Pairs, group: Sequence[int], near: Mapping[int, list[int]], before: Before) -> Iterator[Branch]:
    """The members in order, each with its parent among those before it: its earlier version, or else whose text it has most of."""
    order = ordered(corpus, group, before)
    place = {number: at for at, number in enumerate(order)}
    root = order[0]
    yield Branch(root, None, 0.0, "")
    for at, number in enumerate(order[1:], 1):
        if number in before:
            parent, basis = before[number]
        else:
            near_ones = order[:at] if len(order) <= SMALL else sorted({root, *near.get(number, ())} & place.keys(), key=place.__getitem__)
            parent = _parent(corpus, pairs, number, [one for one in near_ones if place[one] < at] or [root])
            basis = pairs.basis(*sorted((parent, number))) or "through others"
        exact = basis == "same bytes" or pairs.basis(*sorted((parent, number))) in ("same bytes", "same text")
        yield Branch(number, parent, 1.0 if exact else round(pairs.share(number, parent), 4), basis)


def _parent(corpus: Corpus, pairs: Pairs, number: int, earlier: Sequence[int]) -> int:
    """Whose text a document has most of; the earliest of several. What says of itself that it is a repost is no parent of its source."""
    allowed = [one for one in earlier if not _reposts(corpus, one, number)] or earlier
    best, most = allowed[0], -1.0
    for one in allowed:
        share = 1.0 if corpus.keys["clean"][one] == corpus.keys["clean"][number] else pairs.share(number, one)
        if share > most + 1e-9:
            best, most = one, share
    return best


def _reposts(corpus: Corpus, one: int, source: int) -> bool:
    """Whether a document says that it is a repost of the outlet that the other one is of."""
    outlet = corpus.keys["outlet"]
    return bool(corpus.repost[one] and not corpus.repost[source] and outlet[one] == outlet[source] != 0)


def ordered(corpus: Corpus, group: Sequence[int], before: Before) -> list[int]:
    """The members by age (that is, by number), but a source before its stated reposts and a version before the next whatever their days."""
    after: dict[int, list[int]] = defaultdict(list)
    waits = dict.fromkeys(group, 0)
    for first, then in _constraints(corpus, group, before):
        after[first].append(then)
        waits[then] += 1
    ready = [number for number in group if not waits[number]]
    ready.sort()
    out: list[int] = []
    done: set[int] = set()
    while len(out) < len(group):
        if not ready:  # days, versions and stated origins that contradict each other: the earliest by day goes first
            ready.append(min(number for number in group if number not in done))
        number = heappop(ready)
        if number in done:
            continue
        done.add(number)
        out.append(number)
        for then in after[number]:
            waits[then] -= 1
            if waits[then] == 0:
                heappush(ready, then)
    return out


def _constraints(corpus: Corpus, group: Sequence[int], before: Before) -> Iterator[tuple[int, int]]:
    for number in group:
        if number in before:
            yield before[number][0], number
    sources: dict[int, int] = {}
    for number in group:
        if not corpus.repost[number]:
            sources.setdefault(int(corpus.keys["outlet"][number]), number)
    for number in group:
        source = sources.get(int(corpus.keys["outlet"][number])) if corpus.keys["outlet"][number] else None
        if corpus.repost[number] and source is not None:
            yield source, number
