"""Are two claims about one event? A table of small questions; each answers with a level, and weights.yml says what a level weighs.

A question says what of a telling it is about, and is asked about two such values: so it can be asked once for all pairs that look alike to
it (`scores`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from frontlog.incidents.distance import Spot, listed, place_level, spots
from frontlog.incidents.pointing import REACH, resumes
from frontlog.incidents.spelling import bag, parts_of_day, proper_words
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.incidents.values import Days, Parties, Said, Source, Toll, Words
from frontlog.incidents.weights import Weights
from frontlog.model import ActorRef, Feature, Loss, quick
from frontlog.reference.hostile import UNARMED

LISTED = {"same", "part"}
LONG = 14  # days: what lasted longer overlaps with everything
NEWS = 3  # days: a window of a report and its follow-up
LOOSE = {"losses", "seize_materiel", "surrender"}
LEAVING = {"withdraw", "evacuate"}
STATES = {"hold"}  # what a side has, not what it does
ONCE = {"capture", "withdraw", "handover", "hold"}  # a side takes a place once: two days for it are one event dated twice
TOLLS = ("equal_large", "equal", "close", "few", "disjoint", "compatible")  # the first of these that two claims have is their level
LARGE = 4  # dead or wounded: smaller tolls are equal by chance (18 % of distinct near events of Syria share the toll, mostly one to three)
DRIFT = 2.0  # tolls of one event that differ mostly stay within a factor of two
BETWEEN = 3  # characters from one sentence to the next
COPIED = 0.7  # of the longer sentence's words
SHARED = ("none", "one", "two", "several")
DONE = ("actual", "failed", "denied")  # modalities that tell of an event, and may contradict each other

Answer = tuple[str, str]  # a level (empty: nothing to say), and what it was found on


@dataclass(frozen=True, slots=True)
class Grounds:
    """The score of a pair and what it is made of."""

    score: float
    features: tuple[Feature, ...]


class Question(NamedTuple):
    """What a question looks at in a telling (a value that can be a key), and how two of these are compared. Symmetric but for the words."""

    of: Callable[[Telling], Any]
    ask: Callable[[Any, Any, Types], Answer]


def compare(a: Telling, b: Telling, types: Types, weights: Weights) -> Grounds:
    """The log-odds that two tellings are of one event. Symmetric: which one comes first changes nothing but the words of details."""
    features = [prior(weights)]
    for name, question in QUESTIONS.items():
        level, detail = question.ask(question.of(a), question.of(b), types)
        if level:
            features.append(feature(name, level, detail, weights))
    return Grounds(round(sum(f.weight for f in features), 4), tuple(features))


def prior(weights: Weights) -> Feature:
    """What every pair begins with."""
    return Feature("prior", weights.prior, "near in place and time")


_made = quick(Feature)


def feature(name: str, level: str, detail: str, weights: Weights) -> Feature:
    """An answer as a ground of the score."""
    return _made(name, weights.level[name][level], detail or level.replace("_", " "))


def levels(a: Telling, b: Telling, types: Types) -> dict[str, str]:
    """The answers alone: what weights are learned from."""
    answers = ((name, question.ask(question.of(a), question.of(b), types)[0]) for name, question in QUESTIONS.items())
    return {name: level for name, level in answers if level}


def kind(a: str, b: str, types: Types) -> Answer:
    """How near the two claim types are."""
    return types.level(a, b), f"{a}, {b}"


def place(a: tuple[Spot, ...], b: tuple[Spot, ...], types: Types) -> Answer:
    """The best of all pairs of their places; a list of places that meets one of them may be a sum over several events."""
    level, detail = place_level(a, b)
    lists = [listed(spots) for spots in (a, b)]
    return (f"{level}_listed" if level in LISTED and lists[0] != lists[1] else level), detail


def time(a: Days, b: Days, types: Types) -> Answer:
    """How their days overlap; a gap weighs more when both days are in the words."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return "unknown", ""
    gap = max((b.start - a.end).days, (a.start - b.end).days)
    spans = ((a.end - a.start).days, (b.end - b.start).days)
    detail = f"{a.start}..{a.end}, {b.start}..{b.end}"
    if gap > 3:
        return "far", detail
    if a.state != b.state:
        return "state", detail
    if gap > 0 and a.once and b.once:
        return "shift", detail
    if gap > 0 and a.said and b.said and (a.again if a.start > b.end else b.again):
        return "repeated", detail  # "again on Tuesday" is not Monday's
    if gap > 1:
        return ("days_said" if a.said and b.said else "days"), detail
    if gap == 1:
        return ("next_day_said" if a.said and b.said else "next_day"), detail
    if max(spans) > LONG:
        return "long", detail
    if max(spans) > NEWS and min(spans) <= NEWS:
        return "week", detail
    if max(spans) == 0:
        return "same_day", detail
    return ("same_window" if (a.start, a.end) == (b.start, b.end) or (min(spans) == 0 and max(spans) <= NEWS) else "overlap"), detail


