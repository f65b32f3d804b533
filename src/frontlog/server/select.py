"""Which rows of a table a question means, by columns: a hundred thousand rows take some milliseconds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.server.book import BAR, Held

Mask = Any  # an Arrow array of booleans


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for. None and empty mean: whatever."""

    first: date | None = None
    last: date | None = None
    box: tuple[float, float, float, float] | None = None  # west, south, east, north
    place: str = ""
    adm: str = ""
    actor: str = ""
    types: tuple[str, ...] = ()
    min_origins: int | None = None
    grades: tuple[str, ...] = ()
    disputed: bool | None = None
    words: tuple[str, ...] = ()
    since: datetime | None = None
    equal: dict[str, str] = field(default_factory=dict)  # column -> value


def chosen(held: Held, wanted: Wanted) -> tuple[pa.Array, list[str]]:
    """The positions of the rows that are meant, and what whoever asked should know. Texts are compared last: then few rows are left."""
    warnings: list[str] = []
    mask: Mask = None
    for part in _numbers(held, wanted, warnings):
        mask = part if mask is None else pc.and_kleene(mask, part)
    whole = mask is None
    found = pa.array(np.arange(held.table.num_rows, dtype=np.uint64)) if whole else pc.indices_nonzero(pc.fill_null(mask, False))
    for column, test in _texts(held, wanted):
        kept = pc.fill_null(test(column if whole else column.take(found)), False)
        found, whole = found.filter(kept.combine_chunks() if isinstance(kept, pa.ChunkedArray) else kept), False
    return found, warnings


def _numbers(held: Held, wanted: Wanted, warnings: list[str]) -> Iterator[Mask]:
    """What days, coordinates, counts and times say of each row."""
    table = held.table
    yield from _days(held, wanted, warnings)
    if wanted.box is not None:
        yield _within(table, wanted.box, warnings)
    if wanted.min_origins is not None:
        yield pc.greater_equal(table["n_origins"], wanted.min_origins)
    if wanted.disputed is not None:
        yield pc.equal(table["disputed"], wanted.disputed)
    if wanted.since is not None:
        yield _since(table[held.asked.since], wanted.since, warnings)


def _texts(held: Held, wanted: Wanted) -> Iterator[tuple[Any, Callable[[Any], Mask]]]:
    """Columns of texts, each with the test that its rows must pass."""
    for name, values in ((held.asked.type, wanted.types), ("grade", wanted.grades)):
        if values:
            yield held.table[name], partial(pc.is_in, value_set=pa.array(values, pa.string()))
    for name, value in wanted.equal.items():
        yield held.table[name], partial(pc.equal, value)
    for keys, value in ((held.places, wanted.place), (held.actors, wanted.actor)):
        if value:
            yield keys, partial(_has, value=value)
    if wanted.adm:
        yield held.areas, partial(_begins, value=wanted.adm)
    for word in wanted.words:
        yield held.words, partial(pc.match_substring, pattern=word.lower())


def _days(held: Held, wanted: Wanted, warnings: list[str]) -> Iterator[Mask]:
    """Rows whose days overlap those asked for. An open end reaches on; what has no day at all is left out, and said."""
    if wanted.first is None and wanted.last is None:
        return
    if wanted.first and wanted.last and wanted.first > wanted.last:
        warnings.append(f"`from` ({wanted.first}) is after `to` ({wanted.last}): nothing can match.")
    start, end = held.table[held.asked.first], held.table[held.asked.last]
    undated = pc.and_(pc.is_null(start), pc.is_null(end))
    if count := pc.sum(undated).as_py():
        warnings.append(f"{count:,} rows have no day and are not among these. Ask without `from` and `to` for them.")
    yield pc.invert(undated)
    if wanted.last:
        yield pc.or_kleene(pc.is_null(start), pc.less_equal(start, wanted.last))
    if wanted.first:
        later: Callable[..., Mask] = pc.greater if held.asked.past else pc.greater_equal
        yield pc.or_kleene(pc.is_null(end), later(end, wanted.first))


def _within(table: pa.Table, box: tuple[float, float, float, float], warnings: list[str]) -> Mask:
    west, south, east, north = box
    lat, lon = table["latitude"], table["longitude"]
    if south > north:
        warnings.append("The south of `bbox` lies north of its north: nothing can match.")
    if count := pc.sum(pc.is_null(lat)).as_py():
        warnings.append(f"{count:,} rows have no coordinates and are not among these. Ask without `bbox` for them.")
    inside = pc.and_kleene(pc.greater_equal(lat, south), pc.less_equal(lat, north))
    sides = (pc.greater_equal(lon, west), pc.less_equal(lon, east))
    across = pc.and_kleene(*sides) if west <= east else pc.or_kleene(*sides)  # over the date line
    return pc.and_kleene(inside, across)


def _has(keys: pa.Array, value: str) -> Mask:
    return pc.match_substring(keys, f"{BAR}{value.strip().lower()}{BAR}")


def _begins(keys: pa.Array, value: str) -> Mask:
    """A code of an area stands for all that lies in it; a name only for itself."""
    wanted = value.strip().lower()
    digits = any(c.isdigit() for c in wanted)
    return pc.match_substring(keys, f"{BAR}{wanted}" if digits else f"{BAR}{wanted}{BAR}")


def _since(known: pa.ChunkedArray, since: datetime, warnings: list[str]) -> Mask:
    """Rows that came or changed after that moment, or of which nobody knows when. No two builds share a moment."""
    if count := pc.sum(pc.is_null(known)).as_py():
        warnings.append(f"Of {count:,} rows it is not known when they changed; they are among these. Build the log once more.")
    return pc.or_kleene(pc.is_null(known), pc.greater(known, pa.scalar(since, known.type)))


def ordered(held: Held, found: pa.Array, sort: str) -> pa.Array:
    """Positions in the order of a column; `-` before its name turns it. Unknown values come last, equal ones stay in order."""
    if not sort:
        return found
    name = sort.removeprefix("-")
    key = pa.table({"key": held.table[name].take(found), "at": found})
    order = pc.sort_indices(key, sort_keys=[("key", "descending" if sort.startswith("-") else "ascending"), ("at", "ascending")])
    return found.take(order)
