"""The tables that the API answers from: those of the exports, as Arrow tables in memory, each with what it can be asked by."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.server import following
from frontlog.store.history import History, Run, Standing
from frontlog.views.explain import Archived
from frontlog.views.exports import native
from frontlog.views.exports.choice import About
from frontlog.views.exports.codebook import Column, tables
from frontlog.views.exports.export import Export
from frontlog.views.rows import Rows

CHANGED_AT = Column("changed_at", "datetime", "when this row last became another one in this log; empty where the log kept no history")


@dataclass(frozen=True, slots=True)
class Asked:
    """By which columns a table is asked. `words` are searched by `q`; `past`: the last day is the one behind the interval."""

    id: str
    first: str = ""
    last: str = ""
    past: bool = False
    places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    type: str = ""
    words: tuple[str, ...] = ()
    since: str = ""  # by which `updated_since` asks; `changed_at` is told by the history of the log
    located: bool = False


AREAS = ("adm1_pcode", "adm2_pcode", "adm3_pcode", "place_pcode", "admin1", "admin2")
TABLES: Mapping[str, Asked] = {
    "incidents": Asked(
        "incident_id", "date_start", "date_end", places=("place_id", "place_name"), areas=AREAS,
        actors=("actor_ids", "actors", "target_ids", "targets"), type="event_type",
        words=("title", "place_name", "actors", "targets", "claimants"), since="changed_at", located=True,
    ),
    "claims": Asked(
        "claim_id", "date_start", "date_end", places=("place_id", "place_name"), areas=("place_pcode",),
        actors=("actor_ids", "target_ids", "speaker_id"), type="event_type", words=("quote", "speaker", "outlet", "place_name"),
        since="changed_at", located=True,
    ),
    "documents": Asked("document_id", "published_at", "published_at", words=("title", "outlet", "url"), since="changed_at"),
    **dict.fromkeys(("control", "control_known", "control_claimed"), Asked(
        "state_id", "valid_from", "valid_to", past=True, places=("place_id", "place_name"), areas=("place_pcode", "adm3_pcode"),
        actors=("holder", "holder_name", "second", "besieger"), words=("place_name", "holder_name"), since="changed_at", located=True,
    )),
    "contradictions": Asked("contradiction_id", places=("place_id",), type="type", words=("value_a", "value_b"), since="changed_at"),
    "places": Asked(
        "place_id", places=("place_id", "place_name", "spellings"), areas=("place_pcode", "admin1", "admin2"),
        words=("place_name", "spellings"), located=True,
    ),
    "actors": Asked("actor_id", actors=("actor_id", "name"), words=("name", "actor_id")),
    "sources": Asked("outlet", "first_published", "last_published", words=("outlet",)),
    "changes": Asked("change_id", actors=("actor",), words=("record_id", "field", "old", "new", "reason"), since="changed_at"),
    "deleted": Asked("record_id", words=("record_id",), since="deleted_at"),
    "runs": Asked("run_id", since="at"),
}  # fmt: skip
BAR = "\x1f"  # between the values that a row is asked by


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table of the API."""
    if table in following.COLUMNS:
        return following.COLUMNS[table]
    return (*tables()[table], *((CHANGED_AT,) if TABLES[table].since else ()))


@dataclass(frozen=True, slots=True)
class Held:
    """One table in memory. The keys are what each row is asked by, in lower case, between bars."""

    name: str
    asked: Asked
    table: pa.Table
    places: pa.Array
    areas: pa.Array
    actors: pa.Array
    words: pa.Array


class Past:
    """The history of a log up to when the server started, the oldest run first."""

    def __init__(self, history: History | None = None) -> None:
        self.history = history
        self.runs: tuple[Run, ...] = tuple(history.runs()) if history else ()

    @cached_property
    def standing(self) -> Standing:
        return self.history.standing(self.runs) if self.history else Standing({}, {})


class Book:
    """All tables of a log, each made when it is first asked for."""

    def __init__(self, rows: Rows, about: About | None = None, past: Past | None = None, archived: Archived | None = None) -> None:
        self.export = Export(rows, about=about, archived=archived)
        self.rows = rows
        self.past = past or Past()
        self._held: dict[str, Held] = {}
        self._lock = threading.RLock()

    def __getitem__(self, name: str) -> Held:
        with self._lock:
            if name not in self._held:
                self._held[name] = self._hold(name)
            return self._held[name]

    def _hold(self, name: str) -> Held:
        asked = TABLES[name]
        table = self._own(name) if name in following.COLUMNS else self._exported(name)
        keys = (_keys(table, names) for names in (asked.places, asked.areas, asked.actors, asked.words))
        return Held(name, asked, table.combine_chunks(), *keys)

    def _own(self, name: str) -> pa.Table:
        return following.table(name, self.rows, self.past.history, self.past.runs, self.past.standing)

    def _exported(self, name: str) -> pa.Table:
        table = native.as_table(name, self.export)
        if not TABLES[name].since:
            return table
        changed = pa.array([self.changed(name, id_) for id_ in table[TABLES[name].id].to_pylist()], pa.timestamp("us", tz="UTC"))
        return table.append_column("changed_at", changed)

    def changed(self, table: str, id_: str) -> datetime | None:
        """When a record last changed; None where nothing is known of that."""
        run = self.past.standing.updated.get((table, id_))
        return run.at if run else None


def _keys(table: pa.Table, names: tuple[str, ...]) -> pa.Array:
    """What the rows have in some columns, as one text a row that begins and ends with a bar."""
    parts: list[Any] = [pa.array([""] * table.num_rows, pa.string())]
    for name in (n for n in names if n in table.column_names):
        column = table[name].combine_chunks() if table.num_rows else pa.array([], pa.string())
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, BAR)
        parts.append(pc.fill_null(column, ""))
    parts.append(pa.array([""] * table.num_rows, pa.string()))
    joined: pa.Array = pc.utf8_lower(pc.binary_join_element_wise(*parts, BAR))
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def keeper(make: Callable[[Any], Book], most: int = 3) -> Callable[[Any], Book]:
    """The same books for the same question, the last few kept; made one at a time."""
    lock = threading.Lock()
    kept = lru_cache(most)(make)

    def book(question: Any) -> Book:
        with lock:
            return kept(question)

    return book
