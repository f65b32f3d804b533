"""What one server answers from: the log as it was when the server started, and as it was known on earlier days."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import pyarrow as pa

from frontlog import __version__
from frontlog.model import FrontlogError, Record, digest
from frontlog.server.book import Book, Past, keeper
from frontlog.server.problems import RefusedError
from frontlog.store.history import History
from frontlog.views.as_known import as_known
from frontlog.views.explain import Archived, Index
from frontlog.views.exports.choice import About
from frontlog.views.exports.source import columns
from frontlog.views.rows import Rows

R = TypeVar("R", bound=Record)


class Kept:
    """Rows that are read from the log once: the server shows the log as it was when it started."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: dict[type[Record], Any] = {}
        self._lock = threading.Lock()

    def __call__(self, kind: type[R], /) -> Sequence[R]:
        with self._lock:
            if kind not in self._kept:
                self._kept[kind] = self._rows(kind)
            found: Sequence[R] = self._kept[kind]
            return found

    def columns(self, kind: type[Record], names: Sequence[str], /) -> pa.Table:
        """Some columns of all rows of a kind, read anew where they lie in a log."""
        return columns(self._rows, kind, names)


class Library:
    """The books of one log. `history` is that of the log; without one nothing is known of when a record changed. `state` names the state
    of the log: answers to the same question are the same while it is."""

    def __init__(
        self, rows: Rows, archived: Archived | None = None, history: History | None = None, state: str = "", about: About | None = None
    ) -> None:
        self.rows = Kept(rows)
        self.archived = archived
        self.past = Past(history)
        self.state = digest(state or str(id(self)), __version__)[:16]
        self._said = about or About()
        self._known = keeper(self._book_known)
        self._lock = threading.Lock()

    @cached_property
    def now(self) -> Book:
        return Book(self.rows, self._about(), self.past, self.archived)

    @cached_property
    def index(self) -> Index:
        """All records by id, for explanations."""
        return Index(self.rows, self.archived)

    def book(self, known_at: date | None = None) -> Book:
        """The tables now, or as they were known on a day."""
        with self._lock:
            now = self.now
        try:
            return now if known_at is None else self._known(known_at)
        except FrontlogError as error:
            raise RefusedError(422, error.what, error.next_step) from error

    def _book_known(self, day: date) -> Book:
        return Book(Kept(as_known(self.rows, day)), self._about())

    def _about(self) -> About:
        return replace(self._said, run_id=self.past.runs[-1].id if self.past.runs else "", version=__version__)

    def meta(self) -> dict[str, Any]:
        """What every answer says about the state that it is of."""
        last = self.past.runs[-1] if self.past.runs else None
        return {"run_id": last.id if last else "", "updated_at": last.at if last else None}

    def heir(self, table: str, id_: str) -> str | None:
        """The id of the record that took over from one that is no longer there; empty where none did, None where there never was one."""
        seen: set[str] = set()
        found = self.past.standing.gone.get((table, id_))
        while found is not None and found.merged_into and found.merged_into not in seen:
            seen.add(found.merged_into)
            if (table, found.merged_into) in self.past.standing.updated:
                return found.merged_into
            found = self.past.standing.gone.get((table, found.merged_into))
        return "" if (table, id_) in self.past.standing.gone else None
