"""The grounds of links in words: what each question answered about two tellings, and what that weighed."""

from collections.abc import Iterator
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
        first = prior(self._weights)
        for begin in range(0, len(a), AT_ONCE):
            x, y = a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE]
            columns = [*self._crowd(x, y), *(self._features(name, x, y) for name in QUESTIONS)]
            for row in zip(*columns, strict=True):
                yield (first, *filter(None, row))

    def _crowd(self, a: Numbers, b: Numbers) -> list[list[Feature | None]]:
        """What pairs lose where many things are told of one place and day, and gain by what is rare there."""
        crowds = self._columns.crowds
        if crowds is None:
            return []
        counts = np.maximum(crowds.size[a], crowds.size[b]).tolist()
        lost, gained = crowds.lost(a, b).tolist(), crowds.gained(a, b).tolist()
        return [
            [Feature("crowd", loss, f"{n} tellings of this place and day") if loss else None for loss, n in zip(lost, counts, strict=True)],
            [Feature("rare", round(gain, 2), "few of these say the same") if gain else None for gain in gained],
        ]

    def _features(self, name: str, a: Numbers, b: Numbers) -> list[Feature | None]:
        """The features of one question, None where it has nothing to say. It is asked once for all pairs with equal details."""
        levels = self._scorer.answers(name, a, b)
        out: list[Feature | None] = [None] * len(a)
        told = np.flatnonzero(levels != NO_LEVEL)
        _, first, of = np.unique(self._keys(name, levels, a, b)[told], return_index=True, return_inverse=True)
        found = [self._feature(name, int(a[row]), int(b[row])) for row in told[first].tolist()]
        for row, number in zip(told.tolist(), of.tolist(), strict=True):
            out[row] = found[number]
        return out

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

    def _feature(self, name: str, a: int, b: int) -> Feature:
        return feature(name, *QUESTIONS[name].ask(self._value(name, a), self._value(name, b), self._types), self._weights)

    def _value(self, name: str, telling: int) -> Any:
        """What a question looks at in a telling, which mostly stands in several pairs."""
        known = self._values[name]
        if (found := known.get(telling, self)) is self:
            known[telling] = found = self._columns.value(name, telling)
        return found
