"""Who did it: two tellings that blame two sides, or that name one side more exactly."""

import re
from collections.abc import Iterable, Iterator

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.found import Found, later, opposed
from frontlog.incidents.disagreements.matter import PROPER, inside
from frontlog.incidents.spelling import bag, stem
from frontlog.incidents.telling import Telling, asked_once
from frontlog.incidents.types import Types
from frontlog.model import ActorRef

UNKNOWN = ("x-", "~", "unidentified", "unknown")  # provisional actors, words of their names, and those whom nobody knows
CIVILIANS = "civilians"
NAMELESS = ("unidentified", "unknown")  # that the register itself calls so
BLAMED = {"airstrike", "shelling", "bombing", "civilians_attacked", "losses"}
STATE = frozenset(map(stem, ("army", "regime", "government", "military", "junta", "soldiers", "state")))
FORCES = STATE | frozenset(map(stem, ("forces", "force", "air", "navy", "jets", "troops", "armed")))
UNIT = re.compile(r"\b(?:brigades?|battalions?|divisions?|corps|regiments?|factions?|wing|squadrons?|compan(?:y|ies))\b", re.IGNORECASE)
OURS = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|OUR)\b(?!-)")  # and no "US"
UNNAMED = re.compile(r"(?:an? |the |some )?(?:unknown|unidentified|unnamed)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(?<![\w-])\d+(?:st|nd|rd|th)?\b")  # a unit: the 12th Brigade, and no Heron-2
NOT = re.compile(r"\bnot (?:by |the |an? )*$", re.IGNORECASE)  # "herdsmen, not the jihadists, attacked"


