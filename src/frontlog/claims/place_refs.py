"""What is written down of a place once it is chosen: its point and radius, how exact that is, and what else it could have been."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.claims.geo import distance_km
from frontlog.claims.place_fit import LOCAL, SETTLED, WIDER
from frontlog.claims.place_hints import beside, container, district, one_end, seated, told_behind
from frontlog.claims.place_said import Chosen
from frontlog.claims.spots import NEAR_M, Spot, acled, between, spot, ucdp
from frontlog.model import PlaceGuess, PlaceRef
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.placepairs import Pair
from frontlog.reference.placewords import KIND_AFTER, Phrase
from frontlog.reference.spelling import CONFIDENCE
from frontlog.reference.words import clean, slug

_INHERITED = 0.66  # share of places put on the point of their city that lie within 5 km: 35 of 53 (UCDP Syria 18, annotated reports 35)
_WIDEST_M = 60_000  # a thing without a name that lies somewhere in so wide a circle is not placed at all
_GUESSES = 3  # other candidates that are kept
_LEAST = 0.05  # of all weight: what is less likely is not worth a look


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
    if place.kind in ("sea", "region") and row.relation == "at" and (behind := told_behind(row, near, gazetteer)) and behind[0].distance_m:
        told, town = behind  # "in the Red Sea, 65 miles west of Hodeidah"
        name = _Named(place.id, _shown(row, place), best.level, CONFIDENCE[best.level][0], place.kind)
        return _ref(row, place, name, spot(town, told, told.relation or "at", town.radius_m, row.around), gazetteer)
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
    """A place that no table has: the point of the city it is said to lie in, or begins with, or none at all, and what it lies in."""
    said = row.said
    outer, lies = container(row, near, gazetteer)
    if outer is not None:
        told, place = outer
        if told.part or told.distance_m is not None or told.bearing is not None:
            found = spot(place, told, told.relation or "at", place.radius_m)
            return _ref(row, place, _lent(row, place, *_site_of(row, place)), found, gazetteer)
        return _borrowed(row, place, *_site_of(row, place), max(place.radius_m, RADIUS["town"]), gazetteer)
    behind = told_behind(row, near, gazetteer)
    if behind is not None:
        told, place = behind
        found = spot(place, told, told.relation or "at", place.radius_m, row.around)
        if found.radius_m <= _WIDEST_M:
            return _ref(row, place, _lent(row, place, *_site_of(row, place)), found, gazetteer)
    end = one_end(row, near, gazetteer)
    if end is not None:
        words = f"{'–'.join(row.pair.ends[0])} road" if row.pair and row.pair.form == "way" else row.core
        called = _Named(f"n-{slug(words)}", words, "inherited", _INHERITED, "line")
        return _ref(row, end, called, Spot(end.lat, end.lon, end.radius_m + NEAR_M["along"]), gazetteer)
    seat = seated(row, (lies.country, *near) if lies.country else near, gazetteer)
    if seat is not None:
        return _housed(row, seat, gazetteer)
    lent = beside(row, near, gazetteer)
    if lent is not None:
        return _borrowed(row, lent, *_site_of(row, lent), max(lent.radius_m, RADIUS["town"]), gazetteer)
    area = district(row, near, gazetteer)
    if area is not None:
        called = _Named(f"n-{slug(row.core)}", row.core, "inherited", _INHERITED / 2, "admin2")
        return _ref(row, area, called, Spot(area.lat, area.lon, RADIUS["admin2"]), gazetteer)
    return PlaceRef(
        text=said.text,
        start=said.start,
        end=said.end,
        id=f"n-{slug(row.core)}",
        name=row.core,
        lat=None,
        lon=None,
        uncertainty_m=None,
        relation=row.relation,
        country=lies.country,
        basis="none",
        admin1=lies.admin1,
        admin2=lies.admin2,
        pcode=gazetteer.code(lies.country, lies.admin1, lies.admin2) if lies.admin1 else "",
    )


def _site_of(row: Chosen, place: Place) -> tuple[str, str]:
    """Id and name of a site on the point of its town: "the airport" of two towns is two places, one that has a name needs no other."""
    named = any(c.isupper() or c.isdigit() or (c.isalpha() and c.lower() == c.upper()) for c in row.core)
    name = row.core if named else f"{place.name} {row.core}"
    return f"n-{slug(name)}", name


def _borrowed(row: Chosen, place: Place, id_: str, name: str, spread: int, gazetteer: Gazetteer) -> PlaceRef:
    """A place of its own name on the point of another."""
    spread = round(spread + NEAR_M.get(row.relation, 0) / 2)
    return _ref(row, place, _lent(row, place, id_, name), Spot(place.lat, place.lon, spread), gazetteer)


def _lent(row: Chosen, place: Place, id_: str, name: str) -> _Named:
    return _Named(id_, name, "inherited", _INHERITED, row.phrase.kind or place.kind)
