"""In which buckets tellings stand: what each shares with others of its place, its name, its side or its words, on its days, as hashes."""

import re
from collections.abc import Callable, Iterable, Iterator
from math import cos, floor, radians

import numpy as np

from frontlog.incidents.arrays import Key, Runs, hash_of, joined, spread
from frontlog.incidents.codes import Flags
from frontlog.incidents.columns import Columns
from frontlog.incidents.distance import Spot, nameless
from frontlog.incidents.spelling import plain, stem
from frontlog.incidents.types import Types
from frontlog.model import PlaceRef
from frontlog.reference.placenames import fold, skeleton, tokens

CELL = 0.25  # degrees of latitude, about 28 km: a few villages
REACH = 0.14  # degrees, about 15 km: what compare still calls "off" and not "far"
BIN = 4  # days
APART = 3  # days: what is further apart is compared only when one of the two has no date
LONGEST = 12  # bins: of a siege of years only the last seven weeks take part
AREAS = {fold(word) for word in ("province", "governorate", "county", "district", "region", "oblast", "state", "countryside")}
WIDE_M = 50_000  # a place known no better than this is a province: it meets others by its name

Family = Callable[[Columns], tuple[Runs, Flags]]  # what a telling shares with others, as hashes, and whether it has a say


def by_cell(columns: Columns) -> tuple[Runs, Flags]:
    """Located places by the grid."""
    return _by_place(columns, lambda spot: cells(spot) if _located(spot) else ()), np.ones(len(columns), np.bool_)


def by_name(columns: Columns) -> tuple[Runs, Flags]:
    """Places without a point, or known only as a province, by their spelling and by its words; those that have one are there to be met."""
    lists = columns.coded["place"]
    vague = np.array([not all(map(_located, places)) for places in lists.values], np.bool_)
    return _by_place(columns, _words), vague[lists.of]


def by_proper(columns: Columns) -> tuple[Runs, Flags]:
    """Claims whose place has no point ("the police station"), by the names of their sentence; those that are at such a place are there
    to be met."""
    lists = columns.coded["place"]
    found = np.array([bool(places) and all(spot.lat is None for spot in places) for places in lists.values], np.bool_)[lists.of]
    words, numbers, telling = columns.bags["proper"].told(np.flatnonzero(found))
    hashes = np.array([hash_of(("proper", word)) for word in words], np.int64)
    return joined(_by_place(columns, _proper), Runs(hashes[numbers], telling)), found


def by_side(columns: Columns) -> tuple[Runs, Flags]:
    """Claims without a place ("an army base" is none), by who takes part, report and verb; those that name one are there to be met."""
    sides = _hashed(columns, "actors", lambda parties: (("side", one) for one in parties.attackers | parties.defenders))
    placeless = np.array([all(map(nameless, places)) for places in columns.coded["place"].values], np.bool_)[columns.coded["place"].of]
    verbs = _hashed(columns, "trigger", lambda stem: (("words", stem),))
    verbs = Runs(verbs.numbers[placeless[verbs.telling]], verbs.telling[placeless[verbs.telling]])
    return joined(sides, _reports(columns), verbs), placeless


def by_report(columns: Columns) -> tuple[Runs, Flags]:
    """Claims told in words that point back, by their report."""
    return _reports(columns), columns.resumes


def undated(columns: Columns) -> tuple[Runs, Flags]:
    """Claims without a date, by the name of their place."""
    return _by_place(columns, lambda spot: [("undated", name)] if (name := fold(spot.name)) else ()), ~columns.dated


def groups(columns: Columns, types: Types) -> Runs:
    """The groups of each telling's type."""
    kinds = columns.coded["type"]
    return spread([sorted(hash_of(("group", group)) for group in types.of(kind)) for kind in kinds.values], kinds.of)


def bins(columns: Columns) -> Runs:
    """Bins of days reached halfway: of two tellings APART days apart, the reach of both meets."""
    first, last = (columns.start - APART // 2) // BIN, (columns.end + (APART + 1) // 2) // BIN
    first = np.maximum(first, last - LONGEST)
    times = np.where(columns.dated, last - first + 1, 0)
    telling = np.repeat(np.arange(len(columns)), times)
    return Runs(first[telling] + np.arange(len(telling)) - np.repeat(np.cumsum(times) - times, times), telling)


def once(size: int) -> Runs:
    """One bucket of days for all, where days say nothing."""
    return Runs(np.zeros(size, np.int64), np.arange(size))


def _reports(columns: Columns) -> Runs:
    documents = columns.documents
    several = np.bincount(documents.of, minlength=len(documents.values)) > 1  # who is alone in a bucket meets nobody
    hashes = np.array(
        [hash_of(("report", one)) if kept else 0 for one, kept in zip(documents.values, several.tolist(), strict=True)], np.int64
    )
    telling = np.flatnonzero(several[documents.of])
    return Runs(hashes[documents.of[telling]], telling)


def _proper(spot: Spot) -> Iterator[Key]:
    return (("proper", stem(plain(word))) for word in re.findall(r"[^\W\d_]{4,}", spot.name))


def _by_place(columns: Columns, keys: Callable[[Spot], Iterable[Key]]) -> Runs:
    return _hashed(columns, "place", lambda places: (key for spot in places for key in keys(spot)))


def _words(spot: Spot) -> Iterator[Key]:
    found = {skeleton(spot.name), *tokens(spot.name)} | {word for area in spot.within for word in tokens(area)}
    return (("name", word) for word in found - AREAS if len(word) > 2)


def _hashed(columns: Columns, question: str, keys: Callable[..., Iterable[Key]]) -> Runs:
    """Hashes of the keys of what a question looks at, worked out once a value."""
    codes = columns.coded[question]
    return spread([sorted({hash_of(key) for key in keys(value)}) for value in codes.values], codes.of)


def _located(place: Spot) -> bool:
    return place.lat is not None and place.lon is not None and (place.uncertainty_m or 0) <= WIDE_M


def cells(place: Spot | PlaceRef) -> list[Key]:
    """The grid cells within half the reach of a located place. Cells keep their width in kilometres up to the poles."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    out: list[Key] = []
    for row in range(floor((lat - REACH / 2) / CELL), floor((lat + REACH / 2) / CELL) + 1):
        wide = max(0.05, cos(radians(row * CELL)))
        reach = REACH / 2 / max(0.05, cos(radians(lat))) * wide
        out += [("cell", row, column) for column in range(floor((lon * wide - reach) / CELL), floor((lon * wide + reach) / CELL) + 1)]
    return out
