"""Numbers, their bounds, and dates in a stretch of words, only as far as is needed to see whether a copy has others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from frontlog.documents.copies.words import Reading
from frontlog.reference.yamlfile import parse

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
DAY = re.compile(r"(\d{1,2})$")
YEAR = re.compile(r"(?:19|20)\d\d$")
DIGITS = re.compile(r"\d+(?:\.\d+)?$")
AHEAD = 2  # words that may stand between a bound and its number ("at least another 12")


@dataclass(frozen=True, slots=True)
class Sign:
    """What some words say (a value, a bound, a day ...) and which they are, as a half-open range."""

    says: str
    first: int
    last: int


@cache
def table(name: str) -> Any:
    """One list of changes.yml, as a set; a table of it as it is."""
    rows = _tables()[name]
    return frozenset(rows) if isinstance(rows, list) else rows


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = parse((files("frontlog.documents.copies") / "changes.yml").read_text(encoding="utf-8"))
    return found


@cache
def phrases(name: str) -> dict[tuple[str, ...], str]:
    """The phrases of a list as words, each with what it says: its class, or itself."""
    rows = table(name)
    pairs = [(phrase, key) for key, found in rows.items() for phrase in found] if isinstance(rows, dict) else [(row, row) for row in rows]
    return {tuple(phrase.split()): key for phrase, key in pairs}


def dates(text: Reading, first: int, last: int) -> Iterator[Sign]:
    """Months, days of a month, years, weekdays and words like "yesterday"."""
    keys = text.keys
    for at in range(first, last):
        key, written = keys[at], text.written(at)
        if key in table("days") or (_month(keys, at) and written[0].isupper()) or _day(text, keys, at) or _year(keys, at):
            yield Sign(ORDINAL.sub(r"\1", key), at, at + 1)


def _month(keys: Sequence[str], at: int) -> bool:
    return keys[at] in table("months")


def _day(text: Reading, keys: Sequence[str], at: int) -> bool:
    """A number up to 31 beside a month: "3 October", "the 3rd of October", "October 3"."""
    found = ORDINAL.match(keys[at]) or DAY.match(keys[at]) if keys[at][0].isdigit() else None
    if not found or not 1 <= int(found[1]) <= 31:
        return False
    beside = [at - 1, at + 1, *([at + 2] if at + 1 < len(keys) and keys[at + 1] == "of" else [])]
    return any(0 <= place < len(keys) and _month(keys, place) and text.written(place)[0].isupper() for place in beside)


def _year(keys: Sequence[str], at: int) -> bool:
    if not YEAR.match(keys[at]):
        return False
    before = keys[at - 1] if at else ""
    return before in table("before_year") or before in table("months") or bool(DAY.match(before) and at > 1)


def numbers(text: Reading, first: int, last: int) -> Iterator[Sign]:
    """Numbers in digits and words with their values ("two dozen" is 24), and vague ones ("hundreds"). No dates."""
    dated = {sign.first for sign in dates(text, first, last)}
    at = first
    while at < last:
        end, value = at, 0.0
        while end < last and end not in dated and (found := _step(text.keys[end], value, end > at)) is not None:
            value, end = found, end + 1
        if end > at:
            yield Sign(f"{value:g}", at, end)
            at = end
            continue
        key = text.keys[at]
        if key in table("vague"):
            yield Sign(key, at, at + 1)
        at += 1


def _step(key: str, value: float, further: bool) -> float | None:
    """The value with one more word of a number, or None where the word does not go on with it."""
    if DIGITS.match(key):
        return None if further else float(key)
    if key in table("scales"):
        scale = table("scales")[key]
        below = value % (scale * 10) if value and scale < 1000 else value
        return (value - below) + (below or 1) * scale if further else None
    if key in table("values"):
        amount = float(table("values")[key])
        fits = value % 100 == 0 if amount >= 10 else value % 10 == 0 and value % 100 != 10
        return (value + amount) if not further or (value and fits) else None
    return None


def bounds(text: Reading, first: int, last: int) -> Iterator[Sign]:
    """What is said of a number that follows: at least, more than, nearly ..."""
    counted = [sign.first for sign in numbers(text, first, min(len(text.words), last + AHEAD + 1))]
    for sign in cues(text, first, last, "bounds"):
        if any(sign.last <= place <= sign.last + AHEAD for place in counted):
            yield sign


def cues(text: Reading, first: int, last: int, name: str) -> Iterator[Sign]:
    """The phrases of a list that stand in a stretch, the longest at each place."""
    known = phrases(name)
    longest = max(map(len, known))
    at = first
    while at < last:
        for length in range(min(longest, last - at), 0, -1):
            says = known.get(text.keys[at : at + length])
            if says is not None:
                yield Sign(says, at, at + length)
                at += length
                break
        else:
            at += 1
