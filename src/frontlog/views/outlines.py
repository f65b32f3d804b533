"""Outlines of countries for pictures, from the base map that the page carries (Natural Earth, public domain, by way of world-atlas)."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # west, south, east, north
BEGIN = "window.FRONTLOG_BASEMAP="


def outlines(box: Box) -> list[list[Sequence[Point]]]:
    """The countries that touch a box, each as closed rings. None where the page was never built, as in a source tree before `make web`."""
    west, south, east, north = box
    found: list[list[Sequence[Point]]] = []
    for rings in _countries():
        near: list[Sequence[Point]] = [ring for ring in rings if _touches(ring, west, south, east, north)]
        if near:
            found.append(near)
    return found


def _touches(ring: Sequence[Point], west: float, south: float, east: float, north: float) -> bool:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


@cache
def _countries() -> tuple[tuple[tuple[Point, ...], ...], ...]:
    """Every country as rings, in the order of the file."""
    path = files("frontlog") / "static" / "basemap.js"
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    topology = json.loads(text[text.index(BEGIN) + len(BEGIN) :].rstrip().rstrip(";"))["topology"]
    arcs = list(_arcs(topology))
    return tuple(tuple(_rings(g, arcs)) for g in topology["objects"]["countries"]["geometries"])


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The shared borders, their steps added up (TopoJSON)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        yield [(x * sx + tx, y * sy + ty) for x, y in steps]


def _rings(geometry: dict[str, Any], arcs: Sequence[Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry.get("type") or "", [])
    for polygon in polygons or []:
        for ring in polygon or []:
            points: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield tuple(points)
