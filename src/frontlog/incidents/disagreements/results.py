"""How it ended: taken or held off (an attack's result), held by one or by another (the outcome for the place)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from frontlog.incidents.disagreements.cues import said, says
from frontlog.incidents.disagreements.doers import first_person, known, names, strangers
from frontlog.incidents.disagreements.found import Found, gap, later, one_outlet, opposed
from frontlog.incidents.disagreements.matter import NOUN, content, things
from frontlog.incidents.telling import Telling, asked_once
from frontlog.incidents.types import Types
from frontlog.reference.placenames import fold

PART = re.compile(
    r"\b(?:partly|partially|parts? of|most of|much of|half of|some (?:points|positions|areas)|several|outskirts)\b", re.IGNORECASE
)
COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
BUT = re.compile(  # how many of an attack's missiles were held off, and that others were not
    rf"\b(?:except|all but|nearly all|almost all|most of|but for|apart from|{COUNT} of (?:the |its |their )?{COUNT})\b", re.IGNORECASE
)
FORMER = re.compile(r"\bhad (?:been )?(?:held|controlled|ruled)|\b(?:used to hold|formerly|once held)\b", re.IGNORECASE)
REST = re.compile(
    r"\b(?:part(?:ly|ially)|parts? of|most of|much of|half of|except|all but|(?:nearly|almost) all|the rest of)\b", re.IGNORECASE
)
WINDOW = 30  # characters around the trigger: "has been at least partly captured", "captured parts of"
OPEN = {"assault", "advance", "hold", "losses", "airstrike", "shelling", "bombing", "deploy"}  # whose words say how it went

RESULTS: Mapping[tuple[str, str], str] = {
    ("capture", "actual"): "taken",
    ("capture", "failed"): "beaten",
    ("handover", "actual"): "taken",
    ("withdraw", "actual"): "taken",
    ("withdraw", "denied"): "kept",
    ("withdraw", "failed"): "taken",
    ("advance", "actual"): "part",
    ("advance", "failed"): "beaten",
    ("assault", "failed"): "beaten",
    ("airstrike", "failed"): "beaten",
    ("shelling", "failed"): "beaten",
    ("bombing", "failed"): "beaten",
    ("repel", "actual"): "beaten",
    ("repel", "failed"): "taken",
}
HOLDING = {"hold", "capture", "handover"}  # who has a place
HELD_OFF = {"beaten", "kept"}
BEATEN = ("beaten", "beaten_but", "kept")
SHOTS = {"airstrike", "shelling", "bombing"}
SAYS = {
    "taken": "taken",
    "part": "taken in part",
    "entered": "got through",
    "beaten": "held off",
    "beaten_but": "held off in part",
    "kept": "not given up",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status and reason of a pair of results."""

    status: str
    reason: str


