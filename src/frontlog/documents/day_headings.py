"""Days as headings: "February 3, 2009 (Tuesday)" over what happened then, in chronologies, diaries and weekly bulletins.

One line that is nothing but a day tells when a report was published; several with text under each are its sections.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.documents.bare_days import bares
from frontlog.documents.blocks import Label
from frontlog.documents.calendars import WEEKDAY
from frontlog.documents.date_forms import scan
from frontlog.documents.lines import Line
from frontlog.reference.expressions import Expression

REASON = "heading that is a day"
LEAST = 2  # such lines
UNDER = 4  # words of what stands under one: more than a name or a counter
_ONLY_WEEKDAY = Expression(rf"(?:on )?(?:{WEEKDAY})\W*", re.IGNORECASE)
_REST = Expression(rf"\b(?:{WEEKDAY})\b|[\W_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Day:
    """A line that is a day, and its place among days: nought for the year that is not told, and for all of a weekday alone."""

    line: int
    order: tuple[int, int, int]


def day_headings(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """The labels, with lines that head a day's text as headings.

    Where the second lies no later than the first, or is written in another way, the first is the day of publication and stays so.
    """
    days = [day for i, label in enumerate(labels) if label.kind == "dateline" and _heads(lines, labels, i) and (day := _day(lines[i]))]
    if len({lines[day.line].plain for day in days}) < LEAST:
        return list(labels)
    first, second = days[0].order, days[1].order
    if first >= second > _WEEKDAY_ALONE or (first[0] > 0) != (second[0] > 0):
        days = days[1:]
    out = list(labels)
    for day in days:
        out[day.line] = Label("title", REASON)
    return out


_WEEKDAY_ALONE = (0, 0, 0)


def _day(line: Line) -> _Day | None:
    """A line that is nothing but a day."""
    text = line.plain
    full = next(scan(text), None)
    if full is not None:
        return _Day(line.number, (full.day.year, full.day.month, full.day.day)) if _alone(text, full.start, full.end) else None
    bare = next(bares(text, 0, len(text)), None)
    if bare is not None:
        return _Day(line.number, (0, bare.month, bare.day)) if _alone(text, bare.start, bare.end) else None
    return _Day(line.number, _WEEKDAY_ALONE) if _ONLY_WEEKDAY.fullmatch(text) else None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether no word but a weekday stands beside the day; a clock beside it tells when something was put up."""
    return not _REST.sub("", f"{text[:start]} {text[end:]}")


def _heads(lines: Sequence[Line], labels: Sequence[Label], i: int) -> bool:
    """Whether text stands under a line: body, and no other day."""
    return i + 1 < len(lines) and labels[i + 1].kind == "body" and lines[i + 1].words >= UNDER
