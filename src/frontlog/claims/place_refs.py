"""What is written down of a place once it is chosen: its point and radius, how exact that is, and what else it could have been."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.claims.geo import distance_km
from frontlog.claims.place_fit import DEEP, LOCAL, SETTLED, WIDER, fit
from frontlog.claims.spots import NEAR_M, Spot, acled, between, spot, ucdp
from frontlog.model import Piece, PlaceGuess, PlaceRef
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.placepairs import Pair
from frontlog.reference.placewords import KIND_AFTER, Phrase, split
from frontlog.reference.spelling import CONFIDENCE
from frontlog.reference.words import clean, slug

# First words of thousands of names: a hill or spring is not in the one town that is called so.
_FEATURES = frozenset(
    {"tall", "tell", "tal", "ayn", "ain", "jabal", "jebel", "kafr", "khirbat", "wadi", "bir", "abu", "umm", "deir", "al", "new"}
)
_SEAT = 20_000  # people from which a town gives its name to airports, courts and stations
_INHERITED = 0.66  # share of places put on the point of their city that lie within 5 km: 35 of 53 (UCDP Syria 18, annotated reports 35)
_FOLLOWS = re.compile(r"^\s+((?:on|in|at|near|along|outside|some|about|around|just|north|south|east|west|\d)\b[^,.;:()]*)")
_WIDEST_M = 60_000  # a thing without a name that lies somewhere in so wide a circle is not placed at all
_GUESSES = 3  # other candidates that are kept
_LEAST = 0.05  # of all weight: what is less likely is not worth a look


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place, as the extractor hands them over.

    `name` is the core without article, kind word and relation; `kind` a kind word such as "town", or ""; `within` what it lies in, when
    the text says so ("Homs province" of "the town of X in Homs province"); `whole` all these words together, as a reader would quote them;
    `before` and `after` the words of the sentence around `text`.
    """

    text: str
    start: int
    end: int
    name: str = ""
    relation: str = "at"
    kind: str = ""
    within: tuple[str, ...] = ()
    whole: Piece | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name with the place that it was found to mean (None: none), the others that it could, and the ends of a pair."""

    said: PlaceName
    phrase: Phrase
    core: str
    best: Candidate | None
    candidates: Sequence[tuple[float, Candidate]] = ()
    whole: bool = False
    around: Sequence[Place] = ()
    pair: Pair | None = None
    ends: tuple[Place, Place] | None = None

    @property
    def relation(self) -> str:
        """at, near, north_of, ...: as the extractor read it, else as the phrase says."""
        said = self.said.relation
        if self.pair is not None and said in {"", "at"}:
            return "along" if self.pair.form == "way" else "between"
        if self.whole:
            return said or "at"
        return said if said not in {"", "at"} else self.phrase.relation or "at"


def reference(row: Chosen, near: Sequence[str], gazetteer: Gazetteer, sure: bool) -> PlaceRef:
    """The PlaceRef of a name. `sure`: the report names the place's province or a place beside it."""
    if row.pair is not None and row.ends is not None and (row.best is None or row.pair.form != "way" or row.best.place.kind != "road"):
        return _paired(row, row.pair, row.ends, gazetteer)
    if row.best is None:
        return _inherited(row, near, gazetteer)
    place, best = row.best.place, row.best
    if row.phrase.kind in LOCAL and place.kind in SETTLED and clean(row.said.text) != clean(row.core) and not row.phrase.part:
        exact = best.level in {"exact", "article"}
        return _housed(row, best, gazetteer) if exact else _inherited(row, near, gazetteer)
    extent = place.radius_m
    if row.phrase.kind in WIDER and place.kind in SETTLED:
        extent = max(extent, WIDER[row.phrase.kind])
    phrase = Phrase(place.name) if row.whole else row.phrase
    found = spot(place, phrase, row.relation, extent, row.around)
    confidence = CONFIDENCE[best.level][1 if sure else 0]
    return _ref(row, place, _Named(place.id, _shown(row, place), best.level, confidence), found, gazetteer)


@dataclass(frozen=True, slots=True)
class _Named:
    """How a place is called and why: its id and name, the basis of the match and how far that can be trusted."""

    id: str
    name: str
    basis: str
    confidence: float
    kind: str = ""


def _ref(row: Chosen, place: Place, called: _Named, found: Spot, gazetteer: Gazetteer) -> PlaceRef:
    said, relation, basis = row.said, row.relation, called.basis
    kind = called.kind or place.kind
    part = "" if row.whole else row.phrase.part
    exact = ucdp(kind, relation, part, basis, found.radius_m)
    first, second = (place.name, "") if place.kind == "admin1" else (place.admin1, place.name if place.kind == "admin2" else place.admin2)
    return PlaceRef(
        text=said.text,
        start=said.start,
        end=said.end,
        id=called.id,
        name=called.name,
        lat=found.lat,
        lon=found.lon,
        uncertainty_m=found.radius_m,
        relation=relation,
        country=place.country,
        basis=basis,
        kind=kind,
        where_prec=exact,
        geo_precision=acled(exact, found.radius_m),
        confidence=called.confidence,
        admin1=first,
        admin2=second,
        pcode=place.pcode or gazetteer.code(place.country, first, second),
        geometry=found.shape,
        alternatives=_guesses(row, place),
    )


def _guesses(row: Chosen, taken: Place) -> tuple[PlaceGuess, ...]:
    """The other candidates that have weight, most likely first."""
    total = sum(score for score, _ in row.candidates) or 1.0
    others = [(score / total, c) for score, c in row.candidates if c.place.id != taken.id and score / total >= _LEAST]
    return tuple(
        PlaceGuess(p.id, p.name, p.kind, p.admin1, p.country, p.lat, p.lon, c.level, round(share, 3))
        for share, c in others[:_GUESSES]
        for p in (c.place,)
    )


