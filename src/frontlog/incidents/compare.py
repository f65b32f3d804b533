"""Are two claims about one event? A table of small questions; each answers with a level, and weights.yml says what a level weighs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frontlog.incidents.distance import place_level
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights
from frontlog.model import Feature, Loss

LISTED = {"same", "part"}
LONG = 14  # days: what lasted longer overlaps with everything
NEWS = 3  # days: a window of a report and its follow-up
ONCE = {"capture", "withdraw", "handover"}  # a side takes a place once: two days for it are one event dated twice
TOLLS = ("equal_large", "equal", "close", "disjoint", "compatible")  # the first of these that two claims have is their level
LARGE = 4  # dead or wounded: smaller tolls are equal by chance (18 % of distinct near events of Syria share the toll, mostly one to three)
DRIFT = 2.0  # tolls of one event that differ mostly stay within a factor of two
COPIED = 0.7  # of the longer sentence's words
SHARED = ("none", "one", "two", "several")
DONE = ("actual", "failed", "denied")  # modalities that tell of an event, and may contradict each other


@dataclass(frozen=True, slots=True)
class Grounds:
    """The score of a pair and what it is made of."""

    score: float
    features: tuple[Feature, ...]


def compare(a: Telling, b: Telling, types: Types, weights: Weights) -> Grounds:
    """The log-odds that two tellings are of one event. Symmetric: which one comes first changes nothing but the words of details."""
    features = [Feature("prior", weights.prior, "near in place and time")]
    for name, ask in QUESTIONS.items():
        level, detail = ask(a, b, types)
        if level:
            features.append(Feature(name, weights.level[name][level], detail or level.replace("_", " ")))
    return Grounds(round(sum(f.weight for f in features), 4), tuple(features))


def levels(a: Telling, b: Telling, types: Types) -> dict[str, str]:
    """The answers alone: what weights are learned from."""
    return {name: level for name, ask in QUESTIONS.items() if (level := ask(a, b, types)[0])}


def kind(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """How near the two claim types are."""
    return types.level(a.claim.type, b.claim.type), f"{a.claim.type}, {b.claim.type}"


def place(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """The best of all pairs of their places; a list of places that meets one of them may be a sum over several events."""
    level, detail = place_level(a.claim.place, b.claim.place)
    lists = [sum(p.lat is not None for p in t.claim.place) >= 2 for t in (a, b)]
    return (f"{level}_listed" if level in LISTED and lists[0] != lists[1] else level), detail


def time(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """How their days overlap; a gap weighs more when both days are in the words."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return "unknown", ""
    gap = max((b.start - a.end).days, (a.start - b.end).days)
    spans = ((a.end - a.start).days, (b.end - b.start).days)
    detail = f"{a.start}..{a.end}, {b.start}..{b.end}"
    if gap > 3:
        return "far", detail
    if gap > 0 and a.claim.type in ONCE and b.claim.type in ONCE:
        return "shift", detail
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


def actors(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Whether the same sides attack and defend. Sides that change places tell of another event."""
    swapped = bool(a.attackers & b.defenders) or bool(a.defenders & b.attackers)
    straight = [_agree(a.attackers, b.attackers), _agree(a.defenders, b.defenders)]
    if swapped and "same" not in straight:
        return "swapped", "attacker and defender change places"
    if "other" in straight:
        if "same" in straight:
            return ("side", "one camp") if a.camps & b.camps else ("half", "one side the same, the other not")
        return ("camp", "one camp") if a.camps & b.camps else ("other", "")
    if straight == ["same", "same"]:
        return "both", "the same on both sides"
    return ("same", "same side") if "same" in straight else ("unknown", "")


def losses(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Tolls of one side and kind as bounds: equal (a large one rarely by chance), compatible, or apart."""
    levels = [_toll(x, y) for x in a.claim.losses for y in b.claim.losses if x.kind == y.kind and _one_side(x.side, y.side)]
    return next(((level, "") for level in TOLLS if level in levels), ("", ""))


def things(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Named things: bridges, weapons, buildings, and what was lost."""
    if not a.things or not b.things:
        return "", ""
    shared = sorted(a.things & b.things)
    return ("shared", ", ".join(shared)) if shared else ("other", "")


def trigger(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """The same verb."""
    return ("same" if a.stem == b.stem else "other"), f"{a.stem}, {b.stem}"


def text(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Shared words of content, beside the names of places and sides that other questions ask about."""
    mine, other = bag(a.claim.evidence.quote) - a.names - b.names, bag(b.claim.evidence.quote) - a.names - b.names
    shared = mine & other
    least = min(len(mine), len(other))
    if len(shared) >= 3 and len(shared) >= COPIED * max(len(mine), len(other)):
        return "copy", f"{len(shared)} of {least} words shared"
    return SHARED[min(len(shared), len(SHARED) - 1)], ", ".join(sorted(shared)[:5])


def again(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """ "A second blast", "bombed again", "three times": one of them points at more than one event."""
    if a.claim.evidence == b.claim.evidence:
        return "", ""
    many = (a.again, b.again)
    return ("one" if many.count(True) == 1 else "both" if all(many) else ""), "another one, or several"


def modality(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """A plan is not its event; a denial is a telling of it."""
    mine, other = a.claim.modality, b.claim.modality
    if mine == other:
        level = "same"
    elif mine not in DONE or other not in DONE:
        level = "plan"
    else:
        level = "denied_other" if "denied" in (mine, other) and a.claim.type != b.claim.type else "opposed"
    return level, f"{mine}, {other}"


def document(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Within one report two claims of one type are mostly two events."""
    if a.claim.document != b.claim.document:
        return "other", ""
    return ("same_type" if a.claim.type == b.claim.type else "same_other_type"), ""


Question = Callable[[Telling, Telling, Types], tuple[str, str]]
QUESTIONS: Mapping[str, Question] = {
    "type": kind,
    "place": place,
    "time": time,
    "actors": actors,
    "losses": losses,
    "things": things,
    "trigger": trigger,
    "text": text,
    "again": again,
    "modality": modality,
    "document": document,
}


def _agree(mine: frozenset[str], other: frozenset[str]) -> str:
    if not mine or not other:
        return ""
    return "same" if mine & other else "other"


def _one_side(a: str, b: str) -> bool:
    return not a or not b or a == b


def bounds(loss: Loss) -> tuple[float, float]:
    """A loss as an interval; an open end is infinite."""
    return (loss.min if loss.min is not None else 0.0), (loss.max if loss.max is not None else float("inf"))


def _toll(a: Loss, b: Loss) -> str:
    if (a.min is None and a.max is None) or (b.min is None and b.max is None):
        return ""
    (low, high), (low_b, high_b) = bounds(a), bounds(b)
    if low > high_b or low_b > high:
        ratio = max(low_b, low) / max(1.0, min(high, high_b))
        return "close" if ratio <= DRIFT else "disjoint"
    if (a.min, a.max) == (b.min, b.max):
        return "equal_large" if (a.min or 0) >= LARGE else "equal"
    return "compatible"
