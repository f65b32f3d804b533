"""The grounds of links in words: what each question answered about two tellings, and what that weighed."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from frontlog.incidents.codes import Numbers
from frontlog.incidents.columns import CODED, Columns
from frontlog.incidents.compare import QUESTIONS, feature, prior
from frontlog.incidents.scores import NO_LEVEL, Levels, Scorer
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights
from frontlog.model import Feature

AT_ONCE = 1 << 16  # pairs whose answers are arrays at once
FAR = 1 << 22  # more days than any day has before it
NONE = -1
Found = tuple[Sequence[Feature], Numbers]  # features, and the number of each pair among them
WORDLESS = ("again", "document")  # questions whose details are the same for all pairs of one level


class Reasons:
    """Features of pairs as `compare` gives them, equal ones shared. For a portion of a log: numbers of pairs of its tellings are keys."""

    def __init__(self, columns: Columns, types: Types, weights: Weights) -> None:
        self._columns, self._types, self._weights = columns, types, weights
        self._scorer = Scorer(columns, types, weights)
        self._levels = {name: list(weights.level[name]) for name in QUESTIONS}
        self._values: dict[str, dict[int, Any]] = {name: {} for name in QUESTIONS}
        _, self._span = np.unique(columns.start * FAR + columns.end, return_inverse=True)

    def of(self, a: Numbers, b: Numbers) -> Iterator[tuple[Feature, ...]]:
        """The features of each pair."""
        for begin in range(0, len(a), AT_ONCE):
            known, numbers = self.numbered(a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE])
            for row in numbers.tolist():
                yield tuple([known[number] for number in row if number != NONE])

    def numbered(self, a: Numbers, b: Numbers) -> tuple[Sequence[Feature], Numbers]:
        """All features of some pairs, and of each pair the numbers of its own in their order, NONE where a question has nothing to say."""
        parts = [
            ([prior(self._weights)], np.zeros(len(a), np.int64)),
            *self._crowd(a, b),
            *(self._features(name, a, b) for name in QUESTIONS),
        ]
        begins = np.cumsum([0, *(len(found) for found, _ in parts)])
        numbers = [np.where(own == NONE, NONE, own + begin) for (_, own), begin in zip(parts, begins.tolist(), strict=False)]
        return [one for found, _ in parts for one in found], np.stack(numbers, axis=1)

    def _crowd(self, a: Numbers, b: Numbers) -> list[Found]:
        """What pairs lose where many things are told of one place and day, and gain by what is rare there."""
        crowds = self._columns.crowds
        if crowds is None:
            return []
        counts = np.maximum(crowds.size[a], crowds.size[b]).tolist()
        lost, gained = crowds.lost(a, b).tolist(), crowds.gained(a, b).tolist()
        many = [f"{n} tellings of this place and day" for n in counts]
        return [
            _told([Feature("crowd", loss, words) if loss else None for loss, words in zip(lost, many, strict=True)]),
            _told([Feature("rare", round(gain, 2), "few of these say the same") if gain else None for gain in gained]),
        ]

    def _features(self, name: str, a: Numbers, b: Numbers) -> Found:
        """The features of one question. It is asked once for all pairs with equal details."""
        levels = self._scorer.answers(name, a, b)
        out = np.full(len(a), NONE, np.int64)
        told = np.flatnonzero(levels != NO_LEVEL)
        _, first, of = np.unique(self._keys(name, levels, a, b)[told], return_index=True, return_inverse=True)
        out[told] = of
        rows = told[first]
        values = (self._asked_about(name, side[rows]) for side in (a, b))
        return [feature(name, *QUESTIONS[name].ask(x, y, self._types), self._weights) for x, y in zip(*values, strict=True)], out

    def _asked_about(self, name: str, tellings: Numbers) -> list[Any]:
        """What a question looks at in some tellings."""
        if name not in CODED:
            return [self._value(name, telling) for telling in tellings.tolist()]
        codes = self._columns.coded[name]
        return [codes.values[number] for number in codes.of[tellings].tolist()]

    def _keys(self, name: str, levels: Levels, a: Numbers, b: Numbers) -> Numbers:
        """Equal numbers for pairs with equal details."""
        own = np.arange(len(a))  # no other pair has them
        if name in CODED:
            codes = self._columns.coded[name]
            return codes.of[a] * len(codes.values) + codes.of[b]
        if name == "time":
            own = (self._span[a] * len(self._span) + self._span[b]) * len(self._levels[name]) + levels
        if name == "text":
            own = np.where(levels == self._levels[name].index("none"), -1, own)
        return levels.astype(np.int64) if name in WORDLESS else own

    def _value(self, name: str, telling: int) -> Any:
        """What a question looks at in a telling, which mostly stands in several pairs."""
        known = self._values[name]
        if (found := known.get(telling, self)) is self:
            known[telling] = found = self._columns.value(name, telling)
        return found


def _told(features: Sequence[Feature | None]) -> Found:
    """The features that some pairs have, each by itself."""
    there = np.array([one is not None for one in features], np.bool_)
    return [one for one in features if one is not None], np.where(there, np.cumsum(there) - 1, NONE)
