"""Full dates in words and figures, day and month told apart by their form only. What could be read two ways is not read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from frontlog.documents.patterns import FOREIGN_MONTH, MONTH_NAMES

WEEKDAY_BEFORE = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+$", re.IGNORECASE)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
NAME = "|".join(sorted((name for name in MONTHS if name.isascii()), key=len, reverse=True))
FIRST_YEAR, LAST_YEAR = 1900, 2100
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
    return _days(make(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"])))


def _figures(found: re.Match[str]) -> tuple[date, ...]:
    return _days(make(int(found["year"]), int(found["month"]), int(found["day"])))


def _slashed(found: re.Match[str]) -> tuple[date, ...]:
    """03/10/2017 is March or October: only a number above 12, or two equal ones, tell. The day-first reading comes first."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    return tuple(dict.fromkeys(_days(make(year, two, one), make(year, one, two))))


FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            rf"(?<![\w/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<month>{NAME})\b\.?,?[ -](?P<year>\d{{4}})(?!\w)", re.IGNORECASE
        ),
        _named,
    ),
    (re.compile(rf"\b(?P<month>{NAME})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\w)", re.IGNORECASE), _named),
    (re.compile(r"(?<![\d/.-])(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/-]|\.\d)"), _figures),
    (
        re.compile(
            rf"(?<![\w/])(?P<day>\d{{1,2}})(?:\.|er|º)? (?:de |ב)?(?P<month>{FOREIGN_MONTH})(?:/(?:{FOREIGN_MONTH}))?\.?"
            r"(?: del?)? (?P<year>\d{4})(?!\w)",
            re.IGNORECASE,
        ),
        _named,
    ),
    # with full stops the day comes first wherever this form is used
    (re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d]|\.\d)"), _figures),
    (re.compile(r"(?<![\d/-])(?P<one>\d{1,2})(?P<sign>[/-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])"), _slashed),
)
YEAR = re.compile(r"\d{4}")  # every form has one
IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/_.]?)(?P<month>[01]\d|\d(?=[-/_.]))(?P=sign)(?P<day>[0-3]\d)(?!\d)")
IN_ADDRESS_NAMED = re.compile(rf"/(?P<year>(?:19|20)\d\d)/(?P<month>{NAME})/(?P<day>\d{{1,2}})(?=/|$)", re.IGNORECASE)
IN_SLUG = re.compile(rf"(?<![a-z])(?P<month>{NAME})-(?P<day>\d{{1,2}})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
IN_SLUG_DAY = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})-(?P<month>{NAME})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
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
            day, how = _settled(reader(found), text[max(start, found.start() - 12) : found.start()], order)
            if day is not None:
                hits.setdefault(found.start(), Found(day, found.start(), found.end(), how))
    last = start
    for place in sorted(hits):
        if place >= last:
            last = hits[place].end
            yield hits[place]


def _settled(days: tuple[date, ...], before: str, order: str) -> tuple[date | None, str]:
    """Which of the days is meant, and what told."""
    named = WEEKDAY_BEFORE.search(before)
    fitting = [day for day in days if named is None or WEEKDAYS.index(named.group(1).lower()) == day.weekday()]
    if len(fitting) == 1:
        return fitting[0], "the weekday beside it fits only this reading" if len(days) > 1 else ""
    if len(fitting) == 2 and order:
        return fitting[order == MONTH_FIRST], order
    return None, ""


def in_address(url: str) -> Found | None:
    """The date in the path of a web address: /2017/10/12/, /2017/oct/12/, -20171012, october-12-2017."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    for pattern, reader in ((IN_ADDRESS_NAMED, _named), (IN_ADDRESS, _figures), (IN_SLUG, _named), (IN_SLUG_DAY, _named)):
        for found in pattern.finditer(path):
            for day in reader(found):
                return Found(day, found.start(), found.end())
    return None


def in_name(name: str) -> Found | None:
    """A clear ISO date in a file name. Nothing else in it is trusted: names of files are not what outlets say."""
    found = IN_NAME.search(name)
    days = _figures(found) if found else ()
    return Found(days[0], found.start(), found.end()) if found and days else None
