"""Links with their grounds, a portion of pairs at a time, wherever hands are free."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from frontlog.collecting import put_off
from frontlog.incidents.arrays import distinct
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.packing import Rows
from frontlog.incidents.pairs import NEAR_MISS, Met
from frontlog.incidents.reasons import NONE, Reasons
from frontlog.incidents.scores import Scores
from frontlog.incidents.told import Bytes, Told
from frontlog.incidents.types import load_types
from frontlog.incidents.verdicts import Verdicts
from frontlog.incidents.weights import load_weights
from frontlog.model import Batch, Feature, Link, Origin, column_of, quick, record_id, schema

ORIGIN = Origin("incidents.link", "1")
SAID = (  # what is said of a pair beside its score
    ("", ""),
    ("told apart", "one document tells them as two events"),
    ("decision", "decided: same"),
    ("decision", "decided: different"),
    ("decision", "decided, but newer decisions say otherwise"),
    ("told apart", "attacker and defender change places"),
)
SWAPPED = len(SAID) - 1
MISSES = 12  # near misses of a telling that are told of
AT_ONCE = 1 << 12  # pairs that are told of at once


class Ties(NamedTuple):
    """Pairs to be told of, by place among some tellings; `said` are words about a pair beside its score, by its number."""

    columns: Columns
    ids: Sequence[str]
    a: Numbers
    b: Numbers
    score: Scores
    same: Flags
    said: Mapping[int, tuple[str, str]]
    tabled: bool = False  # whether the links are wanted as a table


New = Callable[[Numbers, Numbers, Scores, Flags, Bytes], Flags]  # of pairs, their scores, whether they are one, and their place in SAID


def ties(
    told: Told,
    met: Met,
    group_of: Numbers,
    ruled: Verdicts,
    new: New | None = None,
    tabled: bool = False,
) -> Iterator[Ties]:
    """All pairs that were taken as one event, the near misses, and what people spoke about; of these the `new` ones."""
    size = max(1, len(told))
    a, b, score, barred = met.known
    decided = [np.array([x * size + y for x, y in pairs], np.int64) for pairs in (ruled.together, ruled.apart, ruled.lost)]
    same = group_of[a] == group_of[b]
    kept = same | nearest(a, b, score, ~same & (score >= NEAR_MISS)) | np.isin(a * size + b, np.concatenate(decided))
    joined = met.faint[group_of[met.faint // size] == group_of[met.faint % size]]
    more = met.scorer.scores(joined // size, joined % size)
    keys, score = np.concatenate(((a * size + b)[kept], joined)), np.concatenate((score[kept], more))
    order = np.argsort(keys, kind="stable")
    keys, score = keys[order], score[order]
    said = np.append(barred[kept], np.zeros(len(joined), np.bool_))[order].astype(np.uint8)  # places in SAID
    of = told.columns.documents.of
    said[(said > 0) & (of[keys // size] != of[keys % size])] = SWAPPED
    for place, ones in enumerate(decided, 2):
        said[np.isin(keys, ones)] = place
    if new is not None:
        wanted = new(keys // size, keys % size, score, group_of[keys // size] == group_of[keys % size], said)
        keys, score, said = keys[wanted], score[wanted], said[wanted]
    for begin in range(0, len(keys), AT_ONCE):
        x, y = np.divmod(keys[begin : begin + AT_ONCE], size)
        words = said[begin : begin + AT_ONCE]
        members = distinct(np.concatenate((x, y)))
        yield Ties(
            told.columns.part(members),
            [told.id(position) for position in members.tolist()],
            np.searchsorted(members, x),
            np.searchsorted(members, y),
            score[begin : begin + AT_ONCE],
            group_of[x] == group_of[y],
            {i: SAID[words[i]] for i in np.flatnonzero(words).tolist()},
            tabled,
        )


def nearest(a: Numbers, b: Numbers, score: Scores, asked: Flags) -> Flags:
    """Of some pairs those that are among the MISSES likest ones of one of their two: on a famous day everything is alike."""
    rows = np.flatnonzero(asked)
    out = np.zeros(len(a), np.bool_)
    for side in (a[rows], b[rows]):
        order = np.lexsort((rows, -score[rows], side))
        begins = np.flatnonzero(np.append(True, side[order][1:] != side[order][:-1])[: len(order)])
        rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
        out[rows[order[rank < MISSES]]] = True
    return out


def linked_by(task: Ties) -> Rows[Link] | Sequence[Batch]:
    """The links of a portion of pairs."""
    out = []
    with put_off(aged=True):
        reasons = Reasons(task.columns, load_types(), load_weights())
        if task.tabled:
            return [Batch(Link, _laid(task, *reasons.numbered(task.a, task.b)))]
        found = reasons.of(task.a, task.b)
        rows = zip(task.a.tolist(), task.b.tolist(), task.score.tolist(), task.same.tolist(), found, strict=True)
        for i, (a, b, score, same, features) in enumerate(rows):
            if i in task.said:
                name, words = task.said[i]
                features += (Feature(name, 0.0, words),)
            out.append(_link(task.ids[a], task.ids[b], round(score, 4), "same" if same else "different", features))
    return Rows(out)


def _laid(task: Ties, known: Sequence[Feature], numbers: Numbers) -> pa.Table:
    """The same as a table, of features by number."""
    said = [Feature(name, 0.0, words) for name, words in task.said.values()]
    more = np.full(len(numbers), NONE, np.int64)
    more[list(task.said)] = np.arange(len(said)) + len(known)
    numbers = np.column_stack((numbers, more))
    a, b = ([task.ids[place] for place in side.tolist()] for side in (task.a, task.b))
    ids = [record_id("l", one, other) for one, other in zip(a, b, strict=True)]
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    numbers = numbers[order]
    there = numbers != NONE
    shape = schema(Link)
    kind = shape.field("features").type
    features = column_of(Feature, [*known, *said])
    ends = np.append(0, np.cumsum(np.count_nonzero(there, axis=1))).astype(np.int32)
    verdicts = np.where(task.same, "same", "different")
    columns = {
        "id": pa.array(ids, pa.string()).take(pa.array(order)),
        "claim_a": pa.array(a, pa.string()).take(pa.array(order)),
        "claim_b": pa.array(b, pa.string()).take(pa.array(order)),
        "score": pa.array([round(score, 4) for score in task.score[order].tolist()], pa.float64()),
        "verdict": pa.array(verdicts[order].tolist(), pa.string()),
        "features": pa.ListArray.from_arrays(pa.array(ends), features.take(pa.array(numbers[there])), type=kind),
        "origin": column_of(Origin, [ORIGIN]).take(pa.array(np.zeros(len(ids), np.int64))),
    }
    return pa.Table.from_arrays([columns[name] for name in shape.names], schema=shape)


def copied(told: Told) -> Iterator[Link]:
    """The links of tellings to their verbatim copies."""
    for position in told.copied():
        for member, _ in told.copies(position):
            low, high = sorted((told.id(position), member))
            yield _link(low, high, 0.0, "same", (Feature("copy", 0.0, "the same sentence, copied"),))


_made = quick(Link)


def _link(a: str, b: str, score: float, verdict: str, features: tuple[Feature, ...]) -> Link:
    return _made(id=record_id("l", a, b), claim_a=a, claim_b=b, score=score, verdict=verdict, features=features, origin=ORIGIN)
