"""Shapes of places: points, circles of uncertainty, lines and sectors, as GeoJSON and as well-known binary."""

import math
import re
import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from frontlog.views.exports.events import Event

Shape = dict[str, Any]
AREA = 3  # ACLED's geo_precision from which a point would say too much
CORNERS = 24
METRES = 111_320.0  # of a degree of latitude
_WKT = re.compile(r"^\s*(POINT|LINESTRING|POLYGON)\s*\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
KINDS = {"POINT": "Point", "LINESTRING": "LineString", "POLYGON": "Polygon"}
CODES = {"Point": 1, "LineString": 2, "Polygon": 3}


def shape_of(event: Event) -> Shape | None:
    """The shape of an incident: its own where a place has one, a circle where only an area is known, else a point; None without a spot."""
    if event.lat is None or event.lon is None or not (math.isfinite(event.lat) and math.isfinite(event.lon)):
        return None
    own = from_wkt(event.spot.geometry) if event.spot.geometry else None
    if own:
        return own
    if (event.spot.geo_precision or 0) >= AREA and event.radius_m:
        return circle(event.lat, event.lon, event.radius_m)
    return {"type": "Point", "coordinates": [event.lon, event.lat]}


def circle(lat: float, lon: float, radius_m: float) -> Shape:
    """A polygon about a point, counter-clockwise as RFC 7946 asks. It is cut at the edges of the map."""
    high, wide = radius_m / METRES, radius_m / (METRES * max(0.01, math.cos(math.radians(lat))))
    turns = [2 * math.pi * i / CORNERS for i in range(CORNERS)]
    ring = [[_within(lon + wide * math.cos(t), 180.0), _within(lat + high * math.sin(t), 90.0)] for t in turns]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _within(value: float, edge: float) -> float:
    return round(max(-edge, min(edge, value)), 6)


def from_wkt(text: str) -> Shape | None:
    """A point, line or polygon out of well-known text; None for anything else."""
    found = _WKT.match(text)
    if not found:
        return None
    kind, inside = KINDS[found[1].upper()], found[2]
    try:
        if kind == "Polygon":
            rings = [_pairs(ring) for ring in re.findall(r"\(([^()]*)\)", inside)]
            return {"type": kind, "coordinates": [_turned(ring) for ring in rings]} if rings else None
        points = _pairs(inside)
    except ValueError:
        return None
    return {"type": kind, "coordinates": points[0] if kind == "Point" else points}


def _pairs(text: str) -> list[list[float]]:
    return [[float(n) for n in pair.split()[:2]] for pair in text.split(",")]


def _turned(ring: list[list[float]]) -> list[list[float]]:
    """The ring counter-clockwise."""
    area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
    return ring[::-1] if area > 0 else ring


def wkb(shape: Shape) -> bytes:
    """Well-known binary, little end first."""
    kind, points = shape["type"], shape["coordinates"]
    head = struct.pack("<BI", 1, CODES[kind])
    if kind == "Point":
        return head + struct.pack("<dd", *points)
    if kind == "LineString":
        return head + _ring(points)
    return head + struct.pack("<I", len(points)) + b"".join(_ring(ring) for ring in points)


def _ring(points: Sequence[Sequence[float]]) -> bytes:
    return struct.pack("<I", len(points)) + b"".join(struct.pack("<dd", *point) for point in points)


def wkt_point(lat: float | None, lon: float | None) -> str:
    """A point as UCDP writes it; empty without a spot."""
    return f"POINT ({lon} {lat})" if lat is not None and lon is not None else ""


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """The cell of the PRIO-GRID (half a degree, 720 a row, counted from the south-west corner, from 1)."""
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    row, column = min(359, math.floor((lat + 90) * 2)), min(719, math.floor((lon + 180) * 2))
    return row * 720 + column + 1
