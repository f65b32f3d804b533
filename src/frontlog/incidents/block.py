"""Which claims are compared at all: those that share a bucket of kind of event, days, and place or, where that is lacking, side or words.

Every telling is posted to a few buckets, as numbers in arrays: the grid cells and the days that it reaches halfway to its neighbours, so
that two within reach of each other always meet in one. Pairs are made inside buckets only. A crowded bucket is walked in an order by day,
type, place and words with a window, so that work and memory grow with the claims and not with their square, a famous day included.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, radians
from zlib import crc32

import numpy as np

from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.distance import Spot, nameless
from frontlog.incidents.spelling import plain, stem
from frontlog.incidents.types import Types
from frontlog.model import PlaceRef
from frontlog.reference.placenames import fold, skeleton, tokens

CELL = 0.25  # degrees of latitude, about 28 km: a few villages
REACH = 0.14  # degrees, about 15 km: what compare still calls "off" and not "far"
BIN = 4  # days
APART = 3  # days: what is further apart is compared only when one of the two has no date
LONGEST = 12  # bins: of a siege of years only the last seven weeks take part
CROWD = 80  # members: a larger bucket is walked with a window of
WINDOW = 40  # members
AREAS = {fold(word) for word in ("province", "governorate", "county", "district", "region", "oblast", "state", "countryside")}
AT_ONCE = 1 << 17  # members of buckets that are walked at once
WIDE_M = 50_000  # a place known no better than this is a province: it meets others by its name

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Posts:
    """Which telling stands in which bucket; a bucket is a hash of what its members share."""

    bucket: Numbers
    telling: Numbers
    has_say: Flags  # by telling: of a pair, one must have a say


@dataclass(frozen=True, slots=True)
class Runs:
    """Several numbers for each telling, one telling's behind the other's."""

    numbers: Numbers
    telling: Numbers

    def crossed(self, other: "Runs", size: int) -> tuple[Numbers, Numbers, Numbers]:
        """All pairs of one number of this and one of the other of the same telling: the telling, the one, the other. Both are in order."""
        counts = np.bincount(other.telling, minlength=size)
        begins = np.cumsum(counts) - counts
        times = counts[self.telling]
        mine = np.repeat(np.arange(len(self.numbers)), times)
        within = np.arange(len(mine)) - np.repeat(np.cumsum(times) - times, times)
        return self.telling[mine], self.numbers[mine], other.numbers[begins[self.telling[mine]] + within]


def pairs(columns: Columns, types: Types) -> tuple[Numbers, Numbers]:
    """Pairs of positions (smaller first) that are worth a comparison, in order, as two arrays."""
    size = len(columns)
    if size < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    ranks = _ranks(columns)
    orders = (ranks, _by_toll(columns, ranks))
    groups, days = _groups(columns, types), _bins(columns)
    families: tuple[tuple[Family, Runs, bool], ...] = (
        (_by_cell, days, True),
        (_by_name, days, True),
        (_by_side, days, True),
        (_by_proper, days, True),
        (_undated, _once(size), False),
    )
    found = [np.empty(0, np.int64)]
    for family, when, dated in families:
        spots, say = family(columns)
        found += _walk(_meeting(spots, when, groups, say), orders, columns, dated)
    merged = distinct(np.concatenate(found))
    return merged // size, merged % size


Family = Callable[[Columns], tuple[Runs, Flags]]  # what a telling shares with others, as hashes, and whether it has a say


def _by_cell(columns: Columns) -> tuple[Runs, Flags]:
    """Located places by the grid."""
    return _by_place(columns, lambda spot: cells(spot) if _located(spot) else ()), np.ones(len(columns), np.bool_)


def _by_name(columns: Columns) -> tuple[Runs, Flags]:
    """Places without a point, or known only as a province, by their spelling and by its words; those that have one are there to be met."""
    lists = columns.coded["place"]
    vague = np.array([not all(map(_located, places)) for places in lists.values], np.bool_)
    return _by_place(columns, _words), vague[lists.of]


def _by_proper(columns: Columns) -> tuple[Runs, Flags]:
    """Claims whose place has no point ("the police station"), by the names of their sentence; those that are at such a place are there
    to be met."""
    lists = columns.coded["place"]
    found = np.array([bool(places) and all(spot.lat is None for spot in places) for places in lists.values], np.bool_)[lists.of]
    words, numbers, telling = columns.bags["proper"].told(np.flatnonzero(found))
    hashes = np.array([hash_of(("proper", word)) for word in words], np.int64)
    return _joined(_by_place(columns, _proper), Runs(hashes[numbers], telling)), found


def _proper(spot: Spot) -> Iterator[Key]:
    return (("proper", stem(plain(word))) for word in re.findall(r"[^\W\d_]{4,}", spot.name))


def _by_side(columns: Columns) -> tuple[Runs, Flags]:
    """Claims without a place ("an army base" is none), by who takes part, report and verb; those that name one are there to be met."""
    sides = _hashed(columns, "actors", lambda parties: (("side", one) for one in parties.attackers | parties.defenders))
    reports = _spread([[hash_of(("report", one))] for one in columns.documents.values], columns.documents.of)
    placeless = np.array([all(map(nameless, places)) for places in columns.coded["place"].values], np.bool_)[columns.coded["place"].of]
    verbs = _hashed(columns, "trigger", lambda stem: (("words", stem),))
    verbs = Runs(verbs.numbers[placeless[verbs.telling]], verbs.telling[placeless[verbs.telling]])
    return _joined(sides, reports, verbs), placeless


def _undated(columns: Columns) -> tuple[Runs, Flags]:
    """Claims without a date, by the name of their place."""
    return _by_place(columns, lambda spot: [("undated", name)] if (name := fold(spot.name)) else ()), ~columns.dated


def _by_place(columns: Columns, keys: Callable[[Spot], Iterable[Key]]) -> Runs:
    return _hashed(columns, "place", lambda places: (key for spot in places for key in keys(spot)))


def _words(spot: Spot) -> Iterator[Key]:
    found = {skeleton(spot.name), *tokens(spot.name)} | {word for area in spot.within for word in tokens(area)}
    return (("name", word) for word in found - AREAS if len(word) > 2)


def _hashed(columns: Columns, question: str, keys: Callable[..., Iterable[Key]]) -> Runs:
    """Hashes of the keys of what a question looks at, worked out once a value."""
    codes = columns.coded[question]
    return _spread([sorted({hash_of(key) for key in keys(value)}) for value in codes.values], codes.of)


def _spread(lists: Sequence[Sequence[int]], of: Numbers) -> Runs:
    """The list of each telling, given by number."""
    counts = np.array([len(one) for one in lists], np.int64)
    flat = np.array([number for one in lists for number in one], np.int64)
    begins = np.cumsum(counts) - counts
    times = counts[of]
    telling = np.repeat(np.arange(len(of)), times)
    within = np.arange(len(telling)) - np.repeat(np.cumsum(times) - times, times)
    return Runs(flat[begins[of[telling]] + within], telling)


def _joined(*runs: Runs) -> Runs:
    numbers, telling = np.concatenate([one.numbers for one in runs]), np.concatenate([one.telling for one in runs])
    order = np.lexsort((numbers, telling))
    numbers, telling = numbers[order], telling[order]
    new = np.append(True, (numbers[1:] != numbers[:-1]) | (telling[1:] != telling[:-1]))[
        : len(numbers)
    ]  # a number twice is a pair with itself
    return Runs(numbers[new], telling[new])


def _groups(columns: Columns, types: Types) -> Runs:
    """The groups of each telling's type."""
    kinds = columns.coded["type"]
    return _spread([sorted(hash_of(("group", group)) for group in types.of(kind)) for kind in kinds.values], kinds.of)