def _shown(row: Chosen, place: Place) -> str:
    return place.name if place.source == "frontlog" or place.kind == "country" else row.core


def _paired(row: Chosen, told: Pair, ends: tuple[Place, Place], gazetteer: Gazetteer) -> PlaceRef:
    """A road that no table has, or the ground between two places: its own name and id, except where a mention is one of the two ends."""
    a, b = ends
    found = between(a, b, told.form)
    place = row.best.place if row.best else a
    # "between [Palmyra] and Sukhna": the extractor hands over each of them
    own = row.best is not None and told.form != "way" and min(distance_km(place, a), distance_km(place, b)) < a.radius_m / 1000
    words = f"{a.name}–{b.name} road" if told.form == "way" else f"between {a.name} and {b.name}"
    mark = slug(" ".join((told.form, *sorted((a.name, b.name)))))  # the same ground however it is told
    id_, name = (place.id, _shown(row, place)) if own else (f"n-{mark}", words)
    sure = min(CONFIDENCE["exact"][1], row.best.confidence if row.best else CONFIDENCE["exact"][0])
    return _ref(row, place if own else a, _Named(id_, name, "between", sure, "line"), found, gazetteer)


def _housed(row: Chosen, best: Candidate, gazetteer: Gazetteer) -> PlaceRef:
    """A facility or quarter known only by the settlement in its name: its own name and id, the settlement's point and extent."""
    place = best.place
    name = " ".join(dict.fromkeys([*row.core.split(), *_word(row.said.text, row.core).split()]))
    spread = max(place.radius_m, RADIUS["town"]) + (NEAR_M["near"] if row.phrase.kind in {"hill", "oil field", "base"} else 0)
    return _borrowed(row, place, f"n-{slug(name)}", name, spread, gazetteer)


def _word(text: str, core: str) -> str:
    found = KIND_AFTER.match(text.partition(core)[2]) if core else None
    return found[1] if found else ""


def _inherited(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> PlaceRef:
    """A place that no table has: the point of the city it is said to lie in, or begins with, or none at all."""
    said = row.said
    country = near[0] if len(near) == 1 else ""
    for outer in said.within or row.phrase.within:
        told = split(outer)
        for candidate in _plain(told, near, gazetteer):
            place = candidate.place
            country = place.country or country
            wide = told.kind in WIDER or told.part == "wide part"  # "in Hama province" says nothing about the city
            if told.part and not wide and place.kind in SETTLED:
                found = spot(place, told, told.relation or "at", place.radius_m)
                return _ref(row, place, _lent(row, place, f"n-{slug(row.core)}", row.core), found, gazetteer)
            if not wide and (place.kind in SETTLED or place.kind == "quarter"):
                return _borrowed(row, place, f"n-{slug(row.core)}", row.core, max(place.radius_m, RADIUS["town"]), gazetteer)
    placed = _placed_by_what_follows(row, near, gazetteer)
    if placed is not None:
        return placed
    words = re.split(r"[\s–-]+", row.core)
    seated = row.phrase.kind in {"facility", "base"} or (not row.phrase.kind and len(words) > 2)  # "London Stock Exchange"
    for size in range(len(words) - 1, 0, -1) if seated else ():
        for candidate in _plain(split(" ".join(words[:size])), (country, *near) if country else near, gazetteer):
            place = candidate.place
            seat = place.kind in SETTLED and candidate.level == "exact" and place.population >= _SEAT
            if seat and (not near or place.country in near[:3]) and words[0].lower() not in _FEATURES:
                return _housed(row, candidate, gazetteer)
    return PlaceRef(said.text, said.start, said.end, f"n-{slug(row.core)}", row.core, None, None, None, row.relation, country, "none")


def _placed_by_what_follows(row: Chosen, near: Sequence[str], gazetteer: Gazetteer) -> PlaceRef | None:
    """Something without a name whose place the next words tell: "three villages [on the eastern bank of the Euphrates]"."""
    tail = _FOLLOWS.match(row.said.after) if not re.search(r"[A-Z]", row.core) else None
    told = split(tail[1]) if tail else None
    for candidate in _plain(told, near, gazetteer) if told else ():
        place = candidate.place
        if told is not None and (told.distance_m is not None or told.part or place.kind in SETTLED):
            found = spot(place, told, told.relation or "at", place.radius_m, row.around)
            if found.radius_m <= _WIDEST_M:
                return _ref(row, place, _lent(row, place, f"n-{slug(row.core)}", row.core), found, gazetteer)
    return None


def _plain(phrase: Phrase, near: Sequence[str], gazetteer: Gazetteer) -> list[Candidate]:
    """The best candidate of a name that says what another lies in."""
    found = gazetteer.candidates(phrase.name, tuple(near[:DEEP]))
    scored = [(fit(c, phrase.kind, near, []), c) for c in found]
    return [c for _, c in sorted((row for row in scored if row[0] > 0.2), key=lambda row: (-row[0], row[1].place.id))][:1]


def _borrowed(row: Chosen, place: Place, id_: str, name: str, spread: int, gazetteer: Gazetteer) -> PlaceRef:
    """A place of its own name on the point of another."""
    spread = round(spread + NEAR_M.get(row.relation, 0) / 2)
    return _ref(row, place, _lent(row, place, id_, name), Spot(place.lat, place.lon, spread), gazetteer)


def _lent(row: Chosen, place: Place, id_: str, name: str) -> _Named:
    return _Named(id_, name, "inherited", _INHERITED, row.phrase.kind or place.kind)
