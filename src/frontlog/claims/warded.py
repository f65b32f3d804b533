"""A repulse without a place of its own is of the attack that its report told of last: "The attack was repelled", "we beat the attack off".

The place is the attack's; who attacked there is beaten and does not beat, and who was attacked is the one who did, where nobody else is
named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from frontlog.model import ActorRef, Claim

_ATTACKS = ("assault", "advance", "capture", "clash", "shelling", "airstrike")
_REACH = 900  # characters back: an attack that was told of a page ago is not "the attack"
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|their|its|all|both)\s+(?:\w+\s+)?"
    r"(?:attacks?|assaults?|offensives?|raids?|attempts?|advances?|onslaughts?|push|incursions?)\b",
    re.IGNORECASE,
)


def warded(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a document, those repulses told anew that only point back to an attack."""
    out = list(claims)
    for number, claim in enumerate(claims):
        if claim.type == "repel" and _points_back(claim):
            before = [c for c in claims if _is_attack(c, claim)]
            attack = max(before, key=lambda c: (c.evidence.start, c.type == "assault", c.trigger.start), default=None)
            if attack is not None:
                out[number] = _of(claim, attack)
    return out


def _points_back(claim: Claim) -> bool:
    """Whether a repulse is of an attack told of before: its clause says so, and names no place itself."""
    text, base = claim.evidence.quote, claim.evidence.start
    around = text[max(0, claim.trigger.start - base - 40) : claim.trigger.end - base + 30]
    inside = [p for p in claim.place if claim.evidence.start <= p.start < claim.evidence.end]
    return not inside and bool(_DEFINITE.search(around))


def _is_attack(one: Claim, repel: Claim) -> bool:
    """Whether a claim is an attack that sentences before the repulse told of as going on, tried or failed."""
    near = 0 < repel.evidence.start - one.evidence.start <= _REACH
    own = [a for a in repel.agent if repel.evidence.start <= a.start < repel.evidence.end]  # named here, not taken from sentences before
    return near and one.type in _ATTACKS and one.modality in ("actual", "failed") and bool(one.place) and not _same(one.agent, own)


def _of(repel: Claim, attack: Claim) -> Claim:
    """The repulse with what it takes from the attack."""
    beaten = [a for a in repel.agent if _same([a], attack.agent) or any(a.start < b.end and b.start < a.end for b in attack.agent)]
    agent = tuple(a for a in repel.agent if a not in beaten)
    target = repel.target or tuple(a for a in attack.agent if a.id) or tuple(beaten)
    return replace(repel, agent=agent or tuple(a for a in attack.target if not _same([a], target)), target=target, place=attack.place)


def _same(some: Sequence[ActorRef], others: Sequence[ActorRef]) -> bool:
    """Whether two rows of actors share one that is known."""
    return bool({a.id for a in some if a.id} & {b.id for b in others if b.id})
