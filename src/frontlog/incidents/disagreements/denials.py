"""Said to have happened, and said not to: by somebody who says that he did not do it, or that nothing of the kind happened."""

import re
from collections.abc import Iterator

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.doers import first_person, strangers
from frontlog.incidents.disagreements.found import Found, later, one_outlet, opposed
from frontlog.incidents.disagreements.matter import PROPER, content, inside, one_spot
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import PROVISIONAL, Telling, asked_once
from frontlog.incidents.types import Types

DEEDS = {"assault", "airstrike", "shelling", "bombing", "civilians_attacked"}  # "did not strike X" denies any of them
NO_DEEDS = {"agreement", "negotiate", "surrender"}  # what nobody is accused of
WORDS = {"agreement", "negotiate", "statement", "aid", "protest"}  # of these a denial is of one kind: no aid contradicts no agreement
GROUND = {"capture", "withdraw", "handover", "advance", "hold"}
OWN_VICTIMS = re.compile(r"\b(?:our|of us)\b[^.;,]{0,40}\b(?:was|were|is|are|has been|have been|had been) (?:\w+ ){0,2}$", re.IGNORECASE)
FAR_APART = 2  # words of content that a deed and the denial of one of another kind must share
NO = ("no ", "not a ", "not one ")
BEFORE = re.compile(  # words of a denial whose deed follows
    r"\b(?:nothing to do with|(?:den(?:y|ies|ied)|reject(?:s|ed)?)(?: having| any| all| its| that)?"
    r"(?: (?:involvement|responsibility|part|role))?(?: (?:in|for))?|not (?:behind|responsible for|involved in)"
    r"|no (?:part|hand|role|share) in|it was not (?:our|the) \w+(?: \w+)? (?:that|who))\b[^.;,]{0,40}$",
    re.IGNORECASE,
)


def denials(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """A deed told and denied. `denial` where a doer is spoken of, `existence` where nobody did anything of the kind."""
    if denies(a) == denies(b):
        return
    for told, other, turned in ((a, b, False), (b, a, True)):
        if (
            told.claim.document == other.claim.document
            or not _happened(told)
            or not denies(other)
            or not _one_matter(told, other, types)
            or _rules_out(told, other)
        ):
            continue
        one_side = a.voice == b.voice or (bool(a.camp) and a.camp == b.camp) or (turned and _admitted(a, b))
        lost_since = turned and _since(a, b)
        replaced = not one_outlet(a, b) or (turned and (says(b, "confirmed") or _conceded(a, b)))
        updated = lost_since or (later(a, b) and one_side and replaced)
        kind = "denial" if updated or doer_denies(other) else "existence"
        said = "nothing of the kind" if kind == "existence" else "not done"
        values = (said, "done") if turned else ("done", said)
        reason = (
            "It cannot have happened and not have happened."
            if not updated
            else "Both can be true: it happened after it had been denied."
            if lost_since
            else "Both were said by one side: the later word replaces the earlier."
        )
        yield Found(kind, "modality", *values, None, "update" if updated else "contradiction", reason)


def existence(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Told as fact, and told as something that nobody could confirm; and what was first unconfirmed, confirmed."""
    if a.claim.document == b.claim.document or {a.claim.modality, b.claim.modality} != {"actual"}:
        return
    doubt = (a.claim.certainty == "disputed", b.claim.certainty == "disputed")
    if a.claim.type == b.claim.type and doubt[0] != doubt[1]:
        status = "update" if later(a, b) and (a.voice == b.voice or (doubt[0] and says(b, "confirmed"))) else "contradiction"
        reason = "Both can be true: that nobody could confirm it does not say that it did not happen."
        yield Found("existence", "certainty", a.claim.certainty, b.claim.certainty, None, status, reason)
    elif says(a, "unconfirmed") and later(a, b) and says(b, "confirmed"):
        yield Found("existence", "certainty", "unconfirmed", "confirmed", None, "update", "Both can be true: it was confirmed later.")


def _since(denial: Telling, deed: Telling) -> bool:
    """Whether ground changed hands on a named day after the one on which that was denied."""
    after = denial.end is not None and deed.start is not None and deed.start > denial.end
    return after and deed.said and later(denial, deed) and {denial.claim.type, deed.claim.type} <= GROUND


def _admitted(a: Telling, b: Telling) -> bool:
    """Whether b tells that the one who denied it by name now admits it: "the army had nothing to do with it", "the army now admits"."""
    source = b.claim.source
    if source is None or not says(b, "confirmed"):
        return False
    return any(bag(ref.text) and bag(ref.text) <= bag(source.text) for ref in a.claim.agent)


def _conceded(a: Telling, b: Telling) -> bool:
    """Whether one outlet tells what a side said at first and says now, which is no word of its own; or the accused speaks both times
    and owns the deed that he denied."""
    quoted = a.claim.source is not None and b.claim.source is not None
    return quoted or (first_person(a) and first_person(b) and {a.claim.type, b.claim.type} <= DEEDS)


@asked_once
def denies(telling: Telling) -> bool:
    """Whether a telling says that something did not happen. A toll of nobody is a toll, and a plan is no denial."""
    claim = telling.claim
    if claim.modality == "actual" and _disclaims(telling):
        return True
    if claim.type == "statement" and says(telling, "unclaimed"):
        return False  # that nobody has claimed a deed denies nothing
    if claim.modality != "denied" and (claim.modality != "actual" or claim.certainty == "disputed" or not _no_object(telling)):
        return False
    return not (claim.losses and all(loss.max == 0 for loss in claim.losses)) and not says(telling, "no_toll")


@asked_once
def doer_denies(telling: Telling) -> bool:
    """Whether the denial speaks of a doer ("the air force did not bomb", "not by us") and not of nothing at all. Who says that nobody
    attacked him, or that he signed nothing, speaks of no doer who is accused."""
    if says(telling, "by_us"):
        return True
    if telling.claim.type in NO_DEEDS or (not telling.claim.agent and _of_own_victims(telling)):
        return False
    return (bool(telling.claim.agent) or first_person(telling)) and not says(telling, "nothing")


def _of_own_victims(telling: Telling) -> bool:
    """ "None of our convoys was ambushed": the speaker's own side is whom nobody attacked."""
    claim = telling.claim
    return bool(OWN_VICTIMS.search(claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)]))


