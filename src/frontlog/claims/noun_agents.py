"""Who does a deed that a noun tells: not those who only judge it, nor those whom it hurt."""

import re
from collections.abc import Sequence

from frontlog.claims.draft import Draft
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.hostile import FIGHTING, UNARMED

_JUDGING = re.compile(
    r"\s+(?:[A-Za-z]+\s+){0,4}?(?:(?:condemn|denounc|deplor|decr[iy]|criticis|criticiz|slam|mourn)[a-z]*|(?:call|describ|brand)(?:s|ed|es|ing)?)\s+"
    r"(?:as\s+[a-z]+\s+)?(?:the|this|that|these|those|an?|last|what)\s[^,;.:]*$"
)


def uninvolved(draft: Draft, agent: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The agent of a deed told by a noun, without those who only condemn it or call it something: "[Paris] called the shelling a crime"."""
    if draft.hit.form != "noun" or draft.type not in FIGHTING:
        return tuple(agent)
    text, base = draft.line.sentence.span.quote, draft.line.sentence.span.start
    until = draft.trigger.mention.span.start - base
    return tuple(a for a in agent if a.start < base or not _JUDGING.fullmatch(text[max(0, a.end - base) : until]))


def unhurt(draft: Draft, agent: Sequence[ActorRef], actors: Actors) -> tuple[ActorRef, ...]:
    """The agent of a deed told by a noun, without the state's men and the people who were its victims: "In the attack [two officers]
    were killed". Attackers who fell stay."""
    if draft.hit.form != "noun" or draft.type not in FIGHTING:
        return tuple(agent)
    hurt = [
        r.victim
        for r in draft.losses
        if r.victim is not None and r.loss.kind != "materiel" and draft.trigger.mention.span.end <= r.victim.start < r.trigger.start
    ]
    return tuple(
        a
        for a in agent
        if not any(v.start < a.end and a.start < v.end for v in hurt)
        or not (not a.id or a.id in UNARMED or (a.id in actors and actors.get(a.id).kind == "state"))
    )