def actors(a: Parties, b: Parties, types: Types) -> Answer:
    """Whether the same sides attack and defend. Sides that change places tell of another event."""
    if a.leaves and b.leaves and a.leaves != b.leaves:
        return "people", "people without arms leave, and a force"
    swapped = bool(a.attackers & b.defenders) or bool(a.defenders & b.attackers)
    straight = [_agree(a.attackers, b.attackers), _agree(a.defenders, b.defenders)]
    if swapped and "same" not in straight and (a.loose or b.loose):
        return "met", "one side the same"
    if swapped and "same" not in straight:
        return "swapped", "attacker and defender change places"
    if "other" in straight:
        if "same" in straight:
            return ("side", "one camp") if a.camps & b.camps else ("half", "one side the same, the other not")
        return ("camp", "one camp") if a.camps & b.camps else ("other", "")
    if straight == ["same", "same"]:
        return "both", "the same on both sides"
    if "same" in straight:
        return ("same_agent" if straight[0] == "same" else "same_target"), "same side"
    return "unknown", ""


def losses(a: tuple[Toll, ...], b: tuple[Toll, ...], types: Types) -> Answer:
    """Tolls of one side and kind as bounds: equal (a large one rarely by chance), compatible, or apart."""
    levels = [_toll(x, y) for x in a for y in b if x.kind == y.kind and _one_side(x.side, y.side)]
    return next(((level, "") for level in TOLLS if level in levels), ("", ""))


def things(a: Words, b: Words, types: Types) -> Answer:
    """Named things: bridges, weapons, buildings, and what was lost."""
    if not a or not b:
        return "", ""
    shared = sorted(a & b)
    return ("shared", ", ".join(shared)) if shared else ("other", "")


def trigger(a: str, b: str, types: Types) -> Answer:
    """The same verb."""
    return ("same" if a == b else "other"), f"{a}, {b}"


def text(a: Said, b: Said, types: Types) -> Answer:
    """Shared words of content, beside the names of places and sides that other questions ask about."""
    shared = a.words & b.words
    if len(shared) >= 3:
        sizes = (len(a.words - b.names), len(b.words - a.names))
        if len(shared) >= COPIED * max(sizes):
            return "copy", f"{len(shared)} of {min(sizes)} words shared"
    return SHARED[min(len(shared), len(SHARED) - 1)], ", ".join(sorted(shared)[:5])


def hours(a: Words, b: Words, types: Types) -> Answer:
    """The part of the day, where both say it."""
    if not a or not b:
        return "", ""
    return ("same" if a & b else "other"), ", ".join(sorted(a | b))


def proper(a: Words, b: Words, types: Types) -> Answer:
    """Names beside those of places and sides: persons, ships, buildings."""
    return things(a, b, types)


def again(a: Source, b: Source, types: Types) -> Answer:
    """ "A second blast", "bombed again", "three times": one of them points at more than one event."""
    if a[:3] == b[:3] or not (a.again or b.again):
        return "", ""
    return ("both" if a.again and b.again else "one"), "another one, or several"


