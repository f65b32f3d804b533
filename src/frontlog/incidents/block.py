"""Which claims are compared at all: those that share a bucket of kind of event, days, and place or, where that is lacking, side or words.

Every telling is posted to a few buckets, as numbers in arrays: the grid cells and the days that it reaches halfway to its neighbours, so
that two within reach of each other always meet in one. Pairs are made inside buckets only. A crowded bucket is walked in an order by day,
type, place and words with a window, so that work and memory grow with the claims and not with their square, a famous day included.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import cos, floor, radians
from zlib import crc32

import numpy as np
import numpy.typing as npt

from frontlog.incidents.telling import Telling
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
PLACES = 12  # places of one claim that take part: a list of more is no event
UNDATED = -1  # the bin of claims without a date, and of the door through which they meet the others
WIDE_M = 50_000  # a place known no better than this is a province: it meets others by its name

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Posts:
    """Which telling stands in which bucket; a bucket is a hash of what its members share."""

    bucket: Numbers
    telling: Numbers
    has_say: npt.NDArray[np.bool_]  # by telling: of a pair, one must have a say


def pairs(tellings: Sequence[Telling], types: Types) -> list[tuple[int, int]]:
    """Pairs of positions (smaller first) that are worth a comparison, in order."""
    return [(int(a), int(b)) for a, b in zip(*pair_arrays(tellings, types), strict=True)]


def pair_arrays(tellings: Sequence[Telling], types: Types) -> tuple[Numbers, Numbers]:
    """The same as two arrays."""
    if len(tellings) < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    order = _ranks(tellings)
    days = _days(tellings)
    found = [_walk(posts, order, days, len(tellings), dated) for family, dated in FAMILIES for posts in [_meeting(tellings, family, types)]]
    merged = np.unique(np.concatenate(found))
    return merged // len(tellings), merged % len(tellings)


Key = tuple[str | int, ...]
Family = Callable[[Telling, Types], tuple[Iterable[Key], bool]]  # the buckets of a telling, and whether it has a say in which of them count


def _by_cell(telling: Telling, types: Types) -> tuple[Iterable[Key], bool]:
    """Located places by the grid."""
    spots = {cell for place in telling.claim.place[:PLACES] if _located(place) for cell in cells(place)}
    return _crossed(telling, types, spots), True


def _by_name(telling: Telling, types: Types) -> tuple[Iterable[Key], bool]:
    """Places without a point, or known only as a province, by their spelling and by its words; those that have one are there to be met."""
    spots: set[Key] = set()
    for place in telling.claim.place[:PLACES]:
        name = place.name or place.text
        spots.update(("name", word) for word in {skeleton(name), *tokens(name)} if len(word) > 2)
    return _crossed(telling, types, spots), not all(map(_located, telling.claim.place))


def _by_side(telling: Telling, types: Types) -> tuple[Iterable[Key], bool]:
    """Claims that name no place, by who takes part and by their report; those that name one are there to be met."""
    spots: set[Key] = {("side", one) for one in telling.attackers | telling.defenders}
    spots.add(("report", telling.claim.document))
    if not telling.claim.place:
        spots.add(("words", telling.stem))
    return _crossed(telling, types, spots), not telling.claim.place


def _undated(telling: Telling, types: Types) -> tuple[Iterable[Key], bool]:
    """Claims without a date, by the name of their place."""
    names = {fold(place.name or place.text) for place in telling.claim.place[:PLACES]} - {""}
    return product(types.of(telling.claim.type), (UNDATED,), sorted(names)), telling.end is None


FAMILIES: tuple[tuple[Family, bool], ...] = ((_by_cell, True), (_by_name, True), (_by_side, True), (_undated, False))


def _crossed(telling: Telling, types: Types, spots: Iterable[Key]) -> Iterator[Key]:
    for group, day, spot in product(types.of(telling.claim.type), _bins(telling), sorted(spots, key=str)):
        yield (group, day, *spot)


def _located(place: PlaceRef) -> bool:
    return place.lat is not None and place.lon is not None and (place.uncertainty_m or 0) <= WIDE_M


def _bins(telling: Telling) -> range:
    """Bins of days reached halfway: of two tellings APART days apart, the reach of both meets."""
    if telling.start is None or telling.end is None:
        return range(0)
    first, last = (telling.start.toordinal() - APART // 2) // BIN, (telling.end.toordinal() + (APART + 1) // 2) // BIN
    return range(max(first, last - LONGEST), last + 1)


def cells(place: PlaceRef) -> list[Key]:
    """The grid cells within half the reach of a located place. Cells keep their width in kilometres up to the poles."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    out: list[Key] = []
    for row in range(floor((lat - REACH / 2) / CELL), floor((lat + REACH / 2) / CELL) + 1):
        wide = max(0.05, cos(radians(row * CELL)))
        reach = REACH / 2 / max(0.05, cos(radians(lat))) * wide
        out += [("cell", row, column) for column in range(floor((lon * wide - reach) / CELL), floor((lon * wide + reach) / CELL) + 1)]
    return out


