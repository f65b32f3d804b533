"""The same page or file again with other bytes: which document is the next version of which."""

from collections import defaultdict
from itertools import pairwise

import numpy as np

from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.pairs import REPOST, Pairs


def versions(corpus: Corpus, pairs: Pairs) -> dict[int, tuple[int, str]]:
    """The version before, and by what it is known, for each document that has one.

    A page is known by its address whatever it says now; a user's file by its name, if it still has most of its text.
    """
    out: dict[int, tuple[int, str]] = {}
    for members in _alike(corpus, "address"):
        out |= {later: (earlier, "same address") for earlier, later in pairwise(members)}
    for members in _alike(corpus, "name"):
        for place, later in enumerate(members):
            earlier = next((one for one in reversed(members[:place]) if _mostly(pairs, one, later)), None)
            if earlier is not None:
                out[later] = (earlier, "same name")
    return out


def _alike(corpus: Corpus, key: str) -> list[list[int]]:
    """Documents of one address or name, in order of version: by when they were fetched, then by day, then by number."""
    keys = corpus.keys[key]
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    twice = np.flatnonzero((ordered[1:] == ordered[:-1]) & (ordered[1:] != 0))
    found: dict[int, set[int]] = defaultdict(set)
    for place in twice:
        found[int(ordered[place])] |= {int(order[place]), int(order[place + 1])}
    return [_ordered(corpus, members) for _, members in sorted(found.items())]


def _ordered(corpus: Corpus, members: set[int]) -> list[int]:
    known = all(corpus.fetched[number] for number in members)  # a copy that nobody dated cannot be put before or behind one that is
    return sorted(members, key=lambda n: (int(corpus.fetched[n]) if known else 0, int(corpus.day[n]), n))


def _mostly(pairs: Pairs, earlier: int, later: int) -> bool:
    return max(pairs.share(later, earlier), pairs.share(earlier, later)) >= REPOST or pairs.basis(earlier, later) == "same bytes"
