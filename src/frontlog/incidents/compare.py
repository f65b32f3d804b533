"""Are two claims about one event? A table of small questions; each answers with a level, and weights.yml says what a level weighs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frontlog.incidents.distance import place_level
from frontlog.incidents.spelling import plain
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.incidents.weights import Weights
from frontlog.model import Feature, Loss
from frontlog.reference.placenames import fold

LONG = 14  # days: what lasted longer overlaps with everything
NEWS = 3  # days: a window of a report and its follow-up
ONCE = {"capture", "withdraw", "handover"}  # a side takes a place once: two days for it are one event dated twice
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


def kind(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """How near the two claim types are."""
    return types.level(a.claim.type, b.claim.type), f"{a.claim.type}, {b.claim.type}"


def place(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """The best of all pairs of their places."""
    return place_level(a.claim.place, b.claim.place)


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
        return "days", detail
    if gap == 1:
        return ("next_day_said" if a.said and b.said else "next_day"), detail
    if max(spans) > LONG:
        return "long", detail
    if max(spans) == 0:
        return "same_day", detail
    return ("same_window" if (a.start, a.end) == (b.start, b.end) or (min(spans) == 0 and max(spans) <= NEWS) else "overlap"), detail


def actors(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Whether the same sides attack and defend. Sides that change places tell of another event."""
    swapped = bool(a.attackers & b.defenders) and bool(a.defenders & b.attackers)
    straight = [_agree(a.attackers, b.attackers), _agree(a.defenders, b.defenders)]
    if swapped and "same" not in straight:
        return "swapped", "attacker and defender change places"
    if "other" in straight:
        return ("side", "one camp") if a.camps & b.camps and straight.count("other") == 1 and "same" in straight else ("other", "")
    return ("same", "same sides") if straight.count("same") else ("unknown", "")


def losses(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Tolls of one side and kind as bounds: equal, compatible, or apart."""
    levels = [_toll(x, y) for x in a.claim.losses for y in b.claim.losses if x.kind == y.kind and _one_side(x.side, y.side)]
    found = [level for level in levels if level]
    for level in ("disjoint", "equal", "compatible"):
        if level in found:
            return level, ""
    return "", ""


def objects(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Named things: bridges, weapons, buildings."""
    mine, other = ({fold(piece.text) for piece in t.claim.objects} - {""} for t in (a, b))
    if not mine or not other:
        return "", ""
    shared = sorted(mine & other)
    return ("shared", ", ".join(shared)) if shared else ("other", "")


def trigger(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """The same verb."""
    return ("same" if a.stem == b.stem else "other"), f"{plain(a.claim.trigger.text)}, {plain(b.claim.trigger.text)}"


def text(a: Telling, b: Telling, types: Types) -> tuple[str, str]:
    """Shared runs of three letters: copies and close rewording."""
    union = len(a.grams | b.grams)
    share = len(a.grams & b.grams) / union if union else 0.0
    level = "copy" if share >= 0.7 else "close" if share >= 0.45 else "some" if share >= 0.28 else "little"
    return level, f"{share:.2f} of letter runs shared"


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
    "objects": objects,
    "trigger": trigger,
    "text": text,
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
        return "disjoint"
    return "equal" if (a.min, a.max) == (b.min, b.max) else "compatible"
