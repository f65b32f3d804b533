"""How long before its publication an event was, by the words of a report that has no date: chances by days."""

import re
from collections.abc import Mapping
from datetime import date

from frontlog.incidents.dating.table import Table
from frontlog.model import TimeRef

Lags = Mapping[int, float]
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_SPANS = {  # (basis, granularity or unit): first and last day before publication
    ("period", "week"): (1, 13),
    ("period", "weekend"): (1, 9),
    ("period", "month"): (1, 61),
    ("weekend", "weekend"): (0, 8),
    ("recent", "week"): (0, 7),
    ("past_units", "span"): (0, 7),
    ("recent_units", "span"): (0, 28),
    ("ago", "day"): (1, 7),
    ("ago", "days"): (2, 5),
    ("ago", "week"): (7, 28),
    ("ordinal_day", "day"): (0, 1),
    ("anchor_day", "day"): (0, 7),
}


def lags(time: TimeRef, table: Table) -> Lags | None:
    """The chances of each number of days, for a time that a report without a date does not settle; None where it tells nothing."""
    if time.start is not None or time.end is not None:
        return None
    basis = time.basis.rpartition("carried ")[2]
    words = time.text.lower()
    if basis == "default":
        return dict(enumerate(table.lag))
    if basis == "near_day":
        return _near(words)
    if basis == "weekday":
        return _even((1, 7) if re.search(r"\b(?:last|past|previous)\b", words) else (0, 6))
    if basis in ("day_of_month", "dotted_short"):
        return _even((0, 13))
    span = _SPANS.get((basis, time.granularity))
    return _even(span) if span else None


def fits(time: TimeRef, day: date) -> bool:
    """Whether a day can be the one that the words name: its weekday, its day and month."""
    words = time.text.lower()
    if time.basis.endswith("weekday"):
        named = [name for name in _DAYS if name in words]
        return not named or _DAYS[day.weekday()] in named
    if names_day(time):
        month, number = _MONTH.search(words), _NUMBER.search(words)
        return bool(month and number) and (_MONTHS.index(month[1][:3]) + 1, int(number[1])) == (day.month, day.day)  # type: ignore[index]
    return True


def names_day(time: TimeRef) -> bool:
    """Whether the words name a day and a month."""
    return time.basis.endswith("day_of_month")


def _near(words: str) -> Lags:
    if "before yesterday" in words:
        return {2: 1.0}
    if "yesterday" in words:
        return {1: 1.0}
    return {0: 0.5, 1: 0.5} if "night" in words and "tonight" not in words else {0: 1.0}


def _even(span: tuple[int, int]) -> Lags:
    first, last = span
    return dict.fromkeys(range(first, last + 1), 1 / (last - first + 1))
