"""The pairs of tellings that linking needs to know: scored a chunk at a time, so that of all that meet only those that matter are held."""

from typing import NamedTuple

import numpy as np

from frontlog.incidents.arrays import among, distinct
from frontlog.incidents.block import pairs
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.crowds import crowd
from frontlog.incidents.disagreements.doers import known
from frontlog.incidents.distance import one_place
from frontlog.incidents.scores import Scorer, Scores
from frontlog.incidents.types import Types
from frontlog.incidents.values import Parties
from frontlog.incidents.verdicts import Verdicts
from frontlog.incidents.weights import Weights

NEAR_MISS = -2.0  # pairs that were held apart are kept down to this score: "why are these two not one?"
CHUNK = 1 << 18
TAKING = ("capture", "advance")


class Scored(NamedTuple):
    """Pairs of positions, smaller first and in order, with their scores, and whether they may not be one event: one document tells them as
    two, or attacker and defender change places."""

    a: Numbers
    b: Numbers
    score: Scores
    barred: Flags


class Met(NamedTuple):
    """The pairs that groups hang on; and the others that met, as numbers: they are told of only where both end in one group. The scorer is
    kept for these: it has asked all places and values already."""

    known: Scored
    faint: Numbers
    scorer: Scorer


def scored(columns: Columns, ruled: Verdicts, types: Types, weights: Weights) -> Met:
    """All pairs that share a block and those that people spoke about. Faint is what scores too little to matter to any group."""
    size = max(1, len(columns))
    a, b = pairs(columns, types)
    decided = np.array(sorted({*ruled.together, *ruled.apart, *ruled.lost}), np.int64).reshape(-1, 2)
    decided = decided[:, 0] * size + decided[:, 1]
    keys = distinct(np.concatenate((a * size + b, decided)))
    del a, b
    scorer, least = Scorer(columns, types, weights), min(weights.floor, weights.threshold, NEAR_MISS)
    columns.crowds = crowd(columns, keys // size, keys % size, scorer.scores)
    swap = Swapped(columns)
    none = np.empty(0, np.int64)
    found = [Scored(none, none, np.empty(0, np.float64), np.empty(0, np.bool_))]
    faint = [np.empty(0, np.int64)]
    for begin in range(0, len(keys), CHUNK):
        part = keys[begin : begin + CHUNK]
        a, b = part // size, part % size
        score, barred = scorer.scores(a, b, least), different(columns, a, b) | swap.of(a, b)
        keep = (score >= least) | barred | among(part, decided)
        low = keep & (score < least)  # told of all the same, so their scores are asked for in full
        score[low] = scorer.scores(a[low], b[low])
        found.append(Scored(a[keep], b[keep], score[keep], barred[keep]))
        faint.append(part[~keep])
    return Met(Scored(*map(np.concatenate, zip(*found, strict=True))), np.concatenate(faint), scorer)


def different(columns: Columns, a: Numbers, b: Numbers) -> Flags:
    """Pairs told as two events by one document: at places that are surely two, in other words on days that do not meet, or between sides
    of which none is in the other. Words that point back ("The strike hit the camp") may name a place of which the sentence before said
    only what it is near."""
    out: Flags = columns.documents.of[a] == columns.documents.of[b]
    stems = columns.coded["trigger"].of
    for i in np.flatnonzero(out).tolist():
        x, y = int(a[i]), int(b[i])
        places = columns.places(x), columns.places(y)
        apart = columns.dated[x] and columns.dated[y] and (columns.start[y] > columns.end[x] or columns.start[x] > columns.end[y])
        elsewhere = places[0] and places[1] and not any(one_place(p, q) for p in places[0] for q in places[1])
        out[i] = (elsewhere and not columns.pointing(x, y)) or (apart and stems[x] != stems[y])
        out[i] = out[i] or strangers(columns.coded["actors"].value(x), columns.coded["actors"].value(y))
    return out


def strangers(a: Parties, b: Parties) -> bool:
    """Whether both tell of two known sides, and nobody of the one has anything to do with the other."""
    named = all(known(side) for side in (a.attackers, a.defenders, b.attackers, b.defenders))
    return named and not (a.attackers | a.defenders) & (b.attackers | b.defenders) and not a.camps & b.camps


class Swapped:
    """Which pairs of one type are the deeds of two sides against each other: "A shelled B", "B shelled A". Both sides must be named by
    both, and what they do together (a clash, talks) has no attacker. Nor is it one fall of a place that two sides took on two days."""

    def __init__(self, columns: Columns) -> None:
        self._days, self._parties, self._kinds = columns, columns.coded["actors"], columns.coded["type"].of
        self._taking = np.array([one in TAKING for one in columns.coded["type"].values], np.bool_)
        self._two = np.array([bool(one.attackers and one.defenders) and not one.loose for one in self._parties.values], np.bool_)
        self._known: dict[int, bool] = {}

    def of(self, a: Numbers, b: Numbers) -> Flags:
        """The answer for pairs of positions."""
        out = np.zeros(len(a), np.bool_)
        x, y = self._parties.of[a], self._parties.of[b]
        asked = np.flatnonzero((x != y) & (self._kinds[a] == self._kinds[b]) & self._two[x] & self._two[y])
        met, where = np.unique(x[asked] * len(self._parties.values) + y[asked], return_inverse=True)
        out[asked] = np.array([self._asked(key) for key in met.tolist()], np.bool_)[where]
        return out | self._in_turn(a, b)

    def _in_turn(self, a: Numbers, b: Numbers) -> Flags:
        """Taken on two days that both name, by two sides that are no allies."""
        days = self._days
        kinds = self._taking[self._kinds[a]] & self._taking[self._kinds[b]] & days.said[a] & days.said[b] & days.dated[a] & days.dated[b]
        out = np.zeros(len(a), np.bool_)
        for i in np.flatnonzero(kinds & ((days.start[b] > days.end[a]) | (days.start[a] > days.end[b]))).tolist():
            x, y = self._parties.value(int(a[i])), self._parties.value(int(b[i]))
            one, other = known(x.attackers), known(y.attackers)
            out[i] = bool(one and other) and not one & other and not x.camps & y.camps
        return out

    def _asked(self, key: int) -> bool:
        if (found := self._known.get(key)) is None:
            x, y = divmod(key, len(self._parties.values))
            self._known[key] = found = exchanged(self._parties.values[x], self._parties.values[y])
        return found


def exchanged(a: Parties, b: Parties) -> bool:
    """Whether the attackers of each are the defenders of the other, and of nothing else they have a part in common."""
    crossed = bool(a.attackers & b.defenders) and bool(a.defenders & b.attackers)
    return crossed and not a.attackers & b.attackers and not a.defenders & b.defenders
