"""Larger towns around the places of a record: nothing is said about them, they only help a reader to find the way on the map."""

from collections.abc import Iterable
from functools import cache

from frontlog.reference.bundled import world
from frontlog.reference.place_rows import Place
from frontlog.views.bundle_shapes import TownShape

CELL = 0.5  # degrees: towns are taken from the cells that hold a place and from those beside them
MOST = 120  # more names than this a map of one war cannot show anyway
NEAR = 0.05  # degrees (about 5 km): what lies so near to a place of the record is most likely that place


def towns(places: Iterable[tuple[float | None, float | None]]) -> list[TownShape]:
    """Towns near the places (latitude, longitude), the most populous first. GeoNames, CC BY 4.0."""
    spots = [(lat, lon) for lat, lon in places if lat is not None and lon is not None]
    cells = {(_cell(lat) + i, _cell(lon) + j) for lat, lon in spots for i in (-1, 0, 1) for j in (-1, 0, 1)}
    if not cells:
        return []
    around = [c for cell in sorted(cells) for c in _by_cell().get(cell, ())]
    free = [c for c in around if not any(abs(c.lat - lat) < NEAR and abs(c.lon - lon) < NEAR for lat, lon in spots)]
    ranked = sorted(free, key=lambda c: (-c.population, int(c.id.removeprefix("g-"))))[:MOST]
    return [{"name": c.name, "lat": round(c.lat, 3), "lon": round(c.lon, 3), "population": c.population} for c in ranked]


@cache
def _by_cell() -> dict[tuple[int, int], list[Place]]:
    """All towns by their cell, read once in the life of the program: it is asked for every page."""
    out: dict[tuple[int, int], list[Place]] = {}
    for town in world().rows():
        out.setdefault((_cell(town.lat), _cell(town.lon)), []).append(town)
    return out


def _cell(degrees: float) -> int:
    return int(degrees // CELL)
