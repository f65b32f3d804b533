"""The year of a day that is given without one ("KHARTOUM, Aug 24 (Reuters) -"), where something else on the page tells it.

EVIDENCE is asked in its order; each row is one thing that a page may show, and what it is called where the choice is explained. A weekday
beside the day must fit, whatever the evidence. A day whose year nothing tells is not read: no year is taken because it is this year.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from frontlog.documents import fields as heads
from frontlog.documents.bare_days import Bare, bares
from frontlog.documents.calendars import WEEKDAYS, weekday_beside
from frontlog.documents.date_forms import DAY_FIRST, MONTH_FIRST, Found, in_address, in_name, make, order_within, scan
from frontlog.documents.extract import Extract
from frontlog.documents.segment import Segmented

# "24/8", "24.08.": only in lines that say when something was published, for a post of a thread and a share are written so too
SLASHED = re.compile(r"(?<![\w/.:-])(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\w/]|[.:-]\d)")
STOPPED = re.compile(r"(?<![\w/.:-])(?P<one>\d{1,2})\.(?P<two>\d{1,2})\.(?!\w|:)")
YEAR = r"((?:19|20)\d\d)"
COPYRIGHT = re.compile(rf"(?:©|\(c\)|\bcopyright\b)[^\n]{{0,40}}?\b(?:{YEAR} ?[-–] ?)?{YEAR}(?!\d)", re.IGNORECASE)
IN_PATH = re.compile(rf"/{YEAR}(?:/(0?[1-9]|1[0-2]))?(?=/|$)")
IN_FOLDERS = re.compile(rf"(?:^|[/\\ _-]){YEAR}(?:[-_](0[1-9]|1[0-2]))?(?=[/\\ _.-]|$)")
TOLD = re.compile(rf"\b(?:in|since|of|from|during|after|before) (?:early |late |mid-)?{YEAR}\b", re.IGNORECASE)
FIGURES = re.compile(r"(?<![\d/-])\d{1,2}[/-]\d{1,2}(?!\d)")
AS_ELSEWHERE = "{}, as another date of the page is written"
LEAP_YEAR = 2000  # every day has been in it
LEAD = re.compile(r"\bon (mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
LEAD_PARAGRAPHS = 2
AFTER = timedelta(days=45)  # a repost or an update that far behind the day is of the same year; a later one may be of another
ANSWERED = timedelta(days=30)  # readers write under a report while it is new
NEAR = timedelta(days=31)  # an event that a report dates in full, before it
WAIT = 1  # years from the latest that the report names: more would be a guess


@dataclass(frozen=True)
class Page:
    """What may tell the year: the labelled text, what its format gave, and the name it was added by."""

    text: str
    read: Segmented
    extract: Extract
    name: str

    def days(self, start: int, end: int, usual: str = "", stamp: bool = False) -> Iterator[Found]:
        """The full dates of a stretch; where there is none, its days without a year whose year the page tells.

        `usual` is the order in which the outlet's country writes day and month in figures; that of the page's other dates goes before
        it. `stamp`: the stretch says when something was published, so that figures without a year are a day too.
        """
        order = (FIGURES.search(self.text, start, end) and self.order) or usual
        full = list(scan(self.text, start, end, order))
        for hit in full:
            yield replace(hit, how=AS_ELSEWHERE.format(hit.how)) if order and order != usual and hit.how == order else hit
        if full:
            return
        for bare in bares(self.text, start, end):
            yield from self._settled((bare,))
        for readings in figured(self.text, start, end, order) if stamp else ():
            yield from self._settled(readings)

    def _settled(self, readings: Sequence["Bare"]) -> Iterator[Found]:
        """A day without a year, by the first evidence that speaks for one of the ways to read it."""
        for ask, why in EVIDENCE:
            days = {day for bare in readings if (day := ask(self, bare))}
            if len(days) == 1:
                yield Found(days.pop(), readings[0].start, readings[0].end, f"no year stands there: it is {why}")
            if days:
                return

    @cached_property
    def order(self) -> str:
        """How the page's dates in figures are written, by those that can be read in one way only; empty where they differ or none is."""
        return order_within(self.text)

    @cached_property
    def dated(self) -> tuple[date, ...]:
        """Days in full that say when something was published: of the format, of other lines, of the address, of the file."""
        out = [candidate.day for candidate in self.extract.dates] + self._within("dateline", "byline")
        return tuple(out + [hit.day for hit in (in_address(self.url), in_name(self.name)) if hit])

    @cached_property
    def answers(self) -> tuple[date, ...]:
        """Days in full among the readers' comments."""
        return tuple(self._within("comment"))

    @cached_property
    def told(self) -> tuple[date, ...]:
        """Days in full that the report itself names."""
        return tuple(self._within("body"))

    @cached_property
    def latest(self) -> int:
        """The latest year that the report names; 0 where it names none."""
        named = [int(year) for block in self.stretches("title", "body") for year in TOLD.findall(self.text, block[0], block[1])]
        return max([*named, *(day.year for day in self.told)], default=0)

    @cached_property
    def url(self) -> str:
        """The page's address; empty where none is known."""
        field = heads.first(self.read.fields, "url")
        found = (self.extract.url, field.value if field else "")
        return next((url for url in found if url.lower().startswith(("http://", "https://"))), "")

    @cached_property
    def lead(self) -> frozenset[int]:
        """The weekdays on which the first paragraphs say that something happened, 0 is Monday."""
        opening = [self.text[start:end] for start, end in self.stretches("body")[:LEAD_PARAGRAPHS]]
        return frozenset(WEEKDAYS[f"{name.lower()}day"] for words in opening for name in LEAD.findall(words))

    def fits(self, day: date) -> bool:
        """No year after it is named, and the first paragraphs tell of that weekday or the one before, where they name any."""
        return self.latest <= day.year and (not self.lead or bool(self.lead & {day.weekday(), (day.weekday() - 1) % 7}))

    def stretches(self, *kinds: str) -> list[tuple[int, int]]:
        """Where the blocks of some kinds stand."""
        return [(block.start, block.end) for block in self.read.blocks if block.kind in kinds]

    def _within(self, *kinds: str) -> list[date]:
        return [hit.day for start, end in self.stretches(*kinds) for hit in scan(self.text, start, end)]


