"""Areas around places, coloured by who holds them: an illustration and no finding. Places are what is believed; ground between them is not.

Each place gets the ground that is nearer to it than to any other one, within some reach and inside the outline of the theatre (Voronoi
cells, by straight distance). Nothing that is worked out here is ever read by what makes control: views lie above it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, pi, radians, sin
from typing import Any

from frontlog.model import ControlState, FrontlogError
from frontlog.views.listing_control import holds

Point = tuple[float, float]  # km east and north of the middle
Ring = list[Point]
KM = 111.32  # of a degree of latitude
REACH = 20.0  # km from a place that its area reaches at most
VAGUE = 10_000  # metres: a place known no better has no area of its own
CORNERS = 32  # of the ring that stands for a circle
NOTE = "Areas are an illustration: ground nearer to this place than to any other. Only the places themselves are assessed."


@dataclass(frozen=True, slots=True)
class Flat:
    """The surroundings of a point as a plane."""

    lat: float
    lon: float

    def point(self, lat: float, lon: float) -> Point:
        return (lon - self.lon) * KM * cos(radians(self.lat)), (lat - self.lat) * KM

    def position(self, point: Point) -> list[float]:
        return [round(self.lon + point[0] / (KM * cos(radians(self.lat))), 5), round(self.lat + point[1] / KM, 5)]


def areas(states: Sequence[ControlState], on: date, outline: Mapping[str, Any] | None = None, reach_km: float = REACH) -> dict[str, Any]:
    """GeoJSON of the areas of a day, labelled as an illustration. `outline` is a GeoJSON polygon (or a feature of one).

    Places without coordinates or with very vague ones have no area; of several on one point the most precise and best known one stands for
    it. Where nothing is known the area is there and faded. Raises FrontlogError for an outline that is no polygon.
    """
    sites = _sites([s for s in states if holds(s, on)])
    features = []
    if sites:
        flat = Flat(sum(s.lat or 0.0 for s in sites) / len(sites), sum(s.lon or 0.0 for s in sites) / len(sites))
        points = [flat.point(s.lat or 0.0, s.lon or 0.0) for s in sites]
        rings = _outline(outline, flat)
        for number, state in enumerate(sites):
            cell = _cell(number, points, reach_km)
            parts = [part for ring in rings if len(part := _within(ring, cell)) > 2] if rings else [cell]
            if parts:
                features.append(_feature(state, [[flat.position(p) for p in [*part, part[0]]] for part in parts]))
    return {"type": "FeatureCollection", "illustration": True, "note": NOTE, "day": on.isoformat(), "features": features}


def _feature(state: ControlState, rings: list[list[list[float]]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        "properties": {
            "illustration": True,
            "note": NOTE,
            "place_id": state.place_id,
            "place_name": state.place_name,
            "state": state.state,
            "holder": state.holder,
            "holder_name": state.holder_name,
            "besieged_by": state.besieged_by,
            "opacity": 0.0 if state.state == "unknown" else round(state.probability, 3),
            "state_id": state.id,
        },
    }


def _sites(states: Sequence[ControlState]) -> list[ControlState]:
    """Located places, one a point."""
    out: dict[tuple[float, float], ControlState] = {}
    for state in sorted(states, key=lambda s: (s.uncertainty_m or 0, s.state == "unknown", -len(s.evidence), s.place_id)):
        if state.lat is not None and state.lon is not None and (state.uncertainty_m or 0) <= VAGUE:
            out.setdefault((round(state.lat, 3), round(state.lon, 3)), state)
    return sorted(out.values(), key=lambda s: s.place_id)


def _cell(number: int, points: Sequence[Point], reach: float) -> Ring:
    """What is nearer to a point than to any other, within reach: a ring around it, cut by the middle line to each neighbour."""
    own = points[number]
    ring = [(own[0] + reach * cos(2 * pi * n / CORNERS), own[1] + reach * sin(2 * pi * n / CORNERS)) for n in range(CORNERS)]
    near = sorted((hypot(p[0] - own[0], p[1] - own[1]), p) for n, p in enumerate(points) if n != number)
    for distance, other in near:
        if distance >= 2 * reach:
            break
        middle = ((own[0] + other[0]) / 2, (own[1] + other[1]) / 2)
        ring = _cut(ring, middle, (own[0] - other[0], own[1] - other[1]))
    return ring


def _cut(ring: Sequence[Point], on: Point, inward: Point) -> Ring:
    """The part of a ring on the inner side of a line."""

    def side(p: Point) -> float:
        return (p[0] - on[0]) * inward[0] + (p[1] - on[1]) * inward[1]

    out: Ring = []
    for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        here, there = side(a), side(b)
        if here >= 0:
            out.append(a)
        if (here > 0 > there) or (here < 0 < there):
            share = here / (here - there)
            out.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return out


def _within(outline: Sequence[Point], cell: Sequence[Point]) -> Ring:
    """The part of an outline inside a cell, which is convex and runs against the clock."""
    ring = list(outline)
    for a, b in zip(cell, [*cell[1:], *cell[:1]], strict=True):
        if ring and a != b:
            ring = _cut(ring, a, (a[1] - b[1], b[0] - a[0]))
    return ring


def _outline(given: Mapping[str, Any] | None, flat: Flat) -> list[Ring]:
    """The outer rings of an outline; islands are rings of their own, holes are filled."""
    if given is None:
        return []
    try:
        return [[flat.point(float(y), float(x)) for x, y, *_ in ring] for ring in _rings(given)]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise FrontlogError(
            f"The outline is no GeoJSON polygon ({type(error).__name__}: {error}).", "Give a Polygon or MultiPolygon, or a Feature of one."
        ) from error


def _rings(given: Mapping[str, Any]) -> Iterator[list[Any]]:
    kind = given["type"]
    if kind == "FeatureCollection":
        for feature in given["features"]:
            yield from _rings(feature)
    elif kind == "Feature":
        yield from _rings(given["geometry"])
    elif kind == "Polygon":
        yield given["coordinates"][0]
    elif kind == "MultiPolygon":
        yield from (polygon[0] for polygon in given["coordinates"])
    else:
        raise ValueError(f"its type is '{kind}'")
