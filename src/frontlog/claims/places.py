"""From the words that name places to places: chosen together over a document, so that neighbours and provinces agree."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from frontlog.claims.context import Context
from frontlog.model import Piece, PlaceRef
from frontlog.reference.countries import neighbours
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.placewords import KIND_AFTER, Phrase, split
from frontlog.reference.words import clean, slug

_NEAR_M = {"near": 10_000, "toward": 10_000, "between": 25_000, "along": 25_000}  # added where no distance is said
_OF_M = 25_000  # "north of X" without a distance: reports mean the district, not the town's edge
_OFFSET_SHARE = 0.35  # of the distance: spread of "south" (45 degrees) and of a rounded number
_ALIEN = 0.15  # weight of a country that nothing in the document speaks for
_BIG = 300_000  # people from which a city needs no country in the document
# First words of thousands of names: a hill or spring is not in the one town that is called so.
_FEATURES = frozenset(
    {"tall", "tell", "tal", "ayn", "ain", "jabal", "jebel", "kafr", "khirbat", "wadi", "bir", "abu", "umm", "deir", "al", "new"}
)
_SEAT = 20_000  # people from which a town gives its name to airports, courts and stations
_FAR_KM = 400.0  # beyond it a neighbour named in the report says nothing
# Place-type words and the kinds of place they go with, and how a bare name ranks kinds: a city before its province.
_FITS: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town"}),
    "quarter": frozenset({"quarter"}),
    "facility": frozenset({"facility", "base", "quarter"}),
    "base": frozenset({"base", "facility"}),
    "oil field": frozenset({"oil field"}),
    "hill": frozenset({"hill", "region"}),
    "crossing": frozenset({"crossing"}),
    "region": frozenset({"region", "admin1", "admin2", "sea"}),
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2", "quarter", "region", "admin1"}),
    "river": frozenset({"river"}),
    "road": frozenset({"road"}),
    "sea": frozenset({"sea"}),
    "country": frozenset({"country"}),
}
_BARE = {"country": 1.2, "city": 1.0, "town": 0.95, "admin1": 0.55, "region": 0.9, "river": 0.7, "village": 0.8}
_DEEP = 2  # countries in which villages and changed spellings are looked for
_LEADING_ARTICLE = re.compile(r"^(?:the|The)\s+")
_LOWER = re.compile(r"^(?:(?!(?:al|el|as|ash|ad|ar|at|an|az|es|ez)[-\s])[a-z][\w-]*\s+)+(?=\S*[A-Z])")
_LOCAL = frozenset({"facility", "base", "quarter", "hill", "oil field", "crossing", "road"})  # things that lie in or by a settlement
_SKELETON_KM = 150.0  # a bare consonant match needs another named place this near
_SETTLED = frozenset({"city", "town", "village"})
# What a kind word makes of a place of another kind: "Kharan District" known only as the town of Kharan.
_WIDER = {"admin1": RADIUS["admin1"], "admin2": RADIUS["admin2"], "region": RADIUS["region"]}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place, as the extractor hands them over.

    `name` is the core without article, kind word and relation; `kind` a kind word such as "town", or ""; `within` what it lies in, when
    the text says so ("Homs province" of "the town of X in Homs province"); `whole` all these words together, as a reader would quote them.
    """

    text: str
    start: int
    end: int
    name: str = ""
    relation: str = "at"
    kind: str = ""
    within: tuple[str, ...] = ()
    whole: Piece | None = None


@dataclass(slots=True)
class _Name:
    """A name on its way: what was said, what it may be, how well each fits so far."""

    said: PlaceName
    phrase: Phrase
    core: str
    candidates: list[tuple[float, Candidate]]


def resolve_places(names: Sequence[PlaceName], context: Context, gazetteer: Gazetteer) -> list[PlaceRef]:
    """A PlaceRef for each name, in the same order. Names without a candidate keep no coordinates and the id `n-<folded name>`."""
    rows = [_prepare(name, context, gazetteer) for name in names]
    first = {id(row): row.candidates[0][1].place for row in rows if row.candidates}
    chosen: dict[tuple[str, str, str], Candidate | None] = {}
    out = []
    for row in rows:
        around = [(place, abs(other.said.start - row.said.start)) for other in rows if other is not row and (place := first.get(id(other)))]
        best = _choose(row, around)
        country = best.place.country if best else ""
        key = (clean(row.core), row.phrase.kind, country if row.said.within or row.phrase.within else "")
        best = chosen.setdefault(key, best)  # the same name is the same place throughout
        found = _reference(row, best, context, gazetteer)
        whole = row.said.whole
        out.append(replace(found, text=whole.text, start=whole.start, end=whole.end) if whole else found)
    return out


