"""Two documents side by side: how much of each stands in the other, how long the longest passage is, and what that makes of them."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from frontlog.documents.copies.alike import Alike, Counts
from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.index import WINDOW, Found
from frontlog.documents.copies.shingle import RUN, U32, U64

# containment; unrelated articles of one benchmark had .03 at the 99.9th percentile, a lightly edited repost .96. Of made-up documents .3
# joined 9 of 79 that lifted three sentences to their source, .7 lost an excerpt (benchmarks/copies_sweep.py)
REPOST = 0.5
STATED = 0.1  # where the document names that outlet as its origin: an excerpt or a rewrite still shares so much
WIRE = 0.2  # where that outlet is an agency: two stories of one desk share background, two editions of one story had .28
PARTIAL = 0.1  # containment; two stories of one outlet, days apart, had .01 to .03
PASSAGE = 12  # words in a row that chance and stock phrases do not give; unrelated reports of one battle had 7
HOUSE_PASSAGE = 20  # words in a row of two reports of one publisher: its formulas ("X held a meeting on the current situation in") had 14
LEAST_SHARED = 6  # runs: a sentence of ten words; below it agreement may be chance
EDGE = 2  # runs that a house head or tail may stand away from the end of the body
REMEMBERED = 1 << 20  # pairs: each is asked for by four steps, one after the other; some 300 bytes a pair
# Odd numbers that hashes of two documents are multiplied by, one row a document: sums of them are as evenly spread as the hashes are
MIXED = ((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F), (0xD6E8FEB86659FD93, 0xA0761D6478BD642F))
ALL = (1 << 64) - 1
SAME_TEXT, PARTIAL_REUSE = "same text", "partial reuse"


@dataclass(frozen=True, slots=True)
class Side:
    """The runs of one document made ready. `order` leads from sorted places to places; `kept` are neither furniture nor everywhere;
    `own` are sorted and without furniture."""

    runs: U32
    sorted: U32
    order: NDArray[np.int64]
    kept: NDArray[np.bool_]
    own: U32


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two documents share, furniture aside."""

    of_earlier: float  # share of the earlier one's runs that stand in the later one
    of_later: float
    shared: int  # runs
    passages: int  # runs, without house heads and tails
    longest: int  # words of the longest passage, without house heads and tails

    @property
    def containment(self) -> float:
        return max(self.of_earlier, self.of_later)


@dataclass(frozen=True, slots=True)
class Masks:
    """Which runs of a document are no furniture, which of them are not everywhere, and the hash of these and of the runs."""

    loose: NDArray[np.bool_]
    kept: NDArray[np.bool_]
    key: tuple[int, int]


