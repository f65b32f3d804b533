"""Days that are written without a year: "24 August", "Aug 24", with the weekday beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from frontlog.documents.calendars import BARE_MONTH, LEADING_MONTH, month_of, weekday_beside
from frontlog.documents.date_forms import make
from frontlog.documents.patterns import NTH
from frontlog.reference.expressions import Expression

FORMS = (
    Expression(rf"(?<![\w/.:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<month>{BARE_MONTH})\b(?!\.?,? ?\d{{4}})", re.IGNORECASE),
    Expression(rf"\b(?P<month>{LEADING_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|:\d|,? ?\d{{4}})", re.IGNORECASE),
    Expression(rf"(?<![\w/.:])(?P<day>\d{{1,2}}){NTH} (?:de |ב)?(?P<month>{BARE_MONTH})\b(?!\.? (?:del? )?\d{{4}})", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A day and month, the weekday beside them (0 is Monday; -1 where none stands there), and where the words stand."""

    month: int
    day: int
    weekday: int
    start: int
    end: int

    def within(self, year: int) -> date | None:
        """That day of a year, where there is one and the weekday fits."""
        found = make(year, self.month, self.day)
        return found if found and self.weekday in (-1, found.weekday()) else None


def bares(text: str, start: int, end: int) -> Iterator[Bare]:
    """The days without a year of a stretch of text, in order."""
    hits = {found.start(): found for form in reversed(FORMS) for found in form.finditer(text, start, end)}
    for _, found in sorted(hits.items()):
        weekday = weekday_beside(text, found.start(), found.end(), start, end)
        yield Bare(month_of(found["month"]), int(found["day"]), weekday, found.start(), found.end())
