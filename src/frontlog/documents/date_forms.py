"""Full dates in words and figures, day and month told apart by their form only. What could be read two ways is not read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from frontlog.documents.calendars import (
    LEADING_MONTH,
    MONTH,
    SOLAR_MONTH,
    SOLAR_MONTHS,
    folded,
    month_of,
    solar,
    weekday_beside,
)
from frontlog.documents.patterns import NTH
from frontlog.reference.expressions import Expression

FIRST_YEAR, LAST_YEAR = 1900, 2100
# letters that Persian, Dari and Pashto have and Arabic has not: years before 1900 under them are of the solar calendar
PERSIAN, AROUND = re.compile("[پچژگکی]"), 200
DAY_FIRST, MONTH_FIRST = "day first", "month first"
Reader = Callable[[re.Match[str]], "tuple[date, ...]"]  # every day that the words may mean


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where its words stand. `how` says what told day and month apart where the form did not."""

    day: date
    start: int
    end: int
    how: str = ""


def make(year: int, month: int, day: int) -> date | None:
    """That day, or None when there is none or the year is out of all reason."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(*days: date | None) -> tuple[date, ...]:
    return tuple(day for day in days if day is not None)


def _named(found: re.Match[str]) -> tuple[date, ...]:
    return _days(make(int(found["year"]), month_of(found["month"]), int(found["day"])))


def _figures(found: re.Match[str]) -> tuple[date, ...]:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    around = found.string[max(0, found.start() - AROUND) : found.end() + AROUND]
    if year < FIRST_YEAR and PERSIAN.search(around):
        return _days(solar(year, month, day))
    return _days(make(year, month, day))


def _solar(found: re.Match[str]) -> tuple[date, ...]:
    return _days(solar(int(found["year"]), SOLAR_MONTHS[folded(found["month"])], int(found["day"])))


def _slashed(found: re.Match[str]) -> tuple[date, ...]:
    """03/10/2017 is March or October: only a number above 12, or two equal ones, tell. The day-first reading comes first."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    return tuple(dict.fromkeys(_days(make(year, two, one), make(year, one, two))))


SLASHED = Expression(r"(?<![\d/-])(?P<one>\d{1,2})(?P<sign>[/-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])")
FORMS: tuple[tuple[Expression, Reader], ...] = (
    (
        Expression(
            rf"(?<![\w/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:-|,? )(?:of )?(?P<month>{MONTH})\b\.?,?(?:-| {{1,2}})(?P<year>\d{{4}})(?!\w)",
            re.IGNORECASE,
        ),
        _named,
    ),
    (Expression(rf"\b(?P<month>{LEADING_MONTH})/(?P<day>\d{{1,2}})/(?P<year>\d{{4}})(?!\w)", re.IGNORECASE), _named),
    (Expression(rf"\b(?P<month>{LEADING_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\w)", re.IGNORECASE), _named),
    (Expression(r"(?<![\d/.-])(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/-]|\.\d)"), _figures),
    (
        Expression(
            rf"(?<![\w/])(?P<day>\d{{1,2}}){NTH} (?:de |ב)?(?P<month>{MONTH})(?:/(?:{MONTH}))?\.?,?(?: del?)? (?P<year>\d{{4}})(?!\w)",
            re.IGNORECASE,
        ),
        _named,
    ),
    (Expression(rf"(?<![\w/])(?P<day>\d{{1,2}}) (?P<month>{SOLAR_MONTH})(?: ماه)?،? (?P<year>\d{{4}})(?!\w)"), _solar),
    # with full stops the day comes first wherever this form is used
    (Expression(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d]|\.\d)"), _figures),
    (SLASHED, _slashed),
)
YEAR = re.compile(r"\d{4}")  # every form has one
IN_ADDRESS = Expression(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/_.]?)(?P<month>[01]\d|\d(?=[-/_.]))(?P=sign)(?P<day>[0-3]\d)(?!\d)")
IN_ADDRESS_NAMED = Expression(rf"/(?P<year>(?:19|20)\d\d)/(?P<month>{MONTH})/(?P<day>\d{{1,2}})(?=/|$)", re.IGNORECASE)
IN_ADDRESS_SOLAR = Expression(r"/(?P<year>13[89]\d|14[01]\d)/(?P<month>\d\d?)/(?P<day>\d\d?)(?=/|$)")
IN_SLUG = Expression(rf"(?<![a-z])(?P<month>{LEADING_MONTH})-(?P<day>\d{{1,2}})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
IN_SLUG_DAY = Expression(rf"(?<!\d)(?P<day>\d{{1,2}})-(?P<month>{MONTH})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
ADDRESSES: tuple[tuple[Expression, Reader], ...] = (
    (IN_ADDRESS_NAMED, _named),
    (IN_ADDRESS, _figures),
    (IN_SLUG, _named),
    (IN_SLUG_DAY, _named),
    (IN_ADDRESS_SOLAR, lambda found: _days(solar(int(found["year"]), int(found["month"]), int(found["day"])))),
)
IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def scan(text: str, start: int = 0, end: int | None = None, order: str = "") -> Iterator[Found]:
    """The full dates of a stretch of text, in order; a weekday beside one that contradicts it makes it none.

    Figures that may be read two ways are read only if a weekday beside them fits one way alone, or else as `order` (DAY_FIRST,
    MONTH_FIRST) says.
    """
    stop = len(text) if end is None else end
    if YEAR.search(text, start, stop) is None:
        return
    hits: dict[int, Found] = {}
    for pattern, reader in FORMS:
        for found in pattern.finditer(text, start, stop):
            days = reader(found)
            day, how = _settled(days, weekday_beside(text, found.start(), found.end(), start, stop), order) if days else (None, "")
            if day is not None:
                hits.setdefault(found.start(), Found(day, found.start(), found.end(), how))
    last = start
    for place in sorted(hits):
        if place >= last:
            last = hits[place].end
            yield hits[place]


def _settled(days: tuple[date, ...], weekday: int, order: str) -> tuple[date | None, str]:
    """Which of the days is meant, and what told. `weekday` is the one beside them, or -1."""
    fitting = [day for day in days if weekday in (-1, day.weekday())]
    if len(fitting) == 1:
        return fitting[0], "the weekday beside it fits only this reading" if len(days) > 1 else ""
    if len(fitting) == 2 and order:
        return fitting[order == MONTH_FIRST], order
    return None, ""


def order_within(text: str) -> str:
    """DAY_FIRST or MONTH_FIRST, by the dates in figures of a text that can be read in one way only; empty where none is, or they differ."""
    pairs = ((int(found["one"]), int(found["two"])) for found in SLASHED.finditer(text) if len(_slashed(found)) == 1)
    orders = {DAY_FIRST if one > two else MONTH_FIRST for one, two in pairs if one != two}
    return orders.pop() if len(orders) == 1 else ""


def in_address(url: str) -> Found | None:
    """The date in the path of a web address: /2017/10/12/, /2017/oct/12/, -20171012, october-12-2017, /1396/07/20/."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    for pattern, reader in ADDRESSES:
        for found in pattern.finditer(path):
            for day in reader(found):
                return Found(day, found.start(), found.end())
    return None


def in_name(name: str) -> Found | None:
    """A clear ISO date in a file name. Nothing else in it is trusted: names of files are not what outlets say."""
    found = IN_NAME.search(name)
    days = _figures(found) if found else ()
    return Found(days[0], found.start(), found.end()) if found and days else None
