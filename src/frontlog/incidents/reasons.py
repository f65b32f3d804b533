"""The grounds of links in words: what each question answered about two tellings, and what that weighed."""

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np

from frontlog.incidents.columns import CODED, Columns, Numbers
from frontlog.incidents.compare import QUESTIONS, feature, prior
from frontlog.incidents.scores import NO_LEVEL, Levels, Scorer
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights
from frontlog.model import Feature

AT_ONCE = 1 << 16  # pairs whose answers are arrays at once
KNOWN = 1 << 18  # answers that are kept: many pairs have the same two types, the same two places
WORDLESS = ("again", "document")  # questions whose details are the same for all pairs of one level


class Reasons:
    """Features of pairs as `compare` gives them, equal ones shared."""

    def __init__(self, columns: Columns, types: Types, weights: Weights) -> None:
        self._columns, self._types, self._weights = columns, types, weights
        self._scorer = Scorer(columns, types, weights)
        self._levels = {name: list(weights.level[name]) for name in QUESTIONS}
        self._known: dict[Hashable, Feature] = {}

    def of(self, a: Numbers, b: Numbers) -> Iterator[tuple[Feature, ...]]:
        """The features of each pair."""
        first = prior(self._weights)
        for begin in range(0, len(a), AT_ONCE):
            x, y = a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE]
            columns = [self._crowd(x, y), *(self._features(name, x, y) for name in QUESTIONS)]
            for row in zip(*columns, strict=True):
                yield (first, *filter(None, row))

    def _crowd(self, a: Numbers, b: Numbers) -> Iterator[Feature | None]:
        """What pairs lose where many things are told of one place and day."""
        crowds = self._columns.crowds
        if crowds is None:
            yield from (None for _ in range(len(a)))
            return
        counts = np.maximum(crowds.size[a], crowds.size[b])
        for loss, count in zip(crowds.of(a, b).tolist(), counts.tolist(), strict=True):
            yield Feature("crowd", loss, f"{count} tellings of this place and day") if loss else None

    def _features(self, name: str, a: Numbers, b: Numbers) -> Iterator[Feature | None]:
        """The features of one question, None where it has nothing to say."""
        levels = self._scorer.answers(name, a, b)
        if len(self._known) > KNOWN:
            self._known.clear()
        for level, key, x, y in zip(levels.tolist(), self._keys(name, levels, a, b), a.tolist(), b.tolist(), strict=True):
            if level == NO_LEVEL:
                yield None
                continue
            found = self._known.get(key) if key else None
            if found is None:
                found = self._feature(name, x, y)
                if key:
                    self._known[key] = found
            yield found

    def _keys(self, name: str, levels: Levels, a: Numbers, b: Numbers) -> Iterator[Hashable]:
        """Equal for pairs with equal details; None where no other pair has them."""
        columns = self._columns
        if name in CODED:
            of = columns.coded[name].of
            return ((name, x, y) for x, y in zip(of[a].tolist(), of[b].tolist(), strict=True))
        if name == "time":
            parts = (columns.start[a], columns.end[a], columns.start[b], columns.end[b])
            return ((name, *row) for row in zip(levels.tolist(), *(part.tolist() for part in parts), strict=True))
        if name == "text":
            none = self._levels[name].index("none")
            return ((name, level) if level == none else None for level in levels.tolist())
        if name in WORDLESS:
            return ((name, level) for level in levels.tolist())
        return (None for _ in levels)

    def _feature(self, name: str, a: int, b: int) -> Feature:
        values: tuple[Any, Any] = (self._columns.value(name, a), self._columns.value(name, b))
        return feature(name, *QUESTIONS[name].ask(*values, self._types), self._weights)
