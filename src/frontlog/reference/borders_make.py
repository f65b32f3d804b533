"""Reckons where the land borders of countries run, from the places on both sides, and writes `borders.csv`.

    python -m frontlog.reference.borders_make

A place of one country and a place of the other that are each other's nearest lie on two sides of the border, so that it runs between them.
Good to about half their distance, which is kept beside the points; where nobody lives near a border, it is not known well.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frontlog.reference import geonames
from frontlog.reference.countries import neighbours

FILE = Path(__file__).with_name("borders.csv")
_POINTS = 24  # of a line
_FAR_KM = 250.0  # places further apart say nothing about where a border is
_CHUNK = 2000
_GLOBE_KM = 6371.0

Array = NDArray[np.float64]


def main() -> None:
    """Write the file anew."""
    near, places = neighbours(), _Places()
    pairs = sorted({(min(a, b), max(a, b)) for a, others in near.items() for b in others if b in near})
    with FILE.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("a", "b", "spread_km", "line"))
        for a, b in pairs:
            points, spread = reckoned(places.of(a), places.of(b))
            if len(points):
                rows.writerow((a, b, round(spread), " ".join(f"{lat:.2f},{lon:.2f}" for lat, lon in points)))


class _Places:
    """Points of the places of countries, each country read once."""

    def __init__(self) -> None:
        self._known: dict[str, Array] = {}

    def of(self, code: str) -> Array:
        if code not in self._known:
            rows = [(city.lat, city.lon) for city in geonames.of_country(code)]
            self._known[code] = np.array(rows or np.empty((0, 2)), dtype=float)
        return self._known[code]


def reckoned(a: Array, b: Array) -> tuple[Array, float]:
    """Points between the places of two countries that are each other's nearest, in order along the border; half their usual distance."""
    if not len(a) or not len(b):
        return np.empty((0, 2)), 0.0
    there, gone = _nearest(a, b)
    back, _ = _nearest(b, a)
    mutual = np.flatnonzero(back[there] == np.arange(len(a)))
    least = float(gone[mutual].min())
    kept = mutual[gone[mutual] <= min(_FAR_KM, max(40.0, 2 * float(np.median(gone[mutual])), least))]
    if not len(kept):
        return np.empty((0, 2)), 0.0
    middle = (a[kept] + b[there[kept]]) / 2
    return _thinned(middle[_chained(middle)]), max(5.0, float(np.median(gone[kept])) / 2)


def _nearest(a: Array, b: Array) -> tuple[NDArray[np.int64], Array]:
    """For each point of `a` the nearest of `b`, and how far it is in kilometres."""
    mine, other = _unit(a), _unit(b)
    which = np.empty(len(a), dtype=np.int64)
    cosine = np.empty(len(a))
    for start in range(0, len(a), _CHUNK):
        product = mine[start : start + _CHUNK] @ other.T
        which[start : start + _CHUNK] = product.argmax(axis=1)
        cosine[start : start + _CHUNK] = product.max(axis=1)
    return which, _GLOBE_KM * np.arccos(np.clip(cosine, -1.0, 1.0))


def _unit(points: Array) -> Array:
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _chained(points: Array) -> Sequence[int]:
    """The order in which one walks from one end to the other, always on to the nearest point left."""
    flat = _unit(points)
    at = int(((flat - flat.mean(axis=0)) ** 2).sum(axis=1).argmax())
    left, order = set(range(len(points))) - {at}, [at]
    while left:
        rest = sorted(left)
        at = rest[int(((flat[rest] - flat[at]) ** 2).sum(axis=1).argmin())]
        left.remove(at)
        order.append(at)
    return order


def _thinned(points: Array) -> Array:
    """At most so many points, each the mean of a run."""
    runs: Iterator[Array] = iter(np.array_split(points, min(_POINTS, len(points))))
    return np.array([run.mean(axis=0) for run in runs])


if __name__ == "__main__":
    main()