def modality(a: tuple[str, str], b: tuple[str, str], types: Types) -> Answer:
    """A plan is not its event; a denial is a telling of it. Asked about modality and type."""
    mine, other = a[0], b[0]
    if mine == other:
        level = "same"
    elif mine not in DONE or other not in DONE:
        level = "plan"
    else:
        far = types.level(a[1], b[1]) in ("kin", "far")
        level = "opposed" if "denied" not in (mine, other) or a[1] == b[1] else "denied_other" if far else "denied_near"
    return level, f"{mine}, {other}"


def document(a: Source, b: Source, types: Types) -> Answer:
    """Within one report two claims of one type are mostly two events, but where the later one points back at what was told above."""
    if a.document != b.document:
        return "other", ""
    first, later = sorted((a, b), key=lambda one: one.start)
    if later.resumes and first.start < later.start <= first.end + REACH:
        return (f"resumed_{'type' if a.type == b.type else 'other_type'}" if a.dated or b.dated else "resumed_undated"), ""
    near = "sentence" if a.start == b.start else "next" if max(a.start - b.end, b.start - a.end) <= BETWEEN else "same"
    return f"{near}_{'type' if a.type == b.type else 'other_type'}", ""


def days(t: Telling) -> Days:
    lasting = t.start is not None and t.end is not None and (t.end - t.start).days > LONG
    return Days(t.start, t.end, t.said, t.claim.type in ONCE, lasting and t.claim.type in STATES, t.again)


def parties(t: Telling) -> Parties:
    return Parties(t.attackers, t.defenders, t.camps, t.claim.type in LOOSE, leaves(t.claim.type, t.claim.agent, t.claim.target))


def leaves(kind: str, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> str:
    """Whether people or a force leave: of an evacuation whom it is about, else who does it. Empty where none does, or nobody is named."""
    if kind not in LEAVING:
        return ""
    who = (target or agent) if kind == "evacuate" else agent
    return ("people" if all(ref.id in UNARMED for ref in who) else "force") if who else ""


def said(t: Telling) -> Said:
    names = t.names
    return Said(bag(t.claim.evidence.quote) - names, names)


def counted(losses: Sequence[Loss]) -> tuple[Toll, ...]:
    """Losses without their words."""
    return tuple(Toll(x.side, x.kind, x.min, x.max) for x in losses)


def source(t: Telling) -> Source:
    return Source(
        t.claim.document, t.claim.evidence.start, t.claim.evidence.end, t.claim.type, t.again, resumes(t.claim), t.start is not None
    )


QUESTIONS: Mapping[str, Question] = {
    "type": Question(lambda t: t.claim.type, kind),
    "place": Question(lambda t: spots(t.claim.place), place),
    "time": Question(days, time),
    "actors": Question(parties, actors),
    "losses": Question(lambda t: counted(t.claim.losses), losses),
    "things": Question(lambda t: t.things, things),
    "trigger": Question(lambda t: t.stem, trigger),
    "text": Question(said, text),
    "hours": Question(lambda t: parts_of_day(t.claim.evidence.quote), hours),
    "proper": Question(lambda t: proper_words(t.claim.evidence.quote) - t.names, proper),
    "again": Question(source, again),
    "modality": Question(lambda t: (t.claim.modality, t.claim.type), modality),
    "document": Question(source, document),
}


def _agree(mine: frozenset[str], other: frozenset[str]) -> str:
    if not mine or not other:
        return ""
    return "same" if mine & other else "other"


def _one_side(a: str, b: str) -> bool:
    return not a or not b or a == b


def bounds(loss: Loss | Toll) -> tuple[float, float]:
    """A loss as an interval; an open end is infinite."""
    return (loss.min if loss.min is not None else 0.0), (loss.max if loss.max is not None else float("inf"))


def _toll(a: Toll, b: Toll) -> str:
    if (a.min is None and a.max is None) or (b.min is None and b.max is None):
        return ""
    (low, high), (low_b, high_b) = bounds(a), bounds(b)
    if low > high_b or low_b > high:
        ratio = max(low_b, low) / max(1.0, min(high, high_b))
        small = max(low, low_b) < LARGE
        return ("few" if small else "close") if ratio <= DRIFT else "disjoint"
    if (a.min, a.max) == (b.min, b.max):
        return "equal_large" if (a.min or 0) >= LARGE else "equal"
    return "compatible"
