"""Where a place lies that no table has: in what it is said to lie in, so far from what, at one end of a road, in the town of its site."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontlog.claims.place_fit import DEEP, SETTLED, WIDER, fit
from frontlog.claims.place_said import Chosen
from frontlog.grammar.wordsets import word_set
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import Place
from frontlog.reference.placewords import Phrase, split
from frontlog.reference.words import clean

# First words of thousands of names: a hill or spring is not in the one town that is called so.
_FEATURES = frozenset(
    {"tall", "tell", "tal", "ayn", "ain", "jabal", "jebel", "kafr", "khirbat", "wadi", "bir", "abu", "umm", "deir", "al", "el", "new"}
)
_SITES = frozenset({"facility", "quarter"})
_HOUSING = frozenset({"quarter", "facility", "base"})  # "the camp's Centre Six sector"
_SEAT = 20_000  # people from which a town gives its name to airports, courts and stations
_NUMBERS = r"a few|several|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
_LED = rf"(?:on|in|at|near|along|outside|off|some|about|around|just|roughly|close|north|south|east|west|{_NUMBERS}|\d)"
_FOLLOWS = re.compile(rf"^\s+({_LED}\w*\b[^,.;:()]*)")
_APART = re.compile(
    r"^\s*(?:,\s+)?(?:(?:an?|the)\s+(?:[a-z][\w-]*\s+){1,4}?)?(?:(?:which|that)\s+(?:is|lies|sits)\s+)?(?:located|situated|lying|lies)?\s*"
    rf"((?:just|some|about|around|roughly|approximately|nearly|at|close|outside|near|off|north|south|east|west|{_NUMBERS}|\d)(?:[\w-]|\b)"
    r"(?:\.\d|[^,.;:()])*)"
)
_APPOSED = re.compile(r"^,\s+(?:an?|the|one)\s+(?:[a-z][\w-]*\s+){1,5}?(?:in|of)\s+((?:the\s+)?(?:[a-z]+\s+)?[A-Z][^,.;:()]*)")
Told = tuple[Phrase, Place]


class Lying(NamedTuple):
    """What is known of where a place lies: country, province and district by name, each empty where nothing says it."""

    country: str = ""
    admin1: str = ""
    admin2: str = ""


def container(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> tuple[Told | None, Lying]:
    """The settlement, or the part of one, that the words say it lies in; and what they say of country, province and district."""
    lies = Lying(near[0] if len(near) == 1 else "")
    for outer in _outer(row):
        told = split(outer)
        for candidate in _plain(told, near, gazetteer):
            place = candidate.place
            lies = _within(lies, place)
            wide = told.kind in WIDER or told.part == "wide part"  # "in Hama province" says nothing about the city
            if not wide and (place.kind in SETTLED or (place.kind in _HOUSING and not told.part)):
                return (told, place), lies
    return None, lies


def _within(known: Lying, place: Place) -> Lying:
    """What a name beside it adds: the narrowest that is told is named first."""
    if known.country and place.country and known.country != place.country:
        return known._replace(country=place.country)
    first = place.name if place.kind == "admin1" else place.admin1
    second = place.name if place.kind == "admin2" else ""
    return Lying(place.country or known.country, known.admin1 or first, known.admin2 or second)


def _outer(row: Chosen) -> tuple[str, ...]:
    """Names of what the words say it lies in: "Batangi, a group of villages in [Beni territory]"."""
    apposed = _APPOSED.match(row.said.after)
    within = row.phrase.within
    if clean(row.core) in {clean(name) for name in within}:
        within = (row.phrase.name,)  # "the Damascus suburb of Artouz" read as "the Jobar suburb of Damascus"
    outer = (*row.said.within, *within) or ((apposed[1],) if apposed else ())
    return tuple(dict.fromkeys((*outer, *(inner for name in outer for inner in split(name).within))))


def told_behind(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> Told | None:
    """The place that the next words tell: "three villages [on the eastern bank of the Euphrates]", "Kazgeil, [45 km south of El Obeid]"."""
    named = bool(re.search(r"[A-Z]", row.core))
    said = row.said
    skipped = said.whole.end - said.end if said.whole else 0  # "the gate of a base [in Benina], 20 km east of the city"
    tails = ((_APART if named else _FOLLOWS).match(words) for words in (said.after, said.after[skipped:]))
    told = next((split(tail[1]) for tail in tails if tail), None)
    if told is None or (named and told.distance_m is None and told.bearing is None and told.relation != "near"):
        return None
    for candidate in _plain(told, near, gazetteer):
        place = candidate.place
        if (told.distance_m is not None or told.part or place.kind in SETTLED) and not (named and told.kind in WIDER):
            return told, place
    return None


def district(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """The district that it is said to lie in: "a village in Masisi territory" is somewhere in it, and no more is known."""
    for outer in (*_outer(row), *row.said.beside):
        told = split(outer)
        for candidate in _plain(told, near, gazetteer):
            if candidate.place.kind == "admin2" or (told.kind == "admin2" and candidate.place.kind in SETTLED):
                return candidate.place
    return None


def one_end(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """The end that is known of a road between two places: "the [Tougan]-Di road"."""
    if row.pair is None or len(row.pair.ends) != 1 or {end.lower() for end in row.pair.ends[0]} & _FEATURES:
        return None
    found = (c.place for end in row.pair.ends[0] for c in _plain(split(end), near, gazetteer) if c.level in ("exact", "article"))
    return next((place for place in found if place.kind in SETTLED and place.country in near[:DEEP]), None)


def seated(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> Candidate | None:
    """The town that a site is named after: "London Stock Exchange"."""
    words = re.split(r"[\s–-]+", row.core)
    if not (row.phrase.kind in {"facility", "base"} or (not row.phrase.kind and len(words) > 2)) or words[0].lower() in _FEATURES:
        return None
    for size in range(len(words) - 1, 0, -1):
        for candidate in _plain(split(" ".join(words[:size])), near, gazetteer):
            place = candidate.place
            seat = place.kind in SETTLED and candidate.level == "exact" and place.population >= _SEAT
            if seat and (not near or place.country in near[:3]):
                return candidate
    return None


def beside(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """The town of something that lies in one without saying so: that at which its sentence plays, else the one named last before it."""
    phrases = [split(name) for name in row.said.beside]
    places = ((told, c.place) for told in phrases for c in _plain(told, near, gazetteer))
    found = next((place for told, place in places if place.kind in SETTLED and told.kind not in WIDER), None)
    words = [word for word in row.said.text.lower().split() if not word.isdigit()]  # "Ward 6"
    site = (row.core.islower() and row.core.split()[-1:]) or words[-1:]
    sited = any(word.removesuffix("s") in word_set("sites_inside") for word in site)
    if found is not None or row.said.within or not (sited or row.phrase.kind in _SITES):
        return found
    return next((place for place in row.before if place.kind in SETTLED), None)


def _plain(phrase: Phrase, near: Sequence[str], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The best candidate of a name that says what another lies in."""
    found = gazetteer.candidates(phrase.name, tuple(near[:DEEP]))
    scored = [(fit(c, phrase.kind, near, []), c) for c in found]
    yield from [c for _, c in sorted((row for row in scored if row[0] > 0.2), key=lambda row: (-row[0], row[1].place.id))][:1]
