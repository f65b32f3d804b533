"""The pairs of tellings that linking needs to know: scored a chunk at a time, so that of all that meet only those that matter are held."""

from typing import NamedTuple

import numpy as np

from frontlog.incidents.arrays import among, distinct
from frontlog.incidents.block import pairs
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.crowds import crowd
from frontlog.incidents.distance import one_place
from frontlog.incidents.scores import Scorer, Scores
from frontlog.incidents.types import Types
from frontlog.incidents.verdicts import Verdicts
from frontlog.incidents.weights import Weights

NEAR_MISS = -2.0  # pairs that were held apart are kept down to this score: "why are these two not one?"
CHUNK = 1 << 18


class Scored(NamedTuple):
    """Pairs of positions, smaller first and in order, with their scores, and whether one document tells them as two events."""

    a: Numbers
    b: Numbers
    score: Scores
    barred: Flags


class Met(NamedTuple):
    """The pairs that groups hang on; and the others that met, as numbers: they are told of only where both end in one group."""

    known: Scored
    faint: Numbers


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
    none = np.empty(0, np.int64)
    found = [Scored(none, none, np.empty(0, np.float64), np.empty(0, np.bool_))]
    faint = [np.empty(0, np.int64)]
    for begin in range(0, len(keys), CHUNK):
        part = keys[begin : begin + CHUNK]
        a, b = part // size, part % size
        score, barred = scorer.scores(a, b, least), different(columns, a, b)
        keep = (score >= least) | barred | among(part, decided)
        low = keep & (score < least)  # told of all the same, so their scores are asked for in full
        score[low] = scorer.scores(a[low], b[low])
        found.append(Scored(a[keep], b[keep], score[keep], barred[keep]))
        faint.append(part[~keep])
    return Met(Scored(*map(np.concatenate, zip(*found, strict=True))), np.concatenate(faint))


def different(columns: Columns, a: Numbers, b: Numbers) -> Flags:
    """Pairs told as two events by one document: at places that are surely two, or in other words on days that do not meet."""
    out: Flags = columns.documents.of[a] == columns.documents.of[b]
    stems = columns.coded["trigger"].of
    for i in np.flatnonzero(out).tolist():
        x, y = int(a[i]), int(b[i])
        places = columns.places(x), columns.places(y)
        apart = columns.dated[x] and columns.dated[y] and (columns.start[y] > columns.end[x] or columns.start[x] > columns.end[y])
        elsewhere = places[0] and places[1] and not any(one_place(p, q) for p in places[0] for q in places[1])
        out[i] = elsewhere or (apart and stems[x] != stems[y])
    return out
