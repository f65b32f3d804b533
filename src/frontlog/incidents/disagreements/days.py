"""Two days for one event."""

from collections.abc import Iterator

from frontlog.incidents.disagreements.found import Found, gap
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
    if apart is None or apart <= 0 or a.claim.document == b.claim.document:
        return
    said = a.said and b.said
    kinds = {a.claim.type, b.claim.type}
    if not kinds <= (DATED if said else SINGULAR) or not (len(kinds) == 1 or kinds <= TAKING or kinds <= STRIKING):
        return
    reason = "They cannot both be true of one event. Both can be true if there were two."
    soft = "Both can be true: a day that was only taken from a publication date may be off."
    yield Found("date", "time", span(a), span(b), float(apart), "contradiction" if said else "refinement", reason if said else soft)


def span(telling: Telling) -> str:
    """The days of a telling in words."""
    return f"{telling.start}" if telling.start == telling.end else f"{telling.start} to {telling.end}"
