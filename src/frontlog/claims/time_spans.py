"""Days and spans: the arithmetic under the time rules. A span has both ends included; None is open or unknown."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Meteorological seasons of the northern half of the globe, first month and length; winter runs into the next year.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 3)}
# Thirds of a month, as the annotation guide's coders read them: early 1-10, mid 11-20, late 21 to the end; and its halves.
PARTS = {
    "first half": 3, "second half": 4, "early": 0, "start": 0, "beginning": 0, "beginnings": 0, "outset": 0, "earlier": 0, "first": 0,
    "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2, "later": 2, "second": 2,
}  # fmt: skip
# How many units a vague count stands for: general usage, a few is three to five, several three to seven.
VAGUE = {"couple": 2, "few": 3, "several": 3, "dozen": 12, "number": 3, "some": 3, "many": 5}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of an expression. `explicit`: the words themselves name the year, so no rule may move it."""

    start: date | None
    end: date | None
    granularity: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against. `anchor`: the last day or span that the text named before it; `here`: the last one of this
    sentence; `period`: the last month, season or year; `named`: years and months that a report without a date names in full anywhere."""

    published: date | None
    forward: bool = False
    anchor: Reading | None = None
    here: Reading | None = None
    period: Reading | None = None
    named: tuple[tuple[int, int], ...] = ()

    def base(self) -> date | None:
        """The day that "last week" counts from: publication."""
        return self.published


UNKNOWN = Reading(None, None, "unknown")


def day(value: date | None, granularity: str = "day", explicit: bool = False) -> Reading:
    """A single day as a span."""
    return Reading(value, value, granularity, explicit)


def make_day(year: int, month: int, number: int) -> date | None:
    """A calendar day, or None when there is no such day (31 November)."""
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= calendar.monthrange(year, month)[1]:
        return date(year, month, number)
    return None


def add_days(start: date, count: int) -> date | None:
    """`start` moved by days, None beyond the calendar."""
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def add_months(start: date, count: int) -> date | None:
    """`start` moved by months, the last day of a shorter month where needed; None beyond the calendar."""
    index = start.year * 12 + start.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def shift(start: date, count: int, unit: str) -> date | None:
    """`start` moved by `count` units (negative: back). Hours under a day do not move it."""
    unit = unit.rstrip("s")
    if unit in ("second", "minute"):
        return start
    if unit == "hour":
        return add_days(start, -(-abs(count) // 24) * (1 if count > 0 else -1)) if count else start
    if unit in ("day", "night"):
        return add_days(start, count)
    if unit in ("week", "fortnight", "weekend"):
        return add_days(start, count * (14 if unit == "fortnight" else 7))
    return add_months(start, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 1))


def month_span(year: int, month: int, part: int | None = None) -> Reading:
    """A month, its first, middle or last third, or a half."""
    last = calendar.monthrange(year, month)[1]
    first, end = {None: (1, last), 0: (1, 10), 1: (11, 20), 2: (21, last), 3: (1, 15), 4: (16, last)}[part]
    return Reading(date(year, month, first), date(year, month, end), "month" if part is None else "part of month")


def year_span(year: int, part: int | None = None) -> Reading:
    """A year, its early, middle or late four months, or a half."""
    if part is None:
        return Reading(date(year, 1, 1), date(year, 12, 31), "year", explicit=True)
    first, length = (1 + 4 * part, 4) if part < 3 else (1 + 6 * (part - 3), 6)
    return Reading(date(year, first, 1), month_span(year, first + length - 1).end, "part of year", explicit=True)


def week_span(start: date, part: int | None = None) -> Reading:
    """The Monday-to-Sunday week of a day, or its early, middle or late days."""
    monday = add_days(start, -start.weekday()) or start
    first, last = {None: (0, 6), 0: (0, 2), 1: (2, 4), 2: (3, 6)}[part]
    return Reading(add_days(monday, first), add_days(monday, last), "week" if part is None else "part of week")


def weekend_span(start: date) -> Reading:
    """The Saturday and Sunday of a day's week."""
    monday = add_days(start, -start.weekday()) or start
    return Reading(add_days(monday, 5), add_days(monday, 6), "weekend")


def season_span(name: str, year: int) -> Reading:
    """A season that begins in a year."""
    month, length = SEASONS[name]
    first = date(year, month, 1)
    after = add_months(first, length)
    return Reading(first, add_days(after, -1) if after else None, "season")


def clip(reading: Reading, context: Context) -> Reading:
    """A span that reaches beyond publication ends there, unless the wording looks ahead or the span lies wholly ahead."""
    published = context.published
    if published is None or context.forward or reading.start is None or reading.end is None or reading.start > published:
        return reading
    return Reading(reading.start, min(reading.end, published), reading.granularity, reading.explicit)