def _bins(columns: Columns) -> Runs:
    """Bins of days reached halfway: of two tellings APART days apart, the reach of both meets."""
    first, last = (columns.start - APART // 2) // BIN, (columns.end + (APART + 1) // 2) // BIN
    first = np.maximum(first, last - LONGEST)
    times = np.where(columns.dated, last - first + 1, 0)
    telling = np.repeat(np.arange(len(columns)), times)
    return Runs(first[telling] + np.arange(len(telling)) - np.repeat(np.cumsum(times) - times, times), telling)


def _once(size: int) -> Runs:
    return Runs(np.zeros(size, np.int64), np.arange(size))


def _located(place: Spot) -> bool:
    return place.lat is not None and place.lon is not None and (place.uncertainty_m or 0) <= WIDE_M


def cells(place: Spot | PlaceRef) -> list[Key]:
    """The grid cells within half the reach of a located place. Cells keep their width in kilometres up to the poles."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    out: list[Key] = []
    for row in range(floor((lat - REACH / 2) / CELL), floor((lat + REACH / 2) / CELL) + 1):
        wide = max(0.05, cos(radians(row * CELL)))
        reach = REACH / 2 / max(0.05, cos(radians(lat))) * wide
        out += [("cell", row, column) for column in range(floor((lon * wide - reach) / CELL), floor((lon * wide + reach) / CELL) + 1)]
    return out


def _meeting(spots: Runs, when: Runs, groups: Runs, say: Flags) -> Posts:
    """The posts of a family by place, days and kind, in buckets where at least one member has a say."""
    telling, spot, day = spots.crossed(when, len(say))
    telling, place_and_day, group = Runs(_mixed(spot, day), telling).crossed(groups, len(say))
    bucket = _mixed(place_and_day, group)
    if say.all():
        return Posts(bucket, telling, say)
    wanted = distinct(bucket[say[telling]])
    keep = among(bucket, wanted)
    return Posts(bucket[keep], telling[keep], say)


def _mixed(a: Numbers, b: Numbers) -> Numbers:
    """One hash of two numbers."""
    with np.errstate(over="ignore"):
        mixed = (a.astype(np.uint64) ^ (a.astype(np.uint64) >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed + b.astype(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
        return ((mixed ^ (mixed >> np.uint64(29))) >> np.uint64(1)).astype(np.int64)


def hash_of(key: Key) -> int:
    """Sixty-two bits of a key, the same in every process."""
    words = "|".join(map(str, key)).encode()
    return (crc32(words) << 30) ^ crc32(words, 0x5F3759DF)


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


def distinct(numbers: Numbers) -> Numbers:
    """Each number once, in order. By sorting: numpy's own `unique` hashes, which is ten times slower on arrays that no cache holds."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def among(numbers: Numbers, wanted: Numbers) -> Flags:
    """Which of some numbers are among others, which are in order."""
    if not len(wanted):
        return np.zeros(len(numbers), np.bool_)
    found: Flags = wanted[np.minimum(np.searchsorted(wanted, numbers), len(wanted) - 1)] == numbers
    return found
