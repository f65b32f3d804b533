"""Which claims are compared at all: those that share a bucket of kind of event, days, and place or, where that is lacking, side or words.

Every telling is posted to a few buckets, as numbers in arrays: the grid cells and the days that it reaches halfway to its neighbours, so
that two within reach of each other always meet in one. Pairs are made inside buckets only. A crowded bucket is walked in an order by day,
type, place and words with a window, so that work and memory grow with the claims and not with their square, a famous day included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from frontlog.incidents.arrays import Runs, among, distinct, mixed
from frontlog.incidents.buckets import APART, Family, bins, by_cell, by_name, by_proper, by_report, by_side, groups, once, undated
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.types import Types
from frontlog.reference.placenames import fold

CROWD = 80  # members: a larger bucket is walked with a window of
WINDOW = 40  # members
AT_ONCE = 1 << 17  # members of buckets that are walked at once


@dataclass(frozen=True, slots=True)
class Posts:
    """Which telling stands in which bucket; a bucket is a hash of what its members share."""

    bucket: Numbers
    telling: Numbers
    has_say: Flags  # by telling: of a pair, one must have a say


def pairs(columns: Columns, types: Types) -> tuple[Numbers, Numbers]:
    """Pairs of positions (smaller first) that are worth a comparison, in order, as two arrays."""
    size = len(columns)
    if size < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    ranks = _ranks(columns)
    orders = (ranks, _by_toll(columns, ranks))
    kinds, days = groups(columns, types), bins(columns)
    families: tuple[tuple[Family, Runs, bool], ...] = (
        (by_cell, days, True),
        (by_name, days, True),
        (by_side, days, True),
        (by_proper, days, True),
        (by_report, once(size), False),
        (undated, once(size), False),
    )
    found = [np.empty(0, np.int64)]
    for family, when, dated in families:
        spots, say = family(columns)
        found += _walk(_meeting(spots, when, kinds, say), orders, columns, dated)
    merged = distinct(np.concatenate(found))
    return merged // size, merged % size


def _meeting(spots: Runs, when: Runs, kinds: Runs, say: Flags) -> Posts:
    """The posts of a family by place, days and kind, in buckets where at least one member has a say."""
    telling, spot, day = spots.crossed(when, len(say))
    telling, place_and_day, group = Runs(mixed(spot, day), telling).crossed(kinds, len(say))
    bucket = mixed(place_and_day, group)
    if say.all():
        return Posts(bucket, telling, say)
    wanted = distinct(bucket[say[telling]])
    keep = among(bucket, wanted)
    return Posts(bucket[keep], telling[keep], say)


def _ranks(columns: Columns) -> Numbers:
    """The place of each telling in the order in which crowds are walked: by day, place, type and verb."""
    first = _ranked(columns, "place", lambda places: fold(places[0].name) if places else "")
    by = (
        _ranked(columns, "trigger", str),
        _ranked(columns, "type", str),
        first,
        np.where(columns.dated, columns.end, np.iinfo(np.int64).max),
    )
    out = np.empty(len(columns), np.int64)
    out[np.lexsort(by)] = np.arange(len(columns))
    return out


def _by_toll(columns: Columns, order: Numbers) -> Numbers:
    """A second order in which crowds are walked: those that tell one toll stand together."""
    tolls = columns.coded["losses"]
    names = [max((toll.min or 0 for toll in losses), default=0) for losses in tolls.values]
    out = np.empty(len(columns), np.int64)
    out[np.lexsort((order, np.array(names, np.int64)[tolls.of]))] = np.arange(len(columns))
    return out


def _ranked(columns: Columns, question: str, name: Callable[..., str]) -> Numbers:
    """The rank of each telling by a name for what a question looks at."""
    codes = columns.coded[question]
    names = [name(value) for value in codes.values]
    rank = {one: number for number, one in enumerate(sorted(set(names)))}
    return np.array([rank[one] for one in names], np.int64)[codes.of]


def _walk(posts: Posts, orders: Sequence[Numbers], columns: Columns, dated: bool) -> list[Numbers]:
    """Pairs as smaller * size + larger: all of a bucket, and of a crowded one those that stand within the window in one of the orders. Some
    may come twice."""
    by = np.lexsort((orders[0][posts.telling], posts.bucket))
    bucket, telling = posts.bucket[by], posts.telling[by]
    found: list[Numbers] = []
    if not len(bucket):
        return found
    ends = np.flatnonzero(np.append(bucket[1:] != bucket[:-1], True)) + 1  # one past the last member of each bucket
    begin = 0
    while begin < len(ends):  # some buckets at a time, so that what is held hangs on AT_ONCE and not on the log
        first = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, first + AT_ONCE, side="right")))
        found.append(_inside(telling[first : ends[end - 1]], ends[begin:end] - first, posts.has_say, columns, dated))
        begin = end
    sizes = np.diff(ends, prepend=0)
    crowded = np.repeat(sizes > CROWD, sizes)
    if len(orders) > 1 and crowded.any():
        found += _walk(Posts(bucket[crowded], telling[crowded], posts.has_say), orders[1:], columns, dated)
    return found


def _inside(telling: Numbers, ends: Numbers, has_say: Flags, columns: Columns, dated: bool) -> Numbers:
    """The pairs of some buckets that lie one behind the other."""
    size = len(columns)
    sizes = np.diff(ends, prepend=0)
    last = np.repeat(ends, sizes)
    reach = np.repeat(np.where(sizes > CROWD, WINDOW, sizes), sizes)
    found = [np.empty(0, np.int64)]
    here = np.arange(len(telling))
    step = 1
    while len(here := here[(here + step < last[here]) & (step <= reach[here])]):
        a, b = telling[here], telling[here + step]
        told = has_say[a] | has_say[b]
        if dated:
            told &= (columns.start[b] - columns.end[a] <= APART) & (columns.start[a] - columns.end[b] <= APART)
        a, b = a[told], b[told]
        found.append(np.minimum(a, b) * size + np.maximum(a, b))
        step += 1
    return distinct(np.concatenate(found))
