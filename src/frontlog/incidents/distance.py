"""How near the places of two claims are: by id, by spelling, by distance within their uncertainties, by one being a part of the other."""

import re
from collections.abc import Sequence
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from frontlog.incidents.telling import WIDE_M
from frontlog.model import PlaceRef
from frontlog.reference.placenames import fold, skeleton, tokens

ORDER = (  # best first
    "same",
    "same_name",
    "around",
    "part",
    "spelling",
    "same_wide",
    "covers",
    "inside",
    "in_country",
    "vicinity",
    "near",
    "other_name",
    "off",
    "far",
)
RANK = {level: rank for rank, level in enumerate(ORDER)}
PLACES = 12  # places of one claim that take part: a list of more is no event
SAME_KM = 1.0
NEXT_KM = 5.0
OFF_KM = 15.0
CITY_KM = 15.0  # a quarter that bears its city's name lies within
COVER_KM = 8.0  # an uncertainty beyond this covers too much to bring two events together
WITHIN = re.compile(r"\b(?:in|of|at) (?:the )?((?:[A-Z][\w'’-]+ ?)+)(?<! )")
COUNTRY = "c-"  # with which the ids of countries begin
SHORT = 4  # letters: the words shared must hold one of this length ("Tal" stands in many names)


# Words that any place may be called by: two of them are not one place for it.
VAGUE = frozenset(
    [
        "area",
        "areas",
        "region",
        "regions",
        "territory",
        "territories",
        "ground",
        "zone",
        "zones",
        "town",
        "towns",
        "village",
        "villages",
        "settlements",
        "places",
        "points",
        "positions",
        "districts",
    ]
)


class Spot(NamedTuple):
    """What of a named place is compared."""

    name: str
    id: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    relation: str
    country: str
    within: tuple[str, ...] = ()  # the province and the district that it lies in
    text: str = ""


def spots(places: Sequence[PlaceRef]) -> tuple[Spot, ...]:
    """The places of a claim without the offsets of their words, so that many claims have the same ones."""
    return tuple(Spot(p.name or p.text, p.id, p.lat, p.lon, p.uncertainty_m, p.relation, p.country, _within(p)) for p in places[:PLACES])


def _within(place: PlaceRef) -> tuple[str, ...]:
    """The names of what it lies in: as the gazetteer has them, or of a place that it has not by its words, "Falagountou in Séno"."""
    known = tuple(name for name in (place.admin1, place.admin2) if name)
    if known or place.lat is not None:
        return known
    return tuple(match[1] for match in WITHIN.finditer(place.text) if match[1] not in place.name)[:2]


def nameless(place: Spot) -> bool:
    """Whether the words name no place that one could look for: "an army base", "the bridge"."""
    return place.lat is None and place.name.islower()


def _vague(place: Spot) -> bool:
    return place.lat is None and place.name.rpartition(" ")[2] in VAGUE and nameless(place)


def place_level(a: Sequence[Spot], b: Sequence[Spot]) -> tuple[str, str]:
    """The level of the nearest pair of places, and the pair in words. "An area" and "other areas" say nothing of where."""
    a, b = ([spot for spot in places if not _vague(spot)] for places in (a, b))
    if not a or not b:
        return ("one_unknown" if a or b else "unknown"), ""
    ranked = sorted((RANK[_level(x, y)], _words(x, y), x.lat is not None and y.lat is not None) for x in a for y in b)
    if any(all(map(nameless, places)) for places in (a, b)) and ranked[0][0] >= RANK["other_name"] and not all(map(nameless, (*a, *b))):
        return "one_unknown", ranked[0][1]
    best = next((row for row in ranked if row[2] or ORDER[row[0]] != "other_name"), ranked[0])  # a building beside a town says little
    return ORDER[best[0]], best[1]


def listed(places: Sequence[Spot]) -> bool:
    """Whether some of the places lie apart: a town and its bridge are one place told twice, five villages are a list."""
    return any((gap := km(a, b)) is not None and gap > NEXT_KM for a, b in combinations(places, 2))


def km(a: Spot | PlaceRef, b: Spot | PlaceRef) -> float | None:
    """Distance of two located places over the sphere; None when one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lo, lb, lp = radians(a.lat), radians(a.lon), radians(b.lat), radians(b.lon)
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def one_place(a: Spot | PlaceRef, b: Spot | PlaceRef) -> bool:
    """Whether two places are told as one: by id, by name, or as a part of the other. Nearness alone does not make them one."""
    return _level(a, b) in ("same", "same_name", "same_wide", "around", "part", "spelling")


def _level(a: Spot | PlaceRef, b: Spot | PlaceRef) -> str:
    names = (fold(a.name or a.text), fold(b.name or b.text))
    gap = km(a, b)
    wide = max(a.uncertainty_m or 0, b.uncertainty_m or 0) > WIDE_M
    equal = (bool(a.id) and a.id == b.id) or (names[0] == names[1] != "" and (gap is None or gap <= COVER_KM))
    if equal:
        if wide:
            return "same_wide"
        if (a.relation == "at") != (b.relation == "at"):
            return "around"
        return "same" if gap is not None or a.id == b.id else "same_name"
    if _part(a.name or a.text, b.name or b.text) and (gap is None or gap <= CITY_KM):
        return "part"
    if _inside(a, b, gap) or _inside(b, a, gap):
        return "in_country" if COUNTRY in (a.id[:2], b.id[:2]) else "inside"
    return _by_distance(a, b, gap)


def _inside(place: Spot | PlaceRef, area: Spot | PlaceRef, gap: float | None) -> bool:
    """Whether a place lies in an area that another telling is content with: by the names of what it lies in, or within its circle."""
    if (area.uncertainty_m or 0) <= WIDE_M < (place.uncertainty_m or 0):
        return False
    if area.id.startswith(COUNTRY) and place.country and place.country != area.country:
        return False  # the circle of a country reaches into its neighbours
    name = fold(area.name or area.text)
    if isinstance(place, Spot) and any(fold(one) == name for one in place.within):
        return True
    return gap is not None and (area.uncertainty_m or 0) > WIDE_M and gap * 1000 <= (area.uncertainty_m or 0)


def _part(a: str, b: str) -> bool:
    """Whether one name holds all words of the other and more: "Old Mill, Qasab" and Qasab."""
    small, large = sorted((tokens(a), tokens(b)), key=len)
    return small < large and max(map(len, small), default=0) >= SHORT


def _by_distance(a: Spot | PlaceRef, b: Spot | PlaceRef, gap: float | None) -> str:
    """Places of different names. On one point they may be two spellings, or two quarters put on the point of their city."""
    alike = skeleton(a.name or a.text) == skeleton(b.name or b.text) != ""
    if gap is None:
        return "spelling" if alike else "other_name"
    if gap <= SAME_KM:
        return "same" if alike else "covers"
    cover = min(COVER_KM, ((a.uncertainty_m or 0) + (b.uncertainty_m or 0)) / 1000)
    if gap <= cover:
        return "covers"
    if gap <= OFF_KM and (a.relation != "at" or b.relation != "at"):
        return "vicinity"
    return "near" if gap <= NEXT_KM else "off" if gap <= OFF_KM else "far"


def _words(a: Spot, b: Spot) -> str:
    names = sorted({a.name or a.text, b.name or b.text})
    gap = km(a, b) if len(names) > 1 else None
    return ", ".join(names) + ("" if gap is None else f" ({gap:.1f} km)")
