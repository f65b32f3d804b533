"""What the time rules are written with: patterns for months, days, counts and units, the form of a rule, spans from publication.

Patterns repeat nothing without a bound, so that a line of any length is read in linear time.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from frontlog.claims.number_words import UNITS
from frontlog.claims.time_spans import MONTHS, VAGUE, WEEKDAYS, Context, Reading, add_days, month_span, week_span, year_span
from frontlog.reference.expressions import Expression


class Rule(NamedTuple):
    """One row: `name` becomes the basis of the time reference."""

    name: str
    pattern: Expression
    read: Callable[[re.Match[str], Context], Reading | None]


S = r"[\s\u00a0]{1,3}"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)(?![A-Za-z])"
)

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\w)"
YEAR = r"(?:19|20)\d\d(?![\d\w])"
DASH = r"[-–—‑]"


def compiled(pattern: str) -> Expression:
    """A pattern that does not mind case."""
    return Expression(pattern, re.IGNORECASE)


def month_number(word: str) -> int:
    """1 to 12 of a month's name or abbreviation."""
    return next(place for place, name in enumerate(MONTHS, start=1) if name.startswith(word.lower().rstrip(".")[:3]))


def number(word: str) -> int:
    """The digits at the start of a word: 3 of "3rd"."""
    return int("".join(takewhile(str.isdigit, word)))


WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_WORD_NUMBERS = {**UNITS, "twenty": 20}

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_COUNT_WORDS = "|".join(sorted({*_WORD_NUMBERS, *_TENS}, key=lambda word: (-len(word), word)))
COUNT = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})-(?:one|two|three|four|five|six|seven|eight|nine)|"
    rf"{_COUNT_WORDS}|(?:a{S})?couple(?:{S}of)?|(?:a{S})?few|several|(?:a{S})?dozen|many|some|an?)"
)
UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)s?"
LONG = r"(?:day|night|week|fortnight|month|year|decade)s?"
ABOUT = (
    rf"(?:(?:about|around|nearly|almost|roughly|some|approximately|over"
    rf"|more{S}than|at{S}least|less{S}than|just{S}over|just{S}under|barely|only|just){S})?"
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
ORDINAL = r"(?:" + "|".join(ORDINALS) + r"|\d{1,4}(?:st|nd|rd|th))"


def ordinal_of(word: str) -> int:
    """The number of "fourth" or "100th"."""
    low = word.lower()
    return ORDINALS.index(low) + 1 if low in ORDINALS else number(low)


def full_year(word: str) -> int:
    """2017 of "2017", "17" and "’17"."""
    digits = word.strip("’'‘")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def count_of(words: str) -> int:
    """The number of units that words such as "three", "a couple of" or "several" stand for."""
    low = words.lower()
    digits = re.match(r"\d+", low)
    if digits:
        return int(digits[0])
    for word, value in VAGUE.items():
        if re.search(rf"\b{word}\b", low):
            return value
    tens, _, unit = low.partition("-")
    return _TENS.get(tens, 0) + _WORD_NUMBERS.get(unit, 0) if tens in _TENS else _WORD_NUMBERS.get(low, 1)


def days_back(context: Context, first: int, last: int | None = None, granularity: str = "day") -> Reading:
    """The span from `first` to `last` days from publication."""
    base = context.base()
    if base is None:
        return Reading(None, None, granularity)
    return Reading(add_days(base, first), add_days(base, first if last is None else last), granularity)


def whole_unit(moved: date, unit: str, part: int | None) -> Reading:
    """The week, month or year of a day, or a third of it."""
    if unit == "week":
        return week_span(moved, part)
    if unit == "month":
        return month_span(moved.year, moved.month, part)
    return year_span(moved.year, part)
