"""The scores of all candidate pairs at once, as `compare` gives them for one; the tests hold the two together.

Each question is asked once for all pairs whose values it cannot tell apart; what numbers can answer is answered by arrays. The dear
questions, about places and words, are asked last, and not at all of pairs that can no longer reach the score that is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from frontlog.incidents.arrays import distinct
from frontlog.incidents.codes import Bags, Flags, Numbers, spread_out
from frontlog.incidents.columns import CODED, Columns
from frontlog.incidents.compare import BETWEEN, COPIED, LONG, NEWS, QUESTIONS, SHARED
from frontlog.incidents.distance import ORDER
from frontlog.incidents.nearness import Nearness
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights

Levels = npt.NDArray[np.int8]
Scores = npt.NDArray[np.float64]
Known = npt.NDArray[np.int8]
NO_LEVEL = -1
UNASKED = -2
CHUNK = 1 << 16  # pairs that are worked at once
TABLE = 1 << 22  # cells of a table of all pairs of values; of more values only the pairs that are met are kept
DEAR = ("place", "things", "proper", "text")
ROUNDING = 1e-6


class Scorer:
    """Answers and scores for pairs of the tellings of some columns, given by position."""

    def __init__(self, columns: Columns, types: Types, weights: Weights) -> None:
        self._columns, self._types = columns, types
        self._prior = weights.prior
        self._weight = {name: np.array([*weights.level[name].values(), 0.0]) for name in QUESTIONS}  # the last one for NO_LEVEL
        self._level = {name: {level: n for n, level in enumerate(weights.level[name])} for name in QUESTIONS}
        self._known: dict[str, Known] = {}
        self._near: Nearness | None = None

    def scores(self, a: Numbers, b: Numbers, least: float = -np.inf) -> Scores:
        """The log-odds of pairs, as `compare` would give them. What is below `least` may be given as any number below it."""
        parts = [np.empty(0, np.float64)]
        for first in range(0, len(a), CHUNK):
            parts.append(self._scores(a[first : first + CHUNK], b[first : first + CHUNK], least))
        return np.concatenate(parts)

    def _scores(self, a: Numbers, b: Numbers, least: float) -> Scores:
        crowds = self._columns.crowds
        out = np.full(len(a), self._prior) if crowds is None else self._prior + crowds.of(a, b)
        for name in QUESTIONS:
            if name not in DEAR:
                out += self._weight[name][self.answers(name, a, b)]
        rest = sum(float(self._weight[name].max()) for name in DEAR)
        open_ = np.arange(len(a))
        for name in DEAR:
            open_ = open_[out[open_] + rest > least - ROUNDING]
            out[open_] += self._weight[name][self.answers(name, a[open_], b[open_])]
            rest -= float(self._weight[name].max())
        rounded: Scores = np.round(out, 4)
        return rounded

    def answers(self, name: str, a: Numbers, b: Numbers) -> Levels:
        """The level of each pair as a position among the levels of weights.yml."""
        if name == "place":
            return self._place(a, b)
        if name in CODED:
            of = self._columns.coded[name].of
            return self._coded(name, of[a], of[b])
        return ARRAYS[name](self._columns, a, b, self._level[name])

    def _place(self, a: Numbers, b: Numbers) -> Levels:
        codes = self._columns.coded["place"]
        if self._near is None:
            self._near = Nearness(codes.values)
        near, x, y = self._near, codes.of[a], codes.of[b]
        out = np.empty(len(a), np.int8)
        quick = near.alone[x] & near.alone[y]
        names, place = self._level["place"], np.flatnonzero(quick)
        out[place] = np.array([names[level] for level in ORDER], np.int8)[near.levels(x[place], y[place])]
        out[~quick] = self._coded("place", x[~quick], y[~quick])
        return out

    def _coded(self, name: str, x: Numbers, y: Numbers) -> Levels:
        count = len(self._columns.coded[name].values)
        keys = x * count + y
        if count * count > TABLE:
            met = distinct(keys)
            return self._asked(name, met)[np.searchsorted(met, keys)]
        known = self._known.setdefault(name, np.full(count * count, UNASKED, np.int8))
        new = distinct(keys[known[keys] == UNASKED])
        known[new] = self._asked(name, new)
        levels: Levels = known[keys]
        return levels

    def _asked(self, name: str, keys: Numbers) -> Levels:
        """The answers about pairs of values, one by one."""
        values, ask, level = self._columns.coded[name].values, QUESTIONS[name].ask, self._level[name] | {"": NO_LEVEL}
        pairs = (divmod(key, len(values)) for key in keys.tolist())
        return np.array([level[ask(values[x], values[y], self._types)[0]] for x, y in pairs], np.int8)


def scores(columns: Columns, a: Numbers, b: Numbers, types: Types, weights: Weights) -> Scores:
    """The log-odds of pairs of tellings, given by position, as `compare` would give them."""
    return Scorer(columns, types, weights).scores(a, b)


def _time(columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    start, end = columns.start, columns.end
    gap = np.maximum(start[b] - end[a], start[a] - end[b])
    spans = (end[a] - start[a], end[b] - start[b])
    longest, shortest = np.maximum(*spans), np.minimum(*spans)
    said, once = columns.said[a] & columns.said[b], columns.once[a] & columns.once[b]
    window = ((start[a] == start[b]) & (end[a] == end[b])) | ((shortest == 0) & (longest <= NEWS))
    rules = (
        (~(columns.dated[a] & columns.dated[b]), "unknown"),
        (gap > 3, "far"),
        (columns.state[a] != columns.state[b], "state"),
        ((gap > 0) & once, "shift"),
        ((gap > 0) & said & np.where(start[a] > end[b], columns.again[a], columns.again[b]), "repeated"),
        ((gap > 1) & said, "days_said"),
        (gap > 1, "days"),
        ((gap == 1) & said, "next_day_said"),
        (gap == 1, "next_day"),
        (longest > LONG, "long"),
        ((longest > NEWS) & (shortest <= NEWS), "week"),
        (longest == 0, "same_day"),
        (window, "same_window"),
    )
    return _first(rules, level, level["overlap"])


def _document(columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    begin, stop = columns.begin, columns.stop
    one_type = columns.coded["type"].of[a] == columns.coded["type"].of[b]
    back = columns.pointing(a, b)
    rules = (
        (columns.documents.of[a] != columns.documents.of[b], "other"),
        (back & ~columns.dated[a] & ~columns.dated[b], "resumed_undated"),
        (back & one_type, "resumed_type"),
        (back, "resumed_other_type"),
        ((begin[a] == begin[b]) & one_type, "sentence_type"),
        (begin[a] == begin[b], "sentence_other_type"),
        ((near := np.maximum(begin[a] - stop[b], begin[b] - stop[a]) <= BETWEEN) & one_type, "next_type"),
        (near, "next_other_type"),
        (one_type, "same_type"),
    )
    return _first(rules, level, level["same_other_type"])


def _again(columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    one_sentence = (
        (columns.documents.of[a] == columns.documents.of[b]) & (columns.begin[a] == columns.begin[b]) & (columns.stop[a] == columns.stop[b])
    )
    both, either = columns.again[a] & columns.again[b], columns.again[a] | columns.again[b]
    found = np.where(both, level["both"], level["one"])
    return np.where(one_sentence | ~either, NO_LEVEL, found).astype(np.int8)


def _first(rules: Sequence[tuple[Flags, str]], level: Mapping[str, int], otherwise: int) -> Levels:
    """The level of the first rule that holds."""
    return np.select([rule for rule, _ in rules], [level[name] for _, name in rules], otherwise).astype(np.int8)


def _bags(name: str, columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    bags = columns.bags[name]
    out = np.full(len(a), NO_LEVEL, np.int8)
    asked = np.flatnonzero((bags.sizes[a] > 0) & (bags.sizes[b] > 0))
    out[asked] = np.where(shared(bags, a[asked], bags, b[asked]) > 0, level["shared"], level["other"])
    return out


def _text(columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    counts = shared(columns.words, a, columns.words, b)
    by_count = np.array([level[name] for name in SHARED], np.int8)
    out: Levels = by_count[np.minimum(counts, len(SHARED) - 1)]
    many = np.flatnonzero(counts >= 3)
    longer = np.maximum(*(_without_names(columns, one[many], other[many]) for one, other in ((a, b), (b, a))))
    out[many[counts[many] >= COPIED * longer]] = level["copy"]
    return out


def _without_names(columns: Columns, a: Numbers, b: Numbers) -> Numbers:
    """How many words the first of each pair has that are no names of the second."""
    left: Numbers = columns.words.sizes[a] - shared(columns.words, a, columns.names, b)
    return left


def shared(bags: Bags, a: Numbers, others: Bags, b: Numbers) -> Numbers:
    """How many words the first of each pair has in some bags that the second has in others: what stands twice once both sets are laid side
    by side and sorted."""
    if not len(a):
        return np.empty(0, np.int64)
    width = max(int(one.run.max(initial=0)) for one in (bags, others)) + 1
    laid = []
    for own, side in ((bags, a), (others, b)):
        sizes = own.sizes[side]
        laid.append(np.repeat(np.arange(len(a)) * width, sizes) + own.run[spread_out(own.begins[side], sizes)])
    keys = np.sort(np.concatenate(laid))
    twice = keys[1:][keys[1:] == keys[:-1]]
    return np.bincount(twice // width, minlength=len(a))


ARRAYS: Mapping[str, Callable[[Columns, Numbers, Numbers, Mapping[str, int]], Levels]] = {
    "time": _time,
    "things": partial(_bags, "things"),
    "proper": partial(_bags, "proper"),
    "text": _text,
    "again": _again,
    "document": _document,
}
