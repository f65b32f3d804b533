"""The scores of all candidate pairs at once, as `compare` gives them for one; the tests hold the two together.

Each question is asked once for all pairs whose values it cannot tell apart; what numbers can answer is answered by arrays.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from frontlog.incidents.columns import CODED, Columns, Numbers
from frontlog.incidents.compare import BETWEEN, COPIED, LONG, NEWS, QUESTIONS, SHARED
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights

Levels = npt.NDArray[np.int8]
Scores = npt.NDArray[np.float64]
NO_LEVEL = -1
CHUNK = 1 << 16  # pairs whose words are sets at once


def scores(columns: Columns, a: Numbers, b: Numbers, types: Types, weights: Weights) -> Scores:
    """The log-odds of pairs of tellings, given by position, as `compare` would give them."""
    out = np.full(len(a), weights.prior)
    for name in QUESTIONS:
        table = np.array([*weights.level[name].values(), 0.0])  # the last one for NO_LEVEL
        out += table[answers(name, columns, a, b, types, list(weights.level[name]))]
    rounded: Scores = np.round(out, 4)
    return rounded


def answers(name: str, columns: Columns, a: Numbers, b: Numbers, types: Types, names: Sequence[str]) -> Levels:
    """The level of each pair as a position in `names`."""
    if name in CODED:
        return _coded(name, columns, a, b, types, names)
    return ARRAYS[name](columns, a, b, {level: number for number, level in enumerate(names)})


def _coded(name: str, columns: Columns, a: Numbers, b: Numbers, types: Types, names: Sequence[str]) -> Levels:
    codes, ask = columns.coded[name], QUESTIONS[name].ask
    place = {level: number for number, level in enumerate(names)} | {"": NO_LEVEL}
    keys, where = np.unique(codes.of[a] * len(codes.values) + codes.of[b], return_inverse=True)
    found = np.empty(len(keys), np.int8)
    for i, key in enumerate(keys.tolist()):
        x, y = divmod(key, len(codes.values))
        found[i] = place[ask(codes.values[x], codes.values[y], types)[0]]
    levels: Levels = found[where]
    return levels


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
    rules = (
        (columns.documents.of[a] != columns.documents.of[b], "other"),
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


def _first(rules: Sequence[tuple[npt.NDArray[np.bool_], str]], level: Mapping[str, int], otherwise: int) -> Levels:
    """The level of the first rule that holds."""
    return np.select([rule for rule, _ in rules], [level[name] for _, name in rules], otherwise).astype(np.int8)


def _bags(name: str, columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    shared, other = level["shared"], level["other"]
    out = np.full(len(a), NO_LEVEL, np.int8)
    bags = columns.bags[name]
    asked = np.flatnonzero((bags.sizes[a] > 0) & (bags.sizes[b] > 0))
    for first in range(0, len(asked), CHUNK):
        part = asked[first : first + CHUNK]
        sets = _sets(bags.numbers, a[part], b[part])
        pairs = zip(a[part].tolist(), b[part].tolist(), strict=True)
        out[part] = [other if sets[x].isdisjoint(sets[y]) else shared for x, y in pairs]
    return out


def _text(columns: Columns, a: Numbers, b: Numbers, level: Mapping[str, int]) -> Levels:
    by_count = [level[name] for name in SHARED]
    out = np.empty(len(a), np.int8)
    for first in range(0, len(a), CHUNK):
        part = slice(first, first + CHUNK)
        sets = _sets(columns.words.numbers, a[part], b[part])
        pairs = zip(a[part].tolist(), b[part].tolist(), strict=True)
        shared = [len(sets[x] & sets[y]) for x, y in pairs]
        out[part] = [by_count[min(count, len(by_count) - 1)] for count in shared]
        for i in np.flatnonzero(np.array(shared) >= 3).tolist():
            x, y = int(a[first + i]), int(b[first + i])
            longer = max(len(sets[x] - columns.names.numbers(y)), len(sets[y] - columns.names.numbers(x)))
            if shared[i] >= COPIED * longer:
                out[first + i] = level["copy"]
    return out


def _sets(of: Callable[[int], frozenset[int]], a: Numbers, b: Numbers) -> dict[int, frozenset[int]]:
    return {one: of(one) for one in np.unique(np.concatenate((a, b))).tolist()}


ARRAYS: Mapping[str, Callable[[Columns, Numbers, Numbers, Mapping[str, int]], Levels]] = {
    "time": _time,
    "things": partial(_bags, "things"),
    "proper": partial(_bags, "proper"),
    "text": _text,
    "again": _again,
    "document": _document,
}
