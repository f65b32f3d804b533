"""Which places lie behind the lines: they and all places around them are told to be in the same hands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import cos, floor, radians

from frontlog.control.params import Params
from frontlog.control.places import Place, km
from frontlog.model import Effect

HAVE = ("gains", "holds", "repels")
CELL = 0.25  # degrees, about 28 km: the neighbours of a place lie in its cell or in the eight around
Mark = tuple[str, int]  # a side, and the period in which it was told to have a place
Cell = tuple[int, int]


def behind(places: Mapping[str, Place], marks: Mapping[str, Collection[Mark]], params: Params, only: str | None = None) -> frozenset[str]:
    """The ids of places behind the lines, by the marks of them and of the places around; with `only`, whether that place is one.

    A place around which nothing is told is none: nobody knows who is beside it."""
    grid: dict[Cell, list[Place]] = defaultdict(list)
    for one in sorted(marks):
        if marks[one] and places[one].located:
            grid[_cell(places[one])].append(places[one])
    asked = sorted(marks) if only is None else [only] if only in marks else []
    return frozenset(one for one in asked if places[one].located and _alone(places[one], marks, grid, params["near.km"]))


def marks_of(rows: Iterable[Effect], days: int) -> frozenset[Mark]:
    """Who is told to have a place, and when."""
    found = (mark(row.side, row.kind, row.weight, row.start, row.end, days) for row in rows)
    return frozenset(one for one in found if one is not None)


def mark(side: str, kind: str, weight: float, start: date, end: date | None, days: int) -> Mark | None:
    """The side and the period of an effect that says who has a place; None where it says nothing of the kind."""
    return (side, (end or start).toordinal() // days) if weight > 0 and kind in HAVE else None


def _alone(place: Place, marks: Mapping[str, Collection[Mark]], grid: Mapping[Cell, Sequence[Place]], reach: float) -> bool:
    """Whether something is told of places around, and of one side only at a time."""
    own, beside = set(marks[place.id]), list(_beside(place, grid, reach))
    if not own or not beside:
        return False
    sides: dict[int, set[str]] = defaultdict(set)
    for side, period in own.union(*(marks[other.id] for other in beside)):
        sides[period].add(side)
    return all(len(sides[period] | sides.get(period + 1, set())) == 1 for period in list(sides))


def _beside(place: Place, grid: Mapping[Cell, Sequence[Place]], reach: float) -> Iterator[Place]:
    row, column = _cell(place)
    for at in ((row + r, column + c) for r in (-1, 0, 1) for c in (-2, -1, 0, 1, 2)):  # two: rows of cells narrow towards the poles
        yield from (other for other in grid.get(at, ()) if other.id != place.id and km(place, other) <= reach)


def _cell(place: Place) -> Cell:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    row = floor(lat / CELL)
    return row, floor(lon * max(0.05, cos(radians(row * CELL))) / CELL)
