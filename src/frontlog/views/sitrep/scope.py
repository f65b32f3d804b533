"""Which incidents belong to the days of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frontlog.model import Incident
from frontlog.views.rows import Rows
from frontlog.views.sitrep.sources import Sources

TOLD = ("actual", "failed")  # what is planned, conditional or denied did not happen


@dataclass(frozen=True, slots=True)
class Scope:
    """The days of a report and the log that it is made from."""

    rows: Rows
    sources: Sources
    first: date
    last: date

    def holds(self, start: date | None, end: date | None) -> bool:
        """Whether an interval touches these days. One without any end known lies nowhere."""
        if start is None and end is None:
            return False
        return (start or end or self.first) <= self.last and (end or start or self.last) >= self.first

    def whole(self, incident: Incident) -> bool:
        """Whether an incident lies inside these days as a whole."""
        return incident.start is not None and incident.end is not None and self.first <= incident.start and incident.end <= self.last

    def incidents(self) -> Sequence[Incident]:
        """What may have happened on these days, by day and id."""
        found = [i for i in self.rows(Incident) if self.holds(i.start, i.end)]
        return sorted(found, key=lambda i: (i.start or i.end or self.last, i.id))
