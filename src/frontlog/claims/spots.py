"""Where a vague expression lies: a point and a radius that holds it, by the point-radius method (Wieczorek 2004; GBIF's guide of 2020).

The radius sums up the extent of the named place, the rounding of a told distance and the spread of a direction. Reports mean by "south"
anything from south-west to south-east by a half, so 22.5 degrees to either side.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from frontlog.claims.geo import Point, distance_km, km_between, line_text, middle, nearest, offset, wedge_text
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.placewords import Phrase

NEAR_M = {"near": 10_000, "toward": 10_000, "along": 25_000, "between": 25_000}  # added where no distance is said
OF_M = 25_000  # "north of X" without a distance: reports mean the district, not the town's edge
_SPREAD = math.radians(22.5)
_SETTLED = frozenset({"city", "town", "village"})
# How far the countryside of a place reaches from its middle: to that of the next place of its size.
_RURAL_M = {"city": 25_000, "town": 15_000, "village": 8_000}
_RIM_M = 5_000  # from the last houses outwards
_LATERAL = 0.15  # of the way between two places: how far off the straight line a road or a front runs
_BANK_M = 2_000  # from the middle of a large river to its bank and the villages on it
_REACH_KM = 60.0  # a river this far from a named town is not the one at that town


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with the radius in metres that holds what is meant, and its shape as WKT where a circle says less."""

    lat: float
    lon: float
    radius_m: int
    shape: str = ""


def spot(place: Place, phrase: Phrase, relation: str, extent: int, around: Sequence[Place] = ()) -> Spot:
    """Where a phrase lies that tells something about a place; `extent` is the radius of the place in metres, `around` what the report names
    beside it."""
    if phrase.distance_m is not None:
        return _away(place, phrase, extent)
    if phrase.part == "bank":
        return _bank(place, phrase.bearing, extent, around)
    if phrase.part:
        return _part(place, phrase, extent)
    if relation.endswith("_of") and place.line and (town := _town(place, around)):
        return _beside(place, town, phrase.bearing)
    if relation.endswith("_of"):
        shape = wedge_text((place.lat, place.lon), phrase.bearing, OF_M) if phrase.bearing is not None else ""
        return Spot(place.lat, place.lon, max(extent, OF_M), shape)
    return Spot(place.lat, place.lon, extent + NEAR_M.get(relation, 0), line_text(place.line) if place.line else "")


def _away(place: Place, phrase: Phrase, extent: int) -> Spot:
    """So far from a place, in a direction where one is told."""
    distance = phrase.distance_m or 0
    if phrase.bearing is None:
        return Spot(place.lat, place.lon, distance + extent + phrase.rough_m)
    lat, lon = offset(place.lat, place.lon, phrase.bearing, distance)
    furthest = distance + phrase.rough_m + min(extent, distance)
    along, across = furthest * math.cos(_SPREAD) - distance, furthest * math.sin(_SPREAD)
    return Spot(lat, lon, round(math.hypot(along, across)))


def _part(place: Place, phrase: Phrase, extent: int) -> Spot:
    """A part of a place, or the country around it, on one side where one is told."""
    town = place.kind in _SETTLED
    whole, inner = float(extent), 0.0
    if phrase.part == "countryside":
        whole = float(_RURAL_M.get(place.kind, extent))
    elif phrase.part == "rim":
        whole, inner = float(extent + _RIM_M), extent * 0.5
    elif phrase.part == "centre":
        return Spot(place.lat, place.lon, max(1_000, round(extent / 2)))
    if phrase.bearing is None:
        return Spot(place.lat, place.lon, round(whole))
    wide = place.kind == "admin1"  # its radius holds the furthest corner; its parts lie nearer to the middle
    shift = (whole + inner) / 2 if phrase.part == "rim" else whole / (3 if wide else 2)
    lat, lon = offset(place.lat, place.lon, phrase.bearing, shift)
    radius = whole * 0.6 if phrase.part == "rim" else whole * 0.75
    least = 2_000 if town else 1_000
    return Spot(lat, lon, max(least, round(radius)), wedge_text((place.lat, place.lon), phrase.bearing, whole))


