"""Whether two tellings speak of one matter, as far as their words go: one place by its proper name, words of content in common."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from frontlog.incidents.distance import one_place
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import Telling, asked_once
from frontlog.model import PlaceRef
from frontlog.reference.countries import country_names, nationalities
from frontlog.reference.placenames import fold
from frontlog.reference.yamlfile import parse

WIDEST = ("country", "expanse", "sea")  # kinds of places
LEAST = 4  # letters of a proper name
NOUN = re.compile(r"(?<![\w-])[a-z]{4,}\b")
PROPER = re.compile(r"\b(?:[Aa]l-|[Ee]l-)?[A-Z][\w'’-]+")
RUN = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")  # names of several words


def one_spot(a: Telling, b: Telling) -> bool:
    """Whether they name one place: by the gazetteer, by a proper name in the words of both ("the school at Soba", "Soba"), or, where one of
    them has no place, by the other's name in its sentence. A whole country is no such place."""
    mine, other = _narrow(a), _narrow(b)
    if any(one_place(x, y) for x in mine for y in other):
        return True
    if (a.claim.place and not mine) or (b.claim.place and not other):
        return False
    return bool((spots(a) & spots(b)) - lands())


@asked_once
def _narrow(telling: Telling) -> tuple[PlaceRef, ...]:
    """Its places without those in which a war has room."""
    return tuple(place for place in telling.claim.place if place.kind not in WIDEST)


@cache
def lands() -> frozenset[str]:
    """The names of countries and of their people, folded."""
    return frozenset(fold(word) for word in (*country_names(), *nationalities()))


@asked_once
def spots(telling: Telling) -> frozenset[str]:
    """The proper names in the words of its places, folded; of a telling without a place, those of its sentence."""
    places = telling.claim.place
    return spots_of(places) if places else _proper(telling.claim.evidence.quote)


def spots_of(places: Sequence[PlaceRef]) -> frozenset[str]:
    """The proper names in the words of some places, folded."""
    return _proper(places[0].text) if len(places) == 1 else frozenset().union(*(_proper(place.text) for place in places))


@asked_once
def named(telling: Telling) -> frozenset[str]:
    """All proper names of its sentence, folded."""
    return _proper(telling.claim.evidence.quote)


@asked_once
def content(telling: Telling) -> frozenset[str]:
    """The words of content of its sentence beside the names of its places."""
    places = telling.claim.place
    return bag(telling.claim.evidence.quote).difference(*[bag(place.text) for place in places])


@asked_once
def things(telling: Telling) -> frozenset[str]:
    """What stands at its places, as common nouns: the prison, the school. Of a bare town there is none."""
    return things_at(telling.claim.place)


def things_at(places: Sequence[PlaceRef]) -> frozenset[str]:
    """What stands at some places."""
    return frozenset(word for place in places for word in NOUN.findall(place.text) if word not in general())


def inside(text: str) -> str:
    """The words without an article in front, whose capital says nothing."""
    return re.sub(r"^(?:The|An?) ", "", text)


@cache
def general() -> frozenset[str]:
    """Nouns of places that are areas: a town, a road, a front."""
    return frozenset(_cues()["general"])


@cache
def common() -> frozenset[str]:
    """Words in the names of thousands of places: two that share one of them are not one."""
    return frozenset(_cues()["common"])


@cache
def _cues() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1 << 14)
def _proper(words: str) -> frozenset[str]:
    names = PROPER.findall(words)
    if len(names) > 1:
        names += RUN.findall(words)
    return frozenset([key for name in names if len(key := fold(name)) >= LEAST and key not in common()])