def _prepare(said: PlaceName, context: Context, gazetteer: Gazetteer) -> _Name:
    phrase = split(said.text)
    if said.kind:
        phrase = replace(phrase, kind=kind_of(said.kind) or phrase.kind)
    core = said.name or phrase.name or said.text
    near = context.near(said.start)
    outer = [c.place for name in said.within or phrase.within for c in _plain(name, near, gazetteer)]
    countries = tuple(dict.fromkeys([*(p.country for p in outer if p.country), *near]))[:6]
    for variant, kind, exactly in _variants(said, phrase, core):
        found = [c for c in gazetteer.candidates(variant, countries[:_DEEP]) if not exactly or c.level == "exact"]
        scored = [(_fit(c, kind, countries, outer), c) for c in found]
        scored = sorted(((score, c) for score, c in scored if score > 0), key=lambda row: (-row[0], row[1].place.id))
        if scored:
            return _Name(said, replace(phrase, kind=kind), variant, scored)
    return _Name(said, phrase, core, [])


def _variants(said: PlaceName, phrase: Phrase, core: str) -> Iterator[tuple[str, str, bool]]:
    """Names to look up, the kind still unsaid, and whether only the exact spelling counts: the words whole ("Strait of Hormuz"), core and
    kind word, core, core without the lower-case words before it."""
    whole = _LEADING_ARTICLE.sub("", said.text.strip())
    if whole != core:
        yield whole, "", True
    word = said.kind or _word(said.text, core)
    if word:
        yield f"{core} {word}", phrase.kind, True
    yield core, phrase.kind, False
    for half in core.split("/") if "/" in core else ():  # "Kafr Sajnah/Kafr Sijnah"
        yield half.strip(), phrase.kind, False
    bare = _LOWER.sub("", core)
    if bare and bare != core:
        yield bare, phrase.kind, False


def kind_of(word: str) -> str:
    """The kind of place that a kind word names; the word itself when it is one; else empty."""
    from_words = split(f"X {word}").kind
    return from_words or (word if word in _FITS else "")


def _word(text: str, core: str) -> str:
    """The kind word that follows a name in its phrase."""
    found = KIND_AFTER.match(text.partition(core)[2]) if core else None
    return found[1] if found else ""


def _plain(name: str, near: Sequence[str], gazetteer: Gazetteer) -> list[Candidate]:
    """The best candidate of a name that says what another lies in."""
    phrase = split(name)
    found = gazetteer.candidates(phrase.name, tuple(near[:_DEEP])) or gazetteer.candidates(_LOWER.sub("", phrase.name), tuple(near[:_DEEP]))
    scored = [(_fit(c, phrase.kind, near, []), c) for c in found]
    return [c for _, c in sorted((row for row in scored if row[0] > 0.2), key=lambda row: (-row[0], row[1].place.id))][:1]


def _fit(candidate: Candidate, kind: str, countries: Sequence[str], outer: Sequence[Place]) -> float:
    """How well a candidate agrees with the kind word, the countries of the document and what it is said to lie in. 0 rules it out."""
    place = candidate.place
    score = candidate.confidence * _agreement(place, countries, candidate.level)
    if kind:
        wide = place.kind in {"admin1", "region", "country", "sea"}
        score *= 1.3 if place.kind in _FITS[kind] else 0.35 if wide and kind in _LOCAL | _SETTLED else 0.75
    else:
        score *= _BARE.get(place.kind, 0.9)
    score *= 1 + 0.05 * math.log10(place.population + 10) if place.kind in _SETTLED else 1.0
    if place.source == "frontlog":
        score *= 1.15  # our table holds what matters in these wars
    for container in outer:
        if container.kind == "country":
            score *= 1.2 if container.country == place.country else 0.2
        elif container.id != place.id:
            score *= 1.3 if distance_km(place, container) <= 2.5 * container.radius_m / 1000 + 20 else 0.25
    return score


def _agreement(place: Place, countries: Sequence[str], level: str) -> float:
    """Weight of the place's country in this document."""
    if not countries or place.country == "":
        return 1.0 if level == "exact" else 0.0
    if place.country in countries[: 6 if level == "exact" else 1 if level == "skeleton" else _DEEP]:
        return 1.0 / (1 + 0.12 * countries.index(place.country))
    if level != "exact":
        return 0.0
    if place.kind == "country" or place.population >= _BIG or place.source == "frontlog":
        return 0.6
    return 3 * _ALIEN if any(place.country in neighbours().get(c, ()) for c in countries[:2]) else _ALIEN