def _meeting(tellings: Sequence[Telling], family: Family, types: Types) -> Posts:
    """The posts of a family, in buckets where at least one member has a say."""
    wanted: set[int] = set()
    bucket: list[int] = []
    member: list[int] = []
    say = np.zeros(len(tellings), np.bool_)
    for i, telling in enumerate(tellings):
        keys, has_say = family(telling, types)
        hashed = {hash_of(key) for key in keys}
        bucket += hashed
        member += [i] * len(hashed)
        if has_say:
            wanted |= hashed
            say[i] = True
    posts = np.array(bucket, np.int64)
    keep = np.isin(posts, np.fromiter(wanted, np.int64, len(wanted)))
    return Posts(posts[keep], np.array(member, np.int64)[keep], say)


def hash_of(key: Key) -> int:
    """Sixty-two bits of a key, the same in every process."""
    words = "|".join(map(str, key)).encode()
    return (crc32(words) << 30) ^ crc32(words, 0x5F3759DF)


def _ranks(tellings: Sequence[Telling]) -> Numbers:
    """The place of each telling in the order in which crowds are walked."""
    ranked = sorted(range(len(tellings)), key=lambda i: _order(tellings[i]))
    out = np.empty(len(ranked), np.int64)
    out[ranked] = np.arange(len(ranked))
    return out


def _order(telling: Telling) -> tuple[str, ...]:
    place = telling.claim.place[0] if telling.claim.place else None
    return (str(telling.end), fold(place.name or place.text) if place else "", telling.claim.type, telling.stem, telling.id)


def _days(tellings: Sequence[Telling]) -> tuple[Numbers, Numbers]:
    def ordinal(day: date | None) -> int:
        return day.toordinal() if day else 0

    size = len(tellings)
    return (
        np.fromiter((ordinal(t.start) for t in tellings), np.int64, size),
        np.fromiter((ordinal(t.end) for t in tellings), np.int64, size),
    )


def _walk(posts: Posts, order: Numbers, days: tuple[Numbers, Numbers], size: int, dated: bool) -> Numbers:
    """Pairs as smaller * size + larger: all of a bucket, and of a crowded one those that stand within the window."""
    by = np.lexsort((order[posts.telling], posts.bucket))
    bucket, telling = posts.bucket[by], posts.telling[by]
    if not len(bucket):
        return np.empty(0, np.int64)
    ends = np.flatnonzero(np.append(bucket[1:] != bucket[:-1], True)) + 1  # one past the last member of each bucket
    sizes = np.diff(ends, prepend=0)
    last = np.repeat(ends, sizes)
    reach = np.repeat(np.where(sizes > CROWD, WINDOW, sizes), sizes)
    found = [np.empty(0, np.int64)]
    here = np.arange(len(bucket))
    step = 1
    while len(here := here[(here + step < last[here]) & (step <= reach[here])]):
        a, b = telling[here], telling[here + step]
        told = posts.has_say[a] | posts.has_say[b]
        a, b = a[told], b[told]
        if dated:
            near = (days[0][b] - days[1][a] <= APART) & (days[0][a] - days[1][b] <= APART)
            a, b = a[near], b[near]
        found.append(np.minimum(a, b) * size + np.maximum(a, b))
        step += 1
        if step % 16 == 0:
            found = [np.unique(np.concatenate(found))]
    return np.unique(np.concatenate(found))
