"""The record told again as it was known on a day: only by the reports that were published until then. Nothing of it is stored."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from frontlog.incidents.link import link
from frontlog.model import Claim, Contradiction, ControlState, Copy, Decision, Document, FrontlogError, Incident, Link, Record
from frontlog.views.replay import replayed
from frontlog.views.rows import Rows

R = TypeVar("R", bound=Record)
MOST = 20_000  # claims that are linked anew while somebody waits: some ten seconds
LINKED = (Incident, Link, Contradiction)


class AsKnown:
    """The rows of a log as they were known on a day. A report without a day of publication is not among them."""

    def __init__(self, rows: Rows, day: date) -> None:
        self._rows = rows
        self._day = day
        self._documents = frozenset(d.id for d in rows(Document) if d.published and d.published <= day)
        self._linked: dict[type[Record], list[Any]] | None = None

    def __call__(self, kind: type[R], /) -> Sequence[R]:
        if kind in LINKED:
            return self._told().get(kind, [])
        if kind is ControlState:
            return replayed(self._rows, self._day, ())  # type: ignore[return-value]
        return [row for row in self._rows(kind) if self._known(row)]

    def _known(self, row: Record) -> bool:
        if isinstance(row, Document | Copy):
            return row.id in self._documents
        span = getattr(row, "span", None)
        document = getattr(row, "document", "") or (span.document if span else "")
        return not document or document in self._documents

    def _told(self) -> dict[type[Record], list[Any]]:
        if self._linked is None:
            found: dict[type[Record], list[Any]] = {}
            for row in link(self(Claim), self(Copy), self(Document), self._rows(Decision)):
                found.setdefault(type(row), []).append(row)
            self._linked = {kind: sorted(rows, key=lambda row: row.id) for kind, rows in found.items()}
        return self._linked


def as_known(rows: Rows, day: date) -> AsKnown:
    """The rows of a log as they were known on a day. Raises FrontlogError where the log is too large to be linked anew while one waits."""
    if len(rows(Claim)) > MOST:
        raise FrontlogError(
            f"This log has more than {MOST:,} claims: too many to link them anew as of {day} while you wait.",
            "`frontlog control LOG --known-on DAY` needs no linking.",
        )
    return AsKnown(rows, day)