def _choose(row: _Name, around: Sequence[tuple[Place, int]]) -> Candidate | None:
    """The best candidate once neighbours named in the report have their say; None when even that one hardly fits."""
    best, top = None, 0.12  # an alien small town at the exact level stays below it
    for score, candidate in row.candidates:
        place = candidate.place
        pull, weight = 0.0, 0.0
        for other, gap in around:
            if other.kind in {"country", "sea"} or other.id == place.id:
                continue
            w = 1 / (1 + gap / 400)
            weight += w
            pull += w * max(0.0, 1 - distance_km(place, other) / _FAR_KM)
        if candidate.level == "skeleton" and not any(
            distance_km(place, other) <= _SKELETON_KM for other, _ in around if other.id != place.id
        ):
            continue
        total = score * (0.75 + 0.5 * pull / weight) if weight else score
        if total > top:
            best, top = candidate, total
    return best


def _reference(row: _Name, best: Candidate | None, context: Context, gazetteer: Gazetteer) -> PlaceRef:
    said, phrase = row.said, row.phrase
    relation = said.relation if said.relation not in {"", "at"} else phrase.relation or "at"
    if best is None:
        return _inherited(row, relation, context, gazetteer)
    place = best.place
    if phrase.kind in _LOCAL and place.kind in _SETTLED and clean(said.text) != clean(row.core):
        sure = best.level in {"exact", "article"}
        return _inside(row, best, relation) if sure else _inherited(row, relation, context, gazetteer)
    lat, lon, spread = place.lat, place.lon, place.radius_m
    if phrase.kind in _WIDER and place.kind in _SETTLED:
        spread = max(spread, _WIDER[phrase.kind])
    if phrase.distance_m and phrase.bearing is not None:
        lat, lon = offset(lat, lon, phrase.bearing, phrase.distance_m)
        spread += round(phrase.distance_m * _OFFSET_SHARE)
    elif phrase.distance_m:
        spread += phrase.distance_m
    else:
        spread += _OF_M if relation.endswith("_of") else _NEAR_M.get(relation, 0)
    name = _shown(row, place)
    return PlaceRef(said.text, said.start, said.end, place.id, name, lat, lon, spread, relation, place.country, best.level)


def _shown(row: _Name, place: Place) -> str:
    return place.name if place.source == "frontlog" or place.kind == "country" else row.core


def _inside(row: _Name, best: Candidate, relation: str) -> PlaceRef:
    """A facility or quarter known only by the settlement in its name: its own name and id, the settlement's point and extent."""
    said, place = row.said, best.place
    name = " ".join(dict.fromkeys([*row.core.split(), *_word(said.text, row.core).split()]))
    spread = max(place.radius_m, RADIUS["town"]) + (_NEAR_M["near"] if row.phrase.kind in {"hill", "oil field", "base"} else 0)
    return _borrowed(row, place, f"n-{slug(name)}", name, spread, relation)


def _inherited(row: _Name, relation: str, context: Context, gazetteer: Gazetteer) -> PlaceRef:
    """A place that no table has: the point of the city it is said to lie in, or begins with, or none at all."""
    said, near = row.said, context.near(row.said.start)
    country = near[0] if len(near) == 1 else ""
    for outer in said.within or row.phrase.within:
        for candidate in _plain(outer, near, gazetteer):
            place = candidate.place
            country = place.country or country
            wide = split(outer).kind in _WIDER  # "in Hama province" says nothing about the city
            if not wide and (place.kind in _SETTLED or place.kind == "quarter"):
                return _borrowed(row, place, f"n-{slug(row.core)}", row.core, max(place.radius_m, RADIUS["town"]), relation)
    words = re.split(r"[\s–-]+", row.core)
    seated = row.phrase.kind in {"facility", "base"} or (not row.phrase.kind and len(words) > 2)  # "London Stock Exchange"
    for size in range(len(words) - 1, 0, -1) if seated else ():
        for candidate in _plain(" ".join(words[:size]), (country, *near) if country else near, gazetteer):
            place = candidate.place
            seat = place.kind in _SETTLED and candidate.level == "exact" and place.population >= _SEAT
            if seat and (not near or place.country in near[:3]) and words[0].lower() not in _FEATURES:
                return _inside(row, candidate, relation)
    return PlaceRef(said.text, said.start, said.end, f"n-{slug(row.core)}", row.core, None, None, None, relation, country, "none")


def _borrowed(row: _Name, place: Place, id_: str, name: str, spread: int, relation: str) -> PlaceRef:
    said = row.said
    return PlaceRef(said.text, said.start, said.end, id_, name, place.lat, place.lon, spread, relation, place.country, "inherited")


def distance_km(a: Place, b: Place) -> float:
    """Kilometres between two places; from the nearest point of a river or road."""
    return min(_km(p, q) for p in a.line or ((a.lat, a.lon),) for q in b.line or ((b.lat, b.lon),))


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def offset(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """The point that lies so many metres in a direction (degrees from north) of another."""
    north = metres * math.cos(math.radians(bearing)) / 111_320
    east = metres * math.sin(math.radians(bearing)) / (111_320 * max(0.01, math.cos(math.radians(lat))))
    return round(lat + north, 5), round(lon + east, 5)
