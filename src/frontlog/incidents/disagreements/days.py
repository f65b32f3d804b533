"""Two days for one event."""

from collections.abc import Iterator

from frontlog.incidents.disagreements.doers import strangers
from frontlog.incidents.disagreements.found import Found, gap, one_outlet, total_and_one
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types

SINGULAR = {  # events of one day: two days told for one of them differ; fighting and sieges go on
    "capture",
    "withdraw",
    "handover",
    "bombing",
    "airstrike",
    "surrender",
    "arrest",
    "agreement",
    "civilians_attacked",
    "losses",
}
DATED = SINGULAR | {"assault", "shelling", "advance", "repel"}  # these too, when both reports name the day
TAKING = {"capture", "handover"}  # told by either word
STRIKING = {"airstrike", "shelling", "bombing", "civilians_attacked", "losses"}


def days(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Two days for one event. Only days that both reports say can contradict; a publication's window is refined by a said day."""
    apart = gap(a, b)
    if apart is None or a.claim.document == b.claim.document:
        return
    if apart <= 0:
        yield from _narrowed(a, b)
        return
    said = a.said and b.said
    kinds = {a.claim.type, b.claim.type}
    if one_outlet(a, b) and not kinds <= TAKING:
        return  # who tells of two days has two events in mind
    if kinds <= TAKING and strangers(a, b):
        return  # a place that two sides take on two days changes hands
    if not kinds <= (DATED if said else SINGULAR) or not (len(kinds) == 1 or kinds <= TAKING or kinds <= STRIKING):
        return
    reason = "They cannot both be true of one event. Both can be true if there were two."
    soft = "Both can be true: a day that was only taken from a publication date may be off."
    yield Found("date", "time", span(a), span(b), float(apart), "contradiction" if said else "refinement", reason if said else soft)


def _one_kind(kinds: set[str]) -> bool:
    """Types of which two days, or a day and a longer time, are told of one event."""
    return kinds <= DATED and (len(kinds) == 1 or kinds <= TAKING or kinds <= STRIKING)


def span(telling: Telling) -> str:
    """The days of a telling in words."""
    return f"{telling.start}" if telling.start == telling.end else f"{telling.start} to {telling.end}"


def _narrowed(a: Telling, b: Telling) -> Iterator[Found]:
    """A day or an hour where the other report names a longer time."""
    if (
        not (a.said and b.said)
        or total_and_one(a, b)
        or not _one_kind({a.claim.type, b.claim.type})
        or (a.start, a.end) == (b.start, b.end)
    ):
        return
    inner, outer = sorted((a, b), key=lambda t: (t.end - t.start).days if t.start and t.end else 0)
    if inner.start and inner.end and outer.start and outer.end and outer.start <= inner.start and inner.end <= outer.end:
        reason = "Both can be true: one names a day within the time that the other names."
        yield Found("date", "time", span(a), span(b), None, "refinement", reason)
