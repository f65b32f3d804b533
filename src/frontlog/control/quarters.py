"""A quarter and its city: what is taken inside a city makes the city contested, though the city itself is not the claim's place."""

import re
from dataclasses import dataclass

from frontlog.model import Claim, PlaceRef
from frontlog.reference.placenames import fold
from frontlog.reference.placewords import without_outer

# "in the city of X", "in X city", "the X district of Y city": only words that name a settlement make a whole of which parts are taken
SETTLEMENT = r"(?:city|town|village|settlement|camp)"
NAME = r"(?P<name>(?:[Aa]l-|[Aa]n-|[Aa]t-|[Aa]sh-|[Ee]l-)?[A-Z][\w'’`-]*(?:[ -](?:al-|ez-|az-|el-|de |of )?[A-Z][\w'’`-]*){0,3})"
WHOLE = (
    re.compile(rf"\b(?:in|inside|within|of) (?:the )?{SETTLEMENT} of {NAME}"),
    re.compile(rf"\b(?:in|inside|within|of) (?:the )?{NAME} {SETTLEMENT}\b"),
    re.compile(rf"\b[Ii]n the {SETTLEMENT} of {NAME}"),
    re.compile(rf"^In {NAME}(?: {SETTLEMENT})?,"),
)
OWN = re.compile(rf"\b(?:in|inside|of) (?:the (?:city|town|village) of )?{NAME}$")  # "the left bank of the river in X"
# words that make a name a part of a settlement and not one of its own
PART = re.compile(
    r"\b(?:(?:left|right|\w+ern) banks?|half|districts?|"
    r"neighbou?rhoods?|quarters?|suburbs?|streets?|squares?|roundabouts?|stadium|hospital|school|university|"
    r"mosque|church|(?:sub)?stations?|buildings?|blocks?|markets?|bridges?|gates?|factory|plant|prison|barracks|citadel|"
    r"city cent(?:re|er)|downtown)\b",
    re.IGNORECASE,
)
TAKES = {"capture": 2.5, "advance": 2.0, "clash": 1.3, "hold": 1.5}  # claim types that count for the whole, with their weight there
WIDE = re.compile(r"\b(?:province|governorate|oblast|region|countryside|state|country)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """The settlement that a place of a claim is a part of."""

    id: str
    name: str
    lat: float | None
    lon: float | None


def whole(claim: Claim, place: PlaceRef) -> Whole | None:
    """The city that the sentence names around a quarter: "captured two schools and other points in Mayadin city".

    A whole is only believed when the place is a part by its own words, or the sentence says "points", "districts" of the whole,
    so that "captured Soha village in the town's north" stays a village.
    """
    if claim.type not in TAKES or place.relation != "at":
        return None
    if (
        (own := OWN.search(place.text))
        and PART.search(place.text[: own.start()])
        and not WIDE.search(own["name"])
        and fold(own["name"]) != fold(place.name)
    ):
        return Whole(f"n-{fold(own['name'])}", own["name"], None, None)
    for pattern in WHOLE:
        for match in pattern.finditer(claim.evidence.quote):
            name = match["name"].strip()
            inside = fold(name) == fold(place.name) or fold(name) == fold(without_outer(place.text)) or WIDE.search(name)
            if inside or not (_part(place) or _lists_parts(claim, match.start())):
                continue
            key = fold(name)
            return Whole(f"n-{key}", name, None, None) if key else None
    return None


def _part(place: PlaceRef) -> bool:
    return bool(PART.search(place.name) or PART.search(without_outer(place.text)) or place.basis == "inherited")


def _lists_parts(claim: Claim, at: int) -> bool:
    """Whether "points", "districts", ... stand just before the whole: what is listed before them are parts too."""
    return bool(re.search(r"\b(?:points|positions|districts|neighbou?rhoods|quarters|buildings|areas)\s*$", claim.evidence.quote[:at]))
