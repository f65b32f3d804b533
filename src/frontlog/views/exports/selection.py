"""Which incidents an export holds: by id, day, type and grade."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from frontlog.model import FrontlogError, Incident, suggest
from frontlog.reference.claim_types import claim_types
from frontlog.views.exports.events import DIGITS
from frontlog.views.exports.source import columns, listed
from frontlog.views.rows import Rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; what is empty is not asked."""

    ids: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    types: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()

    def plain(self) -> dict[str, str]:
        """What was asked for, in words for the head of a file."""
        told = {
            "incident": " ".join(self.ids),
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "type": " ".join(self.types),
            "grade": " ".join(self.grades),
        }
        return {key: value for key, value in told.items() if value}


def selected(rows: Rows, wanted: Wanted) -> frozenset[str] | None:
    """The ids of the incidents that were asked for; None where nothing was asked and all are meant.

    Raises FrontlogError for a type, grade or id that does not exist, with the nearest one that does.
    """
    for what, values, known in (("type", wanted.types, [*claim_types()]), ("grade", wanted.grades, [*DIGITS])):
        for value in values:
            if value not in known:
                raise FrontlogError(f"There is no {what} '{value}'.", suggest(value, known))
    if wanted == Wanted():
        return None
    names = ("id", "start", "end", "type", "grade")
    table = columns(rows, Incident, names)
    found = list(zip(*(listed(table, name) for name in names), strict=True))
    ids = _full(wanted.ids, [row[0] for row in found]) if wanted.ids else None
    return frozenset(
        id_
        for id_, start, end, kind, grade in found
        if (ids is None or id_ in ids)
        and (not wanted.types or kind in wanted.types)
        and (not wanted.grades or grade in wanted.grades)
        and _overlaps(start, end, wanted.first, wanted.last)
    )


def _full(asked: Collection[str], known: Collection[str]) -> set[str]:
    """Whole ids out of their beginnings."""
    out = set()
    for name in asked:
        found = [id_ for id_ in known if id_ == name] or [id_ for id_ in known if len(name) > 3 and id_.startswith(name)]
        if not found:
            raise FrontlogError(f"There is no incident '{name}' in this log.", suggest(name, known) if known else "")
        if len(found) > 1:
            raise FrontlogError(f"'{name}' begins {len(found)} incidents.", f"Give more of it, for instance {min(found)}.")
        out.add(found[0])
    return out


def _overlaps(start: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    """Whether an interval and the days asked for have a day in common. An undated incident has no day to ask for."""
    if first is None and last is None:
        return True
    if start is None and end is None:
        return False
    return (first is None or end is None or end >= first) and (last is None or start is None or start <= last)