def blames(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Two sides named for one deed; nobody and then somebody; a side and then its part."""
    if later(a, b) and says(b, "claims_it") and (says(a, "unclaimed") or _doerless(a, b)):
        reason = "Both can be true: it was claimed after the first report."
        yield Found("blame", "agent", "claimed by nobody", names(b) or "claimed", None, "update", reason)
        return
    if {a.claim.modality, b.claim.modality} != {"actual"}:
        return
    deeds = a.claim.type in BLAMED and b.claim.type in BLAMED
    if deeds and (strangers(a, b) or (contrasts(b) and bool(a.claim.agent) and not _words(a) & _words(b))):
        if answers(a, b) and not (says(a, "fired_first") and says(b, "fired_first")):
            return
        reason = "They cannot both be true of one deed. Both can be true if there were two, or if the two sides did it together."
        yield Found("blame", "agent", names(a) or "not said", names(b) or "another", None, "contradiction", reason)
    elif a.claim.type in BLAMED and narrowed(a, b):
        yield Found(
            "blame", "agent", names(a), names(b), None, "refinement", "Both can be true: one names a part of the side that the other names."
        )
    elif deeds and (_cleared_up(a, b) or (_cleared_up(b, a) and not later(a, b))):
        status = "update" if later(a, b) else "refinement"
        reason = "Both can be true: one of them knows who did it."
        yield Found("blame", "agent", names(a) or "not said", names(b) or "not said", None, status, reason)


def accusations(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Two sides that name each other for what is one deed by its place and its victims."""
    if {a.claim.modality, b.claim.modality} == {"actual"} and strangers(a, b):
        reason = "They cannot both be true of one deed. Both can be true if there were two."
        yield Found("blame", "agent", names(a), names(b), None, "contradiction", reason)


def _doerless(a: Telling, b: Telling) -> bool:
    """Whether the first report of a deed names nobody who did it."""
    return a.claim.type in BLAMED and a.claim.type == b.claim.type and not a.claim.agent and a.claim.modality == "actual"


def strangers(a: Telling, b: Telling) -> bool:
    """Whether both name who did it and name sides that have nothing in common. Attackers whom nobody knows are nobody's strangers.

    Words that the register does not know count only when the two speak for opposed sides: then "the army" and M23 are two.
    """
    if _by_nameless(a) or _by_nameless(b):
        return False
    if _ruled_out(a, b) or _ruled_out(b, a):
        return True
    mine, other = _side(a), _side(b)
    if mine and other:
        return not mine & other and not _camps(a) & _camps(b)
    named = bool(mine or a.claim.agent) and bool(other or b.claim.agent)
    return named and opposed(a, b) and not _words(a) & _words(b) and not (_of_state(a) and _of_state(b))


def answers(a: Telling, b: Telling) -> bool:
    """Whether one of two deeds is the other side's: fire and its answer."""
    return bool(known(a.attackers) & known(b.defenders) or known(b.attackers) & known(a.defenders))


def narrowed(a: Telling, b: Telling) -> bool:
    """Whether b names a part of the side that a names: by the register's parents, or as a numbered unit beside an army."""
    if not a.claim.agent or not b.claim.agent or opposed(a, b):
        return False
    mine, other = ({ref.id for ref in t.claim.agent if ref.id} for t in (a, b))
    if mine and other and mine != other and (mine < b.attackers or other < a.attackers):
        inner, outer = (b, a) if mine < b.attackers else (a, b)
        return _more_named(inner, outer)
    units = [any(NUMBERED.search(ref.text) for ref in t.claim.agent) for t in (a, b)]
    return units[0] != units[1]


def _more_named(inner: Telling, outer: Telling) -> bool:
    """Whether the words for a part say which one: "Shekau's men" of Boko Haram, and not "Russian jets" of Russia, "the army" of a state."""
    said = frozenset().union(*(bag(ref.text) | bag(ref.name) for ref in outer.claim.agent))
    for ref in inner.claim.agent:
        words = [word for word in PROPER.findall(inside(ref.text)) if not bag(word) <= said]
        if NUMBERED.search(ref.text) or UNIT.search(ref.text) or any(stem(word.lower()) not in FORCES for word in words):
            return True
    return False


def contrasts(telling: Telling) -> bool:
    """Whether the sentence says that it was somebody else: "herdsmen, not jihadists, did it"."""
    return says(telling, "contrast")


def names(telling: Telling) -> str:
    """Who did it, as the telling has it."""
    return ", ".join(ref.name or ref.text for ref in telling.claim.agent)


@asked_once
def ruled_out(telling: Telling) -> list[ActorRef]:
    """Sides that the telling says did not do it: "it was the herdsmen, not the jihadists"."""
    span = telling.claim.evidence
    return [ref for ref in telling.claim.agent if ref.start >= span.start and NOT.search(span.quote[: ref.start - span.start])]


@asked_once
def first_person(telling: Telling) -> bool:
    """Whether the speaker tells of his own side: "our fighters", "we"."""
    agents = telling.claim.agent
    return any(OURS.search(ref.text) for ref in agents) if agents else says(telling, "ours")


def known(ids: Iterable[str]) -> frozenset[str]:
    """Those of some actors that the register knows: not "x-terrorists", whoever they are."""
    return frozenset(id_ for id_ in ids if not id_.startswith(UNKNOWN))


@asked_once
def _of_state(telling: Telling) -> bool:
    """Whether it speaks of a state's forces by words that every side has for its own or for the other's: the army, the regime."""
    return bool(_words(telling) & STATE) and not any(map(_known, telling.claim.agent))


def _ruled_out(a: Telling, b: Telling) -> bool:
    """Whether a says of a side that b names that it was not it."""
    out = [ref.id for ref in ruled_out(a) if ref.id]
    return bool(out) and any(ref.id in out for ref in b.claim.agent)


@asked_once
def _by_nameless(telling: Telling) -> bool:
    return any(ref.id.startswith(NAMELESS) for ref in telling.claim.agent)


def _cleared_up(a: Telling, b: Telling) -> bool:
    return by_nobody(a) and any(not ref.id.startswith((*NAMELESS, CIVILIANS)) and not UNNAMED.match(ref.text) for ref in b.claim.agent)


@asked_once
def by_nobody(telling: Telling) -> bool:
    """Whether a telling says that nobody knows who did it: "unknown gunmen", "it was not clear who fired"."""
    if telling.claim.agent:
        return all(ref.id.startswith(NAMELESS) or UNNAMED.match(ref.text) for ref in telling.claim.agent)
    return says(telling, "unclaimed")


@asked_once
def _side(telling: Telling) -> frozenset[str]:
    """The resolved doers with their parents; of "we" and "our men" the speaker. "Our" of somebody else than a doer says nothing."""
    if not telling.claim.agent and not says(telling, "by_us"):
        return frozenset()
    if telling.speaker and first_person(telling) and not any(_known(ref) for ref in telling.claim.agent if not OURS.search(ref.text)):
        return frozenset((telling.speaker, telling.camp))
    if not any(_known(ref) for ref in telling.claim.agent):
        return frozenset()
    return telling.defenders if telling.claim.type == "hold" else telling.attackers


@asked_once
def _camps(telling: Telling) -> frozenset[str]:
    if telling.speaker and first_person(telling):
        return telling.agent_camps | {telling.camp}
    return telling.agent_camps


def _known(ref: ActorRef) -> bool:
    """Whether it is a side. Civilians are none: a bomber of whom it is only told that he was a man is not known by that."""
    return bool(ref.id) and not ref.id.startswith((*UNKNOWN, CIVILIANS))


@asked_once
def _words(telling: Telling) -> frozenset[str]:
    return frozenset().union(*(bag(ref.text) | bag(ref.name) for ref in telling.claim.agent)) if telling.claim.agent else frozenset()