class Pairs:
    """Compares documents of a corpus by number. What `alike` knows of a pair is not counted again."""

    def __init__(self, corpus: Corpus, found: Found, alike: Alike | None = None) -> None:
        self.corpus = corpus
        self._found = found
        self._alike = alike
        self._known: dict[tuple[int, int], list[int]] = {}  # counts of pairs that `open` found
        self.masks = lru_cache(8192)(self._masks)
        self.side = lru_cache(8192)(self._side)
        self.likeness = lru_cache(REMEMBERED)(self._likeness)

    def _masks(self, number: int) -> Masks:
        runs = self.corpus.runs(number)
        start = self.corpus.starts[number]
        chosen = self._found.chosen[start : start + len(runs)]
        loose = np.ones(len(runs), np.bool_)
        if not self._found.everywhere[number]:
            loose = ~_around(runs, chosen, self._found.furniture)
        kept = loose & ~_around(runs, chosen, self._found.viral)
        hashed = blake2b(runs.tobytes() + loose.tobytes() + kept.tobytes(), digest_size=16).digest()
        return Masks(loose, kept, (int.from_bytes(hashed[:8], "big"), int.from_bytes(hashed[8:], "big")))

    def _side(self, number: int) -> Side:
        runs, masks = self.corpus.runs(number), self.masks(number)
        order = np.argsort(runs, kind="stable")
        return Side(runs, runs[order], order, masks.kept, np.unique(runs[masks.loose]))

    def open(self, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
        """Candidates (earlier, later) without those of which `alike` knows that they are neither one text nor share a passage."""
        alike = self._alike
        if alike is None or not len(candidates):
            return candidates
        keys = self._keys(candidates)
        rows = alike.find(keys)
        one, two = candidates.T
        clean, body = self.corpus.keys["clean"], self.corpus.keys["body"]
        apart = (rows >= 0) & (clean[one] != clean[two]) & ((body[one] != body[two]) | (body[one] == 0))
        counts = alike.counts[rows[apart]]
        shared, passages, longest = counts[:, :3].T
        apart[apart] = (shared < LEAST_SHARED) & (passages < LEAST_SHARED) & (longest < PASSAGE)
        alike.note(keys[apart], alike.counts[rows[apart]])
        known = (rows >= 0) & ~apart
        if np.count_nonzero(known) <= REMEMBERED:  # all at once: a single one takes ten times as long to find
            alike.note(keys[known], alike.counts[rows[known]])
            self._known = dict(zip(map(tuple, candidates[known].tolist()), alike.counts[rows[known]].tolist(), strict=True))
        left: NDArray[np.int64] = candidates[~apart]
        return left

    def _keys(self, pairs: NDArray[np.int64]) -> U64:
        """Of each pair the hash of all that its counts hang on, out of those of both documents."""
        used, places = np.unique(pairs, return_inverse=True)
        halves = np.array([self.masks(number).key for number in used.tolist()], np.uint64).reshape(-1, 2)
        one, two = places.reshape(pairs.shape).T
        factors = np.array(MIXED, np.uint64)
        mixed: U64 = halves[one] * factors[0] + halves[two] * factors[1]
        mixed[:, 0] += self._house(*pairs.T).astype(np.uint64) * factors[0, 1]
        return mixed

    def _house(self, one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pairs stand on the pages of one publisher, or may do so. Where publishers were not known, 15 documents of each unnamed
        outlet shared nothing but its tail in 14,538 of 14,637 pairs that were shown."""
        publisher = self.corpus.keys["publisher"]
        out: NDArray[np.bool_] = (publisher[one] == publisher[two]) | (publisher[one] == 0) | (publisher[two] == 0)
        return out

    def _likeness(self, earlier: int, later: int) -> Likeness:
        known = self._known.pop((earlier, later), None)
        if known is not None:
            return _likeness(Counts(*known))
        publisher = self.corpus.keys["publisher"]
        house = bool(publisher[earlier] == publisher[later] or not publisher[earlier] or not publisher[later])
        if self._alike is None:
            return _likeness(self._counts(earlier, later, house))
        one, two = self.masks(earlier).key, self.masks(later).key
        (a, b), (c, d) = MIXED
        key = (one[0] * a + two[0] * c + house * b) & ALL, (one[1] * b + two[1] * d) & ALL
        counts = self._alike.find_one(key) or self._counts(earlier, later, house)
        self._alike.note_one(key, counts)
        return _likeness(counts)

    def _counts(self, earlier: int, later: int, house: bool) -> Counts:
        """What two documents share; of one `house`, aside from its heads and tails."""
        one, two = self.side(earlier), self.side(later)
        shared = len(np.intersect1d(one.own, two.own, assume_unique=True))
        streaks = _streaks(one, two) if shared else []
        lengths = [s[2] for s in streaks if not (house and _at_edge(s, len(one.runs), len(two.runs)))]
        return Counts(shared, sum(lengths), max(lengths) + RUN - 1 if lengths else 0, len(one.own), len(two.own))

    def share(self, part: int, whole: int) -> float:
        """The share of all runs of one document, furniture too, that stand in another."""
        runs = self.side(part).sorted
        other = self.side(whole).sorted
        if not len(runs) or not len(other):
            return 0.0
        places = np.minimum(np.searchsorted(other, runs), len(other) - 1)
        return float((other[places] == runs).mean())

    def basis(self, earlier: int, later: int) -> str:
        """What makes two documents one text, or nothing."""
        keys = self.corpus.keys
        if keys["clean"][earlier] == keys["clean"][later]:
            return "same bytes"
        if keys["body"][earlier] == keys["body"][later] != 0 and self.corpus.sizes[later] >= LEAST_SHARED:
            return "same text"
        like = self.likeness(earlier, later)
        if like.shared < LEAST_SHARED:
            return ""
        if self.stated(earlier, later) and like.containment >= (WIRE if self.corpus.agency[earlier] else STATED):
            return "stated origin"
        return "containment" if like.containment >= REPOST else ""

    def stated(self, one: int, two: int) -> bool:
        """One of them says that it is a repost of the other's outlet, or of the same outlet."""
        outlet = self.corpus.keys["outlet"]
        return bool((self.corpus.repost[one] or self.corpus.repost[two]) and outlet[one] == outlet[two] != 0)

    def one_publisher(self, one: int, two: int) -> bool:
        """Whether both stand on the pages of one publisher."""
        publisher = self.corpus.keys["publisher"]
        return bool(publisher[one] == publisher[two] != 0)

    def partial(self, earlier: int, later: int) -> bool:
        """Whether they share passages without being one text."""
        like = self.likeness(earlier, later)
        if like.longest >= (HOUSE_PASSAGE if self.one_publisher(earlier, later) else PASSAGE):
            return True
        return like.passages >= LEAST_SHARED and like.containment >= PARTIAL


def _likeness(counts: Counts) -> Likeness:
    shared, passages, longest, one, two = counts
    return Likeness(shared / one, shared / two, shared, passages, longest) if shared else Likeness(0.0, 0.0, 0, 0, 0)


def _around(runs: U32, chosen: NDArray[np.bool_], frequent: U32) -> NDArray[np.bool_]:
    """Which runs are frequent: the fingerprints that are, and what stands within a window of them."""
    if not len(frequent):
        return np.zeros(len(runs), np.bool_)
    places = np.minimum(np.searchsorted(frequent, runs), len(frequent) - 1)
    hit = chosen & (frequent[places] == runs)
    wide: NDArray[np.bool_] = hit.copy()
    for step in range(1, WINDOW):
        wide[step:] |= hit[:-step]
        wide[:-step] |= hit[step:]
    return wide


def _streaks(one: Side, two: Side) -> list[tuple[int, int, int]]:
    """Passages that both have: place in the first, place in the second, runs."""
    places = np.minimum(np.searchsorted(one.sorted, two.runs), len(one.sorted) - 1)
    hit = (one.sorted[places] == two.runs) & two.kept
    target = one.order[places]
    hit &= one.kept[target]
    at = np.flatnonzero(hit)
    if not len(at):
        return []
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(target[at]) != 1)) + 1
    begins = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((begins, [len(at)])))
    return [(int(target[at[b]]), int(at[b]), int(n)) for b, n in zip(begins, lengths, strict=True)]


def _at_edge(streak: tuple[int, int, int], one: int, two: int) -> bool:
    """A passage with which both bodies begin, or both end: of one publisher, or of nobody knows whom, that is house text."""
    a, b, length = streak
    return (a <= EDGE and b <= EDGE) or (a + length >= one - EDGE and b + length >= two - EDGE)
