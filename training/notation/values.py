"""Days and quantities as the notation writes them.

Days: `2017-10-08`, `2017-10` (the month), `2017`, `d0` (publication), `d-3`, `sun` (the last Sunday up to publication), `?` (unknown);
spans `A..B`, `..B`, `A..`. Quantities: `20`, `20+` (at least), `..20` (up to), `20..30`, `?`, or nothing: read from the words.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from training.notation.records import NotationError

Days = tuple[date | None, date | None]
Bounds = tuple[int | None, int | None]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SMALL = "zero one two three four five six seven eight nine ten"
TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
UNITS = (*SMALL.split(), *TEENS.split())
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {**{word: value for value, word in enumerate(UNITS)}, **TENS}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1000000}
LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than|upwards of|not less than)\b")
MOST = re.compile(r"\b(?:up to|as many as|at most|no more than|fewer than|less than)\b")
SEVERAL = re.compile(r"\b(?:several|a few|many) (dozen|hundred|thousand)\b(?! and)")  # says no more than the plural does
CALIBRE = re.compile(r"\b\d+(?:\.\d+)?[ -]?(?:mm|cm|millimet(?:re|er)s?|calib(?:re|er))\b")  # a size, never how many
VAGUE = {"scores": 40, "dozens": 24, "tens": 20, "hundreds": 200, "thousands": 2000}
NONE = re.compile(r"^(?:no|none|nobody|without|not a single)\b")
ONE = re.compile(r"^(?:an?|another|the|one)\b")
TOKENS = re.compile(r"\d[\d,.]*\d(?!\S*-[a-z])|\d(?![\d-])|\d\S*|[a-z]+(?:-[a-z]+)*")  # "3-year-old" is one token and no number
YEAR = re.compile(r"\b(?:born in|in|since|of|by|until) (?:19|20)\d\d\b")
RANGE = re.compile(r"(?<![\d-])(\d[\d,]*)(?:\s*[-–]\s*| to | and )(\d[\d,]*)(?![\d-])")


def one_day(word: str, published: date | None, line: int) -> Days:
    """First and last day of one day word."""
    if word in ("", "?"):
        return None, None
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", word):
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        try:
            if day:
                return date(year, month, day), date(year, month, day)
            if month:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            return date(year, 1, 1), date(year, 12, 31)
        except ValueError as error:
            raise NotationError(line, f"'{word}' is no day of the calendar ({error}).") from error
    relative = re.fullmatch(r"d([+-]?\d+)", word)
    if not relative and word not in WEEKDAYS:
        raise NotationError(line, f"'{word}' is no day.", "Write 2017-10-08, 2017-10, 2017, d0, d-3, sun, ? or a span A..B.")
    if published is None:
        raise NotationError(
            line, f"'{word}' counts from the publication date, which this report does not give.", "Write a full date or '?'."
        )
    back = -int(relative[1]) if relative else (published.weekday() - WEEKDAYS.index(word)) % 7
    day_found = published - timedelta(days=back)
    return day_found, day_found


def days(word: str, published: date | None, line: int) -> Days:
    """Both ends of a day or span."""
    if ".." not in word:
        return one_day(word, published, line)
    left, right = word.split("..", 1)
    start, end = one_day(left, published, line)[0], one_day(right, published, line)[1]
    if start and end and end < start:
        raise NotationError(line, f"'{word}' ends ({end}) before it begins ({start}).")
    return start, end


def default_days(modality: str, published: date | None) -> Days:
    """When nothing is said: news is of the day before or the day itself; what is planned or depends on an if begins then and is open."""
    if published is None:
        return None, None
    if modality in ("planned", "conditional"):
        return published, None
    return published - timedelta(days=1), published


def spoken(words: list[str]) -> int | None:
    """The first number in words: "twenty-one", "1,200", "three hundred", "2.5 million"."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        parts = word.split("-")
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", word):
            current, seen = current + float(word.replace(",", "")), True
        elif all(part in NUMBERS for part in parts):
            current, seen = current + sum(NUMBERS[part] for part in parts), True
        elif word in SCALES:  # "a dozen", "a hundred" have no number before them
            current, seen = (current if seen else 1.0) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
        elif seen and word != "and":
            break
    return round(total + current) if seen else None


def quantity(words: str) -> Bounds:
    """Bounds read from the words, as GUIDE.md has them: "at least 12 men" (12, None), "dozens" (24, None), "a tank" (1, 1)."""
    low = SEVERAL.sub(r"\1s", CALIBRE.sub(" ", words.lower()))
    if NONE.search(low):
        return 0, 0
    tokens = TOKENS.findall(YEAR.sub(" ", low))
    if match := RANGE.search(low):
        return int(match[1].replace(",", "")), int(match[2].replace(",", ""))
    number = spoken(tokens)
    if number is None:
        vague = [VAGUE[token] for token in tokens if token in VAGUE]
        if vague:
            return vague[0], None
        return (1, 1) if ONE.search(low) and not low.startswith("the ") else (None, None)
    if LEAST.search(low):
        return number, None
    return (None, number) if MOST.search(low) else (number, number)


def bounds(word: str, line: int) -> Bounds:
    """Bounds written by hand."""
    if word == "?":
        return None, None
    if match := re.fullmatch(r"(\d+)(\+?)", word):
        return int(match[1]), None if match[2] else int(match[1])
    if match := re.fullmatch(r"(\d*)\.\.(\d+)", word):
        return int(match[1]) if match[1] else None, int(match[2])
    raise NotationError(line, f"'{word}' is no quantity.", "Write 20, 20+, ..20, 20..30 or ?.")
