"""How well a candidate place agrees with what is said about it: its kind, its province, the countries of the document."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from frontlog.claims.geo import distance_km
from frontlog.claims.vocabulary import listed
from frontlog.reference.countries import neighbours
from frontlog.reference.gazetteer import Candidate
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.placewords import KINDS
from frontlog.reference.spelling import spellings

_ALIEN = 0.15  # weight of a country that nothing in the document speaks for
_BIG = 300_000  # people from which a city needs no country in the document
DEEP = 2  # countries in which villages and changed spellings are looked for
# Place-type words and the kinds of place they go with, and how a bare name ranks kinds: a city before its province.
FITS: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town"}),
    "quarter": frozenset({"quarter"}),
    "facility": frozenset({"facility", "base", "quarter"}),
    "base": frozenset({"base", "facility"}),
    "oil field": frozenset({"oil field"}),
    "hill": frozenset({"hill", "region"}),
    "crossing": frozenset({"crossing"}),
    "region": frozenset({"region", "admin1", "admin2", "sea", "expanse"}),
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2", "quarter", "region", "admin1"}),
    "river": frozenset({"river"}),
    "road": frozenset({"road"}),
    "sea": frozenset({"sea"}),
    "expanse": frozenset({"expanse"}),
    "country": frozenset({"country"}),
}
_BARE = {"country": 1.2, "city": 1.0, "town": 0.95, "admin1": 0.55, "admin2": 0.5, "region": 0.9, "river": 0.7, "village": 0.8}
WIDEST = frozenset({"country", "sea", "expanse"})  # in which nothing is near because it lies in them
LOCAL = frozenset({"facility", "base", "quarter", "hill", "oil field", "crossing", "road"})  # things that lie in or by a settlement
SETTLED = frozenset({"city", "town", "village"})
_NATURE = frozenset({"hill", "oil field"})  # ground that nobody builds a quarter, a base or a crossing of
# What a kind word makes of a place of another kind: "Kharan District" known only as the town of Kharan.
WIDER = {"admin1": RADIUS["admin1"], "admin2": RADIUS["admin2"], "region": RADIUS["region"]}
_INSIDE, _OUTSIDE = 1.35, 0.15  # where source and report both name the province
_BEYOND = 500  # km: what lies in a town is no place of another country so far away
_CLOSE, _FAR = 1.3, 0.25  # where only the distance to its middle tells


def fit(candidate: Candidate, kind: str, countries: Sequence[str], outer: Sequence[Place], within: Sequence[str] = ()) -> float:
    """How well a candidate agrees with the kind word, the countries of the document and what it is said to lie in. 0 rules it out.

    `outer` are the places that it is said to lie in, `within` their names as they stand, for those that no table has.
    """
    place = candidate.place
    score = candidate.confidence * agreement(place, countries, candidate.level)
    towns = [town for town in outer if town.kind in SETTLED]
    if not score or (towns and all(town.country != place.country and distance_km(place, town) > _BEYOND for town in towns)):
        return 0.0  # "the Texas district of Gao" is not in America
    if kind:
        wide = place.kind in {"admin1", "region", "country", "sea", "expanse"}
        score *= 1.3 if place.kind in FITS[kind] else 0.35 if wide and kind in LOCAL | SETTLED else _unlike(kind, place.kind)
        if kind in ("village", "quarter") and place.kind == "city" and place.country not in countries[:1]:
            score *= _ALIEN  # no village and no quarter is a city, least of all one of another country
    else:
        score *= _BARE.get(place.kind, 0.9)
    score *= 1 + 0.05 * math.log10(place.population + 10) if place.kind in SETTLED else 1.0
    if place.source == "frontlog":
        score *= 1.25  # our table holds what matters in these wars
    known = [score_of for container in outer if (score_of := _container(place, container)) is not None]
    for factor in known or [f for name in within if (f := _named(place, name)) is not None]:
        score *= factor
    return score


def _unlike(kind: str, known: str) -> float:
    """What is left of a place of another kind than the text says: a "hill" is no quarter of a town, but may have a village's name."""
    return 0.1 if kind in _NATURE and known in LOCAL - _NATURE else 0.75


def _container(place: Place, container: Place) -> float | None:
    """What it says that a place is told to lie in another; None where it is the other."""
    if container.kind == "country":
        return 1.2 if container.country == place.country else 0.2
    if container.id == place.id:
        return None
    told = place.admin1 if container.kind == "admin1" else place.admin2 if container.kind == "admin2" else ""
    if told and place.country == container.country:
        agrees = any(same_area(told, name) for name in container.names)
        if agrees or container.kind == "admin1":  # districts were cut anew more often than they were named
            return _INSIDE if agrees else _OUTSIDE
    reach = (1.7 if container.kind == "admin1" else 2.5) * container.radius_m / 1000 + 20
    return _CLOSE if distance_km(place, container) <= reach else _FAR


def _named(place: Place, name: str) -> float | None:
    """The same by names alone: "Rif Dimashq Governorate" against the province that the place's source names."""
    bare = " ".join(word for word in name.split() if KINDS.get(word.lower()) not in ("admin1", "admin2"))
    if bare == name or not bare or not place.admin1:
        return None
    return _INSIDE if same_area(place.admin1, bare) or (place.admin2 and same_area(place.admin2, bare)) else _OUTSIDE


def inside(place: Place, outer: Sequence[Place], within: Sequence[str]) -> bool:
    """Whether a province or district that the text names is the one of the place."""
    told = [c for c in outer if c.kind in ("admin1", "admin2") and _container(place, c) == _INSIDE]
    return bool(told) or any(_named(place, name) == _INSIDE for name in within)


@lru_cache(maxsize=65536)
def same_area(a: str, b: str) -> bool:
    """Whether two names of a province are spellings of one, by consonants at the loosest: there are few provinces to be confused with."""
    return bool(_area_keys(a) & _area_keys(b))


@lru_cache(maxsize=4096)
def _area_keys(name: str) -> frozenset[tuple[int, str]]:
    pieces = [piece.strip() for piece in name.replace(")", "").split("(")]
    bare = [" ".join(w for w in piece.split() if KINDS.get(w.lower()) not in ("admin1", "admin2")) or piece for piece in pieces]
    return frozenset((level, row[level]) for piece in bare if piece for row in spellings(piece) for level in (2, 3) if row[level])


def agreement(place: Place, countries: Sequence[str], level: str) -> float:
    """Weight of the place's country in this document."""
    if not countries or place.country == "":
        return 1.0 if level == "exact" else 0.0
    if level == "skeleton" and place.country in listed("places", "as_written"):
        return 0.0
    if place.country in countries[: 6 if level == "exact" else 1 if level == "skeleton" else DEEP]:
        return 1.0 / (1 + 0.12 * countries.index(place.country))
    if level != "exact":
        return 0.0
    if place.kind == "country" or place.population >= _BIG or place.source == "frontlog":
        return 0.6
    return 3 * _ALIEN if any(place.country in neighbours().get(c, ()) for c in countries[:2]) else _ALIEN