def results(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Taken against held off, in part against whole. An attack that one of them calls beaten has a result; else it is an outcome."""
    mine, other = result(a), result(b)
    if not mine or not other or mine == other or not one_attack(a, b):
        return
    verdict = _verdict(a, b, mine, other)
    if verdict:
        kind = "attack_result" if {mine, other} & {"beaten", "beaten_but"} else "outcome"
        yield Found(kind, "result", SAYS[mine], SAYS[other], None, verdict.status, verdict.reason)


def holders(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Two sides that have the place, or have taken it."""
    if {a.claim.modality, b.claim.modality} != {"actual"} or not {a.claim.type, b.claim.type} <= HOLDING:
        return
    if _holder_differs(a, b):
        after = later(a, b) and (gap(a, b) or 0) > 0 and b.start is not None and a.end is not None and b.start > a.end
        reason = "Both can be true only if the place changed hands in between."
        yield Found("outcome", "holder", names(a), names(b), None, "update" if after and a.voice == b.voice else "contradiction", reason)


def damage(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """A thing destroyed, and only damaged."""
    if not says(a, "destroyed") and not says(b, "destroyed"):
        return
    for told, other, turned in ((a, b, False), (b, a, True)):
        if told.claim.document == other.claim.document or not (says(told, "destroyed") and says(other, "only_damaged")):
            continue
        if things(told) & things(other) or content(told) & content(other) or _named_alike(told, other):
            values = ("only damaged", "destroyed") if turned else ("destroyed", "only damaged")
            reason = "They cannot both be true of one thing. Both can be true if it was hit twice."
            yield Found("outcome", "damage", *values, None, "contradiction", reason)


def _named_alike(a: Telling, b: Telling) -> bool:
    """Whether both name one thing at a place by the same words: "the bridge at Chonhar"."""
    mine, other = ({fold(place.text) for place in t.claim.place if NOUN.search(place.text)} for t in (a, b))
    return bool(mine & other)


@asked_once
def result(telling: Telling) -> str:
    """taken, part, entered, beaten (an attack), kept (a place), or empty when the telling does not say."""
    claim = telling.claim
    found = RESULTS.get((claim.type, claim.modality), "")
    if found in ("beaten", "taken") or (claim.modality == "actual" and claim.type in OPEN):
        return _result(found, claim.type, claim.evidence.quote, claim.trigger.start - claim.evidence.start, len(claim.trigger.text))
    return found


@lru_cache(maxsize=1 << 14)
def _result(found: str, kind: str, quote: str, start: int, length: int) -> str:
    """What the words add to the type: in part, all but one, got in."""
    if found == "taken":
        return "part" if PART.search(quote[max(0, start - WINDOW) : max(0, start) + length + WINDOW]) else found
    if found == "beaten" or (kind not in ("hold", "deploy") and said(quote, "kept")):
        return "beaten_but" if BUT.search(quote) else "beaten"
    if kind in ("advance", "deploy") and said(quote, "landed"):
        return "entered"
    return "entered" if kind not in ("losses", "deploy") and said(quote, "entered") else found


def _verdict(a: Telling, b: Telling, mine: str, other: str) -> Verdict | None:
    pair = {mine, other}
    if pair <= set(BEATEN):
        return Verdict("refinement", "Both can be true: one says what got through all the same.") if "beaten_but" in pair else None
    after = later(a, b) and _then(a, b)
    conceded = not one_outlet(a, b) or b.claim.type not in SHOTS or says(b, "confirmed")  # a shot hits or does not, a fight goes on
    if later(a, b) and conceded and pair & HELD_OFF and mine in HELD_OFF and other not in BEATEN and bool(a.camp) and a.camp == b.camp:
        return Verdict("update", "Both were said by one side: the later word replaces the earlier.")
    if not pair & set(BEATEN):
        one_time = a.said and b.said and (a.start, a.end) == (b.start, b.end)
        status = "update" if after or (later(a, b) and mine == "part" and not one_time) else "refinement"
        return Verdict(status, "Both can be true: a part is taken before the whole is.") if pair == {"taken", "part"} else None
    if after:
        return Verdict("update", "Both can be true: the second attack came later.")
    failed = any(t.claim.modality == "failed" for t in (a, b)) and opposed(a, b)  # an attempt that failed gained no ground
    if pair & HELD_OFF and (pair & {"taken", "entered"} or failed):
        return Verdict("contradiction", "They cannot both be true of one attack. Both can be true if there was a second one.")
    return Verdict("refinement", "Both can be true: an attack that gains some ground may be held off in the end.")


def _then(a: Telling, b: Telling) -> bool:
    """Whether b tells of a later day, or of a day that it names and that lies behind the first that a's report was about."""
    if a.start is None or a.end is None or b.start is None:
        return False
    return b.start > a.end or (b.said and not a.said and b.start > a.start)


def _holder_differs(a: Telling, b: Telling) -> bool:
    """Strangers that hold, or that hold what the other took. Two that took a place may have taken it one after the other."""
    kinds = {a.claim.type, b.claim.type}
    if not strangers(a, b) or one_outlet(a, b) or _within(a) != _within(b):
        return False
    if a.claim.document == b.claim.document and not opposed(a, b):
        return False  # one report that tells of both tells of one after the other
    if any(t.claim.type == "hold" and _of_another_state(t) for t in (a, b)) and not _whole_and_half(a, b):
        return False
    return "hold" in kinds or (gap(a, b) is not None and (gap(a, b) or 0) <= 0)


@asked_once
def _within(telling: Telling) -> bool:
    """Whether it is told of a place itself, and not of ground beside it: "the cement works outside the town"."""
    return not telling.claim.place or any(place.relation == "at" for place in telling.claim.place)


def _whole_and_half(a: Telling, b: Telling) -> bool:
    """Whether one side has all of it by its word, and by the other's word the other side a part."""
    kinds = {a.claim.type, b.claim.type}
    return opposed(a, b) and "hold" in kinds and any(t.claim.type != "hold" and says(t, "whole") for t in (a, b))


@asked_once
def _of_another_state(telling: Telling) -> bool:
    """Whether who holds is told of what was before, or of what others left him: "took most of X, soldiers hold the port"."""
    quote = telling.claim.evidence.quote
    return bool(FORMER.search(quote) or REST.search(quote))


def one_attack(a: Telling, b: Telling) -> bool:
    """Whether the same side attacks in both, as far as both name sides that the register knows. What the speaker of a side calls "our
    forces" is whom the other side fights, whatever either calls it."""
    pairs = ((a.attackers, b.attackers), (a.defenders, b.defenders))
    ours = opposed(a, b) and any(t.claim.agent and first_person(t) for t in (a, b))
    return ours or all(not known(x) or not known(y) or x & y for x, y in pairs)