def figured(text: str, start: int, end: int, order: str) -> Iterator[tuple[Bare, ...]]:
    """The days in figures without a year of a stretch, each with the ways to read it: with a full stop the day comes first."""
    for form in (SLASHED, STOPPED):
        for found in form.finditer(text, start, end):
            one, two = int(found["one"]), int(found["two"])
            weekday = weekday_beside(text, found.start(), found.end(), start, end)
            orders = [DAY_FIRST] if form is STOPPED else [order] if order else [DAY_FIRST, MONTH_FIRST]
            ways = dict.fromkeys((two, one) if each == DAY_FIRST else (one, two) for each in orders)
            read = tuple(Bare(month, day, weekday, found.start(), found.end()) for month, day in ways if make(LEAP_YEAR, month, day))
            if read:
                yield read


def _only(days: Iterator[date | None]) -> date | None:
    """The one day that all evidence of a sort speaks for, or None where it speaks for none or for two."""
    found = {day for day in days if day}
    return found.pop() if len(found) == 1 else None


def _stamped(page: Page, bare: Bare) -> date | None:
    known = ((full, bare.within(year)) for full in page.dated for year in (full.year, full.year - 1))
    return _only(day for full, day in known if day and timedelta(-1) <= full - day <= AFTER)


def _answered(page: Page, bare: Bare) -> date | None:
    first = min(page.answers, default=None)
    years = (first.year, first.year - 1) if first else ()
    return _only(day for year in years if first and (day := bare.within(year)) and timedelta() <= first - day <= ANSWERED)


def _addressed(page: Page, bare: Bare) -> date | None:
    path = re.sub(r"^[a-z]+://[^/]*", "", page.url, flags=re.IGNORECASE)
    return _only(_of_year_and_month(IN_PATH, path, bare))


def _weekday(page: Page, bare: Bare) -> date | None:
    if bare.weekday < 0 or not page.latest:
        return None
    return _only(bare.within(year) for year in range(page.latest, page.latest + WAIT + 1))


def _near(page: Page, bare: Bare) -> date | None:
    """A report names the year of a day mostly where it is another year, so a weekday must say the same."""
    known = ((full, bare.within(full.year)) for full in page.told)
    day = _only(day for full, day in known if day and timedelta(-3) <= day - full <= NEAR)
    return day if day and page.fits(day) and (page.lead or bare.weekday >= 0) else None


def _copyright(page: Page, bare: Bare) -> date | None:
    years = [int(found[-1]) for start, end in page.stretches("legal") for found in COPYRIGHT.findall(page.text, start, end)]
    day = _only(bare.within(year) for year in years)
    return day if day and page.fits(day) else None


def _filed(page: Page, bare: Bare) -> date | None:
    day = _only(_of_year_and_month(IN_FOLDERS, page.name, bare))
    return day if day and page.fits(day) else None


def _of_year_and_month(form: re.Pattern[str], words: str, bare: Bare) -> Iterator[date | None]:
    """The day in each year that a path names, unless another month stands beside it."""
    for year, month in form.findall(words):
        if not month or int(month) == bare.month:
            yield bare.within(int(year))


EVIDENCE: tuple[tuple[Callable[[Page, Bare], date | None], str], ...] = (
    (_stamped, "that of the full date beside it"),
    (_answered, "that of the readers' comments under it"),
    (_addressed, "that of the page's address"),
    (_weekday, "the one about the latest year of the report in which the weekday fits"),
    (_near, "that of a full date shortly before it in the report, and a weekday fits"),
    (_copyright, "that of the copyright"),
    (_filed, "that of the file's name"),
)
