"""Full dates in words and figures, day and month told apart by their form only. What could be read two ways is not read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
FIRST_YEAR, LAST_YEAR = 1900, 2100
Reader = Callable[[re.Match[str]], "date | None"]


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where its words stand."""

    day: date
    start: int
    end: int


def make(year: int, month: int, day: int) -> date | None:
    """That day, or None when there is none or the year is out of all reason."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named(found: re.Match[str]) -> date | None:
    return make(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"]))


def _figures(found: re.Match[str]) -> date | None:
    return make(int(found["year"]), int(found["month"]), int(found["day"]))


def _slashed(found: re.Match[str]) -> date | None:
    """03/10/2017 is March or October: only a number above 12, or two equal ones, tell."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one > 12 or one == two:
        return make(year, two, one)
    return make(year, one, two) if two > 12 else None


FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            rf"(?<![\w/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<month>{NAME})\b\.?,?[ -](?P<year>\d{{4}})(?!\w)", re.IGNORECASE
        ),
        _named,
    ),
    (re.compile(rf"\b(?P<month>{NAME})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\w)", re.IGNORECASE), _named),
    (re.compile(r"(?<![\d/.-])(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/-]|\.\d)"), _figures),
    # with full stops the day comes first wherever this form is used
    (re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d]|\.\d)"), _figures),
    (re.compile(r"(?<![\d/-])(?P<one>\d{1,2})(?P<sign>[/-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/-])"), _slashed),
)
IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/_.]?)(?P<month>[01]\d|\d(?=[-/_.]))(?P=sign)(?P<day>[0-3]\d)(?!\d)")
IN_ADDRESS_NAMED = re.compile(rf"/(?P<year>(?:19|20)\d\d)/(?P<month>{NAME})/(?P<day>\d{{1,2}})(?=/|$)", re.IGNORECASE)
IN_SLUG = re.compile(rf"(?<![a-z])(?P<month>{NAME})-(?P<day>\d{{1,2}})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
IN_SLUG_DAY = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})-(?P<month>{NAME})-(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """The full dates of a stretch of text, in order; a weekday beside one that contradicts it makes it none."""
    stop = len(text) if end is None else end
    hits: dict[int, Found] = {}
    for pattern, reader in FORMS:
        for found in pattern.finditer(text, start, stop):
            day = reader(found)
            if day is not None and _weekday_fits(text[max(start, found.start() - 12) : found.start()], day):
                hits.setdefault(found.start(), Found(day, found.start(), found.end()))
    last = start
    for place in sorted(hits):
        if place >= last:
            last = hits[place].end
            yield hits[place]


def _weekday_fits(before: str, day: date) -> bool:
    found = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+$", before, re.IGNORECASE)
    return found is None or WEEKDAYS.index(found.group(1).lower()) == day.weekday()


def in_address(url: str) -> Found | None:
    """The date in the path of a web address: /2017/10/12/, /2017/oct/12/, -20171012, october-12-2017."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    for pattern, reader in ((IN_ADDRESS_NAMED, _named), (IN_ADDRESS, _figures), (IN_SLUG, _named), (IN_SLUG_DAY, _named)):
        for found in pattern.finditer(path):
            day = reader(found)
            if day is not None:
                return Found(day, found.start(), found.end())
    return None


def in_name(name: str) -> Found | None:
    """A clear ISO date in a file name. Nothing else in it is trusted: names of files are not what outlets say."""
    found = IN_NAME.search(name)
    day = _figures(found) if found else None
    return Found(day, found.start(), found.end()) if found and day else None
