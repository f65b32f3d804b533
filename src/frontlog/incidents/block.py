"""Which claims are compared at all: those that share a bucket of place, days and kind of event.

Every telling is put into a few buckets (grid cells with a margin, so that neighbours meet; the spelling of its place; its days with a
margin), and pairs are made inside buckets only. A crowded bucket is walked in order with a window, so that work grows with claims.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import cos, floor, radians

from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.model import PlaceRef
from frontlog.reference.placenames import fold, skeleton

Key = tuple[str, ...] | tuple[str | int, ...]

CELL = 0.25  # degrees, about 28 km: a few villages
REACH = 0.14  # degrees, about 15 km: what compare still calls "off" and not "far"
BIN = 4  # days
MARGIN = 2  # days on each side: three days apart still share a bin
APART = 3  # days: a bucket is wider than what comparison allows
LONGEST = 12  # bins: of a siege of years only the last seven weeks take part
CROWD = 80  # members: a larger bucket is walked with a window of
WINDOW = 40  # members
PLACES = 12  # places of one claim that take part: a list of more is no event


def pairs(tellings: Sequence[Telling], types: Types) -> list[tuple[int, int]]:
    """Pairs of positions (smaller first) that are worth a comparison, in order."""
    buckets: dict[Key, list[int]] = {}
    for i, telling in enumerate(tellings):
        for key in set(keys(telling, types)):
            buckets.setdefault(key, []).append(i)
    found: set[tuple[int, int]] = set()
    for members in buckets.values():
        found.update(_walk(members, tellings))
    return sorted(found)


def keys(telling: Telling, types: Types) -> Iterator[Key]:
    """The buckets of a telling."""
    groups = types.of(telling.claim.type)
    where = list(_where(telling))
    for group, day, spot in product(groups, _days(telling), where):
        yield (group, day, *spot)


def _days(telling: Telling) -> list[int]:
    if telling.start is None or telling.end is None:
        return [-1]
    first, last = (telling.start.toordinal() - MARGIN) // BIN, (telling.end.toordinal() + MARGIN) // BIN
    return list(range(max(first, last - LONGEST), last + 1))


def _where(telling: Telling) -> Iterator[tuple[str | int, ...]]:
    """Cells and spellings of its places; without a place, its sides."""
    for place in telling.claim.place[:PLACES]:
        if place.lat is not None and place.lon is not None:
            yield from cells(place)
        name = place.name or place.text
        if fold(name):
            yield ("name", skeleton(name))
    if not telling.claim.place:
        sides = sorted(telling.attackers | telling.defenders)
        yield from (("actor", side) for side in sides)
        if not sides:
            yield ("text", telling.stem)


def cells(place: PlaceRef) -> list[tuple[str | int, ...]]:
    """The grid cells within reach of a located place."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    wide = REACH / max(0.2, cos(radians(lat)))
    rows = range(floor((lat - REACH) / CELL), floor((lat + REACH) / CELL) + 1)
    columns = range(floor((lon - wide) / CELL), floor((lon + wide) / CELL) + 1)
    return [("cell", row, column) for row, column in product(rows, columns)]


def _walk(members: Sequence[int], tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """All pairs of a bucket; of a crowded one, pairs of members that stand close in an order by day, place, type and words."""
    if len(members) <= CROWD:
        ranked, reach = sorted(members), len(members)
    else:
        ranked, reach = sorted(members, key=lambda i: _order(tellings[i])), WINDOW
    for at, a in enumerate(ranked):
        for b in ranked[at + 1 : at + 1 + reach]:
            if _days_apart(tellings[a], tellings[b]) <= APART:
                yield (a, b) if a < b else (b, a)


def _days_apart(a: Telling, b: Telling) -> int:
    """Days between two tellings; none when their days meet or are unknown."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _order(telling: Telling) -> tuple[str, ...]:
    place = telling.claim.place[0] if telling.claim.place else None
    return (str(telling.end), fold(place.name or place.text) if place else "", telling.claim.type, telling.stem, telling.id)