@asked_once
def _disclaims(telling: Telling) -> bool:
    """Whether the words before the trigger say that the doer did not do it, however they say it: "had nothing to do with the shelling"; or
    a statement rejects any part in a deed."""
    claim = telling.claim
    if claim.type == "statement":
        return says(telling, "no_part")
    if not says(telling, "disclaims"):
        return False
    return bool(BEFORE.search(claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)]))


def _happened(telling: Telling) -> bool:
    return telling.claim.modality == "actual" and not denies(telling)


def _no_object(telling: Telling) -> bool:
    """ "Police fired at no mourner": a verb in the affirmative whose target is nobody."""
    return any(ref.text[:1] in "nN" and ref.text.lower().startswith(NO) for ref in telling.claim.target + telling.claim.agent)


def _one_matter(told: Telling, other: Telling, types: Types) -> bool:
    """Types that may be one event, or words of content in common beside the names. That somebody said something is denied by a denial of
    that alone: no talks contradict no statement."""
    kinds = {told.claim.type, other.claim.type}
    if told.claim.type == "statement" != other.claim.type:
        return False
    if types.level(told.claim.type, other.claim.type) != "far" and (len(kinds) == 1 or not kinds & WORDS or kinds <= NO_DEEDS):
        return True
    if {told.claim.type, other.claim.type} <= DEEDS and opposed(told, other) and one_spot(told, other):
        return True
    return len((content(told) & content(other)) - told.names - other.names) >= FAR_APART


def _rules_out(told: Telling, other: Telling) -> bool:
    """Whether the denial is about another doer than the claim: that C did not do it says nothing against A."""
    return bool(other.claim.agent) and not first_person(other) and strangers(told, other) and not _own_forces(told, other)


def _own_forces(told: Telling, other: Telling) -> bool:
    """Whether the one who denies speaks for a side and names the doer by words that each side has for its own: "the army did not"."""
    refs = other.claim.agent
    known = any((ref.id and not ref.id.startswith(PROVISIONAL)) or PROPER.search(inside(ref.text)) for ref in refs)
    return opposed(told, other) and not known
