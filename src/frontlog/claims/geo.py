"""Distances and points on the globe, as far as choosing places needs them."""

import math
from collections.abc import Sequence
from itertools import pairwise

from frontlog.reference.place_rows import Place

Point = tuple[float, float]  # latitude, longitude


def km_between(a: Point, b: Point) -> float:
    """Kilometres between two points."""
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def distance_km(a: Place, b: Place) -> float:
    """Kilometres between two places; from the nearest point of a river or road."""
    if not a.line and not b.line:
        return km_between((a.lat, a.lon), (b.lat, b.lon))
    line, other = (a.line, b) if a.line else (b.line, a)
    return min(km_between(nearest(line, point), point) for point in other.line or ((other.lat, other.lon),))


def offset(lat: float, lon: float, bearing: float, metres: float) -> Point:
    """The point that lies so many metres in a direction (degrees from north) of another."""
    north = metres * math.cos(math.radians(bearing)) / 111_320
    east = metres * math.sin(math.radians(bearing)) / (111_320 * max(0.01, math.cos(math.radians(lat))))
    return round(max(-90.0, min(90.0, lat + north)), 5), round((lon + east + 180) % 360 - 180, 5)


def middle(a: Point, b: Point) -> Point:
    """The point halfway between two that lie on one side of the date line."""
    return round((a[0] + b[0]) / 2, 5), round((a[1] + b[1]) / 2, 5)


def nearest(line: Sequence[Point], point: Point) -> Point:
    """The point of a line (as pieces between its points) that lies nearest to another."""
    if len(line) < 2:
        return line[0]
    return min((_foot(a, b, point) for a, b in pairwise(line)), key=lambda p: km_between(p, point))


def _foot(a: Point, b: Point, point: Point) -> Point:
    """The point of one piece that lies nearest, on a plane: pieces are tens of kilometres long."""
    wide = max(0.01, math.cos(math.radians(point[0])))
    north, east = b[0] - a[0], (b[1] - a[1]) * wide
    length = north * north + east * east
    share = ((point[0] - a[0]) * north + (point[1] - a[1]) * wide * east) / length if length else 0.0
    share = max(0.0, min(1.0, share))
    return round(a[0] + share * (b[0] - a[0]), 5), round(a[1] + share * (b[1] - a[1]), 5)


def line_text(points: Sequence[Point]) -> str:
    """A line as WKT, longitude first as everywhere in GIS."""
    return f"LINESTRING ({', '.join(f'{lon:g} {lat:g}' for lat, lon in points)})"


def wedge_text(centre: Point, bearing: float, metres: float, spread: float = 45.0) -> str:
    """The sector of a circle that a direction means, as a WKT polygon of seven corners."""
    rim = [offset(*centre, bearing + spread * step / 3, metres) for step in range(-3, 4)]
    ring = [centre, *rim, centre]
    return f"POLYGON (({', '.join(f'{lon:g} {lat:g}' for lat, lon in ring)}))"
