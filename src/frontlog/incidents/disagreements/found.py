"""A disagreement between two tellings, and the order in which reports were published."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from frontlog.incidents.telling import Dated, Telling, asked_once
from frontlog.incidents.types import Types

PERIOD = 5  # days: losses of a longer time are a sum
ONE_NIGHT = 1  # days
SUM = re.compile(  # words for a time that a toll is summed over
    r"\b(?:in|over|within|during) (?:the |a |one |an )?(?:last |past |first |whole )?(?:\w+ )?(?:weeks?|months?|years?|days)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A disagreement before it gets its incident: `size` in the unit of the field, `reason` says whether both can be true, and how."""

    type: str
    field: str
    value_a: str
    value_b: str
    size: float | None
    status: str
    reason: str


Check = Callable[[Telling, Telling, Types], Iterator[Found]]


def age(telling: Dated) -> tuple[bool, date, int, str]:
    """Order of publication, the undated last; of one day, a page before its next version."""
    return (telling.published is None, telling.published or date.min, telling.edition, telling.id)


def corrects(a: Telling, b: Telling) -> bool:
    """Whether b stands in a later version of the page that a is of."""
    return a.page == b.page and a.edition < b.edition


def later(a: Telling, b: Telling) -> bool:
    """Whether b was published on a later day than a, or in a later version of its page."""
    return corrects(a, b) or (a.published is not None and b.published is not None and a.published < b.published)


def one_outlet(a: Telling, b: Telling) -> bool:
    """Whether one outlet speaks twice in two reports: in its own words both times, or for one and the same side."""
    own = (a.claim.source is None and b.claim.source is None) or bool(a.speaker)
    return bool(a.outlet) and a.outlet == b.outlet and a.voice == b.voice and own and a.claim.document != b.claim.document


def opposed(a: Telling, b: Telling) -> bool:
    """Whether the two speak for camps that are not one."""
    return bool(a.camp and b.camp) and a.camp != b.camp


def gap(a: Telling, b: Telling) -> int | None:
    """Days between what both tell of: 0 or less when they meet, None when one is undated."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return max((b.start - a.end).days, (a.start - b.end).days)


def total_and_one(a: Telling, b: Telling) -> bool:
    """Whether one tells what a time of many days cost, and the other what happened within it: a sum is no other count of its part."""
    if not a.claim.losses or not b.claim.losses:
        return False
    if _summed(a) != _summed(b):
        return True
    if _one_count(a, b):
        return False
    lengths = [(t.end - t.start).days if t.said and t.start and t.end else 0 for t in (a, b)]
    return max(lengths) >= PERIOD and min(lengths) <= ONE_NIGHT


@asked_once
def _summed(telling: Telling) -> bool:
    """Whether it tells of a longer time, by its words."""
    return bool(SUM.search(telling.claim.evidence.quote))


def _one_count(a: Telling, b: Telling) -> bool:
    """Whether both give the same tolls: a sum and a part of it are not alike."""
    return {(x.kind, x.min, x.max) for x in a.claim.losses} == {(x.kind, x.min, x.max) for x in b.claim.losses}