def _bank(place: Place, bearing: float | None, extent: int, around: Sequence[Place]) -> Spot:
    """A bank of a river: beside the town that the report names at it, else somewhere along the river; of a town: its half on that side."""
    if not place.line:
        lat, lon = offset(place.lat, place.lon, bearing, extent / 2) if bearing is not None else (place.lat, place.lon)
        return Spot(lat, lon, extent)
    town = _town(place, around)
    if town is None:
        return Spot(place.lat, place.lon, max(extent, _half_length(place.line)), line_text(place.line))
    foot = nearest(place.line, (town.lat, town.lon))
    # lines of rivers are coarse: where the foot lies far off, the river runs at the town all the same
    at = foot if km_between(foot, (town.lat, town.lon)) <= town.radius_m / 1000 + 3 else (town.lat, town.lon)
    lat, lon = offset(*at, bearing, _BANK_M) if bearing is not None else at
    return Spot(lat, lon, town.radius_m // 2 + 3_000, line_text(place.line))


def _town(place: Place, around: Sequence[Place]) -> Place | None:
    """The place of the report that lies at a river or road."""
    kinds = (*_SETTLED, "quarter", "facility", "base")
    return next((p for p in around if not p.line and p.kind in kinds and distance_km(p, place) <= _REACH_KM), None)


def _beside(place: Place, town: Place, bearing: float | None) -> Spot:
    """On one side of a river or road, where the report names a town at it."""
    foot = nearest(place.line, (town.lat, town.lon))
    lat, lon = offset(*foot, bearing, OF_M / 5) if bearing is not None else foot
    return Spot(lat, lon, OF_M, line_text(place.line))


def _half_length(line: Sequence[Point]) -> int:
    return round(sum(km_between(a, b) for a, b in pairwise(line)) * 500)


def between(a: Place, b: Place, form: str) -> Spot:
    """What lies between two places, halfway, or along the way that links them."""
    ends = ((a.lat, a.lon), (b.lat, b.lon))
    lat, lon = middle(*ends)
    length = km_between(*ends) * 1000
    lateral = _LATERAL * length
    if form == "way":
        along = length / 2
    elif form == "halfway":
        along = max(a.radius_m, b.radius_m) / 2 + length / 4
    else:
        along = max(0.0, length / 2 - (a.radius_m + b.radius_m) / 2)  # not in the towns themselves
    return Spot(lat, lon, max(2_000, round(math.hypot(along, lateral))), line_text(ends))


# ------------------------------------------------------------------------------------------------- the codes of data sets


def ucdp(kind: str, relation: str, part: str, basis: str, radius_m: int) -> int:
    """UCDP's where_prec: 1 the place itself, 2 within some 25 km of it, 3 a district, 4 a province, 5 a line or a region without borders,
    6 a country, 7 waters that belong to none, and what many countries lie in."""
    if kind in ("country", "sea", "expanse"):
        return 6 if kind == "country" else 7
    if kind in ("river", "road", "region", "line") or relation in ("between", "along"):
        return 5
    if kind in ("admin1", "admin2") and not part:
        return 4 if kind == "admin1" else 3
    if radius_m > 30_000 or kind in ("admin1", "admin2"):
        return 5
    return 1 if relation in ("at", "toward") and not part and basis != "inherited" and radius_m <= RADIUS["city"] + NEAR_M["toward"] else 2


def acled(where_prec: int, radius_m: int) -> int:
    """ACLED's geo_precision: 1 the town, 2 near it or a small part of a region, 3 a larger region."""
    if where_prec == 1:
        return 1
    return 2 if where_prec in (2, 3) or (where_prec == 5 and radius_m <= 30_000) else 3
