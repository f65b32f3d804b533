"""What the tellings of one event disagree on: typed checks over pairs, each labelled contradiction, update or refinement.

Bounds are taken at their word: "at least 12" and then "17" is news, not a quarrel. A later telling that goes beyond an earlier one updates
it; a less exact one is refined; only what cannot both be true is a contradiction.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from frontlog.incidents.compare import bounds
from frontlog.incidents.outcome import outcome
from frontlog.incidents.telling import Dated, Telling
from frontlog.incidents.types import Types
from frontlog.model import Contradiction, Loss, Origin, record_id
from frontlog.reference.placenames import fold

ORIGIN = Origin("incidents.contradictions", "1")
MOST = 80  # tellings of one incident that are compared pair by pair: beyond, the earliest ones are
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
UNKNOWN = ("x-", "unidentified", "unknown")  # provisional actors and those that the register itself calls so
BLAMED = {"airstrike", "shelling", "bombing", "civilians_attacked"}


@dataclass(frozen=True, slots=True)
class Found:
    """A disagreement before it gets its incident: `size` in the unit of the field."""

    type: str
    field: str
    value_a: str
    value_b: str
    size: float | None
    status: str


Check = Callable[[Telling, Telling, Types], Iterator[Found]]


def contradictions(incident: str, group: Sequence[Telling], types: Types) -> Iterator[Contradiction]:
    """All disagreements inside one incident. In each, claim a is the earlier published."""
    ranked = sorted(group, key=age)[:MOST]
    for a, b in combinations(ranked, 2):
        for check in CHECKS:
            for found in check(a, b, types):
                yield Contradiction(
                    id=record_id("q", incident, found.type, found.field, a.id, b.id, found.value_a, found.value_b),
                    incident=incident,
                    type=found.type,
                    field=found.field,
                    claim_a=a.id,
                    claim_b=b.id,
                    value_a=found.value_a,
                    value_b=found.value_b,
                    size=found.size,
                    status="update" if corrects(a, b) and found.status == "contradiction" else found.status,
                    origin=ORIGIN,
                )


def age(telling: Dated) -> tuple[bool, str, int, str]:
    """Order of publication, the undated last; of one day, a page before its next version."""
    return (telling.published is None, str(telling.published), telling.edition, telling.id)


def corrects(a: Telling, b: Telling) -> bool:
    """Whether b stands in a later version of the page that a is of."""
    return a.page == b.page and a.edition < b.edition


def later(a: Telling, b: Telling) -> bool:
    """Whether b was published on a later day than a, or in a later version of its page."""
    return corrects(a, b) or (a.published is not None and b.published is not None and a.published < b.published)


def tolls(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Losses of one side and kind that are apart, raised, or narrowed."""
    for x in a.claim.losses:
        for y in b.claim.losses:
            if not _comparable(x, y):
                continue
            status, size = _toll(x, y, a, b)
            if status:
                yield Found("losses", x.kind, bound(x), bound(y), size, status)


