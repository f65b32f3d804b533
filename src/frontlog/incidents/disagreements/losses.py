"""Tolls that are apart, raised or narrowed. Bounds are taken at their word: "at least 12" and then "17" is news, not a quarrel."""

import re
from collections.abc import Iterator

from frontlog.incidents.compare import bounds
from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.doers import known
from frontlog.incidents.disagreements.found import Found, later, one_outlet, opposed, total_and_one
from frontlog.incidents.spelling import stem
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.model import Loss
from frontlog.reference.placenames import fold

COUNTED = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered")
NEAR = 2  # persons
NEARLY = 0.15  # of the larger figure
ROUGH = re.compile(r"(?:about|around|roughly|approximately|nearly|almost|some|an estimated)\b", re.IGNORECASE)  # "about a dozen" is 12
SEVERAL = re.compile(r"(?:several|some|many|a (?:number|handful|group) of|a few|a lot of|numerous|scores|dozens)\b", re.IGNORECASE)
BEYOND = re.compile(r"(?:more than|over|upwards of)\b", re.IGNORECASE)
LITTLE = 1.35  # times
OF_THEM = re.compile(r"\bof (?:the|them|these|those|whom)\b", re.IGNORECASE)
ONE_MORE = re.compile(r"an?(?:other)? (second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
WARS = 1000  # persons: a toll as high, and that many times another one, is a war's against an event's
TIMES = 20
HURT = ("killed", "wounded", "killed_or_wounded")


def tolls(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Losses of one side and kind that are apart, raised, or narrowed; and losses that one of the two says nobody had."""
    for x in a.claim.losses:
        for y in b.claim.losses:
            if not _one_side(x, y, a, b):
                continue
            if _counted(x, y) and a.claim.document != b.claim.document:
                reason = "Both can be true: one of them counts whom the other only speaks of."
                yield Found("losses", x.kind, bound(x), bound(y), None, "refinement", reason)
            if not _comparable(x, y) or (x.kind == "wounded" and says(b, "of_wounds")):
                continue
            if total_and_one(a, b) or _of_war_and_one(x, y):
                continue
            status, size, reason = _toll(x, y, a, b)
            if not status and _made_up_of(x, y, a, b):
                status, size, reason = "refinement", None, "Both can be true: one also says how many of them were of some kind."
            if status and _part_of_another(x, y, a, b):
                status, size, reason = "refinement", None, "Both can be true: one also says how many of them were of some kind."
            if status:
                yield Found("losses", x.kind, bound(x), bound(y), size, status, reason)
    for told, other, turned in ((a, b, False), (b, a, True)):
        most = _least_dead(told)
        if most and not other.claim.losses and says(other, "no_toll") and told.claim.document != other.claim.document:
            kind, count = most
            values = ("0", count) if turned else (count, "0")
            yield Found("losses", kind, *values, float(count), "contradiction", "They cannot both be true of one side: some, and none.")


def bound(loss: Loss) -> str:
    """A toll in words: "at least 12", "up to 5", "12", "12 to 17", "not counted"."""
    if not _stated(loss):
        return "not counted"
    if loss.min is not None and loss.max is not None:
        return str(loss.min) if loss.min == loss.max else f"{loss.min} to {loss.max}"
    return f"at least {loss.min}" if loss.min is not None else f"up to {loss.max}"


def _least_dead(telling: Telling) -> tuple[str, str] | None:
    found = [(loss.kind, str(loss.min)) for loss in telling.claim.losses if loss.kind in HURT and loss.min]
    return found[0] if found and telling.claim.modality == "actual" else None


def _one_side(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether two tolls are of one side, as far as both name one that is known: "servicemen" are of any, an army's are its state's."""
    if not x.side and not y.side and a.claim.type == b.claim.type == "losses":
        mine, other = known(a.defenders), known(b.defenders)
        return not mine or not other or bool(mine & other)  # whose they are stands beside the toll
    if not known((x.side,)) or not known((y.side,)) or "" in (x.side, y.side) or x.side == y.side:
        return True
    return any({x.side, y.side} <= chain for t in (a, b) if t.attackers != t.defenders for chain in (t.attackers, t.defenders))


def _comparable(x: Loss, y: Loss) -> bool:
    """Tolls of one kind, and of one thing: five cars and one depot are not two counts."""
    if x.kind != y.kind:
        return False
    return _stated(x) and _stated(y) and (x.kind != "materiel" or fold(x.what) == fold(y.what) != "")


def _of_war_and_one(x: Loss, y: Loss) -> bool:
    """Whether one of two tolls is of thousands and the other of a small part of it: "bringing the toll to over 41,000" counts no strike."""
    least, most = sorted(max(loss.min or 0, loss.max or 0) for loss in (x, y))
    return x.kind != "materiel" and most >= WARS and 0 < least * TIMES <= most


def _counted(x: Loss, y: Loss) -> bool:
    """Whether one says "several" of those whom the other counts."""
    if x.kind != y.kind or x.kind not in COUNTED or _stated(x) == _stated(y):
        return False
    rough, exact = (y, x) if _stated(x) else (x, y)
    return bool(SEVERAL.match(rough.text)) and (exact.min or 0) > 1 and not ROUGH.match(exact.text) and _noun(rough) == _noun(exact)


def _noun(loss: Loss) -> str:
    """Whom it counts, as its words have it: the soldiers of "several soldiers"."""
    return stem(loss.text.split()[-1]) if loss.text else ""


def _stated(loss: Loss) -> bool:
    return loss.min is not None or loss.max is not None


def _toll(x: Loss, y: Loss, a: Telling, b: Telling) -> tuple[str, float | None, str]:
    """Status, size and reason of a difference between an earlier and a later toll; an empty status when none is worth a record."""
    (low, high), (low_b, high_b) = bounds(x), bounds(y)
    if (low, high) == (low_b, high_b):
        return "", None, ""
    if low <= high_b and low_b <= high:  # both can be true
        raised = later(a, b) and low_b > low
        inside = (low <= low_b and high_b <= high) or (low_b <= low and high <= high_b)
        reason = "one lies within the bounds of the other" if inside else "their bounds meet"
        if _more_than(x, y) or _more_than(y, x):
            return "", None, ""
        if raised and not _inside_range(x):
            return "update", abs(low_b - low) or None, f"Both can be true: {reason}."
        if _about_equal(x, y) and not one_outlet(a, b) and not says(b, "recount"):
            return "", None, ""
        return "refinement", abs(low_b - low) or None, f"Both can be true: {reason}."
    if (ROUGH.match(x.text) or ROUGH.match(y.text)) and _close(x, y) and not one_outlet(a, b) and not says(b, "recount"):
        return "", None, ""
    size = low_b - high if low_b > high else low - high_b
    if low_b > high and says(b, "of_wounds"):
        return "update", size, "Both can be true: one who was hurt died later."
    if _one_more(x, y) or _one_more(y, x):
        return "update", size, "Both can be true: one of them tells of one more."
    if later(a, b) and (_risen(x, y, a, b) or _counts_again(a, b)):
        return "update", size, "Both can be true, each at its time: the later report counts anew."
    if a.claim.document == b.claim.document and (says(a, "other_count") or says(b, "other_count")):
        return "contradiction", size, "They cannot both be true: who gives the one denies the other."
    if _two_deeds(x, y, a, b):
        return "", None, ""
    if a.claim.document == b.claim.document and (
        a.voice == b.voice or _other_people(x, y, a, b)
    ):  # one report that gives two figures gives parts of one
        return "refinement", size, "Both can be true: one report gives both, so one is likely a part of the other."
    return "contradiction", size, "They cannot both be true of one side at one time. Both can be true if they count different people."


def _two_deeds(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether one report counts people of different words in two deeds of different kinds: a clash and its gunmen, a murder and a nurse."""
    kinds = {a.claim.type, b.claim.type}
    one_report = a.claim.document == b.claim.document and a.claim.evidence != b.claim.evidence
    return one_report and len(kinds) > 1 and "losses" not in kinds and bool(_noun(x)) and bool(_noun(y)) and _noun(x) != _noun(y)


def _other_people(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether two voices of one report that do not speak for two sides count people of different words: "107 people", "38 women"."""
    return not opposed(a, b) and bool(_noun(x)) and bool(_noun(y)) and _noun(x) != _noun(y)


def _risen(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether the later toll is the higher one: tolls rise. Those that the two sides of a fight tell of each other do not, nor what an
    outlet had said to be nothing at all, nor a side's count of its own dead."""
    if says(b, "recount") or says(b, "correction"):
        return bounds(y)[0] > bounds(x)[1]
    sure = one_outlet(a, b) and (bounds(x)[1] == 0 or (_own_dead(x, a) and _point(x)))
    return bounds(y)[0] > bounds(x)[1] and not opposed(a, b) and not sure


def _own_dead(loss: Loss, telling: Telling) -> bool:
    """Whether a side counts its own losses."""
    return bool(loss.side) and loss.side in (telling.speaker, telling.camp)


def _one_more(x: Loss, y: Loss) -> bool:
    """Whether x is one more beside those that y counts: "a fourth man", three."""
    found = ONE_MORE.match(x.text)
    return found is not None and y.min is not None and y.min <= ORDINALS.index(found[1].lower())


def _counts_again(a: Telling, b: Telling) -> bool:
    """Whether one voice tells a lower toll later, and may: an outlet that does so in its own reports must say that it counts anew."""
    return a.voice == b.voice and (not one_outlet(a, b) or says(b, "recount") or says(b, "correction"))


def _made_up_of(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether two tolls are equal and only one report says who was among them: "six students are among the 19 killed"."""
    if any(OF_THEM.search(loss.text) for loss in (x, y)):
        return False  # "ten of them died": the toll itself
    return bounds(x) == bounds(y) and a.claim.document != b.claim.document and says(a, "among") != says(b, "among")


def _more_than(x: Loss, y: Loss) -> bool:
    """Whether one is a round figure that is gone beyond, and the other goes little beyond it: "more than 60", 67."""
    return bool(BEYOND.match(x.text)) and _point(y) and bounds(x)[0] <= bounds(y)[0] <= bounds(x)[0] * LITTLE


def _part_of_another(x: Loss, y: Loss, a: Telling, b: Telling) -> bool:
    """Whether the smaller of two tolls that are apart stands beside a whole that meets the other: "29 dead, two of them children"."""
    if _meet(x, y):
        return False
    whole, part, beside = (x, y, b.claim.losses) if bounds(x)[0] > bounds(y)[1] else (y, x, a.claim.losses)
    alike = (one for one in beside if _comparable(whole, one) and (_meet(whole, one) or _close(whole, one)))
    return any(bounds(part)[1] < bounds(one)[0] for one in alike)


def _meet(x: Loss, y: Loss) -> bool:
    (low, high), (low_b, high_b) = bounds(x), bounds(y)
    return low <= high_b and low_b <= high


def _point(loss: Loss) -> bool:
    return loss.min is not None and loss.min == loss.max


def _holds(loss: Loss, point: Loss) -> bool:
    low, high = bounds(loss)
    return low <= bounds(point)[0] <= high < float("inf")


def _inside_range(x: Loss) -> bool:
    """Whether a closed range was narrowed: "60 to 70" and then 63 is no higher figure."""
    return x.min is not None and x.max is not None and x.min < x.max


def _about_equal(x: Loss, y: Loss) -> bool:
    """Whether two tolls say the same in other words: "8 to 10" and nine, "more than 25" and 30."""
    if x.max is None and y.max is None:
        return False
    if any(ROUGH.match(one.text) and _point(other) and _holds(one, other) for one, other in ((x, y), (y, x))):
        return True
    return _close(x, y)


def _close(x: Loss, y: Loss) -> bool:
    """Whether all bounds of two tolls lie near each other."""
    ends = [value for loss in (x, y) for value in (loss.min, loss.max) if value is not None]
    return x.min is not None and y.min is not None and max(ends) - min(ends) <= max(NEAR, NEARLY * max(ends))