def outcomes(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Taken against held off; part against whole; two holders; two who are blamed."""
    words = (f"{a.claim.type} {a.claim.modality}", f"{b.claim.type} {b.claim.modality}")
    mine, other = outcome(a), outcome(b)
    if mine and other and mine != other and _one_attack(a, b):
        hard = {mine, other} == {"taken", "kept"}
        after = later(a, b) and a.end is not None and b.start is not None and b.start > a.end
        yield Found("outcome", "result", *words, None, "update" if after else "contradiction" if hard else "refinement")
    if a.claim.type == b.claim.type and _strangers(a, b):
        names = (_names(a), _names(b))
        if a.claim.type == "hold":
            yield Found("outcome", "holder", *names, None, "contradiction")
        elif a.claim.type in BLAMED:
            yield Found("outcome", "agent", *names, None, "contradiction")


def denials(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Said to have happened, and said not to."""
    pair = {a.claim.modality, b.claim.modality}
    if pair == {"actual", "denied"} and types.level(a.claim.type, b.claim.type) != "far" and not _strangers(a, b):
        status = "update" if a.voice == b.voice and later(a, b) else "contradiction"
        yield Found("denial", "modality", a.claim.modality, b.claim.modality, None, status)


def existence(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Told as fact, and told as something that nobody could confirm."""
    doubt = (a.claim.certainty == "disputed", b.claim.certainty == "disputed")
    both = a.claim.modality == b.claim.modality == "actual" and a.claim.type == b.claim.type
    if both and doubt[0] != doubt[1] and a.claim.document != b.claim.document:
        status = "update" if a.voice == b.voice and later(a, b) else "contradiction"
        yield Found("existence", "certainty", a.claim.certainty, b.claim.certainty, None, status)


def days(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Two days for one event. Only days that both reports say can contradict; a publication's window is refined by a said day."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return
    if a.claim.type != b.claim.type or a.claim.type not in SINGULAR:
        return
    gap = max((b.start - a.end).days, (a.start - b.end).days)
    if gap <= 0:
        return
    status = "contradiction" if a.said and b.said else "refinement"
    yield Found("date", "time", _span(a), _span(b), float(gap), status)


CHECKS: tuple[Check, ...] = (outcomes, tolls, denials, existence, days)


def bound(loss: Loss) -> str:
    """A toll in words: "at least 12", "up to 5", "12", "12 to 17"."""
    if loss.min is not None and loss.max is not None:
        return str(loss.min) if loss.min == loss.max else f"{loss.min} to {loss.max}"
    return f"at least {loss.min}" if loss.min is not None else f"up to {loss.max}"


def _comparable(x: Loss, y: Loss) -> bool:
    """Tolls of one kind, of one side as far as both name it, and of one thing: five cars and one depot are not two counts."""
    if x.kind != y.kind or (x.side and y.side and x.side != y.side):
        return False
    return _stated(x) and _stated(y) and (x.kind != "materiel" or fold(x.what) == fold(y.what) != "")


def _stated(loss: Loss) -> bool:
    return loss.min is not None or loss.max is not None


def _toll(x: Loss, y: Loss, a: Telling, b: Telling) -> tuple[str, float | None]:
    """Status and size of a difference between an earlier and a later toll; an empty status when there is none worth a record."""
    (low, high), (low_b, high_b) = bounds(x), bounds(y)
    if (low, high) == (low_b, high_b):
        return "", None
    if low <= high_b and low_b <= high:  # both can be true
        raised = later(a, b) and low_b > low
        return ("update" if raised else "refinement"), abs(low_b - low) or None
    size = low_b - high if low_b > high else low - high_b
    if later(a, b) and (low_b > high or a.voice == b.voice):  # tolls rise; and who counts again may correct himself
        return "update", size
    if a.claim.document == b.claim.document and a.voice == b.voice:  # one report that gives two figures gives parts of one
        return "refinement", size
    return "contradiction", size


def _one_attack(a: Telling, b: Telling) -> bool:
    """Whether the same side attacks in both, as far as both say."""
    return (not a.attackers or not b.attackers or bool(a.attackers & b.attackers)) and (
        not a.defenders or not b.defenders or bool(a.defenders & b.defenders)
    )


def _strangers(a: Telling, b: Telling) -> bool:
    """Whether both name who did it and name sides that have nothing in common. Attackers whom nobody knows are nobody's strangers."""
    if any(ref.id.startswith(UNKNOWN) for t in (a, b) for ref in t.claim.agent):
        return False
    mine, other = (t.defenders if t.claim.type == "hold" else t.attackers for t in (a, b))
    return bool(mine and other) and not mine & other and not a.agent_camps & b.agent_camps


def _names(telling: Telling) -> str:
    return ", ".join(ref.name or ref.text for ref in telling.claim.agent)


def _span(telling: Telling) -> str:
    return f"{telling.start}" if telling.start == telling.end else f"{telling.start} to {telling.end}"
